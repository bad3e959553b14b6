//! Rates as bars from one line, our own filled; the value stands at the end of its bar.

use super::render::Place;
use super::scene::{Fill, Ink, Label, NO_PEN, Scene, pen, rect};
use super::{Twin, both_charts};
use crate::look::Dir;
use maud::Markup;

/// Whose rate a bar shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// That of the country the reader is in.
    Own,
    /// That of another.
    Other,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct RateBar {
    /// Its name.
    pub name: String,
    /// Its length.
    pub value: f64,
    /// The value as written at its end, in figures.
    pub says: String,
    /// Whose it is.
    pub whose: Whose,
}

/// Bars one below the other, beginning at nought.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RateBars {
    /// The bars in order of reading.
    pub bars: Vec<RateBar>,
    /// Its text.
    pub twin: Twin,
}

/// Height of a bar, px.
const THICK: f64 = 16.0;
/// Room for the value at the end of a bar, px.
const VALUE: f64 = 64.0;

/// The bars for desks, with names at the start, and for phones, with names above. They mirror with the page.
#[must_use]
pub fn rate_bars(view: &RateBars, dir: Dir) -> Markup {
    let desk = scene(view, dir, 1160.0, 260.0).render(&view.twin, "d", Place::Page);
    let phone = scene(view, dir, 300.0, 0.0).render(&view.twin, "p", Place::Page);
    both_charts(&desk, &phone)
}

/// `names` is the width of the column of names; without one they stand above their bars.
fn scene(view: &RateBars, dir: Dir, width: f64, names: f64) -> Scene {
    let row = if names > 0.0 { 28.0 } else { 46.0 };
    let height = 8.0 + row * view.bars.len() as f64;
    let mut scene = Scene::new(width, height, dir);
    let most = view.bars.iter().map(|b| b.value).fold(f64::EPSILON, f64::max);
    let length = (width - names - VALUE).max(1.0);
    let mut top = 4.0;
    for bar in &view.bars {
        let down = if names > 0.0 { top + 6.0 } else { top + 22.0 };
        let (edge, fill) = match bar.whose {
            Whose::Own => (NO_PEN, Ink::Act),
            Whose::Other => (pen(Ink::Edge, 1.0), Ink::ActSoft),
        };
        let long = (bar.value.max(0.0) / most * length).max(1.0);
        scene.add(rect((names, down), long, THICK, edge, Fill::Flat(fill)));
        let mut name = Label::new(if names > 0.0 { (0.0, down + 13.0) } else { (6.0, top + 15.0) }, &bar.name);
        let mut value = Label::new((names + long + 8.0, down + 13.0), &bar.says).code();
        if bar.whose == Whose::Own {
            (name, value) = (name.bold(), value.bold());
        }
        scene.label(name);
        scene.label(value);
        top += row;
    }
    scene.stroke((names, 0.0), (names, height), pen(Ink::Edge, 1.4));
    scene
}

#[cfg(test)]
mod tests {
    use super::{RateBar, RateBars, Whose, rate_bars};
    use crate::look::Dir;

    #[test]
    fn the_longest_bar_fills_the_room_and_nothing_is_still_drawn() {
        let bar = |value: f64, whose| RateBar { name: "A".to_owned(), value, says: value.to_string(), whose };
        let view = RateBars { bars: vec![bar(40.0, Whose::Other), bar(0.0, Whose::Own)], ..RateBars::default() };
        let drawn = rate_bars(&view, Dir::Ltr).into_string();
        // 1160 less the names (260) and the value (64).
        assert!(drawn.contains("M260 10L1096 10L1096 26L260 26Z"), "{drawn}");
        assert!(drawn.contains("M260 38L261 38L261 54L260 54Z"), "{drawn}");
    }
}
