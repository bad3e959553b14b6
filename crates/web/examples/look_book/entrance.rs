//! First pages: the demonstration, the public start.

use crate::frame::{Screen, Speech};
use maud::html;
use web::look::frame::with_side;
use web::look::notice::{Panel, panel};
use web::look::public::{Figure, Hero, Story, Way, figure_strip, hero, hero_answer, plain_ways, stories, ways};
use web::look::thread::Thread;
use web::look::{Link, TagKind};

/// Screen (l).
pub fn demo(s: Speech) -> Screen {
    let roles = [
        ("Coordinator", "منسّق", "It is 03:12. Seven clocks are running.", "الساعة 03:12. سبعة مواعيد.", "7"),
        (
            "Living-donor nurse",
            "ممرضة التبرع",
            "Walk a sister and a brother to a safe decision.",
            "رافق أختًا وأخًا إلى قرار آمن.",
            "5",
        ),
        (
            "Psychologist",
            "أخصائي نفسي",
            "Talk alone with a donor. Answer a question that the register raises.",
            "تحدث منفردًا مع متبرع.",
            "3",
        ),
        (
            "Ethics-board member",
            "عضو اللجنة",
            "Decide with two others. See why a plan was refused.",
            "قرر مع اثنين.",
            "2",
        ),
        ("Inspector", "مفتش", "A licence ended yesterday.", "انتهى ترخيص أمس.", "4"),
        ("Administrator", "مدير", "Who can see what, and who looked.", "من يرى ماذا.", "18"),
    ];
    let enter: Vec<_> = roles
        .iter()
        .map(|(en, ar, says, says_ar, n)| Way {
            link: Link::new("#", s.say(en, ar)),
            says: s.say(says, says_ar).into(),
            waits: Some((*n).into()),
        })
        .collect();
    let told = [
        (8, "One heart, three hand-overs", "قلب، ثلاث تسليمات"),
        (6, "A cousin who is not a cousin", "قريب ليس قريبًا"),
        (7, "A bone, three people", "عظم، ثلاثة أشخاص"),
    ];
    let threads: Vec<_> = told
        .iter()
        .map(|(present, en, ar)| Story {
            thread: Thread { stages: 8, present: *present, says: format!("stage {present} of 8") },
            title: s.say(en, ar).into(),
            says: s
                .say("From a road at night to a patient who is well at eight months.", "من طريق ليلي إلى مريض بخير.")
                .into(),
            link: Link::new("#", s.say("Follow it", "اتبعه")),
        })
        .collect();
    let side = panel(
        Panel::Bare,
        s.say("What this is not", "ما ليس هذا"),
        &html! {
            p { (s.say("No real person, hospital or law. It answers only on this computer and cannot become a real registry.", "لا شخص ولا مستشفى ولا قانون حقيقي.")) }
            p { a href="#" { (s.say("Start over with a new seed", "ابدأ من جديد")) } }
        },
    );
    Screen {
        title: "Donare".into(),
        nav: &[],
        here: 9,
        who: "",
        hero: None,
        body: html! {
            div { h1.big { (s.say("A small country you can walk through", "بلد صغير تتجول فيه")) }
                p.lead { (s.say("Donare keeps the thread between the person who gives and the person who receives, and shows where it is broken. This is Calvane, 8.6 million invented people, made from seed 4127. Change anything; nobody is hurt.", "يحفظ دوناري الخيط بين من يعطي ومن يتلقى، ويُظهر أين ينقطع.")) } }
            h2 { (s.say("Enter as", "ادخل بصفة")) }
            (ways(&enter))
            (with_side(&html! { h2 { (s.say("Or follow one thread", "أو اتبع خيطًا")) } (stories(&threads)) }, &side))
        },
    }
}

/// Screen (j).
pub fn public(s: Speech) -> Screen {
    let figure = |number: &str, en, ar, against: &str| Figure {
        number: number.into(),
        says: s.say(en, ar).into(),
        against: against.into(),
        years: vec![320.0, 350.0, 380.0, 310.0, 370.0, 390.0, 401.0, 412.0],
        href: "#".into(),
    };
    let plain: Vec<_> = [
        ("Record my wish", "سجّل رغبتي"),
        ("I am thinking of giving a kidney", "أفكر في التبرع بكلية"),
        ("Somebody offered money", "عُرض عليّ مال"),
    ]
    .iter()
    .map(|(en, ar)| Way {
        link: Link::new("#", s.say(en, ar)),
        says: s.say("You are not in trouble. What you can do now.", "لست في ورطة.").into(),
        waits: None,
    })
    .collect();
    Screen {
        title: s.say("Every organ given can be followed", "كل عضو يُتبرع به يمكن تتبعه").into(),
        nav: &[("Find a centre", "ابحث عن مركز"), ("Figures", "أرقام"), ("My wish", "رغبتي"), ("Living donation", "التبرع الحي"), ("Report a concern", "أبلغ عن قلق")],
        here: 9,
        who: "",
        hero: Some(hero(&Hero {
            title: s.say("Every organ given can be followed", "كل عضو يُتبرع به يمكن تتبعه").into(),
            lead: s.say("From the person who gave it to the person who lives with it. No names, and nobody may buy or sell.", "ممن أعطاه إلى من يعيش به. بلا أسماء ولا بيع ولا شراء.").into(),
            action: "#".into(),
            question: s.say("Is this centre licensed?", "هل هذا المركز مرخّص؟").into(),
            typed: "Haddan".into(),
            button: s.say("Look it up", "ابحث").into(),
            picture: None,
        })),
        body: html! {
            (hero_answer("Haddan Heart and Kidney", s.say("Haddan, North province. As of today, 21 November 2026", "حدّان. 21 نوفمبر 2026"),
                &[(TagKind::Valid, s.say("Kidney", "كلية").into()), (TagKind::Stops, s.say("Liver: ended 20 Nov", "كبد: انتهى").into()), (TagKind::NotYet, s.say("Tissue: applied", "نسيج: مطلوب").into())], &Link::new("#", s.say("See the licences", "انظر التراخيص"))))
            (figure_strip(&[figure("412", "people received an organ in 2025", "شخصًا تلقوا عضوًا", "48 / 1 000 000"), figure("1,206", "people are waiting today", "ينتظرون اليوم", "961"), figure("97.4 %", "of organs can be followed end to end", "من الأعضاء تُتتبع", "412 / 423"), figure("91 %", "of living donors seen this year", "من المتبرعين الأحياء", "95 %")]))
            (plain_ways(&plain))
        },
    }
}
