//! The papers that fill a pair's file.

use codes::activity::Sex;
use codes::ids::AccountId;
use codes::language::Language;
use domain::approval::{
    Conclusion, Decided, Evaluated, EvaluationKind, Favour, IdentityChecked, Interview, Interviewed, Presence,
    ProofKind, RelationProved, Step, Verification, Vote,
};
use domain::consent::{Capacity, Declarant, Declared, Informed, Interpreter, Signed, Topic, Witness};
use domain::followup::{CarePlan, Payer, Seen};

use super::amiss;
use crate::failure::Failure;

pub(super) fn identity(by: AccountId, number: &str) -> Step {
    Step::IdentityChecked(IdentityChecked {
        paper: "identity_card".to_owned(),
        issuer: "Civil registry of Calvane".to_owned(),
        number: Some(number.into()),
        verified: Verification::ConfirmedByIssuer,
        checked_by: by,
        document: None,
    })
}

pub(super) fn proof(by: AccountId, proof: ProofKind, issuer: &str, verified: Verification, odd: Option<&str>) -> Step {
    Step::RelationProved(RelationProved {
        proof,
        issuer: issuer.to_owned(),
        verified,
        checked_by: by,
        document: None,
        note: odd.map(Into::into),
    })
}

pub(super) fn talk(by: AccountId, language: Language, interpreter: Option<Interpreter>, understood: usize) -> Step {
    Step::Informed(Informed {
        language,
        topics: Topic::ALL.to_vec(),
        understood: Topic::ALL.into_iter().take(understood).collect(),
        told_by: by,
        interpreter,
        capacity: Capacity::Shown,
        leaflet: Some("K-4".to_owned()),
        note: None,
    })
}

pub(super) fn interview(by: AccountId, presence: Presence, result: Interview, note: &str) -> Step {
    Step::Interviewed(Interviewed { presence, interviewer: by, result, note: Some(note.into()) })
}

pub(super) fn evaluation(
    by: AccountId,
    kind: EvaluationKind,
    conclusion: Conclusion,
    values: Option<(u32, u32)>,
) -> Step {
    Step::Evaluated(Evaluated {
        kind,
        evaluator: by,
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

pub(super) fn decision(step: &str, favour: Favour, members: &[AccountId], reasons: &str) -> Step {
    let vote = |(place, &member): (usize, &AccountId)| Vote { member, favour, outside: place < 2, objects: false };
    Step::Decided(Decided {
        step: step.to_owned(),
        favour,
        votes: members.iter().enumerate().map(vote).collect(),
        reasons: reasons.into(),
        valid_to: None,
        document: None,
    })
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
    }
}

/// The creatinine, µmol/L, that comes nearest to an estimated filtration rate.
pub(super) fn creatinine(egfr: u32, age: u32, sex: Sex) -> Result<u32, Failure> {
    let away =
        |c: &u32| domain::followup::function::egfr_ckd_epi_2021(*c, age, sex).map_or(u32::MAX, |e| e.abs_diff(egfr));
    (35..900).min_by_key(away).ok_or_else(|| amiss("no creatinine"))
}
