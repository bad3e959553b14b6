//! Figures: rates, sums that must hold, sources beside each other, small numbers kept back.

use codes::{Country, Jurisdiction};
use domain::statistics::{
    Denominator, Explained, Figure, Flag, Group, Key, Measure, PerMillion, Quality, Reference, SMALLEST, Source,
    compare, hidden_told, inconsistencies, newest, of_country, reconcile, suppress,
};
use jiff::civil::{Date, date};

const DAY: Date = date(2024, 5, 1);

fn country(code: &str) -> Country {
    code.parse().unwrap()
}

fn figure(source: Source, place: &str, measure: Measure, organ: Group, count: Option<i64>) -> Reference {
    let key = Key { year: 2021, measure, organ };
    let quality = if count.is_some() { Quality::Reported } else { Quality::Suppressed };
    let place: Jurisdiction = place.parse().unwrap();
    Reference { source, as_of: DAY, figure: Figure { place, key, milli: count.map(|c| c * 1000), quality } }
}

fn godt(measure: Measure, organ: Group, count: i64) -> Reference {
    figure(Source::Godt, "NL", measure, organ, Some(count))
}

fn hrsa(measure: Measure, organ: Group, count: i64) -> Reference {
    figure(Source::Hrsa, "NL", measure, organ, Some(count))
}

#[test]
fn a_rate_is_rounded_half_up_and_keeps_what_it_was_divided_by() {
    let of = |count: f64, people: i64| {
        PerMillion::of(count, Denominator { people, year: 2021, source: None }).map(|r| r.hundredths)
    };
    assert_eq!(of(13_863.0, 332_900_000), Some(4164));
    // 1 of 8 million is 0.125: half up.
    assert_eq!(of(1.0, 8_000_000), Some(13));
    assert_eq!(of(0.0, 1), Some(0));
    assert_eq!(of(7_680.5, 1_000_000), Some(768_050));
    assert_eq!((of(1.0, 0), of(-1.0, 5), of(f64::NAN, 5)), (None, None, None));
}

#[test]
fn a_newer_file_supersedes_figure_by_figure() {
    let old = godt(Measure::Transplants, Group::Kidney, 10);
    let other = godt(Measure::Transplants, Group::Liver, 4);
    let new = Reference { as_of: date(2025, 1, 1), ..godt(Measure::Transplants, Group::Kidney, 12) };
    let kept = newest(vec![old, new.clone(), other.clone()]);
    assert_eq!(kept, vec![new, other]);
}

#[test]
fn sums_that_hold_raise_nothing_and_those_that_do_not_are_shown() {
    let mut figures = vec![
        godt(Measure::DeceasedDonors, Group::All, 30),
        godt(Measure::DeceasedDonorsDbd, Group::All, 20),
        godt(Measure::DeceasedDonorsDcd, Group::All, 10),
        godt(Measure::UtilisedDonors, Group::All, 30),
    ];
    assert_eq!(inconsistencies(&figures), vec![]);
    figures[2] = godt(Measure::DeceasedDonorsDcd, Group::All, 11);
    figures[3] = godt(Measure::UtilisedDonors, Group::All, 31);
    let flags: Vec<(Flag, f64, f64)> = inconsistencies(&figures).iter().map(|i| (i.flag, i.says, i.follows)).collect();
    assert_eq!(flags, [(Flag::SumDiffers, 30.0, 31.0), (Flag::MoreUsedThanActual, 31.0, 30.0)]);
    // A part that was not reported is not nought.
    figures.remove(2);
    figures.remove(2);
    assert_eq!(inconsistencies(&figures), vec![]);
}

#[test]
fn a_fraction_of_a_person_is_shown_as_filled_in() {
    let mut half = godt(Measure::Transplants, Group::SmallBowel, 0);
    half.figure.milli = Some(500);
    half.figure.quality = Quality::Imputed;
    let found = inconsistencies(&[half]);
    assert_eq!((found[0].flag, found[0].says), (Flag::FilledIn, 0.5));
}

#[test]
fn sources_are_laid_beside_each_other_with_the_reason() {
    let figures = [
        godt(Measure::DeceasedDonors, Group::All, 300),
        hrsa(Measure::DeceasedDonors, Group::All, 300),
        godt(Measure::Transplants, Group::Kidney, 500),
        hrsa(Measure::RecipientsDeceased, Group::Kidney, 400),
        hrsa(Measure::RecipientsLiving, Group::Kidney, 80),
        hrsa(Measure::RecipientsDeceased, Group::KidneyPancreas, 15),
        hrsa(Measure::CandidatesAdded, Group::All, 700),
        hrsa(Measure::RegistrationsAdded, Group::All, 720),
    ];
    let found: Vec<(Explained, f64)> = reconcile(&figures).iter().map(|d| (d.explained, d.difference)).collect();
    assert_eq!(
        found,
        [
            (Explained::SameDefinition, 0.0),
            (Explained::IncludesKidneyPancreas, 5.0),
            (Explained::PeopleAndEntries, -20.0)
        ]
    );
    // With one side missing there is nothing to lay beside.
    assert_eq!(reconcile(&figures[..1]).len(), 0);
    assert_eq!(reconcile(&figures[2..5]).len(), 0);
}

#[test]
fn every_pair_of_populations_is_laid_beside_each_other_once() {
    let people = |source| figure(source, "NL", Measure::Population, Group::All, Some(17_000_000));
    let found = reconcile(&[people(Source::Godt), people(Source::WorldBank)]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].left.source, found[0].explained), (Source::Godt, Explained::CountedByOthers));
}

#[test]
fn one_hidden_part_is_told_by_the_others_and_two_are_not() {
    let part = |place: &str, count| figure(Source::Hrsa, place, Measure::DeceasedDonors, Group::Kidney, count);
    let mut figures = vec![part("NL", Some(10)), part("NL-A", Some(6)), part("NL-B", Some(3)), part("NL-C", None)];
    let told = hidden_told(&figures, country("NL"));
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].1.to_string(), told[0].3), ("NL-C".to_owned(), 1.0));
    figures[2] = part("NL-B", None);
    assert_eq!(hidden_told(&figures, country("NL")), vec![]);
    assert_eq!(hidden_told(&figures[1..], country("NL")), vec![]);
    assert_eq!(of_country(&figures, country("NL")).len(), 1);
}

#[test]
fn a_count_is_divided_by_its_own_population_unless_another_is_asked_for() {
    let figures = [
        godt(Measure::Transplants, Group::Kidney, 500),
        figure(Source::Godt, "NL", Measure::Population, Group::All, Some(10_000_000)),
        figure(Source::WorldBank, "NL", Measure::Population, Group::All, Some(20_000_000)),
        figure(Source::Hrsa, "BE", Measure::Transplants, Group::Kidney, Some(100)),
        figure(Source::Hrsa, "NL-A", Measure::Transplants, Group::Kidney, Some(100)),
    ];
    let key = figures[0].figure.key;
    let rates =
        |by| compare(&figures, key, by).iter().map(|c| (c.country.code(), c.rate.hundredths)).collect::<Vec<_>>();
    // A part of a country and a country without population have no line.
    assert_eq!(rates(None), [("NL", 5000)]);
    assert_eq!(rates(Some(Source::WorldBank)), [("NL", 2500)]);
    assert_eq!(rates(Some(Source::Hrsa)), []);
}

#[test]
fn small_numbers_are_hidden_with_enough_others() {
    let shown = |parts: &[i64]| {
        let s = suppress(parts);
        (s.total, s.parts)
    };
    assert_eq!(shown(&[10, 20, 0]), (Some(30), vec![Some(10), Some(20), Some(0)]));
    assert_eq!(shown(&[3, 20, 9]), (Some(32), vec![None, Some(20), None]));
    assert_eq!(shown(&[1, 1, 30]), (Some(32), vec![None, None, None]));
    assert_eq!(shown(&[3, 4, 30]), (Some(37), vec![None, None, Some(30)]));
    assert_eq!(shown(&[2, 0]), (None, vec![None, Some(0)]));
    assert_eq!(shown(&[]), (Some(0), vec![]));
}

#[test]
fn no_hidden_number_follows_from_what_is_shown() {
    for a in 0..12 {
        for b in 0..12 {
            for c in 0..12 {
                let parts = [a, b, c];
                let shown = suppress(&parts);
                assert!(shown.parts.iter().flatten().all(|n| *n == 0 || *n >= SMALLEST), "{parts:?}");
                let hidden: Vec<i64> =
                    parts.iter().zip(&shown.parts).filter(|(_, s)| s.is_none()).map(|(n, _)| *n).collect();
                if shown.total.is_some() && !hidden.is_empty() {
                    assert!(hidden.len() > 1 && hidden.iter().sum::<i64>() >= SMALLEST, "{parts:?}");
                }
            }
        }
    }
}
