//! The first runner: nothing but the domain. Events are folded into records, and the rules are asked.

use std::collections::BTreeMap;

use codes::ids::{
    CentreId, DeviceEntryId, DonorId, HandoverId, Id, LicenceId, PairId, PlanId, RecipientId, TransplantId, UnitId,
};
use codes::time::{Happened, Zone};
use domain::approval::{self, Opened, Pair, Signing, Step};
use domain::followup::{self, Seen};
use domain::licence::{Granted, Licence, Measure, Proposed};
use domain::person::Known;
use domain::registry::{
    DonorEntered, HandedOver, Recipient, RecipientEntered, RemovalFact, RemovalPlan, Sighting, TransplantFact, Unit,
    gate, keep_handover, keep_removal, keep_transplant,
};
use domain::trace::entry::{Arrival, DeviceEntry, Ended, EntryKept, Known as OrganKnown, Told, keep_entry};
use domain::trace::order::{in_order, left_already};
use domain::{Draft, Kept, Past, Record, Verdict, consent, registry};
use jiff::Timestamp;
use law::{Floor, Law, Profile, Severity};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::ground::{STAFF, person_of, profile};
use super::outcome::{Outcome, codes, weighing};
use super::script::{Act, DeviceSaid, Scenario, named};

/// A country in memory, as far as one scenario needs it.
pub struct Memory<'s> {
    pub(super) scenario: &'s Scenario,
    pub(super) profile: Profile,
    pub(super) floor: Floor,
    pub(super) names: BTreeMap<String, String>,
    pub(super) known: BTreeMap<String, Known>,
    pub(super) same_person: bool,
    pub(super) licences: Vec<Licence>,
    pub(super) pairs: BTreeMap<String, Pair>,
    pub(super) donors: BTreeMap<DonorId, registry::Donor>,
    pub(super) recipients: BTreeMap<RecipientId, Recipient>,
    pub(super) units: BTreeMap<UnitId, Unit>,
    pub(super) labels: BTreeMap<UnitId, domain::trace::label::Label>,
    pub(super) blood_groups: Vec<domain::registry::blood::BloodGroup>,
    /// Hand-overs of every organ.
    handed: Vec<registry::Handover>,
    pub(super) temperatures: Vec<domain::trace::temperature::TemperatureLog>,
    pub(super) decisions: Vec<domain::trace::abo::AboDecision>,
    pub(super) recalls: Vec<domain::vigilance::Recall>,
    pub(super) outages: Vec<domain::trace::outage::Outage>,
    /// Sheets, the one spoken of last.
    pub(super) sheets: Vec<domain::trace::paper::Sheet>,
    /// What laboratories found of somebody, the newest of each sort: the value in the unit in which it was told.
    pub(super) found: BTreeMap<(String, String), f64>,
    /// Where the last hand-over of an organ brought it.
    pub(super) brought: BTreeMap<UnitId, Option<CentreId>>,
    /// When the graft of somebody was first told to have failed.
    failed: BTreeMap<String, Timestamp>,
    /// Files of signs, by pair.
    pub(super) signs: BTreeMap<PairId, domain::indicator::SignFile>,
    next: u64,
}

/// Walks a scenario and says in what it differs from its file.
pub fn walk(scenario: &Scenario) -> Vec<String> {
    let mut memory = Memory::new(scenario);
    for act in &scenario.steps {
        let came = memory.act(act);
        if !came.refused.is_empty() {
            return vec![format!("{}: `{}` is refused: {:?}", scenario.file, act.name, came.refused)];
        }
    }
    let mut came = memory.act(&scenario.asked);
    came.stage = memory.pairs.get("pair").map(|p| p.stage().code().to_owned()).unwrap_or_default();
    came.differences(scenario)
}

fn read<T: DeserializeOwned>(file: &str, value: Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|e| panic!("{file}: {e} in {value}"))
}

impl<'s> Memory<'s> {
    fn new(scenario: &'s Scenario) -> Self {
        let mut memory = Self {
            scenario,
            profile: profile(&scenario.land),
            floor: law::floor().unwrap(),
            names: BTreeMap::new(),
            known: BTreeMap::new(),
            same_person: false,
            licences: Vec::new(),
            pairs: BTreeMap::new(),
            donors: BTreeMap::new(),
            recipients: BTreeMap::new(),
            units: BTreeMap::new(),
            labels: BTreeMap::new(),
            recalls: Vec::new(),
            outages: Vec::new(),
            sheets: Vec::new(),
            found: BTreeMap::new(),
            blood_groups: Vec::new(),
            handed: Vec::new(),
            temperatures: Vec::new(),
            decisions: Vec::new(),
            brought: BTreeMap::new(),
            failed: BTreeMap::new(),
            signs: BTreeMap::new(),
            next: 1,
        };
        for member in STAFF {
            let id: codes::ids::AccountId = memory.id();
            memory.names.insert(member.name.to_owned(), id.to_string());
        }
        for centre in ["centre", "other_centre"] {
            let id: CentreId = memory.id();
            memory.names.insert(centre.to_owned(), id.to_string());
        }
        memory
    }

    pub(super) fn id<T: Id>(&mut self) -> T {
        self.next += 1;
        T::from_bits(self.next)
    }

    pub(super) fn named<T: DeserializeOwned>(&self, with: &Map<String, Value>) -> T {
        read(&self.scenario.file, named(&Value::Object(with.clone()), &self.names, &self.scenario.file))
    }

    pub(super) fn law_at(&self, at: Timestamp) -> Law<'_> {
        self.profile.on(self.day_of(at))
    }

    pub(super) fn day_of(&self, at: Timestamp) -> jiff::civil::Date {
        at.to_zoned(self.profile.time_zone().clone()).date()
    }

    pub(super) fn past(&self, draft: &Draft, act: &Act) -> Past {
        let happened = act.happened.map(|at| Happened::at(at, Zone::utc()));
        Past {
            id: format!("evt_{}", act.name),
            kind: draft.kind.to_owned(),
            version: draft.version,
            record: draft.record.clone(),
            body: draft.body.clone(),
            actor: self.names.get(person_of(&act.by)).cloned().unwrap_or_default(),
            centre: None,
            recorded_at: act.at,
            happened: draft.happened.clone().or(happened),
        }
    }

    fn act(&mut self, act: &Act) -> Outcome {
        match act.does.as_str() {
            "licence" => self.license(act),
            "measure" => self.measure(act),
            "measure_signed" => self.measure_signed(act),
            "pair_opened" => self.open(act),
            "planned" => self.plan(act),
            "cancelled" => self.fold_pair(&Draft::new("registry.removal_cancelled", self.pair(act).id, &()), act),
            "removal" => self.removal(act),
            "transplant" => self.transplant(act),
            "handover" => self.handover(act),
            "told" => self.device_told(act),
            "ended" => self.ended(act),
            "book" => self.book(act),
            "seen" => self.seen(act),
            "blood_group" => self.blood_group(act),
            "label" => self.label(act),
            "table" => self.table(act),
            "recalled" => self.recalled(act),
            "temperature" => self.temperature(act),
            "outage" => self.outage(act),
            "outage_over" => self.outage_over(act),
            "sheets" => self.sheets(act),
            "sheets_counted" => self.sheets_counted(act),
            "sheet_entered" => self.sheet_entered(act),
            "sheet_confirmed" => self.sheet_confirmed(act),
            "sheet_voided" => self.sheet_voided(act),
            "divided" => self.divided(act),
            "division" => self.division_planned(act),
            "across" => self.across(act),
            "measured" => self.measured(act),
            "signs_looked" => self.signs_looked(act),
            "sign_answered" => self.sign_answered(act),
            "signs_reviewed" => self.signs_reviewed(act),
            "care_transfer" => self.care_transfer(act),
            "merged" => {
                self.same_person = true;
                Outcome::default()
            }
            _ => self.step(act),
        }
    }

    fn license(&mut self, act: &Act) -> Outcome {
        let id: LicenceId = self.id();
        self.names.insert(act.gives.clone(), id.to_string());
        let granted: Granted = self.named(&act.with);
        let past = self.past(&Draft::new("licence.granted", id, &granted), act);
        self.licences.push(Licence::fold(None, &past).unwrap());
        Outcome::default()
    }

    fn fold_licence(&mut self, of: &str, past: &Past) -> Outcome {
        let id = self.names[of].clone();
        let licence = self.licences.iter_mut().find(|l| l.id.to_string() == id).unwrap();
        *licence = Licence::fold(Some(licence.clone()), past).unwrap();
        Outcome::default()
    }

    fn measure(&mut self, act: &Act) -> Outcome {
        #[derive(serde::Deserialize)]
        struct Said {
            of: String,
            measure: Measure,
            from: Timestamp,
            reason: String,
            legal_act: String,
        }
        let said: Said = self.named(&act.with);
        let two_signatures = self.law_at(act.at).get(&law::param::LICENCE_TWO_SIGNATURES).unwrap();
        let Said { of, measure, from, reason, legal_act } = said;
        let proposed = Proposed { measure, from, reason, legal_act, two_signatures };
        let past = self.past(&Draft::new("licence.measure_proposed", &self.names[&of], &proposed), act);
        self.fold_licence(&of, &past)
    }

    fn measure_signed(&mut self, act: &Act) -> Outcome {
        let of = act.with.get("of").and_then(Value::as_str).unwrap_or("licence").to_owned();
        let past = self.past(&Draft::new("licence.measure_signed", &self.names[&of], &()), act);
        self.fold_licence(&of, &past)
    }

    /// Somebody becomes a donor or recipient the first time a pair is opened with them.
    fn entered(&mut self, who: &str, kind: &'static str, act: &Act) -> String {
        if let Some(id) = self.names.get(who) {
            return id.clone();
        }
        let known: Known = read(&self.scenario.file, with_identifiers(&self.scenario.people[who]));
        let number = if kind == "registry.donor_entered" {
            let id: DonorId = self.id();
            let body = DonorEntered { kind: codes::DonorKind::Living, centre: None };
            self.donors.insert(id, registry::Donor::fold(None, &self.past(&Draft::new(kind, id, &body), act)).unwrap());
            id.to_string()
        } else {
            let id: RecipientId = self.id();
            let body = RecipientEntered { centre: None, accepted_on: None };
            self.recipients.insert(id, Recipient::fold(None, &self.past(&Draft::new(kind, id, &body), act)).unwrap());
            id.to_string()
        };
        self.known.insert(number.clone(), known);
        self.names.insert(who.to_owned(), number.clone());
        number
    }

    fn open(&mut self, act: &Act) -> Outcome {
        let who = |role: &str| act.with[role].as_str().unwrap().to_owned();
        let donor = self.entered(&who("donor"), "registry.donor_entered", act);
        let recipient = self.entered(&who("recipient"), "registry.recipient_entered", act);
        let mut with = act.with.clone();
        with.extend([("donor".to_owned(), json!(donor)), ("recipient".to_owned(), json!(recipient))]);
        let opened: Opened = self.named(&with);
        let id: PairId = self.id();
        self.names.insert(act.gives.clone(), id.to_string());
        let pair = Pair::fold(None, &self.past(&Draft::new("approval.pair_opened", id, &opened), act)).unwrap();
        self.open_signs(&pair, act);
        self.pairs.insert(act.gives.clone(), pair);
        Outcome::default()
    }

    fn pair_name(act: &Act) -> String {
        act.with.get("in").and_then(Value::as_str).unwrap_or("pair").to_owned()
    }

    fn pair(&self, act: &Act) -> &Pair {
        &self.pairs[&Self::pair_name(act)]
    }

    fn fold_pair(&mut self, draft: &Draft, act: &Act) -> Outcome {
        let past = self.past(draft, act);
        let pair = self.pairs.values_mut().find(|p| p.id.to_string() == draft.record).unwrap();
        *pair = Pair::fold(Some(pair.clone()), &past).unwrap();
        Outcome::default()
    }

    fn step(&mut self, act: &Act) -> Outcome {
        let mut with = act.with.clone();
        with.remove("in");
        with.insert("step_kind".to_owned(), json!(act.does));
        let step: Step = self.named(&with);
        let pair = self.pair(act).clone();
        let verdict = match &step {
            Step::Signed(signed) => self.sign(&pair, signed, act.at),
            Step::VoteCast(vote) => {
                let (situation, plan) = self.deciding(&pair, vote, act);
                approval::gate_vote(&plan, &situation, &self.law_at(act.at), &self.floor)
            }
            Step::Decided(decided) => {
                self.compute_signs(&Self::pair_name(act), None, act);
                let (situation, plan) = self.deciding(&pair, decided, act);
                let (law, signs) = (self.law_at(act.at), self.signs_around(&pair, act.at));
                let verdict = approval::gate(&plan, &situation, &law, &self.floor);
                match decided.favour {
                    approval::Favour::Favourable => verdict.and(domain::indicator::read(&signs, &law, &self.floor)),
                    _ => verdict,
                }
            }
            Step::PaperConfirmed(paper) => {
                let (situation, plan) = self.deciding(&pair, paper, act);
                approval::gate_paper(&plan, &situation, &self.law_at(act.at), &self.floor)
            }
            _ => {
                approval::keep(&pair, &step).events.iter().for_each(|d| drop(self.fold_pair(d, act)));
                if Self::shows_signs(&step) {
                    self.compute_signs(&Self::pair_name(act), None, act);
                }
                return Outcome::default();
            }
        };
        self.settle(verdict, act)
    }

    fn sign(&self, pair: &Pair, signed: &consent::Signed, at: Timestamp) -> Verdict {
        let mut situation = self.situation(pair, at, pair.centre, pair.organ, None).consent;
        situation.phase = consent::Phase::Signing;
        let plan = consent::SignPlan { pair: pair.id, signed: signed.clone() };
        consent::gate(&plan, &pair.donor.to_string(), &situation, &self.law_at(at), &self.floor)
    }

    /// What whoever acts is about to sign, and what the rules look at.
    fn deciding<T: Clone>(&self, pair: &Pair, step: &T, act: &Act) -> (approval::Situation, Signing<T>) {
        let situation = self.situation(pair, act.at, pair.centre, pair.organ, None).approval;
        (situation, Signing { by: self.names[person_of(&act.by)].parse().unwrap(), step: step.clone() })
    }

    fn plan(&mut self, act: &Act) -> Outcome {
        let planned_at: Timestamp = read(&self.scenario.file, act.with["planned_at"].clone());
        let pair = self.pair(act).clone();
        let mut situation = self.situation(&pair, planned_at, pair.centre, pair.organ, Some(act.at));
        let graft_g = act.with.get("graft_g").map(|g| read(&self.scenario.file, g.clone()));
        let people = (Some(pair.donor.to_string()), pair.recipient.to_string());
        situation.size = Some(self.sizing(pair.organ, people, planned_at, graft_g));
        if situation.read(&self.law_at(planned_at), &self.floor).allows() {
            self.compute_signs(&Self::pair_name(act), Some(planned_at), act);
            situation.indicator = Some(self.signs_around(&pair, planned_at));
        }
        let plan = RemovalPlan { pair: pair.id, planned_at, graft_g };
        let id: PlanId = self.id();
        let verdict = gate(&plan, id, &situation, &self.law_at(planned_at), &self.floor);
        self.settle(verdict, act)
    }

    pub(super) fn settle(&mut self, verdict: Verdict, act: &Act) -> Outcome {
        let reading = match verdict {
            Verdict::Allowed { events, reading } => {
                events.iter().for_each(|d| drop(self.fold_pair(d, act)));
                reading
            }
            Verdict::Refused(reading) => reading,
        };
        Outcome {
            refused: weighing(&reading.findings, Severity::Stop),
            asks: Some(weighing(&reading.findings, Severity::Ask)),
            marks: Some(codes(&reading.weaker_than_who)),
            ..Outcome::default()
        }
    }

    /// A fact with `happened` as the wire has it.
    fn told<T: DeserializeOwned>(&self, act: &Act) -> T {
        let mut with = act.with.clone();
        let at = act.happened.unwrap_or(act.at);
        with.insert("happened".to_owned(), serde_json::to_value(Happened::at(at, Zone::utc())).unwrap());
        self.named(&with)
    }

    fn kept(&self, kept: &Kept, disputed: Vec<registry::Dispute>) -> Outcome {
        Outcome {
            breaches: Some(codes(&kept.breaches)),
            disputed: disputed.into_iter().map(|d| d.rule).collect(),
            questions: usize::from(!kept.breaches.is_empty()),
            ..Outcome::default()
        }
    }

    fn removal(&mut self, act: &Act) -> Outcome {
        let fact: RemovalFact = self.told(act);
        let pair = match fact.pair {
            Some(id) => self.pairs.values().find(|p| p.id == id).unwrap().clone(),
            None => super::situation::empty_pair(&fact),
        };
        let mut situation = self.situation(&pair, fact.happened.at, fact.centre, fact.organ, None);
        if !fact.team.is_empty() {
            situation.licence.professionals = self.removing(&pair, &fact.team, fact.happened.at);
        }
        let unit: UnitId = self.id();
        let kept = keep_removal(&fact, unit, &situation, &self.law_at(fact.happened.at), &self.floor);
        self.names.insert(act.gives.clone(), unit.to_string());
        let entered = Unit::fold(None, &self.past(&kept.events[0], act)).unwrap();
        let disputes = entered.entered.disputes.clone();
        self.units.insert(unit, entered);
        kept.events.iter().skip(1).for_each(|d| drop(self.fold_pair(d, act)));
        self.kept(&kept, disputes)
    }

    fn transplant(&mut self, act: &Act) -> Outcome {
        let fact: TransplantFact = self.told(act);
        let registry =
            self.on_the_way(registry::Phase::Transplantation, fact.unit, Some(fact.recipient), fact.happened.at);
        let licence = self.licensed_to_graft((fact.centre, &fact.team), registry.organ, fact.happened.at);
        let situation = registry::Grafting { licence: Some(licence), registry, vigilance: None, size: None };
        let id: TransplantId = self.id();
        let pair = self.units[&fact.unit].entered.pair;
        let kept = keep_transplant(&fact, id, pair, &situation, &self.law_at(fact.happened.at), &self.floor);
        let told = registry::Transplant::fold(None, &self.past(&kept.events[0], act)).unwrap();
        self.fold_unit(&kept.events[1], act);
        kept.events.iter().skip(2).for_each(|d| drop(self.fold_pair(d, act)));
        self.kept(&kept, told.transplanted.disputes)
    }

    fn handover(&mut self, act: &Act) -> Outcome {
        let handed: HandedOver = self.named(&act.with);
        let at = act.happened.unwrap_or(act.at);
        let situation = self.on_the_way(registry::Phase::HandOver, handed.unit, None, at);
        let (id, when): (HandoverId, _) = (self.id(), Happened::at(at, Zone::utc()));
        let kept = keep_handover(&handed, id, &when, &situation, &self.law_at(at), &self.floor);
        let told = registry::Handover::fold(None, &self.past(&kept.events[0], act)).unwrap();
        self.brought.insert(handed.unit, handed.to);
        let disputes = told.handed.disputes.clone();
        self.handed.push(told);
        self.kept(&kept, disputes)
    }

    fn device_told(&mut self, act: &Act) -> Outcome {
        let with = named(&Value::Object(act.with.clone()), &self.names, &self.scenario.file);
        let said = DeviceSaid::of(act, with.as_object().unwrap().clone());
        let Told::HandOver(hand) = &said.told;
        let moved_s = said.scanned.moved_s(said.device_now, act.at);
        let measured_s = said.scanned.uncertainty_s;
        let at = said.scanned.happened(Zone::utc(), act.at);
        let mut arrival =
            Arrival { known: OrganKnown::Unknown, ended: None, at, left_already: None, moved_s, measured_s };
        let (mut handover, unsure_with) = (None, Vec::new());
        if let Some(unit) = self.units.get(&hand.unit).cloned() {
            arrival.known = OrganKnown::Known;
            let ended = unit.fate_at.filter(|_| unit.fate != registry::Fate::Open);
            arrival.ended = ended.map(|at| Ended { fate: unit.fate, at });
            let id: HandoverId = self.id();
            let (from, to, at) = (hand.from, hand.to, arrival.at.clone());
            let handed = HandedOver { unit: unit.id, place: 1, from, to, package: None, disputes: Vec::new() };
            self.handed.push(registry::Handover { id, handed, at, scanned: Some(said.scanned.clone()) });
            let ours: Vec<&registry::Handover> = self.handed.iter().filter(|h| h.handed.unit == unit.id).collect();
            arrival.left_already = left_already(&in_order(&ours, unit.entered.centre), id);
            handover = Some(id);
        }
        let entry = EntryKept {
            mark: String::new(),
            told: said.told.clone(),
            scanned: said.scanned,
            moved_s,
            handover,
            unsure_with,
            disputes: Vec::new(),
        };
        let id: DeviceEntryId = self.id();
        let law = self.law_at(arrival.at.at);
        let kept = keep_entry(&entry, (id, hand.unit.to_string()), &arrival, &law, &self.floor);
        let told = DeviceEntry::fold(None, &self.past(&kept.events[0], act)).unwrap();
        self.kept(&kept, told.kept.disputes)
    }

    pub(super) fn fold_unit(&mut self, draft: &Draft, act: &Act) {
        let past = self.past(draft, act);
        let unit = self.units.values_mut().find(|u| u.id.to_string() == draft.record).unwrap();
        *unit = Unit::fold(Some(unit.clone()), &past).unwrap();
    }

    /// An old book has an organ whose donor nobody wrote down.
    fn book(&mut self, act: &Act) -> Outcome {
        let id: UnitId = self.id();
        let entered = json!({"organ": act.with["organ"], "donor": null, "centre": null, "pair": null, "recovered": true,
            "disputes": [], "breaches": [], "note": null});
        self.names.insert(act.gives.clone(), id.to_string());
        let past = self.past(&Draft::new("registry.unit_entered", id, &entered), act);
        self.units.insert(id, Unit::fold(None, &past).unwrap());
        Outcome::default()
    }

    /// A visit: what contradicts the record, and what wants somebody.
    fn seen(&mut self, act: &Act) -> Outcome {
        let number = self.names[act.with.get("who").and_then(Value::as_str).unwrap_or("donor")].clone();
        let seen: Seen = read(&self.scenario.file, act.with["seen"].clone());
        let at = act.happened.unwrap_or(act.at);
        let (donor, recipient) = (number.parse::<DonorId>().ok(), number.parse::<RecipientId>().ok());
        let died_at = donor.and_then(|id| self.donors[&id].died_at);
        let sighting = Sighting {
            person: number.clone(),
            patient_status: seen.patient_status.clone(),
            died_at: died_at.or_else(|| recipient.and_then(|id| self.recipients[&id].died_at)),
            at,
            graft_status: seen.graft_status.clone(),
            graft_failed_at: self.failed.get(&number).copied(),
        };
        let law = self.law_at(at);
        let contradicts = law::check_all(registry::rules::SEEN, &sighting, &law, &self.floor);
        let wants = donor.filter(|_| seen.patient_status == "alive").map(|_| self.wants(&seen, at)).unwrap_or_default();
        if seen.graft_status.as_deref() == Some("failed") {
            self.failed.entry(number.clone()).or_insert(at);
        }
        if seen.patient_status == "dead" {
            self.dies(donor, recipient, act);
        }
        Outcome {
            breaches: Some(codes(&contradicts.findings).into_iter().chain(codes(&wants)).collect()),
            questions: usize::from(!contradicts.findings.is_empty()) + usize::from(!wants.is_empty()),
            ..Outcome::default()
        }
    }

    /// What the rule on results says of a donor's.
    fn wants(&self, seen: &Seen, at: Timestamp) -> Vec<law::Finding> {
        let law = self.law_at(at);
        let found = followup::abnormal(seen, 0, &law.get(&law::param::LIMITS).unwrap());
        let care = self.pairs["pair"].care.as_ref().map(|c| &c.step);
        let situation = followup::Concerning { found, carer: care.map(|c| c.owner), payer: care.and_then(|c| c.payer) };
        followup::read_concerning(&situation, &law, &self.floor).findings
    }

    fn dies(&mut self, donor: Option<DonorId>, recipient: Option<RecipientId>, act: &Act) {
        if let Some(id) = donor {
            let past = self.past(&Draft::new("registry.donor_died", id, &()), act);
            let donor = self.donors.get_mut(&id).unwrap();
            *donor = registry::Donor::fold(Some(donor.clone()), &past).unwrap();
        } else if let Some(id) = recipient {
            let past = self.past(&Draft::new("registry.recipient_died", id, &()), act);
            let recipient = self.recipients.get_mut(&id).unwrap();
            *recipient = Recipient::fold(Some(recipient.clone()), &past).unwrap();
        }
    }

    /// A clinic is asked to take over the care of the donor.
    fn care_transfer(&mut self, act: &Act) -> Outcome {
        let mut with = act.with.clone();
        let donor = self.names[with.remove("who").as_ref().and_then(Value::as_str).unwrap_or("donor")].clone();
        with.extend([("subject".to_owned(), json!(donor)), ("answer_by_on".to_owned(), json!(self.day_of(act.at)))]);
        with.entry("payer").or_insert(Value::Null);
        with.entry("contact").or_insert(Value::Null);
        let asked: followup::TransferAsked = self.named(&with);
        let situation = followup::HandingOver {
            lives_in: self.known[&donor].residence,
            clinic_country: asked.clinic_country,
            payer: asked.payer,
        };
        let id: codes::ids::TransferId = self.id();
        match followup::gate_transfer(&asked, id, &situation, &self.law_at(act.at), &self.floor) {
            Verdict::Allowed { .. } => Outcome::default(),
            Verdict::Refused(reading) => {
                Outcome { refused: weighing(&reading.findings, Severity::Stop), ..Outcome::default() }
            }
        }
    }
}

/// Persons of a script need no identifiers.
pub fn with_identifiers(person: &Value) -> Value {
    let mut known = json!({"names": [], "identifiers": [], "languages": []});
    known.as_object_mut().unwrap().extend(person.as_object().unwrap().clone());
    known
}
