//! A hospital refers one person; somebody else looks that person up.

use ::law::param;
use codes::ids::{LookUpId, PersonId, ReferralId};
use domain::access::Permission;
use domain::donor_register::{
    Consulting, LookUp, LookUpRefused, LookedUp, Outcome, Pathway, Referral, Referred, read_consulting,
};
use domain::person::{Identifier, Known, Person};
use domain::{Draft, Private, Vault};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::answer::RegisterAnswer;
use super::{decides_alone, identifier, person_of, person_with};
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// Longest time for which a list shows referrals whose law is not known.
const SHOWN: u32 = 72;

/// One person is referred. It has no `Debug`: it is somebody.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewReferral {
    /// Who gave the number.
    pub system: String,
    /// The person's number.
    pub number: String,
    /// The pathway.
    pub pathway: Pathway,
    /// When death was certified or the end of life declared.
    pub certified_at: Timestamp,
}

/// Who shall be looked up: by a referral, or by a number that must have one. It has no `Debug`.
#[derive(Clone)]
pub enum Asked {
    /// The person of a referral.
    Referral(ReferralId),
    /// Somebody with a number.
    Person {
        /// Who gave the number.
        system: String,
        /// The number.
        number: String,
    },
}

/// A referral as coordinators and the hospital see it. It has no `Debug`.
#[derive(Clone, Serialize)]
pub struct ReferralSeen {
    /// The referral.
    pub referral: Referral,
    /// Name of the hospital.
    pub hospital: String,
    /// Name of the person, where one is on record.
    pub name: Option<String>,
    /// Until when it opens the register.
    pub until: Timestamp,
    /// Whether the reader made it, and so cannot use it.
    pub own: bool,
}

impl Service {
    /// Refers one person to the coordinators. Somebody the registry does not know is entered by number alone.
    ///
    /// # Errors
    /// Denied; malformed; certified in the future.
    pub async fn refer(&self, access: &Access, new: NewReferral) -> Result<(ReferralId, Receipt), Failure> {
        let number = identifier(&new.system, &new.number)?;
        let hospital = access.centre.ok_or(Failure::Denied { hidden: false })?;
        if new.certified_at > self.now() {
            return Err(Problem::new("malformed", "certified_at", "an instant that is over").into());
        }
        self.write("donor_register.refer", access, May::at(Permission::MakeReferral, hospital), move |w| {
            let (new, number) = (new.clone(), number.clone());
            Box::pin(async move {
                let ctx = std::sync::Arc::clone(&w.ctx);
                let person = match person_with(w.tx, &ctx, &number, "donor_register").await? {
                    Some(person) => person.id,
                    None => w.add_person(&nameless(&new)).await?,
                };
                let id: ReferralId = w.id();
                let (pathway, certified_at) = (new.pathway, new.certified_at);
                let referred = Referred { person, hospital, pathway, certified_at };
                w.record(vec![Draft::new("donor_register.referred", id, &referred).about(person)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Referrals that open the register now, with the names of those referred; for coordinators.
    ///
    /// # Errors
    /// Denied.
    pub async fn referrals(&self, access: &Access) -> Result<Vec<ReferralSeen>, Failure> {
        let found = self.referrals_for(access, Permission::ConsultRegister).await?;
        for seen in found.iter().filter(|s| s.name.is_some()) {
            let person = seen.referral.referred.person.to_string();
            self.line("donor_register.referrals", access, Some(&person), "shown").await?;
        }
        Ok(found)
    }

    /// The reader's own referrals that still hold, by number only; for whoever refers.
    ///
    /// # Errors
    /// Denied.
    pub async fn referrals_made(&self, access: &Access) -> Result<Vec<ReferralSeen>, Failure> {
        self.referrals_for(access, Permission::MakeReferral).await
    }

    async fn referrals_for(&self, access: &Access, permission: Permission) -> Result<Vec<ReferralSeen>, Failure> {
        let reads = permission == Permission::ConsultRegister;
        let (me, hours) = (access.account, self.register_law().referral_hours.unwrap_or(SHOWN));
        self.read("donor_register.referrals", access, May::narrowed(permission), None, move |r| {
            Box::pin(async move {
                let now = r.ctx.clock.now();
                let since = now.checked_sub(SignedDuration::from_hours(i64::from(hours))).unwrap_or(now);
                let mut seen = Vec::new();
                for referral in store::donor_register::referrals(r.tx, since).await? {
                    let own = !referral.is_of_another(me);
                    if !reads && !own {
                        continue;
                    }
                    let ctx = std::sync::Arc::clone(&r.ctx);
                    let person = referral.referred.person.to_string();
                    let person = person_of(r.tx, &ctx, &person, "donor_register").await?.filter(|_| reads);
                    let name =
                        person.and_then(|p| p.known.names.first().and_then(|n| n.text.clear().map(str::to_owned)));
                    let hospital = r.hospital(referral.referred.hospital).await?;
                    seen.push(ReferralSeen { until: referral.until(hours), hospital, name, own, referral });
                }
                Ok(seen)
            })
        })
        .await
    }

    /// Looks one person up. Shown or refused, it is written down, and the person or the privacy officer sees it. What is on
    /// record is read with [`Service::look_up_shown`], so that no copy of it stays behind.
    ///
    /// # Errors
    /// Denied; [`Failure::Refused`] with every reason. Whether the number is anybody's does not change the answer.
    pub async fn look_up(&self, access: &Access, asked: Asked) -> Result<(LookUpId, Receipt), Failure> {
        let number = match &asked {
            Asked::Person { system, number } => Some(identifier(system, number)?),
            Asked::Referral(_) => None,
        };
        let may = May::national(Permission::ConsultRegister);
        self.write("donor_register.look_up", access, may, move |w| {
            let (asked, number) = (asked.clone(), number.clone());
            Box::pin(async move {
                let ctx = std::sync::Arc::clone(&w.ctx);
                let (person, referral) = match (asked, number) {
                    (Asked::Referral(id), _) => {
                        let referral: Option<Referral> = w.find(id).await?;
                        let person = match &referral {
                            Some(r) => person_of(w.tx, &ctx, &r.referred.person.to_string(), "donor_register").await?,
                            None => None,
                        };
                        (person, referral)
                    }
                    (_, Some(number)) => {
                        let person = person_with(w.tx, &ctx, &number, "donor_register").await?;
                        let referral = match &person {
                            Some(p) => store::donor_register::referral_of(w.tx, &p.id.to_string()).await?,
                            None => None,
                        };
                        (person, referral)
                    }
                    (_, None) => (None, None),
                };
                w.consult(person, referral).await
            })
        })
        .await
    }

    /// What a look-up showed, for whoever made it and as long as its referral holds.
    ///
    /// # Errors
    /// Denied; not this reader's, refused, or over.
    pub async fn look_up_shown(&self, access: &Access, id: LookUpId) -> Result<(LookUp, RegisterAnswer), Failure> {
        let (me, may) = (access.account, May::national(Permission::ConsultRegister));
        self.read("donor_register.look_up_shown", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let gone = || Problem::not_found("look_up", id);
                let look_up: LookUp = r.get("look_up", id).await?;
                let now = r.ctx.clock.now();
                let hours = r.ctx.law_at(now).get(&param::REGISTER_REFERRAL_HOURS).unwrap_or(0);
                let opened = r.open(look_up, &id.to_string()).await?;
                let answer = match &opened.outcome {
                    Outcome::Shown(s) if opened.reader == me.to_string() && now <= s.referral.until(hours) => {
                        s.shown.clear().and_then(|text| serde_json::from_str(text).ok())
                    }
                    _ => None,
                };
                Ok((opened, answer.ok_or_else(gone)?))
            })
        })
        .await
    }
}

/// Somebody of whom nothing is known but a number.
fn nameless(new: &NewReferral) -> Known {
    Known {
        names: Vec::new(),
        identifiers: vec![Identifier { system: new.system.clone(), value: new.number.as_str().into() }],
        birth: None,
        sex: None,
        gender: None,
        languages: Vec::new(),
        residence: None,
        phone: None,
        address: None,
    }
}

impl Work<'_> {
    /// Asks the rules, and writes down what came of it either way.
    pub(crate) async fn consult(
        &mut self,
        person: Option<Person>,
        referral: Option<Referral>,
    ) -> Result<Settled<LookUpId>, Failure> {
        let situation = Consulting { referral: referral.clone(), reader: self.access.account, at: self.now };
        let reading = read_consulting(&situation, &self.ctx.law_at(self.now), &self.ctx.floor);
        let id: LookUpId = self.id();
        let known: Option<PersonId> = person.as_ref().map(|p| p.id);
        match (person, referral) {
            (Some(person), Some(referral)) if reading.allows() => {
                let shown = self.register_answer(&person).await?;
                let looked = LookedUp { person: person.id, referral, shown };
                let draft = Draft::new("donor_register.looked_up", id, &looked).about(person.id);
                self.record_with(vec![draft.sealed_for(Vault::Identity, person.id)], &reading, &situation).await?;
                Ok(Settled::Done(id))
            }
            (None, Some(_)) if reading.allows() => {
                Err(Problem::new("not_found", "person", "a person on record").into())
            }
            (_, referral) => {
                let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
                let refused = LookUpRefused { person: known, referral, rules };
                let mut draft = Draft::new("donor_register.look_up_refused", id, &refused);
                draft = match known {
                    Some(person) => draft.about(person).sealed_for(Vault::Identity, person),
                    None => draft.sealed_for(Vault::Identity, id),
                };
                self.record_with(vec![draft], &reading, &situation).await?;
                Ok(Settled::Refused { id: id.to_string(), reading })
            }
        }
    }

    /// What the register says of a person now, as private text.
    pub(crate) async fn register_answer(&mut self, person: &Person) -> Result<Private, Failure> {
        let decision = self.decision_of(person.id).await?;
        let law = self.ctx.register_law(self.now);
        let alone = decides_alone(&self.ctx, person, self.now).unwrap_or(false);
        let answer = RegisterAnswer::of(decision.as_ref(), alone, self.now, (law.regime, law.silence));
        serde_json::to_string(&answer).map(Private::Clear).map_err(|e| Failure::fault(&e))
    }
}
