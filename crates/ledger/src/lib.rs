//! Floor 2: log, proofs, signatures, sealing per person.
//!
//! Everything here is synchronous and pure: no clock, no chance, no files. Instants and random bytes arrive as
//! parameters. The envelope, the canonical encoding, the leaf hash and the checkpoint are frozen by
//! `docs/adr/0002-event-envelope-and-log.md`.

pub mod alike;
pub mod canonical;
pub mod checkpoint;
pub mod cosign;
pub mod custody;
pub mod detail;
pub mod disclose;
pub mod envelope;
pub mod evidence;
pub mod hash;
pub mod inbox;
pub mod keyholder;
pub mod keyring;
pub mod linkage;
pub mod lot;
pub mod note;
pub mod seal;
pub mod tile;
pub mod tree;

pub use envelope::Envelope;
pub use hash::Hash;
