//! The trace screens: a look-back, and a trace whose origin nobody recorded.

use crate::frame::{Screen, Speech};
use maud::html;
use web::look::button::{Weight, go, print};
use web::look::heading::{Heading, heading};
use web::look::picture::Twin;
use web::look::picture::legend::{Sign, legend};
use web::look::picture::trace::{
    Certainty, Donor, End, Exposure, Headings, PartShape, Stop, Then, Tone, TraceUnit, TraceView, trace,
};
use web::look::table::{Column, Phone, Table, table};
use web::look::{Link, TagKind, code_id, tag, words};

fn at(label: &str, time: &str) -> Stop {
    Stop::Handover { label: label.into(), time: time.into() }
}

fn reached(code: &str, outcome: &str, detail: &str, tone: Tone) -> Then {
    Then::End(End::Reached {
        code: code.into(),
        href: "#".into(),
        outcome: outcome.into(),
        detail: detail.into(),
        tone,
    })
}

fn unit(code: &str, name: &str, stops: Vec<Stop>, then: Then) -> TraceUnit {
    TraceUnit {
        code: code.into(),
        name: name.into(),
        note: String::new(),
        shape: PartShape::Organ,
        href: "#".into(),
        certainty: Certainty::Fact,
        exposure: Exposure::Exposed,
        stops,
        then,
    }
}

fn headings(s: Speech) -> Headings {
    Headings {
        donor: s.say("Donor", "المتبرع").into(),
        part: s.say("Organ or tissue", "عضو أو نسيج").into(),
        stops: s.say("Hand-overs", "التسليمات").into(),
        end: s.say("Recipient or end", "المتلقي أو النهاية").into(),
        outcome: s.say("Latest outcome", "آخر نتيجة").into(),
    }
}

/// Screen (e).
pub fn view(s: Speech) -> TraceView {
    let gap = Stop::Gap {
        label: s.say("no record, 3 h 10 min", "لا سجل، 3 س 10 د").into(),
        under: s.say("between 02:20 and 06:40", "بين 02:20 و06:40").into(),
    };
    let heart = unit(
        "org_5M1HQ8KT2M",
        s.say("Heart", "قلب"),
        vec![at("pkg_H1", "01:14"), at("", "01:52"), at("", "03:08")],
        reached(
            "rec_31FAQ8KT2M",
            s.say("Infection found 19 Nov", "عدوى في 19 نوفمبر"),
            s.say("where the look-back began", "من هنا بدأ البحث"),
            Tone::Stop,
        ),
    );
    let liver = unit(
        "org_5M1VQ8KT2M",
        s.say("Liver, split", "كبد، مقسوم"),
        vec![],
        Then::Split(vec![
            unit(
                "org_5M1V1Q8KT2",
                s.say("right part", "الجزء الأيمن"),
                vec![at("pkg_L1", "02:05"), at("", "03:40")],
                reached(
                    "rec_8C0DQ8KT2M",
                    s.say("Well at 8 months", "بخير بعد 8 أشهر"),
                    s.say("alert read 14:02", "قُرئ التنبيه 14:02"),
                    Tone::Calm,
                ),
            ),
            unit(
                "org_5M1V2Q8KT2",
                s.say("left part", "الجزء الأيسر"),
                vec![at("pkg_L2", "02:05"), at("", "02:50"), at("", "04:31")],
                reached(
                    "rec_5F2KQ8KT2M",
                    s.say("Child, well at 8 months", "طفل، بخير بعد 8 أشهر"),
                    s.say("alert read 14:20", "قُرئ التنبيه 14:20"),
                    Tone::Calm,
                ),
            ),
        ]),
    );
    let left = unit(
        "org_5M1MQ8KT2M",
        s.say("Left kidney", "كلية يسرى"),
        vec![at("pkg_K1", "02:20"), gap, at("", "06:40")],
        reached(
            "rec_77QPQ8KT2M",
            s.say("Graft lost at 5 months", "فُقد الطُّعم بعد 5 أشهر"),
            s.say("alert unread, 41 min", "لم يُقرأ التنبيه، 41 دقيقة"),
            Tone::Now,
        ),
    );
    let right = TraceUnit {
        exposure: Exposure::Plain,
        ..unit(
            "org_5M1NQ8KT2M",
            s.say("Right kidney", "كلية يمنى"),
            vec![],
            Then::End(End::Closed {
                label: s.say("Not used: tumour found, 02:10", "لم تُستخدم: ورم، 02:10").into(),
                detail: String::new(),
            }),
        )
    };
    let bone_part = |n: u8, then| TraceUnit {
        shape: PartShape::Tissue,
        ..unit("", &format!("{} {n}", s.say("unit", "وحدة")), vec![at("", "04-09"), at("", "05-02")], then)
    };
    let mut locked = bone_part(
        3,
        Then::End(End::Closed {
            label: s.say("In stock, locked", "في المخزن، مقفلة").into(),
            detail: s.say("recalled 13:58", "استُدعيت 13:58").into(),
        }),
    );
    locked.stops = vec![];
    let bone = TraceUnit {
        shape: PartShape::Tissue,
        ..unit(
            "tis_5M1BQ8KT2M",
            s.say("Thigh bone", "عظم الفخذ"),
            vec![],
            Then::Split(vec![
                bone_part(
                    1,
                    reached(
                        "rec_2B9EQ8KT2M",
                        s.say("Hip repair, well", "إصلاح ورك، بخير"),
                        s.say("alert read 14:31", "قُرئ التنبيه 14:31"),
                        Tone::Calm,
                    ),
                ),
                bone_part(
                    2,
                    reached(
                        "MV-0931",
                        s.say("Sent abroad, country M", "أُرسلت إلى الخارج"),
                        s.say("alert sent, no answer due yet", "أُرسل التنبيه"),
                        Tone::Calm,
                    ),
                ),
                locked,
            ]),
        )
    };
    TraceView {
        donor: Some(Donor {
            code: "don_3HV6Q8KT2M".into(),
            lines: vec![s.say("46 years", "46 عامًا").into(), s.say("brain death", "موت دماغي").into(), s.say("4 March 2026", "4 مارس 2026").into()],
            href: "#".into(),
        }),
        no_donor: s.say("no record", "لا سجل").into(),
        units: vec![TraceUnit { exposure: Exposure::Index, ..heart }, liver, left, right, bone],
        headings: headings(s),
        sentence: s.say("The donor of 4 March 2026 gave 4 organs and 1 tissue. 6 people or places received; 1 was not used; 1 stretch has no record.", "أعطى المتبرع 4 أعضاء ونسيجًا واحدًا. استلمت 6 جهات؛ عضو لم يُستخدم؛ مقطع بلا سجل.").into(),
        twin: Twin { id: "trace".into(), title: "Everyone reached by donor don_3HV6Q8KT2M".into(), desc: "4 organs, 1 tissue, one gap.".into() },
    }
}

/// Unknown origin, a plan, a contradiction, a lost end.
pub fn doubtful(s: Speech) -> TraceView {
    let plain = |u: TraceUnit| TraceUnit { exposure: Exposure::Plain, ..u };
    let planned = TraceUnit {
        certainty: Certainty::Plan,
        ..plain(unit(
            "org_9PQ8KT2M9X",
            s.say("Left kidney", "كلية يسرى"),
            vec![at("", "08:30")],
            reached("rec_1Q8KT2M9X4", s.say("Planned for 24 Nov", "مخطط 24 نوفمبر"), "", Tone::Calm),
        ))
    };
    let third = TraceUnit {
        certainty: Certainty::Disputed,
        ..plain(unit(
            "org_9QQ8KT2M9X",
            s.say("Third kidney", "كلية ثالثة"),
            vec![],
            reached(
                "rec_2Q8KT2M9X4",
                s.say("Well", "بخير"),
                s.say("contradicts the record", "يخالف السجل"),
                Tone::Doubt,
            ),
        ))
    };
    let lost = plain(unit(
        "org_9RQ8KT2M9X",
        s.say("Cornea", "قرنية"),
        (0..9).map(|n| at("pkg_88", &format!("0{n}:15"))).collect(),
        Then::End(End::Unknown { label: s.say("no record", "لا سجل").into() }),
    ));
    TraceView { donor: None, units: vec![planned, third, lost], ..view(s) }
}

/// The page around a trace.
pub fn page(view: &TraceView, s: Speech) -> Screen {
    let rows = [
        ("Heart", "قلب", "org_5M1HQ8KT2M", "rec_31FAQ8KT2M", "Index", "البداية"),
        ("Left kidney", "كلية يسرى", "org_5M1MQ8KT2M", "rec_77QPQ8KT2M", "Exposed", "معرّض"),
    ];
    let signs = [
        (Sign::Donor, "donor", "متبرع"),
        (Sign::Organ, "organ, recipient", "عضو، متلقٍ"),
        (Sign::Tissue, "tissue", "نسيج"),
        (Sign::Handover, "hand-over", "تسليم"),
        (Sign::Exposed, "exposed", "معرّض"),
        (Sign::Gap, "no record", "لا سجل"),
        (Sign::Ended, "ended here", "انتهى هنا"),
        (Sign::Plan, "planned", "مخطط"),
        (Sign::Disputed, "disputed", "متنازع"),
    ];
    let items: Vec<_> = signs.iter().map(|(sign, en, ar)| (*sign, s.say(en, ar).to_owned())).collect();
    let table = table(&Table {
        title: None,
        caption: Some("Parts".into()),
        main: false,
        columns: vec![
            Column::words(s.say("Part", "الجزء")),
            Column::words(s.say("Number", "الرقم")),
            Column::numbers(s.say("Hand-overs", "التسليمات")),
            Column::words(s.say("Recipient or end", "المتلقي")),
            Column::words(s.say("Exposure", "التعرّض")),
        ],
        rows: rows
            .iter()
            .map(|(en, ar, code, rec, tag_en, tag_ar)| {
                vec![
                    words(s.say(en, ar)),
                    code_id(code),
                    words("3"),
                    code_id(rec),
                    tag(TagKind::Stops, s.say(tag_en, tag_ar)),
                ]
            })
            .collect(),
        empty: words(""),
        phone: Phone::Fold(s.say("Show as table, 2 rows", "اعرض كجدول، صفان").into()),
    });
    Screen {
        title: s.say("Trace", "تتبّع").into(),
        nav: &[
            ("Tonight", "الليلة"),
            ("Donors", "المتبرعون"),
            ("Offers", "العروض"),
            ("Trace", "التتبّع"),
            ("Waiting list", "قائمة الانتظار"),
            ("Handover", "التسليم"),
        ],
        here: 3,
        who: "P. Arlen, vigilance officer",
        hero: None,
        body: html! {
            (heading(&Heading {
                crumbs: vec![Link::new("#", s.say("Trace", "التتبّع"))],
                here: Some(code_id("don_3HV6Q8KT2M")),
                title: Some(html! { (s.say("Everyone reached by donor ", "كل من وصله المتبرع ")) (code_id("don_3HV6Q8KT2M")) }),
                under: Some(html! { (s.say("Look-back from ", "بحث رجعي من ")) (code_id("rec_31FAQ8KT2M")) (s.say(", filed 13:57, all centres alerted by 13:58 (UTC+3)", "، سُجّل 13:57، نُبّهت المراكز 13:58")) }),
                aside: Some(html! { (print(s.say("Print", "طباعة"))) (go(Weight::Next, &Link::new("#", s.say("Call the unread centre", "اتصل بالمركز الذي لم يقرأ")))) }),
            }))
            (trace(view, s.dir()))
            (legend(&items))
            (table)
        },
    }
}
