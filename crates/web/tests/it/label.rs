//! Labels, a box in hand and the check at the table through the pages.

use axum::http::StatusCode;
use codes::ids::{RecipientId, UnitId};
use codes::organ::Organ;
use codes::time::{Happened, Zone};
use domain::access::Role;
use domain::registry::RemovalFact;
use jiff::SignedDuration;
use service::Access;

use crate::support::{Page, Town, Visitor};

/// A town with an organ on its way and its pair.
struct Stage {
    town: Town,
    unit: UnitId,
    recipient: RecipientId,
    donor: String,
    centre: String,
    nurse: Visitor,
    surgeon: Visitor,
    courier: Visitor,
}

async fn stage() -> Stage {
    let town = Town::new().await;
    let surgeon = town.enter(Role::Surgeon).await;
    let access: Access = town.service.session(&surgeon.token).await.unwrap().access;
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
    let happened = Happened::at(town.service.now() - SignedDuration::from_mins(90), Zone::utc());
    let fact = RemovalFact {
        pair: Some(pair.id),
        donor: pair.donor,
        organ: Organ::KidneyL,
        centre: pair.centre,
        happened,
        team: vec![access.account],
        note: None,
    };
    let unit = town.service.record_removal(&access, fact).await.unwrap().0.unit;
    let (nurse, courier) = (town.enter(Role::LivingDonorNurse).await, town.enter(Role::Courier).await);
    let (recipient, donor, centre) = (pair.recipient, pair.donor.to_string(), pair.centre.to_string());
    Stage { town, unit, recipient, donor, centre, nurse, surgeon, courier }
}

impl Stage {
    async fn print(&self, telephone: &str, who: &Visitor) -> Page {
        let fields = [
            ("from.centre", self.centre.as_str()),
            ("from.address", "1 Hospital Road"),
            ("from.telephone", "+999 2 4400"),
            ("to.centre", self.centre.as_str()),
            ("to.address", "2 Bay Road"),
            ("to.telephone", telephone),
            ("lowest_c", "2"),
            ("highest_c", "8"),
            ("position", "upright"),
        ];
        self.town.post(&format!("/organs/{}/label", self.unit), &fields, Some(who)).await
    }

    async fn hold(&self, recipient: &str) -> Page {
        let unit = format!("https://registry.example/scan/{}", self.unit);
        let fields = [
            ("unit", unit.as_str()),
            ("recipient", recipient),
            ("centre", self.centre.as_str()),
            ("identity", "wristband_and_word"),
        ];
        self.town.post("/theatre", &fields, Some(&self.surgeon)).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_label_is_asked_for_printed_and_printed_again() {
    let s = stage().await;
    let form = format!("/organs/{}/label", s.unit);
    s.town.get(&form, Some(&s.nurse)).await.is(StatusCode::OK).says("intended_for");
    s.town.get(&form, Some(&s.courier)).await.is(StatusCode::FORBIDDEN);
    let lacking = s.print("", &s.nurse).await;
    lacking.is(StatusCode::CONFLICT).says("telephone of the receiver").says("TRC-003");
    s.print("ask for Mira", &s.nurse).await.is(StatusCode::BAD_REQUEST).says("digits");
    for copy in 1..=2 {
        let sent = s.print("+999 3 5500", &s.nurse).await;
        assert_eq!(sent.is(StatusCode::SEE_OTHER).location, format!("/organs/{}/label/print", s.unit));
        let page = s.town.get(&sent.location, Some(&s.nurse)).await;
        page.is(StatusCode::OK)
            .says("CONTAINS AN ORGAN")
            .says("+999 3 5500")
            .says(&format!("Print {copy} of the label"));
        page.says("HANDLE WITH CARE").says("2–8 °C").keeps_back(&s.recipient.to_string()).keeps_back(&s.donor);
        assert!(page.body.contains("h7v1h-7z"), "the corner of a code is seven squares wide");
    }
    let file = s.town.get(&format!("/organs/{}/label/print.svg", s.unit), Some(&s.nurse)).await;
    file.is(StatusCode::OK).says("148mm").says("xmlns");
    assert!(file.body.starts_with("<svg"));
    let arabic = Visitor { lang: "ar", ..s.nurse.clone() };
    let page = s.town.get(&format!("/organs/{}/label/print", s.unit), Some(&arabic)).await;
    page.is(StatusCode::OK).says("يحتوي على عضو").says("CONTAINS AN ORGAN");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_courier_scans_a_box_and_hands_it_over() {
    let s = stage().await;
    s.print("+999 3 5500", &s.nurse).await.is(StatusCode::SEE_OTHER);
    s.town.get("/scan?code=org_1234567899", Some(&s.courier)).await.is(StatusCode::OK).says("<title>Error:");
    let asked = format!("/scan?code=http%3A%2F%2Fregistry.example%2Fscan%2F{}", s.unit);
    let found = s.town.get(&asked, Some(&s.courier)).await;
    assert_eq!(found.is(StatusCode::SEE_OTHER).location, format!("/scan/{}", s.unit));
    let page = s.town.get(&found.location, Some(&s.courier)).await;
    page.is(StatusCode::OK).says("Print 1 of the label").keeps_back(&s.recipient.to_string()).keeps_back(&s.donor);
    page.keeps_back("/trace/");
    let to = s.town.country.centres[1];
    let fields = [("happened_at", "2026-11-21T11:30"), ("from", s.centre.as_str()), ("to", &to.to_string())];
    s.town.post(&found.location, &fields, Some(&s.courier)).await.is(StatusCode::SEE_OTHER);
    let name = s.town.service.centre(to).await.unwrap().centre.name_on(s.town.service.today()).to_owned();
    s.town.get(&found.location, Some(&s.courier)).await.says(&name);
    s.town.get(&found.location, None).await.is(StatusCode::SEE_OTHER);
    s.town.get(&format!("/trace/{}", s.unit), Some(&s.courier)).await.is(StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_says_stop_with_every_reason_and_match_when_there_is_none() {
    let s = stage().await;
    s.hold("rec_nobody").await.is(StatusCode::BAD_REQUEST).says("check character");
    let stop = s.hold(&s.recipient.to_string()).await;
    stop.is(StatusCode::CONFLICT)
        .says("STOP")
        .says("A blood group is not sure.")
        .says("TRC-006")
        .says("role=\"alert\"");
    for (person, group) in [(s.donor.clone(), "O"), (s.recipient.to_string(), "B")] {
        for sample in ["L-1", "L-2"] {
            let path = format!("/records/{person}/blood-group");
            let fields = [("happened_at", "2026-11-20T11:30"), ("group", group), ("sample", sample)];
            s.town.post(&path, &fields, Some(&s.nurse)).await.is(StatusCode::SEE_OTHER);
        }
    }
    s.town.get(&format!("/records/{}/blood-group", s.donor), Some(&s.nurse)).await.says("Group O");
    let held = s.hold(&s.recipient.to_string()).await;
    assert!(held.is(StatusCode::SEE_OTHER).location.starts_with("/theatre/chk_"));
    let page = s.town.get(&held.location, Some(&s.surgeon)).await;
    page.is(StatusCode::OK).says("MATCH").keeps_back("STOP").says(&format!("/organs/{}/transplant", s.unit));
    let coordinator = s.town.enter(Role::Coordinator).await;
    let order = [("of", s.donor.as_str()), ("why", "infection"), ("because", "A culture grew overnight.")];
    s.town.post("/vigilance/recall", &order, Some(&coordinator)).await.is(StatusCode::SEE_OTHER);
    s.hold(&s.recipient.to_string()).await.is(StatusCode::CONFLICT).says("This organ or its donor is recalled.");
    let arabic = Visitor { lang: "ar", ..s.surgeon.clone() };
    s.town.get(&held.location, Some(&arabic)).await.is(StatusCode::OK).says("مطابق");
}

#[tokio::test(flavor = "multi_thread")]
async fn times_without_blood_are_drawn_with_their_table() {
    let s = stage().await;
    let path = format!("/organs/{}/times", s.unit);
    s.town.get(&path, Some(&s.courier)).await.is(StatusCode::FORBIDDEN);
    let told = [
        ("clamp", "2026-11-21T09:00"),
        ("perfusion", "2026-11-21T09:04"),
        ("out_of_ice", "2026-11-21T11:14"),
        ("reperfusion", "2026-11-21T11:45"),
    ];
    s.town.post(&path, &told, Some(&s.surgeon)).await.is(StatusCode::SEE_OTHER);
    let page = s.town.get(&path, Some(&s.surgeon)).await;
    page.is(StatusCode::OK).says("<svg").says("0:04 h").says("2:10 h").says("0:31 h").says("2:45 h");
    s.town.post(&path, &[("perfusion", "2026-11-21T08:59")], Some(&s.surgeon)).await.is(StatusCode::SEE_OTHER);
    s.town.get(&path, Some(&s.surgeon)).await.says("ends before it begins").says("One of the times is wrong");
    s.town.post(&path, &[("out", "2027-01-01T08:59")], Some(&s.surgeon)).await.is(StatusCode::BAD_REQUEST);
}
