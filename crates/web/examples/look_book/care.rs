//! Screens of care: pair, consent, centre, follow-up.

use crate::frame::{Screen, Speech};
use jiff::civil::{Date, date};
use maud::html;
use web::look::button::{Weight, go, submit};
use web::look::choice::{Answer, Said, equal_choice};
use web::look::clock::{Clock, ClockTone, clock};
use web::look::consent::{ConsentSheet, Passage, Side, consent_sheet};
use web::look::field::{Control, Field, field};
use web::look::frame::{halves, with_side};
use web::look::heading::{Heading, heading, saved};
use web::look::list::{FilterBar, SummaryRow, Value, filter_bar, links, summary_list, tabs};
use web::look::notice::{Panel, panel};
use web::look::picture::Twin;
use web::look::picture::donor_function::{DonorFunction, Latest, donor_function};
use web::look::picture::icon_array::{IconArray, icon_array};
use web::look::picture::licence_bars::{BarState, LicenceBar, Scale, licence_bars};
use web::look::picture::pair_path::{Between, PairPath, Phase, PhaseState, pair_path};
use web::look::picture::survival::{Step, Survival, survival};
use web::look::shape::Shape;
use web::look::table::{Column, Phone, Table, table};
use web::look::task::{TaskGroup, TaskRow, task_list};
use web::look::{Dir, Link, TagKind, code_id, frame, tag, words};

const NURSE: &[(&str, &str)] = &[
    ("My pairs", "أزواجي"),
    ("Tasks due", "مهام مستحقة"),
    ("Follow-up", "المتابعة"),
    ("Expenses", "النفقات"),
    ("Guidelines", "إرشادات"),
];

/// Screen (b).
pub fn pair(s: Speech) -> Screen {
    let head = heading(&Heading {
        crumbs: vec![Link::new("#", s.say("My pairs", "أزواجي"))],
        here: Some(code_id("par_9D3H")),
        title: Some(words(s.say("Mira Tamsen gives a kidney to her brother", "ميرا تامسن تتبرع بكلية لأخيها"))),
        under: Some(
            html! { (code_id("par_9D3H")) " · " (s.say("Sarim University Hospital · speaks Arabic, little English", "مستشفى ساريم الجامعي · تتكلم العربية")) },
        ),
        aside: Some(tag(TagKind::Yours, s.say("2 tasks are yours", "مهمتان لك"))),
    });
    let side = html! {
        (panel(Panel::Sheet, s.say("What you can do next", "ما يمكنك فعله الآن"), &html! {
            p { (s.say("Talk alone with the donor, today at 14:00, room 12.", "حديث منفرد مع المتبرعة اليوم 14:00، الغرفة 12.")) }
            (go(Weight::Next, &Link::new("#", s.say("Open the talk sheet", "افتح ورقة الحديث"))))
            p.under { (s.say("What you write there stays out of the shared list.", "ما تكتبه هناك لا يظهر في القائمة المشتركة.")) }
        }))
        (panel(Panel::Bare, s.say("Clocks", "المواعيد"), &html! {
            (clock(&Clock { left_share: 0.34, tone: ClockTone::Now, left: s.say("3 days", "3 أيام").into(), end: s.say("psychosocial, 24 Nov", "النفسي، 24 نوفمبر").into() }))
            (clock(&Clock { left_share: 0.8, tone: ClockTone::Calm, left: s.say("11 days", "11 يومًا").into(), end: s.say("ethics board, 2 Dec", "اللجنة، 2 ديسمبر").into() }))
        }))
        (panel(Panel::Bare, s.say("She may stop at any time", "يمكنها التوقف في أي وقت"), &html! {
            p { (s.say("Until anaesthesia, without a reason. The family is told only that she is not suitable.", "حتى التخدير ومن دون سبب. تُخبر العائلة فقط بأنها غير مناسبة.")) }
            (go(Weight::Grave, &Link::new("#", s.say("Record a withdrawal", "سجّل الانسحاب"))))
        }))
    };
    Screen {
        title: s.say("Pair", "زوج").into(),
        nav: NURSE,
        here: 0,
        who: "J. Amsel, living-donor nurse",
        hero: None,
        body: html! {
            (head)
            (frame::sheet(&pair_path(&path(s), s.dir())))
            (with_side(&task_list(&tasks(s)), &side))
        },
    }
}

fn path(s: Speech) -> PairPath {
    let phase = |en, ar, count: &str, state| Phase {
        label: s.say(en, ar).into(),
        count: count.into(),
        state,
        href: "#".into(),
    };
    let between = |after, en, ar| Some(Between { after, label: s.say(en, ar).into() });
    PairPath {
        phases: vec![
            phase("Know", "المعرفة", "3/4", PhaseState::Begun),
            phase("Examine", "الفحص", "1/4", PhaseState::Begun),
            phase("Decide", "القرار", "0/4", PhaseState::Ahead),
            phase("Operate", "العملية", "", PhaseState::Ahead),
            phase("Follow for life", "المتابعة مدى الحياة", "", PhaseState::Ahead),
        ],
        here: between(1, "you are here", "أنت هنا"),
        gap: between(0, "relation: look again", "القرابة: نظرة ثانية"),
        board: between(
            2,
            "nothing is planned past this line until a board has decided",
            "لا شيء مخطط بعد هذا الخط حتى تقرر اللجنة",
        ),
        twin: Twin {
            id: "path".into(),
            title: "The pair is being examined".into(),
            desc: "Two of five phases have begun.".into(),
        },
    }
}

fn tasks(s: Speech) -> Vec<TaskGroup> {
    let row = |en, ar, kind, state: (&str, &str), reason: Option<(&str, &str)>| TaskRow {
        title: words(s.say(en, ar)),
        href: "#".into(),
        state: (kind, s.say(state.0, state.1).into()),
        reason: reason.map(|(en, ar)| words(s.say(en, ar))),
    };
    let group = |en, ar, count: (&str, &str), tasks| TaskGroup {
        title: s.say(en, ar).into(),
        count: s.say(count.0, count.1).into(),
        tasks,
    };
    let not_yet = ("Not yet", "ليس بعد");
    vec![
        group(
            "Know and tell",
            "المعرفة والإخبار",
            ("3 of 4", "3 من 4"),
            vec![
                row("Identity of the donor", "هوية المتبرعة", TagKind::Done, ("Done, 2 Nov", "تم، 2 نوفمبر"), None),
                row(
                    "Relation: sister",
                    "القرابة: أخت",
                    TagKind::LookAgain,
                    ("Look again", "نظرة ثانية"),
                    Some((
                        "The registry extract has no stamp of the issuing office. Ask the office at Haddan to confirm it, or hand in a second proof.",
                        "مستخرج السجل بلا ختم الجهة المُصدرة. اطلب من مكتب حدّان تأكيده أو قدّم إثباتًا ثانيًا.",
                    )),
                ),
                row(
                    "Information in her language, taught back",
                    "معلومات بلغتها وتأكيد الفهم",
                    TagKind::Done,
                    ("5 of 5 topics", "5 من 5"),
                    None,
                ),
            ],
        ),
        group(
            "Examine",
            "الفحص",
            ("1 of 4", "1 من 4"),
            vec![
                row("Medical evaluation", "التقييم الطبي", TagKind::Done, ("Done, 9 Nov", "تم، 9 نوفمبر"), None),
                row(
                    "Talk alone with the donor",
                    "حديث منفرد مع المتبرعة",
                    TagKind::Yours,
                    ("Yours, today 14:00", "لك، اليوم 14:00"),
                    Some((
                        "Room 12. The recipient and family are asked to wait elsewhere.",
                        "الغرفة 12. تنتظر العائلة في مكان آخر.",
                    )),
                ),
                row(
                    "Psychosocial evaluation",
                    "التقييم النفسي الاجتماعي",
                    TagKind::With,
                    ("With Dr Ilun", "لدى د. إيلون"),
                    Some((
                        "Due 24 Nov. Dr Ilun is not in the transplant team.",
                        "الموعد 24 نوفمبر. د. إيلون ليست من فريق الزرع.",
                    )),
                ),
            ],
        ),
        group(
            "Decide",
            "القرار",
            ("0 of 4", "0 من 4"),
            vec![
                row(
                    "Declarations of no reward",
                    "إقرار بعدم وجود مقابل",
                    TagKind::NotYet,
                    not_yet,
                    Some(("Starts after the talk alone.", "يبدأ بعد الحديث المنفرد.")),
                ),
                row(
                    "Consent in two languages",
                    "الموافقة بلغتين",
                    TagKind::NotYet,
                    not_yet,
                    Some((
                        "Needs: relation, talk alone, psychosocial evaluation.",
                        "يلزم: القرابة، الحديث المنفرد، التقييم النفسي.",
                    )),
                ),
            ],
        ),
    ]
}

/// Screen (c).
pub fn consent(s: Speech) -> Screen {
    let side = |lang: &str, dir, name: &str, listen: &str| Side {
        lang: lang.into(),
        dir,
        name: name.into(),
        listen: Some(Link::new("#", listen)),
    };
    let english = side("en", Dir::Ltr, "English", "Listen, 2 min");
    let arabic = side("ar", Dir::Rtl, "العربية، لغة المتبرعة", "استمعي، دقيقتان");
    let part = |title: &str, text: &str, risk: Option<&str>| Passage {
        title: title.into(),
        text: text.into(),
        picture: risk.map(|id| icon_array(&IconArray { id: id.into(), counted: 3, says: text.into() })),
    };
    let parts = vec![
        (
            part(
                "1. What will happen",
                "A surgeon will take out one of your two kidneys. You will sleep and feel nothing. You will stay in hospital for about four days.",
                None,
            ),
            part(
                "1. ماذا سيحدث",
                "سيُخرج الجرّاح إحدى كليتيك. ستكونين نائمة ولن تشعري بشيء. ستبقين في المستشفى نحو أربعة أيام.",
                None,
            ),
        ),
        (
            part(
                "2. What can go wrong",
                "Of 100 people who give a kidney, 3 have a serious problem after the operation, such as bleeding. 97 do not.",
                Some("risk-en"),
            ),
            part(
                "2. ما قد يسوء",
                "من كل 100 شخص يتبرعون بكلية، يعاني 3 مشكلة خطيرة بعد العملية مثل النزيف. و97 لا يعانون.",
                Some("risk-ar"),
            ),
        ),
        (
            part(
                "3. You may stop",
                "You can change your mind until you are asleep. You do not need a reason. Your family will only hear that you are not suitable.",
                None,
            ),
            part(
                "3. يمكنك التوقف",
                "يمكنك تغيير رأيك حتى لحظة النوم، من دون سبب. لن تسمع عائلتك إلا أنك غير مناسبة للتبرع.",
                None,
            ),
        ),
    ];
    let said = |en: &str, ar: &str| {
        vec![
            Said { text: en.into(), lang: "en".into(), dir: Dir::Ltr },
            Said { text: ar.into(), lang: "ar".into(), dir: Dir::Rtl },
        ]
    };
    let answers = [
        Answer {
            sign: Shape::TickRing,
            says: said("I want to give my kidney", "أريد أن أتبرع بكليتي"),
            name: "answer".into(),
            value: "yes".into(),
        },
        Answer {
            sign: Shape::Cross,
            says: said("I do not want to. Stop now", "لا أريد. توقفوا الآن"),
            name: "answer".into(),
            value: "no".into(),
        },
    ];
    let mut parts = parts;
    let sides = match s {
        Speech::English => (english, arabic),
        Speech::Arabic => {
            parts = parts.into_iter().map(|(a, b)| (b, a)).collect();
            (arabic, english)
        }
    };
    let sheet = consent_sheet(&ConsentSheet {
        sides,
        parts,
        facts: vec![
            (s.say("Interpreter", "المترجم").into(), html! { b { "R. Sadan" } ", " (code_id("INT-2207")) }),
            (s.say("Understood", "فُهم").into(), html! { b { "5 / 5" } }),
            (
                s.say("Time to reflect", "مهلة التفكير").into(),
                html! { b { (s.say("9 days", "9 أيام")) } " " (s.say("of at least 7", "من 7 على الأقل")) },
            ),
        ],
        ready: tag(TagKind::Valid, s.say("Everything needed is here", "كل ما يلزم موجود")),
    });
    Screen {
        title: s.say("Your decision", "قرارك").into(),
        nav: NURSE,
        here: 0,
        who: "J. Amsel, living-donor nurse",
        hero: None,
        body: html! {
            (heading(&Heading {
                crumbs: vec![Link::new("#", s.say("Pair", "زوج"))],
                here: Some(words(s.say("Consent", "الموافقة"))),
                title: Some(words(s.say("Your decision", "قرارك"))),
                under: None,
                aside: Some(saved(s.say("Text version 4. Saved 10:46", "النص، نسخة 4. حُفظ 10:46"))),
            }))
            (sheet)
            (equal_choice(&answers, Some(&Link::new("#", s.say("I need more time", "أحتاج إلى مزيد من الوقت")))))
        },
    }
}

/// Screen (g).
pub fn centre(s: Speech) -> Screen {
    const NAV: &[(&str, &str)] =
        &[("Centres", "المراكز"), ("Audits", "التفتيش"), ("Findings", "الملاحظات"), ("Trace", "التتبّع")];
    let tab = [
        ("#", "Overview", "نظرة عامة"),
        ("#p", "People", "الأشخاص"),
        ("#a", "Activity", "النشاط"),
        ("#w", "Who looked", "من اطّلع"),
    ];
    let tab_links: Vec<_> = tab.iter().map(|(h, en, ar)| Link::new(*h, s.say(en, ar))).collect();
    let rows = [
        (
            "Stops",
            "يتوقف",
            "2 planned removals (24 Nov, 1 Dec), 5 pairs under evaluation wait",
            "عمليتان مخططتان، و5 أزواج قيد التقييم",
        ),
        ("Goes on", "يستمر", "148 living donors in follow-up", "متابعة 148 متبرعًا حيًا"),
    ];
    let summary: Vec<_> = rows
        .iter()
        .map(|(en, ar, value, value_ar)| SummaryRow {
            label: s.say(en, ar).into(),
            value: Value::Given(words(s.say(value, value_ar))),
            change: None,
        })
        .collect();
    let suspend = panel(
        Panel::Grave,
        s.say("Suspend kidney, from living", "تعليق: كلية من حي"),
        &html! {
            p { (s.say("Before you sign, this is what it stops and what goes on.", "قبل التوقيع، هذا ما يتوقف وما يستمر.")) }
            (summary_list(&summary))
            (field(&Field::new("reason", s.say("Reason in law", "السند القانوني"), Control::Select(vec![], String::new()))
                .hint(s.say("A second inspector must sign within 24 hours.", "يلزم توقيع مفتش ثانٍ خلال 24 ساعة."))))
            (submit(Weight::Grave, s.say("Suspend from 23 Nov 2026, 00:00", "علّق من 23 نوفمبر 2026، 00:00"), None))
        },
    );
    let given = summary_list(&[
        SummaryRow {
            label: s.say("Director", "المدير").into(),
            value: Value::Given(words("Dr M. Toral")),
            change: Some(Link::new("#", s.say("Change", "تغيير"))),
        },
        SummaryRow {
            label: s.say("Tissue bank contact", "بنك الأنسجة").into(),
            value: Value::Missing(s.say("Nobody named", "لا أحد").into()),
            change: Some(Link::new("#", s.say("Name one", "سمِّ"))),
        },
    ]);
    Screen {
        title: "Haddan".into(),
        nav: NAV,
        here: 0,
        who: "H. Brandis, inspector",
        hero: None,
        body: html! {
            (heading(&Heading {
                crumbs: vec![Link::new("#", s.say("Centres", "المراكز"))],
                here: Some(code_id("cen_0412")),
                title: Some(words("Haddan Heart and Kidney")),
                under: Some(html! { (code_id("cen_0412")) " · " (s.say("Haddan, North province", "حدّان، الشمال")) }),
                aside: Some(tag(TagKind::Yours, s.say("2 things to look at", "أمران للنظر"))),
            }))
            (tabs(s.say("Parts of this page", "أجزاء الصفحة"), &tab_links, "#"))
            (licences(s))
            (with_side(&panel(Panel::Sheet, s.say("Answerable", "المسؤولون"), &given), &suspend))
        },
    }
}

fn licences(s: Speech) -> maud::Markup {
    let scale = Scale { from_on: date(2023, 1, 1), to_on: date(2028, 12, 31), today_on: date(2026, 11, 21) };
    let row = |n: usize, en, ar, code: &str, from: Date, to: Option<Date>, state, kind, says: (&str, &str)| {
        vec![
            words(s.say(en, ar)),
            code_id(code),
            html! { (from.strftime("%-d %b %Y").to_string()) },
            html! { @match to { Some(d) => (d.strftime("%-d %b %Y").to_string()), None => "–" } },
            licence_bars(
                &LicenceBar {
                    id: format!("bar{n}"),
                    from_on: from,
                    to_on: to,
                    state,
                    says: s.say(says.0, says.1).into(),
                },
                &scale,
            ),
            tag(kind, s.say(says.0, says.1)),
        ]
    };
    table(&Table {
        title: Some(s.say("Licences", "التراخيص").into()),
        caption: None,
        main: true,
        columns: vec![
            Column::words(s.say("For", "لأجل")),
            Column::words(s.say("Number", "الرقم")),
            Column::numbers(s.say("From", "من")),
            Column::numbers(s.say("To", "إلى")),
            Column::words(s.say("2023 to 2028, today upright", "2023 إلى 2028")),
            Column::words(s.say("State today", "الحالة اليوم")),
        ],
        rows: vec![
            row(
                1,
                "Kidney, from deceased",
                "كلية من متوفى",
                "LIC-0398",
                date(2024, 1, 1),
                Some(date(2028, 6, 30)),
                BarState::Runs,
                TagKind::Valid,
                ("Valid", "صالح"),
            ),
            row(
                2,
                "Kidney, from living",
                "كلية من حي",
                "LIC-0412",
                date(2024, 6, 1),
                Some(date(2027, 2, 9)),
                BarState::Runs,
                TagKind::Yours,
                ("Ends in 80 days", "ينتهي بعد 80 يومًا"),
            ),
            row(
                3,
                "Heart",
                "قلب",
                "LIC-0431",
                date(2025, 3, 1),
                None,
                BarState::Runs,
                TagKind::Valid,
                ("Valid", "صالح"),
            ),
            row(
                4,
                "Liver, split",
                "كبد مقسوم",
                "LIC-0377",
                date(2023, 1, 1),
                Some(date(2026, 11, 20)),
                BarState::Over,
                TagKind::Stops,
                ("Ended yesterday", "انتهى أمس"),
            ),
            row(
                5,
                "Lung",
                "رئة",
                "LIC-0440",
                date(2024, 9, 1),
                Some(date(2028, 1, 1)),
                BarState::Suspended,
                TagKind::Stops,
                ("Suspended", "معلّق"),
            ),
            row(
                6,
                "Tissue bank",
                "بنك أنسجة",
                "LIC-0502",
                date(2027, 3, 1),
                None,
                BarState::Applied,
                TagKind::NotYet,
                ("Applied", "مطلوب"),
            ),
        ],
        empty: words(""),
        phone: Phone::Stack,
    })
}

/// Screen (h).
pub fn follow_up(s: Speech) -> Screen {
    let more = links(&[
        Link::new("#", s.say("Table", "جدول")),
        Link::new("#", s.say("Download", "تنزيل")),
        Link::new("#", s.say("How it is computed", "كيف يُحسب")),
    ]);
    let row = |code: &str, en, ar, kind, says: (&str, &str), who: &str| {
        vec![code_id(code), html! { b { (s.say(en, ar)) } }, tag(kind, s.say(says.0, says.1)), words(who)]
    };
    let due = table(&Table {
        title: None,
        caption: Some(s.say("Visits that are due", "زيارات مستحقة").into()),
        main: true,
        columns: [("Donor", "المتبرع"), ("What is due", "المستحق"), ("State", "الحالة"), ("Who takes care", "المسؤول")]
            .iter()
            .map(|(en, ar)| Column::words(s.say(en, ar)))
            .collect(),
        rows: vec![
            row(
                "dnr_81TQ",
                "18-month repeat test",
                "إعادة الفحص، 18 شهرًا",
                TagKind::Yours,
                ("7 days left", "بقي 7 أيام"),
                "Dr Sorel",
            ),
            row(
                "dnr_40AC",
                "5-year visit",
                "زيارة 5 سنوات",
                TagKind::Stops,
                ("Overdue 34 days", "متأخرة 34 يومًا"),
                "–",
            ),
            row(
                "dnr_6GXW",
                "1-year visit",
                "زيارة سنة",
                TagKind::With,
                ("Answers came in", "وصلت الإجابات"),
                "J. Amsel",
            ),
            row(
                "dnr_73PM",
                "2-year visit",
                "زيارة سنتين",
                TagKind::LookAgain,
                ("Moved abroad", "انتقل إلى الخارج"),
                "–",
            ),
            row(
                "dnr_18ZB",
                "6-month visit",
                "زيارة 6 أشهر",
                TagKind::NotYet,
                ("Opens 2 Dec", "تبدأ 2 ديسمبر"),
                "J. Amsel",
            ),
        ],
        empty: words(""),
        phone: Phone::Stack,
    });
    Screen {
        title: s.say("Follow-up", "المتابعة").into(),
        nav: NURSE,
        here: 2,
        who: "J. Amsel, living-donor nurse",
        hero: None,
        body: html! {
            (heading(&Heading { title: Some(words(s.say("Follow-up", "المتابعة"))), under: Some(words(s.say("Sarim University Hospital. 148 living donors, 412 recipients. Data as of 21 Nov 2026, 03:00", "مستشفى ساريم الجامعي. 148 متبرعًا حيًا و412 متلقيًا."))), ..Heading::default() }))
            (halves(
                &panel(Panel::Sheet, s.say("Of 100 patients, how many are alive", "من كل 100 مريض، كم بقي حيًا"), &html! { p.under { (s.say("Kidney, 2018 to 2025. Kaplan–Meier, band is the 95 % interval, ticks are people not followed further yet.", "كلية، 2018 إلى 2025.")) } (survival(&alive(s), s.dir())) (more) }),
                &panel(Panel::Sheet, s.say("Kidney function of one donor", "وظيفة كلية متبرع"), &html! { p.under { (s.say("eGFR in mL/min per 1.73 m², CKD-EPI 2021. The scale starts at 20. The band moves down after donation: one kidney does the work.", "معدل الترشيح. ينزل النطاق بعد التبرع: كلية واحدة تعمل.")) } (donor_function(&function(s), s.dir())) (more) })))
            div {
                (filter_bar(&FilterBar {
                    count: s.say("5 of 23 due", "5 من 23").into(),
                    chosen: vec![Link::new("#", s.say("Living donors", "متبرعون أحياء")), Link::new("#", s.say("Needs somebody", "يحتاج أحدًا"))],
                    remove: s.say("Remove", "أزل").into(),
                    clear: Some(Link::new("#", s.say("Clear", "مسح"))),
                    end: vec![Link::new("#", s.say("Save this view", "احفظ العرض")), Link::new("#", s.say("Download these rows", "نزّل الصفوف"))],
                }))
            }
            (due)
        },
    }
}

fn alive(s: Speech) -> Survival {
    let at = [2.0, 5.0, 9.0, 14.0, 19.0, 24.0, 31.0, 38.0, 45.0, 52.0];
    let share = [0.985, 0.972, 0.965, 0.95, 0.94, 0.925, 0.911, 0.892, 0.87, 0.84];
    let steps = at.iter().zip(share).enumerate().map(|(n, (month, share))| Step {
        month: *month,
        share,
        low: share - 0.007 * n as f64 - 0.01,
        high: (share + 0.007 * n as f64 + 0.005).min(1.0),
    });
    Survival {
        steps: steps.collect(),
        censored: vec![7.0, 17.0, 22.0, 28.0, 35.0, 41.0, 48.0, 55.0],
        at_risk: vec![(0.0, 412), (12.0, 371), (24.0, 318), (36.0, 247), (48.0, 160), (60.0, 71)],
        horizon_months: 60.0,
        tick_months: 12.0,
        axis: s.say("months after transplantation", "أشهر بعد الزرع").into(),
        at_risk_says: s.say("Still followed", "ما زالوا تحت المتابعة").into(),
        last: "84 % (75–91)".into(),
        last_under: s.say("alive at 5 years", "أحياء بعد 5 سنوات").into(),
        twin: Twin { id: "km".into(), title: "84 of 100 alive at 5 years".into(), desc: "Kaplan–Meier".into() },
    }
}

fn function(s: Speech) -> DonorFunction {
    DonorFunction {
        points: vec![(-2.5, 98.0), (-0.5, 97.0), (0.3, 62.0), (1.5, 64.0), (6.0, 66.0), (12.0, 67.0), (18.5, 57.0)],
        before: (86.0, 112.0),
        after: vec![(0.0, 54.0, 84.0), (6.0, 58.0, 86.0), (12.0, 60.0, 88.0), (24.0, 62.0, 90.0), (36.0, 63.0, 91.0)],
        band_says: s.say("usual for donors of this age", "معتاد لهذا العمر").into(),
        donation_says: s.say("donation", "التبرع").into(),
        latest_says: s.say("57, below the band", "57، تحت النطاق").into(),
        latest_under: s.say("14 Nov: repeat by 28 Nov", "14 نوفمبر: يُعاد قبل 28").into(),
        latest: Latest::Asks,
        next: Some((24.0, s.say("24 months", "24 شهرًا").into())),
        months: (-3.0, 36.0),
        axis: s.say("months after donation", "أشهر بعد التبرع").into(),
        twin: Twin { id: "gfr".into(), title: "Latest value below the band".into(), desc: "eGFR".into() },
    }
}
