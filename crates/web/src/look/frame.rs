//! The two layouts that suffice: one column, or a main column with a side column.

use super::Link;
use maud::{Markup, html};

/// A main column and a side column of at most 400 px; one below the other on phones.
#[must_use]
pub fn with_side(main: &Markup, side: &Markup) -> Markup {
    html! { div.split { div { (main) } aside { (side) } } }
}

/// Two columns of equal width, for pictures that are read together.
#[must_use]
pub fn halves(first: &Markup, second: &Markup) -> Markup {
    html! { div.halves { (first) (second) } }
}

/// A sheet: what is read or worked on.
#[must_use]
pub fn sheet(body: &Markup) -> Markup {
    html! { div.sheet.pad { (body) } }
}

/// A question page: one column of at most 40 rem.
#[derive(Debug, Clone)]
pub struct Question {
    /// The way back to the page before.
    pub back: Option<Link>,
    /// What the question belongs to: "Step 2 of 5".
    pub caption: Option<Markup>,
    /// The question, or the sentence that says the situation.
    pub title: Markup,
    /// The summary of what must be put right, where something must.
    pub errors: Option<Markup>,
    /// Text, form, buttons.
    pub body: Markup,
}

/// One question on one page.
#[must_use]
pub fn question(view: &Question) -> Markup {
    html! {
        div.question {
            @if let Some(back) = &view.back { p.back { (back.markup()) } }
            @if let Some(errors) = &view.errors { (errors) }
            @if let Some(caption) = &view.caption { p.caption { (caption) } }
            h1 { (view.title) }
            (view.body)
        }
    }
}
