//! The public start page.

use axum::response::Response;
use maud::html;

use crate::desk::Desk;

/// `/`
pub(crate) async fn start(desk: Desk) -> Response {
    let title = desk.say("public-title");
    desk.page(&title, "/", &html! { h1 { (title) } })
}
