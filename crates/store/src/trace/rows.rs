//! What a walk along the chain finds.

use crate::error::StoreError;
use crate::row::Row;
use jiff::Timestamp;
use jiff::civil::Date;

/// A unit, with one of its transplants and one of its follow-ups where there are any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced {
    /// The unit.
    pub unit_id: String,
    /// Organ code.
    pub code: String,
    /// Donor; none when unknown or made from other units.
    pub donor_id: Option<String>,
    /// Centre that holds it.
    pub centre_id: Option<String>,
    /// When it was recovered.
    pub recovered_at: Option<Timestamp>,
    /// What became of it.
    pub fate: String,
    /// When that was.
    pub fate_at: Option<Timestamp>,
    /// Code of the reason.
    pub fate_reason: Option<String>,
    /// Code of what contradicts it.
    pub disputed: Option<String>,
    /// The transplant.
    pub graft: Option<Grafted>,
    /// The follow-up.
    pub followed: Option<Followed>,
}

/// A transplant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grafted {
    /// Its number.
    pub transplant_id: String,
    /// Who received it.
    pub recipient_id: String,
    /// Where.
    pub centre_id: Option<String>,
    /// When.
    pub transplanted_at: Option<Timestamp>,
    /// Code of what contradicts it.
    pub disputed: Option<String>,
}

/// A follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// Its number.
    pub outcome_id: String,
    /// Day seen.
    pub seen_on: Option<Date>,
    /// How the person was.
    pub patient_status: String,
    /// How the graft was.
    pub graft_status: Option<String>,
}

/// A unit on the way back to a donor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Transplant or unit from which the walk began.
    pub start_id: String,
    /// The unit.
    pub unit_id: String,
    /// Organ code.
    pub code: String,
    /// Donor; none when unknown or made from other units.
    pub donor_id: Option<String>,
    /// When it was recovered.
    pub recovered_at: Option<Timestamp>,
    /// Code of what contradicts it.
    pub disputed: Option<String>,
}

/// A unit that came of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Unit split or pooled.
    pub parent_id: String,
    /// Unit that came of it.
    pub child_id: String,
    /// Split or pool.
    pub how: String,
}

/// A hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOver {
    /// Its number.
    pub handover_id: String,
    /// Unit handed over.
    pub unit_id: String,
    /// Place among the unit's hand-overs, from 1.
    pub place_seq: i64,
    /// Who gave.
    pub from_centre: Option<String>,
    /// Who took.
    pub to_centre: Option<String>,
    /// When.
    pub handed_at: Option<Timestamp>,
}

/// Columns of a walk downwards, in the order of its statement; rows are read by place.
const TRACED: [&str; 18] = [
    "unit_id",
    "code",
    "donor_id",
    "centre_id",
    "recovered_at",
    "fate",
    "fate_at",
    "fate_reason",
    "disputed",
    "transplant_id",
    "recipient_id",
    "graft_centre_id",
    "transplanted_at",
    "graft_disputed",
    "outcome_id",
    "seen_on",
    "patient_status",
    "graft_status",
];
/// Columns of a walk upwards, in the order of its statement.
const ORIGIN: [&str; 6] = ["start_id", "unit_id", "code", "donor_id", "recovered_at", "disputed"];

/// A row read by the place of its columns.
struct Placed<'r> {
    row: &'r Row,
    columns: &'static [&'static str],
}

impl<'r> Placed<'r> {
    fn column(&self, place: usize) -> &'static str {
        self.columns.get(place).copied().unwrap_or_default()
    }

    fn str(&self, place: usize) -> Result<Option<&'r str>, StoreError> {
        self.row.str_at(place, self.column(place))
    }

    fn opt_text(&self, place: usize) -> Result<Option<String>, StoreError> {
        Ok(self.str(place)?.map(str::to_owned))
    }

    fn text(&self, place: usize) -> Result<String, StoreError> {
        let missing = || StoreError::Column { column: self.column(place), why: "null" };
        self.str(place)?.map(str::to_owned).ok_or_else(missing)
    }

    fn read<T: std::str::FromStr>(&self, place: usize, why: &'static str) -> Result<Option<T>, StoreError> {
        let unfit = |_| StoreError::Column { column: self.column(place), why };
        self.str(place)?.map(|text| text.parse().map_err(unfit)).transpose()
    }
}

impl Traced {
    pub(super) fn from_row(row: &Row) -> Result<Self, StoreError> {
        let row = Placed { row, columns: &TRACED };
        let graft = row.opt_text(9)?.map(|id| Grafted::from_row(id, &row)).transpose()?;
        let followed = row.opt_text(14)?.map(|id| Followed::from_row(id, &row)).transpose()?;
        Ok(Self {
            unit_id: row.text(0)?,
            code: row.text(1)?,
            donor_id: row.opt_text(2)?,
            centre_id: row.opt_text(3)?,
            recovered_at: row.read(4, "no instant")?,
            fate: row.text(5)?,
            fate_at: row.read(6, "no instant")?,
            fate_reason: row.opt_text(7)?,
            disputed: row.opt_text(8)?,
            graft,
            followed,
        })
    }
}

impl Grafted {
    fn from_row(transplant_id: String, row: &Placed<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            transplant_id,
            recipient_id: row.text(10)?,
            centre_id: row.opt_text(11)?,
            transplanted_at: row.read(12, "no instant")?,
            disputed: row.opt_text(13)?,
        })
    }
}

impl Followed {
    fn from_row(outcome_id: String, row: &Placed<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            outcome_id,
            seen_on: row.read(15, "no date")?,
            patient_status: row.text(16)?,
            graft_status: row.opt_text(17)?,
        })
    }
}

impl Origin {
    pub(super) fn from_row(row: &Row) -> Result<Self, StoreError> {
        let row = Placed { row, columns: &ORIGIN };
        Ok(Self {
            start_id: row.text(0)?,
            unit_id: row.text(1)?,
            code: row.text(2)?,
            donor_id: row.opt_text(3)?,
            recovered_at: row.read(4, "no instant")?,
            disputed: row.opt_text(5)?,
        })
    }
}
