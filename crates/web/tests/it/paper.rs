//! Outages, numbered sheets and the last known list through the pages: given out and printed, entered from the paper, held
//! against it by somebody else, and asked for.

use axum::http::StatusCode;
use codes::ids::{CentreId, UnitId};
use codes::organ::Organ;
use codes::time::{Happened, Zone};
use domain::access::Role;
use domain::registry::RemovalFact;
use jiff::SignedDuration;

use crate::support::{Page, Town, Visitor};

/// A town with an organ on its way, and those who have to do with paper.
struct Stage {
    town: Town,
    unit: UnitId,
    centre: CentreId,
    nurse: Visitor,
    nurse_account: String,
    surgeon: Visitor,
}

async fn stage() -> Stage {
    let town = Town::new().await;
    let (surgeon, nurse) = (town.enter(Role::Surgeon).await, town.enter(Role::LivingDonorNurse).await);
    let access = town.service.session(&surgeon.token).await.unwrap().access;
    let coordinator = town.enter(Role::Coordinator).await;
    let reads = town.service.session(&coordinator.token).await.unwrap().access;
    let mut found = None;
    for pair in &town.country.pairs {
        let file = town.service.pair(&reads, *pair).await.unwrap().pair;
        if Some(file.centre) == access.centre && file.removed.is_none() {
            found = Some(file);
        }
    }
    let pair = found.unwrap();
    let happened = Happened::at(town.service.now() - SignedDuration::from_mins(600), Zone::utc());
    let (centre, team) = (pair.centre, vec![access.account]);
    let (organ, note) = (Organ::KidneyL, None);
    let fact = RemovalFact { pair: Some(pair.id), donor: pair.donor, organ, centre, happened, team, note };
    let unit = town.service.record_removal(&access, fact).await.unwrap().0.unit;
    let nurse_account = town.service.session(&nurse.token).await.unwrap().access.account.to_string();
    Stage { town, unit, centre, nurse, nurse_account, surgeon }
}

impl Stage {
    fn civil(&self, minutes_ago: i64) -> String {
        let at = self.town.service.now() - SignedDuration::from_mins(minutes_ago);
        at.to_zoned(self.town.service.profile().time_zone().clone()).strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// Gives out hand-over sheets to the nurse; the address of the printed pack.
    async fn issue(&self, hand_over: &str) -> Page {
        let centre = self.centre.to_string();
        let fields = [("centre", centre.as_str()), ("to", self.nurse_account.as_str()), ("hand_over", hand_over)];
        self.town.post("/paper/issue", &fields, Some(&self.nurse)).await
    }

    async fn enter(&self, sheet: &str, who: &Visitor) -> Page {
        let (unit, at) = (format!("https://registry.example/scan/{}", self.unit), self.civil(60));
        let (from, to) = (self.centre.to_string(), self.town.country.centres[1].to_string());
        let fields = [
            ("unit", unit.as_str()),
            ("happened_at", at.as_str()),
            ("from", from.as_str()),
            ("to", to.as_str()),
            ("package", "B-9"),
            ("written_by", self.nurse_account.as_str()),
        ];
        self.town.post(&format!("/paper/{sheet}/entry"), &fields, Some(who)).await
    }
}

/// Numbers of sheets on a page, each once.
fn sheets(page: &Page) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for rest in page.body.split("sht_").skip(1) {
        let number = format!("sht_{}", rest.chars().take(10).collect::<String>());
        if !found.contains(&number) {
            found.push(number);
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_is_printed_with_every_field_of_the_registry_and_entered_by_its_numbers() {
    let s = stage().await;
    s.town.get("/paper/issue", Some(&s.nurse)).await.is(StatusCode::OK).says("hand_over");
    s.issue("").await.is(StatusCode::BAD_REQUEST);
    let made = s.issue("2").await;
    made.is(StatusCode::SEE_OTHER);
    let printed = s.town.get(&made.location, Some(&s.nurse)).await;
    printed.is(StatusCode::OK).says("Number of the box").says("Number of the organ").says("Sarim").says("<path d=");
    let arabic = Visitor { lang: "ar", ..s.town.enter(Role::LivingDonorNurse).await };
    s.town.get(&made.location, Some(&arabic)).await.is(StatusCode::OK).says("dir=\"rtl\"").says("تسليم عضو على الورق");
    let numbers = sheets(&printed);
    assert_eq!(numbers.len(), 2);
    let sheet = &numbers[0];

    s.town.get(&format!("/paper/{sheet}/entry"), Some(&s.nurse)).await.is(StatusCode::OK).says("written_by");
    let lacking = s.town.post(&format!("/paper/{sheet}/entry"), &[], Some(&s.nurse)).await;
    lacking.is(StatusCode::UNPROCESSABLE_ENTITY).says("Number of the organ");
    s.enter(sheet, &s.nurse).await.is(StatusCode::SEE_OTHER);
    let page = s.town.get(&format!("/paper/{sheet}"), Some(&s.nurse)).await;
    page.is(StatusCode::OK).says("Time on the paper").says("Entered at").says(&s.unit.to_string());
    let trace = s.town.get(&format!("/trace/{}", s.unit), Some(&s.nurse)).await;
    trace.is(StatusCode::OK).says("Written on paper first").says(sheet);

    let agrees = [("reading", "agrees")];
    let alone = s.town.post(&format!("/paper/{sheet}/confirm"), &agrees, Some(&s.nurse)).await;
    alone.is(StatusCode::CONFLICT).says("TRC-024");
    s.town.post(&format!("/paper/{sheet}/confirm"), &agrees, Some(&s.surgeon)).await.is(StatusCode::SEE_OTHER);
    s.town.get(&format!("/paper/{sheet}"), Some(&s.surgeon)).await.says("Entered and confirmed");

    let blank = &numbers[1];
    let unused = [("reason", "not_used")];
    s.town.post(&format!("/paper/{blank}/void"), &unused, Some(&s.nurse)).await.is(StatusCode::CONFLICT);
    s.town.post(&format!("/paper/{blank}/void"), &unused, Some(&s.surgeon)).await.is(StatusCode::SEE_OTHER);
    let gone = s.town.get(&made.location, Some(&s.nurse)).await;
    assert!(sheets(&gone).is_empty(), "nothing of the pack is left to print");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_is_opened_and_ended_by_whoever_runs_the_system() {
    let s = stage().await;
    let administrator = s.town.enter(Role::Administrator).await;
    let began = s.civil(90);
    s.town.get("/outages", Some(&s.nurse)).await.is(StatusCode::FORBIDDEN);
    s.town.post("/outages", &[("why", "attack")], Some(&administrator)).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("from_at", began.as_str()), ("why", "network_down")];
    s.town.post("/outages", &fields, Some(&administrator)).await.is(StatusCode::SEE_OTHER);
    let page = s.town.get("/outages", Some(&administrator)).await;
    page.is(StatusCode::OK).says("One outage goes on").says("The whole country");
    let rest = page.body.split("/outages/otg_").nth(1).unwrap();
    let end = format!("/outages/otg_{}/end", rest.chars().take(10).collect::<String>());
    let early = s.civil(95);
    s.town.post(&end, &[("until_at", early.as_str())], Some(&administrator)).await.is(StatusCode::BAD_REQUEST);
    let until = s.civil(5);
    s.town.post(&end, &[("until_at", until.as_str())], Some(&administrator)).await.is(StatusCode::SEE_OTHER);
    s.town.get("/outages", Some(&administrator)).await.says("in reach of every unit");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_shows_sheets_in_every_state_and_unclear_scans() {
    let s = stage().await;
    let coordinator = s.town.enter(Role::Coordinator).await;
    let page = s.town.get("/paper", Some(&coordinator)).await;
    page.is(StatusCode::OK).says("One numbered sheet is missing").says("Void").says("Waits for a second person");
    page.says("Entered and confirmed").says("Given out");
    let unclear = s.town.get("/hand-overs/unclear", Some(&coordinator)).await;
    unclear.is(StatusCode::OK).says("/hand-overs/unclear/dev_");
    let missing = s.town.get("/paper?state=missing", Some(&coordinator)).await;
    assert_eq!(sheets(&missing).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn sheets_that_wait_stand_on_the_first_page_of_those_who_account_for_them() {
    let s = stage().await;
    let coordinator = s.town.enter(Role::Coordinator).await;
    let missing = s.town.get("/paper?state=missing", Some(&coordinator)).await;
    let [sheet] = sheets(&missing).try_into().unwrap();
    for first in ["/trace", "/pathways", "/pairs"] {
        let page = s.town.get(first, Some(&coordinator)).await;
        page.is(StatusCode::OK).says("Missing sheet").says("was due").says(&format!("/paper/{sheet}"));
        page.says("Hold it against the paper");
    }
    let own = s.town.get("/pairs", Some(&s.nurse)).await;
    assert!(!own.is(StatusCode::OK).body.contains(&sheet), "it is another unit's");
    let psychologist = s.town.enter(Role::Psychologist).await;
    let reads_none = s.town.get("/pairs", Some(&psychologist)).await;
    assert!(!reads_none.is(StatusCode::OK).body.contains("Missing sheet"));
    let answer = s.town.get("/api/v1/sheet-waiting", Some(&coordinator)).await;
    answer.is(StatusCode::OK).says("\"missing\"").says(&sheet);
    s.town.get("/api/v1/sheet-waiting", Some(&psychologist)).await.is(StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_timeline_of_a_donation_shows_what_was_written_on_paper_first() {
    let s = stage().await;
    let coordinator = s.town.enter(Role::Coordinator).await;
    let confirmed = s.town.get("/paper?state=confirmed", Some(&coordinator)).await;
    let [sheet] = sheets(&confirmed).try_into().unwrap();
    let list = s.town.get("/pathways", Some(&coordinator)).await;
    let files = list.body.split("/pathways/pth_").skip(1).map(|rest| rest.chars().take(10).collect::<String>());
    let mut shown = None;
    for file in files.collect::<std::collections::BTreeSet<_>>() {
        let page = s.town.get(&format!("/pathways/pth_{file}"), Some(&coordinator)).await;
        if page.body.contains(&sheet) {
            shown = Some(page);
        }
    }
    let page = shown.expect("the donor of many organs came along the pathway");
    page.says("Organs on their way").says("written on a numbered sheet first").says("Handed over:");
    let picture = page.body.split("<svg").find(|svg| svg.contains("donation-d-t")).unwrap_or_default();
    assert!(picture.contains(&sheet) && picture.contains("entered"), "number and both times stand in the picture");
    let table = page.body.split("<table").find(|table| table.contains("Written down by")).unwrap_or_default();
    assert!(table.contains(&format!("/paper/{sheet}")), "and in the table beside it");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_known_list_says_when_and_by_whom_it_was_printed() {
    let s = stage().await;
    let page = s.town.get("/paper/last-known", Some(&s.nurse)).await;
    page.is(StatusCode::OK).says(&s.unit.to_string()).says("J. Amsel").says("waiting list");
    let courier = s.town.enter(Role::Courier).await;
    s.town.get("/paper/last-known", Some(&courier)).await.is(StatusCode::FORBIDDEN);
}
