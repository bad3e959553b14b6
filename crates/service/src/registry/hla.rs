//! Tissue types and antibodies: written down as the laboratory wrote them, withdrawn, read as a history.

use std::collections::BTreeMap;

use codes::ids::{AnyId, HlaTestId};
use domain::access::Permission;
use domain::licence::Centre;
use domain::registry::hla::{HlaMethod, HlaTest, HlaTold, HlaWithdrawn, is_release};
use domain::registry::{Donor, Recipient};
use domain::{Draft, Vault};

use super::laboratory::person;
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled};

/// Characters of what a laboratory wrote, at most.
const LONGEST: usize = 4000;

/// The history of one donor or recipient.
#[derive(Debug, Clone, Default)]
pub struct HlaPage {
    /// The newest sample first; at most 200, private texts opened.
    pub tests: Vec<HlaTest>,
    /// Names of laboratories, by number.
    pub laboratories: BTreeMap<String, String>,
    /// Whether older ones are left out.
    pub more: bool,
}

fn check(told: &HlaTold, now: jiff::Timestamp) -> Result<(), Problem> {
    let malformed = |field, right: &str| Err(Problem::new("malformed", field, right));
    match told.written.clear() {
        Some(text) if !text.trim().is_empty() && text.chars().count() <= LONGEST => {}
        _ => return malformed("written", "what the laboratory wrote, at most 4000 characters"),
    }
    if !told.method.finds(told.looked_for) {
        return malformed("method", "a method by which this is found");
    }
    match &told.release {
        Some(release) if !is_release(release) => return malformed("release", "a release such as 3.62.0"),
        None if told.method != HlaMethod::Serology && told.method != HlaMethod::Cytotoxicity => {
            return Err(Problem::new("missing", "release", "the release of IPD-IMGT/HLA, such as 3.62.0"));
        }
        _ => {}
    }
    if let Some(sample) = &told.sample {
        crate::plain::line("sample", sample)?;
    }
    if told.reported_at.duration_since(now) > jiff::SignedDuration::from_mins(2) {
        return malformed("reported_at", "an instant that does not lie ahead");
    }
    if told.taken_at > told.reported_at {
        return malformed("taken_at", "an instant before the report");
    }
    Ok(())
}

impl Service {
    /// Keeps what a laboratory wrote of tissue types or antibodies. It stands beside what was written before.
    ///
    /// # Errors
    /// Denied; no such donor, recipient or laboratory; a method by which it is not found; no release; it lies ahead.
    pub async fn record_hla(&self, access: &Access, mut told: HlaTold) -> Result<(HlaTestId, Receipt), Failure> {
        let subject = person(&told.person)?;
        told.person = subject.to_string();
        check(&told, self.now())?;
        let may = self.may_on_number(access, Permission::RecordResult, subject).await?;
        self.write("registry.record_hla", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move {
                let known = match subject {
                    AnyId::Donor(id) => w.find::<Donor>(id).await?.is_some(),
                    _ => w.find::<Recipient>(subject).await?.is_some(),
                };
                if !known {
                    return Err(Problem::not_found("person", subject).into());
                }
                w.get::<Centre>("laboratory", told.laboratory).await?;
                let id: HlaTestId = w.id();
                let draft = Draft::new("registry.hla_told", id, &told).about(subject);
                w.record(vec![draft.sealed_for(Vault::Clinical, subject)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Takes a test out of what counts, with the reason; it stays in the history.
    ///
    /// # Errors
    /// Denied; no such test; withdrawn already.
    pub async fn withdraw_hla(
        &self,
        access: &Access,
        id: HlaTestId,
        told: HlaWithdrawn,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::code("reason", &told.reason)?;
        let found = self.public("registry.person_of", move |r| Box::pin(async move { r.find::<HlaTest>(id).await }));
        let may = match found.await? {
            Some(one) => self.may_on_number(access, Permission::RecordResult, person(&one.told.person)?).await?,
            None if self.bound_to(access, Permission::RecordResult).is_none() => {
                May::national(Permission::RecordResult)
            }
            None => May::elsewhere(Permission::RecordResult),
        };
        self.write("registry.withdraw_hla", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move {
                let one: HlaTest = w.get("hla", id).await?;
                if one.withdrawn.is_some() {
                    return Err(Problem::new("unchanged", "hla", "a test that stands").into());
                }
                w.record(vec![Draft::new("registry.hla_withdrawn", id, &told).about(&one.told.person)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Tissue types and antibodies of a donor or recipient, withdrawn ones among them.
    ///
    /// # Errors
    /// Denied; not the number of a donor or recipient.
    pub async fn hla_tests(&self, access: &Access, number: &str) -> Result<HlaPage, Failure> {
        let subject = person(number)?;
        let may = self.may_on_number(access, Permission::ReadResult, subject).await?;
        let number = subject.to_string();
        self.read("registry.hla", access, may, Some(number.clone()), move |r| {
            let number = number.clone();
            Box::pin(async move {
                let mut found = store::registry::hla::of_person(r.tx, &number).await?;
                let mut page = HlaPage { more: found.len() > store::registry::hla::MOST, ..HlaPage::default() };
                found.truncate(store::registry::hla::MOST);
                let today = r.ctx.day_of(r.ctx.clock.now());
                for one in found {
                    let (id, laboratory) = (one.id.to_string(), one.told.laboratory);
                    if let Some(centre) = r.find::<Centre>(laboratory).await? {
                        page.laboratories.insert(laboratory.to_string(), centre.name_on(today).to_owned());
                    }
                    page.tests.push(r.open(one, &id).await?);
                }
                Ok(page)
            })
        })
        .await
    }
}
