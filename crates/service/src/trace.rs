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
use domain::tissue::{Application, TissueUnit};
use domain::trace::carried::Carried;
use domain::trace::{Chain, Trace, trace};
use store::tissue::{Below, Root};
use store::trace::{Asked, Chains};
use store::{Tx, record};

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
        self.line("trace.find", access, record.as_deref(), "shown").await?;
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
        let today = self.ctx.day_of(self.ctx.clock.now());
        let centres = found.centres.iter().map(|c| (c.id.to_string(), c.name_on(today).to_owned())).collect();
        let (mut on_the_way, mut from_paper) = (Vec::new(), Vec::new());
        for chain in &found.chains {
            on_the_way.extend(self.on_the_way(chain).await?);
            from_paper.extend(self.paper_of_chain(chain).await?);
        }
        let traces = found.chains.iter().map(trace).collect();
        Ok(TraceFound { traces, asked: id.to_string(), centres, carried: on_the_way, from_paper })
    }
}

/// What the database holds about the chain of a number that somebody gave in a field, one chain for each donor; none where
/// nothing is on record.
pub(crate) async fn chains_of(tx: &mut Tx, field: &'static str, id: &AnyId) -> Result<Chains, Failure> {
    let number = id.to_string();
    let asked = match id {
        AnyId::Donor(_) => Some(Asked::Donor(&number)),
        AnyId::Unit(_) => Some(Asked::Unit(&number)),
        AnyId::Recipient(_) => Some(Asked::Recipient(&number)),
        AnyId::Transplant(_) => Some(Asked::Transplant(&number)),
        AnyId::Tissue(_) | AnyId::Application(_) => None,
        _ => {
            let wrong = Problem::new("malformed", field, "a donor, organ, tissue, recipient or transplantation number");
            return Err(wrong.showing(number).into());
        }
    };
    let mut found = match asked {
        Some(asked) => store::trace::chains(tx, asked).await?,
        None => Chains::default(),
    };
    tissues_beside(tx, id, &mut found).await?;
    Ok(found)
}

/// Adds the donors that only tissues lead to, and to every donor what was collected from them.
async fn tissues_beside(tx: &mut Tx, id: &AnyId, found: &mut Chains) -> Result<(), Failure> {
    let roots = match id {
        AnyId::Recipient(recipient) => store::tissue::roots_of_recipient(tx, &recipient.to_string()).await?,
        AnyId::Tissue(unit) => store::tissue::roots_of_unit(tx, &unit.to_string()).await?,
        AnyId::Application(one) => match record::load::<Application>(tx, &one.to_string()).await? {
            Some(one) => store::tissue::roots_of_unit(tx, &one.record.applied.unit.to_string()).await?,
            None => Vec::new(),
        },
        _ => Vec::new(),
    };
    for root in roots {
        if root.starts_with("tis_") {
            let Below { units, applications } = store::tissue::below(tx, Root::Unit(&root)).await?;
            found.chains.push(Chain { tissues: units, applications, ..Chain::default() });
        } else if !found.chains.iter().any(|c| c.donors.iter().any(|d| d.id.to_string() == root)) {
            let more = store::trace::chains(tx, Asked::Donor(&root)).await?;
            found.chains.extend(more.chains);
            found.centres.extend(more.centres);
        }
    }
    for chain in &mut found.chains {
        if let Some(donor) = chain.donors.first().map(|d| d.id.to_string()) {
            let Below { units, applications } = store::tissue::below(tx, Root::Donor(&donor)).await?;
            (chain.tissues, chain.applications) = (units, applications);
        }
    }
    centres_of_tissues(tx, found).await
}

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
