//! Whoever carries the letters: an adapter that takes them, and the outbox that hands them over.

use std::sync::{Mutex, PoisonError};

use domain::access::{Purpose, Role};
use domain::donor_register::Letter;
use serde::{Serialize, de::DeserializeOwned};
use store::BoxFuture;

use super::letter::{LetterSeen, letter_seen};
use crate::Service;
use crate::access::Access;
use crate::failure::Failure;
use crate::followup::MessageSeen;
use crate::reading::open_all;
use crate::spool::Spool;
use crate::work::{Receipt, Settled, Work};

/// Letters handed over in one go.
const AT_ONCE: i64 = 100;

/// Takes letters to their people.
pub trait Post: Send + Sync {
    /// Takes a letter. Whoever takes it twice must carry it once; its number tells.
    ///
    /// # Errors
    /// In words for the operator, without anything of the letter; the letter then waits for the next time.
    fn take(&self, letter: &LetterSeen) -> Result<(), String>;
}

/// Keeps letters in memory, for tests and the demonstration. It has no `Debug`.
#[derive(Default)]
pub struct Loopback(Mutex<Vec<LetterSeen>>, Mutex<Vec<MessageSeen>>);

impl Loopback {
    /// Everything taken so far.
    #[must_use]
    pub fn taken(&self) -> Vec<LetterSeen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Every message carried so far.
    #[must_use]
    pub fn carried(&self) -> Vec<MessageSeen> {
        self.1.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn keep_message(&self, message: MessageSeen) {
        self.1.lock().unwrap_or_else(PoisonError::into_inner).push(message);
    }
}

impl Post for Loopback {
    fn take(&self, letter: &LetterSeen) -> Result<(), String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(letter.clone());
        Ok(())
    }
}

impl Post for Spool {
    fn take(&self, letter: &LetterSeen) -> Result<(), String> {
        self.put(&letter.id.to_string(), "txt", &format!("{}\n\n{}", letter.address, letter.text))
    }
}

/// What became of the outbox.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Posted {
    /// Letters the post took.
    pub handed: usize,
    /// Letters it did not take; they wait.
    pub waiting: usize,
    /// Letters whose text was erased; nobody can be told by them.
    pub erased: usize,
}

impl Service {
    /// Hands waiting letters to the post, oldest first, and writes each down as handed once it was taken.
    ///
    /// # Errors
    /// The store fails.
    pub async fn post_letters(&self, post: &dyn Post) -> Result<Posted, Failure> {
        let mut posted = Posted::default();
        let waiting = self
            .public("donor_register.outbox", |r| {
                Box::pin(async move {
                    let mut open = Vec::new();
                    for letter in store::donor_register::queued(r.tx, AT_ONCE).await? {
                        let id = letter.id.to_string();
                        let opened = open_all(r.tx, &r.ctx, letter.clone(), &id, "post").await?;
                        open.push((letter, letter_seen(opened)));
                    }
                    Ok(open)
                })
            })
            .await?;
        for (letter, seen) in waiting {
            match seen.map(|seen| post.take(&seen)) {
                None => posted.erased += 1,
                Some(Err(why)) => {
                    tracing::warn!(letter = %letter.id, %why, "a letter waits");
                    posted.waiting += 1;
                }
                Some(Ok(())) => {
                    self.handed(letter).await?;
                    posted.handed += 1;
                }
            }
        }
        Ok(posted)
    }

    async fn handed(&self, letter: Letter) -> Result<(), Failure> {
        let done = self.as_console("donor_register.letter_handed", move |w| {
            let letter = letter.clone();
            Box::pin(async move {
                let newest: Letter = w.get("letter", letter.id).await?;
                if newest.state != domain::donor_register::LetterState::Queued {
                    return Ok(());
                }
                w.letter_is(&newest, ["donor_register.letter_handed", "donor_register.notice_handed"]).await
            })
        });
        done.await.map(drop)
    }

    /// Writes as the program itself.
    pub(crate) async fn as_console<T, F>(&self, name: &'static str, work: F) -> Result<(T, Receipt), Failure>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        F: for<'w, 't> Fn(&'w mut Work<'t>) -> BoxFuture<'w, Result<T, Failure>> + Send + Sync + 'static,
    {
        let console = Access::console(Role::Administrator, Purpose::Administration);
        let work = std::sync::Arc::new(work);
        self.write_as(name, &console, move |w| {
            let work = std::sync::Arc::clone(&work);
            Box::pin(async move { work(w).await.map(Settled::Done) })
        })
        .await
    }

    /// Writes for somebody whom something else than a permission let in: a code, or the console.
    pub(crate) async fn write_as<T, F>(
        &self,
        name: &'static str,
        access: &Access,
        work: F,
    ) -> Result<(T, Receipt), Failure>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        F: for<'w, 't> Fn(&'w mut Work<'t>) -> BoxFuture<'w, Result<Settled<T>, Failure>> + Send + Sync + 'static,
    {
        let (ctx, access, work) = (std::sync::Arc::clone(&self.ctx), access.clone(), std::sync::Arc::new(work));
        let settled = self
            .store
            .run(name, move |tx: &mut store::Tx| {
                let (ctx, access) = (std::sync::Arc::clone(&ctx), access.clone());
                let work = std::sync::Arc::clone(&work);
                Box::pin(async move {
                    let mut w = Work::begin(tx, ctx, access, name);
                    let settled = work(&mut w).await?;
                    w.finish(settled, None).await
                })
            })
            .await?;
        match settled {
            (Settled::Done(done), receipt) => Ok((done, receipt)),
            (Settled::Refused { id, reading }, _) => Err(Failure::Refused { id, reading: Box::new(reading) }),
        }
    }
}
