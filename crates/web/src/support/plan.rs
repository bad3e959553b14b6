//! The plan as a grid: areas down, horizons across; each need with what answers it.

use domain::support::{Area, Horizon, MeasureState};
use jiff::civil::Date;
use maud::{Markup, html};

use crate::desk::Desk;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{TagKind, tag};

/// One need as the grid draws it.
pub(super) struct Cell {
    /// How far ahead.
    pub horizon: Horizon,
    /// What about.
    pub area: Area,
    /// What is needed.
    pub need: String,
    /// What answers it.
    pub measure: Option<String>,
    /// Who does it.
    pub who: Option<String>,
    /// By when.
    pub due_on: Option<Date>,
    /// How far it is met.
    pub state: MeasureState,
    /// Where it is changed.
    pub change: Option<String>,
}

/// How far a need is met.
pub(super) fn state_tag(desk: &Desk, state: MeasureState) -> Markup {
    let kind = match state {
        MeasureState::Unmet => TagKind::Yours,
        MeasureState::Arranged | MeasureState::UnderWay => TagKind::With,
        MeasureState::Met | MeasureState::NotWanted => TagKind::Done,
    };
    tag(kind, &desk.term(state.code()))
}

/// The grid.
pub(super) fn grid(desk: &Desk, title: &str, cells: &[Cell]) -> Markup {
    let row = |area: &Area| {
        let mut row = vec![html! { b { (desk.term(area.code())) } }];
        row.extend(Horizon::ALL.iter().map(|horizon| at(desk, *area, *horizon, cells)));
        row
    };
    let mut columns = vec![Column::words(desk.say("support-area"))];
    columns.extend(Horizon::ALL.iter().map(|h| Column::words(desk.term(h.code()))));
    table(&Table {
        title: Some(title.to_owned()),
        caption: None,
        main: true,
        columns,
        rows: Area::ALL.iter().map(row).collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}

fn at(desk: &Desk, area: Area, horizon: Horizon, cells: &[Cell]) -> Markup {
    let here: Vec<&Cell> = cells.iter().filter(|c| c.area == area && c.horizon == horizon).collect();
    html! {
        @if here.is_empty() { span.under { (desk.say("support-plan-nothing")) } }
        @for cell in here {
            p {
                span dir="auto" { (cell.need) } br;
                @if let Some(measure) = &cell.measure { span.under dir="auto" { (measure) } br; }
                @if let Some(who) = &cell.who { span.under dir="auto" { (who) } br; }
                @if let Some(due) = cell.due_on { span.under { (desk.say_with("support-plan-due", &[("date", desk.date(due).into())])) } br; }
                (state_tag(desk, cell.state))
                @if let Some(change) = &cell.change { " " a href=(change) { (desk.say("support-plan-change")) } }
            }
        }
    }
}
