//! One event from its draft to its line in the log: private text taken out, verdict put in, everything sealed and hashed.
//!
//! What one person writes and what an import brings in by the thousand both go through here. Whoever writes brings the
//! keys, since one looks them up in the database and the other has them at hand.

use domain::{Draft, Past, Subject, Vault};
use jiff::Timestamp;
use ledger::envelope::{self, Envelope, EnvelopeVersion, FindingRef, LogInstant, SealedRef, Verdict, answers};
use ledger::seal::{Place, WrappedKey};
use store::log::EventLine;
use store::sealed::SealedPart;

use crate::Access;
use crate::failure::{Failure, Problem};
use crate::open::Context;
use crate::seal::{self, SEALED};

/// What the rules said, and of what.
pub(crate) enum Judged<'a> {
    /// No rule was asked.
    No,
    /// Of a plan: whoever planned was told, so the findings stand in the event.
    Plan(&'a ::law::Reading, &'a [u8]),
    /// Of a fact: known inside the case vault only, so the findings are sealed there.
    Fact(&'a ::law::Reading, &'a [u8]),
}

/// Private texts of one event by their field.
type Texts = Vec<(String, String)>;

/// Who writes, and when.
pub(crate) struct Author<'a> {
    pub(crate) ctx: &'a Context,
    pub(crate) access: &'a Access,
    pub(crate) now: Timestamp,
}

/// An event whose private texts wait for their keys.
pub(crate) struct Opened {
    event: String,
    draft: Draft,
    texts: Vec<(Subject, Texts)>,
    verdict: Option<Verdict>,
}

/// An event as the log keeps it and as its record folds it.
pub(crate) struct Composed {
    pub(crate) line: EventLine,
    pub(crate) past: Past,
}

impl Opened {
    /// Whose keys are needed, in the order in which [`Author::close`] takes them.
    pub(crate) fn needs(&self) -> Vec<Subject> {
        self.texts.iter().map(|(subject, _)| subject.clone()).collect()
    }
}

impl Author<'_> {
    /// Takes the private texts out of a draft.
    ///
    /// # Errors
    /// The draft refers to sealed parts, or has private text that is nobody's.
    pub(crate) fn open(&self, mut draft: Draft, judged: &Judged<'_>) -> Result<Opened, Failure> {
        let event = self.ctx.next_event(self.now);
        // A reference to a sealed part is made here only; one that comes from outside would borrow what others sealed.
        if !seal::references(&mut draft.body).is_empty() {
            return Err(Problem::new("malformed", SEALED, "a text, not a reference to one").into());
        }
        let mut private = seal::take_private(&mut draft.body, &event);
        let verdict = match judged {
            Judged::No => None,
            Judged::Plan(reading, inputs) | Judged::Fact(reading, inputs) => {
                Some(self.verdict(reading, inputs, &mut private))
            }
        };
        let mut texts = Vec::new();
        match (draft.subject.take(), private.is_empty()) {
            (_, true) => {}
            (Some(subject), false) => texts.push((subject, private)),
            // Under a key of its own record it would outlive the person it speaks of.
            (None, false) => return Err(Failure::fault(&format_args!("{}: private text of nobody", draft.kind))),
        }
        let (verdict, found) = seal::apart(verdict, matches!(judged, Judged::Fact(..)))?;
        if let Some(text) = found {
            let own = Subject { vault: Vault::Case, id: draft.record.clone() };
            texts.push((own, vec![(answers::FIELD.to_owned(), text)]));
        }
        Ok(Opened { event, draft, texts, verdict })
    }

    /// Seals the texts, each with the key of its subject, and hashes the event.
    ///
    /// # Errors
    /// A key is missing, or sealing fails.
    pub(crate) fn close(&self, opened: Opened, keys: &[WrappedKey]) -> Result<Composed, Failure> {
        let Opened { event, draft, texts, verdict } = opened;
        if keys.len() != texts.len() {
            return Err(Failure::fault(&format_args!(
                "{}: {} keys for {} subjects",
                draft.kind,
                keys.len(),
                texts.len()
            )));
        }
        let (mut parts, mut sealed) = (Vec::new(), Vec::new());
        for ((_, texts), key) in texts.iter().zip(keys) {
            for (field, text) in texts {
                let place = Place { vault: key.vault, record: &draft.record, field, event: &event };
                let bytes = self.ctx.keys.seal(key, &place, self.ctx.random(), text.as_bytes())?;
                sealed.push(SealedRef::new(field, key, &bytes));
                parts.push(SealedPart {
                    field: field.clone(),
                    person: key.person.clone(),
                    vault: key.vault,
                    retention: key.retention.clone(),
                    key_version: key.key_version,
                    sealed: bytes,
                });
            }
        }
        let envelope = self.envelope(event, draft, sealed, verdict);
        let line = EventLine::new(&envelope, &self.ctx.random(), &parts)?;
        Ok(Composed { line, past: past(&envelope) })
    }

    fn envelope(&self, event: String, draft: Draft, sealed: Vec<SealedRef>, verdict: Option<Verdict>) -> Envelope {
        Envelope {
            v: EnvelopeVersion::V1,
            id: event,
            kind: draft.kind.to_owned(),
            kind_version: draft.version,
            record: draft.record,
            parents: draft.parents,
            actor: self.access.account.to_string(),
            role: self.access.role.code().to_owned(),
            purpose: self.access.purpose.code().to_owned(),
            centre: self.access.centre.map(|c| c.to_string()),
            happened: happened(draft.happened.as_ref(), self.now),
            recorded_at: LogInstant::new(self.now),
            body: draft.body,
            sealed,
            verdict,
        }
    }

    fn verdict(&self, reading: &::law::Reading, inputs: &[u8], private: &mut Texts) -> Verdict {
        let blinder: [u8; 32] = self.ctx.random();
        let hex = data_encoding::HEXLOWER.encode(&blinder);
        private.push(("verdict.blinder".to_owned(), hex));
        private.push(("verdict.inputs".to_owned(), String::from_utf8_lossy(inputs).into_owned()));
        let finding =
            |f: &::law::Finding| FindingRef { code: f.rule.clone(), outcome: domain::rules::term(&f.outcome) };
        let weaker = |f: &::law::Finding| FindingRef { code: f.rule.clone(), outcome: "weaker_than_who".to_owned() };
        Verdict {
            profile: reading.profile.clone(),
            profile_digest: self.ctx.profile_digest,
            rules: reading.checked.clone(),
            findings: reading.findings.iter().map(finding).chain(reading.weaker_than_who.iter().map(weaker)).collect(),
            inputs_commitment: envelope::commitment(&blinder, inputs),
        }
    }
}

/// When an event happened; as it was recorded where nothing was said.
pub(crate) fn happened(stated: Option<&codes::time::Happened>, now: Timestamp) -> envelope::Happened {
    use codes::time::Precision as P;
    use envelope::Precision as E;
    let Some(h) = stated else {
        return envelope::Happened {
            at: LogInstant::new(now),
            zone: "UTC".to_owned(),
            precision: E::Minute,
            uncertainty_s: None,
        };
    };
    let precision = match h.precision {
        P::Minute => E::Minute,
        P::Day => E::Day,
        P::Month => E::Month,
        P::Year => E::Year,
        P::Unknown => E::Unknown,
    };
    envelope::Happened {
        at: LogInstant::new(h.at),
        zone: h.zone.as_str().to_owned(),
        precision,
        uncertainty_s: h.uncertainty_s,
    }
}

/// An event as records fold it; the same whether it was just written or read back after thirty years.
#[must_use]
pub(crate) fn past(e: &Envelope) -> Past {
    use codes::time::Precision as P;
    use envelope::Precision as E;
    let precision = match e.happened.precision {
        E::Minute => P::Minute,
        E::Day => P::Day,
        E::Month => P::Month,
        E::Year => P::Year,
        E::Unknown => P::Unknown,
    };
    let happened = codes::time::Happened {
        at: e.happened.at.timestamp(),
        zone: e.happened.zone.parse().unwrap_or_else(|_| codes::time::Zone::utc()),
        precision,
        uncertainty_s: e.happened.uncertainty_s,
    };
    Past {
        id: e.id.clone(),
        kind: e.kind.clone(),
        version: e.kind_version,
        record: e.record.clone(),
        body: e.body.clone(),
        actor: e.actor.clone(),
        centre: e.centre.clone(),
        recorded_at: e.recorded_at.timestamp(),
        happened: Some(happened),
    }
}
