//! Sizes of donor and recipient, held together before a graft.

use codes::ids::{AnyId, PairId};
use codes::organ::Organ;
use domain::access::Permission;
use domain::approval::Pair;
use domain::registry::size::{Judged, Sizing};
use jiff::Timestamp;

use crate::Service;
use crate::access::Access;
use crate::failure::Failure;
use crate::reading::Reader;
use crate::work::Work;

impl Reader<'_> {
    /// Build of donor and recipient for an organ; a donor who is not on record has none.
    pub(crate) async fn sizing(
        &mut self,
        organ: Organ,
        (donor, recipient): (Option<AnyId>, AnyId),
        at: Timestamp,
        graft_g: Option<u32>,
    ) -> Result<Sizing, Failure> {
        let of_donor = match donor {
            Some(donor) => self.build(donor, at).await?,
            None => domain::registry::size::Build::default(),
        };
        Ok(Sizing { organ, donor: of_donor, recipient: self.build(recipient, at).await?, graft_g })
    }
}

impl Work<'_> {
    /// As [`Reader::sizing`], for a plan.
    pub(crate) async fn sizing(
        &mut self,
        organ: Organ,
        people: (Option<AnyId>, AnyId),
        at: Timestamp,
        graft_g: Option<u32>,
    ) -> Result<Sizing, Failure> {
        let mut reader = Reader::new(self.tx, std::sync::Arc::clone(&self.ctx), "registry.size");
        reader.sizing(organ, people, at, graft_g).await
    }
}

impl Service {
    /// Sizes of a living donor and the recipient with the bands of the country, as the plan will see them; none where the
    /// country compares none for this organ, or does not know.
    ///
    /// # Errors
    /// Denied; no such pair.
    pub async fn sizes_of_pair(&self, access: &Access, id: PairId) -> Result<Vec<Judged>, Failure> {
        let may = self.may_on_pair(access, Permission::PlanRemoval, id).await?;
        self.read("registry.sizes_of_pair", access, may, Some(id.to_string()), move |r| {
            Box::pin(async move {
                let pair: Pair = r.get("pair", id).await?;
                let now = r.ctx.clock.now();
                let people = (Some(AnyId::from(pair.donor)), AnyId::from(pair.recipient));
                let sizing = r.sizing(pair.organ, people, now, None).await?;
                let ctx = std::sync::Arc::clone(&r.ctx);
                Ok(sizing.judged_by(&ctx.law_at(now)).unwrap_or_default())
            })
        })
        .await
    }
}
