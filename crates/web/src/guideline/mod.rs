//! Guidelines of professional bodies: the public list, one with its editions, the form, and the panel at the step of which they
//! speak.

mod api;
mod form;
mod list;
mod page;

use domain::access::Permission;
use domain::guideline::{EditionStanding, GuidelineStep};
use maud::{Markup, html};

use crate::desk::Desk;
use crate::look::notice::{Panel, panel};
use crate::look::{Dir, TagKind, spoken, tag};
use crate::route::{Needs, Page};
use crate::trouble::Trouble;

pub(crate) use api::endpoints;
pub use form::EDITION;
pub use page::WITHDRAW;

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const PUBLISH: Needs = Needs::One(Permission::PublishGuideline);
    vec![
        Page::get("/guidelines", Needs::Nothing, list::show).in_nav("nav-guidelines"),
        Page::get("/guidelines/new", PUBLISH, form::show),
        Page::post("/guidelines/new", PUBLISH, form::send),
        Page::get("/guidelines/{guideline}", Needs::Nothing, page::show),
        Page::get("/guidelines/{guideline}/edition", PUBLISH, form::show_next),
        Page::post("/guidelines/{guideline}/edition", PUBLISH, form::send_next),
        Page::post("/guidelines/{guideline}/withdraw", PUBLISH, page::withdraw),
    ]
}

/// How an edition stands, as a tag.
fn standing(desk: &Desk, standing: EditionStanding) -> Markup {
    let kind = match standing {
        EditionStanding::Current => TagKind::Valid,
        EditionStanding::NotYet => TagKind::NotYet,
        EditionStanding::Stale => TagKind::LookAgain,
        EditionStanding::Superseded => TagKind::Done,
        EditionStanding::Withdrawn => TagKind::Stops,
    };
    tag(kind, &desk.say(&format!("guideline-{}", standing.code().replace('_', "-"))))
}

/// The word for a step.
fn step_words(desk: &Desk, step: GuidelineStep) -> String {
    desk.say(&format!("guideline-step-{}", step.code().replace('_', "-")))
}

/// What professional bodies say of a step; nothing where none does. One that nobody looked at again in time says so.
pub(crate) async fn at_step(desk: &Desk, step: GuidelineStep) -> Result<Markup, Trouble> {
    let today = desk.app.service.today();
    let all = desk.app.service.guidelines_published().await?;
    let here: Vec<_> = all.iter().filter_map(|one| Some((one.id, one.for_step(step, today)?))).collect();
    if here.is_empty() {
        return Ok(html! {});
    }
    let body = html! {
        ul {
            @for (id, (_, edition, stands)) in &here {
                @let language = edition.language.to_string();
                li {
                    a href={ "/guidelines/" (id) } { (spoken(&edition.title, &language, Dir::of(&language))) }
                    br; span.under { span dir="auto" { (edition.body) } (desk.say("list-comma")) (desk.date(edition.from)) }
                    @if *stands != EditionStanding::Current { " " (standing(desk, *stands)) }
                }
            }
        }
    };
    Ok(panel(Panel::Bare, &desk.say("nav-guidelines"), &body))
}

/// The same for a task of a pair's list.
pub(crate) async fn at_task(desk: &Desk, task: &str) -> Result<Markup, Trouble> {
    match GuidelineStep::of_task(task) {
        Some(step) => at_step(desk, step).await,
        None => Ok(html! {}),
    }
}
