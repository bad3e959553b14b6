//! Protected people of the demonstration: a woman whose kidney was taken and who was charged for it, a man who sold his, and
//! those whom two organisations took in.

use std::collections::BTreeMap;

use codes::ids::ProtectedId;
use domain::access::Role;
use domain::support::{
    About, AgeBand, AlarmAnswered, Area, Background, Channel, ClaimKind, ClaimMade, ClaimMoved, ClaimState,
    ConsentGiven, ContactSet, Discipline, Harm, HarmSeen, Horizon, Listed, MeasureMoved, MeasurePlanned, MeasureState,
    NonPunishment, Part, Phase, PhaseEntered, PunishmentWatched, Sex, Status, StatusDecided, StatusSaid, Step, Told,
    Wish,
};
use jiff::Timestamp;
use jiff::civil::Date;

use super::act::{Act, World};
use super::amiss;
use super::calendar::Calendar;
use super::cast::{At, DOOR, HARBOUR};
use crate::access::Access;
use crate::failure::Failure;
use crate::support::{Identity, PersonCode, TakingIn};

/// Who does something: role, place of work, which of them.
type By = (Role, Option<At>, usize);

const WORKER: By = (Role::CaseWorker, None, 0);
const OTHER: By = (Role::CaseWorker, None, 1);
const DOCTOR: By = (Role::ProtectionOfficer, None, 0);
const JURIST: By = (Role::ProtectionOfficer, None, 1);
const AT_DOOR: By = (Role::SupportWorker, Some(DOOR), 0);
const AT_HARBOUR: By = (Role::SupportWorker, Some(HARBOUR), 0);

/// Something that happens about protected people.
pub(super) enum Deed {
    Lists(At, &'static str, &'static [Area], &'static [&'static str], &'static str, &'static str),
    KeepsCode(By),
    TakesIn(usize, By, TakingIn),
    Step(usize, By, Box<Step>),
    Shares(usize, By, At, &'static [Part], Date),
    Seals(usize, By),
    Opens(usize, By, By, &'static str),
    GivesCode(usize, By),
}

/// Who was taken in, and which codes custodians keep: in memory while the country is made.
#[derive(Default)]
pub(super) struct Protected {
    people: BTreeMap<usize, ProtectedId>,
    codes: BTreeMap<(&'static str, usize), PersonCode>,
}

fn taking(presumed: Status, languages: &[&str], (sex, age, background): (Sex, AgeBand, Background)) -> TakingIn {
    let languages = languages.iter().map(|l| (*l).to_owned()).collect();
    TakingIn { presumed, about: About { sex, age, background }, languages }
}

fn need(horizon: Horizon, area: Area, need: &str, answered: Option<(&str, &str)>, due_on: Option<Date>) -> Step {
    let (measure, who) = answered.map_or((None, None), |(m, w)| (Some(m.into()), Some(w.into())));
    Step::MeasurePlanned(MeasurePlanned { horizon, area, need: need.into(), measure, who, due_on })
}

fn moved(number: u32, state: MeasureState) -> Step {
    Step::MeasureMoved(MeasureMoved { number, state, measure: None, who: None, due_on: None })
}

fn phase(phase: Phase, on: Date, wish: Wish) -> Step {
    Step::PhaseEntered(PhaseEntered { phase, on, wish, explained_in: Some("ar".to_owned()) })
}

fn watched(phase: Phase, stands: NonPunishment, note: &str) -> Step {
    Step::PunishmentWatched(PunishmentWatched { phase, stands, note: note.into() })
}

fn harm(harm: Harm, on: Date, note: &str) -> Step {
    Step::HarmSeen(HarmSeen { harm, on, note: note.into(), answer_by: None })
}

/// Everything that happens about protected people.
pub(super) fn agenda(calendar: &Calendar) -> Vec<(Timestamp, Act)> {
    let mut all: Vec<(i64, i64, Deed)> = beginnings();
    all.extend(taken_kidney(calendar));
    all.extend(sold_kidney(calendar));
    all.extend(at_the_doors());
    all.extend(the_others());
    all.into_iter().map(|(day, minute, deed)| (calendar.at(calendar.ago(day), minute), Act::Support(deed))).collect()
}

/// Two organisations are listed, and four people keep codes of custody.
fn beginnings() -> Vec<(i64, i64, Deed)> {
    use Area::{Housing, Legal, Livelihood, Medical, Psychosocial};
    let open = Deed::Lists(
        DOOR,
        "The Open Door",
        &[Housing, Psychosocial, Livelihood],
        &["ar", "en", "fr"],
        "Sarim and the south",
        "Any hour: +999 40 11 22. Ask for tea.",
    );
    let harbour = Deed::Lists(
        HARBOUR,
        "Harbour House",
        &[Medical, Legal],
        &["ar", "ti"],
        "Port Elun and the coast",
        "Weekdays 8 to 18, Quay 4: +999 51 33 44",
    );
    let mut all = vec![(300, 540, open), (300, 560, harbour)];
    all.extend(
        [DOCTOR, JURIST, WORKER].into_iter().enumerate().map(|(n, by)| (299, 540 + 5 * n as i64, Deed::KeepsCode(by))),
    );
    all
}

/// A step of hers, by her case worker.
fn her(step: Step) -> Deed {
    Deed::Step(0, WORKER, Box::new(step))
}

/// She was brought for a job; her kidney was taken; she was charged for the passport she had been given.
fn taken_kidney(calendar: &Calendar) -> Vec<(i64, i64, Deed)> {
    let ways = [she_is_taken_in(), she_is_recognised(calendar), she_is_charged(calendar), she_goes_on(calendar)];
    ways.into_iter().flatten().collect()
}

fn she_is_taken_in() -> Vec<(i64, i64, Deed)> {
    let she = taking(Status::TraffickingVictim, &["ar"], (Sex::Female, AgeBand::From18, Background::Traveller));
    let contact = ContactSet {
        channel: Channel::Somebody,
        place: Some("The tea house below the bridge; leave word with the owner".into()),
        times: "Weekdays before noon, never in the evening".into(),
        words: "That her aunt’s parcel has come".into(),
    };
    vec![
        (160, 600, Deed::TakesIn(0, WORKER, she)),
        (
            160,
            610,
            her(need(
                Horizon::Short,
                Area::Medical,
                "The wound hurts and is open.",
                Some(("Seen daily at the clinic", "Harbour House")),
                None,
            )),
        ),
        (
            160,
            615,
            her(need(
                Horizon::Short,
                Area::Housing,
                "A bed where nobody asks.",
                Some(("A room with a key", "The Open Door")),
                None,
            )),
        ),
        (159, 600, her(Step::ContactSet(contact))),
        (
            158,
            600,
            her(need(
                Horizon::Long,
                Area::Medical,
                "One kidney: blood pressure and creatinine each year.",
                Some(("Yearly visit", "Sarim University Hospital")),
                None,
            )),
        ),
        (
            158,
            605,
            her(need(
                Horizon::Medium,
                Area::Psychosocial,
                "Cannot sleep; sees the room again.",
                Some(("Talks every week", "The Open Door")),
                None,
            )),
        ),
        (158, 610, her(need(Horizon::Medium, Area::Legal, "A lawyer who speaks Arabic.", None, None))),
    ]
}

fn she_is_recognised(calendar: &Calendar) -> Vec<(i64, i64, Deed)> {
    use Status::TraffickingVictim as Victim;
    let by = |by, step| Deed::Step(0, by, Box::new(step));
    let said = |discipline, reason: &str| StatusSaid { status: Victim, discipline, reason: reason.into() };
    let decided = StatusDecided {
        status: Victim,
        discipline: Discipline::Law,
        reason: "Deceived about the work, passport kept, operated on under another name.".into(),
    };
    vec![
        (
            157,
            600,
            by(DOCTOR, Step::StatusSaid(said(Discipline::Health, "A scar that fits, and no papers of any operation."))),
        ),
        (155, 600, by(JURIST, Step::StatusDecided(decided))),
        (154, 600, her(phase(Phase::Identified, calendar.ago(160), Wish::Authority))),
        (154, 605, her(watched(Phase::Identified, NonPunishment::NothingHeld, "Nothing is held against her."))),
        (120, 600, her(moved(2, MeasureState::Met))),
    ]
}

fn she_is_charged(calendar: &Calendar) -> Vec<(i64, i64, Deed)> {
    let by = |by, step| Deed::Step(0, by, Box::new(step));
    let answer = AlarmAnswered {
        number: 1,
        answer: "Wrote to the prosecutor; the charge rests until the body is heard.".into(),
    };
    vec![
        (110, 600, her(phase(Phase::Investigation, calendar.ago(112), Wish::Own))),
        (
            100,
            600,
            her(harm(
                Harm::Charged,
                calendar.ago(101),
                "Charged with using a forged passport, which the recruiter had given her.",
            )),
        ),
        (100, 900, by(DOCTOR, Step::AlarmAnswered(answer))),
        (
            99,
            600,
            her(watched(Phase::Investigation, NonPunishment::Asked, "Asked in writing that the charge be dropped.")),
        ),
    ]
}

fn she_goes_on(calendar: &Calendar) -> Vec<(i64, i64, Deed)> {
    let claim = ClaimMade { claim: ClaimKind::Perpetrator, note: "From the recruiter: lost health and wages".into() };
    let evidence = ClaimMoved {
        number: 1,
        state: ClaimState::Filed,
        evidence: Some("Report of the surgeon who saw the wound".into()),
    };
    let told =
        Told { text: "The prosecutor was asked to drop the charge about your passport. You need not come.".into() };
    vec![
        (95, 600, her(Step::ClaimMade(claim))),
        (80, 600, her(Step::ClaimMoved(evidence))),
        (
            79,
            600,
            Deed::Shares(0, WORKER, DOOR, &[Part::Contact, Part::Housing, Part::Psychosocial], calendar.ago(-200)),
        ),
        (78, 600, Deed::Seals(0, WORKER)),
        (60, 600, Deed::GivesCode(0, WORKER)),
        (59, 600, her(Step::Told(told))),
        (40, 600, Deed::Opens(0, WORKER, JURIST, "Her claim must bear her name before the court.")),
        (
            1,
            900,
            her(harm(
                Harm::Threatened,
                calendar.ago(1),
                "A man waited before the clinic and knew her mother’s street.",
            )),
        ),
    ]
}

/// He sold a kidney for a debt.
fn sold_kidney(calendar: &Calendar) -> Vec<(i64, i64, Deed)> {
    use Status::OrganSeller as Seller;
    let he = taking(Seller, &["ti", "ar"], (Sex::Male, AgeBand::From30, Background::Displaced));
    let step = |step| Deed::Step(1, WORKER, Box::new(step));
    let by = |by, step| Deed::Step(1, by, Box::new(step));
    let said = StatusSaid {
        status: Seller,
        discipline: Discipline::SocialWork,
        reason: "Sold it for a debt; nobody held him.".into(),
    };
    let decided = StatusDecided {
        status: Seller,
        discipline: Discipline::Health,
        reason: "He knew what was taken and was paid a part of it.".into(),
    };
    vec![
        (90, 600, Deed::TakesIn(1, WORKER, he)),
        (
            90,
            610,
            step(need(
                Horizon::Short,
                Area::Medical,
                "Fever three weeks after.",
                Some(("Treated at once", "Harbour House")),
                None,
            )),
        ),
        (90, 620, step(need(Horizon::Medium, Area::Livelihood, "The debt is still there.", None, None))),
        (
            89,
            600,
            step(need(
                Horizon::Long,
                Area::Medical,
                "One kidney: a visit each year.",
                Some(("Yearly visit", "Port Elun General")),
                None,
            )),
        ),
        (80, 600, step(moved(1, MeasureState::Met))),
        (70, 600, by(JURIST, Step::StatusSaid(said))),
        (69, 600, by(DOCTOR, Step::StatusDecided(decided))),
        (50, 600, step(phase(Phase::Identified, calendar.ago(90), Wish::Own))),
    ]
}

/// Those whom organisations took in, without a case.
fn at_the_doors() -> Vec<(i64, i64, Deed)> {
    let first = taking(Status::TraffickingVictim, &["fr"], (Sex::Female, AgeBand::Under18, Background::Traveller));
    let second = taking(Status::OrganSeller, &["ti"], (Sex::Male, AgeBand::From18, Background::Displaced));
    let at = |n, by, step| Deed::Step(n, by, Box::new(step));
    vec![
        (30, 600, Deed::TakesIn(2, AT_DOOR, first)),
        (
            30,
            610,
            at(
                2,
                AT_DOOR,
                need(Horizon::Short, Area::Housing, "Somewhere safe tonight.", Some(("A room", "The Open Door")), None),
            ),
        ),
        (30, 615, at(2, AT_DOOR, need(Horizon::Medium, Area::Livelihood, "Wants to go back to school.", None, None))),
        (20, 600, Deed::TakesIn(3, AT_HARBOUR, second)),
        (20, 610, at(3, AT_HARBOUR, need(Horizon::Short, Area::Legal, "Afraid of being sent back.", None, None))),
    ]
}

/// Those of whom nothing more is told: with them people can be compared without being recognised.
fn the_others() -> Vec<(i64, i64, Deed)> {
    let mut all = Vec::new();
    for n in 4..18_usize {
        let sex = if n % 2 == 0 { Sex::Female } else { Sex::Male };
        let age = if n % 3 == 0 { AgeBand::From30 } else { AgeBand::From18 };
        let background = if n % 2 == 0 { Background::National } else { Background::Traveller };
        let status = if n % 4 == 0 { Status::OrganSeller } else { Status::TraffickingVictim };
        let day = 280 - 14 * n as i64;
        all.push((day, 700, Deed::TakesIn(n, OTHER, taking(status, &["ar"], (sex, age, background)))));
        let answered = (n % 2 == 0 || n % 5 == 0).then_some(("A first visit", "Harbour House"));
        let first = need(Horizon::Short, Area::Medical, "To be seen by a doctor.", answered, None);
        all.push((day, 710, Deed::Step(n, OTHER, Box::new(first))));
        let answered = (n % 3 == 0).then_some(("A course", "The Open Door"));
        let second = need(Horizon::Medium, Area::Livelihood, "Work or training.", answered, None);
        all.push((day, 720, Deed::Step(n, OTHER, Box::new(second))));
    }
    all
}

impl World<'_> {
    fn who(&self, (role, at, nth): By) -> Result<Access, Failure> {
        self.cast.member(role, at, nth)
    }

    fn taken(&self, n: usize) -> Result<ProtectedId, Failure> {
        self.protected.people.get(&n).copied().ok_or_else(|| amiss("nobody was taken in"))
    }

    fn kept(&self, by: By) -> Result<PersonCode, Failure> {
        self.protected.codes.get(&(by.0.code(), by.2)).cloned().ok_or_else(|| amiss("no code of custody"))
    }

    /// Lets one of them happen.
    pub(super) async fn support(&mut self, deed: Deed) -> Result<(), Failure> {
        let service = self.service;
        match deed {
            Deed::Lists(at, name, areas, languages, regions, contact) => {
                let listed = Listed {
                    organisation: self.cast.centre(at)?,
                    name: name.to_owned(),
                    areas: areas.to_vec(),
                    languages: languages.iter().map(|l| (*l).to_owned()).collect(),
                    regions: regions.to_owned(),
                    contact: contact.to_owned(),
                };
                service.list_service(&self.who(DOCTOR)?, None, listed).await.map(drop)
            }
            Deed::KeepsCode(by) => {
                let (code, _) = service.become_custodian(&self.who(by)?).await?;
                self.protected.codes.insert((by.0.code(), by.2), code);
                Ok(())
            }
            Deed::TakesIn(n, by, taking) => {
                let (id, _) = service.take_in(&self.who(by)?, taking).await?;
                self.protected.people.insert(n, id);
                Ok(())
            }
            Deed::Step(n, by, step) => service.take_support_step(&self.who(by)?, self.taken(n)?, *step).await.map(drop),
            Deed::Shares(n, by, at, parts, until_on) => {
                let given = ConsentGiven { organisation: self.cast.centre(at)?, parts: parts.to_vec(), until_on };
                let step = Step::ConsentGiven(given);
                service.take_support_step(&self.who(by)?, self.taken(n)?, step).await.map(drop)
            }
            Deed::Seals(n, by) => {
                let identity = Identity {
                    name: "Invented Person, Demonstration".to_owned(),
                    contact: Some("+999 00 00 00".to_owned()),
                    number: Some("XC-0000-0000".to_owned()),
                };
                service.seal_identity(&self.who(by)?, self.taken(n)?, identity).await.map(drop)
            }
            Deed::Opens(n, asks, agrees, reason) => {
                let (asker, other) = (self.who(asks)?, self.who(agrees)?);
                let (opening, _) = service.ask_identity(&asker, self.taken(n)?, reason.into()).await?;
                service.agree_identity(&other, opening, self.kept(agrees)?.show()).await?;
                service.open_identity(&asker, opening, self.kept(asks)?.show()).await.map(drop)
            }
            Deed::GivesCode(n, by) => service.give_reading_code(&self.who(by)?, self.taken(n)?).await.map(drop),
        }
    }
}
