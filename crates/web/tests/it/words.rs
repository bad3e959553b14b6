//! Every rule and every code has its words, in every language, with the values the rule gives and no others.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::{access, approval, case, consent, followup, licence, registry};
use law::Words;
use serde::Serialize;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Messages of one translation file: key and whole pattern.
fn messages(lang: &str, file: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text(&format!("translations/{lang}/{file}.ftl")).lines().filter(|l| !l.starts_with('#')) {
        match line.split_once(" = ") {
            Some((key, rest)) if line.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                found.push((key.to_owned(), rest.to_owned()));
            }
            _ => {
                if let Some((_, pattern)) = found.last_mut() {
                    *pattern += line;
                }
            }
        }
    }
    found
}

/// The `$values` a pattern takes.
fn values(pattern: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    pattern.split('$').skip(1).map(name).collect()
}

/// The names of inputs that a source text gives: the first argument of every `Input::kind("name", …)`.
fn given(source: &str) -> BTreeSet<String> {
    let name = |rest: &str| -> Option<String> {
        let (kind, rest) = rest.split_once('(')?;
        let quoted = rest.trim_start().strip_prefix('"')?;
        ["term", "code", "number", "date", "instant"]
            .contains(&kind)
            .then(|| quoted.split('"').next().unwrap().to_owned())
    };
    source.split("Input::").skip(1).filter_map(name).collect()
}

fn pattern(lang: &str, key: &str) -> String {
    messages(lang, "rules").into_iter().find(|(k, _)| k == key).unwrap_or_else(|| panic!("{lang}: {key}")).1
}

#[test]
fn every_rule_has_its_five_sentences_in_every_language() {
    let words = Words::load().unwrap();
    for rule in domain::rules::all() {
        for part in ["", "-title", "-inputs", "-cure", "-who"] {
            let key = format!("rule-{}{part}", rule.code.to_ascii_lowercase());
            for lang in words.languages() {
                assert!(words.has(lang, &key), "{lang}: {key}");
                assert!(part == "-inputs" || values(&pattern(lang, &key)).is_empty(), "{lang}: {key} takes values");
            }
        }
    }
    assert!(!words.has("en", "rule-con-000"));
}

#[test]
fn no_sentence_is_left_of_a_rule_that_is_gone() {
    let codes: BTreeSet<String> = domain::rules::all().iter().map(|r| r.code.to_ascii_lowercase()).collect();
    for (key, _) in messages("en", "rules") {
        let code: String = key.trim_start_matches("rule-").chars().take(7).collect();
        assert!(codes.contains(&code), "{key}");
    }
}

#[test]
fn the_title_is_that_of_the_published_page() {
    for rule in domain::rules::all() {
        let title = pattern("en", &format!("rule-{}-title", rule.code.to_ascii_lowercase()));
        let page = rule.page.lines().next().unwrap().replace('\'', "’");
        assert_eq!(page, format!("# {} {title}", rule.code));
    }
}

#[test]
fn the_inputs_as_checked_use_every_input_of_the_rule_and_no_other() {
    let mut seen = 0;
    for rule in domain::rules::all() {
        let folder = format!("crates/domain/src/{}/rules", rule.capability);
        let code = rule.code.to_ascii_lowercase();
        let mut inputs = given(&text(&format!("{folder}/{}.rs", code.replace('-', "_"))));
        if text(&format!("{folder}/{}.rs", code.replace('-', "_"))).contains("super::evaluated(") {
            inputs.extend(given(&text(&format!("{folder}/mod.rs"))));
        }
        seen += inputs.len();
        for lang in ["en", "ar"] {
            assert_eq!(values(&pattern(lang, &format!("rule-{code}-inputs"))), inputs, "{lang}: {}", rule.code);
        }
    }
    assert!(seen > 60, "only {seen} inputs were found in the sources");
}

/// The code of a word that travels as JSON.
fn code(word: &impl Serialize) -> String {
    let code = domain::rules::term(word);
    assert!(!code.is_empty());
    code
}

fn codes<'a, T: Serialize + 'a>(words: impl IntoIterator<Item = &'a T>) -> Vec<String> {
    words.into_iter().map(code).collect()
}

/// Lists defined outside Donare. Units and product coding systems are signs, the same in every language.
fn outside_lists() -> Vec<String> {
    use codes::{activity, organ, relation, time};
    [
        codes(organ::Organ::ALL),
        codes(organ::OrganFamily::ALL),
        codes(organ::Laterality::ALL),
        codes(activity::Activity::ALL),
        codes(activity::DonorScope::ALL),
        codes(activity::Population::ALL),
        codes(activity::DonorKind::ALL),
        codes(activity::Sex::ALL),
        codes(relation::Relation::ALL),
        codes(relation::RelationClass::ALL),
        codes(relation::RelationGroup::ALL),
        codes(relation::Directedness::ALL),
        codes(relation::ExchangeRole::ALL),
        codes(time::Precision::ALL),
    ]
    .concat()
}

/// The lists of the domain that know all their words.
fn own_lists() -> Vec<String> {
    let cases = [
        case::Crime::CODES,
        case::Offence::CODES,
        case::PartyKind::CODES,
        case::PartyRole::CODES,
        case::Knowledge::CODES,
        case::Basis::CODES,
        case::PartyOutcome::CODES,
        case::LinkKind::CODES,
        case::TeamPart::CODES,
        case::Authority::CODES,
        case::Field::CODES,
        case::ReferralAnswer::CODES,
        case::Closing::CODES,
        licence::ReviewOutcome::CODES,
    ];
    let cases = cases.concat().into_iter().map(str::to_owned).collect();
    let of_people = [
        codes(access::Role::ALL),
        codes(access::Permission::ALL),
        codes(access::Profession::ALL),
        codes(access::Purpose::ALL),
        codes(&consent::Topic::ALL),
    ];
    [cases, of_people.concat(), of_support(), of_oversight()].concat()
}

/// The lists of audits.
fn of_oversight() -> Vec<String> {
    use domain::oversight::{
        AuditState, AuditTrigger, Certain, CheckAnswer, CheckItem, Grade, NonconformityState, RiskKind, Ruling,
    };
    [
        codes(AuditState::ALL),
        codes(AuditTrigger::ALL),
        codes(Certain::ALL),
        codes(CheckAnswer::ALL),
        codes(CheckItem::ALL),
        codes(Grade::ALL),
        codes(NonconformityState::ALL),
        codes(RiskKind::ALL),
        codes(Ruling::ALL),
    ]
    .concat()
}

/// The lists of protection and support.
fn of_support() -> Vec<String> {
    use domain::support::{
        AgeBand, Area, Background, Channel, ClaimKind, ClaimState, Discipline, Harm, Horizon, MeasureState,
        NonPunishment, Part, Phase, Sex, Status, Wish,
    };
    [
        codes(AgeBand::ALL),
        codes(Area::ALL),
        codes(Background::ALL),
        codes(Channel::ALL),
        codes(ClaimKind::ALL),
        codes(ClaimState::ALL),
        codes(Discipline::ALL),
        codes(Harm::ALL),
        codes(Horizon::ALL),
        codes(MeasureState::ALL),
        codes(NonPunishment::ALL),
        codes(Part::ALL),
        codes(Phase::ALL),
        codes(Sex::ALL),
        codes(Status::ALL),
        codes(Wish::ALL),
    ]
    .concat()
}

/// The words of the domain's and the law's enums as JSON writes them, read from the sources so that none is forgotten.
fn enum_words(path: &str, name: &str) -> Vec<String> {
    let source = text(path);
    let start = source.find(&format!("pub enum {name} {{")).unwrap_or_else(|| panic!("{path}: {name}"));
    let body = source[start..].split("\n}").next().unwrap();
    let variant = |line: &str| {
        let line = line.strip_prefix("    ")?;
        let word: String = line.chars().take_while(char::is_ascii_alphanumeric).collect();
        word.starts_with(|c: char| c.is_ascii_uppercase()).then_some(word)
    };
    body.lines().skip(1).filter_map(variant).map(|v| snake(&v)).collect()
}

fn snake(variant: &str) -> String {
    let mut out = String::new();
    for c in variant.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

const ENUMS: &[(&str, &[&str])] = &[
    ("domain/src/access/mod.rs", &["AccountState"]),
    ("domain/src/access/founding.rs", &["RegistryUse"]),
    ("domain/src/approval/pair.rs", &["Stage"]),
    (
        "domain/src/approval/step.rs",
        &["Verification", "ProofKind", "Presence", "Interview", "EvaluationKind", "Conclusion", "Step"],
    ),
    ("domain/src/approval/ballot.rs", &["Favour"]),
    ("domain/src/case/mod.rs", &["QuestionState"]),
    ("domain/src/consent/mod.rs", &["Status"]),
    ("domain/src/consent/steps.rs", &["Topic", "EngagedBy", "Tie", "Capacity", "Declarant"]),
    ("domain/src/event.rs", &["Vault"]),
    ("domain/src/followup/mod.rs", &["Payer"]),
    ("domain/src/licence/centre.rs", &["CentreKind"]),
    ("domain/src/licence/mod.rs", &["Measure", "Status"]),
    ("domain/src/registry/mod.rs", &["Phase"]),
    ("domain/src/registry/unit.rs", &["Fate"]),
    ("domain/src/trace/mod.rs", &["Gap"]),
    ("law/src/finding.rs", &["Outcome"]),
    ("law/src/param.rs", &["BodyKind", "Effect", "AppliesTo"]),
    ("law/src/rule.rs", &["Severity"]),
    ("service/src/access/policy.rs", &["Reach"]),
];

/// Words that the sources write as text: papers, states of people, reasons.
const WRITTEN: &[&str] = &[
    "yes",
    "no",
    "missing",
    "any",
    "passport",
    "identity_card",
    "registry_extract",
    "national_number",
    "hospital_number",
    "alive",
    "dead",
    "lost",
    "functioning",
    "failed",
    "tumour_found",
    "no_recipient",
    "damaged",
    "typing_error",
    "new_document",
    "person_said_so",
    "other",
    "lang_en",
    "lang_ar",
    "lang_ti",
    "lang_fr",
    "lang_es",
    "lang_ru",
    "lang_zh",
    "lang_de",
    "lang_pt",
    "lang_tr",
    "lang_fa",
    "lang_ur",
    "lang_hi",
];

/// Quoted words after each place where the source begins with `opening`, up to `closing`.
fn quoted(source: &str, opening: &str, closing: char) -> Vec<String> {
    let inside = |rest: &str| -> Vec<String> {
        let list = rest.split(closing).next().unwrap_or_default();
        list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
    };
    source.split(opening).skip(1).flat_map(inside).collect()
}

/// Every Rust file under a folder.
fn sources(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => sources(&path),
            false => vec![std::fs::read_to_string(&path).unwrap()],
        })
        .collect()
}

/// What the forms let people choose from.
fn chosen_in_forms() -> Vec<String> {
    let all = sources(&root().join("crates/web/src"));
    all.iter().flat_map(|s| [quoted(s, "Kind::One(&[", ']'), quoted(s, "Kind::Many(&[", ']')].concat()).collect()
}

/// Words that rules put into their findings themselves.
fn found_by_rules() -> Vec<String> {
    let reasons = |source: String| -> Vec<String> {
        let pairs = source.split("Input::term(").skip(1).filter_map(|rest| rest.split(')').next());
        pairs.flat_map(|args| args.split('"').skip(3).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    domain::rules::all()
        .iter()
        .flat_map(|r| {
            let file = r.code.to_ascii_lowercase().replace('-', "_");
            reasons(text(&format!("crates/domain/src/{}/rules/{file}.rs", r.capability)))
        })
        .chain(
            ["team", "evaluated", "interviewed", "informed", "open", "organ", "centre", "recipient"].map(str::to_owned),
        )
        .collect()
}

/// Steps of approval and visits of the countries that come with the program.
fn named_by_profiles() -> Vec<String> {
    let countries = ["xc", "es", "gb", "who"];
    let steps = countries.iter().flat_map(|c| quoted(&text(&format!("profiles/{c}/approval.toml")), "{ id = ", ','));
    let visits = countries.iter().flat_map(|c| quoted(&text(&format!("profiles/{c}/followup.toml")), "{ kind = ", ','));
    steps.chain(visits).collect()
}

#[test]
fn every_code_has_a_word_in_every_language() {
    let mut all = [outside_lists(), own_lists(), chosen_in_forms(), found_by_rules(), named_by_profiles()].concat();
    for (path, names) in ENUMS {
        for name in *names {
            let words = enum_words(&format!("crates/{path}"), name);
            assert!(words.len() > 1, "{path}: {name} was not read");
            all.extend(words);
        }
    }
    all.extend(WRITTEN.iter().map(|w| (*w).to_owned()));
    let words = Words::load().unwrap();
    let key = |code: &str| format!("term-{}", code.to_ascii_lowercase().replace('_', "-"));
    let missing: BTreeSet<String> =
        all.iter().map(|c| key(c)).filter(|k| !words.languages().all(|lang| words.has(lang, k))).collect();
    assert_eq!(missing, BTreeSet::new());
    assert!(all.len() > 250 && all.contains(&"6m".to_owned()) && all.contains(&"ethics_board".to_owned()));
    assert!(!words.has("en", &key("no_such_code")));
}

/// The words read from the sources are those that JSON writes.
#[test]
fn words_read_from_sources_are_those_of_json() {
    assert!(enum_words("crates/domain/src/registry/unit.rs", "Fate").contains(&code(&registry::Fate::SentAbroad)));
    assert!(enum_words("crates/domain/src/licence/mod.rs", "Measure").contains(&code(&licence::Measure::Reinstate)));
    let steps = enum_words("crates/domain/src/approval/step.rs", "Verification");
    assert_eq!(steps.first(), Some(&code(&approval::Verification::ConfirmedByIssuer)));
    assert!(enum_words("crates/domain/src/followup/mod.rs", "Payer").contains(&code(&followup::Payer::PublicScheme)));
    assert!(enum_words("crates/domain/src/case/mod.rs", "QuestionState").contains(&code(&case::QuestionState::InCase)));
}

/// A finding as a page would say it, in Arabic with its six forms of number.
#[test]
fn hours_are_counted_in_arabic() {
    let words = Words::load().unwrap();
    let say = |lang, passed: i64| {
        let values = [("informed_at", "x".into()), ("passed_hours", passed.into()), ("needed_hours", 168_i64.into())];
        words.say_with(lang, "rule-con-007-inputs", &values).replace(['\u{2068}', '\u{2069}'], "")
    };
    assert!(say("ar", 2).contains("ساعتان كاملتان"), "{}", say("ar", 2));
    assert!(say("ar", 5).contains("5 ساعات") && say("ar", 23).contains("23 ساعة"), "{}", say("ar", 23));
    assert!(say("ar", 23).contains("168 ساعة"));
    assert_eq!(say("en", 23), "The last talk ended on x. 23 full hours have passed, 168 are needed.");
    assert_eq!(say("en", 0), "The last talk ended on x. Less than one hour has passed, 168 are needed.");
}

/// Every count that a rule gives is said in all six forms of Arabic, wherever the sentence counts at all.
#[test]
fn arabic_counts_in_six_forms() {
    for (key, pattern) in messages("ar", "rules") {
        for selected in pattern.split("->").skip(1).filter(|s| s.contains("[one]")) {
            let variants = selected.split("*[other]").next().unwrap();
            for form in ["[zero]", "[one]", "[two]", "[few]", "[many]"] {
                assert!(variants.contains(form), "{key}: {form}");
            }
        }
    }
}
