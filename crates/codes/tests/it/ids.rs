use codes::ids::{AnyId, DonorId, EventId, Id, PersonId, RecipientId, TaskId, UnitId};
use jiff::Timestamp;
use proptest::prelude::*;

use crate::{refusal, round_trips};

const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#[test]
fn prints_prefix_nine_characters_and_check() {
    assert_eq!(DonorId::from_bits(0).to_string(), "don_0000000000");
    let one = DonorId::from_bits(1).to_string();
    assert_eq!(one, "don_0000000012", "the last of the nine has weight α, so its check is 2");
    assert_eq!(DonorId::from_bits(1 << 45), DonorId::from_bits(0), "only 45 bits count");
    assert_eq!(format!("{:?}", DonorId::from_bits(1)), one);
}

/// Every single wrong character and every swap of two different characters is refused, for many numbers.
#[test]
fn catches_every_substitution_and_every_swap() {
    let mut bits = 0x0000_1A2B_3C4D_5E6F_u64;
    for _ in 0..40 {
        bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let text = UnitId::from_bits(bits >> 19).to_string();
        let body: Vec<char> = text[4..].chars().collect();
        let refused = |body: &[char]| UnitId::parse(&format!("org_{}", body.iter().collect::<String>())).is_err();
        assert!(!refused(&body));
        for place in 0..10 {
            for other in ALPHABET.chars().filter(|&c| c != body[place]) {
                let mut wrong = body.clone();
                wrong[place] = other;
                assert!(refused(&wrong), "{text} with {other} at {place}");
            }
            for second in (place + 1)..10 {
                let mut swapped = body.clone();
                swapped.swap(place, second);
                assert!(swapped == body || refused(&swapped), "{text} with {place} and {second} swapped");
            }
        }
    }
}

#[test]
fn is_tolerant_to_how_people_write() {
    let id = UnitId::from_bits(0x0123_4567_89AB);
    let text = id.to_string();
    let body = &text[4..];
    let sloppy = body.replace('0', "o").replace('1', "l").to_lowercase();
    for written in [
        text.to_lowercase(),
        format!(" ORG-{}-{} ", &body[..5], &body[5..]),
        format!("org {} {}", &body[..3], &body[3..]),
        format!("\u{2066}org_{body}\u{2069}"),
        format!("org_{sloppy}"),
        format!("org_{}", body.replace('1', "I")),
    ] {
        assert_eq!(UnitId::parse(&written), Ok(id), "{written}");
    }
}

#[test]
fn says_what_is_wrong() {
    let donor = DonorId::from_bits(77).to_string();
    assert!(refusal::<UnitId>(&donor).ends_with("is not an organ number: expected a number that begins with org_"));
    assert!(refusal::<DonorId>("").contains("begins with don_"));
    assert!(refusal::<DonorId>("dé").contains("begins with don_"));
    assert!(refusal::<DonorId>(&donor[..13]).contains("don_ and ten characters"));
    assert!(refusal::<DonorId>(&format!("{donor}0")).contains("don_ and ten characters"));
    assert!(refusal::<DonorId>("don_0000U00000").contains("other than U"));
    assert!(refusal::<DonorId>("don_0000000010").contains("agrees with its last character"));
    assert!(refusal::<DonorId>(&"x".repeat(100_000)).len() < 200);
}

#[test]
fn any_id_recognises_each_kind() {
    let person = PersonId::from_bits(5);
    assert_eq!(AnyId::parse(&person.to_string().to_uppercase()), Ok(AnyId::Person(person)));
    assert_eq!(AnyId::from(TaskId::from_bits(9)).kind(), "task");
    assert_eq!(RecipientId::PREFIX, "rec_");
    assert!(refusal::<AnyId>("xyz_0000000000").contains("known prefix"));
    assert!(refusal::<AnyId>("don_0000000010").contains("donor number"));
    assert!(refusal::<AnyId>("日本_0000000000").contains("known prefix"));
    let event = EventId::from_uuid(1);
    round_trips(&AnyId::from(event));
}

#[test]
fn event_ids_are_uuid_version_7_and_sort_by_time_as_text() {
    let early: Timestamp = "2026-01-02T03:04:05.678Z".parse().unwrap();
    let late: Timestamp = "2026-01-02T03:04:05.679Z".parse().unwrap();
    let (first, second) = (EventId::new(early, [0xFF; 10]), EventId::new(late, [0; 10]));
    assert!(first < second && first.to_string() < second.to_string());
    let uuid = uuid::Uuid::from_u128(0x019B_7CC7_1F2E_7000_8000_0000_0000_0000);
    assert_eq!(uuid.get_version_num(), 7);
    let text = EventId::from_uuid(uuid.as_u128()).to_string();
    assert_eq!((text.len(), &text[..5]), (30, "evt_0"));
    assert!(refusal::<EventId>("evt_8ZZZZZZZZZZZZZZZZZZZZZZZZZ").contains("first of them 0 to 7"));
    assert!(refusal::<EventId>("evt_0").contains("26 characters"));
    assert!(refusal::<EventId>("don_0000000000").contains("evt_"));
}

proptest! {
    #[test]
    fn numbers_round_trip(bits in any::<u64>(), wide in any::<u128>()) {
        round_trips(&DonorId::from_bits(bits));
        round_trips(&AnyId::from(UnitId::from_bits(bits)));
        round_trips(&EventId::from_uuid(wide));
    }

    #[test]
    fn order_is_the_order_of_the_text(a in any::<u64>(), b in any::<u64>()) {
        let (a, b) = (DonorId::from_bits(a), DonorId::from_bits(b));
        prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
    }

    #[test]
    fn no_text_makes_the_parsers_fall(text in "\\PC{0,40}") {
        let _ = AnyId::parse(&text);
        let _ = AnyId::parse(&format!("don_{text}"));
        let _ = EventId::parse(&text);
    }
}

#[test]
fn an_event_number_tells_its_millisecond() {
    let at: jiff::Timestamp = "2026-11-21T08:30:00.123Z".parse().unwrap();
    assert_eq!(EventId::new(at, [7; 10]).millis(), at.as_millisecond());
}
