//! Training on the watch with a memory of features, so that it forgets little about the people whom it knew.

use nn_core::metrics::accuracy;
use nn_core::prelude::*;
use nn_core::train::Replay;

use crate::{FEW, Features8, HEAD, Head, Samples};
use examples::motion::{CLASSES, Window};

/// The features of a window, as the frozen layers compute them.
type Values = [f32; 32];
/// The windows of known people that the watch keeps of each exercise: some that are hardest to tell from another exercise, and a few
/// of the others.
const HARD: usize = 13;
const EASY: usize = 3;
const KNOWN: usize = (HARD + EASY) * CLASSES;
/// The windows of its wearer.
const OWN: usize = FEW * CLASSES;
/// The samples of a step. The first ones are of the wearer, the others of known people.
const BATCH: usize = 5;
const OWN_SHARE: usize = 3;
const STEPS: usize = 2_000;
/// The learning rate of the first step. It falls linearly to 0.
const RATE: f32 = 0.004;
/// The seed of the order of the samples.
const SEED: u32 = 5;

type Memory<const N: usize> = Replay<[i8; 32], N, CLASSES>;
type Learner = Trainer<Head, CrossEntropy, RmsProp, BATCH>;
/// A window in 8-bit integers, as the driver of the sensors can write it.
type Window8 = <Features8 as Layer>::Input;

/// Everything that the watch has in RAM while it adapts to its wearer.
struct Watch {
    window: Window8,
    workspace: Workspace<Features8>,
    head: Head,
    trainer: Learner,
    known: Memory<KNOWN>,
    own: Memory<OWN>,
    inputs: [Values; BATCH],
    classes: [u8; BATCH],
}

/// The RAM of a watch, and of its parts.
pub(crate) const RAM: [(usize, &str); 7] = [
    (size_of::<Window8>(), "for a window of the sensors"),
    (
        size_of::<Workspace<Features8>>(),
        "for the values between the frozen layers",
    ),
    (size_of::<Head>(), "for the last layer"),
    (
        size_of::<Learner>(),
        "for its trainer, with RMSProp in batches of 5",
    ),
    (
        size_of::<Memory<KNOWN>>(),
        "for the features of 112 windows of known people",
    ),
    (
        size_of::<Memory<OWN>>(),
        "for the features of 56 windows of the wearer",
    ),
    (
        size_of::<Watch>(),
        "in all to train with the memory, its batch included",
    ),
];
const _: () = assert!(size_of::<Watch>() <= 12_000);

impl Watch {
    /// A watch as it is sold: with features of people whom the network knows.
    fn new(features: &Features8, known: &[(Values, u8)]) -> Result<Box<Self>, nn_core::Error> {
        let mut watch = Box::new(Watch {
            window: Zero::ZERO,
            workspace: Zero::ZERO,
            head: Zero::ZERO,
            trainer: Trainer::new(CrossEntropy, RmsProp::new(RATE).with_smoothing(0.9)),
            known: Zero::ZERO,
            own: Zero::ZERO,
            inputs: Zero::ZERO,
            classes: Zero::ZERO,
        });
        watch.head.clone_from(&HEAD);
        watch.known.scale = features.output_scale();
        watch.own.scale = features.output_scale();
        (watch.known.seed, watch.own.seed) = (SEED, SEED);
        for (values, class) in known {
            watch.known.offer(values, *class)?;
        }
        Ok(watch)
    }

    /// Keeps the features of one window of the wearer.
    fn observe(
        &mut self,
        features: &Features8,
        window: &Window,
        class: u8,
    ) -> Result<(), nn_core::Error> {
        let scale = features.input_scale();
        for (channel, values) in window.iter().enumerate() {
            for (moment, value) in values.iter().enumerate() {
                self.window[moment][channel] = scale.to_i8(*value);
            }
        }
        let values = features.predict_quantized_in(&self.window, &mut self.workspace);
        let scale = features.output_scale();
        self.own
            .offer(&values.map(|value| scale.to_real(value.into())), class)?;
        Ok(())
    }

    /// Trains the last layer with the windows of its wearer, and also with those of known people if it replays them.
    fn learn(&mut self, replays: bool) -> Result<(), nn_core::Error> {
        for step in 0..STEPS {
            self.trainer.optimizer.learning_rate = RATE * (1.0 - step as f32 / STEPS as f32);
            let (inputs, classes) = (&mut self.inputs[..], &mut self.classes[..]);
            let mut drawn = self.own.draw_batch(&mut inputs[..OWN_SHARE], classes);
            if replays {
                drawn += self
                    .known
                    .draw_batch(&mut inputs[drawn..], &mut classes[drawn..]);
            }
            self.trainer
                .step(&mut self.head, &inputs[..drawn], &classes[..drawn])?;
        }
        Ok(())
    }
}

/// Windows of known people, and the features of all of them for the test.
pub(crate) struct Known {
    kept: Vec<(Values, u8)>,
    features: Vec<Values>,
    classes: Vec<u8>,
}

impl Known {
    /// Selects the windows that a watch keeps.
    pub(crate) fn new(features: &Features8, (windows, classes): &Samples) -> Self {
        let features: Vec<_> = windows
            .iter()
            .map(|window| features.predict(window))
            .collect();
        let mut kept = Vec::new();
        for class in 0..CLASSES as u8 {
            let all = features.iter().zip(classes);
            let own = all.filter(|(_, found)| **found == class);
            let mut own: Vec<_> = own
                .map(|(values, _)| (margin(values, class), *values))
                .collect();
            own.sort_by(|(one, _), (other, _)| one.total_cmp(other));
            let (hard, easy) = own.split_at(HARD);
            let easy = easy.iter().step_by(easy.len() / EASY).take(EASY);
            kept.extend(hard.iter().chain(easy).map(|(_, values)| (*values, class)));
        }
        Known {
            kept,
            features,
            classes: classes.clone(),
        }
    }
}

/// How far the logit of the right class is above the largest other one.
fn margin(values: &Values, class: u8) -> f32 {
    let logits = HEAD.logits(values);
    let class = usize::from(class);
    let others = logits
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != class);
    logits[class] - others.fold(f32::NEG_INFINITY, |most, (_, logit)| logit.max(most))
}

/// Adapts watches to a few windows of their wearer. Returns the accuracy on the wearer's other windows and on those of all known
/// people: before, after training with the few alone, and after training with the memory as well.
pub(crate) fn adapt(
    features: &Features8,
    known: &Known,
    few: &Samples,
    (windows, classes): &Samples,
) -> Result<[f32; 6], nn_core::Error> {
    let others: Vec<_> = windows
        .iter()
        .map(|window| features.predict(window))
        .collect();
    let mut results = [0.0; 6];
    for (result, replays) in results.chunks_mut(2).zip([None, Some(false), Some(true)]) {
        let mut watch = Watch::new(features, &known.kept)?;
        for (window, class) in few.0.iter().zip(&few.1) {
            watch.observe(features, window, *class)?;
        }
        if let Some(replays) = replays {
            watch.learn(replays)?;
        }
        result[0] = accuracy(&watch.head, &others, classes)?;
        result[1] = accuracy(&watch.head, &known.features, &known.classes)?;
    }
    Ok(results)
}
