//! `donare administrator`

use clap::Args;

use crate::options::{Place, words};
use crate::{Ending, say};

/// Print a one-time code with which the first administrator opens an account
#[derive(Args)]
#[command(
    after_help = "Example:\n  donare administrator --database ./donare\n\nThe code is shown once, on this console only, and holds for 30 minutes."
)]
pub struct Administrator {
    #[command(flatten)]
    place: Place,
}

impl Administrator {
    /// Runs the command.
    pub async fn run(self) -> Result<Ending, String> {
        let service = self.place.open(false).await?;
        let code = service.first_administrator_code().await.map_err(words)?;
        say(&format!("One-time code: {}\nOpen /first-administrator in the browser and type it there.", code.show()));
        service.close().await;
        Ok(Ending::Good)
    }
}
