//! Oversight of centres by what becomes of their grafts (A/RES/79/189 OP6(f)).

pub mod outcome;
