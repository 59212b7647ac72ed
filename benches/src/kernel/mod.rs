//! The kernels that the workloads use, each compared with its rivals.

mod activation;
mod convolution;
mod dense;
mod optimizer;
mod pooling;
mod vector;

use std::hint::black_box;
use std::rc::Rc;

use crate::contest::{Contestant, Entry};
use crate::oracle::Want;

/// All kernels.
pub fn all() -> Vec<Entry> {
    let kinds = [
        &dense::ALL[..],
        &vector::ALL,
        &activation::ALL,
        &optimizer::ALL,
        &convolution::ALL,
        &pooling::ALL,
    ];
    kinds.concat()
}

/// A contestant with its own `state` and the result `output`.
fn contestant<S: 'static>(
    name: &'static str,
    state: S,
    want: &Rc<Want>,
    run: impl Fn(&mut S) + Copy + 'static,
    output: impl Fn(&S) -> Vec<f32> + 'static,
) -> Contestant {
    let want = Rc::clone(want);
    Contestant::new(
        name,
        state,
        move |state| {
            run(state);
            want.compare("output", &output(state))
        },
        move |state| {
            run(black_box(&mut *state));
            black_box(state);
        },
    )
}

#[cfg(test)]
mod tests {
    use nn_core::instruction_set::InstructionSet;

    use super::*;
    use crate::contest::OURS;
    use crate::oracle::Fault;

    /// All contestants have the right results with every instruction set; nn-core is the first.
    #[test]
    fn all_are_right() -> Result<(), Fault> {
        for set in InstructionSet::ALL
            .into_iter()
            .filter(|set| set.is_available())
        {
            set.select().map_err(Fault::caused)?;
            for entry in all() {
                let mut work = (entry.build)()?;
                assert_eq!(work.contestants[0].name, OURS);
                for contestant in &mut work.contestants {
                    let check = contestant.check();
                    assert_eq!(check, Ok(()), "{set}: {}, {}", entry.name, contestant.name);
                }
            }
        }
        Ok(())
    }
}
