//! The list of possible donors: those that go on with what is next and who holds it, then those that are over.

use axum::extract::Query;
use codes::ids::PathwayId;
use domain::access::Permission;
use domain::pathway::{Next, Pathway, Stage};
use jiff::SignedDuration;
use maud::{Markup, html};
use serde::Deserialize;
use service::{PathwayLine, PathwayList};

use crate::ask::{id, may};
use crate::desk::Desk;
use crate::look::button::{Weight, go, row};
use crate::look::clock::{Clock, ClockTone};
use crate::look::heading::{Heading, heading};
use crate::look::list::pager;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::task::{Holder, WorkGroup, WorkRow, worklist};
use crate::look::thread::Thread;
use crate::look::{Link, code_id};
use crate::trouble::Answer;

/// Minutes before an approved recovery from which its clock is short.
const SHORT_MIN: i64 = 60;

#[derive(Deserialize)]
pub(super) struct Asked {
    /// Number of the last file of the part before.
    after: Option<String>,
}

/// `GET /pathways`
pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let after = asked.after.as_deref().map(|number| id::<PathwayId>("after", number)).transpose()?;
    let list = desk.app.service.pathways(desk.access()?, after).await?;
    let waiting = crate::trace::waiting(&desk).await?;
    let title = desk.say_with("pathways-title", &[("n", list.under_way.len().into())]);
    let mut buttons = Vec::new();
    buttons.push(go(Weight::Other, &Link::new("/pathways/flow", desk.say("flow-link"))));
    if may(&desk, Permission::OpenPathway) {
        buttons.push(go(Weight::Next, &Link::new("/pathways/new", desk.say("pathway-open"))));
    }
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("pathways-under")) }),
            aside: (!buttons.is_empty()).then(|| row(&buttons)),
            ..Heading::default()
        }))
        @if after.is_none() { (waiting) (under_way(&desk, &list)) }
        (over(&desk, &list))
    };
    Ok(desk.page(&title, "/pathways", &body))
}

/// The rows of the night: what is next, until when, and who holds it; the reader's own first.
fn under_way(desk: &Desk, list: &PathwayList) -> Markup {
    let mine = |l: &&PathwayLine| l.pathway.next().is_some_and(|next| holds(desk, next));
    let (own, others): (Vec<&PathwayLine>, Vec<&PathwayLine>) = list.under_way.iter().partition(mine);
    let group = |key: &str, lines: &[&PathwayLine]| WorkGroup {
        title: desk.say(key),
        count: desk.say_with("pathways-count", &[("n", lines.len().into())]),
        rows: lines.iter().map(|l| work(desk, l)).collect(),
    };
    let groups: Vec<WorkGroup> = [("pathways-yours", own), ("pathways-others", others)]
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(key, lines)| group(key, &lines))
        .collect();
    html! {
        @if groups.is_empty() { p { (desk.say("pathways-none")) } } @else { (worklist(&groups)) }
    }
}

/// Whether the next thing is the reader's.
fn holds(desk: &Desk, next: Next) -> bool {
    desk.session.as_ref().is_some_and(|s| s.access.role == next.holder())
}

fn work(desk: &Desk, line: &PathwayLine) -> WorkRow {
    let pathway = &line.pathway;
    let address = format!("/pathways/{}", pathway.id);
    let next = pathway.next();
    let (state, role) = match next {
        Some(next) => (desk.say(&next_key(next)), desk.term(next.holder().code())),
        None => (desk.term(pathway.stage().code()), String::new()),
    };
    let mine = next.is_some_and(|next| holds(desk, next));
    WorkRow {
        clock: clock_of(desk, pathway),
        what: html! {
            a href=(address) { @match &line.called { Some(called) => bdi { (called) }, None => (code_id(&pathway.id.to_string())) } }
        },
        what_under: html! { (way_words(desk, pathway)) " · " bdi { (line.centre) } },
        thread: Some(thread_of(desk, pathway)),
        state: html! { (desk.term(pathway.stage().code())) },
        then: html! { (state) },
        verb: match next.filter(|_| mine).and_then(|next| deed(desk, &address, next)) {
            Some(deed) => go(Weight::Next, &deed),
            None => go(if mine { Weight::Next } else { Weight::Other }, &Link::new(address, desk.say("pathway-file"))),
        },
        holder: if mine { Holder::You } else { Holder::Other },
        holder_says: if mine { desk.say("pathway-you") } else { role },
    }
}

/// The page on which the reader does what is next; none where that is the file itself.
fn deed(desk: &Desk, address: &str, next: Next) -> Option<Link> {
    let (end, word) = match next {
        Next::SeeCritical => ("#results", "pathway-acknowledge"),
        Next::FindPotential => ("/steps/found_potential", "pathway-do-find-potential"),
        Next::Identify => ("/identify", "pathway-identify-title"),
        Next::Refer => ("/refer", "pathway-refer-title"),
        Next::Certify => ("/steps/death_certified", "pathway-step-death-certified-title"),
        Next::AskFamily => ("/steps/family_asked", "pathway-step-family-asked-title"),
        Next::Release => ("/steps/hold_released", "pathway-do-release"),
        Next::Approve => ("/approval", "pathway-approval"),
        Next::Recover => ("/recovery", "pathway-recovery"),
        Next::Consult | Next::Characterise | Next::Transplant => return None,
    };
    Some(Link::new(format!("{address}{end}"), desk.say(word)))
}

/// Sentence of what is next.
pub(super) fn next_key(next: Next) -> String {
    format!("pathway-next-{}", next.code().replace('_', "-"))
}

/// How the person may donate.
pub(super) fn way_words(desk: &Desk, pathway: &Pathway) -> String {
    match pathway.way {
        Some(domain::pathway::Way::BrainDeath) => desk.term("dbd"),
        Some(domain::pathway::Way::CirculatoryDeath { maastricht }) => {
            desk.say_with("pathway-dcd", &[("category", desk.term(maastricht.code()).into())])
        }
        None => desk.say("pathway-way-unknown"),
    }
}

/// Where a file stands.
pub(super) fn thread_of(desk: &Desk, pathway: &Pathway) -> Thread {
    let present = u8::try_from(pathway.stage().place()).unwrap_or(0) + 1;
    let stages = u8::try_from(Stage::ALL.len()).unwrap_or(1);
    let says = desk.say_with(
        "pathway-thread",
        &[("stage", desk.term(pathway.stage().code()).into()), ("n", i64::from(present).into())],
    );
    Thread { stages, present, says }
}

/// The time until an approved recovery, or else since the file was opened.
fn clock_of(desk: &Desk, pathway: &Pathway) -> Clock {
    let now = desk.app.service.now();
    let ahead = pathway.approved.as_ref().filter(|_| pathway.stage() < Stage::Actual);
    let Some(planned_at) = ahead.map(|a| a.step.planned_at) else {
        let open = now.duration_since(pathway.opened_at());
        return Clock {
            left_share: 0.0,
            tone: ClockTone::None,
            left: desk.span(open),
            end: desk.say_with("pathway-since", &[("at", desk.lately(pathway.opened_at()).into())]),
        };
    };
    let left = planned_at.duration_since(now);
    let tone = match left.as_mins() {
        ..=0 => ClockTone::Stop,
        1..=SHORT_MIN => ClockTone::Now,
        _ => ClockTone::Calm,
    };
    let approved_at = pathway.approved.as_ref().map_or(now, |a| a.at);
    let whole = planned_at.duration_since(approved_at).as_secs_f64().max(1.0);
    Clock {
        left_share: (left.as_secs_f64() / whole).clamp(0.0, 1.0),
        tone,
        left: desk.span(left.max(SignedDuration::ZERO)),
        end: desk.say_with("pathway-until", &[("at", desk.lately(planned_at).into())]),
    }
}

fn over(desk: &Desk, list: &PathwayList) -> Markup {
    let row = |l: &PathwayLine| {
        let p = &l.pathway;
        vec![
            html! { a href={ "/pathways/" (p.id) } { (code_id(&p.id.to_string())) } },
            html! { bdi { (l.centre) } },
            html! { (way_words(desk, p)) },
            html! { (desk.term(p.stage().code())) },
            html! { @match p.loss { Some(loss) => (desk.term(loss.reason.code())), None => "–" } },
            html! { (desk.instant(p.opened_at())) },
        ]
    };
    let all = usize::try_from(list.all_over).unwrap_or(0);
    let says = desk.say_with("pathways-shown", &[("n", list.over.len().into()), ("m", all.into())]);
    html! {
        (table(&Table {
            title: Some(desk.say("pathways-over")),
            caption: None,
            main: false,
            columns: ["pathways-col-file", "pathways-col-hospital", "pathways-col-way", "pathways-col-stage", "pathways-col-loss", "pathways-col-opened"]
                .into_iter()
                .map(|key| Column::words(desk.say(key)))
                .collect(),
            rows: list.over.iter().map(row).collect(),
            empty: html! { (desk.say("pathways-over-none")) },
            phone: Phone::Stack,
        }))
        @if all > 0 {
            (pager(&says, None, list.next.map(|next| Link::new(format!("/pathways?after={next}"), desk.say("pathways-further"))).as_ref()))
        }
    }
}
