//! Samples of somebody's blood group, under whichever of their numbers they were written down: the laboratory's
//! determinations, and what was found along the pathway of a donor who died.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::pathway::Pathway;
use domain::registry::blood::{Sample, standing};
use store::{Tx, record};

use crate::failure::Failure;
use crate::link;
use crate::open::Context;

/// Every sample that stands, of the person behind the number of a donor or recipient; of the number alone where nobody was
/// named or the link was erased.
pub(crate) async fn samples_of(tx: &mut Tx, ctx: &Arc<Context>, number: &str) -> Result<Vec<Sample>, Failure> {
    let mut numbers = BTreeSet::from([number.to_owned()]);
    if let Some(person) = link::stands_behind(tx, ctx, number).await? {
        for record in store::person::merged(tx, &person).await? {
            numbers.extend(link::pseudonyms(tx, ctx, &record, "registry.samples").await?);
        }
    }
    let mut samples = Vec::new();
    for number in &numbers {
        let pathway = match number.get(..4) {
            Some("don_") => store::pathway::of_donor(tx, number).await?,
            Some("pth_") => record::load::<Pathway>(tx, number).await?.map(|loaded| loaded.record),
            Some("rec_") => None,
            _ => continue,
        };
        samples.extend(standing(&store::trace::blood_groups_of(tx, number).await?));
        let found = pathway.iter().flat_map(|p| &p.known.blood_groups).map(|held| &held.step);
        samples.extend(found.map(|one| Sample { group: one.abo, sample: one.sample.clone() }));
    }
    // A donor's file is found by its own number and by the donor's.
    samples.sort_by(|a, b| (a.group, &a.sample).cmp(&(b.group, &b.sample)));
    samples.dedup();
    Ok(samples)
}
