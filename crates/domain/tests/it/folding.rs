//! Records fold from their events; what does not fit is reported and never swallowed.

use codes::ids::*;
use codes::{DonorKind, Organ, Relation};
use domain::approval::*;
use domain::consent::{Declarant, RecipientInformed, Status, Withdrawn};
use domain::registry::*;
use domain::{Draft, Past, Record};
use serde_json::json;

use crate::world::*;

fn pair_id() -> PairId {
    PairId::from_bits(3)
}

fn event(kind: &'static str, body: &impl serde::Serialize, when: &str) -> Past {
    past(&Draft::new(kind, pair_id(), body), when)
}

fn begun() -> Pair {
    Pair::fold(None, &event("approval.pair_opened", &opened(), "2026-07-01T08:00:00Z")).unwrap()
}

fn take(pair: Pair, step: &Step, when: &str) -> Pair {
    let kept = domain::approval::keep(&pair, step);
    assert!(kept.breaches.is_empty());
    Pair::fold(Some(pair), &past(&kept.events[0], when)).unwrap()
}

fn steps() -> Vec<Step> {
    vec![
        Step::TeamNamed(TeamNamed { members: vec![acc(1), acc(2)] }),
        Step::IdentityChecked(identity(Verification::OriginalSeen)),
        Step::RelationProved(proof(ProofKind::RegistryExtract, Verification::ConfirmedByIssuer)),
        Step::Informed(talk()),
        Step::RecipientInformed(RecipientInformed { language: language("ar") }),
        Step::Interviewed(interviewed(Presence::DonorAlone, Interview::NoPressureSeen)),
        Step::Evaluated(evaluated(EvaluationKind::Medical, Conclusion::Suitable)),
        Step::CarePlanned(care_plan()),
        Step::Declared(declared(Declarant::Donor)),
        Step::Signed(signed()),
        Step::VoteCast(vote(20, true, Favour::Favourable).step),
        Step::Decided(decided("ethics_board", Favour::Favourable)),
        Step::PaperFiled(order()),
        Step::PaperConfirmed(PaperConfirmed {
            step: "court".to_owned(),
            favour: Favour::Favourable,
            decided_on: day("2026-08-30"),
        }),
        Step::Appealed(Appealed { step: "ethics_board".to_owned(), grounds: None, outcome: None }),
        Step::NoticeGiven(NoticeGiven { authority: "Health authority".to_owned() }),
    ]
}

fn order() -> PaperFiled {
    PaperFiled {
        step: "court".to_owned(),
        favour: Favour::Favourable,
        issuer: "Family court".to_owned(),
        reference: "FC 1".into(),
        decided_on: day("2026-08-30"),
        reasons: None,
        valid_to: None,
        document: None,
    }
}

#[test]
fn a_vote_is_whose_session_it_was_and_a_decision_takes_the_open_ballot() {
    let cast = |n: u64| Step::VoteCast(vote(n, true, Favour::Favourable).step);
    let by = |n: u64, pair: Pair, step: &Step| {
        let (kind, body) = step.event();
        let past = Past { actor: acc(n).to_string(), ..event(kind, &body, "2026-10-20T08:00:00Z") };
        Pair::fold(Some(pair), &past).unwrap()
    };
    let mut pair = begun();
    for n in [20, 21] {
        pair = by(n, pair, &cast(n));
    }
    assert_eq!(pair.ballot("ethics_board").iter().map(|v| v.by).collect::<Vec<_>>(), [acc(20), acc(21)]);
    assert!(pair.ballot("court").is_empty());
    pair = by(22, pair, &Step::Decided(decided("ethics_board", Favour::Deferred)));
    assert!(pair.votes.is_empty());
    let decision = &pair.decisions[0];
    assert_eq!((decision.by, decision.step.cast().len(), decision.step.counted().count()), (acc(22), 2, 2));
    // A new ballot is open now, and a new round has none.
    pair = by(20, pair, &cast(20));
    assert_eq!(pair.ballot("ethics_board").len(), 1);
    let (donor, centre, relation) = (None, None, None);
    let change = Change { donor, recipient: None, organ: Some(Organ::KidneyR), centre, relation };
    pair = by(13, pair, &Step::PaperFiled(order()));
    pair = by(13, pair, &Step::Changed(change));
    assert_eq!((pair.round, pair.votes.len(), pair.decisions.len(), pair.papers.len()), (2, 0, 0, 0));
}

#[test]
fn a_paper_counts_from_the_second_reading_and_not_before() {
    let pair = take(begun(), &Step::PaperFiled(order()), "2026-09-01T08:00:00Z");
    assert!(pair.decisions.is_empty() && pair.paper("court").is_some());
    let second = PaperConfirmed { step: "court".to_owned(), favour: Favour::Favourable, decided_on: day("2026-08-30") };
    let (kind, body) = Step::PaperConfirmed(second).event();
    let pair = Pair::fold(Some(pair), &event(kind, &body, "2026-09-05T08:00:00Z")).unwrap();
    let decision = &pair.decisions[0];
    assert_eq!((decision.at, decision.step.decided_on()), (at("2026-09-05T08:00:00Z"), Some(day("2026-08-30"))));
    assert!(pair.papers.is_empty());
    // What was never filed cannot be confirmed.
    assert!(Pair::fold(Some(begun()), &event(kind, &body, AT)).is_err());
}

fn prepared() -> Pair {
    steps().iter().fold(begun(), |pair, step| take(pair, step, "2026-09-01T08:00:00Z"))
}

fn planned(pair: Pair) -> Pair {
    let planned = Planned {
        plan: PlanId::from_bits(9),
        organ: Organ::KidneyL,
        centre: CentreId::from_bits(7),
        planned_at: at(AT),
        graft_g: None,
    };
    Pair::fold(Some(pair), &event("registry.removal_planned", &planned, "2026-11-14T08:00:00Z")).unwrap()
}

#[test]
fn a_pair_goes_its_whole_way() {
    let pair = begun();
    assert_eq!((pair.stage(), pair.round, pair.donor), (Stage::Knowing, 1, opened().donor));
    let pair = take(pair, &Step::Informed(talk()), "2026-09-01T08:00:00Z");
    assert_eq!(pair.stage(), Stage::Knowing);
    let pair =
        take(pair, &Step::Evaluated(evaluated(EvaluationKind::Medical, Conclusion::Suitable)), "2026-09-02T08:00:00Z");
    assert_eq!(pair.stage(), Stage::Examining);
    let pair = take(pair, &Step::Signed(signed()), "2026-10-01T08:00:00Z");
    assert_eq!(pair.stage(), Stage::Deciding);
    let pair = planned(pair);
    assert_eq!((pair.stage(), pair.plan.as_ref().unwrap().planned_at), (Stage::Planned, at(AT)));
    let recovered = Recovered { unit: UnitId::from_bits(5) };
    let pair = Pair::fold(Some(pair), &event("registry.pair_recovered", &recovered, AT)).unwrap();
    assert_eq!((pair.stage(), pair.removed), (Stage::Operated, Some(UnitId::from_bits(5))));
    let told = Transplanted {
        unit: UnitId::from_bits(5),
        recipient: opened().recipient,
        centre: None,
        cold_ischaemia_min: None,
        anastomosis_min: None,
        disputes: Vec::new(),
        team: Vec::new(),
    };
    let grafted = event("registry.pair_transplanted", &told, "2026-11-21T12:00:00Z");
    let pair = Pair::fold(Some(pair), &grafted).unwrap();
    assert_eq!(pair.transplanted_at, Some(at("2026-11-21T12:00:00Z")));
}

#[test]
fn every_step_finds_its_place_and_comes_back_from_json() {
    let pair = prepared();
    assert_eq!(pair.team.len(), 2);
    let counts = [pair.proofs.len(), pair.interviews.len(), pair.evaluations.len()];
    assert_eq!((counts, pair.decisions.len()), ([1; 3], 2));
    assert!(pair.identity.is_some() && pair.care.is_some() && pair.notice.is_some());
    assert_eq!(pair.appeals.len(), 1);
    assert_eq!(pair.consent.status(), Status::Signed);
    assert_eq!(pair.consent.signature.as_ref().unwrap().by, acc(60));
    for step in steps() {
        let text = serde_json::to_string(&step).unwrap();
        assert_eq!(serde_json::from_str::<Step>(&text).unwrap(), step);
        let (kind, body) = step.event();
        assert_eq!(Step::read(&event(kind, &body, AT)).unwrap(), Some(step));
    }
    assert_eq!(pair.involved(), [acc(60)]);
}

#[test]
fn what_happened_earlier_than_it_was_recorded_keeps_its_own_time() {
    let mut late = past(&domain::approval::step_event(&begun(), &Step::Informed(talk())), "2026-09-05T08:00:00Z");
    late.happened = Some(happened("2026-09-01T08:00:00Z"));
    let pair = Pair::fold(Some(begun()), &late).unwrap();
    assert_eq!(pair.consent.informed_at(), Some(at("2026-09-01T08:00:00Z")));
}

#[test]
fn a_change_begins_another_round() {
    let nothing = Change { donor: None, recipient: None, organ: None, centre: None, relation: None };
    let change = |change| take(planned(prepared()), &Step::Changed(change), "2026-11-15T08:00:00Z");
    let pair = change(Change { organ: Some(Organ::KidneyR), ..nothing.clone() });
    assert_eq!((pair.round, pair.organ, pair.plan.is_none()), (2, Organ::KidneyR, true));
    assert_eq!(pair.consent.status(), Status::NotInformed);
    assert!(pair.decisions.is_empty() && pair.appeals.is_empty() && pair.notice.is_none());
    assert!(pair.identity.is_some() && pair.proofs.len() == 1 && pair.evaluations.len() == 1);
    let pair = change(Change { recipient: Some(RecipientId::from_bits(77)), ..nothing.clone() });
    assert!(pair.proofs.is_empty() && pair.interviews.is_empty());
    assert!(pair.identity.is_some() && pair.care.is_some() && pair.evaluations.len() == 1);
    let pair = change(Change { donor: Some(DonorId::from_bits(78)), ..nothing.clone() });
    assert!(pair.identity.is_none() && pair.evaluations.is_empty() && pair.care.is_none() && pair.proofs.is_empty());
    let pair = change(Change { relation: Some(Relation::Friend), ..nothing });
    assert!(pair.proofs.is_empty() && pair.identity.is_some());
}

#[test]
fn a_withdrawal_clears_the_plan_and_ends_the_round() {
    let pair = take(planned(prepared()), &Step::Withdrawn(Withdrawn { note: None }), "2026-11-20T20:00:00Z");
    assert_eq!((pair.stage(), pair.plan.is_none()), (Stage::Ended, true));
    assert_eq!(pair.consent.status(), Status::Withdrawn);
    let cancelled = planned(prepared());
    let pair = Pair::fold(Some(cancelled), &event("registry.removal_cancelled", &json!({}), AT)).unwrap();
    assert_eq!((pair.stage(), pair.plan.is_none()), (Stage::Deciding, true));
}

#[test]
fn a_refusal_stays_in_the_log_and_changes_nothing() {
    let before = prepared();
    for kind in ["registry.removal_refused", "consent.signature_refused", "approval.decision_refused"] {
        assert_eq!(Pair::fold(Some(before.clone()), &event(kind, &json!({"rules": []}), AT)).unwrap(), before);
    }
}

#[test]
fn what_does_not_fold_is_named() {
    let unfit = [
        Pair::fold(None, &event("consent.signed", &signed(), AT)),
        Pair::fold(Some(begun()), &event("approval.pair_opened", &opened(), AT)),
        Pair::fold(Some(begun()), &event("weather.changed", &json!({}), AT)),
        Pair::fold(Some(begun()), &event("consent.signed", &json!({"language": "ar"}), AT)),
    ];
    for error in unfit.into_iter().map(Result::unwrap_err) {
        assert_eq!(error.event, format!("evt_{AT}"));
        assert!(!error.why.is_empty() && error.to_string().contains(&error.kind));
    }
    let nameless = Past { record: "cen_nonsense".to_owned(), ..event("approval.pair_opened", &opened(), AT) };
    assert!(Pair::fold(None, &nameless).is_err());
}

#[test]
fn an_unreadable_body_does_not_tell_what_is_private() {
    let body = json!({"paper": "passport", "issuer": "office", "number": {"$private": "X123"}, "verified": "guessed"});
    let error = Pair::fold(Some(begun()), &event("approval.identity_checked", &body, AT)).unwrap_err();
    assert!(!error.to_string().contains("X123"));
}

#[test]
fn people_and_units_fold() {
    let id = DonorId::from_bits(1);
    let entered = Draft::new("registry.donor_entered", id, &DonorEntered { kind: DonorKind::Living, centre: None });
    let died = Draft::new("registry.donor_died", id, &json!({}));
    let donor = Donor::fold(None, &past(&entered, AT)).unwrap();
    assert!(Donor::fold(Some(donor.clone()), &past(&entered, AT)).is_err());
    let donor = Donor::fold(Some(donor), &past(&died, "2027-01-01T00:00:00Z")).unwrap();
    assert_eq!(donor.died_at, Some(at("2027-01-01T00:00:00Z")));

    let id = RecipientId::from_bits(2);
    let entered = RecipientEntered { centre: None, accepted_on: Some(day("2026-01-01")) };
    let one = Recipient::fold(None, &past(&Draft::new("registry.recipient_entered", id, &entered), AT)).unwrap();
    let seen = |when| past(&Draft::new("registry.recipient_seen", id, &json!({})), when);
    let one = Recipient::fold(Some(one), &seen("2027-06-01T00:00:00Z")).unwrap();
    let one = Recipient::fold(Some(one), &seen("2027-02-01T00:00:00Z")).unwrap();
    assert_eq!(one.last_seen_at, Some(at("2027-06-01T00:00:00Z")));
}
