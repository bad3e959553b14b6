//! Developer commands: the one test command, the tidy checks and the generated reference.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "commands talk to the developer's terminal")]

pub mod fixture;
pub mod generate;
pub mod real_data;
pub mod shell;
pub mod test;
pub mod tidy;
pub mod tree;
