//! The critical pathway as a flow: bars as high as donors are many, bands to the next stage, losses that end in a cross-bar.

use super::render::Place;
use super::scene::{Anchor, Fill, Ink, Label, NO_PEN, Scene, pen, polygon, rect};
use super::{Twin, both_charts};
use crate::look::Dir;
use maud::Markup;

/// A stage of the flow.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FlowStage {
    /// Its name.
    pub name: String,
    /// How many reached it, and the same as written.
    pub donors: (f64, String),
    /// Losses after it, the largest first: how many, and words with the number.
    pub losses: Vec<(f64, String)>,
}

/// A flow.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PathwayFlow {
    /// Its stages in order.
    pub stages: Vec<FlowStage>,
    /// Its text.
    pub twin: Twin,
}

/// Height of the largest bar, px.
const HIGH: f64 = 150.0;
/// Losses that have room below a bar.
const SHOWN: usize = 5;
/// Height of a line of words, px.
const LINE: f64 = 18.0;

/// The flow for desks, from stage to stage across, and for phones, one stage below the other. It mirrors with the page.
#[must_use]
pub fn pathway_flow(view: &PathwayFlow, dir: Dir) -> Markup {
    let desk = wide(view, dir).render(&view.twin, "d", Place::Page);
    let phone = tall(view, dir).render(&view.twin, "p", Place::Page);
    both_charts(&desk, &phone)
}

fn most(view: &PathwayFlow) -> f64 {
    view.stages.iter().map(|s| s.donors.0).fold(1.0, f64::max)
}

fn wide(view: &PathwayFlow, dir: Dir) -> Scene {
    let lines = view.stages.iter().map(|s| s.losses.len().min(SHOWN)).max().unwrap_or(0);
    let mut scene = Scene::new(1160.0, 60.0 + HIGH + 14.0 + LINE * lines as f64, dir);
    let (most, top, bar) = (most(view), 48.0, 16.0);
    let pitch = 1160.0 / view.stages.len().max(1) as f64;
    let high = |donors: f64| donors / most * HIGH;
    for (n, stage) in view.stages.iter().enumerate() {
        let x = pitch * n as f64;
        if let Some(next) = view.stages.get(n + 1) {
            let band = high(next.donors.0);
            let points = [(x + bar, top), (x + pitch, top), (x + pitch, top + band), (x + bar, top + band)];
            scene.add(polygon(&points, NO_PEN, Fill::Flat(Ink::ActSoft)));
            // What does not go on ends here, in a cross-bar.
            let lost: f64 = stage.losses.iter().map(|l| l.0).sum();
            if lost > 0.0 {
                let end = x + bar + 46.0;
                scene.add(rect((x + bar, top + band), 46.0, high(lost), pen(Ink::Edge, 1.0), Fill::Flat(Ink::Sheet)));
                scene.stroke((end, top + band), (end, top + band + high(lost)), pen(Ink::Full, 2.0));
            }
        }
        scene.add(rect((x, top), bar, high(stage.donors.0).max(1.0), NO_PEN, Fill::Flat(Ink::Act)));
        scene.label(Label::new((x, 16.0), &stage.name).bold());
        scene.label(Label::new((x, 36.0), &stage.donors.1).code().bold());
        for (k, (_, says)) in stage.losses.iter().take(SHOWN).enumerate() {
            let y = top + HIGH + 24.0 + LINE * k as f64;
            scene.label(Label::new((x, y), says).small().ink(Ink::Second));
        }
    }
    scene
}

fn tall(view: &PathwayFlow, dir: Dir) -> Scene {
    let rows: f64 = view.stages.iter().map(|s| 50.0 + LINE * s.losses.len().min(SHOWN) as f64).sum();
    let mut scene = Scene::new(300.0, rows.max(1.0), dir);
    let (most, mut top) = (most(view), 0.0);
    for stage in &view.stages {
        scene.label(Label::new((0.0, top + 15.0), &stage.name).bold());
        scene.label(Label::new((296.0, top + 15.0), &stage.donors.1).code().bold().anchor(Anchor::End));
        let long = (stage.donors.0 / most * 296.0).max(1.0);
        scene.add(rect((0.0, top + 22.0), long, 12.0, NO_PEN, Fill::Flat(Ink::Act)));
        for (k, (_, says)) in stage.losses.iter().take(SHOWN).enumerate() {
            let y = top + 50.0 + LINE * k as f64;
            scene.stroke((0.0, y - 4.0), (8.0, y - 4.0), pen(Ink::Full, 2.0));
            scene.stroke((8.0, y - 9.0), (8.0, y + 1.0), pen(Ink::Full, 2.0));
            scene.label(Label::new((16.0, y), says).small().ink(Ink::Second));
        }
        top += 50.0 + LINE * stage.losses.len().min(SHOWN) as f64;
    }
    scene
}

#[cfg(test)]
mod tests {
    use super::{FlowStage, PathwayFlow, pathway_flow};
    use crate::look::Dir;

    #[test]
    fn the_band_is_as_high_as_those_who_go_on_and_the_rest_ends() {
        let stage = |donors: f64, losses: Vec<(f64, String)>| FlowStage {
            name: "S".to_owned(),
            donors: (donors, donors.to_string()),
            losses,
        };
        let lost = vec![(3.0, "family 3".to_owned()), (1.0, "other 1".to_owned())];
        let stages = vec![stage(10.0, lost), stage(6.0, Vec::new())];
        let drawn = pathway_flow(&PathwayFlow { stages, ..PathwayFlow::default() }, Dir::Ltr).into_string();
        // Six of ten go on: 90 of 150 px below 48; four end: 60 px more.
        assert!(drawn.contains("M16 48L580 48L580 138L16 138Z"), "{drawn}");
        assert!(drawn.contains("M62 138L62 198"), "{drawn}");
        assert!(drawn.contains("family 3") && drawn.contains("other 1"));
    }
}
