//! Protected people: who says a status, what is a breach, when a consent ends, when authorities may ask, and who is left out.

use codes::ids::{CentreId, ProtectedId};
use domain::support::rules::ALL;
use domain::support::{
    About, AgeBand, Area, Background, Dimension, Discipline, Harm, Horizon, MeasurePlanned, MeasureState, Number, Part,
    Phase, ProtectedPerson, Seen, Sex, Situation, Status, Step, Wish, compare, deciding, read,
};
use domain::{Past, Record};
use law::{Answer, Unknown, param};
use serde_json::json;

use crate::world::*;

fn says(code: &str, s: &Situation, law: &[(&str, &str)]) -> Result<Answer, Unknown> {
    let rule = ALL.iter().find(|r| r.code == code).unwrap();
    let profile = calvane_with(law);
    (rule.check)(s, &profile.on(day("2026-11-21")))
}

fn broken(answer: Result<Answer, Unknown>) -> Vec<String> {
    match answer {
        Ok(Answer::Broken(inputs)) => inputs.into_iter().map(|i| i.value).collect(),
        other => panic!("{other:?}"),
    }
}

fn members(of: &[(u64, Discipline)]) -> Situation {
    Situation::Deciding { members: of.iter().map(|(n, d)| (acc(*n), *d)).collect() }
}

fn harmed(harm: Harm, status: Status) -> Situation {
    Situation::Harmed { harm, status }
}

fn sharing(until: &str) -> Situation {
    Situation::Sharing { until_on: day(until), from_on: day("2026-11-21") }
}

fn entering(phase: Phase, on: &str, wish: Wish) -> Situation {
    Situation::Entering { phase, on: day(on), taken_in_on: day("2026-11-01"), wish }
}

#[test]
fn a_body_of_several_professions_says_who_is_a_victim() {
    use Discipline::{Health, Law, Police};
    assert_eq!(says("VIC-001", &sharing("2026-12-01"), &[]), Ok(Answer::NotAsked));
    assert_eq!(says("VIC-001", &members(&[(1, Health), (2, Law)]), &[]), Ok(Answer::Holds));
    assert_eq!(broken(says("VIC-001", &members(&[(1, Law), (2, Law)]), &[])), ["1", "2"]);
    // Whoever speaks twice counts once, with the last word.
    assert_eq!(broken(says("VIC-001", &members(&[(1, Law), (1, Health)]), &[])), ["1", "2"]);
    // The police alone are not enough even where one profession is.
    let one = [("support.body_disciplines", "1")];
    assert_eq!(broken(says("VIC-001", &members(&[(1, Police)]), &one)), ["1", "1"]);
    assert_eq!(says("VIC-001", &members(&[(1, Health)]), &one), Ok(Answer::Holds));
    let unknown = Unknown { param: param::SUPPORT_BODY_DISCIPLINES.key };
    let silent = [("support.body_disciplines", "")];
    assert_eq!(says("VIC-001", &members(&[(1, Health), (2, Law)]), &silent), Err(unknown));
}

#[test]
fn whoever_was_exploited_is_not_punished_and_nobody_takes_revenge() {
    use Status::{OrganSeller, TraffickingVictim};
    assert_eq!(says("VIC-002", &sharing("2026-12-01"), &[]), Ok(Answer::NotAsked));
    for harm in Harm::ALL {
        assert_eq!(broken(says("VIC-002", &harmed(*harm, TraffickingVictim), &[])), [harm.code()]);
        assert_eq!(broken(says("VIC-002", &harmed(*harm, OrganSeller), &[])), [harm.code()]);
    }
    // Where sellers are not spared, a charge against one is no breach; revenge is.
    let strict = [("support.sellers_spared", "false")];
    assert_eq!(says("VIC-002", &harmed(Harm::Charged, OrganSeller), &strict), Ok(Answer::Holds));
    assert_eq!(broken(says("VIC-002", &harmed(Harm::Threatened, OrganSeller), &strict)), ["harm_threatened"]);
    assert_eq!(broken(says("VIC-002", &harmed(Harm::Charged, TraffickingVictim), &strict)), ["harm_charged"]);
    let silent = [("support.sellers_spared", "")];
    let unknown = Unknown { param: param::SUPPORT_SELLERS_SPARED.key };
    assert_eq!(says("VIC-002", &harmed(Harm::Fined, OrganSeller), &silent), Err(unknown));
}

#[test]
fn a_consent_to_share_comes_to_an_end() {
    assert_eq!(says("VIC-003", &members(&[]), &[]), Ok(Answer::NotAsked));
    for until in ["2026-11-21", "2027-11-21"] {
        assert_eq!(says("VIC-003", &sharing(until), &[]), Ok(Answer::Holds), "{until}");
    }
    assert_eq!(broken(says("VIC-003", &sharing("2027-11-22"), &[])), ["2027-11-22", "365"]);
    assert_eq!(broken(says("VIC-003", &sharing("2026-11-20"), &[])), ["2026-11-20", "365"]);
    let unknown = Unknown { param: param::SUPPORT_CONSENT_DAYS.key };
    assert_eq!(says("VIC-003", &sharing("2026-12-01"), &[("support.consent_days", "")]), Err(unknown));
}

#[test]
fn time_to_recover_comes_before_questions() {
    assert_eq!(says("VIC-004", &members(&[]), &[]), Ok(Answer::NotAsked));
    for phase in [Phase::Identified, Phase::After] {
        assert_eq!(says("VIC-004", &entering(phase, "2026-11-02", Wish::Authority), &[]), Ok(Answer::NotAsked));
    }
    for phase in [Phase::Investigation, Phase::Prosecution, Phase::Trial] {
        assert_eq!(broken(says("VIC-004", &entering(phase, "2026-11-30", Wish::Authority), &[])), ["2026-12-01"]);
        assert_eq!(says("VIC-004", &entering(phase, "2026-12-01", Wish::Authority), &[]), Ok(Answer::Holds));
        assert_eq!(says("VIC-004", &entering(phase, "2026-11-02", Wish::Own), &[]), Ok(Answer::Holds));
    }
    let silent = [("support.reflection_days", "")];
    let unknown = Unknown { param: param::SUPPORT_REFLECTION_DAYS.key };
    assert_eq!(says("VIC-004", &entering(Phase::Trial, "2026-11-02", Wish::Authority), &silent), Err(unknown));
    let reading =
        read(&entering(Phase::Trial, "2026-11-02", Wish::Authority), &calvane().on(day("2026-11-21")), &floor());
    assert_eq!(reading.findings.iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["VIC-004"]);
}

fn past(kind: &str, by: u64, body: serde_json::Value) -> Past {
    Past {
        id: "evt".to_owned(),
        kind: kind.to_owned(),
        version: 1,
        record: ProtectedId::from_bits(1).to_string(),
        body,
        actor: acc(by).to_string(),
        centre: None,
        recorded_at: at("2026-11-21T08:00:00Z"),
        happened: None,
    }
}

fn begun() -> ProtectedPerson {
    let about = json!({"$sealed": "evt/about"});
    let body = json!({"presumed": "organ_seller", "organisation": null, "about": about, "languages": ["ar"]});
    ProtectedPerson::fold(None, &past("support.taken_in", 1, body)).unwrap()
}

fn after(person: ProtectedPerson, step: &Step, by: u64) -> ProtectedPerson {
    let (kind, body) = step.event();
    ProtectedPerson::fold(Some(person), &past(kind, by, body)).unwrap()
}

#[test]
fn a_record_folds_and_a_consent_holds_as_long_as_it_was_agreed() {
    let organisation = CentreId::from_bits(7);
    let given =
        json!({"organisation": organisation, "parts": ["part_housing", "part_contact"], "until_on": "2026-12-01"});
    let person = ProtectedPerson::fold(Some(begun()), &past("support.consent_given", 1, given)).unwrap();
    let (now, today) = (at("2026-11-22T08:00:00Z"), day("2026-11-22"));
    assert_eq!(person.shared_with(organisation, now, today), [Part::Contact, Part::Housing]);
    assert!(person.shared_with(CentreId::from_bits(8), now, today).is_empty());
    assert!(person.shared_with(organisation, now, day("2026-12-02")).is_empty(), "it has ended");
    let back = past("support.consent_withdrawn", 1, json!({"number": 1}));
    let person = ProtectedPerson::fold(Some(person), &back).unwrap();
    assert!(person.shared_with(organisation, now, today).is_empty(), "it was taken back");
    let unheard = past("support.consent_withdrawn", 1, json!({"number": 9}));
    assert!(ProtectedPerson::fold(Some(person.clone()), &unheard).is_err());
    assert!(ProtectedPerson::fold(Some(person), &past("support.dance", 1, json!({}))).is_err());
    assert!(ProtectedPerson::fold(None, &past("support.told", 1, json!({}))).is_err());
}

#[test]
fn a_need_waits_until_somebody_answers_it_and_a_decision_begins_anew() {
    let planned = |measure: Option<&str>| {
        let who = measure.map(|_| "Harbour House".into());
        let (horizon, area, due_on) = (Horizon::Long, Area::Medical, None);
        Step::MeasurePlanned(MeasurePlanned {
            horizon,
            area,
            need: "x".into(),
            measure: measure.map(Into::into),
            who,
            due_on,
        })
    };
    let person = after(after(begun(), &planned(None), 1), &planned(Some("A visit")), 1);
    assert_eq!(
        person.measures.iter().map(|m| m.state).collect::<Vec<_>>(),
        [MeasureState::Unmet, MeasureState::Arranged]
    );
    assert_eq!(person.unmet().count(), 1);
    assert_eq!(person.status(), Status::OrganSeller);
    let said = json!({"status": "trafficking_victim", "discipline": "discipline_health", "reason": "x"});
    let person = ProtectedPerson::fold(Some(person), &past("support.status_said", 2, said.clone())).unwrap();
    let decided: domain::support::StatusDecided = serde_json::from_value(said).unwrap();
    let Situation::Deciding { members } = deciding(&person, &decided, acc(3)) else { panic!() };
    assert_eq!(members, [(acc(2), Discipline::Health), (acc(3), Discipline::Health)]);
    let person = after(person, &Step::StatusDecided(decided), 3);
    assert_eq!((person.status(), person.said.len()), (Status::TraffickingVictim, 0));
}

/// Care never depends on cooperation: nothing in the record says whether the person helps anybody.
#[test]
fn no_field_says_whether_somebody_cooperates() {
    let words = ["cooperat", "testif", "witness", "statement", "helps"];
    let person = serde_json::to_string(&begun()).unwrap();
    let planned = json!({"horizon": "horizon_short", "area": "area_medical", "need": "x"});
    for word in words {
        assert!(!person.contains(word), "{word}");
        let mut with = planned.clone();
        with[format!("{word}ion")] = json!(true);
        let step = past("support.measure_planned", 1, with);
        assert!(ProtectedPerson::fold(Some(begun()), &step).is_err(), "a plan that asks for `{word}`");
    }
}

#[test]
fn small_groups_are_kept_back_and_cannot_be_found_by_subtraction() {
    let one = |sex, needs, unmet| Seen {
        about: Some(About { sex, age: AgeBand::From18, background: Background::National }),
        needs,
        unmet,
    };
    let mut people: Vec<Seen> = (0..8).map(|_| one(Sex::Female, 2, 1)).collect();
    people.extend((0..5).map(|_| one(Sex::Male, 4, 1)));
    let by = |people: &[Seen], of: Dimension| compare(people).into_iter().find(|c| c.by == of).unwrap().groups;
    let groups = by(&people, Dimension::Sex);
    assert_eq!((groups[0].people, groups[0].answered_percent), (Number::Exactly(8), Some(50)));
    assert_eq!((groups[1].people, groups[1].answered_percent), (Number::Exactly(5), Some(75)));
    assert_eq!((groups[2].people, groups[2].answered_percent), (Number::Exactly(0), None));
    people.push(one(Sex::Other, 1, 1));
    let groups = by(&people, Dimension::Sex);
    assert_eq!(groups[2].people, Number::KeptBack);
    assert_eq!((groups[1].people, groups[1].answered_percent), (Number::KeptBack, None), "or it would follow");
    assert_eq!(groups[0].people, Number::Exactly(8));
    assert_eq!(by(&people, Dimension::Age)[1].people, Number::Exactly(14));
}
