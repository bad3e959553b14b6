//! The donor register of the demonstration: citizens who decided, changed, were told or not; referrals and look-ups; an old
//! register that came over and one that would have flipped its people.

use codes::activity::Sex;
use codes::organ::OrganFamily;
use domain::access::Role;
use domain::donor_register::{Agreement, ChoiceKind, Pathway};
use jiff::{SignedDuration, Timestamp};

use super::cast::{Cast, MINISTRY, SARIM};
use super::dice::Dice;
use super::names::{Names, SYSTEM, Wanted};
use super::{DemoPerson, Size, amiss};
use crate::Service;
use crate::clock::SetClock;
use crate::donor_register::{Asked, AtCounter, Loopback, NewReferral, Signing, Visit};
use crate::failure::Failure;

/// How long ago the first citizen decided, days.
const LONGEST_AGO: i64 = 700;
/// Streets of letters.
const STREETS: [&str; 5] = ["Harbour Street", "Mill Lane", "Citadel Road", "Orchard Way", "Lighthouse Row"];
/// What an old register's columns and values mean.
const MAPPING: &str = "system = \"national_number\"\nlanguage = \"ar\"\n[columns]\nnumber = \"No\"\nname = \"Name\"\n\
    birth = \"Born\"\naddress = [\"Street\", \"Town\"]\nchoice = \"Donor\"\n[choices]\nJ = \"yes\"\nN = \"no\"\n";

/// Something that happens in the register.
enum Deed {
    Decides { citizen: usize, choice: ChoiceKind, moved: bool },
    Post,
    Returns { citizen: usize },
    Confirms { citizen: usize },
    Objects { citizen: usize },
    Refers { citizen: usize, pathway: Pathway },
    Looks { citizen: usize, allowed: bool },
    Old { rows: std::ops::Range<usize>, inverted: bool, signed: bool },
}

/// The register as far as it has come.
pub(super) struct Register {
    citizens: Vec<AtCounter>,
    people: Vec<DemoPerson>,
    agenda: std::vec::IntoIter<(Timestamp, Deed)>,
    next: Option<(Timestamp, Deed)>,
    post: Loopback,
}

impl Register {
    /// What will happen until the present.
    pub(super) fn new(seed: u32, size: Size, until: Timestamp) -> Result<Self, Failure> {
        let (mut dice, mut names) = (Dice::new(seed ^ 0x7265_6769), Names::new(seed ^ 0x7265_6769));
        let (count, old) = match size {
            Size::Village => (16, 34),
            Size::Country => (260, 60),
        };
        let (mut citizens, mut people) = (Vec::new(), Vec::new());
        for _ in 0..count + old {
            let (citizen, person) = citizen(&mut dice, &mut names)?;
            citizens.push(citizen);
            people.push(person);
        }
        let mut agenda = agenda(&mut dice, count, until);
        let ago = |days: i64| before(until, days, 0);
        agenda.push((ago(400), Deed::Old { rows: count..count + old, inverted: false, signed: true }));
        agenda.push((ago(9), Deed::Old { rows: count..count + old, inverted: true, signed: false }));
        agenda.sort_by_key(|(at, _)| *at);
        let mut agenda = agenda.into_iter();
        let next = agenda.next();
        Ok(Self { citizens, people, agenda, next, post: Loopback::default() })
    }

    /// Everybody in it, with what must never lie in the clear.
    pub(super) fn people(self) -> Vec<DemoPerson> {
        self.people
    }

    /// Lets everything happen that is due by an instant.
    pub(super) async fn until(
        &mut self,
        (service, clock, cast): (&Service, &SetClock, &Cast),
        at: Timestamp,
    ) -> Result<(), Failure> {
        while let Some((due, deed)) = self.next.take_if(|(due, _)| *due <= at) {
            clock.set(due);
            self.happens(service, cast, deed).await?;
            self.next = self.agenda.next();
        }
        Ok(())
    }

    async fn happens(&self, service: &Service, cast: &Cast, deed: Deed) -> Result<(), Failure> {
        let registrar = cast.member(Role::Registrar, None, 0)?;
        match deed {
            Deed::Post => self.posts(service).await,
            Deed::Decides { citizen, choice, moved } => {
                let mut said = self.one(citizen)?.clone();
                (said.choice, said.organs) = (choice, organs(choice, citizen));
                if choice == ChoiceKind::NamedPerson {
                    said.named = Some("My sister, by telephone".to_owned());
                }
                if moved {
                    said.address = format!("17 New Quay\n{}", said.address.lines().last().unwrap_or("Sarim"));
                }
                service.declare_at_counter(&registrar, said).await.map(drop)
            }
            Deed::Returns { citizen } => match self.letter(citizen)? {
                Some(letter) => service.letter_returned(letter.id).await.map(drop),
                None => Ok(()),
            },
            Deed::Confirms { citizen } => {
                let visit = self.visit(service, citizen).await?;
                service.confirm_mine(&visit, 0).await.map(drop)
            }
            Deed::Objects { citizen } => {
                let visit = self.visit(service, citizen).await?;
                service.object_mine(&visit, 0).await.map(drop)
            }
            Deed::Refers { citizen, pathway } => {
                let physician = cast.member(Role::ReferringPhysician, Some(SARIM), 0)?;
                let (system, number) = self.number(citizen)?;
                let certified_at = service.now();
                service.refer(&physician, NewReferral { system, number, pathway, certified_at }).await.map(drop)
            }
            Deed::Looks { citizen, allowed } => {
                let coordinator = cast.member(Role::Coordinator, None, 0)?;
                let (system, number) = self.number(citizen)?;
                match service.look_up(&coordinator, Asked::Person { system, number }).await {
                    Ok(_) if allowed => Ok(()),
                    Err(Failure::Refused { .. }) if !allowed => Ok(()),
                    Ok(_) => Err(amiss("a look-up without a referral was allowed")),
                    Err(other) => Err(other),
                }
            }
            Deed::Old { rows, inverted, signed } => self.old(service, cast, rows, (inverted, signed)).await,
        }
    }

    /// Hands over everything that waits.
    async fn posts(&self, service: &Service) -> Result<(), Failure> {
        while service.post_letters(&self.post).await?.handed > 0 {}
        Ok(())
    }

    async fn old(
        &self,
        service: &Service,
        cast: &Cast,
        rows: std::ops::Range<usize>,
        (inverted, signed): (bool, bool),
    ) -> Result<(), Failure> {
        let importer = cast.member(Role::Importer, Some(MINISTRY), 0)?;
        let (id, _) = service.stage_register(&importer, MAPPING, self.book(rows, inverted)?.into_bytes()).await?;
        if !signed {
            return Ok(());
        }
        let registrar = cast.member(Role::Registrar, None, 0)?;
        for row in service.sample_rows(&registrar, id).await? {
            service.check_row(&registrar, id, row.row, Agreement::Agrees).await?;
        }
        let inspector = cast.member(Role::Inspector, Some(MINISTRY), 0)?;
        for by in [cast.member(Role::PrivacyOfficer, Some(MINISTRY), 0)?, inspector.clone()] {
            service.sign_register(&by, id, Signing { explains: Vec::new(), because: None }).await?;
        }
        service.accept_register(&inspector, id).await.map(drop)
    }

    /// An old book as its office kept it, with a row nobody can read.
    fn book(&self, rows: std::ops::Range<usize>, inverted: bool) -> Result<String, Failure> {
        let mut text = "No,Name,Born,Street,Town,Donor\n".to_owned();
        for citizen in rows {
            let one = self.one(citizen)?;
            let (street, town) = one.address.split_once('\n').unwrap_or((&one.address, "Sarim"));
            let value = if (citizen % 3 == 0) != inverted { "N" } else { "J" };
            text.push_str(&format!("{},{},{},{street},{town},{value}\n", one.number, one.name, one.birth));
        }
        text.push_str("12345678901,Nobody,1970-02-31,1 Mill Lane,Sarim,\n");
        Ok(text)
    }

    fn one(&self, citizen: usize) -> Result<&AtCounter, Failure> {
        self.citizens.get(citizen).ok_or_else(|| amiss("no such citizen"))
    }

    fn number(&self, citizen: usize) -> Result<(String, String), Failure> {
        Ok((SYSTEM.to_owned(), self.one(citizen)?.number.clone()))
    }

    /// The newest letter to a citizen.
    fn letter(&self, citizen: usize) -> Result<Option<crate::donor_register::LetterSeen>, Failure> {
        let name = format!("{}\n", self.one(citizen)?.name);
        Ok(self.post.taken().into_iter().rfind(|letter| letter.address.starts_with(&name)))
    }

    /// A visit with the code from the newest letter.
    async fn visit(&self, service: &Service, citizen: usize) -> Result<Visit, Failure> {
        let letter = self.letter(citizen)?.ok_or_else(|| amiss("no letter came"))?;
        let words = letter.text.split_whitespace().map(|w| w.trim_matches(['\u{2068}', '\u{2069}']).to_owned());
        let code = words.into_iter().find(|w| w.len() == 23 && w.matches('-').count() == 3);
        let (system, number) = self.number(citizen)?;
        let code = code.ok_or_else(|| amiss("a letter without a code"))?;
        Ok(Visit(service.open_visit(&code, &system, &number, &letter.id.to_string()).await?.token))
    }
}

fn before(until: Timestamp, days: i64, minutes: i64) -> Timestamp {
    let ago = SignedDuration::from_hours(24 * days) - SignedDuration::from_mins(minutes);
    until.checked_sub(ago).unwrap_or(until)
}

fn organs(choice: ChoiceKind, citizen: usize) -> Vec<OrganFamily> {
    match (choice, citizen % 2) {
        (ChoiceKind::Some, 0) => vec![OrganFamily::Kidney, OrganFamily::Liver],
        (ChoiceKind::Some, _) => vec![OrganFamily::Kidney],
        _ => Vec::new(),
    }
}

/// A citizen as they stand at the counter.
fn citizen(dice: &mut Dice, names: &mut Names) -> Result<(AtCounter, DemoPerson), Failure> {
    let (sex, language) = (dice.one_of(&[0_u8, 1]), dice.one_of(&["ar", "en"]));
    let sex = if sex == 0 { Sex::Female } else { Sex::Male };
    let (_, person) = names.person(Wanted { sex, born: (1940, 2004), language, residence: "XC" })?;
    let address = format!("{} {}\nSarim", dice.between(1, 180), dice.one_of(&STREETS));
    let said = AtCounter {
        paper: dice.one_of(&["identity_card", "passport"]).to_owned(),
        system: SYSTEM.to_owned(),
        number: person.number.clone(),
        name: person.names.first().cloned().unwrap_or_default(),
        birth: person.birth.clone(),
        address,
        language: language.parse()?,
        choice: ChoiceKind::Yes,
        organs: Vec::new(),
        named: None,
        note: None,
        guardian: None,
    };
    Ok((said, person))
}

fn agenda(dice: &mut Dice, count: usize, until: Timestamp) -> Vec<(Timestamp, Deed)> {
    use ChoiceKind::{NamedPerson, No, Some, Withdrawn, Yes};
    let mut all = Vec::new();
    let choices = [1_u8, 1, 1, 1, 1, 2, 2, 2, 3, 4];
    for citizen in 0..count {
        // The first few have the stories below; the last few decided so lately that no letter went out yet.
        let days = match citizen {
            0..8 => 120,
            _ if citizen + 3 >= count => 0,
            _ => dice.between(2, LONGEST_AGO),
        };
        let choice = match dice.one_of(&choices) {
            2 => No,
            3 => Some,
            4 => NamedPerson,
            _ => Yes,
        };
        let minute = if days == 0 { -dice.between(5, 300) } else { dice.between(0, 400) };
        all.push((before(until, days, minute), Deed::Decides { citizen, choice, moved: false }));
        if citizen >= 8 && citizen % 11 == 0 && days > 60 {
            let choice = dice.one_of(&[1_u8, 2, 3]);
            let choice = if choice == 1 { Withdrawn } else { No };
            let at = before(until, dice.between(20, days - 30), minute);
            all.push((at, Deed::Decides { citizen, choice, moved: citizen % 22 == 0 }));
        }
    }
    all.extend((1..=LONGEST_AGO / 4).map(|n| (before(until, n * 4, 600), Deed::Post)));
    all.push((before(until, 112, 10), Deed::Returns { citizen: 0 }));
    all.push((before(until, 110, 10), Deed::Confirms { citizen: 1 }));
    all.push((before(until, 109, 10), Deed::Objects { citizen: 2 }));
    all.push((before(until, 40, 0), Deed::Refers { citizen: 3, pathway: Pathway::DeathCertified }));
    all.push((before(until, 40, 90), Deed::Looks { citizen: 3, allowed: true }));
    all.push((before(until, 21, 30), Deed::Looks { citizen: 4, allowed: false }));
    for (citizen, pathway, days) in
        [(5, Pathway::EndOfLifeDeclared, 2), (6, Pathway::DeathCertified, 1), (0, Pathway::DeathCertified, 1)]
    {
        all.push((before(until, days, 30), Deed::Refers { citizen, pathway }));
    }
    all.push((before(until, 1, 200), Deed::Looks { citizen: 6, allowed: true }));
    all
}
