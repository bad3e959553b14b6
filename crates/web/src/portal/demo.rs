//! The first page of a demonstration: what this is, whom one can enter as, threads to follow.

use axum::response::Response;
use domain::access::Role;
use maud::{Markup, html};
use service::Doors;
use service::demo::Story;

use crate::desk::Desk;
use crate::look::frame::with_side;
use crate::look::notice::{Panel, panel};
use crate::look::thread::{Thread, thread};
use crate::trouble::Answer;

/// Roles with a door, in the order of the page.
const DOORS: [Role; 23] = [
    Role::Coordinator,
    Role::LivingDonorNurse,
    Role::Psychologist,
    Role::BoardMember,
    Role::Inspector,
    Role::VigilanceOfficer,
    Role::Administrator,
    Role::Surgeon,
    Role::DonorPhysician,
    Role::Courier,
    Role::BorderOfficer,
    Role::Investigator,
    Role::TissueOfficer,
    Role::Registrar,
    Role::ExpensesOfficer,
    Role::ReferringPhysician,
    Role::DonorCoordinator,
    Role::CertifyingDoctor,
    Role::RecoverySurgeon,
    Role::PrivacyOfficer,
    Role::CaseWorker,
    Role::ProtectionOfficer,
    Role::SupportWorker,
];

/// Members of boards and courts in the demonstration.
const BOARD: i64 = 5;

/// `GET /demo`
pub(super) async fn page(desk: Desk) -> Answer {
    let doors = desk.app.service.doors().await?;
    let stories = desk.app.service.stories().await?;
    Ok(draw(&desk, &doors, &stories))
}

fn draw(desk: &Desk, doors: &Doors, told: &[Story]) -> Response {
    let title = desk.say("demo-title");
    let seed = doors.seed.map(|s| s.to_string()).unwrap_or_default();
    let lead = [("registry", desk.registry().into()), ("pairs", doors.pairs.into()), ("seed", seed.into())];
    let threads = html! {
        @if !told.is_empty() { h2 { (desk.say("demo-follow")) } (stories(desk, told)) }
    };
    let body = html! {
        div { h1.big { (title) } p.lead { (desk.say_with("demo-lead", &lead)) } }
        h2 { (desk.say("demo-enter")) }
        div.sheet.main.ways { @for role in DOORS { (card(desk, doors, role)) } }
        (with_side(&threads, &panel(Panel::Bare, &desk.say("demo-not"), &not(desk))))
    };
    desk.page(&title, "/demo", &body)
}

fn card(desk: &Desk, doors: &Doors, role: Role) -> Markup {
    let code = role.code().replace('_', "-");
    let n = match role {
        Role::Coordinator => doors.planned,
        Role::LivingDonorNurse => doors.pairs_under_way,
        Role::Psychologist | Role::DonorPhysician => doors.examining,
        Role::BoardMember => doors.deciding,
        Role::Inspector => doors.centres,
        Role::Administrator => doors.accounts,
        Role::Investigator => doors.questions,
        Role::Surgeon | Role::Courier | Role::BorderOfficer | Role::Importer | Role::Citizen => doors.planned,
        Role::VigilanceOfficer => doors.alerts,
        Role::Registrar => doors.decisions,
        Role::TissueOfficer => doors.tissues,
        Role::DonorCoordinator | Role::CertifyingDoctor | Role::RecoverySurgeon => doors.pathways,
        Role::ReferringPhysician => doors.referrals,
        Role::PrivacyOfficer => doors.look_ups,
        Role::CaseWorker | Role::SupportWorker | Role::ProtectionOfficer => doors.protected,
        Role::ExpensesOfficer => doors.expenses,
    };
    let time = [("time", desk.time(desk.app.service.now()).into())];
    html! {
        div {
            h3 { (way_in(desk, role, "", &desk.term(role.code()))) }
            @if role == Role::BoardMember { (others(desk, role)) }
            p { (desk.say_with(&format!("demo-{code}"), &time)) }
            p.under { (desk.say_with(&format!("demo-{code}-waits"), &[("n", n.into())])) }
        }
    }
}

/// The other members of the boards: each votes only for themselves.
fn others(desk: &Desk, role: Role) -> Markup {
    html! {
        form method="post" action="/demo/enter" {
            (desk.marks())
            input type="hidden" name="role" value=(role.code());
            input type="hidden" name="to" value="/";
            @for n in 2..=BOARD {
                button.linklike type="submit" name="nth" value=(n) { (desk.say_with("demo-member", &[("n", n.into())])) } " "
            }
        }
    }
}

/// A form of one button that reads like a link.
fn way_in(desk: &Desk, role: Role, to: &str, label: &str) -> Markup {
    html! {
        form method="post" action="/demo/enter" {
            (desk.marks())
            input type="hidden" name="role" value=(role.code());
            @if !to.is_empty() { input type="hidden" name="to" value=(to); }
            button.linklike type="submit" { (label) }
        }
    }
}

fn stories(desk: &Desk, told: &[Story]) -> Markup {
    html! {
        ul.sheet.main.stories {
            @for story in told {
                @let (present, role) = place(story);
                @let to = if story.number.starts_with("par_") { format!("/pairs/{}", story.number) } else { format!("/trace/{}", story.number) };
                @let says = desk.say_with("demo-stage", &[("n", i64::from(present).into())]);
                li {
                    (thread(&Thread { stages: 8, present, says }))
                    div { b { (desk.say(&format!("story-{}", story.key))) } span.under { (desk.say(&format!("story-{}-text", story.key))) } }
                    (way_in(desk, role, &to, &desk.say("demo-follow-it")))
                }
            }
        }
    }
}

/// How far a story has come, and through whose eyes it is followed.
fn place(story: &Story) -> (u8, Role) {
    match story.key {
        "cousin" => (5, Role::BoardMember),
        "gap" => (6, Role::Coordinator),
        "many" => (7, Role::Inspector),
        _ => (8, Role::Coordinator),
    }
}

fn not(desk: &Desk) -> Markup {
    html! {
        p { (desk.say("demo-not-text")) }
        p { (desk.say("demo-over")) " " bdi.code dir="ltr" { "donare demo --seed N --dir NEW" } }
        p { a href="/public" { (desk.say("demo-public")) } }
        p { a href="/log/check" { (desk.say("demo-log")) } }
    }
}
