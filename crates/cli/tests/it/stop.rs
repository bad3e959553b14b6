//! Asked to end, the program ends well: what was written is in one file, and the next start finds it.
#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::support::{Desk, donare, good, said};

#[test]
fn asked_to_end_it_ends_well_and_leaves_one_whole_file() {
    for signal in ["-TERM", "-INT"] {
        let desk = Desk::new("stop");
        let database = desk.path("registry");
        good(&["migrate", "--database", &database]);
        let mut serving = Command::new(env!("CARGO_BIN_EXE_donare"))
            .args(["serve", "--database", &database, "--listen", "127.0.0.1:0", "--plain-http"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(serving.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.contains("http://"), "{line}");
        assert!(Command::new("kill").args([signal, &serving.id().to_string()]).status().unwrap().success());
        assert_eq!(serving.wait().unwrap().code(), Some(0), "{signal}");
        let files: Vec<String> = std::fs::read_dir(desk.join("registry"))
            .unwrap()
            .flatten()
            .map(|entry| entry.file_name().into_string().unwrap())
            .collect();
        assert_eq!(files, ["donare.db"], "{signal}: the write-ahead log was not folded in");
        assert!(good(&["verify", "--database", &database]).contains("Everything is as it was written"));
    }
}

#[test]
fn keys_of_a_demo_that_is_gone_are_named_and_kept() {
    let desk = Desk::new("keys");
    std::fs::create_dir(desk.join("country-keys")).unwrap();
    let out = donare(&["demo", "--dir", &desk.path("country"), "--port", "0"]);
    assert!(!out.status.success() && said(&out).contains("country-keys"), "{}", said(&out));
    assert!(desk.join("country-keys").exists() && !desk.join("country").exists());
}
