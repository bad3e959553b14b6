//! What a device kept while it had no network: opened, held against who sends it, and kept by the use case that keeps what
//! is written down at once. A coordinator decides where it contradicts the chain.

use std::collections::BTreeMap;

use codes::ids::{CentreId, DeviceEntryId, HandoverId, UnitId};
use codes::time::Happened;
use domain::Draft;
use domain::access::Permission;
use domain::registry::{Fate, HandedOver, Handover, Unit};
use domain::trace::entry::{
    Arrival, Decision, DeviceEntry, Ended, EntryKept, EntrySettled, EntryState, HandTold, Known, Sent, Told, keep_entry,
};
use domain::trace::order::{Scanned, either_order, in_order, left_already};
use jiff::{SignedDuration, Timestamp};
use ledger::inbox::{InboxKey, Sealed};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::trace::Root;

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::registry::{Handing, HandoverRighted};
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service};

/// Entries that one account may send in an hour; what is more waits on its device, which tries again.
const MOST_AN_HOUR: i64 = 120;
/// Digits of the number that a device gives an entry.
const MARK: usize = 32;

/// An entry as a device sends it: sealed when it was scanned, so that nothing on the device can read or change it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedEntry {
    /// The device's number of it: 32 hexadecimal digits.
    pub mark: String,
    /// Which of the server's keys it was sealed to.
    pub key: u32,
    /// The sender's half of the key agreement, base64.
    pub enc: String,
    /// Ciphertext, base64.
    pub sealed: String,
    /// What the device's clock says as it is sent.
    pub device_now: Timestamp,
}

/// What became of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryTaken {
    /// Its number.
    pub entry: DeviceEntryId,
    /// Where it stands; a coordinator looks at what is unclear.
    pub state: EntryState,
    /// When it was, by the server's clock.
    pub at: Timestamp,
    /// Seconds by which that may be wrong, either way.
    pub uncertainty_s: u32,
}

impl EntryTaken {
    fn of(entry: &DeviceEntry) -> Self {
        let uncertainty_s = entry.at.uncertainty_s.unwrap_or(0);
        Self { entry: entry.id, state: entry.state(), at: entry.at.at, uncertainty_s }
    }
}

/// A decision as it is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settling {
    /// What stands.
    pub decision: Decision,
    /// Why: a code such as `asked_both`, `seen_on_the_label`.
    pub reason: String,
}

/// Entries for whoever decides.
#[derive(Debug, Clone, Serialize)]
pub struct EntriesSeen {
    /// Those about which nobody decided, the longest waiting first; at most two hundred.
    pub unclear: Vec<DeviceEntry>,
    /// Whether there are more of them.
    pub more: bool,
    /// The latest twenty about which somebody decided.
    pub settled: Vec<DeviceEntry>,
}

/// An entry beside the chain of its organ.
#[derive(Debug, Clone, Serialize)]
pub struct EntrySeen {
    /// The entry.
    pub entry: DeviceEntry,
    /// Hand-overs of its organ in the order that was concluded.
    pub chain: Vec<Handover>,
    /// Public names of the centres concerned.
    pub centres: BTreeMap<String, String>,
}

impl Service {
    /// The key to which devices seal what they keep.
    ///
    /// # Errors
    /// The key holder fails.
    pub fn inbox_key(&self) -> Result<InboxKey, Failure> {
        Ok(self.ctx.keys.inbox_key()?)
    }

    /// Keeps what a device told, perhaps hours ago and by a wrong clock, whatever it contradicts. Sent twice, it is kept
    /// once.
    ///
    /// # Errors
    /// Denied; it does not open; somebody else scanned it; it cannot be read; too many of one account in an hour.
    pub async fn keep_told(&self, access: &Access, sealed: SealedEntry) -> Result<(EntryTaken, Receipt), Failure> {
        self.permit("trace.keep_told", access, May::narrowed(Permission::HandOver), None).await?;
        let expected = "a hand-over with organ, centres, box and the reading of the device's clock";
        let sent: Sent = self.unsealed(access, &sealed, ("hand_over", expected))?;
        let Told::HandOver(hand) = &sent.told;
        hand.package.as_deref().map_or(Ok(()), |text| crate::plain::line("package", text))?;
        let may = self.may_on_unit(access, Permission::HandOver, hand.unit, [hand.from, hand.to]).await?;
        // An organ that its teller may not know is one that nobody knows: the fact is kept, and nothing is told.
        let reached = self.policy().require(access, may).is_ok();
        let may = if reached { may } else { May::narrowed(Permission::HandOver) };
        let device_now = sealed.device_now;
        self.write("trace.keep_told", access, may, move |w| {
            let sent = sent.clone();
            Box::pin(async move { Ok(Settled::Done(w.keep_told(sent, device_now, reached).await?)) })
        })
        .await
    }

    /// Opens what a device sealed, for a purpose; `expected` says what it should hold.
    pub(crate) fn unsealed<T: DeserializeOwned>(
        &self,
        access: &Access,
        sealed: &SealedEntry,
        (purpose, expected): (&str, &str),
    ) -> Result<Sent<T>, Failure> {
        let wrong = |field: &str, expected: &str| Problem::new("malformed", field, expected.to_owned());
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if sealed.mark.len() != MARK || !sealed.mark.bytes().all(hex) {
            return Err(wrong("mark", "32 hexadecimal digits").into());
        }
        let bytes = |field: &str, text: &str| {
            data_encoding::BASE64.decode(text.as_bytes()).map_err(|_| wrong(field, "base64 with padding"))
        };
        let parts = Sealed { enc: bytes("enc", &sealed.enc)?, ciphertext: bytes("sealed", &sealed.sealed)? };
        let opened = self.ctx.keys.open_inbox(sealed.key, &parts, sealed.mark.as_bytes(), purpose);
        let fits = "what was sealed to this registry's key under this mark";
        let clear = opened.map_err(|_| Problem::new("unopenable", "sealed", fits))?;
        // The message of the parser would quote opened text.
        let sent: Sent<T> = serde_json::from_slice(&clear).map_err(|_| wrong("sealed", expected))?;
        if sent.account != access.account {
            return Err(Problem::new("not_yours", "sealed", "an entry of whoever is signed in").into());
        }
        if sent.mark != sealed.mark {
            return Err(wrong("mark", "the mark that was sealed").into());
        }
        crate::plain::code("scanned.device", &sent.scanned.device)?;
        Ok(sent)
    }

    /// Entries that contradict the chain or whose place in it is not sure, and the latest decisions.
    ///
    /// # Errors
    /// Denied.
    pub async fn device_entries(&self, access: &Access) -> Result<EntriesSeen, Failure> {
        self.read("trace.device_entries", access, May::national(Permission::SettleEntry), None, |r| {
            Box::pin(async move {
                let mut unclear = store::trace::unclear_entries(r.tx).await?;
                let more = unclear.len() > store::trace::MOST_ENTRIES;
                unclear.truncate(store::trace::MOST_ENTRIES);
                Ok(EntriesSeen { unclear, more, settled: store::trace::settled_entries(r.tx).await? })
            })
        })
        .await
    }

    /// One entry beside the chain of its organ.
    ///
    /// # Errors
    /// Denied; no such entry.
    pub async fn device_entry(&self, access: &Access, id: DeviceEntryId) -> Result<EntrySeen, Failure> {
        let may = May::national(Permission::SettleEntry);
        self.read("trace.device_entry", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move { r.entry_seen(id).await })
        })
        .await
    }

    /// Decides what stands. What was told stays on record, whatever is decided.
    ///
    /// # Errors
    /// Denied; no such entry; somebody decided already; the decision does not fit it.
    pub async fn settle_entry(
        &self,
        access: &Access,
        id: DeviceEntryId,
        settling: Settling,
    ) -> Result<((), Receipt), Failure> {
        crate::plain::code("reason", &settling.reason)?;
        if let Decision::Moved { happened, .. } = &settling.decision {
            crate::plain::not_ahead("happened", happened, self.now())?;
        }
        self.write("trace.settle_entry", access, May::national(Permission::SettleEntry), move |w| {
            let settling = settling.clone();
            Box::pin(async move { Ok(Settled::Done(w.settle_entry(id, settling).await?)) })
        })
        .await
    }
}

impl Work<'_> {
    async fn keep_told(&mut self, sent: Sent, device_now: Timestamp, reached: bool) -> Result<EntryTaken, Failure> {
        let account = self.access.account.to_string();
        if let Some(before) = store::trace::entry_by_mark(self.tx, &account, &sent.mark).await? {
            return Ok(EntryTaken::of(&before));
        }
        let since = self.now.saturating_sub(SignedDuration::from_hours(1)).unwrap_or(self.now);
        if store::trace::entries_since(self.tx, &account, since).await? >= MOST_AN_HOUR {
            let later = format!("at most {MOST_AN_HOUR} entries of one account in an hour; the rest later");
            return Err(Problem::new("rate_limited", "mark", later).into());
        }
        let Told::HandOver(hand) = &sent.told;
        let unit = if reached { self.find::<Unit>(hand.unit).await? } else { None };
        let measured_s = sent.scanned.uncertainty_s;
        let (at, scanned, moved_s) = self.by_clock(&sent.scanned, device_now);
        let mut arrival = Arrival { known: Known::Unknown, ended: None, at, left_already: None, moved_s, measured_s };
        let (mut handover, mut unsure_with) = (None, Vec::new());
        if let Some(unit) = &unit {
            let over = unit.fate_at.filter(|_| unit.fate != Fate::Open);
            arrival.known = Known::Known;
            arrival.ended = over.map(|at| Ended { fate: unit.fate, at });
            let id = self.hand_on(unit, hand, (&scanned, &arrival.at)).await?;
            (arrival.left_already, unsure_with) = self.beside(unit, id).await?;
            handover = Some(id);
        }
        let told = sent.told.clone();
        let kept = EntryKept { mark: sent.mark, told, scanned, moved_s, handover, unsure_with, disputes: Vec::new() };
        let id: DeviceEntryId = self.id();
        let of = unit.as_ref().and_then(|u| u.entered.donor).map_or_else(|| hand.unit.to_string(), |d| d.to_string());
        let ctx = std::sync::Arc::clone(&self.ctx);
        let law = ctx.law_at(arrival.at.at);
        let settled = keep_entry(&kept, (id, of), &arrival, &law, &ctx.floor);
        self.record_kept(settled.events, &settled.reading, &arrival).await?;
        let about = unit.map_or_else(|| id.to_string(), |unit| unit.id.to_string());
        self.raise(&about, &settled.breaches).await?;
        let entry: DeviceEntry = self.get("entry", id).await?;
        Ok(EntryTaken::of(&entry))
    }

    /// When something was by the registry's clock; the reading with its doubt widened by what the device's clock moved until
    /// it was sent; and by how many seconds it moved.
    pub(crate) fn by_clock(&self, scanned: &Scanned, device_now: Timestamp) -> (Happened, Scanned, u32) {
        let moved_s = scanned.moved_s(device_now, self.now);
        let scanned = scanned.clone().doubting(moved_s.saturating_sub(scanned.uncertainty_s));
        (scanned.happened(self.ctx.profile.country().zone.clone(), self.now), scanned, moved_s)
    }

    /// Keeps the hand-over itself, as any other, and what the device said of its clock.
    async fn hand_on(
        &mut self,
        unit: &Unit,
        hand: &HandTold,
        (scanned, at): (&Scanned, &Happened),
    ) -> Result<HandoverId, Failure> {
        let place = self.next_place(unit.id).await?;
        let HandTold { from, to, package, .. } = hand.clone();
        let handed = HandedOver { unit: unit.id, place, from, to, package, disputes: Vec::new() };
        let id = self.handover(&Handing { handed, happened: at.clone() }).await?;
        self.record(vec![Draft::new("registry.handover_scanned", id, scanned).about(unit.id)]).await?;
        Ok(id)
    }

    /// The place that the next hand-over of an organ gets.
    pub(super) async fn next_place(&mut self, unit: UnitId) -> Result<u32, Failure> {
        Ok(self.handed(unit).await?.iter().map(|h| h.handed.place).max().unwrap_or(0) + 1)
    }

    async fn handed(&mut self, unit: UnitId) -> Result<Vec<Handover>, Failure> {
        let chain = store::trace::chain(self.tx, Root::Unit(&unit.to_string())).await?;
        Ok(chain.handovers.into_iter().filter(|h| h.handed.unit == unit).collect())
    }

    /// What a hand-over contradicts in its chain, and its neighbours there whose clocks do not tell which came first.
    async fn beside(&mut self, unit: &Unit, id: HandoverId) -> Result<(Option<HandoverId>, Vec<HandoverId>), Failure> {
        let handed = self.handed(unit.id).await?;
        let known: Vec<&Handover> = handed.iter().collect();
        let chain = in_order(&known, unit.entered.centre);
        let mut unsure = Vec::new();
        for pair in chain.windows(2) {
            if let [one, next] = pair
                && [one.id, next.id].contains(&id)
                && either_order(&one.at, &next.at)
            {
                unsure.push(if one.id == id { next.id } else { one.id });
            }
        }
        Ok((left_already(&chain, id), unsure))
    }

    async fn settle_entry(&mut self, id: DeviceEntryId, settling: Settling) -> Result<(), Failure> {
        let entry: DeviceEntry = self.get("entry", id).await?;
        if entry.state() != EntryState::Unclear {
            return Err(Problem::new("stale", "entry", "an entry about which nobody decided").into());
        }
        let mut handover = None;
        match &settling.decision {
            Decision::AsTold => {}
            Decision::Moved { handover, happened } => {
                if !entry.handovers().contains(handover) {
                    return Err(Problem::new("malformed", "handover", "a hand-over that is held against this entry")
                        .showing(handover.to_string())
                        .into());
                }
                self.move_handover(*handover, happened, &settling.reason).await?;
            }
            Decision::OtherOrgan { unit } => {
                if entry.kept.handover.is_some() {
                    let fits = "another decision, since the organ of this entry is known";
                    return Err(Problem::new("malformed", "decision", fits).into());
                }
                let Told::HandOver(hand) = &entry.kept.told;
                let unit: Unit = self.get("unit", unit).await?;
                handover = Some(self.hand_on(&unit, hand, (&entry.kept.scanned, &entry.at)).await?);
            }
        }
        let told = EntrySettled { decision: settling.decision, reason: settling.reason, handover };
        let draft = Draft::new("trace.device_entry_settled", id, &told).about(entry.kept.told.unit());
        self.record(vec![draft]).await
    }

    async fn move_handover(&mut self, id: HandoverId, happened: &Happened, reason: &str) -> Result<(), Failure> {
        let found = store::registry::handover(self.tx, &id.to_string()).await?;
        let before = found.ok_or_else(|| Problem::not_found("handover", id))?;
        let HandedOver { from, to, package, .. } = before.handed;
        let told = HandoverRighted { from, to, package, happened: happened.clone(), reason: reason.to_owned() };
        self.right_handover(id, &told).await
    }
}

impl Reader<'_> {
    async fn entry_seen(&mut self, id: DeviceEntryId) -> Result<EntrySeen, Failure> {
        let entry: DeviceEntry = self.get("entry", id).await?;
        let meant = match entry.settled.as_ref().map(|s| &s.told.decision) {
            Some(Decision::OtherOrgan { unit }) => *unit,
            _ => entry.kept.told.unit(),
        };
        let mut chain = Vec::new();
        // An organ that whoever told may not know is not shown beside what they told, though the coordinator may know it.
        let hidden = entry.kept.handover.is_none() && entry.settled.is_none();
        if !hidden && let Some(unit) = self.find::<Unit>(meant).await? {
            let loaded = store::trace::chain(self.tx, Root::Unit(&meant.to_string())).await?;
            let handed: Vec<&Handover> = loaded.handovers.iter().filter(|h| h.handed.unit == meant).collect();
            chain = in_order(&handed, unit.entered.centre).into_iter().cloned().collect();
        }
        let Told::HandOver(hand) = &entry.kept.told;
        let told = [hand.from, hand.to].into_iter().chain(chain.iter().flat_map(|h| [h.handed.from, h.handed.to]));
        let all: std::collections::BTreeSet<CentreId> = told.flatten().collect();
        let mut centres = BTreeMap::new();
        for centre in all {
            centres.insert(centre.to_string(), self.hospital(centre).await?);
        }
        Ok(EntrySeen { entry, chain, centres })
    }
}
