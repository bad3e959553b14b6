//! What a centre is licensed for, for whom and with which donors (authorisation-and-audit §1), and what a donor is (glossary §1).

code_list! {
    /// An activity that a licence of a centre allows.
    Activity is "activity" {
        /// Recovery from donors after brain death.
        DeceasedProcurementDbd = "deceased_procurement_dbd",
        /// Recovery from donors after circulatory death.
        DeceasedProcurementDcd = "deceased_procurement_dcd",
        /// Removal from living donors.
        LivingRemoval = "living_removal",
        /// Transplantation.
        Transplantation = "transplantation",
        /// Tissue typing in a laboratory.
        TissueTypingLab = "tissue_typing_lab",
        /// Transport of organs.
        OrganTransport = "organ_transport",
        /// Preservation and perfusion.
        PreservationPerfusion = "preservation_perfusion",
        /// Follow-up of donors or recipients.
        FollowUp = "follow_up",
    }
}

code_list! {
    /// Which living donors a licence allows.
    DonorScope is "donor scope" {
        /// Only donors related to the recipient as the country's law lists it.
        RelatedOnly = "related_only",
        /// Unrelated donors too.
        UnrelatedAllowed = "unrelated_allowed",
        /// Paired and pooled exchange too.
        PairedAllowed = "paired_allowed",
        /// Donors who make their life in another country too.
        NonResidentAllowed = "non_resident_allowed",
    }
}

code_list! {
    /// The patients a licence is for.
    Population is "population" {
        /// Adults.
        Adult = "adult",
        /// Children.
        Paediatric = "paediatric",
        /// Adults and children.
        Both = "both",
    }
}

code_list! {
    /// The kind of donor.
    DonorKind is "donor kind" {
        /// After brain death.
        Dbd = "dbd",
        /// After circulatory death.
        Dcd = "dcd",
        /// Living.
        Living = "living",
        /// A recipient whose own organ goes to somebody else: living for consent, counted apart.
        Domino = "domino",
    }
}

code_list! {
    /// Sex as the minimum characterisation of a donor records it (Directive 2010/53/EU, Annex A).
    Sex is "sex" {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Intersex.
        Intersex = "intersex",
        /// Not known.
        Unknown = "unknown",
    }
}

impl DonorKind {
    /// Whether the donor is alive at removal, and so consents in person.
    #[must_use]
    pub const fn is_alive(self) -> bool {
        matches!(self, Self::Living | Self::Domino)
    }
}

impl Population {
    /// Whether a licence for this population serves all of `other`.
    #[must_use]
    pub const fn includes(self, other: Self) -> bool {
        matches!((self, other), (Self::Both, _) | (Self::Adult, Self::Adult) | (Self::Paediatric, Self::Paediatric))
    }
}
