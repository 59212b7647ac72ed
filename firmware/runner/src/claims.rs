//! The sentences and the comparison of the main document, which state figures of the Cortex-M4F.

use crate::table::grouped;
use crate::tables::Tables;

/// The board whose figures are stated.
const BOARD: &str = "m4f";

/// The row of the comparison with the figure of nn-core in its second cell.
const ROW: &str = "| M4F instructions, 784-128-10 | ";

/// Returns the block of this name, with the block that it replaces. It is `None` for an unknown name or a missing figure.
pub(crate) fn block(name: &str, old: &str, tables: &Tables) -> Option<String> {
    match name {
        "claims" => sentences(tables),
        "compared" => compared(old, tables),
        _ => None,
    }
}

fn compared(old: &str, tables: &Tables) -> Option<String> {
    let figure = grouped(tables.get(BOARD, "3 infer 784-128-10: instructions")?);
    let int8 = tables.get(BOARD, "3 int8 784-128-10: instructions");
    let int8 = int8.map_or(String::new(), |figure| {
        format!("; int8: {}", grouped(figure))
    });
    let (before, row) = old.split_once(ROW)?;
    let (_, others) = row.split_once(" |")?;
    Some([before, ROW, &figure, &int8, " |", others].concat())
}

fn sentences(tables: &Tables) -> Option<String> {
    let figure = |name: &str| tables.get(BOARD, name).map(grouped);
    let infer = figure("3 infer 784-128-10: instructions")?;
    let code = figure("3 infer_big: code")?;
    let ram = figure("3 infer_big: ram")?;
    let step = figure("3 train 784-128-10 sgd: instructions")?;
    let small_step = figure("3 train 16-32-32-4 sgd: instructions")?;
    let small_ram = figure("3 train_sgd: ram")?;
    let adam = figure("3 train_adam: ram")?;
    Some(format!(
        "\
- **Few instructions.** On a Cortex-M4F, 784-128-10 in `f32` takes {infer} instructions, {code} bytes of code and {ram} bytes of RAM.
  CMSIS-NN takes 511,716 instructions for the same network.
- **Training on the device.** A step of online training takes {small_step} instructions for 16-32-32-4 and {step} for 784-128-10.
  AIfES takes 209,141 and 11,642,317.
- **RAM known to the byte.** 16-32-32-4 trains in {small_ram} bytes online and in {adam} bytes with Adam and batches of 8, weights
  included. The firmware test compares these constants with the linked image.
"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_figures_are_stored() {
        let text =
            block("claims", "", &Tables::read()).expect("all figures of the sentences are stored");
        assert_eq!(text.matches("\n- ").count(), 2, "{text}");
    }

    #[test]
    fn other_blocks_and_missing_figures_return_none() {
        assert_eq!(block("m4f", "", &Tables::read()), None);
        assert_eq!(block("claims", "", &Tables::of(&[])), None);
        assert_eq!(block("compared", "", &Tables::read()), None);
    }

    #[test]
    fn a_figure_of_the_comparison_is_replaced() {
        let tables = Tables::of(&[("m4f", &["3 infer 784-128-10: instructions 1234"])]);
        let table = |figure: &str| format!("| a | b |\n{ROW}{figure} | 9 |\n");
        assert_eq!(
            block("compared", &table("1"), &tables),
            Some(table("1,234"))
        );
        let figures = [
            "3 infer 784-128-10: instructions 1234",
            "3 int8 784-128-10: instructions 567",
        ];
        let tables = Tables::of(&[("m4f", &figures)]);
        assert_eq!(
            block("compared", &table("1,234"), &tables),
            Some(table("1,234; int8: 567"))
        );
    }
}
