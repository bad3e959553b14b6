//! The path of a pair as a picture.

use domain::approval::{Progress, Stage, Task, TaskState};
use service::PairFile;

use crate::desk::Desk;
use crate::look::picture::Twin;
use crate::look::picture::pair_path::{Between, PairPath, Phase, PhaseState};

/// Index of the phase after which the line stands that nothing is planned past.
const BOARD: usize = 2;

/// The words of the line, where the picture has no room for them.
pub(super) fn below(desk: &Desk, file: &PairFile) -> Option<String> {
    (is_barred(file) && reached(file) == BOARD).then(|| desk.say("path-board"))
}

/// True until every body has decided.
fn is_barred(file: &PairFile) -> bool {
    let mut decisions = file.progress.iter().flat_map(|p| &p.tasks).filter(|t| t.code == "decision");
    file.pair.stage() != Stage::Operated && !decisions.all(|t| matches!(t.state, TaskState::Done(_)))
}

/// The path: what happened, where the pair stands, and the line nothing is planned past.
pub(super) fn path(desk: &Desk, file: &PairFile) -> PairPath {
    let stage = file.pair.stage();
    let counted: Vec<(usize, usize)> = file.progress.iter().map(|p| (p.done(), p.tasks.len())).collect();
    let reached = reached(file);
    let mut phases: Vec<Phase> = file
        .progress
        .iter()
        .map(|p| p.phase)
        .chain(["operate", "follow"])
        .map(|code| Phase {
            label: desk.say(&format!("path-{code}")),
            count: String::new(),
            state: PhaseState::Ahead,
            href: String::new(),
        })
        .collect();
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
        board: is_barred(file).then(|| Between {
            after: BOARD,
            label: if reached == BOARD { String::new() } else { desk.say("path-board") },
        }),
        phases,
    }
}

/// The last phase that has begun, from 0. Time that passes by itself begins nothing.
fn reached(file: &PairFile) -> usize {
    match file.pair.stage() {
        Stage::Operated => 3,
        _ => begun(&file.progress),
    }
}

/// The last phase with something done in it.
pub(super) fn begun(progress: &[Progress]) -> usize {
    let done = |t: &Task| t.code != "reflection" && matches!(t.state, TaskState::Done(_));
    progress.iter().rposition(|p| p.tasks.iter().any(done)).unwrap_or(0)
}
