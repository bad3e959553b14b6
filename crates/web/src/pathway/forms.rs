//! The steps of a possible donor's file as forms. The names are the JSON names of `domain::pathway::Step`.

use domain::access::Permission;
use domain::pathway::{Asked, LossReason, Reward, Step};
use serde_json::{Map, Value};
use service::Problem;

use crate::approval::forms::languages;
use crate::desk::Desk;
use crate::form::{Form, Input, Kind, Lists, may, need, typed};
use crate::step::{StepKind, steps};

const CRITERIA: &[&str] = &["neurological", "circulatory"];
const MAASTRICHT: &[&str] = &["i_a", "i_b", "ii_a", "ii_b", "iii", "iv", "v"];
const KIN: &[&str] = &[
    "spouse_partner",
    "adult_child",
    "parent_of_adult",
    "brother_sister",
    "other_relative",
    "close_friend",
    "guardian",
    "named_by_person",
];
const FAMILIES: &[&str] =
    &["kidney", "liver", "heart", "lung", "heart_lung", "pancreas", "small_bowel", "stomach", "multivisceral", "vca"];
const HOLDERS: &[&str] = &["coroner", "judge", "prosecutor"];
/// What is measured or tested.
pub const ANALYTES: &[&str] = &[
    "weight",
    "height",
    "hiv_serology",
    "hiv_nat",
    "hcv_serology",
    "hcv_nat",
    "hbsag",
    "antihbc",
    "cmv_igg",
    "creatinine",
    "ast",
    "alt",
    "ggt",
    "bilirubin",
    "ejection_fraction",
    "oxygenation_ratio",
    "amylase",
    "sodium",
    "potassium",
    "haemoglobin",
];
/// Organs that are recovered after death, parts of a liver that was divided in the body among them. What only old books say
/// (`…_NOS`), what only the living give (`LIVER_DOMINO`) and what is made afterwards (`PANCREAS_ISLETS`) is not.
pub const ORGANS: &[&str] = &[
    "KIDNEY_L",
    "KIDNEY_R",
    "KIDNEY_ENBLOC",
    "KIDNEY_DUAL",
    "LIVER_WHOLE",
    "LIVER_LEFT_LATERAL",
    "LIVER_LEFT",
    "LIVER_RIGHT",
    "LIVER_EXT_RIGHT",
    "HEART",
    "LUNG_L",
    "LUNG_R",
    "LUNG_BOTH",
    "LUNG_LOBE",
    "HEART_LUNG",
    "PANCREAS",
    "PANCREAS_PARTIAL",
    "SMALL_BOWEL",
    "SMALL_BOWEL_SEGMENT",
    "STOMACH",
    "MULTIVISCERAL",
    "UTERUS",
    "VCA_FACE",
    "VCA_LIMB",
    "VCA_OTHER",
];

steps! {
    /// Every step, in the order of the way.
    "found_potential" FoundPotential RecordPathway [
        need("criteria", Kind::One(CRITERIA)),
        may("maastricht", Kind::One(MAASTRICHT)),
    ];
    "death_certified" DeathCertified CertifyDeath [
        need("criteria", Kind::One(CRITERIA)),
        need("examined_at", Kind::Instant),
        need("died_at", Kind::Instant),
        may("no_touch_min", Kind::Whole("min")),
        may("confirmations", Kind::Many(&["eeg", "angiography", "transcranial_doppler", "perfusion_scintigraphy"])),
    ];
    "family_asked" FamilyAsked RecordPathway [
        need("kin", Kind::One(KIN)),
        may("name", Kind::Words),
        need("language", Kind::Listed("languages")),
        need("interpreter.name", Kind::Words),
        need("interpreter.brought_by", Kind::One(&["hospital", "agency", "family"])),
        need("answer", Kind::One(&["says_yes", "says_no", "no_answer_yet", "not_reached"])),
        may("declined", Kind::Many(FAMILIES)),
        may("declined_uses", Kind::Many(&["tissues", "for_research", "teaching"])),
        may("note", Kind::Lines),
    ];
    "family_declared" FamilyDeclared RecordPathway [
        need("kin", Kind::One(KIN)),
        may("name", Kind::Words),
        need("language", Kind::Listed("languages")),
        need("interpreter.name", Kind::Words),
        need("interpreter.brought_by", Kind::One(&["hospital", "agency", "family"])),
        need("said", Kind::One(Reward::CODES)),
        may("note", Kind::Lines),
    ];
    "hold_placed" HoldPlaced RecordPathway [need("by", Kind::One(HOLDERS)), need("reference", Kind::Words)];
    "hold_released" HoldReleased RecordPathway [need("reference", Kind::Words)];
    "leave_given" LeaveGiven RecordPathway [need("by", Kind::One(HOLDERS)), need("reference", Kind::Words)];
    "general_told" GeneralTold RecordPathway [
        need("sex", Kind::One(&["female", "male", "intersex", "unknown"])),
        need("cause", Kind::One(&["stroke", "trauma", "anoxia", "brain_tumour", "other_natural", "other_external"])),
        may("cause_icd", Kind::Code),
        may("estimated_age_years", Kind::Whole("years")),
    ];
    "blood_group_found" BloodGroupFound RecordPathway [
        need("abo", Kind::One(&["O", "A", "B", "AB"])),
        need("rhesus", Kind::One(&["positive", "negative"])),
        need("sample", Kind::Code),
        need("laboratory", Kind::Words),
        need("taken_at", Kind::Instant),
        need("reported_at", Kind::Instant),
    ];
    "history_told" HistoryTold RecordPathway [
        need("topic", Kind::One(&["iv_drugs", "malignancy", "other_transmissible"])),
        need("answer", Kind::One(&["nothing_known", "in_the_past", "at_present", "nobody_could_say"])),
        may("note", Kind::Lines),
    ];
    "result_told" ResultTold RecordPathway [
        need("what", Kind::One(ANALYTES)),
        may("value", Kind::Code),
        may("unit", Kind::One(crate::registry::result::UNITS)),
        may("tested", Kind::One(&["reactive", "nonreactive", "pending"])),
        need("laboratory", Kind::Words),
        need("taken_at", Kind::Instant),
        may("reported_at", Kind::Instant),
        need("weighs", Kind::One(&["usual", "critical"])),
    ];
    "critical_seen" CriticalSeen RecordPathway [need("result", Kind::Listed("unseen"))];
    "described" Described RecordPathway [
        need("group", Kind::One(&[
            "general_contact",
            "anthropometric",
            "medical_history",
            "physical_clinical",
            "laboratory_findings",
            "imaging",
            "therapy",
            "pathology",
        ])),
        need("text", Kind::Lines),
    ];
    "risk_weighed" RiskWeighed RecordPathway [
        need("weighed", Kind::One(&["favourable", "unfavourable"])),
        need("missing", Kind::Many(Asked::CODES)),
        need("reason", Kind::Lines),
    ];
    "found_eligible" FoundEligible RecordPathway [];
    "lost" Lost RecordPathway [need("reason", Kind::One(LossReason::CODES))];
    "resumed" Resumed RecordPathway [];
}

/// The step of a kind.
///
/// # Errors
/// There is none.
pub fn find(code: &str) -> Result<&'static StepKind, Problem> {
    STEPS.iter().find(|s| s.code == code).ok_or_else(|| Problem::not_found("step_kind", code))
}

/// What the fields of steps choose from.
#[must_use]
pub fn lists(desk: &Desk) -> Lists {
    [("languages", languages(desk))].into()
}
