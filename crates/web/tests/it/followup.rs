//! Follow-up: the worklist and its pictures, one person's visits, writing a visit down.

use axum::http::StatusCode;
use domain::access::Role;
use domain::followup::Due;

use crate::support::{Page, Town, Visitor};

async fn session(town: &Town, who: &Visitor) -> service::Access {
    town.service.session(&who.token).await.unwrap().access
}

/// An open or overdue visit of the nurse's centre: its number and whose it is.
async fn a_visit(town: &Town, nurse: &Visitor, prefix: &str) -> (String, String) {
    let page = town.service.followup(&session(town, nurse).await).await.unwrap();
    let line = page.lines.iter().find(|l| l.visit.planned.subject.starts_with(prefix)).unwrap();
    (line.visit.id.to_string(), line.visit.planned.subject.clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_follows_nobody_is_denied() {
    let town = Town::new().await;
    let board = town.enter(Role::BoardMember).await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let (visit, subject) = a_visit(&town, &nurse, "don_").await;
    for path in [
        "/follow-up".to_owned(),
        "/follow-up.csv".to_owned(),
        "/follow-up/survival.csv".to_owned(),
        format!("/follow-up/{subject}"),
        format!("/visits/{visit}"),
    ] {
        town.get(&path, Some(&board)).await.is(StatusCode::FORBIDDEN).keeps_back("Serum").keeps_back("Visits");
    }
    let inspector = town.enter(Role::Inspector).await;
    town.get("/follow-up", Some(&inspector)).await.is(StatusCode::OK).keeps_back("/visits/");
    town.post(&format!("/visits/{visit}"), &[("seen_on", "2026-11-20"), ("patient_status", "alive")], Some(&inspector))
        .await
        .is(StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_draws_both_pictures_with_their_tables_in_both_languages() {
    let town = Town::new().await;
    let mut nurse = town.enter(Role::LivingDonorNurse).await;
    let page = town.get("/follow-up", Some(&nurse)).await;
    page.is(StatusCode::OK)
        .says("Kidney function of donor")
        .says("donor-function")
        .says("function-table")
        .says("of the");
    nurse.lang = "ar";
    let page = town.get("/follow-up", Some(&nurse)).await;
    page.is(StatusCode::OK).says("dir=\"rtl\"").says("المتابعة").keeps_back("followup-");
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_narrow_the_list_and_the_file() {
    let town = Town::new().await;
    let coordinator = town.enter(Role::Coordinator).await;
    let all = town.service.followup(&session(&town, &coordinator).await).await.unwrap();
    let overdue =
        |l: &&service::VisitLine| l.visit.planned.subject.starts_with("don_") && matches!(l.due, Due::Overdue { .. });
    let expected = all.lines.iter().filter(overdue).count();
    let file = town.get("/follow-up.csv?who=donors&state=overdue", Some(&coordinator)).await;
    file.is(StatusCode::OK).says("subject,visit,kind").keeps_back("rec_");
    assert_eq!(file.body.lines().count(), expected + 1, "{}", file.body);
    let whole = town.get("/follow-up.csv", Some(&coordinator)).await;
    assert_eq!(whole.body.lines().count(), all.lines.len() + 1);
    town.get("/follow-up?state=overdue", Some(&coordinator))
        .await
        .is(StatusCode::OK)
        .says("Only overdue")
        .says("Clear");
    town.get("/follow-up?donor=nobody", Some(&coordinator)).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_kept_with_its_function_computed_and_a_low_value_is_said() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let (visit, subject) = a_visit(&town, &nurse, "don_").await;
    let path = format!("/visits/{visit}");
    town.get(&path, Some(&nurse)).await.is(StatusCode::OK).says("Serum creatinine").keeps_back("graft_status");
    let fields = [
        ("seen_on", "2026-11-20"),
        ("patient_status", "alive"),
        ("creatinine_umol_l", "190"),
        ("note", "Feels tired."),
    ];
    let kept = town.post(&path, &fields, Some(&nurse)).await;
    assert_eq!(kept.is(StatusCode::SEE_OTHER).location, format!("/follow-up/{subject}?kept={visit}"));
    let page: Page = town.get(&kept.location, Some(&nurse)).await;
    page.is(StatusCode::OK).says("Kept").says("Feels tired.").says("The last value lies below the usual band");
    page.says("have it measured again").says("creatinine");
    // What was seen once is not seen twice.
    town.post(&path, &fields, Some(&nurse)).await.is(StatusCode::CONFLICT);
    // Whoever may not know who the person is does not read the remark either.
    let inspector = town.enter(Role::Inspector).await;
    let page = town.get(&format!("/follow-up/{subject}"), Some(&inspector)).await;
    page.is(StatusCode::OK).keeps_back("Feels tired.").says("sealed for you");
}

#[tokio::test(flavor = "multi_thread")]
async fn sending_the_same_form_twice_keeps_one_visit() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let (visit, _) = a_visit(&town, &nurse, "don_").await;
    let fields = [("seen_on", "2026-11-20"), ("patient_status", "alive"), ("once", "one-form-sent-twice-ab")];
    for _ in 0..2 {
        town.post(&format!("/visits/{visit}"), &fields, Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_mistakes_comes_back_as_it_was_typed() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let (visit, _) = a_visit(&town, &nurse, "rec_").await;
    let path = format!("/visits/{visit}");
    let fields = [
        ("seen_on", "2027-01-01"),
        ("patient_status", "alive"),
        ("graft_status", "functioning"),
        ("systolic_mmhg", "141"),
    ];
    town.post(&path, &fields, Some(&nurse))
        .await
        .is(StatusCode::BAD_REQUEST)
        .says("not in the future")
        .says("value=\"141\"");
    let fields = [("seen_on", "2026-11-20"), ("creatinine_umol_l", "many")];
    let page = town.post(&path, &fields, Some(&nurse)).await;
    page.says("Error:").says("Fill this in").says("whole number");
    assert!(page.status.is_client_error());
}

#[tokio::test(flavor = "multi_thread")]
async fn visits_of_another_centre_do_not_exist_here() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let coordinator = town.enter(Role::Coordinator).await;
    let own = session(&town, &nurse).await.centre.unwrap();
    let all = town.service.followup(&session(&town, &coordinator).await).await.unwrap();
    let mut other = None;
    for line in all.lines.iter().filter(|l| l.visit.planned.centre != own) {
        let visits =
            town.service.visits_of(&session(&town, &coordinator).await, &line.visit.planned.subject).await.unwrap();
        if visits.iter().all(|v| v.planned.centre != own) {
            other = Some(line);
        }
    }
    let other = other.unwrap();
    town.get(&format!("/follow-up/{}", other.visit.planned.subject), Some(&coordinator)).await.is(StatusCode::OK);
    town.get(&format!("/visits/{}", other.visit.id), Some(&nurse)).await.is(StatusCode::NOT_FOUND);
    town.get(&format!("/follow-up/{}", other.visit.planned.subject), Some(&nurse)).await.is(StatusCode::NOT_FOUND);
    let fields = [("seen_on", "2026-11-20"), ("patient_status", "alive")];
    town.post(&format!("/visits/{}", other.visit.id), &fields, Some(&nurse)).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clinic_elsewhere_is_refused_with_every_reason_and_one_at_home_is_asked() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let (visit, donor) = a_visit(&town, &nurse, "don_").await;
    let path = format!("/follow-up/{donor}/transfer");
    town.get(&path, Some(&nurse)).await.is(StatusCode::OK).says("Ask a clinic to take over");
    let elsewhere = [("clinic", "Clinic of the harbour"), ("clinic_country", "KI")];
    town.post(&path, &elsewhere, Some(&nurse))
        .await
        .is(StatusCode::CONFLICT)
        .says("CAR-006")
        .says("CAR-007")
        .says("Clinic of the harbour");
    let lives_in = town.service.followed(&session(&town, &nurse).await, &donor).await.unwrap().lives_in.unwrap();
    let home = lives_in.to_string();
    let there = [("clinic", "Clinic of the harbour"), ("clinic_country", &*home), ("payer", "public_scheme")];
    town.post(&path, &there, Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    let page = town.get(&format!("/follow-up/{donor}"), Some(&nurse)).await;
    page.is(StatusCode::OK).says("Clinic of the harbour").says("an answer is expected by").says("Stopped by the rules");
    // A visit that nobody planned, and a carer by name.
    let beside = format!("/follow-up/{donor}/beside/unscheduled");
    town.get(&beside, Some(&nurse)).await.is(StatusCode::OK).says("found again");
    let seen =
        [("seen_on", "2026-11-20"), ("patient_status", "alive"), ("systolic_mmhg", "171"), ("diastolic_mmhg", "99")];
    town.post(&beside, &seen, Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    let page = town.get(&format!("/follow-up/{donor}"), Some(&nurse)).await;
    page.says("High blood pressure").says("Visit nobody planned").says("follow-calendar");
    let dead = [("seen_on", "2026-11-20"), ("patient_status", "alive")];
    let page = town.post(&format!("/follow-up/{donor}/beside/interim_death"), &dead, Some(&nurse)).await;
    assert!(page.status.is_client_error(), "an interim record at death tells of a death");
    let impossible = [("seen_on", "2026-11-20"), ("patient_status", "alive"), ("systolic_mmhg", "4000")];
    let page = town.post(&format!("/visits/{visit}"), &impossible, Some(&nurse)).await;
    assert!(page.status.is_client_error());
    page.says("Error:").says("4000");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_and_how_complete_it_is_has_its_pages() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let inspector = town.enter(Role::Inspector).await;
    town.get("/follow-up?state=lost", Some(&nurse)).await.is(StatusCode::OK).says("Nobody counts as lost");
    town.get("/follow-up/complete", Some(&nurse)).await.is(StatusCode::OK).says("How complete follow-up is");
    town.get("/follow-up/centres", Some(&inspector)).await.is(StatusCode::OK).says("Told to the regulator");
    town.get("/follow-up/centres", Some(&nurse)).await.is(StatusCode::NOT_FOUND);
    town.get("/follow-up/figures", None).await.is(StatusCode::OK).says("frozen for the month").keeps_back("rec_");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_sent_and_opens_the_questions_once_with_the_own_number() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let access = session(&town, &nurse).await;
    let mut found = None;
    for pair in town.service.pairs(&access).await.unwrap() {
        let file = town.service.pair(&access, pair.pair.id).await.unwrap();
        let donor = file.pair.donor.to_string();
        let Ok(lines) = town.service.follow(&access, &donor).await else { continue };
        let open = lines.iter().find(|l| matches!(l.due, Due::Open { .. }));
        if let Some((line, person)) = open.zip(file.donor) {
            let number = person.person.known.identifiers[0].value.clear().unwrap().to_owned();
            found = Some((line.visit.id, number));
        }
    }
    let (visit, number) = found.unwrap();
    town.post(&format!("/visits/{visit}/link"), &[], Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    // A second link makes the first one worthless.
    let (sent, _) = town.service.send_link(&access, visit).await.unwrap();
    let message = town.service.demo_messages().await.unwrap().into_iter().find(|m| m.id == sent).unwrap();
    let mut words = message.text.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_ascii_alphanumeric()));
    let code = words.find(|w| w.len() == 23 && w.matches('-').count() == 3).unwrap().to_owned();
    town.get("/my-follow-up", None).await.is(StatusCode::OK).says("code from the message");
    let wrong = [("code", code.as_str()), ("number", "1")];
    town.post("/my-follow-up/open", &wrong, None)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("do not fit together");
    let right = [("code", code.as_str()), ("number", number.as_str())];
    town.post("/my-follow-up/open", &right, None).await.is(StatusCode::SEE_OTHER);
    let again = town.post("/my-follow-up/open", &right, None).await;
    again.is(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_told_is_corrected_on_pages_too() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let (visit, subject) = a_visit(&town, &nurse, "rec_").await;
    let seen = [("seen_on", "2026-11-20"), ("patient_status", "dead"), ("graft_status", "functioning")];
    town.post(&format!("/visits/{visit}"), &seen, Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    let path = format!("/visits/{visit}/correct");
    let page = town.get(&path, Some(&nurse)).await;
    page.is(StatusCode::OK).says("Serum creatinine").says("How was the person?");
    let right = [("patient_status", "alive"), ("graft_status", "functioning"), ("reason", "typing_error")];
    town.post(&path, &right, Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    let page = town.post(&path, &right, Some(&nurse)).await;
    assert!(page.says("Something other than what is on record").status.is_client_error());

    let entry = format!("/records/{subject}/correct");
    town.get(&entry, Some(&nurse)).await.is(StatusCode::OK).says("What is right about this recipient?");
    let day = [("accepted_on", "2024-02-03"), ("reason", "new_document")];
    town.post(&entry, &day, Some(&nurse)).await.is(StatusCode::SEE_OTHER);
    town.get(&entry, Some(&nurse)).await.says("2024-02-03");
    let board = town.enter(Role::BoardMember).await;
    assert!(town.get(&entry, Some(&board)).await.status.is_client_error());
    town.get("/records/per_0/correct", Some(&nurse)).await.is(StatusCode::NOT_FOUND);
}
