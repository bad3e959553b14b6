//! `donare serve`

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use domain::access::RegistryUse;
use jiff::SignedDuration;
use law::Words;
use service::round::{Carriers, Rounds};
use service::task::Tasks;
use service::vigilance::{Carrier, Silent, Spool};
use service::{Sequencer, Service};
use web::{App, AppOptions, ConcernHost};

use crate::options::{Place, words};
use crate::{Ending, say};

/// How often timed work is looked for.
const TIMED_WORK: SignedDuration = SignedDuration::from_secs(5);
/// How often a demonstration enters concerns.
const DEMO_ROUND: std::time::Duration = std::time::Duration::from_secs(5);
/// How often it is looked whether a round is due.
const ROUNDS: SignedDuration = SignedDuration::from_secs(20);

/// Serve the pages and the API of a real registry
#[derive(Args)]
#[command(
    after_help = "Example:\n  donare serve --database postgres://donare@localhost/donare --keys /etc/donare/keys --listen 127.0.0.1:8080\n\n\
    Put a TLS proxy in front that passes Host and Origin through. Follow-up is reminded by itself, letters and messages leave through the folders named; several servers on one database do each once."
)]
pub struct Serve {
    #[command(flatten)]
    place: Place,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Let cookies travel without TLS; for a trial on this computer only
    #[arg(long)]
    plain_http: bool,
    /// Host name on which the reporting pages answer alone, and no other page; with its port where that is not the usual one
    #[arg(long, env = "DONARE_CONCERN_HOST", value_name = "HOST")]
    concern_host: Option<ConcernHost>,
    /// Seconds between signed checkpoints
    #[arg(long, default_value_t = 60)]
    checkpoint_seconds: i64,
    /// Folder into which calls to people on duty are written, for a gateway that carries them
    #[arg(long)]
    calls: Option<PathBuf>,
    /// Folder into which letters are written, for whoever prints and posts them; without it they wait for `donare post`
    #[arg(long)]
    letters: Option<PathBuf>,
    /// Folder into which messages to phones are written, for a gateway; without it they wait for `donare post`
    #[arg(long)]
    messages: Option<PathBuf>,
}

/// Everything that leaves the system while it is served.
pub struct Leaving {
    /// Takes calls to people on duty.
    pub calls: Arc<dyn Carrier>,
    /// Takes letters and messages.
    pub carriers: Carriers,
}

impl Serve {
    /// Runs the command.
    pub async fn run(self) -> Result<Ending, String> {
        let service = self.place.open(false).await?;
        match service.registry().await.map_err(words)? {
            None => return Err("no registry was founded here; run `donare migrate` first".to_owned()),
            Some(r) if r.founded.used_for == RegistryUse::Demo => {
                return Err("this folder is a demonstration and can never be served; use `donare demo`".to_owned());
            }
            Some(_) => {}
        }
        if service::serving::standing(&self.place.database).await? == service::serving::Standing::Owner {
            tracing::warn!(
                target: "donare",
                "this account owns the tables and could switch off what protects the log; serve with a role of its own (donare migrate --serving-role)"
            );
        }
        let options = AppOptions { demo: false, secure_cookies: !self.plain_http };
        let calls: Arc<dyn Carrier> = match &self.calls {
            Some(folder) => Arc::new(Spool::into(folder).map_err(|e| format!("--calls: {e}"))?),
            None => Arc::new(Silent),
        };
        let folder = |name: &str, path: &Option<PathBuf>| {
            path.as_ref().map(|p| Spool::into(p).map(Arc::new).map_err(|e| format!("{name}: {e}"))).transpose()
        };
        let carriers = Carriers {
            letters: folder("--letters", &self.letters)?.map(|spool| spool as _),
            messages: folder("--messages", &self.messages)?.map(|spool| spool as _),
        };
        let leaving = Leaving { calls, carriers };
        let concern_host = self.concern_host.map(Arc::new);
        let app = App { service, words: Arc::new(Words::load()?), options, concern_host };
        serve(app, self.listen, (self.checkpoint_seconds, leaving), "Donare").await
    }
}

/// Serves until interrupted; what was acknowledged is committed before the program ends.
pub async fn serve(
    app: App,
    listen: SocketAddr,
    (checkpoint_seconds, leaving): (i64, Leaving),
    name: &str,
) -> Result<Ending, String> {
    let service = app.service.clone();
    for digest in web::concern::script_digests() {
        service.publish_concern_script(&digest).await.map_err(words)?;
    }
    let listener = tokio::net::TcpListener::bind(listen).await.map_err(|e| format!("--listen {listen}: {e}"))?;
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    let sequencer = Sequencer::new(service.clone(), SignedDuration::from_secs(checkpoint_seconds.max(1)));
    let working = tokio::spawn(sequencer.clone().work());
    let timed = tokio::spawn(Tasks::new(service.clone(), leaving.calls, TIMED_WORK).work());
    let rounds = tokio::spawn(Rounds::new(service.clone(), leaving.carriers, ROUNDS).work());
    let entering = app.options.demo.then(|| tokio::spawn(enter_soon(service.clone())));
    let stop = asked_to_stop().map_err(|e| format!("the system tells nothing of being stopped: {e}"))?;
    say(&format!("{name}: http://{address}/"));
    let ended = web::serve(app, listener, stop).await;
    working.abort();
    timed.abort();
    rounds.abort();
    if let Some(entering) = entering {
        entering.abort();
    }
    if let Err(e) = sequencer.turn().await {
        tracing::warn!(?e, "the last checkpoint was not signed");
    }
    service.close().await;
    ended.map(|()| Ending::Good).map_err(|e| format!("serving ended: {e}"))
}

/// In a demonstration nobody waits ten minutes for the round that enters concerns.
async fn enter_soon(service: Service) {
    loop {
        if let Err(e) = service.enter_concerns().await {
            tracing::warn!(?e, "concerns were not entered");
        }
        tokio::time::sleep(DEMO_ROUND).await;
    }
}

/// Resolves when somebody interrupts the program or the system asks it to end; from this call on, neither ends it at once.
#[cfg(unix)]
fn asked_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupted, mut terminated) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Resolves when somebody interrupts the program.
#[cfg(not(unix))]
fn asked_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
