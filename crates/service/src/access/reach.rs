//! Where a record lies, for those who may act in their own centre only. It is looked up before the permission is asked.

use codes::ids::{AnyId, CentreId, DocumentId, PersonId, TransplantId, UnitId, VisitId};
use domain::access::Permission;
use domain::approval::Pair;
use domain::followup::Visit;
use domain::person::Person;
use domain::registry::{Donor, Recipient, Transplant};
use domain::trace::Chain;
use store::trace::Root;

use super::{Access, May, Reach};
use crate::failure::Failure;
use crate::{Reader, Service, TraceFound, link};

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
        let Some(own) = self.bound_to(access, permission) else { return Ok(May::national(permission)) };
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

    /// Where a permission reaches for a transplantation: to centres its organ passed through. One that is not there lies
    /// outside of every centre.
    pub(crate) async fn may_on_transplant(
        &self,
        access: &Access,
        permission: Permission,
        id: TransplantId,
    ) -> Result<May, Failure> {
        if self.bound_to(access, permission).is_none() {
            return Ok(May::national(permission));
        }
        let found = self.public("registry.unit_of", move |r| Box::pin(async move { r.find::<Transplant>(id).await }));
        match found.await? {
            Some(graft) => self.may_on_unit(access, permission, graft.transplanted.unit, [None; 2]).await,
            None => Ok(May::elsewhere(permission)),
        }
    }

    /// Where a permission reaches for a visit: to the centre that holds it. One that is not there lies outside of every
    /// centre, so that a number tells nobody whether another centre has such a visit.
    pub(crate) async fn may_on_visit(
        &self,
        access: &Access,
        permission: Permission,
        id: VisitId,
    ) -> Result<May, Failure> {
        let Some(own) = self.bound_to(access, permission) else { return Ok(May::national(permission)) };
        let visit = self.public("followup.centre_of", move |r| Box::pin(async move { r.find::<Visit>(id).await }));
        match visit.await? {
            Some(visit) if visit.planned.centre == own => Ok(May::at(permission, own)),
            Some(visit) => self.may_in_emergency(access, permission, vec![visit.planned.subject]).await,
            None => Ok(May::elsewhere(permission)),
        }
    }

    /// Where a permission reaches for the visits of a donor or recipient: to centres that hold one of them.
    pub(crate) async fn may_on_visits(
        &self,
        access: &Access,
        permission: Permission,
        subject: &str,
    ) -> Result<May, Failure> {
        let Some(own) = self.bound_to(access, permission) else { return Ok(May::national(permission)) };
        let number = subject.to_owned();
        let held = self
            .public("followup.centres_of", move |r| {
                let subject = number.clone();
                Box::pin(async move { Ok(store::followup::of_subject(r.tx, &subject).await?) })
            })
            .await?;
        let within = held.iter().any(|v| v.planned.centre == own);
        self.within_or_emergency(access, May::at(permission, own), within, vec![subject.to_owned()]).await
    }

    /// Where a permission reaches for a paper: to the centre of its pair. One that is not there lies outside of every
    /// centre.
    pub(crate) async fn may_on_document(
        &self,
        access: &Access,
        permission: Permission,
        id: DocumentId,
    ) -> Result<May, Failure> {
        if self.bound_to(access, permission).is_none() {
            return Ok(May::national(permission));
        }
        let record = id.to_string();
        let found = self
            .public("document.about", move |r| {
                let record = record.clone();
                Box::pin(async move { Ok(store::document::record(r.tx, &record).await?) })
            })
            .await?;
        match found {
            Some(paper) => match paper.kept.about.parse() {
                Ok(pair) => self.may_on_pair(access, permission, pair).await,
                // A paper of something else than a pair.
                Err(_) => Ok(May::elsewhere(permission)),
            },
            None => Ok(May::elsewhere(permission)),
        }
    }

    /// Where a permission reaches for a chain that was found, or not: to the centres on it.
    pub(crate) async fn may_on_chain(
        &self,
        access: &Access,
        permission: Permission,
        id: AnyId,
        found: &Result<TraceFound, Failure>,
    ) -> Result<May, Failure> {
        let Some(own) = self.bound_to(access, permission) else { return Ok(May::national(permission)) };
        let passed = match found {
            Ok(found) if on_chain(found, own) => true,
            Ok(_) => {
                let number = id.to_string();
                self.public("trace.places_of", move |r| {
                    let number = number.clone();
                    Box::pin(async move { r.is_kept_at(&number, own).await })
                })
                .await?
            }
            Err(_) => false,
        };
        let mut numbers = vec![id.to_string()];
        if let (AnyId::Unit(_) | AnyId::Transplant(_), Ok(found)) = (id, found) {
            numbers.extend(found.traces.iter().filter_map(|t| t.donor.as_ref()).map(|d| d.id.to_string()));
        }
        self.within_or_emergency(access, May::at(permission, own), passed, numbers).await
    }

    /// Where a permission reaches for a person: to centres that look after them.
    pub(crate) async fn may_on_person(
        &self,
        access: &Access,
        permission: Permission,
        person: PersonId,
    ) -> Result<May, Failure> {
        let Some(own) = self.bound_to(access, permission) else { return Ok(May::national(permission)) };
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

    /// Where a permission reaches for a donor, a recipient, a hand-over or an outcome: to centres that look after the
    /// person, or that the organ passed through. What is not there lies outside of every centre.
    pub(crate) async fn may_on_number(
        &self,
        access: &Access,
        permission: Permission,
        number: AnyId,
    ) -> Result<May, Failure> {
        let Some(own) = self.bound_to(access, permission) else { return Ok(May::national(permission)) };
        let ours = self
            .public("registry.places_of", move |r| Box::pin(async move { r.is_at(&number.to_string(), own).await }))
            .await?;
        self.within_or_emergency(access, May::at(permission, own), ours, vec![number.to_string()]).await
    }

    /// What lies within the own centre, or else what an emergency access to one of these numbers opens.
    async fn within_or_emergency(
        &self,
        access: &Access,
        at: May,
        within: bool,
        numbers: Vec<String>,
    ) -> Result<May, Failure> {
        if within { Ok(at) } else { self.may_in_emergency(access, at.permission, numbers).await }
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
        let id = person.id.to_string();
        for number in link::pseudonyms(self.tx, &self.ctx, &id, "access").await? {
            if self.is_kept_at(&number, own).await? {
                return Ok(true);
            }
        }
        Ok(person.pseudonyms.is_empty())
    }

    /// Whether a donor, recipient, hand-over or outcome concerns a centre.
    async fn is_at(&mut self, number: &str, own: CentreId) -> Result<bool, Failure> {
        let unit = match number.get(..4) {
            Some("hnd_") => store::registry::handover(self.tx, number).await?.map(|h| h.handed.unit),
            Some("out_") => match store::registry::outcome(self.tx, number).await?.map(|o| o.seen.subject) {
                Some(of) if of.starts_with("trp_") => self.find::<Transplant>(&of).await?.map(|t| t.transplanted.unit),
                Some(of) => return self.is_kept_at(&of, own).await,
                None => None,
            },
            _ => return self.is_kept_at(number, own).await,
        };
        match unit {
            Some(unit) => Ok(passes(&store::trace::chain(self.tx, Root::Unit(&unit.to_string())).await?, own)),
            None => Ok(false),
        }
    }

    /// Whether a pair, donor or recipient is looked after at a centre, so that it reads them without any emergency.
    pub(super) async fn is_ours(&mut self, number: &str, own: CentreId) -> Result<bool, Failure> {
        match number.get(..4) {
            Some("par_") => Ok(self.find::<Pair>(number).await?.is_some_and(|p| p.centre == own)),
            _ => self.is_kept_at(number, own).await,
        }
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

pub(crate) fn passes(chain: &Chain, own: CentreId) -> bool {
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
