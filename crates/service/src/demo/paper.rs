//! The papers that fill a pair's file.

use codes::activity::Sex;
use codes::ids::AccountId;
use codes::language::Language;
use domain::approval::{
    Conclusion, Conflict, Decided, Evaluated, EvaluationKind, Favour, IdentityChecked, Interview, Interviewed,
    PaperConfirmed, PaperFiled, Presence, ProofKind, RelationProved, Seat, Step, Verification, VoteCast,
};
use domain::consent::{Capacity, Declarant, Declared, Informed, Interpreter, Signed, Topic, Witness};
use domain::followup::{CarePlan, Payer, Seen};

use jiff::civil::Date;

use super::amiss;
use crate::failure::Failure;

/// `escort` came along, and the agency arranged the journey.
pub(super) fn identity(number: &str, escort: Option<(&str, &str)>) -> Step {
    Step::IdentityChecked(IdentityChecked {
        paper: "identity_card".to_owned(),
        issuer: "Civil registry of Calvane".to_owned(),
        number: Some(number.into()),
        verified: Verification::ConfirmedByIssuer,
        document: None,
        came_with: escort.map(|(who, _)| who.into()),
        journey_by: escort.map(|(_, agency)| agency.into()),
    })
}

pub(super) fn proof(proof: ProofKind, issuer: &str, verified: Verification, odd: Option<&str>) -> Step {
    Step::RelationProved(RelationProved {
        proof,
        issuer: issuer.to_owned(),
        verified,
        document: None,
        note: odd.map(Into::into),
    })
}

pub(super) fn talk(language: Language, interpreter: Option<Interpreter>, understood: usize) -> Step {
    Step::Informed(Informed {
        language,
        topics: Topic::ALL.to_vec(),
        understood: Topic::ALL.into_iter().take(understood).collect(),
        interpreter,
        capacity: Capacity::Shown,
        leaflet: Some("K-4".to_owned()),
        note: None,
    })
}

pub(super) fn interview(presence: Presence, result: Interview, note: &str) -> Step {
    Step::Interviewed(Interviewed { presence, beside: None, result, note: Some(note.into()) })
}

pub(super) fn evaluation(kind: EvaluationKind, conclusion: Conclusion, values: Option<(u32, u32)>) -> Step {
    Step::Evaluated(Evaluated {
        kind,
        beside: None,
        conclusion,
        creatinine_umol_l: values.map(|(creatinine, _)| creatinine),
        egfr_ml_min_173: values.map(|(_, egfr)| egfr),
        document: None,
        note: None,
    })
}

pub(super) fn care(owner: AccountId, abroad: bool, phone: &str) -> Result<Step, Failure> {
    Ok(Step::CarePlanned(CarePlan {
        owner,
        clinic: if abroad { "Kidney clinic of Lyon" } else { "Living-donor clinic" }.to_owned(),
        clinic_country: if abroad { "FR" } else { "XC" }.parse()?,
        payer: Some(Payer::PublicScheme),
        until: None,
        contact: Some(phone.into()),
    }))
}

pub(super) fn declared(declarant: Declarant) -> Step {
    Step::Declared(Declared { declarant, document: None })
}

pub(super) fn signature(language: Language, witness: AccountId, named: &str) -> Step {
    let known = Witness { account: Some(witness), name: None, outside_team: true };
    let brought = Witness { account: None, name: Some(named.into()), outside_team: true };
    Step::Signed(Signed { language, text_version: "3".to_owned(), witnesses: vec![known, brought], document: None })
}

/// A member's vote in the first round; none where the member stands aside as a neighbour of the recipient.
pub(super) fn vote(step: &str, vote: Option<Favour>, seat: Seat, reasons: &str) -> Step {
    let conflict = if vote.is_none() { Conflict::Friend } else { Conflict::None };
    let (step, reasons) = (step.to_owned(), reasons.into());
    Step::VoteCast(VoteCast { step, round: 1, vote, conflict, seat, objects: false, reasons })
}

pub(super) fn decision(step: &str, favour: Favour, reasons: &str) -> Step {
    let (step, reasons) = (step.to_owned(), reasons.into());
    Step::Decided(Decided { step, favour, reasons, valid_to: None, document: None })
}

/// The order of a court that has no accounts here.
pub(super) fn order(decided_on: Date, reasons: &str) -> Step {
    Step::PaperFiled(PaperFiled {
        step: "court".to_owned(),
        favour: Favour::Favourable,
        issuer: "Family court at Port Elun".to_owned(),
        reference: "FC 2207/44".into(),
        decided_on,
        reasons: Some(reasons.into()),
        valid_to: None,
        document: None,
    })
}

pub(super) fn order_read(decided_on: Date) -> Step {
    Step::PaperConfirmed(PaperConfirmed { step: "court".to_owned(), favour: Favour::Favourable, decided_on })
}

/// A visit at which somebody lives.
pub(super) fn seen(egfr: u32, creatinine: u32, systolic: u32, graft: Option<&str>) -> Seen {
    Seen {
        patient_status: "alive".to_owned(),
        graft_status: graft.map(str::to_owned),
        creatinine_umol_l: Some(creatinine),
        egfr_ml_min_173: Some(egfr),
        systolic_mmhg: Some(systolic),
        diastolic_mmhg: Some(systolic * 5 / 8),
        albuminuria_mg_g: Some(systolic / 14),
        note: None,
        ..Seen::default()
    }
}

/// The creatinine, µmol/L, that comes nearest to an estimated filtration rate.
pub(super) fn creatinine(egfr: u32, age: u32, sex: Sex) -> Result<u32, Failure> {
    let away =
        |c: &u32| domain::followup::function::egfr_ckd_epi_2021(*c, age, sex).map_or(u32::MAX, |e| e.abs_diff(egfr));
    (35..900).min_by_key(away).ok_or_else(|| amiss("no creatinine"))
}
