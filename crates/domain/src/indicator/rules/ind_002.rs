//! # IND-002 A second pair of eyes has looked
//!
//! ## What it checks
//! Where the weights of the signs that were found and not cleared add up to the country's threshold, somebody of neither the
//! transplant team nor those who saw or answered the signs has gone through the file, and the donor was heard alone once more,
//! after the last of these signs was found, by somebody outside the team who had not heard the donor alone before. Each sign
//! counts once, with the weight it had when it was found.
//!
//! ## Why
//! Several signs together are seldom chance. They are still no proof: nobody is refused because of a sum.
//!
//! ## Source
//! A/RES/79/189 OP6(g) (independent evaluation), OP10 to OP12 (indicators); the threshold is the profile's
//! `indicator.threshold`.
//!
//! ## Inputs
//! None: whoever plans an operation is told that a second look is missing, not the sum.
//!
//! ## Example
//! Two signs of weight 3 remain, the threshold is 6, and nobody else has looked: broken.
//!
//! ## Since
//! 0.1.0

use codes::ids::AccountId;
use law::{Answer, Law, Rule, Severity, Unknown, param};

use crate::indicator::{Situation, Standing};

/// IND-002.
pub static RULE: Rule<Situation> = Rule {
    code: "IND-002",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::INDICATOR_THRESHOLD.key],
    page: include_str!("ind_002.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let score = s.score();
    if score == 0 {
        return Ok(Answer::NotAsked);
    }
    if score < law.get(&param::INDICATOR_THRESHOLD)? {
        return Ok(Answer::Holds);
    }
    let counting = || s.hits.iter().filter(|h| h.counts_at(s.at));
    let Some(last) = counting().map(|h| h.raised_at).max() else { return Ok(Answer::Holds) };
    let within = |who: &AccountId| s.team.contains(who);
    let answered = |who: &AccountId| {
        let saw = |h: &Standing| h.observed && h.raised_by == *who && h.counts_at(s.at);
        s.hits.iter().any(|h| saw(h) || h.answers.iter().any(|(_, by, _)| by == who))
    };
    let reviewed = s.reviews.iter().any(|(at, by)| (last..=s.at).contains(at) && !within(by) && !answered(by));
    let before = |who: &AccountId| s.heard_before.iter().chain(&s.heard_alone).any(|(at, by)| *at < last && by == who);
    let heard = s.heard_alone.iter().any(|(at, by)| (last..=s.at).contains(at) && !within(by) && !before(by));
    Ok(if reviewed && heard { Answer::Holds } else { Answer::Broken(Vec::new()) })
}
