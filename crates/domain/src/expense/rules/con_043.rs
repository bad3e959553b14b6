//! # CON-043 Nobody is rewarded
//!
//! ## What it checks
//! Money goes to the living donor for expenses, or to a centre or professional for a service. Anything else, to
//! whomever, is a reward: to the donor, to the donor’s family, to the family of a deceased donor, to an intermediary
//! or to any other person or entity.
//!
//! ## Why
//! An organ that was paid for was not given.
//!
//! ## Source
//! A/RES/79/189 OP6(b); WHO guiding principles 5 and 6; Directive 2010/53/EU article 13.
//!
//! ## Inputs
//! To whom, by whom and for what.
//!
//! ## Example
//! The recipient’s family gives the man who found the donor 15,000.00: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::expense::{Ground, Payee, Situation};

/// CON-043.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-043",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[],
    page: include_str!("con_043.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(payment) = &s.payment else { return Ok(Answer::NotAsked) };
    let due = match payment.ground {
        Ground::Reimbursement => payment.payee == Payee::Donor,
        Ground::Fee => matches!(payment.payee, Payee::Centre | Payee::Professional),
        Ground::Reward => false,
    };
    Ok(super::unless(
        (!due)
            .then(|| {
                let (payee, payer) =
                    (Input::term("payee", payment.payee.code()), Input::term("payer", payment.payer.code()));
                [payee, payer, Input::term("ground", payment.ground.code())]
            })
            .into_iter()
            .flatten(),
    ))
}
