//! What only public and first pages have: the one coloured field, figures, ways in.

use super::thread::{Thread, thread};
use super::{Link, TagKind, tag};
use maud::{Markup, html};

/// The coloured field of the public start page, with the question people come with.
#[derive(Debug, Clone)]
pub struct Hero {
    /// Headline.
    pub title: String,
    /// Two sentences.
    pub lead: String,
    /// Where the question goes; sent with GET as `q`.
    pub action: String,
    /// The question above the field.
    pub question: String,
    /// What was typed.
    pub typed: String,
    /// Word of the button.
    pub button: String,
    /// The picture at the end side; left out on phones.
    pub picture: Option<Markup>,
}

/// The coloured field.
#[must_use]
pub fn hero(view: &Hero) -> Markup {
    html! {
        div.hero {
            div.wide {
                div {
                    h1 { (view.title) }
                    p.lead { (view.lead) }
                    form method="get" action=(view.action) role="search" {
                        label for="ask" { (view.question) }
                        div { input id="ask" name="q" value=(view.typed) dir="auto" autocomplete="off" required;
                            button type="submit" { (view.button) } }
                    }
                }
                @if let Some(picture) = &view.picture { (picture) }
            }
        }
    }
}

/// The answer to the question, right below it: tags per organ with dates.
#[must_use]
pub fn hero_answer(name: &str, under: &str, tags: &[(TagKind, String)], more: &Link) -> Markup {
    html! {
        div.sheet.pad.answer {
            div { b { (name) } span.under { (under) } }
            div.tags { @for (kind, says) in tags { (tag(*kind, says)) " " } }
            (more.markup())
        }
    }
}

/// One public figure. Each opens.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The number as shown.
    pub number: String,
    /// What it counts.
    pub says: String,
    /// Denominator or goal.
    pub against: String,
    /// The years before it and itself, oldest first; the last is the present one.
    pub years: Vec<f64>,
    /// Where its rows are.
    pub href: String,
}

/// The strip of public figures.
#[must_use]
pub fn figure_strip(figures: &[Figure]) -> Markup {
    html! {
        div.sheet.figures {
            @for f in figures {
                a href=(f.href) { b { bdi dir="ltr" { (f.number) } } (year_bars(&f.years)) span { (f.says) } span.under { (f.against) } }
            }
        }
    }
}

fn year_bars(years: &[f64]) -> Markup {
    let top = years.iter().copied().fold(f64::EPSILON, f64::max);
    let last = years.len().saturating_sub(1);
    let width = years.len() * 16;
    html! {
        svg.flip viewBox={ "0 0 " (width) " 34" } width=(width) height="34" aria-hidden="true" {
            @for (n, y) in years.iter().enumerate() {
                @let high = (y.max(0.0) / top * 30.0).round();
                rect class={ @if n == last { "f-act" } @else { "f-actsoft s-edge" } }
                    x=(n * 16 + 1) y=(32.0 - high) width="13" height=(high) {}
            }
            path.s-edge d={ "M0 33H" (width) } {}
        }
    }
}

/// A way in: words, a sentence, and how much waits there.
#[derive(Debug, Clone)]
pub struct Way {
    /// The link.
    pub link: Link,
    /// The situation in one or two sentences.
    pub says: String,
    /// How much waits there; none on plain ways.
    pub waits: Option<String>,
}

/// Ways in on a ruled sheet: the roles of the demonstration.
#[must_use]
pub fn ways(ways: &[Way]) -> Markup {
    html! {
        div.sheet.main.ways {
            @for w in ways {
                div { h3 { (w.link.markup()) } p { (w.says) } @if let Some(n) = &w.waits { p.under { (n) } } }
            }
        }
    }
}

/// Ways in on the ground, each under a rule: the six ways of the public start page.
#[must_use]
pub fn plain_ways(ways: &[Way]) -> Markup {
    html! {
        div.plain-ways { @for w in ways { div { h3 { (w.link.markup()) } p.under { (w.says) } } } }
    }
}

/// A story to follow.
#[derive(Debug, Clone)]
pub struct Story {
    /// How far it has come.
    pub thread: Thread,
    /// Its name.
    pub title: String,
    /// One sentence.
    pub says: String,
    /// Where it begins.
    pub link: Link,
}

/// Stories on a sheet.
#[must_use]
pub fn stories(stories: &[Story]) -> Markup {
    html! {
        ul.sheet.main.stories {
            @for s in stories {
                li { (thread(&s.thread)) div { b { (s.title) } span.under { (s.says) } } (s.link.markup()) }
            }
        }
    }
}
