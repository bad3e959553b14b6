//! Donation after death on both databases: who may, what is sealed, what a recovery tells and to whom.

use codes::ids::{AccountId, CentreId, PathwayId};
use codes::organ::Organ;
use codes::time::{Happened, Zone};
use domain::access::{Purpose, Role};
use domain::pathway::{RecoveryFact, RecoveryPlan, Referred, Stage, Step};
use domain::registry::score::Formula;
use domain::registry::scored::{Because, ScoreSheet, ScoreTold};
use serde_json::{Value, json};
use service::{Access, Failure, NewPathway, Period, ScoreAsked, WhoItIs};

use crate::support::{Home, both};

fn access(role: Role, purpose: Purpose, account: u64, centre: Option<CentreId>) -> Access {
    Access { account: AccountId::from_bits(account), role, purpose, centre }
}

fn here() -> CentreId {
    CentreId::from_bits(1)
}

fn hospital(centre: u64) -> Access {
    access(Role::DonorCoordinator, Purpose::Care, 1, Some(CentreId::from_bits(centre)))
}

fn coordinator() -> Access {
    access(Role::Coordinator, Purpose::Coordination, 2, None)
}

fn doctor() -> Access {
    access(Role::CertifyingDoctor, Purpose::Care, 3, Some(here()))
}

fn surgeon() -> Access {
    access(Role::RecoverySurgeon, Purpose::Care, 4, None)
}

fn step(value: Value) -> Step {
    serde_json::from_value(value).unwrap()
}

fn somebody(number: Option<&str>) -> NewPathway {
    NewPathway {
        called: Some("Taron Melik".into()),
        birth: Some("1961-03".into()),
        system: number.map(|_| "national_number".to_owned()),
        number: number.map(str::to_owned),
    }
}

fn is_hidden<T>(done: Result<T, Failure>) -> bool {
    matches!(done, Err(Failure::Denied { hidden: true }))
}

fn is_denied<T>(done: Result<T, Failure>) -> bool {
    matches!(done, Err(Failure::Denied { .. }))
}

fn problem<T>(done: Result<T, Failure>) -> (&'static str, String) {
    match done {
        Err(Failure::Problem(p)) => (p.code, p.field),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was done"),
    }
}

async fn take(home: &Home, by: &Access, id: PathwayId, value: Value) {
    home.service.take_pathway_step(by, id, step(value), None).await.unwrap();
}

#[tokio::test]
async fn each_role_does_its_own_and_another_hospital_sees_nothing() {
    for home in both("pathway_roles").await {
        let s = &home.service;
        let (id, receipt) = s.open_pathway(&hospital(1), somebody(Some("29900000001"))).await.unwrap();
        assert!(receipt.leaves.iter().any(|l| l.kind == "pathway.opened"));
        assert!(is_denied(s.open_pathway(&doctor(), somebody(None)).await));
        assert!(is_denied(s.open_pathway(&coordinator(), somebody(None)).await), "it belongs to a hospital");

        assert!(s.pathway(&hospital(1), id).await.is_ok());
        assert!(is_hidden(s.pathway(&hospital(2), id).await));
        assert!(is_hidden(s.pathway(&hospital(2), PathwayId::from_bits(9)).await), "as if it did not exist");
        let elsewhere = s.pathways(&hospital(2), None).await.unwrap();
        assert!(elsewhere.under_way.is_empty() && elsewhere.over.is_empty());
        assert_eq!(problem(s.pathways(&hospital(2), Some(id)).await).0, "malformed");
        let day = s.today();
        let period = Period { from: day, to: day };
        assert_eq!(s.pathway_flow(&hospital(1), period).await.unwrap().donors(Stage::Possible), 1);
        assert_eq!(s.pathway_flow(&hospital(2), period).await.unwrap().donors(Stage::Possible), 0);

        let certificate = step(json!({"step_kind": "death_certified", "criteria": "neurological",
            "examined_at": s.now(), "died_at": s.now()}));
        assert!(is_denied(s.take_pathway_step(&hospital(1), id, certificate.clone(), None).await));
        assert!(s.take_pathway_step(&doctor(), id, certificate, None).await.is_ok());
        let lost = step(json!({"step_kind": "lost", "reason": "logistics"}));
        assert!(is_denied(s.take_pathway_step(&doctor(), id, lost.clone(), None).await));
        assert!(is_hidden(s.take_pathway_step(&hospital(2), id, lost, None).await));
        let plan = RecoveryPlan {
            pathway: id,
            organs: vec![Organ::KidneyL],
            centre: here(),
            planned_at: s.now(),
            team: Vec::new(),
        };
        assert!(is_denied(s.approve_recovery(&hospital(1), plan.clone()).await));
        assert!(is_denied(s.approve_recovery(&surgeon(), plan).await));
        assert!(is_denied(s.consult_for_pathway(&hospital(1), id).await));
        let referred = Referred { pathway: domain::donor_register::Pathway::DeathCertified };
        assert!(is_hidden(s.refer_pathway(&hospital(2), id, referred.clone()).await));
        assert!(is_denied(s.refer_pathway(&coordinator(), id, referred).await));
        assert!(is_denied(s.take_back_approval(&hospital(1), id).await));
        assert_eq!(problem(s.take_back_approval(&coordinator(), id).await).0, "stale");
        home.drop().await;
    }
}

#[tokio::test]
async fn names_are_for_whoever_knows_the_person_and_nothing_lies_in_the_clear() {
    for home in both("pathway_names").await {
        let s = &home.service;
        let (id, _) = s.open_pathway(&hospital(1), somebody(Some("29900000001"))).await.unwrap();
        let talk = json!({"step_kind": "family_asked", "kin": "spouse_partner", "name": "Oren Tessal", "language": "ar",
            "interpreter": {"name": "Viktor Hallem", "brought_by": "hospital"}, "answer": "says_yes",
            "note": "He wanted it so"});
        take(&home, &hospital(1), id, talk).await;
        let seen = s.pathway(&hospital(1), id).await.unwrap().pathway;
        assert_eq!(seen.called.as_ref().and_then(|c| c.clear()), Some("Taron Melik"));
        assert_eq!(seen.family[0].step.name.as_ref().and_then(|n| n.clear()), Some("Oren Tessal"));
        let seen = s.pathway(&surgeon(), id).await.unwrap().pathway;
        assert!(seen.called.is_none() && seen.family[0].step.name.is_none() && seen.family[0].step.note.is_none());
        let list = s.pathways(&surgeon(), None).await.unwrap();
        assert!(list.under_way.iter().all(|l| l.called.is_none()));
        for table in ["pathway", "event", "person"] {
            let column = if table == "event" { "envelope" } else { "body" };
            let rows = home.column(format!("SELECT {column} AS t FROM {table}"), |r| r.text("t").unwrap()).await;
            let text = rows.concat();
            assert!(!text.is_empty());
            for private in ["Taron", "Oren", "Viktor", "wanted it so", "29900000001", "1961-03"] {
                assert!(!text.contains(private), "{table}: {private}");
            }
        }
        let verified = s.verify(|_| ()).await.unwrap();
        assert!(verified.is_whole(), "{:?}", verified.differences);
        home.drop().await;
    }
}

/// Questions about a file, by their rules.
async fn questions(home: &Home) -> Vec<String> {
    let investigator = access(Role::Investigator, Purpose::Inquiry, 7, None);
    let all = home.service.questions(&investigator).await.unwrap();
    all.iter().map(|q| q.question.raised.rules.clear().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn what_the_family_declares_is_sealed_and_an_offer_is_seen_by_its_writer_and_the_vault_alone() {
    for home in both("pathway_declared").await {
        let s = &home.service;
        let (id, _) = s.open_pathway(&hospital(1), somebody(Some("29900000001"))).await.unwrap();
        let said = |kin: &str, said: &str, note: Option<&str>| {
            step(json!({"step_kind": "family_declared", "kin": kin, "name": "Oren Tessal", "language": "ar",
                "interpreter": {"name": "Viktor Hallem", "brought_by": "hospital"}, "said": said, "note": note}))
        };
        let nothing = said("spouse_partner", "nothing", None);
        assert!(is_hidden(s.take_pathway_step(&hospital(2), id, nothing.clone(), None).await));
        assert!(is_denied(s.take_pathway_step(&doctor(), id, nothing.clone(), None).await));
        assert!(is_denied(s.take_pathway_step(&surgeon(), id, nothing.clone(), None).await));
        let wrong = s.take_pathway_step(&hospital(1), id, said("spouse_partner", "perhaps", None), None).await;
        assert_eq!(problem(wrong), ("unknown_code", "said".to_owned()));

        let (_, quiet) = s.take_pathway_step(&hospital(1), id, nothing, None).await.unwrap();
        assert_eq!(questions(&home).await, Vec::<String>::new());
        home.later(60);
        let offer = said("brother_sister", "offered", Some("A man in the corridor promised to pay"));
        let (_, loud) = s.take_pathway_step(&hospital(1), id, offer, None).await.unwrap();
        let kinds = |r: &service::Receipt| r.leaves.iter().map(|l| l.kind.clone()).collect::<Vec<_>>();
        assert_eq!(kinds(&quiet), kinds(&loud), "the receipt tips off");
        assert_eq!(questions(&home).await, ["CON-055"]);
        let investigator = access(Role::Investigator, Purpose::Inquiry, 7, None);
        let first = s.questions(&investigator).await.unwrap().remove(0).question.id;
        let told = s.question(&investigator, first).await.unwrap().offers.remove(0).step;
        assert_eq!(told.note.as_ref().and_then(|n| n.clear()), Some("A man in the corridor promised to pay"));
        assert!(told.name.is_none() && told.interpreter.is_none());
        assert!(is_denied(s.question(&hospital(1), first).await));

        // Whoever wrote it down sees it; a colleague of the same hospital, the coordinator and the surgeon see what any file has.
        let own = s.pathway(&hospital(1), id).await.unwrap().pathway.declared;
        assert_eq!(own.len(), 2);
        assert_eq!(own[1].step.note.as_ref().and_then(|n| n.clear()), Some("A man in the corridor promised to pay"));
        let colleague = Access { account: AccountId::from_bits(5), ..hospital(1) };
        for other in [colleague, coordinator(), surgeon()] {
            let seen = s.pathway(&other, id).await.unwrap().pathway.declared;
            assert_eq!(seen.iter().map(|d| d.step.kin.code()).collect::<Vec<_>>(), ["spouse_partner"]);
        }
        let surgeons = s.pathway(&surgeon(), id).await.unwrap().pathway.declared.remove(0).step;
        assert!(surgeons.name.is_none() && surgeons.interpreter.is_none());
        assert!(is_hidden(s.pathway(&hospital(2), id).await));
        for (table, column) in [("pathway", "body"), ("event", "envelope")] {
            let rows = home.column(format!("SELECT {column} AS t FROM {table}"), |r| r.text("t").unwrap()).await;
            let text = rows.concat();
            assert!(text.contains("family_declared") || table == "pathway");
            for private in ["Oren", "Viktor", "corridor", "\"offered\"", "\"nothing\"", "CON-055\",\"outcome"] {
                assert!(!text.contains(private), "{table}: {private}");
            }
        }
        let verified = s.verify(|_| ()).await.unwrap();
        assert!(verified.is_whole(), "{:?}", verified.differences);
        home.drop().await;
    }
}

#[tokio::test]
async fn scores_of_a_file_follow_what_is_written_into_it_and_the_earlier_ones_stay() {
    for home in both("pathway_scores").await {
        let s = &home.service;
        let (id, _) = s.open_pathway(&hospital(1), somebody(Some("29900000001"))).await.unwrap();
        let general = |sex: &str| {
            json!({"step_kind": "general_told", "sex": sex, "cause": "stroke", "cause_icd": null,
            "estimated_age_years": null})
        };
        let creatinine = |found: &str| {
            json!({"step_kind": "result_told", "what": "creatinine", "found": found, "laboratory": "L",
                "taken_at": s.now(), "reported_at": s.now(), "weighs": "usual"})
        };
        let value = async || {
            let page = s.scores(&hospital(1), &id.to_string()).await.unwrap();
            let egfr = |sheet: &ScoreSheet| sheet.of(Formula::CkdEpi2021).map(|c| c.value.clone());
            page.sheets.iter().map(|sheet| (sheet.scores.because, egfr(sheet))).collect::<Vec<_>>()
        };
        take(&home, &hospital(1), id, general("male")).await;
        take(&home, &hospital(1), id, creatinine("88.4 umol/L")).await;
        assert_eq!(value().await, [], "nobody asked for scores yet");
        let asked = ScoreAsked { person: id.to_string(), told: ScoreTold::default(), taken_back: Vec::new() };
        assert!(is_hidden(s.compute_scores(&hospital(2), asked.clone()).await));
        s.compute_scores(&hospital(1), asked).await.unwrap();
        home.later(3_600);
        take(&home, &hospital(1), id, creatinine("176.8 umol/L")).await;
        home.later(3_600);
        take(&home, &hospital(1), id, general("female")).await;
        let found = value().await;
        let because: Vec<Because> = found.iter().map(|f| f.0).collect();
        assert_eq!(because, [Because::FileChanged, Because::FileChanged, Because::Asked]);
        let values: std::collections::BTreeSet<_> = found.iter().map(|f| f.1.clone().unwrap()).collect();
        assert_eq!(values.len(), 3, "each beside the other: {found:?}");
        // What no score is computed from brings no new one.
        let note = json!({"step_kind": "described", "group": "therapy", "text": "Noradrenaline"});
        take(&home, &hospital(1), id, note).await;
        assert_eq!(value().await.len(), 3);
        let verified = s.verify(|_| ()).await.unwrap();
        assert!(verified.is_whole(), "{:?}", verified.differences);
        home.drop().await;
    }
}

#[tokio::test]
async fn an_unidentified_person_is_found_out_and_a_number_opens_nobody() {
    for home in both("pathway_unknown").await {
        let s = &home.service;
        let (id, _) = s.open_pathway(&hospital(1), somebody(None)).await.unwrap();
        let referred = Referred { pathway: domain::donor_register::Pathway::EndOfLifeDeclared };
        assert_eq!(problem(s.refer_pathway(&hospital(1), id, referred.clone()).await).1, "number");
        assert_eq!(problem(s.consult_for_pathway(&coordinator(), id).await).1, "number");
        let half = NewPathway { system: None, ..somebody(Some("29900000001")) };
        assert_eq!(problem(s.open_pathway(&hospital(1), half).await), ("missing", "system".to_owned()));
        let wrong = NewPathway { birth: Some("last spring".into()), ..somebody(None) };
        assert_eq!(problem(s.open_pathway(&hospital(1), wrong).await), ("malformed", "birth".to_owned()));
        let who = WhoItIs {
            called: None,
            birth: None,
            system: "national_number".to_owned(),
            number: "29900000002".to_owned(),
        };
        s.identify_pathway(&hospital(1), id, who.clone()).await.unwrap();
        assert_eq!(problem(s.identify_pathway(&hospital(1), id, who).await).0, "stale");
        s.refer_pathway(&hospital(1), id, referred).await.unwrap();
        s.consult_for_pathway(&coordinator(), id).await.unwrap();
        let reader = s.pathway(&coordinator(), id).await.unwrap();
        assert!(reader.registered.is_some_and(|r| r.choice.is_none()), "silence is an answer");
        let other = s.pathway(&hospital(1), id).await.unwrap();
        assert!(other.registered.is_none() && other.pathway.register[0].step.answer.clear().is_none());
        // Two files of one number stand for one person, and the register still finds its decision.
        let (again, _) = s.open_pathway(&hospital(1), somebody(Some("29900000002"))).await.unwrap();
        let people = home.column("SELECT id FROM person".to_owned(), |r| r.text("id").unwrap()).await;
        assert_eq!((people.len(), again == id), (1, false));
        home.drop().await;
    }
}

#[tokio::test]
async fn what_does_not_fit_comes_back_with_its_field() {
    for home in both("pathway_fits").await {
        let s = &home.service;
        let (id, _) = s.open_pathway(&hospital(1), somebody(None)).await.unwrap();
        let (now, later) = (s.now(), s.now() + jiff::SignedDuration::from_hours(1));
        let result = |found: &str| {
            json!({"step_kind": "result_told", "what": "creatinine", "found": found, "laboratory": "L",
                "taken_at": now, "reported_at": now, "weighs": "usual"})
        };
        let wrong = [
            (result("88 kg"), "found"),
            (result("pending"), "found"),
            (json!({"step_kind": "found_potential", "criteria": "neurological", "maastricht": "iii"}), "maastricht"),
            (json!({"step_kind": "critical_seen", "result": 0}), "result"),
            (json!({"step_kind": "hold_placed", "by": "judge", "reference": "a\nb"}), "reference"),
            (
                json!({"step_kind": "general_told", "sex": "male", "cause": "stroke", "estimated_age_years": 200}),
                "estimated_age_years",
            ),
            (
                json!({"step_kind": "blood_group_found", "abo": "A", "rhesus": "positive", "sample": "S", "laboratory": "L",
                "taken_at": now, "reported_at": later}),
                "reported_at",
            ),
        ];
        for (value, field) in wrong {
            let done = s.take_pathway_step(&hospital(1), id, step(value), None).await;
            assert_eq!(problem(done).1, field);
        }
        let early = json!({"step_kind": "death_certified", "criteria": "circulatory", "examined_at": now, "died_at": later, "no_touch_min": 5});
        assert_eq!(problem(s.take_pathway_step(&doctor(), id, step(early), None).await).1, "died_at");
        for stale in [
            json!({"step_kind": "found_eligible"}),
            json!({"step_kind": "hold_released", "reference": "C"}),
            json!({"step_kind": "resumed"}),
        ] {
            assert_eq!(problem(s.take_pathway_step(&hospital(1), id, step(stale), None).await).0, "stale");
        }
        assert!(s.take_pathway_step(&hospital(1), id, step(result("88 umol/L")), None).await.is_ok());
        home.drop().await;
    }
}

#[tokio::test]
async fn a_recovery_without_approval_is_kept_and_only_the_vault_knows() {
    for home in both("pathway_breach").await {
        let s = &home.service;
        let centre = domain::licence::CentreRegistered {
            kind: domain::licence::CentreKind::Centre,
            parent: None,
            name: "Hospital".to_owned(),
            place: "Sarim".to_owned(),
            country: "XC".parse().unwrap(),
            telephone: None,
        };
        let inspector = access(Role::Inspector, Purpose::Oversight, 6, None);
        let (centre, _) = s.register_centre(&inspector, centre).await.unwrap();
        let by = Access { centre: Some(centre), ..hospital(1) };
        let (id, _) = s.open_pathway(&by, somebody(Some("29900000001"))).await.unwrap();
        let plan =
            RecoveryPlan { pathway: id, organs: vec![Organ::KidneyL], centre, planned_at: s.now(), team: Vec::new() };
        let Err(Failure::Refused { reading, .. }) = s.approve_recovery(&coordinator(), plan).await else {
            panic!("allowed")
        };
        let rules: Vec<&str> = reading.findings.iter().map(|f| f.rule.as_str()).collect();
        for rule in ["AUT-029", "AUT-030", "AUT-032", "AUT-034", "AUT-036", "AUT-039", "AUT-040", "AUT-041", "CEN-001"]
        {
            assert!(rules.contains(&rule), "{rule}: {rules:?}");
        }
        let happened = Happened::at(s.now(), Zone::utc());
        let organs = vec![Organ::KidneyL, Organ::Heart];
        let fact = RecoveryFact {
            pathway: id,
            organs,
            centre,
            happened: happened.clone(),
            perfused_at: None,
            team: Vec::new(),
            note: None,
        };
        let (kept, receipt) = s.record_recovery(&surgeon(), fact).await.unwrap();
        assert_eq!(kept.units.len(), 2);
        assert!(kept.breaches.iter().any(|f| f.rule == "AUT-045"));
        assert!(receipt.leaves.iter().all(|l| !l.kind.starts_with("case.")), "the receipt tips off");
        let file = s.pathway(&by, id).await.unwrap().pathway;
        assert_eq!((file.stage(), file.donor), (Stage::Actual, Some(kept.donor)));
        let events = home.column("SELECT envelope AS t FROM event".to_owned(), |r| r.text("t").unwrap()).await;
        let told = events.iter().find(|e| e.contains("pathway.recovery_held")).unwrap();
        assert!(
            !told.contains("\"broken\"") && !told.contains("AUT-045\",\"outcome"),
            "a fact in breach looks like any other"
        );
        let investigator = access(Role::Investigator, Purpose::Inquiry, 7, None);
        let questions = s.questions(&investigator).await.unwrap();
        assert_eq!(questions.len(), 1);
        let verified = s.verify(|_| ()).await.unwrap();
        assert!(verified.is_whole(), "{:?}", verified.differences);
        home.drop().await;
    }
}
