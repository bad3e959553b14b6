//! How pages and pictures look: pure functions from view structs to markup.
//!
//! Nothing here has words of its own: every string arrives translated. Nothing reads a clock,
//! a file or a request, so the same view is the same bytes. Colour, size and spacing live in
//! `assets/style.css`; pictures carry their own geometry.

pub mod answer;
pub mod asset;
pub mod button;
pub mod choice;
pub mod clock;
pub mod consent;
pub mod field;
pub mod finding;
pub mod frame;
pub mod heading;
pub mod list;
pub mod notice;
pub mod picture;
pub mod public;
pub mod shape;
pub mod shell;
pub mod table;
pub mod tag;
pub mod task;
pub mod thread;

pub use shell::{Shell, shell};
pub use tag::{TagKind, tag};

use maud::{Markup, html};

/// The direction in which a page reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dir {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// Languages that are written from right to left, by their primary subtag (BCP 47; the scripts as the Unicode CLDR has them).
const RIGHT_TO_LEFT: &[&str] = &["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

impl Dir {
    /// The direction in which a language is written, from its tag.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        let primary = tag.split('-').next().unwrap_or_default();
        if RIGHT_TO_LEFT.contains(&primary) { Self::Rtl } else { Self::Ltr }
    }

    /// The value of the HTML attribute `dir`.
    #[must_use]
    pub const fn attr(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// A way to another page: address and words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Address, relative to the site or absolute.
    pub href: String,
    /// Words of the link.
    pub label: String,
}

impl Link {
    /// A link from its address and words.
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into() }
    }

    /// The link as an anchor.
    #[must_use]
    pub fn markup(&self) -> Markup {
        html! { a href=(self.href) { (self.label) } }
    }
}

/// A code or a number in its own isolate: mono, never broken, always left to right.
#[must_use]
pub fn code_id(code: &str) -> Markup {
    html! { bdi.code dir="ltr" { (code) } }
}

/// Words as markup, escaped.
#[must_use]
pub fn words(text: &str) -> Markup {
    html! { (text) }
}

/// Words in another language than the page, with their own language and direction.
#[must_use]
pub fn spoken(text: &str, lang: &str, dir: Dir) -> Markup {
    html! { span lang=(lang) dir=(dir.attr()) { (text) } }
}
