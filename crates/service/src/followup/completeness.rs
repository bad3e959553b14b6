//! How complete follow-up is: live for those who work with it, frozen by month and without small numbers for everybody.

use std::collections::BTreeMap;

use codes::ids::CentreId;
use domain::access::Permission;
use domain::licence::Centre;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::Tx;
use store::figures;
use store::followup::{CentreTally, FormTally};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::Failure;
use crate::figures::Share;

/// Completeness of one form at one centre, for those who work with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormShare {
    /// The centre.
    pub centre: String,
    /// Its name today.
    pub name: String,
    /// `donor` or `recipient`.
    pub who: String,
    /// Which visit of the schedule.
    pub kind: String,
    /// Visits whose time is over.
    pub closed: i64,
    /// Those that were held.
    pub seen: i64,
}

/// What waits at one centre, as the regulator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CentreStanding {
    /// What waits.
    pub tally: CentreTally,
    /// Name of the centre today.
    pub name: String,
    /// Visits whose time is over, and those that were held.
    pub complete: (i64, i64),
}

/// Completeness of one form at one centre, as everybody may know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicShare {
    /// The centre.
    pub centre: String,
    /// `donor` or `recipient`.
    pub who: String,
    /// Which visit of the schedule.
    pub kind: String,
    /// Visits whose time was over, and those that were not held; small numbers are kept back.
    pub share: Share,
}

/// Completeness as it was on the first of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicFollowup {
    /// Every visit whose time was over before this day is counted.
    pub as_of: Date,
    /// By centre and form, in order of the centre's number.
    pub shares: Vec<PublicShare>,
    /// Names of the centres.
    pub names: BTreeMap<String, String>,
}

impl Service {
    /// Completeness per form at the reader's centre, or at all.
    ///
    /// # Errors
    /// Denied.
    pub async fn completeness(&self, access: &Access) -> Result<Vec<FormShare>, Failure> {
        let (centre, today) = (self.own_centre(access), self.today());
        self.read("followup.completeness", access, May::narrowed(Permission::ReadFollowup), None, move |r| {
            let centre = centre.clone();
            Box::pin(async move {
                let tallies = store::followup::by_form(r.tx, today, centre.as_deref()).await?;
                let names = names(r.tx, today, tallies.iter().map(|t| t.centre.as_str())).await?;
                let share = |t: FormTally| FormShare {
                    name: names.get(&t.centre).cloned().unwrap_or_default(),
                    centre: t.centre,
                    who: t.who,
                    kind: t.kind,
                    closed: t.closed,
                    seen: t.seen,
                };
                Ok(tallies.into_iter().map(share).collect())
            })
        })
        .await
    }

    /// What waits at every centre, for those who watch over the country: most overdue first.
    ///
    /// # Errors
    /// Denied; whoever reaches the own centre only.
    pub async fn centres_followed(&self, access: &Access) -> Result<Vec<CentreStanding>, Failure> {
        let (today, lost_after) = (self.today(), self.ctx.lost_after());
        self.read("followup.centres", access, May::national(Permission::ReadFollowup), None, move |r| {
            Box::pin(async move {
                let mut waiting: BTreeMap<String, CentreTally> = BTreeMap::new();
                for tally in store::followup::overview(r.tx, today, lost_after.into()).await? {
                    waiting.insert(tally.centre.clone(), tally);
                }
                let mut complete: BTreeMap<String, (i64, i64)> = BTreeMap::new();
                for form in store::followup::by_form(r.tx, today, None).await? {
                    let sum = complete.entry(form.centre).or_default();
                    *sum = (sum.0 + form.closed, sum.1 + form.seen);
                }
                let all: Vec<&str> = complete.keys().chain(waiting.keys()).map(String::as_str).collect();
                let names = names(r.tx, today, all.into_iter()).await?;
                let standing = |(centre, name): (&String, &String)| CentreStanding {
                    tally: waiting
                        .get(centre)
                        .cloned()
                        .unwrap_or_else(|| CentreTally { centre: centre.clone(), ..CentreTally::default() }),
                    name: name.clone(),
                    complete: complete.get(centre).copied().unwrap_or_default(),
                };
                let mut found: Vec<CentreStanding> = names.iter().map(standing).collect();
                found.sort_by_key(|c| std::cmp::Reverse(c.tally.overdue));
                Ok(found)
            })
        })
        .await
    }

    /// Completeness of this month for everybody; made and frozen when first asked for.
    ///
    /// # Errors
    /// The store fails.
    pub async fn public_followup(&self) -> Result<PublicFollowup, Failure> {
        let as_of = self.today().first_of_month();
        let name = format!("follow-up {as_of}");
        let kept = name.clone();
        let frozen = self
            .public("followup.frozen", move |r| {
                let name = kept.clone();
                Box::pin(async move { Ok(figures::frozen(r.tx, &name).await?) })
            })
            .await?;
        if let Some(text) = frozen {
            return serde_json::from_str(&text).map_err(|e| Failure::fault(&e));
        }
        self.store
            .run("followup.freeze", move |tx: &mut Tx| {
                let name = name.clone();
                Box::pin(async move {
                    let tallies = store::followup::by_form(tx, as_of, None).await?;
                    let names = names(tx, as_of, tallies.iter().map(|t| t.centre.as_str())).await?;
                    let share = |t: FormTally| PublicShare {
                        share: Share::new(t.closed, t.seen),
                        centre: t.centre,
                        who: t.who,
                        kind: t.kind,
                    };
                    let made = PublicFollowup { as_of, shares: tallies.into_iter().map(share).collect(), names };
                    let text = serde_json::to_string(&made).map_err(|e| Failure::fault(&e))?;
                    figures::freeze(tx, &name, &text).await?;
                    Ok::<_, Failure>(made)
                })
            })
            .await
    }
}

async fn names<'c>(
    tx: &mut Tx,
    on: Date,
    centres: impl Iterator<Item = &'c str>,
) -> Result<BTreeMap<String, String>, Failure> {
    let mut names = BTreeMap::new();
    for id in centres {
        if !names.contains_key(id) && id.parse::<CentreId>().is_ok() {
            let centre = store::record::load::<Centre>(tx, id).await?;
            names.insert(id.to_owned(), centre.map(|c| c.record.name_on(on).to_owned()).unwrap_or_default());
        }
    }
    Ok(names)
}
