//! Lists around records: summary list, filter bar, tabs, pager.

use super::shape::Shape;
use super::{Link, TagKind, tag};
use maud::{Markup, html};

/// A value of a summary list.
#[derive(Debug, Clone)]
pub enum Value {
    /// Known.
    Given(Markup),
    /// Not known: shown first, as a tag, never as an empty cell.
    Missing(String),
}

/// One line of a summary list.
#[derive(Debug, Clone)]
pub struct SummaryRow {
    /// Label.
    pub label: String,
    /// Value.
    pub value: Value,
    /// Where it is changed.
    pub change: Option<Link>,
}

/// A summary list; what is missing comes first.
#[must_use]
pub fn summary_list(rows: &[SummaryRow]) -> Markup {
    let (missing, given): (Vec<_>, Vec<_>) = rows.iter().partition(|r| matches!(r.value, Value::Missing(_)));
    html! {
        dl.summary {
            @for r in missing.into_iter().chain(given) {
                div {
                    dt { (r.label) }
                    dd {
                        @match &r.value {
                            Value::Given(v) => (v),
                            Value::Missing(says) => (tag(TagKind::Yours, says)),
                        }
                    }
                    @if let Some(change) = &r.change { dd.change { (change.markup()) } }
                }
            }
        }
    }
}

/// The bar above a filtered list.
#[derive(Debug, Clone)]
pub struct FilterBar {
    /// "5 of 23 due"; announced when it changes.
    pub count: String,
    /// Chosen filters; each link takes its filter away.
    pub chosen: Vec<Link>,
    /// What a screen reader hears before a filter's name: "Remove".
    pub remove: String,
    /// Takes all away.
    pub clear: Option<Link>,
    /// Save this view, Download these rows.
    pub end: Vec<Link>,
}

/// The filter bar.
#[must_use]
pub fn filter_bar(view: &FilterBar) -> Markup {
    html! {
        div.filter {
            b role="status" { (view.count) }
            @for f in &view.chosen {
                a.chosen href=(f.href) { span.vh { (view.remove) " " } (f.label) (Shape::Cross.markup()) }
            }
            @if let Some(clear) = &view.clear { (clear.markup()) }
            span.end { @for l in &view.end { (l.markup()) } }
        }
    }
}

/// Tabs; each has its own address. `here` is the address of the current one.
#[must_use]
pub fn tabs(label: &str, tabs: &[Link], here: &str) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            @for t in tabs { a href=(t.href) aria-current=[(t.href == here).then_some("page")] { (t.label) } }
        }
    }
}

/// The pager: what is shown, and the way to the pages before and after.
#[must_use]
pub fn pager(shown: &str, before: Option<&Link>, after: Option<&Link>) -> Markup {
    html! {
        nav.pager {
            span { (shown) }
            @if let Some(l) = before { a rel="prev" href=(l.href) { (l.label) } }
            @if let Some(l) = after { a rel="next" href=(l.href) { (l.label) } }
        }
    }
}

/// Links in a line, as below a picture: Table, Download, How it is computed.
#[must_use]
pub fn links(links: &[Link]) -> Markup {
    html! { p.links { @for l in links { (l.markup()) " " } } }
}
