//! An index that can fail: this image must not link.
#![no_std]
#![no_main]

use images::Device;
use images::work::Board;
use images::work::networks::SAMPLES;

/// The compiler does not know whether this sample exists.
fn index(device: &mut Device) {
    let index = core::hint::black_box(3);
    device.result("sample", SAMPLES[index][0].to_bits());
}

images::image!(index);
