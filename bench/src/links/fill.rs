//! A register of many people whose procedures share details as they do in life: most values stand once, some in a few
//! procedures, very few in thousands.

use codes::ids::{DonorId, PairId, RecipientId};
use domain::network::{Detail, Part};
use ledger::keyholder::{Alike, InProcess};
use serde_json::Value;

use crate::raw::{Cell, Raw};

/// Details of each procedure: two people with five each.
pub const EACH: [(Detail, Part); 10] = [
    (Detail::Phone, Part::Donor),
    (Detail::Phone, Part::Recipient),
    (Detail::Interpreter, Part::Talk),
    (Detail::Issuer, Part::Proof),
    (Detail::Payer, Part::Payment),
    (Detail::Witness, Part::Signature),
    (Detail::Seller, Part::Receipt),
    (Detail::Address, Part::Donor),
    (Detail::Address, Part::Recipient),
    (Detail::Email, Part::Donor),
];
/// Procedures in which each value that a new procedure will bring stands already.
pub const PLANTED: u64 = 3;
/// Rows of one transaction while the register is filled.
const BATCH: usize = 200_000;
/// Numbers of this measurement lie apart from those that the program gives.
const APART: u64 = 1 << 44;
const AT: &str = "2026-03-04T02:10:00.000Z";

/// A value that a new procedure will bring: its sort, and how it is written.
pub struct Planted {
    /// Sort of detail.
    pub detail: Detail,
    /// Where it stands.
    pub part: Part,
    /// The value as written.
    pub value: String,
}

/// What each added procedure brings: its donor's telephone, whoever issued its affidavit, its interpreter.
pub fn planted(round: u64) -> [Planted; 3] {
    // Names that differ in how they sound: the letters stand apart from each other.
    let letter = |n: u64| b"bdfglmnprt".get((n % 10) as usize).copied().map_or('b', char::from);
    let [x, y, z] = [letter(round / 100), letter(round / 10), letter(round)];
    [
        Planted { detail: Detail::Phone, part: Part::Donor, value: format!("+999 77 {:07}", 1_000_000 + round) },
        Planted { detail: Detail::Issuer, part: Part::Proof, value: format!("Notary of the bench No. {round}") },
        Planted { detail: Detail::Interpreter, part: Part::Talk, value: format!("{x}as{y}os{z}i Benchman") },
    ]
}

/// The number of a pair.
pub fn pair(n: u64) -> PairId {
    PairId::from_bits(APART + n)
}

/// A number that spreads.
fn spread(n: u64) -> u64 {
    let mut x = n.wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Which value a procedure has in one of its details: its own, one of a few, or one of very many.
fn value(n: u64, place: u64, pairs: u64) -> u64 {
    let drawn = spread(n * 16 + place);
    match drawn % 1000 {
        0..900 => n * 16 + place,
        900..998 => (1 << 60) + drawn / 1000 % (pairs / 40).max(1),
        _ => (1 << 61) + drawn / 1000 % 8,
    }
}

/// Bytes that look as a keyed hash does.
fn hashed(detail: Detail, value: u64) -> Vec<u8> {
    let seed = spread(value ^ ((detail as u64) << 56));
    [seed.to_be_bytes(), spread(seed).to_be_bytes()].concat()
}

/// Fills pairs and their details beside one pair that the program made; gives how many details there are.
///
/// # Errors
/// The database fails.
pub async fn fill(raw: &mut Raw, people: u64, rounds: u64, keys: &InProcess) -> Result<u64, String> {
    let pairs = people / 2;
    all_pairs(raw, pairs).await?;
    raw.raw("DROP INDEX network_mark_by_procedure; DROP INDEX network_mark_by_version").await?;
    let mut rows: Vec<(Detail, Vec<u8>, u64, Part)> = Vec::with_capacity(usize::try_from(pairs * 10).unwrap_or(0));
    for n in 0..pairs {
        rows.extend(
            (0_u64..)
                .zip(EACH)
                .map(|(place, (detail, part))| (detail, hashed(detail, value(n, place, pairs)), n, part)),
        );
    }
    rows.sort_unstable_by(|a, b| (a.0.code(), &a.1, a.2).cmp(&(b.0.code(), &b.1, b.2)));
    for chunk in rows.chunks(BATCH) {
        let cells: Vec<Vec<Cell>> =
            chunk.iter().map(|(detail, hash, n, part)| mark(*detail, (hash, hash), *n, *part)).collect();
        raw.begin().await?;
        raw.insert("network_mark", &cells).await?;
        raw.raw("COMMIT").await?;
    }
    let made = rows.len() as u64 + plant(raw, pairs, rounds, keys).await?;
    raw.raw("CREATE INDEX network_mark_by_procedure ON network_mark (procedure_id); CREATE INDEX network_mark_by_version ON network_mark (key_version); ANALYZE").await?;
    Ok(made)
}

fn mark(detail: Detail, (meets, token): (&[u8], &[u8]), n: u64, part: Part) -> Vec<Cell> {
    vec![
        Cell::Text(detail.code().to_owned()),
        Cell::Blob(meets.to_vec()),
        Cell::Text(pair(n).to_string()),
        Cell::Text(part.code().to_owned()),
        Cell::Blob(token.to_vec()),
        Cell::Int(1),
        Cell::Text(AT.to_owned()),
    ]
}

/// What procedures to come will bring, in procedures that are there, with the hashes that the key holder makes.
async fn plant(raw: &mut Raw, pairs: u64, rounds: u64, keys: &InProcess) -> Result<u64, String> {
    let mut cells = Vec::new();
    for round in 0..rounds {
        for one in planted(round) {
            let tokens = tokens(keys, &one)?;
            for copy in 0..PLANTED {
                let of = spread(round * 64 + copy) % pairs;
                let hashes = (tokens.alike.as_bytes().as_slice(), tokens.same.as_bytes().as_slice());
                cells.push(mark(one.detail, hashes, of, one.part));
            }
        }
    }
    raw.begin().await?;
    raw.insert("network_mark", &cells).await?;
    raw.raw("COMMIT").await?;
    Ok(cells.len() as u64)
}

/// Pairs like the one that is there, each with its own donor and recipient.
async fn all_pairs(raw: &mut Raw, pairs: u64) -> Result<(), String> {
    let rows = raw.rows("SELECT body, organ, centre_id, stage FROM pair LIMIT 1", &[]).await?;
    let Some([Cell::Text(body), organ, centre, stage]) = rows.first().map(Vec::as_slice) else {
        return Err("there is no pair to begin with".to_owned());
    };
    let mut like: Value = serde_json::from_str(body).map_err(|e| e.to_string())?;
    let mut cells = Vec::with_capacity(BATCH);
    for n in 0..pairs {
        let (id, donor, recipient) = (pair(n), DonorId::from_bits(APART + n), RecipientId::from_bits(APART + n));
        for (name, text) in [("id", id.to_string()), ("donor", donor.to_string()), ("recipient", recipient.to_string())]
        {
            like.as_object_mut().map(|map| map.insert(name.to_owned(), text.into()));
        }
        let texts = [id.to_string(), like.to_string(), donor.to_string(), recipient.to_string()].map(Cell::Text);
        let [id, body, donor, recipient] = texts;
        cells.push(vec![id, Cell::Int(1), body, donor, recipient, organ.clone(), centre.clone(), stage.clone()]);
        if cells.len() == BATCH || n + 1 == pairs {
            raw.give("pair", &cells).await?;
            cells.clear();
        }
    }
    Ok(())
}

fn tokens(keys: &InProcess, one: &Planted) -> Result<Alike, String> {
    let tokens = service::detail_tokens(keys, one.detail, &one.value).map_err(|e| e.to_string())?;
    tokens.ok_or_else(|| "a value of the bench is too short".to_owned())
}

/// The two hashes of what a new procedure brings, for the plain SQL beside.
///
/// # Errors
/// The key holder refuses.
pub fn hashes(keys: &InProcess, one: &Planted) -> Result<(Vec<u8>, Vec<u8>), String> {
    let tokens = tokens(keys, one)?;
    Ok((tokens.alike.as_bytes().to_vec(), tokens.same.as_bytes().to_vec()))
}
