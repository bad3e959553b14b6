//! The task list of a pair: what is done, what is somebody's, what cannot start yet and why.
//!
//! A task is done once what it asks for is on record and no rule of [`RULES`] finds fault with it; what is right is said by
//! the rules alone.
//!
//! | task | on record |
//! |---|---|
//! | identity | a paper |
//! | relation | a proof |
//! | interpreter, information | a talk |
//! | recipient told | that the recipient knows of the crimes and risks, where the profile asks |
//! | medical, psychosocial | the evaluation |
//! | talk alone, together | the interviews of the profile |
//! | care | a plan |
//! | declarations | of everybody the profile names |
//! | reflection | the hours of the profile have passed since the last information |
//! | consent | a signature, not withdrawn |
//! | decision, one per step | favourable; its parts are the votes cast and the quorum |

use jiff::{SignedDuration, Timestamp};
use law::{Finding, Law, Reading, param};

use super::ballot::{Favour, counted};
use super::pair::{Pair, Stage};
use super::rules::due_steps;
use super::step::{Conclusion, EvaluationKind, Interview, Presence};

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

/// Which rules look at what a task brought.
pub const RULES: &[(&str, &[&str])] = &[
    ("identity", &["AUT-001", "AUT-003"]),
    ("relation", &["AUT-002", "AUT-004", "AUT-018"]),
    ("interpreter", &["CON-003", "CON-004"]),
    ("information", &["CON-001", "CON-002", "CON-005", "CON-006"]),
    ("recipient_told", &["CON-011"]),
    ("medical", &["AUT-005", "AUT-007", "AUT-008", "AUT-009"]),
    ("psychosocial", &["AUT-006", "AUT-007", "AUT-008", "AUT-009"]),
    ("talk_alone", &["AUT-007", "AUT-010"]),
    ("talk_recipient", &["AUT-007", "AUT-010"]),
    ("talk_together", &["AUT-007", "AUT-010"]),
    ("care", &["CAR-001", "CAR-002", "CAR-003", "CAR-004"]),
    ("declarations", &["CON-010"]),
    ("reflection", &["CON-007"]),
    ("consent", &["CON-008", "CON-009", "CON-012", "CON-013", "CON-015"]),
    (
        "decision",
        &[
            "AUT-011", "AUT-012", "AUT-013", "AUT-014", "AUT-015", "AUT-016", "AUT-017", "AUT-019", "AUT-020",
            "AUT-021", "AUT-022", "AUT-023", "AUT-024", "AUT-025", "AUT-026", "AUT-027", "AUT-028",
        ],
    ),
];

/// The task list as of now. `reading` is what the rules say of the removal; for a pair that is over nobody is told, since
/// what an operation broke is known inside the case vault only.
#[must_use]
pub fn progress(pair: &Pair, law: &Law<'_>, now: Timestamp, reading: Option<&Reading>) -> Vec<Progress> {
    let mut phases = vec![
        Progress { phase: "know", tasks: know(pair, law) },
        Progress { phase: "examine", tasks: examine(pair, law) },
        Progress { phase: "decide", tasks: decide(pair, law, now) },
    ];
    let steps: Vec<String> = phases.iter().flat_map(|p| &p.tasks).filter_map(|t| t.step.clone()).collect();
    let over = matches!(pair.stage(), Stage::Operated | Stage::Ended);
    for finding in reading.filter(|_| !over).iter().flat_map(|r| &r.findings) {
        let tasks = phases.iter_mut().flat_map(|phase| &mut phase.tasks);
        for task in tasks.filter(|t| matches!(t.state, TaskState::Done(_)) && concerns(finding, t, &steps)) {
            if let Some(rule) = rule_of(task.code, &finding.rule) {
                task.state = TaskState::LookAgain(rule);
            }
        }
    }
    phases
}

/// The rule by this code, if it looks at what the task brought.
fn rule_of(task: &str, code: &str) -> Option<&'static str> {
    let (_, rules) = RULES.iter().find(|(of, _)| *of == task)?;
    rules.iter().copied().find(|rule| *rule == code)
}

/// Whether a finding that names an evaluation, an interview or a step names this one. A step that is not on the list, such
/// as one of a body that the law does not name, concerns every decision.
fn concerns(finding: &Finding, task: &Task, steps: &[String]) -> bool {
    finding.inputs.iter().all(|input| match (input.name.as_str(), task.code) {
        ("evaluation", "medical" | "psychosocial") => input.value == task.code,
        ("interview", "talk_alone") => input.value == Presence::DonorAlone.code(),
        ("interview", "talk_recipient") => input.value == Presence::RecipientAlone.code(),
        ("interview", "talk_together") => input.value == Presence::Together.code(),
        ("step", "decision") => task.step.as_ref() == Some(&input.value) || !steps.contains(&input.value),
        _ => true,
    })
}

fn task(code: &'static str, state: TaskState) -> Task {
    Task { code, step: None, state, parts: None }
}

/// Done at an instant, or open where there is none.
fn since(at: Option<Timestamp>) -> TaskState {
    at.map_or(TaskState::Open, TaskState::Done)
}

fn know(pair: &Pair, law: &Law<'_>) -> Vec<Task> {
    let identity = since(pair.identity.as_ref().map(|i| i.at));
    let needed = law.get(&param::RELATION_PROOFS).unwrap_or(1) as usize;
    let counted = pair.proofs.iter().filter(|p| p.step.verified.counts()).count();
    let relation = since(pair.proofs.iter().map(|p| p.at).max());
    let interpreter = since(pair.consent.talks.last().map(|t| t.at));
    let topics: Vec<String> = law.get(&param::INFO_TOPICS).unwrap_or_default();
    let understood = pair.consent.understood();
    let known = topics.iter().filter(|t| understood.iter().any(|u| u.code() == t.as_str())).count();
    let information = since(pair.consent.informed_at());
    let mut tasks = vec![
        task("identity", identity),
        Task { parts: Some((counted.min(needed), needed)), ..task("relation", relation) },
        task("interpreter", interpreter),
        Task { parts: Some((known, topics.len())), ..task("information", information) },
    ];
    if law.get(&param::RECIPIENT_INFORMED).unwrap_or(true) {
        tasks.push(task("recipient_told", since(pair.consent.recipient.as_ref().map(|r| r.at))));
    }
    tasks
}

fn examine(pair: &Pair, law: &Law<'_>) -> Vec<Task> {
    let evaluation = |kind: EvaluationKind| match pair.evaluations.iter().rev().find(|e| e.step.kind == kind) {
        Some(e) if e.step.conclusion == Conclusion::Declined => TaskState::Stops,
        found => since(found.map(|e| e.at)),
    };
    let interview = |presence: Presence| match pair.interviews.iter().rev().find(|i| i.step.presence == presence) {
        Some(i) if i.step.result == Interview::PressureSeen => TaskState::Stops,
        found => since(found.map(|i| i.at)),
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
    tasks.push(task("care", since(pair.care.as_ref().map(|c| c.at))));
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
