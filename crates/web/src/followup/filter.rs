//! What of the worklist is shown; the address holds it, so that it can be sent to a colleague.

use serde::Deserialize;
use service::followup::{Asked, Mark, State};

use crate::desk::Desk;
use crate::look::Link;
use crate::look::list::{FilterBar, filter_bar, tabs};
use maud::{Markup, html};

/// The query of the worklist. Unknown words filter nothing.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Filter {
    /// `donors` or `recipients`.
    #[serde(default)]
    pub who: String,
    /// `overdue`, `open` or `lost`.
    #[serde(default)]
    pub state: String,
    /// The donor whose line is drawn.
    #[serde(default)]
    pub donor: String,
    /// The row behind which this page begins: its last day and its number.
    #[serde(default)]
    pub after: String,
}

impl Filter {
    /// Whose visits are asked for; everybody's where nothing else is said.
    pub fn whose(&self) -> &'static str {
        match self.who.as_str() {
            "donors" => "donor",
            "recipients" => "recipient",
            _ => "",
        }
    }

    /// The row behind which the page begins.
    pub fn mark(&self) -> Option<Mark> {
        let (day, id) = self.after.split_once('~')?;
        Some(Mark { closes_on: day.parse().ok()?, id: id.to_owned() })
    }

    /// What the worklist is asked for.
    pub fn asked(&self) -> Asked {
        let state = match self.state.as_str() {
            "overdue" => State::Overdue,
            "open" => State::Open,
            _ => State::Due,
        };
        Asked { who: self.whose().to_owned(), state, after: self.mark() }
    }

    /// The address of the same view at `base`.
    pub fn address(&self, base: &str) -> String {
        let words = [("who", &self.who), ("state", &self.state), ("donor", &self.donor), ("after", &self.after)];
        let set: Vec<String> = words
            .iter()
            .filter(|(_, v)| !v.is_empty())
            .map(|(name, value)| format!("{name}={}", crate::say::escape(value)))
            .collect();
        if set.is_empty() { base.to_owned() } else { format!("{base}?{}", set.join("&")) }
    }

    fn with_who(&self, who: &str) -> Self {
        Self { who: who.to_owned(), after: String::new(), ..self.clone() }
    }

    fn with_state(&self, state: &str) -> Self {
        Self { state: state.to_owned(), after: String::new(), ..self.clone() }
    }

    /// The same view from its begin.
    pub fn at_begin(&self) -> Self {
        Self { after: String::new(), ..self.clone() }
    }

    /// The same view behind a row.
    pub fn behind(&self, mark: &Mark) -> Self {
        Self { after: format!("{}~{}", mark.closes_on, mark.id), ..self.clone() }
    }

    /// Tabs for whom, and the bar with the count and what was chosen.
    pub fn draw(&self, desk: &Desk, shown: i64, all: i64) -> Markup {
        let link = |filter: &Self, key: &str| Link::new(filter.address("/follow-up"), desk.say(key));
        let whom = [("", "followup-all"), ("donors", "followup-donors"), ("recipients", "followup-recipients")];
        let here = self.at_begin().address("/follow-up");
        let whom: Vec<Link> = whom.iter().map(|(who, key)| link(&self.with_who(who), key)).collect();
        let state = match self.state.as_str() {
            "overdue" => Some("followup-only-overdue"),
            "open" => Some("followup-only-open"),
            "lost" => Some("followup-only-lost"),
            _ => None,
        };
        let chosen: Vec<Link> = state.iter().map(|key| link(&self.with_state(""), key)).collect();
        let mut end = Vec::new();
        for (word, key) in
            [("overdue", "followup-only-overdue"), ("open", "followup-only-open"), ("lost", "followup-only-lost")]
        {
            if self.state != word {
                end.push(link(&self.with_state(word), key));
            }
        }
        end.push(Link::new(self.at_begin().address("/follow-up.csv"), desk.say("followup-download")));
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
