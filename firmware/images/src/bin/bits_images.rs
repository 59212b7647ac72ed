//! Training of networks over images and sequences.
#![no_std]
#![no_main]

use images::work::bits::{self, Images, Sequences};

images::image!(bits::images, IMAGES: Images, SEQUENCES: Sequences);
