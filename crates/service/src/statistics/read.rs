//! What anybody may read: the sets, one country's sources beside each other, one figure of all countries, and how far the
//! country meets its own need.

use ::law::param;
use codes::Country;
use domain::statistics::{
    Compared, Denominator, Difference, Group, Inconsistent, Key, Measure, PerMillion, Reference, ReferenceSet, Source,
    compare, hidden_told, inconsistencies, newest, of_country, reconcile,
};
use jiff::civil::{Date, date};
use serde::Serialize;

use super::own::OwnActivity;
use crate::Service;
use crate::failure::Failure;

/// The sources of one country beside each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reconciled {
    /// The country.
    pub country: Country,
    /// Two numbers that should be the same, newest year first.
    pub differences: Vec<Difference>,
    /// What does not hold within one source.
    pub inconsistent: Vec<Inconsistent>,
    /// Numbers that a source hides and that follow from what it shows.
    pub hidden_told: Vec<(Source, String, Key, f64)>,
    /// The newest figures of the country.
    pub figures: Vec<Reference>,
}

/// One figure of all countries, and our own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Beside {
    /// The figure.
    pub key: Key,
    /// Years of which it is known anywhere, the newest first.
    pub years: Vec<i16>,
    /// Every country that has it.
    pub lines: Vec<Compared>,
    /// Countries that the profile compares itself with, in its order.
    pub chosen: Vec<Country>,
    /// Our own; `None` when nothing is on record for the year or no population is known.
    pub own: Option<PerMillion>,
    /// Whether our own number is kept back because it is small.
    pub own_kept_back: bool,
    /// Up to when our own is counted.
    pub own_as_of: Date,
}

/// A number of the country's own, as far as it may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnCount {
    /// Nothing is on record for that year.
    NotOnRecord,
    /// Too small to be told.
    KeptBack,
    /// So many.
    Counted(i64),
}

impl OwnCount {
    fn of(found: Option<Option<i64>>) -> Self {
        match found {
            None => Self::NotOnRecord,
            Some(None) => Self::KeptBack,
            Some(Some(n)) => Self::Counted(n),
        }
    }

    /// The number, where it may be told.
    #[must_use]
    pub const fn counted(self) -> Option<i64> {
        if let Self::Counted(n) = self { Some(n) } else { None }
    }
}

/// One number of a year per million people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OwnRate {
    /// Year, measure and organ.
    pub key: Key,
    /// The number.
    pub count: OwnCount,
    /// Per million; `None` where the number is not told or no population is stated.
    pub rate: Option<PerMillion>,
}

/// What is needed of an organ, as the country's authority states it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Need {
    /// Of which organ.
    pub organ: Group,
    /// The year it is stated for.
    pub year: i16,
    /// People waiting at the end of the year.
    pub waiting: u32,
    /// People put on the list in the year.
    pub added: u32,
    /// Organs grafted in that year.
    pub transplanted: OwnCount,
    /// Of those put on the list, how many in a hundred were grafted; `None` where it cannot be told.
    pub met_percent: Option<i64>,
    /// Where the need is stated.
    pub source: String,
}

/// One thing done so that fewer need a graft.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Prevention {
    /// What is counted, as the profile names it.
    pub what: String,
    /// The value.
    pub value: f64,
    /// Its unit.
    pub unit: String,
    /// The value that is aimed at.
    pub target: Option<f64>,
    /// By when.
    pub target_year: Option<i16>,
    /// The year it is stated for.
    pub year: i16,
    /// Where it is stated.
    pub source: String,
}

/// How far the country meets its own need.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sufficiency {
    /// Up to when activity is counted.
    pub as_of: Date,
    /// Activity per million by year, the newest first.
    pub rates: Vec<OwnRate>,
    /// Where the population is stated.
    pub population_source: Option<String>,
    /// Need against supply by organ.
    pub needs: Vec<Need>,
    /// Prevention.
    pub prevention: Vec<Prevention>,
}

/// Years shown of the country's own activity.
const YEARS: usize = 6;

/// What of the own activity is shown per million.
const RATES: [Measure; 5] = [
    Measure::DeceasedDonors,
    Measure::LivingDonors,
    Measure::Transplants,
    Measure::TransplantsDeceased,
    Measure::TransplantsLiving,
];

impl Service {
    /// Every reference set, by source and the newest first.
    ///
    /// # Errors
    /// The store fails.
    pub async fn reference_sets(&self) -> Result<Vec<ReferenceSet>, Failure> {
        self.public("statistics.sets", |r| Box::pin(async move { Ok(store::statistics::sets(r.tx).await?) })).await
    }

    /// Countries of which any figure is known, in order of their code.
    ///
    /// # Errors
    /// The store fails.
    pub async fn reference_countries(&self) -> Result<Vec<Country>, Failure> {
        let places = self
            .public("statistics.places", |r| Box::pin(async move { Ok(store::statistics::places(r.tx).await?) }))
            .await?;
        Ok(places.iter().filter_map(|p| p.parse().ok()).collect())
    }

    /// The sources of one country beside each other.
    ///
    /// # Errors
    /// The store fails.
    pub async fn reconciled(&self, country: Country) -> Result<Reconciled, Failure> {
        let all = self
            .public("statistics.reconciled", move |r| {
                Box::pin(async move { Ok(store::statistics::of_country(r.tx, country.code()).await?) })
            })
            .await?;
        let all = newest(all);
        let figures = of_country(&all, country);
        let told = hidden_told(&all, country).into_iter().map(|(s, place, key, n)| (s, place.to_string(), key, n));
        Ok(Reconciled {
            country,
            differences: reconcile(&figures),
            inconsistent: inconsistencies(&figures),
            hidden_told: told.collect(),
            figures,
        })
    }

    /// One figure of all countries beside our own. Without a year, the newest of which anybody has it.
    ///
    /// # Errors
    /// The store fails.
    pub async fn beside(
        &self,
        measure: Measure,
        organ: Group,
        year: Option<i16>,
        divide_by: Option<Source>,
    ) -> Result<Beside, Failure> {
        let own = self.own_activity().await?;
        let latest = own.years().last().copied();
        let (years, year, all) = self
            .public("statistics.beside", move |r| {
                Box::pin(async move {
                    let years = store::statistics::years(r.tx, measure, organ).await?;
                    let year = year.or(years.first().copied()).or(latest).unwrap_or(0);
                    let mut all = store::statistics::of_key(r.tx, Key { year, measure, organ }).await?;
                    let people = Key { year, measure: Measure::Population, organ: Group::All };
                    all.extend(store::statistics::of_key(r.tx, people).await?);
                    Ok((years, year, all))
                })
            })
            .await?;
        let key = Key { year, measure, organ };
        let count = own.count(key);
        let chosen = self.value(&param::STATISTICS_COMPARE_WITH).unwrap_or_default();
        Ok(Beside {
            key,
            years,
            lines: compare(&newest(all), key, divide_by),
            chosen: chosen.iter().filter_map(|c| c.parse().ok()).collect(),
            own: count.flatten().and_then(|n| self.per_million(n, year)),
            own_kept_back: count == Some(None),
            own_as_of: own.as_of,
        })
    }

    /// How far the country meets its own need, as far as is on record.
    ///
    /// # Errors
    /// The store fails.
    pub async fn sufficiency(&self) -> Result<Sufficiency, Failure> {
        let own = self.own_activity().await?;
        let years = own.years();
        let shown = years.iter().rev().take(YEARS);
        let rates = shown.flat_map(|year| RATES.map(|measure| Key { year: *year, measure, organ: Group::All }));
        let rate = |key: Key| {
            let count = OwnCount::of(own.count(key));
            OwnRate { key, count, rate: count.counted().and_then(|n| self.per_million(n, key.year)) }
        };
        let law = self.profile().on(self.today());
        let source = |key: &str| law.cite(key).map(|c| (c.reference.clone(), c.from.year()));
        Ok(Sufficiency {
            as_of: own.as_of,
            rates: rates.map(rate).collect(),
            population_source: source(param::STATISTICS_POPULATION.key).map(|(text, _)| text),
            needs: source(param::STATISTICS_NEED.key)
                .map(|(text, year)| self.needs(&own, &text, year))
                .unwrap_or_default(),
            prevention: source(param::STATISTICS_PREVENTION.key)
                .map(|(text, year)| self.prevention(&text, year))
                .unwrap_or_default(),
        })
    }

    fn needs(&self, own: &OwnActivity, source: &str, year: i16) -> Vec<Need> {
        let need = |n: &param::Need| {
            let organ = Group::from_code(&n.organ)?;
            let transplanted = OwnCount::of(own.count(Key { year, measure: Measure::Transplants, organ }));
            let added = i64::from(n.added);
            Some(Need {
                organ,
                year,
                waiting: n.waiting,
                added: n.added,
                transplanted,
                met_percent: transplanted.counted().filter(|_| added > 0).map(|t| t * 100 / added),
                source: source.to_owned(),
            })
        };
        self.value(&param::STATISTICS_NEED).unwrap_or_default().iter().filter_map(need).collect()
    }

    fn prevention(&self, source: &str, year: i16) -> Vec<Prevention> {
        let one = |p: param::Prevention| Prevention {
            what: p.what,
            value: p.value,
            unit: p.unit,
            target: p.target,
            target_year: p.target_year,
            year,
            source: source.to_owned(),
        };
        self.value(&param::STATISTICS_PREVENTION).unwrap_or_default().into_iter().map(one).collect()
    }

    fn value<T: serde::de::DeserializeOwned>(&self, param: &param::Param<T>) -> Option<T> {
        self.profile().on(self.today()).get(param).ok()
    }

    /// A count per million people of the country in the middle of a year, as its profile states them.
    fn per_million(&self, count: i64, year: i16) -> Option<PerMillion> {
        let day = date(year, 7, 1);
        let law = self.profile().on(day);
        let people = i64::try_from(law.get(&param::STATISTICS_POPULATION).ok()?).ok()?;
        let stated = law.cite(param::STATISTICS_POPULATION.key)?.from.year();
        PerMillion::of(count as f64, Denominator { people, year: stated, source: None })
    }
}
