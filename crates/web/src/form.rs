//! Forms as data: one description gives the page's fields, the reading of what was sent, and the API's JSON schema.

use jiff::civil::DateTime;
use maud::{Markup, html};
use serde_json::{Map, Value, json};
use service::Problem;

use crate::desk::Desk;
use crate::look::field::{Choice, Control, Field, Need, TextKind, field};
use crate::sent::Sent;

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// One line of words.
    Words,
    /// One line holding a code or number.
    Code,
    /// Several lines.
    Lines,
    /// A civil date.
    Date,
    /// A civil date and time in the country's zone; becomes an instant in UTC.
    Instant,
    /// A whole number with its unit.
    Whole(&'static str),
    /// One of a code list.
    One(&'static [&'static str]),
    /// Any of a code list.
    Many(&'static [&'static str]),
    /// Yes or no.
    Flag,
    /// One of a list that is only known when the page is drawn.
    Listed(&'static str),
    /// Any of a list that is only known when the page is drawn.
    ManyListed(&'static str),
}

/// One field of a form. A dot in the name makes a nested object; a whole group left empty is left out.
#[derive(Debug, Clone, Copy)]
pub struct Input {
    /// Path in the JSON body.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be filled.
    pub needed: bool,
}

/// A form.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// Name; labels are `form-NAME-FIELD`, falling back to `field-FIELD`.
    pub name: &'static str,
    /// Its fields.
    pub inputs: &'static [Input],
}

/// A needed field.
#[must_use]
pub const fn need(name: &'static str, kind: Kind) -> Input {
    Input { name, kind, needed: true }
}

/// A field that may stay empty.
#[must_use]
pub const fn may(name: &'static str, kind: Kind) -> Input {
    Input { name, kind, needed: false }
}

/// Lists that are only known when the page is drawn: name of the list, then value and label of each choice.
pub type Lists = std::collections::BTreeMap<&'static str, Vec<(String, String)>>;

impl Form {
    /// The fields with what was typed and what is wrong with it.
    #[must_use]
    pub fn draw(&self, desk: &Desk, lists: &Lists, sent: &Sent, wrong: &[Problem]) -> Markup {
        html! { @for input in self.inputs { (field(&self.field(desk, lists, sent, wrong, input))) } }
    }

    /// The same, of those fields alone that are asked by name.
    #[must_use]
    pub fn draw_asked(&self, desk: &Desk, asked: &[&str], sent: &Sent, wrong: &[Problem]) -> Markup {
        let inputs = self.inputs.iter().filter(|input| asked.contains(&input.name));
        html! { @for input in inputs { (field(&self.field(desk, &Lists::new(), sent, wrong, input))) } }
    }

    /// Label of a field.
    #[must_use]
    pub fn label(&self, desk: &Desk, input: &Input) -> String {
        let hyphens = input.name.replace(['.', '_'], "-");
        let own = format!("form-{}-{hyphens}", self.name);
        if desk.app.words.has("en", &own) { desk.say(&own) } else { desk.say(&format!("field-{hyphens}")) }
    }

    fn field(&self, desk: &Desk, lists: &Lists, sent: &Sent, wrong: &[Problem], input: &Input) -> Field {
        let typed = sent.text(input.name).to_owned();
        let words = |codes: &[&str]| codes.iter().map(|c| choice(c, &desk.term(c))).collect::<Vec<_>>();
        let listed =
            |name: &str| lists.get(name).map(|l| l.iter().map(|(v, w)| choice(v, w)).collect()).unwrap_or_default();
        let empty_first = |mut choices: Vec<Choice>| {
            choices.insert(0, choice("", &desk.say("choose")));
            choices
        };
        let control = match input.kind {
            Kind::Words => Control::Text(TextKind::Words, typed),
            Kind::Code => Control::Text(TextKind::Code, typed),
            Kind::Lines => Control::Lines(typed, 3),
            Kind::Date => Control::Date(typed),
            Kind::Instant => Control::DateTime(typed),
            Kind::Whole(unit) => Control::Number { value: typed, step: "1", unit: unit.to_owned() },
            Kind::One(codes) if codes.len() <= 5 => Control::Radios(words(codes), typed),
            Kind::One(codes) => Control::Select(empty_first(words(codes)), typed),
            Kind::Many(codes) => Control::Checkboxes(words(codes), sent.all(input.name).to_vec()),
            Kind::Flag => Control::Radios(words(&["yes", "no"]), typed),
            Kind::Listed(name) => Control::Select(empty_first(listed(name)), typed),
            Kind::ManyListed(name) => Control::Checkboxes(listed(name), sent.all(input.name).to_vec()),
        };
        let hint_key = format!("hint-{}-{}", self.name, input.name.replace(['.', '_'], "-"));
        let hint = match input.kind {
            _ if desk.app.words.has("en", &hint_key) => Some(desk.say(&hint_key)),
            Kind::Instant => Some(desk.say("hint-instant")),
            _ => None,
        };
        let error = wrong.iter().find(|p| p.field == input.name).map(|p| problem_words(desk, p));
        Field {
            name: input.name.to_owned(),
            label: self.label(desk, input),
            hint,
            error,
            need: if input.needed { Need::Required } else { Need::Optional(desk.say("optional")) },
            control,
        }
    }

    /// Reads what was sent into a JSON object; every problem at once.
    ///
    /// # Errors
    /// Missing or malformed fields, each named.
    pub fn read(&self, desk: &Desk, sent: &Sent) -> Result<Map<String, Value>, Vec<Problem>> {
        let (mut body, mut wrong) = (Map::new(), Vec::new());
        for input in self.inputs {
            match one(desk, sent, input) {
                Ok(Some(value)) => put(&mut body, input.name, value),
                Ok(None) if input.needed && self.group_is_used(sent, input) => {
                    wrong.push(Problem::new("missing", input.name, desk.say("problem-fill")));
                }
                Ok(None) => {}
                Err(problem) => wrong.push(problem),
            }
        }
        if wrong.is_empty() { Ok(body) } else { Err(wrong) }
    }

    /// A needed field inside a group is only needed when anything of the group was filled.
    fn group_is_used(&self, sent: &Sent, input: &Input) -> bool {
        let Some((group, _)) = input.name.split_once('.') else { return true };
        let whole_group_optional = self.inputs.iter().any(|i| i.name == group);
        let inside = |i: &&Input| i.name.starts_with(group) && i.name.contains('.');
        whole_group_optional
            || self.inputs.iter().filter(inside).any(|i| sent.all(i.name).iter().any(|v| !v.trim().is_empty()))
    }

    /// The JSON schema of the body.
    #[must_use]
    pub fn schema(&self) -> Value {
        let mut root = json!({"type": "object", "additionalProperties": false, "properties": {}, "required": []});
        for input in self.inputs {
            place_schema(&mut root, input.name, schema_of(input.kind), input.needed);
        }
        root
    }
}

fn place_schema(at: &mut Value, path: &str, schema: Value, needed: bool) {
    let (head, rest) = path.split_once('.').map_or((path, None), |(h, r)| (h, Some(r)));
    if needed
        && rest.is_none()
        && let Some(list) = at.get_mut("required").and_then(Value::as_array_mut)
    {
        list.push(Value::from(head));
    }
    let Some(props) = at.get_mut("properties").and_then(Value::as_object_mut) else { return };
    match rest {
        None => drop(props.insert(head.to_owned(), schema)),
        Some(rest) => {
            let inner = props.entry(head).or_insert_with(
                || json!({"type": "object", "additionalProperties": false, "properties": {}, "required": []}),
            );
            place_schema(inner, rest, schema, needed);
        }
    }
}

fn schema_of(kind: Kind) -> Value {
    match kind {
        Kind::Words | Kind::Lines | Kind::Code | Kind::Listed(_) => json!({"type": "string"}),
        Kind::Date => json!({"type": "string", "format": "date"}),
        Kind::Instant => json!({"type": "string", "format": "date-time"}),
        Kind::Whole(unit) => json!({"type": "integer", "minimum": 0, "description": unit}),
        Kind::One(codes) => json!({"type": "string", "enum": codes}),
        Kind::Many(codes) => json!({"type": "array", "items": {"type": "string", "enum": codes}}),
        Kind::Flag => json!({"type": "boolean"}),
        Kind::ManyListed(_) => json!({"type": "array", "items": {"type": "string"}}),
    }
}

fn choice(value: &str, label: &str) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), hint: None }
}

fn put(body: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => drop(body.insert(path.to_owned(), value)),
        Some((head, rest)) => {
            let inner = body.entry(head).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

fn one(desk: &Desk, sent: &Sent, input: &Input) -> Result<Option<Value>, Problem> {
    let text = sent.text(input.name);
    if let Kind::Many(_) | Kind::ManyListed(_) = input.kind {
        let chosen: Vec<&String> = sent.all(input.name).iter().filter(|v| !v.is_empty()).collect();
        return Ok((!chosen.is_empty() || !input.needed).then(|| json!(chosen)));
    }
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = |key: &str| Problem::new("malformed", input.name, desk.say(key)).showing(text);
    Ok(Some(match input.kind {
        Kind::Whole(_) => Value::from(text.parse::<u32>().map_err(|_| wrong("problem-whole"))?),
        Kind::Flag => Value::from(text == "yes"),
        Kind::Date => {
            text.parse::<jiff::civil::Date>().map_err(|_| wrong("problem-date"))?;
            Value::from(text)
        }
        Kind::Instant => {
            let civil: DateTime = text.parse().map_err(|_| wrong("problem-instant"))?;
            let at = civil.to_zoned(desk.zone()).map_err(|_| wrong("problem-instant"))?;
            Value::from(at.timestamp().to_string())
        }
        Kind::One(codes) if !codes.contains(&text) => return Err(wrong("problem-choose")),
        _ => Value::from(text),
    }))
}

/// A problem in words: what was typed and what would be right.
#[must_use]
pub fn problem_words(desk: &Desk, problem: &Problem) -> String {
    match &problem.value {
        Some(value) => {
            let values = [("value", value.clone().into()), ("expected", problem.expected.clone().into())];
            desk.say_with("problem-value", &values)
        }
        None => problem.expected.clone(),
    }
}

/// What would be right, of a parser's message: what was sent is quoted before it, and may be a name.
fn without_value(message: &str) -> String {
    match message.rsplit_once("expected ") {
        Some((_, expected)) => expected.to_owned(),
        None if message.starts_with("missing field") => message.to_owned(),
        None => "a value of the form the schema describes".to_owned(),
    }
}

/// Reads a JSON value as `T`, naming the field that does not fit.
///
/// # Errors
/// An unknown or missing field, or a code that is not on its list, with its path.
pub fn typed<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, Problem> {
    let mut shown = value.clone();
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let why = error.inner().to_string();
        let code = if why.starts_with("unknown field") {
            "unknown_field"
        } else if why.starts_with("unknown variant") {
            "unknown_code"
        } else if why.starts_with("missing field") {
            "missing"
        } else {
            "malformed"
        };
        let at = path.split('.').try_fold(&mut shown, |v, step| v.get_mut(step));
        let value = at.and_then(|v| v.as_str().map(str::to_owned)).filter(|_| code == "unknown_code");
        let expected = without_value(&why);
        Problem { code, field: if path == "." { String::new() } else { path }, value, expected }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::typed;

    #[test]
    fn a_problem_names_the_field_and_never_quotes_what_was_sent() {
        let name = "Mira Okar, expected u8";
        for sent in [json!({"age": name}), json!({"age": [name]}), json!({"age": 300}), json!(name)] {
            let wrong = typed::<std::collections::BTreeMap<String, u8>>(sent).err();
            assert!(wrong.is_some_and(|p| !p.expected.contains("Mira") && !p.expected.contains("300")));
        }
        let age = typed::<std::collections::BTreeMap<String, u8>>(json!({"age": "Mira"})).err();
        assert_eq!(age.map(|p| (p.field, p.expected)), Some(("age".to_owned(), "u8".to_owned())));
    }
}
