//! What is on record about a step: each entry with its date, who wrote it down, and its fields.

use domain::approval::{Basis, Step};
use domain::consent::Held;
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Serialize;
use serde_json::Value;
use service::PairFile;

use super::forms::language;
use crate::desk::Desk;
use crate::form::{Input, Kind};
use crate::look::list::{SummaryRow, Value as Cell, summary_list};
use crate::step::StepKind;

/// One entry.
struct Entry {
    at: Option<Timestamp>,
    by: Option<String>,
    body: Value,
}

/// Which entries are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// All of them.
    All,
    /// Those of talks with the donor alone; the reader sits beside the donor.
    DonorAlone,
}

/// What is on record for a kind of step, newest first.
pub(super) fn on_record(desk: &Desk, file: &PairFile, kind: &StepKind, shown: Shown) -> Markup {
    let mut entries = entries(file, kind.code);
    let alone = |e: &Entry| e.body.get("presence").and_then(Value::as_str) == Some("donor_alone");
    entries.retain(|e| shown == Shown::All || alone(e));
    html! {
        @if !entries.is_empty() {
            section.question {
                h2 { (desk.say("on-record")) }
                @for e in entries.iter().rev() {
                    div {
                        @if let Some(at) = e.at {
                            p.under { (desk.instant(at)) @if let Some(by) = written_by(file, e) { " · " (by) } }
                        }
                        (summary_list(&rows(desk, file, kind, &e.body)))
                    }
                }
            }
        }
    }
}

fn written_by<'a>(file: &'a PairFile, entry: &Entry) -> Option<&'a String> {
    entry.by.as_ref().and_then(|by| file.names.get(by))
}

fn entry<T: Serialize>(held: &Held<T>) -> Entry {
    Entry {
        at: Some(held.at),
        by: Some(held.by.to_string()),
        body: serde_json::to_value(&held.step).unwrap_or(Value::Null),
    }
}

fn all<T: Serialize>(held: &[Held<T>]) -> Vec<Entry> {
    held.iter().map(entry).collect()
}

fn entries(file: &PairFile, code: &str) -> Vec<Entry> {
    let pair = &file.pair;
    match code {
        "team_named" if !pair.team.is_empty() => {
            let step = Step::TeamNamed(domain::approval::TeamNamed { members: pair.team.clone() });
            vec![Entry { at: None, by: None, body: step.event().1 }]
        }
        "identity_checked" => pair.identity.iter().map(entry).collect(),
        "relation_proved" => all(&pair.proofs),
        "informed" => all(&pair.consent.talks),
        "recipient_informed" => pair.consent.recipient.iter().map(entry).collect(),
        "interviewed" => all(&pair.interviews),
        "evaluated" => all(&pair.evaluations),
        "declared" => all(&pair.consent.declarations),
        "care_planned" => pair.care.iter().map(entry).collect(),
        "vote_cast" => all(&pair.votes),
        "decided" => all(&pair.decisions),
        "paper_filed" => {
            let confirmed = pair.decisions.iter().filter_map(|d| match &d.step.basis {
                Basis::Paper(filed) => Some(entry(filed)),
                Basis::Votes(_) => None,
            });
            confirmed.chain(pair.papers.iter().map(entry)).collect()
        }
        "appealed" => all(&pair.appeals),
        "notice_given" => pair.notice.iter().map(entry).collect(),
        _ => Vec::new(),
    }
}

fn rows(desk: &Desk, file: &PairFile, kind: &StepKind, body: &Value) -> Vec<SummaryRow> {
    let shown = |input: &Input| {
        let at = input.name.split('.').try_fold(body, |v, part| v.get(part))?;
        let words = words(desk, file, input.kind, at)?;
        Some(SummaryRow { label: kind.form.label(desk, input), value: Cell::Given(html! { (words) }), change: None })
    };
    kind.form.inputs.iter().filter_map(shown).collect()
}

/// A value in words; nothing when it is absent, erased or not for this reader.
fn words(desk: &Desk, file: &PairFile, kind: Kind, value: &Value) -> Option<String> {
    match value {
        Value::Array(list) => {
            let each: Vec<String> = list.iter().filter_map(|v| words(desk, file, kind, v)).collect();
            (!each.is_empty()).then(|| each.join(&desk.say("list-separator")))
        }
        Value::Object(_) => {
            let text: domain::Private = serde_json::from_value(value.clone()).ok()?;
            text.clear().map(str::to_owned)
        }
        Value::String(text) => Some(match kind {
            Kind::One(_) | Kind::Many(_) | Kind::Listed("bodies") => desk.term(text),
            Kind::Listed("staff") | Kind::ManyListed("staff") => file.names.get(text).unwrap_or(text).clone(),
            Kind::Listed("languages") => language(desk, text),
            Kind::Date => text.parse().map_or_else(|_| text.clone(), |day| desk.date(day)),
            _ => text.clone(),
        }),
        Value::Number(n) => match kind {
            Kind::Whole(unit) => Some(format!("{n} {unit}")),
            _ => Some(n.to_string()),
        },
        Value::Bool(yes) => Some(desk.term(if *yes { "yes" } else { "no" })),
        Value::Null => None,
    }
}
