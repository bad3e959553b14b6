//! Where a record lies, for those who may act in their own centre only. It is looked up before the permission is asked.

use codes::ids::{AnyId, CentreId, PersonId, UnitId};
use domain::access::Permission;
use domain::approval::Pair;
use domain::person::Person;
use domain::registry::{Donor, Recipient};
use domain::trace::Chain;
use store::trace::Root;

use super::{Access, May, Reach};
use crate::failure::Failure;
use crate::{Reader, Service, TraceFound};

impl Service {
    /// The centre a permission is bound to for whoever asks; `None` when it reaches everywhere or nowhere.
    pub(crate) fn bound_to(&self, access: &Access, permission: Permission) -> Option<CentreId> {
        match self.policy().reach(access.role, permission, access.purpose) {
            Some(Reach::OwnCentre) => access.centre,
            _ => None,
        }
    }

    /// Where a permission reaches for a unit: to centres it passed through, or that the fact itself names.
    pub(crate) async fn may_on_unit(
        &self,
        access: &Access,
        permission: Permission,
        unit: UnitId,
        named: [Option<CentreId>; 2],
    ) -> Result<May, Failure> {
        let Some(own) = self.bound_to(access, permission) else { return Ok(May::anywhere(permission)) };
        let passed = named.contains(&Some(own))
            || self
                .public("registry.places_of", move |r| {
                    Box::pin(async move {
                        let chain = store::trace::chain(r.tx, Root::Unit(&unit.to_string())).await?;
                        Ok(passes(&chain, own))
                    })
                })
                .await?;
        Ok(bounded(permission, own, passed))
    }

    /// Where a permission reaches for a chain: to the centres on it.
    pub(crate) async fn may_on_chain(
        &self,
        access: &Access,
        permission: Permission,
        id: AnyId,
    ) -> Result<May, Failure> {
        let Some(own) = self.bound_to(access, permission) else { return Ok(May::anywhere(permission)) };
        let passed = self
            .public("trace.places_of", move |r| {
                Box::pin(async move {
                    match r.chains(&id).await {
                        Ok(found) => Ok(on_chain(&found, own) || r.is_kept_at(&id.to_string(), own).await?),
                        Err(Failure::Problem(p)) if p.code == "not_found" => Ok(false),
                        Err(other) => Err(other),
                    }
                })
            })
            .await?;
        Ok(bounded(permission, own, passed))
    }

    /// Where a permission reaches for a person: to centres that look after them.
    pub(crate) async fn may_on_person(
        &self,
        access: &Access,
        permission: Permission,
        person: PersonId,
    ) -> Result<May, Failure> {
        let Some(own) = self.bound_to(access, permission) else { return Ok(May::anywhere(permission)) };
        let ours = self
            .public("person.places_of", move |r| {
                Box::pin(async move {
                    match r.find::<Person>(person).await? {
                        Some(person) => r.knows(&person, own).await,
                        None => Ok(false),
                    }
                })
            })
            .await?;
        Ok(bounded(permission, own, ours))
    }

    /// Where a permission at a centre reaches for donors and recipients brought in by their number: whoever reads the
    /// file afterwards reads who they are.
    pub(crate) async fn may_bring(&self, access: &Access, at: May, numbers: Vec<String>) -> Result<May, Failure> {
        let Some(own) = self.bound_to(access, at.permission) else { return Ok(at) };
        let ours = self
            .public("approval.places_of", move |r| {
                let numbers = numbers.clone();
                Box::pin(async move {
                    for number in &numbers {
                        if !r.is_kept_at(number, own).await? {
                            return Ok(false);
                        }
                    }
                    Ok(true)
                })
            })
            .await?;
        Ok(if ours { at } else { May::elsewhere(at.permission) })
    }
}

impl Reader<'_> {
    /// Whether a person is looked after at a centre; somebody without a number yet is nobody else's.
    pub(crate) async fn knows(&mut self, person: &Person, own: CentreId) -> Result<bool, Failure> {
        for number in &person.pseudonyms {
            if self.is_kept_at(number, own).await? {
                return Ok(true);
            }
        }
        Ok(person.pseudonyms.is_empty())
    }

    /// Whether a donor or recipient was entered by a centre, or has a pair's file there.
    async fn is_kept_at(&mut self, number: &str, own: CentreId) -> Result<bool, Failure> {
        let entered = match number.get(..4) {
            Some("don_") => self.find::<Donor>(number).await?.and_then(|d| d.centre),
            Some("rec_") => self.find::<Recipient>(number).await?.and_then(|r| r.centre),
            _ => None,
        };
        if entered == Some(own) {
            return Ok(true);
        }
        let pairs: Vec<Pair> = store::approval::of_subject(self.tx, number).await?;
        Ok(pairs.iter().any(|p| p.centre == own))
    }
}

fn bounded(permission: Permission, own: CentreId, within: bool) -> May {
    if within { May::at(permission, own) } else { May::elsewhere(permission) }
}

fn passes(chain: &Chain, own: CentreId) -> bool {
    let units = chain.units.iter().map(|u| u.entered.centre);
    let grafts = chain.transplants.iter().map(|t| t.transplanted.centre);
    let handed = chain.handovers.iter().flat_map(|h| [h.handed.from, h.handed.to]);
    units.chain(grafts).chain(handed).any(|centre| centre == Some(own))
}

fn on_chain(found: &TraceFound, own: CentreId) -> bool {
    let donors = found.traces.iter().filter_map(|t| t.donor.as_ref()).any(|d| d.centre == Some(own));
    // Every centre of a unit, hand-over or graft stands among the names.
    donors || found.centres.contains_key(&own.to_string())
}
