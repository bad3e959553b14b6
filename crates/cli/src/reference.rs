//! `donare reference`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use codes::Country;
use domain::statistics::Source;
use jiff::civil::Date;
use service::ReferenceFile;

use crate::options::{Format, Place, words};
use crate::{Ending, say};

/// Figures of others to compare the country's own with
#[derive(Args)]
pub struct Reference {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Import(Import),
    Compare(Compare),
}

/// Bring in a file of reference figures
#[derive(Args)]
#[command(
    after_help = "Example:\n  donare reference import godt.csv --source godt --as-of 2025-11-14 --database ./donare\n\n\
    The same file a second time changes nothing; a newer file of a source supersedes its figures, and the older ones stay.\n\
    Rows that cannot be read come back in FILE.rejected.csv with reasons. Exit status 1 says there were some."
)]
struct Import {
    /// The CSV file, of whatever encoding and separator
    file: PathBuf,
    /// Where it comes from
    #[arg(long, value_enum)]
    source: From,
    /// The day on which it was taken from its source
    #[arg(long)]
    as_of: Date,
    /// Where rejected rows go; FILE.rejected.csv when not given
    #[arg(long)]
    rejected: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Lay the sources of one country beside each other
#[derive(Args)]
#[command(
    after_help = "Example:\n  donare reference compare US --database ./donare --format csv > differences.csv\n\n\
    Exit status 1 says that sources differ or do not agree with themselves."
)]
struct Compare {
    /// Two letters of ISO 3166-1
    of: Country,
    #[command(flatten)]
    place: Place,
    /// How to print the differences
    #[arg(long, value_enum, default_value = "text")]
    format: Shape,
}

#[derive(Clone, Copy, ValueEnum)]
enum From {
    /// Export of the Global Observatory on Donation and Transplantation
    Godt,
    /// Sheet of the US public use file, of the country or by state
    Hrsa,
    /// Population by country of the World Bank
    WorldBank,
}

#[derive(Clone, Copy, ValueEnum)]
enum Shape {
    Text,
    Json,
    Csv,
}

impl From {
    const fn source(self) -> Source {
        match self {
            Self::Godt => Source::Godt,
            Self::Hrsa => Source::Hrsa,
            Self::WorldBank => Source::WorldBank,
        }
    }
}

impl Reference {
    /// Runs the command.
    pub async fn run(self) -> Result<Ending, String> {
        match self.what {
            What::Import(command) => command.run().await,
            What::Compare(command) => command.run().await,
        }
    }
}

impl Import {
    async fn run(self) -> Result<Ending, String> {
        let rejected = self.rejected.unwrap_or_else(|| self.file.with_extension("rejected.csv"));
        let file = ReferenceFile { file: self.file, source: self.source.source(), as_of: self.as_of, rejected };
        let service = self.place.open(false).await?;
        let kept = service.import_references(&file).await.map_err(words);
        service.close().await;
        let kept = kept?;
        let of = &kept.imported;
        match self.format {
            Format::Json => say(&serde_json::to_string_pretty(&kept).map_err(|e| e.to_string())?),
            Format::Text => {
                let again = if kept.known { " This file was brought in before; nothing changed." } else { "" };
                say(&format!(
                    "{} rows read, {} figures kept ({} hidden by the source, {} filled in), {} rows that are no country, {} rejected.{again}",
                    of.rows, of.figures, of.suppressed, of.imputed, of.passed_over, of.rejected
                ));
                if of.rejected > 0 && !kept.known {
                    say(&format!("Rejected rows with their reasons: {}", file.rejected.display()));
                }
            }
        }
        Ok(if of.rejected == 0 { Ending::Good } else { Ending::Found })
    }
}

impl Compare {
    async fn run(self) -> Result<Ending, String> {
        let service = self.place.open(false).await?;
        let found = service.reconciled(self.of).await.map_err(words);
        service.close().await;
        let found = found?;
        match self.format {
            Shape::Json => say(&serde_json::to_string_pretty(&found).map_err(|e| e.to_string())?),
            Shape::Csv => say(web::statistics::reconciled_csv(&found).trim_end()),
            Shape::Text => {
                for d in &found.differences {
                    let (left, right) = (d.left.source.code(), d.right.source.code());
                    let measure = d.left.terms.first().map_or("", |(m, _)| m.code());
                    let organ = d.left.terms.first().map_or("", |(_, o)| o.code());
                    say(&format!(
                        "{} {measure} {organ}: {left} {}, {right} {}, difference {:+} ({})",
                        d.year,
                        d.left.value,
                        d.right.value,
                        d.difference,
                        d.explained.code()
                    ));
                }
                for i in &found.inconsistent {
                    let (measure, organ) = (i.key.measure.code(), i.key.organ.code());
                    let (source, flag) = (i.source.code(), i.flag.code());
                    say(&format!(
                        "{} {measure} {organ}: {source} {flag}: {} against {}",
                        i.key.year, i.says, i.follows
                    ));
                }
                say(&format!("Hidden by a source and told all the same: {}", found.hidden_told.len()));
            }
        }
        let differs = found.differences.iter().any(|d| d.difference != 0.0);
        let whole = !differs && found.inconsistent.is_empty() && found.hidden_told.is_empty();
        Ok(if whole { Ending::Good } else { Ending::Found })
    }
}
