//! Scores on both databases: computed from the record, kept beside the earlier ones, named where something is missing, hidden
//! from whoever may not see them, and folded again from the log.

use codes::ids::LabResultId;
use domain::pathway::{Analyte, Weighs};
use domain::registry::result::ResultWithdrawn;
use domain::registry::score::{Answer, Formula};
use domain::registry::scored::{Because, ScoreTold, Source};
use service::{Access, Failure, LabTyped, ScoreAsked, ScorePage};

use crate::pair::*;
use crate::support::Home;
use crate::village::villages;

fn hidden<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::Denied { hidden: true }))
}

fn asked(person: &str, told: ScoreTold) -> ScoreAsked {
    ScoreAsked { person: person.to_owned(), told, taken_back: Vec::new() }
}

fn typed(home: &Home, by: &Access, person: &str, analyte: Analyte) -> LabTyped {
    let now = home.service.now();
    LabTyped {
        person: person.to_owned(),
        analyte,
        value: None,
        unit: None,
        tested: None,
        organism: None,
        method: None,
        laboratory: by.centre.unwrap(),
        sample: None,
        taken_at: now - jiff::SignedDuration::from_mins(30),
        reported_at: now - jiff::SignedDuration::from_mins(10),
        called: Weighs::Usual,
        note: None,
    }
}

async fn creatinine(home: &Home, by: &Access, person: &str, value: &str) -> LabResultId {
    let number = Some(value.to_owned());
    let one =
        LabTyped { value: number, unit: Some("umol/L".to_owned()), ..typed(home, by, person, Analyte::Creatinine) };
    home.service.record_lab_result(by, one).await.unwrap().0.0
}

async fn page(home: &Home, by: &Access, person: &str) -> ScorePage {
    home.service.scores(by, person).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn scores_follow_their_results_and_the_earlier_ones_stay() {
    for home in villages("scores").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let kidney = kidney(&home, &cast, 14_400).await;
        let person = kidney.recipient.to_string();
        let before = page(&home, &cast.nurse, &person).await;
        assert!(before.sheets.is_empty());
        creatinine(&home, &cast.nurse, &person, "120").await;
        assert!(page(&home, &cast.nurse, &person).await.sheets.is_empty(), "nobody asked for scores yet");

        let told = ScoreTold { dialysis: Some(Answer::No), ..ScoreTold::default() };
        s.compute_scores(&cast.nurse, asked(&person, told)).await.unwrap();
        let first = page(&home, &cast.nurse, &person).await.sheets.remove(0);
        let egfr = first.of(Formula::CkdEpi2021).expect("age and sex are on record").clone();
        assert_eq!((egfr.version.as_str(), first.scores.because), ("Inker 2021", Because::Asked));
        assert!(egfr.inputs.iter().any(|i| i.value == "120 umol/L" && matches!(i.source, Source::Result { .. })));
        let meld = first.scores.not_computed.iter().find(|n| n.formula == Formula::MeldNa2016).unwrap();
        assert_eq!(meld.missing, ["bilirubin", "inr", "sodium"]);

        home.later(3_600);
        let wrong = creatinine(&home, &cast.nurse, &person, "240").await;
        let sheets = page(&home, &cast.nurse, &person).await.sheets;
        assert_eq!((sheets.len(), sheets[0].scores.because), (2, Because::ResultChanged));
        assert_ne!(sheets[0].of(Formula::CkdEpi2021).unwrap().value, egfr.value);
        assert_eq!(sheets[1].of(Formula::CkdEpi2021).unwrap(), &egfr, "what was computed stays");
        assert_eq!(sheets[0].scores.told.dialysis, Some(Answer::No), "what was told holds for the next ones");
        let gone = ResultWithdrawn { reason: "wrong_sample".to_owned() };
        home.later(3_600);
        s.withdraw_lab_result(&cast.nurse, wrong, gone).await.unwrap();
        let sheets = page(&home, &cast.nurse, &person).await.sheets;
        assert_eq!((sheets.len(), &sheets[0].of(Formula::CkdEpi2021).unwrap().value), (3, &egfr.value));
        let verified = s.verify(|_| ()).await.unwrap();
        assert!(verified.is_whole(), "{:?}", verified.differences);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_centre_sees_no_score_and_nobody_guesses_a_number() {
    for home in villages("scores_denied").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let kidney = kidney(&home, &cast, 14_400).await;
        let person = kidney.recipient.to_string();
        let stranger = &cast.nurse_elsewhere;
        assert!(hidden(&s.scores(stranger, &person).await));
        assert!(hidden(&s.compute_scores(stranger, asked(&person, ScoreTold::default())).await));
        let member = &cast.psychologist;
        assert!(matches!(s.scores(member, &person).await, Err(Failure::Denied { .. })));
        let refused = s.compute_scores(member, asked(&person, ScoreTold::default())).await;
        assert!(matches!(refused, Err(Failure::Denied { .. })));
        for number in ["org_0000000000", "Karim", ""] {
            assert!(matches!(s.scores(&cast.nurse, number).await, Err(Failure::Problem(p)) if p.field == "person"));
        }
        let ahead = ScoreTold { dialysis_since: Some("2062-01-01".parse().unwrap()), ..ScoreTold::default() };
        let wrong = s.compute_scores(&cast.nurse, asked(&person, ahead)).await;
        assert!(matches!(wrong, Err(Failure::Problem(p)) if p.field == "dialysis_since"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_a_unit_and_what_a_test_said_are_refused_each_in_its_own_field() {
    for home in villages("lab_typed").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let kidney = kidney(&home, &cast, 14_400).await;
        let person = kidney.recipient.to_string();
        let of = |analyte, value: Option<&str>, unit: Option<&str>, tested: Option<&str>| LabTyped {
            value: value.map(str::to_owned),
            unit: unit.map(str::to_owned),
            tested: tested.map(str::to_owned),
            ..typed(&home, &cast.nurse, &person, analyte)
        };
        let cases = [
            (of(Analyte::Creatinine, None, Some("umol/L"), None), "value", None),
            (of(Analyte::Creatinine, Some("88.4"), None, None), "unit", None),
            (of(Analyte::Creatinine, Some("88.4"), Some("kg"), None), "unit", Some("kg")),
            (of(Analyte::Creatinine, Some("88.4 umol/L"), Some("umol/L"), None), "value", Some("88.4 umol/L")),
            (of(Analyte::Creatinine, Some("88,4"), Some("umol/L"), None), "value", Some("88,4")),
            (of(Analyte::Creatinine, Some("0"), Some("umol/L"), None), "value", Some("0")),
            (of(Analyte::Creatinine, Some("Salma Iridel"), Some("umol/L"), None), "value", None),
            (of(Analyte::Creatinine, Some("88"), Some("umol/L"), Some("reactive")), "tested", None),
            (of(Analyte::Hbsag, Some("1"), None, Some("reactive")), "value", None),
            (of(Analyte::Hbsag, None, None, Some("maybe")), "tested", None),
            (of(Analyte::Hbsag, None, None, None), "tested", None),
        ];
        for (told, field, shown) in cases {
            let Err(Failure::Problem(problem)) = s.record_lab_result(&cast.nurse, told.clone()).await else {
                panic!("{told:?}")
            };
            assert_eq!((problem.field.as_str(), problem.value.as_deref()), (field, shown), "{told:?}");
        }
        let right = of(Analyte::Creatinine, Some("88.40"), Some("umol/L"), None);
        s.record_lab_result(&cast.nurse, right).await.unwrap();
    }
}
