//! Donare's own numbers: a three-letter prefix that says what the thing is, nine random characters and one check character (`don_7K2M9QX4HT`).
//!
//! They mean nothing, are permanent and never reused (`data-elements` §8: identity scheme). The check character is described in `check`.

#[macro_use]
mod any;
mod check;
mod event;

use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::str::FromStr;

pub use event::EventId;
pub use kinds::*;

use crate::Malformed;

/// What all of Donare's own numbers share, so that chance can make any of them.
pub trait Id:
    Copy + Ord + Hash + Debug + Display + FromStr<Err = Malformed> + Into<AnyId> + Send + Sync + 'static
{
    /// The prefix with its underscore, as `don_`.
    const PREFIX: &'static str;
    /// What the thing is called, as `donor`.
    const KIND: &'static str;

    /// Makes a number of 45 random bits; higher bits are ignored.
    fn from_bits(bits: u64) -> Self;
}

const BITS: u32 = 45;
const MASK: u64 = (1 << BITS) - 1;

/// Prints prefix, nine characters and check character.
fn print(prefix: &str, bits: u64, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    let check = check::check_value(digits(bits));
    check::print::<14>(prefix, digits(bits).chain([check]).map(check::character), f)
}

/// The nine five-bit values of a number, highest first.
fn digits(bits: u64) -> impl Iterator<Item = u8> {
    (0..9).rev().map(move |place: u32| u8::try_from((bits >> (place * 5)) & 31).unwrap_or(0))
}

/// How the reading of one kind of number can fail, in words.
struct Wording {
    what: &'static str,
    prefix: &'static str,
    start: &'static str,
    length: &'static str,
}

/// The 45 bits of a number that is written exactly as this program prints it; records are full of them.
fn read_printed(text: &str, prefix: &str) -> Option<u64> {
    let body: &[u8; 10] = text.strip_prefix(prefix)?.as_bytes().try_into().ok()?;
    let (check, nine) = body.split_last()?;
    let (mut bits, mut sum) = (0, 0);
    for &character in nine {
        let value = check::printed_value(character)?;
        (bits, sum) = ((bits << 5) | u64::from(value), check::with(sum, value));
    }
    (check::printed_value(*check) == Some(sum)).then_some(bits)
}

/// Reads the 45 bits of a number of one kind.
fn read(text: &str, wording: &Wording) -> Result<u64, Malformed> {
    if let Some(bits) = read_printed(text, wording.prefix) {
        return Ok(bits);
    }
    let wrong = |expected| Malformed::new(wording.what, text, expected);
    let squeezed = check::squeezed(text);
    let (head, body) = squeezed.split_at_checked(3).ok_or_else(|| wrong(wording.start))?;
    if !wording.prefix.trim_end_matches('_').eq_ignore_ascii_case(head) {
        return Err(wrong(wording.start));
    }
    let values: Option<Vec<u8>> = body.chars().map(check::value).collect();
    let values = values.ok_or_else(|| wrong("only digits and letters other than U after the prefix"))?;
    let (check, nine) = values.split_last().filter(|(_, nine)| nine.len() == 9).ok_or_else(|| wrong(wording.length))?;
    if check::check_value(nine.iter().copied()) != *check {
        return Err(wrong("a number that agrees with its last character; one character is wrong or two are swapped"));
    }
    Ok(nine.iter().fold(0, |bits, &value| (bits << 5) | u64::from(value)))
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $variant:ident $prefix:literal $kind:literal;)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(u64);

            impl $name {
                /// Makes a number of 45 random bits; higher bits are ignored.
                #[must_use]
                pub const fn from_bits(bits: u64) -> Self {
                    Self(bits & MASK)
                }

                /// Reads a number as people write it: any case, with blanks or hyphens, O for 0, I and L for 1.
                ///
                /// # Errors
                /// [`Malformed`] for another prefix, length or alphabet, and for a wrong check character.
                pub fn parse(text: &str) -> Result<Self, Malformed> {
                    const WORDING: Wording = Wording {
                        what: concat!($kind, " number"),
                        prefix: $prefix,
                        start: concat!("a number that begins with ", $prefix),
                        length: concat!($prefix, " and ten characters"),
                    };
                    read(text, &WORDING).map(Self)
                }
            }

            impl Id for $name {
                const PREFIX: &'static str = $prefix;
                const KIND: &'static str = $kind;

                fn from_bits(bits: u64) -> Self {
                    Self::from_bits(bits)
                }
            }

            impl Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    print($prefix, self.0, f)
                }
            }

            impl Debug for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    Display::fmt(self, f)
                }
            }

            impl FromStr for $name {
                type Err = Malformed;

                fn from_str(text: &str) -> Result<Self, Malformed> {
                    Self::parse(text)
                }
            }

            serde_as_text!($name);
        )+

        any_id! { $($name $variant $kind;)+ }
    };
}
/// The list of kinds: type, variant in [`AnyId`], prefix, name.
mod kinds {
    use super::*;

    ids! {
        /// A person, whatever the person's part.
        PersonId Person "per_" "person";
        /// A donor in one donation; a person who gives twice has two.
        DonorId Donor "don_" "donor";
        /// A candidate for, or recipient of, a transplant.
        RecipientId Recipient "rec_" "recipient";
        /// A living donor together with the intended recipient.
        PairId Pair "par_" "pair";
        /// An organ or a part of one.
        UnitId Unit "org_" "organ";
        /// A centre, department, ward or laboratory.
        CentreId Centre "cen_" "centre";
        /// A licence of a centre.
        LicenceId Licence "lic_" "licence";
        /// An account of somebody who signs in.
        AccountId Account "acc_" "account";
        /// A stored document.
        DocumentId Document "doc_" "document";
        /// A removal operation.
        RemovalId Removal "rem_" "removal";
        /// A plan that is or was gated.
        PlanId Plan "pln_" "plan";
        /// A serious adverse event or reaction.
        SareId Sare "sar_" "adverse event";
        /// An alert to a place that received something of a donor.
        AlertId Alert "alr_" "alert";
        /// A recall of a donor's units.
        RecallId Recall "rcl_" "recall";
        /// A transplantation.
        TransplantId Transplant "trp_" "transplant";
        /// A hand-over of an organ from one holder to the next.
        HandoverId Handover "hnd_" "hand-over";
        /// The label of an organ on its way.
        LabelId Label "lbl_" "label";
        /// A check at the operating table that organ and recipient belong together.
        TableCheckId TableCheck "chk_" "check at the table";
        /// What a device told after it had been without the network.
        DeviceEntryId DeviceEntry "dev_" "device entry";
        /// A time without the system.
        OutageId Outage "otg_" "outage";
        /// A numbered sheet of paper for a time without the system.
        SheetId Sheet "sht_" "sheet";
        /// Temperatures of an organ on its way, as one device told them.
        TemperatureLogId TemperatureLog "tmp_" "log of temperatures";
        /// A decision to graft across blood groups.
        AboDecisionId AboDecision "abd_" "decision across blood groups";
        /// A blood group determined once.
        BloodGroupId BloodGroup "abo_" "blood group";
        /// What a laboratory found in one sample.
        LabResultId LabResult "lab_" "laboratory result";
        /// A tissue type, or antibodies, as a laboratory wrote them.
        HlaTestId HlaTest "hla_" "test of tissue types";
        /// Scores of a donor or recipient, computed at one instant.
        ScoreSheetId ScoreSheet "sco_" "computed scores";
        /// Somebody's authority over a child.
        GuardianshipId Guardianship "gdn_" "guardianship";
        /// A consent given for a child, with what the child said.
        ChildConsentId ChildConsent "chc_" "consent for a child";
        /// A follow-up visit.
        VisitId Visit "vis_" "visit";
        /// An open question raised by a breach or a gap.
        QuestionId Question "qst_" "question";
        /// Signs of trafficking that were looked for or found around one pair.
        SignFileId SignFile "sgn_" "file of signs";
        /// A donation or transplantation that was rejected.
        RejectionId Rejection "rej_" "rejection";
        /// A guideline of a professional body.
        GuidelineId Guideline "gdl_" "guideline";
        /// An advertisement for organs that somebody handed in.
        AdvertId Advert "adv_" "advertisement";
        /// A protected person: a victim of trafficking, or somebody who sold an organ.
        ProtectedId Protected "prt_" "protected person";
        /// Somebody who keeps a code without which no identity of a protected person opens.
        CustodianId Custodian "cst_" "custodian";
        /// The opening of a protected person's identity.
        OpeningId Opening "opn_" "opening";
        /// An entry in the directory of services.
        SupportServiceId SupportService "svc_" "support service";
        /// A concern: somebody reports a suspicion, sealed to those who read it.
        ConcernId Concern "ccn_" "concern";
        /// The key of somebody who reads concerns.
        ConcernKeyId ConcernKey "cky_" "key of a recipient";
        /// A script with which concerns are sealed, as it was served.
        ConcernScriptId ConcernScript "csc_" "sealing script";
        /// A case that a person opened.
        CaseId Case "cas_" "case";
        /// A licence that is looked at again after a sanction.
        LicenceReviewId LicenceReview "lrv_" "licence review";
        /// An audit of a centre.
        AuditId Audit "aud_" "audit";
        /// What an audit found not to be as it shall be.
        NonconformityId Nonconformity "ncf_" "nonconformity";
        /// What somebody said about a centre's turn to be audited.
        AuditTurnId AuditTurn "atn_" "turn of an audit";
        /// The licence of a professional.
        ProfessionalLicenceId ProfessionalLicence "lpr_" "licence of a professional";
        /// A batch of imported rows.
        BatchId Batch "bat_" "batch";
        /// An interpreter.
        InterpreterId Interpreter "int_" "interpreter";
        /// A signed-in session.
        SessionId Session "ses_" "session";
        /// An invitation to open an account.
        InvitationId Invitation "inv_" "invitation";
        /// Work due later.
        TaskId Task "tsk_" "task";
        /// A file of figures of others to compare oneself with.
        ReferenceSetId ReferenceSet "rfs_" "reference set";
        /// A donor's claim for expenses.
        ClaimId Claim "clm_" "claim";
        /// One expense of a claim.
        ExpenseId Expense "exp_" "expense";
        /// A payment, planned or made.
        PaymentId Payment "pay_" "payment";
        /// A unit of tissue or cells.
        TissueId Tissue "tis_" "tissue unit";
        /// A human application of tissue or cells.
        ApplicationId Application "app_" "application";
        /// A licence of a tissue establishment.
        TissueLicenceId TissueLicence "tli_" "tissue licence";
        /// A step with tissue or cells that was refused.
        TissueRefusalId TissueRefusal "tsr_" "refusal";
        /// How a person or graft was, seen once.
        OutcomeId Outcome "out_" "outcome";
        /// A person's own decision on donation after death.
        DecisionId Decision "dec_" "decision";
        /// A letter to a person of the donor register.
        LetterId Letter "let_" "letter";
        /// A hand-over of a donor's care to another clinic.
        TransferId Transfer "trf_" "hand-over of care";
        /// A message to somebody's phone.
        MessageId Message "msg_" "message";
        /// A referral that opens one person's decision to a coordinator.
        ReferralId Referral "ref_" "referral";
        /// A look-up in the donor register, shown or refused.
        LookUpId LookUp "lkp_" "look-up";
        /// A possible donor after death, on the way that may end in a transplantation.
        PathwayId Pathway "pth_" "pathway";
        /// An old donor register brought in as one file.
        RegisterImportId RegisterImport "rim_" "register import";
        /// Word to somebody who received a value that was corrected since.
        NoticeId Notice "ntc_" "notice";
        /// Somebody's time on duty.
        DutyId Duty "dty_" "duty";
        /// An emergency access to one record of another centre.
        EmergencyId Emergency "emg_" "emergency access";
    }
}
