//! Papers of a pair: handed in, fetched, refused.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::access::Role;
use service::{Failure, Service};
use tower::ServiceExt;

use crate::support::Town;

const PDF: &[u8] = b"%PDF-1.7 an invented paper about an invented person";

async fn code(of: Result<impl Sized, Failure>) -> &'static str {
    match of {
        Err(Failure::Problem(p)) => p.code,
        Err(Failure::Denied { .. }) => "denied",
        Err(_) => "other",
        Ok(_) => "done",
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_is_kept_sealed_opened_by_who_may_and_refused_otherwise() {
    let town = Town::new().await;
    let staff = |role| town.country.staff.iter().find(|s| s.access.role == role).unwrap().access.clone();
    let (nurse, board, inspector) = (staff(Role::LivingDonorNurse), staff(Role::BoardMember), staff(Role::Inspector));
    let service: &Service = &town.service;
    let pair = service.pairs(&nurse).await.unwrap()[0].pair.id;
    let (id, receipt) = service.keep_document(&nurse, pair, PDF.to_vec()).await.unwrap();
    assert_eq!(receipt.leaves[0].kind, "person.document_kept");
    let (document, bytes) = service.open_document(&board, id).await.unwrap();
    assert_eq!((bytes.as_slice(), document.kept.bytes_len), (PDF, PDF.len() as u64));
    assert_eq!(code(service.keep_document(&inspector, pair, PDF.to_vec()).await).await, "denied");
    assert_eq!(code(service.open_document(&inspector, id).await).await, "denied");
    assert_eq!(code(service.keep_document(&nurse, pair, b"<script>".to_vec()).await).await, "malformed");
    let large = [PDF, &vec![0; domain::person::LARGEST_BYTES]].concat();
    assert_eq!(code(service.keep_document(&nurse, pair, large).await).await, "malformed");
    let page = town.get(&format!("/pairs/{pair}"), Some(&town.enter(Role::LivingDonorNurse).await)).await;
    page.is(StatusCode::OK).says(&id.to_string()).says("multipart/form-data");
    assert!(service.verify(|_| ()).await.unwrap().is_whole());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_without_the_mark_of_our_form_is_refused() {
    let town = Town::new().await;
    let nurse = town.country.staff.iter().find(|s| s.access.role == Role::LivingDonorNurse).unwrap().access.clone();
    let pair = town.service.pairs(&nurse).await.unwrap()[0].pair.id;
    let token = town.service.demo_session(Role::LivingDonorNurse).await.unwrap().token;
    let body = "--x\r\ncontent-disposition: form-data; name=\"document\"; filename=\"a\"\r\n\r\n%PDF-1.7\r\n--x--\r\n";
    let request = Request::post(format!("/pairs/{pair}/documents"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header(header::COOKIE, format!("donare_session={token}"))
        .body(Body::from(body))
        .unwrap();
    let answer = town.router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    let stranger = Request::get("/documents/doc_0000000000").body(Body::empty()).unwrap();
    assert_eq!(town.router.clone().oneshot(stranger).await.unwrap().status(), StatusCode::SEE_OTHER);
}
