//! Finds the circles of a graph.

use std::collections::{BTreeMap, BTreeSet};

/// A graph: what each node uses.
pub(crate) type Graph<N> = BTreeMap<N, BTreeSet<N>>;

/// The nodes that use each other, directly or not, in groups of two or more.
pub(crate) fn circles<N: Clone + Ord>(graph: &Graph<N>) -> Vec<BTreeSet<N>> {
    let reach: BTreeMap<&N, BTreeSet<&N>> = graph
        .keys()
        .map(|node| (node, reach(graph, node)))
        .collect();
    let is_mutual = |a: &N, b: &N| {
        let has = |from: &N, to: &N| reach.get(from).is_some_and(|all| all.contains(to));
        has(a, b) && has(b, a)
    };
    let mut found: Vec<BTreeSet<N>> = Vec::new();
    for node in graph.keys() {
        if found.iter().any(|circle| circle.contains(node)) {
            continue;
        }
        let mutual = graph.keys().filter(|other| is_mutual(node, other));
        let circle: BTreeSet<N> = mutual.cloned().collect();
        if circle.len() > 1 {
            found.push(circle);
        }
    }
    found
}

/// All that a node uses, directly or not.
fn reach<'a, N: Ord>(graph: &'a Graph<N>, start: &'a N) -> BTreeSet<&'a N> {
    let mut seen = BTreeSet::new();
    let mut open = vec![start];
    while let Some(node) = open.pop() {
        for next in graph.get(node).into_iter().flatten() {
            if seen.insert(next) {
                open.push(next);
            }
        }
    }
    seen
}

#[test]
fn circles_are_found() {
    let graph = |edges: &[(u8, u8)]| {
        let mut graph: Graph<u8> = (0..6).map(|node| (node, BTreeSet::new())).collect();
        for (from, to) in edges {
            graph.entry(*from).or_default().insert(*to);
        }
        circles(&graph)
    };
    assert!(graph(&[(0, 1), (1, 2), (0, 2)]).is_empty());
    assert_eq!(graph(&[(0, 1), (1, 0), (1, 2)]), [BTreeSet::from([0, 1])]);
    let two = [BTreeSet::from([0, 1, 2]), BTreeSet::from([4, 5])];
    assert_eq!(
        graph(&[(0, 1), (1, 2), (2, 0), (2, 4), (4, 5), (5, 4)]),
        two
    );
}
