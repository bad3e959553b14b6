//! A sample that neither side could choose: the centre may add a word, the list is closed, the next checkpoint decides.

use std::collections::{BTreeMap, BTreeSet};

use codes::ids::AuditId;
use domain::access::Permission;
use domain::oversight::{self, Audit, Certain, Drawn, FrameItem, Frozen, Sample, WordGiven};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use ledger::checkpoint::Checkpoint;
use ledger::note::SignedNote;
use ledger::{Hash, lot};

use super::risk::{is_unplanned, is_unrelated, lives_abroad};
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// Longest word of a centre, in characters.
const WORD: usize = 80;

/// What shall be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Drawing {
    /// First day of the procedures.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// How many of those of which the lot decides.
    pub draws: u32,
}

/// A sample with what is needed to draw it again.
#[derive(Debug, Clone)]
pub struct SampleSeen {
    /// The sample.
    pub sample: Sample,
    /// Hash of the list.
    pub list: Hash,
    /// Seed of the lot; absent before it was drawn.
    pub seed: Option<Hash>,
}

impl SampleSeen {
    /// What is needed to draw a sample again.
    #[must_use]
    pub fn of(sample: Sample) -> Self {
        let list = lot::list(by_lot(&sample.frozen.step));
        let root = sample.drawn.as_ref().and_then(|d| d.step.root.parse::<Hash>().ok());
        let seed = root.map(|root| lot::seed(&root, &list, word(&sample)));
        Self { sample, list, seed }
    }

    /// Whether the numbers that were written down are those that the lot draws.
    #[must_use]
    pub fn holds(&self) -> Option<bool> {
        let (seed, drawn) = (self.seed.as_ref()?, self.sample.drawn.as_ref()?);
        Some(drawn.step.drawn == draw(&self.sample, seed))
    }
}

/// Numbers of which the lot decides.
fn by_lot(frozen: &Frozen) -> impl Iterator<Item = &str> {
    frozen.items.iter().filter(|item| item.certain.is_empty()).map(|item| item.id.as_str())
}

fn word(sample: &Sample) -> &str {
    sample.word.as_ref().map_or("", |(held, _)| held.step.word.as_str())
}

fn draw(sample: &Sample, seed: &Hash) -> Vec<String> {
    let frozen = &sample.frozen.step;
    let draws = usize::try_from(frozen.draws).unwrap_or(usize::MAX);
    lot::draw(seed, by_lot(frozen), draws).into_iter().map(str::to_owned).collect()
}

impl Service {
    /// Closes the list of procedures from which a sample is drawn. Whoever is not related, lives abroad or was operated on against a
    /// stop stands in the sample whatever the lot says.
    ///
    /// # Errors
    /// Denied; no such audit; it is over; the reader does not go along; days that cannot be; no procedure lies between them.
    pub async fn freeze_sample(
        &self,
        access: &Access,
        id: AuditId,
        drawing: Drawing,
    ) -> Result<((), Receipt), Failure> {
        self.write("oversight.freeze_sample", access, May::national(Permission::Audit), move |w| {
            Box::pin(async move {
                let audit = w.open_audit(id).await?;
                w.goes_along(&audit)?;
                w.unattached(audit.planned.centre).await?;
                let Drawing { first, last, draws } = drawing;
                if last < first || last > w.ctx.day_of(w.now) {
                    let wrong = Problem::new("malformed", "last", "a day not before the first, and that has come");
                    return Err(wrong.showing(last.to_string()).into());
                }
                if draws == 0 || draws > 1000 {
                    let wrong = Problem::new("malformed", "draws", "a number from 1 to 1000");
                    return Err(wrong.showing(draws.to_string()).into());
                }
                let items = w.procedures(&audit, (first, last)).await?;
                if items.is_empty() {
                    return Err(Problem::new("malformed", "first", "days with procedures at the centre").into());
                }
                let frozen = Frozen { first, last, draws, items };
                w.record(vec![oversight::of_audit("oversight.sample_frozen", id, &frozen)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// The centre adds a word of its own to the lots of lists that are closed after it; a later word replaces an earlier one. While a
    /// list waits for its lot none is taken, so that nobody tries words until the lot pleases.
    ///
    /// # Errors
    /// Denied; no such audit; a list waits for its lot; a word that cannot be.
    pub async fn give_sample_word(&self, access: &Access, id: AuditId, word: String) -> Result<((), Receipt), Failure> {
        let may = self.may_at_audit(access, Permission::AnswerAudit, id).await?;
        self.write("oversight.sample_word", access, may, move |w| {
            let word = word.trim().to_owned();
            Box::pin(async move {
                let audit = w.open_audit(id).await?;
                if undrawn(&audit).is_ok() {
                    let wrong =
                        Problem::new("stale", "word", "a word before a list is closed; this one waits for its lot");
                    return Err(wrong.into());
                }
                if word.is_empty() || word.chars().count() > WORD || word.chars().any(char::is_control) {
                    return Err(Problem::new("malformed", "word", format!("one line of 1 to {WORD} characters")).into());
                }
                w.record(vec![oversight::of_audit("oversight.sample_word", id, &WordGiven { word })]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Draws the sample by the first checkpoint that covers the list. The centre may do it as well as the inspector:
    /// both get the same.
    ///
    /// # Errors
    /// Denied; no such audit; no list was closed; it was drawn; no checkpoint covers the list yet.
    pub async fn draw_sample(&self, access: &Access, id: AuditId) -> Result<((), Receipt), Failure> {
        let of_the_country = self.policy().require(access, May::national(Permission::Audit)).is_ok();
        let may = match of_the_country {
            true => May::national(Permission::Audit),
            false => self.may_at_audit(access, Permission::AnswerAudit, id).await?,
        };
        self.write("oversight.draw_sample", access, may, move |w| {
            Box::pin(async move {
                let audit = w.open_audit(id).await?;
                let sample = undrawn(&audit)?;
                let waits = || Problem::new("stale", "sample", "a checkpoint over the list; ask again in a minute");
                let place = store::log::place_of(w.tx, &sample.event).await?.ok_or_else(waits)?;
                let signed = store::log::first_over(w.tx, place).await?.ok_or_else(waits)?;
                let note = SignedNote::parse(&signed.note).map_err(|e| Failure::fault(&e))?;
                let checkpoint: Checkpoint = note.text().parse().map_err(|e| Failure::fault(&e))?;
                let seed = lot::seed(&checkpoint.root, &lot::list(by_lot(&sample.frozen.step)), word(sample));
                let (size, root) = (checkpoint.size, checkpoint.root.to_string());
                let drawn = Drawn { size, root, drawn: draw(sample, &seed) };
                w.record(vec![oversight::of_audit("oversight.sample_drawn", id, &drawn)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// A permission at the centre of an audit; of one that does not exist, at no centre.
    pub(super) async fn may_at_audit(
        &self,
        access: &Access,
        permission: Permission,
        id: AuditId,
    ) -> Result<May, Failure> {
        if self.bound_to(access, permission).is_none() {
            return Ok(May::national(permission));
        }
        let today = self.today();
        let found = self
            .public("oversight.place_of_audit", move |r| Box::pin(async move { r.find::<Audit>(id).await }))
            .await?
            .filter(|audit| audit.is_known_at_centre(today));
        Ok(found.map_or_else(|| May::elsewhere(permission), |one| May::at(permission, one.planned.centre)))
    }
}

/// The sample whose list is closed and that is not drawn.
fn undrawn(audit: &Audit) -> Result<&Sample, Failure> {
    let last = audit.samples.last().filter(|sample| sample.drawn.is_none());
    last.ok_or_else(|| Problem::new("stale", "sample", "a closed list of which nothing was drawn").into())
}

impl Work<'_> {
    /// Every procedure at the audited centre between two days, by number.
    async fn procedures(&mut self, audit: &Audit, (first, last): (Date, Date)) -> Result<Vec<FrameItem>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let start = |day: Date| -> Result<Timestamp, Failure> {
            Ok(day.to_zoned(ctx.zone()).map_err(|e| Failure::fault(&e))?.timestamp())
        };
        let after = last.checked_add(1.day()).map_err(|e| Failure::fault(&e))?;
        let (from, before) = (start(first)?, start(after)?);
        let centre = audit.planned.centre.to_string();
        let country = ctx.profile.country().code;
        let mut items = BTreeMap::<String, BTreeSet<Certain>>::new();
        for removal in store::oversight::removed_at(self.tx, &centre, (from, before)).await? {
            let since = removal.pair.as_ref().map_or(removal.at, |pair| pair.opened_at);
            let told = [
                (removal.pair.as_ref().is_some_and(is_unrelated), Certain::Unrelated),
                (lives_abroad(self.tx, &ctx, (&removal.donor, since), country).await?, Certain::NonResident),
                (is_unplanned(&removal), Certain::Overridden),
            ];
            // A removal without a pair has no number but the organ's.
            let number = removal.pair.map_or(removal.unit, |pair| pair.id.to_string());
            items.entry(number).or_default().extend(told.iter().filter(|(holds, _)| *holds).map(|(_, why)| *why));
        }
        for graft in store::oversight::grafts(self.tx, &centre, (from, before)).await? {
            items.entry(graft.transplant).or_default().extend(graft.stopped.then_some(Certain::Overridden));
        }
        Ok(items.into_iter().map(|(id, why)| FrameItem { id, certain: why.into_iter().collect() }).collect())
    }
}
