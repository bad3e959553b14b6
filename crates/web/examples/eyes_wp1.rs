//! Temporary: serves the country for looking at it.
#![allow(warnings, clippy::all)]
#[path = "../tests/it/support.rs"]
mod support;
use domain::access::Role;
use support::Town;

#[tokio::main]
async fn main() {
    let town = Town::new().await;
    let mut out = String::from("{");
    for role in Role::ALL {
        if let Ok(o) = town.service.demo_session(*role).await {
            out.push_str(&format!("\"{}\":\"{}\",", role.code(), o.token));
        }
    }
    let pairs: Vec<String> = town.country.pairs.iter().map(|p| format!("\"{p}\"")).collect();
    let stories: Vec<String> = town.country.stories.iter().map(|p| format!("\"{}\":\"{}\"", p.key, p.number)).collect();
    out.push_str(&format!("\"pairs\":[{}],\"stories\":{{{}}}}}", pairs.join(","), stories.join(",")));
    std::fs::write("/tmp/wp1/tokens.json", out).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8471").await.unwrap();
    axum::serve(listener, town.router.clone()).await.unwrap();
}
