//! Cases in the demonstration: the cousin whose papers and interpreter came from one hand, worked on by two; one that ended
//! with a sanction and a licence review; one that was a mistake in the books.

use codes::ids::CaseId;
use domain::Private;
use domain::access::Role;
use domain::case::{
    Authority, Basis, CaseClosed, Closing, Crime, CrimeSet, Field, Knowledge, KnowledgeStated, LinkKind, Linked, Noted,
    Offence, OutcomeTold, PartyAdded, PartyKind, PartyOutcome, PartyRole, QuestionState, ReferralAnswer,
    ReferralAnswered, Step, TaskDone, TaskSet, TeamJoined, TeamPart,
};
use jiff::{Timestamp, ToSpan};

use super::act::{Act, World};
use super::amiss;
use super::calendar::Calendar;
use super::cast::ORVA;
use super::spec::VILLAGE;
use crate::access::Access;
use crate::case::Referring;
use crate::failure::Failure;

/// The broker of the cousin's story; sealed like every name.
pub(super) const BROKER: &str = "Teymon Adrassi";
/// The interpreter of the cousin's story.
pub(super) const INTERPRETER: &str = "Halina Vosk";
/// The physician who was sanctioned.
pub(super) const PHYSICIAN: &str = "Dr Ruvan Kelemer";

/// Which question a case begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// The one about the cousin's pair.
    Cousin,
    /// The oldest one that is open.
    Oldest,
}

/// What happens in a case.
enum Deed {
    Opens(Begins, &'static str),
    Joins(usize, TeamPart),
    Suspects(Crime, &'static [Offence], &'static str),
    Names(PartyKind, PartyRole, &'static str),
    Protects(&'static str),
    Works(&'static str, PartyRole),
    Knew(u32, Knowledge, Option<(Basis, &'static str)>),
    Became(u32, PartyOutcome, &'static str),
    LinksCousin(&'static str),
    LinksCentre(&'static str),
    Notes(&'static str),
    Asks(&'static str, i64),
    Finishes(u32, &'static str),
    Refers(Authority, &'static str, &'static [Field], &'static str),
    Answers(u32, ReferralAnswer, &'static str),
    Ends(Closing, &'static str),
}

/// Case, days before the present, minute, which investigator, what they do.
const TOLD: &[(&str, i64, i64, usize, Deed)] = &[
    ("books", 75, 540, 0, Deed::Opens(Begins::Oldest, "Two registers name one graft, and neither names a donor.")),
    (
        "books",
        74,
        560,
        0,
        Deed::Suspects(Crime::Organs, &[Offence::Use], "An organ without origin may have been bought."),
    ),
    (
        "books",
        70,
        600,
        0,
        Deed::Notes("The theatre book of that week was found in the cellar; it names the donor of the next page."),
    ),
    ("books", 69, 600, 0, Deed::Ends(Closing::Unfounded, "A page was copied twice. The hospital corrects its book.")),
    (
        "sanction",
        60,
        540,
        1,
        Deed::Opens(Begins::Oldest, "Three removals of one winter without a word of where the donors went."),
    ),
    (
        "sanction",
        60,
        560,
        1,
        Deed::Suspects(
            Crime::Organs,
            &[Offence::AdvantageTaken, Offence::Aiding],
            "A physician was paid beside his salary.",
        ),
    ),
    ("sanction", 59, 560, 1, Deed::Works(PHYSICIAN, PartyRole::Physician)),
    (
        "sanction",
        58,
        600,
        1,
        Deed::Knew(
            1,
            Knowledge::Established,
            Some((Basis::Admission, "Statement before the chamber, minutes of the second day")),
        ),
    ),
    (
        "sanction",
        50,
        600,
        1,
        Deed::Refers(
            Authority::Prosecutor,
            "Prosecutor at the regional court",
            &[Field::Crime, Field::Offences, Field::Parties],
            "",
        ),
    ),
    ("sanction", 45, 600, 1, Deed::Answers(1, ReferralAnswer::Completed, "No charge; passed to the chamber.")),
    ("sanction", 44, 600, 1, Deed::Became(1, PartyOutcome::Sanctioned, "Medical chamber")),
    ("sanction", 43, 600, 1, Deed::Ends(Closing::Measure, "The chamber decided; no court will.")),
    (
        "cousin",
        6,
        540,
        0,
        Deed::Opens(
            Begins::Cousin,
            "Shown as a cousin with two papers of one notary; the interpreter was paid by the recipient’s brother.",
        ),
    ),
    ("cousin", 6, 560, 0, Deed::Suspects(Crime::Persons, &[], "A young man who speaks to nobody alone.")),
    ("cousin", 6, 570, 0, Deed::LinksCousin("The pair itself.")),
    ("cousin", 6, 580, 0, Deed::LinksCentre("The same interpreter came here before.")),
    ("cousin", 6, 600, 0, Deed::Names(PartyKind::Person, PartyRole::Broker, BROKER)),
    ("cousin", 6, 605, 0, Deed::Names(PartyKind::Person, PartyRole::Interpreter, INTERPRETER)),
    ("cousin", 6, 610, 0, Deed::Names(PartyKind::Organisation, PartyRole::Issuer, "Notary’s office at the harbour")),
    ("cousin", 6, 615, 0, Deed::Protects("PP-2026-0007")),
    ("cousin", 6, 620, 0, Deed::Joins(1, TeamPart::Member)),
    (
        "cousin",
        5,
        540,
        1,
        Deed::Knew(
            1,
            Knowledge::Established,
            Some((Basis::Documents, "Messages on the donor’s telephone, handed in by himself")),
        ),
    ),
    ("cousin", 5, 550, 1, Deed::Knew(2, Knowledge::Alleged, None)),
    (
        "cousin",
        5,
        600,
        0,
        Deed::Suspects(
            Crime::Both,
            &[Offence::Recruitment, Offence::GainLiving],
            "The messages name a price, and a bed in a flat with nine others.",
        ),
    ),
    ("cousin", 4, 540, 0, Deed::Asks("Ask the bank who paid the interpreter.", 20)),
    ("cousin", 4, 550, 0, Deed::Asks("Hold the stamp against the notary’s register.", 2)),
    ("cousin", 3, 540, 0, Deed::Finishes(2, "The stamp is not his.")),
    (
        "cousin",
        3,
        600,
        0,
        Deed::Refers(
            Authority::Police,
            "Organised crime, Sarim",
            &[Field::Crime, Field::Parties, Field::Procedures, Field::Summary],
            "A recruited donor presented as a cousin; broker and interpreter as named.",
        ),
    ),
    (
        "cousin",
        2,
        600,
        0,
        Deed::Refers(
            Authority::Organisation,
            "House at the lighthouse",
            &[Field::Crime, Field::Summary],
            "Somebody may need a bed and a lawyer; ask us for the number.",
        ),
    ),
    ("cousin", 2, 630, 0, Deed::Answers(1, ReferralAnswer::Accepted, "File 26/1187")),
    ("cousin", 1, 600, 1, Deed::Became(1, PartyOutcome::Charged, "Prosecutor at the regional court")),
];

/// Everything that happens in cases.
pub(super) fn agenda(calendar: &Calendar) -> Vec<(Timestamp, Act)> {
    let at = |(_, day, minute, ..): &(&str, i64, i64, usize, Deed)| calendar.at(calendar.ago(*day), *minute);
    TOLD.iter().enumerate().map(|(n, told)| (at(told), Act::Case(n))).collect()
}

impl World<'_> {
    /// Lets one of them happen.
    pub(super) async fn work_on_case(&mut self, n: usize) -> Result<(), Failure> {
        let Some((key, _, _, nth, deed)) = TOLD.get(n) else { return Ok(()) };
        let by = self.cast.member(Role::Investigator, None, *nth)?;
        if let Deed::Opens(begins, reason) = deed {
            let question = self.question(&by, *begins).await?;
            let (case, _) = self.service.open_case(&by, question, (*reason).into()).await?;
            self.cases.insert(key, case);
            return Ok(());
        }
        let case: CaseId = self.cases.get(key).copied().ok_or_else(|| amiss("a case that was not opened yet"))?;
        if let Deed::Refers(to, office, fields, summary) = deed {
            let summary = (!summary.is_empty()).then(|| Private::from(*summary));
            let (office, fields) = ((*office).into(), fields.to_vec());
            let language = "en".parse().map_err(|e| crate::Failure::fault(&e))?;
            let referring = Referring { to: *to, office, centre: None, fields, summary, language };
            return self.service.refer_case(&by, case, referring).await.map(drop);
        }
        let step = self.case_step(&by, deed)?;
        self.service.take_case_step(&by, case, step).await.map(drop)
    }

    async fn question(&self, by: &Access, begins: Begins) -> Result<codes::ids::QuestionId, Failure> {
        let cousin = VILLAGE.iter().position(|spec| spec.key == "cousin").unwrap_or_default();
        let pair = self.pairs.get(&cousin).map(|made| made.pair.to_string()).unwrap_or_default();
        let all = self.service.questions(by).await?;
        let open = all.iter().filter(|q| q.question.state == QuestionState::Open);
        let fits = open.filter(|q| (q.about == pair) == (begins == Begins::Cousin));
        let found = fits.min_by_key(|q| (q.question.raised_at, q.question.id));
        found.map(|q| q.question.id).ok_or_else(|| amiss("no question to open a case from"))
    }

    fn case_step(&self, by: &Access, deed: &Deed) -> Result<Step, Failure> {
        Ok(match deed {
            Deed::Joins(nth, part) => Step::TeamJoined(TeamJoined {
                account: self.cast.account(Role::Investigator, None, *nth)?,
                part: *part,
                reason: "Reads the messages in the original.".into(),
            }),
            Deed::Suspects(crime, offences, reason) => {
                Step::CrimeSet(CrimeSet { crime: *crime, offences: offences.to_vec(), reason: (*reason).into() })
            }
            Deed::Names(kind, role, name) => Step::PartyAdded(party(*kind, *role, Some(name))),
            Deed::Protects(number) => Step::PartyAdded(PartyAdded {
                reference: Some((*number).to_owned()),
                ..party(PartyKind::Protected, PartyRole::Victim, None)
            }),
            Deed::Works(name, role) => {
                let centre = Some(self.cast.centre(ORVA)?);
                Step::PartyAdded(PartyAdded { centre, ..party(PartyKind::Person, *role, Some(name)) })
            }
            Deed::Knew(party, knowledge, on) => Step::KnowledgeStated(KnowledgeStated {
                party: *party,
                knowledge: *knowledge,
                basis: on.map(|(basis, _)| basis),
                where_from: on.map(|(_, from)| from.into()),
            }),
            Deed::Became(party, outcome, authority) => Step::OutcomeTold(OutcomeTold {
                party: *party,
                outcome: *outcome,
                authority: Some((*authority).into()),
                decided_on: Some(self.service.today()),
                reference: None,
            }),
            Deed::LinksCousin(reason) => {
                let cousin = VILLAGE.iter().position(|spec| spec.key == "cousin").unwrap_or_default();
                link(LinkKind::Procedure, &self.pair(cousin)?.pair, reason)
            }
            Deed::LinksCentre(reason) => link(LinkKind::Centre, &self.cast.centre(ORVA)?, reason),
            Deed::Notes(text) => Step::Noted(Noted { text: (*text).into() }),
            Deed::Asks(what, days) => Step::TaskSet(TaskSet {
                what: (*what).into(),
                owner: by.account,
                due_on: self.service.today().saturating_add(days.days()),
            }),
            Deed::Finishes(task, result) => Step::TaskDone(TaskDone { task: *task, result: Some((*result).into()) }),
            Deed::Answers(referral, answer, note) => Step::ReferralAnswered(ReferralAnswered {
                referral: *referral,
                answer: *answer,
                note: Some((*note).into()),
                came_by: None,
            }),
            Deed::Ends(outcome, reason) => Step::Closed(CaseClosed { outcome: *outcome, reason: (*reason).into() }),
            Deed::Opens(..) | Deed::Refers(..) => return Err(amiss("no step")),
        })
    }
}

fn party(kind: PartyKind, role: PartyRole, name: Option<&str>) -> PartyAdded {
    let name = name.map(Into::into);
    PartyAdded { kind, role, name, reference: None, centre: None, of_party: None, note: None }
}

fn link(kind: LinkKind, number: &impl ToString, reason: &str) -> Step {
    Step::Linked(Linked { kind, number: number.to_string().as_str().into(), reason: reason.into() })
}
