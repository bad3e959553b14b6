//! Roles, permissions and purposes. Which role may do what for which purpose is a policy file in `service`.

use crate::words::words;

words! {
    /// What somebody is here to do.
    Role {
        /// Coordinates donations and organs.
        Coordinator = "coordinator",
        /// Looks after living donors.
        LivingDonorNurse = "living_donor_nurse",
        /// Evaluates whether a donor is free and will be well.
        Psychologist = "psychologist",
        /// Evaluates the donor's body; independent of the team.
        DonorPhysician = "donor_physician",
        /// Operates; member of a transplant team.
        Surgeon = "surgeon",
        /// Member of an approving body.
        BoardMember = "board_member",
        /// Licenses and inspects centres.
        Inspector = "inspector",
        /// Follows what went wrong: reads reports, leads the look-back, recalls, makes the final report.
        VigilanceOfficer = "vigilance_officer",
        /// Works on questions and cases inside the vault.
        Investigator = "investigator",
        /// Makes accounts and roles; sees no patient.
        Administrator = "administrator",
        /// Brings in old books.
        Importer = "importer",
        /// Carries organs from one place to the next; sees labels, and nothing of anybody.
        Courier = "courier",
        /// Takes people's own decisions at a counter, with their documents.
        Registrar = "registrar",
        /// Cares for the dying and tells the coordinators of a possible donor; never of a transplant team.
        ReferringPhysician = "referring_physician",
        /// Runs the desk of a tissue establishment.
        TissueOfficer = "tissue_officer",
        /// Finds possible donors in a hospital and stays with the donation and the family.
        DonorCoordinator = "donor_coordinator",
        /// Certifies death; takes no part in recovery or transplantation.
        CertifyingDoctor = "certifying_doctor",
        /// Recovers organs, in whatever hospital the donor lies.
        RecoverySurgeon = "recovery_surgeon",
        /// Lets people into the country; sees the signs of the entrance, and nothing of anybody.
        BorderOfficer = "border_officer",
        /// Watches who reads what about whom, in the name of those who cannot.
        PrivacyOfficer = "privacy_officer",
        /// Takes in, verifies and pays donors' expenses; three of them for one claim.
        ExpensesOfficer = "expenses_officer",
        /// Looks after victims of trafficking and people who sold an organ, each by a number.
        CaseWorker = "case_worker",
        /// Does the same in a specialised organisation, for those whom it took in and what is shared with it.
        SupportWorker = "support_worker",
        /// Sits in the body that says which status somebody has; answers alarms; keeps a code of custody.
        ProtectionOfficer = "protection_officer",
        /// Somebody who acts for themselves by a code; never given to an account.
        Citizen = "citizen",
    }
}

words! {
    /// Professions the rules ask for.
    Profession {
        /// Doctor of medicine.
        Physician = "physician",
        /// Psychologist or psychiatrist.
        Psychologist = "psychologist",
        /// Social worker.
        SocialWorker = "social_worker",
        /// Nurse.
        Nurse = "nurse",
        /// Qualified for judicial office.
        Jurist = "jurist",
        /// Member from outside the health professions.
        LayMember = "lay_member",
    }
}

words! {
    /// What somebody may do.
    Permission {
        /// Read the public list of centres and licences with all details.
        ReadLicence = "read_licence",
        /// Grant a licence or register a centre.
        GrantLicence = "grant_licence",
        /// Suspend, revoke, reinstate, and sign such a measure as second.
        MeasureLicence = "measure_licence",
        /// See what became of a centre's grafts beside what was expected.
        ReadOutcomeSignal = "read_outcome_signal",
        /// Read and enter licences of professionals, and suspend, reinstate or end them.
        LicenseProfessional = "license_professional",
        /// See a pair's task list.
        ReadPair = "read_pair",
        /// Open or change a pair.
        OpenPair = "open_pair",
        /// Write down identity, relation, information, declarations, care.
        RecordStep = "record_step",
        /// Read what a donor said alone.
        ReadInterview = "read_interview",
        /// Read what interviewers and evaluators found.
        ReadEvaluation = "read_evaluation",
        /// Write down an interview.
        RecordInterview = "record_interview",
        /// Write down an evaluation.
        RecordEvaluation = "record_evaluation",
        /// Read which signs of trafficking were found around a pair, and how they were answered.
        ReadIndicator = "read_indicator",
        /// Look for the signs of a step, and say what was seen.
        RecordIndicator = "record_indicator",
        /// Say which signs were seen when somebody came into the country.
        RecordEntrance = "record_entrance",
        /// Answer a sign that was found, in writing.
        AnswerIndicator = "answer_indicator",
        /// See the protected people one looks after.
        ReadProtected = "read_protected",
        /// Take protected people in, plan and write down their support.
        WorkProtected = "work_protected",
        /// Say, as a member of the body, which status a protected person has.
        DecideProtected = "decide_protected",
        /// See and answer alarms about protected people.
        AnswerAlarm = "answer_alarm",
        /// Open, with a second custodian, who a protected person is.
        OpenIdentity = "open_identity",
        /// See what protected people agreed to share with one's organisation.
        ReadShared = "read_shared",
        /// Compare how protected people are supported, and list what nobody answers.
        CompareSupport = "compare_support",
        /// List organisations in the public directory of services.
        ListService = "list_service",
        /// Read procedures that were rejected, and their figures.
        ReadRejection = "read_rejection",
        /// Write down that a procedure was rejected, and what was done since.
        RecordRejection = "record_rejection",
        /// Read audits, what they found and what was done about it.
        ReadAudit = "read_audit",
        /// Plan audits by risk, run them, grade and close what was found.
        Audit = "audit",
        /// Answer for a centre what an audit found.
        AnswerAudit = "answer_audit",
        /// Ask that a centre be audited, without saying why.
        AskAudit = "ask_audit",
        /// Publish guidelines of professional bodies.
        PublishGuideline = "publish_guideline",
        /// Take the donor's signature.
        TakeConsent = "take_consent",
        /// Record that a donor stopped.
        RecordWithdrawal = "record_withdrawal",
        /// Decide as a member of a body.
        DecideApproval = "decide_approval",
        /// Plan a removal.
        PlanRemoval = "plan_removal",
        /// Record operations, hand-overs and ends.
        RecordOperation = "record_operation",
        /// Read what laboratories found of a donor or recipient.
        ReadResult = "read_result",
        /// Write down what a laboratory found.
        RecordResult = "record_result",
        /// Record that an organ changed hands.
        HandOver = "record_hand_over",
        /// Print the label of an organ.
        PrintLabel = "print_label",
        /// Decide what stands where devices told something that contradicts the chain.
        SettleEntry = "settle_entry",
        /// Open and end an outage: a time without the system.
        ManageOutage = "manage_outage",
        /// Give out numbered sheets for an outage, and void those not used.
        IssueSheet = "issue_sheet",
        /// Enter what was written on a sheet.
        EnterSheet = "enter_sheet",
        /// Hold an entered sheet against its paper, as the second person.
        ConfirmSheet = "confirm_sheet",
        /// Read which sheets were given out and what became of them.
        ReadSheet = "read_sheet",
        /// Print the last known list: what must be known while the system is away.
        PrintLastKnown = "print_last_known",
        /// Hold organ and recipient together at the table.
        MatchAtTable = "match_at_table",
        /// Decide that a recipient may be grafted across blood groups.
        DecideAcross = "decide_across",
        /// Trace an organ both ways.
        ReadTrace = "read_trace",
        /// File a serious adverse event or reaction.
        FileSare = "file_sare",
        /// Read adverse events with everybody they reach.
        ReadSare = "read_sare",
        /// Judge an adverse event, write down what others answered, make the final report.
        WorkSare = "work_sare",
        /// Read alerts, and what one's centre filed.
        ReadAlert = "read_alert",
        /// Say that one knows of an alert.
        AcknowledgeAlert = "acknowledge_alert",
        /// Recall everything of a donor, or one unit.
        RecallUnits = "recall_units",
        /// Lift a recall that somebody else ordered.
        LiftRecall = "lift_recall",
        /// Read recalls.
        ReadRecall = "read_recall",
        /// Plan that a unit is grafted.
        PlanGraft = "plan_graft",
        /// See the follow-up worklist.
        ReadFollowup = "read_followup",
        /// Record a visit.
        RecordVisit = "record_visit",
        /// See units of tissue and cells.
        ReadTissue = "read_tissue",
        /// Collect, bring in, work, divide, pool, keep, give out, send abroad and throw away tissues and cells.
        HandleTissue = "handle_tissue",
        /// Record that somebody received tissue or cells.
        ApplyTissue = "apply_tissue",
        /// Recall units of tissue and cells, and lift somebody else's recall.
        RecallTissue = "recall_tissue",
        /// See who a pseudonym is.
        ReadIdentity = "read_identity",
        /// Register or correct a person.
        RecordIdentity = "record_identity",
        /// See accounts and roles.
        ReadAccounts = "read_accounts",
        /// Invite people, grant and end roles.
        ChangeAccounts = "change_accounts",
        /// See who looked at what.
        ReadAccessLog = "read_access_log",
        /// Open one record of another centre in an emergency.
        BreakGlass = "break_glass",
        /// Review emergency accesses of others.
        ReviewGlass = "review_glass",
        /// See that and when investigators read, never what.
        ReadInquiryLog = "read_inquiry_log",
        /// Read questions and cases.
        ReadCase = "read_case",
        /// See which procedures share details that should have nothing in common, and the advertisements handed in.
        ReadNetwork = "read_network",
        /// Answer a question or open a case.
        WorkCase = "work_case",
        /// See how many cases there are and how long they wait, and nothing of what is in them.
        OverseeCase = "oversee_case",
        /// Put somebody in charge of a case.
        AppointCase = "appoint_case",
        /// Read concerns that were sealed to one's own key.
        ReadConcern = "read_concern",
        /// Make a key for concerns, answer them, say what became of them.
        WorkConcern = "work_concern",
        /// Import old books.
        Import = "import",
        /// Bring in figures of others to compare oneself with.
        ImportReference = "import_reference",
        /// Read the log and its proofs.
        ReadLog = "read_log",
        /// Take down a person's own decision on donation after death.
        RegisterDecision = "register_decision",
        /// Refer one dying or dead person to the coordinators.
        MakeReferral = "make_referral",
        /// Look one person up in the donor register, with a referral.
        ConsultRegister = "consult_register",
        /// See the file of a possible donor after death.
        ReadPathway = "read_pathway",
        /// Open the file of a possible donor.
        OpenPathway = "open_pathway",
        /// Write down what happens on a donor's way: results, talks, holds, losses.
        RecordPathway = "record_pathway",
        /// Certify death in one's own name.
        CertifyDeath = "certify_death",
        /// Ask for the approval of recovery.
        ApproveRecovery = "approve_recovery",
        /// Record a recovery from somebody who died.
        RecordRecovery = "record_recovery",
        /// See who looked up whom in the donor register.
        OverseeRegister = "oversee_register",
        /// Bring in an old donor register; nothing of it counts yet.
        StageRegister = "stage_register",
        /// Hold rows of an old donor register against their source.
        AuditRegister = "audit_register",
        /// Sign the reports about an old donor register and let it count.
        SignRegister = "sign_register",
        /// See old donor registers on their way in, with their reports.
        ReadRegisterImport = "read_register_import",
        /// See donors' expenses.
        ReadExpense = "read_expense",
        /// Write down a donor's expenses with their receipts.
        RecordExpense = "record_expense",
        /// Accept or refuse a donor's expense.
        VerifyExpense = "verify_expense",
        /// Pay a donor's verified expenses.
        PayExpense = "pay_expense",
        /// See payments around donations and write down those that happened.
        RecordPayment = "record_payment",
        /// Read and acknowledge notices to oneself or to one's centre.
        ReadNotice = "read_notice",
        /// Link two records of one person, confirm a link, take it back.
        LinkIdentity = "link_identity",
        /// See who is on duty.
        ReadRota = "read_rota",
        /// Enter duties and call them off.
        ChangeRota = "change_rota",
    }
}

words! {
    /// Why somebody looks or acts; written into every access line.
    Purpose {
        /// Care of a donor or recipient.
        Care = "care",
        /// Coordination of a donation.
        Coordination = "coordination",
        /// Deciding whether a donation may go on.
        Approval = "approval",
        /// Licensing and inspection.
        Oversight = "oversight",
        /// Vigilance and tracing.
        Vigilance = "vigilance",
        /// Answering questions and cases.
        Inquiry = "inquiry",
        /// Running the system.
        Administration = "administration",
        /// Keeping people's own decisions.
        Registration = "registration",
        /// Protecting and supporting people whom crime harmed.
        Protection = "protection",
        /// Giving donors back what they spent.
        Reimbursement = "reimbursement",
        /// Somebody acts for themselves.
        OwnDecision = "own_decision",
    }
}
