//! Runs the example `mnist` as users do.

use crate::program::{Program, test_accuracy};

#[test]
fn reads_the_shipped_digits() {
    let printed = Program("mnist").plain();
    for part in ["Dense, Sigmoid", "epoch  15/15   loss 0.0", "reads "] {
        assert!(printed.contains(part), "`{part}` in {printed}");
    }
    assert!(test_accuracy(&printed) > 95.5, "{printed}");
}
