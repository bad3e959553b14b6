//! The donor register on both databases: nobody is enrolled unknowingly, nobody is read without a referral, no file flips
//! anybody's choice.

use codes::ids::{AccountId, CentreId, DecisionId};
use domain::access::{Purpose, Role};
use domain::donor_register::{Agreement, ChoiceKind, LetterKind, Pathway, Status, Warning};
use service::donor_register::{
    Asked, AtCounter, Loopback, Mine, MyDecision, NewReferral, RegisterAnswer, Signing, Visit,
};
use service::{Access, Failure};

use crate::support::{Home, both};

const SYSTEM: &str = "national_number";
const NUMBER: &str = "29000000001";

fn access(role: Role, purpose: Purpose, n: u64) -> Access {
    let centre = (role == Role::ReferringPhysician).then(|| CentreId::from_bits(1));
    Access { account: AccountId::from_bits(n), role, purpose, centre }
}

fn registrar() -> Access {
    access(Role::Registrar, Purpose::Registration, 1)
}

fn referrer() -> Access {
    access(Role::ReferringPhysician, Purpose::Care, 2)
}

fn coordinator(n: u64) -> Access {
    access(Role::Coordinator, Purpose::Coordination, n)
}

fn officer() -> Access {
    access(Role::PrivacyOfficer, Purpose::Oversight, 5)
}

fn inspector() -> Access {
    access(Role::Inspector, Purpose::Oversight, 6)
}

fn importer() -> Access {
    access(Role::Importer, Purpose::Administration, 7)
}

fn at_counter(choice: ChoiceKind, address: &str) -> AtCounter {
    AtCounter {
        paper: "identity_card".to_owned(),
        system: SYSTEM.to_owned(),
        number: NUMBER.to_owned(),
        name: "Velun Tarsan".to_owned(),
        birth: "1970-01-05".to_owned(),
        address: address.to_owned(),
        language: "en".parse().unwrap(),
        choice,
        organs: Vec::new(),
        named: None,
        note: Some("Please call the priest Oren".to_owned()),
        guardian: None,
    }
}

fn number() -> (String, String) {
    (SYSTEM.to_owned(), NUMBER.to_owned())
}

fn asked() -> Asked {
    let (system, number) = number();
    Asked::Person { system, number }
}

fn rules(failure: Failure) -> Vec<String> {
    match failure {
        Failure::Refused { reading, .. } => reading.findings.iter().map(|f| f.rule.clone()).collect(),
        other => panic!("{other:?}"),
    }
}

fn failed<T>(done: Result<T, Failure>) -> Failure {
    match done {
        Ok(_) => panic!("it was done"),
        Err(failure) => failure,
    }
}

/// A registry with its post.
struct Land {
    home: Home,
    post: Loopback,
}

impl Land {
    async fn all(name: &str) -> Vec<Self> {
        both(name).await.into_iter().map(|home| Self { home, post: Loopback::default() }).collect()
    }

    async fn declare(&self, choice: ChoiceKind, address: &str) -> DecisionId {
        self.home.service.declare_at_counter(&registrar(), at_counter(choice, address)).await.unwrap().0
    }

    async fn post(&self) -> usize {
        self.home.service.post_letters(&self.post).await.unwrap().handed
    }

    /// The code in the newest letter to an address.
    fn code(&self, address: &str) -> String {
        let letters = self.post.taken();
        let letter = letters.iter().rfind(|l| l.address.contains(address)).unwrap();
        let word = letter.text.split_whitespace().map(|w| w.trim_matches(['\u{2068}', '\u{2069}']));
        word.into_iter().find(|w| w.len() == 23 && w.matches('-').count() == 3).unwrap().to_owned()
    }

    async fn visit(&self, code: &str) -> Visit {
        Visit(self.home.service.open_visit(code, SYSTEM, NUMBER, "here").await.unwrap().token)
    }

    async fn mine(&self, visit: &Visit) -> MyDecision {
        self.home.service.my_decision(visit).await.unwrap()
    }

    async fn refer(&self, pathway: Pathway) {
        let (system, number) = number();
        let certified_at = self.home.service.now();
        let new = NewReferral { system, number, pathway, certified_at };
        self.home.service.refer(&referrer(), new).await.unwrap();
    }

    async fn look(&self) -> RegisterAnswer {
        let (id, _) = self.home.service.look_up(&coordinator(3), asked()).await.unwrap();
        self.home.service.look_up_shown(&coordinator(3), id).await.unwrap().1
    }

    async fn whole(self) {
        let verified = self.home.service.verify(|_| ()).await.unwrap();
        assert!(verified.is_whole(), "{:?}", verified.differences);
        self.home.drop().await;
    }
}

fn chosen(answer: &RegisterAnswer) -> Option<ChoiceKind> {
    answer.counts.as_ref().and_then(|l| l.choice.as_ref()).map(|c| c.choice)
}

#[tokio::test]
async fn nobody_is_enrolled_without_their_knowledge() {
    for land in Land::all("register_told").await {
        land.declare(ChoiceKind::Yes, "1 Harbour Street").await;
        land.home.later_days(400);
        land.refer(Pathway::DeathCertified).await;
        let untold = land.look().await;
        assert_eq!((chosen(&untold), untold.later.len()), (None, 1), "no letter went out");
        assert!(untold.silence.is_some(), "it is shown as silence");

        assert_eq!(land.post().await, 1);
        let letter = land.post.taken().pop().unwrap();
        assert_eq!(letter.kind, LetterKind::ReadBack);
        assert!(letter.address.starts_with("Velun Tarsan\n1 Harbour Street"));
        for telling in ["Velun", "Tarsan", "donor", "organ", "death", "transplant", "yes", NUMBER] {
            assert!(!letter.text.to_lowercase().contains(&telling.to_lowercase()), "the letter says {telling}");
        }
        land.home.later_days(18);
        land.refer(Pathway::DeathCertified).await;
        assert_eq!(chosen(&land.look().await), None, "the person may still object");
        land.home.later_days(2);
        land.refer(Pathway::DeathCertified).await;
        assert_eq!(chosen(&land.look().await), Some(ChoiceKind::Yes));

        // A stranger changes the address and the decision: the word goes to the old address too, and stops it.
        land.declare(ChoiceKind::No, "99 Elsewhere Road").await;
        assert_eq!(land.post().await, 2, "to both addresses");
        let theirs = land.visit(&land.code("99 Elsewhere")).await;
        let mine = land.visit(&land.code("1 Harbour")).await;
        assert_eq!(land.mine(&mine).await.declarations[0].index, 1);
        land.home.service.object_mine(&mine, 1).await.unwrap();
        let stale = failed(land.home.service.confirm_mine(&theirs, 1).await);
        assert!(matches!(stale, Failure::Problem(p) if p.code == "stale"));
        land.home.later_days(100);
        land.refer(Pathway::DeathCertified).await;
        assert_eq!(chosen(&land.look().await), Some(ChoiceKind::Yes), "what counted before counts again");
        land.whole().await;
    }
}

#[tokio::test]
async fn a_letter_that_came_back_told_nobody() {
    for land in Land::all("register_returned").await {
        land.declare(ChoiceKind::Yes, "1 Harbour Street").await;
        land.post().await;
        let letter = land.post.taken().pop().unwrap().id;
        land.home.service.letter_returned(letter).await.unwrap();
        land.home.later_days(400);
        land.refer(Pathway::DeathCertified).await;
        assert_eq!(chosen(&land.look().await), None);
        assert!(land.home.service.letter_returned(letter).await.is_err(), "it came back once");
        land.whole().await;
    }
}

#[tokio::test]
async fn a_person_sees_changes_and_takes_back_with_a_code_and_a_second_check() {
    for land in Land::all("register_mine").await {
        let service = &land.home.service;
        land.declare(ChoiceKind::Yes, "1 Harbour Street").await;
        land.post().await;
        let code = land.code("1 Harbour");
        for (typed, number) in [("K7M2Q-4HTX9-A2B3C-D4E5F", NUMBER), (code.as_str(), "29000000002")] {
            let wrong = failed(service.open_visit(typed, SYSTEM, number, "here").await);
            assert!(matches!(wrong, Failure::NotSignedIn), "every wrong try looks alike");
        }
        let visit = land.visit(&code.to_lowercase()).await;
        assert!(
            matches!(failed(service.open_visit(&code, SYSTEM, NUMBER, "here").await), Failure::NotSignedIn),
            "once"
        );
        let seen = land.mine(&visit).await;
        assert_eq!((seen.counts, seen.declarations.len()), (None, 1));
        assert_eq!(
            seen.declarations[0].status,
            Status::Waiting { until: seen.declarations[0].at + jiff::SignedDuration::from_hours(19 * 24) }
        );
        service.confirm_mine(&visit, 0).await.unwrap();
        assert_eq!(land.mine(&visit).await.counts, Some(0), "the person's own word ends the wait");

        let some = Mine { choice: ChoiceKind::Some, organs: vec![], named: None, note: None };
        assert_eq!(rules(failed(service.declare_mine(&visit, some.clone()).await)), ["CON-018"]);
        let kidney = Mine { organs: vec![codes::organ::OrganFamily::Kidney], ..some };
        service.declare_mine(&visit, kidney).await.unwrap();
        let back = Mine { choice: ChoiceKind::Withdrawn, organs: vec![], named: None, note: None };
        service.declare_mine(&visit, back).await.unwrap();
        let seen = land.mine(&visit).await;
        assert_eq!((seen.counts, seen.declarations.len()), (Some(0), 3), "changes wait for their letters");
        land.post().await;
        land.home.later_days(30);
        let gone = failed(service.my_decision(&visit).await);
        assert!(matches!(gone, Failure::NotSignedIn), "a visit ends");
        land.refer(Pathway::DeathCertified).await;
        let answer = land.look().await;
        assert!(answer.counts.is_none() && answer.silence.is_some(), "taken back is silence");
        land.whole().await;
    }
}

#[tokio::test]
async fn five_wrong_numbers_use_a_code_up() {
    for land in Land::all("register_tries").await {
        land.declare(ChoiceKind::Yes, "1 Harbour Street").await;
        land.post().await;
        let code = land.code("1 Harbour");
        for n in 2..7 {
            let number = format!("2900000000{n}");
            assert!(land.home.service.open_visit(&code, SYSTEM, &number, "here").await.is_err());
        }
        let right = failed(land.home.service.open_visit(&code, SYSTEM, NUMBER, "here").await);
        assert!(matches!(right, Failure::NotSignedIn));
        land.whole().await;
    }
}

#[tokio::test]
async fn a_letter_is_asked_for_once_a_day_and_nobody_learns_who_is_on_record() {
    for land in Land::all("register_letters").await {
        let service = &land.home.service;
        land.declare(ChoiceKind::No, "1 Harbour Street").await;
        land.post().await;
        service.ask_for_code(SYSTEM, NUMBER, "here").await.unwrap();
        service.ask_for_code(SYSTEM, "99999999999", "here").await.unwrap();
        assert_eq!(land.post().await, 1);
        assert_eq!(land.post.taken().pop().unwrap().kind, LetterKind::Code);
        service.ask_for_code(SYSTEM, NUMBER, "here").await.unwrap();
        assert_eq!(land.post().await, 0, "one a day");
        let many = failed(service.ask_for_code(SYSTEM, NUMBER, "here").await);
        assert!(matches!(many, Failure::Problem(p) if p.code == "rate_limited"));
        land.home.later_days(1);
        service.ask_for_code(SYSTEM, NUMBER, "here").await.unwrap();
        assert_eq!(land.post().await, 1);
        let visit = land.visit(&land.code("1 Harbour")).await;
        assert_eq!(land.mine(&visit).await.declarations.len(), 1);
        land.home.later_days(60);
        let code = land.code("1 Harbour");
        assert!(land.home.service.open_visit(&code, SYSTEM, NUMBER, "here").await.is_err(), "too old");
        land.whole().await;
    }
}

#[tokio::test]
async fn nothing_is_read_without_a_referral_by_somebody_else_and_every_try_is_shown() {
    for land in Land::all("register_look").await {
        let service = &land.home.service;
        land.declare(ChoiceKind::No, "1 Harbour Street").await;
        land.post().await;
        let visit = land.visit(&land.code("1 Harbour")).await;
        service.confirm_mine(&visit, 0).await.unwrap();
        let nobody = Asked::Person { system: SYSTEM.to_owned(), number: "11111111111".to_owned() };
        assert_eq!(rules(failed(service.look_up(&coordinator(3), asked()).await)), ["CON-020"]);
        assert_eq!(rules(failed(service.look_up(&coordinator(3), nobody).await)), ["CON-020"], "it looks alike");
        for (role, purpose) in [(Role::Registrar, Purpose::Registration), (Role::PrivacyOfficer, Purpose::Oversight)] {
            let denied = failed(service.look_up(&access(role, purpose, 9), asked()).await);
            assert!(matches!(denied, Failure::Denied { .. }));
        }
        assert!(
            service
                .refer(
                    &coordinator(3),
                    NewReferral {
                        system: SYSTEM.to_owned(),
                        number: NUMBER.to_owned(),
                        pathway: Pathway::DeathCertified,
                        certified_at: service.now(),
                    }
                )
                .await
                .is_err(),
            "a coordinator does not refer"
        );

        land.home.later(60);
        land.refer(Pathway::EndOfLifeDeclared).await;
        let own = Access { account: referrer().account, ..coordinator(3) };
        assert_eq!(rules(failed(service.look_up(&own, asked()).await)), ["CON-021"], "not by whoever referred");
        land.home.later(60);
        let (id, _) = service.look_up(&coordinator(3), asked()).await.unwrap();
        let (_, answer) = service.look_up_shown(&coordinator(3), id).await.unwrap();
        assert_eq!(chosen(&answer), Some(ChoiceKind::No));
        let other = failed(service.look_up_shown(&coordinator(4), id).await);
        assert!(matches!(other, Failure::Problem(p) if p.code == "not_found"), "it opens for its reader only");

        let seen = land.mine(&visit).await.look_ups;
        let came: Vec<(usize, bool)> = seen.iter().map(|l| (l.refused.len(), l.shown.is_some())).collect();
        assert_eq!(came, [(0, true), (1, false), (1, false)], "every look is shown, the refused ones too");
        let watched = service.overseen_look_ups(&officer()).await.unwrap();
        assert_eq!((watched.look_ups.len(), watched.all), (3, 3), "the refused ones; the living see their own");
        assert!(watched.look_ups.iter().all(|l| l.shown.is_none() && !l.refused.is_empty()));

        land.home.later_days(3);
        land.home.later(1);
        assert_eq!(rules(failed(service.look_up(&coordinator(3), asked()).await)), ["CON-023"]);
        assert!(service.look_up_shown(&coordinator(3), id).await.is_err(), "the referral is over");
        land.refer(Pathway::DeathCertified).await;
        land.look().await;
        let watched = service.overseen_look_ups(&officer()).await.unwrap();
        let dead: Vec<_> = watched.look_ups.iter().filter(|l| l.refused.is_empty()).collect();
        assert_eq!(dead.len(), 1, "a look after death is the officer's");
        assert!(dead[0].shown.is_none(), "without the decision");
        assert!(service.overseen_look_ups(&coordinator(3)).await.is_err());
        land.whole().await;
    }
}

#[tokio::test]
async fn what_a_person_wants_lies_nowhere_in_the_clear() {
    for land in Land::all("register_sealed").await {
        land.declare(ChoiceKind::Yes, "1 Harbour Street").await;
        land.post().await;
        land.refer(Pathway::DeathCertified).await;
        land.look().await;
        let tables = [
            "SELECT envelope AS t FROM event",
            "SELECT body AS t FROM register_decision",
            "SELECT body AS t FROM letter",
            "SELECT body AS t FROM look_up",
            "SELECT body AS t FROM referral",
        ];
        let code = land.code("1 Harbour");
        for table in tables {
            for text in land.home.texts(table).await {
                for private in ["Tarsan", "Harbour", "Oren", "\"yes\"", NUMBER, "1970-01-05", code.as_str()] {
                    assert!(!text.contains(private), "{table} holds {private}");
                }
            }
        }
        land.whole().await;
    }
}

const MAPPING: &str = r#"
system = "national_number"
language = "en"
[columns]
number = "No"
name = "Name"
birth = "Born"
address = ["Street"]
choice = "Donor"
organs = "Organs"
[choices]
J = "yes"
N = "no"
T = "some"
[organs]
K = "kidney"
"#;

/// A book of forty people, every third of whom said no; number 1 of whom is Velun Tarsan.
fn book(value: impl Fn(u64) -> &'static str) -> String {
    book_of(40, value)
}

fn book_of(rows: u64, value: impl Fn(u64) -> &'static str) -> String {
    let row =
        |n: u64| format!("{},Person {n},1970-01-0{},{n} Mill Lane,{},\n", 29_000_000_000 + n, n % 9 + 1, value(n));
    "No,Name,Born,Street,Donor,Organs\n".to_owned() + &(1..=rows).map(row).collect::<String>()
}

fn honest(n: u64) -> &'static str {
    if n.is_multiple_of(3) { "N" } else { "J" }
}

#[tokio::test]
async fn an_old_register_counts_only_by_two_hands_and_a_sample() {
    for land in Land::all("register_import").await {
        let service = &land.home.service;
        let file = book(honest) + "29000000041,,1970-13-40,,J,\n29000000042,Empty Box,1970-01-01,1 Lane,,\n";
        let denied = failed(service.stage_register(&registrar(), MAPPING, file.clone().into_bytes()).await);
        assert!(matches!(denied, Failure::Denied { .. }));
        let (id, _) = service.stage_register(&importer(), MAPPING, file.into_bytes()).await.unwrap();
        let seen = service.register_import(&inspector(), id).await.unwrap();
        let report = &seen.import.staged.report;
        assert_eq!((report.rows, report.rejected, report.kept()), (42, 2, 40));
        assert_eq!((report.becoming(ChoiceKind::Yes), report.becoming(ChoiceKind::No)), (27, 13));
        let back = String::from_utf8(service.rejected_of_register(&importer(), id).await.unwrap()).unwrap();
        assert!(back.contains("Empty Box") && back.contains("silence and never a choice"), "{back}");
        assert!(back.contains("no_date") || back.contains("absent"), "{back}");

        let refused = failed(service.accept_register(&inspector(), id).await);
        assert_eq!(rules(refused), ["CON-024", "CON-025"]);
        let signing = || Signing { explains: Vec::new(), because: None };
        let own =
            failed(service.sign_register(&Access { account: importer().account, ..inspector() }, id, signing()).await);
        assert!(matches!(own, Failure::Problem(p) if p.code == "four_eyes"));
        for by in [officer(), inspector()] {
            service.sign_register(&by, id, signing()).await.unwrap();
        }
        let sampled = service.sample_rows(&registrar(), id).await.unwrap();
        assert_eq!(sampled.len(), 30);
        let mine = failed(service.sample_rows(&Access { account: importer().account, ..registrar() }, id).await);
        assert!(matches!(mine, Failure::Problem(p) if p.code == "four_eyes"));
        for row in &sampled {
            service.check_row(&registrar(), id, row.row, Agreement::Agrees).await.unwrap();
        }
        service.check_row(&registrar(), id, sampled[4].row, Agreement::Differs).await.unwrap();
        assert_eq!(rules(failed(service.accept_register(&inspector(), id).await)), ["CON-025"]);
        assert_eq!(land.home.number("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM register_decision").await, 0);
        service.check_row(&registrar(), id, sampled[4].row, Agreement::Agrees).await.unwrap();
        service.accept_register(&inspector(), id).await.unwrap();
        let done = service.register_import(&officer(), id).await.unwrap().import;
        assert_eq!((done.state(), done.written), ("applied", 40));
        service.apply_register(&inspector(), id).await.unwrap();
        assert_eq!(service.register_import(&officer(), id).await.unwrap().import.written, 40, "done once");

        land.home.later_days(100);
        land.refer(Pathway::DeathCertified).await;
        assert_eq!(chosen(&land.look().await), None, "nobody was told yet");
        assert_eq!(land.post().await, 40);
        land.home.later_days(20);
        land.refer(Pathway::DeathCertified).await;
        assert_eq!(chosen(&land.look().await), Some(ChoiceKind::Yes));
        land.whole().await;
    }
}

#[tokio::test]
async fn what_was_let_count_and_interrupted_goes_on_when_it_is_let_count_again() {
    for land in Land::all("register_interrupted").await {
        let service = &land.home.service;
        let file = book_of(220, honest).into_bytes();
        let (id, _) = service.stage_register(&importer(), MAPPING, file).await.unwrap();
        for by in [officer(), inspector()] {
            service.sign_register(&by, id, Signing { explains: Vec::new(), because: None }).await.unwrap();
        }
        for row in service.sample_rows(&registrar(), id).await.unwrap() {
            service.check_row(&registrar(), id, row.row, Agreement::Agrees).await.unwrap();
        }
        let other = service.clone();
        let under_way = tokio::spawn(async move { other.accept_register(&inspector(), id).await.map(drop) });
        let state = async || service.register_import(&officer(), id).await.unwrap().import;
        while state().await.accepted_at.is_none() {}
        under_way.abort();
        under_way.await.ok();
        let cut = state().await;
        assert_eq!(cut.state(), "accepted");
        assert!(cut.written < 220, "{}", cut.written);
        service.accept_register(&inspector(), id).await.unwrap();
        let done = state().await;
        assert_eq!((done.state(), done.written), ("applied", 220), "nothing lost, nothing twice");
        let again = failed(service.accept_register(&inspector(), id).await);
        assert!(matches!(again, Failure::Problem(p) if p.code == "stale"));
        land.whole().await;
    }
}

#[tokio::test]
async fn an_inverted_column_is_shown_and_one_person_cannot_let_it_count() {
    for land in Land::all("register_flip").await {
        let service = &land.home.service;
        let known = |n: u64| AtCounter {
            number: (29_000_000_000 + n).to_string(),
            ..at_counter(if n.is_multiple_of(3) { ChoiceKind::No } else { ChoiceKind::Yes }, &format!("{n} Mill Lane"))
        };
        for n in 1..=10 {
            service.declare_at_counter(&registrar(), known(n)).await.unwrap();
        }
        let flipped = book(|n| if n.is_multiple_of(3) { "J" } else { "N" });
        let (id, _) = service.stage_register(&importer(), MAPPING, flipped.into_bytes()).await.unwrap();
        let import = service.register_import(&inspector(), id).await.unwrap().import;
        assert_eq!((import.staged.report.decided, import.staged.report.flipped()), (10, 10));
        assert_eq!(import.warnings(), [Warning::Inverted, Warning::ManyFlips]);
        for row in service.sample_rows(&registrar(), id).await.unwrap() {
            service.check_row(&registrar(), id, row.row, Agreement::Agrees).await.unwrap();
        }
        let explain = Signing { explains: import.warnings(), because: Some("Checked by telephone".to_owned()) };
        let wordless = Signing { because: None, ..explain.clone() };
        assert!(service.sign_register(&inspector(), id, wordless).await.is_err());
        service.sign_register(&inspector(), id, explain.clone()).await.unwrap();
        service.sign_register(&inspector(), id, explain.clone()).await.unwrap();
        assert_eq!(rules(failed(service.accept_register(&inspector(), id).await)), ["CON-024", "CON-026"]);
        service.sign_register(&officer(), id, Signing { explains: Vec::new(), because: None }).await.unwrap();
        assert_eq!(rules(failed(service.accept_register(&inspector(), id).await)), ["CON-026"]);
        service.sign_register(&officer(), id, explain).await.unwrap();
        service.accept_register(&inspector(), id).await.unwrap();
        let done = service.register_import(&officer(), id).await.unwrap().import;
        assert_eq!(done.written, 30, "who decided here keeps their decision");

        let ticked = book(|_| "J");
        let (id, _) = service.stage_register(&importer(), MAPPING, ticked.into_bytes()).await.unwrap();
        let warned = service.register_import(&inspector(), id).await.unwrap().import.warnings();
        assert!(warned.contains(&Warning::OneSided), "{warned:?}");
        let silent = MAPPING.replace("J = \"yes\"", "J = \"yes\"\n\"\" = \"yes\"");
        let wrong = failed(service.stage_register(&importer(), &silent, book(honest).into_bytes()).await);
        assert!(matches!(wrong, Failure::Problem(p) if p.field == "mapping"));
        land.whole().await;
    }
}

#[tokio::test]
async fn the_post_that_fails_is_asked_again() {
    struct Strike;
    impl service::donor_register::Post for Strike {
        fn take(&self, _: &service::donor_register::LetterSeen) -> Result<(), String> {
            Err("on strike".to_owned())
        }
    }
    for land in Land::all("register_post").await {
        land.declare(ChoiceKind::Yes, "1 Harbour Street").await;
        let posted = land.home.service.post_letters(&Strike).await.unwrap();
        assert_eq!((posted.handed, posted.waiting), (0, 1));
        let folder = std::env::temp_dir().join(format!("donare_spool_{}", std::process::id()));
        let spool = service::donor_register::Spool::into(&folder).unwrap();
        assert_eq!(land.home.service.post_letters(&spool).await.unwrap().handed, 1);
        let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|f| f.unwrap().path()).collect();
        assert!(std::fs::read_to_string(&files[0]).unwrap().starts_with("Velun Tarsan\n1 Harbour Street"));
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(land.post().await, 0);
        assert!(land.home.service.demo_letters().await.is_err(), "only a demonstration shows letters");
        land.whole().await;
    }
}
