//! # CEN-007 Whoever does it holds a valid licence as a professional on that day
//!
//! ## What it checks
//! Everybody who has a part in the procedure holds, on the civil day of that part, a licence as a professional that is
//! neither suspended nor over: the team that operates, on the day of the operation; whoever evaluated the living donor, on
//! the day of the evaluation; every doctor who certified death, on the day of the certificate; and whoever plans a graft,
//! on the day of the graft. A medical evaluation and a certificate need a licence as physician, a psychosocial evaluation
//! one as psychologist, social worker or physician. A licence that is limited to organs or activities carries operating on
//! these alone; the limit does not speak of the other parts. Of several licences one that carries it suffices.
//!
//! Not asked where the country does not keep licences of professionals here, and not asked where the procedure names
//! nobody: that the team is named is asked by AUT-022 for living donors and by AUT-030 after death, and a graft that was
//! written down without its team says nothing about who grafted. It is not asked of old books.
//!
//! ## Why
//! A suspension reaches the patient only if somebody looks at it on the day of the operation.
//!
//! ## Source
//! A/RES/79/189 OP6(f); the profile's `licence.professional_required`.
//!
//! ## Inputs
//! For everybody who lacks it: the part, the account, what is missing, and the day. Of several licences the nearest one
//! says what is missing.
//!
//! ## Example
//! A surgeon whose licence was suspended on Monday is in the team of a removal planned for Tuesday: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::licence::Situation;

/// CEN-007.
pub static RULE: Rule<Situation> = Rule {
    code: "CEN-007",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(f)",
    params: &[param::LICENCE_PROFESSIONAL_REQUIRED.key],
    page: include_str!("cen_007.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(holders) = s.professionals.as_ref().filter(|h| !h.is_empty()) else {
        return Ok(Answer::NotAsked);
    };
    if !law.get(&param::LICENCE_PROFESSIONAL_REQUIRED)? {
        return Ok(Answer::NotAsked);
    }
    let mut inputs = Vec::new();
    for holder in holders {
        if let Some(lack) = holder.lack(s.organ, s.activity) {
            inputs.extend([
                Input::term("part", holder.doer.part.code()),
                Input::code("who", holder.doer.account),
                Input::term("reason", lack.code()),
                Input::date("on", holder.doer.on),
            ]);
        }
    }
    Ok(if inputs.is_empty() { Answer::Holds } else { Answer::Broken(inputs) })
}
