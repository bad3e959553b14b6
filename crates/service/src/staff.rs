//! Colleagues by name, and one person on record: what the pages of the living-donor team choose from.

use codes::ids::{AccountId, CentreId, PersonId};
use domain::access::{AccountState, Permission, Profession, Role};
use domain::person::Person;

use crate::Service;
use crate::access::{Access, May};
use crate::failure::Failure;
use crate::person::PersonSeen;

/// Somebody who works here, as colleagues know them.
#[derive(Clone)]
pub struct Colleague {
    /// The account.
    pub account: AccountId,
    /// Name shown to colleagues.
    pub name: String,
    /// Professions held today.
    pub professions: Vec<Profession>,
    /// Roles held today, with their centres.
    pub roles: Vec<(Role, Option<CentreId>)>,
}

impl Colleague {
    /// True when the colleague holds the role today.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.iter().any(|(held, _)| *held == role)
    }
}

impl Service {
    /// Everybody with an account in use, by name.
    ///
    /// # Errors
    /// Denied.
    pub async fn staff(&self, access: &Access) -> Result<Vec<Colleague>, Failure> {
        self.everybody("access.staff", access, Permission::ReadPair).await
    }

    /// The same for whoever reads or keeps the rota.
    ///
    /// # Errors
    /// Denied.
    pub async fn colleagues(&self, access: &Access) -> Result<Vec<Colleague>, Failure> {
        self.everybody("access.colleagues", access, Permission::ReadRota).await
    }

    /// The same for whoever gives out numbered sheets or enters them.
    ///
    /// # Errors
    /// Denied.
    pub async fn sheet_holders(&self, access: &Access) -> Result<Vec<Colleague>, Failure> {
        self.everybody("access.sheet_holders", access, Permission::ReadSheet).await
    }

    /// Those who may recover organs, for whoever reads files of possible donors.
    ///
    /// # Errors
    /// Denied.
    pub async fn operators(&self, access: &Access) -> Result<Vec<Colleague>, Failure> {
        let mut all = self.everybody("access.operators", access, Permission::ReadPathway).await?;
        all.retain(|c| c.is(Role::RecoverySurgeon) || c.is(Role::Surgeon));
        Ok(all)
    }

    /// Case workers of the country, for whoever gives a protected person into other hands.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn case_workers(&self, access: &Access) -> Result<Vec<Colleague>, Failure> {
        let mut all = self.everybody("access.case_workers", access, Permission::WorkProtected).await?;
        all.retain(|c| c.is(Role::CaseWorker));
        Ok(all)
    }

    /// Those whose licence as a professional may be entered.
    ///
    /// # Errors
    /// Denied.
    pub async fn licensable(&self, access: &Access) -> Result<Vec<Colleague>, Failure> {
        self.everybody("access.licensable", access, Permission::LicenseProfessional).await
    }

    async fn everybody(
        &self,
        name: &'static str,
        access: &Access,
        permission: Permission,
    ) -> Result<Vec<Colleague>, Failure> {
        let today = self.today();
        self.read(name, access, May::narrowed(permission), None, move |r| {
            Box::pin(async move {
                let mut staff = Vec::new();
                for account in store::access::accounts(r.tx).await? {
                    if account.state != AccountState::Active {
                        continue;
                    }
                    let id = account.id;
                    let account = r.open(account, &id.to_string()).await?;
                    let held = account.qualifications.iter().filter(|q| q.holds(today));
                    staff.push(Colleague {
                        account: id,
                        name: account.name.clear().unwrap_or_default().to_owned(),
                        professions: held.map(|q| q.profession).collect(),
                        roles: account.holding(today).map(|g| (g.role, g.centre)).collect(),
                    });
                }
                staff.sort_by(|a, b| a.name.cmp(&b.name));
                Ok(staff)
            })
        })
        .await
    }

    /// One person, private texts opened.
    ///
    /// # Errors
    /// Denied; no such person.
    pub async fn person(&self, access: &Access, id: PersonId) -> Result<PersonSeen, Failure> {
        let may = self.may_on_person(access, Permission::ReadIdentity, id).await?;
        self.read("person.show", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let person: Person = r.get("person", id).await?;
                Ok(PersonSeen { person: r.open(person, &id.to_string()).await? })
            })
        })
        .await
    }
}
