//! The shipped networks, and what the compiler proves about them.

use nn_core::prelude::*;

/// From the scaled distance and speed to the command.
pub(crate) type Controller = network![2 => Dense<16, Relu> => Dense<16, Relu> => Dense<1, Tanh>];
pub(crate) type Controller8 = quantized![Controller];

pub(crate) static CONTROLLER: Controller =
    nn_core::include_weights!(Controller, "controller/f32.safetensors");
pub(crate) static CONTROLLER8: Controller8 =
    nn_core::include_weights!(Controller8, "controller/int8.safetensors");

// At most 1 m from the obstacle and at 1.5 m/s or more, both brake with more than 80 % of the force.
nn_core::assert_bounds!(CONTROLLER, input in [[-1.0, -0.8], [0.0, 1.0]] => output[0] in [-1.001, -0.8]);
nn_core::assert_bounds!(CONTROLLER8, input in [[-1.0, -0.8], [0.0, 1.0]] => output[0] in [-1.0, -0.8]);
