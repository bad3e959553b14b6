//! What can happen in the demonstration, and how it happens: through the use cases that everybody uses.

use std::collections::BTreeMap;

use codes::activity::{Activity, DonorScope};
use codes::ids::{AccountId, DonorId, GuidelineId, LicenceId, PairId, RecipientId, UnitId};
use codes::organ::Organ;
use codes::relation::{Directedness, Relation};
use codes::time::Happened;
use domain::access::Role;
use domain::approval::Step;
use domain::expense::Payer;
use domain::followup::Seen;
use domain::licence::Measure;
use domain::person::{Corrected, Known};
use domain::registry::{Fate, FateRecorded, HandedOver, RemovalFact, RemovalPlan, TransplantFact};
use jiff::Timestamp;
use jiff::civil::Date;

use super::books::Book;
use super::cast::{At, Cast, MINISTRY};
use super::vigilance::{Deed, Vigil};
use super::{DemoCountry, Story, amiss, names};
use crate::access::Access;
use crate::failure::Failure;
use crate::{Handing, Said, Sequencer, Service};

/// Whether the rules shall allow something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    Allowed,
    Refused,
    /// Whatever they say.
    Either,
}

/// Donor or recipient.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    Donor,
    Recipient,
}

/// How a pair comes to the counter.
pub(super) struct Opening {
    pub(super) donor: Known,
    pub(super) recipient: Known,
    pub(super) at: At,
    pub(super) organ: Organ,
    pub(super) relation: Relation,
    pub(super) key: &'static str,
}

/// A licence to be granted.
pub(super) struct Licensing {
    pub(super) key: &'static str,
    pub(super) at: At,
    pub(super) organ: Organ,
    pub(super) activity: Activity,
    pub(super) scope: Vec<DonorScope>,
    pub(super) days: (Date, Date),
    pub(super) conditions: Vec<&'static str>,
}

/// Something that happens at its instant. Pairs go by their place in the table.
pub(super) enum Act {
    Checkpoint,
    Licence(Licensing),
    Measure {
        key: &'static str,
        measure: Measure,
        reason: &'static str,
    },
    Second {
        key: &'static str,
    },
    /// An inspector suspends the licence of a surgeon.
    SuspendSurgeon {
        at: At,
        nth: usize,
        reason: &'static str,
    },
    Open {
        pair: usize,
        by: Access,
        opening: Box<Opening>,
    },
    Step {
        pair: usize,
        by: Access,
        step: Box<Step>,
        expected: Expected,
    },
    Plan {
        pair: usize,
        by: Access,
        planned_at: Timestamp,
        expected: Expected,
    },
    Grouped {
        pair: usize,
        by: Access,
        sample: u8,
    },
    Remove {
        pair: usize,
        by: Access,
        at: At,
        team: Vec<AccountId>,
        filed: bool,
    },
    HandOver {
        pair: usize,
        by: Access,
        from: At,
        to: At,
        package: &'static str,
    },
    Graft {
        pair: usize,
        by: Access,
        at: At,
        into: usize,
    },
    End {
        pair: usize,
        by: Access,
        fate: Fate,
        reason: &'static str,
    },
    /// Happens when the operation was planned and allowed.
    IfPlanned {
        pair: usize,
        act: Box<Act>,
    },
    Paid {
        pair: usize,
        by: Access,
        payer: Payer,
    },
    Visit {
        pair: usize,
        by: Access,
        whose: Whose,
        at: At,
        seen: Seen,
    },
    Leaves {
        by: Access,
        number: String,
    },
    Books(Vec<Book>),
    Return,
    Deceased,
    Paper(super::outage::Deed),
    Tissues,
    Way {
        number: usize,
        deed: super::pathways::Deed,
    },
    Vigil(Deed),
    Laboratory(super::laboratory::Deed),
    Sign(usize),
    Rejected(Box<super::rejections::Told>),
    Guideline(usize),
    Alarm(super::emergencies::Alarm),
    Audit(super::oversight::Visit),
    Case(usize),
    Advert,
    Support(super::support::Deed),
    Concern(super::concerns::Deed),
}

/// A pair as far as it has come.
#[derive(Clone, Copy)]
pub(super) struct Made {
    pub(super) pair: PairId,
    pub(super) donor: DonorId,
    pub(super) recipient: RecipientId,
    organ: Organ,
    unit: Option<UnitId>,
    pub(super) key: &'static str,
}

impl Made {
    /// Numbers of donor, recipient and organ.
    pub(super) fn numbers(&self) -> Vec<String> {
        let unit = self.unit.map(|u| u.to_string());
        [self.donor.to_string(), self.recipient.to_string()].into_iter().chain(unit).collect()
    }
}

/// The country as far as it has come.
pub(super) struct World<'a> {
    pub(super) service: &'a Service,
    pub(super) cast: &'a Cast,
    pub(super) books: Vec<super::books::Followed>,
    pub(super) many: Option<DonorId>,
    pub(super) ways: super::pathways::Ways,
    pub(super) vigil: Vigil,
    pub(super) papers: super::outage::Papers,
    pub(super) guidelines: BTreeMap<usize, GuidelineId>,
    pub(super) cases: BTreeMap<&'static str, codes::ids::CaseId>,
    pub(super) protected: super::support::Protected,
    made: DemoCountry,
    pub(super) pairs: BTreeMap<usize, Made>,
    licences: BTreeMap<&'static str, LicenceId>,
    log: Sequencer,
}

impl<'a> World<'a> {
    pub(super) fn new(service: &'a Service, cast: &'a Cast, made: DemoCountry, ways: super::pathways::Ways) -> Self {
        let log = Sequencer::new(service.clone(), jiff::SignedDuration::from_mins(1));
        let (books, many) = (Vec::new(), None);
        Self {
            service,
            cast,
            books,
            many,
            ways,
            vigil: Vigil::default(),
            papers: super::outage::Papers::default(),
            guidelines: BTreeMap::new(),
            cases: BTreeMap::new(),
            protected: super::support::Protected::default(),
            made,
            pairs: BTreeMap::new(),
            licences: BTreeMap::new(),
            log,
        }
    }

    /// Signs the log as it stands.
    pub(super) async fn checkpoint(&self) -> Result<(), Failure> {
        self.log.turn().await.map(drop)
    }

    /// What was made, with the numbers at which the stories begin.
    pub(super) fn tell(mut self) -> Result<DemoCountry, Failure> {
        let of = |key: &str| self.pairs.values().find(|p| p.key == key);
        let unit = |key: &str| of(key).and_then(|p| p.unit).map(|u| u.to_string());
        let told = [
            ("kidney-well", unit("kidney-well")),
            ("cousin", of("cousin").map(|p| p.pair.to_string())),
            ("gap", unit("gap")),
            ("many", self.many.map(|d| d.to_string())),
        ];
        for (key, number) in told {
            let number = number.ok_or_else(|| amiss(key))?;
            self.made.stories.push(Story { key, number });
        }
        Ok(self.made)
    }

    pub(super) fn happened(&self) -> Result<Happened, Failure> {
        Ok(Happened::at(self.service.now(), self.service.profile().country().zone.clone()))
    }

    /// Telephone of the donor of the pair at a place of the table.
    pub(super) fn phone_of(&self, place: usize) -> Option<String> {
        self.made.people.get(2 * place).map(|donor| donor.phone.clone())
    }

    /// The organ of the pair of a story.
    pub(super) fn unit_of(&self, key: &str) -> Result<UnitId, Failure> {
        self.pairs
            .values()
            .find(|p| p.key == key)
            .and_then(|p| p.unit)
            .ok_or_else(|| amiss("no organ of that story yet"))
    }

    /// The pair of a story.
    pub(super) fn story(&self, key: &str) -> Result<PairId, Failure> {
        self.pairs.values().find(|p| p.key == key).map(|p| p.pair).ok_or_else(|| amiss("no pair of that story yet"))
    }

    pub(super) fn pair(&self, place: usize) -> Result<Made, Failure> {
        self.pairs.get(&place).copied().ok_or_else(|| amiss("a pair that was not opened yet"))
    }

    fn unit(&self, place: usize) -> Result<UnitId, Failure> {
        self.pair(place)?.unit.ok_or_else(|| amiss("a kidney that was not removed yet"))
    }

    /// Lets one thing happen.
    pub(super) async fn happens(&mut self, at: Timestamp, act: Act) -> Result<(), Failure> {
        match act {
            Act::Checkpoint => self.checkpoint().await,
            Act::Licence(licensing) => self.licence(licensing).await,
            Act::SuspendSurgeon { at, nth, reason } => self.suspend_surgeon(at, nth, reason).await,
            Act::Measure { key, measure, reason } => self.measure(key, measure, at, reason).await,
            Act::Second { key } => self.second(key).await,
            Act::Open { pair, by, opening } => self.open(pair, &by, *opening).await,
            Act::Step { pair, by, step, expected } => {
                let done = self.service.take_step(&by, self.pair(pair)?.pair, *step, None).await;
                judged(done, expected)
            }
            Act::Plan { pair, by, planned_at, expected } => {
                let plan = RemovalPlan { pair: self.pair(pair)?.pair, planned_at, graft_g: None };
                judged(self.service.plan_removal(&by, plan).await, expected)
            }
            Act::Grouped { pair, by, sample } => self.grouped(pair, &by, sample).await,
            Act::Remove { pair, by, at, team, filed } => self.remove(pair, &by, at, team, filed).await,
            Act::HandOver { pair, by, from, to, package } => self.hand_over(pair, &by, (from, to), package).await,
            Act::Graft { pair, by, at, into } => self.graft(pair, &by, at, into).await,
            Act::End { pair, by, fate, reason } => {
                let ended = FateRecorded { fate, reason: reason.to_owned(), approval: None, disputes: Vec::new() };
                self.service.record_fate(&by, self.unit(pair)?, ended, self.happened()?).await.map(drop)
            }
            Act::IfPlanned { pair, act } => match self.has_plan(pair).await? {
                true => Box::pin(self.happens(at, *act)).await,
                false => Ok(()),
            },
            Act::Paid { pair, by, payer } => self.paid(pair, &by, payer).await,
            Act::Visit { pair, by, whose, at, seen } => self.visit(pair, &by, (whose, at), seen).await,
            Act::Leaves { by, number } => self.leaves(&by, &number).await,
            Act::Books(books) => self.keep_books(books).await,
            Act::Return => self.yearly_return().await,
            Act::Deceased => self.deceased().await,
            Act::Paper(deed) => self.paper(deed).await,
            Act::Tissues => self.tissues().await,
            Act::Way { number, deed } => self.way(number, deed).await,
            Act::Vigil(deed) => self.vigil(deed).await,
            Act::Laboratory(deed) => self.laboratory(deed).await,
            Act::Sign(n) => self.sign(n).await,
            Act::Guideline(n) => self.guideline(n).await,
            Act::Rejected(told) => self.rejected(*told).await,
            Act::Case(n) => self.work_on_case(n).await,
            Act::Advert => self.advert().await,
            Act::Alarm(alarm) => self.alarm(alarm).await,
            Act::Audit(visit) => self.audit(visit).await,
            Act::Support(deed) => self.support(deed).await,
            Act::Concern(deed) => self.concern(deed).await,
        }
    }

    async fn has_plan(&self, place: usize) -> Result<bool, Failure> {
        let pair = self.pair(place)?.pair;
        let file = self
            .service
            .public("demo.planned", move |r| Box::pin(async move { r.find::<domain::approval::Pair>(pair).await }));
        Ok(file.await?.is_some_and(|f| f.plan.is_some()))
    }

    async fn licence(&mut self, one: Licensing) -> Result<(), Failure> {
        let by = self.cast.member(Role::Inspector, Some(MINISTRY), 0)?;
        let granted = domain::licence::Granted {
            centre: self.cast.centre(one.at)?,
            organ: one.organ,
            activity: one.activity,
            donor_scope: one.scope,
            population: codes::activity::Population::Adult,
            valid_from: one.days.0,
            valid_to: one.days.1,
            conditions: one.conditions.into_iter().map(str::to_owned).collect(),
            legal_act: "Transplantation Act, section 6".to_owned(),
        };
        let (id, _) = self.service.grant_licence(&by, granted).await?;
        self.licences.insert(one.key, id);
        Ok(())
    }

    fn licence_of(&self, key: &str) -> Result<LicenceId, Failure> {
        self.licences.get(key).copied().ok_or_else(|| amiss("a licence that was not granted yet"))
    }

    async fn measure(&self, key: &str, measure: Measure, at: Timestamp, reason: &str) -> Result<(), Failure> {
        let by = self.cast.member(Role::Inspector, Some(MINISTRY), 0)?;
        let words = (reason.to_owned(), "Transplantation Act, section 7".to_owned());
        self.service.propose_measure(&by, self.licence_of(key)?, measure, at, words).await.map(drop)
    }

    async fn second(&self, key: &str) -> Result<(), Failure> {
        let by = self.cast.member(Role::Inspector, Some(MINISTRY), 1)?;
        self.service.sign_measure(&by, self.licence_of(key)?).await.map(drop)
    }

    async fn open(&mut self, place: usize, by: &Access, one: Opening) -> Result<(), Failure> {
        let people = (Said::New(Box::new(one.donor)), Said::New(Box::new(one.recipient)));
        let tie = (one.relation, Directedness::SpecifiedDirect);
        let centre = self.cast.centre(one.at)?;
        let ((pair, donor, recipient), _) = self.service.open_pair(by, people, one.organ, centre, tie).await?;
        self.made.pairs.push(pair);
        self.pairs.insert(place, Made { pair, donor, recipient, organ: one.organ, unit: None, key: one.key });
        Ok(())
    }

    async fn remove(
        &mut self,
        place: usize,
        by: &Access,
        at: At,
        team: Vec<AccountId>,
        filed: bool,
    ) -> Result<(), Failure> {
        let one = self.pair(place)?;
        let fact = RemovalFact {
            pair: filed.then_some(one.pair),
            donor: one.donor,
            organ: one.organ,
            centre: self.cast.centre(at)?,
            happened: self.happened()?,
            team,
            note: None,
        };
        let (kept, _) = self.service.record_removal(by, fact).await?;
        if let Some(made) = self.pairs.get_mut(&place).filter(|_| filed) {
            made.unit = Some(kept.unit);
        }
        Ok(())
    }

    async fn hand_over(&self, place: usize, by: &Access, (from, to): (At, At), package: &str) -> Result<(), Failure> {
        let handed = HandedOver {
            unit: self.unit(place)?,
            place: 1,
            from: Some(self.cast.centre(from)?),
            to: Some(self.cast.centre(to)?),
            package: Some(package.to_owned()),
            disputes: Vec::new(),
        };
        self.service.record_handover(by, Handing { handed, happened: self.happened()? }).await.map(drop)
    }

    async fn graft(&self, place: usize, by: &Access, at: At, into: usize) -> Result<(), Failure> {
        let fact = TransplantFact {
            unit: self.unit(place)?,
            recipient: self.pair(into)?.recipient,
            centre: self.cast.centre(at)?,
            happened: self.happened()?,
            cold_ischaemia_min: Some(95),
            anastomosis_min: Some(34),
            team: self.cast.surgeons(at)?,
        };
        self.service.record_transplant(by, fact).await.map(drop)
    }

    /// Records what was seen at the visit that is open on this day.
    async fn visit(&self, place: usize, by: &Access, (whose, at): (Whose, At), seen: Seen) -> Result<(), Failure> {
        let one = self.pair(place)?;
        let subject = match whose {
            Whose::Donor => one.donor.to_string(),
            Whose::Recipient => one.recipient.to_string(),
        };
        let (today, centre) = (self.service.today(), self.cast.centre(at)?);
        let visits = self.service.visits_of(by, &subject).await?;
        let open = |v: &&domain::followup::Visit| {
            v.seen.is_none() && v.planned.centre == centre && v.planned.opens_on <= today
        };
        let visit = visits.iter().rfind(open).ok_or_else(|| amiss("no visit is open"))?;
        self.service.record_visit(by, visit.id, seen, self.happened()?).await.map(drop)
    }

    /// The donor moves abroad.
    async fn leaves(&self, by: &Access, number: &str) -> Result<(), Failure> {
        let found = self.service.find_person(by, names::SYSTEM, number).await?;
        let person = found.into_iter().next().ok_or_else(|| amiss("nobody has this number"))?.person;
        let known = Known { residence: Some("FR".parse()?), ..person.known };
        let corrected = Corrected { known, reason: "person_said_so".to_owned() };
        self.service.correct_person(by, person.id, corrected).await?;
        self.hand_over_care(by).await
    }
}

/// Whether the rules answered as the history foresees.
pub(super) fn judged<T>(done: Result<T, Failure>, expected: Expected) -> Result<(), Failure> {
    match (done, expected) {
        (Ok(_), Expected::Allowed | Expected::Either)
        | (Err(Failure::Refused { .. }), Expected::Refused | Expected::Either) => Ok(()),
        (Ok(_), Expected::Refused) => Err(amiss("the rules allowed what they should refuse")),
        (Err(Failure::Refused { reading, .. }), Expected::Allowed) => {
            let rules: Vec<String> = reading.findings.iter().map(|f| f.rule.clone()).collect();
            Err(amiss(&format!("the rules refused: {}", rules.join(" "))))
        }
        (Err(other), _) => Err(other),
    }
}
