//! Tissues and cells: the desk of an establishment, the page of a unit, the forms of every step.

mod api;
mod correct;
mod desk;
mod forms;
mod licences;
mod people;
mod recall;
mod rows;
mod step;
mod unit;

use axum::extract::Path;
use domain::access::Permission;

use crate::desk::Desk;
use crate::route::{Needs, Page};
use crate::sent::Sent;

pub(crate) use api::endpoints;
pub use correct::{APPLICATION, PROCESSING};
pub use forms::ALL as FORMS;
pub use licences::{END, GRANT};

/// Both directions of a step that begins at the desk.
macro_rules! begins {
    ($($path:literal $needs:expr, $form:ident;)*) => {
        vec![$(
            Page::get($path, $needs, async |desk: Desk| step::show(&desk, &forms::$form, None).await),
            Page::post($path, $needs, async |desk: Desk, sent: Sent| step::send(&desk, &forms::$form, None, sent).await),
        )*]
    };
}

/// Both directions of a step with one unit.
macro_rules! goes_on {
    ($($path:literal $needs:expr, $form:ident;)*) => {
        vec![$(
            Page::get($path, $needs, async |desk: Desk, Path(id): Path<String>| {
                step::show(&desk, &forms::$form, Some(&id)).await
            }),
            Page::post($path, $needs, async |desk: Desk, Path(id): Path<String>, sent: Sent| {
                step::send(&desk, &forms::$form, Some(&id), sent).await
            }),
        )*]
    };
}

const READ: Needs = Needs::One(Permission::ReadTissue);
const HANDLE: Needs = Needs::One(Permission::HandleTissue);
const APPLY: Needs = Needs::One(Permission::ApplyTissue);
const GRANTS: Needs = Needs::One(Permission::GrantLicence);
const ENDS: Needs = Needs::One(Permission::MeasureLicence);
const RECALL: Needs = Needs::One(Permission::RecallTissue);

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    let mut all = vec![
        Page::get("/tissues", READ, desk::show).in_nav("nav-tissues"),
        Page::get("/tissues/find", READ, desk::find),
        Page::get("/tissues/rows", HANDLE, rows::show),
        Page::post("/tissues/rows", HANDLE, rows::send),
        Page::get("/tissues/donor", HANDLE, people::show_donor),
        Page::post("/tissues/donor", HANDLE, people::send_donor),
        Page::get("/tissues/recipient", APPLY, people::show_recipient),
        Page::post("/tissues/recipient", APPLY, people::send_recipient),
        Page::get("/tissues/{tissue}", READ, unit::show),
        Page::get("/tissues/{tissue}/correct", HANDLE, correct::show_processing),
        Page::post("/tissues/{tissue}/correct", HANDLE, correct::send_processing),
        Page::get("/applications/{application}/correct", APPLY, correct::show_application),
        Page::post("/applications/{application}/correct", APPLY, correct::send_application),
        Page::get("/tissue-licences", Needs::Nothing, licences::list).in_nav("nav-tissue-licences"),
        Page::get("/tissue-licences/new", GRANTS, licences::new),
        Page::post("/tissue-licences/new", GRANTS, licences::grant),
        Page::get("/tissue-licences/{tissue_licence}/end", ENDS, licences::ask_to_end),
        Page::post("/tissue-licences/{tissue_licence}/end", ENDS, licences::end),
        Page::get("/tissues/{tissue}/recall", RECALL, recall::show),
        Page::post("/tissues/{tissue}/recall", RECALL, recall::send),
        Page::post("/tissues/{tissue}/lift", RECALL, recall::lift),
    ];
    all.extend(begins! {
        "/tissues/collect" HANDLE, COLLECT;
        "/tissues/import" HANDLE, IMPORT;
        "/tissues/pool" HANDLE, POOL;
    });
    all.extend(goes_on! {
        "/tissues/{tissue}/process" HANDLE, PROCESS;
        "/tissues/{tissue}/split" HANDLE, SPLIT;
        "/tissues/{tissue}/store" HANDLE, STORE;
        "/tissues/{tissue}/release" HANDLE, RELEASE;
        "/tissues/{tissue}/issue" HANDLE, ISSUE;
        "/tissues/{tissue}/export" HANDLE, EXPORT;
        "/tissues/{tissue}/apply" APPLY, APPLY;
        "/tissues/{tissue}/discard" HANDLE, DISCARD;
    });
    all
}

/// The code of what an amount is counted in; one piece has a word of its own.
pub(crate) fn measured_in(q: codes::Quantity) -> &'static str {
    match domain::tissue::measure(q.unit) {
        "pieces" if q.value.normalize().to_string() == "1" => "one_piece",
        measure => measure,
    }
}

/// An amount in words of the page.
fn amount(desk: &Desk, q: codes::Quantity) -> String {
    let measure = desk.term(measured_in(q));
    let values = [("n", q.value.normalize().to_string().into()), ("measure", measure.into())];
    // Put into sentences, which isolate it as a whole; isolates inside would hide its direction.
    desk.say_with("tissue-amount", &values).replace(['\u{2068}', '\u{2069}'], "")
}
