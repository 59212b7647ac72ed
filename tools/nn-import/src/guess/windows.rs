//! Finds the windows of convolutions: the simplest ones that lead from the input to the size that is known.

/// The most ways of windows that are tried.
const MOST_STEPS: usize = 1 << 20;

/// The highest price of windows that are tried.
const MOST_PRICE: usize = 20;

/// The most ways of windows that are kept.
const MOST_FOUND: usize = 16;

/// The fewest convolutions of a deep network.
const DEEP: usize = 5;

/// How the windows of a convolution are, and what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    /// Whether the output has the size of the input, divided by the stride.
    pub(super) is_padded: bool,
    /// The distance between windows.
    pub(super) stride: usize,
    /// Whether a pool of 2 follows.
    pub(super) has_pool: bool,
}

/// A convolution: its kernel, and the plane that a normalization after it states.
pub(super) struct Step<'a> {
    pub(super) kernel: &'a [usize],
    pub(super) stated: Option<&'a [usize]>,
    /// Whether the numbers of an `nn.Sequential` leave room for a pool. `None` if names do not tell.
    pub(super) has_room: Option<bool>,
}

/// The simplest windows that fit, all that are equally simple. Strides of 2 are tried if pools do not fit.
pub(super) fn ways(steps: &[Step<'_>], plane: &[usize], goal: Option<usize>) -> Vec<Vec<Way>> {
    for strides in [&[1][..], &[1, 2]] {
        let mut search = Search {
            steps,
            goal,
            strides,
            limit: 0,
            left: MOST_STEPS,
            found: Vec::new(),
        };
        // what is simpler is tried completely before what is less simple
        while search.limit <= MOST_PRICE && search.found.is_empty() {
            search.extend(&mut Vec::new(), plane, 0);
            search.limit += 1;
        }
        if !search.found.is_empty() {
            return search.found;
        }
    }
    Vec::new()
}

struct Search<'a> {
    steps: &'a [Step<'a>],
    goal: Option<usize>,
    strides: &'a [usize],
    /// The price of what is tried.
    limit: usize,
    /// The steps that are left.
    left: usize,
    found: Vec<Vec<Way>>,
}

impl Search<'_> {
    /// Tries the windows of the next convolution, after windows of this price.
    fn extend(&mut self, ways: &mut Vec<Way>, plane: &[usize], paid: usize) {
        let Some(step) = self.steps.get(ways.len()) else {
            let size: usize = plane.iter().product();
            let is_enough = self.found.len() >= MOST_FOUND;
            if paid == self.limit && !is_enough && self.goal.is_none_or(|goal| goal == size) {
                self.found.push(ways.clone());
            }
            return;
        };
        for way in choices(self.strides) {
            let Some(left) = self.left.checked_sub(1) else {
                return;
            };
            self.left = left;
            let is_deep = self.steps.len() >= DEEP;
            let total = paid + price(way, ways.last().copied(), step, is_deep);
            let is_cheap = total <= self.limit;
            if let Some(output) = output(step, plane, way).filter(|_| is_cheap) {
                ways.push(way);
                self.extend(ways, &output, total);
                ways.pop();
            }
        }
    }
}

/// All windows that are tried.
fn choices(strides: &[usize]) -> impl Iterator<Item = Way> {
    strides.iter().flat_map(|stride| {
        let all = [(false, false), (true, false), (false, true), (true, true)];
        all.map(|(is_padded, has_pool)| Way {
            is_padded,
            stride: *stride,
            has_pool,
        })
    })
}

/// How far windows are from those that networks mostly have: all or no convolutions are padded, in deep networks all; and a pool is
/// where there is room for it.
fn price(way: Way, before: Option<Way>, step: &Step<'_>, is_deep: bool) -> usize {
    let is_point = step.kernel.iter().all(|kernel| *kernel == 1);
    let is_rare = match before {
        _ if is_point => false,
        _ if is_deep => !way.is_padded,
        Some(before) => before.is_padded != way.is_padded,
        None => false,
    };
    let pool = match step.has_room {
        Some(has_room) => 2 * usize::from(has_room != way.has_pool),
        None => usize::from(way.has_pool),
    };
    usize::from(is_rare) + pool + 2 * (way.stride - 1)
}

/// The plane after a convolution and its pool.
fn output(step: &Step<'_>, plane: &[usize], way: Way) -> Option<Vec<usize>> {
    let is_useless = way.is_padded && step.kernel.iter().all(|kernel| *kernel == 1);
    let is_even = step.kernel.iter().any(|kernel| kernel.is_multiple_of(2));
    if is_useless || (way.is_padded && is_even) {
        return None;
    }
    let mut found = Vec::new();
    for (size, kernel) in plane.iter().zip(step.kernel) {
        let padding = if way.is_padded { kernel - 1 } else { 0 };
        let windows = (size + padding).checked_sub(*kernel)? / way.stride + 1;
        found.push(windows);
    }
    if step.stated.is_some_and(|stated| stated != found) {
        return None;
    }
    if way.has_pool {
        found.iter_mut().for_each(|size| *size /= 2);
    }
    (!found.contains(&0)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(kernels: &[usize], plane: usize, goal: usize) -> Vec<String> {
        let kernels: Vec<[usize; 2]> = kernels.iter().map(|kernel| [*kernel; 2]).collect();
        let steps: Vec<Step<'_>> = kernels
            .iter()
            .map(|kernel| Step {
                kernel,
                stated: None,
                has_room: None,
            })
            .collect();
        let word = |way: &Way| {
            format!(
                "{}{}{}",
                if way.is_padded { "p" } else { "v" },
                way.stride,
                if way.has_pool { "m" } else { "" }
            )
        };
        let ways = ways(&steps, &[plane; 2], Some(goal));
        ways.iter()
            .map(|ways| ways.iter().map(word).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn the_simplest_windows_are_found() {
        // without padding, without pools
        assert_eq!(found(&[3, 3, 3], 28, 22 * 22), ["v1 v1 v1"]);
        // LeNet: only the first convolution is padded
        assert_eq!(found(&[5, 5], 28, 25), ["p1m v1m"]);
        // the size is kept, and two of three are pooled
        assert_eq!(
            found(&[3, 3, 3], 28, 49),
            ["p1 p1m p1m", "p1m p1 p1m", "p1m p1m p1"]
        );
        // a stride that keeps the borders, as a pool does not fit
        assert_eq!(found(&[3], 9, 25), ["p2"]);
        assert_eq!(found(&[3], 8, 1000), Vec::<String>::new());
        // VGG: all of thirteen convolutions are padded, and there are five pools
        let deep = found(&[3; 13], 224, 49);
        assert!(deep.iter().all(|ways| !ways.contains('v')), "{deep:?}");
        assert_eq!(deep[0].matches('m').count(), 5);
    }
}
