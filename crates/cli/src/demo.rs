//! `donare demo`

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use domain::access::RegistryUse;
use indicatif::ProgressBar;
use law::Words;
use service::clock::{Clock, MachineClock, SetClock, SystemChance};
use service::round::Carriers;
use service::vigilance::Loopback;
use service::{Service, Start, demo};
use web::{App, AppOptions};

use crate::options::words;
use crate::serve::{Leaving, serve};
use crate::{Ending, say};

/// Make and open a small invented country
#[derive(Args)]
#[command(
    after_help = "Example:\n  donare demo --dir ./donare-demo --port 8080\n\nOnly this computer can reach it, and it can never become a real registry."
)]
pub struct Demo {
    /// Folder of the country; made when it is not there
    #[arg(long, default_value = "donare-demo")]
    dir: PathBuf,
    /// Port on this computer; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Seed from which the country is made
    #[arg(long, default_value_t = 4127)]
    seed: u32,
}

impl Demo {
    /// Runs the command.
    pub async fn run(self) -> Result<Ending, String> {
        self.make().await?;
        let service = self.start(None).open().await?;
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let options = AppOptions { demo: true, secure_cookies: false };
        // Nothing leaves this computer: what would is taken by memory, and shown on a page of the demonstration.
        let taken = Arc::new(service::donor_register::Loopback::default());
        let carriers = Carriers { letters: Some(Arc::clone(&taken) as _), messages: Some(taken) };
        let leaving = Leaving { calls: Arc::new(Loopback::default()), carriers };
        let app = App { service, words: Arc::new(Words::load()?), options, concern_host: None };
        serve(app, listen, (10, leaving), "Donare demo").await
    }

    fn start(&self, clock: Option<Arc<dyn Clock>>) -> Start {
        let migrate = clock.is_some();
        Start { clock, migrate, ..Start::new(self.dir.to_string_lossy(), "xc") }
    }

    /// Makes the country, unless it is there. A folder that holds anything else is refused.
    async fn make(&self) -> Result<(), String> {
        let making = self.dir.with_extension("making");
        if self.dir.join("donare.db").exists() {
            return self.must_be_demo().await;
        }
        if self.dir.exists() && std::fs::read_dir(&self.dir).is_ok_and(|mut d| d.next().is_some()) {
            return Err(format!("--dir {}: the folder is not empty and holds no demo", self.dir.display()));
        }
        let (keys, theirs) = (service::keys::usual_place(&self.dir), service::keys::usual_place(&making));
        if keys.exists() && making.exists() && !theirs.exists() {
            // It was whole and interrupted between the two moves.
            return self.put_in_place(&making);
        }
        if keys.exists() {
            let (dir, keys) = (self.dir.display(), keys.display());
            return Err(format!(
                "--dir {dir}: the keys of a demo that is gone lie in {keys}; delete that folder, or name another one"
            ));
        }
        // A country that was interrupted while it was being made is made again from the start.
        for left in [&making, &theirs] {
            if left.exists() {
                std::fs::remove_dir_all(left).map_err(|e| format!("{}: {e}", left.display()))?;
            }
        }
        let clock = Arc::new(SetClock::at(MachineClock.now()));
        let start = Start {
            clock: Some(Arc::clone(&clock) as Arc<dyn Clock>),
            chance: Some(Arc::new(SystemChance)),
            migrate: true,
            ..Start::new(making.to_string_lossy(), "xc")
        };
        let service = start.open().await?;
        say(&format!("Making an invented country from seed {} …", self.seed));
        let bar = ProgressBar::new(0);
        let until = MachineClock.now();
        demo::make(&service, &clock, self.seed, demo::Size::Country, until, &|done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        })
        .await
        .map_err(words)?;
        bar.finish_and_clear();
        service.close().await;
        moved(&theirs, &keys)?;
        self.put_in_place(&making)
    }

    /// Gives the country that was made its own name.
    fn put_in_place(&self, making: &Path) -> Result<(), String> {
        if self.dir.exists() {
            std::fs::remove_dir(&self.dir).map_err(|e| format!("{}: {e}", self.dir.display()))?;
        }
        moved(making, &self.dir)
    }

    async fn must_be_demo(&self) -> Result<(), String> {
        let service: Service = self.start(None).open().await?;
        let registry = service.registry().await.map_err(words)?;
        service.close().await;
        match registry {
            Some(r) if r.founded.used_for == RegistryUse::Demo => Ok(()),
            _ => Err(format!("--dir {}: this is a real registry; `demo` does not open it", self.dir.display())),
        }
    }
}

fn moved(from: &Path, to: &Path) -> Result<(), String> {
    std::fs::rename(from, to).map_err(|e| format!("{}: {e}", to.display()))
}
