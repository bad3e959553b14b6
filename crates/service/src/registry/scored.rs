//! Scores of a candidate, recipient or donor: computed from what is on record, kept beside the earlier ones, read.

use codes::ids::{AnyId, ScoreSheetId};
use domain::access::Permission;
use domain::registry::scored::{Because, ScoreSheet, ScoreTold, ScoresComputed, asked_of, scored};
use domain::{Draft, Vault};
use serde::Deserialize;

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service};

/// Scores are asked for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreAsked {
    /// The donor, recipient or file of a possible donor, by number.
    pub person: String,
    /// What formulas ask and no other record holds.
    #[serde(default)]
    pub told: ScoreTold,
    /// Names of what was told before and does not hold, nor anything in its place.
    #[serde(default)]
    pub taken_back: Vec<String>,
}

/// Scores of one donor or recipient.
#[derive(Debug, Clone, Default)]
pub struct ScorePage {
    /// The newest first; at most 100.
    pub sheets: Vec<ScoreSheet>,
    /// Whether older ones are left out.
    pub more: bool,
    /// What the formulas of this person ask to be told, by the names of [`ScoreTold`].
    pub asks: Vec<&'static str>,
}

/// The number of somebody who has scores.
fn subject(number: &str) -> Result<AnyId, Problem> {
    match AnyId::parse(number) {
        Ok(id @ (AnyId::Donor(_) | AnyId::Recipient(_) | AnyId::Pathway(_))) => Ok(id),
        _ => Err(Problem::new("malformed", "person", "the number of a donor, a recipient or a possible donor's file")
            .showing(number.to_owned())),
    }
}

fn checked(told: &ScoreTold, today: jiff::civil::Date) -> Result<(), Problem> {
    for (field, day) in [("dialysis_since", told.dialysis_since), ("hospital_since", told.hospital_since)] {
        if day.is_some_and(|day| day > today) {
            return Err(Problem::new("malformed", field, "a day that does not lie ahead"));
        }
    }
    if told.ast_upper_u_l.is_some_and(|upper| !(10..=100).contains(&upper)) {
        return Err(Problem::new("malformed", "ast_upper_u_l", "a limit of 10 to 100 U/L"));
    }
    match told.cold_minutes {
        Some(minutes) if minutes > 48 * 60 => Err(Problem::new("malformed", "cold_minutes", "at most 2880 minutes")),
        _ => Ok(()),
    }
}

impl Service {
    /// Computes every score of somebody from what is on record, and keeps them beside the earlier ones. What is missing is
    /// named, nothing is guessed.
    ///
    /// # Errors
    /// Denied; no such donor, recipient or file; what was told lies ahead or outside any range.
    pub async fn compute_scores(&self, access: &Access, asked: ScoreAsked) -> Result<(ScoreSheetId, Receipt), Failure> {
        let of = subject(&asked.person)?;
        checked(&asked.told, self.today())?;
        if let Some(odd) = asked.taken_back.iter().find(|name| !ScoreTold::NAMES.contains(&name.as_str())) {
            return Err(Problem::new("unknown_code", "taken_back", ScoreTold::NAMES.join(", "))
                .showing(odd.clone())
                .into());
        }
        let may = self.may_on_scores(access, of, [Permission::RecordResult, Permission::RecordPathway]).await?;
        self.write("registry.compute_scores", access, may, move |w| {
            let (told, taken_back) = (asked.told.clone(), asked.taken_back.clone());
            Box::pin(async move {
                let earlier = store::registry::score::of_person(w.tx, &of.to_string()).await?;
                let earlier = earlier.into_iter().next().map(|s| s.scores.told).unwrap_or_default();
                let told = told.over(earlier, &taken_back);
                let scores = w.scores_of(of, told, Because::Asked).await?;
                Ok(Settled::Done(w.keep_scores(of, &scores).await?))
            })
        })
        .await
    }

    /// Every computation of the scores of somebody; a donor's together with those of the file before the donation.
    ///
    /// # Errors
    /// Denied; not the number of somebody who has scores.
    pub async fn scores(&self, access: &Access, number: &str) -> Result<ScorePage, Failure> {
        let of = subject(number)?;
        let may = self.may_on_scores(access, of, [Permission::ReadResult, Permission::ReadPathway]).await?;
        self.read("registry.scores", access, may, Some(of.to_string()), move |r| {
            Box::pin(async move { r.score_page(of).await })
        })
        .await
    }

    /// Where scores are read or computed: of a donor or recipient as their results, of a file as the file.
    async fn may_on_scores(&self, access: &Access, of: AnyId, may: [Permission; 2]) -> Result<May, Failure> {
        let [result, file] = may;
        match of {
            AnyId::Pathway(id) => self.may_on_pathway(access, file, id).await,
            _ => self.may_on_number(access, result, of).await,
        }
    }
}

impl Work<'_> {
    async fn scores_of(&mut self, of: AnyId, told: ScoreTold, because: Because) -> Result<ScoresComputed, Failure> {
        let mut reader = Reader::new(self.tx, std::sync::Arc::clone(&self.ctx), "registry.scores");
        let basis = reader.basis(of, told, self.now).await?;
        let (computed, not_computed) = scored(&basis);
        Ok(ScoresComputed { person: of.to_string(), because, told: basis.told, computed, not_computed })
    }

    async fn keep_scores(&mut self, of: AnyId, scores: &ScoresComputed) -> Result<ScoreSheetId, Failure> {
        let id: ScoreSheetId = self.id();
        let draft = Draft::new("registry.scores_computed", id, scores).about(of);
        self.record(vec![draft.sealed_for(Vault::Clinical, of)]).await?;
        Ok(id)
    }

    /// Computes scores anew after something they are computed from changed, where somebody asked for them before; the earlier ones stay. Nothing is
    /// written where nothing comes out otherwise.
    pub(crate) async fn scores_again(&mut self, of: AnyId, because: Because) -> Result<(), Failure> {
        let earlier = store::registry::score::of_person(self.tx, &of.to_string()).await?;
        let Some(last) = earlier.into_iter().next() else { return Ok(()) };
        let scores = self.scores_of(of, last.scores.told.clone(), because).await?;
        if scores.computed == last.scores.computed && scores.not_computed == last.scores.not_computed {
            return Ok(());
        }
        self.keep_scores(of, &scores).await?;
        Ok(())
    }
}

impl Reader<'_> {
    async fn score_page(&mut self, of: AnyId) -> Result<ScorePage, Failure> {
        let most = store::registry::score::MOST;
        let mut sheets = store::registry::score::of_person(self.tx, &of.to_string()).await?;
        let mut more = sheets.len() > most;
        if let AnyId::Donor(donor) = of
            && let Some(file) = store::pathway::of_donor(self.tx, &donor.to_string()).await?
        {
            let before = store::registry::score::of_person(self.tx, &file.id.to_string()).await?;
            more |= before.len() > most;
            sheets.extend(before);
            sheets.sort_by_key(|sheet| std::cmp::Reverse((sheet.at, sheet.id)));
        }
        more |= sheets.len() > most;
        sheets.truncate(most);
        let now = self.ctx.clock.now();
        let asks = asked_of(&self.basis(of, ScoreTold::default(), now).await?);
        Ok(ScorePage { sheets, more, asks })
    }
}
