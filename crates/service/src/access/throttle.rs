//! Limits on how often something may be tried from one place.

use std::collections::BTreeMap;
use std::sync::Mutex;

use jiff::Timestamp;

/// Sign-ins tried in a minute at most: by everybody, from one address, under one name.
const SIGN_INS: [u32; 3] = [600, 60, 10];

/// Second factors confirmed in a minute at most: by everybody, with one code.
const CONFIRMATIONS: [u32; 2] = [300, 5];

/// Counts tries per key within a minute. Keys live in memory only.
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
        entry.1 = entry.1.saturating_add(1);
        entry.1 <= limit
    }

    /// Whether one more second factor may be confirmed with a code. The general limit comes first, so that codes made up by
    /// the thousand cannot fill the memory.
    pub(super) fn allow_confirmation(&self, code: &str, now: Timestamp) -> bool {
        let [all, one] = CONFIRMATIONS;
        self.allow("confirm", all, now) && self.allow(&format!("confirm {code}"), one, now)
    }

    /// Whether one more sign-in may be tried. What the general limit stops is not counted further, so that memory stays
    /// bounded.
    pub(super) fn allow_sign_in(&self, from: &str, login: &str, now: Timestamp) -> bool {
        let keys = ["sign in".to_owned(), format!("from {from}"), format!("login {login}")];
        keys.iter().zip(SIGN_INS).all(|(key, limit)| self.allow(key, limit, now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_has_its_limit_and_the_next_one_begins_anew() {
        let (throttle, at) = (Throttle::default(), |s| Timestamp::from_second(s).unwrap());
        let tries = |second| (0..12).filter(|_| throttle.allow_sign_in("one place", "token", at(second))).count();
        assert_eq!([tries(0), tries(59), tries(60)], [10, 0, 10]);
        assert!(throttle.allow_sign_in("one place", "other", at(61)));
        let others = (0..1000).filter(|n| throttle.allow_sign_in("one place", &n.to_string(), at(120))).count();
        assert_eq!(others, 60);
        let everybody = (0..1000).filter(|n| throttle.allow_sign_in(&n.to_string(), &n.to_string(), at(180))).count();
        assert_eq!(everybody, 600);
        let confirmed = (0..1000).filter(|n| throttle.allow_confirmation(&n.to_string(), at(240))).count();
        assert_eq!((confirmed, throttle.tries.lock().unwrap().len()), (300, 301));
        assert_eq!((0..9).filter(|_| throttle.allow_confirmation("one", at(300))).count(), 5);
    }
}
