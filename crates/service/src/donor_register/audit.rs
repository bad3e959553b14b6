//! Whether an old register may count: rows held against their source, two signatures, and then its decisions, each of which
//! waits for the letter that tells its person.

use std::sync::Arc;

use codes::ids::RegisterImportId;
use domain::access::Permission;
use domain::donor_register::{
    Accepted, Accepting, Agreement, Checked, Choice, Declarant, Held, RegisterImport, RowsApplied, SignedFor, Source,
    Warning, read_accepting,
};
use domain::person::{Identifier, Known, Name};
use domain::{Draft, Private, Vault};
use interop::donor_register::Entered;
use serde::Deserialize;

use super::counter::said;
use super::declare::Statement;
use super::letter::Recipient;
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// Rows that become decisions in one transaction.
const AT_ONCE: usize = 50;

/// A row of the sample, to be held against its source. It has no `Debug`: it is somebody.
#[derive(Clone)]
pub struct RowSeen {
    /// Row of the file, 1 first.
    pub row: u64,
    /// Name as the file has it.
    pub name: String,
    /// Number as the file has it.
    pub number: String,
    /// What the row becomes.
    pub choice: Choice,
    /// What was found, if it was held already.
    pub held: Option<Held>,
}

/// A signature as it is given.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// Warnings of the report that the signer explains.
    #[serde(default)]
    pub explains: Vec<Warning>,
    /// The explanation.
    #[serde(default)]
    pub because: Option<String>,
}

fn not_own(import: &RegisterImport, access: &Access) -> Result<(), Failure> {
    match import.staged_by == access.account.to_string() {
        true => Err(Problem::new("four_eyes", "account", "somebody who did not bring the file in").into()),
        false => Ok(()),
    }
}

fn not_accepted(import: &RegisterImport) -> Result<(), Failure> {
    match import.accepted_at {
        Some(_) => Err(Problem::new("stale", "import", "a file that does not count yet").into()),
        None => Ok(()),
    }
}

impl Service {
    /// The rows of the sample, opened for whoever holds them against their source.
    ///
    /// # Errors
    /// Denied; no such import; the reader brought it in.
    pub async fn sample_rows(&self, access: &Access, id: RegisterImportId) -> Result<Vec<RowSeen>, Failure> {
        let may = May::national(Permission::AuditRegister);
        let import: RegisterImport = self
            .read("donor_register.sample", access, may, Some(id.to_string()), move |r| {
                Box::pin(async move { r.get("import", id).await })
            })
            .await?;
        not_own(&import, access)?;
        let (rows, _) = self.book(id).await?.rows()?;
        let sampled = rows.into_iter().filter(|row| import.staged.sample.contains(&row.number));
        let seen = |row: Entered| RowSeen {
            row: row.number,
            held: import.checks.get(&row.number).cloned(),
            number: row.identifier.value().to_owned(),
            name: row.name,
            choice: row.choice,
        };
        Ok(sampled.map(seen).collect())
    }

    /// Writes down what the source of a row says. The last word about a row stands; earlier ones stay in the log.
    ///
    /// # Errors
    /// Denied; the row is not in the sample; the checker brought the file in; the file counts already.
    pub async fn check_row(
        &self,
        access: &Access,
        id: RegisterImportId,
        row: u64,
        found: Agreement,
    ) -> Result<((), Receipt), Failure> {
        self.write("donor_register.check_row", access, May::national(Permission::AuditRegister), move |w| {
            Box::pin(async move {
                let import: RegisterImport = w.get("import", id).await?;
                not_own(&import, &w.access)?;
                not_accepted(&import)?;
                if !import.staged.sample.contains(&row) {
                    return Err(Problem::new("not_found", "row", "a row of the sample")
                        .showing(row.to_string())
                        .into());
                }
                w.record(vec![Draft::new("donor_register.row_checked", id, &Checked { row, found })]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Signs report and audit, and explains what the report warns of.
    ///
    /// # Errors
    /// Denied; the signer brought the file in; a warning that the report has not; an explanation without words; counts already.
    pub async fn sign_register(
        &self,
        access: &Access,
        id: RegisterImportId,
        signing: Signing,
    ) -> Result<((), Receipt), Failure> {
        self.write("donor_register.sign", access, May::national(Permission::SignRegister), move |w| {
            let signing = signing.clone();
            Box::pin(async move {
                let import: RegisterImport = w.get("import", id).await?;
                not_own(&import, &w.access)?;
                not_accepted(&import)?;
                let because = signing.because.map(|b| b.trim().to_owned()).filter(|b| !b.is_empty());
                if !signing.explains.iter().all(|e| import.warnings().contains(e)) {
                    return Err(Problem::new("malformed", "explains", "warnings of this report").into());
                }
                if !signing.explains.is_empty() || because.is_some() {
                    said("because", because.as_deref().unwrap_or_default())?;
                }
                let because = because.map(|b| Private::from(b.as_str()));
                let signed = SignedFor { explains: signing.explains, because };
                let draft = Draft::new("donor_register.import_signed", id, &signed).sealed_for(Vault::Identity, id);
                w.record(vec![draft]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Lets an old register count: its rows become decisions, each of which waits for its letter. Sent again after an
    /// interruption, it goes on with the rows that are left.
    ///
    /// # Errors
    /// Denied; [`Failure::Refused`] with every reason; it counts already.
    pub async fn accept_register(&self, access: &Access, id: RegisterImportId) -> Result<((), Receipt), Failure> {
        let done = self
            .write("donor_register.accept", access, May::national(Permission::SignRegister), move |w| {
                Box::pin(async move {
                    let import: RegisterImport = w.get("import", id).await?;
                    if import.state() == "accepted" {
                        // It was let count and then interrupted: only the rows are left.
                        return Ok(Settled::Done(()));
                    }
                    not_accepted(&import)?;
                    let situation = Accepting { import, at: w.now };
                    let reading = read_accepting(&situation, &w.ctx.law_at(w.now), &w.ctx.floor);
                    let rules = |found: &::law::Reading| found.findings.iter().map(|f| f.rule.clone()).collect();
                    if !reading.allows() {
                        let refused = Accepted { rules: rules(&reading) };
                        let draft = Draft::new("donor_register.acceptance_refused", id, &refused);
                        w.record_with(vec![draft.sealed_for(Vault::Identity, id)], &reading, &situation).await?;
                        return Ok(Settled::Refused { id: id.to_string(), reading });
                    }
                    let accepted = Accepted { rules: reading.checked.clone() };
                    let draft = Draft::new("donor_register.import_accepted", id, &accepted);
                    w.record_with(vec![draft.sealed_for(Vault::Identity, id)], &reading, &situation).await?;
                    Ok(Settled::Done(()))
                })
            })
            .await?;
        self.apply_register(access, id).await?;
        Ok(done)
    }

    /// Makes decisions of the rows that are left, so that an interruption loses and doubles nothing.
    ///
    /// # Errors
    /// Denied; the file was not let count; the store fails.
    pub async fn apply_register(&self, access: &Access, id: RegisterImportId) -> Result<(), Failure> {
        let book = self.book(id).await?;
        let (rows, all) = book.rows()?;
        let language = book.mapping.language.clone();
        let may = May::national(Permission::SignRegister);
        let chunks: Vec<Vec<Entered>> = rows.chunks(AT_ONCE).map(<[Entered]>::to_vec).collect();
        let last = chunks.len();
        for (place, chunk) in chunks.into_iter().enumerate() {
            // The last lot ends with the file, whatever rows behind it were rejected.
            let up_to = if place + 1 == last { all } else { chunk.last().map_or(all, |row| row.number) };
            let (chunk, language) = (Arc::new(chunk), language.clone());
            self.write("donor_register.apply", access, may, move |w| {
                let (chunk, language) = (Arc::clone(&chunk), language.clone());
                Box::pin(async move {
                    let import: RegisterImport = w.get("import", id).await?;
                    if import.accepted_at.is_none() {
                        return Err(Problem::new("stale", "import", "a file that was let count").into());
                    }
                    let mut written = 0;
                    for row in chunk.iter().filter(|row| row.number > import.applied_up_to) {
                        written += u64::from(w.apply(id, row, &language).await?);
                    }
                    if up_to > import.applied_up_to {
                        let applied = RowsApplied { up_to, written };
                        w.record(vec![Draft::new("donor_register.rows_applied", id, &applied)]).await?;
                    }
                    Ok(Settled::Done(()))
                })
            })
            .await?;
        }
        Ok(())
    }
}

impl Work<'_> {
    /// Makes a decision of a row; true when one was written. What somebody decided here stays, and what the rules refuse
    /// is not written.
    async fn apply(
        &mut self,
        import: RegisterImportId,
        row: &Entered,
        language: &codes::language::Language,
    ) -> Result<bool, Failure> {
        let known = Known {
            names: vec![Name { text: row.name.as_str().into(), script: None }],
            identifiers: vec![Identifier {
                system: row.identifier.system().to_string(),
                value: row.identifier.value().into(),
            }],
            birth: Some(row.birth.as_str().into()),
            sex: None,
            gender: None,
            languages: vec![language.clone()],
            residence: None,
            phone: None,
            address: None,
        };
        let whom = self.whom(known, &row.identifier).await?;
        if let Some(id) = whom.id
            && let Some(before) = self.decision_of(id).await?
            && !before.declarations.is_empty()
        {
            return Ok(false);
        }
        let said = Statement {
            choice: row.choice.clone(),
            source: Source::Imported { import, row: row.number },
            declarant: Declarant::Oneself,
            guardian: None,
            address: Some(Recipient { address: row.address.clone(), language: language.clone() }),
        };
        Ok(matches!(self.declare(whom, said).await?, Settled::Done(_)))
    }
}
