//! A pair and whoever looks after it, for tests.

use codes::ids::{DonorId, PairId, RecipientId, UnitId};
use codes::time::{Happened, Zone};
use codes::{Directedness, Organ, Relation, Sex};
use domain::access::{Purpose, Role};
use domain::approval::*;
use domain::consent::{Capacity, Declarant, Declared, Informed, RecipientInformed, Signed, Topic, Witness};
use domain::followup::{CarePlan, Payer};
use domain::person::{Identifier, Known, Name};
use domain::registry::{RemovalFact, RemovalPlan};
use service::demo::DemoCountry;
use service::{Access, Failure, Said, Service};

use crate::support::Home;

/// Everybody a living donation needs.
pub struct Cast {
    pub country: DemoCountry,
    pub nurse: Access,
    pub nurse_elsewhere: Access,
    pub physician: Access,
    pub psychologist: Access,
    pub board: Access,
    pub members: Vec<Access>,
    pub judge: Access,
    pub surgeon: Access,
    pub surgeon_elsewhere: Access,
    pub coordinator: Access,
    pub investigator: Access,
}

impl Cast {
    pub fn of(home: &Home) -> Self {
        let country = home.country();
        let by = |name: &str| country.staff.iter().find(|s| s.name == name).unwrap().access.clone();
        let board = country.staff.iter().filter(|s| s.access.role == Role::BoardMember).map(|s| s.access.clone());
        Self {
            nurse: by("J. Amsel"),
            nurse_elsewhere: by("M. Dorran"),
            physician: by("Dr Perrinol"),
            psychologist: by("Dr Ilun"),
            board: by("Prof. Vanekor"),
            judge: by("Judge Almiran"),
            members: board.take(3).collect(),
            surgeon: by("Dr Lindqor"),
            surgeon_elsewhere: by("Dr Tchenko"),
            coordinator: by("A. Renner"),
            investigator: by("E. Quillan"),
            country,
        }
    }
}

pub fn happened(service: &Service) -> Happened {
    Happened::at(service.now(), "+03:00".parse::<Zone>().unwrap())
}

pub fn known(name: &str, number: &str) -> Known {
    Known {
        names: vec![Name { text: name.into(), script: Some("Latn".to_owned()) }],
        identifiers: vec![Identifier { system: "national_number".to_owned(), value: number.into() }],
        birth: Some("1984-05-06".into()),
        sex: Some(Sex::Female),
        gender: None,
        languages: vec!["ar".parse().unwrap()],
        residence: Some("XC".parse().unwrap()),
        phone: Some("+999 111 222333".into()),
        address: None,
    }
}

/// Opens the file of two sisters at the nurse's centre.
pub async fn open(service: &Service, by: &Access, cast: &Cast) -> Result<(PairId, DonorId, RecipientId), Failure> {
    let number = format!("7{:010}", service.now().as_second());
    let people = (
        Said::New(Box::new(known("Test Donor", &number))),
        Said::New(Box::new(known("Test Recipient", &number.replace('7', "8")))),
    );
    let tie = (Relation::Sibling, Directedness::SpecifiedDirect);
    Ok(service.open_pair(by, people, Organ::KidneyL, cast.country.centres[0], tie).await?.0)
}

/// A left kidney removed now by the surgeon, at the first centre.
pub fn removal(home: &Home, cast: &Cast, pair: impl Into<Option<PairId>>, donor: DonorId) -> RemovalFact {
    RemovalFact {
        pair: pair.into(),
        donor,
        organ: Organ::KidneyL,
        centre: cast.country.centres[0],
        happened: happened(&home.service),
        team: vec![cast.surgeon.account],
        note: None,
    }
}

/// An organ that was removed at the first centre, its recipient, and who carries it.
pub struct Kidney {
    pub unit: UnitId,
    pub donor: DonorId,
    pub recipient: RecipientId,
    pub courier: Access,
}

/// A left kidney that was removed so many seconds ago.
pub async fn kidney(home: &Home, cast: &Cast, seconds_ago: i64) -> Kidney {
    let s = &home.service;
    let (pair, donor, recipient) = open(s, &cast.nurse, cast).await.unwrap();
    let fact = removal(home, cast, Some(pair), donor);
    let unit = s.record_removal(&cast.surgeon, fact).await.unwrap().0.unit;
    let account = cast.country.staff.iter().find(|m| m.access.role == Role::Courier).unwrap().access.account;
    let courier = Access { account, role: Role::Courier, purpose: Purpose::Coordination, centre: None };
    home.later(seconds_ago);
    Kidney { unit, donor, recipient, courier }
}

pub fn team(members: &[&Access]) -> Step {
    Step::TeamNamed(TeamNamed { members: members.iter().map(|m| m.account).collect() })
}

pub fn identity() -> Step {
    Step::IdentityChecked(IdentityChecked {
        paper: "passport".to_owned(),
        issuer: "Passport office".to_owned(),
        number: Some("P1".into()),
        verified: Verification::OriginalSeen,
        document: None,
        came_with: None,
        journey_by: None,
    })
}

pub fn proof() -> Step {
    Step::RelationProved(RelationProved {
        proof: ProofKind::RegistryExtract,
        issuer: "Civil registry".to_owned(),
        verified: Verification::ConfirmedByIssuer,
        document: None,
        note: None,
    })
}

pub fn talk() -> Step {
    Step::Informed(Informed {
        language: "ar".parse().unwrap(),
        topics: Topic::ALL.to_vec(),
        understood: Topic::ALL.to_vec(),
        interpreter: None,
        capacity: Capacity::Shown,
        leaflet: None,
        note: None,
    })
}

pub fn evaluation(kind: EvaluationKind) -> Step {
    let (creatinine_umol_l, egfr_ml_min_173, document, note) = (None, None, None, None);
    let conclusion = Conclusion::Suitable;
    Step::Evaluated(Evaluated { kind, beside: None, conclusion, creatinine_umol_l, egfr_ml_min_173, document, note })
}

pub fn interview(presence: Presence) -> Step {
    let (beside, result) = (None, Interview::NoPressureSeen);
    Step::Interviewed(Interviewed { presence, beside, result, note: Some("Said alone.".into()) })
}

pub fn declared(declarant: Declarant) -> Step {
    Step::Declared(Declared { declarant, document: None })
}

pub fn care(owner: &Access) -> Step {
    Step::CarePlanned(CarePlan {
        owner: owner.account,
        clinic: "Donor clinic".to_owned(),
        clinic_country: "XC".parse().unwrap(),
        payer: Some(Payer::PublicScheme),
        until: None,
        contact: None,
    })
}

pub fn signature(cast: &Cast) -> Step {
    let witness = |account| Witness { account: Some(account), name: None, outside_team: true };
    let witnesses = vec![witness(cast.coordinator.account), witness(cast.psychologist.account)];
    Step::Signed(Signed { language: "ar".parse().unwrap(), text_version: "3".to_owned(), witnesses, document: None })
}

/// A member's own vote in the first round.
pub fn vote(favour: Favour) -> Step {
    Step::VoteCast(VoteCast {
        step: "ethics_board".to_owned(),
        round: 1,
        vote: Some(favour),
        conflict: Conflict::None,
        seat: Seat::Outside,
        objects: false,
        reasons: "Read every paper.".into(),
    })
}

pub fn decision(favour: Favour) -> Step {
    Step::Decided(Decided {
        step: "ethics_board".to_owned(),
        favour,
        reasons: "Free and informed.".into(),
        valid_to: None,
        document: None,
    })
}

/// Keeps steps that must be kept.
pub async fn steps(home: &Home, pair: PairId, steps: Vec<(&Access, Step)>) {
    for (by, step) in steps {
        home.later(60);
        home.service.take_step(by, pair, step, None).await.unwrap();
    }
}

/// Everything before the signature, then the days of reflection.
pub async fn prepare(home: &Home, cast: &Cast, pair: PairId) {
    let n = &cast.nurse;
    let told = RecipientInformed { language: "ar".parse().unwrap() };
    steps(
        home,
        pair,
        vec![
            (n, team(&[&cast.surgeon])),
            (n, identity()),
            (n, proof()),
            (n, talk()),
            (n, Step::RecipientInformed(told)),
            (&cast.physician, evaluation(EvaluationKind::Medical)),
            (&cast.psychologist, evaluation(EvaluationKind::Psychosocial)),
            (&cast.psychologist, interview(Presence::DonorAlone)),
            (&cast.psychologist, interview(Presence::RecipientAlone)),
            (n, interview(Presence::Together)),
            (n, care(n)),
            (n, declared(Declarant::Donor)),
            (n, declared(Declarant::Recipient)),
        ],
    )
    .await;
    home.later_days(8);
}

/// Signed and decided as well.
pub async fn approve(home: &Home, cast: &Cast, pair: PairId) {
    prepare(home, cast, pair).await;
    steps(home, pair, vec![(&cast.nurse, signature(cast))]).await;
    for member in &cast.members {
        steps(home, pair, vec![(member, vote(Favour::Favourable))]).await;
    }
    steps(home, pair, vec![(&cast.board, decision(Favour::Favourable))]).await;
    home.later_days(2);
}

/// A plan for the day after tomorrow.
pub fn plan(home: &Home, pair: PairId) -> RemovalPlan {
    RemovalPlan { pair, planned_at: home.service.now() + jiff::SignedDuration::from_hours(48), graft_g: None }
}

/// Codes of the rules that refused.
pub fn refused<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Vec<String> {
    match answer {
        Err(Failure::Refused { reading, .. }) => {
            let mut rules: Vec<String> = reading.findings.iter().map(|f| f.rule.clone()).collect();
            rules.sort();
            rules
        }
        other => panic!("not refused: {other:?}"),
    }
}

/// Whether an answer looks as if there were nothing.
pub fn hidden<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::Denied { hidden: true }))
}

/// Code of the problem with an input.
pub fn problem<T: std::fmt::Debug>(answer: Result<T, Failure>) -> &'static str {
    match answer {
        Err(Failure::Problem(p)) => p.code,
        other => panic!("not a problem: {other:?}"),
    }
}
