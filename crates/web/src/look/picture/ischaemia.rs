//! The ischaemia ring: how long an organ was without blood, clockwise from the top, warm as a broad line and cold as a thin one.

use maud::{Markup, html};

use super::Twin;
use super::render::Place;
use super::scene::{Anchor, Fill, Ink, Label, Mark, Pen, Scene, Seg, pen};
use crate::look::Dir;

/// Whether an organ lay warm or cold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warmth {
    /// At the warmth of a body or a room: a broad line.
    Warm,
    /// In ice or on a cold pump: a thin line.
    Cold,
}

/// One part of the time without blood.
#[derive(Debug, Clone)]
pub struct Arc {
    /// How long, minutes.
    pub minutes: u32,
    /// Warm or cold.
    pub warmth: Warmth,
    /// Its words below the ring: "cold 3:30".
    pub says: String,
}

/// A ring.
#[derive(Debug, Clone)]
pub struct Ring {
    /// Parts in order of time.
    pub arcs: Vec<Arc>,
    /// The whole time, in the middle.
    pub middle: String,
    /// What the middle says.
    pub under: String,
    /// Its text.
    pub twin: Twin,
}

const WIDTH: f64 = 300.0;
const CENTRE: (f64, f64) = (150.0, 116.0);
const RADIUS: f64 = 88.0;
/// Straight pieces of a whole turn: enough that it looks round.
const PIECES: f64 = 180.0;

/// The ring. It runs clockwise in every direction of writing, as clocks do.
#[must_use]
pub fn ring(view: &Ring, dir: Dir) -> Markup {
    let height = 240.0 + 24.0 * f64::from(u16::try_from(view.arcs.len()).unwrap_or(u16::MAX));
    let mut scene = Scene::chart(WIDTH, height, dir);
    let whole: u32 = view.arcs.iter().map(|a| a.minutes).sum();
    let mut begun = 0;
    for (n, arc) in (0_u16..).zip(&view.arcs) {
        let turn = |minutes: u32| f64::from(minutes) / f64::from(whole.max(1));
        scene.add(Mark::Path(
            points(turn(begun), turn(begun + arc.minutes)),
            stroke(arc.warmth),
            Fill::Flat(Ink::None),
        ));
        begun += arc.minutes;
        let y = 236.0 + 24.0 * f64::from(n);
        scene.stroke((40.0, y - 5.0), (72.0, y - 5.0), stroke(arc.warmth));
        scene.label(Label::new((84.0, y), &arc.says));
    }
    scene.label(Label::new(CENTRE, &view.middle).bold().anchor(Anchor::Middle));
    let below = (CENTRE.0, CENTRE.1 + 20.0);
    scene.label(Label::new(below, &view.under).small().ink(Ink::Second).anchor(Anchor::Middle));
    html! { p { (scene.render(&view.twin, "r", Place::Page)) } }
}

const fn stroke(warmth: Warmth) -> Pen {
    match warmth {
        Warmth::Warm => pen(Ink::NowMark, 18.0),
        Warmth::Cold => pen(Ink::Act, 8.0),
    }
}

/// A piece of the circle from one part of a turn to another, as straight pieces.
fn points(from: f64, to: f64) -> Vec<Seg> {
    let at = |turn: f64| {
        let angle = std::f64::consts::TAU * (turn - 0.25);
        (CENTRE.0 + RADIUS * angle.cos(), CENTRE.1 + RADIUS * angle.sin())
    };
    let mut all = vec![Seg::Move(at(from))];
    let mut turn = from;
    while turn + 1.0 / PIECES < to {
        turn += 1.0 / PIECES;
        all.push(Seg::Line(at(turn)));
    }
    all.push(Seg::Line(at(to)));
    all
}
