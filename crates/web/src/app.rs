//! The application: what every request needs, and the tree of routes.

use std::sync::Arc;

use axum::Router;
use axum::middleware;
use law::Words;
use service::Service;
use tower_http::limit::RequestBodyLimitLayer;

use crate::concern::{ConcernHost, host};
use crate::{api, guard, portal, route};

/// Largest request body, bytes; forms and JSON are held to axum's 2 MiB, only papers may be larger.
const LARGEST_BODY: usize = 11 << 20;

/// How the pages are served.
#[derive(Debug, Clone, Copy)]
pub struct AppOptions {
    /// Whether this is a demonstration: the banner, and the door without password.
    pub demo: bool,
    /// Whether cookies may only travel over TLS; off on loopback.
    pub secure_cookies: bool,
}

/// What every request needs. Clones share everything.
#[derive(Clone)]
pub struct App {
    /// The door for writing.
    pub service: Service,
    /// Sentences.
    pub words: Arc<Words>,
    /// How the pages are served.
    pub options: AppOptions,
    /// The host that the reporting pages have of their own; `None` shows them on every host.
    pub concern_host: Option<Arc<ConcernHost>>,
}

/// All routes with their guards.
pub fn router(app: App) -> Router {
    let mut pages = route::pages();
    if app.options.demo {
        pages.extend(portal::demo_pages());
    }
    route::routes(&app, pages)
        .merge(api::routes())
        .fallback(portal::nothing_here)
        .layer(middleware::from_fn_with_state(app.clone(), host::keep_apart))
        .layer(middleware::from_fn_with_state(app.clone(), guard::render_troubles))
        .layer(middleware::from_fn(guard::same_site))
        .layer(middleware::from_fn_with_state(app.clone(), guard::headers))
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .with_state(app)
}

/// Serves until `stop` ends; requests under way are answered first.
///
/// # Errors
/// The listener fails.
pub async fn serve(
    app: App,
    listener: tokio::net::TcpListener,
    stop: impl std::future::Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router(app).into_make_service_with_connect_info::<std::net::SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}
