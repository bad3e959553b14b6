//! What is on record of a donor or recipient when scores are computed and sizes are compared: the newest value of each sort,
//! from laboratories, from the file of a donor who died, and from the register of people.

use std::collections::BTreeMap;

use codes::ids::AnyId;
use codes::time::PartialDate;
use codes::{DonorKind, Sex};
use domain::pathway::{Analyte, Found, Pathway, Way};
use domain::registry::score::Answer;
use domain::registry::scored::{Basis, ScoreTold, Source, Sourced, Subject};
use domain::registry::size::Build;
use domain::registry::{Donor, Recipient};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::Reader;
use crate::failure::{Failure, Problem};

/// How far the two ends of an age may lie apart, months, before it counts as not known.
const SURE_MONTHS: u16 = 12;

/// Sex, and age in completed months on a day.
#[derive(Default)]
struct Who {
    sex: Option<Sourced<Sex>>,
    birth: Option<(PartialDate, Source)>,
    estimated: Option<Sourced<u32>>,
}

impl Who {
    /// Age in completed months; the youngest that is possible, where the birth date is known to a year.
    fn months_on(&self, day: Date) -> Option<Sourced<u32>> {
        let born = self.birth.as_ref().and_then(|(birth, source)| {
            let (least, greatest) = birth.months_on(day)?;
            (greatest - least <= SURE_MONTHS).then_some(Sourced { value: u32::from(least), source: *source })
        });
        born.or(self.estimated)
    }
}

impl Reader<'_> {
    /// The file of a possible donor behind a number, private texts opened.
    async fn file_of(&mut self, subject: AnyId) -> Result<Option<Pathway>, Failure> {
        let found = match subject {
            AnyId::Pathway(id) => self.find::<Pathway>(id).await?,
            AnyId::Donor(id) => store::pathway::of_donor(self.tx, &id.to_string()).await?,
            _ => None,
        };
        match found {
            Some(file) => {
                let id = file.id.to_string();
                Ok(Some(self.open(file, &id).await?))
            }
            None => Ok(None),
        }
    }

    async fn who(&mut self, subject: AnyId, file: Option<&Pathway>) -> Result<Who, Failure> {
        let mut who = Who::default();
        let known = |sex: &Sex| *sex != Sex::Unknown;
        if let Some(seen) = self.behind(&subject.to_string()).await? {
            let of = &seen.person.known;
            who.sex = of.sex.filter(known).map(|value| Sourced { value, source: Source::Person });
            let birth = of.birth.as_ref().and_then(|b| PartialDate::parse(b.clear()?).ok());
            who.birth = birth.map(|birth| (birth, Source::Person));
        }
        if let Some(file) = file {
            let at = |at| Source::Pathway { id: file.id, at };
            if let Some(general) = &file.known.general {
                let sex = Some(general.step.sex).filter(known).map(|value| Sourced { value, source: at(general.at) });
                who.sex = who.sex.or(sex);
                let months = general.step.estimated_age_years.map(|years| years * 12);
                who.estimated = months.map(|value| Sourced { value, source: at(general.at) });
            }
            if who.birth.is_none() {
                let birth = file.birth.as_ref().and_then(|b| PartialDate::parse(b.clear()?).ok());
                who.birth = birth.map(|birth| (birth, at(file.opened_at())));
            }
        }
        Ok(who)
    }

    /// The newest value that stands of everything measured or tested.
    async fn measured(
        &mut self,
        subject: AnyId,
        file: Option<&Pathway>,
    ) -> Result<BTreeMap<Analyte, Sourced<Found>>, Failure> {
        let mut newest: BTreeMap<Analyte, (Timestamp, Sourced<Found>)> = BTreeMap::new();
        let mut found = store::registry::score::newest_results(self.tx, &subject.to_string()).await?;
        // Of two samples of one instant, what was written down later counts.
        found.sort_by_key(|one| (one.kept.told.reported_at, one.at));
        for one in found {
            let told = &one.kept.told;
            let source = Source::Result { id: one.id, taken_at: told.taken_at };
            newest.insert(told.analyte, (told.taken_at, Sourced { value: told.found, source }));
        }
        let told = file.map(|file| (file.id, &file.known.results));
        for (id, one) in told.into_iter().flat_map(|(id, all)| all.iter().map(move |held| (id, &held.step))) {
            let later = newest.get(&one.what).is_none_or(|(at, _)| *at < one.taken_at);
            if one.found.is_answer() && later {
                let source = Source::Pathway { id, at: one.taken_at };
                newest.insert(one.what, (one.taken_at, Sourced { value: one.found, source }));
            }
        }
        Ok(newest.into_iter().map(|(analyte, (_, found))| (analyte, found)).collect())
    }

    /// Everything that scores are computed from.
    pub(crate) async fn basis(&mut self, subject: AnyId, told: ScoreTold, at: Timestamp) -> Result<Basis, Failure> {
        let on = self.ctx.day_of(at);
        let file = self.file_of(subject).await?;
        let who = self.who(subject, file.as_ref()).await?;
        let measured = self.measured(subject, file.as_ref()).await?;
        let (kind, listed_on) = match subject {
            AnyId::Donor(id) => {
                let donor: Donor = self.get("person", id).await?;
                (if donor.kind.is_alive() { Subject::LivingDonor } else { Subject::DeceasedDonor }, None)
            }
            AnyId::Recipient(id) => (Subject::Recipient, self.get::<Recipient>("person", id).await?.accepted_on),
            _ if file.is_some() => (Subject::DeceasedDonor, None),
            _ => return Err(Problem::not_found("person", subject).into()),
        };
        let circulatory = |way: Way| if way.kind() == DonorKind::Dcd { Answer::Yes } else { Answer::No };
        let way = file.as_ref().and_then(|f| Some((f.id, f.opened_at(), circulatory(f.way?))));
        let cause = file.as_ref().and_then(|f| Some((f.id, f.known.general.as_ref()?)));
        Ok(Basis {
            subject: kind,
            on,
            sex: who.sex,
            age_months: who.months_on(on),
            listing_months: listed_on.and_then(|day| who.months_on(day)),
            listed_on,
            measured,
            cause: cause.map(|(id, g)| Sourced { value: g.step.cause, source: Source::Pathway { id, at: g.at } }),
            circulatory_death: way.map(|(id, at, value)| Sourced { value, source: Source::Pathway { id, at } }),
            told,
        })
    }

    /// Build of a donor or recipient on a day.
    pub(crate) async fn build(&mut self, subject: AnyId, at: Timestamp) -> Result<Build, Failure> {
        let file = self.file_of(subject).await?;
        let who = self.who(subject, file.as_ref()).await?;
        let measured = self.measured(subject, file.as_ref()).await?;
        // Kilograms and centimetres have one unit each; thousandths of them are whole enough.
        let thousandths = |analyte: Analyte, each: f64| match measured.get(&analyte)?.value {
            Found::Measured(value) => Some((f64::try_from(value.value).ok()? * each).round() as u32),
            Found::Tested(_) => None,
        };
        Ok(Build {
            sex: who.sex.map(|sex| sex.value),
            age_years: who.months_on(self.ctx.day_of(at)).map(|months| months.value / 12),
            weight_g: thousandths(Analyte::Weight, 1000.0),
            height_mm: thousandths(Analyte::Height, 10.0),
        })
    }
}
