//! Concerns in the demonstration: two readers whose passphrases stand on the demonstration's page, and three reports.

use data_encoding::BASE64URL_NOPAD;
use domain::access::Role;
use domain::concern::{CLASSES, KeyState, Outcome, PostKind, Triaged};
use jiff::Timestamp;
use ledger::inbox::{pair_from, seal_for};
use serde_json::json;

use super::act::{Act, World};
use super::amiss;
use super::calendar::Calendar;
use crate::concern::{Door, NewKey};
use crate::concern::{Head, MailboxKey, PURPOSE, Reading, WRAP_PURPOSE, WrapSent};
use crate::failure::Failure;

/// What happens about concerns.
#[derive(Clone, Copy)]
pub(super) enum Deed {
    /// The readers make their keys, and each compares the other's.
    Keys,
    /// A report comes and is entered.
    Report(usize),
    /// The oldest one is read.
    Read,
}

/// Office, point and wrapped half of each reader, made in a browser under the passphrases in [`PASSPHRASES`].
const READERS: [(&str, &str, &str); 2] = [
    (
        "Inspector for concerns, Ministry of Health",
        "BLtPnOgwrecGNRk7sAtaLgZ3ey45U01mjSJFZ82TQN4duHvaH8G3J-34hrfpFCU-VirXSaJrYVlFQpr0Pbsw8G0",
        r#"{"kdf":"PBKDF2-SHA256","n":1000000,"salt":"6WMb06WQ6-3p9U-FFndviw","iv":"mQ8MipS30Gc48O1X","sealed":"b5WsIcpvUh320y5XY_mRud9FDr_7padNFMUj0i6HC-04_HRtnHvrasUuEk5hYtg9"}"#,
    ),
    (
        "Liaison of the prosecutor",
        "BHrz72gIfkby7jl4rzyu_teWKchzDFzrSBFm6xAcwhRvacxjuLX1GO7NdDtOC2XBwhclHVmb23E7CXQQQNBntbQ",
        r#"{"kdf":"PBKDF2-SHA256","n":1000000,"salt":"vZA9hUTUa5qCQd1zpxp7lA","iv":"G2ghZxpSBsKnhY6Z","sealed":"uY4XWkOP61dBpeT67NqhWodUM0Wt2RrkO1fIWrH4jA3QKPlkRwJXD4vuhWCEP6ya"}"#,
    ),
];

/// Passphrases of the two readers of every demonstration, in the order in which they are entered by its door.
pub const PASSPHRASES: [&str; 2] = ["calm river paper lantern", "north window silver bread"];

/// Crime, urgency, what was seen.
const TOLD: [(&str, &str, &str); 3] = [
    (
        "persons",
        "before",
        "The same interpreter came with a third donor this spring, and a man outside held all their papers.",
    ),
    ("organs", "after", "The discharge letter names a clinic that stopped transplanting two years ago."),
    ("unknown", "historic", "Two brothers signed the same paper on one day; one of them could not read it."),
];

/// Everything that happens about concerns.
pub(super) fn agenda(calendar: &Calendar) -> Vec<(Timestamp, Act)> {
    let told = [(60, Deed::Keys), (41, Deed::Report(0)), (38, Deed::Read), (9, Deed::Report(1)), (2, Deed::Report(2))];
    told.into_iter().map(|(days, deed)| (calendar.at(calendar.ago(days), 610), Act::Concern(deed))).collect()
}

impl World<'_> {
    /// Lets one of them happen.
    pub(super) async fn concern(&self, deed: Deed) -> Result<(), Failure> {
        match deed {
            Deed::Keys => self.make_keys().await,
            Deed::Report(n) => {
                let door = self.service.concern_door().await?;
                self.report(n, &door).await?;
                self.service.enter_concerns().await.map(drop)
            }
            Deed::Read => {
                let reader = self.cast.member(Role::Investigator, None, 0)?;
                let seen = self.service.concerns(&reader).await?;
                let first = seen.lines.last().ok_or_else(|| amiss("concern"))?.concern.id;
                let triaged = Some(Triaged { outcome: Outcome::Acknowledged, case: None });
                let reading = Reading { triaged, ..Reading::default() };
                self.service.work_concern(&reader, first, reading).await.map(drop)
            }
        }
    }

    async fn make_keys(&self) -> Result<(), Failure> {
        for (n, (office, public, wrapped)) in READERS.into_iter().enumerate() {
            let by = self.cast.member(Role::Investigator, None, n)?;
            let new = NewKey { public: public.to_owned(), office: office.to_owned(), wrapped: wrapped.into() };
            self.service.make_concern_key(&by, new).await?;
        }
        for n in [0, 1] {
            let by = self.cast.member(Role::Investigator, None, n)?;
            let seen = self.service.concern_keys(&by).await?;
            for line in seen.keys.iter().filter(|line| !line.own && line.key.state == KeyState::Made) {
                let fingerprint = line.key.made.fingerprint.clone();
                self.service.check_concern_key(&by, line.key.id, fingerprint).await?;
            }
        }
        Ok(())
    }

    /// A report as a browser sends it. Nobody has the receipt of its mailbox.
    async fn report(&self, n: usize, door: &Door) -> Result<(), Failure> {
        let (crime, urgency, seen) = TOLD.get(n).copied().ok_or_else(|| amiss("report"))?;
        let answers =
            json!({"version": 1, "mode": "anonymous", "crime": crime, "urgency": urgency, "seen": seen, "files": []});
        let (head, text) = sealed(self.service, &answers.to_string(), door)?;
        let mut arrival = self.service.begin_concern(head).await?;
        arrival.push(&text).await?;
        arrival.end().await
    }
}

/// Seals answers to every reader of the door, as the page does: the head, and the ciphertext.
///
/// # Errors
/// A text longer than the largest size, or a reader whose key is no point.
pub fn sealed(service: &crate::Service, answers: &str, door: &Door) -> Result<(Head, Vec<u8>), Failure> {
    let chance = || service.ctx.random::<32>();
    let fault = |_| amiss("sealing");
    let length = u32::try_from(answers.len()).map_err(|e| Failure::fault(&e))?;
    let mut clear = [&length.to_be_bytes()[..], answers.as_bytes()].concat();
    let size = CLASSES.iter().find_map(|size| usize::try_from(*size).ok().filter(|size| clear.len() <= *size));
    clear.resize(size.ok_or_else(|| amiss("a text that is too long"))?, 0);
    let (secret, public) = pair_from(&chance());
    let text = seal_for(PURPOSE, &public, PostKind::Report.code().as_bytes(), &clear, chance()).map_err(fault)?;
    let digest = ledger::Hash::of(&[&text]).to_string();
    let mut wraps = Vec::new();
    for reader in &door.readers {
        let point = BASE64URL_NOPAD.decode(reader.public.as_bytes()).map_err(|e| Failure::fault(&e))?;
        let mark = format!("{}:{digest}", reader.id);
        let whole = seal_for(WRAP_PURPOSE, &point, mark.as_bytes(), &secret, chance()).map_err(fault)?;
        let (enc, sealed) = whole.split_at_checked(65).ok_or_else(|| amiss("a wrap"))?;
        let (enc, sealed) = (BASE64URL_NOPAD.encode(enc), BASE64URL_NOPAD.encode(sealed));
        wraps.push(WrapSent { to: reader.id.to_string(), enc, sealed });
    }
    let text_of = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
    let (_, box_point) = pair_from(&chance());
    let nobody = MailboxKey {
        public: text_of(&box_point),
        iv: text_of(&service.ctx.random::<12>()),
        sealed: text_of(&service.ctx.random::<48>()),
    };
    let mailbox = text_of(&service.ctx.random::<16>());
    Ok((Head { kind: PostKind::Report, mailbox, content: text_of(&public), keys: Some(nobody), wraps }, text))
}
