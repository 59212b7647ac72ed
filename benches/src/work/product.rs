//! W5: matrix products. nn-core computes the forward pass of a dense layer whose biases are 0.

use std::hint::black_box;
use std::rc::Rc;

use nn_core::batch::Batch;
use nn_core::kernel;

use crate::aligned::Aligned;
use crate::contest::{Contestant, Limit, OURS, Work};
use crate::data;
use crate::matrix::Matrix;
use crate::oracle::{Fault, Want};
use crate::rivals::{MULTIPLIERS, Write, nalgebra};

/// `M` x `K` by `K` x `N`.
#[derive(Debug)]
struct Product<const M: usize, const K: usize, const N: usize> {
    a: Aligned,
    b: Aligned,
}

impl<const M: usize, const K: usize, const N: usize> Product<M, K, N> {
    fn new() -> Rc<Self> {
        let (a, b) = (data::rows::<[f32; K]>(M, 21), data::rows::<[f32; N]>(K, 22));
        Rc::new(Product {
            a: Aligned::new(a.as_flattened()),
            b: Aligned::new(b.as_flattened()),
        })
    }
}

/// The contestant whose `multiply` computes the rows of the product.
fn contestant<const M: usize, const K: usize, const N: usize>(
    name: &'static str,
    product: &Rc<Product<M, K, N>>,
    multiply: impl Fn(&[[f32; K]], &[[f32; N]; K], &mut [[f32; N]]) + Copy + 'static,
) -> Contestant {
    let product = Rc::clone(product);
    let rows = Aligned::new(vec![[f32::NAN; N]; M].as_flattened());
    Contestant::new(
        name,
        (product, rows),
        move |(product, rows)| {
            let (a, b) = (product.a.rows(), product.b.matrix());
            multiply(a, b, rows.rows_mut());
            let want = Want::product(Matrix::of(a), Matrix::of(b), None);
            want.compare("product", rows.rows::<N>().as_flattened())
        },
        move |(product, rows)| {
            let (a, b) = (product.a.rows(), product.b.matrix());
            multiply(black_box(a), black_box(b), black_box(rows.rows_mut()));
            black_box(rows);
        },
    )
}

/// nn-core and the other crates.
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
    Ok(work::<M, K, N>(contestants(&Product::<M, K, N>::new())))
}

/// Small square matrices, compared also with the static matrices of nalgebra.
pub(super) fn small_square<const N: usize>() -> Result<Work, Fault> {
    let product = Product::<N, N, N>::new();
    let mut contestants = contestants(&product);
    contestants.retain(|contestant| contestant.name != "nalgebra");
    contestants.push(contestant("nalgebra", &product, |a, b, c| {
        if let (Some(a), Some(c)) = (a.first_chunk(), c.first_chunk_mut()) {
            nalgebra::multiply_static(a, b, c);
        }
    }));
    Ok(work::<N, N, N>(contestants))
}
