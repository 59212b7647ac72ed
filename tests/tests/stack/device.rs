//! The functions of training on a device: slices, averages, and a memory of samples.

use nn_core::prelude::*;
use nn_core::train::{Average, Replay};

use crate::measured::{Depths, Subject};

/// Steps in slices of both trainers, and the average of a network.
pub(crate) fn device<N, const BATCH: usize>(
    subject: &mut Subject<N, BATCH>,
    trainer: &mut Trainer<N, CrossEntropy, Adam, BATCH>,
    online: &mut OnlineTrainer<N, CrossEntropy>,
    depths: &mut Depths,
) where
    N: TrainableNetwork<Output = [f32; 10], Activation = Softmax> + Boxed,
    N::Input: Boxed,
{
    let (net, inputs, classes) = (&mut *subject.net, &*subject.inputs, &subject.classes);
    depths.add("train/sliced/mod.rs", "advance", || {
        let mut slices = trainer.begin(inputs, classes);
        while slices.advance(net, 0).expect("good data").is_none() {}
    });
    depths.add("train/sliced/trainers.rs", "begin", || {
        let mut slices = online.begin(&inputs[0], &classes[0]);
        while slices.advance(net, 0).expect("good data").is_none() {}
    });
    let file = "train/average.rs";
    let mut average = Average::<N>::boxed();
    depths.add(file, "add", || average.add(net, 7).expect("it is finite"));
    depths.add(file, "write_to", || average.write_to(net));
    depths.add(file, "clear", || average.clear());

    let file = "train/replay/access.rs";
    let mut memory = Replay::<N::Input, 4, 4>::boxed();
    let mut samples = <[N::Input; BATCH]>::boxed();
    depths.add(file, "offer", || {
        for (input, class) in inputs.iter().zip(classes) {
            memory.offer(input, *class).expect("good data");
        }
    });
    depths.add(file, "read", || {
        assert!(memory.read(0, &mut samples[0]).is_some());
    });
    depths.add(file, "draw", || {
        assert!(memory.draw(&mut samples[0]).is_some());
    });
    depths.add(file, "draw_batch", || {
        memory.draw_batch(&mut *samples, &mut [0; BATCH]);
    });
}
