//! Reading a JSON body, and the key under which a write is done once.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use serde::de::DeserializeOwned;
use service::{Failure, Problem, Service};

use crate::app::App;
use crate::desk::Desk;
use crate::form::typed;
use crate::guard::bearer;
use crate::trouble::Trouble;

/// A write: who asks, what was sent, and the door through which it is done once.
pub(crate) struct Write<T> {
    pub(crate) desk: Desk,
    pub(crate) body: T,
    pub(crate) service: Service,
}

impl<T: DeserializeOwned + Send> FromRequest<App> for Write<T> {
    type Rejection = Trouble;

    async fn from_request(request: Request, app: &App) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let desk = Desk::from_request_parts(&mut parts, app).await?;
        let session = desk.session.as_ref().ok_or(Failure::NotSignedIn)?;
        let header = |name: &str| parts.headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        // A browser's session must show that the page was ours; a bearer token shows that by being there.
        if bearer(&parts.headers).is_none() && header("x-csrf-token").as_deref() != Some(session.csrf.as_str()) {
            return Err(Failure::Denied { hidden: false }.into());
        }
        let key = header("idempotency-key")
            .filter(|k| (8..=200).contains(&k.len()))
            .ok_or_else(|| Problem::new("missing", "Idempotency-Key", "a header of 8 to 200 characters"))?;
        let path = parts.uri.path().to_owned();
        let bytes = Bytes::from_request(Request::from_parts(parts, body), app)
            .await
            .map_err(|_| Problem::new("malformed", "body", "at most 1 MiB"))?;
        let value = match bytes.is_empty() {
            true => serde_json::Value::Null,
            false => serde_json::from_slice(&bytes).map_err(|e| {
                let place = format!("JSON; it breaks off at line {}, column {}", e.line(), e.column());
                Problem::new("malformed", "body", place)
            })?,
        };
        let digest = *ledger::Hash::of(&[path.as_bytes(), b"\n", &bytes]).as_bytes();
        Ok(Self { service: app.service.once(key, digest), body: typed(value)?, desk })
    }
}

/// Reads a number from the path.
pub(crate) fn number<T: std::str::FromStr<Err = codes::Malformed>>(text: &str) -> Result<T, Trouble> {
    text.parse::<T>().map_err(|m| Problem::new("malformed", "number", m.expected).showing(text).into())
}
