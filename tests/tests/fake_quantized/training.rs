//! Training with the rounding repairs what rounding has broken.

use nn_core::prelude::*;
use nn_core::quantize::MinMax;

use crate::samples;

network! {
    /// Two classes of points.
    struct Circle { 2 => Dense<16, Relu> => Dense<2, Softmax> }
}

type Circle8 = quantized![Circle];
type FakeCircle = fake_quantized![Circle];

/// The points of both classes.
fn points() -> (Vec<[f32; 2]>, Vec<bool>) {
    let points = samples::<[f32; 2]>(400, 7);
    let is_outside = |[x, y]: &[f32; 2]| x * x + y * y > 0.8;
    let classes = points.iter().map(is_outside).collect();
    (points, classes)
}

/// The number of wrong answers.
fn mistakes(net: &Circle8) -> usize {
    let (points, classes) = points();
    let pairs = points.iter().zip(classes);
    let wrong = pairs.filter(|(point, class)| net.classify(*point) != usize::from(*class));
    wrong.count()
}

/// A range of the hidden values that is much too small makes many mistakes. Training in that range makes less than half of them.
#[test]
fn training_repairs_a_network_with_a_bad_scale() {
    let (points, classes) = points();
    let mut net = Circle::random(&mut Random::seed(1));
    let mut trainer = Trainer::<Circle, _, _, 20>::new(CrossEntropy, Adam::new(0.02));
    Fit::epochs(40)
        .run(&mut trainer, &mut net, (&points, &classes))
        .expect("finite");
    let mut calibration = Calibration::<Circle, MinMax>::ZERO;
    calibration.observe(&net, &points).expect("finite");
    calibration.layers.first.values.most *= 0.2;
    let mut net8 = Circle8::ZERO;
    let _ = net
        .quantize_into(&calibration, &mut net8)
        .expect("there are samples");
    let before = mistakes(&net8);

    let mut fake = FakeCircle::ZERO;
    net.fake_quantize_into(&net8, &mut fake);
    let mut trainer = Trainer::<FakeCircle, _, _, 20>::new(CrossEntropy, Adam::new(0.01));
    Fit::epochs(40)
        .run(&mut trainer, &mut fake, (&points, &classes))
        .expect("finite");
    let _ = net
        .quantize_trained_into(&fake, &calibration, &mut net8)
        .expect("there are samples");
    let after = mistakes(&net8);
    println!("{before} mistakes before, {after} after");
    assert!(2 * after < before, "{before} before, {after} after");
}
