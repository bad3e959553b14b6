//! The frame of a chart: two numeric axes that never mirror.

use super::scene::{Anchor, At, Ink, Label, Scene, n, pen};

/// Where values stand on the drawing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Axes {
    /// Left and right edge, px.
    pub across: (f64, f64),
    /// Top and bottom edge, px.
    pub down: (f64, f64),
    /// First and last value across.
    pub x_range: (f64, f64),
    /// Lowest and highest value.
    pub y_range: (f64, f64),
}

impl Axes {
    pub(crate) fn x(&self, value: f64) -> f64 {
        let (from, to) = self.x_range;
        let share = ((value - from) / (to - from).max(f64::EPSILON)).clamp(0.0, 1.0);
        self.across.0 + share * (self.across.1 - self.across.0)
    }

    pub(crate) fn y(&self, value: f64) -> f64 {
        let (low, high) = self.y_range;
        let share = ((value - low) / (high - low).max(f64::EPSILON)).clamp(0.0, 1.0);
        self.down.1 - share * (self.down.1 - self.down.0)
    }

    pub(crate) fn at(&self, x: f64, y: f64) -> At {
        (self.x(x), self.y(y))
    }

    /// Grid, numbers at both axes and the words below.
    pub(crate) fn draw(&self, scene: &mut Scene, y_step: f64, x_step: f64, x_says: &str) {
        let (left, right) = self.across;
        for value in steps(self.y_range, y_step) {
            let y = self.y(value);
            let base = (value - self.y_range.0).abs() < f64::EPSILON;
            let ink = if base { Ink::Edge } else { Ink::Line };
            scene.stroke((left, y), (right, y), pen(ink, if base { 1.4 } else { 1.0 }));
            scene.label(figure((left - 8.0, y + 4.0), value).anchor(Anchor::End));
        }
        for value in steps(self.x_range, x_step) {
            scene.label(figure((self.x(value), self.down.1 + 18.0), value).anchor(Anchor::Middle));
        }
        let middle = (left + right) / 2.0;
        scene.label(Label::new((middle, self.down.1 + 38.0), x_says).small().ink(Ink::Second).anchor(Anchor::Middle));
    }
}

/// A number at an axis.
pub(crate) fn figure(at: At, value: f64) -> Label {
    Label::new(at, n(value)).small().ink(Ink::Second).code()
}

/// Multiples of `step` within a range.
pub(crate) fn steps((from, to): (f64, f64), step: f64) -> impl Iterator<Item = f64> {
    let step = if step > 0.0 { step } else { (to - from).max(1.0) };
    let first = (from / step).ceil() as i32;
    let last = (to / step).floor() as i32;
    (first..=last).map(move |k| f64::from(k) * step)
}

/// The next step of 1, 2 or 5 times a power of ten.
pub(crate) fn nice(at_least: f64) -> f64 {
    let power = 10f64.powf(at_least.max(1e-6).log10().floor());
    [1.0, 2.0, 5.0].into_iter().map(|m| m * power).find(|step| *step >= at_least).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::nice;

    #[test]
    fn steps_are_one_two_or_five_times_a_power_of_ten() {
        let steps: Vec<String> = [0.03, 0.2, 1.0, 3.4, 12.0, 60.0].iter().map(|v| format!("{:.2}", nice(*v))).collect();
        assert_eq!(steps, ["0.05", "0.20", "1.00", "5.00", "20.00", "100.00"]);
    }
}
