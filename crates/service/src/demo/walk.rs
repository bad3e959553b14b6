//! The way of one pair, from the first day to the operation.

use codes::ids::AccountId;
use codes::language::Language;
use domain::access::Role;
use domain::approval::{
    Change, Conclusion, EvaluationKind, Favour, Interview, Presence, ProofKind, Seat, Step, TeamNamed, Verification,
};
use domain::consent::{Declarant, EngagedBy, Interpreter, RecipientInformed, Tie, Topic, Withdrawn};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::act::{Act, Expected};
use super::calendar::Calendar;
use super::cast::{At, COURT, Cast};
use super::dice::Dice;
use super::paper;
use super::spec::{Spec, Twist};
use crate::access::Access;
use crate::failure::Failure;

/// Day of the plan, and day of the operation it is for.
const PLANNED: i64 = 48;
pub(super) const OPERATED: i64 = 62;
/// Steps of the country's law in which a body decides.
const BOARD_STEP: &str = "ethics_board";
const COURT_STEP: &str = "court";

/// One pair on its way.
pub(super) struct Walk<'a> {
    pub(super) spec: &'a Spec,
    pub(super) cast: &'a Cast,
    pub(super) calendar: &'a Calendar,
    pub(super) dice: &'a mut Dice,
    /// Place of the pair in the table.
    pub(super) pair: usize,
    pub(super) opened: Date,
    /// Completed years of the donor at the opening.
    pub(super) age: u32,
    /// National number and telephone of the donor.
    pub(super) donor: (String, String),
    /// Names of the interpreter and of the witness.
    pub(super) others: (String, String),
    pub(super) acts: Vec<(Timestamp, Act)>,
}

impl Walk<'_> {
    pub(super) fn has(&self, twist: Twist) -> bool {
        self.spec.twists.contains(&twist)
    }

    pub(super) fn find<T>(&self, pick: impl Fn(Twist) -> Option<T>) -> Option<T> {
        self.spec.twists.iter().copied().find_map(pick)
    }

    fn staff(&self, role: Role, at: Option<At>, nth: usize) -> Result<Access, Failure> {
        self.cast.member(role, at, nth)
    }

    pub(super) fn nurse(&self) -> Result<Access, Failure> {
        self.staff(Role::LivingDonorNurse, Some(self.spec.at), 0)
    }

    pub(super) fn day(&self, day: i64) -> Date {
        self.calendar.later(self.opened, day.days())
    }

    /// Day and minute from which nothing happens any more of itself.
    fn ends(&self) -> (i64, i64) {
        let end = |twist| match twist {
            Twist::StopsAfter(day) => Some((day + 1, 0)),
            Twist::Withdraws(day, minute) => Some((day, minute)),
            Twist::ChangesOrgan(day) | Twist::OperatesOn(day) => Some((day, 0)),
            Twist::PlanRefused(day) => Some((day, 0)),
            Twist::Declined => Some((17, 0)),
            Twist::SignRefused => Some((29, 0)),
            Twist::Defers | Twist::SaysNo => Some((41, 0)),
            _ => None,
        };
        self.spec.twists.iter().copied().filter_map(end).min().unwrap_or((i64::MAX, 0))
    }

    pub(super) fn force(&mut self, day: i64, minute: i64, act: Act) {
        let at = self.calendar.at(self.day(day), minute);
        self.acts.push((at, act));
    }

    fn put(&mut self, day: i64, minute: i64, act: Act) {
        if (day, minute) < self.ends() {
            self.force(day, minute, act);
        }
    }

    fn step(&mut self, (day, minute): (i64, i64), by: &Access, step: Step) {
        let minute = minute + self.dice.between(0, 25);
        let step = Box::new(step);
        self.put(day, minute, Act::Step { pair: self.pair, by: by.clone(), step, expected: Expected::Allowed });
    }

    /// Everything up to the plan; the operation is told elsewhere.
    pub(super) fn walk(&mut self) -> Result<(), Failure> {
        self.know()?;
        self.examine()?;
        self.decide()?;
        self.turn()
    }

    fn know(&mut self) -> Result<(), Failure> {
        let nurse = self.nurse()?;
        let escort = self.find(|t| match t {
            Twist::Escorted(who, agency) => Some((who, agency)),
            _ => None,
        });
        self.step((2, 9 * 60), &nurse, paper::identity(&self.donor.0, escort));
        let odd = "The stamp is a photocopy; the two give different names for the grandmother.";
        let notary = self.find(|t| match t {
            Twist::Notary(notary) => Some(notary),
            _ => None,
        });
        let proof = match self.spec.relation {
            _ if self.has(Twist::CopyOnly) => {
                paper::proof(ProofKind::Affidavit, "Notary at Haddan", Verification::CopySeen, Some(odd))
            }
            _ if notary.is_some() => {
                let issuer = notary.unwrap_or_default();
                paper::proof(ProofKind::Affidavit, issuer, Verification::OriginalSeen, None)
            }
            codes::Relation::Friend | codes::Relation::Colleague => {
                paper::proof(ProofKind::Correspondence, "The pair", Verification::OriginalSeen, None)
            }
            _ => {
                let (kind, issuer) = (ProofKind::RegistryExtract, "Civil registry of Calvane");
                paper::proof(kind, issuer, Verification::ConfirmedByIssuer, None)
            }
        };
        self.step((3, 10 * 60), &nurse, proof);
        let members = self.surgeons(self.spec.at)?;
        self.step((4, 14 * 60), &nurse, Step::TeamNamed(TeamNamed { members }));
        let (language, interpreter) = self.language()?;
        let understood = if self.has(Twist::NotUnderstood) { 7 } else { Topic::ALL.len() };
        let talk = paper::talk(language.clone(), interpreter, understood);
        self.step((10, 10 * 60), &nurse, talk);
        let told = RecipientInformed { language: "ar".parse()? };
        self.step((10, 13 * 60), &nurse, Step::RecipientInformed(told));
        Ok(())
    }

    pub(super) fn surgeons(&self, at: At) -> Result<Vec<AccountId>, Failure> {
        let mut team = self.cast.surgeons(at)?;
        if self.has(Twist::ThirdSurgeon) {
            team.truncate(1);
            team.push(self.cast.account(Role::Surgeon, Some(at), 2)?);
        }
        Ok(team)
    }

    /// The language of the talk, and whoever carried the words.
    fn language(&self) -> Result<(Language, Option<Interpreter>), Failure> {
        let own = matches!(self.spec.speaks, "ar" | "en");
        let twisted = self.find(|t| match t {
            Twist::Interpreter(by, tie) => Some((by, tie)),
            _ => None,
        });
        let (engaged_by, tie_to_recipient) = match twisted {
            None if own => return Ok((self.spec.speaks.parse()?, None)),
            None => (EngagedBy::Agency, Tie::None),
            Some(odd) => odd,
        };
        let name = self.others.0.as_str().into();
        Ok(("ar".parse()?, Some(Interpreter { number: None, name, engaged_by, tie_to_recipient })))
    }

    fn examine(&mut self) -> Result<(), Failure> {
        let physician = self.staff(Role::DonorPhysician, None, self.pair % 2)?;
        let egfr = u32::try_from(self.dice.between(90, 110)).unwrap_or(98);
        let creatinine = paper::creatinine(egfr, self.age, self.spec.sexes.0)?;
        let conclusion = if self.has(Twist::Declined) { Conclusion::Declined } else { Conclusion::Suitable };
        let medical = paper::evaluation(EvaluationKind::Medical, conclusion, Some((creatinine, egfr)));
        self.step((16, 11 * 60), &physician, medical);
        let (first, second) = (self.staff(Role::Psychologist, None, 0)?, self.staff(Role::Psychologist, None, 1)?);
        let odd = self.has(Twist::LooksAgain);
        let (result, said) = match odd {
            true => {
                (Interview::LookAgain, "Looks to the door before every answer. Cannot say where the recipient lives.")
            }
            false => (Interview::NoPressureSeen, "Speaks freely of fear and of wanting to give."),
        };
        self.step((18, 9 * 60), &second, paper::interview(Presence::DonorAlone, result, said));
        let fine = Interview::NoPressureSeen;
        let alone = paper::interview(Presence::RecipientAlone, fine, "Knows that nothing may be paid.");
        self.step((19, 9 * 60), &second, alone);
        let both = paper::interview(Presence::Together, fine, "Both speak; neither for the other.");
        self.step((20, 9 * 60), &second, both);
        let conclusion = if odd { Conclusion::Deferred } else { Conclusion::Suitable };
        let mind = paper::evaluation(EvaluationKind::Psychosocial, conclusion, None);
        self.step((21, 10 * 60), &first, mind);
        let nurse = self.nurse()?;
        let care = paper::care(nurse.account, self.has(Twist::Abroad), &self.donor.1)?;
        self.step((23, 15 * 60), &nurse, care);
        Ok(())
    }

    fn decide(&mut self) -> Result<(), Failure> {
        let nurse = self.nurse()?;
        self.step((25, 10 * 60), &nurse, paper::declared(Declarant::Donor));
        self.step((25, 11 * 60), &nurse, paper::declared(Declarant::Recipient));
        let witness = self.cast.account(Role::Coordinator, None, 0)?;
        let signature = Box::new(paper::signature(self.spec.speaks.parse()?, witness, &self.others.1));
        let expected = if self.has(Twist::SignRefused) { Expected::Refused } else { Expected::Allowed };
        self.put(28, 10 * 60 + 12, Act::Step { pair: self.pair, by: nurse.clone(), step: signature, expected });
        self.board()?;
        match self.spec.relation {
            codes::Relation::Friend => self.court()?,
            codes::Relation::Colleague => self.court_on_paper()?,
            _ => {}
        }
        // Two samples on two days, before anything is planned.
        for sample in [1, 2] {
            let grouped = Act::Grouped { pair: self.pair, by: nurse.clone(), sample };
            self.put(PLANNED - 3 + i64::from(sample), 8 * 60 + 40, grouped);
        }
        let planned_at = self.calendar.at(self.day(OPERATED), 9 * 60);
        let plan = Act::Plan { pair: self.pair, by: nurse, planned_at, expected: Expected::Allowed };
        self.put(PLANNED, 16 * 60, plan);
        Ok(())
    }

    /// The members of the board vote one after the other; the chair closes the ballot.
    fn board(&mut self) -> Result<(), Failure> {
        let (favour, reasons) = if self.has(Twist::Defers) {
            (Favour::Deferred, "The board wants to hear the donor again, alone.")
        } else if self.has(Twist::SaysNo) {
            (Favour::Unfavourable, "The friendship began three weeks before the first talk.")
        } else {
            (Favour::Favourable, "Free, informed, and well looked after.")
        };
        for (nth, own) in ["Has read every paper.", "The proofs are sound.", "Asked what I would ask.", "Agrees."]
            .into_iter()
            .enumerate()
        {
            let member = self.staff(Role::BoardMember, None, nth)?;
            let aside = nth == 3 && self.pair % 5 == 3;
            let (vote, own) = if aside { (None, "The recipient is my neighbour.") } else { (Some(favour), own) };
            let seat = if nth < 2 { Seat::Outside } else { Seat::Inside };
            let day = 33 + 2 * i64::try_from(nth).unwrap_or(0);
            self.step((day, 17 * 60), &member, paper::vote(BOARD_STEP, vote, seat, own));
        }
        let chair = self.staff(Role::BoardMember, None, 0)?;
        self.step((40, 14 * 60), &chair, paper::decision(BOARD_STEP, favour, reasons));
        if favour == Favour::Unfavourable {
            self.put(40, 15 * 60, super::rejections::of_board(self.pair, self.day(40), reasons));
        }
        Ok(())
    }

    /// The court has a judge with an account.
    fn court(&mut self) -> Result<(), Failure> {
        let judge = self.staff(Role::BoardMember, Some(COURT), 0)?;
        let reasons = "The court has heard both and sees no reward.";
        let vote = paper::vote(COURT_STEP, Some(Favour::Favourable), Seat::Outside, reasons);
        self.step((44, 9 * 60), &judge, vote);
        self.step((44, 10 * 60), &judge, paper::decision(COURT_STEP, Favour::Favourable, reasons));
        Ok(())
    }

    /// Another court has none: its order comes on paper, and a member of the board reads it as second.
    fn court_on_paper(&mut self) -> Result<(), Failure> {
        let (nurse, chair) = (self.nurse()?, self.staff(Role::BoardMember, None, 0)?);
        let decided_on = self.day(42);
        let reasons = "Heard both; no reward was found.";
        self.step((43, 11 * 60), &nurse, paper::order(decided_on, reasons));
        self.step((44, 15 * 60), &chair, paper::order_read(decided_on));
        Ok(())
    }

    /// Where the way bends.
    fn turn(&mut self) -> Result<(), Failure> {
        let (pair, by) = (self.pair, self.nurse()?);
        let step = |step| Act::Step { pair, by: by.clone(), step: Box::new(step), expected: Expected::Allowed };
        for twist in self.spec.twists.iter() {
            match *twist {
                Twist::Withdraws(day, minute) => {
                    self.force(day, minute, step(Step::Withdrawn(Withdrawn { note: None })))
                }
                Twist::PlanRefused(day) => {
                    let planned_at = self.calendar.at(self.day(day + 14), 9 * 60);
                    let plan = Act::Plan { pair, by: by.clone(), planned_at, expected: Expected::Refused };
                    self.force(day, 16 * 60, plan);
                }
                Twist::ChangesOrgan(day) => {
                    let organ = Some(super::pairs::organ(pair + 1));
                    let change = Change { donor: None, recipient: None, organ, centre: None, relation: None };
                    self.force(day, 11 * 60, step(Step::Changed(change)));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The day of the operation, when there is one.
    pub(super) fn operation(&self) -> Option<i64> {
        let forced = self.find(|t| match t {
            Twist::OperatesOn(day) => Some(day),
            _ => None,
        });
        forced.or_else(|| (self.ends().0 > OPERATED).then_some(OPERATED))
    }
}
