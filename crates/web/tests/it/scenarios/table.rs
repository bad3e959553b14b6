//! Labels, blood groups, recalls and the check at the table, in memory.

use codes::ids::{AnyId, BloodGroupId, LabelId, RecallId, TableCheckId};
use codes::time::{Happened, Zone};
use domain::registry::Phase;
use domain::registry::blood::{BloodGroup, Determined, standing};
use domain::trace::label::{Label, LabelPlan, Labelling, Printed, gate_label};
use domain::trace::theatre::{Decider, MatchPlan, Theatre, gate_theatre};
use domain::vigilance::{self, Recall, Recalled};
use domain::{Draft, Record, Verdict};
use law::Severity;

use super::memory::Memory;
use super::outcome::{Outcome, weighing};
use super::script::Act;

impl Memory<'_> {
    pub(super) fn blood_group(&mut self, act: &Act) -> Outcome {
        let told: Determined = self.named(&act.with);
        let id: BloodGroupId = self.id();
        let at = Happened::at(act.happened.unwrap_or(act.at), Zone::utc());
        let draft = Draft::new("registry.blood_group_determined", id, &told).happened(at);
        self.blood_groups.push(BloodGroup::fold(None, &self.past(&draft, act)).unwrap());
        Outcome::default()
    }

    pub(super) fn recalled(&mut self, act: &Act) -> Outcome {
        let order: Recalled = self.named(&act.with);
        let id: RecallId = self.id();
        let past = self.past(&Draft::new("vigilance.recalled", id, &order), act);
        self.recalls.push(Recall::fold(None, &past).unwrap());
        Outcome::default()
    }

    pub(super) fn label(&mut self, act: &Act) -> Outcome {
        let plan: LabelPlan = self.named(&act.with);
        let unit = &self.units[&plan.unit];
        let (organ, donor, fate) = (unit.entered.organ, unit.entered.donor, unit.fate);
        let situation = Labelling { unit: plan.unit, donor, fate, contents: plan.contents.clone() };
        let before = self.labels.get(&plan.unit).cloned();
        let id: LabelId = before.as_ref().map_or_else(|| self.id(), |label| label.id);
        let copy = before.as_ref().map_or(1, Label::next_copy);
        let printed = Printed { unit: plan.unit, organ, copy, contents: plan.contents };
        let verdict = gate_label(&printed, id, &situation, &self.law_at(act.at), &self.floor);
        if let Verdict::Allowed { events, .. } = &verdict {
            let label = Label::fold(before, &self.past(&events[0], act)).unwrap();
            self.labels.insert(plan.unit, label);
        }
        said(verdict)
    }

    pub(super) fn table(&mut self, act: &Act) -> Outcome {
        let plan: MatchPlan = self.named(&act.with);
        let unit = self.units[&plan.unit].clone();
        let contents = self.labels.get(&plan.unit).and_then(Label::newest).map(|print| &print.printed.contents);
        let of = |person: String| {
            let own = self.blood_groups.iter().filter(|one| one.determined.person == person).cloned();
            standing(&own.collect::<Vec<_>>())
        };
        let donor = unit.entered.donor;
        let concerns = |of| of == AnyId::from(unit.id) || donor.is_some_and(|id| of == id.into());
        let recalls = self.recalls.iter().filter(|r| concerns(r.recalled.of)).cloned().collect();
        let leave = donor.and_then(|id| {
            let own = self.decisions.iter().filter(|one| one.plan.recipient == plan.recipient).cloned();
            domain::trace::abo::leave(&own.collect::<Vec<_>>(), unit.entered.organ.family(), self.donors[&id].kind)
        });
        let situation = Theatre {
            registry: self.on_the_way(Phase::Transplantation, plan.unit, Some(plan.recipient), act.at),
            labelled_for: contents.and_then(|c| c.intended_for),
            use_by_at: contents.and_then(|c| c.use_by_at),
            held_at: self.brought.get(&plan.unit).copied().unwrap_or(unit.entered.centre),
            table: plan.centre,
            identity: plan.identity,
            donor_groups: donor.map(|id| of(id.to_string())).unwrap_or_default(),
            recipient_groups: of(plan.recipient.to_string()),
            vigilance: vigilance::Grafting { recalls, at: act.at },
            donor_kind: donor.map(|id| self.donors[&id].kind),
            leave: leave.clone(),
            decider: leave.and_then(|leave| {
                let decision = self.decisions.iter().find(|one| one.id == leave.decision)?;
                let asks = self.past(&Draft::new("trace.matched", leave.decision, &()), act).actor;
                Some(if decision.by == asks { Decider::Same } else { Decider::Another })
            }),
            carried: self.carried(&unit),
            size: Some(self.sizing(
                unit.entered.organ,
                (donor.map(|id| id.to_string()), plan.recipient.to_string()),
                act.at,
                plan.graft_g,
            )),
        };
        let id: TableCheckId = self.id();
        said(gate_theatre(&plan, id, &situation, &self.law_at(act.at), &self.floor))
    }
}

pub(super) fn said(verdict: Verdict) -> Outcome {
    let (Verdict::Allowed { reading, .. } | Verdict::Refused(reading)) = verdict;
    Outcome {
        refused: weighing(&reading.findings, Severity::Stop),
        asks: Some(weighing(&reading.findings, Severity::Ask)),
        ..Outcome::default()
    }
}
