//! Letters of the donor register leave through the program, and what came back stops a decision.

use codes::ids::AccountId;
use domain::access::{Purpose, Role};
use domain::donor_register::ChoiceKind;
use service::Access;
use service::donor_register::AtCounter;

use crate::support::{Desk, donare, good, open, said};

fn yes() -> AtCounter {
    AtCounter {
        paper: "identity_card".to_owned(),
        system: "national_number".to_owned(),
        number: "29000000001".to_owned(),
        name: "Velun Tarsan".to_owned(),
        birth: "1970-01-05".to_owned(),
        address: "7 Mill Lane".to_owned(),
        language: "en".parse().unwrap(),
        choice: ChoiceKind::Yes,
        organs: Vec::new(),
        named: None,
        note: None,
        guardian: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_handed_over_once_and_come_back() {
    let desk = Desk::new("post");
    let (database, keys, out) = (desk.path("registry"), desk.path("keys"), desk.path("letters"));
    let place = ["--database", database.as_str(), "--keys", keys.as_str()];
    let with = |words: &[&'static str]| [words, &place].concat();
    good(&with(&["migrate"]));
    let service = open(&database, &keys).await;
    let registrar = Access {
        account: AccountId::from_bits(1),
        role: Role::Registrar,
        purpose: Purpose::Registration,
        centre: None,
    };
    service.declare_at_counter(&registrar, yes()).await.unwrap();
    service.close().await;

    let post = |words: &[&'static str]| [&["post"], place.as_slice(), &["--format", "json"], words].concat();
    let to = [post(&["--to"]).as_slice(), &[out.as_str()]].concat();
    let posted = good(&to);
    assert!(posted.contains("\"handed\":1"), "{posted}");
    let letters: Vec<_> = std::fs::read_dir(&out).unwrap().map(|f| f.unwrap().path()).collect();
    assert_eq!(letters.len(), 1);
    let text = std::fs::read_to_string(&letters[0]).unwrap();
    assert!(text.lines().take(2).any(|line| line == "7 Mill Lane"), "{text}");
    let again = good(&to);
    assert!(again.contains("\"handed\":0"), "handed over once: {again}");

    let number = letters[0].file_stem().unwrap().to_str().unwrap();
    let back = [post(&["--returned"]).as_slice(), &[number]].concat();
    assert!(good(&back).contains("\"returned\":1"));
    let twice = donare(&back);
    assert_eq!(twice.status.code(), Some(1), "{}", said(&twice));
    assert_eq!(donare(&post(&[])).status.code(), Some(2), "neither a folder nor a letter");
    good(&with(&["verify"]));
}
