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
mod case;
mod cases;
mod children;
mod clocks;
mod combinations;
mod compare;
mod concern;
mod donor_register;
mod emergency;
mod entry;
mod every_rule;
mod expense;
mod facts;
mod folding;
mod function;
mod guideline;
mod indicator;
mod journey;
mod laboratory;
mod late;
mod licences;
mod life_long;
mod network;
mod oversight_outcome;
mod pages;
mod paper;
mod pathway;
mod professional;
mod rejection;
mod scored;
mod scores;
mod signing;
mod sizes;
mod statistics;
mod support;
mod survival;
mod theatre;
mod tissue;
mod trace;
mod vigilance;
mod visits;
mod weaker;
mod world;
