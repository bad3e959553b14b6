//! A drawing as a list of marks, mirrored as a whole where the page reads from the right.

use crate::look::Dir;

/// The colours of a drawing, by meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Ink {
    None,
    #[default]
    Full,
    Second,
    Line,
    Edge,
    Sheet,
    Act,
    ActSoft,
    Now,
    NowMark,
    Stop,
    StopSoft,
    Doubt,
    DoubtSoft,
}

impl Ink {
    /// Name in the stylesheet, and the light value for drawings that stand alone.
    pub(crate) const fn both(self) -> (&'static str, &'static str) {
        match self {
            Self::None => ("none", "none"),
            Self::Full => ("ink", "#14231F"),
            Self::Second => ("second", "#465750"),
            Self::Line => ("line", "#CBD5D0"),
            Self::Edge => ("edge", "#71817A"),
            Self::Sheet => ("sheet", "#FCFDFC"),
            Self::Act => ("act", "#0A5A4F"),
            Self::ActSoft => ("actsoft", "#D9EAE4"),
            Self::Now => ("now", "#824600"),
            Self::NowMark => ("mark", "#C27100"),
            Self::Stop => ("stop", "#A3182B"),
            Self::StopSoft => ("stopsoft", "#FADFE1"),
            Self::Doubt => ("doubt", "#68388A"),
            Self::DoubtSoft => ("doubtsoft", "#EEE3F5"),
        }
    }
}

/// How an area is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    Flat(Ink),
    /// 45 degrees, 6 px: exposed.
    Hatch,
    /// Dots, 6 px: no record.
    Dots,
}

/// The truth of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dash {
    /// A fact, or an axis.
    Solid,
    /// A plan.
    Plan,
    /// Likely, not certain.
    Likely,
}

/// How an edge is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pen {
    pub ink: Ink,
    pub width: f64,
    pub dash: Dash,
}

pub(crate) const NO_PEN: Pen = Pen { ink: Ink::None, width: 0.0, dash: Dash::Solid };
pub(crate) const FACT: Pen = pen(Ink::Full, 2.0);
pub(crate) const PLAN: Pen = Pen { ink: Ink::Second, width: 1.5, dash: Dash::Plan };

pub(crate) const fn pen(ink: Ink, width: f64) -> Pen {
    Pen { ink, width, dash: Dash::Solid }
}

/// A point: x from the start edge, y from the top.
pub(crate) type At = (f64, f64);

#[derive(Debug, Clone, Copy)]
pub(crate) enum Seg {
    Move(At),
    Line(At),
    /// Leaves and enters level.
    Level(At),
    Close,
}

/// Which side of its point a label stands on, in the direction of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

#[derive(Debug, Clone)]
pub(crate) struct Label {
    pub at: At,
    pub text: String,
    pub size: f64,
    pub bold: bool,
    pub ink: Ink,
    pub anchor: Anchor,
    /// Codes, times and figures: mono, always left to right, anchored by their place.
    pub code: bool,
}

impl Label {
    pub(crate) fn new(at: At, text: impl Into<String>) -> Self {
        Self { at, text: text.into(), size: 13.0, bold: false, ink: Ink::Full, anchor: Anchor::Start, code: false }
    }

    pub(crate) const fn small(mut self) -> Self {
        self.size = 12.0;
        self
    }

    pub(crate) const fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    pub(crate) const fn ink(mut self, ink: Ink) -> Self {
        self.ink = ink;
        self
    }

    pub(crate) const fn anchor(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    pub(crate) const fn code(mut self) -> Self {
        self.code = true;
        self
    }

    /// A generous guess of the width, px; the server has no fonts to measure with.
    pub(crate) fn width(&self) -> f64 {
        let per_char = if self.code || self.bold { 0.62 } else { 0.56 };
        self.text.chars().count() as f64 * self.size * per_char
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Mark {
    Path(Vec<Seg>, Pen, Fill),
    Circle(At, f64, Pen, Fill),
    Label(Label),
    /// Marks that lead somewhere: address, name, marks.
    Link(String, String, Vec<Mark>),
}

#[derive(Debug, Clone)]
pub(crate) struct Scene {
    pub width: f64,
    pub height: f64,
    pub dir: Dir,
    /// Curves with a numeric axis are not mirrored, but their words still read from the right.
    pub mirrored: bool,
    pub marks: Vec<Mark>,
}

impl Scene {
    pub(crate) fn new(width: f64, height: f64, dir: Dir) -> Self {
        Self { width, height, dir, mirrored: dir == Dir::Rtl, marks: Vec::new() }
    }

    pub(crate) fn chart(width: f64, height: f64, dir: Dir) -> Self {
        Self { mirrored: false, ..Self::new(width, height, dir) }
    }

    pub(crate) fn add(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    pub(crate) fn label(&mut self, label: Label) {
        self.marks.push(Mark::Label(label));
    }

    pub(crate) fn stroke(&mut self, from: At, to: At, pen: Pen) {
        self.marks.push(line(from, to, pen));
    }
}

/// A straight stroke.
pub(crate) fn line(from: At, to: At, pen: Pen) -> Mark {
    Mark::Path(vec![Seg::Move(from), Seg::Line(to)], pen, Fill::Flat(Ink::None))
}

/// A rectangle from its start top corner.
pub(crate) fn rect(at: At, width: f64, height: f64, pen: Pen, fill: Fill) -> Mark {
    let (x, y) = at;
    polygon(&[(x, y), (x + width, y), (x + width, y + height), (x, y + height)], pen, fill)
}

/// A closed shape.
pub(crate) fn polygon(points: &[At], pen: Pen, fill: Fill) -> Mark {
    let first = points.iter().take(1).map(|p| Seg::Move(*p));
    let rest = points.iter().skip(1).map(|p| Seg::Line(*p));
    Mark::Path(first.chain(rest).chain([Seg::Close]).collect(), pen, fill)
}

/// The diamond: yours.
pub(crate) fn diamond((x, y): At, radius: f64, ink: Ink) -> Mark {
    polygon(&[(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)], NO_PEN, Fill::Flat(ink))
}

/// The hexagon: tissue.
pub(crate) fn hexagon((x, y): At, radius: f64, pen: Pen, fill: Fill) -> Mark {
    let (half, high) = (radius / 2.0, radius * 0.87);
    polygon(
        &[
            (x - radius, y),
            (x - half, y - high),
            (x + half, y - high),
            (x + radius, y),
            (x + half, y + high),
            (x - half, y + high),
        ],
        pen,
        fill,
    )
}

/// A text broken into lines that fit a width, px.
pub(crate) fn wrap(text: &str, width: f64, size: f64) -> Vec<String> {
    let fits = |line: &str| Label { size, ..Label::new((0.0, 0.0), line).bold() }.width() <= width;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if fits(&format!("{line} {word}")) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A number without needless digits.
pub(crate) fn n(value: f64) -> String {
    let text = format!("{:.1}", value + 0.0);
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::Ink;
    use crate::look::asset::STYLE;

    #[test]
    fn every_colour_of_a_pen_is_in_the_stylesheet() {
        use Ink::{Act, Doubt, Edge, Full, Line, Now, NowMark, Second, Sheet, Stop, StopSoft};
        for ink in [Full, Second, Line, Edge, Sheet, Act, Now, NowMark, Stop, StopSoft, Doubt] {
            let class = format!(".s-{}{{", ink.both().0);
            assert!(STYLE.text.contains(&class), "{class}");
        }
    }
}
