//! Advertisements for organs: handed in by anybody, sealed, read by investigators. Nothing is ever fetched.

use codes::ids::{AdvertId, DocumentId};
use domain::access::Permission;
use domain::network::{
    Advert, AdvertMedium, CAPTURE_LONGEST, Contact, Detail, HandedIn, Named, Part, Refusal, Space, contacts,
};
use domain::person::{Document, DocumentKept, MediaType};
use domain::{Draft, Private, Vault};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::seal::Place;
use serde::{Deserialize, Serialize};

use crate::access::{Access, May};
use crate::document::kind_of;
use crate::failure::{Failure, Problem};
use crate::listed::ROWS;
use crate::work::{Receipt, Work};
use crate::{Service, seal};

/// Advertisements taken in a minute from everybody together; nothing is counted by whom they come from.
const IN_A_MINUTE: u32 = 60;
/// The one sealed field of a file.
const BYTES: &str = "bytes";
/// Characters of a line at most.
const LINE: usize = 500;

/// An advertisement as somebody hands it in. It has no `Debug`.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdvertGiven {
    /// Where it was seen: where anybody could see it, or in a space that lets in only some.
    pub space: Space,
    /// Sort of place.
    pub medium: AdvertMedium,
    /// Where exactly.
    pub seen_where: Private,
    /// On which day.
    pub seen_on: Date,
    /// Its words.
    #[serde(default)]
    pub text: Option<Private>,
    /// Ways to reach whoever advertised, one in a line.
    #[serde(default)]
    pub contacts: Option<Private>,
    /// A picture or a PDF of it.
    #[serde(skip)]
    pub file: Vec<u8>,
}

/// What whoever handed it in takes away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdvertKept {
    /// SHA-256 of text, and file behind it, hex.
    pub digest: String,
    /// When it was kept.
    pub at: Timestamp,
    /// Length of both, bytes.
    pub bytes_len: u64,
}

/// An advertisement, opened.
#[derive(Debug, Clone)]
pub struct AdvertSeen {
    /// The advertisement.
    pub advert: Advert,
    /// What its file is.
    pub file: Option<MediaType>,
    /// In how many details it meets procedures or other advertisements.
    pub meets: i64,
}

/// Advertisements, the latest first.
#[derive(Debug, Clone)]
pub struct AdvertList {
    /// Part of them.
    pub rows: Vec<AdvertSeen>,
    /// How many there are.
    pub all: i64,
}

impl AdvertGiven {
    fn check(&self, today: Date) -> Result<(), Problem> {
        let text = self.text.as_ref().and_then(Private::clear);
        match HandedIn::refusal(self.space, text, self.file.len()) {
            Some(Refusal::PrivateSpace) => {
                return Err(Problem::new("malformed", "space", "an advertisement that anybody could see"));
            }
            Some(Refusal::Nothing) => return Err(Problem::new("missing", "text", "its words, or a file")),
            None => {}
        }
        let long = |text: &Option<Private>| text.as_ref().and_then(Private::clear).map_or(0, |t| t.chars().count());
        if long(&self.text) > CAPTURE_LONGEST || long(&self.contacts) > CAPTURE_LONGEST {
            return Err(Problem::new("malformed", "text", format!("at most {CAPTURE_LONGEST} characters")));
        }
        match self.seen_where.clear().map(|t| t.trim().chars().count()) {
            Some(1..=LINE) => {}
            _ => {
                return Err(Problem::new(
                    "missing",
                    "seen_where",
                    format!("where it was seen, at most {LINE} characters"),
                ));
            }
        }
        if self.seen_on > today {
            return Err(Problem::new("malformed", "seen_on", "a day that does not lie ahead"));
        }
        if !self.file.is_empty() {
            kind_of(&self.file).map_err(|wrong| Problem { field: "file".to_owned(), ..wrong })?;
        }
        Ok(())
    }

    /// Ways to reach whoever advertised: as they were given, and as they stand in the text.
    fn reaches(&self) -> Vec<Contact> {
        let clear = |text: &Option<Private>| text.as_ref().and_then(Private::clear).unwrap_or_default().to_owned();
        let mut all = contacts(&clear(&self.text));
        for line in clear(&self.contacts).lines().map(str::trim).filter(|line| !line.is_empty()) {
            let found = contacts(line);
            match found.is_empty() {
                true => all.push(Contact { detail: Detail::Address, value: line.to_owned() }),
                false => all.extend(found),
            }
        }
        let mut once: Vec<Contact> = Vec::new();
        for one in all {
            if !once.contains(&one) {
                once.push(one);
            }
        }
        once
    }
}

impl Service {
    /// Keeps an advertisement that somebody saw. Nobody is asked who they are, and nothing is kept of where they came from.
    ///
    /// # Errors
    /// It comes from a private space; there is nothing; too long, too large, of another sort; too many in one minute.
    pub async fn hand_in_advert(&self, given: AdvertGiven) -> Result<(AdvertKept, Receipt), Failure> {
        given.check(self.today())?;
        if !self.ctx.throttle.allow("advert", IN_A_MINUTE, self.now()) {
            return Err(Problem::new("rate_limited", "text", "another advertisement in a minute").into());
        }
        self.as_console("network.hand_in", move |w| {
            let given = given.clone();
            Box::pin(async move { w.hand_in(&given).await })
        })
        .await
    }

    /// Advertisements, the latest first.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn adverts(&self, access: &Access) -> Result<AdvertList, Failure> {
        self.read_names("network.adverts", access, May::national(Permission::ReadNetwork), |r| {
            Box::pin(async move {
                let (found, all) = store::network::adverts(r.tx, ROWS).await?;
                let shown = found.iter().map(|advert| advert.id.to_string()).collect();
                let mut rows = Vec::with_capacity(found.len());
                for advert in found {
                    rows.push(r.advert_seen(advert).await?);
                }
                Ok((AdvertList { rows, all }, shown))
            })
        })
        .await
    }

    /// One advertisement.
    ///
    /// # Errors
    /// Denied and hidden; no such advertisement.
    pub async fn advert(&self, access: &Access, id: AdvertId) -> Result<AdvertSeen, Failure> {
        let may = May::national(Permission::ReadNetwork);
        self.read("network.advert", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let advert = r.get("advert", id).await?;
                r.advert_seen(advert).await
            })
        })
        .await
    }

    /// The file of an advertisement.
    ///
    /// # Errors
    /// Denied and hidden; no such advertisement, or none with a file.
    pub async fn advert_file(&self, access: &Access, id: AdvertId) -> Result<(MediaType, Vec<u8>), Failure> {
        let (may, purpose) = (May::national(Permission::ReadNetwork), access.purpose.code());
        self.read("network.advert_file", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let none = || Failure::from(Problem::not_found("file", id));
                let advert: Advert = r.get("advert", id).await?;
                let record = advert.handed_in.file.ok_or_else(none)?.to_string();
                let (document, sealed) = store::document::get(r.tx, &record).await?.ok_or_else(none)?;
                let vault = seal::vault(Vault::Case);
                let key = match store::sealed::key(r.tx, &document.kept.sealed_for, vault, seal::RETENTION).await? {
                    Some(store::sealed::KeyState::Kept(key)) => key,
                    _ => return Err(none()),
                };
                let place = Place { vault, record: &record, field: BYTES, event: &record };
                let clear = r.ctx.keys.open(&key, &place, &sealed, purpose)?;
                Ok((document.kept.media_type, clear.to_vec()))
            })
        })
        .await
    }
}

impl crate::Reader<'_> {
    async fn advert_seen(&mut self, advert: Advert) -> Result<AdvertSeen, Failure> {
        let id = advert.id.to_string();
        let common = super::common_rows(&self.ctx);
        let file = match advert.handed_in.file {
            Some(file) => store::document::record(self.tx, &file.to_string()).await?.map(|d| d.kept.media_type),
            None => None,
        };
        let meets = store::network::meetings_of(self.tx, &id, common).await?;
        Ok(AdvertSeen { advert: self.open(advert, &id).await?, file, meets })
    }
}

impl Work<'_> {
    async fn hand_in(&mut self, given: &AdvertGiven) -> Result<AdvertKept, Failure> {
        let id: AdvertId = self.id();
        let text = given.text.as_ref().and_then(Private::clear).unwrap_or_default();
        let digest = ledger::Hash::of(&[text.as_bytes(), &given.file]).to_string();
        let bytes_len = (text.len() + given.file.len()) as u64;
        let file = match given.file.is_empty() {
            true => None,
            false => Some(self.keep_capture(id, &given.file).await?),
        };
        let reaches = given.reaches();
        let handed_in = HandedIn {
            medium: given.medium,
            seen_where: given.seen_where.clone(),
            seen_on: given.seen_on,
            text: given.text.clone().filter(|_| !text.trim().is_empty()),
            file,
            bytes_len,
            digest: digest.as_str().into(),
            contacts: u32::try_from(reaches.len()).unwrap_or(u32::MAX),
        };
        self.record(vec![Draft::new("network.advert_handed_in", id, &handed_in).sealed_for(Vault::Case, id)]).await?;
        let named = |one: Contact| {
            let (detail, part, value) = (one.detail, Part::Advert, one.value.as_str().into());
            Named { detail, part, value, source: "advert" }
        };
        self.note(&id.to_string(), reaches.into_iter().map(named).collect()).await?;
        Ok(AdvertKept { digest, at: self.now, bytes_len })
    }

    /// Seals a file in the case vault, under a key that belongs to the advertisement alone.
    async fn keep_capture(&mut self, advert: AdvertId, bytes: &[u8]) -> Result<DocumentId, Failure> {
        let (id, owner): (DocumentId, String) = (self.id(), advert.to_string());
        let (record, vault, media_type) = (id.to_string(), seal::vault(Vault::Case), kind_of(bytes)?);
        let key = self.key(vault, &owner).await?;
        let place = Place { vault, record: &record, field: BYTES, event: &record };
        let sealed = self.ctx.keys.seal(&key, &place, self.ctx.random(), bytes)?;
        let digest = ledger::Hash::of(&[&sealed]).to_string();
        let kept =
            DocumentKept { about: owner.clone(), media_type, bytes_len: bytes.len() as u64, digest, sealed_for: owner };
        let document = Document { id, kept };
        store::document::put(self.tx, &document, sealed, self.now).await?;
        self.record(vec![Draft::new("network.capture_kept", id, &document.kept)]).await?;
        Ok(id)
    }
}
