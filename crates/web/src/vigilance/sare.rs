//! One adverse event: whom it reaches, who knows, what is known of it, what is to be done.

use axum::extract::Path;
use codes::ids::SareId;
use domain::Private;
use domain::access::Permission;
use domain::rules::term;
use maud::{Markup, html};
use service::vigilance::{Form, SareSeen};

use super::alert::ladder;
use super::clocks::{alert_tag, of_final, rung_words};
use super::desk::in_words;
use super::exposure::{exposure, sentence, to_words};
use crate::ask::{id, may};
use crate::desk::Desk;
use crate::followup::csv;
use crate::look::button::{Weight, go, row, submit};
use crate::look::clock::clock;
use crate::look::frame::with_side;
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, links, summary_list};
use crate::look::notice::{Panel, notice, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id};
use crate::route::way;
use crate::statistics::words::country;
use crate::trouble::Answer;

/// `GET /vigilance/reports/{sare}`
pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    let seen = desk.app.service.sare(desk.access()?, id("sare", &text)?).await?;
    let sare = &seen.sare;
    let title = desk.say_with(
        "sare-title",
        &[
            ("what", in_words(&desk, &sare.filed.report).into()),
            ("severity", desk.term(&term(&sare.severity())).into()),
        ],
    );
    let head = heading(&Heading {
        crumbs: vec![Link::new("/vigilance", desk.say("nav-vigilance"))],
        here: Some(code_id(&sare.report_id())),
        title: Some(html! { (title) }),
        under: Some(html! {
            (desk.term(&term(&sare.filed.report.class))) " · " (sentence(&desk, &seen))
        }),
        aside: Some(row(&verbs(&desk, &seen))),
    });
    let body = html! {
        (head)
        (state(&desk, &seen))
        (exposure(&desk, &seen))
        (with_side(&html! { (alerts(&desk, &seen)) (late(&desk, &seen)) }, &beside(&desk, &seen)))
    };
    Ok(desk.page(&title, "/vigilance", &body))
}

/// `GET /vigilance/reports/{sare}/initial.csv`
pub(super) async fn initial(desk: Desk, Path(text): Path<String>) -> Answer {
    annex(&desk, &text, Form::Initial).await
}

/// `GET /vigilance/reports/{sare}/final.csv`
pub(super) async fn last(desk: Desk, Path(text): Path<String>) -> Answer {
    annex(&desk, &text, Form::Final).await
}

async fn annex(desk: &Desk, text: &str, form: Form) -> Answer {
    let sare: SareId = id("sare", text)?;
    let filled = desk.app.service.annex(desk.access()?, sare, form).await?;
    let (names, values): (Vec<String>, Vec<String>) =
        filled.fields.into_iter().map(|(name, value)| (name.to_owned(), value)).unzip();
    let kind = if form == Form::Initial { "initial" } else { "final" };
    let file = format!("{}-{kind}.csv", filled.report.replace('/', "-"));
    Ok(csv::file(&file, &[names, values]))
}

/// What may be done now.
fn verbs(desk: &Desk, seen: &SareSeen) -> Vec<Markup> {
    let sare = &seen.sare;
    let here = format!("/vigilance/reports/{}", sare.id);
    let mut all = Vec::new();
    if sare.closed.is_none() && may(desk, Permission::WorkSare) {
        all.push(go(Weight::Next, &Link::new(format!("{here}/close"), desk.say("sare-close-verb"))));
        all.push(go(Weight::Other, &Link::new(format!("{here}/assess"), desk.say("sare-assess-verb"))));
        all.push(go(Weight::Other, &Link::new(format!("{here}/answer"), desk.say("sare-answer-verb"))));
        all.push(html! {
            form method="post" action={ (here) "/look-back" } {
                (desk.marks()) (submit(Weight::Other, &desk.say("look-back-again"), None))
            }
        });
    }
    if may(desk, Permission::RecallUnits) {
        let of = sare.donors.first().map(ToString::to_string).unwrap_or_default();
        let way = format!("/vigilance/recall?of={of}&sare={}", sare.id);
        all.push(go(Weight::Grave, &Link::new(way, desk.say("recall-verb"))));
    }
    all
}

/// Who was called about a final report that is late.
fn late(desk: &Desk, seen: &SareSeen) -> Markup {
    let sare = &seen.sare;
    html! {
        @if !sare.rungs.is_empty() {
            section aria-label=(desk.say("final-called")) {
                h2 { (desk.say("final-called")) }
                (ladder(desk, &sare.rungs, &sare.calls, &seen.names))
            }
        }
    }
}

/// What stands out: overdue, recalled.
fn state(desk: &Desk, seen: &SareSeen) -> Markup {
    let now = desk.app.service.now();
    let standing: Vec<_> = seen.recalls.iter().filter(|r| r.stands(now)).collect();
    html! {
        @if seen.sare.is_overdue(now) { (notice(TagKind::Stops, &html! { p { (desk.say("final-overdue")) } })) }
        @for recall in standing {
            (notice(TagKind::Stops, &html! {
                p { (desk.say("sare-recalled")) " " (code_id(&recall.recalled.of.to_string())) " "
                    a href="/vigilance/recalls" { (desk.say("nav-recalls")) } }
            }))
        }
    }
}

fn alerts(desk: &Desk, seen: &SareSeen) -> Markup {
    let cells = |a: &service::vigilance::AlertSeen| {
        vec![
            html! { bdi { (to_words(desk, &a.alert, a.place.as_deref())) } },
            html! { (a.alert.queued.exposed.len()) },
            alert_tag(desk, &a.alert),
            html! { (rung_words(desk, &a.alert)) },
            html! { @match (&a.alert.known, a.alert.due_at()) {
                (Some(known), _) => (desk.instant(known.at)),
                (None, Some(due)) => (desk.instant(due)),
                (None, None) => "–",
            } },
            html! {
                @if may(desk, Permission::ReadAlert) { a href={ "/vigilance/alerts/" (a.alert.id) } { (desk.say("sare-open-verb")) } }
            },
        ]
    };
    let mut columns: Vec<Column> =
        ["alert-col-to", "alert-col-units", "alert-col-state", "alert-col-ladder", "alert-col-until", "alert-col-open"]
            .iter()
            .map(|key| Column::words(desk.say(key)))
            .collect();
    if let Some(units) = columns.get_mut(1) {
        *units = Column::numbers(desk.say("alert-col-units"));
    }
    table(&Table {
        title: Some(desk.say("alerts-of-sare")),
        caption: None,
        main: true,
        columns,
        rows: seen.alerts.iter().map(cells).collect(),
        empty: html! { (desk.say("alerts-none-needed")) },
        phone: Phone::Stack,
    })
}

fn beside(desk: &Desk, seen: &SareSeen) -> Markup {
    let sare = &seen.sare;
    let here = format!("/vigilance/reports/{}", sare.id);
    let mut files = vec![Link::new(format!("{here}/initial.csv"), desk.say("annex-initial"))];
    if sare.closed.is_some() {
        files.push(Link::new(format!("{here}/final.csv"), desk.say("annex-final")));
    }
    html! {
        (panel(Panel::Sheet, &desk.say("sare-final-report"), &html! { (clock(&of_final(desk, sare))) (closed(desk, seen)) }))
        (panel(Panel::Sheet, &desk.say("sare-initial-report"), &html! { (summary_list(&initial_rows(desk, seen))) }))
        (panel(Panel::Sheet, &desk.say("sare-answers"), &answers(desk, seen)))
        (links(&files))
    }
}

fn given(label: String, value: Markup) -> SummaryRow {
    SummaryRow { label, value: Value::Given(value), change: None }
}

/// Words that were opened, or that they are not there any more.
fn said(desk: &Desk, text: &Private) -> Markup {
    match text.clear() {
        Some(text) => html! { span dir="auto" { (text) } },
        None => html! { (desk.say("sare-erased")) },
    }
}

fn initial_rows(desk: &Desk, seen: &SareSeen) -> Vec<SummaryRow> {
    let (sare, report) = (&seen.sare, &seen.sare.filed.report);
    let filer = seen.names.get(&sare.filed_by).cloned().unwrap_or_default();
    let body = seen.body.clone().unwrap_or_else(|| desk.say("sare-authority"));
    let mut rows = vec![
        given(
            desk.say("sare-about"),
            way(desk, &format!("/trace/{}", report.about), &code_id(&report.about.to_string())),
        ),
        given(desk.say("sare-severity"), html! { (desk.term(&term(&sare.severity()))) }),
        given(desk.say("sare-imputability"), html! { (desk.term(&term(&sare.imputability()))) }),
        given(desk.say("sare-detected"), html! { (desk.instant(report.detected_at)) }),
        given(desk.say("sare-filed"), html! { (desk.instant(sare.filed_at)) (desk.say("list-comma")) bdi { (filer) } }),
        given(desk.say("sare-body"), html! { bdi { (body) } }),
        given(desk.say("sare-origin"), html! { (country(desk, sare.filed.origin)) }),
        given(desk.say("sare-description"), said(desk, &report.description)),
    ];
    rows.extend(report.onset_at.map(|at| given(desk.say("sare-onset"), html! { (desk.instant(at)) })));
    rows.extend(report.measures.as_ref().map(|text| given(desk.say("sare-measures"), said(desk, text))));
    rows.extend(report.contact.as_ref().map(|text| given(desk.say("sare-contact"), said(desk, text))));
    rows.extend(sare.assessed.as_ref().map(|a| given(desk.say("sare-assessed"), said(desk, &a.because))));
    rows
}

fn answers(desk: &Desk, seen: &SareSeen) -> Markup {
    let destinations = seen.sare.destinations();
    html! {
        @if destinations.is_empty() { p { (desk.say("sare-no-destinations")) } }
        @for to in &destinations {
            p {
                b { (country(desk, *to)) } " "
                @match seen.sare.answers.get(to) {
                    None => (desk.say("sare-not-heard")),
                    Some(None) => (desk.say("sare-heard-nothing")),
                    Some(Some(text)) => (said(desk, text)),
                }
            }
        }
    }
}

fn closed(desk: &Desk, seen: &SareSeen) -> Markup {
    let Some(closed) = &seen.sare.closed else { return html! {} };
    let report = &closed.report;
    let by = seen.names.get(&closed.by).cloned().unwrap_or_default();
    let mut rows = vec![
        given(desk.say("final-by"), html! { bdi { (by) } }),
        given(desk.say("final-case"), said(desk, &report.case_description)),
        given(desk.say("final-outcome"), said(desk, &report.outcome)),
        given(desk.say("final-actions"), said(desk, &report.actions)),
    ];
    rows.extend(report.follow_up.as_ref().map(|text| given(desk.say("final-follow-up"), said(desk, text))));
    summary_list(&rows)
}
