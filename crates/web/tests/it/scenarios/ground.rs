//! A registry to stand on: a database of either kind, a clock the test sets, and people with accounts who sign in with
//! password and second factor as anybody would.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Once};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use codes::ids::{AccountId, CentreId};
use domain::access::{Profession, Purpose, Qualification, RegistryUse, Role};
use domain::licence::{ProfessionalEntered, ProfessionalMeasure, ProfessionalMeasured};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use law::{Profile, Words};
use ledger::keyholder::InProcess;
use ledger::keyring::Keyring;
use serde_json::{Value, json};
use service::access::{Enrolment, NewAccount, NewGrant, OneTimeCode};
use service::clock::{SeededChance, SetClock};
use service::import::Books;
use service::{Access, Opening, Service};
use store::{Behind, Options, Store};
use tokio::sync::Mutex;
use tower::ServiceExt as _;
use web::{App, AppOptions, router};

use super::script::Land;
use crate::original;

/// Somebody who works here.
pub struct Member {
    pub name: &'static str,
    pub role: Role,
    pub profession: Option<Profession>,
    /// Whether they ever sign in; others are only named in files.
    pub signs_in: bool,
    /// A second role, for whoever wears two hats.
    pub also: Option<Role>,
}

/// The person in `board1 as donor_physician`.
pub fn person_of(by: &str) -> &str {
    by.split_once(" as ").map_or(by, |(person, _)| person)
}

const fn member(name: &'static str, role: Role, profession: Option<Profession>, signs_in: bool) -> Member {
    Member { name, role, profession, signs_in, also: None }
}

use Profession as P;

pub const STAFF: &[Member] = &[
    member("administrator", Role::Administrator, None, true),
    member("administrator2", Role::Administrator, None, true),
    member("inspector", Role::Inspector, None, true),
    member("inspector2", Role::Inspector, None, true),
    member("nurse", Role::LivingDonorNurse, Some(P::Nurse), true),
    member("physician", Role::DonorPhysician, Some(P::Physician), true),
    member("psychologist", Role::Psychologist, Some(P::Psychologist), true),
    Member { also: Some(Role::DonorPhysician), ..member("board1", Role::BoardMember, Some(P::Physician), true) },
    member("board2", Role::BoardMember, Some(P::Jurist), true),
    member("board3", Role::BoardMember, Some(P::LayMember), true),
    member("judge", Role::BoardMember, Some(P::Jurist), true),
    member("coordinator", Role::Coordinator, Some(P::Nurse), true),
    member("vigilance", Role::VigilanceOfficer, Some(P::Physician), true),
    member("vigilance2", Role::VigilanceOfficer, Some(P::Nurse), true),
    member("investigator", Role::Investigator, Some(P::Jurist), true),
    member("investigator2", Role::Investigator, None, true),
    member("surgeon", Role::Coordinator, Some(P::Physician), false),
    member("anaesthetist", Role::Coordinator, Some(P::Physician), false),
    member("witness1", Role::Importer, None, false),
    member("witness2", Role::Importer, None, false),
    member("importer", Role::Importer, None, true),
    member("registrar", Role::Registrar, None, true),
    member("referrer", Role::ReferringPhysician, Some(P::Physician), true),
    member("expenses1", Role::ExpensesOfficer, None, true),
    member("expenses2", Role::ExpensesOfficer, None, true),
    member("donor_coordinator", Role::DonorCoordinator, Some(P::Nurse), true),
    member("certifier1", Role::CertifyingDoctor, Some(P::Physician), true),
    member("certifier2", Role::CertifyingDoctor, Some(P::Physician), true),
    member("recovery_surgeon", Role::RecoverySurgeon, Some(P::Physician), true),
    member("officer", Role::PrivacyOfficer, Some(P::Jurist), true),
    member("tissues", Role::TissueOfficer, None, true),
    member("tissues2", Role::TissueOfficer, None, true),
    member("border", Role::BorderOfficer, None, true),
    member("worker", Role::CaseWorker, Some(P::SocialWorker), true),
    member("worker2", Role::CaseWorker, Some(P::Psychologist), true),
    member("shelter", Role::SupportWorker, Some(P::SocialWorker), true),
    member("protector1", Role::ProtectionOfficer, Some(P::Physician), true),
    member("protector2", Role::ProtectionOfficer, Some(P::Jurist), true),
    member("operator", Role::Surgeon, Some(P::Physician), true),
    member("locum", Role::Coordinator, Some(P::Physician), false),
    member("rested", Role::Coordinator, Some(P::Physician), false),
];

/// From when the licence of `rested` is suspended.
pub const RESTS_FROM: Date = date(2026, 11, 1);

/// The day from which everybody works here.
pub const FOUNDED: &str = "2014-06-01T08:00:00Z";

impl Member {
    pub fn qualifications(&self) -> Vec<Qualification> {
        let of = |profession| Qualification { profession, from: date(2010, 1, 1), to: None };
        self.profession.map(of).into_iter().collect()
    }

    /// The licence as a professional; the locum has none.
    pub fn licence(&self, account: AccountId) -> Option<ProfessionalEntered> {
        let profession = self.profession.filter(|_| self.name != "locum")?;
        Some(ProfessionalEntered {
            account,
            profession,
            speciality: None,
            issuer: "Council".into(),
            number: self.name.into(),
            valid_from: date(2010, 1, 1),
            valid_to: None,
            organs: Vec::new(),
            activities: Vec::new(),
        })
    }

    /// What was done to it.
    pub fn measured(&self) -> Option<ProfessionalMeasured> {
        let measure = ProfessionalMeasure::Suspend;
        (self.name == "rested").then(|| ProfessionalMeasured { measure, from: RESTS_FROM, reason: "Asked to.".into() })
    }
}

/// The law of a land: a shipped profile, with some values replaced since 2010.
pub fn profile(land: &Land) -> Profile {
    if land.changes.is_empty() {
        return law::shipped(&land.country).unwrap().unwrap();
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../profiles").join(&land.country);
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut table: toml::Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
        for (key, value) in &land.changes {
            let (file, name) = key.split_once('.').unwrap();
            if file == stem {
                // An empty value is a law that is silent.
                let said =
                    if value.is_empty() { "tag = \"U\"".to_owned() } else { format!("tag = \"C\"\nvalue = {value}") };
                let entry = format!("from = \"2010-01-01\"\nref = \"a scenario\"\n{said}\n");
                table.insert(name.to_owned(), toml::Value::Array(vec![entry.parse::<toml::Table>().unwrap().into()]));
            }
        }
        texts.push((stem, table.to_string()));
    }
    Profile::from_texts(texts.iter().map(|(s, t)| (s.as_str(), t.as_str()))).unwrap()
}

/// How somebody signs in, and the session they have now.
#[derive(Clone)]
pub struct Person {
    role: Role,
    login: String,
    password: String,
    secret: String,
    session: Option<Open>,
    two_hats: bool,
}

#[derive(Clone)]
struct Open {
    token: String,
    since: Timestamp,
    centre: Option<String>,
    role: Option<Role>,
}

/// A registry with people in it.
pub struct Ground {
    pub service: Service,
    pub clock: Arc<SetClock>,
    pub router: Router,
    pub people: BTreeMap<&'static str, Person>,
    pub accounts: BTreeMap<&'static str, AccountId>,
    /// Centres that were there at the beginning.
    pub centres: Vec<String>,
    land: Land,
    location: String,
    keyring: Keyring,
    database: Option<String>,
    opened: u64,
    /// Writes so far.
    pub keys: usize,
}

/// The PostgreSQL server of the tests; skipped loudly, and never under CI.
#[expect(clippy::print_stdout, reason = "a skipped part is said aloud")]
pub fn server() -> Option<String> {
    static SAID: Once = Once::new();
    let server = std::env::var("DONARE_TEST_POSTGRES").ok();
    if server.is_none() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "DONARE_TEST_POSTGRES is not set");
        SAID.call_once(|| println!("skipped: postgres"));
    }
    server
}

async fn open(
    location: &str,
    land: &Land,
    keyring: &Keyring,
    clock: &Arc<SetClock>,
    behind: Behind,
    seed: u64,
) -> Service {
    let store = Store::open(location, Options { behind, ..Options::default() }).await.unwrap();
    Service::open(Opening {
        store,
        keys: Arc::new(InProcess::new(keyring.clone())),
        profile: Arc::new(profile(land)),
        floor: Arc::new(law::floor().unwrap()),
        clock: clock.clone(),
        chance: Arc::new(SeededChance::new(seed)),
        origin: "scenarios.example/log".to_owned(),
    })
    .unwrap()
}

fn routes(service: &Service) -> Router {
    let options = AppOptions { demo: false, secure_cookies: false };
    router(App { service: service.clone(), words: Arc::new(Words::load().unwrap()), options, concern_host: None })
}

/// Where a registry lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Folder,
    Server,
}

/// What is there when scenarios begin.
#[derive(Debug, Clone, Copy)]
pub struct Beginning {
    /// The day from which there are centres.
    pub on: &'static str,
    /// Names of the centres, each with everybody who works in one.
    pub centres: &'static [&'static str],
}

/// Only those who are bound to no centre.
const STAFF_ONLY: Beginning = Beginning { on: "2014-06-02", centres: &[] };

/// The hospital of most scenarios.
pub const HOSPITAL: Beginning = Beginning { on: "2026-06-01", centres: &["Hospital"] };

/// The original of a beginning at a place, made when it is first asked for. The law of a land does not touch who works
/// there.
async fn staffed(place: Place, country: &str, beginning: &Beginning) -> Arc<Ground> {
    type Originals = BTreeMap<String, Arc<Ground>>;
    static FOLDERS: Mutex<Originals> = Mutex::const_new(BTreeMap::new());
    static SERVER: Mutex<Originals> = Mutex::const_new(BTreeMap::new());
    let mut originals = match place {
        Place::Folder => FOLDERS.lock().await,
        Place::Server => SERVER.lock().await,
    };
    let name = format!("{country}_{}_{}", beginning.on.replace('-', ""), beginning.centres.len());
    if !originals.contains_key(&name) {
        originals.insert(name.clone(), Arc::new(Ground::original(place, &name, country, beginning).await));
    }
    Arc::clone(&originals[&name])
}

impl Ground {
    /// A registry on a kind of database; none when there is no server of that kind.
    pub async fn of(kind: &str, name: &str, land: &Land) -> Option<Self> {
        Self::beginning(&STAFF_ONLY, kind, name, land).await
    }

    /// As [`Ground::of`], with centres.
    pub async fn beginning(beginning: &Beginning, kind: &str, name: &str, land: &Land) -> Option<Self> {
        let place = if kind == "sqlite" { Place::Folder } else { Place::Server };
        if place == Place::Server {
            server()?;
        }
        Some(staffed(place, &land.country, beginning).await.copy(name, land).await)
    }

    /// An embedded registry in a folder of its own.
    pub async fn sqlite(name: &str, land: &Land) -> Self {
        staffed(Place::Folder, &land.country, &STAFF_ONLY).await.copy(name, land).await
    }

    /// A registry of the country's own law as it begins, which nobody has open.
    async fn original(place: Place, name: &str, country: &str, beginning: &Beginning) -> Self {
        let (database, location) = match place {
            Place::Folder => (None, original::folder(name).to_str().unwrap().to_owned()),
            Place::Server => {
                let (name, address) = original::database(&server().unwrap(), name).await;
                (Some(name), address)
            }
        };
        let land = Land { country: country.to_owned(), changes: BTreeMap::new() };
        let now: Timestamp = FOUNDED.parse().unwrap();
        let clock = Arc::new(SetClock::at(now));
        let keyring = Keyring::generate(std::array::from_fn(|i| u8::try_from(i).unwrap()));
        let service = open(&location, &land, &keyring, &clock, Behind::Migrate { at: now }, 1).await;
        let router = routes(&service);
        let (people, accounts, centres) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        let (opened, keys) = (1, 0);
        let mut ground =
            Self { service, clock, router, people, accounts, centres, land, location, keyring, database, opened, keys };
        ground.service.found(RegistryUse::Real, None).await.unwrap();
        ground.employ().await;
        ground.clock.set(format!("{}T09:00:00Z", beginning.on).parse().unwrap());
        for name in beginning.centres {
            let centre = ground.centre(name, "Sarim", "XC").await;
            ground.centres.push(centre);
        }
        if !beginning.centres.is_empty() {
            ground.work_in(&ground.centres.clone()).await;
        }
        ground.service.close().await;
        ground
    }

    /// A copy of this original under the law of a land.
    async fn copy(&self, name: &str, land: &Land) -> Self {
        let mut unique = format!("donare_scenarios_{}_{name}", std::process::id());
        // The server knows no longer names.
        unique.truncate(63);
        let Some(original) = &self.database else {
            let folder = std::env::temp_dir().join(&unique);
            std::fs::remove_dir_all(&folder).ok();
            original::copy(Path::new(&self.location), &folder);
            return self.copied(folder.to_str().unwrap().to_owned(), None, land).await;
        };
        let server = server().unwrap();
        store::drop_database(&server, &unique).await.unwrap();
        let location = store::copy_database(&server, &unique, original).await.unwrap();
        self.copied(location, Some(unique), land).await
    }

    async fn copied(&self, location: String, database: Option<String>, land: &Land) -> Self {
        // A minute later: nobody's digits were used yet.
        let clock = Arc::new(SetClock::at(self.now() + SignedDuration::from_mins(1)));
        let opened = self.opened + 1;
        let service = open(&location, land, &self.keyring, &clock, Behind::Refuse, opened).await;
        service.resume().await.unwrap();
        let router = routes(&service);
        let (accounts, centres) = (self.accounts.clone(), self.centres.clone());
        let (land, keyring, keys) = (land.clone(), self.keyring.clone(), self.keys);
        let mut people = self.people.clone();
        people.values_mut().for_each(|p| p.session = None);
        Self { service, clock, router, people, accounts, centres, land, location, keyring, database, opened, keys }
    }

    /// Closes the database and opens it again, as after a restart an hour later. Every session is gone from memory.
    pub async fn restart(&mut self) {
        self.service.close().await;
        self.later(3600);
        self.opened += 1;
        self.service = open(&self.location, &self.land, &self.keyring, &self.clock, Behind::Refuse, self.opened).await;
        self.router = routes(&self.service);
        self.people.values_mut().for_each(|p| p.session = None);
    }

    pub async fn drop(self) {
        self.service.close().await;
        match &self.database {
            Some(database) => store::drop_database(&server().unwrap(), database).await.unwrap(),
            None => std::fs::remove_dir_all(&self.location).unwrap(),
        }
    }

    pub fn now(&self) -> Timestamp {
        self.service.now()
    }

    pub fn later(&self, seconds: i64) {
        self.clock.set(self.now() + SignedDuration::from_secs(seconds));
    }

    /// The first administrator comes by the console's code; everybody else is invited.
    async fn employ(&mut self) {
        let code = self.service.first_administrator_code().await.unwrap();
        let who = NewAccount { name: "Administrator One".to_owned(), login: login("administrator") };
        let enrolment = self.service.accept_first(code.show(), who, &password("administrator")).await.unwrap();
        self.confirm(&STAFF[0], &code, enrolment).await;
        let service = self.service.clone();
        // Whoever is bound to a centre comes when there is one.
        for member in STAFF.iter().skip(1).filter(|m| !service.policy().needs_centre(m.role)) {
            self.invite(member, &[None]).await;
        }
    }

    async fn invite(&mut self, member: &'static Member, centres: &[Option<CentreId>]) {
        let admin = self.access("administrator").await;
        let service = self.service.clone();
        let who = NewAccount { name: format!("Member {}", member.name), login: login(member.name) };
        let from = self.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let roles = || std::iter::once(member.role).chain(member.also);
        let grant = |centre| roles().map(move |role| NewGrant { role, centre, from, to: None });
        let grants = centres.iter().flat_map(|&centre| grant(centre)).collect();
        let ((account, code), _) = service.invite(&admin, who, member.qualifications(), grants).await.unwrap();
        self.accounts.insert(member.name, account);
        if member.signs_in {
            let enrolment = service.accept_invitation(code.show(), &password(member.name)).await.unwrap();
            self.confirm(member, &code, enrolment).await;
        }
        self.license(member, account).await;
        let seen = service.account(&admin, account).await.unwrap();
        for waiting in &seen.account.waiting {
            if member.role == Role::Administrator {
                service.confirm_grant_on_console(account, &waiting.proposal).await.unwrap();
            } else {
                let second = self.access("administrator2").await;
                service.confirm_grant(&second, account, &waiting.proposal).await.unwrap();
            }
        }
    }

    /// The inspector enters the licences of everybody else.
    async fn license(&self, member: &Member, account: AccountId) {
        let Some(entered) = member.licence(account) else { return };
        let inspector = self.accounts["inspector"];
        let by = Access { account: inspector, role: Role::Inspector, purpose: Purpose::Oversight, centre: None };
        let (licence, _) = self.service.enter_professional(&by, entered).await.unwrap();
        if let Some(measured) = member.measured() {
            self.service.measure_professional(&by, licence, measured).await.unwrap();
        }
    }

    /// Employs those who work in a centre.
    pub async fn work_in(&mut self, centres: &[String]) {
        let service = self.service.clone();
        let centres: Vec<Option<CentreId>> = centres.iter().map(|c| Some(c.parse().unwrap())).collect();
        for member in STAFF.iter().filter(|m| service.policy().needs_centre(m.role)) {
            self.invite(member, &centres).await;
        }
    }

    async fn confirm(&mut self, member: &'static Member, code: &OneTimeCode, enrolment: Enrolment) {
        let (account, secret) = (enrolment.account, enrolment.totp_secret_text);
        self.service.confirm_second_factor(code.show(), &digits(&secret, self.now())).await.unwrap();
        let (login, password) = (login(member.name), password(member.name));
        let person =
            Person { role: member.role, login, password, secret, session: None, two_hats: member.also.is_some() };
        self.people.insert(member.name, person);
        self.accounts.insert(member.name, account);
        self.later(60);
    }

    /// What stands behind somebody's session, for what has no address in the API.
    pub async fn access(&mut self, who: &str) -> Access {
        let token = self.token(who, None).await;
        self.service.session(&token).await.unwrap().access
    }

    /// A token of somebody who is signed in and has chosen the centre.
    pub async fn token(&mut self, by: &str, centre: Option<&str>) -> String {
        let now = self.now();
        let who = person_of(by);
        let person = self.people.get(who).unwrap_or_else(|| panic!("nobody signs in as `{who}`")).clone();
        let fresh = person.session.clone().filter(|s| now.duration_since(s.since) < SignedDuration::from_mins(25));
        let mut session = match fresh {
            Some(session) => session,
            None => self.sign_in(&person).await,
        };
        let role = by.split_once(" as ").map_or(person.role, |(_, role)| Role::from_code(role).unwrap());
        if person.two_hats && session.role != Some(role) {
            let body = json!({"role": role, "centre": null});
            let (status, answer) = self.send("POST", "/session/role", Some(&session.token), &[], Some(&body)).await;
            assert_eq!(status, StatusCode::OK, "{by}: {answer}");
            session.role = Some(role);
        }
        let bound = self.service.policy().needs_centre(person.role);
        if let Some(centre) = centre.filter(|c| bound && session.centre.as_deref() != Some(*c)) {
            let body = json!({"role": person.role, "centre": centre});
            let (status, answer) = self.send("POST", "/session/role", Some(&session.token), &[], Some(&body)).await;
            assert_eq!(status, StatusCode::OK, "{who}: {answer}");
            session.centre = Some(centre.to_owned());
        }
        let token = session.token.clone();
        self.people.get_mut(who).unwrap().session = Some(session);
        token
    }

    async fn sign_in(&self, person: &Person) -> Open {
        let totp = digits(&person.secret, self.now());
        let body = json!({"login": person.login, "password": person.password, "totp": totp});
        let (status, answer) = self.send("POST", "/session", None, &[], Some(&body)).await;
        assert_eq!(status, StatusCode::OK, "{}: {answer}", person.login);
        Open { token: answer["token"].as_str().unwrap().to_owned(), since: self.now(), centre: None, role: None }
    }

    /// Brings in a book of one organ without a donor; its number, which the command line does not tell, is looked up.
    pub async fn old_book(&self, name: &str, organ: &str, on: &str) -> String {
        let kind = if self.database.is_some() { "postgres" } else { "sqlite" };
        let folder = std::env::temp_dir().join(format!("donare_scenarios_{}_{kind}_book", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mapping = format!(
            "system = \"{name}\"\nzone = \"Asia/Riyadh\"\nkey = \"No\"\n\n[[removal]]\norgan = {{ column = \"Organ\", codes = {{ {organ} = \"{organ}\" }} }}\nhappened = {{ column = \"Removed\", formats = [\"YYYY-MM-DD\"] }}\n"
        );
        std::fs::write(folder.join("book.toml"), mapping).unwrap();
        std::fs::write(folder.join("book.csv"), format!("No,Organ,Removed\n1,{organ},{on}\n")).unwrap();
        let [file, mapping, rejected] = ["book.csv", "book.toml", "rejected.csv"].map(|f| folder.join(f));
        let imported = self.service.import(&Books { file, mapping, rejected }, &|_, _, _| ()).await.unwrap();
        assert_eq!((imported.kept, imported.rejected), (1, 0));
        std::fs::remove_dir_all(&folder).unwrap();
        let store = Store::open(&self.location, Options::default()).await.unwrap();
        let unit = store.read("test.unit", |tx| {
            Box::pin(async move {
                let rows = tx.all("SELECT unit_id FROM unit WHERE donor_id IS NULL ORDER BY unit_id", &[]).await?;
                Ok::<_, store::StoreError>(rows.iter().map(|row| row.text("unit_id").unwrap()).collect::<Vec<String>>())
            })
        });
        let units = unit.await.unwrap();
        store.close().await;
        assert_eq!(units.len(), 1, "one book of unknown origin in each land");
        units[0].clone()
    }

    /// A registered hospital.
    pub async fn centre(&mut self, name: &str, place: &str, country: &str) -> String {
        let body = json!({"kind": "centre", "name": name, "place": place, "country": country});
        let made = self.done("inspector", "", "/centre", body).await;
        made["centre"].as_str().unwrap().to_owned()
    }

    /// One write by somebody who is signed in, at a centre unless that is empty, under a key of its own.
    pub async fn write(&mut self, who: &str, centre: &str, path: &str, body: Value) -> (StatusCode, Value) {
        self.keys += 1;
        let key = format!("scenario {:06}", self.keys);
        let token = self.token(who, Some(centre).filter(|c| !c.is_empty())).await;
        let body = Some(&body).filter(|b| !b.is_null());
        self.send("POST", path, Some(&token), &[("idempotency-key", &key)], body).await
    }

    /// A write that must succeed.
    pub async fn done(&mut self, who: &str, centre: &str, path: &str, body: Value) -> Value {
        let (status, answer) = self.write(who, centre, path, body).await;
        assert_eq!(status, StatusCode::OK, "{path}: {answer}");
        answer
    }

    /// What somebody who is signed in reads at a centre; it must be shown.
    pub async fn shown(&mut self, who: &str, centre: &str, path: &str) -> Value {
        let token = self.token(who, Some(centre).filter(|c| !c.is_empty())).await;
        let (status, answer) = self.send("GET", path, Some(&token), &[], None).await;
        assert_eq!(status, StatusCode::OK, "{path}: {answer}");
        answer
    }

    /// One request to the JSON API.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> (StatusCode, Value) {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = body.map_or_else(Body::empty, |b| Body::from(b.to_string()));
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let status = response.status();
        let kind = response.headers().get("content-type").map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 24).await.unwrap();
        let value = if kind.ends_with("json") { serde_json::from_slice(&bytes).unwrap() } else { Value::Null };
        if status.is_client_error() && kind != "application/problem+json" {
            return (status, json!({"not_a_problem": kind}));
        }
        (status, value)
    }
}

fn login(name: &str) -> String {
    format!("{name}.at.sarim")
}

fn password(name: &str) -> String {
    format!("a lamp by the door of {name}")
}

fn digits(secret: &str, now: Timestamp) -> String {
    let plain = secret.replace(' ', "");
    let totp = totp_rs::Builder::new().with_secret(totp_rs::Secret::try_from_base32(plain).unwrap()).build().unwrap();
    totp.generate(u64::try_from(now.as_second()).unwrap()).to_string()
}
