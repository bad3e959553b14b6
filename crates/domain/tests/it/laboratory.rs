//! Results of laboratories: units, what is critical, and how a result folds.

use std::collections::BTreeSet;

use codes::ids::{CentreId, DonorId, LabResultId};
use codes::{Quantity, Unit};
use domain::Record as _;
use domain::pathway::{Analyte, Found, Reactivity, Weighs};
use domain::registry::result::{CriticalLaw, LabResult, LabTold, ORGANISMS};
use law::param::{self, CriticalResult};
use serde_json::{Value, json};

use crate::world::{at, day};

fn quantity(text: &str) -> Quantity {
    text.parse().unwrap()
}

fn told(analyte: Analyte, found: Found) -> LabTold {
    LabTold {
        person: DonorId::from_bits(7).to_string(),
        analyte,
        found,
        organism: None,
        method: None,
        laboratory: CentreId::from_bits(1),
        sample: None,
        taken_at: at("2026-11-20T06:00:00Z"),
        reported_at: at("2026-11-20T08:00:00Z"),
        called: Weighs::Usual,
        note: None,
    }
}

const GREW: Found = Found::Tested(Reactivity::Reactive);

fn calvane() -> CriticalLaw {
    let profile = law::shipped("xc").unwrap().unwrap();
    let law = profile.on(day("2026-11-21"));
    CriticalLaw {
        results: law.get(&param::VIGILANCE_CRITICAL_RESULTS).ok(),
        organisms: law.get(&param::VIGILANCE_CRITICAL_ORGANISMS).ok(),
    }
}

#[test]
fn known_pairs_of_units_convert_both_ways_and_nothing_else_does() {
    let pairs = [
        (Analyte::Creatinine, "1.2 mg/dL", "106.08 umol/L"),
        (Analyte::Bilirubin, "2 mg/dL", "34.2 umol/L"),
        (Analyte::Haemoglobin, "13.5 g/dL", "135 g/L"),
        (Analyte::Albumin, "3.8 g/dL", "38 g/L"),
    ];
    for (analyte, one, other) in pairs {
        let (one, other) = (quantity(one), quantity(other));
        assert_eq!(analyte.convert(one, other.unit), Some(other), "{analyte:?}");
        assert_eq!(analyte.convert(other, one.unit), Some(one), "{analyte:?}");
        assert_eq!(analyte.also(Found::Measured(one)), Some(other));
    }
    assert_eq!(Analyte::Sodium.convert(quantity("140 mmol/L"), Unit::MilligramPerDecilitre), None);
    assert_eq!(Analyte::Creatinine.convert(quantity("1 g/L"), Unit::MicromolePerLitre), None);
    assert_eq!(Analyte::Sodium.also(Found::Measured(quantity("140 mmol/L"))), None);
    assert_eq!(Analyte::Hbsag.also(GREW), None);
}

#[test]
fn every_code_stands_for_one_analyte() {
    let codes: BTreeSet<&str> = Analyte::CODES.iter().copied().collect();
    let loinc: Vec<&str> = Analyte::ALL.iter().filter_map(|a| a.loinc()).collect();
    assert_eq!((codes.len(), loinc.len()), (Analyte::ALL.len(), loinc.iter().collect::<BTreeSet<_>>().len()));
    for code in Analyte::CODES {
        let analyte: Analyte = serde_json::from_value((*code).into()).unwrap();
        assert_eq!(analyte.code(), *code);
    }
}

#[test]
fn what_a_profile_calls_critical_can_be_told() {
    for iso in ["xc", "gb", "es"] {
        let profile = law::shipped(iso).unwrap().unwrap();
        let law = profile.on(day("2026-11-21"));
        for named in law.get(&param::VIGILANCE_CRITICAL_RESULTS).unwrap() {
            let analyte = Analyte::ALL.iter().find(|a| a.code() == named.analyte).unwrap();
            for bound in [named.below, named.above].into_iter().flatten() {
                assert!(analyte.units().contains(&bound.unit), "{iso}: {named:?}");
            }
            assert_eq!(analyte.units().is_empty(), named.below.or(named.above).is_none(), "{iso}: {named:?}");
        }
        for organism in law.get(&param::VIGILANCE_CRITICAL_ORGANISMS).unwrap() {
            assert!(ORGANISMS.contains(&organism.as_str()), "{iso}: {organism}");
        }
    }
}

#[test]
fn the_law_says_what_is_critical_and_a_silent_law_lets_nothing_found_pass() {
    let law = calvane();
    let weighs = |analyte, found| law.weighs(&told(analyte, found));
    assert_eq!(weighs(Analyte::HivSerology, GREW), Weighs::Critical);
    assert_eq!(weighs(Analyte::HivSerology, Found::Tested(Reactivity::Nonreactive)), Weighs::Usual);
    assert_eq!(weighs(Analyte::CmvIgg, GREW), Weighs::Usual, "not on the list");
    let potassium = |value| weighs(Analyte::Potassium, Found::Measured(quantity(value)));
    assert_eq!(potassium("6.5 mmol/L"), Weighs::Usual, "the bound itself is not beyond it");
    assert_eq!((potassium("6.6 mmol/L"), potassium("2.4 mmol/L")), (Weighs::Critical, Weighs::Critical));
    let culture = |organism: Option<&str>| {
        law.weighs(&LabTold { organism: organism.map(str::to_owned), ..told(Analyte::PreservationCulture, GREW) })
    };
    assert_eq!(culture(Some("candida")), Weighs::Critical);
    assert_eq!(culture(Some("escherichia_coli")), Weighs::Usual, "named, and not on the list");
    assert_eq!(culture(None), Weighs::Critical, "what nobody has named yet may be anything");
    let called = LabTold { called: Weighs::Critical, ..told(Analyte::Sodium, Found::Measured(quantity("140 mmol/L"))) };
    assert_eq!(law.weighs(&called), Weighs::Critical, "the laboratory called");
    let silent = CriticalLaw::default();
    assert_eq!(silent.weighs(&told(Analyte::CmvIgg, GREW)), Weighs::Critical);
    assert_eq!(silent.weighs(&told(Analyte::CmvIgg, Found::Tested(Reactivity::Nonreactive))), Weighs::Usual);
    let bound = CriticalResult { analyte: "creatinine".to_owned(), below: None, above: Some(quantity("5 mg/dL")) };
    let law = CriticalLaw { results: Some(vec![bound]), organisms: None };
    let creatinine = |value| law.weighs(&told(Analyte::Creatinine, Found::Measured(quantity(value))));
    assert_eq!((creatinine("442 umol/L"), creatinine("443 umol/L")), (Weighs::Usual, Weighs::Critical));
}

fn past(kind: &str, body: Value) -> domain::Past {
    domain::Past {
        id: "evt_1".to_owned(),
        kind: kind.to_owned(),
        version: 1,
        record: LabResultId::from_bits(1).to_string(),
        body,
        actor: "acc_1".to_owned(),
        centre: None,
        recorded_at: at("2026-11-21T06:00:00Z"),
        happened: None,
    }
}

#[test]
fn a_correction_keeps_what_was_believed_and_a_withdrawn_result_stays() {
    let value = |text: &str| {
        let told = told(Analyte::Creatinine, Found::Measured(quantity(text)));
        json!({"told": told, "weighs": "usual"})
    };
    let one = LabResult::fold(None, &past("registry.result_kept", value("88 umol/L"))).unwrap();
    let body = json!({"kept": value("98 umol/L"), "reason": "typing_error"});
    let one = LabResult::fold(Some(one), &past("registry.result_corrected", body.clone())).unwrap();
    assert_eq!(one.kept.told.found, Found::Measured(quantity("98 umol/L")));
    assert_eq!(one.superseded[0].kept.told.found, Found::Measured(quantity("88 umol/L")));
    assert_eq!(one.superseded[0].kept.told.differing(&one.kept.told), ["found"]);
    let gone = json!({"reason": "wrong_sample"});
    let one = LabResult::fold(Some(one), &past("registry.result_withdrawn", gone.clone())).unwrap();
    assert_eq!(one.withdrawn.as_deref(), Some("wrong_sample"));
    assert!(LabResult::fold(Some(one.clone()), &past("registry.result_corrected", body)).is_err());
    assert!(LabResult::fold(Some(one), &past("registry.result_withdrawn", gone)).is_err());
}
