//! The demonstration country: an invented State with a history, made through the real use cases.
//!
//! Everything happens in time order under a clock that walks from the founding of the registry to the present, so that
//! the log reads like a log. The same seed, clock and chance make the same country.

mod act;
mod books;
mod calendar;
mod cases;
mod cast;
pub mod concerns;
mod deceased;
mod dice;
mod emergencies;
mod expenses;
mod follow;
mod guidelines;
mod label;
mod laboratory;
mod licences;
mod names;
mod network;
mod outage;
mod oversight;
mod pairs;
mod paper;
mod pathways;
mod professionals;
mod register;
mod rejections;
mod signs;
mod spec;
mod support;
pub mod survey;
mod tissue;
mod vigilance;
mod walk;

use codes::ids::{CentreId, PairId};
use domain::access::RegistryUse;
use jiff::Timestamp;

use crate::Service;
use crate::access::Access;
use crate::clock::SetClock;
use crate::failure::Failure;
use act::World;
use calendar::Calendar;
use store::BoxFuture;

/// How large the country shall be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// The stories and one pair of each sort of trouble; for tests.
    Village,
    /// A few dozen pairs and the books of two hospitals.
    Country,
}

/// Somebody invented, with everything that must never lie in the clear.
#[derive(Clone)]
pub struct DemoPerson {
    /// Names in all scripts.
    pub names: Vec<String>,
    /// Birth date.
    pub birth: String,
    /// National number.
    pub number: String,
    /// Telephone.
    pub phone: String,
}

/// A story to follow from the first page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Its key: `kidney-well`, `cousin`, `gap`, `many`.
    pub key: &'static str,
    /// The number it begins with: an organ, a pair or a donor.
    pub number: String,
}

/// Somebody who works in the country.
#[derive(Debug, Clone)]
pub struct DemoStaff {
    /// Name as colleagues know it.
    pub name: &'static str,
    /// How they act.
    pub access: Access,
}

/// What was made.
#[derive(Clone, Default)]
pub struct DemoCountry {
    /// Donors and recipients.
    pub people: Vec<DemoPerson>,
    /// Who works there.
    pub staff: Vec<DemoStaff>,
    /// Names of interpreters and witnesses.
    pub others: Vec<String>,
    /// Centres, the first of them Sarim University Hospital.
    pub centres: Vec<CentreId>,
    /// Stories.
    pub stories: Vec<Story>,
    /// Pairs in the order in which they were opened.
    pub pairs: Vec<PairId>,
}

/// Makes the country in an empty database. The service must tell the time by `clock`, which is left at `until`.
/// `progress` is told how many of how many things have happened.
///
/// # Errors
/// The database is not empty, the store fails, or a use case answers otherwise than the history foresees.
// What an `async fn` awaits is compiled in every crate that polls it. The box has this much of it compiled here, once.
pub fn make<'a>(
    service: &'a Service,
    clock: &'a SetClock,
    seed: u32,
    size: Size,
    until: Timestamp,
    progress: &'a (dyn Fn(usize, usize) + Sync),
) -> BoxFuture<'a, Result<DemoCountry, Failure>> {
    Box::pin(async move {
        let calendar = Calendar::until(service, until);
        clock.set(calendar.start());
        service.found(RegistryUse::Demo, Some(seed)).await?;
        let cast = cast::assemble(service).await?;
        professionals::license(service, &cast, &calendar).await?;
        let mut made = DemoCountry { staff: cast.staff(), centres: cast.centres.clone(), ..DemoCountry::default() };
        let mut agenda = licences::agenda(&calendar);
        agenda.push(professionals::suspended(&calendar));
        agenda.extend(pairs::agenda(&calendar, &cast, seed, size, &mut made)?);
        agenda.extend(books::agenda(&calendar, seed, size));
        agenda.extend(deceased::agenda(&calendar));
        agenda.extend(outage::agenda(&calendar));
        agenda.extend(tissue::agenda(&calendar));
        let (ways, places) = pathways::agenda(&calendar, seed, size, &mut made.people)?;
        agenda.extend(ways);
        agenda.extend(vigilance::agenda(&calendar));
        agenda.extend(laboratory::agenda(&calendar));
        agenda.extend(signs::agenda(&calendar));
        agenda.extend(guidelines::agenda(&calendar));
        agenda.extend(rejections::agenda(&calendar, seed, &mut made)?);
        agenda.extend(cases::agenda(&calendar));
        agenda.extend(network::agenda(&calendar));
        agenda.extend(support::agenda(&calendar));
        agenda.extend(emergencies::agenda(&calendar));
        agenda.extend(oversight::agenda(&calendar));
        agenda.extend(concerns::agenda(&calendar));
        agenda.extend(calendar.monthly().map(|at| (at, act::Act::Checkpoint)));
        agenda.retain(|(at, _)| *at < until);
        agenda.sort_by_key(|(at, _)| *at);
        let mut register = register::Register::new(seed, size, until)?;
        let mut world = World::new(service, &cast, made, pathways::Ways::new(places));
        let mut money = expenses::Expenses::new(until);
        let all = agenda.len();
        for (done, (at, act)) in agenda.into_iter().enumerate() {
            meanwhile(&mut register, &mut money, &world, (clock, at)).await?;
            clock.set(at);
            world.happens(at, act).await?;
            progress(done + 1, all);
        }
        meanwhile(&mut register, &mut money, &world, (clock, until)).await?;
        clock.set(until);
        world.followed_up().await?;
        world.checkpoint().await?;
        let mut told = world.tell()?;
        told.people.extend(register.people());
        told.others
            .extend([expenses::INTERMEDIARY, cases::BROKER, cases::INTERPRETER, cases::PHYSICIAN].map(str::to_owned));
        service.keep_stories(&told.stories).await?;
        Ok(told)
    })
}

/// Lets everything of the register and of expenses happen that is due by an instant, in order of time.
async fn meanwhile(
    register: &mut register::Register,
    money: &mut expenses::Expenses,
    world: &World<'_>,
    (clock, until): (&SetClock, Timestamp),
) -> Result<(), Failure> {
    while let Some(due) = money.due().filter(|due| *due <= until) {
        register.until((world.service, clock, world.cast), due).await?;
        money.until(world, clock, due).await?;
    }
    register.until((world.service, clock, world.cast), until).await
}

/// Something that the history did not foresee.
fn amiss(what: &str) -> Failure {
    Failure::fault(&format!("demo: {what}"))
}
