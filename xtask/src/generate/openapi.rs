//! The description of the JSON API, so that a change to it is a readable difference.

use super::Page;

/// The one page.
pub fn pages() -> Result<Vec<Page>, String> {
    let text = serde_json::to_string_pretty(&web::api::description()).map_err(|e| e.to_string())?;
    Ok(vec![Page { path: "docs/reference/openapi.json".to_owned(), text: text + "\n" }])
}
