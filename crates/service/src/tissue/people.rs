//! Donors and recipients of tissues and cells who have no number yet.

use codes::DonorKind;
use codes::ids::CentreId;
use domain::access::Permission;
use domain::person::Known;
use domain::registry::{DonorEntered, RecipientEntered};
use serde::{Deserialize, Serialize};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::Failure;
use crate::work::{Receipt, Settled};

/// Somebody who gives or receives. It has no `Debug`: it is somebody.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TissuePerson {
    /// The sort of donor; `None` for a recipient.
    pub donor: Option<DonorKind>,
    /// The centre that looks after the person.
    pub centre: CentreId,
    /// Who it is; `None` where nobody knows yet.
    #[serde(default)]
    pub known: Option<Known>,
}

impl Service {
    /// Gives somebody a donor's or a recipient's number.
    ///
    /// # Errors
    /// Denied; malformed birth date or identifier.
    pub async fn enter_tissue_person(&self, access: &Access, who: TissuePerson) -> Result<(String, Receipt), Failure> {
        let permission = if who.donor.is_some() { Permission::HandleTissue } else { Permission::ApplyTissue };
        self.write("tissue.enter_person", access, May::at(permission, who.centre), move |w| {
            let who = who.clone();
            Box::pin(async move {
                let person = match &who.known {
                    Some(known) => Some(w.add_person(known).await?),
                    None => None,
                };
                let centre = Some(who.centre);
                let number = match who.donor {
                    Some(kind) => w.add_donor(person, &DonorEntered { kind, centre }).await?.to_string(),
                    None => {
                        let entered = RecipientEntered { centre, accepted_on: Some(w.ctx.day_of(w.now)) };
                        w.add_recipient(person, &entered).await?.to_string()
                    }
                };
                Ok(Settled::Done(number))
            })
        })
        .await
    }
}
