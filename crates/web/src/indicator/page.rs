//! Signs around one pair: what to look for, what was found, how each hit was answered, and who looked.

use axum::extract::Path;
use codes::ids::AccountId;
use domain::access::Permission;
use domain::guideline::GuidelineStep;
use domain::indicator::{Hit, How};
use maud::{Markup, html};
use serde_json::Value;
use service::{FoundSeen, HitSeen, SignsSeen};

use super::look::asked;
use super::{sight_words, stage_words, version_words, words};
use crate::ask;
use crate::desk::Desk;
use crate::look::button::{Weight, go};
use crate::look::frame::{sheet, with_side};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value as Shown, summary_list};
use crate::look::notice::{Panel, panel};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

/// `GET /pairs/{pair}/signs`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let seen = desk.app.service.signs(desk.access()?, ask::id("pair", &id)?).await?;
    let pair = seen.pair.to_string();
    let title = desk.say("signs-title");
    let guidelines = crate::guideline::at_step(&desk, GuidelineStep::Signs).await?;
    let crumbs = vec![Link::new("/pairs", desk.say("nav-pairs")), Link::new(format!("/pairs/{pair}"), pair.clone())];
    let body = html! {
        (heading(&Heading {
            crumbs,
            here: Some(html! { (desk.say("nav-signs")) }),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("signs-under")) }),
            aside: None,
        }))
        @match &seen.found {
            Some(found) => (with_side(&hits(&desk, &seen, found), &html! { (steps(&desk, &seen)) (sum(&desk, &seen, found)) (history(&desk, &seen, found)) })),
            None => (steps(&desk, &seen)),
        }
        (guidelines)
    };
    Ok(desk.page(&title, "/pairs", &body))
}

/// Steps at which the reader can look.
fn steps(desk: &Desk, seen: &SignsSeen) -> Markup {
    let stages = seen.stages.iter().filter(|s| !asked(&seen.catalogue, **s).is_empty());
    let body = html! {
        p { (desk.say("signs-panel-text")) }
        ul {
            @for stage in stages {
                li { a href={ "/pairs/" (seen.pair) "/signs/look?stage=" (stage.code()) } { (stage_words(desk, *stage)) } }
            }
        }
        p { a href="/indicators" { (desk.say("signs-catalogue-title")) } }
    };
    panel(Panel::Bare, &desk.say("signs-verb"), &body)
}

fn hits(desk: &Desk, seen: &SignsSeen, found: &FoundSeen) -> Markup {
    let answers = ask::may(desk, Permission::AnswerIndicator);
    let to = |hit: &Hit| {
        let href = format!("/pairs/{}/signs/answer?hit={}", seen.pair, hit.number);
        let weight = if hit.waits() { Weight::Next } else { Weight::Other };
        go(weight, &Link::new(href, desk.say("signs-answer-title")))
    };
    html! {
        h2 { (desk.say("signs-found")) }
        @if found.hits.is_empty() { p { (desk.say("signs-found-none")) } }
        @for one in &found.hits {
            (sheet(&html! { (hit(desk, seen, one)) @if answers { (to(&one.hit)) } }))
        }
    }
}

/// One hit with its history.
pub(super) fn hit(desk: &Desk, seen: &SignsSeen, one: &HitSeen) -> Markup {
    let hit = &one.hit;
    let by = [("who", name(desk, seen, hit.raised_by).into()), ("at", desk.instant(hit.raised_at).into())];
    let how = match hit.how {
        How::Observed => desk.say_with("signs-hit-observed", &by),
        How::Computed => desk.say_with("signs-hit-computed", &by),
    };
    let weight = [("n", i64::from(hit.found.weight).into()), ("version", version_words(desk, &hit.catalogue).into())];
    html! {
        p { b { (words(desk, &hit.found.sign)) } " " (code_id(&hit.found.sign)) }
        p.under { (how) br; (desk.say_with("signs-hit-weight", &weight)) }
        (facts(desk, hit))
        @if hit.waits() { p { (tag(TagKind::Yours, &desk.say("signs-hit-waits"))) } }
        @for answer in &hit.answers {
            @let said = [
                ("who", name(desk, seen, answer.by).into()),
                ("at", desk.instant(answer.at).into()),
                ("outcome", desk.term(answer.step.outcome.code()).into()),
            ];
            p { (desk.say_with("signs-answered", &said)) br; span dir="auto" { (text(desk, answer.step.reason.clear())) } }
        }
    }
}

fn text(desk: &Desk, clear: Option<&str>) -> String {
    clear.map_or_else(|| desk.say("text-erased"), str::to_owned)
}

fn name(desk: &Desk, seen: &SignsSeen, who: AccountId) -> String {
    seen.names.get(&who.to_string()).filter(|n| !n.is_empty()).cloned().unwrap_or_else(|| desk.say("signs-somebody"))
}

/// What showed it, each fact with its name.
fn facts(desk: &Desk, hit: &Hit) -> Markup {
    let read = hit.found.facts.clear().and_then(|t| serde_json::from_str::<Value>(t).ok());
    let Some(Value::Object(facts)) = read else { return html! {} };
    let rows: Vec<SummaryRow> = facts
        .iter()
        .filter(|(key, _)| *key != "seen_by")
        .map(|(key, value)| SummaryRow {
            label: desk.say(&format!("signs-fact-{}", key.replace('_', "-"))),
            value: Shown::Given(fact(desk, value)),
            change: None,
        })
        .collect();
    html! { @if !rows.is_empty() { (summary_list(&rows)) } }
}

fn fact(desk: &Desk, value: &Value) -> Markup {
    match value {
        Value::String(word) => match word.parse::<jiff::Timestamp>() {
            Ok(at) => html! { (desk.instant(at)) },
            Err(_) if word.contains('_') && word.len() == 14 => code_id(word),
            Err(_) => html! { (desk.term(word)) },
        },
        Value::Array(list) => {
            html! { @for (n, one) in list.iter().enumerate() { @if n > 0 { br; } (fact(desk, one)) } }
        }
        Value::Object(map) => {
            html! { @for (n, one) in map.values().enumerate() { @if n > 0 { " · " } (fact(desk, one)) } }
        }
        Value::Number(n) => html! { (n) },
        Value::Bool(_) | Value::Null => html! {},
    }
}

fn sum(desk: &Desk, seen: &SignsSeen, found: &FoundSeen) -> Markup {
    let reviews = found.file.iter().flat_map(|f| &f.reviews);
    let limit = match seen.catalogue.threshold {
        Some(n) => desk.say_with("signs-score-limit", &[("n", i64::from(n).into())]),
        None => desk.say("signs-score-open"),
    };
    let body = html! {
        p { b { (desk.say_with("signs-score", &[("n", i64::from(found.score).into())])) } }
        p { (limit) }
        @for review in reviews {
            @let said = [("who", name(desk, seen, review.by).into()), ("at", desk.instant(review.at).into())];
            p { (desk.say_with("signs-reviewed", &said)) br; span dir="auto" { (text(desk, review.step.reason.clear())) } }
        }
        @if !found.hits.is_empty() && ask::may(desk, Permission::AnswerIndicator) {
            (go(Weight::Other, &Link::new(format!("/pairs/{}/signs/review", seen.pair), desk.say("signs-review-title"))))
        }
    };
    panel(Panel::Bare, &desk.say("signs-review-title"), &body)
}

fn history(desk: &Desk, seen: &SignsSeen, found: &FoundSeen) -> Markup {
    let looks: Vec<_> = found.file.iter().flat_map(|f| f.looks.iter().rev()).collect();
    let body = html! {
        @if looks.is_empty() { p { (desk.say("signs-looks-none")) } }
        @for look in looks {
            @let said = [("who", name(desk, seen, look.by).into()), ("at", desk.instant(look.at).into())];
            p { b { (stage_words(desk, look.step.stage)) } br; span.under { (desk.say_with("signs-looked", &said)) } }
            ul { @for answer in &look.step.answers { li { (words(desk, &answer.sign)) ": " b { (sight_words(desk, answer.sight)) } } } }
            @if let Some(note) = &look.step.note { p dir="auto" { (text(desk, note.clear())) } }
        }
    };
    panel(Panel::Bare, &desk.say("signs-history"), &body)
}
