//! `donare import`

use std::path::PathBuf;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use service::import::{Books, Imported};

use crate::options::{Format, Place, words};
use crate::{Ending, say};

/// Bring in a centre's old books
#[derive(Args)]
#[command(after_help = "Example:\n  donare import old-books.csv --mapping old-books.toml --database ./donare\n\n\
    Running it twice changes nothing; an interrupted import goes on where it stopped. Rows that cannot be read come back\n\
    in FILE.rejected.csv with reasons, to be corrected and fed back with the same mapping. Exit status 1 says there were some.")]
pub struct Import {
    /// The CSV file
    file: PathBuf,
    /// What its columns mean
    #[arg(long)]
    mapping: PathBuf,
    /// Where rejected rows go; FILE.rejected.csv when not given
    #[arg(long)]
    rejected: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

impl Import {
    /// Runs the command.
    pub async fn run(self) -> Result<Ending, String> {
        let service = self.place.open(false).await?;
        let rejected = self.rejected.clone().unwrap_or_else(|| self.file.with_extension("rejected.csv"));
        let books = Books { file: self.file.clone(), mapping: self.mapping.clone(), rejected };
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {percent}% {msg} {elapsed}, {eta} left") {
            bar.set_style(style);
        }
        let imported = service
            .import(&books, &|bytes, all, rows| {
                bar.set_length(all);
                bar.set_position(bytes);
                bar.set_message(format!("{rows} rows"));
            })
            .await
            .map_err(words)?;
        bar.finish_and_clear();
        service.close().await;
        match self.format {
            Format::Json => say(&serde_json::to_string_pretty(&imported).map_err(|e| e.to_string())?),
            Format::Text => say(&text(&imported, &books)),
        }
        Ok(if imported.rejected == 0 { Ending::Good } else { Ending::Found })
    }
}

fn text(i: &Imported, books: &Books) -> String {
    let mut out = format!(
        "{} rows read, {} kept now, {} kept before, {} rejected; {} facts disputed, {} grafts of unrecorded origin",
        i.rows, i.kept, i.known, i.rejected, i.disputed, i.unknown_origin
    );
    if i.rejected > 0 {
        out.push_str(&format!("\nRejected rows with their reasons: {}", books.rejected.display()));
    }
    out
}
