//! One protected person: for whoever looks after them, and for the body.

use axum::extract::Path;
use axum::response::Response;
use codes::ids::AccountId;
use domain::access::Permission;
use domain::support::{Alarm, Claim, Consent, Measure, NonPunishment, Phase};
use maud::{Markup, html};
use service::support::ProtectedSeen;

use super::plan::{Cell, grid};
use super::{language, status_tag, text};
use crate::ask;
use crate::desk::Desk;
use crate::look::button::{Weight, go, row, submit};
use crate::look::frame::{sheet, with_side};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, notice, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

/// `GET /protected/{protected}`
pub(super) async fn own(desk: Desk, Path(id): Path<String>) -> Answer {
    let seen = desk.app.service.protected_person(desk.access()?, ask::id("protected", &id)?).await?;
    let services = desk.app.service.support_services().await?;
    let name = |id: codes::ids::CentreId| {
        let found = services.iter().find(|s| s.listed.organisation == id);
        found.map_or_else(|| id.to_string(), |s| s.listed.name.clone())
    };
    let step = |code: &str| {
        let href = format!("/protected/{}/steps/{code}", seen.person.id);
        go(Weight::Other, &Link::new(href, desk.say(&format!("support-step-{}", code.replace('_', "-")))))
    };
    let cells: Vec<Cell> = seen.person.measures.iter().map(|m| cell(&desk, &seen, m)).collect();
    let main = html! {
        (alarms(&desk, &seen))
        (grid(&desk, &desk.say("support-plan-title"), &cells))
        (row(&[step("measure_planned"), step("harm_seen")]))
        (phases(&desk, &seen))
        (row(&[step("phase_entered"), step("punishment_watched")]))
        (claims(&desk, &seen.person.claims, Some(&seen.person.id.to_string())))
        (row(&[step("claim_made")]))
    };
    let side = html! {
        (contact(&desk, &seen, &step("contact_set")))
        (consents(&desk, &seen, &name, &step("consent_given")))
        (told(&desk, &seen, &step("told")))
        (code(&desk, &seen))
        (identity(&desk, &seen))
    };
    Ok(draw(&desk, &seen, "/protected", "nav-protected", &with_side(&main, &side)))
}

/// `GET /protection/{protected}`
pub(super) async fn before_body(desk: Desk, Path(id): Path<String>) -> Answer {
    let seen = desk.app.service.protected_before_body(desk.access()?, ask::id("protected", &id)?).await?;
    let step = |code: &str, weight| {
        let href = format!("/protected/{}/steps/{code}", seen.person.id);
        go(weight, &Link::new(href, desk.say(&format!("support-step-{}", code.replace('_', "-")))))
    };
    let main = html! {
        (alarms(&desk, &seen))
        (statuses(&desk, &seen))
        (row(&[step("status_said", Weight::Next), step("status_decided", Weight::Other)]))
        (phases(&desk, &seen))
    };
    Ok(draw(&desk, &seen, "/protection", "nav-protection", &with_side(&main, &identity(&desk, &seen))))
}

fn draw(desk: &Desk, seen: &ProtectedSeen, here: &'static str, nav: &str, body: &Markup) -> Response {
    let id = seen.person.id.to_string();
    let languages: Vec<String> = seen.person.taken_in.languages.iter().map(|t| language(desk, t)).collect();
    let under = [
        ("date", desk.date(desk.day_of(seen.person.taken_in_at)).into()),
        ("languages", languages.join(&desk.say("list-comma")).into()),
    ];
    let title = desk.say(if seen.person.open_alarms() > 0 { "person-title-alarm" } else { "person-title" });
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new(here, desk.say(nav))],
            here: Some(code_id(&id)),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say_with("person-under", &under)) }),
            aside: Some(status_tag(desk, seen.person.status(), !seen.person.decided.is_empty())),
        }))
        (body)
    };
    desk.page(&title, here, &body)
}

fn who(desk: &Desk, seen: &ProtectedSeen, account: AccountId) -> String {
    let name = seen.names.get(&account.to_string()).filter(|n| !n.is_empty());
    name.cloned().unwrap_or_else(|| desk.say("signs-somebody"))
}

fn cell(desk: &Desk, seen: &ProtectedSeen, m: &Measure) -> Cell {
    let words = |p: &domain::Private| p.clear().map_or_else(|| desk.say("text-erased"), str::to_owned);
    Cell {
        horizon: m.planned.horizon,
        area: m.planned.area,
        need: words(&m.planned.need),
        measure: m.planned.measure.as_ref().map(words),
        who: m.planned.who.as_ref().map(words),
        due_on: m.planned.due_on,
        state: m.state,
        change: Some(format!(
            "/protected/{}/steps/measure_moved?number={}&state={}",
            seen.person.id,
            m.number,
            m.state.code()
        )),
    }
}

/// Alarms, those that wait first, each with what to do.
fn alarms(desk: &Desk, seen: &ProtectedSeen) -> Markup {
    let mut all: Vec<&Alarm> = seen.person.alarms.iter().rev().collect();
    all.sort_by_key(|a| a.answer.is_some());
    html! { @for alarm in all { (one_alarm(desk, seen, alarm)) } }
}

fn one_alarm(desk: &Desk, seen: &ProtectedSeen, alarm: &Alarm) -> Markup {
    let said = [
        ("who", who(desk, seen, alarm.seen.by).into()),
        ("at", desk.instant(alarm.seen.at).into()),
        ("on", desk.date(alarm.seen.step.on).into()),
    ];
    let harm = html! {
        b { (desk.term(alarm.seen.step.harm.code())) } br;
        (text(desk, &alarm.seen.step.note)) br;
        span.under { (desk.say_with("alarm-seen", &said)) }
    };
    let Some(answer) = &alarm.answer else {
        let href = format!("/protected/{}/steps/alarm_answered?number={}", seen.person.id, alarm.number);
        let by = [("at", desk.instant(alarm.answer_by).into()), ("n", i64::from(alarm.rung).into())];
        let late = if alarm.rung > 0 { "alarm-higher" } else { "alarm-by" };
        return html! {
            (notice(TagKind::Stops, &html! { (harm) br; (desk.say_with(late, &by)) }))
            (go(Weight::Next, &Link::new(href, desk.say("support-step-alarm-answered"))))
        };
    };
    let by = [("who", who(desk, seen, answer.by).into()), ("at", desk.instant(answer.at).into())];
    sheet(&html! {
        (tag(TagKind::Done, &desk.say("alarm-answered")))
        p { (harm) }
        p { (text(desk, &answer.step.answer)) br; span.under { (desk.say_with("alarm-answered-by", &by)) } }
    })
}

/// What members of the body said, and what was decided.
fn statuses(desk: &Desk, seen: &ProtectedSeen) -> Markup {
    let row = |by: AccountId, at, discipline: &str, status: &str, reason: &domain::Private, what: &str| {
        vec![
            html! { (desk.term(status)) },
            html! { (desk.say(what)) },
            html! { (who(desk, seen, by)) br; span.under { (desk.term(discipline)) " · " (desk.instant(at)) } },
            text(desk, reason),
        ]
    };
    let mut rows: Vec<Vec<Markup>> = Vec::new();
    for d in &seen.person.decided {
        let (status, discipline) = (d.step.status.code(), d.step.discipline.code());
        rows.push(row(d.by, d.at, discipline, status, &d.step.reason, "status-decided"));
    }
    for s in &seen.person.said {
        let (status, discipline) = (s.step.status.code(), s.step.discipline.code());
        rows.push(row(s.by, s.at, discipline, status, &s.step.reason, "status-said"));
    }
    let words = |key: &str| Column::words(desk.say(key));
    table(&Table {
        title: Some(desk.say("status-title")),
        caption: None,
        main: true,
        columns: vec![
            words("protected-col-status"),
            words("status-col-what"),
            words("status-col-who"),
            words("status-col-why"),
        ],
        rows,
        empty: html! { (desk.say("status-empty")) },
        phone: Phone::Stack,
    })
}

/// How it stands with non-punishment, for the reader of a phase.
pub(super) fn spared(desk: &Desk, stands: Option<NonPunishment>) -> Markup {
    match stands {
        None => tag(TagKind::Yours, &desk.say("spared-nobody-looked")),
        Some(stands @ NonPunishment::Refused) => tag(TagKind::Stops, &desk.term(stands.code())),
        Some(stands @ NonPunishment::Asked) => tag(TagKind::With, &desk.term(stands.code())),
        Some(stands) => tag(TagKind::Done, &desk.term(stands.code())),
    }
}

fn phases(desk: &Desk, seen: &ProtectedSeen) -> Markup {
    let line = |phase: &Phase| {
        let entered = seen.person.phases.iter().rev().find(|p| p.step.phase == *phase);
        let rights = entered.map(|p| match &p.step.explained_in {
            Some(tag) => desk.say_with("phase-explained", &[("language", language(desk, tag).into())]),
            None => desk.say("phase-not-explained"),
        });
        let watched = seen.person.watched_in(*phase);
        vec![
            html! { (desk.term(phase.code())) },
            html! { @if let Some(p) = entered { (desk.date(p.step.on)) } @else { (desk.say("phase-not-yet")) } },
            html! { @if let Some(rights) = rights { (rights) } },
            html! {
                @if entered.is_some() || watched.is_some() { (spared(desk, watched.map(|w| w.step.stands))) }
                @if let Some(w) = watched { br; span.under { (text(desk, &w.step.note)) } }
            },
        ]
    };
    let words = |key: &str| Column::words(desk.say(key));
    table(&Table {
        title: Some(desk.say("phase-title")),
        caption: None,
        main: false,
        columns: vec![
            words("phase-col"),
            words("phase-col-since"),
            words("phase-col-rights"),
            words("phase-col-spared"),
        ],
        rows: Phase::ALL.iter().map(line).collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}

/// Claims with their evidence; they are moved where `of` says whose they are.
pub(super) fn claims(desk: &Desk, claims: &[Claim], of: Option<&str>) -> Markup {
    let line = |claim: &Claim| {
        let evidence = claim.moved.iter().filter_map(|m| m.step.evidence.as_ref());
        vec![
            html! { (desk.term(claim.made.step.claim.code())) br; span.under { (text(desk, &claim.made.step.note)) } },
            html! { (tag(TagKind::With, &desk.term(claim.state.code()))) },
            html! { @for one in evidence { p { (text(desk, one)) } } },
            html! {
                @if let Some(of) = of {
                    @let number = claim.number;
                    @let state = claim.state.code();
                    a href={ "/protected/" (of) "/steps/claim_moved?number=" (number) "&state=" (state) } { (desk.say("support-claim-change")) }
                }
            },
        ]
    };
    let words = |key: &str| Column::words(desk.say(key));
    table(&Table {
        title: Some(desk.say("support-claim-title")),
        caption: None,
        main: false,
        columns: vec![
            words("support-claim-col"),
            words("support-claim-col-state"),
            words("support-claim-col-evidence"),
            words("support-claim-col-change"),
        ],
        rows: claims.iter().map(line).collect(),
        empty: html! { (desk.say("support-claim-empty")) },
        phone: Phone::Stack,
    })
}

/// Safe contact as rows of a summary.
pub(super) fn contact_rows(desk: &Desk, contact: &domain::support::ContactSet) -> Markup {
    let given = |key: &str, value| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let mut rows = vec![given("contact-channel", html! { (desk.term(contact.channel.code())) })];
    if let Some(place) = &contact.place {
        rows.push(given("contact-place", text(desk, place)));
    }
    rows.push(given("contact-times", text(desk, &contact.times)));
    rows.push(given("contact-words", text(desk, &contact.words)));
    summary_list(&rows)
}

fn contact(desk: &Desk, seen: &ProtectedSeen, set: &Markup) -> Markup {
    let body = html! {
        @match &seen.person.contact {
            Some(held) => (contact_rows(desk, &held.step)),
            None => p { (desk.say("contact-none")) },
        }
        (set)
    };
    panel(Panel::Sheet, &desk.say("contact-title"), &body)
}

fn consents(desk: &Desk, seen: &ProtectedSeen, name: &dyn Fn(codes::ids::CentreId) -> String, give: &Markup) -> Markup {
    let (now, today) = (desk.app.service.now(), desk.app.service.today());
    let one = |c: &Consent| {
        let parts: Vec<String> = c.given.parts.iter().map(|p| desk.term(p.code())).collect();
        let until = [("date", desk.date(c.given.until_on).into())];
        html! {
            p {
                b { (name(c.given.organisation)) } br;
                (parts.join(&desk.say("list-comma"))) br;
                @if c.holds(now, today) {
                    span.under { (desk.say_with("consent-until", &until)) } " "
                    a href={ "/protected/" (seen.person.id) "/steps/consent_withdrawn?number=" (c.number) } { (desk.say("support-consent-withdraw")) }
                } @else if c.withdrawn_at.is_some() { (tag(TagKind::Done, &desk.say("support-consent-withdrawn"))) }
                @else { (tag(TagKind::Done, &desk.say("support-consent-ended"))) }
            }
        }
    };
    let body = html! {
        @if seen.person.consents.is_empty() { p { (desk.say("support-consent-none")) } }
        @for consent in seen.person.consents.iter().rev() { (one(consent)) }
        (give)
    };
    panel(Panel::Bare, &desk.say("support-consent-title"), &body)
}

fn told(desk: &Desk, seen: &ProtectedSeen, tell: &Markup) -> Markup {
    let body = html! {
        @if seen.person.told.is_empty() { p { (desk.say("told-none")) } }
        @for told in seen.person.told.iter().rev().take(3) {
            p { (text(desk, &told.step.text)) br; span.under { (desk.instant(told.at)) } }
        }
        (tell)
    };
    panel(Panel::Bare, &desk.say("told-title"), &body)
}

fn code(desk: &Desk, seen: &ProtectedSeen) -> Markup {
    let body = html! {
        @match &seen.person.code {
            Some(held) => p { (desk.say_with("own-code-given", &[("at", desk.instant(held.at).into())])) },
            None => p { (desk.say("own-code-none")) },
        }
        form method="post" action={ "/protected/" (seen.person.id) "/code" } {
            (desk.marks())
            (submit(Weight::Other, &desk.say("own-code-give"), None))
        }
    };
    panel(Panel::Bare, &desk.say("own-code-title"), &body)
}

/// Whether the identity is entrusted, and who opened it.
fn identity(desk: &Desk, seen: &ProtectedSeen) -> Markup {
    let custodians = |n: usize| desk.say_with("identity-entrusted", &[("n", n.into())]);
    let works = ask::may(desk, Permission::WorkProtected);
    let body = html! {
        @match &seen.person.identity {
            Some(held) => p { (custodians(held.step.custodians.len())) },
            None => p { (desk.say("identity-none")) },
        }
        @for opening in &seen.openings {
            @let asked = [("who", who(desk, seen, opening.asked_by).into()), ("at", desk.instant(opening.asked_at).into())];
            p {
                (desk.say_with("identity-asked", &asked)) br;
                (text(desk, &opening.asked.reason))
                @if let Some((_, by, at)) = &opening.agreed {
                    @let agreed = [("who", who(desk, seen, *by).into()), ("at", desk.instant(*at).into())];
                    br; span.under { (desk.say_with("identity-agreed", &agreed)) }
                }
                @for at in &opening.opened { br; span.under { (desk.say_with("identity-opened", &[("at", desk.instant(*at).into())])) } }
            }
        }
        @if works {
            (go(Weight::Other, &Link::new(format!("/protected/{}/identity", seen.person.id), desk.say("identity-seal"))))
            p { a href={ "/protected/" (seen.person.id) "/hand-over" } { (desk.say("protected-hand-over-title")) } }
        }
        @if ask::may(desk, Permission::OpenIdentity) && seen.person.identity.is_some() {
            p { a href={ "/custody?person=" (seen.person.id) } { (desk.say("identity-ask")) } }
        }
    };
    panel(Panel::Bare, &desk.say("identity-title"), &body)
}
