//! Signing in, opening accounts, roles, standing in, who looked, who may.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use codes::ids::AccountId;
use domain::access::{Purpose, RegistryUse, Role};
use jiff::SignedDuration;
use law::Words;
use service::clock::{SeededChance, SetClock};
use service::{Access, Service, Start};
use tower::ServiceExt;
use web::{App, AppOptions, router};

use crate::support::{NOW, Town, Visitor};

const PASSWORD: &str = "a lamp by the old door";

/// The six digits for a secret as the page shows it.
fn digits(service: &Service, secret: &str) -> String {
    let plain: String = secret.chars().filter(|c| !c.is_whitespace()).collect();
    let totp = totp_rs::Builder::new().with_secret(totp_rs::Secret::try_from_base32(&plain).unwrap()).build().unwrap();
    totp.generate(u64::try_from(service.now().as_second()).unwrap()).to_string()
}

/// What stands between two marks of a page.
fn between<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    page.split_once(before).unwrap_or_else(|| panic!("`{before}` is not on {page}")).1.split_once(after).unwrap().0
}

/// A person with an account, as far as a test knows them.
struct Person {
    account: AccountId,
    login: &'static str,
    secret: String,
}

async fn access(town: &Town, who: &Visitor) -> Access {
    town.service.session(&who.token).await.unwrap().access
}

/// An administrator invites somebody, who opens the account.
async fn invited(town: &Town, admin: &Visitor, login: &'static str, fields: &[(&str, &str)]) -> Person {
    let mut all = vec![("name", "Ada Veld"), ("login", login), ("grant.from", "2026-11-01")];
    all.extend(fields);
    let page = town.post("/accounts/new", &all, Some(admin)).await;
    page.is(StatusCode::OK).says("Hand over this code");
    let code = between(&page.body, "<b><bdi class=\"code\" dir=\"ltr\">", "<").to_owned();
    let account = format!("acc{}", between(&page.body, "href=\"/accounts/acc", "\"")).parse().unwrap();
    let page = town.post("/invitation", &[("code", &code), ("password", PASSWORD)], None).await;
    page.is(StatusCode::OK).says("authenticator app");
    let secret = between(&page.body, "<b><bdi class=\"code\" dir=\"ltr\">", "<").to_owned();
    let done = town.post("/second-factor", &[("code", &code), ("totp", &digits(&town.service, &secret))], None).await;
    assert_eq!(done.is(StatusCode::SEE_OTHER).location, "/sign-in?opened=yes");
    Person { account, login, secret }
}

/// Signs in half a minute later, since digits serve once; gives the status, where it leads and the cookie.
async fn sign_in(town: &Town, person: &Person, to: &str) -> (StatusCode, String, String) {
    town.clock.set(town.service.now() + SignedDuration::from_secs(60));
    let body = format!(
        "login={}&password={}&totp={}&to={}",
        person.login,
        PASSWORD.replace(' ', "+"),
        digits(&town.service, &person.secret),
        to.replace('/', "%2F")
    );
    let request = Request::post("/sign-in").body(Body::from(body)).unwrap();
    let response = town.router.clone().oneshot(request).await.unwrap();
    let text = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    (response.status(), text(header::LOCATION), text(header::SET_COOKIE))
}

async fn visitor(town: &Town, cookie: &str) -> Visitor {
    let token = between(cookie, "donare_session=", ";").to_owned();
    let csrf = town.service.session(&token).await.map(|s| s.csrf).unwrap_or_default();
    Visitor { token, csrf, lang: "en" }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_administrators_see_and_change_accounts() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let own = access(&town, &nurse).await.account;
    for path in
        ["/accounts".to_owned(), "/accounts/new".to_owned(), format!("/accounts/{own}"), "/access-log".to_owned()]
    {
        town.get(&path, Some(&nurse)).await.is(StatusCode::FORBIDDEN);
    }
    let grant = [("grant.role", "coordinator"), ("grant.from", "2026-11-21")];
    for path in
        ["grants", "grants/0/end", "grants/0/review", "proposals/evt/confirm", "qualifications", "renew", "close"]
    {
        town.post(&format!("/accounts/{own}/{path}"), &grant, Some(&nurse)).await.is(StatusCode::FORBIDDEN);
    }
    town.post("/accounts/new", &[("name", "X"), ("login", "xyz")], Some(&nurse)).await.is(StatusCode::FORBIDDEN);
    let admin = town.enter(Role::Administrator).await;
    town.get("/accounts", Some(&admin))
        .await
        .is(StatusCode::OK)
        .says("All accounts")
        .says("J. Amsel")
        .says("Still right");
    town.get(&format!("/accounts/{own}"), Some(&admin))
        .await
        .is(StatusCode::OK)
        .says("J. Amsel")
        .says("This person left");
    town.get("/access-log", Some(&admin)).await.is(StatusCode::OK).says("access.accounts").says("Denied");
    // An administrator sees no patient.
    town.get("/follow-up", Some(&admin)).await.is(StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invited_person_opens_the_account_and_signs_in_once_per_digits() {
    let town = Town::new().await;
    let admin = town.enter(Role::Administrator).await;
    let ada = invited(&town, &admin, "ada.veld", &[("grant.role", "coordinator")]).await;
    let (status, way, cookie) = sign_in(&town, &ada, "/follow-up").await;
    assert_eq!((status, way.as_str()), (StatusCode::SEE_OTHER, "/follow-up"));
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "{cookie}");
    let who = visitor(&town, &cookie).await;
    town.get("/follow-up", Some(&who)).await.is(StatusCode::OK).says("Ada Veld");
    // Signed in already: the door leads on.
    assert_eq!(town.get("/sign-in?to=%2Ftrace", Some(&who)).await.is(StatusCode::SEE_OTHER).location, "/trace");
    // Out again, and the session is gone.
    town.post("/sign-out", &[], Some(&Visitor { csrf: "other".into(), ..who.clone() })).await.is(StatusCode::FORBIDDEN);
    assert_eq!(town.post("/sign-out", &[], Some(&who)).await.is(StatusCode::SEE_OTHER).location, "/");
    assert!(town.get("/follow-up", Some(&who)).await.is(StatusCode::SEE_OTHER).location.starts_with("/sign-in"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_sign_in_gets_the_same_words_and_leads_nowhere_else() {
    let town = Town::new().await;
    let admin = town.enter(Role::Administrator).await;
    let ada = invited(&town, &admin, "ada.veld", &[("grant.role", "coordinator")]).await;
    let unknown = [("login", "nobody.here"), ("password", PASSWORD), ("totp", "123456")];
    let known = [("login", "ada.veld"), ("password", "not the password"), ("totp", "123456")];
    let mut pages = Vec::new();
    for fields in [unknown, known] {
        let page = town.post("/sign-in", &fields, None).await;
        page.is(StatusCode::UNAUTHORIZED).says("do not belong together").says("Error:").keeps_back(fields[1].1);
        pages.push(page.body.replace(fields[0].1, "NAME"));
    }
    let plain = |page: &str| page.split("name=\"once\"").next().unwrap().to_owned();
    assert_eq!(plain(&pages[0]), plain(&pages[1]));
    let (_, way, _) = sign_in(&town, &ada, "//evil.example/").await;
    assert!(way.starts_with('/') && !way.starts_with("//"), "{way}");
    for _ in 0..30 {
        let page = town.post("/sign-in", &unknown, None).await;
        if page.status == StatusCode::TOO_MANY_REQUESTS {
            page.says("Too many tries");
            return;
        }
    }
    panic!("nothing limits the tries");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_roles_are_chosen_from_and_no_other() {
    let town = Town::new().await;
    let admin = town.enter(Role::Administrator).await;
    let ada = invited(&town, &admin, "ada.veld", &[("grant.role", "coordinator")]).await;
    let more = [("grant.role", "inspector"), ("grant.from", "2026-11-01")];
    town.post(&format!("/accounts/{}/grants", ada.account), &more, Some(&admin)).await.is(StatusCode::SEE_OTHER);
    let (_, way, cookie) = sign_in(&town, &ada, "/centres").await;
    assert_eq!(way, "/role?to=/centres");
    let who = visitor(&town, &cookie).await;
    town.get("/role?to=%2Fcentres", Some(&who)).await.is(StatusCode::OK).says("Coordinator").says("Inspector");
    // Without a role every other page leads to the choice.
    let page = town.get("/follow-up", Some(&who)).await;
    assert!(page.is(StatusCode::SEE_OTHER).location.starts_with("/sign-in"));
    assert!(town.get(&page.location, Some(&who)).await.is(StatusCode::SEE_OTHER).location.starts_with("/role"));
    town.post("/role", &[("role", "")], Some(&who)).await.is(StatusCode::UNPROCESSABLE_ENTITY).says("Error:");
    let stolen = town.post("/role", &[("role", "administrator administration ")], Some(&who)).await;
    assert!(stolen.status.is_client_error(), "{}", stolen.status);
    let chosen = town.post("/role", &[("role", "inspector vigilance "), ("to", "/centres")], Some(&who)).await;
    assert_eq!(chosen.is(StatusCode::SEE_OTHER).location, "/centres");
    let who = visitor(&town, &cookie).await;
    town.get("/permissions", Some(&who)).await.is(StatusCode::OK).says("In their own centre").says("Inspector");
    let session = town.service.session(&who.token).await.ok().unwrap();
    assert_eq!(session.access.purpose, Purpose::Vigilance, "what the role works for was chosen with it");
    let never = town.post("/role", &[("role", "inspector care ")], Some(&who)).await;
    assert!(never.status.is_client_error(), "an inspector never works for care: {}", never.status);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_for_an_account_says_what_is_wrong() {
    let town = Town::new().await;
    let admin = town.enter(Role::Administrator).await;
    let none = [("name", "Ada Veld"), ("login", "ada.veld")];
    town.post("/accounts/new", &none, Some(&admin))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Error:")
        .says("Ada Veld");
    let no_centre = [("name", "Ada"), ("login", "ada.veld"), ("grant.role", "surgeon"), ("grant.from", "2026-11-01")];
    town.post("/accounts/new", &no_centre, Some(&admin)).await.says("The centre in which this role acts");
    let half = [("qualification.profession", "nurse")];
    let half: Vec<_> =
        [("name", "Ada"), ("login", "ada.veld"), ("grant.role", "coordinator"), ("grant.from", "2026-11-01")]
            .into_iter()
            .chain(half)
            .collect();
    town.post("/accounts/new", &half, Some(&admin)).await.is(StatusCode::UNPROCESSABLE_ENTITY).says("Qualified from");
    let taken = [("name", "Ada"), ("login", "ada.veld"), ("grant.role", "coordinator"), ("grant.from", "2026-11-01")];
    town.post("/accounts/new", &taken, Some(&admin)).await.is(StatusCode::OK);
    town.post("/accounts/new", &taken, Some(&admin)).await.says("Somebody else signs in with this name");
    for (fields, words) in [
        ([("code", "AAAAA-AAAAA-AAAAA-AAAAA"), ("password", PASSWORD)], "mistyped, was used"),
        ([("code", "AAAAA-AAAAA-AAAAA-AAAAA"), ("password", "short")], "At least 12 characters"),
    ] {
        let page = town.post("/invitation", &fields, None).await;
        page.says("Error:").says(words).keeps_back("value=\"short\"");
        assert!(page.status.is_client_error());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn grave_roles_wait_for_another_administrator() {
    let town = Town::new().await;
    let admin = town.enter(Role::Administrator).await;
    let ada = invited(&town, &admin, "ada.veld", &[("grant.role", "coordinator")]).await;
    let page = format!("/accounts/{}", ada.account);
    let grave = [("grant.role", "investigator"), ("grant.from", "2026-11-01")];
    town.post(&format!("{page}/grants"), &grave, Some(&admin)).await.is(StatusCode::SEE_OTHER);
    let seen = town.get(&page, Some(&admin)).await;
    seen.says("Waits for a second administrator").keeps_back("/confirm\"");
    let proposal = between(&seen.body, "/proposals/", "/").to_owned();
    let own = town.post(&format!("{page}/proposals/{proposal}/confirm"), &[], Some(&admin)).await;
    own.is(StatusCode::UNPROCESSABLE_ENTITY).says("another administrator");
    town.get("/accounts", Some(&admin)).await.says("Waiting for a second administrator");
    // A second administrator, who is one only after another confirmed it.
    let eve = invited(&town, &admin, "eve.lorn", &[("grant.role", "coordinator")]).await;
    let second = [("grant.role", "administrator"), ("grant.from", "2026-11-01")];
    town.post(&format!("/accounts/{}/grants", eve.account), &second, Some(&admin)).await.is(StatusCode::SEE_OTHER);
    let (_, way, _) = sign_in(&town, &eve, "").await;
    assert!(!way.starts_with("/accounts") && !way.starts_with("/role"), "{way}");
    let declined = town.post(&format!("{page}/proposals/{proposal}/decline"), &[], Some(&admin)).await;
    declined.is(StatusCode::SEE_OTHER);
    town.get(&page, Some(&admin)).await.keeps_back("Waits for a second administrator");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leaver_is_out_at_once_and_a_lost_second_factor_is_renewed() {
    let town = Town::new().await;
    let admin = town.enter(Role::Administrator).await;
    let ada = invited(&town, &admin, "ada.veld", &[("grant.role", "coordinator")]).await;
    let (_, _, cookie) = sign_in(&town, &ada, "").await;
    let who = visitor(&town, &cookie).await;
    town.get("/follow-up", Some(&who)).await.is(StatusCode::OK);
    let renewed = town.post(&format!("/accounts/{}/renew", ada.account), &[], Some(&admin)).await;
    renewed.is(StatusCode::OK).says("Hand over this code");
    town.get("/follow-up", Some(&who)).await.is(StatusCode::SEE_OTHER);
    assert_eq!(sign_in(&town, &ada, "").await.0, StatusCode::UNAUTHORIZED);
    let qualified = [("qualification.profession", "nurse"), ("qualification.from", "2020-01-01")];
    town.post(&format!("/accounts/{}/qualifications", ada.account), &qualified, Some(&admin))
        .await
        .is(StatusCode::SEE_OTHER);
    town.post(&format!("/accounts/{}/grants/0/review", ada.account), &[], Some(&admin)).await.is(StatusCode::SEE_OTHER);
    town.post(&format!("/accounts/{}/grants/0/end", ada.account), &[], Some(&admin)).await.is(StatusCode::SEE_OTHER);
    town.post(&format!("/accounts/{}/close", ada.account), &[], Some(&admin)).await.is(StatusCode::SEE_OTHER);
    let page = town.get(&format!("/accounts/{}", ada.account), Some(&admin)).await;
    page.says("Closed").says("Nurse").keeps_back("This person left");
    let own = access(&town, &admin).await.account;
    town.post(&format!("/accounts/{own}/close"), &[], Some(&admin))
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("another administrator");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_stands_in_for_ones_own_role() {
    let town = Town::new().await;
    let admin = town.enter(Role::Administrator).await;
    let coordinator = town.enter(Role::Coordinator).await;
    let ada = invited(&town, &admin, "ada.veld", &[("grant.role", "importer")]).await;
    let number = ada.account.to_string();
    town.get("/delegate", Some(&coordinator)).await.is(StatusCode::OK).says("Coordinator");
    let wrong = [("to", "acc_1"), ("from", "2026-11-21"), ("until", "2026-11-30")];
    assert!(town.post("/delegate", &wrong, Some(&coordinator)).await.says("Error:").status.is_client_error());
    let backwards = [("to", number.as_str()), ("from", "2026-11-30"), ("until", "2026-11-21")];
    town.post("/delegate", &backwards, Some(&coordinator))
        .await
        .is(StatusCode::BAD_REQUEST)
        .says("A day not before the first");
    let right = [("to", number.as_str()), ("from", "2026-11-21"), ("until", "2026-11-30")];
    let kept = town.post("/delegate", &right, Some(&coordinator)).await;
    town.get(&kept.is(StatusCode::SEE_OTHER).location, Some(&coordinator)).await.says("Kept.");
    let (_, _, cookie) = sign_in(&town, &ada, "").await;
    let who = visitor(&town, &cookie).await;
    town.get("/role", Some(&who)).await.is(StatusCode::OK).says("Coordinator").says("Importer");
    // A role that needs two administrators cannot be passed on.
    town.post("/delegate", &right, Some(&admin)).await.says("cannot be passed on");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_administrator_opens_a_real_registry_from_the_console() {
    let folder = std::env::temp_dir().join(format!("donare_web_first_{}", std::process::id()));
    let clock = Arc::new(SetClock::at(NOW.parse().unwrap()));
    let start = Start {
        migrate: true,
        clock: Some(clock.clone()),
        chance: Some(Arc::new(SeededChance::new(5))),
        ..Start::new(folder.to_str().unwrap(), "xc")
    };
    let service = start.open().await.unwrap();
    service.found(RegistryUse::Real, None).await.unwrap();
    let options = AppOptions { demo: false, secure_cookies: true };
    let words = Arc::new(Words::load().unwrap());
    let pages = router(App { service: service.clone(), words, options, concern_host: None });
    let post = async |path: &str, body: String| {
        let response = pages.clone().oneshot(Request::post(path).body(Body::from(body)).unwrap()).await.unwrap();
        let cookie =
            response.headers().get(header::SET_COOKIE).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, cookie, String::from_utf8_lossy(&bytes).into_owned())
    };
    let code = service.first_administrator_code().await.unwrap();
    let form = |code: &str| format!("code={code}&name=Ada+Veld&login=ada.veld&password={}", PASSWORD.replace(' ', "+"));
    let (status, _, page) = post("/first-administrator", form("AAAAA-AAAAA-AAAAA-AAAAA")).await;
    assert!(status.is_client_error() && page.contains("mistyped"), "{status} {page}");
    let (status, _, page) = post("/first-administrator", form(code.show())).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    let secret = between(&page, "<b><bdi class=\"code\" dir=\"ltr\">", "<").to_owned();
    let (status, _, page) = post("/second-factor", format!("door=first&code={}&totp=000000", code.show())).await;
    assert!(status.is_client_error() && page.contains("not the digits") && !page.contains(&secret), "{status} {page}");
    let (status, ..) =
        post("/second-factor", format!("door=first&code={}&totp={}", code.show(), digits(&service, &secret))).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    clock.set(service.now() + SignedDuration::from_secs(60));
    let body = format!("login=ada.veld&password={}&totp={}", PASSWORD.replace(' ', "+"), digits(&service, &secret));
    let (status, cookie, _) = post("/sign-in", body).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(cookie.contains("; Secure"), "{cookie}");
    // There is an administrator now: the same door stays shut.
    let (status, ..) = post("/first-administrator", form(code.show())).await;
    assert!(status.is_client_error());
    drop(service);
    std::fs::remove_dir_all(&folder).ok();
    std::fs::remove_dir_all(service::keys::usual_place(&folder)).ok();
}
