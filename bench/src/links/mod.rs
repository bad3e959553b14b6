//! What procedures share: adding one procedure to a register of many people, reading what it shares, and making all meetings
//! anew. Beside it the same rows and statements in plain SQL, with the same durability, without rules, sealing, log, keys or
//! permissions.

mod fill;

use std::time::Instant;

use codes::ids::PairId;
use codes::organ::Organ;
use codes::relation::{Directedness, Relation};
use domain::access::{Purpose, Role};
use domain::approval::{ProofKind, RelationProved, Step, Verification};
use domain::consent::{Capacity, EngagedBy, Informed, Interpreter, Tie, Topic};
use domain::person::Known;
use ledger::keyholder::InProcess;
use service::{Access, Said, Service, Start};

use crate::Options;
use crate::measure::{head, line, median, micros};
use crate::raw::{Cell, Raw};
use crate::scene::{Place, places};
use crate::write::signed_in;

/// Procedures added by each of the two ways; the first of each warms caches and is not counted.
const ROUNDS: u64 = 31;
const AT: &str = "2026-03-04T02:10:00.000Z";
/// Rows of one detail read at most; as the program reads them.
const READ: i64 = 100;

/// Measures on each database.
pub async fn run(options: &Options) -> Result<(), String> {
    for &people in &options.units {
        for place in places(options, &format!("links-{people}")).await? {
            one_place(&place, people).await?;
            place.done(options).await;
        }
    }
    Ok(())
}

async fn one_place(place: &Place, people: u64) -> Result<(), String> {
    let keys = place.folder.join(format!("keys-{}", place.name));
    let start = Start { keys: Some(keys.clone()), migrate: true, ..Start::new(&place.location, "xc") };
    let service = start.open().await?;
    let access = service.session(&signed_in(&service, "living_donor_nurse").await?).await.map_err(said)?.access;
    open(&service, &access, None).await?;
    let holder = InProcess::new(service::keys::read(&keys)?);
    let begun = Instant::now();
    let mut raw = Raw::connect(&place.location).await?;
    let details = fill::fill(&mut raw, people, 2 * ROUNDS, &holder).await?;
    head(&format!(
        "links, {people} people with {details} details (filled in {} s), {}: milliseconds, median of {} procedures",
        begun.elapsed().as_secs(),
        place.name,
        ROUNDS - 1
    ));
    rebuilt(&service, &mut raw).await?;
    added(&service, &access, &mut raw, &holder).await?;
    service.close().await;
    Ok(())
}

fn said(e: service::Failure) -> String {
    format!("{e:?}")
}

fn milliseconds(begun: Instant) -> f64 {
    micros(begun.elapsed()) / 1000.0
}

/// All meetings made anew from the details, and the groups read from them.
async fn rebuilt(service: &Service, raw: &mut Raw) -> Result<(), String> {
    let begun = Instant::now();
    plain_rebuild(raw).await?;
    let bare = milliseconds(begun);
    let begun = Instant::now();
    let found = service.rebuild_network().await.map_err(said)?;
    line("all meetings made anew (goal 60,000)", milliseconds(begun), bare, "ms");
    let begun = Instant::now();
    let list = service.network(&investigator()).await.map_err(said)?;
    println!(
        "({found} meetings; {} groups of the {} latest read in {:.0} ms)",
        list.all,
        list.meetings.0,
        milliseconds(begun)
    );
    Ok(())
}

async fn plain_rebuild(raw: &mut Raw) -> Result<(), String> {
    raw.begin().await?;
    raw.raw(
        "DELETE FROM network_meeting; INSERT INTO network_meeting (kind, meets, procedures, last_at) \
         SELECT kind, meets, CAST(COUNT(DISTINCT procedure_id) AS BIGINT), MAX(noted_at) FROM network_mark \
         GROUP BY kind, meets HAVING COUNT(DISTINCT procedure_id) > 1; COMMIT",
    )
    .await
}

/// One procedure after the other, in turn by the program and by plain SQL, each with three details that others have.
async fn added(service: &Service, access: &Access, raw: &mut Raw, keys: &InProcess) -> Result<(), String> {
    let (mut ours, mut bare) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    for round in 0..ROUNDS {
        let begun = Instant::now();
        let pair = add(service, access, 2 * round).await?;
        let written = milliseconds(begun);
        let begun = Instant::now();
        let seen = service.network_of(&investigator(), vec![pair.to_string()]).await.map_err(said)?;
        let read = milliseconds(begun);
        if seen.graph.meetings.len() != 3 {
            return Err(format!("{} details are shared, not 3", seen.graph.meetings.len()));
        }
        let (plain_written, plain_read) = plainly(raw, keys, 2 * round + 1).await?;
        if round > 0 {
            let figures = [(&mut ours, written, read), (&mut bare, plain_written, plain_read)];
            for ([writing, reading], written, read) in figures {
                writing.push(written);
                reading.push(read);
            }
        }
    }
    let ([mut writing, mut reading], [mut plain_writing, mut plain_reading]) = (ours, bare);
    line("a procedure written: opened, proof, talk; links met", median(&mut writing), median(&mut plain_writing), "ms");
    line("what it shares, read (goal 20)", median(&mut reading), median(&mut plain_reading), "ms");
    Ok(())
}

fn investigator() -> Access {
    Access::console(Role::Investigator, Purpose::Inquiry)
}

async fn open(service: &Service, access: &Access, phone: Option<&str>) -> Result<PairId, String> {
    let centre = access.centre.ok_or("the nurse has no centre")?;
    let somebody = |phone: Option<&str>| {
        Said::New(Box::new(Known {
            names: Vec::new(),
            identifiers: Vec::new(),
            birth: Some("1980-01-01".into()),
            sex: None,
            gender: None,
            languages: Vec::new(),
            residence: None,
            phone: phone.map(Into::into),
            address: None,
        }))
    };
    let tie = (Relation::Cousin, Directedness::SpecifiedDirect);
    let opened = service.open_pair(access, (somebody(phone), somebody(None)), Organ::KidneyL, centre, tie).await;
    Ok(opened.map_err(said)?.0.0)
}

/// A procedure through the whole program, with its three commits.
async fn add(service: &Service, access: &Access, round: u64) -> Result<PairId, String> {
    let [phone, issuer, interpreter] = fill::planted(round);
    let pair = open(service, access, Some(&phone.value)).await?;
    let proof = Step::RelationProved(RelationProved {
        proof: ProofKind::Affidavit,
        issuer: issuer.value,
        verified: Verification::OriginalSeen,
        document: None,
        note: None,
    });
    let carried = Interpreter {
        number: None,
        name: interpreter.value.as_str().into(),
        engaged_by: EngagedBy::Recipient,
        tie_to_recipient: Tie::NotAsked,
    };
    let talk = Step::Informed(Informed {
        language: "ar".parse().map_err(|_| "no language")?,
        topics: Topic::ALL.to_vec(),
        understood: Topic::ALL.to_vec(),
        interpreter: Some(carried),
        capacity: Capacity::Shown,
        leaflet: None,
        note: None,
    });
    for step in [proof, talk] {
        service.take_step(access, pair, step, None).await.map_err(said)?;
    }
    Ok(pair)
}

/// The same by plain SQL: three transactions of one row and its meeting each, then the rows around the procedure.
async fn plainly(raw: &mut Raw, keys: &InProcess, round: u64) -> Result<(f64, f64), String> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let id = PairId::from_bits((1 << 45) + round).to_string();
    let begun = Instant::now();
    for one in fill::planted(round) {
        let (meets, token) = fill::hashes(keys, &one)?;
        let (kind, meets) = (text(one.detail.code()), Cell::Blob(meets));
        raw.begin().await?;
        let row = vec![
            kind.clone(),
            meets.clone(),
            text(&id),
            text(one.part.code()),
            Cell::Blob(token),
            Cell::Int(1),
            text(AT),
        ];
        raw.insert("network_mark", &[row]).await?;
        let found = "SELECT DISTINCT procedure_id FROM network_mark WHERE kind = $1 AND meets = $2 ORDER BY procedure_id LIMIT 25";
        let found = raw.rows(found, &[kind.clone(), meets.clone()]).await?;
        let met = "INSERT INTO network_meeting (kind, meets, procedures, last_at) VALUES ($1, $2, $3, $4) \
            ON CONFLICT (kind, meets) DO UPDATE SET procedures = excluded.procedures, last_at = excluded.last_at";
        raw.execute(met, &[kind, meets, Cell::Int(found.len() as i64), text(AT)]).await?;
        raw.raw("COMMIT").await?;
    }
    let written = milliseconds(begun);
    let begun = Instant::now();
    let own = "SELECT kind, meets FROM network_mark WHERE procedure_id = $1 ORDER BY kind, meets";
    for row in raw.rows(own, &[text(&id)]).await? {
        let [kind, meets] = row.as_slice() else { return Err("a row of another shape".to_owned()) };
        let around = "SELECT m.procedure_id, m.part, m.token, p.body FROM network_mark m LEFT JOIN pair p ON p.id = m.procedure_id \
            WHERE m.kind = $1 AND m.meets = $2 LIMIT $3";
        if raw.rows(around, &[kind.clone(), meets.clone(), Cell::Int(READ)]).await?.len() < 2 {
            return Err("the plain SQL met nothing".to_owned());
        }
    }
    Ok((written, milliseconds(begun)))
}
