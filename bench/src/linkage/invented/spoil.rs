//! The second record of a person: what clerks, time and other scripts do to it. Each figure is in a thousand.

use super::names::{Name, Names, Script};
use super::{Dice, Person, Written, home, written};

/// A second record of a person.
pub(super) fn second(dice: &mut Dice, names: &Names, person: &Person) -> Written {
    let mut person = person.clone();
    if dice.happens(150) {
        person.home = home(dice, names);
    }
    if dice.happens(150) {
        person.phone = super::digits(dice, 9);
    }
    if dice.happens(25) {
        person.family = names.family(dice, person.script);
    }
    let mut record = written(&person, names);
    let [given, family, birth, sex, phone, identifier, number, street, locality, town, postcode, _] = &mut record;
    names_again(dice, &person, (given, family));
    birth_again(dice, &person, birth);
    if dice.happens(5) {
        sex.clear();
    }
    for (text, missing, wrong) in [(phone, 200, 40), (identifier, 350, 50), (number, 30, 30), (postcode, 30, 40)] {
        if dice.happens(missing) {
            text.clear();
        } else if dice.happens(wrong) {
            *text = digit_wrong(dice, text);
        }
    }
    for (text, missing, wrong) in [(street, 30, 120), (locality, 200, 120), (town, 20, 80)] {
        if dice.happens(missing) {
            text.clear();
        } else if dice.happens(wrong) {
            *text = letter_wrong(dice, text);
        }
    }
    record
}

fn names_again(dice: &mut Dice, person: &Person, (given, family): (&mut String, &mut String)) {
    if person.script == Script::Latin {
        for (text, name) in [(&mut *given, &person.given), (&mut *family, &person.family)] {
            if dice.happens(40) {
                text.clone_from(&name.other);
            }
        }
    } else if dice.happens(200) {
        let form = |name: &Name| name.home.clone();
        (*given, *family) = (form(&person.given), form(&person.family));
    } else {
        for (text, name) in [(&mut *given, &person.given), (&mut *family, &person.family)] {
            if dice.happens(200) {
                text.clone_from(&name.other);
            }
        }
    }
    for (text, missing, wrong) in [(&mut *given, 20, 130), (&mut *family, 10, 110)] {
        if dice.happens(missing) {
            text.clear();
        } else if dice.happens(wrong) {
            *text = letter_wrong(dice, text);
            if dice.happens(150) {
                *text = letter_wrong(dice, text);
            }
        }
    }
    if dice.happens(30) {
        *given = given.chars().take(1).collect();
    }
    if dice.happens(30) {
        std::mem::swap(given, family);
    }
}

fn birth_again(dice: &mut Dice, person: &Person, birth: &mut String) {
    match dice.below(1_000) {
        0..30 if person.day <= 12 => {
            *birth = format!("{:04}-{:02}-{:02}", person.year, person.day, person.month);
        }
        30..75 => *birth = digit_wrong(dice, birth),
        75..85 => *birth = format!("{:04}", person.year),
        85..110 => birth.clear(),
        _ => {}
    }
}

/// One digit becomes another, or two neighbours change places.
fn digit_wrong(dice: &mut Dice, text: &str) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    if signs.is_empty() {
        return String::new();
    }
    let place = dice.below(signs.len());
    if dice.happens(400) && place + 1 < signs.len() {
        signs.swap(place, place + 1);
    } else if let Some(sign) = signs.get_mut(place).filter(|sign| sign.is_ascii_digit()) {
        *sign = char::from(b'0' + dice.below(10) as u8);
    }
    signs.into_iter().collect()
}

/// One letter is left out, doubled, put before its neighbour, or becomes another.
fn letter_wrong(dice: &mut Dice, text: &str) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    if signs.is_empty() {
        return String::new();
    }
    let place = dice.below(signs.len());
    match dice.below(4) {
        0 if signs.len() > 2 => {
            signs.remove(place);
        }
        1 => {
            let sign = signs.get(place).copied().unwrap_or('a');
            signs.insert(place, sign);
        }
        2 if place + 1 < signs.len() => signs.swap(place, place + 1),
        _ => {
            let letter = char::from(b'a' + dice.below(26) as u8);
            if let Some(sign) = signs.get_mut(place) {
                *sign = letter;
            }
        }
    }
    signs.into_iter().collect()
}
