//! A hand-over, an entry of a donor or recipient, or how somebody was, that was written down wrongly. The record says
//! what is right, whether somebody lives is worked out anew, and whoever had the old words is told.

use codes::activity::DonorKind;
use codes::ids::{AnyId, CentreId, DonorId, HandoverId, OutcomeId, RecipientId};
use codes::time::Happened;
use domain::access::Permission;
use domain::person::Changed;
use domain::registry::{
    Donor, DonorCorrected, Handover, HandoverCorrected, LifeCorrected, Outcome, OutcomeCorrected, Phase, Recipient,
    RecipientCorrected, Sighting, Transplant, Unit, disputes, sighted, told_otherwise,
};
use domain::{Draft, Vault};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Service;
use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// What is right about a hand-over.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandoverRighted {
    /// From which centre; `None` when not known.
    pub from: Option<CentreId>,
    /// To which centre.
    pub to: Option<CentreId>,
    /// Number of the box.
    pub package: Option<String>,
    /// When it happened.
    pub happened: Happened,
    /// Why: `typing_error`, `new_document`, `other`.
    pub reason: String,
}

/// What is right about how somebody was.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeRighted {
    /// `alive`, `dead` or `lost`.
    pub patient_status: String,
    /// `functioning` or `failed`, for recipients.
    pub graft_status: Option<String>,
    /// When they were seen or died.
    pub happened: Happened,
    /// Why: `typing_error`, `new_document`, `other`.
    pub reason: String,
}

/// What is right about the entry of a donor or recipient.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRighted {
    /// Sort of donor; for donors only.
    pub kind: Option<DonorKind>,
    /// Centre that looks after them.
    pub centre: Option<CentreId>,
    /// First day on the list or in the programme; for recipients only.
    pub accepted_on: Option<Date>,
    /// Why: `typing_error`, `new_document`, `other`.
    pub reason: String,
}

/// What is on record under a number that can be corrected.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A donor.
    Donor(Donor),
    /// A recipient.
    Recipient(Recipient),
    /// A hand-over.
    Handover(Handover),
    /// How somebody was.
    Outcome(Outcome),
}

impl Entry {
    /// What somebody needs who corrects what is on record under a number.
    ///
    /// # Errors
    /// The number is of something else.
    pub fn permission(number: AnyId) -> Result<Permission, Problem> {
        match number {
            AnyId::Donor(_) | AnyId::Recipient(_) | AnyId::Handover(_) => Ok(Permission::RecordOperation),
            AnyId::Outcome(_) => Ok(Permission::RecordVisit),
            _ => Err(Problem::not_found("number", number)),
        }
    }
}

fn same(field: &'static str) -> Failure {
    Problem::new("unchanged", field, "something other than what is on record").into()
}

/// The fields that differ, by name; an error where none does.
fn differing(fields: &[(&str, bool)]) -> Result<Vec<String>, Failure> {
    let found: Vec<String> = fields.iter().filter(|(_, d)| *d).map(|(f, _)| (*f).to_owned()).collect();
    match found.is_empty() {
        true => Err(same("reason")),
        false => Ok(found),
    }
}

/// How somebody was, as a code.
pub(crate) fn status(text: &str) -> Result<(), Problem> {
    match ["alive", "dead", "lost"].contains(&text) {
        true => Ok(()),
        false => Err(Problem::new("unknown_code", "patient_status", "alive, dead or lost").showing(text.to_owned())),
    }
}

impl Work<'_> {
    pub(crate) async fn right_handover(&mut self, id: HandoverId, told: &HandoverRighted) -> Result<(), Failure> {
        let before = store::registry::handover(self.tx, &id.to_string()).await?;
        let before: Handover = before.ok_or_else(|| Problem::not_found("handover", id))?;
        let fields = differing(&[
            ("from", before.handed.from != told.from),
            ("to", before.handed.to != told.to),
            ("package", before.handed.package != told.package),
            ("happened", before.at != told.happened),
        ])?;
        let unit: Unit = self.get("unit", before.handed.unit).await?;
        let situation = self.chain_situation(Phase::HandOver, &unit, None, told.happened.at).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let law = ctx.law_at(told.happened.at);
        let reading = domain::registry::read(&situation, &law, &ctx.floor);
        let of = unit.entered.donor.map_or_else(|| unit.id.to_string(), |donor| donor.to_string());
        let body = HandoverCorrected {
            from: told.from,
            to: told.to,
            package: told.package.clone(),
            disputes: disputes(&reading),
            reason: told.reason.clone(),
        };
        let draft = Draft::new("registry.handover_corrected", id, &body).about(unit.id);
        let draft = draft.sealed_for(Vault::Clinical, of).happened(told.happened.clone());
        self.record_kept(vec![draft], &reading, &situation).await?;
        let mut centres = vec![(before.handed.from, before.at.at), (before.handed.to, before.at.at)];
        centres.extend([(told.from, self.now), (told.to, self.now)]);
        let centres = centres.into_iter().filter_map(|(centre, since)| Some((centre?, since)));
        let holders = self.holders(&[id.to_string(), unit.id.to_string()], centres.collect::<Vec<_>>()).await?;
        let changed = Changed::Corrected { fields, reason: told.reason.clone() };
        self.tell(&unit.id.to_string(), &changed, &holders).await
    }

    /// Says anew how somebody was, and works out whether they live.
    pub(crate) async fn right_outcome(&mut self, before: &Outcome, told: &OutcomeRighted) -> Result<(), Failure> {
        let id: OutcomeId = before.id.parse()?;
        let person = self.person_of(&before.seen.subject).await?;
        let others: Vec<Outcome> = self.outcomes_of(&person).await?.into_iter().filter(|o| o.id != before.id).collect();
        let sighting = Sighting {
            person: person.clone(),
            patient_status: told.patient_status.clone(),
            died_at: LifeCorrected::of(&others).died_at,
            at: told.happened.at,
            graft_status: told.graft_status.clone(),
            graft_failed_at: self.failed_at(&person, told.happened.at).await?,
        };
        let ctx = std::sync::Arc::clone(&self.ctx);
        let reading = sighted(&sighting, &ctx.law_at(told.happened.at), &ctx.floor);
        let body = OutcomeCorrected {
            patient_status: told.patient_status.clone(),
            graft_status: told.graft_status.clone(),
            disputes: disputes(&reading),
            reason: told.reason.clone(),
        };
        let fields = told_otherwise(before, &body, &told.happened);
        if fields.is_empty() {
            return Err(same("patient_status"));
        }
        let numbers = [person.clone()];
        let asked = self.ask_pairs(&numbers).await?;
        let draft = Draft::new("registry.outcome_corrected", id, &body).about(&before.seen.subject);
        let draft = draft.sealed_for(Vault::Clinical, &person).happened(told.happened.clone());
        self.record_kept(vec![draft], &reading, &sighting).await?;
        let broken: Vec<_> = reading.findings.clone();
        self.raise(&before.id, &broken).await?;
        self.live(&person).await?;
        self.lives_after_all(&person).await?;
        self.rules_again(asked, &numbers).await?;
        let centres = self.caring(&numbers).await?;
        let holders = self.holders(&[before.id.clone(), before.seen.subject.clone(), person.clone()], centres).await?;
        let changed = Changed::Corrected { fields, reason: told.reason.clone() };
        self.tell(&person, &changed, &holders).await
    }

    /// Whether a person lives, as all their outcomes say; written down where the record says otherwise. A death that no
    /// outcome told, such as a deceased donor's, is not touched.
    async fn live(&mut self, person: &str) -> Result<(), Failure> {
        let life = LifeCorrected::of(&self.outcomes_of(person).await?);
        let (kind, stands) = match self.find::<Recipient>(person).await? {
            Some(one) => ("registry.recipient_life_corrected", (one.died_at, one.last_seen_at)),
            None => {
                let donor: Donor = self.get("donor", person).await?;
                ("registry.donor_life_corrected", (donor.died_at, life.last_seen_at))
            }
        };
        if stands == (life.died_at, life.last_seen_at) {
            return Ok(());
        }
        self.record(vec![Draft::new(kind, person, &life)]).await
    }

    /// The donor or recipient of whom an outcome speaks.
    async fn person_of(&mut self, subject: &str) -> Result<String, Failure> {
        Ok(match AnyId::parse(subject)? {
            AnyId::Transplant(id) => self.get::<Transplant>("transplant", id).await?.transplanted.recipient.to_string(),
            other => other.to_string(),
        })
    }

    /// Everything that was told of how a person was.
    async fn outcomes_of(&mut self, person: &str) -> Result<Vec<Outcome>, Failure> {
        let mut all = store::registry::outcomes_of(self.tx, person).await?;
        for graft in store::registry::transplants_of(self.tx, person).await? {
            all.extend(store::registry::outcomes_of(self.tx, &graft.id.to_string()).await?);
        }
        Ok(all)
    }

    /// The outcome that a visit told: of the same person at the same instant.
    pub(crate) async fn outcome_at(&mut self, person: &str, at: jiff::Timestamp) -> Result<Option<Outcome>, Failure> {
        Ok(self.outcomes_of(person).await?.into_iter().find(|o| o.at.at == at))
    }

    async fn right_donor(&mut self, id: DonorId, told: &EntryRighted) -> Result<(), Failure> {
        let before: Donor = self.get("donor", id).await?;
        let kind = told.kind.ok_or_else(|| Problem::new("missing", "kind", "the sort of donor"))?;
        if told.accepted_on.is_some() {
            return Err(Problem::new("malformed", "accepted_on", "nothing, since donors are on no list").into());
        }
        let fields = differing(&[("kind", before.kind != kind), ("centre", before.centre != told.centre)])?;
        let body = DonorCorrected { kind, centre: told.centre, reason: told.reason.clone() };
        self.right_entry(&id.to_string(), Draft::new("registry.donor_corrected", id, &body), fields, told).await
    }

    async fn right_recipient(&mut self, id: RecipientId, told: &EntryRighted) -> Result<(), Failure> {
        let before: Recipient = self.get("recipient", id).await?;
        if told.kind.is_some() {
            return Err(Problem::new("malformed", "kind", "nothing, since only donors are of a sort").into());
        }
        let (centre, accepted_on) = (told.centre, told.accepted_on);
        let fields =
            differing(&[("centre", before.centre != centre), ("accepted_on", before.accepted_on != accepted_on)])?;
        let body = RecipientCorrected { centre, accepted_on, reason: told.reason.clone() };
        self.right_entry(&id.to_string(), Draft::new("registry.recipient_corrected", id, &body), fields, told).await
    }

    async fn right_entry(
        &mut self,
        number: &str,
        draft: Draft,
        fields: Vec<String>,
        told: &EntryRighted,
    ) -> Result<(), Failure> {
        let numbers = [number.to_owned()];
        // Whoever cared for them before the change must hear of it, so they are asked for before it.
        let centres = self.caring(&numbers).await?;
        let asked = self.ask_pairs(&numbers).await?;
        self.record(vec![draft]).await?;
        self.rules_again(asked, &numbers).await?;
        let holders = self.holders(&numbers, centres).await?;
        let changed = Changed::Corrected { fields, reason: told.reason.clone() };
        self.tell(number, &changed, &holders).await
    }
}

impl Service {
    /// What is on record under the number of a donor, recipient, hand-over or outcome, for whoever may correct it.
    ///
    /// # Errors
    /// Denied; nothing is there.
    pub async fn entry(&self, access: &Access, number: AnyId) -> Result<Entry, Failure> {
        let may = self.may_on_number(access, Entry::permission(number)?, number).await?;
        self.read("registry.entry", access, may, Some(number.to_string()), move |r| {
            Box::pin(async move {
                let id = number.to_string();
                let found = match number {
                    AnyId::Donor(_) => r.find(&id).await?.map(Entry::Donor),
                    AnyId::Recipient(_) => r.find(&id).await?.map(Entry::Recipient),
                    AnyId::Handover(_) => store::registry::handover(r.tx, &id).await?.map(Entry::Handover),
                    _ => store::registry::outcome(r.tx, &id).await?.map(Entry::Outcome),
                };
                found.ok_or_else(|| Problem::not_found("number", number).into())
            })
        })
        .await
    }

    /// Supersedes between whom, when and in which box an organ was handed over.
    ///
    /// # Errors
    /// Denied; no such hand-over; it lies ahead; nothing differs from what is on record.
    pub async fn correct_handover(
        &self,
        access: &Access,
        id: HandoverId,
        told: HandoverRighted,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::code("reason", &told.reason)?;
        told.package.as_ref().map_or(Ok(()), |text| crate::plain::line("package", text))?;
        crate::plain::not_ahead("happened", &told.happened, self.now())?;
        let permission = Permission::RecordOperation;
        let may = self.may_on_number(access, permission, AnyId::Handover(id)).await?;
        self.write("registry.correct_handover", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move { Ok(Settled::Done(w.right_handover(id, &told).await?)) })
        })
        .await
    }

    /// Supersedes how somebody was when no visit told it, such as in an old book. What a visit told is corrected there.
    ///
    /// # Errors
    /// Denied; no such outcome; a visit told it; an unknown status; it lies ahead; nothing differs.
    pub async fn correct_outcome(
        &self,
        access: &Access,
        id: OutcomeId,
        told: OutcomeRighted,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::code("reason", &told.reason)?;
        status(&told.patient_status)?;
        told.graft_status.as_deref().map_or(Ok(()), |text| crate::plain::code("graft_status", text))?;
        crate::plain::not_ahead("happened", &told.happened, self.now())?;
        let may = self.may_on_number(access, Permission::RecordVisit, AnyId::Outcome(id)).await?;
        self.write("registry.correct_outcome", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move {
                let found = store::registry::outcome(w.tx, &id.to_string()).await?;
                let before = found.ok_or_else(|| Problem::not_found("outcome", id))?;
                let person = w.person_of(&before.seen.subject).await?;
                let visits = store::followup::of_subject(w.tx, &person).await?;
                if visits.iter().any(|v| v.seen.as_ref().is_some_and(|(at, _)| *at == before.at.at)) {
                    return Err(Problem::new("stale", "outcome", "one that no visit told; correct the visit").into());
                }
                Ok(Settled::Done(w.right_outcome(&before, &told).await?))
            })
        })
        .await
    }

    /// Supersedes what sort of donor somebody is and who looks after them.
    ///
    /// # Errors
    /// Denied; no such donor; a value that donors do not have; nothing differs.
    pub async fn correct_donor(
        &self,
        access: &Access,
        id: DonorId,
        told: EntryRighted,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::code("reason", &told.reason)?;
        let may = self.may_on_number(access, Permission::RecordOperation, AnyId::Donor(id)).await?;
        self.write("registry.correct_donor", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move { Ok(Settled::Done(w.right_donor(id, &told).await?)) })
        })
        .await
    }

    /// Supersedes since when somebody waits and who looks after them.
    ///
    /// # Errors
    /// Denied; no such recipient; a value that recipients do not have; nothing differs.
    pub async fn correct_recipient(
        &self,
        access: &Access,
        id: RecipientId,
        told: EntryRighted,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::code("reason", &told.reason)?;
        let may = self.may_on_number(access, Permission::RecordOperation, AnyId::Recipient(id)).await?;
        self.write("registry.correct_recipient", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move { Ok(Settled::Done(w.right_recipient(id, &told).await?)) })
        })
        .await
    }
}
