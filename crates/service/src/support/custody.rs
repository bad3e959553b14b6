//! Who a protected person is: entrusted to custodians, and opened by two of them.
//!
//! The register keeps public keys and ciphertext. Neither its keys nor the code of one custodian open anything; the order is
//! asked, agreed by another with their code, read by who asked with theirs, before it lapses.

use std::collections::BTreeMap;

use codes::ids::{CustodianId, OpeningId, ProtectedId};
use domain::access::Permission;
use domain::support::{Agreed, Asked, Custodian, CustodianMade, IdentitySealed, Opening, ProtectedPerson};
use domain::{Draft, Private, Vault};
use jiff::{SignedDuration, Timestamp};
use law::param;
use ledger::custody::{self, Entrusted, Half};
use serde::{Deserialize, Serialize};

use super::code::{CHARACTERS, PersonCode, plain};
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::reading::open_all;
use crate::task::Errand;
use crate::work::{Receipt, Settled};
use crate::{Reader, Service};

/// How long an opening stands where the law does not say, hours.
const OPENING_HOURS: u32 = 4;

/// Who somebody is. It lives in memory on its way in, and for two custodians on its way out.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Name.
    pub name: String,
    /// How the person themselves is reached, where that is known.
    #[serde(default)]
    pub contact: Option<String>,
    /// A national number or a paper's number.
    #[serde(default)]
    pub number: Option<String>,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(..)")
    }
}

/// An opening as custodians see it.
#[derive(Debug, Clone)]
pub struct OpeningSeen {
    /// The opening, its reason opened.
    pub opening: Opening,
    /// Name of who asked.
    pub asked_by: String,
    /// Name of who agreed.
    pub agreed_by: Option<String>,
    /// Whether the reader asked.
    pub own: bool,
}

/// Custodians and the openings that stand.
#[derive(Debug, Clone)]
pub struct CustodiansSeen {
    /// Since when the reader is a custodian; `None` if they are not.
    pub own_since: Option<Timestamp>,
    /// How many custodians there are.
    pub custodians: usize,
    /// Openings that have not lapsed.
    pub openings: Vec<OpeningSeen>,
}

fn wrong_code() -> Failure {
    Problem::new("malformed", "code", "your own code of custody").into()
}

fn bytes(half: &Half) -> Result<String, Failure> {
    serde_json::to_string(half).map_err(|e| Failure::fault(&e))
}

/// The custodian that an account is.
async fn own(tx: &mut store::Tx, access: &Access) -> Result<Custodian, Failure> {
    let all = store::support::custodians(tx).await?;
    let own = all.into_iter().find(|c| c.account == access.account);
    own.ok_or_else(|| Problem::new("stale", "custodian", "to be a custodian first").into())
}

impl Service {
    /// Makes whoever is signed in a custodian, and shows their code once. A code they had before opens nothing that is
    /// entrusted from now on.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn become_custodian(&self, access: &Access) -> Result<(PersonCode, Receipt), Failure> {
        let random: [u8; CHARACTERS] = self.ctx.random();
        let code = PersonCode::new(random);
        let id = CustodianId::from_bits(u64::from_le_bytes(self.ctx.random()));
        let made = custody::custodian(&id.to_string(), &plain(code.show())).map_err(|e| Failure::fault(&e))?;
        let public = made.public.clone();
        let (kept, receipt) = self
            .write("support.custodian", access, May::national(Permission::OpenIdentity), move |w| {
                let public = public.clone();
                Box::pin(async move {
                    let before = store::support::custodians(w.tx).await?;
                    let own = before.into_iter().filter(|c| c.account == w.access.account);
                    let mut drafts: Vec<Draft> =
                        own.map(|c| Draft::new("support.custodian_ended", c.id, &())).collect();
                    drafts.push(Draft::new("support.custodian_made", id, &CustodianMade { public: public.clone() }));
                    w.record(drafts).await?;
                    Ok(Settled::Done(public))
                })
            })
            .await?;
        match kept == made.public {
            true => Ok((code, receipt)),
            false => Err(Problem::new("key_reused", "Idempotency-Key", "a new key; the code was shown once").into()),
        }
    }

    /// Entrusts who a person is to all custodians. From then on nobody reads it alone, also not who wrote it.
    ///
    /// # Errors
    /// Denied and hidden, also for somebody else's person; no name; fewer than two custodians.
    pub async fn seal_identity(
        &self,
        access: &Access,
        id: ProtectedId,
        identity: Identity,
    ) -> Result<((), Receipt), Failure> {
        self.own_person("support.seal_identity", access, Permission::WorkProtected, id).await?;
        self.write("support.seal_identity", access, May::narrowed(Permission::WorkProtected), move |w| {
            let identity = identity.clone();
            Box::pin(async move {
                if identity.name.trim().is_empty() {
                    return Err(Problem::new("missing", "name", "a name").into());
                }
                let to = store::support::custodians(w.tx).await?;
                if to.len() < 2 {
                    return Err(
                        Problem::new("stale", "custodians", "two custodians, so that nobody reads it alone").into()
                    );
                }
                let clear = serde_json::to_vec(&identity).map_err(|e| Failure::fault(&e))?;
                let sealed = w.ctx.entrust(id, &clear, &to)?;
                let draft = Draft::new("support.identity_sealed", id, &sealed);
                w.record(vec![draft.sealed_for(Vault::Protected, id)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// A custodian asks to know who a person is, and says why. The person's case worker sees it.
    ///
    /// # Errors
    /// Denied and hidden; nobody has this number, or nobody said who it is; not a custodian; no reason.
    pub async fn ask_identity(
        &self,
        access: &Access,
        person: ProtectedId,
        reason: Private,
    ) -> Result<(OpeningId, Receipt), Failure> {
        self.write("support.ask_identity", access, May::national(Permission::OpenIdentity), move |w| {
            let reason = reason.clone();
            Box::pin(async move {
                let one: ProtectedPerson = w.get("person", person).await?;
                let custodian = own(w.tx, &w.access).await?;
                if reason.clear().is_none_or(|t| t.trim().is_empty()) {
                    return Err(Problem::new("missing", "reason", "a reason in writing").into());
                }
                if !one.identity.is_some_and(|i| i.step.custodians.contains(&custodian.id)) {
                    return Err(Problem::new("stale", "person", "an identity that was entrusted to you").into());
                }
                let law = w.ctx.law_at(w.now);
                let hours = law.get(&param::SUPPORT_OPENING_HOURS).unwrap_or(OPENING_HOURS);
                let lapses_at = w.now.saturating_add(SignedDuration::from_hours(hours.into())).unwrap_or(w.now);
                let id: OpeningId = w.id();
                let asked = Asked { person, custodian: custodian.id, reason, lapses_at };
                let draft = Draft::new("support.opening_asked", id, &asked).about(person);
                w.record(vec![draft.sealed_for(Vault::Protected, person)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Another custodian agrees: takes off the outer seal with their code, for whoever asked and for nobody else.
    ///
    /// # Errors
    /// Denied and hidden; no such opening; lapsed; one's own; not a custodian; another code.
    pub async fn agree_identity(
        &self,
        access: &Access,
        opening: OpeningId,
        code: &str,
    ) -> Result<((), Receipt), Failure> {
        let code = plain(code);
        self.write("support.agree_identity", access, May::national(Permission::OpenIdentity), move |w| {
            let code = code.clone();
            Box::pin(async move {
                let one: Opening = w.get("opening", opening).await?;
                let custodian = own(w.tx, &w.access).await?;
                stands(&one, w.now)?;
                let ctx = std::sync::Arc::clone(&w.ctx);
                let entrusted = entrusted(w.tx, &ctx, one.asked.person).await?;
                let (outer, inner) = (custodian.id.to_string(), one.asked.custodian.to_string());
                let half = entrusted.agree(&one.asked.person.to_string(), &outer, &code, &inner);
                let half = bytes(&half.map_err(|_| wrong_code())?)?;
                store::support::put_half(w.tx, &opening.to_string(), &half, one.asked.lapses_at).await?;
                w.later(one.asked.lapses_at, None, &Errand::OpeningLapses { opening })?;
                let agreed = Agreed { custodian: custodian.id };
                w.record(vec![Draft::new("support.opening_agreed", opening, &agreed).about(one.asked.person)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Whoever asked reads who it is, with their code, after another agreed and before it lapses. That it was read is
    /// written down before anything is shown.
    ///
    /// # Errors
    /// Denied and hidden; no such opening; lapsed; somebody else asked; nobody agreed; another code.
    pub async fn open_identity(&self, access: &Access, opening: OpeningId, code: &str) -> Result<Identity, Failure> {
        let code = plain(code);
        self.permit("support.open_identity", access, May::national(Permission::OpenIdentity), None).await?;
        let who = access.account;
        let clear = self
            .public("support.open_identity", move |r: &mut Reader<'_>| {
                let code = code.clone();
                Box::pin(async move {
                    let (ctx, now) = (std::sync::Arc::clone(&r.ctx), r.ctx.clock.now());
                    let one: Opening = r.get("opening", opening).await?;
                    stands(&one, now)?;
                    let agreed = one.agreed.as_ref().filter(|_| one.asked_by == who);
                    let kept = store::support::half(r.tx, &opening.to_string(), now).await?;
                    let (Some((agreed, ..)), Some(half)) = (agreed, kept) else {
                        return Err(Problem::new("stale", "opening", "your own, after another custodian agreed").into());
                    };
                    let half: Half = serde_json::from_str(&half).map_err(|_| wrong_code())?;
                    let entrusted = entrusted(r.tx, &ctx, one.asked.person).await?;
                    let (outer, inner) = (agreed.custodian.to_string(), one.asked.custodian.to_string());
                    let person = one.asked.person.to_string();
                    entrusted.open(&person, (&outer, &half), &inner, &code).map_err(|_| wrong_code())
                })
            })
            .await?;
        self.write("support.open_identity", access, May::national(Permission::OpenIdentity), move |w| {
            Box::pin(async move {
                let one: Opening = w.get("opening", opening).await?;
                w.record(vec![Draft::new("support.identity_opened", opening, &()).about(one.asked.person)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await?;
        serde_json::from_slice(&clear).map_err(|_| Failure::fault(&"an identity has another shape"))
    }

    /// Custodians and the openings that stand, for custodians and whoever may become one.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn custodians(&self, access: &Access) -> Result<CustodiansSeen, Failure> {
        let who = access.account;
        self.read("support.custodians", access, May::national(Permission::OpenIdentity), None, move |r| {
            Box::pin(async move {
                let all = store::support::custodians(r.tx).await?;
                let now = r.ctx.clock.now();
                let mut openings = Vec::new();
                for opening in store::support::standing(r.tx, now).await? {
                    let id = opening.id.to_string();
                    openings.push(r.open(opening, &id).await?);
                }
                let mut people: Vec<_> = openings.iter().map(|o| o.asked_by).collect();
                people.extend(openings.iter().filter_map(|o| o.agreed.as_ref().map(|(_, by, _)| *by)));
                people.sort_unstable();
                people.dedup();
                let names: BTreeMap<String, String> = r.names(&people).await?;
                let name = |id: codes::ids::AccountId| names.get(&id.to_string()).cloned().unwrap_or_default();
                let seen = |opening: Opening| OpeningSeen {
                    asked_by: name(opening.asked_by),
                    agreed_by: opening.agreed.as_ref().map(|(_, by, _)| name(*by)),
                    own: opening.asked_by == who,
                    opening,
                };
                Ok(CustodiansSeen {
                    own_since: all.iter().find(|c| c.account == who).map(|c| c.since),
                    custodians: all.len(),
                    openings: openings.into_iter().map(seen).collect(),
                })
            })
        })
        .await
    }
}

fn stands(opening: &Opening, now: Timestamp) -> Result<(), Problem> {
    match opening.stands(now) {
        true => Ok(()),
        false => Err(Problem::new("stale", "opening", "an opening that has not lapsed")),
    }
}

/// What was entrusted about a person, taken out of the vault. It is ciphertext still.
async fn entrusted(tx: &mut store::Tx, ctx: &crate::open::Context, id: ProtectedId) -> Result<Entrusted, Failure> {
    let gone = || Failure::from(Problem::not_found("identity", id));
    let loaded = store::record::load::<ProtectedPerson>(tx, &id.to_string()).await?.ok_or_else(gone)?;
    let held = loaded.record.identity.ok_or_else(gone)?;
    let sealed: IdentitySealed = open_all(tx, ctx, held.step, &id.to_string(), "custody").await?;
    let text = sealed.entrusted.clear().ok_or_else(gone)?;
    serde_json::from_str(text).map_err(|_| Failure::fault(&"what was entrusted has another shape"))
}

impl crate::open::Context {
    /// Seals something about a person for each pair of custodians.
    fn entrust(&self, id: ProtectedId, clear: &[u8], to: &[Custodian]) -> Result<IdentitySealed, Failure> {
        let one = |c: &Custodian| custody::Custodian { id: c.id.to_string(), public: c.public.clone() };
        let custodians: Vec<custody::Custodian> = to.iter().map(one).collect();
        let sealed = custody::entrust(&id.to_string(), clear, &custodians, &mut || self.random());
        let sealed = sealed.map_err(|e| Failure::fault(&e))?;
        let text = serde_json::to_string(&sealed).map_err(|e| Failure::fault(&e))?;
        Ok(IdentitySealed { entrusted: text.as_str().into(), custodians: to.iter().map(|c| c.id).collect() })
    }
}
