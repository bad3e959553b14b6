//! The promises of the look: contrast, weight, mirrored pictures, gaps that are drawn, nothing inline.

use maud::html;
use std::collections::{BTreeMap, BTreeSet};
use web::look::asset::{ASSETS, STYLE};
use web::look::choice::{Answer, Said, equal_choice};
use web::look::field::{Choice, Control, Field, error_summary, field};
use web::look::list::{SummaryRow, Value, summary_list};
use web::look::picture::Twin;
use web::look::picture::survival::{Step, Survival, survival};
use web::look::picture::trace::{
    Certainty, Donor, End, Exposure, PartShape, Stop, Then, Tone, TraceUnit, TraceView, trace, trace_svg,
};
use web::look::shape::Shape;
use web::look::shell::{Band, Find, Nav, Part, Theme};
use web::look::table::{Column, Phone, Table, table};
use web::look::{Dir, Link, Shell, TagKind, code_id, shell, tag, words};

type Tokens = BTreeMap<String, String>;

fn tokens(block: &str) -> Tokens {
    let inside = block.split_once('}').unwrap().0;
    inside
        .split(';')
        .filter_map(|d| d.trim().strip_prefix("--")?.split_once(':'))
        .filter(|(_, v)| v.starts_with('#'))
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .collect()
}

fn after(mark: &str) -> Tokens {
    tokens(STYLE.text.split_once(mark).unwrap().1)
}

fn light() -> Tokens {
    after(":root{")
}

fn dark() -> Tokens {
    after(":root:not([data-theme=light]){")
}

fn luminance(hex: &str) -> f64 {
    let digits = hex.trim_start_matches('#');
    let wide: String =
        if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
    let part = |n: usize| {
        let v = f64::from(u8::from_str_radix(&wide[n * 2..n * 2 + 2], 16).unwrap()) / 255.0;
        if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2)
}

fn ratio(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn contrast_is_enough_in_light_and_dark() {
    let text = [
        ("ink", "ground"),
        ("ink", "sheet"),
        ("ink", "sunk"),
        ("ink", "band"),
        ("ink", "band-2"),
        ("ink", "know-soft"),
        ("second", "ground"),
        ("second", "sheet"),
        ("second", "sunk"),
        ("act", "ground"),
        ("act", "sheet"),
        ("on-act", "act"),
        ("on-hero", "hero"),
        ("now", "ground"),
        ("now", "sheet"),
        ("stop", "ground"),
        ("stop", "sheet"),
        ("know", "sheet"),
        ("doubt", "sheet"),
        ("now", "now-soft"),
        ("stop", "stop-soft"),
        ("know", "know-soft"),
        ("doubt", "doubt-soft"),
        ("act", "act-soft"),
        ("sheet", "ink"),
    ];
    let shapes =
        [("edge", "ground"), ("edge", "sheet"), ("now-mark", "sheet"), ("focus", "sheet"), ("focus", "ground")];
    for (name, theme) in [("light", light()), ("dark", dark())] {
        for (pairs, least) in [(&text[..], 4.5), (&shapes[..], 3.0)] {
            for (a, b) in pairs {
                let r = ratio(&theme[*a], &theme[*b]);
                assert!(r >= least, "{name}: {a} on {b} is {r:.2}, needs {least}");
            }
        }
    }
}

#[test]
fn the_contrast_formula_agrees_with_known_values() {
    assert!((ratio("#000", "#FFFFFF") - 21.0).abs() < 0.01);
    assert!((ratio("#777777", "#FFF") - 4.48).abs() < 0.01);
}

#[test]
fn both_ways_to_dark_are_the_same_dark() {
    assert_eq!(dark(), after(":root[data-theme=dark]{"));
    assert_eq!(light().keys().collect::<Vec<_>>(), dark().keys().collect::<Vec<_>>());
}

#[test]
fn the_stylesheet_is_small_and_asks_nobody() {
    assert!(STYLE.text.len() <= 18_500, "{} bytes", STYLE.text.len());
    for never in ["url(", "@import", "-left", "-right", "left:", "right:", "box-shadow", "float"] {
        assert!(!STYLE.text.contains(never), "{never}");
    }
    for a in ASSETS {
        assert!(!a.text.contains("http:") && !a.text.contains("https:"), "{}", a.name);
        assert!(a.href().starts_with("/assets/"));
    }
}

#[test]
fn every_class_of_a_picture_is_in_the_stylesheet() {
    let page = trace(&view(), Dir::Ltr).into_string();
    let used: BTreeSet<_> =
        page.split("class=\"").skip(1).flat_map(|c| c.split('"').next().unwrap().split(' ')).collect();
    assert!(used.len() > 10);
    for class in used {
        assert!(STYLE.text.contains(&format!(".{class}")), "{class}");
    }
}

fn unit(name: &str, stops: Vec<Stop>, end: End) -> TraceUnit {
    TraceUnit {
        code: format!("org_{}", name.len()),
        name: name.to_owned(),
        note: String::new(),
        shape: PartShape::Organ,
        href: "/units/1".into(),
        certainty: Certainty::Fact,
        exposure: Exposure::Plain,
        stops,
        then: Then::End(end),
    }
}

fn reached(code: &str) -> End {
    End::Reached {
        code: code.into(),
        href: "/recipients/1".into(),
        outcome: "Well".into(),
        detail: String::new(),
        tone: Tone::Calm,
    }
}

fn view() -> TraceView {
    let handover = |time: &str| Stop::Handover { label: "pkg_1".into(), time: time.into() };
    let closed = End::Closed { label: "Not used".into(), detail: "tumour".into() };
    let split = TraceUnit {
        then: Then::Split(vec![
            unit("right part", vec![], reached("rec_B")),
            unit("left part", vec![handover("02:05")], closed),
        ]),
        ..unit("Liver", vec![], reached(""))
    };
    TraceView {
        donor: Some(Donor { code: "don_1".into(), lines: vec!["46 years".into()], href: "/donors/1".into() }),
        no_donor: "no record of the origin".into(),
        units: vec![
            unit("Heart", vec![handover("01:14"), handover("03:08")], reached("rec_A")),
            split,
            TraceUnit {
                shape: PartShape::Tissue,
                exposure: Exposure::Exposed,
                ..unit("Bone", vec![], reached("rec_C"))
            },
        ],
        sentence: "One donor, three parts.".into(),
        twin: Twin { id: "t".into(), title: "Everyone reached".into(), desc: "Three parts.".into() },
        ..TraceView::default()
    }
}

/// The values of an attribute in all elements of a kind.
fn values(svg: &str, element: &str, attribute: &str) -> Vec<f64> {
    svg.split(&format!("<{element} "))
        .skip(1)
        .filter_map(|e| e.split('>').next()?.split(&format!("{attribute}=\"")).nth(1)?.split('"').next()?.parse().ok())
        .collect()
}

#[test]
fn the_same_trace_is_the_same_drawing() {
    assert_eq!(trace_svg(&view(), Dir::Ltr), trace_svg(&view(), Dir::Ltr));
    assert_eq!(trace(&view(), Dir::Rtl).into_string(), trace(&view(), Dir::Rtl).into_string());
    let mut other = view();
    other.units.pop();
    assert_ne!(trace_svg(&view(), Dir::Ltr), trace_svg(&other, Dir::Ltr));
}

#[test]
fn a_trace_mirrors_where_the_page_reads_from_the_right() {
    let (ltr, rtl) = (trace_svg(&view(), Dir::Ltr), trace_svg(&view(), Dir::Rtl));
    // A file of its own has a margin of 24 px on both sides.
    let width = values(&ltr, "svg", "width")[0] - 48.0;
    let (left, right) = (values(&ltr, "circle", "cx"), values(&rtl, "circle", "cx"));
    assert!(left.len() > 5);
    for (l, r) in left.iter().zip(&right) {
        assert!((l + r - width).abs() < 0.11, "{l} and {r} in {width}");
    }
    assert_eq!(values(&ltr, "circle", "cy"), values(&rtl, "circle", "cy"));
    assert!(rtl.contains(r#"direction="ltr">org_5"#), "codes never turn");
}

#[test]
fn curves_with_numbers_do_not_mirror() {
    let view = Survival {
        steps: vec![Step { month: 12.0, share: 0.9, low: 0.85, high: 0.95 }],
        horizon_months: 60.0,
        tick_months: 12.0,
        ..Survival::default()
    };
    let path =
        |dir| survival(&view, dir).into_string().split(" d=\"").nth(2).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(path(Dir::Ltr), path(Dir::Rtl));
}

#[test]
fn an_unknown_origin_is_drawn_as_a_gap_and_a_known_one_is_not() {
    let known = trace_svg(&view(), Dir::Ltr);
    let unknown = trace_svg(&TraceView { donor: None, ..view() }, Dir::Ltr);
    assert!(unknown.contains("no record of the origin") && unknown.contains("url(#t-file-o)"));
    assert!(!known.contains("no record of the origin") && !known.contains("url(#t-file-o)"));
    assert!(known.contains("don_1") && !unknown.contains("don_1"));
}

#[test]
fn a_gap_breaks_the_line() {
    let heart = |stops| TraceView { units: vec![unit("Heart", stops, reached("rec_A"))], ..view() };
    let lines =
        |v: &TraceView| trace_svg(v, Dir::Ltr).matches(r##"stroke="#14231F" fill="none" stroke-width="2""##).count();
    let whole = heart(vec![Stop::Handover { label: String::new(), time: String::new() }]);
    let broken = heart(vec![Stop::Gap { label: "no record, 3 h".into(), under: String::new() }]);
    assert_eq!(lines(&broken), lines(&whole));
    let svg = trace_svg(&broken, Dir::Ltr);
    assert!(svg.contains("url(#t-file-o)"));
    // No stretch runs from before the field to behind it.
    let field = svg.split("url(#t-file-o)").next().unwrap().rsplit("d=\"M").next().unwrap();
    let from: f64 = field.split(' ').next().unwrap().parse().unwrap();
    let stretches = svg.split("d=\"M").skip(1).filter(|p| p.contains(r##"stroke="#14231F" fill="none""##));
    for s in stretches {
        let start: f64 = s.split(' ').next().unwrap().parse().unwrap();
        let end: f64 = s.split('"').next().unwrap().rsplit(['L', ' ']).nth(1).unwrap().parse().unwrap();
        assert!(end <= from + 0.1 || start >= from, "{start} to {end} crosses {from}");
    }
}

#[test]
fn a_plan_is_dashed_and_a_fact_is_not() {
    let plan = |certainty| TraceView {
        units: vec![TraceUnit { certainty, ..unit("Heart", vec![], reached("rec_A")) }],
        ..view()
    };
    let dashed = |c| trace_svg(&plan(c), Dir::Ltr).contains(r#"stroke-dasharray="5 4""#);
    assert!(dashed(Certainty::Plan));
    assert!(!dashed(Certainty::Fact) && !dashed(Certainty::Disputed));
}

#[test]
fn a_file_of_its_own_uses_the_colours_of_the_stylesheet() {
    let svg = trace_svg(&view(), Dir::Ltr);
    let known: BTreeSet<_> = light().into_values().collect();
    let used: BTreeSet<_> = svg.split("=\"#").skip(1).map(|c| format!("#{}", c.split('"').next().unwrap())).collect();
    assert!(used.len() > 3);
    assert!(used.is_subset(&known), "{used:?}");
    assert!(svg.starts_with("<svg xmlns=") && !svg.contains("class="));
}

#[test]
fn words_are_escaped_and_ids_are_plain() {
    let bad = "<script>\"'&";
    let mut v = view();
    v.units[0].name = bad.into();
    v.twin.id = "x\"><script>".into();
    v.sentence = bad.into();
    for text in [
        trace(&v, Dir::Ltr).into_string(),
        trace_svg(&v, Dir::Rtl),
        tag(TagKind::Done, bad).into_string(),
        code_id(bad).into_string(),
    ] {
        assert!(!text.contains("<script"), "{text}");
    }
}

#[test]
fn two_drawings_of_one_picture_share_no_id() {
    let page = trace(&view(), Dir::Ltr).into_string();
    let ids: Vec<_> = page.split(" id=\"").skip(1).map(|s| s.split('"').next().unwrap()).collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{ids:?}");
}

fn frame() -> Shell {
    Shell {
        lang: "ar".into(),
        dir: Dir::Rtl,
        theme: Theme::Dark,
        title: "Title".into(),
        nav: Nav {
            front: vec![Link::new("/pairs", "Pairs"), Link::new("/trace", "Trace")],
            more: "More".into(),
            parts: vec![Part { says: "Watch".into(), links: vec![Link::new("/log", "Log")] }],
        },
        here: "/trace".into(),
        find: Some(Find { action: "/find".into(), label: "Number".into(), button: "Find".into() }),
        ..Shell::default()
    }
}

#[test]
fn the_frame_says_language_direction_theme_and_place() {
    let page = shell(&frame(), &words("matter")).into_string();
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"ar\" dir=\"rtl\" data-theme=\"dark\">"));
    assert!(page.contains("href=\"#main\"") && page.contains("<main id=\"main\""));
    assert!(
        page.contains("<a href=\"/trace\" aria-current=\"page\">") && !page.contains("<a href=\"/pairs\" aria-current")
    );
    assert!(page.contains(">More</summary>") && !page.contains("\"at\""), "the reader is not on a page of the rest");
    let rest = shell(&Shell { here: "/log".into(), ..frame() }, &words("")).into_string();
    assert!(rest.contains("<summary class=\"at\">More</summary>"), "{rest}");
    assert!(rest.contains("<a href=\"/log\" aria-current=\"page\">"), "{rest}");
    let few = Nav { parts: Vec::new(), ..frame().nav };
    assert!(!shell(&Shell { nav: few, ..frame() }, &words("")).into_string().contains(">More</summary>"));
    let plain = shell(&Shell { theme: Theme::System, ..frame() }, &words("")).into_string();
    assert!(!plain.contains("data-theme"));
}

#[test]
fn only_demonstrations_have_stripes() {
    let band = Some(Band { word: "Demonstration".into(), sentence: "Invented.".into(), change: None });
    assert!(!shell(&frame(), &words("")).into_string().contains("class=\"band\""));
    assert!(shell(&Shell { band, ..frame() }, &words("")).into_string().contains("class=\"band\""));
}

#[test]
fn nothing_is_inline_and_nothing_is_foreign() {
    let body = html! { (trace(&view(), Dir::Ltr)) (field(&Field::new("a", "A", Control::Date(String::new())))) };
    let page = shell(&frame(), &body).into_string();
    for never in [" style=", "<style", " onclick=", " onload=", "javascript:", "http:", "https:", "<script>"] {
        assert!(!page.contains(never), "{never}");
    }
}

#[test]
fn a_field_names_its_hint_and_its_error() {
    let wrong =
        field(&Field::new("on", "Day", Control::Date(String::new())).hint("In Sarim").error(Some("Give a day".into())))
            .into_string();
    assert!(wrong.contains("aria-describedby=\"on-hint on-error\"") && wrong.contains("aria-invalid=\"true\""));
    let right = field(&Field::new("on", "Day", Control::Date(String::new()))).into_string();
    assert!(!right.contains("aria-describedby") && !right.contains("aria-invalid"));
    let summary = error_summary("Wrong", &[("on".into(), "Give a day".into())]).into_string();
    assert!(summary.contains("href=\"#on\"") && wrong.contains("id=\"on\""));
}

#[test]
fn what_was_chosen_stays_chosen() {
    let choice = |v: &str| Choice { value: v.into(), label: v.into(), hint: None };
    let radios =
        field(&Field::new("s", "S", Control::Radios(vec![choice("l"), choice("r")], "r".into()))).into_string();
    assert!(radios.contains("value=\"r\" checked") && !radios.contains("value=\"l\" checked"));
}

#[test]
fn confirm_and_withdraw_look_the_same() {
    let answer = |sign, text: &str| Answer {
        sign,
        says: vec![Said { text: text.into(), lang: "en".into(), dir: Dir::Ltr }],
        name: "answer".into(),
        value: "v".into(),
    };
    let page = equal_choice(&[answer(Shape::TickRing, "Yes"), answer(Shape::Cross, "No")], None).into_string();
    let opening: BTreeSet<_> = page.split("<button").skip(1).map(|b| b.split('>').next().unwrap()).collect();
    assert_eq!(opening.len(), 1);
}

#[test]
fn what_is_missing_comes_first() {
    let row = |label: &str, value| SummaryRow { label: label.into(), value, change: None };
    let rows = [row("Known", Value::Given(words("x"))), row("Unknown", Value::Missing("Nobody".into()))];
    let list = summary_list(&rows).into_string();
    assert!(list.find("Unknown").unwrap() < list.find("Known<").unwrap());
}

#[test]
fn cells_know_their_heading_and_an_empty_table_explains_itself() {
    let mut view = Table {
        title: None,
        caption: Some("Visits".into()),
        main: false,
        columns: vec![Column::words("Donor"), Column::numbers("Age")],
        rows: vec![vec![words("a"), words("46")]],
        empty: words("Nobody is due. Look again tomorrow."),
        phone: Phone::Stack,
    };
    let full = table(&view).into_string();
    assert!(full.contains("data-label=\"Age\"") && !full.contains("Nobody is due"));
    view.rows.clear();
    let empty = table(&view).into_string();
    assert!(empty.contains("Nobody is due") && !empty.contains("<table"));
}
