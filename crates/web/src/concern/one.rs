//! One concern: opened in the reader's browser with their own passphrase, answered, and taken further.

use axum::extract::Path;
use codes::ids::ConcernId;
use domain::concern::{Concern, Outcome};
use maud::{Markup, html};
use serde_json::{Map, Value};
use service::concern::ConcernSeen;

use super::list::{due, state};
use crate::ask::id;
use crate::desk::Desk;
use crate::look::asset::CONCERN_READER;
use crate::look::field::{Choice, Control, Field, Need, TextKind, field};
use crate::look::frame::{sheet, with_side};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value as Shown, summary_list};
use crate::look::notice::{Panel, panel};
use crate::look::{Link, code_id};
use crate::trouble::Answer;

/// Names and codes inside the seal, for which the page brings words.
const SEALED: &[&str] = &[
    "kind-report",
    "kind-message",
    "kind-reply",
    "kind-note",
    "unsealed",
    "unopened",
    "text",
    "retaliation",
    "mode",
    "name",
    "reach",
    "role",
    "crime",
    "urgency",
    "seen",
    "told",
    "inferred",
    "where",
    "consent",
    "patient",
    "channel",
];
/// Codes inside the seal whose words the questions have already.
const CODES: &[(&str, &[&str])] = &[
    ("mode", &["anonymous", "confidential", "named"]),
    ("role", &["doctor", "nurse", "coordinator", "laboratory", "board", "border", "social", "other"]),
    ("crime", &["persons", "organs", "both", "unknown"]),
    ("urgency", &["danger", "before", "after", "historic"]),
    ("consent", &["given", "refused", "not-asked"]),
    ("channel", &["telephone", "letter", "visit"]),
];

/// `GET /concerns/{concern}`
pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    let number: ConcernId = id("concern", &text)?;
    let seen = desk.app.service.concern(desk.access()?, number).await?;
    let title = desk.say("concern-one-title");
    let main = html! {
        (sheet(&summary(&desk, &seen)))
        (panel(Panel::Main, &desk.say("concern-open-title"), &open(&desk, &text)))
        div data-clear data-words=(words(&desk)) {}
        div data-after hidden { (panel(Panel::Sheet, &desk.say("concern-answer-title"), &answer(&desk, &seen.line.concern))) }
        @if !seen.others.is_empty() || !seen.left.is_empty() {
            div data-after hidden { (panel(Panel::Sheet, &desk.say("concern-reseal-title"), &reseal(&desk, &seen))) }
        }
    };
    let side = panel(
        Panel::Bare,
        &desk.say("concern-note-title"),
        &html! {
            p { (desk.say("concern-note-1")) }
            p { (desk.say("concern-note-2")) }
        },
    );
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/concerns", desk.say("nav-concerns"))],
            here: Some(code_id(&text)),
            title: Some(html! { (title) }),
            aside: Some(state(&desk, seen.line.concern.state)),
            under: None,
        }))
        (with_side(&main, &side))
        script src=(CONCERN_READER.href()) defer {}
    };
    Ok(desk.page(&title, "/concerns", &body))
}

fn summary(desk: &Desk, seen: &ConcernSeen) -> Markup {
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Shown::Given(value), change: None };
    let concern = &seen.line.concern;
    let mut rows = vec![
        row("concerns-col-received", html! { (desk.instant(concern.received_at)) }),
        row("concerns-col-due", due(desk, &seen.line)),
        row(
            "concern-readers",
            html! { @for (n, r) in seen.readers.iter().enumerate() { @if n > 0 { br; } span dir="auto" { (r.office) } } },
        ),
    ];
    for (at, step) in &concern.steps {
        let word = desk.say(&format!("concern-outcome-{}", step.outcome.code().replace('_', "-")));
        rows.push(row("concern-step", html! { (desk.instant(*at)) " " (word) }));
    }
    if let Some(case) = concern.case {
        rows.push(row("question-case", html! { a href={ "/cases/" (case) } { (code_id(&case.to_string())) } }));
    }
    if concern.retaliations > 0 {
        rows.push(row("concern-retaliations", html! { (concern.retaliations) }));
    }
    summary_list(&rows)
}

fn words(desk: &Desk) -> Value {
    let mut all = Map::new();
    for name in SEALED {
        all.insert((*name).to_owned(), desk.say(&format!("sealed-{name}")).into());
    }
    for (name, codes) in CODES {
        for code in *codes {
            all.insert(format!("{name}-{code}"), desk.say(&format!("rep-{name}-{code}")).into());
        }
    }
    Value::Object(all)
}

fn open(desk: &Desk, id: &str) -> Markup {
    let passphrase =
        Field::new("passphrase", desk.say("concern-passphrase"), Control::Text(TextKind::Passphrase, String::new()));
    html! {
        noscript { p { (desk.say("concern-no-script")) } }
        div data-script hidden {
            form method="dialog" data-open-concern=(id) data-working=(desk.say("concern-working")) data-wrong=(desk.say("concern-wrong")) novalidate {
                (desk.marks())
                @if desk.app.options.demo {
                    p.under { (desk.say("concern-demo")) " " bdi dir="ltr" { (service::demo::concerns::PASSPHRASES.join(" · ")) } }
                }
                (field(&passphrase))
                button class="btn next" type="submit" { (desk.say("concern-open")) }
                p data-status role="status" aria-live="polite" {}
            }
        }
    }
}

fn answer(desk: &Desk, concern: &Concern) -> Markup {
    let choice = |value: &str, key: &str| Choice { value: value.to_owned(), label: desk.say(key), hint: None };
    let to = ["reply", "note", "retaliation"].map(|code| choice(code, &format!("concern-to-{code}"))).to_vec();
    let follows = Outcome::ALL.into_iter().filter(|outcome| concern.state.goes_to(*outcome));
    let word =
        |outcome: Outcome| choice(outcome.code(), &format!("concern-outcome-{}", outcome.code().replace('_', "-")));
    let outcomes = std::iter::once(choice("", "concern-outcome-stays")).chain(follows.map(word)).collect();
    let optional = |name: &str, key: &str, control| {
        field(&Field { need: Need::Optional(desk.say("optional")), ..Field::new(name, desk.say(key), control) })
    };
    html! {
        form method="dialog" data-answer data-long=(desk.say("rep-long")) data-failed=(desk.say("concern-failed")) novalidate {
            (field(&Field::new("to", desk.say("concern-to"), Control::Radios(to, "reply".to_owned()))))
            (optional("text", "concern-text", Control::Lines(String::new(), 6)))
            (field(&Field::new("outcome", desk.say("concern-outcome"), Control::Select(outcomes, String::new()))))
            (optional("file", "concern-case", Control::Text(TextKind::Code, String::new())))
            button class="btn next" type="submit" { (desk.say("concern-answer-send")) }
            p data-status role="status" aria-live="polite" {}
        }
    }
}

fn reseal(desk: &Desk, seen: &ConcernSeen) -> Markup {
    let choice = |r: &service::concern::Reader| Choice {
        value: r.id.to_string(),
        label: r.office.clone(),
        hint: Some(r.fingerprint.clone()),
    };
    let choices: Vec<Choice> = seen.others.iter().map(choice).collect();
    html! {
        p { (desk.say("concern-reseal-text")) }
        @if !seen.left.is_empty() { p { (desk.say_with("concern-reseal-left", &[("n", seen.left.len().into())])) } }
        form method="dialog" data-reseal data-failed=(desk.say("concern-failed")) novalidate {
            @if !choices.is_empty() {
                (field(&Field::new("reader", desk.say("concern-reseal-to"), Control::Checkboxes(choices, Vec::new()))))
            }
            button class="btn next" type="submit" { (desk.say("concern-reseal-send")) }
            p data-status role="status" aria-live="polite" {}
        }
    }
}
