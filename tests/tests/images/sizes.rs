//! Sizes: of networks with everything they hold, of the tape of each layer, and of trainers.

use nn_core::prelude::*;
use typenum::Unsigned;

type LeNet = network![[1, 28, 28]
    => Conv2d<filters = 6, kernel = 5, padding = 2, Relu> => MaxPool2d<2>
    => Conv2d<filters = 16, kernel = 5, Relu> => MaxPool2d<2>
    => Flatten => Dense<120, Relu> => Dense<84, Relu> => Dense<10, Softmax>];

/// Normalizes twice and has a branch.
type Normal = network![[3, 8, 8]
    => Conv2d<filters = 4, kernel = 3> => BatchNorm<Relu>
    => Residual<DepthwiseConv2d<3, padding = 1> => BatchNorm<Gelu> => Conv2d<filters = 4, kernel = 1>, Relu>
    => GlobalAvgPool => LayerNorm => Dropout<0.5> => Dense<5, Softmax>];

/// The constants and types of a network. `held` is the number of values beyond its parameters.
fn check<N: TrainableNetwork>(params: usize, held: usize, macs: usize, arena: usize) {
    assert_eq!([N::PARAMS, N::MACS, N::FACTS.arena], [params, macs, arena]);
    assert_eq!(<N::Params as Unsigned>::USIZE, params);
    assert_eq!(<N::Arena as Unsigned>::USIZE, arena);
    assert_eq!(N::FLASH_BYTES, 4 * (params + held));
    let rounded = N::FLASH_BYTES.next_multiple_of(align_of::<N>());
    assert_eq!(size_of::<N>(), rounded);
    assert_eq!(N::INFER_RAM_BYTES, 4 * arena);
    assert_eq!(size_of::<Workspace<N>>(), N::INFER_RAM_BYTES);
    assert_eq!(size_of::<Gradients<N>>(), 4 * params);
    let mut counted = 0;
    N::ZERO.parameters(&mut |block| counted += block.len());
    assert_eq!(counted, params, "the blocks of parameters");
    let (mut rows, mut bytes, mut products) = (0, 0, 0);
    N::describe(&mut |row| {
        rows += row.params;
        bytes += row.bytes;
        products += row.macs;
    });
    assert_eq!(
        [rows, bytes, products],
        [params, N::FLASH_BYTES, macs],
        "the rows of the summary"
    );
}

#[test]
fn sizes_of_networks() {
    let convolutions = 6 * 25 * 28 * 28 + 16 * 6 * 25 * 10 * 10;
    let macs = convolutions + 400 * 120 + 120 * 84 + 84 * 10;
    // the largest adjacent tensors are the first convolution and its pool
    check::<LeNet>(61_706, 0, macs, 6 * 28 * 28 + 6 * 14 * 14);
    let params = (27 * 4 + 4) + 8 + (9 * 4 + 4) + 8 + (4 * 4 + 4) + 8 + (4 * 5 + 5);
    let places = 6 * 6;
    let macs = places * (27 * 4 + 4 + 9 * 4 + 4 + 4 * 4) + 8 + 4 * 5;
    // the input of the residual is kept while two adjacent tensors of its branch exist
    check::<Normal>(params, 2 * 4 + 2 * 4, macs, 3 * 4 * places);
    type Slopes = network![[3, 5] => PRelu<per_channel = true> => Flatten => Dense<4> => PRelu];
    check::<Slopes>(3 + (15 * 4 + 4) + 1, 0, 15 + 15 * 4 + 4, 15 + 15);
    type Resized = network![[1, 6, 6]
        => ZeroPad2d<bottom = 1, right = 1> => Conv2d<filters = 4, kernel = 3, stride = 2, Relu>
        => Upsample2d<[2, 3]> => GlobalMaxPool => Dense<3>];
    let params = 9 * 4 + 4 + 4 * 3 + 3;
    // the enlarged image and the one before it
    check::<Resized>(params, 0, 9 * 9 * 4 + 4 * 3, 4 * 9 + 4 * 6 * 9);
    type Joined = network![6 => Concat<[Dense<3>], [Dense<2> => BatchNorm<Tanh>], []> => Residual<Dense<4>, projection = Dense<4>>];
    let params = 21 + 14 + 4 + 2 * (11 * 4 + 4);
    check::<Joined>(params, 2 * 2, 6 * 3 + 6 * 2 + 2 + 2 * 11 * 4, JOINED);
}

/// The joined output, in which the branches compute, and the two branches of the residual. No branch needs more space.
const JOINED: usize = 11 + (4 + 4);

/// The bytes of a layer's tape for one sample, and for three.
fn tapes<L: Trainable>() -> [usize; 2] {
    [size_of::<L::Tape<1>>(), size_of::<L::Tape<3>>()]
}

#[test]
fn what_layers_remember() {
    type Image = [[[f32; 6]; 6]; 2];
    type Line = Slide<6, 2, 3, 2>;
    type Square = (Line, Line);
    for nothing in [
        tapes::<Conv<2, 3, Square, Relu>>(),
        tapes::<Conv<2, 3, Slide<6, 2, 5>>>(),
        tapes::<DepthwiseConv<2, Square>>(),
        tapes::<MaxPool<2, Square>>(),
        tapes::<MaxPool<2, Line>>(),
        tapes::<AvgPool<2, Square>>(),
        tapes::<AvgPool<2, Line>>(),
        tapes::<GlobalAvgPool<2, Image>>(),
        tapes::<GlobalMaxPool<2, Image>>(),
        tapes::<ZeroPad<2, Slide<6, 1, 8, 1, 1>>>(),
        tapes::<Upsample<2, Slide<6, 2, 3, 2>>>(),
        tapes::<Flatten<Image, 72>>(),
        tapes::<PRelu<2, Image>>(),
        tapes::<Pass<Image, Tanh>>(),
        tapes::<Residual<Pass<Image>>>(),
    ] {
        assert_eq!(nothing, [0, 0]);
    }
    assert_eq!(tapes::<Dropout<Image, Ratio<1, 2>>>(), [12, 12]);
    assert_eq!(tapes::<BatchNorm<2, Image>>(), [4 * (4 * 2) + 4; 2]);
    assert_eq!(tapes::<BatchNorm<7>>(), [4 * (4 * 7) + 4; 2]);
    assert_eq!(tapes::<LayerNorm<Image>>(), [8, 24]);
}

/// A chain's tape has the values between its layers and their gradients, and a third number if an activation needs it. A
/// projection's has its output and the gradient of its input. Joined branches have their outputs and one gradient of the input.
#[test]
fn what_compositions_remember() {
    let floats = |each: usize| [4 * each, 3 * 4 * each];
    assert_eq!(
        tapes::<Chain<Dense<2, 5, Relu>, Dense<5, 3>>>(),
        floats(2 * 5)
    );
    assert_eq!(
        tapes::<Chain<Dense<2, 5, Gelu>, Dense<5, 3>>>(),
        floats(3 * 5)
    );
    assert_eq!(
        tapes::<Residual<Chain<Dense<2, 5, Relu>, Dense<5, 2>>>>(),
        floats(2 * 5)
    );
    assert_eq!(
        tapes::<ProjectedResidual<Dense<2, 5>, Dense<2, 5>>>(),
        floats(5 + 2)
    );
    assert_eq!(
        tapes::<Concat<Dense<2, 5, Relu>, Dense<2, 3, Gelu>, [f32; 8]>>(),
        floats(2 * 5 + 3 * 3 + 2)
    );
}

/// A trainer for LeNet: gradients, two moments of Adam with its two corrections, and for each sample an index, two numbers per
/// unit, and the seed and the step.
#[test]
fn sizes_of_trainers() {
    type Adams = Trainer<LeNet, CrossEntropy, Adam, 4>;
    let units = 4704 + 1176 + 1600 + 400 + 400 + 120 + 84 + 10;
    let state = 4 * (2 * LeNet::PARAMS + 2) + size_of::<Adam>();
    let trainer = 4 * LeNet::PARAMS + state + 4 * 4 * (1 + 2 * units) + 8;
    assert_eq!(Adams::TRAIN_RAM_BYTES, LeNet::FLASH_BYTES + trainer);
    assert_eq!(
        LeNet::TRAIN_RAM_BYTES,
        LeNet::FLASH_BYTES + 4 * (2 * units + 1) + 8
    );
}
