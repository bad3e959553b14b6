//! The whole chain of any donor, organ or recipient number, in both directions.

use std::collections::BTreeMap;

use codes::ids::AnyId;
use domain::access::Permission;
use domain::licence::Centre;
use domain::registry::{Donor, Transplant};
use domain::trace::{Chain, Line, Trace, trace};
use store::trace::Root;

use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::{Reader, Service};

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

impl TraceFound {
    /// The same for whoever is outside the case vault: that rules were broken raised a question, and is known in there.
    fn without_breaches(mut self) -> Self {
        fn strip(line: &mut Line) {
            line.unit.entered.breaches.clear();
            line.transplants.iter_mut().for_each(|t| t.transplanted.breaches.clear());
            line.parts.iter_mut().for_each(strip);
        }
        self.traces.iter_mut().flat_map(|t| &mut t.lines).for_each(strip);
        self
    }
}

impl Service {
    /// Finds everything on the chain of a number.
    ///
    /// # Errors
    /// Not a donor, organ, recipient or transplantation number; nothing there; denied.
    pub async fn trace(&self, access: &Access, number: &str) -> Result<TraceFound, Failure> {
        let id = AnyId::parse(number)?;
        let may = self.may_on_chain(access, Permission::ReadTrace, id).await?;
        let vault = self.policy().reach(access.role, Permission::ReadCase, access.purpose).is_some();
        let found = self
            .read("trace.find", access, may, Some(id.to_string()), move |r| {
                Box::pin(async move { r.chains(&id).await })
            })
            .await?;
        Ok(if vault { found } else { found.without_breaches() })
    }
}

impl Reader<'_> {
    pub(crate) async fn chains(&mut self, id: &AnyId) -> Result<TraceFound, Failure> {
        let asked = id.to_string();
        let from = match id {
            AnyId::Donor(_) => vec![asked.clone()],
            AnyId::Unit(_) => roots(store::trace::origins_of_unit(self.tx, &asked).await?),
            AnyId::Recipient(_) => roots(store::trace::origins_of_recipient(self.tx, &asked).await?),
            AnyId::Transplant(_) => {
                let transplant: Transplant = self.get("transplant", &asked).await?;
                let unit = transplant.transplanted.unit.to_string();
                roots(store::trace::origins_of_unit(self.tx, &unit).await?)
            }
            _ => {
                let wrong = Problem::new("malformed", "number", "a donor, organ, recipient or transplantation number");
                return Err(wrong.showing(asked).into());
            }
        };
        let mut traces = Vec::new();
        for root in from {
            let chain = self.chain(&root).await?;
            if !chain.units.is_empty() || !chain.donors.is_empty() {
                traces.push(trace(&chain));
            }
        }
        if traces.is_empty() {
            return Err(Problem::not_found("number", asked).into());
        }
        let centres = self.centres_of(&traces).await?;
        Ok(TraceFound { asked, traces, centres })
    }

    async fn chain(&mut self, root: &str) -> Result<Chain, Failure> {
        let donor = root.starts_with("don_");
        let mut chain = store::trace::chain(self.tx, if donor { Root::Donor(root) } else { Root::Unit(root) }).await?;
        if donor {
            chain.donors.extend(self.find::<Donor>(root).await?);
        }
        Ok(chain)
    }

    async fn centres_of(&mut self, traces: &[Trace]) -> Result<BTreeMap<String, String>, Failure> {
        let mut ids = std::collections::BTreeSet::new();
        for line in traces.iter().flat_map(Trace::flat) {
            ids.extend(line.unit.entered.centre);
            ids.extend(line.transplants.iter().filter_map(|t| t.transplanted.centre));
            for stop in &line.stops {
                if let domain::trace::Stop::HandedOver(h) = stop {
                    ids.extend([h.handed.from, h.handed.to].into_iter().flatten());
                }
            }
        }
        let today = self.ctx.day_of(self.ctx.clock.now());
        let mut names = BTreeMap::new();
        for id in ids {
            if let Some(centre) = self.find::<Centre>(id).await? {
                names.insert(id.to_string(), centre.name_on(today).to_owned());
            }
        }
        Ok(names)
    }
}

/// Where the walk down begins: the donor, or the topmost unit when no donor is recorded.
fn roots(origins: Vec<store::trace::Origin>) -> Vec<String> {
    let mut roots: Vec<String> = origins.iter().filter_map(|o| o.donor_id.clone()).collect();
    if roots.is_empty() {
        roots.extend(origins.last().map(|o| o.unit_id.clone()));
    }
    roots.sort_unstable();
    roots.dedup();
    roots
}
