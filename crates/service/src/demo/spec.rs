//! Every pair of the demonstration as one line of a table.

use std::borrow::Cow;

use codes::activity::Sex::{self, Female as F, Male as M};
use codes::relation::Relation::{self, *};
use domain::consent::{EngagedBy, Tie};

use super::cast::{At, ELUN, HADDAN, ORVA, SARIM};

/// One pair.
pub(super) struct Spec {
    /// Name of the story, for those that have one.
    pub(super) key: &'static str,
    /// How many days ago the file was opened.
    pub(super) days: i64,
    pub(super) at: At,
    pub(super) relation: Relation,
    /// Donor and recipient.
    pub(super) sexes: (Sex, Sex),
    /// Language of the donor.
    pub(super) speaks: &'static str,
    pub(super) twists: Cow<'static, [Twist]>,
}

/// How a pair departs from the usual way. Days and months count from the opening and the operation.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Twist {
    /// Nothing more happens after this day.
    StopsAfter(i64),
    /// Only a copied affidavit proves the relationship.
    CopyOnly,
    /// A notary's affidavit, seen in the original.
    Notary(&'static str),
    /// Somebody came along with the donor, and an agency arranged the journey.
    Escorted(&'static str, &'static str),
    /// Some topics were not said back.
    NotUnderstood,
    /// An interpreter who is not independent.
    Interpreter(EngagedBy, Tie),
    /// The talk alone left doubts.
    LooksAgain,
    /// The physician says no.
    Declined,
    /// The donor stops on a day, at a minute of it.
    Withdraws(i64, i64),
    /// The board comes back to it.
    Defers,
    /// The board says no.
    SaysNo,
    /// The signature is refused by the rules.
    SignRefused,
    /// The plan is tried on this day and refused by the rules.
    PlanRefused(i64),
    /// The third surgeon of the centre is of the team.
    ThirdSurgeon,
    /// The other kidney after all; everything starts again.
    ChangesOrgan(i64),
    /// The operation happens on this day, whatever is missing.
    OperatesOn(i64),
    /// The donor lives abroad.
    Abroad,
    /// The kidney is handed over and grafted elsewhere.
    GraftAt(At),
    /// It is grafted somewhere it was never handed to.
    LostTo(At),
    /// It cannot be grafted.
    Discarded,
    /// The same kidney is reported again, in the recipient of another line.
    GraftedAgain(usize),
    /// The same kidney is reported removed once more, elsewhere, so many days later.
    RemovedAgain(At, i64),
    /// The donor's kidney function is so much lower than usual.
    Weaker(i64),
    GraftFails(i64),
    RecipientDies(i64),
    DonorLeaves(i64),
    /// The donor's visit of this month was not held.
    Misses(i64),
}

use Twist::*;

/// One man who waits outside, and one agency, at two hospitals.
const ESCORTED: Twist = Escorted("Senay Orkam", "Blue Gate Travel, Haddan");

const fn pair(
    key: &'static str,
    days: i64,
    at: At,
    relation: Relation,
    sexes: (Sex, Sex),
    speaks: &'static str,
    twists: &'static [Twist],
) -> Spec {
    Spec { key, days, at, relation, sexes, speaks, twists: Cow::Borrowed(twists) }
}

/// The lines that every size has: the stories and one of each sort of trouble.
pub(super) static VILLAGE: [Spec; 14] = [
    pair("kidney-well", 305, SARIM, Sibling, (F, M), "ar", &[GraftAt(HADDAN)]),
    pair(
        "cousin",
        33,
        SARIM,
        Cousin,
        (M, M),
        "ti",
        &[
            CopyOnly,
            ESCORTED,
            Interpreter(EngagedBy::Recipient, Tie::Service),
            LooksAgain,
            SignRefused,
            PlanRefused(31),
        ],
    ),
    pair("gap", 210, HADDAN, Sibling, (M, F), "ar", &[GraftAt(ELUN), LostTo(SARIM)]),
    pair("third", 900, SARIM, Spouse, (F, M), "ar", &[RemovedAgain(ORVA, 420), Weaker(14)]),
    pair("early", 400, SARIM, Spouse, (F, M), "en", &[OperatesOn(35)]),
    pair("anyway", 260, ORVA, Spouse, (M, F), "ar", &[PlanRefused(48), OperatesOn(62)]),
    pair("twice", 500, ELUN, Parent, (F, F), "ar", &[GraftedAgain(3)]),
    pair("discarded", 330, ELUN, Sibling, (F, F), "en", &[Discarded]),
    pair("suspended", 50, HADDAN, Sibling, (M, M), "ar", &[PlanRefused(48)]),
    pair("hours", 130, ELUN, Child, (M, F), "ar", &[Withdraws(61, 22 * 60)]),
    pair("planned", 55, ELUN, Parent, (M, M), "ar", &[]),
    pair("informed", 14, SARIM, Sibling, (F, M), "fr", &[NotUnderstood, StopsAfter(11)]),
    pair("opened", 1, SARIM, Spouse, (F, M), "ar", &[]),
    pair("abroad", 640, SARIM, Partner, (F, M), "en", &[DonorLeaves(9)]),
];

/// The lines that make it a country.
pub(super) static COUNTRY: [Spec; 36] = [
    pair("", 1180, SARIM, Parent, (F, M), "ar", &[]),
    pair("", 1040, SARIM, Sibling, (M, M), "ar", &[Weaker(16)]),
    pair("", 760, SARIM, Child, (M, F), "en", &[GraftFails(11)]),
    pair("", 700, ELUN, Sibling, (F, F), "ar", &[RecipientDies(11)]),
    pair("", 560, HADDAN, Sibling, (M, M), "ar", &[]),
    pair("", 480, SARIM, AuntUncle, (F, M), "ar", &[Misses(6), Misses(12)]),
    pair("", 420, SARIM, Friend, (M, M), "en", &[]),
    pair("", 380, ELUN, Spouse, (F, M), "ar", &[Misses(6)]),
    pair("", 290, SARIM, Parent, (M, F), "fr", &[Abroad]),
    pair("", 240, SARIM, Sibling, (F, F), "ar", &[Misses(0)]),
    pair("", 200, SARIM, InLaw, (M, M), "ar", &[]),
    pair("", 150, SARIM, Sibling, (M, F), "ti", &[]),
    pair("", 112, HADDAN, Spouse, (F, M), "ar", &[]),
    pair("", 66, SARIM, Spouse, (F, M), "en", &[]),
    pair("", 57, SARIM, Sibling, (M, M), "ar", &[]),
    pair("", 52, SARIM, Child, (F, M), "ar", &[]),
    pair("", 46, SARIM, Colleague, (F, F), "en", &[]),
    pair("", 43, SARIM, HalfSibling, (M, F), "ar", &[Defers]),
    pair("", 300, ELUN, Friend, (M, M), "ar", &[SaysNo]),
    pair("", 36, ELUN, Sibling, (F, M), "ar", &[]),
    pair("", 34, SARIM, Partner, (M, F), "ar", &[]),
    pair("", 30, SARIM, Parent, (F, F), "fr", &[]),
    pair("", 29, ELUN, Cousin, (M, M), "ti", &[ESCORTED, Interpreter(EngagedBy::Agency, Tie::Friend), SignRefused]),
    pair("", 24, SARIM, Spouse, (F, M), "ar", &[]),
    pair("", 22, SARIM, NieceNephew, (M, M), "ar", &[LooksAgain]),
    pair("", 60, SARIM, Sibling, (M, F), "ar", &[Declined]),
    pair("", 90, SARIM, Spouse, (F, M), "en", &[Withdraws(21, 15 * 60)]),
    pair("", 75, SARIM, Sibling, (M, M), "ar", &[ChangesOrgan(45)]),
    pair("", 13, SARIM, Sibling, (F, F), "ar", &[]),
    pair("", 12, ELUN, Child, (M, M), "en", &[]),
    pair("", 12, SARIM, Cousin, (M, F), "ti", &[Interpreter(EngagedBy::Recipient, Tie::NotAsked)]),
    pair("", 7, SARIM, Cousin, (F, M), "ar", &[CopyOnly]),
    pair("", 5, HADDAN, Spouse, (M, F), "ar", &[]),
    pair("", 3, ELUN, Sibling, (F, M), "ar", &[]),
    // Planned, and stopped by a recall of the donor.
    pair("recalled", 56, SARIM, Sibling, (F, F), "ar", &[]),
    // Its surgeon's licence was suspended.
    pair("surgeon", 51, SARIM, Sibling, (M, F), "ar", &[ThirdSurgeon, PlanRefused(48)]),
];
