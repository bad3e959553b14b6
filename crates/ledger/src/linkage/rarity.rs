//! How much more agreement on a rare value says, and how much less on a common one.

use super::model::{Model, cell};
use super::people::{People, Row, said};
use super::{FIELDS, Feature, Field, Level};

/// What the rarity of a street, town or postcode can add at most, in bits.
pub(super) const MOST_OF_PLACE: f64 = 6.0;

/// For each text of some persons the bits that agreement on it adds to agreement at large; below zero for common ones.
#[derive(Debug, Clone)]
pub struct Rarity([Vec<f32>; FIELDS]);

/// Fields in which agreement is corrected.
const CORRECTED: [Field; 7] =
    [Field::Given, Field::Family, Field::Birth, Field::Street, Field::Locality, Field::Place, Field::Postcode];

impl Rarity {
    /// As often as the texts are met among these persons.
    #[must_use]
    pub fn among(people: &People) -> Self {
        let mut all: [Vec<f32>; FIELDS] = Default::default();
        for field in CORRECTED {
            let at_large = people.agreeing(field);
            let bits = |number: u32| (at_large / people.share(field, number)).log2() as f32;
            let len = people.counts.get(field as usize).map_or(0, Vec::len) as u32;
            if let Some(slot) = all.get_mut(field as usize) {
                *slot = std::iter::once(0.0).chain((1..len).map(bits)).collect();
            }
        }
        Self(all)
    }

    /// As often as names are met in a register: `share` says for a name's word by its sound what share of all persons bear
    /// it, where that is known. Other fields are not corrected.
    #[must_use]
    pub fn of_names(people: &People, model: &Model, share: impl Fn(&str) -> Option<f64>) -> Self {
        let mut all: [Vec<f32>; FIELDS] = Default::default();
        for (field, feature) in [(Field::Given, Feature::Given), (Field::Family, Feature::Family)] {
            let at_large = cell(&model.other, feature, Level::Same);
            let bits = |number: u32| {
                let sound = people.names.sounds.get(people.names.sound(number));
                let words = std::str::from_utf8(sound).unwrap_or("").split(' ');
                // Of several words the rarest says most, and is said once.
                let rarest = words.filter_map(&share).filter(|share| *share > 0.0).min_by(f64::total_cmp);
                rarest.map_or(0.0, |share| (at_large / share).log2().clamp(-12.0, 12.0) as f32)
            };
            if let Some(slot) = all.get_mut(field as usize) {
                *slot = (0..people.names.texts.len() as u32).map(bits).collect();
            }
        }
        Self(all)
    }

    /// Bits added to a level of two rows.
    pub(super) fn bits(&self, a: &Row, b: &Row, feature: Feature, level: Level) -> f64 {
        let Some(field) = corrected(feature, level) else { return 0.0 };
        let of = |row: &Row| self.0.get(field as usize).and_then(|bits| bits.get(said(row, field) as usize)).copied();
        // The more common of the two counts.
        let bits = f64::from(of(a).unwrap_or(0.0).min(of(b).unwrap_or(0.0)));
        match feature {
            Feature::Street | Feature::Place => bits.min(MOST_OF_PLACE),
            _ if level == Level::Same => bits,
            // A rare misspelling of a common name says no more than the name.
            _ => bits.min(0.0),
        }
    }
}

/// The field whose value corrects agreement of a level.
const fn corrected(feature: Feature, level: Level) -> Option<Field> {
    match (feature, level) {
        (Feature::Given, Level::Same | Level::Sounds | Level::Near) => Some(Field::Given),
        (Feature::Family, Level::Same | Level::Sounds | Level::Near) => Some(Field::Family),
        (Feature::Birth, Level::Same) => Some(Field::Birth),
        (Feature::Locality, Level::Same) => Some(Field::Locality),
        (Feature::Street, Level::Part) => Some(Field::Street),
        (Feature::Place, Level::Part) => Some(Field::Place),
        (Feature::Place, Level::Same | Level::Slip) => Some(Field::Postcode),
        _ => None,
    }
}
