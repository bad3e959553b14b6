//! Small dense matrices, row by row: what a handful of covariates needs.

/// The inverse by Gauss and Jordan with pivots; `None` when the matrix is singular or not square.
pub(super) fn inverse(rows: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let size = rows.len();
    let mut work: Vec<Vec<f64>> = Vec::with_capacity(size);
    for (place, mut row) in rows.into_iter().enumerate() {
        if row.len() != size {
            return None;
        }
        row.extend((0..size).map(|column| if column == place { 1.0 } else { 0.0 }));
        work.push(row);
    }
    for column in 0..size {
        let steepest = |row: &Vec<f64>| row.get(column).map_or(0.0, |v| v.abs());
        let pivot = (column..size).max_by(|a, b| {
            let of = |place: &usize| work.get(*place).map_or(0.0, steepest);
            of(a).total_cmp(&of(b))
        })?;
        work.swap(column, pivot);
        let scale = *work.get(column)?.get(column)?;
        if scale.abs() < 1e-12 || !scale.is_finite() {
            return None;
        }
        work.get_mut(column)?.iter_mut().for_each(|v| *v /= scale);
        let lead = work.get(column)?.clone();
        for row in work.iter_mut().enumerate().filter(|(place, _)| *place != column).map(|(_, row)| row) {
            let factor = *row.get(column)?;
            row.iter_mut().zip(&lead).for_each(|(v, l)| *v -= factor * l);
        }
    }
    Some(work.into_iter().map(|mut row| row.split_off(size)).collect())
}

/// The matrix times a vector.
pub(super) fn product(rows: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
    rows.iter().map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::{inverse, product};

    #[test]
    fn a_matrix_times_its_inverse_is_one() {
        let rows = vec![vec![0.0, 2.0, 1.0], vec![4.0, 1.0, -1.0], vec![1.0, 1.0, 3.0]];
        let back = inverse(rows.clone()).unwrap();
        for (place, row) in rows.iter().enumerate() {
            let transposed: Vec<Vec<f64>> = (0..3).map(|c| back.iter().map(|r| r[c]).collect()).collect();
            let line = product(&transposed, row);
            assert!(line.iter().enumerate().all(|(c, v)| (v - f64::from(u8::from(c == place))).abs() < 1e-12));
        }
        assert_eq!(inverse(vec![vec![1.0, 2.0], vec![2.0, 4.0]]), None);
        assert_eq!(inverse(vec![vec![1.0, 2.0]]), None);
    }
}
