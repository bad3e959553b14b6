//! Corrections: the new content supersedes the old with a reason, what was computed from it is computed again, and
//! whoever had the old value is told.

use std::collections::BTreeMap;

use codes::ids::{CentreId, PersonId};
use domain::approval::{Pair, Stage};
use domain::followup::function::egfr_ckd_epi_2021;
use domain::followup::{Seen, Visit, VisitCorrected};
use domain::person::{Changed, Corrected, Known, Person, Standing, differing};
use domain::registry::{Donor, LivingRemoval, Recipient, Unit};
use domain::{Draft, Vault};
use jiff::Timestamp;

use super::{age_on, check};
use crate::failure::Failure;
use crate::situation::{When, living_removal};
use crate::work::Work;
use crate::{Reader, link};

/// What the rules said of a pair's removal, and of what.
pub(crate) struct Asked {
    pair: Pair,
    situation: LivingRemoval,
    reading: ::law::Reading,
}

fn standing(reading: &::law::Reading) -> Standing {
    if reading.allows() { Standing::Allowed } else { Standing::Stopped }
}

/// Whether somebody relies on what the rules said: a decision, a signature or a plan stands.
fn is_relied_on(pair: &Pair) -> bool {
    pair.plan.is_some() || !pair.decisions.is_empty() || pair.consent.signature.is_some()
}

impl Work<'_> {
    /// Numbers of the one person to whom a record belongs, over every link that stands.
    pub(crate) async fn numbers_of(&mut self, person: PersonId) -> Result<Vec<String>, Failure> {
        let mut numbers = Vec::new();
        let ctx = std::sync::Arc::clone(&self.ctx);
        for record in store::person::merged(self.tx, &person.to_string()).await? {
            numbers.extend(link::pseudonyms(self.tx, &ctx, &record, "person.numbers").await?);
        }
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }

    /// Centres that look after the person behind some numbers, each with the time from which that is known.
    pub(crate) async fn caring(&mut self, numbers: &[String]) -> Result<Vec<(CentreId, Timestamp)>, Failure> {
        let mut centres: BTreeMap<CentreId, Timestamp> = BTreeMap::new();
        for number in numbers {
            let entered = match number.get(..4) {
                Some("don_") => self.find::<Donor>(number).await?.and_then(|d| d.centre),
                _ => self.find::<Recipient>(number).await?.and_then(|r| r.centre),
            };
            if let Some(centre) = entered {
                centres.entry(centre).or_insert(self.now);
            }
            for pair in store::approval::of_subject(self.tx, number).await? {
                let since = centres.entry(pair.centre).or_insert(pair.opened_at);
                *since = (*since).min(pair.opened_at);
            }
            for visit in store::followup::of_subject(self.tx, number).await? {
                centres.entry(visit.planned.centre).or_insert(self.now);
            }
        }
        Ok(centres.into_iter().collect())
    }

    /// Records on whose pages somebody reads who the person behind some numbers is.
    pub(crate) async fn pages_of(&mut self, person: PersonId, numbers: &[String]) -> Result<Vec<String>, Failure> {
        let mut records = store::person::merged(self.tx, &person.to_string()).await?;
        records.extend(self.pages_of_record(person, numbers).await?);
        records.sort_unstable();
        records.dedup();
        Ok(records)
    }

    /// The same of one record alone.
    pub(crate) async fn pages_of_record(
        &mut self,
        person: PersonId,
        numbers: &[String],
    ) -> Result<Vec<String>, Failure> {
        let mut records = vec![person.to_string()];
        for number in numbers {
            records.push(number.clone());
            records.extend(store::approval::of_subject(self.tx, number).await?.iter().map(|p| p.id.to_string()));
        }
        records.sort_unstable();
        records.dedup();
        Ok(records)
    }

    /// What the rules say now of the removal of each pair in which some numbers take part.
    pub(crate) async fn ask_pairs(&mut self, numbers: &[String]) -> Result<Vec<Asked>, Failure> {
        let mut pairs: BTreeMap<String, Pair> = BTreeMap::new();
        for number in numbers {
            let of = store::approval::of_subject(self.tx, number).await?;
            pairs.extend(of.into_iter().map(|pair| (pair.id.to_string(), pair)));
        }
        let mut asked = Vec::new();
        for pair in pairs.into_values().filter(|p| p.stage() != Stage::Ended) {
            let (at, now) = match pair.removed {
                Some(unit) => {
                    let recovered = self.find::<Unit>(unit).await?.and_then(|u| u.recovered_at);
                    (recovered.map_or(self.now, |h| h.latest_at()), None)
                }
                None => (pair.plan.as_ref().map_or(self.now, |p| p.planned_at.max(self.now)), Some(self.now)),
            };
            let ctx = std::sync::Arc::clone(&self.ctx);
            let when = When { at, centre: pair.centre, organ: pair.organ, now };
            let situation = living_removal(self.tx, &ctx, &pair, when).await?;
            let reading = situation.read(&ctx.law_at(at), &ctx.floor);
            asked.push(Asked { pair, situation, reading });
        }
        Ok(asked)
    }

    /// Asks the rules again where an input changed. An open pair's verdict is marked and those who rely on it are told;
    /// what a removal that happened breaks now, and did not before, raises a question inside the vault.
    pub(crate) async fn rules_again(&mut self, before: Vec<Asked>, numbers: &[String]) -> Result<(), Failure> {
        let now = self.ask_pairs(numbers).await?;
        for asked in now {
            let Some(old) = before.iter().find(|b| b.pair.id == asked.pair.id) else { continue };
            if old.situation == asked.situation {
                continue;
            }
            let pair = &asked.pair;
            if let Some(unit) = pair.removed {
                let new = |f: &&::law::Finding| old.reading.findings.iter().all(|o| o.rule != f.rule);
                let broken: Vec<_> = asked.reading.findings.iter().filter(new).cloned().collect();
                self.raise(&unit.to_string(), &broken).await?;
            } else if is_relied_on(pair) {
                let changed = Changed::AskedAgain { before: standing(&old.reading), now: standing(&asked.reading) };
                let mut holders = self.holders(&[pair.id.to_string()], []).await?;
                holders.insert(domain::person::Addressee::Centre(pair.centre), pair.opened_at);
                let (id, donor) = (pair.id.to_string(), pair.donor.to_string());
                let judged = (&asked.reading, &asked.situation);
                self.tell_asked_again((&id, &donor), &changed, &holders, judged).await?;
            }
        }
        Ok(())
    }

    /// Computes again what visits took from a person: an estimated GFR that came from the age and sex believed before.
    async fn function_again(&mut self, before: &Known, now: &Known, numbers: &[String]) -> Result<(), Failure> {
        for number in numbers {
            for visit in store::followup::of_subject(self.tx, number).await? {
                let Some((at, seen)) = &visit.seen else { continue };
                let day = self.ctx.day_of(*at);
                let (was, is) = (egfr(before, seen, day), egfr(now, seen, day));
                if was.is_some() && was == seen.egfr_ml_min_173 && was != is {
                    self.correct_seen(&visit, Seen { egfr_ml_min_173: is, ..seen.clone() }, "person_corrected").await?;
                }
            }
        }
        Ok(())
    }

    /// Supersedes what was seen at a visit.
    pub(crate) async fn correct_seen(&mut self, visit: &Visit, seen: Seen, reason: &str) -> Result<(), Failure> {
        let subject = visit.planned.subject.clone();
        // A reference to what was sealed before cannot be written again; the remark is opened and sealed anew.
        let reader = &mut Reader::new(self.tx, std::sync::Arc::clone(&self.ctx), "followup.correct");
        let note = match seen.note {
            Some(domain::Private::Sealed(_)) => {
                let open = reader.open(visit.clone(), &visit.id.to_string()).await?;
                open.seen.and_then(|(_, s)| s.note).filter(|n| n.clear().is_some())
            }
            other => other,
        };
        let corrected = VisitCorrected { seen: Seen { note, ..seen }, reason: reason.to_owned() };
        let draft = Draft::new("followup.visit_corrected", visit.id, &corrected).about(&subject);
        self.record(vec![draft.sealed_for(Vault::Clinical, &subject)]).await
    }

    /// Supersedes what is known about a person, with everything that follows from it.
    pub(super) async fn correct(&mut self, id: PersonId, corrected: &Corrected) -> Result<(), Failure> {
        crate::plain::code("reason", &corrected.reason)?;
        check(&corrected.known)?;
        let stored: Person = self.get("person", id).await?;
        let reader = &mut Reader::new(self.tx, std::sync::Arc::clone(&self.ctx), "person.correct");
        let old = reader.open(stored, &id.to_string()).await?.known;
        let fields = differing(&old, &corrected.known);
        let numbers = self.numbers_of(id).await?;
        let asked = self.ask_pairs(&numbers).await?;
        let draft = Draft::new("person.corrected", id, corrected).sealed_for(Vault::Identity, id);
        self.record(vec![draft]).await?;
        self.index(id, &corrected.known).await?;
        self.note_numbers(&numbers).await?;
        if fields.is_empty() {
            return Ok(());
        }
        let pages = self.pages_of(id, &numbers).await?;
        let centres = self.caring(&numbers).await?;
        let holders = self.holders(&pages, centres).await?;
        let reason = corrected.reason.clone();
        self.tell(&id.to_string(), &Changed::Corrected { fields, reason }, &holders).await?;
        self.rules_again(asked, &numbers).await?;
        self.function_again(&old, &corrected.known, &numbers).await
    }
}

/// The estimated GFR of a visit by what is known of the person; `None` where age or sex do not suffice.
fn egfr(known: &Known, seen: &Seen, day: jiff::civil::Date) -> Option<u32> {
    let (youngest, oldest) = age_on(known, day)?;
    let creatinine = seen.creatinine_umol_l?;
    if oldest - youngest > 1 { None } else { egfr_ckd_epi_2021(creatinine, youngest, known.sex?) }
}
