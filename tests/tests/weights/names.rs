//! The names and shapes are those of PyTorch's `nn.Sequential`.

use nn_core::prelude::*;
use nn_core::safetensors::SafeTensors;

use crate::networks::{
    Branched, LeNet, Mlp, Named, Nested, Normed, Resized, Separable, Sequence, Unbiased, filled,
};

/// The names and shapes in a saved file, in the order of names.
fn saved<N: TrainableNetwork + Boxed>() -> Vec<String> {
    let bytes = filled::<N>(1).to_safetensors().expect("good layers");
    let file = SafeTensors::parse(&bytes).expect("a file");
    let mut lines: Vec<String> = file
        .entries()
        .map(|entry| format!("{} {:?}", entry.name(), entry.shape()))
        .collect();
    lines.sort();
    lines
}

#[test]
fn activations_and_pools_count_as_modules() {
    assert_eq!(
        saved::<Mlp>(),
        [
            "0.bias [8]",
            "0.weight [8, 4]",
            "2.bias [3]",
            "2.weight [3, 8]"
        ]
    );
    assert_eq!(
        saved::<LeNet>(),
        [
            "0.bias [6]",
            "0.weight [6, 1, 5, 5]",
            "11.bias [10]",
            "11.weight [10, 84]",
            "3.bias [16]",
            "3.weight [16, 6, 5, 5]",
            "7.bias [120]",
            "7.weight [120, 400]",
            "9.bias [84]",
            "9.weight [84, 120]",
        ]
    );
    assert_eq!(
        saved::<Sequence>(),
        [
            "0.bias [8]",
            "0.weight [8, 3, 5]",
            "4.bias [6]",
            "4.weight [6, 56]"
        ]
    );
}

/// Zeros and repeated values are modules of their own. A global pool is two, with `nn.Flatten`.
#[test]
fn layers_of_other_sizes_count_as_modules() {
    let names = [
        "1.bias [4]",
        "1.weight [4, 2, 3, 3]",
        "4.bias [3]",
        "4.weight [3, 4, 3, 3]",
        "8.bias [2]",
        "8.weight [2, 3]",
    ];
    assert_eq!(saved::<Resized>(), names);
}

#[test]
fn normalizations_have_their_statistics_and_shapes() {
    assert_eq!(
        saved::<Normed>(),
        [
            "0.bias [4]",
            "0.weight [4, 2, 3, 3]",
            "1.bias [4]",
            "1.running_mean [4]",
            "1.running_var [4]",
            "1.weight [4]",
            "4.bias [5]",
            "4.weight [5, 144]",
            "5.bias [5]",
            "5.running_mean [5]",
            "5.running_var [5]",
            "5.weight [5]",
        ]
    );
    assert_eq!(
        saved::<Separable>(),
        [
            "0.bias [3]",
            "0.weight [3, 1, 3, 3]",
            "2.bias [6]",
            "2.weight [6, 3, 1, 1]",
            "4.bias [6, 8, 8]",
            "4.weight [6, 8, 8]",
            "7.bias [4]",
            "7.weight [4, 6]",
        ]
    );
}

#[test]
fn what_a_layer_is_without_has_no_name() {
    assert_eq!(
        saved::<Unbiased>(),
        [
            "0.weight [4, 2, 3, 3]",
            "1.bias [4]",
            "1.running_mean [4]",
            "1.running_var [4]",
            "1.weight [4]",
            "4.weight [4, 1, 2, 2]",
            "5.running_mean [4]",
            "5.running_var [4]",
            "9.weight [5, 36]",
        ]
    );
    assert_eq!(
        saved::<network![[1, 5] => Conv1d<filters = 2, kernel = 3, bias = false>]>(),
        ["0.weight [2, 1, 3]"]
    );
}

#[test]
fn branches_are_sequences_of_their_own() {
    let names: Vec<String> = saved::<Branched>()
        .into_iter()
        .filter(|name| name.contains("weight"))
        .collect();
    assert_eq!(
        names,
        [
            "0.0.weight [2, 2, 3, 3]",
            "0.2.weight [2, 2, 1, 1]",
            "2.0.weight [4, 2, 1, 1]",
            "2.projection.weight [4, 2, 1, 1]",
            "3.0.0.weight [1, 4, 1, 1]",
            "3.0.2.weight [2, 1, 1, 1]",
            "3.2.0.weight [3, 4, 1, 1]",
            "6.weight [2, 144]",
        ]
    );
}

/// In PyTorch a branch is an `nn.Sequential`, and a module that joins branches has them as its children 0, 1 and so on:
///
/// ```text
/// class Concat(nn.Sequential):
///     def forward(self, x): return torch.cat([branch(x) for branch in self], 1)
/// S, L, C = nn.Sequential, nn.Linear, Concat
/// S(C(S(C(S(L(4, 1)), S(L(4, 2), nn.ReLU()))),
///     S(C(S(L(4, 3)), S(L(4, 4))), L(7, 5)),
///     S(C(S(L(4, 6)), S(C(S(L(4, 7)), S(L(4, 8))))))), L(29, 2))
/// ```
#[test]
fn branches_in_branches_are_modules_of_their_own() {
    let names: Vec<String> = saved::<Nested>()
        .into_iter()
        .filter(|name| name.contains("weight"))
        .collect();
    assert_eq!(
        names,
        [
            "0.0.0.0.0.weight [1, 4]",
            "0.0.0.1.0.weight [2, 4]",
            "0.1.0.0.0.weight [3, 4]",
            "0.1.0.1.0.weight [4, 4]",
            "0.1.1.weight [5, 7]",
            "0.2.0.0.0.weight [6, 4]",
            "0.2.0.1.0.0.0.weight [7, 4]",
            "0.2.0.1.0.1.0.weight [8, 4]",
            "1.weight [2, 29]",
        ]
    );
}

#[test]
fn folded_networks_have_the_names_of_what_they_are() {
    type Deep = network![[2, 12]
        => Conv1d<filters = 3, kernel = 3> => BatchNorm<Relu> => MaxPool1d<2>
        => Conv1d<filters = 4, kernel = 2> => BatchNorm<Relu> => MaxPool1d<2>
        => Conv1d<filters = 2, kernel = 2> => BatchNorm
        => Flatten => Dense<3> => BatchNorm<Tanh> => Dense<2, Softmax>];
    let names: Vec<String> = saved::<nn_core::folded![Deep]>()
        .into_iter()
        .filter(|name| name.contains("weight"))
        .collect();
    assert_eq!(
        names,
        [
            "0.weight [3, 2, 3]",
            "10.weight [2, 3]",
            "3.weight [4, 3, 2]",
            "6.weight [2, 4, 2]",
            "8.weight [3, 2]",
        ]
    );
}

#[test]
fn named_layers_have_their_names() {
    let names: Vec<String> = saved::<Named>()
        .into_iter()
        .filter(|name| name.contains("weight"))
        .collect();
    assert_eq!(
        names,
        [
            "2.weight [6, 6]",
            "4.weight [6, 6]",
            "encoder.2.weight [3, 5]",
            "encoder.hidden.weight [5, 6]",
            "first.weight [6, 4]",
            "last.weight [2, 3]",
        ]
    );
}

#[test]
fn the_metadata_describes_the_network() {
    let bytes = Mlp::ZERO.to_safetensors().expect("good layers");
    let (_, metadata) = safetensors::SafeTensors::read_metadata(&bytes).expect("a header");
    let about = metadata.metadata().clone().expect("metadata");
    let fingerprint = <Mlp as nn_core::weights::Persist>::FINGERPRINT;
    assert_eq!(
        about["architecture"],
        format!("4 => Dense, Tanh: 8 => Dense, Softmax: 3; fingerprint {fingerprint:016x}")
    );
}
