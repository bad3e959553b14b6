//! Where a licence stands today, as a tag and as a bar.

use codes::activity::Activity;
use domain::licence::{Licence, Measure, Signed, Status};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::desk::Desk;
use crate::look::TagKind;
use crate::look::picture::licence_bars::BarState;

/// Days before its end at which a licence needs somebody.
const SOON_DAYS: i64 = 90;

/// Where a licence stands.
pub(super) struct Standing {
    /// Computed state.
    pub status: Status,
    /// Tag.
    pub kind: TagKind,
    /// Words of the tag.
    pub says: String,
    /// How its bar is drawn.
    pub bar: BarState,
    /// Whether an inspector has something to look at.
    pub look: bool,
}

/// Where a licence stands at an instant on a civil day.
pub(super) fn standing(desk: &Desk, licence: &Licence, at: Timestamp, today: Date) -> Standing {
    let status = licence.status(at, today);
    let granted = &licence.granted;
    let left = days(today, granted.valid_to);
    let with_date = |key: &str, day: Date| desk.say_with(key, &[("date", desk.date(day).into())]);
    let since = |measure: Measure| {
        let held =
            licence.measures.iter().rev().find(|m| m.holds() && m.proposed.measure == measure && m.proposed.from <= at);
        held.map_or(granted.valid_from, |m| desk.day_of(m.proposed.from))
    };
    let (kind, says, bar) = match status {
        Status::Valid if left == 0 => (TagKind::Yours, desk.say("licence-ends-today"), BarState::Runs),
        Status::Valid if left <= SOON_DAYS => {
            (TagKind::Yours, desk.say_with("licence-ends-in", &[("days", left.into())]), BarState::Runs)
        }
        Status::Valid => (TagKind::Valid, desk.say("licence-valid"), BarState::Runs),
        Status::Ended if left == -1 => (TagKind::Stops, desk.say("licence-ended-yesterday"), BarState::Over),
        Status::Ended => (TagKind::Stops, with_date("licence-ended", granted.valid_to), BarState::Over),
        Status::Suspended => {
            (TagKind::Stops, with_date("licence-suspended", since(Measure::Suspend)), BarState::Suspended)
        }
        Status::Revoked => (TagKind::Stops, with_date("licence-revoked", since(Measure::Revoke)), BarState::Over),
        Status::NotYet => (TagKind::NotYet, with_date("licence-from", granted.valid_from), BarState::Applied),
    };
    let look = kind == TagKind::Yours || status == Status::Suspended || (status == Status::Ended && left >= -30);
    Standing { status, kind, says, bar, look }
}

fn days(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// What a licence is for: "Kidney, living removal". Sides are left out, since a licence covers both.
pub(super) fn purpose(desk: &Desk, licence: &Licence) -> String {
    organ_and(desk, licence.granted.organ.family().code(), licence.granted.activity)
}

/// Without isolates: it is put into other sentences, and holds no code.
fn organ_and(desk: &Desk, organ: &str, activity: Activity) -> String {
    let activity = desk.say(&format!("activity-{}", activity.code().replace('_', "-")));
    let values = [("organ", desk.term(organ).into()), ("activity", activity.into())];
    desk.say_with("licence-for", &values).replace(['\u{2068}', '\u{2069}'], "")
}

/// Tags for the public list: one per organ while all of its licences stand alike, one per activity where they differ.
pub(super) fn organ_tags(desk: &Desk, licences: &[Licence]) -> Vec<(TagKind, String)> {
    let (now, today) = (desk.app.service.now(), desk.app.service.today());
    let mut rows: Vec<(String, Activity, Standing)> = Vec::new();
    for licence in licences {
        let (organ, activity) = (licence.granted.organ.family().code().to_owned(), licence.granted.activity);
        let stands = standing(desk, licence, now, today);
        match rows.iter_mut().find(|(o, a, _)| *o == organ && *a == activity) {
            Some(row) if better(stands.status) > better(row.2.status) => row.2 = stands,
            Some(_) => {}
            None => rows.push((organ, activity, stands)),
        }
    }
    let mut tags = Vec::new();
    for (organ, activity, stands) in &rows {
        let alike = rows.iter().filter(|(o, ..)| o == organ).all(|(.., s)| s.says == stands.says);
        let name = if alike { desk.term(organ) } else { organ_and(desk, organ, *activity) };
        let tag = match stands.status {
            Status::Valid if stands.kind == TagKind::Valid => (TagKind::Valid, name),
            _ => {
                let values = [("for", name.into()), ("state", stands.says.clone().into())];
                (stands.kind, desk.say_with("licence-tag", &values))
            }
        };
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// Which of two licences for the same thing counts.
fn better(status: Status) -> u8 {
    match status {
        Status::Valid => 4,
        Status::Suspended => 3,
        Status::NotYet => 2,
        Status::Revoked => 1,
        Status::Ended => 0,
    }
}

/// Measures that hold, with the licence they belong to, newest first: what anybody may know.
pub(super) fn held(licences: &[Licence]) -> Vec<(&Licence, &Signed)> {
    let mut all: Vec<_> =
        licences.iter().flat_map(|l| l.measures.iter().filter(|m| m.holds()).map(move |m| (l, m))).collect();
    all.sort_by_key(|(_, m)| std::cmp::Reverse(m.proposed.from));
    all
}
