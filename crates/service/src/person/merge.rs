//! Two records that are one person: one proposes the link, a second person confirms it, and it can be taken back.
//!
//! A link changes no record's content. What follows from it is computed again both ways: whom the person's organs and
//! grafts expose, which visits serve for each other, what the rules say of the pairs concerned, and whom open reports of
//! adverse events reach.

use std::collections::BTreeSet;

use codes::ids::{AnyId, PersonId, VisitId};
use domain::Draft;
use domain::access::Permission;
use domain::followup::{Covered, Visit, covering};
use domain::person::{Changed, Linked, Person, Unlinked};

use super::PersonSeen;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service, TraceFound, link};

/// Whom one person's organs and grafts reach, over all records that are held to be that person.
#[derive(Debug, Clone)]
pub struct Exposure {
    /// The person's donor and recipient numbers.
    pub numbers: Vec<String>,
    /// Every chain on which one of them stands, each once.
    pub traces: Vec<TraceFound>,
    /// Recipients of organs of the same donors, without the person.
    pub recipients: Vec<String>,
    /// Visits of the person, in the order in which they are due.
    pub visits: Vec<Visit>,
}

/// A person with the records held to be the same one.
#[derive(Debug, Clone)]
pub struct PersonFile {
    /// The record asked for, private texts opened.
    pub person: PersonSeen,
    /// The record that would stay, where a link waits for a second person.
    pub proposed: Option<PersonSeen>,
    /// Name of whoever proposed it.
    pub proposed_by: String,
    /// Other records held to be this person.
    pub others: Vec<PersonSeen>,
}

impl Work<'_> {
    async fn link_proposed(&mut self, id: PersonId, into: PersonId) -> Result<(), Failure> {
        let (leaves, stays): (Person, Person) = (self.get("person", id).await?, self.get("into", into).await?);
        if leaves.merged_into.is_some() || leaves.proposed.is_some() {
            return Err(Problem::new("stale", "person", "a record without a link of its own").into());
        }
        let one = store::person::merged(self.tx, &id.to_string()).await?;
        if stays.merged_into.is_some() || one.contains(&into.to_string()) {
            return Err(Problem::new("malformed", "into", "the record that stays, of another number").into());
        }
        self.record(vec![Draft::new("person.merge_proposed", id, &Linked { into }).about(into)]).await
    }

    async fn link_confirmed(&mut self, id: PersonId) -> Result<(), Failure> {
        let leaves: Person = self.get("person", id).await?;
        let Some(proposed) = leaves.proposed else {
            return Err(Problem::new("not_found", "person", "a record with a proposed link").into());
        };
        if proposed.by == self.access.account {
            return Err(Problem::new("four_eyes", "account", "somebody other than who proposed the link").into());
        }
        let into = proposed.into;
        let stays: Person = self.get("into", into).await?;
        let one = store::person::merged(self.tx, &id.to_string()).await?;
        if stays.merged_into.is_some() || one.contains(&into.to_string()) {
            return Err(Problem::new("stale", "into", "a record that still stands for itself").into());
        }
        let (left, stay) = (self.numbers_of(id).await?, self.numbers_of(into).await?);
        let draft = Draft::new("person.merged", id, &Linked { into }).about(into);
        self.relinked([(id, &left), (into, &stay)], draft, |other| Changed::Linked { other }).await?;
        let (leaving, staying) = (self.visits_of_all(&left).await?, self.visits_of_all(&stay).await?);
        for (visit, by) in covering(&leaving, &staying) {
            let subject = leaving.iter().find(|v| v.id == visit).map(|v| v.planned.subject.clone()).unwrap_or_default();
            self.record(vec![Draft::new("followup.visit_covered", visit, &Covered { by }).about(subject)]).await?;
        }
        Ok(())
    }

    async fn link_ended(&mut self, id: PersonId, unlinked: &Unlinked) -> Result<(), Failure> {
        crate::plain::code("reason", &unlinked.reason)?;
        let person: Person = self.get("person", id).await?;
        let Some(into) = person.merged_into else {
            return Err(Problem::new("not_found", "person", "a record that was linked").into());
        };
        // While the link stands, numbers cannot be told apart by it: what hangs on this record alone is what leaves.
        let all = self.numbers_of(id).await?;
        let left = self.numbers_below(id).await?;
        let stay: Vec<String> = all.into_iter().filter(|n| !left.contains(n)).collect();
        let draft = Draft::new("person.unmerged", id, unlinked).about(into);
        self.relinked([(id, &left), (into, &stay)], draft, |other| Changed::Unlinked { other }).await?;
        let (leaving, staying) = (self.visits_of_all(&left).await?, self.visits_of_all(&stay).await?);
        let ids = |visits: &[Visit]| visits.iter().map(|v| v.id).collect::<BTreeSet<VisitId>>();
        for (visits, others) in [(&leaving, ids(&staying)), (&staying, ids(&leaving))] {
            for visit in visits.iter().filter(|v| v.covered_by.is_some_and(|by| others.contains(&by))) {
                let draft = Draft::new("followup.visit_uncovered", visit.id, &()).about(&visit.planned.subject);
                self.record(vec![draft]).await?;
            }
        }
        Ok(())
    }

    /// Writes a link or its end, asks the rules again and tells whoever had either record.
    async fn relinked(
        &mut self,
        sides: [(PersonId, &Vec<String>); 2],
        draft: Draft,
        changed: fn(PersonId) -> Changed,
    ) -> Result<(), Failure> {
        let numbers: Vec<String> = sides.iter().flat_map(|(_, numbers)| numbers.iter().cloned()).collect();
        let asked = self.ask_pairs(&numbers).await?;
        let [(one, ones), (other, others)] = sides;
        let mut told = Vec::new();
        for (about, with, numbers) in [(one, other, ones), (other, one, others)] {
            let pages = self.pages_of_record(about, numbers).await?;
            let centres = self.caring(numbers).await?;
            told.push((about, with, self.holders(&pages, centres).await?));
        }
        self.record(vec![draft]).await?;
        for (about, with, holders) in told {
            self.tell(&about.to_string(), &changed(with), &holders).await?;
        }
        self.signs_again(&numbers).await?;
        self.rules_again(asked, &numbers).await?;
        self.look_again_for(&numbers).await?;
        self.stop_plans_for(&numbers).await
    }

    /// Computes the signs around every open pair of these people: who else stands where has changed.
    async fn signs_again(&mut self, numbers: &[String]) -> Result<(), Failure> {
        let mut done: BTreeSet<String> = BTreeSet::new();
        for number in numbers {
            for pair in store::approval::of_subject(self.tx, number).await? {
                if pair.removed.is_none() && done.insert(pair.id.to_string()) {
                    self.compute_signs(&pair, None).await?;
                }
            }
        }
        Ok(())
    }

    /// Numbers of a record and of those merged into it, without the one it was merged into.
    async fn numbers_below(&mut self, id: PersonId) -> Result<Vec<String>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let mut numbers = Vec::new();
        for record in store::person::below(self.tx, &id.to_string()).await? {
            numbers.extend(link::pseudonyms(self.tx, &ctx, &record, "person.numbers").await?);
        }
        Ok(numbers)
    }

    async fn visits_of_all(&mut self, numbers: &[String]) -> Result<Vec<Visit>, Failure> {
        let mut visits = Vec::new();
        for number in numbers {
            visits.extend(store::followup::of_subject(self.tx, number).await?);
        }
        Ok(visits)
    }
}

impl Reader<'_> {
    /// Numbers of the one person to whom a record belongs.
    async fn numbers(&mut self, id: PersonId) -> Result<Vec<String>, Failure> {
        let ctx = std::sync::Arc::clone(&self.ctx);
        let mut numbers = Vec::new();
        for record in store::person::merged(self.tx, &id.to_string()).await? {
            numbers.extend(link::pseudonyms(self.tx, &ctx, &record, "person.numbers").await?);
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    async fn exposure(&mut self, id: PersonId) -> Result<Exposure, Failure> {
        let numbers = self.numbers(id).await?;
        let (mut traces, mut roots, mut visits) = (Vec::new(), BTreeSet::new(), Vec::new());
        let mut recipients = BTreeSet::new();
        for number in &numbers {
            visits.extend(store::followup::of_subject(self.tx, number).await?);
            let found = match self.chains(&AnyId::parse(number)?).await {
                Ok(found) => found,
                Err(Failure::Problem(p)) if p.code == "not_found" => continue,
                Err(other) => return Err(other),
            };
            for line in found.traces.iter().flat_map(domain::trace::Trace::flat) {
                recipients.extend(line.transplants.iter().map(|t| t.transplanted.recipient.to_string()));
            }
            let donor = |t: &domain::trace::Trace| t.donor.as_ref().map(|d| d.id);
            let key: Vec<_> = found.traces.iter().map(|t| (donor(t), t.lines.first().map(|l| l.unit.id))).collect();
            if roots.insert(key) {
                traces.push(found);
            }
        }
        let recipients = recipients.into_iter().filter(|r| !numbers.contains(r)).collect();
        visits.sort_by_key(|v: &Visit| (v.planned.due_on, v.id));
        Ok(Exposure { numbers, traces, recipients, visits })
    }

    async fn person_file(&mut self, id: PersonId) -> Result<PersonFile, Failure> {
        let person = self.person_seen(&id.to_string()).await?;
        let mut others = Vec::new();
        for other in store::person::merged(self.tx, &id.to_string()).await? {
            if other != id.to_string() {
                others.push(self.person_seen(&other).await?);
            }
        }
        let waiting = person.person.proposed.clone();
        let (proposed, proposed_by) = match waiting {
            Some(p) => {
                let names = self.names(&[p.by]).await?;
                let name = names.get(&p.by.to_string()).cloned().unwrap_or_default();
                (Some(self.person_seen(&p.into.to_string()).await?), name)
            }
            None => (None, String::new()),
        };
        Ok(PersonFile { person, proposed, proposed_by, others })
    }

    async fn person_seen(&mut self, id: &str) -> Result<PersonSeen, Failure> {
        let person: Person = self.get("person", id).await?;
        Ok(PersonSeen { person: self.open(person, id).await? })
    }
}

impl Service {
    /// Both records must be within reach: through a link one reads the other.
    async fn may_link(&self, access: &Access, one: PersonId, other: Option<PersonId>) -> Result<May, Failure> {
        let may = self.may_on_person(access, Permission::LinkIdentity, one).await?;
        let Some(other) = other else { return Ok(may) };
        let with = self.may_on_person(access, Permission::LinkIdentity, other).await?;
        Ok(if self.policy().require(access, with).is_ok() { may } else { with })
    }

    async fn record_of(&self, id: PersonId) -> Result<Option<Person>, Failure> {
        self.public("person.record_of", move |r| Box::pin(async move { r.find::<Person>(id).await })).await
    }

    /// Proposes that two records are one person; the first would be merged into the second. It waits for a second person.
    ///
    /// # Errors
    /// No such person; one of them is linked or proposed already; denied, hidden where either is out of reach.
    pub async fn propose_link(&self, access: &Access, id: PersonId, into: PersonId) -> Result<((), Receipt), Failure> {
        let may = self.may_link(access, id, Some(into)).await?;
        self.write("person.propose_link", access, may, move |w| {
            Box::pin(async move { Ok(Settled::Done(w.link_proposed(id, into).await?)) })
        })
        .await
    }

    /// Confirms a proposed link as second person. Visits that serve for each other become one, the rules are asked again,
    /// and whoever had either record is told.
    ///
    /// # Errors
    /// No link is proposed; the caller proposed it; denied, hidden where either is out of reach.
    pub async fn confirm_link(&self, access: &Access, id: PersonId) -> Result<((), Receipt), Failure> {
        let into = self.record_of(id).await?.and_then(|p| p.proposed).map(|p| p.into);
        let may = self.may_link(access, id, into).await?;
        self.write("person.confirm_link", access, may, move |w| {
            Box::pin(async move { Ok(Settled::Done(w.link_confirmed(id).await?)) })
        })
        .await
    }

    /// Declines a proposed link; whoever proposed it may do so too.
    ///
    /// # Errors
    /// No link is proposed; denied.
    pub async fn decline_link(
        &self,
        access: &Access,
        id: PersonId,
        unlinked: Unlinked,
    ) -> Result<((), Receipt), Failure> {
        let may = self.may_link(access, id, None).await?;
        self.write("person.decline_link", access, may, move |w| {
            let unlinked = unlinked.clone();
            Box::pin(async move {
                crate::plain::code("reason", &unlinked.reason)?;
                if w.get::<Person>("person", id).await?.proposed.is_none() {
                    return Err(Problem::new("not_found", "person", "a record with a proposed link").into());
                }
                w.record(vec![Draft::new("person.merge_declined", id, &unlinked)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Takes a link back; both histories stand again, and what followed from the link is computed again. One person
    /// suffices: a wrong link shows somebody the data of somebody else.
    ///
    /// # Errors
    /// No such person, or it was not linked; denied.
    pub async fn unlink_person(
        &self,
        access: &Access,
        id: PersonId,
        unlinked: Unlinked,
    ) -> Result<((), Receipt), Failure> {
        let may = self.may_link(access, id, None).await?;
        self.write("person.unlink", access, may, move |w| {
            let unlinked = unlinked.clone();
            Box::pin(async move { Ok(Settled::Done(w.link_ended(id, &unlinked).await?)) })
        })
        .await
    }

    /// A person with every record held to be the same one.
    ///
    /// # Errors
    /// Denied; no such person.
    pub async fn person_file(&self, access: &Access, id: PersonId) -> Result<PersonFile, Failure> {
        let may = self.may_on_person(access, Permission::ReadIdentity, id).await?;
        let file = self
            .read("person.file", access, may, Some(id.to_string()), move |r| {
                Box::pin(async move { r.person_file(id).await })
            })
            .await?;
        for seen in file.others.iter().chain(&file.proposed) {
            self.line("person.file", access, Some(&seen.person.id.to_string()), "shown").await?;
        }
        Ok(file)
    }

    /// Whom the organs and grafts of one person reach, over every record held to be that person.
    ///
    /// # Errors
    /// Denied: it needs to see who somebody is and to trace; no such person.
    pub async fn exposure(&self, access: &Access, id: PersonId) -> Result<Exposure, Failure> {
        self.policy().require(access, May::narrowed(Permission::ReadTrace))?;
        let may = self.may_on_person(access, Permission::ReadIdentity, id).await?;
        self.read("person.exposure", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                r.get::<Person>("person", id).await?;
                r.exposure(id).await
            })
        })
        .await
    }
}
