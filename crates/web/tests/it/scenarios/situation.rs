//! What the rules look at, gathered in memory from the records of one scenario.

use std::collections::BTreeMap;

use codes::activity::{Activity, DonorScope};
use codes::ids::{AccountId, CentreId, PairId, ProfessionalLicenceId, RecipientId, UnitId};
use codes::organ::Organ;
use codes::relation::{Directedness, RelationGroup};
use codes::time::PartialDate;
use domain::access::Qualification;
use domain::approval::{self, Opened, Pair};
use domain::licence::ProfessionalEntered;
use domain::licence::professional::{Doer, Holder, Standing, Turn, of_removal, operating};
use domain::registry::size::{Build, Sizing};
use domain::registry::{self, Approved, Fate, LivingRemoval, Phase, RemovalFact};
use domain::{Draft, Past, Record, consent, followup, licence};
use jiff::Timestamp;
use serde_json::Value;

use super::ground::{Member, STAFF};
use super::memory::Memory;
use super::outcome::Outcome;
use super::script::Act;

impl Memory<'_> {
    /// What a laboratory found, as sizes read it.
    pub(super) fn measured(&mut self, act: &Act) -> Outcome {
        let told = super::script::named(&Value::Object(act.with.clone()), &self.names, &self.scenario.file);
        let text = |key: &str| told[key].as_str().unwrap_or_else(|| panic!("no {key}")).to_owned();
        self.found.insert((text("person"), text("analyte")), text("value").parse().unwrap());
        Outcome::default()
    }

    /// Build of donor and recipient.
    pub(super) fn sizing(
        &self,
        organ: Organ,
        (donor, recipient): (Option<String>, String),
        at: Timestamp,
        graft_g: Option<u32>,
    ) -> Sizing {
        let on = self.day_of(at);
        let build = |who: &str| {
            let known = self.known.get(who);
            let found = |analyte: &str, each: f64| {
                self.found.get(&(who.to_owned(), analyte.to_owned())).map(|v| (v * each).round() as u32)
            };
            Build {
                sex: known.and_then(|k| k.sex),
                age_years: known.and_then(|k| age(k.birth.as_ref()?.clear()?, on)).map(|(youngest, _)| youngest),
                weight_g: found("weight", 1000.0),
                height_mm: found("height", 10.0),
            }
        };
        let donor = donor.map(|who| build(&who)).unwrap_or_default();
        Sizing { organ, donor, recipient: build(&recipient), graft_g }
    }

    pub(super) fn situation(
        &self,
        pair: &Pair,
        at: Timestamp,
        centre: CentreId,
        organ: Organ,
        now: Option<Timestamp>,
    ) -> LivingRemoval {
        let known = self.known.get(&pair.donor.to_string());
        let residence = known.and_then(|k| k.residence);
        let (on, country) = (self.day_of(at), self.profile.country().code);
        let removed = self.units.values().filter(|u| u.entered.recovered && u.entered.donor == Some(pair.donor));
        LivingRemoval {
            licence: licence::Situation {
                centre,
                licences: self.licences.iter().filter(|l| l.granted.centre == centre).cloned().collect(),
                audited_on: Vec::new(),
                organ,
                activity: Activity::LivingRemoval,
                needs_scope: needs(pair, residence.is_none_or(|r| r == country)),
                at,
                on,
                now,
                professionals: self.removing(pair, &pair.team, at),
            },
            approval: approval::Situation {
                donor_age: known.and_then(|k| age(k.birth.as_ref()?.clear()?, on)),
                qualifications: self.qualifications(),
                workplaces: BTreeMap::new(),
                phase: approval::Phase::Removal,
                pending: None,
                at,
                on,
                pair: pair.clone(),
            },
            consent: consent::Situation {
                consent: pair.consent.clone(),
                donor_languages: known.map(|k| k.languages.clone()).unwrap_or_default(),
                team: pair.team.clone(),
                phase: consent::Phase::Removal,
                pending: None,
                at,
            },
            care: followup::Situation { care: pair.care.clone(), residence, country, on },
            registry: registry::Situation {
                phase: Phase::Removal,
                organ,
                donor: Some(pair.donor),
                recipient: Some(pair.recipient),
                centre: Some(centre),
                approved: (pair.round > 0).then_some(approved(pair)),
                same_person: self.same_person,
                removed_before: removed.map(|u| u.entered.organ).collect(),
                transplanted_before: 0,
                donor_died_at: self.donors.get(&pair.donor).and_then(|d| d.died_at),
                recipient_died_at: self.recipients.get(&pair.recipient).and_then(|r| r.died_at),
                recovered_at: None,
                ended_at: None,
                at,
                now,
            },
            vigilance: Some(domain::vigilance::Grafting {
                recalls: self.recalls.iter().filter(|r| r.recalled.of == pair.donor.into()).cloned().collect(),
                at,
            }),
            size: None,
            indicator: Some(self.signs_around(pair, at)),
        }
    }

    fn qualifications(&self) -> BTreeMap<AccountId, Vec<Qualification>> {
        STAFF.iter().map(|m| (self.names[m.name].parse().unwrap(), m.qualifications())).collect()
    }

    /// Licences of the recipient's centre.
    pub(super) fn licensed_to_graft(
        &self,
        (centre, team): (CentreId, &[AccountId]),
        organ: Organ,
        at: Timestamp,
    ) -> licence::Situation {
        licence::Situation {
            centre,
            licences: self.licences.iter().filter(|l| l.granted.centre == centre).cloned().collect(),
            audited_on: Vec::new(),
            organ,
            activity: Activity::Transplantation,
            needs_scope: Vec::new(),
            at,
            on: self.day_of(at),
            now: None,
            professionals: self.holders(operating(team, self.day_of(at))),
        }
    }

    /// Licences of those who have a part in a removal.
    pub(super) fn removing(&self, pair: &Pair, team: &[AccountId], at: Timestamp) -> Option<Vec<Holder>> {
        self.holders(of_removal(pair, team, at, |at| self.day_of(at)))
    }

    /// Licences of those who have a part in it.
    fn holders(&self, doers: Vec<Doer>) -> Option<Vec<Holder>> {
        let held = |doer: Doer| {
            let member = STAFF.iter().find(|m| self.names[m.name] == doer.account.to_string());
            let standing = |m: &Member| {
                let ProfessionalEntered { profession, valid_from, valid_to, organs, activities, .. } =
                    m.licence(doer.account)?;
                let turns = m.measured().map(|t| Turn { measure: t.measure, from: t.from }).into_iter().collect();
                let id = ProfessionalLicenceId::from_bits(1);
                Some(Standing { id, profession, valid_from, valid_to, organs, activities, turns })
            };
            Holder { licences: member.and_then(standing).into_iter().collect(), doer }
        };
        Some(doers.into_iter().map(held).collect())
    }

    /// An organ that was removed: handed over, or transplanted.
    pub(super) fn on_the_way(
        &self,
        phase: Phase,
        unit: UnitId,
        recipient: Option<RecipientId>,
        at: Timestamp,
    ) -> registry::Situation {
        let unit = &self.units[&unit];
        let file = self.pairs.values().find(|p| Some(p.id) == unit.entered.pair);
        let grafted = unit.fate == Fate::Transplanted;
        registry::Situation {
            phase,
            organ: unit.entered.organ,
            donor: unit.entered.donor,
            recipient,
            centre: None,
            approved: file.map(approved),
            same_person: self.same_person,
            removed_before: Vec::new(),
            transplanted_before: u32::from(grafted),
            donor_died_at: None,
            recipient_died_at: recipient.and_then(|r| self.recipients[&r].died_at),
            recovered_at: unit.recovered_at.as_ref().map(|h| h.at),
            ended_at: unit.fate_at.filter(|_| !grafted && unit.fate != Fate::Open),
            at,
            now: None,
        }
    }
}

fn approved(pair: &Pair) -> Approved {
    Approved { organ: pair.organ, centre: pair.centre, recipient: pair.recipient }
}

fn needs(pair: &Pair, resident: bool) -> Vec<DonorScope> {
    let bound = matches!(pair.relation.class().group(), RelationGroup::Genetic | RelationGroup::Emotional);
    let named = pair.directedness == Directedness::SpecifiedDirect;
    [
        (!bound, DonorScope::UnrelatedAllowed),
        (!named, DonorScope::PairedAllowed),
        (!resident, DonorScope::NonResidentAllowed),
    ]
    .into_iter()
    .filter_map(|(needed, scope)| needed.then_some(scope))
    .collect()
}

fn age(birth: &str, on: jiff::civil::Date) -> Option<(u32, u32)> {
    let (youngest, oldest) = PartialDate::parse(birth).unwrap().age_on(on)?;
    Some((youngest.into(), oldest.into()))
}

/// The file of a pair that nobody opened: nothing in it, and of round 0.
pub fn empty_pair(fact: &RemovalFact) -> Pair {
    let opened = Opened {
        donor: fact.donor,
        recipient: RecipientId::from_bits(0),
        organ: fact.organ,
        centre: fact.centre,
        relation: codes::Relation::NotDeclared,
        directedness: Directedness::SpecifiedDirect,
    };
    let draft = Draft::new("approval.pair_opened", PairId::from_bits(0), &opened);
    let past = Past {
        id: "evt_none".to_owned(),
        kind: draft.kind.to_owned(),
        version: 1,
        record: draft.record,
        body: draft.body,
        actor: String::new(),
        centre: None,
        recorded_at: fact.happened.at,
        happened: None,
    };
    Pair { round: 0, team: fact.team.clone(), ..Pair::fold(None, &past).unwrap() }
}
