//! Details that procedures share: kept as keyed hashes in the commit that writes them down, met as they are written, shown
//! to whoever may.
//!
//! Whoever writes learns nothing: no event, no leaf and no part of the receipt tells that something met. What was recorded
//! before there were such hashes is gone through once by [`Service::fill_network`].

mod advert;
mod fill;
mod seen;

use ::law::param;
use domain::approval::{Pair, Step};
use domain::network::{Detail, Named, Part, of_known, of_step};
use domain::person::Person;
use ledger::detail::Form;
use ledger::keyholder::{Alike, KeyError, KeyHolder};
use ledger::seal::Vault;
use store::network::Mark;

use crate::failure::Failure;
use crate::open::Context;
use crate::reading::open_all;
use crate::work::Work;

pub use advert::{AdvertGiven, AdvertKept, AdvertList, AdvertSeen};
pub use fill::Filled;
pub use seen::{NetworkList, NetworkSeen};

/// Field under whose key the hashes of a sort of detail are made.
pub(crate) fn field(detail: Detail) -> String {
    format!("network.{}", detail.code())
}

/// How a detail is written.
fn form(detail: Detail) -> Form {
    match detail {
        Detail::Phone => Form::Phone,
        Detail::Interpreter | Detail::Witness | Detail::Companion => Form::Name,
        Detail::Payer | Detail::Issuer | Detail::Seller | Detail::Address => Form::Line,
        Detail::Email | Detail::Handle => Form::Handle,
    }
}

/// The keyed hashes under which a detail is kept; `None` where too little is written to tell one from another.
///
/// # Errors
/// The key holder refuses.
pub fn detail_tokens(keys: &dyn KeyHolder, detail: Detail, text: &str) -> Result<Option<Alike>, KeyError> {
    keys.detail_tokens(Vault::Case, &field(detail), form(detail), text)
}

/// From how many procedures on a detail is common under the law of today; at most this many are ever looked at.
pub(crate) fn common_from(ctx: &Context) -> usize {
    const MOST: usize = 500;
    let law = ctx.law_at(ctx.clock.now());
    law.get(&param::NETWORK_COMMON_FROM).map_or(MOST, |n| usize::try_from(n).unwrap_or(MOST).min(MOST))
}

/// The same as rows are counted.
pub(crate) fn common_rows(ctx: &Context) -> i64 {
    i64::try_from(common_from(ctx)).unwrap_or(i64::MAX)
}

/// Whether two files have a person in common by its number: then they have much in common, and nothing follows from it.
pub(crate) fn related(one: &Pair, other: &Pair) -> bool {
    one.donor == other.donor || one.recipient == other.recipient
}

impl Work<'_> {
    /// Keeps what a record names beside its procedure, and whether the procedure now meets another.
    pub(crate) async fn note(&mut self, procedure: &str, named: Vec<Named>) -> Result<(), Failure> {
        if named.is_empty() {
            return Ok(());
        }
        let ctx = std::sync::Arc::clone(&self.ctx);
        let may_share = ctx.law_at(self.now).get(&param::NETWORK_MAY_SHARE).unwrap_or_default();
        for one in named.iter().filter(|one| !may_share.iter().any(|source| source == one.source)) {
            let Some(text) = one.value.clear() else { continue };
            let Some(tokens) = detail_tokens(ctx.keys.as_ref(), one.detail, text)? else { continue };
            let mark = Mark {
                detail: one.detail,
                meets: *tokens.alike.as_bytes(),
                procedure: procedure.to_owned(),
                part: one.part,
                token: *tokens.same.as_bytes(),
                version: tokens.same.version(),
            };
            if store::network::put(self.tx, &mark, self.now).await? {
                self.meet((mark.detail, mark.meets)).await?;
            }
        }
        Ok(())
    }

    /// Keeps how many procedures stand where one detail stands, once two of them should have nothing in common.
    async fn meet(&mut self, of: (Detail, [u8; 16])) -> Result<(), Failure> {
        let common = common_from(&self.ctx);
        let found = store::network::stands_in(self.tx, of, common).await?;
        if found.len() < 2 || (found.len() < common && !self.any_unrelated(&found).await?) {
            return Ok(());
        }
        Ok(store::network::meet(self.tx, of, found.len(), self.now).await?)
    }

    /// The same once a procedure has a detail less: what stands in one alone, or among files of one person, is no meeting.
    pub(super) async fn meet_again(&mut self, of: (Detail, [u8; 16])) -> Result<(), Failure> {
        let common = common_from(&self.ctx);
        let found = store::network::stands_in(self.tx, of, common).await?;
        let meets = found.len() >= common || self.any_unrelated(&found).await?;
        let count = if meets { found.len() } else { 0 };
        Ok(store::network::meet(self.tx, of, count, self.now).await?)
    }

    async fn any_unrelated(&mut self, procedures: &[String]) -> Result<bool, Failure> {
        let mut pairs: Vec<Option<Pair>> = Vec::with_capacity(procedures.len());
        for id in procedures {
            pairs.push(self.find::<Pair>(id).await?);
        }
        let mut two = pairs.iter().enumerate().flat_map(|(n, one)| pairs.iter().skip(n + 1).map(move |two| (one, two)));
        Ok(two.any(|(one, other)| match (one, other) {
            (Some(one), Some(other)) => !related(one, other),
            _ => true,
        }))
    }

    /// Keeps what a step of a pair names; where its people change, what is known of them.
    pub(crate) async fn note_step(&mut self, id: codes::ids::PairId, step: &Step) -> Result<(), Failure> {
        if let Step::Changed(_) = step {
            let pair: Pair = self.get("pair", id).await?;
            self.note_people(&pair).await?;
        }
        self.note(&id.to_string(), of_step(step)).await
    }

    /// Keeps the details that stand around a pair on its first day; nothing is left to be gone through later.
    pub(crate) async fn note_opened(&mut self, id: codes::ids::PairId) -> Result<(), Failure> {
        let pair: Pair = self.get("pair", id).await?;
        self.note_people(&pair).await?;
        Ok(store::network::filled(self.tx, &id.to_string(), self.now).await?)
    }

    /// Keeps the details of the two people of a pair.
    pub(crate) async fn note_people(&mut self, pair: &Pair) -> Result<(), Failure> {
        let of = [(pair.donor.to_string(), Part::Donor), (pair.recipient.to_string(), Part::Recipient)];
        for (number, part) in of {
            self.note_person(&pair.id.to_string(), &number, part).await?;
        }
        Ok(())
    }

    async fn note_person(&mut self, procedure: &str, number: &str, part: Part) -> Result<(), Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let Some(person) = crate::link::stands_behind(self.tx, &ctx, number).await? else { return Ok(()) };
        let Some(found) = self.find::<Person>(&person).await? else { return Ok(()) };
        let opened = open_all(self.tx, &ctx, found, &person, "network").await?;
        self.note(procedure, of_known(&opened.known, part)).await
    }

    /// Keeps the details of a person, as they are known now, beside every procedure in which some numbers take part.
    pub(crate) async fn note_numbers(&mut self, numbers: &[String]) -> Result<(), Failure> {
        for number in numbers {
            for pair in store::approval::of_subject(self.tx, number).await? {
                let part = if pair.donor.to_string() == *number { Part::Donor } else { Part::Recipient };
                self.note_person(&pair.id.to_string(), number, part).await?;
            }
        }
        Ok(())
    }
}
