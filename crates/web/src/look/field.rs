//! Fields: label, hint, error, control, always in this order.

use super::shape::Shape;
use maud::{Markup, html};

/// What a line of text holds; phones choose their keyboard by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Words.
    Words,
    /// A code: mono, left to right.
    Code,
    /// A name to sign in with.
    Login,
    /// A passphrase, already known.
    Passphrase,
    /// A passphrase that is being chosen.
    NewPassphrase,
    /// A one-time number.
    OneTimeCode,
    /// A telephone number.
    Telephone,
    /// A mail address.
    Mail,
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// What it means, below it.
    pub hint: Option<String>,
}

/// The control of a field, with the value that was typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Control {
    /// One line.
    Text(TextKind, String),
    /// Several lines: the text, and how many lines are shown.
    Lines(String, u8),
    /// A civil date, ISO 8601.
    Date(String),
    /// A civil date and time, ISO 8601 without zone; the hint names the zone.
    DateTime(String),
    /// A number with its unit.
    Number {
        /// What was typed.
        value: String,
        /// Step, as in HTML: "any", "1", "0.1".
        step: &'static str,
        /// The unit, shown after the control.
        unit: String,
    },
    /// One of a list.
    Select(Vec<Choice>, String),
    /// One of a few, all visible.
    Radios(Vec<Choice>, String),
    /// Any of a few.
    Checkboxes(Vec<Choice>, Vec<String>),
    /// A file; the accepted media types, as in HTML. The hint states the limits.
    File(String),
}

/// Whether an answer is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// It is needed.
    Required,
    /// It may be left out; the word that says so stands after the label.
    Optional(String),
}

/// A field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    /// Name in the form; also its id in the page.
    pub name: String,
    /// Label.
    pub label: String,
    /// Hint.
    pub hint: Option<String>,
    /// What must be put right.
    pub error: Option<String>,
    /// Whether an answer is needed.
    pub need: Need,
    /// The control.
    pub control: Control,
}

impl Field {
    /// A required field without hint or error.
    pub fn new(name: impl Into<String>, label: impl Into<String>, control: Control) -> Self {
        Self { name: name.into(), label: label.into(), hint: None, error: None, need: Need::Required, control }
    }

    /// The same field with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same field with what must be put right.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.name));
        match (hint, error) {
            (Some(h), Some(e)) => Some(format!("{h} {e}")),
            (one, other) => one.or(other),
        }
    }
}

/// A field with its label, hint, error and control.
#[must_use]
pub fn field(view: &Field) -> Markup {
    let group = matches!(view.control, Control::Radios(..) | Control::Checkboxes(..));
    let notes = html! {
        @if let Some(hint) = &view.hint { p.hint id={ (view.name) "-hint" } { (hint) } }
        @if let Some(error) = &view.error {
            p.wrong id={ (view.name) "-error" } { (Shape::Octagon.markup()) (error) }
        }
    };
    let label = html! {
        (view.label)
        @if let Need::Optional(word) = &view.need { " " span.opt { (word) } }
    };
    html! {
        @if group {
            fieldset.field.bad[view.error.is_some()] id=(view.name) tabindex="-1" aria-describedby=[view.described_by()] {
                legend { (label) } (notes) (control(view))
            }
        } @else {
            div.field.bad[view.error.is_some()] { label for=(view.name) { (label) } (notes) (control(view)) }
        }
    }
}

fn control(view: &Field) -> Markup {
    match &view.control {
        Control::Text(kind, value) => text(view, *kind, value),
        Control::Lines(value, rows) => html! {
            textarea id=(view.name) name=(view.name) rows=(rows) dir="auto" required[needed(view)]
                aria-describedby=[view.described_by()] aria-invalid=[invalid(view)] { (value) }
        },
        Control::Date(value) => input(view, "date", value, None, "w-date"),
        Control::DateTime(value) => input(view, "datetime-local", value, None, "w-date"),
        Control::Number { value, step, unit } => html! {
            span.unit { (input(view, "number", value, Some(step), "w-num")) span { (unit) } }
        },
        Control::Select(choices, chosen) => html! {
            select id=(view.name) name=(view.name) required[needed(view)] aria-describedby=[view.described_by()]
                aria-invalid=[invalid(view)] {
                @for c in choices { option value=(c.value) selected[c.value == *chosen] { (c.label) } }
            }
        },
        Control::Radios(choices, chosen) => ticks(view, "radio", choices, std::slice::from_ref(chosen)),
        Control::Checkboxes(choices, chosen) => ticks(view, "checkbox", choices, chosen),
        Control::File(accept) => html! {
            input id=(view.name) name=(view.name) type="file" accept=(accept) required[needed(view)]
                aria-describedby=[view.described_by()] aria-invalid=[invalid(view)];
        },
    }
}

fn needed(view: &Field) -> bool {
    view.need == Need::Required
}

fn invalid(view: &Field) -> Option<&'static str> {
    view.error.as_ref().map(|_| "true")
}

fn input(view: &Field, kind: &str, value: &str, step: Option<&str>, class: &str) -> Markup {
    html! {
        input id=(view.name) name=(view.name) type=(kind) value=(value) step=[step] class=(class) dir="ltr"
            required[needed(view)] aria-describedby=[view.described_by()] aria-invalid=[invalid(view)];
    }
}

fn text(view: &Field, kind: TextKind, value: &str) -> Markup {
    let (kind_of, complete, class, dir) = match kind {
        TextKind::Words => ("text", "off", "", "auto"),
        TextKind::Code => ("text", "off", "code w-code", "ltr"),
        TextKind::Login => ("text", "username", "w-code", "ltr"),
        TextKind::Passphrase => ("password", "current-password", "", "ltr"),
        TextKind::NewPassphrase => ("password", "new-password", "", "ltr"),
        TextKind::OneTimeCode => ("text", "one-time-code", "code w-num", "ltr"),
        TextKind::Telephone => ("tel", "off", "w-code", "ltr"),
        TextKind::Mail => ("email", "off", "", "ltr"),
    };
    let numeric = (kind == TextKind::OneTimeCode).then_some("numeric");
    html! {
        input id=(view.name) name=(view.name) type=(kind_of) value=(value) autocomplete=(complete) class=(class)
            dir=(dir) inputmode=[numeric] required[needed(view)] aria-describedby=[view.described_by()]
            aria-invalid=[invalid(view)];
    }
}

fn ticks(view: &Field, kind: &str, choices: &[Choice], chosen: &[String]) -> Markup {
    let one = kind == "radio";
    html! {
        @for (n, c) in choices.iter().enumerate() {
            @let id = format!("{}-{}", view.name, n + 1);
            div.pick {
                input id=(id) type=(kind) name=(view.name) value=(c.value) checked[chosen.contains(&c.value)]
                    required[one && needed(view)];
                label for=(id) { (c.label) @if let Some(hint) = &c.hint { span.hint { (hint) } } }
            }
        }
    }
}

/// The summary on top of a form that was not accepted: what must be put right, each leading to its field.
#[must_use]
pub fn error_summary(title: &str, wrong: &[(String, String)]) -> Markup {
    html! {
        div.errors role="alert" tabindex="-1" data-focus {
            h2 { (Shape::Octagon.markup()) (title) }
            ul { @for (name, says) in wrong { li { a href={ "#" (name) } { (says) } } } }
        }
    }
}
