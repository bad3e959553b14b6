//! The donor register: what it is, one's own decision, the counter, referrals and look-ups, the privacy officer's list, old
//! registers on their way in.

mod api;
mod counter;
mod import;
mod letters;
mod mine;
mod public;
mod referral;
mod seen;

use domain::access::Permission;

use crate::route::{Needs, Page};
pub(crate) use api::endpoints;
pub use counter::COUNTER;
pub(crate) use letters::demo_letters;

/// Largest upload of an old register, bytes.
const LARGEST_BYTES: usize = (10 << 20) + (128 << 10);

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const DECLARE: Needs = Needs::One(Permission::RegisterDecision);
    const REFER: Needs = Needs::One(Permission::MakeReferral);
    const CONSULT: Needs = Needs::One(Permission::ConsultRegister);
    const OVERSEE: Needs = Needs::One(Permission::OverseeRegister);
    const IMPORTS: Needs = Needs::One(Permission::ReadRegisterImport);
    const STAGE: Needs = Needs::One(Permission::StageRegister);
    const AUDIT: Needs = Needs::One(Permission::AuditRegister);
    const SIGN: Needs = Needs::One(Permission::SignRegister);
    vec![
        Page::get("/register", Needs::Nothing, public::show),
        Page::post("/register/letter", Needs::Nothing, public::ask_for_code),
        Page::get("/my-decision", Needs::Nothing, mine::show),
        Page::post("/my-decision/open", Needs::Nothing, mine::open),
        Page::post("/my-decision", Needs::Nothing, mine::declare),
        Page::post("/my-decision/about", Needs::Nothing, mine::about),
        Page::post("/my-decision/end", Needs::Nothing, mine::end),
        Page::get("/register/counter", DECLARE, counter::show).in_nav("nav-register-counter"),
        Page::post("/register/counter", DECLARE, counter::send),
        Page::get("/register/refer", REFER, referral::new).in_nav("nav-refer"),
        Page::post("/register/refer", REFER, referral::refer),
        Page::get("/register/referrals", CONSULT, referral::list).in_nav("nav-referrals"),
        Page::post("/register/look-up", CONSULT, referral::look_up),
        Page::get("/register/look-ups/{look_up}", CONSULT, referral::shown),
        Page::get("/register/look-ups", OVERSEE, seen::list).in_nav("nav-look-ups"),
        Page::get("/register/imports", IMPORTS, import::list).in_nav("nav-register-imports"),
        Page::get("/register/import", STAGE, import::new),
        Page::post("/register/import", STAGE, import::stage).up_to(LARGEST_BYTES),
        Page::get("/register/imports/{import}", IMPORTS, import::show),
        Page::get("/register/imports/{import}/rejected", STAGE, import::rejected),
        Page::get("/register/imports/{import}/sample", AUDIT, import::sample),
        Page::post("/register/imports/{import}/sample", AUDIT, import::check),
        Page::post("/register/imports/{import}/sign", SIGN, import::sign),
        Page::post("/register/imports/{import}/accept", SIGN, import::accept),
    ]
}
