//! An old register is brought in: read, counted, held against what is on record, sealed. Nothing of it counts.

use std::collections::BTreeMap;
use std::io::Cursor;

use ::law::param;
use codes::ids::RegisterImportId;
use domain::Draft;
use domain::access::Permission;
use domain::donor_register::{Choice, ChoiceKind, Decision, Flip, RegisterImport, Report, Staged, Tally, sample};
use interop::donor_register::{Entered, Mapping, ReadRow, read, rejected};
use ledger::Hash;
use ledger::seal::Place;
use store::Tx;

use super::person_with;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::open::Context;
use crate::reading::open_all;
use crate::seal;
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service};

/// Largest file, bytes.
const LARGEST: usize = 10 << 20;
/// The sealed fields of an import.
const FILE: &str = "file";
const REJECTED: &str = "rejected";

/// An old register on its way in, with the names of those who took part.
#[derive(Debug, Clone)]
pub struct ImportSeen {
    /// The import.
    pub import: RegisterImport,
    /// Names by account.
    pub names: BTreeMap<String, String>,
    /// Whether rows went back to their sender.
    pub has_rejected: bool,
}

/// A file with its mapping, as it lies sealed.
pub(super) struct Book {
    pub(super) mapping: Mapping,
    pub(super) bytes: Vec<u8>,
}

impl Book {
    fn read(mapping: &str, bytes: Vec<u8>) -> Result<Self, Problem> {
        let wrong = |e: interop::donor_register::NotMapped| Problem::new("malformed", "mapping", e.to_string());
        Ok(Self { mapping: Mapping::parse(mapping).map_err(wrong)?, bytes })
    }

    /// The rows that can be kept, in order, and how many there are in all.
    pub(super) fn rows(&self) -> Result<(Vec<Entered>, u64), Problem> {
        let (mut kept, mut all) = (Vec::new(), 0);
        let done = read(Cursor::new(&self.bytes), &self.mapping, |row| {
            all += 1;
            if let ReadRow::Kept(entered) = row {
                kept.push(*entered);
            }
        });
        done.map_err(|e| Problem::new("malformed", "file", e.to_string()))?;
        Ok((kept, all))
    }

    fn packed(mapping: &str, bytes: &[u8]) -> Vec<u8> {
        let mut packed = u64::try_from(mapping.len()).unwrap_or(0).to_le_bytes().to_vec();
        packed.extend_from_slice(mapping.as_bytes());
        packed.extend_from_slice(bytes);
        packed
    }

    fn unpacked(packed: &[u8]) -> Option<Self> {
        let (length, rest) = packed.split_first_chunk::<8>()?;
        let (mapping, bytes) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        Self::read(std::str::from_utf8(mapping).ok()?, bytes.to_vec()).ok()
    }
}

/// What somebody here decided last and did not disown, if anything.
pub(super) fn decided(decision: &Decision) -> Option<ChoiceKind> {
    let last = decision.declarations.iter().rev().find(|d| d.objected_at.is_none())?;
    Choice::opened(&last.declared.choice).map(|c| c.choice).filter(|kind| *kind != ChoiceKind::Withdrawn)
}

impl Reader<'_> {
    /// What a file comes to when it is held against what is on record.
    async fn report(&mut self, mapping: &Mapping, kept: &[Entered], rows: u64) -> Result<Report, Failure> {
        let mut report = Report { rows, rejected: rows - kept.len() as u64, ..Report::default() };
        let mut values: BTreeMap<&str, u64> = BTreeMap::new();
        let mut flips: BTreeMap<(ChoiceKind, ChoiceKind), u64> = BTreeMap::new();
        let ctx = std::sync::Arc::clone(&self.ctx);
        for row in kept {
            *values.entry(row.value.as_str()).or_default() += 1;
            let Some(person) = person_with(self.tx, &ctx, &row.identifier, "reconciliation").await? else { continue };
            report.known += 1;
            let Some(decision) = store::donor_register::of_person(self.tx, &person.id.to_string()).await? else {
                continue;
            };
            let id = decision.id.to_string();
            let decision = open_all(self.tx, &ctx, decision, &id, "reconciliation").await?;
            if let Some(here) = decided(&decision) {
                report.decided += 1;
                if here != row.choice.choice {
                    *flips.entry((here, row.choice.choice)).or_default() += 1;
                }
            }
        }
        report.flips = flips.into_iter().map(|((here, file), rows)| Flip { here, file, rows }).collect();
        let tally = |(value, becomes): (&String, &ChoiceKind)| {
            let kept = values.get(value.as_str()).copied().unwrap_or(0);
            Tally { value: value.clone(), becomes: *becomes, rows: kept, kept }
        };
        report.values = mapping.choices.iter().map(tally).collect();
        Ok(report)
    }
}

impl Service {
    /// Brings in an old register. It is read, counted and sealed; a sample is drawn by chance; nothing of it counts.
    ///
    /// # Errors
    /// Denied; the mapping or the file cannot be read; too large.
    pub async fn stage_register(
        &self,
        access: &Access,
        mapping: &str,
        bytes: Vec<u8>,
    ) -> Result<(RegisterImportId, Receipt), Failure> {
        let may = May::national(Permission::StageRegister);
        if let Err(denied) = self.policy().require(access, may) {
            self.line("donor_register.stage", access, None, "denied").await?;
            return Err(denied);
        }
        if bytes.len() > LARGEST || mapping.len() > 64 << 10 {
            let wrong = Problem::new("malformed", "file", "at most 10 MiB, and a mapping of at most 64 KiB");
            return Err(wrong.showing(bytes.len().to_string()).into());
        }
        let packed = Book::packed(mapping, &bytes);
        let (file, mapped) = (Hash::of(&[&bytes]).to_string(), Hash::of(&[mapping.as_bytes()]).to_string());
        let book = std::sync::Arc::new(Book::read(mapping, bytes)?);
        let (kept, rows) = book.rows()?;
        let back = rejected(&book.bytes, &book.mapping);
        let back = back.map_err(|e| Problem::new("malformed", "file", e.to_string()))?;
        let numbers: Vec<u64> = kept.iter().map(|row| row.number).collect();
        let (mapped_by, kept) = (std::sync::Arc::clone(&book), std::sync::Arc::new(kept));
        let report = self
            .read("donor_register.reconcile", access, may, None, move |r| {
                let (book, kept) = (std::sync::Arc::clone(&mapped_by), std::sync::Arc::clone(&kept));
                Box::pin(async move { r.report(&book.mapping, &kept, rows).await })
            })
            .await?;
        self.write("donor_register.stage", access, may, move |w| {
            let (file, mapping, report) = (file.clone(), mapped.clone(), report.clone());
            let (packed, back, numbers) = (packed.clone(), back.clone(), numbers.clone());
            Box::pin(async move {
                // A number that JSON carries exactly.
                let seed = u64::from_le_bytes(w.ctx.random()) >> 11;
                let size = w.ctx.law_at(w.now).get(&param::REGISTER_AUDIT_SAMPLE).map_err(|u| {
                    Failure::from(
                        Problem::new("malformed", "law", "a law that says how large the sample is").showing(u.param),
                    )
                })?;
                let drawn = sample(seed, numbers.len() as u64, u64::from(size));
                let place = |n: &u64| usize::try_from(n - 1).ok().and_then(|n| numbers.get(n)).copied();
                let staged = Staged { file, mapping, report, seed, sample: drawn.iter().filter_map(place).collect() };
                let id: RegisterImportId = w.id();
                let sealed = w.seal_file(id, FILE, &packed).await?;
                let back = match back {
                    Some(back) => Some(w.seal_file(id, REJECTED, &back).await?),
                    None => None,
                };
                store::donor_register::put_file(w.tx, &id.to_string(), sealed, back).await?;
                w.record(vec![Draft::new("donor_register.import_staged", id, &staged)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Old registers on their way in, newest first.
    ///
    /// # Errors
    /// Denied.
    pub async fn register_imports(&self, access: &Access) -> Result<Vec<RegisterImport>, Failure> {
        self.read("donor_register.imports", access, May::national(Permission::ReadRegisterImport), None, |r| {
            Box::pin(async move { Ok(store::donor_register::imports(r.tx).await?) })
        })
        .await
    }

    /// One of them, with its report. Nothing in it is about anybody.
    ///
    /// # Errors
    /// Denied; no such import.
    pub async fn register_import(&self, access: &Access, id: RegisterImportId) -> Result<ImportSeen, Failure> {
        let may = May::national(Permission::ReadRegisterImport);
        self.read("donor_register.import", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let import: RegisterImport = r.get("import", id).await?;
                let who = std::iter::once(&import.staged_by)
                    .chain(import.checks.values().map(|c| &c.by))
                    .chain(import.signatures.iter().map(|s| &s.by));
                let who: std::collections::BTreeSet<_> = who.filter_map(|by| by.parse().ok()).collect();
                let names = r.names(&who.into_iter().collect::<Vec<_>>()).await?;
                let file = store::donor_register::file(r.tx, &id.to_string()).await?;
                Ok(ImportSeen { import, names, has_rejected: file.is_some_and(|(_, back)| back.is_some()) })
            })
        })
        .await
    }

    /// The rows that went back, as a file to correct and bring in again; for whoever brings books in.
    ///
    /// # Errors
    /// Denied; nothing was rejected.
    pub async fn rejected_of_register(&self, access: &Access, id: RegisterImportId) -> Result<Vec<u8>, Failure> {
        let may = May::national(Permission::StageRegister);
        self.read("donor_register.rejected", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let file = store::donor_register::file(r.tx, &id.to_string()).await?;
                let back = file.and_then(|(_, back)| back).ok_or_else(|| Problem::not_found("import", id))?;
                let ctx = std::sync::Arc::clone(&r.ctx);
                open_file(r.tx, &ctx, id, REJECTED, &back).await
            })
        })
        .await
    }

    /// The file of an import with its mapping.
    pub(super) async fn book(&self, id: RegisterImportId) -> Result<Book, Failure> {
        self.public("donor_register.book", move |r| {
            Box::pin(async move {
                let file = store::donor_register::file(r.tx, &id.to_string()).await?;
                let (sealed, _) = file.ok_or_else(|| Problem::not_found("import", id))?;
                let ctx = std::sync::Arc::clone(&r.ctx);
                let packed = open_file(r.tx, &ctx, id, FILE, &sealed).await?;
                Book::unpacked(&packed).ok_or_else(|| Failure::fault(&"a staged file cannot be read again"))
            })
        })
        .await
    }
}

impl Work<'_> {
    async fn seal_file(&mut self, id: RegisterImportId, field: &str, bytes: &[u8]) -> Result<Vec<u8>, Failure> {
        let (vault, record) = (seal::vault(domain::Vault::Identity), id.to_string());
        let key = self.key(vault, &record).await?;
        let place = Place { vault, record: &record, field, event: &record };
        Ok(self.ctx.keys.seal(&key, &place, self.ctx.random(), bytes)?)
    }
}

async fn open_file(
    tx: &mut Tx,
    ctx: &Context,
    id: RegisterImportId,
    field: &str,
    sealed: &[u8],
) -> Result<Vec<u8>, Failure> {
    let (vault, record) = (seal::vault(domain::Vault::Identity), id.to_string());
    let Some(store::sealed::KeyState::Kept(key)) = store::sealed::key(tx, &record, vault, seal::RETENTION).await?
    else {
        return Err(Problem::not_found("import", id).into());
    };
    let place = Place { vault, record: &record, field, event: &record };
    Ok(ctx.keys.open(&key, &place, sealed, "donor_register")?.to_vec())
}
