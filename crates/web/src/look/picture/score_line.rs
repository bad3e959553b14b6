//! One score of one person over time: a point for each computation, joined in order, the newest named.

use super::chart::{Axes, nice};
use super::render::Place;
use super::scene::{Anchor, FACT, Fill, Ink, Label, Mark, NO_PEN, Scene, Seg};
use super::{Twin, both_charts};
use crate::look::Dir;
use maud::Markup;

/// A score over time. The upright axis need not begin at zero; the caller's text says so.
#[derive(Debug, Clone, Default)]
pub struct ScoreLine {
    /// Days since the first computation and the value, in order of time.
    pub points: Vec<(f64, f64)>,
    /// The newest value with its unit.
    pub latest_says: String,
    /// When it was computed.
    pub latest_under: String,
    /// Words below the axis.
    pub axis: String,
    /// Its text.
    pub twin: Twin,
}

/// The line for desks and for phones. It never mirrors.
#[must_use]
pub fn score_line(view: &ScoreLine, dir: Dir) -> Markup {
    let draw = |part, width, height| scene(view, dir, width, height).render(&view.twin, part, Place::Page);
    both_charts(&draw("d", 540.0, 260.0), &draw("p", 300.0, 240.0))
}

fn scene(view: &ScoreLine, dir: Dir, width: f64, height: f64) -> Scene {
    let mut scene = Scene::chart(width, height, dir);
    let values = || view.points.iter().map(|p| p.1);
    let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let step = nice((high - low).max(high.abs() * 0.1).max(0.3) / 3.0);
    let days = view.points.iter().map(|p| p.0).fold(1.0, f64::max);
    let axes = Axes {
        across: (56.0, width - 24.0),
        down: (20.0, height - 48.0),
        x_range: (0.0, days),
        y_range: (((low - step / 2.0) / step).floor() * step, ((high + step / 2.0) / step).ceil() * step),
    };
    axes.draw(&mut scene, step, nice(days / if width < 400.0 { 3.0 } else { 6.0 }).max(1.0), &view.axis);
    let points: Vec<_> = view.points.iter().map(|(day, value)| axes.at(*day, *value)).collect();
    let path = points.iter().enumerate().map(|(n, p)| if n == 0 { Seg::Move(*p) } else { Seg::Line(*p) });
    scene.add(Mark::Path(path.collect(), FACT, Fill::Flat(Ink::None)));
    for (n, point) in points.iter().enumerate() {
        let radius = if n + 1 == points.len() { 5.5 } else { 4.0 };
        scene.add(Mark::Circle(*point, radius, NO_PEN, Fill::Flat(Ink::Full)));
    }
    if let Some(&(x, y)) = points.last() {
        named(&mut scene, view, &axes, (x, y));
    }
    scene
}

/// The newest value in words, above the point or below it where there is no room.
fn named(scene: &mut Scene, view: &ScoreLine, axes: &Axes, (x, y): (f64, f64)) {
    let says = Label::new((0.0, 0.0), &view.latest_says).bold().anchor(Anchor::Middle);
    let under = Label::new((0.0, 0.0), &view.latest_under).small().ink(Ink::Second).anchor(Anchor::Middle);
    let half = says.width().max(under.width()) / 2.0;
    let x = x.max(axes.across.0 + half).min(axes.across.1 - half);
    let y = if y - 40.0 > axes.down.0 { y - 30.0 } else { y + 28.0 };
    scene.label(Label { at: (x, y), ..says });
    scene.label(Label { at: (x, y + 16.0), ..under });
}
