//! A profile with a fault is refused, naming file and key.

use law::{Profile, ProfileProblem};

/// Reads Calvane with one file changed; the change must really be one.
fn with(stem: &str, edit: impl Fn(&str) -> String) -> Result<Profile, ProfileProblem> {
    let mut texts = crate::texts("xc");
    let (_, text) = texts.iter_mut().find(|(s, _)| s == stem).unwrap();
    let edited = edit(text);
    assert_ne!(*text, edited, "the edit changes nothing");
    *text = edited;
    Profile::from_texts(texts.iter().map(|(stem, text)| (stem.as_str(), text.as_str())))
}

fn refused(stem: &str, edit: impl Fn(&str) -> String) -> (String, String, String) {
    let problem = with(stem, edit).unwrap_err();
    let shown = problem.to_string();
    assert!(shown.contains(&problem.file) && shown.contains(&problem.key) && shown.contains(&problem.what));
    (problem.file, problem.key, problem.what)
}

fn faulty(stem: &str, key: &str, from: &str, to: &str) -> String {
    let (file, at, what) = refused(stem, |text| text.replacen(from, to, 1));
    assert_eq!((file.as_str(), at.as_str()), (stem, key), "{what}");
    what
}

const TRACE: &str = "registry.trace_years";

#[test]
fn a_missing_parameter_is_refused() {
    let (file, key, what) = refused("registry", |_| String::new());
    assert_eq!((file.as_str(), key.as_str()), ("registry", TRACE));
    assert!(what.contains("missing"));
}

#[test]
fn a_parameter_without_entries_is_missing() {
    let (_, key, what) = refused("registry", |_| "trace_years = []".to_owned());
    assert_eq!(key, TRACE);
    assert!(what.contains("missing"));
}

#[test]
fn a_missing_file_is_refused() {
    let texts = crate::texts("xc");
    for gone in ["country", "consent"] {
        let rest = texts.iter().filter(|(s, _)| s != gone).map(|(s, t)| (s.as_str(), t.as_str()));
        assert_eq!(Profile::from_texts(rest).unwrap_err().file, gone);
    }
}

#[test]
fn an_unknown_parameter_is_refused() {
    let entry = "\n[[trace_yeers]]\nfrom = \"2010-01-01\"\nvalue = 30\nref = \"x\"\ntag = \"C\"\n";
    let (file, key, what) = refused("registry", |text| format!("{text}{entry}"));
    assert_eq!((file.as_str(), key.as_str()), ("registry", "registry.trace_yeers"));
    assert!(what.contains("no rule knows"));
}

#[test]
fn a_wrong_type_is_refused() {
    let what = faulty("registry", TRACE, "value = 30", "value = \"thirty\"");
    assert!(what.contains("2010-01-01") && what.contains("string"), "{what}");
    faulty("registry", TRACE, "value = 30", "value = -1");
    faulty("registry", TRACE, "value = 30", "value = true");
}

#[test]
fn an_entry_without_source_is_refused() {
    let source = "ref = \"Transplantation Act, section 24(1)\"";
    assert!(faulty("registry", TRACE, source, "").contains("ref"));
    assert!(faulty("registry", TRACE, source, "ref = \" \"").contains("`ref` is empty"));
}

#[test]
fn a_gap_must_carry_tag_u() {
    let gap = |tag: &str| {
        with("registry", |text| text.replace("value = 30", "").replace("tag = \"C\"", &format!("tag = \"{tag}\"")))
    };
    for tag in ["C", "S", "D"] {
        let problem = gap(tag).unwrap_err();
        assert_eq!(problem.key, TRACE);
        assert!(problem.what.contains("must have tag U"), "{tag}: {problem}");
    }
    assert_eq!(gap("U").unwrap().on(crate::day("2026-01-01")).value(TRACE), None);
}

#[test]
fn an_impossible_tag_or_date_is_refused() {
    assert!(faulty("registry", TRACE, "tag = \"C\"", "tag = \"X\"").contains('X'));
    faulty("registry", TRACE, "2010-01-01", "2010-02-30");
    faulty("registry", TRACE, "from = \"2010-01-01\"", "");
    faulty("registry", TRACE, "tag = \"C\"", "tag = \"C\"\nsince = 3");
}

#[test]
fn two_entries_of_one_day_are_refused() {
    let (_, key, what) = refused("registry", |text| format!("{text}\n{text}"));
    assert_eq!(key, TRACE);
    assert!(what.contains("same day"));
}

#[test]
fn text_that_is_no_toml_names_the_file() {
    let (file, key, _) = refused("registry", |_| "[[trace_years".to_owned());
    assert_eq!((file.as_str(), key.as_str()), ("registry", "whole file"));
}

#[test]
fn slips_of_the_pen_are_refused() {
    let words = "value = [\"medical\", \"psychosocial\"]";
    let what = faulty("approval", "approval.evaluations", words, "value = [\"medcal\"]");
    assert!(what.contains("medcal") && what.contains("psychosocial"), "{what}");
    faulty("approval", "approval.evaluations", words, "value = [\"medical\", \"medical\"]");
    faulty("approval", "approval.donor_circle", "\"genetic_2nd\"", "\"cousins\"");
    faulty("approval", "approval.donor_circle", "\"genetic_2nd\"", "\"any\"");
    faulty("approval", "approval.donor_circle", "\"genetic_2nd\"", "\"not_declared\"");
    faulty("approval", "approval.steps", "quorum = 3", "quorum = 0");
    faulty("approval", "approval.steps", "outside_members = 1", "outside_members = 4");
    faulty("approval", "approval.steps", "valid_days = 180", "valid_days = 0");
    faulty("approval", "approval.steps", "body = \"board\"", "body = \"parliament\"");
    faulty("approval", "approval.steps", "id = \"court\"", "id = \"ethics_board\"");
    faulty("consent", "consent.info_topics", "\"procedure\"", "\"weather\"");
    faulty("followup", "followup.donor_schedule", "kind = \"12m\", months = 12", "kind = \"discharge\", months = 12");
    faulty("followup", "followup.donor_schedule", "every_months = 12", "every_months = 0");
    faulty("followup", "followup.donor_schedule", "months = 0,", "months = 13,");
}

#[test]
fn a_country_without_name_zone_currency_or_code_is_refused() {
    faulty("country", "version", "version = \"Calvane 2026.3\"", "version = \"\"");
    faulty("country", "registry_name", "en = \"Calvane national registry\"", "");
    faulty("country", "clock_place", "en = \"Sarim\"", "");
    faulty("country", "zone", "+03:00", "three hours east");
    faulty("country", "currency", "XTS", "euro");
    faulty("country", "code", "code = \"XC\"", "code = \"Q\"");
    faulty("country", "population", "synthetic = true", "synthetic = true\npopulation = 3");
}

const CATALOGUE: &str = "indicator.catalogue";

/// One sign of the catalogue with one of its fields changed.
fn sign(from: &str, to: &str) -> String {
    faulty("indicator", CATALOGUE, from, to)
}

#[test]
fn a_sign_made_of_what_somebody_is_cannot_be_loaded() {
    for what in ["nationality", "ethnicity", "religion", "mother_tongue", "language", "skin_colour", "birthplace"] {
        let to = format!("signal = \"{what}\"");
        let refused = sign("signal = \"pressure_noted\"", &to);
        assert!(refused.contains(what) && refused.contains("protected"), "{refused}");
    }
    let named = sign("id = \"D13\"", "id = \"Nationality\"");
    assert!(named.contains("Nationality") && named.contains("protected"), "{named}");
    // Neither can one hide in a field that nobody reads.
    let hidden = sign("subject = \"donor\"", "subject = \"donor\", nationality = \"XC\"");
    assert!(hidden.contains("nationality"), "{hidden}");
}

#[test]
fn a_sign_has_a_source_a_step_a_weight_and_a_name_of_its_own() {
    let no_source = sign("source = \"A/RES/79/189 OP6(b)\"", "source = \" \"");
    assert!(no_source.contains("T16") && no_source.contains("`source` is empty"), "{no_source}");
    assert!(sign("id = \"D13\"", "id = \"D11\"").contains("`D11` stands there twice"));
    let step = sign("stage = \"housing\"", "stage = \"kitchen\"");
    assert!(step.contains("kitchen"), "{step}");
    let negative = sign("weight = 4", "weight = -4");
    assert!(negative.contains("-4"), "{negative}");
    let unknown = sign("signal = \"short_notice\"", "signal = \"horoscope\"");
    assert!(unknown.contains("horoscope") && unknown.contains("short_notice"), "{unknown}");
    let context = sign("signal = \"context\", weight = 0", "signal = \"context\", weight = 2");
    assert!(context.contains("D15") && context.contains("never scored"), "{context}");
    assert!(sign(", limit = 7", "").contains("`limit`"));
    let idle = sign("signal = \"pressure_noted\", weight = 4", "signal = \"pressure_noted\", weight = 4, limit = 3");
    assert!(idle.contains("`limit`"), "{idle}");
}

#[test]
fn an_entitlement_has_a_source_somebody_whose_it_is_and_words() {
    let entitlement = |from: &str, to: &str| faulty("support", "support.entitlements", from, to);
    let unknown = entitlement("id = \"residence\"", "id = \"a_house_by_the_sea\"");
    assert!(unknown.contains("a_house_by_the_sea") && unknown.contains("medical_care"), "{unknown}");
    assert!(entitlement("id = \"residence\"", "id = \"housing\"").contains("`housing` stands there twice"));
    let nobody = entitlement("statuses = [\"trafficking_victim\"]", "statuses = []");
    assert!(nobody.contains("`statuses` is empty"), "{nobody}");
    let stranger = entitlement("statuses = [\"trafficking_victim\"]", "statuses = [\"broker\"]");
    assert!(stranger.contains("broker") && stranger.contains("organ_seller"), "{stranger}");
    let bare = entitlement("source = \"CETS 197 Art 14\"", "source = \" \"");
    assert!(bare.contains("residence") && bare.contains("`source` is empty"), "{bare}");
    let none = faulty("support", "support.body_disciplines", "value = 2", "value = 0");
    assert!(none.contains("above 0"), "{none}");
}
