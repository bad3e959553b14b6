//! A thousand labels with codes, beside the bare crate that makes the codes.

use codes::ids::{CentreId, UnitId};
use codes::organ::Organ;
use domain::trace::label::{Contents, Place, Position, Print, Printed};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use qrcode::{Color, EcLevel, QrCode};
use service::{Parcel, PlaceSeen};
use web::trace::{Voice, label_svg};

use crate::measure::{beside, head, line};

/// Labels of a round.
const LABELS: usize = 1_000;
/// Rounds that count.
const ROUNDS: usize = 7;

/// Measures, and prints what came of it.
pub async fn run() -> Result<(), String> {
    let words = law::Words::load()?;
    head("labels, one label");
    for lang in ["en", "ar"] {
        let voice = Voice { words: &words, lang, zone: TimeZone::UTC };
        let ours = |n: usize| {
            let (parcel, print) = parcel(n);
            let drawn = label_svg(&voice, (&parcel, &print), &address(n)).map_err(|e| e.to_string());
            async move { drawn.map(|svg| drop(std::hint::black_box(svg))) }
        };
        let bare = |n: usize| {
            let drawn = bare(&address(n));
            async move { drawn.map(|svg| drop(std::hint::black_box(svg))) }
        };
        let (ours, bare) = beside(ROUNDS, LABELS, ours, bare).await?;
        line(&format!("label in {lang}, beside the bare code"), ours, bare, "µs");
    }
    Ok(())
}

fn address(n: usize) -> String {
    format!("https://registry.example/scan/{}", unit(n))
}

fn unit(n: usize) -> UnitId {
    UnitId::from_bits(u64::try_from(n).unwrap_or(0).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 19)
}

fn parcel(n: usize) -> (Parcel, Print) {
    let place = |bits| Place {
        centre: CentreId::from_bits(bits),
        address: "1 Hospital Road, Sarim".to_owned(),
        telephone: "+999 2 4400".to_owned(),
    };
    let contents = Contents {
        from: place(1),
        to: place(2),
        package: Some("K1".to_owned()),
        lowest_c: 2,
        highest_c: 8,
        position: Position::Upright,
        use_by_at: Some(Timestamp::UNIX_EPOCH),
        intended_for: None,
    };
    let printed = Printed { unit: unit(n), organ: Organ::KidneyL, copy: 1, contents };
    let print = Print { printed, by: String::new(), at: Timestamp::UNIX_EPOCH };
    let seen = |bits| PlaceSeen { centre: CentreId::from_bits(bits), name: "University Hospital".to_owned() };
    let parcel = Parcel {
        unit: unit(n),
        organ: Organ::KidneyL,
        on_its_way: true,
        label: None,
        places: vec![seen(1), seen(2)],
        held_at: Some(seen(1)),
        next_place: 1,
        carried: None,
    };
    (parcel, print)
}

/// The code alone, one square after the other, as an engineer would write it first.
fn bare(text: &str) -> Result<String, String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|e| e.to_string())?;
    let (width, mut svg) = (code.width(), String::from("<svg xmlns=\"http://www.w3.org/2000/svg\">"));
    for (n, colour) in code.to_colors().into_iter().enumerate() {
        if colour == Color::Dark {
            svg.push_str(&format!("<rect x=\"{}\" y=\"{}\" width=\"1\" height=\"1\"/>", n % width, n / width));
        }
    }
    svg.push_str("</svg>");
    Ok(svg)
}
