//! Keeps the facts of one row.

use ::law::Reading;
use codes::DonorKind;
use codes::ids::{DonorId, OutcomeId, PersonId, RecipientId, TransplantId, UnitId};
use codes::organ::Organ;
use codes::time::{Happened, Precision};
use domain::person::{self, PseudonymGiven};
use domain::registry::{
    Dispute, DonorEntered, Fate, OutcomeSeen, Phase, RecipientAccepted, RecipientEntered, Situation, Transplanted,
    Unit, UnitEntered, disputes,
};
use domain::{Draft, Private, Vault};
use interop::import::{
    Mark, OldDonor, OldFact, OldOrgan, OldOutcome, OldParty, OldRecipient, OldRemoval, OldTransplant, PatientStatus,
};
use jiff::Timestamp;

use super::Imported;
use super::ink::Ink;
use super::known::{Entry, Known, is_of_one_person};
use crate::failure::Failure;

/// What a question says of a graft of unrecorded origin.
const GAP: &str = "GAP";

/// One row at work.
pub(super) struct Keeper<'a, 'i> {
    pub known: &'a mut Known,
    pub ink: &'a mut Ink<'i>,
    pub counts: &'a mut Imported,
    pub entry: &'a Entry,
}

/// What belongs together within a row.
#[derive(Default)]
struct Together {
    /// The row was kept before and now says something else.
    retold: bool,
    /// Organs removed in this row and not yet transplanted.
    removed: Vec<(Organ, Option<DonorId>, UnitId)>,
}

impl Keeper<'_, '_> {
    /// Keeps what the row says and was not kept before.
    pub fn keep_row(&mut self) -> Result<(), Failure> {
        let entry = self.entry;
        let retold = self.known.rows.get(&entry.key).is_some();
        if retold && entry.facts.iter().all(|token| self.known.rows.get(token).is_some()) {
            self.counts.known += 1;
            return Ok(());
        }
        let mut together = Together { retold, ..Together::default() };
        let mut first = None;
        for (fact, &token) in entry.row.facts.iter().zip(&entry.facts) {
            if self.known.rows.get(&token).is_some() {
                continue;
            }
            let record = self.fact(fact, &mut together)?;
            first.get_or_insert_with(|| record.clone());
            self.ink.keep_row(self.known, token, record);
        }
        if !retold {
            let record = first.unwrap_or_else(|| self.ink.batch.clone());
            self.ink.keep_row(self.known, entry.key, record);
        }
        self.counts.kept += 1;
        Ok(())
    }

    fn fact(&mut self, fact: &OldFact, together: &mut Together) -> Result<String, Failure> {
        match fact {
            OldFact::Recipient(one) => self.recipient(one, together.retold),
            OldFact::Donor(one) => self.donor(one),
            OldFact::Removal(one) => self.removal(one, together),
            OldFact::Transplant(one) => self.transplant(one, together),
            OldFact::Outcome(one) => self.outcome(one, together.retold),
        }
    }

    fn write(&mut self, draft: Draft) -> Result<(), Failure> {
        self.ink.write(self.known, draft)
    }

    fn recipient(&mut self, told: &OldRecipient, retold: bool) -> Result<String, Failure> {
        let id = self.recipient_of(&told.local, told.centre, told.accepted_on)?;
        self.name(&id, told.person.as_ref())?;
        let known = self.known.recipients.get(&id).and_then(|r| r.accepted_on);
        if let Some(accepted_on) = told.accepted_on.filter(|day| known != Some(*day)) {
            self.counts.disputed += u64::from(retold && known.is_some());
            self.write(Draft::new("registry.recipient_accepted", &id, &RecipientAccepted { accepted_on }))?;
        }
        Ok(id)
    }

    fn donor(&mut self, told: &OldDonor) -> Result<String, Failure> {
        let id = self.donor_of(&told.local, told.kind, told.centre)?;
        self.name(&id, told.person.as_ref())?;
        Ok(id)
    }

    /// The recipient of a mark, entered when not known yet.
    fn recipient_of(
        &mut self,
        mark: &Mark,
        centre: Option<codes::ids::CentreId>,
        accepted_on: Option<jiff::civil::Date>,
    ) -> Result<String, Failure> {
        let token = self.known.local(mark)?;
        if let Some(id) = self.known.locals.get(&token) {
            return Ok(id.clone());
        }
        let id = self.ink.id::<RecipientId>().to_string();
        self.known.behind.put(id.clone(), None);
        self.known.grafts_of.put(id.clone(), Vec::new());
        self.filed(token, &id);
        self.write(Draft::new("registry.recipient_entered", &id, &RecipientEntered { centre, accepted_on }))?;
        Ok(id)
    }

    /// The donor of a mark, entered when not known yet.
    fn donor_of(
        &mut self,
        mark: &Mark,
        kind: DonorKind,
        centre: Option<codes::ids::CentreId>,
    ) -> Result<String, Failure> {
        let token = self.known.local(mark)?;
        if let Some(id) = self.known.locals.get(&token) {
            return Ok(id.clone());
        }
        let id = self.ink.id::<DonorId>().to_string();
        self.known.behind.put(id.clone(), None);
        self.known.units_of.put(id.clone(), Vec::new());
        self.known.removed_of.put(id.clone(), Vec::new());
        self.filed(token, &id);
        self.write(Draft::new("registry.donor_entered", &id, &DonorEntered { kind, centre }))?;
        Ok(id)
    }

    fn filed(&mut self, token: store::import::Token, id: &str) {
        self.known.locals.put(token, id.to_owned());
        self.ink.file(self.known.local_field(), token, id);
    }

    /// Says who stands behind a pseudonym, where the row says so and nobody did before.
    fn name(&mut self, pseudonym: &str, person: Option<&person::Known>) -> Result<(), Failure> {
        let Some(person) = person else { return Ok(()) };
        if self.known.behind.get(&pseudonym.to_owned()).is_some_and(Option::is_some) {
            return Ok(());
        }
        let removed = self.known.removed_of.get(&pseudonym.to_owned()).cloned().unwrap_or_default();
        let id = self.person(person)?;
        let given = PseudonymGiven { pseudonym: pseudonym.into() };
        self.write(Draft::new("person.pseudonym_given", id, &given).sealed_for(Vault::Identity, id))?;
        let giver = id.to_string();
        self.ink.link(self.known, pseudonym, &giver)?;
        match self.known.removed_of.get_mut(&giver) {
            Some(organs) => organs.extend(removed),
            None => self.known.removed_of.put(giver, removed),
        }
        Ok(())
    }

    /// The person, found by a number that nobody else has or registered.
    fn person(&mut self, told: &person::Known) -> Result<PersonId, Failure> {
        let mut tokens = Vec::new();
        for one in &told.identifiers {
            if let Some((field, token)) = self.known.numbered(one)? {
                match self.known.numbered.get(&token).filter(|_| is_of_one_person(&one.system)) {
                    // Under a key that was destroyed nothing more is sealed: who was erased is somebody new.
                    Some(id) if self.known.keys.get(&id.to_string()).is_some() => return Ok(*id),
                    Some(_) => {}
                    None => tokens.push((field, token, is_of_one_person(&one.system))),
                }
            }
        }
        let id: PersonId = self.ink.id();
        self.write(Draft::new("person.registered", id, told).sealed_for(Vault::Identity, id))?;
        for token in self.known.named(told)? {
            self.ink.file(crate::person::NAME.to_owned(), token, &id.to_string());
        }
        for (field, token, one_person) in tokens {
            self.ink.file(field, token, &id.to_string());
            if one_person {
                self.known.numbered.put(token, id);
            }
        }
        Ok(id)
    }

    /// The donor of a mark, if one was ever brought in.
    fn known_donor(&mut self, mark: Option<&Mark>) -> Result<Option<DonorId>, Failure> {
        let Some(mark) = mark else { return Ok(None) };
        let token = self.known.local(mark)?;
        Ok(self.known.locals.get(&token).map(|id| id.parse()).transpose()?)
    }

    fn removal(&mut self, told: &OldRemoval, together: &mut Together) -> Result<String, Failure> {
        let (organ, donor) = (organ(told.organ), self.known_donor(told.donor.as_ref())?);
        let giver = donor.map(|donor| self.known.giver(&donor.to_string()));
        let removed_before = match &giver {
            Some(giver) => self.known.removed_of.get(giver).cloned().unwrap_or_default(),
            None => Vec::new(),
        };
        let died_at = donor.and_then(|d| living_died_at(self.known.donors.get(&d.to_string())?));
        let situation = Situation {
            removed_before,
            donor_died_at: surely_earlier(died_at, &told.happened),
            ..about(Phase::Removal, organ, donor, &told.happened)
        };
        let disputes = disputes(&self.ink.read(&situation));
        let entered = UnitEntered {
            organ,
            donor,
            centre: told.centre,
            pair: None,
            recovered: true,
            disputes: disputes.clone(),
            note: self.relation(told.organ, told.donor.as_ref()),
        };
        let id = self.unit(&entered, &told.happened)?;
        if let Some(organs) = giver.and_then(|giver| self.known.removed_of.get_mut(&giver)) {
            organs.push(organ);
        }
        together.removed.push((organ, donor, id));
        self.contested(id, false, &disputes)?;
        Ok(id.to_string())
    }

    /// What the row claims that the donor was to the recipient: kept as a remark, since no pair's file was ever opened.
    fn relation(&self, organ: OldOrgan, donor: Option<&Mark>) -> Option<Private> {
        let relation = self.entry.row.facts.iter().find_map(|fact| match fact {
            OldFact::Transplant(graft) if graft.organ == organ && graft.donor.as_ref() == donor => graft.relation,
            _ => None,
        });
        relation.map(|relation| Private::Clear(format!("relation: {}", relation.code())))
    }

    fn unit(&mut self, entered: &UnitEntered, happened: &Happened) -> Result<UnitId, Failure> {
        let id: UnitId = self.ink.id();
        let draft = Draft::new("registry.unit_entered", id, entered).sealed_for(Vault::Clinical, id);
        let mut draft = draft.happened(happened.clone());
        if let Some(donor) = entered.donor {
            draft = draft.about(donor);
            if let Some(units) = self.known.units_of.get_mut(&donor.to_string()) {
                units.push(id);
            }
        }
        self.write(draft)?;
        Ok(id)
    }

    fn transplant(&mut self, told: &OldTransplant, together: &mut Together) -> Result<String, Failure> {
        let (organ, donor) = (organ(told.organ), self.known_donor(told.donor.as_ref())?);
        let recipient = self.recipient_of(&told.recipient, told.centre, None)?;
        let unit = match self.unit_of_graft(organ, donor, &recipient, together) {
            Some(unit) => unit,
            None => self.unit_from_graft(organ, donor, told)?,
        };
        let known: Unit = self.known.units.get(&unit.to_string()).cloned().ok_or_else(|| lost(unit))?;
        let reading = self.read_graft(&known, &recipient, &told.happened)?;
        let (id, disputes): (TransplantId, _) = (self.ink.id(), disputes(&reading));
        let transplanted = Transplanted {
            unit,
            recipient: recipient.parse()?,
            centre: told.centre,
            cold_ischaemia_min: told.cold_ischaemia_min,
            anastomosis_min: None,
            disputes: disputes.clone(),
            team: Vec::new(),
        };
        let at = || told.happened.clone();
        self.write(
            Draft::new("registry.transplanted", id, &transplanted).about(unit).about(&recipient).happened(at()),
        )?;
        self.write(Draft::new("registry.unit_transplanted", unit, &id).about(id).happened(at()))?;
        if let Some(grafts) = self.known.grafts_of.get_mut(&recipient) {
            grafts.push(id);
        }
        let unknown = known.entered.donor.is_none() && known.fate != Fate::Transplanted;
        self.counts.unknown_origin += u64::from(unknown);
        self.contested(unit, unknown, &disputes)?;
        Ok(id.to_string())
    }

    /// The organ that was transplanted, where the record has it: removed in the same row, waiting under the same donor,
    /// one that no body has twice, or the one of which the row told something else before.
    fn unit_of_graft(
        &mut self,
        organ: Organ,
        donor: Option<DonorId>,
        recipient: &str,
        together: &mut Together,
    ) -> Option<UnitId> {
        if let Some(place) = together.removed.iter().position(|(o, d, _)| *o == organ && *d == donor) {
            return Some(together.removed.swap_remove(place).2);
        }
        let units = donor.and_then(|d| self.known.units_of.get(&d.to_string()).cloned()).unwrap_or_default();
        let of_donor: Vec<Unit> = units
            .iter()
            .filter_map(|u| self.known.units.get(&u.to_string()).cloned())
            .filter(|u| u.entered.organ == organ)
            .collect();
        let waiting = of_donor.iter().find(|u| u.fate == Fate::Open);
        let only = of_donor.first().filter(|_| organ.excludes(organ));
        if let Some(unit) = waiting.or(only) {
            return Some(unit.id);
        }
        if !together.retold {
            return None;
        }
        let grafts = self.known.grafts_of.get(&recipient.to_owned()).cloned().unwrap_or_default();
        grafts.iter().rev().find_map(|graft| {
            let unit = self.known.transplants.get(&graft.to_string())?.transplanted.unit;
            let same = self.known.units.get(&unit.to_string())?.entered.organ == organ;
            same.then_some(unit)
        })
    }

    /// An organ that is only known from its graft.
    fn unit_from_graft(
        &mut self,
        organ: Organ,
        donor: Option<DonorId>,
        told: &OldTransplant,
    ) -> Result<UnitId, Failure> {
        let entered = UnitEntered {
            organ,
            donor,
            centre: None,
            pair: None,
            recovered: false,
            disputes: Vec::new(),
            note: self.relation(told.organ, told.donor.as_ref()),
        };
        self.unit(&entered, &told.happened)
    }

    fn read_graft(&mut self, unit: &Unit, recipient: &str, happened: &Happened) -> Result<Reading, Failure> {
        let donor = unit.entered.donor;
        let giver = donor.and_then(|d| self.known.behind.get(&d.to_string()).cloned().flatten());
        let taker = self.known.behind.get(&recipient.to_owned()).cloned().flatten();
        let died_at = self.known.recipients.get(recipient).and_then(|r| r.died_at);
        let recovered_at =
            unit.recovered_at.as_ref().filter(|recovered| happened.surely_before(recovered)).map(|h| h.at);
        let ended = !matches!(unit.fate, Fate::Open | Fate::Transplanted);
        let situation = Situation {
            recipient: Some(recipient.parse()?),
            same_person: giver.is_some() && giver == taker,
            transplanted_before: u32::from(unit.fate == Fate::Transplanted),
            recipient_died_at: self.death_told(recipient, happened)?.or_else(|| surely_earlier(died_at, happened)),
            recovered_at,
            ended_at: unit.fate_at.filter(|_| ended),
            ..about(Phase::Transplantation, unit.entered.organ, donor, happened)
        };
        Ok(self.ink.read(&situation))
    }

    /// A death of the recipient that the same row tells, if it was surely before.
    fn death_told(&mut self, recipient: &str, happened: &Happened) -> Result<Option<Timestamp>, Failure> {
        for fact in &self.entry.row.facts {
            let OldFact::Outcome(outcome) = fact else { continue };
            let OldParty::Recipient(mark) = &outcome.of else { continue };
            let token = self.known.local(mark)?;
            let same = self.known.locals.get(&token).is_some_and(|id| id == recipient);
            if same && outcome.patient_status == PatientStatus::Dead && outcome.happened.surely_before(happened) {
                return Ok(Some(outcome.happened.at));
            }
        }
        Ok(None)
    }

    fn outcome(&mut self, told: &OldOutcome, retold: bool) -> Result<String, Failure> {
        let (person, followed, died_at) = match &told.of {
            OldParty::Recipient(mark) => {
                let id = self.recipient_of(mark, None, None)?;
                let graft = self.known.grafts_of.get(&id).and_then(|grafts| grafts.last().map(ToString::to_string));
                let died_at = self.known.recipients.get(&id).and_then(|r| r.died_at);
                (id.clone(), graft.unwrap_or(id), died_at)
            }
            // Only a living donor is ever seen again.
            OldParty::Donor(mark) => {
                let id = self.donor_of(mark, DonorKind::Living, None)?;
                let died_at = self.known.donors.get(&id).and_then(|d| d.died_at);
                (id.clone(), id, died_at)
            }
        };
        let contradicts = match (told.patient_status, died_at) {
            (_, None) => false,
            (PatientStatus::Dead, Some(died)) => retold || died != told.happened.at,
            (_, Some(_)) => retold || surely_earlier(died_at, &told.happened).is_some(),
        };
        let dispute = Dispute { rule: "REG-004".to_owned(), with: Some(person.clone()) };
        self.counts.disputed += u64::from(contradicts);
        let seen = OutcomeSeen {
            subject: followed.clone(),
            patient_status: told.patient_status.code().to_owned(),
            graft_status: told.graft_status.map(|g| g.code().to_owned()),
            unit: None,
            disputes: contradicts.then_some(dispute).into_iter().collect(),
        };
        let id: OutcomeId = self.ink.id();
        let at = || told.happened.clone();
        self.write(Draft::new("registry.outcome_seen", id, &seen).about(&followed).happened(at()))?;
        let kind = match (told.of.clone(), told.patient_status) {
            _ if died_at.is_some() => return Ok(id.to_string()),
            (OldParty::Recipient(_), PatientStatus::Dead) => "registry.recipient_died",
            // Who is lost was alive when last heard of.
            (OldParty::Recipient(_), PatientStatus::Alive | PatientStatus::Lost) => "registry.recipient_seen",
            (OldParty::Donor(_), PatientStatus::Dead) => "registry.donor_died",
            (OldParty::Donor(_), PatientStatus::Alive | PatientStatus::Lost) => return Ok(id.to_string()),
        };
        self.write(Draft::new(kind, person, &()).about(id).happened(at()))?;
        Ok(id.to_string())
    }

    /// One question about an organ, if its origin is not recorded or something contradicts it.
    fn contested(&mut self, unit: UnitId, unknown: bool, disputes: &[Dispute]) -> Result<(), Failure> {
        self.counts.disputed += u64::from(!disputes.is_empty());
        let gap = unknown.then(|| GAP.to_owned());
        let rules: Vec<String> = gap.into_iter().chain(disputes.iter().map(|d| d.rule.clone())).collect();
        if rules.is_empty() { Ok(()) } else { self.ink.question(self.known, &unit.to_string(), &rules) }
    }
}

fn organ(old: OldOrgan) -> Organ {
    match old {
        OldOrgan::Exact(organ) => organ,
        OldOrgan::PartUnknown(family) => family.unspecified(),
    }
}

/// Nothing but what happened.
fn about(phase: Phase, organ: Organ, donor: Option<DonorId>, happened: &Happened) -> Situation {
    Situation {
        phase,
        organ,
        donor,
        recipient: None,
        same_person: false,
        centre: None,
        approved: None,
        removed_before: Vec::new(),
        transplanted_before: 0,
        donor_died_at: None,
        recipient_died_at: None,
        recovered_at: None,
        ended_at: None,
        at: happened.at,
        now: None,
    }
}

/// A death, known to the day, if it was surely before: dates that are coarse or unknown contradict nothing.
fn surely_earlier(died_at: Option<Timestamp>, happened: &Happened) -> Option<Timestamp> {
    let on_the_day = |at| Happened { at, precision: Precision::Day, ..happened.clone() };
    died_at.filter(|&at| on_the_day(at).surely_before(happened))
}

fn lost(unit: UnitId) -> Failure {
    Failure::fault(&format!("{unit} is not at hand"))
}

/// When a living donor died; from a deceased one organs are removed after death.
fn living_died_at(donor: &domain::registry::Donor) -> Option<Timestamp> {
    donor.died_at.filter(|_| donor.kind.is_alive())
}
