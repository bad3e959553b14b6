//! What figures count, of which organ, how surely, and where they come from.

use codes::OrganFamily;

use crate::words::words;

words! {
    /// What is counted. Transplants are organs grafted, recipients are people who received one or several at once;
    /// candidates are people put on a list, registrations are their entries on lists of centres.
    Measure {
        /// People living in the place.
        Population = "population",
        /// Deceased people of whom at least one organ was recovered, or an incision was made to recover one.
        DeceasedDonors = "deceased_donors",
        /// Of these, after brain death.
        DeceasedDonorsDbd = "deceased_donors_dbd",
        /// Of these, after circulatory death.
        DeceasedDonorsDcd = "deceased_donors_dcd",
        /// Deceased people of whom at least one organ was grafted.
        UtilisedDonors = "utilised_donors",
        /// Of these, after brain death.
        UtilisedDonorsDbd = "utilised_donors_dbd",
        /// Of these, after circulatory death.
        UtilisedDonorsDcd = "utilised_donors_dcd",
        /// Living people who gave an organ or a part.
        LivingDonors = "living_donors",
        /// Organs grafted.
        Transplants = "transplants",
        /// Of these, from deceased donors.
        TransplantsDeceased = "transplants_deceased",
        /// Of these, from living donors.
        TransplantsLiving = "transplants_living",
        /// Of these, from recipients whose own organ went on.
        TransplantsDomino = "transplants_domino",
        /// People who received an organ of a deceased donor.
        RecipientsDeceased = "recipients_deceased",
        /// People who received an organ of a living donor.
        RecipientsLiving = "recipients_living",
        /// People who received an organ of any donor.
        Recipients = "recipients",
        /// People put on a waiting list in the year.
        CandidatesAdded = "candidates_added",
        /// Entries on waiting lists in the year; one person may have several.
        RegistrationsAdded = "registrations_added",
    }
}

words! {
    /// Of which organ.
    Group {
        /// All organs together.
        All = "all",
        /// Kidney.
        Kidney = "kidney",
        /// Liver.
        Liver = "liver",
        /// Heart.
        Heart = "heart",
        /// Lung.
        Lung = "lung",
        /// Pancreas.
        Pancreas = "pancreas",
        /// Kidney and pancreas together.
        KidneyPancreas = "kidney_pancreas",
        /// Small bowel.
        SmallBowel = "small_bowel",
        /// Organs that the sources do not name.
        Other = "other",
    }
}

words! {
    /// How far a figure is what was reported.
    Quality {
        /// As reported.
        Reported = "reported",
        /// A fraction of a person: filled in by whoever prepared the file.
        Imputed = "imputed",
        /// Hidden by the source because it is small.
        Suppressed = "suppressed",
    }
}

words! {
    /// Where reference figures come from.
    Source {
        /// Global Observatory on Donation and Transplantation of WHO and ONT.
        Godt = "godt",
        /// Public use file of the US Health Resources and Services Administration.
        Hrsa = "hrsa",
        /// Population by country of the World Bank.
        WorldBank = "world_bank",
    }
}

impl From<OrganFamily> for Group {
    fn from(family: OrganFamily) -> Self {
        match family {
            OrganFamily::Kidney => Self::Kidney,
            OrganFamily::Liver => Self::Liver,
            OrganFamily::Heart => Self::Heart,
            OrganFamily::Lung => Self::Lung,
            OrganFamily::Pancreas => Self::Pancreas,
            OrganFamily::SmallBowel => Self::SmallBowel,
            _ => Self::Other,
        }
    }
}
