//! When something happened, as well as it is known.

mod happened;
mod partial_date;
mod zone;

pub use happened::Happened;
pub use partial_date::PartialDate;
pub use zone::Zone;

code_list! {
    /// How finely a moment is known.
    Precision is "precision" {
        /// To the minute.
        Minute = "minute",
        /// To the civil day.
        Day = "day",
        /// To the month.
        Month = "month",
        /// To the year.
        Year = "year",
        /// Not known at all.
        Unknown = "unknown",
    }
}
