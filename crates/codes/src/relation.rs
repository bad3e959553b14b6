//! Living donor and recipient to each other (glossary §1.2). All of it is a claim: evidence and verdict are recorded apart.

code_list! {
    /// What the donor is to the recipient, as claimed: `parent` means that the donor is a parent of the recipient.
    Relation is "relation" {
        /// Identical twin.
        IdenticalTwin = "identical_twin",
        /// Parent by birth.
        Parent = "parent",
        /// Child by birth.
        Child = "child",
        /// Full brother or sister.
        Sibling = "sibling",
        /// Half brother or half sister.
        HalfSibling = "half_sibling",
        /// Grandparent.
        Grandparent = "grandparent",
        /// Grandchild.
        Grandchild = "grandchild",
        /// Aunt or uncle by blood.
        AuntUncle = "aunt_uncle",
        /// Niece or nephew by blood.
        NieceNephew = "niece_nephew",
        /// First cousin.
        Cousin = "cousin",
        /// Another relative by blood.
        OtherBloodRelative = "other_blood_relative",
        /// Husband or wife.
        Spouse = "spouse",
        /// Partner without marriage.
        Partner = "partner",
        /// Relative of the husband, wife or partner.
        InLaw = "in_law",
        /// Step-parent, step-child or step-sibling.
        Step = "step",
        /// Relative by adoption.
        Adoptive = "adoptive",
        /// Friend.
        Friend = "friend",
        /// Colleague.
        Colleague = "colleague",
        /// Somebody known, without closer tie.
        Acquaintance = "acquaintance",
        /// Somebody unknown to the recipient.
        Stranger = "stranger",
        /// Nothing was declared.
        NotDeclared = "not_declared",
    }
}

code_list! {
    /// The class of a relation. A country's list of legal relatives is its own; never derive it from this.
    RelationClass is "relation class" {
        /// Parent, child, full sibling.
        Genetic1st = "genetic_1st",
        /// Half sibling, grandparent, grandchild, aunt, uncle, niece, nephew.
        Genetic2nd = "genetic_2nd",
        /// Any further relation by blood.
        GeneticOther = "genetic_other",
        /// Spouse or partner.
        EmotionalSpousePartner = "emotional_spouse_partner",
        /// In-law, step or adoptive relative.
        EmotionalInlawStepAdoptive = "emotional_inlaw_step_adoptive",
        /// Friend or colleague.
        EmotionalFriendColleague = "emotional_friend_colleague",
        /// Known, without tie.
        UnrelatedKnown = "unrelated_known",
        /// Unknown to each other.
        UnrelatedUnknown = "unrelated_unknown",
        /// Not declared.
        NotDeclared = "not_declared",
    }
}

code_list! {
    /// The three groups of European practice, and none.
    RelationGroup is "relation group" {
        /// Related by blood.
        Genetic = "genetic",
        /// Related by life together.
        Emotional = "emotional",
        /// Unrelated.
        Unrelated = "unrelated",
        /// Not declared.
        NotDeclared = "not_declared",
    }
}

code_list! {
    /// Whether the donor names who shall receive.
    Directedness is "directedness" {
        /// To a named recipient.
        SpecifiedDirect = "specified_direct",
        /// To a named recipient's benefit through an exchange of pairs.
        SpecifiedIndirectExchange = "specified_indirect_exchange",
        /// To a named recipient's benefit through the waiting list.
        SpecifiedIndirectListexchange = "specified_indirect_listexchange",
        /// To nobody in particular.
        Unspecified = "unspecified",
    }
}

code_list! {
    /// The part of a pair in an exchange.
    ExchangeRole is "exchange role" {
        /// No exchange.
        None = "none",
        /// Two pairs swap.
        Paired = "paired",
        /// Member of a pool or chain.
        PooledChain = "pooled_chain",
        /// Begins a chain without a recipient of one's own.
        ChainInitiator = "chain_initiator",
        /// A compatible pair that takes part all the same.
        CompatiblePair = "compatible_pair",
    }
}

impl Relation {
    /// The class of the relation.
    #[must_use]
    pub const fn class(self) -> RelationClass {
        match self {
            Self::IdenticalTwin | Self::Parent | Self::Child | Self::Sibling => RelationClass::Genetic1st,
            Self::HalfSibling | Self::Grandparent | Self::Grandchild | Self::AuntUncle | Self::NieceNephew => {
                RelationClass::Genetic2nd
            }
            Self::Cousin | Self::OtherBloodRelative => RelationClass::GeneticOther,
            Self::Spouse | Self::Partner => RelationClass::EmotionalSpousePartner,
            Self::InLaw | Self::Step | Self::Adoptive => RelationClass::EmotionalInlawStepAdoptive,
            Self::Friend | Self::Colleague => RelationClass::EmotionalFriendColleague,
            Self::Acquaintance => RelationClass::UnrelatedKnown,
            Self::Stranger => RelationClass::UnrelatedUnknown,
            Self::NotDeclared => RelationClass::NotDeclared,
        }
    }
}

impl RelationClass {
    /// The group of the class.
    #[must_use]
    pub const fn group(self) -> RelationGroup {
        match self {
            Self::Genetic1st | Self::Genetic2nd | Self::GeneticOther => RelationGroup::Genetic,
            Self::EmotionalSpousePartner | Self::EmotionalInlawStepAdoptive | Self::EmotionalFriendColleague => {
                RelationGroup::Emotional
            }
            Self::UnrelatedKnown | Self::UnrelatedUnknown => RelationGroup::Unrelated,
            Self::NotDeclared => RelationGroup::NotDeclared,
        }
    }
}
