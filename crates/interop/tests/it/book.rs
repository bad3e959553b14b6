use codes::time::Precision;
use codes::{Organ, OrganFamily, PartialDate};
use interop::import::{
    Fault, OldFact, OldOrgan, OldOutcome, OldParty, OldRecipient, OldTransplant, PatientStatus, RejectedRow,
};

use super::read;

const HEARTS: &str = include_str!("../../../../examples/import/heart-programme.toml");
const KIDNEYS: &str = include_str!("../../../../examples/import/kidney-programme.toml");
const HEART_HEADING: &str =
    "accept.dt,tx.date,fu.date,fustat,surgery,age,futime,wait.time,transplant,mismatch,hla.a2,mscore,reject\n";
const KIDNEY_HEADING: &str = "\"obs\",\"time\",\"delta\",\"gender\",\"race\",\"age\"\n";

fn hearts(rows: &str) -> (Vec<Vec<OldFact>>, Vec<RejectedRow>) {
    let (imported, rejected) = read(format!("{HEART_HEADING}{rows}").as_bytes(), HEARTS);
    (imported.into_iter().map(|row| row.facts).collect(), rejected)
}

fn kidneys(rows: &str) -> (Vec<Vec<OldFact>>, Vec<RejectedRow>) {
    let (imported, rejected) = read(format!("{KIDNEY_HEADING}{rows}").as_bytes(), KIDNEYS);
    (imported.into_iter().map(|row| row.facts).collect(), rejected)
}

fn parts(facts: &[OldFact]) -> (&OldRecipient, Option<&OldTransplant>, &OldOutcome) {
    match facts {
        [OldFact::Recipient(recipient), OldFact::Outcome(outcome)] => (recipient, None, outcome),
        [OldFact::Recipient(recipient), OldFact::Transplant(transplant), OldFact::Outcome(outcome)] => {
            (recipient, Some(transplant), outcome)
        }
        other => panic!("{other:?}"),
    }
}

fn reasons(rejected: &[RejectedRow]) -> Vec<(String, Fault)> {
    rejected.iter().flat_map(|row| row.faults.iter().map(|fault| (fault.column.clone(), fault.why))).collect()
}

#[test]
fn a_heart_without_donor_is_a_fact_and_its_gap_stays_visible() {
    let (rows, rejected) = hearts(
        "1971-02-03,1971-03-05,1972-01-01,1,0,41.5,332,30.0,1,2.0,0.0,1.11,0.0\n1971-02-04,,1971-02-20,0,0,52,16,,0,,,,\n",
    );
    assert!(rejected.is_empty(), "{rejected:?}");
    let (recipient, transplant, outcome) = parts(&rows[0]);
    let transplant = transplant.unwrap();
    assert_eq!((transplant.organ, &transplant.donor), (OldOrgan::Exact(Organ::Heart), &None));
    assert_eq!(transplant.recipient, recipient.local);
    assert_eq!(transplant.happened.day_on().to_string(), "1971-03-05");
    assert_eq!(transplant.happened.precision, Precision::Day);
    assert_eq!(recipient.accepted_on.unwrap().to_string(), "1971-02-03");
    let birth = recipient.person.as_ref().unwrap().birth.as_ref().unwrap().clear().unwrap();
    assert_eq!(birth, "~41@1971-02-03");
    assert_eq!(
        (outcome.patient_status, outcome.happened.day_on().to_string().as_str()),
        (PatientStatus::Dead, "1972-01-01")
    );
    assert_eq!(outcome.of, OldParty::Recipient(recipient.local.clone()));
    let (_, transplant, outcome) = parts(&rows[1]);
    assert!(transplant.is_none() && outcome.patient_status == PatientStatus::Alive);
}

#[test]
fn contradictions_are_kept() {
    let rows = "1971-02-03,1971-03-05,1971-03-01,1,0,129,26,,1,,,,\n1971-02-03,1970-01-01,1969-01-01,1,0,0,5,,1,,,,\n";
    let (rows, rejected) = hearts(rows);
    assert_eq!((rows.len(), rejected.len()), (2, 0));
    let (_, transplant, outcome) = parts(&rows[0]);
    assert!(outcome.happened.surely_before(&transplant.unwrap().happened));
}

#[test]
fn a_transplantation_without_date_is_kept_as_of_unknown_date() {
    let (rows, rejected) = hearts("1971-02-03,,1972-01-01,1,0,41,332,,1,,,,\n");
    assert!(rejected.is_empty(), "{rejected:?}");
    assert_eq!(parts(&rows[0]).1.unwrap().happened.precision, Precision::Unknown);
}

#[test]
fn what_cannot_be_read_is_rejected_with_all_reasons() {
    let (rows, rejected) = hearts("1971-02-31,05/03/1971,,3,0,old,1,,2,,,,\n");
    assert!(rows.is_empty());
    let expected = [("age", Fault::NoNumber), ("accept.dt", Fault::ImpossibleDate), ("transplant", Fault::UnknownCode)];
    let more = [("fu.date", Fault::Absent), ("fustat", Fault::UnknownCode)];
    let expected: Vec<_> = expected.into_iter().chain(more).map(|(column, why)| (column.to_owned(), why)).collect();
    assert_eq!(reasons(&rejected), expected);

    let (rows, rejected) =
        hearts("1971-02-03,05/03/1971,1972-01-01,1,0,41,1,,1,,,,\n1971-02-03,,1972-01-01,1,0,41,1,,,,,,\n");
    assert!(rows.is_empty());
    assert_eq!(
        reasons(&rejected),
        [("tx.date".to_owned(), Fault::NoDate), ("transplant".to_owned(), Fault::UnknownCode)]
    );
    assert!(!format!("{rejected:?}").contains("05/03/1971"));
}

#[test]
fn relative_times_keep_their_distance_and_claim_no_date() {
    let (rows, rejected) = kidneys("1,365,1,1,1,46\n2,0,0,2,2,51\n");
    assert!(rejected.is_empty(), "{rejected:?}");
    let (recipient, transplant, outcome) = parts(&rows[0]);
    let transplant = transplant.unwrap();
    assert_eq!(transplant.organ, OldOrgan::PartUnknown(OrganFamily::Kidney));
    let moments = [&transplant.happened, &outcome.happened];
    assert!(moments.iter().all(|moment| moment.precision == Precision::Unknown));
    let days = outcome.happened.day_on() - transplant.happened.day_on();
    assert_eq!(days.get_days(), 365);
    assert!(recipient.accepted_on.is_none());
    assert_eq!(parts(&rows[1]).2.happened.at, parts(&rows[1]).1.unwrap().happened.at);
}

#[test]
fn negative_days_are_rejected() {
    let (rows, rejected) = kidneys("1,-5,1,1,1,46\n2,70000,0,2,2,51\n3,1e3,0,2,2,51\n");
    assert!(rows.is_empty());
    assert_eq!(
        reasons(&rejected).iter().map(|(_, why)| *why).collect::<Vec<_>>(),
        [Fault::Negative, Fault::OutOfRange, Fault::NoNumber]
    );
}

#[test]
fn keys_stay_the_same_when_the_rest_of_the_row_changes() {
    let rows = |rows: &str| read(format!("{KIDNEY_HEADING}{rows}").as_bytes(), KIDNEYS).0;
    let (before, after) = (rows("1,10,0,1,1,46\n2,10,0,1,1,46\n"), rows("2,10,0,1,1,46\n1,900,1,1,1,46\n"));
    assert_eq!((&before[0].key, &before[1].key), (&after[1].key, &after[0].key));
    assert_ne!(before[0].key, before[1].key);
    assert_ne!(before[0].content, after[1].content);
    assert_eq!(before[1].content, after[0].content);
    assert!(!format!("{:?}", before[0].key).contains("kidney"));
}

#[test]
fn rows_of_another_width_are_rejected_unless_told_otherwise() {
    let short = format!("{KIDNEY_HEADING}1,10,0\n2,10,0,1,1,46,,\n3,10,0,1,1,46,7\n4,10,0,1,1,46\n");
    let (imported, rejected) = read(short.as_bytes(), KIDNEYS);
    assert_eq!(imported.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4]);
    assert!(rejected.iter().all(|row| row.faults.len() == 1 && row.faults[0].why == Fault::CellCount));
    let filled = KIDNEYS.replace("absent =", "file.short_rows = \"fill\"\nabsent =");
    assert_eq!(read(short.as_bytes(), &filled).0.len(), 3);
}

#[test]
fn text_that_is_none_is_rejected_where_it_is_used() {
    let mapping = "system = \"x\"\nzone = \"UTC\"\nkey = \"id\"\n[[donor]]\nkind = \"living\"\nperson.names = [{ column = \"name\" }]\n";
    let (imported, rejected) =
        read(b"id,name,other\n1,Ann\0Roe,\n2,Ann Roe\0\0,\n3,Bob,x\0y\n4.51E+12,Cid,\n", mapping);
    assert_eq!(imported.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(reasons(&rejected), [("name".to_owned(), Fault::NoText), ("id".to_owned(), Fault::Shortened)]);
    assert!(!format!("{imported:?}{rejected:?}").contains("Roe"));
}

#[test]
fn times_of_day_are_read_in_the_zone_and_doubted_where_clocks_changed() {
    let mapping = r#"
system = "x"
zone = "Europe/Madrid"
key = "id"
[[removal]]
organ = "KIDNEY_L"
happened = { column = "on", formats = ["DD.MM.YYYY", "YYYY"], time = "hour" }
"#;
    let (rows, rejected) =
        read(b"id;on;hour\n1;01.07.2020;08:30\n2;25.10.2020;02:30\n3;2020;\n4;01.07.2020;25:00\n", mapping);
    let moments: Vec<_> = rows
        .iter()
        .map(|row| match &row.facts[0] {
            OldFact::Removal(removal) => {
                (removal.happened.at.to_string(), removal.happened.precision, removal.happened.uncertainty_s)
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(moments[0], ("2020-07-01T06:30:00Z".to_owned(), Precision::Minute, None));
    assert_eq!(moments[1].2, Some(3600));
    assert_eq!(moments[2].1, Precision::Year);
    assert_eq!(reasons(&rejected), [("hour".to_owned(), Fault::NoDate)]);
}

#[test]
fn births_are_as_exact_as_they_were_written() {
    let mapping = r#"
system = "x"
zone = "UTC"
key = "id"
[[donor]]
kind = { column = "kind" }
person.birth = { column = "born", formats = ["DD/MM/YYYY", "MM/YYYY", "YYYY"] }
"#;
    let (rows, rejected) =
        read(b"id;born;kind\n1;02/04/1990;living\n2;04/1990;dbd\n3;1990;dcd\n4;;living\n5;1990;alive\n", mapping);
    let births: Vec<Option<PartialDate>> = rows
        .iter()
        .map(|row| match &row.facts[0] {
            OldFact::Donor(donor) => donor.person.as_ref().and_then(|p| p.birth.as_ref()?.clear()?.parse().ok()),
            other => panic!("{other:?}"),
        })
        .collect();
    let text: Vec<_> = births.iter().map(|birth| birth.map(|birth| birth.to_string())).collect();
    assert_eq!(text, [Some("1990-04-02".to_owned()), Some("1990-04".to_owned()), Some("1990".to_owned()), None]);
    assert_eq!(reasons(&rejected), [("kind".to_owned(), Fault::UnknownCode)]);
}
