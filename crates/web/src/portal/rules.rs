//! Every published rule, and the page of each.

use axum::extract::Path;
use domain::rules::{Published, all};
use law::Severity;
use maud::{Markup, html};
use service::Problem;

use super::law::{law_row, value_of};
use super::markdown::{first_heading, markdown};
use super::public_page;
use crate::desk::Desk;
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

const CAPABILITIES: [&str; 6] = ["licence", "approval", "consent", "followup", "registry", "trace"];

/// `GET /rules`
pub(super) async fn list(desk: Desk) -> Answer {
    let rules = all();
    let title = desk.say_with("rules-title", &[("n", rules.len().into())]);
    let head = heading(&Heading {
        title: Some(html! { (title) }),
        under: Some(html! { (desk.say("rules-under")) }),
        ..Heading::default()
    });
    let body = html! {
        (head)
        @for capability in CAPABILITIES { (chapter(&desk, capability, &rules)) }
    };
    Ok(public_page(&desk, &title, "/rules", None, &body))
}

fn chapter(desk: &Desk, capability: &str, rules: &[Published]) -> Markup {
    let row = |rule: &Published| {
        vec![
            html! { a href={ "/rules/" (rule.code) } { (code_id(rule.code)) } },
            html! { (title_of(desk, rule)) },
            severity(desk, rule.severity),
            html! { span.law lang="en" dir="auto" { (rule.base) } },
        ]
    };
    table(&Table {
        title: Some(desk.say(&format!("law-chapter-{capability}"))),
        caption: None,
        main: false,
        columns: ["rules-col-code", "rules-col-title", "rules-col-weight", "rules-col-base"]
            .map(|key| Column::words(desk.say(key)))
            .to_vec(),
        rows: rules.iter().filter(|r| r.capability == capability).map(row).collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}

fn severity(desk: &Desk, severity: Severity) -> Markup {
    match severity {
        Severity::Stop => tag(TagKind::Stops, &desk.say("severity-stop")),
        Severity::Ask => tag(TagKind::Yours, &desk.say("severity-ask")),
    }
}

/// What the rule asks for, in the reader's language.
fn title_of(desk: &Desk, rule: &Published) -> String {
    let key = format!("rule-{}-title", rule.code.to_ascii_lowercase());
    if desk.app.words.has("en", &key) {
        return desk.say(&key);
    }
    first_heading(&rule.page).trim_start_matches(rule.code).trim().to_owned()
}

/// `GET /rules/{code}`
pub(super) async fn one(desk: Desk, Path(code): Path<String>) -> Answer {
    let rule = all()
        .into_iter()
        .find(|r| r.code.eq_ignore_ascii_case(&code))
        .ok_or_else(|| Problem::not_found("rule", code))?;
    let title = title_of(&desk, &rule);
    let head = heading(&Heading {
        crumbs: vec![Link::new("/rules", desk.say("foot-rules"))],
        here: Some(code_id(rule.code)),
        title: Some(html! { (title) }),
        under: Some(html! { (desk.say_with("rules-since", &[("release", rule.since.into())])) }),
        aside: Some(severity(&desk, rule.severity)),
    });
    let today = desk.app.service.today();
    let read: Vec<_> = rule
        .params
        .iter()
        .filter_map(|p| value_of(desk.app.service.profile(), p, today))
        .map(|v| law_row(&desk, &v))
        .collect();
    let columns = ["law-col-what", "law-col-value", "law-col-source", "law-col-from", "law-col-sure"];
    let body = html! {
        (head)
        @if desk.lang != "en" { p.under { (desk.say("rules-in-english")) } }
        div.sheet.pad.panel lang="en" dir="ltr" { (markdown(&rule.page)) }
        (table(&Table {
            title: Some(desk.say("rules-law")),
            caption: None,
            main: false,
            columns: columns.map(|key| Column::words(desk.say(key))).to_vec(),
            rows: read,
            empty: html! { (desk.say("rules-no-law")) },
            phone: Phone::Stack,
        }))
    };
    Ok(public_page(&desk, &title, "/rules", None, &body))
}
