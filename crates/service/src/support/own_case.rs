//! What a protected person reads about their own case, with a code and without being named.
//!
//! There is no account, no session, no address and no access line on this path. Right and wrong codes take the same way, and
//! tries are limited for everybody together, so that nobody is told apart by them.

use codes::ids::ProtectedId;
use domain::access::Permission;
use domain::support::{
    Area, ClaimKind, ClaimState, CodeGiven, ContactSet, Horizon, MeasureState, NonPunishment, Phase, ProtectedPerson,
    Status,
};
use domain::{Draft, Vault};
use jiff::Timestamp;
use jiff::civil::Date;
use law::param::{self, Entitlement};
use serde::Serialize;

use super::code::{CHARACTERS, PersonCode, reading_hash};
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled};
use crate::{Reader, Service};

/// Codes tried in a minute at most, by everybody together.
const TRIES: u32 = 120;

/// A need as the person reads it.
#[derive(Debug, Clone, Serialize)]
pub struct MyNeed {
    /// How far ahead.
    pub horizon: Horizon,
    /// What about.
    pub area: Area,
    /// What is needed.
    pub need: String,
    /// What answers it.
    pub measure: Option<String>,
    /// Who does it.
    pub who: Option<String>,
    /// By when.
    pub due_on: Option<Date>,
    /// How far it is met.
    pub state: MeasureState,
}

/// A phase as the person reads it.
#[derive(Debug, Clone, Serialize)]
pub struct MyPhase {
    /// The phase.
    pub phase: Phase,
    /// Since which day.
    pub on: Date,
    /// In which language the rights of this phase were explained.
    pub explained_in: Option<String>,
    /// How it stands with non-punishment; `None` where nobody wrote anything down.
    pub spared: Option<NonPunishment>,
}

/// A claim as the person reads it.
#[derive(Debug, Clone, Serialize)]
pub struct MyClaim {
    /// What is claimed.
    pub claim: ClaimKind,
    /// How far it is.
    pub state: ClaimState,
    /// Pieces of evidence on record.
    pub evidence: usize,
}

/// What is known about one's own case. Nobody is named in it but whoever the person's own plan names.
#[derive(Debug, Clone, Serialize)]
pub struct MyCase {
    /// The number.
    pub person: ProtectedId,
    /// The status that counts.
    pub status: Status,
    /// Whether the body has decided it.
    pub decided: bool,
    /// What the status entitles to; `None` where the country's profile does not say.
    pub entitlements: Option<Vec<Entitlement>>,
    /// The plan.
    pub plan: Vec<MyNeed>,
    /// Phases of courts and authorities.
    pub phases: Vec<MyPhase>,
    /// Claims.
    pub claims: Vec<MyClaim>,
    /// Safe contact, as it was agreed.
    pub contact: Option<ContactSet>,
    /// What was written for the person to read, newest first.
    pub told: Vec<(Timestamp, String)>,
    /// Alarms that somebody still has to answer.
    pub alarms: usize,
}

impl Service {
    /// Gives a person a code with which they read about their case; the one before opens nothing from now on. Shown once.
    ///
    /// # Errors
    /// Denied and hidden, also for somebody else's person.
    pub async fn give_reading_code(&self, access: &Access, id: ProtectedId) -> Result<(PersonCode, Receipt), Failure> {
        self.own_person("support.give_code", access, Permission::WorkProtected, id).await?;
        let random: [u8; CHARACTERS] = self.ctx.random();
        let code = PersonCode::new(random);
        let hash = reading_hash(code.show());
        let given = hash.clone();
        let (kept, receipt) = self
            .write("support.give_code", access, May::narrowed(Permission::WorkProtected), move |w| {
                let hash = given.clone();
                Box::pin(async move {
                    w.get::<ProtectedPerson>("person", id).await?;
                    let draft = Draft::new("support.code_given", id, &CodeGiven { hash: hash.clone() });
                    w.record(vec![draft.sealed_for(Vault::Protected, id)]).await?;
                    Ok(Settled::Done(hash))
                })
            })
            .await?;
        match kept == hash {
            true => Ok((code, receipt)),
            false => Err(Problem::new("key_reused", "Idempotency-Key", "a new key; the code was shown once").into()),
        }
    }

    /// What is known about the case of whoever has this code; `None` for a code that is nobody's.
    ///
    /// # Errors
    /// Too many tries by everybody together in this minute; the store fails.
    pub async fn own_case(&self, typed: &str) -> Result<Option<MyCase>, Failure> {
        if !self.ctx.throttle.allow("own case", TRIES, self.now()) {
            return Err(Problem::new("rate_limited", "code", "another try in a minute").into());
        }
        let hash = reading_hash(typed);
        self.public("support.own_case", move |r| {
            let hash = hash.clone();
            Box::pin(async move {
                let Some(found) = store::support::by_code(r.tx, &hash).await? else { return Ok(None) };
                r.own_case(found).await.map(Some)
            })
        })
        .await
    }

    /// What a status entitles to, as the country's profile says today; `None` where it does not.
    #[must_use]
    pub fn entitlements(&self, status: Status) -> Option<Vec<Entitlement>> {
        entitled(&self.ctx, status)
    }
}

fn entitled(ctx: &crate::open::Context, status: Status) -> Option<Vec<Entitlement>> {
    let all = ctx.law_at(ctx.clock.now()).get(&param::SUPPORT_ENTITLEMENTS).ok()?;
    Some(all.into_iter().filter(|e| e.statuses.iter().any(|s| s == status.code())).collect())
}

impl Reader<'_> {
    async fn own_case(&mut self, found: ProtectedPerson) -> Result<MyCase, Failure> {
        let id = found.id.to_string();
        let person = self.open(super::without_identity(found), &id).await?;
        let text = |p: &domain::Private| p.clear().unwrap_or_default().to_owned();
        let may = |p: &Option<domain::Private>| p.as_ref().map(text);
        let needs = person.measures.iter().map(|m| MyNeed {
            horizon: m.planned.horizon,
            area: m.planned.area,
            need: text(&m.planned.need),
            measure: may(&m.planned.measure),
            who: may(&m.planned.who),
            due_on: m.planned.due_on,
            state: m.state,
        });
        let phases = person.phases.iter().map(|p| MyPhase {
            phase: p.step.phase,
            on: p.step.on,
            explained_in: p.step.explained_in.clone(),
            spared: person.watched_in(p.step.phase).map(|w| w.step.stands),
        });
        let claims = person.claims.iter().map(|c| MyClaim {
            claim: c.made.step.claim,
            state: c.state,
            evidence: c.moved.iter().filter(|m| m.step.evidence.is_some()).count(),
        });
        Ok(MyCase {
            person: person.id,
            status: person.status(),
            decided: !person.decided.is_empty(),
            entitlements: entitled(&self.ctx, person.status()),
            plan: needs.collect(),
            phases: phases.collect(),
            claims: claims.collect(),
            contact: person.contact.as_ref().map(|c| c.step.clone()),
            told: person.told.iter().rev().map(|t| (t.at, text(&t.step.text))).collect(),
            alarms: person.open_alarms(),
        })
    }
}
