//! `donare verify`

use clap::Args;
use indicatif::ProgressBar;
use service::verify::{Difference, Verified};

use crate::options::{Format, Place, words};
use crate::{Ending, say};

/// Check the log against its signed checkpoints and fold every record again from its events
#[derive(Args)]
#[command(
    after_help = "Example:\n  donare verify --database ./donare --format json\n\nExit status 1 names the first event at which anything differs."
)]
pub struct Verify {
    #[command(flatten)]
    place: Place,
    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

impl Verify {
    /// Runs the command.
    pub async fn run(self) -> Result<Ending, String> {
        let service = self.place.open(false).await?;
        let bar = ProgressBar::new_spinner();
        let verified = service.verify(|leaves| bar.set_position(leaves)).await.map_err(words)?;
        bar.finish_and_clear();
        match self.format {
            Format::Json => say(&serde_json::to_string_pretty(&verified).map_err(|e| e.to_string())?),
            Format::Text => say(&text(&verified)),
        }
        Ok(if verified.is_whole() { Ending::Good } else { Ending::Found })
    }
}

fn text(v: &Verified) -> String {
    let mut out = format!(
        "{} leaves, {} waiting for their place, {} checkpoints, {} records folded again, {} parts erased on purpose",
        v.leaves, v.waiting, v.checkpoints, v.records, v.erased_parts
    );
    if v.is_whole() {
        out.push_str("\nEverything is as it was written.");
    }
    for (n, d) in v.differences.iter().enumerate() {
        out.push_str(if n == 0 { "\nFirst difference: " } else { "\nalso: " });
        out.push_str(&difference(d));
    }
    out
}

fn difference(d: &Difference) -> String {
    match d {
        Difference::EventGone { seq, event } => format!("leaf {seq}: its event {event} is gone"),
        Difference::EventAltered { seq, event, why } => format!("leaf {seq}, event {event}: {why}"),
        Difference::CheckpointBroken { size, why } => format!("checkpoint over {size} leaves: {why}"),
        Difference::PartAltered { event, field } => {
            format!("event {event}: the sealed part `{field}` is gone or altered")
        }
        Difference::RowGone { table, record, event } => {
            format!("{table}, record {record}: what event {event} says is gone or altered")
        }
        Difference::RowWithoutEvent { table, record } => format!("{table}, record {record}: no event says this row"),
        Difference::RecordWithoutEvent { record } => format!("record {record}: no event speaks of it"),
        Difference::RecordAltered { record, event } => {
            format!("record {record} is not what its events say (last event {event})")
        }
    }
}
