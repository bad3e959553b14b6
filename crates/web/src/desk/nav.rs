//! What stands in the bar: the few words a role needs most, in reach at once, and the rest by chapter under one word.

use domain::access::Role;

use crate::ask::may;
use crate::desk::Desk;
use crate::look::Link;
use crate::look::shell::{Nav, Part};
use crate::route::{NAV, NavRow};

/// Words that stand in the bar at most, the one for the rest not counted.
const MOST_WORDS: usize = 5;
/// Letters for which the bar has room on a desk of 1280 px, beside the number field, the clock and the reader's name.
const MOST_LETTERS: usize = 40;

/// What a role needs in one step, after its home. Roles that are not named here have the order of the chapters.
const FIRST: &[(Role, &[&str])] = &[
    (Role::Coordinator, &["/pathways", "/pairs", "/vigilance/alerts", "/follow-up"]),
    (Role::LivingDonorNurse, &["/follow-up", "/expenses", "/notices", "/vigilance/alerts"]),
    (Role::Surgeon, &["/trace", "/vigilance/alerts", "/tissues", "/scan"]),
    (Role::Inspector, &["/trace", "/vigilance", "/pathways", "/log"]),
];

/// The navigation of the reader's role: only pages that it may open.
pub(super) fn bar(desk: &Desk) -> Nav {
    let Some(session) = &desk.session else { return Nav::default() };
    let role = session.access.role;
    let home = desk.home_of(role);
    let first = FIRST.iter().find(|(of, _)| *of == role).map_or(&[][..], |(_, paths)| *paths);
    let place = |row: &&NavRow| {
        let listed = first.iter().position(|path| *path == row.path).unwrap_or(first.len());
        (row.path != home, listed)
    };
    let mut rows: Vec<&NavRow> = NAV.iter().filter(|row| row.needs.is_none_or(|p| may(desk, p))).collect();
    rows.sort_by_key(place);
    let words: Vec<String> = rows.iter().map(|row| desk.say(row.word)).collect();
    let links: Vec<(&str, Link)> =
        rows.iter().zip(&words).map(|(row, word)| (row.part, Link::new(row.path, word))).collect();
    let (front, rest) = links.split_at(fitting(&words));
    Nav {
        front: front.iter().map(|(_, link)| link.clone()).collect(),
        more: desk.say("nav-more"),
        parts: parts(rest).into_iter().map(|(key, links)| Part { says: desk.say(key), links }).collect(),
    }
}

/// How many of the words stand in the bar: all where they have room, else as many as leave room for the word of the rest.
fn fitting(words: &[String]) -> usize {
    let mut letters = 0;
    let room = words.iter().take_while(|word| {
        letters += word.chars().count();
        letters <= MOST_LETTERS
    });
    match room.count() {
        all if all == words.len() && all <= MOST_WORDS + 1 => all,
        some => some.min(MOST_WORDS),
    }
}

/// Links by chapter, the chapters in the order of the tree of routes.
fn parts(links: &[(&'static str, Link)]) -> Vec<(&'static str, Vec<Link>)> {
    let mut parts: Vec<(&'static str, Vec<Link>)> = Vec::new();
    for row in NAV.iter() {
        let Some((part, link)) = links.iter().find(|(_, link)| link.href == row.path) else { continue };
        match parts.last_mut() {
            Some((last, of)) if last == part => of.push(link.clone()),
            _ => parts.push((part, vec![link.clone()])),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{MOST_LETTERS, MOST_WORDS, fitting};

    fn words(lengths: &[usize]) -> Vec<String> {
        lengths.iter().map(|n| "x".repeat(*n)).collect()
    }

    #[test]
    fn few_short_words_all_stand_in_the_bar() {
        assert_eq!(fitting(&words(&[])), 0);
        assert_eq!(fitting(&words(&[5; MOST_WORDS + 1])), MOST_WORDS + 1);
    }

    #[test]
    fn further_words_stand_under_one() {
        assert_eq!(fitting(&words(&[5; MOST_WORDS + 2])), MOST_WORDS);
    }

    #[test]
    fn long_words_leave_room_for_fewer() {
        assert_eq!(fitting(&words(&[MOST_LETTERS / 2, MOST_LETTERS / 2, 1, 1])), 2);
        assert_eq!(fitting(&words(&[MOST_LETTERS + 1])), 0);
    }
}
