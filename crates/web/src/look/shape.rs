//! The small shapes that stand beside words. Each means one thing everywhere.

use maud::{Markup, PreEscaped, html};

/// A sign of 14 px drawn in the colour of the words beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Over and in order.
    Tick,
    /// Yours.
    Diamond,
    /// In other hands.
    HalfDisc,
    /// Cannot start yet.
    DashedRing,
    /// Stop.
    Octagon,
    /// The record is unsure: a line broken by two bars.
    Broken,
    /// Valid.
    TickRing,
    /// Away with it.
    Cross,
    /// Listen.
    Speaker,
}

impl Shape {
    const fn body(self) -> &'static str {
        match self {
            Self::Tick => r#"<path d="M2.5 7.5l3 3.5 6-8" fill="none" stroke="currentColor" stroke-width="1.8"/>"#,
            Self::Diamond => r#"<path d="M7 .8L13.2 7 7 13.2.8 7z"/>"#,
            Self::HalfDisc => {
                r#"<circle cx="7" cy="7" r="5.4" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M7 1.6a5.4 5.4 0 0 1 0 10.8z"/>"#
            }
            Self::DashedRing => {
                r#"<circle cx="7" cy="7" r="5.4" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.4 1.85"/>"#
            }
            Self::Octagon => {
                r#"<path fill-rule="evenodd" d="M4.3.6h5.4l3.7 3.7v5.4l-3.7 3.7H4.3L.6 9.7V4.3zM3.6 6v2h6.8V6z"/>"#
            }
            Self::Broken => {
                r#"<path d="M0 7h3.4M10.6 7H14M4.6 2.6v8.8M9.4 2.6v8.8" fill="none" stroke="currentColor" stroke-width="1.8"/>"#
            }
            Self::TickRing => {
                r#"<circle cx="7" cy="7" r="5.8" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M4.2 7.2l2 2.2 3.6-4.6" fill="none" stroke="currentColor" stroke-width="1.6"/>"#
            }
            Self::Cross => r#"<path d="M2.5 2.5l9 9m0-9l-9 9" fill="none" stroke="currentColor" stroke-width="1.8"/>"#,
            Self::Speaker => {
                r#"<path d="M1 5h2.4L7 2v10L3.4 9H1z"/><path d="M9 4.6a3.4 3.4 0 0 1 0 4.8M11 2.8a6 6 0 0 1 0 8.4" fill="none" stroke="currentColor" stroke-width="1.4"/>"#
            }
        }
    }

    /// The shape as large as a hand's width on a telephone, for an answer that fills the screen.
    #[must_use]
    pub fn large(self) -> Markup {
        html! {
            svg viewBox="0 0 14 14" width="96" height="96" fill="currentColor" aria-hidden="true" { (PreEscaped(self.body())) }
        }
    }

    /// The shape as a drawing; the words beside it carry the meaning for screen readers.
    #[must_use]
    pub fn markup(self) -> Markup {
        html! {
            svg.i.flip[self == Self::Speaker] viewBox="0 0 14 14" width="14" height="14" fill="currentColor"
                aria-hidden="true" { (PreEscaped(self.body())) }
        }
    }
}

/// The mark of the house: disc, line, ring. It mirrors with the page.
#[must_use]
pub fn mark() -> Markup {
    html! {
        svg.mark.flip viewBox="0 0 32 14" width="32" height="14" aria-hidden="true" {
            circle cx="6" cy="7" r="5.5" fill="currentColor" {}
            path d="M6 7h14" stroke="currentColor" stroke-width="2" {}
            circle cx="25" cy="7" r="5.2" fill="none" stroke="currentColor" stroke-width="2" {}
        }
    }
}
