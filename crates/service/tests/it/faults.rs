//! Faults that were found once: answers before permission, names without leave, keys of nobody, facts against the record.

use codes::ids::{DocumentId, DonorId, PairId, TransplantId, UnitId, VisitId};
use domain::access::Role;
use domain::approval::{Evaluated, EvaluationKind, IdentityChecked, Step};
use domain::followup::Seen;
use domain::registry::{HandedOver, RemovalFact};
use service::access::Policy;
use service::{Access, Failure, Handing, Righted, Service};

use crate::pair::*;
use crate::support::{Home, opening};
use crate::village::villages;

/// A pair whose organ was removed.
async fn operated(home: &Home, cast: &Cast) -> (PairId, DonorId, UnitId) {
    let (pair, donor, _) = open(&home.service, &cast.nurse, cast).await.unwrap();
    let fact = removal(home, cast, Some(pair), donor);
    let unit = home.service.record_removal(&cast.surgeon, fact).await.unwrap().0.unit;
    (pair, donor, unit)
}

fn seen(status: &str) -> Seen {
    Seen {
        patient_status: status.to_owned(),
        graft_status: None,
        creatinine_umol_l: None,
        egfr_ml_min_173: None,
        systolic_mmhg: None,
        diastolic_mmhg: None,
        albuminuria_mg_g: None,
        note: None,
        ..Seen::default()
    }
}

fn of_role(cast: &Cast, role: Role) -> Access {
    cast.country.staff.iter().find(|s| s.access.role == role).unwrap().access.clone()
}

fn denied<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::Denied { hidden: false }))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_of_another_centre_is_neither_there_nor_written_down_as_shown() {
    for home in villages("faults_visit").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (_, donor, _) = operated(&home, &cast).await;
        let visits = s.visits_of(&cast.nurse, &donor.to_string()).await.unwrap();
        let elsewhere = &cast.nurse_elsewhere;
        let shown = |who: &Access| {
            let account = who.account;
            format!(
                "SELECT COUNT(*) AS n FROM access_line WHERE account_id = '{account}' AND outcome = 'shown' \
                 AND what IN ('followup.visit', 'followup.visits')"
            )
        };
        let before = home.number(shown(elsewhere)).await;
        for id in [visits[0].id, VisitId::from_bits(7)] {
            assert!(hidden(&s.visit(elsewhere, id).await), "{id}");
            assert!(hidden(&s.record_visit(elsewhere, id, seen("alive"), happened(&s)).await), "{id}");
            let nobody = s.record_visit(&cast.surgeon, id, seen("alive"), happened(&s)).await;
            assert!(denied(&nobody), "{id}");
        }
        for subject in [donor, DonorId::from_bits(7)] {
            assert!(hidden(&s.follow(elsewhere, &subject.to_string()).await), "{subject}");
        }
        assert_eq!(home.number(shown(elsewhere)).await, before);
        assert!(home.number(shown(&cast.nurse)).await > 0);
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_read_a_paper_does_not_learn_whether_it_is_there() {
    for home in villages("faults_paper").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, ..) = open(&s, &cast.nurse, &cast).await.unwrap();
        let (paper, _) = s.keep_document(&cast.nurse, pair, b"%PDF-1.7 paper".to_vec()).await.unwrap();
        let administrator = of_role(&cast, Role::Administrator);
        for id in [paper, DocumentId::from_bits(7)] {
            assert!(denied(&s.open_document(&administrator, id).await), "{id}");
            assert!(hidden(&s.open_document(&cast.nurse_elsewhere, id).await), "{id}");
        }
        assert!(s.open_document(&cast.nurse, paper).await.is_ok());
        // The report of an evaluation is read by those who may read evaluations, and the surgeon is not one of them.
        assert!(s.open_document(&cast.surgeon, paper).await.is_ok());
        let Step::Evaluated(found) = evaluation(EvaluationKind::Psychosocial) else { panic!() };
        let report = Step::Evaluated(Evaluated { document: Some(paper), ..found });
        steps(&home, pair, vec![(&cast.psychologist, report)]).await;
        assert!(denied(&s.open_document(&cast.surgeon, paper).await));
        assert!(s.open_document(&cast.nurse, paper).await.is_ok());
        let graft = TransplantId::from_bits(7).to_string();
        let told = || Righted {
            number: graft.clone(),
            happened: happened(&s),
            cold_ischaemia_min: None,
            anastomosis_min: None,
            reason: "typing_error".to_owned(),
        };
        assert!(denied(&s.correct_operation(&administrator, told()).await));
        assert!(hidden(&s.correct_operation(&cast.surgeon_elsewhere, told()).await));
        assert_eq!(problem(s.correct_operation(&cast.coordinator, told()).await), "not_found");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_a_file_is_not_reading_who_its_people_are() {
    for home in villages("faults_identity").await {
        let cast = Cast::of(&home);
        let (pair, ..) = open(&home.service, &cast.nurse, &cast).await.unwrap();
        let Step::IdentityChecked(checked) = identity() else { panic!() };
        let (came_with, journey_by) = (Some("Kamil Orlanov".into()), Some("Reed Travel".into()));
        let arrived = Step::IdentityChecked(IdentityChecked { came_with, journey_by, ..checked });
        steps(&home, pair, vec![(&cast.nurse, arrived)]).await;
        let text = include_str!("../../src/access/policy.toml").replace(", \"read_identity\"", "");
        let strict = Service::open_under(
            opening(&home.store, &home.keyring, home.clock.clone(), 77),
            Policy::parse(&text).unwrap(),
        );
        let number = |file: &service::PairFile| {
            file.pair.identity.as_ref().unwrap().step.number.as_ref().and_then(|n| n.clear().map(str::to_owned))
        };
        let along = |file: &service::PairFile| {
            let told = &file.pair.identity.as_ref().unwrap().step;
            [&told.came_with, &told.journey_by].map(|name| name.as_ref().and_then(|n| n.clear().map(str::to_owned)))
        };
        let file = strict.pair(&cast.nurse, pair).await.unwrap();
        assert!(file.donor.is_none() && file.recipient.is_none() && number(&file).is_none());
        assert_eq!(along(&file), [None, None], "nor who came along, or arranged the journey");
        assert!(strict.pairs(&cast.nurse).await.unwrap().iter().all(|line| line.donor.is_empty()));
        let file = home.service.pair(&cast.nurse, pair).await.unwrap();
        assert!(file.donor.is_some() && file.recipient.is_some() && number(&file).is_some());
        assert_eq!(along(&file).map(|name| name.is_some()), [true, true]);
        assert!(home.service.pairs(&cast.nurse).await.unwrap().iter().any(|line| !line.donor.is_empty()));
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_verdict_says_of_a_donor_goes_with_the_donors_key() {
    for home in villages("faults_keys").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, donor, unit) = operated(&home, &cast).await;
        let (from, to) = (Some(cast.country.centres[0]), Some(cast.country.centres[2]));
        let handed = HandedOver { unit, place: 1, from, to, package: None, disputes: Vec::new() };
        home.later(60);
        let handing = Handing { handed, happened: happened(&s) };
        let handover = s.record_handover(&cast.coordinator, handing).await.unwrap().0;
        for record in [pair.to_string(), unit.to_string(), handover.to_string()] {
            let keys = format!(
                "SELECT DISTINCT person_id AS t FROM sealed_part WHERE record_id = '{record}' AND vault = 'clinical'"
            );
            assert_eq!(home.texts(keys).await, [donor.to_string()], "{record}");
        }
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_seen_after_death_raises_a_question() {
    for home in villages("faults_death").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (_, donor, _) = operated(&home, &cast).await;
        let visits = s.visits_of(&cast.nurse, &donor.to_string()).await.unwrap();
        let about = async || {
            let all = s.questions(&cast.investigator).await.unwrap().into_iter();
            all.filter(|q| q.about.starts_with("out_") && q.rules == ["REG-004"]).count()
        };
        let mut kinds = Vec::new();
        for (visit, status, questions) in [(0, "alive", 0), (1, "dead", 0), (2, "alive", 1), (3, "dead", 1)] {
            home.later_days(1);
            let told = s.record_visit(&cast.nurse, visits[visit].id, seen(status), happened(&s)).await;
            kinds.push(told.unwrap().1.leaves.into_iter().map(|l| l.kind).collect::<Vec<_>>());
            assert_eq!(about().await, questions, "{status}");
        }
        assert_eq!(kinds[0], kinds[2], "whoever recorded it does not learn of the question");
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_elsewhere_does_not_move_a_file_and_is_kept_without_it() {
    for home in villages("faults_elsewhere").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, donor, _) = open(&s, &cast.nurse, &cast).await.unwrap();
        let by = &cast.surgeon_elsewhere;
        let here = |pair| RemovalFact { centre: by.centre.unwrap(), ..removal(&home, &cast, pair, donor) };
        assert!(hidden(&s.record_removal(by, here(Some(pair))).await));
        assert!(s.record_removal(by, here(None)).await.is_ok());
        assert_eq!(s.pair(&cast.nurse, pair).await.unwrap().pair.removed, None);
        home.drop().await;
    }
}
