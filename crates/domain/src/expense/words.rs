//! Code lists of expenses and payments.

use crate::words::words;

words! {
    /// What an expense was for.
    Category {
        /// Train, bus, ship, aeroplane, taxi.
        Travel = "travel",
        /// The donor's own car, by the kilometre.
        OwnCar = "own_car",
        /// A bed near the centre.
        Lodging = "lodging",
        /// Meals away from home.
        Meals = "meals",
        /// Income that was lost.
        LostIncome = "lost_income",
        /// Care of the donor's children.
        Childcare = "childcare",
        /// Care of the elderly or disabled whom the donor looks after.
        ElderCare = "elder_care",
        /// Medical care that nobody else covers.
        Medical = "medical_cost",
        /// Medicines.
        Medication = "medication",
        /// Papers, translations, notaries.
        Legal = "legal",
        /// Anything else.
        Other = "other_cost",
    }
}

words! {
    /// Who pays.
    Payer {
        /// A fund of the State.
        StateFund = "state_fund",
        /// A health insurer.
        Insurer = "insurer",
        /// The donor's employer.
        Employer = "employer",
        /// A charity.
        Charity = "charity",
        /// The transplant centre.
        Centre = "paying_centre",
        /// The recipient.
        Recipient = "paying_recipient",
        /// The recipient's family.
        RecipientFamily = "recipient_family",
        /// Somebody who arranges donations.
        Broker = "broker",
        /// Anybody else.
        Other = "other_payer",
    }
}

words! {
    /// Who is paid.
    Payee {
        /// The living donor.
        Donor = "donor",
        /// The living donor's family.
        DonorFamily = "donor_family",
        /// The family of a deceased donor.
        DeceasedFamily = "deceased_family",
        /// Somebody who brought donor and recipient together.
        Intermediary = "intermediary",
        /// A doctor, nurse or other professional.
        Professional = "professional",
        /// A hospital or centre.
        Centre = "paid_centre",
        /// Any other person.
        Person = "other_person",
        /// Any other entity.
        Entity = "other_entity",
    }
}

words! {
    /// What is paid for.
    Ground {
        /// A donor's expenses.
        Reimbursement = "reimbursement",
        /// A service of a centre or professional.
        Fee = "fee",
        /// The donation itself, under whatever name.
        Reward = "reward",
    }
}

words! {
    /// Services that are charged for.
    Service {
        /// Evaluating the donor.
        Evaluation = "donor_evaluation",
        /// Removing the organ.
        Removal = "organ_removal",
        /// Grafting the organ.
        Grafting = "grafting",
        /// Coordinating and transporting.
        Coordination = "coordinating",
        /// Anything else.
        Other = "other_service",
    }
}

words! {
    /// Why an expense was taken back.
    WithdrawnBecause {
        /// It was typed wrongly.
        TypingError = "typing_error",
        /// The donor does not claim it.
        DonorSaidSo = "donor_said_so",
        /// Somebody else paid it.
        PaidElsewhere = "paid_elsewhere",
        /// It stands here twice.
        EnteredTwice = "entered_twice",
    }
}
