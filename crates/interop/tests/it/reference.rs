//! Files of reference figures in small: what is read, passed over and sent back.

use std::io::Cursor;

use codes::Country;
use domain::statistics::{Figure, Group, Measure, Quality, Source};
use interop::import::Fault;
use interop::reference::{NotReferences, Places, ReferenceBook, ReferenceRow};

fn places() -> Places {
    let usual = [("Spain", "ES"), ("Türkiye", "TR"), ("Norway", "NO")];
    Places::new(usual.map(|(name, code)| (name, code.parse::<Country>().unwrap())))
}

fn read(source: Source, text: &str) -> Vec<ReferenceRow> {
    let mut book = ReferenceBook::open(Cursor::new(text.as_bytes().to_vec()), source, places()).unwrap();
    std::iter::from_fn(|| book.next_row().unwrap()).collect()
}

fn figures(row: &ReferenceRow) -> Vec<(Measure, Group, Option<i64>, Quality)> {
    let ReferenceRow::Figures(figures) = row else { panic!("{row:?}") };
    let said = |f: &Figure| (f.key.measure, f.key.organ, f.milli, f.quality);
    figures.iter().map(said).collect()
}

fn faults(row: &ReferenceRow) -> Vec<(String, Fault)> {
    let ReferenceRow::Rejected(row) = row else { panic!("{row:?}") };
    row.faults.iter().map(|f| (f.column.clone(), f.why)).collect()
}

#[test]
fn an_export_of_the_observatory_is_read_in_both_of_its_forms() {
    let old = "REGION,COUNTRY,REPORTYEAR,POPULATION,TOTAL Actual DD,DD Kidney Tx,Total Heart\n\
               Europe,Spain,2015,46.1,1851,NA,299\n";
    let rows = read(Source::Godt, old);
    assert_eq!(
        figures(&rows[0]),
        [
            (Measure::Population, Group::All, Some(46_100_000_000), Quality::Reported),
            (Measure::DeceasedDonors, Group::All, Some(1_851_000), Quality::Reported),
            (Measure::Transplants, Group::Heart, Some(299_000), Quality::Reported),
        ]
    );
    let new = "region;country;year;population;Total Heart TX;TOTAL tx;pmp_TOTAL tx\nEurope;Türkiye ;2022;85,3;61,0;4000,5;46,9\n";
    assert_eq!(
        figures(&read(Source::Godt, new)[0]),
        [
            (Measure::Population, Group::All, Some(85_300_000_000), Quality::Reported),
            (Measure::Transplants, Group::Heart, Some(61_000), Quality::Reported),
            (Measure::Transplants, Group::All, Some(4_000_500), Quality::Imputed),
        ]
    );
}

#[test]
fn a_row_goes_back_with_every_reason() {
    let text = "country,year,TOTAL Actual DD,Actual DBD\nAtlantis,21,many,-3\nSpain,2021,1902,\nSpain,2021,1903,\n";
    let rows = read(Source::Godt, text);
    assert_eq!(faults(&rows[0]), [("year".to_owned(), Fault::OutOfRange), ("country".to_owned(), Fault::UnknownCode)]);
    assert_eq!(figures(&rows[1]).len(), 1);
    // The second row for the same figure would silently replace the first.
    assert_eq!(faults(&rows[2]), [(String::new(), Fault::Malformed)]);
    let numbers = "country,year,TOTAL Actual DD,Actual DBD\nSpain,2020,many,-3\n";
    let wrong = [("TOTAL Actual DD".to_owned(), Fault::NoNumber), ("Actual DBD".to_owned(), Fault::Negative)];
    assert_eq!(faults(&read(Source::Godt, numbers)[0]), wrong);
}

#[test]
fn the_sheet_of_a_whole_country_leaves_out_what_there_is_not() {
    let text = "Year,Organ,Number of deceased organ donors recovered,Number of living organ donors recovered,\
                Number of registrations added\n2021,Heart,12,,30\n2021,Kidney-Pancreas,,,4\n2021,Spleen,1,,\n";
    let rows = read(Source::Hrsa, text);
    assert_eq!(
        figures(&rows[0]),
        [
            (Measure::DeceasedDonors, Group::Heart, Some(12_000), Quality::Reported),
            (Measure::RegistrationsAdded, Group::Heart, Some(30_000), Quality::Reported),
        ]
    );
    assert_eq!(figures(&rows[1]).len(), 1);
    assert_eq!(faults(&rows[2]), [("Organ".to_owned(), Fault::UnknownCode)]);
}

#[test]
fn the_sheet_by_state_keeps_what_it_hides_as_hidden() {
    let text = "Statistics,Year,State of Residence Name,State of Residence Code,Organ,Counts\n\
                Deceased Organ Donors,2021,Alaska,AK,Kidney,\nDeceased Organ Donors,2021,All,All,Kidney,7\n\
                Transplant Recipients,2021,Foreign Country,,All,3\nWaitlist Candidates,2021,Nowhere,,All,3\n";
    let rows = read(Source::Hrsa, text);
    assert_eq!(figures(&rows[0]), [(Measure::DeceasedDonors, Group::Kidney, None, Quality::Suppressed)]);
    let ReferenceRow::Figures(hidden) = &rows[0] else { panic!() };
    assert_eq!(hidden[0].place.to_string(), "US-AK");
    assert_eq!(figures(&rows[1]), [(Measure::DeceasedDonors, Group::Kidney, Some(7_000), Quality::Reported)]);
    assert_eq!(rows[2], ReferenceRow::PassedOver);
    assert_eq!(faults(&rows[3]), [("State of Residence Code".to_owned(), Fault::UnknownCode)]);
}

#[test]
fn sums_of_regions_are_passed_over() {
    let text =
        "Country Name,Country Code,Year,Value\nSpain,ESP,2021,47443821\nWorld,WLD,2021,7900000000\nOdd,esp,2021,1\n";
    let rows = read(Source::WorldBank, text);
    assert_eq!(figures(&rows[0]), [(Measure::Population, Group::All, Some(47_443_821_000), Quality::Reported)]);
    assert_eq!(rows[1], ReferenceRow::PassedOver);
    assert_eq!(faults(&rows[2]), [("Country Code".to_owned(), Fault::UnknownCode)]);
}

#[test]
fn a_file_of_another_source_is_refused_by_its_heading() {
    let open = |source, text: &str| ReferenceBook::open(Cursor::new(text.as_bytes().to_vec()), source, places()).err();
    assert!(matches!(open(Source::Godt, "a,b\n1,2\n"), Some(NotReferences::NoColumn(_))));
    assert!(matches!(open(Source::Hrsa, "country,year,TOTAL Actual DD\n"), Some(NotReferences::NoColumn(_))));
    assert!(matches!(open(Source::WorldBank, "country,year\n"), Some(NotReferences::NoColumn(_))));
    assert!(matches!(open(Source::Godt, ""), Some(NotReferences::Unreadable(_))));
}
