//! Messages about budgets.

/// The quantities that a budget can limit.
const KEYS: [&str; 4] = ["flash", "infer_ram", "train_ram", "macs"];

pub(crate) const BUDGET: &str = "a budget is a list of limits; write `#[budget(flash = \"64 KiB\", infer_ram = \"2 KiB\", train_ram(Adam, batch = 8) = \"40 KiB\", macs = 110_000)]`";
pub(crate) const BUDGET_OUTSIDE: &str = "only a named network has a budget; write `network! { #[budget(flash = \"64 KiB\")] struct Name { 784 => Dense<10> } }`";
pub(crate) const BUDGET_BYTES: &str =
    "a limit is a whole number with a unit, B, KB, KiB, MB or MiB; write `\"64 KiB\"`";
pub(crate) const BUDGET_TOO_LARGE: &str =
    "a limit is at most 18,446,744,073,709,551,615 bytes; write a smaller one";
pub(crate) const BUDGET_NUMBER: &str = "the limit of `macs` is a whole number; write `110_000`";
pub(crate) const BUDGET_TRAINING: &str = "a budget of training needs an optimizer and a batch size of at least 1; write `train_ram(Adam, batch = 8)`, or `train_ram` for online training";

pub(crate) fn unknown_budget(word: &str) -> String {
    format!(
        "there is no budget `{word}`; the budgets are {}",
        super::arguments::list(&KEYS, false)
    )
}
pub(crate) fn duplicate_budget(key: &str) -> String {
    format!("`{key}` has two budgets; remove one")
}
