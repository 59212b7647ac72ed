//! Saves weights without the feature `save`.

use nn_core::prelude::*;
use nn_core::weights::{FileError, save_image};

type Net = nn_core::sized![Dense<2, 1>];

pub fn save(net: &Net) -> Result<(), FileError> {
    net.save("net.safetensors")?;
    save_image(net, "net.image")
}
