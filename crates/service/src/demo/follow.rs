//! The operation and the years after it.

use codes::activity::Sex;
use domain::access::Role;
use domain::followup::{
    Abnormal, Again, Answer, Answers, Call, ConcernAnswered, Cost, Due, Feeling, Hospital, Payer, Work,
};
use domain::registry::Fate;
use jiff::ToSpan;
use jiff::civil::Date;

use super::act::{Act, Made, Whose, World};
use super::amiss;
use super::cast::{At, ELUN, HADDAN, ORVA, SARIM};
use super::paper;
use super::spec::Twist;
use super::walk::Walk;
use crate::access::Access;
use crate::failure::Failure;
use crate::followup::{NewTransfer, Sitting};

/// Months after the operation at which visits are due.
const DONOR: [i64; 5] = [0, 6, 12, 24, 36];
const RECIPIENT: [i64; 5] = [0, 6, 12, 24, 36];

impl Walk<'_> {
    /// Removal, hand-overs, graft and visits.
    pub(super) fn operate(&mut self) -> Result<(), Failure> {
        let Some(day) = self.operation() else { return Ok(()) };
        let (pair, at) = (self.pair, self.spec.at);
        let team = self.surgeons(at)?;
        let by = self.cast.member(Role::Surgeon, Some(at), 0)?;
        self.force(day, 9 * 60 + 12, Act::Remove { pair, by, at, team, filed: true });
        self.again(day)?;
        self.donor_visits(day)?;
        if self.has(Twist::Discarded) {
            let by = self.cast.member(Role::Coordinator, None, 0)?;
            let end = Act::End { pair, by, fate: Fate::Discarded, reason: "damaged" };
            self.force(day, 12 * 60 + 40, end);
            return Ok(());
        }
        let grafted = self.way(day)?;
        let by = self.cast.member(Role::Surgeon, Some(grafted), 0)?;
        let minute = if grafted == at { 12 * 60 + 5 } else { 15 * 60 + 50 };
        self.force(day, minute, Act::Graft { pair, by, at: grafted, into: pair });
        self.recipient_visits(day, grafted)
    }

    /// Hand-overs; returns where the kidney is grafted.
    fn way(&mut self, day: i64) -> Result<At, Failure> {
        let mut place = self.spec.at;
        for twist in self.spec.twists.iter() {
            match *twist {
                Twist::GraftAt(to) => {
                    let by = self.cast.member(Role::Coordinator, None, 0)?;
                    let hand = Act::HandOver { pair: self.pair, by, from: place, to, package: "K-1184" };
                    self.force(day, 12 * 60 + 30, hand);
                    place = to;
                }
                Twist::LostTo(to) => place = to,
                _ => {}
            }
        }
        Ok(place)
    }

    /// What is told a second time.
    fn again(&mut self, day: i64) -> Result<(), Failure> {
        let pair = self.pair;
        for twist in self.spec.twists.iter() {
            match *twist {
                Twist::GraftedAgain(into) => {
                    let by = self.cast.member(Role::Surgeon, Some(self.spec.at), 1)?;
                    self.force(day + 1, 8 * 60, Act::Graft { pair, by, at: self.spec.at, into });
                }
                Twist::RemovedAgain(at, later) => {
                    let (by, team) = (self.cast.member(Role::Surgeon, Some(at), 0)?, self.surgeons(at)?);
                    self.force(day + later, 10 * 60, Act::Remove { pair, by, at, team, filed: false });
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn visit_day(&mut self, operated: Date, months: i64) -> Date {
        let due = self.calendar.later(operated, months.months());
        let away = if months == 0 { self.dice.between(4, 8) } else { self.dice.between(-12, 15) };
        self.calendar.later(due, away.days())
    }

    fn visit(&mut self, on: Date, act: Act) {
        let minute = 9 * 60 + self.dice.between(0, 300);
        self.acts.push((self.calendar.at(on, minute), act));
    }

    fn donor_visits(&mut self, day: i64) -> Result<(), Failure> {
        let (operated, at) = (self.day(day), self.spec.at);
        let weaker = self.find(|t| match t {
            Twist::Weaker(by) => Some(by),
            _ => None,
        });
        let leaves = self.find(|t| match t {
            Twist::DonorLeaves(months) => Some(months),
            _ => None,
        });
        let mut egfr = 63 + self.dice.between(0, 8) - weaker.unwrap_or(0);
        for months in DONOR {
            let on = self.visit_day(operated, months);
            egfr += self.dice.between(-1, 3);
            if self.has(Twist::Misses(months)) {
                continue;
            }
            let value = u32::try_from(egfr).unwrap_or(60);
            let creatinine =
                paper::creatinine(value, self.age + u32::try_from(months / 12).unwrap_or(0), self.spec.sexes.0)?;
            let systolic = u32::try_from(self.dice.between(112, 138)).unwrap_or(120);
            let mut seen = paper::seen(value, creatinine, systolic, None);
            if leaves.is_some_and(|left| months > left) {
                seen.note = Some("By letter from the clinic abroad.".into());
            }
            let by = self.nurse()?;
            self.visit(on, Act::Visit { pair: self.pair, by, whose: Whose::Donor, at, seen });
        }
        if let Some(months) = leaves {
            let on = self.calendar.later(operated, months.months());
            let by = self.nurse()?;
            self.visit(on, Act::Leaves { by, number: self.donor.0.clone() });
        }
        Ok(())
    }

    fn recipient_visits(&mut self, day: i64, at: At) -> Result<(), Failure> {
        let operated = self.day(day);
        for months in RECIPIENT {
            let on = self.visit_day(operated, months);
            let dies = self.any(|t| matches!(t, Twist::RecipientDies(m) if m <= months));
            let fails = self.any(|t| matches!(t, Twist::GraftFails(m) if m <= months));
            let egfr = u32::try_from(self.dice.between(44, 68)).unwrap_or(55) / if fails { 5 } else { 1 };
            let creatinine = paper::creatinine(egfr, 50, Sex::Male)?;
            let systolic = u32::try_from(self.dice.between(118, 146)).unwrap_or(130);
            let mut seen = paper::seen(egfr, creatinine, systolic, Some(if fails { "failed" } else { "functioning" }));
            if dies {
                seen = domain::followup::Seen {
                    patient_status: "dead".to_owned(),
                    graft_status: Some("functioning".to_owned()),
                    ..domain::followup::Seen::default()
                };
            }
            let by = self.cast.member(Role::LivingDonorNurse, Some(at), 0)?;
            self.visit(on, Act::Visit { pair: self.pair, by, whose: Whose::Recipient, at, seen });
            if dies {
                break;
            }
        }
        Ok(())
    }

    fn any(&self, pick: impl Fn(Twist) -> bool) -> bool {
        self.spec.twists.iter().copied().any(pick)
    }
}

impl World<'_> {
    /// The donor who moves to France is offered to a clinic there.
    pub(super) async fn hand_over_care(&self, by: &Access) -> Result<(), Failure> {
        let Some(made) = self.pairs.values().find(|made| made.key == "abroad") else { return Ok(()) };
        let new = NewTransfer {
            clinic: "Clinique du Port, Nantes".to_owned(),
            clinic_country: "FR".parse()?,
            payer: Some(Payer::PublicScheme),
            contact: Some("Consultation de n\u{e9}phrologie, lettre du 3".into()),
        };
        self.service.ask_transfer(by, &made.donor.to_string(), new).await.map(drop)
    }

    /// What lasts until today: the clinic abroad takes over, reminders are sent, and one donor answers on the phone.
    pub(super) async fn followed_up(&self) -> Result<(), Failure> {
        let by = self.cast.member(Role::LivingDonorNurse, Some(SARIM), 0)?;
        if let Some(made) = self.pairs.values().find(|made| made.key == "abroad") {
            for transfer in self.service.followed(&by, &made.donor.to_string()).await?.transfers {
                self.service.accept_transfer(&by, transfer.id).await?;
            }
        }
        self.service.remind_followup().await?;
        self.acted_on().await?;
        for made in self.pairs.values() {
            if self.answers(&by, made).await? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// What should have been acted on long ago was acted on; what came up lately waits.
    async fn acted_on(&self) -> Result<(), Failure> {
        for at in [SARIM, HADDAN, ELUN, ORVA] {
            let by = self.cast.member(Role::LivingDonorNurse, Some(at), 0)?;
            for line in self.service.followup(&by).await?.concerns {
                let Some(concern) = line.visit.open_concern() else { continue };
                if concern.raised.answer_by_on < self.service.today() {
                    let what = match concern.raised.found.contains(&Abnormal::MissedVisit) {
                        true => Answer::NotReached,
                        false => Answer::Treated,
                    };
                    self.service.answer_concern(&by, line.visit.id, ConcernAnswered { what, note: None }).await?;
                }
            }
        }
        Ok(())
    }

    /// A donor with an open visit opens the link and answers; false where this donor has none.
    async fn answers(&self, by: &Access, made: &Made) -> Result<bool, Failure> {
        let Ok(lines) = self.service.follow(by, &made.donor.to_string()).await else { return Ok(false) };
        let Some(line) = lines.iter().find(|l| matches!(l.due, Due::Open { .. })) else { return Ok(false) };
        let donor = self.service.pair(by, made.pair).await?.donor;
        let known = donor.map(|d| d.person.known);
        let number = known.as_ref().and_then(|k| k.identifiers.first()).and_then(|i| i.value.clear());
        let (Some(number), Ok((sent, _))) = (number, self.service.send_link(by, line.visit.id).await) else {
            return Ok(false);
        };
        let messages = self.service.demo_messages().await?;
        let message = messages.iter().find(|m| m.id == sent).ok_or_else(|| amiss("a message that is not there"))?;
        let is_code = |word: &&str| word.len() == 23 && word.matches('-').count() == 3;
        let mut words = message.text.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_ascii_alphanumeric()));
        let code = words.find(is_code).ok_or_else(|| amiss("a message without a code"))?;
        let opened = self.service.open_sitting(code, number, "demo").await?;
        let answers = Answers {
            feeling: Feeling::Well,
            hospital: Hospital::No,
            work: Work::AsBefore,
            cost: Cost::Minor,
            again: Again::Yes,
            systolic_mmhg: Some(126),
            diastolic_mmhg: Some(79),
            call: Call::No,
            words: Some("I walk to work again. The stairs are still long.".to_owned()),
        };
        let language = opened.language.unwrap_or("en".parse()?);
        self.service.answer_mine(&Sitting(opened.token), answers, language).await?;
        Ok(true)
    }
}
