//! The policy file, read once, and the matrix it spans.
//!
//! Role, permission and purpose are finite, so the whole matrix is generated into `docs/reference/permissions.txt`
//! and a change to the policy shows up as a readable difference.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use domain::access::{Permission, Purpose, Role};
use serde::Deserialize;

const POLICY: &str = include_str!("policy.toml");

/// Where an allowed person may act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Records of the own centre only.
    OwnCentre,
    /// Everywhere in the country.
    Country,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    hidden: Vec<Permission>,
    allow: Vec<Allow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Allow {
    role: Role,
    may: Vec<Permission>,
    #[serde(rename = "for")]
    purposes: Vec<Purpose>,
    #[serde(rename = "where")]
    reach: Reach,
    because: String,
}

/// Who may do what.
#[derive(Debug)]
pub struct Policy {
    allowed: BTreeMap<(Role, Permission, Purpose), Reach>,
    hidden: BTreeSet<Permission>,
}

impl Policy {
    /// Reads the embedded policy.
    ///
    /// # Errors
    /// The policy names an unknown word, or an entry gives no reason.
    pub fn load() -> Result<Self, String> {
        Self::parse(POLICY)
    }

    /// Reads a policy.
    ///
    /// # Errors
    /// As [`Policy::load`].
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|e| format!("policy.toml: {e}"))?;
        let mut allowed = BTreeMap::new();
        for allow in file.allow {
            if allow.because.trim().is_empty() {
                return Err(format!("policy.toml: {}: `because` is empty", allow.role.code()));
            }
            for &permission in &allow.may {
                for &purpose in &allow.purposes {
                    let reach = allowed.entry((allow.role, permission, purpose)).or_insert(allow.reach);
                    *reach = (*reach).max(allow.reach);
                }
            }
        }
        Ok(Self { allowed, hidden: file.hidden.into_iter().collect() })
    }

    /// Where the role may use the permission for the purpose; `None` is a no.
    #[must_use]
    pub fn reach(&self, role: Role, permission: Permission, purpose: Purpose) -> Option<Reach> {
        self.allowed.get(&(role, permission, purpose)).copied()
    }

    /// Whether a denial must look like absence.
    #[must_use]
    pub fn is_hidden(&self, permission: Permission) -> bool {
        self.hidden.contains(&permission)
    }

    /// The purpose a role works for when it names none: the first the policy gives it.
    #[must_use]
    pub fn usual_purpose(&self, role: Role) -> Option<Purpose> {
        self.purposes(role).first().copied()
    }

    /// What a role may work for, the usual purpose first.
    #[must_use]
    pub fn purposes(&self, role: Role) -> Vec<Purpose> {
        let all: BTreeSet<Purpose> = self.allowed.keys().filter(|(r, _, _)| *r == role).map(|(_, _, p)| *p).collect();
        all.into_iter().collect()
    }

    /// The whole matrix as text: one block per role, one line per permission, one column per purpose.
    #[must_use]
    pub fn matrix(&self) -> String {
        let mut out = String::from(
            "Generated from crates/service/src/access/policy.toml. C = everywhere in the country, o = own centre only, . = denied, \
             h = denied and hidden.\n",
        );
        for &role in Role::ALL {
            let _ = write!(out, "\n{}\n{:22}", role.code(), "");
            for purpose in Purpose::ALL {
                let _ = write!(out, "{:>16}", purpose.code());
            }
            out.push('\n');
            for &permission in Permission::ALL {
                let _ = write!(out, "  {:20}", permission.code());
                for &purpose in Purpose::ALL {
                    let sign = match self.reach(role, permission, purpose) {
                        Some(Reach::Country) => "C",
                        Some(Reach::OwnCentre) => "o",
                        None if self.is_hidden(permission) => "h",
                        None => ".",
                    };
                    let _ = write!(out, "{sign:>16}");
                }
                out.push('\n');
            }
        }
        out + &self.vault_matrix()
    }
}
