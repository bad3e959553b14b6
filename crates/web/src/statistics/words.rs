//! Words and numbers that all pages of figures share.

use codes::Country;
use domain::statistics::{Denominator, Group, Key, Measure, PerMillion, Source, Term};
use maud::{Markup, html};

use crate::desk::Desk;
use crate::look::Link;
use crate::look::list::tabs;

fn hyphens(code: &str) -> String {
    code.replace('_', "-")
}

/// What is counted, of which organ: "Organs grafted: kidney".
pub(super) fn term(desk: &Desk, (measure, organ): Term) -> String {
    let measure = desk.say(&format!("measure-{}", hyphens(measure.code())));
    if organ == Group::All {
        return measure;
    }
    desk.say_with("figure-of", &[("measure", measure.into()), ("organ", group(desk, organ).into())])
}

pub(super) fn group(desk: &Desk, organ: Group) -> String {
    desk.say(&format!("group-{}", hyphens(organ.code())))
}

pub(super) fn of_key(desk: &Desk, key: Key) -> String {
    term(desk, (key.measure, key.organ))
}

pub(super) fn source(desk: &Desk, source: Source) -> String {
    desk.say(&format!("source-{}", hyphens(source.code())))
}

pub(crate) fn country(desk: &Desk, country: Country) -> String {
    let key = format!("country-{}", country.code().to_ascii_lowercase());
    if desk.app.words.has("en", &key) { desk.say(&key) } else { country.code().to_owned() }
}

/// A count: whole where it is, with two decimals where somebody filled it in.
pub(super) fn count(value: f64) -> String {
    if value.fract().abs() < 0.0005 { grouped(value.round() as i64) } else { format!("{value:.2}") }
}

/// A whole number with narrow blanks between thousands, read alike in every language.
pub(super) fn grouped(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    if value < 0 { format!("\u{2212}{out}") } else { out }
}

/// A difference with its sign.
pub(super) fn signed(value: f64) -> String {
    if value.abs() < 0.0005 {
        return "0".to_owned();
    }
    let size = count(value.abs());
    if value < 0.0 { format!("\u{2212}{size}") } else { format!("+{size}") }
}

pub(super) fn rate(of: &PerMillion) -> String {
    format!("{}.{:02}", of.hundredths / 100, of.hundredths % 100)
}

/// A number in a cell.
pub(super) fn cell(text: &str) -> Markup {
    html! { bdi dir="ltr" { (text) } }
}

/// The people something is divided by, with year and who counted them.
pub(super) fn denominator(desk: &Desk, of: &Denominator) -> Markup {
    let who = of.source.map_or_else(|| desk.say("source-profile"), |s| source(desk, s));
    let values = [("year", of.year.to_string().into()), ("source", who.into())];
    html! { (cell(&grouped(of.people))) " " span.under { (desk.say_with("figures-people-of", &values)) } }
}

/// The tabs of all pages of figures.
pub(crate) fn pages(desk: &Desk, here: &str) -> Markup {
    let all = [
        ("/figures", "figures-tab-own"),
        ("/figures/compare", "figures-tab-compare"),
        ("/figures/self-sufficiency", "figures-tab-sufficiency"),
        ("/figures/rejections", "figures-tab-rejections"),
        ("/figures/oversight", "figures-tab-oversight"),
        ("/figures/references", "figures-tab-references"),
    ];
    let all: Vec<Link> = all.iter().map(|(href, key)| Link::new(*href, desk.say(key))).collect();
    tabs(&desk.say("figures-tabs"), &all, here)
}

/// What can be asked for, in order of reading.
pub(super) const ASKED: [Term; 14] = [
    (Measure::DeceasedDonors, Group::All),
    (Measure::DeceasedDonorsDbd, Group::All),
    (Measure::DeceasedDonorsDcd, Group::All),
    (Measure::UtilisedDonors, Group::All),
    (Measure::LivingDonors, Group::All),
    (Measure::Transplants, Group::All),
    (Measure::Transplants, Group::Kidney),
    (Measure::TransplantsLiving, Group::Kidney),
    (Measure::TransplantsDeceased, Group::Kidney),
    (Measure::Transplants, Group::Liver),
    (Measure::Transplants, Group::Heart),
    (Measure::Transplants, Group::Lung),
    (Measure::Transplants, Group::Pancreas),
    (Measure::CandidatesAdded, Group::All),
];

#[cfg(test)]
mod tests {
    use super::{count, grouped, signed};

    #[test]
    fn numbers_are_written_alike_in_every_language() {
        assert_eq!(grouped(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!((grouped(999), grouped(0)), ("999".to_owned(), "0".to_owned()));
        assert_eq!((count(7680.5), count(12.0)), ("7680.50".to_owned(), "12".to_owned()));
        assert_eq!(
            (signed(-17.0), signed(17.0), signed(0.0)),
            ("\u{2212}17".to_owned(), "+17".to_owned(), "0".to_owned())
        );
    }
}
