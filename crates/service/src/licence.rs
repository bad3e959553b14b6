//! Centres and their licences: grant, suspend, revoke, look up; what a suspension would stop is shown first.

pub(crate) mod professional;
mod review;

use std::sync::Arc;

use ::law::param;
use codes::ids::{CentreId, LicenceId, PairId};
use domain::Draft;
use domain::access::Permission;
use domain::approval::{Pair, Stage};
use domain::licence::{
    Centre, CentreRegistered, Granted, Licence, Measure, Merged, Proposed, Renamed, may_sign_second,
};
use jiff::Timestamp;

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::listed::Listed;
use crate::work::{Receipt, Settled};

pub use professional::{ProfessionalLine, ProfessionalSeen, ProfessionalsWanted, SOON_DAYS};
pub use review::ReviewSeen;

/// Centres looked through at a time.
const LOOKED_THROUGH: u32 = 200;

/// A centre with its licences, as anybody may see them.
#[derive(Debug, Clone)]
pub struct CentrePage {
    /// The centre.
    pub centre: Centre,
    /// Its licences.
    pub licences: Vec<Licence>,
}

/// What a measure would stop and what goes on.
#[derive(Debug, Clone)]
pub struct SuspensionPreview {
    /// The licence.
    pub licence: Licence,
    /// Removals planned under it, with their instants.
    pub planned: Vec<(PairId, Timestamp)>,
    /// Pairs under evaluation that would wait.
    pub waiting: usize,
    /// Living donors whose follow-up goes on.
    pub followed: usize,
    /// Other licences of the centre that stay.
    pub other_licences: usize,
}

impl Service {
    /// Enters a centre, department, ward, laboratory or board.
    ///
    /// # Errors
    /// Denied; no such parent.
    pub async fn register_centre(
        &self,
        access: &Access,
        registered: CentreRegistered,
    ) -> Result<(CentreId, Receipt), Failure> {
        self.write("licence.register_centre", access, May::national(Permission::GrantLicence), move |w| {
            let registered = registered.clone();
            Box::pin(async move {
                if registered.name.trim().is_empty() {
                    return Err(Problem::new("missing", "name", "the public name").into());
                }
                if let Some(parent) = registered.parent {
                    w.get::<Centre>("parent", parent).await?;
                }
                let id: CentreId = w.id();
                w.record(vec![Draft::new("licence.centre_registered", id, &registered)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Gives a centre another name from a day on.
    ///
    /// # Errors
    /// Denied; no such centre.
    pub async fn rename_centre(
        &self,
        access: &Access,
        id: CentreId,
        renamed: Renamed,
    ) -> Result<((), Receipt), Failure> {
        self.write("licence.rename_centre", access, May::national(Permission::GrantLicence), move |w| {
            let renamed = renamed.clone();
            Box::pin(async move {
                w.get::<Centre>("centre", id).await?;
                w.record(vec![Draft::new("licence.centre_renamed", id, &renamed)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Makes a centre part of another from a day on.
    ///
    /// # Errors
    /// Denied; no such centre.
    pub async fn merge_centre(&self, access: &Access, id: CentreId, merged: Merged) -> Result<((), Receipt), Failure> {
        self.write("licence.merge_centre", access, May::national(Permission::GrantLicence), move |w| {
            let merged = merged.clone();
            Box::pin(async move {
                w.get::<Centre>("centre", id).await?;
                w.get::<Centre>("into", merged.into).await?;
                w.record(vec![Draft::new("licence.centre_merged", id, &merged).about(merged.into)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Grants a licence.
    ///
    /// # Errors
    /// Denied; no such centre; the last day lies before the first, or further off than the law allows.
    pub async fn grant_licence(&self, access: &Access, granted: Granted) -> Result<(LicenceId, Receipt), Failure> {
        self.write("licence.grant", access, May::national(Permission::GrantLicence), move |w| {
            let granted = granted.clone();
            Box::pin(async move {
                w.get::<Centre>("centre", granted.centre).await?;
                if granted.valid_to < granted.valid_from {
                    let wrong = Problem::new("malformed", "valid_to", "a day not before the first");
                    return Err(wrong.showing(granted.valid_to.to_string()).into());
                }
                let longest = w.ctx.law_at(w.now).get(&param::LICENCE_MAX_MONTHS);
                let span = longest.ok().and_then(|m| jiff::Span::new().try_months(m).ok());
                if let Some(last) = span.and_then(|s| granted.valid_from.checked_add(s).ok())
                    && granted.valid_to > last
                {
                    let wrong =
                        Problem::new("malformed", "valid_to", format!("at the latest {last} (licence.max_months)"));
                    return Err(wrong.showing(granted.valid_to.to_string()).into());
                }
                let id: LicenceId = w.id();
                w.record(vec![Draft::new("licence.granted", id, &granted).about(granted.centre)]).await?;
                Ok(Settled::Done(id))
            })
        })
        .await
    }

    /// Shows what a suspension or revocation from an instant on would stop.
    ///
    /// # Errors
    /// Denied; no such licence.
    pub async fn preview_measure(
        &self,
        access: &Access,
        id: LicenceId,
        from: Timestamp,
    ) -> Result<SuspensionPreview, Failure> {
        let may = May::national(Permission::MeasureLicence);
        self.read("licence.preview", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let licence: Licence = r.get("licence", id).await?;
                let centre = licence.granted.centre.to_string();
                let family = licence.granted.organ.family();
                let pairs: Vec<Pair> = store::approval::pairs(r.tx, Some(&centre)).await?;
                let fits = |p: &&Pair| p.organ.family() == family;
                let planned = pairs
                    .iter()
                    .filter(fits)
                    .filter(|p| p.stage() == Stage::Planned)
                    .filter_map(|p| {
                        p.plan.as_ref().filter(|plan| plan.planned_at >= from).map(|plan| (p.id, plan.planned_at))
                    })
                    .collect();
                let waiting = |s: Stage| matches!(s, Stage::Knowing | Stage::Examining | Stage::Deciding);
                let all = store::licence::of_centre(r.tx, &centre).await?;
                Ok(SuspensionPreview {
                    planned,
                    waiting: pairs.iter().filter(fits).filter(|p| waiting(p.stage())).count(),
                    followed: pairs.iter().filter(|p| p.stage() == Stage::Operated).count(),
                    other_licences: all.iter().filter(|l| l.id != id).count(),
                    licence,
                })
            })
        })
        .await
    }

    /// Suspends, revokes or reinstates; where the profile wants two signatures, proposes it.
    ///
    /// # Errors
    /// Denied; no such licence; no reason.
    pub async fn propose_measure(
        &self,
        access: &Access,
        id: LicenceId,
        measure: Measure,
        from: Timestamp,
        (reason, legal_act): (String, String),
    ) -> Result<((), Receipt), Failure> {
        self.write("licence.measure", access, May::national(Permission::MeasureLicence), move |w| {
            let (reason, legal_act) = (reason.clone(), legal_act.clone());
            Box::pin(async move {
                let licence: Licence = w.get("licence", id).await?;
                for (field, text) in [("reason", &reason), ("legal_act", &legal_act)] {
                    if text.trim().is_empty() {
                        return Err(Problem::new("missing", field, "a few words").into());
                    }
                }
                if licence.waiting(w.now).is_some() {
                    return Err(Problem::new(
                        "stale",
                        "licence",
                        "a licence on which no measure waits for a signature",
                    )
                    .into());
                }
                let two_signatures = w.ctx.law_at(w.now).get(&param::LICENCE_TWO_SIGNATURES).unwrap_or(true);
                let proposed = Proposed { measure, from, reason, legal_act, two_signatures };
                let draft = Draft::new("licence.measure_proposed", id, &proposed).about(licence.granted.centre);
                w.record(vec![draft]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Signs a measure as second inspector.
    ///
    /// # Errors
    /// Denied; nothing waits, or the caller proposed it.
    pub async fn sign_measure(&self, access: &Access, id: LicenceId) -> Result<((), Receipt), Failure> {
        self.write("licence.sign_measure", access, May::national(Permission::MeasureLicence), move |w| {
            Box::pin(async move {
                let licence: Licence = w.get("licence", id).await?;
                let Some(waiting) = licence.waiting(w.now) else {
                    return Err(
                        Problem::new("not_found", "measure", "a measure that waits for a second signature").into()
                    );
                };
                if !may_sign_second(waiting, w.access.account, w.now) {
                    return Err(Problem::new(
                        "four_eyes",
                        "account",
                        "an inspector other than the one who proposed it",
                    )
                    .into());
                }
                let draft = Draft::new("licence.measure_signed", id, &()).about(licence.granted.centre);
                w.record(vec![draft]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }

    /// Every centre with its licences; public.
    ///
    /// # Errors
    /// The store fails.
    pub async fn centres(&self) -> Result<Vec<CentrePage>, Failure> {
        self.public("licence.centres", |r| {
            Box::pin(async move {
                let licences = store::licence::licences(r.tx).await?;
                let of = |c: &Centre| licences.iter().filter(|l| l.granted.centre == c.id).cloned().collect();
                let centres = store::licence::centres(r.tx).await?;
                Ok(centres.into_iter().map(|centre| CentrePage { licences: of(&centre), centre }).collect())
            })
        })
        .await
    }

    /// Part of the list of centres by name, with their licences: those that fit, after the centre of a number. `all` counts those that fit. Public.
    ///
    /// # Errors
    /// The number is not a centre's; the store fails.
    pub async fn centres_after<F>(&self, after: Option<CentreId>, fits: F) -> Result<Listed<CentrePage>, Failure>
    where
        F: Fn(&CentrePage) -> bool + Send + Sync + 'static,
    {
        let fits = Arc::new(fits);
        self.public("licence.centres", move |r| {
            let fits = Arc::clone(&fits);
            Box::pin(async move {
                let mut list = Listed::new();
                // Centres are looked through a part at a time, so that memory does not grow with the list.
                let (mut last, mut begun) = (None::<Centre>, after.is_none());
                loop {
                    let (centres, licences) =
                        store::licence::centres_after(r.tx, last.as_ref(), LOOKED_THROUGH).await?;
                    let Some(end) = centres.last().cloned() else { break };
                    for centre in centres {
                        let id = centre.id;
                        let of = licences.iter().filter(|l| l.granted.centre == id).cloned().collect();
                        let page = CentrePage { licences: of, centre };
                        if fits(&page) {
                            list.take(begun, id, page);
                        }
                        begun |= after == Some(id);
                    }
                    last = Some(end);
                }
                match begun {
                    true => Ok(list),
                    false => {
                        Err(Problem::new("malformed", "after", "the number of the last centre that was shown").into())
                    }
                }
            })
        })
        .await
    }

    /// One centre with its licences; public.
    ///
    /// # Errors
    /// No such centre.
    pub async fn centre(&self, id: CentreId) -> Result<CentrePage, Failure> {
        self.public("licence.centre", move |r| {
            Box::pin(async move {
                let centre: Centre = r.get("centre", id).await?;
                Ok(CentrePage { licences: store::licence::of_centre(r.tx, &id.to_string()).await?, centre })
            })
        })
        .await
    }
}
