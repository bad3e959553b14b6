use codes::{Country, Jurisdiction, Language};
use proptest::prelude::*;

use crate::{refusal, round_trips};

#[test]
fn the_country_list_is_complete_sorted_and_exact() {
    let all: Vec<Country> = Country::official().collect();
    assert_eq!(all.len(), 249);
    assert!(all.is_sorted());
    all.iter().for_each(round_trips);
    for text in ["", "gb", "UK", "GBR", "XK1", "EU", "ÉS"] {
        refusal::<Country>(text);
    }
}

#[test]
fn user_assigned_codes_are_accepted_and_told_apart() {
    for text in ["AA", "QM", "QZ", "XA", "XK", "XZ", "ZZ"] {
        assert!(text.parse::<Country>().unwrap().is_user_assigned(), "{text}");
    }
    assert!(!"QA".parse::<Country>().unwrap().is_user_assigned(), "Qatar is official");
    assert!("QL".parse::<Country>().is_err() && "ZX".parse::<Country>().is_err());
}

#[test]
fn a_jurisdiction_is_a_country_or_a_part_of_one() {
    let (kingdom, england): (Jurisdiction, Jurisdiction) = ("GB".parse().unwrap(), "GB-ENG".parse().unwrap());
    assert!(kingdom.covers(&england) && !england.covers(&kingdom));
    assert_eq!((england.country().code(), england.subdivision()), ("GB", Some("ENG")));
    round_trips(&kingdom);
    round_trips(&england);
    for text in ["GB-", "GB-eng", "GB-ENGL", "UK-ENG", "GB_ENG", "GB-E-N"] {
        refusal::<Jurisdiction>(text);
    }
}

#[test]
fn language_tags_come_out_in_canonical_case() {
    for (written, canonical) in
        [("AR", "ar"), ("zh-hant", "zh-Hant"), ("EN-gb", "en-GB"), ("es-419", "es-419"), ("uz-ARAB-af", "uz-Arab-AF")]
    {
        assert_eq!(written.parse::<Language>().unwrap().as_str(), canonical);
    }
    for text in ["", "a", "english", "en_GB", "en-", "en-GB-Latn", "en-GB-US", "zh-Hant-Hant", "en-1", "e1", "en--GB"] {
        refusal::<Language>(text);
    }
    let uzbek: Language = "uz-Arab-AF".parse().unwrap();
    assert_eq!((uzbek.primary(), uzbek.script(), uzbek.region()), ("uz", Some("Arab"), Some("AF")));
}

#[test]
fn knows_which_way_a_language_runs() {
    let runs_left = |text: &str| text.parse::<Language>().unwrap().is_right_to_left();
    assert!(runs_left("ar-EG") && runs_left("ur") && runs_left("uz-Arab"));
    assert!(!runs_left("en") && !runs_left("ar-Latn") && !runs_left("ru"));
}

proptest! {
    #[test]
    fn tags_round_trip(text in "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?") {
        let language: Language = text.parse().unwrap();
        prop_assert_eq!(language.as_str(), &text);
        round_trips(&language);
        prop_assert_eq!(text.to_uppercase().parse(), Ok(language));
    }
}
