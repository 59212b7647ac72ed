//! The stack that reading and writing of weights needs.

use nn_core::prelude::*;
use nn_core::weights::{LoadOptions, Persist, image, load_image, save_image};

use crate::measured::Depths;

/// The image of a network, or of a trainer.
pub(crate) fn images<T: Persist>(value: &mut T, depths: &mut Depths) {
    let mut bytes = vec![0; image::bytes::<T>()];
    depths.add("weights/image/mod.rs", "write", || {
        image::write(value, &mut bytes).expect("room");
    });
    depths.add("weights/image/mod.rs", "read", || {
        image::read(value, &bytes).expect("the same value");
    });
}

/// Files of a network's weights.
pub(crate) fn files<N: Network>(net: &mut N, depths: &mut Depths) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("weights");
    let file = "weights/files/mod.rs";
    depths.add(file, "Weights::save", || net.save(&path).expect("a file"));
    depths.add(file, "Weights::load", || net.load(&path).expect("it fits"));
    depths.add(file, "Weights::to_safetensors", || {
        drop(net.to_safetensors().expect("bytes"));
    });
    let bytes = net.to_safetensors().expect("bytes");
    depths.add("weights/load_options.rs", "read", || {
        LoadOptions::new().read(net, &bytes).expect("it fits");
    });
    depths.add(file, "save_image", || {
        save_image(net, &path).expect("a file");
    });
    depths.add(file, "load_image", || {
        load_image(net, &path).expect("it fits");
    });
}
