//! Concerns: scenarios over HTTP on both databases, and what the reporting path keeps of whoever is on it.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use domain::access::Role;
use ledger::inbox::{open_for, pair_from, seal_for};
use serde::Deserialize;
use serde_json::{Value, json};
use service::concern::{Door, Head, PURPOSE, WRAP_PURPOSE};
use service::demo::concerns::sealed;
use tower::ServiceExt as _;

use crate::scenarios::ground::Ground;
use crate::scenarios::script::{self, Land};
use crate::support::Town;

const SAID: &str = "The papers of three donors were in one man's bag.";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    #[serde(default)]
    country: Option<String>,
    readers: Vec<String>,
    when: When,
    then: Then,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    does: String,
    /// Whom it is sealed to; everybody unless it says so.
    to: Option<Vec<String>>,
    /// Bytes that are sent instead of the ciphertext.
    bytes: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Then {
    status: u16,
    /// What waits for the round afterwards.
    kept: Option<usize>,
    #[serde(default)]
    opened_by: Vec<String>,
    #[serde(default)]
    hidden_from: Vec<String>,
    acknowledged_by: Option<String>,
    #[serde(default)]
    page_says: Vec<String>,
    #[serde(default)]
    page_lacks: Vec<String>,
}

/// A registry whose readers make their keys anew for every scenario.
struct Walk {
    ground: Ground,
    secrets: BTreeMap<String, Vec<u8>>,
    keys: BTreeMap<String, String>,
    seed: u8,
}

fn body_of(head: &Head, text: &[u8]) -> Vec<u8> {
    let head = serde_json::to_vec(head).unwrap();
    [b"DNC1", &u32::try_from(head.len()).unwrap().to_be_bytes()[..], &head, text].concat()
}

async fn post(router: &axum::Router, path: &str, body: Vec<u8>) -> (StatusCode, HeaderMap, Vec<u8>) {
    let request = Request::post(path)
        .header(header::USER_AGENT, "Zorbrowser/9.9")
        .header("x-forwarded-for", "203.0.113.77")
        .header(header::CONTENT_TYPE, "application/octet-stream");
    let response = router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    (status, headers, to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec())
}

impl Walk {
    async fn readers(&mut self, names: &[String]) {
        let who = self.ground.access("investigator").await;
        for line in self.ground.service.concern_keys(&who).await.unwrap().keys {
            if line.key.state != domain::concern::KeyState::Left {
                self.ground.service.leave_concern_key(&who, line.key.id).await.unwrap();
            }
        }
        self.keys.clear();
        for name in names {
            self.seed += 1;
            let (secret, point) = pair_from(&[self.seed; 32]);
            let body = json!({"public": BASE64URL_NOPAD.encode(&point), "office": format!("Office of {name}"), "wrapped": "{}"});
            let made = self.ground.done(name, "", "/concern-key", body).await;
            self.keys.insert(name.clone(), made["key"].as_str().unwrap().to_owned());
            self.secrets.insert(name.clone(), secret.to_vec());
            let by = if name == "investigator" { "investigator2" } else { "investigator" };
            let body = json!({"fingerprint": ledger::Hash::of(&[&point]).to_string()});
            self.ground.done(by, "", &format!("/concern-key/{}/check", made["key"].as_str().unwrap()), body).await;
        }
    }

    async fn acts(&self, when: &When) -> StatusCode {
        let service = &self.ground.service;
        let mut door = service.concern_door().await.unwrap();
        if let Some(to) = &when.to {
            let ids: Vec<&String> = to.iter().map(|name| &self.keys[name]).collect();
            door.readers.retain(|r| ids.contains(&&r.id.to_string()));
        }
        let (mut head, mut text) = sealed(service, &json!({"seen": SAID}).to_string(), &door).unwrap();
        if let Some(bytes) = when.bytes {
            text.resize(bytes, 1);
        }
        match when.does.as_str() {
            "report" => {}
            "report_to_unknown_key" => head.wraps[0].to = codes::ids::ConcernKeyId::from_bits(5).to_string(),
            "message_to_nobody" => {
                (head.kind, head.keys) = (domain::concern::PostKind::Message, None);
                text.truncate(usize::try_from(domain::concern::MESSAGE_BYTES + domain::concern::SEAL_BYTES).unwrap());
            }
            other => panic!("nobody does {other}"),
        }
        post(&self.ground.router, "/concern/post", body_of(&head, &text)).await.0
    }

    /// The newest report, as a reader's browser opens it; `None` where there is none for them.
    async fn opens(&mut self, name: &str) -> Option<(String, String)> {
        let token = self.ground.token(name, None).await;
        let (status, list) = self.ground.send("GET", "/concerns", Some(&token), &[], None).await;
        let id = list.get(0).filter(|_| status == StatusCode::OK)?["concern"].as_str()?.to_owned();
        let one = self.ground.shown(name, "", &format!("/concern/{id}")).await;
        let post = one["posts"].as_array().unwrap().last().unwrap();
        let path = format!("/api/v1/concern/{id}/text/{}", post["post"].as_str().unwrap());
        let request =
            Request::get(path).header("authorization", format!("Bearer {token}")).body(Body::empty()).unwrap();
        let response = self.ground.router.clone().oneshot(request).await.unwrap();
        let text = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        let part = |name: &str| BASE64URL_NOPAD.decode(post["wrap"][name].as_str().unwrap().as_bytes()).unwrap();
        let mark = format!("{}:{}", post["wrap"]["to"].as_str().unwrap(), post["commitment"].as_str().unwrap());
        let whole = [part("enc"), part("sealed")].concat();
        let secret = open_for(WRAP_PURPOSE, &self.secrets[name], mark.as_bytes(), &whole).unwrap();
        let clear = open_for(PURPOSE, &secret, post["kind"].as_str().unwrap().as_bytes(), &text).unwrap();
        Some((id, String::from_utf8_lossy(&clear[4..200]).into_owned()))
    }

    async fn page(&self, path: &str) -> String {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = self.ground.router.clone().oneshot(request).await.unwrap();
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        String::from_utf8_lossy(&bytes).replace(['\u{2068}', '\u{2069}'], "")
    }

    async fn play(&mut self, name: &str, file: &File) -> Vec<String> {
        assert!(!file.title.is_empty());
        self.readers(&file.readers).await;
        let (mut found, then) = (Vec::new(), &file.then);
        let status = self.acts(&file.when).await;
        if status.as_u16() != then.status {
            found.push(format!("{name}: answered {status}"));
        }
        let entered = self.ground.service.enter_concerns().await.unwrap();
        if then.kept.is_some_and(|kept| kept != entered) {
            found.push(format!("{name}: {entered} were kept"));
        }
        for reader in &then.opened_by {
            if self.opens(reader).await.is_none_or(|(_, text)| !text.contains(SAID)) {
                found.push(format!("{name}: {reader} cannot open it"));
            }
        }
        for other in &then.hidden_from {
            if self.opens(other).await.is_some() {
                found.push(format!("{name}: {other} sees it"));
            }
        }
        if let Some(reader) = &then.acknowledged_by {
            let (id, _) = self.opens(reader).await.unwrap();
            let body = json!({"triaged": {"outcome": "acknowledged"}});
            self.ground.done(reader, "", &format!("/concern/{id}/answer"), body).await;
            let state = self.ground.shown(reader, "", &format!("/concern/{id}")).await["state"].clone();
            if state != "acknowledged" {
                found.push(format!("{name}: it is {state}"));
            }
        }
        let pages = self.page("/concern").await + &self.page("/concern/report").await;
        found
            .extend(then.page_says.iter().filter(|s| !pages.contains(*s)).map(|s| format!("{name}: no page says {s}")));
        found.extend(then.page_lacks.iter().filter(|s| pages.contains(*s)).map(|s| format!("{name}: a page says {s}")));
        found
    }
}

async fn walk(kind: &str) {
    let mut found = Vec::new();
    for country in ["xc", "es"] {
        let land = Land { country: country.to_owned(), changes: BTreeMap::new() };
        let Some(ground) = Ground::of(kind, &format!("rep1{country}"), &land).await else { return };
        let mut walk = Walk { ground, secrets: BTreeMap::new(), keys: BTreeMap::new(), seed: 0 };
        for (name, file) in script::files::<File>("REP-1") {
            if file.country.as_deref().unwrap_or("xc") == country {
                walk.ground.later(60);
                found.extend(walk.play(&name, &file).await);
            }
        }
        let verified = walk.ground.service.verify(|_| ()).await.unwrap();
        assert!(verified.is_whole(), "{:?}", verified.differences);
        walk.ground.drop().await;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn concern_scenarios_hold_over_http_on_sqlite() {
    walk("sqlite").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn concern_scenarios_hold_over_http_on_postgres() {
    walk("postgres").await;
}

/// Takes whatever the program logs, to the last detail.
#[derive(Clone, Default)]
pub struct Heard(pub Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

async fn report(town: &Town, door: &Door) {
    let (head, text) = sealed(&town.service, &json!({"seen": SAID}).to_string(), door).unwrap();
    let (status, ..) = post(&town.router, "/concern/post", body_of(&head, &text)).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test(flavor = "current_thread")]
async fn nothing_is_kept_of_whoever_reports_not_even_when_they_are_signed_in() {
    let heard = Heard::default();
    let logs = heard.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || logs.clone()).finish();
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let before = town.service.session(&nurse.token).await.unwrap();
    let _guard = tracing::subscriber::set_default(subscriber);
    let door = town.service.concern_door().await.unwrap();
    let cookies = format!("donare_session={}; donare_lang=en", nurse.token);
    for path in
        ["/concern", "/concern/report", "/concern/mailbox", "/concern/offline", "/concern/hand-in", "/concern/script"]
    {
        let request = Request::get(path)
            .header(header::USER_AGENT, "Zorbrowser/9.9")
            .header("x-forwarded-for", "203.0.113.77")
            .header(header::COOKIE, &cookies)
            .extension(axum::extract::ConnectInfo("203.0.113.77:4711".parse::<std::net::SocketAddr>().unwrap()));
        let response = town.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert!(!response.headers().contains_key(header::SET_COOKIE), "{path}");
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        let page = String::from_utf8_lossy(&bytes);
        assert!(!page.contains(&before.name) && !page.contains(&nurse.csrf), "{path} knows who is there");
    }
    report(&town, &door).await;
    let read = Request::post("/concern/mailbox/read")
        .header(header::USER_AGENT, "Zorbrowser/9.9")
        .header(header::COOKIE, &cookies);
    let response = town.router.clone().oneshot(read.body(Body::from(vec![3; 16])).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    town.service.enter_concerns().await.unwrap();
    let heard = heard.0.lock().unwrap().clone();
    let all = [heard, town.files()].concat();
    for trace in ["Zorbrowser", "203.0.113.77", "The papers of three donors"] {
        let found = all.windows(trace.len()).any(|w| w == trace.as_bytes());
        assert!(!found, "{trace} was kept");
    }
    assert!(town.files().windows(7).any(|w| w == b"concern"), "the files were read");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_has_one_script_and_names_its_digest_and_the_log_has_it() {
    let town = Town::new().await;
    for digest in [web::concern::script_digests(), web::concern::script_digests()].concat() {
        town.service.publish_concern_script(&digest).await.unwrap();
    }
    for path in ["/concern", "/concern/report", "/concern/mailbox", "/concern/hand-in"] {
        let response = town.router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        assert!(policy.contains("form-action 'none'") && policy.contains("script-src 'self';"), "{policy}");
        let page = String::from_utf8(to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap();
        assert_eq!(page.matches("<script").count(), 1, "{path}");
        assert!(page.contains("data-leave") && page.contains("rel=\"noreferrer"), "{path} can be left at once");
        let digest = page.split("integrity=\"sha256-").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let address = page.split("<script src=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let script = town.get(&address, None).await;
        let served = ledger::Hash::of(&[script.body.as_bytes()]);
        assert_eq!(BASE64.encode(served.as_bytes()), digest);
        assert!(web::concern::script_digests().contains(&served.to_string()));
    }
    let told: Value = serde_json::from_str(&town.get("/concern/script", None).await.body).unwrap();
    assert_eq!(told["ever"].as_array().unwrap().len(), 2, "each is written down once");
    for now in told["now"].as_array().unwrap() {
        assert!(told["ever"].as_array().unwrap().iter().any(|ever| ever["sha256"] == now["sha256"]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_report_is_sent_back_and_the_right_code_and_a_wrong_one_look_alike() {
    let town = Town::new().await;
    for wrong in [
        Vec::new(),
        b"DNC1".to_vec(),
        b"GET / HTTP".to_vec(),
        b"DNC1\x00\x00\x00\x02{}rest".to_vec(),
        b"DNC1\xff\xff\xff\xff".to_vec(),
    ] {
        let (status, ..) = post(&town.router, "/concern/post", wrong).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
    }
    let door = town.service.concern_door().await.unwrap();
    let (head, text) = sealed(&town.service, "{}", &door).unwrap();
    post(&town.router, "/concern/post", body_of(&head, &text)).await;
    town.service.enter_concerns().await.unwrap();
    let right = BASE64URL_NOPAD.decode(head.mailbox.as_bytes()).unwrap();
    let (status, headers, body) = post(&town.router, "/concern/mailbox/read", right).await;
    let (other_status, other_headers, other_body) = post(&town.router, "/concern/mailbox/read", vec![9; 16]).await;
    assert_eq!((status, headers, body.len()), (other_status, other_headers, other_body.len()));
    assert_eq!(post(&town.router, "/concern/mailbox/read", vec![9; 15]).await.0, StatusCode::BAD_REQUEST);
    assert!(seal_for(PURPOSE, &[4; 65], b"", b"", [1; 32]).is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_sees_their_own_and_the_pages_of_readers_are_not_there_for_others() {
    let town = Town::new().await;
    let reader = town.enter(Role::Investigator).await;
    let list = town.get("/concerns", Some(&reader)).await;
    list.is(StatusCode::OK).says("Concerns").says("being read");
    let id = list.body.split("/concerns/ccn_").nth(1).unwrap().split('"').next().unwrap();
    let page = town.get(&format!("/concerns/ccn_{id}"), Some(&reader)).await;
    page.is(StatusCode::OK).says("Your passphrase").says("Inspector for concerns");
    town.get("/concerns/keys", Some(&reader)).await.is(StatusCode::OK).says("Liaison of the prosecutor");
    town.get("/concerns/enter", Some(&reader)).await.is(StatusCode::OK).says("By telephone");
    for role in [Role::LivingDonorNurse, Role::Administrator, Role::Inspector] {
        let other = town.enter(role).await;
        for path in ["/concerns", "/concerns/keys", "/concerns/enter", &format!("/concerns/ccn_{id}")] {
            town.get(path, Some(&other)).await.is(StatusCode::NOT_FOUND).keeps_back("prosecutor");
        }
    }
}
