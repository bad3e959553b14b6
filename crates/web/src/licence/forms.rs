//! Entering centres and granting licences.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::CentreId;
use domain::access::Permission;
use maud::{Markup, html};
use serde_json::{Map, Value};
use service::{Failure, Problem};

use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, problem_words, typed};
use crate::look::Link;
use crate::look::button::{Weight, submit};
use crate::look::field::error_summary;
use crate::look::frame::{Question, question};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

const KINDS: &[&str] = &["centre", "department", "ward", "laboratory", "organisation", "authority", "board"];
pub(super) const ORGANS: &[&str] = &[
    "KIDNEY_L",
    "KIDNEY_R",
    "KIDNEY_ENBLOC",
    "KIDNEY_DUAL",
    "LIVER_WHOLE",
    "LIVER_LEFT_LATERAL",
    "LIVER_LEFT",
    "LIVER_RIGHT",
    "LIVER_EXT_RIGHT",
    "LIVER_DOMINO",
    "HEART",
    "LUNG_L",
    "LUNG_R",
    "LUNG_BOTH",
    "LUNG_LOBE",
    "HEART_LUNG",
    "PANCREAS",
    "PANCREAS_PARTIAL",
    "PANCREAS_ISLETS",
    "SMALL_BOWEL",
    "SMALL_BOWEL_SEGMENT",
    "STOMACH",
    "MULTIVISCERAL",
    "UTERUS",
    "VCA_FACE",
    "VCA_LIMB",
    "VCA_OTHER",
];
pub(super) const ACTIVITIES: &[&str] = &[
    "deceased_procurement_dbd",
    "deceased_procurement_dcd",
    "living_removal",
    "transplantation",
    "tissue_typing_lab",
    "organ_transport",
    "preservation_perfusion",
    "follow_up",
];
const SCOPES: &[&str] = &["related_only", "unrelated_allowed", "paired_allowed", "non_resident_allowed"];

/// Entering a centre.
pub const CENTRE: Form = Form {
    name: "centre",
    inputs: &[
        need("kind", Kind::One(KINDS)),
        may("parent", Kind::Listed("centres")),
        need("name", Kind::Words),
        need("place", Kind::Words),
        need("country", Kind::Code),
        may("telephone", Kind::Code),
    ],
};

/// Granting a licence. On the page the conditions are typed one to a line.
pub const LICENCE: Form = Form {
    name: "licence",
    inputs: &[
        need("organ", Kind::One(ORGANS)),
        need("activity", Kind::One(ACTIVITIES)),
        may("donor_scope", Kind::Many(SCOPES)),
        need("population", Kind::One(&["adult", "paediatric", "both"])),
        need("valid_from", Kind::Date),
        need("valid_to", Kind::Date),
        may("conditions", Kind::Lines),
        need("legal_act", Kind::Words),
    ],
};

/// Giving a centre another name.
pub const RENAME: Form = Form { name: "rename", inputs: &[need("name", Kind::Words), need("from", Kind::Date)] };

/// Making a centre part of another.
pub const MERGE: Form =
    Form { name: "merge", inputs: &[need("into", Kind::Listed("centres")), need("from", Kind::Date)] };

/// A form on a page of its own.
struct Sheet<'a> {
    form: &'a Form,
    /// Keys of the heading and of the button.
    keys: (&'static str, &'static str),
    action: String,
    back: Link,
}

impl Sheet<'_> {
    fn draw(&self, desk: &Desk, lists: &Lists, sent: &Sent, wrong: &[Problem]) -> Response {
        let title = desk.say(self.keys.0);
        let named: Vec<(String, String)> = wrong.iter().map(|p| (p.field.clone(), problem_words(desk, p))).collect();
        let body = question(&Question {
            back: Some(self.back.clone()),
            caption: None,
            title: html! { (title) },
            errors: (!wrong.is_empty()).then(|| error_summary(&desk.say("errors-title"), &named)),
            body: self.fields(desk, lists, sent, wrong),
        });
        let window = if wrong.is_empty() { title } else { format!("{} {title}", desk.say("error-prefix")) };
        let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        (status, desk.page(&window, "/centres", &body)).into_response()
    }

    fn fields(&self, desk: &Desk, lists: &Lists, sent: &Sent, wrong: &[Problem]) -> Markup {
        html! {
            form method="post" action=(self.action) novalidate {
                (desk.marks())
                (self.form.draw(desk, lists, sent, wrong))
                (submit(Weight::Next, &desk.say(self.keys.1), None))
            }
        }
    }

    /// A problem draws the form again with what was typed; anything else goes on as trouble.
    fn again(&self, desk: &Desk, lists: &Lists, sent: &Sent, failure: Failure) -> Answer {
        match failure {
            Failure::Problem(p) if p.code != "not_found" => Ok(self.draw(desk, lists, sent, &[p])),
            other => Err(other.into()),
        }
    }
}

fn back_to(desk: &Desk, id: CentreId) -> Link {
    Link::new(format!("/centres/{id}"), desk.say("centre-back"))
}

/// Centres to choose from, the one concerned left out.
async fn centres(desk: &Desk, but: Option<CentreId>) -> Result<Lists, Trouble> {
    let today = desk.app.service.today();
    let all = desk.app.service.centres().await?;
    let others = all.iter().filter(|c| Some(c.centre.id) != but);
    let list = others.map(|c| (c.centre.id.to_string(), c.centre.name_on(today).to_owned())).collect();
    Ok(Lists::from([("centres", list)]))
}

fn register_sheet(desk: &Desk) -> Sheet<'static> {
    Sheet {
        form: &CENTRE,
        keys: ("centre-new-title", "centre-new-button"),
        action: "/centres/new".to_owned(),
        back: Link::new("/centres", desk.say("nav-centres")),
    }
}

/// `GET /centres/new`
pub(super) async fn new_centre(desk: Desk) -> Answer {
    desk.app.service.may_open(desk.access()?, "licence.form", Permission::GrantLicence).await?;
    let mut start = Sent::default();
    start.put("country", &desk.app.service.profile().country().code.to_string());
    Ok(register_sheet(&desk).draw(&desk, &centres(&desk, None).await?, &start, &[]))
}

/// `POST /centres/new`
pub(super) async fn register(desk: Desk, sent: Sent) -> Answer {
    let access = desk.access()?;
    let lists = centres(&desk, None).await?;
    let sheet = register_sheet(&desk);
    let registered = match CENTRE.read(&desk, &sent).map(|map| typed(Value::Object(map))) {
        Ok(Ok(registered)) => registered,
        Ok(Err(problem)) => return Ok(sheet.draw(&desk, &lists, &sent, &[problem])),
        Err(wrong) => return Ok(sheet.draw(&desk, &lists, &sent, &wrong)),
    };
    match sent.door(&desk).register_centre(access, registered).await {
        Ok((id, _)) => Ok(Redirect::to(&format!("/centres/{id}")).into_response()),
        Err(failure) => sheet.again(&desk, &lists, &sent, failure),
    }
}

fn grant_sheet(desk: &Desk, id: CentreId) -> Sheet<'static> {
    Sheet {
        form: &LICENCE,
        keys: ("licence-new-title", "licence-new-button"),
        action: format!("/centres/{id}/licences/new"),
        back: back_to(desk, id),
    }
}

/// `GET /centres/{id}/licences/new`
pub(super) async fn new_licence(desk: Desk, Path(id): Path<String>) -> Answer {
    let id: CentreId = id.parse()?;
    desk.app.service.may_open(desk.access()?, "licence.form", Permission::GrantLicence).await?;
    desk.app.service.centre(id).await?;
    Ok(grant_sheet(&desk, id).draw(&desk, &Lists::new(), &Sent::default(), &[]))
}

/// `POST /centres/{id}/licences/new`
pub(super) async fn grant(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id: CentreId = id.parse()?;
    let access = desk.access()?;
    let (sheet, none) = (grant_sheet(&desk, id), Lists::new());
    let granted = match LICENCE.read(&desk, &sent).map(|map| typed(granted(map, id))) {
        Ok(Ok(granted)) => granted,
        Ok(Err(problem)) => return Ok(sheet.draw(&desk, &none, &sent, &[problem])),
        Err(wrong) => return Ok(sheet.draw(&desk, &none, &sent, &wrong)),
    };
    match sent.door(&desk).grant_licence(access, granted).await {
        Ok(_) => Ok(Redirect::to(&format!("/centres/{id}")).into_response()),
        Err(failure) => sheet.again(&desk, &none, &sent, failure),
    }
}

/// The centre comes from the address; each line of the conditions is one condition.
fn granted(mut map: Map<String, Value>, id: CentreId) -> Value {
    let lines = map.get("conditions").and_then(Value::as_str).unwrap_or_default();
    let conditions: Vec<Value> = lines.lines().map(str::trim).filter(|l| !l.is_empty()).map(Value::from).collect();
    map.insert("conditions".to_owned(), Value::Array(conditions));
    map.entry("donor_scope").or_insert_with(|| Value::Array(Vec::new()));
    map.insert("centre".to_owned(), Value::from(id.to_string()));
    Value::Object(map)
}

fn rename_sheet(desk: &Desk, id: CentreId) -> Sheet<'static> {
    Sheet {
        form: &RENAME,
        keys: ("rename-title", "rename-button"),
        action: format!("/centres/{id}/rename"),
        back: back_to(desk, id),
    }
}

/// `GET /centres/{id}/rename`
pub(super) async fn new_name(desk: Desk, Path(id): Path<String>) -> Answer {
    let id: CentreId = id.parse()?;
    desk.app.service.may_open(desk.access()?, "licence.form", Permission::GrantLicence).await?;
    desk.app.service.centre(id).await?;
    Ok(rename_sheet(&desk, id).draw(&desk, &Lists::new(), &Sent::default(), &[]))
}

/// `POST /centres/{id}/rename`
pub(super) async fn rename(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id: CentreId = id.parse()?;
    let access = desk.access()?;
    let (sheet, none) = (rename_sheet(&desk, id), Lists::new());
    let renamed = match RENAME.read(&desk, &sent).map(|map| typed(Value::Object(map))) {
        Ok(Ok(renamed)) => renamed,
        Ok(Err(problem)) => return Ok(sheet.draw(&desk, &none, &sent, &[problem])),
        Err(wrong) => return Ok(sheet.draw(&desk, &none, &sent, &wrong)),
    };
    match sent.door(&desk).rename_centre(access, id, renamed).await {
        Ok(_) => Ok(Redirect::to(&format!("/centres/{id}")).into_response()),
        Err(failure) => sheet.again(&desk, &none, &sent, failure),
    }
}

fn merge_sheet(desk: &Desk, id: CentreId) -> Sheet<'static> {
    Sheet {
        form: &MERGE,
        keys: ("merge-title", "merge-button"),
        action: format!("/centres/{id}/merge"),
        back: back_to(desk, id),
    }
}

/// `GET /centres/{id}/merge`
pub(super) async fn new_merger(desk: Desk, Path(id): Path<String>) -> Answer {
    let id: CentreId = id.parse()?;
    desk.app.service.may_open(desk.access()?, "licence.form", Permission::GrantLicence).await?;
    let lists = centres(&desk, Some(id)).await?;
    Ok(merge_sheet(&desk, id).draw(&desk, &lists, &Sent::default(), &[]))
}

/// `POST /centres/{id}/merge`
pub(super) async fn merge(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id: CentreId = id.parse()?;
    let access = desk.access()?;
    let lists = centres(&desk, Some(id)).await?;
    let sheet = merge_sheet(&desk, id);
    let merged = match MERGE.read(&desk, &sent).map(|map| typed(Value::Object(map))) {
        Ok(Ok(merged)) => merged,
        Ok(Err(problem)) => return Ok(sheet.draw(&desk, &lists, &sent, &[problem])),
        Err(wrong) => return Ok(sheet.draw(&desk, &lists, &sent, &wrong)),
    };
    match sent.door(&desk).merge_centre(access, id, merged).await {
        Ok(_) => Ok(Redirect::to(&format!("/centres/{id}")).into_response()),
        Err(failure) => sheet.again(&desk, &lists, &sent, failure),
    }
}

#[cfg(test)]
mod tests {
    use codes::activity::{Activity, DonorScope};
    use codes::organ::Organ;

    #[test]
    fn the_lists_of_the_forms_are_the_lists_of_the_codes() {
        // Organs of no stated side or part stand in old books only; nobody is licensed for them.
        let stated = Organ::ALL.iter().map(|o| o.code()).filter(|code| !code.ends_with("_NOS"));
        assert!(super::ORGANS.iter().eq(stated.collect::<Vec<_>>().iter()));
        assert!(super::ACTIVITIES.iter().eq(Activity::ALL.iter().map(|a| a.code()).collect::<Vec<_>>().iter()));
        assert!(super::SCOPES.iter().eq(DonorScope::ALL.iter().map(|s| s.code()).collect::<Vec<_>>().iter()));
    }
}
