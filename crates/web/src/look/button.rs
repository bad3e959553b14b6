//! Buttons and links that look like buttons.

use super::Link;
use super::shape::Shape;
use maud::{Markup, html};

/// What a button is for; its look follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The next step; at most one per row or form.
    Next,
    /// Any other step.
    Other,
    /// A grave act; the label names its date.
    Grave,
}

impl Weight {
    const fn class(self) -> &'static str {
        match self {
            Self::Next => "btn next",
            Self::Other => "btn",
            Self::Grave => "btn grave",
        }
    }
}

/// A button that sends the form around it, with a name and a value where the form has several.
#[must_use]
pub fn submit(weight: Weight, label: &str, sends: Option<(&str, &str)>) -> Markup {
    html! {
        button type="submit" class=(weight.class()) name=[sends.map(|s| s.0)] value=[sends.map(|s| s.1)] { (label) }
    }
}

/// A link that looks like a button: it leads on and changes nothing.
#[must_use]
pub fn go(weight: Weight, link: &Link) -> Markup {
    html! { a class=(weight.class()) href=(link.href) { (link.label) } }
}

/// A button that prints the page; it appears with script only.
#[must_use]
pub fn print(label: &str) -> Markup {
    html! { button.btn type="button" data-print hidden { (label) } }
}

/// A link to a recording, with the sign for listening.
#[must_use]
pub fn listen(link: &Link) -> Markup {
    html! { a.btn href=(link.href) { (Shape::Speaker.markup()) (link.label) } }
}

/// Buttons in a row that wraps.
#[must_use]
pub fn row(buttons: &[Markup]) -> Markup {
    html! { div.btns { @for b in buttons { (b) } } }
}
