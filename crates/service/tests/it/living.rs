//! One kidney from the first talk to the yearly visit, every refusal beside its permission.

use codes::Organ;
use codes::ids::UnitId;
use domain::Private;
use domain::access::Role;
use domain::approval::{Change, EvaluationKind, Favour, Stage, Step};
use domain::case::QuestionState;
use domain::consent::Withdrawn;
use domain::followup::Seen;
use domain::person::Unlinked;
use domain::registry::{HandedOver, TransplantFact};
use service::{Failure, Handing};

use crate::pair::*;
use crate::support::Home;
use crate::village::{on_sqlite, villages};

async fn events(home: &Home) -> i64 {
    home.number("SELECT COUNT(*) AS n FROM event").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_filled_by_those_who_may_and_gated_until_it_is_complete() {
    for mut home in villages("living_file").await {
        let cast = Cast::of(&home);
        assert!(hidden(&open(&home.service, &cast.nurse_elsewhere, &cast).await));
        assert!(matches!(open(&home.service, &cast.surgeon, &cast).await, Err(Failure::Denied { hidden: false })));
        let (pair, ..) = open(&home.service, &cast.nurse, &cast).await.unwrap();
        assert!(hidden(&home.service.pair(&cast.nurse_elsewhere, pair).await));
        assert!(home.service.pair(&cast.nurse, pair).await.is_ok());

        // Nothing is there yet: everything is said at once, and only the refusal is written.
        let before = events(&home).await;
        let rules = refused(home.service.plan_removal(&cast.nurse, plan(&home, pair)).await);
        for rule in [
            "AUT-001", "AUT-002", "AUT-005", "AUT-006", "AUT-010", "AUT-011", "AUT-022", "CAR-001", "CON-001",
            "CON-008", "CON-010", "CON-011",
        ] {
            assert!(rules.contains(&rule.to_owned()), "{rule} in {rules:?}");
        }
        assert_eq!(events(&home).await, before + 1);
        let last = home.texts("SELECT kind AS t FROM event ORDER BY event_id DESC LIMIT 1").await;
        assert_eq!(last, ["registry.removal_refused"]);

        let denied = home.service.take_step(&cast.surgeon, pair, identity(), None).await;
        assert!(matches!(denied, Err(Failure::Denied { hidden: false })));
        let nurse_evaluates = evaluation(EvaluationKind::Medical);
        assert!(home.service.take_step(&cast.nurse, pair, nurse_evaluates, None).await.is_err());
        let early = home.service.take_step(&cast.board, pair, decision(Favour::Favourable), None).await;
        assert!(refused(early).contains(&"AUT-001".to_owned()));

        prepare(&home, &cast, pair).await;
        home.restart().await;
        // The physician joins the team: what was evaluated no longer counts.
        steps(&home, pair, vec![(&cast.nurse, team(&[&cast.surgeon, &cast.physician]))]).await;
        let answer = home.service.take_step(&cast.board, pair, decision(Favour::Favourable), None).await;
        assert_eq!(refused(answer), ["AUT-007", "AUT-012", "AUT-013", "AUT-024", "AUT-027"]);
        steps(&home, pair, vec![(&cast.nurse, team(&[&cast.surgeon]))]).await;
        // Another talk starts the days of reflection again.
        steps(&home, pair, vec![(&cast.nurse, talk())]).await;
        home.later_days(6);
        assert_eq!(refused(home.service.take_step(&cast.nurse, pair, signature(&cast), None).await), ["CON-007"]);
        home.later_days(1);
        steps(&home, pair, vec![(&cast.nurse, signature(&cast))]).await;
        assert_eq!(refused(home.service.plan_removal(&cast.nurse, plan(&home, pair)).await), ["AUT-011"]);
        for member in &cast.members {
            steps(&home, pair, vec![(member, vote(Favour::Favourable))]).await;
        }
        steps(&home, pair, vec![(&cast.board, decision(Favour::Favourable))]).await;
        home.restart().await;
        assert!(hidden(&home.service.plan_removal(&cast.nurse_elsewhere, plan(&home, pair)).await));
        let mut yesterday = plan(&home, pair);
        yesterday.planned_at = home.service.now() - jiff::SignedDuration::from_hours(24);
        assert!(refused(home.service.plan_removal(&cast.nurse, yesterday).await).contains(&"REG-002".to_owned()));
        let (planned, receipt) = home.service.plan_removal(&cast.nurse, plan(&home, pair)).await.unwrap();
        assert_eq!(receipt.leaves[0].kind, "registry.removal_planned");
        assert_eq!(planned.organ, Organ::KidneyL);
        assert_eq!(home.service.pair(&cast.nurse, pair).await.unwrap().pair.stage(), Stage::Planned);
        // What was said alone is for evaluators and the board.
        let note = |file: service::PairFile| {
            file.pair.interviews[0].step.note.as_ref().and_then(|n| n.clear().map(str::to_owned))
        };
        assert_eq!(note(home.service.pair(&cast.nurse, pair).await.unwrap()), None);
        assert_eq!(note(home.service.pair(&cast.board, pair).await.unwrap()).as_deref(), Some("Said alone."));
        assert!(home.service.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_kidney_is_traced_from_every_end_and_its_donor_followed() {
    for mut home in villages("living_chain").await {
        let cast = Cast::of(&home);
        let (pair, donor, recipient) = open(&home.service, &cast.nurse, &cast).await.unwrap();
        approve(&home, &cast, pair).await;
        home.service.plan_removal(&cast.surgeon, plan(&home, pair)).await.unwrap();
        home.later_days(2);
        let fact = removal(&home, &cast, pair, donor);
        assert!(hidden(&home.service.record_removal(&cast.surgeon_elsewhere, fact.clone()).await));
        assert!(home.service.record_removal(&cast.board, fact.clone()).await.is_err());
        let (kept, _) = home.service.record_removal(&cast.surgeon, fact).await.unwrap();
        assert_eq!(kept.breaches, []);
        home.restart().await;
        let (unit, transplant) = carry(&home, &cast, kept.unit, recipient).await;

        for number in [donor.to_string(), unit.to_string(), recipient.to_string(), transplant.to_string()] {
            let found = home.service.trace(&cast.coordinator, &number).await.unwrap();
            let trace = &found.traces[0];
            assert_eq!((found.traces.len(), trace.gaps(), trace.flat().len()), (1, 0, 1), "{number}");
            assert_eq!(trace.donor.as_ref().map(|d| d.id), Some(donor));
            assert_eq!(trace.flat()[0].transplants[0].transplanted.recipient, recipient);
            assert_eq!(trace.flat()[0].stops.len(), 1);
        }
        assert!(home.service.trace(&cast.board, &unit.to_string()).await.is_err());
        assert_eq!(problem(home.service.trace(&cast.coordinator, "org_0000000000").await), "not_found");
        assert_eq!(problem(home.service.take_step(&cast.nurse, pair, identity(), None).await), "stale");
        assert_eq!(problem(home.service.plan_removal(&cast.nurse, plan(&home, pair)).await), "stale");

        follow(&home, &cast, &donor.to_string()).await;
        home.restart().await;
        assert!(home.service.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

/// Hands the kidney over to Haddan, where it is grafted.
async fn carry(
    home: &Home,
    cast: &Cast,
    unit: UnitId,
    recipient: codes::ids::RecipientId,
) -> (UnitId, codes::ids::TransplantId) {
    let (from, to) = (cast.country.centres[0], cast.country.centres[2]);
    let disputes = Vec::new();
    let handed =
        HandedOver { unit, place: 1, from: Some(from), to: Some(to), package: Some("K-9".to_owned()), disputes };
    home.later(3_600);
    let handing = Handing { handed, happened: happened(&home.service) };
    assert!(home.service.record_handover(&cast.board, handing.clone()).await.is_err());
    home.service.record_handover(&cast.coordinator, handing).await.unwrap();
    home.later(7_200);
    let fact = TransplantFact {
        unit,
        recipient,
        centre: to,
        happened: happened(&home.service),
        cold_ischaemia_min: Some(170),
        anastomosis_min: None,
        team: Vec::new(),
    };
    assert!(hidden(&home.service.record_transplant(&cast.surgeon, fact.clone()).await));
    let (kept, _) = home.service.record_transplant(&cast.surgeon_elsewhere, fact).await.unwrap();
    assert_eq!(kept.breaches, []);
    (unit, kept.transplant)
}

fn alive() -> Seen {
    Seen {
        patient_status: "alive".to_owned(),
        graft_status: None,
        creatinine_umol_l: Some(101),
        egfr_ml_min_173: Some(66),
        systolic_mmhg: None,
        diastolic_mmhg: None,
        albuminuria_mg_g: None,
        note: Some("Well.".into()),
        ..Seen::default()
    }
}

async fn follow(home: &Home, cast: &Cast, donor: &str) {
    let visits = home.service.visits_of(&cast.nurse, donor).await.unwrap();
    let kinds: Vec<&str> = visits.iter().map(|v| v.planned.kind.as_str()).collect();
    assert_eq!(kinds, ["discharge", "6m", "12m", "24m", "yearly", "yearly"]);
    assert_eq!(visits[0].planned.owner, Some(cast.nurse.account));
    let at = || happened(&home.service);
    assert!(hidden(&home.service.record_visit(&cast.nurse_elsewhere, visits[0].id, alive(), at()).await));
    let odd = Seen { patient_status: "fine".to_owned(), ..alive() };
    assert_eq!(problem(home.service.record_visit(&cast.nurse, visits[0].id, odd, at()).await), "unknown_code");
    home.service.record_visit(&cast.nurse, visits[0].id, alive(), at()).await.unwrap();
    assert_eq!(problem(home.service.record_visit(&cast.nurse, visits[0].id, alive(), at()).await), "stale");
    assert_eq!(home.service.visits_of(&cast.nurse, donor).await.unwrap().len(), 6, "only the yearly visit repeats");
    home.later_days(3 * 365 + 1);
    home.service.record_visit(&cast.nurse, visits[4].id, alive(), at()).await.unwrap();
    let visits = home.service.visits_of(&cast.nurse, donor).await.unwrap();
    let (fourth, fifth) = (&visits[5].planned, &visits[6].planned);
    assert_eq!((visits.len(), fifth.kind.as_str()), (7, "yearly"));
    assert_eq!(fifth.due_on, fourth.due_on + jiff::Span::new().years(1));
    let page = home.service.followup(&cast.nurse).await.unwrap();
    let overdue = page.lines.iter().filter(|l| l.visit.planned.subject == donor).count();
    assert_eq!(overdue, 0, "nobody waits for the visits before one that was held");
    let missed = visits.iter().filter(|v| v.due(home.service.today()) == domain::followup::Due::Missed).count();
    assert_eq!(missed, 3, "the visits of 6, 12 and 24 months were missed");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_recipient_starts_consent_and_decision_again() {
    for home in villages("living_change").await {
        let cast = Cast::of(&home);
        let (pair, ..) = open(&home.service, &cast.nurse, &cast).await.unwrap();
        home.later(60);
        let (_, _, other) = open(&home.service, &cast.nurse, &cast).await.unwrap();
        approve(&home, &cast, pair).await;
        home.service.plan_removal(&cast.nurse, plan(&home, pair)).await.unwrap();
        let change = Change { donor: None, recipient: Some(other), organ: None, centre: None, relation: None };
        let denied = home.service.take_step(&cast.psychologist, pair, Step::Changed(change.clone()), None).await;
        assert!(denied.is_err());
        steps(&home, pair, vec![(&cast.nurse, Step::Changed(change))]).await;
        let file = home.service.pair(&cast.nurse, pair).await.unwrap().pair;
        assert_eq!((file.round, file.recipient, file.plan, file.decisions.len()), (2, other, None, 0));
        assert!(file.consent.signature.is_none() && file.proofs.is_empty() && file.identity.is_some());
        let rules = refused(home.service.plan_removal(&cast.nurse, plan(&home, pair)).await);
        for rule in ["AUT-002", "AUT-010", "AUT-011", "CON-001", "CON-008", "CON-010"] {
            assert!(rules.contains(&rule.to_owned()), "{rule} in {rules:?}");
        }
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_donor_who_stops_is_not_operated_on() {
    for mut home in villages("living_stop").await {
        let cast = Cast::of(&home);
        let (pair, ..) = open(&home.service, &cast.nurse, &cast).await.unwrap();
        approve(&home, &cast, pair).await;
        home.service.plan_removal(&cast.nurse, plan(&home, pair)).await.unwrap();
        home.restart().await;
        let stopped = Step::Withdrawn(Withdrawn { note: Some("Afraid.".into()) });
        assert!(home.service.take_step(&cast.board, pair, stopped.clone(), None).await.is_err());
        // Whoever stands nearest may record it, up to anaesthesia.
        steps(&home, pair, vec![(&cast.surgeon, stopped)]).await;
        let file = home.service.pair(&cast.nurse, pair).await.unwrap().pair;
        assert_eq!((file.stage(), file.plan), (Stage::Ended, None));
        assert!(
            refused(home.service.plan_removal(&cast.nurse, plan(&home, pair)).await).contains(&"CON-012".to_owned())
        );
        assert_eq!(problem(home.service.take_step(&cast.nurse, pair, signature(&cast), None).await), "stale");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_breach_is_kept_and_only_the_vault_knows_the_question() {
    for mut home in villages("living_breach").await {
        let cast = Cast::of(&home);
        let (pair, donor, _) = open(&home.service, &cast.nurse, &cast).await.unwrap();
        prepare(&home, &cast, pair).await;
        steps(&home, pair, vec![(&cast.nurse, signature(&cast))]).await;
        home.later_days(2);
        let open_before = home.service.open_questions(&cast.investigator).await.unwrap();
        let fact = removal(&home, &cast, pair, donor);
        let (kept, _) = home.service.record_removal(&cast.surgeon, fact).await.unwrap();
        let broken: Vec<&str> = kept.breaches.iter().map(|f| f.rule.as_str()).collect();
        assert_eq!(broken, ["AUT-011"]);
        home.restart().await;

        for outside in [&cast.nurse, &cast.surgeon, &cast.board, &cast.coordinator] {
            assert!(hidden(&home.service.questions(outside).await));
            assert!(hidden(&home.service.open_questions(outside).await));
        }
        let about = kept.unit.to_string();
        let clear = home.number(format!("SELECT COUNT(*) AS n FROM question WHERE body LIKE '%{about}%'")).await;
        assert_eq!(clear, 0, "what a question is about lies sealed");
        assert_eq!(home.service.open_questions(&cast.investigator).await.unwrap(), open_before + 1);
        let question =
            home.service.questions(&cast.investigator).await.unwrap().into_iter().find(|q| q.about == about).unwrap();
        assert_eq!(
            (question.rules.as_slice(), question.question.state),
            (&["AUT-011".to_owned()][..], QuestionState::Open)
        );
        let id = question.question.id;
        assert!(hidden(&home.service.open_case(&cast.nurse, id, "Why?".into()).await));
        assert_eq!(problem(home.service.answer_question(&cast.investigator, id, " ".into()).await), "missing");
        home.service.open_case(&cast.investigator, id, Private::from("No decision of the board.")).await.unwrap();
        assert_eq!(problem(home.service.answer_question(&cast.investigator, id, "Late.".into()).await), "stale");
        assert!(home.service.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_sent_twice_is_done_once() {
    for mut home in villages("living_once").await {
        let cast = Cast::of(&home);
        let (pair, ..) = open(&home.service, &cast.nurse, &cast).await.unwrap();
        approve(&home, &cast, pair).await;
        let asked = plan(&home, pair);
        let marked = |home: &Home, key: &str, digest: u8| home.service.once(key, [digest; 32]);
        let first = marked(&home, "key-1", 1).plan_removal(&cast.nurse, asked.clone()).await.unwrap();
        let written = events(&home).await;
        home.restart().await;
        let again = marked(&home, "key-1", 1).plan_removal(&cast.nurse, asked.clone()).await.unwrap();
        assert_eq!((again.0.plan, again.1), (first.0.plan, first.1));
        assert_eq!(events(&home).await, written);
        assert_eq!(problem(marked(&home, "key-1", 2).plan_removal(&cast.nurse, asked.clone()).await), "key_reused");
        // Another account may choose the same key.
        assert!(marked(&home, "key-1", 2).plan_removal(&cast.surgeon, asked).await.is_ok());

        // A refusal is remembered as well.
        home.later(1);
        let (empty, ..) = open(&home.service, &cast.nurse, &cast).await.unwrap();
        let first = refused(marked(&home, "key-2", 3).plan_removal(&cast.nurse, plan(&home, empty)).await);
        let written = events(&home).await;
        assert_eq!(refused(marked(&home, "key-2", 3).plan_removal(&cast.nurse, plan(&home, empty)).await), first);
        assert_eq!(events(&home).await, written);
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_records_of_one_person_are_linked_and_parted_again() {
    for mut home in villages("living_merge").await {
        let cast = Cast::of(&home);
        let (pair, ..) = open(&home.service, &cast.nurse, &cast).await.unwrap();
        let own = home.service.pair(&cast.nurse, pair).await.unwrap().donor.unwrap().person.id;
        let (other, _) = home.service.register_person(&cast.nurse, known("Test Twice", "99000000001")).await.unwrap();
        let colleague = service::Access { account: cast.coordinator.account, ..cast.nurse.clone() };
        assert!(home.service.propose_link(&cast.board, own, other).await.is_err());
        assert_eq!(problem(home.service.propose_link(&cast.nurse, own, own).await), "malformed");
        let unlinked = || Unlinked { reason: "two_people".to_owned() };
        assert_eq!(problem(home.service.unlink_person(&cast.nurse, own, unlinked()).await), "not_found");
        home.service.propose_link(&cast.nurse, own, other).await.unwrap();
        assert_eq!(problem(home.service.confirm_link(&cast.nurse, own).await), "four_eyes");
        home.service.confirm_link(&colleague, own).await.unwrap();
        home.restart().await;
        let merged = home.service.pair(&cast.nurse, pair).await.unwrap().donor.unwrap();
        assert_eq!((merged.person.id, merged.name()), (other, "Test Twice"));
        home.service.unlink_person(&cast.coordinator, own, unlinked()).await.unwrap();
        let parted = home.service.pair(&cast.nurse, pair).await.unwrap().donor.unwrap();
        assert_eq!((parted.person.id, parted.name()), (own, "Test Donor"));
        let found = home.service.find_person(&cast.nurse, "national_number", "99000000001").await.unwrap();
        assert_eq!(found.iter().map(|p| p.person.id).collect::<Vec<_>>(), [other]);
        assert!(home.service.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_looked_and_who_was_turned_away_is_written_down() {
    let home = on_sqlite("living_lines").await;
    let cast = Cast::of(&home);
    let pair = cast.country.pairs[0];
    let lines = |outcome: &str| {
        format!("SELECT COUNT(*) AS n FROM access_line WHERE what = 'approval.pair' AND outcome = '{outcome}'")
    };
    let before = (home.number(lines("shown")).await, home.number(lines("hidden")).await);
    home.service.pair(&cast.nurse, pair).await.unwrap();
    assert!(hidden(&home.service.pair(&cast.nurse_elsewhere, pair).await));
    assert_eq!((home.number(lines("shown")).await, home.number(lines("hidden")).await), (before.0 + 1, before.1 + 1));
    assert_eq!(cast.nurse.role, Role::LivingDonorNurse);
    home.drop().await;
}
