//! Accounts, sign-in and sessions: every permission beside its refusal.

use codes::ids::{AccountId, CentreId};
use domain::access::{AccountState, Profession, Purpose, Qualification, RegistryUse, Role};
use domain::licence::{CentreKind, CentreRegistered};
use jiff::civil::Date;
use service::access::{Enrolment, GrantStands, NewAccount, NewGrant, OneTimeCode, Session, SessionOpened, SignIn};
use service::{Access, Failure};

use crate::support::{Home, both};

const FROM: &str = "198.51.100.7";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Somebody with an account, and what they know and carry.
#[derive(Clone)]
struct Somebody {
    id: AccountId,
    login: String,
    password: String,
    secret: String,
}

fn account(name: &str, login: &str) -> NewAccount {
    NewAccount { name: name.to_owned(), login: login.to_owned() }
}

fn role(role: Role, centre: Option<CentreId>) -> NewGrant {
    NewGrant { role, centre, from: day("2026-01-01"), to: None }
}

fn password_of(login: &str) -> String {
    format!("a lamp by the door of {login}")
}

/// Code of the problem that stopped it, or the kind of failure.
fn why<T>(result: Result<T, Failure>) -> String {
    match result {
        Ok(_) => "done".to_owned(),
        Err(Failure::Problem(p)) => format!("{} {}", p.code, p.field),
        Err(Failure::Denied { hidden }) => if hidden { "hidden" } else { "denied" }.to_owned(),
        Err(Failure::NotSignedIn) => "not signed in".to_owned(),
        Err(other) => panic!("{other:?}"),
    }
}

fn digits(secret: &str, home: &Home) -> String {
    let plain = secret.replace(' ', "");
    let totp = totp_rs::Builder::new().with_secret(totp_rs::Secret::try_from_base32(plain).unwrap()).build().unwrap();
    totp.generate(u64::try_from(home.service.now().as_second()).unwrap()).to_string()
}

impl Somebody {
    fn new(login: &str, enrolment: &Enrolment) -> Self {
        Self {
            id: enrolment.account,
            login: login.to_owned(),
            password: password_of(login),
            secret: enrolment.totp_secret_text.clone(),
        }
    }

    fn typed(&self, home: &Home) -> SignIn {
        SignIn { login: self.login.clone(), password: self.password.clone(), totp: digits(&self.secret, home) }
    }

    /// Signs in a minute later, with digits not used before.
    async fn try_in(&self, home: &Home) -> Result<SessionOpened, Failure> {
        home.later(60);
        home.service.sign_in(self.typed(home), FROM).await
    }

    async fn sign_in(&self, home: &Home) -> SessionOpened {
        self.try_in(home).await.map_err(|e| format!("{e:?}")).unwrap()
    }

    async fn session(&self, home: &Home) -> (String, Session) {
        let opened = self.sign_in(home).await;
        let session = home.service.session(&opened.token).await.map_err(|e| format!("{e:?}")).unwrap();
        (opened.token, session)
    }

    async fn access(&self, home: &Home) -> Access {
        self.session(home).await.1.access
    }
}

async fn first_administrator(home: &Home) -> Somebody {
    let code = home.service.first_administrator_code().await.unwrap();
    let who = account("Ada Veld", "ada.veld");
    let enrolment = home.service.accept_first(code.show(), who, &password_of("ada.veld")).await.ok().unwrap();
    let ada = Somebody::new("ada.veld", &enrolment);
    home.service.confirm_second_factor(code.show(), &digits(&ada.secret, home)).await.unwrap();
    ada
}

async fn enrol(home: &Home, login: &str, code: &OneTimeCode) -> Somebody {
    let enrolment = home.service.accept_invitation(code.show(), &password_of(login)).await.ok().unwrap();
    let somebody = Somebody::new(login, &enrolment);
    home.service.confirm_second_factor(code.show(), &digits(&somebody.secret, home)).await.unwrap();
    somebody
}

async fn employ(home: &Home, by: &Access, login: &str, grants: Vec<NewGrant>) -> Somebody {
    let invited = home.service.invite(by, account(&format!("The {login}"), login), Vec::new(), grants).await;
    let ((_, code), _) = invited.unwrap();
    enrol(home, login, &code).await
}

/// A second administrator, confirmed on the console.
async fn second_administrator(home: &Home, by: &Access) -> Somebody {
    let bo = employ(home, by, "bo.arden", vec![role(Role::Administrator, None)]).await;
    let proposal = home.service.account(by, bo.id).await.unwrap().account.waiting[0].proposal.clone();
    home.service.confirm_grant_on_console(bo.id, &proposal).await.unwrap();
    bo
}

async fn centre(home: &Home, name: &str) -> CentreId {
    let registered = CentreRegistered {
        kind: CentreKind::Centre,
        parent: None,
        name: name.to_owned(),
        place: "Sarim".to_owned(),
        country: "XC".parse().unwrap(),
        telephone: None,
    };
    let inspector = Access::console(Role::Inspector, Purpose::Oversight);
    home.service.register_centre(&inspector, registered).await.unwrap().0
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_administrator_comes_in_by_the_console_once() {
    for home in both("first").await {
        let s = &home.service;
        let old = s.first_administrator_code().await.unwrap();
        let code = s.first_administrator_code().await.unwrap();
        let accept = |code: &OneTimeCode, login: &str, password: &str| {
            let (code, who, password) = (code.clone(), account("Ada Veld", login), password.to_owned());
            async move { s.accept_first(code.show(), who, &password).await }
        };
        let good = password_of("ada.veld");
        assert_eq!(why(accept(&old, "ada.veld", &good).await), "not_found code");
        assert_eq!(why(accept(&code, "ada.veld", "short").await), "malformed password");
        assert_eq!(why(accept(&code, "a b c", &good).await), "malformed login");
        assert_eq!(why(s.accept_invitation(code.show(), &good).await), "not_found code");
        // A name corrected before the second factor is confirmed.
        accept(&code, "ada.feld", &good).await.ok().unwrap();
        let enrolment = accept(&code, "ada.veld", &good).await.ok().unwrap();
        let ada = Somebody::new("ada.veld", &enrolment);
        assert!(enrolment.totp_uri.starts_with("otpauth://totp/Donare:ada.veld?secret="));
        assert_eq!(why(s.sign_in(ada.typed(&home), FROM).await), "not signed in");
        assert_eq!(why(s.confirm_second_factor(code.show(), "000000").await), "malformed totp");
        s.confirm_second_factor(code.show(), &digits(&ada.secret, &home)).await.unwrap();
        assert_eq!(why(s.confirm_second_factor(code.show(), &digits(&ada.secret, &home)).await), "not_found code");
        assert_eq!(why(s.first_administrator_code().await), "stale account");

        let (_, session) = ada.session(&home).await;
        assert_eq!((session.access.account, session.access.role), (ada.id, Role::Administrator));
        assert_eq!((session.access.purpose, session.name.as_str()), (Purpose::Administration, "Ada Veld"));
        let states: Vec<AccountState> =
            s.accounts(&session.access).await.unwrap().iter().map(|a| a.account.state).collect();
        assert_eq!(states.iter().filter(|s| **s == AccountState::Closed).count(), 1);
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_expire() {
    for home in both("expire").await {
        let code = home.service.first_administrator_code().await.unwrap();
        home.later(30 * 60);
        let late = home.service.accept_first(code.show(), account("Ada", "ada.veld"), &password_of("ada.veld")).await;
        assert_eq!(why(late), "not_found code");

        let ada = first_administrator(&home).await.access(&home).await;
        let invite = |login: &'static str| {
            let (ada, service) = (ada.clone(), home.service.clone());
            async move {
                service
                    .invite(&ada, account("Ibo", login), Vec::new(), vec![role(Role::Inspector, None)])
                    .await
                    .unwrap()
                    .0
            }
        };
        let (id, late) = invite("ibo").await;
        let (_, just) = invite("just.in").await;
        home.later(72 * 3600 - 1);
        enrol(&home, "just.in", &just).await;
        home.later(1);
        assert_eq!(why(home.service.accept_invitation(late.show(), &password_of("ibo")).await), "not_found code");
        let (again, _) = home.service.renew_second_factor(&ada, id).await.unwrap();
        enrol(&home, "ibo", &again).await.sign_in(&home).await;
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_administrators_invite_and_roles_have_their_centres() {
    for home in both("invite").await {
        let ada = first_administrator(&home).await.access(&home).await;
        let (s, sarim) = (&home.service, centre(&home, "Sarim University Hospital").await);
        let nurse = |centre| vec![role(Role::LivingDonorNurse, centre)];
        let invite = |by: &Access, login: &str, grants| {
            let (by, who) = (by.clone(), account("Jo Amsel", login));
            async move { s.invite(&by, who, Vec::new(), grants).await }
        };
        assert_eq!(why(invite(&ada, "jo.amsel", nurse(None)).await), "missing centre");
        assert_eq!(why(invite(&ada, "jo.amsel", nurse(Some(CentreId::from_bits(9)))).await), "not_found centre");
        assert_eq!(why(invite(&ada, "jo.amsel", Vec::new()).await), "missing grants");
        let jo = employ(&home, &ada, "jo.amsel", nurse(Some(sarim))).await;
        assert_eq!(why(invite(&ada, " JO.Amsel ", nurse(Some(sarim))).await), "taken login");

        let access = jo.access(&home).await;
        assert_eq!((access.role, access.centre), (Role::LivingDonorNurse, Some(sarim)));
        assert_eq!(why(invite(&access, "somebody", nurse(Some(sarim))).await), "denied");
        assert_eq!(why(s.grant_role(&access, jo.id, role(Role::Inspector, None)).await), "denied");
        assert_eq!(why(s.renew_second_factor(&access, ada.account).await), "denied");
        assert_eq!(why(s.close_account(&access, ada.account).await), "denied");
        assert_eq!(why(s.accounts(&access).await), "denied");
        assert_eq!(why(s.review_list(&access).await), "denied");
        assert_eq!(why(s.access_lines(&access, None).await), "denied");

        let physician = Qualification { profession: Profession::Physician, from: day("2020-01-01"), to: None };
        assert_eq!(why(s.qualify(&access, jo.id, physician.clone()).await), "denied");
        assert_eq!(why(s.qualify(&ada, ada.account, physician.clone()).await), "four_eyes account");
        s.qualify(&ada, jo.id, physician.clone()).await.unwrap();
        let seen = s.account(&ada, jo.id).await.unwrap();
        assert_eq!((seen.account.qualifications.clone(), seen.login()), (vec![physician], "jo.amsel"));
        assert!(seen.signed_in_at.is_some() && !format!("{seen:?}").contains("amsel"));
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_sent_again_is_not_shown_again() {
    for home in both("again").await {
        let ada = first_administrator(&home).await.access(&home).await;
        let once = home.service.once("key", [1; 32]);
        let invite = || once.invite(&ada, account("Jo", "jo.amsel"), Vec::new(), vec![role(Role::Inspector, None)]);
        assert_eq!(why(invite().await), "done");
        assert_eq!(why(invite().await), "key_reused Idempotency-Key");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_try_gets_the_same_answer_and_no_code_works_twice() {
    for home in both("tries").await {
        let ada = first_administrator(&home).await;
        home.later(60);
        let right = ada.typed(&home);
        let wrong = |change: fn(&mut SignIn)| {
            let mut typed = right.clone();
            change(&mut typed);
            home.service.sign_in(typed, FROM)
        };
        assert_eq!(why(wrong(|t| t.login.push('x')).await), "not signed in");
        assert_eq!(why(wrong(|t| t.password.push('x')).await), "not signed in");
        assert_eq!(why(wrong(|t| t.totp = "12345".to_owned()).await), "not signed in");
        // Case, outer blanks and a blank among the digits do not matter.
        let typed = |t: &mut SignIn| {
            t.login = format!(" {} ", t.login.to_uppercase());
            t.totp.insert(3, ' ');
        };
        assert_eq!(why(wrong(typed).await), "done");
        assert_eq!(why(home.service.sign_in(right.clone(), FROM).await), "not signed in");
        home.later(30);
        assert_eq!(why(home.service.sign_in(right.clone(), FROM).await), "not signed in");
        assert_eq!(why(home.service.sign_in(ada.typed(&home), FROM).await), "done");
        // Digits of the step before the one just used.
        home.later(30);
        let before = ada.typed(&home);
        ada.sign_in(&home).await;
        assert_eq!(why(home.service.sign_in(before, FROM).await), "not signed in");

        let lines =
            home.texts("SELECT account_id || ' ' || outcome AS t FROM access_line WHERE what = 'access.sign_in'").await;
        assert_eq!(lines.iter().filter(|l| l.ends_with("denied")).count(), 6);
        assert_eq!(lines.iter().filter(|l| l.starts_with(&AccountId::from_bits(0).to_string())).count(), 1);
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_locks_an_account_for_longer_and_longer() {
    for home in both("lock").await {
        let ada = first_administrator(&home).await;
        home.later(60);
        let guess = |times: usize| {
            let (service, ada) = (home.service.clone(), ada.clone());
            async move {
                for _ in 0..times {
                    let typed =
                        SignIn { login: ada.login.clone(), password: "guess".to_owned(), totp: "000000".to_owned() };
                    assert_eq!(why(service.sign_in(typed, FROM).await), "not signed in");
                }
            }
        };
        guess(4).await;
        assert_eq!(why(home.service.sign_in(ada.typed(&home), FROM).await), "done");
        home.later(60);
        guess(5).await;
        assert_eq!(why(home.service.sign_in(ada.typed(&home), FROM).await), "not signed in");
        home.later(59);
        assert_eq!(why(home.service.sign_in(ada.typed(&home), FROM).await), "not signed in");
        home.later(1);
        guess(1).await;
        assert_eq!(why(ada.try_in(&home).await), "not signed in");
        assert_eq!(why(ada.try_in(&home).await), "done");
        // Beyond ten in a minute not even the password is looked at, whether the name exists or not.
        home.later(60);
        for name in ["ada.veld", "nobody.here"] {
            let typed = || SignIn { login: name.to_owned(), password: "guess".to_owned(), totp: String::new() };
            for _ in 0..10 {
                assert_eq!(why(home.service.sign_in(typed(), FROM).await), "not signed in");
            }
            assert_eq!(why(home.service.sign_in(typed(), FROM).await), "rate_limited login");
        }
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_or_loses_the_phone_is_out_at_once() {
    for home in both("leaver").await {
        let ada = first_administrator(&home).await;
        let (s, by) = (&home.service, ada.access(&home).await);
        let jo = employ(&home, &by, "jo.amsel", vec![role(Role::Inspector, None)]).await;
        let (token, _) = jo.session(&home).await;
        assert_eq!(why(s.renew_second_factor(&by, by.account).await), "four_eyes account");
        let (code, _) = s.renew_second_factor(&by, jo.id).await.unwrap();
        assert_eq!(why(s.session(&token).await), "not signed in");
        assert_eq!(why(jo.try_in(&home).await), "not signed in");
        let jo = enrol(&home, "jo.amsel", &code).await;
        let (token, _) = jo.session(&home).await;

        assert_eq!(why(s.close_account(&by, by.account).await), "four_eyes account");
        s.close_account(&by, jo.id).await.unwrap();
        assert_eq!(why(s.session(&token).await), "not signed in");
        assert_eq!(why(s.choices(&token).await), "not signed in");
        assert_eq!(why(jo.try_in(&home).await), "not signed in");
        assert_eq!(why(s.renew_second_factor(&by, jo.id).await), "stale account");
        assert_eq!(why(s.grant_role(&by, jo.id, role(Role::Inspector, None)).await), "stale account");
        // The name is free for somebody else, who is another account.
        let other = employ(&home, &by, "jo.amsel", vec![role(Role::Inspector, None)]).await;
        assert_ne!(other.id, jo.id);
        other.sign_in(&home).await;

        // Only the console helps the only administrator.
        assert_eq!(why(s.renew_on_console(other.id).await), "four_eyes account");
        let (code, _) = s.renew_on_console(by.account).await.unwrap();
        assert_eq!(why(ada.try_in(&home).await), "not signed in");
        let ada = enrol(&home, "ada.veld", &code).await;
        second_administrator(&home, &ada.access(&home).await).await;
        assert_eq!(why(s.renew_on_console(ada.id).await), "four_eyes account");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn grave_roles_need_two_administrators() {
    for home in both("grave").await {
        let ada = first_administrator(&home).await;
        let (s, a) = (&home.service, ada.access(&home).await);
        let bo = second_administrator(&home, &a).await;
        let b = bo.access(&home).await;
        let proposal = async |of: AccountId| s.account(&a, of).await.unwrap().account.waiting[0].proposal.clone();

        // Not alone for oneself, neither a grave role nor any other.
        for wanted in [Role::Investigator, Role::Inspector] {
            assert_eq!(s.grant_role(&a, ada.id, role(wanted, None)).await.unwrap().0, GrantStands::Waits);
            let waiting = proposal(ada.id).await;
            assert_eq!(why(s.confirm_grant(&a, ada.id, &waiting).await), "four_eyes account");
            assert_eq!(why(s.confirm_grant_on_console(ada.id, &waiting).await), "four_eyes account");
            assert_eq!(ada.sign_in(&home).await.choices, [(Role::Administrator, None)]);
            s.decline_grant(&b, ada.id, &waiting).await.unwrap();
            assert_eq!(why(s.confirm_grant(&b, ada.id, &waiting).await), "not_found proposal");
        }
        s.grant_role(&a, ada.id, role(Role::Investigator, None)).await.unwrap();
        s.confirm_grant(&b, ada.id, &proposal(ada.id).await).await.unwrap();
        assert_eq!(ada.sign_in(&home).await.choices, [(Role::Administrator, None), (Role::Investigator, None)]);

        // Nor for somebody else, and not for whoever receives it.
        let jo = employ(&home, &a, "jo.amsel", vec![role(Role::Investigator, None)]).await;
        let waiting = proposal(jo.id).await;
        assert!(jo.sign_in(&home).await.choices.is_empty());
        assert_eq!(why(s.confirm_grant(&a, jo.id, &waiting).await), "four_eyes account");
        s.grant_role(&a, bo.id, role(Role::Investigator, None)).await.unwrap();
        assert_eq!(why(s.confirm_grant(&b, bo.id, &proposal(bo.id).await).await), "four_eyes account");
        s.confirm_grant(&b, jo.id, &waiting).await.unwrap();
        assert_eq!(jo.access(&home).await.role, Role::Investigator);

        // A proposal does not wait for ever.
        s.grant_role(&a, jo.id, role(Role::Administrator, None)).await.unwrap();
        home.later_days(15);
        assert_eq!(why(s.confirm_grant(&b, jo.id, &proposal(jo.id).await).await), "stale proposal");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_makes_a_new_code_does_not_come_into_a_grave_role_with_it() {
    for home in both("renewed").await {
        let ada = first_administrator(&home).await;
        let (s, a) = (&home.service, ada.access(&home).await);
        let bo = second_administrator(&home, &a).await;
        let b = bo.access(&home).await;
        let jo = employ(&home, &a, "jo.amsel", vec![role(Role::Investigator, None), role(Role::Inspector, None)]).await;
        let proposal = async |of: AccountId| s.account(&b, of).await.unwrap().account.waiting[0].proposal.clone();
        s.confirm_grant(&b, jo.id, &proposal(jo.id).await).await.unwrap();
        assert_eq!(jo.sign_in(&home).await.choices.len(), 2);

        // The administrator keeps the code for herself: the case vault stays shut until another one confirms.
        let (code, _) = s.renew_second_factor(&a, jo.id).await.unwrap();
        let taken = enrol(&home, "jo.amsel", &code).await;
        assert_eq!(taken.sign_in(&home).await.choices, [(Role::Inspector, None)]);
        assert_eq!(why(s.confirm_grant(&a, jo.id, &proposal(jo.id).await).await), "four_eyes account");
        s.confirm_grant(&b, jo.id, &proposal(jo.id).await).await.unwrap();
        assert_eq!(taken.sign_in(&home).await.choices.len(), 2);

        // Nor does she become the second administrator, who would confirm whatever she proposes; the console helps.
        let (code, _) = s.renew_second_factor(&a, bo.id).await.unwrap();
        let taken = enrol(&home, "bo.arden", &code).await;
        assert!(taken.sign_in(&home).await.choices.is_empty());
        let waiting = s.account(&a, bo.id).await.unwrap().account.waiting[0].proposal.clone();
        assert_eq!(why(s.confirm_grant(&a, bo.id, &waiting).await), "four_eyes account");
        s.confirm_grant_on_console(bo.id, &waiting).await.unwrap();
        assert_eq!(taken.access(&home).await.role, Role::Administrator);
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_has_one_role_of_those_that_hold_today() {
    for home in both("roles").await {
        let a = first_administrator(&home).await.access(&home).await;
        let (s, sarim, elun) = (&home.service, centre(&home, "Sarim").await, centre(&home, "Port Elun").await);
        let nurse = Role::LivingDonorNurse;
        let grants = vec![
            role(nurse, Some(sarim)),
            role(nurse, Some(elun)),
            NewGrant { to: Some(day("2026-11-20")), ..role(Role::Inspector, None) },
            NewGrant { from: day("2026-11-23"), ..role(Role::Coordinator, None) },
        ];
        let jo = employ(&home, &a, "jo.amsel", grants).await;
        let opened = jo.sign_in(&home).await;
        assert_eq!(
            (opened.choices.as_slice(), opened.chosen),
            (&[(nurse, Some(sarim)), (nurse, Some(elun))][..], None)
        );
        let token = &opened.token;
        assert_eq!(why(s.session(token).await), "role_not_chosen role");
        for not_held in [(nurse, None), (Role::Inspector, None), (Role::Coordinator, None)] {
            assert_eq!(why(s.choose_role(token, not_held.0, not_held.1, None).await), "denied");
        }
        let session = s.choose_role(token, nurse, Some(elun), None).await.ok().unwrap();
        assert_eq!((session.access.centre, &session.csrf), (Some(elun), &opened.csrf));
        assert_eq!(s.choose_role(token, nurse, Some(sarim), None).await.ok().unwrap().access.centre, Some(sarim));

        s.end_grant(&a, jo.id, 0, day("2026-11-21")).await.unwrap();
        assert_eq!(why(s.session(token).await), "done");
        s.end_grant(&a, jo.id, 0, day("2026-11-20")).await.unwrap();
        assert_eq!(why(s.session(token).await), "not signed in");
        assert_eq!(why(s.end_grant(&a, jo.id, 0, day("2026-11-20")).await), "stale on");
        assert_eq!(why(s.end_grant(&a, jo.id, 4, day("2026-11-20")).await), "not_found grant");
        assert_eq!(s.choices(token).await.unwrap(), [(nurse, Some(elun))]);
        let later = NewGrant { to: Some(day("2025-01-01")), ..role(Role::Inspector, None) };
        assert_eq!(why(s.grant_role(&a, jo.id, later).await), "malformed to");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delegated_role_ends_with_the_role_it_stands_in_for() {
    for home in both("delegate").await {
        let a = first_administrator(&home).await.access(&home).await;
        let (s, sarim) = (&home.service, centre(&home, "Sarim").await);
        let nurse = (Role::LivingDonorNurse, Some(sarim));
        let jo = employ(&home, &a, "jo.amsel", vec![role(nurse.0, nurse.1)]).await;
        let lu = employ(&home, &a, "lu.renner", vec![role(Role::Inspector, None)]).await;
        let (me, other) = (jo.access(&home).await, lu.access(&home).await);
        let (from, until) = (day("2026-11-21"), day("2026-11-30"));
        assert_eq!(why(s.delegate(&me, jo.id, from, until).await), "four_eyes account");
        assert_eq!(why(s.delegate(&a, lu.id, from, until).await), "four_eyes role");
        assert_eq!(why(s.delegate(&me, lu.id, until, from).await), "malformed to");
        assert_eq!(why(s.delegate(&me, lu.id, day("2025-12-31"), until).await), "missing role");
        let not_mine = Access { centre: None, ..me.clone() };
        assert_eq!(why(s.delegate(&not_mine, lu.id, from, until).await), "missing role");
        s.delegate(&me, lu.id, from, until).await.unwrap();

        let opened = lu.sign_in(&home).await;
        assert_eq!(opened.choices, [(Role::Inspector, None), nurse]);
        let session = s.choose_role(&opened.token, nurse.0, nurse.1, None).await.ok().unwrap();
        // Passed on to a third person it would be lost from sight.
        let third = employ(&home, &a, "mi.brand", vec![role(Role::Inspector, None)]).await;
        assert_eq!(why(s.delegate(&session.access, third.id, from, until).await), "missing role");
        s.end_grant(&a, jo.id, 0, day("2026-11-20")).await.unwrap();
        assert_eq!(why(s.session(&opened.token).await), "not signed in");
        assert_eq!(why(s.delegate(&other, third.id, from, until).await), "done");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_idle_when_old_and_when_signed_out() {
    for home in both("session").await {
        let ada = first_administrator(&home).await;
        let s = &home.service;
        let (token, session) = ada.session(&home).await;
        assert_eq!(session.expires_at.duration_since(s.now()).as_secs(), 30 * 60);
        home.later(30 * 60 - 1);
        assert_eq!(why(s.session(&token).await), "done");
        home.later(30 * 60);
        assert_eq!(why(s.session(&token).await), "not signed in");

        let (token, _) = ada.session(&home).await;
        for _ in 0..(12 * 60 / 29) {
            home.later(29 * 60);
            assert_eq!(why(s.session(&token).await), "done");
        }
        assert!(s.session(&token).await.ok().unwrap().expires_at.duration_since(s.now()).as_secs() < 29 * 60);
        home.later(29 * 60);
        assert_eq!(why(s.session(&token).await), "not signed in");

        let (token, _) = ada.session(&home).await;
        let (other, kept) = ada.session(&home).await;
        assert_ne!(s.session(&token).await.ok().unwrap().csrf, kept.csrf);
        s.sign_out(&token).await.unwrap();
        assert_eq!(why(s.session(&token).await), "not signed in");
        assert_eq!(why(s.session(&other).await), "done");
        assert_eq!(why(s.session("").await), "not signed in");
        s.sign_out("never there").await.unwrap();
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_door_without_password_exists_in_a_demonstration_only() {
    for (used_for, seed) in [(None, None), (Some(RegistryUse::Real), None), (Some(RegistryUse::Demo), Some(7))] {
        for home in both("door").await {
            let s = &home.service;
            if let Some(used_for) = used_for {
                s.found(used_for, seed).await.unwrap();
            }
            let ada = first_administrator(&home).await;
            let opened = s.demo_session(Role::Administrator).await;
            if used_for == Some(RegistryUse::Demo) {
                let session = s.session(&opened.ok().unwrap().token).await.ok().unwrap();
                assert_eq!((session.access.account, session.access.role), (ada.id, Role::Administrator));
            } else {
                assert_eq!(why(opened), "hidden");
            }
            assert_eq!(why(s.demo_session(Role::Investigator).await), "hidden");
            home.drop().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_quarter_somebody_looks_at_grants_and_idle_accounts() {
    for home in both("review").await {
        let ada = first_administrator(&home).await;
        let (s, a) = (&home.service, ada.access(&home).await);
        let jo = employ(&home, &a, "jo.amsel", vec![role(Role::Inspector, None)]).await;
        let gone = employ(&home, &a, "gone", vec![role(Role::Inspector, None)]).await;
        s.close_account(&a, gone.id).await.unwrap();
        s.grant_role(&a, jo.id, role(Role::Investigator, None)).await.unwrap();
        let list = s.review_list(&a).await.ok().unwrap();
        assert_eq!((list.grants.len(), list.dormant.len(), list.waiting.len()), (0, 0, 1));
        assert_eq!((list.waiting[0].account, list.waiting[0].name.as_str()), (jo.id, "The jo.amsel"));

        home.later_days(91);
        let a = ada.access(&home).await;
        let list = s.review_list(&a).await.ok().unwrap();
        let due: Vec<(AccountId, usize)> = list.grants.iter().map(|g| (g.account, g.index)).collect();
        assert!(due.len() == 2 && due.contains(&(jo.id, 0)) && due.contains(&(ada.id, 0)), "{due:?}");
        assert_eq!(list.dormant.iter().map(|d| d.account.id).collect::<Vec<_>>(), [jo.id]);
        assert_eq!(why(s.review_grant(&a, ada.id, 0).await), "four_eyes account");
        s.review_grant(&a, jo.id, 0).await.unwrap();
        jo.sign_in(&home).await;
        let list = s.review_list(&a).await.ok().unwrap();
        assert_eq!((list.grants.len(), list.dormant.len()), (1, 0));

        s.account(&a, jo.id).await.unwrap();
        let lines = s.access_lines(&a, Some(&jo.id.to_string())).await.ok().unwrap();
        assert_eq!((lines[0].line.what.as_str(), lines[0].line.role.as_str()), ("access.lines", "administrator"));
        assert!(lines.iter().any(|l| l.line.what == "access.account" && l.name == "Ada Veld"));
        assert!(lines.iter().all(|l| l.line.record.as_deref() == Some(jo.id.to_string().as_str())));
        home.drop().await;
    }
}

/// Every column of every table, in hexadecimal.
async fn dump(home: &Home) -> String {
    let columns = if home.is_postgres() {
        "SELECT table_name || ' ' || column_name || ' ' || data_type AS t FROM information_schema.columns \
         WHERE table_schema = 'public'"
    } else {
        "SELECT m.name || ' ' || p.name || ' x' AS t FROM sqlite_master m CROSS JOIN pragma_table_info(m.name) p \
         WHERE m.type = 'table'"
    };
    let mut all = String::new();
    for line in home.texts(columns).await {
        let words: Vec<&str> = line.split(' ').collect();
        let (table, column) = (words[0], words[1]);
        let hex = match (home.is_postgres(), words[2]) {
            (true, "bytea") => format!("encode({column}, 'hex')"),
            (true, _) => format!("encode(convert_to({column}::text, 'UTF8'), 'hex')"),
            (false, _) => format!("hex({column})"),
        };
        let rows = home.texts(format!("SELECT COALESCE({hex}, '') AS t FROM {table}")).await;
        all.extend(rows.into_iter().map(|row| row + " "));
    }
    all.to_lowercase()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_name_login_or_secret_lies_in_the_clear_and_the_log_verifies() {
    for home in both("clear").await {
        let ada = first_administrator(&home).await;
        let a = ada.access(&home).await;
        let bo = second_administrator(&home, &a).await;
        let ((_, code), _) = home
            .service
            .invite(&a, account("Ylva Storm", "ylva.storm"), Vec::new(), vec![role(Role::Inspector, None)])
            .await
            .unwrap();
        let opened = bo.sign_in(&home).await;
        let kept = dump(&home).await;
        let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
        let found = |text: &str| kept.contains(&hex(text.as_bytes()));
        assert!(found("access.activated") && found(&ada.id.to_string()), "the search finds what is there");
        let plain = ada.secret.replace(' ', "");
        let seed = data_encoding::BASE32_NOPAD.decode(plain.as_bytes()).unwrap();
        for secret in
            ["Ada Veld", "ada.veld", "bo.arden", "Ylva", "ylva.storm", &ada.password, &bo.password, &plain, &ada.secret]
        {
            assert!(!found(secret), "{secret}");
        }
        let bare = code.show().replace('-', "");
        for secret in [code.show(), &bare, &opened.token, &opened.csrf] {
            assert!(!found(secret) && !found(&secret.to_lowercase()), "{secret}");
        }
        let raw = data_encoding::BASE64URL_NOPAD.decode(opened.token.as_bytes()).unwrap();
        assert!(!kept.contains(&hex(&seed)) && !kept.contains(&hex(&raw)));
        assert!(home.texts("SELECT password AS t FROM credential").await.iter().all(|p| p.starts_with("$argon2id$")));

        let verified = home.service.verify(|_| ()).await.unwrap();
        assert!(verified.is_whole(), "{:?}", verified.differences);
        // Somebody who holds the database cannot put one person's second factor in the place of another's.
        let swap = "UPDATE credential SET totp = (SELECT c.totp FROM credential c WHERE c.account_id <> credential.account_id)";
        home.tamper(&[swap]).await;
        home.later(60);
        assert!(matches!(home.service.sign_in(ada.typed(&home), FROM).await, Err(Failure::Fault { .. })));
        home.drop().await;
    }
}
