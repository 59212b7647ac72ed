//! Training of a network over sequences.
#![no_std]
#![no_main]

use images::work::bits::{self, AdamOf, Sequences};

images::image!(bits::sequences, NET: Sequences, TRAINER: AdamOf<Sequences>);
