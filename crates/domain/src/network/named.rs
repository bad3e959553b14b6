//! Which details a step, a person, a payment or a receipt names.

use super::{Detail, Part};
use crate::Private;
use crate::approval::{IdentityChecked, Pair, ProofKind, RelationProved, Step};
use crate::consent::{EngagedBy, Informed, Signed, Tie};
use crate::expense::{Category, Payer, PaymentSaid, ReceiptFiled};
use crate::person::Known;

/// A detail that was written down of a procedure.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// Its sort.
    pub detail: Detail,
    /// Where it stands.
    pub part: Part,
    /// The value as written; it is hashed by the key holder and kept nowhere.
    pub value: Private,
    /// Where it comes from, as `network.may_share` names it: `interpreter_of_hospital`.
    pub source: &'static str,
}

/// Details that a step of a pair's task list names.
#[must_use]
pub fn of_step(step: &Step) -> Vec<Named> {
    match step {
        Step::Informed(talk) => of_talk(talk),
        Step::Signed(signed) => of_signature(signed),
        Step::RelationProved(proof) => vec![of_proof(proof)],
        Step::IdentityChecked(checked) => of_arrival(checked),
        _ => Vec::new(),
    }
}

/// Details that a pair's whole file names, its private texts opened.
#[must_use]
pub fn of_pair(pair: &Pair) -> Vec<Named> {
    let talks = pair.consent.talks.iter().flat_map(|talk| of_talk(&talk.step));
    let signed = pair.consent.signature.iter().flat_map(|signed| of_signature(&signed.step));
    let arrived = pair.identity.iter().flat_map(|checked| of_arrival(&checked.step));
    talks.chain(signed).chain(arrived).chain(pair.proofs.iter().map(|proof| of_proof(&proof.step))).collect()
}

/// Details of a person who gives or receives.
#[must_use]
pub fn of_known(known: &Known, part: Part) -> Vec<Named> {
    let named = |detail, source| move |value: &Private| Named { detail, part, value: value.clone(), source };
    let phones = known.phone.iter().map(named(Detail::Phone, "phone"));
    phones.chain(known.address.iter().map(named(Detail::Address, "address"))).collect()
}

/// Details of a payment around a donation.
#[must_use]
pub fn of_payment(said: &PaymentSaid) -> Vec<Named> {
    let source = match said.payer {
        Payer::StateFund => "payer_state_fund",
        Payer::Insurer => "payer_insurer",
        Payer::Employer => "payer_employer",
        Payer::Charity => "payer_charity",
        Payer::Centre => "payer_centre",
        Payer::Recipient | Payer::RecipientFamily => "payer_of_recipient",
        Payer::Broker => "payer_broker",
        Payer::Other => "payer_other",
    };
    let payer = |value: &Private| Named { detail: Detail::Payer, part: Part::Payment, value: value.clone(), source };
    said.payer_name.iter().map(payer).collect()
}

/// Details of a receipt: who sold a journey or a bed.
#[must_use]
pub fn of_receipt(category: Category, receipt: &ReceiptFiled) -> Vec<Named> {
    let (value, part) = (receipt.issuer.clone(), Part::Receipt);
    match category {
        Category::Travel | Category::Lodging => {
            vec![Named { detail: Detail::Seller, part, value, source: "seller_of_journey" }]
        }
        _ => Vec::new(),
    }
}

/// Whoever came along with the donor, and whoever arranged the journey.
fn of_arrival(checked: &IdentityChecked) -> Vec<Named> {
    let part = Part::Arrival;
    let named = |detail, source| move |value: &Private| Named { detail, part, value: value.clone(), source };
    let along = checked.came_with.iter().map(named(Detail::Companion, "companion"));
    along.chain(checked.journey_by.iter().map(named(Detail::Seller, "seller_of_journey"))).collect()
}

fn of_talk(talk: &Informed) -> Vec<Named> {
    let Some(carried) = &talk.interpreter else { return Vec::new() };
    let source = match (carried.tie_to_recipient, carried.engaged_by) {
        (Tie::Kin | Tie::Friend | Tie::Service, _) => "interpreter_tied",
        (_, EngagedBy::Hospital) => "interpreter_of_hospital",
        (_, EngagedBy::Agency) => "interpreter_of_agency",
        (_, EngagedBy::Donor) => "interpreter_of_donor",
        (_, EngagedBy::Recipient) => "interpreter_of_recipient",
        (_, EngagedBy::Unknown) => "interpreter_of_unknown",
    };
    let value = carried.name.clone();
    vec![Named { detail: Detail::Interpreter, part: Part::Talk, value, source }]
}

/// Witnesses with an account work here and are known; those without one came along.
fn of_signature(signed: &Signed) -> Vec<Named> {
    let strangers = signed.witnesses.iter().filter(|witness| witness.account.is_none());
    let named = strangers.filter_map(|witness| witness.name.clone());
    let part = Part::Signature;
    named.map(|value| Named { detail: Detail::Witness, part, value, source: "witness_from_outside" }).collect()
}

fn of_proof(proof: &RelationProved) -> Named {
    let source = match proof.proof {
        ProofKind::RegistryExtract => "issuer_of_registry_extract",
        ProofKind::Affidavit => "issuer_of_affidavit",
        ProofKind::GeneticTest => "issuer_of_genetic_test",
        ProofKind::Household => "issuer_of_household_papers",
        ProofKind::Correspondence => "issuer_of_correspondence",
        ProofKind::Other => "issuer_of_other",
    };
    Named { detail: Detail::Issuer, part: Part::Proof, value: proof.issuer.as_str().into(), source }
}
