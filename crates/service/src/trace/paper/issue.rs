//! Giving out numbered sheets.

use codes::ids::{AccountId, CentreId, SheetId};
use domain::Draft;
use domain::access::{Account, AccountState, Permission};
use domain::licence::Centre;
use domain::trace::paper::{SheetIssued, SheetKind};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::SheetSeen;
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// Sheets that are printed in one go at most.
const MOST: u32 = 60;

/// A pack of sheets as it is asked for: how many of each sort.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackAsked {
    /// To which unit.
    pub centre: CentreId,
    /// To whom there.
    pub to: AccountId,
    /// Sheets on which a doctor certifies death.
    #[serde(default)]
    pub death: u32,
    /// Sheets for recoveries.
    #[serde(default)]
    pub recovery: u32,
    /// Sheets for hand-overs.
    #[serde(default)]
    pub hand_over: u32,
    /// Sheets for grafts.
    #[serde(default)]
    pub graft: u32,
}

impl PackAsked {
    fn kinds(&self) -> impl Iterator<Item = SheetKind> {
        let counts = [self.death, self.recovery, self.hand_over, self.graft];
        SheetKind::ALL.into_iter().zip(counts).flat_map(|(kind, n)| (0..n.min(MOST)).map(move |_| kind))
    }

    fn fits(&self) -> Result<(), Problem> {
        let all = [self.death, self.recovery, self.hand_over, self.graft].into_iter().fold(0, u32::saturating_add);
        match all {
            1..=MOST => Ok(()),
            _ => Err(Problem::new("malformed", "hand_over", format!("one to {MOST} sheets in all"))),
        }
    }
}

/// Sheets that were given out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PackIssued {
    /// To which unit.
    pub centre: CentreId,
    /// When; the pack is found again by it.
    pub issued_at: Timestamp,
    /// Their numbers, in the order in which they are printed.
    pub sheets: Vec<SheetId>,
}

impl Service {
    /// Gives out sheets, each under a number of its own.
    ///
    /// # Errors
    /// Denied; no such unit or account; none or too many sheets.
    pub async fn issue_sheets(&self, access: &Access, asked: PackAsked) -> Result<(PackIssued, Receipt), Failure> {
        asked.fits()?;
        let may = May::at(Permission::IssueSheet, asked.centre);
        self.write("trace.issue_sheets", access, may, move |w| {
            Box::pin(async move { Ok(Settled::Done(w.issue_sheets(&asked).await?)) })
        })
        .await
    }

    /// A pack that was given out in one go, as far as its sheets have not come back.
    ///
    /// # Errors
    /// Denied.
    pub async fn pack(&self, access: &Access, centre: CentreId, at: Timestamp) -> Result<Vec<SheetSeen>, Failure> {
        let may = May::at(Permission::IssueSheet, centre);
        self.read("trace.pack", access, may, Some(centre.to_string()), move |r| {
            Box::pin(async move {
                let mut seen = Vec::new();
                for sheet in store::trace::pack(r.tx, &centre.to_string(), at).await? {
                    seen.push(r.sheet_seen(sheet).await?);
                }
                Ok(seen)
            })
        })
        .await
    }
}

impl Work<'_> {
    async fn issue_sheets(&mut self, asked: &PackAsked) -> Result<PackIssued, Failure> {
        self.get::<Centre>("centre", asked.centre).await?;
        let account: Account = self.get("to", asked.to).await?;
        if account.state != AccountState::Active {
            return Err(Problem::new("malformed", "to", "somebody whose account is in use").into());
        }
        let (mut sheets, mut drafts) = (Vec::new(), Vec::new());
        for kind in asked.kinds() {
            let id: SheetId = self.id();
            let issued = SheetIssued { kind, centre: asked.centre, to: asked.to };
            drafts.push(Draft::new("trace.sheet_issued", id, &issued).about(asked.centre));
            sheets.push(id);
        }
        self.record(drafts).await?;
        Ok(PackIssued { centre: asked.centre, issued_at: self.now, sheets })
    }
}
