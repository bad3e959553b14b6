//! The same two people, standing in a pair after somebody rejected them: at whatever centre, under whatever number. Exact
//! numbers are compared as keyed tokens; names, birth dates and telephones inside the key holder only.

use std::collections::BTreeMap;

use codes::ids::{PairId, PersonId, RejectionId};
use domain::approval::{Pair, Stage};
use domain::person::Person;
use domain::rejection::{self, FoundBy, Recorded, Rejection, Standings};
use domain::{Private, Vault};

use super::{AGAIN, DONOR, NAMED, PAIR, RECIPIENT};
use crate::Reader;
use crate::failure::Failure;
use crate::reading::open_all;
use crate::work::Work;

/// Leaves that finding somebody again adds; as many are added where nobody is found.
const LEAVES: usize = 3;

impl Work<'_> {
    /// Looks whether the two people of a pair were rejected before. Whoever opened the pair learns nothing of it, and the log
    /// grows alike.
    pub(crate) async fn seek_rejections(&mut self, pair: &Pair) -> Result<(), Failure> {
        let known = self.rejections_of(pair.id).await?;
        let before = self.rejected_before(pair).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let standings = Standings { pair: pair.id, before };
        let reading = rejection::read(&standings, &ctx.law_at(self.now), &ctx.floor);
        // One that was found at this pair before is not asked about again.
        let unknown = standings.before.first().copied().filter(|(id, _)| !known.contains(id));
        let Some((newest, found_by)) = unknown else {
            return self.nobody_again();
        };
        let draft = rejection::reappeared(newest, pair.id, found_by);
        self.record_kept(vec![draft], &reading, &standings).await?;
        self.token(Vault::Case, AGAIN, &pair.id.to_string(), &newest.to_string()).await?;
        self.raise(&newest.to_string(), &reading.findings).await?;
        self.compute_signs(pair, None).await
    }

    fn nobody_again(&mut self) -> Result<(), Failure> {
        (0..LEAVES).try_for_each(|_| self.dummy_leaf())
    }

    /// A rejection was written down: do the same two people stand in another pair already?
    pub(super) async fn seek_elsewhere(&mut self, recorded: &Recorded) -> Result<(), Failure> {
        let clear = |one: &Option<Private>| one.as_ref().and_then(Private::clear).unwrap_or_default().to_owned();
        let of_donor = self.pairs_with(&clear(&recorded.donor)).await?;
        let of_recipient = self.pairs_with(&clear(&recorded.recipient)).await?;
        let own = clear(&recorded.pair);
        let both = |p: &&Pair| of_recipient.iter().any(|other| other.id == p.id) && p.id.to_string() != own;
        let goes_on = |p: &&Pair| p.stage() != Stage::Ended;
        match of_donor.iter().filter(both).filter(goes_on).max_by_key(|p| p.opened_at) {
            Some(pair) => self.seek_rejections(pair).await,
            None => self.nobody_again(),
        }
    }

    /// Pairs in which somebody stands: a person by the record that stays, or a pseudonym.
    async fn pairs_with(&mut self, number: &str) -> Result<Vec<Pair>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let Ok(person) = number.parse::<PersonId>() else {
            return Ok(store::approval::of_subject(self.tx, number).await?);
        };
        let mut pairs: Vec<Pair> = Vec::new();
        for one in self.exactly(person).await? {
            for pseudonym in crate::link::pseudonyms(self.tx, &ctx, &one, "rules").await? {
                pairs.extend(store::approval::of_subject(self.tx, &pseudonym).await?);
            }
        }
        Ok(pairs)
    }

    /// Numbers of all records of one person: those that are linked, and those that carry the same number of an office.
    async fn exactly(&mut self, person: PersonId) -> Result<Vec<String>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let kept: Person = self.get("person", person).await?;
        let known = open_all(self.tx, &ctx, kept, &person.to_string(), "rules").await?.known;
        let same_number = Reader::new(self.tx, ctx, "rules").same_number(&known).await?;
        let mut exact = store::person::merged(self.tx, &person.to_string()).await?;
        for other in same_number {
            exact.extend(store::person::merged(self.tx, &other).await?);
        }
        exact.sort_unstable();
        exact.dedup();
        Ok(exact)
    }

    /// Rejections of the same two people, as they were found when the pair was opened or changed.
    pub(crate) async fn rejections_of(&mut self, pair: PairId) -> Result<Vec<RejectionId>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let found = crate::index::find(self.tx, &ctx, ledger::seal::Vault::Case, (AGAIN, &pair.to_string())).await?;
        Ok(found.iter().filter_map(|id| id.parse().ok()).collect())
    }

    /// Rejections in which both stood, newest first.
    async fn rejected_before(&mut self, pair: &Pair) -> Result<Vec<(RejectionId, FoundBy)>, Failure> {
        let as_donor = self.rejected_as(DONOR, &pair.donor.to_string()).await?;
        if as_donor.is_empty() {
            return Ok(Vec::new());
        }
        let as_recipient = self.rejected_as(RECIPIENT, &pair.recipient.to_string()).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let own = crate::index::find(self.tx, &ctx, ledger::seal::Vault::Case, (PAIR, &pair.id.to_string())).await?;
        let mut both = Vec::new();
        for (id, donor) in as_donor {
            let Some(recipient) = as_recipient.get(&id).filter(|_| !own.contains(&id)) else { continue };
            let one: Rejection = self.get("rejection", &id).await?;
            both.push((one.recorded_at, one.id, donor.max(*recipient)));
        }
        both.sort_unstable_by(|a, b| b.cmp(a));
        Ok(both.into_iter().map(|(_, id, found_by)| (id, found_by)).collect())
    }

    /// Rejections in which somebody stood as donor or as recipient, and how they were found.
    async fn rejected_as(&mut self, field: &str, number: &str) -> Result<BTreeMap<String, FoundBy>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let mut people = vec![(number.to_owned(), FoundBy::Number)];
        if let Some(person) = crate::link::stands_behind(self.tx, &ctx, number).await? {
            let id: PersonId = person.parse()?;
            let exact = self.exactly(id).await?;
            let mut r = Reader::new(self.tx, std::sync::Arc::clone(&ctx), "rules");
            let alike = r.same_among(id, NAMED, "rules").await?;
            people.extend(exact.into_iter().map(|id| (id, FoundBy::Number)));
            people.extend(alike.into_iter().map(|one| (one.person.to_string(), FoundBy::Likeness)));
        }
        let mut found = BTreeMap::new();
        for (one, found_by) in people {
            for id in crate::index::find(self.tx, &ctx, ledger::seal::Vault::Case, (field, &one)).await? {
                found.entry(id).or_insert(found_by);
            }
        }
        Ok(found)
    }
}
