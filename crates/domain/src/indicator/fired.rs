//! Signs that are computed from what is recorded. No fact is read here that says where somebody comes from.

use codes::ids::{PairId, RejectionId};
use codes::relation::Relation;
use jiff::Timestamp;
use law::param::{Sign, Signal};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::file::{Computed, Found, SignFile, Version};
use crate::approval::{Interview, Pair};
use crate::consent::{EngagedBy, Tie};
use crate::event::{Draft, Vault};

/// What is known around a pair beside its own file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Around {
    /// Files of the same two people under other numbers in which a body said no.
    pub refused_before: Vec<PairId>,
    /// Rejections of the same two people that were written down, at whatever centre.
    #[serde(default)]
    pub rejected_before: Vec<RejectionId>,
    /// Other files of the recipient in which nothing was removed and which are over or were refused.
    pub candidates_before: Vec<PairId>,
    /// Other files of the donor with another recipient in which nothing was removed.
    pub other_recipients: Vec<PairId>,
    /// Payments to the donor's side or for the donation by somebody of the recipient's side, or by a broker.
    pub paid_by_recipient_side: Vec<String>,
    /// When the operation is or would be; absent where none is planned.
    pub planned_at: Option<Timestamp>,
}

/// The draft that writes down what is newly shown; `None` where nothing is.
///
/// A sign is found once for the same facts: what was answered is not asked again until something else shows it.
#[must_use]
pub fn fired((pair, around): (&Pair, &Around), file: &SignFile, catalogue: &[Sign], version: Version) -> Option<Draft> {
    let id = file.id;
    let shown = catalogue.iter().filter_map(|sign| Some(Found::of(sign, &facts(sign, pair, around)?)));
    let known = |found: &Found| {
        let same = |hit: &super::Hit| hit.found.sign == found.sign && hit.found.facts.clear() == found.facts.clear();
        file.hits.iter().any(same)
    };
    let found: Vec<Found> = shown.filter(|found| !known(found)).collect();
    let draft = || Draft::new("indicator.computed", id, &Computed { catalogue: version, found: found.clone() });
    (!found.is_empty()).then(|| draft().sealed_for(Vault::Case, id))
}

/// Whether anything shows any sign of the catalogue, written down before or not.
#[must_use]
pub fn shows(pair: &Pair, around: &Around, catalogue: &[Sign]) -> bool {
    catalogue.iter().any(|sign| facts(sign, pair, around).is_some())
}

/// The facts that show a sign, or nothing.
fn facts(sign: &Sign, pair: &Pair, around: &Around) -> Option<Value> {
    match sign.signal {
        Signal::Seen | Signal::Context => None,
        Signal::RelationUnproved => unproved(pair),
        Signal::InterpreterOfRecipient => interpreter(pair),
        Signal::PressureNoted => pressure(pair),
        Signal::RefusedBefore => before(around),
        Signal::SeveralCandidates => some("pairs", &around.candidates_before, sign.limit.unwrap_or(u32::MAX)),
        Signal::DonorOfAnother => some("pairs", &around.other_recipients, 1),
        Signal::PaidByRecipientSide => some("payments", &around.paid_by_recipient_side, 1),
        Signal::ShortNotice => short(pair, around, sign.limit.unwrap_or(0)),
    }
}

fn some<T: Serialize>(name: &str, of: &[T], least: u32) -> Option<Value> {
    (!of.is_empty() && of.len() >= least as usize).then(|| json!({ name: of }))
}

/// The same two people, under other numbers or at other places, after somebody said no.
fn before(around: &Around) -> Option<Value> {
    match (around.refused_before.is_empty(), around.rejected_before.is_empty()) {
        (true, true) => None,
        (_, true) => Some(json!({"pairs": around.refused_before})),
        (true, false) => Some(json!({"rejections": around.rejected_before})),
        (false, false) => Some(json!({"pairs": around.refused_before, "rejections": around.rejected_before})),
    }
}

/// Evaluated, while nothing that counts proves what they claim to be. It is asked when the evaluation is written down, so that a
/// proof that comes later, whatever day stands on it, does not undo the sign.
fn unproved(pair: &Pair) -> Option<Value> {
    let claimed = !matches!(pair.relation, Relation::Stranger | Relation::NotDeclared);
    let evaluated = !pair.evaluations.is_empty();
    let proved = pair.proofs.iter().any(|p| p.step.verified.counts());
    (claimed && evaluated && !proved).then(|| json!({"relation": pair.relation}))
}

fn interpreter(pair: &Pair) -> Option<Value> {
    let of_them = |tie: Tie| matches!(tie, Tie::Kin | Tie::Friend | Tie::Service);
    let talk = pair.consent.talks.iter().find(|talk| {
        let carried = talk.step.interpreter.as_ref();
        carried.is_some_and(|i| i.engaged_by == EngagedBy::Recipient || of_them(i.tie_to_recipient))
    })?;
    let carried = talk.step.interpreter.as_ref()?;
    Some(json!({"talk_at": talk.at, "engaged_by": carried.engaged_by, "tie_to_recipient": carried.tie_to_recipient}))
}

fn pressure(pair: &Pair) -> Option<Value> {
    let odd: Vec<_> = pair.interviews.iter().filter(|i| i.step.result != Interview::NoPressureSeen).collect();
    let seen: Vec<Value> = odd.iter().map(|i| json!({"at": i.at, "result": i.step.result})).collect();
    some("interviews", &seen, 1)
}

fn short(pair: &Pair, around: &Around, days: u32) -> Option<Value> {
    let planned_at = around.planned_at?;
    let since = pair.donor_since();
    let between = planned_at.duration_since(since).as_hours() / 24;
    (between < i64::from(days)).then(|| json!({"opened_at": since, "days": between}))
}

/// One donor and one recipient in one file, as long as both stood in it.
struct Episode {
    pair: PairId,
    donor: String,
    recipient: String,
    refused: bool,
    /// It came to nothing.
    over: bool,
    removed: bool,
}

impl Episode {
    /// Every round of a file that has to be remembered, and the present one.
    fn of(pair: &Pair) -> Vec<Self> {
        let before = pair.earlier.iter().map(|round| Self {
            pair: pair.id,
            donor: round.donor.to_string(),
            recipient: round.recipient.to_string(),
            refused: round.refused,
            over: true,
            removed: false,
        });
        before.chain([Self::present(pair)]).collect()
    }

    fn present(pair: &Pair) -> Self {
        let (refused, removed) = (pair.is_refused(), pair.removed.is_some());
        Self {
            pair: pair.id,
            donor: pair.donor.to_string(),
            recipient: pair.recipient.to_string(),
            refused,
            over: !removed && (refused || pair.consent.withdrawal.is_some()),
            removed,
        }
    }
}

impl Around {
    /// Sorts what happened to the two people elsewhere, and before in this file: `numbers` are all of the donor's and all of the
    /// recipient's, `files` every file in which one of them stands or stood.
    #[must_use]
    pub fn of(pair: &Pair, numbers: (&[String], &[String]), files: &[Pair]) -> Self {
        let (donors, recipients) = numbers;
        let is_donor = |e: &Episode| donors.contains(&e.donor) || e.donor == pair.donor.to_string();
        let is_recipient = |e: &Episode| recipients.contains(&e.recipient) || e.recipient == pair.recipient.to_string();
        let elsewhere = files.iter().filter(|file| file.id != pair.id).flat_map(Episode::of);
        let mut own = Episode::of(pair);
        own.pop();
        let mut around = Self::default();
        let mut others: Vec<String> = Vec::new();
        for episode in elsewhere.chain(own) {
            match (is_donor(&episode), is_recipient(&episode)) {
                (true, true) if episode.refused => around.refused_before.push(episode.pair),
                (true, false) if !episode.removed => around.other_recipients.push(episode.pair),
                // The same other donor counts once.
                (false, true) if episode.over && !others.contains(&episode.donor) => {
                    others.push(episode.donor.clone());
                    around.candidates_before.push(episode.pair);
                }
                _ => {}
            }
        }
        around.refused_before.dedup();
        around.other_recipients.dedup();
        around
    }
}
