//! Centres and their licences: the public list, the page of a centre, and what an inspector does.

mod api;
mod forms;
mod list;
mod measure;
mod page;
mod professional;
mod professional_api;
mod review;
mod standing;

use axum::response::Response;
use domain::access::Permission;
use maud::Markup;

use crate::desk::Desk;
use crate::portal::public_page;
use crate::route::{Needs, Page};
pub use forms::{CENTRE, LICENCE, MERGE, RENAME};
pub use measure::{MEASURE, Wanted};
pub use professional::{PROFESSIONAL, PROFESSIONAL_MEASURE};
pub use review::REVIEW;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<crate::api::Endpoint> {
    [api::endpoints(), professional_api::endpoints()].into_iter().flatten().collect()
}

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const GRANT: Needs = Needs::One(Permission::GrantLicence);
    const MEASURE: Needs = Needs::One(Permission::MeasureLicence);
    const LICENSE: Needs = Needs::One(Permission::LicenseProfessional);
    vec![
        Page::get("/centres", Needs::Nothing, list::list).in_nav("nav-centres"),
        Page::get("/centres/new", GRANT, forms::new_centre),
        Page::post("/centres/new", GRANT, forms::register),
        Page::get("/centres/{centre}", Needs::Nothing, page::page),
        Page::get("/centres/{centre}/licences/new", GRANT, forms::new_licence),
        Page::post("/centres/{centre}/licences/new", GRANT, forms::grant),
        Page::get("/centres/{centre}/rename", GRANT, forms::new_name),
        Page::post("/centres/{centre}/rename", GRANT, forms::rename),
        Page::get("/centres/{centre}/merge", GRANT, forms::new_merger),
        Page::post("/centres/{centre}/merge", GRANT, forms::merge),
        Page::get("/licences/{licence}/measure", MEASURE, measure::preview),
        Page::post("/licences/{licence}/measure", MEASURE, measure::propose),
        Page::post("/licences/{licence}/sign", MEASURE, measure::sign),
        Page::get("/licence-reviews", MEASURE, review::list).in_nav("nav-licence-reviews"),
        Page::get("/licence-reviews/{licence_review}", MEASURE, review::show),
        Page::post("/licence-reviews/{licence_review}", MEASURE, review::send),
        Page::get("/professionals", LICENSE, professional::list).in_nav("nav-professionals"),
        Page::get("/professionals/new", LICENSE, professional::new),
        Page::post("/professionals/new", LICENSE, professional::register),
        Page::get("/professionals/{professional_licence}", LICENSE, professional::show),
        Page::post("/professionals/{professional_licence}", LICENSE, professional::measure),
    ]
}

/// A page for everybody: with the navigation of the reader's role, or of the public site.
fn reader_page(desk: &Desk, title: &str, here: &str, body: &Markup) -> Response {
    public_page(desk, title, here, None, body)
}
