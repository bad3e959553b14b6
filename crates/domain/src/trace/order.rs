//! One chain from hand-overs that were told by clocks which do not agree.
//!
//! A device that was offline tells when it scanned by its own clock, and how far that clock is off as it measured it
//! against the server's. What remains unsure is kept with the hand-over; where two of them could have been in either
//! order, the chain is ordered so that each begins where the one before it ended, and says that it is not sure.

use codes::ids::{CentreId, HandoverId};
use codes::time::{Happened, Precision, Zone};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::registry::Handover;

/// What a device knows of its own clock, and when it scanned by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scanned {
    /// Number of the device, as it names itself.
    pub device: String,
    /// The instant of the scan by the device's clock.
    pub device_at: Timestamp,
    /// Seconds that must be added to the device's clock to have the server's, as measured.
    pub offset_s: i32,
    /// How many seconds that measurement may be wrong, either way: half of the answer's way there and back, and what the
    /// clock may have drifted since.
    pub uncertainty_s: u32,
}

impl Scanned {
    /// When the scan was by the server's clock, with what remains unsure. A scan that would lie after the instant at which
    /// the server learned of it was at that instant at the latest.
    #[must_use]
    pub fn happened(&self, zone: Zone, learned_at: Timestamp) -> Happened {
        let moved = self.device_at.checked_add(SignedDuration::from_secs(self.offset_s.into()));
        let at = moved.unwrap_or(self.device_at);
        let beyond = u32::try_from(at.duration_since(learned_at).as_secs().max(0)).unwrap_or(u32::MAX);
        Happened {
            at: at.min(learned_at),
            zone,
            precision: Precision::Minute,
            uncertainty_s: Some(self.uncertainty_s.saturating_add(beyond)),
        }
    }
}

impl Scanned {
    /// Seconds by which the clock disagrees now with what was measured of it: somebody set it, or it drifted.
    #[must_use]
    pub fn moved_s(&self, device_now: Timestamp, now: Timestamp) -> u32 {
        let offset_s = now.duration_since(device_now).as_secs();
        u32::try_from(offset_s.abs_diff(self.offset_s.into())).unwrap_or(u32::MAX)
    }

    /// The same scan, its doubt widened by what the clock moved.
    #[must_use]
    pub fn doubting(self, moved_s: u32) -> Self {
        Self { uncertainty_s: self.uncertainty_s.saturating_add(moved_s), ..self }
    }
}

/// The other hand-over of a chain in order that says that the organ left the place that this one says it left, with none
/// between them that brings it back: one organ cannot leave a place twice.
#[must_use]
pub fn left_already(chain: &[&Handover], id: HandoverId) -> Option<HandoverId> {
    let own = chain.iter().position(|h| h.id == id)?;
    let from = chain.get(own)?.handed.from?;
    let back = |first: usize, second: usize| {
        let between = chain.iter().take(second).skip(first + 1);
        between.filter(|h| h.id != id).any(|h| h.handed.to == Some(from))
    };
    let others = chain.iter().enumerate().filter(|(place, h)| *place != own && h.handed.from == Some(from));
    others.into_iter().find(|(place, _)| !back(own.min(*place), own.max(*place))).map(|(_, h)| h.id)
}

/// Whether two events could have been in either order.
#[must_use]
pub fn either_order(one: &Happened, other: &Happened) -> bool {
    !one.surely_before(other) && !other.surely_before(one)
}

/// Hand-overs of one organ as one chain that begins at a place. Nothing that was surely before another stands after it;
/// what could have been in either order stands so that the chain has as few breaks as it can, and otherwise by its instant,
/// place and number. The same hand-overs give the same chain, in whatever order they became known.
#[must_use]
pub fn in_order<'a>(handed: &[&'a Handover], begins: Option<CentreId>) -> Vec<&'a Handover> {
    let mut left: Vec<&Handover> = handed.to_vec();
    left.sort_by_key(|h| (h.at.at, h.handed.place, h.id));
    let (mut chain, mut place) = (Vec::with_capacity(left.len()), begins);
    while !left.is_empty() {
        let may_be_next = |one: &&Handover| !left.iter().any(|other| other.at.surely_before(&one.at));
        let joins = |one: &&Handover| place.is_some() && one.handed.from == place;
        let mut next = left.iter().position(|one| may_be_next(one) && joins(one));
        if next.is_none() {
            next = left.iter().position(may_be_next);
        }
        let one = left.remove(next.unwrap_or(0));
        place = one.handed.to;
        chain.push(one);
    }
    chain
}
