//! How a pair's file folds from its events.

use codes::ids::AccountId;

use super::ballot::Decision;
use super::pair::{Change, Earlier, Pair, Plan, Stopped};
use super::step::{Presence, Step};
use crate::consent::{Consent, Held};
use crate::event::{Past, Record, Unfoldable, step_events};
use crate::registry::{Planned, Recovered, RemovalStopped, Transplanted};

macro_rules! steps {
    ($($variant:ident = $kind:literal;)*) => {
        step_events! { Step: $($variant = $kind;)* }

        impl Step {
            /// Event kinds of all steps.
            pub const KINDS: &'static [&'static str] = &[$($kind),*];
        }
    };
}

steps! {
    TeamNamed = "approval.team_named";
    IdentityChecked = "approval.identity_checked";
    RelationProved = "approval.relation_proved";
    Informed = "consent.informed";
    RecipientInformed = "consent.recipient_informed";
    Interviewed = "approval.interviewed";
    Evaluated = "approval.evaluated";
    Declared = "consent.declared";
    CarePlanned = "followup.care_planned";
    Signed = "consent.signed";
    VoteCast = "approval.vote_cast";
    Decided = "approval.decided";
    PaperFiled = "approval.paper_filed";
    PaperConfirmed = "approval.paper_confirmed";
    Appealed = "approval.appealed";
    NoticeGiven = "approval.notice_given";
    Withdrawn = "consent.withdrawn";
    Changed = "approval.pair_changed";
}

impl Record for Pair {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let Some(mut pair) = state else {
            return match event.kind.as_str() {
                "approval.pair_opened" => opened(event),
                _ => Err(event.unfoldable("the pair was never opened")),
            };
        };
        match event.kind.as_str() {
            "registry.removal_planned" => {
                let planned: Planned = event.read()?;
                pair.stopped = None;
                pair.plan = Some(Plan { id: planned.plan, planned_at: planned.planned_at, graft_g: planned.graft_g });
            }
            "registry.removal_cancelled" => pair.plan = None,
            "registry.removal_stopped" => {
                let RemovalStopped { plan, recall } = event.read()?;
                let gone = pair.plan.take().filter(|p| p.id == plan);
                let gone = gone.ok_or_else(|| event.unfoldable("no such removal is planned"))?;
                pair.stopped = Some(Stopped { plan, planned_at: gone.planned_at, recall, at: event.recorded_at });
            }
            // Asked and refused: it changes nothing, but it stays in the log and is counted.
            "registry.removal_refused"
            | "consent.signature_refused"
            | "approval.decision_refused"
            | "approval.vote_refused"
            | "approval.paper_refused" => {}
            "registry.pair_recovered" => pair.removed = Some(event.read::<Recovered>()?.unit),
            "registry.pair_transplanted" => {
                pair.transplanted_at = Some(event.at());
                event.read::<Transplanted>()?;
            }
            _ => match Step::read(event)? {
                Some(step) => take(&mut pair, step, event)?,
                None => return Err(event.unfoldable("not an event of a pair")),
            },
        }
        Ok(pair)
    }
}

fn opened(event: &Past) -> Result<Pair, Unfoldable> {
    let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a pair"))?;
    Ok(Pair::new(id, event.read()?, event.at()))
}

/// A step with whoever was signed in when it was recorded: nobody signs for somebody else.
fn take(pair: &mut Pair, step: Step, event: &Past) -> Result<(), Unfoldable> {
    let by: AccountId = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
    fn held<T>(step: T, event: &Past, by: AccountId) -> Held<T> {
        Held { at: event.at(), by, step }
    }
    match step {
        Step::TeamNamed(s) => pair.team = s.members,
        Step::IdentityChecked(s) => pair.identity = Some(held(s, event, by)),
        Step::RelationProved(s) => pair.proofs.push(held(s, event, by)),
        Step::Informed(s) => pair.consent.talks.push(held(s, event, by)),
        Step::RecipientInformed(s) => pair.consent.recipient = Some(held(s, event, by)),
        Step::Interviewed(s) => pair.interviews.push(held(s, event, by)),
        Step::Evaluated(s) => pair.evaluations.push(held(s, event, by)),
        Step::Declared(s) => pair.consent.declarations.push(held(s, event, by)),
        Step::CarePlanned(s) => pair.care = Some(held(s, event, by)),
        Step::Signed(s) => pair.consent.signature = Some(held(s, event, by)),
        Step::VoteCast(s) => pair.votes.push(held(s, event, by)),
        Step::Decided(s) => {
            let votes = pair.ballot(&s.step);
            pair.votes.retain(|v| v.step.step != s.step);
            pair.decisions.push(held(Decision::by_vote(s, votes), event, by));
        }
        Step::PaperFiled(s) => pair.papers.push(held(s, event, by)),
        Step::PaperConfirmed(s) => {
            let filed = pair.paper(&s.step).cloned();
            let filed = filed.ok_or_else(|| event.unfoldable("no paper waits for a second person"))?;
            pair.papers.retain(|p| p.step.step != s.step);
            pair.decisions.push(held(Decision::by_paper(filed), event, by));
        }
        Step::Appealed(s) => pair.appeals.push(held(s, event, by)),
        Step::NoticeGiven(s) => pair.notice = Some(held(s, event, by)),
        Step::Withdrawn(s) => {
            pair.consent.withdrawal = Some(held(s, event, by));
            pair.plan = None;
            pair.stopped = None;
        }
        Step::Changed(change) => {
            pair.earlier.extend(ended(pair, &change, event));
            changed(pair, &change);
        }
    }
    Ok(())
}

/// What of the round that ends has to be remembered.
fn ended(pair: &Pair, change: &Change, event: &Past) -> Option<Earlier> {
    let others = change.donor.is_some_and(|d| d != pair.donor) || change.recipient.is_some_and(|r| r != pair.recipient);
    let forgets = change.donor.is_some() || change.recipient.is_some() || change.relation.is_some();
    let alone = pair.interviews.iter().filter(|i| forgets && i.step.presence == Presence::DonorAlone);
    let heard_alone: Vec<_> = alone.map(|i| (i.at, i.by)).collect();
    let (refused, withdrawn) = (pair.is_refused(), pair.consent.withdrawal.is_some());
    (others || refused || withdrawn || !heard_alone.is_empty()).then_some(Earlier {
        donor: pair.donor,
        recipient: pair.recipient,
        refused,
        withdrawn,
        heard_alone,
        until: event.recorded_at,
    })
}

/// A new round: consent and decisions start again, and so does whatever spoke about what was changed.
fn changed(pair: &mut Pair, change: &Change) {
    if let Some(donor) = change.donor {
        pair.donor = donor;
        pair.identity = None;
        pair.evaluations.clear();
        pair.care = None;
    }
    if change.donor.is_some() || change.recipient.is_some() || change.relation.is_some() {
        pair.proofs.clear();
        pair.interviews.clear();
    }
    pair.recipient = change.recipient.unwrap_or(pair.recipient);
    pair.organ = change.organ.unwrap_or(pair.organ);
    pair.centre = change.centre.unwrap_or(pair.centre);
    pair.relation = change.relation.unwrap_or(pair.relation);
    pair.round += 1;
    pair.consent = Consent::default();
    pair.votes.clear();
    pair.papers.clear();
    pair.decisions.clear();
    pair.appeals.clear();
    pair.notice = None;
    pair.plan = None;
    pair.stopped = None;
}
