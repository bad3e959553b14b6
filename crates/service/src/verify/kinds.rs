//! Which record an event folds into, by the prefix of its id. One table for writing and for verifying.

use domain::access::{Account, Duty, EmergencyAccess, Registry};
use domain::approval::Pair;
use domain::case::{Question, SuspicionCase};
use domain::concern::{Concern, ConcernKey, ConcernScript};
use domain::donor_register::{Decision, Letter, LookUp, Referral, RegisterImport};
use domain::expense::{Claim, Expense, Payment};
use domain::followup::{CareTransfer, Message, Visit};
use domain::guideline::Guideline;
use domain::indicator::SignFile;
use domain::licence::{Centre, Licence, LicenceReview, ProfessionalLicence};
use domain::network::Advert;
use domain::oversight::{Audit, AuditTurn, Nonconformity};
use domain::pathway::Pathway;
use domain::person::{ChildConsent, Document, Guardianship, Notice, Person};
use domain::registry::blood::BloodGroup;
use domain::registry::hla::HlaTest;
use domain::registry::result::LabResult;
use domain::registry::scored::ScoreSheet;
use domain::registry::{Donor, Handover, Outcome, Recipient, Transplant, Unit};
use domain::rejection::Rejection;
use domain::statistics::ReferenceSet;
use domain::support::{Custodian, Opening, ProtectedPerson, SupportService};
use domain::tissue::{Application, TissueLicence, TissueRefusal, TissueUnit};
use domain::trace::abo::AboDecision;
use domain::trace::entry::DeviceEntry;
use domain::trace::label::Label;
use domain::trace::outage::Outage;
use domain::trace::paper::Sheet;
use domain::trace::temperature::TemperatureLog;
use domain::trace::theatre::TableCheck;
use domain::vigilance::{Alert, GraftPlan, Recall, Sare};
use domain::{Past, Record, Unfoldable};
use serde_json::Value;
use store::Tx;
use store::record::{self, Stored};

use crate::failure::Failure;
use crate::work::fold_one;

fn prefix(id: &str) -> &str {
    id.split_once('_').map_or("", |(p, _)| p)
}

async fn fold_only<R: Record + Stored>(tx: &mut Tx, past: &Past) -> Result<(), Failure> {
    fold_one::<R>(tx, past).await.map(|_| ())
}

fn all<R: Record>(events: &[Past]) -> Result<Value, Unfoldable> {
    let mut state: Option<R> = None;
    for past in events {
        state = Some(R::fold(state.take(), past)?);
    }
    Ok(state.and_then(|s| serde_json::to_value(s).ok()).unwrap_or(Value::Null))
}

async fn body<R: Stored>(tx: &mut Tx, id: &str) -> Result<Value, Failure> {
    match record::load::<R>(tx, id).await? {
        Some(loaded) if record::stands(tx, &loaded).await? => Ok(plain(Some(loaded.record))),
        _ => Ok(Value::Null),
    }
}

fn plain<R: serde::Serialize>(record: Option<R>) -> Value {
    record.and_then(|r| serde_json::to_value(r).ok()).unwrap_or(Value::Null)
}

/// One row per record: the prefix of its ids and its type. A record of which only one event can ever speak, or which is
/// kept in more than one table, names how it is saved and read back; every other one is a row of the table of its name.
macro_rules! records {
    (
        $($prefix:literal => $record:ty;)*
        apart { $($own:literal => $own_record:ty { $save:path, $read:path })* }
    ) => {
        /// Folds an event into its stored record, with what hangs on it.
        pub(crate) async fn fold_and_save(tx: &mut Tx, past: &Past) -> Result<(), Failure> {
            match prefix(&past.record) {
                $($prefix => fold_only::<$record>(tx, past).await,)*
                $($own => $save(tx, past).await,)*
                _ => Err(past.unfoldable("no record has this prefix").into()),
            }
        }

        /// Folds all events of a record again, without looking at the stored one.
        pub(crate) fn refold(events: &[Past]) -> Result<Value, Unfoldable> {
            let Some(first) = events.first() else { return Ok(Value::Null) };
            match prefix(&first.record) {
                $($prefix => all::<$record>(events),)*
                $($own => all::<$own_record>(events),)*
                _ => Err(first.unfoldable("no record has this prefix")),
            }
        }

        /// The stored record as JSON; null when it is not there, or when its columns say something else than its body.
        pub(crate) async fn stored(tx: &mut Tx, id: &str) -> Result<Value, Failure> {
            match prefix(id) {
                $($prefix => body::<$record>(tx, id).await,)*
                $($own => $read(tx, id).await,)*
                _ => Ok(Value::Null),
            }
        }
    };
}

records! {
    "per" => Person;
    "cen" => Centre;
    "lic" => Licence;
    "acc" => Account;
    "par" => Pair;
    "don" => Donor;
    "rec" => Recipient;
    "trp" => Transplant;
    "sar" => Sare;
    "alr" => Alert;
    "rcl" => Recall;
    "pln" => GraftPlan;
    "vis" => Visit;
    "trf" => CareTransfer;
    "msg" => Message;
    "qst" => Question;
    "sgn" => SignFile;
    "rej" => Rejection;
    "gdl" => Guideline;
    "adv" => Advert;
    "ccn" => Concern;
    "cky" => ConcernKey;
    "csc" => ConcernScript;
    "cas" => SuspicionCase;
    "lrv" => LicenceReview;
    "aud" => Audit;
    "ncf" => Nonconformity;
    "atn" => AuditTurn;
    "lpr" => ProfessionalLicence;
    "prt" => ProtectedPerson;
    "cst" => Custodian;
    "opn" => Opening;
    "svc" => SupportService;
    "clm" => Claim;
    "exp" => Expense;
    "pay" => Payment;
    "dec" => Decision;
    "let" => Letter;
    "ref" => Referral;
    "pth" => Pathway;
    "lkp" => LookUp;
    "rim" => RegisterImport;
    "lbl" => Label;
    "chk" => TableCheck;
    "dev" => DeviceEntry;
    "tmp" => TemperatureLog;
    "abd" => AboDecision;
    "abo" => BloodGroup;
    "lab" => LabResult;
    "sco" => ScoreSheet;
    "hla" => HlaTest;
    "otg" => Outage;
    "sht" => Sheet;
    "gdn" => Guardianship;
    "chc" => ChildConsent;
    "app" => Application;
    "tli" => TissueLicence;
    "tsr" => TissueRefusal;
    "ntc" => Notice;
    "dty" => Duty;
    "emg" => EmergencyAccess;
    apart {
        "reg" => Registry { save_registry, registry }
        "doc" => Document { save_document, document }
        "org" => Unit { save_unit, body::<Unit> }
        "tis" => TissueUnit { save_tissue, body::<TissueUnit> }
        "hnd" => Handover { save_handover, handover }
        "out" => Outcome { save_outcome, outcome }
        "rfs" => ReferenceSet { fold_only::<ReferenceSet>, reference_set }
    }
}

/// Kinds of event of which nobody outside the vaults of cases and of protected people may know that there is one.
const SECRET: [&str; 5] = ["case", "concern", "indicator", "network", "support"];

/// That two people who were rejected stand in a pair again; the rejection itself is no secret to whoever wrote it down.
const STANDING_AGAIN: &str = "rejection.reappeared";

/// Whether only readers of the case vault may know that such an event exists.
pub(crate) fn is_secret(kind: &str) -> bool {
    kind == STANDING_AGAIN || kind.split_once('.').is_some_and(|(capability, _)| SECRET.contains(&capability))
}

async fn save_registry(tx: &mut Tx, past: &Past) -> Result<(), Failure> {
    Ok(store::access::found(tx, &Registry::fold(None, past)?).await?)
}

async fn registry(tx: &mut Tx, _: &str) -> Result<Value, Failure> {
    Ok(plain(store::access::registry(tx).await?))
}

/// The bytes were put beside the event that speaks of them.
async fn save_document(_: &mut Tx, past: &Past) -> Result<(), Failure> {
    Document::fold(None, past)?;
    Ok(())
}

async fn document(tx: &mut Tx, id: &str) -> Result<Value, Failure> {
    Ok(plain(store::document::record(tx, id).await?))
}

async fn save_unit(tx: &mut Tx, past: &Past) -> Result<(), Failure> {
    let unit = fold_one::<Unit>(tx, past).await?;
    if past.kind == "registry.unit_split" {
        store::registry::link_parts(tx, &unit).await?;
    }
    Ok(())
}

async fn save_tissue(tx: &mut Tx, past: &Past) -> Result<(), Failure> {
    let unit = fold_one::<TissueUnit>(tx, past).await?;
    if past.kind == "tissue.entered" {
        store::tissue::link(tx, &unit).await?;
    }
    Ok(())
}

async fn save_handover(tx: &mut Tx, past: &Past) -> Result<(), Failure> {
    match store::registry::handover(tx, &past.record).await? {
        None => store::registry::save_handover(tx, &Handover::fold(None, past)?).await?,
        Some(one) => store::registry::correct_handover(tx, &Handover::fold(Some(one), past)?).await?,
    }
    Ok(())
}

async fn handover(tx: &mut Tx, id: &str) -> Result<Value, Failure> {
    match store::registry::handover(tx, id).await? {
        Some(one) if store::registry::handover_stands(tx, &one).await? => Ok(plain(Some(one))),
        _ => Ok(Value::Null),
    }
}

async fn save_outcome(tx: &mut Tx, past: &Past) -> Result<(), Failure> {
    match store::registry::outcome(tx, &past.record).await? {
        None => store::registry::save_outcome(tx, &Outcome::fold(None, past)?).await?,
        Some(one) => store::registry::correct_outcome(tx, &Outcome::fold(Some(one), past)?).await?,
    }
    Ok(())
}

async fn outcome(tx: &mut Tx, id: &str) -> Result<Value, Failure> {
    match store::registry::outcome(tx, id).await? {
        Some(one) if store::registry::outcome_stands(tx, &one).await? => Ok(plain(Some(one))),
        _ => Ok(Value::Null),
    }
}

/// A set with the digest that its figures have now, so that a figure changed behind its back shows.
async fn reference_set(tx: &mut Tx, id: &str) -> Result<Value, Failure> {
    let Some(mut loaded) = record::load::<ReferenceSet>(tx, id).await? else { return Ok(Value::Null) };
    if !record::stands(tx, &loaded).await? {
        return Ok(Value::Null);
    }
    let figures = store::statistics::of_set(tx, id).await?;
    loaded.record.imported.figures_digest = crate::statistics::figures_digest(&figures);
    serde_json::to_value(loaded.record).map_err(|e| Failure::fault(&e))
}
