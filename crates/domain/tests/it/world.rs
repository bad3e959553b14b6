//! A complete, allowed living removal under the law of Calvane, and what the tests do with it.

use std::{collections::BTreeMap, fs, path::PathBuf};

use codes::ids::*;
use codes::time::{Happened, Zone};
use codes::{Activity, Country, Directedness, DonorScope, Language, Organ, Population, Relation};
use domain::access::{Profession, Qualification};
use domain::approval::*;
use domain::consent::{self, *};
use domain::licence::professional::{Doer, Standing, of_removal};
use domain::registry::{LivingRemoval, RemovalPlan};
use domain::{Draft, Past, followup, licence, registry};
use jiff::Timestamp;
use jiff::civil::Date;
use law::{Floor, Profile, Reading};

/// Day of the removal; 09:00 in Sarim.
pub const AT: &str = "2026-11-21T06:00:00Z";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Account number `n`: 1 and 2 are the team, 10 the physician, 11 the psychologist, 12 the interviewer, 13 who
/// informs, 20 to 22 the board (a physician, a jurist, a lay member), 30 and 31 the witnesses, 60 whoever writes down the rest.
pub fn acc(n: u64) -> AccountId {
    AccountId::from_bits(n)
}

pub fn happened(text: &str) -> Happened {
    Happened::at(at(text), Zone::utc())
}

pub fn language(tag: &str) -> Language {
    tag.parse().unwrap()
}

pub fn country(code: &str) -> Country {
    code.parse().unwrap()
}

pub fn held<T>(when: &str, step: T) -> Held<T> {
    held_by(60, when, step)
}

/// A step signed by account `n`.
pub fn held_by<T>(n: u64, when: &str, step: T) -> Held<T> {
    Held { at: at(when), by: acc(n), step }
}

pub fn floor() -> Floor {
    law::floor().unwrap()
}

pub fn calvane() -> Profile {
    law::shipped("xc").unwrap().unwrap()
}

/// The law of Calvane with some values replaced since 2010; an empty value makes the law silent.
pub fn calvane_with(changes: &[(&str, &str)]) -> Profile {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../profiles/xc");
    let texts: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let mut table: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
            for (key, value) in changes {
                let (file, name) = key.split_once('.').unwrap();
                if file == stem {
                    let tag = if value.is_empty() { "U" } else { "C" };
                    let value = if value.is_empty() { String::new() } else { format!("value = {value}\n") };
                    let entry: toml::Table =
                        format!("from = \"2010-01-01\"\nref = \"test\"\ntag = \"{tag}\"\n{value}").parse().unwrap();
                    table.insert(name.to_owned(), toml::Value::Array(vec![toml::Value::Table(entry)]));
                }
            }
            (stem, table.to_string())
        })
        .collect();
    Profile::from_texts(texts.iter().map(|(s, t)| (s.as_str(), t.as_str()))).unwrap()
}

pub fn granted() -> licence::Granted {
    licence::Granted {
        centre: CentreId::from_bits(7),
        organ: Organ::KidneyR,
        activity: Activity::LivingRemoval,
        donor_scope: vec![DonorScope::RelatedOnly],
        population: Population::Adult,
        valid_from: day("2024-02-01"),
        valid_to: day("2028-01-31"),
        conditions: vec!["At most twenty removals a year.".to_owned()],
        legal_act: "Act 1".to_owned(),
    }
}

pub fn licence_of(n: u64, granted: licence::Granted) -> licence::Licence {
    licence::Licence { id: LicenceId::from_bits(n), granted, measures: Vec::new() }
}

pub fn measure(what: licence::Measure, from: &str) -> licence::Signed {
    licence::Signed {
        proposed: licence::Proposed {
            measure: what,
            from: at(from),
            reason: "Two donors were not followed.".to_owned(),
            legal_act: "section 7".to_owned(),
            two_signatures: true,
        },
        first: acc(50).to_string(),
        first_at: at(from),
        second: Some(acc(51).to_string()),
    }
}

/// A vote in the ethics board on the day of its decision.
pub fn vote(n: u64, outside: bool, favour: Favour) -> Held<VoteCast> {
    let seat = if outside { Seat::Outside } else { Seat::Inside };
    let (step, conflict, reasons) = ("ethics_board".to_owned(), Conflict::None, "Has read everything.".into());
    let cast = VoteCast { step, round: 1, vote: Some(favour), conflict, seat, objects: false, reasons };
    held_by(n, "2026-10-20T08:00:00Z", cast)
}

pub fn board(favour: Favour) -> Vec<Held<VoteCast>> {
    vec![vote(20, false, favour), vote(21, true, favour), vote(22, true, favour)]
}

pub fn decided(step: &str, favour: Favour) -> Decided {
    let (step, reasons) = (step.to_owned(), "Free, informed and well.".into());
    Decided { step, favour, reasons, valid_to: None, document: None }
}

/// A decision all three members of the board agree on.
pub fn decision(step: &str, favour: Favour) -> Decision {
    Decision::by_vote(decided(step, favour), board(favour))
}

/// A decision of one member, who closes the ballot as well.
pub fn lone(when: &str, step: &str, favour: Favour, n: u64) -> Held<Decision> {
    held_by(n, when, Decision::by_vote(decided(step, favour), vec![vote(n, true, favour)]))
}

/// The votes of a decision, to be changed.
pub fn cast(decision: &mut Held<Decision>) -> &mut Vec<Held<VoteCast>> {
    match &mut decision.step.basis {
        Basis::Votes(votes) => votes,
        Basis::Paper(_) => panic!("a paper has no votes"),
    }
}

pub fn talk() -> Informed {
    Informed {
        language: language("ar"),
        topics: Topic::ALL.to_vec(),
        understood: Topic::ALL.to_vec(),
        interpreter: None,
        capacity: Capacity::Shown,
        leaflet: Some("K-4".to_owned()),
        note: None,
    }
}

pub fn interpreter(engaged_by: EngagedBy, tie: Tie) -> Interpreter {
    Interpreter { number: None, name: "Somebody".into(), engaged_by, tie_to_recipient: tie }
}

pub fn witness(n: u64, outside_team: bool) -> Witness {
    Witness { account: Some(acc(n)), name: None, outside_team }
}

pub fn signed() -> consent::Signed {
    let witnesses = vec![witness(30, true), witness(31, true)];
    consent::Signed { language: language("ar"), text_version: "3".to_owned(), witnesses, document: None }
}

pub fn evaluated(kind: EvaluationKind, conclusion: Conclusion) -> Evaluated {
    let (creatinine_umol_l, egfr_ml_min_173, document, note) = (None, None, None, None);
    Evaluated { kind, beside: None, conclusion, creatinine_umol_l, egfr_ml_min_173, document, note }
}

pub fn interviewed(presence: Presence, result: Interview) -> Interviewed {
    Interviewed { presence, beside: None, result, note: None }
}

pub fn identity(verified: Verification) -> IdentityChecked {
    IdentityChecked {
        paper: "passport".to_owned(),
        issuer: "Passport office".to_owned(),
        number: Some("X123".into()),
        verified,
        document: None,
        came_with: None,
        journey_by: None,
    }
}

pub fn proof(proof: ProofKind, verified: Verification) -> RelationProved {
    let issuer = "Civil registry".to_owned();
    RelationProved { proof, issuer, verified, document: None, note: None }
}

pub fn declared(declarant: Declarant) -> Declared {
    Declared { declarant, document: None }
}

pub fn care_plan() -> followup::CarePlan {
    followup::CarePlan {
        owner: acc(40),
        clinic: "Donor clinic".to_owned(),
        clinic_country: country("XC"),
        payer: Some(followup::Payer::PublicScheme),
        until: None,
        contact: None,
    }
}

pub fn opened() -> Opened {
    Opened {
        donor: DonorId::from_bits(1),
        recipient: RecipientId::from_bits(2),
        organ: Organ::KidneyL,
        centre: CentreId::from_bits(7),
        relation: Relation::Sibling,
        directedness: Directedness::SpecifiedDirect,
    }
}

pub fn pair() -> Pair {
    let o = opened();
    Pair {
        id: PairId::from_bits(3),
        round: 1,
        earlier: Vec::new(),
        donor: o.donor,
        recipient: o.recipient,
        organ: o.organ,
        centre: o.centre,
        relation: o.relation,
        directedness: o.directedness,
        opened_at: at("2026-07-01T08:00:00Z"),
        team: vec![acc(1), acc(2)],
        identity: Some(held("2026-08-01T08:00:00Z", identity(Verification::OriginalSeen))),
        proofs: vec![held("2026-08-02T08:00:00Z", proof(ProofKind::RegistryExtract, Verification::ConfirmedByIssuer))],
        interviews: [Presence::DonorAlone, Presence::RecipientAlone, Presence::Together]
            .map(|p| held_by(12, "2026-09-10T08:00:00Z", interviewed(p, Interview::NoPressureSeen)))
            .to_vec(),
        evaluations: vec![
            held_by(10, "2026-09-05T08:00:00Z", evaluated(EvaluationKind::Medical, Conclusion::Suitable)),
            held_by(11, "2026-09-06T08:00:00Z", evaluated(EvaluationKind::Psychosocial, Conclusion::Suitable)),
        ],
        votes: Vec::new(),
        papers: Vec::new(),
        decisions: vec![held_by(20, "2026-10-20T08:00:00Z", decision("ethics_board", Favour::Favourable))],
        appeals: Vec::new(),
        notice: None,
        consent: agreed(),
        care: Some(held("2026-09-15T08:00:00Z", care_plan())),
        plan: None,
        stopped: None,
        removed: None,
        transplanted_at: None,
    }
}

fn agreed() -> Consent {
    Consent {
        talks: vec![held_by(13, "2026-09-01T08:00:00Z", talk())],
        recipient: Some(held("2026-09-02T08:00:00Z", RecipientInformed { language: language("ar") })),
        declarations: vec![
            held("2026-09-20T08:00:00Z", declared(Declarant::Donor)),
            held("2026-09-20T08:00:00Z", declared(Declarant::Recipient)),
        ],
        signature: Some(held("2026-10-01T08:00:00Z", signed())),
        withdrawal: None,
    }
}

fn qualifications() -> BTreeMap<AccountId, Vec<Qualification>> {
    use Profession::{Jurist, LayMember, Physician, Psychologist, SocialWorker};
    [(10, Physician), (11, Psychologist), (12, SocialWorker), (20, Physician), (21, Jurist), (22, LayMember)]
        .map(|(n, profession)| (acc(n), vec![Qualification { profession, from: day("2015-01-01"), to: None }]))
        .into()
}

/// The licence of a professional, without limits.
pub fn carries(n: u64, profession: Profession) -> Standing {
    Standing {
        id: ProfessionalLicenceId::from_bits(n),
        profession,
        valid_from: day("2015-01-01"),
        valid_to: Some(day("2027-12-31")),
        organs: Vec::new(),
        activities: Vec::new(),
        turns: Vec::new(),
    }
}

/// The team and the evaluators, each with a licence that carries what they do.
fn holders(pair: &Pair) -> Vec<licence::Holder> {
    let doers = of_removal(pair, &pair.team, at(AT), |at| at.to_zoned(jiff::tz::TimeZone::UTC).date());
    let held = |n: u64| if n == 11 { Profession::Psychologist } else { Profession::Physician };
    let number = |account: AccountId| (1..40).find(|n| acc(*n) == account).unwrap();
    let one = |doer: Doer| {
        let n = number(doer.account);
        licence::Holder { licences: vec![carries(n, held(n))], doer }
    };
    doers.into_iter().map(one).collect()
}

/// Everything is right; nothing is to be found.
pub fn removal() -> LivingRemoval {
    let pair = pair();
    LivingRemoval {
        licence: licence::Situation {
            centre: pair.centre,
            licences: vec![licence_of(4, granted())],
            audited_on: Vec::new(),
            organ: pair.organ,
            activity: Activity::LivingRemoval,
            needs_scope: vec![DonorScope::RelatedOnly],
            at: at(AT),
            on: day("2026-11-21"),
            now: Some(at("2026-11-14T06:00:00Z")),
            professionals: Some(holders(&pair)),
        },
        consent: consent::Situation {
            consent: pair.consent.clone(),
            donor_languages: vec![language("ar")],
            team: pair.team.clone(),
            phase: consent::Phase::Removal,
            at: at(AT),
            pending: None,
        },
        care: followup::Situation {
            care: pair.care.clone(),
            residence: Some(country("XC")),
            country: country("XC"),
            on: day("2026-11-21"),
        },
        registry: registry::Situation {
            phase: registry::Phase::Removal,
            organ: pair.organ,
            donor: Some(pair.donor),
            recipient: Some(pair.recipient),
            centre: Some(pair.centre),
            approved: Some(registry::Approved { organ: pair.organ, centre: pair.centre, recipient: pair.recipient }),
            same_person: false,
            removed_before: Vec::new(),
            transplanted_before: 0,
            donor_died_at: None,
            recipient_died_at: None,
            recovered_at: None,
            ended_at: None,
            at: at(AT),
            now: Some(at("2026-11-14T06:00:00Z")),
        },
        approval: domain::approval::Situation {
            pair,
            donor_age: Some((41, 41)),
            qualifications: qualifications(),
            workplaces: BTreeMap::new(),
            phase: domain::approval::Phase::Removal,
            at: at(AT),
            on: day("2026-11-21"),
            pending: None,
        },
        vigilance: None,
        size: None,
        indicator: None,
    }
}

/// The same organ, after its recovery, on its way into the recipient.
pub fn transplantation() -> registry::Situation {
    registry::Situation {
        phase: registry::Phase::Transplantation,
        recovered_at: Some(at(AT)),
        at: at("2026-11-21T12:00:00Z"),
        now: None,
        ..removal().registry
    }
}

pub fn removal_plan() -> RemovalPlan {
    RemovalPlan { pair: PairId::from_bits(3), planned_at: at(AT), graft_g: None }
}

/// Codes of the findings, in order of code.
pub fn codes_of(reading: &Reading) -> Vec<String> {
    let mut codes: Vec<String> = reading.findings.iter().map(|f| f.rule.clone()).collect();
    codes.sort();
    codes
}

/// An event as the log would give it back.
pub fn past(draft: &Draft, recorded: &str) -> Past {
    Past {
        id: format!("evt_{recorded}"),
        kind: draft.kind.to_owned(),
        version: draft.version,
        record: draft.record.clone(),
        body: draft.body.clone(),
        actor: acc(60).to_string(),
        centre: None,
        recorded_at: at(recorded),
        happened: draft.happened.clone(),
    }
}
