;; A guest written by hand. It asks its host for what its input says, and gives the answer that it gets.
;;
;;   pintle guest run relay.wasm --policy policy.json --input '{"method":"math.add","params":{"a":2,"b":40}}'

(module
  (import "pintle" "host_call" (func $host_call (param $request i32) (param $length i32) (result i32)))
  (import "pintle" "host_take" (func $host_take (param $place i32) (param $room i32) (result i32)))

  (memory (export "memory") 1)
  (global $free (mut i32) (i32.const 16))

  (func (export "pintle_abi") (result i32)
    (i32.const 1))

  ;; Takes the next bytes of the memory, which grows as needed. None is ever given back: a guest runs once.
  (func $alloc (export "pintle_alloc") (param $length i32) (result i32)
    (local $place i32)
    (local $missing i32)
    (local.set $place (global.get $free))
    (global.set $free (i32.add (local.get $place) (local.get $length)))
    (local.set $missing
      (i32.sub
        (i32.shr_u (i32.add (global.get $free) (i32.const 65535)) (i32.const 16))
        (memory.size)))
    (if (i32.gt_s (local.get $missing) (i32.const 0))
      (then
        (if (i32.eq (memory.grow (local.get $missing)) (i32.const -1))
          (then (return (i32.const 0))))))
    (local.get $place))

  (func (export "pintle_free") (param $place i32) (param $length i32))

  (func (export "pintle_run") (param $request i32) (param $length i32) (result i64)
    (local $answer i32)
    (local.set $length (call $host_call (local.get $request) (local.get $length)))
    (local.set $answer (call $alloc (local.get $length)))
    (if (i32.eqz (local.get $answer))
      (then unreachable))
    (drop (call $host_take (local.get $answer) (local.get $length)))
    ;; Where the answer is in the upper half, and how long it is in the lower.
    (i64.or
      (i64.shl (i64.extend_i32_u (local.get $answer)) (i64.const 32))
      (i64.extend_i32_u (local.get $length)))))
