//! `donare migrate`

use clap::Args;
use domain::access::RegistryUse;

use crate::options::{Place, words};
use crate::{Ending, say};

/// Create the database and its keyring, or bring an older one up to this program
#[derive(Args)]
#[command(
    after_help = "Example:\n  donare migrate --database postgres://owner@localhost/donare --keys /etc/donare/keys --serving-role donare_serving\n\n\
    On PostgreSQL, run this with the account that owns the tables, and everything else with the serving role."
)]
pub struct Migrate {
    #[command(flatten)]
    place: Place,
    /// PostgreSQL role that serves: it gets what the program needs and nothing else, so that it can change no event
    #[arg(long, env = "DONARE_SERVING_ROLE")]
    serving_role: Option<String>,
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
        loop {
            let filled = service.fill_network().await.map_err(words)?;
            if filled.done > 0 {
                say(&format!("Details of {} older files are kept, {} files are left.", filled.done, filled.left));
            }
            if filled.left == 0 || filled.done == 0 {
                break;
            }
        }
        service.close().await;
        for role in service::serving::grant(&self.place.database, self.serving_role.as_deref()).await? {
            say(&format!("Role {role} may serve, and do no more than that."));
        }
        Ok(Ending::Good)
    }
}
