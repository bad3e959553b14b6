//! A form that was sent: its fields, its marks.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use service::{Failure, Problem};

use crate::app::App;
use crate::desk::Desk;
use crate::trouble::Trouble;

/// Fields of a form, in the order they were sent. It has no `Debug`: passwords and names are among them.
#[derive(Clone, Default)]
pub struct Sent {
    fields: BTreeMap<String, Vec<String>>,
    /// Key under which it is done only once, with the digest of the request.
    pub once: Option<(String, [u8; 32])>,
}

impl Sent {
    /// Reads `application/x-www-form-urlencoded`.
    #[must_use]
    pub fn parse(body: &[u8]) -> Self {
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for pair in body.split(|b| *b == b'&').filter(|p| !p.is_empty()) {
            let mut halves = pair.splitn(2, |b| *b == b'=');
            let (name, value) = (halves.next().unwrap_or_default(), halves.next().unwrap_or_default());
            fields.entry(decode(name)).or_default().push(decode(value));
        }
        Self { fields, once: None }
    }

    /// The door through which this form is done once, however often it is sent.
    #[must_use]
    pub fn door(&self, desk: &Desk) -> service::Service {
        match &self.once {
            Some((key, digest)) => desk.app.service.once(key.clone(), *digest),
            None => desk.app.service.clone(),
        }
    }

    /// The first value of a field, trimmed; empty when it was not sent.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|v| v.first()).map_or("", |v| v.trim())
    }

    /// All values of a field.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.fields.get(name).map_or(&[], Vec::as_slice)
    }

    /// Puts a value, as if it had been sent.
    pub fn put(&mut self, name: &str, value: &str) {
        self.fields.insert(name.to_owned(), vec![value.to_owned()]);
    }
}

fn decode(text: &[u8]) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        match (first, tail) {
            (b'+', _) => out.push(b' '),
            (b'%', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(h), Some(l)) => {
                    out.push(h << 4 | l);
                    rest = after;
                }
                _ => out.push(b'%'),
            },
            (other, _) => out.push(*other),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

impl FromRequest<App> for Sent {
    type Rejection = Trouble;

    /// Reads the form and holds its token against the session's.
    async fn from_request(request: Request, app: &App) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let desk = Desk::from_request_parts(&mut parts, app).await?;
        let path = parts.uri.path().to_owned();
        let bytes = Bytes::from_request(Request::from_parts(parts, body), app)
            .await
            .map_err(|_| Problem::new("malformed", "body", "a form of at most 1 MiB"))?;
        let mut sent = Self::parse(&bytes);
        if let Some(session) = &desk.session
            && sent.text("csrf") != session.csrf
        {
            return Err(Failure::Denied { hidden: false }.into());
        }
        let key = sent.text("once").to_owned();
        if key.len() > 200 {
            return Err(Problem::new("malformed", "once", "a key of at most 200 characters").into());
        }
        if !key.is_empty() {
            let digest = *ledger::Hash::of(&[path.as_bytes(), b"\n", &bytes]).as_bytes();
            sent.once = Some((key, digest));
        }
        Ok(sent)
    }
}
