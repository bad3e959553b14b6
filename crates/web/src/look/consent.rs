//! The consent sheet: two languages on one grid, so that paragraph 3 faces paragraph 3.

use super::choice::Said;
use super::{Dir, Link};
use maud::{Markup, html};

/// One of the two languages.
#[derive(Debug, Clone)]
pub struct Side {
    /// BCP 47 tag.
    pub lang: String,
    /// Direction.
    pub dir: Dir,
    /// Its name, and whose language it is.
    pub name: String,
    /// The recording.
    pub listen: Option<Link>,
}

/// One part in one language.
#[derive(Debug, Clone)]
pub struct Passage {
    /// "2. What can go wrong".
    pub title: String,
    /// The text.
    pub text: String,
    /// A picture below it.
    pub picture: Option<Markup>,
}

/// The sheet that a person is asked to agree to.
#[derive(Debug, Clone)]
pub struct ConsentSheet {
    /// The two languages, the page's own first.
    pub sides: (Side, Side),
    /// The parts, each in both languages.
    pub parts: Vec<(Passage, Passage)>,
    /// Interpreter, understanding, time to reflect: label and value.
    pub facts: Vec<(String, Markup)>,
    /// Whether everything needed is here, as a tag.
    pub ready: Markup,
}

/// The consent sheet.
#[must_use]
pub fn consent_sheet(view: &ConsentSheet) -> Markup {
    let (first, second) = &view.sides;
    html! {
        div.sheet.main.consent {
            div.facing { (side_head(first)) (side_head(second)) }
            @for (a, b) in &view.parts {
                div.facing { (passage(a, first)) (passage(b, second)) }
            }
            div.facts {
                dl { @for (label, value) in &view.facts { div { dt { (label) } dd { (value) } } } }
                (view.ready)
            }
        }
    }
}

fn side_head(side: &Side) -> Markup {
    html! {
        div.side lang=(side.lang) dir=(side.dir.attr()) {
            b { (side.name) }
            @if let Some(link) = &side.listen { (super::button::listen(link)) }
        }
    }
}

fn passage(text: &Passage, side: &Side) -> Markup {
    html! {
        section lang=(side.lang) dir=(side.dir.attr()) {
            h2 { (text.title) }
            p.law { (text.text) }
            @if let Some(picture) = &text.picture { (picture) }
        }
    }
}

/// The same words in each language, one after the other.
#[must_use]
pub fn said(says: &[Said]) -> Markup {
    html! { @for s in says { span lang=(s.lang) dir=(s.dir.attr()) { (s.text) } " " } }
}
