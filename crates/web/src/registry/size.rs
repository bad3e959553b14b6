//! Sizes of donor and recipient with their bands, on every page on which a graft is planned or begun.

use domain::registry::size::{Judged, Lies, evidence, shown};
use maud::{Markup, html};

use crate::desk::Desk;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{TagKind, tag};

/// The ratios with the bounds of the country; nothing where it compares none.
pub(crate) fn sizes(desk: &Desk, judged: &[Judged]) -> Markup {
    html! {
        @if !judged.is_empty() {
            (table(&Table {
                title: Some(desk.say("sizes-title")),
                caption: None,
                main: false,
                columns: ["size-measure", "size-ratio", "size-band", "size-lies"]
                    .iter().map(|key| Column::words(desk.say(key))).collect(),
                rows: judged.iter().map(|one| row(desk, one)).collect(),
                empty: html! {},
                phone: Phone::Stack,
            }))
        }
    }
}

fn row(desk: &Desk, one: &Judged) -> Vec<Markup> {
    let missing: Vec<String> = one.missing.iter().map(|value| desk.term(value)).collect();
    let missing = missing.join(&desk.say("list-comma"));
    vec![
        html! {
            (desk.term(one.measure.code()))
            @if evidence(one.measure).needs_mark() { br; (tag(TagKind::LookAgain, &desk.say("unconfirmed-mark"))) }
        },
        html! {
            @match one.ratio_per_mille {
                Some(ratio) => b { bdi dir="ltr" { (shown(one.measure, ratio)) } },
                None => (desk.say_with("size-untold", &[("missing", missing.into())])),
            }
        },
        html! {
            (bounds(desk, one, "size-recommended", (one.band.asks_below, one.band.asks_above)))
            @if one.band.has_stop() {
                br; (bounds(desk, one, "size-permitted", (one.band.stops_below, one.band.stops_above)))
            }
        },
        match one.lies {
            Lies::Within => tag(TagKind::Done, &desk.say("size-within")),
            Lies::Asks => tag(TagKind::LookAgain, &desk.say("size-asks")),
            Lies::Stops => tag(TagKind::Stops, &desk.say("size-stops")),
            Lies::Untold => tag(TagKind::LookAgain, &desk.say("size-cannot-tell")),
        },
    ]
}

fn bounds(desk: &Desk, one: &Judged, key: &str, (below, above): (Option<u32>, Option<u32>)) -> Markup {
    let bound = |bound: Option<u32>| bound.map_or_else(|| "…".to_owned(), |b| shown(one.measure, b));
    html! {
        @if below.is_some() || above.is_some() {
            (desk.say(key)) " " bdi dir="ltr" { (bound(below)) " – " (bound(above)) }
        }
    }
}
