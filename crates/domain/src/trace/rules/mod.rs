//! Rules of labels and of the check at the table, one per file; the file's doc comment is the published page.

mod trc_001;
mod trc_002;
mod trc_003;
mod trc_004;
mod trc_005;
mod trc_006;
mod trc_007;
mod trc_008;
mod trc_009;

use law::Rule;

use super::label::Labelling;
use super::theatre::Theatre;

/// Those that a label asks, in order.
pub const LABEL: &[&Rule<Labelling>] = &[&trc_001::RULE, &trc_002::RULE, &trc_003::RULE];

/// Those that the check at the table asks, in order.
pub const THEATRE: &[&Rule<Theatre>] =
    &[&trc_004::RULE, &trc_005::RULE, &trc_006::RULE, &trc_007::RULE, &trc_008::RULE, &trc_009::RULE];
