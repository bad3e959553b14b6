//! The steps of a case as forms. The names are the JSON names of `domain::case::Step`.

use domain::access::Permission;
use domain::case::{
    Basis, Closing, Crime, Knowledge, LinkKind, Offence, PartyKind, PartyOutcome, PartyRole, ReferralAnswer, Step,
    TeamPart,
};
use serde_json::{Map, Value};
use service::{CaseSeen, Problem};

use crate::desk::Desk;
use crate::form::{Form, Input, Kind, Lists, may, need, typed};
use crate::step::{StepKind, steps};
use crate::trouble::Trouble;

/// Fields that hold the number of something in the case.
const NUMBERS: &[&str] = &["party", "of_party", "link", "task", "referral"];

steps! {
    /// What is written down in a case.
    "crime_set" CrimeSet WorkCase [
        need("crime", Kind::One(Crime::CODES)),
        may("offences", Kind::Many(Offence::CODES)),
        need("reason", Kind::Lines),
    ];
    "party_added" PartyAdded WorkCase [
        need("kind", Kind::One(PartyKind::CODES)),
        need("role", Kind::One(PartyRole::CODES)),
        may("name", Kind::Words),
        may("reference", Kind::Code),
        may("centre", Kind::Listed("centres")),
        may("of_party", Kind::Listed("parties")),
        may("note", Kind::Lines),
    ];
    "knowledge_stated" KnowledgeStated WorkCase [
        need("party", Kind::Listed("parties")),
        need("knowledge", Kind::One(Knowledge::CODES)),
        may("basis", Kind::One(Basis::CODES)),
        may("where_from", Kind::Lines),
    ];
    "outcome_told" OutcomeTold WorkCase [
        need("party", Kind::Listed("parties")),
        need("outcome", Kind::One(PartyOutcome::CODES)),
        may("authority", Kind::Words),
        may("decided_on", Kind::Date),
        may("reference", Kind::Words),
    ];
    "linked" Linked WorkCase [
        need("kind", Kind::One(LinkKind::CODES)),
        need("number", Kind::Code),
        need("reason", Kind::Lines),
    ];
    "unlinked" Unlinked WorkCase [need("link", Kind::Listed("links")), need("reason", Kind::Lines)];
    "noted" Noted WorkCase [need("text", Kind::Lines)];
    "task_set" TaskSet WorkCase [
        need("what", Kind::Words),
        need("owner", Kind::Listed("team")),
        need("due_on", Kind::Date),
    ];
    "task_done" TaskDone WorkCase [need("task", Kind::Listed("tasks")), may("result", Kind::Lines)];
    "referral_answered" ReferralAnswered WorkCase [
        need("referral", Kind::Listed("referrals")),
        need("answer", Kind::One(ReferralAnswer::CODES)),
        may("note", Kind::Lines),
    ];
    "team_joined" TeamJoined WorkCase [
        need("account", Kind::Listed("colleagues")),
        need("part", Kind::One(TeamPart::CODES)),
        need("reason", Kind::Lines),
    ];
    "team_left" TeamLeft WorkCase [need("account", Kind::Listed("team")), need("reason", Kind::Lines)];
    "closed" Closed WorkCase [need("outcome", Kind::One(Closing::CODES)), need("reason", Kind::Lines)];
    "reopened" Reopened WorkCase [need("reason", Kind::Lines)];
}

/// The form of a step.
pub(super) fn find(code: &str) -> Result<&'static StepKind, Trouble> {
    STEPS.iter().find(|kind| kind.code == code).ok_or_else(|| Problem::not_found("step_kind", code).into())
}

/// The step that a form says: what was chosen from a list of the case is a number there.
pub(super) fn read(kind: &StepKind, mut body: Map<String, Value>) -> Result<Step, Problem> {
    for name in NUMBERS {
        let number = body.get(*name).and_then(Value::as_str).and_then(|text| text.parse::<u32>().ok());
        if let Some(number) = number {
            body.insert((*name).to_owned(), Value::from(number));
        }
    }
    step(kind.code, body)
}

/// What the forms let choose from.
pub(super) fn lists(desk: &Desk, seen: &CaseSeen, centres: Vec<(String, String)>) -> Lists {
    let case = &seen.case;
    let name = |account: &str| seen.names.get(account).cloned().unwrap_or_default();
    let parties = case.parties();
    let parties = parties.iter().map(|p| (p.number.to_string(), super::file::party_name(desk, p.added))).collect();
    let links = case.links();
    let links = links.iter().filter(|l| l.undone.is_none());
    let links = links.map(|l| (l.number.to_string(), super::text(desk, &l.linked.said.number))).collect();
    let tasks = case.tasks();
    let tasks = tasks.iter().filter(|t| t.done.is_none());
    let tasks = tasks.map(|t| (t.number.to_string(), super::text(desk, &t.set.said.what))).collect();
    let referrals = case.referrals();
    let office = |r: &domain::case::Referral<'_>| {
        format!("{}, {}", super::text(desk, &r.referred.said.office), desk.term(r.referred.said.to.code()))
    };
    let referrals = referrals.iter().map(|r| (r.number.to_string(), office(r))).collect();
    let team = case.team().iter().map(|m| (m.account.to_string(), name(&m.account.to_string()))).collect();
    let colleagues = seen.colleagues.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    Lists::from([
        ("parties", parties),
        ("links", links),
        ("tasks", tasks),
        ("referrals", referrals),
        ("team", team),
        ("colleagues", colleagues),
        ("centres", centres),
    ])
}

/// Every centre with its name, for the forms that ask for one.
pub(super) async fn centres(desk: &Desk) -> Result<Vec<(String, String)>, Trouble> {
    let today = desk.app.service.today();
    let all = desk.app.service.centres().await?;
    Ok(all.iter().map(|c| (c.centre.id.to_string(), c.centre.name_on(today).to_owned())).collect())
}
