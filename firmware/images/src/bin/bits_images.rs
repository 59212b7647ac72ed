//! Training of a network over images.
#![no_std]
#![no_main]

use images::work::bits::{self, AdamOf, Images};

images::image!(bits::images, NET: Images, TRAINER: AdamOf<Images>);
