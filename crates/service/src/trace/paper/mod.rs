//! Times without the system: outages, numbered sheets of paper, what is entered from them, and the last known list.

mod count;
mod enter;
mod issue;
mod last_known;
mod outage;
mod second;
mod told;
mod waiting;

use std::collections::BTreeMap;

use codes::ids::{AccountId, AnyId, CentreId, SheetId};
use codes::time::Happened;
use domain::access::Permission;
use domain::pathway::Pathway;
use domain::trace::outage::Outage;
use domain::trace::paper::{Sheet, SheetKind, SheetState};
use jiff::Timestamp;

pub use enter::SheetKept;
pub use issue::{PackAsked, PackIssued};
pub use last_known::{DonationKnown, GroupKnown, LastKnown, OperationKnown, OrganKnown};
pub use outage::{OutageAsked, OutagesSeen};
pub use told::{SheetFilled, SheetTold};
pub use waiting::{SheetsWaiting, WaitingSheets};

use crate::access::{Access, May};
use crate::failure::Failure;
use crate::{Reader, Service};

/// A sheet with the names of those who had to do with it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct SheetSeen {
    /// The sheet; private texts are opened on its own page only.
    pub sheet: Sheet,
    /// Name of its unit.
    pub centre: String,
    /// Names by account.
    pub names: BTreeMap<String, String>,
}

/// Sheets, and how many there are in each state.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct SheetsSeen {
    /// Those that want somebody first; at most two hundred.
    pub sheets: Vec<SheetSeen>,
    /// Whether there are more.
    pub more: bool,
    /// How many of the unit, or of all, stand in each state.
    pub tally: BTreeMap<SheetState, i64>,
}

/// Something on record that was written on paper first.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FromPaper {
    /// The sheet.
    pub sheet: SheetId,
    /// What it was for.
    pub kind: SheetKind,
    /// The donor, organ or donor's file it speaks of.
    pub about: AnyId,
    /// What was made of it: a hand-over, organs, a graft, a donor's file.
    pub facts: Vec<AnyId>,
    /// When it happened, as the paper says.
    pub happened: Happened,
    /// When it was entered.
    pub recorded_at: Timestamp,
    /// Whether a second person held it against the paper.
    pub state: SheetState,
}

impl FromPaper {
    pub(super) fn of(sheets: &[Sheet]) -> Vec<Self> {
        let entries = sheets.iter().flat_map(|sheet| sheet.entries.iter().map(move |entry| (sheet, entry)));
        let one = |(sheet, entry): (&Sheet, &domain::trace::paper::Entry)| Self {
            sheet: sheet.id,
            kind: sheet.issued.kind,
            about: entry.said.told.about,
            facts: entry.said.told.facts.clone(),
            happened: entry.happened.clone(),
            recorded_at: entry.said.at,
            state: sheet.state(),
        };
        entries.map(one).collect()
    }
}

impl Service {
    /// Sheets of the own unit, or of all, in one state or in any.
    ///
    /// # Errors
    /// Denied.
    pub async fn sheets(&self, access: &Access, state: Option<SheetState>) -> Result<SheetsSeen, Failure> {
        let own = self.bound_to(access, Permission::ReadSheet).map(|c| c.to_string());
        self.read("trace.sheets", access, May::narrowed(Permission::ReadSheet), None, move |r| {
            let own = own.clone();
            Box::pin(async move {
                let mut found = store::trace::sheets(r.tx, own.as_deref(), state.map(SheetState::code)).await?;
                let more = found.len() > store::trace::MOST_SHEETS;
                found.truncate(store::trace::MOST_SHEETS);
                let counted = store::trace::tally_of_sheets(r.tx, own.as_deref()).await?;
                let of =
                    |state: SheetState| counted.iter().find(|(code, _)| code == state.code()).map_or(0, |(_, n)| *n);
                let tally = SheetState::ALL.into_iter().map(|state| (state, of(state))).collect();
                let mut sheets = Vec::new();
                for sheet in found {
                    sheets.push(r.sheet_seen(sheet).await?);
                }
                Ok(SheetsSeen { sheets, more, tally })
            })
        })
        .await
    }

    /// One sheet, private texts opened.
    ///
    /// # Errors
    /// Denied; no such sheet.
    pub async fn sheet(&self, access: &Access, asks: Permission, id: SheetId) -> Result<SheetSeen, Failure> {
        let may = self.may_on_sheet(access, asks, id).await?;
        self.read("trace.sheet", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let sheet: Sheet = r.get("sheet", id).await?;
                let sheet = r.open(sheet, &id.to_string()).await?;
                r.sheet_seen(sheet).await
            })
        })
        .await
    }

    /// Where a permission reaches for a sheet: to the unit to which it was given out. One that is not there lies outside of
    /// every centre.
    pub(super) async fn may_on_sheet(&self, access: &Access, asks: Permission, id: SheetId) -> Result<May, Failure> {
        if self.bound_to(access, asks).is_none() {
            return Ok(May::national(asks));
        }
        let found = self.public("trace.centre_of_sheet", move |r| Box::pin(async move { r.find::<Sheet>(id).await }));
        Ok(found.await?.map_or(May::elsewhere(asks), |sheet| May::at(asks, sheet.issued.centre)))
    }
}

impl Reader<'_> {
    /// What of a donor's file, and of the way of the donor's organs, was written on paper first.
    pub(crate) async fn paper_of_file(&mut self, file: &Pathway) -> Result<Vec<FromPaper>, Failure> {
        let sheets = match file.donor {
            Some(donor) => store::trace::sheets_of_donor(self.tx, &donor.to_string()).await?,
            None => store::trace::sheets_about(self.tx, &file.id.to_string()).await?,
        };
        Ok(FromPaper::of(&sheets))
    }

    async fn sheet_seen(&mut self, sheet: Sheet) -> Result<SheetSeen, Failure> {
        let said = sheet.entries.iter().map(|e| e.said.by.as_str());
        let said =
            said.chain(sheet.read.iter().map(|s| s.by.as_str())).chain(sheet.voided.iter().map(|s| s.by.as_str()));
        let mut acting: Vec<AccountId> = said.chain([sheet.by.as_str()]).filter_map(|by| by.parse().ok()).collect();
        acting.push(sheet.issued.to);
        acting.extend(sheet.entries.iter().filter_map(|e| e.said.told.written_by));
        acting.sort_unstable();
        acting.dedup();
        let names = self.names(&acting).await?;
        let centre = self.hospital(sheet.issued.centre).await?;
        Ok(SheetSeen { sheet, centre, names })
    }
}

/// Outages that concern a unit.
async fn outages_of(tx: &mut store::Tx, centre: CentreId) -> Result<Vec<Outage>, Failure> {
    let mut all = store::trace::outages(tx).await?;
    all.retain(|outage| outage.concerns(centre));
    Ok(all)
}
