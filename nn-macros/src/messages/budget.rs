//! Wording about budgets.

/// What a budget can limit.
const KEYS: [&str; 4] = ["flash", "infer_ram", "train_ram", "macs"];

pub(crate) const BUDGET: &str = "a budget is a list of limits: `#[budget(flash = \"64 KiB\", infer_ram = \"2 KiB\", train_ram(Adam, batch = 8) = \"40 KiB\", macs = 110_000)]`";
pub(crate) const BUDGET_OUTSIDE: &str = "a budget belongs to a network with a name; write `network! { #[budget(flash = \"64 KiB\")] struct Name { 784 => Dense<10> } }`";
pub(crate) const BUDGET_BYTES: &str =
    "expected bytes with a unit, B, KB, KiB, MB or MiB: `\"64 KiB\"`";
pub(crate) const BUDGET_NUMBER: &str = "expected a whole number of multiply-accumulates: `110_000`";
pub(crate) const BUDGET_TRAINING: &str = "expected an optimizer and the size of a batch, at least 1: `train_ram(Adam, batch = 8)`; online training is `train_ram` alone";

pub(crate) fn unknown_budget(word: &str) -> String {
    format!("`{word}` has no budget; `{}` have", KEYS.join("`, `"))
}
pub(crate) fn duplicate_budget(key: &str) -> String {
    format!("`{key}` has two budgets; remove one")
}
