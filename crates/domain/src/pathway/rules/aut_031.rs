//! # AUT-031 Death was watched as long as the law asks
//!
//! ## What it checks
//! By neurological criteria, as many hours as the law asks lie between the first and the last examination. By circulatory
//! criteria, each doctor certifies as many minutes of absent circulation without touching the person.
//!
//! ## Why
//! What looks like death may pass. Only time shows that it does not.
//!
//! ## Source
//! WHO guiding principle 2; the profile's `pathway.observation_hours` and `pathway.no_touch_min`.
//!
//! ## Inputs
//! The criteria, how long it was watched, how long the law asks, and the unit.
//!
//! ## Example
//! Two minutes without touch where the law asks for five: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::pathway::{Criteria, Situation};

/// AUT-031.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-031",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "WHO guiding principle 2",
    params: &[param::PATHWAY_OBSERVATION_HOURS.key, param::PATHWAY_NO_TOUCH_MIN.key],
    page: include_str!("aut_031.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let certified = s.pathway.certified(s.at);
    let (Some(criteria), false) = (s.pathway.way.map(Criteria::of), certified.is_empty()) else {
        return Ok(Answer::NotAsked);
    };
    let (watched, needed, unit) = match criteria {
        Criteria::Neurological => {
            let examined = || certified.iter().map(|c| c.step.examined_at);
            let between = examined().min().zip(examined().max()).map(|(first, last)| last.duration_since(first));
            let hours = between.map_or(0, |b| b.as_hours());
            (hours, law.get(&param::PATHWAY_OBSERVATION_HOURS)?, "hours")
        }
        Criteria::Circulatory => {
            let least = certified.iter().map(|c| c.step.no_touch_min.unwrap_or(0)).min();
            (i64::from(least.unwrap_or(0)), law.get(&param::PATHWAY_NO_TOUCH_MIN)?, "minutes")
        }
    };
    if watched >= i64::from(needed) {
        return Ok(Answer::Holds);
    }
    Ok(Answer::Broken(vec![
        Input::term("criteria", criteria.code()),
        Input::number("watched", watched),
        Input::number("needed", needed),
        Input::term("unit", unit),
    ]))
}
