//! Clocks: a ring that empties, the time left in words, the absolute end.

use maud::{Markup, html};

/// How near the end is; the thresholds come from the rule, not from taste.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockTone {
    /// The limit is at hand or past.
    Stop,
    /// Time is short.
    Now,
    /// Runs.
    Calm,
    /// No clock runs.
    None,
}

/// A clock of a row or a side panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    /// Share of the time that is left, 0 to 1.
    pub left_share: f64,
    /// How near the end is.
    pub tone: ClockTone,
    /// Time left: "3 days".
    pub left: String,
    /// The absolute end, and what for: "until 03:30".
    pub end: String,
}

/// A clock with its words. The ring runs clockwise from the top in every language.
#[must_use]
pub fn clock(view: &Clock) -> Markup {
    let tone = match view.tone {
        ClockTone::Stop => "stop",
        ClockTone::Now => "now",
        ClockTone::Calm => "act",
        ClockTone::None => "second",
    };
    let words = match view.tone {
        ClockTone::Stop => Some("c-stop"),
        ClockTone::Now => Some("c-now"),
        ClockTone::Calm | ClockTone::None => None,
    };
    html! {
        div.clock {
            svg viewBox="0 0 34 34" width="34" height="34" aria-hidden="true" {
                @if view.tone == ClockTone::None {
                    circle.s-second cx="17" cy="17" r="13" fill="none" stroke-width="1.5" stroke-dasharray="5 4" {}
                } @else {
                    circle.s-sunk cx="17" cy="17" r="13" fill="none" stroke-width="5" {}
                    circle class={ "s-" (tone) } cx="17" cy="17" r="13" fill="none" stroke-width="5"
                        pathLength="100" transform="rotate(-90 17 17)"
                        stroke-dasharray=(format!("{:.0} 100", view.left_share.clamp(0.0, 1.0) * 100.0)) {}
                }
            }
            div {
                b.left class=[words] { (view.left) }
                span.under { (view.end) }
            }
        }
    }
}
