//! Founding a registry: its first event says whether it is real or a demonstration, for ever.

use domain::Draft;
use domain::access::{Founded, Permission, Purpose, REGISTRY, Registry, RegistryUse, Role};

use crate::Service;
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::Settled;

impl Service {
    /// How the registry was founded; `None` before its first event.
    ///
    /// # Errors
    /// The store fails.
    pub async fn registry(&self) -> Result<Option<Registry>, Failure> {
        self.public("access.registry", |r| Box::pin(async move { Ok(store::access::registry(r.tx).await?) })).await
    }

    /// Founds the registry. Reachable from the console only.
    ///
    /// # Errors
    /// It was founded before.
    pub async fn found(&self, used_for: RegistryUse, seed: Option<u32>) -> Result<(), Failure> {
        let console = Access::console(Role::Administrator, Purpose::Administration);
        let country = self.profile().country().code.to_string();
        let founded = Founded { used_for, country, seed };
        self.write("access.found", &console, May::national(Permission::ChangeAccounts), move |w| {
            let founded = founded.clone();
            Box::pin(async move {
                if store::access::registry(w.tx).await?.is_some() {
                    return Err(Problem::new("stale", "registry", "a database in which no registry was founded").into());
                }
                w.record(vec![Draft::new("access.registry_founded", REGISTRY, &founded)]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
        .map(drop)
    }
}
