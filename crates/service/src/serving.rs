//! The account that serves on PostgreSQL: what it may do, and whether it may do more than that.

pub use store::grant::Standing;

/// Gives `role` what the program needs and nothing else; without a role, those that serve already get what this release
/// needs. Asked with the account that owns the tables. Returns whom it gave rights.
///
/// # Errors
/// In words for the operator: a folder, or a role that is not there or could help itself to more.
pub async fn grant(database: &str, role: Option<&str>) -> Result<Vec<String>, String> {
    store::grant::serving(database, role).await.map_err(|e| format!("--serving-role: {e}"))
}

/// How the account in the address stands to the tables.
///
/// # Errors
/// In words for the operator: the database cannot be reached.
pub async fn standing(database: &str) -> Result<Standing, String> {
    store::grant::standing(database).await.map_err(|e| format!("--database: {e}"))
}
