//! Vigilance on both databases: who is found and told, who is called when nobody answers, what a recall stops, what another
//! centre sees.

use std::sync::{Arc, Mutex};

use codes::ids::{AlertId, AnyId, CentreId, DonorId, RecipientId, SareId, TissueId, UnitId};
use codes::time::{Happened, Zone};
use codes::tissue::TissueKind;
use domain::access::{Purpose, Role};
use domain::registry::TransplantFact;
use domain::tissue::{CodeExemption, Collect, Consent, Label, Portion, Step, Unpaid};
use domain::vigilance::{
    Acknowledged, AlertTo, Delivery, FinalReport, Grade, GraftPlanned, Imputability, Lifted, Reached, Recalled,
    SareClass, SareKind, SareReport, Touch,
};
use jiff::SignedDuration;
use service::demo::DemoCountry;
use service::task::Tasks;
use service::tissue::TissueStep;
use service::vigilance::{AlertSeen, Carrier, Form, Line, Loopback, SareKept};
use service::{Access, Failure, Service};

use crate::support::Home;
use crate::village::villages;

/// The demonstration with somebody to act in each part.
struct Land {
    home: Home,
    country: DemoCountry,
    calls: Arc<Loopback>,
}

fn failed<T>(done: Result<T, Failure>) -> Failure {
    match done {
        Ok(_) => panic!("it was done"),
        Err(failure) => failure,
    }
}

fn rules(failure: Failure) -> Vec<String> {
    match failure {
        Failure::Refused { reading, .. } => reading.findings.iter().map(|f| f.rule.clone()).collect(),
        other => panic!("{other:?}"),
    }
}

fn is_hidden(failure: &Failure) -> bool {
    matches!(failure, Failure::Denied { hidden: true })
}

impl Land {
    async fn all(name: &str) -> Vec<Self> {
        let mut lands = Vec::new();
        for home in villages(name).await {
            let country = home.country();
            lands.push(Self { home, country, calls: Arc::new(Loopback::default()) });
        }
        lands
    }

    fn service(&self) -> &Service {
        &self.home.service
    }

    fn who(&self, role: Role, centre: Option<CentreId>, nth: usize) -> Access {
        let fits = |a: &&Access| a.role == role && (centre.is_none() || a.centre == centre);
        self.country.staff.iter().map(|s| &s.access).filter(fits).nth(nth).unwrap().clone()
    }

    fn officer(&self, nth: usize) -> Access {
        self.who(Role::VigilanceOfficer, None, nth)
    }

    fn coordinator(&self) -> Access {
        self.who(Role::Coordinator, None, 0)
    }

    fn nurse(&self, centre: CentreId) -> Access {
        self.who(Role::LivingDonorNurse, Some(centre), 0)
    }

    fn donor(&self) -> DonorId {
        self.country.stories.iter().find(|s| s.key == "many").unwrap().number.parse().unwrap()
    }

    /// Grafts of the donor of many organs: unit, recipient, centre.
    async fn grafts(&self) -> Vec<(UnitId, RecipientId, CentreId)> {
        let found = self.service().trace(&self.coordinator(), &self.donor().to_string()).await.unwrap();
        let lines = found.traces[0].flat();
        let grafts = lines.iter().flat_map(|l| &l.transplants).map(|t| &t.transplanted);
        grafts.map(|t| (t.unit, t.recipient, t.centre.unwrap())).collect()
    }

    /// Who received tissue of that donor: unit, recipient, centre.
    async fn applied(&self) -> Vec<(TissueId, RecipientId, CentreId)> {
        let found = self.service().trace(&self.coordinator(), &self.donor().to_string()).await.unwrap();
        let lines = found.traces[0].tissues_flat();
        let given = lines.iter().flat_map(|l| &l.applications).map(|a| &a.applied);
        given.map(|a| (a.unit, a.recipient, a.centre)).collect()
    }

    fn report(&self, about: AnyId, centre: Option<CentreId>) -> SareReport {
        SareReport {
            class: SareClass::SarRecipient,
            what: SareKind::Infection,
            severity: Grade::Serious,
            imputability: Imputability::NotAssessable,
            about,
            centre,
            onset_at: None,
            detected_at: self.service().now() - SignedDuration::from_hours(2),
            description: "Fever in Velun Tarsan".into(),
            measures: None,
            contact: Some("Sister Mira, ward 3".into()),
        }
    }

    /// Files in the name of the centre of the first graft.
    async fn file(&self) -> (SareKept, CentreId) {
        let (_, recipient, centre) = self.grafts().await[0];
        let nurse = self.who(Role::Surgeon, Some(centre), 0);
        let report = self.report(recipient.into(), Some(centre));
        (self.service().file_sare(&nurse, report).await.unwrap().0, centre)
    }

    async fn alerts(&self, sare: SareId) -> Vec<AlertSeen> {
        self.service().sare(&self.officer(0), sare).await.unwrap().alerts
    }

    async fn turn(&self, carrier: &Arc<dyn Carrier>) -> (usize, usize) {
        let tasks = Tasks::new(self.service().clone(), Arc::clone(carrier), SignedDuration::from_secs(1));
        let turned = tasks.turn().await.unwrap();
        (turned.done, turned.put_off)
    }

    fn carrier(&self) -> Arc<dyn Carrier> {
        self.calls.clone()
    }

    async fn questions(&self, about: impl ToString) -> Vec<String> {
        let investigator = self.who(Role::Investigator, None, 0);
        let all = self.service().questions(&investigator).await.unwrap();
        let about = about.to_string();
        all.into_iter().filter(|q| q.about == about).flat_map(|q| q.rules).collect()
    }

    async fn whole(self) {
        let verified = self.home.service.verify(|_| ()).await.unwrap();
        assert!(verified.is_whole(), "{:?}", verified.differences);
        self.home.drop().await;
    }
}

fn place(alert: &AlertSeen) -> CentreId {
    match alert.alert.queued.to {
        AlertTo::Centre(centre) => centre,
        AlertTo::Authority(country) => panic!("{country}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn filing_finds_everybody_else_and_alerts_their_centres_at_once() {
    for land in Land::all("vigilance_file").await {
        let grafts = land.grafts().await;
        let (kept, centre) = land.file().await;
        assert_eq!(kept.exposed, 5 + 7, "a heart, two parts of a liver, two kidneys; seven of cornea and bone");
        let alerts = land.alerts(kept.sare).await;
        let mut told: Vec<CentreId> = alerts.iter().map(place).collect();
        let mut others: Vec<CentreId> = grafts.iter().skip(1).map(|(_, _, at)| *at).collect();
        others.extend(land.applied().await.iter().map(|(_, _, at)| *at).filter(|at| *at != centre));
        others.sort_unstable();
        others.dedup();
        told.sort_unstable();
        assert_eq!((told.clone(), kept.alerts), (others, told.len()), "the centre that filed knows");
        let units: Vec<(AnyId, Touch)> =
            alerts.iter().flat_map(|a| &a.alert.queued.exposed).map(|e| (e.unit, e.touch)).collect();
        for (unit, recipient, at) in grafts.iter().skip(1) {
            assert!(units.contains(&((*unit).into(), Touch::Grafted)) || *at == centre, "{recipient}");
        }
        let seen = land.service().sare(&land.officer(0), kept.sare).await.unwrap();
        assert_eq!(seen.sare.filed.report.description.clear(), Some("Fever in Velun Tarsan"));
        assert_eq!(seen.sare.donors, [land.donor()]);
        for table in ["sare", "alert", "event"] {
            let column = if table == "event" { "envelope" } else { "body" };
            let clear = land.home.texts(format!("SELECT {column} AS t FROM {table}")).await;
            assert!(clear.iter().all(|t| !t.contains("Velun") && !t.contains("Mira")), "{table}");
        }
        land.whole().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reaction_of_whoever_received_tissue_reaches_the_organs_of_its_donor_too() {
    for land in Land::all("vigilance_tissue").await {
        let applied = land.applied().await;
        let (unit, recipient, centre) = applied[0];
        for about in [AnyId::from(unit), recipient.into()] {
            let surgeon = land.who(Role::Surgeon, Some(centre), 0);
            let (kept, _) = land.service().file_sare(&surgeon, land.report(about, Some(centre))).await.unwrap();
            let seen = land.service().sare(&land.officer(0), kept.sare).await.unwrap();
            assert_eq!(seen.sare.donors, [land.donor()]);
            let reached: Vec<RecipientId> = seen.sare.exposed.iter().filter_map(|e| e.recipient).collect();
            let organs = land.grafts().await;
            let everybody = organs.iter().map(|g| g.1).chain(applied.iter().map(|a| a.1));
            assert!(everybody.clone().all(|one| reached.contains(&one)));
            assert_eq!(reached.len(), everybody.count());
            let told: Vec<CentreId> = seen.alerts.iter().map(place).collect();
            assert!(organs.iter().all(|(_, _, at)| told.contains(at) || *at == centre));
        }
        land.whole().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recall_of_the_donor_stops_tissues_too_and_ends_for_all_at_once() {
    for land in Land::all("vigilance_tissue_recall").await {
        let (service, coordinator) = (land.service(), land.coordinator());
        let (unit, _, centre) = land.applied().await[0];
        let order = Recalled { of: land.donor().into(), sare: None, why: SareKind::Infection, because: "HEV".into() };
        let (recall, _) = service.recall_units(&land.officer(0), order).await.unwrap();
        let of = async |unit| service.tissue_unit(&coordinator, unit).await.unwrap().unit;
        let part_of = async || of(unit).await.recalled().and_then(|r| r.part_of);
        // In the demonstration everything of that donor is under a recall already; when that ends, this one still holds.
        let list = service.recalls(&coordinator).await.unwrap().recalls;
        let first = list.iter().map(|r| &r.recall).find(|r| r.lifted.is_none() && r.id != recall).unwrap().id;
        assert_eq!(part_of().await, Some(first));
        service.lift_recall(&land.officer(1), first, Lifted { because: "Excluded".into() }).await.unwrap();
        assert_eq!(part_of().await, Some(recall));
        // Whatever comes into the record afterwards is stopped by its donor.
        let officer = land.who(Role::TissueOfficer, None, 0);
        let here = officer.centre.unwrap();
        let amount: codes::Quantity = "2 {piece}".parse().unwrap();
        let collect = Step::Collect(Collect {
            donor: Some(land.donor()),
            kind: TissueKind::Skin,
            amount,
            purpose: domain::tissue::Purpose::Allogeneic,
            consent: Consent::KinAgreed,
            unpaid: Unpaid::Declared,
            approved_by: None,
            label: Label { sec: None, donation: None, expires_on: None, exempt: Some(CodeExemption::ImmediateUse) },
            note: None,
        });
        let happened = Some(Happened::at(service.now(), Zone::utc()));
        let told = TissueStep { step: collect, centre: here, happened };
        let late = service.tissue_step(&officer, told).await.unwrap().0.units[0];
        assert!(of(late).await.recalled().is_none());
        let issue = || TissueStep {
            step: Step::Issue { of: Portion { unit: late, amount }, to: centre },
            centre: here,
            happened: None,
        };
        assert!(rules(failed(service.tissue_step(&officer, issue()).await)).contains(&"REG-023".to_owned()));
        let alone = failed(service.lift_tissue_recall(&coordinator, unit).await);
        assert!(
            matches!(alone, Failure::Problem(p) if p.value == Some(recall.to_string())),
            "it ends with the donor's"
        );
        let said = Lifted { because: "Another culture".into() };
        assert_eq!(rules(failed(service.lift_recall(&land.officer(0), recall, said.clone()).await)), ["VIG-002"]);
        assert!(of(unit).await.recalled().is_some());
        service.lift_recall(&land.officer(1), recall, said).await.unwrap();
        assert!(of(unit).await.recalled().is_none());
        let now = service.tissue_step(&officer, issue()).await;
        assert!(
            !matches!(&now, Err(Failure::Refused { reading, .. }) if reading.findings.iter().any(|f| f.rule == "REG-023"))
        );
        land.whole().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_nobody_acknowledges_climbs_and_one_somebody_knows_of_does_not() {
    for mut land in Land::all("vigilance_climb").await {
        land.turn(&land.carrier()).await;
        let (kept, _) = land.file().await;
        // Whatever is queued survives the program.
        land.home.restart().await;
        let before = land.calls.taken().len();
        land.turn(&land.carrier()).await;
        let alert = land.alerts(kept.sare).await.remove(0);
        let (id, at) = (alert.alert.id, place(&alert));
        let nurse = land.nurse(at);
        let first = &alert.alert.rungs[0].rung;
        assert_eq!(
            (first.role, first.reached, first.to.contains(&nurse.account)),
            (Role::LivingDonorNurse, Reached::Role, true)
        );
        assert_eq!(land.turn(&land.carrier()).await, (0, 0), "nothing is done twice");
        let taken = land.calls.taken();
        assert!(taken.len() > before);
        for line in &taken[before..] {
            let text = line.text.to_lowercase();
            for word in
                ["donor", "organ", "kidney", "infection", "transplant", "victim", "velun", "زرع", "عضو", "متبرع"]
            {
                assert!(!text.contains(word), "{text}");
            }
            assert!(text.contains(&line.id.to_lowercase()), "{text}");
        }
        land.home.later(3601);
        land.turn(&land.carrier()).await;
        let second = land.service().alert(&nurse, id).await.unwrap().alert;
        assert_eq!((second.rungs.len(), second.rungs[1].rung.role), (2, Role::Surgeon));
        assert!(second.is_late(land.service().now()));
        let said = Acknowledged { measures: Some("Called in".into()) };
        land.service().acknowledge_alert(&nurse, id, said.clone()).await.unwrap();
        assert_eq!(land.questions(id).await, ["VIG-007"], "too late, and kept");
        assert!(
            matches!(failed(land.service().acknowledge_alert(&nurse, id, said).await), Failure::Problem(p) if p.code == "stale")
        );
        let called = land.calls.taken().len();
        land.home.later(7200);
        land.turn(&land.carrier()).await;
        let known = land.service().alert(&nurse, id).await.unwrap().alert;
        assert_eq!(known.rungs.len(), 2, "nobody is called any more");
        assert_eq!(known.known.unwrap().by, nurse.account.to_string());
        let again: Vec<Line> = land.calls.taken().split_off(called);
        let holders = [land.who(Role::Surgeon, Some(at), 0).account, nurse.account];
        assert!(again.iter().all(|line| !holders.contains(&line.to) || land.calls.taken().len() > called));
        land.whole().await;
    }
}

/// Takes nothing until it is told to.
#[derive(Default)]
struct Broken(Mutex<bool>, Loopback);

impl Carrier for Broken {
    fn take(&self, line: &Line) -> Result<(), String> {
        match *self.0.lock().unwrap() {
            true => self.1.take(line),
            false => Err("the gateway is away".to_owned()),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_did_not_leave_is_tried_again_and_shown() {
    for mut land in Land::all("vigilance_calls").await {
        land.turn(&land.carrier()).await;
        let (kept, _) = land.file().await;
        let broken = Arc::new(Broken::default());
        let carrier: Arc<dyn Carrier> = broken.clone();
        let (_, put_off) = land.turn(&carrier).await;
        assert!(put_off > 0);
        let deliveries = |alerts: &[AlertSeen]| {
            alerts.iter().flat_map(|a| a.alert.calls.clone()).map(|c| c.sent.delivery).collect::<Vec<_>>()
        };
        let shown = deliveries(&land.alerts(kept.sare).await);
        assert!(!shown.is_empty() && shown.iter().all(|d| *d == Delivery::Failed), "{shown:?}");
        assert_eq!(land.turn(&carrier).await, (0, 0), "it waits a minute");
        land.home.restart().await;
        land.home.later(61);
        land.turn(&carrier).await;
        assert_eq!(deliveries(&land.alerts(kept.sare).await).len(), shown.len(), "a failure is told once");
        *broken.0.lock().unwrap() = true;
        land.home.later(121);
        assert_eq!(land.turn(&carrier).await.1, 0);
        let sent = deliveries(&land.alerts(kept.sare).await);
        assert!(sent.iter().all(|d| *d == Delivery::Sent), "{sent:?}");
        assert_eq!(broken.1.taken().len(), sent.len());
        land.whole().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_centre_sees_and_files_nothing() {
    for land in Land::all("vigilance_reach").await {
        let (kept, filed_at) = land.file().await;
        let alert = land.alerts(kept.sare).await.remove(0);
        let (id, at) = (alert.alert.id, place(&alert));
        let elsewhere = land.country.centres[3];
        assert!(elsewhere != at && elsewhere != filed_at, "nothing of this donor ever was at Tel Orva");
        let (own, stranger) = (land.nurse(at), land.nurse(elsewhere));
        let service = land.service();
        let ours = service.alerts(&own).await.unwrap().alerts;
        assert!(ours.iter().any(|a| a.alert.id == id) && ours.iter().all(|a| place(a) == at));
        assert!(service.alerts(&stranger).await.unwrap().alerts.iter().all(|a| place(a) == elsewhere));
        assert!(is_hidden(&failed(service.alert(&stranger, id).await)));
        let said = Acknowledged { measures: None };
        assert!(is_hidden(&failed(service.acknowledge_alert(&stranger, id, said.clone()).await)));
        assert!(
            is_hidden(&failed(service.alert(&own, AlertId::from_bits(1)).await)),
            "what is not there looks the same"
        );
        for reader in [&own, &stranger] {
            assert!(matches!(failed(service.sare(reader, kept.sare).await), Failure::Denied { .. }));
            assert!(matches!(failed(service.sares(reader).await), Failure::Denied { .. }));
        }
        // Neither in another's name nor about what never was here.
        let donor = AnyId::from(land.donor());
        assert!(is_hidden(&failed(service.file_sare(&stranger, land.report(donor, Some(elsewhere))).await)));
        assert!(is_hidden(&failed(service.file_sare(&stranger, land.report(donor, Some(at))).await)));
        assert!(is_hidden(&failed(service.file_sare(&stranger, land.report(donor, None)).await)));
        let inbox = service.alerts(&land.who(Role::Surgeon, Some(filed_at), 0)).await.unwrap();
        assert!(inbox.filed.iter().any(|f| f.sare == kept.sare), "who filed sees that it is there");
        service.acknowledge_alert(&own, id, said).await.unwrap();
        land.whole().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_recalled_donor_is_planned_and_what_happened_is_kept() {
    for land in Land::all("vigilance_recall").await {
        let service = land.service();
        let unit: UnitId =
            land.country.stories.iter().find(|s| s.key == "kidney-well").unwrap().number.parse().unwrap();
        let found = service.trace(&land.coordinator(), &unit.to_string()).await.unwrap();
        let donor = found.traces[0].donor.clone().unwrap().id;
        let (_, recipient, centre) = land.grafts().await[0];
        let surgeon = land.who(Role::Surgeon, Some(centre), 0);
        let planned_at = service.now() + SignedDuration::from_hours(2);
        let plan = GraftPlanned { unit, recipient, centre, planned_at, graft_g: None };
        assert!(!rules(failed(service.plan_graft(&surgeon, plan).await)).contains(&"VIG-001".to_owned()));
        let order =
            Recalled { of: donor.into(), sare: None, why: SareKind::Malignancy, because: "Seen on the slide".into() };
        let (recall, _) = service.recall_units(&land.coordinator(), order).await.unwrap();
        assert!(rules(failed(service.plan_graft(&surgeon, plan).await)).contains(&"VIG-001".to_owned()));
        land.home.later(60);
        let fact = TransplantFact {
            unit,
            recipient,
            centre,
            happened: Happened::at(service.now(), Zone::utc()),
            cold_ischaemia_min: None,
            anastomosis_min: None,
            team: Vec::new(),
        };
        service.record_transplant(&land.coordinator(), fact).await.unwrap();
        assert!(land.questions(unit).await.join(",").contains("VIG-001"), "kept, with its breach");
        let said = Lifted { because: "The second reading is clear".into() };
        let twice = land.officer(0);
        let order = Recalled { of: unit.into(), sare: None, why: SareKind::Other, because: "To be sure".into() };
        let (own, _) = service.recall_units(&twice, order).await.unwrap();
        assert_eq!(rules(failed(service.lift_recall(&twice, own, said.clone()).await)), ["VIG-002"]);
        service.lift_recall(&land.officer(1), own, said.clone()).await.unwrap();
        assert!(
            rules(failed(service.plan_graft(&surgeon, plan).await)).contains(&"VIG-001".to_owned()),
            "the donor's stands"
        );
        service.lift_recall(&twice, recall, said.clone()).await.unwrap();
        assert!(!rules(failed(service.plan_graft(&surgeon, plan).await)).contains(&"VIG-001".to_owned()));
        assert!(
            matches!(failed(service.lift_recall(&twice, recall, said).await), Failure::Problem(p) if p.code == "stale")
        );
        let read =
            |list: service::vigilance::RecallList| list.recalls.into_iter().find(|r| r.recall.id == recall).unwrap();
        let by_officer = read(service.recalls(&twice).await.unwrap()).recall.recalled.because;
        let by_surgeon = read(service.recalls(&surgeon).await.unwrap()).recall.recalled.because;
        assert_eq!((by_officer.clear(), by_surgeon.clear()), (Some("Seen on the slide"), None));
        land.whole().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_final_report_waits_for_everybody_and_is_told_in_the_directives_fields() {
    for land in Land::all("vigilance_final").await {
        let service = land.service();
        let (kept, _) = land.file().await;
        let officer = land.officer(0);
        let said = FinalReport {
            imputability: Imputability::Probable,
            case_description: "Two people of one donor".into(),
            outcome: "Passed on with the fluid".into(),
            actions: "That lot is not used".into(),
            follow_up: None,
        };
        assert!(matches!(
            failed(service.close_sare(&land.coordinator(), kept.sare, said.clone()).await),
            Failure::Denied { .. }
        ));
        assert_eq!(rules(failed(service.close_sare(&officer, kept.sare, said.clone()).await)), ["VIG-003"]);
        assert!(
            matches!(failed(service.annex(&officer, kept.sare, Form::Final).await), Failure::Problem(p) if p.code == "not_found")
        );
        for alert in land.alerts(kept.sare).await {
            service.acknowledge_alert(&officer, alert.alert.id, Acknowledged { measures: None }).await.unwrap();
        }
        land.home.later_days(120);
        assert!(service.sare(&officer, kept.sare).await.unwrap().sare.is_overdue(service.now()));
        service.close_sare(&officer, kept.sare, said.clone()).await.unwrap();
        assert!(
            matches!(failed(service.close_sare(&officer, kept.sare, said).await), Failure::Problem(p) if p.code == "stale")
        );
        let initial = service.annex(&officer, kept.sare, Form::Initial).await.unwrap();
        let last = service.annex(&officer, kept.sare, Form::Final).await.unwrap();
        assert_eq!((initial.report.as_str(), last.report.as_str()), (kept.report.as_str(), kept.report.as_str()));
        assert!(kept.report.starts_with("XC/"));
        let field = |name: &str| last.fields.iter().find(|f| f.0 == name).unwrap().1.clone();
        assert_eq!(field("investigation_outcome"), "Passed on with the fluid");
        assert_eq!(field("reported_at").len(), "2026/11/21/09/00".len());
        land.whole().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_filed_late_is_kept_and_asked_about() {
    for land in Land::all("vigilance_late").await {
        let service = land.service();
        let late = SareReport {
            detected_at: service.now() - SignedDuration::from_hours(25),
            ..land.report(land.donor().into(), None)
        };
        let (kept, _) = service.file_sare(&land.coordinator(), late.clone()).await.unwrap();
        assert_eq!(land.questions(kept.sare).await, ["VIG-006"]);
        let ahead = SareReport { detected_at: service.now() + SignedDuration::from_hours(1), ..late.clone() };
        assert!(
            matches!(failed(service.file_sare(&land.coordinator(), ahead).await), Failure::Problem(p) if p.field == "detected_at")
        );
        let nowhere = SareReport { about: UnitId::from_bits(9).into(), ..late };
        assert!(
            matches!(failed(service.file_sare(&land.coordinator(), nowhere).await), Failure::Problem(p) if p.code == "not_found")
        );
        let board = Access { role: Role::BoardMember, purpose: Purpose::Approval, ..land.coordinator() };
        assert!(matches!(failed(service.sares(&board).await), Failure::Denied { .. }));
        land.whole().await;
    }
}
