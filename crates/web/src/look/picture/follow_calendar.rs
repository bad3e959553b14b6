//! The follow-up calendar: visits on a line of years, each with the time in which it counts.

use super::render::Place;
use super::scene::{Anchor, Dash, FACT, Fill, Ink, Label, NO_PEN, Pen, Scene, diamond, line, n, pen, rect};
use super::{Twin, both_charts, scene};
use crate::look::Dir;
use maud::Markup;

/// How a visit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It was held: a filled circle.
    Held,
    /// It can be held now: a diamond.
    Open,
    /// Its time is over: a cross.
    Missed,
    /// It is to come: a dashed ring.
    ToCome,
}

/// One visit. Months count from the operation.
#[derive(Debug, Clone)]
pub struct Stop {
    /// First and last month in which it counts.
    pub window: (f64, f64),
    /// When it was held, or is due.
    pub at: f64,
    /// How it stands.
    pub mark: Mark,
    /// Its name.
    pub says: String,
}

/// The calendar of one person.
#[derive(Debug, Clone)]
pub struct FollowCalendar {
    /// Visits in order of time.
    pub stops: Vec<Stop>,
    /// Today.
    pub today: f64,
    /// Word at the upright of today.
    pub today_says: String,
    /// Words below the axis.
    pub axis: String,
    /// Its text.
    pub twin: Twin,
}

/// The calendar for desks and for phones. Time runs from the left, as on every axis with numbers.
#[must_use]
pub fn follow_calendar(view: &FollowCalendar, dir: Dir) -> Markup {
    let draw = |part, width| drawn(view, dir, width).render(&view.twin, part, Place::Page);
    both_charts(&draw("d", 1080.0), &draw("p", 300.0))
}

const TOP: f64 = 30.0;
const MIDDLE: f64 = 66.0;
const BOTTOM: f64 = 96.0;

fn drawn(view: &FollowCalendar, dir: Dir, width: f64) -> Scene {
    let mut scene = Scene::chart(width, 136.0, dir);
    let last = view.stops.iter().map(|s| s.window.1.max(s.at)).fold(view.today, f64::max);
    let years = ((last + 2.0) / 12.0).ceil().max(1.0);
    let x = |month: f64| 18.0 + (width - 36.0) * (month / (12.0 * years)).clamp(0.0, 1.0);
    let step = if width < 400.0 { (years / 6.0).ceil() } else { 1.0 };
    scene.stroke((x(0.0), BOTTOM), (x(12.0 * years), BOTTOM), pen(Ink::Edge, 1.2));
    let mut year = 0.0;
    while year <= years {
        scene.stroke((x(12.0 * year), BOTTOM), (x(12.0 * year), BOTTOM + 5.0), pen(Ink::Edge, 1.2));
        let at = (x(12.0 * year), BOTTOM + 19.0);
        scene.label(Label::new(at, n(year)).small().ink(Ink::Second).anchor(Anchor::Middle).code());
        year += step;
    }
    scene.label(Label::new((width / 2.0, BOTTOM + 36.0), &view.axis).small().ink(Ink::Second).anchor(Anchor::Middle));
    for stop in &view.stops {
        let (from, to) = (x(stop.window.0), x(stop.window.1));
        scene.add(rect((from, MIDDLE - 13.0), (to - from).max(3.0), 26.0, NO_PEN, Fill::Flat(Ink::ActSoft)));
    }
    today(&mut scene, view, x(view.today), width);
    for stop in &view.stops {
        marked(&mut scene, x(stop.at), stop.mark);
    }
    named(&mut scene, view, &x);
    scene
}

fn today(scene: &mut Scene, view: &FollowCalendar, at: f64, width: f64) {
    // The names of the visits stand between; the upright is not drawn across them.
    scene.stroke((at, TOP - 8.0), (at, MIDDLE - 33.0), pen(Ink::Now, 1.6));
    scene.stroke((at, MIDDLE - 15.0), (at, BOTTOM), pen(Ink::Now, 1.6));
    let word = Label::new((0.0, TOP - 14.0), &view.today_says).small().ink(Ink::Now).anchor(Anchor::Middle);
    let half = word.width() / 2.0;
    scene.label(Label { at: (at.max(half + 2.0).min(width - half - 2.0), TOP - 14.0), ..word });
}

fn marked(scene: &mut Scene, x: f64, mark: Mark) {
    let ring = |ink, dash| Pen { ink, width: 1.8, dash };
    match mark {
        Mark::Held => scene.add(scene::Mark::Circle((x, MIDDLE), 6.0, NO_PEN, Fill::Flat(Ink::Full))),
        Mark::Open => scene.add(diamond((x, MIDDLE), 8.5, Ink::NowMark)),
        Mark::ToCome => {
            scene.add(scene::Mark::Circle((x, MIDDLE), 6.0, ring(Ink::Second, Dash::Plan), Fill::Flat(Ink::Sheet)));
        }
        Mark::Missed => {
            let cross = Pen { ink: Ink::Stop, ..FACT };
            scene.add(line((x - 6.0, MIDDLE - 6.0), (x + 6.0, MIDDLE + 6.0), cross));
            scene.add(line((x - 6.0, MIDDLE + 6.0), (x + 6.0, MIDDLE - 6.0), cross));
        }
    }
}

/// Names above the visits, where there is room beside the name before and the word of today.
fn named(scene: &mut Scene, view: &FollowCalendar, x: &impl Fn(f64) -> f64) {
    let mut free = 0.0;
    for stop in &view.stops {
        let name = Label::new((0.0, 0.0), &stop.says).small().ink(Ink::Second).anchor(Anchor::Middle);
        let half = name.width() / 2.0;
        let at = x(stop.at).max(half + 2.0).min(scene.width - half - 2.0);
        if at - half > free {
            scene.label(Label { at: (at, MIDDLE - 20.0), ..name });
            free = at + half + 6.0;
        }
    }
}
