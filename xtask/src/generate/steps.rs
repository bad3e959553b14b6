//! The steps of a pair's task list with their members, read from the types they are parsed into.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Page;
use crate::tree::Tree;

const PATH: &str = "docs/reference/steps.md";
const SOURCES: [&str; 5] =
    ["approval/step.rs", "approval/ballot.rs", "approval/pair.rs", "consent/steps.rs", "followup/mod.rs"];

/// A type as its source declares it.
struct Declared {
    /// Its doc comment.
    says: String,
    /// Fields with their types, or variants.
    members: Vec<Member>,
    /// Whether it is a list of words.
    words: bool,
}

struct Member {
    name: String,
    /// Type of a field; what a variant holds.
    of: String,
    says: String,
}

/// The one page.
pub fn pages() -> Result<Vec<Page>, String> {
    let tree = Tree::here();
    let mut types = BTreeMap::new();
    for source in SOURCES {
        let path = format!("crates/domain/src/{source}");
        read(&tree.read(&path).ok_or_else(|| format!("{path} is missing"))?, &mut types);
    }
    let steps = types.get("Step").ok_or("the steps are declared nowhere")?;
    let mut text = String::from(
        "# Steps of a pair's task list\n\nWritten by `cargo xtask generate`. A step is sent to `POST /api/v1/pair/{pair}/step` as `{\"step\": \
         {\"step_kind\": …}, \"happened\": …}`;\nits members follow from its `step_kind`. Members marked *may* can be left out.\n",
    );
    for step in &steps.members {
        let of = types.get(&step.of).ok_or_else(|| format!("{} is declared nowhere", step.of))?;
        let _ = write!(text, "\n## `{}`\n\n{}\n\n", snake(&step.name), of.says);
        table(&mut text, of);
    }
    text.push_str("\n# Parts and words\n");
    for (name, of) in &types {
        let used = types.values().flat_map(|t| &t.members).any(|m| inner(&m.of).0 == name);
        let is_step = steps.members.iter().any(|s| s.of == *name);
        if used && !is_step {
            let _ = write!(text, "\n## {name}\n\n{}\n\n", of.says);
            table(&mut text, of);
        }
    }
    Ok(vec![Page { path: PATH.to_owned(), text }])
}

fn table(text: &mut String, of: &Declared) {
    if of.words {
        text.push_str("| word | meaning |\n|---|---|\n");
        for word in &of.members {
            let _ = writeln!(text, "| `{}` | {} |", snake(&word.name), word.says);
        }
        return;
    }
    text.push_str("| member | holds | | meaning |\n|---|---|---|---|\n");
    for field in &of.members {
        let (kind, many) = inner(&field.of);
        let holds = if many { format!("list, each: {}", plain(kind)) } else { plain(kind).to_owned() };
        let need = if field.of.starts_with("Option<") { "may" } else { "must" };
        let _ = writeln!(text, "| `{}` | {holds} | {need} | {} |", field.name, field.says);
    }
}

/// What is inside `Option` and `Vec`, and whether there can be several.
fn inner(of: &str) -> (&str, bool) {
    let of = of.strip_prefix("Option<").and_then(|o| o.strip_suffix('>')).unwrap_or(of);
    let many = of.strip_prefix("Vec<").and_then(|o| o.strip_suffix('>'));
    (many.unwrap_or(of), many.is_some())
}

/// A type in words.
fn plain(kind: &str) -> &str {
    match kind {
        "String" => "text",
        "Private" => "text, sealed",
        "bool" => "true or false",
        "u32" => "whole number",
        "Date" => "day, ISO 8601",
        "Language" => "language, BCP 47",
        "Country" => "country, ISO 3166",
        "AccountId" => "number `acc_…`",
        "DocumentId" => "number `doc_…`",
        "DonorId" => "number `don_…`",
        "RecipientId" => "number `rec_…`",
        "CentreId" => "number `cen_…`",
        "Organ" => "organ, see the code list",
        "Relation" => "relation, see the code list",
        other => other,
    }
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

/// Reads the structs and enums of a source file; one member a line, as rustfmt writes them.
fn read(source: &str, types: &mut BTreeMap<String, Declared>) {
    let mut says = String::new();
    let mut open: Option<(String, Declared)> = None;
    for line in source.lines() {
        let code = line.trim();
        if let Some(doc) = code.strip_prefix("///") {
            if !says.is_empty() {
                says.push(' ');
            }
            says.push_str(doc.trim());
            continue;
        }
        match open.as_mut() {
            None => open = declaration(code, &says),
            Some(_) if code == "}" => types.extend(open.take()),
            Some((_, declared)) => declared.members.extend(member(code, declared.words, &says)),
        }
        if !code.starts_with("#[") {
            says.clear();
        }
    }
}

fn declaration(code: &str, says: &str) -> Option<(String, Declared)> {
    let rest = code.strip_suffix(" {")?;
    let (name, words) = match (rest.strip_prefix("pub struct "), rest.strip_prefix("pub enum ")) {
        (Some(name), _) => (name, false),
        (None, Some(name)) => (name, true),
        (None, None) => return None,
    };
    Some((name.to_owned(), Declared { says: says.to_owned(), members: Vec::new(), words }))
}

fn member(code: &str, words: bool, says: &str) -> Option<Member> {
    let code = code.strip_suffix(',')?;
    let (name, of) = match words {
        true => code.strip_suffix(')').and_then(|c| c.split_once('(')).unwrap_or((code, "")),
        false => code.strip_prefix("pub ")?.split_once(": ")?,
    };
    Some(Member { name: name.to_owned(), of: of.to_owned(), says: says.to_owned() })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_step_has_its_section_and_every_member_its_meaning() {
        let pages = super::pages().unwrap();
        let text = &pages[0].text;
        let (steps, parts) = text.split_once("# Parts and words").unwrap();
        assert_eq!(steps.matches("\n## `").count(), domain::approval::Step::KINDS.len());
        for part in ["## Interpreter", "## Favour", "## Witness", "## Capacity"] {
            assert!(parts.contains(part), "{part}");
        }
        assert!(!text.contains("|  |\n"), "a member without meaning");
    }
}
