//! A frozen network is used without changes. The layers after it learn as if the features were their inputs.

use nn_core::network::OnlineBuffers;
use nn_core::prelude::*;
use nn_core::train::TrainRam;

type Features = network![[2, 6, 6]
    => Conv2d<filters = 4, kernel = 3> => BatchNorm<Relu> => MaxPool2d<2>
    => Flatten => Dropout<0.5> => Dense<9, Tanh>];
type Head = network![9 => Dense<7, Relu> => Dense<3, Softmax>];
type Both = network![[2, 6, 6] => Frozen<Features> => Dense<7, Relu> => Dense<3, Softmax>];

type Image = [[[f32; 6]; 6]; 2];

/// An initialized network with statistics, for the rest of the program.
fn features() -> &'static Features {
    let mut net = Features::boxed();
    let mut rng = Random::seed(3);
    net.state_mut(&mut |values| {
        for value in values.reals() {
            *value = nn_core::rng::uniform(&mut rng, 0.05, 0.3);
        }
    });
    Box::leak(net)
}

fn data() -> (Vec<Image>, Vec<usize>) {
    let mut rng = Random::seed(4);
    let image =
        |_| [[[(); 6]; 6]; 2].map(|c| c.map(|r| r.map(|()| nn_core::rng::normal(&mut rng))));
    (
        (0..12).map(image).collect(),
        (0..12).map(|i| i % 3).collect(),
    )
}

fn head_and_both(frozen: &'static Features) -> (Head, Box<Both>) {
    let mut head = Head::ZERO;
    head.initialize(&mut Random::seed(5));
    let mut both = Both::boxed();
    both.layers.first.first = Frozen::new(frozen);
    both.layers.first.last.clone_from(&head.layers.first);
    both.layers.last.clone_from(&head.layers.last);
    (head, both)
}

#[test]
fn a_head_learns_as_from_features() -> Result<(), nn_core::Error> {
    let frozen = features();
    let before = frozen.clone();
    let (images, classes) = data();
    let inputs: Vec<[f32; 9]> = images.iter().map(|image| frozen.predict(image)).collect();
    let (mut head, mut both) = head_and_both(frozen);

    let mut alone = Trainer::<Head, _, _, 5>::new(CrossEntropy, Adam::new(0.01));
    let mut whole = Trainer::<Both, _, _, 5>::boxed(CrossEntropy, Adam::new(0.01));
    for (start, end) in [(0, 5), (5, 10), (7, 12)] {
        let one = alone.step(&mut head, &inputs[start..end], &classes[start..end])?;
        let other = whole.step(&mut both, &images[start..end], &classes[start..end])?;
        assert_eq!(one, other);
    }
    let mut alone = OnlineTrainer::new(CrossEntropy, 0.05);
    let mut whole = OnlineTrainer::new(CrossEntropy, 0.05);
    for ((input, image), class) in inputs.iter().zip(&images).zip(&classes) {
        let one = alone.step(&mut head, input, class)?;
        let other = whole.step(&mut *both, image, class)?;
        assert_eq!(one, other);
    }
    assert_eq!(both.layers.last, head.layers.last);
    assert_eq!(both.layers.first.last, head.layers.first);
    assert_eq!(both.predict(&images[0]), head.predict(&inputs[0]));
    assert_eq!(*frozen, before, "the frozen network is as it was");
    Ok(())
}

#[test]
fn its_ram_is_that_of_the_head_and_of_one_inference() {
    assert_eq!(Both::PARAMS, Head::PARAMS);
    let pointer = size_of::<&Features>();
    assert_eq!(Both::FLASH_BYTES, Head::FLASH_BYTES + pointer);
    // The head's inputs are on the tape here, with their gradients.
    let between = 2 * 4 * 9;
    assert_eq!(
        size_of::<OnlineBuffers<Both>>(),
        size_of::<OnlineBuffers<Head>>() + Features::INFER_RAM_BYTES + between
    );
    assert_eq!(
        TrainRam::<Both, Adam, 4>::BYTES,
        TrainRam::<Head, Adam, 4>::BYTES + pointer + Features::INFER_RAM_BYTES + 4 * between
    );
    // Two moments for each parameter of the head.
    assert_eq!(
        TrainRam::<Both, Adam, 4>::BYTES - TrainRam::<Both, Sgd, 4>::BYTES,
        4 * (2 * Head::PARAMS + 2) + size_of::<Adam>() - size_of::<Sgd>()
    );
}

#[test]
fn without_weights_its_output_is_zero() {
    let mut both = Both::boxed();
    let (_, filled) = head_and_both(features());
    both.layers.last.clone_from(&filled.layers.last);
    both.layers.first.last.clone_from(&filled.layers.first.last);
    let head = {
        let mut head = Head::ZERO;
        head.layers.first.clone_from(&filled.layers.first.last);
        head.layers.last.clone_from(&filled.layers.last);
        head
    };
    assert_eq!(both.predict(&data().0[0]), head.predict(&[0.0; 9]));
}

#[test]
fn a_head_is_folded_behind_it() {
    type Normed =
        network![[2, 6, 6] => Frozen<Features> => Dense<4> => BatchNorm<Relu> => Dense<2>];
    let mut net = Normed::boxed();
    net.initialize(&mut Random::seed(6));
    net.layers.first.first.first = Frozen::new(features());
    let mut folded = <nn_core::folded![Normed]>::ZERO;
    net.fold_into(&mut folded);
    let image = &data().0[0];
    for (one, other) in net.predict(image).iter().zip(&folded.predict(image)) {
        assert!((one - other).abs() < 1e-5, "{one} {other}");
    }
}

#[test]
fn the_compiler_puts_a_head_behind_it() {
    type Named =
        network![4 => Frozen<network![4 => Dense<4, Tanh>]> => Dense<8, Tanh> => Dense<3, Softmax>];
    static FIRST: network![4 => Dense<4, Tanh>] = Zero::ZERO;
    static NET: Named = {
        let mut net = nn_core::include_weights!(
            Named,
            "reference/weights/dense.safetensors",
            names = ["1" => "0", "3" => "2"]
        );
        net.layers.first.first = Frozen::new(&FIRST);
        net
    };
    let mut head = <network![4 => Dense<8, Tanh> => Dense<3, Softmax>]>::ZERO;
    head.load("reference/weights/dense.safetensors")
        .expect("it fits");
    assert_eq!(NET.predict(&[1.0; 4]), head.predict(&[0.0; 4]));
}

#[test]
fn a_file_holds_the_head_alone() {
    let (_, both) = head_and_both(features());
    let mut again = Both::boxed();
    nn_core::weights::LoadOptions::new()
        .read(&mut *again, &both.to_safetensors().expect("good layers"))
        .expect("it fits");
    assert_eq!(again.layers.last, both.layers.last);
    assert!(again.layers.first.first.network().is_none());
}
