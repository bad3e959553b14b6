//! Who looked up whom: for the person, and for the privacy officer when the person no longer can.

use std::collections::BTreeMap;

use codes::ids::{AccountId, CentreId, LookUpId, PersonId, ReferralId};
use domain::access::Permission;
use domain::donor_register::{LookUp, Outcome, Pathway};
use domain::licence::Centre;
use jiff::Timestamp;

use super::answer::RegisterAnswer;
use crate::access::{Access, May};
use crate::failure::Failure;
use crate::{Reader, Service};

/// A look-up with the names of those who took part. It has no `Debug`.
#[derive(Clone)]
pub struct LookUpSeen {
    /// Its number.
    pub id: LookUpId,
    /// When.
    pub at: Timestamp,
    /// Name of whoever asked.
    pub reader: String,
    /// The person's number; `None` where the number typed is nobody's.
    pub person: Option<PersonId>,
    /// The referral it went by, with its pathway and the hospital's name.
    pub referral: Option<(ReferralId, Pathway, String)>,
    /// Rules that refused it; empty when it was shown.
    pub refused: Vec<String>,
    /// What was shown; for the person only.
    pub shown: Option<RegisterAnswer>,
}

/// What the privacy officer watches. It has no `Debug`.
#[derive(Clone)]
pub struct Overseen {
    /// Look-ups of the dead, and refused ones, newest first; at most 200.
    pub look_ups: Vec<LookUpSeen>,
    /// How many there are in all.
    pub all: i64,
}

impl Reader<'_> {
    /// Look-ups of a person; what was shown is opened for the person only.
    pub(super) async fn look_ups_of(&mut self, person: PersonId, own: bool) -> Result<Vec<LookUpSeen>, Failure> {
        let found = store::donor_register::look_ups_of(self.tx, &person.to_string()).await?;
        self.look_ups_seen(found, own).await
    }

    async fn look_ups_seen(&mut self, found: Vec<LookUp>, own: bool) -> Result<Vec<LookUpSeen>, Failure> {
        let readers: std::collections::BTreeSet<AccountId> =
            found.iter().filter_map(|l| l.reader.parse().ok()).collect();
        let names = self.names(&readers.into_iter().collect::<Vec<_>>()).await?;
        let mut seen = Vec::new();
        for look_up in found {
            let id = look_up.id.to_string();
            let opened = if own { self.open(look_up, &id).await? } else { look_up };
            seen.push(self.look_up_seen(opened, &names).await?);
        }
        Ok(seen)
    }

    async fn look_up_seen(&mut self, look_up: LookUp, names: &BTreeMap<String, String>) -> Result<LookUpSeen, Failure> {
        let reader = names.get(&look_up.reader).cloned().unwrap_or_else(|| look_up.reader.clone());
        let person = look_up.person();
        let (referral, refused, shown) = match look_up.outcome {
            Outcome::Shown(s) => {
                let shown = s.shown.clear().and_then(|text| serde_json::from_str(text).ok());
                (Some(s.referral), Vec::new(), shown)
            }
            Outcome::Refused(r) => (r.referral, r.rules, None),
        };
        let referral = match referral {
            Some(r) => Some((r.id, r.referred.pathway, self.hospital(r.referred.hospital).await?)),
            None => None,
        };
        Ok(LookUpSeen { id: look_up.id, at: look_up.at, reader, person, referral, refused, shown })
    }

    /// The name of a hospital; its number where it has none.
    pub(crate) async fn hospital(&mut self, id: CentreId) -> Result<String, Failure> {
        let today = self.ctx.day_of(self.ctx.clock.now());
        let centre = self.find::<Centre>(id).await?;
        Ok(centre.map_or_else(|| id.to_string(), |c| c.name_on(today).to_owned()))
    }
}

impl Service {
    /// Look-ups that the person cannot see, because they died, and every one that was refused. What was decided is not shown.
    ///
    /// # Errors
    /// Denied.
    pub async fn overseen_look_ups(&self, access: &Access) -> Result<Overseen, Failure> {
        let may = May::national(Permission::OverseeRegister);
        self.read("donor_register.look_ups", access, may, None, |r| {
            Box::pin(async move {
                let (found, all) = store::donor_register::overseen(r.tx).await?;
                Ok(Overseen { look_ups: r.look_ups_seen(found, false).await?, all })
            })
        })
        .await
    }
}

impl Reader<'_> {
    /// Referrals of the last three days.
    pub(crate) async fn referrals_lately(&mut self) -> Result<usize, Failure> {
        let now = self.ctx.clock.now();
        let since = now.checked_sub(jiff::SignedDuration::from_hours(72)).unwrap_or(now);
        Ok(store::donor_register::referrals(self.tx, since).await?.len())
    }
}
