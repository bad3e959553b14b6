//! Rejected procedures: written down, followed, found again when the same two people stand elsewhere.
//!
//! Who the donor and the recipient are lies sealed in the case vault, under the number of the person where one is known, or
//! else under the pseudonym. Keyed tokens lead from both to the rejection.

mod again;
mod count;
mod seen;

use codes::ids::{CentreId, PairId, PersonId, RejectionId};
use domain::access::Permission;
use domain::approval::Pair;
use domain::person::{Known, Person};
use domain::rejection::{self, Followed, Recorded, Rejection, Said, Situation};
use domain::{Kept, Private, Vault};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::reading::open_all;
use crate::work::{Receipt, Settled, Work};

pub use count::RejectedInPublic;
pub use seen::{RejectionLine, RejectionList, RejectionSeen, Unwritten, UnwrittenList};

/// Fields under which a rejection is found by its donor, its recipient and its pair.
pub(crate) const DONOR: &str = "rejection.donor";
pub(crate) const RECIPIENT: &str = "rejection.recipient";
pub(crate) const PAIR: &str = "rejection.pair";
/// Field under which the rejections of the same two people are found by the pair they stand in now.
pub(crate) const AGAIN: &str = "rejection.again";
/// Field under which the names of people in rejected procedures are filed by how they sound.
pub(crate) const NAMED: &str = "rejection.name";

/// Whose procedure was rejected.
#[derive(Debug, Clone)]
pub enum Rejected {
    /// A pair with a file here.
    Pair(PairId),
    /// People without a file: a request from abroad, somebody whom the list did not take.
    People {
        /// The donor; absent where not known.
        donor: Option<Box<Known>>,
        /// The recipient; absent where not known.
        recipient: Option<Box<Known>>,
    },
}

/// A rejection that somebody writes down.
#[derive(Debug, Clone)]
pub struct Rejecting {
    /// Whose procedure it was.
    pub who: Rejected,
    /// Where it was to be done; absent for a request that no centre took. A pair's own centre stands for it.
    pub centre: Option<CentreId>,
    /// What is said about it.
    pub said: Said,
}

/// What must be there is written.
fn check(said: &Said) -> Result<(), Failure> {
    if said.reason.clear().is_none_or(|t| t.trim().is_empty()) {
        return Err(Problem::new("missing", "reason", "the reason in words").into());
    }
    let texts = [Some(&said.reason), said.decided_by.as_ref(), said.unreferred.as_ref()];
    plain(&texts)
}

/// Texts of at most four thousand bytes.
fn plain(texts: &[Option<&Private>]) -> Result<(), Failure> {
    let long = |text: &&Private| text.clear().is_some_and(|t| t.len() > 4000);
    match texts.iter().flatten().any(long) {
        true => Err(Problem::new("malformed", "reason", "a text of at most 4000 bytes").into()),
        false => Ok(()),
    }
}

impl Service {
    /// Writes down that a procedure was rejected. It is kept whatever the rules say of it; what they say is known inside the
    /// case vault only.
    ///
    /// # Errors
    /// Denied; no such pair or centre; no reason; nobody is named; a day that has not come; an unknown sign.
    pub async fn record_rejection(
        &self,
        access: &Access,
        rejecting: Rejecting,
    ) -> Result<(RejectionId, Receipt), Failure> {
        check(&rejecting.said)?;
        let permission = Permission::RecordRejection;
        let own = self.bound_to(access, permission);
        let may = match &rejecting.who {
            Rejected::Pair(pair) => self.may_on_pair(access, permission, *pair).await?,
            Rejected::People { .. } => match rejecting.centre.or(own) {
                Some(centre) => May::at(permission, centre),
                None => May::national(permission),
            },
        };
        self.write("rejection.record", access, may, move |w| {
            let rejecting = rejecting.clone();
            Box::pin(async move {
                let recorded = w.rejected(rejecting, own).await?;
                let id = w.keep_rejection(&recorded).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Writes down what was done or found since.
    ///
    /// # Errors
    /// Denied; no such rejection; nothing was said.
    pub async fn follow_rejection(
        &self,
        access: &Access,
        id: RejectionId,
        followed: Followed,
    ) -> Result<((), Receipt), Failure> {
        let nothing = followed.referrals.is_empty() && followed.aftercare.is_none() && followed.finding.is_none();
        if nothing && followed.note.as_ref().and_then(Private::clear).is_none_or(|t| t.trim().is_empty()) {
            return Err(Problem::new("missing", "note", "what was done or found").into());
        }
        plain(&[followed.finding.as_ref(), followed.note.as_ref()])?;
        let may = self.may_on_rejection(access, Permission::RecordRejection, id).await?;
        self.write("rejection.follow", access, may, move |w| {
            let followed = followed.clone();
            Box::pin(async move {
                w.get::<Rejection>("rejection", id).await?;
                w.record(vec![rejection::follow(id, &followed)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Where a permission reaches for a rejection: to the centre that wrote it down. What a body of the country wrote lies
    /// outside of every centre, so that nobody there is warned.
    async fn may_on_rejection(&self, access: &Access, permission: Permission, id: RejectionId) -> Result<May, Failure> {
        if self.bound_to(access, permission).is_none() {
            return Ok(May::national(permission));
        }
        let found = self.public("rejection.kept_by", move |r| Box::pin(async move { r.find::<Rejection>(id).await }));
        Ok(match found.await?.and_then(|one| one.recorded.kept_by) {
            Some(centre) => May::at(permission, centre),
            None => May::elsewhere(permission),
        })
    }
}

impl Work<'_> {
    /// What is recorded, with the numbers of the people.
    async fn rejected(&mut self, rejecting: Rejecting, own: Option<CentreId>) -> Result<Recorded, Failure> {
        let said = rejecting.said;
        let today = self.ctx.day_of(self.now);
        if said.decided_on > today {
            let wrong = Problem::new("malformed", "decided_on", "a day that has come");
            return Err(wrong.showing(said.decided_on.to_string()).into());
        }
        let (catalogue, _) = crate::indicator::catalogue(&self.ctx.law_at(self.now));
        if let Some(wrong) = said.signs.iter().find(|s| catalogue.iter().all(|known| known.id != **s)) {
            return Err(Problem::new("unknown_code", "signs", "signs of the country's catalogue")
                .showing(wrong)
                .into());
        }
        let text = |number: String| Some(Private::from(number.as_str()));
        let (pair, donor, recipient, centre) = match rejecting.who {
            Rejected::Pair(id) => {
                let pair: Pair = self.get("pair", id).await?;
                let donor = self.stands_for(&pair.donor.to_string()).await?;
                let recipient = self.stands_for(&pair.recipient.to_string()).await?;
                (text(id.to_string()), text(donor), text(recipient), Some(pair.centre))
            }
            Rejected::People { donor: None, recipient: None } => {
                return Err(Problem::new("missing", "donor.name", "the donor, the recipient, or both").into());
            }
            Rejected::People { donor, recipient } => {
                let donor = self.stands_for_new(donor).await?;
                let recipient = self.stands_for_new(recipient).await?;
                if let Some(centre) = rejecting.centre {
                    self.get::<domain::licence::Centre>("centre", centre).await?;
                }
                (None, donor.and_then(text), recipient.and_then(text), rejecting.centre.or(own))
            }
        };
        Ok(Recorded { said, pair, donor, recipient, centre, kept_by: own })
    }

    /// The person behind a pseudonym, or the pseudonym itself where nobody is named.
    async fn stands_for(&mut self, pseudonym: &str) -> Result<String, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let person = crate::link::stands_behind(self.tx, &ctx, pseudonym).await?;
        Ok(person.unwrap_or_else(|| pseudonym.to_owned()))
    }

    async fn stands_for_new(&mut self, known: Option<Box<Known>>) -> Result<Option<String>, Failure> {
        match known {
            Some(known) => Ok(Some(self.add_person(&known).await?.to_string())),
            None => Ok(None),
        }
    }

    async fn keep_rejection(&mut self, recorded: &Recorded) -> Result<RejectionId, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let id: RejectionId = self.id();
        let situation = Situation::of(&recorded.said);
        let law = ctx.law_at(self.now);
        let Kept { events, breaches, reading } = rejection::keep(id, recorded, &situation, &law, &ctx.floor);
        self.record_kept(events, &reading, &situation).await?;
        self.raise(&id.to_string(), &breaches).await?;
        let numbers = [(PAIR, &recorded.pair), (DONOR, &recorded.donor), (RECIPIENT, &recorded.recipient)];
        for (field, number) in numbers {
            let Some(number) = number.as_ref().and_then(Private::clear) else { continue };
            self.token(Vault::Case, field, number, &id.to_string()).await?;
            if let Ok(person) = number.parse::<PersonId>() {
                self.file_names(person).await?;
            }
        }
        self.seek_elsewhere(recorded).await?;
        Ok(id)
    }

    /// Files the names of somebody in a rejected procedure, once.
    async fn file_names(&mut self, id: PersonId) -> Result<(), Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let person: Person = self.get("person", id).await?;
        let person = open_all(self.tx, &ctx, person, &id.to_string(), "rules").await?;
        self.index_names_under(NAMED, id, &person.known).await
    }
}
