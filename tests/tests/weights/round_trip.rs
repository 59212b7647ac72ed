//! A saved network is loaded bit for bit, and the reference reader reads the same values.

use nn_core::prelude::*;
use nn_core::weights::{FileError, LoadOptions};
use safetensors::SafeTensors;

use crate::networks::{
    Branched, LeNet, Mlp, Named, Nested, Normed, Resized, Separable, Sequence, Unbiased, filled,
    numbers,
};

fn comes_back<N: Network + Boxed>() {
    let net = filled::<N>(2);
    let bytes = net.to_safetensors().expect("good layers");
    assert_eq!(
        bytes,
        net.to_safetensors().expect("good layers"),
        "the same bytes each time"
    );
    let mut again = N::boxed();
    LoadOptions::new()
        .read(&mut *again, &bytes)
        .expect("it fits");
    assert_eq!(numbers(&*again), numbers(&*net));
}

#[test]
fn every_network_comes_back() {
    comes_back::<Mlp>();
    comes_back::<LeNet>();
    comes_back::<Normed>();
    comes_back::<Sequence>();
    comes_back::<Resized>();
    comes_back::<Separable>();
    comes_back::<Unbiased>();
    comes_back::<Branched>();
    comes_back::<Named>();
    comes_back::<Nested>();
}

#[test]
fn the_outputs_come_first_in_the_file() {
    let mut net = <network![2 => Dense<3>]>::ZERO;
    net.layers.weights = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
    let bytes = net.to_safetensors().expect("good layers");
    let file = SafeTensors::deserialize(&bytes).expect("a file");
    let weight = file.tensor("0.weight").expect("a tensor");
    assert_eq!(weight.shape(), [3, 2]);
    let there: Vec<u8> = [1.0f32, 4.0, 2.0, 5.0, 3.0, 6.0]
        .iter()
        .flat_map(|value| value.to_le_bytes())
        .collect();
    assert_eq!(weight.data(), there);
}

#[test]
fn files_are_saved_whole_and_loaded() -> Result<(), FileError> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("net.safetensors");
    let net = filled::<Mlp>(3);
    std::fs::write(&path, "old").expect("a file");
    net.save(&path)?;
    let mut again = Mlp::ZERO;
    again.load(&path)?;
    assert_eq!(again, *net);
    let left = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 1, "nothing else is left");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path)
            .expect("it is there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o400, 0o400);
        assert_ne!(mode & 0o044, 0, "others may read it, as any new file");
    }
    Ok(())
}

#[test]
fn a_file_that_cannot_be_written_leaves_the_old_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("no/net.safetensors");
    let error = Mlp::ZERO
        .save(&missing)
        .expect_err("no such folder")
        .to_string();
    assert!(error.contains("no/net.safetensors"), "{error}");
    let error = Mlp::boxed()
        .load(&missing)
        .expect_err("no such file")
        .to_string();
    assert!(error.contains("No such file"), "{error}");
}

#[test]
fn halves_are_read_exactly() {
    // All f16: 1, the smallest, the largest below 1, -2, 65504, and bf16 of the same bits.
    let halves: [u16; 4] = [0x3C00, 0x0001, 0xC000, 0x7BFF];
    for (dtype, expected) in [
        ("F16", [1.0, 5.960_464_5e-8, -2.0, 65_504.0]),
        (
            "BF16",
            halves.map(|half| f32::from_bits(u32::from(half) << 16)),
        ),
    ] {
        let header = format!(
            r#"{{"0.weight":{{"dtype":"{dtype}","shape":[1,3],"data_offsets":[0,6]}},"0.bias":{{"dtype":"{dtype}","shape":[1],"data_offsets":[6,8]}}}}"#
        );
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend(header.as_bytes());
        bytes.extend(halves.map(u16::to_le_bytes).as_flattened());
        let mut net = <network![3 => Dense<1>]>::ZERO;
        LoadOptions::new().read(&mut net, &bytes).expect("it fits");
        assert_eq!(net.layers.weights.as_flattened(), &expected[..3], "{dtype}");
        assert_eq!(net.layers.bias, expected[3..]);
    }
}
