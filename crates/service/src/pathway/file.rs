//! Reading files of possible donors: one, and the list.

use std::collections::BTreeMap;

use ::law::Reading;
use codes::ids::{AccountId, AnyId, DonorId, PathwayId, UnitId};
use codes::organ::Organ;
use domain::Private;
use domain::access::Permission;
use domain::licence::Centre;
use domain::pathway::{Asked, Pathway, Phase, Registered};
use jiff::Timestamp;

use super::situation::{Asking, recovering};
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::listed::ROWS;
use crate::reading::Reader;

/// Organs for which a file is read where nothing is approved: those that most donors could give.
const OFFERED: &[Organ] = &[Organ::KidneyL, Organ::KidneyR, Organ::LiverWhole, Organ::Heart, Organ::LungBoth];
/// Files under way that a list shows at most.
const MOST: usize = 200;

/// A file with everything its page shows. It has no `Debug`.
#[derive(Clone)]
pub struct PathwayFile {
    /// The file, private texts opened as far as the reader may.
    pub pathway: Pathway,
    /// The hospital.
    pub centre: Option<Centre>,
    /// Names of everybody who did something, as their colleagues know them.
    pub names: BTreeMap<String, String>,
    /// What the donor register said, for whoever may read it.
    pub registered: Option<Registered>,
    /// Hand-overs and grafts of the donor's organs, in order; where they went is not said.
    pub on_the_way: Vec<OrganMoment>,
    /// What of it, and of the way of the organs, was written on paper first, while the system was away.
    pub from_paper: Vec<crate::trace::FromPaper>,
    /// What of set A is missing, first things first.
    pub missing: Vec<Asked>,
    /// What the rules would say of a recovery now: of what is approved, or else of the usual organs.
    pub reading: Reading,
}

/// Something that happened to an organ after it was recovered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganMoment {
    /// Number of the hand-over or the transplantation.
    pub fact: AnyId,
    /// What the organ is.
    pub organ: Organ,
    /// What happened.
    pub moved: Moved,
    /// When.
    pub at: Timestamp,
}

/// What happens to an organ on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// It changed hands.
    HandedOver,
    /// It was grafted.
    Grafted,
}

/// A file in a list. It has no `Debug`.
#[derive(Clone)]
pub struct PathwayLine {
    /// The file.
    pub pathway: Pathway,
    /// How the hospital calls the person, when it may be shown.
    pub called: Option<String>,
    /// Name of the hospital.
    pub centre: String,
}

/// The list of files. It has no `Debug`.
#[derive(Clone)]
pub struct PathwayList {
    /// Those that go on, youngest first.
    pub under_way: Vec<PathwayLine>,
    /// Part of those that are over, youngest first.
    pub over: Vec<PathwayLine>,
    /// How many are over.
    pub all_over: i64,
    /// The last file of this part, behind which the next one begins; `None` at the end.
    pub next: Option<PathwayId>,
}

impl Service {
    /// One file. Names are for whoever may know who the person is; what the register says, for whoever may read it.
    ///
    /// # Errors
    /// Denied; no such file.
    pub async fn pathway(&self, access: &Access, id: PathwayId) -> Result<PathwayFile, Failure> {
        let may = self.may_on_pathway(access, Permission::ReadPathway, id).await?;
        let reader = access.clone();
        self.read("pathway.file", access, may, Some(id.to_string()), move |r| {
            let reader = reader.clone();
            Box::pin(async move { r.pathway_file(id, &reader).await })
        })
        .await
    }

    /// The files a person works with, those of their hospital or all.
    ///
    /// # Errors
    /// Denied; the number is of no file in the list.
    pub async fn pathways(&self, access: &Access, after: Option<PathwayId>) -> Result<PathwayList, Failure> {
        let centre = self.narrowed_to(access, Permission::ReadPathway);
        let reader = access.clone();
        self.read_names("pathway.list", access, May::narrowed(Permission::ReadPathway), move |r| {
            let (centre, reader) = (centre.clone(), reader.clone());
            Box::pin(async move {
                let after = r.over_before(after, centre.as_deref()).await?;
                let under_way = match &after {
                    None => store::pathway::under_way(r.tx, centre.as_deref(), MOST).await?,
                    Some(_) => Vec::new(),
                };
                let mut over = store::pathway::over(r.tx, centre.as_deref(), after.as_ref(), ROWS + 1).await?;
                let more = over.len() > ROWS;
                over.truncate(ROWS);
                let next = over.last().filter(|_| more).map(|p| p.id);
                let all_over = store::pathway::count_over(r.tx, centre.as_deref()).await?;
                let under_way = r.pathway_lines(under_way, &reader).await?;
                let over = r.pathway_lines(over, &reader).await?;
                let named = under_way.iter().chain(&over).filter(|l| l.called.is_some());
                let shown = named.map(|l| l.pathway.id.to_string()).collect();
                Ok((PathwayList { under_way, over, all_over, next }, shown))
            })
        })
        .await
    }
}

impl Reader<'_> {
    async fn over_before(&mut self, id: Option<PathwayId>, centre: Option<&str>) -> Result<Option<Pathway>, Failure> {
        let Some(id) = id else { return Ok(None) };
        let found = self.find::<Pathway>(id).await?.filter(|p| centre.is_none_or(|c| p.centre.to_string() == c));
        let wrong = || Problem::new("malformed", "after", "the number of the last file that was shown");
        Ok(Some(found.ok_or_else(wrong)?))
    }

    async fn pathway_lines(&mut self, all: Vec<Pathway>, reader: &Access) -> Result<Vec<PathwayLine>, Failure> {
        let mut lines = Vec::with_capacity(all.len());
        for pathway in all {
            let knows = self.ctx.policy.require(reader, May::at(Permission::ReadIdentity, pathway.centre)).is_ok();
            let id = pathway.id.to_string();
            let called = match pathway.called.clone().filter(|_| knows) {
                Some(called) => self.open(called, &id).await?.clear().map(str::to_owned),
                None => None,
            };
            let centre = self.hospital(pathway.centre).await?;
            lines.push(PathwayLine { pathway, called, centre });
        }
        Ok(lines)
    }

    async fn pathway_file(&mut self, id: PathwayId, reader: &Access) -> Result<PathwayFile, Failure> {
        let sealed: Pathway = self.get("pathway", id).await?;
        let now = self.ctx.clock.now();
        let ctx = std::sync::Arc::clone(&self.ctx);
        let approved = sealed.approved.as_ref().map(|a| &a.step);
        let asking = Asking {
            phase: Phase::Approval,
            organs: approved.map_or_else(|| OFFERED.to_vec(), |a| a.organs.clone()),
            centre: approved.map_or(sealed.centre, |a| a.centre),
            team: approved.map(|a| a.team.clone()).unwrap_or_default(),
            at: approved.map_or(now, |a| a.planned_at.max(now)),
            now: Some(now),
        };
        let situation = recovering(self.tx, &ctx, &sealed, &asking).await?;
        let reading = situation.read(&ctx.law_at(asking.at), &ctx.floor);
        let missing = sealed.missing(&asking.organs, situation.pathway.birth_known);
        let reads = ctx.policy.reach(reader.role, Permission::ConsultRegister, reader.purpose).is_some();
        let knows = ctx.policy.require(reader, May::at(Permission::ReadIdentity, sealed.centre)).is_ok();
        let mut pathway = self.open(sealed.clone(), &id.to_string()).await?;
        keep_back(&mut pathway, knows);
        pathway.keep_back_rewards(|declared| declared.by == reader.account);
        Ok(PathwayFile {
            centre: self.find(pathway.centre).await?,
            names: self.names(&everybody(&sealed)).await?,
            registered: situation.pathway.registered.filter(|_| reads),
            on_the_way: self.moments_of(sealed.donor).await?,
            from_paper: self.paper_of_file(&sealed).await?,
            missing,
            reading,
            pathway,
        })
    }

    /// What happened to the organs of a donor after they were recovered.
    async fn moments_of(&mut self, donor: Option<DonorId>) -> Result<Vec<OrganMoment>, Failure> {
        let Some(donor) = donor.map(|donor| donor.to_string()) else { return Ok(Vec::new()) };
        let chain = store::trace::chain(self.tx, store::trace::Root::Donor(&donor)).await?;
        let organ_of = |id: UnitId| chain.units.iter().find(|unit| unit.id == id).map(|unit| unit.entered.organ);
        let handed = chain.handovers.iter().filter_map(|one| {
            let organ = organ_of(one.handed.unit)?;
            Some(OrganMoment { fact: one.id.into(), organ, moved: Moved::HandedOver, at: one.at.at })
        });
        let grafted = chain.transplants.iter().filter_map(|one| {
            let organ = organ_of(one.transplanted.unit)?;
            Some(OrganMoment { fact: one.id.into(), organ, moved: Moved::Grafted, at: one.at.at })
        });
        let mut moments: Vec<OrganMoment> = handed.chain(grafted).collect();
        moments.sort_by_key(|one| one.at);
        Ok(moments)
    }
}

/// Takes out what this reader may not see. What the register says is shown apart, to whoever may read it.
fn keep_back(pathway: &mut Pathway, knows: bool) {
    for consulted in &mut pathway.register {
        consulted.step.answer = Private::Sealed(String::new());
    }
    if knows {
        return;
    }
    (pathway.called, pathway.birth) = (None, None);
    for talk in &mut pathway.family {
        (talk.step.name, talk.step.interpreter, talk.step.note) = (None, None, None);
    }
    for declared in &mut pathway.declared {
        (declared.step.name, declared.step.interpreter, declared.step.note) = (None, None, None);
    }
}

/// Everybody who signed something in the file.
fn everybody(p: &Pathway) -> Vec<AccountId> {
    let known = &p.known;
    let mut all: Vec<AccountId> = p.certificates.iter().map(|c| c.by).collect();
    all.extend(p.family.iter().map(|f| f.by));
    all.extend(p.declared.iter().map(|d| d.by));
    all.extend(p.register.iter().map(|r| r.by));
    all.extend(p.referrals.iter().map(|r| r.by));
    all.extend(known.blood_groups.iter().map(|b| b.by).chain(known.weighed.iter().map(|w| w.by)));
    all.extend(known.seen.iter().map(|s| s.by));
    all.extend(p.approved.iter().flat_map(|a| a.step.team.iter().copied().chain([a.by])));
    all.extend(p.recoveries.iter().flat_map(|r| r.step.team.iter().copied()));
    all.extend(p.opened_by.parse::<AccountId>());
    all.sort_unstable();
    all.dedup();
    all
}
