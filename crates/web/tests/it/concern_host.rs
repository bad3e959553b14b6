//! The reporting pages on a host of their own: what answers there, what is looked at, and where every other host leads.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use domain::access::Role;
use law::Words;
use serde_json::json;
use service::demo::concerns::sealed;
use tower::ServiceExt as _;
use web::concern::asks_nobody;
use web::route::{Needs, Verb, endpoints, pages};
use web::{App, AppOptions, router};

use crate::concern::Heard;
use crate::support::{Town, Visitor};

const OWN: &str = "concerns.example";
const MAIN: &str = "registry.example";

/// The town behind a second router, whose reporting pages have a host of their own.
fn apart(town: &Town, host: &str, secure_cookies: bool) -> Router {
    router(App {
        service: town.service.clone(),
        words: Arc::new(Words::load().unwrap()),
        options: AppOptions { demo: true, secure_cookies },
        concern_host: Some(Arc::new(host.parse().unwrap())),
    })
}

/// What came back, to the last byte.
#[derive(Debug, PartialEq, Eq)]
struct Answered {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answered {
    fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map(|v| v.to_str().unwrap()).unwrap_or_default()
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).replace(['\u{2068}', '\u{2069}'], "")
    }
}

async fn ask(
    router: &Router,
    (method, host, path): (Method, &str, &str),
    with: &[(header::HeaderName, &str)],
    body: Vec<u8>,
) -> Answered {
    let mut request = Request::builder().method(method).uri(path).header(header::HOST, host);
    for (name, value) in with {
        request = request.header(name, *value);
    }
    let response = router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let body = to_bytes(response.into_body(), 8 << 20).await.unwrap().to_vec();
    Answered { status, headers, body }
}

async fn get(router: &Router, host: &str, path: &str) -> Answered {
    ask(router, (Method::GET, host, path), &[], Vec::new()).await
}

fn cookies(who: &Visitor) -> String {
    format!("donare_session={}; donare_lang=ar; donare_theme=dark", who.token)
}

/// An address of a row, its numbers filled with something.
fn filled(path: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { "x".to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn file_of(town: &Town, door: &service::concern::Door) -> Vec<u8> {
    let said = json!({"seen": "Three donors, one bag of papers."}).to_string();
    let (head, text) = sealed(&town.service, &said, door).unwrap();
    let head = serde_json::to_vec(&head).unwrap();
    [b"DNC1", &u32::try_from(head.len()).unwrap().to_be_bytes()[..], &head, &text].concat()
}

/// The reporting pages that are shown: rows that ask for nothing.
fn shown() -> Vec<&'static str> {
    let rows = pages();
    let own = rows.iter().filter(|row| asks_nobody(row.path));
    own.inspect(|row| assert!(matches!(row.needs, Needs::Nothing), "{} asks for something", row.path))
        .filter(|row| row.verb == Verb::Get)
        .map(|row| row.path)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn on_its_own_host_the_reporting_pages_answer_and_nothing_else_does() {
    let town = Town::new().await;
    let router = apart(&town, OWN, false);
    assert_eq!(shown().len(), 6);
    for path in shown() {
        assert_eq!(get(&router, OWN, path).await.status, StatusCode::OK, "{path}");
    }
    let addresses = pages().into_iter().map(|row| (row.verb, filled(row.path)));
    let addresses =
        addresses.chain(endpoints().into_iter().map(|row| (row.verb, filled(&format!("/api/v1{}", row.path)))));
    let demo = [(Verb::Get, "/demo".to_owned()), (Verb::Post, "/demo/enter".to_owned())];
    let worker = [(Verb::Get, "/scan/worker.js".to_owned()), (Verb::Get, "/api/v1/openapi.json".to_owned())];
    let mut others = 0;
    let elsewhere = |(_, path): &(Verb, String)| path != "/" && !asks_nobody(path);
    for (verb, path) in addresses.chain(demo).chain(worker).filter(elsewhere) {
        let method = if verb == Verb::Get { Method::GET } else { Method::POST };
        let answered = ask(&router, (method, OWN, &path), &[], Vec::new()).await;
        assert_eq!(answered.status, StatusCode::NOT_FOUND, "{path}");
        others += 1;
    }
    assert!(others > 300, "{others}");
    for (file, status) in [
        ("style.css", StatusCode::OK),
        ("concern.js", StatusCode::OK),
        ("concern-mailbox.js", StatusCode::OK),
        ("concern-reader.js", StatusCode::NOT_FOUND),
        ("live.js", StatusCode::NOT_FOUND),
        ("queue.js", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(get(&router, OWN, &format!("/assets/{file}")).await.status, status, "{file}");
    }
    // Somebody who typed the name alone comes to the first page; who typed another address is told where to go.
    let start = get(&router, OWN, "/").await;
    assert_eq!((start.status, start.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/concern"));
    let nothing = get(&router, OWN, "/law").await.text();
    assert!(
        nothing.contains("only the pages on which somebody reports") && nothing.contains("href=\"/concern?lang=en\"")
    );
    assert!(!nothing.contains("live.js") && !nothing.contains("administrator"), "{nothing}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_on_these_pages_is_there_or_is_the_way_out_at_once() {
    let town = Town::new().await;
    let router = apart(&town, OWN, false);
    let mut waiting: Vec<String> = vec!["/concern".to_owned(), "/law".to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(path) = waiting.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let page = get(&router, OWN, &path).await;
        assert_eq!(page.status == StatusCode::OK, path != "/law", "{path}");
        if !page.header(header::CONTENT_TYPE).starts_with("text/html") {
            continue;
        }
        let text = page.text();
        let addresses = text.split("href=\"").skip(1).chain(text.split("src=\"").skip(1));
        for address in addresses.map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&")) {
            match address.as_str() {
                "#main" | "https://www.wikipedia.org/" => {}
                inside if inside.starts_with('/') && !inside.starts_with("//") => waiting.push(address),
                other => panic!("{path} leads to {other}"),
            }
        }
        if !path.starts_with("/concern/offline") {
            assert!(text.contains("data-leave") && text.contains("rel=\"noreferrer noopener\""), "{path}");
            assert_eq!(text.matches("<script").count(), 1, "{path}");
        }
    }
    // Each page in both languages, the scripts and the style.
    assert!(seen.len() > 12, "{seen:?}");
    // An address that somebody made up does not end up in a link.
    let page = get(&router, OWN, "//elsewhere.example/x").await;
    assert!(page.status == StatusCode::NOT_FOUND && !page.text().contains("elsewhere"), "{page:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_a_browser_brings_there_changes_no_byte_and_none_begins() {
    let town = Town::new().await;
    let router = apart(&town, OWN, false);
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let (cookie, bearer) = (cookies(&nurse), format!("Bearer {}", nurse.token));
    let brought = [(header::COOKIE, cookie.as_str()), (header::AUTHORIZATION, bearer.as_str())];
    let elsewhere =
        ["/", "/role", "/sign-in", "/trace", "/concerns", "/language/ar", "/theme/dark", "/api/v1/concerns"];
    for path in shown().into_iter().chain(elsewhere) {
        let plain = get(&router, OWN, path).await;
        let signed = ask(&router, (Method::GET, OWN, path), &brought, Vec::new()).await;
        assert_eq!(plain, signed, "{path}");
        assert!(!signed.headers.contains_key(header::SET_COOKIE), "{path}");
    }
    let read = async |with: &[(header::HeaderName, &str)]| {
        ask(&router, (Method::POST, OWN, "/concern/mailbox/read"), with, vec![9; 16]).await
    };
    // What fills a mailbox that is not there is chance.
    let (plain, signed) = (read(&[]).await, read(&brought).await);
    assert_eq!((plain.status, plain.headers, plain.body.len()), (signed.status, signed.headers, signed.body.len()));
    // On the main host the same cookie makes a difference.
    let there = ask(&router, (Method::GET, MAIN, "/law"), &brought, Vec::new()).await;
    assert_ne!(get(&router, MAIN, "/law").await, there);
    // The same cookie is good on the main host, and cannot be used or ended from here.
    for (path, form) in [("/sign-out", format!("csrf={}", nurse.csrf)), ("/demo/enter", "role=inspector".to_owned())] {
        let answered = ask(&router, (Method::POST, OWN, path), &brought, form.into_bytes()).await;
        assert_eq!(answered.status, StatusCode::NOT_FOUND);
        assert!(!answered.headers.contains_key(header::SET_COOKIE));
    }
    let role = ask(&router, (Method::GET, MAIN, "/role"), &[(header::COOKIE, &cookie)], Vec::new()).await;
    assert_eq!(role.status, StatusCode::OK);
    assert!(town.service.session(&nurse.token).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_stands_in_the_address_and_no_cookie_is_set() {
    let town = Town::new().await;
    let router = apart(&town, OWN, false);
    let page = get(&router, OWN, "/concern?lang=ar").await;
    let text = page.text();
    assert!(text.contains("dir=\"rtl\"") && text.contains("/concern/report?lang=ar"), "{text}");
    assert!(text.contains("href=\"/concern?lang=en\"") && !page.headers.contains_key(header::SET_COOKIE));
    let by_browser = ask(&router, (Method::GET, OWN, "/concern"), &[(header::ACCEPT_LANGUAGE, "ar")], Vec::new()).await;
    assert!(by_browser.text().contains("dir=\"rtl\""));
    let unknown = get(&router, OWN, "/concern?lang=%22x").await.text();
    assert!(unknown.contains("dir=\"ltr\"") && !unknown.contains("%22"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_other_host_leads_there_and_takes_no_report() {
    let town = Town::new().await;
    let router = apart(&town, OWN, false);
    let before = town.service.enter_concerns().await.unwrap();
    let door = town.service.concern_door().await.unwrap();
    for host in [MAIN, "127.0.0.1:8080", "", "xconcerns.example", "concerns.example.org", "nobody.example:443"] {
        for path in shown() {
            for method in [Method::GET, Method::HEAD] {
                let answered = ask(&router, (method, host, path), &[], Vec::new()).await;
                assert_eq!(answered.status, StatusCode::PERMANENT_REDIRECT, "{host} {path}");
                assert_eq!(answered.header(header::LOCATION), format!("http://{OWN}{path}"));
                assert_eq!(answered.header(header::CACHE_CONTROL), "no-store");
                assert_eq!(answered.header(header::REFERRER_POLICY), "no-referrer");
            }
        }
        for path in ["/concern/post", "/concern/mailbox/read"] {
            let answered = ask(&router, (Method::POST, host, path), &[], file_of(&town, &door)).await;
            assert_eq!((answered.status, answered.body.len()), (StatusCode::MISDIRECTED_REQUEST, 0), "{host} {path}");
        }
    }
    assert_eq!((before, town.service.enter_concerns().await.unwrap()), (before, 0), "nothing was taken");
    let sent = ask(&router, (Method::POST, OWN, "/concern/post"), &[], file_of(&town, &door)).await;
    assert_eq!(sent.status, StatusCode::OK);
    assert_eq!(town.service.enter_concerns().await.unwrap(), 1);
    // A page of the main host cannot send into it: it is another site's page.
    let crossed = [(header::ORIGIN, "http://registry.example")];
    let crossed = ask(&router, (Method::POST, OWN, "/concern/post"), &crossed, file_of(&town, &door)).await;
    assert_eq!(crossed.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_is_known_by_its_name_however_it_is_written() {
    let town = Town::new().await;
    let router = apart(&town, "Concerns.Example:8443", true);
    for host in
        ["concerns.example", "CONCERNS.example", "concerns.example:8443", "concerns.example.", "concerns.example:1"]
    {
        assert_eq!(get(&router, host, "/concern").await.status, StatusCode::OK, "{host}");
        assert_eq!(get(&router, host, "/sign-in").await.status, StatusCode::NOT_FOUND, "{host}");
    }
    // An address that names its host counts before the header.
    assert_eq!(get(&router, MAIN, "http://concerns.example/sign-in").await.status, StatusCode::NOT_FOUND);
    let led = get(&router, OWN, "http://registry.example/concern/report?x=1").await;
    assert_eq!(led.header(header::LOCATION), "https://concerns.example:8443/concern/report?x=1");
}

#[tokio::test(flavor = "multi_thread")]
async fn other_pages_stay_where_they_are_and_lead_there_without_saying_where_from() {
    let town = Town::new().await;
    let router = apart(&town, OWN, false);
    let reader = town.enter(Role::Investigator).await;
    let cookie = format!("donare_session={}", reader.token);
    for path in ["/", "/law", "/concerns", "/concerns/keys", "/concerns/enter"] {
        let page = ask(&router, (Method::GET, MAIN, path), &[(header::COOKIE, &cookie)], Vec::new()).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let text = page.text();
        assert!(
            text.contains(&format!("<a href=\"http://{OWN}/concern?lang=en\" rel=\"noreferrer\">")),
            "{path} {text}"
        );
        assert!(!text.contains("href=\"/concern\""), "{path}");
        assert_eq!(page.header(header::REFERRER_POLICY), "no-referrer");
    }
    let list = ask(&router, (Method::GET, MAIN, "/concerns"), &[(header::COOKIE, &cookie)], Vec::new()).await;
    assert_eq!(list.text().matches(&format!("http://{OWN}/concern?lang=en")).count(), 2, "foot and list");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_answers_there_is_as_strict_as_the_reporting_pages() {
    let town = Town::new().await;
    let (router, before) = (apart(&town, OWN, true), get(&town.router, OWN, "/concern").await);
    assert!(before.header(header::CONTENT_SECURITY_POLICY).contains("form-action 'none'"));
    for path in
        ["/concern", "/concern/report", "/", "/sign-in", "/assets/style.css", "/assets/queue.js", "/api/v1/concerns"]
    {
        let answered = get(&router, OWN, path).await;
        for (name, value) in &before.headers {
            if ![header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CACHE_CONTROL].contains(name) {
                assert_eq!(answered.headers.get(name), Some(value), "{path} {name}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_host_of_their_own_they_answer_on_every_host() {
    let town = Town::new().await;
    for host in [OWN, MAIN] {
        for path in shown() {
            assert_eq!(get(&town.router, host, path).await.status, StatusCode::OK, "{path}");
        }
        let start = get(&town.router, host, "/").await;
        assert!(start.status == StatusCode::OK && start.text().contains("<a href=\"/concern\">"), "{host}");
    }
    let door = get(&town.router, MAIN, "/concern").await.text();
    assert!(door.contains("href=\"/concern/report\"") && door.contains("/language/ar?to="));
}

#[tokio::test(flavor = "current_thread")]
async fn nothing_is_kept_of_whoever_comes_by_either_host() {
    let (heard, town) = (Heard::default(), Town::new().await);
    let logs = heard.clone();
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || logs.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    tracing::info!("Listening");
    let (router, door) = (apart(&town, OWN, false), town.service.concern_door().await.unwrap());
    let cookie = cookies(&nurse);
    let marks = [
        (header::USER_AGENT, "Zorbrowser/9.9"),
        (header::HeaderName::from_static("x-forwarded-for"), "203.0.113.77"),
        (header::COOKIE, cookie.as_str()),
    ];
    for host in [OWN, MAIN] {
        for path in shown() {
            ask(&router, (Method::GET, host, &format!("{path}?zorquery=1")), &marks, Vec::new()).await;
        }
        ask(&router, (Method::POST, host, "/concern/post"), &marks, file_of(&town, &door)).await;
        ask(&router, (Method::POST, host, "/concern/mailbox/read"), &marks, vec![3; 16]).await;
        ask(&router, (Method::POST, host, "/concern/post"), &marks, b"zorbody".to_vec()).await;
    }
    ask(&router, (Method::GET, OWN, "/zorpath"), &marks, Vec::new()).await;
    assert_eq!(town.service.enter_concerns().await.unwrap(), 1);
    let heard = heard.0.lock().unwrap().clone();
    assert!(heard.windows(9).any(|w| w == b"Listening"), "the logs were read");
    let all = [heard, town.files()].concat();
    for trace in ["Zorbrowser", "203.0.113.77", "zorquery", "zorbody", "zorpath", OWN, &nurse.token] {
        let found = all.windows(trace.len()).any(|w| w == trace.as_bytes());
        assert!(!found, "{trace} was kept");
    }
}
