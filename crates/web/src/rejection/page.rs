//! One rejection: what was said, what was done since, and for evaluators and investigators where the two people stood since.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::RejectionId;
use domain::Private;
use domain::access::Permission;
use domain::rejection::{Aftercare, Followed, Ground, Referral};
use maud::{Markup, html};
use serde_json::Value as Json;
use service::{Problem, RejectionSeen};

use super::list::ground;
use crate::ask;
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, typed};
use crate::look::button::{Weight, submit};
use crate::look::frame::{sheet, with_side};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, notice, panel};
use crate::look::{Link, TagKind, code_id};
use crate::sent::Sent;
use crate::trouble::Answer;

/// What was done or found since.
pub const FOLLOW: Form = Form {
    name: "rejection_follow",
    inputs: &[
        may("referrals", Kind::Many(Referral::CODES)),
        may("aftercare", Kind::One(Aftercare::CODES)),
        may("finding", Kind::Words),
        may("note", Kind::Lines),
    ],
};

/// `GET /rejections/{rejection}`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let seen = desk.app.service.rejection(desk.access()?, ask::id("rejection", &id)?).await?;
    Ok(draw(&desk, &seen, &Sent::default(), &[]))
}

/// `POST /rejections/{rejection}/follow`
pub(super) async fn follow(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::RecordRejection)?;
    let id: RejectionId = ask::id("rejection", &id)?;
    let seen = desk.app.service.rejection(desk.access()?, id).await?;
    let read = FOLLOW.read(&desk, &sent).and_then(|body| typed::<Followed>(Json::Object(body)).map_err(|p| vec![p]));
    let followed = match read {
        Ok(followed) => followed,
        Err(wrong) => return Ok(draw(&desk, &seen, &sent, &wrong)),
    };
    match sent.door(&desk).follow_rejection(desk.access()?, id, followed).await {
        Ok(_) => Ok(Redirect::to(&format!("/rejections/{id}")).into_response()),
        Err(other) => Ok(draw(&desk, &seen, &sent, &ask::put_right(other)?)),
    }
}

fn draw(desk: &Desk, seen: &RejectionSeen, sent: &Sent, problems: &[Problem]) -> Response {
    let one = &seen.rejection;
    let title = desk.say_with("rejection-title", &[("date", desk.date(one.recorded.said.decided_on).into())]);
    let wrong = ask::wrong(desk, &[&FOLLOW], problems);
    let form = html! {
        form method="post" action={ "/rejections/" (one.id) "/follow" } novalidate {
            (desk.marks())
            (FOLLOW.draw(desk, &Lists::new(), sent, problems))
            (submit(Weight::Other, &desk.say("rejection-follow-send"), None))
        }
    };
    let side = html! {
        (again(desk, seen))
        @if ask::may(desk, Permission::RecordRejection) { (panel(Panel::Sheet, &desk.say("rejection-follow"), &form)) }
    };
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/rejections", desk.say("nav-rejections"))],
            here: Some(code_id(&one.id.to_string())),
            title: Some(html! { (title) }),
            under: Some(html! { (ground(desk, &one.ground())) }),
            aside: None,
        }))
        @for one in &wrong { (notice(TagKind::Stops, &html! { (one.says) })) }
        (with_side(&html! { (sheet(&summary_list(&rows(desk, seen)))) (since(desk, seen)) }, &side))
    };
    let mut response = desk.page(&title, "/rejections", &body);
    if let Some(first) = wrong.first() {
        *response.status_mut() = first.status;
    }
    response
}

fn text(desk: &Desk, text: &Private) -> Markup {
    html! { span dir="auto" { (text.clear().map_or_else(|| desk.say("text-erased"), str::to_owned)) } }
}

fn name(desk: &Desk, seen: &RejectionSeen, who: impl ToString) -> String {
    let known = seen.names.get(&who.to_string()).filter(|n| !n.is_empty());
    known.cloned().unwrap_or_else(|| desk.say("signs-somebody"))
}

fn lines(of: impl Iterator<Item = String>) -> Markup {
    html! { @for (n, line) in of.enumerate() { @if n > 0 { br; } (line) } }
}

fn rows(desk: &Desk, seen: &RejectionSeen) -> Vec<SummaryRow> {
    let (one, said) = (&seen.rejection, &seen.rejection.recorded.said);
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let mut rows = vec![
        row("rejection-stage", html! { (desk.term(said.stage.code())) }),
        row("rejection-ground", html! { (ground(desk, &one.ground())) }),
        row("rejection-reason", text(desk, &said.reason)),
        row(
            "rejection-decider",
            html! {
                (desk.term(said.decider.code()))
                @if let Some(by) = &said.decided_by { br; (text(desk, by)) }
            },
        ),
        row("rejection-day", html! { (desk.date(said.decided_on)) }),
        row("rejection-centre", html! { (seen.centre.clone().unwrap_or_else(|| desk.say("rejection-no-centre"))) }),
    ];
    if let Ground::Trafficking { finding: Some(finding), .. } = one.ground() {
        rows.push(row("rejection-finding", text(desk, &finding)));
    }
    let people = [("person-donor", &seen.donor), ("person-recipient", &seen.recipient)];
    for (key, who) in people {
        if let Some(who) = who {
            rows.push(row(key, html! { span dir="auto" { (who) } }));
        }
    }
    if let Some(pair) = seen.pair {
        let number = code_id(&pair.to_string());
        let reads = ask::may(desk, Permission::ReadPair);
        let to = html! { @if reads { a href={ "/pairs/" (pair) } { (number) } } @else { (number) } };
        rows.push(row("rejection-pair", to));
    }
    if !said.signs.is_empty() {
        let word = |id: &String| format!("{id}: {}", desk.say(&format!("sign-{}", id.to_ascii_lowercase())));
        rows.push(row("rejection-signs", lines(said.signs.iter().map(word))));
    }
    let referrals = one.referrals();
    let referred = match &said.unreferred {
        _ if !referrals.is_empty() => lines(referrals.iter().map(|r| desk.term(r.code()))),
        Some(why) => html! { (desk.say("rejection-unreferred")) ": " (text(desk, why)) },
        None => html! { (desk.say("rejection-unreferred")) },
    };
    rows.push(row("rejection-referrals", referred));
    rows.push(row("rejection-aftercare", html! { (desk.term(one.aftercare().code())) }));
    let who = [("who", name(desk, seen, one.recorded_by).into()), ("at", desk.instant(one.recorded_at).into())];
    rows.push(row("rejection-written", html! { (desk.say_with("rejection-by", &who)) }));
    rows
}

fn since(desk: &Desk, seen: &RejectionSeen) -> Markup {
    let body = html! {
        @if seen.rejection.followed.is_empty() { p { (desk.say("rejection-since-none")) } }
        @for one in seen.rejection.followed.iter().rev() {
            @let who = [("who", name(desk, seen, one.by).into()), ("at", desk.instant(one.at).into())];
            p { b { (desk.say_with("rejection-by", &who)) } }
            @let words = one.step.referrals.iter().map(|r| r.code()).chain(one.step.aftercare.map(Aftercare::code));
            @let words: Vec<String> = words.map(|code| desk.term(code)).collect();
            @if !words.is_empty() { p { (lines(words.into_iter())) } }
            @if let Some(finding) = &one.step.finding { p { (desk.say("rejection-finding")) ": " (text(desk, finding)) } }
            @if let Some(note) = &one.step.note { p { (text(desk, note)) } }
        }
    };
    panel(Panel::Bare, &desk.say("rejection-since"), &body)
}

/// Where the same two people stood since; nothing for whoever may not know.
fn again(desk: &Desk, seen: &RejectionSeen) -> Markup {
    let reads = ask::may(desk, Permission::ReadPair);
    let body = html! {
        p { (desk.say("rejection-again-text")) }
        ul {
            @for (pair, found_by, at) in &seen.again {
                li {
                    @if reads { a href={ "/pairs/" (pair) } { (code_id(&pair.to_string())) } }
                    @else { (code_id(&pair.to_string())) }
                    br; span.under { (desk.instant(*at)) (desk.say("list-comma")) (desk.term(found_by.code())) }
                }
            }
        }
    };
    html! { @if !seen.again.is_empty() { (panel(Panel::Sheet, &desk.say("rejection-again"), &body)) } }
}
