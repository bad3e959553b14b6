//! Donations and transplantations that were rejected (REJ-1; A/RES/79/189 OP22).
//!
//! Whoever says no writes down at which step, on which ground, who decided, and where it was referred. Trafficking in persons
//! for the removal of organs and trafficking in human organs are two crimes: which of them was alleged or proven is a word of
//! its own, and no figure adds one to the other.
//!
//! | ground | knows |
//! |---|---|
//! | medical, free will, relation, law, other | nothing more |
//! | trafficking | which crime, alleged or proven, and where it was found |
//!
//! Who the donor and the recipient are is sealed in the case vault and found again by keyed tokens. When the same two people
//! stand in a new pair anywhere, a question is raised inside the vault; whoever opened the pair sees nothing of it.

mod figures;
pub mod rules;

use codes::ids::{AccountId, CentreId, PairId, RejectionId};
use jiff::Timestamp;
use jiff::civil::Date;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use crate::consent::Held;
use crate::event::{Draft, Past, Record, Unfoldable, Vault};
use crate::words::words;
use crate::{Kept, Private};
pub use figures::{
    ByStanding, Counted, CrimeLine, Figures, Organs, OtherCrime, PersonsAndOrgans, PersonsForOrgans, Tally,
};

words! {
    /// The step at which a procedure was rejected.
    RejectionStage {
        /// A living pair, while it was evaluated.
        LivingPair = "living_pair",
        /// A request from abroad.
        ForeignRequest = "foreign_request",
        /// The waiting list did not take somebody.
        Listing = "listing",
        /// A committee or board said no.
        Committee = "committee",
        /// A court said no.
        Court = "court",
        /// Everything was approved, and it was stopped before the theatre.
        BeforeTheatre = "before_theatre",
    }
}

words! {
    /// The crime that was alleged or proven. The two of the resolution are kept apart.
    Crime {
        /// Trafficking in persons for the purpose of organ removal.
        Persons = "trafficking_in_persons",
        /// Trafficking in human organs.
        Organs = "trafficking_in_organs",
        /// Both, each on its own facts.
        Both = "both_crimes",
        /// Another crime.
        Other = "other_crime",
    }
}

words! {
    /// How sure it is.
    Standing {
        /// Somebody holds it, and nobody has found it yet.
        Alleged = "alleged",
        /// An authority or a court found it.
        Proven = "proven",
    }
}

words! {
    /// Who said no.
    Decider {
        /// An approving body: board, committee or agency.
        Body = "approving_body",
        /// The centre's team.
        Team = "centre_team",
        /// Whoever keeps the waiting list.
        ListKeeper = "list_keeper",
        /// A court.
        Court = "court",
        /// The competent authority.
        Authority = "transplant_authority",
    }
}

words! {
    /// To whom a rejection was referred.
    Referral {
        /// Police or prosecutor.
        Police = "police_or_prosecutor",
        /// The financial intelligence unit.
        MoneyUnit = "financial_intelligence_unit",
        /// Those who look after victims.
        Victims = "victim_support_services",
        /// The authority that oversees transplantation.
        Authority = "transplant_authority",
    }
}

words! {
    /// Whether care afterwards was offered to the donor.
    Aftercare {
        /// Offered and taken.
        Accepted = "care_accepted",
        /// Offered; the donor has not answered, or did not want it.
        Offered = "care_offered",
        /// Not offered.
        NotOffered = "care_not_offered",
    }
}

/// Why a procedure was rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Ground {
    /// The body of the donor or the recipient.
    Medical,
    /// The donor did not decide freely, or was not told enough.
    FreeWill,
    /// The relation that was claimed was not proved.
    Relation,
    /// A condition of the law was not met.
    Law,
    /// Trafficking, alleged or proven.
    Trafficking {
        /// Which crime.
        crime: Crime,
        /// How sure it is.
        standing: Standing,
        /// Court or authority with the number of its finding; absent where there is none.
        finding: Option<Private>,
    },
    /// Another reason, told in words.
    Other,
}

impl Ground {
    /// Codes of all grounds, in reading order.
    pub const CODES: &'static [&'static str] = &["medical", "free_will", "relation", "law", "trafficking", "other"];

    /// The code as written in JSON.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Medical => "medical",
            Self::FreeWill => "free_will",
            Self::Relation => "relation",
            Self::Law => "law",
            Self::Trafficking { .. } => "trafficking",
            Self::Other => "other",
        }
    }

    /// The crime and how sure it is; `None` where the ground is another one.
    #[must_use]
    pub const fn crime(&self) -> Option<(Crime, Standing)> {
        match self {
            Self::Trafficking { crime, standing, .. } => Some((*crime, *standing)),
            _ => None,
        }
    }
}

/// What is written down about a rejection, whoever the two people are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// At which step.
    pub stage: RejectionStage,
    /// Why.
    pub ground: Ground,
    /// The reason in words.
    pub reason: Private,
    /// Who said no.
    pub decider: Decider,
    /// Which body, court or team, as it is called; absent where nobody wrote it down.
    pub decided_by: Option<Private>,
    /// Civil day of the no.
    pub decided_on: Date,
    /// Signs of trafficking concerned, as in the country's catalogue.
    #[serde(default)]
    pub signs: Vec<String>,
    /// To whom it was referred; empty where to nobody.
    #[serde(default)]
    pub referrals: Vec<Referral>,
    /// Why it was referred to nobody; absent where it was referred, or nobody wrote it down.
    pub unreferred: Option<Private>,
    /// Whether care afterwards was offered to the donor.
    pub aftercare: Aftercare,
}

/// A rejection is recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// What is said about it.
    pub said: Said,
    /// The pair's number; absent where the procedure has no file here.
    pub pair: Option<Private>,
    /// The donor: number of the person, or pseudonym where nobody is named; absent where not known.
    pub donor: Option<Private>,
    /// The recipient, likewise.
    pub recipient: Option<Private>,
    /// Where it was to be done; absent for a request that no centre took.
    pub centre: Option<CentreId>,
    /// In which centre's name it was written down; absent for a body of the country. No other centre reads it.
    pub kept_by: Option<CentreId>,
}

/// What was done or found since.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Followed {
    /// To whom it was referred since.
    #[serde(default)]
    pub referrals: Vec<Referral>,
    /// How it stands now with care afterwards; absent where nothing changed.
    pub aftercare: Option<Aftercare>,
    /// Court or authority that has found what was alleged, with its number; absent where none did.
    pub finding: Option<Private>,
    /// In words.
    pub note: Option<Private>,
}

/// The same two people stand in a pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reappeared {
    /// The pair.
    pub pair: Private,
    /// How they were found.
    pub found_by: FoundBy,
}

words! {
    /// How two people were found to be the same.
    FoundBy {
        /// Their records are linked, or carry the same number of an office.
        Number = "same_number",
        /// Names, birth dates and telephones are alike.
        Likeness = "alike",
    }
}

/// A rejection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rejection {
    /// Its number.
    pub id: RejectionId,
    /// What was recorded.
    pub recorded: Recorded,
    /// When.
    pub recorded_at: Timestamp,
    /// By whom.
    pub recorded_by: AccountId,
    /// What was done since, oldest first.
    pub followed: Vec<Held<Followed>>,
    /// Pairs in which the same two people stood since, oldest first. Known inside the case vault and to evaluators only.
    pub reappeared: Vec<Held<Reappeared>>,
}

impl Rejection {
    /// The ground as it stands now: what was alleged is proven once a finding was written down.
    #[must_use]
    pub fn ground(&self) -> Ground {
        let found = self.followed.iter().rev().find_map(|f| f.step.finding.clone());
        match (self.recorded.said.ground.clone(), found) {
            (Ground::Trafficking { crime, .. }, Some(finding)) => {
                Ground::Trafficking { crime, standing: Standing::Proven, finding: Some(finding) }
            }
            (ground, _) => ground,
        }
    }

    /// To whom it was referred by now.
    #[must_use]
    pub fn referrals(&self) -> Vec<Referral> {
        let since = self.followed.iter().flat_map(|f| &f.step.referrals);
        let mut all: Vec<Referral> = self.recorded.said.referrals.iter().chain(since).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// How it stands now with care for the donor.
    #[must_use]
    pub fn aftercare(&self) -> Aftercare {
        self.followed.iter().rev().find_map(|f| f.step.aftercare).unwrap_or(self.recorded.said.aftercare)
    }

    /// The same for whoever may not know that the two stood elsewhere since.
    #[must_use]
    pub fn without_reappearances(self) -> Self {
        Self { reappeared: Vec::new(), ..self }
    }
}

impl Record for Rejection {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let by: AccountId = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
        let at = event.recorded_at;
        match (state, event.kind.as_str()) {
            (None, "rejection.recorded") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a rejection"))?;
                let (followed, reappeared) = (Vec::new(), Vec::new());
                Ok(Self { id, recorded: event.read()?, recorded_at: at, recorded_by: by, followed, reappeared })
            }
            (Some(mut one), "rejection.followed") => {
                one.followed.push(Held { at, by, step: event.read()? });
                Ok(one)
            }
            (Some(mut one), "rejection.reappeared") => {
                one.reappeared.push(Held { at, by, step: event.read()? });
                Ok(one)
            }
            _ => Err(event.unfoldable("not an event of a rejection in this state")),
        }
    }
}

/// What the rules of a recorded rejection look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Situation {
    /// The crime and how sure it is; absent where the ground is another one.
    pub crime: Option<(Crime, Standing)>,
    /// Whether a court or authority is named that found it.
    pub finding: Named,
    /// To whom it was referred.
    pub referrals: Vec<Referral>,
    /// Whether it is written why it was referred to nobody.
    pub unreferred: Named,
    /// Whether care was offered.
    pub aftercare: Aftercare,
}

words! {
    /// Whether something was written down.
    Named {
        /// It was.
        Written = "written",
        /// It was not.
        Missing = "missing",
    }
}

impl Named {
    fn of(text: Option<&Private>) -> Self {
        match text {
            Some(Private::Clear(text)) if text.trim().is_empty() => Self::Missing,
            Some(_) => Self::Written,
            None => Self::Missing,
        }
    }
}

impl Situation {
    /// What the rules see of what was said: nothing of its words.
    #[must_use]
    pub fn of(said: &Said) -> Self {
        let finding = match &said.ground {
            Ground::Trafficking { finding, .. } => Named::of(finding.as_ref()),
            _ => Named::Missing,
        };
        Self {
            crime: said.ground.crime(),
            finding,
            referrals: said.referrals.clone(),
            unreferred: Named::of(said.unreferred.as_ref()),
            aftercare: said.aftercare,
        }
    }
}

/// What is known when two people stand in a pair: where the same two were rejected before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standings {
    /// The pair they stand in now.
    pub pair: PairId,
    /// Rejections of the same two people, newest first, and how they were found.
    pub before: Vec<(RejectionId, FoundBy)>,
}

/// Keeps a rejection with what the rules say of it. It is never refused.
#[must_use]
pub fn keep(id: RejectionId, recorded: &Recorded, situation: &Situation, law: &Law<'_>, floor: &Floor) -> Kept {
    let reading = law::check_all(rules::RECORDING, situation, law, floor);
    Kept::with(reading, vec![Draft::new("rejection.recorded", id, recorded).sealed_for(Vault::Case, id)])
}

/// The event of what was done since.
#[must_use]
pub fn follow(id: RejectionId, followed: &Followed) -> Draft {
    Draft::new("rejection.followed", id, followed).sealed_for(Vault::Case, id)
}

/// Whether the two people of a pair were rejected before.
#[must_use]
pub fn read(standings: &Standings, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::STANDING_AGAIN, standings, law, floor)
}

/// The event by which a rejection knows where its two people stand now.
#[must_use]
pub fn reappeared(id: RejectionId, pair: PairId, found_by: FoundBy) -> Draft {
    let told = Reappeared { pair: pair.to_string().as_str().into(), found_by };
    Draft::new("rejection.reappeared", id, &told).sealed_for(Vault::Case, id)
}
