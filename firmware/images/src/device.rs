//! The implementation of `Board` for a device.

use work::Board;

use crate::{line, marks, stack};

/// Prints the results of a job line by line.
pub struct Device;

impl Board for Device {
    fn result(&mut self, name: &'static str, bits: u32) {
        line::say("result", name, bits);
    }

    fn bytes(&mut self, name: &'static str, bytes: usize) {
        line::say("bytes", name, bytes as u32);
    }

    fn measure(&mut self, name: &'static str, work: impl FnOnce()) {
        let depth = stack::depth(|| {
            marks::begin();
            work();
            marks::end();
        });
        line::say("stack", name, depth);
    }
}
