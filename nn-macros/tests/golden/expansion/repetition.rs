type Network = ::nn::private::net! {};
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
    ::nn::private::size({ N });
    ::nn::private::fits::<
        [::nn::private::core::primitive::f32; 64],
        <Block as ::nn::private::Layer>::Input,
    >();
    ::nn::private::fits::<
        <Block as ::nn::private::Layer>::Output,
        <Block as ::nn::private::Layer>::Input,
    >();
    ::nn::private::fits::<
        <Block as ::nn::private::Layer>::Output,
        [::nn::private::core::primitive::f32; {
            <<Block as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN
        }],
    >();
};
