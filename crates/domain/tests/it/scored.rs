//! Scores computed from what is on record: what came out, what was missing, and where every input came from.

use std::collections::BTreeMap;

use codes::ids::{LabResultId, PathwayId, ScoreSheetId};
use codes::{Quantity, Sex};
use domain::Record as _;
use domain::pathway::{Analyte, CauseOfDeath, Found, Reactivity};
use domain::registry::score::{Answer, Formula};
use domain::registry::scored::{
    ALL_TOLD, AmericanRace, Basis, Because, Computed, NotComputed, ScoreSheet, ScoreTold, ScoresComputed, Source,
    Sourced, Subject, asked_of, formulas_of, scored, told_for,
};
use jiff::Timestamp;

use crate::world::{at, day};

const TAKEN: &str = "2026-11-20T06:00:00Z";

fn person<T>(value: T) -> Option<Sourced<T>> {
    Some(Sourced { value, source: Source::Person })
}

fn taken() -> Timestamp {
    at(TAKEN)
}

fn measured(values: &[(Analyte, &str)]) -> BTreeMap<Analyte, Sourced<Found>> {
    let source = |n: u64| Source::Result { id: LabResultId::from_bits(n), taken_at: taken() };
    let found = |text: &str| match text {
        "reactive" => Found::Tested(Reactivity::Reactive),
        "nonreactive" => Found::Tested(Reactivity::Nonreactive),
        "pending" => Found::Tested(Reactivity::Pending),
        other => Found::Measured(other.parse::<Quantity>().unwrap()),
    };
    (1..).zip(values).map(|(n, (a, text))| (*a, Sourced { value: found(text), source: source(n) })).collect()
}

fn recipient() -> Basis {
    Basis {
        subject: Subject::Recipient,
        on: day("2026-11-21"),
        sex: person(Sex::Female),
        age_months: person(50 * 12 + 3),
        listing_months: person(49 * 12),
        listed_on: Some(day("2025-08-21")),
        measured: measured(&[
            (Analyte::Bilirubin, "34 umol/L"),
            (Analyte::Inr, "1.8 {INR}"),
            (Analyte::Creatinine, "2 mg/dL"),
            (Analyte::Sodium, "131 mmol/L"),
            (Analyte::Albumin, "28 g/L"),
        ]),
        cause: None,
        circulatory_death: None,
        told: ScoreTold { dialysis: Some(Answer::No), ..ScoreTold::default() },
    }
}

fn donor() -> Basis {
    let file = Source::Pathway { id: PathwayId::from_bits(1), at: taken() };
    Basis {
        subject: Subject::DeceasedDonor,
        sex: Some(Sourced { value: Sex::Male, source: file }),
        age_months: Some(Sourced { value: 52 * 12, source: file }),
        listing_months: None,
        listed_on: None,
        measured: measured(&[
            (Analyte::Height, "183 cm"),
            (Analyte::Weight, "81 kg"),
            (Analyte::Creatinine, "1.7 mg/dL"),
            (Analyte::HcvSerology, "nonreactive"),
            (Analyte::CmvIgg, "pending"),
            (Analyte::Ggt, "50 U/L"),
        ]),
        cause: Some(Sourced { value: CauseOfDeath::Stroke, source: file }),
        circulatory_death: Some(Sourced { value: Answer::Yes, source: file }),
        told: ScoreTold {
            hypertension: Some(Answer::Yes),
            diabetes: Some(Answer::No),
            race: Some(AmericanRace::White),
            ..ScoreTold::default()
        },
        ..recipient()
    }
}

fn of(basis: &Basis, formula: Formula) -> Result<Computed, NotComputed> {
    let (computed, not) = scored(basis);
    match computed.into_iter().find(|c| c.formula == formula) {
        Some(one) => Ok(one),
        None => Err(not.into_iter().find(|n| n.formula == formula).unwrap()),
    }
}

#[test]
fn a_score_stands_with_its_version_and_every_input_with_its_source() {
    // bilirubin 1.98830, inr 1.8, creatinine 2: 3.78 ln 1.98830 + 11.2 ln 1.8 + 9.57 ln 2 + 6.43 = 22.2445, and
    // 22.2445 + 1.32 · 6 − 0.033 · 22.2445 · 6.
    let meld = of(&recipient(), Formula::MeldNa2016).unwrap();
    assert_eq!((meld.version.as_str(), meld.table_year, meld.points), ("OPTN 2016", None, Some(26)));
    assert!((meld.value.parse::<f64>().unwrap() - 25.760).abs() < 5e-3, "{}", meld.value);
    let source = |field: &str| meld.inputs.iter().find(|i| i.field == field).map(|i| (i.value.clone(), i.source));
    let result = |n| Source::Result { id: LabResultId::from_bits(n), taken_at: taken() };
    assert_eq!(source("bilirubin"), Some(("34 umol/L".to_owned(), result(1))));
    assert_eq!(source("creatinine"), Some(("2 mg/dL".to_owned(), result(3))));
    assert_eq!(source("dialysis"), Some(("no".to_owned(), Source::Told)));
}

#[test]
fn a_missing_input_is_named_and_nothing_is_guessed() {
    let mut basis = recipient();
    basis.measured.remove(&Analyte::Sodium);
    basis.told.dialysis = None;
    let missing = of(&basis, Formula::MeldNa2016).unwrap_err();
    assert_eq!(missing.missing, ["dialysis", "sodium"]);
    assert_eq!(of(&basis, Formula::EptsRaw).unwrap_err().missing, ["diabetes", "transplanted_before", "dialysis"]);
    basis.told.dialysis = Some(Answer::Yes);
    assert!(of(&basis, Formula::EptsRaw).unwrap_err().missing.contains(&"dialysis_since".to_owned()));
    // A sample on its way is no answer.
    assert!(of(&donor(), Formula::Ukkdri2019).unwrap_err().missing.contains(&"cmv".to_owned()));
}

/// Everything that can be told, and everything measured.
fn all_told() -> ScoreTold {
    ScoreTold {
        dialysis: Some(Answer::Yes),
        dialysis_since: Some(day("2024-01-01")),
        dialysis_at_listing: Some(Answer::Yes),
        diabetes: Some(Answer::No),
        hypertension: Some(Answer::No),
        transplanted_before: Some(Answer::No),
        growth_failure: Some(Answer::No),
        ast_upper_u_l: Some(40),
        hospital_since: Some(day("2026-11-18")),
        split: Some(Answer::No),
        rescue: Some(Answer::No),
        sharing: Some(domain::registry::score::Sharing::Regional),
        cold_minutes: Some(420),
        race: Some(AmericanRace::White),
    }
}

fn everything(subject: Subject) -> Basis {
    let basis = if subject == Subject::DeceasedDonor { donor() } else { recipient() };
    let mut all = basis.measured.clone();
    all.extend(measured(&[
        (Analyte::Height, "171 cm"),
        (Analyte::Weight, "70 kg"),
        (Analyte::Urea, "7 mmol/L"),
        (Analyte::Ast, "60 U/L"),
        (Analyte::Platelets, "140 10*9/L"),
        (Analyte::CmvIgg, "reactive"),
    ]));
    Basis { subject, measured: all, told: all_told(), ..basis }
}

#[test]
fn who_computes_is_asked_what_the_formulas_of_that_person_need_and_nothing_else() {
    for subject in [Subject::Recipient, Subject::LivingDonor, Subject::DeceasedDonor] {
        let whole = everything(subject);
        for name in ALL_TOLD {
            let mut told = serde_json::to_value(&whole.told).unwrap();
            told.as_object_mut().unwrap().remove(*name).unwrap();
            let without = Basis { told: serde_json::from_value(told).unwrap(), ..whole.clone() };
            for formula in formulas_of(subject) {
                let (with, silent) = (of(&whole, *formula), of(&without, *formula));
                let needs = told_for(*formula).contains(name);
                // A first day of dialysis says that there is dialysis; of two that tell it, one is enough.
                let spare = *name == "dialysis" || (*name == "dialysis_since" && *formula == Formula::Ukkrri2019);
                if needs && !spare {
                    let lacks = silent.err().filter(|s| s.outside.is_none()).map(|s| s.missing);
                    assert!(lacks.is_some_and(|m| !m.is_empty()), "{formula:?} without {name}");
                } else if !needs {
                    assert_eq!(with, silent, "{formula:?} does not need {name}");
                }
            }
        }
    }
    assert_eq!(asked_of(&everything(Subject::LivingDonor)), Vec::<&str>::new());
    let adult = asked_of(&everything(Subject::Recipient));
    let child =
        asked_of(&Basis { age_months: person(108), listing_months: person(100), ..everything(Subject::Recipient) });
    assert_eq!(
        adult,
        ["dialysis", "dialysis_since", "dialysis_at_listing", "diabetes", "transplanted_before", "ast_upper_u_l"]
    );
    assert_eq!(child, ["dialysis", "growth_failure", "ast_upper_u_l"]);
    assert!(!asked_of(&everything(Subject::DeceasedDonor)).contains(&"dialysis"));
}

#[test]
fn a_formula_that_does_not_speak_of_somebody_says_so() {
    let child = Basis { age_months: person(9 * 12), ..recipient() };
    let outside = of(&child, Formula::Meld3).unwrap_err().outside.unwrap();
    assert_eq!((outside.field.as_str(), outside.value.as_str()), ("age", "9 years"));
    // The equation for children says nothing of adults.
    let mut adult = recipient();
    adult.measured.extend(measured(&[(Analyte::Height, "170 cm")]));
    assert_eq!(of(&adult, Formula::Schwartz2009).unwrap_err().outside.unwrap().field, "age");
}

#[test]
fn a_donors_index_has_the_year_of_its_table() {
    // The worked case of the source: 1.42, percentile 83.
    let kdri = of(&donor(), Formula::Kdri2018).unwrap();
    assert!((kdri.value.parse::<f64>().unwrap() - 1.42).abs() < 5e-3, "{}", kdri.value);
    let kdpi = of(&donor(), Formula::Kdpi2018).unwrap();
    assert_eq!((kdpi.points, kdpi.table_year), (Some(83), Some(2018)));
    let mut silent = donor();
    silent.told.race = None;
    assert_eq!(of(&silent, Formula::Kdpi2018).unwrap_err().missing, ["race"]);
    assert!(of(&silent, Formula::Kdri2024).is_ok(), "the index of today asks for no race");
    assert_eq!(of(&silent, Formula::EtDri).unwrap_err().missing, ["cold_ischaemia", "split", "rescue", "sharing"]);
}

#[test]
fn every_input_of_every_score_has_a_source() {
    let told = ScoreTold {
        hospital_since: Some(day("2026-11-18")),
        split: Some(Answer::No),
        rescue: Some(Answer::No),
        sharing: Some(domain::registry::score::Sharing::Local),
        cold_minutes: Some(480),
        ..donor().told
    };
    let mut full = Basis { told, ..donor() };
    full.measured.extend(measured(&[(Analyte::CmvIgg, "reactive")]));
    let (computed, not) = scored(&full);
    assert!(not.is_empty(), "{not:?}");
    assert_eq!(computed.len(), formulas_of(Subject::DeceasedDonor).len());
    let told = ["hypertension", "diabetes", "race", "split", "rescue", "sharing", "cold_ischaemia", "hospital_days"];
    for one in &computed {
        for input in &one.inputs {
            let is_told = told.contains(&input.field.as_str());
            assert_eq!(input.source == Source::Told, is_told, "{:?} {}", one.formula, input.field);
        }
    }
    let egfr = computed.iter().find(|c| c.formula == Formula::Ukkdri2019).unwrap();
    let egfr = egfr.inputs.iter().find(|i| i.field == "egfr").unwrap();
    assert_eq!(egfr.source, Source::Score { formula: Formula::CkdEpi2021 });
}

#[test]
fn what_was_told_stays_until_it_is_told_otherwise() {
    let earlier = ScoreTold { diabetes: Some(Answer::No), dialysis: Some(Answer::No), ..ScoreTold::default() };
    let now = ScoreTold { dialysis: Some(Answer::Yes), ..ScoreTold::default() };
    let both = now.clone().over(earlier.clone(), &[]);
    assert_eq!((both.diabetes, both.dialysis, both.race), (Some(Answer::No), Some(Answer::Yes), None));
    let taken_back = now.over(earlier, &["diabetes".to_owned(), "dialysis".to_owned()]);
    assert_eq!((taken_back.diabetes, taken_back.dialysis), (None, Some(Answer::Yes)), "what is told now holds");
}

#[test]
fn a_sheet_folds_from_its_one_event_and_is_written_without_fractions() {
    let (computed, not_computed) = scored(&recipient());
    let told = recipient().told;
    let body = ScoresComputed { person: "rec_1".to_owned(), because: Because::Asked, told, computed, not_computed };
    let past = domain::Past {
        id: "evt_1".to_owned(),
        kind: "registry.scores_computed".to_owned(),
        version: 1,
        record: ScoreSheetId::from_bits(1).to_string(),
        body: serde_json::to_value(&body).unwrap(),
        actor: "acc_1".to_owned(),
        centre: None,
        recorded_at: taken(),
        happened: None,
    };
    let sheet = ScoreSheet::fold(None, &past).unwrap();
    assert_eq!(sheet.scores, body);
    assert!(ScoreSheet::fold(Some(sheet), &past).is_err(), "scores are computed once");
    // The canonical form of an event holds no fractions.
    assert!(!past.body.to_string().contains("\"value\":2"), "{}", past.body);
}
