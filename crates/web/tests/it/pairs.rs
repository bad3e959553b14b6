//! Pages of pairs: list, file, steps, consent, plan, operation.

use axum::http::StatusCode;
use domain::access::Role;

use crate::support::Town;

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_signed_in_is_asked_to() {
    let town = Town::new().await;
    let pair = town.country.pairs[0].to_string();
    for path in [
        "/pairs".to_owned(),
        "/pairs/new".to_owned(),
        format!("/pairs/{pair}"),
        format!("/pairs/{pair}/steps/informed"),
        format!("/pairs/{pair}/consent"),
        format!("/pairs/{pair}/consent/sign"),
        format!("/pairs/{pair}/plan"),
        format!("/pairs/{pair}/operation"),
        "/people/find".to_owned(),
    ] {
        let page = town.get(&path, None).await;
        page.is(StatusCode::SEE_OTHER);
        assert!(page.location.starts_with("/sign-in?to="), "{path}: {}", page.location);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_shows_pairs() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    town.get("/pairs", Some(&nurse)).await.is(StatusCode::OK).says("/pairs/new");
}
