//! Licences of the demonstration: valid, with conditions, suspended, revoked, ended, ending, waiting for a signature.

use codes::activity::{Activity, DonorScope};
use codes::organ::Organ;
use domain::licence::Measure;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::act::{Act, Licensing};
use super::calendar::Calendar;
use super::cast::{At, ELUN, HADDAN, ORVA, SARIM};

const ALL: [DonorScope; 4] =
    [DonorScope::RelatedOnly, DonorScope::UnrelatedAllowed, DonorScope::PairedAllowed, DonorScope::NonResidentAllowed];

fn kidney(key: &'static str, at: At, activity: Activity, days: (Date, Date)) -> Licensing {
    let scope = if activity == Activity::LivingRemoval { vec![DonorScope::RelatedOnly] } else { Vec::new() };
    Licensing { key, at, organ: Organ::KidneyL, activity, scope, days, conditions: Vec::new() }
}

/// What the inspectors do, and when.
pub(super) fn agenda(c: &Calendar) -> Vec<(Timestamp, Act)> {
    use Activity::{LivingRemoval as Removal, Transplantation as Graft};
    let first = c.first_day();
    let middle = c.later(first, 24.months());
    let (before, beyond) = (c.later(middle, (-1).day()), c.later(middle, 47.months()));
    let long = c.later(first, 47.months());
    let mut sarim = kidney("sarim", SARIM, Removal, (first, before));
    sarim.scope = ALL.to_vec();
    let mut renewed = kidney("sarim-renewed", SARIM, Removal, (middle, beyond));
    renewed.scope = ALL.to_vec();
    renewed.conditions = vec!["Every donor is offered a visit after three months as well."];
    let elun_from = c.later(first, 2.months());
    let mut elun = kidney("elun", ELUN, Removal, (elun_from, c.later(c.today, 80.days())));
    elun.conditions = vec!["At most twelve removals a year.", "A second surgeon is present."];
    let heart = Licensing { organ: Organ::Heart, ..kidney("haddan-heart", HADDAN, Graft, (first, long)) };
    let granted = [
        (first, sarim),
        (first, kidney("sarim-graft", SARIM, Graft, (first, before))),
        (first, kidney("haddan", HADDAN, Removal, (first, long))),
        (first, kidney("haddan-graft", HADDAN, Graft, (first, long))),
        (first, heart),
        (first, kidney("orva", ORVA, Removal, (first, long))),
        (first, kidney("orva-graft", ORVA, Graft, (first, c.ago(1)))),
        (elun_from, elun),
        (elun_from, kidney("elun-graft", ELUN, Graft, (elun_from, long))),
        (c.later(middle, (-9).days()), renewed),
        (c.later(middle, (-9).days()), kidney("sarim-graft-renewed", SARIM, Graft, (middle, beyond))),
    ];
    let granted = granted.into_iter().chain(recovering(first, long));
    let grants = granted.enumerate().map(|(place, (day, licensing))| {
        let minute = 11 * 60 + i64::try_from(place).unwrap_or(0);
        (c.at(day, minute), Act::Licence(licensing))
    });
    grants.chain(measures(c)).collect()
}

/// Two hospitals recover organs after death.
fn recovering(first: Date, last: Date) -> impl Iterator<Item = (Date, Licensing)> {
    let licences = [
        ("sarim-dbd", SARIM, Activity::DeceasedProcurementDbd),
        ("sarim-dcd", SARIM, Activity::DeceasedProcurementDcd),
        ("elun-dbd", ELUN, Activity::DeceasedProcurementDbd),
        ("elun-dcd", ELUN, Activity::DeceasedProcurementDcd),
    ];
    let organs = [Organ::KidneyL, Organ::LiverWhole, Organ::Heart];
    licences.into_iter().flat_map(move |(key, at, activity)| {
        organs.into_iter().map(move |organ| (first, Licensing { organ, ..kidney(key, at, activity, (first, last)) }))
    })
}

fn measures(c: &Calendar) -> Vec<(Timestamp, Act)> {
    let act = |key, measure, reason| Act::Measure { key, measure, reason };
    let suspend = "Two donors were operated on before their visits had an owner.";
    let revoke = "Removals without a decision of the ethics board, after a warning.";
    let waiting = "The operating theatre has had no second anaesthetist since October.";
    let hours_ago = c.now().saturating_sub(3.hours()).unwrap_or(c.now());
    vec![
        (c.at(c.ago(240), 9 * 60), act("orva", Measure::Revoke, revoke)),
        (c.at(c.ago(240), 11 * 60 + 20), Act::Second { key: "orva" }),
        (c.at(c.ago(20), 14 * 60), act("haddan", Measure::Suspend, suspend)),
        (c.at(c.ago(20), 16 * 60 + 5), Act::Second { key: "haddan" }),
        (hours_ago, act("haddan-heart", Measure::Suspend, waiting)),
    ]
}
