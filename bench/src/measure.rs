//! Medians and ratios.

use std::time::{Duration, Instant};

/// Microseconds per call: the median over several rounds of many calls each.
pub async fn per_call<F, Fut>(rounds: usize, calls: usize, mut call: F) -> Result<f64, String>
where
    F: FnMut(usize) -> Fut,
    Fut: Future<Output = Result<(), String>>,
{
    let mut figures = Vec::with_capacity(rounds);
    for round in 0..=rounds {
        let begun = Instant::now();
        for n in 0..calls {
            call(round * calls + n).await?;
        }
        // The first round warms caches and is not counted.
        if round > 0 {
            figures.push(micros(begun.elapsed()) / calls as f64);
        }
    }
    Ok(median(&mut figures))
}

/// A duration in microseconds.
pub fn micros(d: Duration) -> f64 {
    d.as_secs_f64() * 1e6
}

/// The middle of several figures.
pub fn median(figures: &mut [f64]) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

/// One line of a result.
pub fn line(what: &str, ours: f64, baseline: f64, unit: &str) {
    println!("{what:<58} {ours:>12.1} {baseline:>12.1} {unit:<10} {:>7.2}", ours / baseline);
}

/// The heading of the lines.
pub fn head(title: &str) {
    println!("\n{title}\n{:<58} {:>12} {:>12} {:<10} {:>7}", "", "Donare", "baseline", "", "ratio");
}

/// Microseconds of one synced append to a file beside the database: what the disk itself takes.
pub fn synced_append(folder: &std::path::Path) -> Result<f64, String> {
    use std::io::Write;
    let path = folder.join("append.probe");
    let wrong = |e: std::io::Error| format!("{}: {e}", path.display());
    let mut file = std::fs::File::create(&path).map_err(wrong)?;
    let mut figures = Vec::new();
    for _ in 0..200 {
        let begun = Instant::now();
        file.write_all(&[7; 512]).and_then(|()| file.sync_data()).map_err(wrong)?;
        figures.push(micros(begun.elapsed()));
    }
    std::fs::remove_file(&path).map_err(wrong)?;
    Ok(median(&mut figures))
}
