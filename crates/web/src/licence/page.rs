//! `/centres/{id}`: a centre, its licences as dates and bars, and what was done to them. Public; inspectors see more.

use axum::extract::Path;
use codes::ids::AccountId;
use domain::access::Permission;
use domain::licence::{Licence, Measure, SECOND_SIGNATURE_HOURS, Signed, Status};
use jiff::SignedDuration;
use jiff::civil::Date;
use maud::{Markup, html};
use service::CentrePage;

use super::reader_page;
use super::standing::{Standing, held, purpose, standing};
use crate::ask::may;
use crate::desk::Desk;
use crate::look::button::{Weight, go, row, submit};
use crate::look::heading::{Heading, heading};
use crate::look::list::tabs;
use crate::look::notice::{Panel, panel};
use crate::look::picture::licence_bars::{LicenceBar, Scale, licence_bars};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

/// `GET /centres/{id}`
pub(super) async fn page(desk: Desk, Path(id): Path<String>) -> Answer {
    let page = desk.app.service.centre(id.parse()?).await?;
    let (now, today) = (desk.app.service.now(), desk.app.service.today());
    let stands: Vec<(&Licence, Standing)> = page.licences.iter().map(|l| (l, standing(&desk, l, now, today))).collect();
    let inspects = may(&desk, Permission::MeasureLicence);
    let name = page.centre.name_on(today).to_owned();
    let body = html! {
        (head(&desk, &page, &stands, inspects))
        (parts(&desk, &page))
        (successor(&desk, &page))
        (licences(&desk, &stands, inspects))
        @if inspects { (waiting(&desk, &page)) }
        (conditions(&desk, &page))
        (measures(&desk, &page))
        (names(&desk, &page))
        @if may(&desk, Permission::GrantLicence) { (acts(&desk, &page)) }
    };
    Ok(reader_page(&desk, &name, "/centres", &body))
}

fn head(desk: &Desk, page: &CentrePage, stands: &[(&Licence, Standing)], inspects: bool) -> Markup {
    let centre = &page.centre;
    let now = desk.app.service.now();
    let look = stands.iter().filter(|(l, s)| s.look || l.waiting(now).is_some()).count();
    let aside =
        (inspects && look > 0).then(|| tag(TagKind::Yours, &desk.say_with("centre-look", &[("n", look.into())])));
    heading(&Heading {
        crumbs: vec![Link::new("/centres", desk.say("nav-centres"))],
        here: Some(code_id(&centre.id.to_string())),
        title: Some(html! { bdi { (centre.name_on(desk.app.service.today())) } }),
        under: Some(html! {
            (code_id(&centre.id.to_string())) " · " bdi { (centre.place) }
            @if let Some(phone) = &centre.telephone { " · " bdi dir="ltr" { (phone) } }
        }),
        aside,
    })
}

/// Tabs; each has its own address, and only those the reader may open are drawn.
fn parts(desk: &Desk, page: &CentrePage) -> Markup {
    let here = format!("/centres/{}", page.centre.id);
    let looked = Link::new(format!("/access-log?record={}", page.centre.id), desk.say("centre-tab-looked"));
    let mut all = vec![Link::new(here.clone(), desk.say("centre-tab-overview"))];
    all.extend(crate::oversight::outcome::way_for(desk, page.centre.id));
    all.extend(may(desk, Permission::ReadAccessLog).then_some(looked));
    if all.len() == 1 {
        return html! {};
    }
    tabs(&desk.say("centre-tabs"), &all, &here)
}

fn successor(desk: &Desk, page: &CentrePage) -> Markup {
    html! {
        @if let Some(merged) = &page.centre.merged_into {
            p { (desk.say_with("centre-merged", &[("date", desk.date(merged.from).into())])) " "
                a href={ "/centres/" (merged.into) } { (code_id(&merged.into.to_string())) } }
        }
    }
}

/// The scale that all bars share: whole years from the first day to the last, today inside.
fn scale(stands: &[(&Licence, Standing)], today: Date) -> Scale {
    let years = stands.iter().flat_map(|(l, _)| [l.granted.valid_from.year(), l.granted.valid_to.year()]);
    let all: Vec<i16> = years.chain([today.year()]).collect();
    let first = all.iter().min().copied().unwrap_or(today.year());
    let last = all.iter().max().copied().unwrap_or(today.year()).max(today.year() + 1);
    let day = |year, month, day| Date::new(year, month, day).unwrap_or(today);
    Scale { from_on: day(first, 1, 1), to_on: day(last, 12, 31), today_on: today }
}

fn licences(desk: &Desk, stands: &[(&Licence, Standing)], inspects: bool) -> Markup {
    let scale = scale(stands, desk.app.service.today());
    let years = [("from", scale.from_on.year().to_string().into()), ("to", scale.to_on.year().to_string().into())];
    let mut columns = vec![
        Column::words(desk.say("licence-col-for")),
        Column::words(desk.say("licence-col-number")),
        Column::numbers(desk.say("licence-col-from")),
        Column::numbers(desk.say("licence-col-to")),
        Column::words(desk.say_with("licence-col-bar", &years)),
        Column::words(desk.say("licence-col-state")),
    ];
    if inspects {
        columns.push(Column::words(desk.say("licence-col-act")));
    }
    table(&Table {
        title: Some(desk.say("licence-table")),
        caption: None,
        main: true,
        columns,
        rows: stands.iter().map(|(l, s)| licence_row(desk, l, s, &scale, inspects)).collect(),
        empty: html! { (desk.say("centre-no-licence")) },
        phone: Phone::Stack,
    })
}

fn licence_row(desk: &Desk, licence: &Licence, stands: &Standing, scale: &Scale, inspects: bool) -> Vec<Markup> {
    let granted = &licence.granted;
    let bar = LicenceBar {
        id: licence.id.to_string(),
        from_on: granted.valid_from,
        to_on: Some(granted.valid_to),
        state: stands.bar,
        says: stands.says.clone(),
    };
    let waits = licence.waiting(desk.app.service.now());
    let mut cells = vec![
        html! { (purpose(desk, licence)) },
        code_id(&licence.id.to_string()),
        html! { (unbroken(&desk.date(granted.valid_from))) },
        html! { (unbroken(&desk.date(granted.valid_to))) },
        licence_bars(&bar, scale),
        html! {
            @if inspects && waits.is_some() { (tag(TagKind::With, &desk.say("licence-waits"))) }
            @else { (tag(stands.kind, &stands.says)) }
        },
    ];
    if inspects {
        let way = |measure: &str, key: &str| {
            Link::new(format!("/licences/{}/measure?measure={measure}", licence.id), desk.say(key))
        };
        let ways = match (stands.status, waits) {
            (_, Some(_)) | (Status::Revoked | Status::Ended, _) => Vec::new(),
            (Status::Suspended, _) => vec![way("reinstate", "licence-reinstate"), way("revoke", "licence-revoke")],
            _ => vec![way("suspend", "licence-suspend"), way("revoke", "licence-revoke")],
        };
        cells.push(html! { @for w in &ways { (w.markup()) " " } @if ways.is_empty() { "–" } });
    }
    cells
}

/// The same words on one line.
fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// Measures that wait for a second signature, with the form of whoever may give it.
fn waiting(desk: &Desk, page: &CentrePage) -> Markup {
    let now = desk.app.service.now();
    let me = desk.session.as_ref().map(|s| s.access.account);
    html! {
        @for licence in &page.licences {
            @if let Some(signed) = licence.waiting(now) { (waiting_panel(desk, licence, signed, me)) }
        }
    }
}

fn waiting_panel(desk: &Desk, licence: &Licence, signed: &Signed, me: Option<AccountId>) -> Markup {
    let ends =
        signed.first_at.saturating_add(SignedDuration::from_hours(SECOND_SIGNATURE_HOURS)).unwrap_or(signed.first_at);
    let values = [("for", purpose(desk, licence).into()), ("from", desk.instant(signed.proposed.from).into())];
    let title = desk.say_with(measure_key("waits", signed.proposed.measure), &values);
    let mine = me.is_some_and(|a| a.to_string() == signed.first);
    let body = html! {
        p { (tag(TagKind::With, &desk.say_with("licence-waits-until", &[("until", desk.instant(ends).into())]))) }
        p { (desk.say("measure-reason")) ": " bdi { (signed.proposed.reason) } }
        p.law { bdi { (signed.proposed.legal_act) } }
        @if mine { p { (desk.say("licence-you-signed")) } }
        @else {
            form method="post" action={ "/licences/" (licence.id) "/sign" } {
                (desk.marks())
                (submit(Weight::Grave, &desk.say_with(measure_key("sign", signed.proposed.measure), &values), None))
            }
        }
    };
    panel(Panel::Grave, &title, &body)
}

/// Key of a sentence about a measure.
pub(super) fn measure_key(what: &str, measure: Measure) -> &'static str {
    match (what, measure) {
        ("waits", Measure::Suspend) => "measure-waits-suspend",
        ("waits", Measure::Revoke) => "measure-waits-revoke",
        ("waits", Measure::Reinstate) => "measure-waits-reinstate",
        ("sign", Measure::Suspend) => "measure-sign-suspend",
        ("sign", Measure::Revoke) => "measure-sign-revoke",
        ("sign", Measure::Reinstate) => "measure-sign-reinstate",
        ("title", Measure::Suspend) => "measure-title-suspend",
        ("title", Measure::Revoke) => "measure-title-revoke",
        ("title", Measure::Reinstate) => "measure-title-reinstate",
        (_, Measure::Suspend) => "measure-do-suspend",
        (_, Measure::Revoke) => "measure-do-revoke",
        (_, Measure::Reinstate) => "measure-do-reinstate",
    }
}

fn conditions(desk: &Desk, page: &CentrePage) -> Markup {
    let with: Vec<&Licence> = page.licences.iter().filter(|l| !l.granted.conditions.is_empty()).collect();
    html! {
        @if !with.is_empty() {
            (panel(Panel::Sheet, &desk.say("licence-conditions"), &html! {
                dl.summary { @for l in with {
                    div { dt { (purpose(desk, l)) } dd { @for c in &l.granted.conditions { p { bdi { (c) } } } } }
                } }
            }))
        }
    }
}

/// What was done to the licences and why, in public words.
fn measures(desk: &Desk, page: &CentrePage) -> Markup {
    let held = held(&page.licences);
    if held.is_empty() {
        return html! {};
    }
    let row = |(licence, signed): &(&Licence, &Signed)| {
        vec![
            html! { (desk.date(desk.day_of(signed.proposed.from))) },
            html! { (desk.say(measure_key("do", signed.proposed.measure))) },
            html! { (purpose(desk, licence)) },
            html! { bdi { (signed.proposed.reason) } },
            html! { span.law { bdi { (signed.proposed.legal_act) } } },
        ]
    };
    table(&Table {
        title: Some(desk.say("measures-table")),
        caption: None,
        main: false,
        columns: ["measures-col-date", "measures-col-what", "licence-col-for", "measure-reason", "measure-law"]
            .map(|key| Column::words(desk.say(key)))
            .to_vec(),
        rows: held.iter().map(row).collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}

/// Earlier names, so that an old paper still leads here.
fn names(desk: &Desk, page: &CentrePage) -> Markup {
    let names = &page.centre.names;
    html! {
        @if names.len() > 1 {
            (panel(Panel::Bare, &desk.say("centre-names"), &html! {
                ul { @for name in names {
                    li { bdi { (name.name) } @if let Some(from) = name.from { " – " (desk.say_with("centre-name-from", &[("date", desk.date(from).into())])) } }
                } }
            }))
        }
    }
}

fn acts(desk: &Desk, page: &CentrePage) -> Markup {
    let to = |end: &str, key: &str| {
        go(Weight::Other, &Link::new(format!("/centres/{}/{end}", page.centre.id), desk.say(key)))
    };
    let grant = Link::new(format!("/centres/{}/licences/new", page.centre.id), desk.say("licence-grant"));
    let mut all = vec![go(Weight::Next, &grant), to("rename", "centre-rename"), to("merge", "centre-merge")];
    if crate::ask::may(desk, Permission::RecordPayment) {
        all.push(go(Weight::Other, &Link::new("/payments", desk.say("payments-title"))));
    }
    row(&all)
}
