//! Old books of two hospitals: transplants of the years before and beside the living pairs, told without names.

use codes::activity::DonorKind;
use codes::ids::{CentreId, RecipientId, TransplantId, UnitId};
use codes::organ::Organ;
use codes::time::{Happened, Zone};
use domain::Draft;
use domain::access::{Permission, Purpose, Role};
use domain::registry::{DonorEntered, Grafting, Phase, RecipientEntered, TransplantFact, UnitEntered, keep_transplant};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::act::{Act, World};
use super::calendar::Calendar;
use super::cast::{At, ELUN, SARIM};
use super::dice::Dice;
use super::{Size, amiss};
use crate::access::{Access, May};
use crate::failure::Failure;
use crate::work::{Settled, Work};

/// One line of an old book.
#[derive(Clone, Copy)]
pub(super) struct Book {
    at: At,
    organ: Organ,
    accepted_on: Date,
    grafted_on: Date,
    died_on: Option<Date>,
    /// Last day seen, for those who live.
    seen_on: Date,
    /// Whether the book names a donor.
    donor: bool,
}

/// A graft of the books whose recipient is followed.
#[derive(Clone)]
pub(super) struct Followed {
    book: Book,
    transplant: TransplantId,
    recipient: RecipientId,
}

/// One year's books are brought in together; at last the return of who lives.
pub(super) fn agenda(c: &Calendar, seed: u32, size: Size) -> Vec<(Timestamp, Act)> {
    let mut dice = Dice::new(seed ^ 0x626f_6f6b);
    let (sarim, elun) = if size == Size::Country { (66, 28) } else { (8, 3) };
    let mut books: Vec<Book> =
        (0..sarim + elun).map(|n| line(c, &mut dice, if n < sarim { SARIM } else { ELUN }, n)).collect();
    books.sort_by_key(|b| b.grafted_on);
    let mut acts = Vec::new();
    for months in [0, 12, 24, 36, 44] {
        let day = c.later(c.later(c.first_day(), months.months()), 5.days());
        let (now, later): (Vec<Book>, Vec<Book>) = books.into_iter().partition(|b| b.grafted_on < day);
        books = later;
        acts.push((c.at(day, 20 * 60), Act::Books(now)));
    }
    acts.push((c.at(c.ago(18), 20 * 60), Act::Return));
    acts
}

fn line(c: &Calendar, dice: &mut Dice, at: At, n: i64) -> Book {
    let accepted_on = c.ago(dice.between(420, 8 * 365));
    let grafted_on = c.later(accepted_on, dice.between(12, 300).days());
    // About one in twenty dies in the first year, then about one in forty a year; the last years are too thin to tell.
    let yearly = [50, 25, 25, 25, 30];
    let dies = yearly.iter().position(|risk| dice.between(0, 999) < *risk);
    let years = dies.and_then(|year| i64::try_from(year).ok());
    let died_on =
        years.map(|y| c.later(grafted_on, (y * 365 + dice.between(3, 360)).days())).filter(|d| *d < c.ago(25));
    let seen_on = c.ago(dice.between(20, 330)).max(grafted_on);
    Book {
        at,
        organ: super::pairs::organ(usize::try_from(n).unwrap_or(0)),
        accepted_on,
        grafted_on,
        died_on,
        seen_on,
        donor: n % 23 != 7,
    }
}

impl World<'_> {
    /// Brings in some lines, ten in a transaction.
    pub(super) async fn keep_books(&mut self, books: Vec<Book>) -> Result<(), Failure> {
        let importer = Access::console(Role::Importer, Purpose::Administration);
        for some in books.chunks(10) {
            let mut told = Vec::new();
            for book in some {
                told.push((*book, self.cast.centre(book.at)?));
            }
            let zone = self.service.profile().country().zone.clone();
            let kept = self
                .service
                .write("demo.books", &importer, May::national(Permission::Import), move |w| {
                    let (told, zone) = (told.clone(), zone.clone());
                    Box::pin(async move {
                        let mut kept = Vec::new();
                        for (book, centre) in &told {
                            kept.push(w.old_graft(book, *centre, &zone).await?);
                        }
                        Ok(Settled::Done(kept))
                    })
                })
                .await?
                .0;
            let follow = |(book, (transplant, recipient)): (&Book, (TransplantId, RecipientId))| Followed {
                book: *book,
                transplant,
                recipient,
            };
            self.books.extend(some.iter().zip(kept).map(follow));
        }
        Ok(())
    }

    /// Tells of everybody in the books whether they live.
    pub(super) async fn yearly_return(&mut self) -> Result<(), Failure> {
        let importer = Access::console(Role::Importer, Purpose::Administration);
        for some in self.books.chunks(20) {
            let (told, zone) = (some.to_vec(), self.service.profile().country().zone.clone());
            self.service
                .write("demo.return", &importer, May::national(Permission::Import), move |w| {
                    let (told, zone) = (told.clone(), zone.clone());
                    Box::pin(async move {
                        for one in &told {
                            w.fate_of(one, &zone).await?;
                        }
                        Ok(Settled::Done(()))
                    })
                })
                .await?;
        }
        Ok(())
    }
}

impl Work<'_> {
    async fn old_graft(
        &mut self,
        book: &Book,
        centre: CentreId,
        zone: &Zone,
    ) -> Result<(TransplantId, RecipientId), Failure> {
        let happened = Happened::on(book.grafted_on, zone.clone())?;
        let donor = match book.donor {
            true => Some(self.add_donor(None, &DonorEntered { kind: DonorKind::Dbd, centre: Some(centre) }).await?),
            false => None,
        };
        let entered = RecipientEntered { centre: Some(centre), accepted_on: Some(book.accepted_on) };
        let recipient = self.add_recipient(None, &entered).await?;
        let unit: UnitId = self.id();
        let entered = UnitEntered {
            organ: book.organ,
            donor,
            centre: donor.map(|_| centre),
            pair: None,
            recovered: false,
            disputes: Vec::new(),
            note: None,
        };
        self.record(vec![Draft::new("registry.unit_entered", unit, &entered).happened(happened.clone())]).await?;
        let transplant = self.told_graft(unit, recipient, centre, happened).await?;
        Ok((transplant, recipient))
    }

    /// Keeps a graft without planning visits: old books are followed by their own returns.
    pub(super) async fn told_graft(
        &mut self,
        unit: UnitId,
        recipient: RecipientId,
        centre: CentreId,
        happened: Happened,
    ) -> Result<TransplantId, Failure> {
        let (record, who) = (self.get("unit", unit).await?, self.get("recipient", recipient).await?);
        let registry = self.chain_situation(Phase::Transplantation, &record, Some(&who), happened.at).await?;
        let situation = Grafting { licence: None, registry, vigilance: None, size: None };
        let (cold_ischaemia_min, anastomosis_min, team) = (None, None, Vec::new());
        let law_at = happened.at;
        let fact = TransplantFact { unit, recipient, centre, happened, cold_ischaemia_min, anastomosis_min, team };
        let id: TransplantId = self.id();
        let ctx = std::sync::Arc::clone(&self.ctx);
        let kept = keep_transplant(&fact, id, None, &situation, &ctx.law_at(law_at), &ctx.floor);
        self.record_kept(kept.events, &kept.reading, &situation).await?;
        self.raise(&unit.to_string(), &kept.breaches).await?;
        Ok(id)
    }

    async fn fate_of(&mut self, one: &Followed, zone: &Zone) -> Result<(), Failure> {
        let book = &one.book;
        let (status, graft, day) = match book.died_on {
            Some(day) => ("dead", None, day),
            None => ("alive", Some("functioning"), book.seen_on),
        };
        let person = one.recipient.to_string();
        if day < book.grafted_on {
            return Err(amiss("seen before the graft"));
        }
        self.outcome(one.transplant.to_string(), &person, (status, graft), Happened::on(day, zone.clone())?)
            .await
            .map(drop)
    }
}
