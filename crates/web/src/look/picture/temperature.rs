//! Temperatures of an organ on its way: a line against the band of what is recommended, hand-overs as uprights, times without
//! a reading as dots.

use super::chart::Axes;
use super::render::Place;
use super::scene::{Anchor, FACT, Fill, Ink, Label, Mark, NO_PEN, Scene, Seg, diamond, pen, rect};
use super::{Twin, both_charts};
use crate::look::Dir;
use maud::Markup;

/// One way. Hours are counted from its begin; the vertical axis does not start at zero, and the caller's text says so.
#[derive(Debug, Clone, Default)]
pub struct TemperatureLine {
    /// Readings in a row without a gap between them: hours and degrees.
    pub lines: Vec<Vec<(f64, f64)>>,
    /// The farthest reading of each stretch outside of its band.
    pub strays: Vec<(f64, f64)>,
    /// What is recommended: from which hour to which, lowest and highest.
    pub bands: Vec<(f64, f64, f64, f64)>,
    /// Words inside the band.
    pub band_says: String,
    /// Times without a reading.
    pub gaps: Vec<(f64, f64)>,
    /// Word inside the widest of them.
    pub gap_says: String,
    /// Hand-overs, numbered in their order.
    pub handed: Vec<(f64, String)>,
    /// First and last hour drawn.
    pub hours: (f64, f64),
    /// Words below the axis.
    pub axis: String,
    /// Its text.
    pub twin: Twin,
}

/// The line for desks and for phones. It never mirrors.
#[must_use]
pub fn temperature(view: &TemperatureLine, dir: Dir) -> Markup {
    let draw = |part, width, height| scene(view, dir, width, height).render(&view.twin, part, Place::Page);
    both_charts(&draw("d", 640.0, 320.0), &draw("p", 300.0, 280.0))
}

fn scene(view: &TemperatureLine, dir: Dir, width: f64, height: f64) -> Scene {
    let mut scene = Scene::chart(width, height, dir);
    let read = view.lines.iter().flatten().map(|p| p.1);
    let all = read.chain(view.bands.iter().flat_map(|b| [b.2, b.3]));
    let (low, high) = all.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    let step = if high - low > 24.0 { 10.0 } else { 2.0 };
    let axes = Axes {
        across: (40.0, width - 14.0),
        down: (28.0, height - 48.0),
        x_range: view.hours,
        y_range: (((low - 1.0) / step).floor() * step, ((high + 1.0) / step).ceil() * step),
    };
    bands(&mut scene, view, &axes);
    gaps(&mut scene, view, &axes);
    let (span, narrow) = (view.hours.1 - view.hours.0, width < 400.0);
    let most = if narrow { 6.0 } else { 12.0 };
    let hours = [1.0, 2.0, 4.0, 6.0, 12.0, 24.0, 48.0].into_iter().find(|h| span / h <= most).unwrap_or(96.0);
    axes.draw(&mut scene, step, hours, &view.axis);
    handed(&mut scene, view, &axes);
    measured(&mut scene, view, &axes);
    scene
}

fn bands(scene: &mut Scene, view: &TemperatureLine, axes: &Axes) {
    for (from, to, low, high) in &view.bands {
        let (left, top) = axes.at(*from, *high);
        scene.add(rect((left, top), axes.x(*to) - left, axes.y(*low) - top, NO_PEN, Fill::Flat(Ink::ActSoft)));
    }
    // In the last stretch with readings that has room for it: on the field of a gap it could not be read.
    let room = |band: &(f64, f64, f64, f64)| {
        let mut from = band.0;
        let mut free = Vec::new();
        for gap in view.gaps.iter().filter(|gap| gap.1 > band.0 && gap.0 < band.1) {
            free.push((from, gap.0));
            from = gap.1;
        }
        free.push((from, band.1));
        let wide = Label::new((0.0, 0.0), &view.band_says).small().width() + 12.0;
        free.into_iter().rev().find(|(from, to)| axes.x(*to) - axes.x(*from) >= wide).map(|(_, to)| (to, band.2))
    };
    if let Some((to, low)) = view.bands.iter().rev().find_map(room) {
        let at = (axes.x(to) - 8.0, axes.y(low) - 6.0);
        scene.label(Label::new(at, &view.band_says).small().ink(Ink::Act).anchor(Anchor::End));
    }
}

fn gaps(scene: &mut Scene, view: &TemperatureLine, axes: &Axes) {
    let (top, bottom) = axes.down;
    for (from, to) in &view.gaps {
        let (left, right) = (axes.x(*from), axes.x(*to));
        scene.add(rect((left, top), right - left, bottom - top, NO_PEN, Fill::Dots));
    }
    let wide = view.gaps.iter().max_by(|one, other| (one.1 - one.0).total_cmp(&(other.1 - other.0)));
    if let Some((from, to)) = wide {
        let label = Label::new(((axes.x(*from) + axes.x(*to)) / 2.0, top + 16.0), &view.gap_says);
        let label = label.small().ink(Ink::Second).anchor(Anchor::Middle);
        if label.width() < axes.x(*to) - axes.x(*from) {
            scene.label(label);
        }
    }
}

fn handed(scene: &mut Scene, view: &TemperatureLine, axes: &Axes) {
    for (hour, number) in &view.handed {
        let x = axes.x(*hour);
        scene.stroke((x, axes.down.0), (x, axes.down.1), pen(Ink::Edge, 1.4));
        scene.add(Mark::Circle((x, axes.down.0 - 12.0), 9.0, pen(Ink::Edge, 1.4), Fill::Flat(Ink::Sheet)));
        scene.label(Label::new((x, axes.down.0 - 8.0), number).small().code().anchor(Anchor::Middle));
    }
}

fn measured(scene: &mut Scene, view: &TemperatureLine, axes: &Axes) {
    for run in &view.lines {
        let at: Vec<_> = run.iter().map(|(x, y)| axes.at(*x, *y)).collect();
        if let [only] = at.as_slice() {
            scene.add(Mark::Circle(*only, 4.0, NO_PEN, Fill::Flat(Ink::Full)));
            continue;
        }
        let path = at.iter().enumerate().map(|(n, p)| if n == 0 { Seg::Move(*p) } else { Seg::Line(*p) });
        scene.add(Mark::Path(path.collect(), FACT, Fill::Flat(Ink::None)));
    }
    for (x, y) in &view.strays {
        scene.add(diamond(axes.at(*x, *y), 8.0, Ink::NowMark));
    }
}
