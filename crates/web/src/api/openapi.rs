//! The OpenAPI 3.1 description, made from the table of endpoints.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::endpoint::{Endpoint, Gate};
use crate::route::{Needs, Verb, endpoints};

/// `GET /api/v1/openapi.json`
pub(crate) async fn serve() -> Response {
    Json(description()).into_response()
}

/// The whole description.
#[must_use]
pub fn description() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    let mut schemas = Map::new();
    schemas.insert("Problem".to_owned(), problem_schema());
    for e in endpoints() {
        if let Some(body) = e.body {
            let body = body();
            schemas.insert(body.name.to_owned(), body.schema);
        }
        let verb = if e.verb == Verb::Get { "get" } else { "post" };
        let path = paths.entry(format!("/api/v1{}", e.path)).or_insert_with(|| json!({}));
        if let Some(path) = path.as_object_mut() {
            path.insert(verb.to_owned(), operation(&e));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Donare", "version": env!("CARGO_PKG_VERSION"), "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "description": "Numbers such as org_… carry a check character. Instants are RFC 3339 in UTC, days ISO 8601, \
                creatinine µmol/L, eGFR mL/min/1.73 m², blood pressure mm Hg, albuminuria mg/g, ischaemia minutes."},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer",
                "description": "The token of POST /api/v1/session."}}
        }
    })
}

fn operation(e: &Endpoint) -> Value {
    let mut parameters: Vec<Value> = e
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}}))
        .collect();
    let keyed = e.verb == Verb::Post && !matches!(e.needs, Needs::Nothing | Needs::Session);
    if keyed {
        parameters.push(json!({"name": "Idempotency-Key", "in": "header", "required": true,
            "description": "Sending the same key twice does it once and returns the first answer.",
            "schema": {"type": "string", "minLength": 8, "maxLength": 200}}));
    }
    let mut operation = json!({
        "operationId": operation_id(e),
        "summary": e.summary,
        "parameters": parameters,
        "responses": responses(e),
        "security": if e.needs.a_session() { json!([{"bearer": []}]) } else { json!([]) }
    });
    if let (Some(permission), Some(map)) = (permission(e.needs), operation.as_object_mut()) {
        map.insert("x-permission".to_owned(), permission);
    }
    if let (Some(body), Some(map)) = (e.body, operation.as_object_mut()) {
        let body = body();
        let content = json!({"application/json": {
            "schema": {"$ref": format!("#/components/schemas/{}", body.name)}, "example": body.example}});
        map.insert("requestBody".to_owned(), json!({"required": true, "content": content}));
    }
    operation
}

/// The permission it needs; by the step where it depends on it.
fn permission(needs: Needs) -> Option<Value> {
    match needs {
        Needs::Nothing | Needs::Session => None,
        Needs::One(permission) => Some(permission.code().into()),
        Needs::AnyOf(permissions) => Some(json!({"any_of": permissions.iter().map(|p| p.code()).collect::<Vec<_>>()})),
        Needs::ByStep(steps) => {
            let steps = steps().into_iter().map(|(step, permission)| (step.to_owned(), permission.code().into()));
            Some(Value::Object(steps.collect()))
        }
    }
}

fn operation_id(e: &Endpoint) -> String {
    let verb = if e.verb == Verb::Get { "get" } else { "post" };
    let words = e.path.split(['/', '{', '}', '-']).filter(|w| !w.is_empty());
    words.fold(verb.to_owned(), |id, word| id + "_" + word)
}

fn responses(e: &Endpoint) -> Value {
    let problem = |what: &str| json!({"description": what, "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}});
    let mut all = Map::new();
    all.insert("200".to_owned(), json!({"description": e.returns, "content": {"application/json": {"schema": {}}}}));
    if e.path == "/session/end" {
        all.clear();
        all.insert("204".to_owned(), json!({"description": "Signed out."}));
    }
    for (status, what) in
        [("400", "Malformed: field, value and what would be right."), ("404", "Not there, or not to be known.")]
    {
        all.insert(status.to_owned(), problem(what));
    }
    if e.needs.a_session() || e.path == "/session" {
        all.insert("401".to_owned(), problem("Not signed in."));
        all.insert("403".to_owned(), problem("Denied; the attempt was written down."));
    }
    if e.verb == Verb::Post {
        let what = if e.gate == Gate::Rules {
            "Refused: every reason at once; or changed meanwhile."
        } else {
            "Changed meanwhile."
        };
        all.insert("409".to_owned(), problem(what));
        all.insert("422".to_owned(), problem("Unknown field or code, or a reused key."));
    }
    if e.path == "/session" {
        all.insert("429".to_owned(), problem("Too many tries."));
    }
    Value::Object(all)
}

fn problem_schema() -> Value {
    json!({
        "type": "object",
        "description": "RFC 9457 problem details.",
        "required": ["type", "title", "status"],
        "properties": {
            "type": {"type": "string", "description": "urn:donare:problem:CODE"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "field": {"type": "string", "description": "Path of the field that does not fit."},
            "value": {"type": ["string", "null"], "description": "What was sent, where it is not personal."},
            "expected": {"type": "string", "description": "What would be right."},
            "refusal": {"type": "string", "description": "Number under which the refusal is kept."},
            "findings": {"type": "array", "items": {"type": "object"},
                "description": "Every rule that stops or asks: code, severity, inputs, sources of law."},
            "checked": {"type": "array", "items": {"type": "string"}},
            "number": {"type": "string", "description": "Number of a fault of ours, for the operator."}
        }
    })
}
