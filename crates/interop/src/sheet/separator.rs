//! Which character stands between two cells, and which around one.

use super::Quote;

/// Candidates; of two that fit equally well the earlier one is taken.
const CANDIDATES: [char; 4] = ['\t', ';', '|', ','];
/// Lines that are looked at.
const LINES: usize = 50;

/// Guesses the separator: the character that every line has as often as the heading line has it. A single column counts as separated by commas.
pub(super) fn separator(opening: &str, quote: Quote) -> char {
    let mark = quote.character();
    let score = |candidate: char| {
        let counts = counts(opening, candidate, mark);
        let heading = counts.first().copied().unwrap_or(0);
        let alike = counts.iter().filter(|&&count| count == heading).count();
        (heading > 0).then(|| (alike * 1000 / counts.len().max(1), heading))
    };
    let scored = CANDIDATES.into_iter().filter_map(|c| score(c).map(|score| (score, c)));
    scored.reduce(|best, next| if next.0 > best.0 { next } else { best }).map_or(',', |(_, candidate)| candidate)
}

/// How often the character stands outside quotes in each line that is not blank.
fn counts(opening: &str, candidate: char, mark: Option<char>) -> Vec<usize> {
    let (mut counts, mut count, mut inside, mut blank) = (Vec::new(), 0, false, true);
    for c in opening.chars() {
        if Some(c) == mark {
            inside = !inside;
        }
        if matches!(c, '\n' | '\r') && !inside {
            if !blank {
                counts.push(count);
            }
            (count, blank) = (0, true);
            if counts.len() == LINES {
                return counts;
            }
            continue;
        }
        count += usize::from(c == candidate && !inside);
        blank &= c.is_whitespace();
    }
    // The last line may be cut off; it counts only when there is no other.
    if counts.is_empty() && !blank {
        counts.push(count);
    }
    counts
}

/// Guesses the quotation mark from the heading line: single only if every cell stands in single ones.
pub(super) fn quote(opening: &str) -> Quote {
    let heading = opening.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let single = |separator: char| {
        heading.contains(separator)
            && heading.split(separator).all(|cell| {
                let cell = cell.trim();
                cell.len() > 2 && cell.starts_with('\'') && cell.ends_with('\'')
            })
    };
    if CANDIDATES.into_iter().any(single) { Quote::Single } else { Quote::Double }
}

/// The separator that a first line `sep=;` declares, as spreadsheets write it.
pub(super) fn declared(opening: &str) -> Option<char> {
    let line = opening.lines().next()?.trim().trim_matches('"').to_ascii_lowercase();
    let mut rest = line.strip_prefix("sep=")?.chars();
    let separator = rest.next().unwrap_or('\t');
    (rest.next().is_none() && separator.is_ascii()).then_some(separator)
}
