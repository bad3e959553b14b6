//! Durable commits a second of the full path, beside bare inserts of the same rows with the same durability.

use std::sync::Arc;
use std::time::Instant;

use codes::ids::PairId;
use codes::organ::Organ;
use codes::relation::{Directedness, Relation};
use domain::access::{Purpose, RegistryUse, Role};
use domain::approval::{ProofKind, RelationProved, Step, Verification};
use domain::licence::{CentreKind, CentreRegistered};
use domain::person::{Known, Name};
use service::access::{NewAccount, NewGrant, SignIn};
use service::{Access, Said, Service, Start};
use tokio::task::JoinSet;

use crate::Options;
use crate::measure::{head, line, median, processor_us, synced_append};
use crate::raw::{Cell, Raw};
use crate::scene::{Place, places};

const ROUNDS: usize = 5;
const CLIENTS: usize = 64;

/// Measures on each database.
pub async fn run(options: &Options) -> Result<(), String> {
    for place in places(options, "write").await? {
        one_place(&place, options).await?;
    }
    Ok(())
}

async fn one_place(place: &Place, options: &Options) -> Result<(), String> {
    let start = Start {
        keys: Some(place.folder.join(format!("keys-{}", place.name))),
        migrate: true,
        ..Start::new(&place.location, "xc")
    };
    let service = start.open().await?;
    let token = signed_in(&service, "living_donor_nurse").await?;
    let access = service.session(&token).await.map_err(|e| format!("{e:?}"))?.access;
    let pairs = pairs(&service, &access).await?;
    head(&format!(
        "write, {}: durable commits a second, median of {ROUNDS} rounds of {} commits a client; one synced append takes {:.0} µs",
        place.name,
        options.commits,
        synced_append(&place.folder)?
    ));
    let mut single = Vec::new();
    let mut many = Vec::new();
    let mut bare = Vec::new();
    let mut baseline = Baseline::prepare(&service, &access, pairs.first().copied(), place, options.commits).await?;
    let mut used = [0.0; 3];
    let each = (options.commits / 8).max(10);
    for _ in 0..ROUNDS {
        let start = processor_us();
        single.push(rate(&service, &access, pairs.get(..1).unwrap_or_default(), options.commits).await?);
        let after_single = processor_us();
        bare.push(baseline.rate().await?);
        let after_bare = processor_us();
        many.push(rate(&service, &access, &pairs, each).await?);
        for (sum, time) in
            used.iter_mut().zip([after_single - start, after_bare - after_single, processor_us() - after_bare])
        {
            *sum += time;
        }
    }
    let (single, many, bare) = (median(&mut single), median(&mut many), median(&mut bare));
    let [of_single, of_bare, of_many] = used;
    let rounds = ROUNDS as f64;
    let alone = rounds * options.commits as f64;
    println!(
        "processor time of this process for a commit: {:.0} µs alone, {:.0} µs among sixty-four, {:.0} µs bare",
        of_single / alone,
        of_many / (rounds * (each * pairs.len() as u64) as f64),
        of_bare / alone
    );
    line("one client, beside bare inserts (goal 0.5)", single, bare, "/s");
    line("sixty-four clients, beside one client (goal 10)", many, single, "/s");
    service.close().await;
    Ok(())
}

/// Signs in with a role by the real way in: first administrator, invitation, second factor, password.
pub async fn signed_in(service: &Service, role: &str) -> Result<String, String> {
    let said = |e: service::Failure| format!("{e:?}");
    let role = Role::from_code(role).ok_or("no such role")?;
    if service.registry().await.map_err(said)?.is_none() {
        service.found(RegistryUse::Real, None).await.map_err(said)?;
    }
    let admin = Access::console(Role::Administrator, Purpose::Administration);
    let inspector = Access::console(Role::Inspector, Purpose::Oversight);
    let centre = CentreRegistered {
        kind: CentreKind::Centre,
        parent: None,
        name: "Bench General".to_owned(),
        place: "Sarim".to_owned(),
        country: service.profile().country().code,
        telephone: None,
    };
    let (centre, _) = service.register_centre(&inspector, centre).await.map_err(said)?;
    let login = format!("bench-{}", service.once_key());
    let who = NewAccount { name: "Bench".to_owned(), login: login.clone() };
    let grant = NewGrant { role, centre: Some(centre), from: service.today(), to: None };
    let ((_, code), _) = service.invite(&admin, who, Vec::new(), vec![grant]).await.map_err(said)?;
    let password = "a long sentence for a measurement";
    let enrolment = service.accept_invitation(code.show(), password).await.map_err(said)?;
    let totp = |later: u64| totp(&enrolment.totp_secret_text, service.now().as_second() as u64 + later);
    service.confirm_second_factor(code.show(), &totp(0)?).await.map_err(said)?;
    let sign_in = SignIn { login, password: password.to_owned(), totp: totp(30)? };
    Ok(service.sign_in(sign_in, "bench").await.map_err(said)?.token)
}

fn totp(secret: &str, at: u64) -> Result<String, String> {
    let seed = data_encoding::BASE32_NOPAD.decode(secret.replace(' ', "").as_bytes()).map_err(|e| e.to_string())?;
    let seed: [u8; 20] = seed.try_into().map_err(|_| "a seed of another length".to_owned())?;
    let totp = totp_rs::Builder::new().with_secret(totp_rs::Secret::new_stack(seed)).with_step_duration(30);
    Ok(totp.build().map_err(|e| e.to_string())?.generate(at).to_string())
}

async fn pairs(service: &Service, access: &Access) -> Result<Vec<PairId>, String> {
    let centre = access.centre.ok_or("the nurse has no centre")?;
    let person = |n: usize| {
        let name = Name { text: format!("Bench Person {n}").as_str().into(), script: None };
        let known = Known {
            names: vec![name],
            identifiers: Vec::new(),
            birth: Some("1980-01-01".into()),
            sex: None,
            gender: None,
            languages: Vec::new(),
            residence: None,
            phone: None,
            address: None,
        };
        Said::New(Box::new(known))
    };
    let mut pairs = Vec::new();
    for n in 0..CLIENTS {
        let tie = (Relation::Sibling, Directedness::SpecifiedDirect);
        let opened = service.open_pair(access, (person(n), person(n + 1000)), Organ::KidneyL, centre, tie).await;
        pairs.push(opened.map_err(|e| format!("{e:?}"))?.0.0);
    }
    Ok(pairs)
}

fn step() -> Step {
    Step::RelationProved(RelationProved {
        proof: ProofKind::RegistryExtract,
        issuer: "Civil registry of Haddan".to_owned(),
        verified: Verification::ConfirmedByIssuer,
        document: None,
        note: Some("seen at the counter, stamp compared with the register of seals".into()),
    })
}

/// Commits a second of as many clients as there are pairs. The pair's list is emptied between rounds by a new round.
async fn rate(service: &Service, access: &Access, pairs: &[PairId], commits: u64) -> Result<f64, String> {
    let (service, access) = (Arc::new(service.clone()), Arc::new(access.clone()));
    for &pair in pairs {
        let relation = Some(Relation::Sibling);
        let change = domain::approval::Change { donor: None, recipient: None, organ: None, centre: None, relation };
        let said = service.take_step(&access, pair, Step::Changed(change), None).await;
        said.map_err(|e| format!("{e:?}"))?;
    }
    let begun = Instant::now();
    let mut clients = JoinSet::new();
    for &pair in pairs {
        let (service, access) = (Arc::clone(&service), Arc::clone(&access));
        clients.spawn(async move {
            for n in 0..commits {
                // Every twentieth commit starts a new round, so that the record stays as small as real ones are.
                let what = match n % 20 {
                    19 => Step::Changed(domain::approval::Change {
                        donor: None,
                        recipient: None,
                        organ: None,
                        centre: None,
                        relation: Some(Relation::Sibling),
                    }),
                    _ => step(),
                };
                service.take_step(&access, pair, what, None).await.map_err(|e| format!("{e:?}"))?;
            }
            Ok::<_, String>(())
        });
    }
    while let Some(done) = clients.join_next().await {
        done.map_err(|e| e.to_string())??;
    }
    Ok((pairs.len() as u64 * commits) as f64 / begun.elapsed().as_secs_f64())
}

/// The rows of one commit of the full path, inserted bare.
struct Baseline {
    raw: Raw,
    commits: u64,
    event: Vec<Cell>,
    sealed: Vec<Cell>,
    line: Vec<Cell>,
    pair: Vec<Cell>,
    parents: [String; 2],
    next: u64,
}

impl Baseline {
    /// Takes the rows that one real commit wrote as the measure of what has to be written.
    async fn prepare(
        service: &Service,
        access: &Access,
        pair: Option<PairId>,
        place: &Place,
        commits: u64,
    ) -> Result<Self, String> {
        let pair = pair.ok_or("no pair")?;
        let done = service.take_step(access, pair, step(), None).await;
        let (_, receipt) = done.map_err(|e| format!("{e:?}"))?;
        let event = receipt.leaves.first().map(|l| l.event.clone()).ok_or("nothing was written")?;
        let mut raw = Raw::connect(&place.location).await?;
        let one = |mut rows: Vec<Vec<Cell>>| rows.pop().ok_or("a row is missing".to_owned());
        let by = [Cell::Text(event)];
        Ok(Self {
            event: one(raw.rows("SELECT * FROM event WHERE event_id = $1", &by).await?)?,
            sealed: one(raw.rows("SELECT * FROM sealed_part WHERE event_id = $1", &by).await?)?,
            line: one(raw.rows("SELECT * FROM access_line ORDER BY line_id DESC LIMIT 1", &[]).await?)?,
            pair: one(raw.rows("SELECT id, body FROM pair WHERE id = $1", &[Cell::Text(pair.to_string())]).await?)?,
            parents: ["don_bare".to_owned(), "rec_bare".to_owned()],
            raw,
            commits,
            next: 0,
        })
    }

    async fn rate(&mut self) -> Result<f64, String> {
        let begun = Instant::now();
        for _ in 0..self.commits {
            self.commit().await?;
        }
        Ok(self.commits as f64 / begun.elapsed().as_secs_f64())
    }

    async fn commit(&mut self) -> Result<(), String> {
        self.next += 1;
        let id = Cell::Text(format!("evt_bare{:020}", self.next));
        let with = |row: &[Cell], place: usize| {
            let mut row = row.to_vec();
            if let Some(cell) = row.get_mut(place) {
                *cell = id.clone();
            }
            row
        };
        let (event, sealed, line) = (with(&self.event, 0), with(&self.sealed, 2), with(&self.line, 0));
        let leaf = event.get(6).cloned().unwrap_or(Cell::Null);
        self.raw.begin().await?;
        self.raw.rows("SELECT version, body FROM pair WHERE id = $1", self.pair.get(..1).unwrap_or_default()).await?;
        self.raw.execute("UPDATE pair SET version = version + 1, body = $2 WHERE id = $1", &self.pair).await?;
        self.raw.insert("event", &[event]).await?;
        let parents: Vec<Vec<Cell>> = self.parents.iter().map(|p| vec![Cell::Text(p.clone()), id.clone()]).collect();
        self.raw.insert("event_parent (parent_id, event_id)", &parents).await?;
        self.raw.insert("pending_leaf (leaf_id, event_id, leaf_hash)", &[vec![id.clone(), id.clone(), leaf]]).await?;
        self.raw.insert("sealed_part", &[sealed]).await?;
        self.raw.insert("access_line", &[line]).await?;
        self.raw.raw("COMMIT").await
    }
}
