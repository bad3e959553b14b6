//! Recall of a donor's units or of one unit, and lifting it.

use std::collections::{BTreeMap, BTreeSet};

use codes::ids::{AccountId, AnyId, DonorId, RecallId, UnitId};
use domain::access::Permission;
use domain::registry::{Donor, Unit};
use domain::rules::term;
use domain::tissue::TissueRecalled;
use domain::vigilance::{Grafting, LiftRefused, Lifted, Lifting, Recall, Recalled, Sare, read_lifting};
use domain::{Draft, Vault};
use jiff::Timestamp;

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// A recall with the names of those who acted.
#[derive(Debug, Clone)]
pub struct RecallSeen {
    /// The recall; opened only for whoever reads adverse events.
    pub recall: Recall,
    /// Names by account.
    pub names: BTreeMap<String, String>,
}

/// Recalls.
#[derive(Debug, Clone, Default)]
pub struct RecallList {
    /// Standing ones first, then the latest; at most 200.
    pub recalls: Vec<RecallSeen>,
    /// How many of those stand.
    pub standing: usize,
    /// Whether older ones are left out.
    pub more: bool,
}

impl Service {
    /// Recalls everything of a donor, tissues and cells among it, or one organ with its parts.
    ///
    /// # Errors
    /// Denied; neither a donor nor a unit on record; no such adverse event.
    pub async fn recall_units(&self, access: &Access, order: Recalled) -> Result<(RecallId, Receipt), Failure> {
        self.write("vigilance.recall", access, May::national(Permission::RecallUnits), move |w| {
            let order = order.clone();
            Box::pin(async move { Ok(Settled::Done(w.recall(&order).await?)) })
        })
        .await
    }

    /// Lifts a recall. Refused for whoever ordered it; only the refusal is kept then.
    ///
    /// # Errors
    /// Denied; no such recall; it was lifted; refused.
    pub async fn lift_recall(&self, access: &Access, id: RecallId, said: Lifted) -> Result<((), Receipt), Failure> {
        self.write("vigilance.lift", access, May::national(Permission::LiftRecall), move |w| {
            let said = said.clone();
            Box::pin(async move { w.lift(id, &said).await })
        })
        .await
    }

    /// Recalls, standing and lifted. Why in words is opened only for whoever reads adverse events.
    ///
    /// # Errors
    /// Denied.
    pub async fn recalls(&self, access: &Access) -> Result<RecallList, Failure> {
        let reads = self.policy().reach(access.role, Permission::ReadSare, access.purpose).is_some();
        self.read("vigilance.recalls", access, May::national(Permission::ReadRecall), None, move |r| {
            Box::pin(async move {
                let mut found = store::vigilance::recalls(r.tx).await?;
                let more = found.len() > store::vigilance::MOST;
                found.truncate(store::vigilance::MOST);
                let standing = found.iter().filter(|one| one.lifted.is_none()).count();
                let mut recalls = Vec::new();
                for recall in found {
                    let ended = recall.lifted.iter().map(|e| e.by.as_str());
                    let acting: Vec<AccountId> =
                        std::iter::once(recall.by.as_str()).chain(ended).filter_map(|by| by.parse().ok()).collect();
                    let names = r.names(&acting).await?;
                    let id = recall.id.to_string();
                    let recall = if reads { r.open(recall, &id).await? } else { recall };
                    recalls.push(RecallSeen { recall, names });
                }
                Ok(RecallList { recalls, standing, more })
            })
        })
        .await
    }
}

impl Work<'_> {
    async fn recall(&mut self, order: &Recalled) -> Result<RecallId, Failure> {
        let subject = match order.of {
            AnyId::Donor(id) => self.get::<Donor>("of", id).await?.id.to_string(),
            AnyId::Unit(id) => {
                self.get::<Unit>("of", id).await?;
                let donors = store::vigilance::donors_of_unit(self.tx, &id.to_string()).await?;
                donors.into_iter().next().unwrap_or_else(|| id.to_string())
            }
            other => {
                let wrong = Problem::new("malformed", "of", "a donor or organ number");
                return Err(wrong.showing(other.to_string()).into());
            }
        };
        if let Some(sare) = order.sare {
            self.get::<Sare>("sare", sare).await?;
        }
        let id: RecallId = self.id();
        let mut draft =
            Draft::new("vigilance.recalled", id, order).about(order.of).sealed_for(Vault::Clinical, subject);
        draft.parents.extend(order.sare.map(|s| s.to_string()));
        self.record(vec![draft]).await?;
        self.stop_plans(id, order.of).await?;
        if let AnyId::Donor(donor) = order.of {
            let told = TissueRecalled { reason: term(&order.why), part_of: Some(id) };
            for donor in self.same_donor(donor).await? {
                self.recall_tissues_of(donor, &told).await?;
            }
        }
        Ok(id)
    }

    async fn lift(&mut self, id: RecallId, said: &Lifted) -> Result<Settled<()>, Failure> {
        let recall: Recall = self.get("recall", id).await?;
        if recall.lifted.is_some() {
            return Err(Problem::new("stale", "recall", "a recall that stands").into());
        }
        let situation = Lifting { recall: id, ordered_by: recall.by.clone(), by: self.access.account };
        let ctx = std::sync::Arc::clone(&self.ctx);
        let reading = read_lifting(&situation, &ctx.law_at(self.now), &ctx.floor);
        let subject = match recall.recalled.of {
            AnyId::Unit(unit) => {
                let donors = store::vigilance::donors_of_unit(self.tx, &unit.to_string()).await?;
                donors.into_iter().next().unwrap_or_else(|| unit.to_string())
            }
            of => of.to_string(),
        };
        let (draft, settled) = if reading.allows() {
            (Draft::new("vigilance.recall_lifted", id, said), Settled::Done(()))
        } else {
            let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
            let refused = Draft::new("vigilance.lift_refused", id, &LiftRefused { rules });
            (refused, Settled::Refused { id: id.to_string(), reading: reading.clone() })
        };
        let draft = draft.about(recall.recalled.of).sealed_for(Vault::Clinical, subject);
        self.record_with(vec![draft], &reading, &situation).await?;
        if let (Settled::Done(()), AnyId::Donor(donor)) = (&settled, recall.recalled.of) {
            let same = self.same_donor(donor).await?;
            let standing = self.recalls_of_donors(same.clone()).await?.into_iter().find(|r| r.lifted.is_none());
            for donor in same {
                self.free_tissues_of(donor, id).await?;
                if let Some(other) = &standing {
                    let told = TissueRecalled { reason: term(&other.recalled.why), part_of: Some(other.id) };
                    self.recall_tissues_of(donor, &told).await?;
                }
            }
        }
        Ok(settled)
    }

    /// A donor, and the other donations of the same person.
    pub(super) async fn same_donor(&mut self, donor: DonorId) -> Result<BTreeSet<DonorId>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let mut all = BTreeSet::from([donor]);
        if let Some(person) = crate::link::stands_behind(self.tx, &ctx, &donor.to_string()).await? {
            let others = crate::link::donors_of(self.tx, &ctx, &person).await?;
            all.extend(others.iter().filter_map(|other| other.parse::<DonorId>().ok()));
        }
        Ok(all)
    }

    /// Recalls that concern a unit: of itself, of what it came from, and of every donation of its donors' persons.
    pub(crate) async fn recalls_of(&mut self, unit: UnitId, at: Timestamp) -> Result<Grafting, Failure> {
        let unit = unit.to_string();
        let mut recalls = store::vigilance::recalls_of_unit(self.tx, &unit).await?;
        let mut others = BTreeSet::new();
        let donors = store::vigilance::donors_of_unit(self.tx, &unit).await?;
        for donor in donors.iter().filter_map(|d| d.parse().ok()) {
            others.extend(self.same_donor(donor).await?);
        }
        for other in others.iter().map(DonorId::to_string).filter(|other| !donors.contains(other)) {
            recalls.extend(store::vigilance::recalls_of(self.tx, &other).await?);
        }
        Ok(Grafting { recalls, at })
    }

    /// Recalls of donors, each told of the donor it was asked for: one of another donation of the same person counts as
    /// one of this.
    pub(crate) async fn recalls_of_donors(&mut self, donors: BTreeSet<DonorId>) -> Result<Vec<Recall>, Failure> {
        let mut found = Vec::new();
        for donor in donors {
            for same in self.same_donor(donor).await? {
                for mut recall in store::vigilance::recalls_of(self.tx, &same.to_string()).await? {
                    recall.recalled.of = donor.into();
                    found.push(recall);
                }
            }
        }
        Ok(found)
    }
}
