//! The file of a possible donor, and how it folds from its events.

use std::collections::BTreeMap;

use codes::ids::{AccountId, CentreId, DonorId, PathwayId, PlanId, ReferralId, TransplantId, UnitId};
use codes::organ::Organ;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::characterisation::{Asked, Characterisation};
use super::death::{Criteria, DeathCertified};
use super::stage::{Loss, Stage, Way};
use super::step::Step;
use super::unpaid::FamilyDeclared;
use super::will::{FamilyAnswer, FamilyAsked, Hold, LeaveGiven, RegisterConsulted};
use crate::Private;
use crate::consent::Held;
use crate::event::{Past, Record, Unfoldable};

/// A hospital opened the file of a possible donor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// The hospital.
    pub centre: CentreId,
    /// How the hospital calls the person: a name, or what stands for one while nobody knows it.
    pub called: Option<Private>,
    /// Birth date as a partial date, as far as the hospital knows it.
    pub birth: Option<Private>,
}

/// It became known who the person is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identified {
    /// The person's name.
    pub called: Option<Private>,
    /// Birth date as a partial date.
    pub birth: Option<Private>,
}

/// The person was referred to the coordinators.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonReferred {
    /// The referral.
    pub referral: ReferralId,
}

/// The recovery was approved; nothing stopped it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Approved {
    /// Number of the plan.
    pub plan: PlanId,
    /// Organs that may be taken.
    pub organs: Vec<Organ>,
    /// Where.
    pub centre: CentreId,
    /// When it shall begin.
    pub planned_at: Timestamp,
    /// Who operates.
    pub team: Vec<AccountId>,
}

/// The person got a donor's number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DonorNumbered {
    /// The number.
    pub donor: DonorId,
}

/// Organs were recovered, or an incision was made with that intent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecoveryHeld {
    /// Where.
    pub centre: CentreId,
    /// Who operated.
    pub team: Vec<AccountId>,
    /// What was recovered; empty where nothing was.
    pub units: BTreeMap<UnitId, Organ>,
    /// When the cold flush or the perfusion in the body began, if told.
    pub perfused_at: Option<Timestamp>,
}

/// An organ of the donor was transplanted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrganUsed {
    /// The transplantation.
    pub transplant: TransplantId,
}

/// The file of a possible donor, by pseudonym.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pathway {
    /// Its number.
    pub id: PathwayId,
    /// The hospital.
    pub centre: CentreId,
    /// Who opened it.
    pub opened_by: String,
    /// How the hospital calls the person.
    pub called: Option<Private>,
    /// Birth date, as far as known.
    pub birth: Option<Private>,
    /// Since when a person stands behind the file; `None` while unidentified.
    pub identified_at: Option<Timestamp>,
    /// How the person may donate; `None` while only possible.
    pub way: Option<Way>,
    /// When each stage was reached.
    pub stages: BTreeMap<Stage, Timestamp>,
    /// Where and why the way ended; `None` while it goes on.
    pub loss: Option<Loss>,
    /// Referrals, oldest first.
    pub referrals: Vec<Held<PersonReferred>>,
    /// Look-ups in the donor register, oldest first.
    pub register: Vec<Held<RegisterConsulted>>,
    /// Certificates of death, oldest first.
    pub certificates: Vec<Held<DeathCertified>>,
    /// Talks with the family, oldest first.
    pub family: Vec<Held<FamilyAsked>>,
    /// What the family declared about reward, oldest first.
    #[serde(default)]
    pub declared: Vec<Held<FamilyDeclared>>,
    /// Holds, oldest first.
    pub holds: Vec<Hold>,
    /// A judge's leave, the latest.
    pub leave: Option<Held<LeaveGiven>>,
    /// What is known about donor and organs.
    pub known: Characterisation,
    /// The approval that stands; it falls when the ground under it goes.
    pub approved: Option<Held<Approved>>,
    /// The donor's number, once there is one.
    pub donor: Option<DonorId>,
    /// Recoveries, oldest first.
    pub recoveries: Vec<Held<RecoveryHeld>>,
    /// Transplantations of this donor's organs.
    pub used: Vec<TransplantId>,
}

impl Pathway {
    /// The stage reached.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stages.keys().next_back().copied().unwrap_or(Stage::Possible)
    }

    /// When the file was opened.
    #[must_use]
    pub fn opened_at(&self) -> Timestamp {
        self.stages.get(&Stage::Possible).copied().unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Certificates by the criteria that belong to the way, of which each doctor's latest counts.
    #[must_use]
    pub fn certified(&self, at: Timestamp) -> Vec<&Held<DeathCertified>> {
        let criteria = self.way.map(Criteria::of);
        let mut latest: Vec<&Held<DeathCertified>> = Vec::new();
        for one in self.certificates.iter().filter(|c| c.at <= at && Some(c.step.criteria) == criteria) {
            latest.retain(|c| c.by != one.by);
            latest.push(one);
        }
        latest
    }

    /// When the person died: the latest instant that is certified; `None` while nobody certified death.
    #[must_use]
    pub fn died_at(&self) -> Option<Timestamp> {
        let criteria = self.way.map(Criteria::of);
        self.certificates.iter().filter(|c| Some(c.step.criteria) == criteria).map(|c| c.step.died_at).max()
    }

    /// The hold that lasts at an instant.
    #[must_use]
    pub fn held(&self, at: Timestamp) -> Option<&Hold> {
        self.holds.iter().rev().find(|h| h.from <= at && h.until.is_none_or(|until| at < until))
    }

    /// The last talk with each kin in which somebody answered.
    #[must_use]
    pub fn answers(&self, at: Timestamp) -> Vec<&Held<FamilyAsked>> {
        let mut latest: Vec<&Held<FamilyAsked>> = Vec::new();
        let answered = |f: &&Held<FamilyAsked>| {
            f.at <= at && matches!(f.step.answer, FamilyAnswer::SaysYes | FamilyAnswer::SaysNo)
        };
        for talk in self.family.iter().filter(answered) {
            latest.retain(|f| f.step.kin != talk.step.kin);
            latest.push(talk);
        }
        latest
    }

    /// What of set A is missing for these organs, in the order of the directive. `birth_known` says whether the person's
    /// birth date is on record.
    #[must_use]
    pub fn missing(&self, organs: &[Organ], birth_known: bool) -> Vec<Asked> {
        let there = |asked: Asked| match asked {
            Asked::DonorType => self.way.is_some(),
            Asked::TimeOfDeath => self.died_at().is_some(),
            Asked::DonorAge => birth_known || self.known.answers(asked),
            other => self.known.answers(other),
        };
        Asked::ALL.iter().copied().filter(|asked| asked.concerns(organs) && !there(*asked)).collect()
    }

    fn reach(&mut self, stage: Stage, at: Timestamp) {
        self.stages.entry(stage).or_insert(at);
    }

    fn take(&mut self, step: Step, event: &Past) -> Result<(), Unfoldable> {
        let by: AccountId = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
        let at = event.at();
        fn held<T>(at: Timestamp, by: AccountId, step: T) -> Held<T> {
            Held { at, by, step }
        }
        match step {
            Step::FoundPotential(s) => {
                self.way = Some(s.way().ok_or_else(|| event.unfoldable("criteria and category do not fit"))?);
                self.reach(Stage::Potential, at);
            }
            Step::DeathCertified(s) => self.certificates.push(held(at, by, s)),
            Step::FoundEligible(_) => self.reach(Stage::Eligible, at),
            Step::FamilyAsked(s) => {
                if s.answer == FamilyAnswer::SaysNo {
                    self.approved = None;
                }
                self.family.push(held(at, by, s));
            }
            Step::FamilyDeclared(s) => self.declared.push(held(at, by, s)),
            Step::HoldPlaced(placed) => {
                self.approved = None;
                self.holds.push(Hold { placed, from: at, until: None });
            }
            Step::HoldReleased(_) => {
                let open = self.holds.iter_mut().rev().find(|h| h.until.is_none());
                open.ok_or_else(|| event.unfoldable("nothing is held"))?.until = Some(at);
            }
            Step::LeaveGiven(s) => self.leave = Some(held(at, by, s)),
            Step::GeneralTold(s) => self.known.general = Some(held(at, by, s)),
            Step::BloodGroupFound(s) => self.known.blood_groups.push(held(at, by, s)),
            Step::HistoryTold(s) => self.known.history.push(held(at, by, s)),
            Step::ResultTold(s) => self.known.results.push(held(at, by, s)),
            Step::CriticalSeen(s) => self.known.seen.push(held(at, by, s)),
            Step::Described(s) => self.known.described.push(held(at, by, s)),
            Step::RiskWeighed(s) => self.known.weighed.push(held(at, by, s)),
            Step::Lost(s) => {
                self.approved = None;
                self.loss = Some(Loss { stage: self.stage(), reason: s.reason, at });
            }
            Step::Resumed(_) => self.loss = None,
        }
        Ok(())
    }
}

fn opened(event: &Past) -> Result<Pathway, Unfoldable> {
    let told: Opened = event.read()?;
    Ok(Pathway {
        id: event.record.parse().map_err(|_| event.unfoldable("the record is not a pathway"))?,
        centre: told.centre,
        opened_by: event.actor.clone(),
        called: told.called,
        birth: told.birth,
        identified_at: None,
        way: None,
        stages: BTreeMap::from([(Stage::Possible, event.at())]),
        loss: None,
        referrals: Vec::new(),
        register: Vec::new(),
        certificates: Vec::new(),
        family: Vec::new(),
        declared: Vec::new(),
        holds: Vec::new(),
        leave: None,
        known: Characterisation::default(),
        approved: None,
        donor: None,
        recoveries: Vec::new(),
        used: Vec::new(),
    })
}

impl Record for Pathway {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let Some(mut pathway) = state else {
            return match event.kind.as_str() {
                "pathway.opened" => opened(event),
                _ => Err(event.unfoldable("the pathway was never opened")),
            };
        };
        let by = || event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"));
        match event.kind.as_str() {
            "pathway.identified" => {
                let told: Identified = event.read()?;
                pathway.called = told.called.or(pathway.called);
                pathway.birth = told.birth.or(pathway.birth);
                pathway.identified_at = Some(event.at());
            }
            "pathway.person_referred" => {
                pathway.referrals.push(Held { at: event.at(), by: by()?, step: event.read()? });
            }
            "pathway.register_consulted" => {
                pathway.register.push(Held { at: event.at(), by: by()?, step: event.read()? });
            }
            "pathway.recovery_approved" => {
                pathway.approved = Some(Held { at: event.at(), by: by()?, step: event.read()? });
            }
            // Asked and refused: it changes nothing, but it stays in the log and is counted.
            "pathway.recovery_refused" => {}
            "pathway.approval_taken_back" => pathway.approved = None,
            "pathway.donor_numbered" => pathway.donor = Some(event.read::<DonorNumbered>()?.donor),
            "pathway.recovery_held" => {
                pathway.reach(Stage::Actual, event.at());
                pathway.loss = None;
                pathway.recoveries.push(Held { at: event.at(), by: by()?, step: event.read()? });
            }
            "pathway.organ_used" => {
                pathway.reach(Stage::Utilised, event.at());
                pathway.loss = None;
                pathway.used.push(event.read::<OrganUsed>()?.transplant);
            }
            _ => match Step::read(event)? {
                Some(step) => pathway.take(step, event)?,
                None => return Err(event.unfoldable("not an event of a pathway")),
            },
        }
        Ok(pathway)
    }
}
