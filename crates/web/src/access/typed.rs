//! Forms of accounts, and what was typed into them.

use codes::ids::CentreId;
use domain::access::{Profession, Qualification, Role};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value};
use service::Problem;
use service::access::NewGrant;

use super::role::centres;
use crate::desk::Desk;
use crate::form::{Form, Input, Kind, Lists, may, need, typed};
use crate::trouble::Trouble;

/// Every role but the last, the citizen's: nobody gives that one to an account.
const ROLES: &[&str] = match Role::CODES {
    [given @ .., _citizen] => given,
    [] => &[],
};
const PROFESSIONS: &[&str] = Profession::CODES;

const ROLE: Input = need("grant.role", Kind::One(ROLES));
const CENTRE: Input = may("grant.centre", Kind::Listed("centres"));
const FROM: Input = need("grant.from", Kind::Date);
const TO: Input = may("grant.to", Kind::Date);
const PROFESSION: Input = need("qualification.profession", Kind::One(PROFESSIONS));
const QUALIFIED_FROM: Input = need("qualification.from", Kind::Date);
const ANY_PROFESSION: Input = may("qualification.profession", Kind::One(PROFESSIONS));
const ANY_FROM: Input = may("qualification.from", Kind::Date);
const QUALIFIED_TO: Input = may("qualification.to", Kind::Date);

/// Who shall have an account, in which role, with which qualification.
pub const NEW_ACCOUNT: Form = Form {
    name: "account",
    inputs: &[
        need("name", Kind::Words),
        need("login", Kind::Code),
        ROLE,
        CENTRE,
        FROM,
        TO,
        ANY_PROFESSION,
        ANY_FROM,
        QUALIFIED_TO,
    ],
};

/// One more role.
pub const GRANT: Form = Form { name: "grant", inputs: &[ROLE, CENTRE, FROM, TO] };

/// One more qualification.
pub const QUALIFICATION: Form = Form { name: "qualification", inputs: &[PROFESSION, QUALIFIED_FROM, QUALIFIED_TO] };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Granted {
    role: Role,
    centre: Option<CentreId>,
    from: Date,
    to: Option<Date>,
}

/// Centres to choose from.
pub(super) async fn lists(desk: &Desk) -> Result<Lists, Trouble> {
    let mut all: Vec<(String, String)> =
        centres(desk).await?.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(Lists::from([("centres", all)]))
}

/// The role that was typed; nothing typed at all is a missing role.
pub(super) fn grant(desk: &Desk, body: &mut Map<String, Value>) -> Result<NewGrant, Problem> {
    let missing = || Problem::new("missing", "grant.role", desk.say("problem-fill"));
    let typed: Granted = typed(body.remove("grant").ok_or_else(missing)?).map_err(|p| inside("grant", p))?;
    Ok(NewGrant { role: typed.role, centre: typed.centre, from: typed.from, to: typed.to })
}

/// The qualification that was typed, if any.
pub(super) fn qualification(desk: &Desk, body: &mut Map<String, Value>) -> Result<Option<Qualification>, Problem> {
    let Some(typed_in) = body.remove("qualification") else { return Ok(None) };
    for part in ["profession", "from"] {
        if typed_in.get(part).is_none() {
            return Err(Problem::new("missing", format!("qualification.{part}"), desk.say("problem-fill")));
        }
    }
    typed(typed_in).map(Some).map_err(|p| inside("qualification", p))
}

fn inside(group: &str, problem: Problem) -> Problem {
    Problem { field: format!("{group}.{}", problem.field), ..problem }
}

/// A problem of the service in words of the page, at the field of the form it belongs to.
pub(super) fn in_words(desk: &Desk, problem: Problem) -> Problem {
    let key = format!("access-wrong-{}-{}", problem.code.replace('_', "-"), problem.field.replace(['.', '_'], "-"));
    if !desk.app.words.has("en", &key) {
        return problem;
    }
    Problem { value: None, expected: desk.say(&key), ..problem }
}

/// The same, with the service's names of a grant's or qualification's fields turned into the form's.
pub(super) fn of_group(desk: &Desk, group: &str, problem: Problem) -> Problem {
    let problem = in_words(desk, problem);
    match problem.field.as_str() {
        "role" | "centre" | "from" | "to" => inside(group, problem),
        "grants" => Problem { field: "grant.role".to_owned(), ..problem },
        _ => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::ROLES;
    use domain::access::Role;

    #[test]
    fn every_role_but_the_citizens_is_given() {
        let given = Role::ALL.iter().filter(|r| **r != Role::Citizen);
        assert_eq!(ROLES, given.map(|r| r.code()).collect::<Vec<_>>());
    }
}
