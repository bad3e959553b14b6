//! `donare rekey`

use clap::Args;
use service::clock::SystemChance;
use service::keys;

use crate::options::{Place, words};
use crate::{Ending, say};

/// Make the tokens by which exact values and names are found anew under the newest secret, and the secret with --rotate
#[derive(Args)]
#[command(
    after_help = "Example:\n  donare rekey --database ./donare --rotate\n\nStop `donare serve` before --rotate, and start it again while this runs: everything is found all along. Back up the keyring\nafterwards. Old books are brought in again once nothing is left."
)]
pub struct Rekey {
    #[command(flatten)]
    place: Place,
    /// Give the keyring a new secret first
    #[arg(long)]
    rotate: bool,
}

impl Rekey {
    /// Runs the command.
    pub async fn run(self) -> Result<Ending, String> {
        if self.rotate {
            let place = self.place.keyring()?;
            let version = keys::rotate_index(&place, &SystemChance)?;
            say(&format!("The keyring in {} has version {version} of the secret.", place.display()));
        }
        let service = self.place.open(false).await?;
        let mut done = 0;
        loop {
            let round = service.rekey_index().await.map_err(words)?;
            done += round.done;
            if round.left == 0 || round.done == 0 {
                say(&format!("{done} tokens were made anew, {} are left.", round.left));
                return Ok(if round.left == 0 { Ending::Good } else { Ending::Found });
            }
        }
    }
}
