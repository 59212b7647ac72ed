//! Reads arbitrary bytes as a model of TensorFlow Lite. What is accepted can be read completely.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nn_core::tflite::Tflite;

fuzz_target!(|bytes: &[u8]| {
    let model = match Tflite::parse(bytes) {
        Ok(model) => model,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    for index in 0..model.tensors() {
        let tensor = model.tensor(index).expect("it was checked");
        assert_eq!(tensor.shape().iter().product::<usize>(), tensor.len());
        if let Some(size) = tensor.numbers().bytes() {
            assert!(tensor.data().is_empty() || tensor.data().len() == size * tensor.len());
        }
        assert!(tensor.scale(tensor.scales()).is_none());
        assert!(tensor.scales() == 0 || tensor.zero_point(tensor.scales() - 1).is_some());
    }
    for index in 0..model.len() {
        let operator = model.operator(index).expect("it was checked");
        let inputs = (0..operator.inputs()).filter_map(|input| operator.input(input));
        let outputs = (0..operator.outputs()).filter_map(|output| operator.output(output));
        assert!(inputs.chain(outputs).all(|tensor| tensor < model.tensors()));
        assert!(!operator.code().name().is_empty());
    }
});
