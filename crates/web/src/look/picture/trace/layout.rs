//! Which line each part stands on, and how its lines and nodes are drawn.

use super::{Certainty, Exposure, PartShape, Then, Tone, TraceUnit};
use crate::look::picture::scene::{
    At, Dash, FACT, Fill, Ink, Label, Mark, NO_PEN, PLAN, Pen, Seg, hexagon, pen, polygon, rect,
};

/// Marks in three layers, so that halos lie under lines and lines under nodes, and nodes keep the reading order.
#[derive(Debug, Default)]
pub(super) struct Layers {
    pub halos: Vec<Mark>,
    pub lines: Vec<Mark>,
    pub nodes: Vec<Mark>,
}

impl Layers {
    pub(super) fn into_marks(self) -> Vec<Mark> {
        self.halos.into_iter().chain(self.lines).chain(self.nodes).collect()
    }

    /// Words beside the nodes.
    pub(super) fn label(&mut self, label: Label) {
        self.nodes.push(Mark::Label(label));
    }

    /// A stretch of a part's line.
    pub(super) fn stretch(&mut self, path: Vec<Seg>, unit: &TraceUnit) {
        self.halo(path.clone(), unit);
        self.lines.push(Mark::Path(path, line_pen(unit.certainty), Fill::Flat(Ink::None)));
    }

    /// The halo of an exposed part; nothing for others.
    pub(super) fn halo(&mut self, path: Vec<Seg>, unit: &TraceUnit) {
        if unit.exposure != Exposure::Plain {
            self.halos.push(Mark::Path(path, pen(Ink::StopSoft, 12.0), Fill::Flat(Ink::None)));
        }
    }

    /// A field without record: dots between two bars that stand across the line.
    pub(super) fn gap(&mut self, (x, y): At, half: f64, upright: bool) {
        let bar = pen(Ink::Doubt, 2.0);
        let (w, h) = if upright { (9.0, half) } else { (half, 9.0) };
        self.lines.push(rect((x - w, y - h), 2.0 * w, 2.0 * h, NO_PEN, Fill::Dots));
        for side in [-half, half] {
            let ends = if upright {
                [(x - 11.0, y + side), (x + 11.0, y + side)]
            } else {
                [(x + side, y - 11.0), (x + side, y + 11.0)]
            };
            self.lines.push(Mark::Path(
                ends.into_iter().enumerate().map(first_moves).collect(),
                bar,
                Fill::Flat(Ink::None),
            ));
        }
    }

    /// The cross-bar of what ended on purpose.
    pub(super) fn cross_bar(&mut self, (x, y): At) {
        self.lines.push(straight((x, y - 10.0), (x, y + 10.0), pen(Ink::Full, 2.5)));
    }
}

fn first_moves((n, at): (usize, At)) -> Seg {
    if n == 0 { Seg::Move(at) } else { Seg::Line(at) }
}

pub(super) fn straight(from: At, to: At, pen: Pen) -> Mark {
    Mark::Path(vec![Seg::Move(from), Seg::Line(to)], pen, Fill::Flat(Ink::None))
}

pub(super) const fn line_pen(certainty: Certainty) -> Pen {
    match certainty {
        Certainty::Fact => FACT,
        Certainty::Plan => PLAN,
        Certainty::Disputed => Pen { ink: Ink::Doubt, width: 2.5, dash: Dash::Likely },
    }
}

/// Edge and filling of a node.
fn node_paint(unit: &TraceUnit) -> (Pen, Fill) {
    match (unit.exposure, unit.certainty) {
        (Exposure::Plain, Certainty::Fact) => (FACT, Fill::Flat(Ink::Sheet)),
        (Exposure::Plain, Certainty::Plan) => (PLAN, Fill::Flat(Ink::Sheet)),
        (Exposure::Plain, Certainty::Disputed) => (pen(Ink::Doubt, 2.0), Fill::Flat(Ink::DoubtSoft)),
        (_, _) => (pen(Ink::Stop, 2.0), Fill::Hatch),
    }
}

/// The node of a part; parts of a part are smaller.
pub(super) fn part_node(unit: &TraceUnit, at: At, depth: usize) -> Mark {
    let (pen, fill) = node_paint(unit);
    match (unit.shape, depth) {
        (PartShape::Organ, 0) => Mark::Circle(at, 10.0, pen, fill),
        (PartShape::Organ, _) => Mark::Circle(at, 7.0, pen, fill),
        (PartShape::Tissue, 0) => hexagon(at, 11.5, pen, fill),
        (PartShape::Tissue, _) => hexagon(at, 8.0, pen, fill),
    }
}

/// The node of whoever received: a ring; an octagon inside where the look-back began.
pub(super) fn end_node(unit: &TraceUnit, (x, y): At) -> Vec<Mark> {
    let (pen, fill) = node_paint(unit);
    let index = unit.exposure == Exposure::Index;
    let fill = if index { Fill::Flat(Ink::Sheet) } else { fill };
    let mut marks = vec![Mark::Circle((x, y), 11.0, pen, fill)];
    if index {
        let (r, c) = (6.5, 2.7);
        let points = [(-c, -r), (c, -r), (r, -c), (r, c), (c, r), (-c, r), (-r, c), (-r, -c)];
        marks.push(polygon(&points.map(|(dx, dy)| (x + dx, y + dy)), NO_PEN, Fill::Flat(Ink::Stop)));
    }
    marks
}

/// The colour of an outcome's second line; calm ones are not bold.
pub(super) fn detail(label: Label, tone: Tone) -> Label {
    match tone {
        Tone::Calm => label.ink(Ink::Second),
        Tone::Now => label.ink(Ink::Now).bold(),
        Tone::Stop => label.ink(Ink::Stop).bold(),
        Tone::Doubt => label.ink(Ink::Doubt).bold(),
    }
}

/// How many lines of its own a part needs.
pub(super) fn leaves(unit: &TraceUnit) -> usize {
    match &unit.then {
        Then::Split(parts) => parts.iter().map(leaves).sum::<usize>().max(1),
        Then::End(_) => 1,
    }
}
