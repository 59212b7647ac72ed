//! The same start and end without a network. The sizes of other images are relative to this one.
#![no_std]
#![no_main]

use images::Device;
use images::work::Board;

/// Prints one line and measures an empty function, so that the code of both is included.
fn nothing(device: &mut Device) {
    device.measure("nothing", || ());
    device.result("nothing", 0);
    device.bytes("ram", 0);
}

images::image!(nothing);
