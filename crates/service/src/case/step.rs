//! What is written down in a case by its team.

use codes::ids::{AnyId, CaseId, LicenceReviewId, PlanId};
use domain::access::{Account, Permission};
use domain::case::{
    LinkKind, Linked, OutcomeTold, PartyAdded, Step, SuspicionCase, Takes, TeamPart, draft, gate_closing, gate_knowing,
};
use domain::licence::{Centre, ReviewAsked};
use domain::registry::Refused;
use domain::{Draft, Private, Vault, Verdict};
use serde::Serialize;

use super::file::investigates;
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::verify::kinds;
use crate::work::{Receipt, Settled, Work};

/// Characters of a text at most.
const LONGEST: usize = 20_000;

/// Whether only whoever leads a case takes a step.
const fn is_for_leads(step: &Step) -> bool {
    matches!(step, Step::TeamJoined(_) | Step::TeamLeft(_) | Step::Closed(_) | Step::Reopened(_))
}

impl Service {
    /// Writes a step down. What a disclosure and an evidence pack leave in a case is written by those use cases alone.
    ///
    /// # Errors
    /// Denied, and hidden from whoever is not in the team; what does not fit; refused, with every reason.
    pub async fn take_case_step(&self, access: &Access, id: CaseId, step: Step) -> Result<((), Receipt), Failure> {
        let part = self.in_team("case.take_step", access, id, Permission::WorkCase).await?;
        if is_for_leads(&step) && part != TeamPart::Lead {
            self.line("case.take_step", access, Some(&id.to_string()), "denied").await?;
            return Err(Failure::Denied { hidden: false });
        }
        fits(&step)?;
        self.write("case.take_step", access, May::national(Permission::WorkCase), move |w| {
            let step = step.clone();
            Box::pin(async move { w.case_step(id, &step).await })
        })
        .await
    }
}

impl Work<'_> {
    /// The case, for a writer who is still in its team.
    pub(super) async fn case_of_team(&mut self, id: CaseId) -> Result<SuspicionCase, Failure> {
        let case: SuspicionCase = self.get("case", id).await?;
        match case.part_of(self.access.account) {
            Some(_) => Ok(case),
            None => Err(Failure::Denied { hidden: true }),
        }
    }

    async fn case_step(&mut self, id: CaseId, step: &Step) -> Result<Settled<()>, Failure> {
        let case = self.case_of_team(id).await?;
        takes(&case, step)?;
        self.is_on_record(&case, step).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let law = ctx.law_at(self.now);
        match step {
            Step::KnowledgeStated(stated) => {
                let verdict = gate_knowing(id, stated, &law, &ctx.floor);
                self.gated(id, verdict, &domain::case::Knowing::of(stated)).await
            }
            Step::Closed(_) => {
                let verdict = gate_closing(&case, step, &law, &ctx.floor);
                self.gated(id, verdict, &domain::case::Ending::of(&case)).await
            }
            Step::TaskSet(task) => {
                self.record(vec![draft(id, step)]).await?;
                self.remind_later(&case, task)?;
                Ok(Settled::Done(()))
            }
            Step::OutcomeTold(told) => {
                self.record(vec![draft(id, step)]).await?;
                self.ask_for_review(case, told).await?;
                Ok(Settled::Done(()))
            }
            Step::Linked(linked) => {
                let linked = Linked { number: normal(&linked.number), ..linked.clone() };
                self.record(vec![draft(id, &Step::Linked(linked))]).await?;
                Ok(Settled::Done(()))
            }
            _ => {
                self.record(vec![draft(id, step)]).await?;
                Ok(Settled::Done(()))
            }
        }
    }

    /// Writes what a verdict allows, or that it was refused.
    pub(super) async fn gated(
        &mut self,
        id: CaseId,
        verdict: Verdict,
        inputs: &impl Serialize,
    ) -> Result<Settled<()>, Failure> {
        match verdict {
            Verdict::Allowed { events, reading } => {
                // Inputs are sealed with the private text of the event.
                self.record_with(events, &reading, inputs).await?;
                Ok(Settled::Done(()))
            }
            Verdict::Refused(reading) => {
                let plan: PlanId = self.id();
                let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
                let told = Refused { plan, planned_at: self.now, rules };
                let draft = Draft::new("case.step_refused", id, &told).sealed_for(Vault::Case, id);
                self.record_with(vec![draft], &reading, inputs).await?;
                Ok(Settled::Refused { id: plan.to_string(), reading })
            }
        }
    }

    /// What a step names is on record.
    async fn is_on_record(&mut self, case: &SuspicionCase, step: &Step) -> Result<(), Failure> {
        let today = self.ctx.day_of(self.now);
        match step {
            Step::TeamJoined(joined) => {
                let account: Account = self.get("account", joined.account).await?;
                match investigates(&account, today) {
                    true => Ok(()),
                    false => Err(Problem::new("malformed", "account", "somebody who works on cases").into()),
                }
            }
            Step::TaskSet(task) if case.part_of(task.owner).is_none() => {
                Err(Problem::new("malformed", "owner", "somebody of the team").into())
            }
            Step::PartyAdded(PartyAdded { centre: Some(centre), .. }) => {
                self.get::<Centre>("centre", *centre).await.map(drop)
            }
            Step::Linked(linked) => self.link_is_on_record(linked).await,
            _ => Ok(()),
        }
    }

    async fn link_is_on_record(&mut self, linked: &Linked) -> Result<(), Failure> {
        let text = linked.number.clear().unwrap_or_default().trim().to_owned();
        let Ok(id) = AnyId::parse(&text) else {
            // Concerns and advertisements may have a number that this registry did not give.
            let elsewhere = matches!(linked.kind, LinkKind::Concern | LinkKind::Advert | LinkKind::Other);
            return match elsewhere && text.len() <= 60 && text.bytes().any(|b| b.is_ascii_digit()) {
                true => Ok(()),
                false => Err(Problem::new("malformed", "number", "the number of something on record").into()),
            };
        };
        let number = id.to_string();
        let prefix = number.get(..3).unwrap_or_default();
        if !prefixes(linked.kind).is_empty() && !prefixes(linked.kind).contains(&prefix) {
            return Err(Problem::new("malformed", "number", prefixes(linked.kind).join("_, ")).into());
        }
        // Another team's case is not there, and neither is one's own among its links.
        let there = prefix != "cas" && !kinds::stored(self.tx, &number).await?.is_null();
        match there {
            true => Ok(()),
            false => Err(Problem::not_found("number", number).into()),
        }
    }

    /// A sanction of somebody licensed lets the inspectors look at the licence. They are told of the sanction, not of the case.
    async fn ask_for_review(&mut self, case: SuspicionCase, told: &OutcomeTold) -> Result<(), Failure> {
        let id = case.id.to_string();
        let ctx = std::sync::Arc::clone(&self.ctx);
        let case = crate::reading::open_all(self.tx, &ctx, case, &id, "inquiry").await?;
        let parties = case.parties();
        let Some(party) = parties.iter().find(|p| p.number == told.party).map(|p| p.added) else { return Ok(()) };
        let licensed = party.centre.is_some() || party.role.is_licensed();
        let (Some(of), true) = (&party.name, told.outcome.is_sanction() && licensed) else { return Ok(()) };
        let review: LicenceReviewId = self.id();
        let asked = ReviewAsked {
            of: of.clone(),
            centre: party.centre,
            sanction: told.outcome,
            authority: told.authority.clone(),
            reference: told.reference.clone(),
            decided_on: told.decided_on,
        };
        let draft = Draft::new("licence.review_asked", review, &asked).sealed_for(Vault::Clinical, review);
        self.record(vec![draft]).await
    }
}

fn normal(number: &Private) -> Private {
    let text = number.clear().unwrap_or_default().trim();
    Private::Clear(AnyId::parse(text).map_or_else(|_| text.to_owned(), |id| id.to_string()))
}

/// What the numbers of a sort of link begin with; none where anything may be linked.
const fn prefixes(kind: LinkKind) -> &'static [&'static str] {
    match kind {
        LinkKind::Procedure => &["par", "pth", "org", "trp", "don", "rec", "tis", "app"],
        LinkKind::Centre => &["cen"],
        LinkKind::Payment => &["pay", "clm", "exp"],
        LinkKind::Question => &["qst"],
        LinkKind::Concern | LinkKind::Advert | LinkKind::Other => &[],
    }
}

pub(super) fn takes(case: &SuspicionCase, step: &Step) -> Result<(), Problem> {
    match case.takes(step) {
        Takes::Yes => Ok(()),
        Takes::Absent => Err(Problem::not_found("number", "")),
        Takes::Closed => Err(Problem::new("stale", "case", "an open case").showing("closed")),
        Takes::Open => Err(Problem::new("stale", "case", "a closed case").showing("open")),
        Takes::LastLead => Err(Problem::new("malformed", "account", "somebody else leads the case first")),
    }
}

/// Checks a step by itself: nothing that must be written is blank, and nothing is longer than a text may be.
fn fits(step: &Step) -> Result<(), Problem> {
    let written = |field: &'static str, text: &Private| filled(field, text);
    let maybe = |field: &'static str, text: &Option<Private>| text.as_ref().map_or(Ok(()), |t| filled(field, t));
    match step {
        Step::TeamJoined(s) => written("reason", &s.reason),
        Step::TeamLeft(s) => written("reason", &s.reason),
        Step::CrimeSet(s) => crate::plain::list("offences", &s.offences).and_then(|()| written("reason", &s.reason)),
        Step::PartyAdded(s) => {
            s.fits().map_err(|(field, expected)| Problem::new("malformed", field, expected))?;
            maybe("name", &s.name).and_then(|()| maybe("note", &s.note))
        }
        Step::KnowledgeStated(_) => Ok(()),
        Step::OutcomeTold(s) => maybe("authority", &s.authority).and_then(|()| maybe("reference", &s.reference)),
        Step::Linked(s) => written("number", &s.number).and_then(|()| written("reason", &s.reason)),
        Step::Unlinked(s) => written("reason", &s.reason),
        Step::Noted(s) => written("text", &s.text),
        Step::TaskSet(s) => written("what", &s.what),
        Step::TaskDone(s) => maybe("result", &s.result),
        // What came by a link is written by whoever has the link, and by nobody for them.
        Step::ReferralAnswered(s) if s.came_by.is_some() => {
            Err(Problem::new("malformed", "came_by", "an answer that somebody of the team learned of"))
        }
        Step::ReferralAnswered(s) => maybe("note", &s.note),
        Step::Closed(s) => written("reason", &s.reason),
        Step::Reopened(s) => written("reason", &s.reason),
        Step::TaskReminded(_) | Step::Referred(_) | Step::ReferralLinked(_) | Step::PackMade(_) => {
            Err(Problem::new("unknown_code", "step_kind", "a step that is written down by hand"))
        }
    }
}

pub(crate) fn filled(field: &'static str, text: &Private) -> Result<(), Problem> {
    match text.clear().map(str::trim) {
        Some(text) if !text.is_empty() && text.chars().count() <= LONGEST => Ok(()),
        Some("") | None => Err(Problem::new("missing", field, "something in writing")),
        Some(_) => Err(Problem::new("malformed", field, format!("at most {LONGEST} characters"))),
    }
}
