//! Writing down a rejection. Where a body said no to a pair, what is known is filled in.

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::PairId;
use domain::Private;
use domain::access::Permission;
use domain::approval::Favour;
use domain::guideline::GuidelineStep;
use domain::person::Known;
use domain::rejection::{Aftercare, Crime, Decider, Ground, Referral, RejectionStage, Said, Standing};
use law::param::Signal;
use maud::{Markup, html};
use serde_json::{Map, Value};
use service::{PairFile, Problem, Rejected, Rejecting};

use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::registry::people::Typed;
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What is said about a rejection.
pub const REJECTION: Form = Form {
    name: "rejection",
    inputs: &[
        need("stage", Kind::One(RejectionStage::CODES)),
        need("decider", Kind::One(Decider::CODES)),
        may("decided_by", Kind::Words),
        need("decided_on", Kind::Date),
        need("ground.kind", Kind::One(Ground::CODES)),
        may("ground.crime", Kind::One(Crime::CODES)),
        may("ground.standing", Kind::One(Standing::CODES)),
        may("ground.finding", Kind::Words),
        need("reason", Kind::Lines),
        may("signs", Kind::ManyListed("signs")),
        may("referrals", Kind::Many(Referral::CODES)),
        may("unreferred", Kind::Words),
        need("aftercare", Kind::One(Aftercare::CODES)),
    ],
};

macro_rules! side {
    ($side:literal) => {
        Form {
            name: "rejection",
            inputs: &[
                may(concat!($side, ".name"), Kind::Words),
                may(concat!($side, ".other_name"), Kind::Words),
                may(concat!($side, ".birth"), Kind::Code),
                may(concat!($side, ".national_number"), Kind::Code),
                may(concat!($side, ".residence"), Kind::Code),
                may(concat!($side, ".phone"), Kind::Code),
            ],
        }
    };
}

/// The donor of a procedure that has no file here.
pub const DONOR: Form = side!("donor");
/// The recipient, likewise.
pub const RECIPIENT: Form = side!("recipient");

/// The pair that is asked for, with its file; `None` for a procedure without one.
async fn pair_of(desk: &Desk, number: &str) -> Result<Option<PairFile>, Trouble> {
    if number.is_empty() {
        return Ok(None);
    }
    Ok(Some(desk.app.service.pair(desk.access()?, ask::id::<PairId>("pair", number)?).await?))
}

/// `GET /rejections/new?pair=…`
pub(super) async fn show(desk: Desk, Query(asked): Query<BTreeMap<String, String>>) -> Answer {
    ask::require(&desk, Permission::RecordRejection)?;
    let file = pair_of(&desk, asked.get("pair").map(String::as_str).unwrap_or_default()).await?;
    let sent = match &file {
        Some(file) => known(&desk, file).await?,
        None => {
            let mut sent = Sent::default();
            sent.put("stage", RejectionStage::ForeignRequest.code());
            sent.put("decided_on", &desk.app.service.today().to_string());
            sent
        }
    };
    draw(&desk, file.as_ref(), &sent, &[]).await
}

/// What the pair's file says, and the signs that count around it for whoever reads those.
async fn known(desk: &Desk, file: &PairFile) -> Result<Sent, Trouble> {
    let mut signs = Vec::new();
    if ask::may(desk, Permission::ReadIndicator) {
        let seen = desk.app.service.signs(desk.access()?, file.pair.id).await?;
        let counting = seen.found.iter().flat_map(|f| &f.hits).filter(|h| h.counts);
        signs.extend(counting.map(|h| format!("signs={}", h.hit.found.sign)));
    }
    let mut sent = Sent::parse(signs.join("&").as_bytes());
    sent.put("decided_on", &desk.app.service.today().to_string());
    match file.pair.decisions.last().filter(|d| d.step.favour == Favour::Unfavourable) {
        Some(decision) => {
            sent.put("stage", RejectionStage::Committee.code());
            sent.put("decider", Decider::Body.code());
            sent.put("decided_by", &desk.term(&decision.step.step));
            sent.put("decided_on", &desk.day_of(decision.at).to_string());
            sent.put("reason", decision.step.reasons.as_ref().and_then(Private::clear).unwrap_or_default());
        }
        None => {
            sent.put("stage", RejectionStage::LivingPair.code());
            sent.put("decider", Decider::Team.code());
        }
    }
    Ok(sent)
}

/// `POST /rejections/new`
pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    ask::require(&desk, Permission::RecordRejection)?;
    let file = pair_of(&desk, sent.text("pair")).await?;
    let rejecting = match read(&desk, file.as_ref(), &sent) {
        Ok(rejecting) => rejecting,
        Err(wrong) => return draw(&desk, file.as_ref(), &sent, &wrong).await,
    };
    match sent.door(&desk).record_rejection(desk.access()?, rejecting).await {
        Ok((id, _)) => Ok(Redirect::to(&format!("/rejections/{id}")).into_response()),
        Err(other) => draw(&desk, file.as_ref(), &sent, &ask::put_right(other)?).await,
    }
}

fn read(desk: &Desk, file: Option<&PairFile>, sent: &Sent) -> Result<Rejecting, Vec<Problem>> {
    let mut body = REJECTION.read(desk, sent)?;
    ground(desk, &mut body)?;
    let said: Said = typed(Value::Object(body)).map_err(|p| vec![p])?;
    let who = match file {
        Some(file) => Rejected::Pair(file.pair.id),
        None => Rejected::People {
            donor: side(desk, "donor", DONOR.read(desk, sent)?)?,
            recipient: side(desk, "recipient", RECIPIENT.read(desk, sent)?)?,
        },
    };
    Ok(Rejecting { who, centre: None, said })
}

/// Trafficking names the crime and how sure it is; another ground names neither.
fn ground(desk: &Desk, body: &mut Map<String, Value>) -> Result<(), Vec<Problem>> {
    let Some(Value::Object(ground)) = body.get_mut("ground") else { return Ok(()) };
    if ground.get("kind").and_then(Value::as_str) != Some("trafficking") {
        ground.retain(|key, _| key == "kind");
        return Ok(());
    }
    let missing = ["crime", "standing"].into_iter().filter(|key| !ground.contains_key(*key));
    let wrong: Vec<Problem> =
        missing.map(|key| Problem::new("missing", format!("ground.{key}"), desk.say("problem-choose"))).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

fn side(desk: &Desk, name: &str, mut body: Map<String, Value>) -> Result<Option<Box<Known>>, Vec<Problem>> {
    let Some(inner) = body.remove(name) else { return Ok(None) };
    let at = |p: Problem| vec![Problem { field: format!("{name}.{}", p.field), ..p }];
    let person: Typed = typed(inner).map_err(at)?;
    if person.name.is_none() {
        return Err(vec![Problem::new("missing", format!("{name}.name"), desk.say("person-needed"))]);
    }
    person.known(desk).map(|known| Some(Box::new(known))).map_err(at)
}

fn lists(desk: &Desk) -> Lists {
    let catalogue = desk.app.service.sign_catalogue();
    let counted = catalogue.signs.iter().filter(|s| s.signal != Signal::Context);
    let word = |id: &str| format!("{id}: {}", desk.say(&format!("sign-{}", id.to_ascii_lowercase())));
    [("signs", counted.map(|s| (s.id.clone(), word(&s.id))).collect())].into()
}

fn people(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Markup {
    html! {
        h2 { (desk.say("person-donor")) }
        (DONOR.draw(desk, &Lists::new(), sent, problems))
        h2 { (desk.say("person-recipient")) }
        (RECIPIENT.draw(desk, &Lists::new(), sent, problems))
        h2 { (desk.say("rejection-what")) }
    }
}

async fn draw(desk: &Desk, file: Option<&PairFile>, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    let guidelines = crate::guideline::at_step(desk, GuidelineStep::Rejected).await?;
    let (back, intro) = match file {
        Some(file) => {
            let number = file.pair.id.to_string();
            (ask::to_pair(desk, file.pair.id), html! { p { (desk.say("rejection-of-pair")) " " (code_id(&number)) } })
        }
        None => (Link::new("/rejections", desk.say("nav-rejections")), html! { p { (desk.say("rejection-no-file")) } }),
    };
    Ok(ask(
        desk,
        "/rejections",
        &Ask {
            title: desk.say("rejection-form-title"),
            back,
            intro: html! { (intro) p { (desk.say("rejection-form-text")) } },
            action: "/rejections/new".to_owned(),
            fields: html! {
                @if let Some(file) = file { input type="hidden" name="pair" value=(file.pair.id); }
                @else { (people(desk, sent, problems)) }
                (REJECTION.draw(desk, &lists(desk), sent, problems))
            },
            button: (Weight::Next, desk.say("rejection-send")),
            after: guidelines,
            wrong: &ask::wrong(desk, &[&DONOR, &RECIPIENT, &REJECTION], problems),
        },
    ))
}
