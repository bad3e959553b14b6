//! Every combination of missing links: the refusal names exactly what is missing, and the fact is kept all the same.

use std::collections::BTreeSet;
use std::thread;

use codes::ids::{PlanId, UnitId};
use domain::Verdict;
use domain::approval::{Interview, Pair, RULES, TaskState, progress};
use domain::consent::{EngagedBy, Tie};
use domain::registry::{LivingRemoval, RemovalFact, gate, keep_removal};

use crate::cases;
use crate::world::*;

/// A link that is missing, the rules that say so, and the links whose absence silences them.
struct Missing {
    name: &'static str,
    spoil: fn(&mut LivingRemoval),
    codes: &'static [&'static str],
    silenced_by: &'static [&'static str],
}

/// The way a rule's own case breaks it.
fn by_rule(code: &str) -> fn(&mut LivingRemoval) {
    cases::all().find(|c| c.code == code).unwrap().broken
}

fn links() -> Vec<Missing> {
    let link = |name, code: &'static str, codes| Missing { name, spoil: by_rule(code), codes, silenced_by: &[] };
    vec![
        link("licence", "CEN-002", &["CEN-002"]),
        link("identity", "AUT-001", &["AUT-001"]),
        link("relation", "AUT-002", &["AUT-002"]),
        link("age", "AUT-003", &["AUT-003"]),
        link("psychosocial", "AUT-006", &["AUT-006"]),
        Missing {
            name: "alone",
            spoil: |s| s.approval.pair.interviews[0].step.result = Interview::PressureSeen,
            codes: &["AUT-010"],
            silenced_by: &[],
        },
        link("decision", "AUT-011", &["AUT-011"]),
        // Without a decision there are no votes to count.
        Missing {
            name: "quorum",
            spoil: |s| {
                let decision = s.approval.pair.decisions.first_mut();
                decision.into_iter().for_each(|d| cast(d).retain(|v| v.step.seat == domain::approval::Seat::Outside));
            },
            codes: &["AUT-012"],
            silenced_by: &["decision"],
        },
        link("information", "CON-001", &["CON-001"]),
        // Without a talk nobody interpreted it.
        Missing {
            name: "interpreter",
            spoil: |s| {
                let talk = s.consent.consent.talks.first_mut();
                let cousin = interpreter(EngagedBy::Recipient, Tie::Kin);
                talk.into_iter().for_each(|t| t.step.interpreter = Some(cousin.clone()));
            },
            codes: &["CON-004"],
            silenced_by: &["information"],
        },
        link("signature", "CON-008", &["CON-008"]),
        // Without a signature nobody witnessed it.
        Missing {
            name: "witness",
            spoil: |s| {
                let signature = s.consent.consent.signature.as_mut();
                signature.into_iter().for_each(|x| x.step.witnesses.truncate(1));
            },
            codes: &["CON-009"],
            silenced_by: &["signature"],
        },
        link("will", "CON-012", &["CON-012"]),
        link("care", "CAR-001", &["CAR-001"]),
    ]
}

fn expected(links: &[Missing], mask: usize) -> Vec<String> {
    let present: Vec<&Missing> = links.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1).map(|(_, m)| m).collect();
    let silenced = |m: &Missing| m.silenced_by.iter().any(|name| present.iter().any(|p| p.name == *name));
    let codes: BTreeSet<&str> = present.iter().filter(|m| !silenced(m)).flat_map(|m| m.codes.iter().copied()).collect();
    codes.into_iter().map(str::to_owned).collect()
}

fn fact() -> RemovalFact {
    let pair = removal().approval.pair;
    let team = pair.team.clone();
    let (donor, organ, centre) = (pair.donor, pair.organ, pair.centre);
    RemovalFact { pair: Some(pair.id), donor, organ, centre, happened: happened(AT), team, note: None }
}

fn walk(masks: impl Iterator<Item = usize>) -> usize {
    let (links, profile, floor, fact) = (links(), calvane(), floor(), fact());
    let law = profile.on(day("2026-11-21"));
    let mut walked = 0;
    for mask in masks {
        let mut situation = removal();
        links.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1).for_each(|(_, m)| (m.spoil)(&mut situation));
        let expected = expected(&links, mask);
        match gate(&removal_plan(), PlanId::from_bits(9), &situation, &law, &floor) {
            Verdict::Allowed { .. } => assert!(mask == 0, "allowed: {expected:?}"),
            Verdict::Refused(reading) => assert_eq!(codes_of(&reading), expected, "combination {mask:#b}"),
        }
        let kept = keep_removal(&fact, UnitId::from_bits(5), &situation, &law, &floor);
        assert_eq!(kept.events.len(), 2);
        let mut breaches: Vec<String> = kept.breaches.iter().map(|f| f.rule.clone()).collect();
        breaches.sort();
        assert_eq!(breaches, expected, "combination {mask:#b}");
        assert!(kept.events[0].body.get("breaches").is_none());
        walked += 1;
    }
    walked
}

#[test]
fn every_combination_of_missing_links_is_refused_with_exactly_its_reasons_and_kept_with_them() {
    let all = 1 << links().len();
    assert_eq!(all, 16_384);
    let halves = [0, 1].map(|odd| thread::spawn(move || walk((0..all).filter(move |m| m % 2 == odd))));
    let walked: usize = halves.into_iter().map(|h| h.join().unwrap()).sum();
    assert_eq!(walked, all);
}

/// Rules that look at something which is no task of the pair's list: the centre's licence, what the registry knows, and
/// the time that must pass before the planned day.
fn is_no_task(code: &str) -> bool {
    code.starts_with("CEN-") || code.starts_with("REG-") || code == "CON-014"
}

#[test]
fn the_task_list_is_done_when_the_rules_are_content_and_open_when_one_of_them_is_not() {
    let (profile, floor, at) = (calvane(), floor(), AT.parse().unwrap());
    let law = profile.on(day("2026-11-21"));
    let open = |s: &LivingRemoval| {
        let (consent, care) = (s.consent.consent.clone(), s.care.care.clone());
        let pair = Pair { consent, care, ..s.approval.pair.clone() };
        let phases = progress(&pair, &law, at, Some(&s.read(&law, &floor)));
        let tasks = phases.into_iter().flat_map(|phase| phase.tasks);
        tasks.filter(|t| !matches!(t.state, TaskState::Done(_))).map(|t| t.code).collect::<Vec<_>>()
    };
    assert_eq!(open(&removal()), [""; 0], "everything is done");
    // A rule that is asked while somebody votes or a paper is read is not asked at the removal.
    let asked = |case: &&cases::Case| case.law.is_empty() && !is_no_task(case.code);
    for case in cases::all().filter(asked) {
        let mut situation = removal();
        (case.asked)(&mut situation);
        (case.broken)(&mut situation);
        let found = codes_of(&situation.read(&law, &floor));
        if found.iter().any(|code| code == case.code) && situation.approval.pending.is_none() {
            assert!(!open(&situation).is_empty(), "{}: the list says that everything is done", case.code);
        }
    }
    let known: BTreeSet<&str> = RULES.iter().flat_map(|(_, rules)| rules.iter().copied()).collect();
    let all: BTreeSet<&str> = cases::all().map(|case| case.code).filter(|code| !is_no_task(code)).collect();
    assert_eq!(known, all, "every rule belongs to a task");
}
