//! Scores against values reckoned by hand, at their bounds, and over the whole of their ranges.

use codes::{Quantity, Sex};
use domain::registry::score::{
    Answer::{No, Yes},
    Apri, CockcroftGault, DonorDeath, DonorGroup, Epts, EurotransplantLiverDonor, Formula, HlaLevel, KidneyDonor,
    KidneyFunction, LiverDonor, LiverDonorRace, LiverPatient, Meld3, Nankivell, OutOfRange, PancreasDonor,
    PancreasDonorRace, Peld, Race, Schwartz, Score, Sharing, UkKidneyDonor, UkKidneyRecipient, apri, ckd_epi_2009,
    ckd_epi_2021, cockcroft_gault, epts_percentile_2018, epts_raw, et_dri, hla_level, kdpi_2018, kdpi_2018_of,
    kdri_2018, kdri_2024, liver_dri, mdrd_1999, meld, meld_3, meld_na_2008, meld_na_2016, nankivell, pdri, peld,
    schwartz_2009, uk_donor_group, ukeld, ukkdri_2019, ukkrri_2019,
};

fn q(text: &str) -> Quantity {
    text.parse().unwrap()
}

fn near(score: &Score, by_hand: f64) {
    assert!((score.value - by_hand).abs() < 5e-4, "{:?}: {}, by hand {by_hand}", score.name, score.value);
}

fn patient(bilirubin: &str, inr: f64, creatinine: &str) -> LiverPatient {
    LiverPatient { bilirubin: q(bilirubin), inr, creatinine: q(creatinine), dialysis: No }
}

#[test]
fn meld_is_what_the_hand_gives() {
    // 3.78 ln 3 + 11.2 ln 1.5 + 9.57 ln 2 + 6.43 = 4.15275 + 4.54120 + 6.63342 + 6.43.
    let score = meld(&patient("3 mg/dL", 1.5, "2 mg/dL")).unwrap();
    near(&score, 21.7574);
    assert_eq!(score.points, Some(22));
    // Nothing below 1 counts, so a healthy liver has 6.43.
    near(&meld(&patient("0.4 mg/dL", 0.9, "0.7 mg/dL")).unwrap(), 6.43);
    // Dialysis counts as 4 mg/dL, and so does everything above.
    let dialysed = LiverPatient { dialysis: Yes, ..patient("3 mg/dL", 1.5, "0.8 mg/dL") };
    assert_eq!(meld(&dialysed).unwrap().value, meld(&patient("3 mg/dL", 1.5, "9 mg/dL")).unwrap().value);
}

#[test]
fn one_patient_has_another_meld_in_every_year() {
    let patient = patient("3 mg/dL", 1.5, "2 mg/dL");
    // 21.7574 − 130 − 0.025 · 21.7574 · 10 + 140; 21.7574 + 1.32 · 7 − 0.033 · 21.7574 · 7.
    let (old, new) = (meld_na_2008(&patient, 130.0).unwrap(), meld_na_2016(&patient, 130.0).unwrap());
    near(&old, 26.3180);
    near(&new, 25.9714);
    assert_eq!((old.version.as_str(), new.version.as_str()), ("Kim 2008", "OPTN 2016"));
    // Rounded first: 22 + 9.24 − 5.082 = 26.158.
    assert_eq!(new.points, Some(26));
    // 4.56 ln 3 + 0.82 · 7 − 0.24 · 7 ln 3 + 9.09 ln 1.5 + 11.14 ln 2 + 1.85 − 1.83 ln 2 + 6, and 1.33 for a woman.
    let of = Meld3 { patient, age_years: 50, sex: Sex::Male, sodium_mmol_l: 130.0, albumin: q("2.5 g/dL") };
    near(&meld_3(&of).unwrap(), 26.8930);
    near(&meld_3(&Meld3 { sex: Sex::Female, albumin: q("25 g/L"), ..of }).unwrap(), 28.2230);
    assert_eq!(meld_3(&Meld3 { age_years: 17, ..of }).unwrap_err().field, "age");
    assert_eq!(meld_3(&Meld3 { sex: Sex::Unknown, ..of }).unwrap_err().field, "sex");
}

#[test]
fn sodium_changes_nothing_below_eleven() {
    let well = patient("1 mg/dL", 1.0, "1 mg/dL");
    near(&meld_na_2016(&well, 126.0).unwrap(), 6.43);
}

#[test]
fn peld_is_what_the_hand_gives() {
    // 4.8 ln 10 + 18.57 ln 2 − 6.87 ln 2 + 4.36 = 11.0524 + 12.8717 − 4.7619 + 4.36.
    let infant = Peld {
        bilirubin: q("171 umol/L"),
        inr: 2.0,
        albumin: q("20 g/L"),
        age_at_listing_years: 0.5,
        growth_failure: No,
    };
    let score = peld(&infant).unwrap();
    near(&score, 23.5222);
    assert_eq!(score.points, Some(24));
    near(&peld(&Peld { age_at_listing_years: 1.0, growth_failure: Yes, ..infant }).unwrap(), 25.8322);
    assert_eq!(peld(&Peld { age_at_listing_years: 12.0, ..infant }).unwrap_err().field, "age_at_listing");
}

#[test]
fn british_scores_are_what_the_hand_gives() {
    // 5.395 ln 1.5 + 1.485 ln 176.8 + 3.13 ln 51.3 − 81.565 ln 130 + 435.
    near(&ukeld(&patient("3 mg/dL", 1.5, "2 mg/dL"), 130.0).unwrap(), 60.1769);
    let donor = UkKidneyDonor {
        age_years: 60,
        height_cm: 180.0,
        hypertension: Yes,
        sex: Sex::Male,
        cmv: Yes,
        egfr: 70.0,
        hospital_days: 4,
    };
    // exp(0.23 − 0.152 + 0.149 + 0.19 + 0.046 + 0.06) = exp 0.523.
    near(&ukkdri_2019(&donor).unwrap(), 1.6871);
    let recipient = UkKidneyRecipient { age_years: 55, dialysis_at_listing: Yes, waited_days: 950, diabetes: Yes };
    // exp(−0.32 + 0.361 + 0.252) = exp 0.293.
    near(&ukkrri_2019(&recipient).unwrap(), 1.3404);
    assert_eq!(ukkrri_2019(&UkKidneyRecipient { age_years: 25, ..recipient }).unwrap_err().field, "age");
    let groups = [0.79, 0.80, 1.12, 1.13, 1.50, 1.51].map(uk_donor_group);
    use DonorGroup::{D1, D2, D3, D4};
    assert_eq!(groups, [D1, D2, D2, D3, D3, D4]);
}

#[test]
fn every_count_of_mismatches_has_its_level() {
    for a in 0..=2 {
        for b in 0..=2 {
            for dr in 0..=2 {
                let by_rule = match (a + b + dr, b, dr) {
                    (0, ..) => HlaLevel::One,
                    (_, 0 | 1, 0) => HlaLevel::Two,
                    (_, 2, 0) | (_, 0 | 1, 1) => HlaLevel::Three,
                    _ => HlaLevel::Four,
                };
                assert_eq!(hla_level(a, b, dr).unwrap(), by_rule, "{a} {b} {dr}");
            }
        }
    }
    assert_eq!(hla_level(0, 3, 0).unwrap_err().field, "hla_b");
}

fn kidney_donor() -> KidneyDonor {
    KidneyDonor {
        age_years: 40,
        height_cm: 170.0,
        weight_kg: 80.0,
        hypertension: No,
        diabetes: No,
        stroke: No,
        creatinine: q("88.4 umol/L"),
        circulatory_death: No,
    }
}

#[test]
fn the_reference_donor_of_the_kidney_index_is_one() {
    near(&kdri_2024(&kidney_donor()).unwrap(), 1.0);
    // Scaled by the median donor of the year: 1 / 1.250609.
    let score = kdri_2018(&kidney_donor(), Race::Other, No).unwrap();
    near(&score, 0.7996);
    assert_eq!((score.table_year, score.name.code()), (Some(2018), "kdri_2018"));
}

#[test]
fn the_kidney_index_is_what_the_hand_gives() {
    let donor = KidneyDonor { age_years: 60, weight_kg: 70.0, creatinine: q("2.5 mg/dL"), ..kidney_donor() };
    // 0.256 + 0.107 + 0.0398 + 0.33 − 0.209 + 0.24 (hepatitis C) = 0.7638, over 1.250609.
    near(&kdri_2018(&donor, Race::Other, Yes).unwrap(), 1.7163);
    // 0.184 + 0.067 + 0.0666 + 0.3192 − 0.2199 + 0.2577 (diabetes) = 0.6746.
    near(&kdri_2024(&KidneyDonor { diabetes: Yes, ..donor }).unwrap(), 1.9632);
    // A child: 0.0128 · (−30) + 0.0194 · 8 and 0.0092 · (−30) − 0.0113 · 8.
    let child = KidneyDonor { age_years: 10, ..kidney_donor() };
    near(&kdri_2018(&child, Race::Other, No).unwrap(), 0.6360);
    near(&kdri_2024(&child).unwrap(), 0.6932);
}

#[test]
fn percentiles_are_looked_up_by_inclusive_bounds() {
    assert_eq!(kdpi_2018_of(1.0).unwrap().points, Some(50));
    assert_eq!(kdpi_2018_of(1.000_000_1).unwrap().points, Some(51));
    assert_eq!(kdpi_2018_of(0.0).unwrap().points, Some(0));
    assert_eq!(kdpi_2018_of(4.7).unwrap().points, Some(100));
    assert_eq!(kdpi_2018_of(5.0).unwrap_err().field, "kdri");
    let score = kdpi_2018(&kidney_donor(), Race::Other, No).unwrap();
    // 0.7996 lies between 0.79429 (26) and 0.80043 (27).
    assert_eq!((score.points, score.inputs.len()), (Some(27), 10));
    let young = Epts { age_years: 20.0, diabetes: No, transplanted_before: No, dialysis_years: 0.0 };
    // 0.13 lies between 0.0176 (0) and 0.2665 (1).
    near(&epts_raw(&young).unwrap(), 0.13);
    assert_eq!(epts_percentile_2018(&young).unwrap().points, Some(1));
    let old = Epts { age_years: 80.0, diabetes: Yes, transplanted_before: Yes, dialysis_years: 10.0 };
    // 2.585 − 0.825 + 0.398 − 0.237 + 0.216 ln 11 + 1.262 = 3.7009.
    near(&epts_raw(&old).unwrap(), 3.7009);
    assert_eq!(epts_percentile_2018(&old).unwrap_err().field, "epts_raw");
}

#[test]
fn liver_and_pancreas_are_what_the_hand_gives() {
    let ratio = apri(&Apri { ast_u_l: 90.0, ast_upper_u_l: 45.0, platelets_10_9_l: 80.0 }).unwrap();
    near(&ratio, 2.5);
    let donor = LiverDonor {
        age_years: 70,
        death: DonorDeath::Anoxia,
        race: LiverDonorRace::White,
        circulatory_death: Yes,
        split: No,
        sharing: Sharing::National,
        cold_hours: 10.0,
        height_cm: 160.0,
    };
    // exp(0.501 + 0.079 + 0.411 + 0.244 + 0.02 + 0.066) = exp 1.321.
    near(&liver_dri(&donor).unwrap(), 3.7472);
    let pancreas = PancreasDonor {
        age_years: 45,
        sex: Sex::Female,
        creatinine: q("3 mg/dL"),
        race: PancreasDonorRace::Other,
        bmi: 30.0,
        height_cm: 173.0,
        stroke: Yes,
        cold_hours: 12.0,
        circulatory_death: No,
    };
    // exp(0.444533 − 0.13792 + 0.1949 − 0.005918 + 0.16637 + 0.21018) = exp 0.872145.
    near(&pdri(&pancreas).unwrap(), 2.3920);
}

#[test]
fn kidney_function_is_what_the_hand_gives() {
    let of = KidneyFunction { creatinine: q("1 mg/dL"), age_years: 50.0, sex: Sex::Male };
    // 141 · (1/0.9)^−1.209 · 0.993^50 = 141 · 0.88040 · 0.70382; 142 · (1/0.9)^−1.2 · 0.9938^50.
    near(&ckd_epi_2009(&of, Race::Other).unwrap(), 87.3697);
    near(&ckd_epi_2021(&of).unwrap(), 91.6915);
    // 186 · 50^−0.203 · 0.742 = 186 · 0.45197 · 0.742.
    near(&mdrd_1999(&KidneyFunction { sex: Sex::Female, ..of }, Race::Other).unwrap(), 62.3772);
    near(&schwartz_2009(&Schwartz { creatinine: q("0.5 mg/dL"), height_cm: 120.0 }).unwrap(), 99.12);
    // 90 · 72 / 72 = 90 for a man, 76.5 for a woman.
    near(&cockcroft_gault(&CockcroftGault { function: of, weight_kg: 72.0 }).unwrap(), 90.0);
}

#[test]
fn units_change_nothing() {
    let in_mg = meld(&patient("2 mg/dL", 1.3, "1.5 mg/dL")).unwrap();
    let in_umol = meld(&patient("34.2 umol/L", 1.3, "132.6 umol/L")).unwrap();
    assert!((in_mg.value - in_umol.value).abs() < 1e-12);
    assert_eq!(in_umol.inputs[0].value, "34.2 umol/L", "what was given is what is stored");
}

#[test]
fn what_cannot_be_is_refused_with_field_and_value() {
    let wrong = |r: Result<Score, OutOfRange>| r.map_err(|e| (e.field, e.value)).unwrap_err();
    assert_eq!(wrong(meld(&patient("900 mg/dL", 1.3, "1 mg/dL"))), ("bilirubin", "900 mg/dL".to_owned()));
    assert_eq!(wrong(meld(&patient("2 kg", 1.3, "1 mg/dL"))), ("bilirubin", "2 kg".to_owned()));
    assert_eq!(wrong(meld(&patient("2 mg/dL", 0.0, "1 mg/dL"))), ("inr", "0".to_owned()));
    assert_eq!(wrong(meld(&patient("2 mg/dL", f64::NAN, "1 mg/dL"))), ("inr", "NaN".to_owned()));
    assert_eq!(wrong(meld(&patient("2 mg/dL", 1.3, "-1 mg/dL"))), ("creatinine", "-1 mg/dL".to_owned()));
    assert_eq!(wrong(meld_na_2016(&patient("2 mg/dL", 1.3, "1 mg/dL"), 13.0)), ("sodium", "13 mmol/L".to_owned()));
    let tall = KidneyDonor { height_cm: 1.7, ..kidney_donor() };
    let refused = kdri_2024(&tall).unwrap_err();
    assert_eq!((refused.field, refused.expected.as_str()), ("height", "30 to 260 cm"));
}

#[test]
fn worse_values_never_lower_a_score() {
    let mut last = (0.0, 0.0, 0.0);
    for step in 1..=60 {
        let creatinine = f64::from(step) / 10.0;
        let of = patient("3 mg/dL", 1.5, &format!("{creatinine} mg/dL"));
        let (a, b) = (meld(&of).unwrap().value, meld_na_2016(&of, 130.0).unwrap().value);
        let donor = KidneyDonor { creatinine: q(&format!("{creatinine} mg/dL")), ..kidney_donor() };
        let c = kdri_2018(&donor, Race::Other, No).unwrap().value;
        assert!(a >= last.0 && b >= last.1 && c >= last.2, "at {creatinine} mg/dL");
        last = (a, b, c);
        let function = KidneyFunction { creatinine: of.creatinine, age_years: 50.0, sex: Sex::Male };
        let more = KidneyFunction { creatinine: q(&format!("{} mg/dL", f64::from(step + 1) / 10.0)), ..function };
        assert!(ckd_epi_2021(&more).unwrap().value < ckd_epi_2021(&function).unwrap().value);
    }
    let percentile = |n: i32| kdpi_2018_of(f64::from(n) / 100.0).unwrap().points;
    assert!((0..470).all(|n| percentile(n) <= percentile(n + 1)));
}

#[test]
fn a_stored_score_says_by_which_rule_and_table_it_was_computed() {
    let score = kdpi_2018(&kidney_donor(), Race::Other, No).unwrap();
    let stored = serde_json::to_string(&score).unwrap();
    assert!(stored.contains(r#""name":"kdpi_2018","version":"Rao 2009, OPTN","table_year":2018"#), "{stored}");
    assert_eq!(serde_json::from_str::<Score>(&stored).unwrap(), score);
    let mut codes: Vec<&str> = Formula::ALL.iter().map(|f| f.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Formula::ALL.len());
}

fn eurotransplant_donor() -> EurotransplantLiverDonor {
    EurotransplantLiverDonor {
        age_years: 39,
        death: DonorDeath::Trauma,
        circulatory_death: No,
        split: No,
        sharing: Sharing::Local,
        cold_hours: 8.0,
        ggt_u_l: 50.0,
        rescue: No,
    }
}

#[test]
fn the_eurotransplant_index_is_what_the_hand_gives() {
    let donor = eurotransplant_donor();
    near(&et_dri(&donor).unwrap(), 1.0);
    // exp(0.960 · (0.424 + 0.06)) = exp 0.46464.
    near(&et_dri(&EurotransplantLiverDonor { age_years: 65, cold_hours: 14.0, ..donor }).unwrap(), 1.5914);
    // exp 0.411.
    near(&et_dri(&EurotransplantLiverDonor { age_years: 25, circulatory_death: Yes, ..donor }).unwrap(), 1.5083);
    // exp(0.422 + 0.960 · 0.105) = exp 0.5228.
    let regional = EurotransplantLiverDonor { split: Yes, sharing: Sharing::Regional, ..donor };
    near(&et_dri(&regional).unwrap(), 1.6867);
    // exp(0.960 · 0.145 + 0.06 · 3 + 0.18) = exp 0.4992.
    let rescued = EurotransplantLiverDonor { death: DonorDeath::Stroke, ggt_u_l: 350.0, rescue: Yes, ..donor };
    near(&et_dri(&rescued).unwrap(), 1.6474);
    assert_eq!(et_dri(&EurotransplantLiverDonor { ggt_u_l: 0.0, ..donor }).unwrap_err().field, "ggt");
}

#[test]
fn nankivell_is_what_the_hand_gives() {
    let of = Nankivell {
        creatinine: q("100 umol/L"),
        urea: q("8 mmol/L"),
        weight_kg: 70.0,
        height_cm: 175.0,
        sex: Sex::Male,
    };
    // 67 + 17.5 − 4 − 32.6531 + 35.
    near(&nankivell(&of).unwrap(), 82.8469);
    // Ten less for a woman; mg/dL gives the same as µmol/L.
    near(&nankivell(&Nankivell { sex: Sex::Female, ..of }).unwrap(), 72.8469);
    let american = Nankivell { creatinine: q("1.131222 mg/dL"), ..of };
    near(&nankivell(&american).unwrap(), 82.8469);
    assert_eq!(nankivell(&Nankivell { urea: q("8 mg/dL"), ..of }).unwrap_err().field, "urea");
}
