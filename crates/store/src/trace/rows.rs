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

impl Traced {
    pub(super) fn from_row(row: &Row) -> Result<Self, StoreError> {
        let graft = row.opt_text("transplant_id")?.map(|id| Grafted::from_row(id, row)).transpose()?;
        let followed = row.opt_text("outcome_id")?.map(|id| Followed::from_row(id, row)).transpose()?;
        Ok(Self {
            unit_id: row.text("unit_id")?,
            code: row.text("code")?,
            donor_id: row.opt_text("donor_id")?,
            centre_id: row.opt_text("centre_id")?,
            recovered_at: row.opt_instant("recovered_at")?,
            fate: row.text("fate")?,
            fate_at: row.opt_instant("fate_at")?,
            fate_reason: row.opt_text("fate_reason")?,
            disputed: row.opt_text("disputed")?,
            graft,
            followed,
        })
    }
}

impl Grafted {
    fn from_row(transplant_id: String, row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            transplant_id,
            recipient_id: row.text("recipient_id")?,
            centre_id: row.opt_text("graft_centre_id")?,
            transplanted_at: row.opt_instant("transplanted_at")?,
            disputed: row.opt_text("graft_disputed")?,
        })
    }
}

impl Followed {
    fn from_row(outcome_id: String, row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            outcome_id,
            seen_on: row.opt_date("seen_on")?,
            patient_status: row.text("patient_status")?,
            graft_status: row.opt_text("graft_status")?,
        })
    }
}

impl Origin {
    pub(super) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            start_id: row.text("start_id")?,
            unit_id: row.text("unit_id")?,
            code: row.text("code")?,
            donor_id: row.opt_text("donor_id")?,
            recovered_at: row.opt_instant("recovered_at")?,
            disputed: row.opt_text("disputed")?,
        })
    }
}

impl Link {
    pub(super) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { parent_id: row.text("parent_id")?, child_id: row.text("child_id")?, how: row.text("how")? })
    }
}

impl HandedOver {
    pub(super) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            handover_id: row.text("handover_id")?,
            unit_id: row.text("unit_id")?,
            place_seq: row.int("place_seq")?,
            from_centre: row.opt_text("from_centre")?,
            to_centre: row.opt_text("to_centre")?,
            handed_at: row.opt_instant("handed_at")?,
        })
    }
}
