//! Rejections in the demonstration: requests from abroad and people whom the list did not take, the pair to which the board
//! said no, and two people who were rejected at one hospital and came to another.

use domain::Private;
use domain::access::Role;
use domain::person::Known;
use domain::rejection::{Aftercare, Crime, Decider, Ground, Referral, RejectionStage, Said, Standing};
use jiff::{Timestamp, ToSpan};

use super::DemoCountry;
use super::act::{Act, World};
use super::calendar::Calendar;
use super::cast::{At, ELUN, HADDAN};
use super::names::{Names, Wanted};
use crate::failure::Failure;
use crate::rejection::{Rejected, Rejecting};

/// The story whose two people were rejected elsewhere before.
pub(super) const TRIED_ELSEWHERE: &str = "informed";

/// Whose procedure it was.
pub(super) enum Whose {
    /// A pair by its place in the table.
    Pair(usize),
    /// People without a file, at a place.
    People(Box<Known>, Box<Known>, At),
}

/// One rejection that somebody writes down.
pub(super) struct Told {
    whose: Whose,
    by: Role,
    said: Said,
}

/// Crime, how sure it is, and who found it.
type OfCrime = (Crime, Standing, Option<&'static str>);

/// Days ago, step, the crime if it was one, who said no, and how often alike within the months before.
const TABLE: [(i64, RejectionStage, Option<OfCrime>, Decider, i64); 5] = [
    (680, RejectionStage::ForeignRequest, Some((Crime::Persons, Standing::Alleged, None)), Decider::Team, 6),
    (640, RejectionStage::Listing, None, Decider::ListKeeper, 5),
    (
        500,
        RejectionStage::Court,
        Some((Crime::Persons, Standing::Proven, Some("Court of Orva, 118/2025"))),
        Decider::Court,
        1,
    ),
    (420, RejectionStage::ForeignRequest, Some((Crime::Organs, Standing::Alleged, None)), Decider::Team, 2),
    (90, RejectionStage::BeforeTheatre, Some((Crime::Both, Standing::Alleged, None)), Decider::Team, 1),
];

fn said(calendar: &Calendar, days: i64, stage: RejectionStage, of: Option<OfCrime>, decider: Decider) -> Said {
    let ground = match of {
        Some((crime, standing, finding)) => {
            Ground::Trafficking { crime, standing, finding: finding.map(Private::from) }
        }
        None => Ground::Medical,
    };
    let (reason, referrals) = match of {
        Some(_) => ("A broker had promised the donor money.", vec![Referral::Police, Referral::Victims]),
        None => ("The heart would not bear the operation.", Vec::new()),
    };
    Said {
        stage,
        ground,
        reason: reason.into(),
        decider,
        decided_by: None,
        decided_on: calendar.ago(days),
        signs: Vec::new(),
        referrals,
        unreferred: None,
        aftercare: if of.is_some() { Aftercare::Offered } else { Aftercare::NotOffered },
    }
}

/// Everything that is rejected without a file here.
pub(super) fn agenda(calendar: &Calendar, seed: u32, made: &mut DemoCountry) -> Result<Vec<(Timestamp, Act)>, Failure> {
    let mut names = Names::new(seed ^ 0x7265_6a65);
    let mut acts = Vec::new();
    for (days, stage, of, decider, times) in TABLE {
        for n in 0..times {
            let days = days - 8 * n;
            let wanted = |born, residence| Wanted { sex: codes::Sex::Male, born, language: "ar", residence };
            let (donor, donor_told) = names.person(wanted((1975, 2003), "FR"))?;
            let (recipient, recipient_told) = names.person(wanted((1945, 1990), "XC"))?;
            made.people.extend([donor_told, recipient_told]);
            let whose = Whose::People(Box::new(donor), Box::new(recipient), HADDAN);
            let told = Told { whose, by: Role::Coordinator, said: said(calendar, days, stage, of, decider) };
            let on = calendar.at(calendar.ago(days), 15 * 60);
            acts.push((on, Act::Rejected(Box::new(told))));
        }
    }
    Ok(acts)
}

/// Three weeks before they came to another hospital, the same two people were rejected; the donor gave no papers then.
pub(super) fn before(
    calendar: &Calendar,
    opened_days_ago: i64,
    mut donor: Known,
    recipient: Known,
) -> (Timestamp, Act) {
    let days = opened_days_ago + 21;
    donor.identifiers.clear();
    let of = Some((Crime::Persons, Standing::Alleged, None));
    let whose = Whose::People(Box::new(donor), Box::new(recipient), ELUN);
    let said = Said {
        reason: "The donor could not say who the recipient was, and did not find the way home alone.".into(),
        signs: vec!["D08".to_owned()],
        ..said(calendar, days, RejectionStage::LivingPair, of, Decider::Team)
    };
    let on = calendar.later(calendar.ago(days), 0.days());
    (calendar.at(on, 16 * 60), Act::Rejected(Box::new(Told { whose, by: Role::Coordinator, said })))
}

/// The board said no to a pair, and writes down why.
pub(super) fn of_board(pair: usize, on: jiff::civil::Date, reason: &'static str) -> Act {
    let said = Said {
        stage: RejectionStage::Committee,
        ground: Ground::Relation,
        reason: reason.into(),
        decider: Decider::Body,
        decided_by: None,
        decided_on: on,
        signs: Vec::new(),
        referrals: Vec::new(),
        unreferred: None,
        aftercare: Aftercare::Offered,
    };
    Act::Rejected(Box::new(Told { whose: Whose::Pair(pair), by: Role::BoardMember, said }))
}

impl World<'_> {
    /// Somebody writes a rejection down.
    pub(super) async fn rejected(&self, told: Told) -> Result<(), Failure> {
        let by = self.cast.member(told.by, None, 0)?;
        let (who, centre) = match told.whose {
            Whose::Pair(place) => (Rejected::Pair(self.pair(place)?.pair), None),
            Whose::People(donor, recipient, at) => {
                let who = Rejected::People { donor: Some(donor), recipient: Some(recipient) };
                (who, Some(self.cast.centre(at)?))
            }
        };
        let rejecting = Rejecting { who, centre, said: told.said };
        self.service.record_rejection(&by, rejecting).await.map(drop)
    }
}
