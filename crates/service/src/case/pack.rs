//! The evidence pack: chosen records of a case with everything the log has of them, each with its proof.
//!
//! Only words of the case itself are disclosed, and only those of the chosen sorts; whatever is sealed elsewhere, who a
//! person is above all, stays sealed.

use codes::ids::{AnyId, CaseId};
use domain::Private;
use domain::access::Permission;
use domain::case::{PackMade, Step, draft};
use ledger::envelope::Envelope;
use ledger::evidence::{EvidencePack, FORM, PackedEvent, PackedPart, PackedRecord};
use ledger::seal::{Place, Vault};
use store::sealed::{self, KeyState, PlacedPart};

use super::step::filled;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::reading::open_part;
use crate::work::{Receipt, Settled};
use crate::{Reader, Service};

/// What shall be in a pack.
#[derive(Clone)]
pub struct EvidenceAsked {
    /// For whom and what for.
    pub purpose: Private,
    /// Numbers of the records: the case, or what is linked to it.
    pub records: Vec<String>,
    /// Sorts of steps whose words are disclosed; all others stay sealed.
    pub disclose: Vec<String>,
}

impl Service {
    /// Makes an evidence pack. That it was made, with which records and which digest, is kept in the case.
    ///
    /// # Errors
    /// Denied, and hidden from whoever is not in the team; a record that is not linked; nothing of it stands under a
    /// checkpoint yet.
    pub async fn evidence_pack(
        &self,
        access: &Access,
        id: CaseId,
        asked: EvidenceAsked,
    ) -> Result<(Vec<u8>, Receipt), Failure> {
        for number in &asked.records {
            let wrong = |_| Problem::new("malformed", "records", "numbers of this registry").showing(number.clone());
            AnyId::parse(number).map_err(wrong)?;
        }
        self.in_team("case.pack", access, id, Permission::WorkCase).await?;
        filled("purpose", &asked.purpose)?;
        let seen = self.case(access, id).await?;
        let linked: Vec<String> =
            seen.case.links().iter().filter_map(|l| l.linked.said.number.clear().map(str::to_owned)).collect();
        let mut records = asked.records.clone();
        records.sort_unstable();
        records.dedup();
        if records.is_empty() {
            return Err(Problem::new("missing", "records", "at least one record").into());
        }
        if let Some(other) = records.iter().find(|r| **r != id.to_string() && !linked.contains(r)) {
            return Err(Problem::not_found("records", other).into());
        }
        let log = self.log_key()?;
        let may = May::national(Permission::WorkCase);
        let (names, disclose) = (records.clone(), asked.disclose.clone());
        let pack = self.read("case.pack", access, may, Some(id.to_string()), move |r| {
            let (log, records, disclose) = (log.clone(), names.clone(), disclose.clone());
            Box::pin(async move { r.pack(id, log, &records, &disclose).await })
        });
        let pack = pack.await?;
        let bytes = pack.to_canonical().map_err(|e| Failure::fault(&e))?;
        let made = Step::PackMade(PackMade {
            purpose: asked.purpose,
            records: records.iter().map(|r| Private::Clear(r.clone())).collect(),
            events: u32::try_from(pack.records.iter().map(|r| r.events.len()).sum::<usize>()).unwrap_or(u32::MAX),
            digest: ledger::Hash::of(&[&bytes]).to_string(),
        });
        let written = self.write("case.pack", access, may, move |w| {
            let made = made.clone();
            Box::pin(async move {
                w.case_of_team(id).await?;
                w.record(vec![draft(id, &made)]).await?;
                Ok(Settled::Done(()))
            })
        });
        let ((), receipt) = written.await?;
        Ok((bytes, receipt))
    }
}

impl Reader<'_> {
    async fn pack(
        &mut self,
        case: CaseId,
        log: String,
        numbers: &[String],
        disclose: &[String],
    ) -> Result<EvidencePack, Failure> {
        let early = || Problem::new("stale", "records", "records under a signed checkpoint; ask again later");
        let signed = store::log::latest_checkpoint(self.tx).await?.ok_or_else(early)?;
        let mut records = Vec::new();
        for number in numbers {
            let mut events = Vec::new();
            for stored in store::log::events_of(self.tx, number).await? {
                let read: Envelope = serde_json::from_str(&stored.envelope).map_err(|e| Failure::fault(&e))?;
                let Some(proved) = self.inclusion(&read.id, &signed).await? else { continue };
                let disclosed = self.disclosed(case, &proved.envelope, disclose).await?;
                let (envelope, salt, index, proof) = (proved.envelope, proved.salt, proved.index, proved.proof);
                events.push(PackedEvent { envelope, salt, index, proof, disclosed });
            }
            match events.is_empty() {
                true => return Err(early().showing(number).into()),
                false => records.push(PackedRecord { record: number.clone(), events }),
            }
        }
        Ok(EvidencePack { form: FORM.to_owned(), log, checkpoint: signed.note, records })
    }

    /// What is disclosed of an event: words of the case, of a chosen sort of step.
    async fn disclosed(
        &mut self,
        case: CaseId,
        envelope: &Envelope,
        disclose: &[String],
    ) -> Result<Vec<PackedPart>, Failure> {
        let (number, sort) = (case.to_string(), envelope.kind.strip_prefix("case.").unwrap_or_default());
        if envelope.record != number || !disclose.iter().any(|d| d == sort) {
            return Ok(Vec::new());
        }
        let mut parts = Vec::new();
        for placed in sealed::parts_of(self.tx, &number).await? {
            let own = placed.event == envelope.id && placed.part.vault == Vault::Case && placed.part.person == number;
            // What the rules were asked with is no word of anybody.
            if own && !placed.part.field.starts_with("verdict.") {
                parts.extend(self.packed(&placed).await?);
            }
        }
        parts.sort_by(|a, b| a.field.cmp(&b.field));
        Ok(parts)
    }

    async fn packed(&mut self, placed: &PlacedPart) -> Result<Option<PackedPart>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let Some(text) = open_part(self.tx, &ctx, placed, "inquiry").await? else { return Ok(None) };
        let part = &placed.part;
        let key = sealed::key(self.tx, &part.person, part.vault, &part.retention).await?;
        let Some(KeyState::Kept(key)) = key else { return Ok(None) };
        let place = Place { vault: part.vault, record: &placed.record, field: &part.field, event: &placed.event };
        let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
        let opens = ctx.keys.part_key(&key, &place, &part.sealed, "inquiry")?;
        Ok(Some(PackedPart { field: part.field.clone(), sealed: hex(&part.sealed), key: hex(&*opens), text }))
    }
}
