//! Where a request is worked on: the language, the reader, the frame of the page.

mod nav;

use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use domain::access::{Permission, Role};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use law::Text;
use maud::{Markup, html};
use service::access::Session;
use service::{Access, Failure};

use crate::app::App;
use crate::ask::may;
use crate::concern::{asks_nobody, host, quiet_page};
use crate::cookie::Cookie;
use crate::guard::bearer;
use crate::look::asset::CONCERN;
use crate::look::shell::{Band, BarClock, Find, Person, Theme, Tongue};
use crate::look::{Dir, Link, Shell, shell};
use crate::route::home_of;
use crate::trouble::Trouble;

/// Languages with pages, in their own names.
pub const LANGUAGES: &[(&str, &str)] = &[("en", "English"), ("ar", "العربية")];

/// A request being worked on.
#[derive(Clone)]
pub struct Desk {
    /// The application.
    pub app: App,
    /// Language of the page.
    pub lang: &'static str,
    /// Light or dark.
    pub theme: Theme,
    /// Path and query that were asked for.
    pub path: String,
    /// Who is signed in.
    pub session: Option<Session>,
    /// The address the connection came from; only the limits on sign-in read it, and it is kept nowhere.
    pub from: String,
    /// Whether the host was asked that concerns have of their own: no cookie is looked at.
    pub at_concern_host: bool,
}

impl FromRequestParts<App> for Desk {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Trouble> {
        if let Some(desk) = parts.extensions.get::<Self>() {
            return Ok(desk.clone());
        }
        let at_concern_host = host::at_concern_host(app, &parts.uri, &parts.headers);
        let cookie = |one: Cookie| if at_concern_host { None } else { one.of(app.options, &parts.headers) };
        let token = bearer(&parts.headers).map(str::to_owned).or_else(|| cookie(Cookie::Session));
        // Whoever reports a concern is nobody: their browser may bring a session, and it is not looked at.
        let nobody = at_concern_host || asks_nobody(parts.uri.path());
        let token = token.filter(|_| !nobody);
        let session = match token {
            Some(token) => match app.service.session(&token).await {
                Ok(session) => Some(session),
                Err(Failure::NotSignedIn) => None,
                // Signed in without a role yet: the door leads on to the choice of one.
                Err(Failure::Problem(p)) if p.code == "role_not_chosen" => None,
                Err(other) => return Err(other.into()),
            },
            None => None,
        };
        let theme = match cookie(Cookie::Theme).as_deref() {
            Some("dark") => Theme::Dark,
            Some("light") => Theme::Light,
            _ => Theme::System,
        };
        let path = parts.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
        let peer = parts.extensions.get::<axum::extract::ConnectInfo<std::net::SocketAddr>>().filter(|_| !nobody);
        let from = peer.map_or_else(|| "local".to_owned(), |p| p.0.ip().to_string());
        let chosen = if at_concern_host { host::language(&parts.uri) } else { cookie(Cookie::Language) };
        let lang = language(parts, chosen);
        let desk = Self { app: app.clone(), lang, theme, path, session, from, at_concern_host };
        parts.extensions.insert(desk.clone());
        Ok(desk)
    }
}

fn language(parts: &Parts, chosen: Option<String>) -> &'static str {
    let accepts = parts.headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let wishes = accepts.split(',').filter_map(|w| w.trim().split([';', '-']).next());
    chosen
        .as_deref()
        .into_iter()
        .chain(wishes)
        .find_map(|wish| LANGUAGES.iter().find(|(tag, _)| *tag == wish).map(|(tag, _)| *tag))
        .unwrap_or("en")
}

impl Desk {
    /// Direction of the page.
    #[must_use]
    pub fn dir(&self) -> Dir {
        Dir::of(self.lang)
    }

    /// A sentence.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.app.words.say(self.lang, key)
    }

    /// A sentence with values.
    #[must_use]
    pub fn say_with(&self, key: &str, values: &[(&str, Text)]) -> String {
        self.app.words.say_with(self.lang, key, values)
    }

    /// The word for a code of a code list: key `term-CODE` with underscores as hyphens, lower case.
    #[must_use]
    pub fn term(&self, code: &str) -> String {
        let key = format!("term-{}", code.to_ascii_lowercase().replace('_', "-"));
        if self.app.words.has("en", &key) { self.say(&key) } else { code.to_owned() }
    }

    /// The access of whoever is signed in.
    ///
    /// # Errors
    /// Nobody is.
    pub fn access(&self) -> Result<&Access, Trouble> {
        self.session.as_ref().map(|s| &s.access).ok_or_else(|| Failure::NotSignedIn.into())
    }

    /// The first page of a role.
    #[must_use]
    pub fn home_of(&self, role: Role) -> &'static str {
        home_of(self.app.service.policy(), role)
    }

    /// A civil date with the name of the month.
    #[must_use]
    pub fn date(&self, day: Date) -> String {
        let month = self.say(&format!("month-{}", day.month()));
        let values = [
            ("day", Text::Words(day.day().to_string())),
            ("month", Text::Words(month)),
            ("year", Text::Words(day.year().to_string())),
        ];
        // The date is put into sentences, which isolate it as a whole; isolates inside would hide its direction.
        self.say_with("date-long", &values).replace(['\u{2068}', '\u{2069}'], "")
    }

    /// The civil day of an instant in the country's zone.
    #[must_use]
    pub fn day_of(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone()).date()
    }

    /// An instant as date and time in the country's zone.
    #[must_use]
    pub fn instant(&self, at: Timestamp) -> String {
        format!("{} {}", self.date(self.day_of(at)), self.time(at))
    }

    /// An instant as shortly as today allows: the time of today, else the day and the month, else the year as well.
    #[must_use]
    pub fn lately(&self, at: Timestamp) -> String {
        let (day, today) = (self.day_of(at), self.day_of(self.app.service.now()));
        if day == today {
            return self.time(at);
        }
        if day.year() != today.year() {
            return self.instant(at);
        }
        format!("{} {}", self.short_date(day), self.time(at))
    }

    /// A civil date of this year: the day and the name of the month.
    #[must_use]
    pub fn short_date(&self, day: Date) -> String {
        let month = self.say(&format!("month-{}", day.month()));
        let values = [("day", Text::Words(day.day().to_string())), ("month", Text::Words(month))];
        self.say_with("date-short", &values).replace(['\u{2068}', '\u{2069}'], "")
    }

    /// A length of time as shortly as a clock says it: minutes, hours from two hours on, days from two days on.
    #[must_use]
    pub fn span(&self, time: SignedDuration) -> String {
        match (time.as_hours(), time.as_mins()) {
            (hours @ 48.., _) => self.say_with("span-days", &[("n", (hours / 24).into())]),
            (hours @ 2.., _) => self.say_with("span-hours", &[("n", hours.into())]),
            (_, minutes) => self.say_with("span-minutes", &[("n", minutes.into())]),
        }
    }

    /// Whose clock the times of a page are: place and distance from UTC.
    #[must_use]
    pub fn whose_clock(&self) -> String {
        self.clock().zone
    }

    /// The time of day of an instant in the country's zone, 24 hours, ASCII digits.
    #[must_use]
    pub fn time(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone()).strftime("%H:%M").to_string()
    }

    /// The country's zone.
    #[must_use]
    pub fn zone(&self) -> jiff::tz::TimeZone {
        self.app.service.profile().time_zone().clone()
    }

    /// The name of the country's registry.
    #[must_use]
    pub fn registry(&self) -> String {
        let names = &self.app.service.profile().country().registry_name;
        names.get(self.lang).or_else(|| names.get("en")).cloned().unwrap_or_default()
    }

    /// A hidden field that marks a form as ours and as sent once.
    #[must_use]
    pub fn marks(&self) -> Markup {
        let csrf = self.session.as_ref().map(|s| s.csrf.as_str()).unwrap_or_default();
        html! {
            input type="hidden" name="csrf" value=(csrf);
            input type="hidden" name="once" value=(self.app.service.once_key());
        }
    }

    /// A whole page. `here` is the address of the current item of the navigation.
    #[must_use]
    pub fn page(&self, title: &str, here: &str, body: &Markup) -> Response {
        if self.at_concern_host {
            return quiet_page(self, title, body, &CONCERN);
        }
        Html(shell(&self.shell(title, here), body).into_string()).into_response()
    }

    /// The frame of a page.
    #[must_use]
    pub fn shell(&self, title: &str, here: &str) -> Shell {
        let signed = self.session.as_ref();
        let frame = Shell {
            lang: self.lang.to_owned(),
            dir: self.dir(),
            theme: self.theme,
            title: format!("{title} – {}", self.registry()),
            product: "Donare".to_owned(),
            registry: self.registry(),
            home: signed.map_or("/", |s| self.home_of(s.access.role)).to_owned(),
            skip: self.say("skip"),
            menu: self.say("menu"),
            band: self.app.options.demo.then(|| self.band()),
            nav: nav::bar(self),
            here: here.to_owned(),
            find: may(self, Permission::ReadTrace).then(|| Find {
                action: "/trace".to_owned(),
                label: self.say("find-number"),
                button: self.say("find"),
            }),
            clock: signed.map(|_| self.clock()),
            person: signed.map(|s| Person {
                says: format!("{}{} {}", s.name, self.say("list-comma"), self.term(s.access.role.code())),
                sign_out: Some(html! {
                    form method="post" action="/sign-out" { (self.marks()) button.linklike type="submit" { (self.say("sign-out")) } }
                }),
            }),
            tongues: self.tongues(),
            hero: None,
            only: None,
            leave: None,
            foot: Some(self.foot()),
        };
        if self.at_concern_host { host::frame(self, frame) } else { frame }
    }

    fn foot(&self) -> Markup {
        html! {
            a href="/" { (self.say("foot-public")) } " "
            a href="/law" { (self.say("foot-law")) } " "
            a href="/rules" { (self.say("foot-rules")) } " "
            (host::way(self)) " "
            a href="/log/checkpoint" { (self.say("foot-checkpoint")) } " "
            @if self.session.is_some() {
                a href="/role" { (self.say("foot-role")) } " "
                a href="/delegate" { (self.say("foot-delegate")) }
            }
            @if self.lang != "en" { p { (self.say("translation-unreviewed")) } }
        }
    }

    fn band(&self) -> Band {
        Band {
            word: self.say("demo-word"),
            sentence: self.say("demo-sentence"),
            change: Some(Link::new("/demo", self.say("demo-change-role"))),
        }
    }

    fn clock(&self) -> BarClock {
        let now = self.app.service.now();
        let country = self.app.service.profile().country();
        let place = country.clock_place.get(self.lang).or_else(|| country.clock_place.get("en")).cloned();
        let offset = self.zone().to_offset(now).seconds() / 60;
        let hours = offset / 60;
        BarClock {
            text: self.time(now),
            zone: format!("{}{} UTC{hours:+}", place.unwrap_or_default(), self.say("list-comma")),
            at: now.to_string(),
            offset_minutes: offset,
        }
    }

    fn tongues(&self) -> Vec<Tongue> {
        let others = LANGUAGES.iter().filter(|(tag, _)| *tag != self.lang);
        others
            .map(|(tag, name)| Tongue {
                href: format!("/language/{tag}?to={}", crate::say::escape(&self.path)),
                name: (*name).to_owned(),
                lang: (*tag).to_owned(),
                dir: Dir::of(tag),
            })
            .collect()
    }
}
