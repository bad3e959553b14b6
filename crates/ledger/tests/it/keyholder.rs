use ledger::Hash;
use ledger::alike::Likeness;
use ledger::checkpoint::Checkpoint;
use ledger::keyholder::{InProcess, KeyError, KeyHolder, MOST_COMPARED, SealedName};
use ledger::keyring::{Keyring, NotAKeyring};
use ledger::seal::{Place, SealError, Vault};

const PLACE: Place<'static> = Place { vault: Vault::Identity, record: "per_1", field: "name", event: "evt_1" };

pub(crate) fn keyring(seed: u8) -> Keyring {
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
    let expected: Vec<u8> = (0..192).map(|place| 1 + place).collect();
    assert_eq!(data_encoding::HEXLOWER.decode(all.as_bytes()).unwrap().len(), 192);
    secrets.sort_unstable();
    secrets.dedup();
    assert_eq!(secrets.len(), 6);
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
    assert_eq!(refused(&doubled), NotAKeyring::Line(8));
}

#[test]
fn a_keyring_older_than_the_vault_of_protected_people_is_read_and_given_its_key() {
    let text = keyring(1).to_text();
    let older: Vec<&str> = text.lines().filter(|line| !line.starts_with("protected")).collect();
    let mut ring = Keyring::from_text(&older.join("\n")).unwrap();
    let person =
        |ring: &Keyring| InProcess::new(ring.clone()).new_person_key(Vault::Protected, "registry", "prt_1", [7; 56]);
    assert!(person(&ring).is_err(), "no key is made up in silence");
    assert!(ring.complete([9; 32]) && person(&ring).is_ok());
    assert!(!ring.complete([8; 32]), "it has one");
    assert!(ring.to_text().contains("protected 1 0909"));
    assert_eq!(*Keyring::from_text(&ring.to_text()).unwrap().to_text(), *ring.to_text());
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

#[test]
fn a_rotated_index_finds_what_was_filed_before_and_files_anew() {
    let before = InProcess::new(keyring(0));
    let mut ring = keyring(0);
    assert_eq!(ring.rotate_index([9; 32]), 2);
    let after = InProcess::new(ring.clone());
    let old = before.blind_index(Vault::Identity, "login", "amsel").unwrap();
    let all = after.blind_indexes(Vault::Identity, "login", "amsel").unwrap();
    assert_eq!((old.version(), all.len(), all[0]), (1, 2, old));
    let newest = after.blind_index(Vault::Identity, "login", "amsel").unwrap();
    assert_eq!((newest.version(), after.index_version().unwrap()), (2, 2));
    assert_eq!(after.retoken(Vault::Identity, "login", *old.as_bytes(), 1).unwrap(), newest);
    assert_eq!(after.retoken(Vault::Identity, "login", *newest.as_bytes(), 2).unwrap(), newest);
    assert!(after.retoken(Vault::Identity, "login", [0; 16], 3).is_err());
    assert_ne!(after.retoken(Vault::Identity, "name", *old.as_bytes(), 1).unwrap(), newest);
    // The new secret alone makes no token, nor does the old one.
    let mut other = keyring(1);
    other.rotate_index([9; 32]);
    assert_ne!(InProcess::new(other).blind_index(Vault::Identity, "login", "amsel").unwrap(), newest);
    assert_ne!(old.as_bytes(), newest.as_bytes());
    let read = Keyring::from_text(&ring.to_text()).unwrap();
    assert_eq!(InProcess::new(read).blind_index(Vault::Identity, "login", "amsel").unwrap(), newest);
    let cut: String = ring.to_text().lines().filter(|l| !l.starts_with("index 1")).map(|l| format!("{l}\n")).collect();
    assert_eq!(Keyring::from_text(&cut).err(), Some(NotAKeyring::Lacks("index")));
}

#[test]
fn names_are_compared_inside_and_only_for_a_purpose() {
    let holder = holder();
    let key = holder.new_person_key(Vault::Identity, "registry", "per_1", [3; 56]).unwrap();
    let sealed = holder.seal(&key, &PLACE, [4; 24], "Muhammad Ali".as_bytes()).unwrap();
    let one = || [SealedName { key: &key, place: PLACE, sealed: &sealed }];
    assert_eq!(holder.names_alike("محمد", &one(), "care").unwrap(), [Some(Likeness::Sound)]);
    assert_eq!(holder.names_alike("Mira", &one(), "care").unwrap(), [None]);
    assert_eq!(holder.names_alike("Ali", &one(), " "), Err(KeyError::NoPurpose));
    assert_eq!(holder.name_probes(Vault::Identity, "name", "Ali", ""), Err(KeyError::NoPurpose));
    let many: Vec<SealedName<'_>> = (0..=MOST_COMPARED).flat_map(|_| one()).collect();
    assert_eq!(holder.names_alike("Ali", &many, "care"), Err(KeyError::TooMany));
    let filed = holder.name_tokens(Vault::Identity, "name", "Muhammad Ali").unwrap();
    let probes = holder.name_probes(Vault::Identity, "name", "Mohamed", "care").unwrap();
    assert!(filed.len() == 2 && probes.len() == 1 && filed.contains(&probes[0][0]));
    assert!(probes[0].len() < 300, "{}", probes[0].len());
}
