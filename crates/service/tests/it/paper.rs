//! Outages and numbered sheets on both databases: given out, entered as facts with both times, held against the paper by
//! somebody else, asked for when their days are over; and what must be known without the system.

use std::sync::Arc;

use codes::ids::{CentreId, OutageId, RecipientId, SheetId, UnitId};
use codes::time::{Happened, Zone};
use domain::access::{Permission, Purpose, Role};
use domain::registry::TransplantFact;
use domain::registry::blood::{Abo, Determined};
use domain::trace::entry::HandTold;
use domain::trace::outage::{OutageOpened, OutageWhy};
use domain::trace::paper::{SecondReading, SheetKind, SheetRead, SheetState, SheetVoided, VoidReason};
use jiff::SignedDuration;
use service::task::Tasks;
use service::vigilance::Loopback;
use service::{Access, Failure, GroupKnown, OutageAsked, PackAsked, PackIssued, Service, SheetFilled, SheetTold};

use crate::pair::*;
use crate::support::Home;
use crate::village::villages;

fn denied<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::Denied { .. }))
}

fn code<T>(answer: Result<T, Failure>) -> &'static str {
    match answer {
        Err(Failure::Problem(p)) => p.code,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("done"),
    }
}

fn refused<T>(answer: Result<T, Failure>) -> Vec<String> {
    match answer {
        Err(Failure::Refused { reading, .. }) => reading.findings.iter().map(|f| f.rule.clone()).collect(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("done"),
    }
}

fn as_role(cast: &Cast, name: &str, role: Role, purpose: Purpose) -> Access {
    let found = cast.country.staff.iter().find(|s| s.name == name).unwrap();
    Access { role, purpose, ..found.access.clone() }
}

async fn outage(s: &Service, cast: &Cast, ago_min: i64) -> OutageId {
    let administrator = as_role(cast, "O. Mareth", Role::Administrator, Purpose::Administration);
    let opened = OutageOpened {
        centres: cast.country.centres[..1].to_vec(),
        why: OutageWhy::NetworkDown,
        from_at: s.now() - SignedDuration::from_mins(ago_min),
    };
    assert!(denied(&s.open_outage(&cast.coordinator, opened.clone()).await));
    s.open_outage(&administrator, opened).await.unwrap().0
}

async fn over(s: &Service, cast: &Cast, id: OutageId, ago_min: i64) {
    let administrator = as_role(cast, "O. Mareth", Role::Administrator, Purpose::Administration);
    let until_at = s.now() - SignedDuration::from_mins(ago_min);
    assert!(denied(&s.end_outage(&cast.nurse, id, OutageAsked { until_at }).await));
    let ahead = OutageAsked { until_at: s.now() + SignedDuration::from_hours(1) };
    assert_eq!(code(s.end_outage(&administrator, id, ahead).await), "malformed");
    s.end_outage(&administrator, id, OutageAsked { until_at }).await.unwrap();
    assert_eq!(code(s.end_outage(&administrator, id, OutageAsked { until_at }).await), "stale");
}

fn pack(cast: &Cast) -> PackAsked {
    let (centre, to) = (cast.country.centres[0], cast.nurse.account);
    PackAsked { centre, to, death: 0, recovery: 0, hand_over: 3, graft: 1 }
}

async fn issued(s: &Service, cast: &Cast) -> PackIssued {
    s.issue_sheets(&cast.coordinator, pack(cast)).await.unwrap().0
}

fn handed(s: &Service, cast: &Cast, unit: UnitId, to: CentreId, ago_min: i64) -> SheetFilled {
    let hand = HandTold { unit, from: Some(cast.country.centres[0]), to: Some(to), package: Some("B-7".to_owned()) };
    let happened = Happened::at(s.now() - SignedDuration::from_mins(ago_min), "+03:00".parse::<Zone>().unwrap());
    SheetFilled { told: SheetTold::HandOver { hand, happened }, written_by: Some(cast.nurse.account), writer: None }
}

async fn state(s: &Service, cast: &Cast, id: SheetId) -> SheetState {
    s.sheet(&cast.coordinator, Permission::ReadSheet, id).await.unwrap().sheet.state()
}

async fn questions(s: &Service, cast: &Cast, about: SheetId) -> Vec<String> {
    let all = s.questions(&cast.investigator).await.unwrap();
    all.into_iter().filter(|q| q.about == about.to_string()).flat_map(|q| q.rules).collect()
}

fn agrees() -> SheetRead {
    SheetRead { reading: SecondReading::Agrees, because: None }
}

/// The second person is neither who wrote nor who entered it, says why where the reading differs, and reads once.
async fn confirmed(s: &Service, cast: &Cast, sheet: SheetId) {
    for same in [&cast.coordinator, &cast.nurse] {
        assert_eq!(refused(s.confirm_sheet(same, sheet, agrees()).await), ["TRC-024"], "{}", same.role.code());
    }
    let mute = SheetRead { reading: SecondReading::Differs, because: None };
    assert_eq!(code(s.confirm_sheet(&cast.surgeon, sheet, mute).await), "missing");
    let differs = SheetRead { reading: SecondReading::Differs, because: Some("another box".into()) };
    s.confirm_sheet(&cast.surgeon, sheet, differs).await.unwrap();
    assert_eq!(state(s, cast, sheet).await, SheetState::Doubted);
    s.confirm_sheet(&cast.surgeon, sheet, agrees()).await.unwrap();
    assert_eq!(state(s, cast, sheet).await, SheetState::Confirmed);
    assert_eq!(code(s.confirm_sheet(&cast.surgeon, sheet, agrees()).await), "stale");
    assert!(denied(&s.confirm_sheet(&cast.surgeon_elsewhere, sheet, agrees()).await));
}

/// A graft of half an hour ago.
fn grafted(s: &Service, unit: UnitId, recipient: RecipientId, centre: CentreId) -> TransplantFact {
    let happened = Happened::at(s.now() - SignedDuration::from_mins(30), "+03:00".parse::<Zone>().unwrap());
    TransplantFact {
        unit,
        recipient,
        centre,
        happened,
        cold_ischaemia_min: Some(90),
        anastomosis_min: None,
        team: Vec::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_is_entered_as_the_fact_it_is_and_confirmed_by_somebody_else() {
    for home in villages("paper").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let Kidney { unit, recipient, donor, .. } = kidney(&home, &cast, 60).await;
        let before = s.sheets(&cast.nurse, None).await.unwrap().tally;
        let pack = issued(&s, &cast).await;
        assert_eq!(pack.sheets.len(), 4);
        home.later(3_600 * 3);
        let c = cast.country.centres.clone();
        let open = outage(&s, &cast, 170).await;
        let (sheet, graft) = (pack.sheets[0], pack.sheets[3]);
        let filled = handed(&s, &cast, unit, c[2], 120);
        for who in [&cast.psychologist, &cast.nurse_elsewhere, &cast.surgeon_elsewhere] {
            assert!(denied(&s.enter_sheet(who, sheet, filled.clone()).await), "{}", who.role.code());
        }
        assert_eq!(
            code(s.enter_sheet(&cast.coordinator, graft, filled.clone()).await),
            "malformed",
            "for something else"
        );
        let nobody = SheetFilled { written_by: None, ..filled.clone() };
        assert_eq!(code(s.enter_sheet(&cast.coordinator, sheet, nobody).await), "missing");
        let (kept, _) = s.enter_sheet(&cast.coordinator, sheet, filled.clone()).await.unwrap();
        assert_eq!((kept.state, kept.facts.len()), (SheetState::Entered, 1));

        let found = s.trace(&cast.coordinator, &donor.to_string()).await.unwrap();
        let stops = found.traces[0].flat().iter().map(|l| l.stops.len()).sum::<usize>();
        assert!(stops >= 1, "it is a hand-over like any other");
        let source = &found.from_paper[0];
        assert_eq!((source.sheet, source.kind), (sheet, SheetKind::HandOver));
        assert_eq!(source.recorded_at.duration_since(source.happened.at), SignedDuration::from_mins(120), "both times");
        let seen = s.sheet(&cast.coordinator, Permission::ReadSheet, sheet).await.unwrap().sheet;
        assert_eq!(seen.entries[0].said.told.outage, Some(open));

        confirmed(&s, &cast, sheet).await;
        assert_eq!(questions(&s, &cast, sheet).await, Vec::<String>::new());

        let fact = grafted(&s, unit, recipient, c[0]);
        let told = SheetFilled {
            told: SheetTold::Graft { fact },
            written_by: None,
            writer: Some("Somebody from the theatre".into()),
        };
        s.enter_sheet(&cast.surgeon, graft, told).await.unwrap();
        let seen = s.sheet(&cast.nurse, Permission::ReadSheet, graft).await.unwrap().sheet;
        let writer = seen.entries[0].said.told.writer.as_ref().and_then(|w| w.clear());
        assert_eq!(writer, Some("Somebody from the theatre"));
        let listed = s.sheets(&cast.nurse, None).await.unwrap();
        let more = |state| listed.tally[&state] - before[&state];
        assert_eq!((more(SheetState::Issued), more(SheetState::Entered), more(SheetState::Confirmed)), (2, 1, 1));
        let elsewhere = s.sheets(&cast.nurse_elsewhere, None).await.unwrap();
        assert!(elsewhere.sheets.iter().all(|one| !pack.sheets.contains(&one.sheet.id)), "another unit sees nothing");
        assert!(denied(&s.sheet(&cast.nurse_elsewhere, Permission::ReadSheet, sheet).await));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_odd_is_kept_and_raises_a_question() {
    for home in villages("paper_odd").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let Kidney { unit, .. } = kidney(&home, &cast, 60).await;
        let pack = issued(&s, &cast).await;
        home.later(3_600);
        let c = cast.country.centres.clone();
        let (first, twice, void) = (pack.sheets[0], pack.sheets[1], pack.sheets[2]);
        s.enter_sheet(&cast.coordinator, first, handed(&s, &cast, unit, c[1], 30)).await.unwrap();
        assert_eq!(questions(&s, &cast, first).await, ["TRC-022"], "no outage is on record");

        outage(&s, &cast, 59).await;
        s.enter_sheet(&cast.coordinator, twice, handed(&s, &cast, unit, c[1], 20)).await.unwrap();
        assert_eq!(questions(&s, &cast, twice).await, Vec::<String>::new());
        let (kept, _) = s.enter_sheet(&cast.coordinator, twice, handed(&s, &cast, unit, c[2], 10)).await.unwrap();
        assert_eq!(kept.state, SheetState::Entered);
        assert_eq!(questions(&s, &cast, twice).await, ["TRC-023"], "a sheet is used once, and a fact is kept");

        let unused = SheetVoided { reason: VoidReason::NotUsed };
        assert_eq!(code(s.void_sheet(&cast.surgeon, twice, unused.clone()).await), "stale", "it was entered");
        assert!(denied(&s.void_sheet(&cast.nurse_elsewhere, void, unused.clone()).await));
        assert_eq!(refused(s.void_sheet(&cast.nurse, void, unused.clone()).await), ["TRC-024"], "she holds it");
        let gave_it_out = s.void_sheet(&cast.coordinator, void, unused.clone()).await;
        assert_eq!(refused(gave_it_out), ["TRC-024"], "who prints a sheet for another could use it");
        s.void_sheet(&cast.surgeon, void, unused.clone()).await.unwrap();
        assert_eq!(state(&s, &cast, void).await, SheetState::Voided);
        assert_eq!(code(s.void_sheet(&cast.surgeon, void, unused).await), "stale");
        let none = PackAsked { hand_over: 0, graft: 0, ..self::pack(&cast) };
        assert_eq!(code(s.issue_sheets(&cast.coordinator, none).await), "malformed");
        let many = PackAsked { hand_over: 61, ..self::pack(&cast) };
        assert_eq!(code(s.issue_sheets(&cast.coordinator, many).await), "malformed");
        assert!(denied(&s.issue_sheets(&cast.nurse_elsewhere, self::pack(&cast)).await));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

async fn turn(home: &Home) -> usize {
    let tasks = Tasks::new(home.service.clone(), Arc::new(Loopback::default()), SignedDuration::from_secs(1));
    let turned = tasks.turn().await.unwrap();
    assert_eq!(turned.put_off, 0);
    turned.done
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_that_does_not_come_back_is_missing_until_it_is_found() {
    for home in villages("paper_missing").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let Kidney { unit, .. } = kidney(&home, &cast, 60).await;
        let pack = issued(&s, &cast).await;
        home.later(3_600);
        let open = outage(&s, &cast, 55).await;
        s.enter_sheet(&cast.coordinator, pack.sheets[0], handed(&s, &cast, unit, cast.country.centres[1], 30))
            .await
            .unwrap();
        over(&s, &cast, open, 5).await;
        let later = issued(&s, &cast).await;
        turn(&home).await;
        assert_eq!(state(&s, &cast, pack.sheets[1]).await, SheetState::Issued, "its days are not over");
        home.later(3_600 * 24 * 7);
        turn(&home).await;
        assert_eq!(state(&s, &cast, pack.sheets[0]).await, SheetState::Entered);
        assert_eq!(state(&s, &cast, pack.sheets[1]).await, SheetState::Missing);
        assert_eq!(state(&s, &cast, later.sheets[0]).await, SheetState::Issued, "printed after the outage");
        assert_eq!(questions(&s, &cast, pack.sheets[1]).await, ["TRC-021"]);
        let missing = s.sheets(&cast.coordinator, Some(SheetState::Missing)).await.unwrap();
        assert!(missing.sheets.iter().any(|one| one.sheet.id == pack.sheets[1]));
        turn(&home).await;
        assert_eq!(questions(&s, &cast, pack.sheets[1]).await, ["TRC-021"], "asked for once");
        let filled = handed(&s, &cast, unit, cast.country.centres[2], 60 * 24 * 7 + 20);
        s.enter_sheet(&cast.coordinator, pack.sheets[1], filled).await.unwrap();
        assert_eq!(state(&s, &cast, pack.sheets[1]).await, SheetState::Entered, "found");
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_known_list_says_what_the_own_unit_must_know() {
    for home in villages("paper_list").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let Kidney { unit, .. } = kidney(&home, &cast, 60).await;
        let all = s.last_known(&cast.coordinator).await.unwrap();
        assert!(all.organs.iter().any(|one| one.unit == unit && one.held_at.is_some()));
        let own = s.last_known(&cast.nurse).await.unwrap();
        assert!(own.organs.iter().any(|one| one.unit == unit));
        assert!(own.centre.is_some() && all.centre.is_none());
        let elsewhere = s.last_known(&cast.nurse_elsewhere).await.unwrap();
        assert!(elsewhere.organs.iter().all(|one| one.unit != unit), "another unit sees nothing of it");
        let name = elsewhere.centre.clone().unwrap();
        assert!(elsewhere.donations.iter().all(|one| one.centre == name));
        assert!(elsewhere.operations.iter().all(|one| one.centre == name));
        assert!(denied(&s.last_known(&cast.psychologist).await));
        let written = serde_json::to_string(&all).unwrap();
        for person in &cast.country.people {
            assert!(!person.names.iter().any(|name| written.contains(name)), "no name stands on it");
        }
        home.later(3_600 * 24 * 4);
        let after = s.last_known(&cast.nurse).await.unwrap();
        assert!(after.organs.iter().all(|one| one.unit != unit), "no organ is on its way for four days");
        home.drop().await;
    }
}

/// What waits at the first unit, by state: how many, and which where there is one.
async fn waits(s: &Service, who: &Access, cast: &Cast) -> Vec<(SheetState, usize, Option<SheetId>)> {
    let found = s.waiting_sheets(who).await.unwrap();
    let here = found.rows.into_iter().filter(|row| row.centre == cast.country.centres[0]);
    here.map(|row| {
        let entered = matches!(row.state, SheetState::Entered | SheetState::Doubted);
        assert_eq!((row.due_at.is_some(), row.since_at.is_some()), (!entered, entered), "one clock, the right one");
        (row.state, row.count, row.only.map(|(sheet, _)| sheet))
    })
    .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn sheets_that_want_somebody_stand_on_the_first_page_of_their_unit() {
    for home in villages("paper_waits").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let Kidney { unit, .. } = kidney(&home, &cast, 60).await;
        let pack = issued(&s, &cast).await;
        home.later(3_600);
        let open = outage(&s, &cast, 55).await;
        assert_eq!(
            waits(&s, &cast.nurse, &cast).await,
            [],
            "paper in a drawer waits for nobody, and an outage goes on"
        );
        let out = s.sheets(&cast.nurse, Some(SheetState::Issued)).await.unwrap().sheets.len();
        over(&s, &cast, open, 5).await;
        assert_eq!(waits(&s, &cast.nurse, &cast).await, [(SheetState::Issued, out, None)], "each has its days now");

        let sheet = pack.sheets[0];
        s.enter_sheet(&cast.coordinator, sheet, handed(&s, &cast, unit, cast.country.centres[1], 30)).await.unwrap();
        let both = [(SheetState::Entered, 1, Some(sheet)), (SheetState::Issued, out - 1, None)];
        assert_eq!(waits(&s, &cast.nurse, &cast).await, both);
        assert_eq!(waits(&s, &cast.coordinator, &cast).await, both, "and over the country");
        let elsewhere = s.waiting_sheets(&cast.nurse_elsewhere).await.unwrap();
        assert!(elsewhere.rows.iter().all(|row| row.centre == cast.nurse_elsewhere.centre.unwrap()), "her unit alone");
        assert!(denied(&s.waiting_sheets(&cast.psychologist).await));

        s.confirm_sheet(&cast.surgeon, sheet, agrees()).await.unwrap();
        home.later(3_600 * 24 * 8);
        turn(&home).await;
        assert_eq!(waits(&s, &cast.nurse, &cast).await, [(SheetState::Missing, out - 1, None)], "asked for in vain");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_known_list_has_the_blood_groups_of_planned_pairs() {
    for home in villages("paper_groups").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let known = s.last_known(&cast.coordinator).await.unwrap();
        let planned = known.operations.first().expect("a pair is planned");
        for group in [&planned.donor_group, &planned.recipient_group] {
            assert_eq!((group.groups.len(), group.samples), (1, 2), "two samples that agree");
        }
        let approved = known.donations.iter().find(|one| one.planned_at.is_some()).expect("a recovery is approved");
        assert_eq!((approved.group.groups.len(), approved.group.samples), (1, 2), "and of the donor along the pathway");

        let Kidney { unit, donor, .. } = kidney(&home, &cast, 60).await;
        let of = async |s: &Service| {
            let known = s.last_known(&cast.nurse).await.unwrap();
            known.organs.into_iter().find(|one| one.unit == unit).unwrap().group
        };
        assert_eq!(of(&s).await, GroupKnown::default(), "nothing is on record");
        for (sample, group, groups) in [("S-1", Abo::A, 1), ("S-2", Abo::A, 1), ("S-3", Abo::B, 2)] {
            let told = Determined { person: donor.to_string(), group, sample: sample.to_owned(), laboratory: None };
            s.record_blood_group(&cast.nurse, told, Happened::at(s.now(), Zone::utc())).await.unwrap();
            assert_eq!(of(&s).await.groups.len(), groups, "{sample}");
        }
        assert_eq!(of(&s).await.samples, 3, "two that differ are a question, and each sample counts");
        home.drop().await;
    }
}
