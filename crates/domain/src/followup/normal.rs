//! Tails of the normal and the chi-squared distribution.

/// 1 less the error function; absolute error below 1e-14.
fn erfc(x: f64) -> f64 {
    if x < 0.0 {
        return 2.0 - erfc(-x);
    }
    if x < 2.5 {
        // erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)): all terms positive.
        let (mut term, mut sum) = (x, x);
        for n in 1..200 {
            term *= 2.0 * x * x / f64::from(2 * n + 1);
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        return 1.0 - std::f64::consts::FRAC_2_SQRT_PI * (-x * x).exp() * sum;
    }
    // Continued fraction of the tail, from its end.
    let tail = (1..=120).rev().fold(0.0, |below, n| f64::from(n) / 2.0 / (x + below));
    (-x * x).exp() / std::f64::consts::PI.sqrt() / (x + tail)
}

/// The chance that a standard normal value lies at least so far from 0, on either side.
pub(super) fn two_sided(z: f64) -> f64 {
    erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// The chance that a chi-squared value of so many degrees of freedom is at least `value`.
pub(super) fn chi_squared_tail(value: f64, degrees: usize) -> f64 {
    let x = value.max(0.0) / 2.0;
    let odd = degrees % 2 == 1;
    // Q(a + 1, x) = Q(a, x) + x^a e^(−x) / Γ(a + 1), from a = 1/2 or a = 1 on.
    let (mut a, mut tail) = if odd { (0.5, erfc(x.sqrt())) } else { (1.0, (-x).exp()) };
    let mut term = if odd { 2.0 * (x / std::f64::consts::PI).sqrt() * (-x).exp() } else { x * (-x).exp() };
    for _ in 0..degrees.saturating_sub(1) / 2 {
        tail += term;
        a += 1.0;
        term *= x / a;
    }
    tail.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::{chi_squared_tail, two_sided};

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn tails_are_those_of_the_tables() {
        assert!(near(two_sided(1.959_963_984_540_054), 0.05) && near(two_sided(-3.0), 0.002_699_796_063_260));
        assert!(near(two_sided(4.0), 0.000_063_342_483_67));
        assert!(near(chi_squared_tail(3.841_458_820_694_124, 1), 0.05));
        assert!(near(chi_squared_tail(5.991_464_547_107_98, 2), 0.05));
        assert!(near(chi_squared_tail(7.814_727_903_251_18, 3), 0.05));
        assert!(near(chi_squared_tail(18.307_038_053_275_15, 10), 0.05));
        assert!(near(chi_squared_tail(0.0, 4), 1.0));
    }
}
