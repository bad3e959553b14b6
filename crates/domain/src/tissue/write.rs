//! From a step to its events: a plan is gated, a fact is kept.

use codes::ids::{ApplicationId, CentreId, DonorId, RecipientId, TissueId, TissueRefusalId};
use codes::{Happened, Quantity};
use law::{Floor, Law, Reading};

use super::step::{Label, Portion, Purpose, Step};
use super::unit::{
    Leaving, Making, Origin, StepRefused, TissueApplied, TissueEntered, TissueIssued, TissueReleased, TissueStored,
    TissueTaken, Trail,
};
use super::{Situation, read};
use crate::event::{Draft, Vault};
use crate::registry::Dispute;
use crate::{Kept, Verdict};

/// Numbers that a step needs; chance makes them before anything is decided.
#[derive(Debug, Clone)]
pub struct Ids {
    /// For units that come into the record, one for each part of a division.
    pub units: Vec<TissueId>,
    /// For an application.
    pub application: ApplicationId,
    /// For a refusal.
    pub refusal: TissueRefusalId,
}

/// Rules that see two records that cannot both be right; every other breach contradicts no entry.
const CONTRADICTIONS: [&str; 5] = ["REG-020", "REG-021", "REG-031", "REG-032", "REG-033"];

/// What the rules see contradicted.
#[must_use]
pub fn disputes(reading: &Reading) -> Vec<Dispute> {
    let contradicts = |rule: &str| CONTRADICTIONS.contains(&rule);
    let with = |f: &law::Finding| f.inputs.iter().find(|i| i.name == "with").map(|i| i.value.clone());
    reading
        .findings
        .iter()
        .filter(|f| contradicts(&f.rule))
        .map(|f| Dispute { rule: f.rule.clone(), with: with(f) })
        .collect()
}

/// Whether the step may be done. All reasons at once.
#[must_use]
pub fn gate(situation: &Situation, ids: &Ids, when: &Happened, law: &Law<'_>, floor: &Floor) -> Verdict {
    Verdict::of(read(situation, law, floor), || Writing { situation, ids, when, disputes: Vec::new() }.drafts())
}

/// Keeps a step that happened, whatever the rules say.
#[must_use]
pub fn keep(situation: &Situation, ids: &Ids, when: &Happened, law: &Law<'_>, floor: &Floor) -> Kept {
    let reading = read(situation, law, floor);
    let drafts = Writing { situation, ids, when, disputes: disputes(&reading) }.drafts();
    Kept::with(reading, drafts)
}

/// The event of a refusal.
#[must_use]
pub fn refuse(situation: &Situation, ids: &Ids, reading: &Reading) -> Draft {
    let told = StepRefused {
        step: situation.step.code().to_owned(),
        units: situation.step.units(),
        centre: situation.centre,
        rules: reading.findings.iter().map(|f| f.rule.clone()).collect(),
    };
    let draft = Draft::new("tissue.step_refused", ids.refusal, &told);
    let about = situation.units.iter().fold(draft, |draft, unit| draft.about(unit.id));
    about.sealed_for(Vault::Clinical, subject(situation).unwrap_or_else(|| ids.refusal.to_string()))
}

/// Whose key seals what the rules looked at: the one donor's, else the first unit's own.
fn subject(s: &Situation) -> Option<String> {
    let of_unit = || match s.units.as_slice() {
        [unit] => match unit.entered.donors.as_slice() {
            [donor] => Some(donor.to_string()),
            _ => Some(unit.id.to_string()),
        },
        [unit, ..] => Some(unit.id.to_string()),
        [] => None,
    };
    s.donor.as_ref().map(|d| d.donor.to_string()).or_else(of_unit)
}

/// One step on its way to its events.
struct Writing<'a> {
    situation: &'a Situation,
    ids: &'a Ids,
    when: &'a Happened,
    disputes: Vec<Dispute>,
}

impl Writing<'_> {
    fn drafts(&self) -> Vec<Draft> {
        match &self.situation.step {
            Step::Collect(c) => {
                let (consent, unpaid, approved_by) = (c.consent, c.unpaid, c.approved_by.clone());
                let origin = Origin::Collected { consent, unpaid, approved_by };
                let entered = TissueEntered {
                    purpose: c.purpose,
                    note: c.note.clone(),
                    ..self.fresh(c.kind, c.amount, &c.donor.into_iter().collect::<Vec<_>>(), origin, &c.label)
                };
                vec![self.enter(self.first(), &entered)]
            }
            Step::Import(i) => {
                let origin = Origin::Imported {
                    country: i.country,
                    supplier: i.supplier.clone(),
                    certificate: i.certificate.clone(),
                    unpaid: i.unpaid,
                };
                let donors: Vec<DonorId> = i.donor.into_iter().collect();
                let entered = self.fresh(i.kind, i.amount, &donors, origin, &i.label);
                vec![self.enter(self.first(), &entered)]
            }
            Step::Process { of, kind, made, method, label } => {
                let origin = self.made(Making::Process, Some(method), std::slice::from_ref(of));
                let entered = self.fresh(*kind, *made, &self.donors(), origin, label);
                self.make(Making::Process, &[(self.first(), entered)], std::slice::from_ref(of))
            }
            Step::Pool { of, made, label } => {
                let kind = self.situation.units.first().map(|u| u.entered.kind);
                let origin = self.made(Making::Pool, None, of);
                let entered = kind.map(|kind| self.fresh(kind, *made, &self.donors(), origin, label));
                entered.map(|e| self.make(Making::Pool, &[(self.first(), e)], of)).unwrap_or_default()
            }
            Step::Split { parts, .. } => self.divide(parts).0,
            Step::Store { unit, place } => {
                let (place, centre) = (place.clone(), self.situation.centre);
                let told = TissueStored { place, centre, disputes: self.disputes.clone() };
                vec![self.told(Draft::new("tissue.stored", unit, &told))]
            }
            Step::Release { unit } => {
                let told = TissueReleased { centre: self.situation.centre, disputes: self.disputes.clone() };
                vec![self.told(Draft::new("tissue.released", unit, &told))]
            }
            Step::Issue { of, to } => self.issue(of, *to),
            Step::Export { of, country, to, certificate } => {
                let leaving = Leaving::Exported { country: *country, to: to.clone(), certificate: certificate.clone() };
                vec![self.take(of, leaving)]
            }
            Step::Discard { of, reason } => vec![self.take(of, Leaving::Discarded { reason: reason.clone() })],
            Step::Apply { of, recipient } => self.apply(of, *recipient),
        }
    }

    /// Inputs of the verdict speak of the recipient, so that whoever erases the recipient erases them.
    fn apply(&self, of: &Portion, recipient: RecipientId) -> Vec<Draft> {
        let application = self.ids.application;
        let told = TissueApplied {
            unit: of.unit,
            amount: of.amount,
            recipient,
            centre: self.situation.centre,
            disputes: self.disputes.clone(),
        };
        let applied = Draft::new("tissue.applied", application, &told).about(of.unit).about(recipient);
        vec![
            applied.sealed_for(Vault::Clinical, recipient).happened(self.when.clone()),
            self.take(of, Leaving::Applied { application }).sealed_for(Vault::Clinical, recipient),
        ]
    }

    fn first(&self) -> TissueId {
        self.ids.units.first().copied().unwrap_or_else(|| <TissueId as codes::ids::Id>::from_bits(0))
    }

    /// Everybody behind the units that are used, each once.
    fn donors(&self) -> Vec<DonorId> {
        let mut all: Vec<DonorId> =
            self.situation.units.iter().flat_map(|u| u.entered.donors.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Meant for one donor alone where anything in it is.
    fn purpose(&self) -> Purpose {
        let own = self.situation.units.iter().any(|u| u.entered.purpose == Purpose::Autologous);
        if own { Purpose::Autologous } else { Purpose::Allogeneic }
    }

    /// The way back: through the donor on record, the donation abroad, or all units it is made of.
    fn trail(&self, origin: &Origin, label: &Label, donors: &[DonorId]) -> Trail {
        let whole = match origin {
            Origin::Collected { .. } => self.situation.donor.is_some(),
            Origin::Imported { .. } => !donors.is_empty() || label.sec.is_some() || label.donation.is_some(),
            Origin::Made { .. } => self.situation.units.iter().all(|u| u.entered.trail == Trail::Whole),
        };
        if whole { Trail::Whole } else { Trail::Broken }
    }

    fn made(&self, how: Making, method: Option<&String>, of: &[Portion]) -> Origin {
        Origin::Made { how, method: method.cloned(), of: of.to_vec() }
    }

    fn fresh(
        &self,
        kind: codes::tissue::TissueKind,
        amount: Quantity,
        donors: &[DonorId],
        origin: Origin,
        label: &Label,
    ) -> TissueEntered {
        TissueEntered {
            kind,
            amount,
            donors: donors.to_vec(),
            trail: self.trail(&origin, label, donors),
            origin,
            purpose: self.purpose(),
            label: label.clone(),
            establishment: self.situation.centre,
            disputes: self.disputes.clone(),
            note: None,
        }
    }

    /// The units that are made, then what they were made of.
    fn make(&self, how: Making, made: &[(TissueId, TissueEntered)], of: &[Portion]) -> Vec<Draft> {
        let into: Vec<TissueId> = made.iter().map(|(id, _)| *id).collect();
        let entered = made.iter().map(|(id, entered)| self.enter(*id, entered));
        let taken = of.iter().map(|portion| self.take(portion, Leaving::Made { how, into: into.clone() }));
        entered.chain(taken).collect()
    }

    /// Parts of the one unit, each with its own number after the unit's code, and their numbers.
    fn divide(&self, parts: &[Quantity]) -> (Vec<Draft>, Vec<TissueId>) {
        let Some(whole) = self.situation.units.first() else { return (Vec::new(), Vec::new()) };
        let before = whole.taken().map(|(taken, _)| match &taken.leaving {
            Leaving::Made { how: Making::Split, into } => into.len(),
            _ => 0,
        });
        let next = before.sum::<usize>() + 1;
        let uses = self.situation.step.uses();
        let mut made = Vec::new();
        for (n, (amount, id)) in parts.iter().zip(&self.ids.units).enumerate() {
            let origin = self.made(Making::Split, None, &uses);
            let number = format!("{:03}", next + n);
            let sec = whole.entered.label.sec.as_ref().and_then(|sec| sec.with_split(&number));
            let label = Label { sec, ..whole.entered.label.clone() };
            made.push((*id, self.fresh(whole.entered.kind, *amount, &whole.entered.donors, origin, &label)));
        }
        let ids = made.iter().map(|(id, _)| *id).collect();
        (self.make(Making::Split, &made, &uses), ids)
    }

    /// A whole unit goes as it is; of a part a unit is made first, and goes.
    fn issue(&self, of: &Portion, to: CentreId) -> Vec<Draft> {
        let whole = self.situation.unit(of.unit).is_some_and(|u| u.left() == of.amount);
        let (mut drafts, goes) =
            if whole { (Vec::new(), of.unit) } else { (self.divide(std::slice::from_ref(&of.amount)).0, self.first()) };
        let told = TissueIssued { from: self.situation.centre, to, disputes: self.disputes.clone() };
        drafts.push(self.told(Draft::new("tissue.issued", goes, &told)));
        drafts
    }

    fn enter(&self, id: TissueId, entered: &TissueEntered) -> Draft {
        let draft = Draft::new("tissue.entered", id, entered);
        let of = match &entered.origin {
            Origin::Made { of, .. } => of.iter().map(|p| p.unit.to_string()).collect(),
            _ => entered.donors.iter().map(ToString::to_string).collect::<Vec<_>>(),
        };
        let draft = of.into_iter().fold(draft, Draft::about).happened(self.when.clone());
        let whose = match entered.donors.as_slice() {
            [donor] => donor.to_string(),
            _ => id.to_string(),
        };
        draft.sealed_for(Vault::Clinical, whose)
    }

    fn take(&self, of: &Portion, leaving: Leaving) -> Draft {
        let centre = self.situation.centre;
        let about = if let Leaving::Applied { application } = &leaving { Some(application.to_string()) } else { None };
        let told = TissueTaken { amount: of.amount, leaving, centre, disputes: self.disputes.clone() };
        let draft = Draft::new("tissue.taken", of.unit, &told);
        self.told(about.into_iter().fold(draft, Draft::about))
    }

    fn told(&self, draft: Draft) -> Draft {
        let whose = subject(self.situation).unwrap_or_else(|| draft.record.clone());
        draft.sealed_for(Vault::Clinical, whose).happened(self.when.clone())
    }
}
