//! The code lists of a case. Crimes are kept apart and never added up into one.

use crate::words::words;

words! {
    /// Which crime is suspected. The two crimes have different treaties, victims and elements.
    Crime {
        /// Trafficking in persons for the purpose of organ removal (Palermo Protocol, article 3).
        Persons = "trafficking_in_persons",
        /// Trafficking in human organs (CETS 216).
        Organs = "trafficking_in_organs",
        /// Both.
        Both = "both_crimes",
        /// Another crime.
        Other = "other_crime",
    }
    /// An activity of the Convention against Trafficking in Human Organs (CETS 216).
    Offence {
        /// Article 4(1)(a): removal without consent, or without authorisation after death.
        RemovalWithoutConsent = "c4_1a",
        /// Article 4(1)(b): a living donor or somebody else was offered or received gain.
        GainLiving = "c4_1b",
        /// Article 4(1)(c): somebody was offered or received gain for an organ after death.
        GainDeceased = "c4_1c",
        /// Article 5: use of organs that were removed illicitly.
        Use = "c5",
        /// Article 6: implantation outside the domestic system.
        Outside = "c6",
        /// Article 7(1): donors or recipients were solicited or recruited for gain.
        Recruitment = "c7_1",
        /// Article 7(2): an advantage was offered to a professional or official.
        AdvantageOffered = "c7_2",
        /// Article 7(3): a professional or official asked for or took an advantage.
        AdvantageTaken = "c7_3",
        /// Article 8: preparation, preservation, storage, transport, transfer, receipt, import or export.
        Handling = "c8",
        /// Article 9: aiding, abetting, attempt.
        Aiding = "c9",
    }
    /// What a party is.
    PartyKind {
        /// A person.
        Person = "natural_person",
        /// A clinic, insurer, company or other organisation.
        Organisation = "legal_person",
        /// A protected person: a number kept elsewhere, and never a name.
        Protected = "protected_person",
    }
    /// What a party is said to have done or been, whatever their status.
    PartyRole {
        /// Brings donors and recipients together for gain.
        Broker = "broker",
        /// Finds donors for gain.
        Recruiter = "recruiter",
        /// A physician.
        Physician = "physician_party",
        /// Other staff of a hospital, laboratory or practice.
        Staff = "staff_party",
        /// Goes with a donor or recipient.
        Escort = "escort",
        /// Interprets.
        Interpreter = "interpreter_party",
        /// Issues or forges papers.
        Issuer = "document_issuer",
        /// Arranges journeys.
        TravelAgent = "travel_agent",
        /// A public official.
        Official = "official",
        /// A clinic or hospital.
        Clinic = "clinic",
        /// An insurer.
        Insurer = "insurer_party",
        /// Another company.
        Company = "company",
        /// Owns an organisation.
        Owner = "owner",
        /// Pays.
        Payer = "payer_party",
        /// Received an organ.
        Recipient = "recipient_party",
        /// Gave an organ.
        Donor = "donor_party",
        /// A victim.
        Victim = "victim",
        /// Saw or heard something.
        Witness = "witness_party",
        /// Something else.
        Other = "other_part",
    }
    /// Whether somebody acted knowingly.
    Knowledge {
        /// It is said.
        Alleged = "alleged",
        /// It is established, on a basis.
        Established = "established",
    }
    /// What an established knowledge rests on.
    Basis {
        /// A court's judgment.
        Judgment = "judgment",
        /// They said so themselves.
        Admission = "admission",
        /// Papers, messages or payments.
        Documents = "documents_show",
        /// Somebody testified.
        Testimony = "testimony",
        /// It was observed.
        Observation = "observation",
    }
    /// What became of a party.
    PartyOutcome {
        /// Investigated.
        Investigated = "investigated",
        /// Charged.
        Charged = "charged",
        /// Convicted.
        Convicted = "convicted",
        /// Acquitted.
        Acquitted = "acquitted",
        /// Given up.
        Discontinued = "discontinued",
        /// Sanctioned by an authority or a professional body.
        Sanctioned = "sanctioned",
        /// The licence is being reviewed.
        LicenceReview = "licence_review",
        /// Nothing follows.
        NoAction = "no_action",
    }
    /// What is linked to a case.
    LinkKind {
        /// A pair, a donation after death, an organ or a transplantation.
        Procedure = "linked_procedure",
        /// A centre.
        Centre = "linked_centre",
        /// A payment or an expense.
        Payment = "linked_payment",
        /// A concern that somebody reported.
        Concern = "linked_concern",
        /// A question.
        Question = "linked_question",
        /// An advertisement.
        Advert = "linked_advert",
        /// Anything else with a number.
        Other = "other_record",
    }
    /// Somebody's part in the team of a case.
    TeamPart {
        /// Leads it: joins and releases members, refers, closes.
        Lead = "team_lead",
        /// Works on it.
        Member = "team_member",
    }
    /// To whom something of a case is disclosed.
    Authority {
        /// Police.
        Police = "police",
        /// A prosecutor.
        Prosecutor = "prosecutor",
        /// The financial intelligence unit.
        FinancialUnit = "financial_intelligence_unit",
        /// An embassy or consulate.
        Embassy = "embassy",
        /// An organisation that helps victims.
        Organisation = "specialised_organisation",
        /// A body that licenses centres or professionals.
        LicensingBody = "licensing_body",
    }
    /// A field of a case that can be disclosed.
    Field {
        /// Which crime is suspected.
        Crime = "crime",
        /// Activities under CETS 216.
        Offences = "offences",
        /// Names of parties with their parts; never of somebody protected.
        Parties = "parties",
        /// What each party is said to have done, without names.
        Roles = "roles",
        /// Numbers of procedures.
        Procedures = "procedures",
        /// Centres.
        Centres = "centres",
        /// Numbers of payments.
        Payments = "payments",
        /// Why the case was opened.
        Opening = "opening",
        /// What the investigator writes for this recipient.
        Summary = "summary",
    }
    /// What the other end answered to a referral.
    ReferralAnswer {
        /// Taken.
        Accepted = "referral_accepted",
        /// Not taken.
        Declined = "referral_declined",
        /// Done with.
        Completed = "referral_completed",
    }
    /// By which way an answer to a referral came.
    CameBy {
        /// Written by the other end itself, through its one-time link.
        Link = "came_by_link",
    }
    /// How a case ended.
    Closing {
        /// At least one conviction.
        Conviction = "conviction",
        /// Tried, and nobody convicted.
        Acquittal = "acquittal",
        /// An authority or professional body acted; no criminal court did.
        Measure = "measure_taken",
        /// Another authority carries it on.
        HandedOver = "handed_over",
        /// The evidence does not suffice.
        NotEnough = "not_enough_evidence",
        /// There was no crime.
        Unfounded = "unfounded",
    }
}

impl PartyRole {
    /// Whether somebody in this part is suspected of anything: what becomes of them is asked before a case is closed.
    #[must_use]
    pub const fn is_suspected(self) -> bool {
        !matches!(self, Self::Recipient | Self::Donor | Self::Victim | Self::Witness)
    }

    /// Whether somebody in this part may hold a licence to practise.
    #[must_use]
    pub const fn is_licensed(self) -> bool {
        matches!(self, Self::Physician | Self::Staff | Self::Clinic)
    }
}

impl PartyOutcome {
    /// Whether it is a sanction, after which the licence of a centre or professional is looked at.
    #[must_use]
    pub const fn is_sanction(self) -> bool {
        matches!(self, Self::Convicted | Self::Sanctioned)
    }

    /// Whether more is to come.
    #[must_use]
    pub const fn is_last(self) -> bool {
        !matches!(self, Self::Investigated | Self::Charged | Self::LicenceReview)
    }
}
