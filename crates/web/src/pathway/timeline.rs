//! The timeline of a donation: lanes, what was planned and what happened, and the same as a table.

use codes::ids::AccountId;
use domain::pathway::{Pathway, Stage};
use domain::trace::paper::SheetKind;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use service::{FromPaper, Moved, OrganMoment, PathwayFile};

use crate::desk::Desk;
use crate::look::picture::Twin;
use crate::look::picture::legend::{Sign, legend};
use crate::look::picture::timeline::{Lane, Moment, Paper, Timeline, Truth, timeline};
use crate::look::table::{Column, Phone, Table, table};
use crate::trace::sheet_number;

/// Hours between two instants of the axis, the finest first, and how many instants it may have.
const STEPS_HOURS: [i64; 8] = [1, 2, 3, 6, 12, 24, 48, 96];
const MOST_TICKS: i64 = 10;

/// One thing that was planned, or happened, or both.
struct Entry<'a> {
    lane: usize,
    what: String,
    planned: Option<Timestamp>,
    real: Option<Timestamp>,
    by: Option<AccountId>,
    /// The sheet on which it was written first.
    paper: Option<&'a FromPaper>,
}

/// Names of the lanes, from top to bottom.
const LANES: [&str; 6] = [
    "pathway-lane-care",
    "pathway-lane-will",
    "pathway-lane-tests",
    "pathway-lane-authority",
    "pathway-lane-theatre",
    "pathway-lane-way",
];
/// Lanes of every donation; the last one is there only where an organ went its way.
const ALWAYS: usize = 5;

/// The picture with its table.
pub(super) fn of_file(desk: &Desk, file: &PathwayFile) -> Markup {
    let entries = entries(desk, file);
    let view = view(desk, &file.pathway, &entries);
    let mut signs = vec![(Sign::Donor, desk.say("pathway-legend-fact")), (Sign::Plan, desk.say("pathway-legend-plan"))];
    if entries.iter().any(|entry| entry.paper.is_some()) {
        signs.push((Sign::Paper, desk.say("pathway-legend-paper")));
    }
    html! {
        section.panel.sheet {
            h2 { (desk.say("pathway-timeline")) }
            (timeline(&view, desk.dir()))
            (legend(&signs))
            p.under { (desk.say_with("pathway-zone", &[("zone", desk.whose_clock().into())])) }
        }
        (as_table(desk, file, &entries))
    }
}

/// Everything that stands on a lane, lane by lane and in order of time.
fn entries<'a>(desk: &Desk, file: &'a PathwayFile) -> Vec<Entry<'a>> {
    let p = &file.pathway;
    let fact = |lane, what: String, at, by| Entry { lane, what, planned: None, real: Some(at), by, paper: None };
    let written = |kind, at: Timestamp| file.from_paper.iter().find(|s| s.kind == kind && s.happened.at == at);
    let say = |key: &str| desk.say(key);
    let mut all: Vec<Entry<'_>> =
        p.stages.iter().map(|(stage, at)| fact(0, desk.term(stage.code()), *at, None)).collect();
    all.extend(p.certificates.iter().map(|c| Entry {
        paper: written(SheetKind::Death, c.at),
        ..fact(0, desk.term("death_certified"), c.at, Some(c.by))
    }));
    all.extend(p.loss.iter().map(|l| fact(0, desk.term(l.reason.code()), l.at, None)));
    all.extend(p.referrals.iter().map(|r| fact(1, say("pathway-step-refer-title"), r.at, Some(r.by))));
    all.extend(p.register.iter().map(|r| fact(1, say("pathway-register"), r.at, Some(r.by))));
    all.extend(p.family.iter().map(|f| {
        let answer = desk.term(&domain::rules::term(&f.step.answer));
        fact(1, format!("{}: {answer}", desk.term(f.step.kin.code())), f.at, Some(f.by))
    }));
    all.extend(p.declared.iter().map(|d| fact(1, say("pathway-declared"), d.at, Some(d.by))));
    let known = &p.known;
    all.extend(known.blood_groups.iter().map(|b| fact(2, desk.term("blood_group"), b.at, Some(b.by))));
    all.extend(known.results.iter().map(|r| fact(2, desk.term(&domain::rules::term(&r.step.what)), r.at, Some(r.by))));
    all.extend(known.weighed.iter().map(|w| fact(2, say("pathway-step-risk-weighed-title"), w.at, Some(w.by))));
    for hold in &p.holds {
        all.push(fact(3, say("pathway-step-hold-placed-title"), hold.from, None));
        all.extend(hold.until.map(|until| fact(3, say("pathway-step-hold-released-title"), until, None)));
    }
    all.extend(p.leave.iter().map(|l| fact(3, say("pathway-step-leave-given-title"), l.at, Some(l.by))));
    let approved = p.approved.as_ref();
    all.extend(approved.map(|a| fact(3, say("pathway-approved-title"), a.at, Some(a.by))));
    let recovered = p.recoveries.first().map(|r| r.at);
    if recovered.is_some() || approved.is_some() {
        let planned = approved.map(|a| a.step.planned_at);
        let paper = recovered.and_then(|at| written(SheetKind::Recovery, at));
        all.push(Entry { lane: 4, what: say("pathway-lane-theatre"), planned, real: recovered, by: None, paper });
    }
    all.extend(file.on_the_way.iter().map(|one| Entry {
        paper: file.from_paper.iter().find(|sheet| sheet.facts.contains(&one.fact)),
        ..fact(ALWAYS, moved(desk, one), one.at, None)
    }));
    all.sort_by_key(|e| (e.lane, e.real.or(e.planned)));
    all
}

/// What happened to an organ on its way.
fn moved(desk: &Desk, one: &OrganMoment) -> String {
    let key = match one.moved {
        Moved::HandedOver => "pathway-handed-over",
        Moved::Grafted => "pathway-grafted",
    };
    desk.say_with(key, &[("organ", desk.term(one.organ.code()).into())])
}

/// The number of a sheet with both times.
fn paper_of(desk: &Desk, sheet: &FromPaper) -> Paper {
    let number = sheet.sheet.to_string();
    let values = [
        ("number", number.as_str().into()),
        ("written", desk.time(sheet.happened.at).into()),
        ("entered", desk.lately(sheet.recorded_at).into()),
    ];
    Paper { says: desk.say_with("pathway-paper", &values), number }
}

fn view(desk: &Desk, p: &Pathway, entries: &[Entry<'_>]) -> Timeline {
    let instants = || entries.iter().flat_map(|e| [e.planned, e.real]).flatten();
    let now = desk.app.service.now();
    let going_on = p.loss.is_none() && p.stage() < Stage::Actual;
    let from = instants().min().unwrap_or(now);
    let to = instants().chain(going_on.then_some(now)).max().unwrap_or(now);
    let whole = to.duration_since(from).as_secs_f64().max(60.0);
    let share = |at: Timestamp| at.duration_since(from).as_secs_f64() / whole;
    let moments = |lane: usize| {
        let numbered = entries.iter().enumerate().filter(move |(_, e)| e.lane == lane);
        numbered.flat_map(|(n, e)| {
            let moment = |at: Timestamp, truth, paper| Moment {
                share: share(at),
                number: n + 1,
                says: e.what.clone(),
                truth,
                paper,
            };
            let planned = e.planned.map(|at| moment(at, Truth::Plan, None));
            let real = e.real.map(|at| moment(at, Truth::Fact, e.paper.map(|sheet| paper_of(desk, sheet))));
            planned.into_iter().chain(real)
        })
    };
    let axis = hours(desk, from, to);
    let lanes = if entries.iter().any(|e| e.lane >= ALWAYS) { LANES.len() } else { ALWAYS };
    let values = [
        ("n", entries.len().into()),
        ("lanes", lanes.into()),
        ("from", desk.instant(from).into()),
        ("to", desk.instant(to).into()),
    ];
    Timeline {
        lanes: LANES
            .iter()
            .take(lanes)
            .enumerate()
            .map(|(n, key)| Lane { name: desk.say(key), moments: moments(n).collect() })
            .collect(),
        ticks: axis.iter().map(|at| (share(*at), desk.time(*at))).collect(),
        days: days(desk, &axis).into_iter().map(|(at, day)| (share(at), day)).collect(),
        now: going_on.then(|| (share(now), desk.say("pathway-now"))),
        twin: Twin {
            id: "donation".to_owned(),
            title: desk.say("pathway-timeline"),
            desc: desk.say_with("pathway-timeline-desc", &values),
        },
    }
}

/// Full hours of the registry's clock between two instants, as many as the axis may have.
fn hours(desk: &Desk, from: Timestamp, to: Timestamp) -> Vec<Timestamp> {
    let whole = to.duration_since(from).as_hours();
    let step = STEPS_HOURS.into_iter().find(|step| whole / step < MOST_TICKS).unwrap_or(whole / MOST_TICKS + 1);
    let midnight = desk.day_of(from).to_zoned(desk.zone()).map_or(from, |day| day.timestamp());
    let ticks = (0..).map(|n: i64| midnight.saturating_add(SignedDuration::from_hours(n * step)).unwrap_or(to));
    let all: Vec<Timestamp> = ticks.take_while(|at| *at < to).filter(|at| *at >= from).collect();
    if all.is_empty() { vec![from] } else { all }
}

/// The first instant of each day on the axis, with the day.
fn days(desk: &Desk, axis: &[Timestamp]) -> Vec<(Timestamp, String)> {
    let mut days: Vec<(Timestamp, String)> = Vec::new();
    for at in axis {
        let day = desk.short_date(desk.day_of(*at));
        if days.last().is_none_or(|(_, before)| *before != day) {
            days.push((*at, day));
        }
    }
    days
}

fn as_table(desk: &Desk, file: &PathwayFile, entries: &[Entry<'_>]) -> Markup {
    let at = |at: Option<Timestamp>| at.map_or_else(|| "–".to_owned(), |at| desk.instant(at));
    let on_paper = entries.iter().any(|e| e.paper.is_some());
    let row = |(n, e): (usize, &Entry<'_>)| {
        let by = e.by.and_then(|by| file.names.get(&by.to_string()).cloned()).unwrap_or_default();
        let lane = LANES.get(e.lane).map(|key| desk.say(key)).unwrap_or_default();
        let paper = html! {
            @match e.paper {
                Some(sheet) => { (sheet_number(desk, sheet)) " " (desk.say_with("pathway-entered-at", &[("at", desk.instant(sheet.recorded_at).into())])) },
                None => "–",
            }
        };
        let mut cells = vec![
            html! { (n + 1) },
            html! { (lane) },
            html! { (e.what) },
            html! { (at(e.planned)) },
            html! { (at(e.real)) },
            html! { bdi { (by) } },
        ];
        cells.extend(on_paper.then_some(paper));
        cells
    };
    let fold = desk.say_with("pathway-timeline-table", &[("n", entries.len().into())]);
    let all = table(&Table {
        title: None,
        caption: Some(desk.say("pathway-timeline")),
        main: false,
        columns: [
            "pathway-col-number",
            "pathway-col-lane",
            "pathway-col-what",
            "pathway-col-planned",
            "pathway-col-real",
            "pathway-col-by",
        ]
        .into_iter()
        .chain(on_paper.then_some("paper-col-sheet"))
        .map(|key| Column::words(desk.say(key)))
        .collect(),
        rows: entries.iter().enumerate().map(row).collect(),
        empty: html! { (desk.say("pathway-timeline")) },
        phone: Phone::Stack,
    });
    html! { details { summary { (fold) } (all) } }
}
