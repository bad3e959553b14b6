//! Names of syllables, in Latin letters and in another script.

use super::Dice;

/// The script in which a person's name is written at home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Latin letters alone.
    Latin,
    /// Arabic letters.
    Arabic,
    /// Cyrillic letters.
    Cyrillic,
    /// Greek letters.
    Greek,
    /// Han characters.
    Han,
}

impl Script {
    const ALL: [Self; 5] = [Self::Latin, Self::Arabic, Self::Cyrillic, Self::Greek, Self::Han];

    /// Six in ten Latin, one in ten of each other.
    pub(super) fn pick(dice: &mut Dice) -> Self {
        let place = dice.below(10).saturating_sub(5);
        Self::ALL.get(place).copied().unwrap_or(Self::Latin)
    }

    /// Beginnings and ends of syllables: Latin letters, the script's own, another way to write them in Latin letters.
    const fn sounds(self) -> (&'static [Sound], &'static [Sound]) {
        match self {
            Self::Latin => (LATIN_HEADS, LATIN_TAILS),
            Self::Arabic => (ARABIC_HEADS, ARABIC_TAILS),
            Self::Cyrillic => (CYRILLIC_HEADS, CYRILLIC_TAILS),
            Self::Greek => (GREEK_HEADS, GREEK_TAILS),
            Self::Han => (HAN, HAN),
        }
    }
}

/// A sound in Latin letters, in the script, and in the other way to write it in Latin letters.
type Sound = (&'static str, &'static str, &'static str);

const LATIN_HEADS: &[Sound] = &[
    ("b", "b", "b"),
    ("br", "br", "br"),
    ("c", "c", "k"),
    ("d", "d", "d"),
    ("f", "f", "ph"),
    ("g", "g", "g"),
    ("h", "h", "h"),
    ("j", "j", "y"),
    ("k", "k", "c"),
    ("l", "l", "l"),
    ("m", "m", "m"),
    ("n", "n", "n"),
    ("p", "p", "p"),
    ("r", "r", "r"),
    ("s", "s", "s"),
    ("st", "st", "st"),
    ("t", "t", "t"),
    ("v", "v", "v"),
    ("w", "w", "v"),
    ("z", "z", "s"),
    ("tr", "tr", "tr"),
    ("gl", "gl", "gl"),
];
const LATIN_TAILS: &[Sound] = &[
    ("a", "a", "a"),
    ("e", "e", "e"),
    ("i", "i", "y"),
    ("o", "o", "o"),
    ("u", "u", "u"),
    ("an", "an", "an"),
    ("en", "en", "en"),
    ("er", "er", "er"),
    ("ol", "ol", "oll"),
    ("is", "is", "is"),
    ("ett", "ett", "et"),
    ("ard", "ard", "art"),
    ("ö", "ö", "oe"),
    ("ía", "ía", "ia"),
];
const ARABIC_HEADS: &[Sound] = &[
    ("b", "ب", "b"),
    ("t", "ت", "t"),
    ("j", "ج", "g"),
    ("h", "ح", "h"),
    ("kh", "خ", "k"),
    ("d", "د", "d"),
    ("r", "ر", "r"),
    ("z", "ز", "z"),
    ("s", "س", "s"),
    ("sh", "ش", "ch"),
    ("f", "ف", "f"),
    ("q", "ق", "k"),
    ("k", "ك", "k"),
    ("l", "ل", "l"),
    ("m", "م", "m"),
    ("n", "ن", "n"),
    ("w", "و", "w"),
    ("y", "ي", "y"),
];
const ARABIC_TAILS: &[Sound] = &[
    ("a", "", "e"),
    ("i", "", "e"),
    ("u", "", "o"),
    ("aa", "ا", "a"),
    ("ii", "ي", "i"),
    ("uu", "و", "ou"),
    ("ad", "د", "ed"),
    ("am", "م", "em"),
    ("ir", "ر", "er"),
    ("un", "ن", "on"),
];
const CYRILLIC_HEADS: &[Sound] = &[
    ("b", "б", "b"),
    ("v", "в", "w"),
    ("g", "г", "g"),
    ("d", "д", "d"),
    ("zh", "ж", "j"),
    ("z", "з", "s"),
    ("k", "к", "k"),
    ("l", "л", "l"),
    ("m", "м", "m"),
    ("n", "н", "n"),
    ("p", "п", "p"),
    ("r", "р", "r"),
    ("s", "с", "s"),
    ("t", "т", "t"),
    ("kh", "х", "h"),
    ("ch", "ч", "tch"),
    ("sh", "ш", "sch"),
];
const CYRILLIC_TAILS: &[Sound] = &[
    ("a", "а", "a"),
    ("e", "е", "e"),
    ("i", "и", "y"),
    ("o", "о", "o"),
    ("u", "у", "ou"),
    ("ya", "я", "ia"),
    ("ov", "ов", "off"),
    ("in", "ин", "ine"),
    ("enko", "енко", "enko"),
    ("ev", "ев", "eff"),
];
const GREEK_HEADS: &[Sound] = &[
    ("v", "β", "b"),
    ("g", "γ", "gh"),
    ("d", "δ", "d"),
    ("z", "ζ", "z"),
    ("th", "θ", "t"),
    ("k", "κ", "c"),
    ("l", "λ", "l"),
    ("m", "μ", "m"),
    ("n", "ν", "n"),
    ("x", "ξ", "ks"),
    ("p", "π", "p"),
    ("r", "ρ", "r"),
    ("s", "σ", "s"),
    ("t", "τ", "t"),
    ("f", "φ", "ph"),
    ("ch", "χ", "h"),
];
const GREEK_TAILS: &[Sound] = &[
    ("a", "α", "a"),
    ("e", "ε", "e"),
    ("i", "ι", "y"),
    ("o", "ο", "o"),
    ("os", "ος", "os"),
    ("is", "ης", "es"),
    ("ou", "ου", "u"),
    ("as", "ας", "as"),
    ("idis", "ιδης", "ides"),
    ("akis", "ακης", "akes"),
];
const HAN: &[Sound] = &[
    ("wang", "王", "wong"),
    ("li", "李", "lee"),
    ("zhang", "张", "chang"),
    ("liu", "刘", "liou"),
    ("chen", "陈", "chan"),
    ("yang", "杨", "young"),
    ("huang", "黄", "hwang"),
    ("zhao", "赵", "chao"),
    ("wu", "吴", "woo"),
    ("zhou", "周", "chou"),
    ("xu", "徐", "hsu"),
    ("sun", "孙", "suen"),
    ("ma", "马", "mah"),
    ("zhu", "朱", "chu"),
    ("hu", "胡", "hoo"),
    ("lin", "林", "lim"),
    ("guo", "郭", "kuo"),
    ("he", "何", "ho"),
    ("gao", "高", "kao"),
    ("luo", "罗", "lo"),
    ("ming", "明", "meng"),
    ("hua", "华", "hwa"),
    ("fang", "芳", "fong"),
    ("wei", "伟", "way"),
    ("jing", "静", "ching"),
    ("ping", "平", "pin"),
    ("jun", "军", "chun"),
    ("yong", "勇", "yung"),
    ("lei", "磊", "lui"),
    ("na", "娜", "nah"),
    ("xiu", "秀", "hsiu"),
    ("gang", "刚", "kang"),
    ("mei", "梅", "may"),
    ("bo", "波", "po"),
    ("hai", "海", "hoi"),
    ("qiang", "强", "chiang"),
    ("tao", "涛", "dao"),
    ("yu", "玉", "yue"),
    ("lan", "兰", "lam"),
    ("dong", "东", "tung"),
];

/// A name in its three forms.
#[derive(Debug, Clone, Default)]
pub(super) struct Name {
    /// In Latin letters, as passports have it.
    pub(super) latin: String,
    /// In the script of home; the same as `latin` where that is Latin.
    pub(super) home: String,
    /// Another way to write it in Latin letters.
    pub(super) other: String,
}

fn name(dice: &mut Dice, script: Script, syllables: usize) -> Name {
    let (heads, tails) = script.sounds();
    let mut name = Name::default();
    for place in 0..syllables {
        let parts = if script == Script::Han { vec![heads] } else { vec![heads, tails] };
        for part in parts {
            let Some((latin, home, other)) = dice.one(part) else { continue };
            name.latin.push_str(latin);
            name.home.push_str(home);
            // A clerk writes one syllable otherwise and the next as usual.
            name.other.push_str(if place == 0 || dice.happens(500) { other } else { latin });
        }
    }
    name
}

/// Things of which a few are met often and most seldom.
#[derive(Debug)]
pub(super) struct Skewed {
    sums: Vec<f64>,
}

impl Skewed {
    fn new(many: usize, power: f64) -> Self {
        let mut all = 0.0;
        let sum = |place: usize| {
            all += ((place + 3) as f64).powf(-power);
            all
        };
        Self { sums: (0..many).map(sum).collect() }
    }

    pub(super) fn pick(&self, dice: &mut Dice) -> usize {
        let all = self.sums.last().copied().unwrap_or(1.0);
        let at = dice.below(1 << 30) as f64 / f64::from(1 << 30) * all;
        self.sums.partition_point(|sum| *sum <= at).min(self.sums.len().saturating_sub(1))
    }
}

/// Every name there is.
pub(super) struct Names {
    given: Vec<Vec<Name>>,
    family: Vec<Vec<Name>>,
    often_given: Skewed,
    often_family: Skewed,
    few: bool,
    pub(super) streets: Skewed,
    pub(super) towns: Skewed,
    seed: u64,
}

impl Names {
    const GIVEN: usize = 1_600;
    const FAMILY: usize = 16_000;

    pub(super) fn new(dice: &mut Dice, few: bool) -> Self {
        let mut made = |many: usize, family: bool| {
            Script::ALL
                .map(|script| {
                    let names = (0..many).map(|_| {
                        // Han names are of one or two characters, others of two syllables or three; few family names
                        // are as short as given names.
                        let short = script == Script::Han;
                        let syllables = dice.below(2)
                            + if short { 1 } else { 2 }
                            + usize::from(family && !short && dice.happens(500));
                        name(dice, script, syllables)
                    });
                    names.collect::<Vec<Name>>()
                })
                .to_vec()
        };
        let (given, family) = (made(Self::GIVEN, false), made(Self::FAMILY, true));
        Self {
            given,
            family,
            often_given: Skewed::new(Self::GIVEN / 2, 1.0),
            often_family: Skewed::new(Self::FAMILY, 0.9),
            few,
            streets: Skewed::new(20_000, 0.5),
            towns: Skewed::new(900, 0.8),
            seed: dice.next(),
        }
    }

    pub(super) fn given(&self, dice: &mut Dice, script: Script, woman: bool) -> Name {
        let place = if self.few && dice.happens(600) { dice.below(6) } else { self.often_given.pick(dice) };
        let names = self.given.get(script as usize);
        names.and_then(|names| names.get(2 * place + usize::from(woman))).cloned().unwrap_or_default()
    }

    pub(super) fn family(&self, dice: &mut Dice, script: Script) -> Name {
        let place = if self.few && dice.happens(600) { dice.below(4) } else { self.often_family.pick(dice) };
        self.family.get(script as usize).and_then(|names| names.get(place)).cloned().unwrap_or_default()
    }

    fn word(&self, kind: u64, place: usize) -> String {
        let mut dice = Dice::new(self.seed ^ (kind << 40) ^ place as u64);
        let syllables = 2 + dice.below(2);
        name(&mut dice, Script::Latin, syllables).latin
    }

    pub(super) fn street(&self, place: usize) -> String {
        let ways = ["street", "road", "lane", "square", "way"];
        format!("{} {}", self.word(1, place), ways.get(place % ways.len()).copied().unwrap_or("street"))
    }

    pub(super) fn locality(&self, place: usize) -> String {
        format!("{} house", self.word(2, place))
    }

    pub(super) fn town(&self, place: usize) -> String {
        self.word(3, place)
    }
}
