//! The ballot of a body: who has voted and who may still. How others voted is read by members who have voted too.

use codes::ids::AccountId;
use domain::approval::{Favour, VoteCast};
use domain::consent::Held;
use domain::rules::term;
use maud::{Markup, html};
use service::{Ballot, PairFile};

use crate::desk::Desk;
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::notice;
use crate::look::{TagKind, tag};

/// The account of whoever is signed in.
pub(super) fn me(desk: &Desk) -> Option<AccountId> {
    desk.session.as_ref().map(|s| s.access.account)
}

/// The open ballots, or only that of one body.
pub(super) fn ballots(desk: &Desk, file: &PairFile, step: &str) -> Markup {
    let shown: Vec<&Ballot> = file.ballots.iter().filter(|b| step.is_empty() || b.step == step).collect();
    html! { @for b in shown { (ballot(desk, file, b)) } }
}

fn ballot(desk: &Desk, file: &PairFile, ballot: &Ballot) -> Markup {
    let counts = [("n", i64::from(ballot.counted).into()), ("m", i64::from(ballot.quorum).into())];
    let open: Vec<&Held<VoteCast>> = file.pair.votes.iter().filter(|v| v.step.step == ballot.step).collect();
    html! {
        section.question {
            h2 { (desk.term(&ballot.step)) }
            p { (desk.say_with("ballot-count", &counts)) }
            @if ballot.filed_by.is_some() {
                (notice(TagKind::With, &html! { (desk.say("ballot-paper")) }))
            }
            @if open.is_empty() && !ballot.cast.is_empty() { p.under { (desk.say("ballot-kept-back")) } }
            (summary_list(&rows(desk, file, ballot, &open)))
        }
    }
}

fn rows(desk: &Desk, file: &PairFile, ballot: &Ballot, open: &[&Held<VoteCast>]) -> Vec<SummaryRow> {
    let row = |who: &AccountId, value: Markup| SummaryRow {
        label: name(file, *who),
        value: Value::Given(value),
        change: None,
    };
    let cast = ballot.cast.iter().map(|who| match open.iter().find(|v| v.by == *who) {
        Some(vote) => row(who, said(desk, &vote.step)),
        None => row(who, tag(TagKind::Done, &desk.say("ballot-voted"))),
    });
    let waits = |who| row(who, tag(TagKind::NotYet, &desk.say("ballot-not-voted")));
    cast.chain(ballot.waiting.iter().map(waits)).collect()
}

/// A vote with its reasons.
pub(super) fn said(desk: &Desk, vote: &VoteCast) -> Markup {
    let (kind, word) = match vote.vote {
        Some(Favour::Favourable) => (TagKind::Valid, desk.term("favourable")),
        Some(other) => (TagKind::LookAgain, desk.term(&term(&other))),
        None => (TagKind::NotYet, desk.say("ballot-stands-aside")),
    };
    html! {
        (tag(kind, &word))
        @if vote.objects { " " (tag(TagKind::Stops, &desk.say("ballot-objects"))) }
        @if let Some(reasons) = vote.reasons.clear() { " " (reasons) }
    }
}

fn name(file: &PairFile, who: AccountId) -> String {
    let id = who.to_string();
    file.names.get(&id).filter(|n| !n.is_empty()).cloned().unwrap_or(id)
}

/// The votes that carry the decisions on record, for members.
pub(super) fn counted(desk: &Desk, file: &PairFile) -> Markup {
    let decided: Vec<_> = file.pair.decisions.iter().filter(|d| !d.step.cast().is_empty()).collect();
    html! {
        @for d in decided {
            section.question {
                h2 { (desk.say_with("ballot-closed", &[("body", desk.term(&d.step.step).into()), ("on", desk.date(desk.day_of(d.at)).into())])) }
                @let rows: Vec<SummaryRow> = d.step.cast().iter().map(|v| SummaryRow {
                    label: name(file, v.by),
                    value: Value::Given(said(desk, &v.step)),
                    change: None,
                }).collect();
                (summary_list(&rows))
            }
        }
    }
}

/// Issuer and reference of a paper that waits for a second person. Outcome and day are for that person to read.
pub(super) fn paper(desk: &Desk, file: &PairFile) -> Markup {
    let row = |key: &str, value: String| SummaryRow {
        label: desk.say(key),
        value: Value::Given(html! { (value) }),
        change: None,
    };
    html! {
        @for filed in &file.pair.papers {
            @let paper = &filed.step;
            @let said = [
                row("form-paper_filed-step", desk.term(&paper.step)),
                row("form-paper_filed-issuer", paper.issuer.clone()),
                row("form-paper_filed-reference", paper.reference.clear().unwrap_or_default().to_owned()),
                row("paper-filed-by", name(file, filed.by)),
            ];
            @let scan = paper.document.map(|id| row("form-paper_filed-document", id.to_string()));
            @let rows: Vec<SummaryRow> = said.into_iter().chain(scan).collect();
            (summary_list(&rows))
        }
        @if file.pair.papers.is_empty() { p { (desk.say("paper-none")) } }
    }
}
