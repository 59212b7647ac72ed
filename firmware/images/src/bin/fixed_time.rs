//! Work whose time does not depend on the input.
#![no_std]
#![no_main]

use images::work::networks::Small;
use images::work::train::OnlineSmall;
use images::work::worst_case::{self, Pooling};

images::image!(worst_case::worst_case, POOLING: Pooling, NET: Small, TRAINER: OnlineSmall);
