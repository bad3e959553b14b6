//! The task list of a pair: what is done, what is somebody's, what cannot start yet and why.
//!
//! | task | done when |
//! |---|---|
//! | identity | a paper was confirmed by its issuer or seen in the original |
//! | relation | as many counted proofs as the profile asks |
//! | interpreter | the donor speaks the language, or an independent interpreter was there |
//! | information | all topics of the profile told and understood |
//! | recipient told | the recipient knows of the crimes and risks, where the profile asks |
//! | medical, psychosocial | the evaluation is favourable |
//! | talk alone, together | the interviews of the profile were held |
//! | care | a plan with an owner stands |
//! | declarations | everybody the profile names has declared |
//! | reflection | the hours of the profile have passed since the last information |
//! | consent | signed and not withdrawn |
//! | decision, one per step | favourable; its parts are the votes cast and the quorum |

use codes::language::Language;
use jiff::{SignedDuration, Timestamp};
use law::{Law, param};

use super::ballot::{Favour, counted};
use super::pair::Pair;
use super::rules::due_steps;
use super::step::{Conclusion, EvaluationKind, Interview, Presence};
use crate::consent::{EngagedBy, Tie, understands};

/// Where a task stands.
#[derive(Debug, Clone, PartialEq)]
pub enum TaskState {
    /// Done, since.
    Done(Timestamp),
    /// Somebody has to do it.
    Open,
    /// Something is odd; the rule that says so.
    LookAgain(&'static str),
    /// Cannot start; the tasks that come first.
    NotYet(Vec<&'static str>),
    /// It stops the pair: declined, refused, withdrawn.
    Stops,
    /// Runs until.
    Until(Timestamp),
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Code of the task; pages have a word for each.
    pub code: &'static str,
    /// Step of the profile, for decisions.
    pub step: Option<String>,
    /// Where it stands.
    pub state: TaskState,
    /// Parts done and parts needed, where a task has parts.
    pub parts: Option<(usize, usize)>,
}

/// A phase with its tasks.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// `know`, `examine`, `decide`.
    pub phase: &'static str,
    /// Tasks in order.
    pub tasks: Vec<Task>,
}

impl Progress {
    /// How many tasks are done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.tasks.iter().filter(|t| matches!(t.state, TaskState::Done(_))).count()
    }
}

/// The task list as of now.
#[must_use]
pub fn progress(pair: &Pair, donor_languages: &[Language], law: &Law<'_>, now: Timestamp) -> Vec<Progress> {
    vec![
        Progress { phase: "know", tasks: know(pair, donor_languages, law) },
        Progress { phase: "examine", tasks: examine(pair, law) },
        Progress { phase: "decide", tasks: decide(pair, law, now) },
    ]
}

fn task(code: &'static str, state: TaskState) -> Task {
    Task { code, step: None, state, parts: None }
}

fn know(pair: &Pair, languages: &[Language], law: &Law<'_>) -> Vec<Task> {
    let identity = match &pair.identity {
        Some(i) if i.step.verified.counts() => TaskState::Done(i.at),
        Some(_) => TaskState::LookAgain("AUT-001"),
        None => TaskState::Open,
    };
    let needed = law.get(&param::RELATION_PROOFS).unwrap_or(1) as usize;
    let counted = pair.proofs.iter().filter(|p| p.step.verified.counts()).count();
    let relation = if counted >= needed {
        TaskState::Done(pair.proofs.iter().map(|p| p.at).max().unwrap_or(pair.opened_at))
    } else if pair.proofs.is_empty() {
        TaskState::Open
    } else {
        TaskState::LookAgain("AUT-002")
    };
    let talks = &pair.consent.talks;
    let interpreter = match talks.last() {
        None => TaskState::Open,
        Some(t) if understands(languages, &t.step.language) => TaskState::Done(t.at),
        Some(t) => match &t.step.interpreter {
            Some(i)
                if i.tie_to_recipient == Tie::None
                    && matches!(i.engaged_by, EngagedBy::Hospital | EngagedBy::Agency) =>
            {
                TaskState::Done(t.at)
            }
            Some(_) => TaskState::LookAgain("CON-004"),
            None => TaskState::LookAgain("CON-003"),
        },
    };
    let topics: Vec<String> = law.get(&param::INFO_TOPICS).unwrap_or_default();
    let understood = pair.consent.understood();
    let known = topics.iter().filter(|t| understood.iter().any(|u| u.code() == t.as_str())).count();
    let information = match pair.consent.informed_at() {
        Some(at) if known >= topics.len() => TaskState::Done(at),
        Some(_) => TaskState::LookAgain("CON-005"),
        None => TaskState::Open,
    };
    let mut tasks = vec![
        task("identity", identity),
        Task { parts: Some((counted.min(needed), needed)), ..task("relation", relation) },
        task("interpreter", interpreter),
        Task { parts: Some((known, topics.len())), ..task("information", information) },
    ];
    if law.get(&param::RECIPIENT_INFORMED).unwrap_or(true) {
        let told = pair.consent.recipient.as_ref().map_or(TaskState::Open, |r| TaskState::Done(r.at));
        tasks.push(task("recipient_told", told));
    }
    tasks
}

fn examine(pair: &Pair, law: &Law<'_>) -> Vec<Task> {
    let evaluation = |kind: EvaluationKind| match pair.evaluations.iter().rev().find(|e| e.step.kind == kind) {
        None => TaskState::Open,
        Some(e) if pair.team.contains(&e.by) => TaskState::LookAgain("AUT-007"),
        Some(e) => match e.step.conclusion {
            Conclusion::Suitable | Conclusion::SuitableWithConditions => TaskState::Done(e.at),
            Conclusion::Deferred => TaskState::LookAgain("AUT-009"),
            Conclusion::Declined => TaskState::Stops,
        },
    };
    let interview = |presence: Presence| match pair.interviews.iter().rev().find(|i| i.step.presence == presence) {
        None => TaskState::Open,
        Some(i) => match i.step.result {
            Interview::NoPressureSeen => TaskState::Done(i.at),
            Interview::LookAgain => TaskState::LookAgain("AUT-010"),
            Interview::PressureSeen => TaskState::Stops,
        },
    };
    let wanted: Vec<String> = law.get(&param::INTERVIEWS).unwrap_or_default();
    let mut tasks = vec![task("medical", evaluation(EvaluationKind::Medical))];
    for (presence, code) in [
        (Presence::DonorAlone, "talk_alone"),
        (Presence::RecipientAlone, "talk_recipient"),
        (Presence::Together, "talk_together"),
    ] {
        if wanted.iter().any(|w| w == presence.code()) {
            tasks.push(task(code, interview(presence)));
        }
    }
    tasks.push(task("psychosocial", evaluation(EvaluationKind::Psychosocial)));
    let care = match &pair.care {
        Some(c) if c.step.payer.is_some() => TaskState::Done(c.at),
        Some(_) => TaskState::LookAgain("CAR-002"),
        None => TaskState::Open,
    };
    tasks.push(task("care", care));
    tasks
}

fn decide(pair: &Pair, law: &Law<'_>, now: Timestamp) -> Vec<Task> {
    let consent = &pair.consent;
    let wanted: Vec<String> = law.get(&param::DECLARATIONS).unwrap_or_default();
    let given = |who: &str| consent.declarations.iter().filter(|d| d.step.declarant.code() == who).map(|d| d.at).max();
    let declared: Vec<Timestamp> = wanted.iter().filter_map(|w| given(w)).collect();
    let declarations = if declared.len() == wanted.len() {
        TaskState::Done(declared.iter().copied().max().unwrap_or(pair.opened_at))
    } else {
        TaskState::Open
    };
    let hours = law.get(&param::REFLECTION_HOURS).unwrap_or(0);
    let ready = consent.informed_at().and_then(|at| at.checked_add(SignedDuration::from_hours(i64::from(hours))).ok());
    let reflection = match ready {
        None => TaskState::NotYet(vec!["information"]),
        Some(at) if at <= now => TaskState::Done(at),
        Some(at) => TaskState::Until(at),
    };
    let signature = match (&consent.withdrawal, &consent.signature) {
        (Some(_), _) => TaskState::Stops,
        (None, Some(s)) => TaskState::Done(s.at),
        (None, None) if ready.is_some_and(|at| at <= now) => TaskState::Open,
        (None, None) => TaskState::NotYet(vec!["information", "reflection"]),
    };
    let mut tasks = vec![
        Task { parts: Some((declared.len(), wanted.len())), ..task("declarations", declarations) },
        task("reflection", reflection),
        task("consent", signature),
    ];
    let consent_first = law.get(&param::CONSENT_FIRST).unwrap_or(true);
    for step in due_steps(pair, law).unwrap_or_default() {
        let state = match pair.decisions.iter().rev().find(|d| d.step.step == step.id) {
            Some(d) if d.step.favour == Favour::Favourable => TaskState::Done(d.at),
            Some(d) if d.step.favour == Favour::Unfavourable => TaskState::Stops,
            Some(_) => TaskState::Open,
            None if consent.signature.is_some() || !consent_first => TaskState::Open,
            None => TaskState::NotYet(vec!["consent"]),
        };
        let votes = counted(&pair.ballot(&step.id)).count();
        let parts = matches!(state, TaskState::Open).then_some((votes, step.quorum as usize));
        tasks.push(Task { step: Some(step.id), parts, ..task("decision", state) });
    }
    tasks
}
