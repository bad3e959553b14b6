//! Rules of licences, one per file; the file's doc comment is the published page.

mod cen_001;
mod cen_002;
mod cen_003;
mod cen_004;
mod cen_005;
mod cen_006;
mod cen_007;
mod cen_008;

use codes::activity::DonorScope;
use jiff::Timestamp;
use law::Rule;

use super::{Licence, Measure, Situation, Status};

/// All of them, in order.
pub const ALL: &[&Rule<Situation>] = &[
    &cen_001::RULE,
    &cen_002::RULE,
    &cen_003::RULE,
    &cen_004::RULE,
    &cen_005::RULE,
    &cen_006::RULE,
    &cen_007::RULE,
    &cen_008::RULE,
];

/// The fitting licence that comes nearest to what is needed; the pages of the rules say how it is chosen.
fn nearest(s: &Situation) -> Option<&Licence> {
    s.fitting().max_by_key(|l| {
        let rank = match l.status(s.at, s.on) {
            Status::Valid if missing(l, s).next().is_none() => 3,
            Status::Valid => 2,
            Status::Suspended => 1,
            _ => 0,
        };
        (rank, l.granted.valid_from)
    })
}

/// Scopes that are needed and that the licence does not give.
fn missing<'a>(licence: &'a Licence, s: &'a Situation) -> impl Iterator<Item = DonorScope> + 'a {
    let given = &licence.granted.donor_scope;
    s.needs_scope.iter().copied().filter(move |needed| match needed {
        DonorScope::RelatedOnly => given.is_empty(),
        other => !given.contains(other),
    })
}

/// From when the latest measure of that sort has held.
fn in_force(licence: &Licence, measure: Measure, at: Timestamp) -> Option<Timestamp> {
    let holding = licence.measures.iter().filter(|m| m.holds() && m.proposed.measure == measure);
    holding.map(|m| m.proposed.from).filter(|from| *from <= at).max()
}
