use ledger::Hash;
use ledger::checkpoint::Checkpoint;
use ledger::keyholder::{InProcess, KeyError, KeyHolder};
use ledger::keyring::{Keyring, NotAKeyring};
use ledger::seal::{Place, SealError, Vault};

const PLACE: Place<'static> = Place { vault: Vault::Identity, record: "per_1", field: "name", event: "evt_1" };

fn keyring(seed: u8) -> Keyring {
    Keyring::generate(std::array::from_fn(|place| seed.wrapping_add(place as u8)))
}

fn holder() -> Box<dyn KeyHolder> {
    Box::new(InProcess::new(keyring(0)))
}

#[test]
fn a_part_is_sealed_and_opened_for_a_purpose() {
    let holder = holder();
    let key = holder.new_person_key(Vault::Identity, "registry", "per_1", [3; 56]).unwrap();
    let sealed = holder.seal(&key, &PLACE, [4; 24], b"somebody").unwrap();
    assert_eq!(holder.open(&key, &PLACE, &sealed, "treatment").unwrap().as_slice(), b"somebody");
    assert_eq!(holder.open(&key, &PLACE, &sealed, " "), Err(KeyError::NoPurpose));
    let other = holder.new_person_key(Vault::Identity, "registry", "per_2", [5; 56]).unwrap();
    assert_eq!(holder.open(&other, &PLACE, &sealed, "treatment"), Err(SealError::Unopenable.into()));
}

#[test]
fn a_key_serves_its_vault_only() {
    let holder = holder();
    let key = holder.new_person_key(Vault::Clinical, "registry", "per_1", [3; 56]).unwrap();
    let refused = Err(KeyError::OtherVault { place: Vault::Identity, key: Vault::Clinical });
    assert_eq!(holder.seal(&key, &PLACE, [4; 24], b"x"), refused);
    let elsewhere = InProcess::new(keyring(1));
    let place = Place { vault: Vault::Clinical, ..PLACE };
    assert_eq!(elsewhere.seal(&key, &place, [4; 24], b"x"), Err(SealError::Unopenable.into()));
}

#[test]
fn old_parts_open_after_rotation_and_rewrapping() {
    let mut ring = keyring(0);
    let old = InProcess::new(ring.clone());
    let key = old.new_person_key(Vault::Identity, "registry", "per_1", [3; 56]).unwrap();
    let sealed = old.seal(&key, &PLACE, [4; 24], b"somebody").unwrap();
    assert_eq!(ring.rotate(Vault::Identity, [77; 32]), 2);
    let new = InProcess::new(Keyring::from_text(&ring.to_text()).unwrap());
    assert!(new.open(&key, &PLACE, &sealed, "treatment").is_ok());
    let moved = new.rewrap(&key, [6; 24]).unwrap();
    assert_eq!((key.key_version, moved.key_version), (1, 2));
    assert_eq!(new.open(&moved, &PLACE, &sealed, "treatment").unwrap().as_slice(), b"somebody");
    let unknown = Err(KeyError::UnknownVersion { vault: Vault::Identity, version: 2 });
    assert_eq!(old.open(&moved, &PLACE, &sealed, "treatment"), unknown);
}

#[test]
fn tokens_differ_by_value_field_vault_and_keyring() {
    let holder = holder();
    let token = |vault, field, value| holder.blind_index(vault, field, value).unwrap();
    let one = token(Vault::Identity, "name", "somebody");
    assert_eq!(one, token(Vault::Identity, "name", "somebody"));
    assert_ne!(one, token(Vault::Identity, "name", "somebod"));
    assert_ne!(one, token(Vault::Identity, "alias", "somebody"));
    assert_ne!(one, token(Vault::Case, "name", "somebody"));
    assert_ne!(one, InProcess::new(keyring(1)).blind_index(Vault::Identity, "name", "somebody").unwrap());
}

#[test]
fn a_keyring_keeps_its_secrets_apart_and_to_itself() {
    let ring = keyring(1);
    let text = ring.to_text();
    let mut secrets: Vec<_> = text.lines().skip(1).map(|line| line.rsplit_once(' ').unwrap().1).collect();
    let all: String = secrets.concat();
    let expected: Vec<u8> = (0..160).map(|place| 1 + place).collect();
    assert_eq!(data_encoding::HEXLOWER.decode(all.as_bytes()).unwrap().len(), 160);
    secrets.sort_unstable();
    secrets.dedup();
    assert_eq!(secrets.len(), 5);
    for chunk in expected.chunks(32) {
        assert!(secrets.contains(&data_encoding::HEXLOWER.encode(chunk).as_str()));
    }
    let shown = format!("{ring:?} {:?}", InProcess::new(ring.clone()));
    assert!(secrets.iter().all(|secret| !shown.contains(&secret[..8])) && !shown.contains("1, 2"));
    assert_eq!(*Keyring::from_text(&text).unwrap().to_text(), *text);
}

#[test]
fn a_damaged_keyring_is_refused() {
    let text = keyring(1).to_text();
    let without = |name: &str| text.lines().filter(|line| !line.starts_with(name)).collect::<Vec<_>>().join("\n");
    let refused = |text: &str| Keyring::from_text(text).unwrap_err();
    assert_eq!(refused(""), NotAKeyring::OtherFormat);
    assert_eq!(refused(&text.replace("keyring/v1", "keyring/v2")), NotAKeyring::OtherFormat);
    assert_eq!(refused(&without("case")), NotAKeyring::Lacks("case"));
    assert_eq!(refused(&without("index")), NotAKeyring::Lacks("index"));
    assert_eq!(refused(&without("signing")), NotAKeyring::Lacks("signing"));
    assert_eq!(refused(&text.replace("case 1", "cave 1")), NotAKeyring::Line(4));
    assert_eq!(refused(&text.replace("identity 1 0", "identity 1 g")), NotAKeyring::Line(2));
    let doubled = format!("{}{}\n", *text, text.lines().nth(1).unwrap());
    assert_eq!(refused(&doubled), NotAKeyring::Line(7));
}

#[test]
fn the_log_key_verifies_what_the_holder_signs() {
    let holder = holder();
    let checkpoint = Checkpoint {
        origin: "example.org/donare".to_owned(),
        size: 1,
        root: Hash::of(&[b"root"]),
        extensions: Vec::new(),
    };
    let note = holder.sign_checkpoint(&checkpoint).unwrap().to_string();
    let key = holder.log_key("example.org/donare").unwrap();
    assert_eq!(Checkpoint::open(&note, &key, &[]).unwrap().checkpoint, checkpoint);
    let other = InProcess::new(keyring(1)).log_key("example.org/donare").unwrap();
    assert!(Checkpoint::open(&note, &other, &[]).is_err());
    assert!(holder.log_key("a name with spaces").is_err());
}
