//! Audits: planned by risk with reasons, run, sampled by a lot that anybody can draw again, and followed until findings are closed.

use codes::ids::{AuditId, CentreId, NonconformityId};
use codes::time::{Happened, Zone};
use domain::access::{Purpose, Role};
use domain::oversight::{
    ActionDone, ActionPlanned, AuditState, AuditTrigger, CalledOff, Certain, CheckAnswer, CheckItem, Checked, Closed,
    Corrective, DueMoved, Ended, Grade, LineNoted, Moved, NonconformityState, Noted, Returned, RiskKind, Ruling,
    TurnRuled,
};
use domain::registry::RemovalFact;
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use service::{Access, Drawing, Planning, Raising, Sequencer, Service};

use crate::offline::VAN;
use crate::pair::*;
use crate::support::Home;
use crate::village::villages;

fn inspector(cast: &Cast) -> Access {
    let found = cast.country.staff.iter().find(|s| s.access.role == Role::Inspector).unwrap();
    Access { purpose: Purpose::Oversight, ..found.access.clone() }
}

fn planning(s: &Service, by: &Access, centre: CentreId) -> Planning {
    Planning {
        centre,
        trigger: AuditTrigger::Risk,
        on: s.today(),
        lead: by.account,
        team: Vec::new(),
        note: Some("Begin with the interpreters.".into()),
    }
}

fn seen(s: &Service, item: CheckItem, mark: Option<&str>) -> Checked {
    let (answer, note) = (CheckAnswer::Met, Some("Ten files.".into()));
    Checked { item, answer, note, seen_at: s.now(), mark: mark.map(str::to_owned) }
}

async fn planned(home: &Home, by: &Access, centre: CentreId) -> AuditId {
    let id = home.service.plan_audit(by, planning(&home.service, by, centre)).await.unwrap().0;
    home.later(5);
    id
}

fn in_days(s: &Service, days: i64) -> Date {
    s.today().checked_add(days.days()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn turns_are_planned_by_risk_and_people_overrule_them_in_writing() {
    for home in villages("audit_plan").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let by = inspector(&cast);
        let plan = s.audit_plan(&by).await.unwrap().rows;
        assert!(plan.len() > 1);
        assert!(plan.iter().all(|line| line.looked_on.is_none() || line.due_on.is_some()));
        let sums = plan.iter().all(|l| l.risk.tenths == l.risk.reasons.iter().map(|r| r.tenths).sum::<u32>());
        assert!(sums, "points are the sum of their reasons");
        assert!(plan.iter().any(|l| l.risk.reasons.iter().any(|r| r.counted.kind == RiskKind::LastLook)));
        let last = plan.last().unwrap().centre;
        let ruled = |ruling, reason: Option<&str>| TurnRuled {
            centre: last,
            ruling,
            until: in_days(s, 60),
            reason: reason.map(Into::into),
        };
        assert_eq!(problem(s.rule_audit_turn(&by, ruled(Ruling::Sooner, None)).await), "missing");
        assert_eq!(problem(s.rule_audit_turn(&by, ruled(Ruling::Sooner, Some(" "))).await), "missing");
        home.later(5);
        s.rule_audit_turn(&by, ruled(Ruling::Sooner, Some("A letter came."))).await.unwrap();
        let plan = s.audit_plan(&by).await.unwrap().rows;
        let first = plan.first().unwrap();
        let (turn, _) = first.ruled.as_ref().unwrap();
        assert_eq!((first.centre, turn.ruled.reason.as_ref().unwrap().clear()), (last, Some("A letter came.")));
        // Investigators ask and say no reason; an inspector cannot ask in their name, nor they rule in his.
        let asks = &cast.investigator;
        assert_eq!(problem(s.rule_audit_turn(asks, ruled(Ruling::Asked, Some("A case"))).await), "malformed");
        assert!(s.rule_audit_turn(asks, ruled(Ruling::Later, Some("No"))).await.is_err());
        assert!(s.rule_audit_turn(&by, ruled(Ruling::Asked, None)).await.is_err());
        s.rule_audit_turn(asks, ruled(Ruling::Asked, None)).await.unwrap();
        let plan = s.audit_plan(&by).await.unwrap().rows;
        let line = plan.iter().find(|l| l.centre == last).unwrap();
        assert!(line.asked && line.risk.reasons.iter().any(|r| r.counted.kind == RiskKind::Asked));
        for other in [asks, &cast.nurse, &cast.coordinator, &cast.board] {
            assert!(s.audit_plan(other).await.is_err(), "{other:?}");
        }
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_audits_is_an_inspector_who_never_worked_there_and_looks_at_every_line() {
    for home in villages("audit_run").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let (by, centre) = (inspector(&cast), cast.nurse.centre.unwrap());
        let nurse = Planning { lead: cast.nurse.account, ..planning(s, &by, centre) };
        assert_eq!(problem(s.plan_audit(&by, nurse).await), "malformed");
        let past = Planning { on: in_days(s, -1), ..planning(s, &by, centre) };
        assert_eq!(problem(s.plan_audit(&by, past).await), "malformed");
        assert!(s.plan_audit(&cast.nurse, planning(s, &by, centre)).await.is_err());
        let id = planned(&home, &by, centre).await;
        let report = || Ended { on: s.today(), report: "Ten files were read.".into() };
        assert_eq!(problem(s.end_audit(&by, id, report()).await), "missing");
        let early = Checked { seen_at: s.now() - SignedDuration::from_hours(9), ..seen(s, CheckItem::Billing, None) };
        assert_eq!(problem(s.check_audit(&by, id, vec![early]).await), "malformed");
        let items = s.audit(&by, id).await.unwrap().audit.planned.items;
        assert!(items.len() > 10);
        let lines: Vec<Checked> = items.iter().map(|item| seen(s, *item, Some(item.code()))).collect();
        assert_eq!(s.check_audit(&by, id, lines.clone()).await.unwrap().0, items.len());
        // What a device sends twice is there once.
        assert_eq!(s.check_audit(&by, id, lines.clone()).await.unwrap().0, 0);
        let before = Ended { on: in_days(s, -1), ..report() };
        assert_eq!(problem(s.end_audit(&by, id, before).await), "malformed", "nobody was there before it was planned");
        s.end_audit(&by, id, report()).await.unwrap();
        assert_eq!(s.check_audit(&by, id, lines).await.unwrap().0, 0, "sent again after the end, it is there already");
        let ended = s.audit(&by, id).await.unwrap();
        assert_eq!(ended.audit.state(), AuditState::Ended);
        assert_eq!(ended.audit.ended.unwrap().step.report.clear(), Some("Ten files were read."));
        let after = vec![seen(s, CheckItem::Billing, None)];
        assert_eq!(problem(s.check_audit(&by, id, after).await), "stale");
        let plan = s.audit_plan(&by).await.unwrap().rows;
        assert_eq!(plan.iter().find(|l| l.centre == centre).unwrap().looked_on, Some(s.today()));
        // The centre reads what was asked, and not what colleagues think; another centre sees nothing.
        let own = cast.surgeon.clone();
        let read = s.audit(&own, id).await.unwrap().audit;
        assert!(read.checked.is_empty() && read.planned.note.is_none() && read.planned.risk.reasons.is_empty());
        let elsewhere = cast.surgeon_elsewhere.clone();
        assert!(hidden(&s.audit(&elsewhere, id).await));
        assert!(s.audits(&elsewhere).await.unwrap().iter().all(|a| a.id != id));
        assert!(s.audit(&cast.coordinator, id).await.is_err());
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_inspector_wrote_without_a_network_is_kept_once_with_its_instant() {
    for home in villages("audit_noted").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let (by, centre) = (inspector(&cast), cast.nurse.centre.unwrap());
        let audit = planned(&home, &by, centre).await;
        home.later(7_200);
        let line = |item, grade: Option<Grade>, note: Option<&str>| {
            let (answer, note) = (CheckAnswer::NotMet, note.map(Into::into));
            Noted::AuditCheck(LineNoted { audit, item, answer, note, grade, due: None })
        };
        let at = s.now() - SignedDuration::from_mins(40);
        let tells = |mark, told: Noted| VAN.tells(&by, mark, told, at);
        let found = tells(1, line(CheckItem::HeardAlone, Some(Grade::Minor), Some("Two of ten.")));
        let kept = s.keep_noted(&by, VAN.seal(s, &found)).await.unwrap().0;
        assert_eq!((kept.at, kept.uncertainty_s), (at, Some(900)), "by the registry's clock, and how unsure");
        home.later(60);
        s.keep_noted(&by, VAN.seal(s, &found)).await.unwrap();
        s.keep_noted(&by, VAN.seal(s, &tells(2, line(CheckItem::Billing, None, None)))).await.unwrap();
        let seen = s.audit(&by, audit).await.unwrap();
        assert_eq!((seen.audit.checked.len(), seen.found.len()), (2, 1), "sent twice, it is there once");
        assert_eq!(seen.audit.last(CheckItem::HeardAlone).unwrap().step.seen_at, at);
        let one = &seen.found.first().unwrap().nonconformity;
        assert_eq!((one.raised.grade, one.raised.seen.clear()), (Grade::Minor, Some("Two of ten.")));
        assert!(one.due() > s.today(), "as late as the law allows");

        // A grade without words, another day than the law allows, a line of no checklist, somebody else's, an altered one.
        let wordless = tells(3, line(CheckItem::HeardAlone, Some(Grade::Minor), None));
        assert_eq!(problem(s.keep_noted(&by, VAN.seal(s, &wordless)).await), "missing");
        let Noted::AuditCheck(mut never) = line(CheckItem::HeardAlone, Some(Grade::Critical), Some("Paid."));
        never.due = Some(in_days(s, 300));
        let never = tells(4, Noted::AuditCheck(never));
        assert_eq!(problem(s.keep_noted(&by, VAN.seal(s, &never)).await), "malformed");
        let mut other = tells(5, line(CheckItem::Billing, None, None));
        other.account = cast.coordinator.account;
        assert_eq!(problem(s.keep_noted(&by, VAN.seal(s, &other)).await), "not_yours");
        let mut altered = VAN.seal(s, &tells(6, line(CheckItem::Billing, None, None)));
        altered.mark = format!("{:032x}", 7);
        assert_eq!(problem(s.keep_noted(&by, altered).await), "unopenable");
        assert!(s.keep_noted(&cast.nurse, VAN.seal(s, &found)).await.is_err(), "nobody but inspectors");
        let after = s.audit(&by, audit).await.unwrap();
        assert_eq!((after.audit.checked.len(), after.found.len()), (2, 1), "nothing refused is half kept");
        assert_eq!(s.own_audits(&by).await.unwrap().iter().filter(|(own, _)| own.id == audit).count(), 1);
        assert!(s.own_audits(&cast.coordinator).await.is_err());
        home.drop().await;
    }
}

async fn raised(home: &Home, by: &Access, audit: AuditId) -> NonconformityId {
    let due = in_days(&home.service, 20);
    let (grade, item) = (Grade::Major, CheckItem::HeardAlone);
    let seen = "Two donors were never heard alone.".into();
    let found = Raising { audit, grade, item, seen, due };
    let id = home.service.raise_nonconformity(by, found).await.unwrap().0;
    home.later(5);
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_found_is_answered_by_the_centre_and_closed_by_an_inspector_who_saw_it() {
    for home in villages("audit_found").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let (by, centre) = (inspector(&cast), cast.nurse.centre.unwrap());
        let own = cast.surgeon.clone();
        let elsewhere = cast.surgeon_elsewhere.clone();
        let audit = planned(&home, &by, centre).await;
        let late = Raising {
            audit,
            grade: Grade::Critical,
            item: CheckItem::Billing,
            seen: "Somebody else paid.".into(),
            due: in_days(s, 30),
        };
        assert_eq!(problem(s.raise_nonconformity(&by, late).await), "malformed", "a week at the latest");
        let id = raised(&home, &by, audit).await;
        let planned = || {
            Corrective::Planned(ActionPlanned {
                action: "A list is kept.".into(),
                owner: "Head of the team".into(),
                by: in_days(s, 10),
            })
        };
        let done = || Corrective::Done(ActionDone { evidence: "The list of November.".into() });
        let closed = || Corrective::Closed(Closed { on: s.today(), verified: "Seen on the spot.".into() });
        assert_eq!(problem(s.correct_nonconformity(&own, id, done()).await), "stale");
        assert_eq!(problem(s.correct_nonconformity(&by, id, closed()).await), "stale");
        assert!(hidden(&s.correct_nonconformity(&elsewhere, id, planned()).await));
        assert!(
            s.correct_nonconformity(&by, id, planned()).await.is_err(),
            "the authority does not answer for a centre"
        );
        s.correct_nonconformity(&own, id, planned()).await.unwrap();
        s.correct_nonconformity(&own, id, done()).await.unwrap();
        assert!(
            s.correct_nonconformity(&own, id, closed()).await.is_err(),
            "a centre does not close what was found at it"
        );
        let returned = Corrective::Returned(Returned { reason: "October is missing.".into() });
        s.correct_nonconformity(&by, id, returned).await.unwrap();
        let moved = Corrective::DueMoved(DueMoved { due: in_days(s, 25), reason: "The head was ill.".into() });
        s.correct_nonconformity(&by, id, moved).await.unwrap();
        home.later_days(26);
        assert!(s.nonconformity(&own, id).await.unwrap().late);
        s.correct_nonconformity(&own, id, done()).await.unwrap();
        s.correct_nonconformity(&by, id, closed()).await.unwrap();
        let read = s.nonconformity(&own, id).await.unwrap();
        assert_eq!((read.nonconformity.state(), read.late), (NonconformityState::Closed, true));
        assert_eq!(read.nonconformity.raised.seen.clear(), Some("Two donors were never heard alone."));
        assert!(hidden(&s.nonconformity(&elsewhere, id).await));
        let year = s.oversight_in_public().await.unwrap();
        let closed_late: i64 = year.iter().map(|y| y.closed_late).sum();
        assert!(closed_late >= 1, "{year:?}");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_acts_for_the_authority_about_a_centre_where_they_worked_and_the_centre_learns_late() {
    for home in villages("audit_apart").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let (by, centre) = (inspector(&cast), cast.nurse.centre.unwrap());
        let own = cast.surgeon.clone();
        // A surgeon of the centre who is an inspector as well.
        let both = Access { account: own.account, ..by.clone() };
        let ahead = Planning { on: in_days(s, 9), ..planning(s, &by, centre) };
        let id = s.plan_audit(&by, ahead.clone()).await.unwrap().0;
        home.later(5);
        let found = raised(&home, &by, id).await;
        let ruled = TurnRuled { centre, ruling: Ruling::Later, until: in_days(s, 60), reason: Some("Busy".into()) };
        assert_eq!(problem(s.rule_audit_turn(&both, ruled).await), "four_eyes");
        assert_eq!(problem(s.plan_audit(&both, ahead).await), "four_eyes");
        let off = || CalledOff { reason: "A search comes first.".into() };
        assert_eq!(problem(s.call_off_audit(&both, id, off()).await), "four_eyes");
        let moved = Moved { on: in_days(s, 12), reason: "A search comes first.".into() };
        assert_eq!(problem(s.move_audit(&both, id, moved.clone()).await), "four_eyes");
        let back = Corrective::DueMoved(DueMoved { due: in_days(s, 25), reason: "Later".into() });
        assert_eq!(problem(s.correct_nonconformity(&both, found, back).await), "four_eyes");
        assert!(s.audit_plan(&both).await.unwrap().rows.iter().all(|line| line.centre != centre));
        assert!(s.audit_plan(&by).await.unwrap().rows.iter().any(|line| line.centre == centre));

        // An audit that is planned is nothing that the centre finds, until its day; why it was moved stays with colleagues.
        s.move_audit(&by, id, moved).await.unwrap();
        assert!(hidden(&s.audit(&own, id).await));
        assert!(s.audits(&own).await.unwrap().iter().all(|line| line.id != id));
        assert!(hidden(&s.give_sample_word(&own, id, "plum".to_owned()).await));
        home.later(12 * 86_400);
        let read = s.audit(&own, id).await.unwrap().audit;
        assert_eq!(read.moved.first().unwrap().step.reason.clear(), Some(""));
        assert_eq!(s.audit(&by, id).await.unwrap().audit.moved[0].step.reason.clear(), Some("A search comes first."));
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sample_is_drawn_by_a_later_checkpoint_and_anybody_can_draw_it_again() {
    for home in villages("audit_sample").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let (by, centre) = (inspector(&cast), cast.nurse.centre.unwrap());
        let own = cast.surgeon.clone();
        let sequencer = Sequencer::new(s.clone(), SignedDuration::from_secs(1));
        let audit = planned(&home, &by, centre).await;
        let drawing = Drawing { first: in_days(s, -3000), last: s.today(), draws: 2 };
        assert_eq!(problem(s.draw_sample(&by, audit).await), "stale");
        let none = Drawing { draws: 0, ..drawing };
        assert_eq!(problem(s.freeze_sample(&by, audit, none).await), "malformed");
        assert_eq!(problem(s.give_sample_word(&own, audit, "two\nlines".to_owned()).await), "malformed");
        s.give_sample_word(&own, audit, "plum".to_owned()).await.unwrap();
        home.later(5);
        s.give_sample_word(&own, audit, "plum tree".to_owned()).await.unwrap();
        home.later(5);
        s.freeze_sample(&by, audit, drawing).await.unwrap();
        let frozen = s.audit(&by, audit).await.unwrap().samples.pop().unwrap();
        assert!(frozen.sample.frozen.step.items.len() > 2 && frozen.seed.is_none());
        assert_eq!(problem(s.draw_sample(&by, audit).await), "stale", "no checkpoint covers the list");
        home.later(5);
        sequencer.turn().await.unwrap();
        // Now that the root is known no word is taken, not even the first: nobody tries words until the lot pleases.
        for again in ["pear tree", "plum tree"] {
            assert_eq!(problem(s.give_sample_word(&own, audit, again.to_owned()).await), "stale");
        }
        assert!(s.draw_sample(&cast.coordinator, audit).await.is_err());
        s.draw_sample(&own, audit).await.unwrap();
        let drawn = s.audit(&own, audit).await.unwrap().samples.pop().unwrap();
        assert_eq!(drawn.holds(), Some(true));
        let step = drawn.sample.drawn.as_ref().unwrap().step.clone();
        let frame = &drawn.sample.frozen.step.items;
        assert!(step.drawn.len() <= 2 && !step.drawn.is_empty());
        assert!(step.drawn.iter().all(|n| frame.iter().any(|i| i.id == *n && i.certain.is_empty())));
        // The same from what is public alone.
        let numbers = || frame.iter().filter(|i| i.certain.is_empty()).map(|i| i.id.as_str());
        let root = step.root.parse().unwrap();
        let seed = ledger::lot::seed(&root, &ledger::lot::list(numbers()), "plum tree");
        assert_eq!(ledger::lot::draw(&seed, numbers(), 2), step.drawn);
        // A word after the draw is for the next list, and changes nothing of this one.
        home.later(5);
        s.give_sample_word(&own, audit, "late".to_owned()).await.unwrap();
        let after = s.audit(&own, audit).await.unwrap().samples.pop().unwrap();
        assert_eq!(after.sample.word.unwrap().0.step.word, "plum tree");
        home.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_living_donor_operated_on_without_a_file_is_looked_at_in_any_case_unless_it_is_an_old_book() {
    for home in villages("audit_unfiled").await {
        let (cast, s) = (Cast::of(&home), &home.service);
        let (by, centre) = (inspector(&cast), cast.nurse.centre.unwrap());
        let against = async || {
            let plan = s.audit_plan(&by).await.unwrap().rows;
            let line = plan.into_iter().find(|line| line.centre == centre).unwrap();
            let told = line.risk.reasons.into_iter().find(|reason| reason.counted.kind == RiskKind::Overrides);
            told.map_or((0, 0), |reason| (reason.counted.n, reason.counted.of.unwrap()))
        };
        let mut units = Vec::new();
        let before = against().await;
        for back in [SignedDuration::from_hours(24 * 4000), SignedDuration::ZERO] {
            home.later(60);
            let (_, donor, _) = open(s, &cast.nurse, &cast).await.unwrap();
            let happened = Happened::at(s.now() - back, Zone::utc());
            let fact = RemovalFact { happened, ..removal(&home, &cast, None, donor) };
            units.push(s.record_removal(&cast.surgeon, fact).await.unwrap().0.unit.to_string());
        }
        home.later(60);
        let audit = planned(&home, &by, centre).await;
        s.freeze_sample(&by, audit, Drawing { first: in_days(s, -4010), last: s.today(), draws: 2 }).await.unwrap();
        let frozen = s.audit(&by, audit).await.unwrap().samples.pop().unwrap().sample.frozen.step;
        let certain = |unit: &str| {
            let item = frozen.items.iter().find(|item| item.id == unit);
            item.map(|item| item.certain.contains(&Certain::Overridden))
        };
        assert_eq!(units.iter().map(|unit| certain(unit)).collect::<Vec<_>>(), [Some(false), Some(true)]);
        assert!(frozen.items.windows(2).all(|two| two[0].id < two[1].id), "each once, in order");
        assert_eq!(against().await, (before.0 + 1, before.1 + 1), "the risk forgets what is older than two years");
        home.drop().await;
    }
}
