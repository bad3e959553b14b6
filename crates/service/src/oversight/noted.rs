//! What inspectors wrote down on a tablet without a network, kept once by the use cases that keep it at the desk.

use codes::time::Happened;
use domain::access::Permission;
use domain::oversight::{Checked, LineNoted, Noted};
use domain::trace::entry::Sent;
use jiff::Timestamp;

use super::{Raising, filled};
use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::work::{Receipt, Settled, Work};
use crate::{SealedEntry, Service};

const WHAT: &str = "oversight.keep_noted";

impl Service {
    /// Keeps what an inspector's device sealed, with the instant at which it was seen: a line of the checklist, and the
    /// nonconformity where it has a grade. Sent twice, it is kept once.
    ///
    /// Returns that instant by the registry's clock, and how unsure it is.
    ///
    /// # Errors
    /// Denied; it does not open; somebody else wrote it; the audit is over or the writer does not go along; what
    /// [`Service::check_audit`] and [`Service::raise_nonconformity`] refuse.
    pub async fn keep_noted(&self, access: &Access, sealed: SealedEntry) -> Result<(Happened, Receipt), Failure> {
        self.permit(WHAT, access, May::national(Permission::Audit), None).await?;
        let expected = "a line of the checklist and the reading of the device's clock";
        let sent: Sent<Noted> = self.unsealed(access, &sealed, ("audit", expected))?;
        let Noted::AuditCheck(line) = &sent.told;
        match (&line.note, line.grade) {
            (Some(note), _) => filled("note", note)?,
            (None, Some(_)) => return Err(Problem::new("missing", "note", "what was seen, in words").into()),
            (None, None) => {}
        }
        let device_now = sealed.device_now;
        self.write(WHAT, access, May::national(Permission::Audit), move |w| {
            let sent = sent.clone();
            Box::pin(async move { Ok(Settled::Done(w.keep_noted(sent, device_now).await?)) })
        })
        .await
    }
}

impl Work<'_> {
    async fn keep_noted(&mut self, sent: Sent<Noted>, device_now: Timestamp) -> Result<Happened, Failure> {
        let at = self.by_clock(&sent.scanned, device_now).0;
        let Noted::AuditCheck(LineNoted { audit, item, answer, note, grade, due }) = sent.told;
        let mark = Some(sent.mark.clone());
        let checked = Checked { item, answer, note: note.clone(), seen_at: at.at, mark };
        self.keep_checked(audit, &[checked]).await?;
        if let Some((grade, seen)) = grade.zip(note) {
            let due = due.or_else(|| self.latest_due(grade, at.at));
            let due = due.ok_or_else(|| Problem::new("missing", "due", "by when it must be put right"))?;
            let raising = Raising { audit, grade, item, seen, due };
            self.raise_found(raising, Some((sent.mark, at.clone()))).await?;
        }
        Ok(at)
    }
}
