//! Scanning without a network through the pages: what may be kept, what a device is told, and what a coordinator decides.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use codes::ids::{CentreId, UnitId};
use codes::organ::Organ;
use codes::time::{Happened, Zone};
use data_encoding::BASE64;
use domain::access::Role;
use domain::registry::RemovalFact;
use jiff::SignedDuration;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::support::{Town, Visitor};

async fn organ(town: &Town) -> (UnitId, CentreId) {
    let surgeon = town.enter(Role::Surgeon).await;
    let access = town.service.session(&surgeon.token).await.unwrap().access;
    let coordinator = town.enter(Role::Coordinator).await;
    let reads = town.service.session(&coordinator.token).await.unwrap().access;
    for pair in &town.country.pairs {
        let file = town.service.pair(&reads, *pair).await.unwrap().pair;
        if Some(file.centre) == access.centre && file.removed.is_none() {
            let fact = RemovalFact {
                pair: Some(file.id),
                donor: file.donor,
                organ: Organ::KidneyL,
                centre: file.centre,
                happened: Happened::at(town.service.now() - SignedDuration::from_mins(90), Zone::utc()),
                team: vec![access.account],
                note: None,
            };
            return (town.service.record_removal(&access, fact).await.unwrap().0.unit, file.centre);
        }
    }
    panic!("no pair");
}

/// One request as it leaves a browser; status, headers and body.
async fn ask(town: &Town, path: &str, who: Option<&Visitor>) -> (StatusCode, axum::http::HeaderMap, String) {
    let mut request = Request::get(path);
    if let Some(who) = who {
        request = request.header(header::COOKIE, format!("donare_session={}; donare_lang={}", who.token, who.lang));
    }
    let response = town.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, headers, String::from_utf8_lossy(&bytes).into_owned())
}

async fn contact(town: &Town, who: Option<&Visitor>) -> Value {
    let (status, headers, body) = ask(town, "/scan/contact", who).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    serde_json::from_str(&body).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_empty_form_may_be_kept() {
    let town = Town::new().await;
    let (unit, _) = organ(&town).await;
    let (courier, coordinator) = (town.enter(Role::Courier).await, town.enter(Role::Coordinator).await);
    let (status, headers, body) = ask(&town, "/scan/offline", Some(&courier)).await;
    assert_eq!((status, headers["donare-offline"].to_str().unwrap()), (StatusCode::OK, "shell"));
    let name = town.service.session(&courier.token).await.unwrap().name;
    for kept_back in [name.as_str(), &courier.csrf, "org_", "don_", "rec_", "acc_"] {
        // The hint names the prefix of organs.
        let body = body.replace("begins with org_", "");
        assert!(!body.contains(kept_back), "{kept_back} stands on a page that is kept");
    }
    assert!(
        body.contains("data-queue=\"hand_over\"") && body.contains("queue.js") && body.len() < 40_000,
        "{}",
        body.len()
    );
    for path in ["/scan", &format!("/scan/{unit}"), &format!("/trace/{unit}"), "/hand-overs/unclear", "/", "/pairs"] {
        for who in [&courier, &coordinator] {
            let (_, headers, _) = ask(&town, path, Some(who)).await;
            assert!(!headers.contains_key("donare-offline"), "{path}");
            assert_eq!(headers[header::CACHE_CONTROL], "no-store", "{path}");
        }
    }
    town.get("/scan/offline", Some(&town.enter(Role::Psychologist).await)).await.is(StatusCode::FORBIDDEN);
    let (status, headers, script) = ask(&town, "/scan/worker.js", None).await;
    assert_eq!((status, headers["service-worker-allowed"].to_str().unwrap()), (StatusCode::OK, "/scan"));
    assert!(headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("script-src 'self'"));
    assert!(script.contains("donare-offline") && !script.contains("http"));
    let arabic = Visitor { lang: "ar", ..courier };
    town.get("/scan/offline", Some(&arabic)).await.is(StatusCode::OK).says("امسح ولو دون شبكة");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_is_told_the_time_and_the_key_and_to_forget() {
    let town = Town::new().await;
    let courier = town.enter(Role::Courier).await;
    let told = contact(&town, Some(&courier)).await;
    let access = town.service.session(&courier.token).await.unwrap().access;
    assert_eq!((told["state"].as_str(), told["account"].as_str()), (Some("open"), Some(&*access.account.to_string())));
    assert_eq!(told["key"]["public"].as_str().map(str::len), Some(88));
    assert_eq!(contact(&town, None).await["state"], "paused");
    let may_not = contact(&town, Some(&town.enter(Role::Psychologist).await)).await;
    assert_eq!((may_not["state"].as_str(), may_not.get("csrf"), may_not.get("key")), (Some("paused"), None, None));
    town.service.sign_out(&courier.token).await.unwrap();
    let ended = contact(&town, Some(&courier)).await;
    assert_eq!(ended.as_object().unwrap().keys().collect::<Vec<_>>(), ["now", "state"]);
    assert_eq!(ended["state"], "ended");
}

/// Seals as the script does, and sends.
async fn tell(town: &Town, who: &Visitor, mark: u8, told: Value, minutes_ago: i64) -> (StatusCode, Value) {
    tell_to(town, who, "/api/v1/device-entry", (mark, told, minutes_ago)).await
}

async fn tell_to(
    town: &Town,
    who: &Visitor,
    to: &str,
    (mark, told, minutes_ago): (u8, Value, i64),
) -> (StatusCode, Value) {
    let access = town.service.session(&who.token).await.unwrap().access;
    let (mark, now) = (format!("{mark:032x}"), town.service.now());
    let scanned = json!({"device": "van_1", "device_at": now - SignedDuration::from_mins(minutes_ago), "offset_s": 0,
        "uncertainty_s": 600});
    let sent = json!({"mark": mark, "account": access.account, "told": told, "scanned": scanned}).to_string();
    let key = town.service.inbox_key().unwrap();
    let sealed = ledger::inbox::seal(&key.public, mark.as_bytes(), sent.as_bytes(), [3; 32]).unwrap();
    let body = json!({"mark": mark, "key": key.version, "enc": BASE64.encode(&sealed.enc),
        "sealed": BASE64.encode(&sealed.ciphertext), "device_now": now});
    let request = Request::post(to)
        .header(header::COOKIE, format!("donare_session={}", who.token))
        .header("x-csrf-token", &who.csrf)
        .header("idempotency-key", format!("key {mark} {minutes_ago}"))
        .header(header::CONTENT_TYPE, "application/json");
    let response = town.router.clone().oneshot(request.body(Body::from(body.to_string())).unwrap()).await.unwrap();
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_sees_both_sides_and_decides() {
    let town = Town::new().await;
    let (unit, centre) = organ(&town).await;
    let other = town.country.centres.iter().copied().find(|c| *c != centre).unwrap();
    let (courier, coordinator) = (town.enter(Role::Courier).await, town.enter(Role::Coordinator).await);
    let hand = |from: CentreId, to: CentreId| json!({"what": "hand_over", "unit": unit, "from": from, "to": to});
    assert_eq!(tell(&town, &courier, 1, hand(centre, other), 30).await.1["state"], "clear");
    let (status, told) = tell(&town, &courier, 2, hand(centre, centre), 25).await;
    assert_eq!(
        (status, told["state"].as_str(), told["uncertainty_s"].as_u64()),
        (StatusCode::OK, Some("unclear"), Some(600))
    );
    assert!(told.get("receipt").is_none());
    let (status, problem) = tell(&town, &courier, 3, json!({"what": "hand_over", "unit": "nothing"}), 25).await;
    assert_eq!((status, problem["field"].as_str()), (StatusCode::BAD_REQUEST, Some("sealed")));

    let list = town.get("/hand-overs/unclear", Some(&coordinator)).await;
    let page = format!("/hand-overs/unclear/{}", told["entry"].as_str().unwrap());
    list.is(StatusCode::OK).says("3 hand-overs wait for a decision").says(&page);
    list.says("Two hand-overs say that the organ left the same place.");
    let seen = town.get(&page, Some(&coordinator)).await;
    seen.is(StatusCode::OK).says("Side by side").says("van_1").says("±\u{a0}600\u{a0}s").says("Contradicts this entry");
    seen.says("This entry").says("Could have been before or after");
    for who in [&courier, &town.enter(Role::Surgeon).await, &town.enter(Role::Inspector).await] {
        town.get("/hand-overs/unclear", Some(who)).await.is(StatusCode::FORBIDDEN);
        town.get(&page, Some(who)).await.is(StatusCode::FORBIDDEN);
        town.post(&page, &[("decision", "as_told"), ("reason", "other")], Some(who)).await.is(StatusCode::FORBIDDEN);
    }
    town.post(&page, &[("decision", "as_told")], Some(&coordinator)).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let lacking = [("decision", "moved"), ("reason", "asked_both")];
    town.post(&page, &lacking, Some(&coordinator)).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let decided = [("decision", "as_told"), ("reason", "told_twice")];
    assert_eq!(town.post(&page, &decided, Some(&coordinator)).await.location, "/hand-overs/unclear");
    town.get(&page, Some(&coordinator)).await.is(StatusCode::OK).says("Everything stands as it was told.");
    town.get("/hand-overs/unclear", Some(&coordinator)).await.says("2 hand-overs wait for a decision");
    let arabic = Visitor { lang: "ar", ..coordinator };
    town.get(&page, Some(&arabic)).await.is(StatusCode::OK).says("جنبًا إلى جنب");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inspector_takes_the_checklist_along_and_what_was_written_there_arrives() {
    let town = Town::new().await;
    let inspector = town.enter(Role::Inspector).await;
    let (status, headers, body) = ask(&town, "/audits/offline", Some(&inspector)).await;
    assert_eq!((status, headers["donare-offline"].to_str().unwrap()), (StatusCode::OK, "shell"));
    let name = town.service.session(&inspector.token).await.unwrap().name;
    for kept_back in [name.as_str(), &inspector.csrf, "org_", "don_", "rec_", "acc_", "ncf_", "par_"] {
        assert!(!body.contains(kept_back), "{kept_back} stands on a page that is kept");
    }
    assert!(body.contains("data-to=\"/api/v1/audit-entry\"") && body.contains("data-under=\"/audits\""), "{body}");
    let audit = body.split("value=\"aud_").nth(1).unwrap().split('"').next().unwrap();
    let audit = format!("aud_{audit}");
    let (_, headers, script) = ask(&town, "/audits/worker.js", None).await;
    assert_eq!(headers["service-worker-allowed"].to_str().unwrap(), "/audits");
    assert!(!script.contains("http"));
    for path in ["/audits", &format!("/audits/{audit}"), &format!("/audits/{audit}/check"), "/nonconformities"] {
        assert!(!ask(&town, path, Some(&inspector)).await.1.contains_key("donare-offline"), "{path}");
    }
    assert_eq!(contact(&town, Some(&inspector)).await["state"], "open");

    let line = json!({"what": "audit_check", "audit": audit, "item": "billing", "answer": "not_met",
        "note": "Paid by a friend of the recipient.", "grade": "major_finding"});
    let to = "/api/v1/audit-entry";
    let (status, told) = tell_to(&town, &inspector, to, (1, line.clone(), 20)).await;
    assert_eq!((status, told["state"].as_str()), (StatusCode::OK, Some("clear")), "{told}");
    town.get(&format!("/audits/{audit}"), Some(&inspector)).await.says("Paid by a friend of the recipient.");
    let surgeon = town.enter(Role::Surgeon).await;
    assert_eq!(tell_to(&town, &surgeon, to, (2, line, 20)).await.0, StatusCode::FORBIDDEN);
    let nothing = json!({"what": "audit_check", "audit": audit, "item": "billing"});
    let (status, told) = tell_to(&town, &inspector, to, (3, nothing, 20)).await;
    assert_eq!((status, told["field"].as_str()), (StatusCode::BAD_REQUEST, Some("sealed")));
    town.get("/audits/offline", Some(&surgeon)).await.is(StatusCode::FORBIDDEN);
    let arabic = Visitor { lang: "ar", ..inspector };
    town.get("/audits/offline", Some(&arabic)).await.is(StatusCode::OK).says("ولو دون شبكة");
}
