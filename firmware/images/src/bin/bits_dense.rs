//! Initialization, shuffling, functions, and training with every optimizer.
#![no_std]
#![no_main]

use images::Device;
use images::work::bits::{self, Activations};

/// Both jobs, one after the other.
fn both(device: &mut Device, net: &mut Activations) {
    bits::numbers(device, net);
    bits::optimizers(device, net);
}

images::image!(both, NET: Activations);
