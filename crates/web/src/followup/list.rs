//! The follow-up page: how patients live, one donor's own line, and whom to see.

use axum::extract::Query;
use axum::response::Response;
use codes::ids::DonorId;
use domain::followup::Due;
use maud::{Markup, html};
use service::followup::{Asked, Mark};
use service::{FollowupPage, VisitLine};

use super::filter::Filter;
use super::{concern, csv, function, rows, survival};
use crate::ask::id;
use crate::desk::Desk;
use crate::look::Link;
use crate::look::frame::halves;
use crate::look::heading::{Heading, heading};
use crate::look::list::{links, pager};
use crate::trouble::Answer;

pub(super) async fn show(desk: Desk, Query(filter): Query<Filter>) -> Answer {
    let service = &desk.app.service;
    let page = service.followup_of(desk.access()?, &filter.asked()).await?;
    let donor = donor_of(&page, &filter)?;
    let followed = match &donor {
        Some(donor) => Some(service.followed(desk.access()?, donor).await?),
        None => None,
    };
    let known = function::Known {
        visits: followed.as_ref().map_or(&[], |f| &f.lines),
        before: followed.as_ref().and_then(|f| f.before),
        laboratory: followed.as_ref().map_or(&[], |f| &f.laboratory),
    };
    let title = desk.say_with("followup-title", &[("overdue", page.counts.overdue.into())]);
    let under = under(&desk, &page).await?;
    let body = html! {
        (heading(&Heading { title: Some(html! { (title) }), under: Some(under), aside: complete(&desk, &page), ..Heading::default() }))
        (crate::person::guardian::waiting(&desk).await?)
        (concern::list(&desk, &page.concerns))
        (halves(&survival::card(&desk, &page.survival), &function::card(&desk, donor.as_deref(), known, &function::others(&desk, &page, donor.as_deref()))))
        (worklist(&desk, &filter, &page).await?)
        (halves(&survival::table_of(&desk, &page.survival), &function::table_of(&desk, known)))
    };
    Ok(desk.page(&title, "/follow-up", &body))
}

/// The rows asked for, with their filter and the way to the next page.
async fn worklist(desk: &Desk, filter: &Filter, page: &FollowupPage) -> Result<Markup, crate::trouble::Trouble> {
    if filter.state == "lost" {
        let lost = desk.app.service.lost(desk.access()?, filter.whose(), filter.mark()).await?;
        let shown = i64::try_from(lost.lost.len()).unwrap_or(0);
        return Ok(html! {
            (filter.draw(desk, shown, page.counts.overdue + page.counts.open))
            (rows::lost(desk, &lost))
            (further(desk, filter, lost.next.as_ref()))
        });
    }
    let of = match filter.state.as_str() {
        "overdue" => page.counts.overdue,
        "open" => page.counts.open,
        _ => page.counts.overdue + page.counts.open,
    };
    Ok(html! {
        (filter.draw(desk, of, page.counts.overdue + page.counts.open))
        (rows::worklist(desk, &page.lines))
        (further(desk, filter, page.next.as_ref()))
    })
}

fn further(desk: &Desk, filter: &Filter, next: Option<&Mark>) -> Markup {
    let link = |filter: &Filter, key: &str| Link::new(filter.address("/follow-up"), desk.say(key));
    let first = (!filter.after.is_empty()).then(|| link(&filter.at_begin(), "followup-first"));
    let after = next.map(|mark| link(&filter.behind(mark), "followup-after"));
    html! {
        @if first.is_some() || after.is_some() {
            (pager(&desk.say("followup-part"), first.as_ref(), after.as_ref()))
        }
        (links(&[
            Link::new("/follow-up/complete", desk.say("complete-link")),
            Link::new("/follow-up/figures", desk.say("figures-link")),
        ]))
    }
}

/// The donor whose line is drawn: the one asked for, the first one of whom something wants somebody, or the first with any
/// value.
fn donor_of(page: &FollowupPage, filter: &Filter) -> Result<Option<String>, crate::trouble::Trouble> {
    if !filter.donor.is_empty() {
        return Ok(Some(id::<DonorId>("donor", &filter.donor)?.to_string()));
    }
    let egfr = |v: &domain::followup::Visit| v.seen.as_ref().and_then(|(_, s)| s.egfr_ml_min_173);
    if let Some(line) = page.concerns.iter().find(|l| egfr(&l.visit).is_some()) {
        return Ok(Some(line.visit.planned.subject.clone()));
    }
    let measured =
        |l: &&VisitLine| l.visit.planned.subject.starts_with("don_") && l.last.as_ref().and_then(egfr).is_some();
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

/// The rows of the same view as a file.
pub(super) async fn download(desk: Desk, Query(filter): Query<Filter>) -> Answer {
    let mut lines = Vec::new();
    let mut asked = Asked { after: None, ..filter.asked() };
    // Every page of the view, so that the file is whole.
    loop {
        let (page, next) = desk.app.service.worklist(desk.access()?, &asked).await?;
        lines.extend(page);
        match next {
            Some(mark) => asked.after = Some(mark),
            None => break,
        }
    }
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
    out.extend(lines.iter().map(|l| row(&desk, l)));
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
        Due::Missed => ("missed", String::new()),
        Due::Ended => ("ended", String::new()),
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
