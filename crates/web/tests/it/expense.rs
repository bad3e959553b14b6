//! Expenses: their scenarios over HTTP on both databases, and their pages as people use them.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use domain::access::Role;
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::scenarios::ground::{Ground, HOSPITAL};
use crate::scenarios::script::{self, Land};
use crate::support::Town;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    #[serde(default)]
    given: Given,
    #[serde(default)]
    step: Vec<Step>,
    when: Step,
    then: Then,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    #[serde(default)]
    law: BTreeMap<String, String>,
    /// Steps of the beginning that did not happen.
    #[serde(default)]
    without: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    #[serde(default)]
    does: String,
    #[serde(default)]
    plan: String,
    #[serde(default)]
    fact: String,
    /// The expense it is about; what it is called afterwards where it is new.
    #[serde(default)]
    of: String,
    #[serde(default)]
    by: String,
    /// In the claim of another donor, at another pair.
    #[serde(default)]
    other: bool,
    #[serde(default)]
    paper: String,
    #[serde(default)]
    with: Map<String, Value>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Then {
    #[serde(default)]
    allowed: bool,
    #[serde(default)]
    refused: BTreeSet<String>,
    #[serde(default)]
    breaches: BTreeSet<String>,
}

fn files() -> Vec<(String, File)> {
    script::files("CON-3")
}

fn or<'a>(given: &'a str, usual: &'a str) -> &'a str {
    if given.is_empty() { usual } else { given }
}

fn known(name: &str) -> Value {
    json!({"names": [{"text": name}], "identifiers": [], "birth": "1985", "languages": ["ar"], "residence": "XC"})
}

/// A registry in which scenarios of one land play, each on a day of its own with a pair that was evaluated and declared and
/// has an empty claim, and another one.
struct Walk {
    ground: Ground,
    centre: String,
    names: BTreeMap<String, String>,
    day: i64,
}

impl Walk {
    fn begin(ground: Ground) -> Self {
        Self { centre: ground.centres[0].clone(), ground, names: BTreeMap::new(), day: 0 }
    }

    /// A day and two pairs for the next scenario; nothing of another one is alike.
    async fn fresh(&mut self, without: &[String]) {
        self.day += 1;
        self.ground.later(SignedDuration::from_hours(24).as_secs());
        self.names.clear();
        for (pair, claim) in [("pair", "claim"), ("other_pair", "other_claim")] {
            self.pair(pair, claim, without).await;
        }
    }

    /// The day on which things were spent.
    fn spent_on(&self) -> String {
        let now = self.ground.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        now.checked_sub(jiff::Span::new().days(12)).unwrap().to_string()
    }

    async fn pair(&mut self, pair: &str, claim: &str, without: &[String]) {
        let body = json!({"donor": {"new": known("Mira Tamsen")}, "recipient": {"new": known("Oren Tamsen")},
            "organ": "KIDNEY_L", "centre": self.centre, "relation": "sibling", "directedness": "specified_direct"});
        let made = self.done("nurse", "/pair", body).await;
        let number = made["pair"].as_str().unwrap().to_owned();
        let steps = [
            ("evaluated", "physician", json!({"step_kind": "evaluated", "kind": "medical", "conclusion": "suitable"})),
            ("donor_declared", "nurse", json!({"step_kind": "declared", "declarant": "donor"})),
            ("recipient_declared", "nurse", json!({"step_kind": "declared", "declarant": "recipient"})),
        ];
        for (_, by, step) in steps.into_iter().filter(|(name, ..)| !without.iter().any(|w| w == name)) {
            self.done(by, &format!("/pair/{number}/step"), json!({"step": step})).await;
        }
        let opened = self.done("nurse", &format!("/pair/{number}/claim"), Value::Null).await;
        self.names.insert(pair.to_owned(), number);
        self.names.insert(claim.to_owned(), opened["claim"].as_str().unwrap().to_owned());
    }

    async fn send(&mut self, who: &str, path: &str, body: Value) -> (StatusCode, Value) {
        self.ground.write(who, &self.centre, path, body).await
    }

    async fn done(&mut self, who: &str, path: &str, body: Value) -> Value {
        self.ground.done(who, &self.centre, path, body).await
    }

    fn claim(&self, step: &Step) -> &str {
        &self.names[if step.other { "other_claim" } else { "claim" }]
    }

    /// Does what a step says.
    async fn act(&mut self, step: &Step) -> (StatusCode, Value) {
        self.ground.later(60);
        let what = or(&step.does, or(&step.plan, &step.fact)).to_owned();
        let name = or(&step.of, "expense").to_owned();
        let expense = self.names.get(&name).cloned().unwrap_or_default();
        let with = |usual: Value| {
            let mut body = usual;
            body.as_object_mut().unwrap().extend(step.with.clone());
            body
        };
        match what.as_str() {
            "claims" => {
                let body = with(
                    json!({"category": "travel", "amount": "42.00 XTS", "incurred_on": self.spent_on(), "what": "A train"}),
                );
                let path = format!("/claim/{}/expense", self.claim(step));
                let (status, answer) = self.send(or(&step.by, "nurse"), &path, body).await;
                self.names.insert(name, answer["expense"].as_str().unwrap_or_default().to_owned());
                (status, answer)
            }
            "files" => {
                let paper = format!("%PDF-1.7 {} {}", self.day, or(&step.paper, &name));
                let document = data_encoding::BASE64.encode(paper.as_bytes());
                let mut receipt = with(json!({"issuer": "Railway of Calvane"}));
                receipt["issuer"] = format!("{} {}", self.day, receipt["issuer"].as_str().unwrap()).into();
                let body = json!({"receipt": receipt, "document": document});
                self.send("nurse", &format!("/expense/{expense}/receipt"), body).await
            }
            "verifies" => {
                let body = with(json!({"accepted": "42.00 XTS"}));
                self.send(or(&step.by, "expenses1"), &format!("/expense/{expense}/verify"), body).await
            }
            "pays" => {
                let body = with(json!({"amount": "42.00 XTS", "payer": "state_fund"}));
                let path = format!("/claim/{}/payment", self.claim(step));
                let (status, answer) = self.send(or(&step.by, "expenses2"), &path, body).await;
                self.names.insert("payment".to_owned(), answer["payment"].as_str().unwrap_or_default().to_owned());
                (status, answer)
            }
            "made" => {
                let path = format!("/payment/{}/made", self.names["payment"]);
                self.send("expenses2", &path, json!({"happened": self.today()})).await
            }
            "payment" => {
                let usual = json!({"amount": "42.00 XTS", "payee": "donor", "payer": "state_fund",
                    "ground": "reimbursement", "happened": self.today()});
                let mut body = with(usual);
                for value in body.as_object_mut().unwrap().values_mut() {
                    let name = value.as_str().and_then(|t| t.strip_prefix('$'));
                    if let Some(number) = name.map(|n| if n == "centre" { &self.centre } else { &self.names[n] }) {
                        *value = number.clone().into();
                    }
                }
                self.send(or(&step.by, "nurse"), "/payment", body).await
            }
            other => panic!("`{other}`"),
        }
    }

    fn today(&self) -> Value {
        json!({"at": self.ground.now().to_string(), "zone": "+03:00", "precision": "day"})
    }

    /// Questions that were raised, with their rules; only an investigator sees that there are any.
    async fn questions(&mut self) -> Vec<(String, String)> {
        let token = self.ground.token("investigator", None).await;
        let (_, all) = self.ground.send("GET", "/questions", Some(&token), &[], None).await;
        let of = |q: &Value| {
            let rules = q["rules"].as_array().unwrap().iter().map(|r| r.as_str().unwrap().to_owned());
            let id = q["question"].as_str().unwrap().to_owned();
            rules.map(|rule| (id.clone(), rule)).collect::<Vec<_>>()
        };
        all.as_array().unwrap().iter().flat_map(of).collect()
    }
}

fn differs(
    name: &str,
    then: &Then,
    status: StatusCode,
    answer: &Value,
    questions: &BTreeSet<String>,
) -> Option<String> {
    let refused: BTreeSet<String> =
        answer["findings"].as_array().into_iter().flatten().map(|f| f["rule"].as_str().unwrap().to_owned()).collect();
    let expected = if then.refused.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    let right = (status, &refused, questions) == (expected, &then.refused, &then.breaches);
    // Whoever wrote a breach down is not told of it.
    let silent = then.breaches.iter().all(|code| !answer.to_string().contains(code.as_str()));
    (!right || !silent).then(|| format!("{name}: {status} {refused:?} {questions:?} {answer}"))
}

async fn walk(kind: &str) {
    let mut lands: BTreeMap<BTreeMap<String, String>, Vec<(String, File)>> = BTreeMap::new();
    for (name, file) in files() {
        lands.entry(file.given.law.clone()).or_default().push((name, file));
    }
    let mut found = Vec::new();
    for (n, (changes, scenarios)) in lands.into_iter().enumerate() {
        let land = Land { country: "xc".to_owned(), changes };
        let unique = format!("con3_{n}");
        let Some(ground) = Ground::beginning(&HOSPITAL, kind, &unique, &land).await else { return };
        let mut walk = Walk::begin(ground);
        for (name, file) in &scenarios {
            found.extend(walk.play(name, file).await);
        }
        let verified = walk.ground.service.verify(|_| ()).await.unwrap();
        assert!(verified.is_whole(), "{:?}", verified.differences);
        walk.ground.drop().await;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

impl Walk {
    /// Plays one scenario and says in what it differs from its file.
    async fn play(&mut self, name: &str, file: &File) -> Option<String> {
        self.fresh(&file.given.without).await;
        for step in &file.step {
            let (status, answer) = self.act(step).await;
            if status != StatusCode::OK {
                return Some(format!("{name}: {}: {status} {answer}", step.does));
            }
        }
        let before = self.questions().await;
        let (status, answer) = self.act(&file.when).await;
        let raised = self.questions().await.into_iter().filter(|q| !before.contains(q)).map(|(_, rule)| rule).collect();
        differs(name, &file.then, status, &answer, &raised)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn expense_scenarios_hold_over_http_on_sqlite() {
    walk("sqlite").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn expense_scenarios_hold_over_http_on_postgres() {
    walk("postgres").await;
}

#[test]
fn every_rule_of_expenses_is_seen_to_bite_alone() {
    let files = files();
    let alone = |codes: &BTreeSet<String>| codes.iter().next().filter(|_| codes.len() == 1).cloned();
    let seen: BTreeSet<String> =
        files.iter().filter_map(|(_, f)| alone(&f.then.refused).or_else(|| alone(&f.then.breaches))).collect();
    let all = domain::rules::all();
    let rules: BTreeSet<String> = all.iter().filter(|r| r.capability == "expense").map(|r| r.code.to_owned()).collect();
    assert_eq!(seen, rules);
    for (name, file) in &files {
        let says = match (file.then.allowed, file.then.refused.is_empty(), file.then.breaches.is_empty()) {
            (true, true, true) => "allowed-",
            (false, false, true) => "refused-",
            (false, true, false) => "breach-",
            _ => "nothing clear",
        };
        assert!(name.starts_with(says) && file.title.split(' ').count() >= 4 && !file.title.ends_with('.'), "{name}");
    }
}

/// The first number of a kind in a page.
fn first(page: &str, prefix: &str) -> String {
    page.split(prefix).nth(1).map(|rest| format!("{prefix}{}", &rest[..10])).unwrap_or_else(|| panic!("no {prefix}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expense_goes_from_the_nurse_over_two_officers_to_the_donor() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let pair = town.story("cousin");
    let list = town.get(&format!("/pairs/{pair}/expenses"), Some(&nurse)).await;
    list.is(StatusCode::OK).says("Open a claim");
    let opened = town.post(&format!("/pairs/{pair}/expenses"), &[], Some(&nurse)).await;
    opened.is(StatusCode::SEE_OTHER);
    let claim = first(&opened.location, "clm_");
    let today = town.service.today().to_string();
    let typed = [
        ("category", "own_car"),
        ("amount", "30,00"),
        ("currency", "XTS"),
        ("incurred_on", today.as_str()),
        ("what", "To the hospital and back"),
    ];
    let half = town.post(&format!("/claims/{claim}/new"), &typed, Some(&nurse)).await;
    half.is(StatusCode::UNPROCESSABLE_ENTITY).says("this category has a rate");
    let wrong = [typed.as_slice(), &[("quantity", "100")]].concat();
    let wrong: Vec<_> = wrong.into_iter().map(|(n, v)| (n, if n == "amount" { "thirty" } else { v })).collect();
    let wrong = town.post(&format!("/claims/{claim}/new"), &wrong, Some(&nurse)).await;
    wrong.is(StatusCode::BAD_REQUEST).says("thirty").says("such as 42.50");
    let whole = [typed.as_slice(), &[("quantity", "100")]].concat();
    let kept = town.post(&format!("/claims/{claim}/new"), &whole, Some(&nurse)).await;
    kept.is(StatusCode::SEE_OTHER);
    let expense = first(&kept.location, "exp_");
    town.get(&format!("/claims/{claim}"), Some(&nurse)).await.is(StatusCode::OK).says("To the hospital and back");
    town.get(&format!("/expenses/{expense}/verify"), Some(&nurse)).await.is(StatusCode::FORBIDDEN);

    let officer = town.enter(Role::ExpensesOfficer).await;
    let desk = town.get("/expenses/verify", Some(&officer)).await;
    desk.is(StatusCode::OK).says(&format!("/expenses/{expense}/verify")).keeps_back("To the hospital and back");
    let much = [("accepted", "30.01")];
    let much = town.post(&format!("/expenses/{expense}/verify"), &much, Some(&officer)).await;
    much.is(StatusCode::CONFLICT).says("CON-034");
    let less = town.post(&format!("/expenses/{expense}/verify"), &[("accepted", "20.00")], Some(&officer)).await;
    less.is(StatusCode::UNPROCESSABLE_ENTITY).says("the donor reads this");
    let part = [("accepted", "20.00"), ("reason", "Two thirds of the way")];
    town.post(&format!("/expenses/{expense}/verify"), &part, Some(&officer)).await.is(StatusCode::SEE_OTHER);
    let pay = [("amount", "20.00"), ("payer", "state_fund")];
    let own = town.post(&format!("/claims/{claim}/pay"), &pay, Some(&officer)).await;
    own.is(StatusCode::CONFLICT).says("CON-036");
    let statement = town.get(&format!("/claims/{claim}/statement"), Some(&nurse)).await;
    statement.is(StatusCode::OK).says("Two thirds of the way").says("Nothing yet");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reward_is_kept_and_nobody_outside_the_vault_sees_that_it_was_one() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let investigator = town.enter(Role::Investigator).await;
    let before = town.get("/questions", Some(&investigator)).await.body.matches("CON-043").count();
    let today = town.service.today().to_string();
    let pair = town.story("cousin");
    let fields = [
        ("amount", "15000.00"),
        ("currency", "XTS"),
        ("paid_on", today.as_str()),
        ("ground", "reward"),
        ("payee", "intermediary"),
        ("payee_name", "Velun Tarsan"),
        ("payer", "recipient_family"),
        ("pair", pair.as_str()),
        ("note", "The recipient told it"),
    ];
    let kept = town.post("/payments/new", &fields, Some(&nurse)).await;
    kept.is(StatusCode::SEE_OTHER);
    let list = town.get("/payments", Some(&nurse)).await;
    list.is(StatusCode::OK).says("15\u{202f}000.00").keeps_back("CON-043").keeps_back("Velun Tarsan");
    let after = town.get("/questions", Some(&investigator)).await.body.matches("CON-043").count();
    assert!(after > before);
    let fee: Vec<_> = fields.iter().map(|(n, v)| (*n, if *n == "ground" { "fee" } else { *v })).collect();
    let fee = town.post("/payments/new", &fee, Some(&nurse)).await;
    fee.is(StatusCode::UNPROCESSABLE_ENTITY).says("The service that the fee is for");
}
