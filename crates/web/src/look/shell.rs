//! The frame of every page: band, top bar, main matter, foot.

use super::asset::{LIVE, STYLE};
use super::shape::mark;
use super::{Dir, Link};
use maud::{DOCTYPE, Markup, html};

/// Light or dark, kept per person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark, for the night desk.
    Dark,
}

/// The band of a demonstration or a training; real systems have none.
#[derive(Debug, Clone)]
pub struct Band {
    /// The inverted word.
    pub word: String,
    /// One sentence.
    pub sentence: String,
    /// A way to change role.
    pub change: Option<Link>,
}

/// The field that finds a number.
#[derive(Debug, Clone)]
pub struct Find {
    /// Where the form goes; it is sent with GET as `q`.
    pub action: String,
    /// Label of the field.
    pub label: String,
    /// Word of the button, for those who cannot press Enter.
    pub button: String,
}

/// The clock of the top bar. Without script it says when the page was drawn.
#[derive(Debug, Clone)]
pub struct BarClock {
    /// The time as shown: "09:12".
    pub text: String,
    /// Place and zone: "Sarim, UTC+3".
    pub zone: String,
    /// The same instant, ISO 8601 in UTC.
    pub at: String,
    /// Distance of the zone from UTC, minutes.
    pub offset_minutes: i32,
}

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct Person {
    /// Name and role: "J. Amsel, living-donor nurse".
    pub says: String,
    /// The form that signs out, with its token.
    pub sign_out: Option<Markup>,
}

/// A language the page can be read in, named in its own script.
#[derive(Debug, Clone)]
pub struct Tongue {
    /// Address of the page in that language.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its BCP 47 tag.
    pub lang: String,
    /// Its direction.
    pub dir: Dir,
}

/// A chapter of the navigation.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Its word.
    pub says: String,
    /// Its pages.
    pub links: Vec<Link>,
}

/// The navigation of a role.
#[derive(Debug, Clone, Default)]
pub struct Nav {
    /// What stands in the bar, at most six words.
    pub front: Vec<Link>,
    /// The word under which the rest stands.
    pub more: String,
    /// The rest, by chapter.
    pub parts: Vec<Part>,
}

/// Everything around the matter of a page.
#[derive(Debug, Clone, Default)]
pub struct Shell {
    /// BCP 47 tag of the page.
    pub lang: String,
    /// Its direction.
    pub dir: Dir,
    /// Light or dark.
    pub theme: Theme,
    /// Title of the window; begins with the word for error when something must be put right.
    pub title: String,
    /// Name of the program.
    pub product: String,
    /// Name of the country's registry.
    pub registry: String,
    /// Where the mark leads.
    pub home: String,
    /// Words of the skip link.
    pub skip: String,
    /// Word of the menu on phones.
    pub menu: String,
    /// The demonstration or training band.
    pub band: Option<Band>,
    /// Navigation of this role.
    pub nav: Nav,
    /// Address of the current item of the navigation.
    pub here: String,
    /// The number field.
    pub find: Option<Find>,
    /// The clock.
    pub clock: Option<BarClock>,
    /// Who is signed in.
    pub person: Option<Person>,
    /// The other languages.
    pub tongues: Vec<Tongue>,
    /// A field of colour above the matter; the public start page only.
    pub hero: Option<Markup>,
    /// The foot.
    pub foot: Option<Markup>,
    /// The one script of the page, where it must be exactly this one: its address and its digest (subresource integrity).
    pub only: Option<(String, String)>,
    /// The way out at once, on pages that somebody may have to leave.
    pub leave: Option<Link>,
}

/// A whole HTML document around `body`.
#[must_use]
pub fn shell(view: &Shell, body: &Markup) -> Markup {
    let theme = match view.theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    html! {
        (DOCTYPE)
        html lang=(view.lang) dir=(view.dir.attr()) data-theme=[theme] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (view.title) }
                link rel="stylesheet" href=(STYLE.href());
                @match &view.only {
                    Some((href, digest)) => script src=(href) integrity=(digest) crossorigin="anonymous" defer {},
                    None => script src=(LIVE.href()) defer {},
                }
            }
            body {
                a.skip href="#main" { (view.skip) }
                @if let Some(band) = &view.band { (demo_band(band)) }
                (bar(view))
                main #main tabindex="-1" {
                    @if let Some(hero) = &view.hero { (hero) }
                    div.page { (body) }
                }
                @if let Some(foot) = &view.foot { footer.foot { div.wide { (foot) } } }
            }
        }
    }
}

fn demo_band(band: &Band) -> Markup {
    html! {
        div.band role="note" {
            div.wide {
                b { (band.word) }
                span { (band.sentence) }
                @if let Some(change) = &band.change { (change.markup()) }
            }
        }
    }
}

fn bar(view: &Shell) -> Markup {
    html! {
        header.bar {
            div.wide {
                a.home href=(view.home) { (mark()) b { (view.product) } span { (view.registry) } }
                nav.desk { (links(view, &view.nav.front)) (more(view)) }
                div.end {
                    @if let Some(find) = &view.find { div.desk { (find_form(find, "find")) } }
                    @if let Some(clock) = &view.clock { (bar_clock(clock)) }
                    div.desk.who { (who(view)) }
                }
                @if let Some(leave) = &view.leave {
                    a.btn href=(leave.href) rel="noreferrer noopener" data-leave { b { (leave.label) } }
                }
                details.menu {
                    summary { (view.menu) }
                    div {
                        nav { (links(view, &view.nav.front)) (parts(view)) }
                        @if let Some(find) = &view.find { (find_form(find, "find-menu")) }
                        div.who { (who(view)) }
                    }
                }
            }
        }
    }
}

fn links(view: &Shell, links: &[Link]) -> Markup {
    html! {
        @for item in links {
            a href=(item.href) aria-current=[(item.href == view.here).then_some("page")] { (item.label) }
        }
    }
}

/// The rest of the navigation; its word is marked while the reader is on one of its pages.
fn more(view: &Shell) -> Markup {
    let here = view.nav.parts.iter().flat_map(|part| &part.links).any(|link| link.href == view.here);
    html! {
        @if !view.nav.parts.is_empty() {
            details.more { summary.at[here] { (view.nav.more) } div { (parts(view)) } }
        }
    }
}

fn parts(view: &Shell) -> Markup {
    html! {
        @for part in &view.nav.parts {
            div role="group" aria-label=(part.says) { p aria-hidden="true" { (part.says) } (links(view, &part.links)) }
        }
    }
}

fn find_form(find: &Find, id: &str) -> Markup {
    html! {
        form.find role="search" method="get" action=(find.action) {
            label for=(id) { (find.label) }
            input id=(id) name="q" dir="auto" autocomplete="off" spellcheck="false" required;
            button.btn type="submit" { (find.button) }
        }
    }
}

fn bar_clock(clock: &BarClock) -> Markup {
    html! {
        div.now {
            time datetime=(clock.at) data-offset=(clock.offset_minutes) dir="ltr" { (clock.text) }
            span { (clock.zone) }
        }
    }
}

fn who(view: &Shell) -> Markup {
    html! {
        @if let Some(person) = &view.person {
            span { (person.says) }
            @if let Some(sign_out) = &person.sign_out { (sign_out) }
        }
        @for t in &view.tongues { a href=(t.href) hreflang=(t.lang) lang=(t.lang) dir=(t.dir.attr()) { (t.name) } }
    }
}
