//! One-time links: a code that goes to the donor's own phone, in words that tell nobody what it is about.

use std::sync::Arc;

use ::law::{Text, param};
use codes::ids::{MessageId, VisitId};
use domain::access::Permission;
use domain::followup::{MessageQueued, Visit};
use domain::{Draft, Vault};
use jiff::SignedDuration;

use crate::Service;
use crate::access::Access;
use crate::access::code::OneTimeCode;
use crate::donor_register::letter::{spoken, words};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};

/// Page on which the code is typed.
const PAGE: &str = "/my-follow-up";

impl Service {
    /// Sends a living donor a link to the questions of a visit. An earlier link of the same visit is worth nothing then.
    ///
    /// # Errors
    /// Denied; no such visit; it is not waited for, or of a recipient; no telephone or no number for the second check is on
    /// record.
    pub async fn send_link(&self, access: &Access, id: VisitId) -> Result<(MessageId, Receipt), Failure> {
        let may = self.may_on_visit(access, Permission::RecordVisit, id).await?;
        self.write("followup.send_link", access, may, move |w| {
            Box::pin(async move {
                let visit: Visit = w.get("visit", id).await?;
                if !visit.is_open() || !visit.planned.subject.starts_with("don_") {
                    return Err(Problem::new("stale", "visit", "an open visit of a living donor").into());
                }
                let sent = w.queue_link(&visit).await?;
                let wrong = || Problem::new("missing", "phone", "a telephone and an identity number on record");
                Ok(Settled::Done(sent.ok_or_else(wrong)?))
            })
        })
        .await
    }
}

impl Work<'_> {
    /// Writes a message with a code of its own; `None` when the donor cannot be reached, or could not pass the second
    /// check.
    pub(super) async fn queue_link(&mut self, visit: &Visit) -> Result<Option<MessageId>, Failure> {
        let ctx = Arc::clone(&self.ctx);
        let subject = visit.planned.subject.clone();
        let mut reader = crate::Reader::new(self.tx, Arc::clone(&ctx), "followup.link");
        let Some(person) = reader.behind(&subject).await? else { return Ok(None) };
        let known = person.person.known;
        let phone = known.phone.as_ref().and_then(|p| p.clear()).map(str::trim).filter(|p| !p.is_empty());
        let (Some(phone), false) = (phone, known.identifiers.is_empty()) else { return Ok(None) };
        let words = words()?;
        let language = match known.languages.first() {
            Some(own) => own.clone(),
            None => "en".parse().map_err(|e| Failure::fault(&e))?,
        };
        let hours = ctx.law_at(self.now).get(&param::LINK_HOURS).unwrap_or(72);
        let until = self.now.checked_add(SignedDuration::from_hours(hours.into())).unwrap_or(self.now);
        let code = OneTimeCode::new(ctx.random());
        let plain = |text: String| Text::Words(text);
        let values = [
            ("code", plain(code.show().to_owned())),
            ("until", plain(ctx.day_of(until).to_string())),
            ("page", plain(PAGE.to_owned())),
        ];
        let text = words.say_with(spoken(words, &language), "message-link", &values);
        let queued = MessageQueued { visit: visit.id, to: phone.into(), text: text.as_str().into(), language };
        let id: MessageId = self.id();
        let draft = Draft::new("followup.message_queued", id, &queued).about(visit.id);
        self.record(vec![draft.sealed_for(Vault::Identity, &subject)]).await?;
        store::followup::withdraw_codes(self.tx, &visit.id.to_string()).await?;
        store::followup::put_code(self.tx, code.hash(), &visit.id.to_string(), until).await?;
        Ok(Some(id))
    }
}
