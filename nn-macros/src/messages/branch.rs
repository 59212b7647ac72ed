//! Wording about layers inside other layers.

pub(crate) const NAME_IN_BRANCH: &str =
    "only the layers of the network itself have names; name the layer around this one instead";
pub(crate) const BRANCH_ARROW: &str =
    "a branch begins with its first layer; write one before this `=>`, or remove the arrow";
pub(crate) const BRANCH_IN_BRACKETS: &str = "the branch of `Residual` stands without brackets; write `Residual<Dense<32, Relu> => Dense<32>>`";
pub(crate) const BRANCH_WITHOUT_BRACKETS: &str =
    "each branch of `Concat` stands in brackets; write `Concat<[Dense<32>], [Dense<16>]>`";
pub(crate) const TOO_FEW_BRANCHES: &str = "`Concat` joins at least two branches; write `Concat<[Dense<32>], [Dense<16>]>` (`[]` is the input itself)";
pub(crate) const CONCAT_ACTIVATION: &str = "`Concat` takes no activation; write one in each branch";
pub(crate) const EMPTY_BRANCH: &str =
    "a branch needs at least one layer; write `Residual<Dense<32, Relu> => Dense<32>>`";
pub(crate) const EMPTY_PROJECTION: &str =
    "a projection needs at least one layer; write `projection = Dense<32>`";
pub(crate) const UNKNOWN_BRANCHES: &str =
    "the shape of no branch can be seen here; write it behind one of them: `[Encoder => [32]]`";

pub(crate) fn too_deep() -> String {
    "layers stand inside each other too deep; make some of them a network of their own, which is a layer, too".to_owned()
}
pub(crate) fn wrong_branch(output: &str, input: &str, projection: Option<&str>) -> String {
    let fix = match projection {
        Some(projection) => {
            format!("give the branch the shape of its input, or add `projection = {projection}`")
        }
        None => "give the branch the shape of its input, or add a projection: `projection = ..`"
            .to_owned(),
    };
    format!("the branch of this `Residual` gives {output}, but its input is {input}; {fix}")
}
pub(crate) fn wrong_projection(projection: &str, branch: &str) -> String {
    format!(
        "the projection of this `Residual` gives {projection}, but its branch gives {branch}; they are added, so make them equal"
    )
}
pub(crate) fn branches_differ(branch: &str, others: &str) -> String {
    format!(
        "this branch gives {branch}, but the one before it {others}; branches are joined over their channels, so make all other dimensions equal"
    )
}
pub(crate) fn branches_mixed(branch: &str, others: &str) -> String {
    format!(
        "this branch gives {branch}, but the one before it {others}; vectors are joined with vectors, and images with images"
    )
}
