//! What procedures share, for whoever may read it: sorts of detail and numbers, no value and no name.

use std::collections::{BTreeMap, BTreeSet};

use ::law::param;
use codes::ids::{AdvertId, AnyId, PairId};
use domain::access::Permission;
use domain::approval::Pair;
use domain::licence::Centre;
use domain::network::{Advert, At, Detail, Graph, Group, Joined, Meeting, Node, Part, Sure, arranged, bits, groups};
use jiff::Timestamp;
use store::network::Mark;

use super::{common_from, common_rows, related};
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled};
use crate::{Reader, Service};

/// Procedures drawn at most.
const DRAWN: usize = 9;
/// Procedures that somebody may have opened at once.
const OPENED: usize = 9;
/// Meetings from which groups are made at most.
const JOINED: usize = 2_000;
/// Groups shown at most.
const GROUPS: usize = 200;
/// The word under which a question about what procedures share stands in the case vault.
const RULE: &str = "LINK";

/// Procedures that hang together, those that share most first.
#[derive(Debug, Clone)]
pub struct NetworkList {
    /// At most two hundred groups.
    pub groups: Vec<Group>,
    /// How many groups were made.
    pub all: usize,
    /// From how many meetings, of how many; the latest were taken.
    pub meetings: (usize, i64),
    /// How many procedures there are in the register.
    pub procedures: i64,
}

/// What some procedures share with others.
#[derive(Debug, Clone)]
pub struct NetworkSeen {
    /// The procedures that were opened, the first one first.
    pub opened: Vec<String>,
    /// The picture.
    pub graph: Graph,
    /// How many procedures there are in the register.
    pub procedures: i64,
    /// From how many procedures on a detail is too common to count.
    pub common_from: usize,
}

/// A procedure as it is looked at: who takes part, by whatever record stays for them.
struct Taking {
    node: Node,
    pair: Option<Pair>,
    people: BTreeSet<String>,
}

impl Service {
    /// Groups of procedures that share what they should not, the strongest first. Each procedure shown is named in the access line.
    ///
    /// # Errors
    /// Denied and hidden.
    pub async fn network(&self, access: &Access) -> Result<NetworkList, Failure> {
        self.read_names("network.groups", access, May::national(Permission::ReadNetwork), |r| {
            Box::pin(async move {
                let list = r.network_groups().await?;
                let shown: BTreeSet<String> = list.groups.iter().flat_map(|g| g.procedures.clone()).collect();
                Ok((list, shown.into_iter().collect()))
            })
        })
        .await
    }

    /// What some procedures share with others, one step around them. Each procedure that was opened is named in an access line.
    ///
    /// # Errors
    /// Denied and hidden; no such procedure; more than nine opened at once.
    pub async fn network_of(&self, access: &Access, opened: Vec<String>) -> Result<NetworkSeen, Failure> {
        let may = May::national(Permission::ReadNetwork);
        let opened = numbers(&opened)?;
        let first = opened.first().cloned();
        let asked = opened.clone();
        let seen = self.read("network.around", access, may, first, move |r| {
            let opened = asked.clone();
            Box::pin(async move { r.network_around(opened).await })
        });
        let seen = seen.await?;
        for number in opened.iter().skip(1) {
            self.line("network.around", access, Some(number), "shown").await?;
        }
        Ok(seen)
    }

    /// Somebody asks in the case vault about what a procedure shares. Nothing else raises such a question.
    ///
    /// # Errors
    /// Denied and hidden; no such procedure.
    pub async fn ask_about_network(&self, access: &Access, about: PairId) -> Result<((), Receipt), Failure> {
        self.write("network.ask", access, May::national(Permission::WorkCase), move |w| {
            Box::pin(async move {
                w.get::<Pair>("pair", about).await?;
                w.question(&about.to_string(), &[RULE.to_owned()]).await?;
                Ok(Settled::Done(()))
            })
        })
        .await
    }
}

/// Numbers of pairs and advertisements, each once.
fn numbers(asked: &[String]) -> Result<Vec<String>, Problem> {
    let mut all: Vec<String> = Vec::new();
    for text in asked {
        let wrong = || Problem::new("not_found", "procedure", "the number of a pair or of an advertisement");
        let number = match AnyId::parse(text).map_err(|_| wrong())? {
            AnyId::Pair(id) => id.to_string(),
            AnyId::Advert(id) => id.to_string(),
            _ => return Err(wrong()),
        };
        if !all.contains(&number) {
            all.push(number);
        }
    }
    match all.len() {
        1..=OPENED => Ok(all),
        _ => Err(Problem::new("malformed", "procedure", format!("1 to {OPENED} procedures"))),
    }
}

impl Reader<'_> {
    async fn network_groups(&mut self) -> Result<NetworkList, Failure> {
        let common = common_from(&self.ctx);
        let procedures = store::network::procedures(self.tx).await?;
        let (met, meetings) = store::network::meetings(self.tx, common_rows(&self.ctx), JOINED).await?;
        let mut known = BTreeMap::new();
        let mut joined: Vec<Joined> = Vec::with_capacity(met.len());
        for one in &met {
            let marks = store::network::at(self.tx, (one.detail, one.meets), common * 4).await?;
            if let Some(meeting) = self.meeting(one.detail, &marks, &mut known, procedures).await? {
                let at = meeting.at.into_iter().map(|at| at.id).collect();
                joined.push((one.detail, meeting.bits, one.last_at, at));
            }
        }
        // A profile that does not say what speaks by itself leaves all to two sorts that meet.
        let alone = self.ctx.law_at(self.ctx.clock.now()).get(&param::NETWORK_ALONE).unwrap_or_default();
        let alone: Vec<Detail> = alone.iter().filter_map(|code| Detail::from_code(code)).collect();
        let mut groups = groups(&joined, &alone);
        let all = groups.len();
        groups.truncate(GROUPS);
        Ok(NetworkList { groups, all, meetings: (met.len(), meetings), procedures })
    }

    async fn network_around(&mut self, opened: Vec<String>) -> Result<NetworkSeen, Failure> {
        let common = common_from(&self.ctx);
        let procedures = store::network::procedures(self.tx).await?;
        let mut known: BTreeMap<String, Taking> = BTreeMap::new();
        let (mut of, mut too_common) = (BTreeSet::new(), 0);
        for number in &opened {
            let found = self.taking(number).await?;
            let mut taking = found.ok_or_else(|| Problem::not_found("procedure", number))?;
            taking.node.opened = true;
            known.insert(number.clone(), taking);
            of.extend(
                store::network::of_procedure(self.tx, number).await?.iter().map(|mark| (mark.detail, mark.meets)),
            );
        }
        let mut meetings = Vec::new();
        for (detail, meets) in of {
            if store::network::stands_in(self.tx, (detail, meets), common).await?.len() >= common {
                too_common += 1;
                continue;
            }
            let marks = store::network::at(self.tx, (detail, meets), common * 4).await?;
            meetings.extend(self.meeting(detail, &marks, &mut known, procedures).await?);
        }
        let drawn: BTreeSet<&String> = meetings.iter().flat_map(|m| m.at.iter().map(|at| &at.id)).collect();
        let kept = |taking: &&Taking| taking.node.opened || drawn.contains(&taking.node.id);
        let nodes: Vec<Node> = known.values().filter(kept).map(|taking| taking.node.clone()).collect();
        let graph = arranged(nodes, meetings, DRAWN, too_common);
        Ok(NetworkSeen { opened, graph, procedures, common_from: common })
    }

    /// What stands where one detail stands; `None` where fewer than two of the procedures should have nothing in common.
    async fn meeting(
        &mut self,
        detail: Detail,
        marks: &[Mark],
        known: &mut BTreeMap<String, Taking>,
        all: i64,
    ) -> Result<Option<Meeting>, Failure> {
        let mut at: BTreeMap<&String, BTreeSet<Part>> = BTreeMap::new();
        for mark in marks {
            at.entry(&mark.procedure).or_default().insert(mark.part);
        }
        let tokens: BTreeSet<[u8; 16]> = marks.iter().map(|mark| mark.token).collect();
        for number in at.keys() {
            if !known.contains_key(*number)
                && let Some(taking) = self.taking(number).await?
            {
                known.insert((*number).clone(), taking);
            }
        }
        let here: Vec<&Taking> = at.keys().filter_map(|number| known.get(*number)).collect();
        let procedures = apart(&here);
        let sure = if tokens.len() > 1 { Sure::Alike } else { Sure::Same };
        let at = at.into_iter().filter(|(id, _)| known.contains_key(*id));
        let at: Vec<At> = at.map(|(id, parts)| At { id: id.clone(), parts }).collect();
        let bits = bits(procedures, usize::try_from(all).unwrap_or_default(), sure);
        Ok((procedures > 1).then_some(Meeting { detail, number: 0, sure, at, procedures, bits }))
    }

    /// A pair or an advertisement, with who takes part in it.
    async fn taking(&mut self, number: &str) -> Result<Option<Taking>, Failure> {
        if let Ok(id) = number.parse::<AdvertId>() {
            let node =
                |at: Timestamp| Node { id: number.to_owned(), at, centre: None, place: String::new(), opened: false };
            let found = self.find::<Advert>(id).await?;
            return Ok(found.map(|advert| Taking { node: node(advert.at), pair: None, people: BTreeSet::new() }));
        }
        let Some(pair) = self.find::<Pair>(number).await? else { return Ok(None) };
        let ctx = std::sync::Arc::clone(&self.ctx);
        let mut people = BTreeSet::new();
        for subject in [pair.donor.to_string(), pair.recipient.to_string()] {
            people.extend(crate::link::stands_behind(self.tx, &ctx, &subject).await?);
        }
        let centre: Option<Centre> = self.find(pair.centre).await?;
        let place = centre.map(|centre| centre.place).unwrap_or_default();
        let (id, at) = (number.to_owned(), pair.opened_at);
        let node = Node { id, at, centre: Some(pair.centre.to_string()), place, opened: false };
        Ok(Some(Taking { node, pair: Some(pair), people }))
    }
}

/// How many procedures are left when those that have a person in common count once.
fn apart(here: &[&Taking]) -> usize {
    let same = |one: &Taking, other: &Taking| match (&one.pair, &other.pair) {
        (Some(a), Some(b)) => related(a, b) || !one.people.is_disjoint(&other.people),
        _ => false,
    };
    let mut group: Vec<usize> = (0..here.len()).collect();
    for (n, one) in here.iter().enumerate() {
        for (m, other) in here.iter().enumerate().skip(n + 1) {
            if same(one, other) {
                let (from, into) = (group.get(m).copied(), group.get(n).copied());
                group.iter_mut().filter(|g| Some(**g) == from).for_each(|g| *g = into.unwrap_or(*g));
            }
        }
    }
    group.into_iter().collect::<BTreeSet<_>>().len()
}
