type Network = ::nn::private::net! {};
type Net = ::nn::private::Chain<
    ::nn::private::Chain<
        ::nn::private::Chain<Encoder<3>, models::Pool>,
        ::nn::private::Dense<
            {
                <<models::Pool as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN
            },
            10,
            ::nn::private::Identity,
        >,
    >,
    Decoder,
>;
type Layers = (
    Encoder<3>,
    models::Pool,
    ::nn::private::Dense<
        {
            <<models::Pool as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN
        },
        10,
        ::nn::private::Identity,
    >,
    Decoder,
);
const CHECKS: () = {
    ::nn::private::fits::<
        [::nn::private::core::primitive::f32; 784],
        <Encoder<3> as ::nn::private::Layer>::Input,
    >();
    ::nn::private::is::<
        <Encoder<3> as ::nn::private::Layer>::Output,
        [[[::nn::private::core::primitive::f32; 28]; 28]; { C }],
    >();
    ::nn::private::fits::<
        <Encoder<3> as ::nn::private::Layer>::Output,
        <models::Pool as ::nn::private::Layer>::Input,
    >();
    ::nn::private::fits::<
        <models::Pool as ::nn::private::Layer>::Output,
        [::nn::private::core::primitive::f32; {
            <<models::Pool as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN
        }],
    >();
    ::nn::private::fits::<
        [::nn::private::core::primitive::f32; 10],
        <Decoder as ::nn::private::Layer>::Input,
    >();
    ::nn::private::is::<
        <Decoder as ::nn::private::Layer>::Output,
        [::nn::private::core::primitive::f32; 784],
    >();
};
