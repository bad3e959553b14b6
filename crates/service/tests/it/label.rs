//! Labels and the check at the table on both databases: who may, what a courier sees, what another centre sees, and that
//! everything comes back from the log.

use codes::time::{Happened, Zone};
use domain::access::{Permission, Purpose, Role};
use domain::registry::blood::{Abo, Determined, Withdrawn};
use domain::registry::{Fate, FateRecorded, HandedOver, Moment};
use domain::trace::label::{Contents, LabelPlan, Place, Position};
use domain::trace::order::Scanned;
use domain::trace::theatre::{Answer, Identity, MatchPlan};
use domain::vigilance::{Lifted, Recalled, SareKind};
use service::{Access, Failure, Handing};

use crate::pair::*;
use crate::village::villages;

fn denied<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::Denied { hidden: false }))
}

/// A record of another centre looks as if it were not there.
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

fn matched() -> Answer {
    Answer::Match { asks: Vec::new(), across: None, sizes: Vec::new() }
}

fn code<T>(answer: Result<T, Failure>) -> &'static str {
    match answer {
        Err(Failure::Problem(p)) => p.code,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("done"),
    }
}

fn label(cast: &Cast, kidney: &Kidney) -> LabelPlan {
    let place = |n: usize| Place {
        centre: cast.country.centres[n],
        address: "1 Hospital Road".to_owned(),
        telephone: "+999 2 4400".to_owned(),
    };
    let contents = Contents {
        from: place(0),
        to: place(1),
        package: None,
        lowest_c: 2,
        highest_c: 8,
        position: Position::Upright,
        use_by_at: None,
        intended_for: Some(kidney.recipient),
    };
    LabelPlan { unit: kidney.unit, contents }
}

fn at_table(cast: &Cast, kidney: &Kidney, centre: usize) -> MatchPlan {
    let centre = cast.country.centres[centre];
    MatchPlan {
        unit: kidney.unit,
        recipient: kidney.recipient,
        centre,
        identity: Identity::WristbandAndWord,
        graft_g: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_label_is_printed_numbered_and_read_by_whoever_carries_the_box() {
    for home in villages("label").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let kidney = kidney(&home, &cast, 600).await;
        let plan = label(&cast, &kidney);
        for other in [&kidney.courier, &cast.psychologist] {
            assert!(denied(&s.print_label(other, plan.clone()).await), "{:?}", other.role);
        }
        assert!(hidden(&s.print_label(&cast.nurse_elsewhere, plan.clone()).await));
        let first = s.print_label(&cast.nurse, plan.clone()).await.unwrap().0;
        let second = s.print_label(&cast.coordinator, plan.clone()).await.unwrap().0;
        assert_eq!((first.copy, second.copy, first.label), (1, 2, second.label));
        let mut wrong = plan.clone();
        wrong.contents.to.telephone = "ask for Mira".to_owned();
        assert_eq!(code(s.print_label(&cast.nurse, wrong).await), "malformed");

        let parcel = s.parcel(&kidney.courier, Permission::HandOver, kidney.unit).await.unwrap();
        assert_eq!((parcel.next_place, parcel.held_at.unwrap().centre), (1, cast.country.centres[0]));
        let seen = serde_json::to_string(&parcel.label).unwrap();
        assert!(!seen.contains("rec_") && !seen.contains("don_"), "a courier is not told for whom it is meant");
        let own = s.parcel(&cast.nurse, Permission::PrintLabel, kidney.unit).await.unwrap();
        assert!(serde_json::to_string(&own.label).unwrap().contains("rec_"));
        assert!(hidden(&s.parcel(&cast.nurse_elsewhere, Permission::HandOver, kidney.unit).await));
        assert!(denied(&s.parcel(&kidney.courier, Permission::PrintLabel, kidney.unit).await));
        assert!(denied(&s.parcel(&cast.coordinator, Permission::ReadCase, kidney.unit).await), "no other door");
        assert!(denied(&s.trace(&kidney.courier, &kidney.unit.to_string()).await));

        let ended =
            FateRecorded { fate: Fate::Discarded, reason: "damaged".to_owned(), approval: None, disputes: Vec::new() };
        s.record_fate(&cast.surgeon, kidney.unit, ended, happened(&s)).await.unwrap();
        assert_eq!(rules(s.print_label(&cast.nurse, plan).await), ["TRC-001"]);
        let parcel = s.parcel(&kidney.courier, Permission::HandOver, kidney.unit).await.unwrap();
        let label = parcel.label.unwrap();
        assert_eq!((label.prints.len(), label.refused, parcel.on_its_way), (2, 1, false));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_stops_until_nothing_stands_against_the_graft() {
    for home in villages("table").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let kidney = kidney(&home, &cast, 600).await;
        let plan = at_table(&cast, &kidney, 0);
        for other in [&kidney.courier, &cast.nurse] {
            assert!(denied(&s.match_at_table(other, plan.clone()).await), "{:?}", other.role);
        }
        assert!(hidden(&s.match_at_table(&cast.surgeon_elsewhere, plan.clone()).await));
        assert_eq!(rules(s.match_at_table(&cast.surgeon, plan.clone()).await), ["TRC-006"]);
        let mut last = None;
        for (n, person) in [kidney.donor.to_string(), kidney.recipient.to_string()].into_iter().enumerate() {
            for sample in 0..2 {
                let told = Determined {
                    person: person.clone(),
                    group: Abo::A,
                    sample: format!("L-{n}{sample}"),
                    laboratory: None,
                };
                assert!(hidden(&s.record_blood_group(&cast.nurse_elsewhere, told.clone(), happened(&s)).await));
                last = Some(s.record_blood_group(&cast.nurse, told, happened(&s)).await.unwrap().0);
            }
        }
        let (check, _) = s.match_at_table(&cast.surgeon, plan.clone()).await.unwrap();
        assert_eq!(s.table_check(&cast.surgeon, check).await.unwrap().answer, matched());
        assert_eq!(
            code(s.table_check(&cast.surgeon_elsewhere, check).await),
            "not_found",
            "another centre sees nothing"
        );
        assert_eq!(rules(s.match_at_table(&cast.coordinator, at_table(&cast, &kidney, 1)).await), ["TRC-008"]);

        let why = Withdrawn { reason: "wrong_sample".to_owned() };
        let last = last.unwrap();
        assert!(hidden(&s.withdraw_blood_group(&cast.nurse_elsewhere, last, why.clone()).await));
        s.withdraw_blood_group(&cast.nurse, last, why.clone()).await.unwrap();
        assert_eq!(code(s.withdraw_blood_group(&cast.nurse, last, why).await), "unchanged");
        let order = Recalled {
            of: kidney.donor.into(),
            sare: None,
            why: SareKind::Infection,
            because: "A culture of the donor grew overnight.".into(),
        };
        assert!(denied(&s.recall_units(&cast.nurse, order.clone()).await));
        let (recall, _) = s.recall_units(&cast.coordinator, order).await.unwrap();
        assert_eq!(rules(s.match_at_table(&cast.surgeon, plan.clone()).await), ["TRC-006", "VIG-001"]);
        let over = Lifted { because: "The culture was contaminated.".into() };
        assert!(denied(&s.lift_recall(&cast.coordinator, recall, over.clone()).await));
        s.lift_recall(&Access::console(Role::VigilanceOfficer, Purpose::Vigilance), recall, over).await.unwrap();
        assert_eq!(rules(s.match_at_table(&cast.surgeon, plan).await), ["TRC-006"]);
        let all = s.table_checks(&cast.surgeon, kidney.unit).await.unwrap();
        assert_eq!(all.iter().filter(|c| c.answer == matched()).count(), 1);
        assert_eq!(all.len(), 5);
        assert!(hidden(&s.table_checks(&cast.surgeon_elsewhere, kidney.unit).await));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hand_overs_of_two_devices_with_wrong_clocks_are_one_chain() {
    for home in villages("clocks").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let kidney = kidney(&home, &cast, 600).await;
        home.later(7_200);
        let centre = |n: usize| Some(cast.country.centres[n]);
        let handed = |place: u32, from: usize, to: usize| HandedOver {
            unit: kidney.unit,
            place,
            from: centre(from),
            to: centre(to),
            package: None,
            disputes: Vec::new(),
        };
        // The first truly was 60 minutes ago, the second 50; the first device's clock was two hours fast and measured with
        // 15 minutes of doubt.
        let ago = |minutes: i64| s.now() - jiff::SignedDuration::from_mins(minutes);
        let first = Scanned { device: "van_1".into(), device_at: ago(-72), offset_s: -7_200, uncertainty_s: 900 };
        let second = Scanned { device: "ward_2".into(), device_at: ago(50), offset_s: 0, uncertainty_s: 5 };
        assert!(denied(&s.record_scanned(&cast.psychologist, handed(1, 0, 1), first.clone()).await));
        s.record_scanned(&kidney.courier, handed(2, 1, 2), second.clone()).await.unwrap();
        s.record_scanned(&kidney.courier, handed(1, 0, 1), first.clone()).await.unwrap();
        let named = Scanned { device: "Mira Okar".into(), ..second };
        assert_eq!(code(s.record_scanned(&kidney.courier, handed(3, 2, 0), named).await), "unknown_code");

        let found = s.trace(&cast.coordinator, &kidney.unit.to_string()).await.unwrap();
        let line = found.traces[0].flat().into_iter().find(|l| l.unit.id == kidney.unit).cloned().unwrap();
        assert_eq!(found.traces[0].held_at(kidney.unit), centre(2));
        let unsure: Vec<u32> = line.unsure().iter().map(|h| h.handed.place).collect();
        assert_eq!(unsure, [1, 2], "one chain, and it says that the clocks do not tell");
        let gaps = line.stops.iter().filter(|stop| matches!(stop, domain::trace::Stop::Missing(_))).count();
        assert_eq!((gaps, line.is_on_the_way()), (0, true), "its end is still to come");
        assert_eq!(line.unsure()[0].scanned.as_ref(), Some(&first));
        // A hand-over written down by a courier needs no device.
        let handing = Handing { handed: handed(3, 2, 0), happened: happened(&s) };
        s.record_handover(&kidney.courier, handing).await.unwrap();

        let told = |moment, minutes| (moment, Happened::at(ago(minutes), Zone::utc()));
        assert!(denied(&s.record_moments(&kidney.courier, kidney.unit, vec![told(Moment::Clamp, 130)]).await));
        assert_eq!(code(s.record_moments(&cast.surgeon, kidney.unit, Vec::new()).await), "missing");
        assert_eq!(code(s.record_moments(&cast.surgeon, kidney.unit, vec![told(Moment::Out, -30)]).await), "malformed");
        s.record_moments(&cast.surgeon, kidney.unit, vec![told(Moment::Clamp, 130), told(Moment::Perfusion, 126)])
            .await
            .unwrap();
        s.record_moments(&cast.surgeon, kidney.unit, vec![told(Moment::Perfusion, 127)]).await.unwrap();
        let found = s.trace(&cast.coordinator, &kidney.unit.to_string()).await.unwrap();
        let line = found.traces[0].flat().into_iter().find(|l| l.unit.id == kidney.unit).cloned().unwrap();
        let warm = line.unit.moments.lasted(domain::registry::Ischaemia::FirstWarm);
        assert_eq!(warm, domain::registry::Span::Minutes(3), "what is told again supersedes");
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}
