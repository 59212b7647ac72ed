//! Derivatives by central differences.

/// The gradient of a function at a point. Each component is a central difference over `step`.
pub fn gradient(at: &[f64], step: f64, mut function: impl FnMut(&[f64]) -> f64) -> Vec<f64> {
    let mut point = at.to_vec();
    let component = |index: usize| {
        point[index] = at[index] + step;
        let above = function(&point);
        point[index] = at[index] - step;
        let below = function(&point);
        point[index] = at[index];
        (above - below) / (2.0 * step)
    };
    (0..at.len()).map(component).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cubic_has_its_derivative() {
        let slopes = gradient(&[1.0, -2.0], 1e-6, |x| x[0].powi(3) + x[0] * x[1]);
        assert!((slopes[0] - 1.0).abs() < 1e-8 && (slopes[1] - 1.0).abs() < 1e-8);
    }
}
