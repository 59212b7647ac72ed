//! Pools and means.

use nn_core::geometry::{Geometry, Slide};
use nn_core::kernel::integer::{Double, Rescale, Single, mean, pool};
use nn_core::kernel::{Average, Max, PaddedAverage};
use nn_core::prelude::{Random, Rng};
use nn_core::zero::Zero;
use tests::instruction_sets;
use tests::oracle::integer as oracle;

use crate::{Padded, Plain, Strided, fill, flat, flat_mut, windows};

fn pools<G: Geometry, const C: usize>(rng: &mut Random) {
    let mut x = <G::Input<[i8; C]>>::ZERO;
    fill(rng, flat_mut(&mut x), -128);
    let [max, average] = oracle::pool(flat(&x), C, &windows::<G>());
    let mut found = <G::Output<[i8; C]>>::ZERO;
    pool::<Max, G, C>(&x, 0, [-128, 127], &mut found);
    assert_eq!(flat(&found), max);
    pool::<Average, G, C>(&x, 0, [-128, 127], &mut found);
    assert_eq!(flat(&found), average);
    pool::<Max, G, C>(&x, 0, [-5, 3], &mut found);
    let clamped: Vec<i8> = max.iter().map(|value| *value.clamp(&-5, &3)).collect();
    assert_eq!(flat(&found), clamped);
    pool::<Average, G, C>(&x, 0, [-5, 3], &mut found);
    let clamped: Vec<i8> = average.iter().map(|value| *value.clamp(&-5, &3)).collect();
    assert_eq!(flat(&found), clamped);
}

#[test]
fn pools_of_all_geometries() {
    instruction_sets::each(|_| {
        let rng = &mut Random::seed(4);
        pools::<Plain, 1>(rng);
        pools::<(Padded, Strided), 3>(rng);
        pools::<(Plain, Strided), 8>(rng);
        pools::<(Slide<4, 2, 2, 2>, Slide<6, 2, 3, 2>), 17>(rng);
        pools::<(Slide<5, 3, 2, 2>, Slide<9, 4, 3, 2>), 6>(rng);
        pools::<(Slide<5, 2, 3, 2, 1>, Slide<7, 5, 4, 2, 2>), 40>(rng);
    });
    // padding counts as the zero
    let mut found = [[0]; 2];
    pool::<PaddedAverage, Slide<2, 2, 2, 2, 1>, 1>(&[[10], [7]], 4, [-128, 127], &mut found);
    assert_eq!(found, [[7], [6]]); // (4 + 10) / 2 and (7 + 4) / 2, away from zero
}

#[test]
fn means() {
    let rng = &mut Random::seed(5);
    for _ in 0..200 {
        let mut cells = [[0; 11]; 15];
        fill(rng, cells.as_flattened_mut(), 127);
        let zeros = [
            i32::from(rng.next_u32() as i8),
            i32::from(rng.next_u32() as i8),
        ];
        let (from, to) = (0.07, 0.02 + (rng.next_u32() % 100) as f32 / 1_000.0);
        let mut found = [[0; 11]; 2];
        let [single, double] = &mut found;
        let range = [-128, 127];
        let rescale = Rescale::mean::<Single>(from, to, 15);
        mean::<Single, 11>(&cells, rescale, zeros, range, single);
        let rescale = Rescale::mean::<Double>(from, to, 15);
        mean::<Double, 11>(&cells, rescale, zeros, range, double);
        for channel in 0..11 {
            let sum: i32 = cells
                .iter()
                .map(|cell| i32::from(cell[channel]) - zeros[0])
                .sum();
            let exact = f64::from(sum) / 15.0 * f64::from(from) / f64::from(to);
            let exact = (exact + f64::from(zeros[1])).clamp(-128.0, 127.0);
            // Once rounded: half a step, and the multiplier of 15 bits, 2^-15 of at most 255 steps times 0.07 / 0.02. Twice rounded: a
            // shift of at least one bit follows the first rounding.
            for (found, bound) in found.iter().zip([0.5 + 0.028, 0.5 + 0.25 + 0.001]) {
                let error = (f64::from(found[channel]) - exact).abs();
                assert!(error <= bound, "{zeros:?} {from} {to}: {error}");
            }
        }
    }
}
