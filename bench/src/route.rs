//! Bare routes of the same HTTP crate, and clients that ask one after the other on kept connections.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use law::Words;
use service::Service;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, Semaphore};
use tokio::task::JoinSet;
use web::{App, AppOptions};

use crate::lookups::{DOWN, SIBLINGS, chain_of_donor, chain_of_recipient};
use crate::measure::micros;
use crate::plain::rows;
use crate::raw::Raw;
use crate::scene::Place;

/// Connections of a bare route, as many as the program reads with.
const CONNECTIONS: usize = 8;

/// Serves the whole program.
pub async fn donare(service: &Service) -> Result<SocketAddr, String> {
    let words = Arc::new(Words::load()?);
    let options = AppOptions { demo: false, secure_cookies: false };
    let app = App { service: service.clone(), words, options, concern_host: None };
    let (listener, address) = port().await?;
    tokio::spawn(web::serve(app, listener, std::future::pending()));
    Ok(address)
}

/// Idle connections, taken and put back.
struct Idle {
    places: Semaphore,
    conns: Mutex<Vec<Raw>>,
}

impl Idle {
    async fn ask(&self, sql: &'static str, id: &str) -> Result<Vec<Vec<Option<String>>>, StatusCode> {
        let _place = self.places.acquire().await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        let mut conn = self.conns.lock().await.pop().ok_or(StatusCode::INTERNAL_SERVER_ERROR)?;
        let found = rows(&mut conn, sql, id).await;
        self.conns.lock().await.push(conn);
        found.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// Two bare routes without sign-in, permission or access line: `/rows` answers with one row for each follow-up, `/chain` runs the program's own
/// statement and passes on what the database said.
pub async fn bare(place: &Place) -> Result<SocketAddr, String> {
    let mut conns = Vec::new();
    for _ in 0..CONNECTIONS {
        conns.push(Raw::connect(&place.location).await?);
    }
    let idle = Arc::new(Idle { places: Semaphore::new(CONNECTIONS), conns: Mutex::new(conns) });
    let also = Arc::clone(&idle);
    let by_rows = get(move |Path(id): Path<String>| {
        let idle = Arc::clone(&also);
        async move { idle.ask(if id.starts_with("don_") { DOWN } else { SIBLINGS }, &id).await.map(axum::Json) }
    });
    let by_chain = get(move |Path(id): Path<String>| {
        let idle = Arc::clone(&idle);
        async move {
            let sql = if id.starts_with("don_") { chain_of_donor() } else { chain_of_recipient() };
            let json = idle.ask(sql, &id).await?.iter().map(|row| chain_json(row)).collect::<Vec<_>>().join(",");
            Ok::<_, StatusCode>(([(CONTENT_TYPE, "application/json")], format!("[{json}]")))
        }
    });
    let (listener, address) = port().await?;
    let app: axum::Router = axum::Router::new().route("/rows/{id}", by_rows).route("/chain/{id}", by_chain);
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(address)
}

async fn port() -> Result<(TcpListener, SocketAddr), String> {
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|e| e.to_string())?;
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    Ok((listener, address))
}

/// The bodies of a chain's row put together as they are.
fn chain_json(row: &[Option<String>]) -> String {
    const NAMES: [&str; 6] = ["donors", "units", "transplants", "outcomes", "handovers", "centres"];
    let list = |(name, text): (&str, &Option<String>)| {
        format!("\"{name}\":[{}]", text.as_deref().unwrap_or_default().replace('\n', ","))
    };
    format!("{{{}}}", NAMES.into_iter().zip(row).map(list).collect::<Vec<_>>().join(","))
}

/// A client with one kept connection.
#[derive(Clone)]
pub struct Client {
    stream: Arc<Mutex<TcpStream>>,
    headers: Arc<str>,
}

impl Client {
    /// Connects; the headers are sent with every request and end with a line break.
    pub async fn connect(to: SocketAddr, headers: &str) -> Result<Self, String> {
        let stream = TcpStream::connect(to).await.map_err(|e| e.to_string())?;
        stream.set_nodelay(true).map_err(|e| e.to_string())?;
        Ok(Self { stream: Arc::new(Mutex::new(stream)), headers: headers.into() })
    }

    /// Asks for a path and reads the whole answer, which must be 200.
    pub async fn get(&self, path: &str) -> Result<(), String> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: bench\r\n{}\r\n", self.headers);
        answer(&mut *self.stream.lock().await, &request).await
    }
}

/// Microseconds per request while so many clients ask at the same time, each on its own connection.
pub async fn together(
    to: SocketAddr,
    headers: &str,
    clients: usize,
    calls: usize,
    path: impl Fn(usize) -> String,
) -> Result<f64, String> {
    let mut all = Vec::new();
    for n in 0..clients {
        let paths: Vec<String> = (0..calls).map(|call| path(n * calls + call)).collect();
        all.push((Client::connect(to, headers).await?, paths));
    }
    let begun = Instant::now();
    let mut running = JoinSet::new();
    for (client, paths) in all {
        running.spawn(async move {
            for path in paths {
                client.get(&path).await?;
            }
            Ok::<_, String>(())
        });
    }
    while let Some(done) = running.join_next().await {
        done.map_err(|e| e.to_string())??;
    }
    Ok(micros(begun.elapsed()) / (clients * calls) as f64)
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
