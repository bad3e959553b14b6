//! Labels: printed, numbered, refused for what does not travel.

use codes::ids::{CentreId, LabelId, UnitId};
use codes::organ::Organ;
use domain::access::Permission;
use domain::registry::Unit;
use domain::trace::Trace;
use domain::trace::carried::Carried;
use domain::trace::label::{Contents, Label, LabelPlan, Labelling, Printed, gate_label, label_refused};
use domain::{Verdict, trace};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::trace::Asked;

use crate::access::Access;
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};
use crate::{Reader, Service};

/// Characters of an address that a label has room for.
const LONGEST: usize = 100;

/// Which print of a label came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelPrinted {
    /// The label.
    pub label: LabelId,
    /// Which print this is, 1 first.
    pub copy: u32,
}

/// A place as whoever carries the organ sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceSeen {
    /// The centre.
    pub centre: CentreId,
    /// Its public name.
    pub name: String,
}

/// What whoever has a box in hand sees of the organ in it: nothing of donor or recipient.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Parcel {
    /// The organ.
    pub unit: UnitId,
    /// What it is, and of which side.
    pub organ: Organ,
    /// Whether it is still on its way.
    pub on_its_way: bool,
    /// Its label; `None` when none was printed.
    pub label: Option<Label>,
    /// Names of the places on the label.
    pub places: Vec<PlaceSeen>,
    /// Where it is now, as far as hand-overs say.
    pub held_at: Option<PlaceSeen>,
    /// The place in the chain that the next hand-over gets.
    pub next_place: u32,
    /// What the temperatures of its way come to; `None` without any reading.
    pub carried: Option<Carried>,
}

impl Parcel {
    /// Public name of a centre on the label; its number when it is on no list.
    #[must_use]
    pub fn name_of(&self, centre: CentreId) -> String {
        let known = self.places.iter().find(|place| place.centre == centre);
        known.map_or_else(|| centre.to_string(), |place| place.name.clone())
    }
}

impl Service {
    /// Prints a label, or prints it again under the next number. Refused with all reasons at once.
    ///
    /// # Errors
    /// Denied; no such organ or centre; malformed; refused.
    pub async fn print_label(&self, access: &Access, plan: LabelPlan) -> Result<(LabelPrinted, Receipt), Failure> {
        lines(&plan.contents)?;
        let may = self.may_on_unit(access, Permission::PrintLabel, plan.unit, [None; 2]).await?;
        self.write("trace.print_label", access, may, move |w| {
            let plan = plan.clone();
            Box::pin(async move { w.label(&plan).await })
        })
        .await
    }

    /// What stands on the box of an organ, for whoever hands it over or prints its label.
    ///
    /// # Errors
    /// Denied; no such organ.
    pub async fn parcel(&self, access: &Access, asks: Permission, unit: UnitId) -> Result<Parcel, Failure> {
        if !matches!(asks, Permission::HandOver | Permission::PrintLabel | Permission::MatchAtTable) {
            return Err(Failure::Denied { hidden: false });
        }
        let may = self.may_on_unit(access, asks, unit, [None; 2]).await?;
        self.read("trace.parcel", access, may, Some(unit.to_string()), move |r| {
            Box::pin(async move {
                let mut parcel = r.parcel(unit).await?;
                if asks == Permission::HandOver {
                    parcel.label.iter_mut().for_each(without_people);
                }
                Ok(parcel)
            })
        })
        .await
    }
}

/// Whoever only carries a box is not told for whom it is meant, even by number.
fn without_people(label: &mut Label) {
    label.prints.iter_mut().for_each(|print| print.printed.contents.intended_for = None);
}

/// Lines of a label stand in the clear.
fn lines(contents: &Contents) -> Result<(), Problem> {
    for (field, text) in [
        ("from.address", &contents.from.address),
        ("from.telephone", &contents.from.telephone),
        ("to.address", &contents.to.address),
        ("to.telephone", &contents.to.telephone),
    ] {
        crate::plain::line(field, text)?;
    }
    for (field, place) in [("from.address", &contents.from), ("to.address", &contents.to)] {
        if place.address.chars().count() > LONGEST {
            return Err(Problem::new("malformed", field, format!("an address of at most {LONGEST} characters")));
        }
    }
    telephone("from.telephone", &contents.from.telephone)?;
    telephone("to.telephone", &contents.to.telephone)?;
    contents.package.as_deref().map_or(Ok(()), |text| crate::plain::line("package", text))
}

/// A telephone number, or nothing: the rule says what is missing.
fn telephone(field: &'static str, text: &str) -> Result<(), Problem> {
    let fits = |c: char| c.is_ascii_digit() || " +-()/".contains(c);
    match text.chars().all(fits) {
        true => Ok(()),
        false => Err(Problem::new("malformed", field, "digits, blanks and + - ( ) /").showing(text.to_owned())),
    }
}

impl Work<'_> {
    async fn label(&mut self, plan: &LabelPlan) -> Result<Settled<LabelPrinted>, Failure> {
        let unit: Unit = self.get("unit", plan.unit).await?;
        for (field, place) in [("from.centre", &plan.contents.from), ("to.centre", &plan.contents.to)] {
            self.get::<domain::licence::Centre>(field, place.centre).await?;
        }
        if let Some(recipient) = plan.contents.intended_for {
            self.get::<domain::registry::Recipient>("intended_for", recipient).await?;
        }
        let situation =
            Labelling { unit: unit.id, donor: unit.entered.donor, fate: unit.fate, contents: plan.contents.clone() };
        let before = store::trace::label_of(self.tx, &unit.id.to_string()).await?;
        let id: LabelId = before.as_ref().map_or_else(|| self.id(), |label| label.id);
        let copy = before.as_ref().map_or(1, Label::next_copy);
        let printed = Printed { unit: unit.id, organ: unit.entered.organ, copy, contents: plan.contents.clone() };
        let ctx = std::sync::Arc::clone(&self.ctx);
        match gate_label(&printed, id, &situation, &ctx.law_at(self.now), &ctx.floor) {
            Verdict::Allowed { events, reading } => {
                self.record_with(events, &reading, &situation).await?;
                Ok(Settled::Done(LabelPrinted { label: id, copy }))
            }
            Verdict::Refused(reading) => {
                self.record_with(vec![label_refused(id, &situation, &reading)], &reading, &situation).await?;
                Ok(Settled::Refused { id: id.to_string(), reading })
            }
        }
    }
}

/// The trace on which a unit lies at an instant, with all it came from.
pub(super) async fn trace_of(tx: &mut store::Tx, unit: UnitId, now: Timestamp) -> Result<Option<Trace>, Failure> {
    let found = store::trace::chains(tx, Asked::Unit(&unit.to_string())).await?;
    Ok(found.chains.first().map(|chain| trace::trace(chain, now)))
}

impl Reader<'_> {
    async fn parcel(&mut self, id: UnitId) -> Result<Parcel, Failure> {
        let unit: Unit = self.get("unit", id).await?;
        let label = store::trace::label_of(self.tx, &id.to_string()).await?;
        let found = trace_of(self.tx, id, self.ctx.clock.now()).await?;
        let handed = found.as_ref().and_then(|t| t.flat().into_iter().find(|l| l.unit.id == id).map(handed));
        let held = found.and_then(|t| t.held_at(id));
        let mut places = Vec::new();
        let newest = label.as_ref().and_then(Label::newest).map(|print| &print.printed.contents);
        for centre in newest.iter().flat_map(|c| [c.from.centre, c.to.centre]) {
            places.push(PlaceSeen { centre, name: self.hospital(centre).await? });
        }
        let held_at = match held {
            Some(centre) => Some(PlaceSeen { centre, name: self.hospital(centre).await? }),
            None => None,
        };
        Ok(Parcel {
            unit: id,
            organ: unit.entered.organ,
            on_its_way: unit.fate == domain::registry::Fate::Open,
            label,
            places,
            held_at,
            next_place: handed.unwrap_or(0) + 1,
            carried: self.carried(&unit).await?,
        })
    }
}

/// The highest place in the chain that a hand-over of this unit has.
fn handed(line: &trace::Line) -> u32 {
    let places = line.stops.iter().filter_map(|stop| match stop {
        trace::Stop::HandedOver(one) => Some(one.handed.place),
        trace::Stop::Missing(_) => None,
    });
    places.max().unwrap_or(0)
}
