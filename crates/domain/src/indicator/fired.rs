//! Signs that are computed from what is recorded. No fact is read here that says where somebody comes from.

use codes::ids::PairId;
use codes::relation::Relation;
use jiff::Timestamp;
use law::param::{Sign, Signal};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::file::{Computed, Found, SignFile, Version};
use crate::approval::{Favour, Interview, Pair};
use crate::consent::{EngagedBy, Tie};
use crate::event::{Draft, Vault};

/// What is known around a pair beside its own file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Around {
    /// Files of the same two people under other numbers in which a body said no.
    pub refused_before: Vec<PairId>,
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
        Signal::RefusedBefore => some("pairs", &around.refused_before, 1),
        Signal::SeveralCandidates => some("pairs", &around.candidates_before, sign.limit.unwrap_or(u32::MAX)),
        Signal::DonorOfAnother => some("pairs", &around.other_recipients, 1),
        Signal::PaidByRecipientSide => some("payments", &around.paid_by_recipient_side, 1),
        Signal::ShortNotice => short(pair, around, sign.limit.unwrap_or(0)),
    }
}

fn some<T: Serialize>(name: &str, of: &[T], least: u32) -> Option<Value> {
    (!of.is_empty() && of.len() >= least as usize).then(|| json!({ name: of }))
}

/// Evaluated, while nothing that counts proves what they claim to be.
fn unproved(pair: &Pair) -> Option<Value> {
    let claimed = !matches!(pair.relation, Relation::Stranger | Relation::NotDeclared);
    let first = pair.evaluations.iter().map(|e| e.at).min()?;
    let proved = pair.proofs.iter().any(|p| p.step.verified.counts() && p.at <= first);
    (claimed && !proved).then(|| json!({"relation": pair.relation, "proofs": pair.proofs.len()}))
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
    let between = planned_at.duration_since(pair.opened_at).as_hours() / 24;
    (between < i64::from(days)).then(|| json!({"opened_at": pair.opened_at, "days": between}))
}

impl Around {
    /// Sorts the other files of the two people: those of the same donor and recipient, of the recipient, of the donor.
    #[must_use]
    pub fn of(pair: &Pair, of_donor: &[Pair], of_recipient: &[Pair]) -> Self {
        let other = |p: &&Pair| p.id != pair.id;
        let over = |p: &&Pair| p.removed.is_none() && (p.consent.withdrawal.is_some() || refused(p));
        let same: Vec<PairId> = of_donor.iter().filter(other).map(|p| p.id).collect();
        let theirs = |p: &&Pair| same.contains(&p.id);
        let ids = |pairs: Vec<&Pair>| pairs.into_iter().map(|p| p.id).collect::<Vec<_>>();
        let shared: Vec<PairId> = of_recipient.iter().map(|p| p.id).collect();
        Self {
            refused_before: ids(of_recipient.iter().filter(other).filter(theirs).filter(|p| refused(p)).collect()),
            candidates_before: ids(of_recipient.iter().filter(other).filter(|p| !theirs(p)).filter(over).collect()),
            other_recipients: ids(of_donor
                .iter()
                .filter(other)
                .filter(|p| !shared.contains(&p.id) && p.removed.is_none())
                .collect()),
            ..Self::default()
        }
    }
}

/// Whether a body said no at last.
fn refused(pair: &Pair) -> bool {
    pair.decisions.last().is_some_and(|d| d.step.favour == Favour::Unfavourable)
}
