//! Letters: neutral in their words, each with a code of its own, sealed until the post has them.

use std::sync::OnceLock;

use ::law::{Text, Words};
use codes::ids::{DecisionId, LetterId, PersonId};
use codes::language::Language;
use domain::donor_register::{AddressKept, Decision, Letter, LetterKind, LetterQueued, LetterState, NoticeOf};
use domain::{Draft, Vault};
use jiff::SignedDuration;
use jiff::civil::Date;

use crate::Service;
use crate::access::code::OneTimeCode;
use crate::failure::{Failure, Problem};
use crate::reading::open_all;
use crate::work::{Receipt, Work};

/// Who gets a letter, and in which language. It has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Recipient {
    pub(super) address: String,
    pub(super) language: Language,
}

impl Recipient {
    /// From an address that was opened; `None` while it is sealed or after it was erased.
    pub(super) fn of(kept: &AddressKept) -> Option<Self> {
        Some(Self { address: kept.address.clear()?.to_owned(), language: kept.language.clone() })
    }
}

/// A letter opened for the post or the demonstration's reader. It has no `Debug`.
#[derive(Clone)]
pub struct LetterSeen {
    /// The letter.
    pub id: LetterId,
    /// What it is for.
    pub kind: LetterKind,
    /// How far it is.
    pub state: LetterState,
    /// When it was written.
    pub queued_at: jiff::Timestamp,
    /// The address on the envelope.
    pub address: String,
    /// The text.
    pub text: String,
}

/// The words of letters and messages.
pub(crate) fn words() -> Result<&'static Words, Failure> {
    static WORDS: OnceLock<Result<Words, String>> = OnceLock::new();
    WORDS.get_or_init(Words::load).as_ref().map_err(|why| Failure::fault(why))
}

/// The language of a letter: the person's own where there are words for it, English otherwise.
pub(crate) fn spoken(words: &Words, language: &Language) -> &'static str {
    words.languages().find(|known| *known == language.primary()).unwrap_or("en")
}

fn text(kind: LetterKind, language: &Language, code: &OneTimeCode, days: (Date, Date)) -> Result<String, Failure> {
    let words = words()?;
    let key = match kind {
        LetterKind::Code => "letter-code",
        LetterKind::ReadBack => "letter-read-back",
    };
    let plain = |text: String| Text::Words(text);
    let values = [
        ("code", plain(code.show().to_owned())),
        ("today", plain(days.0.to_string())),
        ("until", plain(days.1.to_string())),
        ("page", plain("/my-decision".to_owned())),
    ];
    Ok(words.say_with(spoken(words, language), key, &values))
}

impl Work<'_> {
    /// Writes a letter with a code of its own and puts it into the outbox.
    pub(super) async fn write_letter(
        &mut self,
        (decision, person): (DecisionId, PersonId),
        to: &Recipient,
        kind: LetterKind,
    ) -> Result<LetterId, Failure> {
        let law = self.ctx.register_law(self.now);
        let objection = match kind {
            LetterKind::Code => 0,
            LetterKind::ReadBack => law.objection_days.unwrap_or(0),
        };
        let days = law.delivery_days.unwrap_or(0) + law.code_days.unwrap_or(0) + objection;
        let until = self.now.checked_add(SignedDuration::from_hours(24 * i64::from(days))).unwrap_or(self.now);
        let code = OneTimeCode::new(self.ctx.random());
        let id: LetterId = self.id();
        let queued = LetterQueued {
            decision,
            kind,
            address: to.address.as_str().into(),
            text: text(kind, &to.language, &code, (self.ctx.day_of(self.now), self.ctx.day_of(until)))?.as_str().into(),
            language: to.language.clone(),
        };
        let draft = Draft::new("donor_register.letter_queued", id, &queued).about(decision);
        self.record(vec![draft.sealed_for(Vault::Identity, person)]).await?;
        store::donor_register::put_code(self.tx, code.hash(), &decision.to_string(), &id.to_string(), until).await?;
        Ok(id)
    }

    /// Writes down how far a letter is, at the letter and at the declaration it tells of.
    pub(super) async fn letter_is(&mut self, letter: &Letter, what: [&'static str; 2]) -> Result<(), Failure> {
        let [of_letter, of_notice] = what;
        let mut drafts = vec![Draft::new(of_letter, letter.id, &()).about(letter.queued.decision)];
        if letter.queued.kind == LetterKind::ReadBack {
            let notice = NoticeOf { letter: letter.id };
            drafts.push(Draft::new(of_notice, letter.queued.decision, &notice).about(letter.id));
        }
        self.record(drafts).await
    }
}

impl Service {
    /// A letter came back: what it told of does not count until the person is told otherwise. For the console.
    ///
    /// # Errors
    /// No such letter, or the post never had it.
    pub async fn letter_returned(&self, id: LetterId) -> Result<Receipt, Failure> {
        let work = self.as_console("donor_register.letter_returned", move |w| {
            Box::pin(async move {
                let letter: Letter = w.get("letter", id).await?;
                match letter.state {
                    LetterState::Handed { .. } => {
                        w.letter_is(&letter, ["donor_register.letter_returned", "donor_register.notice_returned"]).await
                    }
                    other => {
                        let wrong = Problem::new("stale", "letter", "a letter that the post has");
                        Err(wrong.showing(other.code()).into())
                    }
                }
            })
        });
        Ok(work.await?.1)
    }

    /// The newest letters, opened: for the visitors of a demonstration, who have no letter box.
    ///
    /// # Errors
    /// Denied and hidden in every registry that was not founded as a demonstration.
    pub async fn demo_letters(&self) -> Result<Vec<LetterSeen>, Failure> {
        self.public("donor_register.demo_letters", |r| {
            Box::pin(async move {
                let registry = store::access::registry(r.tx).await?;
                if !registry.is_some_and(|r| r.founded.used_for == domain::access::RegistryUse::Demo) {
                    return Err(Failure::Denied { hidden: true });
                }
                let mut seen = Vec::new();
                for letter in store::donor_register::newest_letters(r.tx, 12).await? {
                    let id = letter.id.to_string();
                    seen.extend(letter_seen(open_all(r.tx, &r.ctx, letter, &id, "demo").await?));
                }
                Ok(seen)
            })
        })
        .await
    }
}

/// A letter whose private texts were opened; `None` when they were erased.
pub(super) fn letter_seen(letter: Letter) -> Option<LetterSeen> {
    Some(LetterSeen {
        id: letter.id,
        kind: letter.queued.kind,
        state: letter.state,
        queued_at: letter.queued_at,
        address: letter.queued.address.clear()?.to_owned(),
        text: letter.queued.text.clear()?.to_owned(),
    })
}

/// Whether a decision has an address that was not erased.
pub(super) fn recipient(decision: &Decision) -> Option<Recipient> {
    decision.address.as_ref().and_then(Recipient::of)
}
