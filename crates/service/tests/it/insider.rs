//! What an insider would try: other centres' records, other people's sealed words, and whether somebody asks questions.

use codes::ids::CentreId;
use codes::{Directedness, Organ, Relation};
use domain::Private;
use domain::access::Role;
use domain::approval::{Change, Step};
use domain::consent::Withdrawn;
use domain::person::Corrected;
use domain::registry::{Fate, FateRecorded, HandedOver};
use service::{Access, Failure, Handing, Said, Service};

use crate::pair::*;
use crate::support::Home;
use crate::village::{on_sqlite, villages};

async fn home(name: &str) -> Home {
    on_sqlite(name).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_cannot_borrow_what_somebody_else_sealed() {
    for home in villages("insider_borrow").await {
        let cast = Cast::of(&home);
        let (pair, ..) = open(&home.service, &cast.nurse, &cast).await.unwrap();
        steps(&home, pair, vec![(&cast.psychologist, interview(domain::approval::Presence::DonorAlone))]).await;
        let places = format!("SELECT event_id || '/' || field AS t FROM sealed_part WHERE record_id = '{pair}'");
        let sealed = home.texts(places).await.into_iter().find(|t| t.ends_with("/note")).unwrap();
        let told = |note: serde_json::Value| {
            let mut step = serde_json::to_value(talk()).unwrap();
            step["note"] = note;
            serde_json::from_value::<Step>(step).unwrap()
        };
        let borrowed = told(serde_json::json!({"$sealed": sealed}));
        assert_eq!(problem(home.service.take_step(&cast.nurse, pair, borrowed, None).await), "malformed");
        let file = home.service.pair(&cast.nurse, pair).await.unwrap().pair;
        assert!(file.consent.talks.is_empty() && !serde_json::to_string(&file).unwrap().contains("Said alone."));
        steps(&home, pair, vec![(&cast.nurse, told("Calm.".into()))]).await;
        let file = home.service.pair(&cast.nurse, pair).await.unwrap().pair;
        assert_eq!(file.consent.talks[0].step.note.as_ref().and_then(Private::clear), Some("Calm."));
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_donor_adds_on_leaving_is_for_those_who_hear_donors() {
    let home = home("insider_withdrawal").await;
    let cast = Cast::of(&home);
    let (pair, ..) = open(&home.service, &cast.nurse, &cast).await.unwrap();
    steps(
        &home,
        pair,
        vec![(&cast.nurse, Step::Withdrawn(Withdrawn { note: Some("My brother threatens me.".into()) }))],
    )
    .await;
    let note = async |who: &Access| {
        let file = home.service.pair(who, pair).await.unwrap();
        file.pair.consent.withdrawal.unwrap().step.note.and_then(|n| n.clear().map(str::to_owned))
    };
    assert_eq!(note(&cast.surgeon).await, None);
    assert!(note(&cast.psychologist).await.is_some());
    home.drop().await;
}

async fn of_number(service: &Service, who: &Access, number: &str) -> usize {
    service.find_person(who, "national_number", number).await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn people_of_another_centre_are_nobody_here() {
    for home in villages("insider_people").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, donor, recipient) = open(&s, &cast.nurse, &cast).await.unwrap();
        let (nurse, elsewhere) = (&cast.nurse, &cast.nurse_elsewhere);
        let person = s.pair(nurse, pair).await.unwrap().donor.unwrap().person;
        let number = person.known.identifiers[0].value.clear().unwrap().to_owned();

        assert!(hidden(&s.person(elsewhere, person.id).await));
        assert!(s.person(nurse, person.id).await.is_ok());
        assert_eq!((of_number(&s, elsewhere, &number).await, of_number(&s, nurse, &number).await), (0, 1));
        let found = format!(
            "SELECT account_id AS t FROM access_line WHERE what = 'person.find' AND record_id = '{}'",
            person.id
        );
        assert_eq!(home.texts(found).await, [nurse.account.to_string()], "whom the search showed is written down");
        let corrected = Corrected { known: person.known.clone(), reason: "typing_error".to_owned() };
        assert!(hidden(&s.correct_person(elsewhere, person.id, corrected.clone()).await));
        let named = Corrected { reason: "Mira said so".to_owned(), ..corrected.clone() };
        assert_eq!(problem(s.correct_person(nurse, person.id, named).await), "unknown_code");
        s.correct_person(nurse, person.id, corrected).await.unwrap();

        // Nor through a link, or by bringing them into a file of one's own.
        let (own, _) = s.register_person(elsewhere, known("Decoy", "70000000777")).await.unwrap();
        assert!(hidden(&s.propose_link(elsewhere, own, person.id).await));
        let bring = |by: &Access, centre: CentreId| {
            let people = (Said::Number(donor.to_string()), Said::Number(recipient.to_string()));
            let (s, by) = (s.clone(), by.clone());
            let tie = (Relation::Sibling, Directedness::SpecifiedDirect);
            async move { s.open_pair(&by, people, Organ::KidneyR, centre, tie).await }
        };
        assert!(hidden(&bring(elsewhere, cast.country.centres[1]).await));
        let decoys = (Said::New(Box::new(known("A", "70000000778"))), Said::New(Box::new(known("B", "70000000779"))));
        let tie = (Relation::Sibling, Directedness::SpecifiedDirect);
        let opened = s.open_pair(elsewhere, decoys, Organ::KidneyL, cast.country.centres[1], tie).await;
        let change = Change { donor: None, recipient: Some(recipient), organ: None, centre: None, relation: None };
        let changed = s.take_step(elsewhere, opened.unwrap().0.0, Step::Changed(change), None).await;
        assert!(hidden(&changed));
        assert!(bring(nurse, cast.country.centres[0]).await.is_ok());
        home.drop().await;
    }
}

fn ended() -> FateRecorded {
    FateRecorded { fate: Fate::Discarded, reason: "damaged".to_owned(), approval: None, disputes: Vec::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organ_is_read_and_ended_where_it_is_or_was() {
    for home in villages("insider_organs").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, donor, recipient) = open(&s, &cast.nurse, &cast).await.unwrap();
        prepare(&home, &cast, pair).await;
        let unit = s.record_removal(&cast.surgeon, removal(&home, &cast, pair, donor)).await.unwrap().0.unit;
        let elsewhere = &cast.nurse_elsewhere;
        for number in [unit.to_string(), donor.to_string(), "org_0000000000".to_owned()] {
            assert!(hidden(&s.trace(elsewhere, &number).await), "{number}");
        }
        assert!(s.trace(&cast.nurse, &unit.to_string()).await.is_ok());
        assert!(hidden(&s.record_fate(elsewhere, unit, ended(), happened(&s)).await));
        let parts = vec![Organ::KidneyL; 2];
        assert!(hidden(&s.record_split(elsewhere, unit, parts, happened(&s)).await));
        let many = s.record_split(&cast.nurse, unit, vec![Organ::KidneyL; 17], happened(&s)).await;
        assert_eq!(problem(many), "malformed");
        let hand = |from: usize, to: usize| {
            let (from, to) = (Some(cast.country.centres[from]), Some(cast.country.centres[to]));
            let handed = HandedOver { unit, place: 1, from, to, package: None, disputes: Vec::new() };
            Handing { handed, happened: happened(&s) }
        };
        assert!(hidden(&s.record_handover(elsewhere, hand(0, 2)).await));
        home.later(60);
        s.record_handover(elsewhere, hand(0, 1)).await.unwrap();
        assert!(s.trace(elsewhere, &recipient.to_string()).await.is_err());
        assert!(s.trace(elsewhere, &donor.to_string()).await.is_ok());
        s.record_fate(elsewhere, unit, ended(), happened(&s)).await.unwrap();
        home.drop().await;
    }
}

async fn leaves(home: &Home) -> i64 {
    home.number("SELECT COUNT(*) AS n FROM pending_leaf").await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_outside_the_vault_tells_a_question_from_none() {
    for home in villages("insider_vault").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let mut grown = Vec::new();
        for broken in [false, true] {
            home.later(60);
            let (pair, donor, _) = open(&s, &cast.nurse, &cast).await.unwrap();
            if broken {
                prepare(&home, &cast, pair).await;
            } else {
                approve(&home, &cast, pair).await;
            }
            let before = leaves(&home).await;
            let (kept, receipt) = s.record_removal(&cast.surgeon, removal(&home, &cast, pair, donor)).await.unwrap();
            assert_eq!(kept.breaches.is_empty(), !broken, "{:?}", kept.breaches);
            grown.push((
                leaves(&home).await - before,
                receipt.leaves.iter().map(|l| l.kind.clone()).collect::<Vec<_>>(),
            ));
            let about = kept.unit.to_string();
            let asked = s.questions(&cast.investigator).await.unwrap().into_iter().find(|q| q.about == about);
            assert_eq!(asked.is_some(), broken);
            if let Some(asked) = asked {
                let seen = s.question(&cast.investigator, asked.question.id).await.unwrap();
                let found: Vec<&str> = seen.found.iter().map(|f| f.code.as_str()).collect();
                let broke: Vec<&str> = kept.breaches.iter().map(|f| f.rule.as_str()).collect();
                assert!(
                    broke.iter().all(|rule| found.contains(rule)) && seen.found[0].outcome == "broken",
                    "{found:?}"
                );
                assert!(hidden(&s.question(&cast.nurse, asked.question.id).await));
            }
        }
        assert_eq!(grown[0], grown[1]);
        assert!(grown[1].1.iter().all(|kind| !kind.starts_with("case.")), "{:?}", grown[1].1);

        // Who looked is for the administrator to see, but not that somebody looks into a case.
        let administrator = cast.country.staff.iter().find(|p| p.access.role == Role::Administrator).unwrap();
        s.questions(&cast.investigator).await.unwrap();
        assert!(hidden(&s.questions(&cast.nurse).await));
        let lines = s.access_lines(&administrator.access, None).await.ok().unwrap();
        let questions: Vec<_> = lines.iter().filter(|l| l.line.what == "case.questions").collect();
        assert!(!questions.is_empty() && questions.iter().all(|l| l.line.outcome == "hidden"));
        assert!(lines.iter().all(|l| l.line.purpose != "inquiry"));
        assert!(home.number("SELECT COUNT(*) AS n FROM access_line WHERE purpose = 'inquiry'").await > 0);
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_into_an_address_does_not_stay() {
    let home = home("insider_typed").await;
    let (cast, s) = (Cast::of(&home), home.service.clone());
    assert!(
        matches!(s.visits_of(&cast.coordinator, "Mira Okar").await, Err(Failure::Problem(p)) if p.code == "not_found")
    );
    let pair = cast.country.pairs[0];
    s.pair(&cast.nurse, pair).await.unwrap();
    assert!(hidden(&s.pair(&cast.nurse_elsewhere, pair).await));
    let records = "SELECT COALESCE(record_id, '') || ' ' || outcome AS t FROM access_line WHERE account_id <> '' ORDER BY line_id";
    let lines = home.texts(records).await;
    assert!(lines.iter().all(|l| !l.contains("Mira")));
    // Who was turned away is known with what they asked for, where it is a number.
    assert!(lines.contains(&format!("{pair} shown")) && lines.contains(&format!("{pair} hidden")));
    home.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_do_not_come_out_of_debug() {
    let home = home("insider_debug").await;
    let (cast, s) = (Cast::of(&home), home.service.clone());
    let file = s.pair(&cast.nurse, cast.country.pairs[0]).await.unwrap();
    let donor = file.donor.as_ref().unwrap().name().to_owned();
    let shown =
        format!("{file:?} {:?} {:?}", s.pairs(&cast.nurse).await.unwrap(), s.followup(&cast.nurse).await.unwrap());
    assert!(shown.contains(&cast.country.pairs[0].to_string()));
    assert!(!shown.contains(&donor) && !shown.contains("Amsel"));
    home.drop().await;
}
