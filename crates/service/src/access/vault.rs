//! The records of the case vault, and which permission reads or writes each. From this the access matrix is written, and
//! with it the running service is asked, role by role (`docs/reference/permissions.txt`).

use std::fmt::Write as _;

use domain::access::{Permission, Role};

use super::policy::{Policy, Reach};

/// A record of the vault.
#[derive(Debug, Clone, Copy)]
pub struct VaultRecord {
    /// What it is called in the matrix.
    pub name: &'static str,
    /// What reads it.
    pub read: Permission,
    /// What writes it.
    pub write: Permission,
    /// Whether the permission alone opens it, or only together with a place in its team.
    pub opens: Opens,
}

/// What opens a record beside the permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// The permission alone.
    Permission,
    /// The permission, for whoever is in the team of the case.
    Team,
}

/// Every record of the vault. A new one is a row here and a pair of questions in the test that asks the service.
pub const VAULT: &[VaultRecord] = &[
    VaultRecord { name: "question", read: Permission::ReadCase, write: Permission::WorkCase, opens: Opens::Permission },
    VaultRecord { name: "case", read: Permission::ReadCase, write: Permission::WorkCase, opens: Opens::Team },
    VaultRecord { name: "party", read: Permission::ReadCase, write: Permission::WorkCase, opens: Opens::Team },
    VaultRecord { name: "referral", read: Permission::ReadCase, write: Permission::WorkCase, opens: Opens::Team },
    VaultRecord { name: "evidence_pack", read: Permission::WorkCase, write: Permission::WorkCase, opens: Opens::Team },
    VaultRecord {
        name: "case_count",
        read: Permission::OverseeCase,
        write: Permission::AppointCase,
        opens: Opens::Permission,
    },
    VaultRecord {
        name: "sign_file",
        read: Permission::ReadIndicator,
        write: Permission::AnswerIndicator,
        opens: Opens::Permission,
    },
    VaultRecord {
        name: "licence_review",
        read: Permission::MeasureLicence,
        write: Permission::MeasureLicence,
        opens: Opens::Permission,
    },
];

/// What a role may do with a record, for any purpose that the role has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Everywhere in the country.
    Country,
    /// In the own centre.
    OwnCentre,
    /// In the team of the case.
    Team,
    /// Denied.
    Denied,
    /// Denied, and it looks as if it did not exist.
    Hidden,
}

impl Cell {
    const fn sign(self) -> &'static str {
        match self {
            Self::Country => "C",
            Self::OwnCentre => "o",
            Self::Team => "T",
            Self::Denied => ".",
            Self::Hidden => "h",
        }
    }
}

impl Policy {
    /// What a role may do with a record of the vault by a permission of it.
    #[must_use]
    pub fn cell(&self, role: Role, permission: Permission, opens: Opens) -> Cell {
        let reach = self.purposes(role).into_iter().filter_map(|purpose| self.reach(role, permission, purpose)).max();
        match (reach, opens) {
            (None, _) if self.is_hidden(permission) => Cell::Hidden,
            (None, _) => Cell::Denied,
            (Some(_), Opens::Team) => Cell::Team,
            (Some(Reach::Country), Opens::Permission) => Cell::Country,
            (Some(Reach::OwnCentre), Opens::Permission) => Cell::OwnCentre,
        }
    }

    /// Every role against every record of the vault: reading, then writing.
    #[must_use]
    pub fn vault_matrix(&self) -> String {
        let mut out = String::from(
            "\nRecords of the case vault: what each role reads and writes, for any of its purposes. T = in the team of the case \
             only; for everybody else of that role it is hidden. The tests ask the running service every cell.\n\n",
        );
        let _ = write!(out, "{:22}", "");
        for record in VAULT {
            let _ = write!(out, "{:>16}", record.name);
        }
        out.push('\n');
        for &role in Role::ALL {
            let _ = write!(out, "{:22}", role.code());
            for record in VAULT {
                let read = self.cell(role, record.read, record.opens).sign();
                let write = self.cell(role, record.write, record.opens).sign();
                let _ = write!(out, "{:>16}", format!("{read} {write}"));
            }
            out.push('\n');
        }
        out
    }
}
