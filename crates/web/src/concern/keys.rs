//! Keys of those who read: made here in the browser, compared by somebody else, given up.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use codes::ids::ConcernKeyId;
use domain::access::Permission;
use domain::concern::KeyState;
use maud::{Markup, html};
use service::concern::KeyLine;

use super::fingerprint;
use crate::ask::{id, require};
use crate::desk::Desk;
use crate::look::asset::CONCERN_READER;
use crate::look::button::{Weight, submit};
use crate::look::field::{Control, Field, TextKind, field};
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, notice, panel};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::Answer;

/// `GET /concerns/keys`
pub(super) async fn show(desk: Desk) -> Answer {
    let seen = desk.app.service.concern_keys(desk.access()?).await?;
    let title = desk.say("concern-keys-title");
    let own = seen.keys.iter().any(|line| line.own);
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/concerns", desk.say("nav-concerns"))],
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("concern-keys-under")) }),
            ..Heading::default()
        }))
        @if !seen.open { (notice(TagKind::Stops, &html! { p { (desk.say("concern-keys-closed")) } })) }
        @for line in &seen.keys { (one(&desk, line)) }
        @if !own { (panel(Panel::Main, &desk.say("concern-make-title"), &make(&desk))) }
        script src=(CONCERN_READER.href()) defer {}
    };
    Ok(desk.page(&title, "/concerns", &body))
}

fn one(desk: &Desk, line: &KeyLine) -> Markup {
    let (kind, key) = match line.key.state {
        KeyState::Made => (TagKind::NotYet, "concern-key-made"),
        KeyState::Checked => (TagKind::Valid, "concern-key-checked"),
        KeyState::Left => (TagKind::Done, "concern-key-left"),
    };
    panel(
        Panel::Sheet,
        &line.key.made.office,
        &html! {
            p { (line.owner) " " (tag(kind, &desk.say(key))) }
            p { (desk.say("rep-fingerprint")) " " (fingerprint(&line.key.made.fingerprint)) }
            @if line.key.state == KeyState::Made && !line.own { (check_form(desk, line)) }
            @if line.key.state == KeyState::Made && line.own { p { (desk.say("concern-key-read-out")) } }
            @if line.key.state != KeyState::Left { (leave_form(desk, line)) }
            @if !line.naming.is_empty() {
                p { (desk.say_with("concern-key-names", &[("n", line.naming.len().into())])) }
                ul { @for concern in &line.naming { li { a href={ "/concerns/" (concern) } { (code_id(concern)) } } } }
            }
        },
    )
}

fn check_form(desk: &Desk, line: &KeyLine) -> Markup {
    let typed = Field::new("fingerprint", desk.say("concern-key-typed"), Control::Text(TextKind::Code, String::new()));
    html! {
        form method="post" action={ "/concerns/keys/" (line.key.id) "/check" } novalidate {
            (desk.marks())
            (field(&typed.hint(desk.say("concern-key-typed-hint"))))
            (submit(Weight::Next, &desk.say("concern-key-check"), None))
        }
    }
}

fn leave_form(desk: &Desk, line: &KeyLine) -> Markup {
    let today = [("date", desk.date(desk.app.service.today()).into())];
    html! {
        form method="post" action={ "/concerns/keys/" (line.key.id) "/leave" } {
            (desk.marks())
            (submit(Weight::Grave, &desk.say_with("concern-key-leave", &today), None))
        }
    }
}

fn make(desk: &Desk) -> Markup {
    let text = |name: &str, kind| {
        Field::new(name, desk.say(&format!("concern-make-{name}")), Control::Text(kind, String::new()))
    };
    html! {
        p { (desk.say("concern-make-text")) }
        noscript { p { (desk.say("concern-no-script")) } }
        div data-script hidden {
            form method="dialog" data-make-key data-short=(desk.say("concern-make-short")) data-differ=(desk.say("concern-make-differ"))
                data-working=(desk.say("concern-working")) data-failed=(desk.say("concern-failed")) novalidate {
                (desk.marks())
                (field(&text("office", TextKind::Words).hint(desk.say("concern-make-office-hint"))))
                (field(&text("first", TextKind::NewPassphrase).hint(desk.say("concern-make-first-hint"))))
                (field(&text("second", TextKind::NewPassphrase)))
                (submit(Weight::Next, &desk.say("concern-make-send"), None))
                p data-status role="status" aria-live="polite" {}
            }
        }
    }
}

/// `POST /concerns/keys/{key}/check`
pub(super) async fn check(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::WorkConcern)?;
    let key: ConcernKeyId = id("key", &text)?;
    sent.door(&desk).check_concern_key(desk.access()?, key, sent.text("fingerprint").to_owned()).await?;
    Ok(Redirect::to("/concerns/keys").into_response())
}

/// `POST /concerns/keys/{key}/leave`
pub(super) async fn leave(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::WorkConcern)?;
    let key: ConcernKeyId = id("key", &text)?;
    sent.door(&desk).leave_concern_key(desk.access()?, key).await?;
    Ok(Redirect::to("/concerns/keys").into_response())
}
