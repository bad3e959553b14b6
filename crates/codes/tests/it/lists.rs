use codes::{Activity, Directedness, DonorKind, DonorScope, ExchangeRole, Laterality, Organ, OrganFamily};
use codes::{
    Population, ProductCoding, Relation, RelationClass, RelationGroup, Sex, TissueActivity, TissueKind, Unit,
    time::Precision,
};

use crate::{refusal, round_trips};

#[test]
fn every_code_of_every_list_round_trips() {
    Activity::ALL.iter().for_each(round_trips);
    Directedness::ALL.iter().for_each(round_trips);
    DonorKind::ALL.iter().for_each(round_trips);
    DonorScope::ALL.iter().for_each(round_trips);
    ExchangeRole::ALL.iter().for_each(round_trips);
    Laterality::ALL.iter().for_each(round_trips);
    Organ::ALL.iter().for_each(round_trips);
    OrganFamily::ALL.iter().for_each(round_trips);
    Population::ALL.iter().for_each(round_trips);
    Precision::ALL.iter().for_each(round_trips);
    ProductCoding::ALL.iter().for_each(round_trips);
    Relation::ALL.iter().for_each(round_trips);
    RelationClass::ALL.iter().for_each(round_trips);
    RelationGroup::ALL.iter().for_each(round_trips);
    Sex::ALL.iter().for_each(round_trips);
    TissueActivity::ALL.iter().for_each(round_trips);
    TissueKind::ALL.iter().for_each(round_trips);
    Unit::ALL.iter().for_each(round_trips);
}

#[test]
fn an_unknown_code_is_refused_with_the_list() {
    let said = refusal::<DonorKind>("dead");
    assert_eq!(said, "`dead` is not a donor kind: expected one of dbd dcd living domino");
    assert!(serde_json::from_str::<Activity>("\"living\"").is_err());
    assert!(serde_json::from_str::<Sex>("3").is_err());
}

#[test]
fn a_relation_belongs_to_a_class_and_a_group() {
    assert_eq!(Relation::Sibling.class(), RelationClass::Genetic1st);
    assert_eq!(Relation::Spouse.class().group(), RelationGroup::Emotional);
    assert_eq!(Relation::Stranger.class().group(), RelationGroup::Unrelated);
    for class in RelationClass::ALL {
        assert!(Relation::ALL.iter().any(|relation| relation.class() == *class), "{class}");
    }
}

#[test]
fn populations_include_what_they_name() {
    assert!(Population::Both.includes(Population::Paediatric) && !Population::Adult.includes(Population::Both));
    assert!(DonorKind::Domino.is_alive() && !DonorKind::Dcd.is_alive());
}

/// The block of every organ whose anatomy is known excludes itself, and exclusion is mutual.
#[test]
fn exclusion_is_mutual() {
    for a in Organ::ALL {
        for b in Organ::ALL {
            assert_eq!(a.excludes(*b), b.excludes(*a), "{a} {b}");
        }
        assert_eq!(a.excludes(*a), a.count_in_body() == Some(1), "{a}");
    }
    assert!(Organ::HeartLung.excludes(Organ::LungR) && !Organ::Heart.excludes(Organ::LungBoth));
}
