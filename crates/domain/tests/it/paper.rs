//! Numbered sheets: every rule with a case that holds, one that is broken and one at its edge or with a silent law; and
//! where a sheet stands after each thing that can be said of it.

use codes::ids::{AccountId, CentreId, OutageId, SheetId, UnitId};
use domain::trace::outage::{Outage, OutageEnded, OutageOpened, OutageWhy, Stretch};
use domain::trace::paper::*;
use domain::trace::rules::{ACCOUNTING, ENTERING, SECOND_EYES};
use domain::{Past, Record};
use jiff::SignedDuration;
use law::Answer;

use crate::world::{at, calvane, codes_of, day, floor, happened};

fn sheet() -> SheetId {
    SheetId::from_bits(5)
}

fn accounting(days: i64) -> Accounting {
    let ended_at = at("2026-11-01T05:00:00Z");
    let asked = ended_at + SignedDuration::from_hours(24 * days);
    Accounting { sheet: sheet(), state: SheetState::Issued, ended_at, at: asked }
}

fn entering(text: &str) -> Entering {
    let outage = OutageId::from_bits(2);
    let (from_at, until_at) = (at("2026-11-01T02:00:00Z"), Some(at("2026-11-01T05:00:00Z")));
    Entering {
        sheet: sheet(),
        state: SheetState::Issued,
        issued_at: at("2026-10-01T08:00:00Z"),
        happened: happened(text),
        outages: vec![Stretch { outage, from_at, until_at }],
    }
}

#[test]
fn a_sheet_is_asked_for_when_its_days_are_over() {
    let profile = calvane();
    let law = profile.on(day("2026-11-01"));
    assert_eq!((ACCOUNTING[0].check)(&accounting(6), &law), Ok(Answer::NotAsked), "seven days are set");
    let Ok(Answer::Broken(inputs)) = (ACCOUNTING[0].check)(&accounting(7), &law) else { panic!("not broken") };
    assert_eq!(inputs.iter().map(|i| i.name.as_str()).collect::<Vec<_>>(), ["sheet", "ended_at", "days"]);
    assert_eq!(codes_of(&read_accounting(&accounting(7), &law, &floor())), ["TRC-021"]);
    for state in [SheetState::Entered, SheetState::Voided, SheetState::Confirmed] {
        assert_eq!((ACCOUNTING[0].check)(&Accounting { state, ..accounting(9) }, &law), Ok(Answer::Holds));
    }
}

#[test]
fn where_no_law_names_days_nobody_can_tell() {
    let spain = law::shipped("es").unwrap().unwrap();
    let law = spain.on(day("2026-11-01"));
    assert!((ACCOUNTING[0].check)(&accounting(7), &law).is_err());
    assert_eq!(
        (ACCOUNTING[0].check)(&Accounting { state: SheetState::Voided, ..accounting(7) }, &law),
        Ok(Answer::Holds)
    );
}

#[test]
fn what_a_sheet_tells_lies_in_an_outage() {
    let profile = calvane();
    let law = profile.on(day("2026-11-01"));
    let said = |s: &Entering| codes_of(&read_entering(s, &law, &floor()));
    assert_eq!(said(&entering("2026-11-01T03:10:00Z")), Vec::<String>::new());
    assert_eq!(said(&entering("2026-11-01T05:00:00Z")), Vec::<String>::new(), "its last minute");
    assert_eq!(said(&entering("2026-11-01T05:01:00Z")), ["TRC-022"]);
    assert_eq!(said(&entering("2026-11-01T01:58:00Z")), ["TRC-022"]);
    let none = Entering { outages: Vec::new(), ..entering("2026-11-01T03:10:00Z") };
    assert_eq!(said(&none), ["TRC-022"], "nobody wrote an outage down");
    let after = Entering { issued_at: at("2026-11-01T04:00:00Z"), ..entering("2026-11-01T03:10:00Z") };
    assert_eq!(said(&after), ["TRC-022"], "printed afterwards");
    let mut open = entering("2026-11-02T03:10:00Z");
    open.outages[0].until_at = None;
    assert_eq!(said(&open), Vec::<String>::new(), "it goes on");
}

#[test]
fn a_sheet_is_used_once() {
    let profile = calvane();
    let law = profile.on(day("2026-11-01"));
    for state in SheetState::ALL {
        let s = Entering { state, ..entering("2026-11-01T03:10:00Z") };
        let first = matches!(state, SheetState::Issued | SheetState::Missing);
        assert_eq!(codes_of(&read_entering(&s, &law, &floor())).is_empty(), first, "{}", state.code());
    }
    let twice = Entering { state: SheetState::Voided, ..entering("2026-11-01T03:10:00Z") };
    let Ok(Answer::Broken(inputs)) = (ENTERING[1].check)(&twice, &law) else { panic!("not broken") };
    assert_eq!(inputs.iter().map(|i| i.name.as_str()).collect::<Vec<_>>(), ["sheet", "state"]);
}

#[test]
fn a_second_person_is_somebody_else() {
    let profile = calvane();
    let law = profile.on(day("2026-11-01"));
    let first = vec![AccountId::from_bits(1), AccountId::from_bits(2)];
    let eyes = |second| SecondEyes { sheet: sheet(), first: first.clone(), second: AccountId::from_bits(second) };
    for same in [1, 2] {
        assert_eq!(codes_of(&read_second_eyes(&eyes(same), &law, &floor())), ["TRC-024"]);
    }
    assert_eq!((SECOND_EYES[0].check)(&eyes(3), &law), Ok(Answer::Holds));
}

fn past(kind: &str, body: &impl serde::Serialize) -> Past {
    Past {
        id: "evt".to_owned(),
        kind: kind.to_owned(),
        version: 1,
        record: sheet().to_string(),
        body: serde_json::to_value(body).unwrap(),
        actor: AccountId::from_bits(1).to_string(),
        centre: None,
        recorded_at: at("2026-11-02T08:00:00Z"),
        happened: Some(happened("2026-11-01T03:10:00Z")),
    }
}

fn told() -> SheetEntered {
    let about = UnitId::from_bits(9).into();
    SheetEntered { about, facts: Vec::new(), written_by: None, writer: Some("a name".into()), outage: None }
}

#[test]
fn a_sheet_stands_where_the_last_word_puts_it() {
    let (centre, to) = (CentreId::from_bits(1), AccountId::from_bits(4));
    let issued = SheetIssued { kind: SheetKind::HandOver, centre, to };
    let fresh = Sheet::fold(None, &past("trace.sheet_issued", &issued)).unwrap();
    assert_eq!((fresh.state(), fresh.about(), fresh.is_out()), (SheetState::Issued, None, true));
    let next = |sheet: &Sheet, event: Past| Sheet::fold(Some(sheet.clone()), &event).unwrap();
    let missed = next(&fresh, past("trace.sheet_missed", &SheetMissed { outage: OutageId::from_bits(2) }));
    assert_eq!((missed.state(), missed.is_out()), (SheetState::Missing, true));
    let voided = next(&missed, past("trace.sheet_voided", &SheetVoided { reason: VoidReason::NotUsed }));
    assert_eq!((voided.state(), voided.is_out()), (SheetState::Voided, false));
    let entered = next(&voided, past("trace.sheet_entered", &told()));
    assert_eq!(entered.state(), SheetState::Entered, "what was entered outweighs that it was void");
    assert_eq!(entered.about(), Some(UnitId::from_bits(9).into()));
    assert_eq!(entered.entries[0].happened, happened("2026-11-01T03:10:00Z"));
    assert_eq!(entered.entries[0].said.at, at("2026-11-02T08:00:00Z"));
    let differs = SheetRead { reading: SecondReading::Differs, because: Some("the box".into()) };
    let doubted = next(&entered, past("trace.sheet_read", &differs));
    assert_eq!(doubted.state(), SheetState::Doubted);
    let agrees = SheetRead { reading: SecondReading::Agrees, because: None };
    let confirmed = next(&doubted, past("trace.sheet_read", &agrees));
    assert_eq!(confirmed.state(), SheetState::Confirmed);
    let again = next(&confirmed, past("trace.sheet_entered", &told()));
    assert_eq!((again.state(), again.entries.len()), (SheetState::Entered, 2), "entered twice, it is read anew");
    assert_eq!(next(&again, past("trace.sheet_refused", &SheetRefused { rules: Vec::new() })).refusals, 1);
    assert!(Sheet::fold(None, &past("trace.sheet_voided", &SheetVoided { reason: VoidReason::Spoiled })).is_err());
    let timeless = Past { happened: None, ..past("trace.sheet_entered", &told()) };
    assert!(Sheet::fold(Some(fresh), &timeless).is_err());
}

#[test]
fn an_outage_ends_once_and_concerns_its_units() {
    let opened = OutageOpened {
        centres: vec![CentreId::from_bits(1)],
        why: OutageWhy::NetworkDown,
        from_at: at("2026-11-01T02:00:00Z"),
    };
    let of = |event: Past| Past { record: OutageId::from_bits(2).to_string(), ..event };
    let open = Outage::fold(None, &of(past("trace.outage_opened", &opened))).unwrap();
    assert!(open.concerns(CentreId::from_bits(1)) && !open.concerns(CentreId::from_bits(3)));
    assert_eq!(open.stretch().until_at, None);
    let (until_at, sheets_due_at) = (at("2026-11-01T05:00:00Z"), at("2026-11-08T05:00:00Z"));
    let ending = of(past("trace.outage_ended", &OutageEnded { until_at, sheets_due_at }));
    let over = Outage::fold(Some(open), &ending).unwrap();
    assert_eq!(over.stretch().until_at, Some(until_at));
    assert!(Outage::fold(Some(over), &ending).is_err());
    let everywhere = OutageOpened { centres: Vec::new(), ..opened };
    let all = Outage::fold(None, &of(past("trace.outage_opened", &everywhere))).unwrap();
    assert!(all.concerns(CentreId::from_bits(3)));
}
