//! The path of a pair: what happened, where it stands, what nobody has decided yet.

use super::render::Place;
use super::scene::{Anchor, FACT, Fill, Ink, Label, Mark, NO_PEN, PLAN, Scene, diamond, pen, wrap};
use super::{Twin, both};
use crate::look::Dir;
use maud::Markup;

/// Whether a phase has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhaseState {
    /// Begun, or over: a filled disc.
    Begun,
    /// Ahead: a ring.
    Ahead,
}

/// A phase of the path.
#[derive(Debug, Clone)]
pub struct Phase {
    /// Name.
    pub label: String,
    /// How much of it is done, as digits: "3/4". Empty where nothing is counted.
    pub count: String,
    /// Whether it has begun.
    pub state: PhaseState,
    /// Where its tasks are; empty for none.
    pub href: String,
}

/// A mark between two phases.
#[derive(Debug, Clone)]
pub struct Between {
    /// Index of the phase before it, from 0.
    pub after: usize,
    /// Its words.
    pub label: String,
}

/// The path of a pair.
#[derive(Debug, Clone, Default)]
pub struct PairPath {
    /// Phases in order, two or more.
    pub phases: Vec<Phase>,
    /// Where the pair stands.
    pub here: Option<Between>,
    /// Where the record is unsure.
    pub gap: Option<Between>,
    /// The line that nothing is planned past until a board has decided.
    pub board: Option<Between>,
    /// Its text.
    pub twin: Twin,
}

/// The path, for desks and for phones.
#[must_use]
pub fn pair_path(view: &PairPath, dir: Dir) -> Markup {
    both(&wide(view, dir).render(&view.twin, "w", Place::Page), &tall(view, dir).render(&view.twin, "p", Place::Page))
}

const WIDE: f64 = 1168.0;
const LINE: f64 = 46.0;
const PITCH: f64 = 66.0;

/// How far into its stretch each mark stands, so that none hides another.
const HERE: f64 = 0.25;
const GAP: f64 = 0.64;
const BOARD: f64 = 0.5;

/// Which way along the path: across on desks, down on phones.
struct Way<'a> {
    view: &'a PairPath,
    first: f64,
    step: f64,
}

impl Way<'_> {
    fn at(&self, index: usize) -> f64 {
        self.first + self.step * index as f64
    }

    fn between(&self, mark: &Between, share: f64) -> f64 {
        self.at(mark.after) + self.step * share
    }

    fn end(&self) -> f64 {
        self.at(self.view.phases.len().saturating_sub(1))
    }

    /// Up to where things happened.
    fn reached(&self) -> f64 {
        let begun =
            self.view.phases.iter().rposition(|p| p.state == PhaseState::Begun).map_or(self.first, |i| self.at(i));
        self.view.here.as_ref().map_or(begun, |h| self.between(h, HERE).max(begun))
    }

    /// The line as stretches: solid to where things happened, dashed beyond, open at the gap.
    fn lines(&self, scene: &mut Scene, place: impl Fn(f64) -> (f64, f64)) {
        let reached = self.reached();
        let mut from = self.first;
        if let Some(gap) = self.view.gap.as_ref().map(|g| self.between(g, GAP)).filter(|g| *g < reached) {
            scene.stroke(place(from), place(gap - 6.0), FACT);
            from = gap + 6.0;
        }
        scene.stroke(place(from), place(reached), FACT);
        if reached < self.end() {
            scene.stroke(place(reached), place(self.end()), PLAN);
        }
    }
}

fn node(at: (f64, f64), state: PhaseState) -> Mark {
    match state {
        PhaseState::Begun => Mark::Circle(at, 8.0, NO_PEN, Fill::Flat(Ink::Full)),
        PhaseState::Ahead => Mark::Circle(at, 8.0, pen(Ink::Second, 1.8), Fill::Flat(Ink::Sheet)),
    }
}

fn phase_ink(state: PhaseState) -> Ink {
    if state == PhaseState::Begun { Ink::Full } else { Ink::Second }
}

fn wide(view: &PairPath, dir: Dir) -> Scene {
    let mut scene = Scene::new(WIDE, 98.0, dir);
    let way = Way { view, first: 64.0, step: (WIDE - 128.0) / view.phases.len().saturating_sub(1).max(1) as f64 };
    way.lines(&mut scene, |x| (x, LINE));
    if let Some(gap) = &view.gap {
        let x = way.between(gap, GAP);
        for side in [x - 5.0, x + 5.0] {
            scene.stroke((side, LINE - 8.0), (side, LINE + 8.0), pen(Ink::Doubt, 2.0));
        }
        scene.label(above(x, &gap.label).bold().ink(Ink::Doubt));
    }
    if let Some(board) = &view.board {
        let x = way.between(board, BOARD);
        scene.stroke((x, LINE - 14.0), (x, LINE + 14.0), pen(Ink::Stop, 2.0));
        scene.label(above(x, &board.label).ink(Ink::Second));
    }
    for (n, p) in view.phases.iter().enumerate() {
        let x = way.at(n);
        let mut name = Label::new((x, LINE + 31.0), &p.label).ink(phase_ink(p.state)).anchor(Anchor::Middle);
        name.bold = p.state == PhaseState::Begun;
        let count = Label::new((x, LINE + 49.0), &p.count).small().ink(Ink::Second).code().anchor(Anchor::Middle);
        let marks = vec![node((x, LINE), p.state), Mark::Label(name), Mark::Label(count)];
        scene.add(Mark::Link(p.href.clone(), format!("{} {}", p.label, p.count), marks));
    }
    if let Some(here) = &view.here {
        let x = way.between(here, HERE);
        scene.add(diamond((x, LINE), 8.5, Ink::NowMark));
        scene.label(above(x, &here.label).bold().ink(Ink::Now));
    }
    scene
}

fn above(x: f64, text: &str) -> Label {
    Label::new((x, LINE - 19.0), text).small().anchor(Anchor::Middle)
}

fn tall(view: &PairPath, dir: Dir) -> Scene {
    let height = PITCH * view.phases.len().saturating_sub(1) as f64 + 48.0;
    let mut scene = Scene::new(288.0, height, dir);
    let way = Way { view, first: 18.0, step: PITCH };
    way.lines(&mut scene, |y| (18.0, y));
    let beside = |y: f64, text: &str| Label::new((40.0, y + 4.0), text).small();
    if let Some(gap) = &view.gap {
        let y = way.between(gap, GAP);
        for side in [y - 5.0, y + 5.0] {
            scene.stroke((10.0, side), (26.0, side), pen(Ink::Doubt, 2.0));
        }
        scene.label(beside(y, &gap.label).bold().ink(Ink::Doubt));
    }
    if let Some(board) = &view.board {
        let y = way.between(board, BOARD);
        scene.stroke((4.0, y), (32.0, y), pen(Ink::Stop, 2.0));
        let lines = wrap(&board.label, 240.0, 12.0);
        let first = y - 7.5 * lines.len().saturating_sub(1) as f64;
        for (n, text) in lines.iter().enumerate() {
            scene.label(beside(first + 15.0 * n as f64, text).ink(Ink::Second));
        }
    }
    for (n, p) in view.phases.iter().enumerate() {
        let y = way.at(n);
        let mut name = Label::new((40.0, y + 5.0), &p.label).ink(phase_ink(p.state));
        name.bold = p.state == PhaseState::Begun;
        let count = Label::new((284.0, y + 5.0), &p.count).small().ink(Ink::Second).code().anchor(Anchor::End);
        let marks = vec![node((18.0, y), p.state), Mark::Label(name), Mark::Label(count)];
        scene.add(Mark::Link(p.href.clone(), format!("{} {}", p.label, p.count), marks));
    }
    if let Some(here) = &view.here {
        let y = way.between(here, 0.42);
        scene.add(diamond((18.0, way.between(here, HERE)), 8.5, Ink::NowMark));
        scene.label(beside(y - 2.0, &here.label).bold().ink(Ink::Now));
    }
    scene
}
