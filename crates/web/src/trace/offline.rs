//! Working without a network: the page of scanning that is kept for it, what every such page has, what a device asks when it
//! is back, and the worker.

use axum::Json;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use domain::access::Permission;
use maud::{Markup, html};
use serde_json::json;
use service::DeviceStanding;

use super::scan::{SCANNED, camera};
use crate::approval::forms::lists;
use crate::ask::{self, require};
use crate::cookie::Cookie;
use crate::desk::Desk;
use crate::guard::bearer;
use crate::look::asset::{QUEUE, SEAL, WORKER};
use crate::look::button::{Weight, submit};
use crate::look::field::{Control, Field, TextKind, field};
use crate::look::frame::{Question, question};
use crate::look::notice::notice;
use crate::look::shell::Nav;
use crate::look::{Link, TagKind, shell as frame, tag};
use crate::sent::Sent;
use crate::trouble::Answer;

/// Says to the worker that this page may be kept: nothing on it speaks of an organ or of anybody.
const KEEPABLE: HeaderName = HeaderName::from_static("donare-offline");
const ALLOWED: HeaderName = HeaderName::from_static("service-worker-allowed");

/// A place in which a device works without a network: its pages lie under one address, its entries go to one endpoint.
pub struct Place {
    /// Where its pages, the kept one and its worker lie.
    pub under: &'static str,
    /// Where entries go.
    pub to: &'static str,
    /// Whether the kept page changes while a shift lasts, so that it is kept anew whenever it is opened with a network.
    pub changes: bool,
    /// What it says in words of its own, by key; everything else is said as where one scans.
    pub own: &'static [(&'static str, &'static str)],
}

impl Place {
    fn key(&self, name: &str) -> String {
        let own = self.own.iter().find(|(of, _)| *of == name);
        own.map_or_else(|| format!("offline-{name}"), |(_, key)| (*key).to_owned())
    }
}

const SCAN: Place = Place { under: "/scan", to: "/api/v1/device-entry", changes: false, own: &[] };

/// `GET /scan/offline`: the form as it is kept for a shift, with the public names of the centres and nothing else. Who is
/// signed in does not stand on it.
pub(super) async fn shell(desk: Desk) -> Answer {
    require(&desk, Permission::HandOver)?;
    let lists = lists(&desk, desk.access()?, &[]).await?;
    let code = Field::new("code", desk.say("scan-field"), Control::Text(TextKind::Code, String::new()));
    let form = html! {
        p { (desk.say("offline-text")) }
        form method="get" action="/scan" data-queue="hand_over" {
            (camera(&desk))
            (field(&code.hint(desk.say("scan-hint"))))
            (SCANNED.draw(&desk, &lists, &Sent::default(), &[]))
            (submit(Weight::Next, &desk.say("offline-button"), None))
        }
    };
    let back = Link::new("/scan", desk.say("scan-back"));
    Ok(kept(&desk, &SCAN, (&desk.say("offline-title"), &desk.say("nav-scan")), back, &form))
}

/// A page that may be kept on a device: a form, what waits there, and nothing of who is signed in.
pub fn kept(desk: &Desk, place: &Place, (title, front): (&str, &str), back: Link, form: &Markup) -> Response {
    let page = question(&Question {
        back: Some(back),
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! {
            (queue_says(desk, place))
            (form)
            (outbox(desk, place))
        },
    });
    let mut around = desk.shell(title, place.under);
    (around.person, around.find, around.clock) = (None, None, None);
    around.nav = Nav { front: vec![Link::new(place.under, front)], ..Nav::default() };
    let mut response = Html(frame(&around, &page).into_string()).into_response();
    response.headers_mut().insert(KEEPABLE, HeaderValue::from_static("shell"));
    response
}

/// What the page of scanning says of the network.
pub(super) fn scan_says(desk: &Desk) -> Markup {
    queue_says(desk, &SCAN)
}

/// What the script of the queue says, each sentence hidden until it is true, and the scripts.
fn queue_says(desk: &Desk, place: &Place) -> Markup {
    let line = |name: &str, kind: TagKind| {
        let says = desk.say(&place.key(&format!("says-{name}")));
        html! {
            div hidden data-says=(name) role="status" { (notice(kind, &html! { p { (says) } })) }
        }
    };
    html! {
        (line("online", TagKind::Valid))
        (line("offline", TagKind::With))
        (line("paused", TagKind::Yours))
        (line("written", TagKind::Done))
        (line("wrong", TagKind::Stops))
        script src=(SEAL.href()) defer {}
        script src=(QUEUE.href()) defer data-under=(place.under) data-to=(place.to) data-changes[place.changes] {}
    }
}

/// What this device holds; the script fills it, since the server does not know it yet.
fn outbox(desk: &Desk, place: &Place) -> Markup {
    let states = [
        ("waiting", TagKind::Yours),
        ("other", TagKind::NotYet),
        ("kept", TagKind::Done),
        ("unclear", TagKind::LookAgain),
        ("problem", TagKind::Stops),
    ];
    let offset = desk.zone().to_offset(desk.app.service.now()).seconds() / 60;
    html! {
        h2 { (desk.say("offline-outbox")) }
        noscript { p { (desk.say(&place.key("no-script"))) } }
        @for (state, kind) in states {
            template data-state=(state) { (tag(kind, &desk.say(&place.key(&format!("state-{state}"))))) }
        }
        ul data-outbox data-offset=(offset) dir=(desk.dir().attr()) {}
        p.under data-says="empty" { (desk.say("offline-empty")) }
    }
}

/// Who works without a network.
const MAY: [Permission; 2] = [Permission::HandOver, Permission::Audit];

/// `GET /scan/contact`: what a device asks that comes back into the network. It tells who is signed in by number, what time
/// it is and to which key to seal; to everybody else only that nobody is, or that the session was ended.
pub(super) async fn contact(desk: Desk, headers: HeaderMap) -> Answer {
    let token = bearer(&headers).map(str::to_owned).or_else(|| Cookie::Session.of(desk.app.options, &headers));
    let service = &desk.app.service;
    let standing = service.device_standing(token.as_deref()).await?;
    let told = match standing {
        DeviceStanding::Open { session, until_at } if MAY.iter().any(|may| ask::may(&desk, *may)) => {
            let key = service.inbox_key()?;
            json!({
                "state": "open", "now": service.now(), "until_at": until_at, "account": session.access.account,
                "csrf": session.csrf,
                "key": {"version": key.version, "public": data_encoding::BASE64.encode(&key.public)},
            })
        }
        DeviceStanding::Open { .. } | DeviceStanding::Paused => json!({"state": "paused", "now": service.now()}),
        DeviceStanding::Ended => json!({"state": "ended", "now": service.now()}),
    };
    Ok(Json(told).into_response())
}

/// `GET /scan/worker.js`
pub(super) async fn worker() -> Response {
    worker_under(&SCAN)
}

/// The worker of a place. It sees the addresses of that place only.
pub fn worker_under(place: &Place) -> Response {
    let headers =
        [(header::CONTENT_TYPE, WORKER.media_type), (header::CACHE_CONTROL, "no-cache"), (ALLOWED, place.under)];
    (headers, WORKER.text).into_response()
}
