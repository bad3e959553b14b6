//! Tests of the capabilities: rules, folding, kept facts, figures.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod approving;
mod cases;
mod combinations;
mod compare;
mod donor_register;
mod every_rule;
mod facts;
mod folding;
mod function;
mod late;
mod licences;
mod life_long;
mod pages;
mod scores;
mod signing;
mod statistics;
mod survival;
mod trace;
mod visits;
mod weaker;
mod world;
