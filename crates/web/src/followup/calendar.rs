//! One person's visits on a line of years: when each counts, and when it was held.

use domain::followup::Due;
use maud::{Markup, html};
use service::VisitLine;

use super::rows::{self, MONTH_DAYS};
use crate::desk::Desk;
use crate::look::picture::Twin;
use crate::look::picture::follow_calendar::{FollowCalendar, Mark, Stop, follow_calendar};

/// The picture; the table of visits below it says the same.
pub(super) fn card(desk: &Desk, lines: &[VisitLine]) -> Markup {
    let Some(first) = lines.first() else { return html! {} };
    let from = first.visit.planned.operated_on;
    let month = |on: jiff::civil::Date| f64::from((on - from).get_days()) / MONTH_DAYS;
    let stop = |line: &VisitLine| {
        let planned = &line.visit.planned;
        let mark = match line.due {
            Due::Done => Mark::Held,
            Due::Open { .. } => Mark::Open,
            Due::Overdue { .. } | Due::Missed => Mark::Missed,
            Due::NotYet => Mark::ToCome,
            Due::Covered | Due::Ended => return None,
        };
        Some(Stop {
            window: (month(planned.opens_on), month(planned.closes_on)),
            at: rows::held(desk, &line.visit).map_or_else(|| month(planned.due_on), month),
            mark,
            says: desk.term(&planned.kind),
        })
    };
    let stops: Vec<Stop> = lines.iter().filter_map(stop).collect();
    let count = |mark: Mark| stops.iter().filter(|s| s.mark == mark).count();
    let counts = [
        ("held", count(Mark::Held).into()),
        ("missed", count(Mark::Missed).into()),
        ("open", count(Mark::Open).into()),
        ("tocome", count(Mark::ToCome).into()),
    ];
    let view = FollowCalendar {
        today: month(desk.app.service.today()),
        today_says: desk.say("calendar-today"),
        axis: desk.say("calendar-axis"),
        twin: Twin {
            id: "follow-calendar".to_owned(),
            title: desk.say("calendar-title"),
            desc: desk.say_with("calendar-desc", &counts),
        },
        stops,
    };
    html! {
        section.panel.sheet {
            div { h2 { (desk.say("calendar-title")) } p.under { (desk.say_with("calendar-desc", &counts)) } }
            (follow_calendar(&view, desk.dir()))
        }
    }
}
