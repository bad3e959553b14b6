//! Nobody signs for somebody else: votes, evaluations, checks and papers are whose session it was.

use codes::Organ;
use codes::ids::{AccountId, PairId};
use domain::access::Role;
use domain::approval::*;
use domain::registry::{RemovalFact, TransplantFact};
use service::{Access, Ballot, Failure};

use crate::pair::*;
use crate::support::Home;
use crate::village::villages;

async fn cast_by(home: &Home, pair: PairId, by: &Access, step: Step) -> Result<(), Failure> {
    home.later(60);
    home.service.take_step(by, pair, step, None).await.map(drop)
}

/// A pair whose donor has signed.
async fn signed(home: &Home, cast: &Cast) -> PairId {
    let (pair, ..) = open(&home.service, &cast.nurse, cast).await.unwrap();
    prepare(home, cast, pair).await;
    steps(home, pair, vec![(&cast.nurse, signature(cast))]).await;
    pair
}

fn changed(change: impl Fn(&mut VoteCast)) -> Step {
    let Step::VoteCast(mut cast) = vote(Favour::Favourable) else { panic!() };
    change(&mut cast);
    Step::VoteCast(cast)
}

#[tokio::test(flavor = "multi_thread")]
async fn one_member_cannot_make_a_board() {
    for mut home in villages("voting_alone").await {
        let cast = Cast::of(&home);
        let pair = signed(&home, &cast).await;
        cast_by(&home, pair, &cast.board, vote(Favour::Favourable)).await.unwrap();
        assert_eq!(refused(cast_by(&home, pair, &cast.board, vote(Favour::Favourable)).await), ["AUT-025"]);
        let closed = cast_by(&home, pair, &cast.board, decision(Favour::Favourable)).await;
        assert_eq!(refused(closed), ["AUT-012", "AUT-013"]);
        // There is no member of the request in which somebody else could be named.
        let mut step = serde_json::to_value(vote(Favour::Favourable)).unwrap();
        step["member"] = serde_json::json!(cast.members[1].account);
        assert!(serde_json::from_value::<Step>(step).is_err());
        let mut step = serde_json::to_value(decision(Favour::Favourable)).unwrap();
        step["votes"] = serde_json::json!([]);
        assert!(serde_json::from_value::<Step>(step).is_err());

        home.restart().await;
        for member in &cast.members[1..] {
            cast_by(&home, pair, member, vote(Favour::Favourable)).await.unwrap();
        }
        cast_by(&home, pair, &cast.board, decision(Favour::Favourable)).await.unwrap();
        let file = home.service.pair(&cast.board, pair).await.unwrap().pair;
        let voters: Vec<AccountId> = file.decisions[0].step.counted().map(|(who, ..)| who).collect();
        assert_eq!(voters, cast.members.iter().map(|m| m.account).collect::<Vec<_>>());
        assert!(home.service.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_vote_is_turned_away() {
    for home in villages("voting_denied").await {
        let cast = Cast::of(&home);
        let pair = signed(&home, &cast).await;
        for who in [&cast.nurse, &cast.psychologist, &cast.physician, &cast.surgeon, &cast.coordinator] {
            let denied = cast_by(&home, pair, who, vote(Favour::Favourable)).await;
            assert!(matches!(denied, Err(Failure::Denied { .. })), "{:?}", who.role);
            let denied = cast_by(&home, pair, who, decision(Favour::Favourable)).await;
            assert!(matches!(denied, Err(Failure::Denied { .. })), "{:?}", who.role);
        }
        // The judge is a jurist and may sit in a court; the lay member may not.
        let court = |_: &Access| changed(|c| c.step = "court".to_owned());
        assert_eq!(refused(cast_by(&home, pair, &cast.members[2], court(&cast.judge)).await), ["AUT-026"]);
        cast_by(&home, pair, &cast.judge, court(&cast.judge)).await.unwrap();
        // Of the team, and of another round.
        steps(&home, pair, vec![(&cast.nurse, team(&[&cast.surgeon, &cast.members[1]]))]).await;
        assert_eq!(refused(cast_by(&home, pair, &cast.members[1], vote(Favour::Favourable)).await), ["AUT-017"]);
        let organ = Some(Organ::KidneyR);
        let change = Change { donor: None, recipient: None, organ, centre: None, relation: None };
        cast_by(&home, pair, &cast.board, vote(Favour::Favourable)).await.unwrap();
        steps(&home, pair, vec![(&cast.nurse, Step::Changed(change))]).await;
        let late = cast_by(&home, pair, &cast.members[2], vote(Favour::Unfavourable)).await;
        assert_eq!(refused(late), ["AUT-025"]);
        let file = home.service.pair(&cast.board, pair).await.unwrap();
        assert!(file.pair.votes.is_empty() && file.ballots[0].cast.is_empty());
        // A conflict of interest and a vote exclude each other.
        let kin = changed(|c| (c.round, c.conflict) = (2, Conflict::Kin));
        assert_eq!(problem(cast_by(&home, pair, &cast.board, kin).await), "malformed");
        let silent = changed(|c| (c.round, c.vote) = (2, None));
        assert_eq!(problem(cast_by(&home, pair, &cast.board, silent).await), "missing");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn how_others_voted_is_read_after_the_own_vote_and_never_by_the_team() {
    for home in villages("voting_seen").await {
        let cast = Cast::of(&home);
        let pair = signed(&home, &cast).await;
        cast_by(&home, pair, &cast.members[0], vote(Favour::Unfavourable)).await.unwrap();
        let seen = async |who: &Access| {
            let file = home.service.pair(who, pair).await.unwrap();
            let text = serde_json::to_string(&file.pair).unwrap();
            (file.ballots[0].clone(), file.pair.votes.len(), text.contains("Read every paper."))
        };
        let (first, second) = (cast.members[0].account, cast.members[1].account);
        let ballot = |b: &Ballot| (b.step.clone(), b.quorum, b.counted, b.cast.clone());
        for who in [&cast.nurse, &cast.members[1]] {
            let (open, votes, reasons) = seen(who).await;
            assert_eq!(ballot(&open), ("ethics_board".to_owned(), 3, 1, vec![first]));
            assert!(open.waiting.contains(&second) && !open.waiting.contains(&first));
            assert_eq!((votes, reasons), (0, false));
        }
        assert_eq!((seen(&cast.members[0]).await.1, seen(&cast.members[0]).await.2), (1, true));
        cast_by(&home, pair, &cast.members[1], vote(Favour::Favourable)).await.unwrap();
        assert_eq!((seen(&cast.members[1]).await.1, seen(&cast.members[1]).await.2), (2, true));
        // In the list as well.
        let lines = home.service.pairs(&cast.nurse).await.unwrap();
        assert!(lines.iter().find(|l| l.pair.id == pair).unwrap().pair.votes.is_empty());

        // Two of three against is no yes, whoever writes it down; and the team never learns who said what.
        cast_by(&home, pair, &cast.members[2], vote(Favour::Unfavourable)).await.unwrap();
        assert_eq!(refused(cast_by(&home, pair, &cast.board, decision(Favour::Favourable)).await), ["AUT-024"]);
        cast_by(&home, pair, &cast.board, decision(Favour::Unfavourable)).await.unwrap();
        let file = home.service.pair(&cast.nurse, pair).await.unwrap().pair;
        assert!(file.decisions[0].step.cast().is_empty());
        assert_eq!(home.service.pair(&cast.judge, pair).await.unwrap().pair.decisions[0].step.cast().len(), 3);
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_signed_by_whoever_is_signed_in() {
    for home in villages("voting_signed").await {
        let cast = Cast::of(&home);
        let pair = signed(&home, &cast).await;
        let file = home.service.pair(&cast.nurse, pair).await.unwrap().pair;
        assert_eq!(file.identity.as_ref().unwrap().by, cast.nurse.account);
        assert_eq!(file.consent.talks[0].by, cast.nurse.account);
        let by: Vec<AccountId> = file.evaluations.iter().map(|e| e.by).collect();
        assert_eq!(by, [cast.physician.account, cast.psychologist.account]);
        for (step, field) in
            [(identity(), "checked_by"), (talk(), "told_by"), (evaluation(EvaluationKind::Medical), "evaluator")]
        {
            let mut step = serde_json::to_value(step).unwrap();
            step[field] = serde_json::json!(cast.physician.account);
            assert!(serde_json::from_value::<Step>(step).is_err(), "{field}");
        }
        // Somebody beside the evaluator must have an account.
        let Step::Evaluated(mut beside) = evaluation(EvaluationKind::Medical) else { panic!() };
        beside.beside = Some(AccountId::from_bits(77));
        let unknown = cast_by(&home, pair, &cast.physician, Step::Evaluated(beside)).await;
        assert_eq!(problem(unknown), "not_found");
        home.drop().await;
    }
}

fn order(favour: Favour) -> PaperFiled {
    PaperFiled {
        step: "court".to_owned(),
        favour,
        issuer: "Family court at Port Elun".to_owned(),
        reference: "FC 2207/44".into(),
        decided_on: "2026-11-20".parse().unwrap(),
        reasons: None,
        valid_to: None,
        document: None,
    }
}

fn second(favour: Favour) -> Step {
    let (step, decided_on) = ("court".to_owned(), "2026-11-20".parse().unwrap());
    Step::PaperConfirmed(PaperConfirmed { step, favour, decided_on })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_from_outside_counts_when_a_second_person_has_read_it() {
    for mut home in villages("voting_paper").await {
        let cast = Cast::of(&home);
        let pair = signed(&home, &cast).await;
        let file = async |home: &Home| home.service.pair(&cast.nurse, pair).await.unwrap().pair;
        let none = cast_by(&home, pair, &cast.board, second(Favour::Favourable)).await;
        assert_eq!(refused(none), ["AUT-028"]);
        let filed = Step::PaperFiled(order(Favour::Favourable));
        assert!(cast_by(&home, pair, &cast.board, filed.clone()).await.is_err());
        cast_by(&home, pair, &cast.nurse, filed).await.unwrap();
        assert!(file(&home).await.decisions.is_empty());
        assert!(cast_by(&home, pair, &cast.nurse, second(Favour::Favourable)).await.is_err());
        let other = cast_by(&home, pair, &cast.board, second(Favour::Unfavourable)).await;
        assert_eq!(refused(other), ["AUT-028"]);
        home.restart().await;
        cast_by(&home, pair, &cast.board, second(Favour::Favourable)).await.unwrap();
        let file = file(&home).await;
        assert_eq!((file.decisions.len(), file.decisions[0].by), (1, cast.board.account));
        assert!(matches!(&file.decisions[0].step.basis, Basis::Paper(p) if p.by == cast.nurse.account));
        // What the paper is said to be must be a paper of this pair.
        let foreign = PaperFiled { document: Some(codes::ids::Id::from_bits(5)), ..order(Favour::Favourable) };
        assert_eq!(problem(cast_by(&home, pair, &cast.nurse, Step::PaperFiled(foreign)).await), "not_found");
        assert!(home.service.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_removal_of_a_pair_is_recorded_by_its_own_centre() {
    for home in villages("voting_reach").await {
        let cast = Cast::of(&home);
        let (pair, donor, recipient) = open(&home.service, &cast.nurse, &cast).await.unwrap();
        approve(&home, &cast, pair).await;
        let fact =
            |centre: usize| RemovalFact { centre: cast.country.centres[centre], ..removal(&home, &cast, pair, donor) };
        // Not even by naming the own centre as the place.
        for centre in [0, 1] {
            assert!(hidden(&home.service.record_removal(&cast.nurse_elsewhere, fact(centre)).await), "{centre}");
        }
        let kept = home.service.record_removal(&cast.coordinator, fact(0)).await.unwrap().0;
        home.later(3600);
        let board = home.service.pair(&cast.coordinator, pair).await.unwrap().pair;
        assert_eq!(board.removed, Some(kept.unit));
        // A graft at a centre whose licence to graft was revoked is kept and marked.
        let graft = |centre: usize| TransplantFact {
            unit: kept.unit,
            recipient,
            centre: cast.country.centres[centre],
            happened: happened(&home.service),
            cold_ischaemia_min: None,
            anastomosis_min: None,
            team: Vec::new(),
        };
        let broken = home.service.record_transplant(&cast.coordinator, graft(3)).await.unwrap().0.breaches;
        let rules: Vec<&str> = broken.iter().map(|f| f.rule.as_str()).collect();
        assert!(rules.iter().any(|r| r.starts_with("CEN-")), "{rules:?}");
        assert_eq!(cast.coordinator.role, Role::Coordinator);
        home.drop().await;
    }
}
