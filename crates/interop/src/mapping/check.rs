//! From the written form to the plan; collects everything that is wrong.

use std::collections::BTreeSet;

use codes::ids::CentreId;

use super::field::{Checker, folded};
use super::plan::{Condition, FactPlan, TransplantPlan, What};
use super::{Mapping, Problems, form};
use crate::sheet::{Charset, Options, Quote};

/// Checks a mapping.
pub(super) fn check(book: form::Book) -> Result<Mapping, Problems> {
    let mut checker = Checker::new(book.two_digit_years_from);
    let options = options(&mut checker, &book);
    let time_zone = checker.time_zone(&book.zone);
    if book.system.trim().is_empty() || book.system.chars().count() > 100 {
        checker.note("system", "a short name of the old book, such as stanford-heart");
    }
    if book.key.0.is_empty() {
        checker.note("key", "at least one column whose values tell one row from all others");
    }
    let key = checker.columns_of(&book.key);
    let decimal = decimal(&mut checker, book.file.decimal.as_deref());
    let none = book.recipient.is_empty()
        && book.donor.is_empty()
        && book.removal.is_empty()
        && book.transplant.is_empty()
        && book.outcome.is_empty();
    let mut facts = Facts { checker: &mut checker, key: &key, plans: Vec::new() };
    book.recipient.into_iter().enumerate().for_each(|(n, one)| facts.recipient(n, one));
    book.donor.into_iter().enumerate().for_each(|(n, one)| facts.donor(n, one));
    book.removal.into_iter().enumerate().for_each(|(n, one)| facts.removal(n, one));
    book.transplant.into_iter().enumerate().for_each(|(n, one)| facts.transplant(n, one));
    book.outcome.into_iter().enumerate().for_each(|(n, one)| facts.outcome(n, one));
    let facts = facts.plans;
    if none {
        checker.note("mapping", "at least one of [[recipient]], [[donor]], [[removal]], [[transplant]], [[outcome]]");
    }
    let centres = centres(&facts);
    let short_rows = book.file.short_rows;
    let (columns, time_zone) = checker.done(time_zone)?;
    Ok(Mapping {
        system: book.system.trim().to_owned(),
        zone: book.zone,
        time_zone,
        key,
        absent: folded(&book.absent),
        decimal,
        short_rows,
        columns,
        facts,
        options,
        centres,
    })
}

fn options(checker: &mut Checker, book: &form::Book) -> Options {
    let file = &book.file;
    let charset = file.encoding.as_deref().and_then(|label| checker.parsed::<Charset>("file.encoding", label));
    let separator = file.separator.as_deref().and_then(|text| match text {
        "tab" => Some('\t'),
        _ => {
            let mut chars = text.chars();
            let one = chars.next().filter(|c| chars.next().is_none() && c.is_ascii() && !c.is_ascii_alphanumeric());
            one.or_else(|| checker.problem("file.separator", "one ASCII character, such as \";\", or \"tab\""))
        }
    });
    let quote = file.quote.as_deref().and_then(|text| match text {
        "\"" => Some(Quote::Double),
        "'" => Some(Quote::Single),
        "none" => Some(Quote::None),
        _ => checker.problem("file.quote", "one of \" ' none"),
    });
    let (skip_lines, columns) = (file.skip_lines.unwrap_or(0), file.columns.clone());
    Options { charset, separator, quote, skip_lines, columns, country: book.country }
}

fn decimal(checker: &mut Checker, text: Option<&str>) -> Option<char> {
    match text? {
        "," => Some(','),
        "." => Some('.'),
        _ => checker.problem("file.decimal", "one of , ."),
    }
}

fn centres(facts: &[FactPlan]) -> BTreeSet<CentreId> {
    let named = facts.iter().filter_map(|fact| match &fact.what {
        What::Recipient { centre, .. } | What::Donor { centre, .. } => centre.as_ref(),
        What::Removal { centre, .. } => centre.as_ref(),
        What::Transplant(plan) => plan.centre.as_ref(),
        What::Outcome { .. } => None,
    });
    named.flat_map(|centre| centre.meanings().copied().collect::<Vec<_>>()).collect()
}

/// Turns the written facts into plans, in their order.
struct Facts<'a> {
    checker: &'a mut Checker,
    key: &'a [usize],
    plans: Vec<FactPlan>,
}

impl Facts<'_> {
    fn keep(&mut self, when: Option<Vec<Condition>>, what: Option<What>) {
        if let (Some(when), Some(what)) = (when, what) {
            self.plans.push(FactPlan { when, what });
        }
    }

    /// The columns that name somebody; those of the row's key if none are given.
    fn local(&mut self, columns: &form::OneOrMore<String>) -> Vec<usize> {
        if columns.0.is_empty() { self.key.to_vec() } else { self.checker.columns_of(columns) }
    }

    fn recipient(&mut self, n: usize, one: form::Recipient) {
        let at = format!("recipient[{}]", n + 1);
        let local = self.local(&one.local);
        let check = &mut *self.checker;
        let when = check.conditions(&at, one.when);
        let person = check.optional(one.person, |check, person| check.person(&at, person));
        let accepted_on = check.optional(one.accepted_on, |check, day| check.day(&format!("{at}.accepted_on"), day));
        let centre = check.optional(one.centre, |check, code| check.coded(&format!("{at}.centre"), code));
        let what = || Some(What::Recipient { local, person: person?, accepted_on: accepted_on?, centre: centre? });
        self.keep(when, what());
    }

    fn donor(&mut self, n: usize, one: form::Donor) {
        let at = format!("donor[{}]", n + 1);
        let local = self.local(&one.local);
        let check = &mut *self.checker;
        let when = check.conditions(&at, one.when);
        let kind = check.coded(&format!("{at}.kind"), one.kind);
        let person = check.optional(one.person, |check, person| check.person(&at, person));
        let centre = check.optional(one.centre, |check, code| check.coded(&format!("{at}.centre"), code));
        let what = || Some(What::Donor { local, kind: kind?, person: person?, centre: centre? });
        self.keep(when, what());
    }

    fn removal(&mut self, n: usize, one: form::Removal) {
        let at = format!("removal[{}]", n + 1);
        let check = &mut *self.checker;
        let when = check.conditions(&at, one.when);
        let organ = check.coded(&format!("{at}.organ"), one.organ);
        let donor = check.columns_of(&one.donor);
        let centre = check.optional(one.centre, |check, code| check.coded(&format!("{at}.centre"), code));
        let happened = check.moment(&format!("{at}.happened"), one.happened);
        let what = || Some(What::Removal { organ: organ?, donor, centre: centre?, happened: happened? });
        self.keep(when, what());
    }

    fn transplant(&mut self, n: usize, one: form::Transplant) {
        let at = format!("transplant[{}]", n + 1);
        let recipient = self.local(&one.recipient);
        let check = &mut *self.checker;
        let when = check.conditions(&at, one.when);
        let organ = check.coded(&format!("{at}.organ"), one.organ);
        let donor = check.columns_of(&one.donor);
        let centre = check.optional(one.centre, |check, code| check.coded(&format!("{at}.centre"), code));
        let happened = check.moment(&format!("{at}.happened"), one.happened);
        let cold_ischaemia = one.cold_ischaemia.map(|amount| (check.column(&amount.column), amount.unit));
        let relation = check.optional(one.relation, |check, code| check.coded(&format!("{at}.relation"), code));
        let what = || {
            let (organ, centre, happened, relation) = (organ?, centre?, happened?, relation?);
            let plan = TransplantPlan { organ, donor, recipient, centre, happened, cold_ischaemia, relation };
            Some(What::Transplant(plan))
        };
        self.keep(when, what());
    }

    fn outcome(&mut self, n: usize, one: form::Outcome) {
        let at = format!("outcome[{}]", n + 1);
        let local = self.local(&one.local);
        let check = &mut *self.checker;
        let when = check.conditions(&at, one.when);
        let happened = check.moment(&format!("{at}.happened"), one.happened);
        let patient_status = check.coded(&format!("{at}.patient_status"), one.patient_status);
        let graft_status =
            check.optional(one.graft_status, |check, code| check.coded(&format!("{at}.graft_status"), code));
        let what = || {
            let (happened, patient_status, graft_status) = (happened?, patient_status?, graft_status?);
            Some(What::Outcome { of: one.of, local, happened, patient_status, graft_status })
        };
        self.keep(when, what());
    }
}
