//! W5: products of matrices; nn-core's is the forward product of a dense layer whose biases are 0.

use std::hint::black_box;
use std::rc::Rc;

use nn_core::batch::Batch;
use nn_core::kernel;

use crate::contest::{Contestant, Limit, OURS, Work};
use crate::data;
use crate::matrix::Matrix;
use crate::oracle::{Fault, Want};
use crate::rivals::{MULTIPLIERS, Write, nalgebra};

/// `M` x `K` by `K` x `N`.
struct Product<const M: usize, const K: usize, const N: usize> {
    a: Vec<[f32; K]>,
    b: Box<[[f32; N]; K]>,
}

/// The rows of a matrix as an array on the heap.
fn whole<const ROWS: usize, const COLUMNS: usize>(seed: u64) -> Box<[[f32; COLUMNS]; ROWS]> {
    let rows = data::rows(ROWS, seed).into_boxed_slice();
    rows.try_into().expect("as many rows as were drawn")
}

/// Takes part: `multiply` fills the rows of the product.
fn contestant<const M: usize, const K: usize, const N: usize>(
    name: &'static str,
    product: &Rc<Product<M, K, N>>,
    multiply: impl Fn(&[[f32; K]], &[[f32; N]; K], &mut [[f32; N]]) + Copy + 'static,
) -> Contestant {
    let product = Rc::clone(product);
    let rows = vec![[f32::NAN; N]; M];
    Contestant::new(
        name,
        (product, rows),
        move |(product, rows)| {
            multiply(&product.a, &product.b, rows);
            let want = Want::product(Matrix::of(&product.a), Matrix::of(&*product.b), None);
            want.compare("product", rows.as_flattened())
        },
        move |(product, rows)| {
            multiply(
                black_box(&product.a),
                black_box(&product.b),
                black_box(rows),
            );
            black_box(rows);
        },
    )
}

/// Ours, and one crate after the other.
fn contestants<const M: usize, const K: usize, const N: usize>(
    product: &Rc<Product<M, K, N>>,
) -> Vec<Contestant> {
    let ours = contestant(OURS, product, |a, b, c| {
        kernel::affine_batch(Batch::all(a), b, &[0.0; N], c);
    });
    let rival = |name, multiply: fn(Matrix<'_>, Matrix<'_>, Write, &mut [f32])| {
        contestant(name, product, move |a, b, c: &mut [[f32; N]]| {
            multiply(
                Matrix::of(a),
                Matrix::of(b),
                Write::Replace,
                c.as_flattened_mut(),
            );
        })
    };
    let rivals = MULTIPLIERS.iter().map(|of| rival(of.name, of.multiply));
    std::iter::once(ours).chain(rivals).collect()
}

fn work<const M: usize, const K: usize, const N: usize>(contestants: Vec<Contestant>) -> Work {
    Work {
        flops: 2.0 * (M * K * N) as f64,
        limit: Limit::Arithmetic,
        contestants,
    }
}

/// Matrices of any size.
pub(super) fn rectangle<const M: usize, const K: usize, const N: usize>() -> Result<Work, Fault> {
    let (a, b) = (data::rows(M, 21), whole(22));
    let product = Rc::new(Product::<M, K, N> { a, b });
    Ok(work::<M, K, N>(contestants(&product)))
}

/// Square matrices so small that one would take nalgebra's static ones.
pub(super) fn small_square<const N: usize>() -> Result<Work, Fault> {
    let (a, b) = (data::rows(N, 21), whole(22));
    let product = Rc::new(Product::<N, N, N> { a, b });
    let mut contestants = contestants(&product);
    contestants.retain(|contestant| contestant.name != "nalgebra");
    contestants.push(contestant("nalgebra", &product, |a, b, c| {
        if let (Some(a), Some(c)) = (a.first_chunk(), c.first_chunk_mut()) {
            nalgebra::multiply_static(a, b, c);
        }
    }));
    Ok(work::<N, N, N>(contestants))
}
