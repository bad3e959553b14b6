//! Sheets that want somebody: what stands on the first page of those who account for them.

use std::collections::{BTreeMap, HashMap};

use codes::ids::{CentreId, OutageId, SheetId};
use domain::access::Permission;
use domain::trace::outage::Outage;
use domain::trace::paper::{Sheet, SheetKind, SheetState};
use jiff::Timestamp;

use crate::access::{Access, May};
use crate::failure::Failure;
use crate::{Reader, Service};

/// States of a sheet that has come back, or should have: those that want somebody first.
const OPEN: [SheetState; 3] = [SheetState::Missing, SheetState::Doubted, SheetState::Entered];

/// Sheets of one unit that want the same.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SheetsWaiting {
    /// Where they stand; `Issued` only for sheets of an outage that is over and for which the time still runs.
    pub state: SheetState,
    /// Their unit.
    pub centre: CentreId,
    /// Name of the unit.
    pub named: String,
    /// How many.
    pub count: usize,
    /// The sheet and what it is for, where there is one only.
    pub only: Option<(SheetId, SheetKind)>,
    /// By when the first of them must be entered or voided, or must have been; `None` for those that were entered.
    pub due_at: Option<Timestamp>,
    /// Since when the first of them waits for a second person; `None` for those that were not entered.
    pub since_at: Option<Timestamp>,
}

/// Every sheet that wants somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct WaitingSheets {
    /// By state and unit: those that want somebody first.
    pub rows: Vec<SheetsWaiting>,
    /// Whether more than two hundred stand in one state: the counts are then of the first two hundred.
    pub more: bool,
}

impl Service {
    /// Sheets of the own unit, or of all, that are missing, that a second person has not confirmed, or that are due.
    ///
    /// # Errors
    /// Denied.
    pub async fn waiting_sheets(&self, access: &Access) -> Result<WaitingSheets, Failure> {
        let own = self.bound_to(access, Permission::ReadSheet).map(|c| c.to_string());
        let now = self.now();
        self.read("trace.waiting_sheets", access, May::narrowed(Permission::ReadSheet), None, move |r| {
            let own = own.clone();
            Box::pin(async move { r.waiting_sheets(own.as_deref(), now).await })
        })
        .await
    }
}

impl Reader<'_> {
    async fn waiting_sheets(&mut self, own: Option<&str>, now: Timestamp) -> Result<WaitingSheets, Failure> {
        let mut outages = store::trace::outages(self.tx).await?;
        outages.sort_by_key(|outage| outage.stretch().until_at);
        let due: HashMap<OutageId, Timestamp> = outages.iter().filter_map(|o| Some((o.id, due_at(o)?))).collect();
        let mut waiting = WaitingSheets::default();
        for state in OPEN {
            let mut sheets = store::trace::sheets(self.tx, own, Some(state.code())).await?;
            waiting.more |= sheets.len() > store::trace::MOST_SHEETS;
            sheets.truncate(store::trace::MOST_SHEETS);
            let mut units: BTreeMap<CentreId, Vec<Sheet>> = BTreeMap::new();
            for sheet in sheets {
                units.entry(sheet.issued.centre).or_default().push(sheet);
            }
            for (centre, sheets) in units {
                let named = self.hospital(centre).await?;
                waiting.rows.push(of_unit(state, (centre, named), &sheets, &due));
            }
        }
        waiting.rows.extend(self.due_sheets(own, &outages, now).await?);
        Ok(waiting)
    }

    /// Sheets that have not come back from an outage that is over, while the time for them runs; each counts for the
    /// outage whose time ends first.
    async fn due_sheets(
        &mut self,
        own: Option<&str>,
        outages: &[Outage],
        now: Timestamp,
    ) -> Result<Vec<SheetsWaiting>, Failure> {
        let (mut rows, mut counted) = (Vec::new(), HashMap::<CentreId, usize>::new());
        for outage in outages {
            let (Some(until_at), Some(due_at)) = (outage.stretch().until_at, due_at(outage)) else { continue };
            if due_at <= now {
                continue;
            }
            for out in store::trace::sheets_out_by_unit(self.tx, own, until_at).await? {
                let centre: CentreId = out.centre.parse()?;
                if !outage.concerns(centre) {
                    continue;
                }
                let before = counted.insert(centre, out.count).unwrap_or(0);
                if out.count <= before {
                    continue;
                }
                let alone = out.count == 1;
                let only = if alone { self.find::<Sheet>(out.first).await? } else { None };
                rows.push(SheetsWaiting {
                    state: SheetState::Issued,
                    centre,
                    named: self.hospital(centre).await?,
                    count: out.count - before,
                    only: only.map(|sheet| (sheet.id, sheet.issued.kind)),
                    due_at: Some(due_at),
                    since_at: None,
                });
            }
        }
        Ok(rows)
    }
}

fn due_at(outage: &Outage) -> Option<Timestamp> {
    outage.ended.as_ref().map(|over| over.told.sheets_due_at)
}

/// Sheets of a unit in one state, as one row.
fn of_unit(
    state: SheetState,
    (centre, named): (CentreId, String),
    sheets: &[Sheet],
    due: &HashMap<OutageId, Timestamp>,
) -> SheetsWaiting {
    let missed = |sheet: &Sheet| sheet.missed.as_ref().and_then(|m| due.get(&m.told.outage).copied().or(Some(m.at)));
    let entered = |sheet: &Sheet| {
        let read = sheet.read.as_ref().map(|read| read.at);
        read.or_else(|| sheet.entries.last().map(|entry| entry.said.at))
    };
    let is_missing = state == SheetState::Missing;
    SheetsWaiting {
        state,
        centre,
        named,
        count: sheets.len(),
        only: match sheets {
            [one] => Some((one.id, one.issued.kind)),
            _ => None,
        },
        due_at: sheets.iter().filter(|_| is_missing).filter_map(missed).min(),
        since_at: sheets.iter().filter(|_| !is_missing).filter_map(entered).min(),
    }
}
