//! The rows of an old register that a second person holds against their source.

use std::collections::BTreeSet;

/// Draws `size` of the rows `1..=rows`, the same for the same seed, in order. The seed stands in the log beside the digest of
/// the file before anybody sees which rows come out, so that nobody chooses the rows, and everybody can draw them again.
///
/// SplitMix64 over a counter; a number that would favour low rows is thrown away.
#[must_use]
pub fn sample(seed: u64, rows: u64, size: u64) -> Vec<u64> {
    if size >= rows {
        return (1..=rows).collect();
    }
    let (mut drawn, mut state) = (BTreeSet::new(), seed);
    let fair = u64::MAX - u64::MAX % rows;
    while (drawn.len() as u64) < size {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        if z < fair {
            drawn.insert(z % rows + 1);
        }
    }
    drawn.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::sample;

    #[test]
    fn a_sample_is_the_same_for_the_same_seed_and_within_the_file() {
        let drawn = sample(7, 1000, 30);
        assert_eq!(drawn, sample(7, 1000, 30));
        assert_ne!(drawn, sample(8, 1000, 30));
        assert_eq!(drawn.len(), 30);
        assert!(drawn.iter().all(|row| (1..=1000).contains(row)) && drawn.is_sorted());
        assert_eq!(sample(7, 3, 30), [1, 2, 3]);
        assert!(sample(7, 0, 30).is_empty());
    }

    #[test]
    fn every_row_is_drawn_about_as_often() {
        let mut often = [0_u32; 100];
        for seed in 0..2000 {
            for row in sample(seed * 0x1234_5678_9abc, 100, 10) {
                often[usize::try_from(row).unwrap() - 1] += 1;
            }
        }
        assert!(often.iter().all(|n| (140..=260).contains(n)), "{often:?}");
    }
}
