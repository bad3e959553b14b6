//! Figures beside those of others: our own rates against reference figures, the sources against each other, and how far
//! the country meets its own need. All of it is public.

mod api;
mod compare;
mod csv;
mod references;
mod sufficiency;
pub(crate) mod words;

use crate::route::{Needs, Page};

pub(crate) use api::endpoints;
pub use csv::reconciled as reconciled_csv;
pub(crate) use words::pages as tabs;

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    vec![
        Page::get("/figures/compare", Needs::Nothing, compare::show),
        Page::get("/figures/compare.csv", Needs::Nothing, compare::download),
        Page::get("/figures/references", Needs::Nothing, references::show),
        Page::get("/figures/references.csv", Needs::Nothing, references::download),
        Page::get("/figures/self-sufficiency", Needs::Nothing, sufficiency::show),
    ]
}
