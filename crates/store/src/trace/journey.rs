//! Temperatures of organs on their way, and decisions to graft across blood groups.

use domain::trace::abo::AboDecision;
use domain::trace::temperature::TemperatureLog;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{ABO_DECISION, TEMPERATURE_LOG, Table};
use crate::tx::Tx;

impl Stored for TemperatureLog {
    const TABLE: Table = TEMPERATURE_LOG;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("unit_id", self.measured.unit.to_string().into()), ("device", self.measured.device.clone().into())]
    }
}

impl Stored for AboDecision {
    const TABLE: Table = ABO_DECISION;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("recipient_id", self.plan.recipient.to_string().into()),
            ("organ", self.plan.organ.code().into()),
            ("state", self.state.code().into()),
        ]
    }
}

statements! {
    TEMPERATURES_OF = "SELECT body FROM temperature_log WHERE unit_id = $1 ORDER BY id";
    ABO_DECISIONS_OF = "SELECT body FROM abo_decision WHERE recipient_id = $1 ORDER BY id";
}

/// What devices told of an organ on its way.
///
/// # Errors
/// The database fails.
pub async fn temperatures_of(tx: &mut Tx, unit: &str) -> Result<Vec<TemperatureLog>, StoreError> {
    record::all(tx, TEMPERATURES_OF, &[unit.into()]).await
}

/// Decisions to graft a recipient across blood groups, withdrawn and refused ones among them.
///
/// # Errors
/// The database fails.
pub async fn abo_decisions_of(tx: &mut Tx, recipient: &str) -> Result<Vec<AboDecision>, StoreError> {
    record::all(tx, ABO_DECISIONS_OF, &[recipient.into()]).await
}
