//! Organs and parts of organs (glossary §2.1), their side, and how many of each a body has.

code_list! {
    /// An organ, a part of one, or a block of several, as recovered.
    Organ is "organ code" {
        /// Left kidney.
        KidneyL = "KIDNEY_L",
        /// Right kidney.
        KidneyR = "KIDNEY_R",
        /// Both kidneys in one block, one graft.
        KidneyEnbloc = "KIDNEY_ENBLOC",
        /// Two kidneys for one recipient, apart.
        KidneyDual = "KIDNEY_DUAL",
        /// One kidney of which the side is not recorded; old books only.
        KidneyNos = "KIDNEY_NOS",
        /// Whole liver.
        LiverWhole = "LIVER_WHOLE",
        /// Left lateral part of the liver, segments II and III.
        LiverLeftLateral = "LIVER_LEFT_LATERAL",
        /// Left part of the liver, segments II to IV.
        LiverLeft = "LIVER_LEFT",
        /// Right part of the liver, segments V to VIII.
        LiverRight = "LIVER_RIGHT",
        /// Right part of the liver with segment IV.
        LiverExtRight = "LIVER_EXT_RIGHT",
        /// Whole liver of somebody who receives another one.
        LiverDomino = "LIVER_DOMINO",
        /// A liver or a part of one, which is not recorded; old books only.
        LiverNos = "LIVER_NOS",
        /// Heart.
        Heart = "HEART",
        /// Left lung.
        LungL = "LUNG_L",
        /// Right lung.
        LungR = "LUNG_R",
        /// Both lungs.
        LungBoth = "LUNG_BOTH",
        /// One lobe of a lung.
        LungLobe = "LUNG_LOBE",
        /// One lung or both, which is not recorded; old books only.
        LungNos = "LUNG_NOS",
        /// Heart and both lungs in one block.
        HeartLung = "HEART_LUNG",
        /// Whole pancreas.
        Pancreas = "PANCREAS",
        /// Part of the pancreas.
        PancreasPartial = "PANCREAS_PARTIAL",
        /// Islets made from a pancreas.
        PancreasIslets = "PANCREAS_ISLETS",
        /// Small bowel.
        SmallBowel = "SMALL_BOWEL",
        /// Segment of the small bowel.
        SmallBowelSegment = "SMALL_BOWEL_SEGMENT",
        /// Stomach.
        Stomach = "STOMACH",
        /// Block of several organs of the belly.
        Multivisceral = "MULTIVISCERAL",
        /// Uterus.
        Uterus = "UTERUS",
        /// Face, vascularised composite.
        VcaFace = "VCA_FACE",
        /// Limb, vascularised composite.
        VcaLimb = "VCA_LIMB",
        /// Another vascularised composite.
        VcaOther = "VCA_OTHER",
    }
}

code_list! {
    /// The organ that an [`Organ`] code is, or is a part of.
    OrganFamily is "organ family" {
        /// Kidney.
        Kidney = "kidney",
        /// Liver.
        Liver = "liver",
        /// Heart.
        Heart = "heart",
        /// Lung.
        Lung = "lung",
        /// Heart and lungs in one block.
        HeartLung = "heart_lung",
        /// Pancreas.
        Pancreas = "pancreas",
        /// Small bowel.
        SmallBowel = "small_bowel",
        /// Stomach.
        Stomach = "stomach",
        /// Block of several organs of the belly.
        Multivisceral = "multivisceral",
        /// Uterus.
        Uterus = "uterus",
        /// Vascularised composite.
        Vca = "vca",
    }
}

code_list! {
    /// Which side of the body an organ comes from.
    Laterality is "laterality" {
        /// Left.
        Left = "left",
        /// Right.
        Right = "right",
        /// Both sides.
        Both = "both",
        /// The organ has no side.
        NotSided = "not_sided",
        /// The code does not say the side, so the label must.
        SaySeparately = "say_separately",
    }
}

code_list! {
    /// How an organ is kept between recovery and graft (`transplant.preservation` of the data elements).
    Preservation is "way of preservation" {
        /// In cold solution, without flow.
        StaticCold = "scs",
        /// On a pump, cold.
        HypothermicMachine = "hmp",
        /// On a pump, at the warmth of a body.
        NormothermicMachine = "nmp",
        /// Perfused in the donor's body first, then in cold solution.
        RegionalThenCold = "nrp_then_scs",
    }
}

impl Organ {
    /// The side that the code states; the European label needs one for every sided organ.
    #[must_use]
    pub const fn laterality(self) -> Laterality {
        match self {
            Self::KidneyL | Self::LungL => Laterality::Left,
            Self::KidneyR | Self::LungR => Laterality::Right,
            Self::KidneyEnbloc | Self::KidneyDual | Self::LungBoth | Self::HeartLung => Laterality::Both,
            Self::KidneyNos | Self::LungLobe | Self::LungNos | Self::VcaLimb | Self::VcaOther => {
                Laterality::SaySeparately
            }
            _ => Laterality::NotSided,
        }
    }

    /// The organ that the code is, or is a part of.
    #[must_use]
    pub const fn family(self) -> OrganFamily {
        match self {
            Self::KidneyL | Self::KidneyR | Self::KidneyEnbloc | Self::KidneyDual | Self::KidneyNos => {
                OrganFamily::Kidney
            }
            Self::LiverWhole
            | Self::LiverLeftLateral
            | Self::LiverLeft
            | Self::LiverRight
            | Self::LiverExtRight
            | Self::LiverDomino
            | Self::LiverNos => OrganFamily::Liver,
            Self::Heart => OrganFamily::Heart,
            Self::LungL | Self::LungR | Self::LungBoth | Self::LungLobe | Self::LungNos => OrganFamily::Lung,
            Self::HeartLung => OrganFamily::HeartLung,
            Self::Pancreas | Self::PancreasPartial | Self::PancreasIslets => OrganFamily::Pancreas,
            Self::SmallBowel | Self::SmallBowelSegment => OrganFamily::SmallBowel,
            Self::Stomach => OrganFamily::Stomach,
            Self::Multivisceral => OrganFamily::Multivisceral,
            Self::Uterus => OrganFamily::Uterus,
            Self::VcaFace | Self::VcaLimb | Self::VcaOther => OrganFamily::Vca,
        }
    }

    /// How many units of this code one body can give; `None` where anatomy sets no number (segments, islets, composites of no fixed kind).
    #[must_use]
    pub const fn count_in_body(self) -> Option<u8> {
        match self {
            Self::LiverNos
            | Self::PancreasPartial
            | Self::PancreasIslets
            | Self::SmallBowelSegment
            | Self::VcaOther => None,
            Self::LungLobe => Some(5),
            Self::KidneyNos | Self::LungNos => Some(2),
            Self::VcaLimb => Some(4),
            _ => Some(1),
        }
    }

    /// Whether one body cannot have given both units because they hold the same anatomy (`KIDNEY_L` and `KIDNEY_ENBLOC`, or one code that exists once, twice).
    /// Parts whose place the code does not state never exclude each other.
    #[must_use]
    pub const fn excludes(self, other: Self) -> bool {
        self.anatomy() & other.anatomy() != 0
    }

    /// The part that this organ cannot be divided into beside the others: one that is not there, that another part holds
    /// already, or the whole itself; `None` when all parts fit.
    #[must_use]
    pub fn misfit(self, parts: &[Self]) -> Option<Self> {
        let mut taken = 0;
        for part in parts {
            let holds = part.anatomy();
            let there = match holds {
                0 => self.may_hold(part.family()),
                pieces => {
                    pieces & !self.anatomy() == 0 || (self == Self::Multivisceral && self.may_hold(part.family()))
                }
            };
            if !there || *part == self || holds & taken != 0 {
                return Some(*part);
            }
            taken |= holds;
        }
        None
    }

    /// Whether a part of which the code does not say the place can come of this organ.
    fn may_hold(self, family: OrganFamily) -> bool {
        use OrganFamily::{HeartLung, Liver, Lung, Multivisceral, Pancreas, SmallBowel, Stomach};
        match self.family() {
            HeartLung => family == Lung,
            Multivisceral => matches!(family, Liver | Pancreas | SmallBowel | Stomach),
            own => own == family,
        }
    }

    /// Ways in which an organ is usually divided in theatre or on the back table, each with its parts.
    #[must_use]
    pub const fn usual_parts(self) -> &'static [&'static [Self]] {
        match self {
            Self::LiverWhole => &[&[Self::LiverLeftLateral, Self::LiverExtRight], &[Self::LiverLeft, Self::LiverRight]],
            Self::KidneyEnbloc | Self::KidneyDual => &[&[Self::KidneyL, Self::KidneyR]],
            Self::LungBoth => &[&[Self::LungL, Self::LungR]],
            Self::HeartLung => &[&[Self::Heart, Self::LungBoth], &[Self::Heart, Self::LungL, Self::LungR]],
            Self::LungL | Self::LungR => &[&[Self::LungLobe, Self::LungLobe]],
            Self::Pancreas => &[&[Self::PancreasPartial, Self::PancreasPartial]],
            Self::SmallBowel => &[&[Self::SmallBowelSegment, Self::SmallBowelSegment]],
            Self::Multivisceral => &[&[Self::LiverWhole, Self::Pancreas, Self::SmallBowel]],
            _ => &[],
        }
    }

    /// The anatomy that the unit certainly holds, one bit for each piece.
    const fn anatomy(self) -> u16 {
        const KIDNEYS: u16 = 0b11;
        const LEFT_LATERAL: u16 = 1 << 2;
        const SEGMENT_IV: u16 = 1 << 3;
        const RIGHT_LIVER: u16 = 1 << 4;
        const HEART: u16 = 1 << 5;
        const LUNGS: u16 = 0b11 << 6;
        match self {
            Self::KidneyL => 0b01,
            Self::KidneyR => 0b10,
            Self::KidneyEnbloc | Self::KidneyDual => KIDNEYS,
            Self::LiverWhole | Self::LiverDomino => LEFT_LATERAL | SEGMENT_IV | RIGHT_LIVER,
            Self::LiverLeftLateral => LEFT_LATERAL,
            Self::LiverLeft => LEFT_LATERAL | SEGMENT_IV,
            Self::LiverRight => RIGHT_LIVER,
            Self::LiverExtRight => SEGMENT_IV | RIGHT_LIVER,
            Self::Heart => HEART,
            Self::LungL => 0b01 << 6,
            Self::LungR => 0b10 << 6,
            Self::LungBoth => LUNGS,
            Self::HeartLung => HEART | LUNGS,
            Self::Pancreas => 1 << 8,
            Self::SmallBowel => 1 << 9,
            Self::Multivisceral => (1 << 9) | (1 << 13),
            Self::Stomach => 1 << 10,
            Self::Uterus => 1 << 11,
            Self::VcaFace => 1 << 12,
            Self::KidneyNos
            | Self::LiverNos
            | Self::LungNos
            | Self::LungLobe
            | Self::PancreasPartial
            | Self::PancreasIslets
            | Self::SmallBowelSegment
            | Self::VcaLimb
            | Self::VcaOther => 0,
        }
    }
}

impl OrganFamily {
    /// The code for an organ of which only the family is recorded, as in old books.
    #[must_use]
    pub const fn unspecified(self) -> Organ {
        match self {
            Self::Kidney => Organ::KidneyNos,
            Self::Liver => Organ::LiverNos,
            Self::Heart => Organ::Heart,
            Self::Lung => Organ::LungNos,
            Self::HeartLung => Organ::HeartLung,
            Self::Pancreas => Organ::Pancreas,
            Self::SmallBowel => Organ::SmallBowel,
            Self::Stomach => Organ::Stomach,
            Self::Multivisceral => Organ::Multivisceral,
            Self::Uterus => Organ::Uterus,
            Self::Vca => Organ::VcaOther,
        }
    }

    /// How many whole organs of the family a body is born with, as a rule; `None` for composites.
    #[must_use]
    pub const fn count_in_body(self) -> Option<u8> {
        match self {
            Self::Kidney | Self::Lung => Some(2),
            Self::Vca => None,
            _ => Some(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Laterality, Organ, OrganFamily};

    #[test]
    fn a_body_has_two_kidneys_one_on_each_side() {
        assert_eq!(Organ::KidneyL.count_in_body(), Some(1));
        assert_eq!(OrganFamily::Kidney.count_in_body(), Some(2));
        assert_eq!(Organ::KidneyL.laterality(), Laterality::Left);
        assert!(!Organ::KidneyL.excludes(Organ::KidneyR));
        assert!(Organ::KidneyL.excludes(Organ::KidneyL) && Organ::KidneyR.excludes(Organ::KidneyEnbloc));
    }

    #[test]
    fn a_liver_splits_into_parts_that_fit_together() {
        assert!(!Organ::LiverLeftLateral.excludes(Organ::LiverExtRight));
        assert!(!Organ::LiverLeft.excludes(Organ::LiverRight));
        assert!(Organ::LiverLeft.excludes(Organ::LiverExtRight) && Organ::LiverWhole.excludes(Organ::LiverRight));
        assert!(!Organ::LungLobe.excludes(Organ::LungLobe));
    }

    #[test]
    fn every_usual_way_of_dividing_fits_and_others_do_not() {
        for whole in Organ::ALL {
            for parts in whole.usual_parts() {
                assert_eq!(whole.misfit(parts), None, "{whole:?} {parts:?}");
            }
        }
        let misfit = |whole: Organ, parts: &[Organ]| whole.misfit(parts);
        assert_eq!(misfit(Organ::KidneyL, &[Organ::LiverLeft, Organ::LiverRight]), Some(Organ::LiverLeft));
        assert_eq!(misfit(Organ::LiverWhole, &[Organ::LiverLeft, Organ::LiverExtRight]), Some(Organ::LiverExtRight));
        assert_eq!(misfit(Organ::LiverExtRight, &[Organ::LiverLeftLateral]), Some(Organ::LiverLeftLateral));
        assert_eq!(misfit(Organ::KidneyEnbloc, &[Organ::KidneyL, Organ::KidneyL]), Some(Organ::KidneyL));
        assert_eq!(misfit(Organ::Heart, &[Organ::Heart, Organ::LungNos]), Some(Organ::Heart));
        assert_eq!(misfit(Organ::HeartLung, &[Organ::Heart, Organ::LungLobe]), None);
        assert_eq!(misfit(Organ::Multivisceral, &[Organ::KidneyL]), Some(Organ::KidneyL));
    }

    #[test]
    fn a_kidney_of_unknown_side_may_be_either() {
        assert_eq!((Organ::KidneyNos.family(), Organ::KidneyNos.count_in_body()), (OrganFamily::Kidney, Some(2)));
        assert!(!Organ::KidneyNos.excludes(Organ::KidneyL) && !Organ::KidneyNos.excludes(Organ::KidneyNos));
        assert_eq!(Organ::KidneyNos.laterality(), Laterality::SaySeparately);
    }

    #[test]
    fn codes_are_exact() {
        assert_eq!("HEART".parse(), Ok(Organ::Heart));
        assert!("heart".parse::<Organ>().is_err() && "KIDNEY".parse::<Organ>().is_err());
        assert_eq!(Organ::ALL.len(), 30);
    }
}
