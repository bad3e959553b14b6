//! From a drawing to SVG: with classes inside pages, with its own colours standing alone.

use super::scene::{Anchor, Dash, Fill, Ink, Label, Mark, Pen, Scene, Seg, n};
use super::{Twin, plain_id};
use crate::look::Dir;
use maud::{Markup, PreEscaped, html};

/// Margin of a drawing that stands alone, px.
const EDGE: f64 = 24.0;

/// Where a drawing is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Page,
    Alone,
}

impl Scene {
    /// The drawing with its name and description; `part` tells two drawings of one twin apart.
    pub(crate) fn render(&self, twin: &Twin, part: &str, place: Place) -> Markup {
        let id = format!("{}-{part}", plain_id(&twin.id));
        let out = Out { scene: self, id: &id, place };
        let alone = place == Place::Alone;
        let edge = if alone { EDGE } else { 0.0 };
        let (width, height) = (self.width + 2.0 * edge, self.height + 2.0 * edge);
        html! {
            svg xmlns=[alone.then_some("http://www.w3.org/2000/svg")] viewBox={ (n(-edge)) " " (n(-edge)) " " (n(width)) " " (n(height)) }
                width=(n(width)) height=(n(height)) role="group" aria-labelledby={ (id) "-t " (id) "-d" }
                font-family=[alone.then_some("system-ui, 'Noto Sans', 'Noto Sans Arabic', sans-serif")] {
                title id={ (id) "-t" } { (twin.title) }
                desc id={ (id) "-d" } { (twin.desc) }
                (out.patterns())
                @if alone { rect x=(n(-edge)) y=(n(-edge)) width=(n(width)) height=(n(height)) fill=(Ink::Sheet.both().1) {} }
                @for m in &self.marks { (out.mark(m)) }
            }
        }
    }
}

struct Out<'a> {
    scene: &'a Scene,
    id: &'a str,
    place: Place,
}

impl Out<'_> {
    fn x(&self, x: f64) -> f64 {
        if self.scene.mirrored { self.scene.width - x } else { x }
    }

    fn patterns(&self) -> Markup {
        let uses = |fill| self.scene.marks.iter().any(|m| holds(m, fill));
        let paint = |ink: Ink, short: &str, long: &str| match self.place {
            Place::Page => format!(r#"class="{short}-{}""#, ink.both().0),
            Place::Alone => format!(r#"{long}="{}""#, ink.both().1),
        };
        let area = |ink| paint(ink, "f", "fill");
        html! {
            @if uses(Fill::Hatch) {
                (PreEscaped(format!(
                    r#"<pattern id="{}-h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" {}/><path d="M3 0V6" stroke-width="1.6" {}/></pattern>"#,
                    self.id, area(Ink::StopSoft), paint(Ink::Stop, "s", "stroke"))))
            }
            @if uses(Fill::Dots) {
                (PreEscaped(format!(
                    r#"<pattern id="{}-o" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" {}/><circle cx="3" cy="3" r="1" {}/></pattern>"#,
                    self.id, area(Ink::DoubtSoft), area(Ink::Doubt))))
            }
        }
    }

    fn mark(&self, mark: &Mark) -> Markup {
        match mark {
            Mark::Path(segments, pen, fill) => self.shape("path", &format!(r#"d="{}""#, self.d(segments)), *pen, *fill),
            Mark::Circle((x, y), r, pen, fill) => {
                let place = format!(r#"cx="{}" cy="{}" r="{}""#, n(self.x(*x)), n(*y), n(*r));
                self.shape("circle", &place, *pen, *fill)
            }
            Mark::Label(label) => self.label(label),
            Mark::Link(href, name, marks) => match self.place {
                Place::Page if !href.is_empty() => html! {
                    a href=(href) { title { (name) } @for m in marks { (self.mark(m)) } }
                },
                _ => html! { g { title { (name) } @for m in marks { (self.mark(m)) } } },
            },
        }
    }

    fn d(&self, segments: &[Seg]) -> String {
        let mut d = String::new();
        let mut at = (0.0, 0.0);
        for s in segments {
            match *s {
                Seg::Move((x, y)) => d.push_str(&format!("M{} {}", n(self.x(x)), n(y))),
                Seg::Line((x, y)) => d.push_str(&format!("L{} {}", n(self.x(x)), n(y))),
                Seg::Level((x, y)) => {
                    let mid = n(self.x((at.0 + x) / 2.0));
                    d.push_str(&format!("C{mid} {} {mid} {} {} {}", n(at.1), n(y), n(self.x(x)), n(y)));
                }
                Seg::Close => d.push('Z'),
            }
            if let Seg::Move(p) | Seg::Line(p) | Seg::Level(p) = *s {
                at = p;
            }
        }
        d
    }

    fn shape(&self, element: &str, place: &str, pen: Pen, fill: Fill) -> Markup {
        let dash = match pen.dash {
            Dash::Solid => "",
            Dash::Plan => r#" stroke-dasharray="5 4""#,
            Dash::Likely => r#" stroke-dasharray="0 5" stroke-linecap="round""#,
        };
        let width = if pen.ink == Ink::None { String::new() } else { format!(r#" stroke-width="{}""#, n(pen.width)) };
        let paint = match self.place {
            Place::Page => self.classes(pen.ink, fill),
            Place::Alone => self.attributes(pen.ink, fill),
        };
        html! { (PreEscaped(format!("<{element} {place} {paint}{width}{dash}/>"))) }
    }

    fn classes(&self, stroke: Ink, fill: Fill) -> String {
        let stroke = if stroke == Ink::None { String::new() } else { format!("s-{}", stroke.both().0) };
        match fill {
            Fill::Flat(ink) => format!(r#"class="{stroke} f-{}""#, ink.both().0).replace("\" ", "\""),
            Fill::Hatch => format!(r#"class="{stroke}" fill="url(#{}-h)""#, self.id),
            Fill::Dots => format!(r#"class="{stroke}" fill="url(#{}-o)""#, self.id),
        }
    }

    fn attributes(&self, stroke: Ink, fill: Fill) -> String {
        let fill = match fill {
            Fill::Flat(ink) => ink.both().1.to_owned(),
            Fill::Hatch => format!("url(#{}-h)", self.id),
            Fill::Dots => format!("url(#{}-o)", self.id),
        };
        format!(r#"stroke="{}" fill="{fill}""#, stroke.both().1)
    }

    fn label(&self, label: &Label) -> Markup {
        let rtl = self.scene.dir == Dir::Rtl;
        // An anchor follows the direction of its text. Words read as the page does; codes never turn.
        // In a chart that is not mirrored, start is the left whatever the page reads like.
        let turned = if label.code { self.scene.mirrored } else { rtl && !self.scene.mirrored };
        let anchor = match (label.anchor, turned) {
            (Anchor::Middle, _) => Some("middle"),
            (Anchor::Start, false) | (Anchor::End, true) => None,
            (Anchor::End, false) | (Anchor::Start, true) => Some("end"),
        };
        let (class, fill) = match self.place {
            Place::Page => (Some(format!("f-{}{}", label.ink.both().0, if label.code { " code" } else { "" })), None),
            Place::Alone => (None, Some(label.ink.both().1)),
        };
        let mono = (label.code && self.place == Place::Alone).then_some("ui-monospace, monospace");
        let reads = rtl.then_some(if label.code { "ltr" } else { "rtl" });
        html! {
            text x=(n(self.x(label.at.0))) y=(n(label.at.1)) font-size=(n(label.size))
                font-weight=[label.bold.then_some("700")] text-anchor=[anchor] class=[class] fill=[fill]
                font-family=[mono] direction=[reads] { (label.text) }
        }
    }
}

fn holds(mark: &Mark, fill: Fill) -> bool {
    match mark {
        Mark::Path(_, _, f) | Mark::Circle(_, _, _, f) => *f == fill,
        Mark::Link(_, _, marks) => marks.iter().any(|m| holds(m, fill)),
        Mark::Label(_) => false,
    }
}
