//! A resumed training run has the same bits as one without interruption.

use nn_core::optim::Optimizer;
use nn_core::prelude::*;
use nn_core::train::Run;
use nn_core::weights::{
    Checkpoint, FileError, Persist,
    image::{self, ImageError},
    load_image, save_image,
};

use crate::networks::numbers;

type Net = network![[1, 6, 6]
    => Conv2d<filters = 3, kernel = 3> => BatchNorm<Relu> => Dropout<0.3> => Flatten => Dense<4, Softmax>];

type Images = Vec<[[[f32; 6]; 6]; 1]>;

/// Random images and classes.
fn data() -> (Images, Vec<usize>) {
    let mut rng = Random::seed(5);
    let image = |_| {
        [std::array::from_fn(|_| {
            std::array::from_fn(|_| nn_core::rng::normal(&mut rng))
        })]
    };
    (
        (0..30).map(image).collect(),
        (0..30).map(|index| index % 4).collect(),
    )
}

/// A training run: the stored values, and the settings.
struct Training<T> {
    net: Box<Net>,
    trainer: T,
    run: Run,
}

impl<T: nn_core::train::Learner<Net, usize> + Persist> Training<T> {
    fn new(trainer: T, seed: u64) -> Self {
        Training {
            net: Net::random_boxed(&mut Random::seed(seed)),
            trainer,
            run: Fit::epochs(6).seed(seed).patience(3, 1e-4).start(),
        }
    }

    fn epochs(&mut self, count: usize) {
        let (inputs, classes) = data();
        for _ in 0..count {
            self.run
                .epoch(&mut self.trainer, &mut *self.net, (&inputs, &classes))
                .expect("an epoch");
        }
    }

    fn all(&mut self) -> Checkpoint<'_, Net, T> {
        Checkpoint {
            net: &mut self.net,
            trainer: &mut self.trainer,
            run: &mut self.run,
        }
    }
}

/// The words of a run: its epochs, its best loss, and its random numbers.
fn words(run: &Run) -> Vec<u32> {
    let mut words = Vec::new();
    run.store(&mut |block| words.extend_from_slice(block));
    words
}

/// Six epochs at once, and three and three with a file between them. The seed of the resumed run does not matter.
fn goes_on<T>(trainer: impl Fn() -> T) -> Result<(), FileError>
where
    T: nn_core::train::Learner<Net, usize> + Persist,
{
    let mut whole = Training::new(trainer(), 1);
    whole.epochs(6);

    let file = tempfile::NamedTempFile::new().expect("a file");
    let mut first = Training::new(trainer(), 1);
    first.epochs(3);
    save_image(&first.all(), file.path())?;

    let mut second = Training::new(trainer(), 2);
    load_image(&mut second.all(), file.path())?;
    assert_eq!(second.run.epochs(), 3);
    second.epochs(3);
    assert_eq!(numbers(&*second.net), numbers(&*whole.net));
    assert_eq!(words(&second.run), words(&whole.run));
    Ok(())
}

fn trainer<O: Optimizer>(optimizer: O) -> Trainer<Net, CrossEntropy, O, 7> {
    let mut trainer = Trainer::new(CrossEntropy, optimizer);
    trainer.set_seed(9);
    trainer
}

#[test]
fn with_any_optimizer() -> Result<(), FileError> {
    goes_on(|| trainer(Sgd::new(0.05)))?;
    goes_on(|| trainer(Sgd::new(0.05).with_momentum(0.9)))?;
    goes_on(|| trainer(Adam::new(0.01)))?;
    goes_on(|| trainer(AdamW::new(0.01)))?;
    goes_on(|| trainer(RmsProp::new(0.01)))
}

/// The values of a checkpoint are those of the network and of the optimizer. The epochs, the best loss, steps, seeds and generators are not.
#[test]
fn its_numbers_must_be_finite() {
    type Learner = Trainer<Net, CrossEntropy, Adam, 7>;
    type All<'a> = Checkpoint<'a, Net, Learner>;
    let numbers = (0..All::WORDS).filter(|word| All::is_number(*word)).count();
    let state = 2 * Net::PARAMS + 2;
    assert_eq!(numbers, <Net as Persist>::WORDS + 1 + state);

    // Before the first epoch the best loss is infinite.
    let mut one = Training::new(trainer(Adam::new(0.01)), 1);
    let mut bytes = vec![0; image::bytes::<All<'_>>()];
    image::write(&one.all(), &mut bytes).expect("finite numbers");
    image::read(&mut one.all(), &bytes).expect("an image");
    one.net.layers.last.bias[1] = f32::INFINITY;
    let error = image::write(&one.all(), &mut bytes);
    assert!(matches!(error, Err(ImageError::NotFinite { .. })));
}

#[test]
fn the_learning_rate_is_part_of_it() -> Result<(), FileError> {
    let file = tempfile::NamedTempFile::new().expect("a file");
    let mut one = Training::new(trainer(Adam::new(0.01)), 1);
    one.trainer.optimizer.learning_rate = 0.003;
    save_image(&one.all(), file.path())?;
    let mut other = Training::new(trainer(Adam::new(0.01)), 1);
    load_image(&mut other.all(), file.path())?;
    assert_eq!(other.trainer.optimizer.learning_rate(), 0.003);
    Ok(())
}

#[test]
fn another_optimizer_is_refused() -> Result<(), FileError> {
    let file = tempfile::NamedTempFile::new().expect("a file");
    let mut one = Training::new(trainer(Adam::new(0.01)), 1);
    save_image(&one.all(), file.path())?;
    let mut other = Training::new(trainer(RmsProp::new(0.01)), 3);
    let before = numbers(&*other.net);
    let error = load_image(&mut other.all(), file.path()).expect_err("it does not fit");
    assert!(error.to_string().contains("fingerprint"), "{error}");
    assert_eq!(numbers(&*other.net), before);
    Ok(())
}
