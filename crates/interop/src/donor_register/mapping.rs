//! What the columns and values of an old register mean.

use std::collections::BTreeMap;

use codes::identifier::IdentifierSystem;
use codes::language::Language;
use codes::organ::OrganFamily;
use domain::donor_register::ChoiceKind;
use serde::Deserialize;

/// Why a mapping cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum NotMapped {
    /// It cannot be read.
    #[error("the mapping cannot be read: {0}")]
    Malformed(String),
    /// It makes a choice of a cell that says nothing.
    #[error("choices: an empty value is silence and never a choice")]
    Silence,
    /// It has no choice at all, or one that nobody can have made.
    #[error("choices: expected at least one value, each `yes`, `no`, `some` or `named_person`")]
    Choices,
    /// It lacks a column that one of its choices needs.
    #[error("columns: `{0}` is needed for one of the choices")]
    Column(&'static str),
}

/// Names of the columns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    /// The person's number.
    pub number: String,
    /// The name.
    pub name: String,
    /// The birth date.
    pub birth: String,
    /// The lines of the address.
    pub address: Vec<String>,
    /// The choice.
    pub choice: String,
    /// The organs, where only some may be taken.
    pub organs: Option<String>,
    /// Who decides, where a named person does.
    pub named: Option<String>,
}

/// What the columns and values of an old register mean.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Who gave the numbers.
    pub system: IdentifierSystem,
    /// Language of the letters to these people.
    pub language: Language,
    /// The columns.
    pub columns: Columns,
    /// What a value of the choice column means.
    pub choices: BTreeMap<String, ChoiceKind>,
    /// What a word of the organ column means.
    #[serde(default)]
    pub organs: BTreeMap<String, OrganFamily>,
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// [`NotMapped`].
    pub fn parse(text: &str) -> Result<Self, NotMapped> {
        let mapping: Self = toml::from_str(text).map_err(|e| NotMapped::Malformed(e.message().to_owned()))?;
        if mapping.choices.keys().any(|value| value.trim().is_empty()) {
            return Err(NotMapped::Silence);
        }
        let made = |kind: &ChoiceKind| *kind != ChoiceKind::Withdrawn;
        if mapping.choices.is_empty() || !mapping.choices.values().all(made) {
            return Err(NotMapped::Choices);
        }
        let has = |kind: ChoiceKind| mapping.choices.values().any(|k| *k == kind);
        if mapping.columns.address.is_empty() {
            return Err(NotMapped::Column("address"));
        }
        if has(ChoiceKind::Some) && (mapping.columns.organs.is_none() || mapping.organs.is_empty()) {
            return Err(NotMapped::Column("organs"));
        }
        if has(ChoiceKind::NamedPerson) && mapping.columns.named.is_none() {
            return Err(NotMapped::Column("named"));
        }
        Ok(mapping)
    }

    /// Every column that is read.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let c = &self.columns;
        let always = [&c.number, &c.name, &c.birth, &c.choice].into_iter();
        always.chain(&c.address).chain(&c.organs).chain(&c.named).map(String::as_str)
    }
}
