//! The thread of a row: one dot per stage, solid to the present one, dashed beyond.

use maud::{Markup, html};

/// Where a thing stands on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// Number of stages, at least 1.
    pub stages: u8,
    /// The present stage, counted from 1.
    pub present: u8,
    /// The same in words: "stage 5 of 8".
    pub says: String,
}

/// A thread of 104 by 12 px. It mirrors with the page.
#[must_use]
pub fn thread(view: &Thread) -> Markup {
    let stages = view.stages.max(1);
    let present = view.present.clamp(1, stages);
    let at = |stage: u8| match stages {
        1 => 52.0,
        _ => 6.0 + 92.0 * f64::from(stage - 1) / f64::from(stages - 1),
    };
    let here = at(present);
    html! {
        svg.thread.flip viewBox="0 0 104 12" width="104" height="12" role="img" aria-label=(view.says) {
            title { (view.says) }
            @if present > 1 { path.s-ink d=(format!("M6 6H{:.1}", here - 5.0)) stroke-width="2" {} }
            @if present < stages {
                path.s-second d=(format!("M{:.1} 6H98", here + 5.0)) stroke-width="1.5" stroke-dasharray="5 4" {}
            }
            @for stage in 1..=stages {
                @if stage < present { circle.f-ink cx=(format!("{:.1}", at(stage))) cy="6" r="3" {} }
                @if stage > present {
                    circle.s-second.f-sheet cx=(format!("{:.1}", at(stage))) cy="6" r="2.8" stroke-width="1.4" {}
                }
            }
            circle.s-ink.f-sheet cx=(format!("{here:.1}")) cy="6" r="5" stroke-width="1.8" {}
            circle.f-ink cx=(format!("{here:.1}")) cy="6" r="1.8" {}
        }
    }
}
