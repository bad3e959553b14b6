//! A small demonstration country behind an in-process router, with a browser's few manners.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use domain::access::Role;
use jiff::Timestamp;
use law::Words;
use service::clock::{SeededChance, SetClock};
use service::demo::{DemoCountry, Size};
use service::{Service, Start};
use tower::ServiceExt;
use web::{App, AppOptions, router};

use crate::original;

/// The present of every test.
pub const NOW: &str = "2026-11-21T09:00:00Z";

/// A country of a test's own.
pub struct Town {
    pub router: Router,
    pub service: Service,
    pub clock: Arc<SetClock>,
    pub country: DemoCountry,
    folder: PathBuf,
}

/// Somebody signed in.
#[derive(Clone)]
pub struct Visitor {
    pub token: String,
    pub csrf: String,
    pub lang: &'static str,
}

/// What came back.
#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    pub location: String,
    pub body: String,
}

fn folder(name: &str) -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let unique = format!("donare_web_{}_{name}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
    std::env::temp_dir().join(unique)
}

async fn open(folder: &Path, seed: u64) -> (Service, Arc<SetClock>) {
    let clock = Arc::new(SetClock::at(NOW.parse().unwrap()));
    let start = Start {
        migrate: true,
        clock: Some(clock.clone()),
        chance: Some(Arc::new(SeededChance::new(seed))),
        ..Start::new(folder.to_str().unwrap(), "xc")
    };
    (start.open().await.unwrap(), clock)
}

/// The country is made once; every test copies it.
fn made() -> &'static (PathBuf, DemoCountry) {
    static MADE: OnceLock<(PathBuf, DemoCountry)> = OnceLock::new();
    MADE.get_or_init(|| {
        let making = std::thread::spawn(|| {
            let folder = original::folder("town");
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
            let country = runtime.block_on(async {
                let (service, clock) = open(&folder, 7).await;
                let until: Timestamp = NOW.parse().unwrap();
                let country = service::demo::make(&service, &clock, 7, Size::Village, until, &|_, _| {}).await;
                service.close().await;
                country.unwrap()
            });
            drop(runtime);
            (folder, country)
        });
        making.join().unwrap()
    })
}

impl Town {
    /// A copy of the country.
    pub async fn new() -> Self {
        let (template, country) = made();
        let folder = folder("town");
        original::copy(template, &folder);
        original::copy(&service::keys::usual_place(template), &service::keys::usual_place(&folder));
        let (service, clock) = open(&folder, 99).await;
        let app = App {
            service: service.clone(),
            words: Arc::new(Words::load().unwrap()),
            options: AppOptions { demo: true, secure_cookies: false },
            concern_host: None,
        };
        Self { router: router(app), service, clock, country: country.clone(), folder }
    }

    /// Every byte of the files of the database.
    pub fn files(&self) -> Vec<u8> {
        let entries = std::fs::read_dir(&self.folder).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_file()).flat_map(|path| std::fs::read(path).unwrap()).collect()
    }

    /// Somebody in that role, by the demonstration's door.
    pub async fn enter(&self, role: Role) -> Visitor {
        let opened = self.service.demo_session(role).await.unwrap();
        Visitor { token: opened.token, csrf: opened.csrf, lang: "en" }
    }

    /// The nth with that role, counted from 0.
    pub async fn enter_nth(&self, role: Role, nth: usize) -> Visitor {
        let opened = self.service.demo_session_as(role, nth).await.unwrap();
        Visitor { token: opened.token, csrf: opened.csrf, lang: "en" }
    }

    /// Number with which a story begins.
    pub fn story(&self, key: &str) -> String {
        self.country.stories.iter().find(|s| s.key == key).unwrap().number.clone()
    }

    pub async fn get(&self, path: &str, who: Option<&Visitor>) -> Page {
        self.send(Request::get(path), who, Body::empty()).await
    }

    /// Sends a form with its marks.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)], who: Option<&Visitor>) -> Page {
        let mut pairs: Vec<String> = fields.iter().map(|(n, v)| format!("{n}={}", escape(v))).collect();
        pairs.extend(who.map(|w| format!("csrf={}", escape(&w.csrf))));
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, who, Body::from(pairs.join("&"))).await
    }

    /// Sends JSON from nobody in particular.
    pub async fn post_json(&self, path: &str, body: &serde_json::Value) -> Page {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        self.send(request, None, Body::from(body.to_string())).await
    }

    /// A page for whoever holds a cookie that no account has.
    pub async fn get_with(&self, path: &str, cookie: &str) -> Page {
        self.send(Request::get(path).header(header::COOKIE, cookie), None, Body::empty()).await
    }

    /// A form from whoever holds a cookie that no account has.
    pub async fn post_with(&self, path: &str, fields: &[(&str, &str)], cookie: &str) -> Page {
        let pairs: Vec<String> = fields.iter().map(|(n, v)| format!("{n}={}", escape(v))).collect();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.header(header::COOKIE, cookie), None, Body::from(pairs.join("&"))).await
    }

    async fn send(&self, request: axum::http::request::Builder, who: Option<&Visitor>, body: Body) -> Page {
        let mut request = request;
        if let Some(who) = who {
            let cookies = format!("donare_session={}; donare_lang={}", who.token, who.lang);
            request = request.header(header::COOKIE, cookies);
        }
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let status = response.status();
        let location =
            response.headers().get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let bytes = to_bytes(response.into_body(), 8 << 20).await.unwrap();
        // Values stand in Unicode isolates; tests compare words.
        let body = String::from_utf8_lossy(&bytes).replace(['\u{2068}', '\u{2069}'], "");
        assert!(
            !body.contains('⟦'),
            "a word is missing: {}",
            body.split('⟦').nth(1).unwrap().split('⟧').next().unwrap()
        );
        Page { status, location, body }
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).ok();
        std::fs::remove_dir_all(service::keys::usual_place(&self.folder)).ok();
    }
}

impl Page {
    /// Says what went wrong, with the page, unless the status is the one expected.
    pub fn is(&self, status: StatusCode) -> &Self {
        assert_eq!(self.status, status, "{} {}", self.location, self.body);
        self
    }

    /// The page holds these words.
    pub fn says(&self, words: &str) -> &Self {
        assert!(self.body.contains(words), "`{words}` is not on the page: {}", self.body);
        self
    }

    /// The page does not hold these words.
    pub fn keeps_back(&self, words: &str) -> &Self {
        assert!(!self.body.contains(words), "`{words}` is on the page: {}", self.body);
        self
    }
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
