//! What of the worklist is shown; the address holds it, so that it can be sent to a colleague.

use domain::followup::Due;
use serde::Deserialize;
use service::VisitLine;

use crate::desk::Desk;
use crate::look::Link;
use crate::look::list::{FilterBar, filter_bar, tabs};
use maud::{Markup, html};

/// Rows on one page.
pub(super) const PAGE: usize = 50;

/// The query of the worklist. Unknown words filter nothing.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Filter {
    /// `donors` or `recipients`.
    #[serde(default)]
    pub who: String,
    /// `overdue` or `open`.
    #[serde(default)]
    pub state: String,
    /// The donor whose line is drawn.
    #[serde(default)]
    pub donor: String,
    /// Rows before the first one shown.
    #[serde(default)]
    pub from: String,
}

impl Filter {
    /// Whether a row is shown.
    pub fn keeps(&self, line: &VisitLine) -> bool {
        let donor = line.visit.planned.subject.starts_with("don_");
        let who = match self.who.as_str() {
            "donors" => donor,
            "recipients" => !donor,
            _ => true,
        };
        let state = match self.state.as_str() {
            "overdue" => matches!(line.due, Due::Overdue { .. }),
            "open" => matches!(line.due, Due::Open { .. }),
            _ => true,
        };
        who && state
    }

    /// The place of the first row shown.
    pub fn start(&self) -> usize {
        self.from.parse().unwrap_or(0)
    }

    /// The address of the same view at `base`.
    pub fn address(&self, base: &str) -> String {
        let words = [("who", &self.who), ("state", &self.state), ("donor", &self.donor), ("from", &self.from)];
        let set: Vec<String> = words
            .iter()
            .filter(|(_, v)| !v.is_empty())
            .map(|(name, value)| format!("{name}={}", crate::say::escape(value)))
            .collect();
        if set.is_empty() { base.to_owned() } else { format!("{base}?{}", set.join("&")) }
    }

    fn with_who(&self, who: &str) -> Self {
        Self { who: who.to_owned(), from: String::new(), ..self.clone() }
    }

    fn with_state(&self, state: &str) -> Self {
        Self { state: state.to_owned(), from: String::new(), ..self.clone() }
    }

    /// The same view further on.
    pub fn starting_at(&self, row: usize) -> Self {
        Self { from: if row == 0 { String::new() } else { row.to_string() }, ..self.clone() }
    }

    /// Tabs for whom, and the bar with the count and what was chosen.
    pub fn draw(&self, desk: &Desk, shown: usize, all: usize) -> Markup {
        let link = |filter: &Self, key: &str| Link::new(filter.address("/follow-up"), desk.say(key));
        let whom = [("", "followup-all"), ("donors", "followup-donors"), ("recipients", "followup-recipients")];
        let here = self.starting_at(0).address("/follow-up");
        let whom: Vec<Link> = whom.iter().map(|(who, key)| link(&self.with_who(who), key)).collect();
        let state = match self.state.as_str() {
            "overdue" => Some("followup-only-overdue"),
            "open" => Some("followup-only-open"),
            _ => None,
        };
        let chosen: Vec<Link> = state.iter().map(|key| link(&self.with_state(""), key)).collect();
        let mut end = Vec::new();
        for (word, key) in [("overdue", "followup-only-overdue"), ("open", "followup-only-open")] {
            if self.state != word {
                end.push(link(&self.with_state(word), key));
            }
        }
        end.push(Link::new(self.starting_at(0).address("/follow-up.csv"), desk.say("followup-download")));
        let counts = [("shown", shown.into()), ("all", all.into())];
        html! {
            (tabs(&desk.say("followup-whom"), &whom, &here))
            (filter_bar(&FilterBar {
                count: desk.say_with("followup-count", &counts),
                chosen,
                remove: desk.say("followup-remove"),
                clear: state.map(|_| link(&self.with_state(""), "followup-clear")),
                end,
            }))
        }
    }
}
