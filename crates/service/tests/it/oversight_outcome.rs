//! Outcomes of a centre on both databases: counted as the record tells them, the unknown apart, hidden from others, logged.

use codes::ids::CentreId;
use domain::access::{Purpose, Role};
use domain::followup::Seen;
use domain::oversight::outcome::FEWEST;
use domain::registry::TransplantFact;
use jiff::civil::Date;
use service::{Access, Failure, OutcomeSignals};

use crate::pair::*;
use crate::support::Home;
use crate::village::villages;

fn hidden<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::Denied { hidden: true }))
}

fn inspector(cast: &Cast) -> Access {
    let one = cast.country.staff.iter().find(|s| s.access.role == Role::Inspector).unwrap();
    Access { purpose: Purpose::Oversight, ..one.access.clone() }
}

async fn outcomes(home: &Home, by: &Access, centre: CentreId) -> OutcomeSignals {
    home.service.outcomes_of(by, centre).await.unwrap()
}

/// Whether the graft of a day was lost; `None` where it is counted neither way.
fn lost(seen: &OutcomeSignals, on: Date) -> Option<bool> {
    seen.own.as_ref().unwrap().steps.iter().find(|s| s.on == on).map(|s| s.lost)
}

/// A kidney grafted today at the first centre; what was seen of it at the visits that come, so many days later.
async fn grafted(home: &Home, cast: &Cast, told: &[(i64, &str, Option<&str>)]) -> Date {
    let s = &home.service;
    let centre = cast.country.centres[0];
    let (pair, donor, recipient) = open(s, &cast.nurse, cast).await.unwrap();
    let unit = s.record_removal(&cast.surgeon, removal(home, cast, pair, donor)).await.unwrap().0.unit;
    home.later(3_600);
    let (cold_ischaemia_min, anastomosis_min) = (None, None);
    let (at, on) = (happened(s), happened(s).day_on());
    let fact = TransplantFact {
        unit,
        recipient,
        centre,
        happened: at,
        cold_ischaemia_min,
        anastomosis_min,
        team: vec![cast.surgeon.account],
    };
    s.record_transplant(&cast.surgeon, fact).await.unwrap();
    let mut since = 0;
    for (days, patient, graft) in told {
        home.later((days - since) * 86_400);
        since = *days;
        let visits = s.visits_of(&cast.nurse, &recipient.to_string()).await.unwrap();
        let open = visits.iter().rfind(|v| v.seen.is_none() && v.planned.opens_on <= s.today()).unwrap();
        let seen =
            Seen { patient_status: (*patient).to_owned(), graft_status: graft.map(str::to_owned), ..Seen::default() };
        s.record_visit(&cast.nurse, open.id, seen, happened(s)).await.unwrap();
    }
    on
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_is_counted_and_what_is_not_known_stands_apart() {
    for home in villages("outcomes").await {
        let cast = Cast::of(&home);
        let (by, centre) = (inspector(&cast), cast.country.centres[0]);
        let works = Some("functioning");
        let failed = grafted(&home, &cast, &[(200, "alive", Some("failed"))]).await;
        let good = grafted(&home, &cast, &[(180, "alive", works), (370, "alive", works)]).await;
        let early = grafted(&home, &cast, &[(180, "alive", works)]).await;
        let silent = grafted(&home, &cast, &[]).await;
        // The last two have not passed the horizon, and nobody told how they were then when they have.
        let seen = outcomes(&home, &by, centre).await;
        assert_eq!([failed, good].map(|on| lost(&seen, on)), [Some(true), Some(false)]);
        home.later_days(366);
        let seen = outcomes(&home, &by, centre).await;
        assert_eq!([failed, good, early, silent].map(|on| lost(&seen, on)), [Some(true), Some(false), None, None]);
        let own = seen.own.as_ref().unwrap();
        assert!(own.unknown >= 2 && own.signal.grafts == own.steps.len(), "{}", own.unknown);
        assert!(own.steps.iter().all(|s| seen.window.from_on <= s.on && s.on <= seen.window.to_on));
        let rate = seen.rate.unwrap();
        assert!(rate > 0.0 && rate < 1.0);
        assert!(own.signal.grafts >= FEWEST || !own.signal.asks(), "too few give no sign");
        assert!(seen.others.iter().all(|o| o.grafts >= FEWEST));
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_centre_sees_itself_and_no_other_and_each_look_is_logged() {
    for home in villages("outcomes_who").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (centre, elsewhere) = (cast.country.centres[0], cast.nurse_elsewhere.centre.unwrap());
        let inspects = inspector(&cast);
        for of in [centre, elsewhere] {
            assert_eq!(outcomes(&home, &inspects, of).await.centre.id, of);
        }
        for by in [&cast.nurse, &cast.surgeon] {
            assert_eq!(outcomes(&home, by, centre).await.centre.id, centre);
        }
        assert!(hidden(&s.outcomes_of(&cast.nurse, elsewhere).await));
        assert!(hidden(&s.outcomes_of(&cast.surgeon_elsewhere, centre).await));
        for by in [&cast.coordinator, &cast.psychologist, &cast.board, &cast.investigator] {
            assert!(matches!(s.outcomes_of(by, centre).await, Err(Failure::Denied { .. })));
        }
        let nowhere = CentreId::from_bits(1);
        assert!(matches!(s.outcomes_of(&inspects, nowhere).await, Err(Failure::Problem(p)) if p.code == "not_found"));
        assert!(hidden(&s.outcomes_of(&cast.nurse, nowhere).await));
        let lines = "SELECT COUNT(*) AS n FROM access_line WHERE what = 'audit.outcomes' AND outcome = 'shown'";
        assert_eq!(home.number(lines).await, 5, "two by the inspector, one each by nurse and surgeon, one of nowhere");
        home.drop().await;
    }
}
