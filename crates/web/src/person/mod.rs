//! Papers of a pair: handed in and fetched. Persons: one person's page, links between records, notices; and over JSON.

mod alike;
mod api;
mod file;
pub(crate) mod guardian;
mod guardian_api;
mod notices;
mod search;

use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect};
use codes::ids::{DocumentId, PairId};
use domain::access::Permission;
use domain::person::{LARGEST_BYTES, MediaType};
use maud::{Markup, html};
use service::{Failure, Problem};

use crate::app::App;
use crate::ask;
use crate::desk::Desk;
use crate::look::button::{Weight, submit};
use crate::look::code_id;
use crate::look::field::{Control, Field, field};
use crate::look::notice::{Panel, panel};
use crate::route::{Needs, Page};
use crate::trouble::{Answer, Trouble};

pub use file::{LINK, UNLINK};
pub use guardian::{CHILD_CONSENT, GUARDIAN, GUARDIAN_END};
pub(crate) use notices::asked_again;
pub use search::SEARCH;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<crate::api::Endpoint> {
    let mut all = api::endpoints();
    all.extend(guardian_api::endpoints());
    all
}

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    vec![
        Page::post("/pairs/{pair}/documents", Needs::One(Permission::RecordStep), hand_in)
            .up_to(LARGEST_BYTES + 64 * 1024),
        Page::get("/notices", Needs::One(Permission::ReadNotice), notices::show).in_nav("nav-notices"),
        Page::post("/notices/{notice}", Needs::One(Permission::ReadNotice), notices::acknowledge),
        Page::get("/people/search", Needs::One(Permission::ReadIdentity), search::show),
        Page::post("/people/search", Needs::One(Permission::ReadIdentity), search::find),
        Page::get("/people/of-age", Needs::One(Permission::ReadIdentity), guardian::came_of_age),
        Page::get("/people/{person}/guardians", Needs::One(Permission::ReadIdentity), guardian::show),
        Page::post("/people/{person}/guardians", Needs::One(Permission::RecordIdentity), guardian::name),
        Page::post(
            "/people/{person}/guardians/{guardianship}/end",
            Needs::One(Permission::RecordIdentity),
            guardian::end,
        ),
        Page::post("/people/{person}/consent", Needs::One(Permission::TakeConsent), guardian::consent),
        Page::post(
            "/people/{person}/consents/{consent}/withdraw",
            Needs::One(Permission::RecordWithdrawal),
            guardian::withdraw,
        ),
        Page::post("/people/{person}/consents/{consent}/decide", Needs::One(Permission::TakeConsent), guardian::decide),
        Page::get("/people/{person}", Needs::One(Permission::ReadIdentity), file::show),
        Page::get("/people/{person}/same", Needs::One(Permission::LinkIdentity), alike::show),
        Page::post("/people/{person}/link", Needs::One(Permission::LinkIdentity), file::propose),
        Page::post("/people/{person}/link/confirm", Needs::One(Permission::LinkIdentity), file::confirm),
        Page::post("/people/{person}/link/decline", Needs::One(Permission::LinkIdentity), file::decline),
        Page::post("/people/{person}/unlink", Needs::One(Permission::LinkIdentity), file::unlink),
        Page::get("/documents/{document}", Needs::One(Permission::ReadPair), fetch),
    ]
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

/// A form as it was sent, or why it cannot be read.
type Uploaded = Result<Multipart, MultipartRejection>;

/// `POST /pairs/{pair}/documents`: a form with `csrf` before `document`.
async fn hand_in(desk: Desk, State(app): State<App>, Path(id): Path<String>, form: Uploaded) -> Answer {
    ask::require(&desk, Permission::RecordStep)?;
    let access = desk.access()?;
    let pair: PairId = id.parse().map_err(Failure::from)?;
    let broken = || Problem::new("malformed", "document", desk.say("problem-upload"));
    let mut form = form.map_err(|_| broken())?;
    let (mut ours, mut bytes) = (false, None);
    while let Some(part) = form.next_field().await.map_err(|_| broken())? {
        match part.name() {
            Some("csrf") => {
                let token = part.text().await.map_err(|_| broken())?;
                ours = desk.session.as_ref().is_some_and(|s| s.csrf == token);
            }
            Some("document") => bytes = Some(part.bytes().await.map_err(|_| broken())?),
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
