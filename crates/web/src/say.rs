//! Sentences for findings, and small ways of putting values into addresses.

use law::{Finding, Input, InputKind, Outcome, Text};

use crate::desk::Desk;

/// Percent-encodes a path and query for use as a value in an address.
#[must_use]
pub fn escape(text: &str) -> String {
    let keep = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'_' | b'.' | b'~');
    text.bytes().fold(String::new(), |mut out, b| {
        if keep(b) {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
        out
    })
}

/// A finding in words.
#[derive(Debug, Clone)]
pub struct FindingWords {
    /// The plain sentence.
    pub sentence: String,
    /// The inputs as checked.
    pub inputs: String,
    /// What cures it.
    pub cure: String,
    /// Who can, and how long it takes.
    pub who: String,
    /// Sources of law.
    pub sources: Vec<String>,
    /// Whether a source is not confirmed.
    pub unconfirmed: bool,
}

/// Puts a finding into words of the page's language.
#[must_use]
pub fn finding(desk: &Desk, f: &Finding) -> FindingWords {
    let values = joined(desk, &f.inputs);
    let key = |part: &str| format!("rule-{}{part}", f.rule.to_ascii_lowercase());
    let (sentence, inputs) = match f.outcome {
        Outcome::Broken => (desk.say_with(&key(""), &values), desk.say_with(&key("-inputs"), &values)),
        Outcome::CannotTell => {
            let param = f.inputs.first().map(|i| i.value.clone()).unwrap_or_default();
            let values = [("param", Text::Words(param)), ("rule", Text::Words(desk.say(&key("-title"))))];
            (desk.say_with("cannot-tell", &values), desk.say_with("cannot-tell-inputs", &values))
        }
    };
    let source = |c: &law::Cite| {
        let values = [("ref", Text::Words(c.reference.clone())), ("from", Text::Words(desk.date(c.from)))];
        desk.say_with("source-in-force", &values)
    };
    let mut sources: Vec<String> = f.cites.iter().map(source).collect();
    sources.push(f.base.clone());
    FindingWords {
        sentence,
        inputs,
        cure: desk.say_with(&key("-cure"), &values),
        who: desk.say(&key("-who")),
        sources,
        unconfirmed: f.cites.iter().any(|c| c.evidence.needs_mark()),
    }
}

/// Values by name; a name that comes several times is joined into one list.
fn joined<'a>(desk: &Desk, inputs: &'a [Input]) -> Vec<(&'a str, Text)> {
    let mut values: Vec<(&str, Text)> = Vec::new();
    for input in inputs {
        let next = value(desk, input);
        match values.iter_mut().find(|(name, _)| *name == input.name) {
            None => values.push((input.name.as_str(), next)),
            Some((_, before)) => {
                let (one, other) = (plain(before), plain(&next));
                if !one.split(&desk.say("list-separator")).any(|word| word == other) {
                    *before = Text::Words(one + &desk.say("list-separator") + &other);
                }
            }
        }
    }
    values
}

fn plain(text: &Text) -> String {
    match text {
        Text::Words(words) => words.clone(),
        Text::Number(number) => number.to_string(),
    }
}

fn value(desk: &Desk, input: &Input) -> Text {
    match input.kind {
        InputKind::Number => input.value.parse().map_or_else(|_| Text::Words(input.value.clone()), Text::Number),
        InputKind::Date => input.value.parse().map_or_else(|_| input.value.clone().into(), |d| desk.date(d).into()),
        InputKind::Instant => {
            input.value.parse().map_or_else(|_| input.value.clone().into(), |t| desk.instant(t).into())
        }
        InputKind::Term => {
            let words: Vec<String> = input.value.split(',').map(|code| desk.term(code.trim())).collect();
            words.join(&desk.say("list-separator")).into()
        }
        InputKind::Code => input.value.clone().into(),
    }
}
