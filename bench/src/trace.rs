//! Tracing a register of many units, in process and over HTTP.

use std::sync::Arc;

use law::Words;
use service::{Service, Start};
use sqlx::Row;
use store::trace::{Root, downwards, origins_of_recipient, siblings};
use store::{Behind, Options as StoreOptions, Store, StoreError, Tx};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Mutex;
use web::{App, AppOptions};

use crate::lookups::{DOWN, SIBLINGS, UP};
use crate::measure::{head, line, per_call, synced_append};
use crate::raw::Raw;
use crate::scene::{Place, places};
use crate::{Options, units};

const ROUNDS: usize = 7;
const CALLS: usize = 400;

/// Measures on each database.
pub async fn run(options: &Options) -> Result<(), String> {
    for place in places(options, &format!("trace-{}", options.units)).await? {
        eprintln!("{}: filling {} units …", place.name, options.units);
        let mut raw = Raw::connect(&place.location).await?;
        units::fill(&mut raw, options.units).await?;
        drop(raw);
        head(&format!(
            "trace, {} units, {}: microseconds, median of {ROUNDS} rounds of {CALLS}",
            options.units, place.name
        ));
        in_process(&place, options).await?;
        over_http(&place, options).await?;
    }
    Ok(())
}

fn donor(options: &Options, n: usize) -> String {
    units::donor((n as u64).wrapping_mul(7_919) % (options.units / units::PER_DONOR))
}

/// A grafted part of some donor's tissue.
fn recipient(options: &Options, n: usize) -> String {
    let donor = (n as u64).wrapping_mul(7_919) % (options.units / units::PER_DONOR);
    units::recipient(donor * units::PER_DONOR + 4)
}

async fn in_process(place: &Place, options: &Options) -> Result<(), String> {
    let behind = Behind::Migrate { at: jiff::Timestamp::UNIX_EPOCH };
    let store = Store::open(&place.location, StoreOptions { behind, readers: 2, together: 1 })
        .await
        .map_err(|e| e.to_string())?;
    let raw = Arc::new(Mutex::new(Raw::connect(&place.location).await?));
    for (what, sql, pick) in [
        ("donor to all recipients with follow-ups", DOWN, donor as fn(&Options, usize) -> String),
        ("recipient to donor", UP, recipient),
        ("recipient to donor to all siblings", SIBLINGS, recipient),
    ] {
        let ours = per_call(ROUNDS, CALLS, |n| {
            let (store, id) = (store.clone(), pick(options, n));
            async move {
                let rows: Result<usize, StoreError> = store
                    .glance("bench.trace", |tx: &mut Tx| {
                        let id = id.clone();
                        Box::pin(async move {
                            Ok(match sql {
                                DOWN => downwards(tx, Root::Donor(&id)).await?.len(),
                                UP => origins_of_recipient(tx, &id).await?.len(),
                                _ => siblings(tx, &id).await?.len(),
                            })
                        })
                    })
                    .await;
                found(rows.map_err(|e| e.to_string())?)
            }
        })
        .await?;
        let bare = per_call(ROUNDS, CALLS, |n| {
            let (raw, id) = (Arc::clone(&raw), pick(options, n));
            async move { found(bare_rows(&mut *raw.lock().await, sql, &id).await?.len()) }
        })
        .await?;
        line(what, ours, bare, "µs");
    }
    store.close().await;
    Ok(())
}

fn found(rows: usize) -> Result<(), String> {
    if rows == 0 { Err("a look-up found nothing".to_owned()) } else { Ok(()) }
}

/// The rows of a query as plain texts, read by place.
async fn bare_rows(raw: &mut Raw, sql: &'static str, id: &str) -> Result<Vec<Vec<Option<String>>>, String> {
    macro_rules! texts {
        ($rows:expr) => {
            $rows
                .iter()
                .map(|row| {
                    (0..row.len()).map(|n| row.try_get::<Option<String>, _>(n).map_err(|e| e.to_string())).collect()
                })
                .collect()
        };
    }
    match raw {
        Raw::Sqlite(c) => {
            let rows = sqlx::query(sql).bind(id).fetch_all(&mut **c).await.map_err(|e| e.to_string())?;
            texts!(rows)
        }
        Raw::Postgres(c) => {
            let rows = sqlx::query(sql).bind(id).fetch_all(&mut **c).await.map_err(|e| e.to_string())?;
            texts!(rows)
        }
    }
}

async fn over_http(place: &Place, options: &Options) -> Result<(), String> {
    let start = Start {
        keys: Some(place.folder.join(format!("keys-{}", place.name))),
        migrate: true,
        ..Start::new(&place.location, "xc")
    };
    let service = start.open().await?;
    let token = crate::write::signed_in(&service, "coordinator").await?;
    let ours = listen_donare(&service).await?;
    let bare = listen_bare(place).await?;
    let auth = format!("Authorization: Bearer {token}\r\n");
    for (what, pick) in [
        ("HTTP, donor to all recipients", donor as fn(&Options, usize) -> String),
        ("HTTP, recipient to all siblings", recipient),
    ] {
        let ours = requests(ours, &auth, |n| format!("/api/v1/trace/{}", pick(options, n))).await?;
        let bare = requests(bare, "", |n| format!("/{}", pick(options, n))).await?;
        line(what, ours, bare, "µs");
    }
    println!(
        "(Donare's reply over HTTP waits for its access line to be committed; one synced append here takes {:.0} µs)",
        synced_append(&place.folder)?
    );
    service.close().await;
    Ok(())
}

async fn listen_donare(service: &Service) -> Result<std::net::SocketAddr, String> {
    let words = Arc::new(Words::load()?);
    let options = AppOptions { demo: false, secure_cookies: false };
    let app = App { service: service.clone(), words, options };
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|e| e.to_string())?;
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    tokio::spawn(web::serve(app, listener, std::future::pending()));
    Ok(address)
}

/// A bare route of the same HTTP crate that runs the same query and writes its rows as JSON.
async fn listen_bare(place: &Place) -> Result<std::net::SocketAddr, String> {
    let raw = Arc::new(Mutex::new(Raw::connect(&place.location).await?));
    let route = axum::routing::get(move |axum::extract::Path(id): axum::extract::Path<String>| {
        let raw = Arc::clone(&raw);
        async move {
            let sql = if id.starts_with("don_") { DOWN } else { SIBLINGS };
            match bare_rows(&mut *raw.lock().await, sql, &id).await {
                Ok(rows) => Ok(axum::Json(rows)),
                Err(_) => Err(axum::http::StatusCode::INTERNAL_SERVER_ERROR),
            }
        }
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|e| e.to_string())?;
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    let app: axum::Router = axum::Router::new().route("/{id}", route);
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(address)
}

async fn requests(to: std::net::SocketAddr, headers: &str, path: impl Fn(usize) -> String) -> Result<f64, String> {
    let stream = TcpStream::connect(to).await.map_err(|e| e.to_string())?;
    stream.set_nodelay(true).map_err(|e| e.to_string())?;
    let stream = Arc::new(Mutex::new(stream));
    per_call(ROUNDS, CALLS, |n| {
        let (stream, path) = (Arc::clone(&stream), path(n));
        let request = format!("GET {path} HTTP/1.1\r\nHost: bench\r\n{headers}\r\n");
        async move { answer(&mut *stream.lock().await, &request).await }
    })
    .await
}

/// Sends a request on a kept connection and reads the whole answer, which must be 200.
async fn answer(stream: &mut TcpStream, request: &str) -> Result<(), String> {
    stream.write_all(request.as_bytes()).await.map_err(|e| e.to_string())?;
    let mut got = Vec::with_capacity(16 * 1024);
    let body_from = loop {
        if let Some(at) = got.windows(4).position(|w| w == b"\r\n\r\n") {
            break at + 4;
        }
        more(stream, &mut got).await?;
    };
    let head = String::from_utf8_lossy(got.get(..body_from).unwrap_or_default()).to_ascii_lowercase();
    if !head.starts_with("http/1.1 200") {
        return Err(head.lines().next().unwrap_or_default().to_owned());
    }
    let length = head.lines().find_map(|l| l.strip_prefix("content-length: ")?.trim().parse::<usize>().ok());
    let length = length.ok_or("the answer has no length")?;
    while got.len() < body_from + length {
        more(stream, &mut got).await?;
    }
    Ok(())
}

async fn more(stream: &mut TcpStream, got: &mut Vec<u8>) -> Result<(), String> {
    match stream.read_buf(got).await {
        Ok(0) => Err("the connection was closed".to_owned()),
        Ok(_) => Ok(()),
        Err(e) => Err(e.to_string()),
    }
}
