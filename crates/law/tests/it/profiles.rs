//! The profiles that come with the program.

use std::{collections::BTreeSet, fs};

use jiff::civil::Date;
use law::{Evidence, Profile, param};

use crate::{calvane, day};

fn every_profile() -> Vec<Profile> {
    let mut all: Vec<_> = law::SHIPPED.iter().map(|code| law::shipped(code).unwrap().unwrap()).collect();
    all.push(law::floor().unwrap().0);
    all
}

#[test]
fn every_value_has_a_source_and_every_gap_is_marked() {
    for profile in every_profile() {
        let name = &profile.country().version;
        let mut seen = 0;
        for (cite, value) in profile.all() {
            assert!(cite.reference.len() > 3, "{name}: {} names no source", cite.param);
            assert!(cite.from > Date::constant(1950, 1, 1), "{name}: {} is undated", cite.param);
            if value.is_none() {
                assert_eq!(cite.evidence, Evidence::Unconfirmed, "{name}: {}", cite.param);
            }
            if cite.evidence == Evidence::Chosen && profile.country().code.code() != "ZZ" {
                assert!(
                    cite.reference.starts_with("Operator's choice"),
                    "{name}: {} hides that it is chosen",
                    cite.param
                );
            }
            seen += 1;
        }
        assert!(seen >= 28, "{name}: {seen}");
    }
}

#[test]
fn the_embedded_profiles_are_the_folders() {
    let mut folders: BTreeSet<String> = fs::read_dir(crate::repository("profiles"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    for other in ["tests", "who"] {
        assert!(folders.remove(other), "profiles/{other}");
    }
    assert_eq!(folders, law::SHIPPED.iter().map(|code| (*code).to_owned()).collect());
    for code in law::SHIPPED {
        let texts = crate::texts(code);
        let read = Profile::from_texts(texts.iter().map(|(stem, text)| (stem.as_str(), text.as_str()))).unwrap();
        assert_eq!(read.canonical_text(), law::shipped(code).unwrap().unwrap().canonical_text());
        assert_eq!(read.country().code.code().to_lowercase(), *code);
    }
}

#[test]
fn a_code_may_be_written_large_and_an_unknown_one_is_none() {
    assert!(law::shipped("XC").is_some());
    assert!(law::shipped("ZZ").is_none());
    assert!(law::shipped("").is_none());
}

#[test]
fn only_calvane_is_made_up_and_speaks_both_languages() {
    for profile in every_profile() {
        let country = profile.country();
        assert_eq!(country.synthetic, country.code.code() == "XC", "{}", country.version);
        for names in [&country.registry_name, &country.clock_place] {
            assert_eq!(names.keys().map(String::as_str).collect::<Vec<_>>(), ["ar", "en"]);
        }
        assert!(country.zone.time_zone().is_ok(), "{}", country.zone);
    }
}

#[test]
fn the_floor_leaves_nothing_unknown() {
    let floor = law::floor().unwrap();
    let law = floor.0.on(day("2010-05-21"));
    for (cite, value) in floor.0.all() {
        assert!(value.is_some() && law.value(&cite.param).is_some(), "{}", cite.param);
        assert_ne!(cite.evidence, Evidence::Unconfirmed, "{}", cite.param);
    }
}

#[test]
fn the_approving_bodies_of_spain_and_the_united_kingdom_differ() {
    let bodies = |code| {
        let profile = law::shipped(code).unwrap().unwrap();
        let steps = profile.on(day("2026-11-24")).get(&param::APPROVAL_STEPS).unwrap();
        steps.into_iter().map(|step| step.body).collect::<Vec<_>>()
    };
    use param::BodyKind::{Agency, Board, Court, IndependentDoctor};
    assert_eq!(bodies("es"), [IndependentDoctor, Board, Court]);
    assert_eq!(bodies("gb"), [Agency, Agency]);
}

#[test]
fn calvane_knows_every_value_a_plan_needs_today() {
    let profile = calvane();
    let law = profile.on(day("2026-11-24"));
    for (cite, _) in profile.all() {
        assert!(law.value(&cite.param).is_some(), "{}", cite.param);
    }
    let unconfirmed: Vec<_> = profile.all().filter(|(cite, _)| cite.evidence.needs_mark()).collect();
    assert_eq!(unconfirmed.len(), 1, "one value carries the mark, to show it");
}

#[test]
fn every_edit_changes_the_canonical_text_and_comments_do_not() {
    let texts = crate::texts("xc");
    let read = |edit: &dyn Fn(&str, &str) -> String| {
        let edited: Vec<_> = texts.iter().map(|(stem, text)| (stem.as_str(), edit(stem, text))).collect();
        Profile::from_texts(edited.iter().rev().map(|(stem, text)| (*stem, text.as_str()))).unwrap().canonical_text()
    };
    let as_it_is = calvane().canonical_text();
    assert_eq!(read(&|_, text| format!("# a remark\n{text}")), as_it_is);
    assert_ne!(read(&|_, text| text.replace("value = 168", "value = 167")), as_it_is);
    assert_ne!(read(&|_, text| text.replace("section 15(1)", "section 15(9)")), as_it_is);
    assert_ne!(read(&|_, text| text.replace("tag = \"U\"", "tag = \"S\"")), as_it_is);
    assert_ne!(read(&|_, text| text.replace("2024-07-01", "2024-07-02")), as_it_is);
}
