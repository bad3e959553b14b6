//! The whole chain of a number in both directions: picture, table, text and files.

mod page;
mod svg;
mod table;
mod text;
mod view;
mod voice;

use axum::Router;
use axum::routing::get;

use crate::app::App;
use crate::desk::Desk;
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

/// Routes.
pub fn routes() -> Router<App> {
    Router::new().route("/trace", get(page::search)).route("/trace/{id}", get(page::chain))
}
