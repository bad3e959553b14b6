//! Pictures drawn by the server: own geometry, the same bytes for the same view.
//!
//! A picture is a [`scene`] drawn once and rendered twice: in pages its colours come from the
//! stylesheet, so that it follows light, dark and print; standing alone it carries them itself.

pub mod code;
pub mod cusum;
pub mod donor_function;
pub mod expense_bars;
pub mod follow_calendar;
pub mod funnel;
pub mod icon_array;
pub mod ischaemia;
pub mod legend;
pub mod licence_bars;
pub mod pair_path;
pub mod pathway_flow;
pub mod rate_bars;

pub mod score_line;
pub mod survival;
pub mod temperature;
pub mod threads;
pub mod timeline;
pub mod trace;

mod chart;
mod render;
mod scene;

use maud::{Markup, html};

/// What a picture says for those who do not see it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Twin {
    /// Id of the drawing within its page: letters, digits and hyphens.
    pub id: String,
    /// A name that states the message.
    pub title: String,
    /// The same in two or three sentences.
    pub desc: String,
}

/// A picture in its two shapes; the stylesheet shows the one that fits.
pub(crate) fn both(wide: &Markup, tall: &Markup) -> Markup {
    html! { div.pic-wide { (wide) } div.pic-tall { (tall) } }
}

/// A chart in its two sizes, broken at the width of a phone.
pub(crate) fn both_charts(desk: &Markup, phone: &Markup) -> Markup {
    html! { div.pic-desk { (desk) } div.pic-phone { (phone) } }
}

/// An id that needs no escaping, whatever was asked for.
pub(crate) fn plain_id(id: &str) -> String {
    id.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect()
}
