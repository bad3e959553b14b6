//! The steps of a pair's task list as forms. The names are the JSON names of `domain::approval::Step`.

use std::collections::BTreeMap;

use domain::access::{Permission, Role};
use domain::approval::{Pair, Step};
use jiff::civil::Date;
use law::param;
use serde_json::{Map, Value};
use service::{Access, Colleague, Problem};

use crate::desk::Desk;
use crate::form::{Form, Input, Kind, Lists, may, need, typed};
use crate::step::{StepKind, steps};
use crate::trouble::Trouble;

const VERIFIED: &[&str] = &["confirmed_by_issuer", "original_seen", "copy_seen", "not_checked"];
const FAVOURS: &[&str] = &["favourable", "unfavourable", "deferred"];
/// Topics a donor is told about.
pub const TOPICS: &[&str] = &[
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
];
/// Organs and parts a living donor can give.
pub const LIVING_ORGANS: &[&str] = &[
    "KIDNEY_L",
    "KIDNEY_R",
    "LIVER_LEFT_LATERAL",
    "LIVER_LEFT",
    "LIVER_RIGHT",
    "LUNG_LOBE",
    "PANCREAS_PARTIAL",
    "SMALL_BOWEL_SEGMENT",
    "UTERUS",
];
/// Relations that are claimed.
pub const RELATIONS: &[&str] = &[
    "identical_twin",
    "parent",
    "child",
    "sibling",
    "half_sibling",
    "grandparent",
    "grandchild",
    "aunt_uncle",
    "niece_nephew",
    "cousin",
    "other_blood_relative",
    "spouse",
    "partner",
    "in_law",
    "step",
    "adoptive",
    "friend",
    "colleague",
    "acquaintance",
    "stranger",
    "not_declared",
];
/// To whom a donation is meant.
pub const DIRECTEDNESS: &[&str] =
    &["specified_direct", "specified_indirect_exchange", "specified_indirect_listexchange", "unspecified"];
/// Languages that people choose from.
const LANGUAGES: &[&str] = &["ar", "en", "fr", "ti", "es", "ru", "zh", "de", "pt", "tr", "fa", "ur", "hi"];

/// When it happened.
pub const WHEN: Form = Form { name: "when", inputs: &[may("happened_at", Kind::Instant)] };

/// When it happened, where an answer is needed.
pub const WHEN_NEEDED: Form = Form { name: "when", inputs: &[need("happened_at", Kind::Instant)] };

steps! {
    /// Every step with a page of its own; signatures are taken on the consent page.
    "team_named" TeamNamed RecordStep [need("members", Kind::ManyListed("staff"))];
    "identity_checked" IdentityChecked RecordStep [
        need("paper", Kind::One(&["passport", "identity_card", "registry_extract", "other"])),
        need("issuer", Kind::Words),
        may("number", Kind::Code),
        need("verified", Kind::One(VERIFIED)),
        may("came_with", Kind::Words),
        may("journey_by", Kind::Words),
    ];
    "relation_proved" RelationProved RecordStep [
        need("proof", Kind::One(&["registry_extract", "affidavit", "genetic_test", "household", "correspondence", "other"])),
        need("issuer", Kind::Words),
        need("verified", Kind::One(VERIFIED)),
        may("note", Kind::Lines),
    ];
    "informed" Informed RecordStep [
        need("language", Kind::Listed("languages")),
        need("topics", Kind::Many(TOPICS)),
        may("understood", Kind::Many(TOPICS)),
        need("interpreter.name", Kind::Words),
        may("interpreter.number", Kind::Code),
        need("interpreter.engaged_by", Kind::One(&["hospital", "agency", "donor", "recipient", "unknown"])),
        need("interpreter.tie_to_recipient", Kind::One(&["none", "kin", "friend", "service", "not_asked"])),
        need("capacity", Kind::One(&["shown", "in_doubt", "lacking", "not_assessed"])),
        may("leaflet", Kind::Code),
        may("note", Kind::Lines),
    ];
    "recipient_informed" RecipientInformed RecordStep [need("language", Kind::Listed("languages"))];
    "interviewed" Interviewed RecordInterview [
        need("presence", Kind::One(&["donor_alone", "recipient_alone", "together"])),
        need("result", Kind::One(&["no_pressure_seen", "look_again", "pressure_seen"])),
        may("beside", Kind::Listed("staff")),
        may("note", Kind::Lines),
    ];
    "evaluated" Evaluated RecordEvaluation [
        need("kind", Kind::One(&["medical", "psychosocial"])),
        need("conclusion", Kind::One(&["suitable", "suitable_with_conditions", "deferred", "declined"])),
        may("creatinine_umol_l", Kind::Whole("µmol/L")),
        may("egfr_ml_min_173", Kind::Whole("mL/min/1.73 m²")),
        may("beside", Kind::Listed("staff")),
        may("note", Kind::Lines),
    ];
    "declared" Declared RecordStep [need("declarant", Kind::One(&["donor", "recipient", "intermediary"]))];
    "care_planned" CarePlanned RecordStep [
        need("owner", Kind::Listed("staff")),
        need("clinic", Kind::Words),
        need("clinic_country", Kind::Code),
        may("payer", Kind::One(&["public_scheme", "donor_insurance", "recipient_insurance", "hospital"])),
        may("until", Kind::Date),
        may("contact", Kind::Words),
    ];
    "vote_cast" VoteCast DecideApproval [
        need("step", Kind::Listed("bodies")),
        need("conflict", Kind::One(&["none", "kin", "friend", "service"])),
        may("vote", Kind::One(FAVOURS)),
        need("seat", Kind::One(&["outside", "inside"])),
        need("objects", Kind::Flag),
        need("reasons", Kind::Lines),
    ];
    "decided" Decided DecideApproval [
        need("step", Kind::Listed("bodies")),
        need("favour", Kind::One(FAVOURS)),
        need("reasons", Kind::Lines),
        may("valid_to", Kind::Date),
    ];
    "paper_filed" PaperFiled RecordStep [
        need("step", Kind::Listed("bodies")),
        need("favour", Kind::One(FAVOURS)),
        need("issuer", Kind::Words),
        need("reference", Kind::Words),
        need("decided_on", Kind::Date),
        may("valid_to", Kind::Date),
        may("reasons", Kind::Lines),
        may("document", Kind::Code),
    ];
    "paper_confirmed" PaperConfirmed DecideApproval [
        need("step", Kind::Listed("bodies")),
        need("favour", Kind::One(FAVOURS)),
        need("decided_on", Kind::Date),
    ];
    "appealed" Appealed DecideApproval [
        need("step", Kind::Listed("bodies")),
        may("grounds", Kind::Lines),
        may("outcome", Kind::One(FAVOURS)),
    ];
    "notice_given" NoticeGiven RecordStep [need("authority", Kind::Words)];
    "withdrawn" Withdrawn RecordWithdrawal [may("note", Kind::Lines)];
    "changed" Changed OpenPair [
        may("donor", Kind::Code),
        may("recipient", Kind::Code),
        may("organ", Kind::One(LIVING_ORGANS)),
        may("centre", Kind::Listed("centres")),
        may("relation", Kind::One(RELATIONS)),
    ];
}

/// The step of a kind.
///
/// # Errors
/// There is none with a page.
pub fn find(code: &str) -> Result<&'static StepKind, Problem> {
    STEPS.iter().find(|s| s.code == code).ok_or_else(|| Problem::not_found("step_kind", code))
}

/// Steps in which a body decides, as the law of the day names them.
#[must_use]
pub fn bodies(desk: &Desk, on: Date) -> Vec<law::param::ApprovalStep> {
    desk.app.service.profile().on(on).get(&param::APPROVAL_STEPS).unwrap_or_default()
}

/// Everything the fields of a pair's steps choose from.
///
/// # Errors
/// Denied.
pub async fn lists(desk: &Desk, access: &Access, staff: &[Colleague]) -> Result<Lists, Trouble> {
    let today = desk.app.service.today();
    let mut lists: Lists = BTreeMap::new();
    lists.insert("staff", staff.iter().map(|c| (c.account.to_string(), named(desk, c))).collect());
    lists.insert("languages", languages(desk));
    lists.insert("bodies", bodies(desk, today).into_iter().map(|b| (b.id.clone(), desk.term(&b.id))).collect());
    let centres = desk.app.service.centres().await?;
    let own = |c: &service::CentrePage| access.centre.is_none_or(|own| own == c.centre.id);
    let mut choices: Vec<_> = centres.iter().filter(|c| c.centre.merged_into.is_none()).collect();
    choices.sort_by_key(|c| !own(c));
    lists.insert(
        "centres",
        choices.iter().map(|c| (c.centre.id.to_string(), c.centre.name_on(today).to_owned())).collect(),
    );
    Ok(lists)
}

/// A colleague with what they are qualified for, or else their role.
pub(super) fn named(desk: &Desk, colleague: &Colleague) -> String {
    let profession = |p: &domain::access::Profession| domain::rules::term(p);
    let words: Vec<String> = match colleague.professions.is_empty() {
        false => colleague.professions.iter().map(|p| desk.term(&profession(p))).collect(),
        true => colleague.roles.iter().map(|(role, _): &(Role, _)| desk.term(role.code())).collect(),
    };
    let comma = desk.say("list-separator");
    format!("{}{comma}{}", colleague.name, words.join(&comma))
}

/// Languages by their words.
#[must_use]
pub fn languages(desk: &Desk) -> Vec<(String, String)> {
    LANGUAGES.iter().map(|tag| ((*tag).to_owned(), language(desk, tag))).collect()
}

/// The word for a language, or its tag.
#[must_use]
pub fn language(desk: &Desk, tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or(tag);
    let key = format!("lang-{primary}");
    let word = desk.term(&key);
    if word == key { tag.to_owned() } else { word }
}

/// What a new form of this kind begins with.
#[must_use]
pub fn beginning(desk: &Desk, kind: &StepKind, pair: &Pair, access: &Access) -> BTreeMap<String, String> {
    let me = access.account.to_string();
    let mut start: BTreeMap<String, String> = BTreeMap::new();
    start.insert("owner".to_owned(), me);
    start.insert("objects".to_owned(), "no".to_owned());
    start.insert("clinic_country".to_owned(), desk.app.service.profile().country().code.to_string());
    if let [only] = bodies(desk, desk.app.service.today()).as_slice() {
        start.insert("step".to_owned(), only.id.clone());
    }
    if kind.code == "evaluated" {
        let own = if access.role == Role::Psychologist { "psychosocial" } else { "medical" };
        start.insert("kind".to_owned(), own.to_owned());
    }
    if let Some(talk) = pair.consent.talks.last() {
        start.insert("language".to_owned(), talk.step.language.to_string());
    }
    start
}
