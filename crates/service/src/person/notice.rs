//! Notices: who had a value that was corrected, telling them, and what somebody is told.

use std::collections::BTreeMap;

use codes::ids::{AccountId, CentreId, NoticeId};
use domain::Draft;
use domain::access::{Account, AccountState, Permission};
use domain::person::{Addressee, Changed, Notice, NoticeRaised};
use jiff::Timestamp;
use serde::Serialize;

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service};

/// Who had a value, and since when.
pub(crate) type Holders = BTreeMap<Addressee, Timestamp>;

/// A notice as its addressee reads it.
#[derive(Debug, Clone)]
pub struct NoticeSeen {
    /// The notice.
    pub notice: Notice,
    /// Name of the person who said that they know of it.
    pub known_by: Option<String>,
}

/// What somebody is told.
#[derive(Debug, Clone, Default)]
pub struct NoticeList {
    /// Open ones first, then the latest.
    pub notices: Vec<NoticeSeen>,
    /// How many wait for an answer, all counted.
    pub open: i64,
    /// Whether older ones are left out.
    pub more: bool,
}

impl Work<'_> {
    /// Everybody to whom one of the records was shown, and the centres given, without whoever acts now and their centre.
    pub(crate) async fn holders(
        &mut self,
        records: &[String],
        centres: impl IntoIterator<Item = (CentreId, Timestamp)>,
    ) -> Result<Holders, Failure> {
        let mut holders = Holders::new();
        let mut had = |who: Addressee, since: Timestamp| {
            let first = holders.entry(who).or_insert(since);
            *first = (*first).min(since);
        };
        for (centre, since) in centres {
            had(Addressee::Centre(centre), since);
        }
        for record in records {
            for (account, since) in store::notice::readers(self.tx, record, Timestamp::UNIX_EPOCH).await? {
                if let Ok(account) = account.parse::<AccountId>() {
                    had(Addressee::Account(account), since);
                }
            }
        }
        holders.remove(&Addressee::Account(self.access.account));
        if let Some(own) = self.access.centre {
            holders.remove(&Addressee::Centre(own));
        }
        Ok(holders)
    }

    /// Tells everybody who had an old value. Who left is told nothing; their centre is.
    pub(crate) async fn tell(&mut self, about: &str, changed: &Changed, holders: &Holders) -> Result<(), Failure> {
        for (to, had_since) in self.reachable(holders).await? {
            let (id, draft) = self.notice(about, changed, to, had_since);
            self.record(vec![draft.about(id)]).await?;
        }
        Ok(())
    }

    /// Tells everybody who relies on a verdict that the rules were asked again, with what they said and of what.
    pub(crate) async fn tell_asked_again(
        &mut self,
        about: (&str, &str),
        changed: &Changed,
        holders: &Holders,
        (reading, inputs): (&::law::Reading, &impl Serialize),
    ) -> Result<(), Failure> {
        let (pair, donor) = about;
        for (to, had_since) in self.reachable(holders).await? {
            let (_, draft) = self.notice(pair, changed, to, had_since);
            let draft = draft.about(pair).sealed_for(domain::Vault::Clinical, donor);
            self.record_with(vec![draft], reading, inputs).await?;
        }
        Ok(())
    }

    fn notice(&self, about: &str, changed: &Changed, to: Addressee, had_since: Timestamp) -> (NoticeId, Draft) {
        let id: NoticeId = self.id();
        let raised = NoticeRaised { to, about: about.to_owned(), changed: changed.clone(), had_since };
        (id, Draft::new("person.notice_raised", id, &raised))
    }

    async fn reachable(&mut self, holders: &Holders) -> Result<Vec<(Addressee, Timestamp)>, Failure> {
        let mut reached = Vec::new();
        for (&to, &since) in holders {
            let left = match to {
                Addressee::Account(id) => {
                    self.find::<Account>(id).await?.is_none_or(|account| account.state == AccountState::Closed)
                }
                Addressee::Centre(_) => false,
            };
            if !left {
                reached.push((to, since));
            }
        }
        Ok(reached)
    }
}

impl Reader<'_> {
    async fn notices(&mut self, account: AccountId, centre: Option<CentreId>) -> Result<NoticeList, Failure> {
        let (account, centre) = (account.to_string(), centre.map(|c| c.to_string()));
        let mut found = store::notice::notices_of(self.tx, &account, centre.as_deref()).await?;
        let more = found.len() > store::notice::MOST;
        found.truncate(store::notice::MOST);
        let knowing: Vec<AccountId> = found.iter().filter_map(|n| n.acknowledged.map(|a| a.by)).collect();
        let names = self.names(&knowing).await?;
        let open = store::notice::open_notices(self.tx, &account, centre.as_deref()).await?;
        let name = |notice: &Notice| notice.acknowledged.and_then(|a| names.get(&a.by.to_string()).cloned());
        let notices = found.into_iter().map(|notice| NoticeSeen { known_by: name(&notice), notice }).collect();
        Ok(NoticeList { notices, open, more })
    }
}

fn is_for(notice: &Notice, access: &Access) -> bool {
    match notice.raised.to {
        Addressee::Account(account) => account == access.account,
        Addressee::Centre(centre) => access.centre == Some(centre),
    }
}

impl Service {
    /// Notices to whoever asks and to the centre they work in.
    ///
    /// # Errors
    /// Denied.
    pub async fn notices(&self, access: &Access) -> Result<NoticeList, Failure> {
        let (account, centre) = (access.account, access.centre);
        self.read("person.notices", access, May::narrowed(Permission::ReadNotice), None, move |r| {
            Box::pin(async move { r.notices(account, centre).await })
        })
        .await
    }

    /// Whether the rules were asked again about a pair since its verdict, and nobody at its centre said so yet.
    ///
    /// # Errors
    /// Denied; no such pair.
    pub async fn asked_again(&self, access: &Access, pair: codes::ids::PairId) -> Result<Vec<Notice>, Failure> {
        let may = self.may_on_pair(access, Permission::ReadPair, pair).await?;
        self.read("person.asked_again", access, may, Some(pair.to_string()), move |r| {
            Box::pin(async move {
                let about = store::notice::notices_about(r.tx, &pair.to_string()).await?;
                let open = |n: &Notice| n.acknowledged.is_none() && matches!(n.raised.to, Addressee::Centre(_));
                let again = |n: &Notice| matches!(n.raised.changed, Changed::AskedAgain { .. });
                Ok(about.into_iter().filter(|n| open(n) && again(n)).collect())
            })
        })
        .await
    }

    /// Says that one knows of a notice. One to a centre is acknowledged by anybody who works there.
    ///
    /// # Errors
    /// Denied; it is for somebody else, which looks as if it did not exist; it is known already.
    pub async fn acknowledge_notice(&self, access: &Access, id: NoticeId) -> Result<((), Receipt), Failure> {
        self.write("person.acknowledge_notice", access, May::narrowed(Permission::ReadNotice), move |w| {
            Box::pin(async move {
                let notice: Option<Notice> = w.find(id).await?;
                let Some(notice) = notice.filter(|n| is_for(n, &w.access)) else {
                    return Err(Failure::Denied { hidden: true });
                };
                if notice.acknowledged.is_some() {
                    return Err(Problem::new("stale", "notice", "a notice nobody answered yet").into());
                }
                w.record(vec![Draft::new("person.notice_acknowledged", id, &())]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }
}
