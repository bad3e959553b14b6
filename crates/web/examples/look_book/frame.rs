//! The frame around every invented screen.

use maud::Markup;
use web::look::shell::{Band, BarClock, Find, Person, Tongue};
use web::look::{Dir, Link, Shell, shell};

/// The two languages of the book.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Speech {
    /// English.
    English,
    /// Arabic; no native reader has seen it.
    Arabic,
}

impl Speech {
    /// BCP 47 tag.
    pub fn lang(self) -> &'static str {
        self.say("en", "ar")
    }

    /// Direction.
    pub fn dir(self) -> Dir {
        if self == Self::Arabic { Dir::Rtl } else { Dir::Ltr }
    }

    /// One of two wordings.
    pub fn say<'a>(self, english: &'a str, arabic: &'a str) -> &'a str {
        match self {
            Self::English => english,
            Self::Arabic => arabic,
        }
    }
}

/// What a screen gives to its frame.
pub struct Screen {
    /// Title of the window.
    pub title: String,
    /// Words of the navigation, the current one first named by its index.
    pub nav: &'static [(&'static str, &'static str)],
    /// Index of the current one.
    pub here: usize,
    /// Who is signed in.
    pub who: &'static str,
    /// The coloured field.
    pub hero: Option<Markup>,
    /// The matter.
    pub body: Markup,
}

/// A whole page.
pub fn page(s: Speech, screen: Screen) -> Markup {
    let nav = screen.nav.iter().enumerate().map(|(n, (en, ar))| Link::new(format!("#{n}"), s.say(en, ar))).collect();
    let signed_in = !screen.who.is_empty();
    let (lang, dir, name) = match s {
        Speech::English => ("ar", Dir::Rtl, "العربية"),
        Speech::Arabic => ("en", Dir::Ltr, "English"),
    };
    let view = Shell {
        lang: s.lang().into(),
        dir: s.dir(),
        title: screen.title,
        product: "Donare".into(),
        registry: s.say("Calvane national registry", "سجل كالفان الوطني").into(),
        home: "#".into(),
        skip: s.say("Skip to content", "انتقل إلى المحتوى").into(),
        menu: s.say("Menu", "القائمة").into(),
        band: Some(Band {
            word: s.say("Demonstration", "عرض تجريبي").into(),
            sentence: s.say("Every person and event here is invented.", "كل الأشخاص والأحداث هنا مختلقة.").into(),
            change: Some(Link::new("#", s.say("Change role", "تغيير الدور"))),
        }),
        nav,
        here: format!("#{}", screen.here),
        find: signed_in.then(|| Find {
            action: "#".into(),
            label: s.say("Number", "رقم").into(),
            button: s.say("Find", "ابحث").into(),
        }),
        clock: signed_in.then(|| BarClock {
            text: "09:12".into(),
            zone: s.say("Sarim, UTC+3", "توقيت ساريم").into(),
            at: "2026-11-21T06:12:00Z".into(),
            offset_minutes: 180,
        }),
        person: signed_in.then(|| Person { says: screen.who.into(), sign_out: None }),
        tongues: vec![Tongue { href: "#".into(), name: name.into(), lang: lang.into(), dir }],
        hero: screen.hero,
        ..Shell::default()
    };
    shell(&view, &screen.body)
}
