//! The public start page and the public figures.

use maud::{Markup, html};
use service::{Count, PublicFigures, Share};

use super::{demo, public_page};
use crate::desk::Desk;
use crate::look::Link;
use crate::look::heading::{Heading, heading};
use crate::look::public::{Figure, Hero, Way, figure_strip, hero, plain_ways};
use crate::look::table::{Column, Phone, Table, table};
use crate::trouble::Answer;

/// `GET /`: the door of a demonstration, the public site otherwise.
pub(super) async fn start(desk: Desk) -> Answer {
    if desk.app.options.demo { demo::page(desk).await } else { site(desk).await }
}

/// `GET /public`
pub(super) async fn site(desk: Desk) -> Answer {
    let figures = desk.app.service.public_figures().await?;
    let (valid, all) = licensed(&desk).await?;
    let title = desk.say("public-title");
    let front = hero(&Hero {
        title: title.clone(),
        lead: desk.say("public-lead"),
        action: "/centres".to_owned(),
        question: desk.say("public-question"),
        typed: String::new(),
        button: desk.say("public-look"),
        picture: Some(threads()),
    });
    let body = html! {
        div.head {
            h2 { (desk.say_with("public-figures", &[("registry", desk.registry().into())])) }
            p.under { (desk.say_with("public-as-of", &[("date", desk.date(figures.as_of).into())])) }
        }
        (figure_strip(&strip(&desk, &figures, valid, all)))
        (plain_ways(&ways(&desk)))
    };
    Ok(public_page(&desk, &title, "/", Some(front), &body))
}

/// Centres with at least one licence that is valid today, and all of them.
async fn licensed(desk: &Desk) -> Result<(usize, usize), crate::trouble::Trouble> {
    let (now, today) = (desk.app.service.now(), desk.app.service.today());
    let centres = desk.app.service.centres().await?;
    let valid =
        |c: &&service::CentrePage| c.licences.iter().any(|l| l.status(now, today) == domain::licence::Status::Valid);
    Ok((centres.iter().filter(valid).count(), centres.len()))
}

fn strip(desk: &Desk, figures: &PublicFigures, valid: usize, all: usize) -> Vec<Figure> {
    let to = |anchor: &str| format!("/figures#{anchor}");
    let last = figures.grafts_by_year.last();
    let years = figures.grafts_by_year.iter().map(|(_, n)| exact(*n)).collect();
    let year = last.map_or_else(|| figures.as_of.year().to_string(), |(y, _)| y.clone());
    let so_far = if year == figures.as_of.year().to_string() { "figure-grafts-so-far" } else { "figure-grafts" };
    vec![
        Figure {
            number: last.map_or_else(|| "0".to_owned(), |(_, n)| count(desk, *n)),
            says: desk.say_with(so_far, &[("year", year.into())]),
            against: desk.say_with("figure-grafts-all", &[("n", count(desk, figures.origin.of).into())]),
            years,
            href: to("grafts"),
        },
        Figure {
            number: share(figures.origin),
            says: desk.say("figure-origin"),
            against: missing(desk, "figure-origin-missing", figures.origin),
            years: Vec::new(),
            href: to("origin"),
        },
        Figure {
            number: share(figures.donors_seen),
            says: desk.say("figure-donors"),
            against: missing(desk, "figure-donors-missing", figures.donors_seen),
            years: Vec::new(),
            href: to("donors"),
        },
        Figure {
            number: valid.to_string(),
            says: desk.say("figure-centres"),
            against: desk.say_with("figure-centres-all", &[("n", all.into())]),
            years: Vec::new(),
            href: "/centres".to_owned(),
        },
    ]
}

/// A hidden number is drawn as nothing rather than guessed.
fn exact(n: Count) -> f64 {
    match n {
        Count::Exactly(n) => f64::from(u32::try_from(n).unwrap_or(u32::MAX)),
        Count::FewerThan(_) => 0.0,
    }
}

fn count(desk: &Desk, n: Count) -> String {
    match n {
        Count::Exactly(n) => n.to_string(),
        Count::FewerThan(n) => desk.say_with("figure-fewer", &[("n", n.into())]),
    }
}

fn share(share: Share) -> String {
    match share.per_mille() {
        None => "–".to_owned(),
        Some((tenths, more)) => {
            let whole = tenths / 10;
            let text =
                if tenths % 10 == 0 { format!("{whole}\u{a0}%") } else { format!("{whole}.{}\u{a0}%", tenths % 10) };
            if more { format!("≥\u{a0}{text}") } else { text }
        }
    }
}

fn missing(desk: &Desk, key: &str, share: Share) -> String {
    desk.say_with(key, &[("missing", count(desk, share.missing).into()), ("of", count(desk, share.of).into())])
}

/// Four threads from one donor: the idea of the whole, in the colour of the field it stands on.
fn threads() -> Markup {
    html! {
        svg.flip viewBox="0 0 360 170" width="360" height="170" fill="none" stroke="currentColor" stroke-width="3" aria-hidden="true" {
            path d="M24 88C76 84 92 22 150 22H316M24 88C80 86 96 66 160 66H316M24 88C80 90 96 110 160 110H316M24 88C76 92 96 154 160 154H262" {}
            g stroke="none" fill="currentColor" {
                circle cx="24" cy="88" r="20" {}
                path d="M208 15h13v13h-13zM268 15h13v13h-13zM232 59h13v13h-13zM196 103h13v13h-13zM254 103h13v13h-13z" {}
            }
            circle cx="330" cy="22" r="13" {}
            circle cx="330" cy="66" r="13" {}
            circle cx="330" cy="110" r="13" {}
            path d="M262 154l7-12h14l7 12-7 12h-14z" {}
        }
    }
}

fn ways(desk: &Desk) -> Vec<Way> {
    let all = [
        ("/centres", "way-centres"),
        ("/law", "way-law"),
        ("/rules", "way-rules"),
        ("/figures", "way-figures"),
        ("/log/check", "way-log"),
        ("/sign-in", "way-sign-in"),
    ];
    let way = |(href, key): (&str, &str)| Way {
        link: Link::new(href, desk.say(key)),
        says: desk.say(&format!("{key}-text")),
        waits: None,
    };
    all.into_iter().map(way).collect()
}

/// `GET /figures`: every public number with what it counts and how small ones are hidden.
pub(super) async fn figures(desk: Desk) -> Answer {
    let figures = desk.app.service.public_figures().await?;
    let title = desk.say("figures-title");
    let head = heading(&Heading {
        title: Some(html! { (title) }),
        under: Some(html! { (desk.say_with("public-as-of", &[("date", desk.date(figures.as_of).into())])) }),
        ..Heading::default()
    });
    let rows =
        figures.grafts_by_year.iter().map(|(year, n)| vec![html! { (year) }, html! { (count(&desk, *n)) }]).collect();
    let grafts = table(&Table {
        title: Some(desk.say("figures-grafts")),
        caption: None,
        main: false,
        columns: vec![Column::words(desk.say("figures-year")), Column::numbers(desk.say("figures-number"))],
        rows,
        empty: html! { (desk.say("figures-none")) },
        phone: Phone::Stack,
    });
    let body = html! {
        (head)
        (crate::statistics::tabs(&desk, "/figures"))
        section #grafts { (grafts) }
        (shares(&desk, &figures))
        p { (desk.say("figures-small")) }
        p { (desk.say("figures-frozen")) }
    };
    Ok(public_page(&desk, &title, "/figures", None, &body))
}

fn shares(desk: &Desk, figures: &PublicFigures) -> Markup {
    let one = |key: &str, part: Share| {
        vec![
            html! { (desk.say(key)) },
            html! { bdi dir="ltr" { (share(part)) } },
            html! { (count(desk, part.missing)) },
            html! { (count(desk, part.of)) },
            html! { (desk.say(&format!("{key}-means"))) },
        ]
    };
    let word = |key: &str| Column::words(desk.say(key));
    let number = |key: &str| Column::numbers(desk.say(key));
    html! {
        section #origin {
            (table(&Table {
                title: Some(desk.say("figures-shares")),
                caption: None,
                main: false,
                columns: vec![word("figures-what"), number("figures-share"), number("figures-missing"), number("figures-of"), word("figures-means")],
                rows: vec![one("figure-origin", figures.origin), one("figure-donors", figures.donors_seen)],
                empty: html! {},
                phone: Phone::Stack,
            }))
        }
        span #donors {}
    }
}
