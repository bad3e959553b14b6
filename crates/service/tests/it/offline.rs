//! What devices kept without a network, on both databases: sealed to the registry, bound to who scanned it, kept once and
//! whatever it contradicts, and decided by a coordinator.

use codes::ids::{CentreId, UnitId};
use codes::time::{Happened, Zone};
use data_encoding::BASE64;
use domain::access::Role;
use domain::registry::{Fate, FateRecorded};
use domain::trace::Stop;
use domain::trace::entry::{Decision, DeviceEntry, EntryState, HandTold, Sent, Told};
use domain::trace::order::Scanned;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use service::{Access, DeviceStanding, EntryTaken, Failure, SealedEntry, Service, Settling};

use crate::pair::*;
use crate::village::villages;

fn denied<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::Denied { .. }))
}

fn code<T>(answer: Result<T, Failure>) -> &'static str {
    match answer {
        Err(Failure::Problem(p)) => p.code,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("done"),
    }
}

/// A device with a clock that is slow or fast.
pub struct Device {
    name: &'static str,
    /// Seconds that its clock is behind the registry's.
    slow_s: i64,
    uncertainty_s: u32,
}

impl Device {
    fn reads(&self, at: Timestamp) -> Timestamp {
        at - SignedDuration::from_secs(self.slow_s)
    }

    fn scan(&self, who: &Access, mark: u8, hand: HandTold, truly_at: Timestamp) -> Sent {
        self.tells(who, mark, Told::HandOver(hand), truly_at)
    }

    /// What somebody wrote down on it.
    pub fn tells<T>(&self, who: &Access, mark: u8, told: T, truly_at: Timestamp) -> Sent<T> {
        let scanned = Scanned {
            device: self.name.to_owned(),
            device_at: self.reads(truly_at),
            offset_s: i32::try_from(self.slow_s).unwrap(),
            uncertainty_s: self.uncertainty_s,
        };
        Sent { mark: format!("{mark:032x}"), account: who.account, told, scanned }
    }

    /// Sealed to the registry, as it leaves the device.
    pub fn seal<T: Serialize>(&self, s: &Service, sent: &Sent<T>) -> SealedEntry {
        let key = s.inbox_key().unwrap();
        let clear = serde_json::to_vec(sent).unwrap();
        let sealed = ledger::inbox::seal(&key.public, sent.mark.as_bytes(), &clear, [9; 32]).unwrap();
        SealedEntry {
            mark: sent.mark.clone(),
            key: key.version,
            enc: BASE64.encode(&sealed.enc),
            sealed: BASE64.encode(&sealed.ciphertext),
            device_now: self.reads(s.now()),
        }
    }

    async fn tell(&self, s: &Service, who: &Access, sent: &Sent) -> EntryTaken {
        s.keep_told(who, self.seal(s, sent)).await.unwrap().0
    }
}

/// Half an hour slow, and unsure.
pub const VAN: Device = Device { name: "van_1", slow_s: 2_220, uncertainty_s: 900 };
const WARD: Device = Device { name: "ward_2", slow_s: -720, uncertainty_s: 5 };

fn hand(unit: UnitId, from: CentreId, to: CentreId) -> HandTold {
    HandTold { unit, from: Some(from), to: Some(to), package: None }
}

fn ago(s: &Service, minutes: i64) -> Timestamp {
    s.now() - SignedDuration::from_mins(minutes)
}

async fn entry(s: &Service, cast: &Cast, taken: &EntryTaken) -> DeviceEntry {
    s.device_entry(&cast.coordinator, taken.entry).await.unwrap().entry
}

fn rules(entry: &DeviceEntry) -> Vec<&str> {
    entry.kept.disputes.iter().map(|d| d.rule.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_devices_with_wrong_clocks_end_as_one_chain_and_a_coordinator_decides() {
    for home in villages("offline").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let before = s.device_entries(&cast.coordinator).await.unwrap().unclear.len();
        let Kidney { unit, courier, .. } = kidney(&home, &cast, 7_200).await;
        let c = &cast.country.centres;
        // The later one is sent first.
        let second = WARD.scan(&courier, 2, hand(unit, c[1], c[2]), ago(&s, 50));
        let first = VAN.scan(&courier, 1, hand(unit, c[0], c[1]), ago(&s, 60));
        assert_eq!(WARD.tell(&s, &courier, &second).await.state, EntryState::Clear);
        let taken = VAN.tell(&s, &courier, &first).await;
        assert_eq!((taken.state, taken.uncertainty_s, taken.at), (EntryState::Unclear, 900, ago(&s, 60)));
        let trace = s.trace(&cast.coordinator, &unit.to_string()).await.unwrap();
        let line = trace.traces[0].flat().into_iter().find(|l| l.unit.id == unit).cloned().unwrap();
        let stops = line.stops.iter().filter_map(|stop| match stop {
            Stop::HandedOver(h) => Some((h.handed.from, h.handed.to)),
            Stop::Missing(_) => None,
        });
        assert_eq!(stops.collect::<Vec<_>>(), [(Some(c[0]), Some(c[1])), (Some(c[1]), Some(c[2]))], "one chain");
        assert_eq!(line.unsure().len(), 2, "and it says that the clocks do not tell");
        // Sent again after an hour, it is kept once.
        home.later(3_600);
        assert_eq!(VAN.tell(&s, &courier, &first).await, taken);
        assert_eq!(s.device_entry(&cast.coordinator, taken.entry).await.unwrap().chain.len(), 2);

        let seen = s.device_entries(&cast.coordinator).await.unwrap();
        assert_eq!((seen.unclear.len() - before, seen.settled.len(), seen.more), (1, 0, false));
        let told = entry(&s, &cast, &taken).await;
        assert_eq!((rules(&told).len(), told.kept.unsure_with.len()), (0, 1));
        let moved = |minutes: i64, handover| {
            let happened = Happened::at(ago(&s, minutes), Zone::utc());
            Settling { decision: Decision::Moved { handover, happened }, reason: "asked_both".to_owned() }
        };
        let own = told.kept.handover.unwrap();
        let elsewhere = codes::ids::HandoverId::from_bits(3);
        for who in [&courier, &cast.nurse, &cast.surgeon, &cast.psychologist] {
            assert!(denied(&s.device_entries(who).await), "{}", who.role.code());
            assert!(denied(&s.device_entry(who, taken.entry).await), "{}", who.role.code());
            assert!(denied(&s.settle_entry(who, taken.entry, moved(115, own)).await), "{}", who.role.code());
        }
        let settle = |settling| s.settle_entry(&cast.coordinator, taken.entry, settling);
        assert_eq!(code(settle(moved(115, elsewhere)).await), "malformed");
        assert_eq!(code(settle(moved(-60, own)).await), "malformed", "it lies ahead");
        let other = Settling { decision: Decision::OtherOrgan { unit }, reason: "other".to_owned() };
        assert_eq!(code(settle(other).await), "malformed", "its organ is known");
        settle(moved(115, own)).await.unwrap();
        assert_eq!(code(settle(moved(110, own)).await), "stale");
        let after = s.device_entry(&cast.coordinator, taken.entry).await.unwrap();
        assert_eq!((after.entry.state(), &after.entry.kept), (EntryState::Settled, &told.kept), "what was told stays");
        assert_eq!((after.chain[0].id, after.chain[0].at.uncertainty_s), (own, None));
        assert_eq!(after.chain[0].scanned.as_ref(), Some(&told.kept.scanned));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_contradicts_the_chain_is_kept_beside_it() {
    for home in villages("offline_contradicts").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let before = s.device_entries(&cast.coordinator).await.unwrap().unclear.len();
        let Kidney { unit, courier, .. } = kidney(&home, &cast, 7_200).await;
        let c = &cast.country.centres;
        VAN.tell(&s, &courier, &VAN.scan(&courier, 1, hand(unit, c[0], c[1]), ago(&s, 90))).await;
        let twice = WARD.tell(&s, &courier, &WARD.scan(&courier, 2, hand(unit, c[0], c[2]), ago(&s, 20))).await;
        assert_eq!(rules(&entry(&s, &cast, &twice).await), ["TRC-013"]);

        let nobodys = UnitId::from_bits(0x1234_5678);
        let unknown = WARD.tell(&s, &courier, &WARD.scan(&courier, 3, hand(nobodys, c[1], c[2]), ago(&s, 15))).await;
        let told = entry(&s, &cast, &unknown).await;
        assert_eq!((rules(&told), told.kept.handover), (vec!["TRC-011"], None));
        let meant = Settling { decision: Decision::OtherOrgan { unit }, reason: "seen_on_the_label".to_owned() };
        s.settle_entry(&cast.coordinator, unknown.entry, meant).await.unwrap();
        let seen = s.device_entry(&cast.coordinator, unknown.entry).await.unwrap();
        let made = seen.entry.settled.as_ref().unwrap().told.handover.unwrap();
        assert!(seen.chain.iter().any(|h| h.id == made && h.handed.from == Some(c[1])));

        // Somebody set the clock of the device while it was away.
        let scan = WARD.scan(&courier, 4, hand(unit, c[2], c[1]), ago(&s, 10));
        let mut sealed = WARD.seal(&s, &scan);
        sealed.device_now += SignedDuration::from_mins(30);
        let moved = s.keep_told(&courier, sealed).await.unwrap().0;
        let told = entry(&s, &cast, &moved).await;
        assert!(rules(&told).contains(&"TRC-014"), "{:?}", rules(&told));
        assert_eq!((told.kept.moved_s, told.kept.scanned.uncertainty_s), (1_800, 1_800));

        let ended =
            FateRecorded { fate: Fate::Discarded, reason: "damaged".to_owned(), approval: None, disputes: Vec::new() };
        let at = Happened::at(ago(&s, 8), Zone::utc());
        s.record_fate(&cast.coordinator, unit, ended, at).await.unwrap();
        let late = WARD.tell(&s, &courier, &WARD.scan(&courier, 5, hand(unit, c[1], c[0]), ago(&s, 2))).await;
        assert!(rules(&entry(&s, &cast, &late).await).contains(&"TRC-012"));
        let stays = Settling { decision: Decision::AsTold, reason: "asked_both".to_owned() };
        s.settle_entry(&cast.coordinator, late.entry, stays).await.unwrap();
        let seen = s.device_entries(&cast.coordinator).await.unwrap();
        assert_eq!((seen.unclear.len() - before, seen.settled.len()), (2, 2));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_scanned_it_sends_it_and_nothing_altered_is_taken() {
    for home in villages("offline_bound").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let before = s.device_entries(&cast.coordinator).await.unwrap().unclear.len();
        let Kidney { unit, courier, .. } = kidney(&home, &cast, 7_200).await;
        let c = &cast.country.centres;
        let scan = VAN.scan(&courier, 1, hand(unit, c[0], c[1]), ago(&s, 90));
        let sealed = VAN.seal(&s, &scan);
        assert!(!format!("{sealed:?}").contains(&unit.to_string()), "nothing of it can be read on the way");
        assert!(denied(&s.keep_told(&cast.psychologist, sealed.clone()).await));
        assert_eq!(code(s.keep_told(&cast.coordinator, sealed.clone()).await), "not_yours");
        let others = SealedEntry { mark: format!("{:032x}", 7), ..sealed.clone() };
        assert_eq!(code(s.keep_told(&courier, others).await), "unopenable", "sealed under another mark");
        assert_eq!(code(s.keep_told(&courier, SealedEntry { key: 9, ..sealed.clone() }).await), "unopenable");
        assert_eq!(code(s.keep_told(&courier, SealedEntry { mark: "x".into(), ..sealed.clone() }).await), "malformed");
        let mut bytes = BASE64.decode(sealed.sealed.as_bytes()).unwrap();
        bytes[0] ^= 1;
        let altered = SealedEntry { sealed: BASE64.encode(&bytes), ..sealed.clone() };
        assert_eq!(code(s.keep_told(&courier, altered).await), "unopenable");
        assert_eq!(s.device_entries(&cast.coordinator).await.unwrap().unclear.len(), before);
        s.keep_told(&courier, sealed).await.unwrap();

        // To a surgeon of another centre the organ looks as if it were not there; what they held in hand is kept all the same.
        let abroad = &cast.surgeon_elsewhere;
        let own = abroad.centre.unwrap();
        let far = c.iter().copied().filter(|x| *x != own && *x != c[0]).collect::<Vec<_>>();
        let foreign = WARD.scan(abroad, 2, hand(unit, far[0], far[0]), ago(&s, 5));
        let taken = WARD.tell(&s, abroad, &foreign).await;
        let told = entry(&s, &cast, &taken).await;
        assert_eq!((rules(&told), told.kept.handover), (vec!["TRC-011"], None));
        assert_eq!(s.device_entry(&cast.coordinator, taken.entry).await.unwrap().chain.len(), 0);
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_is_told_whether_its_session_waits_or_was_ended() {
    for home in villages("offline_session").await {
        let (_, s) = (Cast::of(&home), home.service.clone());
        let opened = s.demo_session(Role::Courier).await.unwrap();
        let stands = async |token: Option<&str>| match s.device_standing(token).await.unwrap() {
            DeviceStanding::Open { session, until_at } => {
                assert_eq!(until_at.duration_since(s.now()).as_hours(), 12);
                session.access.role.code()
            }
            DeviceStanding::Paused => "paused",
            DeviceStanding::Ended => "ended",
        };
        assert_eq!(stands(Some(&opened.token)).await, "courier");
        assert_eq!((stands(None).await, stands(Some("nobody's")).await), ("paused", "ended"));
        home.later(1_801);
        assert_eq!(stands(Some(&opened.token)).await, "paused", "left alone for half an hour");
        let again = s.demo_session(Role::Courier).await.unwrap();
        assert_eq!(stands(Some(&again.token)).await, "courier");
        s.sign_out(&again.token).await.unwrap();
        assert_eq!(stands(Some(&again.token)).await, "ended");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_account_cannot_fill_the_list_within_an_hour() {
    for home in villages("offline_many").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let Kidney { courier, .. } = kidney(&home, &cast, 7_200).await;
        let c = &cast.country.centres;
        let unknown = |n: u8| WARD.scan(&courier, n, hand(UnitId::from_bits(u64::from(n)), c[0], c[1]), ago(&s, 50));
        for n in 0..120 {
            assert_eq!(WARD.tell(&s, &courier, &unknown(n)).await.state, EntryState::Unclear);
        }
        assert_eq!(code(s.keep_told(&courier, WARD.seal(&s, &unknown(120))).await), "rate_limited");
        let again = WARD.tell(&s, &courier, &unknown(7)).await;
        assert_eq!(again.state, EntryState::Unclear, "what is kept already is answered as before");
        home.later(3_700);
        assert_eq!(WARD.tell(&s, &courier, &unknown(120)).await.state, EntryState::Unclear, "it waited and is kept");
        home.drop().await;
    }
}
