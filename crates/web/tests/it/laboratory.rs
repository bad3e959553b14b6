//! Results of laboratories and tissue types, as people use their pages, and what another centre sees of them.

use axum::http::StatusCode;
use domain::access::Role;

use crate::support::{Page, Town, Visitor};

/// Where a link that begins so leads, on a page.
fn link(body: &str, begins: &str) -> String {
    let at = body.find(&format!("href=\"{begins}")).unwrap_or_else(|| panic!("no link to {begins}"));
    body[at + 6..].split(['"', '?', '#']).next().unwrap().to_owned()
}

struct Bench {
    town: Town,
    nurse: Visitor,
    donor: String,
    laboratory: String,
}

impl Bench {
    async fn set() -> Self {
        let town = Town::new().await;
        let nurse = town.enter(Role::LivingDonorNurse).await;
        let list = town.get("/follow-up", Some(&nurse)).await;
        let donor = link(&list.body, "/follow-up/don_").rsplit('/').next().unwrap().to_owned();
        let access = town.service.session(&nurse.token).await.unwrap().access;
        let laboratory = access.centre.unwrap().to_string();
        Self { town, nurse, donor, laboratory }
    }

    fn path(&self) -> String {
        format!("/records/{}/results", self.donor)
    }

    async fn write(&self, path: &str, told: &[(&str, &str)]) -> Page {
        let mut form = vec![("laboratory", self.laboratory.as_str()), ("called", "usual")];
        form.extend([("taken_at", "2026-11-20T07:00"), ("reported_at", "2026-11-20T09:00")]);
        form.extend(told.iter().copied());
        self.town.post(path, &form, Some(&self.nurse)).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_stands_with_its_unit_and_an_unknown_unit_is_named() {
    let bench = Bench::set().await;
    let (town, path) = (&bench.town, bench.path());
    let creatinine = |unit| [("analyte", "creatinine"), ("value", "1.20"), ("unit", unit)];
    let wrong = bench.write(&path, &creatinine("kg")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.says("kg").says("umol/L or mg/dL");
    let words = [("analyte", "creatinine"), ("value", "1.2O"), ("unit", "mg/dL")];
    bench.write(&path, &words).await.says("1.2O").says("such as 88.4");
    bench.write(&path, &[("analyte", "creatinine"), ("unit", "mg/dL")]).await.says("Number");
    bench.write(&path, &[("analyte", "hbsag")]).await.says("What the test or culture said");
    bench.write(&path, &creatinine("mg/dL")).await.is(StatusCode::SEE_OTHER);
    let page = town.get(&path, Some(&bench.nurse)).await;
    page.is(StatusCode::OK).says("1.20 mg/dL").says("106.08 umol/L").says("eGFR").says("14682-9");
    let line = town.get(&format!("/follow-up/{}", bench.donor), Some(&bench.nurse)).await;
    line.is(StatusCode::OK).says("Laboratory").says("Visit").says("Inker 2021");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_keeps_what_was_believed_and_a_withdrawn_result_draws_no_line() {
    let bench = Bench::set().await;
    let (town, path) = (&bench.town, bench.path());
    let told = [("analyte", "creatinine"), ("value", "88"), ("unit", "umol/L")];
    bench.write(&path, &told).await.is(StatusCode::SEE_OTHER);
    let page = town.get(&path, Some(&bench.nurse)).await;
    let one = link(&page.body, "/results/lab_");
    town.get(&one, Some(&bench.nurse)).await.is(StatusCode::OK).says("88");
    let same = [told.as_slice(), &[("reason", "typing_error")]].concat();
    assert!(bench.write(&one, &same).await.status.is_client_error(), "nothing differs");
    let right = [("analyte", "creatinine"), ("value", "98"), ("unit", "umol/L"), ("reason", "laboratory_corrected")];
    bench.write(&one, &right[..3]).await.says("Why it is corrected");
    bench.write(&one, &right).await.is(StatusCode::SEE_OTHER);
    town.get(&one, Some(&bench.nurse)).await.says("What was written before").says("88").says("98");
    let gone = [("reason", "wrong_sample")];
    town.post(&format!("{one}/withdraw"), &gone, Some(&bench.nurse)).await.is(StatusCode::SEE_OTHER);
    town.get(&path, Some(&bench.nurse)).await.says("Withdrawn:").says("Sample of somebody else").says("98");
    let line = town.get(&format!("/follow-up/{}", bench.donor), Some(&bench.nurse)).await;
    line.keeps_back("Laboratory");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_critical_result_stands_in_the_inbox_and_says_what_was_found() {
    let bench = Bench::set().await;
    let town = &bench.town;
    let told = [("analyte", "preservation_culture"), ("tested", "reactive"), ("organism", "candida")];
    bench.write(&bench.path(), &told).await.is(StatusCode::SEE_OTHER);
    town.get(&bench.path(), Some(&bench.nurse)).await.says("Critical; acknowledged by");
    let inbox = town.get("/vigilance/alerts", Some(&bench.nurse)).await;
    inbox.is(StatusCode::OK).says("Candida").says("Critical result of").says(&bench.donor);
    let officer = town.enter(Role::VigilanceOfficer).await;
    town.get(&bench.path(), Some(&officer)).await.is(StatusCode::OK).keeps_back("Write down a result");
}

#[tokio::test(flavor = "multi_thread")]
async fn tissue_types_stand_as_written_and_a_later_test_replaces_none() {
    let bench = Bench::set().await;
    let (town, path) = (&bench.town, format!("/records/{}/hla", bench.donor));
    let types = [("looked_for", "tissue_type"), ("written", "A*02:01 B*07:02"), ("method", "probe_typing")];
    let missing = bench.write(&path, &types).await;
    assert!(missing.status.is_client_error());
    missing.says("IPD-IMGT/HLA");
    let of = |release| [types.as_slice(), &[("release", release)]].concat();
    assert!(bench.write(&path, &of("newest")).await.status.is_client_error());
    bench.write(&path, &of("3.58.0")).await.is(StatusCode::SEE_OTHER);
    for written in ["DQ7, 4200", "DQ7, 900"] {
        let found = [
            ("looked_for", "antibodies"),
            ("written", written),
            ("method", "single_antigen_beads"),
            ("release", "3.62.0"),
        ];
        bench.write(&path, &found).await.is(StatusCode::SEE_OTHER);
    }
    let wrong = [("looked_for", "antibodies"), ("written", "DQ7"), ("method", "serology")];
    assert!(bench.write(&path, &wrong).await.status.is_client_error(), "not a method for antibodies");
    let page = town.get(&path, Some(&bench.nurse)).await;
    page.is(StatusCode::OK).says("A*02:01 B*07:02").says("3.58.0").says("DQ7, 4200").says("DQ7, 900");
    let at = page.body.find(&format!("{path}/hla_")).unwrap();
    let withdraw = page.body[at..].split('"').next().unwrap().to_owned();
    town.post(&withdraw, &[("reason", "wrong_sample")], Some(&bench.nurse)).await.is(StatusCode::SEE_OTHER);
    let page = town.get(&path, Some(&bench.nurse)).await;
    page.says("Withdrawn").says("A*02:01 B*07:02").says("DQ7, 4200").says("DQ7, 900");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_centre_and_whoever_may_not_see_nothing() {
    let bench = Bench::set().await;
    let town = &bench.town;
    let told = [("analyte", "creatinine"), ("value", "88"), ("unit", "umol/L")];
    bench.write(&bench.path(), &told).await.is(StatusCode::SEE_OTHER);
    let one = link(&town.get(&bench.path(), Some(&bench.nurse)).await.body, "/results/lab_");
    let hla = format!("/records/{}/hla", bench.donor);
    let own = town.service.session(&bench.nurse.token).await.unwrap().access.centre;
    let mut elsewhere = None;
    for nth in 1..6 {
        let nurse = town.enter_nth(Role::LivingDonorNurse, nth).await;
        if town.service.session(&nurse.token).await.unwrap().access.centre != own {
            elsewhere = Some(nurse);
            break;
        }
    }
    let elsewhere = elsewhere.expect("a nurse of another centre");
    let scores = format!("/records/{}/scores", bench.donor);
    for path in [bench.path(), one.clone(), hla.clone(), scores.clone()] {
        assert_eq!(town.get(&path, Some(&elsewhere)).await.status, StatusCode::NOT_FOUND, "{path}");
        for role in [Role::Administrator, Role::Courier, Role::Inspector] {
            let nobody = town.enter(role).await;
            assert_eq!(town.get(&path, Some(&nobody)).await.status, StatusCode::FORBIDDEN, "{path} {role:?}");
        }
    }
    let gone = [("reason", "wrong_sample")];
    let refused = town.post(&format!("{one}/withdraw"), &gone, Some(&elsewhere)).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn scores_stand_with_their_inputs_name_what_is_missing_and_keep_the_earlier_ones() {
    let bench = Bench::set().await;
    let (town, path) = (&bench.town, format!("/records/{}/scores", bench.donor));
    town.get(&path, Some(&bench.nurse)).await.is(StatusCode::OK).says("No score was computed yet");
    town.post(&path, &[], Some(&bench.nurse)).await.is(StatusCode::SEE_OTHER);
    let page = town.get(&path, Some(&bench.nurse)).await;
    page.says("What is missing").says("Creatinine").says("Not computed");
    let told = [("analyte", "creatinine"), ("value", "88"), ("unit", "umol/L")];
    bench.write(&bench.path(), &told).await.is(StatusCode::SEE_OTHER);
    let page = town.get(&path, Some(&bench.nurse)).await;
    page.says("Scores computed: 1").says("Inker 2021").says("88 umol/L").says("/results/lab_");
    page.says("All computations: 2").says("A result of a laboratory changed").says("register of people");
    // A living donor's formulas ask nothing that has to be told; one value is no line yet, two are one, with its table.
    page.says("Nothing else has to be told").keeps_back("First day in hospital").keeps_back("over time");
    let told = [("analyte", "creatinine"), ("value", "132"), ("unit", "umol/L")];
    town.clock.set(town.service.now().checked_add(jiff::SignedDuration::from_mins(1)).unwrap());
    bench.write(&bench.path(), &told).await.is(StatusCode::SEE_OTHER);
    let page = town.get(&path, Some(&bench.nurse)).await;
    page.says("over time").says("<svg").says("The upright axis does not begin at zero").says("The same as a table");
    let wrong = town.post(&path, &[("hospital_since", "2062-01-01")], Some(&bench.nurse)).await;
    assert!(wrong.status.is_client_error());
    wrong.says("does not lie ahead");
    let reader = town.enter(Role::VigilanceOfficer).await;
    town.get(&path, Some(&reader)).await.is(StatusCode::OK).says("132 umol/L").keeps_back("Compute the scores");
    town.post(&path, &[], Some(&reader)).await.is(StatusCode::FORBIDDEN);
}
