//! Words and amounts that all pages of expenses share.

use codes::Money;
use domain::expense::{Double, ExpenseState, PaymentState};
use maud::{Markup, html};
use service::expense::{CapSeen, DonationFile, Due};

use crate::desk::Desk;
use crate::look::{Link, TagKind, code_id, tag};

/// An amount in the country's currency.
pub(super) fn own(minor: i64, currency: &str) -> String {
    match currency.parse() {
        Ok(currency) => grouped(Money { minor, currency }),
        Err(_) => minor.to_string(),
    }
}

/// An amount with narrow blanks between thousands, read alike in every language.
pub(super) fn grouped(money: Money) -> String {
    let text = money.to_string();
    let (figures, currency) = text.split_once(' ').unwrap_or((&text, ""));
    let (whole, part) = figures.split_once('.').map_or((figures, None), |(whole, part)| (whole, Some(part)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("\u{2212}", digits));
    let mut out = sign.to_owned();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    match part {
        Some(part) => format!("{out}.{part}\u{a0}{currency}"),
        None => format!("{out}\u{a0}{currency}"),
    }
}

/// An amount in a cell or a sentence, never broken and never mirrored.
pub(super) fn money(text: &str) -> Markup {
    html! { bdi.code dir="ltr" { (text) } }
}

/// Where an expense stands.
pub(super) fn state(desk: &Desk, state: ExpenseState) -> Markup {
    let kind = match state {
        ExpenseState::Claimed => TagKind::With,
        ExpenseState::Accepted => TagKind::Done,
        ExpenseState::Refused => TagKind::Stops,
        ExpenseState::Withdrawn => TagKind::NotYet,
    };
    tag(kind, &desk.say(&format!("expense-state-{}", state.code())))
}

/// Where a payment stands.
pub(super) fn payment_state(desk: &Desk, state: PaymentState) -> Markup {
    let kind = match state {
        PaymentState::Planned => TagKind::NotYet,
        PaymentState::Made { .. } => TagKind::Done,
        PaymentState::Cancelled => TagKind::Stops,
    };
    let word = desk.say(&format!("payment-state-{}", state.code()));
    match state {
        PaymentState::Made { at } => {
            tag(kind, &format!("{word}{}{}", desk.say("list-comma"), desk.date(desk.day_of(at))))
        }
        _ => tag(kind, &word),
    }
}

/// What is known of a cap.
pub(super) fn cap(desk: &Desk, cap: CapSeen, currency: &str) -> Markup {
    match cap {
        CapSeen::Known { minor } => money(&own(minor, currency)),
        CapSeen::None => html! { (desk.say("expense-cap-none")) },
        CapSeen::Unknown => html! { (desk.say("expense-cap-unknown")) },
    }
}

/// By when something is due.
pub(super) fn due(desk: &Desk, due: Due) -> Markup {
    match due {
        Due::By { day } => html! { (desk.say_with("expense-due-by", &[("day", desk.date(day).into())])) },
        Due::Overdue { day } => {
            tag(TagKind::Stops, &desk.say_with("expense-due-over", &[("day", desk.date(day).into())]))
        }
        Due::Open => html! { (desk.say("expense-due-open")) },
    }
}

/// What an expense doubles, each with its claim.
pub(super) fn doubles(desk: &Desk, doubles: &[Double]) -> Markup {
    html! {
        @for double in doubles {
            p {
                (tag(TagKind::LookAgain, &desk.say(&format!("expense-alike-{}", double.by.code().replace('_', "-")))))
                " " (code_id(&double.of.to_string())) " "
                a href={ "/claims/" (double.claim) } { (code_id(&double.claim.to_string())) }
            }
        }
    }
}

/// The way to a donation's expenses.
pub(super) fn crumbs(desk: &Desk, file: &DonationFile) -> Vec<Link> {
    vec![
        Link::new("/expenses", desk.say("nav-expenses")),
        Link::new(format!("/pairs/{}/expenses", file.pair), file.pair.to_string()),
    ]
}

/// What was said of the days of an expense.
pub(super) fn days(desk: &Desk, claimed: &domain::expense::Claimed) -> String {
    match claimed.until_on.filter(|until| *until != claimed.incurred_on) {
        Some(until) => desk.say_with(
            "expense-days",
            &[("from", desk.date(claimed.incurred_on).into()), ("to", desk.date(until).into())],
        ),
        None => desk.date(claimed.incurred_on),
    }
}
