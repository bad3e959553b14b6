//! The whole chain of any donor, organ or recipient number, in both directions.

mod abo;
mod entry;
mod label;
mod paper;
mod temperature;
mod theatre;

use std::collections::{BTreeMap, BTreeSet};

use codes::ids::{AnyId, CentreId, UnitId};
use domain::access::Permission;
use domain::licence::Centre;
use domain::tissue::TissueUnit;
use domain::trace::carried::Carried;
use domain::trace::{Trace, trace};
use store::trace::{Asked, Chains};
use store::{Tx, record};
use temperature::on_the_way;

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::{Reader, Service};

pub use entry::{EntriesSeen, EntrySeen, EntryTaken, SealedEntry, Settling};
pub use label::{LabelPrinted, Parcel, PlaceSeen};
pub use paper::{
    DonationKnown, FromPaper, GroupKnown, LastKnown, OperationKnown, OrganKnown, OutageAsked, OutagesSeen, PackAsked,
    PackIssued, SheetFilled, SheetKept, SheetSeen, SheetTold, SheetsSeen, SheetsWaiting, WaitingSheets,
};
pub use temperature::{HandedAt, Journey, LoggerTaken, LoggerTold, TemperaturesKept};

/// A trace with the public names of the centres in it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct TraceFound {
    /// The number that was asked for.
    pub asked: String,
    /// One trace per donor; a recipient of two organs has two.
    pub traces: Vec<Trace>,
    /// Public names of the centres concerned.
    pub centres: BTreeMap<String, String>,
    /// What the temperatures of each organ's way come to, where any are on record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub carried: Vec<OnTheWay>,
    /// What on the chain was written on paper first, while the system was away.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from_paper: Vec<FromPaper>,
}

/// What the temperatures of one organ's way come to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct OnTheWay {
    /// The organ.
    pub unit: UnitId,
    /// What they come to.
    pub carried: Carried,
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
        self.shown("trace.find", access, may, record.as_deref()).await?;
        found
    }
}

impl Reader<'_> {
    /// Everything on the chain of a number, organs, tissues and cells together: one chain for each donor.
    pub(crate) async fn chains(&mut self, id: &AnyId) -> Result<TraceFound, Failure> {
        let found = chains_of(self.tx, "number", id).await?;
        if found.chains.is_empty() {
            return Err(Problem::not_found("number", id).into());
        }
        let now = self.ctx.clock.now();
        let today = self.ctx.day_of(now);
        let centres = found.centres.iter().map(|c| (c.id.to_string(), c.name_on(today).to_owned())).collect();
        let (carried, from_paper) = (on_the_way(&self.ctx, &found), FromPaper::of(&found.sheets));
        let traces = found.chains.iter().map(|chain| trace(chain, now)).collect();
        Ok(TraceFound { traces, asked: id.to_string(), centres, carried, from_paper })
    }
}

/// What the database holds about the chain of a number that somebody gave in a field, one chain for each donor; none where
/// nothing is on record.
pub(crate) async fn chains_of(tx: &mut Tx, field: &'static str, id: &AnyId) -> Result<Chains, Failure> {
    let number = id.to_string();
    let asked = match id {
        AnyId::Donor(_) => Asked::Donor(&number),
        AnyId::Unit(_) => Asked::Unit(&number),
        AnyId::Recipient(_) => Asked::Recipient(&number),
        AnyId::Transplant(_) => Asked::Transplant(&number),
        AnyId::Tissue(_) => Asked::Tissue(&number),
        AnyId::Application(_) => Asked::Application(&number),
        _ => {
            let wrong = Problem::new("malformed", field, "a donor, organ, tissue, recipient or transplantation number");
            return Err(wrong.showing(number).into());
        }
    };
    let mut found = store::trace::chains(tx, asked).await?;
    centres_of_tissues(tx, &mut found).await?;
    Ok(found)
}

/// Adds the centres that a tissue's own history names.
async fn centres_of_tissues(tx: &mut Tx, found: &mut Chains) -> Result<(), Failure> {
    let units = found.chains.iter().flat_map(|c| c.tissues.iter().flat_map(TissueUnit::centres));
    let applied = found.chains.iter().flat_map(|c| c.applications.iter().map(|a| a.applied.centre));
    let all: BTreeSet<CentreId> = units.chain(applied).collect();
    for id in all {
        if !found.centres.iter().any(|c| c.id == id)
            && let Some(centre) = record::load::<Centre>(tx, &id.to_string()).await?
        {
            found.centres.push(centre.record);
        }
    }
    Ok(())
}
