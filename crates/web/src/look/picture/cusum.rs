//! A CUSUM: a line that rises with each loss and falls with each graft that works, its limit, and where it began anew.

use super::chart::Axes;
use super::render::Place;
use super::scene::{Anchor, FACT, Fill, Ink, Label, Mark, Scene, Seg, diamond, pen};
use super::{Twin, both_charts};
use crate::look::Dir;
use maud::Markup;

/// The line after one graft.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// When, in years and parts of a year: 2024.5 is the middle of 2024.
    pub year: f64,
    /// Where the line stands.
    pub value: f64,
    /// Whether it has reached the limit; after it the line begins anew at nought.
    pub signal: bool,
}

/// A CUSUM. The upright axis begins at nought.
#[derive(Debug, Clone, Default)]
pub struct Cusum {
    /// The line in order of time.
    pub points: Vec<Point>,
    /// First and last year drawn, with parts of a year.
    pub years: (f64, f64),
    /// The limit.
    pub limit: f64,
    /// Words at the limit.
    pub limit_says: String,
    /// Words at a sign.
    pub signal_says: String,
    /// Words above the upright axis.
    pub upright: String,
    /// Words below the axis.
    pub axis: String,
    /// Its text.
    pub twin: Twin,
}

/// The line for desks and for phones. It never mirrors.
#[must_use]
pub fn cusum(view: &Cusum, dir: Dir) -> Markup {
    let draw = |part, width, height| scene(view, dir, width, height).render(&view.twin, part, Place::Page);
    both_charts(&draw("d", 540.0, 350.0), &draw("p", 300.0, 300.0))
}

fn scene(view: &Cusum, dir: Dir, width: f64, height: f64) -> Scene {
    let mut scene = Scene::chart(width, height, dir);
    let highest = view.points.iter().map(|p| p.value).fold(view.limit, f64::max);
    let axes = Axes {
        across: (40.0, width - 14.0),
        down: (34.0, height - 48.0),
        x_range: view.years,
        y_range: (0.0, (highest + 0.6).ceil()),
    };
    scene.label(Label::new((0.0, 14.0), &view.upright).small().ink(Ink::Second));
    axes.draw(&mut scene, 1.0, 1.0, &view.axis);
    let limit = axes.y(view.limit);
    scene.stroke((axes.across.0, limit), (axes.across.1, limit), pen(Ink::Second, 1.8));
    scene.label(Label::new((axes.across.0 + 4.0, limit - 6.0), &view.limit_says).small().ink(Ink::Second));
    scene.add(Mark::Path(line(view, &axes), FACT, Fill::Flat(Ink::None)));
    for point in view.points.iter().filter(|p| p.signal) {
        let (x, y) = axes.at(point.year, point.value);
        scene.add(diamond((x, y), 8.5, Ink::NowMark));
        let says = Label::new((0.0, 0.0), &view.signal_says).bold().ink(Ink::Now).anchor(Anchor::Middle);
        let half = says.width() / 2.0;
        let at = x.max(axes.across.0 + half).min(axes.across.1 - half);
        scene.label(Label { at: (at, y - 14.0), ..says });
    }
    scene
}

/// Steps from the first day on; after a sign the line is broken and begins at nought.
fn line(view: &Cusum, axes: &Axes) -> Vec<Seg> {
    let mut path = vec![Seg::Move(axes.at(view.years.0, 0.0))];
    let mut before = 0.0;
    for point in &view.points {
        path.push(Seg::Line(axes.at(point.year, before)));
        path.push(Seg::Line(axes.at(point.year, point.value)));
        before = if point.signal { 0.0 } else { point.value };
        if point.signal {
            path.push(Seg::Move(axes.at(point.year, before)));
        }
    }
    path.push(Seg::Line(axes.at(view.years.1, before)));
    path
}

#[cfg(test)]
mod tests {
    use super::{Cusum, Point, cusum};
    use crate::look::Dir;

    fn view() -> Cusum {
        let at = |year, value: f64| Point { year, value, signal: value >= 1.5 };
        Cusum {
            points: vec![at(2023.0, 0.7), at(2023.5, 1.6), at(2024.0, 0.0), at(2024.5, 0.6)],
            years: (2022.5, 2025.0),
            limit: 1.5,
            signal_says: "sign".to_owned(),
            limit_says: "limit".to_owned(),
            ..Cusum::default()
        }
    }

    #[test]
    fn a_sign_is_marked_and_breaks_the_line() {
        let drawn = cusum(&view(), Dir::Ltr).into_string();
        let desk = drawn.split("pic-phone").next().unwrap_or_default();
        assert_eq!(desk.matches(">sign<").count(), 1);
        assert_eq!(desk.matches("f-mark").count(), 1);
        let line = desk.split("s-ink").next().unwrap_or_default().rsplit(" d=\"").next().unwrap_or_default();
        assert_eq!(line.matches('M').count(), 2, "{line}");
        assert!(!drawn.contains("dasharray"), "a limit is no plan");
    }

    #[test]
    fn a_cusum_does_not_mirror_and_draws_without_grafts() {
        let shapes = |dir| {
            let drawn = cusum(&view(), dir).into_string();
            drawn.split(" d=\"").skip(1).map(|d| d.split('"').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(shapes(Dir::Ltr), shapes(Dir::Rtl));
        let empty = cusum(&Cusum::default(), Dir::Ltr).into_string();
        assert!(!empty.contains("NaN") && !empty.contains("inf"), "{empty}");
    }
}
