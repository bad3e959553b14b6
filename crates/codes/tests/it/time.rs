use codes::{Happened, PartialDate, Precision, Zone};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::{refusal, round_trips};

fn partial(text: &str) -> PartialDate {
    text.parse().unwrap()
}

fn minute(text: &str) -> Happened {
    Happened::at(text.parse().unwrap(), Zone::utc())
}

#[test]
fn zones_are_utc_offsets_or_names() {
    for text in ["UTC", "+02:00", "-03:30", "+14:00", "Africa/Cairo", "America/Argentina/Buenos_Aires", "Etc/GMT+5"] {
        round_trips(&text.parse::<Zone>().unwrap());
    }
    for text in [
        "",
        "Z",
        "utc",
        "CET",
        "+2:00",
        "+02",
        "+14:01",
        "+02:60",
        "++2:00",
        "+-2:00",
        "Cairo",
        "africa/cairo",
        "Africa/",
        "/Cairo",
        "a b/c",
    ] {
        refusal::<Zone>(text);
    }
    let offset: Zone = "-03:30".parse().unwrap();
    assert_eq!(
        offset.time_zone().unwrap(),
        jiff::tz::TimeZone::fixed(jiff::tz::Offset::from_seconds(-12_600).unwrap())
    );
    assert!("Europe/Atlantis".parse::<Zone>().unwrap().time_zone().is_err());
}

#[test]
fn a_moment_to_the_minute_is_surely_before_the_next_minute_only() {
    assert!(minute("2026-03-01T10:07:59Z").surely_before(&minute("2026-03-01T10:08:00Z")));
    assert!(!minute("2026-03-01T10:07:00Z").surely_before(&minute("2026-03-01T10:07:59Z")));
    assert!(!minute("2026-03-01T10:08:00Z").surely_before(&minute("2026-03-01T10:07:00Z")));
    let wrong_clock = Happened { uncertainty_s: Some(90), ..minute("2026-03-01T10:07:00Z") };
    assert!(!wrong_clock.surely_before(&minute("2026-03-01T10:09:00Z")));
    assert!(wrong_clock.surely_before(&minute("2026-03-01T10:10:00Z")));
    assert!(!minute("2026-03-01T10:05:00Z").surely_before(&wrong_clock));
    assert!(minute("2026-03-01T10:04:00Z").surely_before(&wrong_clock));
}

#[test]
fn a_day_lasts_from_midnight_to_midnight_of_its_zone() {
    let day = Happened::on(date(2026, 3, 1), "+02:00".parse().unwrap()).unwrap();
    assert_eq!(day.earliest_at().to_string(), "2026-02-28T22:00:00Z");
    assert_eq!(day.latest_at().to_string(), "2026-03-01T22:00:00Z");
    assert_eq!((day.precision, day.day_on()), (Precision::Day, date(2026, 3, 1)));
    let noon = Happened { at: "2026-03-01T10:00:00Z".parse().unwrap(), ..day.clone() };
    assert_eq!(noon.earliest_at(), day.earliest_at(), "any instant of the day means the day");
}

#[test]
fn months_years_and_the_unknown_have_their_bounds() {
    let about = |precision| Happened { precision, ..minute("2024-02-10T00:00:00Z") };
    assert_eq!(about(Precision::Month).latest_at().to_string(), "2024-03-01T00:00:00Z");
    assert_eq!(about(Precision::Year).earliest_at().to_string(), "2024-01-01T00:00:00Z");
    let unknown = about(Precision::Unknown);
    assert!(
        !unknown.surely_before(&minute("9999-01-01T00:00:00Z"))
            && !minute("1970-01-01T00:00:00Z").surely_before(&unknown)
    );
    let nowhere = Happened { zone: "Europe/Atlantis".parse().unwrap(), ..about(Precision::Day) };
    assert!(nowhere.earliest_at() < about(Precision::Day).earliest_at(), "an unknown zone widens the bounds");
}

#[test]
fn a_moment_travels_as_an_object_without_surplus_fields() {
    let text = r#"{"at":"2026-03-01T10:07:00Z","zone":"Africa/Cairo","precision":"minute"}"#;
    let read: Happened = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
    assert!(serde_json::from_str::<Happened>(&text.replace("zone", "tz")).is_err());
    assert!(serde_json::from_str::<Happened>(&text.replace("minute", "hour")).is_err());
    assert!(serde_json::from_str::<Happened>(&text.replace("03-01", "02-30")).is_err());
}

#[test]
fn partial_dates_know_their_bounds() {
    for (text, earliest, latest, precision) in [
        ("1990-04-02", date(1990, 4, 2), date(1990, 4, 2), Precision::Day),
        ("1990-04", date(1990, 4, 1), date(1990, 4, 30), Precision::Month),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29), Precision::Month),
        ("1990", date(1990, 1, 1), date(1990, 12, 31), Precision::Year),
        ("~34@2024-05-01", date(1989, 5, 2), date(1990, 5, 1), Precision::Year),
        ("~0-2@2024-05-01", date(2021, 5, 2), date(2024, 5, 1), Precision::Year),
    ] {
        let known = partial(text);
        assert_eq!((known.earliest(), known.latest(), known.precision()), (earliest, latest, precision), "{text}");
        assert_eq!(known.to_string(), text);
        round_trips(&known);
    }
    assert_eq!(partial("1990-04-02").exact(), Some(date(1990, 4, 2)));
    assert!(partial("~34@2024-05-01").is_estimated() && partial("1990").exact().is_none());
}

#[test]
fn ages_have_a_least_and_a_greatest_value() {
    assert_eq!(partial("1990-04-02").age_on(date(2024, 4, 1)), Some((33, 33)));
    assert_eq!(partial("1990-04-02").age_on(date(2024, 4, 2)), Some((34, 34)));
    assert_eq!(partial("1990").age_on(date(2008, 6, 1)), Some((17, 18)));
    assert_eq!(partial("~34@2024-05-01").age_on(date(2024, 5, 1)), Some((34, 34)));
    assert_eq!(partial("~30-40@2024-05-01").age_on(date(2026, 5, 1)), Some((32, 42)));
    assert_eq!(partial("2004-02-29").age_on(date(2022, 2, 28)), Some((17, 17)));
    assert_eq!(partial("2004-02-29").age_on(date(2022, 3, 1)), Some((18, 18)));
    assert_eq!(partial("2024").age_on(date(2024, 6, 1)), Some((0, 0)));
    assert_eq!(partial("2024-06-02").age_on(date(2024, 6, 1)), None);
}

#[test]
fn impossible_dates_are_refused_with_the_reason() {
    for (text, why) in [
        ("1990-02-29", "leap year"),
        ("1990-04-31", "ends with 30 or earlier"),
        ("1990-02-30", "from 01 to its last"),
        ("1990-04-00", "from 01 to its last"),
        ("1990-13", "month from 01 to 12"),
        ("1990-00-10", "month from 01 to 12"),
        ("0090-01-01", "from 1000"),
        ("90-01-01", "year-month-day"),
        ("1990-4-2", "year-month-day"),
        ("02.04.1990", "year-month-day"),
        ("1990-04-02-", "year-month-day"),
        ("199٠", "year-month-day"),
        ("", "year-month-day"),
        ("~34", "year-month-day"),
        ("~034@2024-05-01", "year-month-day"),
        ("~34@2024-05", "year-month-day"),
        ("~40-30@2024-05-01", "lower age first"),
        ("~131@2024-05-01", "at most 130"),
        ("~34@2023-02-29", "leap year"),
    ] {
        assert!(refusal::<PartialDate>(text).contains(why), "{text}: {}", refusal::<PartialDate>(text));
    }
}

#[test]
fn a_birth_date_never_shows_in_debug_output_or_errors() {
    assert_eq!(format!("{:?}", partial("1990-04-02")), "PartialDate(to the day)");
    assert!(!refusal::<PartialDate>("1990-02-29").contains("1990-02-29"));
}

fn any_date() -> impl Strategy<Value = Date> {
    (1900_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| date(y, m, d))
}

proptest! {
    #[test]
    fn dates_round_trip(date in any_date(), min in 0_u8..60, more in 0_u8..60) {
        round_trips(&PartialDate::day(date));
        round_trips(&partial(&date.strftime("%Y-%m").to_string()));
        let estimated = PartialDate::estimated_age(min, min + more, date).unwrap();
        round_trips(&estimated);
        prop_assert_eq!(estimated.age_on(date), Some((u16::from(min), u16::from(min + more))));
    }

    #[test]
    fn a_coarser_date_holds_the_finer_one(date in any_date(), on in any_date()) {
        let exact = PartialDate::day(date);
        for coarse in [partial(&date.strftime("%Y-%m").to_string()), partial(&date.year().to_string())] {
            prop_assert!(coarse.earliest() <= date && date <= coarse.latest());
            if let (Some((age, _)), Some((min, max))) = (exact.age_on(on), coarse.age_on(on)) {
                prop_assert!(min <= age && age <= max);
            }
        }
    }

    #[test]
    fn no_text_makes_the_parsers_fall(text in "~?[0-9@\\-+:/é]{0,16}") {
        let _ = PartialDate::parse(&text);
        let _ = text.parse::<Zone>();
    }
}
