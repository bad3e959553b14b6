//! A person's own way in: a code sent by letter, a second check, a short visit, and the whole history.

use codes::ids::{AccountId, DecisionId};
use codes::organ::OrganFamily;
use domain::access::{Purpose, Role};
use domain::donor_register::{AtDeclaration, Choice, ChoiceKind, Decision, Declarant, LetterKind, Source, Status};
use domain::{Draft, Private};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::declare::{Statement, Whom};
use super::letter::recipient;
use super::seen::LookUpSeen;
use super::{decides_alone, identifier, person_of, person_with};
use crate::Service;
use crate::access::Access;
use crate::access::code::{code_hash, csrf, token, token_hash};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// How long a visit lasts.
const VISIT: SignedDuration = SignedDuration::from_mins(30);
/// Wrong second checks after which a code is worth nothing.
const TRIES: i64 = 5;
/// Letters asked for in a minute at most: by everybody, from one address, for one number.
const ASKED: [u32; 3] = [300, 10, 2];
/// Visits tried in a minute at most: by everybody, from one address.
const TRIED: [u32; 2] = [600, 20];
/// One letter that was asked for per person in this time.
const BETWEEN: SignedDuration = SignedDuration::from_hours(24);

/// A visit that was opened. It has no `Debug`.
#[derive(Clone)]
pub struct VisitOpened {
    /// For the cookie or the bearer; kept nowhere else.
    pub token: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A visit under way: what the person's browser or program keeps. It has no `Debug`.
#[derive(Clone, Deserialize)]
pub struct Visit(pub String);

impl Visit {
    /// What every form of the visit carries; only who has the visit can make it.
    #[must_use]
    pub fn mark(&self) -> String {
        csrf(&self.0)
    }
}

/// A declaration as the person sees it. It has no `Debug`.
#[derive(Clone)]
pub struct DeclarationSeen {
    /// Its place in the history, 0 first.
    pub index: usize,
    /// When.
    pub at: Timestamp,
    /// What was declared; `None` after it was erased.
    pub choice: Option<Choice>,
    /// How it came in.
    pub source: Source,
    /// Who decided.
    pub declarant: Declarant,
    /// The guardian, where one decided.
    pub guardian: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// How many letters told of it, and how many of them are with the post.
    pub letters: (usize, usize),
    /// Whether the person may still say that it is not theirs, or that it is right.
    pub open: bool,
}

/// Everything the register has of a person, for that person. It has no `Debug`.
#[derive(Clone)]
pub struct MyDecision {
    /// Its number.
    pub id: DecisionId,
    /// The history, newest first.
    pub declarations: Vec<DeclarationSeen>,
    /// Place of the declaration that counts now; `None` is silence.
    pub counts: Option<usize>,
    /// Whether the person is old enough to decide alone; `None` when no birth date is known.
    pub alone: Option<bool>,
    /// Who looked, and who tried to; newest first.
    pub look_ups: Vec<LookUpSeen>,
}

/// What a person decides in a visit. It has no `Debug`.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mine {
    /// What the person decides; `withdrawn` takes everything back.
    pub choice: ChoiceKind,
    /// What may be taken, where only some may.
    #[serde(default)]
    pub organs: Vec<OrganFamily>,
    /// Who decides, where a named person does.
    #[serde(default)]
    pub named: Option<String>,
    /// What the family and the hospital shall know.
    #[serde(default)]
    pub note: Option<String>,
}

/// Somebody who acts for themselves by a code.
pub(crate) fn citizen() -> Access {
    let (role, purpose) = (Role::Citizen, Purpose::OwnDecision);
    Access { account: AccountId::from_bits(0), role, purpose, centre: None }
}

impl Work<'_> {
    /// The decision that a visit is about.
    async fn visited(&mut self, visit: &Visit) -> Result<Decision, Failure> {
        let open = store::donor_register::visit(self.tx, token_hash(&visit.0), self.now).await?;
        let id = open.ok_or(Failure::NotSignedIn)?;
        self.get("decision", id).await
    }
}

impl Service {
    /// Sends a code to the address on record of whoever has the number. The answer is the same for every number: whether
    /// somebody is on record is not told. `from` is the place it comes from, for limits only.
    ///
    /// # Errors
    /// Too many tries in a minute; a malformed number.
    pub async fn ask_for_code(&self, system: &str, number: &str, from: &str) -> Result<(), Failure> {
        let asked = identifier(system, number)?;
        let token = self.ctx.keys.blind_index(ledger::seal::Vault::Identity, "asked", &asked.normalised())?;
        let keys = [
            "letters".to_owned(),
            format!("letters from {from}"),
            format!("letters for {}", data_encoding::HEXLOWER.encode(token.as_bytes())),
        ];
        self.limit(&keys, &ASKED)?;
        self.write_as("donor_register.ask_for_code", &citizen(), move |w| {
            let asked = asked.clone();
            Box::pin(async move {
                let ctx = std::sync::Arc::clone(&w.ctx);
                let person = person_with(w.tx, &ctx, &asked, "donor_register").await?;
                let decision = match &person {
                    Some(person) => w.decision_of(person.id).await?,
                    None => None,
                };
                if let (Some(person), Some(decision)) = (person, decision)
                    && let Some(to) = recipient(&decision)
                    && !w.asked_lately(&decision).await?
                {
                    w.write_letter((decision.id, person.id), &to, LetterKind::Code).await?;
                }
                Ok(Settled::Done(()))
            })
        })
        .await
        .map(drop)
    }

    fn limit(&self, keys: &[String], limits: &[u32]) -> Result<(), Failure> {
        let now = self.now();
        match keys.iter().zip(limits).all(|(key, limit)| self.ctx.throttle.allow(key, *limit, now)) {
            true => Ok(()),
            false => Err(Problem::new("rate_limited", "number", "another try in a minute").into()),
        }
    }

    /// Opens a visit with a code from a letter and, as the second check, the number, which no letter carries. The code is used
    /// up; five wrong checks use it up as well.
    ///
    /// # Errors
    /// [`Failure::NotSignedIn`] for every wrong, used or expired code and every wrong number alike; too many tries.
    pub async fn open_visit(&self, code: &str, system: &str, number: &str, from: &str) -> Result<VisitOpened, Failure> {
        self.limit(&["visits".to_owned(), format!("visits from {from}")], &TRIED)?;
        let checked = identifier(system, number).map_err(|_| Failure::NotSignedIn)?;
        let (hash, token) = (code_hash(code), token(self.ctx.random()));
        let kept = token_hash(&token);
        let (opened, _) = self
            .write_as("donor_register.open_visit", &citizen(), move |w| {
                let checked = checked.clone();
                Box::pin(async move {
                    let Some(decision) = store::donor_register::code(w.tx, hash, w.now).await? else {
                        return Ok(Settled::Done(None));
                    };
                    let ctx = std::sync::Arc::clone(&w.ctx);
                    let person = person_with(w.tx, &ctx, &checked, "donor_register").await?;
                    let record: Decision = w.get("decision", &decision).await?;
                    let owner = person_of(w.tx, &ctx, &record.person.to_string(), "donor_register").await?;
                    if person.is_none() || person.map(|p| p.id) != owner.map(|p| p.id) {
                        store::donor_register::code_failed(w.tx, hash, TRIES).await?;
                        return Ok(Settled::Done(None));
                    }
                    let expires_at = w.now.checked_add(VISIT).unwrap_or(w.now);
                    store::donor_register::code_used(w.tx, hash).await?;
                    store::donor_register::open_visit(w.tx, kept, &decision, expires_at).await?;
                    Ok(Settled::Done(Some(expires_at)))
                })
            })
            .await?;
        opened.map(|expires_at| VisitOpened { token, expires_at }).ok_or(Failure::NotSignedIn)
    }

    /// Ends a visit; nothing happens when it had ended.
    ///
    /// # Errors
    /// The store fails.
    pub async fn end_visit(&self, visit: &Visit) -> Result<(), Failure> {
        let hash = token_hash(&visit.0);
        self.write_as("donor_register.end_visit", &citizen(), move |w| {
            Box::pin(async move {
                store::donor_register::end_visit(w.tx, hash, w.now).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
        .map(drop)
    }

    /// Everything the register has of the person who visits: decisions with their sources, and who looked.
    ///
    /// # Errors
    /// [`Failure::NotSignedIn`] when the visit ended.
    pub async fn my_decision(&self, visit: &Visit) -> Result<MyDecision, Failure> {
        let hash = token_hash(&visit.0);
        self.public("donor_register.mine", move |r| {
            Box::pin(async move {
                let now = r.ctx.clock.now();
                let open = store::donor_register::visit(r.tx, hash, now).await?;
                let id = open.ok_or(Failure::NotSignedIn)?;
                let decision: Decision = r.get("decision", &id).await?;
                let decision = r.open(decision, &id).await?;
                let ctx = std::sync::Arc::clone(&r.ctx);
                let person = person_of(r.tx, &ctx, &decision.person.to_string(), "donor_register").await?;
                let alone = person.as_ref().and_then(|p| decides_alone(&ctx, p, now));
                let look_ups = r.look_ups_of(decision.person, true).await?;
                let grown = alone.unwrap_or(false);
                Ok(MyDecision {
                    id: decision.id,
                    counts: decision.standing(now, grown).counts,
                    declarations: history(&decision, now, grown),
                    alone,
                    look_ups,
                })
            })
        })
        .await
    }

    /// The person decides, changes or takes back, in a visit. Letters tell of it; until then it does not count.
    ///
    /// # Errors
    /// [`Failure::NotSignedIn`] when the visit ended; [`Failure::Refused`] with every reason.
    pub async fn declare_mine(&self, visit: &Visit, mine: Mine) -> Result<(DecisionId, Receipt), Failure> {
        let visit = visit.clone();
        let choice = super::counter::choice(mine.choice, mine.organs, mine.named, mine.note)?;
        let (written, receipt) = self
            .write_as("donor_register.declare_mine", &citizen(), move |w| {
                let (visit, choice) = (visit.clone(), choice.clone());
                Box::pin(async move {
                    let decision = w.visited(&visit).await?;
                    let ctx = std::sync::Arc::clone(&w.ctx);
                    let person = person_of(w.tx, &ctx, &decision.person.to_string(), "donor_register").await?;
                    let person = person.ok_or(Failure::NotSignedIn)?;
                    let whom = Whom { id: Some(person.id), known: person.known };
                    let said = Statement {
                        choice,
                        source: Source::LetterCode,
                        declarant: Declarant::Oneself,
                        guardian: None,
                        address: None,
                    };
                    w.declare(whom, said).await
                })
            })
            .await?;
        Ok((written.decision, receipt))
    }

    /// The person says of a declaration that it is right, which ends the wait once the letters are out.
    ///
    /// # Errors
    /// [`Failure::NotSignedIn`]; no such declaration, or nothing is open about it.
    pub async fn confirm_mine(&self, visit: &Visit, index: usize) -> Result<Receipt, Failure> {
        self.about(visit, index, "donor_register.confirmed").await
    }

    /// The person says of a declaration that it is not theirs: it never counts, and what counted before counts again.
    ///
    /// # Errors
    /// [`Failure::NotSignedIn`]; no such declaration, or nothing is open about it.
    pub async fn object_mine(&self, visit: &Visit, index: usize) -> Result<Receipt, Failure> {
        self.about(visit, index, "donor_register.objected").await
    }

    async fn about(&self, visit: &Visit, index: usize, kind: &'static str) -> Result<Receipt, Failure> {
        let visit = visit.clone();
        let citizen = citizen();
        let done = self.write_as(kind, &citizen, move |w| {
            let visit = visit.clone();
            Box::pin(async move {
                let decision = w.visited(&visit).await?;
                let made = decision.declarations.get(index);
                let made = made.ok_or_else(|| Problem::not_found("declaration", index))?;
                let confirms = kind == "donor_register.confirmed";
                if made.objected_at.is_some() || (confirms && made.confirmed_at.is_some()) {
                    return Err(Problem::new("stale", "declaration", "a declaration that is open").into());
                }
                w.record(vec![Draft::new(kind, decision.id, &AtDeclaration { index })]).await?;
                Ok(Settled::Done(()))
            })
        });
        Ok(done.await?.1)
    }
}

impl Work<'_> {
    /// Whether a letter was asked for within the last day; a door bell is not to be rung all night.
    async fn asked_lately(&mut self, decision: &Decision) -> Result<bool, Failure> {
        let letters = store::donor_register::letters_of(self.tx, &decision.id.to_string()).await?;
        let asked = letters.iter().filter(|l| l.queued.kind == LetterKind::Code).map(|l| l.queued_at).max();
        Ok(asked.is_some_and(|at| self.now.duration_since(at) < BETWEEN))
    }
}

fn history(decision: &Decision, now: Timestamp, alone: bool) -> Vec<DeclarationSeen> {
    let seen = |(index, made): (usize, &domain::donor_register::Declaration)| DeclarationSeen {
        index,
        at: made.at,
        choice: Choice::opened(&made.declared.choice),
        source: made.declared.source.clone(),
        declarant: made.declared.declarant,
        guardian: made.declared.guardian.as_ref().and_then(Private::clear).map(str::to_owned),
        status: made.status(now, alone),
        letters: (made.notices.len(), made.notices.iter().filter(|n| n.handed_at.is_some()).count()),
        open: made.objected_at.is_none() && made.confirmed_at.is_none(),
    };
    decision.declarations.iter().enumerate().rev().map(seen).collect()
}
