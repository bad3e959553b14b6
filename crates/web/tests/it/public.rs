//! The public site, the law, the rules, the log and the door of a demonstration.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use domain::access::Role;
use domain::case::QuestionState;
use domain::licence::Renamed;
use jiff::SignedDuration;
use ledger::checkpoint::Checkpoint;
use ledger::evidence::InclusionPack;
use ledger::note::VerifierKey;
use ledger::tile::TileId;
use ledger::tree::root_of;
use service::Sequencer;
use tower::ServiceExt;
use web::{App, AppOptions, router};

use crate::support::Town;

const PUBLIC: [&str; 8] =
    ["/", "/public", "/figures", "/law", "/law/compare", "/rules", "/rules/CON-004", "/log/check"];

#[tokio::test(flavor = "multi_thread")]
async fn everybody_may_read_the_public_site_in_both_languages() {
    let town = Town::new().await;
    for path in PUBLIC {
        let page = town.get(path, None).await;
        page.is(StatusCode::OK).says("<h1");
        let arabic = Request::get(path).header(header::COOKIE, "donare_lang=ar").body(Body::empty()).unwrap();
        let response = town.router.clone().oneshot(arabic).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let body = String::from_utf8(to_bytes(response.into_body(), 4 << 20).await.unwrap().to_vec()).unwrap();
        assert!(body.contains("dir=\"rtl\""), "{path}");
    }
}

/// A key that has no sentence is shown as itself; a variable that is missing as `{$name}`.
#[tokio::test(flavor = "multi_thread")]
async fn every_sentence_is_there_and_whole() {
    let town = Town::new().await;
    let mut inspector = town.enter(Role::Inspector).await;
    let centre = town.country.centres[0];
    let mut paths: Vec<String> = PUBLIC.iter().map(|p| (*p).to_owned()).collect();
    paths.extend([
        "/centres".to_owned(),
        "/log".to_owned(),
        "/trace".to_owned(),
        "/demo".to_owned(),
        "/centres/new".to_owned(),
    ]);
    paths.extend(["licences/new", "rename", "merge"].map(|end| format!("/centres/{centre}/{end}")));
    paths.push(format!("/trace/{}", town.story("gap")));
    paths.push(format!("/centres/{centre}"));
    let prefixes = [
        "trace-", "centre-", "centres-", "licence-", "measure-", "law-", "rules-", "log-", "check-", "demo-",
        "public-", "figure-", "figures-", "way-", "story-", "form-", "field-",
    ];
    for lang in ["en", "ar"] {
        inspector.lang = lang;
        for path in &paths {
            let page = town.get(path, Some(&inspector)).await;
            page.is(StatusCode::OK).keeps_back("{$").keeps_back("{ $");
            let text: String = page
                .body
                .split('<')
                .filter_map(|part| part.split_once('>').map(|(_, text)| format!("{text} ")))
                .collect();
            for word in text.split_whitespace() {
                let key = prefixes.iter().any(|p| word.starts_with(p))
                    && word.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit());
                assert!(!key, "{path} in {lang}: `{word}` has no sentence");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_hide_small_numbers_and_stay_as_they_were_frozen() {
    let town = Town::new().await;
    let first = town.service.public_figures().await.unwrap();
    assert_eq!(first.as_of.to_string(), "2026-11-01");
    town.clock.set("2026-11-29T09:00:00Z".parse().unwrap());
    assert_eq!(town.service.public_figures().await.unwrap(), first);
    let page = town.get("/figures", None).await;
    page.is(StatusCode::OK).says("fewer than");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_law_shows_its_source_and_marks_what_is_not_sure() {
    let town = Town::new().await;
    town.get("/law", None).await.says("Transplantation Act, section 6(1)").says("source not confirmed");
    town.get("/law/compare", None).await.says("RD 1723/2012").says("not known");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_has_a_page_and_an_unknown_one_has_none() {
    let town = Town::new().await;
    town.get("/rules", None).await.says("/rules/CEN-001").says("/rules/REG-001");
    town.get("/rules/cen-001", None).await.is(StatusCode::OK).says("What it checks").says("licensed");
    town.get("/rules/CEN-999", None).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_for_staff_who_may_read_it() {
    let town = Town::new().await;
    let page = town.get("/log", None).await;
    page.is(StatusCode::SEE_OTHER);
    assert_eq!(page.location, "/sign-in?to=/log");
    let nurse = town.enter(Role::LivingDonorNurse).await;
    town.get("/log", Some(&nurse)).await.is(StatusCode::FORBIDDEN);
    let inspector = town.enter(Role::Inspector).await;
    town.get("/log/proof/evt_x", Some(&nurse)).await.is(StatusCode::FORBIDDEN);
    town.get("/log/proof/evt_x", Some(&inspector)).await.is(StatusCode::BAD_REQUEST);
    town.get("/log", Some(&inspector)).await.is(StatusCode::OK).says("donare.example/xc").says("How it grew");
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_can_compute_the_signed_root_from_the_tiles() {
    let town = Town::new().await;
    let key: VerifierKey = town.service.log_key().unwrap().parse().unwrap();
    let note = town.get("/log/checkpoint", None).await;
    let opened = Checkpoint::open(&note.is(StatusCode::OK).body, &key, &[]).unwrap();
    let size = opened.checkpoint.size;
    let full = size / 256;
    let mut paths: Vec<String> = (0..full).map(|index| TileId { level: 0, index, width: 256 }.to_string()).collect();
    let rest = u16::try_from(size % 256).unwrap();
    if rest > 0 {
        paths.push(TileId { level: 0, index: full, width: rest }.to_string());
    }
    let mut leaves = Vec::new();
    for path in paths {
        let request = Request::get(format!("/log/{path}")).body(Body::empty()).unwrap();
        let response = town.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        leaves.extend(bytes.as_chunks::<32>().0.iter().map(|hash| ledger::Hash::new(*hash)));
    }
    assert_eq!(u64::try_from(leaves.len()).unwrap(), size);
    assert_eq!(root_of(&leaves), opened.checkpoint.root);
    let beyond = TileId { level: 0, index: full, width: rest + 1 };
    town.get(&format!("/log/{beyond}"), None).await.is(StatusCode::NOT_FOUND);
    town.get("/log/tile/0/1", None).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_verifies_and_case_events_are_absent_for_whoever_may_not_read_cases() {
    let town = Town::new().await;
    let key: VerifierKey = town.service.log_key().unwrap().parse().unwrap();
    let staff = |role| town.country.staff.iter().find(|s| s.access.role == role).unwrap().access.clone();
    let renamed = Renamed { name: "Sarim Central".to_owned(), from: town.service.today() };
    let (_, renaming) =
        town.service.rename_centre(&staff(Role::Inspector), town.country.centres[0], renamed).await.unwrap();
    let open = town.service.questions(&staff(Role::Investigator)).await.unwrap();
    let open = open.iter().find(|q| q.question.state == QuestionState::Open).unwrap().question.id;
    let answered = town.service.answer_question(&staff(Role::Investigator), open, "Asked and answered".into()).await;
    let case = &answered.unwrap().1.leaves[0].event;
    let inspector = town.enter(Role::Inspector).await;
    let path = format!("/log/proof/{}", renaming.leaves[0].event);
    town.get(&path, Some(&inspector)).await.is(StatusCode::CONFLICT);
    Sequencer::new(town.service.clone(), SignedDuration::from_secs(10)).turn().await.unwrap();
    let page = town.get(&path, Some(&inspector)).await;
    let pack: InclusionPack = serde_json::from_str(&page.is(StatusCode::OK).body).unwrap();
    pack.verify(&key, &[]).unwrap();
    assert!(InclusionPack { index: pack.index + 1, ..pack }.verify(&key, &[]).is_err());
    let breach = an_operation_without_a_file(&town, &staff).await;
    Sequencer::new(town.service.clone(), SignedDuration::from_secs(10)).turn().await.unwrap();
    let investigator = town.enter(Role::Investigator).await;
    let hidden = format!("/log/proof/{case}");
    town.get(&hidden, Some(&inspector)).await.is(StatusCode::NOT_FOUND);
    town.get(&hidden, Some(&investigator)).await.is(StatusCode::OK);
    // A fact in breach is proved like any other, and its proof does not say what it broke.
    let page = town.get(&format!("/log/proof/{breach}"), Some(&inspector)).await;
    let pack: InclusionPack = serde_json::from_str(&page.is(StatusCode::OK).body).unwrap();
    let verdict = pack.envelope.verdict.unwrap();
    assert!(!verdict.rules.is_empty() && verdict.findings.is_empty() && pack.envelope.body.get("breaches").is_none());
}

/// The event of a removal that no pair's file speaks of.
async fn an_operation_without_a_file(town: &Town, staff: &impl Fn(Role) -> service::Access) -> String {
    let surgeon = staff(Role::Surgeon);
    let pair = town.service.pair(&staff(Role::BoardMember), town.country.pairs[0]).await.unwrap().pair;
    let fact = domain::registry::RemovalFact {
        pair: None,
        donor: pair.donor,
        organ: pair.organ,
        centre: surgeon.centre.unwrap(),
        happened: codes::time::Happened::at(town.service.now(), codes::time::Zone::utc()),
        team: Vec::new(),
        note: None,
    };
    let (_, receipt) = town.service.record_removal(&surgeon, fact).await.unwrap();
    receipt.leaves[0].event.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_door_lets_in_and_leads_to_the_first_page_of_the_role() {
    let town = Town::new().await;
    town.get("/", None).await.is(StatusCode::OK).says("/demo/enter").says("coordinator");
    let form = [("role", "inspector")];
    let page = town.post("/demo/enter", &form, None).await;
    page.is(StatusCode::SEE_OTHER);
    assert_eq!(page.location, "/centres");
    let page = town.post("/demo/enter", &[("role", "coordinator"), ("to", "//elsewhere.example")], None).await;
    assert_eq!(page.location, "/trace");
    town.post("/demo/enter", &[("role", "king")], None).await.is(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_door_exists_in_demonstrations_only() {
    let town = Town::new().await;
    let app = App {
        service: town.service.clone(),
        words: Arc::new(law::Words::load().unwrap()),
        options: AppOptions { demo: false, secure_cookies: true },
        concern_host: None,
    };
    let real = router(app);
    for request in [Request::get("/demo"), Request::post("/demo/enter")] {
        let response = real.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
    }
    let start = real.oneshot(Request::get("/").body(Body::empty()).unwrap()).await.unwrap();
    let body = String::from_utf8(to_bytes(start.into_body(), 4 << 20).await.unwrap().to_vec()).unwrap();
    assert!(body.contains("/centres") && !body.contains("/demo"));
}
