//! A small network of all layers learns horizontal and vertical bars with noise, and always with the same weights.

use nn_core::Error;
use nn_core::prelude::*;
use nn_core::rng::uniform;

use tests::instruction_sets::steady;
use tests::parameters::bits;

/// Bars in images of 8 x 8.
type Bars = network![[1, 8, 8]
    => Conv2d<filters = 4, kernel = 3, padding = Same> => BatchNorm<Relu> => MaxPool2d<2>
    => Residual<Conv2d<filters = 4, kernel = 3, padding = Same>, Relu>
    => GlobalAvgPool => Dropout<0.1> => Dense<2, Softmax>];

type Image = [[[f32; 8]; 8]; 1];

/// Images of one bar each, horizontal (class 0) or vertical (class 1), at a random position with noise.
fn bars(count: usize, seed: u64) -> (Vec<Image>, Vec<u8>) {
    let rng = &mut Random::seed(seed);
    let mut bar = |index: usize| {
        let place = (uniform(rng, 0.0, 8.0) as usize).min(7);
        let class = index % 2;
        let mut image = [[[0.0; 8]; 8]];
        for along in 0..8 {
            let (row, column) = if class == 0 {
                (place, along)
            } else {
                (along, place)
            };
            image[0][row][column] = 1.0;
        }
        for pixel in Tensor::as_mut_slice(&mut image) {
            *pixel += uniform(rng, -0.3, 0.3);
        }
        (image, class as u8)
    };
    (0..count).map(&mut bar).unzip()
}

/// The network after some epochs.
fn learn() -> Result<Bars, Error> {
    let (images, classes) = bars(64, 1);
    let mut net = Bars::random(&mut Random::seed(2));
    let mut trainer = Trainer::<Bars, _, _, 16>::boxed(CrossEntropy, Adam::new(0.02));
    trainer.set_seed(3);
    Fit::epochs(EPOCHS)
        .seed(2)
        .run(&mut trainer, &mut net, (&images, &classes))?;
    Ok(net)
}

/// The number of epochs that is enough, and some more.
const EPOCHS: usize = 12;

#[test]
fn horizontal_and_vertical_bars() -> Result<(), Error> {
    let [net, again] = steady(|| [learn(), learn()]);
    let (net, again) = (net?, again?);
    for (count, seed) in [(64, 1), (64, 9)] {
        let (images, classes) = bars(count, seed);
        let right = images.iter().zip(&classes);
        let right = right.filter(|(image, class)| net.classify(image) == usize::from(**class));
        assert_eq!(right.count(), count, "images of seed {seed}");
    }
    assert_eq!(bits(&net), bits(&again));
    assert_eq!(net, again, "the running statistics, too");
    Ok(())
}
