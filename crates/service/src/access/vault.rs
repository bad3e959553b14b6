//! The records of the vaults, and which permission reads or writes each. From this the access matrix is written, and
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
    pub read: Key,
    /// What writes it.
    pub write: Key,
}

/// What opens a record: a permission, and what must be so beside it.
pub type Key = (Permission, Opens);

/// What opens a record beside the permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// The permission alone.
    Permission,
    /// The permission, for whoever is in the team of the case.
    Team,
    /// The permission, for whoever has a key that the concern was sealed to.
    Sealed,
    /// The permission, for whoever looks after the person.
    Care,
}

const fn row(name: &'static str, read: Key, write: Key) -> VaultRecord {
    VaultRecord { name, read, write }
}

/// A record that a permission opens by itself.
const fn open(name: &'static str, read: Permission, write: Permission) -> VaultRecord {
    row(name, (read, Opens::Permission), (write, Opens::Permission))
}

/// A record of a case.
const fn of_team(name: &'static str, read: Permission) -> VaultRecord {
    row(name, (read, Opens::Team), (Permission::WorkCase, Opens::Team))
}

/// Every record of the vaults of cases and of protected people, with what is read beside them. A new one is a row here and a
/// pair of questions in the test that asks the service.
pub const VAULT: &[VaultRecord] = &[
    open("question", Permission::ReadCase, Permission::WorkCase),
    of_team("case", Permission::ReadCase),
    of_team("party", Permission::ReadCase),
    of_team("referral", Permission::ReadCase),
    of_team("evidence_pack", Permission::WorkCase),
    open("case_count", Permission::OverseeCase, Permission::AppointCase),
    open("sign_file", Permission::ReadIndicator, Permission::AnswerIndicator),
    open("licence_review", Permission::MeasureLicence, Permission::MeasureLicence),
    // Who sees what procedures share asks about it in the case vault, and nowhere else.
    open("network", Permission::ReadNetwork, Permission::WorkCase),
    row("concern", (Permission::ReadConcern, Opens::Sealed), (Permission::WorkConcern, Opens::Sealed)),
    open("concern_key", Permission::ReadConcern, Permission::WorkConcern),
    row("protected_person", (Permission::ReadProtected, Opens::Care), (Permission::WorkProtected, Opens::Care)),
    // What an organisation is shown is agreed to with whoever looks after the person.
    row("shared", (Permission::ReadShared, Opens::Permission), (Permission::WorkProtected, Opens::Care)),
    open("protected_status", Permission::DecideProtected, Permission::DecideProtected),
    open("identity", Permission::OpenIdentity, Permission::OpenIdentity),
    open("rejection", Permission::ReadRejection, Permission::RecordRejection),
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
    /// What was sealed to one's own key.
    Sealed,
    /// People whom one looks after.
    Care,
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
            Self::Sealed => "K",
            Self::Care => "P",
            Self::Denied => ".",
            Self::Hidden => "h",
        }
    }
}

impl Policy {
    /// What a role may do with a record of the vault by what opens it.
    #[must_use]
    pub fn cell(&self, role: Role, (permission, opens): Key) -> Cell {
        let reach = self.purposes(role).into_iter().filter_map(|purpose| self.reach(role, permission, purpose)).max();
        match (reach, opens) {
            (None, _) if self.is_hidden(permission) => Cell::Hidden,
            (None, _) => Cell::Denied,
            (Some(_), Opens::Team) => Cell::Team,
            (Some(_), Opens::Sealed) => Cell::Sealed,
            (Some(_), Opens::Care) => Cell::Care,
            (Some(Reach::Country), Opens::Permission) => Cell::Country,
            (Some(Reach::OwnCentre), Opens::Permission) => Cell::OwnCentre,
        }
    }

    /// Every role against every record of the vault: reading, then writing.
    #[must_use]
    pub fn vault_matrix(&self) -> String {
        let mut out = String::from(
            "\nRecords of the vaults: what each role reads and writes, for any of its purposes. T = in the team of the case only; \
             K = what was sealed to the own key; P = people whom one looks after; for everybody else of that role these are \
             hidden. The tests ask the running service every cell.\n\n",
        );
        let _ = write!(out, "{:22}", "");
        for record in VAULT {
            let _ = write!(out, "{:>18}", record.name);
        }
        out.push('\n');
        for &role in Role::ALL {
            let _ = write!(out, "{:22}", role.code());
            for record in VAULT {
                let read = self.cell(role, record.read).sign();
                let write = self.cell(role, record.write).sign();
                let _ = write!(out, "{:>18}", format!("{read} {write}"));
            }
            out.push('\n');
        }
        out
    }
}
