//! Centres and people who work there. Their accounts need no password: the demonstration has a door of its own.

use codes::ids::{AccountId, CentreId};
use domain::access::{Grant, Invited, Permission, Profession, Purpose, Qualification, Role};
use domain::licence::{CentreKind, CentreRegistered};
use domain::{Draft, Vault};
use jiff::civil::date;

use super::{DemoStaff, amiss};
use crate::Service;
use crate::access::{Access, LOGIN, May, normal_login};
use crate::failure::Failure;
use crate::work::Settled;

/// A centre by its place in [`CENTRES`].
pub(super) type At = usize;
pub(super) const SARIM: At = 0;
pub(super) const ELUN: At = 1;
pub(super) const HADDAN: At = 2;
pub(super) const ORVA: At = 3;
pub(super) const BOARD: At = 4;
pub(super) const COURT: At = 5;
pub(super) const MINISTRY: At = 6;
pub(super) const DOOR: At = 7;
pub(super) const HARBOUR: At = 8;

const CENTRES: [(&str, &str, CentreKind); 9] = [
    ("Sarim University Hospital", "Sarim", CentreKind::Centre),
    ("Port Elun General", "Port Elun", CentreKind::Centre),
    ("Haddan Heart and Kidney", "Haddan", CentreKind::Centre),
    ("Tel Orva Clinic", "Tel Orva", CentreKind::Centre),
    ("Ethics board for living donation", "Sarim", CentreKind::Board),
    ("Family court at Sarim", "Sarim", CentreKind::Board),
    ("Ministry of Health, transplantation office", "Sarim", CentreKind::Authority),
    ("The Open Door", "Sarim", CentreKind::Organisation),
    ("Harbour House", "Port Elun", CentreKind::Organisation),
];

use Profession as P;
use Role as R;

/// Name, role, place of work, profession. The first with a role is whom a visitor enters as.
const STAFF: [(&str, R, Option<At>, Option<P>); 60] = [
    ("A. Renner", R::Coordinator, None, Some(P::Nurse)),
    ("J. Amsel", R::LivingDonorNurse, Some(SARIM), Some(P::Nurse)),
    ("M. Dorran", R::LivingDonorNurse, Some(ELUN), Some(P::Nurse)),
    ("S. Olayen", R::LivingDonorNurse, Some(HADDAN), Some(P::Nurse)),
    ("B. Tessany", R::LivingDonorNurse, Some(ORVA), Some(P::Nurse)),
    ("Dr Ilun", R::Psychologist, None, Some(P::Psychologist)),
    ("T. Savarin", R::Psychologist, None, Some(P::SocialWorker)),
    ("Dr Perrinol", R::DonorPhysician, None, Some(P::Physician)),
    ("Dr Haddow", R::DonorPhysician, None, Some(P::Physician)),
    ("Dr Lindqor", R::Surgeon, Some(SARIM), Some(P::Physician)),
    ("Dr Basari", R::Surgeon, Some(SARIM), Some(P::Physician)),
    ("Dr Kelhani", R::Surgeon, Some(ELUN), Some(P::Physician)),
    ("Dr Morvan", R::Surgeon, Some(ELUN), Some(P::Physician)),
    ("Dr Tchenko", R::Surgeon, Some(HADDAN), Some(P::Physician)),
    ("Dr Farouz", R::Surgeon, Some(HADDAN), Some(P::Physician)),
    ("Dr Wendrel", R::Surgeon, Some(ORVA), Some(P::Physician)),
    ("Dr Nasqari", R::Surgeon, Some(ORVA), Some(P::Physician)),
    ("Prof. Vanekor", R::BoardMember, Some(BOARD), Some(P::Physician)),
    ("R. Oshende", R::BoardMember, Some(BOARD), Some(P::Jurist)),
    ("C. Lumaret", R::BoardMember, Some(BOARD), Some(P::LayMember)),
    ("Dr Sayegor", R::BoardMember, Some(BOARD), Some(P::Psychologist)),
    ("Judge Almiran", R::BoardMember, Some(COURT), Some(P::Jurist)),
    ("H. Brandis", R::Inspector, Some(MINISTRY), Some(P::Physician)),
    ("L. Tormund", R::Inspector, Some(MINISTRY), Some(P::Jurist)),
    ("E. Quillan", R::Investigator, Some(MINISTRY), Some(P::Jurist)),
    ("D. Osterva", R::Investigator, Some(MINISTRY), None),
    ("O. Mareth", R::Administrator, Some(MINISTRY), None),
    ("N. Iskander", R::Administrator, Some(MINISTRY), None),
    ("P. Holtmar", R::Importer, Some(MINISTRY), None),
    ("F. Dervish", R::Coordinator, None, Some(P::Nurse)),
    ("Dr Yannory", R::DonorPhysician, None, Some(P::Physician)),
    ("K. Belloum", R::Psychologist, None, Some(P::Psychologist)),
    ("I. Casparin", R::Registrar, None, None),
    ("Dr Velmond", R::ReferringPhysician, Some(SARIM), Some(P::Physician)),
    ("G. Hartuun", R::PrivacyOfficer, Some(MINISTRY), Some(P::Jurist)),
    ("Dr Quennor", R::VigilanceOfficer, None, Some(P::Physician)),
    ("W. Astrane", R::VigilanceOfficer, None, Some(P::Nurse)),
    ("U. Sellimar", R::Registrar, None, None),
    ("V. Ostrelin", R::TissueOfficer, Some(SARIM), None),
    ("B. Lunarde", R::TissueOfficer, Some(SARIM), None),
    ("V. Sorrel", R::DonorCoordinator, Some(SARIM), Some(P::Nurse)),
    ("Q. Tamberlin", R::DonorCoordinator, Some(ELUN), Some(P::Nurse)),
    ("Dr Ordan", R::CertifyingDoctor, Some(SARIM), Some(P::Physician)),
    ("Dr Pellew", R::CertifyingDoctor, Some(SARIM), Some(P::Physician)),
    ("Dr Quendal", R::CertifyingDoctor, Some(ELUN), Some(P::Physician)),
    ("Dr Rusavi", R::CertifyingDoctor, Some(ELUN), Some(P::Physician)),
    ("Dr Steyral", R::RecoverySurgeon, None, Some(P::Physician)),
    ("Dr Umbrel", R::RecoverySurgeon, None, Some(P::Physician)),
    ("W. Norrad", R::Courier, None, None),
    ("M. Ostrand", R::BorderOfficer, None, None),
    ("V. Karsten", R::ExpensesOfficer, None, None),
    ("Y. Dabirov", R::ExpensesOfficer, None, None),
    ("Q. Lessing", R::ExpensesOfficer, None, None),
    ("S. Verhane", R::CaseWorker, None, Some(P::SocialWorker)),
    ("I. Maroubi", R::CaseWorker, None, Some(P::Psychologist)),
    ("T. Odessar", R::SupportWorker, Some(DOOR), Some(P::SocialWorker)),
    ("L. Quenard", R::SupportWorker, Some(HARBOUR), Some(P::SocialWorker)),
    ("Dr Halvane", R::ProtectionOfficer, Some(MINISTRY), Some(P::Physician)),
    ("K. Dremund", R::ProtectionOfficer, Some(MINISTRY), Some(P::Jurist)),
    ("Dr Ashkarel", R::Surgeon, Some(SARIM), Some(P::Physician)),
];

/// The company, with the numbers they were given.
pub(super) struct Cast {
    pub(super) centres: Vec<CentreId>,
    members: Vec<Access>,
}

impl Cast {
    /// Everybody by name.
    pub(super) fn staff(&self) -> Vec<DemoStaff> {
        STAFF
            .iter()
            .zip(&self.members)
            .map(|(&(name, ..), access)| DemoStaff { name, access: access.clone() })
            .collect()
    }

    /// The centre at a place.
    pub(super) fn centre(&self, at: At) -> Result<CentreId, Failure> {
        self.centres.get(at).copied().ok_or_else(|| amiss("no such centre"))
    }

    /// The nth member with a role, of one centre or without regard to it.
    pub(super) fn member(&self, role: Role, at: Option<At>, nth: usize) -> Result<Access, Failure> {
        let centre = at.map(|at| self.centre(at)).transpose()?;
        let fits = |m: &&Access| m.role == role && (centre.is_none() || m.centre == centre);
        self.members.iter().filter(fits).nth(nth).cloned().ok_or_else(|| amiss("nobody has this role there"))
    }

    /// The two who operate at a centre.
    pub(super) fn surgeons(&self, at: At) -> Result<Vec<AccountId>, Failure> {
        [0, 1].into_iter().map(|nth| self.account(Role::Surgeon, Some(at), nth)).collect()
    }

    /// Everybody with a profession of health care, by name.
    pub(super) fn carers(&self) -> impl Iterator<Item = (&'static str, Profession, AccountId)> {
        let all = STAFF.iter().zip(&self.members);
        let cares = |p: &Profession| !matches!(p, P::Jurist | P::LayMember);
        all.filter_map(move |(&(name, _, _, held), m)| held.filter(cares).map(|held| (name, held, m.account)))
    }

    /// Account of the nth member with a role.
    pub(super) fn account(&self, role: Role, at: Option<At>, nth: usize) -> Result<AccountId, Failure> {
        Ok(self.member(role, at, nth)?.account)
    }
}

/// Enters the centres and invites everybody.
pub(super) async fn assemble(service: &Service) -> Result<Cast, Failure> {
    let console = Access::console(Role::Inspector, Purpose::Oversight);
    let mut cast = Cast { centres: Vec::new(), members: Vec::new() };
    for (name, place, kind) in CENTRES {
        let registered = CentreRegistered {
            kind,
            parent: None,
            name: name.to_owned(),
            place: place.to_owned(),
            country: service.profile().country().code,
            telephone: None,
        };
        cast.centres.push(service.register_centre(&console, registered).await?.0);
    }
    for (place, (name, role, at, profession)) in STAFF.into_iter().enumerate() {
        let centre = at.map(|at| cast.centre(at)).transpose()?;
        let grant = Grant { role, centre, from: service.today(), to: None, delegated_from: None };
        let account = invite(service, place, name, grant, profession).await?;
        let purpose = service.policy().usual_purpose(role).unwrap_or(Purpose::Administration);
        cast.members.push(Access { account, role, purpose, centre });
    }
    Ok(cast)
}

async fn invite(
    service: &Service,
    place: usize,
    name: &'static str,
    grant: Grant,
    profession: Option<Profession>,
) -> Result<AccountId, Failure> {
    let console = Access::console(Role::Administrator, Purpose::Administration);
    let login = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
    let held = |profession| Qualification { profession, from: date(2012, 3, 1), to: None };
    let invited = Invited {
        name: name.into(),
        login: login.as_str().into(),
        qualifications: profession.into_iter().map(held).collect(),
    };
    let done = service
        .write("demo.invite", &console, May::national(Permission::ChangeAccounts), move |w| {
            let (invited, grant) = (invited.clone(), grant.clone());
            Box::pin(async move {
                let random: [u8; 8] = w.ctx.random();
                // Numbers rise with the place in the list, so that the first with a role is the one named first.
                let bits = (u64::try_from(place).unwrap_or(0) + 1) << 39 | u64::from_le_bytes(random) >> 25;
                let id = AccountId::from_bits(bits);
                w.record(vec![
                    Draft::new("access.invited", id, &invited).sealed_for(Vault::Identity, id),
                    Draft::new("access.granted", id, &grant),
                    Draft::new("access.activated", id, &()),
                ])
                .await?;
                let login = invited.login.clear().map(normal_login).unwrap_or_default();
                w.token(Vault::Identity, LOGIN, &login, &id.to_string()).await?;
                Ok(Settled::Done(id))
            })
        })
        .await?;
    Ok(done.0)
}
