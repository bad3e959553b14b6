//! The desk of an establishment, and the page of one unit.

use std::collections::BTreeMap;

use codes::ids::{CentreId, TissueId};
use domain::access::Permission;
use domain::licence::Centre;
use domain::tissue::{Application, Origin, TissueRefusal, TissueUnit};
use jiff::civil::Date;

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::listed::ROWS;
use crate::{Reader, Service};

/// What an establishment holds.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Desk {
    /// Units, at most [`ROWS`].
    pub units: Vec<TissueUnit>,
    /// Units in each state: `open`, `empty`, `overdrawn`, `recalled`.
    pub counts: BTreeMap<String, i64>,
    /// Open units whose last day is over.
    pub expired: i64,
    /// Behind which number the next part begins; `None` at the end of the list.
    pub next: Option<String>,
    /// The newest refusals of the own centre.
    pub refusals: Vec<TissueRefusal>,
    /// Public names of the centres that hold them.
    pub centres: BTreeMap<String, String>,
    /// The civil day on which the units stand as shown.
    pub on: Date,
}

/// One unit with what is around it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct UnitPage {
    /// The unit.
    pub unit: TissueUnit,
    /// Units it was made of.
    pub made_of: Vec<TissueUnit>,
    /// Units made of it.
    pub made: Vec<TissueUnit>,
    /// Applications of it.
    pub applications: Vec<Application>,
    /// Public names of the centres concerned.
    pub centres: BTreeMap<String, String>,
    /// The civil day on which the unit stands as shown.
    pub on: Date,
}

impl Service {
    /// Units that the own centre holds, or of all centres for whoever reads the country's; in one state or in all, behind a
    /// number.
    ///
    /// # Errors
    /// Denied.
    pub async fn tissues(&self, access: &Access, state: &str, after: &str) -> Result<Desk, Failure> {
        let own = self.bound_to(access, Permission::ReadTissue).or(access.centre);
        let (state, after) = (state.to_owned(), after.to_owned());
        let known = ["", "open", "empty", "overdrawn", "recalled"];
        if !known.contains(&state.as_str()) {
            return Err(Problem::new("unknown_code", "state", known.join(" ")).into());
        }
        // A reader of the whole country who works for a centre without tissues sees the country's.
        let bound = self.bound_to(access, Permission::ReadTissue);
        self.read("tissue.list", access, May::narrowed(Permission::ReadTissue), None, move |r| {
            let (state, after) = (state.clone(), after.clone());
            Box::pin(async move { r.desk(bound, own, &state, &after).await })
        })
        .await
    }

    /// One unit, for whoever it was with and for readers of the country's.
    ///
    /// # Errors
    /// Denied; no such unit.
    pub async fn tissue_unit(&self, access: &Access, id: TissueId) -> Result<UnitPage, Failure> {
        let may = self.may_read_tissue(access, id).await?;
        let record = Some(id.to_string());
        self.read("tissue.unit", access, may, record, move |r| Box::pin(async move { r.unit_page(id).await })).await
    }

    /// The units that carry a Single European Code or donation number, as far as the reader may see them.
    ///
    /// # Errors
    /// Denied; neither of the two codes.
    pub async fn find_tissue(&self, access: &Access, code: &str) -> Result<Vec<TissueUnit>, Failure> {
        self.permit("tissue.find", access, May::narrowed(Permission::ReadTissue), None).await?;
        let code = match codes::DonationNumber::read(code.trim()) {
            Ok(number) => number.to_string(),
            Err(_) => super::step::sec(code)?.to_string(),
        };
        let bound = self.bound_to(access, Permission::ReadTissue);
        self.read("tissue.find", access, May::narrowed(Permission::ReadTissue), None, move |r| {
            let code = code.clone();
            Box::pin(async move {
                let mut found = Vec::new();
                for id in store::tissue::with_code(r.tx, &code).await? {
                    let unit = r.get::<TissueUnit>("unit", id).await?;
                    if bound.is_none_or(|own| unit.centres().contains(&own)) {
                        found.push(unit);
                    }
                }
                Ok(found)
            })
        })
        .await
    }

    async fn may_read_tissue(&self, access: &Access, id: TissueId) -> Result<May, Failure> {
        match self.bound_to(access, Permission::ReadTissue) {
            Some(own) if self.were_at(vec![id], own).await? => Ok(May::at(Permission::ReadTissue, own)),
            Some(_) => Ok(May::elsewhere(Permission::ReadTissue)),
            None => Ok(May::national(Permission::ReadTissue)),
        }
    }
}

impl Reader<'_> {
    /// How many units of the country have something left.
    pub(crate) async fn tissues_open(&mut self) -> Result<usize, Failure> {
        let (counts, _) = store::tissue::held_count(self.tx, None, Date::MIN).await?;
        let open = counts.iter().find(|(state, _)| state == "open").map_or(0, |(_, n)| *n);
        Ok(usize::try_from(open).unwrap_or(0))
    }

    async fn desk(
        &mut self,
        bound: Option<CentreId>,
        own: Option<CentreId>,
        state: &str,
        after: &str,
    ) -> Result<Desk, Failure> {
        let on = self.ctx.day_of(self.ctx.clock.now());
        let of = bound.map(|centre| centre.to_string());
        let mut units = store::tissue::held(self.tx, of.as_deref(), state, after).await?;
        let more = units.len() > ROWS;
        units.truncate(ROWS);
        let next = units.last().filter(|_| more).map(|u| u.id.to_string());
        let (counts, expired) = store::tissue::held_count(self.tx, of.as_deref(), on).await?;
        let refusals = match own {
            Some(centre) => store::tissue::refusals_of(self.tx, &centre.to_string()).await?,
            None => Vec::new(),
        };
        let holders = units.iter().map(TissueUnit::holder).collect();
        let centres = self.centre_names(holders).await?;
        Ok(Desk { units, counts: counts.into_iter().collect(), expired, next, refusals, centres, on })
    }

    async fn unit_page(&mut self, id: TissueId) -> Result<UnitPage, Failure> {
        let number = id.to_string();
        let unit: TissueUnit = self.get("unit", id).await?;
        let unit = self.open(unit, &number).await?;
        let mut made_of = Vec::new();
        if let Origin::Made { of, .. } = &unit.entered.origin {
            for portion in of {
                made_of.push(self.get::<TissueUnit>("unit", portion.unit).await?);
            }
        }
        let made = store::tissue::made_of(self.tx, &number).await?;
        let applications = store::tissue::applications_of(self.tx, &number).await?;
        let mut places = unit.centres();
        places.extend(made_of.iter().chain(&made).map(TissueUnit::holder));
        places.extend(applications.iter().map(|a| a.applied.centre));
        let centres = self.centre_names(places).await?;
        let on = self.ctx.day_of(self.ctx.clock.now());
        Ok(UnitPage { unit, made_of, made, applications, centres, on })
    }

    async fn centre_names(&mut self, mut ids: Vec<CentreId>) -> Result<BTreeMap<String, String>, Failure> {
        ids.sort_unstable();
        ids.dedup();
        let on = self.ctx.day_of(self.ctx.clock.now());
        let mut names = BTreeMap::new();
        for id in ids {
            if let Some(centre) = self.find::<Centre>(id).await? {
                names.insert(id.to_string(), centre.name_on(on).to_owned());
            }
        }
        Ok(names)
    }
}
