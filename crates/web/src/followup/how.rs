//! How the two pictures are computed, in words.

use maud::html;

use crate::desk::Desk;
use crate::look::Link;
use crate::look::heading::{Heading, heading};
use crate::trouble::Answer;

pub(super) async fn show(desk: Desk) -> Answer {
    desk.access()?;
    let title = desk.say("how-title");
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/follow-up", desk.say("nav-follow-up"))],
            title: Some(html! { (title) }),
            ..Heading::default()
        }))
        section #survival.sheet.pad {
            h2 { (desk.say("survival-title")) }
            @for key in ["how-survival-1", "how-survival-2", "how-survival-3"] { p { (desk.say(key)) } }
        }
        section #function.sheet.pad {
            h2 { (desk.say("function-of")) }
            @for key in ["how-function-1", "how-function-2", "how-function-3"] { p { (desk.say(key)) } }
        }
    };
    Ok(desk.page(&title, "/follow-up", &body))
}
