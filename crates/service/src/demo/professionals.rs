//! Licences of everybody in health care: all valid but one that ends soon, and one that was suspended.

use codes::activity::Activity;
use codes::organ::Organ;
use domain::access::{Profession, Role};
use domain::licence::{ProfessionalEntered, ProfessionalMeasure, ProfessionalMeasured};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan as _};

use super::act::{Act, World};
use super::amiss;
use super::calendar::Calendar;
use super::cast::{At, Cast, MINISTRY, SARIM};
use crate::Service;
use crate::failure::Failure;

/// The social worker whose licence ends within a season.
const ENDING: &str = "T. Savarin";
/// The surgeon who may operate on kidneys alone.
const LIMITED: &str = "Dr Ashkarel";

/// Enters the licences, as the inspectors do; nobody enters their own.
pub(super) async fn license(service: &Service, cast: &Cast, calendar: &Calendar) -> Result<(), Failure> {
    let inspectors =
        [cast.member(Role::Inspector, Some(MINISTRY), 0)?, cast.member(Role::Inspector, Some(MINISTRY), 1)?];
    for (place, (name, profession, account)) in cast.carers().enumerate() {
        let body = match profession {
            Profession::Physician => "Calvane Medical Council",
            Profession::Nurse => "Calvane Chamber of Nurses",
            _ => "Calvane Council of Health Professions",
        };
        let limited = name == LIMITED;
        let entered = ProfessionalEntered {
            account,
            profession,
            speciality: limited.then(|| "Kidney surgery".into()),
            issuer: body.into(),
            number: format!("CM-{}", 4100 + 7 * place).as_str().into(),
            valid_from: date(2012, 3, 1),
            valid_to: (name == ENDING).then(|| calendar.later(calendar.today, 60.days())),
            organs: limited.then_some(Organ::KidneyL).into_iter().collect(),
            activities: limited
                .then_some([Activity::LivingRemoval, Activity::Transplantation])
                .into_iter()
                .flatten()
                .collect(),
        };
        let by = inspectors.iter().find(|i| i.account != account).ok_or_else(|| amiss("no other inspector"))?;
        service.enter_professional(by, entered).await?;
    }
    Ok(())
}

/// A licence is suspended before anybody plans with it.
pub(super) fn suspended(c: &Calendar) -> (Timestamp, Act) {
    let reason = "The Medical Council is looking into two operations abroad.";
    (c.at(c.ago(25), 10 * 60 + 40), Act::SuspendSurgeon { at: SARIM, nth: 2, reason })
}

impl World<'_> {
    pub(super) async fn suspend_surgeon(&self, at: At, nth: usize, reason: &'static str) -> Result<(), Failure> {
        let by = self.cast.member(Role::Inspector, Some(MINISTRY), 0)?;
        let surgeon = self.cast.account(Role::Surgeon, Some(at), nth)?;
        for licence in self.service.licences_of_professional(&by, surgeon).await? {
            let measured = ProfessionalMeasured {
                measure: ProfessionalMeasure::Suspend,
                from: self.service.today(),
                reason: reason.into(),
            };
            self.service.measure_professional(&by, licence.id, measured).await?;
        }
        Ok(())
    }
}
