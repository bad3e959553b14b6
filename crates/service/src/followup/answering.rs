//! The donor's own way in: a code that came to the phone, a second check, a short sitting, the questions, and something
//! given back: the own kidney line.

use std::sync::Arc;

use codes::identifier::OutsideIdentifier;
use codes::ids::VisitId;
use codes::language::Language;
use domain::followup::function::donor_band;
use domain::followup::{Abnormal, Answered, Answers, Call, QUESTIONS, Visit};
use domain::person::Known;
use domain::{Draft, Vault};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::months_after;
use crate::Service;
use crate::access::code::{code_hash, csrf, token, token_hash};
use crate::donor_register::mine::citizen;
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// How long a sitting lasts.
const SITTING: SignedDuration = SignedDuration::from_mins(30);
/// Wrong second checks after which a code is worth nothing.
const TRIES: i64 = 5;
/// Sittings tried in a minute at most: by everybody, from one address.
const TRIED: [u32; 2] = [600, 20];

/// A sitting that was opened. It has no `Debug`.
#[derive(Clone)]
pub struct SittingOpened {
    /// For the cookie or the bearer; kept nowhere else.
    pub token: String,
    /// When it ends.
    pub expires_at: Timestamp,
    /// The donor's own language.
    pub language: Option<Language>,
}

/// A sitting under way: what the donor's browser or program keeps. It has no `Debug`.
#[derive(Clone)]
pub struct Sitting(pub String);

impl Sitting {
    /// What every form of the sitting carries; only who has the sitting can make it.
    #[must_use]
    pub fn mark(&self) -> String {
        csrf(&self.0)
    }
}

/// What a donor is asked, and what is given back. It has no `Debug`.
#[derive(Clone)]
pub struct MyFollowup {
    /// Which visit it belongs to.
    pub kind: String,
    /// The day it is due.
    pub due_on: Date,
    /// Whether the questions were answered in this sitting or before.
    pub answered: bool,
    /// Own kidney function: day, months after donation, eGFR in mL/min/1.73 m², and the band at that time.
    pub function: Vec<(Date, i32, u32, (u32, u32))>,
}

impl Service {
    /// Opens a sitting with a code from a message and, as the second check, a number of one's own that no message carries.
    /// The code is used up; five wrong checks use it up as well.
    ///
    /// # Errors
    /// [`Failure::NotSignedIn`] for every wrong, used or expired code and every wrong number alike; too many tries.
    pub async fn open_sitting(&self, code: &str, number: &str, from: &str) -> Result<SittingOpened, Failure> {
        let keys = ["sittings".to_owned(), format!("sittings from {from}")];
        let now = self.now();
        if !keys.iter().zip(TRIED).all(|(key, limit)| self.ctx.throttle.allow(key, limit, now)) {
            return Err(Problem::new("rate_limited", "code", "another try in a minute").into());
        }
        let (hash, token, number) = (code_hash(code), token(self.ctx.random()), number.to_owned());
        let kept = token_hash(&token);
        let (opened, _) = self
            .write_as("followup.open_sitting", &citizen(), move |w| {
                let number = number.clone();
                Box::pin(async move {
                    let Some(visit) = store::followup::code_visit(w.tx, hash, w.now).await? else {
                        return Ok(Settled::Done(None));
                    };
                    let planned: Visit = w.get("visit", &visit).await?;
                    let ctx = Arc::clone(&w.ctx);
                    let mut reader = crate::Reader::new(w.tx, ctx, "own_answers");
                    let known = reader.behind(&planned.planned.subject).await?.map(|p| p.person.known);
                    let Some(known) = known.filter(|known| is_of(known, &number)) else {
                        store::followup::code_failed(w.tx, hash, TRIES).await?;
                        return Ok(Settled::Done(None));
                    };
                    let expires_at = w.now.checked_add(SITTING).unwrap_or(w.now);
                    store::followup::code_used(w.tx, hash).await?;
                    store::followup::open_sitting(w.tx, kept, &visit, expires_at).await?;
                    Ok(Settled::Done(Some((expires_at, known.languages.first().cloned()))))
                })
            })
            .await?;
        let (expires_at, language) = opened.ok_or(Failure::NotSignedIn)?;
        Ok(SittingOpened { token, expires_at, language })
    }

    /// Ends a sitting; nothing happens when it had ended.
    ///
    /// # Errors
    /// The store fails.
    pub async fn end_sitting(&self, sitting: &Sitting) -> Result<(), Failure> {
        let hash = token_hash(&sitting.0);
        self.write_as("followup.end_sitting", &citizen(), move |w| {
            Box::pin(async move {
                store::followup::end_sitting(w.tx, hash, w.now).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
        .map(drop)
    }

    /// What the donor is asked in a sitting, with the own kidney line.
    ///
    /// # Errors
    /// [`Failure::NotSignedIn`] when the sitting ended.
    pub async fn my_followup(&self, sitting: &Sitting) -> Result<MyFollowup, Failure> {
        let hash = token_hash(&sitting.0);
        self.public("followup.mine", move |r| {
            Box::pin(async move {
                let now = r.ctx.clock.now();
                let open = store::followup::sitting(r.tx, hash, now).await?.ok_or(Failure::NotSignedIn)?;
                let visit: Visit = r.get("visit", &open).await?;
                let all = store::followup::of_subject(r.tx, &visit.planned.subject).await?;
                let function = all.iter().filter_map(|v| {
                    let (at, seen) = v.seen.as_ref()?;
                    let on = r.ctx.day_of(*at);
                    let months = months_after(v.planned.operated_on, on)?;
                    Some((on, months, seen.egfr_ml_min_173?, donor_band(months)))
                });
                let mut function: Vec<_> = function.collect();
                function.sort_by_key(|(on, ..)| *on);
                Ok(MyFollowup {
                    kind: visit.planned.kind.clone(),
                    due_on: visit.planned.due_on,
                    answered: !visit.answers.is_empty(),
                    function,
                })
            })
        })
        .await
    }

    /// Keeps the donor's own answers, sealed. Who asks to be called gets a carer with a clock.
    ///
    /// # Errors
    /// [`Failure::NotSignedIn`] when the sitting ended; a value that nobody has; words that are too long.
    pub async fn answer_mine(
        &self,
        sitting: &Sitting,
        answers: Answers,
        language: Language,
    ) -> Result<(VisitId, Receipt), Failure> {
        check(&answers)?;
        let hash = token_hash(&sitting.0);
        self.write_as("followup.answer_mine", &citizen(), move |w| {
            let (answers, language) = (answers.clone(), language.clone());
            Box::pin(async move { w.answered(hash, &answers, language).await.map(Settled::Done) })
        })
        .await
    }
}

impl Work<'_> {
    async fn answered(&mut self, hash: [u8; 32], answers: &Answers, language: Language) -> Result<VisitId, Failure> {
        let open = store::followup::sitting(self.tx, hash, self.now).await?.ok_or(Failure::NotSignedIn)?;
        let visit: Visit = self.get("visit", &open).await?;
        let subject = visit.planned.subject.clone();
        let told = Answered { answers: answers.private(), questions: QUESTIONS.to_owned(), language };
        let draft = Draft::new("followup.answered", visit.id, &told).about(&subject);
        self.record(vec![draft.sealed_for(Vault::Clinical, &subject)]).await?;
        if answers.call == Call::Yes {
            self.concern(visit.id, vec![Abnormal::WantsCall]).await?;
        }
        Ok(visit.id)
    }
}

fn check(answers: &Answers) -> Result<(), Failure> {
    let ranges =
        [("systolic_mmhg", answers.systolic_mmhg, 40, 300), ("diastolic_mmhg", answers.diastolic_mmhg, 20, 200)];
    for (field, value, low, high) in ranges {
        if let Some(value) = value.filter(|v| *v < low || *v > high) {
            let wrong = Problem::new("malformed", field, format!("a value from {low} to {high}"));
            return Err(wrong.showing(value.to_string()).into());
        }
    }
    match answers.words.as_ref().is_some_and(|w| w.chars().count() > 2_000) {
        true => Err(Problem::new("malformed", "words", "at most 2,000 characters").into()),
        false => Ok(()),
    }
}

/// Whether a number is one of the person's own, whoever gave it.
fn is_of(known: &Known, number: &str) -> bool {
    known.identifiers.iter().any(|own| {
        let normal = |text: &str| {
            let system = own.system.parse().ok()?;
            OutsideIdentifier::new(system, text).ok().map(|i| i.normalised())
        };
        own.value.clear().and_then(normal).is_some_and(|kept| normal(number).as_ref() == Some(&kept))
    })
}
