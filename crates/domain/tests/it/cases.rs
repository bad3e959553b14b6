//! For every rule one situation that breaks it, and the inputs it then names. The complete situation holds it.

use codes::{Activity, DonorScope, Organ, Relation};
use domain::access::{Profession, Qualification};
use domain::approval::*;
use domain::consent::{Capacity, Declarant, EngagedBy, Held, Tie, Topic};
use domain::licence::professional::Turn;
use domain::licence::{Measure, ProfessionalMeasure};
use domain::registry;
use domain::registry::LivingRemoval;

use crate::world::*;

/// How a rule is broken.
pub struct Case {
    /// The rule.
    pub code: &'static str,
    /// Values of the law that differ from those of Calvane, for both sides.
    pub law: &'static [(&'static str, &'static str)],
    /// What is needed besides the complete situation so that the rule is asked and holds.
    pub asked: fn(&mut LivingRemoval),
    /// What breaks the rule then.
    pub broken: fn(&mut LivingRemoval),
    /// Names of the inputs, in order.
    pub inputs: &'static [&'static str],
}

const NOTHING: fn(&mut LivingRemoval) = |_| {};
const WITHOUT: &[(&str, &str)] = &[];

const fn case(code: &'static str, inputs: &'static [&'static str], broken: fn(&mut LivingRemoval)) -> Case {
    Case { code, law: WITHOUT, asked: NOTHING, broken, inputs }
}

fn transplants(s: &mut LivingRemoval) {
    s.registry = transplantation();
}

fn licence(s: &mut LivingRemoval) -> &mut domain::licence::Licence {
    &mut s.licence.licences[0]
}

fn pair(s: &mut LivingRemoval) -> &mut Pair {
    &mut s.approval.pair
}

fn vote_of(s: &mut LivingRemoval, index: usize) -> &mut Held<VoteCast> {
    &mut cast(&mut s.approval.pair.decisions[0])[index]
}

fn voting(s: &mut LivingRemoval) -> &mut Held<VoteCast> {
    s.approval.phase = Phase::Deciding("ethics_board".to_owned());
    match s.approval.pending.get_or_insert_with(|| Pending::Vote(vote(20, true, Favour::Favourable))) {
        Pending::Vote(vote) => vote,
        _ => panic!("something else is pending"),
    }
}

/// A court's order was filed by one person and is read by another.
fn second_reading(s: &mut LivingRemoval) {
    let decided_on = day("2026-10-18");
    let (step, favour) = ("court".to_owned(), Favour::Favourable);
    let filed = PaperFiled {
        step: step.clone(),
        favour,
        issuer: "Family court".to_owned(),
        reference: "FC 1".into(),
        decided_on,
        reasons: None,
        valid_to: None,
        document: None,
    };
    s.approval.phase = Phase::Deciding(step.clone());
    pair(s).papers = vec![held("2026-10-19T08:00:00Z", filed)];
    let second = PaperConfirmed { step, favour, decided_on };
    s.approval.pending = Some(Pending::Paper(held_by(20, "2026-10-20T08:00:00Z", second)));
}

fn talks(s: &mut LivingRemoval) -> &mut domain::consent::Informed {
    &mut s.consent.consent.talks[0].step
}

pub const LICENCE: &[Case] = &[
    case("CEN-001", &["centre", "organ", "activity"], |s| licence(s).granted.activity = Activity::Transplantation),
    case("CEN-002", &["licence", "suspended_at"], |s| {
        licence(s).measures.push(measure(Measure::Suspend, "2026-11-21T05:59:59Z"));
    }),
    case("CEN-003", &["licence", "revoked_at"], |s| {
        licence(s).measures.push(measure(Measure::Revoke, "2026-03-01T00:00:00Z"));
    }),
    case("CEN-004", &["licence", "valid_from", "valid_to"], |s| licence(s).granted.valid_to = day("2026-11-20")),
    case("CEN-005", &["licence", "scope"], |s| s.licence.needs_scope.push(DonorScope::NonResidentAllowed)),
    case("CEN-006", &["licence", "measure", "signed_at", "conditions"], |s| {
        let waiting = measure(Measure::Suspend, "2026-11-13T06:00:00Z");
        licence(s).measures.push(domain::licence::Signed { second: None, ..waiting });
    }),
    case("CEN-007", &["part", "who", "reason", "on"], |s| {
        let turn = Turn { measure: ProfessionalMeasure::Suspend, from: day("2026-11-21") };
        s.licence.professionals.as_mut().unwrap()[0].licences[0].turns.push(turn);
    }),
    case("CEN-008", &["centre", "last_look", "audit_due"], |s| licence(s).granted.valid_from = day("2023-11-20")),
];

pub const APPROVAL: &[Case] = &[
    case("AUT-001", &["verified"], |s| pair(s).identity = None),
    case("AUT-002", &["needed", "counted"], |s| pair(s).proofs[0].step.verified = Verification::CopySeen),
    case("AUT-003", &["needed", "age"], |s| s.approval.donor_age = Some((17, 18))),
    Case {
        law: &[("approval.outside_circle_allowed", "false")],
        ..case("AUT-004", &["relation_class"], |s| pair(s).relation = Relation::Friend)
    },
    case("AUT-005", &["evaluation"], |s| pair(s).evaluations.retain(|e| e.step.kind != EvaluationKind::Medical)),
    case("AUT-006", &["evaluation"], |s| pair(s).evaluations.retain(|e| e.step.kind != EvaluationKind::Psychosocial)),
    case("AUT-007", &["did", "kind", "who"], |s| pair(s).team.push(acc(10))),
    case("AUT-008", &["evaluation", "who", "on"], |s| {
        let until = Some(day("2026-09-04"));
        let past = Qualification { profession: Profession::Physician, from: day("2015-01-01"), to: until };
        s.approval.qualifications.insert(acc(10), vec![past]);
    }),
    case("AUT-009", &["evaluation", "conclusion"], |s| {
        let later = evaluated(EvaluationKind::Medical, Conclusion::Deferred);
        pair(s).evaluations.push(held_by(10, "2026-11-01T08:00:00Z", later));
    }),
    case("AUT-010", &["interview", "result"], |s| {
        pair(s).interviews.retain(|i| i.step.presence != Presence::DonorAlone);
    }),
    case("AUT-011", &["step"], |s| pair(s).decisions.clear()),
    case("AUT-012", &["step", "needed", "counted"], |s| vote_of(s, 0).by = acc(21)),
    case("AUT-013", &["step", "needed", "counted"], |s| vote_of(s, 2).step.seat = Seat::Inside),
    case("AUT-014", &["step"], |s| pair(s).decisions[0].step.favour = Favour::Unfavourable),
    case("AUT-015", &["step", "valid_to"], |s| pair(s).decisions[0].at = at("2026-08-20T08:00:00Z")),
    case("AUT-016", &["step", "who"], |s| vote_of(s, 1).step.objects = true),
    case("AUT-017", &["step", "did", "who"], |s| vote_of(s, 0).by = acc(11)),
    case("AUT-018", &["reason"], |s| pair(s).proofs[0].step.verified = Verification::OriginalSeen),
    Case { law: &[("approval.subsidiarity", "true")], ..case("AUT-019", &[], |s| pair(s).decisions.clear()) },
    Case {
        law: &[("approval.notice_to_authority", "true")],
        asked: |s| {
            let notice = NoticeGiven { authority: "Health authority".to_owned() };
            pair(s).notice = Some(held("2026-11-10T08:00:00Z", notice));
        },
        ..case("AUT-020", &[], |s| pair(s).notice = None)
    },
    case("AUT-021", &["step", "appeal"], |s| {
        let appeal = Appealed { step: "ethics_board".to_owned(), grounds: None, outcome: None };
        pair(s).appeals.push(held("2026-11-01T08:00:00Z", appeal));
    }),
    case("AUT-022", &[], |s| pair(s).team.clear()),
    Case {
        asked: |s| s.approval.phase = Phase::Deciding("court".to_owned()),
        ..case("AUT-023", &["step"], |s| s.approval.phase = Phase::Deciding("hospital_council".to_owned()))
    },
    case("AUT-024", &["step", "outcome", "favourable", "counted"], |s| {
        (0..2).for_each(|n| vote_of(s, n).step.vote = Some(Favour::Unfavourable));
    }),
    Case {
        asked: |s| _ = voting(s),
        ..case("AUT-025", &["step", "reason", "step", "reason"], |s| {
            voting(s).step.round = 2;
            pair(s).votes.push(vote(20, true, Favour::Deferred));
        })
    },
    case("AUT-026", &["step", "body", "who"], |s| drop(s.approval.qualifications.remove(&acc(22)))),
    Case { asked: |s| _ = voting(s), ..case("AUT-027", &["step"], |s| pair(s).consent.signature = None) },
    Case { asked: second_reading, ..case("AUT-028", &["step", "reason"], |s| pair(s).papers[0].by = acc(20)) },
];

pub const CONSENT: &[Case] = &[
    case("CON-001", &[], |s| s.consent.consent.talks.clear()),
    case("CON-002", &["topic"], |s| talks(s).topics.retain(|t| *t != Topic::OrganFate)),
    case("CON-003", &["language"], |s| talks(s).language = language("en")),
    Case {
        asked: |s| talks(s).interpreter = Some(interpreter(EngagedBy::Agency, Tie::None)),
        ..case("CON-004", &["engaged_by", "tie"], |s| {
            talks(s).interpreter = Some(interpreter(EngagedBy::Agency, Tie::Friend));
        })
    },
    case("CON-005", &["topic"], |s| talks(s).understood.retain(|t| *t != Topic::Risks)),
    case("CON-006", &["capacity"], |s| talks(s).capacity = Capacity::InDoubt),
    case("CON-007", &["needed_hours", "passed_hours", "informed_at"], |s| {
        s.consent.consent.talks[0].at = at("2026-09-24T09:00:00Z");
    }),
    case("CON-008", &[], |s| s.consent.consent.signature = None),
    case("CON-009", &["needed", "counted", "needed_outside", "counted_outside"], |s| {
        s.consent.consent.signature.as_mut().unwrap().step.witnesses.pop();
    }),
    case("CON-010", &["declarant"], |s| {
        s.consent.consent.declarations.retain(|d| d.step.declarant != Declarant::Recipient);
    }),
    case("CON-011", &[], |s| s.consent.consent.recipient = None),
    case("CON-012", &["withdrawn_at"], |s| {
        s.consent.consent.withdrawal = Some(held("2026-11-20T20:00:00Z", domain::consent::Withdrawn { note: None }));
    }),
    case("CON-013", &["valid_days", "passed_days", "signed_at"], |s| {
        s.consent.consent.signature.as_mut().unwrap().at = at("2026-05-24T06:00:00Z");
    }),
    case("CON-014", &["needed_hours", "passed_hours", "signed_at"], |s| {
        s.consent.consent.signature.as_mut().unwrap().at = at("2026-11-20T06:00:01Z");
    }),
    case("CON-015", &["language"], |s| {
        s.consent.consent.signature.as_mut().unwrap().step.language = language("en");
    }),
];

pub const CARE: &[Case] = &[
    case("CAR-001", &[], |s| s.care.care = None),
    case("CAR-002", &[], |s| s.care.care.as_mut().unwrap().step.payer = None),
    Case {
        asked: |s| {
            s.care.residence = Some(country("FR"));
            s.care.care.as_mut().unwrap().step.clinic_country = country("FR");
        },
        ..case("CAR-003", &["residence", "clinic_country"], |s| {
            s.care.care.as_mut().unwrap().step.clinic_country = country("XC");
        })
    },
    case("CAR-004", &["until"], |s| s.care.care.as_mut().unwrap().step.until = Some(day("2031-11-21"))),
];

pub const REGISTRY: &[Case] = &[
    case("REG-001", &["organ", "removed_before", "with"], |s| {
        s.registry.removed_before = vec![Organ::KidneyR, Organ::KidneyL];
    }),
    case("REG-002", &["planned_at", "asked_at"], |s| s.registry.now = Some(at("2026-11-21T06:00:01Z"))),
    case("REG-003", &["with"], |s| s.registry.same_person = true),
    case("REG-004", &["who", "with"], |s| s.registry.donor_died_at = Some(at("2026-11-20T06:00:00Z"))),
    Case {
        asked: transplants,
        ..case("REG-005", &["recovered_at", "happened_at"], |s| {
            s.registry.recovered_at = Some(at("2026-11-21T12:00:01Z"));
        })
    },
    Case { asked: transplants, ..case("REG-006", &["transplanted_before"], |s| s.registry.transplanted_before = 1) },
    Case { asked: transplants, ..case("REG-007", &["organ"], |s| s.registry.donor = None) },
    Case {
        asked: transplants,
        ..case("REG-008", &["ended_at"], |s| s.registry.ended_at = Some(at("2026-11-21T10:00:00Z")))
    },
    case("REG-009", &["differs"], |s| s.registry.centre = Some(codes::ids::Id::from_bits(77))),
];

/// Every case, capability by capability.
pub fn all() -> impl Iterator<Item = &'static Case> {
    [LICENCE, APPROVAL, CONSENT, CARE, REGISTRY].into_iter().flatten()
}

/// Whether the registry is asked about a removal; otherwise only its own rules are of interest.
pub fn is_removal(s: &LivingRemoval) -> bool {
    s.registry.phase == registry::Phase::Removal && s.approval.phase == Phase::Removal
}
