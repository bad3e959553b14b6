//! Corrections and links: who is told, what is computed again, and that everything comes back.

use codes::DonorKind;
use codes::ids::{AnyId, DonorId, PersonId, RecipientId};
use codes::{Sex, time::Happened};
use domain::access::{Purpose, Role};
use domain::followup::{Due, Seen, VisitCorrected};
use domain::person::{Addressee, Changed, Corrected, Standing, Unlinked};
use domain::registry::{HandedOver, TransplantFact};
use domain::vigilance::{Grade, Imputability, SareClass, SareKind, SareReport};
use service::{
    Access, Entry, EntryRighted, Failure, Handing, HandoverRighted, NoticeList, OutcomeRighted, Righted, Service,
};

use crate::pair::*;
use crate::support::Home;
use crate::village::villages;

async fn told(s: &Service, who: &Access) -> NoticeList {
    s.notices(who).await.unwrap()
}

fn fields(list: &NoticeList, about: &str) -> Vec<Vec<String>> {
    let of = list.notices.iter().filter(|n| n.notice.raised.about == about);
    of.filter_map(|n| match &n.notice.raised.changed {
        Changed::Corrected { fields, .. } => Some(fields.clone()),
        _ => None,
    })
    .collect()
}

async fn donor_of(s: &Service, who: &Access, pair: codes::ids::PairId) -> PersonId {
    s.pair(who, pair).await.unwrap().donor.unwrap().person.id
}

fn denied<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::Denied { hidden: false }))
}

fn unlinked() -> Unlinked {
    Unlinked { reason: "two_people".to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_read_the_old_value_is_told_and_says_so() {
    for home in villages("correct_told").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, ..) = open(&s, &cast.nurse, &cast).await.unwrap();
        let id = donor_of(&s, &cast.psychologist, pair).await;
        let known = s.person(&cast.physician, id).await.unwrap().person.known;
        home.later(60);
        let corrected = |known: domain::person::Known| Corrected { known, reason: "typing_error".to_owned() };
        // Saying the same again changes nothing, and nobody is told.
        s.correct_person(&cast.nurse, id, corrected(known.clone())).await.unwrap();
        assert!(told(&s, &cast.physician).await.notices.is_empty());
        let mut right = known.clone();
        (right.birth, right.sex) = (Some("1985-05-06".into()), Some(Sex::Male));
        s.correct_person(&cast.nurse, id, corrected(right)).await.unwrap();

        let about = id.to_string();
        let changed = vec![vec!["birth".to_owned(), "sex".to_owned()]];
        assert_eq!(fields(&told(&s, &cast.physician).await, &about), changed, "who opened the person");
        assert_eq!(fields(&told(&s, &cast.psychologist).await, &about), changed, "who read the pair's file");
        assert!(fields(&told(&s, &cast.nurse).await, &about).is_empty(), "who corrected knows, and so does her centre");
        assert!(fields(&told(&s, &cast.nurse_elsewhere).await, &about).is_empty());
        assert!(fields(&told(&s, &cast.coordinator).await, &about).is_empty(), "who never read it");
        for row in home.texts("SELECT envelope AS t FROM event WHERE kind LIKE 'person.notice%'").await {
            assert!(!row.contains("1985") && !row.contains("1984"), "a notice has no value");
        }

        let mine = told(&s, &cast.physician).await;
        let notice = mine.notices.iter().find(|n| n.notice.raised.about == about).unwrap().notice.id;
        assert_eq!(mine.open, 1);
        assert!(hidden(&s.acknowledge_notice(&cast.psychologist, notice).await), "somebody else's");
        assert!(denied(&s.notices(&cast.investigator).await));
        s.acknowledge_notice(&cast.physician, notice).await.unwrap();
        assert_eq!(problem(s.acknowledge_notice(&cast.physician, notice).await), "stale");
        let after = told(&s, &cast.physician).await;
        assert_eq!((after.open, after.notices[0].known_by.as_deref()), (0, Some("Dr Perrinol")));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rules_are_asked_again_when_an_input_changes() {
    for home in villages("correct_asked").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, ..) = open(&s, &cast.nurse, &cast).await.unwrap();
        approve(&home, &cast, pair).await;
        let id = donor_of(&s, &cast.nurse, pair).await;
        let known = s.person(&cast.nurse, id).await.unwrap().person.known;
        let with = |change: fn(&mut domain::person::Known)| {
            let mut known = known.clone();
            change(&mut known);
            Corrected { known, reason: "new_document".to_owned() }
        };
        let again = async |who: &Access| {
            let asked = s.asked_again(who, pair).await.unwrap();
            asked.into_iter().map(|n| n.raised.changed).collect::<Vec<_>>()
        };
        // A telephone number is no input of a rule.
        s.correct_person(&cast.coordinator, id, with(|k| k.phone = None)).await.unwrap();
        assert!(again(&cast.nurse).await.is_empty());
        home.later(60);
        s.correct_person(&cast.coordinator, id, with(|k| k.birth = Some("2015-01-01".into()))).await.unwrap();
        let now = again(&cast.nurse).await;
        let stopped = Changed::AskedAgain { before: Standing::Allowed, now: Standing::Stopped };
        assert_eq!(now, [stopped], "a child does not give");
        assert!(hidden(&s.asked_again(&cast.nurse_elsewhere, pair).await));
        // The centre is told; somebody there says so, and the mark goes.
        let list = told(&s, &cast.nurse).await;
        let open = list.notices.iter().filter(|n| n.notice.raised.to == Addressee::Centre(cast.country.centres[0]));
        for notice in open.filter(|n| n.notice.acknowledged.is_none()) {
            s.acknowledge_notice(&cast.nurse, notice.notice.id).await.unwrap();
        }
        assert!(again(&cast.nurse).await.is_empty());
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removal_that_happened_raises_a_question_when_its_donor_turns_out_to_be_a_child() {
    for home in villages("correct_child").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, donor, _) = open(&s, &cast.nurse, &cast).await.unwrap();
        approve(&home, &cast, pair).await;
        s.record_removal(&cast.surgeon, removal(&home, &cast, pair, donor)).await.unwrap();
        let questions = async || s.questions(&cast.investigator).await.unwrap().len();
        let before = questions().await;
        let id = donor_of(&s, &cast.nurse, pair).await;
        let known = s.person(&cast.nurse, id).await.unwrap().person.known;
        let leaves = async || home.number("SELECT COUNT(*) AS n FROM pending_leaf").await;
        let mut grown = Vec::new();
        for birth in ["1983-05-06", "2015-01-01"] {
            home.later(60);
            let at = leaves().await;
            let known = domain::person::Known { birth: Some(birth.into()), ..known.clone() };
            let corrected = Corrected { known, reason: "typing_error".to_owned() };
            let (_, receipt) = s.correct_person(&cast.nurse, id, corrected).await.unwrap();
            assert!(receipt.leaves.iter().all(|l| !l.kind.starts_with("case.")));
            grown.push(leaves().await - at);
        }
        assert_eq!(questions().await, before + 1);
        assert_eq!(grown[0], grown[1], "the log grows the same whether a question was raised or not");
        home.drop().await;
    }
}

/// An operation five minutes later.
async fn graft(home: &Home, cast: &Cast, unit: codes::ids::UnitId, recipient: codes::ids::RecipientId) -> String {
    home.later(300);
    let fact = TransplantFact {
        unit,
        recipient,
        centre: cast.country.centres[0],
        happened: happened(&home.service),
        cold_ischaemia_min: Some(40),
        anastomosis_min: None,
        team: Vec::new(),
    };
    home.service.record_transplant(&cast.surgeon, fact).await.unwrap().0.transplant.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_operation_moves_the_trace_and_the_visits_and_tells_the_chain() {
    for home in villages("correct_operation").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, donor, recipient) = open(&s, &cast.nurse, &cast).await.unwrap();
        approve(&home, &cast, pair).await;
        let unit = s.record_removal(&cast.surgeon, removal(&home, &cast, pair, donor)).await.unwrap().0.unit;
        home.later(60);
        let (from, to) = (Some(cast.country.centres[0]), Some(cast.country.centres[1]));
        let handed = HandedOver { unit, place: 1, from, to, package: None, disputes: Vec::new() };
        s.record_handover(&cast.nurse, Handing { handed, happened: happened(&s) }).await.unwrap();
        let number = graft(&home, &cast, unit, recipient).await;
        s.trace(&cast.coordinator, &number).await.unwrap();
        let due = async || {
            let visits = s.visits_of(&cast.coordinator, &recipient.to_string()).await.unwrap();
            visits.iter().map(|v| v.planned.due_on).collect::<Vec<_>>()
        };
        let before = due().await;
        home.later(3 * 86_400);
        let when = s.now() - jiff::SignedDuration::from_hours(24);
        let told_at = Happened::at(when, "+03:00".parse().unwrap());
        let right = |happened: &Happened, cold: u32| Righted {
            number: number.clone(),
            happened: happened.clone(),
            cold_ischaemia_min: Some(cold),
            anastomosis_min: None,
            reason: "typing_error".to_owned(),
        };
        let ahead = Happened::at(s.now() + jiff::SignedDuration::from_hours(1), "+03:00".parse().unwrap());
        assert_eq!(problem(s.correct_operation(&cast.surgeon, right(&ahead, 40)).await), "malformed");
        assert!(denied(&s.correct_operation(&cast.psychologist, right(&told_at, 45)).await));
        s.correct_operation(&cast.surgeon, right(&told_at, 45)).await.unwrap();
        assert_eq!(problem(s.correct_operation(&cast.surgeon, right(&told_at, 45)).await), "unchanged");

        let traced = s.trace(&cast.coordinator, &number).await.unwrap();
        let grafted = &traced.traces[0].lines[0].transplants[0];
        assert_eq!((grafted.at.at, grafted.transplanted.cold_ischaemia_min), (when, Some(45)));
        let after = due().await;
        assert_eq!(before.len(), after.len());
        assert!(before.iter().zip(&after).all(|(b, a)| (*a - *b).get_days() == 2), "{before:?} {after:?}");
        let changed = vec![vec!["happened".to_owned(), "cold_ischaemia_min".to_owned()]];
        assert_eq!(fields(&told(&s, &cast.coordinator).await, &number), changed, "who traced it");
        assert_eq!(fields(&told(&s, &cast.nurse_elsewhere).await, &number), changed, "who was handed the organ");
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_visit_measured_is_corrected_and_its_readers_are_told() {
    for home in villages("correct_visit").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, donor, _) = open(&s, &cast.nurse, &cast).await.unwrap();
        approve(&home, &cast, pair).await;
        s.record_removal(&cast.surgeon, removal(&home, &cast, pair, donor)).await.unwrap();
        home.later_days(200);
        let visit = s.visits_of(&cast.nurse, &donor.to_string()).await.unwrap()[0].id;
        let seen = |status: &str, creatinine: u32| Seen {
            patient_status: status.to_owned(),
            graft_status: None,
            creatinine_umol_l: Some(creatinine),
            egfr_ml_min_173: None,
            systolic_mmhg: None,
            diastolic_mmhg: None,
            albuminuria_mg_g: None,
            note: Some("Well.".into()),
            ..Seen::default()
        };
        let corrected = |seen: Seen| VisitCorrected { seen, reason: "typing_error".to_owned() };
        assert_eq!(problem(s.correct_visit(&cast.nurse, visit, corrected(seen("alive", 90))).await), "stale");
        let ahead = Happened::at(s.now() + jiff::SignedDuration::from_hours(26), "+03:00".parse().unwrap());
        let early = s.record_visit(&cast.nurse, visit, seen("alive", 190), ahead).await;
        assert_eq!(problem(early), "malformed", "nobody was seen tomorrow");
        s.record_visit(&cast.nurse, visit, seen("alive", 190), happened(&s)).await.unwrap();
        s.visit(&cast.physician, visit).await.unwrap();
        assert_eq!(problem(s.correct_visit(&cast.nurse, visit, corrected(seen("gone", 90))).await), "unknown_code");
        assert_eq!(problem(s.correct_visit(&cast.nurse, visit, corrected(seen("alive", 190))).await), "unchanged");
        assert!(hidden(&s.correct_visit(&cast.nurse_elsewhere, visit, corrected(seen("alive", 90))).await));
        s.correct_visit(&cast.nurse, visit, corrected(seen("alive", 90))).await.unwrap();
        let now = s.visit(&cast.nurse, visit).await.unwrap();
        let found = now.seen.unwrap().1;
        assert_eq!((now.corrections, found.creatinine_umol_l), (1, Some(90)));
        let changed = vec!["creatinine_umol_l".to_owned(), "egfr_ml_min_173".to_owned()];
        assert_eq!(fields(&told(&s, &cast.physician).await, &visit.to_string()), [changed]);

        // What was computed from the age is computed again when the age changes.
        let id = donor_of(&s, &cast.nurse, pair).await;
        let mut known = s.person(&cast.nurse, id).await.unwrap().person.known;
        known.birth = Some("1954-05-06".into());
        s.correct_person(&cast.nurse, id, Corrected { known, reason: "typing_error".to_owned() }).await.unwrap();
        let again = s.follow(&cast.nurse, &donor.to_string()).await.unwrap();
        let later = again.iter().find(|l| l.visit.id == visit).unwrap().visit.seen.clone().unwrap().1;
        assert!(later.egfr_ml_min_173.unwrap() < found.egfr_ml_min_173.unwrap());
        assert_eq!(later.note.and_then(|n| n.clear().map(str::to_owned)).as_deref(), Some("Well."));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

/// Somebody gave a kidney, and somebody received it.
async fn gave(home: &Home, cast: &Cast) -> (PersonId, DonorId, RecipientId) {
    let s = &home.service;
    home.later(60);
    let (pair, donor, recipient) = open(s, &cast.nurse, cast).await.unwrap();
    approve(home, cast, pair).await;
    let unit = s.record_removal(&cast.surgeon, removal(home, cast, pair, donor)).await.unwrap().0.unit;
    graft(home, cast, unit, recipient).await;
    (donor_of(s, &cast.nurse, pair).await, donor, recipient)
}

fn culture(s: &Service, donor: DonorId) -> SareReport {
    SareReport {
        class: SareClass::Sae,
        what: SareKind::Infection,
        severity: Grade::Serious,
        imputability: Imputability::Possible,
        about: donor.into(),
        centre: None,
        onset_at: None,
        detected_at: s.now(),
        description: "A culture grew.".into(),
        measures: None,
        contact: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_needs_two_and_what_moved_over_it_comes_back() {
    for home in villages("link_back").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let colleague = Access { account: cast.coordinator.account, ..cast.nurse.clone() };
        let (one, donor_one, recipient_one) = gave(&home, &cast).await;
        let (other, donor_other, recipient_other) = gave(&home, &cast).await;
        let reached = async |id: PersonId| {
            let exposed = s.exposure(&cast.nurse, id).await.unwrap();
            (exposed.numbers, exposed.recipients, exposed.traces.len())
        };
        let due = async || {
            let mut due = Vec::new();
            for donor in [donor_one, donor_other] {
                let visits = s.follow(&cast.nurse, &donor.to_string()).await.unwrap();
                due.push(visits.iter().map(|l| l.due).collect::<Vec<_>>());
            }
            due
        };
        let vigilant = Access::console(Role::VigilanceOfficer, Purpose::Vigilance);
        let sare = s.file_sare(&vigilant, culture(&s, donor_one)).await.unwrap().0.sare;
        let alerted = async || {
            let seen = s.sare(&vigilant, sare).await.unwrap();
            (seen.sare.donors.len(), seen.sare.exposed.len(), seen.alerts.len())
        };
        assert_eq!(alerted().await, (1, 1, 1));
        let (apart, apart_due) = ((reached(one).await, reached(other).await), due().await);
        assert_eq!(apart.0, (vec![donor_one.to_string()], vec![recipient_one.to_string()], 1));

        assert!(hidden(&s.propose_link(&cast.nurse_elsewhere, one, other).await));
        assert!(denied(&s.propose_link(&cast.psychologist, one, other).await));
        assert_eq!(problem(s.propose_link(&cast.nurse, one, one).await), "malformed");
        s.propose_link(&cast.nurse, one, other).await.unwrap();
        assert_eq!(problem(s.propose_link(&cast.nurse, one, other).await), "stale");
        assert_eq!(problem(s.confirm_link(&cast.nurse, one).await), "four_eyes");
        assert!(hidden(&s.confirm_link(&cast.nurse_elsewhere, one).await));
        assert_eq!(reached(one).await, apart.0, "a proposal links nothing");
        s.person(&cast.physician, one).await.unwrap();
        s.confirm_link(&colleague, one).await.unwrap();

        let linked = reached(one).await;
        assert_eq!(linked, reached(other).await);
        assert_eq!((linked.0.len(), linked.1.len(), linked.2), (2, 2, 2), "both donors, both recipients, both chains");
        assert!(linked.1.contains(&recipient_other.to_string()));
        assert_eq!(alerted().await, (2, 2, 2), "whoever received the other kidney of the same person is alerted");
        let covered = due().await;
        assert!(!covered[0].is_empty() && covered[0].iter().all(|d| *d == Due::Covered), "{covered:?}");
        assert_eq!(covered[1], apart_due[1]);
        assert_eq!(problem(s.propose_link(&cast.nurse, other, one).await), "malformed", "no ring");
        let list = told(&s, &cast.physician).await;
        assert!(list.notices.iter().any(|n| n.notice.raised.changed == Changed::Linked { other }));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());

        assert!(hidden(&s.unlink_person(&cast.nurse_elsewhere, one, unlinked()).await));
        s.unlink_person(&cast.nurse, one, unlinked()).await.unwrap();
        assert_eq!((reached(one).await, reached(other).await), apart);
        assert_eq!(due().await, apart_due, "the visits came back");
        assert_eq!(alerted().await, (1, 1, 2), "nobody is exposed any more who was not; what was sent stays on record");
        assert_eq!(problem(s.unlink_person(&cast.nurse, one, unlinked()).await), "not_found");
        s.propose_link(&cast.nurse, one, other).await.unwrap();
        s.decline_link(&colleague, one, unlinked()).await.unwrap();
        assert_eq!(problem(s.confirm_link(&colleague, one).await), "not_found");
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_told_in_error_is_taken_back_and_the_person_is_followed_again() {
    for home in villages("correct_death").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, donor, recipient) = open(&s, &cast.nurse, &cast).await.unwrap();
        approve(&home, &cast, pair).await;
        let unit = s.record_removal(&cast.surgeon, removal(&home, &cast, pair, donor)).await.unwrap().0.unit;
        let grafted = graft(&home, &cast, unit, recipient).await;
        home.later_days(800);
        let of = recipient.to_string();
        let visits = async || s.visits_of(&cast.nurse, &of).await.unwrap();
        let last = visits().await.iter().filter(|v| v.seen.is_none()).max_by_key(|v| v.planned.due_on).unwrap().id;
        let seen = |status: &str| Seen {
            patient_status: status.to_owned(),
            graft_status: Some("functioning".to_owned()),
            creatinine_umol_l: Some(90),
            egfr_ml_min_173: None,
            systolic_mmhg: None,
            diastolic_mmhg: None,
            albuminuria_mg_g: None,
            note: None,
            ..Seen::default()
        };
        let before = visits().await.len();
        s.record_visit(&cast.nurse, last, seen("dead"), happened(&s)).await.unwrap();
        s.trace(&cast.coordinator, &of).await.unwrap();
        let lives = async || home.texts(&format!("SELECT body AS t FROM recipient WHERE recipient_id = '{of}'")).await;
        assert!(!lives().await[0].contains("\"died_at\":null"), "{:?}", lives().await);
        let told = |what: &str| format!("SELECT {what} AS t FROM outcome WHERE subject_id = '{grafted}'");
        let status = async || home.texts(&told("patient_status")).await;
        assert_eq!(status().await, ["dead"]);
        assert_eq!(visits().await.len(), before, "nobody is called in after death");

        let right = VisitCorrected { seen: seen("alive"), reason: "typing_error".to_owned() };
        assert!(hidden(&s.correct_visit(&cast.nurse_elsewhere, last, right.clone()).await));
        s.correct_visit(&cast.nurse, last, right.clone()).await.unwrap();
        assert!(lives().await[0].contains("\"died_at\":null"), "{:?}", lives().await);
        assert_eq!(status().await, ["alive"]);
        assert_eq!(visits().await.len(), before + 2, "the next two visits are planned again");
        let notices = s.notices(&cast.coordinator).await.unwrap();
        assert_eq!(fields(&notices, &of), [vec!["patient_status".to_owned()]], "who traced the recipient");
        assert_eq!(problem(s.correct_visit(&cast.nurse, last, right).await), "unchanged");

        // The outcome belongs to the visit, and is corrected there only.
        let outcome = home.texts(&told("outcome_id")).await[0].parse().unwrap();
        let told = OutcomeRighted {
            patient_status: "lost".to_owned(),
            graft_status: None,
            happened: happened(&s),
            reason: "typing_error".to_owned(),
        };
        assert_eq!(problem(s.correct_outcome(&cast.nurse, outcome, told.clone()).await), "stale");
        assert!(hidden(&s.correct_outcome(&cast.nurse_elsewhere, outcome, told.clone()).await));
        assert!(denied(&s.correct_outcome(&cast.surgeon, outcome, told).await));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hand_over_and_an_entry_are_corrected_by_whoever_they_concern() {
    for home in villages("correct_entry").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, donor, recipient) = open(&s, &cast.nurse, &cast).await.unwrap();
        approve(&home, &cast, pair).await;
        let unit = s.record_removal(&cast.surgeon, removal(&home, &cast, pair, donor)).await.unwrap().0.unit;
        home.later(60);
        let (own, other) = (Some(cast.country.centres[0]), Some(cast.country.centres[1]));
        let handed = HandedOver { unit, place: 1, from: own, to: None, package: None, disputes: Vec::new() };
        let ahead = Happened::at(s.now() + jiff::SignedDuration::from_hours(1), "+03:00".parse().unwrap());
        let early = s.record_handover(&cast.nurse, Handing { handed: handed.clone(), happened: ahead.clone() }).await;
        assert_eq!(problem(early), "malformed", "nothing was handed over in an hour from now");
        let handing = Handing { handed, happened: happened(&s) };
        let id = s.record_handover(&cast.nurse, handing.clone()).await.unwrap().0;
        let right = HandoverRighted {
            from: own,
            to: other,
            package: Some("K7".to_owned()),
            happened: handing.happened,
            reason: "typing_error".to_owned(),
        };
        assert!(hidden(&s.correct_handover(&cast.nurse_elsewhere, id, right.clone()).await));
        assert!(denied(&s.correct_handover(&cast.psychologist, id, right.clone()).await));
        let late = HandoverRighted { happened: ahead, ..right.clone() };
        assert_eq!(problem(s.correct_handover(&cast.nurse, id, late).await), "malformed");
        s.correct_handover(&cast.nurse, id, right.clone()).await.unwrap();
        assert_eq!(problem(s.correct_handover(&cast.nurse, id, right).await), "unchanged");
        let Entry::Handover(now) = s.entry(&cast.nurse, AnyId::Handover(id)).await.unwrap() else { panic!() };
        assert_eq!((now.handed.to, now.handed.package.as_deref()), (other, Some("K7")));
        let changed = vec!["to".to_owned(), "package".to_owned()];
        assert_eq!(fields(&told(&s, &cast.nurse_elsewhere).await, &unit.to_string()), [changed], "who got the organ");

        let entry =
            |kind, accepted_on| EntryRighted { kind, centre: other, accepted_on, reason: "new_document".to_owned() };
        let day = Some(jiff::civil::date(2020, 2, 3));
        assert!(hidden(&s.correct_donor(&cast.surgeon_elsewhere, donor, entry(Some(DonorKind::Living), None)).await));
        assert_eq!(problem(s.correct_donor(&cast.nurse, donor, entry(None, None)).await), "missing");
        assert_eq!(
            problem(s.correct_donor(&cast.nurse, donor, entry(Some(DonorKind::Living), day)).await),
            "malformed"
        );
        s.correct_donor(&cast.nurse, donor, entry(Some(DonorKind::Living), None)).await.unwrap();
        s.correct_recipient(&cast.nurse, recipient, entry(None, day)).await.unwrap();
        let Entry::Recipient(now) = s.entry(&cast.coordinator, AnyId::Recipient(recipient)).await.unwrap() else {
            panic!()
        };
        assert_eq!((now.centre, now.accepted_on), (other, day));
        assert_eq!(problem(s.correct_recipient(&cast.nurse, recipient, entry(None, day)).await), "unchanged");
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}
