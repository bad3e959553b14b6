//! The access matrix of the vaults: every role against every record, asked of the running service.

use codes::ids::{CaseId, ConcernId, ProtectedId, RejectionId};
use domain::access::{Purpose, Role};
use domain::case::{Authority, Field, Noted, PartyAdded, PartyKind, PartyRole, Step};
use domain::concern::{Outcome, Triaged};
use domain::indicator::{AnswerOutcome, HitAnswered, Sight, Sighting};
use domain::licence::{ReviewAnswered, ReviewOutcome};
use domain::rejection::Followed;
use domain::support::{ConsentGiven, Discipline, Part, Status, StatusSaid, Step as Support};
use service::access::{Cell, Opens, VAULT};
use service::concern::Reading;
use service::{Access, EvidenceAsked, Failure, Referring};

use crate::pair::*;
use crate::support::Home;
use crate::village::villages;

/// What is on record to be asked for.
struct Found {
    case: CaseId,
    question: codes::ids::QuestionId,
    pair: codes::ids::PairId,
    review: codes::ids::LicenceReviewId,
    concern: ConcernId,
    protected: ProtectedId,
    rejection: RejectionId,
}

/// How a role acts: its account where the village has one, and each of its purposes.
fn ways(home: &Home, cast: &Cast, role: Role) -> Vec<Access> {
    let known = cast.country.staff.iter().find(|m| m.access.role == role).map(|m| m.access.clone());
    let account = known.as_ref().map_or(cast.coordinator.account, |access| access.account);
    // Whoever works in a centre works in the one where everything lies that is asked for.
    let centre = Some(cast.country.centres[0]);
    let mut purposes = home.service.policy().purposes(role);
    if purposes.is_empty() {
        purposes.push(Purpose::Care);
    }
    purposes.into_iter().map(|purpose| Access { account, role, purpose, centre }).collect()
}

fn told<T>(answer: Result<T, Failure>) -> Cell {
    match answer {
        // What was wrong with the rest does not matter: they were let in.
        Ok(_) | Err(Failure::Problem(_) | Failure::Refused { .. }) => Cell::Country,
        Err(Failure::Denied { hidden: true }) => Cell::Hidden,
        Err(Failure::Denied { hidden: false }) => Cell::Denied,
        Err(other) => panic!("{other:?}"),
    }
}

/// What is not there for whoever has no key of it is hidden from them.
fn sealed<T>(answer: Result<T, Failure>) -> Cell {
    match answer {
        Err(Failure::Problem(problem)) if problem.code == "not_found" => Cell::Hidden,
        other => told(other),
    }
}

async fn reads(home: &Home, by: &Access, record: &str, at: &Found) -> Cell {
    let s = &home.service;
    match record {
        "question" => told(s.question(by, at.question).await),
        "case" | "party" => told(s.case(by, at.case).await),
        "referral" => told(s.referral_preview(by, at.case, Authority::Police, &"en".parse().unwrap()).await),
        "evidence_pack" => told(s.evidence_pack(by, at.case, pack(at)).await),
        "case_count" => told(s.case_oversight(by).await),
        "sign_file" => match s.signs(by, at.pair).await {
            Ok(seen) if seen.found.is_none() => Cell::Denied,
            other => told(other),
        },
        "licence_review" => told(s.licence_review(by, at.review).await),
        "network" => told(s.network(by).await),
        "concern" => sealed(s.concern(by, at.concern).await),
        "concern_key" => told(s.concern_keys(by).await),
        "protected_person" => told(s.protected_person(by, at.protected).await),
        "shared" => told(s.shared_people(by).await),
        "protected_status" => told(s.protected_before_body(by, at.protected).await),
        "identity" => told(s.custodians(by).await),
        "rejection" => told(s.rejection(by, at.rejection).await),
        other => panic!("nobody asks the service for `{other}`"),
    }
}

async fn writes(home: &Home, by: &Access, record: &str, at: &Found) -> Cell {
    let s = &home.service;
    let note = || Step::Noted(Noted { text: "Asked for the matrix.".into() });
    let party = || PartyAdded {
        kind: PartyKind::Person,
        role: PartyRole::Witness,
        name: Some("Somebody".into()),
        reference: None,
        centre: None,
        of_party: None,
        note: None,
    };
    match record {
        "question" => told(s.answer_question(by, at.question, " ".into()).await),
        "case" => told(s.take_case_step(by, at.case, note()).await),
        "party" => told(s.take_case_step(by, at.case, Step::PartyAdded(party())).await),
        "referral" => {
            let (to, office, fields) = (Authority::Embassy, "Embassy".into(), vec![Field::Opening]);
            let language = "en".parse().unwrap();
            let referring = Referring { to, office, centre: None, fields, summary: None, language };
            told(s.refer_case(by, at.case, referring).await)
        }
        "evidence_pack" => told(s.evidence_pack(by, at.case, pack(at)).await),
        "case_count" => told(s.appoint_case(by, CaseId::from_bits(3), by.account, "x".into()).await),
        "sign_file" => {
            let answered = HitAnswered { hit: 99, outcome: AnswerOutcome::Remains, reason: "x".into() };
            told(s.answer_sign(by, at.pair, answered).await)
        }
        "licence_review" => {
            let answered = ReviewAnswered { outcome: ReviewOutcome::LicenceStays, reason: "x".into() };
            told(s.answer_licence_review(by, at.review, answered).await)
        }
        _ => writes_beside(home, by, record, at).await,
    }
}

/// Records that came after those of cases: of the network, concerns, protected people, rejections.
async fn writes_beside(home: &Home, by: &Access, record: &str, at: &Found) -> Cell {
    let s = &home.service;
    match record {
        "network" => told(s.ask_about_network(by, at.pair).await),
        "concern" => {
            let triaged = Some(Triaged { outcome: Outcome::Acknowledged, case: None });
            sealed(s.work_concern(by, at.concern, Reading { triaged, ..Reading::default() }).await)
        }
        // A number of which nothing is on record: whoever is let in learns that.
        "concern_key" => told(s.leave_concern_key(by, codes::ids::ConcernKeyId::from_bits(3)).await),
        "protected_person" => {
            let told_them = domain::support::Told { text: "Asked for the matrix.".into() };
            told(s.take_support_step(by, at.protected, Support::Told(told_them)).await)
        }
        "shared" => {
            let (organisation, until_on) = (home.country().centres[0], "2027-01-31".parse().unwrap());
            let given = ConsentGiven { organisation, parts: vec![Part::Status], until_on };
            told(s.take_support_step(by, at.protected, Support::ConsentGiven(given)).await)
        }
        "protected_status" => {
            let (status, discipline) = (Status::TraffickingVictim, Discipline::Health);
            let said = StatusSaid { status, discipline, reason: "A scar that fits.".into() };
            told(s.take_support_step(by, at.protected, Support::StatusSaid(said)).await)
        }
        "identity" => told(s.ask_identity(by, at.protected, "A court asks.".into()).await),
        "rejection" => {
            let followed = Followed { referrals: vec![], aftercare: None, finding: None, note: Some("x".into()) };
            told(s.follow_rejection(by, at.rejection, followed).await)
        }
        other => panic!("nobody asks the service to write `{other}`"),
    }
}

fn pack(at: &Found) -> EvidenceAsked {
    EvidenceAsked { purpose: "x".into(), records: vec![at.case.to_string()], disclose: Vec::new() }
}

/// What the service said for any purpose: let in once is let in.
fn best(said: Vec<Cell>) -> Cell {
    let let_in = said.iter().find(|c| **c == Cell::Country);
    *let_in.or_else(|| said.iter().find(|c| **c == Cell::Hidden)).unwrap_or(&said[0])
}

/// The number of a concern that one reader alone can open.
async fn sealed_to(home: &Home, reader: &Access) -> ConcernId {
    let s = &home.service;
    let key = s.concerns(reader).await.unwrap().key.unwrap();
    let door = s.concern_door().await.unwrap();
    let readers = door.readers.iter().filter(|r| r.id == key).cloned().collect();
    crate::concern::report(s, &service::concern::Door { readers, ..door }).await;
    s.enter_concerns().await.unwrap();
    s.concerns(reader).await.unwrap().lines[0].concern.id
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_is_asked_against_every_record_of_the_vault() {
    for home in villages("vault_matrix").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let second = cast.country.staff.iter().find(|m| m.name == "D. Osterva").unwrap().access.clone();
        let inspector = ways(&home, &cast, Role::Inspector).remove(0);
        // A case of the second investigator alone, which the first therefore does not find.
        let questions = s.questions(&second).await.unwrap();
        let mut open = questions.iter().filter(|q| q.question.state.code() == "open").map(|q| q.question.id);
        let case = s.open_case(&second, open.next().unwrap(), "Two files, one payer.".into()).await.unwrap().0;
        let question = open.next().unwrap();
        let pair = crate::pair::open(s, &cast.nurse, &cast).await.unwrap().0;
        let answers = vec![Sighting { sign: "D13".to_owned(), sight: Sight::Seen }];
        let stage = law::param::SignStage::Documents;
        s.look_for_signs(&cast.nurse, pair, service::Looking { stage, answers, note: None }).await.unwrap();
        let review = s.licence_reviews(&inspector).await.unwrap()[0].review.id;
        // A concern that was sealed to the second investigator alone, and somebody whom the second case worker looks after.
        let concern = sealed_to(&home, &second).await;
        let mut workers = cast.country.staff.iter().filter(|m| m.access.role == Role::CaseWorker);
        let carer = workers.nth(1).unwrap().access.clone();
        let protected = crate::victims::taken_in_by(&home, &carer).await;
        let rejecting = crate::rejection::of_pair(s, pair);
        let rejection = s.record_rejection(&cast.nurse, rejecting).await.unwrap().0;
        let found = Found { case, question, pair, review, concern, protected, rejection };

        let (mut wrong, mut cells) = (Vec::new(), 0);
        for record in VAULT {
            for role in Role::ALL {
                let ways = ways(&home, &cast, *role);
                for (what, key) in [("reads", record.read), ("writes", record.write)] {
                    let mut said = Vec::new();
                    for by in &ways {
                        said.push(match what {
                            "reads" => reads(&home, by, record.name, &found).await,
                            _ => writes(&home, by, record.name, &found).await,
                        });
                    }
                    // Everything asked for lies in the centre that whoever is bound to one works in.
                    let expected = match s.policy().cell(*role, key) {
                        Cell::OwnCentre => Cell::Country,
                        // The first of them is in no team, has no such key and looks after somebody else, so finds nothing.
                        Cell::Team | Cell::Sealed | Cell::Care => Cell::Hidden,
                        other => other,
                    };
                    cells += 1;
                    if best(said.clone()) != expected {
                        wrong.push(format!("{} {what} {}: {said:?}, not {expected:?}", role.code(), record.name));
                    }
                }
            }
            // Whoever it is open to is let in, and nobody else of that role was.
            let holder = |opens| match opens {
                Opens::Permission => None,
                Opens::Team | Opens::Sealed => Some(&second),
                Opens::Care => Some(&carer),
            };
            if let Some(by) = holder(record.read.1) {
                assert_eq!(reads(&home, by, record.name, &found).await, Cell::Country, "{}", record.name);
            }
            if let Some(by) = holder(record.write.1) {
                assert_eq!(writes(&home, by, record.name, &found).await, Cell::Country, "{}", record.name);
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert_eq!(cells, VAULT.len() * Role::ALL.len() * 2);
        home.drop().await;
    }
}

#[test]
fn the_matrix_has_a_cell_for_every_role_and_record() {
    let policy = service::Policy::load().unwrap();
    let matrix = policy.vault_matrix();
    let line = |role: Role| matrix.lines().find(|l| l.starts_with(role.code())).unwrap().to_owned();
    for role in Role::ALL {
        assert_eq!(line(*role).split_whitespace().count(), 1 + 2 * VAULT.len(), "{role:?}");
    }
    assert!(line(Role::Investigator).contains("T T"));
    assert!(!line(Role::Administrator).contains('T') && !line(Role::PrivacyOfficer).contains('T'));
}
