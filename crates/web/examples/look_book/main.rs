//! Writes one page per screen with invented content, to look at the look:
//! `cargo run -p donare-web --example look_book -- FOLDER`.

#![allow(clippy::too_many_lines, reason = "an invented screen is one long list of words")]

mod care;
mod entrance;
mod frame;
mod refusal;
mod traces;

use frame::{Speech, page};
use std::{env, fs, io, path::PathBuf};
use web::look::asset::ASSETS;
use web::look::picture::trace::trace_svg;

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "look-book".to_owned()));
    fs::create_dir_all(folder.join("assets"))?;
    for a in ASSETS {
        fs::write(folder.join("assets").join(a.name), a.text)?;
    }
    for speech in [Speech::English, Speech::Arabic] {
        for (name, screen) in [
            ("pair", care::pair(speech)),
            ("consent", care::consent(speech)),
            ("centre", care::centre(speech)),
            ("follow-up", care::follow_up(speech)),
            ("refused", refusal::refused(speech)),
            ("form", refusal::form(speech)),
            ("tonight", refusal::tonight(speech)),
            ("trace", traces::page(&traces::view(speech), speech)),
            ("trace-doubt", traces::page(&traces::doubtful(speech), speech)),
            ("demo", entrance::demo(speech)),
            ("public", entrance::public(speech)),
        ] {
            let html = page(speech, screen).into_string().replace("\"/assets/", "\"assets/");
            fs::write(folder.join(format!("{name}-{}.html", speech.lang())), html)?;
        }
        fs::write(folder.join(format!("trace-{}.svg", speech.lang())), trace_svg(&traces::view(speech), speech.dir()))?;
    }
    Ok(())
}
