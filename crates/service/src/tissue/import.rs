//! A list of collected units, registered at once: what can be kept is kept, and the other rows go back with their reasons.

use codes::ids::CentreId;
use codes::time::{Happened, Zone};
use domain::access::Permission;
use domain::registry::Donor;
use domain::tissue::Step;
use interop::import::{Fault, Rejected, RejectedRow};
use interop::tissue::{Collected, List, read, rejected};
use serde::{Deserialize, Serialize};

use super::TissueStep;
use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled};

/// Columns of such a list, and whether each must be there.
pub const ROW_COLUMNS: [(&str, bool); 11] = interop::tissue::COLUMNS;

/// Largest list, bytes and rows.
const LARGEST: usize = 2 << 20;
const MOST: usize = 2_000;

/// What became of a list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RowsTaken {
    /// Rows of the list.
    pub rows: usize,
    /// Rows that were kept, each as one unit.
    pub kept: usize,
    /// Rows that go back.
    pub rejected: usize,
    /// The rows that go back, as a file; `None` when there are none.
    pub rejected_file: Option<String>,
}

impl Service {
    /// Registers what a list says was collected at a centre. Rows are facts: what breaks a rule is kept and raises a
    /// question; what cannot be read, or names a donor who is not on record, goes back.
    ///
    /// # Errors
    /// Denied; the file cannot be read as a table; too large.
    pub async fn register_tissues(
        &self,
        access: &Access,
        centre: CentreId,
        file: &str,
    ) -> Result<(RowsTaken, Receipt), Failure> {
        let may = May::at(Permission::HandleTissue, centre);
        self.permit("tissue.register", access, may, None).await?;
        if file.len() > LARGEST {
            return Err(Problem::new("malformed", "file", "at most 2 MiB").showing(file.len().to_string()).into());
        }
        let list = read(file.as_bytes()).map_err(|e| Problem::new("malformed", "file", e.to_string()))?;
        if list.kept.len() + list.rejected.len() > MOST {
            let rows = list.kept.len() + list.rejected.len();
            return Err(Problem::new("malformed", "file", "at most 2,000 rows").showing(rows.to_string()).into());
        }
        self.write("tissue.register", access, may, move |w| {
            let list = list.clone();
            Box::pin(async move {
                let List { heading, kept: readable, rejected: mut back } = list;
                let (rows, mut kept) = (readable.len() + back.len(), 0);
                for row in readable {
                    match w.may_keep(&row).await? {
                        None => {
                            let on = Happened::on(row.on, w.zone_named())?;
                            let step = Step::Collect(row.collect);
                            w.tissue_step(&TissueStep { step, centre, happened: Some(on) }).await?;
                            kept += 1;
                        }
                        Some(fault) => back.push(RejectedRow { faults: vec![fault], ..row.row }),
                    }
                }
                back.sort_by_key(|row| row.number);
                let rejected_file = rejected(&heading, &back).map_err(|e| Failure::fault(&e))?;
                Ok(Settled::Done(RowsTaken { rows, kept, rejected: back.len(), rejected_file }))
            })
        })
        .await
    }
}

impl crate::Work<'_> {
    /// What the registry misses so that it can keep a row.
    async fn may_keep(&mut self, row: &Collected) -> Result<Option<Rejected>, Failure> {
        let fault = |column: &str, value: String, why, expected: &str| {
            let (number, column, expected) = (row.row.number, column.to_owned(), expected.to_owned());
            Some(Rejected { number, column, value, why, expected })
        };
        if row.on > self.ctx.day_of(self.now) {
            return Ok(fault("collected_on", row.on.to_string(), Fault::OutOfRange, "a day that does not lie ahead"));
        }
        let Some(donor) = row.collect.donor else { return Ok(None) };
        Ok(match self.find::<Donor>(donor).await? {
            Some(_) => None,
            None => fault("donor", donor.to_string(), Fault::UnknownCode, "the number of a donor on record"),
        })
    }

    /// The country's zone by its name.
    fn zone_named(&self) -> Zone {
        let name = self.ctx.zone().iana_name().map(str::to_owned);
        name.and_then(|name| name.parse().ok()).unwrap_or_else(Zone::utc)
    }
}
