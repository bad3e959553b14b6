//! Possible donors after death: their files, step by step, to the approval of recovery and what comes of it.

mod file;
mod flow;
mod open;
mod recover;
mod result;
mod situation;
mod step;
mod will;

use codes::ids::PathwayId;
use domain::access::Permission;
use store::Tx;

use crate::Service;
use crate::access::{Access, May, Reach};
use crate::failure::Failure;

pub use file::{Moved, OrganMoment, PathwayFile, PathwayLine, PathwayList};
pub use flow::{Period, PublicFlow};
pub use open::{NewPathway, WhoItIs};
pub use recover::RecoveryKept;
pub use result::ResultTyped;
pub(crate) use step::certificate;

impl Service {
    /// Where the permission reaches for this file: its hospital is looked up first, so that an own-centre reach holds.
    pub(crate) async fn may_on_pathway(
        &self,
        access: &Access,
        permission: Permission,
        id: PathwayId,
    ) -> Result<May, Failure> {
        match self.policy().reach(access.role, permission, access.purpose) {
            Some(Reach::OwnCentre) => {}
            _ => return Ok(May::national(permission)),
        }
        let number = id.to_string();
        let found: Option<String> = self
            .store
            .glance("pathway.centre_of", move |tx: &mut Tx| {
                let number = number.clone();
                Box::pin(async move { Ok::<_, Failure>(store::pathway::centre_of(tx, &number).await?) })
            })
            .await?;
        match found {
            Some(centre) => Ok(May::at(permission, centre.parse()?)),
            // The same answer as for a file of another hospital.
            None => Ok(May::elsewhere(permission)),
        }
    }

    /// The hospital to which a reader's list is narrowed; `None` where the permission reaches over the country.
    fn narrowed_to(&self, access: &Access, permission: Permission) -> Option<String> {
        match self.policy().reach(access.role, permission, access.purpose) {
            Some(Reach::OwnCentre) => Some(access.centre.map(|c| c.to_string()).unwrap_or_default()),
            _ => None,
        }
    }
}
