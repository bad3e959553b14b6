//! From pairs to persons: one of each file to one of the other, or groups of records that are one person.

use super::score::Link;

/// Places of records held to be one person, in ascending order.
pub type Group = Vec<u32>;

/// Where neither file holds a person twice: the surest pair first, each record once.
#[must_use]
pub fn one_to_one(links: &[Link], people: usize) -> Vec<Link> {
    let mut taken = vec![false; people];
    let mut kept = Vec::new();
    for link in links {
        let free = |place: u32| taken.get(place as usize).is_some_and(|taken| !taken);
        if free(link.one) && free(link.other) {
            kept.push(*link);
            for place in [link.one, link.other] {
                if let Some(slot) = taken.get_mut(place as usize) {
                    *slot = true;
                }
            }
        }
    }
    kept
}

/// Where one file may hold a person several times: whoever is linked to one of a group belongs to it.
#[must_use]
pub fn groups(links: &[Link], people: usize) -> Vec<Group> {
    let mut up: Vec<u32> = (0..people as u32).collect();
    let top = |up: &mut Vec<u32>, mut place: u32| {
        while let Some(above) = up.get(place as usize).copied().filter(|above| *above != place) {
            let next = up.get(above as usize).copied().unwrap_or(above);
            if let Some(slot) = up.get_mut(place as usize) {
                *slot = next;
            }
            place = next;
        }
        place
    };
    for link in links {
        let (one, other) = (top(&mut up, link.one), top(&mut up, link.other));
        if let Some(slot) = up.get_mut(one.max(other) as usize) {
            *slot = one.min(other);
        }
    }
    let mut members: Vec<(u32, u32)> =
        links.iter().flat_map(|link| [link.one, link.other]).map(|place| (top(&mut up, place), place)).collect();
    members.sort_unstable();
    members.dedup();
    members.chunk_by(|a, b| a.0 == b.0).map(|group| group.iter().map(|(_, place)| *place).collect()).collect()
}
