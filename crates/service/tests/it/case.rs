//! Cases: open to their team alone, crimes kept apart, disclosed on a legal basis only, proved in a pack, counted at the end.

use codes::ids::{AccountId, CaseId, CentreId, PairId};
use domain::access::{Purpose, Role};
use domain::case::{
    Authority, Basis, CameBy, CaseClosed, Closing, Crime, CrimeSet, Field, Knowledge, KnowledgeStated, LinkKind,
    Linked, Noted, OutcomeTold, PartyAdded, PartyKind, PartyOutcome, PartyRole, ReferralAnswer, ReferralAnswered, Step,
    TaskDone, TaskSet, TeamJoined, TeamLeft, TeamPart,
};
use domain::licence::{ReviewAnswered, ReviewOutcome};
use jiff::ToSpan;
use ledger::evidence::EvidencePack;
use service::{Access, EvidenceAsked, Failure, Referring, Sequencer, Service};

use crate::pair::*;
use crate::support::{Home, at};
use crate::village::villages;

const BROKER: &str = "Orsan Velik";
const CLINIC: &str = "Lumen Private Clinic";

fn second(cast: &Cast) -> Access {
    cast.country.staff.iter().find(|m| m.name == "D. Osterva").unwrap().access.clone()
}

fn officer(cast: &Cast) -> Access {
    let account = cast.country.staff.iter().find(|m| m.access.role == Role::PrivacyOfficer).unwrap().access.account;
    Access { account, role: Role::PrivacyOfficer, purpose: Purpose::Oversight, centre: None }
}

fn inspector(cast: &Cast) -> Access {
    let account = cast.country.staff.iter().find(|m| m.access.role == Role::Inspector).unwrap().access.account;
    Access { account, role: Role::Inspector, purpose: Purpose::Oversight, centre: None }
}

/// A case that the first investigator opens from an open question.
async fn opened(s: &Service, by: &Access) -> CaseId {
    let all = s.questions(by).await.unwrap();
    let question = all.iter().find(|q| q.question.state.code() == "open").unwrap().question.id;
    s.open_case(by, question, "Two files, one payer.".into()).await.unwrap().0
}

fn party(kind: PartyKind, role: PartyRole, name: Option<&str>) -> PartyAdded {
    PartyAdded { kind, role, name: name.map(Into::into), reference: None, centre: None, of_party: None, note: None }
}

fn broker() -> Step {
    Step::PartyAdded(party(PartyKind::Person, PartyRole::Broker, Some(BROKER)))
}

fn clinic(centre: Option<CentreId>) -> Step {
    Step::PartyAdded(PartyAdded { centre, ..party(PartyKind::Organisation, PartyRole::Clinic, Some(CLINIC)) })
}

fn protected(reference: &str) -> Step {
    let party = party(PartyKind::Protected, PartyRole::Victim, None);
    Step::PartyAdded(PartyAdded { reference: Some(reference.to_owned()), ..party })
}

fn crime(crime: Crime) -> Step {
    Step::CrimeSet(CrimeSet { crime, offences: Vec::new(), reason: "The payments say so.".into() })
}

fn outcome(party: u32, outcome: PartyOutcome) -> Step {
    let authority = Some("Regional court".into());
    Step::OutcomeTold(OutcomeTold { party, outcome, authority, decided_on: None, reference: None })
}

fn link(kind: LinkKind, number: impl ToString) -> Step {
    Step::Linked(Linked { kind, number: number.to_string().as_str().into(), reason: "The same payer.".into() })
}

fn joined(account: AccountId, part: TeamPart) -> Step {
    Step::TeamJoined(TeamJoined { account, part, reason: "Reads ledgers.".into() })
}

fn closed(outcome: Closing) -> Step {
    Step::Closed(CaseClosed { outcome, reason: "Judgment of the regional court.".into() })
}

fn referring(to: Authority, office: &str, fields: &[Field]) -> Referring {
    let summary = fields.contains(&Field::Summary).then(|| "Two pairs with one payer.".into());
    let language = "ar".parse().unwrap();
    Referring { to, office: office.into(), centre: None, fields: fields.to_vec(), summary, language }
}

async fn take(home: &Home, by: &Access, case: CaseId, steps: Vec<Step>) {
    for step in steps {
        home.later(5);
        home.service.take_case_step(by, case, step).await.unwrap();
    }
}

async fn some_pair(home: &Home, cast: &Cast) -> PairId {
    open(&home.service, &cast.nurse, cast).await.unwrap().0
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_there_for_its_team_alone_and_whoever_looks_leaves_a_line() {
    for home in villages("case_team").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let (lead, other) = (&cast.investigator, second(&cast));
        let before = s.cases(lead).await.unwrap().all;
        let case = opened(s, lead).await;
        let lines = |outcome: &'static str| {
            let sql =
                format!("SELECT COUNT(*) AS n FROM access_line WHERE record_id = '{case}' AND outcome = '{outcome}'");
            let home = &home;
            async move { home.number(&sql).await }
        };
        assert_eq!(s.cases(lead).await.unwrap().all, before + 1);
        // Another investigator, every other role, and a number of nothing: the same answer, and a line each.
        let hidden_before = lines("hidden").await;
        let mut asked = 0;
        for by in [&other, &officer(&cast), &inspector(&cast), &cast.nurse, &cast.board] {
            asked += 1;
            assert!(hidden(&s.case(by, case).await), "{by:?}");
            assert!(hidden(&s.take_case_step(by, case, broker()).await));
            assert!(hidden(&s.refer_case(by, case, referring(Authority::Police, "Police", &[Field::Crime])).await));
            assert!(hidden(&s.case(by, CaseId::from_bits(99)).await));
        }
        assert_eq!(lines("hidden").await - hidden_before, asked * 3);
        assert!(s.cases(&other).await.unwrap().rows.iter().all(|row| row.id != case));
        // Which case a question became part of is the team's to know.
        let of = |by: Access| {
            let s = s.clone();
            async move { s.questions(&by).await.unwrap().into_iter().filter(|q| q.question.case == Some(case)).count() }
        };
        assert_eq!((of(lead.clone()).await, of(other.clone()).await), (1, 0));

        // Joined by the lead, dated; a member reads and writes, and changes no team.
        take(&home, lead, case, vec![joined(other.account, TeamPart::Member)]).await;
        take(&home, &other, case, vec![Step::Noted(Noted { text: "The books were read.".into() })]).await;
        assert!(matches!(
            s.take_case_step(&other, case, joined(lead.account, TeamPart::Member)).await,
            Err(Failure::Denied { hidden: false })
        ));
        let nurse = s.take_case_step(lead, case, joined(cast.nurse.account, TeamPart::Member)).await;
        assert_eq!(problem(nurse), "malformed");
        let seen = s.case(&other, case).await.unwrap();
        assert_eq!((seen.case.team().len(), seen.part), (2, TeamPart::Member));
        let left = |account| Step::TeamLeft(TeamLeft { account, reason: "Moves on.".into() });
        assert!(s.take_case_step(lead, case, left(lead.account)).await.is_err(), "nobody would lead it");
        take(&home, lead, case, vec![left(other.account)]).await;
        assert!(hidden(&s.case(&other, case).await));

        // Whoever oversees sees that it is there, reads nothing, and may put somebody in charge.
        let overseer = officer(&cast);
        for by in [lead, &cast.nurse, &inspector(&cast)] {
            assert!(hidden(&s.case_oversight(by).await));
            assert!(hidden(&s.appoint_case(by, case, other.account, "x".into()).await));
        }
        let row = s.case_oversight(&overseer).await.unwrap().rows.into_iter().find(|r| r.id == case).unwrap();
        assert_eq!((row.team, row.state), (1, "open"));
        s.appoint_case(&overseer, case, other.account, "Whoever led it is ill.".into()).await.unwrap();
        assert_eq!(s.case(&other, case).await.unwrap().part, TeamPart::Lead);
        assert!(hidden(&s.case(&overseer, case).await));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

/// A name is no number, a victim is no name, and what is not on record is not linked.
fn malformed(pair: PairId, case: CaseId) -> Vec<Step> {
    vec![
        protected("Mira Okar"),
        Step::PartyAdded(party(PartyKind::Person, PartyRole::Victim, Some("Mira Okar"))),
        Step::PartyAdded(party(PartyKind::Person, PartyRole::Broker, None)),
        link(LinkKind::Procedure, PairId::from_bits(12345)),
        link(LinkKind::Procedure, "that kidney"),
        link(LinkKind::Payment, pair),
        link(LinkKind::Other, case),
        outcome(9, PartyOutcome::Charged),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn parties_links_and_tasks_are_kept_apart_and_nothing_of_them_lies_in_the_clear() {
    for mut home in villages("case_parties").await {
        let cast = Cast::of(&home);
        let s = home.service.clone();
        let (lead, case) = (&cast.investigator, opened(&s, &cast.investigator).await);
        let pair = some_pair(&home, &cast).await;
        take(
            &home,
            lead,
            case,
            vec![
                crime(Crime::Persons),
                crime(Crime::Both),
                broker(),
                clinic(Some(cast.country.centres[1])),
                protected("PP-2026-0042"),
                link(LinkKind::Procedure, pair),
                link(LinkKind::Centre, cast.country.centres[1]),
                link(LinkKind::Advert, "capture 4711"),
            ],
        )
        .await;
        for wrong in malformed(pair, case) {
            assert!(matches!(s.take_case_step(lead, case, wrong.clone()).await, Err(Failure::Problem(_))), "{wrong:?}");
        }
        // "Knowingly" without a basis is refused, and the refusal stays in the log.
        let knew = |basis, from: Option<&str>| {
            let (party, knowledge) = (1, Knowledge::Established);
            Step::KnowledgeStated(KnowledgeStated { party, knowledge, basis, where_from: from.map(Into::into) })
        };
        assert_eq!(refused(s.take_case_step(lead, case, knew(None, None)).await), ["REP-101"]);
        assert_eq!(refused(s.take_case_step(lead, case, knew(Some(Basis::Testimony), None)).await), ["REP-101"]);
        take(&home, lead, case, vec![knew(Some(Basis::Testimony), Some("The donor's, of 4 June"))]).await;
        let refusals = "SELECT COUNT(*) AS n FROM event WHERE kind = 'case.step_refused'";
        assert_eq!(home.number(refusals).await, 2);
        let task = TaskSet { what: "Ask the bank.".into(), owner: lead.account, due_on: s.today() };
        let strangers = TaskSet { owner: second(&cast).account, ..task.clone() };
        assert!(s.take_case_step(lead, case, Step::TaskSet(strangers)).await.is_err());
        take(&home, lead, case, vec![Step::TaskSet(task)]).await;
        home.restart().await;
        let s = home.service.clone();
        let line = s.cases(lead).await.unwrap().rows.into_iter().find(|row| row.id == case).unwrap();
        assert_eq!((line.tasks, line.due_on, line.crime), (1, Some(s.today()), Some(Crime::Both)));
        take(&home, lead, case, vec![Step::TaskDone(TaskDone { task: 1, result: None })]).await;

        let seen = s.case(lead, case).await.unwrap().case;
        let crimes: Vec<Crime> = seen.crimes().iter().map(|c| c.said.crime).collect();
        assert_eq!(crimes, [Crime::Persons, Crime::Both]);
        let names: Vec<_> =
            seen.parties().iter().map(|p| p.added.name.as_ref().and_then(|n| n.clear().map(str::to_owned))).collect();
        assert_eq!(names, [Some(BROKER.to_owned()), Some(CLINIC.to_owned()), None]);
        assert_eq!(seen.links()[0].linked.said.number.clear(), Some(pair.to_string().as_str()));
        // Tables hold neither names nor which procedure is looked into.
        let dump = crate::privacy::dump(&home).await;
        for secret in [BROKER, CLINIC, "The same payer", "Ask the bank", "of 4 June"] {
            assert!(!dump.contains(secret), "{secret}");
        }
        let bodies = home.texts(&format!("SELECT body AS t FROM suspicion_case WHERE id = '{case}'")).await;
        assert!(bodies.iter().all(|b| !b.contains("par_")) && bodies.len() == 1);
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disclosure_needs_a_law_and_is_never_made_to_whom_it_is_about() {
    for home in villages("case_refer").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let (lead, case) = (&cast.investigator, opened(s, &cast.investigator).await);
        let pair = some_pair(&home, &cast).await;
        let steps = vec![
            crime(Crime::Organs),
            broker(),
            clinic(None),
            protected("PP-2026-0042"),
            link(LinkKind::Procedure, pair),
        ];
        take(&home, lead, case, steps).await;
        let refer = |r: Referring| s.refer_case(lead, case, r);

        // What would be said is shown first, with the law; a protected person is in none of it.
        let preview = s.referral_preview(lead, case, Authority::Police, &"ar".parse().unwrap()).await.unwrap();
        assert!(preview.gateway.unwrap().provision.contains("section 41(1)") && preview.cite.is_some());
        let parties = preview.texts.iter().find(|(f, _)| *f == Field::Parties).unwrap().1.clone();
        assert_eq!(parties, format!("{BROKER}: broker (شخص يرتّب عمليات التبرع)\n{CLINIC}: clinic (عيادة أو مستشفى)"));
        assert!(
            s.referral_preview(lead, case, Authority::Embassy, &"ar".parse().unwrap()).await.unwrap().gateway.is_none()
        );

        assert_eq!(refused(refer(referring(Authority::Embassy, "Embassy", &[Field::Crime])).await), ["REP-102"]);
        let helpers = referring(Authority::Organisation, "House of shelter", &[Field::Crime, Field::Parties]);
        assert_eq!(refused(refer(helpers).await), ["REP-103"]);
        assert_eq!(refused(refer(referring(Authority::Police, "Police", &[])).await), ["REP-103"]);
        // Neither under its name, nor as the centre of a linked procedure.
        let named =
            referring(Authority::LicensingBody, "Quality office of the LUMEN private-clinic", &[Field::Summary]);
        assert_eq!(refused(refer(named).await), ["REP-104"]);
        let centre = Some(cast.country.centres[0]);
        let own = Referring { centre, ..referring(Authority::LicensingBody, "Quality office", &[Field::Summary]) };
        assert_eq!(refused(refer(own).await), ["REP-104"]);
        let nothing_to_say = referring(Authority::Police, "Police", &[Field::Payments]);
        assert_eq!(problem(refer(nothing_to_say).await), "malformed");
        assert_eq!(s.case(lead, case).await.unwrap().case.referrals().len(), 0);

        home.later(5);
        refer(referring(Authority::Police, "Organised crime, Sarim", &[Field::Parties, Field::Summary])).await.unwrap();
        let seen = s.case(lead, case).await.unwrap().case;
        let referrals = seen.referrals();
        let said: Vec<_> =
            referrals[0].referred.said.disclosed.iter().map(|d| (d.field, d.text.clear().unwrap())).collect();
        assert_eq!(said, [(Field::Parties, parties.as_str()), (Field::Summary, "Two pairs with one payer.")]);
        assert_eq!(referrals[0].answer(), None);
        let answer =
            |answer| Step::ReferralAnswered(ReferralAnswered { referral: 1, answer, note: None, came_by: None });
        take(&home, lead, case, vec![answer(ReferralAnswer::Accepted), answer(ReferralAnswer::Completed)]).await;
        let seen = s.case(lead, case).await.unwrap().case;
        assert_eq!(seen.referrals()[0].answer(), Some(ReferralAnswer::Completed));
        // Nobody writes a disclosure down by hand, nor an answer as if it had come by the link.
        let by_link =
            ReferralAnswered { referral: 1, answer: ReferralAnswer::Accepted, note: None, came_by: Some(CameBy::Link) };
        assert_eq!(problem(s.take_case_step(lead, case, Step::ReferralAnswered(by_link)).await), "malformed");
        let forged = seen.history.iter().find(|h| matches!(h.step, Step::Referred(_))).unwrap().step.clone();
        assert_eq!(problem(s.take_case_step(lead, case, forged).await), "unknown_code");
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_end_answers_by_a_link_that_opens_what_was_disclosed_once() {
    for home in villages("case_link").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let (lead, case) = (&cast.investigator, opened(s, &cast.investigator).await);
        take(&home, lead, case, vec![crime(Crime::Organs), broker()]).await;
        let police =
            |fields: &[Field]| s.refer_case(lead, case, referring(Authority::Police, "Organised crime", fields));
        police(&[Field::Crime, Field::Summary]).await.unwrap();
        let shut = |answer: Result<service::ReferralOpened, Failure>| hidden(&answer);
        let why = || domain::Private::from("Our file 118/2026.");
        let answers =
            |token: String| async move { s.answer_referral(&token, "there", (ReferralAnswer::Accepted, why())).await };

        // Only the team makes a link, and only to a referral that there is.
        let stranger =
            home.country().staff.iter().filter(|m| m.access.role == Role::Investigator).nth(1).unwrap().access.clone();
        assert!(
            hidden(&s.link_referral(&stranger, case, 1).await) && hidden(&s.link_referral(&cast.nurse, case, 1).await)
        );
        assert_eq!(problem(s.link_referral(lead, case, 2).await.map(drop)), "not_found");
        let first = s.link_referral(lead, case, 1).await.unwrap().0.token;
        home.later(5);
        let link = s.link_referral(lead, case, 1).await.unwrap().0.token;
        assert!(shut(s.opened_referral("AAAA", "there").await), "a wrong one");
        assert!(shut(s.opened_referral(&first, "there").await), "a newer one was made");

        // What was disclosed, word for word, and nothing else: neither the broker's name nor why the case was opened.
        let seen = s.opened_referral(&link, "there").await.unwrap();
        let said: Vec<_> = seen.disclosed.iter().map(|d| (d.field, d.text.clear().unwrap().to_owned())).collect();
        assert_eq!(said.len(), 2);
        assert!(said[0].1.starts_with(Crime::Organs.code()) && said[0].1.contains('('), "{said:?}");
        assert!(seen.basis.provision.contains("section 41(1)"));
        assert_eq!(problem(s.answer_referral(&link, "there", (ReferralAnswer::Declined, " ".into())).await), "missing");
        answers(link.clone()).await.unwrap();
        assert!(shut(s.opened_referral(&link, "there").await) && hidden(&answers(link.clone()).await), "used up");

        // The team reads the answer, and that it came by the link.
        let held = s.case(lead, case).await.unwrap().case;
        let referrals = held.referrals();
        let answer = referrals[0].answers[0].said;
        assert_eq!((answer.answer, answer.came_by), (ReferralAnswer::Accepted, Some(CameBy::Link)));
        assert_eq!(answer.note.as_ref().unwrap().clear(), Some("Our file 118/2026."));

        // A link ends by itself; and whoever tries too often waits.
        let late = s.link_referral(lead, case, 1).await.unwrap().0.token;
        home.later(15 * 24 * 3600);
        assert!(shut(s.opened_referral(&late, "there").await) && hidden(&answers(late.clone()).await), "ended");
        for _ in 0..20 {
            s.opened_referral(&late, "a machine").await.map(drop).unwrap_err();
        }
        assert_eq!(problem(s.opened_referral(&late, "a machine").await.map(drop)), "rate_limited");
        // What was read and tried stands in the log of inquiries, and the link itself nowhere.
        let lines = home.texts("SELECT outcome AS t FROM access_line WHERE what = 'case.opened_referral'").await;
        assert!(lines.iter().any(|l| l == "shown") && lines.iter().any(|l| l == "hidden"));
        let dumped = crate::privacy::dump(&home).await;
        assert!([&first, &link, &late].iter().all(|token| !dumped.contains(token.as_str())));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_a_task_is_told_on_its_day_that_something_waits_and_never_what() {
    for home in villages("case_remind").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let (lead, case) = (&cast.investigator, opened(s, &cast.investigator).await);
        let due_on = s.today().saturating_add(3.days());
        let set = |what: &str| Step::TaskSet(TaskSet { what: what.into(), owner: lead.account, due_on });
        take(&home, lead, case, vec![set("Ask the bank for the payer."), set("Read the ledger.")]).await;
        take(&home, lead, case, vec![Step::TaskDone(TaskDone { task: 2, result: None })]).await;
        let calls = std::sync::Arc::new(service::vigilance::Loopback::default());
        let tasks = service::task::Tasks::new(s.clone(), calls.clone(), jiff::SignedDuration::from_secs(1));
        tasks.turn().await.unwrap();
        let own = |calls: &service::vigilance::Loopback| {
            calls.taken().into_iter().filter(|line| line.to == lead.account).collect::<Vec<_>>()
        };
        let before = own(&calls).len();
        home.later(4 * 24 * 3600);
        tasks.turn().await.unwrap();
        let reminded = |case: &domain::case::SuspicionCase| -> Vec<u32> {
            let of = |h: &domain::consent::Held<Step>| match &h.step {
                Step::TaskReminded(said) => Some(said.task),
                _ => None,
            };
            case.history.iter().filter_map(of).collect()
        };
        // Of the one that is open, once; and not a word of the case leaves.
        assert_eq!(reminded(&s.case(lead, case).await.unwrap().case), [1]);
        let lines = own(&calls);
        assert!(lines.len() > before);
        for line in &lines {
            assert!(line.text.contains("Something waits"), "{}", line.text);
            assert!(!line.text.contains("bank") && !line.text.contains("cas_"), "{}", line.text);
        }
        tasks.turn().await.unwrap();
        assert_eq!(reminded(&s.case(lead, case).await.unwrap().case), [1]);
        // Nobody writes a reminder down by hand.
        let forged = Step::TaskReminded(domain::case::TaskReminded { task: 1 });
        assert_eq!(problem(s.take_case_step(lead, case, forged).await), "unknown_code");
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sanction_prompts_a_licence_review_and_the_end_is_counted() {
    for home in villages("case_end").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let (lead, inspector) = (&cast.investigator, inspector(&cast));
        let reviews = || async { s.licence_reviews(&inspector).await.unwrap() };
        let before = reviews().await.len();
        let of = |figures: &service::CaseFigures, crime: Crime| {
            figures.crimes.iter().find(|c| c.crime == crime).unwrap().clone()
        };
        let published = s.case_figures().await.unwrap();
        assert_eq!(of(&published, Crime::Organs).total, None, "the village has closed two cases");
        let case = opened(s, lead).await;
        take(&home, lead, case, vec![broker(), clinic(Some(cast.country.centres[1]))]).await;
        take(&home, lead, case, vec![outcome(1, PartyOutcome::Convicted), outcome(2, PartyOutcome::Charged)]).await;
        assert_eq!(reviews().await.len(), before, "a broker has no licence, and a charge is no sanction");
        assert_eq!(refused(s.take_case_step(lead, case, closed(Closing::Conviction)).await), ["REP-105"]);
        take(&home, lead, case, vec![outcome(2, PartyOutcome::Sanctioned)]).await;
        let review = reviews().await.into_iter().next().unwrap();
        assert_eq!(review.review.asked.of.clear(), Some(CLINIC));
        assert_eq!(review.review.asked.centre, Some(cast.country.centres[1]));
        // The inspectors are told of the sanction, and of no case.
        let rows = home.texts("SELECT envelope AS t FROM event WHERE kind = 'licence.review_asked'").await;
        assert!(!rows.is_empty() && rows.iter().all(|r| !r.contains("cas_") && !r.contains(CLINIC)));
        assert!(hidden(&s.case(&inspector, case).await));
        for by in [lead, &cast.nurse] {
            assert!(matches!(s.licence_reviews(by).await, Err(Failure::Denied { .. })));
        }
        let answered =
            || ReviewAnswered { outcome: ReviewOutcome::ConditionsAdded, reason: "A second signature.".into() };
        s.answer_licence_review(&inspector, review.review.id, answered()).await.unwrap();
        assert_eq!(problem(s.answer_licence_review(&inspector, review.review.id, answered()).await), "stale");

        assert_eq!(refused(s.take_case_step(lead, case, closed(Closing::Conviction)).await), ["REP-105"]);
        take(&home, lead, case, vec![crime(Crime::Organs), closed(Closing::Conviction)]).await;
        assert_eq!(problem(s.take_case_step(lead, case, broker()).await), "stale");
        // Six more end without a crime, one more of another crime; they show once their month is over.
        for n in 0..7 {
            let (by, which) = (lead, if n == 6 { Crime::Persons } else { Crime::Organs });
            home.later(30);
            let question = fresh_question(&home, &cast).await;
            let next = s.open_case(by, question, "A mistake in the books.".into()).await.unwrap().0;
            take(&home, by, next, vec![crime(which), closed(Closing::Unfounded)]).await;
        }
        assert_eq!(s.case_figures().await.unwrap(), published, "this month is not over");
        home.later_days(31);
        let figures = s.case_figures().await.unwrap();
        let organs = of(&figures, Crime::Organs);
        // Single convictions and measures are kept back, and with them the seven: from the total nobody works out the one.
        assert_eq!(organs.total, Some(9));
        assert!(organs.by_outcome.iter().all(|(_, n)| n.is_none_or(|n| n == 0)), "{organs:?}");
        assert_eq!(of(&figures, Crime::Persons).total, None, "a single case is kept back");
        assert_eq!(of(&figures, Crime::Both).total, Some(0));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

/// A question that a sign, referred by an evaluator, raises.
async fn fresh_question(home: &Home, cast: &Cast) -> codes::ids::QuestionId {
    use domain::indicator::{AnswerOutcome, HitAnswered, Sight, Sighting};
    let s = &home.service;
    let pair = some_pair(home, cast).await;
    let answers = vec![Sighting { sign: "D13".to_owned(), sight: Sight::Seen }];
    let looking = service::Looking { stage: law::param::SignStage::Documents, answers, note: None };
    s.look_for_signs(&cast.nurse, pair, looking).await.unwrap();
    let referred = HitAnswered { hit: 1, outcome: AnswerOutcome::Referred, reason: "Asks for more.".into() };
    s.answer_sign(&cast.psychologist, pair, referred).await.unwrap();
    let all = s.questions(&cast.investigator).await.unwrap();
    all.iter().find(|q| q.about == pair.to_string()).unwrap().question.id
}

#[tokio::test(flavor = "multi_thread")]
async fn an_evidence_pack_proves_its_events_and_names_nobody_who_is_protected() {
    for home in villages("case_pack").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let (lead, case) = (&cast.investigator, opened(s, &cast.investigator).await);
        let pair = some_pair(&home, &cast).await;
        let steps = vec![
            broker(),
            protected("PP-2026-0042"),
            link(LinkKind::Procedure, pair),
            Step::Noted(Noted { text: "Seen.".into() }),
        ];
        take(&home, lead, case, steps).await;
        let asked = |records: &[String], disclose: &[&str]| EvidenceAsked {
            purpose: "Regional court, file 12".into(),
            records: records.to_vec(),
            disclose: disclose.iter().map(|d| (*d).to_owned()).collect(),
        };
        let both = [case.to_string(), pair.to_string()];
        Sequencer::new(s.clone(), jiff::SignedDuration::from_mins(1)).turn().await.unwrap();
        assert!(hidden(&s.evidence_pack(&second(&cast), case, asked(&both, &[])).await));
        let stranger = [cast.country.pairs[0].to_string()];
        assert_eq!(problem(s.evidence_pack(lead, case, asked(&stranger, &[])).await), "not_found");
        let (bytes, _) = s.evidence_pack(lead, case, asked(&both, &["party_added", "linked"])).await.unwrap();
        let pack: EvidencePack = serde_json::from_slice(&bytes).unwrap();
        let key = pack.log.parse().unwrap();
        let mut words = Vec::new();
        for event in pack.records.iter().flat_map(|r| &r.events) {
            let proved = ledger::evidence::InclusionPack {
                envelope: event.envelope.clone(),
                salt: event.salt,
                index: event.index,
                proof: event.proof.clone(),
                checkpoint: pack.checkpoint.clone(),
            };
            proved.verify(&key, &[]).unwrap();
            words.extend(event.disclosed.iter().map(|d| d.text.clone()));
        }
        assert!(words.contains(&BROKER.to_owned()) && words.contains(&pair.to_string()));
        // Neither what was not chosen, nor who donor and recipient are.
        let text = String::from_utf8(bytes).unwrap();
        for secret in ["Seen.", "Test Donor", "Test Recipient", "Two files, one payer"] {
            assert!(!text.contains(secret), "{secret}");
        }
        assert!(pack.records[1].events.iter().all(|e| e.disclosed.is_empty()));
        let made = s.case(lead, case).await.unwrap().case;
        let digest = ledger::Hash::of(&[text.as_bytes()]).to_string();
        assert!(made.history.iter().any(|h| matches!(&h.step, Step::PackMade(p) if p.digest == digest)));
        // The proof of a single event of the case is the team's as well.
        let event = pack.records[0].events[0].envelope.id.parse().unwrap();
        assert!(s.proof(lead, event).await.is_ok());
        assert_eq!(problem(s.proof(&second(&cast), event).await), "not_found");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_whose_key_is_destroyed_is_erased_and_the_log_still_verifies() {
    for home in villages("case_erased").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let (lead, case) = (&cast.investigator, opened(s, &cast.investigator).await);
        let kept = opened(s, lead).await;
        take(&home, lead, case, vec![broker()]).await;
        take(&home, lead, kept, vec![broker()]).await;
        let number = case.to_string();
        home.store
            .run("test.erase", move |tx| {
                let number = number.clone();
                Box::pin(async move {
                    let vault = ledger::seal::Vault::Case;
                    store::sealed::destroy_key(tx, &number, vault, "registry", at("2026-11-21T10:00:00Z")).await
                })
            })
            .await
            .unwrap();
        let name = |case| async move {
            let seen = s.case(lead, case).await.unwrap().case;
            seen.parties()[0].added.name.as_ref().and_then(|n| n.clear().map(str::to_owned))
        };
        assert_eq!(name(case).await, None);
        assert_eq!(name(kept).await, Some(BROKER.to_owned()));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}
