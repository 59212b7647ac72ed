type Network = ::nn::private::network_without_a_name! {
    (::nn::private::net! {})
};
type Net = ::nn::private::Chain<
    ::nn::private::Chain<
        ::nn::private::Dense<
            { N },
            { ::nn::private::whole(::nn::private::calculated(2, '*', N as u128)) },
            ::nn::private::Identity,
        >,
        ::nn::private::Dense<{ config::HIDDEN }, 32, ::nn::private::Relu>,
    >,
    ::nn::private::Dense<32, { Config::OUT }, ::nn::private::Identity>,
>;
type Layers = (
    ::nn::private::Dense<
        { N },
        { ::nn::private::whole(::nn::private::calculated(2, '*', N as u128)) },
        ::nn::private::Identity,
    >,
    ::nn::private::Dense<{ config::HIDDEN }, 32, ::nn::private::Relu>,
    ::nn::private::Dense<32, { Config::OUT }, ::nn::private::Identity>,
);
const CHECKS: () = {
    ::nn::private::size::<{ N }>();
    ::nn::private::size::<{ 2 * N }>();
    ::nn::private::affordable(
        <::nn::private::Dense<
            { N },
            { ::nn::private::whole(::nn::private::calculated(2, '*', N as u128)) },
            ::nn::private::Identity,
        > as ::nn::private::Layer>::FACTS
            .params,
    );
    ::nn::private::size::<{ config::HIDDEN }>();
    <::nn::private::Vector<
        { config::HIDDEN },
    > as ::nn::private::Takes<
        ::nn::private::Vector<
            { ::nn::private::whole(::nn::private::calculated(2, '*', N as u128)) },
        >,
    >>::FITS;
    ::nn::private::affordable(
        <::nn::private::Dense<
            { config::HIDDEN },
            32,
            ::nn::private::Relu,
        > as ::nn::private::Layer>::FACTS
            .params,
    );
    ::nn::private::size::<{ Config::OUT }>();
    ::nn::private::affordable(
        <::nn::private::Dense<
            32,
            { Config::OUT },
            ::nn::private::Identity,
        > as ::nn::private::Layer>::FACTS
            .params,
    );
    <::nn::private::Vector<
        10,
    > as ::nn::private::Is<::nn::private::Vector<{ Config::OUT }>>>::FITS;
};
