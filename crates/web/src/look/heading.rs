//! The block on top of a page: where we are, what the situation is, what may be done.

use super::Link;
use maud::{Markup, html};

/// The heading block.
#[derive(Debug, Clone, Default)]
pub struct Heading {
    /// The way here, outermost first.
    pub crumbs: Vec<Link>,
    /// The last step of the way, usually a code; not a link.
    pub here: Option<Markup>,
    /// The sentence that says the situation. One per page.
    pub title: Option<Markup>,
    /// The line below it.
    pub under: Option<Markup>,
    /// What stands at the end side: a tag, buttons, or the saved line.
    pub aside: Option<Markup>,
}

/// The heading block of a page.
#[must_use]
pub fn heading(view: &Heading) -> Markup {
    html! {
        header.head {
            div {
                @if !view.crumbs.is_empty() || view.here.is_some() {
                    p.crumbs {
                        @for (n, link) in view.crumbs.iter().enumerate() {
                            @if n > 0 { " / " }
                            (link.markup())
                        }
                        @if let Some(here) = &view.here {
                            @if !view.crumbs.is_empty() { " / " }
                            span aria-current="page" { (here) }
                        }
                    }
                }
                @if let Some(title) = &view.title { h1 { (title) } }
                @if let Some(under) = &view.under { p.under { (under) } }
            }
            @if let Some(aside) = &view.aside { div.aside { (aside) } }
        }
    }
}

/// The saved line: when the work was last kept and whether all of it was sent.
#[must_use]
pub fn saved(text: &str) -> Markup {
    html! { span.saved role="status" { (text) } }
}
