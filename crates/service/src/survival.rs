//! Patient survival from the operation, for grafts whose recipients' acceptance is not on record.

use codes::time::{Happened, Precision};
use domain::access::Permission;
use domain::followup::survival::{Curve, Observed, kaplan_meier};
use domain::registry::{Outcome, Transplant};

use crate::Service;
use crate::access::{Access, May, Reach};
use crate::failure::Failure;

impl Service {
    /// Patient survival from the first transplantation on, at the reader's centre or at all. Who was never heard of
    /// again is not counted, nor where only one of the two moments is known: a scale without dates gives distances
    /// within itself only.
    ///
    /// # Errors
    /// Denied.
    pub async fn survival_from_operation(&self, access: &Access) -> Result<Curve, Failure> {
        let own = self.policy().reach(access.role, Permission::ReadFollowup, access.purpose) == Some(Reach::OwnCentre);
        let centre = access.centre.filter(|_| own).map(|c| c.to_string());
        let may = May::narrowed(Permission::ReadFollowup);
        self.read("followup.survival", access, may, None, move |r| {
            let centre = centre.clone();
            Box::pin(async move {
                let grafts = store::registry::followed_grafts(r.tx, centre.as_deref()).await?;
                let of_one = grafts.chunk_by(|(a, _), (b, _)| a.transplanted.recipient == b.transplanted.recipient);
                Ok(kaplan_meier(&of_one.filter_map(observed).collect::<Vec<_>>()))
            })
        })
        .await
    }
}

/// One recipient's grafts with their outcomes.
fn observed(grafts: &[(Transplant, Option<Outcome>)]) -> Option<Observed> {
    let from = &grafts.first()?.0.at;
    let seen = || grafts.iter().filter_map(|(_, outcome)| outcome.as_ref()).filter(|o| comparable(from, &o.at));
    let death = seen().filter(|o| o.seen.patient_status == "dead").min_by_key(|o| o.at.at);
    let last = death.or_else(|| seen().max_by_key(|o| o.at.at))?;
    let days = (last.at.day_on() - from.day_on()).get_days();
    Some(Observed { days: f64::from(days), died: death.is_some() })
}

/// Whether the days between two moments mean anything.
fn comparable(from: &Happened, to: &Happened) -> bool {
    let unknown = |h: &Happened| h.precision == Precision::Unknown;
    unknown(from) == unknown(to)
}
