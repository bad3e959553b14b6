//! Floor 4: the only door for writing. Permission and purpose, then load, decide, commit; clock and chance live here.
//!
//! A use case is a short function of [`Service`]. It asks the policy, runs one named transaction through [`Work`], and
//! gives back a receipt: the leaves of what it wrote and when they will stand under a signed checkpoint.

pub mod access;
mod approval;
mod ballot;
mod case;
pub mod clock;
mod compose;
pub mod concern;
mod consent;
pub mod demo;
mod document;
pub mod donor_register;
pub mod expense;
mod failure;
mod figures;
pub mod followup;
mod founding;
mod guideline;
pub mod import;
mod index;
mod indicator;
pub mod keys;
pub mod law;
mod licence;
mod link;
mod listed;
mod log;
mod network;
mod once;
mod open;
mod oversight;
mod pathway;
mod person;
mod plain;
mod reading;
mod registry;
mod rejection;
pub mod round;
mod seal;
mod sequencer;
pub mod serving;
mod situation;
mod spool;
mod staff;
mod start;
mod statistics;
pub mod support;
mod survival;
pub mod task;
pub mod tissue;
mod trace;
pub mod verify;
pub mod vigilance;
mod work;

pub use access::{Access, DeviceStanding, May, Policy};
pub use approval::{PairFile, PairLine, PairList, Said};
pub use ballot::Ballot;
pub use case::{
    CaseFigures, CaseLine, CaseList, CaseOversight, CaseSeen, EndedCases, EvidenceAsked, OverseenCase, QuestionSeen,
    ReferralLink, ReferralOpened, ReferralPreview, Referring,
};
pub use failure::{Failure, Problem};
pub use figures::{Count, Doors, PublicFigures, Share};
pub use followup::{Followed, FollowupPage, LowFunction, VisitLine};
pub use index::Rekeyed;
pub use indicator::{FoundSeen, HitSeen, Looking, SignCatalogue, SignsSeen, SignsWaiting};
pub use licence::{
    CentrePage, ProfessionalLine, ProfessionalSeen, ProfessionalsWanted, ReviewSeen, SOON_DAYS, SuspensionPreview,
};
pub use listed::{Listed, ROWS};
pub use log::LogSeen;
pub use network::{AdvertGiven, AdvertKept, AdvertList, AdvertSeen, Filled, NetworkList, NetworkSeen, detail_tokens};
pub use open::{Opening, Service};
pub use oversight::outcome::{OtherCentre, OutcomeSignals};
pub use oversight::{
    AuditPlan, AuditSeen, AuditedCentre, Drawing, NonconformitySeen, OversightYear, PlanLine, Planning, Raising,
    SampleSeen,
};
pub use pathway::{
    Moved, NewPathway, OrganMoment, PathwayFile, PathwayLine, PathwayList, Period, PublicFlow, RecoveryKept,
    ResultTyped, WhoItIs,
};
pub use person::{
    ChildFile, Exposure, MayBeSame, NameFound, NamesFound, NoticeList, NoticeSeen, OfAge, PersonFile, PersonSeen,
    SameFound,
};
pub use reading::Reader;
pub use registry::{
    Entry, EntryRighted, Handing, HandoverRighted, OutcomeRighted, RemovalKept, Righted, TransplantKept,
};
pub use registry::{HlaPage, LabPage, LabSeen, LabTyped, ScoreAsked, ScorePage};
pub use rejection::{
    Rejected, RejectedInPublic, Rejecting, RejectionLine, RejectionList, RejectionSeen, Unwritten, UnwrittenList,
};
pub use sequencer::Sequencer;
pub use staff::Colleague;
pub use start::Start;
pub use statistics::{
    Beside, Need, OwnActivity, OwnCount, OwnRate, Prevention, Reconciled, ReferenceFile, ReferencesKept, Sufficiency,
};
pub use trace::{
    DonationKnown, EntriesSeen, EntrySeen, EntryTaken, FromPaper, GroupKnown, HandedAt, Journey, LabelPrinted,
    LastKnown, LoggerTaken, LoggerTold, OnTheWay, OperationKnown, OrganKnown, OutageAsked, OutagesSeen, PackAsked,
    PackIssued, Parcel, PlaceSeen, SealedEntry, Settling, SheetFilled, SheetKept, SheetSeen, SheetTold, SheetsSeen,
    SheetsWaiting, TemperaturesKept, TraceFound, WaitingSheets,
};
pub use work::{Receipt, Settled, Work, Written};
