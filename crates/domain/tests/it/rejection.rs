//! Rejections: every rule with a case that holds and one that is broken, how a record folds, and what is counted and shown.

use codes::ids::{PairId, RejectionId};
use domain::rejection::*;
use domain::{Past, Private, Record};
use jiff::Timestamp;
use law::{Answer, Law, Rule};
use serde_json::json;

use crate::world::{acc, at, calvane, day, floor};

const ALLEGED: Ground = Ground::Trafficking { crime: Crime::Persons, standing: Standing::Alleged, finding: None };

fn said(ground: Ground) -> Said {
    Said {
        stage: RejectionStage::Committee,
        ground,
        reason: "He was promised money".into(),
        decider: Decider::Body,
        decided_by: None,
        decided_on: day("2026-03-02"),
        signs: vec!["D08".to_owned()],
        referrals: vec![Referral::Police],
        unreferred: None,
        aftercare: Aftercare::Offered,
    }
}

fn answer(code: &str, said: &Said, law: &Law<'_>) -> Answer {
    let rule: &Rule<Situation> = rules::RECORDING.iter().find(|r| r.code == code).unwrap();
    (rule.check)(&Situation::of(said), law).unwrap()
}

#[test]
fn a_rejection_because_of_trafficking_is_referred_cared_for_and_not_called_proven_by_anybody() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let found = Ground::Trafficking { crime: Crime::Organs, standing: Standing::Proven, finding: Some("12/26".into()) };
    let unfound = Ground::Trafficking { crime: Crime::Organs, standing: Standing::Proven, finding: None };
    for code in ["REJ-001", "REJ-002", "REJ-003"] {
        assert_eq!(answer(code, &said(Ground::Medical), &law), Answer::NotAsked, "{code}");
        assert_eq!(answer(code, &said(found.clone()), &law), Answer::Holds, "{code}");
    }
    assert_eq!(answer("REJ-003", &said(ALLEGED), &law), Answer::NotAsked);
    assert_eq!(answer("REJ-003", &said(unfound.clone()), &law), Answer::Broken(Vec::new()));
    let blank = Ground::Trafficking { crime: Crime::Organs, standing: Standing::Proven, finding: Some(" ".into()) };
    assert_eq!(answer("REJ-003", &said(blank), &law), Answer::Broken(Vec::new()));
    let silent = Said { referrals: Vec::new(), ..said(ALLEGED) };
    assert_eq!(answer("REJ-001", &silent, &law), Answer::Broken(Vec::new()));
    let told = Said { unreferred: Some("The donor asked us to wait".into()), ..silent };
    assert_eq!(answer("REJ-001", &told, &law), Answer::Holds);
    let alone = Said { aftercare: Aftercare::NotOffered, ..said(ALLEGED) };
    assert_eq!(answer("REJ-002", &alone, &law), Answer::Broken(Vec::new()));
    // A rejection is kept whatever the rules say, and nothing that was written is among what they looked at.
    let recorded = Recorded {
        said: Said { referrals: Vec::new(), ..alone },
        pair: None,
        donor: None,
        recipient: None,
        centre: None,
        kept_by: None,
    };
    let situation = Situation::of(&recorded.said);
    let kept = keep(RejectionId::from_bits(1), &recorded, &situation, &law, &floor());
    assert_eq!(kept.events.len(), 1);
    assert_eq!(kept.breaches.iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["REJ-001", "REJ-002"]);
    assert!(!serde_json::to_string(&situation).unwrap().contains("promised"));
}

#[test]
fn the_same_two_people_are_a_question_and_others_are_none() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let standings = |before: Vec<(RejectionId, FoundBy)>| Standings { pair: PairId::from_bits(4), before };
    assert!(read(&standings(Vec::new()), &law, &floor()).findings.is_empty());
    let again = standings(vec![(RejectionId::from_bits(1), FoundBy::Likeness)]);
    let reading = read(&again, &law, &floor());
    assert_eq!(reading.findings.iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["REJ-004"]);
    assert!(reading.findings[0].inputs.is_empty());
}

fn past(kind: &str, body: serde_json::Value, minute: i64) -> Past {
    let recorded_at: Timestamp = at("2026-03-02T08:00:00Z");
    Past {
        id: format!("evt_{minute}"),
        kind: kind.to_owned(),
        version: 1,
        record: RejectionId::from_bits(1).to_string(),
        body,
        actor: acc(1).to_string(),
        centre: None,
        recorded_at: recorded_at + jiff::SignedDuration::from_mins(minute),
        happened: None,
    }
}

#[test]
fn what_was_alleged_is_proven_once_somebody_found_it_and_what_was_done_adds_up() {
    let recorded =
        Recorded { said: said(ALLEGED), pair: None, donor: None, recipient: None, centre: None, kept_by: None };
    let first =
        Rejection::fold(None, &past("rejection.recorded", serde_json::to_value(&recorded).unwrap(), 0)).unwrap();
    assert_eq!(first.ground().crime(), Some((Crime::Persons, Standing::Alleged)));
    let later = json!({"referrals": ["victim_support_services", "police_or_prosecutor"], "aftercare": "care_accepted",
        "finding": "Court of Orva, 4/26", "note": null});
    let then = Rejection::fold(Some(first.clone()), &past("rejection.followed", later, 1)).unwrap();
    assert_eq!(then.ground().crime(), Some((Crime::Persons, Standing::Proven)));
    assert_eq!(then.referrals(), [Referral::Police, Referral::Victims]);
    assert_eq!(then.aftercare(), Aftercare::Accepted);
    let again = json!({"pair": "par_1", "found_by": "alike"});
    let then = Rejection::fold(Some(then), &past("rejection.reappeared", again, 2)).unwrap();
    assert_eq!(then.reappeared[0].step.found_by, FoundBy::Likeness);
    assert!(then.clone().without_reappearances().reappeared.is_empty());
    for (state, kind) in
        [(None, "rejection.followed"), (Some(first), "rejection.recorded"), (Some(then), "case.opened")]
    {
        assert!(Rejection::fold(state, &past(kind, json!({}), 3)).is_err(), "{kind}");
    }
}

fn counted(ground: Ground, donor: &str, recipient: &str) -> Counted {
    let (donor, recipient) = (Some(donor.to_owned()), Some(recipient.to_owned()));
    Counted { stage: RejectionStage::Committee, ground, donor, recipient }
}

fn of(crime: Crime, standing: Standing) -> Ground {
    Ground::Trafficking { crime, standing, finding: Some(Private::from("4/26")) }
}

#[test]
fn procedures_pairs_and_persons_are_apart_and_so_is_each_crime() {
    let rows = [
        counted(ALLEGED, "a", "r"),
        counted(ALLEGED, "a", "r"),
        counted(ALLEGED, "b", "r"),
        counted(of(Crime::Persons, Standing::Proven), "a", "r"),
        counted(of(Crime::Organs, Standing::Alleged), "c", "s"),
        counted(of(Crime::Both, Standing::Alleged), "d", "t"),
        Counted { donor: None, ..counted(of(Crime::Other, Standing::Alleged), "", "u") },
        counted(Ground::Medical, "e", "v"),
    ];
    let figures = Figures::of(&rows);
    let lines: Vec<[i64; 3]> = figures.crimes().into_iter().map(|(.., numbers)| numbers).collect();
    let expected = [[3, 2, 3], [1, 1, 2], [1, 1, 2], [0, 0, 0], [1, 1, 2], [0, 0, 0], [1, 0, 1], [0, 0, 0]];
    assert_eq!(lines, expected);
    assert_eq!(figures.all, 8);
    assert_eq!(figures.grounds.iter().map(|(_, n)| n).sum::<i64>(), 1, "trafficking is no line among other grounds");
    assert_eq!(figures.stages.iter().map(|(_, n)| n).sum::<i64>(), 8);
}

#[test]
fn nobody_reads_a_small_number_nor_works_it_out() {
    let many = |n: usize, ground: &Ground| {
        (0..n).map(|i| counted(ground.clone(), &format!("{}{i}", ground.code()), "r")).collect::<Vec<_>>()
    };
    let rows = [many(7, &ALLEGED), many(3, &of(Crime::Organs, Standing::Alleged)), many(9, &Ground::Medical)].concat();
    let shown = Figures::of(&rows).shown();
    assert_eq!(shown.all, Some(19));
    let lines = shown.crimes();
    assert_eq!(lines[2].2, [None, None, None], "three procedures are kept back with everything beside them");
    let hidden = lines.iter().filter(|(.., n)| n[0].is_none()).count()
        + shown.grounds.iter().filter(|(_, n)| n.is_none()).count();
    assert!(hidden >= 2, "the total less the others would tell");
    assert!(lines.iter().flat_map(|(.., n)| n).flatten().all(|n| *n == 0 || *n >= 5));
    let few = Figures::of(&many(2, &Ground::Medical)).shown();
    assert_eq!(few.all, None);
    assert!(few.stages.iter().all(|(_, n)| n.is_none_or(|n| n == 0)));
}
