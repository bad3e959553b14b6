//! Sizes of donor and recipient: ratios against values reckoned by hand, and every rule with a case that holds, one that is
//! broken, and one it cannot or need not tell.

use codes::Sex;
use codes::organ::Organ;
use domain::registry::rules::SIZE;
use domain::registry::size::{Build, Lies, SizeMeasure, Sizing, shown};
use law::param::{SizeBand, SizeOf};
use law::{Answer, Severity};

use crate::world::{calvane, day};

const MAN: Build = Build { sex: Some(Sex::Male), age_years: Some(40), weight_g: Some(80_000), height_mm: Some(1_800) };
const WOMAN: Build =
    Build { sex: Some(Sex::Female), age_years: Some(50), weight_g: Some(60_000), height_mm: Some(1_650) };
const CHILD: Build =
    Build { sex: Some(Sex::Female), age_years: Some(6), weight_g: Some(20_000), height_mm: Some(1_150) };

fn sizing(organ: Organ, donor: Build, recipient: Build) -> Sizing {
    Sizing { organ, donor, recipient, graft_g: None }
}

fn ratio(sizing: &Sizing, measure: SizeMeasure) -> u32 {
    sizing.ratio(measure).0.unwrap()
}

#[test]
fn ratios_are_what_the_hand_gives() {
    let pair = sizing(Organ::LungBoth, WOMAN, MAN);
    assert_eq!(ratio(&pair, SizeMeasure::Weight), 750);
    assert_eq!(ratio(&pair, SizeMeasure::Height), 917);
    // 6.60 · 1.65 − 5.79 = 5.1 over 7.99 · 1.80 − 7.08 = 7.302.
    assert_eq!(ratio(&pair, SizeMeasure::LungCapacity), 698);
    let marked = |measure| domain::registry::size::evidence(measure).needs_mark();
    assert!(marked(SizeMeasure::LungCapacity) && marked(SizeMeasure::HeartMass) && !marked(SizeMeasure::Weight));
    // 6.82 · 1.65^0.54 · 60^0.61 + 10.59 · 50^−0.32 · 1.65^1.135 · 60^0.315 = 108.6 + 19.4 over
    // 8.25 · 1.80^0.54 · 80^0.61 + 11.25 · 40^−0.32 · 1.80^1.135 · 80^0.315 = 164.1 + 26.8.
    let heart = ratio(&sizing(Organ::Heart, WOMAN, MAN), SizeMeasure::HeartMass);
    assert!((660..=680).contains(&heart), "{heart}");
    let part = Sizing { graft_g: Some(280), ..sizing(Organ::LiverLeft, WOMAN, MAN) };
    // 280 g of 80 kg: 0.35 %.
    assert_eq!(ratio(&part, SizeMeasure::GraftWeight), 4);
    assert_eq!(
        (shown(SizeMeasure::GraftWeight, 8), shown(SizeMeasure::Weight, 1_250)),
        ("0.8 %".into(), "1.25".into())
    );
}

#[test]
fn a_missing_value_is_named_and_an_equation_for_adults_says_nothing_of_a_child() {
    let tall = Build { height_mm: None, ..MAN };
    let (none, missing) = sizing(Organ::LungBoth, MAN, tall).ratio(SizeMeasure::LungCapacity);
    assert_eq!((none, missing), (None, vec!["recipient_height".to_owned()]));
    let (none, missing) = sizing(Organ::LungBoth, CHILD, MAN).ratio(SizeMeasure::LungCapacity);
    assert_eq!((none, missing), (None, vec!["donor_age".to_owned()]));
    let (none, missing) = sizing(Organ::LiverLeft, MAN, MAN).ratio(SizeMeasure::GraftWeight);
    assert_eq!((none, missing), (None, vec!["graft_weight".to_owned()]));
}

/// What each rule says, in order: REG-042 to REG-045.
fn said(sizing: &Sizing) -> Vec<&'static str> {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let broken = |rule: &&law::Rule<Sizing>| matches!((rule.check)(sizing, &law), Ok(Answer::Broken(_)));
    SIZE.iter().filter(|rule| broken(rule)).map(|rule| rule.code).collect()
}

#[test]
fn the_size_that_is_permitted_holds_is_broken_and_cannot_be_told() {
    let part = |graft_g| Sizing { graft_g, ..sizing(Organ::LiverLeft, MAN, WOMAN) };
    // 600 g of 60 kg is 1 %, 300 g is 0.5 %.
    assert!(said(&part(Some(600))).is_empty());
    assert_eq!(said(&part(Some(300))), ["REG-042"]);
    assert_eq!(said(&part(None)), ["REG-045"]);
    assert_eq!(said(&Sizing { graft_g: Some(600), ..sizing(Organ::LiverLeft, MAN, Build::default()) }), ["REG-045"]);
    // A whole kidney between adults: nothing is compared.
    assert!(said(&sizing(Organ::KidneyL, Build::default(), Build::default())).is_empty());
}

#[test]
fn the_size_that_is_recommended_holds_is_broken_and_cannot_be_told() {
    assert!(said(&sizing(Organ::Heart, MAN, MAN)).is_empty());
    assert_eq!(said(&sizing(Organ::Heart, WOMAN, MAN)), ["REG-043"]);
    assert_eq!(said(&sizing(Organ::Heart, Build { age_years: None, ..MAN }, MAN)), ["REG-044"]);
    // 500 g of 80 kg is 0.6 %: permitted, and not recommended.
    assert_eq!(said(&Sizing { graft_g: Some(500), ..sizing(Organ::LiverLeft, MAN, MAN) }), ["REG-043"]);
}

#[test]
fn children_have_bands_of_their_own() {
    // An adult's kidney for a child of 20 kg: 4.0, and of 12 kg: 6.67.
    assert!(said(&sizing(Organ::KidneyR, MAN, CHILD)).is_empty());
    let small = Build { weight_g: Some(12_000), ..CHILD };
    assert_eq!(said(&sizing(Organ::KidneyR, MAN, small)), ["REG-043"]);
    assert_eq!(said(&sizing(Organ::KidneyR, MAN, Build { weight_g: None, ..CHILD })), ["REG-044"]);
    // A heart four times the weight stops; a child's heart for a child of the same size does not.
    assert_eq!(said(&sizing(Organ::Heart, MAN, CHILD)), ["REG-042"]);
    assert!(said(&sizing(Organ::Heart, CHILD, CHILD)).is_empty());
    assert_eq!(said(&sizing(Organ::Heart, CHILD, Build { weight_g: None, ..CHILD })), ["REG-045"]);
}

#[test]
fn a_law_that_is_silent_cannot_tell_and_the_floor_compares_nothing() {
    let heart = sizing(Organ::Heart, WOMAN, MAN);
    let floor = crate::world::floor();
    let who = floor.0.on(day("2026-11-21"));
    assert!(SIZE.iter().all(|rule| (rule.check)(&heart, &who) == Ok(Answer::Holds)));
    let early = calvane();
    let before = early.on(day("2009-06-01"));
    assert!(SIZE.iter().all(|rule| (rule.check)(&heart, &before).is_err()), "before the order there is no value");
    let weights: Vec<Severity> = SIZE.iter().map(|rule| rule.severity).collect();
    assert_eq!(weights, [Severity::Stop, Severity::Ask, Severity::Ask, Severity::Stop]);
}

#[test]
fn a_ratio_lies_at_the_bound_within_and_beyond_it_without() {
    let band = SizeBand {
        organs: vec![Organ::Heart],
        measure: SizeMeasure::Weight,
        of: SizeOf::Everybody,
        asks_below: Some(800),
        asks_above: Some(2_000),
        stops_below: Some(600),
        stops_above: None,
    };
    let of = |donor_g: u32| {
        let donor = Build { weight_g: Some(donor_g), ..MAN };
        let recipient = Build { weight_g: Some(100_000), ..MAN };
        sizing(Organ::Heart, donor, recipient).judged(std::slice::from_ref(&band))[0].lies
    };
    assert_eq!([of(80_000), of(79_900), of(60_000), of(59_900)], [Lies::Within, Lies::Asks, Lies::Asks, Lies::Stops]);
    assert_eq!([of(200_000), of(200_100)], [Lies::Within, Lies::Asks]);
}
