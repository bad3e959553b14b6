//! Licences of tissue establishments.

use codes::ids::TissueLicenceId;
use domain::Draft;
use domain::access::Permission;
use domain::licence::Centre;
use domain::tissue::{TissueGranted, TissueLicence, TissueLicenceEnded};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::plain;
use crate::work::{Receipt, Settled};

/// A number of a tissue establishment in the Single European Code.
fn number(text: &str) -> Result<(), Problem> {
    let fits = text.len() == 6 && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if fits { Ok(()) } else { Err(Problem::new("malformed", "number", "six capital letters or digits")) }
}

impl Service {
    /// Licenses a centre as a tissue establishment.
    ///
    /// # Errors
    /// Denied; no such centre; nothing is allowed by it; the last day lies before the first.
    pub async fn grant_tissue_licence(
        &self,
        access: &Access,
        granted: TissueGranted,
    ) -> Result<(TissueLicenceId, Receipt), Failure> {
        plain::line("legal_act", &granted.legal_act)?;
        granted.number.as_deref().map_or(Ok(()), number)?;
        if granted.activities.is_empty() || granted.kinds.is_empty() {
            return Err(Problem::new("missing", "activities", "at least one activity and one kind").into());
        }
        if granted.valid_to < granted.valid_from {
            let wrong = Problem::new("malformed", "valid_to", "a day not before the first");
            return Err(wrong.showing(granted.valid_to.to_string()).into());
        }
        self.write("tissue.grant_licence", access, May::national(Permission::GrantLicence), move |w| {
            let granted = granted.clone();
            Box::pin(async move {
                w.get::<Centre>("centre", granted.centre).await?;
                let id: TissueLicenceId = w.id();
                w.record(vec![Draft::new("tissue.licence_granted", id, &granted).about(granted.centre)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Ends a licence before its last day.
    ///
    /// # Errors
    /// Denied; no such licence; it has ended.
    pub async fn end_tissue_licence(
        &self,
        access: &Access,
        id: TissueLicenceId,
        ended: TissueLicenceEnded,
    ) -> Result<((), Receipt), Failure> {
        plain::line("reason", &ended.reason)?;
        self.write("tissue.end_licence", access, May::national(Permission::MeasureLicence), move |w| {
            let ended = ended.clone();
            Box::pin(async move {
                let licence: TissueLicence = w.get("licence", id).await?;
                if licence.ended.is_some() {
                    return Err(Problem::new("stale", "licence", "a licence that has not ended").into());
                }
                w.record(vec![Draft::new("tissue.licence_ended", id, &ended)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Licences of all tissue establishments; anybody may see them. At most 500.
    ///
    /// # Errors
    /// The store fails.
    pub async fn tissue_licences(&self) -> Result<Vec<TissueLicence>, Failure> {
        self.public("tissue.licences", |r| Box::pin(async move { Ok(store::tissue::licences(r.tx).await?) })).await
    }
}
