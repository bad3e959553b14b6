//! What lies in the clear for ever: codes and short lines. A name typed into one of them could never be erased, so a code
//! must look like a code, and everything has a length.

use codes::time::Happened;
use domain::approval::{Conflict, Step, VoteCast};
use domain::person::Known;

use crate::failure::Problem;

/// Characters of a line at most.
const LONGEST: usize = 200;
/// Entries of a list at most.
const MOST: usize = 100;

/// A code of a list: small letters, digits and underscores.
pub(crate) fn code(field: &'static str, text: &str) -> Result<(), Problem> {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    match (1..=40).contains(&text.len()) && text.bytes().all(fits) {
        true => Ok(()),
        false => Err(Problem::new("unknown_code", field, "a code of at most 40 small letters, digits and underscores")),
    }
}

/// A line that names an office, a version or a box.
pub(crate) fn line(field: &'static str, text: &str) -> Result<(), Problem> {
    match text.chars().count() <= LONGEST && !text.chars().any(char::is_control) {
        true => Ok(()),
        false => Err(Problem::new("malformed", field, format!("one line of at most {LONGEST} characters"))),
    }
}

pub(crate) fn list<T>(field: &'static str, entries: &[T]) -> Result<(), Problem> {
    match entries.len() <= MOST {
        true => Ok(()),
        false => Err(Problem::new("malformed", field, format!("at most {MOST} entries"))),
    }
}

/// Checks what a step would leave in the clear.
pub(crate) fn step(step: &Step) -> Result<(), Problem> {
    match step {
        Step::TeamNamed(s) => list("members", &s.members),
        Step::IdentityChecked(s) => code("paper", &s.paper).and_then(|()| line("issuer", &s.issuer)),
        Step::RelationProved(s) => line("issuer", &s.issuer),
        Step::Informed(s) => {
            list("topics", &s.topics)?;
            list("understood", &s.understood)?;
            s.leaflet.as_ref().map_or(Ok(()), |text| line("leaflet", text))
        }
        Step::Signed(s) => list("witnesses", &s.witnesses).and_then(|()| line("text_version", &s.text_version)),
        Step::VoteCast(s) => code("step", &s.step).and_then(|()| vote(s)),
        Step::Decided(s) => code("step", &s.step),
        Step::PaperFiled(s) => code("step", &s.step).and_then(|()| line("issuer", &s.issuer)),
        Step::PaperConfirmed(s) => code("step", &s.step),
        Step::Appealed(s) => code("step", &s.step),
        Step::CarePlanned(s) => line("clinic", &s.clinic),
        Step::NoticeGiven(s) => line("authority", &s.authority),
        // Codes, numbers and sealed texts only.
        Step::RecipientInformed(_)
        | Step::Interviewed(_)
        | Step::Evaluated(_)
        | Step::Declared(_)
        | Step::Withdrawn(_)
        | Step::Changed(_) => Ok(()),
    }
}

/// Whoever declares a conflict of interest stands aside; everybody else says yes, no or later.
fn vote(cast: &VoteCast) -> Result<(), Problem> {
    match (cast.conflict, cast.vote) {
        (Conflict::None, None) => Err(Problem::new("missing", "vote", "a vote, or a conflict of interest")),
        (Conflict::None, Some(_)) | (_, None) => Ok(()),
        (_, Some(_)) => Err(Problem::new("malformed", "vote", "no vote, since a conflict of interest is declared")),
    }
}

/// How far a clock may run ahead before an entry counts as lying in the future.
const AHEAD: jiff::SignedDuration = jiff::SignedDuration::from_mins(2);

/// What happened does not lie ahead. To the day, today is fine at any hour.
pub(crate) fn not_ahead(field: &'static str, happened: &Happened, now: jiff::Timestamp) -> Result<(), Problem> {
    match happened.earliest_at().duration_since(now) > AHEAD {
        true => Err(Problem::new("malformed", field, "an instant that does not lie ahead")),
        false => Ok(()),
    }
}

/// Checks what is known about a person for what would lie in the clear.
pub(crate) fn known(known: &Known) -> Result<(), Problem> {
    list("known.names", &known.names)?;
    list("known.identifiers", &known.identifiers)?;
    list("known.languages", &known.languages)?;
    let letters = |script: &str| script.len() == 4 && script.bytes().all(|b| b.is_ascii_alphabetic());
    match known.names.iter().filter_map(|n| n.script.as_deref()).all(letters) {
        true => Ok(()),
        false => Err(Problem::new("unknown_code", "known.names.script", "four letters of ISO 15924, such as Latn")),
    }
}

#[cfg(test)]
mod tests {
    use super::{code, line};

    #[test]
    fn a_code_is_no_name_and_a_line_has_an_end() {
        assert!(code("reason", "tumour_found").is_ok());
        for name in ["Mira Okar", "", "ميرا", &"a".repeat(41)] {
            assert!(code("reason", name).is_err(), "{name}");
        }
        assert!(line("issuer", "Civil registry, Sarim").is_ok());
        assert!(line("issuer", &"a".repeat(201)).is_err() && line("issuer", "a\nb").is_err());
    }
}
