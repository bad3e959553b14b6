//! Protected people: opened by two, looked after by one, shared as agreed, and never asked to help before they are helped.

use std::collections::BTreeSet;

use codes::ids::{CentreId, ProtectedId};
use domain::access::Role;
use domain::support::{
    About, AgeBand, AlarmAnswered, Area, Background, Channel, ClaimKind, ClaimMade, ConsentGiven, ConsentWithdrawn,
    ContactSet, Discipline, Harm, HarmSeen, Horizon, MeasureMoved, MeasurePlanned, MeasureState, Part, Phase,
    PhaseEntered, Sex, Status, StatusDecided, StatusSaid, Step, Told, Wish,
};
use service::support::{Identity, TakingIn};
use service::task::Tasks;
use service::vigilance::Line;
use service::{Access, Failure};

use crate::pair::*;
use crate::support::Home;
use crate::village::villages;

const NAME: &str = "Xanthe Quorvalis";
const NUMBER: &str = "QX-77123-ZP";

struct People {
    worker: Access,
    other: Access,
    door: Access,
    harbour: Access,
    doctor: Access,
    jurist: Access,
}

fn people(cast: &Cast) -> People {
    let nth = |role: Role, n: usize| {
        let mut all = cast.country.staff.iter().filter(|m| m.access.role == role);
        all.nth(n).unwrap().access.clone()
    };
    People {
        worker: nth(Role::CaseWorker, 0),
        other: nth(Role::CaseWorker, 1),
        door: nth(Role::SupportWorker, 0),
        harbour: nth(Role::SupportWorker, 1),
        doctor: nth(Role::ProtectionOfficer, 0),
        jurist: nth(Role::ProtectionOfficer, 1),
    }
}

fn taking(presumed: Status) -> TakingIn {
    let about = About { sex: Sex::Female, age: AgeBand::From18, background: Background::Traveller };
    TakingIn { presumed, about, languages: vec!["ar".to_owned()] }
}

fn need(area: Area, text: &str) -> Step {
    let (measure, who, due_on) = (None, None, None);
    Step::MeasurePlanned(MeasurePlanned { horizon: Horizon::Short, area, need: text.into(), measure, who, due_on })
}

fn said(discipline: Discipline) -> Step {
    Step::StatusSaid(StatusSaid { status: Status::TraffickingVictim, discipline, reason: "A scar that fits.".into() })
}

fn decided(discipline: Discipline) -> Step {
    Step::StatusDecided(StatusDecided {
        status: Status::TraffickingVictim,
        discipline,
        reason: "Her passport was kept.".into(),
    })
}

fn consent(organisation: CentreId, parts: &[Part], until: &str) -> Step {
    Step::ConsentGiven(ConsentGiven { organisation, parts: parts.to_vec(), until_on: until.parse().unwrap() })
}

fn harm(harm: Harm) -> Step {
    Step::HarmSeen(HarmSeen { harm, on: "2026-11-20".parse().unwrap(), note: "A letter came.".into(), answer_by: None })
}

async fn taken_in(home: &Home, p: &People) -> ProtectedId {
    taken_in_by(home, &p.worker).await
}

/// Somebody whom a case worker took in.
pub async fn taken_in_by(home: &Home, by: &Access) -> ProtectedId {
    home.service.take_in(by, taking(Status::TraffickingVictim)).await.unwrap().0
}

#[tokio::test(flavor = "multi_thread")]
async fn two_custodians_open_an_identity_together_and_neither_does_alone() {
    for mut home in villages("victims_two").await {
        let cast = Cast::of(&home);
        let p = people(&cast);
        let s = home.service.clone();
        let id = taken_in(&home, &p).await;
        let identity = || Identity { name: NAME.to_owned(), contact: None, number: Some(NUMBER.to_owned()) };
        let code_of = |who: Access| {
            let s = s.clone();
            async move { s.become_custodian(&who).await.unwrap().0 }
        };
        // Whoever had a code in the village gets a new one: the old ones are nobody's here.
        let (doctor, jurist) = (code_of(p.doctor.clone()).await, code_of(p.jurist.clone()).await);
        assert!(hidden(&s.become_custodian(&p.door).await) && hidden(&s.become_custodian(&cast.investigator).await));
        assert!(hidden(&s.seal_identity(&p.other, id, identity()).await), "somebody else's person");
        assert!(hidden(&s.seal_identity(&p.doctor, id, identity()).await));
        s.seal_identity(&p.worker, id, identity()).await.unwrap();
        // Whoever wrote it down reads it no more, nor does anybody who looks at the record.
        let seen = s.protected_person(&p.worker, id).await.unwrap();
        let shown = format!("{:?}{}", seen, serde_json::to_string(&seen.person).unwrap());
        assert!(!shown.contains(NAME) && !shown.contains("pairs"), "{shown}");

        let why = || domain::Private::from("A court asks.");
        assert!(hidden(&s.ask_identity(&p.door, id, why()).await));
        assert_eq!(problem(s.ask_identity(&p.doctor, id, " ".into()).await), "missing");
        let (opening, _) = s.ask_identity(&p.doctor, id, why()).await.unwrap();
        // Nobody has agreed; the own code opens nothing, and one does not agree with oneself.
        assert_eq!(problem(s.open_identity(&p.doctor, opening, doctor.show()).await), "stale");
        assert_eq!(problem(s.agree_identity(&p.doctor, opening, doctor.show()).await), "malformed");
        assert_eq!(problem(s.agree_identity(&p.jurist, opening, doctor.show()).await), "malformed");
        assert_eq!(problem(s.agree_identity(&p.jurist, opening, "0000-1111").await), "malformed");
        s.agree_identity(&p.jurist, opening, jurist.show()).await.unwrap();
        // Whoever agreed does not read, with neither code; whoever asked does not with another's.
        for code in [&doctor, &jurist] {
            assert_eq!(problem(s.open_identity(&p.jurist, opening, code.show()).await), "stale");
        }
        assert_eq!(problem(s.open_identity(&p.doctor, opening, jurist.show()).await), "malformed");
        home.restart().await;
        let s = home.service.clone();
        let read = s.open_identity(&p.doctor, opening, doctor.show()).await.unwrap();
        assert_eq!((read.name.as_str(), read.number.as_deref()), (NAME, Some(NUMBER)));
        // The person's case worker sees who asked, why, who agreed, and that it was read.
        let seen = s.protected_person(&p.worker, id).await.unwrap();
        let told = &seen.openings[0];
        assert_eq!(told.asked.reason.clear(), Some("A court asks."));
        assert_eq!((told.agreed.as_ref().unwrap().1, told.opened.len()), (p.jurist.account, 1));
        // It lapses, and what was kept for it is removed.
        home.later(5 * 3600);
        assert_eq!(problem(s.open_identity(&p.doctor, opening, doctor.show()).await), "stale");
        let carrier = std::sync::Arc::new(service::vigilance::Silent);
        Tasks::new(s.clone(), carrier, jiff::SignedDuration::from_secs(1)).turn().await.unwrap();
        let left = home.column("SELECT half FROM identity_half".to_owned(), |row| row.text("half").unwrap()).await;
        assert!(left.is_empty(), "{}", left.len());
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

/// Every sealed part of a record, with its wrapped key.
async fn parts_with_keys(home: &Home, of: String) -> Vec<(store::sealed::PlacedPart, Option<store::sealed::KeyState>)> {
    home.store
        .read("test.thief", move |tx| {
            let of = of.clone();
            Box::pin(async move {
                let mut found = Vec::new();
                for placed in store::sealed::parts_of(tx, &of).await? {
                    let part = &placed.part;
                    let key = store::sealed::key(tx, &part.person, part.vault, &part.retention).await?;
                    found.push((placed, key));
                }
                Ok::<_, store::StoreError>(found)
            })
        })
        .await
        .unwrap()
}

/// Somebody holds the whole database, every key file and the configuration, and one custodian's code.
#[tokio::test(flavor = "multi_thread")]
async fn the_database_all_keys_and_one_code_open_nothing() {
    use ledger::custody::Entrusted;
    use ledger::keyholder::KeyHolder;
    for home in villages("victims_thief").await {
        let cast = Cast::of(&home);
        let p = people(&cast);
        let s = &home.service;
        let id = taken_in(&home, &p).await;
        let (mine, _) = s.become_custodian(&p.doctor).await.unwrap();
        s.become_custodian(&p.jurist).await.unwrap();
        let identity = Identity { name: NAME.to_owned(), contact: None, number: Some(NUMBER.to_owned()) };
        s.seal_identity(&p.worker, id, identity).await.unwrap();
        // The thief asks as the one custodian whose code they have, so that a half might lie there.
        s.ask_identity(&p.doctor, id, "Stolen.".into()).await.unwrap();

        let keys = ledger::keyholder::InProcess::new(home.keyring.clone());
        let of = id.to_string();
        let parts = parts_with_keys(&home, of).await;
        let mut entrusted = Vec::new();
        for (placed, key) in parts {
            let Some(store::sealed::KeyState::Kept(key)) = key else { continue };
            let place = ledger::seal::Place {
                vault: placed.part.vault,
                record: &placed.record,
                field: &placed.part.field,
                event: &placed.event,
            };
            let text = keys.open(&key, &place, &placed.part.sealed, "theft").unwrap();
            let text = String::from_utf8(text.to_vec()).unwrap();
            assert!(!text.contains(NAME) && !text.contains(NUMBER), "{}", placed.part.field);
            if let Ok(one) = serde_json::from_str::<Entrusted>(&text) {
                entrusted.push(one);
            }
        }
        let [it] = entrusted.as_slice() else { panic!("{}", entrusted.len()) };
        let custodians = home.column("SELECT id FROM custodian".to_owned(), |row| row.text("id").unwrap()).await;
        let code: Vec<u8> = mine.show().bytes().filter(u8::is_ascii_alphanumeric).collect();
        let (mut agreed, mut tried) = (0, 0);
        for outer in &custodians {
            for inner in &custodians {
                let Ok(half) = it.agree(&id.to_string(), outer, &code, inner) else { continue };
                agreed += 1;
                for reader in &custodians {
                    tried += 1;
                    assert!(it.open(&id.to_string(), (outer, &half), reader, &code).is_err(), "{outer} {inner}");
                }
            }
        }
        // The code was a real one: it takes off every outer seal that is its own, and nothing more.
        assert!(agreed >= 1 && tried >= 2, "{agreed} {tried}");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_learns_that_somebody_is_protected() {
    for home in villages("victims_hidden").await {
        let cast = Cast::of(&home);
        let p = people(&cast);
        let s = &home.service;
        let id = taken_in(&home, &p).await;
        s.take_support_step(&p.worker, id, need(Area::Medical, "The wound is open.")).await.unwrap();
        for by in [&p.other, &p.door, &p.harbour, &cast.investigator, &cast.nurse, &cast.coordinator] {
            assert!(hidden(&s.protected_person(by, id).await), "{by:?}");
            assert!(hidden(&s.take_support_step(by, id, need(Area::Legal, "x")).await), "{by:?}");
            assert!(hidden(&s.shared_person(by, id).await), "{by:?}");
        }
        assert!(s.protected_people(&p.other).await.unwrap().rows.iter().all(|l| l.id != id));
        assert!(s.protected_people(&p.worker).await.unwrap().rows.iter().any(|l| l.id == id && l.unmet == 1));
        // That somebody asked is written down.
        let lines = home
            .column(format!("SELECT outcome FROM access_line WHERE record_id = '{id}'"), |row| {
                row.text("outcome").unwrap()
            })
            .await;
        assert!(lines.iter().filter(|o| *o == "hidden").count() >= 12, "{lines:?}");
        // An organisation's own people are its own: neither the other organisation nor the country's workers see them.
        let (own, _) = s.take_in(&p.door, taking(Status::OrganSeller)).await.unwrap();
        s.take_support_step(&p.door, own, need(Area::Housing, "A bed.")).await.unwrap();
        assert!(s.protected_person(&p.door, own).await.unwrap().about.is_some());
        for by in [&p.harbour, &p.worker] {
            assert!(hidden(&s.protected_person(by, own).await), "{by:?}");
        }
        // The body reads statuses and alarms, and no word of the plan.
        let before = s.protected_before_body(&p.doctor, id).await.unwrap();
        assert!(before.person.measures.is_empty() && before.about.is_none());
        assert!(hidden(&s.protected_before_body(&p.worker, id).await));
        s.hand_person_over(&p.worker, id, p.other.account).await.unwrap();
        assert!(hidden(&s.protected_person(&p.worker, id).await));
        assert!(s.protected_person(&p.other, id).await.is_ok());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn care_is_planned_whatever_else_is_so() {
    for home in villages("victims_care").await {
        let cast = Cast::of(&home);
        let p = people(&cast);
        let s = &home.service;
        let id = taken_in(&home, &p).await;
        let entered = |phase, wish| {
            let on = "2026-11-20".parse().unwrap();
            Step::PhaseEntered(PhaseEntered { phase, on, wish, explained_in: None })
        };
        // Before any status, as seller or victim, through every phase, spoken with an authority or not: a need is a need.
        let mut planned = 0;
        for (n, phase) in Phase::ALL.iter().enumerate() {
            for wish in Wish::ALL {
                s.take_support_step(&p.worker, id, entered(*phase, *wish)).await.unwrap();
                for area in Area::ALL {
                    let (_, receipt) = s.take_support_step(&p.worker, id, need(*area, "Care.")).await.unwrap();
                    assert_eq!(receipt.leaves.len(), 1);
                    planned += 1;
                    let moved = MeasureMoved {
                        number: planned,
                        state: MeasureState::ALL[n],
                        measure: None,
                        who: None,
                        due_on: None,
                    };
                    s.take_support_step(&p.worker, id, Step::MeasureMoved(moved)).await.unwrap();
                }
            }
        }
        // No rule was asked of any of them: no event of a need has a verdict.
        let events = home
            .column(
                format!("SELECT envelope FROM event WHERE record_id = '{id}' AND kind LIKE 'support.measure%'"),
                |row| row.text("envelope").unwrap(),
            )
            .await;
        assert_eq!(events.len(), 2 * usize::try_from(planned).unwrap());
        for text in events {
            let envelope: ledger::Envelope = serde_json::from_str(&text).unwrap();
            assert!(envelope.verdict.is_none());
        }
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_of_two_professions_decides_and_an_alarm_climbs_until_somebody_answers() {
    for home in villages("victims_alarm").await {
        let cast = Cast::of(&home);
        let p = people(&cast);
        let s = &home.service;
        let id = taken_in(&home, &p).await;
        assert!(hidden(&s.take_support_step(&p.worker, id, decided(Discipline::SocialWork)).await));
        let alone = s.take_support_step(&p.jurist, id, decided(Discipline::Law)).await;
        assert_eq!(refused(alone), ["VIC-001"]);
        s.take_support_step(&p.doctor, id, said(Discipline::Law)).await.unwrap();
        assert_eq!(refused(s.take_support_step(&p.jurist, id, decided(Discipline::Law)).await), ["VIC-001"]);
        s.take_support_step(&p.doctor, id, said(Discipline::Health)).await.unwrap();
        s.take_support_step(&p.jurist, id, decided(Discipline::Law)).await.unwrap();
        let seen = s.protected_before_body(&p.doctor, id).await.unwrap();
        assert_eq!((seen.person.decided.len(), seen.person.said.len()), (1, 0));

        let before = s.questions(&cast.investigator).await.unwrap().len();
        let (_, receipt) = s.take_support_step(&p.worker, id, harm(Harm::Charged)).await.unwrap();
        assert_eq!(receipt.leaves.iter().map(|l| l.kind.as_str()).collect::<Vec<_>>(), ["support.harm_seen"]);
        let questions = s.questions(&cast.investigator).await.unwrap();
        assert_eq!(questions.len(), before + 1);
        assert!(questions.iter().any(|q| q.rules == ["VIC-002"] && q.about == id.to_string()));
        let carrier = std::sync::Arc::new(service::vigilance::Loopback::default());
        let tasks = Tasks::new(s.clone(), carrier.clone(), jiff::SignedDuration::from_secs(1));
        tasks.turn().await.unwrap();
        let to = |taken: &[Line]| taken.iter().map(|line| line.to).collect::<BTreeSet<_>>();
        assert_eq!(to(&carrier.taken()), BTreeSet::from([p.worker.account]), "whoever looks after the person at once");
        for rung in [0, 1, 2] {
            let alarm = s.protected_person(&p.worker, id).await.unwrap().person.alarms[0].clone();
            assert_eq!(alarm.rung, rung);
            home.later(24 * 3600 + 60);
            tasks.turn().await.unwrap();
        }
        let answer = |text: &str| Step::AlarmAnswered(AlarmAnswered { number: 1, answer: text.into() });
        assert_eq!(problem(s.take_support_step(&p.doctor, id, answer(" ")).await), "missing");
        assert!(hidden(&s.take_support_step(&p.other, id, answer("x")).await));
        s.take_support_step(&p.doctor, id, answer("The charge was dropped.")).await.unwrap();
        assert_eq!(problem(s.take_support_step(&p.worker, id, answer("Once more")).await), "not_found");
        home.later(48 * 3600);
        tasks.turn().await.unwrap();
        let alarm = s.protected_person(&p.worker, id).await.unwrap().person.alarms[0].clone();
        assert_eq!((alarm.rung, alarm.answer.is_some()), (3, true));
        let taken = carrier.taken();
        let higher = to(&taken);
        assert!(higher.contains(&p.doctor.account) && higher.contains(&p.jurist.account), "then the body");
        assert!(!higher.contains(&p.other.account) && !higher.contains(&cast.nurse.account));
        let silent = |line: &Line| !line.text.contains(&id.to_string()) && !line.text.contains("victim");
        assert!(taken.iter().all(silent), "neither what waits nor about whom");
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_sees_what_was_agreed_and_not_a_word_more() {
    for home in villages("victims_shared").await {
        let cast = Cast::of(&home);
        let p = people(&cast);
        let s = &home.service;
        let id = taken_in(&home, &p).await;
        let (own, other) = (p.door.centre.unwrap(), p.harbour.centre.unwrap());
        s.take_support_step(&p.worker, id, need(Area::Housing, "A bed where nobody asks.")).await.unwrap();
        s.take_support_step(&p.worker, id, need(Area::Medical, "The wound is open.")).await.unwrap();
        let contact = ContactSet {
            channel: Channel::Telephone,
            place: Some("+999 1 2 3".into()),
            times: "Before noon".into(),
            words: "The parcel has come".into(),
        };
        s.take_support_step(&p.worker, id, Step::ContactSet(contact)).await.unwrap();
        let claim = ClaimMade { claim: ClaimKind::Fund, note: "Lost wages".into() };
        s.take_support_step(&p.worker, id, Step::ClaimMade(claim)).await.unwrap();
        assert!(hidden(&s.shared_person(&p.door, id).await));
        for until in ["2026-11-20", "2046-11-20"] {
            let given = consent(own, &[Part::Housing], until);
            assert_eq!(refused(s.take_support_step(&p.worker, id, given).await), ["VIC-003"]);
        }
        s.take_support_step(&p.worker, id, consent(own, &[Part::Housing], "2026-12-20")).await.unwrap();
        let shared = s.shared_person(&p.door, id).await.unwrap();
        assert_eq!(shared.parts, [Part::Housing]);
        let text = serde_json::to_string(&shared).unwrap();
        assert!(text.contains("A bed where nobody asks.") && !text.contains("wound"), "{text}");
        for kept in ["parcel", "+999", "wages", "trafficking_victim"] {
            assert!(!text.contains(kept), "{kept}");
        }
        assert!(hidden(&s.shared_person(&p.harbour, id).await), "agreed with another organisation");
        assert_eq!(s.shared_people(&p.door).await.unwrap().rows.iter().filter(|(n, _)| *n == id).count(), 1);
        s.take_support_step(&p.worker, id, consent(other, &[Part::Contact], "2026-12-01")).await.unwrap();
        let elsewhere = s.shared_person(&p.harbour, id).await.unwrap();
        assert!(elsewhere.measures.is_empty() && elsewhere.contact.is_some() && elsewhere.claims.is_none());
        // Taken back: from that moment there is nobody. Ended: the same.
        s.take_support_step(&p.worker, id, Step::ConsentWithdrawn(ConsentWithdrawn { number: 1 })).await.unwrap();
        assert!(hidden(&s.shared_person(&p.door, id).await));
        assert!(s.shared_people(&p.door).await.unwrap().rows.iter().all(|(n, _)| *n != id));
        home.later_days(20);
        assert!(hidden(&s.shared_person(&p.harbour, id).await));
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_reads_about_their_case_with_a_code_and_without_a_trace() {
    for home in villages("victims_code").await {
        let cast = Cast::of(&home);
        let p = people(&cast);
        let s = &home.service;
        let id = taken_in(&home, &p).await;
        s.take_support_step(&p.worker, id, need(Area::Housing, "A bed where nobody asks.")).await.unwrap();
        let told = Told { text: "You need not come to court.".into() };
        s.take_support_step(&p.worker, id, Step::Told(told)).await.unwrap();
        assert!(hidden(&s.give_reading_code(&p.other, id).await));
        let (first, _) = s.give_reading_code(&p.worker, id).await.unwrap();
        assert!(first.show().chars().filter(char::is_ascii_alphanumeric).count() * 5 >= 128);
        let lines = || home.column("SELECT line_id FROM access_line".to_owned(), |row| row.text("line_id").unwrap());
        let before = lines().await.len();
        let read = s.own_case(&first.show().to_lowercase().replace('-', " ")).await.unwrap().unwrap();
        assert_eq!(
            (read.person, read.status, read.plan[0].need.as_str()),
            (id, Status::TraffickingVictim, "A bed where nobody asks.")
        );
        assert_eq!(read.told[0].1, "You need not come to court.");
        assert!(read.entitlements.unwrap().iter().any(|e| e.id == "non_punishment"));
        assert!(s.own_case("0000-0000-0000-0000-0000-0000-0000").await.unwrap().is_none());
        assert!(s.own_case("").await.unwrap().is_none());
        assert_eq!(lines().await.len(), before, "nothing of a visit is written down");
        // A new code takes the place of the old one.
        let (second, _) = s.give_reading_code(&p.worker, id).await.unwrap();
        assert!(s.own_case(first.show()).await.unwrap().is_none());
        assert!(s.own_case(second.show()).await.unwrap().is_some());
        // The limit is everybody's.
        let mut stopped = 0;
        for n in 0..200 {
            if let Err(Failure::Problem(p)) = s.own_case(&n.to_string()).await {
                assert_eq!(p.code, "rate_limited");
                stopped += 1;
            }
        }
        assert!(stopped >= 70, "{stopped}");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn support_is_compared_and_what_nobody_answers_is_listed_without_a_word_of_it() {
    for home in villages("victims_alike").await {
        let cast = Cast::of(&home);
        let p = people(&cast);
        let s = &home.service;
        let id = taken_in(&home, &p).await;
        s.take_support_step(&p.worker, id, need(Area::Livelihood, "The debt is still there.")).await.unwrap();
        home.later_days(9);
        let unmet = s.unmet_needs(&p.doctor).await.unwrap();
        let one = unmet.rows.iter().find(|n| n.person == id).unwrap();
        assert_eq!((one.days, one.area), (9, Area::Livelihood));
        assert!(unmet.rows.is_sorted_by_key(|n| n.since));
        assert!(!serde_json::to_string(&unmet).unwrap().contains("debt"));
        let seen = s.compare_support(&p.worker).await.unwrap();
        assert_eq!(seen.by.len(), 3);
        for by in [&p.door, &cast.investigator, &cast.nurse] {
            assert!(hidden(&s.compare_support(by).await) && hidden(&s.unmet_needs(by).await), "{by:?}");
        }
        home.drop().await;
    }
}
