//! Procedures as threads in the order in which they began, and the details they share across them.
//!
//! On desks a procedure is an upright thread and a detail a row, on phones the other way round. More details are more rows:
//! the picture grows and cannot become a tangle.

use super::render::Place;
use super::scene::{Anchor, Dash, FACT, Fill, Ink, Label, Mark, Pen, Scene, line, pen, rect};
use super::{Twin, both};
use crate::look::Dir;
use maud::Markup;

/// A procedure.
#[derive(Debug, Clone)]
pub struct Thread {
    /// Its number.
    pub code: String,
    /// When it began and where, each in one line.
    pub under: Vec<String>,
    /// Where a click leads; empty for nowhere.
    pub href: String,
    /// What a click does, in words.
    pub name: String,
    /// Whether its own details are shown.
    pub opened: bool,
}

/// A detail that crosses threads.
#[derive(Debug, Clone)]
pub struct Crossing {
    /// Its number in the picture.
    pub number: String,
    /// Its sort.
    pub label: String,
    /// How much it says, in words.
    pub under: String,
    /// Places of the threads it crosses, from 0, in order.
    pub at: Vec<usize>,
    /// Whether it is the same, or only alike.
    pub line: Line,
}

/// How surely a detail is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The same.
    Same,
    /// Written alike: dotted.
    Likely,
}

/// The picture.
#[derive(Debug, Clone, Default)]
pub struct Threads {
    /// Procedures, the oldest first.
    pub threads: Vec<Thread>,
    /// Details, in order.
    pub crossings: Vec<Crossing>,
    /// Its text.
    pub twin: Twin,
}

const WIDE: f64 = 1168.0;
const NAMES: f64 = 170.0;
const HEAD: f64 = 78.0;
const ROW: f64 = 50.0;

const TALL: f64 = 352.0;
const CODES: f64 = 128.0;
const LINE: f64 = 46.0;
const TOP: f64 = 34.0;

const THREAD: Pen = pen(Ink::Line, 1.0);
const SAME: Pen = FACT;
const LIKELY: Pen = Pen { ink: Ink::Doubt, width: 2.5, dash: Dash::Likely };

/// The picture for desks and for phones.
#[must_use]
pub fn threads(view: &Threads, dir: Dir) -> Markup {
    both(&wide(view, dir).render(&view.twin, "w", Place::Page), &tall(view, dir).render(&view.twin, "p", Place::Page))
}

/// The picture for desks as a file of its own.
#[must_use]
pub fn threads_svg(view: &Threads, dir: Dir) -> String {
    wide(view, dir).render(&view.twin, "f", Place::Alone).into_string()
}

fn knot(at: (f64, f64), line: Line) -> Mark {
    match line {
        Line::Same => Mark::Circle(at, 7.0, SAME, Fill::Flat(Ink::Full)),
        Line::Likely => Mark::Circle(at, 6.0, pen(Ink::Doubt, 1.8), Fill::Flat(Ink::Sheet)),
    }
}

/// The stretch of a detail between the first and the last place it crosses.
fn stretch(view: &Crossing, place: impl Fn(usize) -> (f64, f64)) -> Vec<Mark> {
    let stroke = if view.line == Line::Same { SAME } else { LIKELY };
    let ends = view.at.first().zip(view.at.last());
    let across = ends.map(|(first, last)| line(place(*first), place(*last), stroke));
    across.into_iter().chain(view.at.iter().map(|n| knot(place(*n), view.line))).collect()
}

fn wide(view: &Threads, dir: Dir) -> Scene {
    let height = HEAD + ROW * view.crossings.len().max(1) as f64;
    let mut scene = Scene::new(WIDE, height, dir);
    let pitch = (WIDE - NAMES) / view.threads.len().max(1) as f64;
    let x = |n: usize| NAMES + pitch * (n as f64 + 0.5);
    for (n, thread) in view.threads.iter().enumerate() {
        let mut marks = Vec::new();
        if thread.opened {
            let (from, width) = ((x(n) - (pitch / 2.0).min(56.0), 0.0), pitch.min(112.0));
            marks.push(rect(from, width, height, pen(Ink::None, 0.0), Fill::Flat(Ink::ActSoft)));
        }
        marks.push(line((x(n), HEAD - 12.0), (x(n), height), THREAD));
        let mut code = Label::new((x(n), 16.0), &thread.code).small().code().anchor(Anchor::Middle);
        code.bold = thread.opened;
        marks.push(Mark::Label(code));
        for (below, text) in thread.under.iter().enumerate() {
            let at = (x(n), 34.0 + 16.0 * below as f64);
            marks.push(Mark::Label(Label::new(at, text).small().ink(Ink::Second).anchor(Anchor::Middle)));
        }
        scene.add(Mark::Link(thread.href.clone(), thread.name.clone(), marks));
    }
    for (n, one) in view.crossings.iter().enumerate() {
        let y = HEAD + ROW * (n as f64 + 0.5);
        scene.label(Label::new((0.0, y - 2.0), format!("{} {}", one.number, one.label)).bold());
        scene.label(Label::new((0.0, y + 14.0), &one.under).small().ink(Ink::Second));
        stretch(one, |place| (x(place), y)).into_iter().for_each(|mark| scene.add(mark));
    }
    scene
}

fn tall(view: &Threads, dir: Dir) -> Scene {
    let height = TOP + LINE * view.threads.len().max(1) as f64;
    let mut scene = Scene::new(TALL, height, dir);
    let pitch = ((TALL - CODES) / view.crossings.len().max(1) as f64).min(40.0);
    let (x, y) = (|n: usize| CODES + pitch * (n as f64 + 0.5), |n: usize| TOP + LINE * (n as f64 + 0.5));
    for (n, thread) in view.threads.iter().enumerate() {
        let mut marks = Vec::new();
        if thread.opened {
            let ground = Fill::Flat(Ink::ActSoft);
            marks.push(rect((0.0, y(n) - LINE / 2.0), TALL, LINE, pen(Ink::None, 0.0), ground));
        }
        marks.push(line((CODES - 8.0, y(n)), (TALL, y(n)), THREAD));
        let mut code = Label::new((0.0, y(n) - 2.0), &thread.code).small().code();
        code.bold = thread.opened;
        marks.push(Mark::Label(code));
        let under = thread.under.first().cloned().unwrap_or_default();
        marks.push(Mark::Label(Label::new((0.0, y(n) + 14.0), under).small().ink(Ink::Second)));
        scene.add(Mark::Link(thread.href.clone(), thread.name.clone(), marks));
    }
    for (n, one) in view.crossings.iter().enumerate() {
        scene.label(Label::new((x(n), 18.0), &one.number).bold().anchor(Anchor::Middle));
        stretch(one, |place| (x(n), y(place))).into_iter().for_each(|mark| scene.add(mark));
    }
    scene
}
