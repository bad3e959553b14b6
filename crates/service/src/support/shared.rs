//! What people agreed to share with an organisation: exactly those parts, as long as they agree.

use codes::ids::{CentreId, ProtectedId};
use domain::access::Permission;
use domain::support::{Claim, ContactSet, Measure, Part, ProtectedPerson, Status};
use serde::Serialize;

use crate::access::{Access, May};
use crate::failure::Failure;
use crate::listed::ROWS;
use crate::{Reader, Service};

/// A person as far as an organisation may see them.
#[derive(Debug, Clone, Serialize)]
pub struct SharedPerson {
    /// The number.
    pub person: ProtectedId,
    /// The parts that are shared.
    pub parts: Vec<Part>,
    /// The status, where it is shared.
    pub status: Option<Status>,
    /// Safe contact, where it is shared.
    pub contact: Option<ContactSet>,
    /// Needs of the areas that are shared.
    pub measures: Vec<Measure>,
    /// Claims, where they are shared.
    pub claims: Option<Vec<Claim>>,
}

/// Who shares something with an organisation, and what.
#[derive(Debug, Clone)]
pub struct SharedPeople {
    /// Numbers with the parts shared.
    pub rows: Vec<(ProtectedId, Vec<Part>)>,
}

/// The person with everything taken out that is not shared; `None` where nothing is.
fn narrowed(person: ProtectedPerson, organisation: CentreId, r: &Reader<'_>) -> Option<SharedPerson> {
    let now = r.ctx.clock.now();
    let parts = person.shared_with(organisation, now, r.ctx.day_of(now));
    let has = |part: Part| parts.contains(&part);
    Some(SharedPerson {
        person: person.id,
        status: has(Part::Status).then(|| person.status()),
        contact: person.contact.as_ref().filter(|_| has(Part::Contact)).map(|c| c.step.clone()),
        measures: person.measures.iter().filter(|m| has(Part::of(m.planned.area))).cloned().collect(),
        claims: has(Part::Claims).then(|| person.claims.clone()),
        parts,
    })
    .filter(|shared| !shared.parts.is_empty())
}

impl Service {
    /// People who share something with the reader's organisation.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn shared_people(&self, access: &Access) -> Result<SharedPeople, Failure> {
        let own = access.centre;
        self.read("support.shared_list", access, May::narrowed(Permission::ReadShared), None, move |r| {
            Box::pin(async move {
                let Some(own) = own else { return Ok(SharedPeople { rows: Vec::new() }) };
                let people = store::support::shared_with(r.tx, &own.to_string(), ROWS).await?;
                let shared = people.into_iter().filter_map(|p| narrowed(p, own, r));
                Ok(SharedPeople { rows: shared.map(|s| (s.person, s.parts)).collect() })
            })
        })
        .await
    }

    /// What one person shares with the reader's organisation. Where nothing is shared there is nobody; that somebody asked
    /// is written down.
    ///
    /// # Errors
    /// Denied and hidden; nothing is shared.
    pub async fn shared_person(&self, access: &Access, id: ProtectedId) -> Result<SharedPerson, Failure> {
        let own = access.centre;
        let may = May::narrowed(Permission::ReadShared);
        self.permit("support.shared", access, may, Some(&id.to_string())).await?;
        let shared = self
            .public("support.shared", move |r| {
                Box::pin(async move {
                    let person = r.find::<ProtectedPerson>(id).await?;
                    Ok(own.zip(person).is_some_and(|(own, person)| narrowed(person, own, r).is_some()))
                })
            })
            .await?;
        if !shared {
            self.line("support.shared", access, Some(&id.to_string()), "hidden").await?;
            return Err(Failure::Denied { hidden: true });
        }
        self.read("support.shared", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let person: ProtectedPerson = r.get("person", id).await?;
                let shared = own.and_then(|own| narrowed(person, own, r));
                // It may have been taken back a moment ago.
                let shared = shared.ok_or(Failure::Denied { hidden: true })?;
                r.open_shared(shared).await
            })
        })
        .await
    }
}

impl Reader<'_> {
    /// Opens what is shared; nothing else of the person is opened at all.
    async fn open_shared(&mut self, shared: SharedPerson) -> Result<SharedPerson, Failure> {
        let id = shared.person.to_string();
        let SharedPerson { person, parts, status, contact, measures, claims } = shared;
        let (contact, measures, claims) = self.open((contact, measures, claims), &id).await?;
        Ok(SharedPerson { person, parts, status, contact, measures, claims })
    }
}
