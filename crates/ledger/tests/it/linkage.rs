//! Who stands twice: found on invented persons, explained, and compared where it lies sealed.

use std::collections::HashSet;

use ledger::keyholder::{InProcess, KeyError, KeyHolder, MOST_COMPARED};
use ledger::linkage::{
    Explained, Feature, Level, Model, People, Rarity, Register, Says, SealedPerson, SealedText, groups, jaro_winkler,
    linked, one_to_one,
};
use ledger::seal::{Place, Vault, WrappedKey};

use crate::keyholder::keyring;

#[path = "../../../../bench/src/linkage/invented/mod.rs"]
mod invented;

use invented::{Plan, Written, each};

/// Records with the number of the person.
fn persons(plan: Plan) -> Vec<(usize, Written)> {
    let mut all = Vec::new();
    each(plan, |number, _, record| all.push((number, record.clone())));
    all
}

fn read(all: &[(usize, Written)], first: Option<usize>) -> People {
    let rows: Vec<[&str; 12]> = all.iter().map(|(_, record)| std::array::from_fn(|i| record[i].as_str())).collect();
    People::read(&rows[..], first)
}

/// Recall and precision.
fn figures(all: &[(usize, Written)], pairs: &[(u32, u32)]) -> (f64, f64) {
    let number = |place: u32| all[place as usize].0;
    let right = pairs.iter().filter(|(one, other)| number(*one) == number(*other)).count() as f64;
    let twice = all.len() - all.iter().map(|(number, _)| number).collect::<HashSet<_>>().len();
    (right / twice as f64, right / pairs.len() as f64)
}

#[test]
fn most_who_stand_twice_are_found_and_few_others_even_where_names_are_common() {
    for (few_names, floor) in [(false, 0.97), (true, 0.95)] {
        let all = persons(Plan { persons: 2_000, twice: 400, seed: 4_711, few_names });
        let people = read(&all, None);
        let found = linked(&people, 0.5, 2);
        let groups = groups(&found.links, people.count());
        let pairs: Vec<(u32, u32)> = groups.iter().flat_map(|g| g.windows(2).map(|two| (two[0], two[1]))).collect();
        let (recall, precision) = figures(&all, &pairs);
        assert!(recall >= floor && precision >= floor, "few names {few_names}: {recall:.3} {precision:.3}");
        // The explanation of each pair adds up to its weight.
        for link in found.links.iter().take(50) {
            let told = people.explained(&found.model, Rarity::among(&people), link.one, link.other);
            let sum: f64 = told.reasons.iter().map(|r| r.weight + r.frequency).sum::<f64>() + told.together;
            assert!((sum - told.bits).abs() < 1e-9 && (told.bits - link.bits).abs() < 1e-6, "{told:?} {}", link.bits);
            assert!(told.reasons.iter().all(|r| r.level == link.pattern.level(r.feature)));
            assert!(told.probability >= 0.5);
        }
    }
}

#[test]
fn of_two_files_each_record_is_given_away_once() {
    let mut all = persons(Plan { persons: 1_500, twice: 700, seed: 5, few_names: false });
    let second = all.split_off(1_500);
    all.extend(second);
    let people = read(&all, Some(1_500));
    let kept = one_to_one(&linked(&people, 0.5, 1).links, people.count());
    let pairs: Vec<(u32, u32)> = kept.iter().map(|link| (link.one, link.other)).collect();
    assert!(pairs.iter().all(|(one, other)| *one < 1_500 && *other >= 1_500));
    assert_eq!(pairs.iter().map(|(one, _)| one).collect::<HashSet<_>>().len(), pairs.len());
    let (recall, precision) = figures(&all, &pairs);
    assert!(recall >= 0.97 && precision >= 0.98, "{recall:.3} {precision:.3}");
}

#[test]
fn the_shipped_model_is_near_what_is_learned_anew() {
    let all = persons(Plan { persons: 2_500, twice: 500, seed: 99, few_names: false });
    let learned = linked(&read(&all, None), 0.5, 2).model;
    let shipped = Model::standard();
    for feature in [Feature::Given, Feature::Family, Feature::Birth, Feature::Sex] {
        let (ours, theirs) = (shipped.weight(feature, Level::Same), learned.weight(feature, Level::Same));
        assert!((ours - theirs).abs() < 3.0, "{feature:?}: {ours:.1} shipped, {theirs:.1} learned");
        assert!(shipped.weight(feature, Level::Other) < -2.0 && learned.weight(feature, Level::Other) < -2.0);
    }
}

#[test]
fn words_are_as_alike_as_another_program_finds_them() {
    let all = persons(Plan { persons: 400, twice: 0, seed: 3, few_names: false });
    let names: Vec<String> = all.iter().map(|(_, r)| any_ascii::any_ascii(&r[1])).collect();
    for two in names.windows(2).chain(names.chunks_exact(3)) {
        let (one, other) = (&two[0], &two[two.len() - 1]);
        let (ours, theirs) = (jaro_winkler(one.as_bytes(), other.as_bytes()), strsim::jaro_winkler(one, other));
        assert!((ours - theirs).abs() < 1e-9, "{one} {other}: {ours} {theirs}");
    }
    assert!(jaro_winkler(b"martha", b"marhta") > 0.96 && jaro_winkler(b"", b"a") < 0.01);
}

/// A person sealed part by part.
struct Kept {
    key: WrappedKey,
    sealed: Vec<(Says, Vec<u8>)>,
}

const PLACE: Place<'_> = Place { vault: Vault::Identity, record: "per_1", field: "known", event: "evt_1" };

fn kept(holder: &InProcess, texts: &[(Says, &str)]) -> Kept {
    let key = holder.new_person_key(Vault::Identity, "registry", "per_1", [3; 56]).unwrap();
    let seal =
        |(says, text): &(Says, &str)| (says.clone(), holder.seal(&key, &PLACE, [4; 24], text.as_bytes()).unwrap());
    let sealed = texts.iter().map(seal).collect();
    Kept { key, sealed }
}

impl Kept {
    fn person(&self) -> SealedPerson<'_> {
        let texts = self.sealed.iter().map(|(says, sealed)| SealedText {
            says: says.clone(),
            key: &self.key,
            place: PLACE,
            sealed,
        });
        SealedPerson { texts: texts.collect(), sex: Some("female") }
    }
}

fn passport(number: &str) -> (Says, &str) {
    (Says::Identifier("passport".to_owned()), number)
}

#[test]
fn persons_are_compared_where_they_lie_sealed_and_only_reasons_come_out() {
    let holder = InProcess::new(keyring(0));
    let phone = (Says::Phone, "+999 111 222333");
    let of = |name: &'static str, birth: &'static str| vec![(Says::Name, name), (Says::Birth, birth), phone.clone()];
    let one = kept(&holder, &of("Fatima Zorkati", "1984-05-06"));
    let again = kept(&holder, &of("فاطمة زركتي", "1984-06-05"));
    let sister = kept(&holder, &of("Mariam Zorkati", "1988-11-23"));
    let stranger = kept(&holder, &[(Says::Name, "Fatima Zorkati"), (Says::Birth, "1951-01-30")]);
    let register = Register { people: 200_000, ..Register::default() };
    let ask = |others: &[SealedPerson<'_>], register: &Register, purpose: &str| {
        holder.persons_alike(&one.person(), others, ("name", register), purpose)
    };
    let others = [again.person(), sister.person(), stranger.person()];
    let told = ask(&others, &register, "coordination").unwrap();
    let [again_told, sister_told, stranger_told] = &told[..] else { panic!() };
    assert!(again_told.probability > 0.95, "{again_told:?}");
    let level =
        |told: &Explained, feature: Feature| told.reasons.iter().find(|r| r.feature == feature).map(|r| r.level);
    assert_eq!(level(again_told, Feature::Birth), Some(Level::Turned));
    assert_eq!(level(again_told, Feature::Family), Some(Level::Sounds));
    assert!(sister_told.probability < 0.05 && sister_told.together < -5.0, "{sister_told:?}");
    assert!(stranger_told.probability < 0.2, "{stranger_told:?}");
    for text in ["atima", "orkati", "1984", "222333"] {
        assert!(!format!("{told:?}").contains(text), "{text}");
    }

    // A name that everybody bears says less than one that few bear.
    let tokens = holder.name_tokens(Vault::Identity, "name", "Fatima Zorkati").unwrap();
    let carried_by =
        |many: u64| Register { people: 200_000, filed: tokens.iter().map(|token| (*token.as_bytes(), many)).collect() };
    let common = ask(&others, &carried_by(40_000), "coordination").unwrap();
    let rare = ask(&others, &carried_by(3), "coordination").unwrap();
    assert!(rare[2].bits > told[2].bits && told[2].bits > common[2].bits);

    // Numbers of two offices are not compared with each other.
    let mine = kept(&holder, &[(Says::Name, "Fatima Zorkati"), passport("X1234567")]);
    let other_office =
        kept(&holder, &[(Says::Name, "Fatima Zorkati"), (Says::Identifier("card".to_owned()), "X1234567")]);
    let same_office = kept(&holder, &[(Says::Name, "Fatima Zorkati"), passport("X1234567")]);
    let found = holder
        .persons_alike(
            &mine.person(),
            &[other_office.person(), same_office.person()],
            ("name", &register),
            "coordination",
        )
        .unwrap();
    assert_eq!(level(&found[0], Feature::Identifier), None);
    assert_eq!(level(&found[1], Feature::Identifier), Some(Level::Same));

    assert_eq!(ask(&others, &register, " ").err(), Some(KeyError::NoPurpose));
    let many: Vec<SealedPerson<'_>> = (0..=MOST_COMPARED).map(|_| stranger.person()).collect();
    assert_eq!(ask(&many, &register, "coordination").err(), Some(KeyError::TooMany));
}
