//! Details that procedures share: met as they are written, hidden from whoever writes, weighed by how rare they are.

use codes::ids::{DonorId, PairId, RecipientId};
use codes::{Directedness, Organ, Relation};
use domain::access::{Purpose, Role};
use domain::approval::*;
use domain::consent::{EngagedBy, Informed, Interpreter, Tie};
use domain::network::{Detail, Meeting, Part, Space, Sure};
use domain::person::{Corrected, Known};
use service::{Access, AdvertGiven, Failure, Said, Service};

use crate::pair::*;
use crate::support::{Home, opening};
use crate::village::villages;

type Opened = (PairId, DonorId, RecipientId);

fn somebody(number: &str, phone: Option<&str>) -> Known {
    Known { phone: phone.map(Into::into), ..known("Some Body", number) }
}

/// A pair of two people whom nobody else knows.
async fn strangers(home: &Home, cast: &Cast, number: u64, phone: Option<&str>) -> Opened {
    let said = |n: u64, phone: Option<&str>| Said::New(Box::new(somebody(&n.to_string(), phone)));
    open_of(home, cast, (said(77_000_000_000 + number, phone), said(88_000_000_000 + number, None))).await
}

async fn open_of(home: &Home, cast: &Cast, people: (Said, Said)) -> Opened {
    let tie = (Relation::Cousin, Directedness::SpecifiedDirect);
    home.later(60);
    home.service.open_pair(&cast.nurse, people, Organ::KidneyL, cast.country.centres[0], tie).await.unwrap().0
}

fn carried(name: &str, engaged_by: EngagedBy, tie_to_recipient: Tie) -> Step {
    let Step::Informed(told) = talk() else { unreachable!() };
    let interpreter = Some(Interpreter { number: None, name: name.into(), engaged_by, tie_to_recipient });
    Step::Informed(Informed { interpreter, ..told })
}

fn affidavit(issuer: &str) -> Step {
    let Step::RelationProved(proved) = proof() else { unreachable!() };
    Step::RelationProved(RelationProved { proof: ProofKind::Affidavit, issuer: issuer.to_owned(), ..proved })
}

fn inspector(cast: &Cast) -> Access {
    let found = cast.country.staff.iter().find(|m| m.access.role == Role::Inspector).unwrap();
    Access { purpose: Purpose::Oversight, ..found.access.clone() }
}

async fn shared(s: &Service, by: &Access, number: impl ToString) -> Vec<Meeting> {
    s.network_of(by, vec![number.to_string()]).await.unwrap().graph.meetings
}

fn sorts(meetings: &[Meeting]) -> Vec<(Detail, Sure, usize)> {
    meetings.iter().map(|m| (m.detail, m.sure, m.procedures)).collect()
}

/// Of those who write nobody may see what is shared, and to them it is not there.
async fn nobody_who_writes_sees_it(cast: &Cast, s: &Service, pair: PairId) {
    for who in [
        &cast.nurse,
        &cast.nurse_elsewhere,
        &cast.physician,
        &cast.psychologist,
        &cast.board,
        &cast.surgeon,
        &cast.coordinator,
    ] {
        assert!(hidden(&s.network(who).await), "{who:?}");
        assert!(hidden(&s.network_of(who, vec![pair.to_string()]).await), "{who:?}");
        assert!(hidden(&s.adverts(who).await) && hidden(&s.ask_about_network(who, pair).await), "{who:?}");
    }
}

/// An inspector sees what is shared and opens no question; an investigator does.
async fn somebody_asks(cast: &Cast, s: &Service, pair: PairId) {
    assert!(!shared(s, &inspector(cast), pair).await.is_empty());
    assert!(hidden(&s.ask_about_network(&inspector(cast), pair).await), "an inspector opens no question");
    let before = s.open_questions(&cast.investigator).await.unwrap();
    s.ask_about_network(&cast.investigator, pair).await.unwrap();
    assert_eq!(s.open_questions(&cast.investigator).await.unwrap(), before + 1);
    assert!(
        s.questions(&cast.investigator)
            .await
            .unwrap()
            .iter()
            .any(|q| q.about == pair.to_string() && q.rules == ["LINK"])
    );
}

fn arrived(came_with: Option<&str>, journey_by: Option<&str>) -> Step {
    let Step::IdentityChecked(checked) = identity() else { unreachable!() };
    let (came_with, journey_by) = (came_with.map(Into::into), journey_by.map(Into::into));
    Step::IdentityChecked(IdentityChecked { came_with, journey_by, ..checked })
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_came_along_who_arranged_the_journey_and_a_shared_bed_meet() {
    for home in villages("network_escort").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let living_at = |n: u64, address: Option<&str>| {
            let known = somebody(&(77_100_000_000 + n).to_string(), None);
            Said::New(Box::new(Known { address: address.map(Into::into), ..known }))
        };
        let mut pairs = Vec::new();
        for (n, (address, step)) in [
            (Some("Dock Street 4, room 9\nHaddan"), arrived(Some("Kamil Orlanov"), Some("Reed Travel"))),
            (Some("dock street 4 room 9, HADDAN"), arrived(Some("ORLANOV Kamil"), None)),
            (None, arrived(None, Some("REED travel"))),
            (Some("Dock Street 5, Haddan"), arrived(Some("Sister Alone"), None)),
        ]
        .into_iter()
        .enumerate()
        {
            let n = n as u64;
            let pair = open_of(&home, &cast, (living_at(n, address), living_at(50 + n, None))).await.0;
            home.later(60);
            s.take_step(&cast.nurse, pair, step, None).await.unwrap();
            pairs.push(pair);
        }
        let by = &cast.investigator;
        let first = shared(&s, by, pairs[0]).await;
        let mut found: Vec<(Detail, usize)> = first.iter().map(|m| (m.detail, m.procedures)).collect();
        found.sort_unstable();
        assert_eq!(found, [(Detail::Seller, 2), (Detail::Address, 2), (Detail::Companion, 2)]);
        let companion = first.iter().find(|m| m.detail == Detail::Companion).unwrap();
        assert!(companion.at.iter().all(|at| at.parts.iter().eq([&Part::Arrival])));
        assert!(shared(&s, by, pairs[3]).await.is_empty(), "the house beside it and a sister are nobody's mark");
        let groups = s.network(by).await.unwrap().groups;
        let group = groups.iter().find(|g| g.procedures.contains(&pairs[1].to_string())).unwrap();
        assert!(group.speaks, "whoever comes along twice says something alone");
        nobody_who_writes_sees_it(&cast, &s, pairs[0]).await;
        let plain = "SELECT COUNT(*) AS n FROM event WHERE envelope LIKE '%Orlanov%' OR envelope LIKE '%Dock Street%'";
        assert_eq!(home.number(plain).await, 0, "sealed like everything personal");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_leaves_marks_that_meet_and_the_hospitals_own_interpreter_leaves_none() {
    for home in villages("network_broker").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let brought = |name| carried(name, EngagedBy::Recipient, Tie::NotAsked);
        let house = || carried("House Interpreter", EngagedBy::Hospital, Tie::None);
        let mut pairs = Vec::new();
        for (n, steps_of) in [
            vec![brought("Kamil Orlanov"), affidavit("Notary No. 901")],
            vec![brought("ORLANOV, Kamil"), affidavit("notary no 901")],
            vec![brought("Qamil Orlanev"), house()],
            vec![house(), proof()],
        ]
        .into_iter()
        .enumerate()
        {
            let (pair, ..) = strangers(&home, &cast, n as u64, None).await;
            for step in steps_of {
                home.later(60);
                let (_, receipt) = s.take_step(&cast.nurse, pair, step, None).await.unwrap();
                assert!(receipt.leaves.iter().all(|l| !l.kind.starts_with("network.")), "the writer learns nothing");
            }
            pairs.push(pair);
        }
        let by = &cast.investigator;
        let first = shared(&s, by, pairs[0]).await;
        assert_eq!(
            sorts(&first),
            [(Detail::Interpreter, Sure::Alike, 3), (Detail::Issuer, Sure::Same, 2)],
            "the name stands in three, once in another spelling; the notary in two"
        );
        assert_eq!(
            first[1].at.iter().map(|at| at.id.clone()).collect::<Vec<_>>(),
            [pairs[0].to_string(), pairs[1].to_string()]
        );
        assert!(first[1].at.iter().all(|at| at.parts.iter().eq([&Part::Proof])));
        assert!(first[1].bits > first[0].bits / 2.0 && first[0].bits > 0.0);
        assert!(
            shared(&s, by, pairs[3]).await.is_empty(),
            "what the hospital and the registry bring is common to many"
        );

        // One step at a time, and the same picture every time.
        let seen = s.network_of(by, vec![pairs[1].to_string()]).await.unwrap();
        let again = s.network_of(by, vec![pairs[1].to_string()]).await.unwrap();
        assert_eq!(seen.graph, again.graph);
        let grown = s.network_of(by, pairs[1..3].iter().map(ToString::to_string).collect()).await.unwrap();
        assert_eq!(grown.graph.nodes.iter().filter(|n| n.opened).count(), 2);
        let group =
            s.network(by).await.unwrap().groups.into_iter().find(|g| g.procedures.contains(&pairs[0].to_string()));
        let group = group.unwrap();
        assert!(pairs[..3].iter().all(|p| group.procedures.contains(&p.to_string())), "{group:?}");
        assert!(!group.procedures.contains(&pairs[3].to_string()));

        nobody_who_writes_sees_it(&cast, &s, pairs[0]).await;
        somebody_asks(&cast, &s, pairs[0]).await;

        // Made anew from the marks, it is what was found as they were written.
        let kept = "SELECT CAST(COALESCE(SUM(procedures), 0) AS BIGINT) AS n FROM network_meeting";
        let count = home.number(kept).await;
        assert!(count >= 5 && s.rebuild_network().await.unwrap() > 0);
        assert_eq!(home.number(kept).await, count);
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_files_of_one_recipient_do_not_meet_and_a_corrected_telephone_does() {
    for home in villages("network_people").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let by = &cast.investigator;
        let (first, _, recipient) = strangers(&home, &cast, 1, Some("+999 310 000001")).await;
        let donor = Said::New(Box::new(somebody("77000000501", Some("+999 310 000001"))));
        let (second, ..) = open_of(&home, &cast, (donor, Said::Number(recipient.to_string()))).await;
        assert!(shared(&s, by, first).await.is_empty() && shared(&s, by, second).await.is_empty());

        let (third, ..) = strangers(&home, &cast, 2, Some("0310 000777")).await;
        assert!(shared(&s, by, third).await.is_empty());
        let file = s.pair(&cast.nurse, third).await.unwrap();
        let person = file.donor.unwrap().person;
        let corrected = Corrected {
            known: Known { phone: Some("00999 310-000-001".into()), ..person.known.clone() },
            reason: "person_said_so".to_owned(),
        };
        s.correct_person(&cast.nurse, person.id, corrected).await.unwrap();
        let found = shared(&s, by, third).await;
        // The two files of one recipient count once.
        assert_eq!(sorts(&found), [(Detail::Phone, Sure::Same, 2)]);
        assert_eq!(found[0].at.len(), 3);
        assert!(found[0].at.iter().all(|at| at.parts.iter().eq([&Part::Donor])));
        for wrong in [vec![], vec!["par_0000000000".to_owned()], vec![recipient.to_string()]] {
            assert!(matches!(s.network_of(by, wrong).await, Err(Failure::Problem(_))));
        }
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn older_files_are_gone_through_once_and_hashes_are_made_anew() {
    for mut home in villages("network_fill").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let (one, ..) = strangers(&home, &cast, 1, Some("+999 320 000001")).await;
        let (other, ..) = strangers(&home, &cast, 2, Some("+999 320 000001")).await;
        steps(&home, one, vec![(&cast.nurse, affidavit("Notary No. 77"))]).await;
        steps(&home, other, vec![(&cast.nurse, affidavit("Notary No. 77"))]).await;
        let by = &cast.investigator;
        let before = shared(&s, by, one).await;
        assert_eq!(sorts(&before), [(Detail::Phone, Sure::Same, 2), (Detail::Issuer, Sure::Same, 2)]);
        let marks = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM network_mark";
        let all = home.number(marks).await;
        // As if the files were older than the tables.
        home.tamper(&[
            "DELETE FROM network_mark WHERE procedure_id LIKE 'par_%'",
            "DELETE FROM network_meeting",
            "DELETE FROM network_filled",
        ])
        .await;
        assert!(shared(&s, by, one).await.is_empty());
        let turn = s.fill_network().await.unwrap();
        assert!(turn.done > 1 && turn.left == 0, "{turn:?}");
        assert_eq!((home.number(marks).await, shared(&s, by, one).await), (all, before.clone()));
        assert_eq!(s.fill_network().await.unwrap().done, 0);
        home.tamper(&["DELETE FROM network_filled"]).await;
        s.fill_network().await.unwrap();
        assert_eq!(home.number(marks).await, all, "a second time changes nothing");

        // Whoever is erased leaves no hash and no meeting of their own.
        let (gone, _, recipient) = strangers(&home, &cast, 4, Some("+999 320 000001")).await;
        assert_eq!(sorts(&shared(&s, by, gone).await), [(Detail::Phone, Sure::Same, 3)]);
        let person = s.pair(&cast.nurse, gone).await.unwrap().donor.unwrap().person.id;
        assert_eq!((s.forget_details(person).await.unwrap(), shared(&s, by, gone).await), (1, Vec::new()));
        assert_eq!(sorts(&shared(&s, by, one).await), sorts(&before), "{recipient} was never there");

        home.keyring.rotate_index([9; 32]);
        home.service = Service::open(opening(&home.store, &home.keyring, home.clock.clone(), 78)).unwrap();
        let s = home.service.clone();
        let (third, ..) = strangers(&home, &cast, 3, Some("+999 320 000001")).await;
        assert!(shared(&s, by, third).await.is_empty(), "under another secret until it is made anew");
        while s.rekey_index().await.unwrap().left > 0 {}
        assert_eq!(sorts(&shared(&s, by, third).await), [(Detail::Phone, Sure::Same, 3)]);
        assert_eq!(
            sorts(&shared(&s, by, one).await),
            [(Detail::Phone, Sure::Same, 3), (Detail::Issuer, Sure::Same, 2)]
        );
        home.drop().await;
    }
}

fn advert(text: &str, contacts: Option<&str>) -> AdvertGiven {
    AdvertGiven {
        space: Space::Public,
        medium: domain::network::AdvertMedium::Internet,
        seen_where: "An open page of a marketplace".into(),
        seen_on: "2026-11-20".parse().unwrap(),
        text: Some(text.into()),
        contacts: contacts.map(Into::into),
        file: Vec::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_advertisements_telephone_meets_a_donors_and_what_is_private_is_not_taken() {
    for home in villages("network_advert").await {
        let (cast, s) = (Cast::of(&home), home.service.clone());
        let by = &cast.investigator;
        let (pair, ..) = strangers(&home, &cast, 1, Some("+999 330 000001")).await;
        home.later(60);
        let text = "Healthy kidney, blood group 0. Call +999 (330) 000-001 or @kidney_now today";
        let (kept, receipt) =
            s.hand_in_advert(advert(text, Some("someone@example.org\nCanal Road 9, Sarim"))).await.unwrap();
        assert_eq!(kept.digest, ledger::Hash::of(&[text.as_bytes()]).to_string());
        assert_eq!((kept.at, receipt.leaves[0].kind.as_str()), (s.now(), "network.advert_handed_in"));
        let found = shared(&s, by, pair).await;
        assert_eq!(sorts(&found), [(Detail::Phone, Sure::Same, 2)]);
        let list = s.adverts(by).await.unwrap();
        let seen = list.rows.iter().find(|row| row.advert.handed_in.digest.clear() == Some(&kept.digest)).unwrap();
        assert_eq!((seen.meets, seen.advert.handed_in.contacts), (1, 4));
        assert_eq!(seen.advert.handed_in.text.as_ref().unwrap().clear(), Some(text));
        let of_advert = shared(&s, by, seen.advert.id).await;
        assert_eq!(
            of_advert[0].at.iter().map(|at| at.id.as_str()).collect::<Vec<_>>(),
            [pair.to_string(), seen.advert.id.to_string()]
        );

        let private = AdvertGiven { space: Space::Private, ..advert(text, None) };
        assert_eq!(problem(s.hand_in_advert(private).await), "malformed");
        assert_eq!(problem(s.hand_in_advert(advert("  ", None)).await), "missing");
        assert_eq!(
            problem(s.hand_in_advert(AdvertGiven { file: b"GIF89a".to_vec(), ..advert(text, None) }).await),
            "malformed"
        );
        assert_eq!(
            problem(
                s.hand_in_advert(AdvertGiven { seen_on: "2027-01-01".parse().unwrap(), ..advert(text, None) }).await
            ),
            "malformed"
        );
        assert_eq!(problem(s.hand_in_advert(advert(&"a".repeat(20_001), None)).await), "malformed");

        let png = [b"\x89PNG\r\n\x1a\n".as_slice(), b"rest"].concat();
        s.hand_in_advert(AdvertGiven { file: png.clone(), text: None, ..advert("", None) }).await.unwrap();
        let list = s.adverts(by).await.unwrap();
        let with_file = list.rows.iter().find(|row| row.file.is_some()).unwrap().advert.id;
        assert_eq!(s.advert_file(by, with_file).await.unwrap().1, png);
        for who in [&cast.nurse, &cast.board, &cast.coordinator] {
            assert!(hidden(&s.adverts(who).await) && hidden(&s.advert(who, with_file).await));
            assert!(hidden(&s.advert_file(who, with_file).await));
        }
        assert!(s.advert_file(by, seen.advert.id).await.is_err());
        assert!(s.verify(|_| ()).await.unwrap().is_whole());
        home.later(61);
        let mut taken = 0;
        while s.hand_in_advert(advert("again", None)).await.is_ok() {
            taken += 1;
        }
        assert_eq!(taken, 60, "so many in one minute from everybody together");
        home.drop().await;
    }
}
