//! Sentences: every language has the same keys, every key that is said exists, and none is left over.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{File, Tree};

const SOURCE_LANGUAGE: &str = "en";

/// Keys of one language with the file each stands in.
fn keys(tree: &Tree, lang: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for file in tree.files(&format!("translations/{lang}"), &[".ftl"]) {
        for line in file.text.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_alphabetic())) {
            if let Some((key, _)) = line.split_once('=') {
                found.insert(key.trim_end().to_owned(), file.path.clone());
            }
        }
    }
    found
}

/// Keys that a language says twice; the program would not start with them.
fn twice(tree: &Tree, lang: &str) -> Vec<String> {
    let (mut seen, mut complaints) = (BTreeSet::new(), Vec::new());
    for file in tree.files(&format!("translations/{lang}"), &[".ftl"]) {
        for line in file.text.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_alphabetic())) {
            if let Some((key, _)) = line.split_once('=')
                && !seen.insert(key.trim_end().to_owned())
            {
                complaints.push(format!("{}: `{}` is said twice", file.path, key.trim_end()));
            }
        }
    }
    complaints
}

/// Keys that one language has and the source language has not, or the other way round, or that stand twice in one.
pub fn parity(tree: &Tree) -> Vec<String> {
    let source = keys(tree, SOURCE_LANGUAGE);
    let mut complaints: Vec<String> = tree.folders("translations").iter().flat_map(|lang| twice(tree, lang)).collect();
    if source.is_empty() {
        complaints.push(format!("translations/{SOURCE_LANGUAGE} has no sentence"));
    }
    for lang in tree.folders("translations").into_iter().filter(|l| l != SOURCE_LANGUAGE) {
        let other = keys(tree, &lang);
        complaints.extend(missing(&source, &other).map(|key| format!("{lang} lacks `{key}`")));
        complaints.extend(missing(&other, &source).map(|key| format!("{SOURCE_LANGUAGE} lacks `{key}` of {lang}")));
    }
    complaints
}

fn missing<'a>(
    from: &'a BTreeMap<String, String>,
    other: &'a BTreeMap<String, String>,
) -> impl Iterator<Item = &'a str> {
    from.keys().filter(|key| !other.contains_key(*key)).map(String::as_str)
}

fn sources(tree: &Tree) -> Vec<File> {
    tree.files("crates", &[".rs"]).into_iter().filter(|f| f.path.contains("/src/")).collect()
}

/// Literal keys that are said and stand in no file.
pub fn said(tree: &Tree) -> Vec<String> {
    let known = keys(tree, SOURCE_LANGUAGE);
    let mut complaints = Vec::new();
    for file in sources(tree) {
        for (number, line) in file.text.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
            for key in spoken(line).filter(|key| !known.contains_key(*key)) {
                complaints.push(format!("{}:{}: `{key}` is in no file of {SOURCE_LANGUAGE}", file.path, number + 1));
            }
        }
    }
    complaints
}

/// Literal keys in `say("…")`, `say_with("…", …)` and the same with a language before the key.
fn spoken(line: &str) -> impl Iterator<Item = &str> {
    ["say(", "say_with("].into_iter().flat_map(move |call| {
        line.match_indices(call).filter_map(move |(at, _)| {
            let arguments = line.get(at + call.len()..)?.trim_start();
            let literal = match arguments.strip_prefix('"') {
                Some(literal) => literal,
                None => arguments.split_once(',')?.1.trim_start().strip_prefix('"')?,
            };
            literal.split('"').next().filter(|key| looks_like_a_key(key))
        })
    })
}

fn looks_like_a_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// Sentences that nothing says: no source names the key, builds it from a beginning, or finds it by a rule's code.
pub fn unsaid(tree: &Tree) -> Vec<String> {
    let known = keys(tree, SOURCE_LANGUAGE);
    let mut whole = BTreeSet::new();
    let mut beginnings = BTreeSet::new();
    let mut endings = BTreeSet::new();
    for file in sources(tree) {
        for literal in file.text.split('"').filter(|l| !l.contains(char::is_whitespace)) {
            match literal.split_once('{') {
                None => whole.insert(literal.to_owned()),
                Some((start, _)) if start.len() > 1 => beginnings.insert(start.to_owned()),
                // "{name}-button": the name is a literal elsewhere.
                Some((_, rest)) => match rest.split_once('}') {
                    Some((_, end)) if end.len() > 1 && !end.contains('{') => endings.insert(end.to_owned()),
                    _ => false,
                },
            };
        }
    }
    let codes: Vec<String> = domain::rules::all().iter().map(|r| r.code.to_lowercase()).collect();
    let inside = references(tree);
    let alive = |key: &str| {
        whole.contains(key)
            || inside.contains(key)
            || beginnings.iter().any(|b| key.starts_with(b.as_str()))
            || endings.iter().any(|e| key.strip_suffix(e.as_str()).is_some_and(|name| whole.contains(name)))
            || codes.iter().any(|code| key.to_lowercase().contains(code.as_str()))
    };
    known.iter().filter(|(key, _)| !alive(key)).map(|(key, path)| format!("{path}: nothing says `{key}`")).collect()
}

/// Keys that other sentences put in: `{ key }`.
fn references(tree: &Tree) -> BTreeSet<String> {
    let files = tree.files(&format!("translations/{SOURCE_LANGUAGE}"), &[".ftl"]);
    files
        .iter()
        .flat_map(|f| f.text.split('{').skip(1))
        .filter_map(|piece| piece.split(['}', '-', '.']).next().map(str::trim).zip(piece.split('}').next()))
        .map(|(_, inside)| inside.trim().to_owned())
        .collect()
}
