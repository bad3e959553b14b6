//! # TRC-007 The blood groups fit
//!
//! ## What it checks
//! The organ carries no antigen of the ABO system that the recipient lacks. Where a group is not sure, TRC-006 says
//! so.
//!
//! ## Why
//! Against such an antigen the recipient has antibodies, and the graft may be lost in minutes. A country may permit grafts
//! that are prepared for on purpose: after desensitisation, or into infants who have no such antibodies yet. Then somebody
//! who answers for the programme has decided so before the theatre, for this recipient, this organ and this sort of donor,
//! and the decision has not run out.
//!
//! ## Source
//! Directive 2010/53/EU, annex A; A/RES/79/189 OP6(h); the country's programmes: `registry.abo_programmes`
//! (TRC-019). Where nobody knows whether a
//! country has a programme, the groups stop the graft as they do everywhere.
//!
//! ## Inputs
//! Both groups, and why no programme lets them pass.
//!
//! ## Example
//! A donor of group A, a recipient of group O: broken. A donor of group O: holds. A living donor of group A, a recipient of
//! group O, and a decision of last week by the protocol of desensitisation: holds, and the answer names the protocol.
//!
//! ## Since
//! 0.1.0

use law::param::ABO_PROGRAMMES;
use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::blood::{Grouped, grouped};
use crate::trace::theatre::Theatre;

/// TRC-007.
pub static RULE: Rule<Theatre> = Rule {
    code: "TRC-007",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "Directive 2010/53/EU, annex A",
    params: &["registry.abo_programmes"],
    page: include_str!("trc_007.rs"),
    check,
};

fn check(s: &Theatre, law: &Law<'_>) -> Result<Answer, Unknown> {
    let (Grouped::Surely(donor), Grouped::Surely(recipient)) = (grouped(&s.donor_groups), grouped(&s.recipient_groups))
    else {
        return Ok(Answer::NotAsked);
    };
    if donor.fits(recipient) {
        return Ok(Answer::Holds);
    }
    let permitted = law.get(&ABO_PROGRAMMES).unwrap_or_default();
    let fits = |ground| {
        let organ = s.registry.organ.family();
        let mut all = permitted.iter().filter(|p| p.organ == organ);
        all.any(|p| s.donor_kind.is_some_and(|kind| p.donors.contains(&kind)) && ground == p.ground)
    };
    let why = match &s.leave {
        Some(leave) if !fits(leave.ground) => "no_programme",
        Some(leave) if leave.valid_until_at < s.registry.at => "decision_ran_out",
        Some(_) => return Ok(Answer::Holds),
        None => "no_decision_made",
    };
    Ok(Answer::Broken(vec![
        Input::code("donor_group", donor.code()),
        Input::code("recipient_group", recipient.code()),
        Input::term("why", why),
    ]))
}
