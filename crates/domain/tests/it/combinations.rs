//! Every combination of missing links: the refusal names exactly what is missing, and the fact is kept all the same.

use std::collections::BTreeSet;
use std::thread;

use codes::ids::{PlanId, UnitId};
use domain::Verdict;
use domain::approval::Interview;
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
