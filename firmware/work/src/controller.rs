//! The controller of the example `controller`, whose braking is proved. A board drives the cart with the same bits.

use core::hint::black_box;

use nn_core::prelude::*;

use crate::{Board, Digest, infer, int8};

/// The cart of the example.
#[path = "../../../examples/controller/cart.rs"]
pub mod cart;

use self::cart::{State, THRUST};

/// From the scaled distance and speed to the command.
pub type Controller = network![2 => Dense<16, Relu> => Dense<16, Relu> => Dense<1, Tanh>];
/// The same of `i8`.
pub type Controller8 = quantized![Controller];

/// The shipped network of `f32`.
static CONTROLLER: Controller =
    nn_core::include_weights!(Controller, "../../examples/controller/f32.safetensors");
/// The shipped network of `i8`.
static CONTROLLER8: Controller8 =
    nn_core::include_weights!(Controller8, "../../examples/controller/int8.safetensors");

/// Where the cart is before a drive.
const START: State = State {
    distance: 8.0,
    speed: 0.0,
};
/// The ticks of a drive: 10 s.
const TICKS: usize = 200;

/// The digest of all states of a drive, which are what is measured.
fn drive(mut predict: impl FnMut(&[f32; 2]) -> f32) -> u32 {
    let (mut state, mut digest) = (black_box(START), Digest::default());
    for _ in 0..TICKS {
        let command = predict(&state.inputs());
        state = state.after(THRUST * command);
        digest.floats(&[command, state.distance, state.speed]);
    }
    digest.0
}

/// Drives with both networks.
pub fn drives(
    board: &mut impl Board,
    workspace: &mut Workspace<Controller>,
    workspace8: &mut Workspace<Controller8>,
) {
    let [flash, ram] = [Controller::FLASH_BYTES, Controller::INFER_RAM_BYTES];
    board.bytes("flash", flash + Controller8::FLASH_BYTES);
    board.bytes("ram", ram + Controller8::INFER_RAM_BYTES);
    let input = START.inputs();
    infer::predict(board, "controller", &CONTROLLER, &input, workspace);
    let numbers = input.map(|x| CONTROLLER8.input_scale().to_i8(x));
    int8::predict(board, "int8 controller", &CONTROLLER8, &numbers, workspace8);

    let digest = drive(|input| CONTROLLER.predict_in(input, workspace)[0]);
    board.result("drive of the controller", digest);
    let [from, to] = [CONTROLLER8.input_scale(), CONTROLLER8.output_scale()];
    let digest = drive(|input| {
        let numbers = input.map(|x| from.to_i8(x));
        let [command] = *CONTROLLER8.predict_quantized_in(&numbers, workspace8);
        to.to_real(command.into())
    });
    board.result("drive of the int8 controller", digest);
}
