//! What comes after a plan or a report: a recall stops what was planned, a late final report calls, rounds are gone once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use codes::ids::PlanId;
use domain::access::Role;
use domain::vigilance::{
    Delivery, FinalReport, Grade, GraftPlanned, GraftState, Imputability, Lifted, Recalled, SareClass, SareKind,
    SareReport, Touch,
};
use jiff::SignedDuration;
use service::donor_register::{LetterSeen, Post};
use service::round::{Asked, Carriers};
use service::task::Tasks;
use service::vigilance::{About, Loopback};
use service::{Access, Failure};

use crate::pair::*;
use crate::support::Home;
use crate::village::villages;

fn somebody(cast: &Cast, role: Role, nth: usize) -> Access {
    cast.country.staff.iter().map(|s| &s.access).filter(|a| a.role == role).nth(nth).unwrap().clone()
}

fn is_not_there<T>(done: Result<T, Failure>) -> bool {
    matches!(done, Err(Failure::Problem(p)) if p.code == "not_found")
}

async fn whole(home: Home) {
    let verified = home.service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
    home.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recall_stops_a_plan_that_was_made_before_and_alerts_whose_it_is() {
    for home in villages("plan_stopped").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let organ = kidney(&home, &cast, 60).await;
        let centre = cast.country.centres[0];
        let planned_at = s.now() + SignedDuration::from_hours(2);
        let plan = GraftPlanned { unit: organ.unit, recipient: organ.recipient, centre, planned_at, graft_g: None };
        let (kept, _) = s.plan_graft(&cast.surgeon, plan).await.unwrap();
        let state = async |id: PlanId| s.graft_plan(&cast.surgeon, id).await.unwrap().plan.state;
        assert_eq!(state(kept.plan).await, GraftState::Planned);
        assert!(
            is_not_there(s.graft_plan(&cast.nurse_elsewhere, kept.plan).await) || {
                // A nurse plans nothing; a surgeon of another centre sees nothing.
                let elsewhere = |a: &&Access| a.role == Role::Surgeon && a.centre != Some(centre);
                let stranger = cast.country.staff.iter().map(|m| &m.access).find(elsewhere).unwrap();
                is_not_there(s.graft_plan(stranger, kept.plan).await)
                    && s.graft_plans(stranger).await.unwrap().plans.iter().all(|p| p.plan.id != kept.plan)
            }
        );

        let officer = somebody(&cast, Role::VigilanceOfficer, 0);
        let order = Recalled { of: organ.donor.into(), sare: None, why: SareKind::Infection, because: "HEV".into() };
        let (recall, _) = s.recall_units(&officer, order).await.unwrap();
        assert!(matches!(state(kept.plan).await, GraftState::Stopped { recall: by, .. } if by == recall));
        let list = s.graft_plans(&cast.surgeon).await.unwrap();
        assert!(list.stopped >= 1 && list.plans.iter().any(|p| p.plan.id == kept.plan && p.recall.is_some()));
        // The centre whose plan it is waits to be heard of, and climbs the ladder like any alert.
        let inbox = s.alerts(&cast.surgeon).await.unwrap();
        let about = |a: &&service::vigilance::AlertSeen| matches!(&a.about, About::Recall(one) if one.recall == recall);
        let alert = inbox.alerts.iter().find(about).unwrap();
        let told = &alert.alert.queued.exposed;
        assert_eq!(
            told.iter().map(|e| (e.unit, e.touch, e.recipient)).collect::<Vec<_>>(),
            [(organ.unit.into(), Touch::Planned, Some(organ.recipient))]
        );
        let calls = Arc::new(Loopback::default());
        Tasks::new(s.clone(), calls.clone(), SignedDuration::from_secs(1)).turn().await.unwrap();
        assert!(!calls.taken().is_empty());
        // Lifting frees the organ; the plan stays stopped and is made anew.
        let lifted = Lifted { because: "Excluded".into() };
        s.lift_recall(&somebody(&cast, Role::VigilanceOfficer, 1), recall, lifted).await.unwrap();
        assert!(matches!(state(kept.plan).await, GraftState::Stopped { .. }));
        let (again, _) = s.plan_graft(&cast.surgeon, plan).await.unwrap();
        assert_eq!(state(again.plan).await, GraftState::Planned);
        whole(home).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recall_of_a_living_donor_stops_the_removal_of_the_pair_and_alerts_its_centre() {
    for home in villages("removal_stopped").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, donor, recipient) = open(&s, &cast.nurse, &cast).await.unwrap();
        approve(&home, &cast, pair).await;
        let (planned, _) = s.plan_removal(&cast.nurse, plan(&home, pair)).await.unwrap();
        let officer = somebody(&cast, Role::VigilanceOfficer, 0);
        let order = Recalled { of: donor.into(), sare: None, why: SareKind::Malignancy, because: "A nodule".into() };
        assert!(matches!(s.recall_units(&cast.nurse, order.clone()).await, Err(Failure::Denied { .. })));
        let (recall, _) = s.recall_units(&officer, order).await.unwrap();

        let file = s.pair(&cast.nurse, pair).await.unwrap();
        let stopped = file.pair.stopped.clone().unwrap();
        assert_eq!((stopped.plan, stopped.recall, file.pair.plan.is_none()), (planned.plan, recall, true));
        assert_eq!(file.stopped_by.as_ref().map(|r| (r.id, r.recalled.because.clear())), Some((recall, None)));
        assert!(s.pair(&cast.psychologist, pair).await.unwrap().stopped_by.is_none(), "neither plans nor operates");
        assert!(s.pair(&cast.nurse_elsewhere, pair).await.is_err());
        let again = s.plan_removal(&cast.nurse, plan(&home, pair)).await;
        assert_eq!(refused(again), ["VIG-009"], "and no new plan while it stands");

        let about = |a: &&service::vigilance::AlertSeen| matches!(&a.about, About::Recall(one) if one.recall == recall);
        let inbox = s.alerts(&cast.surgeon).await.unwrap();
        let told = &inbox.alerts.iter().find(about).unwrap().alert.queued.exposed;
        assert_eq!(
            told.iter().map(|e| (e.unit, e.touch, e.recipient)).collect::<Vec<_>>(),
            [(donor.into(), Touch::Planned, Some(recipient))]
        );
        let elsewhere = s.alerts(&cast.surgeon_elsewhere).await.unwrap();
        assert!(!elsewhere.alerts.iter().any(|a| about(&a)), "another centre is told nothing");

        let lifted = Lifted { because: "A cyst".into() };
        s.lift_recall(&somebody(&cast, Role::VigilanceOfficer, 1), recall, lifted).await.unwrap();
        assert!(s.pair(&cast.nurse, pair).await.unwrap().pair.plan.is_none(), "the plan stays stopped");
        s.plan_removal(&cast.nurse, plan(&home, pair)).await.unwrap();
        let file = s.pair(&cast.nurse, pair).await.unwrap().pair;
        assert!(file.stopped.is_none() && file.plan.is_some(), "and is made anew");
        whole(home).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removal_from_a_recalled_donor_that_happened_is_kept_with_its_question() {
    for home in villages("removal_recalled").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (pair, donor, _) = open(&s, &cast.nurse, &cast).await.unwrap();
        approve(&home, &cast, pair).await;
        s.plan_removal(&cast.nurse, plan(&home, pair)).await.unwrap();
        let order = Recalled { of: donor.into(), sare: None, why: SareKind::Infection, because: "HEV".into() };
        s.recall_units(&somebody(&cast, Role::VigilanceOfficer, 0), order).await.unwrap();
        home.later_days(2);
        let fact = removal(&home, &cast, pair, donor);
        let (kept, _) = s.record_removal(&cast.surgeon, fact).await.unwrap();
        assert!(kept.breaches.iter().any(|b| b.rule == "VIG-009"), "{:?}", kept.breaches);
        let questions = s.questions(&cast.investigator).await.unwrap();
        let unit = kept.unit.to_string();
        let ours = questions.iter().find(|q| q.question.raised.about.clear() == Some(unit.as_str())).unwrap();
        assert!(ours.question.raised.rules.clear().unwrap().contains("VIG-009"));
        whole(home).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_final_report_that_is_late_calls_until_it_is_there() {
    for home in villages("final_late").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let organ = kidney(&home, &cast, 60).await;
        let officer = somebody(&cast, Role::VigilanceOfficer, 0);
        let calls = Arc::new(Loopback::default());
        let tasks = Tasks::new(s.clone(), calls.clone(), SignedDuration::from_secs(1));
        let report = SareReport {
            class: SareClass::Sae,
            what: SareKind::Transport,
            severity: Grade::Serious,
            imputability: Imputability::NotAssessable,
            about: organ.unit.into(),
            centre: None,
            onset_at: None,
            detected_at: s.now(),
            description: "Warm on its way".into(),
            measures: None,
            contact: None,
        };
        s.call_late_reports().await.unwrap();
        let (kept, _) = s.file_sare(&officer, report).await.unwrap();
        let seen = async || s.sare(&officer, kept.sare).await.unwrap().sare;
        assert!(seen().await.rungs.is_empty());
        home.later_days(93);
        assert!(s.call_late_reports().await.unwrap() >= 1);
        assert_eq!(s.call_late_reports().await.unwrap(), 0, "asked twice, called once");
        tasks.turn().await.unwrap();
        let late = seen().await;
        let first = &late.rungs[0].rung;
        assert_eq!((first.role, first.to.is_empty()), (Role::VigilanceOfficer, false));
        assert!(late.calls.iter().all(|c| c.sent.delivery == Delivery::Sent) && !late.calls.is_empty());
        // Nobody does it: two days and five more, and the inspectors are called.
        for days in [3, 6] {
            home.later_days(days);
            tasks.turn().await.unwrap();
        }
        let rungs = seen().await.rungs;
        assert_eq!(rungs.last().unwrap().rung.role, Role::Inspector);
        for alert in s.sare(&officer, kept.sare).await.unwrap().alerts.iter().filter(|a| a.alert.known.is_none()) {
            s.acknowledge_alert(&officer, alert.alert.id, domain::vigilance::Acknowledged { measures: None })
                .await
                .unwrap();
        }
        let said = FinalReport {
            imputability: Imputability::Excluded,
            case_description: "The logger was broken".into(),
            outcome: "Nothing".into(),
            actions: "A new logger".into(),
            follow_up: None,
        };
        s.close_sare(&officer, kept.sare, said).await.unwrap();
        let called = seen().await.calls.len();
        home.later_days(30);
        tasks.turn().await.unwrap();
        let closed = seen().await;
        assert_eq!((closed.rungs.len(), closed.calls.len()), (rungs.len(), called), "nobody is called any more");
        whole(home).await;
    }
}

/// Takes a letter slowly, and counts.
#[derive(Default)]
struct Slow(AtomicUsize);

impl Post for Slow {
    fn take(&self, _: &LetterSeen) -> Result<(), String> {
        self.0.fetch_add(1, Ordering::SeqCst);
        std::thread::sleep(std::time::Duration::from_millis(30));
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_hand_every_letter_over_once() {
    for home in villages("rounds").await {
        let s = home.service.clone();
        let waiting = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM letter WHERE state = 'queued'";
        let before = usize::try_from(home.number(waiting).await).unwrap();
        let post = Arc::new(Slow::default());
        let carriers = Carriers { letters: Some(post.clone()), messages: None };
        let (one, other) = (s.clone(), s.clone());
        let goes = async |service: service::Service| service.go_round(&carriers, Asked::WhenDue).await.unwrap();
        let (first, second) = tokio::join!(goes(one), goes(other));
        let handed: usize = [&first, &second].iter().filter_map(|g| g.letters.as_ref()).map(|p| p.handed).sum();
        assert_eq!((handed, post.0.load(Ordering::SeqCst)), (before, before));
        assert!(first.letters.is_some() != second.letters.is_some(), "one of them went the round");
        assert!(first.reminders.is_some() != second.reminders.is_some());
        // A minute later it is due again, and whoever asks for it now need not wait.
        assert!(goes(s.clone()).await.letters.is_none(), "not due");
        assert!(s.go_round(&carriers, Asked::Now).await.unwrap().letters.is_some());
        home.later(61);
        assert!(goes(s.clone()).await.letters.is_some());
        // Whoever died on a round is given up.
        home.tamper(&["UPDATE round SET holder = 'x', held_until = '2999-01-01T00:00:00.000Z' WHERE name = 'letters'"])
            .await;
        home.later(61);
        assert!(s.go_round(&carriers, Asked::Now).await.unwrap().letters.is_none(), "somebody is on it");
        home.tamper(&["UPDATE round SET held_until = '2001-01-01T00:00:00.000Z' WHERE name = 'letters'"]).await;
        assert!(goes(s.clone()).await.letters.is_some());
        whole(home).await;
    }
}
