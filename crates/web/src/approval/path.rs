//! The path of a pair as a picture.

use domain::approval::{Stage, Task, TaskState};
use service::PairFile;

use crate::desk::Desk;
use crate::look::picture::Twin;
use crate::look::picture::pair_path::{Between, PairPath, Phase, PhaseState};

/// The path: what happened, where the pair stands, and the line nothing is planned past.
pub(super) fn path(desk: &Desk, file: &PairFile) -> PairPath {
    let stage = file.pair.stage();
    let counted: Vec<(usize, usize)> = file.progress.iter().map(|p| (p.done(), p.tasks.len())).collect();
    let decided = file.progress.iter().flat_map(|p| &p.tasks).filter(|t| t.code == "decision").all(is_done);
    let reached = reached(&counted, stage);
    let mut phases: Vec<Phase> = file.progress.iter().map(|p| p.phase).chain(["operate", "follow"]).map(|code| Phase {
        label: desk.say(&format!("path-{code}")),
        count: String::new(),
        state: PhaseState::Ahead,
        href: String::new(),
    }).collect();
    for (n, phase) in phases.iter_mut().enumerate() {
        if n <= reached {
            phase.state = PhaseState::Begun;
        }
        if let Some((done, all)) = counted.get(n) {
            phase.count = format!("{done}/{all}");
        }
    }
    let between = |after: usize, key: &str| Some(Between { after, label: desk.say(key) });
    let again = file.progress.iter().position(|p| p.tasks.iter().any(|t| matches!(t.state, TaskState::LookAgain(_))));
    let begun = phases.iter().filter(|p| p.state == PhaseState::Begun).count();
    let values = [("n", begun.into()), ("m", phases.len().into())];
    PairPath {
        twin: Twin {
            id: "path".to_owned(),
            title: desk.say(&format!("pair-stage-{}-sentence", stage.code())),
            desc: desk.say_with("path-desc", &values),
        },
        here: (reached < 4 && stage != Stage::Ended).then(|| between(reached, "path-here")).flatten(),
        gap: again.filter(|at| *at < reached).and_then(|at| between(at, "path-again")),
        board: (!decided && stage != Stage::Operated).then(|| between(2, "path-board")).flatten(),
        phases,
    }
}

/// The last phase that has begun, from 0.
fn reached(counted: &[(usize, usize)], stage: Stage) -> usize {
    match stage {
        Stage::Operated => 3,
        _ => counted.iter().rposition(|(done, _)| *done > 0).unwrap_or(0),
    }
}

fn is_done(task: &Task) -> bool {
    matches!(task.state, TaskState::Done(_))
}
