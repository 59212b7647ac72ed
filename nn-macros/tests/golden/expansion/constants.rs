type Network = ::nn::private::net! {};
type Net = ::nn::private::Chain<
    ::nn::private::Chain<
        ::nn::private::Dense<{ N }, { 2 * N }, ::nn::private::Identity>,
        ::nn::private::Dense<{ config::HIDDEN }, 32, ::nn::private::Relu>,
    >,
    ::nn::private::Dense<32, { Config::OUT }, ::nn::private::Identity>,
>;
type Layers = (
    ::nn::private::Dense<{ N }, { 2 * N }, ::nn::private::Identity>,
    ::nn::private::Dense<{ config::HIDDEN }, 32, ::nn::private::Relu>,
    ::nn::private::Dense<32, { Config::OUT }, ::nn::private::Identity>,
);
const CHECKS: () = {
    ::nn::private::size({ N });
    ::nn::private::size({ 2 * N });
    ::nn::private::size({ config::HIDDEN });
    ::nn::private::fits::<
        [::nn::private::core::primitive::f32; { 2 * N }],
        [::nn::private::core::primitive::f32; { config::HIDDEN }],
    >();
    ::nn::private::size({ Config::OUT });
    ::nn::private::is::<
        [::nn::private::core::primitive::f32; { Config::OUT }],
        [::nn::private::core::primitive::f32; 10],
    >();
};
