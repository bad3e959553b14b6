//! Papers of a pair: sealed under the donor's key, bound to their number, with the access of the pair.

use codes::ids::{DocumentId, PairId};
use domain::access::Permission;
use domain::approval::Pair;
use domain::person::{Document, DocumentKept, LARGEST_BYTES, MediaType};
use domain::{Draft, Vault};
use ledger::seal::Place;

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::seal;
use crate::work::{Receipt, Settled, Work};

/// The one sealed field of a paper.
const BYTES: &str = "bytes";

impl Service {
    /// Keeps a paper of a pair.
    ///
    /// # Errors
    /// Denied; no such pair; too large; not a PDF, PNG or JPEG by its own bytes.
    pub async fn keep_document(
        &self,
        access: &Access,
        pair: PairId,
        bytes: Vec<u8>,
    ) -> Result<(DocumentId, Receipt), Failure> {
        let media_type = kind_of(&bytes)?;
        let may = self.may_on_pair(access, Permission::RecordStep, pair).await?;
        let bytes = std::sync::Arc::new(bytes);
        self.write("document.keep", access, may, move |w| {
            let bytes = std::sync::Arc::clone(&bytes);
            Box::pin(async move {
                let file: Pair = w.get("pair", pair).await?;
                let about = (pair.to_string(), file.donor.to_string());
                let id = w.keep_paper(about, media_type, &bytes).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Opens a paper. Whoever may read the pair may read its papers; the report of an evaluation needs the permission to
    /// read evaluations as well, and no emergency access carries that one.
    ///
    /// # Errors
    /// Denied; no such paper; erased.
    pub async fn open_document(&self, access: &Access, id: DocumentId) -> Result<(Document, Vec<u8>), Failure> {
        let may = self.may_on_document(access, Permission::ReadPair, id).await?;
        self.open_paper("document.open", access, may, (id, "par_")).await
    }

    /// Opens a paper that belongs to a record of a kind; one of another kind is not there.
    pub(crate) async fn open_paper(
        &self,
        name: &'static str,
        access: &Access,
        may: May,
        (id, of): (DocumentId, &'static str),
    ) -> Result<(Document, Vec<u8>), Failure> {
        let purpose = access.purpose.code();
        let evaluates = self.policy().counts(access, may, Permission::ReadEvaluation);
        self.read(name, access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let record = id.to_string();
                let found = store::document::get(r.tx, &record).await?;
                let found = found.filter(|(document, _)| document.kept.about.starts_with(of));
                let (document, sealed) = found.ok_or_else(|| Problem::not_found("document", id))?;
                if !evaluates && r.find::<Pair>(&document.kept.about).await?.is_some_and(|pair| is_report(&pair, id)) {
                    return Err(Failure::Denied { hidden: false });
                }
                let vault = seal::vault(Vault::Clinical);
                let owner = &document.kept.sealed_for;
                let key = match store::sealed::key(r.tx, owner, vault, seal::RETENTION).await? {
                    Some(store::sealed::KeyState::Kept(key)) => key,
                    _ => return Err(Problem::not_found("document", id).into()),
                };
                let place = Place { vault, record: &record, field: BYTES, event: &record };
                let clear = r.ctx.keys.open(&key, &place, &sealed, purpose)?;
                Ok((document, clear.to_vec()))
            })
        })
        .await
    }

    /// Papers of a pair.
    ///
    /// # Errors
    /// Denied.
    pub async fn documents_of(&self, access: &Access, pair: PairId) -> Result<Vec<Document>, Failure> {
        let may = self.may_on_pair(access, Permission::ReadPair, pair).await?;
        self.read("document.list", access, may, Some(pair.to_string()), move |r| {
            Box::pin(async move {
                let mut all = Vec::new();
                for id in store::document::about(r.tx, &pair.to_string()).await? {
                    all.extend(store::document::record(r.tx, &id).await?);
                }
                Ok(all)
            })
        })
        .await
    }
}

/// What a paper is, by its own bytes.
///
/// # Errors
/// Too large; not a PDF, PNG or JPEG.
pub(crate) fn kind_of(bytes: &[u8]) -> Result<MediaType, Problem> {
    if bytes.len() > LARGEST_BYTES {
        let size = bytes.len().to_string();
        return Err(Problem::new("malformed", "document", "at most 10 MiB").showing(size));
    }
    MediaType::of(bytes).ok_or_else(|| Problem::new("malformed", "document", "a PDF, PNG or JPEG"))
}

impl Work<'_> {
    /// Seals a paper about a record under a donor's key and keeps it.
    pub(crate) async fn keep_paper(
        &mut self,
        (about, donor): (String, String),
        media_type: MediaType,
        bytes: &[u8],
    ) -> Result<DocumentId, Failure> {
        let id: DocumentId = self.id();
        let (record, vault) = (id.to_string(), seal::vault(Vault::Clinical));
        let key = self.key(vault, &donor).await?;
        let place = Place { vault, record: &record, field: BYTES, event: &record };
        let sealed = self.ctx.keys.seal(&key, &place, self.ctx.random(), bytes)?;
        let digest = ledger::Hash::of(&[&sealed]).to_string();
        let bytes_len = bytes.len() as u64;
        let kept = DocumentKept { about, media_type, bytes_len, digest, sealed_for: donor };
        let document = Document { id, kept };
        store::document::put(self.tx, &document, sealed, self.now).await?;
        let about = document.kept.about.clone();
        self.record(vec![Draft::new("person.document_kept", id, &document.kept).about(about)]).await?;
        Ok(id)
    }
}

/// Whether a paper is the report of one of a pair's evaluations.
fn is_report(pair: &Pair, id: DocumentId) -> bool {
    pair.evaluations.iter().any(|evaluation| evaluation.step.document == Some(id))
}
