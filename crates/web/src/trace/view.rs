//! A trace as a picture: what was found, turned into nodes, stretches and words.

use codes::time::Happened;
use domain::registry::{Fate, Outcome, Transplant};
use domain::trace::{Gap, Line, Stop as Passed, Trace};
use jiff::civil::Date;
use service::TraceFound;

use super::voice::Voice;
use crate::look::picture::Twin;
use crate::look::picture::trace::{
    Certainty, Donor, End, Exposure, Headings, PartShape, Stop, Then, Tone, TraceUnit, TraceView,
};

/// The picture of one trace; `place` tells several traces of one page apart.
#[must_use]
pub fn view(voice: &Voice<'_>, found: &TraceFound, trace: &Trace, place: usize) -> TraceView {
    let sketch = Sketch { voice, found };
    TraceView {
        donor: trace.donor.as_ref().map(|d| sketch.donor(d, trace)),
        no_donor: voice.say("trace-no-record"),
        units: trace
            .lines
            .iter()
            .flat_map(|line| sketch.units(line))
            .chain(super::tissue::units(voice, found, trace))
            .collect(),
        headings: Headings {
            donor: voice.say("trace-head-donor"),
            part: voice.say("trace-head-part"),
            stops: voice.say("trace-head-stops"),
            end: voice.say("trace-head-end"),
            outcome: voice.say("trace-head-outcome"),
        },
        sentence: sentence(voice, trace),
        twin: Twin { id: format!("trace-{place}"), title: title(voice, found, trace), desc: sentence(voice, trace) },
    }
}

/// What the picture says in one line.
#[must_use]
pub fn title(voice: &Voice<'_>, found: &TraceFound, trace: &Trace) -> String {
    let code = [("code", found.asked.clone().into())];
    match (found.asked.get(..4), &trace.donor) {
        (Some("don_"), _) => voice.with("trace-title-donor", &code),
        (Some("rec_"), Some(_)) => voice.with("trace-title-recipient", &code),
        (Some("rec_"), None) => voice.with("trace-title-recipient-unknown", &code),
        (_, Some(_)) => voice.with("trace-title-organ", &code),
        (_, None) => voice.with("trace-title-organ-unknown", &code),
    }
}

/// What became of everything, counted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Organs; one that was divided counts once.
    pub organs: usize,
    /// People who received an organ or a part.
    pub reached: usize,
    /// Those that ended otherwise.
    pub ended: usize,
    /// Places where the record breaks: no donor, a missing stretch, no end.
    pub gaps: usize,
    /// Records that contradict another.
    pub disputed: usize,
}

/// Counts a trace.
#[must_use]
pub fn tally(trace: &Trace) -> Tally {
    let mut t = Tally { organs: trace.lines.len(), gaps: usize::from(trace.donor.is_none()), ..Tally::default() };
    t.gaps += trace.tissues_flat().iter().filter(|l| trace.donor.is_some() && l.has_no_origin()).count();
    for line in trace.flat() {
        t.gaps += gaps(line).count();
        t.disputed += usize::from(disputed(line));
        if !line.parts.is_empty() {
            continue;
        }
        match line.unit.fate {
            _ if !line.transplants.is_empty() => t.reached += line.transplants.len(),
            Fate::Open | Fate::Transplanted | Fate::Split => {}
            _ => t.ended += 1,
        }
    }
    t
}

/// Gaps of a line. That the donor is missing is drawn once, where the thread begins.
pub(super) fn gaps(line: &Line) -> impl Iterator<Item = &Gap> {
    line.stops.iter().filter_map(|s| match s {
        Passed::Missing(gap) if *gap != Gap::NoDonor => Some(gap),
        _ => None,
    })
}

/// Whether anything on the line contradicts the rest of the record.
pub(super) fn disputed(line: &Line) -> bool {
    line.transplants.len() > 1
        || !line.unit.entered.disputes.is_empty()
        || line.transplants.iter().any(|t| !t.transplanted.disputes.is_empty())
}

fn sentence(voice: &Voice<'_>, trace: &Trace) -> String {
    let t = tally(trace);
    let first = if trace.donor.is_some() { "trace-count-organs" } else { "trace-count-unknown" };
    let mut said = vec![voice.counted(first, t.organs), voice.counted("trace-count-reached", t.reached)];
    let tissues = super::tissue::sentence(voice, trace);
    if tissues.is_some() && t.organs == 0 {
        said.clear();
    }
    said.extend(tissues);
    for (key, n) in [("trace-count-ended", t.ended), ("trace-count-disputed", t.disputed)] {
        if n > 0 {
            said.push(voice.counted(key, n));
        }
    }
    said.push(if t.gaps == 0 { voice.say("trace-count-whole") } else { voice.counted("trace-count-gaps", t.gaps) });
    said.join(" ")
}

/// The latest outcome and how long after the graft it was seen.
pub(super) fn outcome_words(voice: &Voice<'_>, graft: &Transplant, outcome: Option<&Outcome>) -> String {
    let Some(outcome) = outcome else { return voice.say("trace-outcome-none") };
    let key = match (outcome.seen.patient_status.as_str(), outcome.seen.graft_status.as_deref()) {
        ("dead", _) => "trace-outcome-died",
        ("lost", _) => "trace-outcome-lost",
        (_, Some("failed")) => "trace-outcome-failed",
        _ => "trace-outcome-well",
    };
    let days = outcome.at.at.duration_since(graft.at.at).as_hours() / 24;
    let after = match days {
        ..60 => voice.bare("trace-after-days", &[("n", days.max(0).into())]),
        60..730 => voice.bare("trace-after-months", &[("n", (days * 12 / 365).into())]),
        _ => voice.bare("trace-after-years", &[("n", (days / 365).into())]),
    };
    voice.bare(key, &[("after", after.into())])
}

/// Words for an end that is not a person.
pub(super) fn closed_words(voice: &Voice<'_>, line: &Line) -> (String, String) {
    let unit = &line.unit;
    let why = unit.fate_reason.as_deref().filter(|r| !r.is_empty()).map(|r| voice.term(r)).unwrap_or_default();
    let when = unit.fate_at.map(|at| voice.day(at)).unwrap_or_default();
    let detail = [why, when].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(&voice.say("list-comma"));
    (voice.term(unit.fate.code()), detail)
}

/// A stretch without record: what stands at it, and between which moments.
pub(super) fn gap_words(voice: &Voice<'_>, gap: &Gap) -> (String, String) {
    let Gap::Between { since, until, .. } = gap else { return (voice.say("trace-no-record"), String::new()) };
    let label = match voice.span(*since, *until) {
        Some(span) => voice.bare("trace-no-record-for", &[("span", span.into())]),
        None => voice.say("trace-no-record"),
    };
    let values = [("since", voice.time(*since).into()), ("until", voice.time(*until).into())];
    (label, voice.bare("trace-between", &values))
}

struct Sketch<'a> {
    voice: &'a Voice<'a>,
    found: &'a TraceFound,
}

impl Sketch<'_> {
    fn donor(&self, donor: &domain::registry::Donor, trace: &Trace) -> Donor {
        let first =
            trace.flat().iter().filter_map(|l| l.unit.recovered_at.as_ref()).min_by_key(|h| h.at).map(Happened::day_on);
        let mut lines = vec![self.voice.term(donor.kind.code())];
        lines.extend(first.map(|day| self.voice.date(day)));
        Donor { code: donor.id.to_string(), lines, href: format!("/trace/{}", donor.id) }
    }

    /// A line of the record as parts of the picture; a second graft of the same organ stands beside the first, disputed.
    fn units(&self, line: &Line) -> Vec<TraceUnit> {
        let mut all = vec![self.unit(line, line.transplants.first())];
        for second in line.transplants.iter().skip(1) {
            let again = TraceUnit {
                name: self.voice.bare("trace-again", &[("organ", self.name(line).into())]),
                certainty: Certainty::Disputed,
                stops: Vec::new(),
                then: self.reached(second, None, true),
                ..self.unit(line, Some(second))
            };
            all.push(again);
        }
        all
    }

    fn name(&self, line: &Line) -> String {
        self.voice.term(line.unit.entered.organ.code())
    }

    fn unit(&self, line: &Line, graft: Option<&Transplant>) -> TraceUnit {
        let day = line.unit.recovered_at.as_ref().map(Happened::day_on);
        let handed = line.stops.iter().filter(|s| matches!(s, Passed::HandedOver(_))).count();
        let doubt =
            !line.unit.entered.disputes.is_empty() || graft.is_some_and(|t| !t.transplanted.disputes.is_empty());
        let then = if line.parts.is_empty() {
            self.end(line, graft, doubt)
        } else {
            Then::Split(line.parts.iter().flat_map(|part| self.units(part)).collect())
        };
        TraceUnit {
            code: line.unit.id.to_string(),
            name: if line.parts.is_empty() {
                self.name(line)
            } else {
                self.voice.bare("trace-split", &[("organ", self.name(line).into())])
            },
            note: if handed == 0 { String::new() } else { self.voice.bare("trace-handovers", &[("n", handed.into())]) },
            shape: PartShape::Organ,
            href: format!("/trace/{}", line.unit.id),
            certainty: if doubt { Certainty::Disputed } else { Certainty::Fact },
            exposure: Exposure::Plain,
            stops: line.stops.iter().filter_map(|s| self.stop(s, day)).collect(),
            then,
        }
    }

    fn stop(&self, stop: &Passed, day: Option<Date>) -> Option<Stop> {
        match stop {
            Passed::HandedOver(h) => Some(Stop::Handover {
                label: h.handed.package.clone().unwrap_or_default(),
                time: self.voice.short(&h.at, day),
            }),
            Passed::Missing(gap @ Gap::Between { .. }) => {
                let (label, under) = gap_words(self.voice, gap);
                Some(Stop::Gap { label, under })
            }
            Passed::Missing(Gap::NoDonor | Gap::NoEnd) => None,
        }
    }

    fn end(&self, line: &Line, graft: Option<&Transplant>, doubt: bool) -> Then {
        match (graft, line.unit.fate) {
            (Some(graft), _) => self.reached(graft, line.outcome.as_ref(), doubt),
            (None, Fate::Open) if line.is_on_the_way() => {
                let label = self.voice.say("trace-on-the-way");
                Then::End(End::Closed { label, detail: String::new() })
            }
            (None, Fate::Open | Fate::Transplanted | Fate::Split) => {
                Then::End(End::Unknown { label: self.voice.say("trace-no-record") })
            }
            (None, _) => {
                let (label, detail) = closed_words(self.voice, line);
                Then::End(End::Closed { label, detail })
            }
        }
    }

    fn reached(&self, graft: &Transplant, outcome: Option<&Outcome>, doubt: bool) -> Then {
        let place = graft.transplanted.centre.and_then(|c| self.found.centres.get(&c.to_string()).cloned());
        let recipient = graft.transplanted.recipient.to_string();
        Then::End(End::Reached {
            href: format!("/trace/{recipient}"),
            code: recipient,
            outcome: outcome_words(self.voice, graft, outcome),
            detail: if doubt { self.voice.say("trace-contradicts") } else { place.unwrap_or_default() },
            tone: if doubt { Tone::Doubt } else { Tone::Calm },
        })
    }
}
