//! Who may do what, for which purpose, and where: the policy in words.

use domain::access::{Permission, Purpose, Role};
use maud::{Markup, html};
use service::access::Reach;

use crate::desk::Desk;
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::trouble::Answer;

pub(super) async fn show(desk: Desk) -> Answer {
    desk.access()?;
    let title = desk.say("permissions-title");
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("permissions-under")) }),
            ..Heading::default()
        }))
        @for role in Role::ALL { (of_role(&desk, *role)) }
    };
    Ok(desk.page(&title, "/permissions", &body))
}

fn of_role(desk: &Desk, role: Role) -> Markup {
    table(&Table {
        title: Some(desk.term(role.code())),
        caption: None,
        main: false,
        columns: ["permissions-may", "permissions-for", "permissions-where"]
            .iter()
            .map(|k| Column::words(desk.say(k)))
            .collect(),
        rows: Permission::ALL.iter().filter_map(|p| row(desk, role, *p)).collect(),
        empty: html! { (desk.say("permissions-none")) },
        phone: Phone::Stack,
    })
}

fn row(desk: &Desk, role: Role, permission: Permission) -> Option<Vec<Markup>> {
    let policy = desk.app.service.policy();
    let reaches: Vec<(Purpose, Reach)> =
        Purpose::ALL.iter().filter_map(|p| policy.reach(role, permission, *p).map(|r| (*p, r))).collect();
    let widest = reaches.iter().map(|(_, r)| *r).max()?;
    let purposes: Vec<String> = reaches.iter().map(|(p, _)| desk.term(p.code())).collect();
    let place = match widest {
        Reach::Country => desk.say("permissions-country"),
        Reach::OwnCentre => desk.say("permissions-own-centre"),
    };
    Some(vec![
        html! {
            (desk.term(permission.code()))
            @if policy.is_hidden(permission) { (desk.say("list-comma")) (desk.say("permissions-hidden")) }
        },
        html! { (purposes.join(&desk.say("list-separator"))) },
        html! { (place) },
    ])
}
