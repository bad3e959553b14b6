//! The answer that fills a screen: a shape, a word and a colour, read from an arm's length.

use maud::{Markup, html};

use super::TagKind;

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What kind of answer: its shape and colour.
    pub kind: TagKind,
    /// One word: "Match", "Stop".
    pub word: String,
    /// The sentence below it.
    pub says: Markup,
    /// Reasons, or what was held together.
    pub body: Markup,
}

/// The answer; read out at once by a screen reader.
#[must_use]
pub fn answer(view: &Answer) -> Markup {
    html! {
        div class={ "notice " (view.kind.class()) } role="alert" {
            (view.kind.shape().large())
            div { h1.big { (view.word) } p.lead { (view.says) } }
        }
        (view.body)
    }
}
