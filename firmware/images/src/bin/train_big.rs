//! Online training of 784-128-10.
#![no_std]
#![no_main]

use images::work::{networks, train};

images::image!(train::big, NET: networks::Big, TRAINER: train::OnlineBig);
