//! Tissues and cells in a trace: their lines in the picture, in the table and as text.

use std::fmt::Write as _;

use codes::Quantity;
use domain::tissue::{Application, Leaving};
use domain::trace::{TissueLine, Trace};
use maud::{Markup, html};
use service::TraceFound;

use super::voice::Voice;
use crate::look::picture::trace::{Certainty, End, Exposure, PartShape, Then, Tone, TraceUnit};
use crate::look::{TagKind, code_id, tag};

/// An amount in words.
fn amount(voice: &Voice<'_>, q: Quantity) -> String {
    let values =
        [("n", q.value.normalize().to_string().into()), ("measure", voice.term(crate::tissue::measured_in(q)).into())];
    voice.bare("tissue-amount", &values)
}

/// How many units and people the trace has.
pub(super) fn sentence(voice: &Voice<'_>, trace: &Trace) -> Option<String> {
    let lines = trace.tissues_flat();
    let people: usize = lines.iter().map(|l| l.applications.len()).sum();
    let values = [("n", lines.len().into()), ("people", people.into())];
    (!lines.is_empty()).then(|| voice.with("tissue-trace-count", &values))
}

/// The lines as parts of the picture.
pub(super) fn units(voice: &Voice<'_>, found: &TraceFound, trace: &Trace) -> Vec<TraceUnit> {
    trace.tissues.iter().flat_map(|line| unit(voice, found, line, 1)).collect()
}

fn disputed(line: &TissueLine) -> bool {
    !line.unit.disputes().is_empty() || line.applications.iter().any(|a| !a.applied.disputes.is_empty())
}

/// Columns of parts that the picture has room for; what is divided further stands in the last of them.
const DEEPEST: u8 = 3;

fn unit(voice: &Voice<'_>, found: &TraceFound, line: &TissueLine, depth: u8) -> Vec<TraceUnit> {
    let e = &line.unit.entered;
    let mut ends: Vec<(Quantity, End)> =
        line.applications.iter().map(|a| (a.applied.amount, reached(voice, found, a))).collect();
    ends.extend(closed(voice, line));
    let last = depth >= DEEPEST;
    let below = if last { depth } else { depth + 1 };
    let made = line.made.iter().flat_map(|child| unit(voice, found, child, below));
    if last && (ends.len() > 1 || !line.made.is_empty()) {
        let name = |part: TraceUnit| TraceUnit {
            name: [voice.term(e.kind.code()), part.name].join(&voice.say("list-comma")),
            ..part
        };
        let portions = ends.into_iter().map(|(q, end)| name(portion(voice, line, q, end)));
        return portions.chain(made).collect();
    }
    let then = match (line.made.is_empty(), ends.len()) {
        (true, 1) => Then::End(ends.remove(0).1),
        (true, 0) => Then::End(End::Unknown { label: voice.say("trace-no-record") }),
        _ => Then::Split(ends.into_iter().map(|(q, end)| portion(voice, line, q, end)).chain(made).collect()),
    };
    vec![TraceUnit {
        code: line.unit.id.to_string(),
        name: voice.term(e.kind.code()),
        note: amount(voice, e.amount),
        shape: PartShape::Tissue,
        href: format!("/trace/{}", line.unit.id),
        certainty: if disputed(line) { Certainty::Disputed } else { Certainty::Fact },
        exposure: if line.unit.recalled().is_some() { Exposure::Exposed } else { Exposure::Plain },
        stops: Vec::new(),
        then,
    }]
}

/// A portion of a unit that went somewhere by itself.
fn portion(voice: &Voice<'_>, line: &TissueLine, q: Quantity, end: End) -> TraceUnit {
    TraceUnit {
        code: line.unit.id.to_string(),
        name: amount(voice, q),
        note: String::new(),
        shape: PartShape::Tissue,
        href: String::new(),
        certainty: Certainty::Fact,
        exposure: Exposure::Plain,
        stops: Vec::new(),
        then: Then::End(end),
    }
}

fn place(found: &TraceFound, centre: codes::ids::CentreId) -> String {
    found.centres.get(&centre.to_string()).cloned().unwrap_or_default()
}

fn reached(voice: &Voice<'_>, found: &TraceFound, one: &Application) -> End {
    let code = one.applied.recipient.to_string();
    let doubt = !one.applied.disputes.is_empty();
    End::Reached {
        href: format!("/trace/{code}"),
        code,
        outcome: amount(voice, one.applied.amount),
        detail: if doubt { voice.say("trace-contradicts") } else { place(found, one.applied.centre) },
        tone: if doubt { Tone::Doubt } else { Tone::Calm },
    }
}

/// What left the unit otherwise than to a person or another unit, and what is still there.
fn closed(voice: &Voice<'_>, line: &TissueLine) -> Vec<(Quantity, End)> {
    let gone = line.unit.taken().filter_map(|(taken, at)| {
        let (label, detail) = match &taken.leaving {
            Leaving::Exported { country, .. } => ("tissue-went-export", country.to_string()),
            Leaving::Discarded { reason } => ("tissue-went-discard", voice.term(reason)),
            Leaving::Made { .. } | Leaving::Applied { .. } => return None,
        };
        let when = voice.day(at.at);
        let detail = [detail, when].join(&voice.say("list-comma"));
        Some((taken.amount, End::Closed { label: voice.say(label), detail }))
    });
    let left = line.unit.left();
    let here = left.is_some().then(|| {
        let detail = if line.unit.recalled().is_some() { voice.term("recalled") } else { String::new() };
        (left, End::Closed { label: voice.say("tissue-left"), detail })
    });
    gone.chain(here).collect()
}

/// Rows of the table beside the picture, in its columns.
pub(super) fn rows(voice: &Voice<'_>, found: &TraceFound, trace: &Trace) -> Vec<Vec<Markup>> {
    trace.tissues_flat().into_iter().flat_map(|line| rows_of(voice, found, line)).collect()
}

fn rows_of(voice: &Voice<'_>, found: &TraceFound, line: &TissueLine) -> Vec<Vec<Markup>> {
    let id = line.unit.id.to_string();
    let row = |where_to: Markup, at: String, outcome: String| {
        vec![
            html! { (voice.term(line.unit.entered.kind.code())) },
            html! { a href={ "/trace/" (id) } { (code_id(&id)) } },
            html! { "–" },
            html! {
                @if line.has_no_origin() { (tag(TagKind::LookAgain, &voice.say("trace-no-record"))) " " }
                @if disputed(line) { (tag(TagKind::LookAgain, &voice.say("trace-contradicts"))) }
                @if !line.has_no_origin() && !disputed(line) { "–" }
            },
            where_to,
            html! { (at) },
            html! { (outcome) },
        ]
    };
    let mut rows: Vec<_> = line
        .applications
        .iter()
        .map(|a| {
            let who = a.applied.recipient.to_string();
            let to = html! { a href={ "/trace/" (who) } { (code_id(&who)) } };
            row(to, place(found, a.applied.centre), amount(voice, a.applied.amount))
        })
        .collect();
    for (q, end) in closed(voice, line) {
        if let End::Closed { label, detail } = end {
            let says = [label, detail].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>();
            rows.push(row(html! { (says.join(" · ")) }, place(found, line.unit.holder()), amount(voice, q)));
        }
    }
    if rows.is_empty() {
        let into: Vec<String> = line.made.iter().map(|m| m.unit.id.to_string()).collect();
        let to = html! { @for id in &into { a href={ "/trace/" (id) } { (code_id(id)) } " " } };
        rows.push(row(to, place(found, line.unit.holder()), amount(voice, line.unit.entered.amount)));
    }
    rows
}

/// A line as text, with those of what was made of it.
pub(super) fn write(out: &mut String, voice: &Voice<'_>, found: &TraceFound, line: &TissueLine, depth: usize) {
    let indent = "  ".repeat(depth);
    let mark = if disputed(line) { format!("  !! {}", voice.say("trace-contradicts")) } else { String::new() };
    let e = &line.unit.entered;
    let (id, kind, came) = (line.unit.id, voice.term(e.kind.code()), amount(voice, e.amount));
    let _ = writeln!(out, "{indent}{id}  {kind}  {came}{mark}");
    if line.has_no_origin() {
        let _ = writeln!(out, "{indent}  ?? {}", voice.say("trace-no-donor"));
    }
    for one in &line.applications {
        let (at, who, where_) = (voice.moment(&one.at), one.applied.recipient, place(found, one.applied.centre));
        let _ = writeln!(out, "{indent}  {at}  => {who}  {}  {where_}", amount(voice, one.applied.amount));
    }
    for (q, end) in closed(voice, line) {
        if let End::Closed { label, detail } = end {
            let _ = writeln!(out, "{indent}  =| {label}  {}  {detail}", amount(voice, q));
        }
    }
    for child in &line.made {
        write(out, voice, found, child, depth + 1);
    }
}
