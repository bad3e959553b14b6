//! A refusal that helps: every reason, its cure one button away, and what was typed kept.

use axum::http::StatusCode;
use axum::response::Response;
use law::{Finding, Reading, Severity};
use maud::{Markup, html};

use crate::desk::Desk;
use crate::look::Link;
use crate::look::button::{Weight, go, submit};
use crate::look::finding::{
    FindingCard, FindingFoot, FindingTone, RuleAnswer, RuleMark, RuleStrip, finding_foot, finding_sheet, rule_strip,
};
use crate::look::frame::sheet;
use crate::look::heading::{Heading, heading, saved};
use crate::portal::trouble_page::{card, unconfirmed};

/// From a rule's code to the page on which its finding is cured.
pub(crate) type Cure<'a> = Box<dyn Fn(&str) -> Option<Link> + 'a>;

/// What a plan is about: a pair, or whatever else a capability plans for.
pub(crate) struct About<'a> {
    /// The page of the navigation.
    pub nav: &'static str,
    /// The way from there to what it is about.
    pub crumbs: Vec<Link>,
    /// The page on which a rule's finding is cured; `None` when waiting cures it, or when the reader may not.
    pub cure: Cure<'a>,
    /// The way back.
    pub back: Link,
}

/// A plan that was refused.
pub(crate) struct Refusal<'a> {
    /// What the plan is about.
    pub about: About<'a>,
    /// What was to be done, for the end of the way here.
    pub here: String,
    /// The sentence on top; it says "yet".
    pub title: String,
    /// Number of the refusal and what was planned.
    pub under: Markup,
    /// What the rules said.
    pub reading: &'a Reading,
    /// Where the same form is sent again.
    pub action: String,
    /// The fields as they were typed.
    pub fields: Markup,
}

/// The page of a refusal; status 409.
pub(crate) fn refused(desk: &Desk, view: &Refusal<'_>) -> Response {
    let kept = desk.say_with("typed-kept", &[("time", desk.time(desk.app.service.now()).into())]);
    let head = heading(&Heading {
        crumbs: view.about.crumbs.clone(),
        here: Some(html! { (view.here) }),
        title: Some(html! { (view.title) }),
        under: Some(view.under.clone()),
        aside: Some(saved(&kept)),
    });
    let mut findings: Vec<&Finding> = view.reading.findings.iter().collect();
    findings.sort_by_key(|f| f.severity != Severity::Stop);
    let cards: Vec<FindingCard> = findings.into_iter().map(|f| with_cure(desk, view, f)).collect();
    let again = html! {
        div.question {
            h2 { (desk.say("refused-typed")) }
            form method="post" action=(view.action) novalidate {
                (desk.marks())
                (view.fields)
                (submit(Weight::Next, &desk.say("check-again"), None))
            }
        }
    };
    let foot = FindingFoot {
        title: desk.say("refused-urgent-title"),
        says: html! { (desk.say("refused-urgent")) },
        checked: html! {
            (desk.say_with("refused-checked", &[("profile", view.reading.profile.clone().into())])) " · "
            (desk.instant(desk.app.service.now()))
        },
        buttons: vec![go(Weight::Other, &view.about.back)],
    };
    let body = html! {
        (head)
        (rule_strip(&strip(desk, view.reading)))
        (finding_sheet(FindingTone::Refusal, &cards))
        (unconfirmed(desk, view.reading))
        (sheet(&again))
        (finding_foot(&foot))
    };
    let mut page = desk.page(&view.title, view.about.nav, &body);
    *page.status_mut() = StatusCode::CONFLICT;
    page
}

fn strip(desk: &Desk, reading: &Reading) -> RuleStrip {
    let of = |severity| reading.findings.iter().filter(|f| f.severity == severity).count();
    let (stops, asks) = (of(Severity::Stop), of(Severity::Ask));
    let holds = reading.checked.len().saturating_sub(reading.findings.len());
    let counts = [("holds", holds.into()), ("stops", stops.into()), ("asks", asks.into())];
    let mark = |code: &String| RuleMark {
        code: code.clone(),
        answer: match reading.findings.iter().find(|f| f.rule == *code).map(|f| f.severity) {
            None => RuleAnswer::Holds,
            Some(Severity::Stop) => RuleAnswer::Stops,
            Some(Severity::Ask) => RuleAnswer::Asks,
        },
    };
    RuleStrip {
        sentence: html! {
            b { (desk.say_with("rules-checked", &[("checked", reading.checked.len().into())])) } " "
            (desk.say_with("rules-hold", &counts))
        },
        all: Some(Link::new("/rules", desk.say("foot-rules"))),
        marks: reading.checked.iter().map(mark).collect(),
    }
}

fn with_cure(desk: &Desk, view: &Refusal<'_>, finding: &Finding) -> FindingCard {
    let mut drawn = card(desk, finding);
    drawn.cure.action = (view.about.cure)(&finding.rule).map(|l| html! { (go(Weight::Other, &l)) });
    drawn
}
