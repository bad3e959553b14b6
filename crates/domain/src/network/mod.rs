//! Details that procedures share (NET-1; A/RES/79/189 OP6(g), OP12).
//!
//! A recruiter leaves the same marks in procedures that should have nothing in common: a telephone, an interpreter, whoever
//! issued an affidavit, whoever paid. Each time such a detail is written down, keyed hashes of it are kept beside the
//! procedure in the same commit, and nothing that can be read back. Two procedures *meet* where one detail stands in both.
//!
//! A meeting is a question and never an accusation. It is shown to investigators and inspectors alone: whoever writes
//! learns nothing, and whoever reads sees kinds of detail and numbers of procedures, never names or values. Neither
//! nationality, language, religion nor origin is a detail.
//!
//! | detail | where it is written down | may be common |
//! |---|---|---|
//! | telephone, postal address | of donor and recipient | |
//! | companion | the donor's identity is checked: whoever came along | |
//! | interpreter | a talk with the donor | of the hospital or an agency, without a tie to the recipient |
//! | witness | a signature, of somebody without an account | |
//! | issuer | a proof of the relationship | a civil registry, a laboratory, the two themselves (letters, shared household) |
//! | payer | a payment around the donation | a fund, an insurer, an employer, a charity, the centre |
//! | seller | a receipt of a journey or a bed; whoever arranged the donor's journey | |
//! | telephone, electronic address, account, postal address | an advertisement | |
//!
//! What may be common is the country's data (`network.may_share`); such a detail is not kept at all. What more procedures
//! have than the country says (`network.common_from`) says nothing about any of them and does not count either. Two files
//! of one donor or one recipient have much in common and do not meet. What remains is weighed by how rare it is: a detail
//! of n out of N procedures adds (n − 1) · log₂(N / n) bits, half of them where it is only alike. A group speaks where a detail
//! says something by itself (`network.alone`) or two sorts of detail join the same two procedures; the others stand below.

mod advert;
mod contact;
mod graph;
mod named;

use crate::words::words;
pub use advert::{Advert, AdvertMedium, CAPTURE_LONGEST, HandedIn, Refusal, Space};
pub use contact::{Contact, contacts};
pub use graph::{At, Graph, Group, Joined, Meeting, Node, Sure, arranged, bits, groups};
pub use named::{Named, of_known, of_pair, of_payment, of_receipt, of_step};

words! {
    /// Sorts of detail.
    Detail {
        /// A telephone.
        Phone = "phone",
        /// Whoever paid.
        Payer = "payer",
        /// Whoever carried the words.
        Interpreter = "interpreter",
        /// Whoever issued a proof.
        Issuer = "issuer",
        /// Whoever saw a signature.
        Witness = "witness",
        /// Whoever sold a journey or a bed.
        Seller = "seller",
        /// A postal address.
        Address = "address",
        /// An electronic address.
        Email = "email",
        /// The name of an account on a platform.
        Handle = "handle",
        /// Whoever came along with the donor.
        Companion = "companion",
    }
}

words! {
    /// Where in a procedure a detail stands.
    Part {
        /// It is the donor's.
        Donor = "of_donor",
        /// It is the recipient's.
        Recipient = "of_recipient",
        /// In a talk with the donor.
        Talk = "in_talk",
        /// In a proof of the relationship.
        Proof = "in_proof",
        /// Beside the signature.
        Signature = "at_signature",
        /// In a payment.
        Payment = "in_payment",
        /// On a receipt.
        Receipt = "on_receipt",
        /// When the donor came and showed who they are.
        Arrival = "on_arrival",
        /// In an advertisement.
        Advert = "in_advert",
    }
}
