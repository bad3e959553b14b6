//! The values a rule may ask of a country's law. Every profile answers every one of them, if only with "unknown".

use std::marker::PhantomData;

use codes::Quantity;
use codes::activity::DonorKind;
use codes::organ::{Organ, OrganFamily, Preservation};
use jiff::civil::Date;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

pub use crate::entitlement::Entitlement;
pub use crate::sign::{Sign, SignStage, SignSubject, Signal};

/// How sure we are of a value, after the evidence tags of the domain dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Evidence {
    /// The source of law was read.
    #[serde(rename = "C")]
    Confirmed,
    /// Read in a secondary source.
    #[serde(rename = "S")]
    Secondary,
    /// Not confirmed: shown with a mark wherever it is used, and never gates in silence.
    #[serde(rename = "U")]
    Unconfirmed,
    /// Chosen by the operator or by this project where the law is silent.
    #[serde(rename = "D")]
    Chosen,
}

impl Evidence {
    /// True when a reader must be told that the value still needs a lawyer's eye.
    #[must_use]
    pub fn needs_mark(self) -> bool {
        matches!(self, Self::Unconfirmed)
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cite {
    /// The parameter, `consent.reflection_hours`.
    pub param: String,
    /// The source of law as the profile names it.
    pub reference: String,
    /// First day on which the value holds.
    pub from: Date,
    /// How sure we are.
    pub evidence: Evidence,
}

/// A typed question to the law.
#[derive(Debug)]
pub struct Param<T> {
    /// `file.name` inside a profile folder.
    pub key: &'static str,
    kind: PhantomData<fn() -> T>,
}

impl<T> Param<T> {
    const fn new(key: &'static str) -> Self {
        Self { key, kind: PhantomData }
    }
}

/// One step in which somebody approves a living donation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalStep {
    /// Short name, unique inside a profile: `ethics_committee`, `court`.
    pub id: String,
    /// What sort of body decides.
    pub body: BodyKind,
    /// What its word does.
    pub effect: Effect,
    /// How many members must vote.
    pub quorum: u32,
    /// How many of those must come from outside the hospital.
    #[serde(default)]
    pub outside_members: u32,
    /// Days after which a favourable decision lapses; absent when the law names none.
    #[serde(default)]
    pub valid_days: Option<u32>,
    /// Which donations need the step.
    #[serde(default)]
    pub applies_to: AppliesTo,
    /// Who hears an appeal, in the words of the profile.
    #[serde(default)]
    pub appeal_to: Option<String>,
}

/// What something counted at a centre weighs when audits are planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskWeight {
    /// What is counted: `unrelated_pairs`, `late_follow_up` and so on.
    pub kind: String,
    /// Points for the whole of a share, or for each of a number.
    pub weight: u32,
}

/// Within how many days what an audit found must be put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeDeadline {
    /// `critical_finding`, `major_finding`, `minor_finding` or `observation`.
    pub grade: String,
    /// Days from the day on which it was recorded.
    pub days: u32,
}

/// A provision that allows disclosing something of a case to one sort of authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gateway {
    /// The sort of authority: `police`, `embassy` and so on.
    pub to: String,
    /// The provision, in the words of the profile.
    pub provision: String,
    /// What may be disclosed at most: fields of a case.
    pub fields: Vec<String>,
}

/// Sorts of approving bodies met in the laws read so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// A State agency decides on a report (United Kingdom).
    Agency,
    /// A standing committee outside the hospital.
    Committee,
    /// A court hearing.
    Court,
    /// A board or ethics committee of a hospital or region.
    Board,
    /// A doctor outside both teams certifies.
    IndependentDoctor,
}

/// What the word of an approving body does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Nothing goes on without its yes.
    Binding,
    /// Its word must be there, whatever it says.
    Advisory,
    /// Any member present who doubts may stop it.
    BlockingObjection,
}

/// Which donations a step concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppliesTo {
    /// Every living donation.
    #[default]
    All,
    /// Donors outside the circle of `approval.donor_circle`.
    OutsideCircle,
    /// Exchanges, chains and non-directed donations.
    NotDirected,
}

/// One visit of the follow-up schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// `discharge`, `6m`, `12m`, `24m`, `yearly`.
    pub kind: String,
    /// Months after the operation; for `yearly` the first one.
    pub months: u32,
    /// Days before and after the due day in which the visit counts.
    pub window_days: u32,
    /// Months between repetitions for life, when it repeats.
    #[serde(default)]
    pub every_months: Option<u32>,
}

/// From when on a living donor's values want somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Upper blood pressure, mm Hg.
    pub systolic_mmhg: u32,
    /// Lower blood pressure, mm Hg.
    pub diastolic_mmhg: u32,
    /// Albumin to creatinine ratio in urine, mg/g.
    pub albuminuria_mg_g: u32,
}

/// From which day of a visit a step of the reminders is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// The first day on which the visit counts.
    Opens,
    /// The last day on which it counts.
    Closes,
}

/// Who is told at a step of the reminders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemindWhom {
    /// The donor, on the own phone, with a link to the questions.
    Donor,
    /// The centre, in its worklist.
    Centre,
    /// The regulator, in the view of centres.
    Regulator,
}

/// One step of the ladder of reminders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminder {
    /// Short name, unique inside a profile.
    pub step: String,
    /// From which day it is counted.
    pub after: Moment,
    /// Days after it.
    pub days: u32,
    /// Who is told.
    pub to: RemindWhom,
}

/// How a country asks its people about donation after death.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    /// Only who said yes, or whose kin say yes, donates.
    OptIn,
    /// Who did not object may donate.
    OptOut,
    /// Everybody is asked and must answer.
    MandatedChoice,
}

/// What follows when a person has left no decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// Nothing may be taken.
    NoDonation,
    /// The kin decide by what the person wanted.
    FamilyDecides,
    /// The law reads silence as no objection; the kin are asked what they know.
    NoObjection,
}

/// From when a decision in the donor register counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// As soon as the person was told of it.
    WhenTold,
    /// Once the days to object after being told are over.
    AfterObjection,
}

/// Of which donations expenses are reimbursed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reimbursed {
    /// Only of those that the bodies approved.
    Approved,
    /// Of everybody who was evaluated, whatever came of it.
    Evaluated,
}

/// The most that may be paid, in minor units of the country's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cap {
    /// So much.
    Minor(u64),
    /// `none`: the law says that there is no cap.
    No(Uncapped),
}

/// The word of a law without a cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Uncapped {
    /// There is no cap.
    None,
}

impl Cap {
    /// The cap in minor units; `None` where there is none.
    #[must_use]
    pub fn minor(self) -> Option<i64> {
        match self {
            Self::Minor(minor) => Some(i64::try_from(minor).unwrap_or(i64::MAX)),
            Self::No(Uncapped::None) => None,
        }
    }
}

/// The most that may be paid in one category of a donation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryCap {
    /// Code of the category.
    pub category: String,
    /// The cap.
    pub cap: Cap,
}

/// A category that is reimbursed by the day or the kilometre and not by its price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Code of the category.
    pub category: String,
    /// Minor units of the country's currency for one unit.
    pub minor: u64,
    /// The unit.
    pub per: Per,
}

/// What a rate is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// A kilometre.
    Kilometre,
    /// A day.
    Day,
    /// A night.
    Night,
}

/// The most that may be charged for one service to a donation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// Code of the service.
    pub service: String,
    /// Minor units of the country's currency.
    pub minor: u64,
}

/// Whether somebody under age may be a donor after death.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Minors {
    /// Never.
    Never,
    /// When those with parental authority agree.
    GuardianAgrees,
}

/// What the law says of confidentiality to a professional who reports a suspicion of trafficking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportingLaw {
    /// They may tell, with what is needed of a patient.
    May,
    /// They have to.
    Must,
    /// No exception: what is a patient's stays with them.
    MayNot,
}

/// Another way than the reporting page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherWay {
    /// What sort of way it is: `telephone`, `letter`, `police`.
    pub by: WayBy,
    /// The number or address, as it is dialled or written.
    pub to: String,
}

/// What sort of way leads to those who read concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WayBy {
    /// A telephone.
    Telephone,
    /// A letter.
    Letter,
    /// The police, when somebody is in danger now.
    Police,
}

/// Whom a rung of the ladder of an alert names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Whoever is on duty in the role at the place; when nobody is, everybody who holds it there.
    OnDuty,
    /// Everybody who holds the role at the place.
    Role,
    /// The authority: whoever is on duty there in the role, else everybody who holds it.
    Authority,
}

/// One rung of the ladder that an alert climbs while nobody says that they know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// Whom it names.
    pub who: Who,
    /// In which role; a code of this program.
    pub role: String,
    /// Minutes until the next rung; the last one is repeated.
    pub minutes: u32,
}

/// A result of a laboratory that somebody must acknowledge. A test or a culture without bounds is critical when it finds
/// something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriticalResult {
    /// Code of what is measured or tested.
    pub analyte: String,
    /// Critical below this value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Quantity>,
    /// Critical above this value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<Quantity>,
}

/// What a country needs of one organ in a year, as its authority states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// `kidney`, `liver`, `heart`, `lung`, `pancreas`, `small_bowel`.
    pub organ: String,
    /// People waiting at the end of the year.
    pub waiting: u32,
    /// People put on the list in the year.
    pub added: u32,
}

/// One thing done so that fewer people need a graft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prevention {
    /// What is counted; a word of the pages where they have one.
    pub what: String,
    /// The value.
    pub value: f64,
    /// Its unit: `per_million`, `percent`, `people`.
    pub unit: String,
    /// The value that is aimed at.
    #[serde(default)]
    pub target: Option<f64>,
    /// By when.
    #[serde(default)]
    pub target_year: Option<i16>,
}

/// Between which temperatures an organ travels in one way of preservation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransportTemperature {
    /// Organs it is said of; none where it is said of every organ that has no entry of its own.
    #[serde(default)]
    pub organs: Vec<OrganFamily>,
    /// How the organ is kept.
    pub preservation: Preservation,
    /// Lowest temperature, whole degrees Celsius.
    pub lowest_c: i16,
    /// Highest temperature, whole degrees Celsius.
    pub highest_c: i16,
}

/// What of donor and recipient is compared before a graft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SizeMeasure {
    /// Body weight.
    #[serde(rename = "weight_ratio")]
    Weight,
    /// Body height.
    #[serde(rename = "height_ratio")]
    Height,
    /// Predicted total lung capacity.
    #[serde(rename = "lung_capacity_ratio")]
    LungCapacity,
    /// Predicted mass of the heart.
    #[serde(rename = "heart_mass_ratio")]
    HeartMass,
    /// Weight of the graft against the recipient's body weight.
    #[serde(rename = "graft_weight_ratio")]
    GraftWeight,
}

impl SizeMeasure {
    /// The code as written in profiles and shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Weight => "weight_ratio",
            Self::Height => "height_ratio",
            Self::LungCapacity => "lung_capacity_ratio",
            Self::HeartMass => "heart_mass_ratio",
            Self::GraftWeight => "graft_weight_ratio",
        }
    }
}

/// Of which recipients a band of sizes speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SizeOf {
    /// Of everybody.
    #[default]
    Everybody,
    /// Of recipients from 18 years on.
    Adults,
    /// Of recipients below 18 years.
    Children,
}

/// Within which bounds a ratio of donor to recipient lies, in thousandths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeBand {
    /// Organs and parts of which it speaks.
    pub organs: Vec<Organ>,
    /// What is compared.
    pub measure: SizeMeasure,
    /// Of which recipients it speaks.
    #[serde(default)]
    pub of: SizeOf,
    /// Below this the surgeon is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks_below: Option<u32>,
    /// Above this the surgeon is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks_above: Option<u32>,
    /// Below this the graft is stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stops_below: Option<u32>,
    /// Above this the graft is stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stops_above: Option<u32>,
}

impl SizeBand {
    /// Whether a ratio lies outside what is recommended.
    #[must_use]
    pub fn asks(&self, per_mille: u32) -> bool {
        self.asks_below.is_some_and(|b| per_mille < b) || self.asks_above.is_some_and(|b| per_mille > b)
    }

    /// Whether a ratio lies outside what is permitted.
    #[must_use]
    pub fn stops(&self, per_mille: u32) -> bool {
        self.stops_below.is_some_and(|b| per_mille < b) || self.stops_above.is_some_and(|b| per_mille > b)
    }

    /// Whether it has a bound at which a graft is stopped.
    #[must_use]
    pub const fn has_stop(&self) -> bool {
        self.stops_below.is_some() || self.stops_above.is_some()
    }
}

/// What makes a graft across blood groups bearable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AboGround {
    /// Antibodies were taken out of the recipient's blood and their making was held down.
    Desensitisation,
    /// The recipient is so young that there are no such antibodies yet.
    Infant,
}

impl AboGround {
    /// The code as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Desensitisation => "desensitisation",
            Self::Infant => "infant",
        }
    }
}

/// Grafts across blood groups that a country permits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AboProgramme {
    /// The organ.
    pub organ: OrganFamily,
    /// What makes it bearable.
    pub ground: AboGround,
    /// Sorts of donor it is permitted with.
    pub donors: Vec<DonorKind>,
    /// Age in completed months below which the recipient must be; absent where no age is set.
    #[serde(default)]
    pub recipient_under_months: Option<u16>,
    /// Days for which a decision holds.
    pub valid_days: u32,
}

/// Whether the table needs somebody else than the one who decided that a graft may cross blood groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondPerson {
    /// Somebody else holds organ and recipient together.
    Required,
    /// One person may do both.
    NotRequired,
}

macro_rules! params {
    ($($(#[$doc:meta])* $name:ident: $ty:ty = $key:literal;)*) => {
        $($(#[$doc])* pub const $name: Param<$ty> = Param::new($key);)*
        /// Every parameter with a reader that says whether a value has the right shape.
        pub(crate) const ALL: &[(&str, fn(&toml::Value) -> Result<(), String>)] =
            &[$(($key, shape::<$ty>)),*];
    };
}

fn shape<T: DeserializeOwned>(value: &toml::Value) -> Result<(), String> {
    value.clone().try_into::<T>().map(drop).map_err(|e: toml::de::Error| e.message().to_owned())
}

params! {
    /// Whether a living removal and a transplantation need a licensed centre.
    LICENCE_REQUIRED: bool = "licence.required";
    /// Longest period of a licence, in months.
    LICENCE_MAX_MONTHS: u32 = "licence.max_months";
    /// Whether a second inspector must sign a suspension or revocation.
    LICENCE_TWO_SIGNATURES: bool = "licence.two_signatures";
    /// Whether everybody who operates, evaluates or certifies death needs a licence as a professional on record.
    LICENCE_PROFESSIONAL_REQUIRED: bool = "licence.professional_required";
    /// Youngest age of a living donor, in completed years.
    MIN_DONOR_AGE: u32 = "approval.min_donor_age_years";
    /// Relation classes that may donate without a further step; `any` alone means everybody.
    DONOR_CIRCLE: Vec<String> = "approval.donor_circle";
    /// Whether a donor outside the circle may donate at all (by way of a further step).
    OUTSIDE_CIRCLE_ALLOWED: bool = "approval.outside_circle_allowed";
    /// How many verified proofs of a claimed relationship are needed.
    RELATION_PROOFS: u32 = "approval.relation_proofs";
    /// Evaluations that must be favourable: `medical`, `psychosocial`.
    EVALUATIONS: Vec<String> = "approval.evaluations";
    /// Whether evaluators must be outside the transplant team.
    EVALUATOR_INDEPENDENT: bool = "approval.evaluator_independent";
    /// Interviews that must have been held: `donor_alone`, `recipient_alone`, `together`.
    INTERVIEWS: Vec<String> = "approval.interviews";
    /// The bodies that approve, in order.
    APPROVAL_STEPS: Vec<ApprovalStep> = "approval.steps";
    /// Whether the donor must have signed before a body votes or decides in favour.
    CONSENT_FIRST: bool = "approval.consent_first";
    /// Whether living donation is allowed only when no suitable deceased organ is available.
    SUBSIDIARITY: bool = "approval.subsidiarity";
    /// Whether the authority must be told before a living removal.
    NOTICE_TO_AUTHORITY: bool = "approval.notice_to_authority";
    /// Topics about which the donor must be informed.
    INFO_TOPICS: Vec<String> = "consent.info_topics";
    /// Age of majority, in completed years.
    MAJORITY: u32 = "consent.majority_years";
    /// Age, in completed years, from which a child is asked before somebody consents for it.
    ASSENT_AGE: u32 = "consent.assent_age_years";
    /// Whether understanding must be shown by teach-back.
    TEACH_BACK: bool = "consent.teach_back";
    /// Whether an interpreter must be independent of recipient and donor.
    INTERPRETER_INDEPENDENT: bool = "consent.interpreter_independent";
    /// Hours that must pass between the last information and the signature.
    REFLECTION_HOURS: u32 = "consent.reflection_hours";
    /// Hours that must pass between the signature and the removal.
    SIGNATURE_TO_REMOVAL_HOURS: u32 = "consent.signature_to_removal_hours";
    /// Days after which a signed consent must be renewed.
    CONSENT_VALID_DAYS: u32 = "consent.valid_days";
    /// Witnesses of the signature.
    WITNESSES: u32 = "consent.witnesses";
    /// Witnesses from outside the transplant team.
    WITNESSES_OUTSIDE: u32 = "consent.witnesses_outside_team";
    /// Who must declare that nothing was paid or promised: `donor`, `recipient`.
    DECLARATIONS: Vec<String> = "consent.declarations";
    /// Whether the recipient must be told of the crimes and risks too.
    RECIPIENT_INFORMED: bool = "consent.recipient_informed";
    /// Whether a living removal needs a plan for the donor's care and its owner.
    CARE_PLAN: bool = "followup.care_plan";
    /// Whether the plan must name who pays.
    CARE_PAYER: bool = "followup.care_payer";
    /// The living donor's follow-up schedule.
    DONOR_SCHEDULE: Vec<Visit> = "followup.donor_schedule";
    /// The recipient's follow-up schedule.
    RECIPIENT_SCHEDULE: Vec<Visit> = "followup.recipient_schedule";
    /// How many visits missed in a row make somebody lost to follow-up.
    LOST_AFTER: u32 = "followup.lost_after";
    /// From when on a living donor's values want somebody.
    LIMITS: Limits = "followup.limits";
    /// Days to act on a result that is not as it should be, or on a missed visit.
    CONCERN_DAYS: u32 = "followup.concern_days";
    /// Who is reminded of a visit, and when.
    REMINDERS: Vec<Reminder> = "followup.reminders";
    /// Hours for which a link to the donor's own questions can be used.
    LINK_HOURS: u32 = "followup.link_hours";
    /// Days for a clinic abroad to answer whether it takes over.
    TRANSFER_DAYS: u32 = "followup.transfer_days";
    /// Age in completed years up to which the form for children and young people is filled in.
    PAEDIATRIC_UNTIL: u32 = "followup.paediatric_until_years";
    /// Whether a recipient's follow-up ends when the graft fails.
    ENDS_AT_FAILURE: bool = "followup.ends_at_graft_failure";
    /// Years for which donor and recipient stay traceable.
    TRACE_YEARS: u32 = "registry.trace_years";
    /// Days after an outage in which every numbered sheet is entered or voided.
    SHEET_DAYS: u32 = "registry.sheet_days";
    /// Between which temperatures organs travel.
    TRANSPORT_TEMPERATURES: Vec<TransportTemperature> = "registry.transport_temperatures";
    /// Grafts across blood groups that are permitted; none where every one is forbidden.
    ABO_PROGRAMMES: Vec<AboProgramme> = "registry.abo_programmes";
    /// Which sizes of donor and recipient are compared before a graft, and within which bounds.
    REGISTRY_SIZE_BANDS: Vec<SizeBand> = "registry.size_bands";
    /// Whether somebody else than who decided on a graft across blood groups checks it at the table.
    ABO_SECOND_PERSON: SecondPerson = "registry.abo_second_person";
    /// How the country asks about donation after death.
    REGISTER_REGIME: Regime = "donor_register.regime";
    /// What follows when nothing is registered.
    REGISTER_SILENCE: Silence = "donor_register.silence";
    /// From which age, in completed years, a person decides alone.
    REGISTER_MIN_AGE: u32 = "donor_register.min_age_years";
    /// Whether a guardian may register a decision for somebody younger.
    REGISTER_GUARDIAN: bool = "donor_register.guardian_registers";
    /// Choices the register keeps: `yes`, `no`, `some`, `named_person`.
    REGISTER_CHOICES: Vec<String> = "donor_register.choices";
    /// How a person proves who they are: `counter`, `letter_code`.
    REGISTER_IDENTITY: Vec<String> = "donor_register.identity";
    /// From when a decision counts.
    REGISTER_COUNTS: Counts = "donor_register.counts";
    /// Days after which a posted letter counts as delivered, unless it came back.
    REGISTER_DELIVERY_DAYS: u32 = "donor_register.delivery_days";
    /// Days to object after being told.
    REGISTER_OBJECTION_DAYS: u32 = "donor_register.objection_days";
    /// Days after which a code sent by letter can no longer be used.
    REGISTER_CODE_DAYS: u32 = "donor_register.code_days";
    /// Hospital pathways that open the register: `death_certified`, `end_of_life_declared`.
    REGISTER_PATHWAYS: Vec<String> = "donor_register.pathways";
    /// Hours for which a referral opens the register.
    REGISTER_REFERRAL_HOURS: u32 = "donor_register.referral_hours";
    /// Rows of an old register that are held against their source before any of it counts.
    REGISTER_AUDIT_SAMPLE: u32 = "donor_register.audit_sample";
    /// Of which donations expenses are reimbursed.
    EXPENSE_DONATION: Reimbursed = "expense.donation";
    /// Days before the pair's file was opened on which an expense may lie.
    EXPENSE_DAYS_BEFORE: u32 = "expense.days_before";
    /// Months after the removal in which an expense may lie.
    EXPENSE_MONTHS_AFTER: u32 = "expense.months_after";
    /// Days after an expense in which it must be claimed.
    EXPENSE_CLAIM_DAYS: u32 = "expense.claim_days";
    /// Days after an expense was claimed in which it is verified.
    EXPENSE_DECISION_DAYS: u32 = "expense.decision_days";
    /// Days after an expense was verified in which it is paid.
    EXPENSE_PAYMENT_DAYS: u32 = "expense.payment_days";
    /// Categories that are reimbursed.
    EXPENSE_CATEGORIES: Vec<String> = "expense.categories";
    /// Categories of which every expense needs a receipt.
    EXPENSE_RECEIPTS: Vec<String> = "expense.receipts";
    /// The most for a donation in each category.
    EXPENSE_CAPS: Vec<CategoryCap> = "expense.caps";
    /// The most for a donation in all.
    EXPENSE_TOTAL_CAP: Cap = "expense.total_cap";
    /// Categories that are paid by the day, night or kilometre.
    EXPENSE_RATES: Vec<Rate> = "expense.rates";
    /// Who may pay a donor's expenses.
    EXPENSE_PAYERS: Vec<String> = "expense.payers";
    /// The most that a centre or professional may charge for a service to a donation.
    EXPENSE_FEES: Vec<Fee> = "expense.fees";
    /// Activities for which a tissue establishment needs a licence: `collection`, `processing`, `storage`, `distribution`, `tissue_import`, `tissue_export`, `application`.
    TISSUE_LICENSED: Vec<String> = "tissue.licensed";
    /// Whether tissues and cells are used only where their origin is known.
    TISSUE_ORIGIN: bool = "tissue.origin";
    /// In what ways a living donor of tissues or cells agrees: `donor_signed`, `representative_signed`.
    TISSUE_CONSENT_LIVING: Vec<String> = "tissue.consent_living";
    /// In what ways it is agreed to take tissues after death: `own_decision`, `kin_agreed`, `no_objection`, `donor_signed`, `representative_signed`.
    TISSUE_CONSENT_DECEASED: Vec<String> = "tissue.consent_deceased";
    /// Whether it must be declared that nothing was paid for tissues or cells.
    TISSUE_UNPAID: bool = "tissue.unpaid";
    /// Below which age, in completed years, a living donor of tissues or cells needs a body's approval; 0 where none does.
    TISSUE_APPROVAL_AGE: u32 = "tissue.approval_below_age_years";
    /// Codes that a unit must carry when it is given out: `sec`, `donation_number`, `expiry`.
    TISSUE_LABEL: Vec<String> = "tissue.label";
    /// Units that may go without codes: `partner_cells`, `immediate_use`, `emergency_import`.
    TISSUE_LABEL_EXEMPT: Vec<String> = "tissue.label_exempt";
    /// Papers that cross the border with a unit: `establishment`, `certificate`.
    TISSUE_BORDER_PAPERS: Vec<String> = "tissue.border_papers";
    /// Ways of making a unit after which it stays in quarantine until somebody else releases it.
    TISSUE_QUARANTINE: Vec<String> = "tissue.quarantine";
    /// Doctors who must certify death by neurological criteria.
    PATHWAY_DOCTORS_NEUROLOGICAL: u32 = "pathway.doctors_neurological";
    /// Doctors who must certify death by circulatory criteria.
    PATHWAY_DOCTORS_CIRCULATORY: u32 = "pathway.doctors_circulatory";
    /// Hours between the first and the last examination by neurological criteria.
    PATHWAY_OBSERVATION_HOURS: u32 = "pathway.observation_hours";
    /// Minutes of absent circulation that are watched without touching the person.
    PATHWAY_NO_TOUCH_MIN: u32 = "pathway.no_touch_min";
    /// Ways of donating after death that are allowed: `dbd`, and categories after circulatory death `i` to `v`.
    PATHWAY_WAYS: Vec<String> = "pathway.ways";
    /// Grounds of which one authorises a recovery: `registered_will`, `named_person`, `family`, `no_objection`.
    PATHWAY_AUTHORISED_BY: Vec<String> = "pathway.authorised_by";
    /// Whether the family must have been asked.
    PATHWAY_FAMILY_ASKED: bool = "pathway.family_asked";
    /// Whether the family's no stops a recovery whatever the person registered.
    PATHWAY_FAMILY_VETO: bool = "pathway.family_veto";
    /// Whether those of the family who agree declare that nothing of monetary value was offered, promised or given.
    PATHWAY_FAMILY_DECLARES: bool = "pathway.family_declares";
    /// From which age, in completed years, nobody else must agree.
    PATHWAY_ADULT_AGE: u32 = "pathway.adult_age_years";
    /// Whether somebody younger may be a donor.
    PATHWAY_MINORS: Minors = "pathway.minors";
    /// Recoveries for which a judge, prosecutor or coroner gives leave: `every_recovery`, `unnatural_death`, `minor`.
    PATHWAY_LEAVE_FOR: Vec<String> = "pathway.leave_for";
    /// What the law says of confidentiality to a professional who reports a suspicion: `may`, `must`, `may_not`.
    CONCERN_EXCEPTION: ReportingLaw = "concern.exception";
    /// Days within which somebody says that a concern was read.
    CONCERN_ACKNOWLEDGE_DAYS: u32 = "concern.acknowledge_days";
    /// Days within which somebody says what became of a concern.
    CONCERN_ANSWER_DAYS: u32 = "concern.answer_days";
    /// Other ways to report: by whom each is answered, and the number or address.
    CONCERN_OTHER_WAYS: Vec<OtherWay> = "concern.other_ways";
    /// The published signs of trafficking, each at the step where it can be seen, with its weight in this country.
    INDICATOR_CATALOGUE: Vec<Sign> = "indicator.catalogue";
    /// Sum of the weights from which a second reviewer and another interview are asked for.
    INDICATOR_THRESHOLD: u32 = "indicator.threshold";
    /// Whether a sign is cleared only by somebody else than whoever wrote it down.
    INDICATOR_OTHER_CLEARS: bool = "indicator.other_clears";
    /// Under which provisions something of a case may be disclosed, to whom, and which fields at most.
    CASE_GATEWAYS: Vec<Gateway> = "case.gateways";
    /// Months after which a centre is audited again; 0 where the law fixes none.
    AUDIT_MONTHS: u32 = "oversight.interval_months";
    /// What an audit looks at.
    AUDIT_CHECKLIST: Vec<String> = "oversight.checklist";
    /// What makes a centre's turn to be audited come sooner, and how much.
    AUDIT_WEIGHTS: Vec<RiskWeight> = "oversight.weights";
    /// Days after which what an audit found must be put right at the latest, by grade.
    AUDIT_DEADLINES: Vec<GradeDeadline> = "oversight.deadlines";
    /// Details that procedures may have in common, by where they come from.
    NETWORK_MAY_SHARE: Vec<String> = "network.may_share";
    /// From how many procedures on a detail is so common that it says nothing.
    NETWORK_COMMON_FROM: u32 = "network.common_from";
    /// Sorts of detail that say something by themselves; of the others two sorts have to meet.
    NETWORK_ALONE: Vec<String> = "network.alone";
    /// What each status of a protected person entitles to, with the source of each.
    SUPPORT_ENTITLEMENTS: Vec<Entitlement> = "support.entitlements";
    /// Professions that must be heard before a body says which status somebody has.
    SUPPORT_BODY_DISCIPLINES: u32 = "support.body_disciplines";
    /// Whether somebody who sold an organ is spared prosecution, as a victim is.
    SUPPORT_SELLERS_SPARED: bool = "support.sellers_spared";
    /// Days for which a consent to share something of a protected person can be given at most.
    SUPPORT_CONSENT_DAYS: u32 = "support.consent_days";
    /// Days to recover and reflect before anybody asks a protected person for a statement.
    SUPPORT_REFLECTION_DAYS: u32 = "support.reflection_days";
    /// Hours in which somebody answers an alarm about a protected person; then it goes higher.
    SUPPORT_ALARM_HOURS: u32 = "support.alarm_hours";
    /// Hours for which an identity stays opened to whoever asked for it.
    SUPPORT_OPENING_HOURS: u32 = "support.opening_hours";
    /// Who is called about an alert, one after the other.
    VIGILANCE_LADDER: Vec<Rung> = "vigilance.ladder";
    /// Who is called about a final report that is late, one after the other.
    VIGILANCE_FINAL_LADDER: Vec<Rung> = "vigilance.final_ladder";
    /// Hours from noticing a serious adverse event or reaction to filing it.
    VIGILANCE_INITIAL_HOURS: u32 = "vigilance.initial_hours";
    /// Months from the initial to the final report.
    VIGILANCE_FINAL_MONTHS: u32 = "vigilance.final_months";
    /// Results of a laboratory that somebody must acknowledge.
    VIGILANCE_CRITICAL_RESULTS: Vec<CriticalResult> = "vigilance.critical_results";
    /// Organisms in a culture that somebody must acknowledge.
    VIGILANCE_CRITICAL_ORGANISMS: Vec<String> = "vigilance.critical_organisms";
    /// Minutes from the report of a critical result to its being written down.
    VIGILANCE_CRITICAL_MINUTES: u32 = "vigilance.critical_minutes";
    /// Grades by which severity is told, gravest last.
    VIGILANCE_GRADES: Vec<String> = "vigilance.grades";
    /// People living in the country in the year of the first day; what figures per million are divided by.
    STATISTICS_POPULATION: u64 = "statistics.population";
    /// Countries beside which the country's own figures are shown, ISO 3166-1.
    STATISTICS_COMPARE_WITH: Vec<String> = "statistics.compare_with";
    /// What is needed by organ in the year of the first day.
    STATISTICS_NEED: Vec<Need> = "statistics.need";
    /// Prevention in the year of the first day.
    STATISTICS_PREVENTION: Vec<Prevention> = "statistics.prevention";
}
