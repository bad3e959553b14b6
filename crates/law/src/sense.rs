//! Whether a value of the right shape can be meant: known words, possible quorums, visits in order.
//!
//! A slip of the pen in a profile must be found when the profile is read and not when a plan is refused for no reason.

use std::collections::BTreeSet;

use codes::RelationClass;

use crate::param::{
    ApprovalStep, CategoryCap, Entitlement, Gateway, GradeDeadline, Rate, Reminder, RiskWeight, Rung, Sign, Signal,
    Visit,
};
use crate::sign::protected;

/// Organisms that a culture can name; anything else is `other_organism`, with the name in the note.
pub const ORGANISMS: [&str; 10] = [
    "staphylococcus_aureus",
    "enterococcus",
    "escherichia_coli",
    "klebsiella",
    "pseudomonas",
    "acinetobacter",
    "candida",
    "aspergillus",
    "mycobacterium_tuberculosis",
    "other_organism",
];

/// Categories of expenses.
const CATEGORIES: &[&str] = &[
    "travel",
    "own_car",
    "lodging",
    "meals",
    "lost_income",
    "childcare",
    "elder_care",
    "medical_cost",
    "medication",
    "legal",
    "other_cost",
];

/// Parameters whose words are fixed, because rules know them by name.
const WORDS: &[(&str, &[&str])] = &[
    ("approval.evaluations", &["medical", "psychosocial"]),
    ("approval.interviews", &["donor_alone", "recipient_alone", "together"]),
    (
        "consent.info_topics",
        &[
            "procedure",
            "risks",
            "alternatives",
            "outcomes",
            "follow_up",
            "expenses",
            "payment_ban",
            "withdrawal",
            "organ_fate",
            "records",
        ],
    ),
    ("consent.declarations", &["donor", "recipient"]),
    ("expense.categories", CATEGORIES),
    ("expense.receipts", CATEGORIES),
    (
        "expense.payers",
        &[
            "state_fund",
            "insurer",
            "employer",
            "charity",
            "paying_centre",
            "paying_recipient",
            "recipient_family",
            "broker",
            "other_payer",
        ],
    ),
    (
        "oversight.checklist",
        &[
            "licence_scope",
            "staff_licences",
            "donor_identity",
            "relation_proofs",
            "consent_language",
            "interpreter_independent",
            "heard_alone",
            "signs_answered",
            "body_decided",
            "trace_test",
            "theatre_log",
            "blood_bank",
            "purchases",
            "billing",
            "followed_up",
            "adverse_events",
            "records_access",
        ],
    ),
    (
        "network.alone",
        &["phone", "payer", "interpreter", "issuer", "witness", "seller", "address", "email", "handle", "companion"],
    ),
    (
        "network.may_share",
        &[
            "phone",
            "address",
            "companion",
            "interpreter_of_hospital",
            "interpreter_of_agency",
            "interpreter_of_donor",
            "interpreter_of_recipient",
            "interpreter_of_unknown",
            "interpreter_tied",
            "issuer_of_registry_extract",
            "issuer_of_affidavit",
            "issuer_of_genetic_test",
            "issuer_of_household_papers",
            "issuer_of_correspondence",
            "issuer_of_other",
            "payer_state_fund",
            "payer_insurer",
            "payer_employer",
            "payer_charity",
            "payer_centre",
            "payer_of_recipient",
            "payer_broker",
            "payer_other",
            "seller_of_journey",
            "witness_from_outside",
        ],
    ),
    ("vigilance.critical_organisms", &ORGANISMS),
    ("vigilance.grades", &["nonserious", "serious", "life_threatening", "death"]),
    ("donor_register.choices", &["yes", "no", "some", "named_person"]),
    ("donor_register.identity", &["counter", "letter_code"]),
    ("donor_register.pathways", &["death_certified", "end_of_life_declared"]),
    (
        "tissue.licensed",
        &["collection", "processing", "storage", "distribution", "tissue_import", "tissue_export", "application"],
    ),
    ("tissue.consent_living", &["donor_signed", "representative_signed"]),
    (
        "tissue.consent_deceased",
        &["own_decision", "kin_agreed", "no_objection", "donor_signed", "representative_signed"],
    ),
    ("tissue.label", &["sec", "donation_number", "expiry"]),
    ("tissue.label_exempt", &["partner_cells", "immediate_use", "emergency_import"]),
    ("tissue.border_papers", &["establishment", "certificate"]),
    ("tissue.quarantine", &["process", "pool"]),
];

/// Says what is wrong with a value that already has the right type.
pub(crate) fn check(key: &str, value: &toml::Value) -> Result<(), String> {
    match key {
        "approval.steps" => steps(&read::<Vec<_>>(value)?),
        "followup.reminders" => unique(read::<Vec<Reminder>>(value)?.iter().map(|r| r.step.as_str())),
        "followup.lost_after" if value.as_integer() == Some(0) => {
            Err("nobody is lost after 0 missed visits".to_owned())
        }
        "followup.donor_schedule" | "followup.recipient_schedule" => visits(&read::<Vec<_>>(value)?),
        "vigilance.ladder" | "vigilance.final_ladder" => ladder(&read::<Vec<_>>(value)?),
        "indicator.catalogue" => signs(&read::<Vec<_>>(value)?),
        "case.gateways" => gateways(&read::<Vec<_>>(value)?),
        "support.entitlements" => entitlements(&read::<Vec<_>>(value)?),
        "support.body_disciplines" | "support.alarm_hours" | "support.opening_hours"
            if value.as_integer() == Some(0) =>
        {
            Err("expected a number above 0".to_owned())
        }
        "oversight.weights" => {
            let kinds: Vec<String> = read::<Vec<RiskWeight>>(value)?.into_iter().map(|w| w.kind).collect();
            unique(kinds.iter().map(String::as_str))?;
            words(&kinds, RISKS)
        }
        "oversight.deadlines" => {
            let grades: Vec<String> = read::<Vec<GradeDeadline>>(value)?.into_iter().map(|g| g.grade).collect();
            unique(grades.iter().map(String::as_str))?;
            words(&grades, GRADES)
        }
        "approval.donor_circle" => circle(&read::<Vec<_>>(value)?),
        "expense.caps" => words(&categories(&read::<Vec<CategoryCap>>(value)?, |c| &c.category), CATEGORIES),
        "expense.rates" => words(&categories(&read::<Vec<Rate>>(value)?, |r| &r.category), CATEGORIES),
        _ => match WORDS.iter().find(|(k, _)| *k == key) {
            Some((_, known)) => words(&read::<Vec<_>>(value)?, known),
            None => Ok(()),
        },
    }
}

fn read<T: serde::de::DeserializeOwned>(value: &toml::Value) -> Result<T, String> {
    value.clone().try_into().map_err(|e: toml::de::Error| e.message().to_owned())
}

fn categories<T>(given: &[T], category: fn(&T) -> &String) -> Vec<String> {
    given.iter().map(|one| category(one).clone()).collect()
}

fn unique<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(format!("`{name}` stands there twice"));
        }
    }
    Ok(())
}

/// What is counted at a centre when audits are planned.
const RISKS: &[&str] = &[
    "last_look",
    "unrelated_pairs",
    "non_resident_donors",
    "pairs_with_signs",
    "cleared_by_one",
    "rejected_trafficking",
    "late_follow_up",
    "outcome_signal",
    "overrides",
    "late_nonconformities",
    "licence_reviews",
    "asked_for",
];

/// Grades of what an audit found.
const GRADES: &[&str] = &["critical_finding", "major_finding", "minor_finding", "observation"];

/// Authorities to which something of a case can be disclosed.
const AUTHORITIES: &[&str] =
    &["police", "prosecutor", "financial_intelligence_unit", "embassy", "specialised_organisation", "licensing_body"];

/// Fields of a case that can be disclosed.
const FIELDS: &[&str] =
    &["crime", "offences", "parties", "roles", "procedures", "centres", "payments", "opening", "summary"];

fn gateways(given: &[Gateway]) -> Result<(), String> {
    words(&given.iter().map(|g| g.to.clone()).collect::<Vec<_>>(), AUTHORITIES)?;
    given.iter().try_for_each(|g| match g.provision.trim().is_empty() || g.fields.is_empty() {
        true => Err(format!("`{}`: names no provision or no field", g.to)),
        false => words(&g.fields, FIELDS),
    })
}

fn words(given: &[String], known: &[&str]) -> Result<(), String> {
    unique(given.iter().map(String::as_str))?;
    match given.iter().find(|w| !known.contains(&w.as_str())) {
        Some(word) => Err(format!("`{word}` is not known here: expected some of {}", known.join(", "))),
        None => Ok(()),
    }
}

fn ladder(rungs: &[Rung]) -> Result<(), String> {
    if rungs.is_empty() {
        return Err("a ladder has a rung".to_owned());
    }
    match rungs.iter().find(|rung| rung.minutes == 0 || rung.role.is_empty()) {
        Some(rung) => Err(format!("the rung of `{}` gives nobody time: minutes above 0, and a role", rung.role)),
        None => Ok(()),
    }
}

fn circle(given: &[String]) -> Result<(), String> {
    if given == ["any"] {
        return Ok(());
    }
    unique(given.iter().map(String::as_str))?;
    for word in given {
        match word.parse() {
            Ok(RelationClass::NotDeclared) => return Err("`not_declared` is no relation".to_owned()),
            Ok(_) => {}
            Err(_) if word == "any" => return Err("`any` means everybody and stands alone".to_owned()),
            Err(malformed) => return Err(malformed.to_string()),
        }
    }
    Ok(())
}

fn steps(given: &[ApprovalStep]) -> Result<(), String> {
    unique(given.iter().map(|s| s.id.as_str()))?;
    for step in given {
        if step.quorum == 0 {
            return Err(format!("step `{}`: a quorum of 0 decides nothing: expected at least 1", step.id));
        }
        if step.outside_members > step.quorum {
            return Err(format!("step `{}`: more outside members than the quorum of {}", step.id, step.quorum));
        }
        if step.valid_days == Some(0) {
            return Err(format!(
                "step `{}`: a decision valid for 0 days: leave `valid_days` out when it does not lapse",
                step.id
            ));
        }
    }
    Ok(())
}

fn entitlements(given: &[Entitlement]) -> Result<(), String> {
    unique(given.iter().map(|e| e.id.as_str()))?;
    let known = crate::entitlement::KNOWN;
    for one in given {
        let wrong = |what: &str| Err(format!("entitlement `{}`: {what}", one.id));
        if !known.contains(&one.id.as_str()) {
            return wrong(&format!("not known here: expected one of {}", known.join(", ")));
        }
        if one.source.trim().is_empty() {
            return wrong("`source` is empty: name the law or treaty");
        }
        if one.statuses.is_empty() {
            return wrong("`statuses` is empty: name whose it is");
        }
        words(&one.statuses, crate::entitlement::STATUSES)?;
    }
    Ok(())
}

fn signs(given: &[Sign]) -> Result<(), String> {
    unique(given.iter().map(|s| s.id.as_str()))?;
    for sign in given {
        let wrong = |what: &str| Err(format!("sign `{}`: {what}", sign.id));
        let plain = |c: char| c.is_ascii_alphanumeric();
        if sign.id.is_empty() || !sign.id.chars().all(plain) {
            return wrong("`id`: expected letters and digits only");
        }
        if protected(&sign.id).is_some() {
            return wrong("`id`: a protected attribute is no sign");
        }
        if sign.source.trim().is_empty() {
            return wrong("`source` is empty: name who published it");
        }
        if sign.signal == Signal::Context && sign.weight > 0 {
            return wrong(&format!(
                "`weight` {}: what is told for orientation only is never scored: expected 0",
                sign.weight
            ));
        }
        match (sign.signal.has_limit(), sign.limit) {
            (true, None | Some(0)) => return wrong("`limit`: this signal counts: expected a number above 0"),
            (false, Some(_)) => return wrong("`limit`: this signal counts nothing: leave it out"),
            _ => {}
        }
    }
    Ok(())
}

fn visits(given: &[Visit]) -> Result<(), String> {
    unique(given.iter().map(|v| v.kind.as_str()))?;
    if !given.is_sorted_by_key(|v| v.months) {
        return Err("visits must stand in order of `months`".to_owned());
    }
    match given.iter().find(|v| v.every_months == Some(0)) {
        Some(visit) => Err(format!("visit `{}`: `every_months` of 0 never ends", visit.kind)),
        None => Ok(()),
    }
}
