//! The file of a possible donor: where it stands, what stops a recovery, the steps, and what is on record.

use axum::extract::Path;
use codes::ids::{AccountId, PathwayId};
use domain::access::Permission;
use domain::consent::Held;
use domain::donor_register::ChoiceKind;
use domain::pathway::{DeathCertified, FamilyAsked, FamilyDeclared, Reward, Stage};
use law::Severity;
use maud::{Markup, html};
use service::PathwayFile;

use super::list::{next_key, thread_of, way_words};
use super::{cure, results, tasks, timeline};
use crate::ask::{id, may};
use crate::desk::Desk;
use crate::look::button::{Weight, go, row, submit};
use crate::look::frame::with_side;
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, notice, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::thread::thread;
use crate::look::{Link, TagKind, code_id};
use crate::say;
use crate::trouble::Answer;

/// A way to the file.
pub(super) fn back(desk: &Desk, id: PathwayId) -> Link {
    Link::new(format!("/pathways/{id}"), desk.say("pathway-back"))
}

/// How the hospital calls the person, where the reader may know it, and the number of the file.
pub(super) fn name(desk: &Desk, file: &PathwayFile) -> Markup {
    let called = file.pathway.called.as_ref().and_then(|c| c.clear());
    html! {
        @match (called, file.pathway.identified_at) {
            (Some(called), _) => b { bdi { (called) } },
            (None, None) => b { (desk.say("pathway-unidentified")) },
            (None, Some(_)) => {},
        }
        " " (code_id(&file.pathway.id.to_string()))
    }
}

/// `GET /pathways/{pathway}`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    let pathway: PathwayId = id("pathway", &number)?;
    let file = desk.app.service.pathway(desk.access()?, pathway).await?;
    let p = &file.pathway;
    let title = title(&desk, &file);
    let hospital = file.centre.as_ref().map(|c| c.name_on(desk.app.service.today()).to_owned()).unwrap_or_default();
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/pathways", desk.say("nav-pathways"))],
            here: Some(code_id(&number)),
            title: Some(html! { (title) }),
            under: Some(html! { (name(&desk, &file)) " · " (way_words(&desk, p)) " · " bdi { (hospital) } " · " (thread(&thread_of(&desk, p))) }),
            aside: buttons(&desk, &file),
        }))
        @if let Some(loss) = &p.loss {
            (notice(TagKind::Stops, &html! {
                p { b { (desk.term(loss.reason.code())) } " · " (desk.term(loss.reason.group().code())) }
                p { (desk.say_with("pathway-lost-at", &[("at", desk.instant(loss.at).into())])) }
            }))
        }
        (timeline::of_file(&desk, &file))
        (crate::trace::from_paper(&desk, &file.from_paper))
        (with_side(
            &html! { (tasks::list(&desk, &file)) (results::characterisation(&desk, &file)) },
            &html! {
                @if p.next().is_some() && p.stage() < Stage::Actual { (panel(Panel::Bare, &desk.say("pathway-stops-title"), &stops(&desk, &file))) }
                (register(&desk, &file))
            },
        ))
        (certificates(&desk, &file))
        (family(&desk, &file))
        (declared(&desk, &file))
        (recoveries(&desk, &file))
    };
    Ok(desk.page(&title, "/pathways", &body))
}

fn title(desk: &Desk, file: &PathwayFile) -> String {
    let stage = desk.term(file.pathway.stage().code());
    match file.pathway.next() {
        Some(next) => {
            desk.say_with("pathway-title", &[("stage", stage.into()), ("next", desk.say(&next_key(next)).into())])
        }
        None => desk.say_with("pathway-title-over", &[("stage", stage.into())]),
    }
}

fn buttons(desk: &Desk, file: &PathwayFile) -> Option<Markup> {
    let id = file.pathway.id;
    let over = file.pathway.next().is_none();
    let to = |weight, end: &str, key: &str| go(weight, &Link::new(format!("/pathways/{id}/{end}"), desk.say(key)));
    let mut all = Vec::new();
    if may(desk, Permission::ApproveRecovery) && !over && file.pathway.stage() < Stage::Actual {
        all.push(to(Weight::Next, "approval", "pathway-approval"));
    }
    if may(desk, Permission::RecordRecovery) && !over {
        all.push(to(Weight::Other, "recovery", "pathway-recovery"));
    }
    (!all.is_empty()).then(|| row(&all))
}

/// What would stop a recovery now, each with the page on which it is cured.
pub(super) fn stops(desk: &Desk, file: &PathwayFile) -> Markup {
    let stops: Vec<_> = file.reading.findings.iter().filter(|f| f.severity == Severity::Stop).collect();
    html! {
        @if stops.is_empty() { p { (desk.say("pathway-nothing-stops")) } }
        @else {
            p { (desk.say_with("pathway-stops", &[("n", stops.len().into())])) }
            ul.found {
                @for finding in stops {
                    li {
                        (say::finding(desk, finding).sentence)
                        @if let Some(link) = cure::cure(desk, file.pathway.id, &finding.rule) { " " (link.markup()) }
                        " " a.code href={ "/rules/" (finding.rule) } { (finding.rule) }
                    }
                }
            }
        }
    }
}

/// The donor register: referred, read, and what it said for whoever may read it.
fn register(desk: &Desk, file: &PathwayFile) -> Markup {
    let p = &file.pathway;
    let consults = may(desk, Permission::ConsultRegister)
        && p.next().is_some()
        && p.stage() < Stage::Actual
        && !p.referrals.is_empty();
    let body = html! {
        @match p.referrals.last() {
            Some(referral) => p { (desk.say_with("pathway-referred", &[("at", desk.instant(referral.at).into())])) },
            None => p { (desk.say("pathway-not-referred")) },
        }
        @if let Some(read) = p.register.last() {
            p { (desk.say_with("pathway-register-read", &[("at", desk.instant(read.at).into())])) }
        } @else { p { (desk.say("pathway-register-not-read")) } }
        @if let Some(said) = &file.registered {
            @match said.choice {
                Some(choice) => {
                    p { b { (desk.term(choice.code())) } }
                    @if choice == ChoiceKind::Some {
                        ul { @for organ in &said.organs { li { (desk.term(organ.code())) } } }
                    }
                },
                None => p { b { (desk.say("answer-silence")) } },
            }
        }
        @if consults {
            form method="post" action={ "/pathways/" (p.id) "/consult" } {
                (desk.marks())
                (submit(Weight::Other, &desk.say("look-up-send"), None))
            }
        }
    };
    panel(Panel::Sheet, &desk.say("pathway-register"), &body)
}

fn named(file: &PathwayFile, account: AccountId) -> Markup {
    html! { bdi { (file.names.get(&account.to_string()).cloned().unwrap_or_default()) } }
}

fn columns(desk: &Desk, keys: &[&str]) -> Vec<Column> {
    keys.iter().map(|key| Column::words(desk.say(key))).collect()
}

fn certificates(desk: &Desk, file: &PathwayFile) -> Markup {
    let row = |c: &Held<DeathCertified>| {
        vec![
            named(file, c.by),
            html! { (desk.term(c.step.criteria.code())) },
            html! { (desk.instant(c.step.examined_at)) },
            html! { (desk.instant(c.step.died_at)) },
            html! {
                @if let Some(minutes) = c.step.no_touch_min { (desk.say_with("span-minutes", &[("n", i64::from(minutes).into())])) }
                @for test in &c.step.confirmations { (desk.term(&domain::rules::term(test))) " " }
            },
        ]
    };
    table(&Table {
        title: Some(desk.say_with("pathway-certificates", &[("n", file.pathway.certificates.len().into())])),
        caption: None,
        main: false,
        columns: columns(
            desk,
            &[
                "pathway-col-doctor",
                "pathway-col-criteria",
                "pathway-col-examined",
                "pathway-col-died",
                "pathway-col-watched",
            ],
        ),
        rows: file.pathway.certificates.iter().map(row).collect(),
        empty: html! { (desk.say("pathway-certificates-none")) },
        phone: Phone::Stack,
    })
}

fn family(desk: &Desk, file: &PathwayFile) -> Markup {
    let row = |f: &Held<FamilyAsked>| {
        let text = |private: Option<&domain::Private>| private.and_then(|t| t.clear()).unwrap_or_default().to_owned();
        let interpreter = f.step.interpreter.as_ref().map(|i| text(Some(&i.name)));
        vec![
            html! { (desk.term(f.step.kin.code())) " " bdi { (text(f.step.name.as_ref())) } },
            named(file, f.by),
            html! {
                (crate::approval::forms::language(desk, &f.step.language.to_string()))
                @if let Some(name) = interpreter { " · " (desk.say("pathway-interpreter")) " " bdi { (name) } }
            },
            html! { (desk.term(&domain::rules::term(&f.step.answer))) },
            html! {
                @for organ in &f.step.declined { (desk.term(organ.code())) " " }
                @for use_ in &f.step.declined_uses { (desk.term(&domain::rules::term(use_))) " " }
            },
            html! { (desk.instant(f.at)) br; bdi { (text(f.step.note.as_ref())) } },
        ]
    };
    table(&Table {
        title: Some(desk.say("pathway-family")),
        caption: None,
        main: false,
        columns: columns(
            desk,
            &[
                "pathway-col-kin",
                "pathway-col-asked-by",
                "pathway-col-language",
                "pathway-col-answer",
                "pathway-col-declined",
                "pathway-col-when",
            ],
        ),
        rows: file.pathway.family.iter().map(row).collect(),
        empty: html! { (desk.say("pathway-family-none")) },
        phone: Phone::Stack,
    })
}

/// Who of the family declared that nothing was offered. That something was is shown to whoever wrote it down, and here to nobody
/// else.
fn declared(desk: &Desk, file: &PathwayFile) -> Markup {
    let row = |d: &Held<FamilyDeclared>| {
        let text = |private: Option<&domain::Private>| private.and_then(|t| t.clear()).unwrap_or_default().to_owned();
        let interpreter = d.step.interpreter.as_ref().map(|i| text(Some(&i.name)));
        vec![
            html! { (desk.term(d.step.kin.code())) " " bdi { (text(d.step.name.as_ref())) } },
            named(file, d.by),
            html! {
                (crate::approval::forms::language(desk, &d.step.language.to_string()))
                @if let Some(name) = interpreter { " · " (desk.say("pathway-interpreter")) " " bdi { (name) } }
            },
            html! {
                @match d.step.reward() {
                    Some(Reward::Offered) => { b { (desk.term("offered")) } p.under { (desk.say("pathway-declared-own")) } },
                    Some(Reward::Nothing) | None => (desk.term("nothing")),
                }
            },
            html! { (desk.instant(d.at)) br; bdi { (text(d.step.note.as_ref())) } },
        ]
    };
    html! {
        @if !file.pathway.family.is_empty() || !file.pathway.declared.is_empty() {
            (table(&Table {
                title: Some(desk.say("pathway-declared")),
                caption: None,
                main: false,
                columns: columns(
                    desk,
                    &["pathway-col-declares", "pathway-col-heard-by", "pathway-col-language", "pathway-col-said", "pathway-col-when"],
                ),
                rows: file.pathway.declared.iter().map(row).collect(),
                empty: html! { (desk.say("pathway-declared-none")) },
                phone: Phone::Stack,
            }))
        }
    }
}

fn recoveries(desk: &Desk, file: &PathwayFile) -> Markup {
    let p = &file.pathway;
    let rows = p.recoveries.iter().flat_map(|r| {
        r.step.units.iter().map(move |(unit, organ)| {
            vec![
                html! { a href={ "/trace/" (unit) } { (code_id(&unit.to_string())) } },
                html! { (desk.term(organ.code())) },
                html! { (desk.instant(r.at)) },
                html! { @for (n, member) in r.step.team.iter().enumerate() { @if n > 0 { (desk.say("list-separator")) } (named(file, *member)) } },
            ]
        })
    });
    html! {
        @if !p.recoveries.is_empty() {
            (table(&Table {
                title: Some(desk.say("pathway-organs")),
                caption: None,
                main: false,
                columns: columns(desk, &["pathway-col-unit", "pathway-col-organ", "pathway-col-when", "pathway-col-team"]),
                rows: rows.collect(),
                empty: html! { (desk.say("pathway-organs-none")) },
                phone: Phone::Stack,
            }))
        }
    }
}
