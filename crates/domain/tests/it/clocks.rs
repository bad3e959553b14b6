//! Two devices with wrong clocks end as one chain whose uncertainty is told. Held for many chains made by chance.

use codes::ids::{CentreId, HandoverId, UnitId};
use codes::time::Zone;
use domain::registry::{HandedOver, Handover};
use domain::trace::order::{Scanned, either_order, in_order};
use jiff::{SignedDuration, Timestamp};

use crate::world::at;

/// A plain generator of numbers (SplitMix64), so that each run sees the same chains.
struct Chance(u64);

impl Chance {
    fn up_to(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }

    fn around(&mut self, width: i64) -> i64 {
        i64::try_from(self.up_to(u64::try_from(2 * width + 1).unwrap())).unwrap() - width
    }
}

fn seconds(n: i64) -> SignedDuration {
    SignedDuration::from_secs(n)
}

/// A hand-over that truly was at an instant, told by a device whose clock is off and was measured with some error.
fn told(chance: &mut Chance, n: u64, truly_at: Timestamp, learned_at: Timestamp) -> Handover {
    let wrong = chance.around(90_000);
    let uncertainty = chance.up_to(900);
    let error = chance.around(i64::try_from(uncertainty).unwrap());
    let scanned = Scanned {
        device: format!("van_{}", n % 2),
        device_at: truly_at - seconds(wrong),
        offset_s: i32::try_from(wrong + error).unwrap(),
        uncertainty_s: u32::try_from(uncertainty).unwrap(),
    };
    let happened = scanned.happened(Zone::utc(), learned_at);
    let slack = seconds(i64::from(happened.uncertainty_s.unwrap()) + 60);
    assert!(happened.at - slack <= truly_at && truly_at <= happened.at + slack, "the truth lies within what is told");
    assert!(happened.at <= learned_at, "nothing lies ahead of the server's clock");
    let (from, to) = (Some(CentreId::from_bits(n)), Some(CentreId::from_bits(n + 1)));
    let place = u32::try_from(n).unwrap();
    let (unit, package, disputes) = (UnitId::from_bits(1), None, Vec::new());
    let handed = HandedOver { unit, place, from, to, package, disputes };
    Handover { id: HandoverId::from_bits(n), handed, at: happened, scanned: Some(scanned) }
}

fn numbers(chain: &[&Handover]) -> Vec<u32> {
    chain.iter().map(|h| h.handed.place).collect()
}

#[test]
fn devices_with_wrong_clocks_end_as_one_chain() {
    let mut chance = Chance(20_261_121);
    let (mut unsure, mut moved) = (0, 0);
    for _ in 0..2_000 {
        let mut truly_at = at("2026-11-21T06:00:00Z");
        let mut all = Vec::new();
        for n in 1..=6 {
            // Far enough apart that the second of a measured clock is told from the minute of a form.
            truly_at += seconds(120 + i64::try_from(chance.up_to(1_500)).unwrap());
            all.push(told(&mut chance, n, truly_at, at("2026-11-22T06:00:00Z")));
        }
        let known: Vec<&Handover> = all.iter().collect();
        let chain = in_order(&known, Some(CentreId::from_bits(1)));
        assert_eq!(numbers(&chain), [1, 2, 3, 4, 5, 6], "each begins where the one before it ended");
        let mut shuffled = known.clone();
        for n in (1..shuffled.len()).rev() {
            shuffled.swap(n, usize::try_from(chance.up_to(n as u64 + 1)).unwrap());
        }
        assert_eq!(
            numbers(&in_order(&shuffled, Some(CentreId::from_bits(1)))),
            numbers(&chain),
            "however it became known"
        );
        unsure += usize::from(chain.windows(2).any(|w| either_order(&w[0].at, &w[1].at)));
        moved += usize::from(!chain.is_sorted_by_key(|h| h.at.at));
    }
    assert!(unsure > 200 && moved > 50, "the clocks were wrong enough to matter: {unsure} {moved}");
}

#[test]
fn nothing_stands_before_what_surely_came_first() {
    let mut chance = Chance(7);
    for _ in 0..500 {
        let late = at("2026-11-22T06:00:00Z");
        let all: Vec<Handover> = (1..=6)
            .map(|n| {
                let truly_at = at("2026-11-21T06:00:00Z") + seconds(chance.around(20_000));
                told(&mut chance, n, truly_at, late)
            })
            .collect();
        let known: Vec<&Handover> = all.iter().collect();
        let chain = in_order(&known, Some(CentreId::from_bits(3)));
        assert_eq!(chain.len(), all.len());
        for (place, one) in chain.iter().enumerate() {
            assert!(!chain[place + 1..].iter().any(|later| later.at.surely_before(&one.at)));
        }
    }
}

#[test]
fn a_scan_ahead_of_the_server_is_drawn_back_and_says_how_far() {
    let scanned =
        Scanned { device: "van_1".to_owned(), device_at: at("2026-11-21T07:00:00Z"), offset_s: 0, uncertainty_s: 5 };
    let happened = scanned.happened(Zone::utc(), at("2026-11-21T06:50:00Z"));
    assert_eq!((happened.at, happened.uncertainty_s), (at("2026-11-21T06:50:00Z"), Some(605)));
}
