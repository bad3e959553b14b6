//! One page per rule and a list of all of them, from the rules' own doc comments.

use std::fmt::Write as _;

use domain::rules::{Published, all, term};

use super::Page;

const FOLDER: &str = "docs/reference/rules";

/// The pages of all rules and their list.
pub fn pages() -> Result<Vec<Page>, String> {
    let rules = all();
    let mut pages = vec![Page { path: format!("{FOLDER}/README.md"), text: list(&rules) }];
    pages.extend(rules.iter().map(|r| Page { path: format!("{FOLDER}/{}.md", r.code), text: page(r) }));
    Ok(pages)
}

fn list(rules: &[Published]) -> String {
    let mut text = String::from(
        "# Rules\n\nWritten by `cargo xtask generate` from the rules' own files. `stop` refuses a plan and marks a \
         fact as a breach;\n`ask` lets the plan go on and wants a written answer. A rule that cannot tell, stops.\n\n\
         | code | what it says | capability | weight | holds everywhere because of |\n|---|---|---|---|---|\n",
    );
    for rule in rules {
        let (code, title) = (rule.code, title(rule));
        let weight = term(&rule.severity);
        let _ = writeln!(text, "| [{code}]({code}.md) | {title} | {} | {weight} | {} |", rule.capability, rule.base);
    }
    text
}

/// The heading of a rule's page without its code.
fn title(rule: &Published) -> String {
    let heading = rule.page.lines().next().unwrap_or_default().trim_start_matches("# ");
    heading.strip_prefix(rule.code).unwrap_or(heading).trim().to_owned()
}

fn page(rule: &Published) -> String {
    let params = match rule.params {
        [] => "none".to_owned(),
        keys => keys.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", "),
    };
    let weight = term(&rule.severity);
    format!(
        "{}\n\n---\n\nCapability: `{}`. Weight: `{weight}`. Holds everywhere because of: {}.\nProfile values it reads: \
         {params}.\n\n[All rules](README.md)\n",
        rule.page.trim_end(),
        rule.capability,
        rule.base
    )
}
