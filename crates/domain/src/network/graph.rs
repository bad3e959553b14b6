//! What was found, arranged so that the same findings are the same picture, and weighed by how rare they are.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Serialize;

use super::{Detail, Part};

/// How surely two details are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sure {
    /// The same as written, apart from capitals, accents, signs and script.
    Same,
    /// Written alike: it may be the same.
    Alike,
}

impl Sure {
    /// The code as sent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Alike => "alike",
        }
    }
}

/// A procedure, or an advertisement, in the picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Node {
    /// Its number.
    pub id: String,
    /// When it began: the pair's file was opened, the advertisement handed in.
    pub at: Timestamp,
    /// Number of the centre; `None` for an advertisement.
    pub centre: Option<String>,
    /// Town or region of the centre; empty for an advertisement.
    pub place: String,
    /// Whether its own details are shown already.
    pub opened: bool,
}

/// Where a detail stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct At {
    /// The procedure.
    pub id: String,
    /// In which parts of it.
    pub parts: BTreeSet<Part>,
}

/// One detail that stands in several procedures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Meeting {
    /// Its sort.
    pub detail: Detail,
    /// Its number in the picture, from 1.
    pub number: usize,
    /// How surely it is one.
    pub sure: Sure,
    /// Where it stands, in the order of the procedures.
    pub at: Vec<At>,
    /// In how many procedures that should have nothing in common it stands.
    pub procedures: usize,
    /// How much it says: (n − 1) · log₂(N / n), in bits; half where it is only alike.
    pub bits: f64,
}

/// The picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Graph {
    /// Procedures, the oldest first.
    pub nodes: Vec<Node>,
    /// Details that cross them, by sort and by where they begin.
    pub meetings: Vec<Meeting>,
    /// Details that stand in so many procedures that they say nothing, and are left out.
    pub too_common: usize,
    /// Procedures that are not drawn, since there are more than fit.
    pub left_out: usize,
}

/// Procedures that hang together by what they share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// Their numbers, in order.
    pub procedures: Vec<String>,
    /// Sorts of detail they share, with how many of each.
    pub details: BTreeMap<Detail, usize>,
    /// What they share, in bits.
    pub bits: f64,
    /// Whether it is worth somebody's time: a sort of detail that says something by itself, or two sorts that meet.
    pub speaks: bool,
    /// When the last of it was written down.
    pub last_at: Timestamp,
}

/// How much a detail of `n` out of `all` procedures says, in bits.
#[must_use]
pub fn bits(n: usize, all: usize, sure: Sure) -> f64 {
    let rarity = (all.max(n) as f64 / n.max(1) as f64).log2();
    let whole = (n.saturating_sub(1)) as f64 * rarity;
    match sure {
        Sure::Same => whole,
        Sure::Alike => whole / 2.0,
    }
}

/// Arranges what was found: procedures by when they began, details by sort and then by the procedures they cross. What is
/// beyond `most` procedures is left out and counted: those that are opened stay, then the oldest.
#[must_use]
pub fn arranged(mut nodes: Vec<Node>, mut meetings: Vec<Meeting>, most: usize, too_common: usize) -> Graph {
    let order = |a: &Node, b: &Node| a.at.cmp(&b.at).then_with(|| a.id.cmp(&b.id));
    nodes.sort_by(|a, b| b.opened.cmp(&a.opened).then_with(|| order(a, b)));
    let left_out = nodes.len().saturating_sub(most);
    nodes.truncate(most);
    nodes.sort_by(order);
    let place: BTreeMap<&str, usize> = nodes.iter().enumerate().map(|(n, node)| (node.id.as_str(), n)).collect();
    for meeting in &mut meetings {
        meeting.at.retain(|at| place.contains_key(at.id.as_str()));
        meeting.at.sort_by_key(|at| place.get(at.id.as_str()).copied());
    }
    meetings.retain(|meeting| meeting.at.len() > 1);
    let key = |m: &Meeting| {
        let at: Vec<Option<usize>> = m.at.iter().map(|at| place.get(at.id.as_str()).copied()).collect();
        (m.detail, at, m.sure)
    };
    meetings.sort_by_key(key);
    meetings.iter_mut().zip(1..).for_each(|(meeting, number)| meeting.number = number);
    Graph { nodes, meetings, too_common, left_out }
}

/// What one detail joins: its sort, how much it says, when it was last written down, and the procedures.
pub type Joined = (Detail, f64, Timestamp, Vec<String>);

/// Procedures that hang together: first groups that speak, and of them those that share most. `alone` are the sorts of detail that say
/// something by themselves (`network.alone`); a witness or a notary whom two procedures share says little until something else meets too.
#[must_use]
pub fn groups(joined: &[Joined], alone: &[Detail]) -> Vec<Group> {
    let (speaking, silent) = apart(joined, alone);
    let mut found = hanging_together(&speaking, true);
    found.extend(hanging_together(&silent, false));
    let order = |a: &Group, b: &Group| b.speaks.cmp(&a.speaks).then_with(|| b.bits.total_cmp(&a.bits));
    found.sort_by(|a, b| order(a, b).then_with(|| a.procedures.cmp(&b.procedures)));
    found
}

/// What says something by itself or where two sorts meet, and the rest. Of a detail that speaks only beside another, the procedures
/// that have both.
fn apart(joined: &[Joined], alone: &[Detail]) -> (Vec<Joined>, Vec<Joined>) {
    let mut at: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, (.., procedures)) in joined.iter().enumerate() {
        procedures.iter().for_each(|p| at.entry(p.as_str()).or_default().push(n));
    }
    let (mut speaking, mut silent) = (Vec::new(), Vec::new());
    for one in joined {
        if alone.contains(&one.0) {
            speaking.push(one.clone());
            continue;
        }
        let mut beside: BTreeMap<usize, BTreeSet<&String>> = BTreeMap::new();
        for procedure in &one.3 {
            let others = at.get(procedure.as_str()).into_iter().flatten();
            let others = others.filter(|n| joined.get(**n).is_some_and(|other| other.0 != one.0));
            for n in others {
                beside.entry(*n).or_default().insert(procedure);
            }
        }
        let both: BTreeSet<&String> = beside.into_values().filter(|of| of.len() > 1).flatten().collect();
        if both.len() > 1 {
            speaking.push((one.0, one.1, one.2, both.iter().map(ToString::to_string).collect()));
        }
        if both.len() < one.3.len() {
            silent.push(one.clone());
        }
    }
    (speaking, silent)
}

/// Groups of procedures that details join.
fn hanging_together(joined: &[Joined], speaks: bool) -> Vec<Group> {
    let mut of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<Option<Vec<usize>>> = Vec::new();
    for (n, (.., procedures)) in joined.iter().enumerate() {
        let mut together: BTreeSet<usize> = procedures.iter().filter_map(|p| of.get(p.as_str()).copied()).collect();
        let into = together.pop_first().unwrap_or_else(|| {
            groups.push(Some(Vec::new()));
            groups.len() - 1
        });
        let mut moved = vec![n];
        for other in &together {
            moved.extend(groups.get_mut(*other).and_then(Option::take).unwrap_or_default());
        }
        of.values_mut().filter(|group| together.contains(group)).for_each(|group| *group = into);
        of.extend(procedures.iter().map(|p| (p.as_str(), into)));
        if let Some(Some(group)) = groups.get_mut(into) {
            group.extend(moved);
        }
    }
    groups.iter().flatten().filter_map(|of| group(joined, of, speaks)).collect()
}

fn group(joined: &[Joined], of: &[usize], speaks: bool) -> Option<Group> {
    let all: Vec<&Joined> = of.iter().filter_map(|n| joined.get(*n)).collect();
    let procedures: BTreeSet<&String> = all.iter().flat_map(|(.., procedures)| procedures).collect();
    let mut details: BTreeMap<Detail, usize> = BTreeMap::new();
    all.iter().for_each(|(detail, ..)| *details.entry(*detail).or_default() += 1);
    Some(Group {
        procedures: procedures.into_iter().cloned().collect(),
        speaks,
        details,
        bits: all.iter().map(|(_, bits, ..)| bits).sum(),
        last_at: all.iter().map(|(_, _, at, _)| *at).max()?,
    })
}
