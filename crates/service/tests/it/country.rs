//! The demonstration country is whole, plausible, and the same for the same seed.

use domain::access::{RegistryUse, Role};
use domain::approval::Stage;
use service::demo::{DemoCountry, Size};

use crate::support::{Home, both, folder};
use crate::village::on_sqlite;

fn whoever(country: &DemoCountry, role: Role) -> service::Access {
    country.staff.iter().find(|s| s.access.role == role).unwrap().access.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_country_has_pairs_in_every_stage_and_its_stories() {
    for home in both("country").await {
        let begun = std::time::Instant::now();
        let country = home.demo(Size::Country).await;
        println!("made in {:?}", begun.elapsed());
        let verified = home.service.verify(|_| ()).await.unwrap();
        println!("verified in {:?}: {} leaves", begun.elapsed(), verified.leaves);
        assert!(verified.is_whole(), "{:?}", verified.differences);
        let first = home.texts("SELECT kind AS t FROM event ORDER BY event_id LIMIT 1").await;
        assert_eq!(first, ["access.registry_founded"]);
        assert_eq!(home.service.registry().await.unwrap().unwrap().founded.used_for, RegistryUse::Demo);

        let board = whoever(&country, Role::BoardMember);
        let pairs = home.service.pairs(&board).await.unwrap();
        assert!(pairs.len() >= 36, "{}", pairs.len());
        for stage in [Stage::Knowing, Stage::Examining, Stage::Deciding, Stage::Planned, Stage::Operated, Stage::Ended]
        {
            assert!(pairs.iter().any(|p| p.pair.stage() == stage), "{stage:?}");
        }
        let nurse = whoever(&country, Role::LivingDonorNurse);
        let page = home.service.followup(&nurse).await.unwrap();
        assert!(
            page.survival.people >= 60 && page.survival.deaths >= 5,
            "{} {}",
            page.survival.people,
            page.survival.deaths
        );
        assert!(page.complete.0 > page.complete.1 && page.complete.1 * 10 > page.complete.0 * 7, "{:?}", page.complete);
        println!("visits {:?}, worklist {}", page.complete, page.lines.len());

        let coordinator = whoever(&country, Role::Coordinator);
        for story in &country.stories {
            match story.key {
                "cousin" => {
                    let file = home.service.pair(&board, story.number.parse().unwrap()).await.unwrap();
                    assert!(file.reading.findings.len() >= 5, "{:?}", file.reading.findings);
                }
                key => {
                    let found = home.service.trace(&coordinator, &story.number).await.unwrap();
                    assert_eq!(found.traces.iter().any(|t| t.gaps() > 0), key == "gap", "{key}");
                }
            }
        }
        let investigator = whoever(&country, Role::Investigator);
        let rules: Vec<String> =
            home.service.questions(&investigator).await.unwrap().into_iter().flat_map(|q| q.rules).collect();
        for rule in ["AUT-011", "CEN-003", "REG-001", "REG-006", "REG-007"] {
            assert!(rules.iter().any(|r| r == rule), "{rule} in {rules:?}");
        }
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_makes_the_same_country() {
    let mut told = Vec::new();
    // The village that every test copies, and one that is made now.
    let now = Home::on(folder("two").to_str().unwrap(), "two").await;
    let made = now.demo(Size::Village).await;
    let copied = on_sqlite("one").await;
    for (country, home) in [(copied.country(), copied), (made, now)] {
        let leaves = home.texts("SELECT event_id AS t FROM event ORDER BY event_id").await;
        told.push((country.stories, country.people.into_iter().map(|p| p.number).collect::<Vec<_>>(), leaves));
        home.drop().await;
    }
    assert!(told[0] == told[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_country_is_made_once() {
    let home = Home::on(folder("again").to_str().unwrap(), "again").await;
    home.service.found(RegistryUse::Real, None).await.unwrap();
    let again = service::demo::make(
        &home.service,
        &home.clock,
        7,
        Size::Village,
        crate::support::at(crate::support::NOW),
        &|_, _| (),
    );
    assert!(matches!(again.await, Err(service::Failure::Problem(p)) if p.code == "stale"));
    home.drop().await;
}
