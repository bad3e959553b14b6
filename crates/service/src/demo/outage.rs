//! A morning without the network at Port Elun: sheets that came back, one that was not used, one that nobody can show; and
//! what a courier's device told hours later.

use codes::ids::{OutageId, SheetId, UnitId};
use domain::access::Role;
use domain::trace::entry::{HandTold, Sent, Told};
use domain::trace::order::Scanned;
use domain::trace::outage::{OutageOpened, OutageWhy};
use domain::trace::paper::{SecondReading, SheetRead, SheetVoided, VoidReason};
use jiff::{SignedDuration, Timestamp};

use super::act::{Act, World};
use super::amiss;
use super::calendar::Calendar;
use super::cast::{At, ELUN, HADDAN, SARIM};
use crate::access::Access;
use crate::failure::Failure;
use crate::{OutageAsked, PackAsked, SealedEntry, SheetFilled, SheetTold};

/// What happens on paper, each at its instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// A pack is printed at Port Elun the day before.
    Printed,
    /// The sheets that have not come back are asked for.
    Counted,
    /// A fresh pack lies at Sarim.
    Ready,
}

/// When it happens, around the morning that [`super::deceased`] tells of.
pub(super) fn agenda(c: &Calendar) -> Vec<(Timestamp, Act)> {
    vec![
        (c.at(c.ago(97), 10 * 60), Act::Paper(Deed::Printed)),
        (c.at(c.ago(88), 9 * 60), Act::Paper(Deed::Counted)),
        (c.at(c.ago(6), 9 * 60), Act::Paper(Deed::Ready)),
    ]
}

/// Sheets of the pack and the outage, as far as they were made.
#[derive(Default)]
pub(super) struct Papers {
    sheets: Vec<SheetId>,
    outage: Option<OutageId>,
}

impl World<'_> {
    pub(super) async fn paper(&mut self, deed: Deed) -> Result<(), Failure> {
        match deed {
            Deed::Printed => self.papers.sheets = self.packed(ELUN, [0, 0, 4, 0]).await?,
            Deed::Ready => drop(self.packed(SARIM, [1, 1, 3, 2]).await?),
            Deed::Counted => {
                let outage = self.papers.outage.ok_or_else(|| amiss("sheets asked for before an outage"))?;
                let now = self.service.now();
                let due = self.service.public("demo.due", move |r| {
                    Box::pin(async move { Ok(store::task::due(r.tx, now, i64::from(u16::MAX)).await?) })
                });
                let record = Some(outage.to_string());
                for task in due.await?.into_iter().filter(|task| task.record == record) {
                    self.service.count_sheets(&task.id, outage).await?;
                }
            }
        }
        Ok(())
    }

    async fn packed(&self, at: At, counts: [u32; 4]) -> Result<Vec<SheetId>, Failure> {
        let by = self.cast.member(Role::Coordinator, None, 0)?;
        let to = self.cast.account(Role::LivingDonorNurse, Some(at), 0)?;
        let [death, recovery, hand_over, graft] = counts;
        let asked = PackAsked { centre: self.cast.centre(at)?, to, death, recovery, hand_over, graft };
        Ok(self.service.issue_sheets(&by, asked).await?.0.sheets)
    }

    /// The network of Port Elun was away in the morning; told when it was back.
    pub(super) async fn outage(&mut self, (from_at, until_at): (Timestamp, Timestamp)) -> Result<(), Failure> {
        let by = self.cast.member(Role::Administrator, None, 0)?;
        let opened = OutageOpened { centres: vec![self.cast.centre(ELUN)?], why: OutageWhy::NetworkDown, from_at };
        let (id, _) = self.service.open_outage(&by, opened).await?;
        self.service.end_outage(&by, id, OutageAsked { until_at }).await?;
        self.papers.outage = Some(id);
        Ok(())
    }

    /// A hand-over is entered from the nth sheet of the pack; the first one is held against its paper, too.
    pub(super) async fn hand_on_paper(
        &self,
        by: &Access,
        nth: usize,
        hand: HandTold,
        happened: codes::time::Happened,
    ) -> Result<(), Failure> {
        let sheet = self.sheet(nth)?;
        let written_by = Some(self.cast.account(Role::LivingDonorNurse, Some(ELUN), 0)?);
        let filled = SheetFilled { told: SheetTold::HandOver { hand, happened }, written_by, writer: None };
        self.service.enter_sheet(by, sheet, filled).await?;
        if nth == 0 {
            let second = self.cast.member(Role::Surgeon, Some(ELUN), 0)?;
            let read = SheetRead { reading: SecondReading::Agrees, because: None };
            self.service.confirm_sheet(&second, sheet, read).await?;
        }
        Ok(())
    }

    /// A sheet of the pack came back blank; neither who printed it nor who held it voids it.
    pub(super) async fn blank(&self, nth: usize) -> Result<(), Failure> {
        let by = self.cast.member(Role::Surgeon, Some(ELUN), 0)?;
        let told = SheetVoided { reason: VoidReason::NotUsed };
        self.service.void_sheet(&by, self.sheet(nth)?, told).await.map(drop)
    }

    fn sheet(&self, nth: usize) -> Result<SheetId, Failure> {
        self.papers.sheets.get(nth).copied().ok_or_else(|| amiss("a sheet that was not printed"))
    }

    /// A courier's device tells what it kept: an organ whose way had ended, and a number that nobody knows.
    pub(super) async fn told_late(&self, ended: UnitId) -> Result<(), Failure> {
        let by = self.cast.member(Role::Courier, None, 0)?;
        let unknown = UnitId::from_bits(u64::from_le_bytes(self.service.ctx.random()));
        for (unit, to, hours) in [(ended, SARIM, 6), (unknown, HADDAN, 5)] {
            let hand = HandTold {
                unit,
                from: Some(self.cast.centre(ELUN)?),
                to: Some(self.cast.centre(to)?),
                package: Some("B-0317".to_owned()),
            };
            self.service.keep_told(&by, self.sealed(&by, hand, hours)?).await?;
        }
        Ok(())
    }

    fn sealed(&self, by: &Access, hand: HandTold, hours: i64) -> Result<SealedEntry, Failure> {
        let now = self.service.now();
        // The device's clock is two minutes slow, and was measured in the morning.
        let device_now = now.saturating_sub(SignedDuration::from_secs(120)).unwrap_or(now);
        let device_at = device_now.saturating_sub(SignedDuration::from_hours(hours)).unwrap_or(device_now);
        let scanned = Scanned { device: "van_7".to_owned(), device_at, offset_s: 120, uncertainty_s: 20 };
        let digits: [u8; 16] = self.service.ctx.random();
        let mark = data_encoding::HEXLOWER.encode(&digits);
        let sent = Sent { mark: mark.clone(), account: by.account, told: Told::HandOver(hand), scanned };
        let key = self.service.inbox_key()?;
        let clear = serde_json::to_vec(&sent).map_err(|e| Failure::fault(&e))?;
        let chance: [u8; 32] = self.service.ctx.random();
        let sealed = ledger::inbox::seal(&key.public, mark.as_bytes(), &clear, chance);
        let sealed = sealed.map_err(|e| Failure::fault(&e))?;
        let text = |bytes: &[u8]| data_encoding::BASE64.encode(bytes);
        Ok(SealedEntry { mark, key: key.version, enc: text(&sealed.enc), sealed: text(&sealed.ciphertext), device_now })
    }
}
