//! Panels and notices: what stands beside the main matter, and what must be said before it.

use super::tag::TagKind;
use maud::{Markup, html};

/// How a panel stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// On a sheet with hairlines.
    Sheet,
    /// A sheet that is the main matter of its page: ruled in ink on top.
    Main,
    /// On the ground, without borders.
    Bare,
    /// Bordered in stop: a grave act is prepared here.
    Grave,
}

/// A panel with a heading.
#[must_use]
pub fn panel(kind: Panel, title: &str, body: &Markup) -> Markup {
    let class = match kind {
        Panel::Sheet => "panel sheet",
        Panel::Main => "panel sheet main",
        Panel::Bare => "panel",
        Panel::Grave => "panel sheet grave",
    };
    html! { section class=(class) { h2 { (title) } (body) } }
}

/// A notice: a shape, a sentence and what to do, in the tone of a tag.
#[must_use]
pub fn notice(kind: TagKind, body: &Markup) -> Markup {
    html! { div class={ "notice " (kind.class()) } role="note" { (kind.shape().markup()) div { (body) } } }
}
