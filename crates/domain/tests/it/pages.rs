//! Every rule has its page, its source, a code that is its own, and only parameters the law knows.

use std::collections::BTreeSet;
use std::{fs, path::PathBuf};

use crate::world::*;

const HEADINGS: [&str; 6] = ["What it checks", "Why", "Source", "Inputs", "Example", "Since"];

fn files() -> Vec<(String, String, PathBuf)> {
    let source = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let capabilities = fs::read_dir(&source).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    for capability in capabilities.filter(|of| source.join(of).join("rules").is_dir()) {
        for entry in fs::read_dir(source.join(&capability).join("rules")).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
            if stem != "mod" {
                files.push((capability.clone(), stem, path));
            }
        }
    }
    files
}

#[test]
fn every_page_has_its_six_headings_in_order_and_words_below_each() {
    for rule in domain::rules::all() {
        let headings: Vec<&str> = rule.page.lines().filter_map(|l| l.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "{}", rule.code);
        for part in rule.page.split("## ").skip(1) {
            assert!(part.lines().skip(1).any(|l| !l.trim().is_empty()), "{}: {part}", rule.code);
        }
        let title = format!("# {} ", rule.code);
        assert!(rule.page.starts_with(&title) && rule.page.lines().next().unwrap().len() > title.len());
        let since = rule.page.split("## Since\n").nth(1).unwrap().trim();
        assert_eq!(since, rule.since, "{}", rule.code);
    }
}

#[test]
fn every_rule_has_a_code_of_its_own_and_a_source() {
    let rules = domain::rules::all();
    let codes: BTreeSet<&str> = rules.iter().map(|r| r.code).collect();
    assert_eq!(codes.len(), rules.len());
    let prefixes = [
        ("licence", "CEN-"),
        ("approval", "AUT-"),
        ("case", "REP-"),
        ("consent", "CON-"),
        ("donor_register", "CON-"),
        ("expense", "CON-"),
        ("followup", "CAR-"),
        ("indicator", "IND-"),
        ("pathway", "AUT-"),
        ("pathway", "CON-"),
        ("person", "CON-"),
        ("registry", "REG-"),
        ("rejection", "REJ-"),
        ("support", "VIC-"),
        ("tissue", "REG-"),
        ("trace", "TRC-"),
        ("vigilance", "VIG-"),
    ];
    for rule in rules {
        let begins =
            |(capability, prefix): &(&str, &str)| *capability == rule.capability && rule.code.starts_with(prefix);
        assert!(prefixes.iter().any(begins) && rule.code.len() == 7, "{}", rule.code);
        assert!(!rule.base.is_empty());
    }
}

#[test]
fn every_file_is_a_published_rule_and_every_rule_a_file() {
    let files: BTreeSet<(String, String)> =
        files().into_iter().map(|(capability, stem, _)| (capability, stem)).collect();
    let rules: BTreeSet<(String, String)> = domain::rules::all()
        .iter()
        .map(|r| (r.capability.to_owned(), r.code.to_lowercase().replace('-', "_")))
        .collect();
    assert_eq!(files, rules);
}

#[test]
fn every_page_is_that_of_its_own_file() {
    for (_, stem, path) in files() {
        let code = stem.to_uppercase().replace('_', "-");
        let text = fs::read_to_string(path).unwrap();
        let rule = domain::rules::all().into_iter().find(|r| r.code == code).unwrap();
        let top: Vec<&str> = text.lines().take_while(|l| l.starts_with("//!")).collect();
        assert_eq!(rule.page.lines().count(), top.len(), "{code}");
        assert!(top[0].contains(&code));
    }
}

#[test]
fn every_parameter_is_one_the_law_knows_and_the_page_names() {
    let profile = calvane();
    let known: BTreeSet<String> = profile.all().map(|(cite, _)| cite.param).collect();
    for rule in domain::rules::all() {
        for param in rule.params {
            assert!(known.contains(*param), "{}: {param}", rule.code);
        }
        if let Some(first) = rule.params.first() {
            assert!(rule.page.contains(&format!("`{first}`")), "{} does not name {first}", rule.code);
        }
    }
}

#[test]
fn rules_stand_in_order_of_code() {
    let codes: Vec<&str> = domain::rules::all().iter().map(|r| r.code).collect();
    for prefix in ["CEN", "AUT", "CON", "CAR", "IND", "REG", "TRC", "VIC", "VIG"] {
        let own: Vec<&&str> = codes.iter().filter(|c| c.starts_with(prefix)).collect();
        assert!(own.is_sorted(), "{prefix}");
    }
}
