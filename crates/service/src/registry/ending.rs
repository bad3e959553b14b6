//! An organ leaves its way other than by a graft: divided, discarded, given to research, returned, sent abroad.

use codes::ids::UnitId;
use codes::organ::Organ;
use codes::time::Happened;
use domain::access::Permission;
use domain::registry::{
    Division, DivisionPlanned, DivisionRefused, Ending, Fate, FateRecorded, Split, Unit, UnitEntered, ending_disputes,
    read_ending,
};
use domain::{Draft, Vault};

use crate::Service;
use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// Parts an organ is divided into at once at most.
const MOST_PARTS: usize = 16;

impl Service {
    /// Records that an organ ended otherwise than by grafting. What contradicts the record is kept beside it as disputed.
    ///
    /// # Errors
    /// Denied; no such organ; it lies ahead.
    pub async fn record_fate(
        &self,
        access: &Access,
        unit: UnitId,
        ended: FateRecorded,
        happened: Happened,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::code("reason", &ended.reason)?;
        ended.approval.as_deref().map_or(Ok(()), |text| crate::plain::line("approval", text))?;
        crate::plain::not_ahead("happened", &happened, self.now())?;
        if matches!(ended.fate, Fate::Open | Fate::Transplanted | Fate::Split) {
            let expected = "discarded, research, returned or sent_abroad";
            return Err(Problem::new("unknown_code", "fate", expected).showing(ended.fate.code()).into());
        }
        let may = self.may_on_unit(access, Permission::RecordOperation, unit, [None; 2]).await?;
        self.write("registry.record_fate", access, may, move |w| {
            let (ended, happened) = (ended.clone(), happened.clone());
            Box::pin(async move { Ok(Settled::Done(w.fate(unit, ended, happened).await?)) })
        })
        .await
    }

    /// Asks whether an organ may be divided into these parts now. Refused with all reasons at once.
    ///
    /// # Errors
    /// Denied; no such organ; more than sixteen parts; refused.
    pub async fn plan_division(
        &self,
        access: &Access,
        unit: UnitId,
        division: Division,
    ) -> Result<((), Receipt), Failure> {
        counted(&division.parts)?;
        let may = self.may_on_unit(access, Permission::RecordOperation, unit, [None; 2]).await?;
        self.write("registry.plan_division", access, may, move |w| {
            let division = division.clone();
            Box::pin(async move { w.division_planned(unit, division).await })
        })
        .await
    }

    /// Records that an organ was divided into parts; returns their numbers. What contradicts the record is kept beside it as
    /// disputed.
    ///
    /// # Errors
    /// Denied; no such organ; no part or more than sixteen; it lies ahead.
    pub async fn record_division(
        &self,
        access: &Access,
        unit: UnitId,
        division: Division,
        happened: Happened,
    ) -> Result<(Vec<UnitId>, Receipt), Failure> {
        counted(&division.parts)?;
        crate::plain::not_ahead("happened", &happened, self.now())?;
        let may = self.may_on_unit(access, Permission::RecordOperation, unit, [None; 2]).await?;
        self.write("registry.record_division", access, may, move |w| {
            let (division, happened) = (division.clone(), happened.clone());
            Box::pin(async move { Ok(Settled::Done(w.divided(unit, division, happened).await?)) })
        })
        .await
    }

    /// Records that an organ was divided, where nobody wrote down how.
    ///
    /// # Errors
    /// As for [`Service::record_division`].
    pub async fn record_split(
        &self,
        access: &Access,
        unit: UnitId,
        parts: Vec<Organ>,
        happened: Happened,
    ) -> Result<(Vec<UnitId>, Receipt), Failure> {
        self.record_division(access, unit, Division { parts, technique: None }, happened).await
    }
}

/// How many parts one division can have.
fn counted(parts: &[Organ]) -> Result<(), Problem> {
    match parts.len() {
        1..=MOST_PARTS => Ok(()),
        n => Err(Problem::new("malformed", "parts", format!("two to {MOST_PARTS} parts")).showing(n.to_string())),
    }
}

fn ending(unit: &Unit, to: Fate, at: jiff::Timestamp) -> Ending {
    Ending {
        organ: unit.entered.organ,
        to,
        parts: Vec::new(),
        approval: None,
        stands: unit.fate,
        ended_at: unit.fate_at,
        recovered_at: unit.recovered_at.as_ref().map(|h| h.at),
        at,
    }
}

/// Whose key seals what the rules saw: the donor's, or the organ's own where no donor is on record.
fn sealed(draft: Draft, unit: &Unit) -> Draft {
    let of = unit.entered.donor.map_or_else(|| unit.id.to_string(), |donor| donor.to_string());
    draft.sealed_for(Vault::Clinical, of)
}

impl Work<'_> {
    async fn fate(&mut self, id: UnitId, mut ended: FateRecorded, happened: Happened) -> Result<(), Failure> {
        let unit: Unit = self.get("unit", id).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let situation = Ending { approval: ended.approval.clone(), ..ending(&unit, ended.fate, happened.at) };
        let reading = read_ending(&situation, &ctx.law_at(happened.at), &ctx.floor);
        ended.disputes = ending_disputes(&reading);
        let draft = sealed(Draft::new("registry.unit_ended", id, &ended).happened(happened), &unit);
        self.record_kept(vec![draft], &reading, &situation).await?;
        self.raise(&id.to_string(), &reading.findings).await
    }

    async fn division_planned(&mut self, id: UnitId, division: Division) -> Result<Settled<()>, Failure> {
        let unit: Unit = self.get("unit", id).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let situation = Ending { parts: division.parts.clone(), ..ending(&unit, Fate::Split, self.now) };
        let reading = read_ending(&situation, &ctx.law_at(self.now), &ctx.floor);
        if reading.allows() {
            let draft = Draft::new("registry.split_planned", id, &DivisionPlanned { division });
            self.record_with(vec![sealed(draft, &unit)], &reading, &situation).await?;
            return Ok(Settled::Done(()));
        }
        let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
        let draft = Draft::new("registry.split_refused", id, &DivisionRefused { division, rules });
        self.record_with(vec![sealed(draft, &unit)], &reading, &situation).await?;
        Ok(Settled::Refused { id: id.to_string(), reading })
    }

    async fn divided(&mut self, id: UnitId, division: Division, happened: Happened) -> Result<Vec<UnitId>, Failure> {
        let whole: Unit = self.get("unit", id).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let situation = Ending { parts: division.parts.clone(), ..ending(&whole, Fate::Split, happened.at) };
        let reading = read_ending(&situation, &ctx.law_at(happened.at), &ctx.floor);
        let disputes = ending_disputes(&reading);
        let (mut parts, mut drafts) = (Vec::new(), Vec::new());
        for organ in division.parts {
            let part: UnitId = self.id();
            let (recovered, note, disputes) = (false, None, disputes.clone());
            let entered = UnitEntered { organ, recovered, note, disputes, ..whole.entered.clone() };
            drafts.push(sealed(Draft::new("registry.unit_entered", part, &entered).about(id), &whole));
            parts.push(part);
        }
        let split = Split { parts: parts.clone(), technique: division.technique, disputes };
        drafts.push(sealed(Draft::new("registry.unit_split", id, &split).happened(happened), &whole));
        self.record_kept(drafts, &reading, &situation).await?;
        self.raise(&id.to_string(), &reading.findings).await?;
        Ok(parts)
    }
}
