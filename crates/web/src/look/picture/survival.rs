//! Survival: step curve, interval, those no longer followed, numbers at risk. The axis runs from 0 to 100.

use super::chart::{Axes, figure, steps};
use super::render::Place;
use super::scene::{Anchor, At, Fill, Ink, Label, Mark, NO_PEN, Scene, Seg, line, pen, polygon};
use super::{Twin, both_charts};
use crate::look::Dir;
use maud::Markup;

/// A step of the curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// When it happens, months.
    pub month: f64,
    /// Share alive from then on, 0 to 1.
    pub share: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// A survival curve.
#[derive(Debug, Clone, Default)]
pub struct Survival {
    /// The steps in order of time; before the first everybody is alive.
    pub steps: Vec<Step>,
    /// Months at which somebody stopped being followed.
    pub censored: Vec<f64>,
    /// Month and how many were still followed.
    pub at_risk: Vec<(f64, u32)>,
    /// Last month drawn.
    pub horizon_months: f64,
    /// Months between two numbers of the axis.
    pub tick_months: f64,
    /// Words below the axis.
    pub axis: String,
    /// Words above the numbers at risk.
    pub at_risk_says: String,
    /// The last value and its interval.
    pub last: String,
    /// What it is: "alive at 5 years".
    pub last_under: String,
    /// Its text.
    pub twin: Twin,
}

/// The curve for desks and for phones. Curves with a numeric axis never mirror.
#[must_use]
pub fn survival(view: &Survival, dir: Dir) -> Markup {
    let draw = |part, width, height| scene(view, dir, width, height).render(&view.twin, part, Place::Page);
    both_charts(&draw("d", 540.0, 350.0), &draw("p", 300.0, 300.0))
}

fn scene(view: &Survival, dir: Dir, width: f64, height: f64) -> Scene {
    let mut scene = Scene::chart(width, height, dir);
    let horizon = view.horizon_months.max(1.0);
    let axes = Axes {
        across: (46.0, width - 14.0),
        down: (16.0, height - 92.0),
        x_range: (0.0, horizon),
        y_range: (0.0, 100.0),
    };
    scene.add(band(view, &axes));
    axes.draw(&mut scene, 25.0, view.tick_months, &view.axis);
    scene.add(Mark::Path(curve(view, &axes), pen(Ink::Act, 2.5), Fill::Flat(Ink::None)));
    for month in &view.censored {
        let (x, y) = axes.at(*month, 100.0 * share_at(view, *month).share);
        scene.add(line((x, y), (x, y - 7.0), pen(Ink::Act, 1.4)));
    }
    last_value(&mut scene, view, &axes);
    numbers_at_risk(&mut scene, view, &axes, height);
    scene
}

fn share_at(view: &Survival, month: f64) -> Step {
    let all = Step { month: 0.0, share: 1.0, low: 1.0, high: 1.0 };
    view.steps.iter().rev().find(|s| s.month <= month).copied().unwrap_or(all)
}

/// The corners of a stair through one value of each step.
fn stair(view: &Survival, axes: &Axes, value: impl Fn(&Step) -> f64) -> Vec<At> {
    let mut points = vec![axes.at(0.0, 100.0)];
    let mut before = 100.0;
    for s in view.steps.iter().filter(|s| s.month <= axes.x_range.1) {
        points.push(axes.at(s.month, before));
        before = 100.0 * value(s);
        points.push(axes.at(s.month, before));
    }
    points.push(axes.at(axes.x_range.1, before));
    points
}

fn curve(view: &Survival, axes: &Axes) -> Vec<Seg> {
    let points = stair(view, axes, |s| s.share);
    points.iter().enumerate().map(|(n, p)| if n == 0 { Seg::Move(*p) } else { Seg::Line(*p) }).collect()
}

fn band(view: &Survival, axes: &Axes) -> Mark {
    let mut points = stair(view, axes, |s| s.high);
    points.extend(stair(view, axes, |s| s.low).into_iter().rev());
    polygon(&points, NO_PEN, Fill::Flat(Ink::ActSoft))
}

fn last_value(scene: &mut Scene, view: &Survival, axes: &Axes) {
    let last = share_at(view, axes.x_range.1);
    let below = axes.y(100.0 * last.low) + 17.0;
    let y = if below + 24.0 < axes.down.1 { below } else { axes.y(100.0 * last.high) - 26.0 };
    let x = axes.across.1;
    scene.label(Label::new((x, y), &view.last).bold().anchor(Anchor::End));
    scene.label(Label::new((x, y + 17.0), &view.last_under).small().ink(Ink::Second).anchor(Anchor::End));
}

fn numbers_at_risk(scene: &mut Scene, view: &Survival, axes: &Axes, height: f64) {
    let top = height - 44.0;
    scene.stroke((axes.across.0, top), (axes.across.1, top), pen(Ink::Line, 1.0));
    let (x, anchor) = match scene.dir {
        Dir::Ltr => (0.0, Anchor::Start),
        Dir::Rtl => (scene.width, Anchor::End),
    };
    scene.label(Label::new((x, top + 16.0), &view.at_risk_says).small().ink(Ink::Second).anchor(anchor));
    let shown: Vec<f64> = steps(axes.x_range, view.tick_months).collect();
    for (month, count) in view.at_risk.iter().filter(|(m, _)| shown.contains(m)) {
        let number = figure((axes.x(*month), top + 36.0), f64::from(*count)).ink(Ink::Full).anchor(Anchor::Middle);
        scene.label(number);
    }
}
