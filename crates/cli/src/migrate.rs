//! `donare migrate`

use clap::Args;
use domain::access::RegistryUse;

use crate::options::{Place, words};
use crate::{Ending, say};

/// Create the database and its keyring, or bring an older one up to this program
#[derive(Args)]
#[command(
    after_help = "Example:\n  donare migrate --database postgres://donare@localhost/donare --keys /etc/donare/keys"
)]
pub struct Migrate {
    #[command(flatten)]
    place: Place,
}

impl Migrate {
    /// Runs the command.
    pub async fn run(self) -> Result<Ending, String> {
        let service = self.place.open(true).await?;
        match service.registry().await.map_err(words)? {
            Some(_) => say("The database is up to date."),
            None => {
                service.found(RegistryUse::Real, None).await.map_err(words)?;
                say("The registry is founded. Next: donare administrator, then donare serve.");
            }
        }
        service.close().await;
        Ok(Ending::Good)
    }
}
