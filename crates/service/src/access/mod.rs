//! Who acts: sign-in, sessions, invitations, and the one question "may they?".

mod account;
pub(crate) mod code;
mod emergency;
mod enrol;
mod grant;
mod list;
mod password;
mod policy;
mod proven;
mod reach;
mod recent;
mod rota;
mod session;
mod sign_in;
mod throttle;
mod totp;
mod vault;

use codes::ids::{AccountId, CentreId, EmergencyId};
use domain::access::{Permission, Purpose, Role};
use serde::Serialize;

pub use account::NewAccount;
pub(crate) use account::{LOGIN, normal_login};
pub use code::OneTimeCode;
pub use emergency::{Emergencies, EmergencyAsked, EmergencyFile, EmergencySeen};
pub use enrol::Enrolment;
pub use grant::{GrantStands, NewGrant};
pub use list::{AccountSeen, GrantDue, GrantWaiting, LineSeen, ReviewList};
pub use policy::{Policy, Reach};
pub(crate) use reach::passes;
pub(crate) use recent::RecentSessions;
pub use rota::{OnDuty, Rota, RotaLine};
pub use session::{DeviceStanding, Session, SessionOpened};
pub use sign_in::SignIn;
pub use store::access::{ReadUnder, SeenLine};
pub use throttle::Throttle;
pub use vault::{Cell, Opens, VAULT, VaultRecord};

use crate::Failure;

/// Who acts, in which role, for which purpose, in which centre. Part of every call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Access {
    /// The account.
    pub account: AccountId,
    /// The role chosen at sign-in.
    pub role: Role,
    /// The purpose.
    pub purpose: Purpose,
    /// The centre; absent for national roles.
    pub centre: Option<CentreId>,
}

impl Access {
    /// The program itself: demo making, sequencing, import from the console. Never reachable from a request.
    #[must_use]
    pub fn console(role: Role, purpose: Purpose) -> Self {
        Self { account: AccountId::from_bits(0), role, purpose, centre: None }
    }
}

/// What is asked of the policy: a permission, on a record that belongs to a centre (if it belongs to any).
#[derive(Debug, Clone, Copy)]
pub struct May {
    permission: Permission,
    place: Place,
}

/// Where the record of a question to the policy lies.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// It belongs to the country: no centre's own role reaches it.
    National,
    /// The caller shows and touches nothing but what the own centre may.
    Narrowed,
    /// At a centre.
    Centre(CentreId),
    /// Looked up, and found to lie outside the reader's centre.
    Elsewhere,
    /// Looked up, and found to lie outside the reader's centre; a running emergency access opens it.
    Emergency(EmergencyId),
}

impl May {
    /// A permission on what belongs to the country and to no centre. Whoever reaches the own centre only is denied.
    #[must_use]
    pub fn national(permission: Permission) -> Self {
        Self { permission, place: Place::National }
    }

    /// A permission of a use case that narrows what it shows or writes to the reader's own centre, or to the reader
    /// themselves. Whoever asks for it does that narrowing, and tests it.
    #[must_use]
    pub fn narrowed(permission: Permission) -> Self {
        Self { permission, place: Place::Narrowed }
    }

    /// A permission on a record of a centre.
    #[must_use]
    pub fn at(permission: Permission, centre: CentreId) -> Self {
        Self { permission, place: Place::Centre(centre) }
    }

    /// A permission on a record that does not concern the reader's centre: only a reach over the country will do.
    #[must_use]
    pub fn elsewhere(permission: Permission) -> Self {
        Self { permission, place: Place::Elsewhere }
    }

    /// A permission on a record of another centre that a running emergency access opens.
    fn in_emergency(permission: Permission, id: EmergencyId) -> Self {
        Self { permission, place: Place::Emergency(id) }
    }

    /// The emergency access without which the record could not be read.
    pub(crate) fn emergency(self) -> Option<EmergencyId> {
        match self.place {
            Place::Emergency(id) => Some(id),
            _ => None,
        }
    }

    /// Another permission on the same record.
    pub(crate) fn asking(self, permission: Permission) -> Self {
        Self { permission, ..self }
    }

    /// The same for writing: no emergency access writes.
    pub(crate) fn for_writing(self) -> Self {
        match self.place {
            Place::Emergency(_) => Self::elsewhere(self.permission),
            _ => self,
        }
    }
}

impl Policy {
    /// Denies unless the policy allows.
    ///
    /// # Errors
    /// [`Failure::Denied`], hidden where existence is secret. A record of another centre is hidden as well.
    pub fn require(&self, access: &Access, may: May) -> Result<(), Failure> {
        let hidden = self.is_hidden(may.permission);
        match self.reach(access.role, may.permission, access.purpose) {
            None => Err(Failure::Denied { hidden }),
            Some(Reach::Country) => Ok(()),
            Some(Reach::OwnCentre) => match (may.place, access.centre) {
                (Place::Narrowed, Some(_)) => Ok(()),
                (Place::Centre(of), Some(own)) if of == own => Ok(()),
                (Place::Emergency(_), Some(_)) if self.reads_in_emergency(access, may.permission) => Ok(()),
                _ => Err(Failure::Denied { hidden: true }),
            },
        }
    }
}
