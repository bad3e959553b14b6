//! The JSON API as its table of endpoints says: who may not, what is malformed, what is done once, what is forged.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use domain::access::{Permission, Purpose, Role};
use serde_json::{Value, json};
use service::Policy;
use web::api::{Endpoint, description};
use web::route::{Needs, Verb, endpoints};

use crate::pages::invented;
use crate::scenarios::ground::{Ground, STAFF};
use crate::scenarios::script::Land;

/// A registry with one of everything that an address can name.
struct Stage {
    ground: Ground,
    numbers: BTreeMap<&'static str, String>,
}

fn calvane() -> Land {
    Land { country: "xc".to_owned(), changes: BTreeMap::new() }
}

fn known() -> Value {
    json!({"names": [], "identifiers": [], "birth": "1985", "languages": ["ar"], "residence": "XC"})
}

impl Stage {
    async fn set(name: &str) -> Self {
        let ground = Ground::sqlite(name, &calvane()).await;
        let mut stage = Self { ground, numbers: BTreeMap::new() };
        stage.ground.clock.set("2026-11-21T09:00:00Z".parse().unwrap());
        let body = json!({"kind": "centre", "name": "Hospital", "place": "Sarim", "country": "XC"});
        let made = stage.done("inspector", "/centre", &body).await;
        stage.number("centre", &made["centre"]);
        let centre = stage.numbers["centre"].clone();
        stage.ground.work_in(std::slice::from_ref(&centre)).await;
        let licence = json!({"centre": centre, "organ": "KIDNEY_L", "activity": "living_removal", "donor_scope": [],
            "population": "adult", "valid_from": "2026-01-01", "valid_to": "2028-12-31", "conditions": [], "legal_act": "6"});
        let made = stage.done("inspector", "/licence", &licence).await;
        stage.number("licence", &made["licence"]);
        let pair = json!({"donor": {"new": known()}, "recipient": {"new": known()}, "organ": "KIDNEY_L", "centre": centre,
            "relation": "sibling", "directedness": "specified_direct"});
        let made = stage.done("nurse", "/pair", &pair).await;
        stage.number("pair", &made["pair"]);
        stage.number("procedure", &made["pair"]);
        stage.number("donor", &made["donor"]);
        stage.number("subject", &made["donor"]);
        stage.number("recipient", &made["recipient"]);
        let happened = json!({"at": "2026-11-20T06:00:00Z", "zone": "UTC", "precision": "minute"});
        let removal =
            json!({"donor": made["donor"], "organ": "KIDNEY_R", "centre": centre, "happened": happened, "team": []});
        let made = stage.done("nurse", "/removal", &removal).await;
        stage.number("unit", &made["unit"]);
        stage.number("number", &made["unit"]);
        let handed = json!({"handed": {"unit": made["unit"], "place": 1, "from": centre},
            "happened": {"at": "2026-11-20T08:00:00Z", "zone": "UTC", "precision": "minute"}});
        let made = stage.done("nurse", "/handover", &handed).await;
        stage.number("handover", &made["handover"]);
        let visits = stage.get("nurse", "/follow-up").await;
        let made = stage.done("donor_coordinator", "/pathway", &json!({"called": "Bed 4"})).await;
        stage.number("pathway", &made["pathway"]);
        let import = crate::donor_register::import_example();
        let made = stage.done("importer", "/register/import", &import).await;
        stage.number("import", &made["import"]);
        stage.number("visit", &visits["visits"][0]["id"]);
        stage.number("subject", &visits["visits"][0]["planned"]["subject"]);
        stage.number("scored", &visits["visits"][0]["planned"]["subject"]);
        let result = json!({"person": stage.numbers["subject"], "analyte": "creatinine", "value": "88.4", "unit": "umol/L",
            "laboratory": centre, "taken_at": "2026-11-20T06:00:00Z", "reported_at": "2026-11-20T08:00:00Z"});
        let made = stage.done("nurse", "/result", &result).await;
        stage.number("result", &made["result"]);
        let questions = stage.get("investigator", "/questions").await;
        stage.number("question", &questions[0]["question"]);
        let advert = json!({"space": "public", "medium": "press", "seen_where": "A page", "seen_on": "2026-11-01", "text": "Kidney"});
        let (status, answer) = stage.ground.send("POST", "/advert", None, &[], Some(&advert)).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        let adverts = stage.get("investigator", "/advert").await;
        stage.number("advert", &adverts["adverts"][0]["advert"]["id"]);
        stage.expenses().await;
        stage.people(&centre).await;
        stage.said_no_and_recommended().await;
        stage
    }

    /// A rejection that a nurse wrote down, and a guideline.
    async fn said_no_and_recommended(&mut self) {
        let rejected = json!({"donor": known(), "said": {"stage": "foreign_request",
            "ground": {"kind": "medical"}, "reason": "A shadow", "decider": "centre_team",
            "decided_on": "2026-03-02", "aftercare": "care_not_offered"}});
        let made = self.done("nurse", "/rejections", &rejected).await;
        self.number("rejection", &made["rejection"]);
        let edition = json!({"title": "A title", "body": "A body", "source": "A bulletin", "language": "en",
            "from": "2026-01-01", "review_by": "2029-01-01", "steps": ["signs"], "text": "Look twice."});
        let made = self.done("inspector", "/guidelines", &edition).await;
        self.number("guideline", &made["guideline"]);
    }

    /// Somebody who was corrected after being read, and a duty.
    async fn people(&mut self, centre: &str) {
        let stage = self;
        let made = stage.done("nurse", "/person", &known()).await;
        stage.number("person", &made["person"]);
        // Somebody reads a record that is corrected afterwards.
        let person = format!("/person/{}", stage.numbers["person"]);
        stage.get("coordinator", &person).await;
        let right = json!({"known": {"names": [], "identifiers": [], "birth": "1986", "languages": ["ar"]},
            "reason": "typing_error"});
        stage.done("nurse", &format!("{person}/correct"), &right).await;
        let told = stage.get("coordinator", "/notices").await;
        stage.number("notice", &told["notices"][0]["id"]);
        let nurse = stage.ground.access("nurse").await;
        let duty = json!({"account": nurse.account, "role": "living_donor_nurse", "centre": centre,
            "from": "2026-11-22T06:00:00Z", "until": "2026-11-22T18:00:00Z"});
        let made = stage.done("nurse", "/duty", &duty).await;
        stage.number("duty", &made["duty"]);
    }

    /// A claim with an expense that nobody has judged, and a planned payment of another one.
    async fn expenses(&mut self) {
        let pair = self.numbers["pair"].clone();
        for (declarant, by) in [("donor", "nurse"), ("recipient", "nurse")] {
            let step = json!({"step": {"step_kind": "declared", "declarant": declarant}});
            let key = format!("declared {declarant}");
            let (status, answer) = self.post(by, &format!("/pair/{pair}/step"), Some(&key), Some(&step)).await;
            assert_eq!(status, StatusCode::OK, "{answer}");
        }
        let step = json!({"step": {"step_kind": "evaluated", "kind": "medical", "conclusion": "suitable"}});
        self.done("physician", &format!("/pair/{pair}/step"), &step).await;
        let made = self.done("nurse", &format!("/pair/{pair}/claim"), &Value::Null).await;
        self.number("claim", &made["claim"]);
        let claim = self.numbers["claim"].clone();
        let meals = json!({"category": "meals", "amount": "25.00 XTS", "quantity": 1, "incurred_on": "2026-11-19", "what": "A day"});
        let made = self.done("nurse", &format!("/claim/{claim}/expense"), &meals).await;
        let meals = made["expense"].as_str().unwrap().to_owned();
        self.done("expenses1", &format!("/expense/{meals}/verify"), &json!({"accepted": "25.00 XTS"})).await;
        let pay = json!({"amount": "25.00 XTS", "payer": "state_fund"});
        let made = self.done("expenses2", &format!("/claim/{claim}/payment"), &pay).await;
        self.number("payment", &made["payment"]);
        let bus = json!({"category": "travel", "amount": "9.00 XTS", "incurred_on": "2026-11-19", "what": "A bus"});
        let (status, made) =
            self.post("nurse", &format!("/claim/{claim}/expense"), Some("a bus as well"), Some(&bus)).await;
        assert_eq!(status, StatusCode::OK, "{made}");
        self.number("expense", &made["expense"]);
    }

    fn number(&mut self, name: &'static str, value: &Value) {
        self.numbers.insert(name, value.as_str().unwrap_or_else(|| panic!("{name}: {value}")).to_owned());
    }

    async fn token(&mut self, who: &str) -> String {
        let centre = self.numbers.get("centre").cloned();
        self.ground.token(who, centre.as_deref()).await
    }

    async fn post(&mut self, who: &str, path: &str, key: Option<&str>, body: Option<&Value>) -> (StatusCode, Value) {
        let token = self.token(who).await;
        let headers: Vec<(&str, &str)> = key.map(|k| ("idempotency-key", k)).into_iter().collect();
        self.ground.send("POST", path, Some(&token), &headers, body).await
    }

    async fn done(&mut self, who: &str, path: &str, body: &Value) -> Value {
        let (status, answer) = self.post(who, path, Some(&format!("set up {path}")), Some(body)).await;
        assert_eq!(status, StatusCode::OK, "{path}: {answer}");
        answer
    }

    async fn get(&mut self, who: &str, path: &str) -> Value {
        let token = self.token(who).await;
        let (status, answer) = self.ground.send("GET", path, Some(&token), &[], None).await;
        assert_eq!(status, StatusCode::OK, "{path}: {answer}");
        answer
    }

    /// The address of an endpoint with numbers that are on record.
    fn address(&self, e: &Endpoint) -> String {
        let part = |p: &str| match p.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
            Some(name) => self
                .numbers
                .get(name)
                .cloned()
                .or_else(|| invented(name))
                .unwrap_or_else(|| panic!("no number for {name}")),
            None => p.to_owned(),
        };
        e.path.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    async fn call(
        &mut self,
        e: &Endpoint,
        who: Option<&str>,
        key: Option<&str>,
        body: Option<&Value>,
    ) -> (StatusCode, Value) {
        let path = self.address(e);
        let token = match who {
            Some(who) => Some(self.token(who).await),
            None => None,
        };
        let headers: Vec<(&str, &str)> = key.map(|k| ("idempotency-key", k)).into_iter().collect();
        let method = if e.verb == Verb::Get { "GET" } else { "POST" };
        self.ground.send(method, &path, token.as_deref(), &headers, body).await
    }
}

fn example(e: &Endpoint) -> Option<Value> {
    e.body.map(|body| body().example)
}

/// The permission that an endpoint needs for its example.
fn needed(e: &Endpoint) -> Option<Permission> {
    all_needed(e).first().copied()
}

/// Permissions any of which opens an endpoint; none where it asks for none.
fn all_needed(e: &Endpoint) -> Vec<Permission> {
    let step = match e.needs {
        Needs::ByStep(_) => example(e).unwrap()["step"]["step_kind"].as_str().unwrap().to_owned(),
        _ => String::new(),
    };
    e.needs.permissions(&step).unwrap_or_default()
}

fn may(policy: &Policy, role: Role, permission: Permission) -> bool {
    Purpose::ALL.iter().any(|purpose| policy.reach(role, permission, *purpose).is_some())
}

/// Somebody who signs in and may, or may not.
fn somebody(policy: &Policy, permission: Permission, allowed: bool) -> &'static str {
    let fits = |m: &&crate::scenarios::ground::Member| m.signs_in && may(policy, m.role, permission) == allowed;
    STAFF.iter().find(fits).unwrap_or_else(|| panic!("{permission:?} {allowed}")).name
}

fn code(answer: &Value) -> &str {
    answer["type"].as_str().unwrap_or_default().trim_start_matches("urn:donare:problem:")
}

/// Writes that ask nobody who they are.
const OPEN: [&str; 2] = ["/advert", "/my-case"];
/// What is not there for whoever has no link to it.
const LINKED: [&str; 2] = ["/referral/open", "/referral/answer"];

#[tokio::test(flavor = "multi_thread")]
async fn nobody_does_anything_without_a_session() {
    let mut stage = Stage::set("api_no_session").await;
    for e in endpoints() {
        let (status, answer) = stage.call(&e, None, Some("a key of mine"), example(&e).as_ref()).await;
        if LINKED.contains(&e.path) {
            assert_eq!((status, code(&answer)), (StatusCode::NOT_FOUND, "not_found"), "{}", e.path);
            continue;
        }
        let public = !e.needs.a_session() && (e.verb == Verb::Get || OPEN.contains(&e.path));
        match public {
            true => assert_eq!(status, StatusCode::OK, "{}", e.path),
            false => assert_eq!((status, code(&answer)), (StatusCode::UNAUTHORIZED, "not_signed_in"), "{}", e.path),
        }
        if !public {
            assert!(answer["title"].is_string() && answer["status"] == 401, "{}: {answer}", e.path);
            let forged = stage.ground.send("POST", "/pair", Some("not-a-token"), &[], None).await;
            assert_eq!(forged.0, StatusCode::UNAUTHORIZED);
        }
    }
    stage.ground.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_endpoint_denies_whoever_may_not() {
    let mut stage = Stage::set("api_denied").await;
    let policy = Policy::load().unwrap();
    let mut denied = 0;
    for e in endpoints() {
        let all = all_needed(&e);
        let Some(permission) = all.first().copied() else { continue };
        for member in STAFF.iter().filter(|m| m.signs_in && !all.iter().any(|one| may(&policy, m.role, *one))) {
            let (status, answer) = stage.call(&e, Some(member.name), Some("a key of mine"), example(&e).as_ref()).await;
            let expected = match policy.is_hidden(permission) {
                true => (StatusCode::NOT_FOUND, "not_found"),
                false => (StatusCode::FORBIDDEN, "denied"),
            };
            assert_eq!((status, code(&answer)), expected, "{} as {}", e.path, member.name);
            denied += 1;
        }
    }
    assert!(denied > 100, "{denied}");
    stage.ground.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_example_is_read_and_every_other_member_is_named() {
    let mut stage = Stage::set("api_examples").await;
    let policy = Policy::load().unwrap();
    for (n, e) in endpoints().iter().enumerate().filter(|(_, e)| e.verb == Verb::Post) {
        let who = needed(e).map(|p| somebody(&policy, p, true));
        let Some(mut body) = example(e) else { continue };
        let key = format!("example {n:04}");
        // Choosing a role is the session's own; it reads its body with any token.
        let who = who.or(Some("coordinator"));
        let (status, answer) = stage.call(e, who, Some(&key), Some(&body)).await;
        let unread = ["unknown_field", "unknown_code", "malformed", "missing"];
        assert!(!unread.contains(&code(&answer)), "{}: {status} {answer}", e.path);
        body.as_object_mut().unwrap().insert("surprise".to_owned(), json!(1));
        let (status, answer) = stage.call(e, who, Some(&format!("{key} wrong")), Some(&body)).await;
        assert_eq!(
            (status, code(&answer)),
            (StatusCode::UNPROCESSABLE_ENTITY, "unknown_field"),
            "{}: {answer}",
            e.path
        );
        let named = format!("{}{}", answer["field"].as_str().unwrap(), answer["expected"].as_str().unwrap());
        assert!(named.contains("surprise"), "{}: {answer}", e.path);
    }
    stage.ground.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_needs_a_key_and_is_done_once() {
    let mut stage = Stage::set("api_once").await;
    let policy = Policy::load().unwrap();
    for e in endpoints().iter().filter(|e| e.verb == Verb::Post) {
        let Some(permission) = needed(e) else { continue };
        let who = Some(somebody(&policy, permission, true));
        for key in [None, Some("short")] {
            let (status, answer) = stage.call(e, who, key, example(e).as_ref()).await;
            let told = (status, code(&answer), answer["field"].as_str().unwrap_or_default());
            assert_eq!(told, (StatusCode::UNPROCESSABLE_ENTITY, "missing", "Idempotency-Key"), "{}", e.path);
        }
    }
    let (body, other) = (known(), json!({"names": [], "identifiers": [], "languages": ["fr"]}));
    let first = stage.post("nurse", "/person", Some("one and only"), Some(&body)).await;
    assert_eq!(first.0, StatusCode::OK);
    assert_eq!(stage.post("nurse", "/person", Some("one and only"), Some(&body)).await, first);
    let (status, answer) = stage.post("nurse", "/person", Some("one and only"), Some(&other)).await;
    assert_eq!((status, code(&answer)), (StatusCode::UNPROCESSABLE_ENTITY, "key_reused"));
    let elsewhere = stage.post("nurse", "/person", Some("another one"), Some(&body)).await;
    assert_ne!(elsewhere.1["person"], first.1["person"]);
    // A key is somebody's own.
    let colleague = stage.post("coordinator", "/person", Some("one and only"), Some(&other)).await;
    assert_eq!(colleague.0, StatusCode::OK);
    // A refusal is an answer like any other.
    let plan = json!({"planned_at": "2026-12-01T06:00:00Z"});
    let path = format!("/pair/{}/plan", stage.numbers["pair"]);
    let refused = stage.post("nurse", &path, Some("refused once"), Some(&plan)).await;
    assert_eq!((refused.0, code(&refused.1)), (StatusCode::CONFLICT, "refused"));
    assert!(refused.1["findings"].as_array().unwrap().len() > 5);
    assert_eq!(stage.post("nurse", &path, Some("refused once"), Some(&plan)).await, refused);
    stage.ground.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cookie_alone_writes_nothing() {
    let mut stage = Stage::set("api_forged").await;
    let token = stage.token("nurse").await;
    let csrf = stage.ground.service.session(&token).await.unwrap().csrf;
    let cookie = format!("donare_session={token}");
    let body = known();
    let key = ("idempotency-key", "with a cookie");
    let send = |headers: Vec<(&'static str, String)>| {
        let ground = &stage.ground;
        let (body, cookie) = (body.clone(), cookie.clone());
        async move {
            let mut all = vec![("cookie", cookie.as_str()), key];
            all.extend(headers.iter().map(|(n, v)| (*n, v.as_str())));
            ground.send("POST", "/person", None, &all, Some(&body)).await.0
        }
    };
    assert_eq!(send(vec![]).await, StatusCode::FORBIDDEN);
    assert_eq!(send(vec![("x-csrf-token", "guessed".to_owned())]).await, StatusCode::FORBIDDEN);
    let own = ("x-csrf-token", csrf);
    for elsewhere in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://elsewhere.example")]
    {
        let headers = vec![own.clone(), (elsewhere.0, elsewhere.1.to_owned())];
        assert_eq!(send(headers).await, StatusCode::FORBIDDEN, "{elsewhere:?}");
    }
    // Only a bearer token stands for the mark; other credentials may be the browser's, which sends the cookie with them.
    for site in ["cross-site", "same-origin"] {
        let basic = ("authorization", "Basic dTpw".to_owned());
        assert_eq!(send(vec![basic, ("sec-fetch-site", site.to_owned())]).await, StatusCode::FORBIDDEN, "{site}");
    }
    assert_eq!(send(vec![own.clone(), ("sec-fetch-site", "same-origin".to_owned())]).await, StatusCode::OK);
    stage.ground.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn malformed_input_is_told_with_field_and_what_would_be_right() {
    let mut stage = Stage::set("api_malformed").await;
    let pair = stage.numbers["pair"].clone();
    let step = format!("/pair/{pair}/step");
    let cases = [
        ("/pair/par_0000000001/plan".to_owned(), json!({"planned_at": "2026-12-01T06:00:00Z"}), "malformed", "number"),
        (format!("/pair/{pair}/plan"), json!({"planned_at": "soon"}), "malformed", "planned_at"),
        (format!("/pair/{pair}/plan"), json!({}), "missing", ""),
        (step.clone(), json!({"step": {"step_kind": "bribed"}}), "unknown_code", "step"),
        (step, json!({"step": {"step_kind": "declared", "declarant": "nobody"}}), "unknown_code", "step"),
        ("/removal".to_owned(), json!({"donor": 7}), "malformed", "donor"),
    ];
    for (n, (path, body, wrong, field)) in cases.into_iter().enumerate() {
        let (status, answer) = stage.post("nurse", &path, Some(&format!("malformed {n}")), Some(&body)).await;
        let expected = if wrong == "malformed" { StatusCode::BAD_REQUEST } else { StatusCode::UNPROCESSABLE_ENTITY };
        assert_eq!((status, code(&answer)), (expected, wrong), "{path}: {answer}");
        assert!(answer["field"].as_str().unwrap().starts_with(field), "{path}: {answer}");
        assert!(!answer["expected"].as_str().unwrap().is_empty(), "{path}: {answer}");
    }
    stage.ground.drop().await;
}

/// Where in an example a number of a record stands.
fn numbered(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, inner)| numbered(inner, &format!("{at}/{name}"), found))
        }
        Value::Array(all) => all.iter().enumerate().for_each(|(n, inner)| numbered(inner, &format!("{at}/{n}"), found)),
        Value::String(text) if text.len() == 14 && text.as_bytes()[3] == b'_' => found.push(at.to_owned()),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_with_a_wrong_check_character_comes_back_with_its_field() {
    let mut stage = Stage::set("api_numbers").await;
    let policy = Policy::load().unwrap();
    let (mut tried, mut unnamed) = (0, Vec::new());
    for (n, e) in endpoints().iter().enumerate().filter(|(_, e)| e.verb == Verb::Post) {
        let Some(body) = example(e) else { continue };
        let who = needed(e).map(|p| somebody(&policy, p, true)).or(Some("coordinator"));
        let mut places = Vec::new();
        numbered(&body, "", &mut places);
        for at in places {
            let mut spoiled = body.clone();
            let right = body.pointer(&at).and_then(Value::as_str).unwrap();
            let last = if right.ends_with('0') { "1" } else { "0" };
            *spoiled.pointer_mut(&at).unwrap() = json!(format!("{}{last}", &right[..13]));
            let (status, answer) = stage.call(e, who, Some(&format!("number {n:04} {at}")), Some(&spoiled)).await;
            tried += 1;
            let field = at.trim_start_matches('/').replace('/', ".");
            let told = answer["field"].as_str().unwrap_or_default();
            let wrong = (status, code(&answer)) == (StatusCode::BAD_REQUEST, "malformed");
            let told = told.replace(['[', ']'], ".").replace("..", ".").trim_matches('.').to_owned();
            // Inside of a choice the reader knows the choice; a field that stands alone is told by its own name.
            let names = told == field || field.starts_with(&format!("{told}.")) || field.ends_with(&format!(".{told}"));
            if !wrong || told.is_empty() || !names {
                unnamed.push(format!("{} {field}: {status} {told} {}", e.path, code(&answer)));
            }
        }
    }
    assert!(tried > 20, "{tried}");
    assert!(unnamed.is_empty(), "of {tried}:\n{}", unnamed.join("\n"));
    stage.ground.drop().await;
}

/// Whether an example has what its schema asks for and nothing else.
fn fits(schema: &Value, example: &Value, at: &str) {
    if let Some(choices) = schema["oneOf"].as_array() {
        let fitting = choices
            .iter()
            .find(|c| example.as_object().is_some_and(|e| e.keys().all(|k| c["properties"][k].is_object())));
        return fits(fitting.unwrap_or_else(|| panic!("{at}: none of the choices")), example, at);
    }
    if example.is_null() {
        return;
    }
    if let Some(words) = schema["enum"].as_array() {
        assert!(words.contains(example), "{at}: {example} is not on the list");
    }
    match schema["type"].as_str() {
        Some("object") => {
            for needed in schema["required"].as_array().into_iter().flatten() {
                assert!(example.get(needed.as_str().unwrap()).is_some(), "{at}: without {needed}");
            }
            for (name, inner) in example.as_object().unwrap_or_else(|| panic!("{at}: no object")) {
                match schema["properties"].get(name) {
                    Some(schema) => fits(schema, inner, &format!("{at}.{name}")),
                    None => assert_ne!(schema["additionalProperties"], false, "{at}: {name} is not in the schema"),
                }
            }
        }
        Some("array") => example.as_array().unwrap().iter().for_each(|e| fits(&schema["items"], e, at)),
        Some("string") => assert!(example.is_string(), "{at}: {example}"),
        Some("integer") => assert!(example.is_i64(), "{at}: {example}"),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_says_what_is_routed() {
    let all = description();
    for e in endpoints() {
        if let Some(body) = e.body {
            let body = body();
            fits(&body.schema, &body.example, body.name);
        }
        let verb = if e.verb == Verb::Get { "get" } else { "post" };
        let told = &all["paths"][format!("/api/v1{}", e.path)][verb];
        assert_eq!(told["summary"], e.summary);
        assert_eq!(told["responses"]["401"].is_object(), e.needs.a_session() || e.path == "/session", "{}", e.path);
    }
    assert_eq!(all["openapi"], "3.1.0");
    let ids: Vec<&Value> =
        all["paths"].as_object().unwrap().values().flat_map(|p| p.as_object().unwrap().values()).collect();
    let mut names: Vec<&str> = ids.iter().map(|o| o["operationId"].as_str().unwrap()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), endpoints().len());
    let ground = Ground::sqlite("api_description", &calvane()).await;
    assert_eq!(ground.send("GET", "/openapi.json", None, &[], None).await, (StatusCode::OK, all));
    ground.drop().await;
}
