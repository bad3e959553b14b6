//! The table of endpoints.

use axum::routing::{MethodRouter, get, post};
use domain::access::Permission;

use super::{people, registry, schema, sessions};
use crate::app::App;

/// GET or POST.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Reads.
    Get,
    /// Writes; needs an `Idempotency-Key`.
    Post,
}

/// One endpoint as it is routed, described and tested.
pub struct Endpoint {
    /// GET or POST.
    pub verb: Verb,
    /// Path below `/api/v1`.
    pub path: &'static str,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// The permission it needs; `None` is public.
    pub needs: Option<Permission>,
    /// Schema and example of the body.
    pub body: Option<fn() -> schema::Body>,
    /// What comes back, in one sentence.
    pub returns: &'static str,
    /// Whether rules may refuse it (409).
    pub gated: bool,
    /// Makes its route.
    pub route: fn() -> MethodRouter<App>,
}

macro_rules! endpoints {
    ($($verb:ident $path:literal, $summary:literal, $needs:expr, $body:expr, $returns:literal, $gated:literal, $method:ident $handler:path;)*) => {
        /// Every endpoint, in order of path.
        #[must_use]
        pub fn endpoints() -> Vec<Endpoint> {
            vec![$(Endpoint {
                verb: Verb::$verb,
                path: $path,
                summary: $summary,
                needs: $needs,
                body: $body,
                returns: $returns,
                gated: $gated,
                route: || $method($handler),
            }),*]
        }
    };
}

use Permission as P;

endpoints! {
    Get "/centres", "Every centre with its licences.", None, None, "A list of centres.", false, get registry::centres;
    Get "/centres/{centre}", "One centre with its licences.", None, None, "The centre.", false, get registry::centre;
    Post "/centre", "Enters a centre, department, ward, laboratory or board.", Some(P::GrantLicence), Some(schema::centre), "The number of the centre and a receipt.", false, post registry::register_centre;
    Post "/licence", "Grants a licence.", Some(P::GrantLicence), Some(schema::licence), "The number of the licence and a receipt.", false, post registry::grant;
    Post "/licence/{licence}/measure", "Suspends, revokes or reinstates a licence, or proposes it where two signatures are needed.", Some(P::MeasureLicence), Some(schema::measure), "A receipt.", false, post registry::measure;
    Post "/licence/{licence}/signature", "Signs a measure as second inspector.", Some(P::MeasureLicence), None, "A receipt.", false, post registry::sign;
    Post "/person", "Registers a person.", Some(P::RecordIdentity), Some(schema::person), "The number of the person and a receipt.", false, post people::register;
    Get "/pairs", "Pairs the caller works with.", Some(P::ReadPair), None, "A list of pairs.", false, get people::pairs;
    Get "/pair/{pair}", "A pair's file with its task list and what the rules say of a removal now.", Some(P::ReadPair), None, "The file.", false, get people::pair;
    Post "/pair", "Takes a pair into evaluation.", Some(P::OpenPair), Some(schema::pair), "Numbers of pair, donor and recipient, and a receipt.", false, post people::open_pair;
    Post "/pair/{pair}/step", "Keeps one step of a pair's task list; signatures and decisions may be refused.", Some(P::RecordStep), Some(schema::step), "A receipt.", true, post people::step;
    Post "/pair/{pair}/plan", "Plans the removal; refused with all reasons at once.", Some(P::PlanRemoval), Some(schema::plan), "The plan and a receipt.", true, post people::plan;
    Post "/pair/{pair}/plan/cancel", "Takes a planned removal back.", Some(P::PlanRemoval), None, "A receipt.", false, post people::cancel;
    Post "/removal", "Keeps a removal that happened, whatever the rules say.", Some(P::RecordOperation), Some(schema::removal), "The number of the organ and a receipt.", false, post registry::removal;
    Post "/transplant", "Keeps a transplantation that happened.", Some(P::RecordOperation), Some(schema::transplant), "Its number and a receipt.", false, post registry::transplant;
    Post "/handover", "Keeps a hand-over.", Some(P::RecordOperation), Some(schema::handover), "Its number and a receipt.", false, post registry::handover;
    Post "/unit/{unit}/end", "Records that an organ ended otherwise than by grafting.", Some(P::RecordOperation), Some(schema::end), "A receipt.", false, post registry::end;
    Post "/unit/{unit}/parts", "Records that an organ was divided.", Some(P::RecordOperation), Some(schema::parts), "Numbers of the parts and a receipt.", false, post registry::parts;
    Get "/trace/{number}", "The whole chain of a donor, organ, recipient or transplantation number.", Some(P::ReadTrace), None, "One trace per donor.", false, get registry::trace;
    Get "/follow-up", "Visits that are open or overdue, completeness and patient survival.", Some(P::ReadFollowup), None, "The worklist.", false, get people::followup;
    Post "/visit/{visit}", "Keeps what was seen at a visit.", Some(P::RecordVisit), Some(schema::visit), "A receipt.", false, post people::visit;
    Get "/questions", "Questions, open ones first. Outside the case vault it looks as if this did not exist.", Some(P::ReadCase), None, "A list of questions.", false, get people::questions;
    Post "/question/{question}/answer", "Answers a question in writing.", Some(P::WorkCase), Some(schema::answer), "A receipt.", false, post people::answer;
    Post "/question/{question}/case", "A person turns a question into a case.", Some(P::WorkCase), Some(schema::case), "The number of the case and a receipt.", false, post people::open_case;
    Post "/session", "Signs in; the token that comes back is sent as a bearer token.", None, Some(schema::sign_in), "A token and the roles to choose from.", false, post sessions::open;
    Post "/session/role", "Chooses the role and centre of a session.", None, Some(schema::role), "The session.", false, post sessions::choose;
    Post "/session/end", "Signs out.", None, None, "Nothing.", false, post sessions::end;
}
