//! A timeline with lanes: what happened as discs, what is planned as dashed rings, numbered as in the table beside it.

use super::render::Place;
use super::scene::{Anchor, FACT, Fill, Ink, Label, Mark, NO_PEN, PLAN, Scene, pen};
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
    /// Where a day begins on the axis, or the axis itself: place and words.
    pub days: Vec<(f64, String)>,
    /// Where now is, with its word; none where everything is over.
    pub now: Option<(f64, String)>,
    /// Its text.
    pub twin: Twin,
}

/// Height of a lane, px, and what is added where its name stands above.
const LANE: f64 = 50.0;
const NAME: f64 = 18.0;
/// Where the first lane begins, px: the word for now stands above.
const TOP: f64 = 18.0;
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
    let row = if names > 0.0 { LANE } else { LANE + NAME };
    let foot = TOP + row * view.lanes.len() as f64;
    let mut scene = Scene::new(width, foot + 42.0, dir);
    let (start, end) = (names + 14.0, width - 14.0);
    let x = |share: f64| start + share.clamp(0.0, 1.0) * (end - start);
    for (share, says) in with_room(&view.ticks, &x) {
        scene.stroke((x(*share), TOP), (x(*share), foot), pen(Ink::Line, 1.0));
        let tick = Label::new((x(*share), foot + 16.0), says).small().ink(Ink::Second).code();
        scene.label(tick.anchor(at_edge(*share)));
    }
    for (share, says) in with_room(&view.days, &x) {
        let day = Label::new((x(*share), foot + 34.0), says).small().ink(Ink::Second);
        scene.label(day.anchor(at_edge(*share)));
    }
    for (n, lane) in view.lanes.iter().enumerate() {
        let y = TOP + row * n as f64 + row - 20.0;
        let name = if names > 0.0 { (0.0, y + 4.0) } else { (0.0, y - 28.0) };
        scene.label(Label::new(name, &lane.name).bold());
        let marked = draw(&mut scene, lane, y, &x);
        if names > 0.0 {
            words(&mut scene, &marked, (names, width), y + 17.0);
        }
    }
    if let Some((share, says)) = &view.now {
        scene.stroke((x(*share), TOP - 4.0), (x(*share), foot), pen(Ink::Full, 1.5));
        scene.label(Label::new((x(*share), 11.0), says).small().bold().anchor(at_edge(*share)));
    }
    scene
}

/// The instants whose words do not lie on each other.
fn with_room<'a>(instants: &'a [(f64, String)], x: &impl Fn(f64) -> f64) -> Vec<&'a (f64, String)> {
    let mut free = f64::NEG_INFINITY;
    let mut kept = Vec::new();
    for instant in instants {
        let half = Label::new((0.0, 0.0), &instant.1).small().code().width() / 2.0;
        if x(instant.0) - half >= free {
            free = x(instant.0) + half + 12.0;
            kept.push(instant);
        }
    }
    kept
}

/// What the marks of a lane mean, below each as far as there is room until the next; the table says all of it.
fn words(scene: &mut Scene, marked: &[(f64, Vec<&str>)], (start, end): (f64, f64), y: f64) {
    let mut free = start;
    for (n, (x, says)) in marked.iter().enumerate() {
        let until = marked.get(n + 1).map_or(end, |next| next.0 - 12.0);
        let all = says.join(" · ");
        let label = |text: &str| Label::new((x - 6.0, y), text).small().ink(Ink::Second);
        let after = |text: &str| x - 6.0 + label(text).width() <= until;
        let before = |text: &str| x + 6.0 - label(text).width() >= free;
        let last = says.last().copied().unwrap_or_default();
        let Some(text) = [all.as_str(), last].into_iter().find(|t| after(t) || before(t)) else { continue };
        let long = label(text).width();
        if after(text) {
            scene.label(label(text));
            free = x - 6.0 + long + 12.0;
        } else {
            scene.label(Label::new((x + 6.0, y), text).small().ink(Ink::Second).anchor(Anchor::End));
            free = x + 18.0;
        }
    }
}

fn at_edge(share: f64) -> Anchor {
    match share {
        s if s < 0.05 => Anchor::Start,
        s if s > 0.95 => Anchor::End,
        _ => Anchor::Middle,
    }
}

/// Draws a lane; where its marks stand, and what each means.
fn draw<'a>(scene: &mut Scene, lane: &'a Lane, y: f64, x: &impl Fn(f64) -> f64) -> Vec<(f64, Vec<&'a str>)> {
    let mut marked: Vec<(f64, Vec<&str>)> = Vec::new();
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
        let mut says: Vec<&str> = group.iter().map(|m| m.says.as_str()).collect();
        says.dedup();
        scene.add(Mark::Link(String::new(), says.join(" · "), vec![disc, Mark::Label(number)]));
        match marked.last_mut() {
            // A plan and its fact at the same place have their words once.
            Some((before, said)) if (at.0 - *before).abs() < NEAR => {
                said.extend(says);
                said.dedup();
            }
            _ => marked.push((at.0, says)),
        }
    }
    marked
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
        assert!(desk.contains("M675 48L1146 48"), "{desk}");
        assert!(desk.contains(">thing 3</text>"), "words stand where they have room: {desk}");
        assert_eq!(desk.matches("stroke-dasharray=\"5 4\"").count(), 2, "the line and the ring: {desk}");
    }
}
