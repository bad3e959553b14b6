//! # CON-050 Whoever signs for a child has authority over the child
//!
//! ## What it checks
//! Everybody who signs has an authority that was verified and holds that day; at least one person signs; and of those who decide
//! only together, all sign as soon as nobody signs who decides alone.
//!
//! ## Why
//! An aunt who brings the child is not the mother. One parent's pen is not the other's consent.
//!
//! ## Source
//! A/RES/79/189 OP6(b); WHO guiding principle 4: minors give no consent of their own, and those who give it must have the right to.
//!
//! ## Inputs
//! What is missing (`nobody_signed`, `no_authority` or `others_sign_too`), and the guardianships concerned.
//!
//! ## Example
//! Father and mother decide together and the father alone signs: broken.
//!
//! ## Since
//! 0.1.0

use codes::ids::GuardianshipId;
use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::person::{ChildConsenting, Decides, Holds, Signatory};

/// CON-050.
pub static RULE: Rule<ChildConsenting> = Rule {
    code: "CON-050",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[],
    page: include_str!("con_050.rs"),
    check,
};

fn check(s: &ChildConsenting, _: &Law<'_>) -> Result<Answer, Unknown> {
    let holding: Vec<&Signatory> = s.guardians.iter().filter(|g| g.holds == Holds::Holds).collect();
    let broken = |why: &str, of: Vec<GuardianshipId>| {
        let mut inputs = vec![Input::term("lacking", why)];
        inputs.extend(of.iter().map(|id| Input::code("guardianship", id)));
        if of.is_empty() {
            inputs.push(Input::term("guardianship", "none_on_record"));
        }
        Answer::Broken(inputs)
    };
    if s.signed.is_empty() {
        return Ok(broken("nobody_signed", holding.iter().map(|g| g.id).collect()));
    }
    let without: Vec<GuardianshipId> =
        s.signed.iter().filter(|id| !holding.iter().any(|g| g.id == **id)).copied().collect();
    if !without.is_empty() {
        return Ok(broken("no_authority", without));
    }
    let alone = holding.iter().any(|g| g.decides == Decides::Alone && s.signed.contains(&g.id));
    let missing = holding.iter().filter(|g| g.decides == Decides::Jointly && !s.signed.contains(&g.id));
    let missing: Vec<GuardianshipId> = missing.map(|g| g.id).collect();
    Ok(if alone || missing.is_empty() { Answer::Holds } else { broken("others_sign_too", missing) })
}
