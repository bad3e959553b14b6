//! Protected people: taken in by a number, looked after by one case worker or one organisation, and nobody else's.
//!
//! Whoever asks about somebody else's person learns nothing, not even that there is one; that they asked is written down.

mod alarm;
mod code;
mod compare;
mod custody;
mod directory;
mod own_case;
mod shared;
mod step;

use codes::ids::{AccountId, ProtectedId};
use codes::language::Language;
use domain::access::{Permission, Role};
use domain::support::{About, Opening, ProtectedPerson, Status, TakenIn};
use domain::{Draft, Private, Vault};
use serde::{Deserialize, Serialize};
use store::support::Whose;

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::listed::ROWS;
use crate::work::{Receipt, Settled};
use crate::{Reader, Service};

pub use code::PersonCode;
pub use compare::{SupportCompared, UnmetNeed, UnmetNeeds};
pub use custody::{CustodiansSeen, Identity, OpeningSeen};
pub use own_case::{MyCase, MyClaim, MyNeed, MyPhase};
pub use shared::{SharedPeople, SharedPerson};

/// Somebody comes: what is known on the first day. Neither a name nor a case is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakingIn {
    /// What they are presumed to be.
    pub presumed: Status,
    /// Sex, age, background, in bands.
    pub about: About,
    /// Languages in which they understand what is said.
    pub languages: Vec<String>,
}

/// A protected person, opened for whoever looks after them or sits in the body.
#[derive(Debug, Clone)]
pub struct ProtectedSeen {
    /// The person. For the body: without plan, contact, consents and claims.
    pub person: ProtectedPerson,
    /// Sex, age, background; `None` for the body, and where it was erased.
    pub about: Option<About>,
    /// Openings of the identity, newest first, with the names of who asked and who agreed.
    pub openings: Vec<Opening>,
    /// Names of colleagues, by account.
    pub names: std::collections::BTreeMap<String, String>,
}

/// One line of a list.
#[derive(Debug, Clone, Serialize)]
pub struct ProtectedLine {
    /// The number.
    pub id: ProtectedId,
    /// The status that counts.
    pub status: Status,
    /// Whether the body has decided it.
    pub decided: bool,
    /// Alarms that nobody has answered.
    pub alarms: usize,
    /// Needs that nobody answers.
    pub unmet: usize,
    /// Since when.
    pub since: jiff::Timestamp,
}

/// A list of protected people, and how many there are in all.
#[derive(Debug, Clone)]
pub struct ProtectedList {
    /// The lines shown.
    pub rows: Vec<ProtectedLine>,
    /// All there are.
    pub all: i64,
}

/// Whether whoever acts looks after a person.
fn looks_after(access: &Access, person: &ProtectedPerson) -> bool {
    match (access.role, person.taken_in.organisation) {
        (Role::SupportWorker, Some(organisation)) => access.centre == Some(organisation),
        (Role::CaseWorker, None) => person.worker == access.account,
        _ => false,
    }
}

impl Service {
    /// The person of a number, for whoever looks after them; to everybody else there is none, and that they asked is written down.
    async fn own_person(
        &self,
        name: &'static str,
        access: &Access,
        permission: Permission,
        id: ProtectedId,
    ) -> Result<ProtectedPerson, Failure> {
        self.permit(name, access, May::narrowed(permission), Some(&id.to_string())).await?;
        let found = self.public(name, move |r| Box::pin(async move { r.find::<ProtectedPerson>(id).await })).await?;
        match found {
            Some(person) if looks_after(access, &person) => Ok(person),
            _ => {
                self.line(name, access, Some(&id.to_string()), "hidden").await?;
                Err(Failure::Denied { hidden: true })
            }
        }
    }

    /// Takes somebody in. A support worker does so for the own organisation.
    ///
    /// # Errors
    /// Denied and hidden; a language that is none.
    pub async fn take_in(&self, access: &Access, taking: TakingIn) -> Result<(ProtectedId, Receipt), Failure> {
        for tag in &taking.languages {
            if tag.parse::<Language>().is_err() {
                return Err(Problem::new("malformed", "languages", "language tags, such as ar or en")
                    .showing(tag)
                    .into());
            }
        }
        self.write("support.take_in", access, May::narrowed(Permission::WorkProtected), move |w| {
            let taking = taking.clone();
            Box::pin(async move {
                let id: ProtectedId = w.id();
                let about = serde_json::to_string(&taking.about).map_err(|e| Failure::fault(&e))?;
                let organisation = w.access.centre.filter(|_| w.access.role == Role::SupportWorker);
                let TakingIn { presumed, languages, .. } = taking;
                let taken_in = TakenIn { presumed, organisation, about: about.as_str().into(), languages };
                let draft = Draft::new("support.taken_in", id, &taken_in).sealed_for(Vault::Protected, id);
                w.record(vec![draft]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// One's own people, those with an open alarm first.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn protected_people(&self, access: &Access) -> Result<ProtectedList, Failure> {
        let (account, centre) = (access.account.to_string(), access.centre.map(|c| c.to_string()));
        let organisation = centre.filter(|_| access.role == Role::SupportWorker);
        self.read("support.list", access, May::narrowed(Permission::ReadProtected), None, move |r| {
            let (account, organisation) = (account.clone(), organisation.clone());
            Box::pin(async move {
                let whose = match &organisation {
                    Some(organisation) => Whose::Organisation(organisation),
                    None => Whose::Worker(&account),
                };
                listed(r, whose).await
            })
        })
        .await
    }

    /// Everybody, for the body that decides: numbers, statuses and alarms.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn protected_for_body(&self, access: &Access) -> Result<ProtectedList, Failure> {
        self.read("support.body_list", access, May::national(Permission::DecideProtected), None, |r| {
            Box::pin(async move { listed(r, Whose::Everybody).await })
        })
        .await
    }

    /// One person, opened for whoever looks after them.
    ///
    /// # Errors
    /// Denied and hidden, also for somebody else's person.
    pub async fn protected_person(&self, access: &Access, id: ProtectedId) -> Result<ProtectedSeen, Failure> {
        self.own_person("support.person", access, Permission::ReadProtected, id).await?;
        let may = May::narrowed(Permission::ReadProtected);
        self.read("support.person", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let person: ProtectedPerson = r.get("person", id).await?;
                r.seen(person).await
            })
        })
        .await
    }

    /// One person as the body sees them: status, phases, alarms; neither plan nor contact nor claims.
    ///
    /// # Errors
    /// Denied and hidden; nobody has this number.
    pub async fn protected_before_body(&self, access: &Access, id: ProtectedId) -> Result<ProtectedSeen, Failure> {
        let may = May::national(Permission::DecideProtected);
        self.read("support.before_body", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let person: ProtectedPerson = r.get("person", id).await?;
                let narrowed = ProtectedPerson {
                    measures: Vec::new(),
                    contact: None,
                    consents: Vec::new(),
                    claims: Vec::new(),
                    told: Vec::new(),
                    ..person
                };
                let seen = r.seen(narrowed).await?;
                Ok(ProtectedSeen { about: None, ..seen })
            })
        })
        .await
    }

    /// Gives a person into the hands of another case worker of the country.
    ///
    /// # Errors
    /// Denied and hidden; no case worker has this account.
    pub async fn hand_person_over(
        &self,
        access: &Access,
        id: ProtectedId,
        worker: AccountId,
    ) -> Result<((), Receipt), Failure> {
        self.own_person("support.hand_over", access, Permission::WorkProtected, id).await?;
        self.write("support.hand_over", access, May::narrowed(Permission::WorkProtected), move |w| {
            Box::pin(async move {
                let account: domain::access::Account = w.get("worker", worker).await?;
                if !account.grants.iter().any(|g| g.grant.role == Role::CaseWorker) {
                    return Err(Problem::not_found("worker", worker).into());
                }
                let changed = domain::support::WorkerChanged { worker };
                w.record(vec![Draft::new("support.worker_changed", id, &changed)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }
}

async fn listed(r: &mut Reader<'_>, whose: Whose<'_>) -> Result<ProtectedList, Failure> {
    let (people, all) = store::support::people(r.tx, whose, ROWS).await?;
    let row = |p: ProtectedPerson| ProtectedLine {
        id: p.id,
        status: p.status(),
        decided: !p.decided.is_empty(),
        alarms: p.open_alarms(),
        unmet: p.unmet().count(),
        since: p.taken_in_at,
    };
    Ok(ProtectedList { rows: people.into_iter().map(row).collect(), all })
}

/// What was sealed of a person, read back.
fn about(text: &Private) -> Option<About> {
    text.clear().and_then(|t| serde_json::from_str(t).ok())
}

/// A person without the ciphertext of who they are: it leaves the vault for custodians alone.
fn without_identity(mut person: ProtectedPerson) -> ProtectedPerson {
    if let Some(held) = &mut person.identity {
        held.step.entrusted = Private::Sealed(String::new());
    }
    if let Some(code) = &mut person.code {
        code.step.hash = String::new();
    }
    person
}

impl Reader<'_> {
    async fn seen(&mut self, person: ProtectedPerson) -> Result<ProtectedSeen, Failure> {
        let id = person.id.to_string();
        let person = self.open(without_identity(person), &id).await?;
        let about = about(&person.taken_in.about);
        let mut openings = Vec::new();
        for opening in store::support::openings(self.tx, &id).await? {
            let number = opening.id.to_string();
            openings.push(self.open(opening, &number).await?);
        }
        let mut people: Vec<AccountId> = vec![person.worker];
        people.extend(person.said.iter().map(|s| s.by).chain(person.decided.iter().map(|d| d.by)));
        people.extend(person.alarms.iter().flat_map(|a| a.answer.iter().map(|x| x.by).chain([a.seen.by])));
        people.extend(openings.iter().flat_map(|o| o.agreed.iter().map(|(_, by, _)| *by).chain([o.asked_by])));
        people.sort_unstable();
        people.dedup();
        let names = self.names(&people).await?;
        Ok(ProtectedSeen { person, about, openings, names })
    }
}
