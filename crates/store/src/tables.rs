//! The tables that keep one record per row: an id, a version, a JSON body, and columns to ask by.

use crate::insert::Insert;
use crate::want::Several;

/// The statements of one such table. Columns beside id, version and body follow in the order of `columns`.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Name of the table.
    pub name: &'static str,
    /// Columns beside id, version and body.
    pub columns: &'static [&'static str],
    /// Loads version and body by id.
    pub load: &'static str,
    /// Inserts a new record: id, version, body, columns.
    pub insert: &'static str,
    /// Replaces the record whose version is one less: id, version, body, columns.
    pub update: &'static str,
    /// Counts the row of this id and version whose columns say the same: id, version, body, columns. The body is not
    /// compared.
    pub stands: &'static str,
    /// Writes the next state of several records that were loaded: id, version, body, columns of each.
    pub save: fn() -> &'static Insert,
    /// Loads id, version and body of several at once.
    pub several: fn() -> &'static Several,
}

macro_rules! tables {
    ($($doc:literal $konst:ident = $table:literal [$id:literal $(, $column:literal $place:literal)*];)*) => {
        $(
            #[doc = $doc]
            pub const $konst: Table = Table {
                name: $table,
                columns: &[$($column),*],
                load: concat!("SELECT version, body FROM ", $table, " WHERE ", $id, " = $1"),
                insert: concat!("INSERT INTO ", $table, " (", $id, ", version, body", $(", ", $column,)* ") VALUES ($1, $2, $3" $(, ", $", $place)*, ")"),
                update: concat!("UPDATE ", $table, " SET version = $2, body = $3" $(, ", ", $column, " = $", $place)*,
                    " WHERE ", $id, " = $1 AND version = $2 - 1"),
                stands: concat!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM ", $table, " WHERE ", $id, " = $1 AND version = $2 AND CAST($3 AS TEXT) IS NOT NULL"
                    $(, " AND ", $column, " IS NOT DISTINCT FROM $", $place)*),
                save: || {
                    static SAVE: Insert = Insert::new(
                        concat!("INSERT INTO ", $table, " (", $id, ", version, body", $(", ", $column,)* ")"),
                        WIDTH,
                        concat!("ON CONFLICT (", $id, ") DO UPDATE SET version = excluded.version, body = excluded.body",
                            $(", ", $column, " = excluded.", $column,)* " WHERE ", $table, ".version < excluded.version"),
                    );
                    const COLUMNS: &[&str] = &[$($column),*];
                    const WIDTH: usize = 3 + COLUMNS.len();
                    &SAVE
                },
                several: || {
                    static SEVERAL: Several =
                        Several::new(concat!("SELECT ", $id, " AS id, version, body FROM ", $table, " WHERE ", $id, " IN"));
                    &SEVERAL
                },
            };
        )*
        /// All of them.
        pub const ALL: &[Table] = &[$($konst),*];
    };
}

tables! {
    "Persons." PERSON = "person" ["id", "merged_into" 4];
    "Centres." CENTRE = "centre" ["id", "parent_id" 4, "kind" 5, "country" 6, "public_name" 7];
    "Licences." LICENCE = "licence" ["id", "centre_id" 4, "organ" 5, "activity" 6, "valid_from_on" 7, "valid_to_on" 8, "state" 9];
    "Accounts." ACCOUNT = "account" ["id", "state" 4];
    "Living-donor pairs." PAIR = "pair" ["id", "donor_id" 4, "recipient_id" 5, "organ" 6, "centre_id" 7, "stage" 8];
    "Questions." QUESTION = "question" ["id", "state" 4, "raised_at" 5];
    "Files of signs." SIGN_FILE = "sign_file" ["id", "waiting" 4, "opened_at" 5];
    "Rejections." REJECTION = "rejection" ["id", "stage" 4, "ground" 5, "decided_on" 6, "kept_by" 7, "recorded_at" 8];
    "Guidelines." GUIDELINE = "guideline" ["id", "state" 4, "title" 5];
    "Cases." SUSPICION_CASE = "suspicion_case" ["id", "state" 4, "opened_at" 5, "team" 6, "crime" 7, "outcome" 8, "closed_at" 9];
    "Licence reviews." LICENCE_REVIEW = "licence_review" ["id", "state" 4, "asked_at" 5];
    "Audits." AUDIT = "audit" ["id", "centre_id" 4, "state" 5, "on_day" 6, "ended_on" 7];
    "Nonconformities." NONCONFORMITY = "nonconformity" ["id", "audit_id" 4, "centre_id" 5, "grade" 6, "state" 7, "due_on" 8, "raised_at" 9, "closed_on" 10];
    "Turns of audits." AUDIT_TURN = "audit_turn" ["id", "centre_id" 4, "ruling" 5, "until_on" 6];
    "Licences of professionals." PROFESSIONAL_LICENCE = "professional_licence" ["id", "account_id" 4, "valid_from_on" 5, "valid_to_on" 6];
    "Advertisements." ADVERT = "advert" ["id", "medium" 4, "handed_in_at" 5];
    "Concerns." CONCERN = "concern" ["id", "state" 4, "received_at" 5];
    "Keys of those who read concerns." CONCERN_KEY = "concern_key" ["id", "account_id" 4, "state" 5];
    "Scripts with which concerns are sealed." CONCERN_SCRIPT = "concern_script" ["id", "sha256" 4];
    "Protected people." PROTECTED_PERSON = "protected_person" ["id", "worker_id" 4, "organisation_id" 5, "status" 6, "alarms" 7, "shared_with" 8,
        "code_hash" 9, "taken_in_at" 10];
    "Custodians of identities." CUSTODIAN = "custodian" ["id", "account_id" 4, "state" 5];
    "Openings of identities." IDENTITY_OPENING = "identity_opening" ["id", "person_id" 4, "state" 5, "lapses_at" 6];
    "The directory of services." SUPPORT_SERVICE = "support_service" ["id", "organisation_id" 4, "public_name" 5, "state" 6];
    "Visits." VISIT = "visit" ["id", "subject_id" 4, "kind" 5, "due_on" 6, "opens_on" 7, "closes_on" 8, "state" 9, "centre_id" 10, "owner" 11, "who" 12,
        "answer_by_on" 13, "steps" 14, "escalated" 15];
    "Hand-overs of care." CARE_TRANSFER = "care_transfer" ["id", "subject_id" 4, "state" 5, "answer_by_on" 6];
    "Messages." MESSAGE = "message" ["id", "visit_id" 4, "state" 5, "queued_at" 6];
    "Donors." DONOR = "donor" ["donor_id", "kind" 4, "centre_id" 5];
    "Recipients." RECIPIENT = "recipient" ["recipient_id", "centre_id" 4];
    "Organs and parts." UNIT = "unit" ["unit_id", "code" 4, "donor_id" 5, "centre_id" 6, "pair_id" 7, "recovered_at" 8, "fate" 9, "fate_at" 10,
        "fate_reason" 11, "disputed" 12];
    "Labels." LABEL = "label" ["id", "unit_id" 4];
    "Checks at the table." TABLE_CHECK = "table_check" ["id", "unit_id" 4, "recipient_id" 5, "answer" 6, "at" 7];
    "What devices told later." DEVICE_ENTRY = "device_entry" ["id", "mark" 4, "account_id" 5, "unit_id" 6, "state" 7, "recorded_at" 8];
    "Outages." OUTAGE = "outage" ["id", "state" 4, "from_at" 5, "until_at" 6];
    "Numbered sheets." SHEET = "sheet" ["id", "centre_id" 4, "kind" 5, "state" 6, "about_id" 7, "issued_at" 8];
    "Temperatures on the way." TEMPERATURE_LOG = "temperature_log" ["id", "unit_id" 4, "device" 5];
    "Decisions across blood groups." ABO_DECISION = "abo_decision" ["id", "recipient_id" 4, "organ" 5, "state" 6];
    "Blood groups." BLOOD_GROUP = "blood_group" ["id", "person_id" 4, "state" 5];
    "Results of laboratories." LAB_RESULT = "lab_result" ["id", "person_id" 4, "analyte" 5, "taken_at" 6, "state" 7];
    "Scores of donors and recipients." SCORE_SHEET = "score_sheet" ["id", "person_id" 4, "computed_at" 5];
    "Tissue types and antibodies." HLA_TEST = "hla_test" ["id", "person_id" 4, "taken_at" 5];
    "Guardians." GUARDIANSHIP = "guardianship" ["id", "child_id" 4, "state" 5];
    "Consents for children." CHILD_CONSENT = "child_consent" ["id", "child_id" 4, "state" 5, "of_age_year" 6];
    "Notices." NOTICE = "notice" ["id", "account_id" 4, "centre_id" 5, "about_id" 6, "state" 7, "raised_at" 8];
    "Adverse events and reactions." SARE = "sare" ["id", "number" 4, "state" 5, "severity" 6, "centre_id" 7, "filed_at" 8, "final_due_at" 9];
    "Alerts." ALERT = "alert" ["id", "about_id" 4, "centre_id" 5, "country" 6, "state" 7, "queued_at" 8, "due_at" 9];
    "Recalls." RECALL = "recall" ["id", "of_id" 4, "sare_id" 5, "state" 6, "ordered_at" 7];
    "Plans to graft a unit." GRAFT_PLAN = "graft_plan" ["id", "unit_id" 4, "state" 5, "planned_at" 6, "centre_id" 7];
    "Emergency accesses." EMERGENCY_ACCESS = "emergency_access" ["id", "account_id" 4, "role" 5, "centre_id" 6, "about_id" 7, "opened_at" 8,
        "until_at" 9, "review_due_at" 10, "reviewed_at" 11, "finding" 12];
    "Times on duty." DUTY = "duty" ["id", "centre_id" 4, "role" 5, "from_at" 6, "until_at" 7, "state" 8];
    "Claims for expenses." EXPENSE_CLAIM = "expense_claim" ["id", "pair_id" 4, "centre_id" 5, "opened_at" 6];
    "Expenses." EXPENSE = "expense" ["id", "claim_id" 4, "pair_id" 5, "centre_id" 6, "category" 7, "incurred_on" 8, "minor" 9, "currency" 10,
        "accepted_minor" 11, "state" 12, "claimed_at" 13];
    "Payments." EXPENSE_PAYMENT = "expense_payment" ["id", "claim_id" 4, "pair_id" 5, "centre_id" 6, "minor" 7, "state" 8, "recorded_at" 9];
    "People's decisions." REGISTER_DECISION = "register_decision" ["id", "person_id" 4, "declared" 5, "open_notices" 6];
    "Letters." LETTER = "letter" ["id", "decision_id" 4, "kind" 5, "state" 6, "queued_at" 7];
    "Ways of possible donors." PATHWAY = "pathway" ["id", "centre_id" 4, "stage" 5, "loss" 6, "kind" 7, "donor_id" 8, "opened_at" 9];
    "Referrals." REFERRAL = "referral" ["id", "person_id" 4, "hospital_id" 5, "made_by" 6, "made_at" 7];
    "Look-ups." LOOK_UP = "look_up" ["id", "person_id" 4, "overseen" 5, "at" 6];
    "Old registers." REGISTER_IMPORT = "register_import" ["id", "state" 4, "staged_at" 5];
    "Tissue units." TISSUE = "tissue" ["id", "kind" 4, "donor_id" 5, "holder_id" 6, "establishment_id" 7, "state" 8, "sec" 9, "donation" 10,
        "expires_on" 11, "entered_at" 12, "disputed" 13];
    "Applications of tissue." TISSUE_APPLICATION = "tissue_application" ["id", "tissue_id" 4, "recipient_id" 5, "centre_id" 6, "applied_at" 7];
    "Licences of tissue establishments." TISSUE_LICENCE = "tissue_licence" ["id", "centre_id" 4, "valid_to_on" 5];
    "Refused steps with tissue." TISSUE_REFUSAL = "tissue_refusal" ["id", "centre_id" 4, "step" 5, "refused_at" 6];
    "Reference sets." REFERENCE_SET = "reference_set" ["id", "source" 4, "as_of" 5, "file_digest" 6];
    "Transplants." TRANSPLANT = "transplant" ["transplant_id", "unit_id" 4, "recipient_id" 5, "centre_id" 6, "transplanted_at" 7, "disputed" 8];
}
