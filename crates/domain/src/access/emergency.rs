//! Emergency access: one record of another centre, read for some hours by somebody who says why, and looked at afterwards.
//!
//! | state | knows |
//! |---|---|
//! | runs | until when; read permissions of the clinical registry reach the record and what belongs to it |
//! | over | when it ended, by itself or before its time |
//! | reviewed | who of the privacy officers found it justified or not, and why; it is over by then |
//!
//! Nothing is written by it, and nothing of the vaults of cases, concerns and protected people is read by it.

use std::collections::BTreeSet;

use codes::ids::{AccountId, CentreId, EmergencyId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Permission, Purpose, Role};
use crate::Private;
use crate::approval::Pair;
use crate::event::{Draft, Past, Record, Unfoldable, Vault};
use crate::words::words;

/// Longest time for which an emergency access runs, hours: a shift.
pub const LONGEST_HOURS: u8 = 12;
/// Within so many hours of its opening an emergency access is reviewed.
pub const REVIEWED_WITHIN_HOURS: i64 = 72;
/// Emergency accesses of one account that run at the same time, at most.
pub const RUNNING_AT_MOST: usize = 3;

/// What an emergency access reads: of the clinical registry, and who the two people of the pair are for whoever reads that in
/// the own centre. Nothing else, whatever a role may do.
const READS: [Permission; 5] = [
    Permission::ReadPair,
    Permission::ReadTrace,
    Permission::ReadFollowup,
    Permission::ReadResult,
    Permission::ReadIdentity,
];

/// Whether a permission is one that an emergency access may carry to another centre.
#[must_use]
pub fn reads(permission: Permission) -> bool {
    READS.contains(&permission)
}

words! {
    /// Why somebody could not wait.
    EmergencyReason {
        /// The recipient's life is at stake.
        RecipientLife = "recipient_life",
        /// The donor's life is at stake.
        DonorLife = "donor_life",
        /// A serious adverse reaction must be followed at once.
        SevereReaction = "severe_reaction",
        /// An organ is on its way and something about it must be known.
        OrganOnItsWay = "organ_on_its_way",
        /// Something else, told in words.
        Other = "other_emergency",
    }
}

words! {
    /// What the review found.
    EmergencyFinding {
        /// The need was there.
        Justified = "justified",
        /// It was not.
        NotJustified = "not_justified",
    }
}

/// An emergency access is opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyOpened {
    /// In which role; in no other one does it read anything.
    pub role: Role,
    /// For which purpose it was opened.
    pub purpose: Purpose,
    /// In which centre's name.
    pub centre: CentreId,
    /// The record: number of a pair, a donor or a recipient.
    pub about: String,
    /// Why.
    pub reason: EmergencyReason,
    /// Why in words.
    pub text: Private,
    /// When it ends by itself.
    pub ends_at: Timestamp,
}

/// An emergency access is reviewed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyReviewed {
    /// What was found.
    pub finding: EmergencyFinding,
    /// Why in words.
    pub reason: Private,
}

/// A review as it was held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EmergencyReview {
    /// By whom.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// What was found.
    pub found: EmergencyReviewed,
}

/// An emergency access.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EmergencyAccess {
    /// Its number.
    pub id: EmergencyId,
    /// Who opened it.
    pub account: AccountId,
    /// What was opened, and why.
    pub opened: EmergencyOpened,
    /// When.
    pub opened_at: Timestamp,
    /// When it was ended before its time; absent where it was not.
    pub ended_at: Option<Timestamp>,
    /// Its review; absent until it was held.
    pub review: Option<EmergencyReview>,
}

/// Why an emergency access is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayNotOpen {
    /// It would run for no time, or for more than [`LONGEST_HOURS`].
    Hours,
    /// [`RUNNING_AT_MOST`] of the account run already.
    TooMany,
    /// Nothing was said in words.
    NoWords,
}

/// Why somebody may not review an emergency access.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayNotReview {
    /// They opened it.
    OwnOne,
    /// It was reviewed.
    Done,
    /// Nothing was said in words.
    NoWords,
}

impl EmergencyAccess {
    /// When it ends or ended.
    #[must_use]
    pub fn until(&self) -> Timestamp {
        self.ended_at.map_or(self.opened.ends_at, |early| early.min(self.opened.ends_at))
    }

    /// Whether it runs at an instant; the instant of its end is after it.
    #[must_use]
    pub fn runs(&self, at: Timestamp) -> bool {
        self.opened_at <= at && at < self.until()
    }

    /// By when it is to be reviewed.
    #[must_use]
    pub fn review_due_at(&self) -> Timestamp {
        let within = SignedDuration::from_hours(REVIEWED_WITHIN_HOURS);
        self.opened_at.saturating_add(within).unwrap_or(Timestamp::MAX)
    }

    /// Whether its review came late, or is late at an instant.
    #[must_use]
    pub fn is_late(&self, at: Timestamp) -> bool {
        self.review.as_ref().map_or(at, |review| review.at) > self.review_due_at()
    }

    /// Whether somebody may review it now.
    ///
    /// # Errors
    /// Why not.
    pub fn review_by(&self, who: AccountId, found: &EmergencyReviewed) -> Result<Draft, MayNotReview> {
        if who == self.account {
            return Err(MayNotReview::OwnOne);
        }
        if self.review.is_some() {
            return Err(MayNotReview::Done);
        }
        if is_blank(&found.reason) {
            return Err(MayNotReview::NoWords);
        }
        let draft = Draft::new("access.emergency_reviewed", self.id, found).about(&self.opened.about);
        Ok(draft.sealed_for(Vault::Clinical, self.id))
    }
}

fn is_blank(text: &Private) -> bool {
    text.clear().is_some_and(|words| words.trim().is_empty())
}

/// Opens an emergency access at an instant, beside so many of the same account that run.
///
/// # Errors
/// Why not.
pub fn open(id: EmergencyId, opened: &EmergencyOpened, now: Timestamp, running: usize) -> Result<Draft, MayNotOpen> {
    let longest = SignedDuration::from_hours(i64::from(LONGEST_HOURS));
    let runs_for = opened.ends_at.duration_since(now);
    if runs_for <= SignedDuration::ZERO || runs_for > longest {
        return Err(MayNotOpen::Hours);
    }
    if running >= RUNNING_AT_MOST {
        return Err(MayNotOpen::TooMany);
    }
    if is_blank(&opened.text) {
        return Err(MayNotOpen::NoWords);
    }
    let draft = Draft::new("access.emergency_opened", id, opened).about(&opened.about);
    Ok(draft.sealed_for(Vault::Clinical, id))
}

/// The event by which an emergency access ends before its time.
#[must_use]
pub fn end(id: EmergencyId) -> Draft {
    Draft::new("access.emergency_ended", id, &())
}

/// The record and what belongs to it: the pairs of a donor or recipient, or the one pair itself, and the two people of each.
/// The further pairs of those people do not.
#[must_use]
pub fn belonging(about: &str, pairs: &[Pair]) -> BTreeSet<String> {
    let of = |pair: &Pair| [pair.id.to_string(), pair.donor.to_string(), pair.recipient.to_string()];
    let mut all: BTreeSet<String> = pairs.iter().map(of).filter(|of| of.iter().any(|n| n == about)).flatten().collect();
    all.insert(about.to_owned());
    all
}

impl Record for EmergencyAccess {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let by: AccountId = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
        let at = event.recorded_at;
        match (state, event.kind.as_str()) {
            (None, "access.emergency_opened") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not an emergency access"))?;
                Ok(Self { id, account: by, opened: event.read()?, opened_at: at, ended_at: None, review: None })
            }
            (Some(one), "access.emergency_ended") if one.runs(at) => Ok(Self { ended_at: Some(at), ..one }),
            (Some(one), "access.emergency_reviewed") if one.review.is_none() && by != one.account => {
                // What was reviewed is whole: nothing is read under it afterwards.
                let ended_at = if one.runs(at) { Some(at) } else { one.ended_at };
                let review = Some(EmergencyReview { by, at, found: event.read()? });
                Ok(Self { ended_at, review, ..one })
            }
            _ => Err(event.unfoldable("not an event of an emergency access in this state")),
        }
    }
}
