//! From filing an adverse reaction to the last alert queued: a donor with eight organs and three hundred units of tissue, in
//! a register of many units. Beside it the same rows written by plain SQL: the look-back's statement, one insert for each
//! alert and its task, one transaction, the same durability, without rules, sealing, log or permissions.

use std::collections::BTreeMap;
use std::time::Instant;

use codes::Quantity;
use codes::ids::{
    AlertId, ApplicationId, CentreId, DonorId, Id, RecipientId, SareId, TaskId, TissueId, TransplantId, UnitId,
};
use codes::time::{Happened, Zone};
use codes::tissue::TissueKind;
use domain::access::{Purpose, Role};
use domain::registry::{Donor, Recipient, Transplant, Unit};
use domain::tissue::{
    Application, Consent, Label, Leaving, Making, Origin, Passage, Passed, Portion, TissueApplied, TissueEntered,
    TissueTaken, TissueUnit, Trail, Unpaid,
};
use domain::vigilance::{Grade, Imputability, SareClass, SareKind, SareReport};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use service::{Access, Service, Start};
use store::trace::CHAIN_STATEMENTS;

use crate::measure::{head, line, median, micros};
use crate::raw::{Cell, Raw};
use crate::scene::{Place, places};
use crate::{Options, units};

/// Organs and pieces of tissue of the donor.
const ORGANS: u64 = 8;
const TISSUES: u64 = 300;
/// Pieces that were collected, and divided into those.
const WHOLES: u64 = 10;
/// Centres among which they went.
const CENTRES: u64 = 64;
/// Donors that are looked back to, one in each round.
const ROUNDS: u64 = 15;
const AT: &str = "2026-03-04T02:10:00.000Z";
/// Numbers of this measurement lie apart from those of the register.
const APART: u64 = 1 << 44;

/// Measures on each database.
pub async fn run(options: &Options) -> Result<(), String> {
    for &units in &options.units {
        for place in places(options, &format!("lookback-{units}")).await? {
            let begun = Instant::now();
            let mut raw = Raw::connect(&place.location).await?;
            units::fill(&mut raw, units).await?;
            donors(&mut raw).await?;
            let took = begun.elapsed().as_secs();
            head(&format!(
                "lookback, {units} units (filled in {took} s), {}: milliseconds, median of {ROUNDS} filings; {} units each, {CENTRES} centres",
                place.name,
                ORGANS + TISSUES
            ));
            measured(&place, &mut raw).await?;
            drop(raw);
            place.done(options).await;
        }
    }
    Ok(())
}

fn donor(round: u64) -> DonorId {
    DonorId::from_bits(APART + round)
}

fn number<T: Id>(round: u64, n: u64) -> T {
    T::from_bits(APART + (round + 1) * 1_000 + n)
}

/// The body of a record as the program writes it.
fn body<R: Serialize + DeserializeOwned>(sample: Value) -> Result<String, String> {
    let record: R = serde_json::from_value(sample).map_err(|e| format!("a sample of the bench: {e}"))?;
    serde_json::to_string(&record).map_err(|e| e.to_string())
}

fn text(text: impl ToString) -> Cell {
    Cell::Text(text.to_string())
}

/// Centres, and for each round of either way a donor with eight organs and three hundred pieces of tissue cut from ten.
async fn donors(raw: &mut Raw) -> Result<(), String> {
    let first = donor(0).to_string();
    if !raw.rows("SELECT donor_id FROM donor WHERE donor_id = $1", &[text(&first)]).await?.is_empty() {
        return Ok(());
    }
    let mut centres = Vec::new();
    for n in 0..CENTRES {
        let id = CentreId::from_bits(APART + n);
        let made: String = body::<domain::licence::Centre>(json!({"id": id, "kind": "centre", "parent": null,
            "names": [{"name": format!("Centre {n}"), "from": null, "to": null}], "place": "Sarim", "country": "XC",
            "telephone": null, "merged_into": null}))?;
        centres.push(vec![text(id), Cell::Int(1), text(made), Cell::Null, text("centre"), text("XC"), text("Centre")]);
    }
    raw.give("centre", &centres).await?;
    for round in 0..2 * (ROUNDS + 1) {
        one_donor(raw, round).await?;
    }
    raw.raw("ANALYZE").await
}

async fn one_donor(raw: &mut Raw, round: u64) -> Result<(), String> {
    let id = donor(round);
    let made = body::<Donor>(json!({"id": id, "kind": "dbd", "centre": CentreId::from_bits(APART), "died_at": null}))?;
    raw.give("donor", &[vec![text(id), Cell::Int(1), text(made), text("dbd"), text(CentreId::from_bits(APART))]])
        .await?;
    let (mut all, mut recipients, mut grafts) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..ORGANS {
        let unit: UnitId = number(round, n);
        let made = body::<Unit>(json!({"id": unit, "fate": "transplanted", "fate_at": AT, "fate_reason": null,
            "parts": [], "recovered_at": {"at": AT, "zone": "UTC", "precision": "minute"},
            "entered": {"organ": "KIDNEY_L", "donor": id, "centre": null, "pair": null, "recovered": true,
                "disputes": [], "note": null}}))?;
        let (from, at) =
            ([text("KIDNEY_L"), text(id), Cell::Null, Cell::Null, text(AT)], [text("transplanted"), text(AT)]);
        let row = [text(unit), Cell::Int(1), text(made)].into_iter().chain(from).chain(at);
        all.push(row.chain([Cell::Null, Cell::Null]).collect());
        let (who, graft) = received(round, n, unit)?;
        recipients.push(who);
        grafts.push(graft);
    }
    raw.give("unit", &all).await?;
    raw.give("recipient", &recipients).await?;
    raw.give("transplant", &grafts).await?;
    tissues(raw, round, id).await
}

/// Ten pieces of tissue that were divided into three hundred, each given to somebody. The parts carry no donor of their
/// own, so that the walk has something to walk.
async fn tissues(raw: &mut Raw, round: u64, from: DonorId) -> Result<(), String> {
    let (mut units, mut links, mut recipients, mut given) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let whole = |n: u64| number::<TissueId>(round, TISSUES + n);
    for n in 0..WHOLES {
        let into = (0..TISSUES / WHOLES).map(|p| number(round, n * (TISSUES / WHOLES) + p)).collect();
        let consent = Consent::KinAgreed;
        let origin = Origin::Collected { consent, unpaid: Unpaid::Declared, approved_by: None };
        let leaving = Leaving::Made { how: Making::Split, into };
        units.push(piece(whole(n), from, (origin, TISSUES / WHOLES), leaving)?);
    }
    for n in 0..TISSUES {
        let (id, parent) = (number::<TissueId>(round, n), whole(n / (TISSUES / WHOLES)));
        let (who, application) = (number::<RecipientId>(round, ORGANS + n), number::<ApplicationId>(round, n));
        let (at, centre) = (happened()?, CentreId::from_bits(APART + n % CENTRES));
        let of = vec![Portion { unit: parent, amount: pieces(1)? }];
        let origin = Origin::Made { how: Making::Split, method: None, of };
        units.push(piece(id, from, (origin, 1), Leaving::Applied { application })?);
        links.push(vec![text(parent), text(id), text("split")]);
        recipients.push(person(who, centre)?);
        let (disputes, amount) = (Vec::new(), pieces(1)?);
        let applied = TissueApplied { unit: id, amount, recipient: who, centre, disputes };
        let made = written(&Application { id: application, applied, at, earlier: Vec::new() })?;
        let row = [text(application), Cell::Int(1), text(made), text(id), text(who), text(centre), text(AT)];
        given.push(row.to_vec());
    }
    raw.give("tissue", &units).await?;
    raw.give("tissue_link", &links).await?;
    raw.give("recipient", &recipients).await?;
    raw.give("tissue_application", &given).await
}

fn happened() -> Result<Happened, String> {
    Ok(Happened::at(AT.parse().map_err(|e| format!("{AT}: {e}"))?, Zone::utc()))
}

fn pieces(n: u64) -> Result<Quantity, String> {
    format!("{n} {{piece}}").parse().map_err(|e| format!("{n} pieces: {e:?}"))
}

/// The row of a piece of skin that left the store whole.
fn piece(id: TissueId, from: DonorId, (origin, n): (Origin, u64), leaving: Leaving) -> Result<Vec<Cell>, String> {
    let (establishment, amount, at) = (CentreId::from_bits(APART), pieces(n)?, happened()?);
    let collected = matches!(origin, Origin::Collected { .. });
    let label = Label { sec: None, donation: None, expires_on: None, exempt: None };
    let entered = TissueEntered {
        kind: TissueKind::Skin,
        amount,
        donors: vec![from],
        origin,
        trail: Trail::Whole,
        purpose: domain::tissue::Purpose::Allogeneic,
        label,
        establishment,
        disputes: Vec::new(),
        note: None,
    };
    let taken = TissueTaken { amount, leaving, centre: establishment, disputes: Vec::new() };
    let passed = vec![Passed { passage: Passage::Taken(taken), at: at.clone(), earlier: Vec::new() }];
    let (recalls, earlier) = (Vec::new(), Vec::new());
    let made = written(&TissueUnit { id, entered, entered_at: at, passed, recalls, released: None, earlier })?;
    let (donor, at) = (if collected { text(from) } else { Cell::Null }, text(establishment));
    let head =
        [text(id), Cell::Int(1), text(made), text(TissueKind::Skin.code()), donor, at.clone(), at, text("empty")];
    Ok(head.into_iter().chain([Cell::Null, Cell::Null, Cell::Null, text(AT), Cell::Null]).collect())
}

fn written(record: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(record).map_err(|e| e.to_string())
}

/// The row of a recipient.
fn person(who: RecipientId, centre: CentreId) -> Result<Vec<Cell>, String> {
    let made = body::<Recipient>(
        json!({"id": who, "centre": centre, "accepted_on": null, "died_at": null, "last_seen_at": null}),
    )?;
    Ok(vec![text(who), Cell::Int(1), text(made), text(centre)])
}

/// Who received a unit, and the graft.
fn received(round: u64, n: u64, unit: UnitId) -> Result<(Vec<Cell>, Vec<Cell>), String> {
    let (who, graft): (RecipientId, TransplantId) = (number(round, n), number(round, n));
    let centre = CentreId::from_bits(APART + n % CENTRES);
    let person = person(who, centre)?;
    let made = body::<Transplant>(json!({"id": graft, "at": {"at": AT, "zone": "UTC", "precision": "minute"},
        "transplanted": {"unit": unit, "recipient": who, "centre": centre, "cold_ischaemia_min": null,
            "anastomosis_min": null, "disputes": []}}))?;
    let row = [text(graft), Cell::Int(1), text(made), text(unit), text(who), text(centre), text(AT), Cell::Null];
    Ok((person, row.into()))
}

async fn measured(place: &Place, raw: &mut Raw) -> Result<(), String> {
    let keys = place.folder.join(format!("keys-{}", place.name));
    let service = Start { keys: Some(keys), migrate: true, ..Start::new(&place.location, "xc") }.open().await?;
    let (mut ours, mut bare, mut alerts) = (Vec::new(), Vec::new(), 0);
    // The first round of each warms caches and is not counted.
    for round in 0..=ROUNDS {
        let begun = Instant::now();
        alerts = file(&service, donor(2 * round)).await?;
        let between = Instant::now();
        let plain = plainly(raw, donor(2 * round + 1), round).await?;
        if plain != alerts {
            return Err(format!("Donare alerted {alerts} centres and the plain SQL {plain}"));
        }
        if round > 0 {
            ours.push(micros(between.duration_since(begun)) / 1000.0);
            bare.push(micros(between.elapsed()) / 1000.0);
        }
    }
    let slowest = ours.iter().copied().fold(0.0, f64::max);
    line(&format!("filing to the last of {alerts} alerts queued"), median(&mut ours), median(&mut bare), "ms");
    println!("(slowest of Donare's filings: {slowest:.1} ms; the goal is a minute)");
    service.close().await;
    Ok(())
}

/// One filing through the whole program; how many alerts it queued.
async fn file(service: &Service, about: DonorId) -> Result<u64, String> {
    let access = Access::console(Role::VigilanceOfficer, Purpose::Vigilance);
    let report = SareReport {
        class: SareClass::Sae,
        what: SareKind::Infection,
        severity: Grade::Serious,
        imputability: Imputability::NotAssessable,
        about: about.into(),
        centre: None,
        onset_at: None,
        detected_at: service.now(),
        description: "A positive culture".into(),
        measures: None,
        contact: None,
    };
    let (kept, _) = service.file_sare(&access, report).await.map_err(|e| format!("{e:?}"))?;
    if kept.exposed as u64 != ORGANS + TISSUES {
        return Err(format!("the look-back found {} units", kept.exposed));
    }
    Ok(kept.alerts as u64)
}

/// The same by plain SQL: the chain of the donor in one statement, the places found in memory, one row for the report, and
/// for each place an alert with its units and a task.
async fn plainly(raw: &mut Raw, about: DonorId, round: u64) -> Result<u64, String> {
    raw.begin().await?;
    let at = plain_places(raw, about).await?;
    let sare: SareId = number(round, 900);
    let found = json!({"about": about, "alerts": at.len()}).to_string();
    raw.insert(
        "sare",
        &[vec![
            text(sare),
            Cell::Int(1),
            text(found),
            // Below every number that the program gives, which goes on after the greatest.
            Cell::Int(-1 - i64::try_from(round).unwrap_or(0)),
            text("open"),
            text("serious"),
            Cell::Null,
            text(AT),
            Cell::Null,
        ]],
    )
    .await?;
    let (mut alerts, mut tasks) = (Vec::new(), Vec::new());
    for (n, (centre, exposed)) in (0_u64..).zip(&at) {
        let alert: AlertId = number(round, n);
        let queued = json!({"sare": sare, "exposed": exposed}).to_string();
        alerts.push(vec![
            text(alert),
            Cell::Int(1),
            text(queued),
            text(sare),
            text(centre),
            Cell::Null,
            text("waiting"),
            text(AT),
            text(AT),
        ]);
        let task: TaskId = number(round, n);
        tasks.push(vec![
            text(task),
            text("alert_rung"),
            text(AT),
            text(alert),
            text(centre),
            text("waiting"),
            text("{}"),
            Cell::Int(0),
        ]);
    }
    raw.insert("alert", &alerts).await?;
    raw.insert("task", &tasks).await?;
    raw.raw("COMMIT").await?;
    Ok(at.len() as u64)
}

/// What reached whom at each centre, by the statement that the program uses.
async fn plain_places(raw: &mut Raw, about: DonorId) -> Result<BTreeMap<String, Vec<Value>>, String> {
    let chain = CHAIN_STATEMENTS.first().copied().ok_or("no statement")?;
    let rows = crate::plain::rows(raw, chain, &about.to_string()).await?;
    let grafts = rows.first().and_then(|row| row.get(2)).and_then(Option::as_ref).ok_or("no grafts")?;
    let mut at: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for graft in serde_json::Deserializer::from_str(grafts).into_iter::<Value>() {
        let graft = graft.map_err(|e| e.to_string())?;
        let told = |name: &str| graft.get("transplanted").and_then(|t| t.get(name)).cloned().unwrap_or_default();
        let centre = told("centre").as_str().unwrap_or_default().to_owned();
        at.entry(centre).or_default().push(json!({"unit": told("unit"), "recipient": told("recipient")}));
    }
    let column =
        |place: usize| rows.first().and_then(|row| row.get(place)).and_then(Option::as_deref).unwrap_or_default();
    for unit in serde_json::Deserializer::from_str(column(5)).into_iter::<Value>() {
        if unit.map_err(|e| e.to_string())?.get("id").is_none() {
            return Err("a unit without a number".to_owned());
        }
    }
    for given in serde_json::Deserializer::from_str(column(6)).into_iter::<Value>() {
        let given = given.map_err(|e| e.to_string())?;
        let told = |name: &str| given.get("applied").and_then(|t| t.get(name)).cloned().unwrap_or_default();
        let centre = told("centre").as_str().unwrap_or_default().to_owned();
        at.entry(centre).or_default().push(json!({"unit": told("unit"), "recipient": told("recipient")}));
    }
    Ok(at)
}
