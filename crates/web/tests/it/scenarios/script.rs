//! Scenario files: a script that everything follows, what is different this time, what is asked, and what comes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// A script: how a donation goes when nothing goes wrong.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    story: String,
    operation: Timestamp,
    people: BTreeMap<String, Value>,
    step: Vec<Line>,
    /// What an act says unless a scenario says otherwise.
    usual: BTreeMap<String, Value>,
}

/// Lines that follow a script.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sequel {
    story: String,
    step: Vec<Line>,
}

/// One line of a script.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    does: String,
    name: Option<String>,
    /// `80 days before`, `3 hours after`: counted from the operation.
    at: String,
    /// When it happened, where that is not when it is written down.
    happened: Option<String>,
    by: String,
    #[serde(default)]
    with: Map<String, Value>,
    /// Name under which later lines speak of what this one makes.
    gives: Option<String>,
}

/// A scenario as it is written down: what it promises, what was before, what somebody does, what must come of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File<G, W, T> {
    pub title: String,
    pub given: G,
    pub when: W,
    pub then: T,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    start: String,
    /// Another script of lines that follow the first one.
    followed_by: Option<String>,
    operation: Option<Timestamp>,
    country: Option<String>,
    /// Values of the law that differ, as they stand in a profile.
    #[serde(default)]
    law: BTreeMap<String, String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    change: Vec<Change>,
    #[serde(default)]
    also: Vec<Line>,
    #[serde(default)]
    people: BTreeMap<String, Map<String, Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    step: String,
    #[serde(default)]
    set: BTreeMap<String, Value>,
    at: Option<String>,
    by: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct When {
    /// `removal`, or `signature`, `vote`, `decision` or `paper`: the script's own one is then what is asked.
    plan: Option<String>,
    /// Anything that happened.
    fact: Option<String>,
    /// The script's line that is asked, where there are several.
    step: Option<String>,
    at: Option<String>,
    happened: Option<String>,
    by: Option<String>,
    #[serde(default)]
    with: Map<String, Value>,
}

/// What comes of it. Whatever is not named here must not come of it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Then {
    /// Nothing stops the plan, or the fact breaks no rule.
    #[serde(default)]
    pub allowed: bool,
    /// Rules that stop the plan.
    #[serde(default)]
    pub refused: BTreeSet<String>,
    /// Rules that want an answer in writing.
    #[serde(default)]
    pub asks: BTreeSet<String>,
    /// Rules that only a law weaker than the WHO principles lets pass.
    #[serde(default)]
    pub marks: BTreeSet<String>,
    /// Rules that the fact broke.
    #[serde(default)]
    pub breaches: BTreeSet<String>,
    /// Rules that saw it contradict the record.
    #[serde(default)]
    pub disputed: BTreeSet<String>,
    /// Questions it raised.
    #[serde(default)]
    pub questions: usize,
    /// Where the pair stands afterwards, when that matters.
    pub stage: Option<String>,
}

/// One act at its instant.
#[derive(Debug, Clone)]
pub struct Act {
    pub does: String,
    pub name: String,
    pub at: Timestamp,
    pub happened: Option<Timestamp>,
    pub by: String,
    pub with: Map<String, Value>,
    pub gives: String,
}

/// Whether something is asked or told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    Plan,
    Fact,
}

/// The law under which a scenario plays.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Land {
    pub country: String,
    pub changes: BTreeMap<String, String>,
}

/// A scenario, ready to be walked.
#[derive(Debug, Clone)]
pub struct Scenario {
    pub file: String,
    pub title: String,
    pub land: Land,
    pub people: BTreeMap<String, Value>,
    pub steps: Vec<Act>,
    pub asking: Asking,
    pub asked: Act,
    pub then: Then,
}

/// Acts that are not a step of a pair's task list.
pub const OTHER_ACTS: &[&str] = &[
    "licence",
    "measure",
    "measure_signed",
    "pair_opened",
    "planned",
    "cancelled",
    "removal",
    "transplant",
    "handover",
    "told",
    "ended",
    "seen",
    "care_transfer",
    "merged",
    "book",
    "blood_group",
    "label",
    "table",
    "recalled",
    "temperature",
    "divided",
    "division",
    "across",
    "outage",
    "outage_over",
    "sheets",
    "sheets_counted",
    "sheet_entered",
    "sheet_confirmed",
    "sheet_voided",
    "measured",
    "signs_looked",
    "sign_answered",
    "signs_reviewed",
];

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios")
}

pub fn read<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The files of a promise, in order, by their names.
pub fn files<T: serde::de::DeserializeOwned>(promise: &str) -> Vec<(String, T)> {
    files_ending(promise, "")
}

/// Those whose names end so.
pub fn files_ending<T: serde::de::DeserializeOwned>(promise: &str, ending: &str) -> Vec<(String, T)> {
    let mut paths: Vec<_> = std::fs::read_dir(folder().join(promise)).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let named = paths.iter().map(|p| (p.file_stem().unwrap().to_str().unwrap().to_owned(), p));
    named.filter(|(name, _)| name.ends_with(ending)).map(|(name, p)| (name, read(p))).collect()
}

/// Every scenario, in order of file.
pub fn all() -> Vec<Scenario> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        // What is not about a pair has scenarios of its own shape, with walks of their own.
        .filter(|path| {
            let own = [
                "CON-2", "CON-3", "AUT-2", "SUF-1", "REG-3", "NET-1", "REJ-1", "GUI-1", "REP-1", "REP-2", "VIC-1",
                "VIC-2", "VIG-1",
            ];
            path.is_dir() && !own.iter().any(|own| path.ends_with(own))
        })
        .flat_map(|promise| std::fs::read_dir(promise).unwrap().map(|entry| entry.unwrap().path()))
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .filter(|path| {
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            !stem.ends_with("-for-a-child") && !stem.ends_with("-scored")
        })
        .collect();
    files.sort();
    files.iter().map(|path| scenario(path)).collect()
}

fn scenario(path: &Path) -> Scenario {
    let file: File<Given, When, Then> = read(path);
    let name = path.strip_prefix(folder()).unwrap().to_string_lossy().into_owned();
    let script: Script = read(&folder().join(format!("{}.toml", file.given.start)));
    assert!(!script.story.is_empty(), "{name}");
    let operation = file.given.operation.unwrap_or(script.operation);
    let land = Land {
        country: file.given.country.clone().unwrap_or_else(|| "xc".to_owned()),
        changes: file.given.law.clone(),
    };
    let mut lines = script.step;
    if let Some(sequel) = &file.given.followed_by {
        let sequel: Sequel = read(&folder().join(format!("{sequel}.toml")));
        assert!(!sequel.story.is_empty(), "{name}");
        lines.extend(sequel.step);
    }
    for gone in &file.given.without {
        let before = lines.len();
        lines.retain(|l| name_of(l) != gone);
        assert!(lines.len() < before, "{name}: the script has no `{gone}`");
    }
    for change in &file.given.change {
        apply(change, &mut lines, &name);
    }
    lines.extend(file.given.also.clone());
    let mut people = script.people;
    for (who, said) in file.given.people {
        let known = people.entry(who).or_insert_with(|| json!({})).as_object_mut().unwrap();
        known.extend(said);
        known.retain(|_, v| v != "none");
    }
    let (asking, asked) = asked(&file.when, &mut lines, &name);
    let act = |line: Line| act(line, operation, &script.usual);
    let asked = act(asked);
    let mut steps: Vec<Act> = lines.into_iter().map(act).filter(|a| a.at <= asked.at).collect();
    steps.sort_by_key(|a| a.at);
    Scenario { file: name, title: file.title, land, people, steps, asking, asked, then: file.then }
}

fn name_of(line: &Line) -> &str {
    line.name.as_deref().unwrap_or(&line.does)
}

fn apply(change: &Change, lines: &mut [Line], file: &str) {
    let line = lines.iter_mut().find(|l| name_of(l) == change.step);
    let line = line.unwrap_or_else(|| panic!("{file}: the script has no `{}`", change.step));
    for (path, value) in &change.set {
        place(&mut line.with, path, value.clone());
    }
    line.at = change.at.clone().unwrap_or_else(|| line.at.clone());
    line.by = change.by.clone().unwrap_or_else(|| line.by.clone());
}

/// Sets `interpreter.engaged_by`, making what is missing on the way.
pub fn place(at: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => drop(at.insert(path.to_owned(), value)),
        Some((head, rest)) => {
            let inner = at.entry(head).or_insert_with(|| json!({}));
            place(inner.as_object_mut().unwrap(), rest, value);
        }
    }
}

/// What is asked: a line of its own, or the script's line of that name.
fn asked(when: &When, lines: &mut Vec<Line>, file: &str) -> (Asking, Line) {
    let (asking, what) = match (&when.plan, &when.fact) {
        (Some(plan), None) => (Asking::Plan, plan.as_str()),
        (None, Some(fact)) => (Asking::Fact, fact.as_str()),
        _ => panic!("{file}: asks for one plan or one fact"),
    };
    let (does, usual_at, usual_by) = match (asking, what) {
        (Asking::Plan, "signature") => return (asking, taken(when, lines, "signed", file)),
        (Asking::Plan, "vote") => return (asking, taken(when, lines, "vote1", file)),
        (Asking::Plan, "decision") => return (asking, taken(when, lines, "decided", file)),
        (Asking::Plan, "paper") => return (asking, taken(when, lines, "paper_confirmed", file)),
        (Asking::Plan, "removal") => ("planned", "7 days before", "nurse"),
        (Asking::Plan, "sign_answer") => ("sign_answered", "20 days before", "physician"),
        (Asking::Plan, "label") => ("label", "3 hours after", "coordinator"),
        (Asking::Plan, "division") => ("division", "3 hours after", "coordinator"),
        (Asking::Plan, "across") => ("across", "7 days before", "operator"),
        (Asking::Plan, "table") => ("table", "4 hours after", "coordinator"),
        (Asking::Plan, "sheet_confirmed" | "sheet_voided") => (what, "2 days after", "coordinator"),
        (Asking::Fact, "sheet_entered" | "sheets_counted") => (what, "1 days after", "coordinator"),
        (Asking::Plan, "care_transfer") => ("care_transfer", "20 days after", "nurse"),
        (Asking::Fact, "seen") => ("seen", "20 days after", "nurse"),
        (Asking::Fact, "removal") => ("removal", "1 days after", "nurse"),
        (Asking::Fact, "transplant") => ("transplant", "1 days after", "coordinator"),
        (Asking::Fact, "told") => ("told", "1 days after", "coordinator"),
        (Asking::Fact, "handover") => ("handover", "1 days after", "coordinator"),
        (Asking::Fact, "temperature" | "divided" | "ended") => (what, "1 days after", "coordinator"),
        (Asking::Fact, step) => (step, "7 days before", "nurse"),
        (Asking::Plan, other) => panic!("{file}: nobody plans `{other}`"),
    };
    let line = Line {
        does: does.to_owned(),
        name: Some("asked".to_owned()),
        at: when.at.clone().unwrap_or_else(|| usual_at.to_owned()),
        happened: when.happened.clone(),
        by: when.by.clone().unwrap_or_else(|| usual_by.to_owned()),
        with: when.with.clone(),
        gives: Some("asked".to_owned()),
    };
    (asking, line)
}

fn taken(when: &When, lines: &mut Vec<Line>, usual: &str, file: &str) -> Line {
    let name = when.step.as_deref().unwrap_or(usual);
    let index = lines.iter().position(|l| name_of(l) == name);
    let mut line = lines.remove(index.unwrap_or_else(|| panic!("{file}: the script has no `{name}`")));
    line.with.extend(when.with.clone());
    line.at = when.at.clone().unwrap_or(line.at);
    line.by = when.by.clone().unwrap_or(line.by);
    line
}

fn act(line: Line, operation: Timestamp, usual: &BTreeMap<String, Value>) -> Act {
    let mut with = usual.get(&line.does).and_then(Value::as_object).cloned().unwrap_or_default();
    with.extend(line.with.clone());
    let mut with = Value::Object(with);
    dated(&mut with, operation);
    let usually = |key: &str| usual.get(&line.does).and_then(|u| u.get(key)?.as_str().map(str::to_owned));
    let happened = line.happened.clone().or_else(|| usually("happened"));
    let gives = line.gives.clone().unwrap_or_else(|| match line.does.as_str() {
        "pair_opened" => "pair".to_owned(),
        "removal" | "book" => "organ".to_owned(),
        other => other.to_owned(),
    });
    let mut with = with.as_object().cloned().unwrap();
    with.remove("happened");
    // What a scenario calls `none` is left out; only of a conflict of interest it is a word.
    with.retain(|k, v| v != "none" || k == "conflict");
    Act {
        name: name_of(&line).to_owned(),
        at: instant(&line.at, operation),
        happened: happened.map(|h| instant(&h, operation)),
        by: line.by,
        with,
        gives,
        does: line.does,
    }
}

/// `80 days before` as an instant.
pub fn instant(phrase: &str, operation: Timestamp) -> Timestamp {
    let words: Vec<&str> = phrase.split(' ').collect();
    let [count, unit, side] = words.as_slice() else { panic!("`{phrase}` is no time") };
    let count: i64 = count.parse().unwrap_or_else(|_| panic!("`{phrase}` is no time"));
    let span = match *unit {
        "days" => SignedDuration::from_hours(24 * count),
        "hours" => SignedDuration::from_hours(count),
        "minutes" => SignedDuration::from_mins(count),
        _ => panic!("`{phrase}` is no time"),
    };
    match *side {
        "before" => operation - span,
        "after" => operation + span,
        _ => panic!("`{phrase}` is no time"),
    }
}

/// Texts such as `@20 days before` become instants, `@@20 days before` civil days.
pub fn dated(value: &mut Value, operation: Timestamp) {
    match value {
        Value::String(text) => {
            if let Some(phrase) = text.strip_prefix("@@") {
                *text = instant(phrase, operation).to_zoned(TimeZone::UTC).date().to_string();
            } else if let Some(phrase) = text.strip_prefix('@') {
                *text = instant(phrase, operation).to_string();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|v| dated(v, operation)),
        Value::Object(map) => map.values_mut().for_each(|v| dated(v, operation)),
        _ => {}
    }
}

/// Puts numbers in the place of `$nurse`, `$pair`.
pub fn named(value: &Value, names: &BTreeMap<String, String>, file: &str) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix('$') {
            Some(name) => names.get(name).unwrap_or_else(|| panic!("{file}: nothing is named ${name}")).clone().into(),
            None => value.clone(),
        },
        Value::Array(items) => items.iter().map(|v| named(v, names, file)).collect(),
        Value::Object(map) => map.iter().map(|(k, v)| (k.clone(), named(v, names, file))).collect::<Map<_, _>>().into(),
        _ => value.clone(),
    }
}

/// What a device tells: its hand-over, the reading of its clock, and what its clock says when it is sent.
pub struct DeviceSaid {
    pub told: domain::trace::entry::Told,
    pub scanned: domain::trace::order::Scanned,
    pub device_now: Timestamp,
}

impl DeviceSaid {
    /// What an act of that sort says, its numbers named.
    pub fn of(act: &Act, mut with: Map<String, Value>) -> Self {
        let mut seconds = |field: &str| with.remove(field).and_then(|v| v.as_i64()).unwrap();
        let (offset_s, uncertainty_s, moved_s) = (seconds("offset_s"), seconds("uncertainty_s"), seconds("moved_s"));
        with.insert("what".to_owned(), "hand_over".into());
        let reads = |at: Timestamp| at - SignedDuration::from_secs(offset_s);
        let scanned = domain::trace::order::Scanned {
            device: "van_1".to_owned(),
            device_at: reads(act.happened.unwrap_or(act.at)),
            offset_s: i32::try_from(offset_s).unwrap(),
            uncertainty_s: u32::try_from(uncertainty_s).unwrap(),
        };
        let told = serde_json::from_value(Value::Object(with)).unwrap();
        Self { told, scanned, device_now: reads(act.at) + SignedDuration::from_secs(moved_s) }
    }
}
