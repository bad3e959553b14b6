//! The follow-up page: how patients live, one donor's own line, and whom to see.

use axum::extract::Query;
use axum::response::Response;
use codes::ids::DonorId;
use domain::followup::Due;
use maud::{Markup, html};
use service::{FollowupPage, VisitLine};

use super::filter::{Filter, PAGE};
use super::{csv, function, rows, survival};
use crate::ask::id;
use crate::desk::Desk;
use crate::look::Link;
use crate::look::frame::halves;
use crate::look::heading::{Heading, heading};
use crate::look::list::pager;
use crate::trouble::Answer;

pub(super) async fn show(desk: Desk, Query(filter): Query<Filter>) -> Answer {
    let page = desk.app.service.followup(desk.access()?).await?;
    let donor = donor_of(&page, &filter)?;
    let line = match &donor {
        Some(donor) => desk.app.service.follow(desk.access()?, donor).await?,
        None => Vec::new(),
    };
    let kept: Vec<&VisitLine> = page.lines.iter().filter(|l| filter.keeps(l)).collect();
    let shown: Vec<&VisitLine> = kept.iter().skip(filter.start()).take(PAGE).copied().collect();
    let overdue = page.lines.iter().filter(|l| matches!(l.due, Due::Overdue { .. })).count();
    let title = desk.say_with("followup-title", &[("overdue", overdue.into())]);
    let under = under(&desk, &page).await?;
    let body = html! {
        (heading(&Heading { title: Some(html! { (title) }), under: Some(under), aside: complete(&desk, &page), ..Heading::default() }))
        (halves(&survival::card(&desk, &page.survival), &function::card(&desk, donor.as_deref(), &line, &function::others(&desk, &page, donor.as_deref()))))
        (filter.draw(&desk, kept.len(), page.lines.len()))
        (rows::worklist(&desk, &shown))
        (pages(&desk, &filter, kept.len()))
        (halves(&survival::table_of(&desk, &page.survival), &function::table_of(&desk, &line)))
    };
    Ok(desk.page(&title, "/follow-up", &body))
}

/// The donor whose line is drawn: the one asked for, the one last seen below the band, or the first with any value.
fn donor_of(page: &FollowupPage, filter: &Filter) -> Result<Option<String>, crate::trouble::Trouble> {
    if !filter.donor.is_empty() {
        return Ok(Some(id::<DonorId>("donor", &filter.donor)?.to_string()));
    }
    if let Some((visit, _)) = page.low.first() {
        return Ok(Some(visit.planned.subject.clone()));
    }
    let measured = |l: &&VisitLine| {
        let egfr = l.last.as_ref().and_then(|v| v.seen.as_ref()).and_then(|(_, s)| s.egfr_ml_min_173);
        l.visit.planned.subject.starts_with("don_") && egfr.is_some()
    };
    Ok(page.lines.iter().find(measured).map(|l| l.visit.planned.subject.clone()))
}

async fn under(desk: &Desk, page: &FollowupPage) -> Result<Markup, crate::trouble::Trouble> {
    let place = match desk.access()?.centre {
        Some(centre) => desk.app.service.centre(centre).await?.centre.name_on(desk.app.service.today()).to_owned(),
        None => desk.say("followup-all-centres"),
    };
    let people = desk.say_with("followup-people", &[("recipients", page.survival.people.into())]);
    let as_of = desk.say_with("followup-as-of", &[("instant", desk.instant(desk.app.service.now()).into())]);
    Ok(html! { (place) " · " (people) " · " (as_of) })
}

/// How many of the visits whose window has closed were held.
fn complete(desk: &Desk, page: &FollowupPage) -> Option<Markup> {
    let (closed, seen) = page.complete;
    let percent = (closed > 0).then(|| seen * 100 / closed)?;
    let values = [("percent", percent.to_string().into()), ("seen", seen.into()), ("closed", closed.into())];
    Some(html! { span { b { bdi dir="ltr" { (percent) " %" } } " " (desk.say_with("followup-complete", &values)) } })
}

fn pages(desk: &Desk, filter: &Filter, all: usize) -> Markup {
    let start = filter.start();
    let to = |row: usize, key: &str| Link::new(filter.starting_at(row).address("/follow-up"), desk.say(key));
    let before = (start > 0).then(|| to(start.saturating_sub(PAGE), "followup-before"));
    let after = (start + PAGE < all).then(|| to(start + PAGE, "followup-after"));
    let values = [("from", (start + 1).into()), ("to", (start + PAGE).min(all).into()), ("all", all.into())];
    html! {
        @if before.is_some() || after.is_some() {
            (pager(&desk.say_with("followup-page", &values), before.as_ref(), after.as_ref()))
        }
    }
}

/// The rows of the same view as a file.
pub(super) async fn download(desk: Desk, Query(filter): Query<Filter>) -> Answer {
    let page = desk.app.service.followup(desk.access()?).await?;
    let today = desk.app.service.today();
    let names = [
        "subject",
        "visit",
        "kind",
        "due_on",
        "opens_on",
        "closes_on",
        "state",
        "days",
        "carer",
        "last_seen_on",
        "egfr_ml_min_173",
    ];
    let mut out = vec![names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>()];
    out.extend(page.lines.iter().filter(|l| filter.keeps(l)).map(|l| row(&desk, l)));
    let view: String = [&filter.who, &filter.state].iter().filter(|w| !w.is_empty()).map(|w| format!("-{w}")).collect();
    let plain: String = view.chars().filter(|c| c.is_ascii_lowercase() || *c == '-').collect();
    let file: Response = csv::file(&format!("follow-up{plain}-{today}.csv"), &out);
    Ok(file)
}

fn row(desk: &Desk, line: &VisitLine) -> Vec<String> {
    let planned = &line.visit.planned;
    let (state, days) = match line.due {
        Due::Done => ("held", String::new()),
        Due::Covered => ("covered", String::new()),
        Due::NotYet => ("not_yet", String::new()),
        Due::Open { days_left } => ("open", days_left.to_string()),
        Due::Overdue { days } => ("overdue", days.to_string()),
    };
    let last = line.last.as_ref();
    let egfr = last.and_then(|v| v.seen.as_ref()).and_then(|(_, s)| s.egfr_ml_min_173);
    vec![
        planned.subject.clone(),
        line.visit.id.to_string(),
        planned.kind.clone(),
        planned.due_on.to_string(),
        planned.opens_on.to_string(),
        planned.closes_on.to_string(),
        state.to_owned(),
        days,
        line.owner.clone().unwrap_or_default(),
        last.and_then(|v| rows::held(desk, v)).map(|d| d.to_string()).unwrap_or_default(),
        egfr.map(|e| e.to_string()).unwrap_or_default(),
    ]
}
