//! Online training of 16-32-32-4.
#![no_std]
#![no_main]

use images::work::{networks, train};

images::image!(train::online, NET: networks::Small, TRAINER: train::OnlineSmall);
