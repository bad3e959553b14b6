//! From the table of pairs to what happens when.

use codes::organ::Organ;
use jiff::Timestamp;

use super::act::{Act, Opening};
use super::calendar::Calendar;
use super::cast::Cast;
use super::dice::Dice;
use super::names::{Names, Wanted};
use super::network::BROUGHT;
use super::rejections::{self, TRIED_ELSEWHERE};
use super::spec::{COUNTRY, Spec, Twist, VILLAGE};
use super::walk::Walk;
use super::{DemoCountry, Size};
use crate::failure::Failure;

/// Left and right kidneys in turn.
pub(super) fn organ(pair: usize) -> Organ {
    if pair.is_multiple_of(2) { Organ::KidneyL } else { Organ::KidneyR }
}

/// Everything that happens to the pairs.
pub(super) fn agenda(
    calendar: &Calendar,
    cast: &Cast,
    seed: u32,
    size: Size,
    made: &mut DemoCountry,
) -> Result<Vec<(Timestamp, Act)>, Failure> {
    let (mut names, mut dice) = (Names::new(seed), Dice::new(seed));
    let more: &[Spec] = if size == Size::Country { &COUNTRY } else { &[] };
    let mut acts = Vec::new();
    for (pair, spec) in VILLAGE.iter().chain(more).enumerate() {
        let abroad = spec.twists.contains(&Twist::Abroad);
        let residence = if abroad { "FR" } else { "XC" };
        let wanted = Wanted { sex: spec.sexes.0, born: (1962, 2000), language: spec.speaks, residence };
        let (donor, donor_told) = names.person(wanted)?;
        let wanted = Wanted { sex: spec.sexes.1, born: (1950, 2002), language: "ar", residence: "XC" };
        let (recipient, recipient_told) = names.person(wanted)?;
        let mut others = (names.name().0, names.name().0);
        // Whoever a recipient brings is the same one every time; each nurse spells the name as she hears it.
        if spec.twists.iter().any(|twist| matches!(twist, Twist::Interpreter(..))) {
            others.0 = BROUGHT.get(usize::from(pair > VILLAGE.len())).copied().unwrap_or_default().to_owned();
        }
        made.others.extend([others.0.clone(), others.1.clone()]);
        let opened = calendar.ago(spec.days);
        let known = PartialYear(&donor_told.birth).age(opened.year());
        let mut walk = Walk {
            spec,
            cast,
            calendar,
            dice: &mut dice,
            pair,
            opened,
            age: known,
            donor: (donor_told.number.clone(), donor_told.phone.clone()),
            others,
            acts: Vec::new(),
        };
        if spec.key == TRIED_ELSEWHERE {
            acts.push(rejections::before(calendar, spec.days, donor.clone(), recipient.clone()));
        }
        let opening =
            Opening { donor, recipient, at: spec.at, organ: organ(pair), relation: spec.relation, key: spec.key };
        let open = Act::Open { pair, by: walk.nurse()?, opening: Box::new(opening) };
        walk.force(0, 8 * 60 + 10, open);
        walk.walk()?;
        walk.operate()?;
        acts.append(&mut walk.acts);
        made.people.extend([donor_told, recipient_told]);
    }
    Ok(acts)
}

/// The year of a birth date as written.
struct PartialYear<'a>(&'a str);

impl PartialYear<'_> {
    /// Years completed at the end of a year, at least eighteen.
    fn age(&self, year: i16) -> u32 {
        let born: i16 = self.0.get(..4).and_then(|y| y.parse().ok()).unwrap_or(1980);
        u32::try_from(year - born).unwrap_or(0).clamp(18, 110)
    }
}
