//! What the register is, for anybody: the law in words, how to decide, and the way to a code by letter.

use axum::response::Response;
use law::param::{Counts, Silence};
use maud::{Markup, html};
use service::donor_register::RegisterLaw;
use service::{Count, Failure, Problem};

use crate::ask::{put_right, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need};
use crate::look::button::{Weight, go, submit};
use crate::look::field::error_summary;
use crate::look::frame::with_side;
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, notice, panel};
use crate::look::{Link, TagKind};
use crate::portal::public_page;
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// The number for which a code is asked.
const LETTER: Form = Form { name: "letter", inputs: &[need("number", Kind::Code)] };
/// Who gives the numbers that people type on public pages.
pub(super) const SYSTEM: &str = "national_number";

pub(super) async fn show(desk: Desk) -> Answer {
    draw(&desk, &Sent::default(), &[]).await
}

/// `POST /register/letter`: the answer is the same whether somebody is on record or not.
pub(super) async fn ask_for_code(desk: Desk, sent: Sent) -> Answer {
    if let Err(problems) = LETTER.read(&desk, &sent) {
        return draw(&desk, &sent, &problems).await;
    }
    match desk.app.service.ask_for_code(SYSTEM, sent.text("number"), &desk.from).await {
        Ok(()) => Ok(asked(&desk)),
        Err(Failure::Problem(p)) if p.code == "rate_limited" => Err(Failure::Problem(p).into()),
        Err(failure) => draw(&desk, &sent, &put_right(failure)?).await,
    }
}

fn asked(desk: &Desk) -> Response {
    let title = desk.say("register-asked-title");
    let body = html! {
        (heading(&Heading { title: Some(html! { (title) }), ..Heading::default() }))
        (notice(TagKind::With, &html! { p { (desk.say("register-asked-text")) } p { (desk.say("register-asked-else")) } }))
        (go(Weight::Next, &Link::new("/my-decision", desk.say("register-have-code"))))
    };
    public_page(desk, &title, "/register", None, &body)
}

async fn draw(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    let law = desk.app.service.register_law();
    let people = desk.app.service.people_decided().await?;
    let title = desk.say("register-title");
    let errors: Vec<_> = wrong(desk, &[&LETTER], problems).into_iter().map(|w| (w.field, w.says)).collect();
    let letter = html! {
        p { (desk.say("register-letter-text")) }
        form method="post" action="/register/letter" novalidate {
            (desk.marks())
            (LETTER.draw(desk, &Lists::new(), sent, problems))
            (submit(Weight::Other, &desk.say("register-letter-send"), None))
        }
        p.under { (desk.say("register-letter-never")) }
    };
    let main = html! {
        (panel(Panel::Main, &desk.say("register-law-title"), &summary_list(&law_rows(desk, &law))))
        (panel(Panel::Bare, &desk.say("register-how-title"), &html! {
            ol { li { (desk.say("register-how-decide")) } li { (desk.say("register-how-told")) } li { (desk.say("register-how-change")) } }
            p { (desk.say("register-how-read")) }
        }))
    };
    let side = html! {
        (panel(Panel::Sheet, &desk.say("register-code-title"), &html! {
            p { (desk.say("register-code-text")) }
            (go(Weight::Next, &Link::new("/my-decision", desk.say("register-have-code"))))
        }))
        (panel(Panel::Sheet, &desk.say("register-letter-title"), &letter))
        (panel(Panel::Bare, &desk.say("register-counter-title"), &html! { p { (desk.say("register-counter-text")) } }))
    };
    let count = match people {
        Count::Exactly(n) => desk.say_with("register-people", &[("n", n.into())]),
        Count::FewerThan(n) => desk.say_with("register-people-few", &[("n", n.into())]),
    };
    let body = html! {
        @if !errors.is_empty() { (error_summary(&desk.say("errors-title"), &errors)) }
        (heading(&Heading { title: Some(html! { (title) }), under: Some(html! { (count) }), ..Heading::default() }))
        (with_side(&main, &side))
    };
    let mut page = public_page(desk, &title, "/register", None, &body);
    if let Some(first) = problems.first() {
        *page.status_mut() = Trouble::from(first.clone()).status();
    }
    Ok(page)
}

/// What silence means, as a sentence.
pub(super) fn silence(desk: &Desk, silence: Option<Silence>) -> String {
    match silence {
        Some(Silence::NoDonation) => desk.say("register-silence-no-donation"),
        Some(Silence::FamilyDecides) => desk.say("register-silence-family"),
        Some(Silence::NoObjection) => desk.say("register-silence-no-objection"),
        None => desk.say("register-silence-unknown"),
    }
}

/// The law in force, each line with its source behind the link to the law.
fn law_rows(desk: &Desk, law: &RegisterLaw) -> Vec<SummaryRow> {
    let unknown = || Value::Missing(desk.say("register-law-unknown"));
    let said = |text: Option<String>| text.map_or_else(unknown, |text| Value::Given(html! { (text) }));
    let row = |key: &str, value: Value| SummaryRow { label: desk.say(key), value, change: None };
    let regime = law.regime.map(|r| desk.term(&domain::rules::term(&r)));
    let silent: Markup = html! { (silence(desk, law.silence)) };
    let ages = law.min_age_years.map(|n| {
        let key = match law.guardian_registers {
            Some(true) => "register-age-guardian",
            _ => "register-age",
        };
        desk.say_with(key, &[("age", i64::from(n).into())])
    });
    let counts = law.counts.map(|c| match c {
        Counts::WhenTold => desk.say("register-counts-told"),
        Counts::AfterObjection => {
            desk.say_with("register-counts-objection", &[("days", i64::from(law.objection_days.unwrap_or(0)).into())])
        }
    });
    let choices = law.choices.iter().map(|c| desk.term(c)).collect::<Vec<_>>().join(&desk.say("list-separator"));
    let opens = law.pathways.iter().map(|c| desk.term(c)).collect::<Vec<_>>().join(&desk.say("list-separator"));
    vec![
        row("register-law-regime", said(regime)),
        row("register-law-silence", Value::Given(silent)),
        row("register-law-choices", said(Some(choices).filter(|c| !c.is_empty()))),
        row("register-law-age", said(ages)),
        row("register-law-counts", said(counts)),
        row("register-law-opens", said(Some(opens).filter(|c| !c.is_empty()))),
        row("register-law-source", Value::Given(html! { a href="/law" { (desk.say("register-law-link")) } })),
    ]
}
