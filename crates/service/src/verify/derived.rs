//! Rows beside the records that follow from events too: the tokens by which people and questions are found again, the link
//! from a pseudonym to its person, and the links from an organ to its parts.
//!
//! Each is made again from what the event says, opened where it is sealed. A mark from an imported book is filed by its
//! keyed hash alone and stands in no event; of such a row only the record it leads to can be held against the log. So it is
//! with the sounds of the names of people in rejected procedures: the event names the person, and not what they are called.

use std::collections::BTreeMap;

use domain::case::Raised;
use domain::expense::ReceiptFiled;
use domain::person::{Corrected, Known, PseudonymGiven};
use domain::registry::Split;
use domain::rejection::{Reappeared, Recorded};
use domain::tissue::{Origin, TissueEntered};
use domain::{Past, Private};
use ledger::seal::Vault;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::Tx;
use store::sealed::FiledToken;

use super::{Difference, Verified};
use crate::access::{LOGIN, normal_login};
use crate::expense::receipt_tokens;
use crate::import::LOCAL;
use crate::open::Context;
use crate::person::NAME;
use crate::rejection;
use crate::{Failure, Service, link};

/// What the events said, each with the event that said it first.
#[derive(Default)]
pub(super) struct Derived {
    tokens: BTreeMap<FiledToken, String>,
    links: BTreeMap<(String, String), String>,
}

/// A value under whose keyed hash a record is found.
struct Filed {
    vault: Vault,
    field: String,
    text: String,
}

/// Kinds of events from which tokens follow.
const KINDS: [&str; 9] = [
    "person.registered",
    "person.corrected",
    "person.pseudonym_given",
    "case.question_raised",
    "indicator.opened",
    "rejection.recorded",
    "rejection.reappeared",
    "expense.receipt_filed",
    "access.invited",
];

/// Whether the sealed parts of such an event have to be opened.
pub(super) fn is_indexed(kind: &str) -> bool {
    KINDS.contains(&kind)
}

/// The table in which the links of a record lie.
fn table_of(whole: &str) -> &'static str {
    if whole.starts_with("tis_") { "tissue_link" } else { "unit_link" }
}

impl Derived {
    /// Takes an event; its body is opened where [`is_indexed`] says so. What was erased stays sealed and gives no token.
    pub(super) fn take(&mut self, ctx: &Context, past: &Past, opened: Value) -> Result<(), Failure> {
        for value in values(&past.kind, opened) {
            let tokens = match value.field == NAME {
                true => ctx.keys.name_tokens(value.vault, &value.field, &value.text)?,
                false => vec![ctx.keys.blind_index(value.vault, &value.field, &value.text)?],
            };
            for one in tokens {
                let (vault, field, record) = (value.vault, value.field.clone(), past.record.clone());
                let filed = FiledToken { vault, field, token: *one.as_bytes(), record, version: one.version() };
                self.tokens.entry(filed).or_insert_with(|| past.id.clone());
            }
        }
        if past.kind == "tissue.entered" {
            let entered: TissueEntered = past.read()?;
            if let Origin::Made { of, .. } = entered.origin {
                for one in of {
                    self.links.insert((one.unit.to_string(), past.record.clone()), past.id.clone());
                }
            }
        }
        if past.kind == "registry.unit_split" {
            let split: Split = past.read()?;
            for part in split.parts {
                self.links.insert((past.record.clone(), part.to_string()), past.id.clone());
            }
        }
        Ok(())
    }
}

fn values(kind: &str, opened: Value) -> Vec<Filed> {
    match kind {
        "person.registered" => read(opened).map_or_else(Vec::new, |known: Known| filed(&known)),
        "person.corrected" => read(opened).map_or_else(Vec::new, |c: Corrected| filed(&c.known)),
        "person.pseudonym_given" => {
            let given = read(opened).and_then(|g: PseudonymGiven| clear(&g.pseudonym));
            given
                .map(|text| Filed { vault: Vault::Identity, field: link::FIELD.to_owned(), text })
                .into_iter()
                .collect()
        }
        "case.question_raised" => {
            let about = read(opened).and_then(|r: Raised| clear(&r.about));
            about.map(|text| Filed { vault: Vault::Case, field: ABOUT.to_owned(), text }).into_iter().collect()
        }
        "indicator.opened" => {
            let pair = read(opened).and_then(|o: domain::indicator::Opened| clear(&o.pair));
            let field = || crate::indicator::FIELD.to_owned();
            pair.map(|text| Filed { vault: Vault::Case, field: field(), text }).into_iter().collect()
        }
        "rejection.recorded" => read(opened).map_or_else(Vec::new, |one| rejected(&one)),
        "rejection.reappeared" => {
            let pair = read(opened).and_then(|r: Reappeared| clear(&r.pair));
            let field = || rejection::AGAIN.to_owned();
            pair.map(|text| Filed { vault: Vault::Case, field: field(), text }).into_iter().collect()
        }
        "expense.receipt_filed" => {
            let filed = |(field, text): (&str, String)| Filed { vault: Vault::Clinical, field: field.to_owned(), text };
            let receipt = read::<ReceiptFiled>(opened);
            receipt.iter().flat_map(receipt_tokens).map(filed).collect()
        }
        "access.invited" => {
            let login = read(opened).and_then(|i: domain::access::Invited| clear(&i.login));
            let text = login.map(|login| normal_login(&login));
            text.map(|text| Filed { vault: Vault::Identity, field: LOGIN.to_owned(), text }).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Field under which a question is filed for the record it is about.
const ABOUT: &str = "question.about";

fn read<T: DeserializeOwned>(opened: Value) -> Option<T> {
    serde_json::from_value(opened).ok()
}

fn clear(text: &Private) -> Option<String> {
    text.clear().map(str::to_owned)
}

fn rejected(one: &Recorded) -> Vec<Filed> {
    let numbers =
        [(rejection::PAIR, &one.pair), (rejection::DONOR, &one.donor), (rejection::RECIPIENT, &one.recipient)];
    let of = |(field, number): (&str, &Option<Private>)| {
        Some(Filed { vault: Vault::Case, field: field.to_owned(), text: clear(number.as_ref()?)? })
    };
    numbers.into_iter().filter_map(of).collect()
}

fn filed(known: &Known) -> Vec<Filed> {
    let normal = |one: &domain::person::Identifier| {
        let value = codes::OutsideIdentifier::new(one.system.parse().ok()?, one.value.clear()?).ok()?.normalised();
        Some(Filed { vault: Vault::Identity, field: format!("identifier:{}", one.system), text: value })
    };
    let names = known.names.iter().filter_map(|name| clear(&name.text));
    let names = names.map(|text| Filed { vault: Vault::Identity, field: NAME.to_owned(), text });
    known.identifiers.iter().filter_map(normal).chain(names).collect()
}

impl Service {
    /// Holds the rows against what the events said. `spoken` says whether any event speaks of a record.
    pub(super) async fn derived(
        &self,
        derived: Derived,
        spoken: impl Fn(&str) -> bool,
        out: &mut Verified,
    ) -> Result<(), Failure> {
        let tokens: Vec<FiledToken> = self
            .store
            .read("verify.tokens", |tx: &mut Tx| {
                Box::pin(async move { Ok::<_, Failure>(store::sealed::all_tokens(tx).await?) })
            })
            .await?;
        let links: Vec<(String, String)> = self
            .store
            .read("verify.links", |tx: &mut Tx| {
                Box::pin(async move {
                    let mut links = store::registry::all_links(tx).await?;
                    links.extend(store::tissue::all_links(tx).await?);
                    Ok::<_, Failure>(links)
                })
            })
            .await?;
        let Derived { tokens: mut told, links: mut told_links } = derived;
        let mut unspoken = Vec::new();
        for mut filed in tokens {
            // One that was not re-keyed yet is held against what it will be.
            let newest = self.ctx.keys.retoken(filed.vault, &filed.field, filed.token, filed.version);
            let Ok(newest) = newest else {
                unspoken.push(Difference::RowWithoutEvent { table: "blind_token", record: filed.record });
                continue;
            };
            (filed.token, filed.version) = (*newest.as_bytes(), newest.version());
            let alone = filed.field.starts_with(LOCAL) || filed.field == rejection::NAMED;
            let spoken_of = alone && spoken(&filed.record);
            if told.remove(&filed).is_none() && !spoken_of {
                let (table, record) = ("blind_token", filed.record);
                unspoken.push(Difference::RowWithoutEvent { table, record });
            }
        }
        for link in links {
            if told_links.remove(&link).is_none() {
                unspoken.push(Difference::RowWithoutEvent { table: table_of(&link.0), record: link.0 });
            }
        }
        let tokens = told.into_iter().map(|(filed, event)| (event, "blind_token", filed.record));
        let links = told_links.into_iter().map(|((whole, _), event)| (event, table_of(&whole), whole));
        let mut missing: Vec<(String, &'static str, String)> = tokens.chain(links).collect();
        missing.sort();
        let missing = missing.into_iter().map(|(event, table, record)| Difference::RowGone { table, record, event });
        out.differences.extend(missing.chain(unspoken));
        Ok(())
    }
}
