//! Licences that are looked at again after a sanction: what was sanctioned, and the inspectors' answer in writing.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use domain::Private;
use domain::access::Permission;
use domain::licence::{ReviewAnswered, ReviewOutcome};
use maud::{Markup, html};
use service::{Problem, ReviewSeen};

use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need, typed};
use crate::look::button::Weight;
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::Answer;

/// An answer in writing.
pub const REVIEW: Form =
    Form { name: "review", inputs: &[need("outcome", Kind::One(ReviewOutcome::CODES)), need("reason", Kind::Lines)] };

fn text(desk: &Desk, private: &Private) -> String {
    private.clear().map_or_else(|| desk.say("text-erased"), str::to_owned)
}

/// `GET /licence-reviews`
pub(super) async fn list(desk: Desk) -> Answer {
    let all = desk.app.service.licence_reviews(desk.access()?).await?;
    let open = all.iter().filter(|seen| seen.review.answered.is_none()).count();
    let title = desk.say_with("reviews-title", &[("open", open.into())]);
    let columns = ["review-number", "review-of", "review-sanction", "review-asked", "case-state"];
    let row = |seen: &ReviewSeen| {
        let review = &seen.review;
        vec![
            html! { a href={ "/licence-reviews/" (review.id) } { (code_id(&review.id.to_string())) } },
            html! { bdi { (text(&desk, &review.asked.of)) } @if let Some(centre) = &seen.centre { br; bdi { (centre) } } },
            html! { (desk.term(review.asked.sanction.code())) },
            html! { (desk.instant(review.asked_at)) },
            match &review.answered {
                Some(answered) => tag(TagKind::Done, &desk.term(&domain::rules::term(&answered.step.outcome))),
                None => tag(TagKind::Yours, &desk.say("review-waits")),
            },
        ]
    };
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("reviews-under")) }),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(desk.say("nav-licence-reviews")),
            main: true,
            columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
            rows: all.iter().map(row).collect(),
            empty: html! { (desk.say("reviews-empty")) },
            phone: Phone::Stack,
        }))
    };
    Ok(desk.page(&title, "/licence-reviews", &body))
}

/// `GET /licence-reviews/{licence_review}`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    ask::require(&desk, Permission::MeasureLicence)?;
    draw(&desk, &number, &Sent::default(), &[]).await
}

/// `POST /licence-reviews/{licence_review}`
pub(super) async fn send(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::MeasureLicence)?;
    let id = ask::id("licence_review", &number)?;
    let read = REVIEW.read(&desk, &sent);
    let problems = match read.and_then(|body| typed::<ReviewAnswered>(body.into()).map_err(|p| vec![p])) {
        Err(problems) => problems,
        Ok(answered) => match sent.door(&desk).answer_licence_review(desk.access()?, id, answered).await {
            Ok(_) => return Ok(Redirect::to("/licence-reviews").into_response()),
            Err(failure) => ask::put_right(failure)?,
        },
    };
    draw(&desk, &number, &sent, &problems).await
}

async fn draw(desk: &Desk, number: &str, sent: &Sent, problems: &[Problem]) -> Answer {
    let seen = desk.app.service.licence_review(desk.access()?, ask::id("licence_review", number)?).await?;
    let back = || Link::new("/licence-reviews", desk.say("nav-licence-reviews"));
    if let Some(answered) = &seen.review.answered {
        let by = seen.answered_by.clone().unwrap_or_default();
        let body = html! {
            (heading(&Heading {
                crumbs: vec![back()],
                here: Some(code_id(number)),
                title: Some(html! { (desk.say("review-answered-title")) }),
                ..Heading::default()
            }))
            (summary(desk, &seen))
            p { b { (desk.term(&domain::rules::term(&answered.step.outcome))) } " · " (by) " · " (desk.instant(answered.at)) }
            p dir="auto" { (text(desk, &answered.step.reason)) }
        };
        return Ok(desk.page(&desk.say("review-answered-title"), "/licence-reviews", &body));
    }
    Ok(ask(
        desk,
        "/licence-reviews",
        &Ask {
            title: desk.say("review-title"),
            back: back(),
            intro: html! { (summary(desk, &seen)) p { (desk.say("review-text")) } },
            action: format!("/licence-reviews/{number}"),
            fields: REVIEW.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("review-send")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&REVIEW], problems),
        },
    ))
}

fn summary(desk: &Desk, seen: &ReviewSeen) -> Markup {
    let asked = &seen.review.asked;
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let mut rows = vec![
        row("review-of", html! { bdi { (text(desk, &asked.of)) } }),
        row("review-sanction", html! { (desk.term(asked.sanction.code())) }),
    ];
    if let (Some(id), Some(name)) = (asked.centre, &seen.centre) {
        rows.push(row("review-centre", html! { a href={ "/centres/" (id) } { bdi { (name) } } }));
    }
    if let Some(authority) = &asked.authority {
        rows.push(row("review-authority", html! { bdi { (text(desk, authority)) } }));
    }
    if let Some(reference) = &asked.reference {
        rows.push(row("review-reference", html! { bdi { (text(desk, reference)) } }));
    }
    if let Some(on) = asked.decided_on {
        rows.push(row("review-decided", html! { (desk.date(on)) }));
    }
    summary_list(&rows)
}
