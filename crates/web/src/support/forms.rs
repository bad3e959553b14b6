//! Steps with a protected person as forms. The names are the JSON names of `domain::support::Step`.

use domain::access::Permission;
use domain::support::{
    Area, Channel, ClaimKind, ClaimState, Discipline, Harm, Horizon, MeasureState, NonPunishment, Part, Phase, Status,
    Step, Wish,
};
use serde_json::{Map, Value};
use service::Problem;

use crate::form::{Form, Input, Kind, may, need, typed};
use crate::step::{StepKind, steps};

steps! {
    /// Every step.
    "measure_planned" MeasurePlanned WorkProtected [
        need("horizon", Kind::One(Horizon::CODES)),
        need("area", Kind::One(Area::CODES)),
        need("need", Kind::Lines),
        may("measure", Kind::Words),
        may("who", Kind::Words),
        may("due_on", Kind::Date),
    ];
    "measure_moved" MeasureMoved WorkProtected [
        need("number", Kind::Whole("")),
        need("state", Kind::One(MeasureState::CODES)),
        may("measure", Kind::Words),
        may("who", Kind::Words),
        may("due_on", Kind::Date),
    ];
    "contact_set" ContactSet WorkProtected [
        need("channel", Kind::One(Channel::CODES)),
        may("place", Kind::Words),
        need("times", Kind::Words),
        need("words", Kind::Lines),
    ];
    "consent_given" ConsentGiven WorkProtected [
        need("organisation", Kind::Listed("organisations")),
        need("parts", Kind::Many(Part::CODES)),
        need("until_on", Kind::Date),
    ];
    "consent_withdrawn" ConsentWithdrawn WorkProtected [need("number", Kind::Whole(""))];
    "phase_entered" PhaseEntered WorkProtected [
        need("phase", Kind::One(Phase::CODES)),
        need("on", Kind::Date),
        need("wish", Kind::One(Wish::CODES)),
        may("explained_in", Kind::Listed("languages")),
    ];
    "punishment_watched" PunishmentWatched WorkProtected [
        need("phase", Kind::One(Phase::CODES)),
        need("stands", Kind::One(NonPunishment::CODES)),
        need("note", Kind::Lines),
    ];
    "harm_seen" HarmSeen WorkProtected [
        need("harm", Kind::One(Harm::CODES)),
        need("on", Kind::Date),
        need("note", Kind::Lines),
    ];
    "alarm_answered" AlarmAnswered AnswerAlarm [need("number", Kind::Whole("")), need("answer", Kind::Lines)];
    "claim_made" ClaimMade WorkProtected [need("claim", Kind::One(ClaimKind::CODES)), need("note", Kind::Lines)];
    "claim_moved" ClaimMoved WorkProtected [
        need("number", Kind::Whole("")),
        need("state", Kind::One(ClaimState::CODES)),
        may("evidence", Kind::Lines),
    ];
    "told" Told WorkProtected [need("text", Kind::Lines)];
    "status_said" StatusSaid DecideProtected [
        need("status", Kind::One(Status::CODES)),
        need("discipline", Kind::One(Discipline::CODES)),
        need("reason", Kind::Lines),
    ];
    "status_decided" StatusDecided DecideProtected [
        need("status", Kind::One(Status::CODES)),
        need("discipline", Kind::One(Discipline::CODES)),
        need("reason", Kind::Lines),
    ];
}

/// The step of a code.
///
/// # Errors
/// There is none.
pub(super) fn find(code: &str) -> Result<&'static StepKind, Problem> {
    STEPS.iter().find(|s| s.code == code).ok_or_else(|| Problem::not_found("step", code))
}
