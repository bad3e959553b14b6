//! Concerns: which step follows which, which sizes are taken, and how records fold.

use codes::ids::{AccountId, CaseId, ConcernId, ConcernKeyId};
use domain::concern::{
    Added, CLASSES, Concern, ConcernKey, ConcernState, KeyChecked, KeyLeft, KeyMade, KeyState, MESSAGE_BYTES, Outcome,
    PostKind, Received, Retaliated, SEAL_BYTES, Triaged, class_of,
};
use domain::{Draft, Past, Record};

fn past(draft: &Draft, at: &str) -> Past {
    Past {
        id: format!("evt_{at}"),
        kind: draft.kind.to_owned(),
        version: 1,
        record: draft.record.clone(),
        body: draft.body.clone(),
        actor: AccountId::from_bits(0).to_string(),
        centre: None,
        recorded_at: at.parse().unwrap(),
        happened: None,
    }
}

fn received() -> Concern {
    let body = Received { commitment: "00".repeat(32) };
    Concern::fold(None, &past(&Draft::new("concern.received", ConcernId::from_bits(7), &body), "2026-06-01T08:00:00Z"))
        .unwrap()
}

fn triaged(concern: &Concern, outcome: Outcome, case: Option<CaseId>) -> Concern {
    let draft = Draft::new("concern.triaged", concern.id, &Triaged { outcome, case });
    Concern::fold(Some(concern.clone()), &past(&draft, "2026-06-03T08:00:00Z")).unwrap()
}

#[test]
fn a_concern_is_read_before_anything_becomes_of_it_and_a_case_is_its_end() {
    use ConcernState as S;
    use Outcome as O;
    let may = |state: S| O::ALL.into_iter().filter(|o| state.goes_to(*o)).collect::<Vec<_>>();
    assert_eq!(may(S::Received), [O::Acknowledged]);
    assert_eq!(may(S::Acknowledged), [O::Referred, O::NoAction, O::InCase]);
    assert_eq!(may(S::Referred), [O::InCase]);
    assert_eq!(may(S::NoAction), [O::Acknowledged, O::InCase]);
    assert_eq!(may(S::InCase), []);
}

#[test]
fn what_happens_to_a_concern_folds_into_it() {
    let concern = received();
    assert_eq!((concern.state, concern.acknowledged_at()), (ConcernState::Received, None));
    let concern = triaged(&concern, Outcome::Acknowledged, None);
    assert_eq!(concern.acknowledged_at().map(|at| at.to_string()).as_deref(), Some("2026-06-03T08:00:00Z"));
    let case = CaseId::from_bits(3);
    let concern = triaged(&concern, Outcome::InCase, Some(case));
    assert_eq!((concern.state, concern.case), (ConcernState::InCase, Some(case)));
    let added = Added { kind: PostKind::Note, commitment: "11".repeat(32) };
    let draft = Draft::new("concern.added", concern.id, &added);
    let concern = Concern::fold(Some(concern), &past(&draft, "2026-06-04T08:00:00Z")).unwrap();
    let draft = Draft::new("concern.retaliated", concern.id, &Retaliated { commitment: "11".repeat(32) });
    let concern = Concern::fold(Some(concern), &past(&draft, "2026-06-04T08:00:00Z")).unwrap();
    assert_eq!((concern.added.len(), concern.retaliations, concern.steps.len()), (1, 1, 2));
    let again = past(&Draft::new("concern.received", concern.id, &concern.received), "2026-06-05T08:00:00Z");
    assert!(Concern::fold(Some(concern), &again).is_err());
}

#[test]
fn the_event_of_a_concern_holds_its_digest_and_nothing_else() {
    let text = serde_json::to_value(Received { commitment: "ab".repeat(32) }).unwrap();
    assert_eq!(text.as_object().unwrap().keys().collect::<Vec<_>>(), ["commitment"]);
    let more = serde_json::json!({"commitment": "ab", "from": "somebody"});
    assert!(serde_json::from_value::<Received>(more).is_err());
}

#[test]
fn only_the_published_sizes_are_taken() {
    for size in CLASSES {
        assert_eq!(class_of(PostKind::Report, size + SEAL_BYTES).unwrap().sealed_bytes(), size + SEAL_BYTES);
        for other in [size + SEAL_BYTES - 1, size + SEAL_BYTES + 1, size] {
            assert!(class_of(PostKind::Report, other).is_none(), "{other}");
        }
    }
    for kind in [PostKind::Message, PostKind::Reply, PostKind::Note] {
        assert!(
            class_of(kind, MESSAGE_BYTES + SEAL_BYTES).is_some() && class_of(kind, CLASSES[0] + SEAL_BYTES).is_none()
        );
    }
    assert!(class_of(PostKind::Report, 3).is_none());
}

#[test]
fn a_key_is_made_compared_and_left_in_this_order() {
    let id = ConcernKeyId::from_bits(4);
    let made = KeyMade {
        account: AccountId::from_bits(2),
        public: "BA".to_owned(),
        fingerprint: "00".repeat(32),
        office: "Inspector for concerns".to_owned(),
        wrapped: domain::Private::Sealed("evt_1/wrapped".to_owned()),
    };
    let at = "2026-06-01T08:00:00Z";
    let compared = past(&Draft::new("concern.key_checked", id, &KeyChecked { by: AccountId::from_bits(9) }), at);
    assert!(ConcernKey::fold(None, &compared).is_err());
    let key = ConcernKey::fold(None, &past(&Draft::new("concern.key_made", id, &made), at)).unwrap();
    assert_eq!((key.state, key.checked.clone()), (KeyState::Made, None));
    let key = ConcernKey::fold(Some(key), &compared).unwrap();
    assert_eq!(key.state, KeyState::Checked);
    let left = past(&Draft::new("concern.key_left", id, &KeyLeft {}), at);
    let key = ConcernKey::fold(Some(key), &left).unwrap();
    assert_eq!(key.state, KeyState::Left);
    assert!(ConcernKey::fold(Some(key), &compared).is_err());
}
