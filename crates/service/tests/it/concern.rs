//! Concerns: what whoever holds the whole system can read of one, whom one can leave out, and what a mailbox tells.

use codes::ids::ConcernId;
use data_encoding::BASE64URL_NOPAD;
use domain::access::{Purpose, Role};
use domain::concern::{CLASSES, ConcernState, KeyState, MESSAGE_BYTES, Outcome, PostKind, Triaged};
use ledger::inbox::{open_for, pair_from, seal_for};
use ledger::keyholder::{InProcess, KeyHolder};
use ledger::seal::Place;
use service::concern::{
    Door, Head, LEAVES, MAILBOX, MAILBOX_BYTES, MailboxKey, NewKey, PURPOSE, Reading, Resealing, WRAP_PURPOSE,
    WrapSent, Wrapped,
};
use service::demo::concerns::sealed;
use service::{Access, Failure, Service};
use store::sealed::KeyState as VaultKey;

use crate::pair::{Cast, hidden, problem};
use crate::privacy::dump;
use crate::support::Home;
use crate::village::villages;

/// What somebody wrote; nothing else anywhere says it.
const SAID: &str = "Zarrendoth paid the interpreter in the car park behind ward nine.";

fn readers(cast: &Cast) -> [Access; 2] {
    let of = |n: usize| cast.country.staff.iter().filter(|s| s.access.role == Role::Investigator).nth(n).unwrap();
    [of(0).access.clone(), of(1).access.clone()]
}

/// A third person who reads, and who has no key yet.
fn third(cast: &Cast) -> Access {
    let inspector = cast.country.staff.iter().find(|s| s.access.role == Role::Inspector).unwrap().access.account;
    Access { account: inspector, role: Role::Investigator, purpose: Purpose::Inquiry, centre: None }
}

/// Gives up the demonstration's keys and makes keys whose secret half the test has.
async fn keyed(s: &Service, who: &[Access]) -> Vec<Vec<u8>> {
    for key in s.concern_keys(&who[0]).await.unwrap().keys {
        if key.key.state != KeyState::Left {
            s.leave_concern_key(&who[0], key.key.id).await.unwrap();
        }
    }
    let mut secrets = Vec::new();
    for (n, by) in who.iter().enumerate() {
        secrets.push(key_of(s, by, u8::try_from(n).unwrap() + 1).await);
    }
    for by in who {
        compare(s, by).await;
    }
    secrets
}

async fn key_of(s: &Service, by: &Access, seed: u8) -> Vec<u8> {
    let (secret, point) = pair_from(&[seed; 32]);
    let new = NewKey {
        public: BASE64URL_NOPAD.encode(&point),
        office: format!("Office {seed}"),
        wrapped: "{\"sealed\":\"x\"}".into(),
    };
    s.make_concern_key(by, new).await.unwrap();
    secret.to_vec()
}

async fn compare(s: &Service, by: &Access) {
    for line in s.concern_keys(by).await.unwrap().keys {
        if line.key.state == KeyState::Made && !line.own {
            s.check_concern_key(by, line.key.id, line.key.made.fingerprint.to_uppercase()).await.unwrap();
        }
    }
}

async fn send(s: &Service, head: Head, text: &[u8]) -> Result<(), Failure> {
    let mut arrival = s.begin_concern(head).await?;
    for part in text.chunks(100_000) {
        arrival.push(part).await?;
    }
    arrival.end().await
}

/// What the page does with a report: answers, sealed to the readers of the door.
pub async fn report(s: &Service, door: &Door) -> Head {
    let (head, text) = sealed(s, &format!("{{\"seen\":\"{SAID}\"}}"), door).unwrap();
    send(s, head.clone(), &text).await.unwrap();
    head
}

/// What a reader's browser does: the text of something sealed to them.
async fn opened(s: &Service, by: &Access, secret: &[u8], concern: ConcernId, kind: PostKind) -> String {
    let seen = s.concern(by, concern).await.unwrap();
    let post = seen.posts.iter().rfind(|post| post.kind == kind).unwrap();
    let text = s.concern_text(by, concern, &post.id).await.unwrap();
    open(post.wrap.as_ref().map(|w| (w.to.as_str(), w.enc.as_str(), w.sealed.as_str())).unwrap(), kind, &text, secret)
}

fn open((to, enc, wrapped): (&str, &str, &str), kind: PostKind, text: &[u8], secret: &[u8]) -> String {
    let digest = ledger::Hash::of(&[text]).to_string();
    let whole = [enc, wrapped].map(|t| BASE64URL_NOPAD.decode(t.as_bytes()).unwrap()).concat();
    let content = open_for(WRAP_PURPOSE, secret, format!("{to}:{digest}").as_bytes(), &whole).unwrap();
    let clear = open_for(PURPOSE, &content, kind.code().as_bytes(), text).unwrap();
    let length = u32::from_be_bytes(*clear.first_chunk().unwrap()) as usize;
    String::from_utf8(clear[4..4 + length].to_vec()).unwrap()
}

/// A short text sealed to points, as a browser does.
fn message(kind: PostKind, said: &str, to: &[(String, Vec<u8>)]) -> (String, Vec<u8>, Vec<WrapSent>) {
    let mut clear = [&u32::try_from(said.len()).unwrap().to_be_bytes()[..], said.as_bytes()].concat();
    clear.resize(MESSAGE_BYTES as usize, 0);
    let (secret, point) = pair_from(&[77; 32]);
    let text = seal_for(PURPOSE, &point, kind.code().as_bytes(), &clear, [78; 32]).unwrap();
    let digest = ledger::Hash::of(&[&text]).to_string();
    let wrap = |(id, point): &(String, Vec<u8>)| {
        let whole = seal_for(WRAP_PURPOSE, point, format!("{id}:{digest}").as_bytes(), &secret, [79; 32]).unwrap();
        let (enc, sealed) = (BASE64URL_NOPAD.encode(&whole[..65]), BASE64URL_NOPAD.encode(&whole[65..]));
        WrapSent { to: id.clone(), enc, sealed }
    };
    (BASE64URL_NOPAD.encode(&point), text, to.iter().map(wrap).collect())
}

fn points(door: &Door) -> Vec<(String, Vec<u8>)> {
    door.readers.iter().map(|r| (r.id.to_string(), BASE64URL_NOPAD.decode(r.public.as_bytes()).unwrap())).collect()
}

/// The newest concern of somebody's list.
async fn newest(s: &Service, by: &Access) -> ConcernId {
    s.concerns(by).await.unwrap().lines[0].concern.id
}

/// Everything sealed in the database, opened with the registry's own keys.
async fn opened_by_the_operator(home: &Home) -> String {
    let keys = std::sync::Arc::new(InProcess::new(home.keyring.clone()));
    let all = home.store.read("test.parts", move |tx| {
        let keys = std::sync::Arc::clone(&keys);
        Box::pin(async move {
            let mut all = String::new();
            for row in tx.all("SELECT DISTINCT record_id AS t FROM sealed_part", &[]).await? {
                for placed in store::sealed::parts_of(tx, &row.text("t")?).await? {
                    let part = &placed.part;
                    let key = store::sealed::key(tx, &part.person, part.vault, &part.retention).await?;
                    let Some(VaultKey::Kept(key)) = key else { continue };
                    let place =
                        Place { vault: part.vault, record: &placed.record, field: &part.field, event: &placed.event };
                    all += &String::from_utf8_lossy(&keys.open(&key, &place, &part.sealed, "test").unwrap());
                    all.push('\n');
                }
            }
            Ok::<_, store::StoreError>(all)
        })
    });
    all.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_database_and_keys_reads_no_report_and_its_reader_does() {
    for home in villages("concern_operator").await {
        let cast = Cast::of(&home);
        let (s, who) = (home.service.clone(), readers(&cast));
        let secrets = keyed(&s, &who).await;
        let door = s.concern_door().await.unwrap();
        assert!(door.is_open() && door.patient_may_be_told());
        report(&s, &door).await;
        assert_eq!(s.enter_concerns().await.unwrap(), 1);
        let id = newest(&s, &who[0]).await;
        for (by, secret) in who.iter().zip(&secrets) {
            assert!(opened(&s, by, secret, id, PostKind::Report).await.contains(SAID));
        }
        let (rows, parts) = (dump(&home).await.to_lowercase(), opened_by_the_operator(&home).await);
        assert!(parts.contains("{\"sealed\":\"x\"}"), "the operator opens what is sealed to the registry");
        let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
        for secret in &secrets {
            for form in [hex(secret), BASE64URL_NOPAD.encode(secret).to_lowercase()] {
                assert!(!rows.contains(&form) && !parts.to_lowercase().contains(&form));
            }
        }
        for word in ["zarrendoth", &hex(b"Zarrendoth")] {
            assert!(!rows.contains(word) && !parts.to_lowercase().contains(word));
        }
        // Nobody else learns that it is there.
        for by in [&cast.nurse, &cast.coordinator, &cast.surgeon] {
            assert!(hidden(&s.concerns(by).await) && hidden(&s.concern(by, id).await));
            assert!(hidden(&s.work_concern(by, id, acknowledged()).await));
        }
        assert_eq!(problem(s.concern(&third(&cast), id).await), "not_found");
        home.drop().await;
    }
}

fn acknowledged() -> Reading {
    Reading { triaged: Some(Triaged { outcome: Outcome::Acknowledged, case: None }), ..Reading::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_is_left_out_does_not_see_that_it_exists() {
    for home in villages("concern_left_out").await {
        let cast = Cast::of(&home);
        let (s, who) = (home.service.clone(), readers(&cast));
        keyed(&s, &who).await;
        let mut door = s.concern_door().await.unwrap();
        let own = s.concerns(&who[1]).await.unwrap();
        door.readers.retain(|r| Some(r.id) == own.key);
        assert_eq!(door.readers.len(), 1);
        report(&s, &door).await;
        s.enter_concerns().await.unwrap();
        let id = newest(&s, &who[1]).await;
        assert!(s.concerns(&who[0]).await.unwrap().lines.iter().all(|l| l.concern.id != id));
        assert_eq!(problem(s.concern(&who[0], id).await), "not_found");
        let post = s.concern(&who[1], id).await.unwrap().posts[0].id.clone();
        assert_eq!(problem(s.concern_text(&who[0], id, &post).await), "not_found");
        assert_eq!(problem(s.work_concern(&who[0], id, acknowledged()).await), "not_found");
        assert_eq!(problem(s.reseal_concern(&who[0], id, Resealing::default()).await), "not_found");
        s.work_concern(&who[1], id, acknowledged()).await.unwrap();
        assert_eq!(s.concern(&who[1], id).await.unwrap().line.concern.state, ConcernState::Acknowledged);
        assert_eq!(problem(s.work_concern(&who[1], id, acknowledged()).await), "stale");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_channel_opens_with_two_compared_keys_and_closes_with_one() {
    for home in villages("concern_door").await {
        let cast = Cast::of(&home);
        let (s, who) = (home.service.clone(), readers(&cast));
        keyed(&s, &who).await;
        let keys = s.concern_keys(&who[0]).await.unwrap();
        let own = keys.keys.iter().find(|line| line.own).unwrap();
        let (id, print) = (own.key.id, own.key.made.fingerprint.clone());
        assert_eq!(problem(s.check_concern_key(&who[0], id, print.clone()).await), "four_eyes");
        assert_eq!(problem(s.check_concern_key(&who[1], id, print).await), "stale");
        let new = NewKey { public: "AAAA".to_owned(), office: "O".to_owned(), wrapped: "x".into() };
        assert_eq!(problem(s.make_concern_key(&who[0], new).await), "malformed");
        let (secret, point) = pair_from(&[9; 32]);
        assert_eq!(secret.len(), 32);
        let new = NewKey { public: BASE64URL_NOPAD.encode(&point), office: "O".to_owned(), wrapped: "x".into() };
        assert_eq!(problem(s.make_concern_key(&who[0], new).await), "stale");
        assert!(hidden(&s.leave_concern_key(&cast.nurse, id).await));
        // A key with another fingerprint than the owner reads out is not compared.
        key_of(&s, &third(&cast), 3).await;
        let made =
            s.concern_keys(&who[0]).await.unwrap().keys.into_iter().find(|l| l.key.state == KeyState::Made).unwrap();
        assert_eq!(problem(s.check_concern_key(&who[0], made.key.id, "00".repeat(32)).await), "malformed");
        let door = s.concern_door().await.unwrap();
        let (mut head, text) = sealed(&s, "{}", &door).unwrap();
        head.wraps[0].to = made.key.id.to_string();
        assert_eq!(problem(send(&s, head, &text).await), "stale", "nothing is sealed to a key that nobody compared");
        let (head, text) = sealed(&s, "{}", &door).unwrap();
        s.leave_concern_key(&who[1], id).await.unwrap();
        assert!(!s.concern_door().await.unwrap().is_open());
        assert_eq!(problem(send(&s, head, &text).await), "stale");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_code_and_a_wrong_one_are_answered_in_one_shape() {
    for home in villages("concern_mailbox").await {
        let cast = Cast::of(&home);
        let (s, who) = (home.service.clone(), readers(&cast));
        let secrets = keyed(&s, &who).await;
        let door = s.concern_door().await.unwrap();
        let (mut head, text) = sealed(&s, &format!("{{\"seen\":\"{SAID}\"}}"), &door).unwrap();
        let (box_secret, box_point) = pair_from(&[42; 32]);
        let mailbox: [u8; 16] = *b"sixteen-bytes-ok";
        head.mailbox = BASE64URL_NOPAD.encode(&mailbox);
        head.keys = Some(MailboxKey { public: BASE64URL_NOPAD.encode(&box_point), ..head.keys.clone().unwrap() });
        send(&s, head.clone(), &text).await.unwrap();
        s.enter_concerns().await.unwrap();
        let id = newest(&s, &who[0]).await;

        let (right, wrong) = (s.concern_mailbox(&mailbox).await.unwrap(), s.concern_mailbox(&[1; 16]).await.unwrap());
        assert_eq!((right.len(), wrong.len()), (MAILBOX_BYTES, MAILBOX_BYTES));
        let read = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
        let keys = |v: &serde_json::Value| v.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let (right, wrong) = (read(&right), read(&wrong));
        assert_eq!((keys(&right), keys(&right["box"])), (keys(&wrong), keys(&wrong["box"])));
        assert_eq!(right["box"]["sealed"].as_str().map(str::len), wrong["box"]["sealed"].as_str().map(str::len));
        assert_ne!(read(&s.concern_mailbox(&[1; 16]).await.unwrap())["box"], wrong["box"], "chance each time");

        // A reply goes to the mailbox; more from whoever reported comes to the readers.
        let to = [points(&door), vec![(MAILBOX.to_owned(), box_point.clone())]].concat();
        let (content, sealed_text, wraps) = message(PostKind::Reply, "{\"text\":\"Are you safe?\"}", &to);
        let wrapped = Wrapped { kind: PostKind::Reply, content, text: BASE64URL_NOPAD.encode(&sealed_text), wraps };
        s.work_concern(&who[0], id, Reading { wrapped: Some(wrapped), ..Reading::default() }).await.unwrap();
        let told = read(&s.concern_mailbox(&mailbox).await.unwrap());
        let message_told = &told["messages"][0];
        let part = |name: &str| message_told["wrap"][name].as_str().unwrap().to_owned();
        let text_told = BASE64URL_NOPAD.decode(message_told["text"].as_str().unwrap().as_bytes()).unwrap();
        let read_again = open((MAILBOX, &part("enc"), &part("sealed")), PostKind::Reply, &text_told, &box_secret);
        assert!(read_again.contains("Are you safe?"));

        let (content, text, wraps) = message(PostKind::Message, "{\"text\":\"They moved my shift.\"}", &to);
        for to in [mailbox, [1; 16]] {
            let mailbox = BASE64URL_NOPAD.encode(&to);
            let head =
                Head { kind: PostKind::Message, mailbox, content: content.clone(), keys: None, wraps: wraps.clone() };
            send(&s, head, &text).await.unwrap();
        }
        assert_eq!(s.enter_concerns().await.unwrap(), 1, "what opens nothing is forgotten");
        assert!(opened(&s, &who[1], &secrets[1], id, PostKind::Message).await.contains("moved my shift"));
        assert_eq!(
            home.number("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM concern_post WHERE state <> 'entered'").await,
            0
        );

        // The proof says that a report with this digest was there, and its pack stands by itself.
        service::Sequencer::new(s.clone(), jiff::SignedDuration::from_secs(10)).turn().await.unwrap();
        let told = read(&s.concern_mailbox(&mailbox).await.unwrap());
        let pack: ledger::evidence::InclusionPack = serde_json::from_value(told["proof"].clone()).unwrap();
        assert!(pack.verify(&s.log_key().unwrap().parse().unwrap(), &[]).is_ok());
        let body = serde_json::to_value(&pack.envelope).unwrap()["body"].clone();
        let digest = s.concern(&who[0], id).await.unwrap().posts[0].commitment.clone();
        assert_eq!(body, serde_json::json!({"commitment": digest}));
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_grows_the_log_alike_whether_or_not_something_came() {
    for home in villages("concern_round").await {
        let cast = Cast::of(&home);
        let (s, who) = (home.service.clone(), readers(&cast));
        keyed(&s, &who).await;
        let door = s.concern_door().await.unwrap();
        let leaves = async || home.number("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM pending_leaf").await;
        for reports in [0, 1, 3] {
            for _ in 0..reports {
                report(&s, &door).await;
            }
            let before = leaves().await;
            assert_eq!(s.enter_concerns().await.unwrap(), reports);
            assert_eq!(leaves().await - before, 2 * i64::try_from(LEAVES).unwrap(), "{reports} reports");
        }
        // The instant that stands there is the round's, and no other row has one.
        home.clock.set(s.now() + jiff::SignedDuration::from_secs(61));
        report(&s, &door).await;
        let sent_at = store::instant_text(s.now());
        home.clock.set(s.now() + jiff::SignedDuration::from_secs(509));
        s.enter_concerns().await.unwrap();
        assert!(!dump(&home).await.contains(&sent_at));
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_or_has_another_size_is_not_kept_and_the_limit_is_named() {
    for home in villages("concern_limits").await {
        let cast = Cast::of(&home);
        let (s, who) = (home.service.clone(), readers(&cast));
        keyed(&s, &who).await;
        let door = s.concern_door().await.unwrap();
        let (head, text) = sealed(&s, "{}", &door).unwrap();
        let large = vec![7; usize::try_from(CLASSES[4]).unwrap() + 1_000];
        for wrong in [&text[1..], &large] {
            match send(&s, head.clone(), wrong).await {
                Err(Failure::Problem(p)) => {
                    assert!(p.expected.contains(&CLASSES[4].to_string()) || p.expected.contains("10485841"), "{p:?}")
                }
                other => panic!("{other:?}"),
            }
        }
        let left = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM concern_chunk c JOIN concern_post p ON p.post_id = c.post_id WHERE p.state <> 'entered'";
        assert_eq!(home.number(left).await, 0);
        // What breaks off is forgotten after some rounds.
        let mut arrival = s.begin_concern(head).await.unwrap();
        arrival.push(&large[..300_000]).await.unwrap();
        drop(arrival);
        assert_eq!(home.number(left).await, 1);
        for _ in 0..3 {
            s.enter_concerns().await.unwrap();
        }
        assert_eq!(home.number(left).await, 0);
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn when_a_reader_leaves_those_who_remain_seal_again() {
    for home in villages("concern_reseal").await {
        let cast = Cast::of(&home);
        let (s, who) = (home.service.clone(), readers(&cast));
        let secrets = keyed(&s, &who).await;
        let door = s.concern_door().await.unwrap();
        report(&s, &door).await;
        s.enter_concerns().await.unwrap();
        let id = newest(&s, &who[0]).await;
        let leaver = s.concerns(&who[1]).await.unwrap().key.unwrap();
        s.leave_concern_key(&who[0], leaver).await.unwrap();
        assert_eq!(problem(s.concern(&who[1], id).await), "not_found", "who left reads no longer");
        let keys = s.concern_keys(&who[0]).await.unwrap();
        let left = keys.keys.iter().find(|line| line.key.id == leaver).unwrap();
        assert!(left.naming.contains(&id.to_string()));

        let new = third(&cast);
        let secret = key_of(&s, &new, 3).await;
        compare(&s, &who[0]).await;
        let seen = s.concern(&who[0], id).await.unwrap();
        assert_eq!((seen.others.len(), seen.left.len()), (1, 1));
        let post = &seen.posts[0];
        let wrap = post.wrap.clone().unwrap();
        let whole = [wrap.enc, wrap.sealed].map(|t| BASE64URL_NOPAD.decode(t.as_bytes()).unwrap()).concat();
        let mark = |to: &str| format!("{to}:{}", post.commitment).into_bytes();
        let content = open_for(WRAP_PURPOSE, &secrets[0], &mark(&wrap.to), &whole).unwrap();
        let other = &seen.others[0];
        let point = BASE64URL_NOPAD.decode(other.public.as_bytes()).unwrap();
        let whole = seal_for(WRAP_PURPOSE, &point, &mark(&other.id.to_string()), &content, [4; 32]).unwrap();
        let (enc, sealed) = (BASE64URL_NOPAD.encode(&whole[..65]), BASE64URL_NOPAD.encode(&whole[65..]));
        let again = |to: String| (post.id.clone(), WrapSent { to, enc: enc.clone(), sealed: sealed.clone() });
        let to_left = Resealing { wraps: vec![again(leaver.to_string())] };
        assert_eq!(problem(s.reseal_concern(&who[0], id, to_left).await), "stale");
        let resealing = Resealing { wraps: vec![again(other.id.to_string())] };
        s.reseal_concern(&who[0], id, resealing).await.unwrap();
        assert!(opened(&s, &new, &secret, id, PostKind::Report).await.contains(SAID));
        let seen = s.concern(&who[0], id).await.unwrap();
        assert!(seen.left.is_empty() && seen.others.is_empty());
        assert_eq!(problem(s.reseal_concern(&who[0], id, Resealing::default()).await), "unchanged");
        home.drop().await;
    }
}
