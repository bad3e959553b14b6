//! Papers of a pair: handed in and fetched.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use codes::ids::{DocumentId, PairId};
use domain::access::Permission;
use domain::person::{LARGEST_BYTES, MediaType};
use maud::{Markup, html};
use service::{Failure, Problem};

use crate::app::App;
use crate::approval::ask;
use crate::desk::Desk;
use crate::look::button::{Weight, submit};
use crate::look::code_id;
use crate::look::field::{Control, Field, field};
use crate::look::notice::{Panel, panel};
use crate::trouble::{Answer, Trouble};

/// Routes.
pub fn routes() -> Router<App> {
    let largest = LARGEST_BYTES + 64 * 1024;
    Router::new()
        .route("/pairs/{id}/documents", post(hand_in).layer(DefaultBodyLimit::max(largest)))
        .route("/documents/{id}", get(fetch))
}

/// Papers of a pair, with the field to hand one in where the reader may.
pub(crate) async fn papers(desk: &Desk, pair: PairId) -> Result<Markup, Trouble> {
    let kept = desk.app.service.documents_of(desk.access()?, pair).await?;
    let hands_in = ask::may(desk, Permission::RecordStep);
    let upload = Field::new("document", desk.say("papers-add"), Control::File(MediaType::ACCEPTED.to_owned()))
        .hint(desk.say("papers-hint"));
    let body = html! {
        @if kept.is_empty() { p { (desk.say("papers-none")) } }
        ul { @for paper in &kept {
            li { a href={ "/documents/" (paper.id) } { (code_id(&paper.id.to_string())) } " " (paper.kept.media_type.suffix()) }
        } }
        @if hands_in {
            form method="post" action={ "/pairs/" (pair) "/documents" } enctype="multipart/form-data" {
                (desk.marks()) (field(&upload)) (submit(Weight::Other, &desk.say("papers-button"), None))
            }
        }
    };
    Ok(html! { div #documents { (panel(Panel::Bare, &desk.say("papers-title"), &body)) } })
}

/// `POST /pairs/{id}/documents`: a form with `csrf` before `document`.
async fn hand_in(desk: Desk, State(app): State<App>, Path(id): Path<String>, mut form: Multipart) -> Answer {
    let access = desk.access()?;
    let pair: PairId = id.parse().map_err(Failure::from)?;
    let broken = |_| Problem::new("malformed", "document", desk.say("problem-upload"));
    let (mut ours, mut bytes) = (false, None);
    while let Some(part) = form.next_field().await.map_err(broken)? {
        match part.name() {
            Some("csrf") => {
                let token = part.text().await.map_err(broken)?;
                ours = desk.session.as_ref().is_some_and(|s| s.csrf == token);
            }
            Some("document") => bytes = Some(part.bytes().await.map_err(broken)?),
            _ => {}
        }
    }
    if !ours {
        return Err(Failure::Denied { hidden: false }.into());
    }
    let bytes =
        bytes.filter(|b| !b.is_empty()).ok_or_else(|| Problem::new("missing", "document", desk.say("problem-fill")))?;
    app.service.keep_document(access, pair, bytes.to_vec()).await?;
    Ok(Redirect::to(&format!("/pairs/{pair}#documents")).into_response())
}

/// `GET /documents/{id}`: always a download, never shown inside our pages.
async fn fetch(desk: Desk, Path(id): Path<String>) -> Answer {
    let id: DocumentId = id.parse().map_err(Failure::from)?;
    let (document, bytes) = desk.app.service.open_document(desk.access()?, id).await?;
    let name = format!("attachment; filename=\"{id}.{}\"", document.kept.media_type.suffix());
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(document.kept.media_type.code()));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
