//! The same figures as files that spreadsheets open; codes instead of words, so that programs read them too.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use codes::Country;
use domain::statistics::{Compared, Denominator, PerMillion, Side};
use service::{Beside, Reconciled};

/// A file of text.
pub(super) fn file(name: &str, text: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, text.to_owned()).into_response()
}

fn line(cells: &[String]) -> String {
    format!("{}\r\n", cells.join(","))
}

/// The first line of a reconciliation.
pub(super) fn heading() -> String {
    let names = [
        "country",
        "year",
        "finding",
        "left_source",
        "left_terms",
        "left",
        "right_source",
        "right_terms",
        "right",
        "difference",
        "explained",
    ];
    line(&names.map(str::to_owned))
}

fn terms(side: &Side) -> String {
    let all: Vec<String> = side.terms.iter().map(|(m, o)| format!("{}.{}", m.code(), o.code())).collect();
    all.join("+")
}

/// Every difference of a country, then what does not hold within one source, then what is hidden and told all the same.
#[must_use]
pub fn reconciled(found: &Reconciled) -> String {
    let mut out = heading();
    let country = found.country.to_string();
    for d in &found.differences {
        out.push_str(&line(&[
            country.clone(),
            d.year.to_string(),
            "difference".to_owned(),
            d.left.source.code().to_owned(),
            terms(&d.left),
            d.left.value.to_string(),
            d.right.source.code().to_owned(),
            terms(&d.right),
            d.right.value.to_string(),
            d.difference.to_string(),
            d.explained.code().to_owned(),
        ]));
    }
    for i in &found.inconsistent {
        let what = format!("{}.{}", i.key.measure.code(), i.key.organ.code());
        out.push_str(&line(&[
            country.clone(),
            i.key.year.to_string(),
            i.flag.code().to_owned(),
            i.source.code().to_owned(),
            what,
            i.says.to_string(),
            String::new(),
            String::new(),
            i.follows.to_string(),
            (i.says - i.follows).to_string(),
            String::new(),
        ]));
    }
    for (source, place, key, _) in &found.hidden_told {
        let what = format!("{}.{}", key.measure.code(), key.organ.code());
        let mut cells =
            vec![place.clone(), key.year.to_string(), "hidden_told".to_owned(), source.code().to_owned(), what];
        cells.resize(11, String::new());
        out.push_str(&line(&cells));
    }
    out
}

/// One figure of all countries.
pub(super) fn compared(beside: &Beside, own: Country) -> String {
    let names = [
        "country",
        "year",
        "measure",
        "organ",
        "count",
        "people",
        "people_year",
        "people_source",
        "per_million",
        "source",
        "as_of",
        "quality",
    ];
    let key = beside.key;
    let row = |country: Country, rate: &PerMillion, source: &str, as_of: String, quality: &str| {
        let Denominator { people, year, source: counted } = &rate.denominator;
        let who = counted.map_or("profile", domain::statistics::Source::code);
        let (measure, organ) = (key.measure.code().to_owned(), key.organ.code().to_owned());
        let first = [country.to_string(), key.year.to_string(), measure, organ, rate.count.to_string()];
        let rest = [people.to_string(), year.to_string(), who.to_owned(), super::words::rate(rate)];
        let last = [source.to_owned(), as_of, quality.to_owned()];
        line(&first.into_iter().chain(rest).chain(last).collect::<Vec<_>>())
    };
    let mut out = line(&names.map(str::to_owned));
    if let Some(rate) = &beside.own {
        out.push_str(&row(own, rate, "own", beside.own_as_of.to_string(), "reported"));
    }
    for Compared { country, rate, source, as_of, quality } in &beside.lines {
        out.push_str(&row(*country, rate, source.code(), as_of.to_string(), quality.code()));
    }
    out
}
