//! Medians and ratios.

use std::time::{Duration, Instant};

/// Microseconds per call of two ways to do the same: medians over several rounds. Who goes first changes from round to round, and each asks by
/// numbers of its own: whoever asked second by the same numbers would find in the machine's caches what the first had fetched.
pub async fn beside<A, FutA, B, FutB>(
    rounds: usize,
    calls: usize,
    mut ours: A,
    mut bare: B,
) -> Result<(f64, f64), String>
where
    A: FnMut(usize) -> FutA,
    FutA: Future<Output = Result<(), String>>,
    B: FnMut(usize) -> FutB,
    FutB: Future<Output = Result<(), String>>,
{
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for round in 0..=rounds {
        for turn in 0..2 {
            let begun = Instant::now();
            let is_ours = (round + turn).is_multiple_of(2);
            for n in (round * calls)..((round + 1) * calls) {
                match is_ours {
                    true => ours(2 * n).await?,
                    false => bare(2 * n + 1).await?,
                }
            }
            // The first round warms caches and is not counted.
            if round > 0 {
                let figures = if is_ours { &mut a } else { &mut b };
                figures.push(micros(begun.elapsed()) / calls as f64);
            }
        }
    }
    Ok((median(&mut a), median(&mut b)))
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

/// Processor time this process has used so far, in microseconds, all threads; 0 where the system does not tell. It is
/// counted in hundredths of a second.
pub fn processor_us() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program stands in brackets and may hold anything; user and system time are the 12th and 13th after it.
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks: f64 = after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum();
    ticks * 10_000.0
}
