//! The characterisation of a donor: what is missing first, then every value with its unit.

use domain::access::Permission;
use domain::pathway::{Analyte, Found, ResultTold, Weighs};
use maud::{Markup, html};
use service::PathwayFile;

use super::forms::ANALYTES;
use crate::ask::may;
use crate::desk::Desk;
use crate::look::button::{Weight, submit};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, tag};

/// Which step answers what set A asks.
fn answered_by(code: &str) -> String {
    match code {
        "donor_type" => "found_potential".to_owned(),
        "blood_group" => "blood_group_found".to_owned(),
        "donor_sex" | "cause_of_death" | "donor_age" => "general_told".to_owned(),
        "time_of_death" => "death_certified".to_owned(),
        "iv_drugs" | "malignancy" | "other_transmissible" => format!("history_told?topic={code}"),
        "hiv_test" => "result_told?what=hiv_serology".to_owned(),
        "hcv_test" => "result_told?what=hcv_serology".to_owned(),
        "hbv_test" => "result_told?what=hbsag".to_owned(),
        "kidney_function" => "result_told?what=creatinine".to_owned(),
        "liver_function" => "result_told?what=ast".to_owned(),
        "heart_function" => "result_told?what=ejection_fraction".to_owned(),
        "lung_function" => "result_told?what=oxygenation_ratio".to_owned(),
        "pancreas_function" => "result_told?what=amylase".to_owned(),
        other => format!("result_told?what={other}"),
    }
}

/// Set A with what is missing on top; set B; the blood group; results.
pub(super) fn characterisation(desk: &Desk, file: &PathwayFile) -> Markup {
    let known = &file.pathway.known;
    let writes = may(desk, Permission::RecordPathway);
    let change = |code: &str| {
        let to = format!("/pathways/{}/steps/{}", file.pathway.id, answered_by(code));
        (writes && !to.contains("death_certified")).then(|| Link::new(to, desk.say("pathway-add")))
    };
    let given = |label: String, value: Markup| SummaryRow { label, value: Value::Given(value), change: None };
    let mut rows: Vec<SummaryRow> = file
        .missing
        .iter()
        .map(|asked| SummaryRow {
            label: desk.term(asked.code()),
            value: Value::Missing(desk.say("pathway-missing")),
            change: change(asked.code()),
        })
        .collect();
    if let Some(general) = &known.general {
        rows.push(given(desk.term("donor_sex"), html! { (desk.term(general.step.sex.code())) }));
        let cause = domain::rules::term(&general.step.cause);
        rows.push(given(
            desk.term("cause_of_death"),
            html! {
                (desk.term(&cause)) @if let Some(icd) = &general.step.cause_icd { " " bdi { (icd) } }
            },
        ));
        if let Some(age) = general.step.estimated_age_years {
            rows.push(given(
                desk.term("donor_age"),
                html! { (desk.say_with("pathway-years", &[("n", i64::from(age).into())])) },
            ));
        }
    }
    for told in &known.history {
        let words = desk.term(&domain::rules::term(&told.step.answer));
        rows.push(given(
            desk.term(&domain::rules::term(&told.step.topic)),
            html! {
                (words) @if let Some(note) = told.step.note.as_ref().and_then(|n| n.clear()) { " · " bdi { (note) } }
            },
        ));
    }
    for described in &known.described {
        let text = described.step.text.clear().unwrap_or_default();
        rows.push(given(desk.term(&domain::rules::term(&described.step.group)), html! { bdi { (text) } }));
    }
    let title = match file.missing.len() {
        0 => desk.say("pathway-set-a-complete"),
        n => desk.say_with("pathway-set-a-missing", &[("n", n.into())]),
    };
    html! {
        (panel(Panel::Sheet, &title, &summary_list(&rows)))
        (blood_groups(desk, file))
        div #results { (results(desk, file)) }
        p { a href={ "/records/" (file.pathway.id) "/scores" } { (desk.say("scores-way")) } }
    }
}

fn blood_groups(desk: &Desk, file: &PathwayFile) -> Markup {
    let found = &file.pathway.known.blood_groups;
    let row = |f: &domain::consent::Held<domain::pathway::BloodGroupFound>| {
        let by = file.names.get(&f.by.to_string()).cloned().unwrap_or_default();
        vec![
            html! { bdi { (desk.term(&domain::rules::term(&f.step.abo))) } " " (desk.term(&domain::rules::term(&f.step.rhesus))) },
            html! { bdi.code { (f.step.sample) } },
            html! { bdi { (f.step.laboratory) } },
            html! { (desk.instant(f.step.taken_at)) },
            html! { bdi { (by) } },
        ]
    };
    table(&Table {
        title: Some(desk.say_with("pathway-blood-title", &[("n", found.len().into())])),
        caption: None,
        main: false,
        columns: [
            "pathway-col-group",
            "pathway-col-sample",
            "pathway-col-laboratory",
            "pathway-col-taken",
            "pathway-col-by",
        ]
        .into_iter()
        .map(|key| Column::words(desk.say(key)))
        .collect(),
        rows: found.iter().map(row).collect(),
        empty: html! { (desk.say("pathway-blood-none")) },
        phone: Phone::Stack,
    })
}

/// Results with their units, the newest first; critical ones that nobody acknowledged carry their button.
pub(super) fn results(desk: &Desk, file: &PathwayFile) -> Markup {
    let known = &file.pathway.known;
    let unseen: Vec<usize> = known.unseen().map(|(place, _)| place).collect();
    let writes = may(desk, Permission::RecordPathway);
    let row = |(place, told): (usize, &ResultTold)| {
        vec![
            html! { (desk.term(&domain::rules::term(&told.what))) },
            found(desk, told),
            html! { bdi { (told.laboratory) } },
            html! { (desk.instant(told.taken_at)) },
            html! { @match told.reported_at { Some(at) => (desk.instant(at)), None => (desk.say("pathway-awaited")) } },
            html! {
                @match (told.weighs, unseen.contains(&place)) {
                    (Weighs::Critical, true) if writes => {
                        form method="post" action={ "/pathways/" (file.pathway.id) "/steps/critical_seen" } {
                            (desk.marks())
                            input type="hidden" name="result" value=(place);
                            (submit(Weight::Next, &desk.say("pathway-acknowledge"), None))
                        }
                    },
                    (Weighs::Critical, true) => (tag(TagKind::Stops, &desk.say("pathway-critical"))),
                    (Weighs::Critical, false) => (tag(TagKind::Done, &desk.say("pathway-acknowledged"))),
                    (Weighs::Usual, _) => {},
                }
            },
        ]
    };
    let rows: Vec<Vec<Markup>> = known.results.iter().map(|r| &r.step).enumerate().rev().map(row).collect();
    table(&Table {
        title: Some(desk.say_with("pathway-results-title", &[("n", rows.len().into())])),
        caption: None,
        main: false,
        columns: [
            "pathway-col-what",
            "pathway-col-found",
            "pathway-col-laboratory",
            "pathway-col-taken",
            "pathway-col-reported",
            "pathway-col-critical",
        ]
        .into_iter()
        .map(|key| Column::words(desk.say(key)))
        .collect(),
        rows,
        empty: html! { (desk.say("pathway-results-none")) },
        phone: Phone::Stack,
    })
}

/// A number stands with its unit, always; a test with its word.
fn found(desk: &Desk, told: &ResultTold) -> Markup {
    html! {
        @match told.found {
            Found::Measured(quantity) => bdi.code dir="ltr" { (quantity.value) " " (sign(quantity.unit)) },
            Found::Tested(said) => (desk.term(&domain::rules::term(&said))),
        }
    }
}

/// A unit as it is printed: UCUM writes the micro sign as "u".
fn sign(unit: codes::Unit) -> String {
    let code = unit.code();
    if code.starts_with("umol") { code.replacen('u', "µ", 1) } else { code.to_owned() }
}

/// In which unit each result is written.
pub(super) fn units(desk: &Desk) -> Markup {
    html! {
        details {
            summary { (desk.say("pathway-units")) }
            ul {
                @for (code, units) in ANALYTES.iter().filter_map(|code| units_of(code)) {
                    li {
                        (desk.term(code)) ": "
                        @if units.is_empty() { bdi.code { "reactive, nonreactive, pending" } }
                        @else { bdi.code dir="ltr" { @for (n, unit) in units.iter().enumerate() { @if n > 0 { ", " } (unit.code()) } } }
                    }
                }
            }
        }
    }
}

fn units_of(code: &'static str) -> Option<(&'static str, &'static [codes::Unit])> {
    let analyte = serde_json::from_value::<Analyte>(code.into()).ok()?;
    Some((code, analyte.units()))
}
