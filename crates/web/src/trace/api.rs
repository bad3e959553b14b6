//! Traces over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use domain::access::Permission;

use crate::api::Endpoint;
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/trace/{number}", Needs::One(Permission::ReadTrace), trace)
            .does("The whole chain of a donor, organ, tissue unit, recipient, transplantation or application number: organs, tissues and cells.")
            .returns("One trace per donor."),
    ]
}

async fn trace(desk: Desk, Path(id): Path<String>) -> Answer {
    let found = desk.app.service.trace(desk.access()?, &id).await?;
    Ok(Json(found).into_response())
}
