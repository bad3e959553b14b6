//! The text a donor is asked to agree to, part by part, in any language that has it.

use codes::activity::Sex;
use codes::organ::{Organ, OrganFamily};
use law::Text;
use service::PairFile;

use crate::desk::{Desk, LANGUAGES};
use crate::look::Dir;
use crate::look::choice::Said;
use crate::look::consent::{Passage, Side};
use crate::look::picture::icon_array::{IconArray, icon_array};

/// Version of the text; a change of any part is a new version.
pub(super) const VERSION: &str = "2026-11";

/// Number of parts.
const PARTS: usize = 7;

/// Of 100 people who give a kidney, those with a serious problem after the operation. Lentine and others, American
/// Journal of Transplantation 2016: major complications (Clavien grade 4 or 5) in 2.5 % of 14,964 donors, rounded up.
const SERIOUS_OF_100: u8 = 3;

/// One of the two languages shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tongue {
    /// BCP 47 tag.
    pub(super) tag: &'static str,
    /// Its own name.
    name: &'static str,
}

impl Tongue {
    fn dir(self) -> Dir {
        Dir::of(self.tag)
    }
}

/// The page's language and the donor's; when they are the same or the donor's has no text, the next one that has.
pub(super) fn tongues(desk: &Desk, file: &PairFile) -> (Tongue, Tongue) {
    let known = file.donor.as_ref().map(|d| d.person.known.languages.as_slice()).unwrap_or_default();
    let tongue = |(tag, name): &(&'static str, &'static str)| Tongue { tag, name };
    let all: Vec<Tongue> = LANGUAGES.iter().map(tongue).collect();
    let own = all.iter().copied().find(|t| t.tag == desk.lang).unwrap_or(Tongue { tag: "en", name: "English" });
    let spoken = |t: &Tongue| known.iter().any(|l| l.primary() == t.tag);
    let others = || all.iter().copied().filter(|t| *t != own);
    (own, others().find(spoken).or_else(|| others().next()).unwrap_or(own))
}

/// Whether the donor can decide in one of the two.
pub(super) fn understood(file: &PairFile, tongues: (Tongue, Tongue)) -> bool {
    let known = file.donor.as_ref().map(|d| d.person.known.languages.as_slice()).unwrap_or_default();
    known.iter().any(|l| [tongues.0.tag, tongues.1.tag].contains(&l.primary()))
}

/// The head of a column.
pub(super) fn side(desk: &Desk, file: &PairFile, tongue: Tongue) -> Side {
    let known = file.donor.as_ref().map(|d| d.person.known.languages.as_slice()).unwrap_or_default();
    let own = known.iter().any(|l| l.primary() == tongue.tag);
    let name = [("language", Text::Words(tongue.name.to_owned()))];
    let name =
        if own { desk.app.words.say_with(tongue.tag, "consent-own-language", &name) } else { tongue.name.to_owned() };
    Side { lang: tongue.tag.to_owned(), dir: tongue.dir(), name, listen: None }
}

fn values(desk: &Desk, file: &PairFile, tongue: Tongue) -> [(&'static str, Text); 4] {
    let sex = file.donor.as_ref().and_then(|d| d.person.known.sex).unwrap_or(Sex::Unknown);
    let gift = desk.app.words.say(tongue.tag, &format!("gift-{}", gift(file.pair.organ)));
    let (ill, well) = (i64::from(SERIOUS_OF_100), i64::from(100 - SERIOUS_OF_100));
    [("sex", sex.code().into()), ("organ", gift.into()), ("n", ill.into()), ("rest", well.into())]
}

fn gift(organ: Organ) -> &'static str {
    match organ.family() {
        OrganFamily::Kidney => "kidney",
        OrganFamily::Liver => "liver",
        OrganFamily::Lung => "lung",
        OrganFamily::Pancreas => "pancreas",
        OrganFamily::SmallBowel => "bowel",
        OrganFamily::Uterus => "uterus",
        _ => "organ",
    }
}

/// All parts in one language.
pub(super) fn parts(desk: &Desk, file: &PairFile, tongue: Tongue) -> Vec<Passage> {
    let values = values(desk, file, tongue);
    let say = |key: &str| desk.app.words.say_with(tongue.tag, key, &values);
    let kidney = file.pair.organ.family() == OrganFamily::Kidney;
    (1..=PARTS)
        .map(|n| {
            // Only the kidney's risk is known well enough to be drawn as people.
            let key = match n {
                1 | 2 if !kidney => format!("consent-{n}-other"),
                _ => format!("consent-{n}"),
            };
            let text = say(&key);
            let picture = (n == 2 && kidney).then(|| {
                icon_array(&IconArray {
                    id: format!("risk-{}", tongue.tag),
                    counted: SERIOUS_OF_100,
                    says: text.clone(),
                })
            });
            Passage { title: say(&format!("consent-{n}-title")), text, picture }
        })
        .collect()
}

/// The same words in both languages.
pub(super) fn both(desk: &Desk, file: &PairFile, tongues: (Tongue, Tongue), key: &str) -> Vec<Said> {
    let said = |t: Tongue| Said {
        text: desk.app.words.say_with(t.tag, key, &values(desk, file, t)),
        lang: t.tag.to_owned(),
        dir: t.dir(),
    };
    let mut all = vec![said(tongues.0)];
    if tongues.1 != tongues.0 {
        all.push(said(tongues.1));
    }
    all
}
