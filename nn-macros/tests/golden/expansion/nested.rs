type Network = ::nn::private::network_without_a_name! {
    (::nn::private::net! {})
};
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
    <<Encoder<
        3,
    > as ::nn::private::Layer>::Input as ::nn::private::Takes<
        ::nn::private::Vector<784>,
    >>::FITS;
    <::nn::private::Image<
        { C },
        28,
        28,
    > as ::nn::private::Is<<Encoder<3> as ::nn::private::Layer>::Output>>::FITS;
    <<models::Pool as ::nn::private::Layer>::Input as ::nn::private::Takes<
        ::nn::private::Image<
            {
                ::nn::private::dimension(
                    <<Encoder<
                        3,
                    > as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                    0,
                )
            },
            {
                ::nn::private::dimension(
                    <<Encoder<
                        3,
                    > as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                    1,
                )
            },
            {
                ::nn::private::dimension(
                    <<Encoder<
                        3,
                    > as ::nn::private::Layer>::Output as ::nn::private::Tensor>::SHAPE,
                    2,
                )
            },
        >,
    >>::FITS;
    <<models::Pool as ::nn::private::Layer>::Output as ::nn::private::IsVector>::FITS;
    ::nn::private::affordable(
        <::nn::private::Dense<
            {
                <<models::Pool as ::nn::private::Layer>::Output as ::nn::private::Tensor>::LEN
            },
            10,
            ::nn::private::Identity,
        > as ::nn::private::Layer>::FACTS
            .params,
    );
    <<Decoder as ::nn::private::Layer>::Input as ::nn::private::Takes<
        ::nn::private::Vector<10>,
    >>::FITS;
    <::nn::private::Vector<
        784,
    > as ::nn::private::Is<<Decoder as ::nn::private::Layer>::Output>>::FITS;
};
const HOLDS_MORE: () = ();
