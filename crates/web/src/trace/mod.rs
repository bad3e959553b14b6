//! The whole chain of a number in both directions: picture, table, text and files.

mod api;
mod page;
mod svg;
mod table;
mod text;
mod tissue;
mod view;
mod voice;

use domain::access::Permission;

use crate::desk::Desk;
use crate::route::{Needs, Page};

pub(crate) use api::endpoints;
pub use svg::svg;
pub use view::{Tally, tally, title, view};
pub use voice::Voice;

/// Everything that was found as text, indented from the donor to the last outcome. Ends with a new line.
#[must_use]
pub fn text(words: &law::Words, lang: &str, found: &service::TraceFound) -> String {
    text::text(&Voice::new(words, lang, found), found)
}

impl<'a> Voice<'a> {
    /// The voice of a page.
    #[must_use]
    pub fn of(desk: &'a Desk) -> Self {
        Voice { words: &desk.app.words, lang: desk.lang, zone: desk.zone() }
    }
}

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    vec![
        Page::get("/trace", Needs::One(Permission::ReadTrace), page::search).in_nav("nav-trace"),
        Page::get("/trace/{number}", Needs::One(Permission::ReadTrace), page::chain),
    ]
}
