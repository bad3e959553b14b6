//! Floor 6: the binary `donare`.
//!
//! Exit status: 0 is good, 1 says that something was refused or found, 2 is wrong usage.

mod administrator;
mod demo;
mod import;
mod memory;
mod migrate;
mod options;
mod post;
mod reference;
mod rekey;
mod serve;
mod trace;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Donare: the open system with which a State runs organ donation, so that no organ is of unknown origin.
#[derive(Parser)]
#[command(name = "donare", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Demo(demo::Demo),
    Serve(serve::Serve),
    Migrate(migrate::Migrate),
    Administrator(administrator::Administrator),
    Import(import::Import),
    Reference(reference::Reference),
    Post(post::PostLetters),
    Rekey(rekey::Rekey),
    Trace(trace::Trace),
    Verify(verify::Verify),
}

/// How a command ended.
enum Ending {
    /// All is well.
    Good,
    /// Something was refused or found.
    Found,
}

fn main() -> ExitCode {
    if let Err(words) = memory::stays_here() {
        return complain(&words);
    }
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("DONARE_LOG").unwrap_or_else(|_| "warn,donare=info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(e) => return complain(&format!("the runtime cannot start: {e}")),
    };
    let ended = runtime.block_on(async {
        match cli.command {
            Command::Demo(c) => c.run().await,
            Command::Serve(c) => c.run().await,
            Command::Migrate(c) => c.run().await,
            Command::Administrator(c) => c.run().await,
            Command::Import(c) => c.run().await,
            Command::Reference(c) => c.run().await,
            Command::Post(c) => c.run().await,
            Command::Rekey(c) => c.run().await,
            Command::Trace(c) => c.run().await,
            Command::Verify(c) => c.run().await,
        }
    });
    match ended {
        Ok(Ending::Good) => ExitCode::SUCCESS,
        Ok(Ending::Found) => ExitCode::from(1),
        Err(words) => complain(&words),
    }
}

#[expect(clippy::print_stderr, reason = "a command says on the terminal what went wrong")]
fn complain(words: &str) -> ExitCode {
    eprintln!("donare: {words}");
    ExitCode::from(1)
}

/// Says something to whoever runs the command.
#[expect(clippy::print_stdout, reason = "results of commands go to the terminal")]
fn say(words: &str) {
    println!("{words}");
}
