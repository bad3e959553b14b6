//! Persons in a file of comma-separated values, with the columns of the FEBRL sets; `phone` and `sex` may stand beside them.

use std::collections::HashMap;

use ledger::linkage::{Field, Source};

/// The name of a field's column.
pub const fn column(field: Field) -> &'static str {
    match field {
        Field::Given => "given_name",
        Field::Family => "surname",
        Field::Birth => "date_of_birth",
        Field::Sex => "sex",
        Field::Phone => "phone",
        Field::Identifier => "soc_sec_id",
        Field::Number => "street_number",
        Field::Street => "address_1",
        Field::Locality => "address_2",
        Field::Place => "suburb",
        Field::Postcode => "postcode",
        Field::Region => "state",
    }
}

/// One file, or two laid beside each other.
pub struct Table {
    text: String,
    /// Where each field of each row ends.
    ends: Vec<u32>,
    /// Who each row is: the number in `rec-122-dup-0`.
    who: Vec<u32>,
    first: Option<usize>,
}

impl Table {
    /// Reads one file, or two.
    pub fn read(paths: &[&str]) -> Result<Self, String> {
        let mut table = Self { text: String::new(), ends: Vec::new(), who: Vec::new(), first: None };
        for (place, path) in paths.iter().enumerate() {
            if place == 1 {
                table.first = Some(table.who.len());
            }
            table.append(path).map_err(|e| format!("{path}: {e}"))?;
        }
        Ok(table)
    }

    fn append(&mut self, path: &str) -> Result<(), String> {
        let mut reader = csv::ReaderBuilder::new().from_path(path).map_err(|e| e.to_string())?;
        let head = reader.headers().map_err(|e| e.to_string())?.clone();
        let place = |name: &str| head.iter().position(|column| column.trim() == name);
        let id = place("rec_id").ok_or("it has no column `rec_id`")?;
        let places: Vec<Option<usize>> = Field::ALL.iter().map(|field| place(column(*field))).collect();
        let mut row = csv::StringRecord::new();
        while reader.read_record(&mut row).map_err(|e| e.to_string())? {
            let number = row.get(id).map(str::trim).and_then(|id| id.split('-').nth(1)).and_then(|n| n.parse().ok());
            self.who.push(number.ok_or("`rec_id` is not of the form rec-122-org")?);
            for place in &places {
                self.text.push_str(place.and_then(|place| row.get(place)).unwrap_or("").trim());
                self.ends.push(u32::try_from(self.text.len()).map_err(|_| "it is larger than four gigabytes")?);
            }
        }
        Ok(())
    }

    /// How many rows belong to the first of two files.
    pub const fn first(&self) -> Option<usize> {
        self.first
    }

    /// Every pair of rows that is one person, the earlier row first.
    pub fn truth(&self) -> Vec<(u32, u32)> {
        let mut rows: HashMap<u32, Vec<u32>> = HashMap::new();
        for (row, who) in self.who.iter().enumerate() {
            rows.entry(*who).or_default().push(row as u32);
        }
        let apart =
            |one: u32, other: u32| self.first.is_none_or(|first| (one as usize) < first && other as usize >= first);
        let mut pairs = Vec::new();
        for of_one in rows.values() {
            for (place, &one) in of_one.iter().enumerate() {
                pairs.extend(
                    of_one.iter().skip(place + 1).filter(|other| apart(one, **other)).map(|other| (one, *other)),
                );
            }
        }
        pairs
    }
}

impl Source for Table {
    fn count(&self) -> usize {
        self.who.len()
    }

    fn text(&self, person: usize, field: Field) -> &str {
        let place = person * Field::ALL.len() + field as usize;
        let end = self.ends.get(place).copied().unwrap_or(0);
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(start as usize..end as usize).unwrap_or("")
    }
}
