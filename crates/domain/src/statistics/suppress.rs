//! Small numbers of people kept back, with as many others as are needed so that nobody can work them out.

/// Counts of people below this are not published.
pub const SMALLEST: i64 = 5;

/// A total with its parts; `None` where a number is kept back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The total.
    pub total: Option<i64>,
    /// The parts in their order.
    pub parts: Vec<Option<i64>>,
}

/// Hides every count from 1 to 4. Where the total is shown, it hides further parts, the smallest first, until at least two
/// are hidden and together they are at least [`SMALLEST`]: the total less what is shown then tells nobody's number.
#[must_use]
pub fn suppress(parts: &[i64]) -> Shown {
    let small = |n: i64| n > 0 && n < SMALLEST;
    let sum: i64 = parts.iter().sum();
    let total = (!small(sum)).then_some(sum);
    let mut shown: Vec<Option<i64>> = parts.iter().map(|n| (!small(*n)).then_some(*n)).collect();
    loop {
        let hidden = || parts.iter().zip(&shown).filter(|(_, s)| s.is_none()).map(|(n, _)| *n);
        let (count, together) = (hidden().count(), hidden().sum::<i64>());
        if total.is_none() || count == 0 || (count > 1 && together >= SMALLEST) {
            return Shown { total, parts: shown };
        }
        let next = shown.iter_mut().filter(|s| s.is_some_and(|n| n > 0)).min();
        match next {
            Some(part) => *part = None,
            None => return Shown { total, parts: shown },
        }
    }
}
