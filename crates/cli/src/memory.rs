//! What is in memory stays there: no dump when the program crashes, and no value in what a panic says.

use std::panic::PanicHookInfo;

/// Forbids dumps of this process and keeps values out of what panics print. Called before anything is read.
///
/// # Errors
/// In words for the operator: the system does not let a process forbid its dump.
pub fn stays_here() -> Result<(), String> {
    std::panic::set_hook(Box::new(say_where));
    no_dump().map_err(|e| format!("the system does not let this program forbid dumps of its memory: {e}"))
}

/// Nothing is written by limit; on Linux a handler that takes dumps through a pipe, which minds no limit, gets none
/// either, and no other program of the same user can look into the memory.
#[cfg(unix)]
fn no_dump() -> Result<(), rustix::io::Errno> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    #[cfg(target_os = "linux")]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
    Ok(())
}

#[cfg(not(unix))]
fn no_dump() -> Result<(), std::convert::Infallible> {
    Ok(())
}

/// A panic's own words may quote a value, so only its place is told.
#[expect(clippy::print_stderr, reason = "the log may be what panicked")]
fn say_where(panic: &PanicHookInfo<'_>) {
    eprintln!("donare: {}", place(panic));
}

fn place(panic: &PanicHookInfo<'_>) -> String {
    let at = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
    format!("panicked at {}", at.as_deref().unwrap_or("an unknown place"))
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    #[cfg(target_os = "linux")]
    #[test]
    fn neither_a_file_nor_a_pipe_nor_another_program_gets_the_memory() {
        use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::Dumpable);
        super::no_dump().unwrap();
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
        let limit = getrlimit(Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
    }

    #[test]
    fn a_panic_tells_its_place_and_not_what_it_held() {
        let said = Arc::new(Mutex::new(String::new()));
        let hears = Arc::clone(&said);
        std::panic::set_hook(Box::new(move |panic| *hears.lock().unwrap() = super::place(panic)));
        let name = String::from("Somebody Real");
        let caught = std::panic::catch_unwind(|| panic!("no such person: {name}"));
        drop(std::panic::take_hook());
        assert!(caught.is_err());
        let said = said.lock().unwrap();
        assert!(said.contains("memory.rs:") && !said.contains("Somebody"), "{said}");
    }
}
