//! # CON-025 A sample of the old register agrees with its source
//!
//! ## What it checks
//! As many rows as the law asks, drawn by a seed that stood in the log before anybody knew the rows, were each held
//! against their source by somebody who did not bring the file in, and every one agrees.
//!
//! ## Why
//! Counts can agree while every row is wrong. Only the paper somebody signed says what they wanted.
//!
//! ## Source
//! A/RES/79/189 OP6(b); the profile's `donor_register.audit_sample`.
//!
//! ## Inputs
//! Rows that must be held, that were held, and that do not agree.
//!
//! ## Example
//! Of thirty rows one form says “no” and the file says “yes”: broken, and the file goes back.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::donor_register::{Accepting, Agreement};

/// CON-025.
pub static RULE: Rule<Accepting> = Rule {
    code: "CON-025",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::REGISTER_AUDIT_SAMPLE.key],
    page: include_str!("con_025.rs"),
    check,
};

fn check(s: &Accepting, law: &Law<'_>) -> Result<Answer, Unknown> {
    let import = &s.import;
    let needed = u64::from(law.get(&param::REGISTER_AUDIT_SAMPLE)?).min(import.staged.report.kept());
    let held = import.staged.sample.iter().filter_map(|row| import.checks.get(row));
    let (mut right, mut wrong) = (0_u64, 0_u64);
    for check in held.filter(|c| c.by != import.staged_by) {
        match check.found {
            Agreement::Agrees => right += 1,
            Agreement::Differs | Agreement::SourceMissing => wrong += 1,
        }
    }
    let whole = right >= needed && wrong == 0 && right == import.staged.sample.len() as u64;
    Ok(match whole {
        true => Answer::Holds,
        false => Answer::Broken(vec![
            Input::number("needed", needed.max(import.staged.sample.len() as u64)),
            Input::number("held", right + wrong),
            Input::number("wrong", wrong),
        ]),
    })
}
