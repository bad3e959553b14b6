//! Finding and running other programs.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The path of a program that can be started by its name.
#[must_use]
pub fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|p| p.is_file())
}

/// Runs a command with its output shown; anything but success is an error that names it.
///
/// # Errors
/// The command could not be started or ended otherwise than well.
pub fn run(command: &mut Command) -> Result<(), String> {
    let name = shown(command);
    match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{name}` ended with {status}")),
        Err(e) => Err(format!("`{name}` could not be started: {e}")),
    }
}

/// Runs a command and gives what it printed; its complaints are shown only when it fails.
///
/// # Errors
/// The command could not be started or ended otherwise than well; its last words are in the message.
pub fn output(command: &mut Command) -> Result<String, String> {
    let name = shown(command);
    let out = command.stdin(Stdio::null()).output().map_err(|e| format!("`{name}` could not be started: {e}"))?;
    if out.status.success() {
        return Ok(String::from_utf8_lossy(&out.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&out.stderr);
    Err(format!("`{name}` ended with {}\n{}", out.status, said.trim_end()))
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|a| a.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Cargo as it was started, in the given folder.
#[must_use]
pub fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    command
}

/// True when this process may do anything (Unix user 0).
#[must_use]
pub fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|uid| uid.trim() == "0")
}

/// True on a continuous-integration machine, where nothing may be left out.
#[must_use]
pub fn is_gate() -> bool {
    std::env::var("CI").is_ok_and(|ci| ci == "true" || ci == "1")
}
