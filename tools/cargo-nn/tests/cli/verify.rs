//! `cargo nn verify`.

use crate::{folder, model, run, text};

#[test]
fn the_exit_status_is_the_verdict() {
    let folder = folder("verify");
    let path = folder.join("property.vnnlib");
    let verify = |assertions: &str| {
        let inputs: String = (0..6)
            .map(|index| format!("(declare-const X_{index} Real)(assert (<= X_{index} 0.1))(assert (>= X_{index} -0.1))\n"))
            .collect();
        let outputs: String = (0..3)
            .map(|index| format!("(declare-const Y_{index} Real)\n"))
            .collect();
        std::fs::write(&path, inputs + &outputs + assertions).unwrap();
        let output = run("verify", &model("dense_script"), &[path.to_str().unwrap()]);
        let shown = [text(&output.stdout), text(&output.stderr)].concat();
        (output.status.code(), shown)
    };
    let (status, shown) = verify("(assert (>= Y_0 1000.0))");
    assert_eq!(status, Some(0), "{shown}");
    assert!(shown.starts_with("holds, proved at once, "), "{shown}");
    let (status, shown) = verify("(assert (>= Y_0 -1000.0))");
    assert_eq!(status, Some(1), "{shown}");
    assert!(
        shown.starts_with("violated by this input, ") && shown.contains("\nX_5 "),
        "{shown}"
    );
    let (status, shown) = verify("(assert (>= Y_0");
    assert_eq!(status, Some(3), "{shown}");
    assert!(
        shown.starts_with("error: ") && shown.contains("property.vnnlib: a `(` has no `)`"),
        "{shown}"
    );
}
