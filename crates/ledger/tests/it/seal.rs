use ledger::seal::*;
use proptest::prelude::*;

const PLACE: Place<'static> = Place { vault: Vault::Identity, record: "per_1", field: "name", event: "evt_1" };

fn key() -> DataKey {
    DataKey::new([5; 32])
}

#[test]
fn a_part_opens_at_its_place_only() {
    let sealed = seal_part(&key(), [9; 24], &PLACE, b"somebody").unwrap();
    assert_eq!(open_part(&key(), &PLACE, &sealed).unwrap().as_slice(), b"somebody");
    for elsewhere in [
        Place { vault: Vault::Case, ..PLACE },
        Place { record: "per_2", ..PLACE },
        Place { field: "alias", ..PLACE },
        Place { event: "evt_2", ..PLACE },
        // The same letters with other borders.
        Place { record: "per_1name", field: "", ..PLACE },
        Place { field: "nameevt_1", event: "", ..PLACE },
    ] {
        assert_eq!(open_part(&key(), &elsewhere, &sealed), Err(SealError::Unopenable), "{elsewhere:?}");
    }
    assert_eq!(open_part(&DataKey::new([6; 32]), &PLACE, &sealed), Err(SealError::Unopenable));
}

#[test]
fn no_altered_or_shortened_part_opens() {
    let sealed = seal_part(&key(), [9; 24], &PLACE, b"somebody").unwrap();
    for place in 0..sealed.len() {
        let mut altered = sealed.clone();
        altered[place] ^= 1;
        assert_eq!(open_part(&key(), &PLACE, &altered), Err(SealError::Unopenable), "byte {place}");
        assert_eq!(open_part(&key(), &PLACE, &sealed[..place]), Err(SealError::Unopenable), "cut at {place}");
    }
}

#[test]
fn short_parts_have_one_length() {
    let length = |text: &[u8]| seal_part(&key(), [9; 24], &PLACE, text).unwrap().len();
    assert_eq!(length(b"no"), length(b"a name of thirty-one characters"));
    assert_eq!(length(b"") + 32, length(&[0; 32]));
}

#[test]
fn a_wrapped_key_belongs_to_its_owner() {
    let (vault_key, owner) = ([1; 32], (Vault::Clinical, "registry", "per_1"));
    let wrapped = wrap(&vault_key, 3, &key(), owner, [2; 24]).unwrap();
    let sealed = seal_part(&key(), [9; 24], &PLACE, b"x").unwrap();
    assert!(open_part(&unwrap(&vault_key, &wrapped).unwrap(), &PLACE, &sealed).is_ok());
    for given_away in [
        WrappedKey { person: "per_2".to_owned(), ..wrapped.clone() },
        WrappedKey { vault: Vault::Identity, ..wrapped.clone() },
        WrappedKey { retention: "research".to_owned(), ..wrapped.clone() },
        WrappedKey { key_version: 4, ..wrapped.clone() },
        WrappedKey { wrapped: wrapped.wrapped[1..].to_vec(), ..wrapped.clone() },
        WrappedKey { wrapped: Vec::new(), ..wrapped.clone() },
    ] {
        assert_eq!(unwrap(&vault_key, &given_away).err(), Some(SealError::Unopenable), "{given_away:?}");
    }
    assert!(unwrap(&[2; 32], &wrapped).is_err());
}

#[test]
fn nothing_secret_or_personal_is_shown() {
    let wrapped = wrap(&[1; 32], 3, &key(), (Vault::Clinical, "registry", "per_1"), [2; 24]).unwrap();
    let shown = format!("{:?} {wrapped:?}", key());
    assert!(!shown.contains("5, 5") && !shown.contains("per_1"), "{shown}");
}

#[test]
fn vault_codes_are_permanent() {
    assert_eq!(Vault::ALL.map(Vault::code), ["identity", "clinical", "case", "protected"]);
    for vault in Vault::ALL {
        assert_eq!(vault.code().parse::<Vault>().unwrap(), vault);
        assert_eq!(serde_json::to_value(vault).unwrap(), vault.code());
    }
    assert!("Identity".parse::<Vault>().is_err());
}

proptest! {
    #[test]
    fn what_is_sealed_opens(plaintext in prop::collection::vec(any::<u8>(), 0..200), nonce in any::<[u8; 24]>()) {
        let sealed = seal_part(&key(), nonce, &PLACE, &plaintext).unwrap();
        prop_assert_eq!(open_part(&key(), &PLACE, &sealed).unwrap().to_vec(), plaintext);
    }
}
