//! Figures beside those of others: pages, files and JSON, with and without reference figures.

use axum::http::StatusCode;
use domain::access::Role;
use domain::statistics::Source;
use jiff::civil::date;
use service::ReferenceFile;

use crate::support::Town;

const PAGES: [&str; 3] = ["/figures/compare", "/figures/references", "/figures/self-sufficiency"];
const GODT: &str = "country,year,population,TOTAL Actual DD,Actual DBD,Actual DCD,TOTAL Kidney Tx\n\
    Spain,2024,48.8,2500,1400,1101,4000\nFrance,2024,68.4,2000,1800,200,3800\n";
const WORLD: &str = "Country Name,Country Code,Year,Value\nSpain,ESP,2024,48848840\n";

async fn bring_in(town: &Town, name: &str, text: &str, source: Source) {
    let file = std::env::temp_dir().join(format!("donare_web_{}_{name}.csv", std::process::id()));
    std::fs::write(&file, text).unwrap();
    let rejected = file.with_extension("rejected.csv");
    let of = ReferenceFile { file: file.clone(), source, as_of: date(2025, 11, 14), rejected };
    assert_eq!(town.service.import_references(&of).await.unwrap().imported.rejected, 0);
    std::fs::remove_file(file).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_reference_figures_the_pages_say_how_to_get_them() {
    let town = Town::new().await;
    let mut reader = town.enter(Role::Inspector).await;
    for lang in ["en", "ar"] {
        reader.lang = lang;
        for path in PAGES {
            town.get(path, Some(&reader)).await.is(StatusCode::OK).says("<h1").keeps_back("{$").keeps_back("{ $");
        }
    }
    town.get("/figures/compare", None).await.says("donare reference import");
    town.get("/figures/references", None).await.says("No reference figures yet");
    town.get("/figures", None).await.says("/figures/compare");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rate_names_what_it_is_divided_by_and_where_it_comes_from() {
    let town = Town::new().await;
    bring_in(&town, "godt", GODT, Source::Godt).await;
    bring_in(&town, "world", WORLD, Source::WorldBank).await;
    let page = town.get("/figures/compare?what=deceased_donors.all&year=2024", None).await;
    // 2 500 of 48.8 million, and of 48 848 840.
    page.is(StatusCode::OK).says("51.23").says("48\u{202f}800\u{202f}000").says("people in 2024, Global Observatory");
    page.says("WHO-ONT").says("<svg").says("France");
    let by_world = town.get("/figures/compare?what=deceased_donors.all&year=2024&by=world_bank", None).await;
    by_world.says("51.18").says("48\u{202f}848\u{202f}840").keeps_back("29.24");
    let file = town.get("/figures/compare.csv?what=deceased_donors.all&year=2024", None).await;
    file.is(StatusCode::OK).says("ES,2024,deceased_donors,all,2500,48800000,2024,godt,51.23,godt,2025-11-14,reported");
    // Words that nobody knows ask for what is usual.
    town.get("/figures/compare?what=x.y&year=z&by=q", None).await.is(StatusCode::OK).says("kidney");
}

#[tokio::test(flavor = "multi_thread")]
async fn differences_are_shown_and_come_as_a_file_and_as_json() {
    let town = Town::new().await;
    bring_in(&town, "godt_2", GODT, Source::Godt).await;
    bring_in(&town, "world_2", WORLD, Source::WorldBank).await;
    let page = town.get("/figures/references?country=ES", None).await;
    page.is(StatusCode::OK).says("\u{2212}48\u{202f}840").says("The parts do not add up to the whole.");
    let file = town.get("/figures/references.csv?country=ES", None).await;
    file.says(
        "ES,2024,difference,godt,population.all,48800000,world_bank,population.all,48848840,-48840,counted_by_others",
    );
    file.says("ES,2024,sum_differs,godt,deceased_donors.all,2500,,,2501,-1,");
    let json = town.get("/api/v1/references/ES", None).await;
    json.is(StatusCode::OK).says("\"difference\":-48840.0").says("\"flag\":\"sum_differs\"");
    town.get("/api/v1/references", None).await.is(StatusCode::OK).says("\"figures_digest\"");
    town.get("/api/v1/references/Spain", None).await.is(StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn over_json_an_unknown_word_is_a_problem() {
    let town = Town::new().await;
    let ask = |query: &'static str| town.get(query, None);
    ask("/api/v1/figures/compare?measure=transplants&organ=kidney").await.is(StatusCode::OK).says("\"lines\":[]");
    ask("/api/v1/figures/compare?measure=hearts").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    ask("/api/v1/figures/compare?by=me").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    ask("/api/v1/figures/compare?colour=red").await.is(StatusCode::BAD_REQUEST);
    ask("/api/v1/figures/self-sufficiency").await.is(StatusCode::OK).says("\"prevention\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn need_stands_against_supply_with_prevention_beside_them() {
    let town = Town::new().await;
    let page = town.get("/figures/self-sufficiency", None).await;
    page.is(StatusCode::OK).says("Need against supply in 2025").says("kidney").says("212");
    page.says("People who began dialysis in the year")
        .says("National kidney plan")
        .says("the country’s statistical office");
}
