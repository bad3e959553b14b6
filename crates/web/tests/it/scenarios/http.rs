//! The second runner: the JSON API over a database. All scenarios of a land live in one registry at the same time, each
//! in a centre of its own; the clock goes through all their acts in order, and stops once for a restart.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use jiff::Timestamp;
use law::Finding;
use serde_json::{Map, Value, json};

use super::ground::Ground;
use super::memory::with_identifiers;
use super::outcome::{Codes, Outcome, codes, weighing};
use super::script::{Act, Asking, DeviceSaid, Scenario, named};

/// A scenario on its way.
struct Walk<'s> {
    scenario: &'s Scenario,
    names: BTreeMap<String, String>,
    came: Option<Came>,
}

/// What came of it, and the request that is sent again after the restart.
struct Came {
    outcome: Outcome,
    asked: Sent,
    questions: Vec<String>,
}

/// A request and its answer.
#[derive(Clone)]
struct Sent {
    by: String,
    path: String,
    key: String,
    body: Value,
    status: StatusCode,
    answer: Value,
}

/// Walks the scenarios of one land and says in what they differ from their files, before and after a restart.
pub async fn walk(ground: &mut Ground, scenarios: &[&Scenario]) -> Vec<String> {
    let mut walks = begin(ground, scenarios).await;
    let mut acts: Vec<(Timestamp, usize, usize)> = Vec::new();
    for (index, scenario) in scenarios.iter().enumerate() {
        acts.extend(scenario.steps.iter().enumerate().map(|(n, act)| (act.at, index, n)));
        acts.push((scenario.asked.at, index, usize::MAX));
    }
    acts.sort();
    for (at, index, n) in acts {
        ground.clock.set(at.max(ground.now()));
        let walk = &mut walks[index];
        match walk.scenario.steps.get(n) {
            Some(act) => walk.step(ground, act).await,
            None => walk.ask(ground).await,
        }
    }
    let mut found: Vec<String> = walks.iter().flat_map(Walk::differences).collect();
    ground.restart().await;
    for walk in &mut walks {
        found.extend(walk.again(ground).await);
    }
    let verified = ground.service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
    found
}

/// A centre for each scenario, and one more for whoever goes elsewhere.
async fn begin<'s>(ground: &mut Ground, scenarios: &[&'s Scenario]) -> Vec<Walk<'s>> {
    let country = ground.service.profile().country().code.to_string();
    let inspector = ground.token("inspector", None).await;
    let mut centres = Vec::new();
    for n in 0..=scenarios.len() {
        let key = format!("centre {n:08}");
        let body = json!({"kind": "centre", "name": format!("Hospital {n}"), "place": "Sarim", "country": country});
        let (_, answer) =
            ground.send("POST", "/centre", Some(&inspector), &[("idempotency-key", &key)], Some(&body)).await;
        centres.push(answer["centre"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned());
    }
    ground.work_in(&centres).await;
    let walk = |(scenario, centre): (&&'s Scenario, &String)| {
        let mut names: BTreeMap<String, String> =
            ground.accounts.iter().map(|(name, id)| ((*name).to_owned(), id.to_string())).collect();
        names.insert("centre".to_owned(), centre.clone());
        names.insert("other_centre".to_owned(), centres[scenarios.len()].clone());
        Walk { scenario, names, came: None }
    };
    scenarios.iter().zip(&centres).map(walk).collect()
}

impl Walk<'_> {
    async fn step(&mut self, ground: &mut Ground, act: &Act) {
        match act.does.as_str() {
            "merged" => return self.merge(ground, act).await,
            "book" => return self.book(ground, act).await,
            _ => {}
        }
        let (path, body) = self.request(ground, act).await;
        let key = format!("{} {}", self.scenario.file, act.name);
        let sent = self.send(ground, &act.by, &path, &key, body).await;
        assert_eq!(sent.status, StatusCode::OK, "{}: `{}`: {}", self.scenario.file, act.name, sent.answer);
        self.remember(act, &sent.answer);
    }

    async fn send(&self, ground: &mut Ground, by: &str, path: &str, key: &str, body: Value) -> Sent {
        let token = ground.token(by, Some(&self.names["centre"])).await;
        let body_sent = Some(&body).filter(|b| !b.is_null());
        let key = key.replace(|c: char| !c.is_ascii(), " ");
        let (status, answer) = ground.send("POST", path, Some(&token), &[("idempotency-key", &key)], body_sent).await;
        Sent { by: by.to_owned(), path: path.to_owned(), key, body, status, answer }
    }

    async fn get(&self, ground: &mut Ground, by: &str, path: &str) -> Value {
        let token = ground.token(by, Some(&self.names["centre"])).await;
        let (status, answer) = ground.send("GET", path, Some(&token), &[], None).await;
        assert_eq!(status, StatusCode::OK, "{}: {path}: {answer}", self.scenario.file);
        answer
    }

    fn named(&self, with: &Map<String, Value>) -> Map<String, Value> {
        named(&Value::Object(with.clone()), &self.names, &self.scenario.file).as_object().unwrap().clone()
    }

    /// Where an act is sent, and what.
    async fn request(&mut self, ground: &mut Ground, act: &Act) -> (String, Value) {
        let mut with = self.named(&act.with);
        let mut out = |key: &str, usual: &str| match with.remove(key) {
            Some(Value::String(name)) => self.names.get(&name).cloned().unwrap_or(name),
            _ => self.names.get(usual).cloned().unwrap_or_default(),
        };
        let happened = json!({"at": act.happened.unwrap_or(act.at), "zone": "UTC", "precision": "minute"});
        match act.does.as_str() {
            "licence" => ("/licence".to_owned(), with.into()),
            "measure" => (format!("/licence/{}/measure", out("of", "licence")), with.into()),
            "measure_signed" => (format!("/licence/{}/signature", out("of", "licence")), Value::Null),
            "pair_opened" => {
                for role in ["donor", "recipient"] {
                    let said = self.said(with[role].as_str().unwrap());
                    with.insert(role.to_owned(), said);
                }
                ("/pair".to_owned(), with.into())
            }
            "planned" => (format!("/pair/{}/plan", out("in", "pair")), with.into()),
            "cancelled" => (format!("/pair/{}/plan/cancel", out("in", "pair")), Value::Null),
            "removal" | "transplant" => {
                with.insert("happened".to_owned(), happened);
                (format!("/{}", act.does), with.into())
            }
            "handover" => ("/handover".to_owned(), json!({"handed": with, "happened": happened})),
            "told" => ("/device-entry".to_owned(), self.sealed(ground, act, with)),
            "label" => ("/label".to_owned(), with.into()),
            "temperature" => (format!("/unit/{}/temperature", out("unit", "organ")), with.into()),
            "division" => (format!("/unit/{}/parts/plan", out("unit", "organ")), with.into()),
            "divided" => {
                let unit = out("unit", "organ");
                with.insert("happened".to_owned(), happened);
                (format!("/unit/{unit}/parts"), with.into())
            }
            "across" => ("/across".to_owned(), with.into()),
            "outage" | "outage_over" | "sheets" | "sheet_entered" | "sheets_counted" | "sheet_confirmed"
            | "sheet_voided" => self.on_paper(ground, act, with, &happened).await,
            "measured" => ("/result".to_owned(), with.into()),
            "signs_looked" => (format!("/pair/{}/signs", out("in", "pair")), with.into()),
            "sign_answered" => (format!("/pair/{}/signs/answer", out("in", "pair")), with.into()),
            "signs_reviewed" => (format!("/pair/{}/signs/review", out("in", "pair")), with.into()),
            "table" => ("/table-check".to_owned(), with.into()),
            "blood_group" => ("/blood-group".to_owned(), json!({"determined": with, "happened": happened})),
            "recalled" => ("/recall".to_owned(), with.into()),
            "care_transfer" => (format!("/follow-up/{}/transfer", out("who", "donor")), with.into()),
            "ended" => (format!("/unit/{}/end", out("unit", "organ")), json!({"ended": with, "happened": happened})),
            "seen" => {
                let visit = self.visit(ground, &out("who", "donor")).await;
                self.names.insert("visit".to_owned(), visit.clone());
                (format!("/visit/{visit}"), json!({"seen": with["seen"], "happened": happened}))
            }
            step => {
                let pair = out("in", "pair");
                with.insert("step_kind".to_owned(), step.into());
                let told = act.happened.map(|_| happened);
                (format!("/pair/{pair}/step"), json!({"step": with, "happened": told}))
            }
        }
    }

    /// Where an act on paper is sent, and what.
    async fn on_paper(
        &self,
        ground: &Ground,
        act: &Act,
        with: Map<String, Value>,
        happened: &Value,
    ) -> (String, Value) {
        let sheets = |way: &str| format!("/sheet/{}/{way}", self.names["sheets"]);
        match act.does.as_str() {
            "outage" => ("/outage".to_owned(), with.into()),
            "outage_over" => (format!("/outage/{}/end", self.names["outage"]), with.into()),
            "sheets" => ("/sheet".to_owned(), with.into()),
            "sheet_entered" => {
                let told = json!({"what": "hand_over", "hand": with, "happened": happened});
                (sheets("entry"), json!({"told": told, "written_by": self.names[&act.by]}))
            }
            // The program asks for sheets by itself; then the next outage is written down.
            "sheets_counted" => {
                let carrier = std::sync::Arc::new(service::vigilance::Loopback::default());
                let every = jiff::SignedDuration::from_secs(1);
                service::task::Tasks::new(ground.service.clone(), carrier, every).turn().await.unwrap();
                ("/outage".to_owned(), with.into())
            }
            "sheet_confirmed" => (sheets("confirm"), with.into()),
            _ => (sheets("void"), with.into()),
        }
    }

    /// What a device seals, as it is sent.
    fn sealed(&self, ground: &Ground, act: &Act, with: Map<String, Value>) -> Value {
        let said = DeviceSaid::of(act, with);
        let hash = ledger::Hash::of(&[self.scenario.file.as_bytes(), act.name.as_bytes()]).to_string();
        let mark = hash.chars().filter(char::is_ascii_hexdigit).take(32).collect::<String>().to_lowercase();
        let sent = json!({"mark": mark, "account": self.names[&act.by], "told": said.told, "scanned": said.scanned});
        let key = ground.service.inbox_key().unwrap();
        let sealed = ledger::inbox::seal(&key.public, mark.as_bytes(), sent.to_string().as_bytes(), [5; 32]).unwrap();
        let base64 = |bytes: &[u8]| data_encoding::BASE64.encode(bytes);
        json!({"mark": mark, "key": key.version, "enc": base64(&sealed.enc), "sealed": base64(&sealed.ciphertext),
            "device_now": said.device_now})
    }

    /// Somebody on record by number, or as new.
    fn said(&self, who: &str) -> Value {
        match self.names.get(who) {
            Some(number) => json!({"number": number}),
            None => json!({"new": with_identifiers(&self.scenario.people[who])}),
        }
    }

    /// The first visit of somebody that was not written down yet.
    async fn visit(&self, ground: &mut Ground, who: &str) -> String {
        let page = self.get(ground, "nurse", &format!("/follow-up/{who}")).await;
        let visits = page["visits"].as_array().unwrap();
        let visit = visits.iter().find(|v| v["seen"].is_null());
        visit.unwrap_or_else(|| panic!("{}: no visit of {who}", self.scenario.file))["id"].as_str().unwrap().to_owned()
    }

    fn remember(&mut self, act: &Act, answer: &Value) {
        let made = ["licence", "unit", "transplant", "handover", "pair", "transfer", "outcome", "entry", "outage"]
            .into_iter()
            .find_map(|k| answer[k].as_str())
            .or_else(|| answer["sheets"][0].as_str());
        self.names.extend(made.map(|id| (act.gives.clone(), id.to_owned())));
        for role in ["donor", "recipient"].into_iter().filter(|_| act.does == "pair_opened") {
            let who = act.with[role].as_str().unwrap().to_owned();
            self.names.insert(who, answer[role].as_str().unwrap().to_owned());
        }
    }

    /// Two records turn out to be one person; a second person confirms it.
    async fn merge(&mut self, ground: &mut Ground, act: &Act) {
        let file = self.get(ground, "nurse", &format!("/pair/{}", self.names["pair"])).await;
        let person = |role: &str| file[role]["id"].as_str().unwrap_or_else(|| panic!("{file}")).to_owned();
        let (one, other) = (person("donor").parse().unwrap(), person("recipient").parse().unwrap());
        let access = ground.access(&act.by).await;
        ground.service.propose_link(&access, one, other).await.unwrap();
        let second = ground.access("coordinator").await.account;
        let access = service::Access { account: second, ..access };
        ground.service.confirm_link(&access, one).await.unwrap();
    }

    /// Old books come in on the console.
    async fn book(&mut self, ground: &Ground, act: &Act) {
        let on = act.happened.unwrap_or(act.at).to_zoned(jiff::tz::TimeZone::UTC).date();
        let organ = act.with["organ"].as_str().unwrap();
        let unit = ground.old_book(&self.names["centre"], organ, &on.to_string()).await;
        self.names.insert(act.gives.clone(), unit);
    }

    async fn ask(&mut self, ground: &mut Ground) {
        let act = &self.scenario.asked;
        let before = self.questions(ground).await;
        let (path, body) = self.request(ground, act).await;
        let key = format!("{} asked", self.scenario.file);
        let sent = self.send(ground, &act.by, &path, &key, body).await;
        self.remember(act, &sent.answer);
        let mut outcome = match sent.status {
            StatusCode::OK => self.allowed(ground, act).await,
            StatusCode::CONFLICT => refused(&sent.answer, &self.scenario.file),
            other => panic!("{}: {other}: {}", self.scenario.file, sent.answer),
        };
        let all = self.questions(ground).await;
        let raised: Vec<&(String, Codes)> = all.iter().filter(|q| !before.contains(q)).collect();
        outcome.questions = raised.len();
        let kept = [
            "removal",
            "transplant",
            "seen",
            "told",
            "temperature",
            "divided",
            "ended",
            "sheet_entered",
            "sheets_counted",
        ];
        if kept.contains(&act.does.as_str()) {
            outcome.breaches = Some(raised.iter().flat_map(|(_, rules)| rules.clone()).collect());
        }
        outcome.disputed = self.disputes(ground).await;
        outcome.stage = self.stage(ground).await;
        let questions = raised.into_iter().map(|(id, _)| id.clone()).collect();
        self.came = Some(Came { outcome, asked: sent, questions });
    }

    async fn allowed(&self, ground: &mut Ground, act: &Act) -> Outcome {
        if act.does != "planned" {
            return Outcome::default();
        }
        // What a law weaker than the principles lets pass is shown on the pair's file.
        let pair = act.with.get("in").and_then(Value::as_str).unwrap_or("pair");
        let token = ground.token("nurse", Some(&self.names["centre"])).await;
        let access = ground.service.session(&token).await.unwrap().access;
        let file = ground.service.pair(&access, self.names[pair].parse().unwrap()).await.unwrap();
        assert!(file.pair.plan.is_some(), "{}", self.scenario.file);
        Outcome {
            asks: Some(weighing(&file.reading.findings, law::Severity::Ask)),
            marks: Some(codes(&file.reading.weaker_than_who)),
            ..Outcome::default()
        }
    }

    async fn stage(&self, ground: &mut Ground) -> String {
        match self.names.get("pair") {
            Some(pair) => {
                self.get(ground, "board1", &format!("/pair/{pair}")).await["stage"].as_str().unwrap().to_owned()
            }
            None => String::new(),
        }
    }

    /// Questions about the organs of this scenario; only an investigator sees that there are any.
    async fn questions(&self, ground: &mut Ground) -> Vec<(String, Codes)> {
        if self.scenario.asking == Asking::Plan {
            return Vec::new();
        }
        let all = self.get(ground, "investigator", "/questions").await;
        let ours = |q: &&Value| self.names.values().any(|n| q["about"] == n.as_str());
        let read = |q: &Value| {
            let rules = q["rules"].as_array().unwrap().iter().map(|r| r.as_str().unwrap().to_owned()).collect();
            (q["question"].as_str().unwrap().to_owned(), rules)
        };
        all.as_array().unwrap().iter().filter(ours).map(read).collect()
    }

    /// What the trace shows beside the fact that was asked about.
    async fn disputes(&self, ground: &mut Ground) -> Codes {
        let of = &self.scenario.asked;
        if of.does == "told" {
            let seen = self.get(ground, "coordinator", &format!("/device-entry/{}", self.names[&of.gives])).await;
            let disputes = seen["entry"]["kept"]["disputes"].as_array().unwrap();
            return disputes.iter().map(|d| d["rule"].as_str().unwrap().to_owned()).collect();
        }
        // An end that contradicts the record stands with the organ itself.
        let fact = match of.does.as_str() {
            "removal" | "transplant" | "handover" => &of.gives,
            "divided" | "ended" => "organ",
            _ => return Codes::new(),
        };
        let (organ, fact) = (self.organ(), self.names[fact].clone());
        let trace = self.get(ground, "coordinator", &format!("/trace/{organ}")).await;
        let mut found = Codes::new();
        disputes_of(&trace["traces"], &fact, &mut found);
        found
    }

    fn organ(&self) -> &str {
        match self.scenario.asked.does.as_str() {
            "removal" => &self.names[&self.scenario.asked.gives],
            _ => &self.names["organ"],
        }
    }

    fn differences(&self) -> Vec<String> {
        self.came.as_ref().unwrap().outcome.differences(self.scenario)
    }

    /// After the restart the same request has the same answer, and everything is still there.
    async fn again(&mut self, ground: &mut Ground) -> Vec<String> {
        let came = self.came.take().unwrap();
        let asked = &came.asked;
        let sent = self.send(ground, &asked.by, &asked.path, &asked.key, asked.body.clone()).await;
        let mut found = Vec::new();
        if (sent.status, &sent.answer) != (asked.status, &asked.answer) {
            found.push(format!("{}: {} became {}", self.scenario.file, asked.answer, sent.answer));
        }
        let questions = self.questions(ground).await;
        if !came.questions.iter().all(|id| questions.iter().any(|(q, _)| q == id)) {
            found.push(format!("{}: a question was lost", self.scenario.file));
        }
        let now =
            Outcome { disputed: self.disputes(ground).await, stage: self.stage(ground).await, ..came.outcome.clone() };
        if now != came.outcome {
            found.push(format!("{}: {:?} became {now:?}", self.scenario.file, came.outcome));
        }
        found
    }
}

fn refused(answer: &Value, file: &str) -> Outcome {
    assert_eq!(answer["type"], "urn:donare:problem:refused", "{file}: {answer}");
    let findings: Vec<Finding> = serde_json::from_value(answer["findings"].clone()).unwrap();
    Outcome {
        refused: weighing(&findings, law::Severity::Stop),
        asks: Some(weighing(&findings, law::Severity::Ask)),
        ..Outcome::default()
    }
}

/// Rules of the disputes that stand at the record with this number, wherever it is in the trace.
fn disputes_of(value: &Value, fact: &str, found: &mut Codes) {
    match value {
        Value::Array(items) => items.iter().for_each(|v| disputes_of(v, fact, found)),
        Value::Object(map) => {
            if map.get("id").is_some_and(|id| id == fact) {
                let inner = ["entered", "transplanted", "handed"].into_iter().filter_map(|k| map.get(k));
                for dispute in inner.flat_map(|i| i["disputes"].as_array().cloned().unwrap_or_default()) {
                    found.insert(dispute["rule"].as_str().unwrap().to_owned());
                }
            }
            map.values().for_each(|v| disputes_of(v, fact, found));
        }
        _ => {}
    }
}
