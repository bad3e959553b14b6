//! Licences as bars on one scale of dates, with today upright.

use jiff::civil::Date;
use maud::{Markup, html};

/// How a licence stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BarState {
    /// It runs.
    Runs,
    /// It ended.
    Over,
    /// It is suspended: hatched.
    Suspended,
    /// It is applied for: a plan, dashed.
    Applied,
}

/// The scale that all bars of a table share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// First day drawn.
    pub from_on: Date,
    /// Last day drawn, after the first.
    pub to_on: Date,
    /// Today.
    pub today_on: Date,
}

/// One licence on the scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceBar {
    /// Id of the drawing within its page.
    pub id: String,
    /// First day.
    pub from_on: Date,
    /// Last day; none where it runs on.
    pub to_on: Option<Date>,
    /// Its state.
    pub state: BarState,
    /// The same in words.
    pub says: String,
}

const WIDE: f64 = 200.0;

impl Scale {
    fn at(&self, day: Date) -> f64 {
        let days = |d: Date| f64::from(d.duration_since(self.from_on).as_hours() as i32) / 24.0;
        (days(day) / days(self.to_on).max(1.0)).clamp(0.0, 1.0) * WIDE
    }
}

/// A bar of 200 px. It mirrors with the page.
#[must_use]
pub fn licence_bars(bar: &LicenceBar, scale: &Scale) -> Markup {
    let from = scale.at(bar.from_on);
    let to = bar.to_on.map_or(WIDE, |d| scale.at(d));
    let today = scale.at(scale.today_on);
    // What still runs ends in a point of 8 px; what has a last day ends upright.
    let d = match bar.to_on {
        Some(_) => format!("M{from:.1} 5H{to:.1}V15H{from:.1}Z"),
        None => format!("M{from:.1} 5H{:.1}L{to:.1} 10L{:.1} 15H{from:.1}Z", to - 8.0, to - 8.0),
    };
    let hatch = format!("url(#{}-h)", bar.id);
    html! {
        svg.flip viewBox="0 0 200 20" width="200" height="20" role="img" aria-label=(bar.says) {
            title { (bar.says) }
            path.s-line d="M0 10H200" {}
            @match bar.state {
                BarState::Runs => path.f-act d=(d) {},
                BarState::Over => path.f-second d=(d) {},
                BarState::Applied => path.s-second.f-sheet d=(d) stroke-width="1.5" stroke-dasharray="5 4" {},
                BarState::Suspended => {
                    pattern id={ (bar.id) "-h" } width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                        rect.f-stopsoft width="6" height="6" {}
                        path.s-stop d="M3 0V6" stroke-width="1.6" {}
                    }
                    path.s-stop fill=(hatch) d=(d) stroke-width="1.2" {}
                },
            }
            path.s-sheet d={ (format!("M{today:.1} 1V19")) } stroke-width="5" {}
            path.s-ink d={ (format!("M{today:.1} 1V19")) } stroke-width="2" {}
        }
    }
}
