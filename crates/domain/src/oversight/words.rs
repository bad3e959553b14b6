//! Words of audits.

use crate::words::words;

words! {
    /// Why a centre is audited.
    AuditTrigger {
        /// Its turn has come.
        Routine = "routine",
        /// Risk says so.
        Risk = "risk",
        /// Somebody complained.
        Complaint = "complaint",
        /// A serious adverse event or reaction.
        SeriousEvent = "serious_event",
        /// Signs of trafficking.
        Signs = "signs",
        /// To see whether what was promised was done.
        Corrective = "corrective_action",
    }
}

words! {
    /// What an audit looks at, one line of its checklist.
    CheckItem {
        /// Work stays within the licences.
        LicenceScope = "licence_scope",
        /// Professionals hold their licences.
        StaffLicences = "staff_licences",
        /// Donors were identified by the original documents.
        DonorIdentity = "donor_identity",
        /// The claimed relation was proved, and the issuer asked.
        RelationProofs = "relation_proofs",
        /// Donors were informed in a language they understand, and consented.
        ConsentLanguage = "consent_language",
        /// Interpreters were independent of the recipient's side.
        InterpreterIndependent = "interpreter_independent",
        /// Donors were heard alone.
        HeardAlone = "heard_alone",
        /// Signs of trafficking were answered, by more than one person over time.
        SignsAnswered = "signs_answered",
        /// The approving body decided with everything before it.
        BodyDecided = "body_decided",
        /// From a chosen graft to its donor, and from a donor to all recipients.
        TraceTest = "trace_test",
        /// The theatre's own log agrees with the registry.
        TheatreLog = "theatre_log",
        /// Cross-matches of the blood bank agree with the registry.
        BloodBank = "blood_bank",
        /// Perfusion fluids and immunosuppressants bought agree with the grafts.
        Purchases = "purchases",
        /// Bills agree with the procedures, and nobody else paid.
        Billing = "billing",
        /// Donors and recipients are followed.
        FollowUp = "followed_up",
        /// Serious adverse events and reactions were told in time.
        AdverseEvents = "adverse_events",
        /// Who read which record had a reason to.
        RecordsAccess = "records_access",
    }
}

words! {
    /// What was seen at one line of the checklist.
    CheckAnswer {
        /// It is as it shall be.
        Met = "met",
        /// It is not.
        NotMet = "not_met",
        /// Not asked of this centre.
        NotApplicable = "not_applicable",
    }
}

words! {
    /// How grave a nonconformity is.
    Grade {
        /// Somebody was harmed or could be at once; a licence is looked at.
        Critical = "critical_finding",
        /// A requirement is not kept at all, or often.
        Major = "major_finding",
        /// A requirement is not kept once.
        Minor = "minor_finding",
        /// Nothing is broken, and something could be better.
        Observation = "observation",
    }
}

words! {
    /// Where an audit stands.
    AuditState {
        /// Planned for a day.
        Planned = "audit_planned",
        /// Something was looked at.
        Running = "running",
        /// Ended with its report.
        Ended = "ended",
        /// Called off.
        CalledOff = "called_off",
    }
}

words! {
    /// Where a nonconformity stands.
    NonconformityState {
        /// The centre has not said what it will do.
        Open = "open",
        /// The centre said what it will do.
        Answered = "answered",
        /// The centre says that it is done.
        Done = "action_done",
        /// An inspector saw that it is done.
        Closed = "closed",
    }
}

words! {
    /// What people say about a centre's turn, beside what risk says.
    Ruling {
        /// An inspector wants it sooner.
        Sooner = "sooner",
        /// An inspector wants it later.
        Later = "later",
        /// Investigators ask for it. Why is theirs to know.
        Asked = "asked",
    }
}

words! {
    /// Why a procedure stands in a sample whatever the lot says.
    Certain {
        /// Donor and recipient are not related.
        Unrelated = "unrelated",
        /// The donor lives abroad.
        NonResident = "non_resident",
        /// It was done against a stop at the table, or without a plan that was allowed.
        Overridden = "overridden",
    }
}

words! {
    /// What makes a centre's turn come sooner.
    RiskKind {
        /// Months since the last look, as a part of those the law allows.
        LastLook = "last_look",
        /// Pairs who are not related.
        Unrelated = "unrelated_pairs",
        /// Donors who live abroad.
        NonResident = "non_resident_donors",
        /// Pairs with signs of trafficking.
        Signed = "pairs_with_signs",
        /// Answered signs that one and the same person cleared.
        OneClears = "cleared_by_one",
        /// Procedures rejected because of trafficking.
        Rejected = "rejected_trafficking",
        /// Follow-up visits that are late.
        LateFollowup = "late_follow_up",
        /// Outcomes outside the limits.
        Outcomes = "outcome_signal",
        /// Operations done against a stop at the table, or without a plan that was allowed.
        Overrides = "overrides",
        /// Nonconformities past their deadline.
        LateFindings = "late_nonconformities",
        /// Licences looked at again after a sanction.
        Reviews = "licence_reviews",
        /// Investigators ask for an audit.
        Asked = "asked_for",
    }
}
