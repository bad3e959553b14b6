//! Licences of professionals: how one folds, where it stands on a day, and whom CEN-007 stops.

use codes::ids::ProfessionalLicenceId;
use codes::{Activity, Organ};
use domain::access::Profession;
use domain::licence::professional::{Doer, Holder, Lack, Part, Turn, of_removal, operating};
use domain::licence::{
    ProfessionalEntered, ProfessionalLicence, ProfessionalMeasure, ProfessionalMeasured, ProfessionalStatus, Situation,
    read,
};
use domain::registry::gate;
use domain::{Draft, Record, Verdict};

use crate::world::*;

fn entered() -> ProfessionalEntered {
    ProfessionalEntered {
        account: acc(1),
        profession: Profession::Physician,
        speciality: Some("Kidney surgery".into()),
        issuer: "Medical Council".into(),
        number: "MC 17".into(),
        valid_from: day("2020-01-01"),
        valid_to: Some(day("2026-12-31")),
        organs: vec![Organ::KidneyL],
        activities: vec![Activity::LivingRemoval],
    }
}

fn measured(measure: ProfessionalMeasure, from: &str) -> ProfessionalMeasured {
    ProfessionalMeasured { measure, from: day(from), reason: "Two operations abroad.".into() }
}

fn folded(measures: &[ProfessionalMeasured]) -> ProfessionalLicence {
    let id = ProfessionalLicenceId::from_bits(4);
    let first = past(&Draft::new("licence.professional_entered", id, &entered()), "2020-01-02T08:00:00Z");
    let mut licence = ProfessionalLicence::fold(None, &first).unwrap();
    for one in measures {
        let next = past(&Draft::new("licence.professional_measured", id, one), "2026-02-01T08:00:00Z");
        licence = ProfessionalLicence::fold(Some(licence), &next).unwrap();
    }
    licence
}

#[test]
fn a_licence_folds_and_stands_where_its_days_and_measures_put_it() {
    use ProfessionalMeasure::{End, Reinstate, Suspend};
    use ProfessionalStatus::{Ended, NotYet, Suspended, Valid};
    let plain = folded(&[]);
    assert_eq!((plain.entered.clone(), plain.entered_by, plain.measures.len()), (entered(), acc(60), 0));
    let on = |l: &ProfessionalLicence, days: &[&str]| days.iter().map(|d| l.status(day(d))).collect::<Vec<_>>();
    let days = ["2019-12-31", "2020-01-01", "2026-12-31", "2027-01-01"];
    assert_eq!(on(&plain, &days), [NotYet, Valid, Valid, Ended]);
    let rests = folded(&[measured(Suspend, "2026-03-01"), measured(Reinstate, "2026-05-01")]);
    assert_eq!(
        on(&rests, &["2026-02-28", "2026-03-01", "2026-04-30", "2026-05-01"]),
        [Valid, Suspended, Suspended, Valid]
    );
    // What was written down later holds on the same day, and an end is never lifted.
    let same = folded(&[measured(Suspend, "2026-03-01"), measured(Reinstate, "2026-03-01")]);
    assert_eq!(same.status(day("2026-03-01")), Valid);
    let over = folded(&[measured(End, "2026-03-01"), measured(Reinstate, "2026-04-01")]);
    assert_eq!(on(&over, &["2026-02-28", "2026-03-01", "2026-04-01"]), [Valid, Ended, Ended]);
    // Events that do not fit are no licence.
    let event = past(&Draft::new("licence.professional_measured", plain.id, &measured(End, "2026-03-01")), AT);
    assert!(ProfessionalLicence::fold(None, &event).is_err());
    let other = past(&Draft::new("licence.granted", plain.id, &entered()), AT);
    assert!(ProfessionalLicence::fold(Some(plain), &other).is_err());
}

#[test]
fn what_rules_see_of_it_is_not_private() {
    let seen =
        serde_json::to_string(&folded(&[measured(ProfessionalMeasure::Suspend, "2026-03-01")]).standing()).unwrap();
    assert!(seen.contains("suspend"));
    for private in ["Medical Council", "MC 17", "abroad", "surgery"] {
        assert!(!seen.contains(private), "{private}");
    }
}

fn surgeon(s: &mut Situation) -> &mut Holder {
    &mut s.professionals.as_mut().unwrap()[0]
}

/// What is missing of the first of the team, as the rule says it.
fn reasons(change: fn(&mut Holder)) -> Vec<String> {
    let mut s = removal().licence;
    change(surgeon(&mut s));
    let reading = read(&s, &calvane().on(day("2026-11-21")), &floor());
    assert!(reading.findings.iter().all(|f| f.rule == "CEN-007"));
    let inputs = reading.findings.into_iter().flat_map(|f| f.inputs);
    inputs.filter(|i| i.name == "reason").map(|i| i.value).collect()
}

#[test]
fn a_surgeon_needs_a_licence_that_carries_the_operation_on_its_day() {
    assert_eq!(reasons(|_| {}), Vec::<String>::new());
    assert_eq!(reasons(|h| h.licences.clear()), ["no_professional_licence"]);
    assert_eq!(reasons(|h| h.licences[0].valid_to = Some(day("2026-11-20"))), ["licence_over"]);
    assert_eq!(reasons(|h| h.licences[0].valid_to = Some(day("2026-11-21"))), Vec::<String>::new());
    assert_eq!(reasons(|h| h.licences[0].valid_from = day("2026-11-22")), ["licence_not_yet_valid"]);
    let suspend = |h: &mut Holder| {
        h.licences[0].turns.push(Turn { measure: ProfessionalMeasure::Suspend, from: day("2026-03-01") });
    };
    assert_eq!(reasons(suspend), ["licence_suspended"]);
    assert_eq!(reasons(|h| h.licences[0].organs = vec![Organ::LiverWhole]), ["licence_for_other_organ"]);
    assert_eq!(reasons(|h| h.licences[0].organs = vec![Organ::KidneyL]), Vec::<String>::new());
    assert_eq!(reasons(|h| h.licences[0].activities = vec![Activity::Transplantation]), ["licence_for_other_activity"]);
    // One that carries it suffices; otherwise the nearest one says what is missing.
    assert_eq!(reasons(|h| h.licences.push(carries(9, Profession::Physician))), Vec::<String>::new());
    assert_eq!(
        reasons(|h| {
            h.licences[0].valid_to = Some(day("2016-01-01"));
            let mut rests = carries(9, Profession::Physician);
            rests.turns.push(Turn { measure: ProfessionalMeasure::Suspend, from: day("2026-03-01") });
            h.licences.push(rests);
        }),
        ["licence_suspended"]
    );
}

#[test]
fn limits_speak_of_operating_alone_and_an_evaluation_needs_the_profession() {
    let doer = Doer {
        account: acc(10),
        part: Part::Evaluating,
        on: day("2026-09-05"),
        professions: vec![Profession::Physician],
    };
    let mut limited = carries(1, Profession::Physician);
    limited.organs = vec![Organ::Heart];
    let holder = Holder { doer: doer.clone(), licences: vec![limited] };
    assert_eq!(holder.lack(Organ::KidneyL, Activity::LivingRemoval), None);
    let nurse = Holder { doer, licences: vec![carries(1, Profession::Nurse)] };
    assert_eq!(nurse.lack(Organ::KidneyL, Activity::LivingRemoval), Some(Lack::OtherProfession));
}

#[test]
fn everybody_with_a_part_is_asked_on_the_day_of_that_part() {
    let pair = removal().approval.pair;
    let day_of = |at: jiff::Timestamp| at.to_zoned(jiff::tz::TimeZone::UTC).date();
    let doers = of_removal(&pair, &pair.team, at(AT), day_of);
    let parts: Vec<_> = doers.iter().map(|d| (d.account, d.part, d.on)).collect();
    assert_eq!(parts[0], (acc(1), Part::Operating, day("2026-11-21")));
    assert_eq!(parts.iter().filter(|(_, part, _)| *part == Part::Evaluating).count(), 2);
    assert!(parts.iter().all(|(_, part, on)| *part == Part::Operating || *on < day("2026-11-21")));
    assert_eq!(operating(&[acc(1), acc(1)], day("2026-11-21")).len(), 1);
}

#[test]
fn a_plan_waits_for_a_suspended_surgeon_and_is_not_asked_elsewhere() {
    let mut s = removal();
    surgeon(&mut s.licence).licences.clear();
    let (profile, plan) = (calvane(), removal_plan());
    let law = profile.on(day("2026-11-21"));
    let verdict = gate(&plan, codes::ids::PlanId::from_bits(9), &s, &law, &floor());
    let Verdict::Refused(reading) = verdict else { panic!("allowed") };
    assert_eq!(codes_of(&reading), ["CEN-007"]);
    // Where nobody is named, for what was read before, and where the country keeps no such licences, it is not asked.
    let silent = calvane_with(&[("licence.professional_required", "false")]);
    assert_eq!(codes_of(&s.read(&silent.on(day("2026-11-21")), &floor())), Vec::<String>::new());
    for nobody in [None, Some(Vec::new())] {
        s.licence.professionals = nobody;
        assert_eq!(codes_of(&s.read(&law, &floor())), Vec::<String>::new());
    }
}
