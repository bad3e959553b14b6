//! Persons as numbers: every text once, every person a row of twelve numbers.

use std::thread;

use super::text::{Texts, Words, code};
use super::{FIELDS, Field};

/// Where the texts of persons come from.
pub trait Source: Sync {
    /// How many persons there are.
    fn count(&self) -> usize;

    /// What stands in a field; empty where nothing does.
    fn text(&self, person: usize, field: Field) -> &str;
}

impl Source for [[&str; FIELDS]] {
    fn count(&self) -> usize {
        self.len()
    }

    fn text(&self, person: usize, field: Field) -> &str {
        self.get(person).and_then(|texts| texts.get(field as usize)).copied().unwrap_or("")
    }
}

/// A person: for each field the number of its text, 0 where nothing is said.
pub(super) type Row = [u32; FIELDS];

/// Persons to be compared.
pub struct People {
    pub(super) rows: Vec<Row>,
    /// How many of the first belong to one file, where two files without persons twice are laid beside each other.
    pub(super) first: Option<usize>,
    pub(super) names: Words,
    pub(super) streets: Words,
    pub(super) places: Words,
    pub(super) codes: Texts,
    pub(super) phones: Texts,
    pub(super) identifiers: Texts,
    /// How often each text is met, by field.
    pub(super) counts: [Vec<u32>; FIELDS],
    /// In how many rows a field says something.
    pub(super) said: [u32; FIELDS],
}

/// From so many persons on a second thread reads half of the fields.
const MANY: usize = 1_000;

/// The numbers of one field, row by row.
type Column = Vec<u32>;

fn of_words(source: &(impl Source + ?Sized), fields: &[Field]) -> (Words, Vec<Column>) {
    let (mut written, mut words, mut folded) = (Texts::default(), Words::default(), vec![0_u32]);
    let mut columns = Vec::new();
    for &field in fields {
        let numbers = (0..source.count()).map(|person| {
            let text = source.text(person, field);
            let number = written.number(text.as_bytes()) as usize;
            if number == folded.len() {
                folded.push(words.number(text));
            }
            folded.get(number).copied().unwrap_or(0)
        });
        columns.push(numbers.collect());
    }
    words.texts.settle();
    words.sounds.settle();
    (words, columns)
}

fn of_codes(source: &(impl Source + ?Sized), fields: &[Field]) -> (Texts, Vec<Column>) {
    let mut texts = Texts::default();
    let column = |field: &Field| {
        (0..source.count())
            .map(|person| code(source.text(person, *field), |sign| texts.number(sign)))
            .collect::<Column>()
    };
    let columns = fields.iter().map(column).collect();
    texts.settle();
    (texts, columns)
}

impl People {
    /// Reads persons. `first`: how many of them belong to the first of two files, each without persons twice; nothing
    /// where all are one file in which somebody may stand twice.
    #[must_use]
    pub fn read(source: &(impl Source + ?Sized), first: Option<usize>) -> Self {
        const CODES: [Field; 5] = [Field::Birth, Field::Sex, Field::Number, Field::Postcode, Field::Region];
        let half = || {
            let (names, mut columns) = of_words(source, &[Field::Given, Field::Family]);
            let (streets, more) = of_words(source, &[Field::Street, Field::Locality]);
            columns.extend(more);
            let (places, more) = of_words(source, &[Field::Place]);
            columns.extend(more);
            (names, streets, places, columns)
        };
        let other_half = || {
            let (identifiers, mut columns) = of_codes(source, &[Field::Identifier]);
            let (phones, more) = of_codes(source, &[Field::Phone]);
            columns.extend(more);
            let (codes, more) = of_codes(source, &CODES);
            columns.extend(more);
            (identifiers, phones, codes, columns)
        };
        let (one, other) = match source.count() {
            0..MANY => (half(), other_half()),
            _ => thread::scope(|scope| {
                let aside = scope.spawn(other_half);
                (half(), aside.join().unwrap_or_default())
            }),
        };
        let (names, streets, places, words) = one;
        let (identifiers, phones, codes, numbers) = other;
        let of_words =
            [Field::Given, Field::Family, Field::Street, Field::Locality, Field::Place].into_iter().zip(words);
        let of_numbers = [Field::Identifier, Field::Phone].into_iter().chain(CODES).zip(numbers);
        let mut rows = vec![[0_u32; FIELDS]; source.count()];
        let (mut counts, mut said): ([Vec<u32>; FIELDS], [u32; FIELDS]) = (Default::default(), [0; FIELDS]);
        for (field, column) in of_words.chain(of_numbers) {
            let len = column.iter().max().map_or(0, |most| *most as usize + 1);
            let mut count = vec![0_u32; len];
            for (row, number) in rows.iter_mut().zip(&column) {
                if let Some(cell) = row.get_mut(field as usize) {
                    *cell = *number;
                }
                if let Some(often) = count.get_mut(*number as usize) {
                    *often += 1;
                }
            }
            let missing = count.first().copied().unwrap_or(0);
            if let (Some(counted), Some(all)) = (counts.get_mut(field as usize), said.get_mut(field as usize)) {
                *counted = count;
                *all = column.len() as u32 - missing;
            }
        }
        Self { rows, first, names, streets, places, codes, phones, identifiers, counts, said }
    }

    /// How many persons there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// How many pairs there are of whom somebody could ask whether they are one person.
    #[must_use]
    pub fn pairs(&self) -> f64 {
        let all = self.rows.len() as f64;
        match self.first {
            Some(first) => first as f64 * (all - first as f64),
            None => all * (all - 1.0) / 2.0,
        }
    }

    /// The row of a person; one that says nothing where there is none.
    pub(super) fn row(&self, person: u32) -> &Row {
        self.rows.get(person as usize).unwrap_or(&[0; FIELDS])
    }

    /// Share of those who say something in a field and say this; 0 where nobody says anything.
    pub(super) fn share(&self, field: Field, number: u32) -> f64 {
        let of = |counts: &Vec<u32>| counts.get(number as usize).copied().unwrap_or(0);
        let often = self.counts.get(field as usize).map_or(0, of);
        let said = self.said.get(field as usize).copied().unwrap_or(0);
        if number == 0 || said == 0 { 0.0 } else { f64::from(often) / f64::from(said) }
    }

    /// How probable it is that two persons taken blindly say the same in a field.
    pub(super) fn agreeing(&self, field: Field) -> f64 {
        let counts = self.counts.get(field as usize).map(Vec::as_slice).unwrap_or_default();
        let of = |often: &u32| f64::from(*often) * (f64::from(*often) - 1.0);
        let said = f64::from(self.said.get(field as usize).copied().unwrap_or(0));
        // Nobody is compared with themselves; where nobody agrees, half a pair is taken to.
        counts.iter().skip(1).map(of).sum::<f64>().max(1.0) / (said * (said - 1.0)).max(2.0)
    }
}

/// What a row says in a field.
pub(super) fn said(row: &Row, field: Field) -> u32 {
    row.get(field as usize).copied().unwrap_or(0)
}
