//! Votes of a body: one row for each member with an account.

use codes::ids::AccountId;
use domain::access::Role;
use maud::{Markup, html};
use serde_json::{Value, json};
use service::Colleague;

use crate::desk::Desk;
use crate::look::field::{Choice, Control, Field, Need, field};
use crate::sent::Sent;

const VOTES: &[&str] = &["favourable", "unfavourable", "deferred"];

/// Members that may vote.
fn members(staff: &[Colleague]) -> impl Iterator<Item = &Colleague> {
    staff.iter().filter(|c| c.is(Role::BoardMember))
}

fn name(part: &str, member: AccountId) -> String {
    format!("{part}-{member}")
}

/// A row for each member: how they voted, whether they come from outside, whether they object.
pub(super) fn draw(desk: &Desk, staff: &[Colleague], sent: &Sent) -> Markup {
    html! {
        p.hint { (desk.say("votes-hint")) }
        @for member in members(staff) { (row(desk, member, sent)) }
    }
}

fn row(desk: &Desk, member: &Colleague, sent: &Sent) -> Markup {
    let choice = |value: &str, label: String| Choice { value: value.to_owned(), label, hint: None };
    let mut votes = vec![choice("", desk.say("vote-none"))];
    votes.extend(VOTES.iter().map(|v| choice(v, desk.term(v))));
    let (vote, more) = (name("vote", member.account), name("vote-is", member.account));
    let typed = sent.text(&vote).to_owned();
    let marks = vec![choice("outside", desk.say("vote-outside")), choice("objects", desk.say("vote-objects"))];
    let marked = sent.all(&more).to_vec();
    html! {
        (field(&Field::new(vote, member.name.clone(), Control::Select(votes, typed))))
        (field(&Field {
            need: Need::Optional(desk.say("optional")),
            ..Field::new(more, desk.say_with("vote-about", &[("name", member.name.clone().into())]), Control::Checkboxes(marks, marked))
        }))
    }
}

/// The votes that were sent.
pub(super) fn read(staff: &[Colleague], sent: &Sent) -> Value {
    let vote = |member: &Colleague| {
        let favour = sent.text(&name("vote", member.account));
        let more = sent.all(&name("vote-is", member.account));
        let is = |what: &str| more.iter().any(|m| m == what);
        VOTES.contains(&favour).then(|| {
            json!({"member": member.account.to_string(), "favour": favour, "outside": is("outside"), "objects": is("objects")})
        })
    };
    members(staff).filter_map(vote).collect()
}
