//! What is counted at a centre before anybody goes there.
//!
//! Only what oversight may know is counted. Concerns and cases stay with those who read them: investigators ask for an audit,
//! and that they ask is all that is seen here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ::law::param;
use codes::ids::{AccountId, CentreId};
use codes::relation::RelationGroup;
use domain::approval::Pair;
use domain::indicator::AnswerOutcome;
use domain::licence::{Centre, LicenceReview};
use domain::oversight::{AuditTurn, Counted, Risk, RiskKind, Ruling, Weight, weigh};
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use store::Tx;
use store::oversight::Removal;

use crate::failure::Failure;
use crate::open::Context;

/// How far back is counted.
const MONTHS: i32 = 24;

/// What is loaded once for all centres.
pub(crate) struct Ground {
    today: Date,
    from: Timestamp,
    now: Timestamp,
    /// Months after which a centre is audited again; 0 where the law fixes none.
    months: u32,
    weights: Vec<Weight>,
    looks: BTreeMap<String, Date>,
    late: BTreeMap<String, i64>,
    reviews: Vec<LicenceReview>,
    rejected: Vec<Option<CentreId>>,
    turns: Vec<AuditTurn>,
    /// Centres whose outcomes are a reason to look.
    signals: BTreeSet<CentreId>,
}

/// What is known of one centre's turn.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    /// Points and reasons.
    pub(crate) risk: Risk,
    /// The last day on which somebody of the authority looked.
    pub(crate) looked_on: Option<Date>,
    /// The last day by which the next audit ends; absent where the law fixes none.
    pub(crate) due_on: Option<Date>,
    /// What was said about its turn, as it holds today; latest last.
    pub(crate) turns: Vec<AuditTurn>,
}

/// Days between two.
fn days(from: Date, to: Date) -> u32 {
    from.until(to).map_or(0, |span| u32::try_from(span.get_days()).unwrap_or(0))
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Ground {
    /// Loads it under the law of today.
    pub(crate) async fn load(tx: &mut Tx, ctx: &Arc<Context>) -> Result<Self, Failure> {
        let now = ctx.clock.now();
        let today = ctx.day_of(now);
        let law = ctx.law_at(now);
        let first = today.checked_sub(Span::new().months(MONTHS)).map_err(|e| Failure::fault(&e))?;
        let from = first.to_zoned(ctx.zone()).map_err(|e| Failure::fault(&e))?.timestamp();
        let weights = law.get(&param::AUDIT_WEIGHTS).unwrap_or_default();
        let weights = weights.iter().filter_map(|w| Some((RiskKind::from_code(&w.kind)?, w.weight))).collect();
        let mut reviews = store::licence::reviews(tx, usize::MAX).await?;
        reviews.retain(|review| review.asked_at >= from);
        let rejected = store::rejection::between(tx, first, today).await?;
        let outcomes = super::outcome::country(tx, today).await?;
        let signals = outcomes.signals().filter(|(_, signal)| signal.asks()).map(|(centre, _)| centre).collect();
        let trafficked = rejected.iter().filter(|r| r.ground().crime().is_some());
        Ok(Self {
            today,
            from,
            now,
            months: law.get(&param::AUDIT_MONTHS).unwrap_or(0),
            weights,
            looks: store::oversight::looks(tx).await?.into_iter().collect(),
            late: store::oversight::late(tx, today).await?.into_iter().collect(),
            reviews,
            rejected: trafficked.map(|r| r.recorded.centre).collect(),
            turns: store::oversight::turns(tx, today).await?,
            signals,
        })
    }

    /// What is known of a centre's turn.
    pub(crate) async fn standing(&self, tx: &mut Tx, ctx: &Arc<Context>, centre: &Centre) -> Result<Standing, Failure> {
        let id = centre.id.to_string();
        let licences = store::licence::of_centre(tx, &id).await?;
        let licensed = licences.iter().map(|l| l.granted.valid_from);
        let audited = self.looks.get(&id).copied();
        let looked_on = licensed.chain(audited).filter(|day| *day <= self.today).max();
        let interval = Span::new().try_months(self.months).ok().filter(|_| self.months > 0);
        let due_on = looked_on.zip(interval).and_then(|(looked, span)| looked.checked_add(span).ok());
        let said_on = |turn: &AuditTurn| ctx.day_of(turn.at);
        let of_centre = self.turns.iter().filter(|turn| turn.ruled.centre == centre.id);
        let holding = of_centre.filter(|turn| turn.holds(self.today, said_on(turn), audited));
        let turns: Vec<AuditTurn> = holding.cloned().collect();
        let mut counted = self.of_record(centre.id, &turns);
        if let Some((looked, due)) = looked_on.zip(due_on) {
            counted.push(Counted {
                kind: RiskKind::LastLook,
                n: days(looked, self.today),
                of: Some(days(looked, due)),
            });
        }
        counted.extend(self.of_pairs(tx, ctx, centre.id).await?);
        counted.extend(self.of_followup(tx, &id).await?);
        Ok(Standing { risk: weigh(&counted, &self.weights), looked_on, due_on, turns })
    }

    /// What lies ready.
    fn of_record(&self, centre: CentreId, turns: &[AuditTurn]) -> Vec<Counted> {
        let number = |kind, n: usize| Counted { kind, n: small(n), of: None };
        let late = self.late.get(&centre.to_string()).copied().unwrap_or(0);
        vec![
            number(RiskKind::LateFindings, usize::try_from(late).unwrap_or(0)),
            number(RiskKind::Reviews, self.reviews.iter().filter(|r| r.asked.centre == Some(centre)).count()),
            number(RiskKind::Rejected, self.rejected.iter().filter(|c| **c == Some(centre)).count()),
            number(RiskKind::Outcomes, usize::from(self.signals.contains(&centre))),
            number(RiskKind::Asked, turns.iter().filter(|t| t.ruled.ruling == Ruling::Asked).count()),
        ]
    }

    /// Pairs opened at the centre, their signs and who cleared them, donors without a pair, and operations against a stop or without a
    /// plan.
    async fn of_pairs(&self, tx: &mut Tx, ctx: &Arc<Context>, centre: CentreId) -> Result<Vec<Counted>, Failure> {
        let id = centre.to_string();
        let mut pairs = store::approval::pairs(tx, Some(&id)).await?;
        pairs.retain(|pair| pair.opened_at >= self.from);
        let country = ctx.profile.country().code;
        let (mut unrelated, mut abroad, mut signed) = (0, 0, 0);
        let mut cleared: BTreeMap<AccountId, u32> = BTreeMap::new();
        for pair in &pairs {
            unrelated += u32::from(is_unrelated(pair));
            abroad += u32::from(lives_abroad(tx, ctx, (&pair.donor.to_string(), pair.opened_at), country).await?);
            let Some(file) = crate::indicator::sealed_file_of(tx, ctx, pair.id).await? else { continue };
            signed += u32::from(!file.hits.is_empty());
            let answers = file.hits.iter().flat_map(|hit| &hit.answers);
            for answer in answers.filter(|a| a.step.outcome == AnswerOutcome::Cleared) {
                *cleared.entry(answer.by).or_default() += 1;
            }
        }
        let all = small(pairs.len());
        let removals = store::oversight::removed_at(tx, &id, (self.from, self.now)).await?;
        let mut unfiled = 0;
        for removal in removals.iter().filter(|removal| removal.pair.is_none()) {
            unfiled += 1;
            abroad += u32::from(lives_abroad(tx, ctx, (&removal.donor, removal.at), country).await?);
        }
        let grafts = store::oversight::grafts(tx, &id, (self.from, self.now)).await?;
        let unplanned = removals.iter().filter(|removal| is_unplanned(removal)).count();
        let against = grafts.iter().filter(|graft| graft.stopped).count();
        let share = |kind, n, of| Counted { kind, n, of: Some(of) };
        Ok(vec![
            share(RiskKind::Unrelated, unrelated, all),
            share(RiskKind::NonResident, abroad, all + unfiled),
            share(RiskKind::Signed, signed, all),
            share(RiskKind::OneClears, cleared.values().copied().max().unwrap_or(0), cleared.values().sum()),
            share(RiskKind::Overrides, small(unplanned + against), small(removals.len() + grafts.len())),
        ])
    }

    /// Visits whose time is over and that were not held.
    async fn of_followup(&self, tx: &mut Tx, centre: &str) -> Result<Vec<Counted>, Failure> {
        let (closed, seen) = store::followup::completeness(tx, self.today, Some(centre)).await?;
        let number = |n: i64| u32::try_from(n).unwrap_or(0);
        Ok(vec![Counted { kind: RiskKind::LateFollowup, n: number(closed - seen), of: Some(number(closed)) }])
    }
}

/// Whether donor and recipient are neither kin nor bound by affection.
pub(super) fn is_unrelated(pair: &Pair) -> bool {
    !matches!(pair.relation.class().group(), RelationGroup::Genetic | RelationGroup::Emotional)
}

/// Whether an organ was removed without a plan that was allowed. Where no file was ever opened there was none, unless it happened
/// before the record knew the centre: that is an old book.
pub(super) fn is_unplanned(removal: &Removal) -> bool {
    match &removal.pair {
        Some(pair) => pair.plan.is_none(),
        None => removal.known_at.is_some_and(|known| known <= removal.at),
    }
}

/// Whether a donor lived in another country at an instant.
pub(super) async fn lives_abroad(
    tx: &mut Tx,
    ctx: &Arc<Context>,
    (donor, at): (&str, Timestamp),
    country: codes::country::Country,
) -> Result<bool, Failure> {
    let facts = crate::situation::donor_facts(tx, ctx, donor, at).await?;
    Ok(facts.residence.is_some_and(|residence| residence != country))
}
