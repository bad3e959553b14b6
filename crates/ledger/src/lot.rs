//! A lot that anybody can draw again: the root of a later checkpoint ranks a list that was closed before.
//!
//! All inputs are text, so that `sha256sum` is enough to follow it:
//!
//! ```text
//! list  = SHA-256 of the numbers in ascending order, each followed by a line feed
//! seed  = SHA-256 of "donare lot 1", the root, `list` and the other side's word, each followed by a line feed
//! rank  = SHA-256 of `seed` and the number, each followed by a line feed
//! drawn = the numbers of the lowest ranks
//! ```
//!
//! Hashes are written as 64 lower-case hexadecimal digits. The word is given before the list is closed, and nobody knows the
//! root then; whoever runs the log could only make other roots by writing other events, and every list stays on record, so a
//! list that was closed again until the lot pleased is seen.

use crate::Hash;

/// First line of what the seed is made of.
const VERSION: &str = "donare lot 1";

/// The hash of a list of numbers, in whatever order they are given.
#[must_use]
pub fn list<'a>(numbers: impl IntoIterator<Item = &'a str>) -> Hash {
    let mut sorted: Vec<&str> = numbers.into_iter().collect();
    sorted.sort_unstable();
    lines(&sorted)
}

/// The seed of a lot. `word` is empty where the other side gave none, and holds no line feed.
#[must_use]
pub fn seed(root: &Hash, list: &Hash, word: &str) -> Hash {
    lines(&[VERSION, &root.to_string(), &list.to_string(), word])
}

/// The `draws` numbers of the lowest rank, lowest first; all of them where there are fewer.
#[must_use]
pub fn draw<'a>(seed: &Hash, numbers: impl IntoIterator<Item = &'a str>, draws: usize) -> Vec<&'a str> {
    let seed = seed.to_string();
    let mut ranked: Vec<(Hash, &str)> = numbers.into_iter().map(|n| (lines(&[&seed, n]), n)).collect();
    ranked.sort_unstable();
    ranked.dedup();
    ranked.into_iter().take(draws).map(|(_, number)| number).collect()
}

fn lines(of: &[&str]) -> Hash {
    let text: String = of.iter().flat_map(|line| [*line, "\n"]).collect();
    Hash::of(&[text.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> Hash {
        Hash::of(&[b"root"])
    }

    #[test]
    fn the_hash_of_a_list_is_that_of_sha256sum_whatever_its_order() {
        // printf 'a\nb\n' | sha256sum
        assert_eq!(list(["b", "a"]).to_string(), "911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2");
    }

    #[test]
    fn a_lot_is_the_same_for_everybody_and_another_for_every_root_list_and_word() {
        let numbers: Vec<String> = (0..200).map(|n| format!("par_{n:03}")).collect();
        let all = || numbers.iter().map(String::as_str);
        let seed_of = |word: &str| seed(&root(), &list(all()), word);
        let drawn = draw(&seed_of(""), all(), 20);
        assert_eq!(drawn, draw(&seed_of(""), all().rev(), 20));
        assert_ne!(drawn, draw(&seed_of("plum"), all(), 20));
        assert_ne!(drawn, draw(&seed(&Hash::of(&[b"other"]), &list(all()), ""), all(), 20));
        assert_ne!(seed_of(""), seed(&root(), &list(all().skip(1)), ""));
        let more = draw(&seed_of(""), all(), 30);
        assert_eq!(more.get(..20), Some(drawn.as_slice()), "a longer lot begins with the shorter");
        assert_eq!(draw(&seed_of(""), all(), 500).len(), 200);
    }

    #[test]
    fn every_number_is_drawn_about_as_often_as_another() {
        let numbers: Vec<String> = (0..20).map(|n| n.to_string()).collect();
        let mut often = [0_u32; 20];
        for n in 0..2000_u32 {
            let seed = Hash::of(&[&n.to_be_bytes()]);
            for drawn in draw(&seed, numbers.iter().map(String::as_str), 5) {
                if let Some(count) = drawn.parse::<usize>().ok().and_then(|i| often.get_mut(i)) {
                    *count += 1;
                }
            }
        }
        // 500 expected each with a standard deviation below 20; five of them are never reached by chance.
        assert!(often.iter().all(|n| n.abs_diff(500) < 100), "{often:?}");
    }
}
