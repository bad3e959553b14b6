//! Figures over JSON.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use codes::Country;
use domain::statistics::{Group, Measure, Source};
use serde::Deserialize;
use service::Problem;

use crate::api::Endpoint;
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::{Answer, Trouble};

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/references", Needs::Nothing, sets)
            .does("Files of reference figures that were brought in, with source, day and how much was hidden, filled in or rejected.")
            .returns("A list of reference sets."),
        Endpoint::get("/references/{country}", Needs::Nothing, reconciled)
            .does("One country's sources beside each other: every difference, what does not hold within a source, and the newest figures.")
            .returns("Differences, inconsistencies and figures."),
        Endpoint::get("/figures/compare", Needs::Nothing, compared)
            .does("One figure per million of all countries beside our own; asked by `measure`, `organ`, `year` and `by`, the source of the population.")
            .returns("Rates with numerator and denominator."),
        Endpoint::get("/figures/self-sufficiency", Needs::Nothing, sufficiency)
            .does("How far the country meets its own need: activity per million, need against supply by organ, prevention.")
            .returns("Rates, needs and prevention."),
    ]
}

async fn sets(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.reference_sets().await?).into_response())
}

async fn reconciled(desk: Desk, Path(country): Path<String>) -> Answer {
    let country: Country = country.parse().map_err(|e: codes::Malformed| Problem::from(e))?;
    Ok(Json(desk.app.service.reconciled(country).await?).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    measure: Option<String>,
    organ: Option<String>,
    year: Option<i16>,
    by: Option<String>,
}

/// The word asked for, the usual one where none is; an unknown one is a problem.
fn word<T: Copy>(
    field: &'static str,
    asked: Option<&str>,
    read: fn(&str) -> Option<T>,
    usual: Option<T>,
) -> Result<Option<T>, Trouble> {
    match asked {
        None => Ok(usual),
        Some(code) => match read(code) {
            Some(found) => Ok(Some(found)),
            None => {
                Err(Problem::new("unknown_code", field, "a word of the list in the description").showing(code).into())
            }
        },
    }
}

async fn compared(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let measure = word("measure", asked.measure.as_deref(), Measure::from_code, Some(Measure::Transplants))?;
    let organ = word("organ", asked.organ.as_deref(), Group::from_code, Some(Group::All))?;
    let by = word("by", asked.by.as_deref(), Source::from_code, None)?;
    let (measure, organ) = (measure.unwrap_or(Measure::Transplants), organ.unwrap_or(Group::All));
    Ok(Json(desk.app.service.beside(measure, organ, asked.year, by).await?).into_response())
}

async fn sufficiency(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.sufficiency().await?).into_response())
}
