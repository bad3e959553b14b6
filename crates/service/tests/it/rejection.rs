//! Rejections: found again at another centre, by number and by likeness; hidden from whoever opened the pair and from other
//! centres; counted with each crime apart.

use codes::ids::{CentreId, PairId, RejectionId};
use codes::organ::Organ;
use codes::relation::{Directedness, Relation};
use domain::access::{Purpose, Role};
use domain::approval::Step;
use domain::consent::Withdrawn;
use domain::person::Known;
use domain::rejection::{
    Aftercare, Crime, Decider, Followed, FoundBy, Ground, Referral, RejectionStage, Said, Standing,
};
use jiff::civil::date;
use service::{Access, Failure, Rejected, Rejecting, Said as Counter, Service};

use crate::pair::*;
use crate::village::{on_sqlite, villages};

fn alleged(crime: Crime) -> Ground {
    Ground::Trafficking { crime, standing: Standing::Alleged, finding: None }
}

fn said(service: &Service, ground: Ground) -> Said {
    Said {
        stage: RejectionStage::ForeignRequest,
        ground,
        reason: "A flat was promised for a kidney.".into(),
        decider: Decider::Team,
        decided_by: Some("Committee of Sarim".into()),
        decided_on: service.today(),
        signs: vec!["D08".to_owned()],
        referrals: vec![Referral::Police],
        unreferred: None,
        aftercare: Aftercare::Offered,
    }
}

fn people(service: &Service, donor: Known, recipient: Known, centre: Option<CentreId>) -> Rejecting {
    let who = Rejected::People { donor: Some(Box::new(donor)), recipient: Some(Box::new(recipient)) };
    Rejecting { who, centre, said: said(service, alleged(Crime::Persons)) }
}

/// What is written down when a pair with a file is rejected.
pub fn of_pair(service: &Service, pair: PairId) -> Rejecting {
    Rejecting { who: Rejected::Pair(pair), centre: None, said: said(service, alleged(Crime::Persons)) }
}

/// Two people whom nobody resembles.
fn two() -> (Known, Known) {
    let mut recipient = known("Leonid Vashtarov", "60000000002");
    (recipient.birth, recipient.phone) = (Some("1961-02-11".into()), Some("+999 700 700001".into()));
    (known("Fatima Zorkati", "60000000001"), recipient)
}

async fn open_with(s: &Service, by: &Access, centre: CentreId, (donor, recipient): (Known, Known)) -> (PairId, usize) {
    let people = (Counter::New(Box::new(donor)), Counter::New(Box::new(recipient)));
    let tie = (Relation::Cousin, Directedness::SpecifiedDirect);
    let ((pair, ..), receipt) = s.open_pair(by, people, Organ::KidneyL, centre, tie).await.unwrap();
    assert!(
        receipt.leaves.iter().all(|l| !l.kind.starts_with("case") && !l.kind.starts_with("rejection")),
        "{receipt:?}"
    );
    (pair, receipt.leaves.len())
}

fn denied<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::Denied { .. }))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_pair_is_found_at_another_centre_and_whoever_opened_it_sees_nothing() {
    for home in villages("rejected_again").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let centres = &cast.country.centres;
        let (donor, recipient) = two();
        let (id, receipt) = s
            .record_rejection(&cast.coordinator, people(&s, donor.clone(), recipient.clone(), Some(centres[0])))
            .await
            .unwrap();
        assert!(receipt.leaves.iter().any(|l| l.kind == "rejection.recorded"));
        let questions = || async { s.questions(&cast.investigator).await.unwrap() };
        let before = questions().await.len();
        let leaves = || async { home.number("SELECT COUNT(*) AS n FROM pending_leaf").await };

        // Others are no question, nor is the donor with somebody else.
        let at = leaves().await;
        let other = known("Oruna Belmakari", "60000000009");
        let (_, told) = open_with(&s, &cast.nurse, centres[0], (donor.clone(), other)).await;
        let quiet = leaves().await - at;
        assert_eq!(questions().await.len(), before);

        // The same two under their own numbers, at another centre.
        let at = leaves().await;
        let elsewhere = cast.nurse_elsewhere.centre.unwrap();
        let (pair, told_again) =
            open_with(&s, &cast.nurse_elsewhere, elsewhere, (donor.clone(), recipient.clone())).await;
        assert_eq!(
            (told, quiet),
            (told_again, leaves().await - at),
            "the log grows alike, whether they were found or not"
        );
        let raised: Vec<_> = questions().await.into_iter().filter(|q| q.about == id.to_string()).collect();
        assert_eq!(raised.iter().map(|q| q.rules.join(",")).collect::<Vec<_>>(), ["REJ-004"]);
        let seen = s.rejection(&cast.investigator, id).await.unwrap();
        assert_eq!(seen.again.iter().map(|(p, by, _)| (*p, *by)).collect::<Vec<_>>(), [(pair, FoundBy::Number)]);
        let signs = s.signs(&cast.board, pair).await.unwrap().found.unwrap();
        assert!(
            signs.hits.iter().any(|h| h.hit.found.sign == "N01" && h.hit.found.facts.clear().unwrap().contains("rej_"))
        );

        // Other numbers, another spelling, day and month turned: found by likeness inside the key holder.
        let mut alike = known("Fatma Zorkaty", "61000000001");
        alike.birth = Some("1984-06-05".into());
        let mut as_before = recipient.clone();
        as_before.identifiers = known("x", "61000000002").identifiers;
        let (third, _) = open_with(&s, &cast.nurse, centres[0], (alike, as_before)).await;
        let seen = s.rejection(&cast.board, id).await.unwrap();
        assert!(seen.again.iter().any(|(p, by, _)| (*p, *by) == (third, FoundBy::Likeness)), "{:?}", seen.again.len());

        // The coordinator who wrote it down sees neither pair, and no table says whose rejection it is.
        assert!(s.rejection(&cast.coordinator, id).await.unwrap().again.is_empty());
        let bodies = home.texts("SELECT body AS t FROM rejection").await;
        assert!(
            !bodies.is_empty()
                && bodies.iter().all(|b| !b.contains("per_") && !b.contains("par_") && !b.contains("flat"))
        );
        let envelopes = home.texts("SELECT envelope AS t FROM event WHERE kind LIKE 'rejection.%'").await;
        assert!(envelopes.iter().all(|e| !e.contains("per_") && !e.contains("par_")));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_that_stands_elsewhere_already_is_found_when_it_is_rejected() {
    for home in villages("rejected_beside").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let elsewhere = cast.nurse_elsewhere.centre.unwrap();
        let (pair, _) = open_with(&s, &cast.nurse, cast.country.centres[0], two()).await;
        let (beside, _) = open_with(&s, &cast.nurse_elsewhere, elsewhere, two()).await;
        let rejecting = Rejecting { who: Rejected::Pair(pair), centre: None, said: said(&s, Ground::Relation) };
        let (id, _) = s.record_rejection(&cast.nurse, rejecting).await.unwrap();
        let seen = s.rejection(&cast.investigator, id).await.unwrap();
        assert_eq!(seen.again.iter().map(|(p, ..)| *p).collect::<Vec<_>>(), [beside]);
        assert_eq!(s.rejections_of_pair(&cast.board, pair).await.unwrap(), [id]);
        assert_eq!(s.rejections_of_pair(&cast.board, beside).await.unwrap(), []);
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_write_and_read_and_what_is_wrong_comes_back() {
    for home in villages("rejected_who").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (donor, recipient) = two();
        let (pair, ..) = open(&s, &cast.nurse, &cast).await.unwrap();
        let of_pair = |ground| Rejecting { who: Rejected::Pair(pair), centre: None, said: said(&s, ground) };
        for by in [&cast.surgeon, &cast.psychologist, &cast.investigator] {
            assert!(denied(&s.record_rejection(by, of_pair(Ground::Medical)).await), "{by:?}");
        }
        assert!(hidden(&s.record_rejection(&cast.nurse_elsewhere, of_pair(Ground::Medical)).await));
        let wrong = |said: Said| Rejecting { said, ..of_pair(Ground::Medical) };
        let silent = Said { reason: " ".into(), ..said(&s, Ground::Medical) };
        assert_eq!(problem(s.record_rejection(&cast.nurse, wrong(silent)).await), "missing");
        let ahead = Said { decided_on: s.today().tomorrow().unwrap(), ..said(&s, Ground::Medical) };
        assert_eq!(problem(s.record_rejection(&cast.nurse, wrong(ahead)).await), "malformed");
        let sign = Said { signs: vec!["Q99".to_owned()], ..said(&s, Ground::Medical) };
        assert_eq!(problem(s.record_rejection(&cast.nurse, wrong(sign)).await), "unknown_code");
        let nobody = Rejecting { who: Rejected::People { donor: None, recipient: None }, ..of_pair(Ground::Medical) };
        assert_eq!(problem(s.record_rejection(&cast.coordinator, nobody).await), "missing");

        // A board's rejection is not read at the pair's own centre, and a centre's not at another one.
        let (of_board, _) = s.record_rejection(&cast.board, of_pair(alleged(Crime::Organs))).await.unwrap();
        let (of_nurse, _) = s.record_rejection(&cast.nurse, of_pair(Ground::FreeWill)).await.unwrap();
        let own: Vec<RejectionId> =
            s.rejections(&cast.nurse).await.unwrap().rows.iter().map(|r| r.rejection.id).collect();
        assert_eq!(own, [of_nurse]);
        assert!(denied(&s.rejection(&cast.nurse, of_board).await));
        assert_eq!(s.rejections(&cast.nurse_elsewhere).await.unwrap().all, 0);
        for id in [of_board, of_nurse] {
            assert!(denied(&s.rejection(&cast.nurse_elsewhere, id).await));
        }
        assert!(denied(&s.rejections(&cast.surgeon).await) && denied(&s.rejection(&cast.surgeon, of_nurse).await));
        assert_eq!(s.rejections_of_pair(&cast.nurse, pair).await.unwrap(), [of_nurse]);
        // Names are shown to whoever may know them; an investigator reads the pair's number.
        let seen = s.rejection(&cast.nurse, of_nurse).await.unwrap();
        assert_eq!((seen.donor.as_deref(), seen.pair), (Some("Test Donor"), Some(pair)));
        let seen = s.rejection(&cast.investigator, of_nurse).await.unwrap();
        assert_eq!((seen.donor, seen.recipient, seen.pair), (None, None, Some(pair)));

        // What was done since, by whoever may; what was alleged is proven once somebody found it.
        let nothing = Followed { referrals: Vec::new(), aftercare: None, finding: None, note: Some(" ".into()) };
        assert_eq!(problem(s.follow_rejection(&cast.board, of_board, nothing.clone()).await), "missing");
        let found = Followed { finding: Some("Court of Orva, 4/26".into()), ..nothing };
        assert!(denied(&s.follow_rejection(&cast.nurse, of_board, found.clone()).await));
        s.follow_rejection(&cast.board, of_board, found).await.unwrap();
        let ground = s.rejection(&cast.board, of_board).await.unwrap().rejection.ground();
        assert_eq!(ground.crime(), Some((Crime::Organs, Standing::Proven)));

        // A rejection that breaks the rules is kept; the question is the vault's.
        let mut alone = people(&s, donor, recipient, Some(cast.country.centres[0]));
        (alone.said.referrals, alone.said.aftercare) = (Vec::new(), Aftercare::NotOffered);
        let (id, receipt) = s.record_rejection(&cast.nurse, alone).await.unwrap();
        assert!(receipt.leaves.iter().all(|l| !l.kind.starts_with("case")));
        let questions = s.questions(&cast.investigator).await.unwrap();
        let rules: Vec<_> = questions.iter().filter(|q| q.about == id.to_string()).map(|q| q.rules.join(",")).collect();
        assert_eq!(rules, ["REJ-001,REJ-002"]);
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_that_came_to_nothing_waits_until_somebody_writes_down_why() {
    for home in villages("rejected_unwritten").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        for by in [&cast.surgeon, &cast.psychologist, &cast.investigator] {
            assert!(denied(&s.unwritten_rejections(by).await), "{by:?}");
        }
        let waiting = |by: Access| async move { s.unwritten_rejections(&by).await.unwrap().rows };
        let all = waiting(cast.board.clone()).await;
        let pair = all[0].pair;
        assert!(all.iter().all(|one| ["pair_refused", "pair_withdrawn"].contains(&one.why)));
        // A centre sees its own pairs.
        let own = waiting(cast.nurse.clone()).await;
        for one in own.iter().chain(&waiting(cast.nurse_elsewhere.clone()).await) {
            assert!(all.iter().any(|known| known.pair == one.pair), "{one:?}");
        }
        let elsewhere = waiting(cast.nurse_elsewhere.clone()).await;
        assert!(own.iter().all(|one| elsewhere.iter().all(|other| other.pair != one.pair)));
        s.record_rejection(&cast.board, of_pair(s, pair)).await.unwrap();
        assert!(waiting(cast.board.clone()).await.iter().all(|one| one.pair != pair));
        // That the board wrote it down is nothing its centre learns: there the pair waits as before.
        assert_eq!(waiting(cast.nurse.clone()).await.len(), own.len());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn those_that_came_to_nothing_last_stand_first_and_all_are_counted() {
    let home = on_sqlite("rejected_newest").await;
    let (cast, s) = (Cast::of(&home), home.service.clone());
    let list = async || s.unwritten_rejections(&cast.board).await.unwrap();
    let before = list().await.all;
    let mut pairs = Vec::new();
    for _ in 0..52 {
        home.later(60);
        pairs.push(open(&s, &cast.nurse, &cast).await.unwrap().0);
    }
    // In the order in which they were opened, which is not the one of their random numbers.
    assert!(!pairs.is_sorted());
    for pair in &pairs {
        steps(&home, *pair, vec![(&cast.nurse, Step::Withdrawn(Withdrawn { note: None }))]).await;
    }
    let seen = list().await;
    assert_eq!((seen.rows.len(), seen.all), (50, before + 52));
    assert!(seen.rows.iter().map(|one| one.pair).eq(pairs.iter().rev().take(50).copied()));
    assert!(seen.rows.is_sorted_by(|a, b| a.at >= b.at));
    home.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_keep_the_crimes_apart_and_the_public_reads_finished_years_without_small_numbers() {
    for home in villages("rejected_counted").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let inspector = cast.country.staff.iter().find(|m| m.access.role == Role::Inspector).unwrap().access.clone();
        let inspector = Access { purpose: Purpose::Oversight, ..inspector };
        let today = s.today();
        let of_today = || async { s.rejection_figures(&inspector, (today, today)).await.unwrap() };
        assert_eq!(of_today().await.all, 0);
        let (pair, ..) = open(&s, &cast.nurse, &cast).await.unwrap();
        for crime in [Crime::Persons, Crime::Persons, Crime::Organs] {
            let rejecting = Rejecting { who: Rejected::Pair(pair), centre: None, said: said(&s, alleged(crime)) };
            s.record_rejection(&cast.board, rejecting).await.unwrap();
        }
        let figures = of_today().await;
        let persons = figures.persons_for_organs.alleged;
        assert_eq!((persons.procedures, persons.pairs, persons.persons), (2, 1, 2));
        assert_eq!((figures.organs.alleged.procedures, figures.persons_and_organs.alleged.procedures), (1, 0));
        let own = s.rejection_figures(&cast.nurse, (today, today)).await.unwrap();
        assert_eq!(own.all, 0, "a centre counts what it wrote itself");
        assert!(denied(&s.rejection_figures(&cast.surgeon, (today, today)).await));
        assert_eq!(problem(s.rejection_figures(&inspector, (today, today.yesterday().unwrap())).await), "malformed");

        let public = s.rejected_in_public().await.unwrap();
        assert!(public.iter().all(|y| y.year < today.year()), "no year that goes on");
        let first = public.last().unwrap().clone();
        let numbers = first.figures.crimes().into_iter().flat_map(|(.., n)| n);
        assert!(numbers.flatten().all(|n| n == 0 || n >= 5));
        // What comes in late does not change what was published.
        let late = Said { decided_on: date(first.year, 12, 1), ..said(&s, alleged(Crime::Organs)) };
        s.record_rejection(&cast.board, Rejecting { who: Rejected::Pair(pair), centre: None, said: late })
            .await
            .unwrap();
        assert_eq!(s.rejected_in_public().await.unwrap().last(), Some(&first));
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_of_the_demonstration_tried_elsewhere() {
    for home in villages("rejected_demo").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let mut again = 0;
        for line in s.rejections(&cast.board).await.unwrap().rows {
            again += s.rejection(&cast.board, line.rejection.id).await.unwrap().again.len();
        }
        assert_eq!(again, 1);
        let questions = s.questions(&cast.investigator).await.unwrap();
        assert_eq!(questions.iter().filter(|q| q.rules.contains(&"REJ-004".to_owned())).count(), 1);
        // A step that changes nobody does not ask again.
        let (pair, ..) = open(&s, &cast.nurse, &cast).await.unwrap();
        steps(&home, pair, vec![(&cast.nurse, team(&[&cast.surgeon]))]).await;
        assert_eq!(s.questions(&cast.investigator).await.unwrap().len(), questions.len());
        home.drop().await;
    }
}
