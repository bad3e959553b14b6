//! A refusal that helps: every rule checked, every finding with its law and its cure.

use super::{Link, TagKind, code_id, tag};
use maud::{Markup, html};

/// What a rule answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleAnswer {
    /// It holds.
    Holds,
    /// It stops the plan.
    Stops,
    /// It needs an answer.
    Asks,
}

/// One mark of the strip.
#[derive(Debug, Clone)]
pub struct RuleMark {
    /// Code of the rule.
    pub code: String,
    /// Its answer.
    pub answer: RuleAnswer,
}

/// The strip above the findings: one mark per rule checked.
#[derive(Debug, Clone)]
pub struct RuleStrip {
    /// "31 rules were checked. 27 hold, 3 stop the plan, 1 needs an answer."
    pub sentence: Markup,
    /// Where those that hold are listed.
    pub all: Option<Link>,
    /// The marks, in order of code.
    pub marks: Vec<RuleMark>,
}

/// The strip of rules. The sentence is its text; the marks lead to their findings.
#[must_use]
pub fn rule_strip(view: &RuleStrip) -> Markup {
    html! {
        section.sheet.pad.rules {
            div.row { p { (view.sentence) } @if let Some(all) = &view.all { (all.markup()) } }
            ol {
                @for m in &view.marks {
                    @match m.answer {
                        RuleAnswer::Holds => li.c-second title=(m.code) { (TagKind::Done.shape().markup()) },
                        RuleAnswer::Stops => li.said.c-stop {
                            (TagKind::Stops.shape().markup()) a href={ "#" (m.code) } { (code_id(&m.code)) }
                        },
                        RuleAnswer::Asks => li.said.c-now {
                            (TagKind::Yours.shape().markup()) a href={ "#" (m.code) } { (code_id(&m.code)) }
                        },
                    }
                }
            }
        }
    }
}

/// One finding: code, what was found, what cures it.
#[derive(Debug, Clone)]
pub struct FindingCard {
    /// Code of the rule.
    pub code: String,
    /// Where the rule is explained.
    pub code_href: Option<String>,
    /// Its severity.
    pub severity: (TagKind, String),
    /// The plain sentence.
    pub sentence: Markup,
    /// The inputs as checked, decisive values in bold; only what the reader may see.
    pub inputs: Markup,
    /// Source of law with its date in force.
    pub law: Markup,
    /// What cures it.
    pub cure: Cure,
}

/// The legal way out of a finding.
#[derive(Debug, Clone)]
pub struct Cure {
    /// "What cures it."
    pub lead: String,
    /// What to do.
    pub says: Markup,
    /// Who can, and how long it takes.
    pub who: Markup,
    /// One button.
    pub action: Option<Markup>,
}

/// What the sheet of findings is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingTone {
    /// A refusal: ruled in stop.
    Refusal,
    /// An open question: ruled in know.
    Question,
}

/// All findings of a verdict in one sheet, stops first (the caller's order is kept).
#[must_use]
pub fn finding_sheet(tone: FindingTone, cards: &[FindingCard]) -> Markup {
    let class = match tone {
        FindingTone::Refusal => "sheet main r-stop findings",
        FindingTone::Question => "sheet main r-know findings",
    };
    html! { div class=(class) { @for c in cards { (finding_card(c)) } } }
}

fn finding_card(card: &FindingCard) -> Markup {
    html! {
        article #(card.code) {
            div.sev {
                @match &card.code_href {
                    Some(href) => a href=(href) { (code_id(&card.code)) },
                    None => (code_id(&card.code)),
                }
                (tag(card.severity.0, &card.severity.1))
            }
            div.found {
                h2 { (card.sentence) }
                p { (card.inputs) }
                p.law { (card.law) }
            }
            div.cure {
                p { b { (card.cure.lead) } " " (card.cure.says) }
                p.under { (card.cure.who) }
                @if let Some(action) = &card.cure.action { (action) }
            }
        }
    }
}

/// The foot of a refusal: the legal way out, profile version and instant, what to do now.
#[derive(Debug, Clone)]
pub struct FindingFoot {
    /// Heading of the way out: "If it cannot wait".
    pub title: String,
    /// The way out.
    pub says: Markup,
    /// Profile version and instant of the check.
    pub checked: Markup,
    /// Buttons.
    pub buttons: Vec<Markup>,
}

/// The foot below the findings.
#[must_use]
pub fn finding_foot(view: &FindingFoot) -> Markup {
    html! {
        div.split.foot-of {
            section { h2 { (view.title) } p { (view.says) } }
            div { p.under { (view.checked) } (super::button::row(&view.buttons)) }
        }
    }
}
