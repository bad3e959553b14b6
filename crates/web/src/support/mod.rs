//! Pages of protection and support.
//!
//! | page | who |
//! |---|---|
//! | one's own people, the plan, a code to read with | case workers and support workers |
//! | people before the body, alarms | protection officers |
//! | who somebody is | two custodians together |
//! | what is shared | the organisation it is shared with |
//! | whether people are supported alike, needs unanswered | case workers and officers |
//! | the directory; what is known about my case | everybody |

mod api;
mod compare;
mod custody;
mod directory;
mod forms;
mod list;
mod my_case;
mod new;
mod person;
mod plan;
mod shared;
mod step;

use domain::access::Permission;
use domain::support::Status;
use maud::{Markup, html};

use crate::desk::Desk;
use crate::look::{TagKind, tag};
use crate::route::{Needs, Page};

pub(crate) use api::endpoints;
pub use custody::{ASK, CODE, IDENTITY};
pub use directory::LISTED;
pub use forms::STEPS;
pub use new::{HAND_OVER, TAKE_IN};

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const READ: Needs = Needs::One(Permission::ReadProtected);
    const WORK: Needs = Needs::One(Permission::WorkProtected);
    const BODY: Needs = Needs::One(Permission::DecideProtected);
    const OPEN: Needs = Needs::One(Permission::OpenIdentity);
    const SHARED: Needs = Needs::One(Permission::ReadShared);
    const COMPARE: Needs = Needs::One(Permission::CompareSupport);
    const LIST: Needs = Needs::One(Permission::ListService);
    vec![
        Page::get("/protected", READ, list::own).in_nav("nav-protected"),
        Page::get("/protected/new", WORK, new::show),
        Page::post("/protected/new", WORK, new::send),
        Page::get("/protected/{protected}", READ, person::own),
        Page::get("/protected/{protected}/identity", WORK, custody::ask_identity),
        Page::post("/protected/{protected}/identity", WORK, custody::seal),
        Page::post("/protected/{protected}/code", WORK, custody::give_code),
        Page::get("/protected/{protected}/hand-over", WORK, new::show_hand_over),
        Page::post("/protected/{protected}/hand-over", WORK, new::hand_over),
        Page::get("/protected/{protected}/steps/{step}", Needs::ByStep(steps), step::show),
        Page::post("/protected/{protected}/steps/{step}", Needs::ByStep(steps), step::send),
        Page::get("/protection", BODY, list::body).in_nav("nav-protection"),
        Page::get("/protection/{protected}", BODY, person::before_body),
        Page::get("/custody", OPEN, custody::show).in_nav("nav-custody"),
        Page::post("/custody", OPEN, custody::asked),
        Page::post("/custody/code", OPEN, custody::become_one),
        Page::get("/custody/{opening}", OPEN, custody::one),
        Page::post("/custody/{opening}", OPEN, custody::turn),
        Page::get("/shared", SHARED, shared::list).in_nav("nav-shared"),
        Page::get("/shared/{protected}", SHARED, shared::one),
        Page::get("/support/alike", COMPARE, compare::show).in_nav("nav-alike"),
        Page::get("/support", Needs::Nothing, directory::show),
        Page::get("/support/list", LIST, directory::ask_entry),
        Page::post("/support/list", LIST, directory::send),
        Page::post("/support/services/{service}/end", LIST, directory::end),
        Page::get("/my-case", Needs::Nothing, my_case::show),
        Page::post("/my-case", Needs::Nothing, my_case::open),
    ]
}

/// Every step with the permission to take it.
fn steps() -> Vec<(&'static str, Permission)> {
    STEPS.iter().map(|s| (s.code, s.permission)).collect()
}

/// A status as a tag: presumed until the body has decided.
fn status_tag(desk: &Desk, status: Status, decided: bool) -> Markup {
    let says = desk.term(status.code());
    match decided {
        true => tag(TagKind::Done, &says),
        false => html! { (tag(TagKind::With, &says)) " " span.under { (desk.say("protected-presumed")) } },
    }
}

/// Text that may have been erased.
fn text(desk: &Desk, private: &domain::Private) -> Markup {
    let words = private.clear().map_or_else(|| desk.say("text-erased"), str::to_owned);
    html! { span dir="auto" { (words) } }
}

/// A language in its own words, or its tag.
fn language(desk: &Desk, tag: &str) -> String {
    let known = crate::approval::forms::languages(desk);
    known.into_iter().find(|(code, _)| code == tag).map_or_else(|| tag.to_owned(), |(_, name)| name)
}
