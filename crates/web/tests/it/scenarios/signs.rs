//! Signs of trafficking in memory: the file of each pair, folded from the same events as the program's.

use codes::ids::SignFileId;
use domain::approval::{Pair, Step};
use domain::indicator::{
    Answering, Around, HitAnswered, Look, Opened, Reviewed, Sighting, SignFile, Situation, Version, fired, gate_answer,
};
use domain::{Draft, Record as _};
use jiff::Timestamp;
use law::param::{self, Sign, SignStage};

use super::memory::Memory;
use super::outcome::Outcome;
use super::script::Act;

#[derive(serde::Deserialize)]
struct Said {
    stage: SignStage,
    answers: Vec<Sighting>,
}

impl Memory<'_> {
    /// Every pair has a file from its first day.
    pub(super) fn open_signs(&mut self, pair: &Pair, act: &Act) {
        let id = SignFileId::from_bits(self.signs.len() as u64 + 1);
        let opened = Opened { pair: pair.id.to_string().as_str().into() };
        let past = self.past(&Draft::new("indicator.opened", id, &opened), act);
        self.signs.insert(pair.id, SignFile::fold(None, &past).unwrap());
    }

    /// What the rules of signs look at.
    pub(super) fn signs_around(&self, pair: &Pair, at: Timestamp) -> Situation {
        Situation::of(self.signs.get(&pair.id), pair, at)
    }

    fn catalogue(&self, at: Timestamp) -> (Vec<Sign>, Version) {
        let law = self.law_at(at);
        let from = law.cite(param::INDICATOR_CATALOGUE.key).unwrap().from;
        let version = Version { profile: self.profile.country().version.clone(), from };
        (law.get(&param::INDICATOR_CATALOGUE).unwrap(), version)
    }

    fn fold_signs(&mut self, pair: &Pair, draft: &Draft, act: &Act) {
        let past = self.past(draft, act);
        let file = self.signs[&pair.id].clone();
        self.signs.insert(pair.id, SignFile::fold(Some(file), &past).unwrap());
    }

    /// Signs that what is recorded shows by now.
    pub(super) fn compute_signs(&mut self, name: &str, planned_at: Option<Timestamp>, act: &Act) {
        let pair = self.pairs[name].clone();
        let files: Vec<Pair> = self.pairs.values().cloned().collect();
        let planned_at = planned_at.or(pair.plan.as_ref().map(|p| p.planned_at));
        let around = Around { planned_at, ..Around::of(&pair, (&[], &[]), &files) };
        let (catalogue, version) = self.catalogue(act.at);
        if let Some(draft) = fired((&pair, &around), &self.signs[&pair.id], &catalogue, version) {
            self.fold_signs(&pair, &draft, act);
        }
    }

    /// Steps from which a sign may be computed.
    pub(super) fn shows_signs(step: &Step) -> bool {
        matches!(
            step,
            Step::RelationProved(_) | Step::Informed(_) | Step::Interviewed(_) | Step::Evaluated(_) | Step::Changed(_)
        )
    }

    pub(super) fn signs_looked(&mut self, act: &Act) -> Outcome {
        let Said { stage, answers } = self.named(&act.with);
        let pair = self.pairs["pair"].clone();
        let (catalogue, version) = self.catalogue(act.at);
        let by = self.names[&act.by].parse().unwrap();
        let look = Look::of((stage, answers, None), &catalogue, version, by);
        let id = self.signs[&pair.id].id;
        self.fold_signs(&pair, &Draft::new("indicator.looked", id, &look), act);
        Outcome::default()
    }

    pub(super) fn sign_answered(&mut self, act: &Act) -> Outcome {
        let answered: HitAnswered = self.named(&act.with);
        let pair = self.pairs["pair"].clone();
        let by = self.names[&act.by].parse().unwrap();
        let answering = Some(Answering { hit: answered.hit, by, outcome: answered.outcome });
        let situation = Situation { answering, ..self.signs_around(&pair, act.at) };
        let id = self.signs[&pair.id].id;
        let verdict = gate_answer(&answered, id, &situation, &self.law_at(act.at), &self.floor);
        match verdict {
            domain::Verdict::Allowed { events, .. } => {
                events.iter().for_each(|d| self.fold_signs(&pair, d, act));
                Outcome::default()
            }
            refused @ domain::Verdict::Refused(_) => self.settle(refused, act),
        }
    }

    pub(super) fn signs_reviewed(&mut self, act: &Act) -> Outcome {
        let reviewed: Reviewed = self.named(&act.with);
        let pair = self.pairs["pair"].clone();
        let id = self.signs[&pair.id].id;
        self.fold_signs(&pair, &Draft::new("indicator.reviewed", id, &reviewed), act);
        Outcome::default()
    }
}
