//! Who decides for a child, consents for a child, and what the person decides once of age.

use ::law::param;
use codes::ids::{ChildConsentId, GuardianshipId, PersonId};
use codes::time::PartialDate;
use domain::access::Permission;
use domain::person::{
    ChildConsent, ChildConsentAsked, ChildConsentGiven, ChildConsentRefused, ChildConsentState, ChildConsenting,
    GuardianEnded, GuardianNamed, Guardianship, Known, OwnDecided, PAPERS, Person, Signatory, read_child_consent,
};
use domain::{Draft, Vault};
use jiff::civil::Date;

use super::{PersonSeen, age_on};
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service};

/// Who decides for a child, and what was consented to.
#[derive(Debug, Clone)]
pub struct ChildFile {
    /// The child.
    pub person: PersonSeen,
    /// Completed years today, youngest and oldest reading; `None` when the birth date is not known.
    pub age: Option<(u32, u32)>,
    /// The age of majority; `None` when the law is silent.
    pub majority: Option<u32>,
    /// Everybody who has or had authority, private texts opened.
    pub guardians: Vec<Guardianship>,
    /// Consents, refused ones among them.
    pub consents: Vec<ChildConsent>,
}

/// People who came of age while somebody else's consent for them stands.
#[derive(Debug, Clone, Default)]
pub struct OfAge {
    /// The consent, whose it is, and the age in completed years.
    pub lines: Vec<(ChildConsent, PersonSeen, u32)>,
    /// Whether some were left out.
    pub more: bool,
}

/// The year in which somebody comes of age, by the earliest reading of the birth date.
fn of_age_year(known: &Known, majority: u32) -> Option<i16> {
    let birth = PartialDate::parse(known.birth.as_ref()?.clear()?).ok()?;
    i16::try_from(majority).ok().map(|years| birth.earliest().year() + years)
}

impl Service {
    /// Writes down that an authority over a child was verified.
    ///
    /// # Errors
    /// Denied; no such person; a paper nobody knows; seen in the future.
    pub async fn name_guardian(
        &self,
        access: &Access,
        named: GuardianNamed,
    ) -> Result<(GuardianshipId, Receipt), Failure> {
        if !PAPERS.contains(&named.evidence.paper.as_str()) {
            return Err(Problem::new("unknown_code", "evidence.paper", PAPERS.join(", ")).into());
        }
        crate::plain::line("evidence.issuer", &named.evidence.issuer)?;
        if named.evidence.seen_on > self.today() {
            return Err(Problem::new("malformed", "evidence.seen_on", "a day that does not lie ahead").into());
        }
        if named.name.clear().is_none_or(|name| name.trim().is_empty()) {
            return Err(Problem::new("missing", "name", "the guardian's name as written").into());
        }
        if named.until.is_some_and(|until| until < named.from) {
            return Err(Problem::new("malformed", "until", "a day not before the first one").into());
        }
        let may = self.may_on_person(access, Permission::RecordIdentity, named.child).await?;
        self.write("person.name_guardian", access, may, move |w| {
            let named = named.clone();
            Box::pin(async move {
                w.get::<Person>("child", named.child).await?;
                let id: GuardianshipId = w.id();
                let draft = Draft::new("person.guardian_named", id, &named).about(named.child);
                w.record(vec![draft.sealed_for(Vault::Identity, named.child)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Writes down that an authority does not hold any more.
    ///
    /// # Errors
    /// Denied; no such guardianship; it ended before.
    pub async fn end_guardian(
        &self,
        access: &Access,
        id: GuardianshipId,
        told: GuardianEnded,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::code("reason", &told.reason)?;
        let found =
            self.public("person.child_of", move |r| Box::pin(async move { r.find::<Guardianship>(id).await })).await?;
        let may = match found {
            Some(one) => self.may_on_person(access, Permission::RecordIdentity, one.named.child).await?,
            None => self.nowhere(access, Permission::RecordIdentity),
        };
        self.write("person.end_guardian", access, may, move |w| {
            let told = told.clone();
            Box::pin(async move {
                let one: Guardianship = w.get("guardianship", id).await?;
                if one.ended.is_some() {
                    return Err(Problem::new("stale", "guardianship", "an authority that holds").into());
                }
                w.record(vec![Draft::new("person.guardian_ended", id, &told).about(one.named.child)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Takes the consent of guardians for a child. Refused with all reasons at once; only the refusal is kept then.
    ///
    /// # Errors
    /// Denied; no such person; a day that lies ahead; refused.
    pub async fn consent_for_child(
        &self,
        access: &Access,
        asked: ChildConsentAsked,
    ) -> Result<(ChildConsentId, Receipt), Failure> {
        crate::plain::list("signed", &asked.signed)?;
        let assent_on = asked.assent.as_ref().map(|a| a.on);
        for (field, on) in [("on", Some(asked.on)), ("assent.on", assent_on)] {
            if on.is_some_and(|on| on > self.today()) {
                return Err(Problem::new("malformed", field, "a day that does not lie ahead").into());
            }
        }
        let may = self.may_on_person(access, Permission::TakeConsent, asked.child).await?;
        self.write("person.consent_for_child", access, may, move |w| {
            let asked = asked.clone();
            Box::pin(async move { w.consent_for_child(asked).await })
        })
        .await
    }

    /// A guardian takes a consent back; no reason is asked.
    ///
    /// # Errors
    /// Denied; no such consent; it does not stand.
    pub async fn withdraw_child_consent(&self, access: &Access, id: ChildConsentId) -> Result<((), Receipt), Failure> {
        let may = self.may_on_child_consent(access, Permission::RecordWithdrawal, id).await?;
        self.write("person.withdraw_child_consent", access, may, move |w| {
            Box::pin(async move {
                let one = w.standing(id).await?;
                w.record(vec![Draft::new("person.child_consent_withdrawn", id, &()).about(one.asked.child)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Writes down what a person decided once of age about what guardians had consented to.
    ///
    /// # Errors
    /// Denied; no such consent; it does not stand; the person is not of age yet.
    pub async fn decide_of_age(
        &self,
        access: &Access,
        id: ChildConsentId,
        told: OwnDecided,
    ) -> Result<((), Receipt), Failure> {
        let may = self.may_on_child_consent(access, Permission::TakeConsent, id).await?;
        self.write("person.decide_of_age", access, may, move |w| {
            Box::pin(async move {
                let one = w.standing(id).await?;
                let (age, majority) = (w.age_of(one.asked.child, w.ctx.day_of(w.now)).await?, w.majority());
                if !is_of_age(age, majority) {
                    return Err(Problem::new("stale", "consent", "a person who is of age").into());
                }
                let draft = Draft::new("person.child_consent_decided", id, &told).about(one.asked.child);
                w.record(vec![draft]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Who decides for a child, and what was consented to.
    ///
    /// # Errors
    /// Denied; no such person.
    pub async fn child_file(&self, access: &Access, id: PersonId) -> Result<ChildFile, Failure> {
        let may = self.may_on_person(access, Permission::ReadIdentity, id).await?;
        let today = self.today();
        self.read("person.child_file", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move { r.child_file(id, today).await })
        })
        .await
    }

    /// People of the own centre, or of all, who came of age while somebody else's consent for them stands.
    ///
    /// # Errors
    /// Denied.
    pub async fn of_age(&self, access: &Access) -> Result<OfAge, Failure> {
        let (bound, today) = (self.bound_to(access, Permission::ReadIdentity), self.today());
        let may = May::narrowed(Permission::ReadIdentity);
        let found = self
            .read("person.of_age", access, may, None, move |r| Box::pin(async move { r.of_age(bound, today).await }));
        let found = found.await?;
        for (_, seen, _) in &found.lines {
            self.line("person.of_age", access, Some(&seen.person.id.to_string()), "shown").await?;
        }
        Ok(found)
    }

    async fn may_on_child_consent(
        &self,
        access: &Access,
        permission: Permission,
        id: ChildConsentId,
    ) -> Result<May, Failure> {
        let found =
            self.public("person.child_of", move |r| Box::pin(async move { r.find::<ChildConsent>(id).await })).await?;
        match found {
            Some(one) => self.may_on_person(access, permission, one.asked.child).await,
            None => Ok(self.nowhere(access, permission)),
        }
    }

    /// Where a permission reaches for what is not there: a number tells nobody whether another centre has it.
    fn nowhere(&self, access: &Access, permission: Permission) -> May {
        match self.bound_to(access, permission) {
            Some(_) => May::elsewhere(permission),
            None => May::national(permission),
        }
    }
}

/// Of age by every reading of the birth date.
fn is_of_age(age: Option<(u32, u32)>, majority: Option<u32>) -> bool {
    age.zip(majority).is_some_and(|((youngest, _), majority)| youngest >= majority)
}

impl Work<'_> {
    fn majority(&self) -> Option<u32> {
        self.ctx.law_at(self.now).get(&param::MAJORITY).ok()
    }

    async fn known_of(&mut self, person: PersonId) -> Result<Known, Failure> {
        let found: Person = self.get("child", person).await?;
        let mut reader = Reader::new(self.tx, std::sync::Arc::clone(&self.ctx), "person.age");
        Ok(reader.open(found, &person.to_string()).await?.known)
    }

    async fn age_of(&mut self, person: PersonId, on: Date) -> Result<Option<(u32, u32)>, Failure> {
        Ok(age_on(&self.known_of(person).await?, on))
    }

    async fn standing(&mut self, id: ChildConsentId) -> Result<ChildConsent, Failure> {
        let one: ChildConsent = self.get("consent", id).await?;
        match one.state {
            ChildConsentState::Standing { .. } => Ok(one),
            _ => Err(Problem::new("stale", "consent", "a consent that stands").into()),
        }
    }

    async fn consent_for_child(&mut self, asked: ChildConsentAsked) -> Result<Settled<ChildConsentId>, Failure> {
        let known = self.known_of(asked.child).await?;
        let age = age_on(&known, asked.on);
        let guardians = store::person::guardian::guardians_of(self.tx, &asked.child.to_string()).await?;
        let situation = ChildConsenting {
            age,
            guardians: guardians.iter().map(|g| Signatory::of(g, asked.on)).collect(),
            signed: asked.signed.clone(),
            said: asked.assent.as_ref().map(|a| a.said),
        };
        let ctx = std::sync::Arc::clone(&self.ctx);
        let law = ctx.profile.on(asked.on);
        let reading = read_child_consent(&situation, &law, &ctx.floor);
        let (id, child): (ChildConsentId, _) = (self.id(), asked.child);
        let years = law.get(&param::MAJORITY).ok().and_then(|majority| of_age_year(&known, majority));
        let (draft, settled) = match (reading.allows(), age, years) {
            (true, Some((age_years, _)), Some(of_age_year)) => {
                let given = ChildConsentGiven { asked, age_years, of_age_year };
                (Draft::new("person.child_consent_given", id, &given), Settled::Done(id))
            }
            _ => {
                let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
                let refused = ChildConsentRefused { asked, rules };
                let draft = Draft::new("person.child_consent_refused", id, &refused);
                (draft, Settled::Refused { id: id.to_string(), reading: reading.clone() })
            }
        };
        let draft = draft.about(child).sealed_for(Vault::Identity, child);
        self.record_with(vec![draft], &reading, &situation).await?;
        Ok(settled)
    }
}

impl Reader<'_> {
    async fn child_file(&mut self, id: PersonId, today: Date) -> Result<ChildFile, Failure> {
        let number = id.to_string();
        let person: Person = self.get("person", id).await?;
        let person = PersonSeen { person: self.open(person, &number).await? };
        let mut guardians = Vec::new();
        for one in store::person::guardian::guardians_of(self.tx, &number).await? {
            let record = one.id.to_string();
            guardians.push(self.open(one, &record).await?);
        }
        let mut consents = Vec::new();
        for one in store::person::guardian::consents_of(self.tx, &number).await? {
            let record = one.id.to_string();
            consents.push(self.open(one, &record).await?);
        }
        let majority = self.ctx.profile.on(today).get(&param::MAJORITY).ok();
        Ok(ChildFile { age: age_on(&person.person.known, today), person, majority, guardians, consents })
    }

    async fn of_age(&mut self, bound: Option<codes::ids::CentreId>, today: Date) -> Result<OfAge, Failure> {
        let mut found = store::person::guardian::of_age(self.tx, today.year()).await?;
        let more = found.len() > store::person::guardian::MOST;
        found.truncate(store::person::guardian::MOST);
        let majority = self.ctx.profile.on(today).get(&param::MAJORITY).ok();
        let mut lines = Vec::new();
        for consent in found {
            let Some(person) = self.find::<Person>(consent.asked.child).await? else { continue };
            if let Some(own) = bound
                && !self.knows(&person, own).await?
            {
                continue;
            }
            let id = person.id.to_string();
            let seen = PersonSeen { person: self.open(person, &id).await? };
            let age = age_on(&seen.person.known, today);
            if let Some((youngest, _)) = age.filter(|_| is_of_age(age, majority)) {
                lines.push((consent, seen, youngest));
            }
        }
        Ok(OfAge { lines, more })
    }
}
