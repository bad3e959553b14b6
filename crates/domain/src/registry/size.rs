//! Whether a graft has the size for its recipient: ratios of donor to recipient, and the bands in which a country wants them
//! (foundations, Paediatrics).

use codes::Sex;
use codes::organ::Organ;
pub use law::param::SizeMeasure;
use law::param::{REGISTRY_SIZE_BANDS, SizeBand, SizeOf};
use law::{Evidence, Floor, Law, Reading, Unknown};
use serde::{Deserialize, Serialize};

use super::rules;

/// From this age a person is grown up for the equations, completed years.
const GROWN_YEARS: u32 = 18;

/// Build of a person, each value the newest on record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Build {
    /// Sex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Age, completed years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_years: Option<u32>,
    /// Weight, grams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_g: Option<u32>,
    /// Height, millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height_mm: Option<u32>,
}

/// What the rules on size look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sizing {
    /// The organ or part.
    pub organ: Organ,
    /// The donor.
    pub donor: Build,
    /// The recipient.
    pub recipient: Build,
    /// Weight of the graft, grams, weighed or estimated; absent when not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graft_g: Option<u32>,
}

/// How a ratio lies to its band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lies {
    /// Within.
    Within,
    /// Outside what is recommended: the surgeon decides.
    Asks,
    /// Outside what is permitted.
    Stops,
    /// It cannot be told; the missing values are named.
    Untold,
}

/// One ratio with its band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judged {
    /// What is compared.
    pub measure: SizeMeasure,
    /// Donor to recipient in thousandths; absent where it cannot be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratio_per_mille: Option<u32>,
    /// The band of the country's law.
    pub band: SizeBand,
    /// How it lies.
    pub lies: Lies,
    /// Values that are missing, or for which the equation does not speak: `donor_weight`, `recipient_age` and the like.
    pub missing: Vec<String>,
}

/// A value of one of the two, or its name as missing.
struct Side<'m> {
    who: &'static str,
    build: Build,
    missing: &'m mut Vec<String>,
}

impl Side<'_> {
    fn known<T>(&mut self, what: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.missing.push(format!("{}_{what}", self.who));
        }
        value
    }

    fn kilograms(&mut self) -> Option<f64> {
        let weight = self.build.weight_g.filter(|g| *g > 0);
        self.known("weight", weight).map(|g| f64::from(g) / 1000.0)
    }

    fn metres(&mut self) -> Option<f64> {
        let height = self.build.height_mm.filter(|mm| *mm > 0);
        self.known("height", height).map(|mm| f64::from(mm) / 1000.0)
    }

    fn is_female(&mut self) -> Option<bool> {
        let female = match self.build.sex {
            Some(Sex::Female) => Some(true),
            Some(Sex::Male) => Some(false),
            _ => None,
        };
        self.known("sex", female)
    }

    /// Age of somebody grown up; the equations speak of nobody else.
    fn grown(&mut self) -> Option<f64> {
        let age = self.build.age_years.filter(|years| *years >= GROWN_YEARS);
        self.known("age", age).map(f64::from)
    }

    /// Predicted total lung capacity of adults, litres: 7.99 height − 7.08 of men and 6.60 height − 5.79 of women, height in
    /// metres (Quanjer et al., Eur Respir J 1993;6 Suppl 16:5; used for the ratio by Eberlein et al., Ann Am Thorac Soc
    /// 2013;10:418). The numbers were compared with a public program for thoracic matching that prints them, not with the papers
    /// themselves: tag U. They were made of people of European descent aged 18 to 70, men of 1.55 to 1.95 m and women of 1.45 to
    /// 1.80 m.
    fn lung_litres(&mut self) -> Option<f64> {
        let (height, female, grown) = (self.metres(), self.is_female(), self.grown());
        let (height, female, _) = (height?, female?, grown?);
        let litres = if female { 6.60 * height - 5.79 } else { 7.99 * height - 7.08 };
        self.known("height", Some(litres).filter(|l| *l > 0.5))
    }

    /// Predicted mass of the heart of adults, grams: left ventricle a height^0.54 weight^0.61 with a 8.25 of men and 6.82 of
    /// women, right ventricle a age^−0.32 height^1.135 weight^0.315 with a 11.25 and 10.59; height in metres, weight in
    /// kilograms, age in years (Reed et al., JACC Heart Fail 2014;2:73; Kransdorf et al., J Heart Lung Transplant 2019;38:156).
    /// The numbers were compared with two public programs, not with the papers themselves: tag U. One of the two computes with
    /// weight^0.61 as here, the text of the other prints weight^0.51, which a man of 80 kg would feel by a third of his left
    /// ventricle; we hold it for a misprint.
    fn heart_grams(&mut self) -> Option<f64> {
        let (weight, height) = (self.kilograms(), self.metres());
        let (female, age) = (self.is_female(), self.grown());
        let (weight, height, female, age) = (weight?, height?, female?, age?);
        let (left, right) = if female { (6.82, 10.59) } else { (8.25, 11.25) };
        let left = left * height.powf(0.54) * weight.powf(0.61);
        Some(left + right * age.powf(-0.32) * height.powf(1.135) * weight.powf(0.315))
    }
}

impl Sizing {
    /// Donor to recipient in thousandths, and what is missing for it.
    #[must_use]
    pub fn ratio(&self, measure: SizeMeasure) -> (Option<u32>, Vec<String>) {
        let mut missing = Vec::new();
        let donor = self.side("donor", measure, &mut missing);
        let recipient = self.side("recipient", measure, &mut missing);
        let ratio = donor.zip(recipient).map(|(donor, recipient)| (donor / recipient * 1000.0).round() as u32);
        (ratio, missing)
    }

    /// The donor's or the recipient's part of a ratio. The weight of the graft stands in the donor's place: the ratio of graft
    /// to recipient is in thousandths of body weight, so 8 is 0.8 % (Kiuchi et al., Transplantation 1999;67:321).
    fn side(&self, who: &'static str, measure: SizeMeasure, missing: &mut Vec<String>) -> Option<f64> {
        let donor = who == "donor";
        let build = if donor { self.donor } else { self.recipient };
        let mut side = Side { who, build, missing };
        match measure {
            SizeMeasure::GraftWeight if donor => {
                let graft = self.graft_g.filter(|g| *g > 0);
                if graft.is_none() {
                    side.missing.push("graft_weight".to_owned());
                }
                graft.map(|g| f64::from(g) / 1000.0)
            }
            SizeMeasure::Weight | SizeMeasure::GraftWeight => side.kilograms(),
            SizeMeasure::Height => side.metres(),
            SizeMeasure::LungCapacity => side.lung_litres(),
            SizeMeasure::HeartMass => side.heart_grams(),
        }
    }

    /// Whether a band speaks of this organ and this recipient. Where the recipient's age is not known, those of adults do.
    fn spoken_of(&self, band: &SizeBand) -> bool {
        let child = self.recipient.age_years.map(|years| years < GROWN_YEARS);
        let of = match band.of {
            SizeOf::Everybody => true,
            SizeOf::Adults => child != Some(true),
            SizeOf::Children => child == Some(true),
        };
        band.organs.contains(&self.organ) && of
    }

    /// Every measure that a country wants of this organ, with its ratio and how it lies.
    #[must_use]
    pub fn judged(&self, bands: &[SizeBand]) -> Vec<Judged> {
        let one = |band: &SizeBand| {
            let (ratio_per_mille, missing) = self.ratio(band.measure);
            let lies = match ratio_per_mille {
                None => Lies::Untold,
                Some(ratio) if band.stops(ratio) => Lies::Stops,
                Some(ratio) if band.asks(ratio) => Lies::Asks,
                Some(_) => Lies::Within,
            };
            Judged { measure: band.measure, ratio_per_mille, band: band.clone(), lies, missing }
        };
        bands.iter().filter(|band| self.spoken_of(band)).map(one).collect()
    }

    /// The same under a law.
    ///
    /// # Errors
    /// [`Unknown`] where the profile does not know its bands.
    pub fn judged_by(&self, law: &Law<'_>) -> Result<Vec<Judged>, Unknown> {
        Ok(self.judged(&law.get(&REGISTRY_SIZE_BANDS)?))
    }
}

/// How surely the equation behind a ratio is known. Weights and heights are compared as they are; the equations for lungs and heart
/// were seen in programs of others and not in the papers they come from, and every page that shows them says so.
#[must_use]
pub const fn evidence(measure: SizeMeasure) -> Evidence {
    match measure {
        SizeMeasure::LungCapacity | SizeMeasure::HeartMass => Evidence::Unconfirmed,
        SizeMeasure::Weight | SizeMeasure::Height | SizeMeasure::GraftWeight => Evidence::Confirmed,
    }
}

/// A ratio as it is read: `0.86`, and `0.008` of the weight of a graft.
#[must_use]
pub fn shown(measure: SizeMeasure, per_mille: u32) -> String {
    match measure {
        SizeMeasure::GraftWeight => format!("{}.{} %", per_mille / 10, per_mille % 10),
        _ => format!("{}.{:02}", per_mille / 1000, per_mille % 1000 / 10),
    }
}

/// Asks the rules on size.
#[must_use]
pub fn read_size(sizing: &Sizing, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::SIZE, sizing, law, floor)
}
