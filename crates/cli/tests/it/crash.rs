//! The program crashes with somebody's name in its memory: no dump is left, and no file and no line of the log has it.
#![cfg(target_os = "linux")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Desk, good};

const NAME: &str = "Quintessa Marrowby-Tollivant";
const NUMBER: &str = "90817263544";

/// Starts a program as a system does that keeps every dump.
fn dumping(folder: &Path, program: &str, words: &[&str]) -> Child {
    std::fs::create_dir_all(folder).unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -c unlimited 2>/dev/null; exec \"$0\" \"$@\"", program]).args(words);
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped());
    command.stderr(std::fs::File::create(folder.join("said")).unwrap()).spawn().unwrap()
}

fn signal(child: &Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

fn dumps(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("core")).collect()
}

/// Whether a program's memory holds the text; none when this user may not look.
fn remembers(child: &Child, text: &str) -> Option<bool> {
    use std::io::{Seek as _, SeekFrom};
    let maps = std::fs::read_to_string(format!("/proc/{}/maps", child.id())).ok()?;
    let mut memory = std::fs::File::open(format!("/proc/{}/mem", child.id())).ok()?;
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (from, to) = line.split_whitespace().next()?.split_once('-')?;
        let (from, to) = (u64::from_str_radix(from, 16).ok()?, u64::from_str_radix(to, 16).ok()?);
        let mut bytes = vec![0; usize::try_from(to - from).ok()?];
        if memory.seek(SeekFrom::Start(from)).is_ok() && memory.read_exact(&mut bytes).is_ok() {
            let found = bytes.windows(text.len()).any(|window| window == text.as_bytes());
            if found {
                return Some(true);
            }
        }
    }
    Some(false)
}

/// Every file below the folder that holds the text.
fn told(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(told(&path, text));
        } else if std::fs::read(&path).unwrap().windows(text.len()).any(|window| window == text.as_bytes()) {
            found.push(path.display().to_string());
        }
    }
    found
}

/// A form on its way: its head and most of its body, but not all, so that the program holds it and waits.
fn half_a_form(address: &str) -> TcpStream {
    let body = format!("code=1&name={NAME}&number={NUMBER}");
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST /first-administrator HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len() + 1_000
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

#[test]
fn a_crash_with_a_name_in_memory_leaves_no_dump_and_no_name() {
    let desk = Desk::new("crash");
    // Without our care there would be a dump, where this system leaves dumps beside the program.
    let (careless, careful) = (desk.join("careless"), desk.join("careful"));
    let mut sleeping = dumping(&careless, "sleep", &["60"]);
    std::thread::sleep(Duration::from_millis(200));
    signal(&sleeping, "-ABRT");
    sleeping.wait().unwrap();
    let dumped = !dumps(&careless).is_empty();

    let database = desk.path("registry");
    good(&["migrate", "--database", &database]);
    let words = ["serve", "--database", &database, "--listen", "127.0.0.1:0", "--plain-http"];
    let mut serving = dumping(&careful, env!("CARGO_BIN_EXE_donare"), &words);
    let mut out = BufReader::new(serving.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let address = line.trim().trim_end_matches('/').rsplit('/').next().unwrap().to_owned();
    let form = half_a_form(&address);
    let begun = Instant::now();
    let mut held = None;
    while held != Some(true) && begun.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(100));
        held = remembers(&serving, NAME);
        if held.is_none() {
            break;
        }
    }
    // Only root may look; whoever else runs the test is shut out by the same means that forbid the dump.
    assert_ne!(held, Some(false), "the name never reached the program's memory");
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", serving.id()));
    if let Ok(limits) = limits {
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
        assert_eq!(core.split_whitespace().filter(|word| *word == "0").count(), 2, "{core}");
    }
    // Even somebody who lifts the limit from outside gets nothing (only root can).
    let lifted = Command::new("prlimit").args(["--core=unlimited", "--pid", &serving.id().to_string()]).output();
    let lifted = lifted.is_ok_and(|out| out.status.success());
    signal(&serving, "-ABRT");
    let ended = serving.wait().unwrap();
    assert!(!ended.success() && ended.code().is_none(), "it did not crash: {ended}");
    drop(form);
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert_eq!(dumps(&careful), Vec::<String>::new());
    for secret in [NAME, NUMBER] {
        assert!(!line.contains(secret) && !rest.contains(secret));
        assert_eq!(told(&desk, secret), Vec::<String>::new());
    }
    println!("dump of a careless program: {dumped}; seen in memory: {held:?}; limit lifted: {lifted}");
}
