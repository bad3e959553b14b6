//! The link by which the other end of a referral answers: made and shown once to the team, opened without an account.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use codes::ids::CaseId;
use domain::Private;
use domain::access::Permission;
use domain::case::ReferralAnswer;
use maud::{Markup, html};
use service::{CaseSeen, Failure, Problem, ReferralOpened};

use super::step::back;
use super::text;
use crate::ask::{self, put_right, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need};
use crate::look::button::{Weight, submit};
use crate::look::field::error_summary;
use crate::look::frame::{Question, question};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::portal::public_page;
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What the other end answers.
pub const REFERRAL_REPLY: Form = Form {
    name: "referral_reply",
    inputs: &[need("answer", Kind::One(ReferralAnswer::CODES)), need("note", Kind::Lines)],
};

/// The button that makes a link.
pub(super) fn button(desk: &Desk, seen: &CaseSeen, referral: u32) -> Markup {
    html! {
        @if ask::may(desk, Permission::WorkCase) {
            form method="post" action={ "/cases/" (seen.case.id) "/referrals/" (referral) "/link" } {
                (desk.marks())
                (submit(Weight::Other, &desk.say("case-verb-link"), None))
            }
        }
    }
}

/// `POST /cases/{case}/referrals/{nth}/link`: the link is on this page and on no other.
pub(super) async fn make(desk: Desk, Path((number, nth)): Path<(String, String)>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::WorkCase)?;
    let id: CaseId = ask::id("case", &number)?;
    let nth: u32 = nth.parse().map_err(|_| Problem::not_found("referral", ""))?;
    let (link, _) = sent.door(&desk).link_referral(desk.access()?, id, nth).await?;
    let title = desk.say("case-link-made");
    let until = desk.date(desk.day_of(link.expires_at));
    let body = question(&Question {
        back: Some(back(&desk, id)),
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! {
            p { code dir="ltr" { "/referral/" (link.token) } }
            p { (desk.say_with("case-link-made-text", &[("date", until.into())])) }
        },
    });
    Ok(desk.page(&title, "/cases", &body))
}

/// `GET /referral/{token}`
pub(super) async fn show(desk: Desk, Path(token): Path<String>) -> Answer {
    let seen = desk.app.service.opened_referral(&token, &desk.from).await?;
    Ok(draw(&desk, &token, &seen, &Sent::default(), &[]))
}

/// `POST /referral/{token}`
pub(super) async fn send(desk: Desk, Path(token): Path<String>, sent: Sent) -> Answer {
    let said = REFERRAL_REPLY.read(&desk, &sent).and_then(|_| {
        let codes = || vec![Problem::new("unknown_code", "answer", ReferralAnswer::CODES.join(", "))];
        ReferralAnswer::from_code(sent.text("answer")).ok_or_else(codes)
    });
    let problems = match said {
        Ok(answer) => {
            let told = (answer, Private::from(sent.text("note")));
            match desk.app.service.answer_referral(&token, &desk.from, told).await {
                Ok(_) => return Ok(thanks(&desk)),
                Err(hidden @ Failure::Denied { .. }) => return Err(hidden.into()),
                Err(failure) => put_right(failure)?,
            }
        }
        Err(problems) => problems,
    };
    let seen = desk.app.service.opened_referral(&token, &desk.from).await?;
    Ok(draw(&desk, &token, &seen, &sent, &problems))
}

fn thanks(desk: &Desk) -> Response {
    let title = desk.say("referral-answered");
    let body = question(&Question {
        back: None,
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! { p { (desk.say("referral-answered-text")) } },
    });
    public_page(desk, &title, "/referral", None, &body)
}

fn draw(desk: &Desk, token: &str, seen: &ReferralOpened, sent: &Sent, problems: &[Problem]) -> Response {
    let errors: Vec<_> = wrong(desk, &[&REFERRAL_REPLY], problems).into_iter().map(|w| (w.field, w.says)).collect();
    let title = desk.say("referral-title");
    let body = question(&Question {
        back: None,
        caption: None,
        title: html! { (title) },
        errors: (!errors.is_empty()).then(|| error_summary(&desk.say("errors-title"), &errors)),
        body: html! {
            p { (desk.say("referral-text")) }
            (disclosed(desk, seen))
            form method="post" action={ "/referral/" (token) } novalidate autocomplete="off" {
                (desk.marks())
                (REFERRAL_REPLY.draw(desk, &Lists::new(), sent, problems))
                (submit(Weight::Next, &desk.say("referral-send"), None))
            }
        },
    });
    let prefix = if problems.is_empty() { String::new() } else { format!("{} ", desk.say("error-prefix")) };
    let mut page = public_page(desk, &format!("{prefix}{title}"), "/referral", None, &body);
    if let Some(first) = problems.first() {
        *page.status_mut() = Trouble::from(first.clone()).status();
    }
    page.into_response()
}

/// What was disclosed in a field, each of its lines on one of its own.
pub(super) fn lines(said: &str, lang: Option<&str>) -> Markup {
    html! { @for (n, line) in said.lines().enumerate() { @if n > 0 { br; } span dir="auto" lang=[lang] { (line) } } }
}

/// What was disclosed, to whom and under which law; nothing else of the case.
fn disclosed(desk: &Desk, seen: &ReferralOpened) -> Markup {
    let row = |label: String, value: Markup| SummaryRow { label, value: Value::Given(value), change: None };
    let mut rows = vec![
        row(
            desk.say("case-referral-to"),
            html! { b dir="auto" { (text(desk, &seen.office)) } br; (desk.term(seen.to.code())) br; (desk.instant(seen.referred_at)) },
        ),
        row(
            desk.say("case-referral-basis"),
            html! { span.law dir="auto" { (seen.basis.provision) } br; span.under dir="auto" { (seen.basis.reference) } },
        ),
    ];
    let language = seen.language.as_ref().map(ToString::to_string);
    rows.extend(
        seen.disclosed
            .iter()
            .map(|one| row(desk.term(one.field.code()), lines(&text(desk, &one.text), language.as_deref()))),
    );
    summary_list(&rows)
}
