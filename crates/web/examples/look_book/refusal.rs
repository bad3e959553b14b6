//! Screens of work: a refusal, a form, the night list.

use crate::frame::{Screen, Speech};
use maud::{Markup, html};
use web::look::button::{Weight, go, print, row, submit};
use web::look::clock::{Clock, ClockTone};
use web::look::field::{Choice, Control, Field, Need, TextKind, error_summary, field};
use web::look::finding::{
    Cure, FindingCard, FindingFoot, FindingTone, RuleAnswer, RuleMark, RuleStrip, finding_foot, finding_sheet,
    rule_strip,
};
use web::look::frame::{Question, question};
use web::look::heading::{Heading, heading, saved};
use web::look::notice::notice;
use web::look::task::{Holder, WorkGroup, WorkRow, worklist};
use web::look::thread::Thread;
use web::look::{Link, TagKind, code_id, words};

const NURSE: &[(&str, &str)] =
    &[("My pairs", "أزواجي"), ("Tasks due", "مهام مستحقة"), ("Follow-up", "المتابعة"), ("Expenses", "النفقات")];

type Both<'a> = (&'a str, &'a str);

fn card(
    s: Speech,
    (code, kind): (&str, TagKind),
    sentence: Both<'_>,
    inputs: Markup,
    law: Both<'_>,
    (cure, act): (Both<'_>, Both<'_>),
) -> FindingCard {
    let says = match kind {
        TagKind::Stops => s.say("Stops", "يوقف"),
        _ => s.say("Needs an answer", "يحتاج جوابًا"),
    };
    FindingCard {
        code: code.into(),
        code_href: Some("#".into()),
        severity: (kind, says.into()),
        sentence: words(s.say(sentence.0, sentence.1)),
        inputs,
        law: words(s.say(law.0, law.1)),
        cure: Cure {
            lead: s.say("What cures it.", "ما يعالجه.").into(),
            says: words(s.say(cure.0, cure.1)),
            who: words(s.say("Living-donor nurse, about 2 days", "ممرضة التبرع، نحو يومين")),
            action: Some(go(Weight::Other, &Link::new("#", s.say(act.0, act.1)))),
        },
    }
}

/// Screen (d).
pub fn refused(s: Speech) -> Screen {
    let mark = |n: u16| match n {
        7 => RuleMark { code: "CON-011".into(), answer: RuleAnswer::Stops },
        8 => RuleMark { code: "AUT-022".into(), answer: RuleAnswer::Stops },
        23 => RuleMark { code: "CEN-006".into(), answer: RuleAnswer::Stops },
        28 => RuleMark { code: "CAR-003".into(), answer: RuleAnswer::Asks },
        n => RuleMark { code: format!("AUT-{n:03}"), answer: RuleAnswer::Holds },
    };
    let cards = [
        card(
            s,
            ("CON-011", TagKind::Stops),
            ("The interpreter is not independent of the recipient.", "المترجم غير مستقل عن المتلقي."),
            html! { (s.say("Interpreter ", "المترجم ")) b { "K. Orlan" } (s.say(" is named as a friend of the family on the recipient’s intake form of 12 November.", " مذكور كصديق للعائلة.")) },
            (
                "Transplantation Act, section 14(2): “The interpreter shall have no tie of kinship, service or friendship with the recipient.” In force since 1 January 2024.",
                "قانون الزرع، المادة 14(2). نافذ منذ 1 يناير 2024.",
            ),
            (
                (
                    "Repeat the information and the teach-back with an interpreter sent by the hospital.",
                    "أعد الشرح مع مترجم يرسله المستشفى.",
                ),
                ("Book an interpreter", "احجز مترجمًا"),
            ),
        ),
        card(
            s,
            ("AUT-022", TagKind::Stops),
            ("The board’s decision ended before the planned day.", "انتهى قرار اللجنة قبل اليوم المخطط."),
            html! { (s.say("Decided ", "صدر ")) b { (s.say("18 August 2026", "18 أغسطس 2026")) } (s.say(", valid 90 days, ended ", "، صالح 90 يومًا، انتهى ")) b { (s.say("16 November", "16 نوفمبر")) } "." },
            ("Decree 2024/31, article 9: a decision lapses 90 days after it is given.", "المرسوم 2024/31، المادة 9."),
            (
                (
                    "Ask the board to confirm its decision. Nothing else has to be handed in again.",
                    "اطلب من اللجنة تأكيد قرارها.",
                ),
                ("Ask the board", "اسأل اللجنة"),
            ),
        ),
        card(
            s,
            ("CAR-003", TagKind::Yours),
            ("Nobody is named for the donor’s care after six months.", "لا أحد مسمّى لرعاية المتبرع بعد ستة أشهر."),
            html! { (s.say("Care plan ends ", "تنتهي الخطة ")) b { (s.say("24 May 2027", "24 مايو 2027")) } "." },
            ("Living Donor Care Rules, rule 5.", "قواعد رعاية المتبرع الحي، 5."),
            (
                ("Name a clinic and a payer for the yearly visits.", "سمِّ عيادة وجهة دفع للزيارات السنوية."),
                ("Name the clinic", "سمِّ العيادة"),
            ),
        ),
    ];
    Screen {
        title: s.say("This removal cannot be planned yet", "لا يمكن تخطيط هذا الاستئصال بعد").into(),
        nav: NURSE,
        here: 0,
        who: "J. Amsel, living-donor nurse",
        hero: None,
        body: html! {
            (heading(&Heading {
                crumbs: vec![Link::new("#", "par_2W8C")],
                here: Some(words(s.say("Plan the removal", "خطط الاستئصال"))),
                title: Some(words(s.say("This removal cannot be planned yet", "لا يمكن تخطيط هذا الاستئصال بعد"))),
                under: Some(html! { (s.say("Plan ", "الخطة ")) (code_id("pln_5T1C")) (s.say(": left kidney, Sarim University Hospital, 24 November 2026, 08:30 (UTC+3)", ": كلية يسرى، 24 نوفمبر 2026")) }),
                aside: Some(saved(s.say("What you typed is kept. Saved 15:12", "ما كتبته محفوظ. 15:12"))),
            }))
            (rule_strip(&RuleStrip {
                sentence: html! { b { (s.say("31 rules were checked.", "فُحصت 31 قاعدة.")) } " " (s.say("27 hold, 3 stop the plan, 1 needs an answer.", "27 قائمة، 3 توقف، 1 تحتاج جوابًا.")) },
                all: Some(Link::new("#", s.say("See the 27 that hold", "انظر الـ27"))),
                marks: (1..=31).map(mark).collect(),
            }))
            (finding_sheet(FindingTone::Refusal, &cards))
            (finding_foot(&FindingFoot {
                title: s.say("If it cannot wait", "إن تعذّر الانتظار").into(),
                says: words(s.say("For a living donor there is no emergency way around these rules. For the recipient there is: the national office can list the patient as urgent at any hour, telephone 0 800 41 22.", "لا طريق استثنائيًا للمتبرع الحي.")),
                checked: words(s.say("Profile Calvane 2026.3, checked 21 Nov 2026 15:12:40 (UTC+3)", "ملف كالفان 2026.3")),
                buttons: vec![go(Weight::Other, &Link::new("#", s.say("Send to a colleague", "أرسل لزميل"))), submit(Weight::Next, s.say("Check again", "افحص ثانية"), None), print(s.say("Print", "طباعة"))],
            }))
        },
    }
}

/// A question page with every kind of field.
pub fn form(s: Speech) -> Screen {
    let choice = |value: &str, en, ar, hint: Option<&str>| Choice {
        value: value.into(),
        label: s.say(en, ar).into(),
        hint: hint.map(str::to_owned),
    };
    let sides = vec![
        choice("l", "Left kidney", "كلية يسرى", None),
        choice("r", "Right kidney", "كلية يمنى", Some("The donor keeps the better one.")),
    ];
    let wrong = s.say("Give the day and the time of the operation", "اذكر يوم العملية ووقتها");
    let fields = [
        Field::new("planned_at", s.say("Planned for", "الموعد"), Control::DateTime(String::new()))
            .hint(s.say("Time in Sarim, UTC+3", "بتوقيت ساريم"))
            .error(Some(wrong.into())),
        Field::new("side", s.say("Which kidney", "أي كلية"), Control::Radios(sides.clone(), "l".into())),
        Field::new("code", s.say("Code of the pair", "رمز الزوج"), Control::Text(TextKind::Code, "par_9D3H".into())),
        Field::new(
            "weight",
            s.say("Weight of the donor", "وزن المتبرع"),
            Control::Number { value: "61.5".into(), step: "0.1", unit: "kg".into() },
        ),
        Field::new("centre", s.say("Centre", "المركز"), Control::Select(sides.clone(), "r".into())),
        Field::new("seen", s.say("Papers seen", "الأوراق"), Control::Checkboxes(sides, vec!["r".into()])),
        Field {
            need: Need::Optional(s.say("(may be left empty)", "(اختياري)").into()),
            ..Field::new("note", s.say("Note for the theatre", "ملاحظة"), Control::Lines(String::new(), 3))
        },
        Field::new("scan", s.say("Scanned consent", "الموافقة"), Control::File("application/pdf".into()))
            .hint("PDF, 10 MB"),
    ];
    Screen {
        title: s.say("Error: plan the removal", "خطأ: خطط الاستئصال").into(),
        nav: NURSE,
        here: 0,
        who: "J. Amsel, living-donor nurse",
        hero: None,
        body: question(&Question {
            back: Some(Link::new("#", s.say("Back", "رجوع"))),
            caption: Some(words(s.say("Step 2 of 5", "الخطوة 2 من 5"))),
            title: words(s.say("When and where is the removal planned?", "متى وأين الاستئصال؟")),
            errors: Some(error_summary(
                s.say("One thing must be put right", "أمر واحد يلزم تصحيحه"),
                &[("planned_at".into(), wrong.into())],
            )),
            body: html! {
                (notice(TagKind::With, &words(s.say("Nothing is fixed by this: the plan is checked first.", "لا يثبّت هذا شيئًا."))))
                form method="post" action="#" {
                    @for f in &fields { (field(f)) }
                    (row(&[submit(Weight::Next, s.say("Check the plan", "افحص الخطة"), None), go(Weight::Other, &Link::new("#", s.say("Save for later", "احفظ لاحقًا")))]))
                }
            },
        }),
    }
}

/// Screen (a).
pub fn tonight(s: Speech) -> Screen {
    let work = |share, tone, left: &str, what: &str, code: &str, present, verb: &str, holder| WorkRow {
        clock: Clock { left_share: share, tone, left: left.into(), end: s.say("until 03:30", "حتى 03:30").into() },
        what: html! { (what) " " (code_id(code)) },
        what_under: html! { (code_id("don_4QX8")) " · " (s.say("re-alerted 02:40", "نُبّه 02:40")) },
        thread: Some(Thread { stages: 8, present, says: format!("stage {present} of 8") }),
        state: words(s.say("Offer unanswered", "عرض بلا جواب")),
        then: words(s.say("then offered to candidate 3", "ثم يُعرض على المرشح 3")),
        verb: go(if share < 0.3 { Weight::Next } else { Weight::Other }, &Link::new("#", verb)),
        holder,
        holder_says: if holder == Holder::You { s.say("You", "أنت").into() } else { "L. Okar".into() },
    };
    let groups = [
        WorkGroup {
            title: s.say("Before 04:00", "قبل 04:00").into(),
            count: "3".into(),
            rows: vec![
                work(
                    0.22,
                    ClockTone::Stop,
                    s.say("18 min", "18 د"),
                    s.say("Left kidney", "كلية يسرى"),
                    "org_7K2M",
                    5,
                    s.say("Call Port Elun", "اتصل"),
                    Holder::You,
                ),
                work(
                    0.4,
                    ClockTone::Now,
                    s.say("33 min", "33 د"),
                    s.say("Heart", "قلب"),
                    "org_7K2H",
                    7,
                    s.say("Confirm arrival", "أكّد الوصول"),
                    Holder::You,
                ),
                work(
                    0.8,
                    ClockTone::Calm,
                    s.say("2 h 18", "2 س 18"),
                    s.say("Liver", "كبد"),
                    "org_7K2V",
                    1,
                    s.say("Book theatre", "احجز غرفة"),
                    Holder::Other,
                ),
            ],
        },
        WorkGroup {
            title: s.say("Waiting for somebody outside", "بانتظار الخارج").into(),
            count: "1".into(),
            rows: vec![work(
                1.0,
                ClockTone::None,
                s.say("No clock", "بلا موعد"),
                s.say("All organs", "كل الأعضاء"),
                "don_6RW1",
                8,
                s.say("Read the hold", "اقرأ"),
                Holder::Other,
            )],
        },
    ];
    Screen {
        title: s.say("Tonight", "الليلة").into(),
        nav: &[
            ("Tonight", "الليلة"),
            ("Donors", "المتبرعون"),
            ("Offers", "العروض"),
            ("Trace", "التتبّع"),
            ("Waiting list", "قائمة الانتظار"),
            ("Handover", "التسليم"),
        ],
        here: 0,
        who: "A. Renner, coordinator",
        hero: None,
        body: html! {
            (heading(&Heading { title: Some(words(s.say("Tonight", "الليلة"))), under: Some(words(s.say("7 open, 2 need you before 03:45.", "7 مفتوحة، 2 تحتاجك."))), aside: Some(saved(s.say("Saved 03:12, all sent.", "حُفظ 03:12"))), ..Heading::default() }))
            (worklist(&groups))
        },
    }
}
