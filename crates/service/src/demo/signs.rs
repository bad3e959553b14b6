//! Signs in the demonstration: the cousin whose papers and interpreter came from one hand, a doubt that was explained, and
//! one that nobody has answered yet.

use domain::access::Role;
use domain::indicator::{AnswerOutcome, HitAnswered, Sight, Sighting};
use jiff::{Timestamp, ToSpan};
use law::param::SignStage;

use super::act::{Act, World};
use super::calendar::Calendar;
use super::spec::{Spec, VILLAGE};
use crate::failure::Failure;
use crate::indicator::Looking;

/// What somebody does about signs.
#[derive(Clone, Copy)]
pub(super) enum Deed {
    /// Looks at a step and sees these, with a note.
    Sees(SignStage, &'static [&'static str], &'static str),
    /// Answers a hit.
    Answers(u32, AnswerOutcome, &'static str),
}

/// Story, days and minutes after its opening, who, which of them, and what they do.
const TOLD: [(&str, i64, i64, Role, usize, Deed); 7] = [
    (
        "cousin",
        5,
        660,
        Role::LivingDonorNurse,
        0,
        Deed::Sees(SignStage::Documents, &["D13", "B03"], "Both papers come from one notary, dated on one day."),
    ),
    (
        "cousin",
        18,
        800,
        Role::Psychologist,
        1,
        Deed::Sees(SignStage::Recruitment, &["D08", "I02"], "He first said that he had answered a notice."),
    ),
    (
        "cousin",
        26,
        600,
        Role::DonorPhysician,
        0,
        Deed::Answers(1, AnswerOutcome::Remains, "The registry knows neither of the two grandmothers."),
    ),
    (
        "cousin",
        26,
        620,
        Role::DonorPhysician,
        0,
        Deed::Answers(3, AnswerOutcome::Referred, "The interpreter's bill was paid by the recipient's brother."),
    ),
    (
        "planned",
        5,
        660,
        Role::LivingDonorNurse,
        0,
        Deed::Sees(SignStage::Housing, &["D14"], "They live in one flat near the hospital."),
    ),
    (
        "planned",
        24,
        600,
        Role::Psychologist,
        0,
        Deed::Answers(
            1,
            AnswerOutcome::Cleared,
            "The flat is their aunt's; she was there and has lived in it for years.",
        ),
    ),
    (
        "informed",
        1,
        420,
        Role::BorderOfficer,
        0,
        Deed::Sees(SignStage::Entrance, &["I07"], "Could not say at which hospital, and had cash in an envelope."),
    ),
];

/// Everything that happens about signs.
pub(super) fn agenda(calendar: &Calendar) -> Vec<(Timestamp, Act)> {
    let of = |key: &str| VILLAGE.iter().enumerate().find(|(_, spec)| spec.key == key);
    let act = |(key, day, minute, ..): &(&str, i64, i64, Role, usize, Deed), n: usize| {
        let (_, spec): (usize, &Spec) = of(key)?;
        let on = calendar.later(calendar.ago(spec.days), day.days());
        Some((calendar.at(on, *minute), Act::Sign(n)))
    };
    TOLD.iter().enumerate().filter_map(|(n, told)| act(told, n)).collect()
}

impl World<'_> {
    /// Lets one of them happen.
    pub(super) async fn sign(&self, n: usize) -> Result<(), Failure> {
        let Some((key, _, _, role, nth, deed)) = TOLD.get(n) else { return Ok(()) };
        let place = VILLAGE.iter().position(|spec| spec.key == *key).unwrap_or_default();
        let at = VILLAGE.get(place).filter(|_| *role == Role::LivingDonorNurse).map(|spec| spec.at);
        let (pair, by) = (self.pair(place)?.pair, self.cast.member(*role, at, *nth)?);
        match *deed {
            Deed::Sees(stage, seen, note) => {
                let answers = seen.iter().map(|s| Sighting { sign: (*s).to_owned(), sight: Sight::Seen }).collect();
                let looking = Looking { stage, answers, note: Some(note.into()) };
                self.service.look_for_signs(&by, pair, looking).await.map(drop)
            }
            Deed::Answers(hit, outcome, reason) => {
                let answered = HitAnswered { hit, outcome, reason: reason.into() };
                self.service.answer_sign(&by, pair, answered).await.map(drop)
            }
        }
    }
}
