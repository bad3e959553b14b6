//! `donare post`

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use codes::ids::LetterId;
use service::donor_register::Spool;
use service::round::{Asked, Carriers};

use crate::options::{Format, Place, words};
use crate::{Ending, say};

/// Take every reminder of follow-up that is due, and hand waiting letters and messages to a folder
#[derive(Args)]
#[command(
    after_help = "Example:\n  donare post --database ./donare --to /var/spool/donare-letters\n  donare post --database ./donare --returned ltr_0123456789\n\nFor a timer where `donare serve` names no folders; several of them on one database do each once. Each file is one letter with its address, or one\nmessage with its telephone, readable by its owner only; delete it once it is printed or sent. Follow-up is reminded in the same call: each\nvisit and step once, however often it is called. No decision counts before its letter was handed over. Exit status 1 says that letters still wait, or that a server is just handing them over."
)]
pub struct PostLetters {
    #[command(flatten)]
    place: Place,
    /// Folder that takes the letters
    #[arg(long, value_name = "FOLDER", required_unless_present = "returned")]
    to: Option<PathBuf>,
    /// Number of a letter that came back; may be given several times
    #[arg(long, value_name = "LETTER")]
    returned: Vec<LetterId>,
    /// How the result is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl PostLetters {
    /// Runs the command.
    pub async fn run(self) -> Result<Ending, String> {
        let service = self.place.open(false).await?;
        for letter in &self.returned {
            service.letter_returned(*letter).await.map_err(words)?;
        }
        let mut carriers = Carriers::default();
        if let Some(folder) = &self.to {
            let spool = Arc::new(Spool::into(folder)?);
            carriers = Carriers { letters: Some(Arc::clone(&spool) as _), messages: Some(spool) };
        }
        let gone = service.go_round(&carriers, Asked::Now).await.map_err(words)?;
        let busy = self.to.is_some() && (gone.letters.is_none() || gone.messages.is_none());
        let (all, messages) = (gone.letters.unwrap_or_default(), gone.messages.unwrap_or_default());
        let reminded = gone.reminders.unwrap_or_default();
        let told = serde_json::json!({"reminders": reminded, "late_reports": gone.late_reports, "messages": messages,
            "handed": all.handed, "waiting": all.waiting, "erased": all.erased, "returned": self.returned.len(), "busy": busy});
        match self.format {
            Format::Json => say(&told.to_string()),
            Format::Text => say(&format!(
                "{} letters handed over, {} wait, {} cannot be written any more, {} came back. {} links to donors written, {} visits told to \
                 centres, {} to the regulator; {} messages handed over, {} wait.",
                all.handed,
                all.waiting,
                all.erased,
                self.returned.len(),
                reminded.links,
                reminded.centres,
                reminded.regulator,
                messages.handed,
                messages.waiting
            )),
        }
        if busy && self.format == Format::Text {
            say("A server is just handing letters or messages over; what is left goes with the next call.");
        }
        Ok(if all.waiting + messages.waiting == 0 && !busy { Ending::Good } else { Ending::Found })
    }
}
