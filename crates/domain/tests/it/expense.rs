//! Expenses: every rule with a case that holds, one that is broken and one in which the law is silent; and how claims,
//! expenses and payments fold.

use codes::Money;
use codes::ids::{CentreId, ClaimId, DonorId, ExpenseId, PairId, PaymentId};
use domain::expense::*;
use domain::{Past, Private, Record, Unfoldable, Verdict};
use law::{Answer, Outcome, Severity};
use serde_json::{Value, json};

use crate::world::{acc, at, calvane, calvane_with, codes_of, day, floor, happened};

const NOW: &str = "2026-11-21T06:00:00Z";

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn line(n: u64, category: Category, amount: &str) -> Line {
    Line {
        expense: ExpenseId::from_bits(n),
        category,
        claimed: money(amount),
        quantity: None,
        incurred_on: day("2026-10-10"),
        claimed_on: day("2026-10-20"),
        claimed_by: acc(1).to_string(),
        receipts: 1,
        accepted: Some(money(amount)),
        exchange: None,
        verified_by: Some(acc(2).to_string()),
        explained: false,
        doubles: Vec::new(),
        paid_minor: 0,
        pays_minor: money(amount).minor,
    }
}

/// A claim of a ticket and of three days of meals, about to be paid.
fn paying() -> Situation {
    let meals = Line { quantity: Some(3), receipts: 0, ..line(2, Category::Meals, "60.00 XTS") };
    Situation {
        phase: Phase::Paying,
        donation: Some(Donation {
            opened_on: day("2026-06-01"),
            evaluated: true,
            approved: true,
            removed_on: Some(day("2026-10-01")),
            declared: vec!["donor".to_owned(), "recipient".to_owned()],
        }),
        lines: vec![line(1, Category::Travel, "42.00 XTS"), meals],
        spent: vec![(Category::Travel, 10_000)],
        payment: Some(Paying {
            amount: money("102.00 XTS"),
            payee: Payee::Donor,
            payer: Payer::StateFund,
            ground: Ground::Reimbursement,
            service: None,
        }),
        actor: acc(3),
        at: at(NOW),
    }
}

fn verifying() -> Situation {
    let mut s = paying();
    (s.phase, s.actor, s.payment) = (Phase::Verifying, acc(2), None);
    s.lines.truncate(1);
    s.lines[0].pays_minor = 0;
    s
}

fn fee() -> Situation {
    let mut s = paying();
    (s.phase, s.lines) = (Phase::Paid, Vec::new());
    let paid = s.payment.as_mut().unwrap();
    (paid.payee, paid.ground, paid.service) = (Payee::Professional, Ground::Fee, Some(Service::Removal));
    paid.amount = money("6500.00 XTS");
    s
}

fn paid(s: &mut Situation) -> &mut Paying {
    s.payment.as_mut().unwrap()
}

fn double(by: Alike) -> Double {
    Double { of: ExpenseId::from_bits(9), claim: ClaimId::from_bits(9), by }
}

/// One rule with where it is asked, what breaks it and the inputs it then names.
struct Case {
    code: &'static str,
    asked: fn() -> Situation,
    broken: fn(&mut Situation),
    inputs: &'static [&'static str],
}

const fn case(
    code: &'static str,
    asked: fn() -> Situation,
    broken: fn(&mut Situation),
    inputs: &'static [&'static str],
) -> Case {
    Case { code, asked, broken, inputs }
}

const CASES: &[Case] = &[
    case("CON-030", paying, |s| s.donation.as_mut().unwrap().evaluated = false, &["reimbursed"]),
    case(
        "CON-031",
        paying,
        |s| s.lines[0].incurred_on = day("2026-04-01"),
        &["expense", "on", "claimed", "first", "claim_days"],
    ),
    case("CON-032", verifying, |s| s.lines[0].category = Category::Other, &["category"]),
    case("CON-033", paying, |s| s.lines[0].receipts = 0, &["expense", "category"]),
    case("CON-034", verifying, |s| s.lines[0].accepted = Some(money("420.00 XTS")), &["expense", "accepted", "most"]),
    case("CON-035", paying, |s| s.lines[1].doubles = vec![double(Alike::SameFile)], &["expense", "of", "by"]),
    case("CON-036", paying, |s| s.actor = acc(2), &["expense", "did"]),
    case("CON-037", paying, |s| s.lines[0].paid_minor = 1, &["expense", "verified", "before", "pays"]),
    case("CON-038", paying, |s| s.spent[0].1 = 55_801, &["category", "cap", "sum"]),
    case("CON-039", paying, |s| s.spent.push((Category::Lodging, 600_000)), &["cap", "sum"]),
    case("CON-040", paying, |s| paid(s).payer = Payer::RecipientFamily, &["payer"]),
    case("CON-041", verifying, |s| s.lines[0].claimed = money("42.00 EUR"), &["of", "currency", "own"]),
    case("CON-042", paying, |s| drop(s.donation.as_mut().unwrap().declared.pop()), &["declarant"]),
    case("CON-043", fee, |s| paid(s).payee = Payee::Intermediary, &["payee", "payer", "ground"]),
    case("CON-044", fee, |s| paid(s).amount = money("6500.01 XTS"), &["service", "tariff", "paid"]),
];

#[test]
fn every_rule_holds_breaks_and_cannot_tell() {
    let codes: Vec<&str> = rules::ALL.iter().map(|r| r.code).collect();
    assert_eq!(CASES.iter().map(|c| c.code).collect::<Vec<_>>(), codes, "every rule has its case");
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    for (rule, case) in rules::ALL.iter().zip(CASES) {
        let whole = (case.asked)();
        assert_eq!(codes_of(&whole.read(&law, &floor())), Vec::<String>::new(), "{}", rule.code);
        assert_eq!((rule.check)(&whole, &law), Ok(Answer::Holds), "{}", rule.code);
        let mut broken = whole.clone();
        (case.broken)(&mut broken);
        let reading = broken.read(&law, &floor());
        assert_eq!(codes_of(&reading), [rule.code], "{}", rule.code);
        let names = reading.findings[0].inputs.iter().map(|i| i.name.as_str());
        assert_eq!(names.take(case.inputs.len()).collect::<Vec<_>>(), case.inputs, "{}", rule.code);
        let unknown = |i: &law::Input| !case.inputs.contains(&i.name.as_str());
        assert!(!reading.findings[0].inputs.iter().any(unknown), "{}", rule.code);
        assert!(!reading.allows() && rule.severity == Severity::Stop);
        for param in rule.params {
            let silent = calvane_with(&[(param, "")]);
            let reading = whole.read(&silent.on(day("2026-11-21")), &floor());
            let finding = reading.findings.iter().find(|f| f.rule == rule.code);
            let finding = finding.unwrap_or_else(|| panic!("{} never asks {param}", rule.code));
            assert_eq!((finding.outcome, finding.severity), (Outcome::CannotTell, Severity::Stop));
        }
    }
}

fn says(s: &Situation, changes: &[(&str, &str)]) -> Vec<String> {
    codes_of(&s.read(&calvane_with(changes).on(day("2026-11-21")), &floor()))
}

fn with(mut s: Situation, change: fn(&mut Situation)) -> Situation {
    change(&mut s);
    s
}

#[test]
fn a_country_may_reimburse_approved_donations_only() {
    let only = [("expense.donation", "\"approved\"")];
    let stopped = with(paying(), |s| s.donation.as_mut().unwrap().approved = false);
    assert_eq!(says(&stopped, &only), ["CON-030"]);
    assert!(says(&stopped, &[]).is_empty(), "whoever was evaluated loses nothing by stopping");
}

#[test]
fn an_expense_lies_between_its_first_and_its_last_day() {
    let on = |text| with_line(|l, t| l.incurred_on = day(t), text);
    // Opened on 1 June 2026, thirty days before it; a year after the removal of 1 October.
    assert!(says(&on("2026-05-02"), &[("expense.claim_days", "365")]).is_empty());
    assert_eq!(says(&on("2026-05-01"), &[("expense.claim_days", "365")]), ["CON-031"]);
    let late = |text| with_line(|l, t| l.claimed_on = day(t), text);
    assert!(says(&late("2027-04-08"), &[]).is_empty());
    assert_eq!(says(&late("2027-04-09"), &[]), ["CON-031"]);
    assert!(says(&on("2027-10-01"), &[]).is_empty());
    assert_eq!(says(&on("2027-10-02"), &[]), ["CON-031"]);
}

fn with_line(change: fn(&mut Line, &str), text: &str) -> Situation {
    let mut s = paying();
    change(&mut s.lines[0], text);
    s
}

#[test]
fn a_rate_bounds_what_is_accepted_and_wants_its_quantity() {
    let meals = |quantity, amount: &str| {
        let mut s = verifying();
        s.lines = vec![Line { quantity, receipts: 0, pays_minor: 0, ..line(1, Category::Meals, amount) }];
        s
    };
    assert!(says(&meals(Some(3), "75.00 XTS"), &[]).is_empty(), "three days at 25.00");
    assert_eq!(says(&meals(Some(3), "75.01 XTS"), &[]), ["CON-034"]);
    assert_eq!(says(&meals(None, "25.00 XTS"), &[]), ["CON-034"]);
}

#[test]
fn another_currency_is_converted_openly_and_never_above_its_rate() {
    let converted = |accepted: &str, rate: Option<u64>| {
        let mut s = verifying();
        let exchange = rate.map(|r| Exchange { rate_millionths: r, source: "Central bank, 10 October".to_owned() });
        s.lines[0] =
            Line { claimed: money("100.00 USD"), accepted: Some(money(accepted)), exchange, ..s.lines[0].clone() };
        s
    };
    assert!(says(&converted("91.50 XTS", Some(915_000)), &[]).is_empty());
    assert_eq!(says(&converted("91.51 XTS", Some(915_000)), &[]), ["CON-034"]);
    assert_eq!(says(&converted("100.00 XTS", None), &[]), ["CON-041"]);
    assert_eq!(says(&converted("100.00 USD", None), &[]), ["CON-041"], "what is accepted is in the country's money");
    let yen = |rate| {
        let mut s = converted("62.50 XTS", Some(rate));
        s.lines[0].claimed = money("10000 JPY");
        s
    };
    assert!(says(&yen(6_250), &[]).is_empty(), "yen have no cents");
    assert_eq!(says(&yen(6_249), &[]), ["CON-034"]);
    let abroad = with(paying(), |s| paid(s).amount = money("102.00 EUR"));
    assert_eq!(says(&abroad, &[]), ["CON-041"]);
}

#[test]
fn a_double_is_explained_only_where_papers_differ() {
    for (by, explained, expected) in [
        (Alike::SameDayAndAmount, false, true),
        (Alike::SameDayAndAmount, true, false),
        (Alike::SameReceipt, true, true),
        (Alike::SameFile, true, true),
    ] {
        let mut s = verifying();
        (s.lines[0].doubles, s.lines[0].explained) = (vec![double(by)], explained);
        assert_eq!(says(&s, &[]) == ["CON-035"], expected, "{by:?} {explained}");
    }
}

#[test]
fn three_people_claim_verify_and_pay() {
    let own = with(verifying(), |s| s.actor = acc(1));
    assert_eq!(says(&own, &[]), ["CON-036"]);
    let refusing = with(verifying(), |s| (s.actor, s.lines[0].accepted) = (acc(1), Some(money("0.00 XTS"))));
    assert_eq!(says(&refusing, &[]), ["CON-036"], "nor is one's own expense refused");
}

#[test]
fn refusing_an_expense_asks_for_no_paper() {
    let s = with(verifying(), |s| {
        let line = &mut s.lines[0];
        (line.accepted, line.receipts, line.category) = (Some(money("0.00 XTS")), 0, Category::Other);
        line.doubles = vec![double(Alike::SameFile)];
    });
    assert!(says(&s, &[]).is_empty());
}

#[test]
fn what_belongs_to_no_expense_was_not_verified() {
    let nothing = with(paying(), |s| s.lines.clear());
    assert_eq!(says(&nothing, &[]), ["CON-037"]);
    let more = with(paying(), |s| paid(s).amount = money("102.01 XTS"));
    assert_eq!(says(&more, &[]), ["CON-037"]);
    let unjudged = with(paying(), |s| s.lines[0].accepted = None);
    assert_eq!(says(&unjudged, &[]), ["CON-037"]);
}

#[test]
fn a_law_without_cap_has_none_and_one_that_is_silent_stops() {
    let much = with(paying(), |s| {
        s.lines = vec![line(1, Category::Medical, "5000.00 XTS")];
        paid(s).amount = money("5000.00 XTS");
    });
    assert!(says(&much, &[]).is_empty(), "medical care has no cap here");
    let listed = "[{ category = \"travel\", cap = 100 }]";
    assert_eq!(says(&much, &[("expense.caps", listed)]), ["CON-038"], "a category nobody capped is unknown");
    assert!(says(&with(paying(), |s| s.spent[0].1 = 900_000), &[("expense.total_cap", "\"none\"")]) == ["CON-038"]);
}

#[test]
fn every_reward_is_one_whoever_gets_it_and_under_whatever_name() {
    for payee in Payee::ALL {
        for ground in Ground::ALL {
            let mut s = fee();
            let paid = s.payment.as_mut().unwrap();
            (paid.payee, paid.ground) = (*payee, *ground);
            let due = match ground {
                Ground::Reimbursement => *payee == Payee::Donor,
                Ground::Fee => matches!(payee, Payee::Centre | Payee::Professional),
                Ground::Reward => false,
            };
            let found = says(&s, &[]);
            assert_eq!(!found.contains(&"CON-043".to_owned()), due, "{payee:?} {ground:?}");
        }
    }
    let unlisted = with(fee(), |s| paid(s).service = Some(Service::Other));
    assert_eq!(says(&unlisted, &[]), ["CON-044"], "a service without a tariff cannot be told");
}

#[test]
fn all_reasons_come_at_once() {
    let s = with(paying(), |s| {
        (s.lines[0].receipts, s.lines[0].paid_minor, s.actor) = (0, 5_000, acc(2));
        s.lines[0].doubles = vec![double(Alike::SameReceipt)];
        (paid(s).payer, s.spent) = (Payer::Recipient, vec![(Category::Travel, 600_000)]);
    });
    let all = ["CON-033", "CON-035", "CON-036", "CON-037", "CON-038", "CON-039", "CON-040"];
    assert_eq!(says(&s, &[]), all);
}

#[test]
fn spain_and_the_united_kingdom_pay_nothing_while_their_caps_are_unknown() {
    for country in ["es", "gb"] {
        let profile = law::shipped(country).unwrap().unwrap();
        let reading = paying().read(&profile.on(day("2026-11-21")), &floor());
        assert!(!reading.allows());
        let untold: Vec<&str> =
            reading.findings.iter().filter(|f| f.outcome == Outcome::CannotTell).map(|f| f.rule.as_str()).collect();
        assert!(untold.contains(&"CON-038") && untold.contains(&"CON-039"), "{country}: {untold:?}");
    }
}

#[test]
fn no_finding_tells_what_only_a_person_may_know() {
    for case in CASES {
        let mut s = (case.asked)();
        (case.broken)(&mut s);
        let text = serde_json::to_string(&s.read(&calvane().on(day("2026-11-21")), &floor())).unwrap();
        assert!(!text.contains(&acc(1).to_string()), "{}", case.code);
    }
}

fn past(kind: &str, record: impl ToString, body: Value) -> Past {
    Past {
        id: "evt_1".to_owned(),
        kind: kind.to_owned(),
        version: 1,
        record: record.to_string(),
        body,
        actor: acc(1).to_string(),
        centre: None,
        recorded_at: at(NOW),
        happened: None,
    }
}

fn fold<R: Record>(events: &[Past]) -> Result<R, Unfoldable> {
    let mut state = None;
    for event in events {
        state = Some(R::fold(state.take(), event)?);
    }
    Ok(state.unwrap())
}

fn claimed() -> Value {
    json!({"claim": ClaimId::from_bits(1), "pair": PairId::from_bits(1), "donor": DonorId::from_bits(1),
        "centre": CentreId::from_bits(1), "category": "travel", "amount": "42.00 XTS", "incurred_on": "2026-10-10",
        "what": {"$sealed": "evt_1/what"}})
}

#[test]
fn an_expense_folds_and_its_last_judgement_holds() {
    let id = ExpenseId::from_bits(1);
    let mut events = vec![past("expense.claimed", id, claimed())];
    assert_eq!(fold::<Expense>(&events).unwrap().state(), ExpenseState::Claimed);
    events.push(past("expense.verified", id, json!({"accepted": "0.00 XTS"})));
    assert_eq!(fold::<Expense>(&events).unwrap().state(), ExpenseState::Refused);
    events.push(past("expense.verification_refused", id, json!({"rules": ["CON-033"]})));
    events.push(past("expense.verified", id, json!({"accepted": "40.00 XTS"})));
    let expense = fold::<Expense>(&events).unwrap();
    assert_eq!(
        (expense.state(), expense.accepted(), expense.judged.len()),
        (ExpenseState::Accepted, Some(money("40.00 XTS")), 2)
    );
    events.push(past("expense.withdrawn", id, json!({"because": "typing_error"})));
    let expense = fold::<Expense>(&events).unwrap();
    assert_eq!((expense.state(), expense.accepted()), (ExpenseState::Withdrawn, None));
    assert!(fold::<Expense>(&[past("expense.verified", id, json!({"accepted": "1.00 XTS"}))]).is_err());
    let mut other = claimed();
    other["colour"] = "green".into();
    assert!(fold::<Expense>(&[past("expense.claimed", id, other)]).is_err(), "an unknown field is not passed over");
}

fn said() -> PaymentSaid {
    PaymentSaid {
        claim: Some(ClaimId::from_bits(1)),
        pair: Some(PairId::from_bits(1)),
        donor: None,
        centre: CentreId::from_bits(1),
        amount: money("42.00 XTS"),
        parts: vec![Part { expense: ExpenseId::from_bits(1), minor: 4_200 }],
        payee: Payee::Donor,
        payee_name: None,
        payer: Payer::StateFund,
        payer_name: None,
        ground: Ground::Reimbursement,
        service: None,
        note: None,
    }
}

#[test]
fn a_payment_is_planned_then_made_or_taken_back() {
    let id = PaymentId::from_bits(1);
    let planned = past("expense.payment_planned", id, json!(said()));
    let made = past("expense.payment_made", id, json!({}));
    let cancelled = past("expense.payment_cancelled", id, json!({}));
    let payment = fold::<Payment>(&[planned.clone(), made]).unwrap();
    assert_eq!((payment.state, payment.pays(ExpenseId::from_bits(1))), (PaymentState::Made { at: at(NOW) }, 4_200));
    assert!(!fold::<Payment>(&[planned, cancelled]).unwrap().counts());
}

#[test]
fn a_plan_is_refused_and_a_fact_is_kept_by_the_same_rules() {
    let profile = calvane();
    let (law, floor) = (profile.on(day("2026-11-21")), floor());
    let id = PaymentId::from_bits(1);
    assert!(matches!(gate_payment(&said(), id, &paying(), &law, &floor), Verdict::Allowed { .. }));
    let wrong = with(paying(), |s| paid(s).payer = Payer::Broker);
    let Verdict::Refused(reading) = gate_payment(&said(), id, &wrong, &law, &floor) else { panic!("allowed") };
    let reward = Situation { phase: Phase::Paid, ..wrong };
    let kept = keep_payment(&said(), id, happened(NOW), &reward, (&law, &floor));
    assert_eq!(
        kept.breaches.iter().map(|f| &f.rule).collect::<Vec<_>>(),
        reading.findings.iter().map(|f| &f.rule).collect::<Vec<_>>()
    );
    assert_eq!(kept.events[0].kind, "expense.payment_recorded");
    assert_eq!(kept.events[0].subject.as_ref().unwrap().id, id.to_string(), "no donor: under its own key");
}

#[test]
fn a_receipt_is_the_same_however_its_number_is_written() {
    let mark = |issuer: &str, number: &str| {
        let receipt = ReceiptFiled {
            document: codes::ids::DocumentId::from_bits(1),
            file: "aa".into(),
            issuer: issuer.into(),
            number: Some(number.into()),
            dated_on: None,
        };
        receipt.mark()
    };
    assert_eq!(mark("Harbour Inn", "2026/0817"), mark("HARBOUR  INN.", "2026-08 17"));
    assert_ne!(mark("Harbour Inn", "2026/0817"), mark("Harbour Inn", "2026/0818"));
    let sealed = ReceiptFiled {
        document: codes::ids::DocumentId::from_bits(1),
        file: "aa".into(),
        issuer: "Harbour Inn".into(),
        number: Some(Private::Sealed("evt_1/number".to_owned())),
        dated_on: None,
    };
    assert_eq!(sealed.mark(), None);
}
