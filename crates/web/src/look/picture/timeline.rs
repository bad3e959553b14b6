//! A timeline with lanes: what happened as discs, what is planned as dashed rings, numbered as in the table beside it.

use super::render::Place;
use super::scene::{Anchor, Dash, FACT, Fill, Ink, Label, Mark, NO_PEN, PLAN, Pen, Scene, pen};
use super::{Twin, both_charts};
use crate::look::Dir;
use maud::Markup;

/// Whether something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It happened.
    Fact,
    /// Somebody wants it.
    Plan,
}

/// Something on a lane.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// Where it stands between the first instant, 0, and the last, 1.
    pub share: f64,
    /// Its number in the table.
    pub number: usize,
    /// Its words.
    pub says: String,
    /// Whether it happened.
    pub truth: Truth,
}

/// A lane.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lane {
    /// Its name.
    pub name: String,
    /// What stands on it, in order.
    pub moments: Vec<Moment>,
}

/// A timeline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Timeline {
    /// Its lanes, from top to bottom.
    pub lanes: Vec<Lane>,
    /// Instants of the axis: place and words.
    pub ticks: Vec<(f64, String)>,
    /// Where now is, with its word; none where everything is over.
    pub now: Option<(f64, String)>,
    /// Its text.
    pub twin: Twin,
}

/// Height of a lane, px.
const LANE: f64 = 44.0;
/// Marks nearer than this share one number, px.
const NEAR: f64 = 20.0;

/// The timeline for desks, with names at the start, and for phones, with names above. It mirrors with the page.
#[must_use]
pub fn timeline(view: &Timeline, dir: Dir) -> Markup {
    let desk = scene(view, dir, 1160.0, 190.0).render(&view.twin, "d", Place::Page);
    let phone = scene(view, dir, 300.0, 0.0).render(&view.twin, "p", Place::Page);
    both_charts(&desk, &phone)
}

fn scene(view: &Timeline, dir: Dir, width: f64, names: f64) -> Scene {
    let row = if names > 0.0 { LANE } else { LANE + 16.0 };
    let foot = 10.0 + row * view.lanes.len() as f64;
    let mut scene = Scene::new(width, foot + 26.0, dir);
    let (start, end) = (names + 14.0, width - 14.0);
    let x = |share: f64| start + share.clamp(0.0, 1.0) * (end - start);
    // On a phone only every second instant has room.
    let step = if names > 0.0 { 1 } else { 3 };
    for (share, says) in view.ticks.iter().step_by(step) {
        scene.stroke((x(*share), 4.0), (x(*share), foot), pen(Ink::Line, 1.0));
        let tick = Label::new((x(*share), foot + 18.0), says).small().ink(Ink::Second).code();
        scene.label(tick.anchor(at_edge(*share)));
    }
    for (n, lane) in view.lanes.iter().enumerate() {
        let y = 10.0 + row * n as f64 + row - 16.0;
        let name = if names > 0.0 { (0.0, y + 4.0) } else { (0.0, y - 24.0) };
        scene.label(Label::new(name, &lane.name).bold());
        draw(&mut scene, lane, y, &x);
    }
    if let Some((share, says)) = &view.now {
        scene.stroke(
            (x(*share), 0.0),
            (x(*share), foot + 4.0),
            Pen { ink: Ink::NowMark, width: 1.5, dash: Dash::Solid },
        );
        let word = Label::new((x(*share), foot + 18.0), says).small().bold().ink(Ink::Now);
        scene.label(word.anchor(at_edge(*share)));
    }
    scene
}

fn at_edge(share: f64) -> Anchor {
    match share {
        s if s < 0.05 => Anchor::Start,
        s if s > 0.95 => Anchor::End,
        _ => Anchor::Middle,
    }
}

fn draw(scene: &mut Scene, lane: &Lane, y: f64, x: &impl Fn(f64) -> f64) {
    let facts = || lane.moments.iter().filter(|m| m.truth == Truth::Fact);
    let first = facts().map(|m| x(m.share)).fold(f64::INFINITY, f64::min);
    let last = facts().map(|m| x(m.share)).fold(f64::NEG_INFINITY, f64::max);
    if first < last {
        scene.stroke((first, y), (last, y), FACT);
    }
    for plan in lane.moments.iter().filter(|m| m.truth == Truth::Plan) {
        let from = if last.is_finite() { last } else { x(0.0) };
        scene.stroke((from.min(x(plan.share)), y), (from.max(x(plan.share)), y), PLAN);
    }
    for group in grouped(lane, x) {
        let [head, ..] = group.as_slice() else { continue };
        let at = (x(head.share), y);
        let numbers = match group.last() {
            Some(tail) if tail.number != head.number => format!("{}–{}", head.number, tail.number),
            _ => head.number.to_string(),
        };
        let disc = match head.truth {
            Truth::Fact => Mark::Circle(at, 6.0, NO_PEN, Fill::Flat(Ink::Full)),
            Truth::Plan => Mark::Circle(at, 6.5, PLAN, Fill::Flat(Ink::Sheet)),
        };
        let number = Label::new((at.0, y - 11.0), numbers).small().code().anchor(Anchor::Middle);
        let says: Vec<&str> = group.iter().map(|m| m.says.as_str()).collect();
        scene.add(Mark::Link(String::new(), says.join(" · "), vec![disc, Mark::Label(number)]));
    }
}

/// Neighbours of one kind that would lie on each other.
fn grouped<'a>(lane: &'a Lane, x: &impl Fn(f64) -> f64) -> Vec<Vec<&'a Moment>> {
    let mut groups: Vec<Vec<&Moment>> = Vec::new();
    for moment in &lane.moments {
        match groups.last_mut() {
            Some(group)
                if group
                    .first()
                    .is_some_and(|f| f.truth == moment.truth && (x(moment.share) - x(f.share)).abs() < NEAR) =>
            {
                group.push(moment);
            }
            _ => groups.push(vec![moment]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::{Lane, Moment, Timeline, Truth, timeline};
    use crate::look::Dir;

    #[test]
    fn what_lies_together_shares_a_number_and_a_plan_is_dashed() {
        let moment = |share, number, truth| Moment { share, number, says: format!("thing {number}"), truth };
        let moments = vec![
            moment(0.0, 1, Truth::Fact),
            moment(0.001, 2, Truth::Fact),
            moment(0.5, 3, Truth::Fact),
            moment(1.0, 4, Truth::Plan),
        ];
        let lanes = vec![Lane { name: "Theatre".to_owned(), moments }];
        let view = Timeline { lanes, ticks: vec![(0.0, "06:00".to_owned())], ..Timeline::default() };
        let drawn = timeline(&view, Dir::Ltr).into_string();
        let desk = drawn.split("pic-phone").next().unwrap_or_default();
        assert!(desk.contains("1–2") && desk.contains("thing 1 · thing 2") && desk.contains(">3<"), "{desk}");
        // From the last fact, the middle of 204 to 1146, to the plan.
        assert!(desk.contains("M675 38L1146 38"), "{desk}");
        assert_eq!(desk.matches("stroke-dasharray=\"5 4\"").count(), 2, "the line and the ring: {desk}");
    }
}
