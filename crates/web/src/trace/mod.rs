//! The whole chain of a number in both directions: picture, table, text and files.

mod across;
mod api;
mod entry;
mod journey;
mod journey_api;
mod label;
pub(crate) mod offline;
mod page;
mod paper;
mod scan;
mod sheet;
mod svg;
mod table;
mod temperature;
mod text;
mod theatre;
mod tissue;
mod unclear;
mod view;
mod voice;

use domain::access::Permission;

use crate::desk::Desk;
use crate::route::{Needs, Page};

pub use across::ACROSS;
pub(crate) use entry::sealed_body;
pub use label::LABEL;
pub use paper::{FILE, ORGAN, OUTAGE, OUTAGE_END, PACK, SECOND, VOID, WRITER};
pub(crate) use paper::{from_paper, sheet_number, waiting};
pub use scan::SCANNED;
pub use svg::svg;
pub use temperature::{LOGGER, READING};
pub use theatre::THEATRE;
pub use unclear::UNCLEAR;
pub use view::{Tally, tally, title, view};
pub use voice::Voice;

/// Everything that was found as text, indented from the donor to the last outcome. Ends with a new line.
#[must_use]
pub fn text(words: &law::Words, lang: &str, found: &service::TraceFound) -> String {
    text::text(&Voice::new(words, lang, found), found)
}

/// The label of an organ as one SVG document; `address` is what its code says.
///
/// # Errors
/// The address is too long for a code.
pub fn label_svg(
    voice: &Voice<'_>,
    (parcel, print): (&service::Parcel, &domain::trace::label::Print),
    address: &str,
) -> Result<String, crate::look::picture::code::TooLong> {
    let code = crate::look::picture::code::code(address)?;
    let english = Voice { lang: "en", ..voice.clone() };
    let dir = crate::look::Dir::of(voice.lang);
    let view = sheet::Sheet { voice, english: &english, parcel, print, code: &code, dir };
    Ok(sheet::sheet(&view, "148mm").into_string())
}

impl<'a> Voice<'a> {
    /// The voice of a page.
    #[must_use]
    pub fn of(desk: &'a Desk) -> Self {
        Voice { words: &desk.app.words, lang: desk.lang, zone: desk.zone() }
    }
}

/// Endpoints.
pub(crate) fn endpoints() -> Vec<crate::api::Endpoint> {
    let mut all = api::endpoints();
    all.extend(entry::endpoints());
    all.extend(journey_api::endpoints());
    all.extend(paper::endpoints());
    all
}

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const SETTLE: Needs = Needs::One(Permission::SettleEntry);
    const HAND_OVER: Needs = Needs::One(Permission::HandOver);
    const LABEL: Needs = Needs::One(Permission::PrintLabel);
    const CARRIED: Needs = Needs::AnyOf(&[Permission::HandOver, Permission::ReadTrace]);
    const ACROSS: Needs = Needs::One(Permission::DecideAcross);
    const MATCH: Needs = Needs::One(Permission::MatchAtTable);
    let mut all = vec![
        Page::get("/scan", HAND_OVER, scan::show).in_nav("nav-scan"),
        Page::get("/scan/offline", HAND_OVER, offline::shell),
        Page::get("/scan/contact", Needs::Nothing, offline::contact),
        Page::get("/scan/worker.js", Needs::Nothing, offline::worker),
        Page::get("/scan/{unit}", HAND_OVER, scan::parcel),
        Page::post("/scan/{unit}", HAND_OVER, scan::hand_over),
        Page::get("/hand-overs/unclear", SETTLE, unclear::list),
        Page::get("/hand-overs/unclear/{entry}", SETTLE, unclear::show),
        Page::post("/hand-overs/unclear/{entry}", SETTLE, unclear::settle),
        Page::get("/organs/{unit}/label", LABEL, label::show),
        Page::post("/organs/{unit}/label", LABEL, label::send),
        Page::get("/organs/{unit}/label/{sheet}", LABEL, label::printed),
        Page::get("/organs/{unit}/temperature", CARRIED, temperature::show),
        Page::get("/organs/{unit}/temperature/reading", HAND_OVER, temperature::show_reading),
        Page::post("/organs/{unit}/temperature/reading", HAND_OVER, temperature::send_reading),
        Page::get("/organs/{unit}/temperature/file", HAND_OVER, temperature::show_file),
        Page::post("/organs/{unit}/temperature/file", HAND_OVER, temperature::send_file),
        Page::get("/recipients/{recipient}/across", ACROSS, across::show),
        Page::post("/recipients/{recipient}/across", ACROSS, across::send),
        Page::post("/recipients/{recipient}/across/withdraw", ACROSS, across::withdraw),
        Page::get("/theatre", MATCH, theatre::show),
        Page::post("/theatre", MATCH, theatre::send),
        Page::get("/theatre/{check}", MATCH, theatre::shown),
        Page::get("/trace", Needs::One(Permission::ReadTrace), page::search).in_nav("nav-trace"),
        Page::get("/trace/{number}", Needs::One(Permission::ReadTrace), page::chain),
    ];
    all.extend(paper::pages());
    all
}
