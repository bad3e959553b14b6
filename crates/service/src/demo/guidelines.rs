//! Guidelines in the demonstration, of bodies that do not exist: one in its second edition, one that nobody looked at again in
//! time, and one in Arabic.

use domain::access::Role;
use domain::guideline::{Edition, GuidelineStep};
use jiff::{Timestamp, ToSpan};

use super::act::{Act, World};
use super::calendar::Calendar;
use crate::failure::Failure;

/// One edition as a line: days ago, days until it is looked at again, which guideline it belongs to.
struct Line {
    days: i64,
    review_days: i64,
    of: usize,
    language: &'static str,
    title: &'static str,
    body: &'static str,
    source: &'static str,
    steps: &'static [GuidelineStep],
    text: &'static str,
}

const HEARING: &str = "Hearing a living donor alone";
const PSYCHOLOGISTS: &str = "Association of Psychologists of Calvane";

const TABLE: [Line; 4] = [
    Line {
        days: 1000,
        review_days: 700,
        of: 0,
        language: "en",
        title: HEARING,
        body: PSYCHOLOGISTS,
        source: "Bulletin of the association 1/2024, page 4",
        steps: &[GuidelineStep::Interviewed],
        text: "Hear the donor alone, at least once, in a room that nobody of the other side has chosen.",
    },
    Line {
        days: 320,
        review_days: 1100,
        of: 0,
        language: "en",
        title: HEARING,
        body: PSYCHOLOGISTS,
        source: "Bulletin of the association 1/2026, page 2",
        steps: &[GuidelineStep::Interviewed, GuidelineStep::Evaluated, GuidelineStep::Signs],
        text: "Hear the donor alone, at least twice, in a room that nobody of the other side has chosen.\n\
            Begin with an ordinary day; ask for the reason last.\n\
            Say at the end that a no is never told to anybody as a no.",
    },
    Line {
        days: 1100,
        review_days: 730,
        of: 1,
        language: "en",
        title: "What a board writes down when it says no",
        body: "Joint Board of Transplantation Ethics",
        source: "Minutes of the joint board 7/2023",
        steps: &[GuidelineStep::Decided, GuidelineStep::Rejected],
        text: "Write the step, the ground and where it was referred.\nCall proven only what a court or an authority found.",
    },
    Line {
        days: 200,
        review_days: 900,
        of: 2,
        language: "ar",
        title: "الحديث مع المتبرع قبل التوقيع",
        body: "جمعية أطباء كالفان",
        source: "مجلة الجمعية، العدد 2 لسنة 2026",
        steps: &[GuidelineStep::Informed, GuidelineStep::Signed],
        text: "تحدث بلغة المتبرع لا بلغة المتلقي.\nاطلب منه أن يعيد بكلماته ما فهم، وسجل ما لم يفهم.",
    },
];

/// Everything that is published.
pub(super) fn agenda(calendar: &Calendar) -> Vec<(Timestamp, Act)> {
    let act = |(n, line): (usize, &Line)| (calendar.at(calendar.ago(line.days), 11 * 60), Act::Guideline(n));
    TABLE.iter().enumerate().map(act).collect()
}

impl World<'_> {
    /// Lets one edition be published.
    pub(super) async fn guideline(&mut self, n: usize) -> Result<(), Failure> {
        let Some(line) = TABLE.get(n) else { return Ok(()) };
        let by = self.cast.member(Role::BoardMember, None, 0)?;
        let from = self.service.today();
        let edition = Edition {
            body: line.body.to_owned(),
            title: line.title.to_owned(),
            language: line.language.parse()?,
            source: line.source.to_owned(),
            from,
            review_by: from.saturating_add(line.review_days.days()),
            steps: line.steps.to_vec(),
            text: line.text.to_owned(),
        };
        match self.guidelines.get(&line.of).copied() {
            Some(id) => self.service.revise_guideline(&by, id, edition).await.map(drop),
            None => {
                let (id, _) = self.service.publish_guideline(&by, edition).await?;
                self.guidelines.insert(line.of, id);
                Ok(())
            }
        }
    }
}
