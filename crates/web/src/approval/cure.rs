//! Where the findings of a plan for a pair are cured.

use codes::ids::PairId;
use domain::access::Permission;

use super::{forms, titles};
use crate::ask;
use crate::desk::Desk;
use crate::look::Link;
use crate::refused::About;

/// A refused plan for a pair.
pub(crate) fn of_pair(desk: &Desk, pair: PairId) -> About<'_> {
    About {
        nav: "/pairs",
        crumbs: titles::crumbs(desk, pair, "").0,
        cure: Box::new(move |rule| cure(desk, pair, rule)),
        back: ask::to_pair(desk, pair),
    }
}

/// The page on which a finding is cured; none when waiting cures it, or when the reader may not.
fn cure(desk: &Desk, pair: PairId, rule: &str) -> Option<Link> {
    if rule.starts_with("CEN-") {
        return Some(Link::new("/centres", desk.say("cure-centres")));
    }
    if rule.starts_with("IND-") {
        let signs = || Link::new(format!("/pairs/{pair}/signs"), desk.say("signs-title"));
        return ask::may(desk, Permission::AnswerIndicator).then(signs);
    }
    let (kind, query) = kind_of(rule)?;
    let (path, permission) = match kind {
        "consent" => ("consent".to_owned(), Permission::TakeConsent),
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
        "AUT-011" | "AUT-012" | "AUT-013" | "AUT-017" | "AUT-023" | "AUT-025" | "AUT-026" => ("vote_cast", ""),
        "AUT-014" | "AUT-015" | "AUT-016" | "AUT-024" => ("decided", ""),
        "AUT-027" => ("consent", ""),
        "AUT-028" => ("paper_confirmed", ""),
        "AUT-020" => ("notice_given", ""),
        "AUT-021" => ("appealed", ""),
        "AUT-022" | "CEN-007" => ("team_named", ""),
        "CON-001" | "CON-002" | "CON-003" | "CON-004" | "CON-005" | "CON-006" => ("informed", ""),
        "CON-008" | "CON-009" | "CON-013" | "CON-015" => ("consent", ""),
        "CON-010" => ("declared", ""),
        "CON-011" => ("recipient_informed", ""),
        _ if rule.starts_with("CAR-") => ("care_planned", ""),
        _ => return None,
    })
}
