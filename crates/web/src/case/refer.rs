//! Disclosing something of a case: the authority is chosen first; then the page shows the law and every word that would be
//! said; then it is disclosed.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::CaseId;
use codes::language::Language;
use domain::Private;
use domain::access::Permission;
use domain::case::{Authority, Field};
use maud::{Markup, html};
use service::{Failure, Problem, ReferralPreview, Referring};

use super::step::{about, back};
use crate::ask::{self, Ask, ask};
use crate::desk::{Desk, LANGUAGES};
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::TagKind;
use crate::look::button::Weight;
use crate::look::code_id;
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::notice;
use crate::refused::{Refusal, refused};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// To whom, and in which language the words beside codes are.
pub const REFER_TO: Form = Form {
    name: "refer_to",
    inputs: &[need("to", Kind::One(Authority::CODES)), need("language", Kind::Listed("languages"))],
};

/// To whom something is disclosed, and in which language.
struct To {
    authority: Authority,
    language: Language,
}

impl To {
    fn of(to: &str, language: &str) -> Option<Self> {
        let (authority, language) = (Authority::from_code(to)?, language.parse().ok()?);
        Some(Self { authority, language })
    }
}

/// Which office, and what it is told.
pub const REFER: Form = Form {
    name: "refer",
    inputs: &[
        need("office", Kind::Words),
        may("centre", Kind::Listed("centres")),
        need("fields", Kind::ManyListed("fields")),
        may("summary", Kind::Lines),
    ],
};

/// `GET /cases/{case}/refer`
pub(super) async fn show(
    desk: Desk,
    Path(number): Path<String>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Answer {
    ask::require(&desk, Permission::WorkCase)?;
    let id: CaseId = ask::id("case", &number)?;
    let language = asked.get("language").map_or(desk.lang, String::as_str);
    match asked.get("to").and_then(|code| To::of(code, language)) {
        Some(to) => draw(&desk, id, &to, &Sent::default(), &[]).await,
        None => choose(&desk, id).await,
    }
}

/// The first question: to whom. It is asked with the address, so that nothing is written yet.
async fn choose(desk: &Desk, id: CaseId) -> Answer {
    desk.app.service.case(desk.access()?, id).await?;
    let spoken = LANGUAGES.iter().map(|(tag, name)| ((*tag).to_owned(), (*name).to_owned())).collect();
    let mut asked = Sent::default();
    asked.put("language", desk.lang);
    let body = crate::look::frame::question(&crate::look::frame::Question {
        back: Some(back(desk, id)),
        caption: None,
        title: html! { (desk.say("case-refer-title")) },
        errors: None,
        body: html! {
            p { (desk.say("case-refer-text")) }
            form method="get" action={ "/cases/" (id) "/refer" } {
                (REFER_TO.draw(desk, &Lists::from([("languages", spoken)]), &asked, &[]))
                (crate::look::button::submit(Weight::Next, &desk.say("case-refer-next"), None))
            }
        },
    });
    Ok(desk.page(&desk.say("case-refer-title"), "/cases", &body))
}

/// `POST /cases/{case}/refer`
pub(super) async fn send(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::WorkCase)?;
    let id: CaseId = ask::id("case", &number)?;
    let language = Some(sent.text("language")).filter(|tag| !tag.is_empty());
    let to = To::of(sent.text("to"), language.unwrap_or(desk.lang));
    let to = to.ok_or_else(|| Problem::new("unknown_code", "to", Authority::CODES.join(", ")))?;
    let referring = match REFER.read(&desk, &sent).and_then(|_| read(&to, &sent).map_err(|p| vec![p])) {
        Ok(referring) => referring,
        Err(wrong) => return draw(&desk, id, &to, &sent, &wrong).await,
    };
    match sent.door(&desk).refer_case(desk.access()?, id, referring).await {
        Ok(_) => Ok(Redirect::to(&format!("/cases/{id}")).into_response()),
        Err(Failure::Refused { id: plan, reading }) => {
            let (lists, _) = lists(&desk, id, &to).await?;
            Ok(refused(
                &desk,
                &Refusal {
                    about: about(&desk, id),
                    here: desk.say("case-refer-title"),
                    title: desk.say("case-refused-refer"),
                    under: html! { (desk.say("refused-number")) " " (code_id(&plan)) },
                    reading: &reading,
                    action: format!("/cases/{id}/refer"),
                    fields: fields(&desk, &to, &lists, &sent, &[]),
                },
            ))
        }
        Err(other) => draw(&desk, id, &to, &sent, &ask::put_right(other)?).await,
    }
}

fn read(to: &To, sent: &Sent) -> Result<Referring, Problem> {
    let field = |code: &String| Field::from_code(code);
    let wrong = || Problem::new("unknown_code", "fields", Field::CODES.join(", "));
    let fields: Option<Vec<Field>> = sent.all("fields").iter().filter(|f| !f.is_empty()).map(field).collect();
    let some = |name: &str| Some(sent.text(name)).filter(|text| !text.is_empty());
    let centre = some("centre").map(|text| typed(text.into())).transpose()?;
    Ok(Referring {
        to: to.authority,
        office: Private::from(sent.text("office")),
        centre,
        fields: fields.ok_or_else(wrong)?,
        summary: some("summary").map(Private::from),
        language: to.language.clone(),
    })
}

/// What can be chosen: fields that the law opens and the case can fill.
async fn lists(desk: &Desk, id: CaseId, to: &To) -> Result<(Lists, ReferralPreview), Trouble> {
    let preview = desk.app.service.referral_preview(desk.access()?, id, to.authority, &to.language).await?;
    let opens = |field: Field| preview.gateway.as_ref().is_some_and(|g| g.fields.iter().any(|f| f == field.code()));
    let filled = |field: Field| field == Field::Summary || preview.texts.iter().any(|(f, _)| *f == field);
    let open = Field::ALL.iter().copied().filter(|f| opens(*f) && filled(*f));
    let fields = open.map(|f| (f.code().to_owned(), desk.term(f.code()))).collect();
    Ok((Lists::from([("fields", fields), ("centres", super::forms::centres(desk).await?)]), preview))
}

fn fields(desk: &Desk, to: &To, lists: &Lists, sent: &Sent, problems: &[Problem]) -> Markup {
    html! {
        input type="hidden" name="to" value=(to.authority.code());
        input type="hidden" name="language" value=(to.language.to_string());
        (REFER.draw(desk, lists, sent, problems))
    }
}

async fn draw(desk: &Desk, id: CaseId, to: &To, sent: &Sent, problems: &[Problem]) -> Answer {
    let (lists, preview) = lists(desk, id, to).await?;
    Ok(page(desk, (id, to), &lists, &preview, sent, problems))
}

fn page(
    desk: &Desk,
    (id, to): (CaseId, &To),
    lists: &Lists,
    preview: &ReferralPreview,
    sent: &Sent,
    problems: &[Problem],
) -> Response {
    ask(
        desk,
        "/cases",
        &Ask {
            title: desk.say_with("case-refer-to", &[("to", desk.term(to.authority.code()).into())]),
            back: back(desk, id),
            intro: html! { (law(desk, preview)) (words(desk, preview)) p { (desk.say("case-refer-tipping")) } },
            action: format!("/cases/{id}/refer"),
            fields: fields(desk, to, lists, sent, problems),
            button: (Weight::Grave, desk.say("case-refer-send")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&REFER], problems),
        },
    )
}

/// The law under which something may be disclosed to this authority.
fn law(desk: &Desk, preview: &ReferralPreview) -> Markup {
    let Some(gateway) = &preview.gateway else {
        return notice(TagKind::Stops, &html! { (desk.say("case-refer-no-law")) });
    };
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let mark = desk.say("unconfirmed-mark");
    summary_list(&[
        row(
            "case-referral-basis",
            html! {
                span.law dir="auto" { (gateway.provision) }
                @if let Some(cite) = &preview.cite {
                    br; span.under dir="auto" { (cite.reference) }
                    @if cite.evidence.needs_mark() { " " (mark) }
                }
            },
        ),
        row(
            "case-refer-opens",
            html! { @for (n, field) in gateway.fields.iter().enumerate() { @if n > 0 { br; } (desk.term(field)) } },
        ),
    ])
}

/// What each field would say, word for word.
fn words(desk: &Desk, preview: &ReferralPreview) -> Markup {
    let opens = |field: Field| preview.gateway.as_ref().is_some_and(|g| g.fields.iter().any(|f| f == field.code()));
    let rows: Vec<SummaryRow> = preview
        .texts
        .iter()
        .filter(|(field, _)| opens(*field))
        .map(|(field, said)| SummaryRow {
            label: desk.term(field.code()),
            value: Value::Given(
                html! { @for (n, line) in said.lines().enumerate() { @if n > 0 { br; } span dir="auto" { (line) } } },
            ),
            change: None,
        })
        .collect();
    html! { @if !rows.is_empty() { h2 { (desk.say("case-refer-words")) } (summary_list(&rows)) } }
}
