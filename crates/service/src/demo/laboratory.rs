//! Laboratories of the demonstration: the donor and the recipient of the kidney that does well, followed by their creatinine and
//! their scores; blood groups of every pair before its plan; a critical result that its centre acknowledged, and a culture of the donor of many organs that nobody has.

use codes::ids::{AnyId, CentreId};
use domain::access::Role;
use domain::pathway::{Analyte, Weighs};
use domain::registry::blood::{Abo, Determined};
use domain::registry::score::{Answer, Sharing};
use domain::registry::scored::ScoreTold;
use jiff::{SignedDuration, Timestamp};

use super::act::{Act, World};
use super::amiss;
use super::calendar::Calendar;
use super::cast::SARIM;
use crate::access::Access;
use crate::failure::Failure;
use crate::{LabTyped, ScoreAsked};

/// Blood groups of donors and recipients, pair by pair in turn.
const GROUPS: [(Abo, Abo); 5] =
    [(Abo::O, Abo::A), (Abo::A, Abo::A), (Abo::O, Abo::O), (Abo::B, Abo::B), (Abo::A, Abo::Ab)];

/// Something that a laboratory does.
pub(super) enum Deed {
    /// Something is measured of the donor and of the recipient, with its unit: build, and how the kidneys work.
    Seen(Analyte, [Option<&'static str>; 2], &'static str),
    /// Somebody asks for the scores of both, and of the donor of many organs.
    Scores,
    /// The recipient's potassium is too high.
    Potassium,
    /// The recipient's centre says that it knows.
    Knows,
    /// Something grew in the fluid of the donor of many organs.
    Culture,
}

/// When it happens.
pub(super) fn agenda(c: &Calendar) -> Vec<(Timestamp, Act)> {
    let morning = |days: i64| c.at(c.ago(days), 9 * 60 + 40);
    let ago = |minutes: i64| c.now().saturating_sub(SignedDuration::from_mins(minutes)).unwrap_or_else(|_| c.now());
    let mut all = vec![
        (morning(61), Deed::Scores),
        (morning(12), Deed::Potassium),
        (morning(12).saturating_add(SignedDuration::from_mins(15)).unwrap_or_else(|_| c.now()), Deed::Knows),
        (ago(40), Deed::Culture),
    ];
    for (days, creatinine) in [(62, [Some("86"), Some("128")]), (25, [Some("91"), Some("119")])] {
        let seen = [
            Deed::Seen(Analyte::Weight, [Some("64"), Some("71")], "kg"),
            Deed::Seen(Analyte::Height, [Some("168"), Some("174")], "cm"),
            Deed::Seen(Analyte::Creatinine, creatinine, "umol/L"),
            Deed::Seen(Analyte::Urea, [None, Some("7.9")], "mmol/L"),
        ];
        // One after the other: what was computed last must be the last.
        let minutes = |n: i64| morning(days).saturating_add(SignedDuration::from_mins(n)).unwrap_or_else(|_| c.now());
        all.extend((0..).zip(seen).map(|(n, deed)| (minutes(n), deed)));
    }
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(at, deed)| (at, Act::Laboratory(deed))).collect()
}

impl World<'_> {
    pub(super) async fn laboratory(&mut self, deed: Deed) -> Result<(), Failure> {
        let well = self.pairs.values().find(|made| made.key == "kidney-well").copied();
        let well = well.ok_or_else(|| amiss("the kidney that does well is not there"))?;
        let (donor, recipient) = (AnyId::from(well.donor), AnyId::from(well.recipient));
        match deed {
            Deed::Seen(analyte, values, unit) => {
                for (who, value) in [donor, recipient].into_iter().zip(values) {
                    if let Some(value) = value {
                        self.measured(who, analyte, (value, unit)).await?;
                    }
                }
                Ok(())
            }
            Deed::Scores => {
                let nurse = self.cast.member(Role::LivingDonorNurse, Some(SARIM), 0)?;
                let told = ScoreTold {
                    dialysis: Some(Answer::No),
                    diabetes: Some(Answer::No),
                    transplanted_before: Some(Answer::Yes),
                    ..ScoreTold::default()
                };
                let asked = ScoreAsked { person: recipient.to_string(), told, taken_back: Vec::new() };
                self.service.compute_scores(&nurse, asked).await?;
                let asked =
                    ScoreAsked { person: donor.to_string(), told: ScoreTold::default(), taken_back: Vec::new() };
                self.service.compute_scores(&nurse, asked).await?;
                let coordinator = self.cast.member(Role::Coordinator, None, 0)?;
                let told = ScoreTold {
                    hypertension: Some(Answer::No),
                    diabetes: Some(Answer::No),
                    split: Some(Answer::Yes),
                    rescue: Some(Answer::No),
                    sharing: Some(Sharing::Regional),
                    cold_minutes: Some(455),
                    ..ScoreTold::default()
                };
                let asked = ScoreAsked { person: self.donor()?.to_string(), told, taken_back: Vec::new() };
                self.service.compute_scores(&coordinator, asked).await.map(drop)
            }
            Deed::Potassium => self.measured(recipient, Analyte::Potassium, ("6.9", "mmol/L")).await,
            Deed::Knows => self.knows(SARIM).await,
            Deed::Culture => {
                let donor = self.donor()?;
                let typed = LabTyped {
                    tested: Some("reactive".to_owned()),
                    organism: Some("candida".to_owned()),
                    method: Some("culture".to_owned()),
                    ..self.result(donor.into(), Analyte::PreservationCulture)?
                };
                let by = self.cast.member(Role::Coordinator, None, 0)?;
                self.service.record_lab_result(&by, typed).await.map(drop)
            }
        }
    }

    /// The blood groups of donor and recipient of a pair, each of one sample.
    pub(super) async fn grouped(&self, place: usize, by: &Access, sample: u8) -> Result<(), Failure> {
        let made = self.pair(place)?;
        let (donors, recipients) = GROUPS.get(place % GROUPS.len()).copied().unwrap_or((Abo::O, Abo::O));
        for (person, side, group) in
            [(made.donor.to_string(), "D", donors), (made.recipient.to_string(), "R", recipients)]
        {
            let sample = format!("B-{place:03}{side}{sample}");
            let told = Determined { person, group, sample, laboratory: None };
            self.service.record_blood_group(by, told, self.happened()?).await?;
        }
        Ok(())
    }

    /// A number with its unit, of a sample taken this morning.
    async fn measured(&self, who: AnyId, analyte: Analyte, (value, unit): (&str, &str)) -> Result<(), Failure> {
        let typed = LabTyped {
            value: Some(value.to_owned()),
            unit: Some(unit.to_owned()),
            method: Some("analyser".to_owned()),
            ..self.result(who, analyte)?
        };
        let nurse = self.cast.member(Role::LivingDonorNurse, Some(SARIM), 0)?;
        self.service.record_lab_result(&nurse, typed).await.map(drop)
    }

    fn result(&self, who: AnyId, analyte: Analyte) -> Result<LabTyped, Failure> {
        let laboratory: CentreId = self.cast.centre(SARIM)?;
        let now = self.service.now();
        let before = |minutes: i64| now.saturating_sub(SignedDuration::from_mins(minutes)).unwrap_or(now);
        Ok(LabTyped {
            person: who.to_string(),
            analyte,
            value: None,
            unit: None,
            tested: None,
            organism: None,
            method: None,
            laboratory,
            sample: None,
            taken_at: before(95),
            reported_at: before(20),
            called: Weighs::Usual,
            note: None,
        })
    }
}
