//! One question after the other, on one page: nothing is asked of the server between them, and nothing leaves before it is sealed.

use maud::{Markup, html};
use service::concern::Door;

use super::door::{allowed, other_ways};
use super::quiet_page;
use crate::desk::Desk;
use crate::look::TagKind;
use crate::look::asset::CONCERN;
use crate::look::field::{Choice, Control, Field, Need, TextKind, field};
use crate::look::notice::notice;
use crate::trouble::Answer;

/// What the attachments of a report may have together, bytes: the largest size less what the answers take.
pub(super) const LARGEST_FILES: u64 = 9 << 20;

/// Who reports.
const ROLES: &[&str] = &["doctor", "nurse", "coordinator", "laboratory", "board", "border", "social", "other"];
/// Which crime is alleged.
const CRIMES: &[&str] = &["persons", "organs", "both", "unknown"];
/// How urgent it is.
const URGENCY: &[&str] = &["danger", "before", "after", "historic"];
/// Whether the patient agreed.
const CONSENTS: &[&str] = &["given", "refused", "not-asked"];
/// How it came, when a reader enters it.
const CHANNELS: &[&str] = &["telephone", "letter", "visit"];

/// How the questions are asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// By whoever reports, with the network.
    Here,
    /// By whoever reports, without it: what is sealed is saved as a file.
    Offline,
    /// By a reader, of what came by telephone or letter.
    Entered,
}

/// `GET /concern/report`
pub(super) async fn show(desk: Desk) -> Answer {
    let door = desk.app.service.concern_door().await?;
    let title = desk.say("rep-questions-title");
    Ok(quiet_page(&desk, &title, &body(&desk, &door, Way::Here), &CONCERN))
}

/// `GET /concerns/enter`: a reader enters what came by telephone or letter, and it is sealed like everything else.
pub(super) async fn enter(desk: Desk) -> Answer {
    desk.app.service.may_open(desk.access()?, "concern.enter", domain::access::Permission::WorkConcern).await?;
    let door = desk.app.service.concern_door().await?;
    let title = desk.say("rep-enter-title");
    let body = html! {
        h1 { (title) }
        p { (desk.say("rep-enter-text")) }
        (body(&desk, &door, Way::Entered))
        script src=(CONCERN.href()) defer {}
    };
    Ok(desk.page(&title, "/concerns", &body))
}

/// The questions, or why there are none.
pub(super) fn body(desk: &Desk, door: &Door, way: Way) -> Markup {
    let no_script = notice(TagKind::LookAgain, &html! { p { (desk.say("rep-no-script")) } (other_ways(desk, door)) });
    html! {
        @if way != Way::Entered { h1 { (desk.say("rep-questions-title")) } }
        @if door.is_open() {
            noscript { (no_script) }
            div data-script hidden { (form(desk, door, way)) }
        } @else {
            (notice(TagKind::Stops, &html! { b { (desk.say("rep-closed-title")) } p { (desk.say("rep-closed-text")) } (other_ways(desk, door)) }))
        }
    }
}

fn form(desk: &Desk, door: &Door, way: Way) -> Markup {
    let reader = |r: &service::concern::Reader| serde_json::json!({"id": r.id, "public": r.public});
    let readers = serde_json::Value::Array(door.readers.iter().map(reader).collect());
    let steps = steps(desk, door, way);
    let all = steps.len();
    html! {
        form.question method="dialog" data-concern data-readers=(readers) data-limit=(LARGEST_FILES) data-offline[way == Way::Offline]
            data-none=(desk.say("rep-none")) data-nothing=(desk.say("rep-nothing")) data-sealing=(desk.say("rep-sealing"))
            data-failed=(desk.say("rep-failed")) data-later=(desk.say("rep-later")) data-one-reader=(desk.say("rep-one-reader"))
            data-file-taken=(desk.say("rep-file-taken")) data-file-refused=(desk.say("rep-file-refused"))
            data-file-large=(limit(desk)) autocomplete="off" novalidate {
            @for (n, step) in steps.iter().enumerate() { (draw(desk, step, (n, all))) }
            div data-moves {
                div.btns {
                    button.btn type="button" data-back { (desk.say("rep-back")) }
                    button class="btn next" type="button" data-next { (desk.say("rep-next")) }
                }
            }
            (check(desk, way))
            (receipt(desk, way))
            p data-status role="status" aria-live="polite" {}
        }
    }
}

/// The limit of attachments in words.
fn limit(desk: &Desk) -> String {
    let mb = i64::try_from(LARGEST_FILES >> 20).unwrap_or_default();
    desk.say_with("rep-file-large", &[("mb", mb.into())])
}

/// One question.
struct Step {
    name: &'static str,
    /// Fields that stand in the summary.
    names: &'static str,
    title: String,
    body: Markup,
}

fn steps(desk: &Desk, door: &Door, way: Way) -> Vec<Step> {
    let step = |name, names, body| Step { name, names, title: desk.say(&format!("rep-q-{name}")), body };
    let mut steps = vec![
        step("readers", "reader", readers(desk, door)),
        step("mode", "mode name reach", mode(desk)),
        step("role", "role", one_of(desk, "role", ROLES)),
        step("crime", "crime", one_of(desk, "crime", CRIMES)),
        step("urgency", "urgency", one_of(desk, "urgency", URGENCY)),
        step("seen", "seen", lines(desk, "seen")),
        step("told", "told", lines(desk, "told")),
        step("inferred", "inferred", lines(desk, "inferred")),
        step("where", "where", lines(desk, "where")),
        patient(desk, door),
        step("files", "files", files(desk)),
    ];
    if way == Way::Entered {
        steps.insert(1, step("channel", "channel", one_of(desk, "channel", CHANNELS)));
    }
    steps
}

fn draw(desk: &Desk, step: &Step, (n, all): (usize, usize)) -> Markup {
    let of = [("n", (n + 1).into()), ("all", all.into())];
    html! {
        div data-step=(step.name) data-names=[(!step.names.is_empty()).then_some(step.names)] hidden {
            div.question {
                p.caption { (desk.say_with("rep-step", &of)) }
                h2 { (step.title) }
                (step.body)
            }
        }
    }
}

fn optional(desk: &Desk, name: &str, label: String, control: Control) -> Markup {
    let need = Need::Optional(desk.say("optional"));
    field(&Field { need, ..Field::new(name, label, control) })
}

fn readers(desk: &Desk, door: &Door) -> Markup {
    let choice = |r: &service::concern::Reader| Choice { value: r.id.to_string(), label: r.office.clone(), hint: None };
    let all = door.readers.iter().map(|r| r.id.to_string()).collect();
    let choices = door.readers.iter().map(choice).collect();
    html! {
        p { (desk.say("rep-readers-hint")) }
        (field(&Field::new("reader", desk.say("rep-readers-label"), Control::Checkboxes(choices, all))))
    }
}

fn mode(desk: &Desk) -> Markup {
    let choice = |code: &str| Choice {
        value: code.to_owned(),
        label: desk.say(&format!("rep-mode-{code}")),
        hint: Some(desk.say(&format!("rep-mode-{code}-hint"))),
    };
    let choices = ["anonymous", "confidential", "named"].map(choice).to_vec();
    html! {
        (field(&Field::new("mode", desk.say("rep-mode"), Control::Radios(choices, "anonymous".to_owned()))))
        (optional(desk, "name", desk.say("rep-name"), Control::Text(TextKind::Words, String::new())))
        (optional(desk, "reach", desk.say("rep-reach"), Control::Text(TextKind::Words, String::new())))
    }
}

fn one_of(desk: &Desk, name: &str, codes: &[&str]) -> Markup {
    let choice =
        |code: &&str| Choice { value: (*code).to_owned(), label: desk.say(&format!("rep-{name}-{code}")), hint: None };
    let choices = codes.iter().map(choice).collect();
    optional(desk, name, desk.say("rep-choose"), Control::Radios(choices, String::new()))
}

fn lines(desk: &Desk, name: &str) -> Markup {
    let field = Field::new(name, desk.say("rep-write"), Control::Lines(String::new(), 8));
    let hint = desk.say(&format!("rep-q-{name}-hint"));
    crate::look::field::field(&Field { need: Need::Optional(desk.say("optional")), ..field }.hint(hint))
}

/// What is a patient's: asked for only where the law is known and allows it.
fn patient(desk: &Desk, door: &Door) -> Step {
    let open = door.patient_may_be_told();
    let body = html! {
        (allowed(desk, door))
        @if open {
            (one_of(desk, "consent", CONSENTS))
            (optional(desk, "patient", desk.say("rep-patient"), Control::Lines(String::new(), 4)))
        } @else { p { b { (desk.say("rep-patient-closed")) } } }
    };
    let names = if open { "consent patient" } else { "" };
    Step { name: "patient", names, title: desk.say("rep-q-patient"), body }
}

fn files(desk: &Desk) -> Markup {
    html! {
        p { (limit(desk)) }
        p { (desk.say("rep-files-text")) }
        div.field {
            label for="files" { (desk.say("rep-files")) }
            input id="files" type="file" multiple accept="image/jpeg,image/png,text/plain";
        }
        ul data-files aria-live="polite" {}
    }
}

fn check(desk: &Desk, way: Way) -> Markup {
    let send = if way == Way::Offline { "rep-save" } else { "rep-send" };
    html! {
        div data-step="check" hidden {
          div.question {
            h2 { (desk.say("rep-check")) }
            p { (desk.say("rep-check-text")) }
            dl.summary data-answers {}
            div.btns {
                button.btn type="button" data-back { (desk.say("rep-back")) }
                button class="btn next" type="button" data-send { (desk.say(send)) }
            }
          }
        }
    }
}

fn receipt(desk: &Desk, way: Way) -> Markup {
    html! {
        div data-step="receipt" hidden {
          div.question {
            h2 { (desk.say(if way == Way::Offline { "rep-saved" } else { "rep-sent" })) }
            @if way == Way::Offline { p { (desk.say("rep-saved-text")) } }
            p { (desk.say("rep-receipt-text")) }
            p.code dir="ltr" { b data-receipt {} }
            p { (desk.say("rep-receipt-once")) }
            @if way != Way::Offline { div.btns { button.btn type="button" data-print { (desk.say("rep-print")) } } }
            p { (desk.say("rep-digest")) " " span dir="ltr" data-digest {} }
            p { (desk.say("rep-proof-later")) }
          }
        }
    }
}
