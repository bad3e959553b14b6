//! How well planted schemes are seen, and how many honest pairs are troubled: the invented country with six schemes in it, on seeds that no weight
//! or limit was chosen by. Seeds below 100 are for tuning, those from 101 for the figures.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::access::{Permission, Role};
use domain::oversight::RiskKind;
use service::clock::{Clock, SetClock};
use service::demo::survey::{Extent, ODD, Scheme, Surveyed, make};
use service::{Access, Service, Start};

use crate::Options;
use crate::measure::head;

/// Seeds of the figures.
const SEEDS: [u32; 3] = [101, 102, 103];
const GROUPS: usize = 4;

/// What raised something: a sign, a link or a rule, by its code.
type Raised = BTreeMap<usize, BTreeSet<String>>;

/// Makes a country for each seed and tells who was raised.
pub async fn run(options: &Options) -> Result<(), String> {
    let honest = usize::try_from(options.rows.min(2_000)).map_err(|e| e.to_string())?;
    let seeds: Vec<u32> = if options.seeds.is_empty() { SEEDS.to_vec() } else { options.seeds.clone() };
    assumed();
    let mut sum = Sum::default();
    for seed in seeds {
        let folder = std::env::temp_dir().join(format!("donare-schemes-{}-{seed}", std::process::id()));
        let made = one(&folder, seed, honest).await;
        for left in [folder.clone(), service::keys::usual_place(&folder)] {
            drop(std::fs::remove_dir_all(left));
        }
        let (all, raised) = made?;
        head(&format!("seed {seed}: {honest} honest pairs, {GROUPS} groups of each scheme"));
        let seen = Sum::of(&all, &raised);
        seen.print();
        sum.add(&seen);
    }
    head("all seeds together");
    sum.print();
    Ok(())
}

/// The oddities of honest pairs, as they are assumed.
fn assumed() {
    println!(
        "assumed of a thousand honest pairs: {} prove by a copy, {} by a notary; {} need an interpreter, of whom {} are helped by a friend of the \
         recipient; {} leave a doubt; {} times the family pays; {} donors gave up another recipient; {} share a telephone in a family; {} bring a \
         volunteer of the hospital as witness; {} donors live abroad",
        ODD.copy_only,
        ODD.by_notary,
        ODD.needs_interpreter,
        ODD.needs_interpreter * ODD.friend_interprets / 1000,
        ODD.doubt,
        ODD.family_pays,
        ODD.second_recipient,
        ODD.one_family,
        ODD.volunteer,
        ODD.abroad
    );
}

async fn one(folder: &std::path::Path, seed: u32, honest: usize) -> Result<(Vec<Surveyed>, Raised), String> {
    let until = service::clock::MachineClock.now();
    let clock = Arc::new(SetClock::at(until));
    let start = Start {
        clock: Some(Arc::clone(&clock) as Arc<dyn Clock>),
        migrate: true,
        ..Start::new(folder.to_string_lossy(), "xc")
    };
    let service = start.open().await?;
    let all = make(&service, &clock, seed, Extent { honest, groups: GROUPS }, until).await.map_err(said)?;
    let mut raised = Raised::new();
    signs(&service, &all, &mut raised).await?;
    questions(&service, &all, &mut raised).await?;
    links(&service, &all, &mut raised).await?;
    centres(&service, &all, &mut raised).await?;
    service.close().await;
    Ok((all, raised))
}

fn said(failure: service::Failure) -> String {
    format!("{failure:?}")
}

fn reader(service: &Service, role: Role) -> Result<Access, String> {
    let purpose = service.policy().usual_purpose(role).ok_or("a role without a purpose")?;
    Ok(Access::console(role, purpose))
}

/// Computed signs around each pair.
async fn signs(service: &Service, all: &[Surveyed], raised: &mut Raised) -> Result<(), String> {
    let reads = |role: &Role| {
        let purpose = service.policy().usual_purpose(*role);
        purpose.is_some_and(|p| service.policy().reach(*role, Permission::ReadIndicator, p).is_some())
    };
    let role =
        [Role::Investigator, Role::BoardMember, Role::Inspector].into_iter().find(reads).ok_or("nobody reads signs")?;
    let access = reader(service, role)?;
    for (place, one) in all.iter().enumerate() {
        let seen = service.signs(&access, one.pair).await.map_err(said)?;
        for hit in seen.found.into_iter().flat_map(|f| f.hits) {
            raised.entry(place).or_default().insert(hit.hit.found.sign.clone());
        }
    }
    Ok(())
}

/// Groups of procedures that speak.
async fn links(service: &Service, all: &[Surveyed], raised: &mut Raised) -> Result<(), String> {
    let list = service.network(&reader(service, Role::Investigator)?).await.map_err(said)?;
    if list.groups.len() < list.all {
        println!("(only {} of {} groups were read)", list.groups.len(), list.all);
    }
    let of: BTreeMap<String, usize> =
        all.iter().enumerate().map(|(place, one)| (one.pair.to_string(), place)).collect();
    for group in list.groups.iter().filter(|group| group.speaks) {
        let sorts: Vec<&str> = group.details.keys().map(|detail| detail.code()).collect();
        for place in group.procedures.iter().filter_map(|procedure| of.get(procedure)) {
            raised.entry(*place).or_default().insert(format!("link {}", sorts.join("+")));
        }
    }
    Ok(())
}

/// The share of donors from abroad from which the plan of audits counts as having raised a centre, in percent.
const MANY_ABROAD: u32 = 25;

/// Centres whose turn to be audited comes sooner because many of their donors live abroad. Only pairs with such a donor are raised by it.
async fn centres(service: &Service, all: &[Surveyed], raised: &mut Raised) -> Result<(), String> {
    let plan = service.audit_plan(&reader(service, Role::Inspector)?).await.map_err(said)?;
    let mut fond = BTreeSet::new();
    for line in &plan.rows {
        let counted = line.risk.reasons.iter().map(|reason| reason.counted);
        for counted in counted.filter(|c| c.kind == RiskKind::NonResident) {
            let of = counted.of.unwrap_or_default();
            println!("(donors from abroad at {}: {} of {of})", line.name, counted.n);
            if counted.n * 100 >= of.saturating_mul(MANY_ABROAD) {
                fond.insert(line.centre);
            }
        }
    }
    let there = all.iter().enumerate().filter(|(_, one)| one.abroad && fond.contains(&one.centre));
    for (place, _) in there {
        raised.entry(place).or_default().insert(format!("plan {}", RiskKind::NonResident.code()));
    }
    Ok(())
}

/// Questions that breaches raised about a pair, its people or its organ.
async fn questions(service: &Service, all: &[Surveyed], raised: &mut Raised) -> Result<(), String> {
    let access = reader(service, Role::Investigator)?;
    let mut of: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let pairs: Vec<String> = all.iter().map(|one| one.pair.to_string()).collect();
    for (place, (one, pair)) in all.iter().zip(&pairs).enumerate() {
        for number in one.numbers.iter().map(String::as_str).chain([pair.as_str()]) {
            of.entry(number).or_default().push(place);
        }
    }
    for question in service.questions(&access).await.map_err(said)? {
        let mut places = of.get(question.about.as_str()).cloned().unwrap_or_default();
        if places.is_empty()
            && let Ok(found) = service.trace(&access, &question.about).await
        {
            let donors = found.traces.iter().filter_map(|t| t.donor.as_ref()).map(|d| d.id.to_string());
            places = donors.filter_map(|d| of.get(d.as_str()).cloned()).flatten().collect();
        }
        for place in places {
            raised.entry(place).or_default().extend(question.rules.iter().cloned());
        }
    }
    Ok(())
}

/// Who was raised, counted.
#[derive(Default)]
struct Sum {
    /// Groups planted and raised, and by what.
    planted: BTreeMap<Scheme, (usize, usize, BTreeMap<String, usize>)>,
    honest: usize,
    troubled: usize,
    /// Of these, raised by a sign or a link and not only by the question of a rule.
    seen: usize,
    why: BTreeMap<String, usize>,
}

impl Sum {
    fn of(all: &[Surveyed], raised: &Raised) -> Self {
        let mut sum = Self::default();
        let mut groups: BTreeMap<(Scheme, usize), BTreeSet<String>> = BTreeMap::new();
        for (place, one) in all.iter().enumerate() {
            let by = raised.get(&place).cloned().unwrap_or_default();
            match one.planted {
                Some(group) => groups.entry(group).or_default().extend(by),
                None => {
                    sum.honest += 1;
                    sum.troubled += usize::from(!by.is_empty());
                    sum.seen += usize::from(by.iter().any(|code| !is_rule(code)));
                    by.into_iter().for_each(|code| *sum.why.entry(code).or_default() += 1);
                }
            }
        }
        for ((scheme, _), by) in groups {
            let (planted, seen, why) = sum.planted.entry(scheme).or_default();
            *planted += 1;
            *seen += usize::from(!by.is_empty());
            by.into_iter().for_each(|code| *why.entry(code).or_default() += 1);
        }
        sum
    }

    fn add(&mut self, other: &Self) {
        for (scheme, (planted, seen, why)) in &other.planted {
            let own = self.planted.entry(*scheme).or_default();
            (own.0, own.1) = (own.0 + planted, own.1 + seen);
            why.iter().for_each(|(code, n)| *own.2.entry(code.clone()).or_default() += n);
        }
        (self.honest, self.troubled) = (self.honest + other.honest, self.troubled + other.troubled);
        self.seen += other.seen;
        other.why.iter().for_each(|(code, n)| *self.why.entry(code.clone()).or_default() += n);
    }

    fn print(&self) {
        let words = |why: &BTreeMap<String, usize>| {
            why.iter().map(|(code, n)| format!("{code} ×{n}")).collect::<Vec<_>>().join(", ")
        };
        for (scheme, (planted, seen, why)) in &self.planted {
            println!("{:<32} {seen} of {planted} groups raised   {}", scheme.words(), words(why));
        }
        let share = |n: usize| n as f64 * 100.0 / self.honest.max(1) as f64;
        println!(
            "honest pairs raised by a sign or a link: {} of {} ({:.1} %, goal at most 5); with questions of rules {} ({:.1} %)   {}",
            self.seen,
            self.honest,
            share(self.seen),
            self.troubled,
            share(self.troubled),
            words(&self.why)
        );
    }
}

/// Whether a code is that of a rule, `AUT-018`, rather than of a sign or a link.
fn is_rule(code: &str) -> bool {
    code.contains('-')
}
