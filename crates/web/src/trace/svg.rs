//! A trace as a file of its own.

use law::Words;
use service::TraceFound;

use super::view::view;
use super::voice::Voice;
use crate::look::Dir;
use crate::look::picture::trace::trace_svg;

/// The picture of everything that was found, as one SVG document.
#[must_use]
pub fn svg(words: &Words, lang: &str, found: &TraceFound) -> String {
    let dir = Dir::of(lang);
    drawing(&Voice::new(words, lang, found), found, dir)
}

pub(super) fn drawing(voice: &Voice<'_>, found: &TraceFound, dir: Dir) -> String {
    let all =
        found.traces.iter().enumerate().map(|(n, t)| trace_svg(&view(voice, found, t, n), dir)).collect::<Vec<_>>();
    match all.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        several => stacked(several),
    }
}

/// Several drawings below each other in one document.
fn stacked(drawings: &[String]) -> String {
    let size = |svg: &str, name: &str| {
        let after = svg.split_once(&format!(" {name}=\"")).map_or("", |(_, rest)| rest);
        after.split('"').next().and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0)
    };
    let (mut inside, mut height, mut width) = (String::new(), 0.0, 0.0_f64);
    for svg in drawings {
        inside.push_str(&svg.replacen("<svg ", &format!("<svg y=\"{height}\" "), 1));
        height += size(svg, "height");
        width = width.max(size(svg, "width"));
    }
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">{inside}</svg>"#
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn drawings_stand_below_each_other() {
        let one = r#"<svg xmlns="x" viewBox="0 0 10 20" width="10" height="20"></svg>"#.to_owned();
        let both = super::stacked(&[one.clone(), one]);
        assert!(both.contains(r#"viewBox="0 0 10 40""#) && both.contains(r#"<svg y="20" "#));
    }
}
