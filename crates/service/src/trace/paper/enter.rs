//! Entering what was written on a sheet: kept as the fact it is, with the sheet as its source.

use codes::ids::{AnyId, SheetId};
use codes::time::Happened;
use domain::access::Permission;
use domain::pathway::Step;
use domain::registry::{HandedOver, Unit};
use domain::trace::outage::{Outage, Stretch};
use domain::trace::paper::{Entering, Sheet, SheetEntered, SheetState, read_entering};
use domain::{Draft, Vault};
use serde::{Deserialize, Serialize};

use super::told::{SheetFilled, SheetTold};
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::registry::Handing;
use crate::work::{Receipt, Settled, Work};

/// A sheet that was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetKept {
    /// What was made of it: a hand-over, organs, a graft, a donor's file.
    pub facts: Vec<AnyId>,
    /// Where it stands now.
    pub state: SheetState,
}

impl Service {
    /// Keeps what was written on a sheet, whatever the rules say of it. Whoever enters it needs what they would need to
    /// write it down on a screen.
    ///
    /// # Errors
    /// Denied; no such sheet; it is for something else; what the use case of the fact cannot read.
    pub async fn enter_sheet(
        &self,
        access: &Access,
        id: SheetId,
        filled: SheetFilled,
    ) -> Result<(SheetKept, Receipt), Failure> {
        filled.fits(access.account, self.now())?;
        let may = self.may_on_sheet(access, Permission::EnterSheet, id).await?;
        self.permit("trace.enter_sheet", access, may, Some(&id.to_string())).await?;
        let may = match &filled.told {
            SheetTold::HandOver { hand, .. } => {
                self.may_on_unit(access, Permission::HandOver, hand.unit, [hand.from, hand.to]).await?
            }
            SheetTold::Recovery { fact } => {
                self.may_on_pathway(access, Permission::RecordRecovery, fact.pathway).await?
            }
            SheetTold::Death { pathway, .. } => self.may_on_pathway(access, Permission::CertifyDeath, *pathway).await?,
            SheetTold::Graft { fact } => May::at(Permission::RecordOperation, fact.centre),
        };
        self.write("trace.enter_sheet", access, may, move |w| {
            let filled = filled.clone();
            Box::pin(async move { Ok(Settled::Done(w.enter_sheet(id, filled).await?)) })
        })
        .await
    }
}

impl Work<'_> {
    async fn enter_sheet(&mut self, id: SheetId, filled: SheetFilled) -> Result<SheetKept, Failure> {
        let sheet: Sheet = self.get("sheet", id).await?;
        if sheet.issued.kind != filled.told.kind() {
            let expected = format!("what the sheet is for: {}", sheet.issued.kind.code());
            return Err(Problem::new("malformed", "told.what", expected).into());
        }
        let happened = filled.told.happened().clone();
        let outages = super::outages_of(self.tx, sheet.issued.centre).await?;
        let stretches: Vec<Stretch> = outages.iter().map(Outage::stretch).collect();
        let outage = stretches.iter().find(|one| within(one, &happened)).map(|one| one.outage);
        let (about, facts) = self.keep_filled(filled.told).await?;
        let situation = Entering {
            sheet: id,
            state: sheet.state(),
            issued_at: sheet.issued_at,
            happened: happened.clone(),
            outages: stretches,
        };
        let ctx = std::sync::Arc::clone(&self.ctx);
        let reading = read_entering(&situation, &ctx.law_at(happened.at), &ctx.floor);
        let (written_by, writer) = (filled.written_by, filled.writer);
        let told = SheetEntered { about, facts: facts.clone(), written_by, writer, outage };
        let mut draft = Draft::new("trace.sheet_entered", id, &told).about(about).happened(happened);
        draft.parents.extend(facts.iter().map(ToString::to_string));
        self.record_kept(vec![draft.sealed_for(Vault::Clinical, about)], &reading, &situation).await?;
        self.raise(&id.to_string(), &reading.findings).await?;
        let sheet: Sheet = self.get("sheet", id).await?;
        Ok(SheetKept { facts, state: sheet.state() })
    }

    /// Keeps the fact itself by the use case that keeps it from a screen: what it speaks of, and what was made of it.
    async fn keep_filled(&mut self, told: SheetTold) -> Result<(AnyId, Vec<AnyId>), Failure> {
        Ok(match told {
            SheetTold::HandOver { hand, happened } => {
                let unit: Unit = self.get("unit", hand.unit).await?;
                let place = self.next_place(unit.id).await?;
                let (from, to, package) = (hand.from, hand.to, hand.package);
                let handed = HandedOver { unit: unit.id, place, from, to, package, disputes: Vec::new() };
                let id = self.handover(&Handing { handed, happened }).await?;
                (unit.id.into(), vec![id.into()])
            }
            SheetTold::Recovery { fact } => {
                let kept = self.recovery(&fact).await?;
                (kept.donor.into(), kept.units.into_iter().map(AnyId::from).collect())
            }
            SheetTold::Death { pathway, certificate, happened } => {
                self.pathway_step(pathway, &Step::DeathCertified(certificate), Some(&happened)).await?;
                (pathway.into(), vec![pathway.into()])
            }
            SheetTold::Graft { fact } => {
                let kept = self.transplant(&fact).await?;
                (fact.unit.into(), vec![kept.transplant.into()])
            }
        })
    }
}

fn within(one: &Stretch, happened: &Happened) -> bool {
    one.from_at < happened.latest_at() && one.until_at.is_none_or(|until| happened.earliest_at() <= until)
}
