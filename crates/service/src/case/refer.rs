//! Disclosing something of a case: first what the law allows and what would be said, then the disclosure, field by field.

use std::collections::BTreeSet;

use ::law::param::{self, Gateway};
use ::law::{Cite, Words};
use codes::ids::{CaseId, CentreId};
use codes::language::Language;
use domain::Private;
use domain::access::Permission;
use domain::approval::Pair;
use domain::case::{
    Authority, Concerned, Disclosed, Disclosing, Field, LegalBasis, LinkKind, PartyKind, Referred, Step, SuspicionCase,
    draft, gate_disclosing,
};
use domain::licence::Centre;
use domain::registry::{Transplant, Unit};

use super::step::{filled, takes};
use crate::Service;
use crate::access::{Access, May};
use crate::donor_register::letter::{spoken, words};
use crate::failure::{Failure, Problem};
use crate::reading::open_all;
use crate::work::{Receipt, Settled, Work};

/// What somebody wants to disclose.
#[derive(Clone)]
pub struct Referring {
    /// To whom.
    pub to: Authority,
    /// Which office.
    pub office: Private,
    /// The centre, where the office is one on record.
    pub centre: Option<CentreId>,
    /// Which fields.
    pub fields: Vec<Field>,
    /// What is written for this recipient, where the summary is among the fields.
    pub summary: Option<Private>,
    /// In which language words stand beside codes; English where there are none in it.
    pub language: Language,
}

/// Codes of a case with a word beside each: whoever reads it outside has no list of codes.
struct Worded<'a> {
    words: &'a Words,
    language: &'static str,
}

impl Worded<'_> {
    fn of(language: &Language) -> Result<Self, Failure> {
        let words = words()?;
        Ok(Worded { words, language: spoken(words, language) })
    }

    fn code(&self, code: &str) -> String {
        let key = format!("term-{}", code.replace('_', "-"));
        match self.words.has(self.language, &key) {
            true => format!("{code} ({})", self.words.say(self.language, &key)),
            false => code.to_owned(),
        }
    }
}

/// What a disclosure would say, and under which law. It has no `Debug`.
#[derive(Clone)]
pub struct ReferralPreview {
    /// The provision, with the fields it opens; `None` where the law has none for this authority, or nobody has read it.
    pub gateway: Option<Gateway>,
    /// Where the profile has it from.
    pub cite: Option<Cite>,
    /// Each field the case can fill, with the words that would be disclosed.
    pub texts: Vec<(Field, String)>,
}

impl Service {
    /// What may be disclosed of a case to an authority, and what it would say.
    ///
    /// # Errors
    /// Denied, and hidden from whoever is not in the team.
    pub async fn referral_preview(
        &self,
        access: &Access,
        id: CaseId,
        to: Authority,
        language: &Language,
    ) -> Result<ReferralPreview, Failure> {
        let seen = self.case(access, id).await?;
        let worded = Worded::of(language)?;
        let law = self.ctx.law_at(self.now());
        let gateways = law.get(&param::CASE_GATEWAYS).unwrap_or_default();
        let text = |field: &Field| Some((*field, said(&seen.case, *field, &worded)?));
        Ok(ReferralPreview {
            gateway: Disclosing::gateway(to, gateways),
            cite: law.cite(param::CASE_GATEWAYS.key),
            texts: Field::ALL.iter().filter_map(text).collect(),
        })
    }

    /// Discloses fields of a case to an authority. Exactly what was disclosed is kept.
    ///
    /// # Errors
    /// Denied, and hidden from whoever is not in the team; the case is closed; a field that the case cannot fill; refused:
    /// without a legal basis, more than it opens, or to whoever the case is about.
    pub async fn refer_case(
        &self,
        access: &Access,
        id: CaseId,
        referring: Referring,
    ) -> Result<((), Receipt), Failure> {
        self.in_team("case.refer", access, id, Permission::WorkCase).await?;
        filled("office", &referring.office)?;
        self.write("case.refer", access, May::national(Permission::WorkCase), move |w| {
            let referring = referring.clone();
            Box::pin(async move { w.refer(id, referring).await })
        })
        .await
    }
}

impl Work<'_> {
    async fn refer(&mut self, id: CaseId, referring: Referring) -> Result<Settled<()>, Failure> {
        let case = self.case_of_team(id).await?;
        let ctx = std::sync::Arc::clone(&self.ctx);
        let case = open_all(self.tx, &ctx, case, &id.to_string(), "inquiry").await?;
        let law = ctx.law_at(self.now);
        let mut fields = referring.fields.clone();
        fields.sort_unstable();
        fields.dedup();
        let gateway = Disclosing::gateway(referring.to, law.get(&param::CASE_GATEWAYS).unwrap_or_default());
        let cite = law.cite(param::CASE_GATEWAYS.key);
        let step = Step::Referred(Referred {
            to: referring.to,
            office: referring.office.clone(),
            centre: referring.centre,
            basis: basis(gateway, cite, &law.profile().country().version),
            disclosed: disclosed(&case, &fields, &referring)?,
            language: Some(referring.language.clone()),
        });
        takes(&case, &step)?;
        let concerned = self.concerned(&case, &referring).await?;
        let asked = Disclosing { to: referring.to, fields, concerned };
        let verdict = gate_disclosing(&asked, &law, &ctx.floor, || vec![draft(id, &step)]);
        self.gated(id, verdict, &asked).await
    }

    /// Whether the recipient is somebody the case is about.
    async fn concerned(&mut self, case: &SuspicionCase, referring: &Referring) -> Result<Concerned, Failure> {
        if let Some(centre) = referring.centre {
            self.get::<Centre>("centre", centre).await?;
        }
        let office = plain(referring.office.clear().unwrap_or_default());
        let named = |name: &str| name.chars().count() > 3 && office.contains(name);
        for party in case.parties() {
            let bears = party.added.name.as_ref().and_then(Private::clear).is_some_and(|name| named(&plain(name)));
            if bears || (party.added.centre.is_some() && party.added.centre == referring.centre) {
                return Ok(Concerned::Party);
            }
        }
        let today = self.ctx.day_of(self.now);
        let mut centres: BTreeSet<CentreId> = case.parties().iter().filter_map(|p| p.added.centre).collect();
        for link in case.links().iter().filter(|l| l.undone.is_none()) {
            let number = link.linked.said.number.clear().unwrap_or_default().to_owned();
            centres.extend(self.centre_behind(&number).await?);
        }
        for id in centres {
            let name = self.get::<Centre>("centre", id).await?.name_on(today).to_owned();
            if referring.centre == Some(id) || named(&plain(&name)) {
                return Ok(Concerned::Centre);
            }
        }
        Ok(Concerned::No)
    }

    /// The centre at which something linked lies, as far as the record says.
    async fn centre_behind(&mut self, number: &str) -> Result<Option<CentreId>, Failure> {
        Ok(match number.get(..4) {
            Some("cen_") => number.parse().ok(),
            Some("par_") => self.find::<Pair>(number).await?.map(|p| p.centre),
            Some("org_") => self.find::<Unit>(number).await?.and_then(|u| u.entered.centre),
            Some("trp_") => self.find::<Transplant>(number).await?.and_then(|t| t.transplanted.centre),
            _ => None,
        })
    }
}

/// Letters and digits alone, so that a hyphen or a capital hides nobody.
fn plain(name: &str) -> String {
    name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The legal basis as it stands in the profile; without one the rules refuse, and this is never written.
fn basis(gateway: Option<Gateway>, cite: Option<Cite>, profile: &str) -> LegalBasis {
    LegalBasis {
        provision: gateway.map(|g| g.provision).unwrap_or_default(),
        profile: profile.to_owned(),
        evidence: cite.as_ref().map_or(::law::Evidence::Unconfirmed, |c| c.evidence),
        reference: cite.map(|c| c.reference).unwrap_or_default(),
    }
}

/// What is disclosed, word for word.
fn disclosed(case: &SuspicionCase, fields: &[Field], referring: &Referring) -> Result<Vec<Disclosed>, Failure> {
    let worded = Worded::of(&referring.language)?;
    let text = |field: Field| match (field, &referring.summary) {
        (Field::Summary, Some(text)) => filled("summary", text).map(|()| text.clone()),
        (Field::Summary, None) => Err(Problem::new("missing", "summary", "what this recipient is told")),
        _ => said(case, field, &worded).map(Private::Clear).ok_or_else(|| {
            Problem::new("malformed", "fields", "a field about which the case says something").showing(field.code())
        }),
    };
    fields.iter().map(|field| Ok(Disclosed { field: *field, text: text(*field)? })).collect()
}

/// What a field of a case says, codes with their words; `None` where the case says nothing, and for what is written for one recipient.
fn said(case: &SuspicionCase, field: Field, worded: &Worded<'_>) -> Option<String> {
    let numbers = |of: &[LinkKind]| {
        let links = case.links();
        let of = links.iter().filter(|l| l.undone.is_none() && of.contains(&l.linked.said.kind));
        let numbers: Vec<String> = of.filter_map(|l| l.linked.said.number.clear().map(str::to_owned)).collect();
        (!numbers.is_empty()).then(|| numbers.join("\n"))
    };
    let parties = case.parties();
    let open = || parties.iter().filter(|p| p.added.kind != PartyKind::Protected);
    let lines = |lines: Vec<String>| (!lines.is_empty()).then(|| lines.join("\n"));
    match field {
        Field::Crime => case.crime().map(|c| worded.code(c.code())),
        Field::Offences => lines(case.crimes().last()?.said.offences.iter().map(|o| worded.code(o.code())).collect()),
        Field::Parties => {
            let line = |p: &domain::case::Party<'_>| {
                Some(format!("{}: {}", p.added.name.as_ref()?.clear()?, worded.code(p.added.role.code())))
            };
            lines(open().filter_map(line).collect())
        }
        Field::Roles => lines(open().map(|p| worded.code(p.added.role.code())).collect()),
        Field::Procedures => numbers(&[LinkKind::Procedure]),
        Field::Centres => numbers(&[LinkKind::Centre]),
        Field::Payments => numbers(&[LinkKind::Payment]),
        Field::Opening => case.opened.reason.clear().map(str::to_owned),
        Field::Summary => None,
    }
}
