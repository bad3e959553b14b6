//! One step of a pair's task list: who may take it, and whether it is a fact that is kept or a plan that is asked.

use codes::ids::{AccountId, PairId, PlanId};
use codes::time::Happened;
use domain::access::{Account, Permission};
use domain::approval::{self, Pair, Step};
use domain::registry::Refused;
use domain::{Draft, Verdict};

use crate::Service;
use crate::access::Access;
use crate::failure::Failure;
use crate::work::{Receipt, Settled, Work};

/// Which permission a step needs.
fn permission(step: &Step) -> Permission {
    match step {
        Step::Interviewed(_) => Permission::RecordInterview,
        Step::Evaluated(_) => Permission::RecordEvaluation,
        Step::Signed(_) => Permission::TakeConsent,
        Step::Withdrawn(_) => Permission::RecordWithdrawal,
        Step::VoteCast(_) | Step::Decided(_) | Step::PaperConfirmed(_) | Step::Appealed(_) => {
            Permission::DecideApproval
        }
        Step::Changed(_) => Permission::OpenPair,
        Step::TeamNamed(_)
        | Step::IdentityChecked(_)
        | Step::RelationProved(_)
        | Step::Informed(_)
        | Step::RecipientInformed(_)
        | Step::Declared(_)
        | Step::CarePlanned(_)
        | Step::PaperFiled(_)
        | Step::NoticeGiven(_) => Permission::RecordStep,
    }
}

/// Steps from which a sign of trafficking may be computed.
fn shows_signs(step: &Step) -> bool {
    matches!(
        step,
        Step::RelationProved(_) | Step::Informed(_) | Step::Interviewed(_) | Step::Evaluated(_) | Step::Changed(_)
    )
}

impl Service {
    /// Keeps one step of a pair's task list, signed by whoever is signed in. Signatures, votes, decisions and the second
    /// reading of a paper are plans and may be refused; all others are facts.
    ///
    /// # Errors
    /// Denied; no such pair; refused with all reasons.
    pub async fn take_step(
        &self,
        access: &Access,
        pair: PairId,
        step: Step,
        happened: Option<Happened>,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::step(&step)?;
        let (mut may, wants) = self.place_of_pair(access, permission(&step), pair).await?;
        if let Step::Changed(change) = &step {
            let donor = change.donor.map(|d| d.to_string());
            let numbers = donor.into_iter().chain(change.recipient.map(|r| r.to_string())).collect();
            may = self.may_bring(access, may, numbers).await?;
        }
        self.wanting(wants)
            .write("approval.take_step", access, may, move |w| {
                let (step, happened) = (step.clone(), happened.clone());
                Box::pin(async move {
                    let file: Pair = w.get("pair", pair).await?;
                    w.open_for(&file, &step)?;
                    w.accounts_exist(&step).await?;
                    if let Step::PaperFiled(paper) = &step {
                        w.filed(&file, paper).await?;
                    }
                    match &step {
                        Step::Signed(signed) => {
                            let settled = w.sign(&file, signed).await?;
                            if matches!(settled, Settled::Done(())) {
                                w.note_step(pair, &step).await?;
                            }
                            Ok(settled)
                        }
                        Step::VoteCast(vote) => w.vote(&file, vote).await,
                        Step::Decided(decided) => w.decide(&file, decided).await,
                        Step::PaperConfirmed(paper) => w.read_paper(&file, paper).await,
                        _ => {
                            let mut drafts = approval::keep(&file, &step).events;
                            if let Some(at) = happened {
                                drafts = drafts.into_iter().map(|d| d.happened(at.clone())).collect();
                            }
                            w.record(drafts).await?;
                            w.note_step(pair, &step).await?;
                            if shows_signs(&step) {
                                let now: Pair = w.get("pair", pair).await?;
                                match &step {
                                    // Who else stands where changes with the people only.
                                    Step::Changed(_) => {
                                        w.seek_rejections(&now).await?;
                                        w.compute_signs(&now, None).await?;
                                    }
                                    _ => w.compute_signs_of_file(&now).await?,
                                }
                            }
                            Ok(Settled::Done(()))
                        }
                    }
                })
            })
            .await
    }
}

impl Work<'_> {
    /// Everybody a step names besides its signer must have an account here.
    async fn accounts_exist(&mut self, step: &Step) -> Result<(), Failure> {
        let named: Vec<AccountId> = match step {
            Step::TeamNamed(s) => s.members.clone(),
            Step::Interviewed(s) => s.beside.into_iter().collect(),
            Step::Evaluated(s) => s.beside.into_iter().collect(),
            Step::CarePlanned(s) => vec![s.owner],
            Step::Signed(s) => s.witnesses.iter().filter_map(|w| w.account).collect(),
            Step::IdentityChecked(_)
            | Step::RelationProved(_)
            | Step::Informed(_)
            | Step::RecipientInformed(_)
            | Step::Declared(_)
            | Step::VoteCast(_)
            | Step::Decided(_)
            | Step::PaperFiled(_)
            | Step::PaperConfirmed(_)
            | Step::Appealed(_)
            | Step::NoticeGiven(_)
            | Step::Withdrawn(_)
            | Step::Changed(_) => Vec::new(),
        };
        for id in named {
            self.get::<Account>("account", id).await?;
        }
        Ok(())
    }

    /// Writes what a verdict allowed, or only that it was refused.
    pub(crate) async fn settle(
        &mut self,
        verdict: Verdict,
        pair: &Pair,
        refused: &'static str,
        inputs: &impl serde::Serialize,
    ) -> Result<Settled<()>, Failure> {
        match verdict {
            Verdict::Allowed { events, reading } => {
                self.record_with(events, &reading, inputs).await?;
                Ok(Settled::Done(()))
            }
            Verdict::Refused(reading) => {
                let plan: PlanId = self.id();
                let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
                let told = Refused { plan, planned_at: self.now, rules };
                let draft =
                    Draft::new(refused, pair.id, &told).about(plan).sealed_for(domain::Vault::Clinical, pair.donor);
                self.record_with(vec![draft], &reading, inputs).await?;
                Ok(Settled::Refused { id: plan.to_string(), reading })
            }
        }
    }
}
