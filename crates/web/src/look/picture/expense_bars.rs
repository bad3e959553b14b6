//! Expenses by category: what was claimed as a frame, what was verified filled softly, what was paid filled, what is planned
//! dashed, and the cap as a cross-bar.

use super::render::Place;
use super::scene::{Fill, Ink, Label, NO_PEN, PLAN, Scene, pen, rect};
use super::{Twin, both_charts};
use crate::look::Dir;
use maud::Markup;

/// One category.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ExpenseBar {
    /// Its name.
    pub name: String,
    /// What was claimed, in the unit of the drawing.
    pub claimed: f64,
    /// What was verified.
    pub verified: f64,
    /// What was paid.
    pub paid: f64,
    /// What is planned to be paid.
    pub planned: f64,
    /// The cap; `None` where there is none or nobody knows it.
    pub cap: Option<f64>,
    /// What stands below the bar in words and figures: what was claimed, and what became of it.
    pub says: [String; 2],
}

/// Categories one below the other, on one scale.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ExpenseBars {
    /// The bars in order of reading.
    pub bars: Vec<ExpenseBar>,
    /// Its text.
    pub twin: Twin,
}

/// Height of a frame, px.
const THICK: f64 = 20.0;
/// Room between the longest bar and the edge, px.
const EDGE: f64 = 6.0;
/// Room between the axis and words beside it, px.
const BESIDE: f64 = 6.0;

/// The bars for desks, with names at the start, and for phones, with names above. They mirror with the page.
#[must_use]
pub fn expense_bars(view: &ExpenseBars, dir: Dir) -> Markup {
    let desk = scene(view, dir, 1160.0, 260.0).render(&view.twin, "d", Place::Page);
    let phone = scene(view, dir, 300.0, 0.0).render(&view.twin, "p", Place::Page);
    both_charts(&desk, &phone)
}

fn longest(bar: &ExpenseBar) -> f64 {
    [bar.claimed, bar.verified, bar.paid + bar.planned].into_iter().fold(0.0, f64::max)
}

/// `names` is the width of the column of names; without one they stand above their bars.
fn scene(view: &ExpenseBars, dir: Dir, width: f64, names: f64) -> Scene {
    let row = if names > 0.0 { 50.0 } else { 84.0 };
    let height = 8.0 + row * view.bars.len() as f64;
    let mut scene = Scene::new(width, height, dir);
    let most = view.bars.iter().map(longest).fold(f64::EPSILON, f64::max);
    // A cap is drawn where it is near; one far beyond would make every bar a hair.
    let near = |cap: &f64| *cap <= most * 2.0;
    let most = view.bars.iter().filter_map(|b| b.cap.filter(near)).fold(most, f64::max);
    let room = (width - names - EDGE).max(1.0);
    let long = |value: f64| (value.max(0.0) / most * room).max(0.0);
    for (n, bar) in view.bars.iter().enumerate() {
        let top = 4.0 + row * n as f64;
        let down = if names > 0.0 { top + 2.0 } else { top + 20.0 };
        let name = if names > 0.0 { (0.0, down + 15.0) } else { (BESIDE, top + 13.0) };
        scene.label(Label::new(name, &bar.name));
        draw(&mut scene, bar, (names, down), &long);
        if let Some(cap) = bar.cap.filter(near) {
            let x = names + long(cap);
            scene.stroke((x, down - 3.0), (x, down + THICK + 3.0), pen(Ink::Stop, 2.5));
        }
        let lines = if names > 0.0 { vec![bar.says.join(" · ")] } else { bar.says.to_vec() };
        for (line, says) in (0..).zip(lines) {
            let under = down + THICK + 16.0 * f64::from(line + 1);
            scene.label(Label::new((names + BESIDE, under), says).small().ink(Ink::Second));
        }
    }
    scene.stroke((names, 0.0), (names, height), pen(Ink::Edge, 1.4));
    scene
}

fn draw(scene: &mut Scene, bar: &ExpenseBar, (x, down): (f64, f64), long: &dyn Fn(f64) -> f64) {
    let frame = pen(Ink::Edge, 1.4);
    scene.add(rect((x, down), long(bar.claimed), THICK, frame, Fill::Flat(Ink::Sheet)));
    scene.add(rect((x, down + 1.0), long(bar.verified), THICK - 2.0, NO_PEN, Fill::Flat(Ink::ActSoft)));
    scene.add(rect((x, down + 5.0), long(bar.paid), THICK - 10.0, NO_PEN, Fill::Flat(Ink::Act)));
    if bar.planned > 0.0 {
        let from = x + long(bar.paid);
        scene.add(rect((from, down + 5.0), long(bar.planned), THICK - 10.0, PLAN, Fill::Flat(Ink::Sheet)));
    }
}

#[cfg(test)]
mod tests {
    use super::{ExpenseBar, ExpenseBars, expense_bars};
    use crate::look::Dir;

    fn drawn(cap: Option<f64>) -> String {
        let bar = ExpenseBar { claimed: 50.0, verified: 40.0, paid: 20.0, planned: 10.0, cap, ..ExpenseBar::default() };
        expense_bars(&ExpenseBars { bars: vec![bar], ..ExpenseBars::default() }, Dir::Ltr).into_string()
    }

    #[test]
    fn bars_share_one_scale_and_the_cap_stands_on_it() {
        // 1160 less the names (260) and the edge (6).
        let near = drawn(Some(100.0));
        assert!(near.contains("M260 6L707 6L707 26L260 26Z"), "{near}");
        assert!(near.contains("M1154 3L1154 29"), "{near}");
        assert!(near.contains("stroke-dasharray"), "what is planned is dashed");
    }

    #[test]
    fn a_cap_far_beyond_does_not_shrink_the_bars() {
        let far = drawn(Some(5000.0));
        assert!(far.contains("M260 6L1154 6L1154 26L260 26Z"), "{far}");
    }
}
