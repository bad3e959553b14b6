//! # AUT-030 Whoever certified death takes no part in recovery or transplantation
//!
//! ## What it checks
//! The recovery team is named, none of the doctors who certified death is in it, and none of them holds a role in a transplant
//! or recovery team on that day.
//!
//! ## Why
//! Whoever waits for the organ must not be the one who says that the person is dead.
//!
//! ## Source
//! A/RES/79/189 OP6(g); WHO guiding principle 2: doctors who certify death are not directly involved in the removal, in a
//! transplantation, or in the care of a recipient.
//!
//! ## Inputs
//! Why it does not hold (`no_team`, `team` or `transplant_role`), and the doctor.
//!
//! ## Example
//! Dr Ordan certified death and is named as second surgeon: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::pathway::Situation;

/// AUT-030.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-030",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "WHO guiding principle 2",
    params: &[],
    page: include_str!("aut_030.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.team.is_empty() {
        return Ok(Answer::Broken(vec![Input::term("reason", "no_team")]));
    }
    let mut inputs = Vec::new();
    for doctor in s.pathway.certified(s.at).into_iter().map(|c| c.by) {
        let reason = match (s.team.contains(&doctor), s.in_teams.contains(&doctor)) {
            (true, _) => "team",
            (false, true) => "transplant_role",
            (false, false) => continue,
        };
        inputs.extend([Input::term("reason", reason), Input::code("doctor", doctor)]);
    }
    Ok(if inputs.is_empty() { Answer::Holds } else { Answer::Broken(inputs) })
}
