//! What procedures share in the demonstration: one interpreter whom recipients bring, and an advertisement with a donor's
//! telephone.

use domain::network::{AdvertMedium, Space};
use jiff::{Timestamp, ToSpan};

use super::act::{Act, World};
use super::amiss;
use super::calendar::Calendar;
use super::spec::VILLAGE;
use crate::failure::Failure;
use crate::network::AdvertGiven;

/// The interpreter whom recipients bring, as two nurses spell the name; sealed like every name.
pub(super) const BROUGHT: [&str; 2] = ["Temir Valdasov", "Temur Valdassov"];

/// The story whose donor's telephone stands in the advertisement.
const STORY: &str = "cousin";
/// Days ago on which it was handed in.
const HANDED_IN: i64 = 9;

/// When the advertisement is handed in.
pub(super) fn agenda(calendar: &Calendar) -> Vec<(Timestamp, Act)> {
    let on = calendar.ago(HANDED_IN);
    vec![(calendar.at(calendar.later(on, 0.days()), 20 * 60 + 15), Act::Advert)]
}

impl World<'_> {
    /// Somebody hands in what they saw.
    pub(super) async fn advert(&self) -> Result<(), Failure> {
        let place = VILLAGE.iter().position(|spec| spec.key == STORY).ok_or_else(|| amiss(STORY))?;
        let phone = self.phone_of(place).ok_or_else(|| amiss("a donor's telephone"))?;
        let text =
            format!("A healthy young man gives a kidney to a good family. Everything is arranged, papers too. {phone}");
        let given = AdvertGiven {
            space: Space::Public,
            medium: AdvertMedium::Internet,
            seen_where: "An open page of a marketplace for used furniture".into(),
            seen_on: self.service.today(),
            text: Some(text.as_str().into()),
            contacts: Some("kidney.offers@example.com".into()),
            file: Vec::new(),
        };
        self.service.hand_in_advert(given).await.map(drop)
    }
}
