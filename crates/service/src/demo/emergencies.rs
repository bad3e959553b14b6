//! Emergency accesses in the demonstration: one that was reviewed, and one that waits for its review.

use domain::access::{EmergencyFinding, EmergencyReason, EmergencyReviewed, Role};
use jiff::{SignedDuration, Timestamp};

use super::act::{Act, World};
use super::amiss;
use super::calendar::Calendar;
use super::cast::{ELUN, ORVA};
use crate::access::EmergencyAsked;
use crate::failure::Failure;

/// The story whose donor and recipient Sarim looks after.
const STORY: &str = "kidney-well";

/// Something that happens around an emergency access.
pub(super) enum Alarm {
    /// A nurse of Port Elun has the donor before her.
    Nurse,
    /// She reads the file.
    Reads,
    /// The privacy officer asks her why.
    Reviewed,
    /// A surgeon of Tel Orva has the recipient before him.
    Surgeon,
}

/// When it happens.
pub(super) fn agenda(c: &Calendar) -> Vec<(Timestamp, Act)> {
    let night = c.at(c.ago(9), 2 * 60 + 20);
    let after = |minutes| night.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(night);
    let lately = c.now().saturating_sub(SignedDuration::from_hours(14)).unwrap_or(night);
    let all =
        [(night, Alarm::Nurse), (after(4), Alarm::Reads), (after(30 * 60), Alarm::Reviewed), (lately, Alarm::Surgeon)];
    all.into_iter().map(|(at, alarm)| (at, Act::Alarm(alarm))).collect()
}

impl World<'_> {
    /// Lets one thing happen around an emergency access.
    pub(super) async fn alarm(&self, alarm: Alarm) -> Result<(), Failure> {
        let (nurse, surgeon) =
            (self.cast.member(Role::LivingDonorNurse, Some(ELUN), 0)?, self.cast.member(Role::Surgeon, Some(ORVA), 0)?);
        let pair = self.story(STORY)?;
        let asked =
            |reason, text: &str, hours| EmergencyAsked { record: pair.to_string(), reason, text: text.into(), hours };
        match alarm {
            Alarm::Nurse => {
                let text = "The donor came to us with fever and pain at the scar; her own centre does not answer.";
                self.service.open_emergency(&nurse, asked(EmergencyReason::DonorLife, text, 6)).await.map(drop)
            }
            Alarm::Reads => self.service.pair(&nurse, pair).await.map(drop),
            Alarm::Reviewed => {
                let officer = self.cast.member(Role::PrivacyOfficer, None, 0)?;
                let waiting = self.service.emergencies(&officer).await?.open;
                let first = waiting.first().ok_or_else(|| amiss("no emergency access waits"))?;
                let found = EmergencyReviewed {
                    finding: EmergencyFinding::Justified,
                    reason: "Both centres confirm the call at night; only the file of the donor was read.".into(),
                };
                self.service.review_emergency(&officer, first.emergency.id, found).await.map(drop)
            }
            Alarm::Surgeon => {
                let text = "The recipient was brought to us after an accident; which medicines may she have?";
                self.service.open_emergency(&surgeon, asked(EmergencyReason::RecipientLife, text, 3)).await.map(drop)
            }
        }
    }
}
