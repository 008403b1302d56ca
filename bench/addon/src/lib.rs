//! The functions of `bench/peers/napi`, as commands. This addon is somebody else's: it uses the
//! same two macros as Pintle's own, and nothing besides.

mod bench;

pintle::addon! {
    bench => [
        add, add_async, add_later, add_on, add_three, adder, byte_length, call_back, call_back_async, call_back_together,
        columns, configure, count_ones, echo, make_bytes, make_text, measure, names, places, rows, sleep, sum,
        text_length,
    ]
}
