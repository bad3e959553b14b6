//! Runs every file of `profiles/tests`: what a lawyer expects an article to say on a day.

use std::{collections::BTreeSet, fs};

use law::{Evidence, Profile};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectations {
    country: String,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    article: String,
    sentence: String,
    on: jiff::civil::Date,
    param: String,
    expect: toml::Value,
    tag: Option<Evidence>,
}

fn profile(code: &str) -> Profile {
    match code {
        "WHO" => law::floor().unwrap().0,
        code => law::shipped(code).unwrap_or_else(|| panic!("no profile {code}")).unwrap(),
    }
}

fn fault(profile: &Profile, case: &Case) -> Option<String> {
    let law = profile.on(case.on);
    let unknown = toml::Value::from("unknown");
    let found = law.value(&case.param).unwrap_or(&unknown);
    if !profile.all().any(|(cite, _)| cite.param == case.param) {
        return Some("no such parameter".to_owned());
    }
    if *found != case.expect {
        return Some(format!("expected {}, the profile says {found}", case.expect));
    }
    let tag = law.cite(&case.param).map(|cite| cite.evidence);
    (tag != case.tag).then(|| format!("expected tag {:?}, the profile has {tag:?}", case.tag))
}

#[test]
fn every_article_says_what_its_lawyer_expects() {
    let mut countries = BTreeSet::new();
    let mut faults = Vec::new();
    for file in fs::read_dir(crate::repository("profiles/tests")).unwrap() {
        let path = file.unwrap().path();
        let read: Expectations =
            toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let profile = profile(&read.country);
        assert!(!read.case.is_empty(), "{} expects nothing", path.display());
        for case in &read.case {
            assert!(!case.article.is_empty() && case.sentence.ends_with('.'), "{}: {}", path.display(), case.article);
            if let Some(what) = fault(&profile, case) {
                faults.push(format!("{} {} on {}, {}: {what}", read.country, case.param, case.on, case.article));
            }
        }
        countries.insert(read.country.to_lowercase());
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let mut shipped: BTreeSet<String> = law::SHIPPED.iter().map(|code| (*code).to_owned()).collect();
    shipped.insert("who".to_owned());
    assert_eq!(countries, shipped, "one file of expectations per profile");
}

#[test]
fn a_wrong_expectation_is_found() {
    let case = |param: &str, expect: toml::Value, tag| Case {
        article: "Transplantation Act, section 15(1)".to_owned(),
        sentence: "Seven days.".to_owned(),
        on: crate::day("2024-01-01"),
        param: param.to_owned(),
        expect,
        tag: Some(tag),
    };
    let profile = crate::calvane();
    let key = "consent.reflection_hours";
    assert_eq!(fault(&profile, &case(key, 168.into(), Evidence::Confirmed)), None);
    assert!(fault(&profile, &case(key, 72.into(), Evidence::Confirmed)).unwrap().contains("168"));
    assert!(fault(&profile, &case(key, "unknown".into(), Evidence::Confirmed)).is_some());
    assert!(fault(&profile, &case(key, 168.into(), Evidence::Unconfirmed)).unwrap().contains("tag"));
    assert!(fault(&profile, &case("consent.no_such", "unknown".into(), Evidence::Confirmed)).is_some());
}
