//! A country for measuring how well trafficking is seen: many honest pairs, and a few schemes planted among them.
//!
//! Honest people have odd papers too. How often each oddity befalls them is assumed in [`ODD`], per thousand pairs, and
//! published with the figures; nothing that looks for schemes reads this file.

use codes::Relation;
use codes::activity::Sex;
use codes::ids::{CentreId, PairId};
use domain::access::{RegistryUse, Role};
use domain::consent::{EngagedBy, Tie};
use domain::expense::Payer;
use domain::person::Known;
use jiff::Timestamp;

use super::act::{Act, Expected, Opening, World};
use super::calendar::Calendar;
use super::cast::{At, Cast, ELUN, HADDAN, ORVA, SARIM, assemble};
use super::dice::Dice;
use super::names::{Names, Wanted};
use super::spec::{Spec, Twist};
use super::walk::{OPERATED, Walk};
use super::{DemoCountry, licences, pairs, pathways, professionals};
use crate::Service;
use crate::clock::SetClock;
use crate::failure::Failure;

/// What was planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// A recruiter presents donors as cousins, by affidavits of one small notary that look sound.
    ForgedKinship,
    /// One interpreter, said to come from an agency, is paid by the recipients.
    PaidInterpreter,
    /// Donors of one workplace, who leave its telephone as their own.
    OneWorkplace,
    /// A centre that takes many donors from abroad.
    NonResidents,
    /// A kidney that goes into somebody else than the approved recipient.
    CoveredGraft,
    /// A pair that a board refused and that tries at another centre.
    TriesElsewhere,
}

impl Scheme {
    /// Every scheme.
    pub const ALL: [Self; 6] = [
        Self::ForgedKinship,
        Self::PaidInterpreter,
        Self::OneWorkplace,
        Self::NonResidents,
        Self::CoveredGraft,
        Self::TriesElsewhere,
    ];

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::ForgedKinship => "recruiter with forged kinship",
            Self::PaidInterpreter => "paid interpreter",
            Self::OneWorkplace => "donors from one workplace",
            Self::NonResidents => "centre fond of non-residents",
            Self::CoveredGraft => "covered-up graft",
            Self::TriesElsewhere => "refused pair tries elsewhere",
        }
    }

    /// Pairs in one group.
    const fn pairs(self) -> usize {
        match self {
            Self::ForgedKinship | Self::PaidInterpreter | Self::OneWorkplace => 3,
            Self::NonResidents => 12,
            Self::CoveredGraft => 1,
            Self::TriesElsewhere => 2,
        }
    }
}

/// How large the country shall be.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// Honest pairs.
    pub honest: usize,
    /// Groups of each scheme.
    pub groups: usize,
}

/// A pair of the country.
#[derive(Debug, Clone)]
pub struct Surveyed {
    /// Its file.
    pub pair: PairId,
    /// The centre.
    pub centre: CentreId,
    /// Whether the donor lives abroad.
    pub abroad: bool,
    /// The scheme and the group of it, where it was planted.
    pub planted: Option<(Scheme, usize)>,
    /// Numbers of donor, recipient and organ.
    pub numbers: Vec<String>,
}

/// What befalls honest pairs, of a thousand.
pub struct Odd {
    /// The relationship is proved by a copy only when the evaluation begins.
    pub copy_only: i64,
    /// Of those who need an interpreter: a friend of the recipient carried the words.
    pub friend_interprets: i64,
    /// The interview alone leaves a doubt.
    pub doubt: i64,
    /// The recipient's family pays for something.
    pub family_pays: i64,
    /// The donor gave up a first recipient and gives to another.
    pub second_recipient: i64,
    /// Two pairs of one family share a telephone.
    pub one_family: i64,
    /// Needs an interpreter.
    pub needs_interpreter: i64,
    /// The witness they bring is one of the hospital's volunteers.
    pub volunteer: i64,
    /// Proved by a notary's affidavit.
    pub by_notary: i64,
    /// The donor lives abroad.
    pub abroad: i64,
}

/// The rates.
pub const ODD: Odd = Odd {
    copy_only: 8,
    friend_interprets: 30,
    doubt: 8,
    family_pays: 8,
    second_recipient: 4,
    one_family: 10,
    needs_interpreter: 120,
    volunteer: 300,
    by_notary: 60,
    abroad: 40,
};

/// Notaries of the country: a few write many affidavits, most write few.
const NOTARIES: [&str; 24] = [
    "Notary Abrel, Sarim",
    "Notary Bessan, Sarim",
    "Notary Cadour, Sarim",
    "Notary Delmin, Sarim",
    "Notary Erandi, Sarim",
    "Notary Farel, Port Elun",
    "Notary Gessom, Port Elun",
    "Notary Halvar, Port Elun",
    "Notary Isdal, Port Elun",
    "Notary Jamour, Haddan",
    "Notary Kestin, Haddan",
    "Notary Lumier, Haddan",
    "Notary Marsad, Haddan",
    "Notary Nivel, Tel Orva",
    "Notary Ombrel, Tel Orva",
    "Notary Passim, Tel Orva",
    "Notary Quandor, Sarim",
    "Notary Ressol, Sarim",
    "Notary Sandrel, Port Elun",
    "Notary Tessur, Haddan",
    "Notary Umbal, Sarim",
    "Notary Vandor, Port Elun",
    "Notary Wessim, Sarim",
    "Notary Yamrel, Haddan",
];

/// Notaries in the villages, who write for whoever pays.
const BOUGHT: [&str; 6] = [
    "Notary Zirham, Old Bridge",
    "Notary Xelin, Saltmarsh",
    "Notary Oruvan, Nine Wells",
    "Notary Ikshel, Dry Ford",
    "Notary Ulmek, Long Pasture",
    "Notary Ezdar, Stone Gate",
];

/// Relations of a hundred honest pairs.
const RELATIONS: [(i64, Relation); 12] = [
    (28, Relation::Spouse),
    (47, Relation::Sibling),
    (63, Relation::Parent),
    (76, Relation::Child),
    (79, Relation::HalfSibling),
    (82, Relation::AuntUncle),
    (84, Relation::NieceNephew),
    (88, Relation::Cousin),
    (91, Relation::InLaw),
    (94, Relation::Partner),
    (98, Relation::Friend),
    (100, Relation::Colleague),
];

/// A pair before it is played.
struct Planned {
    spec: Spec,
    donor: Known,
    recipient: Known,
    /// National number and telephone of the donor.
    says: (String, String),
    born: i16,
    /// Names of interpreter and witness.
    others: (String, String),
    paid_by: Option<Payer>,
    into: Option<usize>,
    planted: Option<(Scheme, usize)>,
}

/// Makes the country in an empty database; the service must tell the time by `clock`, which is left at `until`.
///
/// # Errors
/// The database is not empty, or the store fails.
pub async fn make(
    service: &Service,
    clock: &SetClock,
    seed: u32,
    extent: Extent,
    until: Timestamp,
) -> Result<Vec<Surveyed>, Failure> {
    let calendar = Calendar::until(service, until);
    clock.set(calendar.start());
    service.found(RegistryUse::Demo, Some(seed)).await?;
    let cast = assemble(service).await?;
    professionals::license(service, &cast, &calendar).await?;
    let planned = Invention::new(seed)?.country(extent)?;
    let mut agenda = licences::agenda(&calendar);
    let mut dice = Dice::new(seed);
    for (place, one) in planned.iter().enumerate() {
        agenda.extend(acts(place, one, &calendar, &cast, &mut dice)?);
    }
    agenda.retain(|(at, _)| *at < until);
    agenda.sort_by_key(|(at, _)| *at);
    let made = DemoCountry { centres: cast.centres.clone(), ..DemoCountry::default() };
    let mut world = World::new(service, &cast, made, pathways::Ways::default());
    for (at, act) in agenda {
        clock.set(at);
        world.happens(at, act).await?;
    }
    clock.set(until);
    let all = planned.iter().enumerate().map(|(place, one)| {
        let made = world.pair(place)?;
        let abroad = one.spec.twists.contains(&Twist::Abroad);
        let centre = cast.centre(one.spec.at)?;
        Ok(Surveyed { pair: made.pair, centre, abroad, planted: one.planted, numbers: made.numbers() })
    });
    all.collect()
}

/// Everything that happens to one pair, except visits.
fn acts(
    place: usize,
    one: &Planned,
    calendar: &Calendar,
    cast: &Cast,
    dice: &mut Dice,
) -> Result<Vec<(Timestamp, Act)>, Failure> {
    let opened = calendar.ago(one.spec.days);
    let mut walk = Walk {
        spec: &one.spec,
        cast,
        calendar,
        dice,
        pair: place,
        opened,
        age: u32::try_from(opened.year() - one.born).unwrap_or(40).clamp(18, 90),
        donor: one.says.clone(),
        others: one.others.clone(),
        acts: Vec::new(),
    };
    let opening = Opening {
        donor: one.donor.clone(),
        recipient: one.recipient.clone(),
        at: one.spec.at,
        organ: pairs::organ(place),
        relation: one.spec.relation,
        key: "",
    };
    let open = Act::Open { pair: place, by: walk.nurse()?, opening: Box::new(opening) };
    walk.force(0, 8 * 60 + 10, open);
    walk.walk()?;
    if let Some(payer) = one.paid_by {
        let by = walk.nurse()?;
        walk.force(24, 11 * 60, Act::Paid { pair: place, by, payer });
    }
    if walk.operation().is_some() {
        let (team, at) = (walk.surgeons(one.spec.at)?, one.spec.at);
        let by = cast.member(Role::Surgeon, Some(at), 0)?;
        let removed = Act::Remove { pair: place, by: by.clone(), at, team, filed: true };
        let grafted = Act::Graft { pair: place, by, at, into: one.into.unwrap_or(place) };
        for (minute, act) in [(9 * 60, removed), (12 * 60, grafted)] {
            walk.force(OPERATED, minute, Act::IfPlanned { pair: place, act: Box::new(act) });
        }
    }
    let mut acts = walk.acts;
    for (_, act) in &mut acts {
        if let Act::Step { expected, .. } | Act::Plan { expected, .. } = act {
            *expected = Expected::Either;
        }
    }
    Ok(acts)
}

/// Invents pairs.
struct Invention {
    names: Names,
    dice: Dice,
    interpreters: Vec<String>,
    volunteers: Vec<String>,
}

impl Invention {
    fn new(seed: u32) -> Result<Self, Failure> {
        let mut names = Names::new(seed);
        let mut several = |n: usize| (0..n).map(|_| names.name().0).collect::<Vec<_>>();
        let (interpreters, volunteers) = (several(9), several(14));
        Ok(Self { names, dice: Dice::new(seed ^ 0x5375_7276), interpreters, volunteers })
    }

    fn country(mut self, extent: Extent) -> Result<Vec<Planned>, Failure> {
        let mut all: Vec<Planned> = Vec::new();
        while all.len() < extent.honest {
            let one = self.honest()?;
            all.extend(self.once_more(&one)?);
            all.push(one);
        }
        all.truncate(extent.honest);
        for scheme in Scheme::ALL {
            for group in 0..extent.groups {
                self.plant(scheme, group, &mut all)?;
            }
        }
        Ok(all)
    }

    fn of_thousand(&mut self, n: i64) -> bool {
        self.dice.between(1, 1000) <= n
    }

    fn either<T>(&mut self, first: T, second: T) -> T {
        if self.dice.between(0, 1) == 0 { first } else { second }
    }

    /// A pair without anything odd.
    fn plain(&mut self, relation: Relation, at: At, abroad: bool) -> Result<Planned, Failure> {
        let sexes = (self.either(Sex::Female, Sex::Male), self.either(Sex::Female, Sex::Male));
        let days = self.dice.between(90, 1150);
        let residence = if abroad { "FR" } else { "XC" };
        let wanted = Wanted { sex: sexes.0, born: (1962, 2000), language: "ar", residence };
        let (donor, told) = self.names.person(wanted)?;
        let wanted = Wanted { sex: sexes.1, born: (1950, 2002), language: "ar", residence: "XC" };
        let (recipient, _) = self.names.person(wanted)?;
        let born = told.birth.get(..4).and_then(|y| y.parse().ok()).unwrap_or(1980);
        let witness = self.names.name().0;
        let twists: Vec<Twist> = abroad.then_some(Twist::Abroad).into_iter().collect();
        let spec = Spec { key: "", days, at, relation, sexes, speaks: "ar", twists: twists.into() };
        let (says, others) = ((told.number, told.phone), (String::new(), witness));
        Ok(Planned { spec, donor, recipient, says, born, others, paid_by: None, into: None, planted: None })
    }

    fn honest(&mut self) -> Result<Planned, Failure> {
        let of_hundred = self.dice.between(1, 100);
        let relation = RELATIONS.iter().find(|(until, _)| of_hundred <= *until).map_or(Relation::Sibling, |(_, r)| *r);
        let at = match self.dice.between(1, 10) {
            1..=5 => SARIM,
            6..=8 => ELUN,
            9 => HADDAN,
            _ => ORVA,
        };
        let abroad = self.of_thousand(ODD.abroad);
        let mut one = self.plain(relation, at, abroad)?;
        let mut twists = one.spec.twists.to_vec();
        if self.of_thousand(ODD.copy_only) {
            twists.push(Twist::CopyOnly);
        } else if self.of_thousand(ODD.by_notary) {
            // Known notaries get most of the work.
            let place = self.dice.between(0, 23).min(self.dice.between(0, 23));
            twists.push(Twist::Notary(NOTARIES.get(usize::try_from(place).unwrap_or(0)).copied().unwrap_or_default()));
        }
        if self.of_thousand(ODD.needs_interpreter) {
            one.spec.speaks = self.either("ti", "fr");
            one.others.0 = self.dice.one_of(&self.interpreters);
            if self.of_thousand(ODD.friend_interprets) {
                one.others.0 = self.names.name().0;
                twists.push(Twist::Interpreter(EngagedBy::Recipient, Tie::Friend));
            }
        }
        if self.of_thousand(ODD.volunteer) {
            one.others.1 = self.dice.one_of(&self.volunteers);
        }
        if self.of_thousand(ODD.doubt) {
            twists.push(Twist::LooksAgain);
        }
        one.paid_by = self.of_thousand(ODD.family_pays).then_some(Payer::RecipientFamily);
        one.spec.twists = twists.into();
        Ok(one)
    }

    /// A second pair with somebody of the first: the same donor for another recipient, or another member of the family with the same telephone.
    fn once_more(&mut self, first: &Planned) -> Result<Option<Planned>, Failure> {
        if self.of_thousand(ODD.second_recipient) {
            let mut one = self.plain(Relation::Sibling, first.spec.at, false)?;
            (one.donor, one.says, one.born) = (first.donor.clone(), first.says.clone(), first.born);
            one.spec.days = first.spec.days + 120;
            one.spec.twists = vec![Twist::Withdraws(21, 15 * 60)].into();
            return Ok(Some(one));
        }
        if self.of_thousand(ODD.one_family) {
            let mut one = self.plain(Relation::Parent, first.spec.at, false)?;
            phone(&mut one, &first.says.1);
            return Ok(Some(one));
        }
        Ok(None)
    }

    /// Plants one group of a scheme.
    fn plant(&mut self, scheme: Scheme, group: usize, all: &mut Vec<Planned>) -> Result<(), Failure> {
        let first = all.len();
        let number = self.dice.digits(6);
        let (shared, hired) = (format!("+999 555 {number}"), self.names.name().0);
        for nth in 0..scheme.pairs() {
            let at = if nth % 2 == 0 { SARIM } else { ELUN };
            let mut one = match scheme {
                Scheme::ForgedKinship => {
                    let mut one = self.plain(Relation::Cousin, at, false)?;
                    let notary = BOUGHT.get(group % BOUGHT.len());
                    one.spec.twists = vec![Twist::Notary(notary.copied().unwrap_or_default())].into();
                    // The recruiter's own telephone stands on two of three papers.
                    if nth < 2 {
                        phone(&mut one, &shared);
                    }
                    one
                }
                Scheme::PaidInterpreter => {
                    let mut one = self.plain(Relation::Cousin, at, false)?;
                    one.spec.speaks = "ti";
                    one.spec.twists = vec![Twist::Interpreter(EngagedBy::Unknown, Tie::None)].into();
                    one.others.0 = if nth == 1 { respelt(&hired) } else { hired.clone() };
                    one
                }
                Scheme::OneWorkplace => {
                    let mut one = self.plain(Relation::Friend, at, false)?;
                    phone(&mut one, &shared);
                    one
                }
                Scheme::NonResidents => self.plain(Relation::Cousin, ORVA, true)?,
                Scheme::CoveredGraft => {
                    let mut one = self.plain(Relation::Sibling, at, false)?;
                    let other = self.dice.between(0, i64::try_from(first).unwrap_or(1) - 1);
                    one.into = usize::try_from(other).ok();
                    // After the other pair was opened.
                    let older = one.into.and_then(|n| all.get(n)).map_or(0, |o| o.spec.days);
                    one.spec.days = older.clamp(90, 1150);
                    one
                }
                Scheme::TriesElsewhere => {
                    let mut one = self.plain(Relation::Friend, if nth == 0 { SARIM } else { HADDAN }, false)?;
                    match all.get(first).filter(|_| nth == 1) {
                        None => {
                            one.spec.days = one.spec.days.max(300);
                            one.spec.twists = vec![Twist::SaysNo].into();
                        }
                        Some(before) => {
                            let hides = group % 2 == 1;
                            (one.donor, one.recipient) = (again(&before.donor, hides), again(&before.recipient, hides));
                            (one.born, one.spec.days) = (before.born, before.spec.days - 90);
                            one.says.0 = before.says.0.clone();
                        }
                    }
                    one
                }
            };
            one.planted = Some((scheme, group));
            all.push(one);
        }
        Ok(())
    }
}

/// Gives the donor a telephone.
fn phone(one: &mut Planned, number: &str) {
    one.donor.phone = Some(number.into());
    number.clone_into(&mut one.says.1);
}

/// The same person at another counter; whoever hides leaves the national number at home and spells the name otherwise.
fn again(known: &Known, hides: bool) -> Known {
    let mut known = known.clone();
    if hides {
        known.identifiers.clear();
        known.phone = None;
        for name in &mut known.names {
            if let Some(text) = name.text.clear().map(respelt) {
                name.text = text.as_str().into();
            }
        }
    }
    known
}

/// As another clerk would write a name.
fn respelt(name: &str) -> String {
    let end = name.trim_end_matches(|c: char| c.is_ascii_lowercase() && "aeiou".contains(c));
    let end = if end.len() < name.len() && end.chars().count() > 3 { format!("{end}eh") } else { format!("{name}h") };
    end.replacen("kh", "h", 1).replacen('q', "k", 1)
}
