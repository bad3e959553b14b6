//! Words that must not appear, and things that may appear in one place only.

use crate::tree::{File, Tree};

/// Split so that this file does not accuse itself.
const NOWHERE: &[(&str, &str)] = &[
    (concat!("TO", "DO"), "finish it, or file an issue"),
    (concat!("FIX", "ME"), "finish it, or file an issue"),
    (concat!("block", "chain"), "the word is Log"),
    (concat!("audit ", "trail"), "the word is Log"),
    (concat!("Validation", "Error"), "the word is Problem or Finding"),
    (concat!("dbg", "!("), "left over"),
];

/// Endings of type names that say nothing.
const EMPTY_NAMES: &[&str] = &[
    concat!("Man", "ager"),
    concat!("Hel", "per"),
    concat!("Ut", "il"),
    concat!("Ut", "ils"),
    concat!("Da", "ta"),
    concat!("In", "fo"),
];

/// What only one floor may contain in its source.
const ONLY_IN: &[(&str, &[&str])] = &[
    (
        "store",
        &[
            concat!("sq", "lx::"),
            concat!("\"SEL", "ECT "),
            concat!("INSERT", " INTO "),
            concat!("DELETE", " FROM "),
            concat!("CREATE", " TABLE "),
        ],
    ),
    ("web", &[concat!("ax", "um::"), concat!("hyp", "er::"), concat!("tower", "_http::")]),
];

fn texts(tree: &Tree) -> Vec<File> {
    let endings = [".rs", ".sql", ".js", ".mjs", ".css", ".ftl", ".toml"];
    ["crates", "xtask", "profiles", "scenarios", "translations", "tests"]
        .iter()
        .flat_map(|folder| tree.files(folder, &endings))
        .collect()
}

/// Words that say the wrong thing, and marks of unfinished work.
pub fn find(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in texts(tree) {
        for (number, line) in file.text.lines().enumerate() {
            let at = || format!("{}:{}", file.path, number + 1);
            for (word, instead) in NOWHERE.iter().filter(|(word, _)| has_word(line, word)) {
                complaints.push(format!("{}: `{word}`: {instead}", at()));
            }
            if file.path.ends_with(".rs")
                && let Some(name) = type_name(line)
                && let Some(end) = EMPTY_NAMES.iter().find(|end| name.ends_with(*end))
            {
                complaints.push(format!("{}: type `{name}`: `{end}` says nothing about it", at()));
            }
        }
    }
    complaints
}

/// True when the word stands there and not inside a longer one.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(start, _)| {
        let before = line.get(..start).and_then(|s| s.chars().next_back());
        let after = line.get(start + word.len()..).and_then(|s| s.chars().next());
        let free = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        free(before) && (free(after) || word.ends_with('('))
    })
}

/// The name that a line gives to a new type.
fn type_name(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().skip_while(|w| w.starts_with("pub"));
    matches!(words.next()?, "struct" | "enum" | "trait" | "type" | "union").then_some(())?;
    let rest = words.next()?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    rest.get(..end)
}

/// SQL outside `store`, HTTP outside `web`.
pub fn places(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in tree.files("crates", &[".rs"]).into_iter().filter(|f| f.path.contains("/src/")) {
        for (krate, marks) in ONLY_IN {
            if file.path.starts_with(&format!("crates/{krate}/")) {
                continue;
            }
            for (number, line) in file.text.lines().enumerate() {
                if let Some(mark) = marks.iter().find(|mark| line.contains(**mark)) {
                    complaints.push(format!("{}:{}: `{}` belongs in {krate}", file.path, number + 1, mark.trim()));
                }
            }
        }
    }
    complaints
}
