//! A refusal that helps: every reason, its cure one button away, and what was typed kept.

use axum::http::StatusCode;
use axum::response::Response;
use codes::ids::PairId;
use law::{Finding, Reading, Severity};
use maud::{Markup, html};

use super::{ask, forms};
use crate::desk::Desk;
use crate::look::Link;
use crate::look::button::{Weight, go, submit};
use crate::look::finding::{
    FindingCard, FindingFoot, FindingTone, RuleAnswer, RuleMark, RuleStrip, finding_foot, finding_sheet, rule_strip,
};
use crate::look::frame::sheet;
use crate::look::heading::{Heading, heading, saved};
use crate::portal::trouble_page::{card, unconfirmed};

/// A plan that was refused.
pub(crate) struct Refusal<'a> {
    /// The pair.
    pub pair: PairId,
    /// What was to be done, for the way here.
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
    let (crumbs, last) = super::titles::crumbs(desk, view.pair, &view.here);
    let kept = desk.say_with("typed-kept", &[("time", desk.time(desk.app.service.now()).into())]);
    let head = heading(&Heading {
        crumbs,
        here: Some(last),
        title: Some(html! { (view.title) }),
        under: Some(view.under.clone()),
        aside: Some(saved(&kept)),
    });
    let mut findings: Vec<&Finding> = view.reading.findings.iter().collect();
    findings.sort_by_key(|f| f.severity != Severity::Stop);
    let cards: Vec<FindingCard> = findings.into_iter().map(|f| with_cure(desk, view.pair, f)).collect();
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
        buttons: vec![go(Weight::Other, &ask::to_pair(desk, view.pair))],
    };
    let body = html! {
        (head)
        (rule_strip(&strip(desk, view.reading)))
        (finding_sheet(FindingTone::Refusal, &cards))
        (unconfirmed(desk, view.reading))
        (sheet(&again))
        (finding_foot(&foot))
    };
    let mut page = desk.page(&view.title, "/pairs", &body);
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

fn with_cure(desk: &Desk, pair: PairId, finding: &Finding) -> FindingCard {
    let mut drawn = card(desk, finding);
    let link = cure(desk, pair, &finding.rule);
    drawn.cure.action = link.map(|l| html! { (go(Weight::Other, &l)) });
    drawn
}

/// The page on which a finding is cured; none when waiting cures it, or when the reader may not.
fn cure(desk: &Desk, pair: PairId, rule: &str) -> Option<Link> {
    if rule.starts_with("CEN-") {
        return Some(Link::new("/centres", desk.say("cure-centres")));
    }
    let (kind, query) = kind_of(rule)?;
    let (path, permission) = match kind {
        "consent" => ("consent".to_owned(), domain::access::Permission::TakeConsent),
        kind => (format!("steps/{kind}{query}"), forms::find(kind).ok()?.permission),
    };
    let verb = desk.say(&format!("step-{}-verb", kind.replace('_', "-")));
    ask::may(desk, permission).then(|| Link::new(format!("/pairs/{pair}/{path}"), verb))
}

/// Which step cures a rule.
fn kind_of(rule: &str) -> Option<(&'static str, &'static str)> {
    Some(match rule {
        "AUT-001" => ("identity_checked", ""),
        "AUT-002" | "AUT-018" => ("relation_proved", ""),
        "AUT-004" | "REG-003" => ("changed", ""),
        "AUT-005" => ("evaluated", "?kind=medical"),
        "AUT-006" => ("evaluated", "?kind=psychosocial"),
        "AUT-007" | "AUT-008" | "AUT-009" | "AUT-019" => ("evaluated", ""),
        "AUT-010" => ("interviewed", ""),
        "AUT-011" | "AUT-012" | "AUT-013" | "AUT-014" | "AUT-015" | "AUT-016" | "AUT-017" | "AUT-023" => {
            ("decided", "")
        }
        "AUT-020" => ("notice_given", ""),
        "AUT-021" => ("appealed", ""),
        "AUT-022" => ("team_named", ""),
        "CON-001" | "CON-002" | "CON-003" | "CON-004" | "CON-005" | "CON-006" => ("informed", ""),
        "CON-008" | "CON-009" | "CON-013" | "CON-015" => ("consent", ""),
        "CON-010" => ("declared", ""),
        "CON-011" => ("recipient_informed", ""),
        _ if rule.starts_with("CAR-") => ("care_planned", ""),
        _ => return None,
    })
}
