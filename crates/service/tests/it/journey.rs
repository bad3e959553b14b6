//! Temperatures on the way, divisions, and decisions across blood groups on both databases: who may, what another centre
//! sees, what is not kept twice, and that everything comes back from the log.

use codes::organ::{Organ, OrganFamily, Preservation};
use codes::{DonorKind, Quantity};
use domain::access::Permission;
use domain::registry::blood::{Abo, Determined};
use domain::registry::{Division, Fate, FateRecorded, Technique};
use domain::trace::abo::{AboPlan, AboState, AboWithdrawn};
use domain::trace::label::{Contents, LabelPlan, Place, Position};
use domain::trace::temperature::{Measured, Source, TemperatureReading};
use domain::trace::theatre::{Answer, Identity, MatchPlan};
use law::param::AboGround;
use service::{Failure, LoggerTold};

use crate::pair::*;
use crate::village::villages;

fn denied<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::Denied { hidden: false }))
}

fn hidden<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::Denied { hidden: true }))
}

fn rules<T>(answer: Result<T, Failure>) -> Vec<String> {
    match answer {
        Err(Failure::Refused { reading, .. }) => reading.findings.into_iter().map(|f| f.rule).collect(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("allowed"),
    }
}

fn code<T>(answer: Result<T, Failure>) -> &'static str {
    match answer {
        Err(Failure::Problem(p)) => p.code,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("done"),
    }
}

fn cel(degrees: &str) -> Quantity {
    format!("{degrees} Cel").parse().unwrap()
}

/// One reading of four degrees.
fn measured(unit: codes::ids::UnitId, at: jiff::Timestamp) -> Measured {
    Measured {
        unit,
        device: "LOG-7".to_owned(),
        uncertainty_s: Some(5),
        preservation: Preservation::StaticCold,
        source: Source::Typed,
        readings: vec![TemperatureReading { at, temperature: cel("4.0") }],
        disputes: Vec::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn temperatures_stand_beside_the_way_and_are_not_kept_twice() {
    for home in villages("temperature").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let kidney = kidney(&home, &cast, 14_400).await;
        let ago = |minutes: i64| s.now() - jiff::SignedDuration::from_mins(minutes);
        let told = measured(kidney.unit, ago(120));
        assert!(denied(&s.record_temperatures(&cast.psychologist, told.clone()).await));
        assert!(hidden(&s.record_temperatures(&cast.nurse_elsewhere, told.clone()).await));
        let (kept, _) = s.record_temperatures(&kidney.courier, told.clone()).await.unwrap();
        assert_eq!((kept.kept, kept.known), (1, 0));
        let (again, receipt) = s.record_temperatures(&kidney.courier, told.clone()).await.unwrap();
        assert_eq!((again.log, again.kept, again.known, receipt.leaves.len()), (None, 0, 1, 0));
        let ahead = TemperatureReading { at: ago(-5), temperature: cel("4.0") };
        assert_eq!(
            code(s.record_temperatures(&kidney.courier, Measured { readings: vec![ahead], ..told.clone() }).await),
            "malformed"
        );
        let hot = TemperatureReading { at: ago(5), temperature: cel("400") };
        assert_eq!(
            code(s.record_temperatures(&kidney.courier, Measured { readings: vec![hot], ..told.clone() }).await),
            "malformed"
        );

        // The file of the same logger: one row known, two new of which one is warm, one that says nothing.
        let file = format!("Time;Temp (°C)\n{};4,0\n{};11,5\n{};4.25\nyesterday;cold\n", ago(120), ago(90), ago(60));
        let about =
            LoggerTold { device: "LOG-7".to_owned(), uncertainty_s: Some(5), preservation: Preservation::StaticCold };
        assert!(hidden(
            &s.record_logger_file(&cast.nurse_elsewhere, kidney.unit, about.clone(), file.as_bytes()).await
        ));
        let (taken, _) =
            s.record_logger_file(&kidney.courier, kidney.unit, about.clone(), file.as_bytes()).await.unwrap();
        assert_eq!((taken.rows, taken.readings.kept, taken.readings.known, taken.rejected), (4, 2, 1, 1));
        let back = taken.rejected_file.unwrap();
        assert!(back.contains("yesterday") && back.contains("cold") && back.contains("no_date"), "{back}");
        let (taken, _) =
            s.record_logger_file(&kidney.courier, kidney.unit, about.clone(), file.as_bytes()).await.unwrap();
        assert_eq!((taken.readings.kept, taken.readings.known), (0, 3), "a file twice is kept once");
        assert_eq!(code(s.record_logger_file(&kidney.courier, kidney.unit, about, b"a;b\n1;2\n").await), "malformed");

        let journey = s.journey(&kidney.courier, Permission::HandOver, kidney.unit).await.unwrap();
        let sum = journey.carried.unwrap();
        assert_eq!((sum.readings, sum.outside, sum.highest), (3, 1, cel("11.5")));
        let seen = serde_json::to_string(&journey).unwrap();
        assert!(!seen.contains("don_") && !seen.contains("rec_"), "a courier is told of no person");
        assert!(hidden(&s.journey(&cast.nurse_elsewhere, Permission::HandOver, kidney.unit).await));
        assert!(denied(&s.journey(&cast.psychologist, Permission::HandOver, kidney.unit).await));
        assert!(denied(&s.journey(&cast.coordinator, Permission::ReadCase, kidney.unit).await), "no other door");
        let found = s.trace(&cast.coordinator, &kidney.unit.to_string()).await.unwrap();
        assert_eq!((found.carried.len(), found.carried[0].carried.outside), (1, 1));
        let parcel = s.parcel(&kidney.courier, Permission::HandOver, kidney.unit).await.unwrap();
        assert_eq!(parcel.carried.unwrap().outside, 1);

        let otherwise = Measured { readings: vec![TemperatureReading { at: ago(60), temperature: cel("7") }], ..told };
        s.record_temperatures(&kidney.courier, otherwise).await.unwrap();
        let journey = s.journey(&cast.coordinator, Permission::ReadTrace, kidney.unit).await.unwrap();
        let disputes: Vec<&str> =
            journey.logs.iter().flat_map(|log| &log.measured.disputes).map(|d| d.rule.as_str()).collect();
        assert_eq!((disputes, journey.points.len()), (vec!["TRC-017"], 4), "both stay on record");
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organ_is_divided_once_and_a_second_end_is_disputed() {
    for home in villages("division").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let kidney = kidney(&home, &cast, 14_400).await;
        let halves = Division { parts: vec![Organ::KidneyNos; 2], technique: Some(Technique::ExSitu) };
        let livers = Division { parts: vec![Organ::LiverLeft, Organ::LiverRight], technique: None };
        assert!(denied(&s.plan_division(&kidney.courier, kidney.unit, halves.clone()).await));
        assert!(hidden(&s.plan_division(&cast.nurse_elsewhere, kidney.unit, halves.clone()).await));
        assert_eq!(rules(s.plan_division(&cast.surgeon, kidney.unit, livers.clone()).await), ["REG-011"]);
        s.plan_division(&cast.surgeon, kidney.unit, halves.clone()).await.unwrap();
        let ended =
            FateRecorded { fate: Fate::Discarded, reason: "damaged".to_owned(), approval: None, disputes: Vec::new() };
        s.record_fate(&cast.surgeon, kidney.unit, ended, happened(&s)).await.unwrap();
        assert_eq!(rules(s.plan_division(&cast.surgeon, kidney.unit, halves.clone()).await), ["REG-012"]);
        let contents = || {
            let place = |n: usize| Place {
                centre: cast.country.centres[n],
                address: "1 Hospital Road".to_owned(),
                telephone: "+999 2 4400".to_owned(),
            };
            Contents {
                from: place(0),
                to: place(1),
                package: None,
                lowest_c: 2,
                highest_c: 8,
                position: Position::Upright,
                use_by_at: None,
                intended_for: None,
            }
        };
        let label = LabelPlan { unit: kidney.unit, contents: contents() };
        assert_eq!(rules(s.print_label(&cast.nurse, label).await), ["TRC-001"], "no label for what was discarded");

        let (parts, _) = s.record_division(&cast.surgeon, kidney.unit, halves, happened(&s)).await.unwrap();
        let found = s.trace(&cast.coordinator, &kidney.unit.to_string()).await.unwrap();
        let line = found.traces[0].flat().into_iter().find(|l| l.unit.id == kidney.unit).cloned().unwrap();
        assert_eq!(line.unit.fate, Fate::Discarded, "what was on record stays");
        assert_eq!((line.parts.len(), line.unit.entered.disputes[0].rule.as_str()), (2, "REG-012"));
        assert!(line.parts.iter().all(|part| !part.unit.entered.disputes.is_empty()));
        for part in parts {
            s.print_label(&cast.nurse, LabelPlan { unit: part, contents: contents() }).await.unwrap();
        }
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_names_the_programme_that_crosses_blood_groups() {
    for home in villages("across").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let kidney = kidney(&home, &cast, 14_400).await;
        for (person, group) in [(kidney.donor.to_string(), Abo::A), (kidney.recipient.to_string(), Abo::O)] {
            for n in 0..2 {
                let sample = format!("{}-{n}", group.code());
                let told = Determined { person: person.clone(), group, sample, laboratory: None };
                s.record_blood_group(&cast.nurse, told, happened(&s)).await.unwrap();
            }
        }
        let table = MatchPlan {
            unit: kidney.unit,
            recipient: kidney.recipient,
            centre: cast.country.centres[0],
            identity: Identity::WristbandAndWord,
            graft_g: None,
        };
        assert_eq!(rules(s.match_at_table(&cast.surgeon, table.clone()).await), ["TRC-007"]);
        let plan = AboPlan {
            recipient: kidney.recipient,
            organ: OrganFamily::Kidney,
            donor: DonorKind::Living,
            ground: AboGround::Desensitisation,
            protocol: "ABOI-K-3".to_owned(),
            why: Some("Titre 1:64, four sessions".into()),
        };
        for other in [&kidney.courier, &cast.nurse, &cast.coordinator] {
            assert!(denied(&s.decide_across(other, plan.clone()).await), "{:?}", other.role);
        }
        assert!(hidden(&s.decide_across(&cast.surgeon_elsewhere, plan.clone()).await));
        let liver = AboPlan { organ: OrganFamily::Liver, ..plan.clone() };
        assert_eq!(rules(s.decide_across(&cast.surgeon, liver).await), ["TRC-019"]);
        let (decision, _) = s.decide_across(&cast.surgeon, plan).await.unwrap();
        assert_eq!(rules(s.match_at_table(&cast.surgeon, table.clone()).await), ["TRC-025"], "who decided looks again");
        let (check, _) = s.match_at_table(&cast.coordinator, table.clone()).await.unwrap();
        let Answer::Match { across: Some(leave), .. } = s.table_check(&cast.surgeon, check).await.unwrap().answer
        else {
            panic!("the programme is not named")
        };
        assert_eq!((leave.decision, leave.protocol.as_str()), (decision, "ABOI-K-3"));
        let all = s.decisions_across(&cast.surgeon, kidney.recipient).await.unwrap();
        assert_eq!(all.len(), 2, "the refused one is on record too");
        assert!(hidden(&s.decisions_across(&cast.surgeon_elsewhere, kidney.recipient).await));
        let why = AboWithdrawn { reason: "titre_rose".to_owned() };
        assert!(hidden(&s.withdraw_across(&cast.surgeon_elsewhere, decision, why.clone()).await));
        s.withdraw_across(&cast.surgeon, decision, why.clone()).await.unwrap();
        assert_eq!(code(s.withdraw_across(&cast.surgeon, decision, why).await), "unchanged");
        assert_eq!(rules(s.match_at_table(&cast.surgeon, table).await), ["TRC-007"]);
        let all = s.decisions_across(&cast.surgeon, kidney.recipient).await.unwrap();
        assert_eq!(all.iter().filter(|one| matches!(one.state, AboState::Stands { .. })).count(), 0);
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}
