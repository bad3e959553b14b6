//! The matrix of role, permission and purpose, so that a change to the policy is a readable difference.

use service::Policy;

use super::Page;

/// The one page.
pub fn pages() -> Result<Vec<Page>, String> {
    Ok(vec![Page { path: "docs/reference/permissions.txt".to_owned(), text: Policy::load()?.matrix() }])
}
