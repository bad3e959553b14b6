//! Sentences about a pair that several pages say.

use codes::organ::{Organ, OrganFamily};
use domain::approval::Stage;
use maud::{Markup, html};
use service::{PairFile, PersonSeen};

use crate::desk::Desk;
use crate::look::Link;
use crate::look::code_id;

/// The donor's name, or the number when there is none.
pub(crate) fn name(seen: Option<&PersonSeen>, number: impl ToString) -> String {
    match seen.map(PersonSeen::name) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => number.to_string(),
    }
}

/// The sentence that says where a pair stands.
pub(crate) fn pair(desk: &Desk, file: &PairFile) -> String {
    let donor = name(file.donor.as_ref(), file.pair.donor);
    let tense = match file.pair.stage() {
        Stage::Ended => return desk.say_with("pair-title-ended", &[("donor", donor.into())]),
        Stage::Operated => "gave",
        _ => "gives",
    };
    let to = desk.say(&format!("pair-to-{}", file.pair.relation.code().replace('_', "-")));
    let values = [("donor", donor.into()), ("organ", given(desk, file.pair.organ).into()), ("to", to.into())];
    desk.say_with(&format!("pair-title-{tense}"), &values)
}

/// "a kidney": the organ as a gift, without its side.
pub(crate) fn given(desk: &Desk, organ: Organ) -> String {
    let family = match organ.family() {
        OrganFamily::Kidney => "kidney",
        OrganFamily::Liver => "liver",
        OrganFamily::Lung => "lung",
        OrganFamily::Pancreas => "pancreas",
        OrganFamily::SmallBowel => "bowel",
        OrganFamily::Uterus => "uterus",
        _ => "organ",
    };
    desk.say(&format!("gift-{family}"))
}

/// The way to a pair: the list, then its number.
pub(crate) fn crumbs(desk: &Desk, pair: impl ToString, last: &str) -> (Vec<Link>, Markup) {
    let number = pair.to_string();
    let crumbs = vec![Link::new("/pairs", desk.say("nav-pairs")), Link::new(format!("/pairs/{number}"), number)];
    (crumbs, html! { (last) })
}

/// Number, centre and languages, below the heading.
pub(crate) fn under(desk: &Desk, file: &PairFile) -> Markup {
    let today = desk.app.service.today();
    let known = file.donor.as_ref().map(|d| d.person.known.languages.as_slice()).unwrap_or_default();
    let spoken: Vec<String> = known.iter().map(|l| super::forms::language(desk, l.as_str())).collect();
    html! {
        (code_id(&file.pair.id.to_string()))
        @if let Some(centre) = &file.centre { " · " bdi { (centre.name_on(today)) } }
        @if !spoken.is_empty() {
            " · " (desk.say_with("pair-speaks", &[("languages", spoken.join(&desk.say("list-separator")).into())]))
        }
    }
}
