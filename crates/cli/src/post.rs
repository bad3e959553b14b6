//! `donare post`

use std::path::PathBuf;

use clap::Args;
use codes::ids::LetterId;
use service::donor_register::{Posted, Spool};
use service::followup::Carried;

use crate::options::{Format, Place, words};
use crate::{Ending, say};

/// Take every reminder of follow-up that is due, and hand waiting letters and messages to a folder
#[derive(Args)]
#[command(
    after_help = "Example:\n  donare post --database ./donare --to /var/spool/donare-letters\n  donare post --database ./donare --returned ltr_0123456789\n\nRun it from a timer beside `donare serve`. Each file is one letter with its address, or one\nmessage with its telephone, readable by its owner only; delete it once it is printed or sent. Follow-up is reminded in the same call: each\nvisit and step once, however often it is called. No decision counts before its letter was handed over. Exit status 1 says that letters still wait."
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
        let mut all = Posted::default();
        if let Some(folder) = &self.to {
            let spool = Spool::into(folder)?;
            loop {
                let round = service.post_letters(&spool).await.map_err(words)?;
                (all.handed, all.waiting, all.erased) = (all.handed + round.handed, round.waiting, round.erased);
                if round.handed == 0 {
                    break;
                }
            }
        }
        let reminded = service.remind_followup().await.map_err(words)?;
        let mut messages = Carried::default();
        if let Some(folder) = &self.to {
            let spool = Spool::into(folder)?;
            loop {
                let round = service.send_messages(&spool).await.map_err(words)?;
                messages.handed += round.handed;
                messages.erased += round.erased;
                messages.waiting = round.waiting;
                if round.handed == 0 {
                    break;
                }
            }
        }
        let told = serde_json::json!({"reminders": reminded, "messages": messages, "handed": all.handed, "waiting": all.waiting, "erased": all.erased, "returned": self.returned.len()});
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
        Ok(if all.waiting + messages.waiting == 0 { Ending::Good } else { Ending::Found })
    }
}
