//! How near two words or two numbers are: written for short ASCII, without allocation.

/// Letters that count at most; one bit each.
const MOST: usize = 64;

/// Likeness of two ASCII words after Jaro and Winkler: 0 to 1.
#[must_use]
pub fn jaro_winkler(one: &[u8], other: &[u8]) -> f64 {
    let (a, b) = (one.get(..MOST).unwrap_or(one), other.get(..MOST).unwrap_or(other));
    let jaro = jaro(a, b);
    let prefix = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count() as f64;
    if jaro > 0.7 { (0.1 * prefix).mul_add(1.0 - jaro, jaro) } else { jaro }
}

fn jaro(a: &[u8], b: &[u8]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let window = (a.len().max(b.len()) / 2).saturating_sub(1);
    let (mut of_a, mut of_b) = (0_u64, 0_u64);
    for (i, letter) in a.iter().enumerate() {
        let from = i.saturating_sub(window);
        for (j, other) in b.iter().enumerate().take(i + window + 1).skip(from) {
            if letter == other && of_b & (1 << j) == 0 {
                of_a |= 1 << i;
                of_b |= 1 << j;
                break;
            }
        }
    }
    let matched = f64::from(of_a.count_ones());
    if of_a == 0 {
        return 0.0;
    }
    let taken = |letters: &[u8], bits: u64| {
        let mut out = [0_u8; MOST];
        let kept = letters.iter().enumerate().filter(|(i, _)| bits & (1 << i) != 0).map(|(_, letter)| *letter);
        out.iter_mut().zip(kept).for_each(|(slot, letter)| *slot = letter);
        out
    };
    // Two in each other's place count as one; an odd one is not counted, as Winkler had it.
    let apart = taken(a, of_a).iter().zip(&taken(b, of_b)).filter(|(x, y)| x != y).count();
    let moved = (apart / 2) as f64;
    (matched / a.len() as f64 + matched / b.len() as f64 + (matched - moved) / matched) / 3.0
}

/// How two texts differ, as clerks make mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slips {
    /// One wrong, missing or additional sign, or two neighbours in each other's place; or none.
    One,
    /// Of the same length, and two signs are wrong.
    Two,
    /// More than that.
    More,
}

/// How two texts differ.
pub(super) fn slips(one: &[u8], other: &[u8]) -> Slips {
    let same = one.iter().zip(other).take_while(|(x, y)| x == y).count();
    let (a, b) = (one.get(same..).unwrap_or(&[]), other.get(same..).unwrap_or(&[]));
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    match (a.get(..a.len() - tail).unwrap_or(&[]), b.get(..b.len() - tail).unwrap_or(&[])) {
        ([] | [_], [] | [_]) => Slips::One,
        ([x, y], [u, v]) if x == v && y == u => Slips::One,
        (a, b) if a.len() == b.len() && a.iter().zip(b).filter(|(x, y)| x != y).count() <= 2 => Slips::Two,
        _ => Slips::More,
    }
}
