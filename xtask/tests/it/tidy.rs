use crate::{complaints, tree};

const NONE: Vec<String> = Vec::new();

fn manifest(dependencies: &str) -> String {
    format!("[lints]\nworkspace = true\n[dependencies]\n{dependencies}\n")
}

#[test]
fn arrows_point_down() {
    let down = manifest("law.workspace = true\ncodes.workspace = true");
    let good = tree("floors-good", &[("crates/domain/Cargo.toml", &down)]);
    assert_eq!(complaints("floors", &good), NONE);

    let up = manifest("service.workspace = true");
    let renamed = manifest("db = { path = \"../store\", package = \"donare-store\" }");
    let bad = tree(
        "floors-bad",
        &[
            ("crates/domain/Cargo.toml", &up),
            ("crates/web/Cargo.toml", &renamed),
            ("crates/common/Cargo.toml", &manifest("")),
        ],
    );
    let found = complaints("floors", &bad);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.iter().any(|c| c.starts_with("domain must not use service")));
    assert!(found.iter().any(|c| c.starts_with("web must not use store")), "a renamed edge is still an edge");
    assert!(found.iter().any(|c| c.contains("crates/common is on no floor")));
}

#[test]
fn tests_may_look_further_down_but_not_up() {
    let lower = "[dev-dependencies]\nstore.workspace = true\n";
    let tests = tree("dev", &[("crates/cli/Cargo.toml", lower), ("crates/law/Cargo.toml", lower)]);
    assert_eq!(complaints("floors", &tests), ["law must not use store: arrows point down"]);
}

#[test]
fn outside_crates_stay_where_they_belong() {
    let bad = tree(
        "outside",
        &[
            ("crates/domain/Cargo.toml", &manifest("getrandom.workspace = true")),
            ("crates/service/Cargo.toml", &manifest("sqlx.workspace = true\ntokio.workspace = true")),
            ("crates/store/Cargo.toml", &manifest("sqlx.workspace = true")),
            ("crates/cli/Cargo.toml", "[target.'cfg(unix)'.dependencies]\naxum = \"0.8\"\n"),
        ],
    );
    let found = complaints("outside crates", &bad);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.iter().any(|c| c.starts_with("domain must not bring getrandom")));
    assert!(found.iter().any(|c| c.starts_with("service must not bring sqlx: only store")));
    assert!(found.iter().any(|c| c.starts_with("cli must not bring axum: only web")));
}

#[test]
fn the_lock_file_keeps_its_budget() {
    assert_eq!(complaints("lock file", &tree("lock-good", &[("Cargo.lock", &"[[package]]\n".repeat(520))])), NONE);
    assert_eq!(complaints("lock file", &tree("lock-bad", &[("Cargo.lock", &"[[package]]\n".repeat(521))])).len(), 1);
    assert_eq!(complaints("lock file", &tree("lock-none", &[])).len(), 1);
}

#[test]
fn a_capability_has_one_name() {
    let bad = tree(
        "names",
        &[
            ("crates/domain/src/lib.rs", "pub mod consent;\npub mod consents;\nmod decision;\npub mod rules;\n"),
            ("crates/web/src/consent/page.rs", ""),
            ("crates/web/src/look/mod.rs", ""),
            ("crates/web/src/portal/mod.rs", ""),
            ("crates/web/src/agreement/page.rs", ""),
            ("crates/store/src/consent.rs", ""),
            ("crates/store/src/tx.rs", ""),
            ("crates/store/src/notice.rs", ""),
            ("crates/store/src/permit.rs", ""),
            ("crates/service/src/notice.rs", ""),
        ],
    );
    let found = complaints("names", &bad);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found[0].contains("domain/src/consents"));
    assert!(found[1].contains("web/src/agreement"));
    assert!(found[2].contains("service/src/notice"), "a part of one floor is none of another");
    assert!(found[3].contains("store/src/permit"));
}

#[test]
fn the_list_of_the_house_names_nothing_that_is_gone() {
    let found = complaints("names", &tree("house", &[("crates/store/src/lib.rs", "")]));
    assert!(found.contains(&"crates/store/src/tx: is on the list of the house but not there".to_owned()), "{found:?}");
    assert!(
        found.contains(&"crates/store/src/rota: is on the list of the house but not there".to_owned()),
        "{found:?}"
    );
    assert!(!found.iter().any(|c| c.starts_with("crates/web")), "{found:?}");
}

#[test]
fn a_promise_that_a_capability_names_has_scenarios() {
    let files = [
        ("crates/domain/src/consent/mod.rs", "//! Consent of a living donor (CON-1; A/RES/79/189 OP6(b)).\n"),
        ("crates/domain/src/statistics/mod.rs", "//! Figures of a country\n//! (SUF-1; A/RES/79/189 OP5).\n"),
        ("scenarios/CON-1/allowed-x.toml", ""),
    ];
    let found = complaints("kept promises", &tree("kept", &files));
    assert_eq!(found, ["crates/domain/src/statistics/mod.rs: promises SUF-1, but scenarios/SUF-1 is not there"]);
}

#[test]
fn a_file_that_nothing_reaches_is_dead() {
    let files = [
        ("crates/a/src/lib.rs", "mod one;\npub(crate) mod two;\n"),
        ("crates/a/src/one.rs", "mod deep;\n"),
        ("crates/a/src/one/deep.rs", ""),
        ("crates/a/src/two/mod.rs", ""),
        ("crates/a/src/two/forgotten.rs", ""),
        ("crates/a/tests/it/main.rs", "mod one;\n"),
        ("crates/a/tests/it/one.rs", ""),
    ];
    let found = complaints("dead files", &tree("dead", &files));
    assert_eq!(found, ["crates/a/src/two/forgotten.rs: no `mod` line reaches it"]);
}

#[test]
fn files_are_short() {
    let (short, fair, long) = ("\n".repeat(150), "\n".repeat(900), "\n".repeat(901));
    let good = tree("short", &[("crates/a/src/a.rs", &short), ("crates/a/tests/it/long.rs", &long)]);
    assert_eq!(complaints("lengths", &good), NONE, "tests may be long");
    let bad = tree("long", &[("crates/a/src/a.rs", &fair), ("crates/a/src/b.rs", &long)]);
    let found = complaints("lengths", &bad);
    assert_eq!(found.len(), 3, "one too long, median, 95th percentile: {found:?}");
    assert!(found[0].starts_with("crates/a/src/b.rs: 901 lines"));
}

#[test]
fn every_crate_says_what_it_is() {
    let bad = tree("silent", &[("crates/a/Cargo.toml", "[package]\n"), ("crates/a/src/lib.rs", "pub mod a;\n")]);
    assert_eq!(complaints("documentation", &bad).len(), 2);
    let good = tree("saying", &[("crates/a/Cargo.toml", &manifest("")), ("crates/a/src/lib.rs", "//! It says.\n")]);
    assert_eq!(complaints("documentation", &good), NONE);
}

#[test]
fn words_that_say_the_wrong_thing_are_found() {
    let text = [
        concat!("// TO", "DO later"),
        concat!("//! a block", "chain of organs"),
        concat!("pub struct Consent", "Man", "ager {"),
        concat!("pub(crate) enum Row", "In", "fo<T> {"),
        "pub struct DataKey;",
        "let methodology = 1;",
    ]
    .join("\n");
    let found = complaints("words", &tree("words", &[("crates/a/src/a.rs", &text)]));
    let lines: Vec<_> = found.iter().filter_map(|c| c.split(':').nth(1)).collect();
    assert_eq!(lines, ["1", "2", "3", "4"], "{found:?}");
}

#[test]
fn sql_and_http_have_one_place_each() {
    let sql = concat!("const Q: &str = \"SEL", "ECT 1\";\n");
    let http = concat!("use ax", "um::Router;\n");
    let files = [
        ("crates/store/src/a.rs", sql),
        ("crates/web/src/a.rs", http),
        ("crates/service/src/a.rs", sql),
        ("crates/cli/src/a.rs", http),
        ("crates/cli/tests/it/a.rs", sql),
    ];
    let found = complaints("places", &tree("places", &files));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().any(|c| c.starts_with("crates/service/src/a.rs:1") && c.ends_with("belongs in store")));
    assert!(found.iter().any(|c| c.starts_with("crates/cli/src/a.rs:1") && c.ends_with("belongs in web")));
}

#[test]
fn languages_hold_together() {
    let files = [
        ("translations/en/a.ftl", "# note = none\nboth = 1\nonly-en = { $n ->\n   *[other] x = y\n}\n"),
        ("translations/ar/a.ftl", "both = 1\nonly-ar = 2\n"),
    ];
    let found = complaints("translations", &tree("languages", &files));
    assert_eq!(found, ["ar lacks `only-en`", "en lacks `only-ar` of ar"]);
    assert_eq!(complaints("translations", &tree("speechless", &[])).len(), 1);
    let twice = [("translations/en/a.ftl", "one = 1\n"), ("translations/en/b.ftl", "one = 2\n")];
    assert_eq!(complaints("translations", &tree("twice", &twice)), ["translations/en/b.ftl: `one` is said twice"]);
}

#[test]
fn what_is_said_stands_in_a_file() {
    let source = r#"
        t.say("known"); w.say(lang, "unknown-one"); say_with("unknown-two", &[]);
        // say("in-a-comment")
        scene.label(say(DONOR, &h.donor)); t.say(key);
    "#;
    let files = [("translations/en/a.ftl", "known = 1\n"), ("crates/web/src/a.rs", source)];
    let found = complaints("said", &tree("said", &files));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("`unknown-one`") && found[1].contains("`unknown-two`"));
}

#[test]
fn what_stands_in_a_file_is_said() {
    let sentences = "whole = 1\nrole-nurse = 2\ncon-004 = 3\nleft-over = 4\nputs-in = { put-in }\nput-in = 5\n";
    let source = r#"say("whole"); say("puts-in"); say(&format!("role-{code}"));"#;
    let files = [("translations/en/a.ftl", sentences), ("crates/web/src/a.rs", source)];
    assert_eq!(complaints("unsaid", &tree("unsaid", &files)), ["translations/en/a.ftl: nothing says `left-over`"]);
}

#[test]
fn scenarios_are_promises_seen_from_both_sides() {
    let good = [("scenarios/CON-1/allowed-a.toml", ""), ("scenarios/CON-1/breach-b.toml", "")];
    assert_eq!(complaints("scenarios", &tree("scenarios-good", &good)), NONE);
    let bad = [
        ("scenarios/CON-99/allowed-a.toml", ""),
        ("scenarios/AUT-1/refused-a.toml", ""),
        ("scenarios/AUT-1/b.toml", ""),
    ];
    assert_eq!(complaints("scenarios", &tree("scenarios-bad", &bad)).len(), 4);
}

#[test]
fn every_rule_is_walked_by_a_scenario() {
    let all: String = domain::rules::all().iter().map(|r| format!("{}\n", r.code)).collect();
    let one_less = all.replacen("CON-004\n", "", 1);
    assert_eq!(complaints("promises", &tree("walked", &[("scenarios/CON-1/allowed-a.toml", &all)])), NONE);
    let found = complaints("promises", &tree("unwalked", &[("scenarios/CON-1/allowed-a.toml", &one_less)]));
    assert_eq!(found, ["CON-004: no scenario walks it"]);
}
