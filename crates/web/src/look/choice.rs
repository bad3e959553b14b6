//! The equal choice of consent: confirm and withdraw the same in size, weight, border and ground.

use super::shape::Shape;
use super::{Dir, Link};
use maud::{Markup, html};

/// Words in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// BCP 47 tag of their language.
    pub lang: String,
    /// Their direction.
    pub dir: Dir,
}

/// One answer of an equal choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The sign that tells it apart.
    pub sign: Shape,
    /// The same answer in each language shown.
    pub says: Vec<Said>,
    /// Form field that carries the answer.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// Buttons of equal standing inside a form, and a third way below them.
#[must_use]
pub fn equal_choice(answers: &[Answer], third: Option<&Link>) -> Markup {
    html! {
        div.equal {
            @for a in answers {
                button type="submit" name=(a.name) value=(a.value) {
                    (a.sign.markup())
                    @for s in &a.says { span lang=(s.lang) dir=(s.dir.attr()) { (s.text) } }
                }
            }
        }
        @if let Some(link) = third { p.third { (link.markup()) } }
    }
}
