//! What procedures share that should have nothing in common, and the advertisements that anybody hands in.
//!
//! | page | who |
//! |---|---|
//! | groups, the picture around a procedure, advertisements handed in | whoever may read what is shared; to all others these pages are not there |
//! | a question about a procedure | whoever works questions |
//! | handing in an advertisement | everybody |

mod advert;
mod api;
mod around;
mod hand_in;
mod list;

use domain::access::Permission;
use domain::network::{Detail, Sure};
use domain::person::LARGEST_BYTES;
use maud::{Markup, html};

use crate::desk::Desk;
use crate::route::{Needs, Page};

pub(crate) use api::endpoints;
pub use hand_in::ADVERT;

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const READ: Needs = Needs::One(Permission::ReadNetwork);
    const WORK: Needs = Needs::One(Permission::WorkCase);
    vec![
        Page::get("/network", READ, list::show).in_nav("nav-network"),
        Page::get("/network/{procedure}", READ, around::show),
        Page::post("/network/{pair}/question", WORK, around::ask),
        Page::get("/adverts", Needs::Nothing, hand_in::show),
        Page::post("/adverts", Needs::Nothing, hand_in::send).up_to(LARGEST_BYTES + 256 * 1024),
        Page::get("/adverts/seen", READ, advert::list).in_nav("nav-adverts"),
        Page::get("/adverts/seen/{advert}", READ, advert::show),
        Page::get("/adverts/seen/{advert}/file", READ, advert::file),
    ]
}

/// The word of a sort of detail.
fn detail_words(desk: &Desk, detail: Detail) -> String {
    desk.say(&format!("network-detail-{}", detail.code()))
}

/// How surely it is one, in words.
fn sure_words(desk: &Desk, sure: Sure) -> String {
    desk.say(match sure {
        Sure::Same => "network-sure-same",
        Sure::Alike => "network-sure-alike",
    })
}

/// A hash that breaks where its line ends, and is whole when it is copied.
fn hash(text: &str) -> Markup {
    let signs: Vec<char> = text.chars().collect();
    html! { bdi dir="ltr" { @for part in signs.chunks(8) { (part.iter().collect::<String>()) wbr; } } }
}

/// A measure in bits with one digit behind the point.
fn bits_words(desk: &Desk, bits: f64) -> String {
    desk.say_with("network-bits", &[("n", format!("{bits:.1}").into())])
}
