//! Reminders: computed from dates when they are asked for, written down once for each visit and step, so that asking
//! twice reminds once.

use std::sync::Arc;

use ::law::param::{self, RemindWhom, Reminder};
use domain::Draft;
use domain::followup::{Abnormal, Due, Visit, VisitReminded, reminders_due};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use store::followup::Mark;

use crate::Service;
use crate::failure::Failure;
use crate::work::Work;

/// Visits looked at in one transaction.
const AT_ONCE: i64 = 100;
/// A clinic that was asked to take over is reminded again after this time.
const AGAIN: SignedDuration = SignedDuration::from_hours(14 * 24);

/// What a round of reminders did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminders {
    /// Links that were sent to donors.
    pub links: usize,
    /// Visits of which a centre was told.
    pub centres: usize,
    /// Visits of which the regulator was told.
    pub regulator: usize,
    /// Clinics that were asked to take over and did not answer in time.
    pub transfers: usize,
}

impl Reminders {
    fn add(&mut self, other: &Self) {
        self.links += other.links;
        self.centres += other.centres;
        self.regulator += other.regulator;
        self.transfers += other.transfers;
    }
}

impl Service {
    /// Takes every step of the reminders whose day has come. Whoever calls it twice on a day changes nothing the second
    /// time.
    ///
    /// # Errors
    /// The store fails.
    pub async fn remind_followup(&self) -> Result<Reminders, Failure> {
        let ladder = self.ctx.law_at(self.now()).get(&param::REMINDERS).unwrap_or_default();
        let mut all = Reminders::default();
        let mut after: Option<Mark> = None;
        loop {
            let (steps, from) = (ladder.clone(), after.clone());
            let ((done, next), _) = self
                .as_console("followup.remind", move |w| {
                    let (steps, from) = (steps.clone(), from.clone());
                    Box::pin(async move { w.remind(&steps, from).await })
                })
                .await?;
            all.add(&done);
            match next {
                Some((closes_on, id)) => after = Some(Mark { closes_on, id }),
                None => break,
            }
        }
        let (transfers, _) = self
            .as_console("followup.remind_transfers", |w| Box::pin(async move { w.remind_transfers().await }))
            .await?;
        all.transfers = transfers;
        Ok(all)
    }
}

impl Work<'_> {
    async fn remind(
        &mut self,
        ladder: &[Reminder],
        after: Option<Mark>,
    ) -> Result<(Reminders, Option<(jiff::civil::Date, String)>), Failure> {
        let (today, mut done) = (self.ctx.day_of(self.now), Reminders::default());
        let steps = i64::try_from(ladder.len()).unwrap_or(i64::MAX);
        let visits = store::followup::to_remind(self.tx, steps, after.as_ref(), today, AT_ONCE).await?;
        for visit in &visits {
            done.add(&self.remind_of(visit, ladder, today).await?);
        }
        let full = i64::try_from(visits.len()).is_ok_and(|n| n == AT_ONCE);
        let last = visits.last().filter(|_| full).map(|v| (v.planned.closes_on, v.id.to_string()));
        Ok((done, last))
    }

    async fn remind_of(
        &mut self,
        visit: &Visit,
        ladder: &[Reminder],
        today: jiff::civil::Date,
    ) -> Result<Reminders, Failure> {
        let (mut done, mut told_donor) = (Reminders::default(), false);
        let donor = visit.planned.subject.starts_with("don_");
        for step in reminders_due(visit, ladder, today) {
            let reminded = VisitReminded { step: step.step.clone(), to: step.to };
            let draft = Draft::new("followup.visit_reminded", visit.id, &reminded);
            self.record(vec![draft.about(&visit.planned.subject)]).await?;
            match step.to {
                // Nobody is invited to a visit whose time is over, nor twice in one round.
                RemindWhom::Donor if donor && !told_donor && matches!(visit.due(today), Due::Open { .. }) => {
                    told_donor = true;
                    done.links += usize::from(self.queue_link(visit).await?.is_some());
                }
                RemindWhom::Donor => {}
                RemindWhom::Centre => {
                    done.centres += 1;
                    if donor {
                        self.concern(visit.id, vec![Abnormal::MissedVisit]).await?;
                    }
                }
                RemindWhom::Regulator => done.regulator += 1,
            }
        }
        Ok(done)
    }

    /// Clinics that did not answer in time are asked again, at most once in two weeks.
    async fn remind_transfers(&mut self) -> Result<usize, Failure> {
        let today = Arc::clone(&self.ctx).day_of(self.now);
        let mut count = 0;
        for transfer in store::followup::transfers_late(self.tx, today).await? {
            let lately = match &transfer.state {
                domain::followup::TransferState::Asked { reminded } => reminded.last().copied(),
                _ => continue,
            };
            if lately.is_none_or(|at| self.now.duration_since(at) >= AGAIN) {
                let draft = Draft::new("followup.transfer_reminded", transfer.id, &());
                self.record(vec![draft.about(&transfer.asked.subject)]).await?;
                count += 1;
            }
        }
        Ok(count)
    }
}
