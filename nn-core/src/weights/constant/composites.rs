//! Constants of the layers that contain other layers.

use super::{AfterLayer, Constant, Source};
use crate::layer::{Activated, Chain, Concat, Layer, ProjectedResidual, Residual};
use crate::network::Net;

impl<S: Source, A: Layer + Constant<S>, B: Constant<AfterLayer<S, A>>> Constant<S> for Chain<A, B> {
    const VALUE: Self = Chain {
        first: A::VALUE,
        last: B::VALUE,
    };
}

impl<S: Source, B: Constant<S>, A> Constant<S> for Residual<B, A> {
    const VALUE: Self = Residual::new(B::VALUE);
}

impl<S: Source, B: Layer + Constant<S>, P: Constant<AfterLayer<S, B>>, A> Constant<S>
    for ProjectedResidual<B, P, A>
{
    const VALUE: Self = ProjectedResidual::new(B::VALUE, P::VALUE);
}

impl<S: Source, X: Layer + Constant<S>, Y: Constant<AfterLayer<S, X>>, O> Constant<S>
    for Concat<X, Y, O>
{
    const VALUE: Self = Concat::new(X::VALUE, Y::VALUE);
}

impl<S: Source, L: Constant<S>, A> Constant<S> for Activated<L, A> {
    const VALUE: Self = Activated::new(L::VALUE);
}

impl<S: Source, Body: Constant<S>, Params, ArenaLength, Beside> Constant<S>
    for Net<Body, Params, ArenaLength, Beside>
{
    const VALUE: Self = Net::of(Body::VALUE);
}
