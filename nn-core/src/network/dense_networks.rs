//! The networks that constant functions can compute.

/// Calls a macro for each network of one to eight dense layers: its type, the size of the input and the output, the other sizes, the
/// activations, whether there are biases, the activation of the last layer, and the paths from the network to its layers.
///
/// Traits have no constant functions, so a constant function is written for each of these types.
macro_rules! dense_networks {
    ($callback:ident) => {
        $callback!(Dense<I, O, A, U>; I, O; [O] [A] [U]; A; layers);
        $callback!(
            Chain<Dense<I, M, A, U>, Dense<M, O, B, V>>;
            I, O; [M, O] [A, B] [U, V]; B;
            layers.first; layers.last
        );
        $callback!(
            Chain<Chain<Dense<I, M, A, U>, Dense<M, N, B, V>>, Dense<N, O, C, W>>;
            I, O; [M, N, O] [A, B, C] [U, V, W]; C;
            layers.first.first; layers.first.last; layers.last
        );
        $callback!(
            Chain<Chain<Chain<Dense<I, M, A, U>, Dense<M, N, B, V>>, Dense<N, P, C, W>>, Dense<P, O, D, X>>;
            I, O; [M, N, P, O] [A, B, C, D] [U, V, W, X]; D;
            layers.first.first.first; layers.first.first.last; layers.first.last; layers.last
        );
        $callback!(
            Chain<Chain<Chain<Chain<Dense<I, M, A, U>, Dense<M, N, B, V>>, Dense<N, P, C, W>>, Dense<P, Q, D, X>>, Dense<Q, O, E, Y>>;
            I, O; [M, N, P, Q, O] [A, B, C, D, E] [U, V, W, X, Y]; E;
            layers.first.first.first.first; layers.first.first.first.last; layers.first.first.last;
            layers.first.last; layers.last
        );
        $callback!(
            Chain<Chain<Chain<Chain<Chain<Dense<I, M, A, U>, Dense<M, N, B, V>>, Dense<N, P, C, W>>, Dense<P, Q, D, X>>, Dense<Q, R, E, Y>>, Dense<R, O, F, Z>>;
            I, O; [M, N, P, Q, R, O] [A, B, C, D, E, F] [U, V, W, X, Y, Z]; F;
            layers.first.first.first.first.first; layers.first.first.first.first.last;
            layers.first.first.first.last; layers.first.first.last; layers.first.last; layers.last
        );
        $callback!(
            Chain<Chain<Chain<Chain<Chain<Chain<Dense<I, M, A, U>, Dense<M, N, B, V>>, Dense<N, P, C, W>>, Dense<P, Q, D, X>>, Dense<Q, R, E, Y>>, Dense<R, S, F, Z>>, Dense<S, O, G, Bs>>;
            I, O; [M, N, P, Q, R, S, O] [A, B, C, D, E, F, G] [U, V, W, X, Y, Z, Bs]; G;
            layers.first.first.first.first.first.first; layers.first.first.first.first.first.last;
            layers.first.first.first.first.last; layers.first.first.first.last; layers.first.first.last;
            layers.first.last; layers.last
        );
        $callback!(
            Chain<Chain<Chain<Chain<Chain<Chain<Chain<Dense<I, M, A, U>, Dense<M, N, B, V>>, Dense<N, P, C, W>>, Dense<P, Q, D, X>>, Dense<Q, R, E, Y>>, Dense<R, S, F, Z>>, Dense<S, T, G, Bs>>, Dense<T, O, H, Bt>>;
            I, O; [M, N, P, Q, R, S, T, O] [A, B, C, D, E, F, G, H] [U, V, W, X, Y, Z, Bs, Bt]; H;
            layers.first.first.first.first.first.first.first; layers.first.first.first.first.first.first.last;
            layers.first.first.first.first.first.last; layers.first.first.first.first.last;
            layers.first.first.first.last; layers.first.first.last; layers.first.last; layers.last
        );
    };
}

pub(crate) use dense_networks;
