//! Searching by name, rotating the index, the rota, and who reads what evaluators found or that investigators read.

use codes::ids::PersonId;
use codes::organ::Organ;
use codes::relation::{Directedness, Relation};
use domain::access::{DutyCancelled, DutyEntered, Purpose, Role};
use domain::approval::{EvaluationKind, Presence};
use jiff::SignedDuration;
use ledger::alike::Likeness;
use ledger::linkage::{Feature, Level};
use service::{Access, Failure, Rekeyed, Said, Service};

use crate::pair::*;
use crate::support::opening;
use crate::village::villages;

fn denied<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::Denied { hidden: false }))
}

async fn found(s: &Service, who: &Access, name: &str) -> Vec<(String, Likeness)> {
    let names = s.search_person(who, name).await.unwrap();
    names.found.iter().map(|f| (f.person.name().to_owned(), f.likeness)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_found_however_it_is_spelled_and_nobody_else_s_is_shown() {
    for home in villages("people_search").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        for (name, number) in
            [("Muhammad Zorkati", "99000000001"), ("محمد زركتي", "99000000002"), ("Zoe", "99000000003")]
        {
            s.register_person(&cast.nurse, known(name, number)).await.unwrap();
        }
        let both_scripts = found(&s, &cast.coordinator, "Mohammed Zorkaty").await;
        assert_eq!(both_scripts.len(), 2, "{both_scripts:?}");
        assert!(both_scripts.iter().all(|(_, l)| *l != Likeness::Spelling));
        let exact = found(&s, &cast.coordinator, "zorkati MUHAMMAD").await;
        assert_eq!(exact[0], ("Muhammad Zorkati".to_owned(), Likeness::Spelling), "the nearest first");
        assert_eq!(found(&s, &cast.coordinator, "Mohammed Zorkani").await.len(), 2, "one letter off");
        assert!(found(&s, &cast.coordinator, "Mohammed Brentano").await.is_empty(), "every word must be there");

        // Whom the search showed is written down with the purpose; the name is not.
        let lines = "SELECT COALESCE(record_id, '') || purpose AS t FROM access_line WHERE what = 'person.search'";
        let lines = home.texts(lines).await;
        assert!(lines.iter().filter(|l| l.starts_with("per_")).count() >= 5);
        assert!(lines.iter().all(|l| l.ends_with("coordination") && !l.contains("ork")));
        let (pair, ..) = open(&s, &cast.nurse, &cast).await.unwrap();
        assert!(!found(&s, &cast.nurse, "Test Donor").await.is_empty());
        assert!(found(&s, &cast.nurse_elsewhere, "Test Donor").await.is_empty(), "another centre's {pair}");
        assert!(denied(&s.search_person(&cast.investigator, "Zoe").await));
        assert_eq!(problem(s.search_person(&cast.nurse, "Z.").await), "malformed");
        home.later(61);
        let mut limited = 0;
        for _ in 0..12 {
            limited += usize::from(matches!(s.search_person(&cast.nurse, "Zoe").await,
                Err(Failure::Problem(p)) if p.code == "rate_limited"));
        }
        assert_eq!(limited, 2);

        // A corrected name is found by the new spelling only.
        let id = s.find_person(&cast.coordinator, "national_number", "99000000003").await.unwrap()[0].person.id;
        let right =
            domain::person::Corrected { known: known("Wanda", "99000000003"), reason: "typing_error".to_owned() };
        s.correct_person(&cast.coordinator, id, right).await.unwrap();
        home.later(61);
        assert!(found(&s, &cast.coordinator, "Zoe").await.is_empty());
        assert_eq!(found(&s, &cast.coordinator, "Wanda").await.len(), 1);
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

/// Numbers of the records found.
async fn same(s: &Service, who: &Access, id: PersonId) -> Vec<PersonId> {
    s.may_be_same(who, id).await.unwrap().found.iter().map(|one| one.person).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_be_the_same_is_found_with_reasons_and_without_a_name() {
    for home in villages("people_same").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let mut again = known("فاطمة زركتي", "41200377510");
        again.birth = Some("1984-06-05".into());
        let mut sister = known("Mariam Zorkati", "83655190274");
        sister.birth = Some("1991-11-23".into());
        let mut other = known("Fatima Zorkati", "27911864035");
        (other.birth, other.phone) = (Some("1951-01-30".into()), Some("+999 444 555666".into()));
        let (id, _) = s.register_person(&cast.nurse, known("Fatima Zorkati", "99000000011")).await.unwrap();
        let (again, _) = s.register_person(&cast.nurse, again).await.unwrap();
        let (sister, _) = s.register_person(&cast.nurse, sister).await.unwrap();
        let (other, _) = s.register_person(&cast.nurse, other).await.unwrap();

        let found = s.may_be_same(&cast.coordinator, id).await.unwrap();
        let first = &found.found[0];
        assert_eq!((first.person, found.more), (again, false), "{found:?}");
        let level = |of: Feature| first.explained.reasons.iter().find(|r| r.feature == of).map(|r| r.level);
        assert_eq!(level(Feature::Birth), Some(Level::Turned));
        assert_eq!(level(Feature::Phone), Some(Level::Same));
        assert_eq!(level(Feature::Identifier), Some(Level::Other));
        let sum: f64 = first.explained.reasons.iter().map(|r| r.weight + r.frequency).sum();
        assert!((sum + first.explained.together - first.explained.bits).abs() < 1e-9);
        let probability =
            |of: PersonId| found.found.iter().find(|o| o.person == of).map_or(0.0, |o| o.explained.probability);
        assert!(
            probability(sister) < probability(again) / 2.0 && probability(other) < probability(again) / 2.0,
            "{found:?}"
        );

        // Who was shown is written down with the purpose; no name is, nor among what came out.
        let lines = "SELECT COALESCE(record_id, '') || purpose AS t FROM access_line WHERE what = 'person.may_be_same'";
        let lines = home.texts(lines).await;
        assert!(
            lines.contains(&format!("{again}coordination")) && lines.contains(&format!("{id}coordination")),
            "{lines:?}"
        );
        assert!(!format!("{found:?} {lines:?}").contains("orkati"));

        // A pair of one centre: another centre neither asks about its persons nor is shown them; the country's coordinator is.
        let new = |name: &str, number: &str| Said::New(Box::new(known(name, number)));
        let people = (new("Iskandar Qorvathi", "61038274459"), new("Leila Vanderoum", "30592716648"));
        let tie = (Relation::Sibling, Directedness::SpecifiedDirect);
        s.open_pair(&cast.nurse, people, Organ::KidneyL, cast.country.centres[0], tie).await.unwrap();
        let theirs = s.search_person(&cast.nurse, "Iskandar Qorvathi").await.unwrap().found[0].person.person.id;
        let double = known("Iskandar Qorvathi", "61038274450");
        let (mine, _) = s.register_person(&cast.nurse_elsewhere, double).await.unwrap();
        let hidden = s.may_be_same(&cast.nurse_elsewhere, theirs).await;
        assert!(matches!(hidden, Err(Failure::Denied { hidden: true })), "{hidden:?}");
        assert!(!same(&s, &cast.nurse_elsewhere, mine).await.contains(&theirs));
        assert!(same(&s, &cast.coordinator, mine).await.contains(&theirs));
        assert!(denied(&s.may_be_same(&cast.investigator, id).await));

        // What is linked is no question any more.
        s.propose_link(&cast.coordinator, again, id).await.unwrap();
        s.confirm_link(&cast.nurse, again).await.unwrap();
        assert!(!same(&s, &cast.coordinator, id).await.contains(&again));
        home.later(61);
        let mut limited = 0;
        for _ in 0..12 {
            limited += usize::from(matches!(s.may_be_same(&cast.nurse, id).await,
                Err(Failure::Problem(p)) if p.code == "rate_limited"));
        }
        assert_eq!(limited, 2);
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_is_rotated_and_nobody_is_lost_on_the_way() {
    for mut home in villages("people_rekey").await {
        let cast = Cast::of(&home);
        let (id, _) = home.service.register_person(&cast.nurse, known("Old Token", "99000000001")).await.unwrap();
        assert_eq!(home.service.index_left().await.unwrap(), 0);
        home.keyring.rotate_index([7; 32]);
        let opened = opening(&home.store, &home.keyring, home.clock.clone(), 77);
        home.service = Service::open(opened).unwrap();
        let s = home.service.clone();
        let left = s.index_left().await.unwrap();
        assert!(left > 10);
        let (newer, _) = s.register_person(&cast.nurse, known("New Token", "99000000002")).await.unwrap();
        let versions = "SELECT COUNT(DISTINCT key_version) AS n FROM blind_token";
        let finds = async || {
            let mut all = Vec::new();
            for number in ["99000000001", "99000000002"] {
                let found = s.find_person(&cast.nurse, "national_number", number).await.unwrap();
                all.extend(found.iter().map(|p| p.person.id));
            }
            home.later(61);
            (all, found(&s, &cast.nurse, "Token").await.len(), s.pairs(&cast.nurse).await.unwrap().len())
        };
        let before = finds().await;
        assert_eq!((before.0.clone(), before.1), (vec![id, newer], 2), "both versions are looked up");
        assert_eq!(home.number(versions).await, 2);
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        let mut rounds = vec![s.rekey_index().await.unwrap()];
        while rounds.last().unwrap().left > 0 {
            rounds.push(s.rekey_index().await.unwrap());
        }
        assert_eq!(rounds.iter().map(|r| r.done as i64).sum::<i64>(), left);
        assert_eq!(s.rekey_index().await.unwrap(), Rekeyed { done: 0, left: 0 });
        assert_eq!((home.number(versions).await, finds().await), (1, before));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rota_says_who_is_reached_and_where_nobody_is() {
    for home in villages("people_rota").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (centre, elsewhere) = (cast.country.centres[0], cast.country.centres[1]);
        let duty = |hours: (i64, i64)| DutyEntered {
            account: cast.nurse.account,
            deputy: None,
            role: Role::LivingDonorNurse,
            centre: Some(centre),
            from: s.now() + SignedDuration::from_hours(hours.0),
            until: s.now() + SignedDuration::from_hours(hours.1),
        };
        let on = async |hours: i64| {
            let at = s.now() + SignedDuration::from_hours(hours);
            let found = s.on_duty(&cast.coordinator, Some(centre), Role::LivingDonorNurse, at).await.unwrap();
            found.in_order().collect::<Vec<_>>()
        };
        let (first, _) = s.enter_duty(&cast.nurse, duty((0, 12))).await.unwrap();
        s.enter_duty(&cast.nurse, duty((24, 36))).await.unwrap();
        s.enter_duty(&cast.coordinator, duty((30, 40))).await.unwrap();
        assert_eq!((on(1).await, on(13).await), (vec![cast.nurse.account], vec![]));
        let rota = s.rota(&cast.nurse).await.unwrap();
        assert_eq!(rota.names[&cast.nurse.account.to_string()], "J. Amsel");
        let line = rota.lines.iter().find(|l| l.centre == Some(centre)).unwrap();
        let hours = |s: &domain::access::Stretch| s.until.duration_since(s.from).as_hours();
        assert_eq!(line.gaps().map(hours).collect::<Vec<_>>(), [12, 14 * 24 - 40]);
        assert_eq!(line.overlaps().map(hours).collect::<Vec<_>>(), [6]);
        assert!(s.rota(&cast.nurse_elsewhere).await.unwrap().lines.iter().all(|l| l.centre != Some(centre)));

        let wrong = DutyEntered { account: cast.surgeon.account, ..duty((0, 12)) };
        assert_eq!(problem(s.enter_duty(&cast.nurse, wrong).await), "missing", "who does not hold the role");
        assert_eq!(problem(s.enter_duty(&cast.nurse, duty((12, 0))).await), "malformed");
        assert_eq!(problem(s.enter_duty(&cast.nurse, duty((0, 32 * 24))).await), "malformed");
        assert!(hidden(&s.enter_duty(&cast.nurse_elsewhere, duty((0, 12))).await));
        assert!(hidden(&s.on_duty(&cast.nurse_elsewhere, Some(centre), Role::Surgeon, s.now()).await));
        assert!(denied(&s.enter_duty(&cast.psychologist, duty((0, 12))).await));
        assert!(denied(&s.rota(&cast.board).await));
        let off = || DutyCancelled { reason: "ill".to_owned() };
        assert!(hidden(&s.cancel_duty(&cast.nurse_elsewhere, first, off()).await));
        s.cancel_duty(&cast.nurse, first, off()).await.unwrap();
        assert_eq!(problem(s.cancel_duty(&cast.nurse, first, off()).await), "stale");
        assert!(on(1).await.is_empty() && elsewhere != centre);
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_evaluators_found_is_not_for_those_who_gain_by_a_yes() {
    for home in villages("people_findings").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, ..) = open(&s, &cast.nurse, &cast).await.unwrap();
        let talk = interview(Presence::DonorAlone);
        steps(&home, pair, vec![(&cast.psychologist, talk), (&cast.physician, evaluation(EvaluationKind::Medical))])
            .await;
        let read = async |who: &Access| {
            let file = s.pair(who, pair).await.unwrap();
            let done: usize = file.progress.iter().map(|p| p.done()).sum();
            (file.pair.interviews.len(), file.pair.evaluations.len(), done)
        };
        let whole = read(&cast.psychologist).await;
        assert_eq!((whole.0, whole.1), (1, 1));
        assert_eq!(read(&cast.nurse).await, whole);
        assert_eq!(read(&cast.surgeon).await, (0, 1, whole.2), "complete, but not what was said");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_oversees_inquiries_sees_that_somebody_read_and_not_what() {
    for home in villages("people_inquiry").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        s.questions(&cast.investigator).await.unwrap();
        let officer = Access { role: Role::PrivacyOfficer, purpose: Purpose::Oversight, ..cast.coordinator.clone() };
        let lines = s.inquiry_lines(&officer).await.ok().unwrap();
        assert!(!lines.is_empty());
        let investigators = ["E. Quillan", "D. Osterva"];
        assert!(lines.iter().any(|l| investigators.contains(&l.name.as_str())));
        assert!(lines.iter().all(|l| l.line.what.is_empty() && l.line.record.is_none()));
        for who in [&cast.investigator, &cast.nurse, &cast.coordinator] {
            assert!(denied(&s.inquiry_lines(who).await.map(|l| l.len())));
        }
        home.drop().await;
    }
}
