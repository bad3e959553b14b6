//! The label as it is printed: one drawing of 148 by 105 mm, the size of a postcard.

use domain::trace::label::{Position, Print};
use law::Text;
use maud::{Markup, PreEscaped, html};
use service::Parcel;

use super::voice::Voice;
use crate::look::Dir;
use crate::look::picture::code::Code;

/// Everything a label shows.
pub(super) struct Sheet<'a> {
    /// Words of the page's language.
    pub voice: &'a Voice<'a>,
    /// Words of English, beside them.
    pub english: &'a Voice<'a>,
    /// What travels.
    pub parcel: &'a Parcel,
    /// The print that is drawn.
    pub print: &'a Print,
    /// Its code.
    pub code: &'a Code,
    /// Direction of the page's language.
    pub dir: Dir,
}

/// Width and height of the drawing; a tenth of a millimetre each.
const SIZE: (u32, u32) = (1480, 1050);
/// Width and height of the code, the same units.
const CODE: u32 = 360;
/// Where the code begins below the upper edge.
const TOP: u32 = 300;
/// Characters of an organ's name beyond which it is written smaller.
const LONG: usize = 40;
/// Characters of an address that stand in one line.
const ROW: usize = 54;
/// Free edge around everything.
const EDGE: u32 = 50;

/// The label as a drawing that stands alone, so wide on the page.
pub(super) fn sheet(view: &Sheet<'_>, width_on_page: &str) -> Markup {
    let (width, height) = SIZE;
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (width) " " (height) } width=(width_on_page) role="img"
            aria-label=(both(view, "label-organ")) font-family="system-ui, 'Noto Sans', 'Noto Sans Arabic', sans-serif" {
            rect width=(width) height=(height) fill="#fff" {}
            rect x="12" y="12" width=(width - 24) height=(height - 24) fill="none" stroke="#000" stroke-width="6" {}
            (head(view))
            (place(view, "label-from", 300, &view.print.printed.contents.from))
            (place(view, "label-to", 540, &view.print.printed.contents.to))
            (foot(view))
            (square(view))
        }
    }
}

/// A sentence in both languages; once where they are the same.
fn both(view: &Sheet<'_>, key: &str) -> String {
    let (own, english) = (view.voice.say(key), view.english.say(key));
    if own == english { own } else { format!("{own} · {english}") }
}

/// A line of words at the start side; mirrored where the language is.
fn line(view: &Sheet<'_>, y: u32, size: u32, bold: bool, words: &str) -> Markup {
    let x = if view.dir == Dir::Rtl { SIZE.0 - EDGE } else { EDGE };
    html! {
        text x=(x) y=(y) font-size=(size) fill="#000" direction=(view.dir.attr()) text-anchor="start"
            font-weight=[bold.then_some("700")] { (words) }
    }
}

/// Words that are always written from left to right, within the other direction.
fn ltr(text: &str) -> String {
    format!("\u{2066}{text}\u{2069}")
}

/// Words that are written in the direction of their own first letter.
fn own_way(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

fn head(view: &Sheet<'_>) -> Markup {
    let organ = view.parcel.organ.code();
    let (own, english) = (view.voice.term(organ), view.english.term(organ));
    let organ = if own == english { own } else { format!("{own} · {english}") };
    let size = if organ.chars().count() > LONG { 38 } else { 54 };
    html! {
        (line(view, 100, 60, true, &both(view, "label-organ")))
        (line(view, 170, size, true, &organ))
        (line(view, 232, 44, true, &both(view, "label-care")))
    }
}

fn place(view: &Sheet<'_>, key: &str, y: u32, place: &domain::trace::label::Place) -> Markup {
    let (first, second) = folded(&place.address);
    html! {
        (line(view, y, 28, false, &both(view, key)))
        (line(view, y + 46, 42, true, &own_way(&view.parcel.name_of(place.centre))))
        (line(view, y + 86, 34, false, &own_way(first)))
        (line(view, y + 122, 34, false, &own_way(second)))
        (line(view, y + 168, 40, true, &ltr(&place.telephone)))
    }
}

/// An address in two lines, broken at a blank near its middle when it is long.
fn folded(address: &str) -> (&str, &str) {
    if address.chars().count() <= ROW {
        return (address, "");
    }
    let middle = address.char_indices().nth(ROW).map_or(address.len(), |(at, _)| at);
    let (head, _) = address.split_at_checked(middle).unwrap_or((address, ""));
    let at = head.rfind(' ').unwrap_or(middle);
    let (first, second) = address.split_at_checked(at).unwrap_or((address, ""));
    (first, second.trim_start())
}

fn foot(view: &Sheet<'_>) -> Markup {
    let contents = &view.print.printed.contents;
    let instant = |at| format!("{} {}", view.voice.day(at), view.voice.time(at));
    let span = ltr(&format!("{}–{} °C", contents.lowest_c, contents.highest_c));
    let mut keep = vec![format!("{} {span}", both(view, "label-keep"))];
    keep.extend((contents.position == Position::Upright).then(|| both(view, "label-upright")));
    keep.extend(contents.package.as_ref().map(|package| format!("{} {}", view.voice.say("label-box"), ltr(package))));
    let until = contents.use_by_at.map(|at| format!("{}: {}", both(view, "label-use-by"), instant(at)));
    let number = Text::Words(view.print.printed.copy.to_string());
    let printed = view.voice.bare("label-print-number", &[("n", number), ("at", instant(view.print.at).into())]);
    html! {
        (line(view, 780, 38, true, &keep.join(" · ")))
        (line(view, 840, 38, true, &until.unwrap_or_default()))
        (line(view, 950, 52, true, &ltr(&view.parcel.unit.to_string())))
        (line(view, 1008, 28, false, &printed))
    }
}

/// The code at the end side.
fn square(view: &Sheet<'_>) -> Markup {
    let x = if view.dir == Dir::Rtl { EDGE } else { SIZE.0 - EDGE - CODE };
    let code = view.code;
    html! {
        svg x=(x) y=(TOP) width=(CODE) height=(CODE) viewBox={ "0 0 " (code.width) " " (code.width) } shape-rendering="crispEdges" {
            (PreEscaped(format!(r##"<path d="{}" fill="#000"/>"##, code.path)))
        }
    }
}
