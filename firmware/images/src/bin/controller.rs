//! Drives of the proved controller.
#![no_std]
#![no_main]

use images::nn_core::network::Workspace;
use images::work::controller;

images::image!(
    controller::drives,
    WORKSPACE: Workspace<controller::Controller>,
    WORKSPACE8: Workspace<controller::Controller8>,
);
