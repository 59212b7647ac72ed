//! Runs the example `robust` as users do, on digits that are learned at once.

use crate::made::write_digits;
use crate::program::Program;

/// The numbers of a line.
fn numbers(line: &str) -> Vec<f32> {
    let words = line.split_whitespace();
    words.filter_map(|word| word.parse().ok()).collect()
}

/// The numbers of the table, which has a row for each epsilon.
fn rows(printed: &str) -> Vec<Vec<f32>> {
    let rows = ["0.01 ", "0.02 ", "0.05 ", "0.1 "].map(|epsilon| {
        let row = printed.lines().find(|line| line.starts_with(epsilon));
        numbers(row.unwrap_or_else(|| panic!("`{epsilon}` in {printed}")))
    });
    rows.to_vec()
}

#[test]
fn bounds_make_a_network_robust() {
    let program = Program("robust");
    let directory = program.directory("digits");
    write_digits(&directory);
    let printed = program.success(&directory, &["--epochs", "30", "--digits", "10"]);

    let error = printed
        .lines()
        .find_map(|line| line.strip_prefix("largest error of a gradient: "));
    let error: f32 = error
        .and_then(|error| error.parse().ok())
        .expect("a number");
    assert!(error < 0.005, "{printed}");

    let rows = rows(&printed);
    for row in &rows {
        // accuracy, attacked, certified
        let (plain, bounded) = (&row[1..4], &row[4..7]);
        for percents in [plain, bounded] {
            assert!(percents.is_sorted_by(|a, b| a >= b), "{printed}");
        }
        assert!(bounded[0] >= 90.0, "{printed}");
    }
    // The first network was not trained for the largest change, the second one was.
    assert!(rows[3][6] > rows[3][3], "{printed}");

    let picture =
        std::fs::read_to_string(directory.join("robust.svg")).expect("the picture is written");
    // four curves, and four lines in the legend
    let lines = picture.matches("stroke-width=\"4\" points").count();
    assert_eq!(lines, 8, "{picture}");
}
