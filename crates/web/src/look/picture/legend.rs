//! The legend below a picture, in the order of reading.

use maud::{Markup, html};

/// A sign that a legend explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Filled disc.
    Donor,
    /// Ring.
    Organ,
    /// Hexagon.
    Tissue,
    /// Square.
    Handover,
    /// Halo.
    Exposed,
    /// Dotted field between two bars.
    Gap,
    /// Cross-bar.
    Ended,
    /// Solid line.
    Fact,
    /// Dashed line.
    Plan,
    /// Dotted line.
    Disputed,
    /// Disc on a sheet with a folded corner.
    Paper,
    /// Diamond.
    Yours,
}

fn sign(sign: Sign) -> Markup {
    let wide = match sign {
        Sign::Donor | Sign::Organ | Sign::Tissue | Sign::Handover | Sign::Yours => 14,
        Sign::Paper => 16,
        Sign::Gap => 26,
        Sign::Exposed | Sign::Ended | Sign::Fact | Sign::Plan | Sign::Disputed => 34,
    };
    html! {
        svg.flip viewBox={ "0 0 " (wide) " 14" } width=(wide) height="14" aria-hidden="true" {
            @match sign {
                Sign::Donor => circle.f-ink cx="7" cy="7" r="6" {},
                Sign::Organ => circle.s-ink.f-sheet cx="7" cy="7" r="5.5" stroke-width="1.8" {},
                Sign::Tissue => path.s-ink.f-sheet d="M1 7l3-5.2h6L13 7l-3 5.2H4z" stroke-width="1.6" {},
                Sign::Handover => rect.f-ink x="2" y="2" width="10" height="10" {},
                Sign::Paper => {
                    path.s-ink.f-sheet d="M1 .8h10l4 4v8.4H1z" stroke-width="1.4" {}
                    circle.f-ink cx="8" cy="7.5" r="3.5" {}
                },
                Sign::Yours => path.f-mark d="M7 .8L13.2 7 7 13.2.8 7z" {},
                Sign::Exposed => {
                    path.s-stopsoft d="M0 7H34" stroke-width="12" {}
                    path.s-ink d="M0 7H34" stroke-width="2" {}
                },
                Sign::Gap => {
                    rect.f-doubtsoft x="2" width="22" height="14" {}
                    path.s-doubt d="M2 0V14M24 0V14" stroke-width="2" {}
                    path.s-doubt d="M7 4h14M7 10h14" stroke-width="2" stroke-dasharray="0 6" stroke-linecap="round" {}
                },
                Sign::Ended => path.s-ink d="M0 7H32M32 1V13" stroke-width="2" {},
                Sign::Fact => path.s-ink d="M0 7H34" stroke-width="2" {},
                Sign::Plan => path.s-second d="M0 7H34" stroke-width="1.5" stroke-dasharray="5 4" {},
                Sign::Disputed => path.s-doubt d="M2 7H34" stroke-width="2.5" stroke-dasharray="0 5" stroke-linecap="round" {},
            }
        }
    }
}

/// Signs with their words.
#[must_use]
pub fn legend(items: &[(Sign, String)]) -> Markup {
    html! { ul.legend { @for (s, says) in items { li { (sign(*s)) (says) } } } }
}
