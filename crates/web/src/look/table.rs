//! Tables: at most 8 columns on desks, label and value on phones.

use maud::{Markup, html};

/// Where the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Start,
    /// Numbers and dates.
    End,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// Where its cells stand.
    pub align: Align,
}

impl Column {
    /// A column of words.
    pub fn words(label: impl Into<String>) -> Self {
        Self { label: label.into(), align: Align::Start }
    }

    /// A column of numbers or dates.
    pub fn numbers(label: impl Into<String>) -> Self {
        Self { label: label.into(), align: Align::End }
    }
}

/// Whether the table folds on phones because a picture already says the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phone {
    /// Rows stack as label and value.
    Stack,
    /// Folded behind these words: "Show as table, 8 rows".
    Fold(String),
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Heading above it.
    pub title: Option<String>,
    /// Name for screen readers where there is no heading.
    pub caption: Option<String>,
    /// Whether it is the main matter of its page.
    pub main: bool,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows; each has one cell per column, the first is the row's name.
    pub rows: Vec<Vec<Markup>>,
    /// What an empty table says: why, and what to do.
    pub empty: Markup,
    /// What happens on phones.
    pub phone: Phone,
}

/// A table on a sheet.
#[must_use]
pub fn table(view: &Table) -> Markup {
    let body = body(view);
    html! {
        section.sheet.tbl.main[view.main].fold[view.phone != Phone::Stack] {
            @if let Some(title) = &view.title { h2 { (title) } }
            @if view.rows.is_empty() { p.empty { (view.empty) } }
            @else { (body) }
        }
        @if let Phone::Fold(says) = &view.phone {
            details.folded.only { summary { (says) } div.sheet.tbl { (body) } }
        }
    }
}

fn body(view: &Table) -> Markup {
    let end = |align: Align| (align == Align::End).then_some("n");
    html! {
        table {
            @if let Some(caption) = &view.caption { caption.vh { (caption) } }
            thead { tr { @for c in &view.columns { th scope="col" class=[end(c.align)] { (c.label) } } } }
            tbody {
                @for row in &view.rows {
                    tr {
                        @for (n, (cell, c)) in row.iter().zip(&view.columns).enumerate() {
                            @if n == 0 { th scope="row" { (cell) } }
                            @else { td class=[shown(cell, c.align)] data-label=(c.label) { div { (cell) } } }
                        }
                    }
                }
            }
        }
    }
}

/// Figures stand at the end; on a phone a label without a value is a line to scroll past.
fn shown(cell: &Markup, align: Align) -> Option<&'static str> {
    match (matches!(cell.0.trim(), "" | "–"), align) {
        (true, Align::End) => Some("fold n"),
        (true, Align::Start) => Some("fold"),
        (false, Align::End) => Some("n"),
        (false, Align::Start) => None,
    }
}
