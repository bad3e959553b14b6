//! What was sealed arrives: a head, then ciphertext, handed on in parts as they come.

use axum::Json;
use axum::body::Body;
use axum::response::IntoResponse;
use futures_util::StreamExt;
use serde_json::json;
use service::Problem;
use service::concern::{Arrival, Head};
use tokio::sync::Semaphore;

use crate::desk::Desk;
use crate::trouble::{Answer, Trouble};

/// What every file of this kind begins with.
const MAGIC: &[u8; 4] = b"DNC1";
/// Most bytes of a head.
const LARGEST_HEAD: usize = 32 << 10;
/// So many are taken at once, whoever sends them; others wait.
const AT_ONCE: usize = 16;
/// How long the next bytes are waited for.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);
static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

fn malformed(expected: &str) -> Trouble {
    Problem::new("malformed", "concern", expected).into()
}

/// `POST /concern/post`. Whatever is taken is answered alike, a message to a mailbox that is not there too.
pub(super) async fn take(desk: Desk, body: Body) -> Answer {
    let turn = TURNS.acquire().await.map_err(|_| malformed("to be sent once more"))?;
    let mut stream = body.into_data_stream();
    let (mut first, mut arrival): (Vec<u8>, Option<Arrival>) = (Vec::new(), None);
    loop {
        // Whoever stops sending gives their turn to somebody else.
        let Ok(Some(Ok(part))) = (match tokio::time::timeout(PATIENCE, stream.next()).await {
            Ok(None) => break,
            other => other,
        }) else {
            if let Some(arrival) = &arrival {
                arrival.give_up().await?;
            }
            return Err(malformed("a whole body, not larger than the limit"));
        };
        match &mut arrival {
            Some(arrival) => arrival.push(&part).await?,
            None => {
                first.extend_from_slice(&part);
                if let Some((head, rest)) = head_of(&first)? {
                    let mut begun = desk.app.service.begin_concern(head).await?;
                    begun.push(&rest).await?;
                    arrival = Some(begun);
                    first = Vec::new();
                }
            }
        }
    }
    arrival.ok_or_else(|| malformed("a head and a ciphertext"))?.end().await?;
    drop(turn);
    Ok(Json(json!({"kept": true})).into_response())
}

/// The head, once all of it is there, and what follows it.
fn head_of(bytes: &[u8]) -> Result<Option<(Head, Vec<u8>)>, Trouble> {
    let Some((magic, rest)) = bytes.split_first_chunk::<4>() else { return Ok(None) };
    if magic != MAGIC {
        return Err(malformed("a file that this page sealed"));
    }
    let Some((length, rest)) = rest.split_first_chunk::<4>() else { return Ok(None) };
    let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
    if length > LARGEST_HEAD {
        return Err(malformed("a shorter head"));
    }
    let Some((head, rest)) = rest.split_at_checked(length) else { return Ok(None) };
    let head = serde_json::from_slice(head).map_err(|_| malformed("a head in JSON"))?;
    Ok(Some((head, rest.to_vec())))
}
