//! Limits on how often something may be tried from one place.

use std::collections::BTreeMap;
use std::sync::Mutex;

use jiff::Timestamp;

/// Counts tries per key within a minute.
#[derive(Debug, Default)]
pub struct Throttle {
    tries: Mutex<BTreeMap<String, (i64, u32)>>,
}

impl Throttle {
    /// Counts one more try; false when there were already `limit` in this minute.
    pub fn allow(&self, key: &str, limit: u32, now: Timestamp) -> bool {
        let minute = now.as_second().div_euclid(60);
        let mut tries = self.tries.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        tries.retain(|_, (m, _)| *m == minute);
        let entry = tries.entry(key.to_owned()).or_insert((minute, 0));
        entry.1 += 1;
        entry.1 <= limit
    }
}
