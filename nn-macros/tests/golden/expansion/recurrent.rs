type Network = ::nn::private::network_without_a_name! {
    (::nn::private::net! {})
};
type Net = ::nn::private::Chain<
    ::nn::private::Chain<
        ::nn::private::Chain<
            ::nn::private::Gru<
                6,
                { U },
                { ::nn::private::product(&[3, { U }]) },
                { L },
                ::nn::private::AllSteps,
            >,
            ::nn::private::Lstm<
                { U },
                16,
                64,
                { L },
                ::nn::private::AllSteps,
                ::nn::private::NoBias,
            >,
        >,
        ::nn::private::Rnn<
            16,
            { ::nn::private::whole(::nn::private::calculated(2, '*', U as u128)) },
            { L },
            ::nn::private::Relu,
        >,
    >,
    ::nn::private::Dense<
        { ::nn::private::whole(::nn::private::calculated(2, '*', U as u128)) },
        3,
        ::nn::private::Identity,
    >,
>;
type Layers = (
    ::nn::private::Gru<
        6,
        { U },
        { ::nn::private::product(&[3, { U }]) },
        { L },
        ::nn::private::AllSteps,
    >,
    ::nn::private::Lstm<
        { U },
        16,
        64,
        { L },
        ::nn::private::AllSteps,
        ::nn::private::NoBias,
    >,
    ::nn::private::Rnn<
        16,
        { ::nn::private::whole(::nn::private::calculated(2, '*', U as u128)) },
        { L },
        ::nn::private::Relu,
    >,
    ::nn::private::Dense<
        { ::nn::private::whole(::nn::private::calculated(2, '*', U as u128)) },
        3,
        ::nn::private::Identity,
    >,
);
const CHECKS: () = {
    ::nn::private::size::<{ L }>();
    ::nn::private::size::<{ U }>();
    ::nn::private::affordable(
        <::nn::private::Gru<
            6,
            { U },
            { ::nn::private::product(&[3, { U }]) },
            { L },
            ::nn::private::AllSteps,
        > as ::nn::private::Layer>::FACTS
            .params,
    );
    ::nn::private::affordable(
        <::nn::private::Lstm<
            { U },
            16,
            64,
            { L },
            ::nn::private::AllSteps,
            ::nn::private::NoBias,
        > as ::nn::private::Layer>::FACTS
            .params,
    );
    ::nn::private::size::<{ 2 * U }>();
    ::nn::private::affordable(
        <::nn::private::Rnn<
            16,
            { ::nn::private::whole(::nn::private::calculated(2, '*', U as u128)) },
            { L },
            ::nn::private::Relu,
        > as ::nn::private::Layer>::FACTS
            .params,
    );
    ::nn::private::affordable(
        <::nn::private::Dense<
            { ::nn::private::whole(::nn::private::calculated(2, '*', U as u128)) },
            3,
            ::nn::private::Identity,
        > as ::nn::private::Layer>::FACTS
            .params,
    );
};
