//! The privacy officer's list, and the words for choices, standings and look-ups that several pages share.

use domain::donor_register::{Choice, Pathway, Source, Status};
use maud::{Markup, html};
use service::donor_register::{LookUpSeen, RegisterAnswer};

use super::public::silence;
use crate::desk::Desk;
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{TagKind, code_id, tag};
use crate::trouble::Answer;

/// `GET /register/look-ups`
pub(super) async fn list(desk: Desk) -> Answer {
    let seen = desk.app.service.overseen_look_ups(desk.access()?).await?;
    let title = desk.say("look-ups-title");
    let counts = [("shown", seen.look_ups.len().into()), ("all", seen.all.into())];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("look-ups-under")) " " (desk.say_with("look-ups-count", &counts)) }),
            ..Heading::default()
        }))
        (look_ups(&desk, &seen.look_ups, true))
    };
    Ok(desk.page(&title, "/register/look-ups", &body))
}

/// Look-ups as a table; with the person's number for the privacy officer, with what was shown for the person.
pub(super) fn look_ups(desk: &Desk, found: &[LookUpSeen], officer: bool) -> Markup {
    let mut columns: Vec<Column> = ["look-up-at", "look-up-who", "look-up-by", "look-up-came"]
        .iter()
        .map(|k| Column::words(desk.say(k)))
        .collect();
    columns.push(Column::words(desk.say(if officer { "look-up-person" } else { "look-up-shown" })));
    let row = |l: &LookUpSeen| {
        let last = match (officer, &l.shown, l.person) {
            (true, _, Some(person)) => code_id(&person.to_string()),
            (true, _, None) => html! { (desk.say("look-up-nobody")) },
            (false, Some(answer), _) => html! { (in_short(desk, answer)) },
            (false, None, _) => html! { (desk.say("look-up-nothing")) },
        };
        vec![html! { (desk.instant(l.at)) }, html! { (l.reader) }, by(desk, l), came(desk, l), last]
    };
    table(&Table {
        title: Some(desk.say(if officer { "look-ups-all" } else { "look-ups-mine" })),
        caption: None,
        main: officer,
        columns,
        rows: found.iter().map(row).collect(),
        empty: html! { (desk.say("look-ups-none")) },
        phone: Phone::Stack,
    })
}

fn by(desk: &Desk, l: &LookUpSeen) -> Markup {
    match &l.referral {
        Some((id, pathway, hospital)) => {
            html! { (hospital) br; (pathway_words(desk, *pathway)) " " (code_id(&id.to_string())) }
        }
        None => html! { (desk.say("look-up-no-referral")) },
    }
}

fn came(desk: &Desk, l: &LookUpSeen) -> Markup {
    match l.refused.is_empty() {
        true => tag(TagKind::Done, &desk.say("looked-shown")),
        false => html! {
            (tag(TagKind::Stops, &desk.say("looked-denied")))
            @for rule in &l.refused {
                br; a href={ "/rules/" (rule) } { (code_id(rule)) } " " (desk.say(&format!("rule-{}-title", rule.to_ascii_lowercase())))
            }
        },
    }
}

/// The pathway in words.
pub(super) fn pathway_words(desk: &Desk, pathway: Pathway) -> String {
    desk.term(pathway.code())
}

/// A choice in words: the kind, and the organs where only some may be taken. Names and notes stand apart.
pub(super) fn choice_words(desk: &Desk, choice: Option<&Choice>) -> String {
    let Some(choice) = choice else { return desk.say("choice-erased") };
    let kind = desk.say(&format!("choice-{}", choice.choice.code().replace('_', "-")));
    match choice.organs.is_empty() {
        true => kind,
        false => {
            let organs: Vec<String> = choice.organs.iter().map(|o| desk.term(o.code())).collect();
            format!("{kind} {}", organs.join(&desk.say("list-separator")))
        }
    }
}

/// Who decides and what shall be known, where the person said so.
pub(super) fn choice_more(desk: &Desk, choice: Option<&Choice>) -> Markup {
    let named = choice.and_then(|c| c.named.as_deref());
    let note = choice.and_then(|c| c.note.as_deref());
    html! {
        @if let Some(named) = named { p { b { (desk.say("choice-named")) } " " bdi { (named) } } }
        @if let Some(note) = note { p { b { (desk.say("choice-note")) } " " bdi { (note) } } }
    }
}

/// Where a declaration stands, as a tag.
pub(super) fn status_tag(desk: &Desk, status: Status, is_present: bool) -> Markup {
    match status {
        Status::NotTold => tag(TagKind::NotYet, &desk.say("status-not-told")),
        Status::Waiting { until } => {
            tag(TagKind::NotYet, &desk.say_with("status-waiting", &[("date", desk.date(desk.day_of(until)).into())]))
        }
        Status::Counts { since } if is_present => {
            tag(TagKind::Valid, &desk.say_with("status-counts", &[("date", desk.date(desk.day_of(since)).into())]))
        }
        Status::Counts { .. } => tag(TagKind::Done, &desk.say("status-replaced")),
        Status::Objected { .. } => tag(TagKind::Stops, &desk.say("status-objected")),
        Status::Lapsed => tag(TagKind::Done, &desk.say("status-lapsed")),
    }
}

/// How a declaration came in.
pub(super) fn source_words(desk: &Desk, source: &Source) -> Markup {
    match source {
        Source::Counter { paper } => html! { (desk.term("counter")) (desk.say("list-comma")) (desk.term(paper)) },
        Source::LetterCode => html! { (desk.term("letter_code")) },
        Source::Imported { row, .. } => {
            html! { (desk.say_with("source-imported", &[("row", row.to_string().into())])) }
        }
    }
}

/// What a look-up showed, in one line.
fn in_short(desk: &Desk, answer: &RegisterAnswer) -> String {
    match &answer.counts {
        Some(line) => choice_words(desk, line.choice.as_ref()),
        None => format!("{} {}", desk.say("answer-silence"), silence(desk, answer.silence)),
    }
}
