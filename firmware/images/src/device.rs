//! The board as a job sees it.

use work::Board;

use crate::{line, marks, stack};

/// Says what a job finds, line by line, to whoever runs the image.
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
