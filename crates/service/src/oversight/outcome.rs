//! What became of a centre's grafts, beside what was to be expected. Other centres are dots without a name.

use codes::ids::CentreId;
use domain::access::Permission;
use domain::licence::Centre;
use domain::oversight::outcome::{CentreOutcome, Country, FEWEST, Graft, Limits, Window, limits};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::Tx;

use crate::Service;
use crate::access::{Access, May};
use crate::failure::Failure;

/// Points of a limit's curve at most.
const POINTS: usize = 60;

/// Another centre, of which nothing is told but where it lies.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct OtherCentre {
    /// Grafts with a known outcome.
    pub grafts: usize,
    /// Its adjusted share.
    pub adjusted: f64,
}

/// What the page of a centre's outcomes shows.
#[derive(Debug, Clone)]
pub struct OutcomeSignals {
    /// The centre.
    pub centre: Centre,
    /// The days of operation looked at.
    pub window: Window,
    /// The country's own share of losses; `None` where no outcome is known.
    pub rate: Option<f64>,
    /// The centre's figures; `None` where it grafted nobody in the period.
    pub own: Option<CentreOutcome>,
    /// The other centres by number of grafts; those with too few are left out.
    pub others: Vec<OtherCentre>,
    /// How many were left out.
    pub left_out: usize,
    /// The limits over numbers of grafts, from the fewest that can give a sign.
    pub curve: Vec<(usize, Limits)>,
}

/// The outcomes of every centre in the period that can be told of on a day, from one pass over the grafts.
///
/// # Errors
/// The store fails.
pub(crate) async fn country(tx: &mut Tx, today: Date) -> Result<Country, Failure> {
    let window = Window::on(today);
    // A day longer on both sides: the day of an operation is that of its own zone.
    let instant = |day: Date| day.to_zoned(TimeZone::UTC).map(|z| z.timestamp()).map_err(|e| Failure::fault(&e));
    let from = instant(window.from_on.saturating_sub(1.day()))?;
    let before = instant(window.to_on.saturating_add(2.days()))?;
    let grafted = store::registry::grafted(tx, from, before).await?;
    let grafts: Vec<Graft> = grafted.iter().filter_map(Graft::of).collect();
    Ok(Country::of(&grafts, window))
}

impl Service {
    /// What became of a centre's grafts, for an inspector and for the centre's own people.
    ///
    /// # Errors
    /// Denied; no such centre.
    pub async fn outcomes_of(&self, access: &Access, centre: CentreId) -> Result<OutcomeSignals, Failure> {
        let may = May::at(Permission::ReadOutcomeSignal, centre);
        let today = self.today();
        self.read("audit.outcomes", access, may, Some(centre.to_string()), move |r| {
            Box::pin(async move {
                let kept: Centre = r.get("centre", centre).await?;
                Ok(seen(kept, country(r.tx, today).await?))
            })
        })
        .await
    }
}

fn seen(centre: Centre, mut country: Country) -> OutcomeSignals {
    let own = country.centres.remove(&centre.id);
    let rate = country.rate();
    let all = country.centres.len();
    let drawn = country.centres.values().filter(|c| c.signal.grafts >= FEWEST);
    let dot = |c: &CentreOutcome| c.adjusted.map(|adjusted| OtherCentre { grafts: c.signal.grafts, adjusted });
    let mut others: Vec<OtherCentre> = drawn.filter_map(dot).collect();
    others.sort_by(|a, b| a.grafts.cmp(&b.grafts).then(a.adjusted.total_cmp(&b.adjusted)));
    let most = others.iter().map(|o| o.grafts).chain(own.iter().map(|o| o.signal.grafts)).max().unwrap_or(0);
    let curve = rate.map_or_else(Vec::new, |rate| curve(most, rate));
    OutcomeSignals { centre, window: country.window, rate, own, left_out: all - others.len(), others, curve }
}

/// The limits from the fewest grafts that can give a sign to a little beyond the largest centre.
fn curve(most: usize, rate: f64) -> Vec<(usize, Limits)> {
    let last = (most + most / 10).max(2 * FEWEST);
    let step = (last - FEWEST).div_ceil(POINTS).max(1);
    let at = (FEWEST..last).step_by(step).chain([last]);
    at.filter_map(|grafts| Some((grafts, limits(grafts, rate)?))).collect()
}
