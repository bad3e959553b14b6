//! Where the findings of a plan to recover are cured.

use codes::ids::PathwayId;
use domain::access::Permission;

use super::forms;
use crate::ask;
use crate::desk::Desk;
use crate::look::Link;
use crate::refused::About;

/// A refused plan for a possible donor.
pub(super) fn of_pathway(desk: &Desk, id: PathwayId) -> About<'_> {
    About {
        nav: "/pathways",
        crumbs: vec![
            Link::new("/pathways", desk.say("nav-pathways")),
            Link::new(format!("/pathways/{id}"), id.to_string()),
        ],
        cure: Box::new(move |rule| cure(desk, id, rule)),
        back: super::file::back(desk, id),
    }
}

/// The page on which a finding is cured; none when waiting cures it, or when the reader may not.
pub(super) fn cure(desk: &Desk, id: PathwayId, rule: &str) -> Option<Link> {
    if rule.starts_with("CEN-") {
        return Some(Link::new("/centres", desk.say("cure-centres")));
    }
    if (rule.starts_with("CON-") && rule != "CON-054") || rule == "AUT-032" {
        let refers = ask::may(desk, Permission::MakeReferral);
        return refers.then(|| Link::new(format!("/pathways/{id}/refer"), desk.say("pathway-refer-title")));
    }
    if rule == "AUT-042" {
        let sees = ask::may(desk, Permission::RecordPathway);
        return sees
            .then(|| Link::new(format!("/pathways/{id}#results"), desk.say("pathway-step-critical-seen-title")));
    }
    let step = match rule {
        "AUT-029" | "AUT-031" | "AUT-044" => "death_certified",
        "AUT-034" | "AUT-035" | "AUT-036" | "AUT-037" => "family_asked",
        "CON-054" => "family_declared",
        "AUT-038" => "hold_released",
        "AUT-039" => "leave_given",
        "AUT-040" => "risk_weighed",
        "AUT-041" => "blood_group_found",
        "AUT-043" => "found_potential",
        _ => return None,
    };
    let kind = forms::find(step).ok()?;
    let verb = desk.say(&format!("pathway-step-{}-title", step.replace('_', "-")));
    ask::may(desk, kind.permission).then(|| Link::new(format!("/pathways/{id}/steps/{step}"), verb))
}
