//! Training of 16-32-32-4 with Adam and batches of eight, and inference.
#![no_std]
#![no_main]

use images::work::{networks, train};

images::image!(train::adam, NET: networks::Small, TRAINER: train::AdamSmall);
