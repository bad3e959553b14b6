//! A trace as text, for the command line and for whoever reads without a picture.

use std::fmt::Write as _;

use domain::registry::Fate;
use domain::trace::{Line, Stop};
use service::TraceFound;

use super::view::{closed_words, disputed, gap_words, outcome_words, title, view};
use super::voice::Voice;

pub(super) fn text(voice: &Voice<'_>, found: &TraceFound) -> String {
    let mut out = String::new();
    for (place, trace) in found.traces.iter().enumerate() {
        if place > 0 {
            out.push('\n');
        }
        let _ = writeln!(out, "{}\n{}\n", title(voice, found, trace), view(voice, found, trace, place).sentence);
        match &trace.donor {
            Some(donor) => {
                let _ = writeln!(out, "{}  {}", donor.id, voice.term(donor.kind.code()));
            }
            None => {
                let _ = writeln!(out, "?? {}", voice.say("trace-no-donor"));
            }
        }
        for line in &trace.lines {
            write_line(&mut out, voice, found, line, 1);
        }
        for line in &trace.tissues {
            super::tissue::write(&mut out, voice, found, line, 1);
        }
    }
    // A terminal shows isolates as boxes.
    out.replace(['\u{2068}', '\u{2069}'], "")
}

fn write_line(out: &mut String, voice: &Voice<'_>, found: &TraceFound, line: &Line, depth: usize) {
    let indent = "  ".repeat(depth);
    let mark = if disputed(line) { format!("  !! {}", voice.say("trace-contradicts")) } else { String::new() };
    let _ = writeln!(out, "{indent}{}  {}{mark}", line.unit.id, voice.term(line.unit.entered.organ.code()));
    if let Some(at) = &line.unit.recovered_at {
        let _ = writeln!(out, "{indent}  {}  {}", voice.moment(at), voice.say("trace-recovered"));
    }
    for stop in &line.stops {
        match stop {
            Stop::HandedOver(h) => {
                let name = |id: Option<codes::ids::CentreId>| place(voice, found, id);
                let package = h.handed.package.as_deref().map(|p| format!("  {p}")).unwrap_or_default();
                let _ = writeln!(
                    out,
                    "{indent}  {}  {} -> {}{package}",
                    voice.moment(&h.at),
                    name(h.handed.from),
                    name(h.handed.to)
                );
            }
            Stop::Missing(domain::trace::Gap::NoDonor) => {}
            Stop::Missing(gap) => {
                let (label, between) = gap_words(voice, gap);
                let _ = writeln!(out, "{indent}  ?? {label} {between}");
            }
        }
    }
    for (n, graft) in line.transplants.iter().enumerate() {
        let outcome = line.outcome.as_ref().filter(|_| n == 0);
        let (at, who) = (voice.moment(&graft.at), graft.transplanted.recipient);
        let _ = writeln!(out, "{indent}  {at}  => {who}  {}", place(voice, found, graft.transplanted.centre));
        let _ = writeln!(out, "{indent}     {}", outcome_words(voice, graft, outcome));
    }
    if line.transplants.is_empty() && !matches!(line.unit.fate, Fate::Open | Fate::Split | Fate::Transplanted) {
        let (label, detail) = closed_words(voice, line);
        let _ = writeln!(out, "{indent}  =| {label}  {detail}");
    }
    if line.is_on_the_way() && line.parts.is_empty() {
        let _ = writeln!(out, "{indent}  .. {}", voice.say("trace-on-the-way"));
    }
    for part in &line.parts {
        write_line(out, voice, found, part, depth + 1);
    }
}

fn place(voice: &Voice<'_>, found: &TraceFound, id: Option<codes::ids::CentreId>) -> String {
    id.map_or_else(
        || voice.say("trace-somewhere"),
        |id| found.centres.get(&id.to_string()).cloned().unwrap_or_else(|| id.to_string()),
    )
}
