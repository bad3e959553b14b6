//! Part of a long list: so many rows, how many there are in all, and after which row the next part begins.

/// Rows of one part.
pub const ROWS: usize = 50;

/// Part of a list. No row is left out without a word: `all` says how many there are.
#[derive(Debug, Clone)]
pub struct Listed<T> {
    /// The rows, at most [`ROWS`].
    pub rows: Vec<T>,
    /// Rows of the whole list.
    pub all: usize,
    /// Number of the last row here, behind which the next part begins; `None` at the end of the list.
    pub next: Option<String>,
    last: Option<String>,
}

impl<T> Listed<T> {
    pub(crate) const fn new() -> Self {
        Self { rows: Vec::new(), all: 0, next: None, last: None }
    }

    /// Counts a row of the list, and takes it into this part if that has begun and has room.
    pub(crate) fn take(&mut self, begun: bool, number: impl ToString, row: T) {
        self.all += 1;
        if !begun || self.next.is_some() {
            return;
        }
        if self.rows.len() < ROWS {
            self.rows.push(row);
            self.last = Some(number.to_string());
        } else {
            self.next = self.last.take();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Listed, ROWS};

    #[test]
    fn every_row_is_in_exactly_one_part() {
        let mut seen = Vec::new();
        let mut after = None::<usize>;
        for _ in 0..4 {
            let mut list = Listed::new();
            for n in 0..2 * ROWS + 1 {
                list.take(after.is_none_or(|a| n > a), n, n);
            }
            assert_eq!(list.all, 2 * ROWS + 1);
            seen.extend(list.rows);
            match list.next {
                Some(next) => after = next.parse().ok(),
                None => break,
            }
        }
        assert_eq!(seen, (0..2 * ROWS + 1).collect::<Vec<_>>());
    }
}
