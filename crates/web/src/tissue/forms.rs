//! The forms of every step, and how what was typed becomes a step.

use codes::{DonationNumber, Quantity, Unit};
use domain::tissue::{Step, TissueUnit};
use serde_json::{Map, Value, json};
use service::Problem;

use crate::desk::Desk;
use crate::form::{Form, Kind, may, need, typed};

/// Kinds of tissue and cells.
pub(super) const KINDS: &[&str] = &[
    "cornea",
    "sclera",
    "bone",
    "cartilage",
    "tendon",
    "skin",
    "heart_valve",
    "vessel",
    "amnion",
    "marrow_cells",
    "blood_stem_cells",
    "cord_blood_cells",
    "lymphocytes",
    "stromal_cells",
    "keratinocytes",
    "hepatocytes",
    "platelets",
    "reproductive_cells",
];
const MEASURES: Kind = Kind::One(&["pieces", "millilitres", "grams", "square_centimetres", "million_cells"]);
const UNPAID: Kind = Kind::One(&["declared", "not_declared", "paid"]);
const EXEMPT: Kind = Kind::One(&["partner_cells", "immediate_use", "emergency_import"]);

/// A collection.
pub const COLLECT: Form = Form {
    name: "collect",
    inputs: &[
        may("donor_number", Kind::Code),
        need("kind", Kind::One(KINDS)),
        need("amount", Kind::Code),
        need("measure", MEASURES),
        need("purpose", Kind::One(&["allogeneic", "autologous"])),
        need(
            "agreed",
            Kind::One(&["donor_signed", "representative_signed", "own_decision", "kin_agreed", "no_objection", "none"]),
        ),
        need("unpaid", UNPAID),
        may("approved_by", Kind::Words),
        may("sec", Kind::Code),
        may("donation", Kind::Code),
        may("expires_on", Kind::Date),
        may("exempt", EXEMPT),
    ],
};
/// Something from abroad.
pub const IMPORT: Form = Form {
    name: "import",
    inputs: &[
        need("kind", Kind::One(KINDS)),
        need("amount", Kind::Code),
        need("measure", MEASURES),
        need("country_from", Kind::Code),
        may("supplier", Kind::Words),
        may("certificate", Kind::Code),
        need("unpaid", UNPAID),
        may("donor_number", Kind::Code),
        may("sec", Kind::Code),
        may("donation", Kind::Code),
        may("expires_on", Kind::Date),
        may("exempt", EXEMPT),
    ],
};
/// Several units become one.
pub const POOL: Form = Form {
    name: "pool",
    inputs: &[
        need("units", Kind::Lines),
        need("measure", MEASURES),
        need("made", Kind::Code),
        may("sec", Kind::Code),
        may("donation", Kind::Code),
        may("expires_on", Kind::Date),
    ],
};
/// Another unit is made of one.
pub const PROCESS: Form = Form {
    name: "process",
    inputs: &[
        need("amount", Kind::Code),
        need("kind", Kind::One(KINDS)),
        need("made", Kind::Code),
        need("made_measure", MEASURES),
        need("method", Kind::Code),
        may("sec", Kind::Code),
        may("donation", Kind::Code),
        may("expires_on", Kind::Date),
    ],
};
/// A unit is divided.
pub const SPLIT: Form = Form { name: "split", inputs: &[need("parts", Kind::Lines)] };
/// A unit is put in a place.
pub const STORE: Form = Form { name: "store", inputs: &[need("storage_place", Kind::Words)] };
/// A unit is let out of quarantine; nothing but when it happened is asked.
pub const RELEASE: Form = Form { name: "release", inputs: &[] };
/// A unit goes to another centre.
pub const ISSUE: Form =
    Form { name: "issue", inputs: &[need("amount", Kind::Code), need("to_centre", Kind::Listed("centres"))] };
/// A unit goes abroad.
pub const EXPORT: Form = Form {
    name: "export",
    inputs: &[
        need("amount", Kind::Code),
        need("country_from", Kind::Code),
        may("to_office", Kind::Words),
        may("certificate", Kind::Code),
    ],
};
/// Somebody receives it.
pub const APPLY: Form =
    Form { name: "apply", inputs: &[need("amount", Kind::Code), need("recipient_number", Kind::Code)] };
/// It is thrown away.
pub const DISCARD: Form = Form {
    name: "discard",
    inputs: &[
        need("amount", Kind::Code),
        need(
            "discard_reason",
            Kind::One(&["expired", "recalled", "contaminated", "tested_positive", "damaged", "other"]),
        ),
    ],
};

/// Every form.
pub const ALL: &[Form] = &[COLLECT, IMPORT, POOL, PROCESS, SPLIT, STORE, RELEASE, ISSUE, EXPORT, APPLY, DISCARD];

/// The unit of measure of a word.
fn unit_of(word: &str) -> Option<Unit> {
    Unit::ALL.iter().copied().find(|u| domain::tissue::measure(*u) == word)
}

struct Typed<'a> {
    desk: &'a Desk,
    body: Map<String, Value>,
    unit: Option<&'a TissueUnit>,
}

impl Typed<'_> {
    fn text(&self, name: &str) -> &str {
        self.body.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    fn value(&self, name: &str) -> Value {
        self.body.get(name).cloned().unwrap_or(Value::Null)
    }

    /// The unit of measure that was chosen, or else the unit's own.
    fn measure(&self, name: &str) -> Option<Unit> {
        unit_of(self.text(name)).or_else(|| self.unit.map(|u| u.entered.amount.unit))
    }

    fn quantity(&self, field: &'static str, text: &str, measure: &str) -> Result<Quantity, Problem> {
        let wrong = || Problem::new("malformed", field, self.desk.say("problem-amount")).showing(text);
        let unit = self.measure(measure).ok_or_else(wrong)?;
        format!("{} {unit}", text.trim()).parse().map_err(|_| wrong())
    }

    fn amount(&self, field: &'static str, measure: &str) -> Result<Quantity, Problem> {
        self.quantity(field, self.text(field), measure)
    }

    fn label(&self) -> Result<Value, Problem> {
        let donation = match self.text("donation") {
            "" => Value::Null,
            text => {
                let read = DonationNumber::read(text);
                let wrong = |m: codes::Malformed| Problem::new("malformed", "donation", m.expected).showing(text);
                json!(read.map_err(wrong)?)
            }
        };
        Ok(json!({"sec": self.value("sec"), "donation": donation, "expires_on": self.value("expires_on"),
            "exempt": self.value("exempt")}))
    }

    fn portion(&self) -> Result<Value, Problem> {
        Ok(json!({"unit": self.unit.map(|u| u.id), "amount": self.amount("amount", "")?}))
    }

    fn pooled(&self) -> Result<Vec<Value>, Problem> {
        let lines = self.text("units").lines().map(str::trim).filter(|l| !l.is_empty());
        lines
            .map(|line| {
                let (unit, amount) = line
                    .rsplit_once(' ')
                    .ok_or_else(|| Problem::new("malformed", "units", self.desk.say("problem-pool")).showing(line))?;
                let unit: codes::ids::TissueId = unit
                    .parse()
                    .map_err(|m: codes::Malformed| Problem::new("malformed", "units", m.expected).showing(unit))?;
                Ok(json!({"unit": unit, "amount": self.quantity("units", amount, "measure")?}))
            })
            .collect()
    }

    fn step(&self, form: &Form) -> Result<Value, Problem> {
        let inner = match form.name {
            "collect" => json!({"donor": self.value("donor_number"), "kind": self.value("kind"),
                "amount": self.amount("amount", "measure")?, "purpose": self.value("purpose"),
                "consent": self.value("agreed"), "unpaid": self.value("unpaid"),
                "approved_by": self.value("approved_by"), "label": self.label()?}),
            "import" => json!({"kind": self.value("kind"), "amount": self.amount("amount", "measure")?,
                "country": self.text("country_from").trim().to_ascii_uppercase(), "supplier": self.value("supplier"),
                "certificate": self.value("certificate"), "donor": self.value("donor_number"),
                "unpaid": self.value("unpaid"), "label": self.label()?}),
            "pool" => json!({"of": self.pooled()?, "made": self.amount("made", "measure")?, "label": self.label()?}),
            "process" => json!({"of": self.portion()?, "kind": self.value("kind"),
                "made": self.amount("made", "made_measure")?, "method": self.value("method"), "label": self.label()?}),
            "split" => {
                let lines = self.text("parts").lines().map(str::trim).filter(|l| !l.is_empty());
                let parts: Result<Vec<Quantity>, Problem> = lines.map(|l| self.quantity("parts", l, "")).collect();
                json!({"of": self.unit.map(|u| u.id), "parts": parts?})
            }
            "store" => json!({"unit": self.unit.map(|u| u.id), "place": self.value("storage_place")}),
            "release" => json!({"unit": self.unit.map(|u| u.id)}),
            "issue" => json!({"of": self.portion()?, "to": self.value("to_centre")}),
            "export" => json!({"of": self.portion()?,
                "country": self.text("country_from").trim().to_ascii_uppercase(), "to": self.value("to_office"),
                "certificate": self.value("certificate")}),
            "apply" => json!({"of": self.portion()?, "recipient": self.value("recipient_number")}),
            _ => json!({"of": self.portion()?, "reason": self.value("discard_reason")}),
        };
        Ok(json!({ (form.name): inner }))
    }
}

/// Fields of a step, by which a problem is named, as the forms name them.
const NAMES: &[(&str, &str)] = &[
    ("donor", "donor_number"),
    ("country", "country_from"),
    ("consent", "agreed"),
    ("recipient", "recipient_number"),
    ("place", "storage_place"),
    ("reason", "discard_reason"),
    ("of", "units"),
];

/// A problem beside the field of the form that it is about.
pub(super) fn beside(form: &Form, mut problem: Problem) -> Problem {
    let last = problem.field.rsplit('.').next().unwrap_or_default().to_owned();
    let known = |name: &str| form.inputs.iter().any(|i| i.name == name);
    let renamed =
        NAMES.iter().find(|(name, field)| *name == last && known(field)).map(|(_, field)| (*field).to_owned());
    if last == "to" {
        problem.field = if known("to_office") { "to_office" } else { "to_centre" }.to_owned();
    } else if let Some(field) = renamed {
        problem.field = field;
    } else if known(&last) {
        problem.field = last;
    }
    problem
}

/// The step that was typed.
///
/// # Errors
/// The first field that does not fit.
pub(super) fn step(
    desk: &Desk,
    form: &Form,
    unit: Option<&TissueUnit>,
    body: Map<String, Value>,
) -> Result<Step, Problem> {
    let value = Typed { desk, body, unit }.step(form)?;
    typed(value).map_err(|p| beside(form, p))
}
