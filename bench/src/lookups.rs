//! The baseline's three queries, as an able engineer would write them for this schema.

/// Donor to all recipients with follow-ups.
pub const DOWN: &str = "WITH RECURSIVE tree (unit_id) AS (SELECT unit_id FROM unit WHERE donor_id = CAST($1 AS TEXT) \
     UNION SELECT l.child_id FROM tree CROSS JOIN unit_link l WHERE l.parent_id = tree.unit_id) \
     SELECT u.unit_id, u.code, u.donor_id, u.centre_id, u.recovered_at, u.fate, u.fate_at, u.fate_reason, u.disputed, \
     t.transplant_id, t.recipient_id, t.centre_id AS graft_centre_id, t.transplanted_at, t.disputed AS graft_disputed, \
     o.outcome_id, o.seen_on, o.patient_status, o.graft_status \
     FROM tree CROSS JOIN unit u LEFT JOIN transplant t ON t.unit_id = u.unit_id \
     LEFT JOIN outcome o ON o.subject_id = t.transplant_id WHERE u.unit_id = tree.unit_id";

/// Recipient to donor.
pub const UP: &str = "WITH RECURSIVE up (start_id, unit_id) AS (SELECT transplant_id, unit_id FROM transplant WHERE recipient_id = CAST($1 AS TEXT) \
     UNION SELECT up.start_id, l.parent_id FROM up CROSS JOIN unit_link l WHERE l.child_id = up.unit_id) \
     SELECT up.start_id, u.unit_id, u.code, u.donor_id, u.recovered_at, u.disputed FROM up CROSS JOIN unit u WHERE u.unit_id = up.unit_id";

/// Recipient to donor to all siblings.
pub const SIBLINGS: &str = "WITH RECURSIVE up (unit_id) AS (SELECT unit_id FROM transplant WHERE recipient_id = CAST($1 AS TEXT) \
     UNION SELECT l.parent_id FROM up CROSS JOIN unit_link l WHERE l.child_id = up.unit_id), \
     tree (unit_id) AS (SELECT s.unit_id FROM (SELECT DISTINCT u.donor_id FROM up CROSS JOIN unit u \
     WHERE u.unit_id = up.unit_id AND u.donor_id IS NOT NULL) AS d CROSS JOIN unit s WHERE s.donor_id = d.donor_id \
     UNION SELECT l.child_id FROM tree CROSS JOIN unit_link l WHERE l.parent_id = tree.unit_id) \
     SELECT u.unit_id, u.code, u.donor_id, u.centre_id, u.recovered_at, u.fate, u.fate_at, u.fate_reason, u.disputed, \
     t.transplant_id, t.recipient_id, t.centre_id AS graft_centre_id, t.transplanted_at, t.disputed AS graft_disputed, \
     o.outcome_id, o.seen_on, o.patient_status, o.graft_status \
     FROM tree CROSS JOIN unit u LEFT JOIN transplant t ON t.unit_id = u.unit_id \
     LEFT JOIN outcome o ON o.subject_id = t.transplant_id WHERE u.unit_id = tree.unit_id";

/// The statement behind a page or an API reply about a donor, the program's own.
pub fn chain_of_donor() -> &'static str {
    store::trace::CHAIN_STATEMENTS.first().copied().unwrap_or_default()
}

/// The same for a recipient.
pub fn chain_of_recipient() -> &'static str {
    let of_recipient =
        store::trace::CHAIN_STATEMENTS.iter().find(|sql| sql.contains("recipient_id = CAST($1 AS TEXT)"));
    of_recipient.copied().unwrap_or_default()
}
