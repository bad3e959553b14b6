//! Old registers on their way in: upload, reconciliation report, sample, signatures, and only then decisions.

use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::RegisterImportId;
use domain::access::Permission;
use domain::donor_register::{Agreement, RegisterImport, Warning};
use maud::{Markup, html};
use service::donor_register::{ImportSeen, RowSeen, Signing};
use service::{Failure, Problem};

use super::seen::{choice_more, choice_words};
use crate::app::App;
use crate::ask::{id, may, require};
use crate::desk::Desk;
use crate::look::button::{Weight, go, submit};
use crate::look::field::{Choice, Control, Field, Need, field};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, notice, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::Answer;

fn state_tag(desk: &Desk, import: &RegisterImport) -> Markup {
    match import.state() {
        "staged" => tag(TagKind::NotYet, &desk.say("import-staged")),
        "accepted" => tag(TagKind::With, &desk.say("import-accepted")),
        _ => tag(TagKind::Done, &desk.say("import-applied")),
    }
}

/// `GET /register/imports`
pub(super) async fn list(desk: Desk) -> Answer {
    let imports = desk.app.service.register_imports(desk.access()?).await?;
    let title = desk.say("imports-title");
    let row = |i: &RegisterImport| {
        let address = format!("/register/imports/{}", i.id);
        vec![
            html! { a href=(address) { (code_id(&i.id.to_string())) } },
            html! { (desk.instant(i.staged_at)) },
            html! { (i.staged.report.rows) },
            html! { (i.staged.report.rejected) },
            html! { (i.staged.report.flipped()) },
            state_tag(&desk, i),
        ]
    };
    let number = |key: &str| Column::numbers(desk.say(key));
    let word = |key: &str| Column::words(desk.say(key));
    let add = may(&desk, Permission::StageRegister)
        .then(|| go(Weight::Next, &Link::new("/register/import", desk.say("import-new"))));
    let body = html! {
        (heading(&Heading { title: Some(html! { (title) }), under: Some(html! { (desk.say("imports-under")) }), aside: add, ..Heading::default() }))
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: vec![word("import-number"), word("import-at"), number("import-rows"), number("import-rejected"), number("import-flips"), word("import-state")],
            rows: imports.iter().map(row).collect(),
            empty: html! { (desk.say("imports-none")) },
            phone: Phone::Stack,
        }))
    };
    Ok(desk.page(&title, "/register/imports", &body))
}

/// `GET /register/import`
pub(super) async fn new(desk: Desk) -> Answer {
    require(&desk, Permission::StageRegister)?;
    let title = desk.say("import-new");
    let file = |name: &str, accept: &str, key: &str, hint: &str| {
        field(&Field::new(name, desk.say(key), Control::File(accept.to_owned())).hint(desk.say(hint)))
    };
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/register/imports", desk.say("nav-register-imports"))],
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("import-new-text")) }),
            ..Heading::default()
        }))
        form.question method="post" action="/register/import" enctype="multipart/form-data" {
            (desk.marks())
            (file("mapping", ".toml,text/plain", "import-mapping", "import-mapping-hint"))
            (file("file", ".csv,.txt,text/csv", "import-file", "import-file-hint"))
            (submit(Weight::Next, &desk.say("import-send"), None))
        }
    };
    Ok(desk.page(&title, "/register/imports", &body))
}

/// `POST /register/import`: a form with `csrf` before the files.
pub(super) async fn stage(desk: Desk, State(app): State<App>, form: Result<Multipart, MultipartRejection>) -> Answer {
    require(&desk, Permission::StageRegister)?;
    let broken = || Problem::new("malformed", "file", desk.say("problem-upload"));
    let mut form = form.map_err(|_| broken())?;
    let (mut ours, mut mapping, mut file) = (false, None, None);
    while let Some(part) = form.next_field().await.map_err(|_| broken())? {
        match part.name() {
            Some("csrf") => {
                let token = part.text().await.map_err(|_| broken())?;
                ours = desk.session.as_ref().is_some_and(|s| s.csrf == token);
            }
            Some("mapping") => mapping = Some(part.text().await.map_err(|_| broken())?),
            Some("file") => file = Some(part.bytes().await.map_err(|_| broken())?),
            _ => {}
        }
    }
    if !ours {
        return Err(Failure::Denied { hidden: false }.into());
    }
    let missing = |name: &str| Problem::new("missing", name, desk.say("problem-fill"));
    let mapping = mapping.filter(|m| !m.trim().is_empty()).ok_or_else(|| missing("mapping"))?;
    let file = file.filter(|f| !f.is_empty()).ok_or_else(|| missing("file"))?;
    let (import, _) = app.service.stage_register(desk.access()?, &mapping, file.to_vec()).await?;
    Ok(Redirect::to(&format!("/register/imports/{import}")).into_response())
}

/// `GET /register/imports/{import}`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    let number: RegisterImportId = id("import", &number)?;
    let seen = desk.app.service.register_import(desk.access()?, number).await?;
    Ok(draw(&desk, &seen))
}

fn draw(desk: &Desk, seen: &ImportSeen) -> Response {
    let import = &seen.import;
    let title = match import.state() {
        "staged" => desk.say("import-title-staged"),
        _ => desk.say("import-title-counts"),
    };
    let warnings = import.warnings();
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/register/imports", desk.say("nav-register-imports"))],
            here: Some(code_id(&import.id.to_string())),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.instant(import.staged_at)) " · " (name(seen, &import.staged_by)) }),
            aside: Some(state_tag(desk, import)),
        }))
        @for warning in &warnings { (warned(desk, seen, *warning)) }
        (counts(desk, import))
        (values(desk, import))
        (flips(desk, import))
        (audit(desk, seen))
        (signatures(desk, seen))
        @if may(desk, Permission::SignRegister) && import.accepted_at.is_none() { (sign_form(desk, import, &warnings)) }
        @if may(desk, Permission::SignRegister) && import.state() != "applied" { (accept_form(desk, import)) }
    };
    desk.page(&title, "/register/imports", &body)
}

fn name<'a>(seen: &'a ImportSeen, account: &'a str) -> &'a str {
    seen.names.get(account).map_or(account, String::as_str)
}

fn warned(desk: &Desk, seen: &ImportSeen, warning: Warning) -> Markup {
    let code = warning.code().replace('_', "-");
    let explained = seen.import.signatures.iter().filter(|s| s.signed.explains.contains(&warning)).count();
    notice(
        TagKind::Stops,
        &html! {
            p { b { (desk.say(&format!("warning-{code}"))) } }
            p { (desk.say(&format!("warning-{code}-text"))) }
            p.under { (desk.say_with("warning-explained", &[("n", explained.into())])) }
        },
    )
}

fn counts(desk: &Desk, import: &RegisterImport) -> Markup {
    let report = &import.staged.report;
    let row = |key: &str, n: u64| SummaryRow { label: desk.say(key), value: Value::Given(html! { (n) }), change: None };
    let back = report.rejected > 0 && may(desk, Permission::StageRegister);
    let rejected = SummaryRow {
        label: desk.say("report-rejected"),
        value: Value::Given(html! { (report.rejected) }),
        change: back.then(|| Link::new(format!("/register/imports/{}/rejected", import.id), desk.say("report-fetch"))),
    };
    let mut rows = vec![
        row("report-rows", report.rows),
        rejected,
        row("report-kept", report.kept()),
        row("report-known", report.known),
        row("report-decided", report.decided),
        row("report-flips", report.flipped()),
    ];
    if import.accepted_at.is_some() {
        rows.push(row("report-written", import.written));
    }
    let digest = SummaryRow {
        label: desk.say("report-digest"),
        value: Value::Given(in_parts(&import.staged.file)),
        change: None,
    };
    rows.push(digest);
    panel(Panel::Main, &desk.say("report-title"), &summary_list(&rows))
}

/// A digest that may be broken into lines on a telephone.
fn in_parts(digest: &str) -> Markup {
    let letters: Vec<char> = digest.chars().collect();
    html! { bdi dir="ltr" { @for part in letters.chunks(8) { (part.iter().collect::<String>()) wbr; } } }
}

fn values(desk: &Desk, import: &RegisterImport) -> Markup {
    let report = &import.staged.report;
    let row = |v: &domain::donor_register::Tally| {
        vec![html! { bdi.code dir="auto" { (v.value) } }, html! { (desk.term(v.becomes.code())) }, html! { (v.rows) }]
    };
    table(&Table {
        title: Some(desk.say("report-values")),
        caption: None,
        main: false,
        columns: vec![
            Column::words(desk.say("report-value")),
            Column::words(desk.say("report-becomes")),
            Column::numbers(desk.say("import-rows")),
        ],
        rows: report.values.iter().map(row).collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}

fn flips(desk: &Desk, import: &RegisterImport) -> Markup {
    let row = |f: &domain::donor_register::Flip| {
        vec![html! { (desk.term(f.here.code())) }, html! { (desk.term(f.file.code())) }, html! { (f.rows) }]
    };
    table(&Table {
        title: Some(desk.say("report-flips-title")),
        caption: None,
        main: false,
        columns: vec![
            Column::words(desk.say("report-here")),
            Column::words(desk.say("report-file")),
            Column::numbers(desk.say("import-rows")),
        ],
        rows: import.staged.report.flips.iter().map(row).collect(),
        empty: html! { (desk.say("report-no-flips")) },
        phone: Phone::Stack,
    })
}

fn audit(desk: &Desk, seen: &ImportSeen) -> Markup {
    let import = &seen.import;
    let held = import.staged.sample.iter().filter(|row| import.checks.contains_key(row)).count();
    let wrong = import.checks.values().filter(|c| c.found != Agreement::Agrees).count();
    let values = [("held", held.into()), ("of", import.staged.sample.len().into()), ("wrong", wrong.into())];
    panel(
        Panel::Sheet,
        &desk.say("audit-title"),
        &html! {
            p { (desk.say_with("audit-counts", &values)) }
            p.under { (desk.say("audit-seed")) " " (code_id(&format!("{:016x}", import.staged.seed))) }
            @if may(desk, Permission::AuditRegister) && import.accepted_at.is_none() {
                (go(Weight::Next, &Link::new(format!("/register/imports/{}/sample", import.id), desk.say("audit-go"))))
            }
        },
    )
}

fn signatures(desk: &Desk, seen: &ImportSeen) -> Markup {
    let row = |s: &domain::donor_register::Signature| {
        let explains: Vec<String> = s.signed.explains.iter().map(|w| desk.term(w.code())).collect();
        vec![
            html! { (name(seen, &s.by)) },
            html! { (desk.instant(s.at)) },
            html! { @if explains.is_empty() { "–" } @else { (explains.join(&desk.say("list-separator"))) } },
        ]
    };
    table(&Table {
        title: Some(desk.say("signatures-title")),
        caption: None,
        main: false,
        columns: ["signature-who", "signature-at", "signature-explains"]
            .iter()
            .map(|k| Column::words(desk.say(k)))
            .collect(),
        rows: seen.import.signatures.iter().map(row).collect(),
        empty: html! { (desk.say("signatures-none")) },
        phone: Phone::Stack,
    })
}

fn sign_form(desk: &Desk, import: &RegisterImport, warnings: &[Warning]) -> Markup {
    let choice = |w: &Warning| Choice { value: w.code().to_owned(), label: desk.term(w.code()), hint: None };
    let mut explains = Field::new(
        "explains",
        desk.say("sign-explains"),
        Control::Checkboxes(warnings.iter().map(choice).collect(), Vec::new()),
    );
    let mut because = Field::new("because", desk.say("sign-because"), Control::Lines(String::new(), 3));
    for optional in [&mut explains, &mut because] {
        optional.need = Need::Optional(desk.say("optional"));
    }
    html! {
        (panel(Panel::Main, &desk.say("register-sign-title"), &html! {
            p { (desk.say("register-sign-text")) }
            form method="post" action={ "/register/imports/" (import.id) "/sign" } novalidate {
                (desk.marks())
                @if !warnings.is_empty() { (field(&explains)) (field(&because)) }
                (submit(Weight::Next, &desk.say("sign-send"), None))
            }
        }))
    }
}

/// Lets the file count, or goes on where that was interrupted.
fn accept_form(desk: &Desk, import: &RegisterImport) -> Markup {
    html! {
        (panel(Panel::Grave, &desk.say("accept-title"), &html! {
            p { (desk.say("accept-text")) }
            form method="post" action={ "/register/imports/" (import.id) "/accept" } {
                (desk.marks())
                (submit(Weight::Grave, &desk.say("accept-send"), None))
            }
        }))
    }
}

/// `GET /register/imports/{import}/rejected`
pub(super) async fn rejected(desk: Desk, Path(number): Path<String>) -> Answer {
    let number: RegisterImportId = id("import", &number)?;
    let bytes = desk.app.service.rejected_of_register(desk.access()?, number).await?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{number}-rejected.csv\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// `GET /register/imports/{import}/sample`
pub(super) async fn sample(desk: Desk, Path(number): Path<String>) -> Answer {
    let number: RegisterImportId = id("import", &number)?;
    let rows = desk.app.service.sample_rows(desk.access()?, number).await?;
    let title = desk.say("audit-title");
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new(format!("/register/imports/{number}"), number.to_string())],
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("audit-text")) }),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: ["audit-row", "audit-person", "audit-choice", "audit-held", "audit-do"].iter().map(|k| Column::words(desk.say(k))).collect(),
            rows: rows.iter().map(|r| sampled(&desk, number, r)).collect(),
            empty: html! { (desk.say("audit-none")) },
            phone: Phone::Stack,
        }))
    };
    Ok(desk.page(&title, "/register/imports", &body))
}

fn sampled(desk: &Desk, import: RegisterImportId, row: &RowSeen) -> Vec<Markup> {
    let held = match row.held.as_ref().map(|h| h.found) {
        None => tag(TagKind::Yours, &desk.say("audit-open")),
        Some(Agreement::Agrees) => tag(TagKind::Done, &desk.term("agrees")),
        Some(Agreement::Differs) => tag(TagKind::Stops, &desk.term("differs")),
        Some(Agreement::SourceMissing) => tag(TagKind::Stops, &desk.term("source_missing")),
    };
    let answer = |code: &str| submit(Weight::Other, &desk.term(code), Some(("found", code)));
    vec![
        html! { (row.row) },
        html! { bdi { (row.name) } br; (code_id(&row.number)) },
        html! { (choice_words(desk, Some(&row.choice))) (choice_more(desk, Some(&row.choice))) },
        held,
        html! {
            form method="post" action={ "/register/imports/" (import) "/sample" } {
                (desk.marks())
                input type="hidden" name="row" value=(row.row);
                div.btns { (answer("agrees")) (answer("differs")) (answer("source_missing")) }
            }
        },
    ]
}

/// `POST /register/imports/{import}/sample`
pub(super) async fn check(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::AuditRegister)?;
    let number: RegisterImportId = id("import", &number)?;
    let wrong = |field: &'static str| Problem::new("malformed", field, desk.say("problem-choose"));
    let row = sent.text("row").parse().map_err(|_| wrong("row"))?;
    let found = match sent.text("found") {
        "agrees" => Agreement::Agrees,
        "differs" => Agreement::Differs,
        "source_missing" => Agreement::SourceMissing,
        _ => return Err(wrong("found").into()),
    };
    sent.door(&desk).check_row(desk.access()?, number, row, found).await?;
    Ok(Redirect::to(&format!("/register/imports/{number}/sample")).into_response())
}

/// `POST /register/imports/{import}/sign`
pub(super) async fn sign(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::SignRegister)?;
    let number: RegisterImportId = id("import", &number)?;
    let warning = |code: &String| {
        let all = [Warning::Inverted, Warning::ManyFlips, Warning::OneSided, Warning::ManyRejected];
        all.into_iter().find(|w| w.code() == code)
    };
    let explains = sent.all("explains").iter().filter_map(warning).collect();
    let because = Some(sent.text("because").to_owned()).filter(|b| !b.is_empty());
    sent.door(&desk).sign_register(desk.access()?, number, Signing { explains, because }).await?;
    Ok(Redirect::to(&format!("/register/imports/{number}")).into_response())
}

/// `POST /register/imports/{import}/accept`
pub(super) async fn accept(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::SignRegister)?;
    let number: RegisterImportId = id("import", &number)?;
    sent.door(&desk).accept_register(desk.access()?, number).await?;
    Ok(Redirect::to(&format!("/register/imports/{number}")).into_response())
}
