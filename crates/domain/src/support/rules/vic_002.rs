//! # VIC-002 Whoever was exploited is not punished, and nobody takes revenge
//!
//! ## What it checks
//! A protected person was not charged, detained, fined or told to leave for what was done with them, and was not threatened,
//! attacked, pressed or driven out. A victim of trafficking is spared everywhere; somebody who sold an organ where the
//! country says so. Revenge on either is always a breach. What happened is kept in any case, and raises an alarm in any case.
//!
//! ## Why
//! Somebody who fears a charge does not come to be treated, and does not say who took the kidney.
//!
//! ## Source
//! A/RES/79/189 OP16(a) and (d); Council of Europe conventions CETS 197, articles 26 and 28, and CETS 216, article 19; for
//! people who sold an organ the profile's `support.sellers_spared`.
//!
//! ## Inputs
//! What was done.
//!
//! ## Example
//! A woman whose kidney was taken is charged with having a forged passport that the recruiter gave her: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::support::{Situation, Status};

/// VIC-002.
pub static RULE: Rule<Situation> = Rule {
    code: "VIC-002",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP16(a)",
    params: &[param::SUPPORT_SELLERS_SPARED.key],
    page: include_str!("vic_002.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Situation::Harmed { harm, status } = s else { return Ok(Answer::NotAsked) };
    let spared = match status {
        Status::OrganSeller if harm.is_punishment() => law.get(&param::SUPPORT_SELLERS_SPARED)?,
        Status::OrganSeller | Status::TraffickingVictim => true,
    };
    Ok(if spared { Answer::Broken(vec![Input::term("harm", harm.code())]) } else { Answer::Holds })
}
