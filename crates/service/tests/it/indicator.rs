//! Signs of trafficking: seen, computed, answered by somebody else, and hidden from whoever would gain by knowing.

use codes::ids::PairId;
use domain::access::{Purpose, Role};
use domain::approval::{Change, Favour, Interview, Interviewed, Presence, Step};
use domain::indicator::{AnswerOutcome, HitAnswered, Reviewed, Sight, Sighting};
use law::param::SignStage;
use service::{Access, Failure, Looking, Said};

use crate::pair::*;
use crate::support::Home;
use crate::village::villages;

fn looking(stage: SignStage, seen: &[&str]) -> Looking {
    let answers = seen.iter().map(|s| Sighting { sign: (*s).to_owned(), sight: Sight::Seen }).collect();
    Looking { stage, answers, note: Some("Both papers smell of fresh ink.".into()) }
}

fn answered(hit: u32, outcome: AnswerOutcome) -> HitAnswered {
    HitAnswered { hit, outcome, reason: "The registry was asked by telephone.".into() }
}

fn border(cast: &Cast) -> Access {
    let account = cast.country.staff.iter().find(|m| m.access.role == Role::BorderOfficer).unwrap().access.account;
    Access { account, role: Role::BorderOfficer, purpose: Purpose::Oversight, centre: None }
}

fn second_psychologist(cast: &Cast) -> Access {
    cast.country.staff.iter().find(|m| m.name == "K. Belloum").unwrap().access.clone()
}

/// A pair that is signed and voted on, up to the board's word.
async fn voted(home: &Home, cast: &Cast, pair: PairId) {
    steps(home, pair, vec![(&cast.nurse, signature(cast))]).await;
    for member in &cast.members {
        steps(home, pair, vec![(member, vote(Favour::Favourable))]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_waits_for_somebody_elses_answer_and_a_cleared_one_stays_in_history() {
    for mut home in villages("signs_answered").await {
        let cast = Cast::of(&home);
        let s = home.service.clone();
        let (pair, ..) = open(&s, &cast.nurse, &cast).await.unwrap();
        prepare(&home, &cast, pair).await;
        // Nobody of another centre, nobody of the team, and nobody at a step they cannot see.
        let papers = || looking(SignStage::Documents, &["D13"]);
        assert!(hidden(&s.look_for_signs(&cast.nurse_elsewhere, pair, papers()).await));
        for by in [&cast.surgeon, &cast.coordinator, &cast.investigator, &border(&cast)] {
            assert!(matches!(s.look_for_signs(by, pair, papers()).await, Err(Failure::Denied { .. })), "{by:?}");
        }
        let evaluation = looking(SignStage::Evaluation, &["D02"]);
        assert_eq!(problem(s.look_for_signs(&cast.nurse, pair, evaluation).await), "malformed");
        let nothing = Looking { note: None, ..looking(SignStage::Documents, &[]) };
        for wrong in [looking(SignStage::Documents, &["D02"]), nothing] {
            assert!(s.look_for_signs(&cast.nurse, pair, wrong).await.is_err());
        }
        // The nurse saw it; what follows from it is not hers to read.
        let (_, receipt) = s.look_for_signs(&cast.nurse, pair, papers()).await.unwrap();
        assert_eq!(receipt.leaves.iter().map(|l| l.kind.as_str()).collect::<Vec<_>>(), ["indicator.looked"]);
        assert!(s.signs(&cast.nurse, pair).await.unwrap().found.is_none());
        assert!(hidden(&s.signs(&cast.nurse_elsewhere, pair).await));
        for by in [&cast.surgeon, &cast.coordinator, &cast.investigator, &border(&cast)] {
            assert!(matches!(s.signs(by, pair).await, Err(Failure::Denied { .. })), "{by:?}");
            assert!(s.signs_waiting(by).await.is_err());
        }
        assert!(s.signs_waiting(&cast.nurse).await.is_err());
        let found = s.signs(&cast.psychologist, pair).await.unwrap().found.unwrap();
        assert_eq!((found.hits.len(), found.score, found.hits[0].hit.found.weight), (1, 3, 3));
        assert!(s.signs_waiting(&cast.board).await.unwrap().rows.iter().any(|(p, n, _)| *p == pair && *n == 1));

        voted(&home, &cast, pair).await;
        assert_eq!(refused(s.take_step(&cast.board, pair, decision(Favour::Favourable), None).await), ["IND-001"]);
        assert!(s.answer_sign(&cast.nurse, pair, answered(1, AnswerOutcome::Cleared)).await.is_err());
        assert_eq!(
            problem(s.answer_sign(&cast.psychologist, pair, answered(9, AnswerOutcome::Cleared)).await),
            "not_found"
        );
        let silent = HitAnswered { reason: " ".into(), ..answered(1, AnswerOutcome::Cleared) };
        assert_eq!(problem(s.answer_sign(&cast.psychologist, pair, silent).await), "missing");
        s.answer_sign(&cast.psychologist, pair, answered(1, AnswerOutcome::SecondOpinion)).await.unwrap();
        assert_eq!(refused(s.take_step(&cast.board, pair, decision(Favour::Favourable), None).await), ["IND-001"]);
        home.restart().await;
        let s = home.service.clone();
        s.answer_sign(&cast.physician, pair, answered(1, AnswerOutcome::Cleared)).await.unwrap();
        steps(&home, pair, vec![(&cast.board, decision(Favour::Favourable))]).await;
        home.later_days(2);
        s.plan_removal(&cast.surgeon, plan(&home, pair)).await.unwrap();
        let found = s.signs(&cast.board, pair).await.unwrap().found.unwrap();
        let outcomes: Vec<_> = found.hits[0].hit.answers.iter().map(|a| a.step.outcome).collect();
        assert_eq!(outcomes, [AnswerOutcome::SecondOpinion, AnswerOutcome::Cleared]);
        assert_eq!((found.score, found.file.unwrap().looks.len()), (0, 1));
        assert_eq!(found.hits[0].hit.answers[1].step.reason.clear(), Some("The registry was asked by telephone."));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_file_of_the_same_donor_does_not_shed_what_was_found_around_the_old_one() {
    for home in villages("signs_shed").await {
        let cast = Cast::of(&home);
        let s = &home.service;
        let (first, donor, recipient) = open(s, &cast.nurse, &cast).await.unwrap();
        s.look_for_signs(&cast.nurse, first, looking(SignStage::Documents, &["D13"])).await.unwrap();
        let numbers = (Said::Number(donor.to_string()), Said::Number(recipient.to_string()));
        let tie = (codes::Relation::Sibling, codes::relation::Directedness::SpecifiedDirect);
        let opened = s.open_pair(&cast.nurse, numbers, codes::Organ::KidneyL, cast.country.centres[0], tie).await;
        let ((second, ..), _) = opened.unwrap();
        prepare(&home, &cast, second).await;
        voted(&home, &cast, second).await;
        assert_eq!(refused(s.take_step(&cast.board, second, decision(Favour::Favourable), None).await), ["IND-001"]);
        // Who answered and then joins the team has answered nothing.
        s.answer_sign(&cast.physician, first, answered(1, AnswerOutcome::Remains)).await.unwrap();
        s.take_step(&cast.board, second, decision(Favour::Favourable), None).await.unwrap();
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_the_file_does_not_launder_a_refusal() {
    for home in villages("signs_changed").await {
        let cast = Cast::of(&home);
        let s = &home.service;
        let (pair, ..) = open(s, &cast.nurse, &cast).await.unwrap();
        prepare(&home, &cast, pair).await;
        steps(&home, pair, vec![(&cast.nurse, signature(&cast))]).await;
        for member in &cast.members {
            steps(&home, pair, vec![(member, vote(Favour::Unfavourable))]).await;
        }
        steps(&home, pair, vec![(&cast.board, decision(Favour::Unfavourable))]).await;
        let relation = Some(codes::Relation::Cousin);
        let change = Change { donor: None, recipient: None, organ: None, centre: None, relation };
        steps(&home, pair, vec![(&cast.nurse, Step::Changed(change))]).await;
        let found = s.signs(&cast.board, pair).await.unwrap().found.unwrap();
        let signs: Vec<_> = found.hits.iter().map(|h| h.hit.found.sign.as_str()).collect();
        assert!(signs.contains(&"N01"), "{signs:?}");
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_clears_their_own_sign_and_a_sum_asks_for_a_second_look() {
    for home in villages("signs_second").await {
        let cast = Cast::of(&home);
        let s = &home.service;
        let (pair, ..) = open(s, &cast.nurse, &cast).await.unwrap();
        prepare(&home, &cast, pair).await;
        let psychologist = &cast.psychologist;
        s.look_for_signs(psychologist, pair, looking(SignStage::Recruitment, &["D08", "D09"])).await.unwrap();
        assert_eq!(refused(s.answer_sign(psychologist, pair, answered(1, AnswerOutcome::Cleared)).await), ["IND-003"]);
        for hit in [1, 2] {
            s.answer_sign(psychologist, pair, answered(hit, AnswerOutcome::Remains)).await.unwrap();
        }
        voted(&home, &cast, pair).await;
        let decide = || s.take_step(&cast.board, pair, decision(Favour::Favourable), None);
        assert_eq!(refused(decide().await), ["IND-002"]);
        let reviewed = || Reviewed { reason: "Read every line again.".into() };
        assert!(s.review_signs(&cast.nurse, pair, reviewed()).await.is_err());
        s.review_signs(psychologist, pair, reviewed()).await.unwrap();
        assert_eq!(refused(decide().await), ["IND-002"], "whoever answered is no second pair of eyes");
        s.review_signs(&cast.physician, pair, reviewed()).await.unwrap();
        assert_eq!(refused(decide().await), ["IND-002"], "the donor was not heard again");
        steps(&home, pair, vec![(&second_psychologist(&cast), interview(Presence::DonorAlone))]).await;
        decide().await.unwrap();
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_recorded_shows_a_sign_and_whoever_recorded_it_does_not_learn_of_it() {
    for home in villages("signs_computed").await {
        let cast = Cast::of(&home);
        let s = &home.service;
        let (pair, donor, _) = open(s, &cast.nurse, &cast).await.unwrap();
        prepare(&home, &cast, pair).await;
        let leaves = || async { home.number("SELECT COUNT(*) AS n FROM pending_leaf").await };
        let before = leaves().await;
        steps(&home, pair, vec![(&cast.nurse, interview(Presence::Together))]).await;
        let quiet = leaves().await - before;
        let odd = Step::Interviewed(Interviewed {
            presence: Presence::Together,
            beside: None,
            result: Interview::LookAgain,
            note: None,
        });
        let (_, receipt) = s.take_step(&cast.nurse, pair, odd, None).await.unwrap();
        assert_eq!(receipt.leaves.iter().map(|l| l.kind.as_str()).collect::<Vec<_>>(), ["approval.interviewed"]);
        assert_eq!(leaves().await - before - quiet, quiet, "the log grows alike, whether a sign was found or not");
        let found = s.signs(&cast.board, pair).await.unwrap().found.unwrap();
        assert_eq!(found.hits.iter().map(|h| h.hit.found.sign.as_str()).collect::<Vec<_>>(), ["D20"]);
        assert_eq!(found.hits[0].hit.raised_by, cast.nurse.account);

        // Whoever reads the file of the pair reads neither sign nor sum; whoever reads the tables does not see whose it is.
        let file = s.pair(&cast.surgeon, pair).await.unwrap();
        let told = serde_json::to_string(&file.reading).unwrap();
        assert!(told.contains("IND-001") && !told.contains("D20") && !told.contains("\"weight\""), "{told}");
        let elsewhere = s.pair(&cast.coordinator, pair).await.unwrap();
        let told = serde_json::to_string(&elsewhere.reading.findings).unwrap();
        assert!(!told.contains("IND-"), "whoever plans nothing does not see signs come and go: {told}");
        s.signs_waiting(&cast.board).await.unwrap();
        let shown = "SELECT s.record_id AS t FROM access_shown s JOIN access_line l ON l.line_id = s.line_id WHERE l.what = 'indicator.waiting'";
        let shown = home.texts(shown).await;
        assert!(!shown.is_empty() && shown.iter().all(|n| n.starts_with("sgn_")), "{shown:?}");
        let bodies = home.texts("SELECT body AS t FROM sign_file").await;
        assert!(!bodies.is_empty() && bodies.iter().all(|b| !b.contains("par_")));
        let envelopes = home.texts("SELECT envelope AS t FROM event WHERE kind LIKE 'indicator.%'").await;
        assert!(envelopes.iter().all(|e| !e.contains("par_")));

        // An operation all the same is kept, raises its question in the vault, and the donor's care begins as ever.
        let fact = removal(&home, &cast, pair, donor);
        let (kept, _) = s.record_removal(&cast.surgeon, fact).await.unwrap();
        assert!(kept.breaches.iter().any(|f| f.rule == "IND-001"));
        let questions = s.questions(&cast.investigator).await.unwrap();
        let about = kept.unit.to_string();
        assert!(questions.iter().any(|q| q.about == about && q.rules.contains(&"IND-001".to_owned())));
        let visits = home.number(&format!("SELECT COUNT(*) AS n FROM visit WHERE subject_id = '{donor}'")).await;
        assert!(visits > 0);
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_border_officer_tells_and_reads_nothing_and_a_referral_opens_a_question() {
    for home in villages("signs_border").await {
        let cast = Cast::of(&home);
        let s = &home.service;
        let (pair, ..) = open(s, &cast.nurse, &cast).await.unwrap();
        let entrance = || looking(SignStage::Entrance, &["D11", "I06"]);
        for by in [&cast.nurse, &cast.psychologist, &cast.surgeon] {
            assert!(matches!(s.look_for_signs(by, pair, entrance()).await, Err(Failure::Denied { .. })));
        }
        s.look_for_signs(&border(&cast), pair, entrance()).await.unwrap();
        assert!(s.pair(&border(&cast), pair).await.is_err());
        let before = s.questions(&cast.investigator).await.unwrap().len();
        s.answer_sign(&cast.psychologist, pair, answered(1, AnswerOutcome::Referred)).await.unwrap();
        let questions = s.questions(&cast.investigator).await.unwrap();
        assert_eq!(questions.len(), before + 1);
        assert!(questions.iter().any(|q| q.about == pair.to_string()));
        let catalogue = s.sign_catalogue();
        assert!(catalogue.signs.len() > 30 && catalogue.threshold == Some(6));
        home.drop().await;
    }
}
