//! The little Markdown that pages of rules use: headings, paragraphs, lists, code.

use maud::{Markup, PreEscaped, html};

/// The text below its first heading as markup. Headings become one size smaller than they say, since the page has its own.
#[must_use]
pub(super) fn markdown(text: &str) -> Markup {
    let mut out = Vec::new();
    for block in text.split("\n\n") {
        let block = block.trim();
        if let Some((marks, rest)) = block.split_once(' ').filter(|(m, _)| !m.is_empty() && m.chars().all(|c| c == '#'))
        {
            let (title, under) = rest.split_once('\n').unwrap_or((rest, ""));
            if marks.len() > 1 {
                out.push(html! { h2 { (inline(title)) } });
            }
            if !under.trim().is_empty() {
                out.push(paragraph(under));
            }
        } else if !block.is_empty() {
            out.push(paragraph(block));
        }
    }
    html! { @for block in &out { (block) } }
}

/// The first heading.
#[must_use]
pub(super) fn first_heading(text: &str) -> &str {
    text.lines().find_map(|l| l.strip_prefix("# ")).unwrap_or_default()
}

fn paragraph(text: &str) -> Markup {
    if text.lines().all(|l| l.starts_with("- ") || l.starts_with("  ")) {
        let joined = text.replace("\n  ", " ");
        return html! { ul { @for line in joined.lines() { li { (inline(line.trim_start_matches("- "))) } } } };
    }
    html! { p { (inline(&text.lines().collect::<Vec<_>>().join(" "))) } }
}

/// Words with `code` between back quotes.
fn inline(text: &str) -> Markup {
    let parts: Vec<Markup> = text
        .split('`')
        .enumerate()
        .map(|(n, part)| {
            if n % 2 == 1 {
                html! { code { (part) } }
            } else {
                html! { (part) }
            }
        })
        .collect();
    PreEscaped(parts.into_iter().map(PreEscaped::into_string).collect())
}

#[cfg(test)]
mod tests {
    use super::{first_heading, markdown};

    #[test]
    fn headings_paragraphs_and_code_are_drawn_and_markup_is_escaped() {
        let text = "# CEN-001 Title\n\n## Why\nBecause `a.b`\nand <b>.\n\n- one\n- two";
        assert_eq!(first_heading(text), "CEN-001 Title");
        let html = markdown(text).into_string();
        assert_eq!(html, "<h2>Why</h2><p>Because <code>a.b</code> and &lt;b&gt;.</p><ul><li>one</li><li>two</li></ul>");
    }
}
