//! Licences of professionals: entered and changed by an inspector, never one's own; loaded for whoever has a part in a procedure.

use std::collections::BTreeMap;

use codes::ids::{AccountId, ProfessionalLicenceId};
use domain::access::{Account, AccountState, Permission, Profession};
use domain::licence::professional::{Doer, Holder};
use domain::licence::{
    ProfessionalEntered, ProfessionalLicence, ProfessionalMeasure, ProfessionalMeasured, ProfessionalStatus,
};
use domain::{Draft, Private, Vault};
use jiff::civil::Date;
use store::Tx;

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::listed::Listed;
use crate::reading::open_all;
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service};

/// Days before its end at which a licence needs somebody.
pub const SOON_DAYS: i64 = 90;

fn may() -> May {
    May::national(Permission::LicenseProfessional)
}

/// Which professionals are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ProfessionalsWanted {
    /// All.
    #[default]
    All,
    /// Those whose licence ends within [`SOON_DAYS`], and no other one of theirs goes on.
    EndingSoon,
    /// Those whose licence is suspended.
    Suspended,
    /// Those of whose licences none is valid today.
    Without,
}

/// A professional with one licence, or with none. It has no `Debug`.
#[derive(Clone)]
pub struct ProfessionalLine {
    /// The account.
    pub account: AccountId,
    /// Name as colleagues know it.
    pub name: String,
    /// Professions of the account today.
    pub professions: Vec<Profession>,
    /// The licence, its private texts sealed; absent where there is none.
    pub licence: Option<ProfessionalLicence>,
}

/// A licence with its private texts opened. It has no `Debug`.
#[derive(Clone)]
pub struct ProfessionalSeen {
    /// The licence.
    pub licence: ProfessionalLicence,
    /// Name of the professional.
    pub name: String,
    /// Names of whoever wrote something down, by account.
    pub by: BTreeMap<String, String>,
}

impl Service {
    /// Enters the licence of a professional. Entering the same one again gives the number it has.
    ///
    /// # Errors
    /// Denied; one's own; no such account; nothing written for the body or the number; days that lie the wrong way round, or
    /// over those of the same licence as it was entered before.
    pub async fn enter_professional(
        &self,
        access: &Access,
        entered: ProfessionalEntered,
    ) -> Result<(ProfessionalLicenceId, Receipt), Failure> {
        crate::case::filled("issuer", &entered.issuer)?;
        crate::case::filled("number", &entered.number)?;
        self.write("licence.enter_professional", access, may(), move |w| {
            let entered = entered.clone();
            Box::pin(async move {
                w.get::<Account>("account", entered.account).await?;
                not_own(w.access.account, entered.account)?;
                if let Some(to) = entered.valid_to.filter(|to| *to < entered.valid_from) {
                    let wrong = Problem::new("malformed", "valid_to", "a day not before the first");
                    return Err(wrong.showing(to.to_string()).into());
                }
                if let Some(before) = w.entered_before(&entered).await? {
                    return Ok(Settled::Done(before));
                }
                let id: ProfessionalLicenceId = w.id();
                let draft = Draft::new("licence.professional_entered", id, &entered).about(entered.account);
                w.record(vec![draft.sealed_for(Vault::Identity, entered.account)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Suspends, reinstates or ends the licence of a professional.
    ///
    /// # Errors
    /// Denied; one's own; no such licence; no reason; it has ended, or there is no suspension to lift.
    pub async fn measure_professional(
        &self,
        access: &Access,
        id: ProfessionalLicenceId,
        measured: ProfessionalMeasured,
    ) -> Result<((), Receipt), Failure> {
        crate::case::filled("reason", &measured.reason)?;
        self.write("licence.measure_professional", access, may(), move |w| {
            let measured = measured.clone();
            Box::pin(async move {
                let licence: ProfessionalLicence = w.get("professional_licence", id).await?;
                let account = licence.entered.account;
                not_own(w.access.account, account)?;
                let status = licence.status(measured.from);
                let wanted = match (measured.measure, status) {
                    (_, ProfessionalStatus::Ended) => Some("a licence that has not ended by that day"),
                    (ProfessionalMeasure::Reinstate, ProfessionalStatus::Suspended) => None,
                    (ProfessionalMeasure::Reinstate, _) => Some("a licence that is suspended on that day"),
                    _ => None,
                };
                if let Some(wanted) = wanted {
                    return Err(Problem::new("malformed", "from", wanted).showing(status.code()).into());
                }
                let draft = Draft::new("licence.professional_measured", id, &measured).about(account);
                w.record(vec![draft.sealed_for(Vault::Identity, account)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Part of the list of professionals by name: everybody whose account is in use and has a profession of health care, and
    /// everybody with a licence, behind the row of a number. `all` counts those that are wanted.
    ///
    /// # Errors
    /// Denied; the number stands for no row.
    pub async fn professionals(
        &self,
        access: &Access,
        wanted: ProfessionalsWanted,
        after: Option<String>,
    ) -> Result<Listed<ProfessionalLine>, Failure> {
        let today = self.today();
        self.read_names("licence.professionals", access, may(), move |r| {
            let after = after.clone();
            Box::pin(async move {
                let mut list = Listed::new();
                let mut begun = after.is_none();
                for (line, wants) in r.professionals(wanted, today).await? {
                    let number = line.number();
                    if wants {
                        list.take(begun, &number, line);
                    }
                    begun |= after.as_deref() == Some(number.as_str());
                }
                if !begun {
                    return Err(Problem::new("malformed", "after", "the number of the last row that was shown").into());
                }
                let shown = list.rows.iter().map(|line| line.account.to_string()).collect();
                Ok((list, shown))
            })
        })
        .await
    }

    /// Licences of one professional, the earliest first, private texts sealed.
    ///
    /// # Errors
    /// Denied.
    pub async fn licences_of_professional(
        &self,
        access: &Access,
        account: AccountId,
    ) -> Result<Vec<ProfessionalLicence>, Failure> {
        self.read("licence.of_professional", access, may(), Some(account.to_string()), move |r| {
            Box::pin(async move { Ok(store::licence::of_professional(r.tx, &account.to_string()).await?) })
        })
        .await
    }

    /// One licence of a professional.
    ///
    /// # Errors
    /// Denied; no such licence.
    pub async fn professional(&self, access: &Access, id: ProfessionalLicenceId) -> Result<ProfessionalSeen, Failure> {
        self.read("licence.professional", access, may(), Some(id.to_string()), move |r| {
            Box::pin(async move {
                let licence: ProfessionalLicence = r.get("professional_licence", id).await?;
                let licence = r.open(licence, &id.to_string()).await?;
                let mut people: Vec<AccountId> = licence.measures.iter().map(|m| m.by).collect();
                people.extend([licence.entered.account, licence.entered_by]);
                let by = r.names(&people).await?;
                let name = by.get(&licence.entered.account.to_string()).cloned().unwrap_or_default();
                Ok(ProfessionalSeen { licence, name, by })
            })
        })
        .await
    }
}

/// Nobody enters or changes their own licence.
fn not_own(by: AccountId, of: AccountId) -> Result<(), Failure> {
    match by == of {
        true => Err(Problem::new("four_eyes", "account", "an inspector other than whose licence it is").into()),
        false => Ok(()),
    }
}

/// Case and white space make no other number.
fn plain(text: &Private) -> String {
    let clear = text.clear().unwrap_or_default().to_lowercase();
    clear.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a licence, or that there is none, is wanted; `held` are all of the same account.
fn is_wanted(
    licence: Option<&ProfessionalLicence>,
    held: &[ProfessionalLicence],
    wanted: ProfessionalsWanted,
    today: Date,
) -> bool {
    match wanted {
        ProfessionalsWanted::All => true,
        ProfessionalsWanted::Suspended => licence.is_some_and(|l| l.status(today) == ProfessionalStatus::Suspended),
        ProfessionalsWanted::Without => held.iter().all(|l| l.status(today) != ProfessionalStatus::Valid),
        ProfessionalsWanted::EndingSoon => licence.is_some_and(|l| ends_soon(l, held, today)),
    }
}

/// Whether a licence that is valid or to come ends soon and leaves its profession without one on the day after.
fn ends_soon(licence: &ProfessionalLicence, held: &[ProfessionalLicence], today: Date) -> bool {
    let runs = matches!(licence.status(today), ProfessionalStatus::Valid | ProfessionalStatus::NotYet);
    let Some(to) = licence.entered.valid_to.filter(|_| runs) else { return false };
    // After the last day of the calendar there is nothing to renew for.
    let Ok(after) = to.tomorrow() else { return false };
    let goes_on = |other: &ProfessionalLicence| {
        other.entered.profession == licence.entered.profession && other.status(after) == ProfessionalStatus::Valid
    };
    to.duration_since(today).as_hours() / 24 <= SOON_DAYS && !held.iter().any(goes_on)
}

impl ProfessionalLine {
    /// Number of the row: of the licence, or of the account that has none.
    #[must_use]
    pub fn number(&self) -> String {
        self.licence.as_ref().map_or_else(|| self.account.to_string(), |l| l.id.to_string())
    }
}

impl Reader<'_> {
    /// A row for every licence of a professional, and one for everybody in health care who has none, each with whether it is
    /// wanted; by name.
    async fn professionals(
        &mut self,
        wanted: ProfessionalsWanted,
        today: Date,
    ) -> Result<Vec<(ProfessionalLine, bool)>, Failure> {
        let mut held: BTreeMap<AccountId, Vec<ProfessionalLicence>> = BTreeMap::new();
        for licence in store::licence::professionals(self.tx).await? {
            held.entry(licence.entered.account).or_default().push(licence);
        }
        let mut lines = Vec::new();
        for account in store::access::accounts(self.tx).await? {
            let licences = held.remove(&account.id).unwrap_or_default();
            let works = account.state == AccountState::Active;
            let holding = account.qualifications.iter().filter(|q| q.holds(today)).map(|q| q.profession);
            let professions: Vec<Profession> = holding.collect();
            if licences.is_empty() && !(works && professions.iter().any(|p| cares(*p))) {
                continue;
            }
            let id = account.id;
            let name = self.open(account.name, &id.to_string()).await?;
            let name = name.clear().unwrap_or_default().to_owned();
            let line = |licence: Option<&ProfessionalLicence>| {
                let (name, professions, wants) =
                    (name.clone(), professions.clone(), is_wanted(licence, &licences, wanted, today));
                (ProfessionalLine { account: id, name, professions, licence: licence.cloned() }, wants)
            };
            match licences.is_empty() {
                true => lines.push(line(None)),
                false => lines.extend(licences.iter().map(|one| line(Some(one)))),
            }
        }
        lines.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
        Ok(lines)
    }
}

/// Whether somebody of a profession looks after patients.
const fn cares(profession: Profession) -> bool {
    !matches!(profession, Profession::Jurist | Profession::LayMember)
}

impl Work<'_> {
    /// The same licence, if it was entered before: same account, body, number and days. Other days that do not lie over those
    /// before are a renewal, which is a licence of its own.
    async fn entered_before(
        &mut self,
        entered: &ProfessionalEntered,
    ) -> Result<Option<ProfessionalLicenceId>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        for licence in store::licence::of_professional(self.tx, &entered.account.to_string()).await? {
            let id = licence.id;
            let known = open_all(self.tx, &ctx, licence, &id.to_string(), "rules").await?.entered;
            if (plain(&known.issuer), plain(&known.number)) != (plain(&entered.issuer), plain(&entered.number)) {
                continue;
            }
            if (known.valid_from, known.valid_to) == (entered.valid_from, entered.valid_to) {
                return Ok(Some(id));
            }
            let before = entered.valid_to.is_some_and(|to| to < known.valid_from);
            if !before && known.valid_to.is_none_or(|to| entered.valid_from <= to) {
                let wrong = Problem::new("malformed", "valid_from", "days that the same licence does not cover yet");
                return Err(wrong.showing(entered.valid_from.to_string()).into());
            }
        }
        Ok(None)
    }
}

/// Loads the licences of everybody who has a part in a procedure.
pub(crate) async fn holders(tx: &mut Tx, doers: Vec<Doer>) -> Result<Option<Vec<Holder>>, Failure> {
    let mut holders = Vec::with_capacity(doers.len());
    for doer in doers {
        let held = store::licence::of_professional(tx, &doer.account.to_string()).await?;
        let licences = held.iter().map(ProfessionalLicence::standing).collect();
        holders.push(Holder { doer, licences });
    }
    Ok(Some(holders))
}
