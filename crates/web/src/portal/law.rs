//! The law of the country as it is in force: every value with its source, and beside other countries.

use jiff::civil::Date;
use law::{Cite, Evidence, Profile, SHIPPED};
use maud::{Markup, html};
use serde_json::Value;

use super::public_page;
use crate::desk::Desk;
use crate::look::heading::{Heading, heading};
use crate::look::list::links;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, tag};
use crate::trouble::Answer;

/// The chapters of a profile: its files, in reading order.
const CHAPTERS: [&str; 5] = ["licence", "approval", "consent", "followup", "registry"];

/// A value of a profile on a day.
pub(super) struct InForce {
    cite: Cite,
    value: Option<Value>,
}

/// What is in force in a profile on a day, in order of key; and what is known to come, when `later` is set.
fn values(profile: &Profile, day: Date) -> Vec<InForce> {
    let law = profile.on(day);
    let now = |cite: &Cite| law.cite(&cite.param).is_some_and(|c| c.from == cite.from);
    let all = profile.all().filter(|(cite, _)| now(cite));
    all.map(|(cite, value)| InForce { value: value.and_then(|v| serde_json::to_value(v).ok()), cite }).collect()
}

/// The value of one parameter on a day.
pub(super) fn value_of(profile: &Profile, param: &str, day: Date) -> Option<InForce> {
    values(profile, day).into_iter().find(|v| v.cite.param == param)
}

/// `GET /law`
pub(super) async fn in_force(desk: Desk) -> Answer {
    let today = desk.app.service.today();
    let profile = desk.app.service.profile();
    let all = values(profile, today);
    let unsure = all.iter().filter(|v| v.value.is_none() || v.cite.evidence.needs_mark()).count();
    let title = desk.say_with("law-title", &[("registry", desk.registry().into())]);
    let under = [("version", profile.country().version.clone().into()), ("date", desk.date(today).into())];
    let head = heading(&Heading {
        title: Some(html! { (title) }),
        under: Some(html! { (desk.say_with("law-under", &under)) }),
        aside: (unsure > 0).then(|| tag(TagKind::LookAgain, &desk.say_with("law-unsure", &[("n", unsure.into())]))),
        ..Heading::default()
    });
    let body = html! {
        (head)
        @if profile.country().synthetic { p { (desk.say("law-synthetic")) } }
        (links(&[Link::new("/law/compare", desk.say("law-to-compare")), Link::new("/rules", desk.say("law-to-rules"))]))
        @for chapter in CHAPTERS { (chapter_table(&desk, chapter, &all)) }
        (coming(&desk, profile, today))
    };
    Ok(public_page(&desk, &title, "/law", None, &body))
}

fn chapter_table(desk: &Desk, chapter: &str, all: &[InForce]) -> Markup {
    let own = |v: &&InForce| v.cite.param.split('.').next() == Some(chapter);
    let columns = ["law-col-what", "law-col-value", "law-col-source", "law-col-from", "law-col-sure"];
    table(&Table {
        title: Some(desk.say(&format!("law-chapter-{chapter}"))),
        caption: None,
        main: false,
        columns: columns.map(|key| Column::words(desk.say(key))).to_vec(),
        rows: all.iter().filter(own).map(|v| law_row(desk, v)).collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}

pub(super) fn law_row(desk: &Desk, v: &InForce) -> Vec<Markup> {
    vec![
        html! { (name(desk, &v.cite.param)) },
        shown(desk, v),
        html! { span.law lang="en" dir="auto" { (v.cite.reference) } },
        html! { (desk.date(v.cite.from)) },
        sure(desk, v.cite.evidence),
    ]
}

/// The question a parameter answers, in words.
fn name(desk: &Desk, param: &str) -> String {
    let key = format!("law-{}", param.replace(['.', '_'], "-"));
    if desk.app.words.has("en", &key) { desk.say(&key) } else { param.to_owned() }
}

/// A value in words; an unknown one is a gap.
fn shown(desk: &Desk, v: &InForce) -> Markup {
    match &v.value {
        None => tag(TagKind::LookAgain, &desk.say("law-not-known")),
        Some(value) => words(desk, &v.cite.param, value),
    }
}

fn sure(desk: &Desk, evidence: Evidence) -> Markup {
    match evidence {
        Evidence::Confirmed => tag(TagKind::Done, &desk.say("law-confirmed")),
        Evidence::Secondary => html! { (desk.say("law-secondary")) },
        Evidence::Chosen => html! { (desk.say("law-chosen")) },
        Evidence::Unconfirmed => tag(TagKind::LookAgain, &desk.say("unconfirmed-mark")),
    }
}

fn words(desk: &Desk, param: &str, value: &Value) -> Markup {
    match value {
        Value::Bool(yes) => html! { (desk.term(if *yes { "yes" } else { "no" })) },
        Value::Number(n) => number(desk, param, n.as_i64().unwrap_or(0)),
        Value::String(code) => html! { (desk.term(code)) },
        Value::Array(list) if list.is_empty() => html! { (desk.say("law-none")) },
        Value::Array(list) if list.iter().all(Value::is_string) => {
            let said: Vec<String> = list.iter().filter_map(Value::as_str).map(|c| desk.term(c)).collect();
            html! { (said.join(&desk.say("list-separator"))) }
        }
        Value::Array(list) => html! { ul { @for one in list { li { (words(desk, param, one)) } } } },
        Value::Object(fields) => parts(desk, fields),
        Value::Null => html! { "–" },
    }
}

/// Fields of a step or a visit in the order of reading; the first says what it is and needs no label.
const FIELDS: [&str; 14] = [
    "body",
    "kind",
    "effect",
    "applies_to",
    "quorum",
    "outside_members",
    "valid_days",
    "appeal_to",
    "to",
    "after",
    "days",
    "systolic_mmhg",
    "diastolic_mmhg",
    "albuminuria_mg_g",
];

fn parts(desk: &Desk, fields: &serde_json::Map<String, Value>) -> Markup {
    let mut order = FIELDS.to_vec();
    // A visit that repeats says when it first falls due; the others say it by their name.
    if fields.get("every_months").is_some_and(|v| !v.is_null()) {
        order.push("months");
    }
    order.push("window_days");
    let known = order.iter().filter_map(|name| Some((*name, fields.get(*name)?)));
    let told = known.filter(|(name, v)| !v.is_null() && (*name != "outside_members" || v.as_i64() != Some(0)));
    let said = told.map(|(name, v)| match name {
        "body" | "kind" | "effect" | "to" => words(desk, name, v).into_string(),
        _ => html! { (desk.say(&format!("law-field-{}", name.replace('_', "-")))) " " (words(desk, name, v)) }
            .into_string(),
    });
    maud::PreEscaped(said.collect::<Vec<_>>().join(&desk.say("list-separator")))
}

/// A number with the unit its name ends in.
fn number(desk: &Desk, param: &str, n: i64) -> Markup {
    let units = [("hours", "law-hours"), ("days", "law-days"), ("months", "law-months"), ("years", "law-years")];
    match units.iter().find(|(end, _)| param.ends_with(end)) {
        Some((_, key)) => html! { (desk.say_with(key, &[("n", n.into())])) },
        None => html! { (n) },
    }
}

/// Values that are law already and come into force later.
fn coming(desk: &Desk, profile: &Profile, today: Date) -> Markup {
    let later = profile.all().filter(|(cite, _)| cite.from > today);
    let later: Vec<InForce> =
        later.map(|(cite, value)| InForce { value: value.and_then(|v| serde_json::to_value(v).ok()), cite }).collect();
    html! {
        @if !later.is_empty() {
            h2 { (desk.say("law-coming")) }
            ul { @for v in &later { li { (name(desk, &v.cite.param)) ": " (shown(desk, v)) " – " (desk.date(v.cite.from)) } } }
        }
    }
}

/// `GET /law/compare`: the same questions to every profile that comes with the program.
pub(super) async fn compare(desk: Desk) -> Answer {
    let today = desk.app.service.today();
    let profiles: Vec<Profile> = SHIPPED.iter().filter_map(|code| law::shipped(code)?.ok()).collect();
    let columns: Vec<Vec<InForce>> = profiles.iter().map(|p| values(p, today)).collect();
    let title = desk.say("law-compare-title");
    let head = heading(&Heading {
        crumbs: vec![Link::new("/law", desk.say("foot-law"))],
        here: Some(html! { (desk.say("law-compare-here")) }),
        title: Some(html! { (title) }),
        under: Some(html! { (desk.say_with("law-compare-under", &[("date", desk.date(today).into())])) }),
        aside: None,
    });
    let mut heads = vec![Column::words(desk.say("law-col-what"))];
    heads.extend(profiles.iter().map(|p| {
        let names = &p.country().registry_name;
        Column::words(names.get(desk.lang).or_else(|| names.get("en")).cloned().unwrap_or_default())
    }));
    let params: Vec<String> =
        columns.first().map(|c| c.iter().map(|v| v.cite.param.clone()).collect()).unwrap_or_default();
    let body = html! {
        (head)
        p { (desk.say("law-compare-text")) }
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: heads,
            rows: params.iter().map(|p| compare_row(&desk, p, &columns)).collect(),
            empty: html! {},
            phone: Phone::Stack,
        }))
    };
    Ok(public_page(&desk, &title, "/law", None, &body))
}

fn compare_row(desk: &Desk, param: &str, columns: &[Vec<InForce>]) -> Vec<Markup> {
    let cell = |list: &Vec<InForce>| match list.iter().find(|v| v.cite.param == param) {
        None => tag(TagKind::LookAgain, &desk.say("law-not-known")),
        Some(v) => html! {
            (shown(desk, v))
            @if v.value.is_some() && v.cite.evidence.needs_mark() { " " (tag(TagKind::LookAgain, &desk.say("unconfirmed-mark"))) }
            p.under lang="en" dir="auto" { (v.cite.reference) }
        },
    };
    std::iter::once(html! { (name(desk, param)) }).chain(columns.iter().map(cell)).collect()
}
