//! Schemas and examples of request bodies. A test reads every example as the type it describes.

use codes::activity::{Activity, DonorScope, Population};
use codes::organ::Organ;
use codes::relation::{Directedness, Relation};
use domain::consent::Topic;
use serde_json::{Map, Value, json};

/// A body: its schema and an example that fits it.
pub struct Body {
    /// Name of the component.
    pub name: &'static str,
    /// JSON schema.
    pub schema: Value,
    /// An example.
    pub example: Value,
}

fn text() -> Value {
    json!({"type": "string"})
}
fn date() -> Value {
    json!({"type": "string", "format": "date"})
}
fn instant() -> Value {
    json!({"type": "string", "format": "date-time"})
}
fn whole() -> Value {
    json!({"type": "integer", "minimum": 0})
}
fn id(prefix: &str) -> Value {
    json!({"type": "string", "pattern": format!("^{prefix}_[0-9A-HJKMNP-TV-Z]{{10}}$")})
}
fn list(of: Value) -> Value {
    json!({"type": "array", "items": of})
}
fn word<'a>(codes: impl IntoIterator<Item = &'a str>) -> Value {
    json!({"type": "string", "enum": codes.into_iter().collect::<Vec<_>>()})
}
fn organ() -> Value {
    word(Organ::ALL.iter().map(|o| o.code()))
}

/// An object; names that end in `!` are required.
fn object(members: &[(&str, Value)]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (name, schema) in members {
        let plain = name.trim_end_matches('!');
        if plain.len() != name.len() {
            required.push(plain);
        }
        properties.insert(plain.to_owned(), schema.clone());
    }
    json!({"type": "object", "additionalProperties": false, "properties": properties, "required": required})
}

fn happened() -> Value {
    object(&[
        ("at!", instant()),
        ("zone!", text()),
        ("precision!", word(["minute", "day", "month", "year", "unknown"])),
        ("uncertainty_s", whole()),
    ])
}

fn happened_example() -> Value {
    json!({"at": "2026-11-20T08:30:00Z", "zone": "+03:00", "precision": "minute"})
}

pub(crate) fn centre() -> Body {
    let kinds = word(["centre", "department", "ward", "laboratory", "authority", "board"]);
    Body {
        name: "CentreRegistered",
        schema: object(&[
            ("kind!", kinds),
            ("parent", id("cen")),
            ("name!", text()),
            ("place!", text()),
            ("country!", text()),
            ("telephone", text()),
        ]),
        example: json!({"kind": "centre", "parent": null, "name": "Sarim University Hospital", "place": "Sarim",
            "country": "XC", "telephone": null}),
    }
}

pub(crate) fn licence() -> Body {
    Body {
        name: "Granted",
        schema: object(&[
            ("centre!", id("cen")),
            ("organ!", organ()),
            ("activity!", word(Activity::ALL.iter().map(|a| a.code()))),
            ("donor_scope!", list(word(DonorScope::ALL.iter().map(|s| s.code())))),
            ("population!", word(Population::ALL.iter().map(|p| p.code()))),
            ("valid_from!", date()),
            ("valid_to!", date()),
            ("conditions!", list(text())),
            ("legal_act!", text()),
        ]),
        example: json!({"centre": sample::<codes::ids::CentreId>(1), "organ": "KIDNEY_L", "activity": "living_removal",
            "donor_scope": ["related_only"], "population": "adult", "valid_from": "2026-01-01",
            "valid_to": "2028-12-31", "conditions": [], "legal_act": "Transplantation Act, section 6"}),
    }
}

pub(crate) fn measure() -> Body {
    Body {
        name: "Measure",
        schema: object(&[
            ("measure!", word(["suspend", "revoke", "reinstate"])),
            ("from!", instant()),
            ("reason!", text()),
            ("legal_act!", text()),
        ]),
        example: json!({"measure": "suspend", "from": "2026-11-23T00:00:00Z", "reason": "Late follow-up",
            "legal_act": "Transplantation Act, section 6(3)"}),
    }
}

fn known() -> Value {
    object(&[
        ("names!", list(object(&[("text!", text()), ("script", text())]))),
        ("identifiers!", list(object(&[("system!", text()), ("value!", text())]))),
        ("birth", text()),
        ("sex", word(codes::Sex::ALL.iter().map(|s| s.code()))),
        ("gender", text()),
        ("languages!", list(text())),
        ("residence", text()),
        ("phone", text()),
    ])
}

fn known_example() -> Value {
    json!({"names": [{"text": "Mira Tamsen", "script": "Latn"}], "identifiers": [], "birth": "1984-05",
        "sex": "female", "gender": null, "languages": ["ar"], "residence": "XC", "phone": null})
}

pub(crate) fn person() -> Body {
    Body { name: "Known", schema: known(), example: known_example() }
}

pub(crate) fn pair() -> Body {
    let said = json!({"oneOf": [object(&[("number!", text())]), object(&[("new!", known())])]});
    Body {
        name: "OpenPair",
        schema: object(&[
            ("donor!", said.clone()),
            ("recipient!", said),
            ("organ!", organ()),
            ("centre!", id("cen")),
            ("relation!", word(Relation::ALL.iter().map(|r| r.code()))),
            ("directedness!", word(Directedness::ALL.iter().map(|d| d.code()))),
        ]),
        example: json!({"donor": {"new": known_example()},
            "recipient": {"number": sample::<codes::ids::RecipientId>(2)}, "organ": "KIDNEY_L",
            "centre": sample::<codes::ids::CentreId>(1), "relation": "sibling", "directedness": "specified_direct"}),
    }
}

pub(crate) fn step() -> Body {
    let topics = word(Topic::ALL.iter().map(|t| t.code()));
    let kinds = [
        "team_named",
        "identity_checked",
        "relation_proved",
        "informed",
        "recipient_informed",
        "interviewed",
        "evaluated",
        "declared",
        "care_planned",
        "signed",
        "decided",
        "appealed",
        "notice_given",
        "withdrawn",
        "changed",
    ];
    let step = json!({"type": "object", "required": ["step_kind"],
        "description": "The members follow from step_kind; docs/reference/steps.md lists them.",
        "properties": {"step_kind": word(kinds), "topics": list(topics.clone()), "understood": list(topics)}});
    Body {
        name: "TakeStep",
        schema: object(&[("step!", step), ("happened", happened())]),
        example: json!({"happened": happened_example(), "step": {"step_kind": "informed", "language": "ar",
            "topics": ["procedure", "risks"], "understood": ["procedure"], "told_by": sample::<codes::ids::AccountId>(3),
            "interpreter": {"number": null, "name": "R. Sadan", "engaged_by": "hospital", "tie_to_recipient": "none"},
            "capacity": "shown", "leaflet": "4", "note": null}}),
    }
}

pub(crate) fn plan() -> Body {
    Body {
        name: "Plan",
        schema: object(&[("planned_at!", instant())]),
        example: json!({"planned_at": "2026-12-01T05:30:00Z"}),
    }
}

pub(crate) fn removal() -> Body {
    Body {
        name: "RemovalFact",
        schema: object(&[
            ("pair", id("par")),
            ("donor!", id("don")),
            ("organ!", organ()),
            ("centre!", id("cen")),
            ("happened!", happened()),
            ("team!", list(id("acc"))),
            ("note", text()),
        ]),
        example: json!({"pair": sample::<codes::ids::PairId>(4), "donor": sample::<codes::ids::DonorId>(5), "organ": "KIDNEY_L",
            "centre": sample::<codes::ids::CentreId>(1), "happened": happened_example(), "team": [], "note": null}),
    }
}

pub(crate) fn transplant() -> Body {
    Body {
        name: "TransplantFact",
        schema: object(&[
            ("unit!", id("org")),
            ("recipient!", id("rec")),
            ("centre!", id("cen")),
            ("happened!", happened()),
            ("cold_ischaemia_min", whole()),
            ("anastomosis_min", whole()),
        ]),
        example: json!({"unit": sample::<codes::ids::UnitId>(6), "recipient": sample::<codes::ids::RecipientId>(2),
            "centre": sample::<codes::ids::CentreId>(1), "happened": happened_example(), "cold_ischaemia_min": 74,
            "anastomosis_min": 31}),
    }
}

pub(crate) fn handover() -> Body {
    let handed = object(&[
        ("unit!", id("org")),
        ("place!", whole()),
        ("from", id("cen")),
        ("to", id("cen")),
        ("package", text()),
    ]);
    Body {
        name: "Handing",
        schema: object(&[("handed!", handed), ("happened!", happened())]),
        example: json!({"handed": {"unit": sample::<codes::ids::UnitId>(6), "place": 1,
            "from": sample::<codes::ids::CentreId>(1), "to": sample::<codes::ids::CentreId>(7), "package": "K1"},
            "happened": happened_example()}),
    }
}

pub(crate) fn end() -> Body {
    let fates = word(["discarded", "research", "returned", "sent_abroad"]);
    Body {
        name: "End",
        schema: object(&[("ended!", object(&[("fate!", fates), ("reason!", text())])), ("happened!", happened())]),
        example: json!({"ended": {"fate": "discarded", "reason": "tumour_found"}, "happened": happened_example()}),
    }
}

pub(crate) fn parts() -> Body {
    Body {
        name: "Parts",
        schema: object(&[("parts!", list(organ())), ("happened!", happened())]),
        example: json!({"parts": ["LIVER_LEFT", "LIVER_RIGHT"], "happened": happened_example()}),
    }
}

pub(crate) fn visit() -> Body {
    let seen = object(&[
        ("patient_status!", word(["alive", "dead", "lost"])),
        ("graft_status", word(["functioning", "failed"])),
        ("creatinine_umol_l", whole()),
        ("egfr_ml_min_173", whole()),
        ("systolic_mmhg", whole()),
        ("diastolic_mmhg", whole()),
        ("albuminuria_mg_g", whole()),
        ("note", text()),
    ]);
    Body {
        name: "VisitSeen",
        schema: object(&[("seen!", seen), ("happened!", happened())]),
        example: json!({"seen": {"patient_status": "alive", "graft_status": null, "creatinine_umol_l": 96,
            "egfr_ml_min_173": 66, "systolic_mmhg": 124, "diastolic_mmhg": 78, "albuminuria_mg_g": 9, "note": null},
            "happened": happened_example()}),
    }
}

pub(crate) fn answer() -> Body {
    Body {
        name: "Reply",
        schema: object(&[("answer!", text())]),
        example: json!({"answer": "The origin was found in the books of 1971."}),
    }
}

pub(crate) fn case() -> Body {
    Body {
        name: "Because",
        schema: object(&[("reason!", text())]),
        example: json!({"reason": "Third graft without origin from the same place."}),
    }
}

pub(crate) fn sign_in() -> Body {
    Body {
        name: "Credentials",
        schema: object(&[("login!", text()), ("password!", text()), ("totp!", text())]),
        example: json!({"login": "j.amsel", "password": "a long sentence only she knows", "totp": "123456"}),
    }
}

pub(crate) fn role() -> Body {
    Body {
        name: "Choose",
        schema: object(&[("role!", word(domain::access::Role::ALL.iter().map(|r| r.code()))), ("centre", id("cen"))]),
        example: json!({"role": "coordinator", "centre": null}),
    }
}

/// An invented number for an example.
fn sample<T: codes::ids::Id + ToString>(n: u64) -> String {
    T::from_bits(n * 7_919_000_017).to_string()
}
