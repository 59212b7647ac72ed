//! Tables of activations have the bytes of single operators of TensorFlow Lite Micro.

use nn_core::kernel::integer::{hard_swish_table, logistic_table, tanh_table};
use tests::reference::Reference;

/// Compares the tables of an operator for all of its scales. `table` gets the index of a case, the scale and the zero point.
fn compare(name: &str, table: impl Fn(&Reference, usize, (f32, i32)) -> [i8; 256]) {
    let reference = Reference::read(&format!("tflite/operators/{name}"));
    let values = |name: &str| reference.tensor(name).values.clone();
    let (scales, zeros, outputs) = (values("scale"), values("zero"), values("output"));
    assert_eq!(outputs.len(), 256 * scales.len());
    let cases = scales.iter().zip(&zeros).zip(outputs.chunks(256));
    for (case, ((scale, zero), outputs)) in cases.enumerate() {
        let found = table(&reference, case, (*scale as f32, *zero as i32));
        let expected: Vec<i8> = outputs.iter().map(|number| *number as i8).collect();
        assert_eq!(found.to_vec(), expected, "{name} {scale} {zero}");
    }
}

#[test]
fn activations_have_the_bytes_of_tensorflow_lite_micro() {
    compare("logistic", |_, _, (factor, zero)| {
        logistic_table(factor, zero)
    });
    compare("tanh", |_, _, (factor, zero)| tanh_table(factor, zero));
    compare("hard_swish", |reference, case, from| {
        let value = |name: &str| reference.tensor(name).values[case];
        let to = (value("to.scale") as f32, value("to.zero") as i32);
        hard_swish_table(from, to).expect("the scale of the output is large enough")
    });
}
