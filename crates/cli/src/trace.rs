//! `donare trace`

use clap::{Args, ValueEnum};
use domain::access::{Purpose, Role};
use law::Words;
use service::Access;

use crate::options::{Place, words};
use crate::{Ending, say};

/// Show the whole chain of a donor, organ, tissue unit, recipient, transplantation or application number
#[derive(Args)]
#[command(
    after_help = "Example:\n  donare trace org_4Z9K1M7QHC --database ./donare --format svg > trace.svg\n\nExit status 1 says that the chain has gaps."
)]
pub struct Trace {
    /// The number
    id: String,
    #[command(flatten)]
    place: Place,
    /// How to print the chain
    #[arg(long, value_enum, default_value = "text")]
    format: Shape,
    /// Language of the words
    #[arg(long, default_value = "en")]
    language: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum Shape {
    Text,
    Json,
    Svg,
}

impl Trace {
    /// Runs the command.
    pub async fn run(self) -> Result<Ending, String> {
        let service = self.place.open(false).await?;
        let access = Access::console(Role::Inspector, Purpose::Vigilance);
        let found = service.trace(&access, &self.id).await.map_err(words)?;
        let sentences = Words::load()?;
        let lang = sentences.languages().find(|l| *l == self.language).unwrap_or("en");
        match self.format {
            Shape::Json => say(&serde_json::to_string_pretty(&found).map_err(|e| e.to_string())?),
            Shape::Text => say(web::trace::text(&sentences, lang, &found).trim_end()),
            Shape::Svg => say(&web::trace::svg(&sentences, lang, &found)),
        }
        service.close().await;
        let gaps: usize = found.traces.iter().map(domain::trace::Trace::gaps).sum();
        Ok(if gaps == 0 { Ending::Good } else { Ending::Found })
    }
}
