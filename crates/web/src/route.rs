//! What can be asked for: every page and every endpoint is one row that says beside its address what it needs.
//!
//! A capability exports its rows as `pages()` and `endpoints()`; [`CAPABILITIES`] names each capability once. The tree
//! of routes, the navigation, the OpenAPI description and the tests of denial are all read from these rows.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequestParts, RawPathParams, Request, State};
use axum::handler::Handler;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use codes::ids::AnyId;
use domain::access::{Permission, Role};
use maud::{Markup, html};
use service::Policy;

use crate::api::Endpoint;
use crate::app::App;
use crate::ask::may;
use crate::desk::Desk;
use crate::trouble::Trouble;
use crate::{
    access, approval, case, concern, consent, donor_register, expense, followup, guideline, indicator, licence,
    network, oversight, pathway, person, portal, registry, rejection, statistics, support, tissue, trace, vigilance,
};

/// GET or POST.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Reads.
    Get,
    /// Writes. An endpoint needs an `Idempotency-Key`, a page its form's marks.
    Post,
}

impl Verb {
    /// A route of one handler.
    pub(crate) fn on<H: Handler<T, App>, T: 'static>(self, handler: H) -> MethodRouter<App> {
        match self {
            Self::Get => get(handler),
            Self::Post => post(handler),
        }
    }
}

/// What somebody needs so that a row is not denied.
#[derive(Debug, Clone, Copy)]
pub enum Needs {
    /// Nothing: open to everybody.
    Nothing,
    /// To be signed in, in whatever role.
    Session,
    /// One permission.
    One(Permission),
    /// Any of these permissions; which of them depends on what is sent.
    AnyOf(&'static [Permission]),
    /// The permission of the step that is named in the address or in the body: code of each step with its permission.
    ByStep(fn() -> Vec<(&'static str, Permission)>),
}

impl Needs {
    /// Permissions of which one is needed, for a step where the row asks by step; `None` where no permission is asked.
    #[must_use]
    pub fn permissions(self, step: &str) -> Option<Vec<Permission>> {
        match self {
            Self::Nothing | Self::Session => None,
            Self::One(permission) => Some(vec![permission]),
            Self::AnyOf(permissions) => Some(permissions.to_vec()),
            Self::ByStep(steps) => {
                Some(steps().into_iter().filter(|(code, _)| *code == step).map(|(_, p)| p).collect())
            }
        }
    }

    /// Whether somebody who is not signed in is turned away.
    #[must_use]
    pub const fn a_session(self) -> bool {
        !matches!(self, Self::Nothing)
    }
}

/// One page as it is routed and tested, with its word in the navigation if it stands there.
pub struct Page {
    /// GET shows it, POST takes its form.
    pub verb: Verb,
    /// Its address; a part in braces is a number or a word.
    pub path: &'static str,
    /// What it needs.
    pub needs: Needs,
    /// Key of its word in the navigation of everybody who may open it; `None` keeps it out.
    pub nav: Option<&'static str>,
    route: MethodRouter<App>,
}

impl Page {
    /// A page that is shown.
    pub(crate) fn get<H: Handler<T, App>, T: 'static>(path: &'static str, needs: Needs, handler: H) -> Self {
        Self { verb: Verb::Get, path, needs, nav: None, route: Verb::Get.on(handler) }
    }

    /// A form that is taken.
    pub(crate) fn post<H: Handler<T, App>, T: 'static>(path: &'static str, needs: Needs, handler: H) -> Self {
        Self { verb: Verb::Post, path, needs, nav: None, route: Verb::Post.on(handler) }
    }

    /// In the navigation under this word.
    pub(crate) fn in_nav(self, word: &'static str) -> Self {
        Self { nav: Some(word), ..self }
    }

    /// Takes bodies up to a size other than that of every form, bytes.
    pub(crate) fn up_to(self, largest_bytes: usize) -> Self {
        Self { route: self.route.layer(DefaultBodyLimit::max(largest_bytes)), ..self }
    }
}

/// What a capability shows on this floor.
struct Capability {
    pages: fn() -> Vec<Page>,
    endpoints: fn() -> Vec<Endpoint>,
}

/// Living donors, possible donors, what they decided, and what they are owed.
const DONORS: &[Capability] = &[
    Capability { pages: approval::pages, endpoints: approval::endpoints },
    Capability { pages: consent::pages, endpoints: Vec::new },
    Capability { pages: donor_register::pages, endpoints: donor_register::endpoints },
    Capability { pages: expense::pages, endpoints: expense::endpoints },
    Capability { pages: pathway::pages, endpoints: pathway::endpoints },
    Capability { pages: followup::pages, endpoints: followup::endpoints },
];

/// Organs, tissues and cells on their way.
const ORGANS: &[Capability] = &[
    Capability { pages: trace::pages, endpoints: trace::endpoints },
    Capability { pages: tissue::pages, endpoints: tissue::endpoints },
    Capability { pages: registry::pages, endpoints: registry::endpoints },
];

/// What went wrong, or may have.
const SAFETY: &[Capability] = &[
    Capability { pages: case::pages, endpoints: case::endpoints },
    Capability { pages: concern::pages, endpoints: concern::endpoints },
    Capability { pages: indicator::pages, endpoints: indicator::endpoints },
    Capability { pages: rejection::pages, endpoints: rejection::endpoints },
    Capability { pages: oversight::pages, endpoints: oversight::endpoints },
    Capability { pages: guideline::pages, endpoints: guideline::endpoints },
    Capability { pages: network::pages, endpoints: network::endpoints },
    Capability { pages: support::pages, endpoints: support::endpoints },
    Capability { pages: vigilance::pages, endpoints: vigilance::endpoints },
];

/// Centres, people at work, and who looked at what.
const OVERSIGHT: &[Capability] = &[
    Capability { pages: person::pages, endpoints: person::endpoints },
    Capability { pages: licence::pages, endpoints: licence::endpoints },
    Capability { pages: portal::pages, endpoints: Vec::new },
    Capability { pages: statistics::pages, endpoints: statistics::endpoints },
    Capability { pages: access::pages, endpoints: access::endpoints },
];

/// Every capability once, in the chapters of the navigation: the key of a chapter's word, and what it holds.
const CAPABILITIES: &[(&str, &[Capability])] = &[
    ("nav-part-donors", DONORS),
    ("nav-part-organs", ORGANS),
    ("nav-part-safety", SAFETY),
    ("nav-part-oversight", OVERSIGHT),
];

fn capabilities() -> impl Iterator<Item = &'static Capability> {
    CAPABILITIES.iter().flat_map(|(_, of)| of.iter())
}

/// Every page, without the demonstration's door.
#[must_use]
pub fn pages() -> Vec<Page> {
    capabilities().flat_map(|c| (c.pages)()).collect()
}

/// Every endpoint of the JSON API.
#[must_use]
pub fn endpoints() -> Vec<Endpoint> {
    capabilities().flat_map(|c| (c.endpoints)()).collect()
}

/// The routes of pages, each behind what its row says it needs.
pub(crate) fn routes(app: &App, pages: Vec<Page>) -> Router<App> {
    pages.into_iter().fold(Router::new(), |router, page| {
        let door = Door { app: app.clone(), path: page.path, needs: page.needs };
        router.route(page.path, page.route.layer(middleware::from_fn_with_state(door, guard)))
    })
}

/// What stands before a page.
#[derive(Clone)]
struct Door {
    app: App,
    path: &'static str,
    needs: Needs,
}

/// Denies whoever may not, before the page reads anything that was sent. Which records somebody may see is asked later, by
/// the service; a page that needs a session alone asks for it itself, since choosing a role has none with a role yet.
async fn guard(State(door): State<Door>, request: Request, next: Next) -> Result<Response, Trouble> {
    let (mut parts, body) = request.into_parts();
    let params = RawPathParams::from_request_parts(&mut parts, &()).await.ok();
    let values = || params.iter().flatten();
    let step = values().find(|(name, _)| *name == "step").map_or("", |(_, value)| value);
    if let Some([first, others @ ..]) = door.needs.permissions(step).as_deref() {
        let desk = Desk::from_request_parts(&mut parts, &door.app).await?;
        let access = desk.access()?;
        if !others.iter().chain([first]).any(|p| may(&desk, *p)) {
            let record = values().map(|(_, value)| value).find(|value| value.parse::<AnyId>().is_ok());
            desk.app.service.may_ask(access, door.path, *first, record).await?;
        }
    }
    Ok(next.run(Request::from_parts(parts, body)).await)
}

/// The parts of each shown page's address, and what it needs.
static ADDRESSES: LazyLock<Vec<(Vec<&'static str>, Needs)>> = LazyLock::new(|| {
    let shown = pages().into_iter().filter(|p| p.verb == Verb::Get);
    shown.map(|p| (p.path.split('/').collect(), p.needs)).collect()
});

/// A link for whoever may open the page it leads to, and its words alone for everybody else. The row of the page decides;
/// which records somebody may see is asked later, by the service.
pub(crate) fn way(desk: &Desk, href: &str, words: &Markup) -> Markup {
    let parts: Vec<&str> = href.split(['?', '#']).next().unwrap_or_default().split('/').collect();
    let open = |part: &str| part.starts_with('{');
    let fits =
        |path: &[&str]| path.len() == parts.len() && path.iter().zip(&parts).all(|(of, part)| of == part || open(of));
    let fitting = ADDRESSES.iter().filter(|(path, _)| fits(path));
    let page = fitting.min_by_key(|(path, _)| path.iter().filter(|part| open(part)).count());
    let step = parts.last().copied().unwrap_or_default();
    let opens = page.is_some_and(|(_, needs)| match needs.permissions(step) {
        None => true,
        Some(asked) => asked.iter().any(|p| may(desk, *p)),
    });
    html! { @if opens { a href=(href) { (words) } } @else { (words) } }
}

/// A page of the navigation.
pub(crate) struct NavRow {
    /// Its address.
    pub(crate) path: &'static str,
    /// Key of its word.
    pub(crate) word: &'static str,
    /// Key of its chapter's word.
    pub(crate) part: &'static str,
    /// Who sees it; `None` is everybody.
    pub(crate) needs: Option<Permission>,
}

/// The pages of the navigation, in the order of the capabilities.
pub(crate) static NAV: LazyLock<Vec<NavRow>> = LazyLock::new(|| {
    let row = |part: &'static str, p: Page| {
        let needs = if let Needs::One(permission) = p.needs { Some(permission) } else { None };
        p.nav.map(|word| NavRow { path: p.path, word, part, needs })
    };
    let rows = |(part, of): &(&'static str, &'static [Capability])| {
        let pages = of.iter().flat_map(|c| (c.pages)());
        pages.filter_map(|page| row(part, page)).collect::<Vec<_>>()
    };
    CAPABILITIES.iter().flat_map(rows).collect()
});

/// Roles that begin elsewhere than at the first page of the navigation that they may open.
const HOMES: &[(Role, &str)] = &[
    (Role::BorderOfficer, "/entrance"),
    (Role::Coordinator, "/trace"),
    (Role::Inspector, "/centres"),
    (Role::CaseWorker, "/protected"),
    (Role::SupportWorker, "/protected"),
    (Role::ProtectionOfficer, "/protection"),
    (Role::Administrator, "/accounts"),
];

/// The first page of a role.
#[must_use]
pub fn home_of(policy: &Policy, role: Role) -> &'static str {
    let purpose = policy.usual_purpose(role);
    let opens = |row: &&NavRow| match (row.needs, purpose) {
        (None, _) => true,
        (Some(permission), Some(purpose)) => policy.reach(role, permission, purpose).is_some(),
        (Some(_), None) => false,
    };
    let chosen = HOMES.iter().find(|(of, _)| *of == role).map(|(_, path)| *path);
    chosen.or_else(|| NAV.iter().find(opens).map(|row| row.path)).unwrap_or("/")
}
