//! The mailbox: opened with the receipt's code, which stays in the browser; what derives from it is posted and never stands in
//! an address.

use axum::body::Bytes;
use axum::http::header;
use axum::response::IntoResponse;
use maud::html;
use service::Problem;

use super::quiet_page;
use crate::desk::Desk;
use crate::look::asset::CONCERN_MAILBOX;
use crate::look::field::{Control, Field, TextKind, field};
use crate::trouble::Answer;

/// The four steps that whoever reported sees, with the states that they stand for.
const STEPS: [(&str, &str); 4] = [
    ("rep-state-received", "received"),
    ("rep-state-read", "acknowledged"),
    ("rep-state-acted", "referred in_case"),
    ("rep-state-closed", "no_action"),
];

/// `GET /concern/mailbox`
pub(super) async fn show(desk: Desk) -> Answer {
    let title = desk.say("rep-mailbox-title");
    let code = Field::new("code", desk.say("rep-code"), Control::Text(TextKind::Code, String::new()));
    let page = html! {
        div.question {
            h1 { (title) }
            noscript { p { (desk.say("rep-no-script")) } }
            div data-script hidden {
                form method="dialog" data-mailbox data-wrong=(desk.say("rep-code-wrong")) data-nothing=(desk.say("rep-code-nothing"))
                    data-failed=(desk.say("rep-failed")) autocomplete="off" novalidate {
                    (field(&code.hint(desk.say("rep-code-hint"))))
                    button class="btn next" type="submit" { (desk.say("rep-code-open")) }
                    p data-status role="status" aria-live="polite" {}
                }
            }
            (opened(&desk))
        }
    };
    Ok(quiet_page(&desk, &title, &page, &CONCERN_MAILBOX))
}

fn opened(desk: &Desk) -> maud::Markup {
    let text = Field::new("text", desk.say("rep-more"), Control::Lines(String::new(), 6));
    html! {
        div data-opened hidden data-reply=(desk.say("rep-from-reader")) data-message=(desk.say("rep-from-you"))
            data-unopened=(desk.say("rep-unopened")) {
            ol { @for (key, states) in STEPS { li data-state=(states) { (desk.say(key)) } } }
            h2 { (desk.say("rep-messages")) }
            p data-none { (desk.say("rep-messages-none")) }
            ul data-messages {}
            p.under { (desk.say("rep-messages-last")) }
            form method="dialog" data-more data-nothing=(desk.say("rep-nothing")) data-long=(desk.say("rep-long")) data-taken=(desk.say("rep-more-taken"))
                data-failed=(desk.say("rep-failed")) autocomplete="off" novalidate {
                (field(&text.hint(desk.say("rep-more-hint"))))
                div.pick { input id="retaliation" type="checkbox" name="retaliation"; label for="retaliation" { (desk.say("rep-retaliation")) } }
                button class="btn next" type="submit" { (desk.say("rep-more-send")) }
                p data-status role="status" aria-live="polite" {}
            }
            h2 { (desk.say("rep-proof-title")) }
            p { (desk.say("rep-proof-text")) }
            p data-proof-later hidden { (desk.say("rep-proof-wait")) }
            button.btn type="button" data-proof { (desk.say("rep-proof-save")) }
        }
    }
}

/// `POST /concern/mailbox/read`: 16 bytes in, always the same number of bytes out.
pub(super) async fn read(desk: Desk, body: Bytes) -> Answer {
    let id: [u8; 16] = body.as_ref().try_into().map_err(|_| Problem::new("malformed", "mailbox", "16 bytes"))?;
    let text = desk.app.service.concern_mailbox(&id).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}
