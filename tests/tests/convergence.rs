//! Networks learn: XOR from every seed, a sine with two activations, and irises that they have not seen.

use std::f32::consts::PI;

use nn_core::Error;
use nn_core::metrics::Confusion;
use nn_core::prelude::*;

/// The inputs of XOR.
const PAIRS: [[f32; 2]; 4] = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];

/// The seeds. XOR must be learned from each of them.
const SEEDS: std::ops::Range<u64> = 0..20;

#[test]
fn xor_online() -> Result<(), Error> {
    type Xor = network![2 => Dense<8, Tanh> => Dense<1, Sigmoid>];
    for seed in SEEDS {
        let mut net = Xor::random(&mut Random::seed(seed));
        let mut online = OnlineTrainer::new(BinaryCrossEntropy, 0.1);
        let truths = [[0.0], [1.0], [1.0], [0.0]];
        let report = Fit::epochs(2_000).until_loss(0.02).seed(seed).run(
            &mut online,
            &mut net,
            (&PAIRS, &truths),
        )?;
        assert_eq!(report.reason, Reason::Loss, "seed {seed}: {report:?}");
        let answers = PAIRS.map(|pair| net.predict(&pair)[0] > 0.5);
        assert_eq!(answers, [false, true, true, false], "seed {seed}");
    }
    Ok(())
}

#[test]
fn xor_in_batches() -> Result<(), Error> {
    type Xor = network![2 => Dense<8, Tanh> => Dense<2, Softmax>];
    for seed in SEEDS {
        let mut net = Xor::random(&mut Random::seed(seed));
        let mut trainer = Trainer::<Xor, _, _, 4>::new(CrossEntropy, Adam::new(0.05));
        let classes = [0u8, 1, 1, 0];
        let report = Fit::epochs(500).until_loss(0.02).seed(seed).run(
            &mut trainer,
            &mut net,
            (&PAIRS, &classes),
        )?;
        assert_eq!(report.reason, Reason::Loss, "seed {seed}: {report:?}");
        assert_eq!(
            PAIRS.map(|pair| net.classify(&pair)),
            [0, 1, 1, 0],
            "seed {seed}"
        );
    }
    Ok(())
}

/// Learns one period of a sine from 64 points. Returns the root mean squared error at the 63 points between them.
fn sine<N>(seed: u64) -> Result<f32, Error>
where
    N: Network<Input = [f32; 1], Output = [f32; 1], Activation = Identity>,
{
    // the inputs are scaled to -1 to 1
    let points: [[f32; 1]; 64] = std::array::from_fn(|k| [k as f32 / 31.5 - 1.0]);
    let wave = |x: f32| (x * PI).sin();
    let mut net = N::random(&mut Random::seed(seed));
    let mut trainer = Trainer::<N, _, _, 16>::new(MeanSquaredError, Adam::new(0.005));
    let targets = points.map(|[x]| [wave(x)]);
    Fit::epochs(600)
        .seed(seed)
        .run(&mut trainer, &mut net, (&points, &targets))?;
    let between = points
        .windows(2)
        .map(|pair| (pair[0][0] + pair[1][0]) / 2.0);
    let squares = between.map(|x| (net.predict(&[x])[0] - wave(x)).powi(2));
    Ok((squares.sum::<f32>() / 63.0).sqrt())
}

/// The allowed error: 3 % of the sine's amplitude.
const SINE_ERROR: f32 = 0.03;

#[test]
fn sine_with_tanh() -> Result<(), Error> {
    for seed in 0..3 {
        let error = sine::<network![1 => Dense<16, Tanh> => Dense<16, Tanh> => Dense<1>]>(seed)?;
        assert!(
            error < SINE_ERROR,
            "seed {seed}: root mean squared error {error}"
        );
    }
    Ok(())
}

#[test]
fn sine_with_softplus() -> Result<(), Error> {
    for seed in 0..3 {
        let error =
            sine::<network![1 => Dense<16, Softplus> => Dense<16, Softplus> => Dense<1>]>(seed)?;
        assert!(
            error < SINE_ERROR,
            "seed {seed}: root mean squared error {error}"
        );
    }
    Ok(())
}

/// The flowers: four measurements each, and the class.
fn flowers() -> (Vec<[f32; 4]>, Vec<u8>) {
    const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/data/iris.csv");
    let text = std::fs::read_to_string(PATH).expect("the data of the example `iris`");
    let flower = |line: &str| {
        let mut numbers = line
            .split(',')
            .map(|word| word.trim().parse::<f32>().expect("a number"));
        let measures = std::array::from_fn(|_| numbers.next().expect("four measures"));
        (measures, numbers.next().expect("a class") as u8)
    };
    text.lines().skip(1).map(flower).unzip()
}

/// Mean and deviation of each measurement.
fn scale(flowers: &[[f32; 4]]) -> [(f32, f32); 4] {
    std::array::from_fn(|k| {
        let mean = flowers.iter().map(|flower| flower[k]).sum::<f32>() / flowers.len() as f32;
        let squares = flowers.iter().map(|flower| (flower[k] - mean).powi(2));
        (mean, (squares.sum::<f32>() / flowers.len() as f32).sqrt())
    })
}

/// Cross-validation: five networks each learn from four fifths of the flowers. Each flower is tested once.
#[test]
fn iris() -> Result<(), Error> {
    type Iris = network![4 => Dense<16, Tanh> => Dense<3, Softmax>];
    const PARTS: usize = 5;
    let (flowers, classes) = flowers();
    assert_eq!(flowers.len(), 150);
    let mut confusion = Confusion::<3>::new();
    for part in 0..PARTS {
        let (held, learned): (Vec<usize>, Vec<usize>) =
            (0..flowers.len()).partition(|index| index % PARTS == part);
        let learned_flowers: Vec<[f32; 4]> = learned.iter().map(|index| flowers[*index]).collect();
        let learned_classes: Vec<u8> = learned.iter().map(|index| classes[*index]).collect();
        let scale = scale(&learned_flowers);
        let scaled =
            |flower: &[f32; 4]| std::array::from_fn(|k| (flower[k] - scale[k].0) / scale[k].1);
        let inputs: Vec<[f32; 4]> = learned_flowers.iter().map(scaled).collect();

        let mut net = Iris::random(&mut Random::seed(part as u64));
        let mut trainer = Trainer::<Iris, _, _, 16>::new(CrossEntropy, Adam::new(0.01));
        Fit::epochs(60).seed(part as u64).run(
            &mut trainer,
            &mut net,
            (&inputs, &learned_classes),
        )?;
        for index in held {
            confusion.add(classes[index], net.try_classify(&scaled(&flowers[index])))?;
        }
    }
    assert!(confusion.accuracy() >= 0.95, "{confusion:?}");
    Ok(())
}
