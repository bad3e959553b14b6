//! The other end of a referral answers by a one-time link, without an account: it reads what was disclosed to it and nothing
//! else of the case, and says accepted, declined or completed, with a reason.
//!
//! The link is shown to the investigator once and kept as a hash. It ends after [`HELD`], with an answer, or when a new one is
//! made. Whoever has another link, or one that ended, finds nothing; that somebody tried or read is written down.

use codes::ids::{AccountId, CaseId};
use codes::language::Language;
use domain::Private;
use domain::access::{Permission, Purpose, Role};
use domain::case::{
    Authority, CameBy, Disclosed, LegalBasis, ReferralAnswer, ReferralAnswered, ReferralLinked, Step, SuspicionCase,
    draft,
};
use jiff::{SignedDuration, Timestamp};

use super::step::{filled, takes};
use crate::access::code::{token, token_hash};
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled};
use crate::{Reader, Service};

/// How long a link holds.
const HELD: SignedDuration = SignedDuration::from_hours(24 * 14);
/// Links tried in a minute at most: by everybody, from one address.
const TRIED: [u32; 2] = [600, 20];

/// A link that was made. It has no `Debug`.
#[derive(Clone)]
pub struct ReferralLink {
    /// What stands in the address; kept nowhere else.
    pub token: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// What the other end of a referral sees. It has no `Debug`.
#[derive(Clone)]
pub struct ReferralOpened {
    /// To which sort of authority.
    pub to: Authority,
    /// Which office.
    pub office: Private,
    /// Under which law.
    pub basis: LegalBasis,
    /// Exactly what was disclosed.
    pub disclosed: Vec<Disclosed>,
    /// The language of its words.
    pub language: Option<Language>,
    /// When it was disclosed.
    pub referred_at: Timestamp,
}

/// Whoever holds a link: nobody with an account, for the inquiry that disclosed something.
fn recipient() -> Access {
    let (role, purpose) = (Role::Citizen, Purpose::Inquiry);
    Access { account: AccountId::from_bits(0), role, purpose, centre: None }
}

/// A link that leads nowhere looks like an address of which there is none.
const fn nowhere() -> Failure {
    Failure::Denied { hidden: true }
}

impl Service {
    /// Makes a link by which the recipient of a referral answers. An earlier link of the same referral is worth nothing then.
    ///
    /// # Errors
    /// Denied, and hidden from whoever is not in the team; the case has no referral of this number.
    pub async fn link_referral(
        &self,
        access: &Access,
        id: CaseId,
        referral: u32,
    ) -> Result<(ReferralLink, Receipt), Failure> {
        self.in_team("case.link_referral", access, id, Permission::WorkCase).await?;
        let token = token(self.ctx.random());
        let hash = token_hash(&token);
        let ((kept, expires_at), receipt) = self
            .write("case.link_referral", access, May::national(Permission::WorkCase), move |w| {
                Box::pin(async move {
                    let case = w.case_of_team(id).await?;
                    let expires_at = w.now.checked_add(HELD).map_err(|e| Failure::fault(&e))?;
                    let step = Step::ReferralLinked(ReferralLinked { referral, expires_at });
                    takes(&case, &step)?;
                    store::case::put_link(w.tx, hash, (&id.to_string(), referral), expires_at).await?;
                    w.record(vec![draft(id, &step)]).await?;
                    Ok(Settled::Done((hash, expires_at)))
                })
            })
            .await?;
        match kept == hash {
            true => Ok((ReferralLink { token, expires_at }, receipt)),
            false => Err(Problem::new("key_reused", "Idempotency-Key", "a new key; the link was shown once").into()),
        }
    }

    /// What was disclosed to whoever has a link.
    ///
    /// # Errors
    /// Hidden for every wrong, used or ended link alike; too many tries.
    pub async fn opened_referral(&self, token: &str, from: &str) -> Result<ReferralOpened, Failure> {
        self.link_tried(from)?;
        let hash = token_hash(token);
        let found =
            self.public("case.opened_referral", move |r| Box::pin(async move { r.referral_behind(hash).await }));
        match found.await? {
            Some((case, opened)) => {
                self.line("case.opened_referral", &recipient(), Some(&case), "shown").await?;
                Ok(opened)
            }
            None => {
                self.line("case.opened_referral", &recipient(), None, "hidden").await?;
                Err(nowhere())
            }
        }
    }

    /// Writes down what the other end answers. The link is used up.
    ///
    /// # Errors
    /// Hidden for every wrong, used or ended link alike; no reason; too many tries.
    pub async fn answer_referral(
        &self,
        token: &str,
        from: &str,
        (answer, reason): (ReferralAnswer, Private),
    ) -> Result<Receipt, Failure> {
        self.link_tried(from)?;
        filled("note", &reason)?;
        let hash = token_hash(token);
        let by = recipient();
        let done = self.write_as("case.answer_referral", &by, move |w| {
            let note = Some(reason.clone());
            Box::pin(async move {
                let (id, referral) = store::case::link(w.tx, hash, w.now).await?.ok_or_else(nowhere)?;
                let case: SuspicionCase = w.get("case", &id).await?;
                let came_by = Some(CameBy::Link);
                let step = Step::ReferralAnswered(ReferralAnswered { referral, answer, note, came_by });
                takes(&case, &step)?;
                store::case::link_used(w.tx, hash).await?;
                w.record(vec![draft(case.id, &step)]).await?;
                Ok(Settled::Done(()))
            })
        });
        done.await.map(|((), receipt)| receipt)
    }

    fn link_tried(&self, from: &str) -> Result<(), Failure> {
        let keys = ["referral links".to_owned(), format!("referral links from {from}")];
        let now = self.now();
        match keys.iter().zip(TRIED).all(|(key, limit)| self.ctx.throttle.allow(key, limit, now)) {
            true => Ok(()),
            false => Err(Problem::new("rate_limited", "token", "another try in a minute").into()),
        }
    }
}

impl Reader<'_> {
    /// The case of an open link, and what its referral disclosed.
    async fn referral_behind(&mut self, hash: [u8; 32]) -> Result<Option<(String, ReferralOpened)>, Failure> {
        let now = self.ctx.clock.now();
        let Some((id, number)) = store::case::link(self.tx, hash, now).await? else { return Ok(None) };
        let case: SuspicionCase = self.get("case", &id).await?;
        let Some((at, said)) =
            case.referrals().into_iter().find(|r| r.number == number).map(|r| (r.referred.at, r.referred.said.clone()))
        else {
            return Ok(None);
        };
        // Nothing else of the case is opened.
        let said = self.open(said, &id).await?;
        let (to, office, basis, disclosed, language) =
            (said.to, said.office, said.basis, said.disclosed, said.language);
        Ok(Some((id, ReferralOpened { to, office, basis, disclosed, language, referred_at: at })))
    }
}
