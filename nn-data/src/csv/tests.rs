//! Files that are whole, malformed, and empty.

use super::parse::{classes, values};
use super::{Classes, Options, Values};
use crate::fault::Fault;

fn read(text: &str) -> Result<Classes<2>, Fault> {
    classes(text.as_bytes(), &Options::new())
}

#[test]
fn classes_are_sorted() {
    let read = read("a,b,kind\n1,2,red\n3,4.5,blue\n-1e3, 7 ,red\n").expect("three lines");
    assert_eq!(read.inputs, [[1.0, 2.0], [3.0, 4.5], [-1000.0, 7.0]]);
    assert_eq!(read.labels, [1, 0, 1]);
    assert_eq!(read.names, ["blue", "red"]);
}

/// Whole numbers are sorted as numbers.
#[test]
fn numbers_as_classes() {
    let read = read("a,b,kind\n0,0,10\n0,0,9\n0,0,-1\n0,0,10\n").expect("four lines");
    assert_eq!(read.names, ["-1", "9", "10"]);
    assert_eq!(read.labels, [2, 1, 0, 2]);
}

#[test]
fn columns_are_chosen_by_name() {
    let text = "id;y;a;b\n1;9;2;3\n2;8;4;5\n";
    let options = Options::new().with_delimiter(b';').without(&["id"]);
    let read: Values<2, 1> =
        values(text.as_bytes(), &options.clone().with_targets(&["y"])).expect("two");
    assert_eq!(
        (read.inputs, read.targets),
        (vec![[2.0, 3.0], [4.0, 5.0]], vec![[9.0], [8.0]])
    );
    let read: Values<1, 2> =
        values(text.as_bytes(), &options.with_targets(&["b", "y"])).expect("two");
    assert_eq!(
        (read.inputs, read.targets),
        (vec![[2.0], [4.0]], vec![[3.0, 9.0], [5.0, 8.0]])
    );
}

#[test]
fn without_a_header() {
    let read: Values<1, 1> =
        values("1,2\n3,4".as_bytes(), &Options::new().without_header()).expect("two");
    assert_eq!(
        (read.inputs, read.targets),
        (vec![[1.0], [3.0]], vec![[2.0], [4.0]])
    );
}

/// Malformed files, and what is said about them.
const MALFORMED: &[(&str, &str)] = &[
    ("", "it has no lines of data"),
    ("a,b,kind\n", "it has no lines of data"),
    ("a,b\n1,2\n", "line 1 has 2 columns, but 3 are expected"),
    (
        "a,b,kind\n1,2,x\n1,2\n",
        "line 3 has 2 columns, but 3 are expected",
    ),
    (
        "a,b,kind\n1,2,x\n1,2,x,\n",
        "line 3 has 4 columns, but 3 are expected",
    ),
    (
        "a,b,kind\n1,high,x\n",
        "line 2, column 2: `high` is not a finite number",
    ),
    (
        "a,b,kind\n1,2,x\n\n\nNaN,2,x\n",
        "line 5, column 1: `NaN` is not a finite number",
    ),
    (
        "a,b,kind\r\n1,2,x\r\n\r\n1,?,x\r\n",
        "line 4, column 2: `?` is not a finite number",
    ),
    (
        "a,b,kind\n1,2,\"two\nlines\"\n1,?,x",
        "line 4, column 2: `?` is not a finite number",
    ),
    (
        "a,b,kind\n1,1e99,x\n",
        "line 2, column 2: `1e99` is not a finite number",
    ),
    ("a,b,kind\n1,,x\n", "line 2, column 2 is empty"),
    ("a,b,kind\n1,2,\n", "line 2, column 3 is empty"),
];

#[test]
fn faults_have_line_and_column() {
    for (text, expected) in MALFORMED {
        let said = read(text).expect_err("malformed").to_string();
        assert_eq!(said, *expected, "{text:?}");
    }
    let bytes = b"a,b,kind\n1,2,\xFF\n";
    let error = classes::<2>(&bytes[..], &Options::new()).expect_err("not UTF-8");
    assert_eq!(error.to_string(), "line 2: it is not UTF-8");
}

#[test]
fn missing_columns_are_named() {
    let options = Options::new().with_targets(&["price"]);
    let error =
        values::<2, 1>("a,b,kind\n1,2,3\n".as_bytes(), &options).expect_err("no such column");
    assert_eq!(
        error.to_string(),
        "it has no column `price`; its columns are `a`, `b`, `kind`"
    );
    let error = values::<1, 2>("a,b,kind\n1,2,3\n".as_bytes(), &options).expect_err("two targets");
    assert!(matches!(error, Fault::Columns { .. }), "{error}");
}

#[test]
fn too_many_classes() {
    let mut text = String::from("a,b,kind\n");
    for class in 0..=65_536 {
        text += &format!("0,0,{class}\n");
    }
    let error = read(&text).expect_err("65,537 classes");
    assert_eq!(
        error.to_string(),
        "line 65538 begins class 65536, but there are at most 65536 classes"
    );
}
