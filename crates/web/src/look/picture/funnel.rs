//! A funnel: shares against numbers, limits around the country's share. Only one centre is named; there is no order of
//! merit, and no dot of another says whose it is.

use super::chart::{Axes, nice};
use super::render::Place;
use super::scene::{Anchor, At, Fill, Ink, Label, Mark, NO_PEN, Pen, Scene, Seg, diamond, pen};
use super::{Twin, both_charts};
use crate::look::Dir;
use maud::Markup;

/// Whether the named centre asks for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Asks {
    /// As expected: a disc.
    #[default]
    Nobody,
    /// Above a limit: a diamond.
    Somebody,
}

/// The limits at one number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LimitsAt {
    /// The number.
    pub number: f64,
    /// Lower limits of 95 % and 99.8 %, per cent.
    pub low: (f64, f64),
    /// Upper limits of 95 % and 99.8 %, per cent.
    pub high: (f64, f64),
}

/// A funnel. Both axes begin at nought.
#[derive(Debug, Clone, Default)]
pub struct Funnel {
    /// The limits in order of number.
    pub limits: Vec<LimitsAt>,
    /// The country's share, per cent.
    pub middle: f64,
    /// The named centre: number and share in per cent; none where it has too few to be drawn.
    pub own: Option<(f64, f64)>,
    /// Whether it asks for somebody.
    pub asks: Asks,
    /// Its figures in words.
    pub own_says: String,
    /// A second line below them.
    pub own_under: String,
    /// The others: number and share in per cent.
    pub others: Vec<(f64, f64)>,
    /// Words above the upright axis.
    pub upright: String,
    /// Words below the axis.
    pub axis: String,
    /// Words at the country's share.
    pub middle_says: String,
    /// Its text.
    pub twin: Twin,
}

const THIN: Pen = pen(Ink::Second, 1.0);
const STRONG: Pen = pen(Ink::Second, 1.8);

/// The funnel for desks and for phones. It never mirrors.
#[must_use]
pub fn funnel(view: &Funnel, dir: Dir) -> Markup {
    let draw = |part, width, height| scene(view, dir, width, height).render(&view.twin, part, Place::Page);
    both_charts(&draw("d", 540.0, 350.0), &draw("p", 300.0, 300.0))
}

fn scene(view: &Funnel, dir: Dir, width: f64, height: f64) -> Scene {
    let mut scene = Scene::chart(width, height, dir);
    let dots = || view.others.iter().chain(&view.own);
    let last = view.limits.iter().map(|l| l.number).chain(dots().map(|d| d.0)).fold(1.0, f64::max);
    let highest = dots().map(|d| d.1).fold(0.0, f64::max).max(view.middle);
    // Where the funnel is widest it is cut off rather than everything else flattened.
    let middle = view.limits.get(view.limits.len() / 3).map_or(0.0, |l| l.high.1);
    let step = nice((highest * 1.2).max(middle).max(1.0) / 4.0);
    let axes = Axes {
        across: (40.0, width - 56.0),
        down: (34.0, height - 48.0),
        x_range: (0.0, last),
        y_range: (0.0, (((highest * 1.2).max(middle) / step).ceil() * step).max(step)),
    };
    scene.label(Label::new((0.0, 14.0), &view.upright).small().ink(Ink::Second));
    axes.draw(&mut scene, step, nice(last / if width < 400.0 { 4.0 } else { 6.0 }).max(1.0), &view.axis);
    let (from, to) = axes.across;
    scene.stroke((from, axes.y(view.middle)), (to, axes.y(view.middle)), pen(Ink::Edge, 1.0));
    scene.label(Label::new((to + 5.0, axes.y(view.middle) + 4.0), &view.middle_says).small().ink(Ink::Second).code());
    let lines: [Line<'_>; 4] = [
        (|l| l.high.0, THIN, Some("95 %")),
        (|l| l.high.1, STRONG, Some("99.8 %")),
        (|l| l.low.0, THIN, None),
        (|l| l.low.1, STRONG, None),
    ];
    for (value, pen, says) in lines {
        limit(&mut scene, view, &axes, (value, pen, says));
    }
    for (number, share) in &view.others {
        let ring = pen(Ink::Edge, 1.4);
        scene.add(Mark::Circle(axes.at(*number, *share), 4.5, ring, Fill::Flat(Ink::Sheet)));
    }
    if let Some((number, share)) = view.own {
        named(&mut scene, view, &axes, axes.at(number, share));
    }
    scene
}

/// What is drawn of a limit: its value, the pen, and what it is called where it is named.
type Line<'a> = (fn(&LimitsAt) -> f64, Pen, Option<&'a str>);

/// One limit as far as it lies within the drawing; a lower limit of nought is no line.
fn limit(scene: &mut Scene, view: &Funnel, axes: &Axes, (value, pen, says): Line<'_>) {
    let inside = |l: &&LimitsAt| value(l) > 0.0 && value(l) <= axes.y_range.1;
    let points: Vec<At> = view.limits.iter().filter(inside).map(|l| axes.at(l.number, value(l))).collect();
    if points.is_empty() {
        return;
    }
    let path = points.iter().enumerate().map(|(n, p)| if n == 0 { Seg::Move(*p) } else { Seg::Line(*p) });
    scene.add(Mark::Path(path.collect(), pen, Fill::Flat(Ink::None)));
    if let (Some((x, y)), Some(says)) = (points.last(), says) {
        scene.label(Label::new((x + 5.0, y + 4.0), says).small().ink(Ink::Second).code());
    }
}

/// The named centre with its figures above it or below it, where less lies under them.
fn named(scene: &mut Scene, view: &Funnel, axes: &Axes, (x, y): At) {
    let ink = match view.asks {
        Asks::Nobody => {
            scene.add(Mark::Circle((x, y), 6.0, NO_PEN, Fill::Flat(Ink::Full)));
            Ink::Full
        }
        Asks::Somebody => {
            scene.add(diamond((x, y), 8.5, Ink::NowMark));
            Ink::Now
        }
    };
    let says = Label::new((0.0, 0.0), &view.own_says).bold().ink(ink).anchor(Anchor::Middle);
    let under = Label::new((0.0, 0.0), &view.own_under).small().ink(Ink::Second).anchor(Anchor::Middle);
    let half = says.width().max(under.width()) / 2.0;
    let at = x.max(axes.across.0 + half).min(axes.across.1 - half);
    let inside = |top: &f64| *top - 10.0 > axes.down.0 && *top + 20.0 < axes.down.1;
    let free = [y - 34.0, y + 26.0].into_iter().filter(inside);
    let top = free.min_by_key(|top| crossed(view, axes, (at, *top), half)).unwrap_or(y + 26.0);
    scene.label(Label { at: (at, top), ..says });
    scene.label(Label { at: (at, top + 16.0), ..under });
}

/// How much lies under two lines of words: points of the limits, other centres, the country's line.
fn crossed(view: &Funnel, axes: &Axes, (x, top): At, half: f64) -> usize {
    let under = |at: &At| (at.0 - x).abs() < half + 6.0 && at.1 > top - 16.0 && at.1 < top + 22.0;
    let values = |l: &LimitsAt| [l.high.0, l.high.1, l.low.0, l.low.1].map(|value| (l.number, value));
    let drawn = |(_, value): &At| *value > 0.0 && *value <= axes.y_range.1;
    let limits = view.limits.iter().flat_map(values).filter(drawn);
    let marks = limits.chain(view.others.iter().copied()).map(|(number, share)| axes.at(number, share));
    marks.chain([(x, axes.y(view.middle))]).filter(under).count()
}

#[cfg(test)]
mod tests {
    use super::{Asks, Funnel, LimitsAt, funnel};
    use crate::look::Dir;

    fn view() -> Funnel {
        let at = |number, low, high| LimitsAt { number, low: (low, 0.0), high: (high, high * 1.4) };
        Funnel {
            limits: vec![at(10.0, 0.0, 30.0), at(50.0, 1.0, 18.0), at(100.0, 3.0, 15.0)],
            middle: 8.0,
            own: Some((60.0, 22.0)),
            asks: Asks::Somebody,
            own_says: "Sarim: 13 of 60".to_owned(),
            others: vec![(20.0, 5.0), (90.0, 9.0)],
            ..Funnel::default()
        }
    }

    #[test]
    fn one_centre_is_named_and_the_others_are_rings() {
        let drawn = funnel(&view(), Dir::Ltr).into_string();
        let desk = drawn.split("pic-phone").next().unwrap_or_default();
        assert_eq!(desk.matches("<circle").count(), 2);
        assert_eq!(desk.matches("Sarim").count(), 1);
        assert!(desk.contains("f-mark") && desk.contains("99.8 %") && desk.contains("95 %"));
        assert!(!drawn.contains("dasharray"), "a limit is no plan");
        let calm = funnel(&Funnel { asks: Asks::Nobody, ..view() }, Dir::Ltr).into_string();
        assert!(!calm.contains("f-mark"), "no colour where nobody is asked");
    }

    #[test]
    fn a_funnel_does_not_mirror_and_draws_without_anybody() {
        let shapes = |dir| {
            let drawn = funnel(&view(), dir).into_string();
            drawn.split(" d=\"").skip(1).map(|d| d.split('"').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(shapes(Dir::Ltr), shapes(Dir::Rtl));
        let empty = funnel(&Funnel::default(), Dir::Ltr).into_string();
        assert!(!empty.contains("NaN") && !empty.contains("inf"), "{empty}");
    }
}
