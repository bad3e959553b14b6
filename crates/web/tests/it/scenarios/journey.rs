//! Temperatures on the way, divisions and other ends, decisions across blood groups, in memory.

use codes::PartialDate;
use codes::ids::{AboDecisionId, TemperatureLogId, UnitId};
use domain::registry::{Division, Ending, Fate, FateRecorded, Unit, ending_disputes, read_ending};
use domain::trace::abo::{AboDeciding, AboDecision, AboPlan, gate_abo};
use domain::trace::carried::{Carried, carried, points};
use domain::trace::temperature::{Carriage, Measured, Range, TemperatureLog, Way, keep_temperatures};
use domain::{Draft, Record, Verdict};
use law::Severity;
use serde_json::json;

use super::memory::Memory;
use super::outcome::{Outcome, codes, weighing};
use super::script::{Act, named};

impl Memory<'_> {
    fn organ(&self, act: &Act) -> UnitId {
        let unit = act.with.get("unit").cloned().unwrap_or_else(|| json!("$organ"));
        named(&unit, &self.names, &self.scenario.file).as_str().unwrap().parse().unwrap()
    }

    pub(super) fn temperature(&mut self, act: &Act) -> Outcome {
        let mut with = act.with.clone();
        with.extend([("unit".to_owned(), json!(self.organ(act))), ("source".to_owned(), json!("typed"))]);
        let told: Measured = self.named(&with);
        let unit = self.units[&told.unit].clone();
        let same = self.temperatures.iter().filter(|log| log.measured.device == told.device);
        let before: Vec<_> = same.flat_map(|log| log.measured.readings.clone()).collect();
        let otherwise = |one: &&domain::trace::temperature::TemperatureReading| {
            told.readings.iter().any(|new| new.at == one.at && new.temperature != one.temperature)
        };
        let situation = Carriage {
            organ: unit.entered.organ,
            preservation: told.preservation,
            readings: told.readings.clone(),
            uncertainty_s: told.uncertainty_s,
            recovered_at: unit.recovered_at.as_ref().map(|h| h.at),
            ended_at: unit.fate_at,
            otherwise: before.iter().filter(otherwise).copied().collect(),
        };
        let id: TemperatureLogId = self.id();
        let at = told.readings[0].at;
        let kept = keep_temperatures(&told, id, "don_", &situation, &self.law_at(at), &self.floor);
        self.temperatures.push(TemperatureLog::fold(None, &self.past(&kept.events[0], act)).unwrap());
        Outcome {
            breaches: Some(codes(&kept.breaches)),
            questions: usize::from(!kept.breaches.is_empty()),
            ..Outcome::default()
        }
    }

    /// What the temperatures of an organ's way come to.
    pub(super) fn carried(&self, unit: &Unit) -> Option<Carried> {
        let own: Vec<TemperatureLog> =
            self.temperatures.iter().filter(|log| log.measured.unit == unit.id).cloned().collect();
        let read = points(&own, |log| {
            let law = self.law_at(log.measured.readings[0].at);
            let all = law.get(&law::param::TRANSPORT_TEMPERATURES).ok()?;
            Range::recommended(&all, unit.entered.organ, log.measured.preservation)
        });
        carried(&read, Way::of(unit))
    }

    fn ending(&self, act: &Act, to: Fate) -> Ending {
        let unit = &self.units[&self.organ(act)];
        Ending {
            organ: unit.entered.organ,
            to,
            parts: Vec::new(),
            approval: None,
            stands: unit.fate,
            ended_at: unit.fate_at,
            recovered_at: unit.recovered_at.as_ref().map(|h| h.at),
            at: act.happened.unwrap_or(act.at),
        }
    }

    fn left(
        &mut self,
        act: &Act,
        situation: &Ending,
        draft: impl FnOnce(Vec<domain::registry::Dispute>) -> Draft,
    ) -> Outcome {
        let reading = read_ending(situation, &self.law_at(situation.at), &self.floor);
        self.fold_unit(&draft(ending_disputes(&reading)), act);
        let disputes = self.units[&self.organ(act)].entered.disputes.clone();
        Outcome {
            breaches: Some(codes(&reading.findings)),
            disputed: disputes.into_iter().map(|d| d.rule).collect(),
            questions: usize::from(!reading.findings.is_empty()),
            ..Outcome::default()
        }
    }

    pub(super) fn ended(&mut self, act: &Act) -> Outcome {
        let mut with = act.with.clone();
        with.remove("unit");
        let ended: FateRecorded = self.named(&with);
        let unit = self.organ(act);
        let situation = Ending { approval: ended.approval.clone(), ..self.ending(act, ended.fate) };
        self.left(act, &situation, |disputes| {
            Draft::new("registry.unit_ended", unit, &FateRecorded { disputes, ..ended })
        })
    }

    fn division(&self, act: &Act) -> (Division, Ending) {
        let mut with = act.with.clone();
        with.remove("unit");
        let division: Division = self.named(&with);
        let situation = Ending { parts: division.parts.clone(), ..self.ending(act, Fate::Split) };
        (division, situation)
    }

    pub(super) fn divided(&mut self, act: &Act) -> Outcome {
        let (division, situation) = self.division(act);
        let unit = self.organ(act);
        let parts: Vec<UnitId> = division.parts.iter().map(|_| self.id()).collect();
        self.left(act, &situation, |disputes| {
            let split = domain::registry::Split { parts, technique: division.technique, disputes };
            Draft::new("registry.unit_split", unit, &split)
        })
    }

    pub(super) fn division_planned(&mut self, act: &Act) -> Outcome {
        let (_, situation) = self.division(act);
        let situation = Ending { at: act.at, ..situation };
        let reading = read_ending(&situation, &self.law_at(act.at), &self.floor);
        Outcome {
            refused: weighing(&reading.findings, Severity::Stop),
            asks: Some(weighing(&reading.findings, Severity::Ask)),
            ..Outcome::default()
        }
    }

    pub(super) fn across(&mut self, act: &Act) -> Outcome {
        let plan: AboPlan = self.named(&act.with);
        let known = &self.known[&plan.recipient.to_string()];
        let birth = known.birth.as_ref().and_then(|b| b.clear()).and_then(|text| PartialDate::parse(text).ok());
        let situation = AboDeciding {
            organ: plan.organ,
            donor: plan.donor,
            ground: plan.ground,
            recipient_months: birth.and_then(|birth| birth.months_on(self.day_of(act.at))),
        };
        let id: AboDecisionId = self.id();
        let verdict = gate_abo(&plan, (id, act.at), &situation, &self.law_at(act.at), &self.floor);
        if let Verdict::Allowed { events, .. } = &verdict {
            self.decisions.push(AboDecision::fold(None, &self.past(&events[0], act)).unwrap());
        }
        super::table::said(verdict)
    }
}
