//! Sessions looked up a moment ago, so that not every page and picture asks the database who is signed in.
//!
//! Whatever this program writes about accounts and sessions empties the list at once. What another program on the same database writes takes effect
//! here after [`FRESH`] at the latest (`SECURITY.md`).

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::Session;

/// How long an answer is used again.
pub(super) const FRESH: SignedDuration = SignedDuration::from_secs(2);
/// Sessions remembered at most; whoever comes after is looked up each time until the list is emptied.
const MOST: usize = 10_000;

/// Sessions by the hash of their token.
#[derive(Default)]
pub struct RecentSessions(Mutex<List>);

#[derive(Default)]
struct List {
    turn: u64,
    known: HashMap<[u8; 32], Known>,
}

/// A session and between which instants it may be used without asking again.
struct Known {
    session: Session,
    from: Timestamp,
    until: Timestamp,
}

impl RecentSessions {
    fn list(&self) -> MutexGuard<'_, List> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A session that was looked up a moment ago.
    pub(super) fn get(&self, token_hash: &[u8; 32], now: Timestamp) -> Option<Session> {
        let list = self.list();
        let known = list.known.get(token_hash).filter(|k| k.from <= now && now < k.until)?;
        Some(known.session.clone())
    }

    /// To be asked before a session is looked up: what is forgotten meanwhile is not kept.
    pub(super) fn turn(&self) -> u64 {
        self.list().turn
    }

    /// Keeps a session for [`FRESH`], or for less.
    pub(super) fn keep(&self, turn: u64, token_hash: [u8; 32], session: &Session, now: Timestamp, at_most: Timestamp) {
        let until = now.checked_add(FRESH).unwrap_or(now).min(at_most);
        let mut list = self.list();
        if list.turn != turn {
            return;
        }
        if list.known.len() >= MOST {
            list.known.retain(|_, known| now < known.until);
        }
        if list.known.len() < MOST {
            list.known.insert(token_hash, Known { session: session.clone(), from: now, until });
        }
    }

    /// Forgets every session: one of them, or an account, changed.
    pub(crate) fn forget(&self) {
        let mut list = self.list();
        list.turn += 1;
        list.known.clear();
    }
}
