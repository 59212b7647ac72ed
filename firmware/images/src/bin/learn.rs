//! Learns a real task.
#![no_std]
#![no_main]

use images::work::{learn, networks};

images::image!(learn::irises, NET: networks::Irises, TRAINER: learn::OnlineIrises);
