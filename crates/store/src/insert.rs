//! Inserts that wait and are written many rows at a time.

use std::sync::OnceLock;

/// Rows written together at most, as a power of two.
const GREATEST_POWER: usize = 6;

#[expect(clippy::declare_interior_mutable_const, reason = "each use is a new list of empty places")]
const NONE: [OnceLock<String>; GREATEST_POWER + 1] = [const { OnceLock::new() }; GREATEST_POWER + 1];

/// An insert into an append-only table. [`crate::Tx::later`] gathers its rows across all transactions of one commit and writes up to 64 with
/// one statement.
pub struct Insert {
    head: &'static str,
    tail: &'static str,
    width: usize,
    texts: [OnceLock<String>; GREATEST_POWER + 1],
    unnumbered: [OnceLock<String>; GREATEST_POWER + 1],
}

impl Insert {
    /// An insert of `width` values per row; `head` ends before `VALUES`, `tail` is empty or an `ON CONFLICT` clause.
    #[must_use]
    pub const fn new(head: &'static str, width: usize, tail: &'static str) -> Self {
        Self { head, tail, width, texts: NONE, unnumbered: NONE }
    }

    /// Values in one row.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// The table it inserts into.
    #[must_use]
    pub fn table(&self) -> &'static str {
        self.head.split_whitespace().nth(2).unwrap_or(self.head)
    }

    /// The statement for 2^`power` rows; powers above the greatest give the greatest.
    #[must_use]
    pub fn text(&'static self, power: usize) -> &'static str {
        Self::written(&self.texts, power, |rows| self.write(rows, |place| format!("${place}")))
    }

    /// The same with values that have no numbers, as only SQLite takes them: it looks each number up in a list, which costs
    /// the square of the number of values; and several such statements can be one text.
    pub(crate) fn unnumbered(&'static self, power: usize) -> &'static str {
        Self::written(&self.unnumbered, power, |rows| self.write(rows, |_| "?".to_owned()))
    }

    fn written(texts: &'static [OnceLock<String>], power: usize, write: impl FnOnce(usize) -> String) -> &'static str {
        let power = power.min(GREATEST_POWER);
        texts.get(power).map_or("", |text| text.get_or_init(|| write(1 << power)))
    }

    fn write(&self, rows: usize, mark: impl Fn(usize) -> String) -> String {
        let row = |r: usize| {
            let marks: Vec<String> = (1..=self.width).map(|column| mark(r * self.width + column)).collect();
            format!("({})", marks.join(", "))
        };
        let rows: Vec<String> = (0..rows).map(row).collect();
        format!("{} VALUES {} {}", self.head, rows.join(", "), self.tail)
    }

    /// The greatest power of two of rows to write next when `rows` wait.
    pub(crate) fn power_for(rows: usize) -> usize {
        (rows.max(1).ilog2() as usize).min(GREATEST_POWER)
    }
}

#[cfg(test)]
mod tests {
    use super::Insert;

    static THREE: Insert = Insert::new("INSERT INTO t (a, b, c)", 3, "ON CONFLICT DO NOTHING");

    #[test]
    fn rows_are_numbered_through() {
        assert_eq!(THREE.text(0), "INSERT INTO t (a, b, c) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
        assert_eq!(THREE.text(1), "INSERT INTO t (a, b, c) VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT DO NOTHING");
        assert_eq!(THREE.table(), "t");
        assert!(THREE.text(9).contains("$192)"));
    }

    #[test]
    fn powers_cover_any_count() {
        for (rows, power) in [(1, 0), (2, 1), (3, 1), (64, 6), (1000, 6)] {
            assert_eq!(Insert::power_for(rows), power);
        }
    }
}
