//! Sessions are looked up once in a while: what that delays, and what it does not.

use domain::access::Role;
use service::{Access, Failure, Service};

use crate::support::opening;
use crate::village::villages;

fn signed_out<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::NotSignedIn))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_at_once_here_and_within_two_seconds_in_another_program() {
    for home in villages("sessions").await {
        let other = Service::open(opening(&home.store, &home.keyring, home.clock.clone(), 2)).unwrap();
        let token = home.service.demo_session(Role::Coordinator).await.unwrap().token;
        assert!(home.service.session(&token).await.is_ok() && other.session(&token).await.is_ok());
        home.service.sign_out(&token).await.unwrap();
        assert!(signed_out(&home.service.session(&token).await), "here it ends with the sign-out");
        assert!(other.session(&token).await.is_ok(), "another program has not asked again yet");
        home.later(2);
        assert!(signed_out(&other.session(&token).await), "and asks again after two seconds");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_is_closed_is_out_at_once() {
    for home in villages("closed").await {
        let country = home.country();
        let by = |role: Role| country.staff.iter().find(|s| s.access.role == role).unwrap().access.clone();
        let (admin, coordinator): (Access, Access) = (by(Role::Administrator), by(Role::Coordinator));
        let token = home.service.demo_session(Role::Coordinator).await.unwrap().token;
        let session = home.service.session(&token).await.ok().unwrap();
        assert_eq!(session.access.account, coordinator.account);
        home.service.close_account(&admin, coordinator.account).await.unwrap();
        assert!(signed_out(&home.service.session(&token).await));
        home.drop().await;
    }
}
