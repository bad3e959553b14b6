//! Guidelines: which edition holds on which day, how each stands, and how a record folds.

use codes::ids::GuidelineId;
use domain::guideline::*;
use domain::{Past, Record};
use serde_json::{Value, json};

use crate::world::{acc, at, day};

fn past(kind: &str, body: Value) -> Past {
    Past {
        id: "evt_1".to_owned(),
        kind: kind.to_owned(),
        version: 1,
        record: GuidelineId::from_bits(1).to_string(),
        body,
        actor: acc(1).to_string(),
        centre: None,
        recorded_at: at("2026-03-02T08:00:00Z"),
        happened: None,
    }
}

fn edition(from: &str, review_by: &str, steps: &[&str]) -> Value {
    json!({"body": "A body", "title": "A title", "language": "en", "source": "A bulletin", "from": from,
        "review_by": review_by, "steps": steps, "text": "Look twice."})
}

fn guideline() -> Guideline {
    let first = past("guideline.published", edition("2024-01-01", "2025-06-30", &["interviewed"]));
    let second = past("guideline.revised", edition("2026-01-01", "2026-12-31", &["interviewed", "signs"]));
    let one = Guideline::fold(None, &first).unwrap();
    Guideline::fold(Some(one), &second).unwrap()
}

#[test]
fn one_edition_holds_on_a_day_and_each_says_how_it_stands() {
    let one = guideline();
    let standing = |on: &str| [1, 2].map(|n| one.standing(n, day(on)).unwrap().code());
    assert_eq!(one.holding(day("2023-12-31")), None);
    assert_eq!(standing("2023-12-31"), ["not_yet", "not_yet"]);
    assert_eq!(standing("2025-06-30"), ["current", "not_yet"]);
    assert_eq!(standing("2025-07-01"), ["stale", "not_yet"]);
    assert_eq!(standing("2026-01-01"), ["superseded", "current"]);
    assert_eq!(standing("2027-01-01"), ["superseded", "stale"]);
    assert_eq!((one.standing(0, day("2026-01-01")), one.standing(3, day("2026-01-01"))), (None, None));
}

#[test]
fn a_step_shows_what_speaks_of_it_and_a_guideline_taken_back_is_shown_nowhere() {
    let one = guideline();
    let shown = |step, on: &str| one.for_step(step, day(on)).map(|(n, _, stands)| (n, stands.code()));
    assert_eq!(shown(GuidelineStep::Signs, "2025-01-01"), None);
    assert_eq!(shown(GuidelineStep::Signs, "2026-02-01"), Some((2, "current")));
    assert_eq!(shown(GuidelineStep::Interviewed, "2025-09-01"), Some((1, "stale")));
    assert_eq!(shown(GuidelineStep::Decided, "2026-02-01"), None);
    let back = Guideline::fold(Some(one), &past("guideline.withdrawn", json!({"reason": "Dissolved"}))).unwrap();
    assert_eq!(back.for_step(GuidelineStep::Signs, day("2026-02-01")), None);
    assert_eq!(back.standing(1, day("2026-02-01")), Some(EditionStanding::Withdrawn));
    assert!(Guideline::fold(Some(back), &past("guideline.published", json!({}))).is_err());
    assert!(Guideline::fold(None, &past("guideline.revised", json!({}))).is_err());
}

#[test]
fn every_step_has_its_code_and_tasks_find_theirs() {
    let codes: Vec<&str> = GuidelineStep::ALL.iter().map(|s| s.code()).collect();
    assert_eq!(codes, GuidelineStep::CODES);
    for step in GuidelineStep::ALL {
        assert_eq!(serde_json::to_value(step).unwrap(), step.code());
    }
    assert_eq!(GuidelineStep::of_task("vote_cast"), Some(GuidelineStep::Decided));
    assert_eq!(GuidelineStep::of_task("informed"), Some(GuidelineStep::Informed));
    assert_eq!(GuidelineStep::of_task("team_named"), None);
}
