//! Emergency access: one record of another centre, read while it runs and never written; told, counted and reviewed.

use domain::Private;
use domain::access::{EmergencyFinding, EmergencyReason, EmergencyReviewed, Role};
use domain::approval::{Evaluated, EvaluationKind, Presence, Step};
use domain::consent::Withdrawn;
use domain::indicator::{Sight, Sighting};
use domain::person::Changed;
use jiff::SignedDuration;
use law::param::SignStage;
use service::access::EmergencyAsked;
use service::{Access, Failure, Looking};

use crate::pair::*;
use crate::support::Home;
use crate::village::villages;

fn asked(record: impl ToString, hours: u8) -> EmergencyAsked {
    let text: Private = "She came to us in shock, and her centre does not answer.".into();
    EmergencyAsked { record: record.to_string(), reason: EmergencyReason::SevereReaction, text, hours }
}

fn found(finding: EmergencyFinding) -> EmergencyReviewed {
    EmergencyReviewed { finding, reason: "Asked both centres.".into() }
}

fn officer(home: &Home) -> Access {
    home.country().staff.iter().find(|s| s.access.role == Role::PrivacyOfficer).unwrap().access.clone()
}

fn denied<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::Denied { .. }))
}

#[tokio::test(flavor = "multi_thread")]
async fn another_centre_reads_one_pair_while_it_runs_and_writes_nothing() {
    for home in villages("emergency_reads").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, donor, recipient) = open(&s, &cast.nurse, &cast).await.unwrap();
        home.later(5);
        let (another, other_donor, _) = open(&s, &cast.nurse, &cast).await.unwrap();
        let nurse = &cast.nurse_elsewhere;
        let reads = || async { s.pair(nurse, pair).await };
        assert!(hidden(&reads().await));

        let (id, _) = s.open_emergency(nurse, asked(pair, 2)).await.unwrap();
        let file = reads().await.unwrap();
        assert_eq!(file.emergency, Some(id));
        assert!(file.donor.is_some(), "who it is, as in her own centre");
        assert!(s.lab_results(nurse, &donor.to_string()).await.is_ok());
        assert!(s.lab_results(nurse, &recipient.to_string()).await.is_ok());
        assert!(s.hla_tests(nurse, &donor.to_string()).await.is_ok());
        assert!(s.documents_of(nurse, pair).await.is_ok());

        // Nothing else opens: another pair, another person, the person behind the number, signs, rejections, any vault.
        assert!(hidden(&s.pair(nurse, another).await));
        assert!(hidden(&s.lab_results(nurse, &other_donor.to_string()).await));
        assert!(hidden(&s.person(nurse, file.donor.as_ref().unwrap().person.id).await));
        assert!(denied(&s.rejections_of_pair(nurse, pair).await) && denied(&s.signs(nurse, pair).await));
        assert!(hidden(&s.questions(nurse).await));
        assert!(s.pairs(nurse).await.unwrap().iter().all(|line| line.pair.id != pair));
        // Nor does it open for somebody else, or in another role, or at another centre.
        assert!(hidden(&s.pair(&cast.surgeon_elsewhere, pair).await));
        let moved = Access { centre: cast.surgeon_elsewhere.centre, ..nurse.clone() };
        assert!(hidden(&s.pair(&moved, pair).await));
        assert!(hidden(&s.pair(&Access { role: Role::Surgeon, ..nurse.clone() }, pair).await));
        // And nothing is written.
        assert!(hidden(&s.take_step(nurse, pair, talk(), None).await));
        assert!(hidden(&s.keep_document(nurse, pair, b"%PDF-1.7 a paper".to_vec()).await));
        assert!(hidden(&s.compute_scores(nurse, scores(&donor.to_string())).await));

        // The lines say under which number it was read, and stand in the history of the record and of the people.
        let under =
            format!("SELECT what || ' ' || outcome AS t FROM access_line WHERE emergency_id = '{id}' ORDER BY at");
        let lines = home.texts(under.clone()).await;
        assert!(lines.iter().any(|l| l == "access.open_emergency written"));
        assert!(lines.iter().any(|l| l == "approval.pair shown") && lines.len() >= 6, "{lines:?}");
        let of_donor = format!(
            "SELECT l.emergency_id AS t FROM access_line l JOIN access_shown s ON s.line_id = l.line_id \
             WHERE s.record_id = '{donor}' AND l.what = 'access.open_emergency'"
        );
        assert_eq!(home.texts(of_donor).await, [id.to_string()]);
        let plain =
            "SELECT COUNT(*) AS n FROM event WHERE kind LIKE 'access.emergency%' AND envelope LIKE '%in shock%'";
        assert_eq!(home.number(plain).await, 0);

        home.later(2 * 3600);
        assert!(hidden(&reads().await), "it is over");
        assert_eq!(home.texts(under).await.len(), lines.len());
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

/// A medical evaluation with all that may stand in one.
fn found_of_donor(report: codes::ids::DocumentId) -> Step {
    let Step::Evaluated(medical) = evaluation(EvaluationKind::Medical) else { unreachable!() };
    let (document, note) = (Some(report), Some("She is afraid of her brother.".into()));
    Step::Evaluated(Evaluated { creatinine_umol_l: Some(71), egfr_ml_min_173: Some(92), document, note, ..medical })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_evaluators_found_and_every_sign_stay_with_the_centre_of_the_pair() {
    for home in villages("emergency_found").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, donor, _) = open(&s, &cast.nurse, &cast).await.unwrap();
        let (report, _) = s.keep_document(&cast.nurse, pair, b"%PDF-1.7 a report".to_vec()).await.unwrap();
        let (paper, _) = s.keep_document(&cast.nurse, pair, b"%PDF-1.7 a paper".to_vec()).await.unwrap();
        steps(
            &home,
            pair,
            vec![(&cast.physician, found_of_donor(report)), (&cast.psychologist, interview(Presence::DonorAlone))],
        )
        .await;
        let answers = vec![Sighting { sign: "D13".to_owned(), sight: Sight::Seen }];
        let looking = Looking { stage: SignStage::Documents, answers, note: None };
        s.look_for_signs(&cast.nurse, pair, looking).await.unwrap();

        // The nurse of the centre reads all of it, and so would this one of a pair of her own.
        let has_sign = |file: &service::PairFile| {
            file.reading.findings.iter().chain(&file.reading.weaker_than_who).any(|f| f.rule.starts_with("IND-"))
        };
        let file = s.pair(&cast.nurse, pair).await.unwrap();
        assert!(has_sign(&file) && file.pair.evaluations[0].step.note.is_some());
        assert_eq!(file.pair.evaluations[0].step.egfr_ml_min_173, Some(92));
        assert_eq!(file.pair.interviews.len(), 1);
        assert!(s.open_document(&cast.nurse, report).await.is_ok());

        let nurse = &cast.nurse_elsewhere;
        s.open_emergency(nurse, asked(pair, 2)).await.unwrap();
        let file = s.pair(nurse, pair).await.unwrap();
        assert!(!has_sign(&file) && file.stopped_by.is_none());
        assert!(file.reading.checked.iter().any(|rule| rule == "IND-001"), "it was asked, and the answer kept back");
        let found = &file.pair.evaluations[0].step;
        assert!(found.note.is_none() && found.creatinine_umol_l.is_none() && found.egfr_ml_min_173.is_none());
        assert!(file.pair.interviews.is_empty());
        let told = serde_json::to_string(&(&file.pair, &file.reading.findings)).unwrap();
        assert!(!told.contains("afraid") && !told.contains("IND-"), "{told}");
        assert!(denied(&s.open_document(nurse, report).await));
        assert!(s.open_document(nurse, paper).await.is_ok(), "what is no report is read");

        // Nor is it read from the donor's course afterwards.
        let fact = removal(&home, &cast, pair, donor);
        s.record_removal(&cast.surgeon, fact).await.unwrap();
        let before =
            async |who: &Access| s.followed(who, &donor.to_string()).await.unwrap().before.map(|(_, egfr)| egfr);
        assert_eq!(before(&cast.nurse).await, Some(92));
        assert_eq!(before(nurse).await, None);
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_donor_added_on_leaving_is_not_read_in_an_emergency() {
    for home in villages("emergency_left").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, ..) = open(&s, &cast.nurse, &cast).await.unwrap();
        let left = Step::Withdrawn(Withdrawn { note: Some("My brother threatens me.".into()) });
        steps(&home, pair, vec![(&cast.nurse, left)]).await;
        s.open_emergency(&cast.nurse_elsewhere, asked(pair, 2)).await.unwrap();
        let file = s.pair(&cast.nurse_elsewhere, pair).await.unwrap();
        assert!(file.pair.consent.withdrawal.unwrap().step.note.is_none());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reviewer_sees_everything_that_was_read_and_how_often() {
    for home in villages("emergency_often").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (nurse, officer) = (&cast.nurse_elsewhere, officer(&home));
        let (pair, donor, _) = open(&s, &cast.nurse, &cast).await.unwrap();
        let (id, _) = s.open_emergency(nurse, asked(pair, 2)).await.unwrap();
        let begun = s.now();
        for _ in 0..3 {
            home.later(60);
            s.pair(nurse, pair).await.unwrap();
        }
        s.lab_results(nurse, &donor.to_string()).await.unwrap();
        let lines = s.emergency(&officer, id).await.unwrap().lines;
        let of_pair: Vec<_> = lines.iter().filter(|l| l.what == "approval.pair").collect();
        assert_eq!(of_pair.len(), 1, "{lines:?}");
        let read = of_pair[0];
        assert_eq!((read.record.clone(), read.outcome.as_str()), (Some(pair.to_string()), "shown"));
        let minutes = |n| begun + SignedDuration::from_mins(n);
        assert_eq!((read.times, read.first_at, read.last_at), (3, minutes(1), minutes(3)));
        assert!(lines.is_sorted_by_key(|l| l.first_at) && lines[0].what == "access.open_emergency");
        let all = home.number(&format!("SELECT COUNT(*) AS n FROM access_line WHERE emergency_id = '{id}'")).await;
        assert_eq!(lines.iter().map(|l| l.times).sum::<i64>(), all, "nothing is left out");
        home.drop().await;
    }
}

fn scores(person: &str) -> service::ScoreAsked {
    service::ScoreAsked { person: person.to_owned(), told: Default::default(), taken_back: Vec::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recipient_opens_the_pairs_and_the_chain_and_ends_by_hand() {
    for home in villages("emergency_person").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let kidney = kidney(&home, &cast, 3600).await;
        let surgeon = &cast.surgeon_elsewhere;
        assert!(hidden(&s.trace(surgeon, &kidney.unit.to_string()).await));
        let (id, _) = s.open_emergency(surgeon, asked(kidney.donor, 12)).await.unwrap();
        let pair =
            s.pairs(&cast.nurse).await.unwrap().into_iter().find(|l| l.pair.donor == kidney.donor).unwrap().pair.id;
        assert!(s.pair(surgeon, pair).await.is_ok());
        assert!(s.trace(surgeon, &kidney.donor.to_string()).await.is_ok());
        assert!(s.trace(surgeon, &kidney.unit.to_string()).await.is_ok());
        assert!(s.lab_results(surgeon, &kidney.recipient.to_string()).await.is_ok());
        assert!(
            denied(&s.follow(surgeon, &kidney.donor.to_string()).await),
            "a surgeon reads no follow-up at home either"
        );
        assert!(hidden(&s.end_emergency(&cast.nurse_elsewhere, id).await), "somebody else's");
        s.end_emergency(surgeon, id).await.unwrap();
        assert!(hidden(&s.pair(surgeon, pair).await));
        assert!(hidden(&s.trace(surgeon, &kidney.unit.to_string()).await));
        assert_eq!(problem(s.end_emergency(surgeon, id).await), "stale");
        let own = s.own_emergencies(surgeon).await.unwrap();
        assert!(own.open.is_empty() && own.past.iter().any(|one| one.emergency.id == id));
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_are_limited_logged_and_tell_nothing() {
    for home in villages("emergency_tries").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let nurse = &cast.nurse_elsewhere;
        let mut pairs = Vec::new();
        for _ in 0..4 {
            pairs.push(open(&s, &cast.nurse, &cast).await.unwrap().0);
            home.later(5);
        }
        home.later(60);
        let nothing = "par_0000000000";
        for wrong in [nothing, "org_0000000000"] {
            assert_eq!(problem(s.open_emergency(nurse, asked(wrong, 2)).await), "not_found");
        }
        // What no number can be is mistyped, and what was typed is not repeated: it may be a name.
        let Err(Failure::Problem(mistyped)) = s.open_emergency(nurse, asked("Mira Test", 2)).await else { panic!() };
        assert_eq!((mistyped.code, mistyped.field.as_str(), mistyped.value), ("malformed", "record", None));
        assert_eq!(problem(s.open_emergency(&cast.nurse, asked(pairs[0], 2)).await), "malformed");
        assert_eq!(problem(s.open_emergency(nurse, asked(pairs[0], 13)).await), "malformed");
        assert!(s.open_emergency(nurse, asked(pairs[0], 2)).await.is_ok());
        assert_eq!(problem(s.open_emergency(nurse, asked(pairs[1], 2)).await), "rate_limited");
        let refused =
            "SELECT COUNT(*) AS n FROM access_line WHERE what = 'access.open_emergency' AND outcome = 'denied'";
        assert_eq!(home.number(refused).await, 6);
        let named = format!("{refused} AND record_id = '{nothing}'");
        assert_eq!(home.number(named).await, 1, "which number was tried");
        home.later(60);
        for pair in &pairs[1..3] {
            s.open_emergency(nurse, asked(pair, 2)).await.unwrap();
        }
        assert_eq!(problem(s.open_emergency(nurse, asked(pairs[3], 2)).await), "unchanged", "three run");
        for who in [&cast.investigator, &cast.coordinator, &cast.board, &officer(&home)] {
            assert!(denied(&s.open_emergency(who, asked(pairs[3], 2)).await), "{:?}", who.role);
        }
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_privacy_officer_is_told_and_reviews_what_somebody_else_opened() {
    for home in villages("emergency_review").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (nurse, officer) = (&cast.nurse_elsewhere, officer(&home));
        let (pair, ..) = open(&s, &cast.nurse, &cast).await.unwrap();
        let years = || async { years(&home).await };
        let before = years().await;
        let (first, _) = s.open_emergency(nurse, asked(pair, 2)).await.unwrap();
        s.pair(nurse, pair).await.unwrap();
        let told = s.notices(&officer).await.unwrap().notices;
        let of_first = Changed::EmergencyOpened { emergency: first };
        assert!(told.iter().any(|n| n.notice.raised.changed == of_first && n.notice.raised.about == pair.to_string()));

        assert!(denied(&s.emergencies(nurse).await) && denied(&s.emergency(&cast.investigator, first).await));
        let waiting = s.emergencies(&officer).await.unwrap().open;
        assert!(waiting.iter().any(|one| one.emergency.id == first && one.counted >= 1 && !one.name.is_empty()));
        let file = s.emergency(&officer, first).await.unwrap();
        assert!(file.lines.iter().any(|l| l.what == "approval.pair"));
        assert!(file.seen.emergency.opened.text.clear().unwrap().contains("in shock"));

        let own = Access { account: nurse.account, ..officer.clone() };
        let justified = found(EmergencyFinding::Justified);
        assert_eq!(problem(s.review_emergency(&own, first, justified.clone()).await), "four_eyes");
        assert!(denied(&s.review_emergency(nurse, first, justified.clone()).await));
        s.review_emergency(&officer, first, justified.clone()).await.unwrap();
        assert!(hidden(&s.pair(nurse, pair).await), "what is reviewed is over");
        assert_eq!(problem(s.review_emergency(&officer, first, justified).await), "stale");

        home.later(60);
        let (second, _) = s.open_emergency(nurse, asked(pair, 2)).await.unwrap();
        home.later(73 * 3600);
        assert!(
            s.emergency(&officer, second).await.unwrap().seen.emergency.is_late(s.now()),
            "nobody reviewed it in time"
        );
        s.review_emergency(&officer, second, found(EmergencyFinding::NotJustified)).await.unwrap();
        assert!(s.emergency(&officer, second).await.unwrap().seen.emergency.is_late(s.now()), "it stays late");
        let after = years().await;
        assert_eq!((after.0 - before.0, after.2 - before.2), (2, 1));
        assert!(after.1 > before.1, "late");
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

/// Opened, late and not justified, over all years as everybody reads them.
async fn years(home: &Home) -> (i64, i64, i64) {
    let years = home.service.oversight_in_public().await.unwrap();
    years.iter().fold((0, 0, 0), |sum, y| {
        (sum.0 + y.emergencies, sum.1 + y.emergencies_late, sum.2 + y.emergencies_unjustified)
    })
}
