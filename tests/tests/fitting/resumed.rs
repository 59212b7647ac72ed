//! A resumed run with schedule, clipping, validation and patience has the same bits as one without interruption.

use nn_core::optim::Optimizer;
use nn_core::prelude::*;
use nn_core::train::{Clip, Learner, Rates, Run, Validation};
use nn_core::weights::{Checkpoint, Persist, image};

use tests::parameters::{bits, random};
use tests::samples;

type Net = network![3 => Dense<6, Tanh> => Dropout<0.2> => Dense<2, Softmax>];
type Data = (Vec<[f32; 3]>, Vec<u8>);

fn data(count: usize, seed: u64) -> Data {
    let inputs = samples::rows(count, 1.0, &mut Random::seed(seed));
    let labels = (0..count).map(|index| (index * index % 3 % 2) as u8);
    (inputs, labels.collect())
}

type Lists = Validation<Vec<[f32; 3]>, Vec<u8>>;

/// The state of a training, and what its observers have.
struct Training<T, C, S> {
    net: Net,
    trainer: T,
    run: Run<(), Lists, C, S>,
    reports: Vec<Option<Report>>,
}

impl<T: Learner<Net, u8> + Persist, C: Clip, S: Rates> Training<T, C, S> {
    /// Takes up to this many epochs.
    fn epochs(&mut self, count: usize) {
        for _ in 0..count {
            let report = self
                .run
                .epoch(&mut self.trainer, &mut self.net, data(23, 1));
            self.reports.push(report.expect("an epoch"));
        }
    }

    fn all(&mut self) -> Checkpoint<'_, Net, T, Run<(), Lists, C, S>> {
        Checkpoint {
            net: &mut self.net,
            trainer: &mut self.trainer,
            run: &mut self.run,
        }
    }
}

/// Twelve epochs at once, and some of them before and after a checkpoint, until the patience ends.
fn goes_on<T, C, S>(trainer: impl Fn() -> T, parts: impl Fn(Fit<(), Lists>) -> Fit<(), Lists, C, S>)
where
    T: Learner<Net, u8> + Persist,
    C: Clip,
    S: Rates,
{
    let start = |seed: u64| {
        let fit = Fit::epochs(12).seed(seed).patience(4, 0.001);
        Training {
            net: random(seed),
            trainer: trainer(),
            run: parts(fit.validate(data(11, 2))).start(),
            reports: Vec::new(),
        }
    };
    let mut whole = start(1);
    whole.epochs(12);
    assert!(whole.reports.iter().any(Option::is_some));
    for before in [1, 3, 8] {
        let mut first = start(1);
        first.epochs(before);
        let mut bytes = vec![0; image::bytes::<Checkpoint<'_, Net, T>>()];
        image::write(&first.all(), &mut bytes).expect("finite numbers");

        let mut second = start(2);
        image::read(&mut second.all(), &bytes).expect("an image");
        second.epochs(12 - before);
        assert_eq!(bits(&second.net), bits(&whole.net));
        assert_eq!(second.reports, whole.reports[before..]);
        assert_eq!(words(&second.run), words(&whole.run));
    }
}

/// The words of a run.
fn words(run: &impl Persist) -> Vec<u32> {
    let mut words = Vec::new();
    run.store(&mut |block| words.extend_from_slice(block));
    words
}

fn batches<O: Optimizer>(optimizer: O) -> Trainer<Net, CrossEntropy, O, 4> {
    let mut trainer = Trainer::new(CrossEntropy, optimizer);
    trainer.set_seed(7);
    trainer
}

#[test]
fn with_every_part() {
    let cosine = Schedule::cosine(12, 1e-4).with_warm_up(2);
    goes_on(
        || batches(Adam::new(0.05)),
        |fit| fit.schedule(cosine).clip_norm(0.5),
    );
    goes_on(
        || batches(Sgd::new(0.1).with_momentum(0.9)),
        |fit| fit.schedule_steps(Schedule::one_cycle(72)).clip_value(0.1),
    );
    goes_on(
        || OnlineTrainer::new(CrossEntropy, 0.1),
        |fit| {
            fit.schedule_steps(Schedule::exponential(0.99))
                .clip_norm(0.5)
        },
    );
    goes_on(
        || OnlineTrainer::new(CrossEntropy, 0.1),
        |fit| fit.schedule(Schedule::step(3, 0.5)).clip_value(0.1),
    );
    goes_on(|| batches(AdamW::new(0.05)), |fit| fit);
}

/// A run stores the same number of words with any parts.
#[test]
fn parts_take_no_words() {
    type Typed = Run<(), Lists, nn_core::train::ClipNorm, Schedule>;
    assert_eq!(Typed::WORDS, Run::<()>::WORDS);
    assert_eq!(Typed::FINGERPRINT, Run::<()>::FINGERPRINT);
}
