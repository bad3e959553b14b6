//! Status tags: shape, word and colour, always all three.

use super::shape::Shape;
use maud::{Markup, html};

/// The seven things a tag can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagKind {
    /// It is done; quiet.
    Done,
    /// Needs you, or time is short.
    Yours,
    /// In other hands.
    With,
    /// Cannot start; the reason stands below in plain words.
    NotYet,
    /// Stops, ended, overdue.
    Stops,
    /// The record is unsure.
    LookAgain,
    /// Valid, or everything is here.
    Valid,
}

impl TagKind {
    /// The shape of the tag.
    #[must_use]
    pub const fn shape(self) -> Shape {
        match self {
            Self::Done => Shape::Tick,
            Self::Yours => Shape::Diamond,
            Self::With => Shape::HalfDisc,
            Self::NotYet => Shape::DashedRing,
            Self::Stops => Shape::Octagon,
            Self::LookAgain => Shape::Broken,
            Self::Valid => Shape::TickRing,
        }
    }

    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Done => "t-done",
            Self::Yours => "t-now",
            Self::With => "t-know",
            Self::NotYet => "t-plan",
            Self::Stops => "t-stop",
            Self::LookAgain => "t-doubt",
            Self::Valid => "t-act",
        }
    }
}

/// A status tag. One per row.
#[must_use]
pub fn tag(kind: TagKind, text: &str) -> Markup {
    html! { span class={ "tag " (kind.class()) } { (kind.shape().markup()) span { (text) } } }
}
