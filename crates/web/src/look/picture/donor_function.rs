//! A donor's own kidney function: the usual band steps down at donation, so that a normal value of one kidney
//! does not frighten.

use super::chart::Axes;
use super::render::Place;
use super::scene::{
    Anchor, Dash, FACT, Fill, Ink, Label, Mark, NO_PEN, PLAN, Pen, Scene, Seg, diamond, line, pen, polygon, rect,
};
use super::{Twin, both_charts};
use crate::look::Dir;
use maud::Markup;

/// Whether the latest value asks for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Latest {
    /// As usual.
    #[default]
    Usual,
    /// Needs somebody: a diamond.
    Asks,
}

/// Kidney function of one donor. The vertical axis does not start at zero; the caller's text says so.
#[derive(Debug, Clone, Default)]
pub struct DonorFunction {
    /// Months from donation (negative before it) and eGFR in mL/min per 1.73 m², in order of time.
    pub points: Vec<(f64, f64)>,
    /// The usual band before donation: lower and upper end.
    pub before: (f64, f64),
    /// The usual band after donation: month, lower and upper end.
    pub after: Vec<(f64, f64, f64)>,
    /// Words inside the band.
    pub band_says: String,
    /// Word at the upright of donation.
    pub donation_says: String,
    /// The latest value in words: "57, below the band".
    pub latest_says: String,
    /// Its date and what follows.
    pub latest_under: String,
    /// Whether it asks for somebody.
    pub latest: Latest,
    /// Next visit: month and word.
    pub next: Option<(f64, String)>,
    /// First and last month drawn.
    pub months: (f64, f64),
    /// Words below the axis.
    pub axis: String,
    /// Its text.
    pub twin: Twin,
}

/// The line for desks and for phones. It never mirrors.
#[must_use]
pub fn donor_function(view: &DonorFunction, dir: Dir) -> Markup {
    let draw = |part, width, height| scene(view, dir, width, height).render(&view.twin, part, Place::Page);
    both_charts(&draw("d", 540.0, 350.0), &draw("p", 300.0, 300.0))
}

fn scene(view: &DonorFunction, dir: Dir, width: f64, height: f64) -> Scene {
    let mut scene = Scene::chart(width, height, dir);
    let values = view.points.iter().map(|p| p.1);
    let low = values.clone().fold(20.0, f64::min);
    let high = values.fold(120.0, f64::max);
    let axes = Axes {
        across: (44.0, width - 14.0),
        down: (24.0, height - 48.0),
        x_range: view.months,
        y_range: ((low / 20.0).floor() * 20.0, (high / 20.0).ceil() * 20.0),
    };
    bands(&mut scene, view, &axes);
    let narrow = width < 400.0;
    axes.draw(&mut scene, 20.0, if narrow { 12.0 } else { 6.0 }, &view.axis);
    donation(&mut scene, view, &axes);
    measured(&mut scene, view, &axes);
    scene
}

fn bands(scene: &mut Scene, view: &DonorFunction, axes: &Axes) {
    let soft = Fill::Flat(Ink::ActSoft);
    let (low, high) = view.before;
    let (left, top) = axes.at(view.months.0, high);
    scene.add(rect((left, top), axes.x(0.0) - left, axes.y(low) - top, NO_PEN, soft));
    let upper = view.after.iter().map(|(m, _, h)| axes.at(*m, *h));
    let lower = view.after.iter().rev().map(|(m, l, _)| axes.at(*m, *l));
    scene.add(polygon(&upper.chain(lower).collect::<Vec<_>>(), NO_PEN, soft));
    if let Some((_, low, high)) = view.after.last() {
        let at = (axes.across.1 - 10.0, axes.y((low + 2.0 * high) / 3.0) + 4.0);
        scene.label(Label::new(at, &view.band_says).small().ink(Ink::Act).anchor(Anchor::End));
    }
}

fn donation(scene: &mut Scene, view: &DonorFunction, axes: &Axes) {
    let x = axes.x(0.0);
    scene.stroke((x, axes.down.0 - 8.0), (x, axes.down.1), pen(Ink::Edge, 1.4));
    scene.label(Label::new((x + 6.0, axes.down.0 - 8.0), &view.donation_says).small().ink(Ink::Second));
}

fn measured(scene: &mut Scene, view: &DonorFunction, axes: &Axes) {
    let points: Vec<_> = view.points.iter().map(|(m, v)| axes.at(*m, *v)).collect();
    let path = points.iter().enumerate().map(|(n, p)| if n == 0 { Seg::Move(*p) } else { Seg::Line(*p) });
    scene.add(Mark::Path(path.collect(), FACT, Fill::Flat(Ink::None)));
    for p in points.iter().take(points.len().saturating_sub(1)) {
        scene.add(Mark::Circle(*p, 4.5, NO_PEN, Fill::Flat(Ink::Full)));
    }
    let Some(&(x, y)) = points.last() else { return };
    if let Some((month, says)) = &view.next {
        let next = axes.x(*month);
        let ring = Pen { ink: Ink::Second, width: 1.5, dash: Dash::Plan };
        scene.add(line((x, y), (next - 6.0, y), PLAN));
        scene.add(Mark::Circle((next, y), 5.5, ring, Fill::Flat(Ink::Sheet)));
        scene.label(Label::new((next, y - 11.0), says).small().ink(Ink::Second).anchor(Anchor::Middle));
    }
    let ink = match view.latest {
        Latest::Usual => {
            scene.add(Mark::Circle((x, y), 5.5, NO_PEN, Fill::Flat(Ink::Full)));
            Ink::Full
        }
        Latest::Asks => {
            scene.add(diamond((x, y), 8.5, Ink::NowMark));
            Ink::Now
        }
    };
    let name = Label::new((0.0, 0.0), &view.latest_says).bold().ink(ink).anchor(Anchor::Middle);
    let under = Label::new((0.0, 0.0), &view.latest_under).small().ink(Ink::Second).anchor(Anchor::Middle);
    let half = name.width().max(under.width()) / 2.0;
    let upright = axes.x(0.0);
    // Beside the upright of donation, not across it.
    let x = if (x - upright).abs() < half + 6.0 { upright + half + 10.0 } else { x };
    let x = x.max(axes.across.0 + half).min(axes.across.1 - half);
    let y = if y + 46.0 < axes.down.1 { y + 26.0 } else { y - 32.0 };
    scene.label(Label { at: (x, y), ..name });
    scene.label(Label { at: (x, y + 17.0), ..under });
}
