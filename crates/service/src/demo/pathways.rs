//! Possible donors of the demonstration: forty ways over a year, to every stage and with every sort of loss; six of them go
//! on tonight.

use std::collections::BTreeMap;

use codes::activity::Sex;
use codes::ids::{AccountId, PathwayId, RecipientId, UnitId};
use codes::organ::Organ;
use domain::access::{Permission, Purpose, Role};
use domain::pathway::{LossReason, RecoveryFact, RecoveryPlan, Referred, Step};
use domain::registry::{RecipientEntered, Unit};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::act::{Act, World};
use super::calendar::Calendar;
use super::cast::{At, ELUN, HADDAN, SARIM};
use super::dice::Dice;
use super::names::{Names, SYSTEM, Wanted};
use super::{DemoPerson, Size, amiss};
use crate::NewPathway;
use crate::access::{Access, May};
use crate::failure::Failure;
use crate::work::Settled;

/// Number of the way of the donor whose organs branch.
pub(super) const BRANCHING: usize = 0;
/// Number of the way of the donor whose organs are on their way now; the country alone has it.
const ON_THE_WAY: usize = 6;

/// Something that happens on a donor's way.
pub(super) enum Deed {
    Open(Box<NewPathway>),
    Step(Role, usize, Box<Step>),
    Refer,
    Consult,
    Approve(Timestamp),
    Recover,
    Graft,
}

/// How far a way goes.
#[derive(Clone, Copy, PartialEq)]
enum End {
    /// Opened, and nobody knows who it is.
    Unknown,
    /// Lost before the next stage.
    Lost(u8, LossReason),
    /// Referred, and a critical result waits.
    Critical,
    /// Referred, death not certified yet.
    Potential,
    /// Suitable, but a coroner holds the body.
    Held,
    /// Approved, and planned ahead.
    Approved,
    /// Recovered, not grafted.
    Recovered,
    /// Grafted.
    Used,
}

/// One way: hospital, instant of the recovery (planned, or as it would have been), and how far it goes.
struct Way {
    at: At,
    operation: Timestamp,
    circulatory: bool,
    end: End,
    organs: Vec<Organ>,
}

/// What a hospital of the demonstration recovers.
const OFFERED: [Organ; 4] = [Organ::Heart, Organ::LiverWhole, Organ::KidneyL, Organ::KidneyR];

/// Losses of the year: the stage that was reached, from 1, and why.
const LOSSES: [(u8, LossReason); 22] = [
    (1, LossReason::NotReferred),
    (1, LossReason::NotReferred),
    (1, LossReason::NotReferred),
    (1, LossReason::MedicallyUnsuitable),
    (1, LossReason::MedicallyUnsuitable),
    (1, LossReason::NotIdentified),
    (2, LossReason::DeathNotConfirmed),
    (2, LossReason::DeathNotConfirmed),
    (2, LossReason::HaemodynamicInstabilityOrArrest),
    (2, LossReason::HaemodynamicInstabilityOrArrest),
    (2, LossReason::MedicallyUnsuitable),
    (2, LossReason::NotDeclaredInTime),
    (3, LossReason::FamilyRefused),
    (3, LossReason::FamilyRefused),
    (3, LossReason::FamilyRefused),
    (3, LossReason::FamilyRefused),
    (3, LossReason::DeceasedObjected),
    (3, LossReason::JudgeCoronerRefused),
    (3, LossReason::Logistics),
    (3, LossReason::NoSuitableRecipient),
    (4, LossReason::Functional),
    (4, LossReason::NoSuitableRecipient),
];

fn ways(c: &Calendar, dice: &mut Dice, size: Size) -> Vec<Way> {
    let hours = |n: i64| c.now().saturating_add(SignedDuration::from_hours(n)).unwrap_or(c.now());
    let one = |at, operation, circulatory, end, organs: &[Organ]| Way {
        at,
        operation,
        circulatory,
        end,
        organs: organs.to_vec(),
    };
    let kidneys = [Organ::KidneyL, Organ::KidneyR];
    // The donor whose organs branch was operated on the morning before its story is told.
    let mut all = vec![one(ELUN, c.at(c.ago(96), 6 * 60), false, End::Recovered, &OFFERED)];
    all.extend([
        one(SARIM, hours(29), false, End::Unknown, &kidneys),
        one(SARIM, hours(2), false, End::Approved, &OFFERED),
        one(ELUN, hours(11), false, End::Potential, &kidneys),
        one(SARIM, hours(5), false, End::Held, &kidneys),
        one(ELUN, hours(20), true, End::Critical, &kidneys),
    ]);
    let (lost, used) = match size {
        Size::Village => (&LOSSES[..0], 1),
        Size::Country => (&LOSSES[..], 11),
    };
    let village = [(1, LossReason::NotReferred), (3, LossReason::FamilyRefused)];
    let lost = if lost.is_empty() { &village[..] } else { lost };
    if size == Size::Country {
        // Organs on their way: a liver that could still be divided, and two kidneys.
        let under_way = [Organ::LiverWhole, Organ::KidneyL, Organ::KidneyR];
        all.push(one(SARIM, hours(-4), true, End::Recovered, &under_way));
    }
    let mut morning = || c.at(c.ago(dice.between(5, 350)), dice.between(0, 23 * 60));
    for (n, &(stage, reason)) in lost.iter().enumerate() {
        let at = if n % 3 == 0 { ELUN } else { SARIM };
        let circulatory = n % 4 == 1 || reason == LossReason::NotDeclaredInTime;
        all.push(one(at, morning(), circulatory, End::Lost(stage, reason), &kidneys));
    }
    for n in 0..used {
        let at = if n % 3 == 0 { ELUN } else { SARIM };
        let organs = if n % 4 == 0 { &OFFERED[1..] } else { &kidneys[..] };
        all.push(one(at, morning(), n % 3 == 1, End::Used, organs));
    }
    all
}

/// What happens, and when.
type Agenda = Vec<(Timestamp, Act)>;

/// When everything happens, and who the people are.
pub(super) fn agenda(
    c: &Calendar,
    seed: u32,
    size: Size,
    people: &mut Vec<DemoPerson>,
) -> Result<(Agenda, Vec<At>), Failure> {
    let (mut dice, mut names) = (Dice::new(seed ^ 0x7061_7468), Names::new(seed ^ 0x7061_7468));
    let all = ways(c, &mut dice, size);
    let (mut acts, mut places) = (Vec::new(), Vec::new());
    for (number, way) in all.iter().enumerate() {
        let sex = if number.is_multiple_of(2) { Sex::Female } else { Sex::Male };
        let language = if number.is_multiple_of(3) { "en" } else { "ar" };
        let (_, person) = names.person(Wanted { sex, born: (1948, 2001), language, residence: "XC" })?;
        let deeds = deeds(way, number, sex, language, &person)?;
        acts.extend(deeds.into_iter().map(|(at, deed)| (at, Act::Way { number, deed })));
        people.push(person);
        places.push(way.at);
    }
    Ok((acts, places))
}

/// A clock that counts back from the recovery.
struct Line {
    operation: Timestamp,
    deeds: Vec<(Timestamp, Deed)>,
}

impl Line {
    fn before(&self, minutes: i64) -> Timestamp {
        self.operation.saturating_sub(SignedDuration::from_mins(minutes)).unwrap_or(self.operation)
    }

    fn push(&mut self, minutes: i64, deed: Deed) {
        self.deeds.push((self.before(minutes), deed));
    }

    fn step(&mut self, minutes: i64, by: (Role, usize), step: Value) -> Result<(), Failure> {
        let step: Step = serde_json::from_value(step).map_err(|e| Failure::fault(&e))?;
        self.push(minutes, Deed::Step(by.0, by.1, Box::new(step)));
        Ok(())
    }
}

const HERE: (Role, usize) = (Role::DonorCoordinator, 0);

/// Minutes before the recovery at which death is certified, the donor found suitable, the register read, the family asked
/// and the approval asked for. Circulatory death leaves no time.
struct Pace {
    certified: i64,
    eligible: i64,
    consulted: i64,
    asked: i64,
    approved: i64,
}

const SLOW: Pace = Pace { certified: 720, eligible: 660, consulted: 600, asked: 540, approved: 360 };
const FAST: Pace = Pace { certified: 20, eligible: 15, consulted: 900, asked: 840, approved: 10 };

fn deeds(
    way: &Way,
    number: usize,
    sex: Sex,
    language: &str,
    person: &DemoPerson,
) -> Result<Vec<(Timestamp, Deed)>, Failure> {
    let mut line = Line { operation: way.operation, deeds: Vec::new() };
    let unknown = way.end == End::Unknown;
    let opened = NewPathway {
        called: Some(if unknown {
            "Unknown man, bed 4".into()
        } else {
            person.names.first().map_or("", |n| n.as_str()).into()
        }),
        birth: (!unknown).then(|| person.birth.as_str().into()),
        system: (!unknown).then(|| SYSTEM.to_owned()),
        number: (!unknown).then(|| person.number.clone()),
    };
    line.push(1800, Deed::Open(Box::new(opened)));
    let reached = match way.end {
        End::Lost(stage, _) => stage,
        End::Unknown => 1,
        End::Critical | End::Potential => 2,
        End::Held | End::Approved => 3,
        End::Recovered => 4,
        End::Used => 5,
    };
    if reached >= 2 {
        potential(&mut line, way, sex)?;
    }
    if reached >= 3 {
        eligible(&mut line, way, number, language)?;
    }
    let pace = if way.circulatory { FAST } else { SLOW };
    match way.end {
        End::Lost(_, reason) => {
            if reached >= 4 {
                line.push(pace.approved, Deed::Approve(way.operation));
                line.push(0, Deed::Recover);
            }
            let late = if reached >= 4 {
                -600
            } else if reached == 3 {
                pace.approved
            } else {
                1500
            };
            line.step(late, HERE, json!({"step_kind": "lost", "reason": reason}))?;
        }
        End::Held => {
            line.step(700, HERE, json!({"step_kind": "hold_placed", "by": "coroner", "reference": "C-2026/118"}))?;
        }
        End::Approved | End::Recovered | End::Used => {
            line.push(pace.approved, Deed::Approve(way.operation));
            line.push(0, Deed::Recover);
            if way.end == End::Used {
                line.push(-420, Deed::Graft);
            }
        }
        End::Unknown | End::Critical | End::Potential => {}
    }
    Ok(line.deeds)
}

/// From the suspicion to the results.
fn potential(line: &mut Line, way: &Way, sex: Sex) -> Result<(), Failure> {
    let found = match way.circulatory {
        true => json!({"step_kind": "found_potential", "criteria": "circulatory", "maastricht": "iii"}),
        false => json!({"step_kind": "found_potential", "criteria": "neurological", "maastricht": null}),
    };
    line.step(1740, HERE, found)?;
    line.push(1730, Deed::Refer);
    let general = json!({"step_kind": "general_told", "sex": sex, "cause": "stroke", "cause_icd": "I61.9", "estimated_age_years": null});
    line.step(1700, HERE, general)?;
    for topic in ["iv_drugs", "malignancy", "other_transmissible"] {
        let told = json!({"step_kind": "history_told", "topic": topic, "answer": "nothing_known", "note": null});
        line.step(1690, HERE, told)?;
    }
    for (sample, by) in [("S-4101", HERE), ("S-4102", (Role::Coordinator, 0))] {
        let taken = (line.before(1680).to_string(), line.before(1650).to_string());
        let blood = json!({"step_kind": "blood_group_found", "abo": "A", "rhesus": "positive", "sample": sample,
            "laboratory": "Central laboratory", "taken_at": taken.0, "reported_at": taken.1});
        line.step(1640, by, blood)?;
    }
    let mut results = vec![
        ("weight", "74 kg"),
        ("height", "176 cm"),
        ("hiv_serology", "nonreactive"),
        ("hbsag", "nonreactive"),
        ("creatinine", "84 umol/L"),
    ];
    // One of those under way tonight waits for a test.
    if way.end != End::Potential {
        results.push(("hcv_serology", "nonreactive"));
    }
    results.extend(way.organs.contains(&Organ::LiverWhole).then_some(("ast", "29 U/L")));
    results.extend(way.organs.contains(&Organ::Heart).then_some(("ejection_fraction", "62 %")));
    results.extend((way.end == End::Critical).then_some(("potassium", "7.1 mmol/L")));
    for (what, found) in results {
        let weighs = if what == "potassium" { "critical" } else { "usual" };
        let told = json!({"step_kind": "result_told", "what": what, "found": found, "laboratory": "Central laboratory",
            "taken_at": line.before(1680).to_string(), "reported_at": line.before(1620).to_string(), "weighs": weighs});
        line.step(1610, HERE, told)?;
    }
    Ok(())
}

/// From the certificates to the family.
fn eligible(line: &mut Line, way: &Way, number: usize, language: &str) -> Result<(), Failure> {
    let pace = if way.circulatory { FAST } else { SLOW };
    for (nth, earlier) in [(0, 480), (1, 5)] {
        let certificate = match way.circulatory {
            true => json!({"step_kind": "death_certified", "criteria": "circulatory", "no_touch_min": 5 + nth,
                "examined_at": line.before(pace.certified + 5).to_string(), "died_at": line.before(pace.certified + 6).to_string()}),
            false => json!({"step_kind": "death_certified", "criteria": "neurological", "no_touch_min": null,
                "examined_at": line.before(pace.certified + earlier).to_string(),
                "died_at": line.before(pace.certified + 5).to_string(), "confirmations": ["eeg"]}),
        };
        line.step(pace.certified, (Role::CertifyingDoctor, nth), certificate)?;
    }
    line.step(pace.eligible, HERE, json!({"step_kind": "found_eligible"}))?;
    line.push(pace.consulted, Deed::Consult);
    let says = match way.end {
        End::Lost(_, LossReason::FamilyRefused) => "says_no",
        _ => "says_yes",
    };
    let kin = if number.is_multiple_of(2) { "spouse_partner" } else { "adult_child" };
    let asked = json!({"step_kind": "family_asked", "kin": kin, "name": null, "language": language, "interpreter": null,
        "answer": says, "declined": [], "declined_uses": ["teaching"], "note": null});
    line.step(pace.asked, HERE, asked)?;
    if says == "says_no" {
        return Ok(());
    }
    // One family says that somebody offered money; nothing came of that donation, and only the case vault knows.
    let (said, note) = match way.end {
        End::Lost(3, LossReason::NoSuitableRecipient) => {
            ("offered", Some("A man whom they did not know wanted to pay for the funeral"))
        }
        _ => ("nothing", None),
    };
    let declared = json!({"step_kind": "family_declared", "kin": kin, "name": null, "language": language, "interpreter": null,
        "said": said, "note": note});
    line.step(pace.asked, HERE, declared)
}

/// The ways as far as they have come.
#[derive(Default)]
pub(super) struct Ways {
    places: Vec<At>,
    files: BTreeMap<usize, PathwayId>,
    units: BTreeMap<usize, Vec<UnitId>>,
}

impl Ways {
    pub(super) fn new(places: Vec<At>) -> Self {
        Self { places, ..Self::default() }
    }
}

impl World<'_> {
    /// Lets one thing happen on a donor's way.
    pub(super) async fn way(&mut self, number: usize, deed: Deed) -> Result<(), Failure> {
        let at = *self.ways.places.get(number).ok_or_else(|| amiss("no such way"))?;
        let here = self.cast.member(Role::DonorCoordinator, Some(at), 0)?;
        let coordinator = self.cast.member(Role::Coordinator, None, 0)?;
        if let Deed::Open(new) = deed {
            let (file, _) = self.service.open_pathway(&here, *new).await?;
            self.ways.files.insert(number, file);
            return Ok(());
        }
        let file = *self.ways.files.get(&number).ok_or_else(|| amiss("a way that was not opened"))?;
        match deed {
            Deed::Open(_) => Ok(()),
            Deed::Step(role, nth, step) => {
                let place = matches!(role, Role::DonorCoordinator | Role::CertifyingDoctor).then_some(at);
                let by = self.cast.member(role, place, nth)?;
                self.service.take_pathway_step(&by, file, *step, None).await.map(drop)
            }
            Deed::Refer => {
                let referred = Referred { pathway: domain::donor_register::Pathway::EndOfLifeDeclared };
                self.service.refer_pathway(&here, file, referred).await.map(drop)
            }
            Deed::Consult => self.service.consult_for_pathway(&coordinator, file).await.map(drop),
            Deed::Approve(planned_at) => {
                let (organs, centre, team) = self.planned(file, at, &coordinator).await?;
                let plan = RecoveryPlan { pathway: file, organs, centre, planned_at, team };
                super::act::judged(
                    self.service.approve_recovery(&coordinator, plan).await,
                    super::act::Expected::Allowed,
                )
            }
            Deed::Recover => self.recover(number, file, at).await,
            Deed::Graft => self.graft_one(number, at).await,
        }
    }

    /// Which organs a file was characterised for, where, and who recovers them.
    async fn planned(
        &self,
        file: PathwayId,
        at: At,
        by: &Access,
    ) -> Result<(Vec<Organ>, codes::ids::CentreId, Vec<AccountId>), Failure> {
        let known = self.service.pathway(by, file).await?.pathway.known;
        let has = |what| known.results.iter().any(|r| r.step.what == what);
        let mut organs = vec![Organ::KidneyL, Organ::KidneyR];
        if has(domain::pathway::Analyte::Ast) {
            organs.insert(0, Organ::LiverWhole);
        }
        if has(domain::pathway::Analyte::EjectionFraction) {
            organs.insert(0, Organ::Heart);
        }
        let team = (0..2).map(|nth| self.cast.account(Role::RecoverySurgeon, None, nth)).collect::<Result<_, _>>()?;
        Ok((organs, self.cast.centre(at)?, team))
    }

    async fn recover(&mut self, number: usize, file: PathwayId, at: At) -> Result<(), Failure> {
        let by = self.cast.member(Role::RecoverySurgeon, None, 0)?;
        let (organs, centre, team) = self.planned(file, at, &by).await?;
        let happened = self.happened()?;
        let perfused_at = Some(happened.at);
        let fact = RecoveryFact { pathway: file, organs, centre, happened, perfused_at, team, note: None };
        let (kept, _) = self.service.record_recovery(&by, fact).await?;
        if number == BRANCHING {
            self.many = Some(kept.donor);
        }
        if number == ON_THE_WAY {
            let coordinator = self.cast.member(Role::Coordinator, None, 0)?;
            for unit in &kept.units {
                self.labelled(&coordinator, *unit, &[(at, HADDAN, 0)]).await?;
            }
        }
        self.ways.units.insert(number, kept.units);
        Ok(())
    }

    /// The organs of the donor whose organs branch, in the order heart, liver, kidneys.
    pub(super) fn branching(&self) -> Result<Vec<UnitId>, Failure> {
        self.ways.units.get(&BRANCHING).cloned().ok_or_else(|| amiss("organs that were not recovered"))
    }

    /// The last organ that was recovered is grafted where the donor lay.
    async fn graft_one(&self, number: usize, at: At) -> Result<(), Failure> {
        let unit = self.ways.units.get(&number).and_then(|units| units.last()).copied();
        let unit = unit.ok_or_else(|| amiss("organs that were not recovered"))?;
        self.told_used(unit, at, self.happened()?).await
    }

    /// Keeps a graft as an old book would, with the word to the donor's file that comes with a transplantation.
    pub(super) async fn told_used(&self, unit: UnitId, at: At, happened: codes::time::Happened) -> Result<(), Failure> {
        let importer = Access::console(Role::Importer, Purpose::Administration);
        let centre = self.cast.centre(at)?;
        self.service
            .write("demo.grafted", &importer, May::national(Permission::Import), move |w| {
                let happened = happened.clone();
                Box::pin(async move {
                    let entered = RecipientEntered { centre: Some(centre), accepted_on: Some(happened.day_on()) };
                    let recipient: RecipientId = w.add_recipient(None, &entered).await?;
                    let graft = w.told_graft(unit, recipient, centre, happened.clone()).await?;
                    let organ: Unit = w.get("unit", unit).await?;
                    w.organ_used(&organ, graft, &happened).await?;
                    let status = ("alive", Some("functioning"));
                    w.outcome(graft.to_string(), &recipient.to_string(), status, happened).await?;
                    Ok(Settled::Done(()))
                })
            })
            .await
            .map(drop)
    }
}
