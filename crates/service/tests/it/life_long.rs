//! Follow-up for life: who may, what is due and lost, what wants somebody, hand-overs, reminders, the donor's own answers.

use codes::ids::{DonorId, PairId};
use codes::time::Happened;
use domain::approval::Stage;
use domain::followup::{
    Again, Answer, Answers, Call, CarerNamed, ConcernAnswered, Cost, Course, Due, Feeling, Hospital, Payer, Seen, Work,
};
use service::donor_register::Loopback;
use service::followup::{Asked, Beside, NewTransfer, Sitting};
use service::{Failure, Service};

use crate::pair::*;
use crate::support::Home;
use crate::village::villages;

fn alive() -> Seen {
    Seen { patient_status: "alive".to_owned(), egfr_ml_min_173: Some(66), ..Seen::default() }
}

fn now(service: &Service) -> Happened {
    happened(service)
}

/// A donor who was operated today, with a plan of care.
async fn operated(home: &Home, cast: &Cast) -> (PairId, String) {
    let (pair, donor, _) = open(&home.service, &cast.nurse, cast).await.unwrap();
    approve(home, cast, pair).await;
    home.service.plan_removal(&cast.nurse, plan(home, pair)).await.unwrap();
    home.later_days(8);
    remove(home, cast, pair, donor).await;
    let file = home.service.pair(&cast.nurse, pair).await.unwrap();
    assert_eq!(file.pair.stage(), Stage::Operated);
    (pair, donor.to_string())
}

async fn remove(home: &Home, cast: &Cast, pair: PairId, donor: DonorId) {
    let fact = removal(home, cast, pair, donor);
    home.service.record_removal(&cast.surgeon, fact).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_misses_two_visits_is_lost_and_found_again() {
    for home in villages("life_lost").await {
        let cast = Cast::of(&home);
        let asked = Asked { who: "donor".to_owned(), ..Asked::default() };
        let (_, donor) = operated(&home, &cast).await;
        let of = |page: &service::FollowupPage| page.lines.iter().filter(|l| l.visit.planned.subject == donor).count();
        let page = home.service.followup_of(&cast.nurse, &asked).await.unwrap();
        assert_eq!(of(&page), 1);
        assert_eq!(page.counts.open + page.counts.overdue, i64::try_from(page.lines.len()).unwrap());
        // Another centre sees nothing of it, by list or by number.
        let elsewhere = home.service.followup_of(&cast.nurse_elsewhere, &asked).await.unwrap();
        assert_eq!(of(&elsewhere), 0);
        assert!(hidden(&home.service.followed(&cast.nurse_elsewhere, &donor).await));
        assert!(home.service.followed(&cast.surgeon, &donor).await.is_err());
        home.later_days(500);
        let followed = home.service.followed(&cast.nurse, &donor).await.unwrap();
        assert!(matches!(followed.course, Course::Lost(_)), "{:?}", followed.course);
        let lost = async |who: &service::Access, whom: &str| {
            let page = home.service.lost(who, whom, None).await.unwrap();
            page.lost.into_iter().find(|l| l.subject == donor).map(|l| l.missed)
        };
        assert_eq!((lost(&cast.nurse, "").await, lost(&cast.nurse, "donor").await), (Some(3), Some(3)));
        assert_eq!((lost(&cast.nurse_elsewhere, "").await, lost(&cast.nurse, "recipient").await), (None, None));
        let told = (alive(), now(&home.service));
        let denied = home.service.record_beside(&cast.nurse_elsewhere, &donor, Beside::Unscheduled, told.clone()).await;
        assert!(hidden(&denied));
        home.service.record_beside(&cast.nurse, &donor, Beside::Unscheduled, told).await.unwrap();
        assert_eq!(lost(&cast.nurse, "").await, None);
        // What was missed counts as missed; nobody waits for it any more.
        let lines = home.service.follow(&cast.nurse, &donor).await.unwrap();
        assert_eq!(lines.iter().filter(|l| l.due == Due::Missed).count(), 3);
        let of_centre = home.service.completeness(&cast.nurse).await.unwrap();
        assert!(of_centre.iter().any(|s| s.who == "donor" && s.kind == "12m" && s.closed > s.seen), "{of_centre:?}");
        let own = cast.nurse.centre.unwrap().to_string();
        assert!(of_centre.iter().all(|s| s.centre == own));
        assert!(home.service.completeness(&cast.nurse_elsewhere).await.unwrap().iter().all(|s| s.centre != own));
        assert!(home.service.centres_followed(&cast.nurse).await.is_err());
        let public = home.service.public_followup().await.unwrap();
        let kept_back = |s: &&service::followup::PublicShare| matches!(s.share.of, service::Count::FewerThan(_));
        assert!(public.shares.iter().any(|s| kept_back(&s)), "small numbers are kept back: {public:?}");
        let told = |n: i64| n == 0 || n >= 5;
        assert!(public.shares.iter().all(|s| match s.share.of {
            service::Count::Exactly(n) => told(n),
            service::Count::FewerThan(_) => true,
        }));
        assert!(home.service.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_low_value_has_a_carer_a_clock_and_a_payer() {
    for home in villages("life_concern").await {
        let cast = Cast::of(&home);
        let (_, donor) = operated(&home, &cast).await;
        let visit = home.service.visits_of(&cast.nurse, &donor).await.unwrap().remove(0);
        for (wrong, field) in [
            (Seen { systolic_mmhg: Some(900), ..alive() }, "systolic_mmhg"),
            (Seen { creatinine_umol_l: Some(2), ..alive() }, "creatinine_umol_l"),
            (Seen { dialysis_from_on: Some("2031-01-01".parse().unwrap()), ..alive() }, "dialysis_from_on"),
        ] {
            let Err(Failure::Problem(p)) =
                home.service.record_visit(&cast.nurse, visit.id, wrong, now(&home.service)).await
            else {
                panic!("{field} was taken")
            };
            assert_eq!(p.field, field);
        }
        let ahead = Happened::at("2031-01-01T06:00:00Z".parse().unwrap(), codes::time::Zone::utc());
        assert_eq!(problem(home.service.record_visit(&cast.nurse, visit.id, alive(), ahead).await), "malformed");
        let low = Seen { egfr_ml_min_173: Some(31), ..alive() };
        home.service.record_visit(&cast.nurse, visit.id, low, now(&home.service)).await.unwrap();
        let page = home.service.followup(&cast.nurse).await.unwrap();
        let of = |page: &service::FollowupPage| page.concerns.iter().find(|l| l.visit.id == visit.id).cloned();
        let concern = of(&page).unwrap().visit.open_concern().unwrap().raised.clone();
        assert_eq!((concern.carer, concern.payer.is_some()), (Some(cast.nurse.account), true));
        assert_eq!(concern.answer_by_on, home.service.today() + jiff::Span::new().days(14));
        assert!(of(&home.service.followup(&cast.nurse_elsewhere).await.unwrap()).is_none());
        let named = CarerNamed { carer: cast.surgeon.account, payer: Payer::Hospital };
        assert!(hidden(&home.service.name_carer(&cast.nurse_elsewhere, &donor, named).await));
        home.service.name_carer(&cast.nurse, &donor, named).await.unwrap();
        let visits = home.service.visits_of(&cast.nurse, &donor).await.unwrap();
        assert!(visits.iter().all(|v| v.planned.owner == Some(cast.surgeon.account)), "also of what wants somebody");
        let answered = || ConcernAnswered { what: Answer::MeasuredAgain, note: Some("62 after a week.".into()) };
        assert!(hidden(&home.service.answer_concern(&cast.nurse_elsewhere, visit.id, answered()).await));
        home.service.answer_concern(&cast.nurse, visit.id, answered()).await.unwrap();
        assert_eq!(problem(home.service.answer_concern(&cast.nurse, visit.id, answered()).await), "stale");
        assert!(of(&home.service.followup(&cast.nurse).await.unwrap()).is_none());
        assert!(home.service.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn care_is_handed_over_where_it_is_paid_and_a_refusal_is_kept() {
    for home in villages("life_transfer").await {
        let cast = Cast::of(&home);
        let (_, donor) = operated(&home, &cast).await;
        let to = |country: &str, payer| NewTransfer {
            clinic: "Clinic of the harbour".to_owned(),
            clinic_country: country.parse().unwrap(),
            payer,
            contact: None,
        };
        let lives_in = home.service.followed(&cast.nurse, &donor).await.unwrap().lives_in.unwrap().to_string();
        let paid = Some(Payer::PublicScheme);
        assert!(hidden(&home.service.ask_transfer(&cast.nurse_elsewhere, &donor, to(&lives_in, paid)).await));
        let all = refused(home.service.ask_transfer(&cast.nurse, &donor, to("FR", None)).await);
        assert_eq!(all, ["CAR-006", "CAR-007"]);
        let (id, _) = home.service.ask_transfer(&cast.nurse, &donor, to(&lives_in, paid)).await.unwrap();
        assert_eq!(problem(home.service.ask_transfer(&cast.nurse, &donor, to(&lives_in, paid)).await), "stale");
        home.later_days(31);
        assert_eq!(home.service.remind_followup().await.unwrap().transfers, 1);
        assert_eq!(home.service.remind_followup().await.unwrap().transfers, 0, "not again on the same day");
        assert!(hidden(&home.service.accept_transfer(&cast.nurse_elsewhere, id).await));
        home.service.accept_transfer(&cast.nurse, id).await.unwrap();
        let why = domain::followup::Declined::NoCapacity;
        assert_eq!(problem(home.service.decline_transfer(&cast.nurse, id, why).await), "stale");
        let mut states: Vec<&str> = Vec::new();
        let followed = home.service.followed(&cast.nurse, &donor).await.unwrap();
        states.extend(followed.transfers.iter().map(|t| t.state.code()));
        states.sort_unstable();
        assert_eq!(states, ["accepted", "refused"]);
        assert!(home.service.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

fn answers() -> Answers {
    Answers {
        feeling: Feeling::Middling,
        hospital: Hospital::No,
        work: Work::AsBefore,
        cost: Cost::None,
        again: Again::Yes,
        systolic_mmhg: None,
        diastolic_mmhg: None,
        call: Call::Yes,
        words: Some("My back aches.".to_owned()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_donor_is_reminded_once_a_step_and_answers_by_a_link() {
    for home in villages("life_link").await {
        let country = home.country();
        let nurse = |centre| {
            let of = |s: &&service::demo::DemoStaff| {
                s.access.role == domain::access::Role::LivingDonorNurse && s.access.centre == Some(centre)
            };
            country.staff.iter().find(of).unwrap().access.clone()
        };
        let nurse = nurse(country.centres[0]);
        // The demonstration took every step of today; a second round finds nothing, another day does.
        let again = home.service.remind_followup().await.unwrap();
        assert_eq!((again.links, again.centres, again.regulator), (0, 0, 0));
        home.later_days(70);
        let later = home.service.remind_followup().await.unwrap();
        assert!(later.links + later.centres > 0, "{later:?}");
        assert_eq!(home.service.remind_followup().await.unwrap(), service::followup::Reminders::default());
        let carrier = Loopback::default();
        while home.service.send_messages(&carrier).await.unwrap().handed > 0 {}
        let page =
            home.service.followup_of(&nurse, &Asked { who: "donor".to_owned(), ..Asked::default() }).await.unwrap();
        let open = page.lines.iter().find(|l| matches!(l.due, Due::Open { .. })).unwrap();
        let inspector = country.staff.iter().find(|s| s.access.role == domain::access::Role::Inspector).unwrap();
        assert!(home.service.send_link(&inspector.access, open.visit.id).await.is_err());
        let (sent, _) = home.service.send_link(&nurse, open.visit.id).await.unwrap();
        home.service.send_messages(&carrier).await.unwrap();
        let message = carrier.carried().into_iter().rfind(|m| m.id == sent).unwrap();
        for word in ["kidney", "donor", "organ", "transplant", "follow-up visit"] {
            assert!(!message.text.to_lowercase().contains(word), "{}", message.text);
        }
        let mut words = message.text.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_ascii_alphanumeric()));
        let code = words.find(|w| w.len() == 23 && w.matches('-').count() == 3).unwrap();
        let number = number_of(&home, &nurse, &open.visit.planned.subject).await;
        let wrong = home.service.open_sitting(code, "000", "here").await;
        assert!(matches!(wrong, Err(Failure::NotSignedIn)));
        let opened = home.service.open_sitting(code, &number, "here").await.unwrap();
        let used = home.service.open_sitting(code, &number, "here").await;
        assert!(matches!(used, Err(Failure::NotSignedIn)), "a code is used once");
        let sitting = Sitting(opened.token);
        assert!(!home.service.my_followup(&sitting).await.unwrap().answered);
        let odd = Answers { systolic_mmhg: Some(1), ..answers() };
        assert_eq!(problem(home.service.answer_mine(&sitting, odd, "en".parse().unwrap()).await), "malformed");
        home.service.answer_mine(&sitting, answers(), "en".parse().unwrap()).await.unwrap();
        assert!(home.service.my_followup(&sitting).await.unwrap().answered);
        let lines = home.service.follow(&nurse, &open.visit.planned.subject).await.unwrap();
        let told = lines.iter().find(|l| l.visit.id == open.visit.id).unwrap();
        let own = Answers::opened(&told.visit.answers[0].answered.answers).unwrap();
        assert!(own == answers() && told.visit.open_concern().is_some(), "who wants a call gets one");
        let sealed = home.service.follow(&inspector.access, &open.visit.planned.subject).await.unwrap();
        let sealed = sealed.iter().find(|l| l.visit.id == open.visit.id).unwrap();
        assert!(Answers::opened(&sealed.visit.answers[0].answered.answers).is_none());
        home.later(31 * 60);
        let over = home.service.my_followup(&sitting).await;
        assert!(matches!(over, Err(Failure::NotSignedIn)), "a sitting ends");
        assert!(home.service.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

/// An identity number of the person behind a donor's number.
async fn number_of(home: &Home, nurse: &service::Access, donor: &str) -> String {
    let pairs = home.service.pairs(nurse).await.unwrap();
    for pair in pairs {
        let file = home.service.pair(nurse, pair.pair.id).await.unwrap();
        if file.pair.donor.to_string() == donor {
            let known = file.donor.unwrap().person.known;
            return known.identifiers[0].value.clear().unwrap().to_owned();
        }
    }
    panic!("nobody has the number {donor}")
}
