//! Licences of professionals (CEN-2; A/RES/79/189 OP6(f)).
//!
//! The licence of a professional is a record of its own: whose it is, for which profession, which body gave it under which
//! number, between which days, and for which organs and activities where it is limited. An inspector enters it and what
//! is done to it since; nobody enters or changes their own.
//!
//! | status | knows |
//! |---|---|
//! | not yet | the first day |
//! | valid | the last day, where there is one |
//! | suspended | the measure and its reason |
//! | ended | the last day, or the measure and its reason |

use codes::activity::Activity;
use codes::ids::{AccountId, ProfessionalLicenceId};
use codes::organ::Organ;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::access::Profession;
use crate::approval::{EvaluationKind, Pair};
use crate::consent::Held;
use crate::event::{Past, Record, Unfoldable};
use crate::pathway::Pathway;
use crate::words::words;

words! {
    /// What is done to the licence of a professional.
    ProfessionalMeasure {
        /// It rests until it is reinstated.
        Suspend = "suspend",
        /// A suspension ends.
        Reinstate = "reinstate",
        /// It ends.
        End = "end",
    }
}

words! {
    /// Where the licence of a professional stands on a day; computed.
    ProfessionalStatus {
        /// Its first day has not come.
        NotYet = "not_yet",
        /// Valid.
        Valid = "valid",
        /// Suspended.
        Suspended = "suspended",
        /// Its last day is over, or it was ended.
        Ended = "ended",
    }
}

words! {
    /// What somebody does in a procedure.
    Part {
        /// Is of the team that operates.
        Operating = "operating",
        /// Plans a graft whose team nobody named.
        PlanningGraft = "planning_graft",
        /// Evaluates a living donor.
        Evaluating = "evaluating",
        /// Certifies death.
        CertifyingDeath = "certifying_death",
    }
}

words! {
    /// Why a licence does not carry what somebody does; the later one is nearer to a licence that does.
    Lack {
        /// There is none on record.
        NoLicence = "no_professional_licence",
        /// It is for another profession.
        OtherProfession = "other_profession",
        /// Its first day has not come.
        NotYet = "licence_not_yet_valid",
        /// It is over.
        Over = "licence_over",
        /// It is suspended.
        Suspended = "licence_suspended",
        /// It is limited to other activities.
        OtherActivity = "licence_for_other_activity",
        /// It is limited to other organs.
        OtherOrgan = "licence_for_other_organ",
    }
}

/// The licence of a professional is entered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfessionalEntered {
    /// Whose it is.
    pub account: AccountId,
    /// For which profession.
    pub profession: Profession,
    /// Speciality as the body calls it; absent where there is none.
    pub speciality: Option<Private>,
    /// The body that gave it.
    pub issuer: Private,
    /// Its number with that body.
    pub number: Private,
    /// First day.
    pub valid_from: Date,
    /// Last day; absent when it does not end.
    pub valid_to: Option<Date>,
    /// Organs to which operating is limited; empty where it is not.
    #[serde(default)]
    pub organs: Vec<Organ>,
    /// Activities to which operating is limited; empty where it is not.
    #[serde(default)]
    pub activities: Vec<Activity>,
}

/// Something is done to the licence of a professional.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfessionalMeasured {
    /// What.
    pub measure: ProfessionalMeasure,
    /// From which day, this one included.
    pub from: Date,
    /// Why.
    pub reason: Private,
}

/// The licence of a professional; folded from its events.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProfessionalLicence {
    /// Its number here.
    pub id: ProfessionalLicenceId,
    /// What was entered.
    pub entered: ProfessionalEntered,
    /// Who entered it.
    pub entered_by: AccountId,
    /// When.
    pub entered_at: Timestamp,
    /// What was done to it since, in the order in which it was written down.
    pub measures: Vec<Held<ProfessionalMeasured>>,
}

/// A measure without its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// What.
    pub measure: ProfessionalMeasure,
    /// From which day.
    pub from: Date,
}

/// What rules see of a licence: nothing private.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Its number here.
    pub id: ProfessionalLicenceId,
    /// For which profession.
    pub profession: Profession,
    /// First day.
    pub valid_from: Date,
    /// Last day; absent when it does not end.
    pub valid_to: Option<Date>,
    /// Organs to which operating is limited.
    pub organs: Vec<Organ>,
    /// Activities to which operating is limited.
    pub activities: Vec<Activity>,
    /// What was done to it.
    pub turns: Vec<Turn>,
}

/// Somebody who has a part in a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doer {
    /// Who.
    pub account: AccountId,
    /// Which part.
    pub part: Part,
    /// On which civil day.
    pub on: Date,
    /// Professions of which one is needed; empty where any will do.
    pub professions: Vec<Profession>,
}

/// Somebody who has a part in a procedure, with their licences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Who, and which part.
    pub doer: Doer,
    /// Their licences as professionals, of whatever day.
    pub licences: Vec<Standing>,
}

impl ProfessionalLicence {
    /// What rules see of it.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let ProfessionalEntered { profession, valid_from, valid_to, organs, activities, .. } = self.entered.clone();
        let turn = |m: &Held<ProfessionalMeasured>| Turn { measure: m.step.measure, from: m.step.from };
        let turns = self.measures.iter().map(turn).collect();
        Standing { id: self.id, profession, valid_from, valid_to, organs, activities, turns }
    }

    /// Where it stands on a civil day.
    #[must_use]
    pub fn status(&self, on: Date) -> ProfessionalStatus {
        self.standing().status(on)
    }
}

impl Standing {
    /// Where it stands on a civil day. Of two measures from the same day the one written down later holds.
    #[must_use]
    pub fn status(&self, on: Date) -> ProfessionalStatus {
        let begun = || self.turns.iter().filter(|t| t.from <= on);
        if begun().any(|t| t.measure == ProfessionalMeasure::End) || self.valid_to.is_some_and(|to| on > to) {
            ProfessionalStatus::Ended
        } else if on < self.valid_from {
            ProfessionalStatus::NotYet
        } else if begun().max_by_key(|t| t.from).is_some_and(|t| t.measure == ProfessionalMeasure::Suspend) {
            ProfessionalStatus::Suspended
        } else {
            ProfessionalStatus::Valid
        }
    }

    /// Why it does not carry what somebody does; `None` when it does.
    fn lack(&self, doer: &Doer, organ: Organ, activity: Activity) -> Option<Lack> {
        let operating = doer.part == Part::Operating;
        if !doer.professions.is_empty() && !doer.professions.contains(&self.profession) {
            return Some(Lack::OtherProfession);
        }
        match self.status(doer.on) {
            ProfessionalStatus::NotYet => Some(Lack::NotYet),
            ProfessionalStatus::Ended => Some(Lack::Over),
            ProfessionalStatus::Suspended => Some(Lack::Suspended),
            ProfessionalStatus::Valid if !operating => None,
            ProfessionalStatus::Valid if !self.activities.is_empty() && !self.activities.contains(&activity) => {
                Some(Lack::OtherActivity)
            }
            ProfessionalStatus::Valid => {
                let of_family = |o: &Organ| o.family() == organ.family();
                (!self.organs.is_empty() && !self.organs.iter().any(of_family)).then_some(Lack::OtherOrgan)
            }
        }
    }
}

impl Holder {
    /// What is missing: of several licences that do not carry it, what the nearest one lacks; `None` when one carries it.
    #[must_use]
    pub fn lack(&self, organ: Organ, activity: Activity) -> Option<Lack> {
        let mut nearest = Lack::NoLicence;
        for licence in &self.licences {
            nearest = nearest.max(licence.lack(&self.doer, organ, activity)?);
        }
        Some(nearest)
    }
}

/// Those who operate.
#[must_use]
pub fn operating(team: &[AccountId], on: Date) -> Vec<Doer> {
    let mut doers: Vec<Doer> = Vec::new();
    for &account in team {
        let doer = Doer { account, part: Part::Operating, on, professions: Vec::new() };
        if !doers.contains(&doer) {
            doers.push(doer);
        }
    }
    doers
}

/// Whoever plans a graft.
#[must_use]
pub fn planning_graft(account: AccountId, on: Date) -> Doer {
    Doer { account, part: Part::PlanningGraft, on, professions: Vec::new() }
}

/// Those who have a part in the removal from a living donor: the team, and whoever made the latest evaluation of each kind.
#[must_use]
pub fn of_removal(pair: &Pair, team: &[AccountId], at: Timestamp, day: impl Fn(Timestamp) -> Date) -> Vec<Doer> {
    let mut doers = operating(team, day(at));
    for kind in [EvaluationKind::Medical, EvaluationKind::Psychosocial] {
        let written = crate::rules::by(&pair.evaluations, at).filter(|e| e.step.kind == kind);
        doers.extend(written.max_by_key(|e| e.at).map(|e| Doer {
            account: e.by,
            part: Part::Evaluating,
            on: day(e.at),
            professions: match kind {
                EvaluationKind::Medical => vec![Profession::Physician],
                EvaluationKind::Psychosocial => {
                    vec![Profession::Psychologist, Profession::SocialWorker, Profession::Physician]
                }
            },
        }));
    }
    doers
}

/// Those who have a part in a recovery after death: the team, and every doctor whose certificate counts.
#[must_use]
pub fn of_recovery(pathway: &Pathway, team: &[AccountId], at: Timestamp, day: impl Fn(Timestamp) -> Date) -> Vec<Doer> {
    let mut doers = operating(team, day(at));
    doers.extend(pathway.certified(at).into_iter().map(|c| Doer {
        account: c.by,
        part: Part::CertifyingDeath,
        on: day(c.at),
        professions: vec![Profession::Physician],
    }));
    doers
}

impl Record for ProfessionalLicence {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let by = || event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"));
        match (state, event.kind.as_str()) {
            (None, "licence.professional_entered") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not such a licence"))?;
                let entered = event.read()?;
                Ok(Self { id, entered, entered_by: by()?, entered_at: event.recorded_at, measures: Vec::new() })
            }
            (Some(mut licence), "licence.professional_measured") => {
                licence.measures.push(Held { at: event.recorded_at, by: by()?, step: event.read()? });
                Ok(licence)
            }
            _ => Err(event.unfoldable("not an event of a professional's licence in this state")),
        }
    }
}
