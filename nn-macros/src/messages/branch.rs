//! Messages about branches.

pub(crate) const NAME_IN_BRANCH: &str =
    "a layer in a branch has no name; name the layer that holds the branch instead";
pub(crate) const BRANCH_ARROW: &str =
    "a branch begins with its first layer; write one before this `=>`, or remove the arrow";
pub(crate) const BRANCH_IN_BRACKETS: &str = "the branch of `Residual` is written without brackets; write `Residual<Dense<32, Relu> => Dense<32>>`";
pub(crate) const BRANCH_WITHOUT_BRACKETS: &str =
    "each branch of `Concat` is written in brackets; write `Concat<[Dense<32>], [Dense<16>]>`";
pub(crate) const TOO_FEW_BRANCHES: &str = "`Concat` joins at least two branches; write `Concat<[Dense<32>], [Dense<16>]>` (`[]` is the input itself)";
pub(crate) const CONCAT_ACTIVATION: &str = "`Concat` takes no activation; write one in each branch";
pub(crate) const EMPTY_BRANCH: &str =
    "a branch needs at least one layer; write `Residual<Dense<32, Relu> => Dense<32>>`";
pub(crate) const EMPTY_PROJECTION: &str =
    "a projection needs at least one layer; write `projection = Dense<32>`";
pub(crate) const UNKNOWN_BRANCHES: &str = "the macro does not know the shape of any branch; write the shape after one of them: `[Encoder => [32]]`";

pub(crate) fn too_deep() -> String {
    "layers are nested too deep; make some of them a separate network, which is a layer too"
        .to_owned()
}
pub(crate) fn wrong_branch(output: &str, input: &str, projection: Option<&str>) -> String {
    let fix = match projection {
        Some(projection) => {
            format!("make both equal, or add `projection = {projection}`")
        }
        None => "make both equal, or add a projection: `projection = ..`".to_owned(),
    };
    format!("the branch of this `Residual` returns {output}, but its input is {input}; {fix}")
}
pub(crate) fn wrong_projection(projection: &str, branch: &str) -> String {
    format!(
        "the projection of this `Residual` returns {projection}, but its branch returns {branch}; they are added: make them equal"
    )
}
pub(crate) fn branches_differ(branch: &str, others: &str) -> String {
    format!(
        "this branch returns {branch}, but the branch before it returns {others}; branches are joined over their channels: make all other dimensions equal"
    )
}
pub(crate) fn branches_mixed(branch: &str, others: &str) -> String {
    format!(
        "this branch returns {branch}, but the branch before it returns {others}; vectors are joined with vectors, and images with images"
    )
}
