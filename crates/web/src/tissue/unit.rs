//! The page of a unit: what came in and where it went, as bars and as a table; its origin, its codes, what may be done.

use axum::extract::Path;
use codes::ids::{CentreId, TissueId};
use codes::{Happened, Quantity};
use domain::access::Permission;
use domain::tissue::{Leaving, Origin, Passage, TissueUnit, Trail};
use maud::{Markup, html};
use service::tissue::UnitPage;

use super::amount;
use super::desk::standing;
use crate::ask::{id, may};
use crate::desk::Desk;
use crate::look::button::{Weight, go, row, submit};
use crate::look::frame::sheet;
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::notice;
use crate::look::picture::Twin;
use crate::look::picture::rate_bars::{RateBar, RateBars, Whose, rate_bars};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id};
use crate::trouble::Answer;

/// `GET /tissues/{tissue}`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    let number: TissueId = id("unit", &number)?;
    let page = desk.app.service.tissue_unit(desk.access()?, number).await?;
    let unit = &page.unit;
    let values = [("kind", desk.term(unit.entered.kind.code()).into()), ("left", amount(&desk, unit.left()).into())];
    let title = desk.say_with(&format!("tissue-title-{}", unit.standing(page.on).code()), &values);
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/tissues", desk.say("tissue-back"))],
            here: Some(code_id(&number.to_string())),
            title: Some(html! { (title) }),
            under: None,
            aside: Some(standing(&desk, unit, page.on)),
        }))
        (recall(&desk, unit))
        (balance(&desk, &page))
        (passages(&desk, &page))
        (summary(&desk, &page))
        (next(&desk, unit))
    };
    Ok(desk.page(&title, "/tissues", &body))
}

fn recall(desk: &Desk, unit: &TissueUnit) -> Markup {
    let Some(stands) = unit.recalled() else { return html! {} };
    let reason = desk.term(&stands.reason);
    let since = [("at", desk.instant(stands.at).into()), ("reason", reason.clone().into())];
    html! {
        (notice(TagKind::Stops, &html! { (desk.say_with("tissue-recall-since", &since)) }))
        @if stands.part_of.is_some() {
            p {
                (desk.say("tissue-recall-of-donor")) " "
                @if may(desk, Permission::ReadRecall) {
                    (Link::new("/vigilance/recalls".to_owned(), desk.say("recalls-title")).markup())
                }
            }
        } @else if may(desk, Permission::RecallTissue) {
            form method="post" action={ "/tissues/" (unit.id) "/lift" } {
                (desk.marks())
                p { (desk.say_with("tissue-lift-text", &[("reason", reason.into())])) }
                (submit(Weight::Other, &desk.say("tissue-step-lift"), None))
            }
        }
    }
}

/// What left the unit, each way once, in the unit of measure in which it came.
fn went(unit: &TissueUnit) -> Vec<(&'static str, Quantity)> {
    let mut ways: Vec<(&'static str, Quantity)> = Vec::new();
    for (taken, _) in unit.taken().filter(|(t, _)| t.amount.unit == unit.entered.amount.unit) {
        let way = taken.leaving.code();
        match ways.iter_mut().find(|(known, _)| *known == way) {
            Some((_, sum)) => *sum = sum.plus(taken.amount).unwrap_or(*sum),
            None => ways.push((way, taken.amount)),
        }
    }
    ways
}

fn balance(desk: &Desk, page: &UnitPage) -> Markup {
    let unit = &page.unit;
    let figure = |q: Quantity| f64::try_from(q.value).unwrap_or(0.0);
    let bar = |name: String, q: Quantity, whose| {
        let says = q.value.normalize().to_string();
        RateBar { name, value: figure(q), says, whose }
    };
    let ways = went(unit);
    let (came, left) = (unit.entered.amount, unit.left());
    let mut bars = vec![bar(desk.say("tissue-came-in"), came, Whose::Other)];
    bars.extend(ways.iter().map(|(way, q)| bar(desk.say(&format!("tissue-went-{way}")), *q, Whose::Other)));
    bars.push(bar(desk.say("tissue-left"), left, Whose::Own));
    let lines: Vec<String> = ways
        .iter()
        .map(|(way, q)| format!("{}: {}.", desk.say(&format!("tissue-went-{way}")), amount(desk, *q)))
        .collect();
    let values =
        [("came", amount(desk, came).into()), ("lines", lines.join(" ").into()), ("left", amount(desk, left).into())];
    let twin = Twin {
        id: "balance".to_owned(),
        title: desk.say("tissue-balance"),
        desc: desk.say_with("tissue-balance-desc", &values).replace(['\u{2068}', '\u{2069}'], ""),
    };
    let measure = desk.term(domain::tissue::measure(came.unit));
    html! {
        section.panel.sheet {
            h2 { (desk.say("tissue-balance")) " (" (measure) ")" }
            (rate_bars(&RateBars { bars, twin }, desk.dir()))
        }
    }
}

/// What was believed before a correction; it stays readable.
fn believed(desk: &Desk, reason: &str, at: jiff::Timestamp, was: Markup) -> Markup {
    let values = [("at", desk.instant(at).into()), ("reason", desk.term(reason).into())];
    html! { p.under { (desk.say_with("tissue-believed", &values)) " " s { (was) } } }
}

fn where_to(desk: &Desk, page: &UnitPage, passage: &Passage) -> (String, String, Markup) {
    let centre = |id: CentreId| page.centres.get(&id.to_string()).cloned().unwrap_or_else(|| id.to_string());
    let went = |way: &str| desk.say(&format!("tissue-went-{way}"));
    match passage {
        Passage::Stored(s) => {
            (went("stored"), String::new(), html! { bdi { (centre(s.centre)) } ", " bdi { (s.place) } })
        }
        Passage::Issued(i) => (went("issued"), String::new(), html! { bdi { (centre(i.to)) } }),
        Passage::Taken(t) => {
            let to = match &t.leaving {
                Leaving::Made { into, .. } => {
                    html! { @for id in into { a href={ "/tissues/" (id) } { (code_id(&id.to_string())) } " " } }
                }
                Leaving::Exported { country, to, .. } => {
                    html! { (crate::statistics::words::country(desk, *country)) @if let Some(to) = to { (desk.say("list-comma")) bdi { (to) } } }
                }
                Leaving::Applied { application } => {
                    let one = page.applications.iter().find(|a| a.id == *application);
                    html! { @if let Some(a) = one {
                        (code_id(&a.applied.recipient.to_string())) ", " bdi { (centre(a.applied.centre)) }
                        @if may(desk, Permission::ApplyTissue) {
                            " " a href={ "/applications/" (a.id) "/correct" } { (desk.say("tissue-correct")) }
                        }
                        @for old in &a.earlier { (believed(desk, &old.reason, old.at, html! {
                            (amount(desk, old.was.amount)) ", " (code_id(&old.was.recipient.to_string())) ", "
                            (desk.instant(old.was.at.at))
                        })) }
                    } }
                }
                Leaving::Discarded { reason } => html! { (desk.term(reason)) },
            };
            (went(t.leaving.code()), amount(desk, t.amount), to)
        }
    }
}

fn passages(desk: &Desk, page: &UnitPage) -> Markup {
    let unit = &page.unit;
    let when = |at: &Happened| desk.instant(at.at);
    let came = vec![
        html! { (desk.say("tissue-came-in")) },
        html! { (when(&unit.entered_at)) },
        html! { bdi { (amount(desk, unit.entered.amount)) } },
        html! {
            bdi { (page.centres.get(&unit.entered.establishment.to_string()).cloned().unwrap_or_default()) }
            @for old in &unit.earlier { (believed(desk, &old.reason, old.at, html! {
                (amount(desk, old.was.amount))
                @if let Some(method) = &old.was.method { ", " bdi { (method) } }
                @if let Some(day) = old.was.expires_on { ", " (desk.date(day)) }
            })) }
        },
    ];
    let passed = unit.passed.iter().map(|p| {
        let (what, how_much, to) = where_to(desk, page, &p.passage);
        let doubt = !p.passage.disputes().is_empty();
        vec![
            html! { (what) @if doubt { " " (crate::look::tag(TagKind::LookAgain, &desk.say("tissue-disputed"))) } },
            html! { (when(&p.at)) },
            html! { @if how_much.is_empty() { "–" } @else { bdi { (how_much) } } },
            html! {
                (to)
                @if !matches!(&p.passage, Passage::Taken(t) if matches!(t.leaving, Leaving::Applied { .. })) {
                    @for old in &p.earlier { (believed(desk, &old.reason, old.at, html! { (amount(desk, old.was)) })) }
                }
            },
        ]
    });
    let rows: Vec<Vec<Markup>> = std::iter::once(came).chain(passed).collect();
    table(&Table {
        title: None,
        caption: Some(desk.say("tissue-balance")),
        main: true,
        columns: vec![
            Column::words(desk.say("tissue-col-what")),
            Column::numbers(desk.say("tissue-col-when")),
            Column::numbers(desk.say("tissue-col-amount")),
            Column::words(desk.say("tissue-col-where")),
        ],
        empty: html! {},
        phone: Phone::Fold(desk.say_with("tissue-fold", &[("n", rows.len().into())])),
        rows,
    })
}

fn origin(desk: &Desk, unit: &TissueUnit) -> Markup {
    let none = || desk.say("tissue-no-code");
    match &unit.entered.origin {
        Origin::Collected { consent, unpaid, .. } => {
            let words = [
                ("consent", desk.term(&domain::rules::term(consent)).into()),
                ("unpaid", desk.term(&domain::rules::term(unpaid)).into()),
            ];
            html! { (desk.say_with("tissue-origin-collected", &words)) }
        }
        Origin::Imported { country, supplier, certificate, .. } => {
            let words = [
                ("country", crate::statistics::words::country(desk, *country).into()),
                ("supplier", supplier.clone().unwrap_or_else(none).into()),
                ("certificate", certificate.clone().unwrap_or_else(none).into()),
            ];
            html! { (desk.say_with("tissue-origin-imported", &words)) }
        }
        Origin::Made { how, of, .. } => html! {
            (desk.say_with("tissue-origin-made", &[("how", desk.term(how.code()).into())])) " "
            @for (n, one) in of.iter().enumerate() {
                @if n > 0 { (desk.say("list-comma")) }
                a href={ "/tissues/" (one.unit) } { (code_id(&one.unit.to_string())) } " (" bdi { (amount(desk, one.amount)) } ")"
            }
        },
    }
}

fn donors(desk: &Desk, unit: &TissueUnit) -> Value {
    let e = &unit.entered;
    match (e.donors.is_empty(), e.trail) {
        (_, Trail::Broken) => Value::Missing(desk.say("tissue-donors-none")),
        (true, Trail::Whole) => Value::Given(html! { (desk.say("tissue-donors-abroad")) }),
        (false, Trail::Whole) => Value::Given(html! {
            @for (n, donor) in e.donors.iter().enumerate() {
                @if n > 0 { (desk.say("list-comma")) }
                (code_id(&donor.to_string()))
            }
        }),
    }
}

fn summary(desk: &Desk, page: &UnitPage) -> Markup {
    let unit = &page.unit;
    let label = &unit.entered.label;
    let row = |key: &str, value: Value| SummaryRow { label: desk.say(key), value, change: None };
    let given = |markup: Markup| Value::Given(markup);
    let holder = page.centres.get(&unit.holder().to_string()).cloned().unwrap_or_default();
    let mut rows = vec![
        row("tissue-origin", given(origin(desk, unit))),
        row("tissue-donors", donors(desk, unit)),
        row("tissue-purpose", given(html! { (desk.term(&domain::rules::term(&unit.entered.purpose))) })),
        row(
            "tissue-codes",
            given(html! {
                @if let Some(sec) = &label.sec { "SEC " (code_id(&sec.donation_part())) " " (code_id(&sec.product_part())) " " }
                @if let Some(number) = &label.donation { (code_id(&number.eye_readable())) }
                @if label.sec.is_none() && label.donation.is_none() { (desk.say("tissue-no-code")) }
            }),
        ),
        row(
            "field-expires-on",
            given(html! { (label.expires_on.map_or_else(|| desk.say("tissue-no-day"), |d| desk.date(d))) }),
        ),
        row("tissue-holder", given(html! { bdi { (holder) } })),
        row(
            "tissue-place",
            match unit.place() {
                Some(place) => given(html! { bdi { (place) } }),
                None => given(html! { (desk.say("tissue-no-place")) }),
            },
        ),
    ];
    if let Some(released) = &unit.released {
        let by = page.centres.get(&released.centre.to_string()).cloned().unwrap_or_default();
        let says = html! { (desk.instant(released.at)) (desk.say("list-comma")) bdi { (by) } };
        rows.push(row("tissue-released", given(says)));
    }
    if !page.made.is_empty() {
        let links =
            html! { @for one in &page.made { a href={ "/tissues/" (one.id) } { (code_id(&one.id.to_string())) } " " } };
        rows.push(row("tissue-made", given(links)));
    }
    if let Some(note) = unit.entered.note.as_ref().and_then(domain::Private::clear) {
        rows.push(row("tissue-note", given(html! { bdi { (note) } })));
    }
    sheet(&summary_list(&rows))
}

/// What may be done with it next.
fn next(desk: &Desk, unit: &TissueUnit) -> Markup {
    let steps = [
        ("release", Permission::HandleTissue),
        ("issue", Permission::HandleTissue),
        ("apply", Permission::ApplyTissue),
        ("split", Permission::HandleTissue),
        ("process", Permission::HandleTissue),
        ("store", Permission::HandleTissue),
        ("export", Permission::HandleTissue),
        ("discard", Permission::HandleTissue),
        ("recall", Permission::RecallTissue),
    ];
    let processed = matches!(unit.entered.origin, Origin::Made { how: domain::tissue::Making::Process, .. });
    let steps = steps.into_iter().chain(processed.then_some(("correct", Permission::HandleTissue)));
    let made = matches!(unit.entered.origin, Origin::Made { .. });
    let open = steps.filter(|(step, p)| {
        let asked = match *step {
            "recall" => unit.recalled().is_none(),
            "release" => made && unit.released.is_none(),
            _ => true,
        };
        asked && may(desk, *p)
    });
    let mut buttons: Vec<Markup> = open
        .map(|(step, _)| {
            let link = Link::new(format!("/tissues/{}/{step}", unit.id), desk.say(&format!("tissue-step-{step}")));
            go(Weight::Other, &link)
        })
        .collect();
    if may(desk, Permission::ReadTrace) {
        buttons.push(go(Weight::Other, &Link::new(format!("/trace/{}", unit.id), desk.say("tissue-trace"))));
    }
    html! { h2 { (desk.say("tissue-do")) } (row(&buttons)) }
}
