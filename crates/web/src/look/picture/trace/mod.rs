//! The trace: donor, parts, hand-overs, recipients, outcomes, and every place where the record breaks.
//!
//! The signature picture. Its layout is a function of the view alone: the same trace is the same drawing.

mod layout;
mod tall;
mod wide;

use super::render::Place;
use super::{Twin, both};
use crate::look::Dir;
use maud::Markup;

/// Where a trace begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Donor {
    /// Code.
    pub code: String,
    /// What is known and may be seen, one line each.
    pub lines: Vec<String>,
    /// Where the donor's record is; empty for none.
    pub href: String,
}

/// Organ or tissue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PartShape {
    /// A ring.
    #[default]
    Organ,
    /// A hexagon.
    Tissue,
}

/// How sure the record of a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Certainty {
    /// It happened: solid.
    #[default]
    Fact,
    /// It is planned: dashed.
    Plan,
    /// It contradicts the record: dotted, in the colour of doubt.
    Disputed,
}

/// Whether a look-back reaches a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Exposure {
    /// No.
    #[default]
    Plain,
    /// Yes: halo and hatch.
    Exposed,
    /// It began here: an octagon inside.
    Index,
}

/// What lies between a part and its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// A hand-over.
    Handover {
        /// Package or place, above the line.
        label: String,
        /// Time, below the line.
        time: String,
    },
    /// A stretch without record.
    Gap {
        /// "no record, 3 h 10 min".
        label: String,
        /// Between which times, for the tall drawing.
        under: String,
    },
}

/// How loud an outcome is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing is needed.
    #[default]
    Calm,
    /// Needs somebody.
    Now,
    /// Stop.
    Stop,
    /// The record is unsure.
    Doubt,
}

/// Where a part went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// To a person, here or abroad.
    Reached {
        /// Code of the recipient or of the sending abroad.
        code: String,
        /// Where the record is; empty for none.
        href: String,
        /// Latest outcome.
        outcome: String,
        /// What follows from it.
        detail: String,
        /// How loud the detail is.
        tone: Tone,
    },
    /// It ended on purpose: not used, discarded, in stock.
    Closed {
        /// How it ended.
        label: String,
        /// When, why.
        detail: String,
    },
    /// Nobody recorded where it went.
    Unknown {
        /// "no record".
        label: String,
    },
}

/// What became of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// It was split; the parts in order.
    Split(Vec<TraceUnit>),
    /// It went somewhere.
    End(End),
}

/// An organ, a tissue, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceUnit {
    /// Code.
    pub code: String,
    /// Name in words.
    pub name: String,
    /// A second line for the tall drawing: "3 hand-overs".
    pub note: String,
    /// Its shape.
    pub shape: PartShape,
    /// Where its record is; empty for none.
    pub href: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// Whether a look-back reaches it.
    pub exposure: Exposure,
    /// What lies between it and its end, in order. A part that was split shows them before the split.
    pub stops: Vec<Stop>,
    /// What became of it.
    pub then: Then,
}

/// Headings of the five columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headings {
    /// "Donor".
    pub donor: String,
    /// "Organ or tissue".
    pub part: String,
    /// "Hand-overs".
    pub stops: String,
    /// "Recipient or end".
    pub end: String,
    /// "Latest outcome".
    pub outcome: String,
}

/// A whole trace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TraceView {
    /// The donor; none where the origin has no record, which is drawn as a gap.
    pub donor: Option<Donor>,
    /// What stands at the gap of a missing donor.
    pub no_donor: String,
    /// Organs and tissues, in the order of the record.
    pub units: Vec<TraceUnit>,
    /// Headings.
    pub headings: Headings,
    /// One sentence that counts what is seen.
    pub sentence: String,
    /// Its text.
    pub twin: Twin,
}

/// The trace for desks and for phones.
#[must_use]
pub fn trace(view: &TraceView, dir: Dir) -> Markup {
    let wide = wide::scene(view, dir).render(&view.twin, "w", Place::Page);
    let tall = tall::scene(view, dir).render(&view.twin, "p", Place::Page);
    maud::html! {
        figure.trace { (both(&wide, &tall)) figcaption { (view.sentence) } }
    }
}

/// The trace as a file of its own: colours inside, sentence below, no links.
#[must_use]
pub fn trace_svg(view: &TraceView, dir: Dir) -> String {
    wide::with_sentence(view, dir).render(&view.twin, "file", Place::Alone).into_string()
}
