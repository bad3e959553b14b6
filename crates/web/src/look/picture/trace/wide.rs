//! The trace across: donor at the start, outcomes at the end.

use super::layout::{Layers, detail, end_node, leaves, line_pen, part_node};
use super::{Donor, End, Headings, Stop, Then, Tone, TraceUnit, TraceView};
use crate::look::Dir;
use crate::look::picture::scene::{Anchor, At, Fill, Ink, Label, Mark, NO_PEN, Scene, Seg, pen, rect, wrap};

const WIDE: f64 = 1144.0;
const DONOR: f64 = 136.0;
const PART: f64 = 258.0;
const PART_STEP: f64 = 184.0;
const LAST_STOP: f64 = 735.0;
const END: f64 = 803.0;
const OUTCOME: f64 = 950.0;
const TOP: f64 = 86.0;
const PITCH: f64 = 66.0;
const BETWEEN: f64 = 8.0;

pub(super) fn scene(view: &TraceView, dir: Dir) -> Scene {
    let rows: usize = view.units.iter().map(leaves).sum();
    let last = PITCH * rows.saturating_sub(1) as f64 + BETWEEN * view.units.len().saturating_sub(1) as f64;
    let height = TOP + last + 38.0;
    let mut scene = Scene::new(WIDE, height, dir);
    headings(&mut scene, &view.headings);
    let mut tops = Vec::new();
    let mut top = TOP;
    for unit in &view.units {
        tops.push(top);
        top += PITCH * leaves(unit) as f64 + BETWEEN;
    }
    let own = |(unit, top): (&TraceUnit, &f64)| middle(unit, *top);
    let ends = view.units.iter().zip(&tops).map(own).collect::<Vec<_>>();
    let y = match (ends.first(), ends.last()) {
        (Some(first), Some(last)) => (first + last) / 2.0,
        _ => TOP,
    };
    let mut layers = Layers::default();
    let from = origin(&mut layers, view, y);
    for (unit, top) in view.units.iter().zip(tops) {
        part(&mut layers, unit, from, top, 0);
    }
    scene.marks.extend(layers.into_marks());
    scene
}

/// The same with its sentence below, for a file of its own.
pub(super) fn with_sentence(view: &TraceView, dir: Dir) -> Scene {
    let mut scene = scene(view, dir);
    let y = scene.height + 4.0;
    scene.stroke((0.0, y), (WIDE, y), pen(Ink::Line, 1.0));
    for (n, line) in wrap(&view.sentence, WIDE - 20.0, 13.0).iter().enumerate() {
        scene.label(Label::new((0.0, y + 24.0 + 19.0 * n as f64), line).ink(Ink::Second));
        scene.height = y + 40.0 + 19.0 * n as f64;
    }
    scene
}

fn headings(scene: &mut Scene, h: &Headings) {
    let say = |x, text: &str| Label::new((x, 16.0), text).ink(Ink::Second);
    scene.label(say(DONOR, &h.donor).anchor(Anchor::Middle));
    scene.label(say(PART - 12.0, &h.part));
    scene.label(say(PART + PART_STEP, &h.stops));
    scene.label(say(END - 12.0, &h.end));
    scene.label(say(OUTCOME, &h.outcome));
    scene.stroke((0.0, 34.0), (WIDE, 34.0), pen(Ink::Line, 1.0));
}

/// The line a part stands on: the middle of its own lines.
fn middle(unit: &TraceUnit, top: f64) -> f64 {
    top + PITCH * (leaves(unit) - 1) as f64 / 2.0
}

/// The donor, or the gap where none is recorded. Answers where the lines begin.
fn origin(layers: &mut Layers, view: &TraceView, y: f64) -> At {
    match &view.donor {
        Some(donor) => {
            layers.nodes.push(donor_node(donor, y));
            (DONOR, y)
        }
        None => {
            layers.gap((DONOR - 18.0, y), 32.0, false);
            let label = Label::new((DONOR - 18.0, y + 28.0), &view.no_donor).small().bold().ink(Ink::Doubt);
            layers.nodes.push(Mark::Label(label.anchor(Anchor::Middle)));
            (DONOR + 14.0, y)
        }
    }
}

fn donor_node(donor: &Donor, y: f64) -> Mark {
    let mut marks = vec![Mark::Circle((DONOR, y), 15.0, NO_PEN, Fill::Flat(Ink::Full))];
    let lines: Vec<String> = donor.lines.iter().flat_map(|line| wrap(line, DONOR - 24.0, 12.0)).collect();
    let first = y + 4.0 - 8.0 * lines.len() as f64;
    let beside =
        |n: usize, text: &str| Label::new((DONOR - 24.0, first + 16.0 * n as f64), text).anchor(Anchor::End).small();
    marks.push(Mark::Label(beside(0, &donor.code).code().bold()));
    for (n, text) in lines.iter().enumerate() {
        marks.push(Mark::Label(beside(n + 1, text).ink(Ink::Second)));
    }
    Mark::Link(donor.href.clone(), donor.code.clone(), marks)
}

/// A part with its line from where it came, and everything after it.
fn part(layers: &mut Layers, unit: &TraceUnit, from: At, top: f64, depth: usize) {
    let at = (PART + PART_STEP * depth as f64, middle(unit, top));
    layers.stretch(vec![Seg::Move(from), Seg::Level(at)], unit);
    let (up, size) = if depth == 0 { (20.0, 13.0) } else { (13.0, 12.0) };
    let name = Label { size, bold: depth == 0, ..Label::new((at.0 - 10.0, at.1 - up), &unit.name) };
    let code = Label::new((at.0 - 10.0, at.1 + up + 6.0), &unit.code).small().ink(Ink::Second).code();
    let free = at.0 + name.width().max(code.width()).max(56.0) + 36.0;
    let marks = vec![part_node(unit, at, depth), Mark::Label(name), Mark::Label(code)];
    layers.nodes.push(Mark::Link(unit.href.clone(), format!("{} {}", unit.name, unit.code), marks));
    match &unit.then {
        Then::Split(parts) => {
            // A level run first, so that no curve crosses the names at the node.
            let apart = (free - 28.0, at.1);
            let at = stops(layers, unit, at, free, PART + PART_STEP * (depth + 1) as f64 - 40.0);
            if unit.stops.is_empty() {
                layers.stretch(vec![Seg::Move(at), Seg::Line(apart)], unit);
            }
            let at = if unit.stops.is_empty() { apart } else { at };
            let mut top = top;
            for p in parts {
                part(layers, p, at, top, depth + 1);
                top += PITCH * leaves(p) as f64;
            }
        }
        Then::End(e) => {
            let last = if matches!(e, End::Closed { .. }) { LAST_STOP - 120.0 } else { LAST_STOP };
            let at = stops(layers, unit, at, free, last);
            end(layers, unit, e, at, free);
        }
    }
}

/// The stops of a part, spread evenly. Answers where the line stands after the last one.
fn stops(layers: &mut Layers, unit: &TraceUnit, at: At, first: f64, last: f64) -> At {
    let last = last.max(first);
    let step = (last - first) / unit.stops.len().saturating_sub(1).max(1) as f64;
    let mut from = at;
    // Where the labels above and below end so far: one that would touch its neighbour is left to the table.
    let mut taken = (first - 60.0, first - 60.0);
    for (n, stop) in unit.stops.iter().enumerate() {
        let x = first + step * n as f64;
        match stop {
            Stop::Handover { label, time } => {
                layers.nodes.push(rect(
                    (x - 5.0, at.1 - 5.0),
                    10.0,
                    10.0,
                    NO_PEN,
                    Fill::Flat(line_pen(unit.certainty).ink),
                ));
                taken.0 = put(layers, Label::new((x, at.1 - 13.0), label), taken.0);
                taken.1 = put(layers, Label::new((x, at.1 + 21.0), time), taken.1);
            }
            Stop::Gap { label, .. } => {
                let half = (step * 0.38).clamp(16.0, 56.0);
                layers.stretch(vec![Seg::Move(from), Seg::Line((x - half, at.1))], unit);
                layers.gap((x, at.1), half, false);
                from = (x + half, at.1);
                let label = Label::new((x, at.1 + 26.0), label).small().bold().ink(Ink::Doubt).anchor(Anchor::Middle);
                taken.1 = x + label.width() / 2.0;
                layers.label(label);
            }
        }
    }
    let to = if unit.stops.is_empty() { at.0 } else { first + step * (unit.stops.len() - 1) as f64 };
    if to > from.0 {
        layers.stretch(vec![Seg::Move(from), Seg::Line((to, at.1))], unit);
    }
    (to.max(from.0), at.1)
}

fn put(layers: &mut Layers, label: Label, taken: f64) -> f64 {
    let label = label.small().ink(Ink::Second).code().anchor(Anchor::Middle);
    let half = label.width() / 2.0;
    if label.at.0 - half < taken + 4.0 {
        return taken;
    }
    let end = label.at.0 + half;
    layers.label(label);
    end
}

fn end(layers: &mut Layers, unit: &TraceUnit, end: &End, from: At, free: f64) {
    let y = from.1;
    match end {
        End::Reached { code, href, outcome, detail, tone } => {
            layers.stretch(vec![Seg::Move(from), Seg::Line((END, y))], unit);
            let mut marks = end_node(unit, (END, y));
            let name = Label::new((END + 22.0, y + 5.0), code).code().bold();
            marks.push(Mark::Label(name));
            layers.nodes.push(Mark::Link(href.clone(), code.clone(), marks));
            outcome_lines(layers, y, outcome, detail, *tone);
        }
        End::Closed { label, detail } => {
            let x = if unit.stops.is_empty() { free + 90.0 } else { from.0 + 52.0 };
            layers.stretch(vec![Seg::Move(from), Seg::Line((x, y))], unit);
            layers.cross_bar((x, y));
            let up = if detail.is_empty() { 0.0 } else { 8.0 };
            layers.label(Label::new((x + 14.0, y + 4.0 - up), label));
            layers.label(Label::new((x + 14.0, y + 20.0 - up), detail).small().ink(Ink::Second));
        }
        End::Unknown { label } => {
            let half = 34.0;
            let field = END - 11.0 + half;
            layers.stretch(vec![Seg::Move(from), Seg::Line((field - half, y))], unit);
            layers.gap((field, y), half, false);
            layers.label(Label::new((field + half + 11.0, y + 4.0), label).bold().ink(Ink::Doubt));
        }
    }
}

/// The latest outcome and what follows from it, centred on the line.
fn outcome_lines(layers: &mut Layers, y: f64, outcome: &str, after: &str, tone: Tone) {
    let first = wrap(outcome, WIDE - OUTCOME, 13.0);
    let second = wrap(after, WIDE - OUTCOME, 12.0);
    let mut line = y + 4.0 - 8.0 * (first.len() + second.len()).saturating_sub(1) as f64;
    for text in first {
        layers.label(Label::new((OUTCOME, line), text));
        line += 16.0;
    }
    for text in second {
        layers.label(detail(Label::new((OUTCOME, line), text).small(), tone));
        line += 16.0;
    }
}
