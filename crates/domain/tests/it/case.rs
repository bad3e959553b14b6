//! Cases: who is in the team, what stands now, what a case takes, and the rules of knowledge, disclosure and ending.

use codes::ids::{CaseId, QuestionId};
use domain::case::{
    Authority, Basis, CaseClosed, CaseReopened, Closing, Concerned, Crime, CrimeSet, Disclosing, Ending, Field,
    Knowing, Knowledge, KnowledgeStated, Opened, OutcomeTold, PartyAdded, PartyKind, PartyOutcome, PartyRole, Step,
    SuspicionCase, Takes, TaskDone, TaskSet, TeamJoined, TeamLeft, TeamPart, draft, gate_closing, gate_knowing, rules,
};
use domain::{Draft, Past, Record, Verdict};
use law::{Answer, Law, Rule, Unknown};

use crate::world::*;

fn past(draft: &Draft, at_text: &str, by: u64) -> Past {
    Past {
        id: "evt_1".to_owned(),
        kind: draft.kind.to_owned(),
        version: 1,
        record: draft.record.clone(),
        body: draft.body.clone(),
        actor: acc(by).to_string(),
        centre: None,
        recorded_at: at(at_text),
        happened: None,
    }
}

const OPENED: &str = "2026-09-01T08:00:00Z";

fn opened() -> SuspicionCase {
    let id = CaseId::from_bits(1);
    let body = Opened { question: QuestionId::from_bits(1), reason: "Two files, one payer.".into() };
    SuspicionCase::fold(None, &past(&Draft::new("case.opened", id, &body), OPENED, 1)).unwrap()
}

fn with(case: SuspicionCase, steps: Vec<Step>) -> SuspicionCase {
    let id = case.id;
    let fold = |case, step: Step| {
        SuspicionCase::fold(Some(case), &past(&draft(id, &step), "2026-09-02T08:00:00Z", 1)).unwrap()
    };
    steps.into_iter().fold(case, fold)
}

fn joined(who: u64, part: TeamPart) -> Step {
    Step::TeamJoined(TeamJoined { account: acc(who), part, reason: "Knows the books.".into() })
}

fn left(who: u64) -> Step {
    Step::TeamLeft(TeamLeft { account: acc(who), reason: "Moves on.".into() })
}

fn party(role: PartyRole) -> PartyAdded {
    PartyAdded {
        kind: PartyKind::Person,
        role,
        name: Some("Test Person".into()),
        reference: None,
        centre: None,
        of_party: None,
        note: None,
    }
}

fn outcome(party: u32, outcome: PartyOutcome) -> Step {
    Step::OutcomeTold(OutcomeTold { party, outcome, authority: None, decided_on: None, reference: None })
}

#[test]
fn whoever_opened_a_case_leads_it_until_somebody_else_does() {
    let case = opened();
    assert_eq!(case.part_of(acc(1)), Some(TeamPart::Lead));
    assert_eq!(case.part_of(acc(2)), None);
    // Nobody leaves a case without a lead.
    assert_eq!(case.takes(&left(1)), Takes::LastLead);
    assert_eq!(case.takes(&joined(1, TeamPart::Member)), Takes::LastLead);
    let two = with(case, vec![joined(2, TeamPart::Lead)]);
    assert_eq!(two.takes(&left(1)), Takes::Yes);
    let handed = with(two, vec![left(1), joined(3, TeamPart::Member)]);
    assert_eq!(handed.team().iter().map(|m| m.account).collect::<Vec<_>>(), [acc(2), acc(3)]);
    assert_eq!(handed.part_of(acc(1)), None);
    assert_eq!(handed.takes(&left(1)), Takes::Absent);
}

#[test]
fn a_case_of_an_earlier_program_folds_as_it_stands() {
    let case = opened();
    let old = serde_json::json!({"id": case.id, "opened": case.opened, "opened_at": case.opened_at, "opened_by": case.opened_by});
    assert_eq!(serde_json::to_value(&case).unwrap(), old);
    assert_eq!(serde_json::from_value::<SuspicionCase>(old).unwrap(), case);
}

#[test]
fn crimes_keep_their_history_and_a_closed_case_waits_to_be_opened() {
    let set = |crime| Step::CrimeSet(CrimeSet { crime, offences: Vec::new(), reason: "The papers say so.".into() });
    let case = with(opened(), vec![set(Crime::Persons), set(Crime::Both)]);
    assert_eq!(case.crimes().iter().map(|c| c.said.crime).collect::<Vec<_>>(), [Crime::Persons, Crime::Both]);
    assert_eq!(case.crime(), Some(Crime::Both));
    let closed = CaseClosed { outcome: Closing::Unfounded, reason: "A mistake in the books.".into() };
    let reopened = Step::Reopened(CaseReopened { reason: "A witness came.".into() });
    assert_eq!(case.takes(&reopened), Takes::Open);
    let case = with(case, vec![Step::Closed(closed)]);
    assert_eq!((case.state(), case.outcome()), ("closed", Some(Closing::Unfounded)));
    assert_eq!(case.takes(&set(Crime::Other)), Takes::Closed);
    assert_eq!(case.takes(&reopened), Takes::Yes);
    assert_eq!(with(case, vec![reopened]).state(), "open");
}

#[test]
fn a_protected_person_has_a_number_and_everybody_else_a_name() {
    assert!(party(PartyRole::Broker).fits().is_ok());
    let protected = PartyAdded {
        kind: PartyKind::Protected,
        name: None,
        reference: Some("PP-2026-0042".to_owned()),
        ..party(PartyRole::Victim)
    };
    assert!(protected.fits().is_ok());
    let wrong = [
        PartyAdded { name: Some("Test Person".into()), ..protected.clone() },
        PartyAdded { note: Some("She is called …".into()), ..protected.clone() },
        PartyAdded { reference: Some("Mira Okar".to_owned()), ..protected.clone() },
        PartyAdded { reference: None, ..protected.clone() },
        PartyAdded { name: None, ..party(PartyRole::Broker) },
        PartyAdded { reference: Some("PP-2026-0042".to_owned()), ..party(PartyRole::Broker) },
        party(PartyRole::Victim),
    ];
    for party in wrong {
        assert!(party.fits().is_err(), "{party:?}");
    }
}

#[test]
fn steps_speak_of_what_is_there() {
    let case = with(opened(), vec![Step::PartyAdded(party(PartyRole::Broker))]);
    assert_eq!(case.takes(&outcome(1, PartyOutcome::Charged)), Takes::Yes);
    assert_eq!(case.takes(&outcome(2, PartyOutcome::Charged)), Takes::Absent);
    assert_eq!(case.takes(&outcome(0, PartyOutcome::Charged)), Takes::Absent);
    let owner = PartyAdded { of_party: Some(2), ..party(PartyRole::Owner) };
    assert_eq!(case.takes(&Step::PartyAdded(owner)), Takes::Absent);
    let done = || Step::TaskDone(TaskDone { task: 1, result: None });
    assert_eq!(case.takes(&done()), Takes::Absent);
    let task = TaskSet { what: "Ask the bank.".into(), owner: acc(1), due_on: day("2026-10-01") };
    let case = with(case, vec![Step::TaskSet(task)]);
    assert_eq!(case.takes(&done()), Takes::Yes);
    assert_eq!(with(case, vec![done()]).takes(&done()), Takes::Absent);
}

fn says<S>(rules: &[&'static Rule<S>], code: &str, s: &S, law: &Law<'_>) -> Result<Answer, Unknown> {
    (rules.iter().find(|r| r.code == code).unwrap().check)(s, law)
}

fn inputs(answer: Result<Answer, Unknown>) -> Vec<(String, String)> {
    match answer {
        Ok(Answer::Broken(inputs)) => inputs.into_iter().map(|i| (i.name, i.value)).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn nobody_acted_knowingly_without_a_basis() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let asked = |knowledge, on_a_basis| Knowing { party: 2, knowledge, on_a_basis };
    let says = |k| says(rules::KNOWING, "REP-101", &k, &law);
    assert_eq!(says(asked(Knowledge::Alleged, false)), Ok(Answer::NotAsked));
    assert_eq!(says(asked(Knowledge::Established, true)), Ok(Answer::Holds));
    assert_eq!(inputs(says(asked(Knowledge::Established, false))), [("party".to_owned(), "2".to_owned())]);
    // A basis without saying which is none.
    let stated = |basis, where_from: Option<&str>| KnowledgeStated {
        party: 1,
        knowledge: Knowledge::Established,
        basis,
        where_from: where_from.map(Into::into),
    };
    let floor = law::floor().unwrap();
    for (basis, where_from) in
        [(None, Some("He said so.")), (Some(Basis::Admission), None), (Some(Basis::Admission), Some("  "))]
    {
        let verdict = gate_knowing(CaseId::from_bits(1), &stated(basis, where_from), &law, &floor);
        assert!(matches!(verdict, Verdict::Refused(_)));
    }
    let whole = stated(Some(Basis::Judgment), Some("Regional court, 4 June"));
    assert!(matches!(gate_knowing(CaseId::from_bits(1), &whole, &law, &floor), Verdict::Allowed { .. }));
}

fn disclosing(to: Authority, fields: &[Field]) -> Disclosing {
    Disclosing { to, fields: fields.to_vec(), concerned: Concerned::No }
}

#[test]
fn a_disclosure_has_a_legal_basis_and_no_field_too_many() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let says = |code, d: &Disclosing| says(rules::DISCLOSING, code, d, &law);
    let police = disclosing(Authority::Police, &[Field::Parties, Field::Procedures]);
    assert_eq!((says("REP-102", &police), says("REP-103", &police)), (Ok(Answer::Holds), Ok(Answer::Holds)));
    let embassy = disclosing(Authority::Embassy, &[Field::Crime]);
    assert_eq!(inputs(says("REP-102", &embassy)), [("to".to_owned(), "embassy".to_owned())]);
    assert_eq!(says("REP-103", &embassy), Ok(Answer::NotAsked));
    let helpers = disclosing(Authority::Organisation, &[Field::Crime, Field::Parties, Field::Payments]);
    let extra: Vec<String> = inputs(says("REP-103", &helpers)).into_iter().map(|(_, value)| value).collect();
    assert_eq!(extra, ["parties", "payments"]);
    assert_eq!(inputs(says("REP-103", &disclosing(Authority::Police, &[])))[0].1, "no_field");
    // Where nobody has read the law, nothing leaves.
    let silent = calvane_with(&[("case.gateways", "")]);
    let silent = silent.on(day("2026-11-21"));
    for code in ["REP-102", "REP-103"] {
        let unknown = Unknown { param: "case.gateways" };
        assert_eq!(self::says(rules::DISCLOSING, code, &police, &silent), Err(unknown));
    }
}

#[test]
fn whoever_the_case_is_about_is_not_told() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let asked = |concerned| Disclosing { concerned, ..disclosing(Authority::LicensingBody, &[Field::Summary]) };
    let says = |c| says(rules::DISCLOSING, "REP-104", &asked(c), &law);
    assert_eq!(says(Concerned::No), Ok(Answer::Holds));
    assert_eq!(inputs(says(Concerned::Party))[0].1, "is_party");
    assert_eq!(inputs(says(Concerned::Centre))[0].1, "is_linked_centre");
}

#[test]
fn nothing_is_left_open_when_a_case_is_closed() {
    let profile = calvane();
    let (law, floor) = (profile.on(day("2026-11-21")), law::floor().unwrap());
    let set = Step::CrimeSet(CrimeSet { crime: Crime::Organs, offences: Vec::new(), reason: "So it is.".into() });
    let bare = with(opened(), vec![Step::PartyAdded(party(PartyRole::Broker))]);
    let told = inputs(says(rules::CLOSING, "REP-105", &Ending::of(&bare), &law));
    let values: Vec<&str> = told.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(values, ["1", "0", "0", "not_said"]);
    let closed = Step::Closed(CaseClosed { outcome: Closing::Conviction, reason: "Judgment.".into() });
    assert!(matches!(gate_closing(&bare, &closed, &law, &floor), Verdict::Refused(_)));
    // Somebody who was charged still waits; a recipient is not suspected of anything.
    let charged = with(bare, vec![set, outcome(1, PartyOutcome::Charged)]);
    assert_eq!(Ending::of(&charged).parties, 1);
    let done = with(charged, vec![outcome(1, PartyOutcome::Convicted), Step::PartyAdded(party(PartyRole::Recipient))]);
    assert_eq!(says(rules::CLOSING, "REP-105", &Ending::of(&done), &law), Ok(Answer::Holds));
    assert!(matches!(gate_closing(&done, &closed, &law, &floor), Verdict::Allowed { .. }));
}
