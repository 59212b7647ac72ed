//! The norm of a row of numbers.

use std::rc::Rc;

use nalgebra::DVectorView;
use nn_core::kernel;

use super::contestant;
use crate::contest::{Entry, Limit, OURS, Work};
use crate::data;
use crate::oracle::{Fault, Want};

pub(super) const ALL: [Entry; 2] = [
    Entry::new("norm_squared.784", norm_squared::<784>),
    // the number of parameters of 784-128-10
    Entry::new("norm_squared.101770", norm_squared::<101_770>),
];

/// Numbers and their squared norm.
type Row = (Vec<f32>, f32);

fn norm_squared<const LENGTH: usize>() -> Result<Work, Fault> {
    let values = data::rows::<[f32; 1]>(LENGTH, 41).into_flattened();
    let mut want = Want::default();
    want.push_sum(values.iter().map(|value| (*value, *value)));
    let (want, row) = (Rc::new(want), (values, f32::NAN));
    let output = |row: &Row| vec![row.1];
    let ours = |row: &mut Row| row.1 = kernel::norm_squared(&row.0);
    let other = |row: &mut Row| row.1 = DVectorView::from_slice(&row.0, LENGTH).norm_squared();
    let loops = |row: &mut Row| row.1 = row.0.iter().map(|value| value * value).sum();
    Ok(Work {
        flops: 2.0 * LENGTH as f64,
        limit: Limit::Reading(LENGTH * size_of::<f32>()),
        contestants: vec![
            contestant(OURS, row.clone(), &want, ours, output),
            contestant("nalgebra", row.clone(), &want, other, output),
            contestant("plain", row, &want, loops, output),
        ],
    })
}
