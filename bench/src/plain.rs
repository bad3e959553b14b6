//! What the baseline makes of an answer: plain texts of rows, and plain borrowed structures of the bodies in a chain.

use serde::Deserialize;
use sqlx::Row;

use crate::raw::Raw;

/// The rows of a query as plain texts, read by place.
pub async fn rows(raw: &mut Raw, sql: &'static str, id: &str) -> Result<Vec<Vec<Option<String>>>, String> {
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

#[derive(Deserialize)]
struct Unit<'a> {
    id: &'a str,
    #[serde(borrow)]
    entered: Entered<'a>,
    fate: &'a str,
    recovered_at: Option<At<'a>>,
    parts: Vec<&'a str>,
}

#[derive(Deserialize)]
struct Entered<'a> {
    organ: &'a str,
    donor: Option<&'a str>,
}

#[derive(Deserialize)]
struct At<'a> {
    at: &'a str,
    zone: &'a str,
    precision: &'a str,
}

#[derive(Deserialize)]
struct Graft<'a> {
    id: &'a str,
    #[serde(borrow)]
    transplanted: Transplanted<'a>,
    at: At<'a>,
}

#[derive(Deserialize)]
struct Transplanted<'a> {
    unit: &'a str,
    recipient: &'a str,
}

#[derive(Deserialize)]
struct Outcome<'a> {
    id: &'a str,
    #[serde(borrow)]
    seen: Seen<'a>,
    at: At<'a>,
}

#[derive(Deserialize)]
struct Seen<'a> {
    subject: &'a str,
    patient_status: &'a str,
    graft_status: Option<&'a str>,
}

fn all<'a, T: Deserialize<'a>>(text: Option<&'a String>) -> Result<Vec<T>, String> {
    let text = text.map(String::as_str).unwrap_or_default();
    serde_json::Deserializer::from_str(text).into_iter().collect::<Result<_, _>>().map_err(|e| e.to_string())
}

impl At<'_> {
    fn weight(&self) -> usize {
        self.at.len() + self.zone.len() + self.precision.len()
    }
}

/// Reads the bodies of a chain's row; how much was in them, so that nothing is left out as unused.
pub fn read(row: &[Option<String>]) -> Result<usize, String> {
    let column = |n: usize| row.get(n).and_then(Option::as_ref);
    let unit = |u: &Unit<'_>| {
        let whole = u.id.len() + u.fate.len() + u.parts.len() + u.entered.organ.len();
        whole + u.entered.donor.map_or(0, str::len) + u.recovered_at.as_ref().map_or(0, At::weight)
    };
    let graft = |g: &Graft<'_>| g.id.len() + g.transplanted.unit.len() + g.transplanted.recipient.len() + g.at.weight();
    let outcome = |o: &Outcome<'_>| {
        let said = o.seen.patient_status.len() + o.seen.graft_status.map_or(0, str::len);
        o.id.len() + o.seen.subject.len() + said + o.at.weight()
    };
    let units: usize = all::<Unit<'_>>(column(1))?.iter().map(unit).sum();
    let grafts: usize = all::<Graft<'_>>(column(2))?.iter().map(graft).sum();
    let outcomes: usize = all::<Outcome<'_>>(column(3))?.iter().map(outcome).sum();
    Ok(units + grafts + outcomes)
}
