//! Pages of pairs: list, file, steps, consent, plan, operation, chain, people.

use axum::http::StatusCode;
use domain::access::Role;
use domain::approval::Stage;

use crate::support::{Page, Town, Visitor};

const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;

/// A pair of the nurse's centre at a stage.
async fn pair_at(town: &Town, who: &Visitor, fits: impl Fn(Stage) -> bool) -> String {
    let access = town.service.session(&who.token).await.unwrap().access;
    let lines = town.service.pairs(&access).await.unwrap();
    lines.iter().find(|l| fits(l.pair.stage())).expect("a pair at that stage").pair.id.to_string()
}

async fn open_pair(town: &Town) -> String {
    let nurse = town.enter(Role::LivingDonorNurse).await;
    pair_at(town, &nurse, |s| matches!(s, Stage::Knowing | Stage::Examining)).await
}

fn account(town: &Town, role: Role, n: usize) -> String {
    town.country.staff.iter().filter(|s| s.access.role == role).nth(n).unwrap().access.account.to_string()
}

const NEW: &[(&str, &str)] = &[
    ("donor.name", "Nour Velasar"),
    ("donor.birth", "1984-03-12"),
    ("donor.sex", "female"),
    ("donor.languages", "en"),
    ("donor.residence", "XC"),
    ("donor.national_number", "8403-1177-20"),
    ("recipient.name", "Ilan Velasar"),
    ("recipient.birth", "1981"),
    ("recipient.languages", "en"),
    ("recipient.residence", "XC"),
    ("organ", "KIDNEY_L"),
    ("relation", "sibling"),
    ("directedness", "specified_direct"),
];

async fn new_pair(town: &Town, nurse: &Visitor) -> String {
    let page = town.post("/pairs/new", NEW, Some(nurse)).await;
    page.is(SEE_OTHER).location.strip_prefix("/pairs/").unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_of_another_centre_is_not_there() {
    let town = Town::new().await;
    let (nurse, coordinator) = (town.enter(Role::LivingDonorNurse).await, town.enter(Role::Coordinator).await);
    let own = town.service.session(&nurse.token).await.unwrap().access;
    let all = town.service.pairs(&town.service.session(&coordinator.token).await.unwrap().access).await.unwrap();
    let foreign = all.iter().find(|l| Some(l.pair.centre) != own.centre).unwrap().pair.id.to_string();
    for rest in ["", "/consent", "/plan", "/steps/informed", "/operation"] {
        town.get(&format!("/pairs/{foreign}{rest}"), Some(&nurse)).await.is(StatusCode::NOT_FOUND);
    }
    town.get(&format!("/pairs/{foreign}"), Some(&coordinator)).await.is(StatusCode::OK);
    town.get("/pairs/par_nothing", Some(&nurse)).await.is(StatusCode::NOT_FOUND);
    town.get(&format!("/pairs/{}/steps/dreamt", open_pair(&town).await), Some(&nurse)).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_its_mark_is_not_taken() {
    let town = Town::new().await;
    let nurse = Visitor { csrf: "somebody else's".to_owned(), ..town.enter(Role::LivingDonorNurse).await };
    town.post("/pairs/new", NEW, Some(&nurse)).await.is(StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_filtered_by_stage() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let operated = pair_at(&town, &nurse, |s| s == Stage::Operated).await;
    let open = open_pair(&town).await;
    town.get("/pairs", Some(&nurse)).await.is(StatusCode::OK).says(&operated).says(&open).says("/pairs/new");
    town.get("/pairs?stage=operated", Some(&nurse)).await.says(&operated).keeps_back(&open);
    let psychologist = town.enter(Role::Psychologist).await;
    town.get("/pairs", Some(&psychologist)).await.is(StatusCode::OK).keeps_back("/pairs/new");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_keeps_what_was_typed_and_names_what_is_missing() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let typed = [
        ("donor.name", "Nour Velasar"),
        ("recipient.name", "Ilan"),
        ("organ", "KIDNEY_L"),
        ("recipient.birth", "soon"),
    ];
    let page = town.post("/pairs/new", &typed, Some(&nurse)).await;
    assert!(page.status.is_client_error());
    page.says("<title>Error:").says("Nour Velasar").says("href=\"#relation\"");
    let typed = [typed.as_slice(), &[("relation", "sibling"), ("directedness", "specified_direct")]].concat();
    let page = town.post("/pairs/new", &typed, Some(&nurse)).await;
    page.is(StatusCode::BAD_REQUEST).says("href=\"#recipient.birth\"");

    let pair = open_pair(&town).await;
    let page =
        town.post(&format!("/pairs/{pair}/steps/identity_checked"), &[("issuer", "Civil office")], Some(&nurse)).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).says("Civil office").says("href=\"#paper\"").says("href=\"#verified\"");
    let ahead = [
        ("paper", "passport"),
        ("issuer", "Office"),
        ("verified", "original_seen"),
        ("happened_at", "2031-01-01T10:00"),
    ];
    let page = town.post(&format!("/pairs/{pair}/steps/identity_checked"), &ahead, Some(&nurse)).await;
    page.is(StatusCode::BAD_REQUEST).says("href=\"#happened_at\"");
}

/// Everything but signature and decision, written down by whoever may.
async fn prepare(town: &Town, pair: &str) {
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let psychologist = town.enter(Role::Psychologist).await;
    let physician = town.enter(Role::DonorPhysician).await;
    let (me, surgeon) = (account(town, Role::LivingDonorNurse, 0), account(town, Role::Surgeon, 0));
    let step = |kind: &str| format!("/pairs/{pair}/steps/{kind}");
    let take = async |kind: &str, fields: &[(&str, &str)], who: &Visitor| {
        town.post(&step(kind), fields, Some(who)).await.is(SEE_OTHER);
    };
    take("team_named", &[("members", &surgeon)], &nurse).await;
    let paper = [("paper", "passport"), ("issuer", "Office"), ("verified", "original_seen")];
    take("identity_checked", &paper, &nurse).await;
    let proof = [("proof", "registry_extract"), ("issuer", "Office"), ("verified", "confirmed_by_issuer")];
    take("relation_proved", &proof, &nurse).await;
    let mut talk = vec![("language", "en"), ("capacity", "shown")];
    for topic in domain::consent::Topic::ALL {
        talk.extend([("topics", topic.code()), ("understood", topic.code())]);
    }
    take("informed", &talk, &nurse).await;
    take("recipient_informed", &[("language", "en")], &nurse).await;
    for presence in ["donor_alone", "recipient_alone", "together"] {
        let talk = [("presence", presence), ("result", "no_pressure_seen"), ("note", "Speaks of the garden")];
        take("interviewed", &talk, &psychologist).await;
    }
    take("evaluated", &[("kind", "psychosocial"), ("conclusion", "suitable")], &psychologist).await;
    let medical = [("kind", "medical"), ("conclusion", "suitable"), ("egfr_ml_min_173", "94")];
    take("evaluated", &medical, &physician).await;
    take("declared", &[("declarant", "donor")], &nurse).await;
    take("declared", &[("declarant", "recipient")], &nurse).await;
    let care = [("owner", me.as_str()), ("clinic", "Sarim"), ("clinic_country", "XC"), ("payer", "public_scheme")];
    take("care_planned", &care, &nurse).await;
}

async fn sign(town: &Town, pair: &str) -> Page {
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let fields = [
        ("language", "en"),
        ("text_version", "2026-11"),
        ("witness_1.name", "K. Taverel"),
        ("witness_1.outside_team", "yes"),
        ("witness_2.name", "D. Ossani"),
        ("witness_2.outside_team", "yes"),
    ];
    town.post(&format!("/pairs/{pair}/consent/sign"), &fields, Some(&nurse)).await
}

async fn vote(town: &Town, pair: &str, who: &Visitor, round: &str) -> Page {
    let fields = [
        ("step", "ethics_board"),
        ("round", round),
        ("conflict", "none"),
        ("vote", "favourable"),
        ("seat", "outside"),
        ("objects", "no"),
        ("reasons", "Every paper is there."),
    ];
    town.post(&format!("/pairs/{pair}/steps/vote_cast"), &fields, Some(who)).await
}

async fn decide(town: &Town, pair: &str) -> Page {
    let board = town.enter(Role::BoardMember).await;
    let fields = [("step", "ethics_board"), ("favour", "favourable"), ("reasons", "The file is whole.")];
    town.post(&format!("/pairs/{pair}/steps/decided"), &fields, Some(&board)).await
}

fn stand_at(town: &Town, instant: &str) {
    town.clock.set(instant.parse().unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_kidney_goes_all_the_way_through_the_pages() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let pair = new_pair(&town, &nurse).await;
    let plan = format!("/pairs/{pair}/plan");
    town.get(&format!("/pairs/{pair}"), Some(&nurse)).await.is(StatusCode::OK).says("Nour Velasar wants to give");

    let page = town.post(&plan, &[("planned_at", "2026-12-15T08:30")], Some(&nurse)).await;
    page.is(StatusCode::CONFLICT).says("cannot be planned yet").says("value=\"2026-12-15T08:30\"").says("CON-008");
    page.says(&format!("/pairs/{pair}/steps/identity_checked")).keeps_back(&format!("/pairs/{pair}/steps/decided"));

    decide(&town, &pair)
        .await
        .is(StatusCode::CONFLICT)
        .says("cannot be taken yet")
        .says("The file is whole.")
        .says("AUT-005");

    prepare(&town, &pair).await;
    sign(&town, &pair).await.is(StatusCode::CONFLICT).says("cannot be signed yet").says("CON-007").says("K. Taverel");

    stand_at(&town, "2026-11-30T09:00:00Z");
    sign(&town, &pair).await.is(SEE_OTHER);
    ballot(&town, &pair).await;
    decide(&town, &pair).await.is(SEE_OTHER);
    let nurse = town.enter(Role::LivingDonorNurse).await;
    town.post(&plan, &[("planned_at", "2026-12-15T08:30")], Some(&nurse)).await.is(SEE_OTHER);
    town.get(&plan, Some(&nurse)).await.is(StatusCode::OK).says("planned for").says(&format!("{plan}/cancel"));
    town.post(&format!("{plan}/cancel"), &[], Some(&nurse)).await.is(SEE_OTHER);
    town.get(&plan, Some(&nurse)).await.says("name=\"planned_at\"");
    town.post(&plan, &[("planned_at", "2026-12-15T08:30")], Some(&nurse)).await.is(SEE_OTHER);

    stand_at(&town, "2026-12-15T12:00:00Z");
    let surgeon = town.enter(Role::Surgeon).await;
    let operation = format!("/pairs/{pair}/operation");
    town.get(&operation, Some(&surgeon)).await.is(StatusCode::OK).says("value=\"2026-12-15T08:30\"");
    let centre = town.country.centres[0].to_string();
    let fields = [("organ", "KIDNEY_L"), ("centre", centre.as_str()), ("happened_at", "2026-12-15T08:40")];
    town.post(&operation, &fields, Some(&surgeon)).await.is(SEE_OTHER);
    let kept = town.get(&operation, Some(&surgeon)).await;
    kept.is(StatusCode::OK).says("The operation is written down").says("org_");
    town.post(&operation, &fields, Some(&surgeon)).await.is(StatusCode::CONFLICT);
    let unit = kept.body.split("org_").nth(1).unwrap().chars().take(10).collect::<String>();
    chain(&town, &format!("org_{unit}"), &centre).await;
}

/// Three members vote, each signed in as themselves; nobody reads the others' reasons before their own vote.
async fn ballot(town: &Town, pair: &str) {
    let page = format!("/pairs/{pair}/steps/vote_cast?step=ethics_board");
    let (first, second) = (town.enter(Role::BoardMember).await, town.enter_nth(Role::BoardMember, 1).await);
    town.get(&page, Some(&first)).await.is(StatusCode::OK).says("You sign as Prof. Vanekor").says("name=\"round\"");
    vote(town, pair, &first, "1").await.is(SEE_OTHER);
    vote(town, pair, &first, "1").await.is(StatusCode::CONFLICT).says("This vote cannot be cast").says("AUT-025");
    let list = format!("/pairs/{pair}");
    town.get(&list, Some(&second))
        .await
        .says("1 of 3 votes are cast")
        .says("Voted: Prof. Vanekor")
        .says("May still vote");
    town.get(&page, Some(&second)).await.keeps_back("Every paper is there.").says("once you have voted");
    let nurse = town.enter(Role::LivingDonorNurse).await;
    town.get(&page, Some(&nurse)).await.is(StatusCode::OK).says("R. Oshende").keeps_back("Every paper is there.");
    vote(town, pair, &nurse, "1").await.is(StatusCode::FORBIDDEN);
    decide(town, pair).await.is(StatusCode::CONFLICT).says("AUT-012");
    vote(town, pair, &second, "2").await.is(StatusCode::CONFLICT).says("AUT-025");
    vote(town, pair, &second, "1").await.is(SEE_OTHER);
    town.get(&page, Some(&second)).await.says("Every paper is there.");
    vote(town, pair, &town.enter_nth(Role::BoardMember, 2).await, "1").await.is(SEE_OTHER);
}

async fn chain(town: &Town, unit: &str, centre: &str) {
    let coordinator = town.enter(Role::Coordinator).await;
    let (from, to) = (format!("/organs/{unit}/hand-over"), format!("/organs/{unit}/transplant"));
    town.get(&from, Some(&coordinator)).await.is(StatusCode::OK).says(centre);
    let page = town.post(&from, &[("place", "1")], Some(&coordinator)).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).says("href=\"#happened_at\"");
    let handed = [("place", "1"), ("from", centre), ("to", centre), ("happened_at", "2026-12-15T11:00")];
    assert_eq!(town.post(&from, &handed, Some(&coordinator)).await.is(SEE_OTHER).location, format!("/trace/{unit}"));
    let page = town.get(&to, Some(&coordinator)).await;
    let recipient =
        page.is(StatusCode::OK).body.split("value=\"rec_").nth(1).unwrap().chars().take(10).collect::<String>();
    let recipient = format!("rec_{recipient}");
    let done = [
        ("recipient", recipient.as_str()),
        ("centre", centre),
        ("happened_at", "2026-12-15T13:00"),
        ("cold_ischaemia_min", "84"),
    ];
    town.post(&to, &done, Some(&coordinator)).await.is(SEE_OTHER);
    town.get(&format!("/trace/{unit}"), Some(&coordinator)).await.is(StatusCode::OK).says(&recipient);
    let end = format!("/organs/{unit}/end");
    town.get(&end, Some(&coordinator)).await.is(StatusCode::OK);
    town.post(&end, &[("fate", "gone")], Some(&coordinator)).await.is(StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_without_approval_is_kept_and_the_page_keeps_silent() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let pair = new_pair(&town, &nurse).await;
    let centre = town.country.centres[0].to_string();
    let fields = [("organ", "KIDNEY_L"), ("centre", centre.as_str()), ("happened_at", "2026-11-21T08:00")];
    town.post(&format!("/pairs/{pair}/operation"), &fields, Some(&nurse)).await.is(SEE_OTHER);
    let page = town.get(&format!("/pairs/{pair}/operation"), Some(&nurse)).await;
    page.is(StatusCode::OK).says("org_").says(&format!("/pairs/{pair}/steps/care_planned"));
    for word in ["AUT-", "CON-", "CEN-", "breach", "qst_", "Look again"] {
        page.keeps_back(word);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_alone_stays_with_evaluators_and_boards() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let pair = new_pair(&town, &nurse).await;
    prepare(&town, &pair).await;
    let talk = format!("/pairs/{pair}/steps/interviewed");
    town.get(&talk, Some(&nurse)).await.is(StatusCode::OK).keeps_back("Speaks of the garden");
    town.get(&format!("/pairs/{pair}"), Some(&nurse)).await.keeps_back("Speaks of the garden");
    let psychologist = town.enter(Role::Psychologist).await;
    let all = town.get(&talk, Some(&psychologist)).await;
    all.is(StatusCode::OK).says("Speaks of the garden").says("Recipient alone</dd>");
    let alone = town.get(&format!("{talk}?presence=donor_alone"), Some(&psychologist)).await;
    alone
        .says("stays out of the shared list")
        .keeps_back("Ilan Velasar")
        .keeps_back("rec_")
        .keeps_back("Recipient alone</dd>");
    let board = town.enter(Role::BoardMember).await;
    town.get(&talk, Some(&board)).await.is(StatusCode::OK).says("Speaks of the garden").keeps_back("<textarea");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_donor_says_no_in_one_step_and_nobody_hears_why() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let pair = new_pair(&town, &nurse).await;
    let consent = format!("/pairs/{pair}/consent");
    let page = town.get(&consent, Some(&nurse)).await;
    page.is(StatusCode::OK).says("lang=\"ar\" dir=\"rtl\"").says("value=\"yes\"").says("value=\"no\"");
    let psychologist = town.enter(Role::Psychologist).await;
    town.get(&consent, Some(&psychologist)).await.is(StatusCode::OK).keeps_back("value=\"yes\"");
    assert_eq!(town.post(&consent, &[("answer", "yes")], Some(&nurse)).await.location, format!("{consent}/sign"));
    town.post(&consent, &[], Some(&nurse)).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let no = town.post(&consent, &[("answer", "no")], Some(&nurse)).await;
    assert_eq!(no.is(SEE_OTHER).location, format!("/pairs/{pair}/steps/withdrawn"));
    town.get(&no.location, Some(&nurse))
        .await
        .is(StatusCode::OK)
        .says("No reason is needed")
        .says("not suitable as a donor");
    town.post(&no.location, &[], Some(&nurse)).await.is(SEE_OTHER);
    let page = town.get(&format!("/pairs/{pair}"), Some(&psychologist)).await;
    page.says("Nour Velasar is not suitable").keeps_back("withdr");
    town.get(&consent, Some(&nurse)).await.keeps_back("value=\"yes\"");
    let talk = [("declarant", "donor")];
    town.post(&format!("/pairs/{pair}/steps/declared"), &talk, Some(&nurse)).await.is(StatusCode::CONFLICT);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_starts_consent_again() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let pair = new_pair(&town, &nurse).await;
    prepare(&town, &pair).await;
    let change = format!("/pairs/{pair}/steps/changed");
    town.get(&change, Some(&nurse)).await.is(StatusCode::OK).says("start again");
    town.post(&change, &[], Some(&nurse)).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    town.get(&format!("/pairs/{pair}/steps/informed"), Some(&nurse)).await.says("On record");
    town.post(&change, &[("organ", "KIDNEY_R")], Some(&nurse)).await.is(SEE_OTHER);
    town.get(&format!("/pairs/{pair}/steps/informed"), Some(&nurse)).await.keeps_back("On record");
    town.get(&format!("/pairs/{pair}"), Some(&nurse)).await.says("Right kidney");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_of_the_same_person_is_shown_with_reasons_and_proposed_in_one_step() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let access = town.service.session(&nurse.token).await.unwrap().access;
    let mut people = Vec::new();
    for (name, birth) in [("Sada Tamsen-Orvil", "1984-05-06"), ("Sada Tamsen Orvil", "1984-06-05")] {
        let known = serde_json::json!({"names": [{"text": name, "script": "Latn"}], "identifiers": [], "birth": birth,
            "sex": "female", "phone": "+999 111 222333", "languages": ["ar"]});
        let made = town.service.register_person(&access, serde_json::from_value(known).unwrap()).await;
        people.push(made.unwrap().0.to_string());
    }
    let page = format!("/people/{}", people[0]);
    let same = format!("{page}/same");
    town.get(&page, Some(&nurse)).await.is(StatusCode::OK).says(&same);
    let seen = town.get(&same, Some(&nurse)).await;
    seen.is(StatusCode::OK).says(&people[1]).says("Day and month in each other’s place").says("Together");
    seen.keeps_back("Tamsen").keeps_back("1984").keeps_back("222333");
    let surgeon = town.enter(Role::Surgeon).await;
    town.get(&same, Some(&surgeon)).await.is(StatusCode::FORBIDDEN);
    town.get(&format!("/api/v1/person/{}/same", people[0]), Some(&surgeon)).await.is(StatusCode::FORBIDDEN);
    town.get(&format!("/api/v1/person/{}/same", people[0]), Some(&nurse))
        .await
        .is(StatusCode::OK)
        .says("living_together");
    town.post(&format!("{page}/link"), &[("into", &people[1])], Some(&nurse)).await.is(SEE_OTHER);
    town.get(&page, Some(&nurse)).await.says("Proposed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_found_by_number_and_corrected_with_a_reason() {
    let town = Town::new().await;
    let nurse = town.enter(Role::LivingDonorNurse).await;
    new_pair(&town, &nurse).await;
    let asked = |value| [("system", "national_number"), ("value", value)];
    town.post("/people/find", &asked("0000-0000-00"), Some(&nurse))
        .await
        .is(StatusCode::OK)
        .says("Nobody has this number");
    let found = town.post("/people/find", &asked("8403-1177-20"), Some(&nurse)).await;
    found.is(StatusCode::OK).says("Nour Velasar").says("/correct");
    let path = found.body.split('"').find(|p| p.ends_with("/correct")).unwrap().to_owned();
    town.get(&path, Some(&nurse)).await.is(StatusCode::OK).says("value=\"Nour Velasar\"");
    let typed =
        [("name", "Nour Velassar"), ("birth", "1984-03-12"), ("national_number", "8403-1177-20"), ("languages", "en")];
    town.post(&path, &typed, Some(&nurse)).await.is(StatusCode::UNPROCESSABLE_ENTITY).says("href=\"#reason\"");
    town.post(&path, &[typed.as_slice(), &[("reason", "typing_error")]].concat(), Some(&nurse)).await.is(SEE_OTHER);
    town.post("/people/find", &asked("8403-1177-20"), Some(&nurse)).await.says("Nour Velassar");
    let coordinator = town.enter(Role::Coordinator).await;
    town.post("/people/find", &asked("8403-1177-20"), Some(&coordinator))
        .await
        .is(StatusCode::OK)
        .says("Nour Velassar");
}

/// Every page of a pair in both languages: no key shows, the direction is right.
#[tokio::test(flavor = "multi_thread")]
async fn every_page_has_its_words_in_both_languages() {
    let town = Town::new().await;
    let mut paths = vec!["/pairs".to_owned(), "/pairs/new".to_owned(), "/people/find".to_owned()];
    let steps = [
        "team_named",
        "identity_checked",
        "relation_proved",
        "informed",
        "recipient_informed",
        "interviewed",
        "evaluated",
        "declared",
        "care_planned",
        "decided",
        "appealed",
        "notice_given",
        "withdrawn",
        "changed",
    ];
    let nurse = town.enter(Role::LivingDonorNurse).await;
    let pair = new_pair(&town, &nurse).await;
    prepare(&town, &pair).await;
    paths.extend(steps.iter().map(|s| format!("/pairs/{pair}/steps/{s}")));
    paths.extend(["", "/consent", "/consent/sign", "/plan", "/operation"].iter().map(|r| format!("/pairs/{pair}{r}")));
    for lang in ["en", "ar"] {
        for role in [Role::LivingDonorNurse, Role::BoardMember] {
            let who = Visitor { lang, ..town.enter(role).await };
            for path in &paths {
                let page = town.get(path, Some(&who)).await;
                if page.status == StatusCode::OK {
                    page.says(if lang == "ar" { "dir=\"rtl\"" } else { "dir=\"ltr\"" });
                    no_key_shows(path, &page.body);
                }
            }
        }
    }
}

/// A sentence that is missing shows as its key: a lower-case word with hyphens as the whole text of an element.
fn no_key_shows(path: &str, body: &str) {
    for text in body.split(['>', '<']).skip(2).step_by(2).map(str::trim) {
        let plain = |c: char| c.is_ascii_lowercase() || c == '-' || c == '_';
        let key = text.len() > 3 && text.chars().all(plain) && text.contains(['-', '_']);
        assert!(!key && !text.contains("{$"), "{path}: `{text}` shows as a key");
    }
}
