//! One endpoint: a row that is routed, described and tested.

use axum::handler::Handler;
use axum::routing::MethodRouter;

use super::schema::Body;
use crate::app::App;
use crate::route::{Needs, Verb};

/// One endpoint as it is routed, described and tested.
pub struct Endpoint {
    /// GET or POST.
    pub verb: Verb,
    /// Path below `/api/v1`.
    pub path: &'static str,
    /// What it needs.
    pub needs: Needs,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// Schema and example of the body; `None` reads nothing.
    pub body: Option<fn() -> Body>,
    /// What comes back, in one sentence.
    pub returns: &'static str,
    /// What the rules may do to it.
    pub gate: Gate,
    pub(super) route: MethodRouter<App>,
}

/// Whether rules may refuse what an endpoint is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// A reading, or a fact, which is kept whatever the rules say.
    Open,
    /// A plan: rules may refuse it (409).
    Rules,
}

impl Endpoint {
    /// An endpoint that reads; it says what it does and what comes back.
    pub(crate) fn get<H: Handler<T, App>, T: 'static>(path: &'static str, needs: Needs, handler: H) -> Self {
        Self::new(Verb::Get, path, needs, Verb::Get.on(handler))
    }

    /// An endpoint that writes; it says what it does and what comes back.
    pub(crate) fn post<H: Handler<T, App>, T: 'static>(path: &'static str, needs: Needs, handler: H) -> Self {
        Self::new(Verb::Post, path, needs, Verb::Post.on(handler))
    }

    fn new(verb: Verb, path: &'static str, needs: Needs, route: MethodRouter<App>) -> Self {
        Self { verb, path, needs, summary: "", body: None, returns: "", gate: Gate::Open, route }
    }

    /// What it does, in one sentence.
    pub(crate) fn does(self, summary: &'static str) -> Self {
        Self { summary, ..self }
    }

    /// The body it reads.
    pub(crate) fn reads(self, body: fn() -> Body) -> Self {
        Self { body: Some(body), ..self }
    }

    /// What comes back, in one sentence.
    pub(crate) fn returns(self, returns: &'static str) -> Self {
        Self { returns, ..self }
    }

    /// Rules may refuse it.
    pub(crate) fn gated(self) -> Self {
        Self { gate: Gate::Rules, ..self }
    }
}
