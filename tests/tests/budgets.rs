//! Budgets are exactly the sizes of the types. Trainers of zeros take no flash.

use nn_core::Error;
use nn_core::count;
use nn_core::network::{FitsFlash, FitsRam};
use nn_core::optim::Momentum;
use nn_core::prelude::*;
use nn_core::train::TrainRam;
use typenum::{U52, U676, Unsigned};

type Deep = network![5 => Dense<9, Tanh> => Dense<4, Gelu> => Dense<9, Silu> => Dense<3, Softmax>];

const ADAM: Adam = Adam::new(0.01);

/// A trainer of zeros refuses to step before it has settings. Then it is equal to one that was created with them.
#[test]
fn trainers_of_zeros() -> Result<(), Error> {
    let inputs = [[0.5; 5], [-0.5; 5]];
    let classes = [0usize, 1];
    let mut net = Deep::ZERO;
    net.initialize(&mut Random::seed(1));
    let (mut same, untouched) = (net.clone(), net.clone());

    let mut late = Trainer::<Deep, CrossEntropy, Adam, 2>::ZERO;
    let refused = late.step(&mut net, &inputs, &classes);
    assert!(matches!(
        refused,
        Err(Error::Setting {
            name: "learning_rate",
            ..
        })
    ));
    let mut online = OnlineTrainer::<Deep, CrossEntropy>::ZERO;
    let refused = online.step(&mut net, &inputs[0], &classes[0]);
    assert!(matches!(
        refused,
        Err(Error::Setting {
            name: "learning_rate",
            ..
        })
    ));
    assert_eq!(net, untouched);

    late.optimizer = ADAM;
    let mut early = Trainer::<Deep, _, _, 2>::new(CrossEntropy, ADAM);
    for _ in 0..5 {
        let step = late.step(&mut net, &inputs, &classes)?;
        assert_eq!(step, early.step(&mut same, &inputs, &classes)?);
    }
    online.learning_rate = 0.1;
    let mut other = OnlineTrainer::new(CrossEntropy, 0.1);
    let step = online.step(&mut net, &inputs[0], &classes[0])?;
    assert_eq!(step, other.step(&mut same, &inputs[0], &classes[0])?);
    assert_eq!(net, same);
    Ok(())
}

/// The figures of budgets are the sizes of the types, for every optimizer, and in typenum's notation.
#[test]
fn budgets() {
    fn check<O: Optimizer>() {
        let trainer = size_of::<Trainer<Deep, CrossEntropy, O, 3>>();
        let bytes = TrainRam::<Deep, O, 3>::BYTES;
        assert_eq!(bytes, Deep::FLASH_BYTES + trainer);
        assert_eq!(bytes, Trainer::<Deep, CrossEntropy, O, 3>::TRAIN_RAM_BYTES);
    }
    check::<Sgd>();
    check::<Sgd<Momentum>>();
    check::<RmsProp>();
    check::<Adam>();
    check::<AdamW>();

    type Normal = network![4 => Dense<6> => BatchNorm<Relu> => Dense<2>];
    assert_eq!(Normal::FLASH_BYTES, 4 * (Normal::PARAMS + 2 * 6));
    assert_eq!(<Normal as Network>::FlashBytes::USIZE, Normal::FLASH_BYTES);
    assert_eq!(<Deep as Network>::FlashBytes::USIZE, Deep::FLASH_BYTES);

    // exactly
    fn fits<N: FitsFlash<U676> + FitsRam<U52>>() {}
    fits::<Deep>();
    fn fits_count<N: FitsFlash<count!(676)> + FitsRam<count!(4 * 13)>>() {}
    fits_count::<Deep>();
    assert_eq!((Deep::FLASH_BYTES, Deep::INFER_RAM_BYTES), (676, 52));
}
