//! What procedures share: arranged the same every time, weighed by rarity, and read out of an advertisement's words.

use std::collections::BTreeSet;

use domain::network::{
    At, Detail, HandedIn, Joined, Meeting, Node, Part, Refusal, Space, Sure, arranged, bits, contacts, groups,
};
use jiff::Timestamp;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn node(id: &str, second: i64, opened: bool) -> Node {
    Node { id: id.to_owned(), at: at(second), centre: None, place: String::new(), opened }
}

fn meeting(detail: Detail, of: &[&str]) -> Meeting {
    let at = of.iter().map(|id| At { id: (*id).to_owned(), parts: BTreeSet::from([Part::Talk]) }).collect();
    Meeting { detail, number: 0, sure: Sure::Same, at, procedures: of.len(), bits: 1.0 }
}

#[test]
fn the_same_findings_in_another_order_are_the_same_picture() {
    let nodes = vec![node("par_c", 30, false), node("par_a", 10, true), node("par_b", 20, false)];
    let meetings = vec![
        meeting(Detail::Issuer, &["par_c", "par_a"]),
        meeting(Detail::Phone, &["par_b", "par_a"]),
        meeting(Detail::Phone, &["par_a", "par_c", "par_b"]),
    ];
    let one = arranged(nodes.clone(), meetings.clone(), 9, 2);
    let other = arranged(nodes.into_iter().rev().collect(), meetings.into_iter().rev().collect(), 9, 2);
    assert_eq!(one, other);
    let ids = |m: &Meeting| m.at.iter().map(|at| at.id.clone()).collect::<Vec<_>>().join(" ");
    assert_eq!(one.nodes.iter().map(|n| n.id.as_str()).collect::<Vec<_>>(), ["par_a", "par_b", "par_c"]);
    let drawn: Vec<_> = one.meetings.iter().map(|m| (m.number, m.detail, ids(m))).collect();
    let said = |n, detail, ids: &str| (n, detail, ids.to_owned());
    assert_eq!(
        drawn,
        [
            said(1, Detail::Phone, "par_a par_b"),
            said(2, Detail::Phone, "par_a par_b par_c"),
            said(3, Detail::Issuer, "par_a par_c")
        ]
    );
    assert_eq!((one.too_common, one.left_out), (2, 0));
}

#[test]
fn what_does_not_fit_is_counted_and_what_was_opened_stays() {
    let nodes: Vec<Node> = (0..6).map(|n| node(&format!("par_{n}"), n, n == 5)).collect();
    let all = arranged(
        nodes,
        vec![meeting(Detail::Payer, &["par_4", "par_5"]), meeting(Detail::Payer, &["par_0", "par_5"])],
        3,
        0,
    );
    assert_eq!(all.nodes.iter().map(|n| n.id.as_str()).collect::<Vec<_>>(), ["par_0", "par_1", "par_5"]);
    assert_eq!((all.left_out, all.meetings.len()), (3, 1), "a detail of one thread crosses nothing");
}

#[test]
fn a_rare_detail_says_more_than_a_common_one_and_a_likely_one_half() {
    assert_eq!(bits(2, 1024, Sure::Same), 9.0);
    assert_eq!(bits(2, 1024, Sure::Alike), 4.5);
    assert_eq!(bits(3, 3072, Sure::Same), 20.0);
    assert_eq!(bits(1, 1024, Sure::Same), 0.0);
    assert_eq!(bits(4, 4, Sure::Same), 0.0, "what everybody has says nothing");
}

#[test]
fn procedures_hang_together_through_others() {
    let joined = |detail, bits, second, of: &[&str]| -> Joined {
        (detail, bits, at(second), of.iter().map(|s| (*s).to_owned()).collect())
    };
    let all = [
        joined(Detail::Phone, 3.0, 5, &["a", "b"]),
        joined(Detail::Payer, 1.0, 9, &["x", "y"]),
        joined(Detail::Issuer, 2.0, 7, &["c", "d"]),
        joined(Detail::Phone, 4.0, 6, &["b", "c"]),
    ];
    let found = groups(&all, Detail::ALL);
    let said: Vec<_> = found.iter().map(|g| (g.procedures.join(" "), g.bits, g.last_at)).collect();
    assert_eq!(said, [("a b c d".to_owned(), 9.0, at(7)), ("x y".to_owned(), 1.0, at(9))]);
    assert_eq!(
        found[0].details.iter().map(|(d, n)| (*d, *n)).collect::<Vec<_>>(),
        [(Detail::Phone, 2), (Detail::Issuer, 1)]
    );
    assert!(groups(&[], Detail::ALL).is_empty());
}

#[test]
fn a_common_witness_speaks_only_beside_something_else() {
    let joined = |detail, of: &[&str]| -> Joined { (detail, 2.0, at(5), of.iter().map(|s| (*s).to_owned()).collect()) };
    let all = [
        joined(Detail::Witness, &["a", "b", "c", "d"]),
        joined(Detail::Issuer, &["a", "b"]),
        joined(Detail::Issuer, &["d", "e"]),
        joined(Detail::Phone, &["x", "y"]),
    ];
    let found = groups(&all, &[Detail::Phone]);
    let said: Vec<_> = found.iter().map(|g| (g.procedures.join(" "), g.speaks)).collect();
    let should = [("a b", true), ("x y", true), ("a b c d e", false)];
    assert_eq!(said, should.map(|(procedures, speaks)| (procedures.to_owned(), speaks)));
}

#[test]
fn ways_to_reach_somebody_are_found_in_the_words() {
    let found = contacts(
        "Kidney, B+, 28 years, call +999 (330) 000-001, mail me@place.example. or @kidney_now; price 20000, since 2026",
    );
    let said: Vec<_> = found.iter().map(|c| (c.detail, c.value.as_str())).collect();
    assert_eq!(
        said,
        [(Detail::Email, "me@place.example"), (Detail::Handle, "kidney_now"), (Detail::Phone, "+999 (330) 000-001")]
    );
    assert_eq!(contacts("هاتف ٠٩٩٩٣٣٠٠٠٠٠٠١ فقط")[0].detail, Detail::Phone);
    assert!(contacts("nothing here, not even 1234567 or a@b").is_empty());
    assert!(!format!("{found:?}").contains("kidney_now"));
    assert_eq!(contacts(&"+999 330 000001, ".repeat(50)).len(), 1);
}

#[test]
fn what_is_private_is_refused_and_so_is_nothing() {
    assert_eq!(HandedIn::refusal(Space::Private, Some("words"), 9), Some(Refusal::PrivateSpace));
    assert_eq!(HandedIn::refusal(Space::Public, Some(" "), 0), Some(Refusal::Nothing));
    assert_eq!(HandedIn::refusal(Space::Public, None, 1), None);
    assert_eq!(HandedIn::refusal(Space::Public, Some("words"), 0), None);
}
