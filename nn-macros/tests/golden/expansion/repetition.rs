type Network = ::nn::private::network_without_a_name! {
    (::nn::private::net! {})
};
type Net = ::nn::private::Chain<
    ::nn::private::Chain<
        ::nn::private::Chain<
            ::nn::private::Chain<
                ::nn::private::Chain<
                    ::nn::private::Chain<
                        ::nn::private::Dense<{ N }, 64, ::nn::private::Tanh>,
                        ::nn::private::Dense<64, 64, ::nn::private::Tanh>,
                    >,
                    ::nn::private::Dense<64, 64, ::nn::private::Tanh>,
                >,
                Block,
            >,
            Block,
        >,
        Block,
    >,
    ::nn::private::Dense<
        { <<Block as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN },
        10,
        ::nn::private::Softmax,
    >,
>;
type Layers = (
    ::nn::private::Dense<{ N }, 64, ::nn::private::Tanh>,
    ::nn::private::Dense<64, 64, ::nn::private::Tanh>,
    ::nn::private::Dense<64, 64, ::nn::private::Tanh>,
    Block,
    Block,
    Block,
    ::nn::private::Dense<
        { <<Block as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN },
        10,
        ::nn::private::Softmax,
    >,
);
const CHECKS: () = {
    ::nn::private::size::<{ N }>();
    ::nn::private::affordable(
        <::nn::private::Dense<
            { N },
            64,
            ::nn::private::Tanh,
        > as ::nn::private::Layer>::FACTS
            .params,
    );
    <<Block as ::nn::private::Layer>::Input as ::nn::private::Takes<
        ::nn::private::Vector<64>,
    >>::FITS;
    <<Block as ::nn::private::Layer>::Input as ::nn::private::Takes<
        <Block as ::nn::private::Layer>::Output,
    >>::FITS;
    <<Block as ::nn::private::Layer>::Output as ::nn::private::IsVector>::FITS;
    ::nn::private::affordable(
        <::nn::private::Dense<
            { <<Block as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN },
            10,
            ::nn::private::Softmax,
        > as ::nn::private::Layer>::FACTS
            .params,
    );
};
const HOLDS_MORE: () = ();
