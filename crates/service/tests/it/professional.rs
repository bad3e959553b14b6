//! Licences of professionals: who enters them, what is refused, and the plan that waits for a suspended surgeon.

use codes::Organ;
use codes::ids::{AccountId, ProfessionalLicenceId};
use domain::access::{Profession, Role};
use domain::licence::{ProfessionalEntered, ProfessionalMeasure, ProfessionalMeasured, ProfessionalStatus};
use domain::registry::RemovalFact;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use service::{Access, Failure, ProfessionalsWanted, Service};

use crate::pair::*;
use crate::support::Home;
use crate::village::villages;

fn inspector(cast: &Cast, nth: usize) -> Access {
    let all = cast.country.staff.iter().map(|s| &s.access).filter(|a| a.role == Role::Inspector);
    all.clone().nth(nth).unwrap().clone()
}

fn entered(account: AccountId, number: &str, from: Date, to: Date) -> ProfessionalEntered {
    ProfessionalEntered {
        account,
        profession: Profession::Physician,
        speciality: None,
        issuer: "Council of Nowhere".into(),
        number: number.into(),
        valid_from: from,
        valid_to: Some(to),
        organs: Vec::new(),
        activities: Vec::new(),
    }
}

fn measured(measure: ProfessionalMeasure, from: Date) -> ProfessionalMeasured {
    ProfessionalMeasured { measure, from, reason: "A needle went missing.".into() }
}

fn problem<T>(answer: Result<T, Failure>) -> (&'static str, String) {
    match answer {
        Err(Failure::Problem(p)) => (p.code, p.field),
        _ => panic!("no problem"),
    }
}

async fn licence_of(s: &Service, by: &Access, account: AccountId) -> ProfessionalLicenceId {
    s.licences_of_professional(by, account).await.unwrap()[0].id
}

async fn whole(home: Home) {
    let verified = home.service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
    home.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn inspectors_alone_enter_licences_and_nobody_their_own() {
    for home in villages("professional_enter").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (one, other) = (inspector(&cast, 0), inspector(&cast, 1));
        let new = || entered(cast.surgeon.account, "N 1", date(2024, 1, 1), date(2025, 12, 31));
        for by in [&cast.nurse, &cast.surgeon, &cast.coordinator, &cast.board, &cast.investigator] {
            let id = licence_of(&s, &one, cast.surgeon.account).await;
            assert!(matches!(s.enter_professional(by, new()).await, Err(Failure::Denied { .. })));
            let suspend = measured(ProfessionalMeasure::Suspend, s.today());
            assert!(matches!(s.measure_professional(by, id, suspend).await, Err(Failure::Denied { .. })));
            assert!(matches!(s.professional(by, id).await, Err(Failure::Denied { .. })));
            assert!(matches!(s.licences_of_professional(by, one.account).await, Err(Failure::Denied { .. })));
            let list = s.professionals(by, ProfessionalsWanted::All, None).await;
            assert!(matches!(list, Err(Failure::Denied { .. })));
        }
        // The same again gives the same number, however it is spelt; a renewal is a licence of its own.
        let (id, receipt) = s.enter_professional(&one, new()).await.unwrap();
        assert!(receipt.leaves.iter().any(|l| l.kind == "licence.professional_entered"));
        let again = ProfessionalEntered { number: " n  1".into(), ..new() };
        let (same, receipt) = s.enter_professional(&other, again).await.unwrap();
        assert_eq!((same, receipt.leaves.len()), (id, 0));
        let renewed = entered(cast.surgeon.account, "N 1", date(2026, 1, 1), date(2027, 12, 31));
        assert_ne!(s.enter_professional(&one, renewed).await.unwrap().0, id);
        let over = entered(cast.surgeon.account, "N 1", date(2025, 6, 1), date(2026, 6, 1));
        assert_eq!(problem(s.enter_professional(&one, over).await), ("malformed", "valid_from".to_owned()));
        let turned = entered(cast.surgeon.account, "N 2", date(2025, 6, 1), date(2025, 5, 31));
        assert_eq!(problem(s.enter_professional(&one, turned).await), ("malformed", "valid_to".to_owned()));
        let nobody = entered(<AccountId as codes::ids::Id>::from_bits(1), "N 3", date(2025, 6, 1), date(2025, 6, 2));
        assert_eq!(problem(s.enter_professional(&one, nobody).await).0, "not_found");
        let nameless = ProfessionalEntered { issuer: " ".into(), ..new() };
        assert_eq!(problem(s.enter_professional(&one, nameless).await), ("missing", "issuer".to_owned()));

        // One's own is for somebody else.
        let own = entered(one.account, "N 4", date(2025, 6, 1), date(2027, 6, 1));
        assert_eq!(problem(s.enter_professional(&one, own.clone()).await), ("four_eyes", "account".to_owned()));
        let (own, _) = s.enter_professional(&other, own).await.unwrap();
        let suspend = || measured(ProfessionalMeasure::Suspend, s.today());
        assert_eq!(problem(s.measure_professional(&one, own, suspend()).await).0, "four_eyes");
        let lift = measured(ProfessionalMeasure::Reinstate, s.today());
        assert_eq!(problem(s.measure_professional(&other, own, lift).await), ("malformed", "from".to_owned()));
        s.measure_professional(&other, own, suspend()).await.unwrap();
        let seen = s.professional(&one, own).await.unwrap();
        assert_eq!(seen.licence.status(s.today()), ProfessionalStatus::Suspended);
        assert_eq!(seen.licence.measures[0].step.reason.clear(), Some("A needle went missing."));
        s.measure_professional(&other, own, measured(ProfessionalMeasure::End, s.today())).await.unwrap();
        assert_eq!(problem(s.measure_professional(&other, own, suspend()).await), ("malformed", "from".to_owned()));

        // Neither body nor number nor reason lies in the clear.
        let bodies = home.texts("SELECT body AS t FROM professional_licence").await;
        assert!(!bodies.is_empty());
        assert!(bodies.iter().all(|b| !b.contains("Nowhere") && !b.contains("N 1") && !b.contains("needle")));
        whole(home).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_shows_who_needs_somebody() {
    for home in villages("professional_list").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let by = inspector(&cast, 0);
        let list = async |wanted| s.professionals(&by, wanted, None).await.unwrap();
        let all = list(ProfessionalsWanted::All).await;
        assert!(all.all >= 30 && all.rows.len() <= 50 && all.rows.is_sorted_by_key(|line| line.name.clone()));
        let named = |list: service::Listed<service::ProfessionalLine>| {
            list.rows.into_iter().map(|line| line.name).collect::<Vec<_>>()
        };
        assert_eq!(named(list(ProfessionalsWanted::Suspended).await), ["Dr Ashkarel"]);
        assert_eq!(named(list(ProfessionalsWanted::EndingSoon).await), ["T. Savarin"]);
        assert_eq!(named(list(ProfessionalsWanted::Without).await), ["Dr Ashkarel"]);
        let first = s.professionals(&by, ProfessionalsWanted::All, None).await.unwrap().rows[0].number();
        let rest = s.professionals(&by, ProfessionalsWanted::All, Some(first.clone())).await.unwrap();
        assert!(rest.rows.iter().all(|line| line.number() != first));
        let nowhere = s.professionals(&by, ProfessionalsWanted::All, Some("lpr_0".to_owned())).await;
        assert_eq!(problem(nowhere).0, "malformed");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_speaks_for_the_licence_before_it() {
    for home in villages("professional_renewed").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (by, today) = (inspector(&cast, 0), s.today());
        let list = async |wanted| s.professionals(&by, wanted, None).await.unwrap();
        let named = |list: service::Listed<service::ProfessionalLine>| {
            list.rows.into_iter().map(|line| line.name).collect::<Vec<_>>()
        };
        let enter = async |new| s.enter_professional(&by, new).await.unwrap();
        // Over since long, beside one that is valid: nobody works without.
        let over = entered(cast.surgeon.account, "OLD 1", date(2020, 1, 1), date(2021, 12, 31));
        enter(over).await;
        assert_eq!(named(list(ProfessionalsWanted::Without).await), ["Dr Ashkarel"]);

        let ending = list(ProfessionalsWanted::EndingSoon).await.rows.remove(0);
        let first = ending.licence.unwrap().entered;
        let last = first.valid_to.unwrap();
        let of = |profession, number, from: Date, to| {
            let new = entered(first.account, number, from, to);
            enter(ProfessionalEntered { profession, ..new })
        };
        // One for another profession renews nothing.
        let other = [Profession::Physician, Profession::Nurse].into_iter().find(|p| *p != first.profession).unwrap();
        of(other, "NEW 1", today, today.saturating_add(5.years())).await;
        assert_eq!(named(list(ProfessionalsWanted::EndingSoon).await), [ending.name.as_str()]);
        // One that ends soon itself stands in its place.
        let next = last.tomorrow().unwrap();
        let to = last.saturating_add(10.days());
        let (short, _) = of(first.profession, "NEW 2", next, to).await;
        let rows = list(ProfessionalsWanted::EndingSoon).await.rows;
        assert_eq!(rows.iter().map(|line| line.number()).collect::<Vec<_>>(), [short.to_string()]);
        of(first.profession, "NEW 3", to.tomorrow().unwrap(), to.saturating_add(5.years())).await;
        assert!(list(ProfessionalsWanted::EndingSoon).await.rows.is_empty());
        // A suspended renewal renews nothing.
        s.measure_professional(&by, short, measured(ProfessionalMeasure::Suspend, next)).await.unwrap();
        assert_eq!(named(list(ProfessionalsWanted::EndingSoon).await), [ending.name.as_str()]);
        whole(home).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_waits_while_a_surgeon_is_suspended_and_an_operation_is_kept_as_breach() {
    for home in villages("professional_plan").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let by = inspector(&cast, 0);
        let (pair, ..) = open(&s, &cast.nurse, &cast).await.unwrap();
        approve(&home, &cast, pair).await;
        let team = s.pair(&cast.nurse, pair).await.unwrap().pair.team;
        let licence = licence_of(&s, &by, team[0]).await;
        s.measure_professional(&by, licence, measured(ProfessionalMeasure::Suspend, s.today())).await.unwrap();
        assert_eq!(refused(s.plan_removal(&cast.nurse, plan(&home, pair)).await), ["CEN-007"]);
        let reading = s.pair(&cast.nurse, pair).await.unwrap().reading;
        assert!(reading.findings.iter().any(|f| f.rule == "CEN-007"), "the file says why it waits");

        // An operation is a fact: kept, marked, and a question inside the vault.
        let (_, donor, _) = open(&s, &cast.nurse, &cast).await.unwrap();
        let fact = RemovalFact { organ: Organ::KidneyR, team: vec![team[0]], ..removal(&home, &cast, None, donor) };
        let questions = async || s.questions(&cast.investigator).await.unwrap().len();
        let before = questions().await;
        let (kept, _) = s.record_removal(&cast.surgeon, fact).await.unwrap();
        assert!(kept.breaches.iter().any(|f| f.rule == "CEN-007"));
        assert_eq!(questions().await, before + 1);

        let tomorrow = s.today().saturating_add(1.day());
        s.measure_professional(&by, licence, measured(ProfessionalMeasure::Reinstate, tomorrow)).await.unwrap();
        s.plan_removal(&cast.nurse, plan(&home, pair)).await.unwrap();
        whole(home).await;
    }
}
