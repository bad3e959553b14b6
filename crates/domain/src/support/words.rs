//! Code lists of protection and support.

use crate::words::words;

words! {
    /// The two statuses; both are protected.
    Status {
        /// Victim of trafficking in persons for the removal of organs.
        TraffickingVictim = "trafficking_victim",
        /// Somebody who sold an organ.
        OrganSeller = "organ_seller",
    }
    /// Professions of the body that says which status somebody has.
    Discipline {
        /// Physicians and nurses.
        Health = "discipline_health",
        /// Psychologists.
        Psychology = "discipline_psychology",
        /// Social work.
        SocialWork = "discipline_social_work",
        /// Jurists who are not prosecutors.
        Law = "discipline_law",
        /// Police and prosecution.
        Police = "discipline_police",
    }
    /// How far ahead a measure of the plan looks.
    Horizon {
        /// Days and weeks.
        Short = "horizon_short",
        /// Months.
        Medium = "horizon_medium",
        /// Years, for life where a kidney is gone.
        Long = "horizon_long",
    }
    /// What a measure is about.
    Area {
        /// Body.
        Medical = "area_medical",
        /// Mind and family.
        Psychosocial = "area_psychosocial",
        /// Rights.
        Legal = "area_legal",
        /// Income, work, school.
        Livelihood = "area_livelihood",
        /// A safe place to live.
        Housing = "area_housing",
    }
    /// How far a need of the plan is met.
    MeasureState {
        /// Nobody answers it yet.
        Unmet = "need_unmet",
        /// Somebody will.
        Arranged = "need_arranged",
        /// Somebody does.
        UnderWay = "need_under_way",
        /// It is met.
        Met = "need_met",
        /// The person does not want it now; it can be asked for again at any time.
        NotWanted = "need_not_wanted",
    }
    /// How somebody is reached without harm.
    Channel {
        /// In person only.
        InPerson = "channel_in_person",
        /// By telephone.
        Telephone = "channel_telephone",
        /// By a message that names nothing.
        Message = "channel_message",
        /// Through somebody whom the person trusts.
        Somebody = "channel_somebody",
        /// Not at all; the person comes.
        Never = "channel_never",
    }
    /// Parts that can be shared, each by a consent of its own.
    Part {
        /// Which status.
        Status = "part_status",
        /// Safe contact.
        Contact = "part_contact",
        /// Medical part of the plan.
        Medical = "part_medical",
        /// Psychosocial part of the plan.
        Psychosocial = "part_psychosocial",
        /// Legal part of the plan.
        Legal = "part_legal",
        /// Livelihood in the plan.
        Livelihood = "part_livelihood",
        /// Housing in the plan.
        Housing = "part_housing",
        /// Claims.
        Claims = "part_claims",
    }
    /// Phases of what courts and authorities do.
    Phase {
        /// Somebody saw a victim.
        Identified = "phase_identified",
        /// The crime is investigated.
        Investigation = "phase_investigation",
        /// Somebody is charged with it.
        Prosecution = "phase_prosecution",
        /// It is tried.
        Trial = "phase_trial",
        /// Afterwards.
        After = "phase_after",
    }
    /// Whether being questioned now was the person's own wish.
    Wish {
        /// The person asked for it.
        Own = "wish_own",
        /// An authority did.
        Authority = "wish_authority",
    }
    /// How it stands with non-punishment in a phase.
    NonPunishment {
        /// Nothing is held against the person.
        NothingHeld = "spared_nothing_held",
        /// It was asked for.
        Asked = "spared_asked",
        /// It was granted.
        Granted = "spared_granted",
        /// It was refused.
        Refused = "spared_refused",
    }
    /// What was done to a protected person for what was done with them.
    Harm {
        /// Charged with an offence.
        Charged = "harm_charged",
        /// Detained.
        Detained = "harm_detained",
        /// Fined.
        Fined = "harm_fined",
        /// Told to leave the country.
        Expelled = "harm_expelled",
        /// Threatened.
        Threatened = "harm_threatened",
        /// Attacked.
        Attacked = "harm_attacked",
        /// Pressed to be silent or to take something back.
        Pressed = "harm_pressed",
        /// Dismissed, or put out of a home.
        CastOut = "harm_cast_out",
    }
    /// What is claimed.
    ClaimKind {
        /// Compensation by whoever did it.
        Perpetrator = "claim_perpetrator",
        /// Compensation by a public fund.
        Fund = "claim_fund",
        /// What was lost or kept back.
        Restitution = "claim_restitution",
        /// Costs of treatment.
        Treatment = "claim_treatment",
    }
    /// How far a claim is.
    ClaimState {
        /// Evidence is gathered.
        Preparing = "claim_preparing",
        /// It was handed in.
        Filed = "claim_filed",
        /// It was granted.
        Granted = "claim_granted",
        /// It was refused.
        Refused = "claim_refused",
        /// It was paid.
        Paid = "claim_paid",
    }
    /// Sex, for comparing how people are supported.
    Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Another, or not said.
        Other = "sex_other",
    }
    /// Age, in bands wide enough to tell nobody.
    AgeBand {
        /// Children.
        Under18 = "age_under_18",
        /// Young adults.
        From18 = "age_18_to_29",
        /// Adults.
        From30 = "age_30_to_49",
        /// Older adults.
        From50 = "age_50_and_over",
        /// Not known.
        Unknown = "age_not_known",
    }
    /// Background, for comparing how people are supported; never a sign, never scored.
    Background {
        /// Of this country.
        National = "background_national",
        /// Lives here with another nationality.
        Resident = "background_resident",
        /// Came for the removal, or passes through.
        Traveller = "background_traveller",
        /// Fled, or has no State.
        Displaced = "background_displaced",
        /// Not known.
        Unknown = "background_unknown",
    }
}

impl Part {
    /// The part under which an area of the plan is shared.
    #[must_use]
    pub const fn of(area: Area) -> Self {
        match area {
            Area::Medical => Self::Medical,
            Area::Psychosocial => Self::Psychosocial,
            Area::Legal => Self::Legal,
            Area::Livelihood => Self::Livelihood,
            Area::Housing => Self::Housing,
        }
    }
}

impl Harm {
    /// Whether an authority did it; otherwise it is retaliation.
    #[must_use]
    pub const fn is_punishment(self) -> bool {
        matches!(self, Self::Charged | Self::Detained | Self::Fined | Self::Expelled)
    }
}
