type Network = ::nn::private::network_without_a_name! {
    ([(); { ::core::compile_error! { "layer size must be at least 1" }
    ::core::compile_error! {
    "unknown layer `Dens`; did you mean `Dense`? (a type of your own is written `self::Dens`)"
    } 0 }])
};
