//! What stands on a sheet: the same forms as on a screen, so that paper and registry never ask for different things.

use domain::trace::paper::SheetKind;

use crate::approval::forms::WHEN_NEEDED;
use crate::form::{Form, Kind, may, need};
use crate::pathway::RECOVERY;
use crate::registry::TRANSPLANT;
use crate::trace::SCANNED;

/// The organ of a sheet.
pub const ORGAN: Form = Form { name: "paper-organ", inputs: &[need("unit", Kind::Code)] };
/// The donor's file of a sheet.
pub const FILE: Form = Form { name: "paper-file", inputs: &[need("pathway", Kind::Code)] };
/// Who wrote a sheet.
pub const WRITER: Form =
    Form { name: "paper-writer", inputs: &[may("written_by", Kind::Listed("staff")), may("writer", Kind::Words)] };
/// How many sheets of each sort, to whom.
pub const PACK: Form = Form {
    name: "pack",
    inputs: &[
        need("centre", Kind::Listed("centres")),
        need("to", Kind::Listed("staff")),
        may("death", Kind::Whole("")),
        may("recovery", Kind::Whole("")),
        may("hand_over", Kind::Whole("")),
        may("graft", Kind::Whole("")),
    ],
};

/// The forms of a sheet, from top to bottom: what it is about, when it was, what happened, who wrote it.
pub(super) fn of(kind: SheetKind) -> Vec<Form> {
    let (about, body) = match kind {
        SheetKind::HandOver => (ORGAN, Some(SCANNED)),
        SheetKind::Recovery => (FILE, Some(RECOVERY)),
        SheetKind::Death => (FILE, crate::pathway::forms::find("death_certified").ok().map(|kind| kind.form)),
        SheetKind::Graft => (ORGAN, Some(TRANSPLANT)),
    };
    [about, WHEN_NEEDED].into_iter().chain(body).chain([WRITER]).collect()
}
