//! Pages for what was not done: malformed, denied, absent, refused, our fault.

use axum::response::{IntoResponse, Response};
use law::Reading;
use maud::{Markup, html};
use service::Failure;

use crate::concern::host;
use crate::desk::Desk;
use crate::form::problem_words;
use crate::look::finding::{
    Cure, FindingCard, FindingFoot, FindingTone, RuleAnswer, RuleMark, RuleStrip, finding_foot, finding_sheet,
    rule_strip,
};
use crate::look::heading::{Heading, heading};
use crate::look::{TagKind, tag};
use crate::say;
use crate::trouble::Trouble;

/// The page for a trouble, with its status.
pub(crate) fn trouble_page(desk: &Desk, trouble: &Trouble) -> Response {
    let (key, body) = match trouble.0.as_ref() {
        Failure::Problem(p) if p.code == "not_found" => ("trouble-absent", absent(desk)),
        Failure::Problem(p) => ("trouble-problem", html! { p { (p.field) } p { (problem_words(desk, p)) } }),
        Failure::Denied { hidden: true } => ("trouble-absent", html! { p { (desk.say("trouble-absent-text")) } }),
        Failure::Denied { hidden: false } => ("trouble-denied", html! { p { (desk.say("trouble-denied-text")) } }),
        Failure::NotSignedIn => ("trouble-signed-out", html! {}),
        Failure::Refused { reading, .. } => ("trouble-refused", refusal(desk, reading)),
        Failure::Fault { number } => (
            "trouble-fault",
            html! { p { (desk.say_with("trouble-fault-text", &[("number", number.clone().into())])) } },
        ),
    };
    let title = desk.say(key);
    let head = heading(&Heading { title: Some(html! { (title) }), ..Heading::default() });
    let mut page = desk.page(&title, "", &html! { (head) (body) });
    *page.status_mut() = trouble.status();
    page.into_response()
}

/// What is said of an address that is not there.
fn absent(desk: &Desk) -> Markup {
    if desk.at_concern_host {
        return host::nothing_else(desk);
    }
    html! { p { (desk.say("trouble-absent-text")) } }
}

/// Every reason at once, each with its source and its cure.
pub(crate) fn refusal(desk: &Desk, reading: &Reading) -> Markup {
    let stops = reading.findings.iter().filter(|f| f.severity == law::Severity::Stop).count();
    let asks = reading.findings.len() - stops;
    let holds = reading.checked.len().saturating_sub(reading.findings.len());
    let counts = [("holds", holds.into()), ("stops", stops.into()), ("asks", asks.into())];
    let checked = desk.say_with("rules-checked", &[("checked", reading.checked.len().into())]);
    let strip = RuleStrip {
        sentence: html! { b { (checked) } " " (desk.say_with("rules-hold", &counts)) },
        all: None,
        marks: reading.checked.iter().map(|code| mark_of(reading, code)).collect(),
    };
    let cards: Vec<FindingCard> = reading.findings.iter().map(|f| card(desk, f)).collect();
    let foot = FindingFoot {
        title: desk.say("refused-urgent-title"),
        says: html! { (desk.say("refused-urgent")) },
        checked: html! {
            (desk.say_with("refused-checked", &[("profile", reading.profile.clone().into())])) " · "
            (desk.instant(desk.app.service.now()))
        },
        buttons: Vec::new(),
    };
    html! {
        (rule_strip(&strip))
        (finding_sheet(FindingTone::Refusal, &cards))
        (unconfirmed(desk, reading))
        (finding_foot(&foot))
    }
}

fn mark_of(reading: &Reading, code: &str) -> RuleMark {
    let answer = match reading.findings.iter().find(|f| f.rule == code).map(|f| f.severity) {
        None => RuleAnswer::Holds,
        Some(law::Severity::Stop) => RuleAnswer::Stops,
        Some(law::Severity::Ask) => RuleAnswer::Asks,
    };
    RuleMark { code: code.to_owned(), answer }
}

/// One finding as a card.
pub(crate) fn card(desk: &Desk, f: &law::Finding) -> FindingCard {
    let said = say::finding(desk, f);
    let severity = match f.severity {
        law::Severity::Stop => (TagKind::Stops, desk.say("severity-stop")),
        law::Severity::Ask => (TagKind::Yours, desk.say("severity-ask")),
    };
    FindingCard {
        code: f.rule.clone(),
        code_href: Some(format!("/rules/{}", f.rule)),
        severity,
        sentence: html! { (said.sentence) },
        inputs: html! { (said.inputs) },
        law: html! {
            @for source in &said.sources { span { (source) } " " }
            @if said.unconfirmed { (tag(TagKind::LookAgain, &desk.say("unconfirmed-mark"))) }
        },
        cure: Cure {
            lead: desk.say("cure-lead"),
            says: html! { (said.cure) },
            who: html! { (said.who) },
            action: None,
        },
    }
}

/// Values used that nobody has confirmed, and what a weaker law lets through.
pub(crate) fn unconfirmed(desk: &Desk, reading: &Reading) -> Markup {
    html! {
        @if !reading.unconfirmed.is_empty() {
            section.sheet.pad {
                h2 { (tag(TagKind::LookAgain, &desk.say("unconfirmed-title"))) }
                p { (desk.say("unconfirmed-text")) }
                ul { @for c in &reading.unconfirmed { li { bdi.code dir="ltr" { (c.param) } " – " (c.reference) } } }
            }
        }
        @if !reading.weaker_than_who.is_empty() {
            section.sheet.pad {
                h2 { (desk.say("weaker-title")) }
                p { (desk.say("weaker-text")) }
                ul { @for f in &reading.weaker_than_who { li { bdi.code dir="ltr" { (f.rule) } " – " (say::finding(desk, f).sentence) } } }
            }
        }
    }
}
