//! Long lists: a part at a time, nothing twice, nothing left out, and a line that names whom a list showed.

use axum::http::StatusCode;
use codes::ids::{CentreId, PairId};
use codes::organ::Organ;
use codes::relation::{Directedness, Relation};
use domain::access::Role;
use domain::licence::{CentreKind, CentreRegistered};
use domain::person::{Known, Name};
use service::{Access, ROWS, Said};

use crate::support::{Town, Visitor};

async fn access(town: &Town, who: &Visitor) -> Access {
    town.service.session(&who.token).await.ok().unwrap().access
}

fn somebody(n: usize) -> Said {
    let name = Name { text: format!("Person {n}").as_str().into(), script: None };
    let known = serde_json::json!({"names": [], "identifiers": [], "birth": "1980-01-01", "sex": null, "gender": null,
        "languages": ["en"], "residence": null, "phone": null});
    let known: Known = serde_json::from_value(known).unwrap();
    Said::New(Box::new(Known { names: vec![name], ..known }))
}

/// Numbers with a prefix in the rows of a page's table, in order, each once.
fn numbers(body: &str, prefix: &str, digits: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let main = body.split("<main").nth(1).unwrap_or(body).split("rel=\"next\"").next().unwrap();
    for (at, _) in main.match_indices(prefix) {
        let number: String = main[at..].chars().take(prefix.len() + digits).collect();
        if !found.contains(&number) {
            found.push(number);
        }
    }
    found
}

/// The address behind "further".
fn further(body: &str) -> Option<String> {
    let link = body.split("rel=\"next\" href=\"").nth(1)?;
    Some(link.split('"').next()?.replace("&amp;", "&"))
}

/// Walks a list over its pages and returns the numbers of each.
async fn walk(town: &Town, first: &str, who: Option<&Visitor>, prefix: &str) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut next = Some(first.to_owned());
    while let Some(address) = next {
        let page = town.get(&address, who).await;
        page.is(StatusCode::OK);
        pages.push(numbers(&page.body, prefix, 10));
        next = further(&page.body);
        assert!(pages.len() < 9, "the list does not end");
    }
    pages
}

#[tokio::test(flavor = "multi_thread")]
async fn pairs_come_in_parts_and_the_access_log_names_those_that_were_shown() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let by = access(&town, &nurse).await;
    for n in 0..ROWS {
        let tie = (Relation::Sibling, Directedness::SpecifiedDirect);
        let both = (somebody(n), somebody(n + 1000));
        town.service.open_pair(&by, both, Organ::KidneyL, by.centre.unwrap(), tie).await.unwrap();
    }
    let pages = walk(&town, "/pairs", Some(&nurse), "par_").await;
    assert!(pages.len() > 1 && pages[0].len() == ROWS, "{}", pages.len());
    let all: std::collections::BTreeSet<&String> = pages.iter().flatten().collect();
    assert_eq!(all.len(), pages.iter().map(Vec::len).sum::<usize>(), "no pair stands on two pages");
    let list = town.service.pairs_after(&by, None, None).await.ok().unwrap();
    assert_eq!(list.stages.values().sum::<usize>(), all.len(), "and none on no page");

    let last: PairId = pages[1][0].parse().unwrap();
    let admin = access(&town, &town.enter(Role::Administrator).await).await;
    let lines = town.service.access_lines(&admin, Some(&last.to_string())).await.ok().unwrap();
    let shown: Vec<_> = lines.iter().filter(|l| l.line.what == "approval.pairs").collect();
    assert_eq!(shown.len(), 1, "only the second page showed this pair");
    assert_eq!(usize::try_from(shown[0].line.shown).unwrap(), pages[1].len(), "the line says how many");

    let other = town.enter(Role::Inspector).await;
    town.get("/pairs", Some(&other)).await.is(StatusCode::FORBIDDEN);
    for wrong in [PairId::from_bits(1).to_string(), CentreId::from_bits(1).to_string()] {
        let page = town.get(&format!("/pairs?after={wrong}"), Some(&nurse)).await;
        assert!(page.status.is_client_error(), "{}", page.status);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn public_centres_come_in_parts() {
    let town = Town::new().await;
    let by = access(&town, &town.enter(Role::Inspector).await).await;
    for n in 0..2 * ROWS {
        let centre = CentreRegistered {
            kind: CentreKind::Centre,
            parent: None,
            name: format!("Ward House {}", n % 7),
            place: "Sarim".to_owned(),
            country: town.service.profile().country().code,
            telephone: None,
        };
        town.service.register_centre(&by, centre).await.unwrap();
    }
    let pages = walk(&town, "/centres", None, "cen_").await;
    let listed: Vec<&String> = pages.iter().flatten().collect();
    let all: std::collections::BTreeSet<&String> = listed.iter().copied().collect();
    let whole = town.service.centres().await.ok().unwrap().len();
    assert_eq!((listed.len(), all.len(), pages.len()), (whole, whole, 3), "each exactly once");
    let found = walk(&town, "/centres?q=house", None, "cen_").await;
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [ROWS, ROWS], "a search goes on in parts");
    let nobody = CentreId::from_bits(1);
    town.get(&format!("/centres?after={nobody}"), None).await.is(StatusCode::BAD_REQUEST);
}
