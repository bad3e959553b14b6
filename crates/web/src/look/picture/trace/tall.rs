//! The trace downwards, for phones: one line of text after the other beside an upright thread.

use super::layout::{Layers, detail, end_node, part_node};
use super::{Certainty, End, Stop, Then, Tone, TraceUnit, TraceView};
use crate::look::Dir;
use crate::look::picture::scene::{Anchor, At, Fill, Ink, Label, Mark, NO_PEN, Scene, Seg, wrap};

const WIDE: f64 = 288.0;
const FIRST: f64 = 16.0;
const STEP: f64 = 22.0;
const LINE: f64 = 17.0;

/// What stands beside a node.
#[derive(Default)]
struct Words<'a> {
    name: &'a str,
    name_ink: Ink,
    under: &'a str,
    tone: Tone,
    code: &'a str,
}

/// The pen that moves down the page.
struct Column {
    layers: Layers,
    /// The middle of the first line of the next row.
    y: f64,
}

pub(super) fn scene(view: &TraceView, dir: Dir) -> Scene {
    let mut column = Column { layers: Layers::default(), y: 18.0 };
    let from = origin(&mut column, view);
    let mut last = from;
    for unit in &view.units {
        last = part(&mut column, unit, from, last, 0);
    }
    let mut scene = Scene::new(WIDE, column.y - 6.0, dir);
    scene.marks = column.layers.into_marks();
    scene
}

fn origin(column: &mut Column, view: &TraceView) -> At {
    let at = (FIRST, column.y);
    match &view.donor {
        Some(donor) => {
            let under = donor.lines.join(" · ");
            let name = view.headings.donor.as_str();
            let words = Words { name, name_ink: Ink::Full, under: &under, tone: Tone::Calm, code: &donor.code };
            let mut marks = vec![Mark::Circle(at, 11.0, NO_PEN, Fill::Flat(Ink::Full))];
            column.words(&mut marks, FIRST, &words);
            column.layers.nodes.push(Mark::Link(donor.href.clone(), donor.code.clone(), marks));
            at
        }
        None => {
            column.layers.gap((FIRST, at.1 + 6.0), 15.0, true);
            let words = Words { name: &view.no_donor, name_ink: Ink::Doubt, under: "", ..Words::default() };
            let mut marks = Vec::new();
            column.words(&mut marks, FIRST, &words);
            column.layers.nodes.extend(marks);
            (FIRST, at.1 + 21.0)
        }
    }
}

impl Column {
    /// Writes the words of a row at the present place and moves below them.
    fn words(&mut self, marks: &mut Vec<Mark>, x: f64, words: &Words<'_>) {
        let start = x + 20.0;
        let code =
            Label::new((WIDE - 2.0, self.y + 4.0), words.code).small().ink(Ink::Second).code().anchor(Anchor::End);
        let mut y = self.y - 1.0;
        let beside = start + Label::new((0.0, 0.0), words.name).bold().width() + 8.0 + code.width() < WIDE;
        for text in wrap(words.name, WIDE - start, 13.0) {
            marks.push(Mark::Label(Label::new((start, y + 4.0), text).bold().ink(words.name_ink)));
            y += LINE;
        }
        for text in wrap(words.under, WIDE - start, 12.0) {
            marks.push(Mark::Label(detail(Label::new((start, y + 4.0), text).small(), words.tone)));
            y += LINE;
        }
        if beside {
            marks.push(Mark::Label(code));
        } else if !words.code.is_empty() {
            marks.push(Mark::Label(Label { at: (start, y + 4.0), anchor: Anchor::Start, ..code }));
            y += LINE;
        }
        self.y = (y + 17.0).max(self.y + 38.0);
    }

    /// The line from the thread at `from` down and across to `to`.
    fn branch(&mut self, from: At, to: At, unit: &TraceUnit) {
        self.layers.stretch(vec![Seg::Move(from), Seg::Line((from.0, to.1)), Seg::Line(to)], unit);
    }
}

/// A part and what became of it. `from` is where its thread hangs; answers where the thread reached.
fn part(column: &mut Column, unit: &TraceUnit, from: At, last: At, depth: usize) -> At {
    let at = (from.0 + STEP, column.y);
    column.layers.halo(vec![Seg::Move(from), Seg::Line((from.0, at.1))], unit);
    // A fact is drawn all the way from where it hangs, so that no plan before it breaks the thread.
    let hang = if unit.certainty == Certainty::Fact { from } else { (from.0, last.1) };
    column.branch(hang, at, unit);
    let mut marks = vec![part_node(unit, at, depth)];
    let words = Words { name: &unit.name, name_ink: Ink::Full, under: &unit.note, tone: Tone::Calm, code: &unit.code };
    column.words(&mut marks, at.0, &words);
    column.layers.nodes.push(Mark::Link(unit.href.clone(), format!("{} {}", unit.name, unit.code), marks));
    let mut below = at;
    for stop in &unit.stops {
        if let Stop::Gap { label, under } = stop {
            below = gap_row(column, unit, below, label, under);
        }
    }
    match &unit.then {
        Then::Split(parts) => {
            let hang = below;
            for p in parts {
                below = part(column, p, hang, below, depth + 1);
            }
        }
        Then::End(e) => end_row(column, unit, e, below),
    }
    (from.0, at.1)
}

fn gap_row(column: &mut Column, unit: &TraceUnit, from: At, label: &str, under: &str) -> At {
    let y = column.y + 7.0;
    column.layers.stretch(vec![Seg::Move(from), Seg::Line((from.0, y - 14.0))], unit);
    column.layers.gap((from.0, y), 14.0, true);
    let words = Words { name: label, name_ink: Ink::Doubt, under, ..Words::default() };
    let mut marks = Vec::new();
    column.words(&mut marks, from.0, &words);
    column.layers.nodes.extend(marks);
    (from.0, y + 14.0)
}

fn end_row(column: &mut Column, unit: &TraceUnit, end: &End, from: At) {
    let at = (from.0 + STEP, column.y);
    let mut marks = Vec::new();
    let mut words = Words::default();
    match end {
        End::Reached { code, outcome, detail, tone, .. } => {
            column.branch(from, at, unit);
            marks.extend(end_node(unit, at));
            words = Words { name: outcome, under: detail, tone: *tone, code, ..words };
        }
        End::Closed { label, detail } => {
            let bar = (at.0 + 4.0, at.1);
            column.branch(from, bar, unit);
            column.layers.cross_bar(bar);
            words = Words { name: label, under: detail, ..words };
        }
        End::Unknown { label } => {
            column.branch(from, (at.0 - 9.0, at.1), unit);
            column.layers.gap(at, 9.0, false);
            words = Words { name: label, name_ink: Ink::Doubt, ..words };
        }
    }
    column.words(&mut marks, at.0, &words);
    match end {
        End::Reached { code, href, .. } => {
            column.layers.nodes.push(Mark::Link(href.clone(), code.clone(), marks));
        }
        End::Closed { .. } | End::Unknown { .. } => column.layers.nodes.extend(marks),
    }
}
