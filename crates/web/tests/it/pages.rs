//! Every page as its row says: who is asked to sign in, who is denied, and that those who may are not.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use codes::ids::{
    AboDecisionId, AlertId, ApplicationId, BloodGroupId, CaseId, ChildConsentId, DeviceEntryId, DonorId, DutyId,
    GuardianshipId, GuidelineId, HlaTestId, LabResultId, LookUpId, NoticeId, OpeningId, OutageId, OutcomeId, PathwayId,
    PersonId, PlanId, ProtectedId, RecallId, RecipientId, RegisterImportId, RejectionId, SareId, SheetId, TableCheckId,
    TissueId, TissueLicenceId, TransferId,
};
use domain::access::{Permission, Role};
use service::{Access, Policy};
use web::route::{Needs, Page as Row, Verb, home_of, pages};

use crate::support::{Page, Town, Visitor};

/// A country with somebody of every role signed in, and a number for every part of an address.
struct Stage {
    town: Town,
    people: Vec<(Role, Access, Visitor)>,
    numbers: BTreeMap<&'static str, String>,
}

impl Stage {
    async fn set() -> Self {
        let town = Town::new().await;
        let mut people = Vec::new();
        for role in Role::ALL {
            let Ok(opened) = town.service.demo_session(*role).await else { continue };
            let Ok(session) = town.service.session(&opened.token).await else { continue };
            people.push((*role, session.access, Visitor { token: opened.token, csrf: opened.csrf, lang: "en" }));
        }
        assert!(people.len() > 8, "{}", people.len());
        let mut stage = Self { town, people, numbers: BTreeMap::new() };
        stage.numbers = stage.on_record().await;
        stage
    }

    fn access(&self, role: Role) -> &Access {
        &self.people.iter().find(|p| p.0 == role).unwrap().1
    }

    /// Every name that stands in an address, with a number of it that is on record.
    async fn on_record(&self) -> BTreeMap<&'static str, String> {
        let service = &self.town.service;
        let nurse = self.access(Role::LivingDonorNurse);
        let pair = *self.town.country.pairs.last().unwrap();
        let file = service.pair(self.access(Role::Coordinator), pair).await.unwrap();
        let (document, receipt) = service.keep_document(nurse, pair, b"%PDF-1.7 a paper".to_vec()).await.unwrap();
        let centre = service.centre(self.town.country.centres[0]).await.unwrap();
        let questions = service.questions(self.access(Role::Investigator)).await.unwrap();
        let visits = service.followup(nurse).await.unwrap();
        let visit = visits.lines.iter().find(|l| l.visit.seen.is_none()).unwrap();
        let board = self.town.country.staff.iter().rfind(|s| s.access.role == Role::BoardMember).unwrap();
        let unit = self.town.story("kidney-well");
        let imports = service.register_imports(self.access(Role::Importer)).await.unwrap();
        let officer = self.access(Role::VigilanceOfficer);
        let sares = service.sares(officer).await.unwrap();
        let alerts = service.alerts(officer).await.unwrap();
        let recalls = service.recalls(officer).await.unwrap();
        let looked = service.overseen_look_ups(self.access(Role::PrivacyOfficer)).await.unwrap();
        let officer = self.access(Role::ExpensesOfficer);
        let claims = service.claims(officer, None).await.unwrap();
        let (waiting, _) = service.expenses_to_verify(officer).await.unwrap();
        let (_, planned) = service.claims_to_pay(officer).await.unwrap();
        let adverts = service.adverts(self.access(Role::Investigator)).await.unwrap();
        BTreeMap::from([
            ("procedure", pair.to_string()),
            ("advert", adverts.rows[0].advert.id.to_string()),
            ("claim", claims.rows[0].claim.id.to_string()),
            ("expense", waiting[0].expense.id.to_string()),
            ("payment", planned[0].id.to_string()),
            ("pair", pair.to_string()),
            ("document", document.to_string()),
            ("centre", centre.centre.id.to_string()),
            ("licence", centre.licences[0].id.to_string()),
            ("question", questions[0].question.id.to_string()),
            ("visit", visit.visit.id.to_string()),
            ("subject", visit.visit.planned.subject.clone()),
            ("person", file.donor.unwrap().person.id.to_string()),
            ("account", board.access.account.to_string()),
            ("index", "0".to_owned()),
            ("proposal", "evt".to_owned()),
            ("act", "end".to_owned()),
            ("donor", file.pair.donor.to_string()),
            ("sheet", "print".to_owned()),
            ("number", unit.clone()),
            ("unit", unit),
            ("event", receipt.leaves[0].event.to_string()),
            ("code", "CON-001".to_owned()),
            ("import", imports[0].id.to_string()),
            ("look_up", looked.look_ups[0].id.to_string()),
            ("sare", sares.lines[0].sare.id.to_string()),
            ("alert", alerts.alerts[0].alert.id.to_string()),
            ("recall", recalls.recalls[0].recall.id.to_string()),
            ("level", "0".to_owned()),
            ("*index", "000".to_owned()),
            ("tag", "en".to_owned()),
            ("name", "style.css".to_owned()),
        ])
    }

    /// Addresses of a row: one, or one for each step, with what it needs.
    fn addresses(&self, row: &Row) -> Vec<(String, Option<Vec<Permission>>)> {
        let steps = match row.needs {
            Needs::ByStep(steps) => steps().into_iter().map(|(code, _)| code).collect(),
            _ => vec![""],
        };
        let address = |step: &str| {
            let part = |p: &str| match p.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
                Some("step") => step.to_owned(),
                Some(name) => {
                    let known = self.numbers.get(name).cloned().or_else(|| invented(name));
                    known.unwrap_or_else(|| panic!("no number for {name}"))
                }
                None => p.to_owned(),
            };
            row.path.split('/').map(part).collect::<Vec<_>>().join("/")
        };
        steps.into_iter().map(|step| (address(step), row.needs.permissions(step))).collect()
    }

    async fn ask(&self, row: &Row, path: &str, who: Option<&Visitor>) -> Page {
        match row.verb {
            Verb::Get => self.town.get(path, who).await,
            Verb::Post => self.town.post(path, &[], who).await,
        }
    }

    fn policy(&self) -> &Policy {
        self.town.service.policy()
    }

    fn may(&self, access: &Access, needed: &[Permission]) -> bool {
        needed.iter().any(|p| self.policy().reach(access.role, *p, access.purpose).is_some())
    }
}

/// A well-formed number of which nothing is on record: enough to be denied by, and not there for those who may.
pub fn invented(name: &str) -> Option<String> {
    Some(match name {
        "case" => CaseId::from_bits(1).to_string(),
        "nth" => "1".to_owned(),
        "service" => codes::ids::SupportServiceId::from_bits(1).to_string(),
        "token" => "A".repeat(43),
        "rejection" => RejectionId::from_bits(1).to_string(),
        "guideline" => GuidelineId::from_bits(1).to_string(),
        "licence_review" => codes::ids::LicenceReviewId::from_bits(1).to_string(),
        "audit" => codes::ids::AuditId::from_bits(1).to_string(),
        "nonconformity" => codes::ids::NonconformityId::from_bits(1).to_string(),
        "professional_licence" => codes::ids::ProfessionalLicenceId::from_bits(1).to_string(),
        "authority" => "police".to_owned(),
        "protected" => ProtectedId::from_bits(1).to_string(),
        "opening" => OpeningId::from_bits(1).to_string(),
        "concern" => codes::ids::ConcernId::from_bits(1).to_string(),
        "key" => codes::ids::ConcernKeyId::from_bits(1).to_string(),
        "post" => "00".to_owned(),
        "check" => TableCheckId::from_bits(1).to_string(),
        "outage" => OutageId::from_bits(1).to_string(),
        "paper" => SheetId::from_bits(1).to_string(),
        "entry" => DeviceEntryId::from_bits(1).to_string(),
        "blood_group" => BloodGroupId::from_bits(1).to_string(),
        "guardianship" => GuardianshipId::from_bits(1).to_string(),
        "consent" => ChildConsentId::from_bits(1).to_string(),
        "hla" => HlaTestId::from_bits(1).to_string(),
        "result" => LabResultId::from_bits(1).to_string(),
        "decision" => AboDecisionId::from_bits(1).to_string(),
        "duty" => DutyId::from_bits(1).to_string(),
        "emergency" => codes::ids::EmergencyId::from_bits(1).to_string(),
        "import" => RegisterImportId::from_bits(1).to_string(),
        "look_up" => LookUpId::from_bits(1).to_string(),
        "tissue" => TissueId::from_bits(1).to_string(),
        "application" => ApplicationId::from_bits(1).to_string(),
        "plan" => PlanId::from_bits(1).to_string(),
        "tissue_licence" => TissueLicenceId::from_bits(1).to_string(),
        "donor" => DonorId::from_bits(1).to_string(),
        "recipient" => RecipientId::from_bits(1).to_string(),
        "alert" => AlertId::from_bits(1).to_string(),
        "recall" => RecallId::from_bits(1).to_string(),
        "sare" => SareId::from_bits(1).to_string(),
        "outcome" => OutcomeId::from_bits(1).to_string(),
        "notice" => NoticeId::from_bits(1).to_string(),
        "pathway" => PathwayId::from_bits(1).to_string(),
        "person" => PersonId::from_bits(1).to_string(),
        "transfer" => TransferId::from_bits(1).to_string(),
        "kind" => "unscheduled".to_owned(),
        "country" => "XC".to_owned(),
        _ => return None,
    })
}

fn asks_to_sign_in(page: &Page) -> bool {
    page.status == StatusCode::SEE_OTHER && page.location.starts_with("/sign-in?to=")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_that_needs_a_session_asks_for_it() {
    let stage = Stage::set().await;
    let mut wrong = Vec::new();
    for row in pages() {
        for (path, _) in stage.addresses(&row) {
            let page = stage.ask(&row, &path, None).await;
            if asks_to_sign_in(&page) != row.needs.a_session() || page.status == StatusCode::FORBIDDEN {
                wrong.push(format!("{:?} {path}: {} {}", row.verb, page.status, page.location));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_denies_whoever_may_not_and_no_other() {
    let stage = Stage::set().await;
    let (mut denied, mut wrong) = (0, Vec::new());
    // Forms are taken last: what an empty form does must not spoil what is shown.
    let (shown, taken): (Vec<Row>, Vec<Row>) = pages().into_iter().partition(|row| row.verb == Verb::Get);
    for row in shown.iter().chain(&taken) {
        for (path, needed) in stage.addresses(row) {
            let Some(needed) = needed else { continue };
            assert!(!needed.is_empty(), "{path} asks for no permission");
            let expected = match needed.iter().all(|p| stage.policy().is_hidden(*p)) {
                true => StatusCode::NOT_FOUND,
                false => StatusCode::FORBIDDEN,
            };
            let mut opened = Vec::new();
            for (role, access, who) in &stage.people {
                let page = stage.ask(row, &path, Some(who)).await;
                match stage.may(access, &needed) {
                    true => opened.push(page.status),
                    false if page.status == expected => denied += 1,
                    false => wrong.push(format!("{:?} {path} as {role:?}: {}", row.verb, page.status)),
                }
            }
            let lets_in = |status: &StatusCode| match row.verb {
                Verb::Get => *status != StatusCode::FORBIDDEN && *status != StatusCode::SEE_OTHER,
                Verb::Post => *status != StatusCode::FORBIDDEN,
            };
            if !opened.iter().any(lets_in) {
                wrong.push(format!("nobody opens {:?} {path}: {opened:?}", row.verb));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(denied > 300, "{denied}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_navigation_leads_to_pages_that_open_and_begins_at_home() {
    let stage = Stage::set().await;
    for (role, access, who) in &stage.people {
        let home = home_of(stage.policy(), *role);
        let page = stage.town.get(home, Some(who)).await;
        page.is(StatusCode::OK);
        let nav = page.body.split("<nav").nth(1).and_then(|rest| rest.split("</nav>").next()).unwrap();
        let links: Vec<&str> = nav.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(links.first(), Some(&home), "{role:?}");
        for link in &links {
            stage.town.get(link, Some(who)).await.is(StatusCode::OK);
        }
        for row in pages().iter().filter(|row| row.nav.is_some()) {
            let needed = row.needs.permissions("").unwrap_or_default();
            let listed = needed.is_empty() || stage.may(access, &needed);
            assert_eq!(links.contains(&row.path), listed, "{role:?} {}", row.path);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_denied_is_written_down_with_its_record_before_anything_sent_is_read() {
    let stage = Stage::set().await;
    let psychologist = &stage.people.iter().find(|p| p.0 == Role::Psychologist).unwrap().2;
    let admin = &stage.people.iter().find(|p| p.0 == Role::Administrator).unwrap().2;
    let pair = &stage.numbers["pair"];
    let page = stage.town.post(&format!("/pairs/{pair}/plan"), &[("planned_at", "soon")], Some(psychologist)).await;
    page.is(StatusCode::FORBIDDEN).keeps_back("soon");
    let lines = stage.town.get(&format!("/access-log?record={pair}"), Some(admin)).await;
    lines.is(StatusCode::OK).says("/pairs/{pair}/plan").says("Denied");
}
