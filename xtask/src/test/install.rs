//! Getting what is missing from the system's own packages, where that may be done.

use std::{
    path::Path,
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
};

use crate::shell;

/// The list of packages is read once per run.
static LISTS_ARE_FRESH: AtomicBool = AtomicBool::new(false);

/// Installs a Debian package, or says which one a person must install.
///
/// # Errors
/// Not Debian, not root, or the package manager failed; names the package and what it is for.
pub fn package(name: &str, purpose: &str) -> Result<(), String> {
    let ask = |why: &str| Err(format!("{purpose} is missing and {why}: install the package `{name}`"));
    if !Path::new("/etc/debian_version").exists() || shell::which("apt-get").is_none() {
        return ask("this is not a Debian system");
    }
    if !shell::is_root() {
        return ask("only root may install it");
    }
    println!("installing {name} for {purpose}");
    if !LISTS_ARE_FRESH.swap(true, Ordering::Relaxed) {
        shell::output(apt().args(["update", "-q"]))?;
    }
    shell::output(apt().args(["install", "-q", "-y", "--no-install-recommends", name])).map(drop)
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
