//! The whole chain of any donor, organ or recipient number, in both directions.

mod label;
mod theatre;

use std::collections::BTreeMap;

use codes::ids::AnyId;
use domain::access::Permission;
use domain::trace::{Trace, trace};
use store::trace::Asked;

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::{Reader, Service};

pub use label::{LabelPrinted, Parcel, PlaceSeen};

/// A trace with the public names of the centres in it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct TraceFound {
    /// The number that was asked for.
    pub asked: String,
    /// One trace per donor; a recipient of two organs has two.
    pub traces: Vec<Trace>,
    /// Public names of the centres concerned.
    pub centres: BTreeMap<String, String>,
}

impl Service {
    /// Finds everything on the chain of a number.
    ///
    /// # Errors
    /// Not a donor, organ, recipient or transplantation number; nothing there; denied.
    pub async fn trace(&self, access: &Access, number: &str) -> Result<TraceFound, Failure> {
        let id = AnyId::parse(number)?;
        let record = Some(id.to_string());
        if self.bound_to(access, Permission::ReadTrace).is_none() {
            let may = May::national(Permission::ReadTrace);
            return self
                .show("trace.find", access, may, record, move |r| Box::pin(async move { r.chains(&id).await }))
                .await;
        }
        // Whether the chain passes through the reader's centre stands on the chain; until that is known nobody is shown it.
        let purpose = access.purpose.code();
        let found = self.glance("trace.find", purpose, move |r| Box::pin(async move { r.chains(&id).await })).await;
        match &found {
            Ok(_) => {}
            Err(Failure::Problem(p)) if p.code == "not_found" => {}
            Err(_) => return found,
        }
        let may = self.may_on_chain(access, Permission::ReadTrace, id, &found).await?;
        self.permit("trace.find", access, may, record.as_deref()).await?;
        self.line("trace.find", access, record.as_deref(), "shown").await?;
        found
    }
}

impl Reader<'_> {
    pub(crate) async fn chains(&mut self, id: &AnyId) -> Result<TraceFound, Failure> {
        let number = id.to_string();
        let asked = match id {
            AnyId::Donor(_) => Asked::Donor(&number),
            AnyId::Unit(_) => Asked::Unit(&number),
            AnyId::Recipient(_) => Asked::Recipient(&number),
            AnyId::Transplant(_) => Asked::Transplant(&number),
            _ => {
                let wrong = Problem::new("malformed", "number", "a donor, organ, recipient or transplantation number");
                return Err(wrong.showing(number).into());
            }
        };
        let found = store::trace::chains(self.tx, asked).await?;
        if found.chains.is_empty() {
            return Err(Problem::not_found("number", number).into());
        }
        let today = self.ctx.day_of(self.ctx.clock.now());
        let centres = found.centres.iter().map(|c| (c.id.to_string(), c.name_on(today).to_owned())).collect();
        Ok(TraceFound { traces: found.chains.iter().map(trace).collect(), asked: number, centres })
    }
}
