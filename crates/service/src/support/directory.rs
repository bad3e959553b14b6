//! The public directory of services.

use codes::ids::SupportServiceId;
use codes::language::Language;
use domain::Draft;
use domain::access::Permission;
use domain::licence::Centre;
use domain::support::{Listed, SupportService};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::listed::ROWS;
use crate::work::{Receipt, Settled};

fn sound(listed: &Listed) -> Result<(), Problem> {
    let texts = [("name", &listed.name), ("regions", &listed.regions), ("contact", &listed.contact)];
    for (field, text) in texts {
        if text.trim().is_empty() {
            return Err(Problem::new("missing", field, "what people must know to find it"));
        }
    }
    if listed.areas.is_empty() {
        return Err(Problem::new("missing", "areas", "at least one sort of help"));
    }
    match listed.languages.iter().find(|tag| tag.parse::<Language>().is_err()) {
        Some(tag) => Err(Problem::new("malformed", "languages", "language tags, such as ar or en").showing(tag)),
        None => Ok(()),
    }
}

impl Service {
    /// Lists an organisation, or changes its entry.
    ///
    /// # Errors
    /// Denied; no such organisation or entry; a field is empty.
    pub async fn list_service(
        &self,
        access: &Access,
        entry: Option<SupportServiceId>,
        listed: Listed,
    ) -> Result<(SupportServiceId, Receipt), Failure> {
        self.write("support.list_service", access, May::national(Permission::ListService), move |w| {
            let listed = listed.clone();
            Box::pin(async move {
                sound(&listed)?;
                w.get::<Centre>("organisation", listed.organisation).await?;
                let (id, kind) = match entry {
                    Some(id) => (w.get::<SupportService>("service", id).await?.id, "support.service_changed"),
                    None => (w.id(), "support.service_listed"),
                };
                w.record(vec![Draft::new(kind, id, &listed)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Takes an entry out of the directory.
    ///
    /// # Errors
    /// Denied; no such entry; it was taken out already.
    pub async fn end_service(&self, access: &Access, id: SupportServiceId) -> Result<((), Receipt), Failure> {
        self.write("support.end_service", access, May::national(Permission::ListService), move |w| {
            Box::pin(async move {
                if w.get::<SupportService>("service", id).await?.ended_at.is_some() {
                    return Err(Problem::new("stale", "service", "an entry of the directory").into());
                }
                w.record(vec![Draft::new("support.service_ended", id, &())]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// The directory, for everybody.
    ///
    /// # Errors
    /// The store fails.
    pub async fn support_services(&self) -> Result<Vec<SupportService>, Failure> {
        self.public("support.services", |r| Box::pin(async move { Ok(store::support::services(r.tx, ROWS).await?) }))
            .await
    }
}
