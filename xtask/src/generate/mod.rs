//! Reference pages written from the program itself, so that they cannot drift from it.
//!
//! Adding a generator is one function that returns pages and one line in [`GENERATORS`].

mod openapi;
mod permissions;
mod rules;
mod steps;

use std::fs;

use crate::tree::Tree;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Path from the root of the repository.
    pub path: String,
    /// Whole text.
    pub text: String,
}

/// One thing that writes pages.
pub struct Generator {
    /// Short name.
    pub name: &'static str,
    /// A folder in which every file is generated, so that left-over ones are found; `None` when it shares one.
    pub owns: Option<&'static str>,
    /// Makes the pages, or says what the program cannot tell about itself.
    pub pages: fn() -> Result<Vec<Page>, String>,
}

/// Everything that is generated.
pub const GENERATORS: &[Generator] = &[
    Generator { name: "rules", owns: Some("docs/reference/rules"), pages: rules::pages },
    Generator { name: "permissions", owns: None, pages: permissions::pages },
    Generator { name: "openapi", owns: None, pages: openapi::pages },
    Generator { name: "steps", owns: None, pages: steps::pages },
];

/// Writes every page and removes left-over ones.
///
/// # Errors
/// A file that cannot be written or removed, named.
pub fn write(tree: &Tree) -> Result<(), String> {
    for generator in GENERATORS {
        let pages = (generator.pages)().map_err(|why| format!("{}: {why}", generator.name))?;
        for page in &pages {
            let path = tree.path(&page.path);
            let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, &page.text));
            made.map_err(|e| format!("{}: {e}", page.path))?;
        }
        for path in left_over(tree, generator, &pages) {
            fs::remove_file(tree.path(&path)).map_err(|e| format!("{path}: {e}"))?;
        }
        println!("generate {}: {} pages", generator.name, pages.len());
    }
    Ok(())
}

/// Compares what is there with what would be written.
///
/// # Errors
/// Every page that is stale, missing or left over.
pub fn check(tree: &Tree) -> Result<(), String> {
    let stale: Vec<String> = GENERATORS.iter().flat_map(|g| stale(tree, g)).collect();
    if stale.is_empty() {
        println!("generate --check: fresh");
        return Ok(());
    }
    Err(format!("run `cargo xtask generate`:\n  {}", stale.join("\n  ")))
}

/// What a generator would change.
#[must_use]
pub fn stale(tree: &Tree, generator: &Generator) -> Vec<String> {
    let pages = match (generator.pages)() {
        Ok(pages) => pages,
        Err(why) => return vec![format!("{}: {why}", generator.name)],
    };
    let mut found: Vec<String> = pages
        .iter()
        .filter_map(|page| match tree.read(&page.path) {
            Some(text) if text == page.text => None,
            Some(_) => Some(format!("{} is stale", page.path)),
            None => Some(format!("{} is missing", page.path)),
        })
        .collect();
    found.extend(left_over(tree, generator, &pages).into_iter().map(|path| format!("{path} is left over")));
    found
}

fn left_over(tree: &Tree, generator: &Generator, pages: &[Page]) -> Vec<String> {
    let Some(folder) = generator.owns else {
        return Vec::new();
    };
    let there = tree.files(folder, &[""]).into_iter().map(|f| f.path);
    there.filter(|path| !pages.iter().any(|p| p.path == *path)).collect()
}
