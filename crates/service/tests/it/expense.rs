//! Expenses on both databases: what the demonstration leaves on the desks, who sees what of it, and what erasure leaves.

use domain::access::{Permission, Role};
use domain::expense::{Alike, Category, ExpenseState, Ground, Payee, Payer, PaymentState};
use service::demo::DemoCountry;
use service::expense::{CapSeen, Due, ExpensesOf, NewExpense, NewReceipt, PaymentFact};
use service::{Access, Failure};

use crate::privacy::dump;
use crate::support::Home;
use crate::village::villages;

fn staff(country: &DemoCountry, role: Role, nth: usize) -> Access {
    country.staff.iter().filter(|s| s.access.role == role).nth(nth).unwrap().access.clone()
}

fn failed<T>(done: Result<T, Failure>) -> Failure {
    match done {
        Ok(_) => panic!("it was done"),
        Err(failure) => failure,
    }
}

fn hidden<T>(done: Result<T, Failure>) -> bool {
    matches!(failed(done), Failure::Denied { hidden: true })
}

async fn whole(home: Home) {
    let verified = home.service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
    home.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desks_show_what_waits_what_doubles_and_what_the_reader_may_not_do() {
    for home in villages("expense_desks").await {
        let country = home.country();
        let (first, second) = (staff(&country, Role::ExpensesOfficer, 0), staff(&country, Role::ExpensesOfficer, 1));
        let (rows, all) = home.service.expenses_to_verify(&first).await.unwrap();
        assert_eq!(rows.len(), all);
        let bed = rows.iter().find(|r| r.expense.claimed.category == Category::Lodging).unwrap();
        assert_eq!(bed.doubles.iter().map(|d| d.by).collect::<Vec<_>>(), [Alike::SameReceipt]);
        assert!(bed.expense.claimed.what.clear().is_none(), "the list opens nothing");
        let sitter = rows.iter().find(|r| r.expense.claimed.category == Category::Childcare).unwrap();
        assert!(matches!(sitter.due, Due::Overdue { .. }) && sitter.expense.receipts.is_empty());
        assert!(rows.is_sorted_by_key(|r| r.expense.claimed_at));

        let (to_pay, planned) = home.service.claims_to_pay(&first).await.unwrap();
        assert!(to_pay.iter().any(|r| r.own) && to_pay.iter().all(|r| r.line.accepted_minor > r.line.paid_minor));
        assert!(!home.service.claims_to_pay(&second).await.unwrap().0.iter().any(|r| r.own));
        assert_eq!(planned.iter().map(|p| p.said.amount.to_string()).collect::<Vec<_>>(), ["38.50 XTS"]);
        let capped = to_pay.iter().find(|r| r.line.accepted_minor == 500_000).unwrap();
        assert_eq!((capped.line.paid_minor, capped.payable_minor), (400_000, 0), "the cap is reached");

        let list = home.service.claims(&first, None).await.unwrap();
        assert!(list.all >= 11 && list.rows.len() == list.all && list.next.is_none());
        let converted = list.rows.iter().find(|r| r.elsewhere == 1).unwrap();
        assert_eq!((converted.claimed_minor, converted.accepted_minor), (0, 19_800), "euros are not added to others");
        whole(home).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_centre_sees_nothing_and_may_nothing() {
    for home in villages("expense_centres").await {
        let country = home.country();
        let (sarim, elun) = (staff(&country, Role::LivingDonorNurse, 0), staff(&country, Role::LivingDonorNurse, 1));
        let s = &home.service;
        let ours = s.claims(&sarim, None).await.unwrap();
        let theirs = s.claims(&elun, None).await.unwrap();
        assert!(!ours.rows.is_empty() && !theirs.rows.is_empty());
        assert!(ours.rows.iter().all(|r| Some(r.claim.opened.centre) == sarim.centre));
        assert!(theirs.rows.iter().all(|r| Some(r.claim.opened.centre) == elun.centre));
        let last = ours.rows.last().unwrap().claim.id;
        assert!(s.claims(&elun, Some(last)).await.is_err(), "nor is a place in another list one in theirs");
        assert!(s.payments(&elun).await.unwrap().iter().all(|p| Some(p.said.centre) == elun.centre));

        let one = &ours.rows.iter().find(|r| r.expenses > 0).unwrap().claim;
        let file = s.donation_expenses(&sarim, ExpensesOf::Claim(one.id)).await.unwrap();
        assert!(file.donor_name.is_some());
        let expense = file.claim(one.id).unwrap().lines[0].expense.clone();
        for of in [ExpensesOf::Claim(one.id), ExpensesOf::Pair(one.opened.pair), ExpensesOf::Expense(expense.id)] {
            assert!(hidden(s.donation_expenses(&elun, of).await));
        }
        assert!(hidden(s.open_claim(&elun, one.opened.pair).await));
        assert!(hidden(s.withdraw_expense(&elun, expense.id, domain::expense::WithdrawnBecause::TypingError).await));
        if let Some(filed) = expense.receipts.first() {
            let document = filed.receipt.document;
            assert!(hidden(s.open_receipt(&elun, document).await));
            assert!(s.open_receipt(&sarim, document).await.unwrap().1.starts_with(b"%PDF"));
            assert!(s.open_document(&sarim, document).await.is_err(), "a receipt is no paper of the pair");
        }
        let officer = staff(&country, Role::ExpensesOfficer, 0);
        let seen = s.donation_expenses(&officer, ExpensesOf::Claim(one.id)).await.unwrap();
        assert!(seen.donor_name.is_none(), "who pays need not know who it is");
        let surgeon = staff(&country, Role::Surgeon, 0);
        assert!(matches!(failed(s.claims(&surgeon, None).await), Failure::Denied { .. }));
        whole(home).await;
    }
}

fn reward(country: &DemoCountry, home: &Home) -> PaymentFact {
    let zone = home.service.profile().country().zone.clone();
    PaymentFact {
        claim: None,
        pair: Some(country.pairs[3]),
        donor: None,
        centre: None,
        amount: "9999.00 XTS".parse().unwrap(),
        payee: Payee::DonorFamily,
        payee_name: Some("Orlenna Fastovir".into()),
        payer: Payer::Recipient,
        payer_name: Some("Tadrin Fastovir".into()),
        ground: Ground::Reward,
        service: None,
        note: Some("Heard from Wilmara Fastovir".into()),
        happened: codes::time::Happened::on(home.service.today(), zone).unwrap(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reward_is_kept_sealed_and_known_as_one_in_the_vault_only() {
    for home in villages("expense_reward").await {
        let country = home.country();
        let inspector = staff(&country, Role::Inspector, 0);
        let investigator = staff(&country, Role::Investigator, 0);
        let before = home.service.questions(&investigator).await.unwrap().len();
        let (payment, receipt) = home.service.record_payment(&inspector, reward(&country, &home)).await.unwrap();
        assert_eq!(receipt.leaves.len(), 1, "the receipt does not speak of a question");
        let questions = home.service.questions(&investigator).await.unwrap();
        assert_eq!(questions.len(), before + 1);
        let raised = questions.iter().find(|q| q.about == payment.to_string()).unwrap();
        assert_eq!(raised.rules, ["CON-043"]);
        let everything = dump(&home).await;
        for name in ["Fastovir", "Orlenna", "Bakurin", "Harbour Inn", "2026/0817", "TK-88120"] {
            assert!(!everything.contains(name), "{name} lies in the clear");
        }
        let ahead = PaymentFact {
            happened: codes::time::Happened::at(
                home.service.now() + jiff::SignedDuration::from_hours(48),
                codes::time::Zone::utc(),
            ),
            ..reward(&country, &home)
        };
        assert!(
            matches!(failed(home.service.record_payment(&inspector, ahead).await), Failure::Problem(p) if p.field == "happened")
        );
        whole(home).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_sent_back_with_its_field() {
    for home in villages("expense_malformed").await {
        let country = home.country();
        let nurse = staff(&country, Role::LivingDonorNurse, 0);
        let s = &home.service;
        let (claim, _) = s.open_claim(&nurse, country.pairs[0]).await.unwrap();
        let new = || NewExpense {
            category: Category::Travel,
            amount: "42.00 XTS".parse().unwrap(),
            quantity: None,
            incurred_on: home.service.today(),
            until_on: None,
            what: "A train".into(),
        };
        let tomorrow = home.service.today().tomorrow().unwrap();
        let wrong = [
            ("amount", NewExpense { amount: "-1.00 XTS".parse().unwrap(), ..new() }),
            ("amount", NewExpense { amount: "99999999999.00 XTS".parse().unwrap(), ..new() }),
            ("incurred_on", NewExpense { incurred_on: tomorrow, ..new() }),
            ("until_on", NewExpense { until_on: Some(tomorrow), ..new() }),
            ("what", NewExpense { what: " ".into(), ..new() }),
            ("quantity", NewExpense { category: Category::OwnCar, ..new() }),
        ];
        for (field, expense) in wrong {
            let problem = failed(s.claim_expense(&nurse, claim, expense).await);
            assert!(matches!(&problem, Failure::Problem(p) if p.field == field), "{field}: {problem:?}");
        }
        let (expense, _) = s.claim_expense(&nurse, claim, new()).await.unwrap();
        let receipt = || NewReceipt { issuer: "Railway".into(), number: None, dated_on: None };
        let text = s.file_receipt(&nurse, expense, receipt(), b"no paper".to_vec()).await;
        assert!(matches!(failed(text), Failure::Problem(p) if p.field == "document"));
        s.file_receipt(&nurse, expense, receipt(), b"%PDF-1.7 it".to_vec()).await.unwrap();
        whole(home).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn erasing_a_donor_keeps_the_amounts() {
    for home in villages("expense_erased").await {
        let country = home.country();
        let nurse = staff(&country, Role::LivingDonorNurse, 0);
        let of = ExpensesOf::Pair(country.pairs[0]);
        let list = home.service.claims(&nurse, None).await.unwrap();
        let paid = list.rows.iter().find(|r| r.paid_minor == 235_200).unwrap().claim.clone();
        let of = if paid.opened.pair == country.pairs[0] { of } else { ExpensesOf::Claim(paid.id) };
        let before = home.service.donation_expenses(&nurse, of).await.unwrap();
        assert!(before.claim(paid.id).unwrap().lines.iter().all(|l| l.expense.claimed.what.clear().is_some()));
        let donor = paid.opened.donor.to_string();
        let at = home.service.now();
        let destroyed = home
            .store
            .run("test.erase", move |tx| {
                let donor = donor.clone();
                Box::pin(async move {
                    store::sealed::destroy_key(tx, &donor, ledger::seal::Vault::Clinical, "registry", at).await
                })
            })
            .await
            .unwrap();
        assert_eq!(destroyed, 1);
        let after = home.service.donation_expenses(&nurse, ExpensesOf::Claim(paid.id)).await.unwrap();
        assert_eq!((&after.tallies, &after.total), (&before.tallies, &before.total), "every amount is still there");
        let seen = after.claim(paid.id).unwrap();
        assert!(
            seen.lines.iter().all(|l| l.expense.claimed.what.clear().is_none() && l.state == ExpenseState::Accepted)
        );
        let receipt = seen.lines.iter().find_map(|l| l.expense.receipts.first()).unwrap();
        assert!(receipt.receipt.issuer.clear().is_none());
        assert!(home.service.open_receipt(&nurse, receipt.receipt.document).await.is_err(), "the scan is gone too");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sums_by_category_and_in_all_agree_with_the_lines() {
    for home in villages("expense_sums").await {
        let country = home.country();
        let officer = staff(&country, Role::ExpensesOfficer, 2);
        for row in home.service.claims(&officer, None).await.unwrap().rows {
            let file = home.service.donation_expenses(&officer, ExpensesOf::Claim(row.claim.id)).await.unwrap();
            let lines = || file.claims.iter().flat_map(|c| &c.lines);
            let accepted: i64 = lines().filter_map(|l| l.expense.accepted()).map(|a| a.minor).sum();
            assert_eq!(
                (file.total.accepted_minor, file.tallies.iter().map(|t| t.accepted_minor).sum::<i64>()),
                (accepted, accepted)
            );
            let counted = file.payments.iter().map(|p| &p.payment).filter(|p| p.said.ground == Ground::Reimbursement);
            let made: i64 =
                counted.filter(|p| matches!(p.state, PaymentState::Made { .. })).map(|p| p.said.amount.minor).sum();
            assert_eq!(file.total.paid_minor, made, "{}", row.claim.id);
            assert_eq!(file.total.cap, CapSeen::Known { minor: 600_000 });
            assert!(file.tallies.iter().all(|t| t.cap != CapSeen::Unknown));
        }
        assert!(home.service.policy().reach(officer.role, Permission::VerifyExpense, officer.purpose).is_some());
        home.drop().await;
    }
}
