//! Outages and numbered sheets, in memory.

use codes::ids::{AccountId, CentreId, OutageId, SheetId};
use codes::time::{Happened, Zone};
use domain::trace::outage::{Outage, OutageEnded, OutageOpened};
use domain::trace::paper::{
    Accounting, Entering, SecondEyes, Sheet, SheetEntered, SheetIssued, SheetKind, SheetMissed, read_accounting,
    read_entering, read_second_eyes,
};
use domain::{Draft, Record};
use law::Severity;
use serde_json::Value;

use super::ground::person_of;
use super::memory::Memory;
use super::outcome::{Outcome, codes, weighing};
use super::script::Act;

impl Memory<'_> {
    pub(super) fn outage(&mut self, act: &Act) -> Outcome {
        let opened: OutageOpened = self.named(&act.with);
        let id: OutageId = self.id();
        self.names.insert(act.gives.clone(), id.to_string());
        let past = self.past(&Draft::new("trace.outage_opened", id, &opened), act);
        self.outages.push(Outage::fold(None, &past).unwrap());
        Outcome::default()
    }

    pub(super) fn outage_over(&mut self, act: &Act) -> Outcome {
        #[derive(serde::Deserialize)]
        struct Said {
            until_at: jiff::Timestamp,
        }
        let Said { until_at } = self.named(&act.with);
        let told = OutageEnded { until_at, sheets_due_at: until_at };
        let open = self.outages.pop().unwrap();
        let past = self.past(&Draft::new("trace.outage_ended", open.id, &told), act);
        self.outages.push(Outage::fold(Some(open), &past).unwrap());
        Outcome::default()
    }

    pub(super) fn sheets(&mut self, act: &Act) -> Outcome {
        #[derive(serde::Deserialize)]
        struct Said {
            centre: CentreId,
            to: AccountId,
        }
        let Said { centre, to } = self.named(&act.with);
        let id: SheetId = self.id();
        self.names.insert(act.gives.clone(), id.to_string());
        let issued = SheetIssued { kind: SheetKind::HandOver, centre, to };
        let past = self.past(&Draft::new("trace.sheet_issued", id, &issued), act);
        self.sheets.push(Sheet::fold(None, &past).unwrap());
        Outcome::default()
    }

    pub(super) fn sheet_entered(&mut self, act: &Act) -> Outcome {
        let sheet = self.sheets.pop().unwrap();
        let happened = Happened::at(act.happened.unwrap_or(act.at), Zone::utc());
        let of = |outage: &&Outage| outage.concerns(sheet.issued.centre);
        let situation = Entering {
            sheet: sheet.id,
            state: sheet.state(),
            issued_at: sheet.issued_at,
            happened: happened.clone(),
            outages: self.outages.iter().filter(of).map(Outage::stretch).collect(),
        };
        let reading = read_entering(&situation, &self.law_at(happened.at), &self.floor);
        let by = self.account(&act.by);
        let about = self.names["organ"].parse::<codes::ids::UnitId>().unwrap().into();
        let told = SheetEntered { about, facts: Vec::new(), written_by: Some(by), writer: None, outage: None };
        let draft = Draft::new("trace.sheet_entered", sheet.id, &told).happened(happened);
        let past = self.past(&draft, act);
        self.sheets.push(Sheet::fold(Some(sheet), &past).unwrap());
        Outcome {
            breaches: Some(codes(&reading.findings)),
            questions: usize::from(!reading.findings.is_empty()),
            ..Outcome::default()
        }
    }

    /// The sheet is asked for, as the program does when its days are over.
    pub(super) fn sheets_counted(&mut self, act: &Act) -> Outcome {
        let sheet = self.sheets.pop().unwrap();
        let outage = self.outages.last().unwrap().clone();
        let ended_at = outage.ended.as_ref().unwrap().told.until_at;
        let situation = Accounting { sheet: sheet.id, state: sheet.state(), ended_at, at: act.at };
        let reading = read_accounting(&situation, &self.law_at(ended_at), &self.floor);
        let draft = Draft::new("trace.sheet_missed", sheet.id, &SheetMissed { outage: outage.id });
        let next = match sheet.is_out() {
            true => Sheet::fold(Some(sheet), &self.past(&draft, act)).unwrap(),
            false => sheet,
        };
        self.sheets.push(next);
        Outcome {
            breaches: Some(codes(&reading.findings)),
            questions: usize::from(!reading.findings.is_empty()),
            ..Outcome::default()
        }
    }

    pub(super) fn sheet_voided(&mut self, act: &Act) -> Outcome {
        let sheet = self.sheets.last().unwrap().clone();
        self.second(act, &sheet, vec![sheet.issued.to], "trace.sheet_voided")
    }

    pub(super) fn sheet_confirmed(&mut self, act: &Act) -> Outcome {
        let sheet = self.sheets.last().unwrap().clone();
        let first = sheet.entries.iter().filter_map(|entry| entry.said.by.parse().ok()).collect();
        self.second(act, &sheet, first, "trace.sheet_read")
    }

    fn second(&mut self, act: &Act, sheet: &Sheet, first: Vec<AccountId>, kind: &'static str) -> Outcome {
        let situation = SecondEyes { sheet: sheet.id, first, second: self.account(&act.by) };
        let reading = read_second_eyes(&situation, &self.law_at(act.at), &self.floor);
        if reading.allows() {
            let body = self.named::<Value>(&act.with);
            let past = self.past(&Draft::new(kind, sheet.id, &body), act);
            self.sheets.pop();
            self.sheets.push(Sheet::fold(Some(sheet.clone()), &past).unwrap());
        }
        Outcome { refused: weighing(&reading.findings, Severity::Stop), ..Outcome::default() }
    }

    fn account(&self, by: &str) -> AccountId {
        self.names[person_of(by)].parse().unwrap()
    }
}
