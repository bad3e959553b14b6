//! A case in its smallest form.

use axum::extract::Path;
use codes::ids::CaseId;
use maud::{Markup, html};

use crate::ask::id;
use crate::desk::Desk;
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::{Link, code_id, frame};
use crate::trouble::Answer;

pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    if text.parse::<CaseId>().is_err() {
        desk.app.service.open_questions(desk.access()?).await?;
    }
    let seen = desk.app.service.case(desk.access()?, id("case", &text)?).await?;
    let number = seen.case.id.to_string();
    let title = desk.say_with("case-title", &[("date", desk.date(desk.day_of(seen.case.opened_at)).into())]);
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let question = seen.case.opened.question.to_string();
    let reason = seen.case.opened.reason.clear().map_or_else(|| desk.say("text-erased"), str::to_owned);
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/questions", desk.say("nav-questions"))],
            here: Some(code_id(&number)),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("case-under")) }),
            aside: None,
        }))
        (frame::sheet(&summary_list(&[
            row("case-began", html! { a href={ "/questions/" (question) } { (code_id(&question)) } }),
            row("case-opened", html! { (desk.instant(seen.case.opened_at)) }),
            row("case-by", html! { (seen.opened_by) }),
            row("case-reason", html! { span dir="auto" { (reason) } }),
        ])))
    };
    Ok(desk.page(&title, "/questions", &body))
}
