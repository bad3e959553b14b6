//! The sealing page to take along: one file that works without a network; and the place where its sealed file is handed in.

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse};
use maud::{DOCTYPE, PreEscaped, html};

use super::questions::{Way, body};
use super::quiet_page;
use crate::desk::Desk;
use crate::look::asset::{CONCERN, STYLE};
use crate::trouble::Answer;

/// `GET /concern/offline`: the questions with style, script and the readers' keys inside, as a file.
pub(super) async fn download(desk: Desk) -> Answer {
    let door = desk.app.service.concern_door().await?;
    let page = html! {
        (DOCTYPE)
        html lang=(desk.lang) dir=(desk.dir().attr()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (desk.say("rep-offline-title")) }
                style { (PreEscaped(STYLE.text)) }
            }
            body {
                main { div.page {
                    p { (desk.say("rep-offline-intro")) }
                    (body(&desk, &door, Way::Offline))
                } }
                script { (PreEscaped(CONCERN.text)) }
            }
        }
    };
    let mut response = Html(page.into_string()).into_response();
    let as_file = HeaderValue::from_static("attachment; filename=\"report.html\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, as_file);
    Ok(response)
}

/// `GET /concern/hand-in`
pub(super) async fn hand_in(desk: Desk) -> Answer {
    let title = desk.say("rep-hand-in-title");
    let page = html! {
        div.question {
            h1 { (title) }
            p { (desk.say("rep-hand-in-text")) }
            noscript { p { (desk.say("rep-no-script")) } }
            div data-script hidden {
                form method="dialog" data-hand-in data-taken=(desk.say("rep-hand-in-taken")) data-failed=(desk.say("rep-failed"))
                    data-later=(desk.say("rep-later")) novalidate {
                    div.field {
                        label for="sealed" { (desk.say("rep-hand-in-file")) }
                        input id="sealed" type="file" accept=".donare";
                    }
                    button class="btn next" type="submit" { (desk.say("rep-hand-in-send")) }
                    p data-status role="status" aria-live="polite" {}
                }
            }
        }
    };
    Ok(quiet_page(&desk, &title, &page, &CONCERN))
}
