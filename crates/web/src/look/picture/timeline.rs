//! A timeline with lanes: what happened as discs, what is planned as dashed rings, numbered as in the table beside it. A disc
//! on a sheet was written on paper first.

use super::render::Place;
use super::scene::{Anchor, At, FACT, Fill, Ink, Label, Mark, NO_PEN, PLAN, Scene, pen, polygon};
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
    /// The sheet on which it was written first, while the system was away; none for what was entered at once.
    pub paper: Option<Paper>,
}

/// The sheet on which something was written first, in words beside its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Number of the sheet.
    pub number: String,
    /// The number with the time on the paper and the time of entering.
    pub says: String,
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
/// Height of the line below a lane that says the numbers of sheets, px.
const PAPER: f64 = 17.0;
/// Marks nearer than this share one number, px.
const NEAR: f64 = 20.0;
/// The same where numbers have two digits, px.
const NEAR_LONG: f64 = 28.0;

/// The timeline for desks, with names at the start, and for phones, with names above. It mirrors with the page.
#[must_use]
pub fn timeline(view: &Timeline, dir: Dir) -> Markup {
    let desk = scene(view, dir, 1160.0, 190.0).render(&view.twin, "d", Place::Page);
    let phone = scene(view, dir, 300.0, 0.0).render(&view.twin, "p", Place::Page);
    both_charts(&desk, &phone)
}

fn scene(view: &Timeline, dir: Dir, width: f64, names: f64) -> Scene {
    let row = if names > 0.0 { LANE } else { LANE + NAME };
    let papers = |lane: &Lane| if names > 0.0 && has_paper(lane) { PAPER } else { 0.0 };
    let foot = TOP + view.lanes.iter().map(|lane| row + papers(lane)).sum::<f64>();
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
    let mut top = TOP;
    for lane in &view.lanes {
        let y = top + row - 20.0;
        let name = if names > 0.0 { (0.0, y + 4.0) } else { (0.0, y - 28.0) };
        scene.label(Label::new(name, &lane.name).bold());
        let marked = draw(&mut scene, lane, y, &x);
        if names > 0.0 {
            let said: Vec<_> = marked.iter().map(|one| (one.x, one.words())).collect();
            words(&mut scene, &said, (names, width), y + 17.0);
            let written: Vec<_> = marked.iter().filter_map(|one| Some((one.x, one.sheets()?))).collect();
            words(&mut scene, &written, (names, width), y + 17.0 + PAPER);
        }
        top += row + papers(lane);
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

fn has_paper(lane: &Lane) -> bool {
    lane.moments.iter().any(|moment| moment.paper.is_some())
}

/// A mark of a lane, or several at one place: what they mean, and on which sheets it was written first.
struct Marked<'a> {
    x: f64,
    says: Vec<&'a str>,
    papers: Vec<&'a Paper>,
}

impl Marked<'_> {
    /// All of it, or else the last.
    fn words(&self) -> [String; 2] {
        [self.says.join(" · "), self.says.last().copied().unwrap_or_default().to_owned()]
    }

    /// Sheets with their times, or else their numbers; none where nothing was written on paper.
    fn sheets(&self) -> Option<[String; 2]> {
        let join = |of: fn(&Paper) -> &str| self.papers.iter().map(|paper| of(paper)).collect::<Vec<_>>().join(" · ");
        (!self.papers.is_empty()).then(|| [join(|paper| &paper.says), join(|paper| &paper.number)])
    }
}

/// What stands below the marks of a lane as far as there is room until the next, the longer text first; the table says all
/// of it.
fn words(scene: &mut Scene, marked: &[(f64, [String; 2])], (start, end): (f64, f64), y: f64) {
    let mut free = start;
    for (n, (x, texts)) in marked.iter().enumerate() {
        let until = marked.get(n + 1).map_or(end, |next| next.0 - 12.0);
        let label = |text: &str| Label::new((x - 6.0, y), text).small().ink(Ink::Second);
        let after = |text: &str| x - 6.0 + label(text).width() <= until;
        let before = |text: &str| x + 6.0 - label(text).width() >= free;
        let Some(text) = texts.iter().find(|t| after(t) || before(t)) else { continue };
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

/// A sheet of paper with a folded corner, around a mark.
fn sheet_of_paper((x, y): At) -> Mark {
    let (half, high, fold) = (9.0, 11.0, 5.0);
    let edge = [
        (x - half, y - high),
        (x + half - fold, y - high),
        (x + half, y - high + fold),
        (x + half, y + high),
        (x - half, y + high),
    ];
    polygon(&edge, pen(Ink::Full, 1.5), Fill::Flat(Ink::Sheet))
}

fn at_edge(share: f64) -> Anchor {
    match share {
        s if s < 0.05 => Anchor::Start,
        s if s > 0.95 => Anchor::End,
        _ => Anchor::Middle,
    }
}

/// Draws a lane; where its marks stand, and what each means.
fn draw<'a>(scene: &mut Scene, lane: &'a Lane, y: f64, x: &impl Fn(f64) -> f64) -> Vec<Marked<'a>> {
    let mut marked: Vec<Marked<'a>> = Vec::new();
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
        let papers: Vec<&Paper> = group.iter().filter_map(|m| m.paper.as_ref()).collect();
        let above = if papers.is_empty() { 11.0 } else { 15.0 };
        let number = Label::new((at.0, y - above), numbers).small().code().anchor(Anchor::Middle);
        let mut says: Vec<&str> = group.iter().map(|m| m.says.as_str()).collect();
        says.dedup();
        let named = says.iter().copied().chain(papers.iter().map(|paper| paper.says.as_str()));
        let named = named.collect::<Vec<_>>().join(" · ");
        let sheet = papers.first().map(|_| sheet_of_paper(at));
        // A plan and its fact at one place have one number.
        let told =
            head.truth == Truth::Fact || !facts().any(|m| m.number == head.number && (x(m.share) - at.0).abs() < NEAR);
        let marks = sheet.into_iter().chain([disc]).chain(told.then_some(Mark::Label(number))).collect();
        scene.add(Mark::Link(String::new(), named, marks));
        match marked.last_mut() {
            // A plan and its fact at the same place have their words once.
            Some(before) if (at.0 - before.x).abs() < NEAR => {
                before.says.extend(says);
                before.says.dedup();
                before.papers.extend(papers);
            }
            _ => marked.push(Marked { x: at.0, says, papers }),
        }
    }
    marked
}

/// Whether a moment shares the mark of one before it: of the same truth, and so near that marks or their numbers would lie
/// on each other.
fn joins(one: &Moment, other: &Moment, apart: f64) -> bool {
    let near = if other.number < 10 { NEAR } else { NEAR_LONG };
    one.truth == other.truth && apart < near
}

/// Neighbours of one kind that would lie on each other.
fn grouped<'a>(lane: &'a Lane, x: &impl Fn(f64) -> f64) -> Vec<Vec<&'a Moment>> {
    let mut groups: Vec<Vec<&Moment>> = Vec::new();
    for moment in &lane.moments {
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|f| joins(f, moment, (x(moment.share) - x(f.share)).abs())) => {
                group.push(moment);
            }
            _ => groups.push(vec![moment]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::{Lane, Moment, Paper, Timeline, Truth, timeline};
    use crate::look::Dir;

    fn moment(share: f64, number: usize, truth: Truth) -> Moment {
        Moment { share, number, says: format!("thing {number}"), truth, paper: None }
    }

    fn drawn(moments: Vec<Moment>) -> String {
        let lanes = vec![Lane { name: "Theatre".to_owned(), moments }];
        let view = Timeline { lanes, ticks: vec![(0.0, "06:00".to_owned())], ..Timeline::default() };
        timeline(&view, Dir::Ltr).into_string()
    }

    #[test]
    fn what_lies_together_shares_a_number_and_a_plan_is_dashed() {
        let moments = vec![
            moment(0.0, 1, Truth::Fact),
            moment(0.001, 2, Truth::Fact),
            moment(0.5, 3, Truth::Fact),
            moment(1.0, 4, Truth::Plan),
        ];
        let drawn = drawn(moments);
        let desk = drawn.split("pic-phone").next().unwrap_or_default();
        assert!(desk.contains("1–2") && desk.contains("thing 1 · thing 2") && desk.contains(">3<"), "{desk}");
        // From the last fact, the middle of 204 to 1146, to the plan.
        assert!(desk.contains("M675 48L1146 48"), "{desk}");
        assert!(desk.contains(">thing 3</text>"), "words stand where they have room: {desk}");
        assert_eq!(desk.matches("stroke-dasharray=\"5 4\"").count(), 2, "the line and the ring: {desk}");
    }

    #[test]
    fn what_was_written_on_paper_stands_on_a_sheet_with_its_number_and_both_times() {
        let paper = Paper { number: "sht_1".to_owned(), says: "sht_1 04:10, entered 18:05".to_owned() };
        let written = Moment { paper: Some(paper), ..moment(0.5, 2, Truth::Fact) };
        let drawn = drawn(vec![moment(0.0, 1, Truth::Fact), written, moment(0.501, 3, Truth::Fact)]);
        let desk = drawn.split("pic-phone").next().unwrap_or_default();
        assert!(desk.contains(">sht_1 04:10, entered 18:05</text>"), "below the mark: {desk}");
        assert!(desk.contains("thing 2 · thing 3 · sht_1 04:10, entered 18:05"), "in its name: {desk}");
        assert_eq!(
            desk.matches("M666 37L679 37L684 42L684 59L666 59Z").count(),
            1,
            "one sheet around its disc: {desk}"
        );
        assert!(desk.contains(">2–3<"), "one number for both, so that none lies on the other: {desk}");
    }
}
